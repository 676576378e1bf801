"""Correction for the classifier's errors by labels of a sample drawn with known probabilities.

The difference estimator of survey sampling (Särndal, Swensson and Wretman, 1992, chapter 6), known as
prediction-powered inference (Angelopoulos et al., Science 2023) and, with designed sampling, as design-based
supervised learning (Egami et al., NeurIPS 2023): a labelled reading's polarity f is replaced by f + (y - f) / π, with y the label
and π the probability that it was drawn; the others keep f. The mean of these is right whatever errors the model
makes, and resampling events gives valid intervals, for errors that go together in an event stay together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from framing.errors import InputError
from framing.inference.clusters import Floats
from framing.outlets.contrasts import Contrast, Figure

MIN_LABELS = 5  # labelled readings on each side, under which a corrected difference would be a guess
LABELS = {"negative": -1, "neutral": 0, "positive": 1}


@dataclass(frozen=True, slots=True)
class Label:
    """A reading labelled by hand: its id (see ``reading_ids``), the probability with which it was drawn, and -1, 0 or 1."""

    reading: str
    probability: float
    polarity: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is added to each polarity (rows,), which rows have a label (rows,), and notes."""

    added: Floats
    labelled: NDArray[np.bool_]
    notes: tuple[str, ...]


def reading_ids(table: pa.Table) -> list[str]:
    """The id of each row: article, sentence, actor and where its first mention starts."""
    starts = [spans[0]["start"] if spans else -1 for spans in table["mention_spans"].to_pylist()]
    columns = (table[c].to_pylist() for c in ("article_id", "sentence_index", "actor_id"))
    return ["|".join(map(str, key)) for key in zip(*columns, starts, strict=True)]


def corrections(table: pa.Table, labels: str | Path | Sequence[Label]) -> Corrections:
    """The corrections that labels give a table of readings. Raises ``InputError`` where no label belongs to it."""
    given = _read(labels) if isinstance(labels, str | Path) else labels
    at = {reading: i for i, reading in enumerate(reading_ids(table))}
    polarity = table["polarity"].to_numpy().astype(float)
    added, labelled = np.zeros(len(polarity)), np.zeros(len(polarity), dtype=bool)
    strange = 0
    for label in given:
        row = at.get(label.reading)
        if row is None or np.isnan(polarity[row]):
            strange += 1
            continue
        added[row] = (label.polarity - polarity[row]) / label.probability
        labelled[row] = True
    if not labelled.any():
        raise InputError(
            f"none of the {len(given)} labels belongs to a reading here; draw the sample from this folder"
        )
    notes = [
        f"corrected for the classifier's errors with {int(labelled.sum())} labels; verdicts are of the corrected differences"
    ]
    if strange:
        notes.append(f"{strange} labels belong to no scored reading here and were left out")
    return Corrections(added, labelled, tuple(notes))


def corrected(
    raw: Sequence[Contrast], better: Sequence[Contrast], counted: Sequence[Figure]
) -> list[Contrast]:
    """The raw contrasts with the corrected difference, interval and p-value beside; "too little data" with fewer than five labels a side."""
    labels: dict[tuple[str, str | None, str], int] = defaultdict(int)
    for f in counted:
        labels[f.subject, f.voice, f.group] += f.readings
    found = []
    for c, new in zip(raw, better, strict=True):
        sides = [labels[c.actor, c.voice, outlet] for outlet in c.outlets]
        c = replace(c, labels=sum(sides), p_value=None, p_bh=None, p_holm=None, verdict="too little data")
        if min(sides) >= MIN_LABELS:
            c = replace(
                c, corrected=new.difference, corrected_low=new.low, corrected_high=new.high, p_value=new.p_value,
                needed=new.needed,
            )  # fmt: skip
        found.append(c)
    return found


def agreement(table: pa.Table, labels: Sequence[Label]) -> list[dict[str, Any]]:
    """How the model agrees with the labels, for each outlet and all: n, accuracy, kappa and mean error (model less human) with 95 % intervals.

    Labels weigh with one over their probability (Hájek, 1971); intervals by linearisation over articles.
    """
    at = {reading: i for i, reading in enumerate(reading_ids(table))}
    rows = [(at[x.reading], x) for x in labels if x.reading in at]
    index = [i for i, _ in rows]
    outlets = np.array(table["outlet"].take(pa.array(index, pa.int64())).to_pylist())
    articles = np.array(table["article_id"].take(pa.array(index, pa.int64())).to_pylist())
    p = (
        np.column_stack([table[c].to_numpy()[index] for c in ("p_negative", "p_neutral", "p_positive")])
        if index
        else np.empty((0, 3))
    )
    keep = ~np.isnan(p).any(axis=1)
    human = np.array([x.polarity for _, x in rows])
    weight = np.array([1 / x.probability for _, x in rows])
    found = []
    for outlet in (*sorted(set(outlets)), None):
        here = keep if outlet is None else keep & (outlets == outlet)
        if not here.any():
            continue
        model = p[here].argmax(axis=1) - 1
        error = p[here, 2] - p[here, 0] - human[here]
        row: dict[str, Any] = {
            "outlet": outlet or "(all)",
            "n": int(here.sum()),
            "kappa": _kappa(model, human[here], weight[here]),
        }
        for name, value in (("accuracy", (model == human[here]).astype(float)), ("mean_error", error)):
            row[name], row[f"{name}_low"], row[f"{name}_high"] = _mean(value, weight[here], articles[here])
        found.append(row)
    return found


def _mean(value: Floats, weight: Floats, cluster: NDArray[Any]) -> tuple[float, float | None, float | None]:
    mean = float((weight * value).sum() / weight.sum())
    _, where = np.unique(cluster, return_inverse=True)
    u = np.bincount(where, weight * (value - mean)) / weight.sum()
    if len(u) < 2:
        return mean, None, None
    half = 1.96 * float(np.sqrt(len(u) / (len(u) - 1) * (u * u).sum()))
    return mean, mean - half, mean + half


def _kappa(model: NDArray[Any], human: NDArray[Any], weight: Floats) -> float | None:
    """Cohen's kappa (1960) of weighted counts; None where chance alone would agree."""
    counts = np.bincount((model + 1) * 3 + human + 1, weight, 9).reshape(3, 3)
    table = counts / counts.sum()
    chance = float(table.sum(axis=1) @ table.sum(axis=0))
    return None if chance > 1 - 1e-9 else float((np.trace(table) - chance) / (1 - chance))


def _read(path: str | Path) -> Sequence[Label]:
    from framing.annotation import read_labels

    return read_labels(Path(path))
