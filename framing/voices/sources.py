"""Sources: who or what can be said to say something, and which actor it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from framing import lexicon
from framing.mentions import Found
from framing.parsing import Paragraph
from framing.records import Mention, SpeakerKind
from framing.voices.lexicon import words


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source: the actor it is, if resolved, its words, where they stand, and what it is."""

    actor: str | None
    text: str
    at: int
    kind: SpeakerKind = "unnamed"


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph, the mentions in it, and the organisations that "the council" can only be."""

    paragraph: Paragraph
    mentions: Sequence[Mention]
    by_noun: dict[str, str]


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it hangs on: "he tried to explain", "she left, saying"."""
    for _ in range(6):
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        before = [c for c in subjects if c.i < verb.i]
        subject = before[-1] if before else next(iter(subjects), None)
        if subject is not None:
            return subject
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            verb = head
        elif verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX", "ADJ"):
            owner = next((c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i), None)
            if owner is not None and head.lemma_ not in _OWN_SUBJECT:
                return owner  # "urged him to say"
            verb = head
        elif (
            verb.dep_ == "advcl"
            and any(c.tag_ == "TO" for c in verb.children)
            and head.pos_ in ("VERB", "AUX")
        ):
            verb = head  # "came to talk about"
        elif verb.dep_ == "advcl" and verb.tag_ in ("VBD", "VBZ") and verb.left_edge.lower_ == "then":
            verb = head  # "praised A, then asked when B would"
        elif verb.dep_ == "acomp" or (verb.dep_ in ("advcl", "pcomp") and verb.tag_ == "VBG"):
            verb = head.head if head.pos_ == "ADP" else head
            if verb.pos_ == "NOUN" and verb.dep_ in ("dobj", "pobj", "attr"):
                verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else verb.head.head
        elif verb.dep_ == "acl" and verb.tag_ == "VBG" and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return head  # "a letter saying that"
        elif verb.dep_ == "relcl":
            return None
        else:
            return (
                next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
                if verb.tag_ != "VBN"
                else None
            )
    return None


_OWN_SUBJECT = words("promise use have vow threaten take make spend issue release")


def speaker_of(token: Token, scene: Scene) -> Speaker | None:
    """The source that a noun is, or None if it is nothing that speaks."""
    at = scene.paragraph.at(token)
    if token.pos_ == "PRON" or token.tag_ in ("WP", "WDT", "PRP"):
        return _pronoun(token, scene)
    several = any(c.dep_ == "conj" for c in token.children)
    text = phrase(token)
    for mention in scene.mentions:
        if mention.start <= at < mention.end:
            actor = None if several else mention.actor
            return Speaker(actor, text, at, "actor" if actor else "collective")
    definite = any(c.lower_ in ("the", "this") for c in token.children if c.dep_ == "det")
    if definite and token.lower_ in scene.by_noun and token.text.islower():
        return Speaker(scene.by_noun[token.lower_], text, at, "actor")
    # "Philip Reeker, the senior adviser": the name stands in apposition.
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            inner = speaker_of(child, scene)
            if inner is not None and inner.actor is not None:
                return inner
    speaks = token.lemma_.lower() in lexicon.SOURCE_NOUNS or token.lower_ in lexicon.SOURCE_NOUNS
    if speaks or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or token.pos_ == "PROPN":
        return Speaker(None, text, at, speaker_kind(token))
    if token.pos_ in ("NUM", "ADJ", "DET") or token.lower_ in _SOME or token.text in ("%", "percent"):
        return Speaker(None, text, at, "collective")  # "31% of voters", "many", "two of them"
    return None


def named(token: Token, scene: Scene) -> Speaker:
    """The source that a noun is taken for, whether or not it is known to speak."""
    return speaker_of(token, scene) or Speaker(
        None, phrase(token), scene.paragraph.at(token), speaker_kind(token)
    )


def _pronoun(token: Token, scene: Scene) -> Speaker | None:
    at = scene.paragraph.at(token)
    for mention in scene.mentions:
        if mention.start <= at < mention.end:
            return Speaker(mention.actor, token.text, at, "actor")
    word = token.lower_
    if word in ("who", "which", "that") and token.head.dep_ == "relcl":
        near = [m for m in scene.mentions if m.end <= at <= m.end + 2]
        if near:
            return Speaker(near[-1].actor, token.text, near[-1].start, "actor")
        return speaker_of(token.head.head, scene)
    if word in lexicon.SPEAKING_PRONOUNS:
        return Speaker(None, token.text, at, "collective" if word in ("we", "they") else "unnamed")
    if word in _SOME:
        return Speaker(None, phrase(token), at, "collective")
    return None


_SOME = words(
    "all another anybody anyone both each everybody everyone few half majority many most nobody none one "
    "ones others several some somebody someone those two three dozens hundreds thousands percent number "
    "group"
)


def speaker_kind(token: Token) -> SpeakerKind:
    """What an unresolved source is, by its noun: official, expert, witness, document, collective or unnamed."""
    words = {token.lemma_.lower(), token.lower_}
    if words & lexicon.DOCUMENTS:
        return "document"
    if words & lexicon.EXPERTS:
        return "expert"
    if words & lexicon.WITNESSES:
        return "witness"
    if words & lexicon.COLLECTIVES:
        return "collective"
    if words & (lexicon.TITLE_NOUNS | lexicon.GOVERNMENT_PARTS):
        return "official"
    if token.tag_ in ("NNS", "NNPS"):
        return "collective"
    return "unnamed"


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
