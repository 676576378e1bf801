"""Words of a passage, and the passage without some of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.records import Passage, Span

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def words_of(passage: Passage) -> list[Span]:
    """The words of a passage that are none of its first target's: these say of whom, not how."""
    spans = passage.targets[0]
    return [
        match.span()
        for match in _WORD.finditer(passage.text)
        if not any(match.start() < b and match.end() > a for a, b in spans)
    ]


def without(passage: Passage, words: Sequence[Span]) -> Passage:
    """The passage with words taken out, and the spans of its targets moved along; no word may touch a target."""
    text = passage.text
    spans = [list(span) for target in passage.targets for span in target]
    for start, end in sorted(words, reverse=True):
        if text[end : end + 1] == " ":
            end += 1
        text = text[:start] + text[end:]
        for span in spans:
            if span[0] >= end:
                span[0] -= end - start
                span[1] -= end - start
    moved = iter((a, b) for a, b in spans)
    return Passage(text, tuple(tuple(next(moved) for _ in target) for target in passage.targets))
