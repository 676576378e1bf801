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
