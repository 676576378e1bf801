"""From article values to figures of groups and contrasts between them: one way for every measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from framing.inference.clusters import Floats, Sides, alone, sides, variance
from framing.inference.families import (
    MIN_CLUSTERS,
    Verdict,
    benjamini_hochberg,
    clusters_needed,
    enough,
    holm,
    verdict,
)
from framing.inference.resampling import Interval, interval, p_value
from framing.outlets.columns import Codes
from framing.outlets.units import Units
from framing.outlets.values import Values

DEFAULT_FLOOR = 0.03  # what another name in the actor's place moves the instrument by, at most
MAX_THIN = 2000  # contrasts with too little data that are listed; the others are counted


@dataclass(frozen=True, slots=True)
class Figure:
    """A group's mean over its articles, with a 95 % interval from five clusters on."""

    group: str
    subject: str
    name: str
    what: str
    measure: str
    voice: str | None
    mean: float
    low: float | None
    high: float | None
    articles: int
    clusters: int
    readings: int
    interval: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """How much higher (of polarity: warmer) the first group is than the second.

    ``low`` and ``high`` bound 95 %; ``p_value`` is from permutation or Student's t (``p_value`` of ``inference.resampling``), ``p_bh`` and ``p_holm`` are adjusted for the family;
    ``effect`` is the difference in standard deviations of articles (Hedges' g). ``needed`` is the number of events (articles,
    where no event is known) that would show a difference of 0.1 in four of five cases. ``corrected`` and its bounds hold with labels only.
    """

    actor: str
    actor_name: str
    what: str
    measure: str
    voice: str | None
    outlets: tuple[str, str]
    difference: float | None
    low: float | None
    high: float | None
    p_value: float | None
    p_bh: float | None
    p_holm: float | None
    effect: float | None
    verdict: Verdict
    needed: int | None
    events: int
    articles: tuple[int, int]
    readings: tuple[int, int]
    matched: bool
    interval: str
    signature: str = ""
    corrected: float | None = None
    corrected_low: float | None = None
    corrected_high: float | None = None
    labels: int | None = None

    @property
    def sentence(self) -> str:
        """The verdict as a sentence."""
        first, second = self.outlets
        unit = "events" if self.matched else "events or articles"
        if self.difference is None:
            return f"too little data: {first} and {second} share no event" + _needed(self.needed, unit)
        if self.verdict == "too little data":
            return "too little data" + _needed(self.needed, unit)
        if self.verdict == "no evidence of a difference":
            return self.verdict + _needed(self.needed, unit)
        word = (
            self.verdict if self.what == "polarity" else {"warmer": "higher", "colder": "lower"}[self.verdict]
        )
        return f"{first} is {word} than {second} by {abs(self.best or 0.0):.2f}"

    @property
    def best(self) -> float | None:
        """The corrected difference where there is one, else the raw one: what the verdict is of."""
        return self.difference if self.corrected is None else self.corrected


def _needed(count: int | None, unit: str) -> str:
    return f"; a difference of 0.1 would need about {count:,} {unit}" if count else ""


@dataclass(frozen=True, slots=True)
class _Cells:
    """The values of one subject by cluster and group: arrays (clusters, groups) of sums, squares, numbers and readings."""

    total: Floats
    squares: Floats
    number: Floats
    readings: Floats
    place: Codes  # of each value: its row
    column: Codes
    value: Floats
    count: Floats
    names: list[str]


def figures(values: Values, units: Units) -> list[Figure]:
    """The mean of every group and subject."""
    found = []
    for subject, cells in _by_subject(values, units):
        for g, group in enumerate(cells.names):
            here = cells.number[:, g] > 0
            of = alone(cells.total[here, g], cells.number[here, g])
            bounds = interval(of) if of.clusters >= MIN_CLUSTERS else Interval(None, None, "none")
            found.append(Figure(
                group, values.subjects[subject], values.names[subject], values.what, values.measure, values.voice,
                of.difference, bounds.low, bounds.high, int(of.n.sum()), of.clusters,
                int(cells.readings[:, g].sum()), bounds.method,
            ))  # fmt: skip
    return found


def contrasts(
    values: Values, units: Units, *, matched: bool, pair: tuple[str, str] | None = None
) -> tuple[list[Contrast], int]:
    """Every contrast of a measure, not yet judged, for verdicts need the family (``judged``); and how many are not listed.

    Pairs with too little data are listed up to a number.
    """
    found: list[Contrast] = []
    thin = omitted = 0
    for subject, cells in _by_subject(values, units):
        order = {name: i for i, name in enumerate(cells.names)}
        there = (cells.number > 0).astype(float)
        shared = there.T @ there
        for a, b in [pair] if pair else combinations(sorted(order), 2):
            if a not in order or b not in order:
                continue
            i, j = order[a], order[b]
            if (shared[i, j] if matched else min(shared[i, i], shared[j, j])) < MIN_CLUSTERS:
                thin += 1
                if thin > MAX_THIN:
                    omitted += 1
                    continue
            found.append(_contrast(values, subject, cells, (a, b), matched))
    return found, omitted


