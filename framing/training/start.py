"""Where training starts: a pretrained encoder, or a model of ours to go on from."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn

from framing.model.folder import FORMAT, WEIGHTS
from framing.model.network import Network, pretrained, restored
from framing.model.packing import unpack


def start(base: str, *, dropout: float) -> Network:
    """The network that training begins with, from a folder or a Hub name.

    A model of ours that knew one convention of portrayal (version 2 of the format) lends its head to both.
    """
    config = Path(base) / "config.json"
    fields = json.loads(config.read_text(encoding="utf-8")) if config.is_file() else {}
    if fields.get("format") != FORMAT:
        return pretrained(base, dropout=dropout)
    state = unpack(load_file(Path(base) / WEIGHTS))
    for name in [name for name in state if name.startswith("portrayal.")]:
        value = state.pop(name)
        for head in ("guidelines", "crowd"):
            state[name.replace("portrayal", head, 1)] = value.clone()
    hidden = fields["encoder"]["hidden_size"]
    state.setdefault("share.weight", torch.zeros(1, 2 * hidden))
    state.setdefault("share.bias", torch.zeros(1))
    network = restored(fields["encoder"], state)
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = dropout
    return network
