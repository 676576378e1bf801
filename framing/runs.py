"""``framing score``: articles in, readings on disk, everything accounted for."""

from __future__ import annotations

import json
import platform
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from framing import __version__
from framing.analysis import Analyser, Analysis
from framing.articles import count_articles, read_articles
from framing.errors import InputError
from framing.grouping import write_groups
from framing.progress import progress
from framing.records import Article, Rejected
from framing.store import read_manifest, read_scored_articles, write_manifest, write_part

PART_ARTICLES = 256
_VERSIONED = ("spacy", "tokenizers", "torch", "transformers")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: ``scored`` articles now, ``kept`` from an earlier call, and what was set aside.

    ``others`` counts articles that lie in the folder and are none of the inputs.
    """

    scored: int
    kept: int
    others: int
    rejected: tuple[Rejected, ...]
    manifest: dict[str, Any]


def score(
    inputs: Sequence[object], out: Path, analyser: Analyser, *,
    mapping: Mapping[str, str] | None = None, quiet: bool = False,
) -> Outcome:  # fmt: skip
    """Scores the articles of the inputs (see ``read_articles``) into ``out``; a second call does only what is missing.

    Events and copies are found anew among all articles of ``out`` whenever some were added.
    Raises ``InputError`` where ``out`` holds readings of another model, register or version.
    """
    begun = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    _check_same(out, analyser.signature)
    done = _done(out)
    rejected: list[Rejected] = []
    kept: list[str] = []
    counts: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    manifest = {
        "framing": __version__,
        "signature": analyser.signature,
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _VERSIONED}},
        "digests": {"model": analyser.scorer.signature, "register": analyser.actors.digest},
        "options": {
            "inputs": [str(given)[:500] for given in inputs],
            "model": analyser.model,
            "register": str(analyser.register) if analyser.register else "world",
            "spacy_model": analyser.spacy_model,
            "device": analyser.device,
            "map": dict(mapping or {}),
        },
        "complete": False,
    }
    write_manifest(out, manifest)
    waiting: list[Analysis] = []
    articles = read_articles(*inputs, mapping=mapping, notes=notes)
    with progress("score", total=count_articles(*inputs), quiet=quiet) as advance:
        for analysis in analyser.analyse(_missing(articles, done, rejected, kept)):
            waiting.append(analysis)
            counts["scored_articles"] += 1
            counts["sentences"] += sum(s.scored for s in analysis.sentences)
            counts["readings"] += len(analysis.readings)
            counts["without_score"] += sum(r.probabilities is None for r in analysis.readings)
            if len(waiting) == PART_ARTICLES:
                write_part(out, waiting, analyser.signature)
                waiting.clear()
            advance(1)
    if waiting:
        write_part(out, waiting, analyser.signature)
    _write_rejected(out / "rejected.jsonl", rejected)
    others = len(done) - len(kept)
    groups = write_groups(out) if done or counts["scored_articles"] else {}
    manifest |= {
        "complete": True,
        # An article that a file or line holds, or a file or line that holds none, is given once, and is in one of
        # these: given = scored_articles + articles_kept_from_before + rejected.
        "counts": {
            "given": counts["scored_articles"] + len(kept) + len(rejected),
            **{k: counts[k] for k in ("scored_articles", "sentences", "readings", "without_score")},
            "articles_kept_from_before": len(kept),
            "articles_of_other_inputs": others,
            "rejected": len(rejected),
            **groups,
        },
        "notes": {note: count for note, count in sorted(notes.items()) if count},
        "seconds": round(time.monotonic() - begun, 1),
    }
    write_manifest(out, manifest)
    return Outcome(counts["scored_articles"], len(kept), others, tuple(rejected), manifest)


def _missing(
    articles: Iterable[Article | Rejected], done: dict[str, str], rejected: list[Rejected], kept: list[str]
) -> Iterator[Article]:
    """The articles still to score; notes on the way what was rejected and what stands already."""
    for item in articles:
        if isinstance(item, Rejected):
            rejected.append(item)
        elif item.id not in done:
            yield item
        elif done[item.id] == item.digest:
            kept.append(item.id)
        else:
            rejected.append(Rejected(
                item.source, f"article {item.id!r} was scored into this folder with another text",
                "give it another id, or score into a new folder", article_id=item.id,
            ))  # fmt: skip


def _check_same(out: Path, signature: str) -> None:
    before = read_manifest(out)
    if before is not None and before.get("signature") != signature:
        raise InputError(
            f"{out}: holds readings made by {before.get('signature')}, and this run is {signature}; "
            "give another folder with -o"
        )


def _done(out: Path) -> dict[str, str]:
    if not (out / "articles").is_dir() or not any((out / "articles").glob("part-*.parquet")):
        return {}
    table = read_scored_articles(out)
    return dict(zip(table["article_id"].to_pylist(), table["digest"].to_pylist(), strict=True))


def _write_rejected(path: Path, rejected: Sequence[Rejected]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for item in rejected:
            row = {
                "source": item.source, "line": item.line, "article_id": item.article_id,
                "reason": item.reason, "cure": item.cure,
            }  # fmt: skip
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
