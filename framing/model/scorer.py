"""Scoring passages with a trained network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch

from framing.errors import ModelError
from framing.labelled import Convention
from framing.model.encode import Encoded, by_length, collate, encode, window
from framing.model.folder import Model, find_model, load_model
from framing.model.network import HEAD_OF, Batch
from framing.records import Passage, Probabilities, Scored, Span, StanceProbabilities
from framing.scoring import Scorer

BATCH_TOKENS = 4096


class Load(NamedTuple):
    """A batch, and what is in it: passages (index, tokens) by row, targets and pairs as (passage, index)."""

    batch: Batch
    passages: list[tuple[int, Encoded]]
    targets: list[tuple[int, int]]
    pairs: list[tuple[int, int]]


class NetworkScorer:
    """A ``Scorer`` on a trained network; each passage is encoded once for all its targets.

    ``convention`` says by whose rules portrayal is scored: our guidelines, or those of the crowd that labelled NewsMTSC.
    """

    def __init__(self, model: Model, *, device: str = "auto", convention: Convention = "guidelines") -> None:
        self.model = model
        self.device = choose_device(device)
        self.convention = convention
        model.network.to(self.device).eval()

    @property
    def signature(self) -> str:
        """Name and digest of the model, and the convention where it is not our guidelines."""
        other = "" if self.convention == "guidelines" else f":{self.convention}"
        return f"{self.model.config.name}@{self.model.digest[:12]}{other}"

    @property
    def abstain_below(self) -> float:
        """The confidence under which a portrayal gets no label, as the model's ``config.json`` says."""
        return self.model.config.abstain_below

    def score(self, passages: Sequence[Passage]) -> list[Scored]:
        """Probabilities by passage, target and pair; None for a target beyond what the encoder reads."""
        temperatures = self.model.config.temperatures
        head = HEAD_OF[self.convention]
        portrayals: list[list[Probabilities | None]] = [[None] * len(p.targets) for p in passages]
        stances: list[list[StanceProbabilities | None]] = [[None] * len(p.pairs) for p in passages]
        for read in self.batches(passages):
            with torch.inference_mode():
                logits = self.model.network(read.batch.to(self.device))
                portrayal = (getattr(logits, head) / temperatures[head]).softmax(dim=1).tolist()
                stance = (logits.stance / temperatures["stance"]).softmax(dim=1).tolist()
            for (i, k), values in zip(read.targets, portrayal, strict=True):
                portrayals[i][k] = Probabilities(*values)
            for (i, k), values in zip(read.pairs, stance, strict=True):
                stances[i][k] = StanceProbabilities(*values)
        return [Scored(tuple(a), tuple(b)) for a, b in zip(portrayals, stances, strict=True)]

    def batches(self, passages: Sequence[Passage], *, tokens: int = BATCH_TOKENS) -> Iterator[Load]:
        """The passages as batches of similar length; a target beyond what the encoder reads is in none of them."""
        limit = self.model.config.max_tokens
        rows = [
            # A sentence longer than the encoder reads is read around its first target.
            window(row, passage.targets[0] if passage.targets else (), limit=limit)
            for row, passage in zip(
                encode(self.model.tokenizer, [p.text for p in passages]), passages, strict=True
            )
        ]
        usable = [i for i, row in enumerate(rows) if row is not None]
        for members in by_length([len(row.ids) for row in rows if row is not None], tokens=tokens):
            chosen = [(usable[m], row) for m in members if (row := rows[usable[m]]) is not None]
            slots: list[tuple[int, Sequence[Span]]] = []
            pairs: list[tuple[int, int]] = []
            of_target: list[tuple[int, int]] = []
            of_pair: list[tuple[int, int]] = []
            for r, (i, row) in enumerate(chosen):
                place = {}
                for k, spans in enumerate(passages[i].targets):
                    if window(row, spans, limit=limit) is not None:
                        place[k] = len(slots)
                        slots.append((r, spans))
                        of_target.append((i, k))
                for n, (source, target) in enumerate(passages[i].pairs):
                    if source in place and target in place:
                        pairs.append((place[source], place[target]))
                        of_pair.append((i, n))
            if slots:
                batch = collate([row for _, row in chosen], slots, pairs, pad_id=self._pad_id)
                yield Load(batch, chosen, of_target, of_pair)

    @property
    def _pad_id(self) -> int:
        return int(self.model.config.encoder.get("pad_token_id") or 0)


def load_scorer(name: str, *, device: str = "auto", convention: Convention = "guidelines") -> Scorer:
    """The scorer of a model folder, of a model that comes with the program, or of our format on the Hub.

    ``pair:NAME`` and ``nli:NAME`` take a sequence classifier of others (see ``adapters``), which knows no ``convention``.
    """
    way, _, other = name.partition(":")
    if way in ("pair", "nli") and other:
        from framing.model.adapters import ClassifierScorer

        return ClassifierScorer("pair" if way == "pair" else "nli", other, device=choose_device(device))
    return NetworkScorer(load_model(find_model(name)), device=device, convention=convention)


def load_network(name: str, *, device: str = "auto") -> NetworkScorer:
    """The scorer of a model of ours: a folder, a model that comes with the program, or one on the Hub."""
    return NetworkScorer(load_model(find_model(name)), device=device)


def choose_device(name: str) -> torch.device:
    """The device of a name: auto, cpu, cuda. Raises ``ModelError`` where there is no such device."""
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if name == "cuda" and not torch.cuda.is_available():
        raise ModelError("no CUDA device is available; leave --device out or give --device cpu")
    try:
        return torch.device(name)
    except RuntimeError:
        raise ModelError(f"unknown device {name!r}; give auto, cpu or cuda") from None
