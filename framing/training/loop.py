"""The training loop: resumable, deterministic for a seed, on a GPU where there is one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from framing.model.encode import collate
from framing.model.network import Network
from framing.progress import progress
from framing.training.checkpoints import Mean, resume, save_checkpoint
from framing.training.recipe import Settings
from framing.training.rows import UNKNOWN, TrainingRow

AVERAGE_STEPS = 10


def train(
    network: Network,
    rows_of: Callable[[int], Sequence[TrainingRow]],
    settings: Settings,
    *,
    seed: int,
    work: Path,
    quiet: bool = False,
) -> None:
    """Fits the network in place; checkpoints lie in ``work`` and a second call goes on from there.

    ``rows_of`` gives the rows of an epoch; every epoch has as many steps as the first. What is left in the network at the end is
    the mean of the weights over the last part of the run (Izmailov et al., UAI 2018).
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).train()
    _freeze(network, settings.frozen_layers)
    optimiser = _optimiser(network, settings)
    mean = Mean(network)
    per_epoch = math.ceil(len(rows_of(0)) / settings.batch_size)
    total = per_epoch * settings.epochs
    done = resume(network, optimiser, mean, work)
    epoch = -1
    pad_id = int(network.encoder.config.pad_token_id)  # type: ignore[union-attr, arg-type]
    log: list[dict[str, float]] = []
    with progress("train", total=total, quiet=quiet) as advance:
        advance(done)
        for step in range(done, total):
            if step // per_epoch != epoch:
                epoch = step // per_epoch
                rows = rows_of(epoch)
                batches = _batches(rows, settings.batch_size, seed + epoch)
            # Order and dropout follow from seed and step alone, so that a resumed run is the same run.
            chosen = batches[step % per_epoch % len(batches)]
            torch.manual_seed(seed * 1_000_003 + step)
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * _schedule(step, total, settings.warmup)
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=_bfloat16_pays(device)):
                portrayal, stance = _losses(network, [rows[i] for i in chosen], settings, pad_id, device)
                loss = portrayal + settings.stance_weight * stance
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            if step >= total * (1 - settings.average_share) and (total - 1 - step) % AVERAGE_STEPS == 0:
                mean.add(network)
            log.append({
                "step": step + 1, "of": total, "portrayal": round(float(portrayal.detach()), 4),
                "stance": round(float(stance.detach()), 4),
            })  # fmt: skip
            if (step + 1) % settings.checkpoint_steps == 0 or step + 1 == total:
                save_checkpoint(network, optimiser, mean, work, log)
            advance(1)
    mean.into(network)
    network.eval()


def _losses(
    network: Network, rows: Sequence[TrainingRow], settings: Settings, pad_id: int, device: torch.device
) -> tuple[Tensor, Tensor]:
    """Weighted mean cross entropy of the portrayals, each by its convention, and of the stances; 0 where a batch has none."""
    slots = [(r, spans) for r, row in enumerate(rows) for spans in row.spans]
    first, pairs = 0, []
    for row in rows:
        pairs += [(first + i, first + j) for i, j in row.pairs]
        first += len(row.spans)
    batch = collate([row.encoded for row in rows], slots, pairs, pad_id=pad_id).to(device)
    logits = network(batch)
    guidelines = [(label, row.weight) for row in rows for label in row.labels]
    crowd = [(label, row.weight) for row in rows for label in row.crowd]
    stance = [(label, w) for row in rows for label, w in zip(row.stances, row.stance_weights, strict=True)]
    return (
        _loss(torch.cat([logits.portrayal, logits.crowd]), guidelines + crowd, settings.label_smoothing),
        _loss(logits.stance, stance, settings.label_smoothing),
    )


def _bfloat16_pays(device: torch.device) -> bool:
    """Whether the device multiplies in bfloat16; a processor that only emulates it is seven times slower with it."""
    return device.type != "cpu" or bool(torch.cpu.get_capabilities().get("avx512_bf16"))


def _loss(logits: Tensor, labelled: Sequence[tuple[int, float]], smoothing: float) -> Tensor:
    known = [i for i, (label, _) in enumerate(labelled) if label != UNKNOWN]
    if not known:
        return logits.sum() * 0.0
    labels = torch.tensor([labelled[i][0] for i in known], device=logits.device)
    weights = torch.tensor([labelled[i][1] for i in known], device=logits.device)
    each = nn.functional.cross_entropy(
        logits[known].float(), labels, reduction="none", label_smoothing=smoothing
    )  # fmt: skip
    return (each * weights).sum() / weights.sum()


def _batches(rows: Sequence[TrainingRow], size: int, seed: int) -> list[list[int]]:
    """Shuffled batches of similar length: sorted within pools of 32 batches, pools in random order."""
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(rows), generator=generator).tolist()
    pool = 32 * size
    batches = []
    for start in range(0, len(order), pool):
        members = sorted(order[start : start + pool], key=lambda i: len(rows[i].encoded.ids))
        batches += [members[i : i + size] for i in range(0, len(members), size)]
    return [batches[i] for i in torch.randperm(len(batches), generator=generator).tolist()]


def _schedule(step: int, total: int, warmup: float) -> float:
    """Linear warm-up, then linear decay to zero, as a share of the peak rate."""
    rise = max(1, int(total * warmup))
    return (step + 1) / rise if step < rise else (total - step) / max(1, total - rise)


def _freeze(network: Network, layers: int) -> None:
    for name, parameter in network.encoder.named_parameters():
        parts = name.split(".")
        low = "layer" in parts and int(parts[parts.index("layer") + 1]) < layers
        if "embeddings" in parts or low:
            parameter.requires_grad_(False)


def _optimiser(network: Network, settings: Settings) -> torch.optim.AdamW:
    groups: dict[tuple[float, float], list[nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            head = not name.startswith("encoder.")
            rate = settings.head_learning_rate if head else settings.learning_rate
            decay = settings.weight_decay if parameter.dim() > 1 else 0.0
            groups[rate, decay].append(parameter)
    return torch.optim.AdamW(
        [
            {"params": members, "peak": rate, "lr": rate, "weight_decay": decay}
            for (rate, decay), members in groups.items()
        ],
        fused=True,  # four times as fast on a processor
    )
