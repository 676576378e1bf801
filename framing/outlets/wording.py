"""Wording: the words that tell two outlets apart when they write of the same actor and the same events."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import ndtr

from framing.inference.clusters import Floats
from framing.inference.families import benjamini_hochberg
from framing.outlets.coverage import names_of
from framing.outlets.rows import most_frequent
from framing.outlets.units import Units

PRIOR_WORDS = 500.0  # what the prior weighs, in words
MIN_CLUSTERS = (
    3  # events or articles in which an outlet must use a word, so that no single one makes a finding
)
DRAWS = 500
SEED = 7
LEVEL = 0.05
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FUNCTION = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "me",
        "more",
        "most",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "same",
        "she",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "said",
        "says",
    ]
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
    The standard error is the larger of theirs and of a bootstrap over events, for words come in bunches;
    p-values by the normal law, adjusted over all words of a pair (Benjamini-Hochberg). Only those at most 0.05 are given, the strongest first.
    """
    own = readings.filter(pc.equal(readings["voice"], "outlet"))
    names = names_of(readings)
    cells = _collect(own, known)
    actors = most_frequent((of for (of, _), texts in cells.items() for _ in texts.counts), actor)
    found = []
    for of in actors:
        there = sorted((g for who, g in cells if who == of), key=lambda g: known.groups[g])
        prior = Counter[str]()
        for g in there:
            for counted in cells[of, g].counts.values():
                prior.update(counted)
        for a, b in combinations(there, 2):
            pair = known.groups[a], known.groups[b]
            stems = [name[:5] for name in tokens(names.get(of) or of)]  # "Marovan" is no choice of words
            words = [
                w
                for w in _contrast(cells[of, a], cells[of, b], prior, matched)
                if not any(w[0].startswith(stem) for stem in stems)
            ]
            words.sort(key=lambda w: -abs(w[1] / w[2]))
            for word, delta, error, p, counts, clusters, examples in words[:most]:
                found.append(Word(
                    of, names.get(of) or of, word, pair, delta, delta - 1.96 * error, delta + 1.96 * error, p,
                    counts, clusters, examples,
                ))  # fmt: skip
    return found


def _contrast(
    first: _Texts, second: _Texts, prior: Counter[str], matched: bool
) -> list[tuple[str, float, float, float, tuple[int, int], tuple[int, int], tuple[str, ...]]]:
    clusters = sorted(
        set(first.counts) & set(second.counts) if matched else set(first.counts) | set(second.counts)
    )
    used = [Counter(w for c in clusters for w in t.counts.get(c, ())) for t in (first, second)]
    words = sorted(w for w in set(used[0]) | set(used[1]) if max(used[0][w], used[1][w]) >= MIN_CLUSTERS)
    if len(clusters) < MIN_CLUSTERS or not words:
        return []
    if not all(any(t.counts.get(c) for c in clusters) for t in (first, second)):
        return []
    counts = np.array(
        [[[t.counts.get(c, Counter())[w] for w in words] for c in clusters] for t in (first, second)], float
    )
    totals = np.array(
        [[t.counts.get(c, Counter()).total() for c in clusters] for t in (first, second)], float
    )
    alpha = np.array([prior[w] for w in words]) / prior.total() * PRIOR_WORDS
    delta, theirs = _log_odds(counts.sum(axis=1), totals.sum(axis=1), alpha)
    rng = np.random.default_rng([SEED, len(clusters)])
    draws = rng.multinomial(len(clusters), np.full(len(clusters), 1 / len(clusters)), size=DRAWS).astype(
        float
    )
    draws = draws[((draws @ totals.T) > 0).all(axis=1)]
    drawn = np.array([_log_odds(w @ counts, totals @ w, alpha)[0] for w in draws])
    error = np.maximum(theirs, drawn.std(axis=0))
    p = benjamini_hochberg(2 * ndtr(-np.abs(delta / error)))
    result = []
    for i in np.flatnonzero(p <= LEVEL):
        word = words[i]
        ahead = (first if delta[i] > 0 else second).sentences
        examples = [
            f"{article}: {s}" for c in clusters for article, s in ahead.get(c, []) if word in tokens(s)
        ]
        result.append((
            word, float(delta[i]), float(error[i]), float(p[i]),
            (int(counts[0, :, i].sum()), int(counts[1, :, i].sum())), (used[0][word], used[1][word]), tuple(examples[:3]),
        ))  # fmt: skip
    return result


def _log_odds(counts: Floats, totals: Floats, alpha: Floats) -> tuple[Floats, Floats]:
    """Differences of log-odds (words,) and their standard errors: equations 15 to 20 of Monroe et al."""
    all_alpha = alpha.sum()
    inside = counts + alpha
    outside = totals[:, None] + all_alpha - inside
    logs = np.log(inside / outside)
    return logs[0] - logs[1], np.sqrt((1 / inside).sum(axis=0))


def tokens(sentence: str) -> list[str]:
    """Words in lower case, those that only hold sentences together left out."""
    return [
        w for w in (m.group().lower() for m in _WORD.finditer(sentence)) if w not in _FUNCTION and len(w) > 1
    ]


def _collect(own: pa.Table, known: Units) -> dict[tuple[str, int], _Texts]:
    at = {article: i for i, article in enumerate(known.articles)}
    cells: dict[tuple[str, int], _Texts] = defaultdict(
        lambda: _Texts(defaultdict(list), defaultdict(Counter))
    )
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
