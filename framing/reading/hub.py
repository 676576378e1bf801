"""Rows of a data set: a ``datasets.Dataset`` at hand, or one named on the Hugging Face Hub."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from framing.errors import InputError

_NAME = re.compile(r"[\w.-]+/[\w.-]+(?::[\w.\[\]%-]+)?")


def is_dataset(value: object) -> bool:
    """Whether a value is a data set (or a stream) of the library ``datasets``, told without importing it."""
    return hasattr(value, "features") and hasattr(value, "column_names")


def is_hub_name(text: str) -> bool:
    """Whether an input can name a data set: OWNER/NAME or OWNER/NAME:SPLIT, and no path that exists in part."""
    known_ends = (".txt", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".html", ".htm", ".zip", ".gz")
    path = Path(text)
    there = path.exists() or path.parent.exists()
    return _NAME.fullmatch(text) is not None and not there and not text.endswith(known_ends)


def load_stream(name: str) -> Iterable[dict[str, Any]]:
    """The rows of OWNER/NAME:SPLIT (train by default), streamed. Raises ``InputError`` where it cannot be had."""
    data_set, _, split = name.partition(":")
    try:
        return _load(data_set, split or "train")
    except Exception as error:  # the library raises what its backends raise
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"{name}: neither a file nor a data set that can be loaded ({what})") from None


def _load(data_set: str, split: str) -> Iterable[dict[str, Any]]:
    from datasets import load_dataset

    rows: Iterable[dict[str, Any]] = load_dataset(data_set, split=split, streaming=True)
    return rows
