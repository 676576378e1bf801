"""The share of the crowd's convention in a reading, fitted when everything else is."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from framing.model.encode import by_length, collate
from framing.model.network import Network
from framing.training.rows import UNKNOWN, TrainingRow

TARGETS = 1500  # of each convention
PENALTY = 1e-3


def fit_share(network: Network, rows: Sequence[TrainingRow], *, odds: float = 1.0) -> None:
    """Fits the layer ``share`` in place: whether a target was labelled by the crowd, by logistic regression.

    All targets of the crowd together weigh ``odds`` times what ours do, however many each are.
    Left to the rate of the encoder it stays near a half. Where only one convention was labelled it says that one, always.
    """
    states = []
    for crowd in (False, True):
        chosen = [row for row in rows if any(k != UNKNOWN for k in (row.crowd if crowd else row.labels))]
        chosen = [row for row in chosen if crowd or all(k == UNKNOWN for k in row.crowd)]
        states.append(_pooled(network, chosen[:: max(1, len(chosen) // TARGETS)]))
    with torch.no_grad():
        network.share.weight.zero_()
        network.share.bias.fill_(0.0 if all(map(len, states)) else 20.0 if len(states[1]) else -20.0)
    if not all(map(len, states)):
        return
    inputs = torch.cat(states)
    labels = torch.cat([torch.zeros(len(states[0])), torch.ones(len(states[1]))])
    of_each = (1 / (1 + odds), odds / (1 + odds))
    weights = torch.cat([torch.full((len(s),), w / len(s)) for s, w in zip(states, of_each, strict=True)])
    layer = network.share.requires_grad_(True)
    optimiser = torch.optim.LBFGS(layer.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        losses = nn.functional.binary_cross_entropy_with_logits(
            layer(inputs)[:, 0], labels, weights, reduction="sum"
        )
        loss: Tensor = losses + PENALTY * layer.weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    with torch.enable_grad():
        optimiser.step(closure)  # type: ignore[no-untyped-call]
    optimiser.zero_grad()


def _pooled(network: Network, rows: Sequence[TrainingRow]) -> Tensor:
    """The states (targets, 2 hidden) that the heads read, of all targets of the rows."""
    found = [torch.zeros(0, network.share.in_features)]
    network.eval()
    for members in by_length([len(row.encoded.ids) for row in rows], tokens=2048):
        batch = collate(
            [rows[i].encoded for i in members],
            [(r, spans) for r, i in enumerate(members) for spans in rows[i].spans],
            pad_id=int(network.encoder.config.pad_token_id),  # type: ignore[union-attr, arg-type]
        )
        with torch.inference_mode():
            found.append(network.pooled(batch))
    return torch.cat(found).clone()
