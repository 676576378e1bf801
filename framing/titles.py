"""Whom a title stands for: a person of the article, else the holder of the office on the article's date."""

from __future__ import annotations

from framing import lexicon, office_terms
from framing.discourse import Discourse, Entity, Resolution, distinct
from framing.genders import gender_of_word
from framing.holders import elsewhere, fits, holder, own_words
from framing.lexicon import words
from framing.nominals import Nominal
from framing.pairs import countries_together
from framing.parsing import Paragraph

REACH = 6  # sentences back that a bare "the minister" may look
_VAGUE = words("a an one some any no every each another several many few most all other")


def resolve_title(nominal: Nominal, discourse: Discourse, paragraph: Paragraph) -> Resolution | str | None:
    """The person or persons of a title, the reason why nobody, or None where it refers to nobody in particular."""
    spot = nominal.apposed
    if nominal.attached is not None:
        return None  # "Foreign Minister Bayramov": the name is the mention
    if spot is not None:
        return Resolution((spot.actor.id,))
    if nominal.noun in lexicon.PERSON_NOUNS and not nominal.definite:
        return None
    if nominal.determiner in _VAGUE or _predicated(nominal):
        return None
    if nominal.of is not None and not nominal.owners:
        return _of_both(nominal, discourse, paragraph) if nominal.plural else elsewhere(nominal, discourse)
    owners, reason = _owners(nominal, discourse, paragraph)
    if reason is not None:
        return reason
    if nominal.plural:
        return _several(nominal, owners, discourse, paragraph)
    if not nominal.definite and not (nominal.owners and nominal.head.text[0].islower() and _opens(nominal)):
        return None
    told = office_terms.roles_of(nominal.words, nominal.noun)
    if nominal.noun == "counterpart":
        return _counterpart(nominal, owners, discourse, paragraph)
    return _one(nominal, told, owners[0] if owners else None, discourse, paragraph)


def _one(
    nominal: Nominal, told: tuple[str, ...], owner: str | None, discourse: Discourse, paragraph: Paragraph
) -> Resolution | str:
    """Back through the article first, then among those named later, then in the register."""
    sentence = discourse.parsed.sentence_at(paragraph.at(nominal.head))
    assert sentence is not None
    asked = told[0]
    gender = gender_of_word(nominal.noun)
    generic = nominal.noun in lexicon.PERSON_NOUNS
    reach = len(discourse.entities) if owner or asked in office_terms.EXCLUSIVE else REACH
    for here in discourse.back(nominal.start, reach, sentence):
        fitting = distinct(
            e.actors[0] for e in here
            if e.kind == "person" and len(e.actors) == 1 and _gender_fits(gender, discourse.gender(e.actors[0]))
            and (generic or fits(e.actors[0], asked, owner, discourse))
        )  # fmt: skip
        if len(fitting) > 1 and generic:
            return "more than one person it could be"
        if len(fitting) > 1:
            exact = [a for a in fitting if any(r[0] == asked for r, _ in discourse.roles_of(a))]
            leading = [e.actors[0] for e in here if e.leads and e.actors and e.actors[0] in fitting]
            fitting = exact if len(exact) == 1 else leading[:1] or fitting
        if len(fitting) > 1:
            return "more than one person of that office"
        if fitting:
            return Resolution((fitting[0],), 0.9 if owner or not generic else 0.8)
        anonymous = [e for e in here if e.kind == "person" and not e.actors]
        if (
            anonymous
            and owner is None
            and any(e.head.lemma_.lower() == nominal.head.lemma_.lower() for e in anonymous)
        ):
            return "somebody who is not named"
        if generic and any(e.kind == "person" for e in here):
            return "more than one person it could be"
    later = [
        a
        for a in sorted(discourse.named_later)
        if discourse.actor(a).kind == "person" and fits(a, asked, owner, discourse, strict=True)
    ]
    if len(later) == 1:
        return Resolution((later[0],), 0.8)
    if owner is None:
        return "no person of that office before it" if not later else "more than one person of that office"
    return holder(asked, owner, own_words(nominal), discourse)


def _of_both(nominal: Nominal, discourse: Discourse, paragraph: Paragraph) -> Resolution | str | None:
    """ "The foreign ministers of the rival nations": the office in each of the two countries last spoken of together."""
    assert nominal.of is not None
    told = office_terms.roles_of(nominal.words, nominal.noun)
    sentence = discourse.parsed.sentence_at(paragraph.at(nominal.head))
    both = nominal.of.split()[-1] in (
        "countries",
        "nations",
        "states",
        "neighbours",
        "neighbors",
        "republics",
    )
    if not both or told[0] not in office_terms.EXCLUSIVE or not nominal.definite or sentence is None:
        return None
    lands = countries_together(nominal, discourse, sentence)
    if not isinstance(lands, Resolution):
        return lands
    found = [_one(nominal, told, land, discourse, paragraph) for land in lands.actors]
    # In doubt who held it on the day, nobody: two made-up holders help no reader.
    known = discourse.register.actors.keys() | discourse.named_later
    persons = [a for o in found if isinstance(o, Resolution) for a in o.actors if a in known]
    return (
        Resolution(tuple(persons), 0.7) if len(set(persons)) == 2 else "whose office it is could not be told"
    )


