"""Wording: the words that tell two outlets apart when they write of the same actor and the same events."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import ndtri

from framing.inference.clusters import Floats
from framing.inference.families import benjamini_hochberg
from framing.outlets.coverage import names_of
from framing.outlets.rows import most_frequent
from framing.outlets.units import Units

PRIOR_WORDS = 500.0  # what the prior weighs, in words
MIN_CLUSTERS = (
    3  # events or articles in which an outlet must use a word, so that no single one makes a finding
)
PRIOR_SHARE = 0.1  # of the words of both outlets, where that is less: else few words could never say anything
DRAWS = 9999
MAX_SIZE = 5_000_000  # draws times cells
MANY = 5000  # cells from which on the normal law serves
SEED = 7
LEVEL = 0.05
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FUNCTION = frozenset(
    """
    a about after again all also am an and any are as at be because been before being between both but
    by can could did do does doing down during each few for from had has have having he her here hers
    him his how i if in into is it its itself just me more most my no nor not now of off on once only or
    other our out over own same she so some such than that the their theirs them then there these they
    this those through to too under until up us very was we were what when where which while who whom
    why will with would you your said says
    """.split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that one outlet uses more of an actor than another: log-odds ratio with a 95 % interval, above 0 for the first outlet."""

    actor: str
    actor_name: str
    word: str
    outlets: tuple[str, str]
    log_odds: float
    low: float
    high: float
    p_bh: float
    counts: tuple[int, int]
    clusters: tuple[int, int]
    evidence: tuple[str, ...]


Cell = tuple[int, int]  # an event (or article) and an outlet, as codes


@dataclass(frozen=True, slots=True)
class _Texts:
    """Sentences of one actor and outlet by cluster, and their words counted."""

    sentences: dict[int, list[tuple[str, str]]]
    counts: dict[int, Counter[str]]


def distinguishing_words(
    readings: pa.Table, known: Units, *, actor: str | None = None, matched: bool = True, most: int = 8
) -> list[Word]:
    """The words that distinguish pairs of outlets, in the outlet's own voice and for the same actor, on the same events.

    Weighted log-odds with an informative Dirichlet prior from all outlets (Monroe, Colaresi and Quinn, Political Analysis 2008).
    The p-value comes from exchanging the outlets of each event at random, for words come in bunches, and is adjusted over
    all words of a pair (Benjamini-Hochberg); the interval is the one that fits it (Miettinen, American Journal of Epidemiology 1976).
    Only words with an adjusted p-value of at most 0.05 are given, the strongest first.
    """
    own = readings.filter(pc.equal(readings["voice"], "outlet"))
    names = names_of(readings)
    cells = _collect(own, known)
    told: dict[int, set[int]] = defaultdict(set)
    for cluster, group in zip(known.cluster.tolist(), known.group.tolist(), strict=True):
        if group >= 0:
            told[cluster].add(group)
    found = []
    for of in most_frequent((of for (of, _), texts in cells.items() for _ in texts.counts), actor):
        there = sorted((g for who, g in cells if who == of), key=lambda g: known.groups[g])
        here = defaultdict(_nothing, {g: cells[of, g] for g in there})
        stems = [name[:5] for name in tokens(names.get(of) or of)]  # "Marovan" is no choice of words
        for pair in combinations(there, 2):
            rows = _rows(told, here, pair, matched=matched)
            words = [
                w for w in _contrast(here, pair, rows, matched=matched)
                if not any(w[0].startswith(stem) for stem in stems)
            ]  # fmt: skip
            words.sort(key=lambda w: -abs(w[1] / w[2]))
            for word, delta, error, p, counts, clusters, examples in words[:most]:
                found.append(Word(
                    of, names.get(of) or of, word, (known.groups[pair[0]], known.groups[pair[1]]), delta,
                    delta - 1.96 * error, delta + 1.96 * error, p, counts, clusters, examples,
                ))  # fmt: skip
    return found


