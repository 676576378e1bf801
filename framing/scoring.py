"""The seam between the pipeline and whatever scores: the ``Scorer`` protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from framing.records import Passage, Probabilities


class Scorer(Protocol):
    """Anything that turns passages into probabilities."""

    @property
    def signature(self) -> str:
        """Name and digest of the model: what a reader needs to get the same numbers."""

    def score(self, passages: Sequence[Passage]) -> list[tuple[Probabilities | None, ...]]:
        """For each passage, in order, the probabilities of its targets, in order.

        None where a target could not be scored; never a made-up number.
        """


def score_all(scorer: Scorer, passages: Sequence[Passage]) -> list[tuple[Probabilities | None, ...]]:
    """What ``scorer.score`` gives, with a second look at targets beyond the first window.

    A sentence longer than a model reads is read around its first target; those too far from it are scored in
    a window of their own. What is None after that cannot be scored.
    """
    results = [list(row) for row in scorer.score(passages)]
    missed = [(i, k) for i, row in enumerate(results) for k, found in enumerate(row) if found is None]
    if missed:
        alone = [Passage(passages[i].text, (passages[i].targets[k],)) for i, k in missed]
        for (i, k), (found,) in zip(missed, scorer.score(alone), strict=True):
            results[i][k] = found
    return [tuple(row) for row in results]
