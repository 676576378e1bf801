"""What an article has told so far: who was mentioned where, as what, and what is known of each.

References are resolved from left to right against this; it also holds somebodies that no name was given for
("a diplomat"), so that a pronoun after one of them is not given to somebody else.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from framing.genders import Gender, gender_of_name
from framing.office_terms import office_roles
from framing.parsing import Paragraph, Parsed
from framing.records import ActorKind, Form, Sentence
from framing.register import Actor, Register

SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A name in a paragraph, a mention or not: of a country that is only a place, or before a title."""

    start: int
    end: int
    actor: Actor
    form: Form
    first: Token
    last: Token
    head: Token
    mention: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that stands in the text: its actors (none where unknown), and where its head stands."""

    actors: tuple[str, ...]
    kind: ActorKind
    head: Token
    start: int
    end: int
    sentence: int
    form: Form
    gender: Gender | None = None

    @property
    def subject(self) -> bool:
        """Whether it is the subject of its clause."""
        return self.head.dep_ in SUBJECTS

    @property
    def leads(self) -> bool:
        """Whether it is the subject of the main clause of its sentence."""
        return self.head.dep_ in SUBJECTS and self.head.head.dep_ == "ROOT"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actors that a reference stands for, and how sure that is."""

    actors: tuple[str, ...]
    confidence: float = 0.9


@dataclass(slots=True)
class Discourse:
    """The state of an article while it is read."""

    parsed: Parsed
    register: Register
    actors: dict[str, Actor]
    named_later: frozenset[str]
    roles: dict[str, list[tuple[tuple[str, ...], str | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    nouns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    genders: dict[str, Gender | None] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    at: dict[int, Entity] = field(default_factory=dict)

    @property
    def date(self) -> datetime.date | None:
        """The day of the article."""
        return self.parsed.article.published

    def add(self, entity: Entity, paragraph: Paragraph) -> None:
        """Notes an entity under every token of it."""
        self.entities.append(entity)
        for i in range(entity.head.i, -1, -1):
            token = entity.head.doc[i]
            if paragraph.at(token) < entity.start:
                break
            self.at.setdefault(paragraph.at(token), entity)
        for token in entity.head.doc[entity.head.i :]:
            if paragraph.at(token) >= entity.end:
                break
            self.at[paragraph.at(token)] = entity

    def entity_at(self, token: Token, paragraph: Paragraph) -> Entity | None:
        """What stands at a token."""
        return self.at.get(paragraph.at(token))

    def back(self, position: int, sentences: int, sentence: Sentence) -> Iterator[list[Entity]]:
        """The entities before a position, sentence by sentence backwards, at most so many sentences before this one."""
        groups: dict[int, list[Entity]] = defaultdict(list)
        for entity in reversed(self.entities):
            if sentence.index - entity.sentence > sentences:
                break
            if entity.start < position:
                groups[entity.sentence].insert(0, entity)
        for index in range(sentence.index, sentence.index - sentences - 1, -1):
            yield sorted(groups.get(index, []), key=lambda e: e.start)

    def gender(self, actor: str) -> Gender | None:
        """The gender that the article or the given name tells."""
        if actor not in self.genders:
            known = self.known(actor)
            names = () if known is None else (known.name, *known.names)
            self.genders[actor] = next((g for n in names if (g := gender_of_name(n))), None)
        return self.genders[actor]

    def roles_of(self, actor: str) -> Iterator[tuple[tuple[str, ...], str | None]]:
        """The roles of a person and of what: those the article tells, then the offices of the register."""
        yield from self.roles.get(actor, ())
        known = self.known(actor)
        for office in known.offices if known is not None else ():
            if held(office.start, office.end, self.date):
                yield office_roles(office.role, office.title), office.of

    def country_of(self, actor: str) -> str | None:
        """The country that a person speaks for: by affiliation, else by an office the article tells."""
        known = self.known(actor)
        owner = known.affiliation if known is not None else None
        owner = owner or next((of for _, of in self.roles_of(actor) if of is not None), None)
        return owner if owner is not None and self.actor(owner).kind == "country" else None

    def known(self, identity: str) -> Actor | None:
        """The actor of an id, if there is one."""
        return self.actors.get(identity) or self.register.actors.get(identity)

    def actor(self, identity: str) -> Actor:
        """The actor of an id, of the article or of the register."""
        return self.actors.get(identity) or self.register.actors[identity]


def held(start: datetime.date | None, end: datetime.date | None, day: datetime.date | None) -> bool:
    """Whether an office from one date to another was held on a day; on an unknown day it could have been."""
    return day is None or ((start is None or start <= day) and (end is None or day <= end))


def distinct(items: Iterable[str]) -> list[str]:
    """The items, each once, in order."""
    return list(dict.fromkeys(items))
