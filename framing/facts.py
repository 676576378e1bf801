"""What an article tells of its actors: the office of a person, what kind of organisation one is."""

from __future__ import annotations

from collections.abc import Sequence

from framing import lexicon, office_terms
from framing.discourse import Discourse, Spot
from framing.genders import gender_of_word
from framing.nominals import Nominal
from framing.parsing import Paragraph


def gather_facts(
    discourse: Discourse,
    paragraphs: Sequence[Paragraph],
    spots: Sequence[Sequence[Spot]],
    phrases: Sequence[Sequence[Nominal]],
) -> None:
    """Notes offices from titles before and beside names, and "X is the mayor of Y", anywhere in the article."""
    for paragraph, row, found in zip(paragraphs, spots, phrases, strict=True):
        at = {i: s for s in row for i in range(s.first.i, s.last.i + 1)}
        for nominal in found:
            _person(nominal, discourse, at)
        for spot in row:
            if spot.actor.kind == "person":
                _honorific(spot, discourse)
            elif spot.actor.kind == "organisation":
                _what_it_is(spot, discourse, at)
        del paragraph


def _person(nominal: Nominal, discourse: Discourse, at: dict[int, Spot]) -> None:
    if not office_terms.is_title(nominal.noun) or nominal.plural:
        return
    spot = nominal.attached or nominal.apposed
    if spot is None and nominal.head.dep_ == "attr":
        subject = next((c for c in nominal.head.head.children if c.dep_ == "nsubj"), None)
        spot = at.get(subject.i) if subject is not None else None
    if spot is None or spot.actor.kind != "person":
        return
    told = office_terms.roles_of(nominal.words, nominal.noun)
    owner = nominal.owners[0] if len(nominal.owners) == 1 else None
    discourse.roles[spot.actor.id].append((told, owner))
    gender = gender_of_word(nominal.noun)
    if gender is not None:
        discourse.genders[spot.actor.id] = gender


def _honorific(spot: Spot, discourse: Discourse) -> None:
    before = spot.first.nbor(-1) if spot.first.i > 0 else None
    gender = gender_of_word(before.lower_.rstrip(".")) if before is not None else None
    if gender is not None:
        discourse.genders[spot.actor.id] = gender


def _what_it_is(spot: Spot, discourse: Discourse, at: dict[int, Spot]) -> None:
    """ "Nordvik, a shipping company", "the aid group Amal", "Amal is a charity"."""
    head = spot.head
    beside = [c for c in head.children if c.dep_ == "appos"]
    if head.dep_ == "appos" and head.head.i not in at:
        beside.append(head.head)
    beside += [
        c for c in head.children if c.dep_ in ("compound", "nmod") and c.i < spot.first.i and c.i not in at
    ]
    if head.dep_ in ("nsubj",) and head.head.lemma_ == "be":
        beside += [c for c in head.head.children if c.dep_ == "attr"]
    if spot.last.i + 1 < len(head.doc) and head.i == spot.last.i + 1:
        beside.append(head)  # "the Amal group"
    for token in beside:
        if token.lower_ in lexicon.ORGANISATION_NOUNS or token.lemma_.lower() in lexicon.ORGANISATION_NOUNS:
            discourse.nouns[spot.actor.id].add(token.lemma_.lower())
