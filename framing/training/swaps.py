"""Examples with other names in them, so that a score cannot come from who is named.

Countries (with demonyms and capitals) and organisations are found by the register, persons by their given names.
The names put in are not those of the name-swap audit (``framing.behaviour.names``).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from framing.behaviour.labelled_names import bearing, persons_in
from framing.labelled import LabelledTarget
from framing.records import Span
from framing.register import Actor, Match, Register
from framing.training.examples import Example
from framing.training.swap_names import COUNTRIES, FAMILY, GIVEN, ORGANISATIONS

EACH = 0.75  # of the names of an example that is changed at all, the share that is
# Of the persons fewer: most are of public life, and what else is said of them is part of the labels.
PERSONS = 0.6
OF_ORGANISATIONS = frozenset(
    ("organisation", "company", "club", "party", "international", "institution", "armed group", "group")
)
# What is also a person or a common word, or stands for too much in American news.
_UNTOUCHED = frozenset(("united-states", "georgia", "jordan", "chad", "guinea"))
_ARTICLED = frozenset((
    "United Kingdom", "UK", "Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Czech Republic", "Sudan",
    "Dominican Republic", "Central African Republic", "United Arab Emirates", "UAE", "Ivory Coast", "Congo",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Person:
    full: str
    gender: str | None


class Swapper:
    """Changes names in examples. Persons are found over all examples at once: a last name alone needs a full one elsewhere."""

    def __init__(self, examples: Iterable[Example], register: Register) -> None:
        self._register = register
        self._persons: dict[str, list[_Person]] = {}
        rows = [
            LabelledTarget("", e.text, *span, 0) for e in examples for t in e.targets for span in t.spans[:1]
        ]
        for row, full, gender in persons_in(rows):
            known = self._persons.setdefault(row.sentence, [])
            if full not in [person.full for person in known]:
                known.append(_Person(full, gender))

    def swapped(self, example: Example, rng: random.Random) -> Example:
        """The example with other names: most of those that can be told, each replaced wherever it stands."""
        edits: list[tuple[int, int, str]] = []
        for person in self._persons.get(example.text, ()):
            if rng.random() < PERSONS:
                edits += _renamed(example.text, person, rng)
        for target in example.targets:
            first = example.text[slice(*target.spans[0])]
            if target.kind in OF_ORGANISATIONS and _is_name(first) and rng.random() < EACH:
                name = rng.choice(ORGANISATIONS)
                edits += [
                    _with_article(example.text, match.span(), name, True)
                    for match in re.finditer(rf"(?<![\w-]){re.escape(first)}(?![\w-])", example.text)
                ]
        by_actor: dict[str, list[Match]] = {}
        for match in self._register.search(example.text):
            by_actor.setdefault(match.actor, []).append(match)
        for actor, matches in by_actor.items():
            if rng.random() < EACH:
                edits += self._replaced(example.text, self._register.actors[actor], matches, rng)
        return edited(example, edits)

    def _replaced(
        self, text: str, actor: Actor, matches: Sequence[Match], rng: random.Random
    ) -> list[tuple[int, int, str]]:
        if actor.id in _UNTOUCHED or actor.kind not in ("country", "organisation"):
            return []
        other = self._register.actors[rng.choice(COUNTRIES)]
        body = rng.choice(ORGANISATIONS)
        edits = []
        for match in matches:
            found = text[match.start : match.end]
            if actor.kind == "country":
                edits.append(
                    _with_article(
                        text, (match.start, match.end), _form_of(other, found, match.form), found in _ARTICLED
                    )
                )
            elif match.form in ("name", "alias") and not found.endswith("s"):
                edits.append(_with_article(text, (match.start, match.end), body, True))
        return edits


def edited(example: Example, edits: Iterable[tuple[int, int, str]]) -> Example:
    """The example with stretches of its text replaced, and the spans of its targets moved along.

    Of edits that overlap the first is made. A span that begins or ends within an edit grows to the whole of it.
    """
    made: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if not made or edit[0] >= made[-1][1]:
            made.append(edit)
    if not made:
        return example
    pieces, done = [], 0
    for start, end, new in made:
        pieces += [example.text[done:start], new]
        done = end

    def moved(position: int, *, is_end: bool) -> int:
        shift = 0
        for start, end, new in made:
            if position >= end:
                shift += len(new) - (end - start)
            elif position > start or (position == start and not is_end):
                return start + shift + (len(new) if is_end else 0)
        return position + shift

    targets = tuple(
        replace(t, spans=tuple((moved(a, is_end=False), moved(b, is_end=True)) for a, b in t.spans))
        for t in example.targets
    )
    return replace(example, text="".join((*pieces, example.text[done:])), targets=targets)


def _is_name(words: str) -> bool:
    """Whether a mention is a name and no description: every word of it but the smallest begins with a capital."""
    listed = words.removeprefix("the ").removeprefix("The ").split()
    return (
        all(word[0].isupper() or word in ("of", "for", "and", "the", "de") for word in listed)
        and len(words) > 2
    )


def _renamed(text: str, person: _Person, rng: random.Random) -> list[tuple[int, int, str]]:
    given = rng.choice(GIVEN[person.gender or rng.choice(("man", "woman"))])
    family = rng.choice(FAMILY)
    return [
        (*match.span(), f"{given} {family}" if match[0] == person.full else family)
        for match in bearing(person.full).finditer(text)
    ]


def _form_of(country: Actor, found: str, form: str) -> str:
    """The name of a country in the form of the one found: name, adjective, people or capital."""
    if form == "demonym" and country.demonyms:
        plural = found.endswith("s") and len(country.demonyms) > 1
        return country.demonyms[1 if plural else 0]
    if form == "metonym" and country.metonyms:
        return country.metonyms[0]
    return country.name


def _with_article(text: str, span: Span, new: str, loses_the: bool) -> tuple[int, int, str]:
    """The edit, with the article before the name put right; ``loses_the``: a "the" before it belongs to the name."""
    start, end = span
    found = re.search(r"\b([Tt]he|[Aa]n?) $", text[:start])
    if found is None:
        if re.search(r"['’]s? $", text[:start]):
            new = new.removeprefix("the ")
        begins = not text[:start].strip("“‘\"' ")
        return start, end, new[0].upper() + new[1:] if begins else new
    article = found[1]
    bare = new.removeprefix("the ")
    if article.lower() == "the":
        if bare != new or not loses_the:
            return found.start(), end, f"{article} {bare}"
        return found.start(), end, new
    an = "an" if bare[0] in "AEIOUÁÉ" else "a"
    return found.start(), end, f"{an.capitalize() if article[0] == 'A' else an} {bare}"
