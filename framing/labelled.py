"""Sentences with labelled portrayals, as training and evaluation files hold them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from framing.errors import InputError

POLARITIES = (-1, 0, 1)
Convention = Literal["guidelines", "crowd"]  # our guidelines; those of the crowd that labelled NewsMTSC
CONVENTIONS: tuple[Convention, ...] = get_args(Convention)
_OF_CROWD = ("allsides_", "polusa_", "newstsc-")  # how ids of NewsMTSC and NewsTSC begin


@dataclass(frozen=True, slots=True)
class LabelledTarget:
    """One target of a sentence: ``polarity`` -1, 0 or 1 towards ``sentence[start:end]``; ``kind`` where it is known."""

    id: str
    sentence: str
    start: int
    end: int
    polarity: int
    kind: str | None = None

    @property
    def mention(self) -> str:
        """The words that name the target."""
        return self.sentence[self.start : self.end]


def read_labelled(path: Path) -> list[LabelledTarget]:
    """The targets of a JSONL file, in its order.

    Each line is an object with ``sentence``, ``start``, ``end`` (half-open characters) and
    ``polarity`` (-1, 0, 1); ``id`` and ``mention`` are optional, and ``mention`` must agree
    with the offsets. Raises ``InputError`` with file and line for anything else.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); convert it first") from None
    rows = [_row(line, f"{path}:{n}") for n, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise InputError(f"{path}: holds no labelled sentence")
    return rows


def read_benchmark(name: str, *, split: str = "test", subset: str | None = None) -> list[LabelledTarget]:
    """The targets of a data set of the Hub (``owner/name``) in the columns of NewsMTSC or in ours.

    ``subset`` is its configuration ("rw" or "mt" for NewsMTSC). Raises ``InputError`` where it cannot be had.
    """
    import datasets

    try:
        table = datasets.load_dataset(name, subset, split=split)
    except Exception as error:  # offline, unknown name, unknown split: each library layer has its own
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(
            f"{name} ({split}): no such file, and not to be had from the Hub ({reason}); "
            "give a local JSONL file, or try again with a network"
        ) from None
    rows = []
    for number, row in enumerate(table, 1):
        start, end = row.get("start", row.get("from")), row.get("end", row.get("to"))
        data = {**row, "start": start, "end": end}
        rows.append(_target({k: v for k, v in data.items() if v is not None}, f"{name}:{number}"))
    return rows


def convention_of(source: str) -> Convention:
    """By whose rules a labelled file or data set of the Hub was labelled: the crowd's for NewsMTSC and NewsTSC, as ids and name tell."""
    file = Path(source)
    if file.is_file():
        return "crowd" if read_labelled(file)[0].id.startswith(_OF_CROWD) else "guidelines"
    return "crowd" if "newsmtsc" in source.lower() else "guidelines"


def _row(line: str, place: str) -> LabelledTarget:
    try:
        data: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{place}: not JSON ({error.msg}); mend or remove the line") from None
    return _target(data, place)


def _target(data: Any, place: str) -> LabelledTarget:
    try:
        sentence, start, end = data["sentence"], data["start"], data["end"]
        polarity = data["polarity"]
    except (KeyError, TypeError) as error:
        raise InputError(
            f"{place}: needs the keys sentence, start, end and polarity (missing: {error})"
        ) from None
    if not (isinstance(sentence, str) and isinstance(start, int) and isinstance(end, int)):
        raise InputError(f"{place}: sentence must be text, start and end whole numbers")
    if not 0 <= start < end <= len(sentence):
        raise InputError(f"{place}: {start}:{end} is no stretch of a sentence of {len(sentence)}")
    if polarity not in POLARITIES:
        raise InputError(f"{place}: polarity is {polarity!r}; it must be -1, 0 or 1")
    mention = data.get("mention")
    if mention is not None and mention != sentence[start:end]:
        raise InputError(f"{place}: mention {mention!r} is not {sentence[start:end]!r} at {start}:{end}")
    return LabelledTarget(str(data.get("id", place)), sentence, start, end, int(polarity))
