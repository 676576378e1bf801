"""Many contrasts at once: adjusted p-values, what would be enough data, and the verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from scipy.special import ndtri

from framing.inference.clusters import Floats, Sides

Verdict = Literal["warmer", "colder", "no evidence of a difference", "too little data"]
MIN_CLUSTERS = 5  # events or articles in each group
LEVEL = 0.05
POWER = 0.8
RELEVANT = 0.1  # the difference that enough data should show


def benjamini_hochberg(p: Sequence[float]) -> Floats:
    """Adjusted p-values: calling those up to q keeps the expected share of false calls under q (Benjamini and Hochberg, 1995)."""
    values = np.asarray(p, dtype=float)
    order = np.argsort(values)[::-1]
    count = len(values)
    scaled = values[order] * count / np.arange(count, 0, -1)
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(1, np.minimum.accumulate(scaled))
    return adjusted


def holm(p: Sequence[float]) -> Floats:
    """Adjusted p-values: calling those up to a keeps the chance of any false call under a (Holm, 1979)."""
    values = np.asarray(p, dtype=float)
    order = np.argsort(values)
    count = len(values)
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(1, np.maximum.accumulate(values[order] * np.arange(count, 0, -1)))
    return adjusted


def enough(of: Sides) -> bool:
    """Whether a test can say anything: five clusters in each group."""
    both, first, second = of.counts
    return min(both + first, both + second) >= MIN_CLUSTERS


def clusters_needed(variance: float, clusters: int, difference: float = RELEVANT) -> int:
    """How many clusters would show a difference in four of five cases, if they vary as these do.

    ``variance`` is that of the mean of ``clusters``; two-sided test at 5 %, power 80 %.
    """
    z = float(ndtri(1 - LEVEL / 2) + ndtri(POWER))
    return max(2, math.ceil(variance * clusters * (z / difference) ** 2))


def verdict(difference: float, p_adjusted: float, floor: float) -> Verdict:
    """In a word; a difference no larger than ``floor``, what the instrument itself moves by, is not called one."""
    if p_adjusted > LEVEL or abs(difference) <= floor:
        return "no evidence of a difference"
    return "warmer" if difference > 0 else "colder"
