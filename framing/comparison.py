"""Outlets side by side: how each portrays an actor, in its own voice and in its sources'.

The unit is the article: an outlet's figure is the mean over its articles of the article's mean
polarity. What is resampled is the event, for articles on one event are not independent. Own voice and sources
are never added up. Methods and sources: ``framing/docs/methods.md``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

import pyarrow as pa
import pyarrow.compute as pc

from framing.affiliates import with_affiliates
from framing.errors import InputError
from framing.inference.families import MIN_CLUSTERS as MIN_ARTICLES
from framing.outlets.contrasts import DEFAULT_FLOOR, Contrast, Figure, contrasts, figures, judged
from framing.outlets.result import Comparison, evidence
from framing.outlets.units import BY, By, Units, units
from framing.outlets.values import DEFAULT_GROUPS, VOICE_GROUPS, Values, only, polarity_values

if TYPE_CHECKING:
    from framing.inference.correction import Label

VoiceGroup = Literal["outlet", "sources", "quoted", "reported"]
__all__ = [
    "BY", "DEFAULT_FLOOR", "MIN_ARTICLES", "VOICE_GROUPS", "Comparison", "Contrast", "Options", "Portrayal", "compare",
    "compare_values", "evidence", "portrayals",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Portrayal:
    """Mean polarity of an actor in an outlet in one voice; no interval under five events or articles."""

    outlet: str
    actor: str
    actor_name: str
    voice: str
    mean: float
    low: float | None
    high: float | None
    articles: int
    readings: int

    @property
    def enough(self) -> bool:
        """Whether there are enough articles for an interval."""
        return self.low is not None


class Options(TypedDict, total=False):
    """What to compare: one ``actor``, two ``outlets``, one ``voice``; ``by`` outlet (default), country, credit or month;
    on shared events if ``matched`` (default); ``copies`` counts agency copy for whoever printed it; differences up to ``floor``
    are not called any; ``affiliates`` counts an actor's people and agencies for it; ``labels`` by hand, as a file or as read by ``read_labels``, correct for the classifier's errors.
    """

    actor: str | None
    outlets: tuple[str, str] | None
    voice: str | None
    by: By
    matched: bool
    copies: bool
    floor: float
    affiliates: bool
    labels: str | Path | Sequence[Label] | None


def portrayals(table: pa.Table, *, actor: str | None = None, voice: str | None = None) -> list[Portrayal]:
    """Every outlet's portrayal of every actor (or of one) in each voice, the most covered first.

    Agency copy and copies of another outlet's article do not count.
    """
    known = units(table)
    found = [f for values in _polarity(table, actor, voice) for f in figures(values, known)]
    rows = [_portrayal(f) for f in found]
    coverage: dict[str, int] = defaultdict(int)
    for row in rows:
        coverage[row.actor] += row.articles
    return sorted(rows, key=lambda p: (-coverage[p.actor], p.actor, p.voice, p.outlet))


def compare(table: pa.Table, **options: Unpack[Options]) -> Comparison:
    """Differences in mean polarity, pair by pair of outlets, for each actor (or one) in each voice.

    Articles weigh alike, on events that both outlets tell; where no event is known, over all articles, and the notes say so.
    Intervals and p-values come from resampling and permuting events; p-values are adjusted over all contrasts of one voice.
    With labels the verdict is that of the corrected difference.
    Raises ``InputError`` where the actor or an outlet does not occur.
    """
    if options.get("affiliates"):
        table = with_affiliates(table, options.get("actor"))
    chosen = _polarity(table, options.get("actor"), options.get("voice"))
    known = units(table, by=options.get("by", "outlet"), copies=options.get("copies", False))
    if not options.get("labels"):
        return compare_values(chosen, known, _signature(table), **options)
    from framing.inference.correction import corrected, corrections

    found = corrections(table, options["labels"] or ())
    options.pop("labels")
    raw = compare_values(chosen, known, _signature(table), **options)
    better = _polarity(table, options.get("actor"), options.get("voice"), found.added)
    counted = _polarity(table.filter(pa.array(found.labelled)), None, options.get("voice"))
    again = compare_values(better, known, raw.signature, **options)
    rows = corrected(raw, again, [f for values in counted for f in figures(values, known)])
    rows = judged(rows, floor=options.get("floor", DEFAULT_FLOOR), signature=raw.signature)
    return replace(raw, contrasts=tuple(rows), notes=(*raw.notes, *found.notes), family=_family(rows))


def compare_values(
    chosen: Sequence[Values], known: Units, signature: str, **options: Unpack[Options]
) -> Comparison:
    """Contrasts of any measures, each a family in each voice; the same way for polarity as for coverage or agency."""
    pair, by = options.get("outlets"), options.get("by", "outlet")
    for name in pair or ():
        if name not in known.groups:
            raise InputError(
                f"no {by} {name!r} among the readings; there are {', '.join(sorted(known.groups))}"
            )
    matched = options.get("matched", True)
    notes = list(known.notes)
    if matched and not known.matchable:
        matched = False
        notes.append(
            "months share no events, so all their articles are compared" if by == "month"
            else "no event is known, so nothing can be matched: all articles are compared, whatever they tell"
        )  # fmt: skip
    elif not matched and known.matchable:
        notes.append("over all articles, on the same events or not")
    parts = [contrasts(values, known, matched=matched, pair=pair) for values in chosen]
    found = [c for part, _ in parts for c in part]
    if omitted := sum(n for _, n in parts):
        notes.append(f"{omitted:,} more pairs with too little data are not listed")
    rows = judged(_filled(found), floor=options.get("floor", DEFAULT_FLOOR), signature=signature)
    what = chosen[0].what if chosen else ""
    return Comparison(
        tuple(rows), what, by, matched, _family(rows), tuple(notes), known.removed_copies, signature
    )


def _filled(found: Sequence[Contrast]) -> list[Contrast]:
    """Where a contrast has too few events to tell how they vary, the median of the others says how many would do."""
    by_measure: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for c in found:
        if c.needed is not None and c.p_value is not None:
            by_measure[c.measure, c.voice].append(c.needed)
    usual = {key: round(median(counts)) for key, counts in by_measure.items()}
    return [replace(c, needed=usual.get((c.measure, c.voice))) if c.needed is None else c for c in found]


def _family(rows: Sequence[Contrast]) -> str:
    """What was tested together, in words."""
    sizes = Counter((c.measure, c.voice) for c in rows if c.p_value is not None)
    tested = [c for c in rows if c.p_value is not None]
    together = f"{len(sizes)} families, each of one measure in one voice, of up to {max(sizes.values(), default=0)} contrasts"
    return (
        f"{len(tested)} contrasts with enough data, of {len({c.actor for c in tested})} actors and "
        f"{len({c.outlets for c in tested})} pairs, " + (together if len(sizes) > 1 else "tested together")
    )


def _polarity(table: pa.Table, actor: str | None, voice: str | None, added: object = None) -> list[Values]:
    if voice is not None and voice not in VOICE_GROUPS:
        raise InputError(f"voice {voice!r} is none of {', '.join(VOICE_GROUPS)}")
    if actor is not None:
        check_actor(table, actor)
    found = polarity_values(table, (voice,) if voice else DEFAULT_GROUPS, added)  # type: ignore[arg-type]
    return [only(values, actor) for values in found] if actor is not None else found


def _portrayal(f: Figure) -> Portrayal:
    assert f.voice is not None
    return Portrayal(f.group, f.subject, f.name, f.voice, f.mean, f.low, f.high, f.articles, f.readings)


def _signature(table: pa.Table) -> str:
    if "signature" not in table.column_names:
        return ""
    return " ; ".join(sorted(s for s in pc.unique(table["signature"]).to_pylist() if s))


def check_actor(table: pa.Table, actor: str) -> None:
    """Raises ``InputError`` with the nearest id where an actor does not occur."""
    known = table.select(["actor_id", "actor_name"]).group_by(["actor_id", "actor_name"]).aggregate([])
    ids = known["actor_id"].to_pylist()
    if actor in ids:
        return
    by_name = {name.casefold(): of for of, name in zip(ids, known["actor_name"].to_pylist(), strict=True)}
    near = get_close_matches(actor.casefold(), [*ids, *by_name], n=1)
    hint = f"; did you mean {by_name.get(near[0], near[0])}?" if near else ""
    raise InputError(f"no actor with the id {actor!r} among the readings{hint}")