def _contrast(
    of: dict[int, _Texts], pair: tuple[int, int], rows: list[Cell], *, matched: bool
) -> list[tuple[str, float, float, float, tuple[int, int], tuple[int, int], tuple[str, ...]]]:
    """The words that tell the pair apart, with log-odds, standard error, p-value, counts, clusters and examples."""
    here = [of[g].counts.get(cluster, Counter()) for cluster, g in rows]
    used = [Counter(w for (_, g), c in zip(rows, here, strict=True) if g == one for w in c) for one in pair]
    words = sorted(w for w in set(used[0]) | set(used[1]) if max(used[0][w], used[1][w]) >= MIN_CLUSTERS)
    if not words:
        return []
    counts = np.array([[c[w] for w in words] for c in here], float)
    totals = np.array([c.total() for c in here], float)
    first, second = _dealt(rows, pair, matched=matched)
    speaks = (totals > 0).astype(float)
    keep = (first @ speaks > 0) & (second @ speaks > 0)
    if not keep[0]:
        return []
    first, second = first[keep], second[keep]
    told = totals[[g in pair for _, g in rows]].sum()
    prior = counts.sum(axis=0) / totals.sum() * min(PRIOR_WORDS, PRIOR_SHARE * told)
    log_odds = _log_odds(
        (first[0] @ counts, second[0] @ counts), (first[0] @ totals, second[0] @ totals), prior
    )
    # What is tested is in how many articles a word stands, not how often, for words come in bunches.
    there = (counts > 0).astype(float)
    ahead_by = np.abs(
        (first @ there) / (first @ speaks)[:, None] - (second @ there) / (second @ speaks)[:, None]
    )
    p = (ahead_by >= ahead_by[0] - 1e-9).mean(axis=0)
    adjusted = benjamini_hochberg(p.tolist())
    result = []
    for i in np.flatnonzero(adjusted <= LEVEL):
        word = words[i]
        ahead = pair[0] if log_odds[i] > 0 else pair[1]
        examples = [
            f"{article}: {s}"
            for cluster, g in rows if g == ahead
            for article, s in of[g].sentences.get(cluster, []) if word in tokens(s)
        ]  # fmt: skip
        result.append((
            word, float(log_odds[i]), float(abs(log_odds[i]) / -ndtri(p[i] / 2)), float(adjusted[i]),
            (int(first[0] @ counts[:, i]), int(second[0] @ counts[:, i])), (used[0][word], used[1][word]), tuple(examples[:3]),
        ))  # fmt: skip
    return result


def _rows(
    told: dict[int, set[int]], here: dict[int, _Texts], pair: tuple[int, int], *, matched: bool
) -> list[Cell]:
    """The cells whose words are counted: all outlets of the events that both tell, or all events of the two.

    Events in which nobody's own voice speaks of the actor are left out.
    """
    spoken = {c for texts in here.values() for c in texts.counts}
    if matched:
        return [
            (c, g) for c in sorted(spoken) if told[c] >= set(pair) for g in sorted(told[c])
        ]  # fmt: skip
    return [(c, g) for c in sorted(spoken) for g in pair if g in told[c]]


def _dealt(rows: list[Cell], pair: tuple[int, int], *, matched: bool) -> tuple[Floats, Floats]:
    """Who plays first and second outlet: two arrays (draws, cells) of zero and one, as it is in the first row.

    On matched events two of an event's outlets are drawn anew, event by event; else the pair's cells are dealt among the two.
    """
    draws = min(DRAWS, max(500, MAX_SIZE // max(1, len(rows))))
    rng = np.random.default_rng([SEED, len(rows)])
    key = rng.random((draws, len(rows)))
    first = np.zeros((draws, len(rows)))
    second = np.zeros((draws, len(rows)))
    if matched:
        starts = np.flatnonzero([i == 0 or rows[i - 1][0] != rows[i][0] for i in range(len(rows))])
        for a, b in pairwise([*starts.tolist(), len(rows)]):
            order = key[:, a:b].argsort(axis=1)
            first[np.arange(draws), a + order[:, 0]] = 1
            second[np.arange(draws), a + order[:, 1]] = 1
    else:
        size = sum(g == pair[0] for _, g in rows)
        rank = key.argsort(axis=1).argsort(axis=1)
        first[:], second[:] = rank < size, rank >= size
    first[0] = [g == pair[0] for _, g in rows]
    second[0] = [g == pair[1] for _, g in rows]
    return first, second


def _log_odds(counts: tuple[Floats, Floats], totals: tuple[float, float], prior: Floats) -> Floats:
    """Differences of log-odds (words,): equation 15 of Monroe et al."""
    inside = [c + prior for c in counts]
    first, second = (np.log(i / (t + prior.sum() - i)) for t, i in zip(totals, inside, strict=True))
    found: Floats = first - second
    return found


def tokens(sentence: str) -> list[str]:
    """Words in lower case, those that only hold sentences together left out."""
    return [
        w for w in (m.group().lower() for m in _WORD.finditer(sentence)) if w not in _FUNCTION and len(w) > 1
    ]


def _nothing() -> _Texts:
    return _Texts(defaultdict(list), defaultdict(Counter))


def _collect(own: pa.Table, known: Units) -> dict[tuple[str, int], _Texts]:
    at = {article: i for i, article in enumerate(known.articles)}
    cells: dict[tuple[str, int], _Texts] = defaultdict(_nothing)
    seen = set()
    columns = ("article_id", "actor_id", "sentence_index", "sentence")
    for article, of, index, sentence in zip(*(own[c].to_pylist() for c in columns), strict=True):
        i = at[article]
        if known.group[i] < 0 or (article, of, index) in seen:
            continue
        seen.add((article, of, index))
        texts, cluster = cells[of, int(known.group[i])], int(known.cluster[i])
        texts.sentences[cluster].append((article, sentence))
        texts.counts[cluster].update(tokens(sentence))
    return cells
