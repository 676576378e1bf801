"""Accuracy on labelled data, from the same scorer that scores articles."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing import __version__
from framing.dse_targets import read_dse_targets
from framing.errors import InputError
from framing.labelled import LabelledTarget, read_benchmark, read_labelled
from framing.metrics import RESAMPLES, SEED, Floats, portrayal_metrics
from framing.polnear import Attributed, as_attributed, read_polnear, voice_metrics
from framing.progress import progress
from framing.records import Article, Passage
from framing.scoring import Scorer, score_all
from framing.stances import StanceRow, joint_labels, read_stances, stance_metrics

if TYPE_CHECKING:
    from framing.analysis import Analyser


class Scores(NamedTuple):
    """Probabilities (n, 3) of labelled rows, with and without knowledge of the target.

    ``blind`` pools the whole sentence, so all targets of a sentence get the same score: a figure that
    is reached so proves nothing about targets.
    """

    aware: Floats
    blind: Floats


def score_labelled(scorer: Scorer, rows: Sequence[LabelledTarget], *, quiet: bool = False) -> Scores:
    """Probabilities in the order of the rows; each sentence is encoded once for all its targets.

    Raises ``InputError`` naming the row where a target cannot be scored: an accuracy over
    what was left would flatter.
    """
    by_sentence: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        by_sentence[row.sentence].append(i)
    aware, blind = np.full((len(rows), 3), np.nan), np.full((len(rows), 3), np.nan)
    with progress("eval", total=len(by_sentence), quiet=quiet) as advance:
        # The earliest target first: a long sentence is read around it. The whole sentence last.
        groups = [
            (text, sorted(members, key=lambda i: rows[i].start)) for text, members in by_sentence.items()
        ]
        for start in range(0, len(groups), 256):
            chunk = groups[start : start + 256]
            passages = [
                Passage(text, (*(((rows[i].start, rows[i].end),) for i in members), ((0, len(text)),)))
                for text, members in chunk
            ]
            for (_, members), found in zip(chunk, score_all(scorer, passages), strict=True):
                *scores, whole = found.portrayal
                for i, probabilities in zip(members, scores, strict=True):
                    if probabilities is None or whole is None:
                        raise InputError(f"{rows[i].id}: the model reads no token of the target")
                    aware[i], blind[i] = probabilities, whole
            advance(len(chunk))
    return Scores(aware, blind)


def score_stances(scorer: Scorer, rows: Sequence[StanceRow], *, quiet: bool = False) -> Floats:
    """Probabilities (n, 2, 3) of p towards q and of q towards p: against, none, favour.

    Raises ``InputError`` where the scorer gives no stance: one that knows none, or a sentence beyond its window.
    """
    scores = np.full((len(rows), 2, 3), np.nan)
    with progress("eval", total=len(rows), quiet=quiet) as advance:
        for start in range(0, len(rows), 256):
            chunk = rows[start : start + 256]
            passages = [Passage(r.sentence, ((r.p,), (r.q,)), ((0, 1), (1, 0))) for r in chunk]
            for i, found in enumerate(score_all(scorer, passages), start):
                for direction, stance in enumerate(found.stance):
                    if stance is None:
                        raise InputError(f"row {i + 1}: {scorer.signature} gives no stance")
                    scores[i, direction] = stance
            advance(len(chunk))
    return scores


def evaluate_portrayal(
    scorer: Scorer,
    source: str,
    *,
    split: str = "test",
    subset: str | None = None,
    predictions: Path | None = None,
    quiet: bool = False,
) -> dict[str, Any]:
    """Figures of a scorer on a labelled file, or on a data set of the Hub where ``source`` is no file.

    With ``predictions`` one JSON line a row is written: ``p_negative p_neutral p_positive``.
    """
    file = Path(source)
    local = file.exists() or file.suffix == ".jsonl" or source.count("/") != 1
    if local:
        rows = read_labelled(file)
        data = f"{file.name}@{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
    else:
        rows = read_benchmark(source, split=split, subset=subset)
        digest = hashlib.sha256(repr(rows).encode()).hexdigest()
        data = "/".join(filter(None, (source, subset, split))) + f"@{digest[:12]}"
    scores = score_labelled(scorer, rows, quiet=quiet)
    if predictions is not None:
        names = ("p_negative", "p_neutral", "p_positive")
        with predictions.open("w", encoding="utf-8") as stream:
            for row, values in zip(rows, scores.aware, strict=True):
                line = {"id": row.id, **dict(zip(names, map(float, values), strict=True))}
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    signature = "|".join((
        f"portrayal:{data}", f"model:{scorer.signature}", f"framing:{__version__}",
        f"bootstrap:{RESAMPLES}", f"seed:{SEED}",
    ))  # fmt: skip
    unaware = portrayal_metrics(rows, scores.blind)
    return {
        **portrayal_metrics(rows, scores.aware),
        "target_blind_macro_f1": unaware["macro_f1"],
        "signature": signature,
    }


def evaluate_stances(
    scorer: Scorer, file: Path, *, predictions: Path | None = None, quiet: bool = False
) -> dict[str, Any]:
    """Figures of a scorer's stances on a file in the layout of DSE (see ``stances``)."""
    rows = read_stances(file)
    labels = joint_labels(score_stances(scorer, rows, quiet=quiet)).tolist()
    if predictions is not None:
        lines = (json.dumps({"row": i, "label": label}) for i, label in enumerate(labels, 1))
        predictions.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    data = f"{file.name}@{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
    signature = f"stance:{data}|model:{scorer.signature}|framing:{__version__}"
    return {**stance_metrics(rows, labels), "signature": signature}


