"""The labelled set and its gate: every tampering is caught, with the line named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from framing import gate
from framing.errors import InputError
from framing.ownset import OwnSet, agreement_figures, read_own_set

SENTENCES: list[dict[str, Any]] = [
    {
        "id": "s1", "domain": "conflict", "context": None, "sentence": "Norland shelled Estmark.",
        "targets": [
            {"start": 0, "end": 7, "mention": "Norland", "kind": "country", "portrayal": -1,
             "voice": "outlet", "phenomena": []},
            {"start": 16, "end": 23, "mention": "Estmark", "kind": "country", "portrayal": 0,
             "voice": "outlet", "phenomena": ["victim without blame"]},
        ],
        "pairs": [{"source": 0, "target": 1, "stance": -1}],
    },
    {
        "id": "s2", "domain": "sport", "context": "It rained.", "sentence": "She rescued the cup for Velia.",
        "targets": [
            {"start": 0, "end": 3, "mention": "She", "kind": "person", "portrayal": 1, "voice": "outlet",
             "phenomena": ["title or pronoun"]},
        ],
        "pairs": [],
    },
]  # fmt: skip
ANNOTATIONS: list[dict[str, Any]] = [
    {"id": "s1", "annotator": "A", "portrayal": [-1, 0], "voice": ["outlet", "outlet"], "stance": [-1]},
    {"id": "s1", "annotator": "B", "portrayal": [-1, 0], "voice": ["outlet", "outlet"], "stance": [-1]},
    {"id": "s2", "annotator": "A", "portrayal": [1], "voice": ["outlet"], "stance": []},
    {"id": "s2", "annotator": "B", "portrayal": [0], "voice": ["outlet"], "stance": []},
]
SETTLEMENTS = [
    {"id": "s2", "layer": "portrayal", "index": 0, "label": 1, "reason": "a rescue is a good deed"}
]
FIGURES: dict[str, Any] = dict.fromkeys(gate.FIGURES, 0.5) | {"signature": "test"}


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "sentences.jsonl", SENTENCES)
    write(tmp_path, "annotations.jsonl", ANNOTATIONS)
    write(tmp_path, "settlements.jsonl", SETTLEMENTS)
    return tmp_path


def edited(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A deep copy to spoil."""
    copy: list[dict[str, Any]] = json.loads(json.dumps(rows))
    return copy


def test_a_valid_set_is_read(folder: Path) -> None:
    own = read_own_set(folder)
    assert [s.id for s in own.sentences] == ["s1", "s2"]
    assert gate.counts_of(own) == {"sentences": 2, "targets": 3, "pairs": 1, "annotations": 4}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ((0, "targets", 0, "start"), 1, r"sentences\.jsonl:1: 1:7 is 'orland', not the mention 'Norland'"),
        ((1, "id"), "s1", r"sentences\.jsonl:2: id 's1' stands in line 1 too"),
        (
            (0, "targets", 0, "portrayal"),
            1,
            r"sentences\.jsonl:1: portrayal 0 of s1 is 1; the annotators gave",
        ),
        ((1, "targets", 0, "portrayal"), 0, r"sentences\.jsonl:2: portrayal 0 of s2 is 0; .*settlement is 1"),
        ((0, "pairs", 0, "stance"), 0, r"sentences\.jsonl:1: stance 0 of s1"),
        ((0, "targets", 0, "voice"), "loud", r"sentences\.jsonl:1: voice 'loud'"),
        ((0, "targets", 1, "phenomena"), ["magic"], r"sentences\.jsonl:1: phenomenon 'magic'"),
        ((0, "pairs", 0, "target"), 0, r"sentences\.jsonl:1: pair 0 -> 0"),
        ((0, "domain"), "gossip", r"sentences\.jsonl:1: domain 'gossip'"),
        ((0, "note"), "x", r"sentences\.jsonl:1: lacks or does not know the keys \['note'\]"),
    ],
)
def test_a_spoilt_sentence_is_named(folder: Path, path: tuple[Any, ...], value: object, message: str) -> None:
    rows: Any = edited(SENTENCES)
    place = rows
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    write(folder, "sentences.jsonl", rows)
    with pytest.raises(InputError, match=message):
        read_own_set(folder)


def test_a_missing_or_double_annotation_is_named(folder: Path) -> None:
    write(folder, "annotations.jsonl", ANNOTATIONS[:3])
    with pytest.raises(InputError, match=r"sentences\.jsonl:2: s2 was labelled by 1 annotators"):
        read_own_set(folder)
    write(folder, "annotations.jsonl", [*ANNOTATIONS, ANNOTATIONS[0]])
    with pytest.raises(InputError, match=r"annotations\.jsonl:5: second labels of 'A'"):
        read_own_set(folder)


