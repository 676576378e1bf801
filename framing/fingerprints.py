"""What is kept of an article to find its copies and its event without its text: under a kilobyte.

The sketch is a sample of the body's shingles of three words, those with the smallest hashes (Broder, 1997; bottom-k
after Cohen and Kaplan, 2007): unlike a MinHash signature of fixed length per permutation it also estimates how much
of a short text is contained in a long one, which is what cutting from the end leaves behind.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from framing.cleaning import marks
from framing.records import Article, Mark

SKETCH = 128
SHINGLE = 3
LEAD_WORDS = 150
TITLE_WEIGHT = 2
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}")
# House styles that differ in spelling alone: American and British.
_STYLES = (("ize", "ise"), ("izi", "isi"), ("iza", "isa"), ("yze", "yse"), ("our", "or"), ("tre", "ter"), ("ogue", "og"),
           ("ence", "ense"), ("ll", "l"))  # fmt: skip
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "but",
        "by",
        "with",
        "from",
        "as",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "its",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "that",
        "this",
        "which",
        "who",
        "will",
        "would",
        "said",
        "says",
        "say",
        "not",
        "no",
        "after",
        "before",
        "over",
        "into",
        "than",
        "more",
        "up",
        "out",
        "about",
        "when",
        "what",
        "also",
        "one",
        "two",
        "new",
        "year",
        "years",
    ]
)
Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``sketch`` is sorted, at most ``SKETCH`` long; ``exact`` a hash of all words of the body, 0 where there are few.

    ``terms`` are hashes of the words of title and lead, ``counts`` how often each stands there, the title's doubled.
    """

    sketch: Hashes
    exact: int
    terms: Hashes
    counts: NDArray[np.uint8]


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article; title and furniture do not count as body."""
    found = marks(article)
    body = _body(article, found)
    title = " ".join(article.text[m.start : m.end] for m in found if m.part == "title") or article.title or ""
    words = _words(body)
    terms = Counter(_terms(" ".join(body.split()[:LEAD_WORDS])))
    for term in _terms(title):
        terms[term] += TITLE_WEIGHT
    hashes = np.fromiter((_hash(term) for term in terms), np.uint32, len(terms))
    counts = np.fromiter((min(n, 255) for n in terms.values()), np.uint8, len(terms))
    exact = zlib.crc32(" ".join(words).encode()) if len(words) >= 8 else 0
    return Fingerprint(_sketch(words), exact, hashes, counts)


def _body(article: Article, found: list[Mark]) -> str:
    pieces, end = [], 0
    for mark in found:
        pieces.append(article.text[end : mark.start])
        end = mark.end
    return "\n".join((*pieces, article.text[end:]))


def _sketch(words: list[str]) -> Hashes:
    """The smallest distinct hashes of the shingles (at most SKETCH,), sorted."""
    if len(words) < SHINGLE:
        return np.empty(0, np.uint32)
    each = np.fromiter(map(_hash, words), np.uint64, len(words))
    mixed = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for i in range(SHINGLE):
        mixed = (mixed ^ each[i : len(each) - SHINGLE + 1 + i]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    hashes = np.sort((mixed >> np.uint64(32)).astype(np.uint32))
    return hashes[np.r_[True, hashes[1:] != hashes[:-1]]][:SKETCH]


def _words(text: str) -> list[str]:
    text = _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), text).replace("per cent", "percent")
    return [_styled(word) for word in _WORD.findall(text)]


@lru_cache(2**17)
def _styled(word: str) -> str:
    word = word.lower().replace("’", "'").replace(",", "")
    for one, other in _STYLES:
        word = word.replace(one, other)
    return word


def _terms(text: str) -> list[str]:
    found = []
    for word in _WORD.findall(text):
        if len(word) > 1 and word.lower() not in _STOP:
            found.append(_stem(word))
    return found


@lru_cache(2**17)
def _stem(word: str) -> str:
    """Endings off and six letters left: "fishermen" and "fisherman", "elected" and "election" are one."""
    word = _styled(word)
    for ending in ("'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:6]


@lru_cache(2**17)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode())
