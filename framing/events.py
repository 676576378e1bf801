"""Which articles tell the same event: words of title and lead by TF-IDF, within a few days, average linkage.

Rare words weigh more than usual (idf to the power 1.5), so that two events of the same actors stay apart; words that
one article alone has count half: they only say that it tells more, and in a handful of articles they are most. Average linkage (Sokal and Michener,
1958) merges groups while the mean similarity of their articles is at least ``SIMILAR``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from framing.copies import Ints
from framing.fingerprints import Hashes

SIMILAR = 0.14
FADES = 0.25  # of the similarity for each day apart after the first: none is left at five
_IDF_POWER, _ALONE = 1.5, 0.5
_MOST_ARTICLES_A_WORD = 2000  # beyond, a word tells no event, and costs
_BLOCK = 1000
_LARGEST = 3000  # articles linked at once; a larger tangle is first cut at a higher similarity
UNDATED = np.iinfo(np.int32).min


def event_groups(terms: Hashes, counts: NDArray[np.uint8], offsets: Ints, days: NDArray[np.int32], *, similar: float = SIMILAR) -> Ints:  # fmt: skip
    """An event number for each article (n,), equal where they tell the same.

    ``terms[offsets[i]:offsets[i + 1]]`` are the words of article i and ``counts`` how often each stands there;
    ``days[i]`` is the ordinal of its date or ``UNDATED``: then words alone decide.
    """
    weights = _tfidf(terms, counts, offsets)
    graph = _similarities(weights, days, similar)
    return _linked(graph, weights, days, similar)


def _tfidf(terms: Hashes, counts: NDArray[np.uint8], offsets: Ints) -> sparse.csr_matrix:
    """Rows of unit length (n, words)."""
    n = len(offsets) - 1
    words, columns = np.unique(terms, return_inverse=True)
    matrix = sparse.csr_matrix((1 + np.log(counts), columns, offsets), shape=(n, len(words)))
    frequency = np.bincount(columns, minlength=len(words))
    idf = np.log((n + 1) / np.maximum(frequency, 1)) ** _IDF_POWER
    idf[frequency < 2] *= _ALONE
    idf[frequency > _MOST_ARTICLES_A_WORD] = 0
    matrix = matrix @ sparse.diags(idf)
    matrix.eliminate_zeros()
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1).A1)
    return (sparse.diags(1 / np.maximum(lengths, 1e-12)) @ matrix).astype(np.float32).tocsr()


def _similarities(weights: sparse.csr_matrix, days: NDArray[np.int32], least: float) -> sparse.coo_matrix:
    """The pairs (n, n) at least ``least`` similar; dated articles are only held against those within reach."""
    order = np.argsort(days, kind="stable")  # the undated come first
    sorted_days = days[order]
    undated = int(np.searchsorted(sorted_days, UNDATED, "right"))
    by_day = weights[order]
    found = []
    reach = int(1 + 1 / FADES)
    for start in range(0, len(order), _BLOCK):
        stop = min(start + _BLOCK, len(order))
        # From the undated on, only the days within reach; among the undated, all of them.
        before = int(np.searchsorted(sorted_days, max(int(sorted_days[start]), int(UNDATED) + reach) - reach))
        columns = np.r_[0:undated, max(before, undated) : stop]
        product = (by_day[start:stop] @ by_day[columns].T).tocoo()
        a, b = product.row + start, columns[product.col]
        values = product.data * _near(sorted_days[a], sorted_days[b])
        keep = (values >= least) & (b < a)
        found.append((order[a[keep]], order[b[keep]], values[keep]))
    rows, cols, data = (np.concatenate(part) for part in zip(*found, strict=True)) if found else ([], [], [])
    return sparse.coo_matrix((data, (rows, cols)), shape=weights.shape[:1] * 2)


def _near(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.float64]:
    """What is left of a similarity at the distance of two days, 1 where either is not known."""
    apart = np.abs(a.astype(np.int64) - b)
    left = np.clip(1 - FADES * (apart - 1), 0, 1)
    return np.where((a == UNDATED) | (b == UNDATED), 1.0, left)


def _linked(
    graph: sparse.coo_matrix, weights: sparse.csr_matrix, days: NDArray[np.int32], similar: float
) -> Ints:
    """Average linkage within what the graph connects: no merge at ``similar`` is possible across."""
    labels = np.arange(graph.shape[0], dtype=np.int64)
    waiting = [(members, similar) for members in _components(graph)]
    while waiting:
        members, cut = waiting.pop()
        if len(members) > _LARGEST:
            cut += 0.05
            inside = graph.tocsr()[members][:, members].tocoo()
            inside = sparse.coo_matrix(
                (
                    inside.data[inside.data >= cut],
                    (inside.row[inside.data >= cut], inside.col[inside.data >= cut]),
                ),
                shape=inside.shape,
            )
            waiting += [(members[part], cut) for part in _components(inside)]
            continue
        near = (weights[members] @ weights[members].T).toarray()
        near *= _near(np.repeat(days[members], len(members)), np.tile(days[members], len(members))).reshape(
            near.shape
        )
        distance = np.clip(1 - (near + near.T) / 2, 0, None)
        np.fill_diagonal(distance, 0)
        tree = linkage(squareform(distance, checks=False), "average")
        for label in range(1, (found := fcluster(tree, 1 - similar, "distance")).max() + 1):
            together = members[found == label]
            labels[together] = together.min()
    return labels


def _components(graph: sparse.coo_matrix) -> list[Ints]:
    """The members of what hangs together, those alone left out."""
    _, component = connected_components(graph, directed=False)
    order = np.argsort(component, kind="stable")
    edges = np.flatnonzero(np.diff(component[order])) + 1
    return [part for part in np.split(order, edges) if len(part) > 1]
