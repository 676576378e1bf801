"""The fingerprints of many articles in flat arrays, on disk in ``DIR/index/part-*.parquet``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from framing.copies import Ints
from framing.fingerprints import Fingerprint, Hashes

INDEX = pa.schema(
    [
        ("article_id", pa.string()), ("sketch", pa.list_(pa.uint32())), ("exact", pa.uint32()),
        ("terms", pa.list_(pa.uint32())), ("counts", pa.list_(pa.uint8())),
    ],
    metadata={b"framing_schema": b"3"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Index:
    """Sketches, hashes and words of n articles; article i has ``values[offsets[i]:offsets[i + 1]]`` of each."""

    sketches: Hashes
    sketch_offsets: Ints
    exact: NDArray[np.uint32]
    terms: Hashes
    counts: NDArray[np.uint8]
    term_offsets: Ints

    @classmethod
    def of(cls, fingerprints: Iterable[Fingerprint]) -> Index:
        """The index of fingerprints at hand."""
        rows = [{"article_id": "", **index_row(f)} for f in fingerprints]
        return cls.read(pa.Table.from_pylist(rows, schema=INDEX))

    @classmethod
    def read(cls, table: pa.Table) -> Index:
        """The index of a table with the columns of ``INDEX``."""
        sketches, sketch_offsets = _flat(table["sketch"])
        terms, term_offsets = _flat(table["terms"])
        counts, _ = _flat(table["counts"])
        return cls(sketches, sketch_offsets, table["exact"].to_numpy(), terms, counts, term_offsets)


def index_row(found: Fingerprint) -> dict[str, object]:
    """A fingerprint as a row of the index, without its article's id."""
    return {"sketch": found.sketch, "exact": found.exact, "terms": found.terms, "counts": found.counts}


def _flat(column: pa.ChunkedArray) -> tuple[NDArray[Any], Ints]:
    """All values of a list column after one another, and where each list begins (n + 1,)."""
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):  # as pyarrow gives it where there is no row
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], column.type)
    offsets = array.offsets.to_numpy().astype(np.int64)
    return array.flatten().to_numpy(zero_copy_only=False), offsets - offsets[0]
