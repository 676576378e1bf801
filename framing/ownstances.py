"""Stance and context on our own hand-labelled sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from framing.errors import InputError
from framing.handlabelled import EvalSentence
from framing.metrics import Ints, confusion_matrix, f1_by_class
from framing.records import Passage, Scored
from framing.scoring import Scorer, score_all

CLASSES = ("against", "none", "favour")


def own_passages(sentences: Sequence[EvalSentence]) -> list[Passage]:
    """A passage a sentence: its targets, the whole of it (what a model tells that is not told the target), its pairs both ways."""
    return [
        Passage(
            s.sentence,
            (*(((t.start, t.end),) for t in s.targets), ((0, len(s.sentence)),)),
            tuple(pair for p in s.pairs for pair in ((p.source, p.target), (p.target, p.source))),
        )
        for s in sentences
    ]


def stance_figures(sentences: Sequence[EvalSentence], scored: Sequence[Scored]) -> dict[str, Any]:
    """Figures on the labelled pairs: accuracy, macro F1 over against, none and favour, and by phenomenon of the target.

    ``direction_errors`` counts pairs whose stance was given to the pair the other way round: gold says none there, and
    the model leaves the right one without. Empty where the scorer knows no stances.
    """
    gold: list[int] = []
    predicted: list[int] = []
    tags: dict[str, list[int]] = defaultdict(list)
    errors = 0
    for sentence, found in zip(sentences, scored, strict=True):
        labels = {(p.source, p.target): p.stance for p in sentence.pairs}
        for k, pair in enumerate(sentence.pairs):
            forth, back = found.stance[2 * k], found.stance[2 * k + 1]
            if forth is None or back is None:
                return {}
            answer = int(np.argmax(forth))
            for tag in sentence.targets[pair.target].phenomena:
                tags[tag].append(len(gold))
            gold.append(pair.stance + 1)
            predicted.append(answer)
            turned = pair.stance and answer == 1 and int(np.argmax(back)) == pair.stance + 1
            errors += bool(turned and not labels.get((pair.target, pair.source), 0))
    right = np.array(gold) == np.array(predicted)
    confusion = confusion_matrix(np.array(gold), np.array(predicted))
    scores = f1_by_class(confusion[None])[0]
    return {
        "n": len(gold),
        "accuracy": float(right.mean()),
        "macro_f1": float(scores.mean()),
        "direction_errors": errors,
        "f1": dict(zip(CLASSES, map(float, scores), strict=True)),
        "confusion": {
            name: dict(zip(CLASSES, map(int, row), strict=True))
            for name, row in zip(CLASSES, confusion, strict=True)
        },
        "by_phenomenon": {
            tag: {"n": len(at), "accuracy": float(right[at].mean())} for tag, at in sorted(tags.items())
        },
    }


def context_window(scorer: Scorer, sentences: Sequence[EvalSentence]) -> dict[str, Any]:
    """Macro F1 and accuracy of portrayal read in the sentence alone, and with the sentence before it.

    Over the sentences that have one. The labels go by the words of the sentence; the context tells whom a pronoun means.
    Raises ``InputError`` where a target cannot be scored.
    """
    chosen = [s for s in sentences if s.context]
    gold = np.array([t.portrayal + 1 for s in chosen for t in s.targets])
    alone, together = [], []
    for s in chosen:
        spans = [(t.start, t.end) for t in s.targets]
        shift = len(s.context or "") + 1
        alone.append(Passage(s.sentence, tuple((span,) for span in spans)))
        together.append(
            Passage(f"{s.context} {s.sentence}", tuple(((a + shift, b + shift),) for a, b in spans))
        )
    return {
        "sentences": len(chosen),
        "n": len(gold),
        "sentence_alone": _figures(gold, scorer, alone),
        "with_sentence_before": _figures(gold, scorer, together),
    }


def _figures(gold: Ints, scorer: Scorer, passages: Sequence[Passage]) -> dict[str, float]:
    rows = [p for s in score_all(scorer, passages) for p in s.portrayal]
    if None in rows:
        raise InputError(f"{scorer.signature} cannot score every target; it cannot be measured on them")
    predicted: Ints = np.array(rows).argmax(axis=1)
    confusion = confusion_matrix(gold, predicted)
    return {
        "macro_f1": float(f1_by_class(confusion[None])[0].mean()),
        "accuracy": float((gold == predicted).mean()),
    }
