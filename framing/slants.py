"""Slants that were planted, against what the comparison finds: a check that knows the truth.

A key names for each outlet and actor the kind of slant, its direction and size, and the outlet it is measured against.
Found is a slant whose contrast is called in its direction; of wording, one with a word that marks the outlet. Invented
is a contrast that is called though neither of its two outlets has a slant of that kind towards the actor.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.comparison import Contrast
from framing.errors import InputError
from framing.outlets.facts import ALL
from framing.outlets.load import Corpus, instrument_shift
from framing.outlets.measures import compare_measure, find

# The contrast that a kind shows in (what, measure, voice), and the sign of a positive slant in it: more sources against an
# actor are a negative slant, and what it did stands without it where the slant is positive.
AGAINST = ("sourcing", "sources against it, an article", None)
SHOWS_IN = {
    "own voice": (("polarity", "mean polarity", "outlet"), 1),
    "quoted voice": (("polarity", "mean polarity", "sources"), 1),
    "sourcing": (AGAINST, -1),
    "agency": (("agency", "sentences in which it acts, an article", "outlet"), -1),
    "omission": (("omission", "facts left out that two others tell", None), 1),
}
UNNAMED = ("omission", "left out where most others name it", None)  # an omission of no direction
TOLD_APART = [
    {"own voice"},
    {"quoted voice", "sourcing"},
    {"agency"},
    {"omission"},
]  # kinds that a called contrast may come of


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
        slants = [
            Slant(*(row[k] for k in ("outlet", "actor", "kind", "direction", "size", "against")))
            for row in rows
        ]
    except FileNotFoundError:
        raise InputError(f"{file}: no such file; give the key of a corpus with planted slants") from None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{file}: no key of slants ({error})") from None
    for slant in slants:
        if slant.kind not in (*SHOWS_IN, "wording", "none"):
            raise InputError(f"{file}: kind {slant.kind!r} is none of {', '.join(SHOWS_IN)}, wording, none")
    return slants


def check_slants(corpus: Corpus, slants: list[Slant]) -> dict[str, Any]:
    """How many planted slants are found, by size, how many are invented, and each slant with its contrast."""
    polarity = compare_measure(corpus, "polarity", floor=instrument_shift(corpus.folder))
    others = [compare_measure(corpus, what, floor=0.0) for what in ("sourcing", "agency", "omission")]
    shown = {UNNAMED, *(at for at, _ in SHOWS_IN.values())}
    contrasts = [c for found in (polarity, *others) for c in found if (c.what, c.measure, c.voice) in shown]
    words, _, _ = find(corpus, "wording")
    planted = [s for s in slants if s.size != "none"]
    rows = [_words_row(s, words) if s.kind == "wording" else _row(s, contrasts) for s in planted]
    invented = [c for c in contrasts if _called(c) and c.actor != ALL and not _explained(c, planted)]
    figures: dict[str, Any] = {}
    for size in ("large", "small"):
        of = [r for r in rows if r["size"] == size]
        figures[f"{size}_found"], figures[size] = sum(r["found"] for r in of), len(of)
    return {
        **figures, "invented": len(invented), "contrasts_tested": sum(c.p_value is not None for c in contrasts),
        "inventions": [f"{c.actor}, {c.voice or c.measure}: {c.sentence}" for c in invented],
        "slants": rows, "signature": corpus.signature,
    }  # fmt: skip


def _row(slant: Slant, contrasts: list[Contrast]) -> dict[str, Any]:
    at, positive = SHOWS_IN[slant.kind]
    if slant.kind == "omission" and slant.direction == "none":
        at = UNNAMED
    pair = {slant.outlet, slant.against}
    c = next(
        (
            c for c in contrasts
            if (c.what, c.measure, c.voice) == at and c.actor == slant.actor and set(c.outlets) == pair
        ),
        None,
    )  # fmt: skip
    if c is None:
        return _shown(slant, verdict="not compared")
    order = 1 if c.outlets[0] == slant.outlet else -1
    wanted = {"positive": positive, "negative": -positive, "none": 1}[slant.direction]
    said = order * {"warmer": 1, "colder": -1}.get(c.verdict, 0)
    return _shown(
        slant, found=said == wanted, difference=None if c.difference is None else order * c.difference,
        p_bh=c.p_bh, events=c.events, verdict=c.verdict if order == 1 else _TURNED.get(c.verdict, c.verdict),
    )  # fmt: skip


def _words_row(slant: Slant, words: list[dict[str, Any]]) -> dict[str, Any]:
    """The strongest word that the outlet uses of the actor more than the other does."""
    for w in words:
        if w["actor"] == slant.actor and set(w["outlets"]) == {slant.outlet, slant.against}:
            order = 1 if w["outlets"][0] == slant.outlet else -1
            if order * w["log_odds"] > 0:
                return _shown(
                    slant, found=True, difference=order * w["log_odds"], p_bh=w["p_bh"],
                    events=w["clusters"][0 if order == 1 else 1], verdict=f"says {w['word']}",
                )  # fmt: skip
    return _shown(slant, verdict="no word")


_TURNED = {"warmer": "colder", "colder": "warmer"}


def _shown(slant: Slant, **found: Any) -> dict[str, Any]:
    return {
        "outlet": slant.outlet, "actor": slant.actor, "kind": slant.kind, "direction": slant.direction,
        "size": slant.size, "found": False, "difference": None, "p_bh": None, "events": 0, **found,
    }  # fmt: skip


def _explained(c: Contrast, planted: list[Slant]) -> bool:
    """Whether one of a contrast's outlets has a slant of its kind towards its actor; sourcing and quoted voice go together."""
    at = (c.what, c.measure, c.voice)
    here = {"omission"} if at == UNNAMED else {kind for kind, (of, _) in SHOWS_IN.items() if of == at}
    kinds = set().union(*(group for group in TOLD_APART if group & here))
    return any(s.outlet in c.outlets and s.actor == c.actor and s.kind in kinds for s in planted)


def _called(c: Contrast) -> bool:
    return c.verdict in ("warmer", "colder")
