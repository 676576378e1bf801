"""Titles, descriptions and pronouns, in passages of our own. ``[words|form|actor]`` marks a mention; what is not marked is none."""

from __future__ import annotations

import datetime
import re

import pytest
from spacy.language import Language

from framing.mentions import Found, find_mentions
from framing.parsing import parse
from framing.records import REFERENCES, Article
from framing.register import Register
from framing.speakers import mentions_and_voices

DAY = datetime.date(2023, 10, 2)
_MARK = re.compile(r"\[([^|\]]+)\|([a-z]+)\|([a-z-]+)\]")

PASSAGES = [
    "Antony Blinken called Ilham Aliyev on Sunday. [The Azerbaijani leader|title|ilham-aliyev] promised to keep the road open.",
    "[Iran's top diplomat|title|hossein-amir-abdollahian] flew to Doha on Monday.",
    "[The French president|title|emmanuel-macron] offered to mediate.",
    "Ilham Aliyev will meet [his|pronoun|ilham-aliyev] [Armenian counterpart|title|nikol-pashinyan] in May.",
    "Foreign Minister Ararat Mirzoyan spoke first. [The minister|title|ararat-mirzoyan] thanked the hosts.",
    "Azerbaijan's defence ministry confirmed the drill. [The ministry|description|azerbaijan] gave no numbers.",
    "Nordvik Shipping raised wages. [The company|description|nordvik-shipping] has 400 sailors.",
    "The European Union sent monitors. [The bloc|description|european-union] has paid for the cars.",
    "Armenia signed. [Its|pronoun|armenia] parliament votes in June.",
    "Russia says [it|pronoun|russia] has withdrawn [its|pronoun|russia] troops.",
    "Sanna Marin arrived late. [She|pronoun|sanna-marin] apologised to the hosts.",
    'Marta Lindqvist won the race. "[I|pronoun|marta-lindqvist] trained for a decade," [she|pronoun|marta-lindqvist] said.',
    "Armenia and Azerbaijan traded fire. [Both countries|description|armenia] blamed a drone.",
    "Aliyev spoke in Sochi. [The parliament|description|armenia] in Yerevan was told at noon.",
    "Kuwait has paid for the clinic. [The Gulf emirate|description|kuwait] owns two others.",
    "Finland voted in May. [The Nordic country|description|finland] joined late, and Kenya sent observers.",
]
NOBODY = [
    "Kenya sent a boat. The archipelago was cut off.",
    "A senior official left early.",
    "It rained in Baku.",
    "It is clear that the talks have failed.",
    "The plan was good and it worked.",
    "Anna Velde met Clara Munk. A friend had warned her.",
    "She smiled.",
    "The ministry was silent.",
    "He became president in May.",
]


@pytest.mark.parametrize("marked", PASSAGES)
def test_references_are_resolved(pipeline: Language, register: Register, marked: str) -> None:
    text, expected = _read(marked)
    found = _found(pipeline, register, text)
    got = {
        (text[m.start : m.end].removeprefix("The "), m.form, m.actor)
        for m in found.mentions
        if m.form in REFERENCES
    }
    assert {(_bare(words), form, actor) for words, form, actor in expected} <= {
        (_bare(w), f, a) for w, f, a in got
    }
    if "Both" not in text:
        assert len(got) == len(expected)


@pytest.mark.parametrize("text", [
    "Ararat Mirzoyan and Jeyhun Bayramov discussed the border between Iran and Turkey. The sides agreed to meet again.",
    "The Azerbaijani and Armenian foreign ministers met in Doha. The ministers thanked the hosts.",
])  # fmt: skip
def test_two_persons_are_meant_at_once(pipeline: Language, register: Register, text: str) -> None:
    after = [m.actor for m in _found(pipeline, register, text).mentions if m.start >= text.index(". The ")]
    assert sorted(after) == ["ararat-mirzoyan", "jeyhun-bayramov"]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_meant(pipeline: Language, register: Register, text: str) -> None:
    assert [m for m in _found(pipeline, register, text).mentions if m.form in REFERENCES] == []


def test_a_reference_keeps_its_antecedent(pipeline: Language, register: Register) -> None:
    text = "Ilham Aliyev left. He was tired."
    he = _found(pipeline, register, text).mentions[-1]
    assert (he.form, he.antecedent, he.antecedent_span) == ("pronoun", "Ilham Aliyev", (0, 12))


def test_an_abstention_keeps_its_reason(pipeline: Language, register: Register) -> None:
    text = "Ilham Aliyev and Antony Blinken spoke. He was tired."
    (he,) = _found(pipeline, register, text).unresolved
    assert text[he.start : he.end] == "He"
    assert (he.kind, he.reason) == ("pronoun", "more than one person it could be")


def test_an_office_goes_by_the_date(pipeline: Language, register: Register) -> None:
    text = "The US president spoke at noon."
    held = {
        day.year: _found(pipeline, register, text, day).mentions[0].actor
        for day in (datetime.date(2015, 5, 1), datetime.date(2022, 5, 1))
    }
    assert held == {2015: "barack-obama", 2022: "joe-biden"}


def test_an_unknown_holder_is_an_actor_tied_to_the_country(pipeline: Language, register: Register) -> None:
    found = _found(pipeline, register, "Fiji's chief justice resigned.")
    assert found.actors["chief-justice-of-fiji"].affiliation == "fiji"


def test_spellings_and_short_forms_are_merged_with_a_reason(pipeline: Language, register: Register) -> None:
    text = (
        "Volodymyr Zelenskiy thanked the International Grain Authority (IGA). Zelenskiy said the IGA had paid. "
        "The Authority confirmed it."
    )
    found = _found(pipeline, register, text)
    actors = {text[m.start : m.end]: m.actor for m in found.mentions}
    assert actors["Volodymyr Zelenskiy"] == actors["Zelenskiy"] == "volodymyr-zelensky"
    assert actors["IGA"] == actors["International Grain Authority"]
    assert any(m.name == "IGA" and "brackets" in m.reason for m in found.merged)


def _found(pipeline: Language, register: Register, text: str, day: datetime.date | None = DAY) -> Found:
    (parsed,) = parse(pipeline, [Article("a", "Ledger", text, published=day)])
    found, _ = mentions_and_voices(parsed, register)
    assert set(find_mentions(parsed, register).mentions) <= set(found.mentions)
    for mention in found.mentions:
        around = parsed.sentences[mention.sentence]
        assert around.start <= mention.start < mention.end <= around.end
        assert mention.actor in found.actors
    return found


def _read(marked: str) -> tuple[str, set[tuple[str, str, str]]]:
    return _MARK.sub(r"\1", marked), {(m[1], m[2], m[3]) for m in _MARK.finditer(marked)}


def _bare(words: str) -> str:
    return words.removeprefix("The ").removeprefix("Both ")
