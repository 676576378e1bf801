"""Portrayal labels of ours on sentences of DSE, kept without the text: row, offsets, label.

``eval/dse/labels.jsonl`` has one target a line: ``row`` (1-based, of ``dse/train.tsv``), ``start end`` in the
sentence without its brackets, ``kind``, ``portrayal``, ``split`` (test or train). The text comes from the user's copy.
"""

from __future__ import annotations

import json
from pathlib import Path

from framing.errors import InputError
from framing.labelled import POLARITIES, LabelledTarget
from framing.stances import read_stances

KINDS = frozenset(
    (
        "country",
        "party",
        "armed group",
        "institution",
        "international",
        "company",
        "club",
        "group",
        "city",
        "person",
    )
)
SPLITS = ("test", "train")


def read_dse_targets(labels: Path, table: Path, *, split: str) -> list[LabelledTarget]:
    """The labelled targets of a split, with their text from ``table`` (``dse/train.tsv``).

    Raises ``InputError`` naming the line of a label that fits no row, or is no label.
    """
    rows = read_stances(table)
    targets = []
    for number, line in enumerate(labels.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{labels}:{number}"
        data = json.loads(line)
        if data["split"] not in SPLITS or data["kind"] not in KINDS or data["portrayal"] not in POLARITIES:
            raise InputError(f"{place}: unknown split, kind or portrayal")
        if not 1 <= data["row"] <= len(rows):
            raise InputError(f"{place}: {table} has no row {data['row']}")
        sentence = rows[data["row"] - 1].sentence
        start, end = data["start"], data["end"]
        if not 0 <= start < end <= len(sentence):
            raise InputError(
                f"{place}: {start}:{end} is no stretch of row {data['row']}; is it the same file?"
            )
        if data["split"] == split:
            identity = f"dse-{data['row']}-{start}"
            targets.append(LabelledTarget(identity, sentence, start, end, data["portrayal"], data["kind"]))
    return targets
