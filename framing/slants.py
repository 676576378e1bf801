"""Slants that were planted, against what the comparison finds: a check that knows the truth.

A key names for each outlet and actor the kind of slant (own voice, quoted voice, sourcing, none), its direction and size, and the outlet it is
measured against. Found is a slant whose contrast is called in its direction; invented is a contrast that is called though neither of the two outlets has a
slant of that kind towards the actor.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.comparison import Contrast
from framing.errors import InputError
from framing.outlets.load import Corpus, instrument_shift
from framing.outlets.measures import compare_measure

KINDS = {"own voice": "outlet", "quoted voice": "sources", "sourcing": "sourcing", "none": "none"}
AGAINST = "sources against it, an article"


@dataclass(frozen=True, slots=True)
class Slant:
    """A planted slant; ``direction`` is negative, positive or none, ``size`` large, small or none."""

    outlet: str
    actor: str
    kind: str
    direction: str
    size: str
    against: str


def read_key(file: Path) -> list[Slant]:
    """The slants of a key. Raises ``InputError`` where it cannot be read."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))["slants"]
        return [
            Slant(*(row[k] for k in ("outlet", "actor", "kind", "direction", "size", "against")))
            for row in rows
        ]
    except FileNotFoundError:
        raise InputError(f"{file}: no such file; give the key of a corpus with planted slants") from None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{file}: no key of slants ({error})") from None


def check_slants(corpus: Corpus, slants: list[Slant]) -> dict[str, Any]:
    """How many planted slants are found, by size, how many are invented, and each slant with its contrast."""
    polarity = list(compare_measure(corpus, "polarity", floor=instrument_shift(corpus.folder)))
    sourcing = [c for c in compare_measure(corpus, "sourcing", floor=0.0) if c.measure == AGAINST]
    rows = [_row(slant, _contrast(slant, [*polarity, *sourcing])) for slant in slants if slant.kind != "none"]
    invented = [c for c in [*polarity, *sourcing] if _called(c) and not _explained(c, slants)]
    figures: dict[str, Any] = {}
    for size in ("large", "small"):
        of = [r for r in rows if r["size"] == size]
        figures[f"{size}_found"], figures[size] = sum(r["found"] for r in of), len(of)
    return {
        **figures, "invented": len(invented), "contrasts_tested": sum(c.p_value is not None for c in polarity),
        "inventions": [f"{c.actor}, {c.voice or c.measure}: {c.sentence}" for c in invented],
        "slants": rows, "signature": corpus.signature,
    }  # fmt: skip


def _contrast(slant: Slant, found: list[Contrast]) -> tuple[Contrast, int] | None:
    """The contrast a slant should show in, and 1 or -1 for the order of its outlets."""
    kind = KINDS.get(slant.kind)
    for c in found:
        same = c.measure == AGAINST if kind == "sourcing" else c.what == "polarity" and c.voice == kind
        if same and c.actor == slant.actor and set(c.outlets) == {slant.outlet, slant.against}:
            return c, 1 if c.outlets[0] == slant.outlet else -1
    return None


def _row(slant: Slant, at: tuple[Contrast, int] | None) -> dict[str, Any]:
    row = {
        "outlet": slant.outlet, "actor": slant.actor, "kind": slant.kind, "direction": slant.direction, "size": slant.size,
    }  # fmt: skip
    if at is None:
        return {
            **row,
            "found": False,
            "difference": None,
            "p_bh": None,
            "events": 0,
            "verdict": "not compared",
        }
    c, order = at
    sign = order * (-1 if c.measure == AGAINST else 1)  # more sources against it is a negative slant
    said = sign * {"warmer": 1, "colder": -1}.get(c.verdict, 0)
    wanted = {"positive": 1, "negative": -1}.get(slant.direction, 0)
    return {
        **row, "found": said == wanted, "difference": None if c.difference is None else order * c.difference,
        "p_bh": c.p_bh, "events": c.events, "verdict": c.verdict,
    }  # fmt: skip


def _explained(c: Contrast, slants: list[Slant]) -> bool:
    """Whether one of a contrast's outlets has a slant of its kind towards its actor; sourcing and quoted voice go together."""
    kinds = {"outlet": ("own voice",)}.get(c.voice or "", ("quoted voice", "sourcing"))
    return any(
        s.outlet in c.outlets and s.actor == c.actor and s.kind in kinds and s.direction != "none"
        for s in slants
    )


def _called(c: Contrast) -> bool:
    return c.verdict in ("warmer", "colder")
