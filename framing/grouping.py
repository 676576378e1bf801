"""What holds between articles, written beside them: events and copies of a scored folder, in ``DIR/groups.parquet``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from framing.copies import copy_groups, members
from framing.credits import canonical
from framing.events import UNDATED, event_groups
from framing.index import Index
from framing.outlet_register import load_outlets
from framing.store import read_index, read_scored_articles, save_groups

AUTO = "auto:"  # opens the name of an event that was found and not given


def write_groups(folder: Path) -> dict[str, int]:
    """Finds events and copies among all articles of a folder, writes ``groups.parquet``, and counts them.

    Counts: ``copies`` (articles that repeat another), ``copied_texts``, ``events`` (told by two or more articles).
    """
    articles = read_scored_articles(folder).to_pylist()
    index = Index.read(read_index(folder))
    rows = group_rows(articles, index)
    save_groups(folder, rows)
    told = Counter(row["event"] for row in rows if row["event"] is not None)
    return {
        "copies": sum(row["copy_of"] is not None for row in rows),
        "copied_texts": len({row["copy_group"] for row in rows if row["copy_group"] is not None}),
        "events": sum(count > 1 for count in told.values()),
    }


def group_rows(articles: Sequence[dict[str, Any]], index: Index) -> list[dict[str, Any]]:
    """A row for each article: ``article_id event copy_group copy_of origin``.

    ``copy_of`` is the article that stands for the text: the agency's own, else the earliest, else the longest;
    null for itself and for what is no copy. ``origin`` is the agency it is carried from, else the outlet that had the
    text first; null where neither is known.
    """
    copies = copy_groups(index.sketches, index.sketch_offsets, index.exact)
    days = np.array([a["published"].toordinal() if a["published"] else UNDATED for a in articles], np.int32)
    told = event_groups(index.terms, index.counts, index.term_offsets, days)
    rows = [
        {"article_id": a["article_id"], "event": a["event"], "copy_group": None, "copy_of": None,
         "origin": canonical(a["credit"]) if a["credit"] else None}
        for a in articles
    ]  # fmt: skip
    for number, group in enumerate(members(copies)):
        first = min(group, key=lambda i: _precedence(articles[i]))
        origin = _origin([articles[i] for i in group])
        for i in group:
            told[i] = told[group[0]]  # one text tells one event
            rows[i] |= {
                "copy_group": number, "origin": origin,
                "copy_of": None if i == first else articles[first]["article_id"],
            }  # fmt: skip
    for group in members(told):
        _name_event([rows[i] for i in group], [articles[i] for i in group])
    return rows


def _precedence(article: dict[str, Any]) -> tuple[bool, bool, Any, int, str]:
    """The lower, the likelier the original: the agency itself, the earliest, the longest."""
    date = article["published"]
    dated = date.toordinal() if date else 0
    return (
        not _is_agency(article["outlet"]),
        date is None,
        dated,
        -article["sentences"],
        article["article_id"],
    )


def _origin(articles: Sequence[dict[str, Any]]) -> str | None:
    """The agency that most of them credit, or that published it itself; else the outlet that was alone in being first."""
    agencies = Counter(canonical(a["credit"]) for a in articles if a["credit"])
    agencies.update(canonical(a["outlet"]) for a in articles if _is_agency(a["outlet"]))
    if agencies:
        return max(agencies, key=lambda name: (agencies[name], name))
    dates = [a["published"] for a in articles]
    first = {a["outlet"] for a in articles if None not in dates and a["published"] == min(dates)}
    return first.pop() if len(first) == 1 else None


def _is_agency(outlet: str) -> bool:
    return load_outlets().agency(outlet) is not None


def _name_event(rows: Sequence[dict[str, Any]], articles: Sequence[dict[str, Any]]) -> None:
    """The event that the user gave to most of them, for those without; else a name after the earliest article."""
    given = Counter(row["event"] for row in rows if row["event"] is not None)
    earliest = min(articles, key=lambda a: (a["published"] is None, a["published"] or 0, a["article_id"]))
    name = max(given, key=lambda e: (given[e], e)) if given else AUTO + earliest["article_id"]
    for row in rows:
        row["event"] = row["event"] if row["event"] is not None else name
