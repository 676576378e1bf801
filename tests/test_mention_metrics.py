from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.mention_metrics import agreement, match_mentions, mention_metrics
from framing.passages_labelled import LabelledMention, LabelledPassage, read_labelled_passages
from framing.records import Form, Mention

TEXT = "Orun said it would pay Nordvik. The firm thanked Orun in Sele."


def mark(words: str, form: Form, actor: str, nth: int = 0) -> LabelledMention:
    start = TEXT.index(words, nth)
    span = (start, start + len(words))
    return LabelledMention(span, (span[1] - len(words.split()[-1]), span[1]), form, actor, None)


def guess(words: str, form: Form, actor: str, nth: int = 0) -> Mention:
    start = TEXT.index(words, nth)
    return Mention(actor, start, start + len(words), 0, form)


MARKS = (
    mark("Orun", "metonym", "telland"), mark("it", "pronoun", "telland"), mark("Nordvik", "name", "firm"),
    mark("The firm", "description", "firm"), mark("Orun", "metonym", "telland", 10),
)  # fmt: skip
PASSAGE = LabelledPassage("p", None, TEXT, 2, MARKS, ((TEXT.index("Sele"), len(TEXT) - 1),))


def test_the_figures_count_by_marked_and_by_predicted_form() -> None:
    guesses = [
        guess("Orun", "metonym", "telland"), guess("it", "pronoun", "nordvik"), guess("Nordvik", "name", "nordvik"),
        guess("firm", "description", "nordvik"), guess("Sele", "metonym", "marova"),
    ]  # fmt: skip
    figures = mention_metrics([PASSAGE], [guesses], {"telland", "marova"})
    assert figures["precision"] == pytest.approx(3 / 5)
    assert figures["recall"] == pytest.approx(3 / 5)
    assert figures["places_taken"] == 1
    assert figures["by_form"]["metonym"]["precision"] == 0.5
    assert figures["by_form"]["pronoun"] == {
        "gold": 1,
        "predicted": 1,
        "precision": 0.0,
        "recall": 0.0,
        "f1": 0.0,
    }
    assert figures["by_group"]["titles and descriptions"]["f1"] == 1.0


def test_a_form_nobody_marked_or_guessed_has_no_figure() -> None:
    figures = mention_metrics([PASSAGE], [[]], set())
    assert figures["precision"] is None
    assert figures["recall"] == 0.0
    assert "title" not in figures["by_form"]


def test_a_cluster_is_the_actor_that_its_name_was_given() -> None:
    guesses = [guess("firm", "description", "other"), guess("Nordvik", "name", "nordvik")]
    pairs = match_mentions(MARKS, guesses, {"telland"})
    assert [mention.actor for _, mention in pairs] == ["nordvik"]


def test_references_to_several_are_left_out_where_none_is_marked() -> None:
    guesses = [guess("The firm thanked", "description", a) for a in ("x", "y")]
    unmarked = LabelledPassage("p", None, TEXT, 2, (), ())
    assert mention_metrics([unmarked], [guesses], set())["precision"] is None


def test_agreement_of_two_annotators() -> None:
    other = LabelledPassage("p", None, TEXT, 2, (*MARKS[:3], mark("firm", "description", "telland")), (), "b")
    figures = agreement([PASSAGE, other])
    assert figures is not None
    assert figures["span_f1"] == pytest.approx(6 / 9)
    assert figures["head_f1"] == pytest.approx(8 / 9)
    assert figures["actor_agreement"] == pytest.approx(3 / 4)
    assert agreement([PASSAGE]) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"form": "nickname"}, "form 'nickname' is none of"),
        ({"end": 999}, "no stretch of the text"),
        ({"head": [20, 24]}, "lies outside"),
        ({"actor": ""}, "has no actor"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, change: dict[str, object], message: str) -> None:
    good = {"start": 0, "end": 4, "head": None, "form": "metonym", "actor": "telland", "antecedent": None}
    row = {"id": "p", "published": "2024-05-01", "text": TEXT, "sentences": 2, "places": []}
    file = tmp_path / "m.jsonl"
    file.write_text("".join(json.dumps({**row, "mentions": [m]}) + "\n" for m in (good, good | change)))
    with pytest.raises(InputError, match=rf"m\.jsonl:2: .*{message}"):
        list(read_labelled_passages(file))
