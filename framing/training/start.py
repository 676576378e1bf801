"""Where training starts, a pretrained encoder or a model of ours, and what is kept for another run to start from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn

from framing.model.folder import FORMAT, WEIGHTS, ModelConfig, save_config
from framing.model.network import Network, pretrained, restored
from framing.model.packing import unpack


def start(base: str, *, dropout: float) -> Network:
    """The network that training begins with, from a folder or a Hub name.

    A model of ours that knows no convention of the crowd (version 2 of the format) lends its head of portrayal to both.
    """
    config = Path(base) / "config.json"
    fields = json.loads(config.read_text(encoding="utf-8")) if config.is_file() else {}
    if fields.get("format") != FORMAT:
        return pretrained(base, dropout=dropout)
    state = unpack(load_file(Path(base) / WEIGHTS))
    if not any(name.startswith("crowd.") for name in state):
        state |= {
            name.replace("portrayal", "crowd", 1): value.clone()
            for name, value in state.items() if name.startswith("portrayal.")
        }  # fmt: skip
    network = restored(fields["encoder"], state)
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = dropout
    return network


def keep(network: Network, config: ModelConfig, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes the network in full precision as a model folder."""
    state = {name: tensor.detach().contiguous() for name, tensor in network.state_dict().items()}
    save_file(state, folder / WEIGHTS, {"format": FORMAT})
    with (folder / WEIGHTS).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    tokenizer.save(str(folder / "tokenizer.json"))
    save_config(replace(config, weights_sha256=digest), folder)


@torch.no_grad()
def mix(network: Network, other: Network, share: float) -> None:
    """Moves the weights of a network in place towards those of another, by ``share`` of the way."""
    for mine, theirs in zip(network.parameters(), other.parameters(), strict=True):
        mine.lerp_(theirs, share)
