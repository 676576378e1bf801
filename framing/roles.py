"""Who acts and who is acted on: the grammatical role of a mention, from the parse.

Agent and patient in the sense of transitivity (Halliday, 1985; Greene and Resnik, NAACL 2009): the subject
of an active verb or the by-phrase of a passive acts; the object of a verb, the subject of a passive
and what an action is said to be against is acted on. Saying, being and seeming are no acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from framing import lexicon
from framing.parsing import Paragraph, Parsed
from framing.records import Mention, Role

_STATES = frozenset(
    [
        "be",
        "become",
        "seem",
        "appear",
        "remain",
        "stay",
        "look",
        "sound",
        "belong",
        "consist",
        "exist",
        "mean",
        "have",
    ]
)
_INSIDE = frozenset(("compound", "amod", "nmod", "nummod"))  # a mention here stands for its noun's actor


class InRole(NamedTuple):
    """A role, and whether it is that of a passive which names no agent."""

    role: Role
    agentless: bool


OTHER = InRole("other", False)


def mention_roles(parsed: Parsed, mentions: Sequence[Mention]) -> dict[Mention, InRole]:
    """The role of every mention; "other" where the parse gives none."""
    found = {}
    for paragraph in parsed.paragraphs:
        end = paragraph.start + len(paragraph.doc.text)
        for mention in mentions:
            if paragraph.start <= mention.start < end:
                found[mention] = _role(_head(mention, paragraph))
    return found


def strongest(roles: Sequence[InRole]) -> InRole:
    """One role for several mentions: whoever acts once is an agent, else a patient, else neither."""
    for role in ("agent", "patient"):
        among = [r for r in roles if r.role == role]
        if among:
            return InRole(among[0].role, any(r.agentless for r in among))
    return OTHER


def _head(mention: Mention, paragraph: Paragraph) -> Token | None:
    span = paragraph.doc.char_span(
        mention.start - paragraph.start, mention.end - paragraph.start, alignment_mode="expand"
    )
    if span is None:
        return None
    token: Token = span.root
    while token.dep_ in _INSIDE and token.head.pos_ in ("NOUN", "PROPN") and token.head != token:
        token = token.head
    return token


def _role(token: Token | None) -> InRole:
    if token is None:
        return OTHER
    while token.dep_ in ("conj", "appos") and token.head.pos_ in ("NOUN", "PROPN") and token.head != token:
        token = token.head
    verb = token.head
    if token.dep_ == "nsubj" and verb.pos_ in ("VERB", "AUX"):
        return OTHER if _no_act(verb) else InRole("agent", False)
    if token.dep_ == "nsubjpass":
        named = any(child.dep_ == "agent" for child in verb.children)
        return OTHER if verb.lemma_.lower() in lexicon.SAY else InRole("patient", not named)
    if token.dep_ in ("dobj", "dative") and verb.pos_ == "VERB":
        return OTHER if verb.lemma_.lower() in _STATES else InRole("patient", False)
    if token.dep_ == "pobj":
        if verb.dep_ == "agent":
            return InRole("agent", False)
        if verb.lower_ == "against":
            return InRole("patient", False)
    return OTHER


def _no_act(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in _STATES or lemma in lexicon.SAY
