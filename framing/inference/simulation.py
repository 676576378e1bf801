"""Do the intervals hold what they promise? Simulated outlets with a known difference, read by a classifier that errs.

Errors are drawn from confusions: those of the shipped model on its own labelled set, and worse ones that
differ by outlet. The whole way is gone, from the sample to label by hand to the corrected contrast.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from framing.annotation import draw
from framing.comparison import compare
from framing.inference.clusters import Floats
from framing.inference.correction import LABELS, Label, reading_ids
from framing.progress import progress
from framing.resources import resource

RUNS = 500
EVENTS = 60
SENTENCES = 6  # an article
SAMPLE = 240  # labelled by hand
OUTLETS = ("Ledger", "Post")
DIFFERENCE = 0.3  # in the mean of human labels
WORSE = (  # rows are the truth: one outlet's praise is overlooked, the other's plain words are taken for blame
    ((0.70, 0.25, 0.05), (0.10, 0.85, 0.05), (0.10, 0.50, 0.40)),
    ((0.85, 0.10, 0.05), (0.40, 0.55, 0.05), (0.10, 0.20, 0.70)),
)


def shipped_confusion(model: Path | None = None) -> Floats:
    """P(prediction | truth) of the shipped model, (3, 3), from its metrics on our own labelled sentences."""
    folder = model or resource("models", "mpnet")
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    counts: Floats = np.array(
        [[row[c] for c in LABELS] for row in (metrics["own"]["confusion"][t] for t in LABELS)], float
    )
    shares: Floats = counts / counts.sum(axis=1, keepdims=True)
    return shares


def coverage(runs: int = RUNS, *, seed: int = 0, quiet: bool = True) -> dict[str, Any]:
    """Shares of runs whose 95 % interval holds the true difference, raw and corrected, under both kinds of errors."""
    confusions = {"shipped": (shipped_confusion(),) * 2, "worse, by outlet": tuple(map(np.array, WORSE))}
    found: dict[str, Any] = {}
    with progress("simulate", total=runs * len(confusions), quiet=quiet) as advance:
        for name, errors in confusions.items():
            rows = []
            for run in range(runs):
                rows.append(_run(np.random.default_rng([seed, run, len(found)]), errors))
                advance(1)
            raw, corrected, estimates, widths = (
                np.array(column, float) for column in zip(*rows, strict=True)
            )
            found[name] = {
                "runs": runs, "raw_coverage": float(raw.mean()), "corrected_coverage": float(corrected.mean()),
                "raw_bias": float(estimates[:, 0].mean() - DIFFERENCE),
                "corrected_bias": float(estimates[:, 1].mean() - DIFFERENCE),
                "raw_width": float(widths[:, 0].mean()), "corrected_width": float(widths[:, 1].mean()),
            }  # fmt: skip
    return found


def false_families(runs: int = RUNS, *, seed: int = 0, quiet: bool = True) -> dict[str, Any]:
    """The share of families with a false finding where no outlets differ: three outlets, five actors; a family is a voice."""
    rng = np.random.default_rng([seed, 99])
    false = 0
    with progress("families", total=runs, quiet=quiet) as advance:
        for _ in range(runs):
            found = compare(_family(rng), floor=0.0)
            false += len({c.voice for c in found if c.verdict in ("warmer", "colder")})
            advance(1)
    return {"runs": runs, "contrasts": len(found), "families_with_a_false_finding": false / (2 * runs)}


def _run(
    rng: np.random.Generator, errors: Sequence[Floats]
) -> tuple[bool, bool, tuple[float, float], tuple[float, float]]:
    table, truth = _outlets(rng, errors)
    ids = reading_ids(table)
    at = {reading: i for i, reading in enumerate(ids)}
    labels = [
        Label(item["id"], item["probability"], int(truth[at[item["id"]]]))
        for item in draw(table, SAMPLE, seed=int(rng.integers(2**31)))
    ]
    (c,) = compare(table, outlets=("Post", "Ledger"), labels=labels, voice="outlet")
    figures = (c.difference, c.low, c.high, c.corrected, c.corrected_low, c.corrected_high)
    known = [value for value in figures if value is not None]
    if len(known) < len(figures):
        raise RuntimeError("a simulated contrast had too few labels")
    raw, low, high, better, better_low, better_high = known
    return (
        low <= DIFFERENCE <= high, better_low <= DIFFERENCE <= better_high,
        (raw, better), (high - low, better_high - better_low),
    )  # fmt: skip


def _outlets(rng: np.random.Generator, errors: Sequence[Floats]) -> tuple[pa.Table, Floats]:
    """Readings of two outlets on shared events, with the human label of each; the Post is warmer by ``DIFFERENCE``."""
    n = EVENTS * 2 * SENTENCES
    event = np.repeat(np.arange(EVENTS), 2 * SENTENCES)
    post = np.tile(np.repeat([0, 1], SENTENCES), EVENTS)
    mean = (
        -0.15
        + rng.normal(0, 0.08, EVENTS)[event]
        + rng.normal(0, 0.08, 2 * EVENTS)[np.arange(n) // SENTENCES]
    )
    mean = np.clip(mean, -0.4, 0.1) + DIFFERENCE * post
    polar = rng.random(n) < 0.5 + np.abs(mean) / 2  # P(+) - P(-) is the mean, whatever share is neutral
    share = 0.5 + np.abs(mean) / 2
    truth = np.where(polar, np.where(rng.random(n) < (1 + mean / share) / 2, 1, -1), 0)
    chances = np.array(errors)[post, truth + 1]
    predicted = (rng.random(n)[:, None] > chances.cumsum(axis=1)).sum(axis=1).clip(0, 2)
    top = rng.uniform(0.55, 0.99, n)
    p = np.repeat(((1 - top) / 2)[:, None], 3, axis=1)
    p[np.arange(n), predicted] = top
    articles = [f"{event[i]}-{OUTLETS[post[i]]}" for i in range(n)]
    table = pa.table({
        "article_id": articles, "outlet": [OUTLETS[i] for i in post], "event": [str(e) for e in event],
        "sentence_index": np.arange(n) % SENTENCES, "actor_id": ["marova"] * n, "actor_name": ["Marova"] * n,
        "voice": ["outlet"] * n, "polarity": p[:, 2] - p[:, 0], "confidence": top, "sentence": ["-"] * n,
        "mention": ["Marova"] * n, "start": np.zeros(n, int), "speaker_text": pa.nulls(n, pa.string()),
        "mention_spans": [[{"start": 0, "end": 6}]] * n,
    })  # fmt: skip
    return table, truth


def _family(rng: np.random.Generator) -> pa.Table:
    """Three outlets, five actors, two voices, twenty events that colour all that is said of them, and no difference."""
    rows: dict[str, list[Any]] = {
        k: [] for k in ("article_id", "outlet", "event", "actor_id", "actor_name", "voice", "polarity")
    }
    for event in range(20):
        colour = rng.normal(0, 0.2, (5, 2))
        for outlet in ("Ledger", "Post", "Star"):
            own = colour + rng.normal(0, 0.15, (5, 2))
            for actor in range(5):
                for v, voice in enumerate(("outlet", "quoted")):
                    values = rng.normal(own[actor, v], 0.4, 3).clip(-1, 1)
                    for column, value in (
                        ("article_id", f"{event}-{outlet}"), ("outlet", outlet), ("event", str(event)),
                        ("actor_id", f"actor-{actor}"), ("actor_name", f"Actor {actor}"), ("voice", voice),
                    ):  # fmt: skip
                        rows[column] += [value] * 3
                    rows["polarity"] += values.tolist()
    return pa.table(rows)
