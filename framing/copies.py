"""Which articles are one text: exact and near-duplicates, and agency copy under new headlines.

Articles that share shingles of the smallest hashes are candidates, as in MinHash LSH (Broder, 1997; Leskovec et al.,
Mining of Massive Datasets, chapter 3); a pair is a copy where the sketches say that enough of the shorter text is
contained in the longer. All in flat arrays: an index of dictionaries would take ten kilobytes an article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from framing.fingerprints import SKETCH, Hashes

# Of the shorter text's shingles. Reports of one event by two hands share a tenth, long quotations a third.
CONTAINED = 0.45
# Shared of all: a paragraph of one short text in another is no copy, unless the one is nearly nothing else.
SHARED_OF_ALL, NEARLY_WHOLE = 0.18, 0.8
FEWEST_SHINGLES = 20  # shorter texts are copies only if they are the same
_FEWEST_SHARED = 8
_BAND = 32  # smallest hashes of each sketch by which candidates are found
_SHARED_IN_BAND = 2
_ALL_PAIRS = 6
Ints = NDArray[np.int64]


def copy_groups(values: Hashes, offsets: Ints, exact: NDArray[np.uint32]) -> Ints:
    """A group number for each article (n,); equal where they are copies.

    ``values[offsets[i]:offsets[i + 1]]`` is the sketch of article i, ``exact[i]`` the hash of its words.
    """
    groups = Groups(len(exact))
    order = np.argsort(exact, kind="stable")
    same = exact[order]
    for i in np.flatnonzero((same[1:] == same[:-1]) & (same[1:] != 0)):
        groups.join(int(order[i]), int(order[i + 1]))
    for a, b in _candidates(values, offsets):
        if groups.find(a) == groups.find(b):
            continue
        if are_copies(values[offsets[a] : offsets[a + 1]], values[offsets[b] : offsets[b + 1]]):
            groups.join(a, b)
    return groups.labels()


def are_copies(a: Hashes, b: Hashes) -> bool:
    """Whether two sketches are of one text: how much of the shorter is in the longer, and shared of all, estimated."""
    if min(len(a), len(b)) < FEWEST_SHINGLES:
        return False
    # Below the smaller of the two largest hashes both sketches are complete.
    ends = [sketch[-1] for sketch in (a, b) if len(sketch) == SKETCH]
    if ends:
        a, b = (sketch[: np.searchsorted(sketch, min(ends), "right")] for sketch in (a, b))
    shared = len(np.intersect1d(a, b, assume_unique=True))
    if shared < _FEWEST_SHARED:
        return False
    contained = shared / min(len(a), len(b))
    of_all = shared / (len(a) + len(b) - shared)
    return contained >= CONTAINED and (of_all >= SHARED_OF_ALL or contained >= NEARLY_WHOLE)


def _candidates(values: Hashes, offsets: Ints) -> Iterable[tuple[int, int]]:
    """Pairs of articles that share at least two of their smallest hashes.

    Of a hash that many share, only neighbours and the first are paired: a phrase of everyone's costs no square.
    """
    taken = np.minimum(np.diff(offsets), _BAND)
    place = np.arange(taken.sum()) + np.repeat(offsets[:-1] - (np.cumsum(taken) - taken), taken)
    postings = np.repeat(np.arange(len(taken), dtype=np.uint64), taken)
    postings |= values[place].astype(np.uint64) << np.uint64(32)
    del place
    postings.sort()
    hashes = (postings >> np.uint64(32)).astype(np.uint32)
    articles = (postings & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    del postings
    begins = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[begins, len(hashes)])
    size = np.repeat(sizes, sizes)
    pairs = [_pairs(articles[:-lag], articles[lag:], (hashes[:-lag] == hashes[lag:]) & ((lag == 1) | (size[lag:] <= _ALL_PAIRS)))
             for lag in range(1, _ALL_PAIRS)]  # fmt: skip
    first = np.repeat(articles[begins], sizes)
    pairs.append(_pairs(first, articles, (size > _ALL_PAIRS) & (first != articles)))
    found, counts = np.unique(np.concatenate(pairs), return_counts=True)
    for pair in found[counts >= _SHARED_IN_BAND]:
        yield int(pair) >> 32, int(pair) & 0xFFFFFFFF


def _pairs(a: NDArray[np.uint32], b: NDArray[np.uint32], keep: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Pairs as one number each, the smaller first."""
    return (a[keep].astype(np.uint64) << np.uint64(32)) | b[keep].astype(np.uint64)


class Groups:
    """Disjoint sets of the numbers below n (union by the smaller root, path halving)."""

    def __init__(self, n: int) -> None:
        self._parent = np.arange(n)

    def find(self, i: int) -> int:
        """The root of i's set: its smallest member."""
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = int(parent[i])
        return i

    def join(self, a: int, b: int) -> None:
        """Makes one set of two."""
        a, b = self.find(a), self.find(b)
        self._parent[max(a, b)] = min(a, b)

    def labels(self) -> Ints:
        """For each number the smallest of its set (n,)."""
        return np.array([self.find(i) for i in range(len(self._parent))], np.int64)


def members(labels: Ints) -> list[list[int]]:
    """The groups of more than one, each in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, label in enumerate(labels):
        found[int(label)].append(i)
    return [group for group in found.values() if len(group) > 1]
