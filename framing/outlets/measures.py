"""One way in to everything that is compared, by name."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Unpack

from framing.comparison import Comparison, Options, check_actor, compare, compare_values
from framing.errors import InputError
from framing.outlets.change import changes, published
from framing.outlets.coverage import agency_values, coverage_values, omission_values
from framing.outlets.facts import fact_values, omitted_facts
from framing.outlets.load import Corpus
from framing.outlets.sourcing import sourcing_values, stance_values
from framing.outlets.units import By, Units, units
from framing.outlets.values import only, polarity_values
from framing.outlets.wording import distinguishing_words

MEASURES = ("polarity", "coverage", "sourcing", "stance", "agency", "omission")


def compare_measure(corpus: Corpus, what: str, **options: Unpack[Options]) -> Comparison:
    """The contrasts of one kind, by name: polarity, coverage, sourcing, stance, agency or omission.

    Raises ``InputError`` where the name is none of these, or the actor does not occur.
    """
    actor = options.get("actor")
    if what == "polarity":
        return compare(corpus.readings if options.get("labels") else corpus.polarities, **options)
    if actor is not None:
        check_actor(corpus.readings, actor)
    known = units(corpus.articles, by=options.get("by", "outlet"), copies=options.get("copies", False))
    if what == "coverage":
        chosen = coverage_values(corpus, actor)
    elif what == "sourcing":
        chosen = sourcing_values(corpus, known, actor)
    elif what == "stance":
        chosen = stance_values(corpus, actor)
    elif what == "agency":
        chosen = agency_values(corpus, known, actor)
    elif what == "omission":
        chosen = [*omission_values(corpus, known, actor), fact_values(corpus.readings, known, actor)]
    else:
        raise InputError(f"{what!r} is none of {', '.join(MEASURES)}")
    return compare_values(chosen, known, corpus.signature, **options)


def find(
    corpus: Corpus,
    what: str,
    *,
    actor: str | None = None,
    by: By = "outlet",
    matched: bool = True,
    copies: bool = False,
) -> tuple[list[dict[str, Any]], str, list[str]]:
    """Rows of wording, change or facts, what they are, and notes; each row carries the signature."""
    if actor is not None:
        check_actor(corpus.readings, actor)
    known = units(corpus.articles, by=by, copies=copies)
    notes = list(known.notes)
    if what == "wording":
        if matched and not known.matchable:
            notes.append("no event is known, so words are compared over all articles")
        found: list[Any] = distinguishing_words(
            corpus.readings, known, actor=actor, matched=matched and known.matchable
        )
        title = (
            "Words that distinguish outlets on one actor in their own voice: log-odds above 0 for the first"
        )
    elif what == "change":
        values = polarity_values(corpus.polarities)
        dates = published(corpus.articles)
        if not dates:
            raise InputError("no article has a date; give published in metadata.jsonl or the JSON lines")
        found = [c for v in values for c in changes(only(v, actor) if actor else v, known, dates)]
        title = "Changes over time"
    elif what == "facts":
        found = omitted_facts(corpus.readings, known)
        title = "Facts that at least two others tell"
    else:
        raise InputError(f"{what!r} is none of wording, change, facts")
    return [{**asdict(row), "signature": corpus.signature} for row in found], title, notes


def known_units(corpus: Corpus) -> Units:
    """Outlets and events of a corpus, as comparisons count them by default."""
    return units(corpus.articles)
