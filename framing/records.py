"""The things that flow through the program. All positions are half-open character offsets
in ``Article.text``.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import Literal, NamedTuple

Span = tuple[int, int]
Part = Literal[
    "title", "lead", "body", "caption", "byline", "dateline", "credit", "copyright",
    "also_read", "advertisement", "newsletter",
]  # fmt: skip
SCORED_PARTS: frozenset[Part] = frozenset({"title", "lead", "body"})
Voice = Literal["outlet", "quoted", "reported"]
QuoteKind = Literal["full", "partial", "scare"]
# What a word of attribution does; "position" is no speech but somebody's side, wish or plan.
CueKind = Literal["neutral", "endorsing", "distancing", "accusing", "praising", "denying", "position"]
SpeakerKind = Literal["actor", "official", "expert", "witness", "document", "collective", "unnamed"]
PortrayalLabel = Literal["negative", "neutral", "positive"]
Basis = Literal["pair", "words"]
Form = Literal["name", "alias", "surname", "demonym", "metonym", "part", "title", "description", "pronoun"]
REFERENCES: frozenset[Form] = frozenset({"title", "description", "pronoun"})  # that take up a name
ActorKind = Literal["country", "organisation", "person", "place"]
Role = Literal["agent", "patient", "other"]


@dataclass(frozen=True, slots=True)
class Article:
    """A news article. ``text`` is title, blank line and body where the title came apart from it."""

    id: str
    outlet: str
    text: str
    title: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    credit: str | None = None
    event: str | None = None
    country: str | None = None
    source: str = ""

    @property
    def digest(self) -> str:
        """The first 16 hex digits of the sha256 of outlet and text."""
        return hashlib.sha256(f"{self.outlet}\0{self.text}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that was given and not scored: where, why, and what would cure it."""

    source: str
    reason: str
    cure: str
    line: int | None = None
    article_id: str | None = None

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}; {self.cure}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article that is no running text, and what it is."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the part of the article it stands in."""

    index: int
    start: int
    end: int
    part: Part

    @property
    def scored(self) -> bool:
        """Whether sentences of this part are scored."""
        return self.part in SCORED_PARTS


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that stands for an actor, and how it was recognised (``form``).

    A surname, title, description or pronoun keeps its ``antecedent``: the name that it takes up, and where that
    name stands in the article; there is no place where the register alone tells who is meant.
    """

    actor: str
    start: int
    end: int
    sentence: int
    form: Form
    antecedent: str | None = None
    confidence: float = 1.0
    antecedent_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference whose actor could not be told, and why; ``kind`` is title, description or pronoun."""

    start: int
    end: int
    sentence: int
    kind: Form
    reason: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch that a source answers for; ``speaker`` is an actor's id, if resolved."""

    start: int
    end: int
    voice: Voice
    speaker: str | None
    speaker_text: str | None
    cue: str | None
    quote_kind: QuoteKind | None = None
    cue_kind: CueKind | None = None
    speaker_kind: SpeakerKind | None = None
    cue_start: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that the model reads once, the mention spans of each target in it, and ordered pairs of targets.

    A pair (source, target), by index, asks for the stance of the one towards the other.
    """

    text: str
    targets: tuple[tuple[Span, ...], ...]
    pairs: tuple[tuple[int, int], ...] = ()


class Probabilities(NamedTuple):
    """Portrayal of one target, in this order; the three add up to one."""

    negative: float
    neutral: float
    positive: float

    @property
    def polarity(self) -> float:
        """P(positive) - P(negative), in [-1, 1]."""
        return self.positive - self.negative


class StanceProbabilities(NamedTuple):
    """Stance of a source towards a target, in this order; the three add up to one."""

    against: float
    none: float
    favour: float


class Scored(NamedTuple):
    """What a scorer says of a passage: by target, and by pair; None where something could not be scored."""

    portrayal: tuple[Probabilities | None, ...]
    stance: tuple[StanceProbabilities | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How one sentence portrays one actor in one voice: the row that is stored.

    ``label`` is the most probable portrayal; None where there is no score, or one too unsure to be called.
    ``affiliation`` has the ids of what the actor is of, nearest first.
    ``role`` tells who acts (agent) and who is acted on (patient), ``agentless`` a passive that names no agent.
    """

    article: Article
    sentence: Sentence
    actor: str
    actor_name: str
    actor_kind: ActorKind
    mentions: tuple[Mention, ...]
    attribution: Attribution | None
    chain: tuple[str, ...]
    probabilities: Probabilities | None
    reason: str | None = None
    label: PortrayalLabel | None = None
    affiliation: tuple[str, ...] = ()
    role: Role | None = None
    agentless: bool | None = None

    @property
    def voice(self) -> Voice:
        """Who answers for the words around the mentions."""
        return "outlet" if self.attribution is None else self.attribution.voice


@dataclass(frozen=True, slots=True)
class ActorStance:
    """How one actor stands to another in a sentence; ``attribution`` is the stretch that tells of it.

    ``basis`` is pair where both are mentioned and the model read the pair, and words where the source is the speaker
    of the stretch that the target stands in and is not mentioned in the sentence: then the portrayal in its words is its stance.
    """

    article: Article
    sentence: Sentence
    source: str
    target: str
    attribution: Attribution | None
    basis: Basis
    probabilities: StanceProbabilities | None
