"""The training loop: resumable, deterministic for a seed, on a GPU where there is one."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from framing.labelled import LabelledTarget
from framing.model.encode import Encoded, Span, collate, encode, window
from framing.model.network import Network
from framing.progress import progress
from framing.training.recipe import Settings


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A sentence as tokens with its targets: mention spans and class (0, 1, 2)."""

    encoded: Encoded
    spans: tuple[Span, ...]
    labels: tuple[int, ...]


def training_rows(
    targets: Sequence[LabelledTarget],
    held_out: Sequence[LabelledTarget],
    tokenizer: Tokenizer,
    *,
    max_tokens: int,
) -> list[TrainingRow]:
    """One row a sentence with all its targets; sentences that stand in ``held_out`` are left out."""
    avoid = {_key(target.sentence) for target in held_out}
    by_sentence: dict[str, list[LabelledTarget]] = defaultdict(list)
    for target in targets:
        if _key(target.sentence) not in avoid:
            by_sentence[target.sentence].append(target)
    rows = []
    texts = list(by_sentence)
    for text, encoded in zip(texts, encode(tokenizer, texts), strict=True):
        members = by_sentence[text]
        cut = window(encoded, [(t.start, t.end) for t in members], limit=max_tokens)
        if cut is None:
            continue
        kept = [t for t in members if window(cut, [(t.start, t.end)], limit=max_tokens)]
        spans = tuple((t.start, t.end) for t in kept)
        rows.append(TrainingRow(cut, spans, tuple(t.polarity + 1 for t in kept)))
    return rows


def train(
    network: Network,
    rows: Sequence[TrainingRow],
    settings: Settings,
    *,
    seed: int,
    work: Path,
    quiet: bool = False,
) -> None:
    """Fits the network in place; checkpoints lie in ``work`` and a second call goes on from there."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).train()
    _freeze(network, settings.frozen_layers)
    optimiser = _optimiser(network, settings)
    per_epoch = math.ceil(len(rows) / settings.batch_size)
    total = per_epoch * settings.epochs
    done = _resume(network, optimiser, work)
    pad_id = int(network.encoder.config.pad_token_id)  # type: ignore[union-attr, arg-type]
    loss_function = nn.CrossEntropyLoss(label_smoothing=settings.label_smoothing)
    log: list[dict[str, float]] = []
    with progress("train", total=total, quiet=quiet) as advance:
        advance(done)
        for step in range(done, total):
            # Order and dropout follow from seed and step alone, so that a resumed run is the same run.
            chosen = _batches(rows, settings.batch_size, seed + step // per_epoch)[step % per_epoch]
            torch.manual_seed(seed * 1_000_003 + step)
            batch = collate(
                [rows[i].encoded for i in chosen],
                [(r, [span]) for r, i in enumerate(chosen) for span in rows[i].spans],
                pad_id=pad_id,
            ).to(device)
            labels = torch.tensor([y for i in chosen for y in rows[i].labels], device=device)
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * _schedule(step, total, settings.warmup)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                loss = loss_function(network(batch), labels)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            log.append({"step": step + 1, "of": total, "loss": round(float(loss.detach()), 4)})
            if (step + 1) % settings.checkpoint_steps == 0 or step + 1 == total:
                _checkpoint(network, optimiser, work, log)
            advance(1)
    network.eval()


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
        ]
    )


def _checkpoint(
    network: Network, optimiser: torch.optim.AdamW, work: Path, log: list[dict[str, float]]
) -> None:
    tensors: dict[str, Tensor] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            tensors[f"weight.{name}"] = parameter.detach().cpu().contiguous()
            for key, value in optimiser.state[parameter].items():
                tensors[f"{key}.{name}"] = value.detach().cpu().contiguous()
    work.mkdir(parents=True, exist_ok=True)
    save_file(tensors, work / "new.safetensors", {"log": json.dumps(log[-200:])})
    with (work / "log.jsonl").open("a", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in log)
    log.clear()
    (work / "new.safetensors").replace(work / "checkpoint.safetensors")


def _resume(network: Network, optimiser: torch.optim.AdamW, work: Path) -> int:
    path = work / "checkpoint.safetensors"
    if not path.exists():
        return 0
    tensors = load_file(path)
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
    return steps


def _key(sentence: str) -> str:
    return " ".join(sentence.split()).casefold()
