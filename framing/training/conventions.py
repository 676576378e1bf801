"""What each convention of portrayal says alone, and how much of the crowd's the mixture takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from framing.labelled import LabelledTarget
from framing.metrics import confusion_matrix, f1_by_class
from framing.model.network import CONVENTIONS
from framing.model.scorer import NetworkScorer
from framing.records import Passage


def by_convention(scorer: NetworkScorer, rows: Sequence[LabelledTarget]) -> dict[str, Any]:
    """Macro F1 of each convention's head alone on labelled rows, and the mean share of the crowd's (``share``)."""
    passages = [Passage(row.sentence, (((row.start, row.end),),)) for row in rows]
    labels = np.full((len(CONVENTIONS), len(rows)), -1)
    shares = np.full(len(rows), np.nan)
    for load in scorer.batches(passages):
        with torch.inference_mode():
            logits = scorer.model.network(load.batch.to(scorer.device))
        at = [i for i, _ in load.targets]
        labels[:, at] = logits.conventions.argmax(dim=2).cpu().numpy()
        shares[at] = logits.crowd.cpu().numpy()
    gold = np.array([row.polarity + 1 for row in rows])
    read = ~np.isnan(shares)
    return {
        "share": float(shares[read].mean()),
        **{
            name: float(f1_by_class(confusion_matrix(gold[read], labels[k][read])[None]).mean())
            for k, name in enumerate(CONVENTIONS)
        },
    }
