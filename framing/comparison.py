"""Outlets side by side: how each portrays an actor, in its own voice and in its sources'.

The unit is the article: an outlet's figure is the mean over its articles of the article's mean
polarity, and the interval comes from resampling articles, for sentences of one article are not
independent. Own voice and sources are never added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from framing.affiliates import with_affiliates
from framing.errors import InputError

VoiceGroup = Literal["outlet", "sources", "quoted", "reported"]
VOICE_GROUPS: dict[VoiceGroup, tuple[str, ...]] = {
    "outlet": ("outlet",),
    "sources": ("quoted", "reported"),
    "quoted": ("quoted",),
    "reported": ("reported",),
}
DEFAULT_GROUPS: tuple[VoiceGroup, ...] = ("outlet", "sources")
MIN_ARTICLES = 5
RESAMPLES = 2000
SEED = 7
Verdict = Literal["warmer", "colder", "no evidence of a difference", "too little data"]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Portrayal:
    """Mean polarity of an actor in an outlet in one voice; no interval under five articles."""

    outlet: str
    actor: str
    actor_name: str
    voice: VoiceGroup
    mean: float
    low: float | None
    high: float | None
    articles: int
    readings: int

    @property
    def enough(self) -> bool:
        """Whether there are enough articles for an interval."""
        return self.low is not None


@dataclass(frozen=True, slots=True)
class Contrast:
    """How much warmer the first outlet is than the second; ``low`` and ``high`` bound 95 %."""

    actor: str
    actor_name: str
    voice: VoiceGroup
    outlets: tuple[str, str]
    difference: float
    low: float | None
    high: float | None
    articles: tuple[int, int]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Cell:
    """The articles of one outlet, actor and voice: a mean for each, and the readings in all."""

    means: Floats
    readings: int
    actor_name: str


def portrayals(
    table: pa.Table, *, actor: str | None = None, voice: VoiceGroup | None = None
) -> list[Portrayal]:
    """Every outlet's portrayal of every actor (or of one) in each voice, the most covered first."""
    _check_voice(voice)
    result = []
    for group in (voice,) if voice else DEFAULT_GROUPS:
        for (of, outlet), cell in _cells(table, group, actor).items():
            low = high = None
            if len(cell.means) >= MIN_ARTICLES:
                low, high = _interval(_resampled(cell.means, (of, outlet, group)))
            mean = float(cell.means.mean())
            articles = len(cell.means)
            result.append(
                Portrayal(outlet, of, cell.actor_name, group, mean, low, high, articles, cell.readings)
            )
    coverage: dict[str, int] = defaultdict(int)
    for row in result:
        coverage[row.actor] += row.articles
    return sorted(result, key=lambda p: (-coverage[p.actor], p.actor, p.voice, p.outlet))


def compare(
    table: pa.Table,
    *,
    actor: str | None = None,
    outlets: tuple[str, str] | None = None,
    voice: VoiceGroup | None = None,
    affiliates: bool = False,
) -> list[Contrast]:
    """Differences between outlets, pair by pair, for each actor (or one) in each voice.

    With ``affiliates``, an actor's figures take in its people and agencies (see ``with_affiliates``).
    Intervals are percentile bootstrap (Efron, 1979) over articles, each contrast for itself: among
    twenty pairs without a difference, one is expected to look like one.
    Raises ``InputError`` where the actor or an outlet does not occur.
    """
    _check_voice(voice)
    known = sorted(set(table["outlet"].to_pylist()))
    for outlet in outlets or ():
        if outlet not in known:
            raise InputError(f"no outlet {outlet!r} among the readings; there are {', '.join(known)}")
    if affiliates:
        table = with_affiliates(table, actor)
    result = []
    for group in (voice,) if voice else DEFAULT_GROUPS:
        cells = _cells(table, group, actor)
        by_actor: dict[str, list[str]] = defaultdict(list)
        for of, outlet in cells:
            by_actor[of].append(outlet)
        for of, there in by_actor.items():
            for a, b in [outlets] if outlets else combinations(sorted(there), 2):
                if (of, a) in cells and (of, b) in cells:
                    result.append(_contrast(of, group, (a, b), cells[of, a], cells[of, b]))
    return result


def _contrast(actor: str, voice: VoiceGroup, outlets: tuple[str, str], a: _Cell, b: _Cell) -> Contrast:
    difference = float(a.means.mean() - b.means.mean())
    articles = (len(a.means), len(b.means))
    low = high = None
    verdict: Verdict = "too little data"
    if min(articles) >= MIN_ARTICLES:
        first = _resampled(a.means, (actor, outlets[0], voice))
        low, high = _interval(first - _resampled(b.means, (actor, outlets[1], voice)))
        verdict = "warmer" if low > 0 else "colder" if high < 0 else "no evidence of a difference"
    return Contrast(actor, a.actor_name, voice, outlets, difference, low, high, articles, verdict)


def _cells(table: pa.Table, group: VoiceGroup, actor: str | None) -> dict[tuple[str, str], _Cell]:
    keep = pc.and_(pc.is_in(table["voice"], pa.array(VOICE_GROUPS[group])), pc.is_valid(table["polarity"]))
    if actor is not None:
        _check_actor(table, actor)
        keep = pc.and_(keep, pc.equal(table["actor_id"], actor))
    by_article = table.filter(keep).group_by(["actor_id", "outlet", "article_id"]).aggregate(
        [("polarity", "mean"), ("polarity", "count"), ("actor_name", "min")]
    ).sort_by([("actor_id", "ascending"), ("outlet", "ascending"), ("article_id", "ascending")])  # fmt: skip
    means: dict[tuple[str, str], list[float]] = defaultdict(list)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    names: dict[str, str] = {}
    for row in by_article.to_pylist():
        key = row["actor_id"], row["outlet"]
        means[key].append(row["polarity_mean"])
        counts[key] += row["polarity_count"]
        names[row["actor_id"]] = row["actor_name_min"]
    return {k: _Cell(np.array(values), counts[k], names[k[0]]) for k, values in means.items()}


def _check_actor(table: pa.Table, actor: str) -> None:
    known = table.select(["actor_id", "actor_name"]).group_by(["actor_id", "actor_name"]).aggregate([])
    ids = known["actor_id"].to_pylist()
    if actor in ids:
        return
    by_name = {name.casefold(): of for of, name in zip(ids, known["actor_name"].to_pylist(), strict=True)}
    near = get_close_matches(actor.casefold(), [*ids, *by_name], n=1)
    hint = f"; did you mean {by_name.get(near[0], near[0])}?" if near else ""
    raise InputError(f"no actor with the id {actor!r} among the readings{hint}")


def _check_voice(voice: str | None) -> None:
    if voice is not None and voice not in VOICE_GROUPS:
        raise InputError(f"voice {voice!r} is none of {', '.join(VOICE_GROUPS)}")


def _resampled(means: Floats, key: Iterable[str]) -> Floats:
    """Means (resamples,) of articles drawn with replacement.

    The draws follow from the names alone: what else stands in the table changes no interval.
    """
    rng = np.random.default_rng([SEED, *"\0".join(key).encode()])
    n = len(means)
    block = max(1, 4_000_000 // n)  # memory stays bounded for a hundred thousand articles
    drawn = []
    for start in range(0, RESAMPLES, block):
        size = (min(block, RESAMPLES - start), n)
        drawn.append(means[rng.integers(n, size=size)].mean(axis=1))
    return np.concatenate(drawn)


def _interval(draws: Floats) -> tuple[float, float]:
    low, high = np.quantile(draws, (0.025, 0.975))
    return float(low), float(high)