def test_a_settlement_needs_a_reason(folder: Path) -> None:
    write(folder, "settlements.jsonl", [SETTLEMENTS[0] | {"reason": " "}])
    with pytest.raises(InputError, match=r"settlements\.jsonl:1: no reason"):
        read_own_set(folder)


def pinned(folder: Path) -> tuple[OwnSet, Path]:
    own = read_own_set(folder)
    gate.pin(FIGURES, own, folder / "baseline.json")
    return own, folder / "baseline.json"


def test_a_pinned_set_passes_and_a_drop_fails(folder: Path) -> None:
    own, baseline = pinned(folder)
    assert gate.check(FIGURES, own, baseline) == []
    assert gate.check(FIGURES | {"macro_f1": 0.496}, own, baseline) == []
    (problem,) = gate.check(FIGURES | {"macro_f1": 0.494}, own, baseline)
    assert problem.startswith("macro_f1: 0.4940, pinned is 0.5000")
    (problem,) = gate.check(FIGURES | {"ece": 0.52}, own, baseline)
    assert problem.startswith("ece")
    assert gate.check(FIGURES | {"ece": 0.1, "macro_f1": 0.9}, own, baseline) == []
    missing = {k: v for k, v in FIGURES.items() if k != "accuracy"}
    assert gate.check(missing, own, baseline) == ["accuracy: pinned at 0.5000 and not measured"]


def test_an_edited_label_is_named_even_where_the_set_stays_valid(folder: Path) -> None:
    _, baseline = pinned(folder)
    rows, annotations = edited(SENTENCES), edited(ANNOTATIONS)
    rows[0]["targets"][1]["portrayal"] = -1
    annotations[0]["portrayal"][1] = annotations[1]["portrayal"][1] = -1
    write(folder, "sentences.jsonl", rows)
    write(folder, "annotations.jsonl", annotations)
    problems = gate.check(FIGURES, read_own_set(folder), baseline)
    assert [p.split(": ")[0].rsplit("/", 1)[1] for p in problems] == [
        "sentences.jsonl:1", "annotations.jsonl:1", "annotations.jsonl:2",
    ]  # fmt: skip


def test_an_added_sentence_is_noticed(folder: Path) -> None:
    _, baseline = pinned(folder)
    write(folder, "sentences.jsonl", [*SENTENCES, SENTENCES[0] | {"id": "s3"}])
    write(folder, "annotations.jsonl", [*ANNOTATIONS, *[a | {"id": "s3"} for a in ANNOTATIONS[:2]]])
    problems = gate.check(FIGURES, read_own_set(folder), baseline)
    assert any("3 sentences, pinned are 2" in p for p in problems)


def test_a_floor_lowered_by_hand_is_named_with_its_line(folder: Path) -> None:
    own, baseline = pinned(folder)
    content = json.loads(baseline.read_text())
    content["figures"]["accuracy"]["value"] = 0.4
    baseline.write_text(json.dumps(content, indent=2))
    (problem,) = gate.check(FIGURES, own, baseline)
    number = baseline.read_text().splitlines().index('    "accuracy": {') + 1
    assert f"baseline.json:{number}: the floor of accuracy was edited by hand" in problem
    del content["figures"]["accuracy"]
    baseline.write_text(json.dumps(content, indent=2))
    (problem,) = gate.check(FIGURES, own, baseline)
    assert "no floor for accuracy" in problem


def test_pinning_lower_needs_a_reason_and_keeps_it(folder: Path) -> None:
    own, baseline = pinned(folder)
    before = baseline.read_text()
    with pytest.raises(InputError, match=r"macro_f1 would go down.*--accept-lower"):
        gate.pin(FIGURES | {"macro_f1": 0.3}, own, baseline)
    assert baseline.read_text() == before
    assert gate.pin(FIGURES | {"macro_f1": 0.3}, own, baseline, accept_lower="harder set") == ["macro_f1"]
    (accepted,) = json.loads(baseline.read_text())["accepted"]
    assert accepted["reason"] == "harder set"
    assert accepted["figures"] == {"macro_f1": [0.5, 0.3]}
    assert gate.pin(FIGURES | {"macro_f1": 0.6}, own, baseline) == []
    assert len(json.loads(baseline.read_text())["accepted"]) == 1


def test_agreement_is_computed_from_the_raw_labels(folder: Path) -> None:
    figures = agreement_figures(read_own_set(folder))
    assert figures["agreement"]["portrayal"]["n"] == 3
    assert figures["agreement"]["portrayal"]["same"] == pytest.approx(2 / 3)
    assert figures["agreement"]["voice"]["same"] == 1
