"""Voice on the layout of PolNeAR and stance on that of DSE, against figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from framing.cli import app
from framing.errors import InputError
from framing.labelled import convention_of, read_benchmark
from framing.polnear import Attributed, Document, as_attributed, read_polnear, voice_metrics
from framing.records import Attribution
from framing.stances import joint_labels, read_answers, read_stances, stance_metrics

#       0         1         2         3         4
#       0123456789012345678901234567890123456789012345678
TEXT = 'Ann Roe said "it is over". Bob Poe said it began.'
DIRECT, INDIRECT = (14, 24), (40, 48)


def document(*gold: Attributed) -> Document:
    return Document("a", TEXT, (gold,))


def test_positions_of_the_text() -> None:
    assert TEXT[slice(*DIRECT)] == "it is over"
    assert TEXT[slice(*INDIRECT)] == "it began"


def test_a_perfect_answer_has_full_marks() -> None:
    gold = Attributed((DIRECT,), "Ann Roe"), Attributed((INDIRECT,), "Bob Poe")
    figures = voice_metrics([document(*gold)], [gold])
    assert figures["content_f1"] == figures["content_f1_direct"] == figures["content_f1_indirect"] == 1
    assert (figures["matched_share"], figures["speaker_accuracy"]) == (1, 1)


def test_figures_by_hand() -> None:
    gold = Attributed((DIRECT,), "Ann Roe"), Attributed((INDIRECT,), "the senator")
    # The quotation whole, by another Roe; of "it began" nothing; "Bob Poe" taken for content.
    found = [Attributed((DIRECT,), "Mr Roe"), Attributed(((27, 34),), "x")]
    figures = voice_metrics([document(*gold)], [found])
    assert figures["content_f1"] == pytest.approx(2 * 3 / (2 * 3 + 2 + 2))
    assert figures["content_f1_direct"] == 1
    assert figures["content_f1_indirect"] == 0
    assert figures["matched_share"] == 0.5
    assert figures["speaker_accuracy"] == 1


def test_annotators_share_the_weight_of_a_document() -> None:
    one, other = Attributed((DIRECT,), "Ann"), Attributed((INDIRECT,), "Bob")
    both = Document("a", TEXT, ((one,), (other,)))
    figures = voice_metrics([both], [[one]])
    # tp 3/2, fp 3/2 against the second, fn 2/2 against the second
    assert figures["content_f1"] == pytest.approx(2 * 1.5 / (2 * 1.5 + 1.5 + 1))


def test_what_one_cue_governs_is_one_attribution_and_contents_do_not_nest() -> None:
    nested = [
        Attribution(0, 30, "reported", None, "she", "said", cue_start=31),
        Attribution(5, 9, "reported", None, "they", "think", cue_start=3),
        Attribution(10, 20, "quoted", None, "she", "said", "partial", cue_start=31),
        Attribution(40, 50, "quoted", None, None, None, "scare"),
        Attribution(60, 70, "reported", None, "he", "denied", cue_start=75),
    ]
    assert as_attributed(nested) == [
        Attributed(((0, 30), (10, 20)), "she"), Attributed(((60, 70),), "he"),
    ]  # fmt: skip


def test_polnear_folder_is_read_and_scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "framing.ownset.own_voice_accuracy", lambda *_, **__: 0.5
    )  # the model, tested elsewhere
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(TEXT)
    annotation = tmp_path / "attributions" / "a_4b22.ann"
    annotation.write_text(
        "T1\tSource 0 7\tAnn Roe\nT2\tCue 8 12\tsaid\nT3\tContent 14 16;17 24\tit is over\n"
        "T4\tAttribution 8 12\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    )
    (read,) = read_polnear(tmp_path)
    assert read.gold == ((Attributed(((14, 16), (17, 24)), "Ann Roe"),),)
    result = CliRunner().invoke(app, ["eval", "voice", str(tmp_path), "--json"])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["content_f1_direct"] == 1
    assert figures["speaker_accuracy"] == 1
    assert figures["voice_accuracy"] == 0.5
    assert figures["words_per_second"] > 0
    assert list(figures["baselines"]) == ["quoted_tokens", "verbs_and_quotes", "textacy"]
    assert figures["baselines"]["quoted_tokens"]["content_f1_direct"] == 1
    assert figures["baselines"]["quoted_tokens"]["speaker_accuracy"] == 0
    annotation.write_text("T1\tSource here\tAnn\n")
    with pytest.raises(InputError, match=r"a_4b22\.ann:1: not a brat span"):
        list(read_polnear(tmp_path))
    with pytest.raises(InputError, match=r"no text|holds no text"):
        list(read_polnear(tmp_path / "text"))


ROWS = """[Norland] thanked [Estmark].\tNorland\tEstmark\t1
[Velia]ns attacked [Ostrava ] again\tVelia\tOstrava\t3
"He said ""no"" to [Norland] and [Velia]"\tNorland\tVelia\t0
"""


def test_dse_rows_are_read_with_their_spans(tmp_path: Path) -> None:
    path = tmp_path / "dev.tsv"
    path.write_text(ROWS)
    rows = read_stances(path)
    assert [row.label for row in rows] == [1, 3, 0]
    assert rows[0].sentence == "Norland thanked Estmark."
    assert rows[0].sentence[slice(*rows[0].q)] == "Estmark"
    assert rows[1].sentence[slice(*rows[1].p)] == "Velians"  # the bracket cut the word short
    assert rows[2].sentence == 'He said "no" to Norland and Velia'
    path.write_text(ROWS + "no tabs here\n")
    with pytest.raises(InputError, match=r"dev\.tsv:4: needs sentence"):
        read_stances(path)
    path.write_text("[A] met [B].\tA\tC\t0\n")
    with pytest.raises(InputError, match=r"dev\.tsv:1: \[C\] does not stand"):
        read_stances(path)


def test_stance_figures_by_hand(tmp_path: Path) -> None:
    path, answers = tmp_path / "dev.tsv", tmp_path / "answers.jsonl"
    path.write_text(ROWS)
    answers.write_text('{"label": 1}\n{"label": 4}\n{"label": 0}\n')
    figures: dict[str, Any] = stance_metrics(read_stances(path), read_answers(answers))
    assert figures["micro_f1"] == pytest.approx(2 / 3)
    assert figures["macro_f1"] == pytest.approx(2 / 5)
    assert figures["direction_errors"] == 1
    result = CliRunner().invoke(app, ["eval", "stance", str(path), "--answers", str(answers), "--json"])
    assert json.loads(result.stdout)["direction_errors"] == 1
    answers.write_text('{"label": 7}\n')
    with pytest.raises(InputError, match=r"answers\.jsonl:1: label 7"):
        read_answers(answers)
    with pytest.raises(InputError, match="2 answers for 3 rows"):
        stance_metrics(read_stances(path), [0, 0])


def test_the_joint_class_is_the_most_probable_statement_about_both_directions() -> None:
    forth = [
        [0.1, 0.8, 0.1],
        [0.1, 0.2, 0.7],
        [0.1, 0.6, 0.3],
        [0.7, 0.2, 0.1],
        [0.1, 0.8, 0.1],
        [0.1, 0.4, 0.5],
    ]
    back = [
        [0.1, 0.8, 0.1],
        [0.1, 0.7, 0.2],
        [0.0, 0.3, 0.7],
        [0.1, 0.8, 0.1],
        [0.9, 0.0, 0.1],
        [0.0, 0.1, 0.9],
    ]
    scores = np.stack([np.array(forth), np.array(back)], axis=1)
    # The last row: both seem to favour, and the better of the two statements that one of them does wins.
    assert joint_labels(scores).tolist() == [0, 1, 2, 3, 4, 2]


def test_hub_rows_are_read_in_the_columns_of_newsmtsc(monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    table = datasets.Dataset.from_list([
        {"sentence": "Ann won.", "mention": "Ann", "from": 0, "to": 3, "polarity": 1, "id": "x"},
        {"sentence": "Ann lost.", "mention": "Ann", "from": 0, "to": 3, "polarity": -1, "id": "y"},
    ])  # fmt: skip
    asked: list[tuple[Any, ...]] = []

    def load(name: str, subset: str | None, *, split: str) -> Any:
        asked.append((name, subset, split))
        return table

    monkeypatch.setattr(datasets, "load_dataset", load)
    rows = read_benchmark("owner/name", split="test", subset="mt")
    assert asked == [("owner/name", "mt", "test")]
    assert [(r.id, r.start, r.end, r.polarity) for r in rows] == [("x", 0, 3, 1), ("y", 0, 3, -1)]


def test_a_data_set_that_cannot_be_had_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    def load(*args: object, **kwargs: object) -> None:
        raise ConnectionError("no network")

    monkeypatch.setattr(datasets, "load_dataset", load)
    with pytest.raises(InputError, match=r"owner/name \(test\).*no network.*local JSONL"):
        read_benchmark("owner/name")


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("allsides_1_2_x", "crowd"),
        ("polusa_v1_3", "crowd"),
        ("newstsc-train-0", "crowd"),
        ("mine-7", "guidelines"),
    ],
)
def test_rows_tell_by_whose_rules_they_are_labelled(tmp_path: Path, name: str, rules: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"id": name, "sentence": "Iran met.", "start": 0, "end": 4, "polarity": 0}))
    assert convention_of(str(file)) == rules
    assert convention_of("fhamborg/news_sentiment_newsmtsc") == "crowd"
    wrong = CliRunner().invoke(app, ["eval", "portrayal", str(file), "--convention", "mine"])
    assert wrong.exit_code == 2
    assert "guidelines" in wrong.stderr
