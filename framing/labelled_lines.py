"""``framing eval lines``: are the lines of articles told apart, on our own labelled lines."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from framing.cleaning import marks
from framing.errors import InputError
from framing.records import Article, Part

HALVES = ("rules", "held out")


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line and its kind; of a dateline's line, ``dateline`` is the opening that is one."""

    article: str
    half: str
    title: str | None
    kind: Part
    line: str
    dateline: str | None = None


def read_lines(path: Path) -> list[LabelledLine]:
    """The labelled lines of a JSONL file, in order. Raises ``InputError`` naming the line that is wrong."""
    rows = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(raw)
            found = LabelledLine(
                row["article"], row["half"], row.get("title"), row["kind"], row["line"], row.get("dateline")
            )
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: no labelled line ({error})") from None
        if found.kind not in get_args(Part) or found.half not in HALVES:
            raise InputError(f"{path}:{number}: kind {found.kind!r} or half {found.half!r} is unknown")
        if (found.kind == "dateline") != (
            found.dateline is not None and found.line.startswith(found.dateline)
        ):
            raise InputError(f"{path}:{number}: a dateline is the opening of its line")
        rows.append(found)
    return rows


def predicted_kinds(rows: Sequence[LabelledLine]) -> list[str]:
    """What ``cleaning.marks`` takes each line for, each article read whole; a dateline of another length is wrong."""
    by_article: dict[str, list[LabelledLine]] = defaultdict(list)
    for row in rows:
        by_article[row.article].append(row)
    kinds: list[str] = []
    for name, lines in by_article.items():
        text = "\n".join(row.line for row in lines)
        by_start = {m.start: m for m in marks(Article(name, "", text, title=lines[0].title))}
        start = 0
        for row in lines:
            mark = by_start.get(start)
            kind = "body" if mark is None else str(mark.part)
            if mark is not None and kind == "dateline" and text[mark.start : mark.end] != row.dateline:
                kind = "dateline of another length"
            kinds.append(kind)
            start += len(row.line) + 1
    return kinds


def evaluate_lines(path: Path, *, errors: bool = False) -> dict[str, Any]:
    """F1 by kind over all lines and in each half, the lowest of them, and with ``errors`` the lines that are wrong."""
    rows = read_lines(path)
    kinds = predicted_kinds(rows)
    figures: dict[str, Any] = {"n": len(rows), **_scores(rows, kinds)}
    for half in HALVES:
        of_half = [(row, kind) for row, kind in zip(rows, kinds, strict=True) if row.half == half]
        figures[half.replace(" ", "_")] = {
            "n": len(of_half), **_scores([row for row, _ in of_half], [kind for _, kind in of_half])
        }  # fmt: skip
    if errors:
        figures["errors"] = [
            {"article": row.article, "line": row.line, "gold": row.kind, "predicted": kind}
            for row, kind in zip(rows, kinds, strict=True) if row.kind != kind
        ]  # fmt: skip
    return figures


def _scores(rows: Sequence[LabelledLine], kinds: Sequence[str]) -> dict[str, Any]:
    gold, found = Counter(row.kind for row in rows), Counter(kinds)
    right = Counter(row.kind for row, kind in zip(rows, kinds, strict=True) if row.kind == kind)
    by_kind = {str(kind): 2 * right[kind] / (gold[kind] + found[kind]) for kind in sorted(gold)}
    return {"accuracy": right.total() / len(rows), "lowest_f1": min(by_kind.values()), "f1": by_kind}