def evaluate_dse_targets(
    scorer: Scorer, labels: Path, table: Path, *, split: str = "test", quiet: bool = False
) -> dict[str, Any]:
    """Figures on our own portrayal labels of DSE sentences (see ``dse_targets``), by split."""
    rows = read_dse_targets(labels, table, split=split)
    scores = score_labelled(scorer, rows, quiet=quiet)
    digest = hashlib.sha256(labels.read_bytes() + table.read_bytes()).hexdigest()
    signature = f"dse-targets:{split}@{digest[:12]}|model:{scorer.signature}|framing:{__version__}"
    return {
        **portrayal_metrics(rows, scores.aware),
        "target_blind_macro_f1": portrayal_metrics(rows, scores.blind)["macro_f1"],
        "signature": signature,
    }


def evaluate_voice(analyser: Analyser, folder: Path, *, quiet: bool = False) -> dict[str, Any]:
    """Figures of the rules for voices on a folder in the layout of PolNeAR (see ``polnear``), those of the baselines,
    and the share of readings of our own set whose voice is right."""
    from framing.mentions import find_mentions
    from framing.ownset import own_voice_accuracy, read_own_set
    from framing.parsing import parse
    from framing.voice_baselines import baselines, measured
    from framing.voices import find_attributions

    documents = list(read_polnear(folder))
    articles = [Article(d.name, "polnear", d.text) for d in documents]
    predicted = []
    simple: dict[str, list[list[Attributed]]] = {name: [] for name in baselines()}
    seconds = 0.0
    with progress("eval", total=len(documents), quiet=quiet) as advance:
        for parsed in parse(analyser.pipeline, articles):
            found = find_mentions(parsed, analyser.actors)
            begun = process_time()
            attributions = find_attributions(parsed, found)
            seconds += process_time() - begun
            predicted.append(as_attributed(attributions))
            for name, baseline in baselines().items():
                if baseline is not None:
                    simple[name].append(baseline(parsed))
            advance(1)
    digest = hashlib.sha256(repr(documents).encode()).hexdigest()
    signature = f"voice:{folder.name}@{digest[:12]}|{_rules_signature(analyser)}"
    return {
        **voice_metrics(documents, predicted),
        "voice_accuracy": own_voice_accuracy(analyser, read_own_set(), quiet=quiet),
        "words_per_second": sum(len(d.text.split()) for d in documents) / seconds if seconds else 0.0,
        "baselines": measured(documents, simple),
        "signature": signature,
    }


def evaluate_mentions(analyser: Analyser, file: Path | None = None, *, quiet: bool = False) -> dict[str, Any]:
    """Figures of the rules for mentions on labelled passages (see ``passages_labelled``), our own by default.

    With our own comes ``agreement``, of the two who marked them.
    """
    from framing.mention_metrics import agreement, mention_metrics
    from framing.parsing import parse
    from framing.passages_labelled import read_labelled_passages
    from framing.resources import resource
    from framing.speakers import mentions_and_voices

    path = file or resource("eval", "mentions.jsonl")
    passages = list(read_labelled_passages(path))
    articles = [Article(p.id, "passages", p.text, published=p.published) for p in passages]
    predicted = []
    with progress("eval", total=len(passages), quiet=quiet) as advance:
        for parsed in parse(analyser.pipeline, articles):
            found, _ = mentions_and_voices(parsed, analyser.actors)
            predicted.append(found.mentions)
            advance(1)
    raw = path.with_name("mention-annotations.jsonl") if file is None else None
    return {
        **mention_metrics(passages, predicted, analyser.actors.actors),
        "agreement": agreement(read_labelled_passages(raw)) if raw is not None and raw.exists() else None,
        "signature": "|".join((
            f"mentions:{path.name}@{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}", _rules_signature(analyser)
        )),
    }  # fmt: skip


def _rules_signature(analyser: Analyser) -> str:
    meta = analyser.pipeline.meta
    return "|".join((
        f"framing:{__version__}", f"register:{analyser.actors.digest[:12]}",
        f"spacy:{meta['lang']}_{meta['name']}@{meta['version']}",
    ))  # fmt: skip
