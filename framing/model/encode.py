"""Text and character spans to token batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from tokenizers import Tokenizer

from framing.model.network import Batch

Span = tuple[int, int]


class Encoded(NamedTuple):
    """A text as token ids, with the character span of each token."""

    ids: list[int]
    offsets: list[Span]


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Encoded]:
    """The texts as tokens, special tokens included, whole: nothing is cut off here."""
    return [Encoded(e.ids, e.offsets) for e in tokenizer.encode_batch(list(texts), add_special_tokens=True)]


def window(encoded: Encoded, spans: Sequence[Span], *, limit: int) -> Encoded | None:
    """At most ``limit`` tokens around the spans; None where no token of the spans is left.

    The first and the last token (the special ones) stay. A text that is longer than the
    encoder reads is cut evenly on both sides of its first span, so that a target at the
    end of a very long sentence is scored and not lost.
    """
    touched = [i for span in spans for i in tokens_of(encoded, span)]
    if not touched:
        return None
    if len(encoded.ids) <= limit:
        return encoded
    room = limit - 2
    start = max(1, min(min(touched) - room // 2, len(encoded.ids) - 1 - room))
    keep = [0, *range(start, start + room), len(encoded.ids) - 1]
    return Encoded([encoded.ids[i] for i in keep], [encoded.offsets[i] for i in keep])


def tokens_of(encoded: Encoded, span: Span) -> list[int]:
    """Indices of the tokens that share a character with the half-open span."""
    start, end = span
    return [i for i, (a, b) in enumerate(encoded.offsets) if a < end and b > start and a < b]


def collate(
    rows: Sequence[Encoded],
    targets: Sequence[tuple[int, Sequence[Span]]],
    pairs: Sequence[tuple[int, int]] = (),
    *,
    pad_id: int,
) -> Batch:
    """Passages, their targets (row, mention spans) and pairs of targets as one padded batch."""
    width = max(len(row.ids) for row in rows)
    ids = torch.full((len(rows), width), pad_id, dtype=torch.long)
    mask = torch.zeros((len(rows), width), dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        mask[i, : len(row.ids)] = 1
    mentions = torch.zeros((len(targets), width))
    for j, (i, spans) in enumerate(targets):
        for span in spans:
            mentions[j, tokens_of(rows[i], span)] = 1.0
    row_of = torch.tensor([i for i, _ in targets], dtype=torch.long)
    ordered = torch.tensor(pairs, dtype=torch.long).reshape(-1, 2)
    return Batch(ids, mask, row_of, mentions, ordered)


def by_length(lengths: Sequence[int], *, tokens: int) -> Iterator[list[int]]:
    """Indices in batches of similar length, at most about ``tokens`` padded tokens each."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i], reverse=True):
        if batch and lengths[batch[0]] * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
