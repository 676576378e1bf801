from __future__ import annotations

import pytest

from framing.deletion import deletion_test
from framing.errors import InputError
from framing.labelled import LabelledTarget
from framing.model.evidence import evidence
from framing.model.scorer import NetworkScorer
from framing.ownset import own_targets, read_own_set
from framing.passages import without
from framing.records import Passage
from framing.report.words import carrying_words

PRAISE = "On Monday in the old town Norland bravely rescued hundreds of stranded families."
BLAME = "On Monday in the old town Norland betrayed its oldest allies."
NORLAND = (26, 33)


def test_the_words_that_judge_carry_the_label(scorer: NetworkScorer) -> None:
    passages = [Passage(text, ((NORLAND,),)) for text in (PRAISE, BLAME, "Norland")]
    passages[2] = Passage("Norland", (((0, 7),),))
    praise, blame, nothing = evidence(scorer, passages)
    assert nothing == ()
    for words, text, expected in (
        (praise, PRAISE, {"bravely", "rescued"}), (blame, BLAME, {"betrayed"})
    ):  # fmt: skip
        assert all(not (w.start < NORLAND[1] and w.end > NORLAND[0]) for w in words)
        assert [w.weight for w in words] == sorted((w.weight for w in words), reverse=True)
        assert {text[w.start : w.end] for w in words[:3]} & expected


def test_without_its_words_the_label_goes(scorer: NetworkScorer) -> None:
    rows = own_targets(read_own_set())[:24]
    figures = deletion_test(scorer, rows)
    assert figures["n"] > 8
    assert figures["shipped"]["drop"] > 1.5 * figures["random"]["drop"]
    assert figures["shipped"]["drop"] > figures["gradient_x_input"]["drop"]
    assert figures["shipped"]["drop"] > 0.5 * figures["leave_one_out"]["drop"]


def test_rows_without_a_label_have_no_words(scorer: NetworkScorer) -> None:
    neutral = [LabelledTarget("a", "Norland met Estmark in May.", 0, 7, 0)]
    with pytest.raises(InputError, match="no row is called"):
        deletion_test(scorer, neutral)
    row = {
        "sentence": BLAME, "start": 100, "mention_spans": [{"start": 126, "end": 133}], "label": "negative",
    }  # fmt: skip
    marked, empty = carrying_words(scorer, [row, {**row, "label": None}])
    assert empty == ()
    assert 0 < len(marked) <= 3
    assert marked == tuple(sorted(marked))


def test_words_are_taken_out_and_spans_follow() -> None:
    passage = Passage("The cruel Norland army shelled Estmark.", (((10, 17),), ((31, 38),)))
    cut = without(passage, [(4, 9), (23, 30)])
    assert cut.text == "The Norland army Estmark."
    assert [cut.text[slice(*spans[0])] for spans in cut.targets] == ["Norland", "Estmark"]
