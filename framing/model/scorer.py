"""Scoring passages with a trained network."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from framing.errors import ModelError
from framing.model.encode import by_length, collate, encode, window
from framing.model.folder import Model, find_model, load_model
from framing.records import Passage, Probabilities

BATCH_TOKENS = 4096


class NetworkScorer:
    """A ``Scorer`` on a trained network; each passage is encoded once for all its targets."""

    def __init__(self, model: Model, *, device: str = "auto") -> None:
        self.model = model
        self.device = _device(device)
        model.network.to(self.device).eval()

    @property
    def signature(self) -> str:
        """Name and digest of the model."""
        return f"{self.model.config.name}@{self.model.digest[:12]}"

    def score(self, passages: Sequence[Passage]) -> list[tuple[Probabilities | None, ...]]:
        """Probabilities by passage and target; None for a target beyond what the encoder reads."""
        limit = self.model.config.max_tokens
        results: list[list[Probabilities | None]] = [[None] * len(p.targets) for p in passages]
        encoded = encode(self.model.tokenizer, [p.text for p in passages])
        rows = [
            # A sentence longer than the encoder reads is read around its first target.
            window(row, passage.targets[0] if passage.targets else (), limit=limit)
            for row, passage in zip(encoded, passages, strict=True)
        ]
        usable = [i for i, row in enumerate(rows) if row is not None]
        lengths = [len(row.ids) for row in rows if row is not None]
        for batch in by_length(lengths, tokens=BATCH_TOKENS):
            members = [usable[b] for b in batch]
            chosen = [row for i in members if (row := rows[i]) is not None]
            slots = [
                (r, k, spans)
                for r, i in enumerate(members)
                for k, spans in enumerate(passages[i].targets)
                if window(chosen[r], spans, limit=limit) is not None
            ]
            if not slots:
                continue
            packed = collate(chosen, [(r, spans) for r, _, spans in slots], pad_id=self._pad_id)
            with torch.inference_mode():
                logits = self.model.network(packed.to(self.device))
                probabilities = (logits / self.model.config.temperature).softmax(dim=1).tolist()
            for (r, k, _), row_of in zip(slots, probabilities, strict=True):
                results[members[r]][k] = Probabilities(*row_of)
        return [tuple(row) for row in results]

    @property
    def _pad_id(self) -> int:
        return int(self.model.config.encoder.get("pad_token_id") or 0)


def load_scorer(name: str, *, device: str = "auto") -> NetworkScorer:
    """The scorer of a model folder or of a model that comes with the program."""
    return NetworkScorer(load_model(find_model(name)), device=device)


def _device(name: str) -> torch.device:
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if name == "cuda" and not torch.cuda.is_available():
        raise ModelError("no CUDA device is available; leave --device out or give --device cpu")
    try:
        return torch.device(name)
    except RuntimeError:
        raise ModelError(f"unknown device {name!r}; give auto, cpu or cuda") from None
