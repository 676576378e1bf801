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
from framing.ownstances import context_window, own_passages, stance_figures
from framing.records import Passage, Probabilities, Scored, Span, StanceProbabilities
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
    abstain_below = 0.0

    def __init__(self, own: OwnSet, *, bad: bool) -> None:
        self.labels = {(s.sentence, t.start, t.end): t.portrayal for s in own.sentences for t in s.targets}
        self.stances = {
            (s.sentence, *((s.targets[t].start, s.targets[t].end) for t in (p.source, p.target))): p.stance
            for s in own.sentences
            for p in s.pairs
        }
        self.bad, self.seen = bad, 0

    def score(self, passages: Sequence[Passage]) -> list[Scored]:
        return [
            Scored(
                tuple(self.answer(p.text, *span) for (span,) in p.targets),
                tuple(self.stance(p.text, p.targets[i][0], p.targets[j][0]) for i, j in p.pairs),
            )
            for p in passages
        ]

    def stance(self, text: str, source: Span, target: Span) -> StanceProbabilities:
        values = np.full(3, 0.05)
        values[self.stances.get((text, source, target), 0) + 1] = 0.9
        return StanceProbabilities(*values.tolist())

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


def test_stances_and_their_direction(own: OwnSet) -> None:
    sentences = own.sentences[:80]
    oracle = Oracle(own, bad=False)
    perfect = stance_figures(sentences, oracle.score(own_passages(sentences)))
    assert perfect["accuracy"] == perfect["macro_f1"] == 1
    assert perfect["direction_errors"] == 0
    assert perfect["n"] == sum(len(s.pairs) for s in sentences)

    class Turned(Oracle):
        """Gives every stance to the pair the other way round."""

        def stance(self, text: str, source: Span, target: Span) -> StanceProbabilities:
            return super().stance(text, target, source)

    turned = stance_figures(sentences, Turned(own, bad=False).score(own_passages(sentences)))
    one_way = 0
    for s in sentences:
        labels = {(p.source, p.target): p.stance for p in s.pairs}
        one_way += sum(bool(v) and not labels.get((b, a), 0) for (a, b), v in labels.items())
    assert turned["direction_errors"] == one_way > 20
    assert turned["macro_f1"] < 0.5


def test_a_scorer_without_stances_has_no_figures_of_them(own: OwnSet) -> None:
    class Mute(Oracle):
        def score(self, passages: Sequence[Passage]) -> list[Scored]:
            return [Scored(s.portrayal, (None,) * len(s.stance)) for s in super().score(passages)]

    sentences = own.sentences[:20]
    assert stance_figures(sentences, Mute(own, bad=False).score(own_passages(sentences))) == {}


def test_context_is_measured_where_there_is_one(own: OwnSet) -> None:
    figures = context_window(Oracle(own, bad=False), own.sentences)
    assert figures["sentences"] == sum(s.context is not None for s in own.sentences) > 30
    assert figures["sentence_alone"]["accuracy"] == 1
    assert figures["with_sentence_before"]["accuracy"] < 1  # this scorer knows the bare sentences only


def test_vader_is_the_published_rule() -> None:
    labels = vader(["It was a wonderful success.", "It was a horrible crime.", "They met on Monday."])
    assert labels.tolist() == [2, 0, 1]
