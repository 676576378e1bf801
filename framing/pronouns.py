"""Whom a pronoun stands for, with an abstention wherever two could be meant.

Binding and subject preference over the dependency tree, after Lappin and Leass (Computational Linguistics, 1994), without
their weights: a pronoun takes the subject that governs it, else the subject of the sentence before, else the
only one who fits; it never crosses somebody else who could be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from framing import lexicon
from framing.discourse import Discourse, Entity, Resolution
from framing.genders import Gender, gender_of_word
from framing.lexicon import words
from framing.parsing import Paragraph
from framing.records import Sentence

PERSONAL = words("he him his himself she her hers herself")
NEUTER = words("it its itself")
PLURAL = words("they them their theirs themselves")
PRONOUNS = PERSONAL | NEUTER | PLURAL
_POSSESSIVE = frozenset(("PRP$",))
_REFLEXIVE = words("himself herself itself themselves")
_CLAUSE = words("ROOT ccomp xcomp advcl relcl acl conj pcomp csubj parataxis")


def resolve_pronoun(token: Token, discourse: Discourse, paragraph: Paragraph) -> Resolution | str | None:
    """The actors of a pronoun, the reason for an abstention, or None where it refers to nobody ("it rains")."""
    sentence = discourse.parsed.sentence_at(paragraph.at(token))
    if sentence is None:
        return None
    word = token.lower_
    if word in NEUTER and _expletive(token):
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
    quoted = _in_quotes(token)
    barred = _co_arguments(token, discourse, paragraph)
    if quoted:
        barred |= _outer_subjects(token, discourse, paragraph)

    def fits(entity: Entity) -> bool:
        if entity.kind != "person" or (entity.actors and set(entity.actors) & barred):
            return False
        known = entity.gender or (discourse.gender(entity.actors[0]) if len(entity.actors) == 1 else None)
        return len(entity.actors) <= 1 and (known is None or known == gender)

    beside = _beside(token, discourse, paragraph)
    if beside is not None and fits(beside):
        return _sure(beside, discourse, 0.9)
    for subject in _governing_subjects(token):
        entity = discourse.entity_at(_antecedent_of_relative(subject), paragraph)
        if entity is not None and fits(entity) and entity.start < at and not _joined(subject):
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
        leading = [e for e in fitting if e.leads and not _joined(e.head)]
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
    barred = _co_arguments(token, discourse, paragraph)
    quoted = _in_quotes(token)
    beside = _beside(token, discourse, paragraph)
    if beside is not None and beside.kind in ("country", "organisation") and len(beside.actors) == 1:
        return _sure(beside, discourse, 0.9)
    for subject in _governing_subjects(token):
        relative = _antecedent_of_relative(subject)
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
            if len(entity.actors) > 1 or _joined(subject):
                return "more than one it could be"
            if _rivals(token, subject, entity, discourse, paragraph) or _thing_between(
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
        and not _joined(leading[0].head)
    ):
        agentive = token.dep_ == "poss" or _agentive(token.head)
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
            if len(_group(e.head, discourse, paragraph)[0]) == 2
        ]
        if len(pairs) == 1:
            return Resolution(_group(pairs[0].head, discourse, paragraph)[0], 0.8)
    for subject in _governing_subjects(token):
        if subject == token or paragraph.at(subject) >= at:
            continue
        actors, whole = _group(subject, discourse, paragraph)
        if len(actors) > 1 and whole:
            return Resolution(actors, 0.8)
        entity = discourse.entity_at(subject, paragraph)
        if subject.tag_ in ("NNS", "NNPS"):
            if (
                entity is not None
                and len(entity.actors) == 1
                and entity.form == "part"
                and not _joined(subject)
            ):
                return Resolution(entity.actors, 0.7)
            return "something else is the subject"
        if subject.pos_ == "PRON" and subject.lower_ in ("we", "they", "who", "both"):
            return "a pronoun before it stands for somebody unknown"
    if _in_quotes(token) or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return "nobody near that they could be"
    groups = list(discourse.back(at, 1, sentence))
    if groups[0] or len(groups) < 2:
        return "more than one it could be" if groups[0] else "nobody before it"
    for entity in groups[1]:
        if entity.leads:
            actors, whole = _group(entity.head, discourse, paragraph)
            if len(entity.actors) > 1:
                return Resolution(entity.actors, 0.7)
            if len(actors) > 1 and whole:
                return Resolution(actors, 0.7)
            if entity.form == "part" and entity.head.doc[entity.head.i].tag_ in ("NNS", "NNPS"):
                return Resolution(entity.actors, 0.6)
    return "nobody near that they could be"


def _group(subject: Token, discourse: Discourse, paragraph: Paragraph) -> tuple[tuple[str, ...], bool]:
    """The actors of a coordinated subject, and whether all its members are known."""
    actors: list[str] = []
    whole = True
    queue = [subject]
    while queue:
        token = queue.pop(0)
        entity = _entity(token, discourse, paragraph)
        if entity is None or not entity.actors or entity.kind == "place":
            whole = False
        else:
            actors += entity.actors
        queue += [c for c in token.children if c.dep_ == "conj"]
    return tuple(dict.fromkeys(actors)), whole


def _entity(token: Token, discourse: Discourse, paragraph: Paragraph) -> Entity | None:
    """The entity of a token, of this paragraph or an earlier one."""
    if token.doc is paragraph.doc:
        return discourse.entity_at(token, paragraph)
    for entity in reversed(discourse.entities):
        if entity.head.doc is token.doc and entity.head.i == token.i:
            return entity
    return None


def _governing_subjects(token: Token) -> Iterator[Token]:
    """Subjects of the verbs above a token, the nearest clause first."""
    node = token
    seen = 0
    while node.head.i != node.i and seen < 12:
        node = node.head
        seen += 1
        if node.pos_ in ("VERB", "AUX") or node.dep_ in _CLAUSE:
            verb = node
            subjects = _own_subjects(verb)
            for subject in subjects:
                if subject.i != token.i and not (subject.i > token.i and subject.head == token.head):
                    yield subject


def _judged_object(token: Token) -> Token | None:
    """ "Criticised Baku for its plan", "helped Velde in her work": who is judged or helped is the owner."""
    owned = token.head
    if token.tag_ != "PRP$" or owned.dep_ not in ("pobj", "pcomp", "dobj"):
        return None
    preposition = owned.head
    if preposition.dep_ == "pcomp":  # "for closing its border"
        preposition = preposition.head
    if preposition.dep_ != "prep" or preposition.lower_ not in ("for", "in", "over", "of", "about", "on"):
        return None
    verb = preposition.head
    if verb.lemma_.lower() not in lexicon.ADDRESSED | lexicon.JUDGE or verb.pos_ != "VERB":
        return None
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i < token.i]
    return objects[0] if len(objects) == 1 else None


def _antecedent_of_relative(subject: Token) -> Token:
    """What "who" or "which" stands for as a subject; any other subject itself."""
    if subject.tag_ in ("WDT", "WP") and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def _beside(token: Token, discourse: Discourse, paragraph: Paragraph) -> Entity | None:
    """Who stands before "and" in "Armenia and its ally", "Velde and her husband"."""
    owned = token.head
    if token.tag_ == "PRP$" and owned.dep_ == "conj" and owned.head.i < token.i:
        return discourse.entity_at(owned.head, paragraph)
    judged = _judged_object(token)
    return discourse.entity_at(judged, paragraph) if judged is not None else None


def _co_arguments(token: Token, discourse: Discourse, paragraph: Paragraph) -> set[str]:
    """Actors that a pronoun cannot be because they stand beside it: "Aliyev met him"."""
    if token.tag_ == "PRP$":
        # "Its ally Turkey": not Turkey's own.
        owned = token.head
        return {
            a
            for c in (owned, *owned.children)
            if c != token
            for e in [discourse.entity_at(c, paragraph)]
            if e and e.head.i == c.i and c.i > token.i
            for a in e.actors
        }
    if token.lower_ in _REFLEXIVE:
        return set()
    verb = token.head
    if token.dep_ == "pobj":
        verb = token.head.head
    if verb.pos_ not in ("VERB", "AUX"):
        return set()
    if token.dep_ in ("nsubj", "nsubjpass"):
        near = [c for c in verb.children if c.dep_ in ("dobj", "dative", "agent")]
    else:
        near = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c != token and c.i < token.i]
        if token.dep_ != "pobj" or token.head.lower_ not in ("behind", "around", "before", "after"):
            near += _own_subjects(verb)
    barred: set[str] = set()
    for other in near:
        entity = discourse.entity_at(other, paragraph)
        if entity is not None:
            barred |= set(entity.actors)
    return barred


def _own_subjects(verb: Token) -> list[Token]:
    """The subjects of a verb: its own, those of the verb it is coordinated with, or the one who is told to do it
    ("urged Armenia to free its prisoners")."""
    for _ in range(5):
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects or verb.head.pos_ not in ("VERB", "AUX"):
            return subjects
        if verb.dep_ == "xcomp":
            told = [
                c
                for c in verb.head.children
                if c.dep_ == "dobj" and c.i < verb.i and verb.head.lemma_ != "promise"
            ]
            if told:
                return told
        elif verb.dep_ != "conj":
            return []
        verb = verb.head
    return []


def _outer_subjects(token: Token, discourse: Discourse, paragraph: Paragraph) -> set[str]:
    """Who speaks the quotation that a pronoun stands in: he calls himself "I"."""
    barred: set[str] = set()
    for other in token.sent:
        if other.dep_ == "nsubj" and other.head.lemma_.lower() in lexicon.SAY and not _in_quotes(other):
            entity = discourse.entity_at(other, paragraph)
            if entity is not None:
                barred |= set(entity.actors)
    return barred


def _rivals(token: Token, subject: Token, entity: Entity, discourse: Discourse, paragraph: Paragraph) -> bool:
    """Whether another country or organisation between subject and pronoun could own the thing: an object of the clause."""
    for i in range(subject.i + 1, token.i):
        other = discourse.entity_at(token.doc[i], paragraph)
        if (
            other is not None and other.head.i == i and other.kind in ("country", "organisation")
            and other.actors != entity.actors and other.form != "pronoun"
            and other.head.dep_ in ("dobj", "dative", "nsubj", "nsubjpass")
            and token.dep_ == "poss"
        ):  # fmt: skip
            return True
    return False


def _thing_between(token: Token, subject: Token, discourse: Discourse, paragraph: Paragraph) -> bool:
    """Whether a thing named after the subject could be meant as well: "opposes the road, as it would ..."."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        clause = token.head
        if clause.dep_ != "advcl" or _agentive(clause):
            return False
    elif token.head.lower_ in _OWNED or token.head.lemma_.lower() in _OWNED:
        return False
    for i in range(subject.i + 1, token.i):
        other = token.doc[i]
        if (
            other.dep_ in ("dobj", "nsubj", "nsubjpass")
            and other.tag_ in ("NN", "NNP")
            and discourse.entity_at(other, paragraph) is None
        ):
            return token.head not in (other, other.head) or token.dep_ in ("nsubj", "nsubjpass")
    return False


