"""The words that attribute, from ``lexicon.toml``: what they do, and what they take as content."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from framing.records import CueKind


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# Forms that the small pipeline gives a wrong lemma.
_LEMMAS = {"hopes": "hope", "hoped": "hope", "hoping": "hope", "caste": "cast"}
# Verbs with a clause that tells nobody's words, thoughts or findings.
_SILENT = words(
    "allow be bear become bet bring cause come ensure enable force get give go happen have help keep let "
    "look make mean matter need permit prevent put require save seem appear start stop take use wait "
    "watch work"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word of attribution does and takes, with an example of ours where it is a verb of speech."""

    does: CueKind
    takes: frozenset[str]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of attribution, by lemma; a verb with its particle stands under both ("point out")."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read when first needed."""
    tables = tomllib.loads(files("framing.voices").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    verbs = {lemma: _cue(entry) for lemma, entry in tables["verbs"].items()}
    stands = {lemma: Cue("position", frozenset(takes)) for lemma, takes in tables["positions"].items()}
    return Lexicon(
        {**stands, **verbs},
        {lemma: _cue(entry) for lemma, entry in tables["nouns"].items()},
        {lemma: _cue(entry) for lemma, entry in tables["adjectives"].items()},
    )


def _cue(entry: Mapping[str, Any]) -> Cue:
    return Cue(entry["does"], frozenset(entry["takes"]), entry.get("example", ""))


def lemma_of(token: Token) -> str:
    """The lemma of a word in lower case, mended where the pipeline cuts a verb short ("fined" to "fin")."""
    word, lemma = str(token.lower_), str(token.lemma_).lower()
    if word in _LEMMAS:
        return _LEMMAS[word]
    known = lexicon().verbs
    if token.pos_ == "VERB" and lemma not in known and word.endswith(("ed", "ing")):
        stem = word.removesuffix("ing") if word.endswith("ing") else word[:-2]
        for mended in (stem, f"{stem}e", stem[:-1]):
            if mended in known:
                return mended
    return lemma


def verb_cue(verb: Token) -> Cue | None:
    """What a verb does as a word of attribution; any verb with a that-clause says something, if it can."""
    lemma = lemma_of(verb)
    known = lexicon().verbs
    particle = next(
        (c.lower_ for c in verb.children if c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ == "back")),
        None,
    )
    if particle is not None:
        return known.get(f"{lemma} {particle}") or (
            known.get(lemma) if particle == "back" else _by_clause(verb, lemma)
        )
    return known.get(lemma) or _by_clause(verb, lemma)


def _by_clause(verb: Token, lemma: str) -> Cue | None:
    if lemma in _SILENT:
        return None
    for child in verb.children:
        if child.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
            return Cue("neutral", frozenset(["clause"]))
    return None
