"""``framing eval events``: are articles of one event matched, on the layout of BASIL or our own.

BASIL (Fan et al., EMNLP 2019): ``DIR/articles/*.json`` with ``triplet-uuid`` as the event, whose dates are not used.
Ours: ``DIR/articles.jsonl`` and the key apart, ``DIR/key.json`` (ids by event).
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing import __version__
from framing.articles import read_articles
from framing.errors import InputError
from framing.events import SIMILAR, UNDATED, event_groups
from framing.fingerprints import fingerprint
from framing.index import Index
from framing.records import Article

_SEED = 5
_CURVE = (0.08, 0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22, 0.24)


class Told(NamedTuple):
    """An article and the event it tells."""

    article: Article
    event: str


def read_told(folder: Path) -> list[Told]:
    """The articles of a folder with their events, in random order. Raises ``InputError`` for another layout."""
    if (folder / "key.json").is_file():
        key = json.loads((folder / "key.json").read_text(encoding="utf-8"))
        event_of = {article: event for event, ids in key.items() for article in ids}
        articles = [a for a in read_articles(folder / "articles.jsonl") if isinstance(a, Article)]
        if {a.id for a in articles} != set(event_of):
            raise InputError(f"{folder}: articles.jsonl and key.json do not name the same articles")
        found = [Told(a, event_of[a.id]) for a in sorted(articles, key=lambda a: a.id)]
    else:
        files = sorted((folder / "articles").glob("*.json"))
        if not files:
            raise InputError(
                f"{folder}: neither key.json nor articles/*.json; give a folder of our layout or BASIL's"
            )
        found = list(map(_basil, files))
    random.Random(_SEED).shuffle(found)
    return found


def _basil(path: Path) -> Told:
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        body = "\n".join(" ".join(paragraph) for paragraph in row["body-paragraphs"])
        title = row["title"].strip()
        return Told(Article(row["uuid"], row["source"], f"{title}\n\n{body}", title), row["triplet-uuid"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: not an article of BASIL ({error})") from None


def evaluate_events(folder: Path, *, undated: bool = False, curve: bool = False) -> dict[str, Any]:
    """Precision, recall and F1 over unordered pairs of articles; with ``curve`` the F1 at other thresholds."""
    told = read_told(folder)
    index = Index.of(fingerprint(t.article) for t in told)
    dates = [None if undated else t.article.published for t in told]
    days = np.array([UNDATED if date is None else date.toordinal() for date in dates], np.int32)

    def at(similar: float) -> dict[str, float]:
        found = event_groups(index.terms, index.counts, index.term_offsets, days, similar=similar)
        return pairwise([t.event for t in told], found.tolist())

    digest = hashlib.sha256(repr(sorted((t.article.id, t.event, t.article.digest) for t in told)).encode())
    figures: dict[str, Any] = {
        "n": len(told), "events": len({t.event for t in told}), "dated": sum(date is not None for date in dates),
        **at(SIMILAR), "threshold": SIMILAR,
        "signature": f"events:{folder.name}@{digest.hexdigest()[:12]}|framing:{__version__}",
    }  # fmt: skip
    if curve:
        figures["curve"] = {f"{similar:.2f}": at(similar)["pairwise_f1"] for similar in _CURVE}
    return figures


def pairwise(gold: Sequence[str], found: Sequence[int]) -> dict[str, float]:
    """Precision, recall and F1 over unordered pairs: is a pair of one event in one group?"""
    n = len(gold)
    pairs = [(gold[i] == gold[j], found[i] == found[j]) for i in range(n) for j in range(i)]
    both = sum(a and b for a, b in pairs)
    precision = both / max(1, sum(b for _, b in pairs))
    recall = both / max(1, sum(a for a, _ in pairs))
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return {"pairwise_f1": f1, "precision": precision, "recall": recall}
