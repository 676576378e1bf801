"""Intervals and p-values of a difference, from resampling and permuting clusters.

All draws are products of a matrix (draws, clusters) with sums by cluster. The matrices follow from the
number of clusters alone, so what else is compared changes no interval.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from framing.inference.clusters import Floats, Sides, variance

DRAWS = 2000
PERMUTATIONS = 9999
FIRST_PERMUTATIONS = 999  # where these give no small p-value, more would change nothing
MANY = 100  # clusters from which on the normal law serves as well as resampling
FEW = 20  # clusters under which the bootstrap is too narrow, and Student's t is taken
SEED = 7
LEVEL = 0.05
Method = Literal["BCa", "t", "normal", "none"]


class Interval(NamedTuple):
    """Bounds of a 95 % interval, and how they were found; none where a cluster cannot vary."""

    low: float | None
    high: float | None
    method: Method


def interval(of: Sides) -> Interval:
    """A 95 % interval of a difference from resampling clusters.

    BCa (Efron, JASA 1987) from 20 to 100 clusters, with the acceleration from the clusters' influence; below,
    where it is known to be too narrow, and where its corrections do not exist, Student's t on the cluster-robust variance;
    above, the normal law on it.
    """
    squared, df = variance(of)
    if not np.isfinite(squared):
        return Interval(None, None, "none")
    error = float(np.sqrt(squared))
    if FEW <= of.clusters <= MANY and (bounds := _bca(of)) is not None:
        return Interval(*bounds, "BCa")
    few = of.clusters <= MANY
    half = error * float(stdtrit(df, 1 - LEVEL / 2) if few else ndtri(1 - LEVEL / 2))
    return Interval(of.difference - half, of.difference + half, "t" if few else "normal")


def p_value(of: Sides) -> float:
    """Two-sided p-value of no difference, by the same law as the interval where that is not the bootstrap.

    From 20 to 100 clusters by permutation: in clusters that both groups have, the sides are exchanged at random; clusters of one
    group alone are dealt anew among the two, as many as each had. The statistic is the difference over its cluster-robust error, which
    keeps the test valid where the groups vary differently (Janssen, 1997; Chung and Romano, Annals of Statistics 2013);
    p = (1 + as extreme) / (1 + drawn) (Phipson and Smyth, 2010). Fewer clusters have so few exchanges (64 of six events) that no
    p-value could stand beside many others, so there Student's t on that error decides; over 100, the normal law. NaN where nothing can be tested.
    """
    squared, df = variance(of)
    if not np.isfinite(squared):
        return float("nan")
    if squared == 0:
        return 1.0 if of.difference == 0 else _smallest(of)
    if of.clusters > MANY:
        return float(2 * ndtr(-abs(of.difference) / np.sqrt(squared)))
    if of.clusters < FEW:
        return float(2 * stdtr(df, -abs(of.difference) / np.sqrt(squared)))
    for count in (FIRST_PERMUTATIONS, PERMUTATIONS):
        drawn = _statistics(of, np.vstack([_observed(of.counts), _permutations(count, *of.counts)]))
        p = float(_extreme(drawn).mean())
        if p > 0.1:
            break
    return p


def _extreme(drawn: Floats) -> NDArray[np.bool_]:
    """Which of the statistics are as large as the first, that of the data; the first is one of them."""
    size = np.abs(drawn)
    found: NDArray[np.bool_] = size >= size[0] * (1 - 1e-9)
    return found


def _smallest(of: Sides) -> float:
    """The p-value where every cluster says exactly the same: the share of exchanges that are as extreme."""
    both = of.counts[0]
    if of.counts[1:] == (0, 0):
        return float(max(2.0 ** (1 - both), 1 / (1 + PERMUTATIONS)))
    return 1 / (1 + PERMUTATIONS)


def _statistics(of: Sides, keep: Floats) -> Floats:
    """Studentised differences (draws,); ``keep`` (draws, clusters) is 1 where a cluster stays, 0 where its sides are exchanged.

    Every sum over permuted clusters is the sum over the exchanged ones plus ``keep`` times the change.
    """
    if of.counts[1:] == (0, 0) and (of.n == 1).all() and (of.k == 1).all():
        change = of.x - of.y  # one article on each side: the studentised mean grows with the plain one
        plain: Floats = keep @ (2 * change) - change.sum()
        return plain
    stay = np.array([of.x, of.n, of.y, of.k])
    stay = np.where(of.kind == 2, stay[[2, 3, 0, 1]], stay)  # clusters of one group: as if the first's
    swap = stay[[2, 3, 0, 1]]
    pairs = [(i, j) for i in range(4) for j in range(i, 4)]
    now = np.vstack([stay, *(stay[i] * stay[j] for i, j in pairs)])
    then = np.vstack([swap, *(swap[i] * swap[j] for i, j in pairs)])
    sums = then.sum(axis=1) + keep @ (now - then).T
    x, n, y, k = sums[:, :4].T
    product = {pair: sums[:, 4 + p] for p, pair in enumerate(pairs)}
    a, b = x / n, y / k
    own = (product[0, 0] - 2 * a * product[0, 1] + a * a * product[1, 1]) / (n * n)
    other = (product[2, 2] - 2 * b * product[2, 3] + b * b * product[3, 3]) / (k * k)
    shared = product[0, 2] - b * product[0, 3] - a * product[1, 2] + a * b * product[1, 3]
    squared = own + other - 2 * shared / (n * k)
    floor = 1e-12 * max(float(np.abs(squared).max()), 1e-300)
    statistics: Floats = (a - b) / np.sqrt(np.maximum(squared, floor))
    return statistics


def _observed(counts: tuple[int, int, int]) -> Floats:
    return np.concatenate([np.ones(counts[0] + counts[1]), np.zeros(counts[2])])[None]


@lru_cache(maxsize=2)
def _coins(count: int) -> Floats:
    """Draws (count, MANY) of zero and one; fewer clusters take the first columns."""
    return np.random.default_rng([SEED, count]).integers(2, size=(count, MANY)).astype(float)


@lru_cache(maxsize=16)
def _dealt(count: int, first: int, second: int) -> Floats:
    """Draws (count, first + second) with ``first`` ones each, at random places."""
    rng = np.random.default_rng([SEED, count, first, second])
    return rng.permuted(np.tile(np.repeat([1.0, 0.0], [first, second]), (count, 1)), axis=1)


def _permutations(count: int, both: int, first: int, second: int) -> Floats:
    shared = _coins(count)[:, :both]
    return np.hstack([shared, _dealt(count, first, second)]) if first + second else shared


@lru_cache(maxsize=64)
def _drawn_from(size: int) -> Floats:
    """How often each of ``size`` clusters is drawn (draws, size)."""
    drawn = np.random.default_rng([SEED, size]).integers(size, size=(DRAWS, size))
    flat = drawn + size * np.arange(DRAWS)[:, None]
    return np.bincount(flat.ravel(), minlength=DRAWS * size).reshape(DRAWS, size).astype(float)


def _weights(both: int, first: int, second: int) -> Floats:
    """How often each cluster is drawn (draws, clusters), each kind by itself."""
    parts = [
        np.roll(_drawn_from(size), 700 * i, axis=0) for i, size in enumerate((both, first, second)) if size
    ]
    return np.hstack(parts)  # rolled, for kinds of one size must not be drawn alike


def resampled(of: Sides) -> Floats:
    """Differences (draws,) of clusters drawn with replacement."""
    sums = _weights(*of.counts) @ np.array([of.x, of.n, of.y, of.k]).T
    drawn: Floats = sums[:, 0] / sums[:, 1] - sums[:, 2] / sums[:, 3]
    return drawn


def _bca(of: Sides) -> tuple[float, float] | None:
    drawn, u = resampled(of), of.influence()
    apart = np.unique(np.round(u, 9), return_counts=True)[1]
    if of.clusters - int(apart.max()) < FEW // 2:
        return None  # nearly all clusters say the same: the few others make steps, and no law
    below = float((drawn < of.difference).mean() + (drawn == of.difference).mean() / 2)
    spread = float((u * u).sum())
    if not 0 < below < 1 or spread == 0:
        return None
    bias = ndtri(below)
    acceleration = float((u**3).sum()) / (6 * spread**1.5)
    z = bias + ndtri(np.array([LEVEL / 2, 1 - LEVEL / 2]))
    scale = 1 - acceleration * z
    if (scale <= 0).any():
        return None
    low, high = np.quantile(drawn, ndtr(bias + z / scale))
    return float(low), float(high)
