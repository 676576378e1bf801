"""Sources: who or what can be said to say something, and which actor it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from framing import lexicon
from framing.mentions import Found
from framing.parsing import Paragraph
from framing.records import Mention


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source: the actor it is, if resolved, its words, and where they stand."""

    actor: str | None
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph, the mentions in it, and the organisations that "the council" can only be."""

    paragraph: Paragraph
    mentions: Sequence[Mention]
    by_noun: dict[str, str]


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it is coordinated with."""
    while True:
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if subjects:
            return subjects[0]
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VBG" and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head  # "..., noting that ..."
        else:
            return None


def speaker_of(token: Token, scene: Scene) -> Speaker | None:
    """The source that a noun is, or None if it is nothing that speaks."""
    at = scene.paragraph.at(token)
    if token.pos_ == "PRON" or token.tag_ in ("WP", "WDT"):
        if token.lower_ == "who" and token.head.dep_ == "relcl":
            near = [m for m in scene.mentions if m.end <= at <= m.end + 2]
            if near:
                offset = scene.paragraph.start
                text = scene.paragraph.doc.text[near[-1].start - offset : near[-1].end - offset]
                return Speaker(near[-1].actor, text, near[-1].start)
            return speaker_of(token.head.head, scene)
        return Speaker(None, token.text, at) if token.lower_ in lexicon.SPEAKING_PRONOUNS else None
    several = any(c.dep_ == "conj" for c in token.children)
    for mention in scene.mentions:
        if mention.start <= at < mention.end:
            return Speaker(None if several else mention.actor, phrase(token), at)
    definite = any(c.lower_ in ("the", "this") for c in token.children if c.dep_ == "det")
    if definite and token.lower_ in scene.by_noun and token.text.islower():
        return Speaker(scene.by_noun[token.lower_], phrase(token), at)
    # "Philip Reeker, the senior adviser": the name stands in apposition.
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            inner = speaker_of(child, scene)
            if inner is not None and inner.actor is not None:
                return inner
    speaks = token.lemma_.lower() in lexicon.SOURCE_NOUNS or token.lower_ in lexicon.SOURCE_NOUNS
    if speaks or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or token.pos_ == "PROPN":
        return Speaker(None, phrase(token), at)
    return None


def phrase(token: Token) -> str:
    """A noun with what stands before it and its coordinated fellows, without relative clauses."""
    stop = {
        t.i
        for c in token.children
        if c.dep_ in ("relcl", "appos", "acl", "punct", "ccomp")
        for t in c.subtree
    }
    words = [t for t in token.subtree if t.i not in stop and abs(t.i - token.i) < 12]
    if not words:
        return str(token.text)
    return str(token.doc[words[0].i : words[-1].i + 1].text).strip(' ,;“”"')


def last_subject(
    paragraph: Paragraph, mentions: Sequence[Mention], before: int, persons: set[str]
) -> Speaker | None:
    """Whom "he" or "she" most likely means, from the last sentence before that has somebody: the subject
    of its main clause, or the only person in it. A subject that is no known person has no ``actor``."""
    for sent in reversed(list(paragraph.doc.sents)):
        start, end = paragraph.start + sent.start_char, min(before, paragraph.start + sent.end_char)
        here = [m for m in mentions if start <= m.start < end and m.actor in persons]
        for token in sent:
            at = paragraph.at(token)
            if at >= end or token.dep_ not in ("nsubj", "nsubjpass") or token.head != sent.root:
                continue
            known = [m for m in here if m.start <= at < m.end]
            if known or token.lower_ in lexicon.TITLE_NOUNS:
                return Speaker(known[0].actor if known else None, token.text, at)
        if len({m.actor for m in here}) == 1:
            return Speaker(here[0].actor, "", here[0].start)
    return None


def by_noun(found: Found) -> dict[str, str]:
    """Organisations by the last word of their name, where only one of the article ends in it."""
    ids: dict[str, set[str]] = {}
    for actor in found.actors.values():
        if actor.kind == "organisation":
            for name in (actor.name, *actor.names):
                if " " in name:
                    ids.setdefault(name.split()[-1].lower(), set()).add(actor.id)
    return {noun: next(iter(of)) for noun, of in ids.items() if len(of) == 1}
