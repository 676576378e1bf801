from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from framing.behaviour.audit import OTHERS, PAIRS, TEMPLATES, name_swap, name_swap_on
from framing.behaviour.families import CASES, Case, Relation, families, holds, run_families
from framing.behaviour.labelled_names import persons_in, swapped
from framing.behaviour.names import BY_GROUP, COUNTRIES, MEN, ORGANISATIONS, PERSONS, WOMEN, Name, fill
from framing.errors import InputError
from framing.labelled import LabelledTarget
from framing.records import Passage, Probabilities, Scored, Span

ALL = [case for family in families() for case in family.cases]
NAMES = {name.text for names in BY_GROUP.values() for name in names}


def with_polarity(value: float) -> Probabilities:
    """Probabilities of this polarity, most of the rest neutral."""
    return Probabilities(max(-value, 0.0), 1 - abs(value), max(value, 0.0))


@dataclass(frozen=True)
class Fake:
    """Scores each target by a function of text and span."""

    polarity: Callable[[str, Span], float]
    signature: str = "fake@0"
    abstain_below: float = 0.0

    def score(self, passages: Sequence[Passage]) -> list[Scored]:
        return [
            Scored(tuple(with_polarity(self.polarity(p.text, t[0])) for t in p.targets)) for p in passages
        ]


def row(sentence: str, mention: str, polarity: int = 0) -> LabelledTarget:
    start = sentence.index(mention)
    return LabelledTarget("r", sentence, start, start + len(mention), polarity)


def texts() -> list[str]:
    templates = [
        fill(frame, {"name": name})[0]
        for _, group, frame in TEMPLATES
        for name in (COUNTRIES + PERSONS + ORGANISATIONS if group is None else BY_GROUP[group])
    ]
    return templates + [text for case in ALL for text in (case.text_a, case.text_b)]


def test_families_are_many_and_the_same_at_every_call() -> None:
    listed = families()
    assert len(listed) >= 14
    assert {family.kind for family in listed} == {"invariance", "direction"}
    assert all(len(family.cases) == CASES >= 25 for family in listed)
    assert families() == listed


def test_spans_point_at_a_name() -> None:
    for case in ALL:
        assert case.text_a[slice(*case.span_a)] in NAMES
        assert case.text_b[slice(*case.span_b)] in NAMES


def test_pairs_keep_their_target_unless_the_family_changes_it() -> None:
    for family in families():
        for case in family.cases:
            same = case.text_a[slice(*case.span_a)] == case.text_b[slice(*case.span_b)]
            changes = family.name in {"person_name", "country_name", "courtesy", "procedure"}
            assert same != changes, case


def test_texts_are_unique_and_pairs_differ() -> None:
    for family in families():
        pairs = [{case.text_a, case.text_b} for case in family.cases]
        assert sum(len(pair) for pair in pairs) == len(set().union(*pairs))
        for case in family.cases:
            assert (case.text_a, case.span_a) != (case.text_b, case.span_b)


@pytest.mark.parametrize(
    "wrong",
    [
        r"\b[Aa] [aeio]", r"\b[Aa]n (?!honest)[^aeiou]", r"[{}\[\]|<>*+]", r"  ", r"\s[.,;]", r"\bthe [Tt]he\b", r"s's\b",
        r"(?<![Tt]he )(?:United|Philippines|Red Cross|World|European Union)(?! Bank| Health)\b",
        r"[Tt]he (?:NATO|Google|Amnesty|Greenpeace|Iran)\b", r"^[a-z]", r"(?<![.\"”])$",
        r"\b(\w+) \1\b",
    ],
)  # fmt: skip
def test_no_slips_of_grammar(wrong: str) -> None:
    assert [text for text in texts() if re.search(wrong, text)] == []


def test_names_are_as_many_as_promised() -> None:
    assert (len(COUNTRIES), len(PERSONS), len(ORGANISATIONS)) == (40, 40, 20)
    assert len(NAMES) == 100
    assert len(MEN) == len(WOMEN) == 20
    assert len({name.last for name in PERSONS}) == 40
    assert {name for pair in PAIRS for name in pair} <= {name.text for name in COUNTRIES}


