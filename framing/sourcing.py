"""Sourcing: whom an outlet lets speak, and with what verbs, as shares of its attributed readings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import get_args

import pyarrow as pa

from framing.records import CueKind

CUE_KINDS: tuple[CueKind, ...] = tuple(kind for kind in get_args(CueKind) if kind != "position")


@dataclass(frozen=True, slots=True)
class Sourcing:
    """How an outlet introduces a speaker (or all, where ``speaker`` is None): sentences by what their verb does."""

    outlet: str
    speaker: str | None
    n: int
    counts: dict[str, int]

    def share(self, kind: CueKind) -> float:
        """The share of attributed sentences whose verb is of a kind, in [0, 1]."""
        return self.counts.get(kind, 0) / self.n


def sourcing(readings: pa.Table, *, by_speaker: bool = False) -> list[Sourcing]:
    """The reporting verbs of each outlet, or of each outlet and speaker, the most frequent speaker first.

    ``readings`` is the table of ``framing.read_readings``. A sentence counts once for each speaker and verb in it,
    however many actors it portrays; quotations without a verb of their own are left out.
    """
    columns = ["article_id", "outlet", "sentence_index", "speaker_id", "speaker_text", "cue", "cue_kind"]
    seen = {
        tuple(row[c] for c in columns)
        for row in readings.select(columns).to_pylist()
        if row["cue_kind"] in CUE_KINDS
    }
    kinds: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    for _, outlet, _, speaker_id, speaker_text, _, kind in seen:
        kinds[outlet, (speaker_id or speaker_text or "") if by_speaker else None][kind] += 1
    rows = [
        Sourcing(outlet, speaker, counts.total(), dict(counts)) for (outlet, speaker), counts in kinds.items()
    ]
    return sorted(rows, key=lambda row: (row.outlet, -row.n, row.speaker or ""))
