"""Our own hand-labelled sentences: ``eval/sentences.jsonl`` and the raw labels behind it.

A sentence is an object of the keys ``id domain context sentence targets pairs``; a target of
``start end mention kind portrayal voice phenomena``; a pair of ``source target stance``, both
indices into the targets. ``context`` is the sentence before, or null. What the labels mean is in
``eval/guidelines.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, cast, get_args

from framing.errors import InputError
from framing.records import Voice

DOMAINS = ("diplomacy", "conflict", "elections", "economy", "courts", "disasters", "sport", "technology")
LAYERS = ("portrayal", "voice", "stance")
KINDS = ("country", "organisation", "person")
PHENOMENA = (
    "loaded verb", "praise in a source's mouth", "accusation in a source's mouth", "scare quotes",
    "negation", "denial", "hedge", "concession", "comparison", "passive without agent",
    "victim without blame", "success without virtue", "title or pronoun", "metonym", "headline",
    "neutral procedure", "courtesy",
)  # fmt: skip
_SENTENCE_KEYS = {"id", "domain", "context", "sentence", "targets", "pairs"}
_TARGET_KEYS = {"start", "end", "mention", "kind", "portrayal", "voice", "phenomena"}
_PAIR_KEYS = {"source", "target", "stance"}


@dataclass(frozen=True, slots=True)
class Target:
    """An actor in a sentence: portrayal and stance labels are -1, 0 or 1."""

    start: int
    end: int
    kind: str
    portrayal: int
    voice: Voice
    phenomena: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The stance of one target of a sentence towards another: -1 against, 0 none, 1 favour."""

    source: int
    target: int
    stance: int


