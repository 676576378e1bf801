"""Which country or organisation a description stands for: "the country", "the ministry", "the bloc", "both sides"."""

from __future__ import annotations

from framing import lexicon
from framing.country_kinds import could_be
from framing.discourse import Discourse, Entity, Resolution, distinct
from framing.lexicon import words
from framing.nominals import Nominal
from framing.organisation_kinds import is_kind_of
from framing.pairs import REACH, land_of, several
from framing.parsing import Paragraph
from framing.phrases import subject_of_clause
from framing.places import is_where
from framing.records import Sentence

_ANY = words("company firm group organisation organization business")
_LOOSE = words("organisation organization body group agency institution")
_STATE_WORDS = words(
    "ministry army military government parliament navy cabinet presidency force coastguard authorities"
)


def resolve_description(
    nominal: Nominal, discourse: Discourse, paragraph: Paragraph
) -> Resolution | str | None:
    """The actors of a description, the reason why none, or None where it describes nobody in particular."""
    if nominal.head.dep_ in ("attr", "oprd", "appos") or nominal.attached is not None:
        return None  # "is a country" says what it is
    if (
        nominal.seat is not None
        and nominal.noun in lexicon.OFFICES - {"embassy"}
        and nominal.owner_pronoun is None
    ):
        return Resolution((nominal.seat,), 0.9)  # "the parliament in Chisinau"
    sentence = discourse.parsed.sentence_at(paragraph.at(nominal.head))
    if not nominal.definite or nominal.of is not None or sentence is None:
        return None
    if nominal.owners:
        # "The French bank" is a bank of the article; "the Armenian government" is a name's part.
        adjective = nominal.determiner == "the" and "'s" not in nominal.words and "’s" not in nominal.words
        private = nominal.noun in lexicon.ORGANISATION_NOUNS and nominal.noun not in lexicon.GOVERNMENT_PARTS
        return (
            _organisation(nominal, discourse, sentence)
            if adjective and private and not nominal.plural
            else None
        )
    if nominal.plural:
        return several(nominal, discourse, sentence)
    if nominal.noun in lexicon.COUNTRY_NOUNS:
        return _country(nominal, discourse, paragraph, sentence)
    if nominal.noun in lexicon.OFFICES:
        found = _office(nominal, discourse, paragraph, sentence)
        if found is not None:
            return found
    if nominal.owner_pronoun is not None or nominal.owner_noun is not None:
        return None  # "its company", "the mayor's office": somebody else's
    return _organisation(nominal, discourse, sentence)


def _country(
    nominal: Nominal, discourse: Discourse, paragraph: Paragraph, sentence: Sentence
) -> Resolution | str | None:
    head = nominal.head
    if head.dep_ == "pobj" and is_where(head.head):
        return None  # "in the country": a place
    if nominal.noun in ("island", "state", "republic", "federation") and nominal.determiner != "the":
        return None
    owner = nominal.owner_pronoun or nominal.owner_noun
    if owner is not None:
        entity = discourse.entity_at(owner, paragraph)
        if nominal.noun not in ("country", "nation"):
            return None  # "its neighbour": another one
        if entity is None or not entity.actors:
            return "whose country it is could not be told"
        land = discourse.country_of(entity.actors[0]) if entity.kind == "person" else None
        return Resolution((land,), 0.8) if land is not None else "the country of that person is not known"
    if any(c.dep_ in ("relcl", "acl") for c in head.children) or set(nominal.words) & {
        "other",
        "third",
        "host",
        "only",
        "first",
    }:
        return None
    own = subject_of_clause(head)
    kinds = could_be(nominal.words)
    if kinds is not None:
        return _country_of_kind(nominal, kinds, discourse, sentence)
    for here in discourse.back(nominal.start, 2, sentence):
        here = [e for e in here if e.head != own]
        lands = distinct(
            a
            for e in here
            if e.kind in ("country", "place")
            for a in e.actors
            if discourse.actor(a).kind == "country"
        )
        if len(lands) == 1:
            return Resolution((lands[0],), 0.8)
        leading = [e.actors[0] for e in here if e.kind == "country" and e.leads and len(e.actors) == 1]
        if leading:
            return Resolution((leading[0],), 0.7)
        if lands:
            return "more than one country it could be"
        people = distinct(
            land for e in here if e.kind == "person" for a in e.actors if (land := discourse.country_of(a))
        )
        if len(people) == 1 and here and any(e.leads for e in here):
            return Resolution((people[0],), 0.7)
    return "no country before it"


