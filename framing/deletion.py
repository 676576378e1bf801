"""The deletion test: without the words that are said to have carried a label, is it gone?

Words are ranked by a method and the first of them taken out of the sentence; what the label loses in probability is
compared between the shipped method, the gradient alone, leaving out every word (dear), and words drawn at random (comprehensiveness; DeYoung et al., ACL 2020).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from framing import __version__
from framing.errors import InputError
from framing.labelled import LabelledTarget
from framing.passages import without, words_of
from framing.records import Passage, Probabilities, Span
from framing.scoring import Scorer

if TYPE_CHECKING:
    from framing.model.scorer import NetworkScorer

TAKEN = 3
MAX_ROWS = 200
SEED = 20230
Ranking = Callable[[Sequence[Passage], Sequence[int]], list[list[Span]]]


def deletion_test(scorer: NetworkScorer, rows: Sequence[LabelledTarget]) -> dict[str, Any]:
    """By method, what the label's probability loses on average without its first three words; flips likewise.

    Taken over at most 200 rows that the model calls negative or positive. Raises ``InputError`` where there are none.
    """
    from framing.model.evidence import evidence, gradient_x_input

    passages = [Passage(r.sentence, (((r.start, r.end),),)) for r in rows]
    polar = [
        (passage, label, p[label])
        for passage, p in zip(passages, _scores(scorer, passages), strict=True)
        if (label := int(np.argmax(p))) != 1
    ]
    chosen = random.Random(SEED).sample(polar, min(MAX_ROWS, len(polar)))
    if not chosen:
        raise InputError("no row is called negative or positive; give rows with some that are")
    texts, labels = [c[0] for c in chosen], [c[1] for c in chosen]
    before = np.array([c[2] for c in chosen])

    def by_gradient(passages: Sequence[Passage], _: Sequence[int]) -> list[list[Span]]:
        return [
            [(w.start, w.end) for w in sorted(words, key=lambda w: -w.weight)]
            for words in gradient_x_input(scorer, passages)
        ]

    def by_both(passages: Sequence[Passage], _: Sequence[int]) -> list[list[Span]]:
        return [[(w.start, w.end) for w in words] for words in evidence(scorer, passages)]

    def by_leaving_out(passages: Sequence[Passage], labels: Sequence[int]) -> list[list[Span]]:
        ranked = []
        for passage, label in zip(passages, labels, strict=True):
            words = words_of(passage)
            left = _scores(scorer, [without(passage, [word]) for word in words])
            ranked.append([word for _, word in sorted(zip([p[label] for p in left], words, strict=True))])
        return ranked

    def by_chance(passages: Sequence[Passage], _: Sequence[int]) -> list[list[Span]]:
        rng = random.Random(SEED)
        return [rng.sample(words, len(words)) for words in map(words_of, passages)]

    methods: dict[str, Ranking] = {
        "shipped": by_both, "gradient_x_input": by_gradient, "leave_one_out": by_leaving_out, "random": by_chance,
    }  # fmt: skip
    result: dict[str, Any] = {"n": len(chosen), "words": TAKEN}
    for name, ranking in methods.items():
        cut = [without(p, ranked[:TAKEN]) for p, ranked in zip(texts, ranking(texts, labels), strict=True)]
        after = _scores(scorer, cut)
        held = np.array([p[label] for p, label in zip(after, labels, strict=True)])
        flips = [int(np.argmax(p)) != label for p, label in zip(after, labels, strict=True)]
        result[name] = {"drop": float((before - held).mean()), "flips": float(np.mean(flips))}
    return {**result, "signature": f"deletion:seed{SEED}|model:{scorer.signature}|framing:{__version__}"}


def _scores(scorer: Scorer, passages: Sequence[Passage]) -> list[Probabilities]:
    found = [scored.portrayal[0] for scored in scorer.score(passages)]
    if missed := [passage.text for passage, p in zip(passages, found, strict=True) if p is None]:
        raise InputError(f"the model reads no token of the target: {missed[0][:80]!r}")
    return [p for p in found if p is not None]
