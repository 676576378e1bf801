from __future__ import annotations

import math

import pytest

from framing.agreement import alpha, per_value_agreement
from framing.overlap import overlaps

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four observers, twelve units.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [[v for v in unit if v is not None] for unit in zip(*OBSERVERS, strict=True)]


def test_alpha_is_that_of_the_published_example() -> None:
    assert alpha(UNITS, (1, 2, 3, 4, 5)) == pytest.approx(0.743, abs=5e-4)
    assert alpha(UNITS, (1, 2, 3, 4, 5), level="ordinal") == pytest.approx(0.815, abs=5e-4)


def test_alpha_of_full_and_of_no_agreement() -> None:
    assert alpha([(1, 1), (2, 2), (3, 3)], (1, 2, 3)) == 1
    assert alpha([(1, 2), (2, 1), (1, 2), (2, 1)], (1, 2)) < 0
    assert math.isnan(alpha([(1, 1), (1, 1)], (1, 2)))


def test_agreement_by_value_is_the_f1_of_one_against_the_other() -> None:
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]
    assert per_value_agreement(pairs) == {"a": pytest.approx(2 / 3), "b": pytest.approx(4 / 5)}


TRAINING = [
    "The ministry of Norland said on Monday that the bridge over the Velm would be closed for repairs.",
    "Rain fell on the hills.",
]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The ministry of Norland said on Tuesday that the bridge over the Velm would be closed.", True),
        ("the Bridge over the Velm would be closed for repairs", True),
        ("Rain fell on the hills", True),
        ("The ministry of Estmark denied that it had closed a bridge.", False),
        ("Closed for repairs, the museum lost half of its visitors to a rival over the river.", False),
    ],
)
def test_near_duplicates_are_found_and_others_are_not(sentence: str, found: bool) -> None:
    assert bool(overlaps([sentence], TRAINING)) is found
