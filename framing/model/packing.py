"""Weights stored small: 4 bits for the encoder's linear layers, 8 for embeddings and the large part of the heads, 16 for the rest.

A 4-bit tensor keeps a scale (float16) for each group of 64 weights in a row, and for each weight
an index into 16 levels: those of NF4 (Dettmers et al., "QLoRA", NeurIPS 2023). Given the
second moments of what flows into a layer, columns are rounded one after the other and each error
is made up for by the columns still to come (Frantar et al., "GPTQ", ICLR 2023, algorithm 1).
What it costs stands in each model's ``metrics.json`` (``dev`` against ``dev_full_precision``).
An 8-bit tensor keeps a scale for each row. Weights are expanded at load: scoring runs in full
precision and needs no special kernel.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

GROUP = 64
LEVELS = torch.tensor([
    -1.0, -0.6961928, -0.52507305, -0.3949175, -0.28444138, -0.18477343, -0.09105004, 0.0,
    0.0795803, 0.1609302, 0.2461123, 0.33791524, 0.44070983, 0.562617, 0.72295684, 1.0,
])  # fmt: skip
_BOUNDS = (LEVELS[1:] + LEVELS[:-1]) / 2
# The largest magnitude of a group fixes its scale; shrinking it can pay, at the cost of clipping.
_SHRINK = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.05)
_DAMPING = 0.05  # share of the mean diagonal added for a stable inverse


def pack(state: Mapping[str, Tensor], moments: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The state dict in small: ``name:q4`` or ``name:q8`` with ``name:scale``, or float16.

    ``moments`` holds, for a linear layer's weight by its name, the sum of outer products (in, in)
    of its inputs over some text, in float64; layers without one are rounded plainly.
    """
    packed: dict[str, Tensor] = {}
    for name, tensor in state.items():
        if is_packed_linear(name, tensor):
            identity = torch.eye(tensor.shape[1], dtype=torch.float64)
            index, scale = _pack4(tensor.float(), moments.get(name, identity))
            packed[f"{name}:q4"], packed[f"{name}:scale"] = index, scale
        elif tensor.dim() == 2 and ("embeddings" in name or large(tensor)):
            packed[f"{name}:q8"], packed[f"{name}:scale"] = _pack8(tensor.float())
        else:
            packed[name] = tensor.to(torch.float16).contiguous()
    return packed


def unpack(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The state dict in float32. Raises ``KeyError`` where a part is missing."""
    state: dict[str, Tensor] = {}
    for key, tensor in packed.items():
        name, _, form = key.partition(":")
        if form == "q4":
            state[name] = _unpack4(tensor, packed[f"{name}:scale"])
        elif form == "q8":
            state[name] = tensor.float() * packed[f"{name}:scale"].float()
        elif not form:
            state[name] = tensor.float()
    return state


def is_packed_linear(name: str, tensor: Tensor) -> bool:
    """Whether a tensor is stored in 4 bits. The heads decide much and weigh little: they are not."""
    return large(tensor) and name.startswith("encoder.") and "embeddings" not in name


def large(tensor: Tensor) -> bool:
    """Whether a tensor is a matrix large enough to be worth packing."""
    return tensor.dim() == 2 and min(tensor.shape) >= 256 and tensor.shape[1] % GROUP == 0


def _pack4(tensor: Tensor, moment: Tensor) -> tuple[Tensor, Tensor]:
    weights = tensor.clone()
    rows, columns = weights.shape
    moment = (moment + moment.T) / 2
    damped = moment + torch.eye(columns, dtype=torch.float64) * _DAMPING * moment.diag().mean()
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(damped))
    factor = torch.linalg.cholesky(inverse, upper=True).float()
    index = torch.zeros((rows, columns), dtype=torch.uint8)
    scale = torch.zeros((rows, columns // GROUP), dtype=torch.float16)
    for g, start in enumerate(range(0, columns, GROUP)):
        stop = start + GROUP
        scale[:, g] = _scale(weights[:, start:stop], moment.diag()[start:stop].float())
        step = scale[:, g].float()
        errors = torch.zeros((rows, GROUP))
        for i in range(start, stop):
            nearest = torch.bucketize(weights[:, i] / step, _BOUNDS)
            index[:, i] = nearest.to(torch.uint8)
            error = (weights[:, i] - LEVELS[nearest] * step) / factor[i, i]
            weights[:, i:stop] -= error[:, None] * factor[i, i:stop]
            errors[:, i - start] = error
        weights[:, stop:] -= errors @ factor[start:stop, stop:]
    return index[:, ::2] | (index[:, 1::2] << 4), scale


def _scale(group: Tensor, importance: Tensor) -> Tensor:
    """The scale (rows,) of a group with the least error, each column weighted by its inputs' power."""
    largest = group.abs().amax(1, keepdim=True).clamp_min(1e-6)
    best = torch.full_like(largest, torch.inf)
    scale = largest.clone()
    for shrink in _SHRINK:
        candidate = (largest * shrink).to(torch.float16).float()
        rounded = LEVELS[torch.bucketize(group / candidate, _BOUNDS)] * candidate
        error = (importance * (rounded - group).square()).sum(1, keepdim=True)
        scale = torch.where(error < best, candidate, scale)
        best = torch.minimum(error, best)
    return scale[:, 0].to(torch.float16)


def _unpack4(packed: Tensor, scale: Tensor) -> Tensor:
    # A byte is two weights: one look-up in a table of 256 pairs is three times as fast as two of 16.
    byte = torch.arange(256)
    pairs = torch.stack([LEVELS[byte & 15], LEVELS[byte >> 4]], dim=1)
    values = pairs[packed.int()].reshape(len(packed), -1, GROUP)
    return (values * scale.float().unsqueeze(2)).reshape(len(packed), -1)


def _pack8(tensor: Tensor) -> tuple[Tensor, Tensor]:
    scale = (tensor.abs().amax(1, keepdim=True) / 127).clamp_min(1e-6).to(torch.float16)
    return (tensor / scale.float()).round().clamp(-127, 127).to(torch.int8), scale
