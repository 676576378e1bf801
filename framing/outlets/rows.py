"""Values from plain rows, for measures that are counted article by article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from framing.outlets.units import Units
from framing.outlets.values import DIGITS, Values

MAX_SUBJECTS = 40  # actors that a measure is taken of, the most frequent, where none is asked for


class Row(NamedTuple):
    """The value of one article and subject, and how many readings (or attributions) it rests on."""

    article: str
    subject: str
    value: float
    readings: int


def values_of(
    rows: Iterable[Row], what: str, measure: str, names: dict[str, str], voice: str | None = None
) -> Values:
    """A measure from its rows."""
    kept = list(rows)
    articles = {a: i for i, a in enumerate(dict.fromkeys(r.article for r in kept))}
    subjects = {s: i for i, s in enumerate(sorted({r.subject for r in kept}))}
    return Values(
        what, measure, voice,
        np.array([articles[r.article] for r in kept], dtype=np.int64), list(articles),
        np.array([subjects[r.subject] for r in kept], dtype=np.int64), list(subjects),
        [names.get(s) or s for s in subjects],
        np.round(np.array([r.value for r in kept], dtype=float), DIGITS),
        np.array([r.readings for r in kept], dtype=np.int64),
    )  # fmt: skip


def may_count(known: Units, counted: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Every article and actor that a count can be taken of: where an article on the same event tells of the actor, zero is a count too."""
    cluster = dict(zip(known.articles, known.cluster.tolist(), strict=True))
    inside: dict[int, set[str]] = defaultdict(set)
    for article, of in counted:
        if article in cluster:
            inside[cluster[article]].add(of)
    for article, at in cluster.items():
        for of in sorted(inside.get(at, ())):
            yield article, of


def most_frequent(subjects: Iterable[str], only: str | None) -> list[str]:
    """The subjects to look at: the one asked for, or the most frequent."""
    if only is not None:
        return [only]
    return [name for name, _ in Counter(subjects).most_common(MAX_SUBJECTS)]
