"""What is owed of our own labelled set, and that its figures are computed and not assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from framing import gate
from framing.analysis import Analyser
from framing.handlabelled import DOMAINS, PHENOMENA
from framing.ownset import OwnSet, agreement_figures, evaluate_own_set, read_own_set, vader
from framing.records import Passage, Probabilities
from framing.resources import resource


@pytest.fixture(scope="module")
def own() -> OwnSet:
    return read_own_set()


def test_the_set_is_large_and_varied_enough(own: OwnSet) -> None:
    targets = [t for s in own.sentences for t in s.targets]
    assert len(own.sentences) >= 600
    assert len(targets) >= 1200
    assert sum(len(s.pairs) for s in own.sentences) >= 400
    assert sum(len({t.portrayal for t in s.targets}) > 1 for s in own.sentences) >= 200
    tags = Counter(p for t in targets for p in t.phenomena)
    assert {p: tags[p] for p in PHENOMENA if tags[p] < 30} == {}
    domains = Counter(s.domain for s in own.sentences)
    assert set(domains) == set(DOMAINS)
    assert 0.4 < (domains["diplomacy"] + domains["conflict"]) / len(own.sentences) < 0.6
    kinds = Counter(t.kind for t in targets)
    assert min(kinds.values()) > len(targets) / 4


def test_both_annotators_labelled_everything_and_agree(own: OwnSet) -> None:
    assert Counter(a.annotator for a in own.annotations) == {"A": len(own.sentences), "B": len(own.sentences)}
    figures = agreement_figures(own)
    assert figures["alpha"] >= 0.75
    assert figures["agreement"]["voice"]["alpha"] >= 0.75
    assert figures["agreement"]["stance"]["alpha"] >= 0.75


def test_the_labels_are_those_that_are_pinned(own: OwnSet) -> None:
    baseline = resource("eval", "baseline.json")
    figures = {name: row["value"] for name, row in gate._read(baseline)["figures"].items()}
    assert gate.check(figures, own, baseline) == []


class Oracle:
    """Knows the labels, and confuses two of every three positives with negatives if it is bad."""

    signature = "oracle@0"

    def __init__(self, own: OwnSet, *, bad: bool) -> None:
        self.labels = {(s.sentence, t.start, t.end): t.portrayal for s in own.sentences for t in s.targets}
        self.bad, self.seen = bad, 0

    def score(self, passages: Sequence[Passage]) -> list[tuple[Probabilities | None, ...]]:
        return [tuple(self.answer(p.text, *span) for (span,) in p.targets) for p in passages]

    def answer(self, text: str, start: int, end: int) -> Probabilities:
        label = self.labels.get((text, start, end), 0)
        if self.bad and label == 1:
            self.seen += 1
            label = 1 if self.seen % 3 == 0 else -1
        values = np.full(3, 0.05)
        values[label + 1] = 0.9
        return Probabilities(*values.tolist())


def analyser_with(scorer: Oracle) -> Analyser:
    analyser = Analyser()
    analyser.__dict__["scorer"] = scorer
    return analyser


def test_figures_follow_the_scorer(own: OwnSet) -> None:
    small = OwnSet(own.sentences[:60], own.annotations, own.files, own.digest)
    perfect = evaluate_own_set(analyser_with(Oracle(small, bad=False)), small)
    assert perfect["macro_f1"] == perfect["mixed_sentence_accuracy"] == 1
    assert perfect["worst"] == []
    assert perfect["target_blind_macro_f1"] < 0.4
    spoilt = evaluate_own_set(analyser_with(Oracle(small, bad=True)), small)
    assert spoilt["f1"]["positive"] < 0.6
    assert {e["gold"] for e in spoilt["worst"]} == {"positive"}
    assert {e["predicted"] for e in spoilt["worst"]} == {"negative"}
    assert 0 < len(spoilt["worst"]) <= 30
    assert sum(row["n"] for row in spoilt["by_kind"].values()) == spoilt["n"]
    assert spoilt["by_kind"]["person"]["accuracy"] < 1


def test_vader_is_the_published_rule() -> None:
    labels = vader(["It was a wonderful success.", "It was a horrible crime.", "They met on Monday."])
    assert labels.tolist() == [2, 0, 1]