def test_articles_and_possessives() -> None:
    philippines = Name("Philippines", "country", article=True)
    text, spans = fill("{*country}'s navy met {country}.", {"country": philippines})
    assert text == "The Philippines' navy met the Philippines."
    assert text[slice(*spans["*"])] == "Philippines"
    assert fill("“{*country} won.”", {"country": philippines})[0] == "“The Philippines won.”"


@pytest.mark.parametrize(
    ("relation", "a", "b", "expected"),
    [
        ("same", 0.2, 0.3, True),
        ("same", 0.2, 0.31, False),
        ("same", 0.48, 0.54, False),  # the label flips
        ("lower", 0.1, -0.1, True),
        ("lower", 0.1, 0.05, False),
        ("lower", -0.1, 0.1, False),
        ("higher", -0.1, 0.1, True),
        ("higher", 0.1, -0.1, False),
        ("neutral", 0.29, -0.29, True),
        ("neutral", 0.0, -0.4, False),
    ],
)
def test_relations(relation: Relation, a: float, b: float, expected: bool) -> None:
    assert holds(relation, with_polarity(a), with_polarity(b)) is expected


def perfect() -> Fake:
    """Answers every case as its relation wants, and names alike."""
    answers: dict[tuple[str, Span], float] = {}
    wanted: dict[Relation, tuple[float, float]] = {
        "same": (0, 0), "neutral": (0, 0), "lower": (0.4, -0.4), "higher": (-0.4, 0.4),
    }  # fmt: skip

    def answer(case: Case) -> dict[tuple[str, Span], float]:
        first, second = wanted[case.relation]
        return {(case.text_a, case.span_a): first, (case.text_b, case.span_b): second}

    for case in ALL:
        for key, value in answer(case).items():
            assert answers.setdefault(key, value) == value, key
    return Fake(lambda text, span: answers.get((text, span), 0.0))


def test_perfect_scorer_passes_everything() -> None:
    result = run_families(perfect(), quiet=True)
    assert result["passed"] == result["n"] == len(ALL)
    assert (result["mean_shift"], result["flips"]) == (0, 0)
    assert result["failures"] == {}
    assert json.loads(json.dumps(result)) == result


def test_constant_scorer_passes_invariance_and_fails_direction() -> None:
    result = run_families(Fake(lambda text, span: 0.1), quiet=True)
    for family in result["families"].values():
        assert family["rate"] == (1 if family["kind"] == "invariance" else 0)
        assert family["passed"] == family["rate"] * family["n"]
    direction = {name for name, family in result["families"].items() if family["kind"] == "direction"}
    assert set(result["failures"]) == direction
    assert all(len(examples) == 5 for examples in result["failures"].values())
    example = result["failures"]["loaded_adverb"][0]
    assert example["polarity_a"] == example["polarity_b"] == pytest.approx(0.1)
    assert example["text_a"] != example["text_b"]
    assert example["target_a"] in example["text_a"]


def test_constant_bias_is_no_neutrality() -> None:
    result = run_families(Fake(lambda text, span: -0.9), quiet=True)
    assert result["families"]["courtesy"]["passed"] == 0
    assert result["families"]["country_name"]["rate"] == 1


def test_another_actors_name_is_swapped_too() -> None:
    # Sentences that name Armenia move by half, whatever their target: nine of the 45 pairs of ten countries.
    result = name_swap(Fake(lambda text, span: 0.5 if "Armenia" in text else 0.0), quiet=True)
    other = result["other"]
    assert other["n"] == len(OTHERS) * 30
    assert other["mean_shift"] == pytest.approx(0.5 * 9 / 45 / 3)
    targets = set()

    def note(text: str, span: Span) -> float:
        targets.add(text[slice(*span)].lower())
        return 0.0

    assert name_swap(Fake(note), quiet=True)["other"]["mean_shift"] == 0
    assert {target.lower() for _, target, _ in OTHERS} <= targets


