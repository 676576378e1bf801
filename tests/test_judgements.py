"""The place of a judgement, not of the name, decides whose voice a portrayal has."""

from __future__ import annotations

import pytest
from spacy.language import Language

from framing.mentions import find_mentions
from framing.parsing import parse
from framing.records import Article, Probabilities
from framing.register import Register
from framing.voices import find_attributions, places_of

BLAME, NEUTRAL = Probabilities(0.8, 0.1, 0.1), Probabilities(0.1, 0.8, 0.1)


def voice_of(
    pipeline: Language, register: Register, text: str, portrayal: Probabilities
) -> tuple[str, str | None]:
    """Voice and kind of quotation of the portrayal of Armenia in a text."""
    (parsed,) = parse(pipeline, [Article("a", "Ledger", text)])
    attributions = find_attributions(parsed, find_mentions(parsed, register))
    start = text.index("Armenia")
    around = places_of(parsed, attributions, (start, start + len("Armenia"))).of(portrayal)
    return (around[0].voice, around[0].quote_kind) if around else ("outlet", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey called Armenia “a disgrace”.", ("quoted", "partial")),
        ("Armenia has adopted “a hostile tone”, said the minister.", ("quoted", "partial")),
        ("Armenia “broke every promise”, the minister said.", ("quoted", "partial")),
        ("The “free” vote that Armenia held in May had one candidate.", ("quoted", "scare")),
        ("Armenia sent its “observers” across the river.", ("quoted", "scare")),
        ("Armenia, which critics call “a bully”, closed the road.", ("quoted", "partial")),
        ("Turkey accused Armenia of piracy.", ("reported", None)),
        ("Armenia is accused of piracy.", ("reported", None)),
        ("Armenia denied Turkey's accusation that it had shelled two villages.", ("reported", None)),
        ("Turkey praised Armenia for its patience.", ("reported", None)),
        ("Armenia reportedly sold the bridge twice.", ("reported", None)),
        ("In the view of Turkey, Armenia broke the treaty.", ("reported", None)),
        ("Armenia shelled the town, witnesses say.", ("reported", None)),
        ("Turkey fined Armenia for smuggling.", ("reported", None)),
        ("Armenia invaded the valley in March.", ("outlet", None)),
        ("Armenia accused Turkey of piracy.", ("outlet", None)),
        ("Armenia lied to voters; Turkey is “a friend”, the minister said.", ("outlet", None)),
        ("Armenia said “nothing of the sort” had happened.", ("outlet", None)),
    ],
)
def test_voice_of_a_judgement(
    pipeline: Language, register: Register, text: str, expected: tuple[str, str | None]
) -> None:
    assert voice_of(pipeline, register, text, BLAME) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia has adopted “a hostile tone”, said the minister.", "reported"),
        ("Armenia denied Turkey's accusation that it had shelled two villages.", "outlet"),
        ("Turkey congratulated Armenia on its holiday.", "outlet"),
        ("Turkey supports Armenia.", "outlet"),
        ("Turkey promised to visit Armenia.", "outlet"),
        ("Turkey said that Armenia had signed.", "reported"),
    ],
)
def test_a_neutral_portrayal_has_the_voice_of_its_mention(
    pipeline: Language, register: Register, text: str, expected: str
) -> None:
    assert voice_of(pipeline, register, text, NEUTRAL)[0] == expected
