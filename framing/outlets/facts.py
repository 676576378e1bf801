"""Facts that others report: sentences of several outlets on one event that an outlet has nothing like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from framing.inference.clusters import Floats
from framing.outlets.coverage import names_of
from framing.outlets.rows import Row, most_frequent, values_of
from framing.outlets.units import Units
from framing.outlets.values import Values
from framing.outlets.wording import tokens

SAME = 0.35  # cosine of TF-IDF from which two sentences tell the same fact
UNLIKE = 0.2  # under which a sentence has nothing like it
MIN_OUTLETS = 2  # outlets that must tell a fact
ALL = "facts"


@dataclass(frozen=True, slots=True)
class OmittedFact:
    """A sentence that at least two outlets have in like words, on an event that ``outlet`` tells without it."""

    event: str
    outlet: str
    reported_by: tuple[str, ...]
    sentence: str
    article_id: str


@dataclass(frozen=True, slots=True)
class _Event:
    """The sentences of an event with their outlets; ``like`` (sentences, groups) is the nearest sentence of each group."""

    texts: list[str]
    articles: list[str]
    actors: list[set[str]]
    groups: list[int]
    like: Floats
    told_by: list[int]


def omitted_facts(readings: pa.Table, known: Units) -> list[OmittedFact]:
    """The facts that outlets leave out, each told once, by the sentence nearest to the others'.

    Sentences are those with an actor. Likeness is the cosine of TF-IDF vectors within the event: blunt, but open
    to inspection; a fact told in quite other words counts as left out, so read the sentences.
    """
    found = []
    for event, here in _events(readings, known).items():
        for fact, by in _facts(here):
            for g in here.told_by:
                if g not in by and here.like[fact, g] < UNLIKE:
                    names = tuple(sorted(known.groups[b] for b in by))
                    found.append(OmittedFact(
                        known.clusters[event], known.groups[g], names, here.texts[fact], here.articles[fact]
                    ))  # fmt: skip
    return sorted(found, key=lambda f: (f.event, f.outlet, -len(f.reported_by)))


def fact_values(readings: pa.Table, known: Units, actor: str | None = None) -> Values:
    """For each event that an outlet tells: the share of the others' common facts that it leaves out; of all facts, and of
    those whose sentence names an actor (of one, or of each)."""
    rows = []
    first: dict[tuple[int, int], str] = {}
    for article, g, cluster in zip(known.articles, known.group.tolist(), known.cluster.tolist(), strict=True):
        first.setdefault((cluster, g), article)
    for event, here in _events(readings, known).items():
        facts = _facts(here)
        for g in here.told_by:
            counted: dict[str, list[bool]] = defaultdict(list)
            for fact, by in facts:
                if len([b for b in by if b != g]) >= MIN_OUTLETS:
                    for subject in (ALL, *sorted(here.actors[fact])):
                        counted[subject].append(g not in by and here.like[fact, g] < UNLIKE)
            rows += [
                Row(first[event, g], of, sum(left) / len(left), len(left)) for of, left in counted.items()
            ]
    chosen = (
        {ALL, *most_frequent((r.subject for r in rows if r.subject != ALL), None)}
        if actor is None
        else {actor}
    )
    names = names_of(readings) | {ALL: "(all facts)"}
    return values_of(
        (r for r in rows if r.subject in chosen), "omission", "facts left out that two others tell", names
    )


def _facts(here: _Event) -> list[tuple[int, list[int]]]:
    """Sentences that tell a common fact, and the outlets that tell it; one sentence for each fact."""
    facts: list[tuple[int, list[int]]] = []
    order = np.argsort(
        -np.sort(here.like, axis=1)[:, -2] if here.like.shape[1] > 1 else np.zeros(len(here.texts)),
        kind="stable",
    )
    taken: list[set[str]] = []
    for i in order.tolist():
        by = [g for g in here.told_by if here.like[i, g] >= SAME]
        words = set(tokens(here.texts[i]))
        if len(by) >= MIN_OUTLETS and not any(len(words & t) >= 0.5 * min(len(words), len(t)) for t in taken):
            facts.append((i, by))
            taken.append(words)
    return facts


def _events(readings: pa.Table, known: Units) -> dict[int, _Event]:
    at = {article: i for i, article in enumerate(known.articles)}
    sentences: dict[int, dict[tuple[str, int], str]] = defaultdict(dict)
    actors: dict[tuple[str, int], set[str]] = defaultdict(set)
    for article, index, sentence, actor in zip(
        *(readings[c].to_pylist() for c in ("article_id", "sentence_index", "sentence", "actor_id")),
        strict=True,
    ):
        i = at[article]
        actors[article, index].add(actor)
        if known.group[i] >= 0 and known.known_event[i]:
            sentences[int(known.cluster[i])][article, index] = sentence
    events = {}
    for event, rows in sentences.items():
        groups = [int(known.group[at[article]]) for article, _ in rows]
        told_by = sorted(set(groups))
        if len(told_by) > MIN_OUTLETS:
            texts = list(rows.values())
            events[event] = _Event(
                texts,
                [a for a, _ in rows],
                [actors[place] for place in rows],
                groups,
                _likeness(texts, groups, len(known.groups)),
                told_by,
            )
    return events


def _likeness(texts: Sequence[str], groups: Sequence[int], size: int) -> Floats:
    """The cosine of each sentence with the nearest of each group (sentences, groups)."""
    counted = [Counter(tokens(text)) for text in texts]
    vocabulary = {w: i for i, w in enumerate(sorted(set().union(*counted)))}
    matrix = np.zeros((len(texts), max(1, len(vocabulary))))
    for i, words in enumerate(counted):
        for word, count in words.items():
            matrix[i, vocabulary[word]] = 1 + np.log(count)
    matrix *= np.log(len(texts) / np.maximum(1, (matrix > 0).sum(axis=0))) + 1
    matrix /= np.maximum(1e-12, np.linalg.norm(matrix, axis=1, keepdims=True))
    cosine = matrix @ matrix.T
    of = np.array(groups)
    return np.column_stack([
        cosine[:, of == g].max(axis=1) if (of == g).any() else np.zeros(len(texts)) for g in range(size)
    ])  # fmt: skip
