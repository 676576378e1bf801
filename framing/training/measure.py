"""What a finished model is measured on: ``metrics.json`` and the card, from the weights as a user loads them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

from framing import __version__
from framing.analysis import Analyser
from framing.evaluation import score_labelled, score_stances
from framing.labelled import Convention, LabelledTarget
from framing.metrics import Floats, Ints, calibration_error, portrayal_metrics, risk_coverage
from framing.model.folder import ModelConfig, load_model, save_config
from framing.model.network import HEAD_OF, HEADS
from framing.model.scorer import NetworkScorer
from framing.ownset import full_evaluation, own_targets, read_own_set
from framing.stances import StanceRow, joint_labels, stance_metrics
from framing.training.card import write_card
from framing.training.data import TrainingData
from framing.training.recipe import Recipe

COVERAGE = 0.9  # the share of development targets that keep a label


def figures_of(scorer: NetworkScorer, found: TrainingData, *, quiet: bool) -> dict[str, Any]:
    """Figures on the development files, by file name; portrayal by the convention of each."""
    return {
        **{
            name: portrayal_metrics(rows, score_labelled(_by(scorer, found, name), rows, quiet=quiet).aware)
            for name, rows in found.dev.items()
        },
        **{
            name: stance_metrics(rows, joint_labels(score_stances(scorer, rows, quiet=quiet)).tolist())
            for name, rows in found.dev_stances.items()
        },
    }


def _by(scorer: NetworkScorer, found: TrainingData, name: str) -> NetworkScorer:
    return NetworkScorer(scorer.model, device=str(scorer.device), convention=found.conventions[name])


def calibrate(folder: Path, found: TrainingData, *, quiet: bool) -> None:
    """Fits what ``config.json`` says of confidence: the temperature of each head, and where to abstain by our guidelines."""
    model = load_model(folder)
    scorer = NetworkScorer(model)
    fitted = dict.fromkeys(HEADS, 1.0)
    threshold = 0.0
    for convention, head in HEAD_OF.items():
        rows = [
            row
            for name, of_file in found.dev.items()
            if found.conventions[name] == convention
            for row in of_file
        ]
        if rows:
            gold = np.array([row.polarity + 1 for row in rows])
            raw = score_labelled(NetworkScorer(model, convention=convention), rows, quiet=quiet).aware
            fitted[head] = temperature(raw, gold)
            if convention == "guidelines":
                confidence = _scaled(raw, fitted[head]).max(axis=1)
                threshold = round(float(np.quantile(confidence, 1 - COVERAGE)), 3)
    if pairs := [row for of_file in found.dev_stances.values() for row in of_file]:
        fitted["stance"] = temperature(*_by_pair(scorer, pairs, quiet=quiet))
    save_config(replace(model.config, temperatures=fitted, abstain_below=threshold), folder)


def temperature(probabilities: Floats, gold: Ints) -> float:
    """The temperature with the least log loss on labelled rows (Guo et al., ICML 2017)."""

    def loss(value: float) -> float:
        return float(-np.log(_scaled(probabilities, value)[np.arange(len(gold)), gold].clip(1e-12)).mean())

    return round(float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x), 4)


def measure(
    folder: Path,
    recipe: Recipe,
    found: TrainingData,
    *,
    before_packing: dict[str, Any],
    training: dict[str, Any],
    quiet: bool = False,
) -> dict[str, Any]:
    """The figures of the model in a folder, written to its ``metrics.json`` and into its card."""
    analyser = Analyser(model=str(folder))
    scorer = NetworkScorer(load_model(folder))
    config: ModelConfig = scorer.model.config
    own = full_evaluation(analyser, read_own_set(), quiet=quiet)
    metrics: dict[str, Any] = {
        "model": recipe.name,
        "signature": f"framing:{__version__}|model:{scorer.signature}|recipe:{recipe.digest[:12]}",
        "dev": figures_of(scorer, found, quiet=quiet),
        "dev_full_precision": before_packing,
        "dse_targets": None,
        "own": {k: v for k, v in own.items() if k not in ("behaviour", "worst")},
        "behaviour": {k: v for k, v in own["behaviour"].items() if k != "failures"},
        "temperatures": config.temperatures,
        "abstain_below": config.abstain_below,
        "calibration": None,
        "other_convention": {
            name: portrayal_metrics(
                rows, score_labelled(_other(scorer, found, name), rows, quiet=quiet).aware
            )["macro_f1"]
            for name, rows in found.dev.items()
        },
        "training": {**training, "held_out_sentences": found.held_out},
    }
    if found.test_targets:
        aware, blind = score_labelled(scorer, found.test_targets, quiet=quiet)
        metrics["dse_targets"] = {
            **portrayal_metrics(found.test_targets, aware),
            "target_blind_macro_f1": portrayal_metrics(found.test_targets, blind)["macro_f1"],
        }
        metrics["calibration"] = _pooled(scorer, found.test_targets, quiet=quiet)
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    write_card(folder, recipe, metrics)
    return metrics


def _other(scorer: NetworkScorer, found: TrainingData, name: str) -> NetworkScorer:
    turned: Convention = "guidelines" if found.conventions[name] == "crowd" else "crowd"
    return NetworkScorer(scorer.model, device=str(scorer.device), convention=turned)


def _pooled(scorer: NetworkScorer, test: Sequence[LabelledTarget], *, quiet: bool) -> dict[str, Any]:
    """Calibration on rows that nothing was fitted on: our own sentences and the test of ``dse-targets``."""
    rows = [*own_targets(read_own_set()), *test]
    probabilities = score_labelled(scorer, rows, quiet=quiet).aware
    gold = np.array([row.polarity + 1 for row in rows])
    kept = probabilities.max(axis=1) >= scorer.model.config.abstain_below
    right = probabilities.argmax(axis=1) == gold
    return {
        "n": len(rows),
        "ece": calibration_error(gold, probabilities),
        **risk_coverage(gold, probabilities),
        "share_labelled": float(kept.mean()),
        "accuracy_labelled": float(right[kept].mean()),
        "accuracy_abstained": float(right[~kept].mean()) if not kept.all() else None,
    }


def _by_pair(scorer: NetworkScorer, rows: Sequence[StanceRow], *, quiet: bool) -> tuple[Floats, Ints]:
    """Probabilities (2n, 3) and classes (2n,) of both ordered pairs of each row."""
    scores = score_stances(scorer, rows, quiet=quiet)
    forth = [{1: 2, 3: 0}.get(row.label, 1) for row in rows]
    back = [{2: 2, 4: 0}.get(row.label, 1) for row in rows]
    return np.concatenate([scores[:, 0], scores[:, 1]]), np.array([*forth, *back])


def _scaled(probabilities: Floats, value: float) -> Floats:
    logits = np.log(probabilities.clip(1e-12)) / value
    grown: Floats = np.exp(logits - logits.max(axis=1, keepdims=True))
    scaled: Floats = grown / grown.sum(axis=1, keepdims=True)
    return scaled
