"""Accuracy on our own hand-labelled sentences, sliced every way that a doubt could take."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing import __version__
from framing.agreement import alpha, per_value_agreement
from framing.errors import InputError
from framing.handlabelled import (
    Annotation,
    EvalSentence,
    Target,
    check_settled,
    read_annotations,
    read_sentences,
    read_settlements,
)
from framing.labelled import LabelledTarget
from framing.metrics import (
    CLASSES,
    RESAMPLES,
    SEED,
    Floats,
    Ints,
    confusion_matrix,
    f1_by_class,
    portrayal_metrics,
)
from framing.ownstances import own_passages, stance_figures
from framing.progress import progress
from framing.records import Article, Probabilities, Scored
from framing.resources import resource
from framing.scoring import Scorer, score_all

if TYPE_CHECKING:
    from framing.analysis import Analyser

WORST = 30


@dataclass(frozen=True, slots=True)
class OwnSet:
    """The labelled sentences, the raw labels, the files they stand in, and the digest of these."""

    sentences: list[EvalSentence]
    annotations: list[Annotation]
    files: tuple[Path, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Row:
    """A target with the sentence that it stands in."""

    sentence: EvalSentence
    target: Target

    def labelled(self) -> LabelledTarget:
        """The same as evaluation files have it."""
        t = self.target
        return LabelledTarget(self.sentence.id, self.sentence.sentence, t.start, t.end, t.portrayal)


def read_own_set(folder: Path | None = None) -> OwnSet:
    """The set in a folder (the shipped one by default). Raises ``InputError`` where it is not valid."""
    folder = folder or resource("eval")
    files = tuple(folder / name for name in ("sentences.jsonl", "annotations.jsonl", "settlements.jsonl"))
    sentences = read_sentences(files[0])
    annotations = read_annotations(files[1], sentences)
    check_settled(files[0], sentences, annotations, read_settlements(files[2]))
    total = hashlib.sha256()
    for path in files:
        total.update(path.read_bytes())
    return OwnSet(sentences, annotations, files, total.hexdigest())


def own_targets(own: OwnSet) -> list[LabelledTarget]:
    """The targets of the set as evaluation files have them."""
    return [Row(s, t).labelled() for s in own.sentences for t in s.targets]


def full_evaluation(analyser: Analyser, own: OwnSet, *, quiet: bool = False) -> dict[str, Any]:
    """The figures on the own set and those of the behaviour tests, in one object."""
    from framing.behaviour import run_families

    behaviour = run_families(analyser.scorer, quiet=quiet)
    figures = evaluate_own_set(analyser, own, quiet=quiet)
    return {
        **figures,
        "stance_macro_f1": figures["stance"].get("macro_f1"),
        "behaviour_passed": behaviour["passed"] / behaviour["n"],
        "mean_shift": behaviour["mean_shift"],
        "flips": behaviour["flips"],
        "other_shift": behaviour["other_shift"],
        "behaviour": behaviour,
    }


def evaluate_own_set(analyser: Analyser, own: OwnSet, *, quiet: bool = False) -> dict[str, Any]:
    """Every figure on the set: flat ones first, slices and errors in named objects."""
    scorer: Scorer = analyser.scorer
    rows = [Row(s, t) for s in own.sentences for t in s.targets]
    labelled = own_targets(own)
    scored = _scored(scorer, own.sentences, quiet=quiet)
    probabilities = _array(p for s in scored for p in s.portrayal[:-1])
    blind = _array(s.portrayal[-1] for s in scored for _ in s.portrayal[:-1])
    predicted = probabilities.argmax(axis=1)
    gold = np.array([row.target.portrayal + 1 for row in rows])
    signature = "|".join((
        f"own:{own.digest[:12]}", f"model:{scorer.signature}", f"framing:{__version__}",
        f"bootstrap:{RESAMPLES}", f"seed:{SEED}",
    ))  # fmt: skip
    lexicon = vader([row.sentence.sentence for row in rows])
    voices = _voices(analyser, own.sentences, scored)
    told = np.array([row.target.voice == voice for row, voice in zip(rows, voices, strict=True)])
    return {
        **portrayal_metrics(labelled, probabilities),
        "sentences": len(own.sentences),
        "target_blind_macro_f1": _macro(gold, blind.argmax(axis=1)),
        "lexicon_macro_f1": _macro(gold, lexicon),
        **agreement_figures(own),
        "voice_accuracy": float(told.mean()),
        "stance": stance_figures(own.sentences, scored),
        "by_phenomenon": _slices(rows, gold, predicted, lambda row: row.target.phenomena),
        "by_kind": _slices(rows, gold, predicted, lambda row: (row.target.kind,)),
        "by_voice": _slices(rows, gold, predicted, lambda row: (row.target.voice,)),
        "by_domain": _slices(rows, gold, predicted, lambda row: (row.sentence.domain,)),
        "voice_accuracy_by_voice": {
            voice: float(
                np.mean([ok for row, ok in zip(rows, told, strict=True) if row.target.voice == voice])
            )
            for voice in sorted({row.target.voice for row in rows})
        },
        "worst": _worst(rows, gold, probabilities),
        "signature": signature,
    }


def own_voice_accuracy(analyser: Analyser, own: OwnSet, *, quiet: bool = False) -> float:
    """The share of targets of the set whose portrayal, as the model scores it, is put in the right voice."""
    scored = _scored(analyser.scorer, own.sentences, quiet=quiet)
    voices = _voices(analyser, own.sentences, scored)
    gold = [target.voice for sentence in own.sentences for target in sentence.targets]
    return float(np.mean([voice == right for voice, right in zip(voices, gold, strict=True)]))


def _scored(scorer: Scorer, sentences: Sequence[EvalSentence], *, quiet: bool) -> list[Scored]:
    """What the scorer says of each sentence, its last target being the whole of it."""
    passages, found = own_passages(sentences), []
    with progress("eval", total=len(passages), quiet=quiet) as advance:
        for start in range(0, len(passages), 256):
            found += score_all(scorer, passages[start : start + 256])
            advance(len(passages[start : start + 256]))
    return found


def _array(probabilities: Iterable[Probabilities | None]) -> Floats:
    listed = list(probabilities)
    if None in listed:
        raise InputError(
            "the model reads no token of a target of our own sentences; it cannot be measured on them"
        )
    return np.array(listed)


def agreement_figures(own: OwnSet) -> dict[str, Any]:
    """Alpha of the annotators for each layer, and their agreement by value. Empty without two."""
    by_id: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in own.annotations:
        by_id[annotation.id].append(annotation)
    double = [sorted(a, key=lambda x: x.annotator) for a in by_id.values() if len(a) == 2]
    if not double:
        return {}
    layers: dict[str, list[tuple[object, object]]] = {
        "portrayal": [pair for a, b in double for pair in zip(a.portrayal, b.portrayal, strict=True)],
        "voice": [pair for a, b in double for pair in zip(a.voice, b.voice, strict=True)],
        "stance": [pair for a, b in double for pair in zip(a.stance, b.stance, strict=True)],
    }
    values: dict[str, Sequence[object]] = {
        "portrayal": (-1, 0, 1), "voice": ("outlet", "quoted", "reported"), "stance": (-1, 0, 1),
    }  # fmt: skip
    return {
        "alpha": alpha(layers["portrayal"], values["portrayal"]),
        "alpha_ordinal": alpha(layers["portrayal"], values["portrayal"], level="ordinal"),
        "agreement": {
            layer: {
                "n": len(pairs),
                "alpha": alpha(pairs, values[layer]),
                "same": float(np.mean([a == b for a, b in pairs])),
                "by_value": {str(k): v for k, v in per_value_agreement(pairs).items()},
            }
            for layer, pairs in layers.items()
        },
    }


def vader(texts: Sequence[str]) -> Ints:
    """Classes (n,) by VADER's compound score with its published cut of 0.05 (Hutto and Gilbert, ICWSM 2014)."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()

    @cache
    def label(text: str) -> int:
        compound = analyser.polarity_scores(text)["compound"]
        return 2 if compound >= 0.05 else 0 if compound <= -0.05 else 1

    return np.array([label(text) for text in texts])


