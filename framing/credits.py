"""The news agency that an article is carried from, as its dateline, byline or credit line says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.outlet_register import load_outlets, names_in
from framing.records import Article, Mark

# "With AFP" and "AP contributed to this report" say that the text is the outlet's own in part.
_IN_PART = re.compile(
    r"\b(?:with|contributed|inputs?|compiled|photos?|images?|pictures?|courtesy|credit)\b", re.I
)
_BEFORE = re.compile(
    r"^\W*(?:sources?|via|from|first published by|this story was first published by)\b[\s:]*", re.I
)


def agency_of(article: Article, marks: Sequence[Mark]) -> str | None:
    """The listed agency whose copy the article is, by its canonical name; None where no line says so."""
    outlets = load_outlets()
    body_begins = _body_begins(article, marks)
    for mark in marks:
        line = article.text[mark.start : mark.end]
        if mark.part == "dateline":
            found = re.findall(r"\(([^)]+)\)", line)
        elif mark.part == "credit" and mark.start > body_begins and not _IN_PART.search(line):
            # Above the text a bare "AFP" belongs to the picture.
            found = list(names_in(_BEFORE.sub("", line)))
        elif mark.part in ("byline", "copyright"):
            found = list(names_in(line))
        else:
            continue
        for name in found:
            if (agency := outlets.agency(name)) is not None:
                return agency.name
    return None


def canonical(credit: str) -> str:
    """An agency's canonical name, or the name as given where it is not listed."""
    agency = load_outlets().agency(credit)
    return credit if agency is None else agency.name


def _body_begins(article: Article, marks: Sequence[Mark]) -> int:
    """Where the first line that is not marked starts; a dateline's line is text."""
    whole = {m.start for m in marks if m.part != "dateline"}
    for line in re.finditer(r"[^\n]*\S[^\n]*", article.text):
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        if start not in whole:
            return start
    return len(article.text)
