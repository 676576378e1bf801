"""Any text with any quotation marks: nothing raises, offsets are valid, stretches nest."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from framing.mentions import find_mentions
from framing.parsing import parse
from framing.records import Article
from framing.register import Register
from framing.voices import find_attributions, places_of

WORDS = st.sampled_from(
    [
        "Ilham",
        "Aliyev",
        "said",
        "that",
        "Armenia",
        "broke",
        "the",
        "truce",
        ",",
        ".",
        ";",
        ":",
        "—",
        "and",
        "he",
        "accused",
        "Turkey",
        "of",
        "fraud",
        "because",
        "according",
        "to",
        "whom",
        "critics",
        "call",
        "a",
        "liar",
        "is",
        "seen",
        "as",
        "who",
        "denied",
        "it",
        "in",
        "her",
        "view",
        "reportedly",
        "!",
        "?",
        "said",
        "minister",
        "The",
    ]
)
MARKS = st.sampled_from(['"', "“", "”", "'", "‘", "’", "''", "«", "»", "„", "``", "\n", "\n\n", " "])
TEXTS = st.lists(st.one_of(WORDS, WORDS, MARKS), min_size=1, max_size=60).map(" ".join)
CLOSE = st.lists(st.one_of(WORDS, MARKS), min_size=1, max_size=60).map(
    lambda parts: "".join(p if not p.isalnum() else f" {p}" for p in parts)
)


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.one_of(TEXTS, CLOSE))
def test_any_marks_anywhere(pipeline: Language, register: Register, text: str) -> None:
    (parsed,) = parse(pipeline, [Article("a", "Ledger", text)])
    found = find_mentions(parsed, register)
    attributions = find_attributions(parsed, found)
    assert list(attributions) == sorted(attributions, key=lambda a: (a.start, -a.end))
    for a in attributions:
        assert 0 <= a.start < a.end <= len(text)
        assert any(c.isalnum() for c in text[a.start : a.end]) or a.voice == "quoted"
        assert (a.quote_kind is not None) is (a.voice == "quoted")
        assert (a.speaker is None) or a.speaker_kind == "actor"
        for b in attributions:
            assert not a.start < b.start < a.end < b.end, (text[a.start : a.end], text[b.start : b.end])
    for mention in found.mentions:
        places = places_of(parsed, attributions, (mention.start, mention.end))
        assert set(places.mention) | set(places.judgement) <= set(attributions)
