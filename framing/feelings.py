"""Does the polarity of whole articles agree with what readers felt the author felt? On the layout of BASIL.

BASIL (Fan et al., EMNLP 2019) has for each article the author's feeling towards its main entities, as annotators judged it. Feelings
are few and mostly neutral, so what is measured is rank correlation, and how well the negative ones are told from the rest; beside it
VADER and the model not told its target, on the same sentences. Intervals from resampling events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import InputError
from framing.inference.clusters import Floats
from framing.progress import progress
from framing.records import Article, Passage
from framing.register import Actor
from framing.scoring import Scorer, score_all
from framing.voices import innermost

if TYPE_CHECKING:
    from framing.analysis import Analyser, Analysis

GOLD = {"neg": -1, "neu": 0, "pos": 1}
PREFIX = "author_feeling_"
DRAWS = 1000
SEED = 7


@dataclass(frozen=True, slots=True)
class Felt:
    """An article, one of its main entities, and the author's feeling: -1, 0 or 1."""

    article: str
    event: str
    outlet: str
    entity: str
    feeling: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Mean polarity of an entity's sentences by each system; NaN where the article has none in that voice."""

    own_voice: float
    all_voices: float
    target_blind: float
    vader: float


def read_feelings(folder: Path) -> tuple[list[Article], list[Felt]]:
    """The articles of a folder in BASIL's layout and the feelings towards their entities.

    Raises ``InputError`` naming the file that is missing or cannot be read.
    """
    articles, felt = [], []
    for path in sorted((folder / "articles").glob("*.json")):
        text, of = _json(path), path.with_name(f"{path.stem}_ann.json")
        labels = _json(folder / "annotations" / of.name)
        try:
            body = "\n".join(" ".join(paragraph) for paragraph in text["body-paragraphs"])
            title = text["title"].strip()
            articles.append(Article(
                path.stem, text["source"], f"{title}\n\n{body}", title=title, event=text["triplet-uuid"], source=str(path)
            ))  # fmt: skip
            for name, value in labels["article-level-annotations"].items():
                if name.startswith(PREFIX) and not name.endswith("main_event") and value in GOLD:
                    entity = name.removeprefix(PREFIX).replace("_", " ")
                    felt.append(Felt(path.stem, text["triplet-uuid"], text["source"], entity, GOLD[value]))
        except (KeyError, TypeError) as error:
            raise InputError(f"{path}: lacks {error}; give a folder in the layout of BASIL") from None
    if not felt:
        raise InputError(
            f"{folder}: no articles/*.json with annotations/*_ann.json; give a folder in the layout of BASIL"
        )
    return articles, felt


def evaluate_feelings(analyser: Analyser, folder: Path, *, quiet: bool = False) -> dict[str, Any]:
    """Rank correlation and AUC of each system, with 95 % intervals, over entities that the article's readings know."""
    articles, felt = read_feelings(folder)
    by_article: dict[str, list[Felt]] = {}
    for f in felt:
        by_article.setdefault(f.article, []).append(f)
    rows: list[tuple[Felt, Scores]] = []
    with progress("articles", total=len(articles), quiet=quiet) as advance:
        for analysis in analyser.analyse(articles):
            rows += _scored(analysis, by_article.get(analysis.article.id, []), analyser.scorer)
            advance(1)
    return {**feeling_figures(rows, len(felt)), "signature": analyser.signature}


def feeling_figures(rows: Sequence[tuple[Felt, Scores]], of: int) -> dict[str, Any]:
    """The figures of scored feelings; ``of`` is how many there were, those whose entity was not found included."""
    events = np.array([f.event for f, _ in rows])
    gold = np.array([f.feeling for f, _ in rows])
    systems = {}
    for name in ("own_voice", "all_voices", "target_blind", "vader"):
        score = np.array([getattr(s, name) for _, s in rows])
        known = ~np.isnan(score)
        systems[name] = _figures(gold[known], score[known], events[known])
    counts = {name: int((gold == value).sum()) for name, value in GOLD.items()}
    return {"n": len(rows), "of": of, "events": len(set(events)), "feelings": counts, **systems}


