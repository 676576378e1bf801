"""What a training run leaves behind on its way: checkpoints to go on from, and the mean of its last weights."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from framing.model.network import Network


class Mean:
    """The running mean of a network's trained weights."""

    def __init__(self, network: Network) -> None:
        self.count = 0
        self.weights: dict[str, Tensor] = {}
        self._names = [name for name, p in network.named_parameters() if p.requires_grad]

    def add(self, network: Network) -> None:
        """Counts the weights as they are now."""
        self.count += 1
        parameters = dict(network.named_parameters())
        for name in self._names:
            value = parameters[name].detach()
            if self.count == 1:
                self.weights[name] = value.clone()
            else:
                self.weights[name].lerp_(value, 1 / self.count)

    def into(self, network: Network) -> None:
        """Puts the mean in place of the weights, if anything was counted."""
        parameters = dict(network.named_parameters())
        with torch.no_grad():
            for name, value in self.weights.items():
                parameters[name].copy_(value)


def save_checkpoint(
    network: Network, optimiser: torch.optim.AdamW, mean: Mean, work: Path, log: list[dict[str, float]]
) -> None:
    """Writes weights, mean and the optimiser's state, whole or not at all; appends the log and empties it."""
    tensors: dict[str, Tensor] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            tensors[f"weight.{name}"] = parameter.detach().cpu().contiguous()
            for key, value in optimiser.state[parameter].items():
                tensors[f"{key}.{name}"] = value.detach().cpu().contiguous()
    tensors |= {f"mean.{name}": value.cpu().contiguous() for name, value in mean.weights.items()}
    work.mkdir(parents=True, exist_ok=True)
    save_file(tensors, work / "new.safetensors", {"averaged": str(mean.count)})
    with (work / "log.jsonl").open("a", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in log)
    log.clear()
    (work / "new.safetensors").replace(work / "checkpoint.safetensors")


def resume(network: Network, optimiser: torch.optim.AdamW, mean: Mean, work: Path) -> int:
    """The number of steps done in ``work``, whose state is put in place; 0 where nothing lies there."""
    path = work / "checkpoint.safetensors"
    if not path.exists():
        return 0
    tensors = load_file(path)
    with safe_open(path, framework="pt") as stream:
        mean.count = int(stream.metadata()["averaged"])
    steps = 0
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if not parameter.requires_grad:
                continue
            parameter.copy_(tensors[f"weight.{name}"])
            state = {k: tensors[f"{k}.{name}"] for k in ("step", "exp_avg", "exp_avg_sq")}
            steps = int(state["step"])
            optimiser.state[parameter] = {
                k: v if k == "step" else v.to(parameter.device) for k, v in state.items()
            }
            if mean.count:
                mean.weights[name] = tensors[f"mean.{name}"].to(parameter.device)
    return steps
