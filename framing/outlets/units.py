"""Whom an article counts for, and which event it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.errors import InputError
from framing.outlets.columns import Coded, Codes, coded, first_rows

By = Literal["outlet", "country", "credit", "month"]
BY: tuple[By, ...] = ("outlet", "country", "credit", "month")


@dataclass(frozen=True, slots=True)
class Units:
    """For each article of ``articles`` its group and its cluster, as codes (articles,); group -1 where it does not count.

    ``matchable`` tells whether groups can meet in an event at all; ``notes`` says what was left out and why.
    """

    articles: list[str]
    group: Codes
    groups: list[str]
    cluster: Codes
    clusters: list[str]
    known_event: np.ndarray
    removed_copies: int
    matchable: bool
    notes: tuple[str, ...]

    def number(self, articles: list[str]) -> Codes:
        """Where articles stand in ``articles`` (given,), -1 for one that does not."""
        at = {article: i for i, article in enumerate(self.articles)}
        return np.array([at.get(article, -1) for article in articles], dtype=np.int64)


def units(table: pa.Table, *, by: By = "outlet", copies: bool = False) -> Units:
    """The units of a table that has ``article_id`` and ``outlet`` and, where known, ``event credit copy_of country published``.

    Agency copy (``credit``) and copies of another article (``copy_of``) count for the agency and for no outlet; with
    ``copies``, for whoever printed them. By ``credit``, an agency's text counts once for each original.
    """
    if by not in BY:
        raise InputError(f"by {by!r} is none of {', '.join(BY)}")
    article = coded(table, "article_id")
    rows = first_rows(article.codes, len(article.values))
    present = rows >= 0
    names = [name for name, there in zip(article.values, present, strict=True) if there]
    one = table.select([c for c in _ATTRIBUTES if c in table.column_names]).take(pa.array(rows[present]))
    event, group = coded(one, "event"), _groups(one, by)
    notes = []
    counts = group.codes >= 0
    if not counts.all() and by != "credit":
        notes.append(f"{int((~counts).sum())} articles without a {_NAMES[by]} count for nothing")
    credited, copied = coded(one, "credit").codes >= 0, coded(one, "copy_of")
    removed = 0
    if by == "credit":
        originals = np.isin(copied.codes, [i for i, v in enumerate(copied.values) if v in set(names)])
        counts &= ~originals
    elif not copies:
        aside = credited | (copied.codes >= 0)
        removed = int(aside.sum())
        counts &= ~aside
        if removed:
            notes.append(
                f"{removed} article{'' if removed == 1 else 's'} of agency copy or copied from another outlet "
                f"count{'s' if removed == 1 else ''} for the agency and for no {by}; --copies counts them for whoever printed them"
            )
    known = event.codes >= 0
    cluster = np.where(known, event.codes, len(event.values) + np.arange(len(names)))
    labels = [*event.values, *names]
    return Units(
        names, np.where(counts, group.codes, -1), group.values, cluster, labels, known, removed,
        bool(known.any()) and by != "month", tuple(notes),
    )  # fmt: skip


_ATTRIBUTES = ("article_id", "outlet", "event", "credit", "copy_of", "origin", "country", "published")
_NAMES = {"outlet": "outlet", "country": "country", "credit": "credit", "month": "date"}


def _groups(one: pa.Table, by: By) -> Coded:
    if by == "month":
        if "published" not in one.column_names:
            return Coded(np.full(one.num_rows, -1, dtype=np.int64), [])
        month = pc.strftime(one["published"].cast(pa.timestamp("s")), format="%Y-%m")
        return coded(pa.table({"month": month}), "month")
    found = coded(one, by)
    if by != "outlet" and not found.values:
        raise InputError(
            f"no article has a {by}; give it in metadata.jsonl or the JSON lines, or compare by outlet"
        )
    return found
