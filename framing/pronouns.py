"""Whom a pronoun stands for, with an abstention wherever two could be meant.

Binding and subject preference over the dependency tree, after Lappin and Leass (Computational Linguistics, 1994), without
their weights: a pronoun takes the subject that governs it, else the subject of the sentence before, else the
only one who fits; it never crosses somebody else who could be meant.
"""

from __future__ import annotations

from spacy.tokens import Token

from framing.discourse import Discourse, Entity, Resolution
from framing.genders import Gender, gender_of_word
from framing.lexicon import words
from framing.parsing import Paragraph
from framing.pronoun_syntax import (
    antecedent_of_relative,
    co_arguments,
    entity_beside,
    expletive,
    governing_subjects,
    group_of,
    has_rivals,
    in_quotes,
    is_agentive,
    is_joined,
    outer_subjects,
    thing_between,
)
from framing.records import Sentence

PERSONAL = words("he him his himself she her hers herself")
NEUTER = words("it its itself")
PLURAL = words("they them their theirs themselves")
PRONOUNS = PERSONAL | NEUTER | PLURAL
_POSSESSIVE = frozenset(("PRP$",))


def resolve_pronoun(token: Token, discourse: Discourse, paragraph: Paragraph) -> Resolution | str | None:
    """The actors of a pronoun, the reason for an abstention, or None where it refers to nobody ("it rains")."""
    sentence = discourse.parsed.sentence_at(paragraph.at(token))
    if sentence is None:
        return None
    word = token.lower_
    if word in NEUTER and expletive(token):
        return None
    if word in PERSONAL:
        return _person(token, gender_of_word(word), discourse, paragraph, sentence)
    if word in NEUTER:
        return _thing(token, discourse, paragraph, sentence)
    return _many(token, discourse, paragraph, sentence)


def _person(
    token: Token, gender: Gender | None, discourse: Discourse, paragraph: Paragraph, sentence: Sentence
) -> Resolution | str:
    at = paragraph.at(token)
    quoted = in_quotes(token)
    barred = co_arguments(token, discourse, paragraph)
    if quoted:
        barred |= outer_subjects(token, discourse, paragraph)

    def fits(entity: Entity) -> bool:
        if entity.kind != "person" or (entity.actors and set(entity.actors) & barred):
            return False
        known = entity.gender or (discourse.gender(entity.actors[0]) if len(entity.actors) == 1 else None)
        return len(entity.actors) <= 1 and (known is None or known == gender)

    beside = entity_beside(token, discourse, paragraph)
    if beside is not None and fits(beside):
        return _sure(beside, discourse, 0.9)
    for subject in governing_subjects(token):
        entity = discourse.entity_at(antecedent_of_relative(subject), paragraph)
        if entity is not None and fits(entity) and entity.start < at and not is_joined(subject):
            return _sure(entity, discourse, 0.9)
    # In this sentence before it, then the one before that, then one more where nobody else stands between.
    for distance, here in enumerate(discourse.back(at, 3, sentence)):
        fitting = [e for e in here if fits(e)]
        if not fitting:
            # Somebody of the other gender does not stand in the way, somebody unknown does.
            if distance and any(e.kind == "person" and not e.actors for e in here):
                return "somebody who is not named stands between"
            continue
        distinct = {e.actors for e in fitting}
        if len(distinct) == 2 and () in distinct:
            # Somebody without a name gives way to a person the article has spoken of before, or that acts while he does not.
            name = next(a for a in distinct if a)
            told = sum(name == e.actors for e in discourse.entities) > 1
            acts = not any(e.subject for e in fitting if not e.actors)
            if told or acts:
                return Resolution(name, 0.7)
        if len(distinct) == 1:
            # One alone: the nearest sentence only, or as its subject.
            if distance <= 2 or any(e.leads for e in fitting):
                return _sure(fitting[-1], discourse, 0.8)
            return "too far from the last person it could be"
        leading = [e for e in fitting if e.leads and not is_joined(e.head)]
        object_of = token.dep_ in ("dobj", "pobj", "dative") and token.tag_ != "PRP$"
        if distance and leading and not quoted and not object_of:
            return _sure(leading[0], discourse, 0.7)
        # Both stand in this very sentence: its main subject, for a subject.
        if not distance and len(leading) == 1 and token.dep_ in ("nsubj", "nsubjpass"):
            return _sure(leading[0], discourse, 0.6)
        return "more than one person it could be"
    return "no person before it"


