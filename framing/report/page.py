"""What the page shows, gathered from the readings; the template only lays it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from jinja2 import Environment, PackageLoader, StrictUndefined

from framing.comparison import MIN_ARTICLES, VOICE_GROUPS, Contrast, Portrayal, compare, portrayals
from framing.store import read_manifest, read_readings, read_scored_articles

MAX_ACTORS = 24
MAX_EVIDENCE = 30
_GROUPS = ("outlet", "sources")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence behind a figure: its pieces, marked where the actor stands, and who says it."""

    pieces: tuple[tuple[str, bool], ...]
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


def write_report(folder: Path, file: Path) -> None:
    """Writes the page of a scored folder. Raises ``InputError`` where nothing was scored there."""
    readings = read_readings(folder)
    articles = read_scored_articles(folder)
    page = render(readings, articles, read_manifest(folder) or {})
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")


def render(readings: pa.Table, articles: pa.Table, manifest: dict[str, Any]) -> str:
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
    shown = list(dict.fromkeys(p.actor for p in found))[:MAX_ACTORS]
    contrasts = [c for c in compare(readings) if c.actor in shown]
    return environment.get_template("report.html").render(
        outlets=[(name, [r for r in rows if r["outlet"] == name]) for name in outlets],
        tables=[_table(group, shown, outlets, found, readings, articles) for group in _GROUPS],
        differences=_by_strength(contrasts),
        too_few=sum(c.verdict == "too little data" for c in contrasts),
        left_out=len({p.actor for p in found}) - len(shown),
        dates=sorted({row["published"] for row in rows if row["published"]}),
        undated=sum(row["published"] is None for row in rows),
        copies=[row for row in rows if row["credit"]],
        min_articles=MIN_ARTICLES, articles=len(rows), readings=readings.num_rows, manifest=manifest,
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
    readings: pa.Table, articles: pa.Table,
) -> Table:  # fmt: skip
    by_cell = {(p.actor, p.outlet): p for p in found if p.voice == voice}
    titles = {row["article_id"]: row for row in articles.to_pylist()}
    behind: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in readings.to_pylist():
        if row["voice"] in VOICE_GROUPS[voice]:  # type: ignore[index]
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
            evidence = tuple(_evidence(r, titles[r["article_id"]]) for r in of_cell[:MAX_EVIDENCE])
            key = f"{voice}-{number}-{column}"
            cells.append(Cell(key, portrayal, evidence, len(of_cell) - len(evidence)))
        if any(cells):
            name = next(p.actor_name for p in found if p.actor == actor)
            rows.append((name, tuple(cells)))
    return Table(voice, tuple(rows))


def _evidence(row: dict[str, Any], article: dict[str, Any]) -> Evidence:
    pieces: list[tuple[str, bool]] = []
    position = row["start"]
    text: str = row["sentence"]
    for span in sorted(row["mention_spans"], key=lambda s: s["start"]):
        pieces.append((text[position - row["start"] : span["start"] - row["start"]], False))
        pieces.append((text[span["start"] - row["start"] : span["end"] - row["start"]], True))
        position = span["end"]
    pieces.append((text[position - row["start"] :], False))
    return Evidence(
        tuple(pieces), row["polarity"], row["speaker_text"] or "", row["voice"],
        article["title"] or row["article_id"], _web(article["url"]), row["article_id"],
    )  # fmt: skip


def _web(url: str | None) -> str | None:
    """A link only where it is one to the web: a corpus must not bring scripts into the page."""
    return url if url and url.startswith(("https://", "http://")) else None


def _by_strength(contrasts: Sequence[Contrast]) -> list[Contrast]:
    tested = [c for c in contrasts if c.low is not None]
    return sorted(tested, key=lambda c: (c.verdict == "no evidence of a difference", -abs(c.difference)))
