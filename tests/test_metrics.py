from __future__ import annotations

import numpy as np
import pytest

from framing.labelled import LabelledTarget
from framing.metrics import (
    bootstrap_macro_f1,
    calibration_error,
    confusion_matrix,
    f1_by_class,
    mixed_accuracy,
    portrayal_metrics,
)

GOLD = np.array([0, 0, 1, 1, 2, 2, 2, 0])
PREDICTED = np.array([0, 1, 1, 1, 2, 0, 2, 0])


def target(sentence: str, start: int, polarity: int) -> LabelledTarget:
    return LabelledTarget("", sentence, start, start + 1, polarity)


def test_confusion_and_f1_by_hand() -> None:
    confusion = confusion_matrix(GOLD, PREDICTED)
    assert confusion.tolist() == [[2, 1, 0], [0, 2, 0], [1, 0, 2]]
    # F1 is 2 hits over gold and predicted: 4/6, 4/5, 4/5.
    assert f1_by_class(confusion[None])[0].tolist() == pytest.approx([2 / 3, 0.8, 0.8])


def test_a_class_that_never_occurs_has_f1_zero() -> None:
    confusion = confusion_matrix(np.array([0, 0]), np.array([0, 0]))
    assert f1_by_class(confusion[None])[0].tolist() == [1.0, 0.0, 0.0]


def test_several_matrices_at_once() -> None:
    both = np.stack([np.eye(3, dtype=int), np.ones((3, 3), dtype=int)])
    assert f1_by_class(both).tolist() == [[1.0] * 3, pytest.approx([1 / 3] * 3)]


def test_calibration_error_by_hand() -> None:
    probabilities = np.array([[0.9, 0.05, 0.05], [0.9, 0.05, 0.05], [0.2, 0.6, 0.2], [0.4, 0.1, 0.5]])
    gold = np.array([0, 1, 1, 0])
    # Bins of 1/15: {0.9, 0.9} one right, {0.6} right, {0.5} wrong: |1 - 1.8| + |1 - 0.6| + |0 - 0.5| over 4.
    assert calibration_error(gold, probabilities) == pytest.approx((0.8 + 0.4 + 0.5) / 4)
    # In a single bin over- and underconfidence cancel: |2 - 2.9| over 4.
    assert calibration_error(gold, probabilities, bins=1) == pytest.approx(0.9 / 4)


def test_calibration_error_of_certainty() -> None:
    certain = np.eye(3)
    assert calibration_error(np.array([0, 1, 2]), certain) == 0
    assert calibration_error(np.array([1, 2, 0]), certain) == 1


def test_mixed_accuracy_counts_targets_and_whole_sentences() -> None:
    rows = [
        target("A hit B.", 0, -1), target("A hit B.", 6, 0),
        target("C hit D.", 0, -1), target("C hit D.", 6, 1), target("C hit D.", 6, 1),
        target("E met F.", 0, 0), target("E met F.", 6, 0),
        target("G slept.", 0, 1),
    ]  # fmt: skip
    predicted = np.array([0, 1, 0, 0, 2, 2, 2, 2])
    # "A hit B." right in both; "C hit D." in one of two (its second span counts once); the others are not mixed.
    assert mixed_accuracy(rows, predicted) == (0.75, 0.5, 2)


def test_mixed_accuracy_without_mixed_sentences() -> None:
    assert mixed_accuracy([target("G slept.", 0, 1)], np.array([2])) == (None, None, 0)


def test_bootstrap_interval_of_a_perfect_and_of_a_hopeless_prediction() -> None:
    assert bootstrap_macro_f1(np.diag([50, 50, 50])) == (1.0, 1.0)
    assert bootstrap_macro_f1(np.array([[0, 50, 0], [0, 0, 50], [50, 0, 0]])) == (0.0, 0.0)


def test_bootstrap_interval_against_resampled_rows() -> None:
    gold = np.repeat([0, 0, 1, 1, 2, 2], [60, 20, 70, 30, 80, 40])
    predicted = np.repeat([0, 1, 1, 2, 2, 0], [60, 20, 70, 30, 80, 40])
    rng = np.random.default_rng(1)
    scores = []
    for _ in range(4000):
        rows = rng.integers(len(gold), size=len(gold))
        scores.append(f1_by_class(confusion_matrix(gold[rows], predicted[rows])[None]).mean())
    low, high = bootstrap_macro_f1(confusion_matrix(gold, predicted))
    assert [low, high] == pytest.approx(list(np.quantile(scores, (0.025, 0.975))), abs=0.01)
    assert low < f1_by_class(confusion_matrix(gold, predicted)[None]).mean() < high


def test_all_figures_of_labelled_rows() -> None:
    rows = [target("A hit B.", 6 * (i % 2), int(label) - 1) for i, label in enumerate(GOLD)]
    probabilities = np.full((8, 3), 0.1)
    probabilities[np.arange(8), PREDICTED] = 0.8
    figures = portrayal_metrics(rows, probabilities)
    assert figures["n"] == 8
    assert figures["accuracy"] == figures["micro_f1"] == 6 / 8
    assert figures["macro_f1"] == pytest.approx((2 / 3 + 0.8 + 0.8) / 3)
    assert figures["macro_f1_low"] < figures["macro_f1"] <= figures["macro_f1_high"]
    assert figures["ece"] == pytest.approx(0.05)  # says 0.8 of itself, is right in 0.75
    assert figures["majority_macro_f1"] == pytest.approx(6 / 11 / 3)  # all negative: 2 * 3 / (3 + 8)
    assert figures["f1"] == pytest.approx({"negative": 2 / 3, "neutral": 0.8, "positive": 0.8})
    assert figures["confusion"]["negative"] == {"negative": 2, "neutral": 1, "positive": 0}
