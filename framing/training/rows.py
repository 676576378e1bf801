"""Training examples as tokens: what a batch is made of."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from framing.model.encode import Encoded, Span, encode, window
from framing.training.examples import Example
from framing.training.recipe import Settings
from framing.training.swaps import Swapper

UNKNOWN = -100  # the label that cross entropy passes over


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A sentence as tokens, its targets with class (0, 1, 2 or ``UNKNOWN``) by convention, its pairs with class and weight.

    ``weight`` is what its portrayals count.
    """

    encoded: Encoded
    spans: tuple[tuple[Span, ...], ...]
    labels: tuple[int, ...]
    crowd: tuple[int, ...]
    weight: float
    pairs: tuple[tuple[int, int], ...] = ()
    stances: tuple[int, ...] = ()
    stance_weights: tuple[float, ...] = ()


def training_rows(
    examples: Sequence[Example],
    tokenizer: Tokenizer,
    settings: Settings,
    *,
    swapper: Swapper | None = None,
    seed: int = 0,
) -> list[TrainingRow]:
    """The rows of an epoch in the order of the examples, the names of some swapped.

    Targets beyond the window are left out; of the plain examples and of the crowd's a share is taken, as the settings say.
    """
    rng = random.Random(seed)

    def taken(example: Example) -> bool:
        # Two of three rows of DSE say only that nobody holds a stance.
        share = settings.plain_share if example.plain else settings.crowd_share if example.of_crowd else 1.0
        return rng.random() < share

    def swap(example: Example) -> bool:
        return rng.random() < (settings.crowd_swap_share if example.of_crowd else settings.swap_share)

    examples = [e for e in examples if taken(e)]
    if swapper is not None:
        examples = [swapper.swapped(e, rng) if swap(e) else e for e in examples]
    encoded = encode(tokenizer, [e.text for e in examples])
    rows = [_row(example, of_it, settings) for example, of_it in zip(examples, encoded, strict=True)]
    return [row for row in rows if row is not None]


def _row(example: Example, encoded: Encoded, settings: Settings) -> TrainingRow | None:
    first = min((t.spans for t in example.targets), default=())
    cut = window(encoded, first, limit=settings.max_tokens)
    if cut is None:
        return None
    kept = [i for i, t in enumerate(example.targets) if window(cut, t.spans, limit=settings.max_tokens)]
    place = {i: k for k, i in enumerate(kept)}
    targets = [example.targets[i] for i in kept]
    stances = [s for s in example.stances if s.source in place and s.target in place]
    # In a row of DSE the first entity mostly holds the stance: where the second does, a model that has not seen enough of it errs.
    turned = any(s.stance and s.source > s.target for s in stances)
    return TrainingRow(
        cut,
        tuple(t.spans for t in targets),
        tuple(_class(t.portrayal) for t in targets),
        tuple(_class(t.crowd) for t in targets),
        settings.mixed_weight if example.mixed else 1.0,
        tuple((place[s.source], place[s.target]) for s in stances),
        tuple(s.stance + 1 for s in stances),
        (_stance_weight(example, settings, turned=turned),) * len(stances),
    )


def _stance_weight(example: Example, settings: Settings, *, turned: bool) -> float:
    if turned:
        return settings.reversed_weight
    # Those taken stand for those left out, or "none" would become rarer than it is.
    return 1 / settings.plain_share if example.plain else 1.0


def _class(polarity: int | None) -> int:
    return UNKNOWN if polarity is None else polarity + 1
