from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from framing.annotation import draw, read_labels, write_labels, write_sample
from framing.comparison import compare
from framing.errors import InputError
from framing.inference.correction import Label, agreement, reading_ids
from framing.inference.simulation import (
    DIFFERENCE,
    WORSE,
    _outlets,
    coverage,
    false_families,
    shipped_confusion,
)


def test_the_confusion_is_that_of_the_shipped_model() -> None:
    confusion = shipped_confusion()
    assert confusion.sum(axis=1) == pytest.approx(np.ones(3))
    assert (np.diag(confusion) > 0.6).all()
    assert (np.diag(confusion) < 1).all()


def test_corrected_intervals_hold_the_truth_and_raw_ones_do_not() -> None:
    for figures in coverage(40, seed=3).values():
        assert figures["corrected_coverage"] >= 0.85  # 38 of 40 expected; 33 and fewer: p < 0.01
        assert figures["raw_coverage"] <= 0.5
        assert abs(figures["corrected_bias"]) < 0.05 < abs(figures["raw_bias"])


def test_families_without_a_difference_seldom_show_one() -> None:
    assert (
        false_families(40, seed=3)["families_with_a_false_finding"] <= 0.15
    )  # 2 expected; 7 and more: p < 0.005


def test_with_every_reading_labelled_the_corrected_mean_is_that_of_the_labels() -> None:
    table, truth = _outlets(np.random.default_rng(1), tuple(map(np.array, WORSE)))
    labels = [Label(i, 1.0, int(t)) for i, t in zip(reading_ids(table), truth, strict=True)]
    (found,) = compare(table, outlets=("Post", "Ledger"), labels=labels, voice="outlet")
    post = np.array(table["outlet"].to_pylist()) == "Post"
    assert found.corrected == pytest.approx(truth[post].mean() - truth[~post].mean())
    assert found.labels == len(truth)
    assert found.difference != pytest.approx(DIFFERENCE, abs=0.1)
    rows = agreement(table.append_column("p_negative", table["polarity"]).append_column("p_neutral", table["polarity"])
                     .append_column("p_positive", table["polarity"]), labels)  # fmt: skip
    assert [r["outlet"] for r in rows] == ["Ledger", "Post", "(all)"]
    assert rows[2]["n"] == len(truth)


def test_without_labels_on_a_side_there_is_too_little_data() -> None:
    table, truth = _outlets(np.random.default_rng(1), (shipped_confusion(),) * 2)
    ids, outlets = reading_ids(table), table["outlet"].to_pylist()
    labels = [Label(ids[i], 0.5, int(truth[i])) for i in range(100) if outlets[i] == "Post"]
    (found,) = compare(table, labels=labels, voice="outlet")
    assert (found.verdict, found.corrected, found.labels) == ("too little data", None, len(labels))
    with pytest.raises(InputError, match="none of the 1 labels"):
        compare(table, labels=[Label("elsewhere", 0.5, 1)])


@pytest.mark.parametrize("style", ["label-studio", "jsonl", "csv"])
def test_a_sample_goes_out_and_comes_back(style: str, tmp_path: Path) -> None:
    table, _ = _outlets(np.random.default_rng(1), (shipped_confusion(),) * 2)
    items = draw(table, 60)
    file = tmp_path / "sample"
    write_sample(items, file, style)
    with pytest.raises(InputError, match="no label yet"):
        read_labels(file)
    names = ["negative", "neutral", "positive"]
    if style == "label-studio":
        tasks = json.loads(file.read_text())
        assert "polarity" not in tasks[0]["data"]  # the model's score would lead
        for n, task in enumerate(tasks):
            task["annotations"] = [{"result": [{"value": {"choices": [names[n % 3]]}}]}]
        file.write_text(json.dumps(tasks))
    else:
        write_sample([{**item, "label": names[n % 3]} for n, item in enumerate(items)], file, style)
    labels = read_labels(file)
    assert [x.polarity for x in labels] == [n % 3 - 1 for n in range(len(items))]
    assert [(x.reading, x.probability) for x in labels] == [(i["id"], i["probability"]) for i in items]
    write_labels(labels, tmp_path / "labels.jsonl")
    assert read_labels(tmp_path / "labels.jsonl") == labels


def test_probabilities_of_the_sample_are_those_it_is_drawn_with() -> None:
    table, _ = _outlets(np.random.default_rng(1), (shipped_confusion(),) * 2)
    items = draw(table, 100)
    assert sum(1 / i["probability"] for i in items) == pytest.approx(
        table.num_rows
    )  # Horvitz and Thompson's count
    assert {i["outlet"] for i in items} == {"Ledger", "Post"}
    assert len({i["id"] for i in items}) == len(items)
    assert abs(len(items) - 100) <= 4


@pytest.mark.parametrize(("text", "message"), [
    ('{"id": "a|0|b|1", "probability": 0.5, "label": "bad"}', "line 1: label 'bad'"),
    ('{"id": "a|0|b|1", "label": "neutral"}', "line 1: lacks id or probability"),
    ("{no json}", "line 1: not JSON"), ("[1]", "task 1: no task"),
])  # fmt: skip
def test_labels_that_cannot_be_used_are_refused(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "labels").write_text(text)
    with pytest.raises(InputError, match=message):
        read_labels(tmp_path / "labels")