def _thing(token: Token, discourse: Discourse, paragraph: Paragraph, sentence: Sentence) -> Resolution | str:
    at = paragraph.at(token)
    barred = co_arguments(token, discourse, paragraph)
    quoted = in_quotes(token)
    beside = entity_beside(token, discourse, paragraph)
    if beside is not None and beside.kind in ("country", "organisation") and len(beside.actors) == 1:
        return _sure(beside, discourse, 0.9)
    for subject in governing_subjects(token):
        relative = antecedent_of_relative(subject)
        entity = discourse.entity_at(relative, paragraph)
        if relative != subject and (entity is None or entity.kind == "place"):
            return "its clause is about something else"
        if entity is None:
            if subject.pos_ == "PRON" and subject.lower_ in ("it", "that", "this", "which", "what"):
                return "a pronoun before it stands for something else"
            if subject.pos_ in ("NOUN", "PROPN") and subject.i < token.i:
                return "something else is the subject"
            continue
        if entity.start >= at:
            continue
        if entity.kind in ("country", "organisation") and not set(entity.actors) & barred:
            if len(entity.actors) > 1 or is_joined(subject):
                return "more than one it could be"
            if has_rivals(token, subject, entity, discourse, paragraph) or thing_between(
                token, subject, discourse, paragraph
            ):
                return "more than one it could be"
            return _sure(entity, discourse, 0.8)
        if entity.kind == "person" and not entity.actors:
            # "A spokesman for Nordvik said it ...": what he speaks for.
            spoken_for = [
                e for c in subject.children if c.dep_ == "prep" and c.lower_ in ("for", "of", "at")
                for g in c.children if (e := discourse.entity_at(g, paragraph)) and e.kind in ("country", "organisation")
            ]  # fmt: skip
            if len(spoken_for) == 1 and len(spoken_for[0].actors) == 1:
                return _sure(spoken_for[0], discourse, 0.8)
    if quoted or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return "nothing near that it could be"
    # "It said ...", "Its leaders ...": the subject of the sentence before, if that is an actor.
    if token.i > token.sent.start + 6 and token.dep_ != "nsubj":
        return "nothing near that it could be"
    groups = list(discourse.back(at, 1, sentence))
    before = groups[1] if len(groups) > 1 else []
    if any(e.kind in ("country", "organisation") for e in groups[0]):
        return "more than one it could be"
    leading = [e for e in before if e.leads]
    if (
        leading
        and leading[0].kind in ("country", "organisation")
        and len(leading[0].actors) == 1
        and not is_joined(leading[0].head)
    ):
        agentive = token.dep_ == "poss" or is_agentive(token.head)
        others = {a for e in before if e.kind == leading[0].kind for a in e.actors} - set(leading[0].actors)
        if agentive and not (others and token.dep_ == "poss"):
            return _sure(leading[0], discourse, 0.7)
    return "nothing near that it could be"


def _many(token: Token, discourse: Discourse, paragraph: Paragraph, sentence: Sentence) -> Resolution | str:
    at = paragraph.at(token)
    if token.dep_ == "pobj" and token.head.lower_ == "between":
        pairs = [
            e
            for e in next(discourse.back(at, 0, sentence))
            if len(group_of(e.head, discourse, paragraph)[0]) == 2
        ]
        if len(pairs) == 1:
            return Resolution(group_of(pairs[0].head, discourse, paragraph)[0], 0.8)
    for subject in governing_subjects(token):
        if subject == token or paragraph.at(subject) >= at:
            continue
        actors, whole = group_of(subject, discourse, paragraph)
        if len(actors) > 1 and whole:
            return Resolution(actors, 0.8)
        entity = discourse.entity_at(subject, paragraph)
        if subject.tag_ in ("NNS", "NNPS"):
            if (
                entity is not None
                and len(entity.actors) == 1
                and entity.form == "part"
                and not is_joined(subject)
            ):
                return Resolution(entity.actors, 0.7)
            return "something else is the subject"
        if subject.pos_ == "PRON" and subject.lower_ in ("we", "they", "who", "both"):
            return "a pronoun before it stands for somebody unknown"
    if in_quotes(token) or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return "nobody near that they could be"
    groups = list(discourse.back(at, 1, sentence))
    if groups[0] or len(groups) < 2:
        return "more than one it could be" if groups[0] else "nobody before it"
    for entity in groups[1]:
        if entity.leads:
            actors, whole = group_of(entity.head, discourse, paragraph)
            if len(entity.actors) > 1:
                return Resolution(entity.actors, 0.7)
            if len(actors) > 1 and whole:
                return Resolution(actors, 0.7)
            if entity.form == "part" and entity.head.doc[entity.head.i].tag_ in ("NNS", "NNPS"):
                return Resolution(entity.actors, 0.6)
    return "nobody near that they could be"


def _sure(entity: Entity, discourse: Discourse, confidence: float) -> Resolution | str:
    if not entity.actors:
        return "somebody who is not named"
    return Resolution(entity.actors, confidence)
