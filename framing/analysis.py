"""From articles to readings: the pipeline in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, permutations
from pathlib import Path
from typing import TYPE_CHECKING

from framing import __version__
from framing.actors import affiliations
from framing.parsing import DEFAULT_PIPELINE, Parsed, load_pipeline, parse
from framing.records import (
    ActorStance,
    Article,
    Attribution,
    Mention,
    Passage,
    PortrayalLabel,
    Probabilities,
    Reading,
    Rejected,
    Scored,
    Sentence,
    StanceProbabilities,
)
from framing.register import Actor, Register, load_register
from framing.resources import resource
from framing.roles import OTHER, InRole, mention_roles, strongest
from framing.scoring import Scorer, score_all
from framing.speakers import mentions_and_voices
from framing.voices import Places, innermost, places_of

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "mpnet"
_LABELS: tuple[PortrayalLabel, ...] = ("negative", "neutral", "positive")
CHUNK = 16  # articles that are scored together


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in an article."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    actors: dict[str, Actor]
    readings: tuple[Reading, ...]
    stances: tuple[ActorStance, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article before scoring: its readings' places, and the passages to score."""

    parsed: Parsed
    mentions: tuple[Mention, ...]
    actors: dict[str, Actor]
    attributions: tuple[Attribution, ...]
    slots: list[tuple[Sentence, list[tuple[str, Places, list[Mention]]]]]
    affiliations: dict[str, tuple[str, ...]]
    roles: dict[Mention, InRole]

    def passages(self) -> list[Passage]:
        """One passage a sentence: the mention spans of all its readings, then of its actors, and all pairs of these."""
        text = self.parsed.article.text
        found = []
        for sentence, targets in self.slots:
            of_actor: dict[str, list[Mention]] = defaultdict(list)
            for actor, _, mentions in targets:
                of_actor[actor] += mentions
            groups = [mentions for _, _, mentions in targets]
            place = {}
            for actor, mentions in of_actor.items():
                alone = [i for i, (other, _, _) in enumerate(targets) if other == actor]
                place[actor] = alone[0] if len(alone) == 1 else len(groups)
                if len(alone) > 1:
                    groups.append(mentions)
            spans = tuple(
                tuple((m.start - sentence.start, m.end - sentence.start) for m in group) for group in groups
            )
            pairs = tuple((place[a], place[b]) for a, b in permutations(of_actor, 2))
            found.append(Passage(text[sentence.start : sentence.end], spans, pairs))
        return found


@dataclass(frozen=True)
class Analyser:
    """Model, register and parser, each loaded when first needed, and the way through them.

    ``model`` is a folder or the name of a shipped model, ``register`` a TOML or CSV file in place of the
    shipped register of the world, or on top of it where it says ``extends = true``, ``spacy_model`` a
    spaCy pipeline, ``device`` auto, cpu or cuda.
    """

    model: str = DEFAULT_MODEL
    register: Path | str | None = None
    spacy_model: str = DEFAULT_PIPELINE
    device: str = "auto"

    @cached_property
    def scorer(self) -> Scorer:
        """The model, loaded."""
        from framing.model.scorer import load_scorer

        return load_scorer(self.model, device=self.device)

    @cached_property
    def actors(self) -> Register:
        """The register, loaded."""
        return load_register(self.register or resource("corpus", "actors.toml"))

    @cached_property
    def pipeline(self) -> Language:
        """The spaCy pipeline, loaded."""
        return load_pipeline(self.spacy_model)

    @property
    def signature(self) -> str:
        """What made the readings: versions and digests."""
        nlp = self.pipeline.meta
        return "|".join((
            f"framing:{__version__}", f"model:{self.scorer.signature}", f"register:{self.actors.digest[:12]}",
            f"spacy:{nlp['lang']}_{nlp['name']}@{nlp['version']}",
        ))  # fmt: skip

    def analyse(self, articles: Iterable[Article | Rejected]) -> Iterator[Analysis]:
        """An analysis for each article, in order, as a stream; what was rejected is passed over."""
        stream = (item for item in articles if isinstance(item, Article))
        while chunk := list(islice(stream, CHUNK)):
            drafts = [_draft(parsed, self.actors) for parsed in parse(self.pipeline, chunk)]
            passages = [draft.passages() for draft in drafts]
            flat = [passage for of_article in passages for passage in of_article]
            scores = iter(score_all(self.scorer, flat) if flat else [])
            threshold = self.scorer.abstain_below
            for draft, of_article in zip(drafts, passages, strict=True):
                yield _finished(draft, [next(scores) for _ in of_article], threshold)


