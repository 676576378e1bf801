"""What the dependency tree says of a pronoun: who governs its clause, who stands beside it, who could be meant as well."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from framing import lexicon
from framing.discourse import Discourse, Entity
from framing.lexicon import words
from framing.parsing import Paragraph

_REFLEXIVE = words("himself herself itself themselves")
_CLAUSE = words("ROOT ccomp xcomp advcl relcl acl conj pcomp csubj parataxis")


def group_of(subject: Token, discourse: Discourse, paragraph: Paragraph) -> tuple[tuple[str, ...], bool]:
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


def governing_subjects(token: Token) -> Iterator[Token]:
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


def antecedent_of_relative(subject: Token) -> Token:
    """What "who" or "which" stands for as a subject; any other subject itself."""
    if subject.tag_ in ("WDT", "WP") and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def entity_beside(token: Token, discourse: Discourse, paragraph: Paragraph) -> Entity | None:
    """Who stands before "and" in "Armenia and its ally", "Velde and her husband"."""
    owned = token.head
    if token.tag_ == "PRP$" and owned.dep_ == "conj" and owned.head.i < token.i:
        return discourse.entity_at(owned.head, paragraph)
    judged = _judged_object(token)
    return discourse.entity_at(judged, paragraph) if judged is not None else None


def co_arguments(token: Token, discourse: Discourse, paragraph: Paragraph) -> set[str]:
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


def outer_subjects(token: Token, discourse: Discourse, paragraph: Paragraph) -> set[str]:
    """Who speaks the quotation that a pronoun stands in: he calls himself "I"."""
    barred: set[str] = set()
    for other in token.sent:
        if other.dep_ == "nsubj" and other.head.lemma_.lower() in lexicon.SAY and not in_quotes(other):
            entity = discourse.entity_at(other, paragraph)
            if entity is not None:
                barred |= set(entity.actors)
    return barred


def has_rivals(
    token: Token, subject: Token, entity: Entity, discourse: Discourse, paragraph: Paragraph
) -> bool:
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


def thing_between(token: Token, subject: Token, discourse: Discourse, paragraph: Paragraph) -> bool:
    """Whether a thing named after the subject could be meant as well: "opposes the road, as it would ..."."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        clause = token.head
        if clause.dep_ != "advcl" or is_agentive(clause):
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


def is_agentive(verb: Token) -> bool:
    """Whether a verb's subject speaks or acts: the plan does neither."""
    lemma = verb.lemma_.lower()
    return lemma in lexicon.SAY | lexicon.NOTE | lexicon.JUDGE | lexicon.ADDRESSED | _DOES


_DOES = words(
    "agree attack arm ban begin borrow build buy cancel claim close cut deploy drop employ expel fine fire fund grant halt hire impose "
    "invade invest join launch lay lend lift list offer open own pay plan publish raise receive recruit refuse reject release run "
    "seek sell send sign shut start stop strike sue summon suspend train try vote want win withdraw retaliate"
)


def expletive(token: Token) -> bool:
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


def is_joined(token: Token) -> bool:
    """Whether a subject is coordinated: "he" is not two persons."""
    return token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children)


def in_quotes(token: Token) -> bool:
    """Whether an odd number of quotation marks stands before a token in its paragraph."""
    depth = 0
    for other in token.doc[: token.i]:
        text = other.text
        if text in '“”"«»' or text == "''" or text == "``":
            depth = 1 if text == "“" or text == "«" else 0 if text in "”»" else 1 - depth
    return depth == 1
