"""A value for each article and subject: what every comparison starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.inference.clusters import Floats
from framing.outlets.columns import Codes, coded, first_rows, sums_by

VOICE_GROUPS: dict[str, tuple[str, ...]] = {
    "outlet": ("outlet",),
    "sources": ("quoted", "reported"),
    "quoted": ("quoted",),
    "reported": ("reported",),
}
DEFAULT_GROUPS = ("outlet", "sources")
DIGITS = 12  # of article values: the order in which rows are added up changes nothing


@dataclass(frozen=True, slots=True)
class Values:
    """One measure: arrays (values,) of article, subject, value and how many readings are behind it.

    ``article`` and ``subject`` are codes into ``articles`` and ``subjects``; ``names`` are the subjects' names.
    """

    what: str
    measure: str
    voice: str | None
    article: Codes
    articles: list[str]
    subject: Codes
    subjects: list[str]
    names: list[str]
    value: Floats
    readings: Codes


def polarity_values(
    table: pa.Table, voices: tuple[str, ...] = DEFAULT_GROUPS, corrections: Floats | None = None
) -> list[Values]:
    """Mean polarity by article and actor, one measure for each group of voices; readings without a score count for nothing.

    ``corrections`` (rows,) are added to the polarities: see ``framing.inference.correction``.
    """
    polarity = table["polarity"].to_numpy().astype(float)
    article, actor, voice = (coded(table, name) for name in ("article_id", "actor_id", "voice"))
    scored = ~np.isnan(polarity)
    names = actor_names(table, actor.codes, actor.values)
    total = polarity if corrections is None else polarity + corrections
    size, kinds = len(actor.values), len(voice.values)
    scored &= (actor.codes >= 0) & (voice.codes >= 0)
    key = (article.codes[scored] * size + actor.codes[scored]) * kinds + voice.codes[scored]
    keys, sums, counts = sums_by(key, total[scored])
    found = []
    for group in voices:
        among = np.isin(
            keys % max(kinds, 1), [i for i, v in enumerate(voice.values) if v in VOICE_GROUPS[group]]
        )
        pairs, where = np.unique(keys[among] // max(kinds, 1), return_inverse=True)
        n = np.bincount(where, counts[among], len(pairs))
        found.append(Values(
            "polarity", "mean polarity", group, pairs // max(size, 1), article.values, pairs % max(size, 1),
            actor.values, names, np.round(np.bincount(where, sums[among], len(pairs)) / n, DIGITS), n.astype(np.int64),
        ))  # fmt: skip
    return found


def actor_names(table: pa.Table, codes: Codes, ids: list[str]) -> list[str]:
    """The first name in the table of each actor; its id where it has none."""
    rows = first_rows(codes, len(ids))
    if "actor_name" not in table.column_names:
        return list(ids)
    names = (
        pc.cast(table["actor_name"].take(pa.array(np.maximum(rows, 0))), pa.string()).to_pylist()
        if len(ids) and table.num_rows
        else []
    )
    return [name or of for name, of in zip(names, ids, strict=True)]


def only(values: Values, subject: str) -> Values:
    """The values of one subject."""
    code = values.subjects.index(subject) if subject in values.subjects else -2
    keep = values.subject == code
    return replace(
        values, article=values.article[keep], subject=values.subject[keep], value=values.value[keep],
        readings=values.readings[keep],
    )  # fmt: skip
