"""What flows into the layers that are packed, measured on training sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from framing.model.encode import by_length, collate
from framing.model.network import Network
from framing.model.packing import is_packed_linear
from framing.training.rows import TrainingRow

SENTENCES = 400


def input_moments(network: Network, rows: Sequence[TrainingRow]) -> dict[str, Tensor]:
    """For each packed weight by name, the sum of outer products (in, in) of its inputs, float64.

    Taken over at most 400 sentences, evenly spread over the rows.
    """
    chosen = rows[:: max(1, len(rows) // SENTENCES)][:SENTENCES]
    layers = {
        f"{name}.weight": module
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear) and is_packed_linear(f"{name}.weight", module.weight)
    }
    moments = {
        name: torch.zeros((layer.in_features,) * 2, dtype=torch.float64) for name, layer in layers.items()
    }
    mask = torch.zeros(0)

    def watch(name: str) -> Callable[[nn.Module, Any], None]:
        def add(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            states = inputs[0][mask.bool()].double()  # padding must not count
            moments[name] += states.T @ states

        return add

    hooks = [layer.register_forward_pre_hook(watch(name)) for name, layer in layers.items()]
    try:
        for members in by_length([len(row.encoded.ids) for row in chosen], tokens=2048):
            batch = collate(
                [chosen[i].encoded for i in members],
                [(r, spans) for r, i in enumerate(members) for spans in chosen[i].spans],
                pad_id=int(network.encoder.config.pad_token_id),  # type: ignore[union-attr, arg-type]
            )
            mask = batch.attention_mask
            with torch.inference_mode():
                network(batch)
    finally:
        for hook in hooks:
            hook.remove()
    return moments
