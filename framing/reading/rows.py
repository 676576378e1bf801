"""Rows of JSONL, CSV and Parquet files, one at a time, with the line or row they stand in."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from framing.reading.decoding import NotTextError, decode
from framing.reading.files import READ_ERRORS, Entry
from framing.records import Rejected

MOST_LINE = 2 * 2**20  # bytes; the longest article, every character escaped, fits
_CONVERT = "convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8"
Row = tuple[int, dict[str, Any] | Rejected]


def rows_of(entry: Entry, notes: Counter[str]) -> Iterator[Row]:
    """Numbered rows of a file by its suffix; what is wrong with one comes in its place."""
    number = 0
    try:
        with entry.open() as stream:
            for number, row in _READERS[entry.suffix](entry, stream, notes):
                yield number, row
    except READ_ERRORS as error:
        what = str(error) or type(error).__name__
        yield number + 1, Rejected(entry.label, f"cannot be read on ({what})", "pack or copy it again", number + 1)  # fmt: skip


def json_lines(entry: Entry, stream: BinaryIO, notes: Counter[str]) -> Iterator[Row]:
    """One JSON object a line."""
    for number, line in _lines(entry, stream, notes):
        if isinstance(line, Rejected):
            yield number, line
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, Rejected(entry.label, f"broken JSON ({error})", "mend or remove the line", number)
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            cure = 'write {"text": ..., "outlet": ...}'
            yield number, Rejected(entry.label, "not a JSON object", cure, number)


def _table(entry: Entry, stream: BinaryIO, notes: Counter[str]) -> Iterator[Row]:
    """Comma, semicolon or tab apart, whichever the header has most of; the header names the columns."""
    faults: list[Row] = []

    def lines() -> Iterator[str]:
        for number, line in _lines(entry, stream, notes):
            if isinstance(line, Rejected):
                faults.append((number, line))
            else:
                yield line

    source = lines()
    header = next(source, "")
    delimiter = max(",;\t", key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    reader = csv.reader(source, delimiter=delimiter)
    while True:
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            number = reader.line_num + 1
            yield number, Rejected(entry.label, f"broken CSV ({error})", "mend or remove the row", number)
            continue
        number = reader.line_num + 1
        if len(values) == len(names):
            yield number, {name: value or None for name, value in zip(names, values, strict=True)}
        elif values:
            reason = f"{len(values)} columns, the header has {len(names)}"
            yield number, Rejected(entry.label, reason, "mend or remove the row", number)
        yield from faults
        faults.clear()
    yield from faults


def _parquet(entry: Entry, stream: BinaryIO, notes: Counter[str]) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        source = stream if stream.seekable() else pa.BufferReader(stream.read())
        number = 0
        for batch in pq.ParquetFile(source).iter_batches(batch_size=64):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pa.ArrowException, ValueError) as error:
        what = str(error).splitlines()[0]
        yield number + 1, Rejected(entry.label, f"no Parquet file ({what})", "write it again", number + 1)


_READERS = {
    ".jsonl": json_lines, ".ndjson": json_lines, ".csv": _table, ".tsv": _table, ".parquet": _parquet,
}  # fmt: skip
SUFFIXES = frozenset(_READERS)


def _lines(entry: Entry, stream: BinaryIO, notes: Counter[str]) -> Iterator[tuple[int, str | Rejected]]:
    """Numbered lines that are not blank; one that is too long is passed over without being held."""
    number = 0
    while raw := stream.readline(MOST_LINE + 1):
        number += 1
        if len(raw) > MOST_LINE and not raw.endswith(b"\n"):
            length = len(raw)
            while rest := stream.readline(MOST_LINE):
                length += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield number, Rejected(entry.label, f"a line of {length:,} bytes", f"at most {MOST_LINE:,} are read: mend or split the line", number)  # fmt: skip
            continue
        if not raw.strip():
            continue
        try:
            yield number, decode(raw, notes)
        except NotTextError as error:
            yield number, Rejected(entry.label, str(error), _CONVERT, number)