def _country_of_kind(
    nominal: Nominal, kinds: frozenset[str], discourse: Discourse, sentence: Sentence
) -> Resolution | str:
    """ "The Gulf monarchy": the last country before it that is one, else the only one that the article names."""
    own = subject_of_clause(nominal.head)
    for here in discourse.back(nominal.start, len(discourse.parsed.sentences), sentence):
        lands = distinct(
            a
            for e in here
            if e.head != own and e.kind in ("country", "place")
            for a in e.actors
            if a in kinds
        )
        if len(lands) == 1:
            return Resolution((lands[0],), 0.8)
        if lands:
            return "more than one country it could be"
    later = [a for a in discourse.named_later if a in kinds]
    # "The island" may be any; two words leave fewer.
    if len(later) == 1 and len(nominal.words) > 2:
        return Resolution((later[0],), 0.7)
    return "no country of that kind before it"


def _office(
    nominal: Nominal, discourse: Discourse, paragraph: Paragraph, sentence: Sentence
) -> Resolution | str | None:
    """ "The ministry", "the army", "its government": the country whose ministry or army was last spoken of."""
    owner = nominal.owner_pronoun or nominal.owner_noun
    if owner is not None:
        entity = discourse.entity_at(owner, paragraph)
        if entity is None or len(entity.actors) != 1:
            return "whose it is could not be told"
        # "Its government" is said by "its" already; "its embassy in Oslo" is where it is elsewhere.
        said = entity.form == "pronoun" and nominal.noun != "embassy"
        return Resolution(entity.actors, 0.8) if entity.kind == "country" and not said else None
    noun = nominal.noun
    for here in discourse.back(nominal.start, REACH, sentence):
        same = distinct(
            e.actors[0] for e in here
            if e.kind in ("country", "organisation") and e.actors and e.head.doc[e.head.i].lower_ == noun
        ) or distinct(
            e.actors[0] for e in here if e.actors and e.form == "part" and noun in _words(e)
        )  # fmt: skip
        if len(same) == 1:
            return Resolution((same[0],), 0.9)
        if len(same) > 1:
            return f"more than one {noun} it could be"
    if noun not in _STATE_WORDS or (noun == "ministry" and set(nominal.words) <= {"the", "ministry"}):
        return (
            None  # whose "the ministry" is has to be said before; "the defence ministry" is that of who acts
        )
    # The country that acts, else the one whose capital it happens in.
    for kinds in (("country",), ("place",), ("person",)):
        for here in discourse.back(nominal.start, REACH, sentence):
            lands = distinct(
                land
                for e in here
                if e.kind in kinds
                for a in e.actors
                if (land := land_of(e, a, discourse)) is not None
            )
            if len(lands) == 1:
                return Resolution((lands[0],), 0.7)
            if lands:
                leading = [e.actors[0] for e in here if e.kind == "country" and e.leads]
                return Resolution((leading[0],), 0.6) if leading else f"more than one {noun} it could be"
    return None


def _organisation(nominal: Nominal, discourse: Discourse, sentence: Sentence) -> Resolution | str | None:
    """An organisation whose name or description holds the noun; else the only one that could be it."""
    noun = nominal.noun
    # "The Commission on ..." is a name of its own; "the insurgent group" says more than that it is a group.
    named = nominal.head.text[0].isupper() and nominal.head.i > nominal.head.sent.start + 1
    modified = not nominal.owners and len(set(nominal.words) - {"the", "said", "same", noun}) > 0
    open_ones: list[str] = []
    nearest: str | None = None
    own = subject_of_clause(nominal.head)
    for here in discourse.back(nominal.start, len(discourse.parsed.sentences), sentence):
        sure: list[str] = []
        possible: list[str] = []
        for entity in here:
            if entity.head == own:
                continue  # "Nordvik sold the company": another one
            if len(entity.actors) != 1 or (actor := discourse.actor(entity.actors[0])).kind != "organisation":
                continue
            told = is_kind_of(noun, actor, discourse.nouns.get(actor.id, set()))
            (sure if told else possible if told is None else []).append(actor.id)
        if len(set(sure)) == 1:
            return Resolution((sure[0],), 0.9)
        if sure:
            leading = [e.actors[0] for e in here if e.leads and e.actors and e.actors[0] in sure]
            return Resolution((leading[0],), 0.7) if leading else f"more than one {noun} it could be"
        if here and not named and sentence.index - here[0].sentence <= (1 if modified else REACH):
            open_ones = distinct([*open_ones, *possible])
            nearest = nearest or next(
                (e.actors[0] for e in here if e.leads and e.actors and e.actors[0] in possible), None
            )
    if len(open_ones) == 1:
        return Resolution((open_ones[0],), 0.7)
    if open_ones:
        loose = noun in _ANY and nearest is not None
        return Resolution((nearest,), 0.6) if loose and nearest else "more than one organisation it could be"
    known = noun in lexicon.ORGANISATION_NOUNS and noun not in _LOOSE
    return f"no {noun} before it" if known and nominal.head.dep_ in ("nsubj", "poss", "agent") else None


def _words(entity: Entity) -> set[str]:
    doc = entity.head.doc
    first = entity.head.i
    return {t.lower_ for t in doc[max(0, first - 4) : first + 5] if t.idx < entity.head.idx + 60}
