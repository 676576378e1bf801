"""The gate: no figure drops, and no label changes, without somebody saying so.

``eval/baseline.json`` pins the data (digest and counts) and for each figure the value reached and
the tolerance. Pinning again never lowers a floor in silence.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

from framing.errors import InputError
from framing.ownset import OwnSet

# Tolerances allow for another processor's arithmetic and the interval's own noise, no more.
FIGURES: dict[str, float] = {
    "macro_f1": 0.005, "accuracy": 0.005, "mixed_target_accuracy": 0.01, "mixed_sentence_accuracy": 0.015,
    "ece": 0.01, "aurc": 0.005, "voice_accuracy": 0.005, "alpha": 0.0, "behaviour_passed": 0.01,
    "mean_shift": 0.005, "flips": 0.01,
    "other_shift": 0.005, "stance_macro_f1": 0.005,
}  # fmt: skip
LOWER_IS_BETTER = frozenset({"ece", "aurc", "mean_shift", "flips", "other_shift"})


def check(figures: dict[str, Any], own: OwnSet, baseline: Path) -> list[str]:
    """What is amiss, in words; empty where all is well."""
    pinned = _read(baseline)
    problems = _changed_lines(own, pinned["lines"])
    problems += [
        f"{baseline}: {now} {key}, pinned are {pinned['data'].get(key)}"
        for key, now in counts_of(own).items()
        if pinned["data"].get(key) != now
    ]
    problems += _edited_floors(baseline, pinned["figures"])
    for name, row in pinned["figures"].items():
        if name not in figures:
            problems.append(f"{name}: pinned at {row['value']:.4f} and not measured")
        elif _worse(name, figures[name], row["value"]) > row["tolerance"]:
            problems.append(
                f"{name}: {figures[name]:.4f}, pinned is {row['value']:.4f} (tolerance {row['tolerance']})"
            )
    return problems


def pin(
    figures: dict[str, Any], own: OwnSet, baseline: Path, *, accept_lower: str | None = None
) -> list[str]:
    """Writes the figures as the new floor and gives the names of those that went down.

    Raises ``InputError`` where one would go down by more than its tolerance without a reason given.
    """
    before = _read(baseline) if baseline.exists() else {"figures": {}, "accepted": []}
    measured = {name: float(figures[name]) for name in FIGURES if figures.get(name) is not None}
    lower = []
    for name, row in before["figures"].items():
        gone = name not in measured
        if gone or _worse(name, measured[name], row["value"]) > row["tolerance"]:
            lower.append(name)
    if lower and not accept_lower:
        raise InputError(f"{baseline}: {', '.join(lower)} would go down; say why with --accept-lower REASON")
    accepted = list(before["accepted"])
    if lower:
        accepted.append({
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "reason": accept_lower,
            "figures": {n: [before["figures"][n]["value"], measured.get(n)] for n in lower},
        })  # fmt: skip
    content = {
        "signature": figures["signature"],
        "data": counts_of(own),
        "figures": {n: _floor(n, round(v, 5), FIGURES[n]) for n, v in measured.items()},
        "accepted": accepted,
        "lines": {path.name: " ".join(_line_digests(path)) for path in own.files},
    }
    baseline.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return lower


def counts_of(own: OwnSet) -> dict[str, int]:
    """Counts of the labels."""
    return {
        "sentences": len(own.sentences),
        "targets": sum(len(s.targets) for s in own.sentences),
        "pairs": sum(len(s.pairs) for s in own.sentences),
        "annotations": len(own.annotations),
    }


def _floor(name: str, value: float, tolerance: float) -> dict[str, Any]:
    """A floor with a seal, so that an edit by hand shows."""
    return {"value": value, "tolerance": tolerance, "seal": _short(f"{name} {value} {tolerance}")}


def _edited_floors(baseline: Path, figures: dict[str, dict[str, Any]]) -> list[str]:
    lines = baseline.read_text(encoding="utf-8").splitlines()
    problems = []
    for name, row in figures.items():
        if row != _floor(name, row["value"], row["tolerance"]):
            number = next((n for n, line in enumerate(lines, 1) if f'"{name}": {{' in line), 0)
            problems.append(
                f"{baseline}:{number}: the floor of {name} was edited by hand; use framing eval --pin"
            )
    problems += [f"{baseline}: no floor for {n}; use framing eval --pin" for n in FIGURES if n not in figures]
    return problems


def _changed_lines(own: OwnSet, pinned: dict[str, str]) -> list[str]:
    cure = "undo it, or if it is meant, framing eval --pin"
    problems = []
    for path in own.files:
        before, now = pinned.get(path.name, "").split(), _line_digests(path)
        changed = [n for n, (a, b) in enumerate(zip(before, now, strict=False), 1) if a != b]
        problems += [f"{path}:{n}: changed since it was pinned; {cure}" for n in changed[:10]]
        if len(before) != len(now):
            problems.append(f"{path}: {len(now)} lines, {len(before)} were pinned; {cure}")
    return problems


def _line_digests(path: Path) -> list[str]:
    return [_short(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _worse(name: str, now: float, floor: float) -> float:
    """By how much a figure is worse than its floor; negative where it is better."""
    return now - floor if name in LOWER_IS_BETTER else floor - now


def _read(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no baseline; make one with framing eval --pin") from None
    except ValueError as error:
        raise InputError(f"{path}: not JSON ({error})") from None
    for key in ("data", "figures", "accepted", "lines"):
        if key not in content:
            raise InputError(f"{path}: lacks the key {key!r}")
    return content