def _figures(gold: np.ndarray, score: Floats, events: np.ndarray) -> dict[str, Any]:
    from scipy.stats import rankdata

    names, where = np.unique(events, return_inverse=True)
    members = [np.flatnonzero(where == e) for e in range(len(names))]
    rng = np.random.default_rng(SEED)
    draws = [np.arange(len(gold))]
    draws += [
        np.concatenate([members[e] for e in rng.integers(len(names), size=len(names))]) for _ in range(DRAWS)
    ]
    found = []
    for draw in draws:
        g, s = gold[draw], rankdata(score[draw])
        negative = int((g < 0).sum())
        auc = np.nan
        if 0 < negative < len(g):
            auc = 1 - (s[g < 0].sum() - negative * (negative + 1) / 2) / (negative * (len(g) - negative))
        ranks = rankdata(g)
        rho = np.corrcoef(ranks, s)[0, 1] if np.ptp(ranks) and np.ptp(s) else np.nan
        found.append((rho, auc))
    values = np.array(found)
    result: dict[str, Any] = {"n": len(gold)}
    for k, name in enumerate(("spearman", "auc_negative")):
        low, high = np.nanquantile(values[1:, k], (0.025, 0.975))
        result |= {name: float(values[0, k]), f"{name}_low": float(low), f"{name}_high": float(high)}
    return result


def _scored(analysis: Analysis, felt: Sequence[Felt], scorer: Scorer) -> Iterator[tuple[Felt, Scores]]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    lexicon = SentimentIntensityAnalyzer()
    for f in felt:
        found = _readings(analysis, f.entity) or _by_name(analysis, f.entity, scorer)
        if not found:
            continue
        texts = list(dict.fromkeys(text for text, _, _ in found))
        blind = [s.portrayal[0] for s in score_all(scorer, [Passage(t, (((0, len(t)),),)) for t in texts])]
        yield f, Scores(
            _mean([polarity for _, voice, polarity in found if voice == "outlet"]),
            _mean([polarity for _, _, polarity in found]),
            float(np.mean([p.polarity for p in blind if p is not None] or [np.nan])),
            float(np.mean([lexicon.polarity_scores(t)["compound"] for t in texts])),
        )  # fmt: skip


def _readings(analysis: Analysis, entity: str) -> list[tuple[str, str, float]]:
    """Sentence, voice and polarity of each reading of the actor that an entity is."""
    actors = {a.id for a in analysis.actors.values() if same_entity(entity, a)}
    text = analysis.article.text
    return [
        (text[r.sentence.start : r.sentence.end], r.voice, r.probabilities.polarity)
        for r in analysis.readings if r.actor in actors and r.probabilities is not None
    ]  # fmt: skip


def _by_name(analysis: Analysis, entity: str, scorer: Scorer) -> list[tuple[str, str, float]]:
    """The same for an entity that is no actor here ("House Democrats"), where its name stands in the text."""
    places = []
    pattern = re.compile(r"\b" + re.escape(entity) + r"\b", re.IGNORECASE)
    for sentence in analysis.sentences:
        text = analysis.article.text[sentence.start : sentence.end]
        match = pattern.search(text) if sentence.scored else None
        if match is not None:
            around = innermost(
                analysis.attributions, sentence.start + match.start(), sentence.start + match.end()
            )
            places.append((Passage(text, ((match.span(),),)), around[0].voice if around else "outlet"))
    scored = score_all(scorer, [passage for passage, _ in places]) if places else []
    return [
        (passage.text, voice, s.portrayal[0].polarity)
        for (passage, voice), s in zip(places, scored, strict=True) if s.portrayal[0] is not None
    ]  # fmt: skip


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


def same_entity(entity: str, actor: Actor) -> bool:
    """Whether an actor is an annotated entity: by any of its names, or a person by the surname."""
    wanted = entity.casefold()
    names = [actor.name.casefold(), *(n.casefold() for n in actor.names)]
    if wanted in names or wanted.removeprefix("the ") in names:
        return True
    last = wanted.split()[-1]
    return actor.kind == "person" and len(last) > 3 and actor.name.casefold().split()[-1] == last


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: missing; give a folder in the layout of BASIL") from None
    except ValueError as error:
        raise InputError(f"{path}: not JSON ({error})") from None
    if not isinstance(found, dict):
        raise InputError(f"{path}: no JSON object; give a folder in the layout of BASIL")
    return found
