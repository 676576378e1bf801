"""Agreement of annotators: Krippendorff's alpha (Krippendorff, "Content Analysis", 2004, ch. 11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Level = Literal["nominal", "ordinal"]


def alpha(units: Sequence[Sequence[object]], values: Sequence[object], *, level: Level = "nominal") -> float:
    """Krippendorff's alpha: 1 is full agreement, 0 what chance gives.

    ``units`` holds the labels that each unit got, two or more (units with fewer are left out);
    ``values`` are all values, for ``ordinal`` in their order. NaN where all labels are one value.
    """
    place = {value: i for i, value in enumerate(values)}
    coincidences = np.zeros((len(values), len(values)))
    for labels in units:
        if len(labels) < 2:
            continue
        for i, a in enumerate(labels):
            for j, b in enumerate(labels):
                if i != j:
                    coincidences[place[a], place[b]] += 1 / (len(labels) - 1)
    totals = coincidences.sum(axis=1)
    n = totals.sum()
    distance = _distance(totals, level)
    observed = (coincidences * distance).sum()
    expected = (np.outer(totals, totals) * distance).sum() / (n - 1)
    return float(1 - observed / expected) if expected > 0 else float("nan")


def per_value_agreement(pairs: Sequence[tuple[object, object]]) -> dict[object, float]:
    """For each value, 2 x both / (one + other): the F1 of one annotator against the other."""
    both = Counter(a for a, b in pairs if a == b)
    either = Counter(a for a, _ in pairs) + Counter(b for _, b in pairs)
    return {value: 2 * both[value] / total for value, total in sorted(either.items(), key=str)}


def _distance(totals: NDArray[np.float64], level: Level) -> NDArray[np.float64]:
    size = len(totals)
    if level == "nominal":
        return 1.0 - np.eye(size)
    # Ordinal: the squared number of ranks between two values, ends counted half.
    result = np.zeros((size, size))
    for a in range(size):
        for b in range(a + 1, size):
            between = totals[a : b + 1].sum() - (totals[a] + totals[b]) / 2
            result[a, b] = result[b, a] = between**2
    return result
