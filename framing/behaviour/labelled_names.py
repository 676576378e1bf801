"""Persons' names in labelled rows, and the same rows with another name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from framing.behaviour.names import Name
from framing.labelled import LabelledTarget

Found = tuple[LabelledTarget, str, Literal["man", "woman"] | None]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Frequent in news, and seldom the beginning of a place or an organisation (no Jordan, no Georgia).
_GIVEN = _words(
    """Aaron Abdul Adam Ahmed Al Alan Alex Alexander Ali Amanda Amy Andrea Andrew Andy Angela Ann Anna Anne
    Anthony Antonio Barack Barbara Bashar Ben Benjamin Bernie Betsy Bill Bob Boris Brett Brian Carl Carlos
    Carly Carol Caroline Catherine Charles Charlie Chris Christine Christopher Chuck Claire Condoleezza Corey
    Dan Daniel David Debbie Dianne Dick Dmitry Don Donald Ed Edward Elena Elizabeth Ellen Emily Emma Emmanuel
    Eric Frank Fred Gary George Gina Glenn Greg Hannah Harry Harvey Heather Helen Henry Hillary Ilhan Ivan
    Ivanka Jack Jacob Jamal James Jamie Jane Janet Jared Jason Jay Jean Jeb Jeff Jeffrey Jennifer Jeremy Jerry
    Jessica Jim Jimmy Joe John Jon Jonathan Jose Joseph Joshua Joyce Juan Judy Julia Julie Justin Kamala Karen
    Karl Kate Katherine Kathleen Keith Kellyanne Ken Kenneth Kevin Kirsten Larry Laura Linda Lindsey Lisa
    Louis Lucy Luis Marco Margaret Maria Marie Mario Mark Martin Mary Matt Matthew Maxine Megan Melania
    Michael Michel Michelle Mike Mitch Mitt Mohammed Muhammad Nancy Neil Newt Nick Nicolas Nikki Oliver Olga
    Orrin Patricia Patrick Paul Pete Peter Phil Philip Rachel Ralph Rand Raul Rebecca Richard Rick Rob Robert
    Roger Ron Ronald Roy Rudy Ruth Ryan Sally Sam Samantha Sandra Sarah Scott Sean Sergei Sharon Simon Sophie
    Stephen Steve Steven Stuart Sue Susan Ted Teresa Theresa Thomas Tim Tom Tony Vladimir Walter Wendy
    William"""
)
_TITLES = _words(
    """Mr Mrs Ms Dr Sen Rep Gov Gen President Senator Governor Secretary Judge Justice Minister Chancellor
    Mayor Sir Lady Lord Congressman Congresswoman General Professor Chairman Speaker Sheriff"""
)
_WORD = r"[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?"
_FULL = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_GIVEN))})(?: [A-Z]\.)? ({_WORD})(?![\w-])")
_HE = re.compile(r"\b(?:[Hh]e|[Hh]im|[Hh]is|[Hh]imself|Mr)\b")
_SHE = re.compile(r"\b(?:[Ss]he|[Hh]er|[Hh]ers|[Hh]erself|Mrs|Ms)\b")


def persons_in(rows: Sequence[LabelledTarget]) -> list[Found]:
    """Rows whose mention is a person's name, with the full name and the gender of the pronouns.

    A full name begins with a listed given name, and nothing but an initial stands within it. A
    last name is one that ends a full name before it in its sentence, or one in another row. Left
    out are rows where the name is also part of another one ("Melania Trump", "Trump Tower"). No
    gender where the sentence has pronouns of both or of neither.
    """
    full_of: dict[str, str] = {}
    for row in rows:
        for last, full in _full_names(row.sentence).items():
            full_of.setdefault(last, full)
    found: list[Found] = []
    for row in rows:
        if row.mention in _full_names(row.mention).values():
            full = row.mention
        else:
            before = _full_names(row.sentence[: row.start])
            full = before.get(row.mention, full_of.get(row.mention, ""))
        if full and _stands_alone(row, full):
            he, she = bool(_HE.search(row.sentence)), bool(_SHE.search(row.sentence))
            found.append((row, full, None if he == she else "man" if he else "woman"))
    return found


def swapped(row: LabelledTarget, full: str, name: Name) -> LabelledTarget:
    """The row with the person's name replaced wherever it stands, full by full and last by last."""
    text, start, end, done = "", 0, 0, 0
    for match in bearing(full).finditer(row.sentence):
        new = name.text if match[0] == full else name.last
        text += row.sentence[done : match.start()]
        if match.span() == (row.start, row.end):
            start, end = len(text), len(text) + len(new)
        text += new
        done = match.end()
    return LabelledTarget(f"{row.id}:{name.text}", text + row.sentence[done:], start, end, row.polarity)


def _full_names(text: str) -> dict[str, str]:
    return {match[1]: match[0] for match in _FULL.finditer(text)}


def bearing(full: str) -> re.Pattern[str]:
    """Finds a person by the full name or the last one, where it is no part of a longer word."""
    return re.compile(rf"(?<![\w-])(?:{re.escape(full)}|{re.escape(full.split()[-1])})(?![\w-])")


def _stands_alone(row: LabelledTarget, full: str) -> bool:
    """Whether the mention is the name, and the last name nowhere part of another name."""
    matches = list(bearing(full).finditer(row.sentence))
    for match in matches:
        if match[0] == full:
            if row.mention != full and match.start() > row.start:
                return False  # a relative: news gives the full name first
            continue
        before = re.search(r"(?:^|\s)([A-Z][\w’'-]*)\.? $", row.sentence[: match.start()])
        # A capital at the beginning of the sentence is no evidence of a name, and a title none of another.
        named = before and before[1] not in _TITLES and (before.start(1) > 0 or before[1] in _GIVEN)
        if named or re.match(r" [A-Z]", row.sentence[match.end() :]):
            return False
    return (row.start, row.end) in [match.span() for match in matches]
