"""Whether evaluation sentences stand in the training text: near-duplicates by shared word runs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RUN = 3  # words a shingle
THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Overlap:
    """A sentence and one that it nearly repeats; ``share`` is that of its word runs found there."""

    sentence: str
    other: str
    share: float


def overlaps(
    sentences: Sequence[str], others: Iterable[str], *, threshold: float = THRESHOLD
) -> list[Overlap]:
    """Sentences of which at least ``threshold`` of the three-word runs stand in one other sentence.

    Containment and not Jaccard similarity, so that a short sentence within a long one is found.
    """
    wanted = [shingles(sentence) for sentence in sentences]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, runs in enumerate(wanted):
        for run in runs:
            holders[run].append(i)
    found = []
    for other in others:
        shared: dict[int, int] = defaultdict(int)
        for run in shingles(other):
            for i in holders.get(run, ()):
                shared[i] += 1
        for i, count in shared.items():
            share = count / len(wanted[i])
            if share >= threshold:
                found.append(Overlap(sentences[i], other, share))
    return sorted(found, key=lambda o: -o.share)


def shingles(text: str) -> set[tuple[str, ...]]:
    """The runs of three words in a text, in lower case; the whole of a shorter one."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
