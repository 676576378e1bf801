"""Which words carried a portrayal: the gradient proposes, leaving out decides.

Leaving out each word in turn finds them best and costs a pass of the encoder a word. Gradient times input (Ancona et al.,
ICLR 2018) costs one backward pass for a whole batch and ranks poorly, but it seldom misses the words that count among its first few. So
these few alone are left out, one by one. ``framing eval evidence`` measures all three, and chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from framing.model.scorer import BATCH_TOKENS, NetworkScorer
from framing.passages import without, words_of
from framing.records import Passage, Span

CANDIDATES = 8


class Word(NamedTuple):
    """A word of a passage, and how much it speaks for the label that the target got (below zero: against it)."""

    start: int
    end: int
    weight: float


def evidence(scorer: NetworkScorer, passages: Sequence[Passage]) -> list[tuple[Word, ...]]:
    """For each passage up to eight words, the weightiest first; none where its first target cannot be scored.

    The weight is what the probability of the target's label loses when the word is left out.
    """
    alone = [Passage(p.text, p.targets[:1]) for p in passages]
    proposed = [
        sorted(words, key=lambda w: -abs(w.weight))[:CANDIDATES] for words in gradient_x_input(scorer, alone)
    ]
    cut = [without(p, [(w.start, w.end)]) for p, words in zip(alone, proposed, strict=True) for w in words]
    answers = iter(scorer.score(cut))
    found: list[tuple[Word, ...]] = []
    for words, whole in zip(proposed, scorer.score(alone), strict=True):
        before = whole.portrayal[0]
        left = [next(answers).portrayal[0] for _ in words]
        if before is None:
            found.append(())
            continue
        label = before.index(max(before))
        weighed = [
            Word(w.start, w.end, before[label] - p[label])
            for w, p in zip(words, left, strict=True)
            if p is not None
        ]
        found.append(tuple(sorted(weighed, key=lambda w: -w.weight)))
    return found


def gradient_x_input(scorer: NetworkScorer, passages: Sequence[Passage]) -> list[tuple[Word, ...]]:
    """The words of each passage, in their order, with gradient times input for its first target's label.

    The margin of the label's logit over the others is differentiated with respect to the embedded tokens, and the product
    with these is summed over each word.
    """
    network = scorer.model.network
    found: list[tuple[Word, ...]] = [()] * len(passages)
    embeddings = network.encoder.get_input_embeddings()  # type: ignore[operator]
    for load in scorer.batches(passages, tokens=BATCH_TOKENS // 2):
        captured: list[Tensor] = []

        def keep(_module: object, _inputs: object, output: Tensor, into: list[Tensor] = captured) -> Tensor:
            into.append(output.detach().requires_grad_(True))
            return into[0]

        hook = embeddings.register_forward_hook(keep)
        try:
            with torch.enable_grad():
                logits = network(load.batch.to(scorer.device)).portrayal
                chosen = logits.argmax(dim=1)
                rest = logits.scatter(1, chosen[:, None], -torch.inf)
                margin = logits.gather(1, chosen[:, None])[:, 0] - rest.logsumexp(dim=1)
                (gradient,) = torch.autograd.grad(margin.sum(), captured[0])
        finally:
            hook.remove()
        weights = (gradient * captured[0]).sum(dim=2).detach()
        for slot, (i, _) in enumerate(load.targets):
            row = int(load.batch.row[slot])
            found[i] = _by_word(passages[i], load.passages[row][1].offsets, weights[row].tolist())
    return found


def _by_word(passage: Passage, offsets: Sequence[Span], weights: Sequence[float]) -> tuple[Word, ...]:
    words = []
    for start, end in words_of(passage):
        # The row may be padded beyond its tokens.
        within = [w for (a, b), w in zip(offsets, weights, strict=False) if a < end and b > start and a < b]
        if within:
            words.append(Word(start, end, sum(within)))
    return tuple(words)
