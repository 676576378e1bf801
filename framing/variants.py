"""Whether two spellings name one actor: by rule first, by similarity second, each with its reason.

Names that come from other alphabets are written in several ways (Pashinyan, Pashinian; Zelensky, Zelenskyy).
``key`` takes away what the transliterations differ in; names with one key are one name. What is left over
is compared by the ratio of Ratcliff and Obershelp (``difflib``), and only where first letters agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from framing.lexicon import words

SIMILAR = 0.86  # of two surnames, beside a given name that fits
# In order: what transliterations into English write in two ways.
_RULES = tuple((re.compile(pattern), instead) for pattern, instead in (
    (r"['’`ʿʾ.-]", ""), (r"^ye", "e"), (r"ff$", "v"), (r"tch|tsch|č|ç", "ch"), (r"sch|š|ş", "sh"), (r"kh|gh|ğ", "h"), (r"dzh|dj|zh|ž", "j"),
    (r"ph", "f"), (r"th", "t"), (r"ts|tz|cz", "z"), (r"ck|q|c(?!h)", "k"), (r"w", "v"), (r"x", "ks"),
    (r"oo|ou", "u"), (r"ee", "i"), (r"[yj](?=[aeiou])", "i"), (r"y", "i"), (r"i+", "i"), (r"(?<=[aeou])i(?=[aeou])", ""),
    (r"(?<=[^aeiou])i(?=[aeou])", ""), (r"(.)\1", r"\1"), (r"(?<=[ae])h(?=[^aeiou])", ""),
))  # fmt: skip
_SMALL = words("and at de del der di for in la le of on the to und van von")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """A word without what its transliterations differ in: "Pashinian" and "Pashinyan" give one key."""
    plain = unicodedata.normalize("NFKD", word.lower().replace("ə", "a").replace("ı", "i"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for pattern, instead in _RULES:
        plain = pattern.sub(instead, plain)
    return plain


def same_person(name: str, other: str) -> str | None:
    """Why two full names are spellings of one person's, or None where they are not.

    Given names must fit (one key, an initial, or similar), surnames must have one key or be similar.
    """
    if name == other:
        return "same name"
    first, *middle, last = name.split()
    first2, *middle2, last2 = other.split()
    given = _given(first, first2)
    if given is None:
        return None
    if key(last) == key(last2):
        if given == "rule" and (
            not middle or not middle2 or list(map(key, middle)) == list(map(key, middle2))
        ):
            return "same name in another spelling"
        return f"same surname, given name {given}"
    alike = _ratio(key(last), key(last2))
    # With both names merely alike, two persons are as likely as one.
    if (
        given == "rule"
        and alike >= SIMILAR
        and min(len(last), len(last2)) > 4
        and key(last)[0] == key(last2)[0]
    ):
        return f"same given name, surnames alike ({alike:.2f})"
    return None


def same_surname(word: str, other: str) -> bool:
    """Whether two surnames are one in two spellings."""
    return word == other or (len(word) > 3 and key(word) == key(other))


def initials_of(name: str) -> str:
    """The capitals an acronym of the name would have, small words left out: "WHO" for its long name."""
    return "".join(w[0] for w in re.findall(r"\w+", name) if w.lower() not in _SMALL).upper()


def is_acronym(short: str, name: str) -> bool:
    """Whether a bracketed short form stands for the name: its letters in order, the first one first."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    words = re.findall(r"\w+", name)
    if not 2 <= len(letters) <= 8 or sum(c.isupper() for c in letters) < 2 or len(words) < 2:
        return False
    if letters.upper() in (initials_of(name), "".join(w[0] for w in words).upper()):
        return True
    if (
        short.isupper()
        and len(letters) < 7
        and letters[0] == words[0][0].upper()
        and letters[-1] in {w[0].upper() for w in words}
    ):
        return True  # "Union for Renewal (UPR)": the letters of another language
    # "EBRD", "Europol": letters in the order of the words, each word's first one among them or skipped.
    rest = iter(" ".join(words).lower())
    starts = {w[0].lower() for w in words}
    return (
        letters[0].lower() == words[0][0].lower()
        and all(c in rest for c in letters.lower())
        and sum(c.lower() in starts for c in letters) >= len(letters) - 1
    )


def best(name: str, others: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """(id, reason) of the one person whose name, of (name, id) pairs, is this one spelled otherwise; None if several."""
    found = {
        actor: reason for other, actor in others if " " in other and (reason := same_person(name, other))
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _given(first: str, other: str) -> str | None:
    a, b = first.rstrip("."), other.rstrip(".")
    if key(a) == key(b):
        return "rule"
    if min(len(a), len(b)) == 1 and a[0] == b[0]:
        return "by its initial"
    if a[0] == b[0] and min(len(a), len(b)) > 3 and _ratio(key(a), key(b)) >= SIMILAR:
        return "alike"
    return None


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