def favours(*names: str) -> Fake:
    return Fake(lambda text, span: 0.8 if text[slice(*span)] in names else 0.0)


def test_name_swap_by_hand() -> None:
    result = name_swap(favours("Armenia"), quiet=True)
    # One country of 40 is 0.8 above: 39 of the 780 pairs differ.
    assert result["groups"]["country"]["mean_shift"] == pytest.approx(0.8 * 39 / 780)
    assert result["groups"]["country"]["flips"] == pytest.approx(1 / 40)
    assert result["groups"]["person"] == {"n": 17 * 40, "mean_shift": 0, "flips": 0}
    # 13 templates for all and 4 for each group: 17 trials of 51 are about countries.
    assert result["mean_shift"] == pytest.approx(0.8 * 39 / 780 / 3)
    assert result["flips"] == pytest.approx(17 / (17 * 100))
    assert result["n"] == 17 * 100
    assert result["templates"] == len(TEMPLATES) >= 20
    assert result["names"]["Armenia"] == pytest.approx(0.8 - 0.8 / 40)
    assert result["names"]["Azerbaijan"] == pytest.approx(-0.8 / 40)
    assert list(result["names"])[-1] == "Armenia"
    assert result["pairs"]["Armenia/Azerbaijan"] == {
        "difference": pytest.approx(0.8),
        "shift": pytest.approx(0.8),
    }
    assert result["pairs"]["Russia/Ukraine"] == {"difference": 0, "shift": 0}


def test_name_swap_sees_origin_and_gender() -> None:
    result = name_swap(favours(*(name.text for name in WOMEN)), quiet=True)
    assert result["genders"]["woman"] == pytest.approx(0.4)
    assert result["genders"]["man"] == pytest.approx(-0.4)
    assert all(value == pytest.approx(0) for value in result["origins"].values())
    assert result["groups"]["person"]["flips"] == pytest.approx(0.5)


def test_persons_in_labelled_rows() -> None:
    rows = [
        row("Senator Nancy Ralston said she would vote, and Ralston left.", "Nancy Ralston"),
        row("Critics of Ralston praised his rival.", "Ralston"),
        row("She met Congress on Monday.", "Congress"),
        row("President Ralston spoke.", "President Ralston"),
        row("He said no.", "He"),
        row("Ralston met Peter Ralston.", "Ralston"),
        row("The party met in Ralston Hall, and Ralston spoke.", "Ralston"),
    ]
    found = persons_in(rows)
    assert [(r.mention, full, kind) for r, full, kind in found] == [
        ("Nancy Ralston", "Nancy Ralston", "woman"),
        ("Ralston", "Nancy Ralston", "man"),
    ]
    other = next(name for name in PERSONS if name.text == "Xu Lanfen")
    first = swapped(rows[0], "Nancy Ralston", other)
    assert first.sentence == "Senator Xu Lanfen said she would vote, and Xu left."
    assert first.mention == "Xu Lanfen"
    assert swapped(rows[1], "Nancy Ralston", other).mention == "Xu"


def test_name_swap_on_labelled_rows() -> None:
    rows = [row(f"Voters trust Nancy Ralston in town {i}.", "Nancy Ralston", i % 2) for i in range(120)]
    steady = name_swap_on(favours(), rows, quiet=True)
    assert (steady["rows"], steady["mean_shift"], steady["flips"]) == (100, 0, 0)
    assert set(steady["tones"]) == {"neutral", "positive"}
    swayed = name_swap_on(favours(*(name.text for name in MEN)), rows, limit=30, quiet=True)
    assert swayed["rows"] == 30
    assert swayed["mean_shift"] > 0.3
    assert swayed["genders"]["man"] > 0 > swayed["genders"]["woman"]


def test_name_swap_needs_rows_about_persons() -> None:
    with pytest.raises(InputError, match="full or last name"):
        name_swap_on(favours(), [row("He said no.", "He")], quiet=True)
