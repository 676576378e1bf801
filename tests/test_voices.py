from __future__ import annotations

import random

import pytest
from spacy.language import Language

from framing.mentions import find_mentions
from framing.parsing import parse
from framing.records import Article, Attribution
from framing.register import Register
from framing.voices import find_attributions, innermost


def attributions(pipeline: Language, register: Register, text: str) -> tuple[Attribution, ...]:
    (parsed,) = parse(pipeline, [Article("a", "Ledger", text)])
    return find_attributions(parsed, find_mentions(parsed, register))


def voice_of(pipeline: Language, register: Register, text: str, words: str) -> tuple[str, ...]:
    """Voice around words, its speaker (id, else the words that name it), and the kind of a quotation."""
    start = text.index(words)
    around = innermost(attributions(pipeline, register, text), start, start + len(words))
    if not around:
        return ("outlet",)
    speaker = around[0].speaker or around[0].speaker_text or ""
    return around[0].voice, speaker, *([around[0].quote_kind] if around[0].quote_kind else [])


def reported(by: str) -> tuple[str, ...]:
    return ("reported", by)


ALIYEV = ("quoted", "ilham-aliyev", "full")
OUTLET = ("outlet",)

# In each sentence the voice is asked around "Armenia".
DIRECT: list[tuple[str, tuple[str, ...]]] = [
    ("“Armenia broke the truce,” said Ilham Aliyev.", ALIYEV),
    ("“Armenia broke the truce,” Ilham Aliyev said.", ALIYEV),
    ("Ilham Aliyev said, “Armenia broke the truce.”", ALIYEV),
    ('Ilham Aliyev said: "Armenia broke the truce."', ALIYEV),
    ("“Armenia,” Ilham Aliyev said, “broke the truce.”", ("quoted", "ilham-aliyev", "partial")),
    ("“It rained. Armenia broke the truce. We will wait,” Ilham Aliyev said.", ALIYEV),
    ("“We waited,” Ilham Aliyev told reporters. “Armenia broke the truce.”", ALIYEV),
    ("“Who did it?” asked Ilham Aliyev. “Armenia did.”", ALIYEV),
    ("“It rained.\n“Armenia broke the truce,” Ilham Aliyev said.", ALIYEV),
    ("“Armenia broke the truce.\n“It rained,” Ilham Aliyev said.", ALIYEV),
    ("“Armenia broke the truce,” read the statement.", ("quoted", "the statement", "full")),
    ("Ilham Aliyev arrived at noon. “Armenia broke the truce,” he said.", ALIYEV),
    ("“Armenia is late,” he said.", ("quoted", "he", "full")),
    ("“The word ‘defeat’ is unknown to Armenia,” Ilham Aliyev said.", ALIYEV),
    ("Ilham Aliyev spoke of “a promise that Armenia broke” in May.", ("quoted", "ilham-aliyev", "partial")),
    ("They sold the “free Armenia” shirts.", ("quoted", "", "scare")),
]
INDIRECT: list[tuple[str, tuple[str, ...]]] = [
    ("Ilham Aliyev said that Armenia broke the truce.", reported("ilham-aliyev")),
    ("Ilham Aliyev said Armenia broke the truce.", reported("ilham-aliyev")),
    ("Armenia broke the truce, Ilham Aliyev said.", reported("ilham-aliyev")),
    ("Armenia, the minister said, has kept its promises.", reported("the minister")),
    ("Armenia broke the truce, the ministry said in a statement.", reported("the ministry")),
    ("According to Ilham Aliyev, Armenia broke the truce.", reported("ilham-aliyev")),
    ("According to Baku, Armenia broke the truce.", reported("azerbaijan")),
    ("Armenia broke the truce, according to Ilham Aliyev.", reported("ilham-aliyev")),
    ("Ilham Aliyev arrived at noon. He said Armenia broke the truce.", reported("ilham-aliyev")),
    ("Sanna Marin arrived at noon. She accused Armenia of fraud.", reported("sanna-marin")),
    ("Baku said that Armenia broke the truce.", reported("azerbaijan")),
    ("Turkey's defence ministry said Armenia broke the truce.", reported("turkey")),
    ("Turkey's foreign minister Hakan Fidan said Armenia was ready.", reported("hakan-fidan")),
    ("A senior official said that Armenia broke the truce.", reported("A senior official")),
    ("The court ruled that Armenia broke the law.", reported("The court")),
    ("Turkey accused Armenia of shelling the road.", reported("turkey")),
    ("Armenia was accused by Turkey of shelling the road.", reported("turkey")),
    ("Armenia is accused of shelling the road.", reported("")),
    ("Armenia is seen as a partner.", reported("")),
    ("Turkey praised Armenia for its restraint.", reported("turkey")),
    ("Turkey hailed Armenia as a friend.", reported("turkey")),
    ("Turkey thanked Armenia for the help.", reported("turkey")),
    ("Turkey condemned Armenia's attack.", reported("turkey")),
    ("Turkey urged Armenia to sign.", reported("turkey")),
    ("Turkey denied that Armenia had shelled the road.", reported("turkey")),
    ("Turkey believes Armenia will sign.", reported("turkey")),
    ("Ilham Aliyev, who praised Armenia, left early.", reported("ilham-aliyev")),
    ("Russia said that Turkey had accused Armenia of fraud.", reported("turkey")),
    ("The claim that Armenia broke the truce is false.", reported("")),
    ("Ilham Aliyev described Armenia as “a difficult neighbour” in May.", reported("ilham-aliyev")),
]
NARRATED = [
    "Armenia signed the treaty on Monday.",
    "Armenia shelled the road while Turkey watched.",
    "The blast underlines the risk that Armenia faces.",
    "The flood claimed 30 lives in Armenia.",
    "Turkey called off the visit to Armenia.",
    "Armenia accused Turkey of fraud.",
    "Armenia said it would wait.",
    "“It rained,” Ilham Aliyev said. Armenia closed its border a day later.",
    "Officials said the road was safe. Firefighters from Armenia arrived later.",
    "The figures show that Armenia is growing.",
    "The “peace” that Armenia offered was rejected.",
    "Armenia opened the border. Turkey did not respond to requests for comment.",
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct_speech(pipeline: Language, register: Register, text: str, expected: tuple[str, ...]) -> None:
    assert voice_of(pipeline, register, text, "Armenia") == expected


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_indirect_speech(
    pipeline: Language, register: Register, text: str, expected: tuple[str, ...]
) -> None:
    assert voice_of(pipeline, register, text, "Armenia") == expected


@pytest.mark.parametrize("text", NARRATED)
def test_narration(pipeline: Language, register: Register, text: str) -> None:
    assert voice_of(pipeline, register, text, "Armenia") == OUTLET


def test_the_speaker_stands_outside_of_what_is_said(pipeline: Language, register: Register) -> None:
    for text, _ in DIRECT + INDIRECT:
        if "Ilham Aliyev" in text and "Russia" not in text:
            assert voice_of(pipeline, register, text, "Ilham Aliyev") == OUTLET, text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Russia", OUTLET),
        ("Turkey", reported("russia")),
        ("Armenia", reported("turkey")),
        ("blind", ("quoted", "turkey", "partial")),
    ],
)
def test_voices_nest(pipeline: Language, register: Register, words: str, expected: tuple[str, ...]) -> None:
    text = "Russia said Turkey had called Armenia “blind”."
    assert voice_of(pipeline, register, text, words) == expected