@dataclass(frozen=True, slots=True)
class EvalSentence:
    """A sentence with its settled labels."""

    id: str
    domain: str
    context: str | None
    sentence: str
    targets: tuple[Target, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotator's labels of one sentence, parallel to its targets and pairs."""

    id: str
    annotator: str
    portrayal: tuple[int, ...]
    voice: tuple[Voice, ...]
    stance: tuple[int, ...]


def read_sentences(path: Path) -> list[EvalSentence]:
    """The sentences of a file. Raises ``InputError`` naming file and line for anything amiss."""
    found: dict[str, int] = {}
    result = []
    for number, row in _rows(path):
        place = f"{path}:{number}"
        sentence = _sentence(row, place)
        if sentence.id in found:
            raise InputError(f"{place}: id {sentence.id!r} stands in line {found[sentence.id]} too")
        found[sentence.id] = number
        result.append(sentence)
    return result


def read_annotations(path: Path, sentences: list[EvalSentence]) -> list[Annotation]:
    """Raw labels. Raises ``InputError`` where one fits no sentence, or is given twice."""
    by_id = {sentence.id: sentence for sentence in sentences}
    seen: set[tuple[str, str]] = set()
    result = []
    for number, row in _rows(path):
        place = f"{path}:{number}"
        _keys(row, {"id", "annotator", "portrayal", "voice", "stance"}, place, more={"comments"})
        sentence = by_id.get(row["id"])
        if sentence is None:
            raise InputError(f"{place}: no sentence has the id {row['id']!r}")
        if (row["id"], row["annotator"]) in seen:
            raise InputError(f"{place}: second labels of {row['annotator']!r} for {row['id']!r}")
        seen.add((row["id"], row["annotator"]))
        wanted = len(sentence.targets), len(sentence.targets), len(sentence.pairs)
        if (len(row["portrayal"]), len(row["voice"]), len(row["stance"])) != wanted:
            raise InputError(f"{place}: needs {wanted} labels of portrayal, voice and stance")
        for value in (*row["portrayal"], *row["stance"]):
            _one_of(value, (-1, 0, 1), "label", place)
        for value in row["voice"]:
            _one_of(value, get_args(Voice), "voice", place)
        result.append(Annotation(
            row["id"], row["annotator"], tuple(row["portrayal"]), tuple(row["voice"]), tuple(row["stance"])
        ))  # fmt: skip
    return result


def read_settlements(path: Path) -> dict[tuple[str, str, int], int | str]:
    """Settled labels by sentence, layer and index, each with its reason in the file.

    Raises ``InputError`` where a row has no reason or is given twice.
    """
    result: dict[tuple[str, str, int], int | str] = {}
    for number, row in _rows(path):
        place = f"{path}:{number}"
        _keys(row, {"id", "layer", "index", "label", "reason"}, place)
        _one_of(row["layer"], LAYERS, "layer", place)
        if not str(row["reason"]).strip():
            raise InputError(f"{place}: no reason; say why the label is {row['label']!r}")
        key = row["id"], row["layer"], row["index"]
        if key in result:
            raise InputError(f"{place}: {key} is settled twice")
        result[key] = row["label"]
    return result


def check_settled(
    path: Path,
    sentences: list[EvalSentence],
    annotations: list[Annotation],
    settlements: dict[tuple[str, str, int], int | str],
) -> None:
    """Raises ``InputError`` naming the line unless each label is what both annotators gave, or settled."""
    given: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        given.setdefault(annotation.id, []).append(annotation)
    for number, sentence in enumerate(sentences, 1):
        place = f"{path}:{number}"
        of_sentence = given.get(sentence.id, [])
        if len(of_sentence) < 2:
            raise InputError(
                f"{place}: {sentence.id} was labelled by {len(of_sentence)} annotators, not by two"
            )
        final: dict[str, tuple[int | str, ...]] = {
            "portrayal": tuple(t.portrayal for t in sentence.targets),
            "voice": tuple(t.voice for t in sentence.targets),
            "stance": tuple(p.stance for p in sentence.pairs),
        }
        for layer, labels in final.items():
            for index, label in enumerate(labels):
                raw = {getattr(a, layer)[index] for a in of_sentence}
                wanted = settlements.get(
                    (sentence.id, layer, index), next(iter(raw)) if len(raw) == 1 else None
                )
                if label != wanted:
                    raise InputError(
                        f"{place}: {layer} {index} of {sentence.id} is {label!r}; the annotators gave "
                        f"{sorted(map(str, raw))} and the settlement is {wanted!r}"
                    )


def _sentence(row: dict[str, Any], place: str) -> EvalSentence:
    _keys(row, _SENTENCE_KEYS, place)
    _one_of(row["domain"], DOMAINS, "domain", place)
    text = row["sentence"]
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{place}: sentence is empty")
    targets = tuple(_target(target, text, place) for target in row["targets"])
    if not targets:
        raise InputError(f"{place}: no targets")
    spans = sorted((t.start, t.end) for t in targets)
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise InputError(f"{place}: two targets overlap at {start}")
    pairs = tuple(_pair(pair, len(targets), place) for pair in row["pairs"])
    if len({(p.source, p.target) for p in pairs}) != len(pairs):
        raise InputError(f"{place}: a pair is given twice")
    return EvalSentence(row["id"], row["domain"], row["context"], text, targets, pairs)


def _target(row: dict[str, Any], text: str, place: str) -> Target:
    _keys(row, _TARGET_KEYS, place)
    start, end = row["start"], row["end"]
    if text[start:end] != row["mention"] or not row["mention"]:
        raise InputError(f"{place}: {start}:{end} is {text[start:end]!r}, not the mention {row['mention']!r}")
    _one_of(row["kind"], KINDS, "kind", place)
    _one_of(row["portrayal"], (-1, 0, 1), "portrayal", place)
    _one_of(row["voice"], get_args(Voice), "voice", place)
    for phenomenon in row["phenomena"]:
        _one_of(phenomenon, PHENOMENA, "phenomenon", place)
    voice = cast(Voice, row["voice"])
    return Target(start, end, row["kind"], row["portrayal"], voice, tuple(row["phenomena"]))


def _pair(row: dict[str, Any], targets: int, place: str) -> Pair:
    _keys(row, _PAIR_KEYS, place)
    if row["source"] == row["target"] or not all(0 <= row[k] < targets for k in ("source", "target")):
        raise InputError(f"{place}: pair {row['source']} -> {row['target']} of {targets} targets")
    _one_of(row["stance"], (-1, 0, 1), "stance", place)
    return Pair(row["source"], row["target"], row["stance"])


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}: not JSON ({error})") from None
            if not isinstance(row, dict):
                raise InputError(f"{path}:{number}: not a JSON object")
            yield number, row


def _keys(
    row: dict[str, Any], wanted: set[str], place: str, *, more: frozenset[str] | set[str] = frozenset()
) -> None:
    wrong = (set(row) - set(more)) ^ wanted
    if wrong:
        raise InputError(f"{place}: lacks or does not know the keys {sorted(wrong)}")


def _one_of(value: object, allowed: tuple[Any, ...], what: str, place: str) -> None:
    if isinstance(value, bool) or value not in allowed:
        raise InputError(f"{place}: {what} {value!r} is none of {', '.join(map(str, allowed))}")
