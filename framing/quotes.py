"""Stretches between quotation marks: straight, curly and single, across paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.records import QuoteKind, Span

_OPEN, _CLOSE, _STRAIGHT = ("“", "«", "„", "‘‘", "``"), ("”", "»", "’’"), ('"', "''")
_MARK = re.compile("|".join(map(re.escape, (*_OPEN, *_CLOSE, *_STRAIGHT))))
# A straight single mark is a quotation mark only in a pair around words; else an apostrophe.
_SINGLE = re.compile(r"(?<![\w'])['‘](?=\w)([^'‘’\n]|(?<=\w)['’](?=\w)){2,200}?[\w.,!?…]['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words without their marks; ``goes_on`` where the next paragraph continues it."""

    start: int
    end: int
    goes_on: bool = False


def find_quotes(text: str, paragraphs: Sequence[Span]) -> list[Quote]:
    """The quotations of an article in order, paragraph by paragraph, outermost only.

    Marks that close nothing are ignored. A quotation left open runs to the end of its paragraph
    where the next paragraph opens with a mark again (the rule of the press) or where it opened its own
    paragraph; anywhere else a lone mark is a slip of the keyboard and starts nothing.
    """
    found: list[Quote] = []
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        resumed = following is not None and text.startswith((*_OPEN, *_STRAIGHT), following[0])
        doubles = list(_double(text, start, end, resumed=resumed))
        singles = [
            Quote(start + m.start() + 1, start + m.end() - 1) for m in _SINGLE.finditer(text[start:end])
        ]
        outer = [s for s in singles if not any(d.start <= s.start < d.end for d in doubles)]
        found += sorted(doubles + outer, key=lambda quote: quote.start)
    return [q for q in found if text[q.start : q.end].strip() and not _is_title(text[q.start : q.end])]


def _double(text: str, start: int, end: int, *, resumed: bool) -> Iterator[Quote]:
    opened: int | None = None
    first = ""  # the mark that opened
    depth = 0
    for match in _MARK.finditer(text, start, end):
        mark, i = match.group(), match.start()
        if opened is None:
            inch = mark == '"' and i > start and text[i - 1].isdigit()
            before_word = match.end() < end and not text[match.end()].isspace()
            if mark in _OPEN or (mark in _STRAIGHT and not inch and before_word):
                opened, depth, first = match.end(), 0, mark
        elif mark in _OPEN and not (mark == "“" and first == "„"):  # „German marks“
            depth += 1
        elif depth and mark in _CLOSE:
            depth -= 1
        else:
            yield Quote(opened, i)
            opened = None
    if opened is not None and (resumed or opened == start + len(first)):
        yield Quote(opened, end, goes_on=resumed)


def _is_title(words: str) -> bool:
    """Whether quoted words are the name of a work or an operation and nobody's speech."""
    tokens = re.findall(r"\w[\w’'-]*", words)
    small = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
    words = words.rstrip(".,")
    named = all(t[0].isupper() or t[0].isdigit() or t in small for t in tokens)
    return len(tokens) >= 2 and named and words[-1] not in ".,!?…" and not words.isupper()


def kind_of(words: str, *, in_speech: bool) -> QuoteKind:
    """Full for whole sentences; scare for up to three words that nobody is said to have said."""
    tokens = words.split()
    ends = words.rstrip("”’'\"")[-1:] in (".", ",", "!", "?", "…")
    starts = words.lstrip("‘'“…[ ")[:1].isupper()
    if len(tokens) >= 2 and starts and ends:
        return "full"
    return "partial" if in_speech or len(tokens) > 3 else "scare"
