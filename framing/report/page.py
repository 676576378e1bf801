"""What the page shows, gathered from the readings; the template only lays it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
from jinja2 import Environment, PackageLoader, StrictUndefined

from framing.comparison import (
    DEFAULT_FLOOR,
    MIN_ARTICLES,
    VOICE_GROUPS,
    Contrast,
    Portrayal,
    compare,
    portrayals,
)
from framing.outlets.load import Corpus, instrument_shift
from framing.records import REFERENCES, Span
from framing.report.comparisons import Findings, findings
from framing.scoring import Scorer
from framing.store import read_manifest, read_readings

MAX_ACTORS = 24
MAX_EVIDENCE = 30
MAX_MARKED = 1  # of them, in which the carrying words are marked: each costs ten times its scoring
MARKED_ACTORS = 4  # whose sentences are marked, the most covered
Carrier = Callable[[Sequence[dict[str, Any]]], list[tuple[Span, ...]]]
_GROUPS = ("outlet", "sources")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence behind a figure: its pieces (actor, word that carried the label, name behind "he", or none of these),
    and who says it."""

    pieces: tuple[tuple[str, Literal["actor", "word", "name", ""]], ...]
    polarity: float | None
    speaker: str
    voice: str
    title: str
    url: str | None
    article_id: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table with the sentences behind it."""

    key: str
    portrayal: Portrayal
    evidence: tuple[Evidence, ...]
    omitted: int


@dataclass(frozen=True, slots=True)
class Table:
    """Actors by outlets in one voice; a cell is None where the outlet says nothing of the actor."""

    voice: str
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


def write_report(folder: Path, file: Path, scorer: Scorer | None = None) -> None:
    """Writes the page of a scored folder. Raises ``InputError`` where nothing was scored there.

    With the scorer that made the readings, the words that carried a label are marked in the sentences.
    """
    readings = read_readings(folder)
    corpus = Corpus(folder)
    manifest = (read_manifest(folder) or {}) | {"floor": instrument_shift(folder)}
    page = render(readings, corpus.articles, manifest, _carrier(scorer), findings(corpus))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")


def render(
    readings: pa.Table,
    articles: pa.Table,
    manifest: dict[str, Any],
    carrier: Carrier | None = None,
    more: Findings | None = None,
) -> str:
    """The page as HTML, with nothing outside it that it needs."""
    environment = Environment(
        loader=PackageLoader("framing.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["signed"] = signed
    environment.filters["tint"] = tint
    rows = articles.to_pylist()
    outlets = sorted({row["outlet"] for row in rows})
    found = portrayals(readings)
    columns = sorted({p.outlet for p in found})  # an outlet that prints nothing but others' text has none
    shown = list(dict.fromkeys(p.actor for p in found))[:MAX_ACTORS]
    compared = more.polarity if more is not None else compare(readings)
    contrasts = [c for c in compared if c.actor in shown]
    return environment.get_template("report.html").render(
        outlets=[(name, [r for r in rows if r["outlet"] == name]) for name in outlets],
        columns=columns,
        tables=[_table(group, shown, columns, found, readings, articles, carrier) for group in _GROUPS],
        differences=_by_strength(contrasts),
        too_few=sum(c.verdict == "too little data" for c in contrasts),
        matched=compared.matched, family=compared.family, notes=compared.notes, more=more,
        checks=more.checks if more is not None else {}, floor=manifest.get("floor", DEFAULT_FLOOR),
        left_out=len({p.actor for p in found}) - len(shown),
        dates=sorted({row["published"] for row in rows if row["published"]}),
        undated=sum(row["published"] is None for row in rows),
        copies=[row for row in rows if row["credit"]],
        words=carrier is not None, min_articles=MIN_ARTICLES, articles=len(rows), readings=readings.num_rows, manifest=manifest,
    )  # fmt: skip


def signed(value: float) -> str:
    """A polarity with its sign, in typographic minus."""
    return f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")


def tint(value: float) -> str:
    """A background for a polarity: orange below zero, blue above, safe for the colour-blind."""
    red, green, blue = (0, 90, 181) if value >= 0 else (220, 90, 0)
    return f"rgba({red},{green},{blue},{min(0.85, abs(value)) * 0.55:.2f})"


def _table(
    voice: str, actors: Sequence[str], outlets: Sequence[str], found: Sequence[Portrayal],
    readings: pa.Table, articles: pa.Table, carrier: Carrier | None,
) -> Table:  # fmt: skip
    by_cell = {(p.actor, p.outlet): p for p in found if p.voice == voice}
    titles = {row["article_id"]: row for row in articles.to_pylist()}
    behind: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in readings.to_pylist():
        if row["voice"] in VOICE_GROUPS[voice]:
            behind[row["actor_id"], row["outlet"]].append(row)
    rows = []
    for number, actor in enumerate(actors):
        cells: list[Cell | None] = []
        for column, outlet in enumerate(outlets):
            portrayal = by_cell.get((actor, outlet))
            if portrayal is None:
                cells.append(None)
                continue
            of_cell = sorted(behind[actor, outlet], key=lambda r: -abs(r["polarity"] or 0.0))
            top = of_cell[:MAX_EVIDENCE]
            words: list[tuple[Span, ...]] = [()] * len(top)
            if carrier is not None and number < MARKED_ACTORS:
                words[:MAX_MARKED] = carrier(top[:MAX_MARKED])
            evidence = tuple(
                _evidence(r, titles[r["article_id"]], w) for r, w in zip(top, words, strict=True)
            )
            key = f"{voice}-{number}-{column}"
            cells.append(Cell(key, portrayal, evidence, len(of_cell) - len(evidence)))
        if any(cells):
            name = next(p.actor_name for p in found if p.actor == actor)
            rows.append((name, tuple(cells)))
    return Table(voice, tuple(rows))


def _evidence(row: dict[str, Any], article: dict[str, Any], words: Sequence[Span]) -> Evidence:
    pieces: list[tuple[str, Literal["actor", "word", "name", ""]]] = []
    position = 0
    text: str = row["sentence"]
    actors = [(s["start"] - row["start"], s["end"] - row["start"]) for s in row["mention_spans"]]
    marked: dict[Span, Literal["actor", "word"]] = {
        **dict.fromkeys(words, "word"), **dict.fromkeys(actors, "actor")
    }  # fmt: skip
    for start, end in sorted(marked):
        pieces += [(text[position:start], ""), (text[start:end], marked[start, end])]
        if (start, end) == actors[0] and row["antecedent"] and row["form"] in REFERENCES:
            pieces.append((f" ({row['antecedent']})", "name"))
        position = end
    pieces.append((text[position:], ""))
    return Evidence(
        tuple(pieces), row["polarity"], row["speaker_text"] or "", row["voice"],
        article["title"] or row["article_id"], _web(article["url"]), row["article_id"],
    )  # fmt: skip


def _carrier(scorer: Scorer | None) -> Carrier | None:
    if scorer is None:
        return None
    from framing.model.scorer import NetworkScorer
    from framing.report.words import carrying_words

    return partial(carrying_words, scorer) if isinstance(scorer, NetworkScorer) else None


def _web(url: str | None) -> str | None:
    """A link only where it is one to the web: a corpus must not bring scripts into the page."""
    return url if url and url.startswith(("https://", "http://")) else None


def _by_strength(contrasts: Sequence[Contrast]) -> list[Contrast]:
    tested = [c for c in contrasts if c.low is not None]
    return sorted(
        tested, key=lambda c: (c.verdict == "no evidence of a difference", -abs(c.difference or 0.0))
    )
