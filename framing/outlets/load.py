"""A scored folder, with as much of it in memory as a comparison needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from framing.errors import InputError
from framing.outlets.contrasts import DEFAULT_FLOOR
from framing.resources import resource
from framing.store import (
    read_attributions,
    read_manifest,
    read_readings,
    read_scored_articles,
    read_stance_table,
    with_groups,
)

POLARITY_COLUMNS = (
    "article_id", "outlet", "event", "credit", "copy_of", "origin", "country", "published", "actor_id",
    "actor_name", "actor_kind", "affiliation", "voice", "polarity", "signature",
)  # fmt: skip


@dataclass(frozen=True)
class Corpus:
    """The tables of a scored folder, each read when first asked for; readings and articles know event, copy and country."""

    folder: Path

    @cached_property
    def readings(self) -> pa.Table:
        """All columns of the readings."""
        return read_readings(self.folder)

    @cached_property
    def polarities(self) -> pa.Table:
        """The columns that a comparison of polarity needs."""
        return read_readings(self.folder, POLARITY_COLUMNS)

    @cached_property
    def articles(self) -> pa.Table:
        """Every article, those without a reading included."""
        return with_groups(self.folder, read_scored_articles(self.folder))

    @cached_property
    def attributions(self) -> pa.Table:
        """Every stretch that a source answers for."""
        return read_attributions(self.folder)

    @cached_property
    def stances(self) -> pa.Table:
        """Every ordered pair of actors of a sentence."""
        return read_stance_table(self.folder)

    @cached_property
    def signature(self) -> str:
        """What made the readings."""
        return str((read_manifest(self.folder) or {}).get("signature", ""))


def instrument_shift(folder: Path) -> float:
    """By how much another name in the actor's place moves a polarity on average, as the model's own metrics say.

    A difference no larger says nothing of outlets. 0.03 where the model folder cannot be found or does not say.
    """
    model = str((read_manifest(folder) or {}).get("options", {}).get("model", ""))
    for place in (Path(model) if model else None, resource("models", model) if model else None):
        try:
            if place is not None:
                metrics = json.loads((place / "metrics.json").read_text(encoding="utf-8"))
                return float(metrics["behaviour"]["mean_shift"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return DEFAULT_FLOOR


def corpus(folder: str | Path) -> Corpus:
    """A scored folder. Raises ``InputError`` where nothing was scored into it."""
    path = Path(folder)
    if not path.is_dir():
        raise InputError(f"{path}: no such folder; check the path")
    return Corpus(path)
