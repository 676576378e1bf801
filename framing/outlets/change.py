"""Change over time: an outlet's portrayal of an actor month by month, and where it turned."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from framing.inference.clusters import Floats, alone
from framing.inference.families import LEVEL, MIN_CLUSTERS, benjamini_hochberg
from framing.inference.resampling import interval
from framing.outlets.units import Units
from framing.outlets.values import Values

MIN_SIDE = 5  # events or articles before and after a change
PERMUTATIONS = 999
DRAWS = 500
SEED = 7
MIN_ARTICLES = 2 * MIN_SIDE


@dataclass(frozen=True, slots=True)
class Month:
    """The mean polarity of a month; the interval from five events or articles on."""

    month: str
    mean: float
    low: float | None
    high: float | None
    articles: int


@dataclass(frozen=True, slots=True)
class Change:
    """Whether a series turned: the first day of the new level with a 95 % interval, and by how much it rose; None without evidence."""

    actor: str
    actor_name: str
    outlet: str
    voice: str | None
    months: tuple[Month, ...]
    date: datetime.date | None
    earliest: datetime.date | None
    latest: datetime.date | None
    difference: float | None
    p_value: float | None
    p_bh: float | None
    articles: int
    verdict: str


def changes(values: Values, known: Units, dates: dict[str, datetime.date]) -> list[Change]:
    """Every outlet's series of every actor, those with evidence of a change first.

    The one change point that splits the series best, by the largest standardised difference of means before and after (binary
    segmentation, Scott and Knott, 1974); its p-value from permuting the events in time, which knows that the best of many places was taken; the
    interval of its date from resampling events before and after (Hušková and Kirch, 2008), wide where the turn is slight.
    p-values are adjusted over all series (Benjamini-Hochberg).
    """
    at = {article: i for i, article in enumerate(known.articles)}
    series: dict[tuple[int, int], dict[int, list[tuple[datetime.date, float]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for a, s, value in zip(
        values.article.tolist(), values.subject.tolist(), values.value.tolist(), strict=True
    ):
        article = values.articles[a]
        i = at.get(article, -1)
        if i >= 0 and known.group[i] >= 0 and article in dates:
            series[s, int(known.group[i])][int(known.cluster[i])].append((dates[article], value))
    found = [_change(values, s, known.groups[g], clusters) for (s, g), clusters in series.items()]
    tested = [i for i, c in enumerate(found) if c.p_value is not None]
    adjusted = benjamini_hochberg([found[i].p_value or 0.0 for i in tested])
    for i, q in zip(tested, adjusted.tolist(), strict=True):
        c = found[i]
        if q <= LEVEL:
            word = "warmer" if (c.difference or 0) > 0 else "colder"
            found[i] = replace(c, p_bh=q, verdict=f"{word} from {c.date}")
        else:
            found[i] = replace(
                c, p_bh=q, verdict="no evidence of a change",
                date=None, earliest=None, latest=None, difference=None,
            )  # fmt: skip
    return sorted(found, key=lambda c: (c.p_bh if c.p_bh is not None else 2, -c.articles, c.actor, c.outlet))


def published(articles: pa.Table) -> dict[str, datetime.date]:
    """The day of each article that has one."""
    pairs = zip(articles["article_id"].to_pylist(), articles["published"].to_pylist(), strict=True)
    return {article: day for article, day in pairs if day is not None}


def _change(
    values: Values, subject: int, group: str, clusters: dict[int, list[tuple[datetime.date, float]]]
) -> Change:
    # One value a cluster, at its first day: what is told on one event is one observation.
    points = sorted(
        (min(d for d, _ in rows), float(np.mean([v for _, v in rows])), len(rows))
        for rows in clusters.values()
    )
    days, y = [d for d, _, _ in points], np.array([v for _, v, _ in points])
    articles = sum(n for _, _, n in points)
    blank = Change(
        values.subjects[subject], values.names[subject], group, values.voice, _months(clusters), None, None, None,
        None, None, None, articles, "too little data",
    )  # fmt: skip
    if len(y) < MIN_ARTICLES or days[0] == days[-1] or np.ptp(y) == 0:
        return blank
    rng = np.random.default_rng([SEED, len(y)])
    best, statistic = _split(y[None])
    shuffled = rng.permuted(np.tile(y, (PERMUTATIONS, 1)), axis=1)
    p = float((1 + (_split(shuffled)[1] >= statistic[0] - 1e-12).sum()) / (1 + PERMUTATIONS))
    k = int(best[0])
    before, after = y[:k], y[k:]
    drawn = np.hstack([
        part[rng.integers(len(part), size=(DRAWS, len(part)))] for part in (before, after)
    ])  # fmt: skip
    low, high = np.quantile(_split(drawn)[0], (0.025, 0.975), method="nearest").astype(int)
    return replace(
        blank, date=days[k], earliest=days[low], latest=days[high],
        difference=float(after.mean() - before.mean()), p_value=p, verdict="",
    )  # fmt: skip


def _split(y: Floats) -> tuple[Floats, Floats]:
    """The best place to split each row of ``y`` (rows, n), and the standardised difference there."""
    n = y.shape[1]
    k = np.arange(MIN_SIDE, n - MIN_SIDE + 1)
    before = np.cumsum(y, axis=1)[:, k - 1]
    total = y.sum(axis=1, keepdims=True)
    gain = before**2 / k + (total - before) ** 2 / (n - k) - total**2 / n
    spread = np.maximum((y**2).sum(axis=1, keepdims=True) - total**2 / n - gain, 1e-12)
    statistic = gain / spread
    place = statistic.argmax(axis=1)
    return k[place], statistic[np.arange(len(y)), place]


def _months(clusters: dict[int, list[tuple[datetime.date, float]]]) -> tuple[Month, ...]:
    by_month: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for cluster, rows in clusters.items():
        for day, value in rows:
            by_month[f"{day:%Y-%m}"][cluster].append(value)
    return tuple(_month(month, list(by_month[month].values())) for month in sorted(by_month))


def _month(month: str, clusters: Sequence[Sequence[float]]) -> Month:
    of = alone(np.array([sum(v) for v in clusters]), np.array([float(len(v)) for v in clusters]))
    bounds = interval(of) if of.clusters >= MIN_CLUSTERS else None
    return Month(
        month, of.difference, bounds.low if bounds else None, bounds.high if bounds else None, int(of.n.sum())
    )