def _counterpart(
    nominal: Nominal, owners: list[str], discourse: Discourse, paragraph: Paragraph
) -> Resolution | str:
    """ "His Armenian counterpart": the one who holds for Armenia the office that he holds."""
    if nominal.owner_pronoun is None and nominal.owner_noun is None:
        return "nobody whose counterpart it is"
    whose = nominal.owner_pronoun or nominal.owner_noun
    assert whose is not None
    entity = discourse.entity_at(whose, paragraph)
    lands = [o for o in nominal.owners if discourse.actor(o).kind == "country"]
    if entity is None or not entity.actors or not lands:
        return "whose counterpart it is could not be told"
    held_roles = [told[0] for told, _ in discourse.roles_of(entity.actors[0])]
    leads = any("leader" in told for told, _ in discourse.roles_of(entity.actors[0]))
    if leads:
        # A president's counterpart may be a prime minister: whoever leads.
        return _one(nominal, ("leader",), lands[0], discourse, paragraph)
    for asked in dict.fromkeys(held_roles):
        if asked in office_terms.EXCLUSIVE:
            return _one(nominal, (asked,), lands[0], discourse, paragraph)
    return "the office of the one whose counterpart it is could not be told"


def _several(
    nominal: Nominal, owners: list[str], discourse: Discourse, paragraph: Paragraph
) -> Resolution | str | None:
    """ "The Azerbaijani and Armenian foreign ministers", "the two leaders", "both ministers"."""
    told = office_terms.roles_of(nominal.words, nominal.noun)
    asked = told[0]
    if nominal.noun == "counterparts":
        return None
    if len(owners) > 1 or (owners and nominal.noun != "leaders"):
        if asked not in office_terms.EXCLUSIVE:
            return None  # "Armenian officials": the country, or nobody in particular
        found: list[str] = []
        for owner in owners:
            outcome = _one(nominal, told, owner, discourse, paragraph)
            if isinstance(outcome, str):
                return outcome
            found += outcome.actors
        return Resolution(tuple(dict.fromkeys(found)), 0.8) if len(found) > 1 else None
    if owners or not nominal.definite:
        return None
    sentence = discourse.parsed.sentence_at(paragraph.at(nominal.head))
    assert sentence is not None
    several: list[str] = []
    for here in discourse.back(nominal.start, 4, sentence):
        # "The Armenian and Azerbaijani foreign ministers met ... The ministers agreed": those spoken of together.
        together = list(dict.fromkeys(e.actors for e in here if e.kind == "person" and len(e.actors) == 2))
        if len(together) == 1 and not several and all(fits(a, asked, None, discourse) for a in together[0]):
            return Resolution(together[0], 0.8)
        here_fit = distinct(
            a
            for e in here
            if e.kind == "person"
            for a in e.actors
            if fits(a, asked, None, discourse) or _any_role(asked)
        )
        several = distinct([*several, *here_fit])
        if len(several) == 2:
            return Resolution(tuple(several), 0.8)
        if len(several) > 2:
            break
    return "not exactly two persons that they could be"


def _any_role(asked: str) -> bool:
    return asked in ("man", "woman")


def _owners(nominal: Nominal, discourse: Discourse, paragraph: Paragraph) -> tuple[list[str], str | None]:
    """What the office is of: named, or through "its", "the bloc's"; a reason where that could not be told."""
    owners = list(nominal.owners)
    if owners or nominal.noun == "counterpart":
        return owners, None
    owner = nominal.owner_pronoun or nominal.owner_noun
    if owner is None:
        return [], None
    entity = discourse.entity_at(owner, paragraph)
    if entity is None or not entity.actors:
        return [], "whose it is could not be told"
    if nominal.plural:
        return list(entity.actors), None
    return [_land(entity, nominal, discourse)], None


def _land(entity: Entity, nominal: Nominal, discourse: Discourse) -> str:
    """The owner itself; the country of a person where the office is a country's ("his foreign minister")."""
    owner = entity.actors[0]
    asked = office_terms.roles_of(nominal.words, nominal.noun)[0]
    if entity.kind == "person" and asked in office_terms.EXCLUSIVE:
        return discourse.country_of(owner) or owner
    return owner


def _predicated(nominal: Nominal) -> bool:
    """ "Became president", "as the minister": what somebody is, and no second mention."""
    head = nominal.head
    if head.dep_ in ("attr", "oprd"):
        return True
    return head.dep_ == "pobj" and head.head.lower_ == "as" and head.head.dep_ == "prep"


def _opens(nominal: Nominal) -> bool:
    """A headline's "French president arrives": no article before it, and nothing else."""
    return nominal.head.dep_ in ("nsubj", "nsubjpass", "poss")


def _gender_fits(asked: str | None, known: str | None) -> bool:
    return asked is None or known is None or asked == known