def test_two_clauses_of_one_speech(pipeline: Language, register: Register) -> None:
    text = "“Armenia is our friend,” Hakan Fidan said, adding that Georgia would help."
    assert voice_of(pipeline, register, text, "Armenia") == ("quoted", "hakan-fidan", "full")
    assert voice_of(pipeline, register, text, "Georgia") == reported("hakan-fidan")


def test_scare_quotes_are_nobody_s(pipeline: Language, register: Register) -> None:
    assert voice_of(pipeline, register, NARRATED[10], "peace") == ("quoted", "", "scare")


@pytest.mark.parametrize("seed", range(25))
def test_attributions_of_any_article_nest_and_lie_in_it(
    pipeline: Language, register: Register, seed: int
) -> None:
    rng = random.Random(seed)
    sentences = [text for text, _ in DIRECT + INDIRECT] + NARRATED
    parts = [rng.choice(sentences) + rng.choice([" ", " ", "\n", ' "', "” ", " “"]) for _ in range(12)]
    text = "".join(parts)
    found = attributions(pipeline, register, text)
    assert found
    assert list(found) == sorted(found, key=lambda a: (a.start, -a.end))
    for a in found:
        assert 0 <= a.start < a.end <= len(text)
        assert "\n" not in text[a.start : a.end]
        assert (a.quote_kind is not None) is (a.voice == "quoted")
        for b in found:
            assert not a.start < b.start < a.end < b.end, (text[a.start : a.end], text[b.start : b.end])


def test_a_pronoun_is_the_last_source_even_an_unknown_one(pipeline: Language, register: Register) -> None:
    text = "Ilham Aliyev met envoys. According to one diplomat, it rained. He added that Armenia broke the truce."
    voice, speaker = voice_of(pipeline, register, text, "Armenia")
    assert (voice, speaker) == ("reported", "He")


def test_what_somebody_did_not_mention_is_no_report(pipeline: Language, register: Register) -> None:
    assert voice_of(pipeline, register, "Ilham Aliyev did not mention Armenia.", "Armenia") == OUTLET
