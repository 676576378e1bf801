"""From articles to readings: the pipeline in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from framing import __version__
from framing.mentions import find_mentions
from framing.parsing import DEFAULT_PIPELINE, Parsed, load_pipeline, parse
from framing.records import Article, Attribution, Mention, Passage, Probabilities, Reading, Rejected, Sentence
from framing.register import Actor, Register, load_register
from framing.resources import resource
from framing.scoring import Scorer, score_all
from framing.voices import find_attributions, innermost

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "mpnet"
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


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article before scoring: its readings' places, and the passages to score."""

    parsed: Parsed
    mentions: tuple[Mention, ...]
    actors: dict[str, Actor]
    attributions: tuple[Attribution, ...]
    slots: list[tuple[Sentence, list[tuple[str, tuple[Attribution, ...], list[Mention]]]]]

    def passages(self) -> list[Passage]:
        """One passage a sentence, with the mention spans of all its targets."""
        text = self.parsed.article.text
        return [
            Passage(
                text[sentence.start : sentence.end],
                tuple(
                    tuple((m.start - sentence.start, m.end - sentence.start) for m in mentions)
                    for _, _, mentions in targets
                ),
            )
            for sentence, targets in self.slots
        ]


@dataclass(frozen=True)
class Analyser:
    """Model, register and parser, each loaded when first needed, and the way through them.

    ``model`` is a folder or the name of a shipped model, ``register`` a TOML file (the shipped
    register of the world by default), ``spacy_model`` a spaCy pipeline, ``device`` auto, cpu or cuda.
    """

    model: str = DEFAULT_MODEL
    register: Path | None = None
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
            for draft, of_article in zip(drafts, passages, strict=True):
                yield _finished(draft, [next(scores) for _ in of_article])


def _draft(parsed: Parsed, register: Register) -> _Draft:
    found = find_mentions(parsed, register)
    attributions = find_attributions(parsed, found)
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in found.mentions:
        by_sentence[mention.sentence].append(mention)
    slots = []
    for sentence in parsed.sentences:
        if not sentence.scored or sentence.index not in by_sentence:
            continue
        targets: dict[tuple[str, tuple[Attribution, ...]], list[Mention]] = defaultdict(list)
        for mention in by_sentence[sentence.index]:
            around = tuple(innermost(attributions, mention.start, mention.end))
            targets[mention.actor, around].append(mention)
        slots.append((sentence, [(actor, around, m) for (actor, around), m in targets.items()]))
    return _Draft(parsed, found.mentions, found.actors, attributions, slots)


def _finished(draft: _Draft, scores: list[tuple[Probabilities | None, ...]]) -> Analysis:
    readings = []
    for (sentence, targets), of_sentence in zip(draft.slots, scores, strict=True):
        for (actor, around, mentions), probabilities in zip(targets, of_sentence, strict=True):
            known = draft.actors[actor]
            readings.append(Reading(
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
            ))  # fmt: skip
    return Analysis(
        draft.parsed.article, draft.parsed.sentences, draft.mentions, draft.attributions,
        draft.actors, tuple(readings),
    )  # fmt: skip
