"""The result of a comparison: contrasts, and what must be said beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, overload

import pyarrow as pa
import pyarrow.compute as pc

from framing.outlets.contrasts import Contrast
from framing.outlets.values import VOICE_GROUPS

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Comparison(Sequence[Contrast]):
    """Contrasts, as a sequence; the family that p-values are adjusted for; notes on what was left out; what made it."""

    contrasts: tuple[Contrast, ...]
    what: str
    by: str
    matched: bool
    family: str
    notes: tuple[str, ...]
    removed_copies: int
    signature: str

    def __len__(self) -> int:
        return len(self.contrasts)

    def __iter__(self) -> Iterator[Contrast]:
        return iter(self.contrasts)

    @overload
    def __getitem__(self, index: int) -> Contrast: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Contrast, ...]: ...
    def __getitem__(self, index: int | slice) -> Contrast | tuple[Contrast, ...]:
        return self.contrasts[index]

    def rows(self) -> list[dict[str, Any]]:
        """A flat row for each contrast: as JSON, CSV and pandas have it."""
        shared = {"by": self.by, "family": self.family, "removed_copies": self.removed_copies}
        return [{**_row(c), **shared} for c in self.contrasts]

    def to_dict(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return {
            "what": self.what, "by": self.by, "matched": self.matched, "family": self.family, "notes": list(self.notes),
            "removed_copies": self.removed_copies, "signature": self.signature, "contrasts": self.rows(),
        }  # fmt: skip

    def to_pandas(self) -> pd.DataFrame:
        """A row for each contrast."""
        import pandas as pd

        return pd.DataFrame(self.rows())


def evidence(table: pa.Table, contrast: Contrast, *, by: str = "outlet") -> pa.Table:
    """The readings behind a contrast: rows of its actor, voice and two groups, in the events they share if it is matched.

    Agency copy does not count, as in the comparison. The strongest come first.
    """
    from framing.outlets.units import BY, units

    known = units(table, by=next(b for b in BY if b == by))
    group = {a: known.groups[g] for a, g in zip(known.articles, known.group, strict=True) if g >= 0}
    cluster = dict(zip(known.articles, known.cluster.tolist(), strict=True))
    keep = _behind(table, contrast)
    rows = table.filter(keep)
    of = [group.get(a) for a in rows["article_id"].to_pylist()]
    events = [
        {cluster[a] for a, g in zip(rows["article_id"].to_pylist(), of, strict=True) if g == side}
        for side in contrast.outlets
    ]
    shared = events[0] & events[1] if contrast.matched else events[0] | events[1]
    mask = [
        g in contrast.outlets and cluster[a] in shared
        for a, g in zip(rows["article_id"].to_pylist(), of, strict=True)
    ]
    rows = rows.filter(pa.array(mask, pa.bool_()))
    strength = pc.fill_null(pc.abs(rows["polarity"]), 0.0)
    return rows.take(pc.sort_indices(pa.table({"s": strength}), sort_keys=[("s", "descending")]))


def _behind(table: pa.Table, contrast: Contrast) -> pa.Array:
    """Which rows speak to a contrast: those of its actor; of sourcing, those that the speaker answers for."""
    if (
        contrast.what == "sourcing"
        and "against it" not in contrast.measure
        and "for it" not in contrast.measure
    ):
        return pc.fill_null(pc.is_in(table["speaker_id"], pa.array(contrast.actor.split(" - "))), False)
    if contrast.what == "sourcing":
        return pc.and_(pc.equal(table["actor_id"], contrast.actor), pc.not_equal(table["voice"], "outlet"))
    keep = pc.is_in(table["actor_id"], pa.array(contrast.actor.split(" > ")))
    if contrast.voice is not None:
        keep = pc.and_(keep, pc.is_in(table["voice"], pa.array(VOICE_GROUPS[contrast.voice])))
    if contrast.what == "polarity":
        keep = pc.and_(keep, pc.is_valid(table["polarity"]))
    if contrast.what == "agency":
        keep = pc.and_(keep, pc.is_in(table["role"], pa.array(["agent", "patient"])))
    return keep


def _row(c: Contrast) -> dict[str, Any]:
    row = asdict(c)
    first, second = row.pop("outlets")
    articles, readings = row.pop("articles"), row.pop("readings")
    return {
        **{k: row.pop(k) for k in ("actor", "actor_name", "what", "measure", "voice")},
        "outlets": [first, second],
        **row, "articles": list(articles), "readings": list(readings), "sentence": c.sentence,
    }  # fmt: skip
