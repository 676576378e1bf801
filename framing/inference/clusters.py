"""Sufficient statistics: what resampling needs of the articles, summed by cluster.

A cluster is what is drawn as a whole: an event, or an article whose event is not known. Nothing here
grows with the number of readings, and nothing later goes back to them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two groups over their clusters: sums and numbers of article values, arrays (clusters,).

    ``kind`` is 0 for clusters that both groups have, 1 for the first group's own, 2 for the second's:
    resampling and permuting stay within a kind. Rows are ordered by kind.
    """

    x: Floats
    n: Floats
    y: Floats
    k: Floats
    kind: NDArray[np.int8]

    @property
    def clusters(self) -> int:
        """How many clusters there are."""
        return len(self.kind)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Clusters of both, of the first alone, of the second alone."""
        both, first, second = np.bincount(self.kind, minlength=3)
        return int(both), int(first), int(second)

    @property
    def difference(self) -> float:
        """Mean of the first group's articles minus mean of the second's."""
        return float(self.x.sum() / self.n.sum() - self.y.sum() / self.k.sum())

    def influence(self) -> Floats:
        """What each cluster adds to the difference's error (clusters,): the linearised ratio of sums.

        Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), section 5.6.
        """
        n, k = self.n.sum(), self.k.sum()
        first = (self.x - self.x.sum() / n * self.n) / n
        second = (self.y - self.y.sum() / k * self.k) / k
        found: Floats = first - second
        return found


def sides(sums: Floats, numbers: Floats, a: int, b: int, *, matched: bool) -> Sides:
    """The clusters of groups ``a`` and ``b``, columns of ``sums`` and ``numbers`` (clusters, groups).

    With ``matched``, those that both have.
    """
    has_a, has_b = numbers[:, a] > 0, numbers[:, b] > 0
    kind = np.where(has_a & has_b, 0, np.where(has_a, 1, 2)).astype(np.int8)
    keep = np.flatnonzero(has_a & has_b if matched else has_a | has_b)
    keep = keep[np.argsort(kind[keep], kind="stable")]
    return Sides(sums[keep, a], numbers[keep, a], sums[keep, b], numbers[keep, b], kind[keep])


def alone(values: Floats, numbers: Floats) -> Sides:
    """One group's clusters, to be compared with nothing: the difference is its mean."""
    zero = np.zeros_like(values)
    return Sides(values, numbers, zero, zero + 1.0, np.ones(len(values), dtype=np.int8))


def variance(of: Sides) -> tuple[float, float]:
    """Cluster-robust variance of the difference, and its degrees of freedom (Satterthwaite, 1946).

    A cluster that is the only one of its kind counts with its square. NaN and 0 for a single cluster: it cannot vary.
    """
    if of.clusters < 2:
        return float("nan"), 0.0
    influence = of.influence()
    parts = []
    for kind in range(3):
        u = influence[of.kind == kind]
        if len(u) == 1:
            parts.append((float(u[0] ** 2), 1))
        elif len(u):
            parts.append((len(u) / (len(u) - 1) * float(((u - u.mean()) ** 2).sum()), len(u) - 1))
    total = sum(v for v, _ in parts)
    below = sum(v * v / df for v, df in parts)
    return total, total * total / below if below > 0 else float(sum(df for _, df in parts))
