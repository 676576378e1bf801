"""Accuracy figures of portrayal, defined once for training and evaluation.

Probabilities are arrays (n, 3) in the order negative, neutral, positive; gold labels are
arrays (n,) of 0, 1, 2. Macro F1 is the mean F1 of the three classes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.labelled import LabelledTarget

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CLASSES = ("negative", "neutral", "positive")
RESAMPLES = 1000
SEED = 20230


def portrayal_metrics(rows: Sequence[LabelledTarget], probabilities: Floats) -> dict[str, Any]:
    """All figures for labelled rows: flat ones first, details in named objects."""
    gold = np.array([row.polarity + 1 for row in rows])
    predicted = probabilities.argmax(axis=1)
    confusion = confusion_matrix(gold, predicted)
    low, high = bootstrap_macro_f1(confusion)
    target_accuracy, sentence_accuracy, mixed = mixed_accuracy(rows, predicted)
    scores = f1_by_class(confusion[None])[0]
    return {
        "n": len(rows),
        "accuracy": float((gold == predicted).mean()),
        "macro_f1": float(scores.mean()),
        "micro_f1": float((gold == predicted).mean()),
        "macro_f1_low": low,
        "macro_f1_high": high,
        "ece": calibration_error(gold, probabilities),
        "aurc": risk_coverage(gold, probabilities)["aurc"],
        "majority_macro_f1": float(f1_by_class(_majority(gold)[None])[0].mean()),
        "mixed_target_accuracy": target_accuracy,
        "mixed_sentence_accuracy": sentence_accuracy,
        "mixed_sentences": mixed,
        "risk_coverage": risk_coverage(gold, probabilities),
        "f1": dict(zip(CLASSES, map(float, scores), strict=True)),
        "confusion": {
            name: dict(zip(CLASSES, map(int, row), strict=True))
            for name, row in zip(CLASSES, confusion, strict=True)
        },
    }


def confusion_matrix(gold: Ints, predicted: Ints) -> Ints:
    """Counts (3, 3): rows are gold labels, columns predictions."""
    return np.bincount(gold * 3 + predicted, minlength=9).reshape(3, 3)


def f1_by_class(confusions: NDArray[Any]) -> Floats:
    """F1 (k, 3) of k confusion matrices (k, 3, 3); a class that never occurs has 0."""
    hits = np.diagonal(confusions, axis1=1, axis2=2).astype(float)
    total = confusions.sum(axis=1) + confusions.sum(axis=2)
    scores: Floats = np.divide(2 * hits, total, out=np.zeros_like(hits), where=total > 0)
    return scores


def bootstrap_macro_f1(confusion: Ints) -> tuple[float, float]:
    """Percentile interval (95 %) of macro F1 from resampling rows (Efron, 1979).

    Resampling rows is drawing confusion matrices from a multinomial: nothing is rescanned.
    """
    counts = confusion.reshape(9)
    n = int(counts.sum())
    drawn = np.random.default_rng(SEED).multinomial(n, counts / n, size=RESAMPLES)
    scores = f1_by_class(drawn.reshape(-1, 3, 3)).mean(axis=1)
    low, high = np.quantile(scores, (0.025, 0.975))
    return float(low), float(high)


def calibration_error(gold: Ints, probabilities: Floats, *, bins: int = 15) -> float:
    """Expected calibration error of the top label (Guo et al., ICML 2017): bins of equal width."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == gold
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    gap = np.bincount(index, right - confidence, minlength=bins)
    return float(np.abs(gap).sum() / len(gold))


def mixed_accuracy(rows: Sequence[LabelledTarget], predicted: Ints) -> tuple[float | None, float | None, int]:
    """Share of targets and of whole sentences right, over sentences whose labels differ.

    Rows of one text, duplicate spans removed, at least two different labels; None without any.
    """
    by_text: dict[str, dict[tuple[int, int], tuple[int, int]]] = defaultdict(dict)
    for row, label in zip(rows, predicted, strict=True):
        by_text[row.sentence].setdefault((row.start, row.end), (row.polarity + 1, int(label)))
    mixed = [list(t.values()) for t in by_text.values() if len({gold for gold, _ in t.values()}) > 1]
    if not mixed:
        return None, None, 0
    targets = [gold == label for of_text in mixed for gold, label in of_text]
    whole = [all(gold == label for gold, label in of_text) for of_text in mixed]
    return float(np.mean(targets)), float(np.mean(whole)), len(mixed)


def _majority(gold: Ints) -> Ints:
    return confusion_matrix(gold, np.full_like(gold, np.bincount(gold).argmax()))


def risk_coverage(gold: Ints, probabilities: Floats) -> dict[str, float]:
    """Error among the most confident 100, 90, 80 and 70 % of rows, and its mean over all (AURC).

    El-Yaniv and Wiener, JMLR 2010; Geifman and El-Yaniv, NeurIPS 2017.
    """
    order = np.argsort(-probabilities.max(axis=1), kind="stable")
    wrong = (probabilities.argmax(axis=1) != gold)[order]
    error = np.cumsum(wrong) / np.arange(1, len(wrong) + 1)
    at = {f"error_at_{c}": float(error[max(0, round(len(error) * c / 100) - 1)]) for c in (100, 90, 80, 70)}
    return {**at, "aurc": float(error.mean())}