def _draft(parsed: Parsed, register: Register) -> _Draft:
    found, attributions = mentions_and_voices(parsed, register)
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in found.mentions:
        by_sentence[mention.sentence].append(mention)
    slots = []
    for sentence in parsed.sentences:
        if not sentence.scored or sentence.index not in by_sentence:
            continue
        targets: dict[tuple[str, Places], list[Mention]] = defaultdict(list)
        for mention in by_sentence[sentence.index]:
            places = places_of(parsed, attributions, (mention.start, mention.end))
            targets[mention.actor, places].append(mention)
        slots.append((sentence, [(actor, places, m) for (actor, places), m in targets.items()]))
    published = parsed.article.published
    of = {name: affiliations(actor, register.actors, published) for name, actor in found.actors.items()}
    roles = mention_roles(parsed, found.mentions)
    return _Draft(parsed, found.mentions, found.actors, attributions, slots, of, roles)


def _finished(draft: _Draft, scores: list[Scored], abstain_below: float) -> Analysis:
    readings: list[Reading] = []
    stances: list[ActorStance] = []
    for (sentence, targets), of_sentence in zip(draft.slots, scores, strict=True):
        here = []
        for (actor, places, mentions), probabilities in zip(targets, of_sentence.portrayal, strict=False):
            around = places.of(probabilities)
            known = draft.actors[actor]
            in_role = strongest([draft.roles.get(m, OTHER) for m in mentions])
            here.append(Reading(
                article=draft.parsed.article,
                sentence=sentence,
                actor=actor,
                actor_name=known.name,
                actor_kind=known.kind,
                mentions=tuple(mentions),
                attribution=around[0] if around else None,
                chain=tuple(a.speaker or a.speaker_text or "?" for a in around),
                probabilities=probabilities,
                reason=None if probabilities is not None else "the model reads no token of the mention",
                label=_label(probabilities, abstain_below),
                affiliation=draft.affiliations[actor],
                role=in_role.role,
                agentless=in_role.agentless,
            ))  # fmt: skip
        readings += here
        stances += _stances(draft, sentence, here, of_sentence)
    return Analysis(
        draft.parsed.article, draft.parsed.sentences, draft.mentions, draft.attributions,
        draft.actors, tuple(readings), tuple(stances),
    )  # fmt: skip


def _label(p: Probabilities | None, abstain_below: float) -> PortrayalLabel | None:
    if p is None or max(p) < abstain_below:
        return None
    return _LABELS[p.index(max(p))]


def _stances(
    draft: _Draft, sentence: Sentence, readings: list[Reading], scored: Scored
) -> Iterator[ActorStance]:
    """Of every ordered pair of actors of a sentence, and of speakers outside it towards the actors in their words."""
    article = draft.parsed.article
    first: dict[str, Mention] = {}
    for reading in readings:
        first.setdefault(reading.actor, reading.mentions[0])
    for (source, target), probabilities in zip(permutations(first, 2), scored.stance, strict=True):
        start = min(first[source].start, first[target].start)
        end = max(first[source].end, first[target].end)
        around = innermost(draft.attributions, start, end)
        yield ActorStance(
            article, sentence, source, target, around[0] if around else None, "pair", probabilities
        )
    for reading in readings:
        speaker = reading.attribution.speaker if reading.attribution else None
        if speaker is not None and speaker not in first:
            p = reading.probabilities
            yield ActorStance(
                article, sentence, speaker, reading.actor, reading.attribution, "words",
                StanceProbabilities(*p) if p is not None else None,
            )  # fmt: skip
