"""Noun phrases around a name: what comes before and after it, and what the whole phrase hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from framing import lexicon
from framing.records import ActorKind, Form

_POSSESSIVE = ("'s", "’s", "'", "’")
Judged = tuple[Form, Token | None, float]  # form, last token (None: no mention), confidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alias in its form, the tokens at its ends and its head, and the kind of its actor."""

    form: Form
    first: Token
    last: Token
    head: Token
    kind: ActorKind = "country"


def rest_of_phrase(last: Token) -> list[Token]:
    """The words of the noun phrase after a name: "Azerbaijan['s defence ministry]"."""
    words: list[Token] = []
    doc = last.doc
    i = last.i + 1
    end = last.sent.end
    if i < end and doc[i].text in _POSSESSIVE:
        i += 1
    while i < end and len(words) < 8:
        token = doc[i]
        ordinal = token.tag_ == "RB" and i + 1 < len(doc) and doc[i + 1].text == "-"  # "second-largest"
        hyphen = token.text in "-–" and not token.whitespace_ and i + 1 < len(doc)
        noun = token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") or (
            token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound")
        )
        named_office = token.lower_ == "of" and words and words[-1].lower_ == "secretary"
        # "Iranian political and military officials"
        joined = (
            token.lower_ == "and"
            and bool(words)
            and words[-1].pos_ == "ADJ"
            and i + 2 < end
            and doc[i + 1].pos_ == "ADJ"
            and doc[i + 2].pos_ in ("ADJ", "NOUN")
        )
        if not (noun or hyphen or ordinal or named_office or joined):
            break
        words.append(token)
        i += 1
    return words


def person_phrase(phrase: list[Token]) -> bool:
    """Whether the phrase after a country is a person: "Azerbaijan's Foreign Minister ..."."""
    for k, token in enumerate(phrase):
        if token.lower_ in lexicon.TITLE_NOUNS | lexicon.ROLE_NOUNS and token.tag_ not in ("NNS", "NNPS"):
            # "chief" in "chief negotiators", "minister" in "minister talks": the last noun decides.
            rest = phrase[k + 1 :]
            return (
                not rest
                or rest[-1].tag_ not in ("NNS", "NN")
                or rest[-1].pos_ == "PROPN"
                or rest[-1].lower_ in lexicon.TITLE_NOUNS | lexicon.ROLE_NOUNS
            )
    return False


def trunk(token: Token) -> Token:
    """The first of a row of coordinated or apposed words: "Baku" for "Moscow" in "Baku, Yerevan and Moscow"."""
    while token.dep_ in ("conj", "appos") and token.head.pos_ in ("PROPN", "NOUN") and token.head.i < token.i:
        token = token.head
    return token


def is_possessive(last: Token) -> bool:
    """Whether a possessive mark follows."""
    after = following(last)
    return after is not None and after.text in _POSSESSIVE


def preceding(token: Token) -> Token | None:
    """The token before, articles skipped, within the sentence."""
    i = token.i - 1
    start = token.sent.start
    while i >= start and token.doc[i].lower_ in ("the", "a", "an"):
        i -= 1
    return token.doc[i] if i >= start else None


def following(token: Token) -> Token | None:
    """The token after, if there is one."""
    return token.nbor() if token.i + 1 < len(token.doc) else None


def subject_of_clause(token: Token) -> Token | None:
    """The subject of the verb that a noun is an object of, straight or through a preposition."""
    node = token
    while (
        node.dep_ in ("pobj", "prep", "dobj", "dative", "poss", "compound", "amod") and node.head.i != node.i
    ):
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return next((c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return None