def judged(found: Sequence[Contrast], *, floor: float, signature: str = "") -> list[Contrast]:
    """The contrasts with p-values adjusted for their family, and verdicts.

    A family is all contrasts of one measure in one voice that could be tested: the pairs and actors that one question is asked of.
    """
    families: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for i, c in enumerate(found):
        if c.p_value is not None:
            families[c.measure, c.voice].append(i)
    adjusted: dict[int, tuple[float, float]] = {}
    for members in families.values():
        p = [found[i].p_value or 0.0 for i in members]
        pairs = zip(benjamini_hochberg(p).tolist(), holm(p).tolist(), strict=True)
        adjusted.update(zip(members, pairs, strict=True))
    result = []
    for i, c in enumerate(found):
        if i in adjusted and c.best is not None:
            q, h = adjusted[i]
            c = replace(c, p_bh=q, p_holm=h, verdict=verdict(c.best, q, floor))
        result.append(replace(c, signature=signature))
    return result


def _contrast(values: Values, subject: int, cells: _Cells, pair: tuple[str, str], matched: bool) -> Contrast:
    a, b = (cells.names.index(name) for name in pair)
    of = sides(cells.total, cells.number, a, b, matched=matched)
    clusters = of.clusters
    rows = np.flatnonzero(
        (cells.number[:, a] > 0) & (cells.number[:, b] > 0) if matched
        else (cells.number[:, a] > 0) | (cells.number[:, b] > 0)
    )  # fmt: skip
    if clusters == 1 and of.counts[0] == 1:
        of = _articles_of(cells, int(rows[0]), a, b)
    articles = (int(of.n.sum()), int(of.k.sum()))
    readings = tuple(int(cells.readings[rows, g].sum()) for g in (a, b))
    difference = of.difference if all(articles) else None
    bounds, p, effect, needed = Interval(None, None, "none"), None, None, None
    if difference is not None:
        spread, df = variance(of)
        if np.isfinite(spread) and spread > 0 and df >= 2:
            needed = clusters_needed(spread, of.clusters)
        effect = _effect(cells, rows, (a, b), difference)
        if enough(of):
            bounds = interval(of)
            p = p_value(of)
            p = None if np.isnan(p) else p
    return Contrast(
        values.subjects[subject], values.names[subject], values.what, values.measure, values.voice, pair,
        difference, bounds.low, bounds.high, p, None, None, effect, "too little data", needed, clusters,
        articles, (readings[0], readings[1]), matched, bounds.method,
    )  # fmt: skip


def _effect(cells: _Cells, rows: Codes, pair: tuple[int, int], difference: float) -> float | None:
    """Hedges' g (1981): the difference over the pooled standard deviation of articles, corrected for small samples."""
    n = np.array([cells.number[rows, g].sum() for g in pair])
    df = float(n.sum() - 2)
    if df < 1:
        return None
    total = np.array([cells.total[rows, g].sum() for g in pair])
    squares = np.array([cells.squares[rows, g].sum() for g in pair])
    pooled = float((squares - total**2 / n).sum()) / df
    if pooled <= 1e-12:
        return None
    return float(difference / np.sqrt(pooled) * (1 - 3 / (4 * df - 1)))


def _articles_of(cells: _Cells, row: int, a: int, b: int) -> Sides:
    """The articles of one event as clusters of their own."""
    here = cells.place == row
    parts = [cells.value[here & (cells.column == g)] for g in (a, b)]
    zero = [np.zeros(len(p)) for p in parts]
    one = [np.ones(len(p)) for p in parts]
    kind = np.repeat([1, 2], [len(p) for p in parts]).astype(np.int8)
    return Sides(
        np.concatenate([parts[0], zero[1]]), np.concatenate([one[0], zero[1]]),
        np.concatenate([zero[0], parts[1]]), np.concatenate([zero[0], one[1]]), kind,
    )  # fmt: skip


def _by_subject(values: Values, units: Units) -> Iterator[tuple[int, _Cells]]:
    at = units.number(values.articles)[values.article] if len(values.article) else values.article
    group = np.where(at >= 0, units.group[np.maximum(at, 0)], -1) if len(at) else at
    keep = np.flatnonzero(group >= 0)
    keep = keep[np.argsort(values.subject[keep], kind="stable")]
    subject = values.subject[keep]
    for part in np.split(keep, np.flatnonzero(np.diff(subject)) + 1) if len(keep) else []:
        # Clusters in the order of their names, so that nothing depends on the order of rows.
        clusters, place = np.unique(units.cluster[at[part]], return_inverse=True)
        order = np.argsort([units.clusters[c] for c in clusters])
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        order = np.argsort([values.articles[i] for i in values.article[part]], kind="stable")
        part, place = part[order], rank[place][order]
        groups, column = np.unique(group[part], return_inverse=True)
        shape = (len(clusters), len(groups))
        flat = place * shape[1] + column
        value, count = values.value[part], values.readings[part].astype(float)
        total, squares, number, readings = (
            np.bincount(flat, weights, shape[0] * shape[1]).reshape(shape).astype(float, copy=False)
            for weights in (value, value**2, np.ones(len(part)), count)
        )
        names = [units.groups[g] for g in groups]
        yield (
            int(values.subject[part[0]]),
            _Cells(total, squares, number, readings, place, column, value, count, names),
        )
