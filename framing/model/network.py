"""The network: one encoder pass over a passage, one small head for every target in it.

Target-dependent sentiment is usually computed by encoding the sentence once per target.
Here the states of the tokens of an actor's mentions are averaged and joined with the
state of the first token (the sentence), as in entity-level pooling of span states, so
that a passage is encoded once however many actors it has, and so that the score of one
actor cannot depend on which others are asked for. The stance of one actor towards another
is read from the same states: those of the two and of the sentence, in this order.

Labels come in two conventions that contradict one another: the crowd's (of NewsMTSC, American politics) calls success and
courtesy positive, our guidelines (``eval/guidelines.md``) do not. Portrayal therefore has a head for each on the same
states. What the program scores by is the guidelines; the crowd's head serves to be measured on the crowd's labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from transformers import MODEL_MAPPING, AutoConfig, PreTrainedConfig
from transformers.utils import logging

from framing.labelled import Convention

LABELS = ("negative", "neutral", "positive")
STANCES = ("against", "none", "favour")
HEADS = ("portrayal", "crowd", "stance")
HEAD_OF: dict[Convention, str] = {"guidelines": "portrayal", "crowd": "crowd"}


class Batch(NamedTuple):
    """Encoded passages (rows) with their targets.

    ``input_ids`` and ``attention_mask`` are (rows, tokens). ``row`` is (targets,), the
    passage of each target, and ``mentions`` (targets, tokens), 1.0 on its mention tokens.
    ``pairs`` (pairs, 2) holds source and target of each stance as indices of targets.
    """

    input_ids: Tensor
    attention_mask: Tensor
    row: Tensor
    mentions: Tensor
    pairs: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on another device."""
        return Batch(*(part.to(device) for part in self))


class Logits(NamedTuple):
    """``portrayal`` (targets, 3) by our guidelines and ``crowd`` (targets, 3) by the crowd's convention, in the order of
    ``LABELS``; ``stance`` (pairs, 3) of ``STANCES``."""

    portrayal: Tensor
    crowd: Tensor
    stance: Tensor


class Network(nn.Module):
    """An encoder of the Hugging Face kind under three heads: portrayal in two conventions, and stance."""

    def __init__(self, encoder: nn.Module, *, hidden_size: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.portrayal = _head(2 * hidden_size, hidden_size, len(LABELS), dropout)
        self.crowd = _head(2 * hidden_size, hidden_size, len(LABELS), dropout)
        self.stance = _head(3 * hidden_size, hidden_size, len(STANCES), dropout)

    def forward(self, batch: Batch) -> Logits:
        """Logits of all heads from one pass of the encoder."""
        states = self.states(batch)
        weight = batch.mentions / batch.mentions.sum(dim=1, keepdim=True)
        of_target = states[batch.row]
        mention = torch.einsum("nt,nth->nh", weight, of_target)
        sentence = of_target[:, 0]
        both = torch.cat([mention, sentence], dim=1)
        source, target = batch.pairs[:, 0], batch.pairs[:, 1]
        return Logits(
            self.portrayal(both),
            self.crowd(both),
            self.stance(torch.cat([mention[source], mention[target], sentence[source]], dim=1)),
        )

    def states(self, batch: Batch) -> Tensor:
        """The encoder's last states (rows, tokens, hidden), in float32."""
        output = self.encoder(input_ids=batch.input_ids, attention_mask=batch.attention_mask)
        states: Tensor = output.last_hidden_state.float()
        return states


def _head(inputs: int, hidden: int, outputs: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(dropout),
        nn.Linear(inputs, hidden),
        nn.Tanh(),
        nn.Dropout(dropout),
        nn.Linear(hidden, outputs),
    )


def pretrained(base: str, *, dropout: float = 0.1) -> Network:
    """A network on a pretrained encoder (a folder or a Hub name) with a fresh head."""
    config = AutoConfig.from_pretrained(base)
    with _silent():
        encoder = _encoder_class(config).from_pretrained(base, **_without_pooler(config))
    return Network(encoder, hidden_size=config.hidden_size, dropout=dropout)


def restored(encoder_config: Mapping[str, Any], state: Mapping[str, Tensor]) -> Network:
    """A network with these weights, ready to score.

    Raises ``KeyError`` or ``RuntimeError`` where weights are missing, left over or of
    another shape: a network that is half random must never score anything.
    """
    fields = dict(encoder_config)
    config = AutoConfig.for_model(fields.pop("model_type"), **fields)
    prefix = "encoder."
    encoder_state = {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}
    # from_pretrained with a state dict skips the random initialisation, which costs two seconds.
    with _silent():
        encoder, found = _encoder_class(config).from_pretrained(
            None,
            config=config,
            state_dict=encoder_state,
            output_loading_info=True,
            **_without_pooler(config),
        )
    wrong = [*found["missing_keys"], *found["unexpected_keys"], *found["mismatched_keys"]]
    if wrong:
        raise KeyError(f"{len(wrong)} weights missing, left over or misshapen: {wrong[:3]}")
    network = Network(encoder, hidden_size=config.hidden_size, dropout=0.0)
    heads = {k: v for k, v in state.items() if not k.startswith(prefix)}
    for name in HEADS:
        part = {k.removeprefix(f"{name}."): heads.pop(k) for k in list(heads) if k.startswith(f"{name}.")}
        getattr(network, name).load_state_dict(part)
    if heads:
        raise KeyError(f"{len(heads)} weights left over: {list(heads)[:3]}")
    return network.eval()


@contextmanager
def _silent() -> Iterator[None]:
    """No bars and load reports of the library: ours are enough, and what is wrong is raised."""
    verbosity, bar = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bar:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _encoder_class(config: PreTrainedConfig) -> Any:
    return MODEL_MAPPING[type(config)]


def _without_pooler(config: PreTrainedConfig) -> dict[str, bool]:
    """Encoders of the BERT family carry a pooler that we do not use; others know no such option."""
    return {"add_pooling_layer": False} if config.model_type in _WITH_POOLER else {}


_WITH_POOLER = {"bert", "camembert", "ernie", "mpnet", "roberta", "xlm-roberta"}
