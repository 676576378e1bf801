"""Families of sentence pairs with an expected relation (CheckList; Ribeiro et al., ACL 2020)."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from framing import __version__
from framing.behaviour.audit import name_swap
from framing.behaviour.frames_direction import HIGHER, LOWER
from framing.behaviour.frames_same import NEUTRAL, SAME
from framing.behaviour.names import SEED, draw, fill
from framing.evaluation import score_labelled
from framing.labelled import LabelledTarget
from framing.records import Span
from framing.scoring import Scorer

Relation = Literal["same", "neutral", "lower", "higher"]
CASES = 27
MARGIN = 0.1
NEUTRAL_WITHIN = 0.3
EXAMPLES = 5
_EITHER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Case:
    """Two sentences with a target each, and how the polarity of the second must relate to the first."""

    text_a: str
    span_a: Span
    text_b: str
    span_b: Span
    relation: Relation


@dataclass(frozen=True, slots=True)
class Family:
    """Cases of one kind of change. ``invariance``: the change bears on no judgement, or there is none."""

    name: str
    kind: Literal["invariance", "direction"]
    cases: tuple[Case, ...]


def families() -> list[Family]:
    """All families, the same at every call."""
    groups: tuple[tuple[dict[str, tuple[str, ...]], Literal["invariance", "direction"], Relation], ...] = (
        (SAME, "invariance", "same"),
        (NEUTRAL, "invariance", "neutral"),
        (LOWER, "direction", "lower"),
        (HIGHER, "direction", "higher"),
    )
    return [
        Family(name, kind, cases_of(frames, relation, seed=f"{SEED}:{name}"))
        for listed, kind, relation in groups
        for name, frames in listed.items()
    ]


def cases_of(frames: Sequence[str], relation: Relation, *, seed: str) -> tuple[Case, ...]:
    """The cases of a family, from its frames in turn; no text stands in two of them."""
    # Each family draws from its own generator, so that a new one leaves the others alone.
    rng = random.Random(seed)
    cases: list[Case] = []
    seen: set[str] = set()
    while len(cases) < CASES:
        frame = frames[len(cases) % len(frames)]
        sides = (_EITHER.sub(r"\1", frame), _EITHER.sub(r"\2", frame))
        names = draw(sides, rng)
        (text_a, spans_a), (text_b, spans_b) = (fill(side, names) for side in sides)
        if {text_a, text_b} & seen:
            continue
        seen |= {text_a, text_b}
        cases.append(Case(text_a, spans_a["*"], text_b, spans_b.get("+", spans_b["*"]), relation))
    return tuple(cases)


def holds(relation: Relation, a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether the probabilities of the two targets stand in the relation.

    ``same``: polarities at most 0.1 apart and one label; ``lower``, ``higher``: the second at
    least 0.1 below or above the first; ``neutral``: both within 0.3 of zero.
    """
    first, second = a[2] - a[0], b[2] - b[0]
    if relation == "same":
        return abs(first - second) <= MARGIN and int(np.argmax(a)) == int(np.argmax(b))
    if relation == "neutral":
        return max(abs(first), abs(second)) <= NEUTRAL_WITHIN
    return first - second >= MARGIN if relation == "lower" else second - first >= MARGIN


def run_families(scorer: Scorer, *, quiet: bool = False) -> dict[str, Any]:
    """Pass rates by family, the name-swap audit and up to five failures a family, ready for JSON."""
    listed = families()
    cases = [case for family in listed for case in family.cases]
    probabilities = score_labelled(
        scorer,
        [
            LabelledTarget(f"behaviour:{text}", text, *span, 0)
            for case in cases
            for text, span in ((case.text_a, case.span_a), (case.text_b, case.span_b))
        ],
        quiet=quiet,
    ).aware
    scored = iter(zip(cases, probabilities[::2].tolist(), probabilities[1::2].tolist(), strict=True))
    results: dict[str, dict[str, Any]] = {}
    failures: dict[str, list[dict[str, Any]]] = {}
    for family in listed:
        failed = [
            _example(case, a, b)
            for case, a, b in (next(scored) for _ in family.cases)
            if not holds(case.relation, a, b)
        ]
        n = len(family.cases)
        passed = n - len(failed)
        results[family.name] = {"kind": family.kind, "n": n, "passed": passed, "rate": passed / n}
        failures[family.name] = failed[:EXAMPLES]
    audit = name_swap(scorer, quiet=quiet)
    return {
        "n": len(cases),
        "passed": sum(result["passed"] for result in results.values()),
        "mean_shift": audit["mean_shift"],
        "flips": audit["flips"],
        "other_shift": audit["other"]["mean_shift"],
        "signature": f"behaviour:seed{SEED}|model:{scorer.signature}|framing:{__version__}",
        "families": results,
        "name_swap": audit,
        "failures": {name: examples for name, examples in failures.items() if examples},
    }


def _example(case: Case, a: Sequence[float], b: Sequence[float]) -> dict[str, Any]:
    return {
        "relation": case.relation,
        "text_a": case.text_a,
        "target_a": case.text_a[slice(*case.span_a)],
        "polarity_a": a[2] - a[0],
        "text_b": case.text_b,
        "target_b": case.text_b[slice(*case.span_b)],
        "polarity_b": b[2] - b[0],
    }
