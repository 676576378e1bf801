from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from framing.quotes import find_quotes, kind_of
from framing.records import QuoteKind

MARKS = ['"', "“", "”", "'", "‘", "’", "«", "»", "„", "\n", "  "]


def quoted(text: str) -> list[str]:
    """Quoted words, those that the next paragraph goes on with followed by a plus."""
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    return [text[q.start : q.end] + "+" * q.goes_on for q in find_quotes(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” he said.", ["We won,"]),
        ('"We won," he said.', ["We won,"]),
        ("'We won,' he said.", ["We won,"]),
        ("‘We won,’ he said.", ["We won,"]),
        ("«We won», he said.", ["We won"]),
        ("„We won“, he said.", ["We won"]),
        ('“We won," he said, "by far.”', ["We won,", "by far."]),
        ("“We,” he said, “won.”", ["We,", "won."]),
        ("He said: “We won. They lost. It rained.”", ["We won. They lost. It rained."]),
        ("She said: \"I'm not sure it's right.\"", ["I'm not sure it's right."]),
        ("'We won't go,' he said.", ["We won't go,"]),
        ("‘We won’t go,’ he said.", ["We won’t go,"]),
        ("“He said ‘never’ to us,” she said.", ["He said ‘never’ to us,"]),
        ("“He said “never” to us,” she said.", ["He said “never” to us,"]),
        ("He called it 'a very long day' and left.", ["a very long day"]),
        ("(“Go home”)", ["Go home"]),
        ('They held a "free" vote.', ["free"]),
        ("The so-called 'experts' left.", ["experts"]),
        ('"Yes", she said. "No", he said.', ["Yes", "No"]),
    ],
)
def test_words_between_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No marks at all.",
        "The dogs' bowls and the cats' beds were lost.",
        "The ministers’ talks and the leaders’ words went on.",
        "It's the '90s and the ’80s again.",
        "They play rock 'n' roll.",
        'A 12" pipe and a 6" valve burst.',
        'He sold 12" pipes.',
        "He left “without a word.",
        "He left without a word.”",
        'One lone " mark stood there.',
        'Nothing stood in “” or "".',
        'She wrote "The Long Way Home" in May.',
        "Operation “Iron Fist” began.",
        "He read ‘The Art of Rain’ twice.",
    ],
)
def test_marks_that_quote_nobody(text: str) -> None:
    assert quoted(text) == []


def test_inches_and_a_quotation_in_one_line() -> None:
    assert quoted('He was 6\'2" tall and "very proud" of it.') == ["very proud"]
    assert quoted('The 5" screen and its "great sound" sold.') == ["great sound"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One.\n“Two,” he said.", ["One.+", "Two,"]),
        ('"One.\n"Two.\n"Three," he said.', ["One.+", "Two.+", "Three,"]),
        ("He said: “One.\n“Two.”", ["One.+", "Two."]),
        ("“One.\nTwo followed.", ["One."]),
        ("“One.”\n“Two.”", ["One.", "Two."]),
        ("He left “without a word.\nIt rained.", []),
    ],
)
def test_quotations_over_paragraphs(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("words", "said", "unsaid"),
    [
        ("We won the war.", "full", "full"),
        ("We won,", "full", "full"),
        ("[The] vote failed!", "full", "full"),
        ("‘Never again,’", "full", "full"),
        ("Why should we go?", "full", "full"),
        ("free", "partial", "scare"),
        ("very long day", "partial", "scare"),
        ("a very long day", "partial", "partial"),
        ("We won", "partial", "scare"),
        ("… won the war in the end.", "partial", "partial"),
    ],
)
def test_kinds(words: str, said: QuoteKind, unsaid: QuoteKind) -> None:
    assert kind_of(words, in_speech=True) == said
    assert kind_of(words, in_speech=False) == unsaid


@pytest.mark.parametrize("seed", range(300))
def test_any_marks_anywhere_give_valid_stretches(seed: int) -> None:
    rng = random.Random(seed)
    text = "The mayor of Sele said it's late and 12 pipes burst. Nobody knew why, he added!"
    for _ in range(rng.randrange(1, 12)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(MARKS) + text[at:]
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    found = find_quotes(text, paragraphs)
    for quote in found:
        assert text[quote.start : quote.end].strip()
        assert any(start < quote.start < quote.end <= end for start, end in paragraphs)
        assert text[quote.start - 1] in "\"“'‘«„"
    assert all(a.end < b.start for a, b in pairwise(found))
