from __future__ import annotations

import pytest
from spacy.language import Language

from framing.mentions import find_mentions
from framing.parsing import parse
from framing.records import Article, Attribution, Probabilities
from framing.register import Register
from framing.voices import find_attributions, innermost, places_of

BLAMED = Probabilities(0.9, 0.05, 0.05)

# Sentences, the words asked about, and the voice that answers for their portrayal.
JUDGED = [
    ("Turkey accused Iran of theft and Armenia of fraud.", "Armenia", "reported"),
    ("Turkey lauded Iran as a friend before accusing Armenia of “eating its own promises”.", "Iran", "reported"),
    ("Turkey blamed its envoy, Ann Doe, for losing the letters.", "Ann Doe", "reported"),
    ("Engineers found no fault with Armenia.", "Armenia", "reported"),
    ("The mayor paid tribute to Armenia as “a neighbour who stays awake”.", "Armenia", "quoted"),
    ("The mayor paid tribute to Armenia as a good neighbour.", "Armenia", "reported"),
    ("Turkey left the pact with Armenia, in its view a den of thieves.", "Armenia", "reported"),
    ("The talks of Turkey and Armenia ended with each side accusing the other of lying.", "Armenia", "reported"),
    ("Armenia conceded that it had lost the files.", "Armenia", "reported"),
    ("Armenia falsely claimed that it had won the match.", "Armenia", "outlet"),
    ("Clerk jailed for theft; Armenia blamed for late trains", "Armenia", "reported"),
    ("Turkey mistrusts Armenia, which stands accused of poisoning a lake.", "Armenia", "reported"),
    ("Armenia broke its promise to open the road.", "Armenia", "outlet"),
]  # fmt: skip

# Sentences, words in them, and whose voice stands around these words ("" for the outlet's).
TOLD = [
    ("Armenia sold the ferries twice, fumed the senator.", "Armenia", "the senator"),
    ("Armenia lets nobody through the gate, drivers on the northern road say.", "Armenia", "drivers"),
    ("Armenia, says the guild of bakers, sold the ovens.", "sold", "guild"),
    ("Armenia lied to the sailors, sailors say; the owner paid them.", "the owner", ""),
    ("The lake was poisoned with salts which, farmers believe, Armenia had sold.", "Armenia", "farmers"),
    ("The lake was poisoned with salts which, farmers believe, Armenia had sold.", "The lake", ""),
    ("The trader allegedly sold the boats until Armenia stopped him.", "Armenia", ""),
    ("The minister said the port, which Armenia was robbing every night, would close.", "robbing", "minister"),
]  # fmt: skip


def read(pipeline: Language, register: Register, text: str, words: str) -> tuple[str, list[Attribution]]:
    (parsed,) = parse(pipeline, [Article("a", "Ledger", text)])
    attributions = find_attributions(parsed, find_mentions(parsed, register))
    span = text.index(words), text.index(words) + len(words)
    judged = places_of(parsed, attributions, span).of(BLAMED)
    return judged[0].voice if judged else "outlet", innermost(attributions, *span)


@pytest.mark.parametrize(("text", "words", "voice"), JUDGED)
def test_the_voice_of_a_judgement(
    pipeline: Language, register: Register, text: str, words: str, voice: str
) -> None:
    assert read(pipeline, register, text, words)[0] == voice


@pytest.mark.parametrize(("text", "words", "speaker"), TOLD)
def test_who_tells_what(pipeline: Language, register: Register, text: str, words: str, speaker: str) -> None:
    around = read(pipeline, register, text, words)[1]
    if speaker:
        assert around
        assert speaker in (around[0].speaker_text or "")
    else:
        assert not around
