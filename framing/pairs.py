"""The two countries or persons that "both countries" and "the two sides" stand for: those last spoken of together."""

from __future__ import annotations

from spacy.tokens import Token

from framing.discourse import SUBJECTS, Discourse, Entity, Resolution, distinct
from framing.nominals import Nominal
from framing.phrases import trunk
from framing.records import Sentence

REACH = 4  # sentences back


def several(nominal: Nominal, discourse: Discourse, sentence: Sentence) -> Resolution | str | None:
    """ "Both countries", "the two sides": the two countries that were last spoken of together."""
    two = nominal.determiner == "both" or "two" in nominal.words
    if nominal.noun not in (
        "countries",
        "nations",
        "republics",
        "sides",
        "states",
        "neighbours",
        "neighbors",
        "rivals",
        "foes",
        "allies",
    ):
        return None
    if nominal.determiner not in ("the", "both", "these") or (nominal.owner_pronoun and not two):
        return None
    if nominal.head.dep_ == "pobj" and nominal.head.head.lower_ == "of" and not two:
        return None
    return countries_together(nominal, discourse, sentence)


def countries_together(nominal: Nominal, discourse: Discourse, sentence: Sentence) -> Resolution | str:
    """The two countries that were last spoken of together before a phrase, or why there are none."""
    two = nominal.determiner == "both" or "two" in nominal.words
    if nominal.noun == "sides" and (talkers := _talkers(nominal, discourse, sentence)):
        return Resolution(talkers, 0.8)
    reach = 1 if nominal.noun in ("allies", "foes", "rivals") else REACH + 2
    for here in discourse.back(nominal.start, reach, sentence):
        pairs = _pairs(here)
        if not pairs and here and here[0].sentence == sentence.index:
            # "Iran's minister met his Azerbaijani counterpart ... between the two countries"
            spoken = distinct(land for e in here for a in e.actors if (land := land_of(e, a, discourse)))
            pairs = [tuple(spoken)] if len(spoken) == 2 else []
        if pairs:
            return Resolution(pairs[-1], 0.8)
        lands = distinct(a for e in here if e.kind == "country" for a in e.actors)
        if len(lands) > 2 and two:
            return "more than two countries that they could be"
    persons = distinct(
        land for here in discourse.back(nominal.start, 2, sentence) for e in here if e.kind == "person"
        for a in e.actors if (land := discourse.country_of(a)) is not None
    )  # fmt: skip
    if len(persons) == 2:
        return Resolution(tuple(persons), 0.7)
    return "not exactly two countries that they could be"


def _talkers(nominal: Nominal, discourse: Discourse, sentence: Sentence) -> tuple[str, ...]:
    """ "Velde and Munk talked about the border. The sides agreed ...": two persons who led the sentence before."""
    before = [e for here in discourse.back(nominal.start, 1, sentence) for e in here]
    persons = [e for e in before if e.kind == "person" and len(e.actors) == 1]
    leading = {e.actors[0] for e in persons if e.leads}
    joined = {e.actors[0] for e in persons if e.head.dep_ == "conj" and trunk(e.head).dep_ in SUBJECTS}
    both = distinct(e.actors[0] for e in persons if e.actors[0] in leading | joined)
    return tuple(both) if leading and joined and len(both) == 2 else ()


def land_of(entity: Entity, actor: str, discourse: Discourse) -> str | None:
    """The country that an entity is or that a person speaks for, or None."""
    if entity.kind in ("country", "place"):
        return actor if discourse.actor(actor).kind == "country" else None
    return discourse.country_of(actor) if entity.kind == "person" else None


def _pairs(here: list[Entity]) -> list[tuple[str, ...]]:
    """Two countries that stand together: joined by "and", or as partners of one verb ("Baku accused Yerevan")."""
    lands = [e for e in here if e.kind == "country"]
    by_head = {e.head: e for e in lands}
    found: list[tuple[str, ...]] = []
    for entity in lands:
        if len(entity.actors) == 2:
            found.append(entity.actors)
            continue
        joined = [c for c in entity.head.children if c.dep_ == "conj"]
        alone = (
            entity.head.dep_ != "conj"
            and len(joined) == 1
            and not any(c.dep_ == "conj" for c in joined[0].children)
        )
        if alone and joined[0] in by_head and by_head[joined[0]].actors != entity.actors:
            found.append((*entity.actors, *by_head[joined[0]].actors))
        elif _between(entity, lands) is not None:
            found.append((*entity.actors, *_between(entity, lands).actors))  # type: ignore[union-attr]
        elif entity.subject and not joined:
            partners = [
                o
                for o in lands
                if o.actors != entity.actors and len(o.actors) == 1 and _partner(o.head, entity.head.head)
            ]
            if len({o.actors for o in partners}) == 1:
                found.append((*entity.actors, *partners[0].actors))
    return [pair for pair in found if len(set(pair)) == 2]


def _between(entity: Entity, lands: list[Entity]) -> Entity | None:
    """Y of "between X and Y", where the parse hangs one of them elsewhere."""
    doc, i = entity.head.doc, entity.head.i
    if i > 0 and doc[i - 1].lower_ == "between" and i + 2 < len(doc) and doc[i + 1].lower_ == "and":
        return next(
            (e for e in lands if e.head.doc is doc and e.head.i == i + 2 and e.actors != entity.actors), None
        )
    return None


def _partner(token: Token, verb: Token) -> bool:
    """Whether a token is an object of a verb, or of "with", "against", "to" under it."""
    if token.dep_ in ("dobj", "dative"):
        return bool(token.head == verb)
    prepositional = token.dep_ == "pobj" and token.head.lower_ in ("with", "against", "to", "by")
    return bool(prepositional and verb in (token.head.head, token.head.head.head))