def _voices(analyser: Analyser, sentences: Sequence[EvalSentence], scored: Sequence[Scored]) -> list[str]:
    """The voice of each target's portrayal as scored, from the sentence after its context."""
    from framing.mentions import find_mentions
    from framing.parsing import parse
    from framing.voices import find_attributions, places_of

    articles = [
        Article(s.id, "eval", f"{s.context} {s.sentence}" if s.context else s.sentence) for s in sentences
    ]
    result: list[str] = []
    for sentence, parsed, of in zip(sentences, parse(analyser.pipeline, articles), scored, strict=True):
        attributions = find_attributions(parsed, find_mentions(parsed, analyser.actors))
        offset = len(sentence.context) + 1 if sentence.context else 0
        for target, portrayal in zip(sentence.targets, of.portrayal, strict=False):
            places = places_of(parsed, attributions, (offset + target.start, offset + target.end))
            around = places.of(portrayal)
            result.append(around[0].voice if around else "outlet")
    return result


def _slices(
    rows: Sequence[Row], gold: Ints, predicted: Ints, keys: Callable[[Row], Iterable[str]]
) -> dict[str, dict[str, float | None]]:
    members: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for key in keys(row):
            members[key].append(i)
    return {
        key: {
            "n": len(at),
            "accuracy": float((gold[at] == predicted[at]).mean()),
            # Where gold is one class throughout, macro F1 tells nothing that accuracy does not.
            "macro_f1": _macro(gold[at], predicted[at]) if len(set(gold[at])) > 1 else None,
        }
        for key, at in sorted(members.items())
    }


def _macro(gold: Ints, predicted: Ints) -> float:
    """Macro F1 over the classes that occur in gold or prediction."""
    confusion = confusion_matrix(gold, predicted)
    present = (confusion.sum(axis=0) + confusion.sum(axis=1)) > 0
    return float(f1_by_class(confusion[None])[0][present].mean())


def _worst(rows: Sequence[Row], gold: Ints, probabilities: Floats) -> list[dict[str, Any]]:
    given = probabilities[np.arange(len(gold)), gold]
    wrong = [i for i in np.argsort(given, kind="stable") if probabilities[i].argmax() != gold[i]]
    return [
        {
            "id": rows[i].sentence.id,
            "sentence": rows[i].sentence.sentence,
            "mention": rows[i].sentence.sentence[rows[i].target.start : rows[i].target.end],
            "gold": CLASSES[gold[i]],
            "predicted": CLASSES[int(probabilities[i].argmax())],
            "p_gold": float(given[i]),
            "phenomena": list(rows[i].target.phenomena),
        }
        for i in wrong[:WORST]
    ]
