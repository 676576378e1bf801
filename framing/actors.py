"""Actors and the offices that persons hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from framing.records import ActorKind, Form


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from ``start`` to ``end``, both days included; None where unknown or still held.

    Where only the month or year of a change is known, the terms of the two holders overlap
    by it: on such a date either may be meant.
    """

    role: str
    of: str
    start: datetime.date | None
    end: datetime.date | None
    title: str | None = None

    def held_on(self, date: datetime.date) -> bool:
        """Whether the office was held on a date, as far as is known."""
        return (self.start is None or self.start <= date) and (self.end is None or date <= self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """A country, organisation, person or disputed place with all its names."""

    id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    affiliation: str | None = None
    offices: tuple[Office, ...] = ()

    def forms(self) -> Iterator[tuple[str, Form]]:
        """Every alias with its form."""
        yield self.name, "name"
        yield from ((text, "alias") for text in self.names)
        yield from ((text, "demonym") for text in self.demonyms)
        yield from ((text, "metonym") for text in self.metonyms)

    def affiliated_on(self, date: datetime.date | None) -> str | None:
        """Id of the country or organisation that the actor is of: where its offices on the date are all
        of one, that one (the Dutch prime minister of 2020 is of the Netherlands, of NATO later), else
        its affiliation; None where neither is known."""
        held = {o.of for o in self.offices if date is not None and o.held_on(date)}
        if len(held) == 1:
            return held.pop()
        everywhere = {o.of for o in self.offices}
        return self.affiliation or (everywhere.pop() if len(everywhere) == 1 else None)


def affiliations(actor: Actor, known: Mapping[str, Actor], date: datetime.date | None) -> tuple[str, ...]:
    """Ids of what the actor is of, nearest first: a commander's are his force, its army and its country."""
    found: list[str] = []
    at: Actor | None = actor
    while at is not None and (of := at.affiliated_on(date)) is not None and of not in (actor.id, *found):
        found.append(of)
        at = known.get(of)
    return tuple(found)
