"""The words that carried a portrayal, for the sentences that a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.records import Passage, Span

if TYPE_CHECKING:
    from framing.model.scorer import NetworkScorer

MOST = 3  # words a sentence
SHARE = 0.3  # of the strongest word's weight, at least


def carrying_words(scorer: NetworkScorer, rows: Sequence[dict[str, Any]]) -> list[tuple[Span, ...]]:
    """For each row of the readings table, where the words stand in its sentence that speak most for its label.

    None for a reading that is neutral or has no label: there is nothing to be carried.
    """
    from framing.model.evidence import evidence

    polar = [i for i, row in enumerate(rows) if row["label"] in ("negative", "positive")]
    passages = [
        Passage(
            rows[i]["sentence"],
            (
                tuple(
                    (s["start"] - rows[i]["start"], s["end"] - rows[i]["start"])
                    for s in rows[i]["mention_spans"]
                ),
            ),
        )
        for i in polar
    ]
    found: list[tuple[Span, ...]] = [()] * len(rows)
    for i, words in zip(polar, evidence(scorer, passages), strict=True):
        strongest = words[:MOST]  # the weightiest come first
        found[i] = tuple(
            sorted(
                (w.start, w.end)
                for w in strongest
                if w.weight > 0 and w.weight >= SHARE * strongest[0].weight
            )
        )
    return found
