"""Titles, descriptions and pronouns: whom they stand for, read from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from framing import lexicon, office_terms
from framing.descriptions import resolve_description
from framing.discourse import Discourse, Entity, Resolution, Spot
from framing.facts import gather_facts
from framing.genders import gender_of_word
from framing.nominals import Nominal, nominals
from framing.parsing import Paragraph, Parsed
from framing.pronouns import PRONOUNS, resolve_pronoun
from framing.records import Form, Mention, Unresolved
from framing.register import Actor, Register
from framing.titles import resolve_title

_NAMED = frozenset(("name", "alias", "surname"))


@dataclass(frozen=True, slots=True)
class References:
    """What titles, descriptions and pronouns were found to stand for, and those that stand for nobody known."""

    mentions: tuple[Mention, ...]
    unresolved: tuple[Unresolved, ...]
    actors: dict[str, Actor]


def resolve_references(
    parsed: Parsed, register: Register, actors: dict[str, Actor], spots: Sequence[Sequence[Spot]]
) -> References:
    """The references of an article; ``spots`` holds its names by paragraph, ``actors`` whose they are."""
    # Captions and credits are not read for mentions, and still tell who is meant.
    named = frozenset(
        [s.actor.id for row in spots for s in row if s.mention]
        + [m.actor for part in parsed.sentences if not part.scored
           for m in register.search(parsed.article.text[part.start : part.end])]
    )  # fmt: skip
    discourse = Discourse(parsed, register, dict(actors), named)
    phrases = [list(nominals(p, row)) for p, row in zip(parsed.paragraphs, spots, strict=True)]
    gather_facts(discourse, parsed.paragraphs, spots, phrases)
    reader = _Reader(discourse, [s for row in spots for s in row if s.mention])
    for paragraph, row, found in zip(parsed.paragraphs, spots, phrases, strict=True):
        reader.read(paragraph, row, found)
    return References(tuple(reader.mentions), tuple(reader.unresolved), discourse.actors)


class _Reader:
    """Goes through an article and keeps what it resolves."""

    def __init__(self, discourse: Discourse, names: Sequence[Spot]) -> None:
        self.discourse = discourse
        self.names = names
        self.opened = False
        self.mentions: list[Mention] = []
        self.unresolved: list[Unresolved] = []

    def read(self, paragraph: Paragraph, spots: Sequence[Spot], found: Sequence[Nominal]) -> None:
        """One paragraph: names, noun phrases and pronouns in the order of their heads."""
        events: list[tuple[int, Spot | Nominal | Token]] = [(s.head.i, s) for s in spots]
        events += [(n.head.i, n) for n in found]
        events += [(t.i, t) for t in paragraph.doc if t.lower_ in PRONOUNS and t.pos_ != "PROPN"]
        for _, event in sorted(events, key=lambda pair: pair[0]):
            if isinstance(event, Spot):
                self._name(event, paragraph)
            elif isinstance(event, Nominal):
                self._nominal(event, paragraph)
            else:
                self._pronoun(event, paragraph)

    def _name(self, spot: Spot, paragraph: Paragraph) -> None:
        # A place keeps its country in mind for "the country", an organisation before a title itself for "the bloc".
        if not spot.mention and spot.actor.kind == "person":
            return
        sentence = self._sentence(paragraph, spot.head)
        gender = self.discourse.gender(spot.actor.id) if spot.actor.kind == "person" else None
        kind = spot.actor.kind if spot.mention else "place"
        self.discourse.add(
            Entity((spot.actor.id,), kind, spot.head, spot.start, spot.end, sentence, spot.form, gender),
            paragraph,
        )

    def _nominal(self, nominal: Nominal, paragraph: Paragraph) -> None:
        index = self._sentence(paragraph, nominal.head)
        person = office_terms.is_title(nominal.noun) or nominal.noun in lexicon.PERSON_NOUNS
        resolve = resolve_title if person else resolve_description
        outcome = resolve(nominal, self.discourse, paragraph)
        start, end = nominal.start, nominal.end
        beside = nominal.attached or nominal.apposed
        if beside is not None and beside.mention:
            # "The chipmaker Tessaron", "Toivo Klaar, the bloc's envoy": the name is the mention, the phrase means the same.
            gender = self.discourse.gender(beside.actor.id) if beside.actor.kind == "person" else None
            self.discourse.add(
                Entity(
                    (beside.actor.id,), beside.actor.kind, nominal.head, start, end, index, "title", gender
                ),
                paragraph,
            )
            return
        if not isinstance(outcome, Resolution):
            outcome = self._told_later(nominal, index, person=person) or outcome
        if isinstance(outcome, Resolution):
            form: Form = "title" if person and nominal.noun not in lexicon.PERSON_NOUNS else "description"
            self._keep(outcome, form, (start, end), index)
            kind = self.discourse.actor(outcome.actors[0]).kind
            gender = gender_of_word(nominal.noun)
            if gender is not None and len(outcome.actors) == 1 and person:
                self.discourse.genders.setdefault(outcome.actors[0], gender)
            known = self.discourse.gender(outcome.actors[0]) if person else None
            self.discourse.add(
                Entity(outcome.actors, kind, nominal.head, start, end, index, form, gender or known),
                paragraph,
            )
            return
        if isinstance(outcome, str):
            self.unresolved.append(
                Unresolved(start, end, index, "title" if person else "description", outcome)
            )
        if person and not nominal.attached and not nominal.plural and nominal.head.dep_ != "attr":
            gender = gender_of_word(nominal.noun)
            self.discourse.add(
                Entity((), "person", nominal.head, start, end, index, "title", gender), paragraph
            )

    def _told_later(self, nominal: Nominal, index: int, *, person: bool) -> Resolution | None:
        """The opening of a story: "A mining group has settled. Corvane Resources will pay ..." names in the subject
        of the second sentence whom the first one speaks of."""
        scored = [s for s in self.discourse.parsed.sentences if s.scored]
        kind = "person" if person else "organisation"
        known = nominal.noun in lexicon.ORGANISATION_NOUNS or nominal.noun.endswith(lexicon.MAKERS) or person
        if (
            len(scored) < 2
            or index != scored[0].index
            or nominal.plural
            or not known
            or nominal.head.dep_ in ("attr", "appos")
        ):
            return None
        if any(e.kind == kind and e.actors for e in self.discourse.entities):
            return None
        here = [s for s in self.names if scored[0].start <= s.start < scored[0].end and s.actor.kind == kind]
        following = [
            s for s in self.names if scored[1].start <= s.start < scored[1].end and s.actor.kind == kind
        ]
        leads = [s for s in following if s.head.dep_ in ("nsubj", "nsubjpass") and s.head.head.dep_ == "ROOT"]
        # The first noun of its kind in the lead is what the story is about.
        if here or len(leads) != 1 or leads[0] != following[0] or self.opened:
            return None
        self.opened = True
        return Resolution((leads[0].actor.id,), 0.6)

    def _pronoun(self, token: Token, paragraph: Paragraph) -> None:
        index = self._sentence(paragraph, token)
        outcome = resolve_pronoun(token, self.discourse, paragraph)
        start, end = paragraph.at(token), paragraph.after(token)
        if isinstance(outcome, Resolution):
            self._keep(outcome, "pronoun", (start, end), index)
            kind = self.discourse.actor(outcome.actors[0]).kind
            self.discourse.add(
                Entity(
                    outcome.actors, kind, token, start, end, index, "pronoun", gender_of_word(token.lower_)
                ),
                paragraph,
            )
        elif isinstance(outcome, str):
            self.unresolved.append(Unresolved(start, end, index, "pronoun", outcome))

    def _keep(self, outcome: Resolution, form: Form, span: tuple[int, int], sentence: int) -> None:
        for actor in outcome.actors:
            self.discourse.actors.setdefault(actor, self.discourse.actor(actor))
            self.mentions.append(Mention(actor, *span, sentence, form, confidence=outcome.confidence))

    def _sentence(self, paragraph: Paragraph, token: Token) -> int:
        sentence = self.discourse.parsed.sentence_at(paragraph.at(token))
        return sentence.index if sentence is not None else -1


def with_antecedents(mentions: Sequence[Mention], actors: dict[str, Actor], text: str) -> Iterator[Mention]:
    """The mentions with the name that each reference takes up: the fullest one before it, else the first after it,
    else the register's name without a place."""
    from dataclasses import replace

    names: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.form in _NAMED or mention.form in ("metonym", "part", "demonym"):
            names.setdefault(mention.actor, []).append(mention)
    for mention in mentions:
        if mention.form not in ("surname", "title", "description", "pronoun"):
            yield mention
            continue
        others = [m for m in names.get(mention.actor, ()) if m.start != mention.start]
        before = [m for m in others if m.start < mention.start]
        full = [m for m in before if m.form == "name"] or before or [m for m in others if m.form == "name"]
        if full:
            span = full[-1].start, full[-1].end
            yield replace(mention, antecedent=text[span[0] : span[1]], antecedent_span=span)
        else:
            yield replace(mention, antecedent=actors[mention.actor].name)
