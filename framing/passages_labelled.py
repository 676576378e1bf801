"""Passages with every mention of an actor marked: the layout of ``eval/mentions.jsonl``, read and checked.

One passage a line: ``id``, ``published`` (a date or null), ``text``, ``sentences`` (how many), ``mentions`` with
``start``, ``end``, ``head`` (span of the head word, or null: the last word), ``form``, ``actor`` and ``antecedent``
(span or null), and ``places``, spans that name a country or capital as a place. ``actor`` is an id of the register,
or a label of its own for each further actor of the passage.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from framing.errors import InputError
from framing.records import Form, Span


@dataclass(frozen=True, slots=True)
class LabelledMention:
    """A marked mention; ``head`` lies within ``span``."""

    span: Span
    head: Span
    form: Form
    actor: str
    antecedent: Span | None


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A short text with its mentions and places; ``annotator`` where it is one person's raw marks."""

    id: str
    published: datetime.date | None
    text: str
    sentences: int
    mentions: tuple[LabelledMention, ...]
    places: tuple[Span, ...]
    annotator: str | None = None


def read_labelled_passages(path: Path) -> Iterator[LabelledPassage]:
    """The passages of a file, in order. Raises ``InputError`` naming file, line and what is wrong there."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; give a file of labelled passages") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _passage(json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                what = f"lacks the key {error}" if isinstance(error, KeyError) else str(error)
                raise InputError(f"{path}:{number}: {what}; mend the line or take it out") from None


def _passage(row: dict[str, Any]) -> LabelledPassage:
    text = row["text"]
    published = row.get("published")
    return LabelledPassage(
        id=row["id"],
        published=datetime.date.fromisoformat(published) if published else None,
        text=text,
        sentences=int(row["sentences"]),
        mentions=tuple(_mention(m, text) for m in row["mentions"]),
        places=tuple(_span([p["start"], p["end"]], text) for p in row["places"]),
        annotator=row.get("annotator"),
    )


def _mention(row: dict[str, Any], text: str) -> LabelledMention:
    span = _span([row["start"], row["end"]], text)
    head = _span(row["head"], text) if row.get("head") else _last_word(span, text)
    if not (span[0] <= head[0] and head[1] <= span[1]):
        raise ValueError(f"the head {text[head[0] : head[1]]!r} lies outside of {text[span[0] : span[1]]!r}")
    if row["form"] not in get_args(Form):
        raise ValueError(f"form {row['form']!r} is none of {', '.join(get_args(Form))}")
    if not isinstance(row["actor"], str) or not row["actor"]:
        raise ValueError(f"{text[span[0] : span[1]]!r} has no actor")
    antecedent = _span(row["antecedent"], text) if row.get("antecedent") else None
    return LabelledMention(span, head, row["form"], row["actor"], antecedent)


def _span(pair: list[int], text: str) -> Span:
    start, end = pair
    if not 0 <= start < end <= len(text):
        raise ValueError(f"[{start}, {end}] is no stretch of the text")
    return start, end


def _last_word(span: Span, text: str) -> Span:
    words = text[span[0] : span[1]].split()
    return (span[1] - len(words[-1]), span[1]) if words else span
