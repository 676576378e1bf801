"""Stance on the layout of DSE (Park, Pan and Joo, ACL 2021), measured for any system's answers.

A row is tab-separated: the sentence with ``[p]`` and ``[q]`` in brackets, p, q, and the label: 0 none, 1 p is
positive to q, 2 q is positive to p, 3 p is negative to q, 4 q is negative to p.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.errors import InputError

Floats = NDArray[np.float64]
LABELS = ("none", "p favours q", "q favours p", "p against q", "q against p")


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A sentence without its brackets, the spans of p and q in it, and the joint class."""

    sentence: str
    p: tuple[int, int]
    q: tuple[int, int]
    label: int


def read_stances(path: Path) -> list[StanceRow]:
    """The rows of a file. Raises ``InputError`` with file and line for anything else.

    Brackets that cut a word short ("[Brussel]s") are widened to the whole word.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, delimiter="\t")
            rows = [_row(fields, f"{path}:{reader.line_num}") for fields in reader if fields]
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    if not rows:
        raise InputError(f"{path}: holds no row")
    return rows


def read_answers(path: Path) -> list[int]:
    """The ``label`` (0 to 4) of each JSON line of a file."""
    answers = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            label = json.loads(line)["label"]
        except (ValueError, KeyError, TypeError):
            raise InputError(f'{path}:{number}: needs {{"label": 0 to 4}}') from None
        if label not in range(len(LABELS)):
            raise InputError(f"{path}:{number}: label {label!r} is none of 0 to 4")
        answers.append(int(label))
    return answers


def joint_labels(scores: Floats) -> NDArray[np.int64]:
    """The joint class (n,) of rows from the probabilities (n, 2, 3) of p towards q and of q towards p.

    Each class is a statement about both ordered pairs ("p favours q, and q holds no stance"): the most probable one.
    """
    against, none, favour = range(3)
    forth, back = np.log(scores[:, 0].clip(1e-12)), np.log(scores[:, 1].clip(1e-12))
    joint = np.stack(
        [
            forth[:, none] + back[:, none],
            forth[:, favour] + back[:, none],
            forth[:, none] + back[:, favour],
            forth[:, against] + back[:, none],
            forth[:, none] + back[:, against],
        ],
        axis=1,
    )
    chosen: NDArray[np.int64] = joint.argmax(axis=1)
    return chosen


def stance_metrics(rows: Sequence[StanceRow], answers: Sequence[int]) -> dict[str, Any]:
    """Micro F1 (accuracy) and macro F1 over the five joint classes; direction errors counted apart."""
    if len(rows) != len(answers):
        raise InputError(f"{len(answers)} answers for {len(rows)} rows; give one a row, in their order")
    gold, given = np.array([row.label for row in rows]), np.array(answers)
    size = len(LABELS)
    confusion = np.bincount(gold * size + given, minlength=size * size).reshape(size, size)
    total = confusion.sum(axis=0) + confusion.sum(axis=1)
    scores = np.divide(2 * confusion.diagonal(), total, out=np.zeros(size), where=total > 0)
    flipped = {1: 2, 2: 1, 3: 4, 4: 3}
    return {
        "n": len(rows),
        "micro_f1": float((gold == given).mean()),
        "macro_f1": float(scores.mean()),
        "majority_micro_f1": float(np.bincount(gold).max() / len(gold)),
        "direction_errors": sum(flipped.get(g) == a for g, a in zip(gold.tolist(), answers, strict=True)),
        "f1": dict(zip(LABELS, map(float, scores), strict=True)),
        "confusion": {
            name: dict(zip(LABELS, map(int, row), strict=True))
            for name, row in zip(LABELS, confusion, strict=True)
        },
    }


def _row(fields: list[str], place: str) -> StanceRow:
    if len(fields) != 4 or fields[3] not in ("0", "1", "2", "3", "4"):
        raise InputError(f"{place}: needs sentence, p, q and a label 0 to 4, tab-separated")
    text, label = fields[0], fields[3]
    names = [fields[1].strip(), fields[2].strip()]
    spans: dict[str, tuple[int, int]] = {}
    plain, position = "", 0
    for bracket in re.finditer(r"\[([^\[\]]*)\]", text):
        name = bracket[1].strip()
        if name in names and name not in spans:
            plain += text[position : bracket.start()]
            start = len(plain) + bracket[1].index(name)
            plain += bracket[1]
            spans[name] = start, start + len(name)
            position = bracket.end()
    plain += text[position:]
    for name in names:
        if name not in spans:
            raise InputError(f"{place}: [{name}] does not stand in the sentence")
    p, q = (_widened(plain, spans[name]) for name in names)
    return StanceRow(plain, p, q, int(label))


def _widened(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while end < len(text) and text[end].isalpha() and text[end - 1].isalpha():
        end += 1
    return start, end
