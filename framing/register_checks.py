"""Entries of one or two files made one register, and the checks that they do not contradict each other."""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from framing.actors import Actor, Office
from framing.errors import RegisterError
from framing.register_files import Entry, key_of

# Offices that one person alone holds at a time; of others ("deputy foreign minister") there may be several.
SINGLE_OFFICES = frozenset({
    "president", "prime minister", "monarch", "supreme leader", "foreign minister", "defence minister",
    "commission president", "council president", "high representative", "secretary-general",
    "security council secretary", "national security adviser",
})  # fmt: skip


def merged(below: Sequence[Entry], above: Sequence[Entry]) -> dict[str, Actor]:
    """The actors by id. An entry of ``above`` whose id stands in ``below`` too adds its forms and offices
    to that actor, its name goes before and its affiliation in place of the other's.

    Raises ``RegisterError`` naming both places for an id that stands twice in one file or for two kinds
    of actor, an alias of two actors, an office held by two at a time; and for an unknown reference.
    """
    first = _by_id(below)
    second = _by_id(above)
    for identity, entry in second.items():
        if identity in first:
            first[identity] = _without(first[identity], entry)
        elif entry.without:
            raise RegisterError(f"{entry.place}: 'without' in a new actor; it takes forms from a shipped one")
    entries = [*first.values(), *second.values()]
    _check_aliases(entries)
    _check_offices(entries)
    actors: dict[str, Actor] = {}
    for entry in entries:
        actor = entry.actor
        actors[actor.id] = _joined(actors[actor.id], actor) if actor.id in actors else actor
    for entry in entries:
        for reference in (entry.actor.affiliation, *(office.of for office in entry.actor.offices)):
            if reference is not None and reference not in actors:
                raise RegisterError(f"{entry.place}: {entry.actor.id} refers to unknown {reference!r}")
    return actors


def _by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        other = found.setdefault(entry.actor.id, entry)
        if other is not entry:
            raise RegisterError(
                f"{entry.place}: id {entry.actor.id!r} stands in {other.seen_from(entry)} too"
            )
    return found


def _without(shipped: Entry, entry: Entry) -> Entry:
    """The shipped entry without the forms that the other takes away."""
    actor = shipped.actor
    if actor.kind != entry.actor.kind:
        raise RegisterError(
            f"{entry.place}: {actor.id!r} is a {actor.kind} in {shipped.place}; give another id, or its kind"
        )
    gone = set(entry.without)
    if unknown := gone - {text for text, _ in actor.forms()}:
        raise RegisterError(f"{entry.place}: {actor.id} has no form {sorted(unknown)} in {shipped.place}")
    kept = replace(
        actor,
        name=entry.actor.name if actor.name in gone else actor.name,
        names=tuple(text for text in actor.names if text not in gone),
        demonyms=tuple(text for text in actor.demonyms if text not in gone),
        metonyms=tuple(text for text in actor.metonyms if text not in gone),
    )
    return replace(shipped, actor=kept)


def _joined(shipped: Actor, own: Actor) -> Actor:
    """An actor with the forms and offices of both entries, each once; in doubt the own entry's."""
    seen = {own.name}
    lists: dict[str, list[str]] = {"names": [], "demonyms": [], "metonyms": []}
    for key, found in lists.items():
        extra = (shipped.name,) if key == "names" else ()
        for text in (*getattr(own, key), *extra, *getattr(shipped, key)):
            if text not in seen:
                seen.add(text)
                found.append(text)
    return replace(
        own,
        names=tuple(lists["names"]),
        demonyms=tuple(lists["demonyms"]),
        metonyms=tuple(lists["metonyms"]),
        affiliation=own.affiliation or shipped.affiliation,
        offices=tuple(dict.fromkeys((*shipped.offices, *own.offices))),
    )


def _check_aliases(entries: Sequence[Entry]) -> None:
    owner: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        for text, _ in entry.actor.forms():
            other = owner.setdefault(key_of(text), entry)
            if other.actor.id == entry.actor.id:
                continue
            cure = "keep it with one of them"
            if other.path != entry.path:
                cure = f"leave it out, or take it away: an entry {other.actor.id} with without = [{text!r}]"
            raise RegisterError(
                f"{entry.place}: {text!r} of {entry.actor.id} is an alias of {other.actor.id} "
                f"({other.seen_from(entry)}) too; {cure}"
            )


def _check_offices(entries: Sequence[Entry]) -> None:
    holders: dict[tuple[str, str], list[tuple[Office, Entry]]] = defaultdict(list)
    for entry in entries:
        for office in entry.actor.offices:
            if office.role in SINGLE_OFFICES and office.start is not None:
                holders[office.role, office.of].append((office, entry))
    for terms in holders.values():
        for (a, first), (b, second) in combinations(terms, 2):
            if first.actor.id != second.actor.id and (days := _clash(a, b)):
                raise RegisterError(
                    f"{second.place}: {second.actor.id} is {b.role} of {b.of} from {days[0]} to "
                    f"{days[1] or 'now'}, and so is {first.actor.id} ({first.seen_from(second)}); mend the dates"
                )


def _clash(a: Office, b: Office) -> tuple[datetime.date, datetime.date | None] | None:
    """The days that both terms hold, if that is more than the day, month or year of a change."""
    assert a.start is not None
    assert b.start is not None
    start = max(a.start, b.start)
    end = min((e for e in (a.end, b.end) if e is not None), default=None)
    if end is None:
        return start, end
    if end <= start:
        return None
    # A change of which the month or the year alone is known makes the two terms share a part of it.
    last = calendar.monthrange(end.year, end.month)[1]
    by_month = (start.year, start.month) == (end.year, end.month) and (start.day == 1 or end.day == last)
    by_year = start.year == end.year and (
        (start.month, start.day) == (1, 1) or (end.month, end.day) == (12, 31)
    )
    return None if by_month or by_year else (start, end)
