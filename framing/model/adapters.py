"""Sequence classifiers of others behind the same harness: ``--model pair:NAME`` and ``--model nli:NAME``.

``pair`` gives a classifier the sentence and the words of the target; its labels must be called negative, neutral and
positive. ``nli`` gives a model of natural language inference the sentence and one hypothesis for each portrayal, and
compares how far each is entailed (Yin, Hay and Roth, EMNLP 2019). NAME is a folder or a name on the Hub. Each target costs a pass, or
three; neither knows stances.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import torch

from framing.errors import ModelError
from framing.model.network import LABELS
from framing.records import Passage, Probabilities, Scored

BATCH = 32
HYPOTHESES = (
    "{target} is portrayed negatively.", "{target} is portrayed neutrally.", "{target} is portrayed positively.",
)  # fmt: skip
Way = Literal["pair", "nli"]


class ClassifierScorer:
    """A ``Scorer`` on a sequence classifier. Raises ``ModelError`` where it cannot be loaded or its labels do not fit."""

    abstain_below = 0.0  # nothing is known of how its confidence is meant

    def __init__(self, way: Way, name: str, *, device: torch.device) -> None:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(name)
            # A pickled checkpoint can run code when it is loaded: only safetensors is read.
            self._model: Any = AutoModelForSequenceClassification.from_pretrained(name, use_safetensors=True)
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise ModelError(f"{way}:{name}: cannot be loaded ({reason})") from None
        self._model.to(device).eval()
        self._device, self._way = device, way
        self._limit = min(self._tokenizer.model_max_length, self._model.config.max_position_embeddings - 2)
        names = {str(label).lower(): int(i) for i, label in self._model.config.id2label.items()}
        wanted = LABELS if way == "pair" else ("entailment",)
        if missing := [label for label in wanted if label not in names]:
            raise ModelError(f"{way}:{name}: its labels are {sorted(names)}; {', '.join(missing)} missing")
        self._columns = [names[label] for label in wanted]
        self._name = f"{way}:{name}@{_digest(name, self._model)}"

    @property
    def signature(self) -> str:
        """The way it is asked, its name, and a digest of its weights."""
        return self._name

    def score(self, passages: Sequence[Passage]) -> list[Scored]:
        """Probabilities by passage and target, each target by the words of its first mention; no stances."""
        asked = [
            (p.text, p.text[slice(*spans[0])]) for p in passages for spans in p.targets
        ]  # fmt: skip
        found = iter(self._portrayals(asked))
        return [
            Scored(tuple(next(found) for _ in p.targets), (None,) * len(p.pairs)) for p in passages
        ]  # fmt: skip

    def _portrayals(self, asked: Sequence[tuple[str, str]]) -> list[Probabilities]:
        if self._way == "pair":
            logits = self._logits(asked)[:, self._columns]
        else:
            sentences = [(text, h.format(target=target)) for text, target in asked for h in HYPOTHESES]
            logits = self._logits(sentences)[:, self._columns[0]].reshape(-1, len(HYPOTHESES))
        return [Probabilities(*row) for row in logits.softmax(dim=1).tolist()]

    def _logits(self, pairs: Sequence[tuple[str, str]]) -> torch.Tensor:
        rows = [torch.zeros((0, self._model.config.num_labels))]
        for start in range(0, len(pairs), BATCH):
            first, second = zip(*pairs[start : start + BATCH], strict=True)
            batch = self._tokenizer(
                list(first), list(second), truncation="only_first", max_length=self._limit, padding=True,
                return_tensors="pt",
            ).to(self._device)  # fmt: skip
            with torch.inference_mode():
                rows.append(self._model(**batch).logits.float().cpu())
        return torch.cat(rows)


def _digest(name: str, model: Any) -> str:
    """The commit on the Hub, or the sha256 of the weights in a folder, in short."""
    files = sorted(Path(name).glob("*.safetensors"))
    if files:
        total = hashlib.sha256()
        for file in files:
            total.update(file.read_bytes())
        return total.hexdigest()[:12]
    return str(getattr(model.config, "_commit_hash", None) or "unknown")[:12]
