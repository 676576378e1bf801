"""What the page says beside polarity: the differences that were called, measure by measure, with their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from framing.comparison import Contrast, evidence
from framing.inference.models import ModelCheck, check
from framing.outlets.load import Corpus, instrument_shift
from framing.outlets.measures import compare_measure, find
from framing.outlets.result import Comparison
from framing.outlets.units import units

MAX_LINES = 12  # of a section; all are in framing compare
MAX_SENTENCES = 3
MAX_MODELLED = 20_000  # readings up to which the models are asked too
MAX_FACTS = 20_000  # readings up to which facts are looked for
TITLES = {
    "coverage": ("Coverage", "Who occurs, in how many articles and sentences, and in titles and leads."),
    "sourcing": (
        "Sourcing",
        "Who is let speak, how much, how early and under which verbs; and how many sources speak against whom.",
    ),
    "stance": ("Stances", "Who is told to be for and against whom: from −1 (against) to +1 (in favour)."),
    "agency": (
        "Agency",
        "Who acts and who is acted on, in the outlet's own voice, and whether a passive names who did it.",
    ),
    "omission": (
        "Omission",
        "Actors that most of the other outlets name on an event, and facts that two of them tell.",
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A difference that was called, and some of the sentences behind it."""

    contrast: Contrast
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of difference: those that were called, how many were tested and how many could not be."""

    title: str
    about: str
    lines: tuple[Line, ...]
    called: int
    tested: int
    thin: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything beside the table of polarity."""

    polarity: Comparison
    checks: dict[tuple[str, str | None, tuple[str, str]], ModelCheck]
    sections: tuple[Section, ...]
    words: tuple[dict[str, Any], ...]
    facts: tuple[dict[str, Any], ...]
    changes: tuple[dict[str, Any], ...]
    series: int


def findings(corpus: Corpus) -> Findings:
    """All that a scored folder says beside the means of polarity."""
    polarity = compare_measure(corpus, "polarity", floor=instrument_shift(corpus.folder))
    small = corpus.readings.num_rows <= MAX_MODELLED
    checks = check(corpus.readings, units(corpus.readings), list(polarity)) if small else []
    words, _, _ = find(corpus, "wording")
    facts = find(corpus, "facts")[0] if corpus.readings.num_rows <= MAX_FACTS else []
    dated = any(day is not None for day in corpus.articles["published"].to_pylist())
    changes = find(corpus, "change")[0] if dated else []
    return Findings(
        polarity, {(c.actor, c.voice, c.outlets): c for c in checks},
        tuple(_section(corpus, what) for what in TITLES), tuple(words[:MAX_LINES]), tuple(facts[:MAX_LINES]),
        tuple(c for c in changes if c["date"] is not None)[:MAX_LINES], sum(c["p_value"] is not None for c in changes),
    )  # fmt: skip


def _section(corpus: Corpus, what: str) -> Section:
    found = compare_measure(corpus, what, floor=0.0)
    called = sorted((c for c in found if c.verdict in ("warmer", "colder")), key=_strength)
    tested = sum(c.p_value is not None for c in found)
    lines = tuple(Line(c, _sentences(corpus, c)) for c in called[:MAX_LINES])
    return Section(*TITLES[what], lines, len(called), tested, len(found) - tested)


def _strength(c: Contrast) -> float:
    return -abs(c.effect or 0.0)


def _sentences(corpus: Corpus, contrast: Contrast) -> tuple[tuple[str, str], ...]:
    """Some sentences of the outlet with the higher figure, each with the outlet it is from."""
    ahead = contrast.outlets[0 if contrast.verdict == "warmer" else 1]
    rows = evidence(corpus.readings, contrast).select(["outlet", "sentence"]).to_pylist()
    own = dict.fromkeys((r["outlet"], r["sentence"]) for r in rows if r["outlet"] == ahead)
    return tuple(own)[:MAX_SENTENCES]
