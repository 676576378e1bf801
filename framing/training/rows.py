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
    """A sentence as tokens, its targets with class (0, 1, 2 or ``UNKNOWN``) and weight, its pairs likewise."""

    encoded: Encoded
    spans: tuple[tuple[Span, ...], ...]
    labels: tuple[int, ...]
    weights: tuple[float, ...]
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

    Targets beyond the window are left out, and of the plain examples all but the share that the settings say.
    """
    rng = random.Random(seed)
    # Two of three rows of DSE say only that nobody holds a stance.
    examples = [e for e in examples if not e.plain or rng.random() < settings.plain_share]
    if swapper is not None:
        examples = [swapper.swapped(e, rng) if rng.random() < settings.swap_share else e for e in examples]
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
    weight = settings.mixed_weight if example.mixed else 1.0
    return TrainingRow(
        cut,
        tuple(t.spans for t in targets),
        tuple(UNKNOWN if t.portrayal is None else t.portrayal + 1 for t in targets),
        (weight,) * len(targets),
        tuple((place[s.source], place[s.target]) for s in stances),
        tuple(s.stance + 1 for s in stances),
        (settings.reversed_weight if turned else 1.0,) * len(stances),
    )