_OWNED = (
    lexicon.GOVERNMENT_PARTS | lexicon.ACTION_NOUNS | lexicon.TITLE_NOUNS | lexicon.RELATION_NOUNS | lexicon.LAND_NOUNS
    | words("ally allies neighbour neighbor neighbours neighbors citizens nationals workers staff employees members customers "
                "shareholders factory factories office offices headquarters obligation obligations commitment duty role share shares own "
                "sovereignty independence territory border borders part turn word words view right rights")
)  # fmt: skip


def _agentive(verb: Token) -> bool:
    """Whether a verb's subject speaks or acts: the plan does neither."""
    lemma = verb.lemma_.lower()
    return lemma in lexicon.SAY | lexicon.NOTE | lexicon.JUDGE | lexicon.ADDRESSED | _DOES


_DOES = words(
    "agree attack arm ban begin borrow build buy cancel claim close cut deploy drop employ expel fine fire fund grant halt hire impose "
    "invade invest join launch lay lend lift list offer open own pay plan publish raise receive recruit refuse reject release run "
    "seek sell send sign shut start stop strike sue summon suspend train try vote want win withdraw retaliate"
)


def _expletive(token: Token) -> bool:
    """ "It rained", "it is clear that", "made it possible"."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    if (
        verb.lemma_ in ("seem", "appear", "rain", "snow", "matter", "happen", "turn", "take")
        and token.dep_ == "nsubj"
    ):
        return verb.lemma_ != "take" or any(
            c.lemma_ in ("hour", "day", "week", "month", "year", "minute") for c in verb.subtree
        )
    if verb.lemma_ == "be" and token.dep_ == "nsubj":
        rest = [c for c in verb.children if c.dep_ in ("acomp", "attr")]
        clause = any(c.dep_ in ("ccomp", "relcl", "csubj", "acl") for r in [verb, *rest] for c in r.children)
        judged = any(r.lemma_.lower() in _EVALUATIVE for r in rest)
        return (not rest and clause) or judged or (clause and any(r.dep_ == "attr" for r in rest))
    return (
        token.dep_ in ("dobj", "nsubj")
        and verb.lemma_ in ("make", "find", "consider", "deem")
        and token.dep_ == "dobj"
    )


_EVALUATIVE = words(
    "clear unclear possible impossible likely unlikely important necessary difficult hard easy crucial essential vital obvious evident "
    "true better best good bad sad wrong right time high dark cold hot late early strange odd inevitable common rare natural "
    "surprising understandable unacceptable premature tempting worth sunny raining pity shame duty"
)


def _joined(token: Token) -> bool:
    """Whether a subject is coordinated: "he" is not two persons."""
    return token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children)


def _in_quotes(token: Token) -> bool:
    """Whether an odd number of quotation marks stands before a token in its paragraph."""
    depth = 0
    for other in token.doc[: token.i]:
        text = other.text
        if text in '“”"«»' or text == "''" or text == "``":
            depth = 1 if text == "“" or text == "«" else 0 if text in "”»" else 1 - depth
    return depth == 1


def _sure(entity: Entity, discourse: Discourse, confidence: float) -> Resolution | str:
    if not entity.actors:
        return "somebody who is not named"
    return Resolution(entity.actors, confidence)
