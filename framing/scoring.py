"""The seam between the pipeline and whatever scores: the ``Scorer`` protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from framing.records import Passage, Scored


class Scorer(Protocol):
    """Anything that turns passages into probabilities."""

    @property
    def signature(self) -> str:
        """Name and digest of the model: what a reader needs to get the same numbers."""

    @property
    def abstain_below(self) -> float:
        """The confidence under which a portrayal gets no label."""

    def score(self, passages: Sequence[Passage]) -> list[Scored]:
        """For each passage, in order, the probabilities of its targets and of its pairs, in order.

        None where a target or pair could not be scored; never a made-up number. A scorer that knows no
        stances gives None for every pair.
        """


def score_all(scorer: Scorer, passages: Sequence[Passage]) -> list[Scored]:
    """What ``scorer.score`` gives, with a second look at targets beyond the first window.

    A sentence longer than a model reads is read around its first target; those too far from it are scored in
    a window of their own. What is None after that cannot be scored.
    """
    results = scorer.score(passages)
    portrayals = [list(found.portrayal) for found in results]
    missed = [(i, k) for i, row in enumerate(portrayals) for k, found in enumerate(row) if found is None]
    if missed:
        alone = [Passage(passages[i].text, (passages[i].targets[k],)) for i, k in missed]
        for (i, k), again in zip(missed, scorer.score(alone), strict=True):
            portrayals[i][k] = again.portrayal[0]
    return [Scored(tuple(row), found.stance) for row, found in zip(portrayals, results, strict=True)]
