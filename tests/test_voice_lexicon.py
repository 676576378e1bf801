"""The lexicon of reporting verbs: each entry is recognised in its own example."""

from __future__ import annotations

from collections import Counter

import pytest
from spacy.language import Language

from framing.mentions import Found
from framing.parsing import parse
from framing.records import Article
from framing.voices import find_attributions
from framing.voices.lexicon import lemma_of, lexicon

VERBS = {lemma: cue for lemma, cue in lexicon().verbs.items() if cue.example}


def test_two_hundred_verbs_and_more_of_every_kind() -> None:
    kinds = Counter(cue.does for cue in VERBS.values())
    assert len(VERBS) >= 200
    assert set(kinds) >= {"neutral", "endorsing", "distancing", "accusing", "praising", "denying"}
    assert min(kinds[kind] for kind in ("endorsing", "distancing", "accusing", "praising", "denying")) >= 15
    assert len({cue.example for cue in VERBS.values()}) == len(VERBS)


@pytest.fixture(scope="module")
def cues(pipeline: Language) -> dict[str, set[tuple[str, str | None]]]:
    """For each verb, the lemmas and kinds of the cues found in its example."""
    articles = [Article(lemma, "Ledger", cue.example) for lemma, cue in VERBS.items()]
    result: dict[str, set[tuple[str, str | None]]] = {}
    for parsed in parse(pipeline, articles):
        lemmas = {token.text: lemma_of(token) for p in parsed.paragraphs for token in p.doc}
        found = find_attributions(parsed, Found((), {}))
        result[parsed.article.id] = {(lemmas.get(a.cue or "", ""), a.cue_kind) for a in found}
    return result


@pytest.mark.parametrize("lemma", VERBS)
def test_the_example_is_recognised(lemma: str, cues: dict[str, set[tuple[str, str | None]]]) -> None:
    assert lemma.split()[0] in {found for found, _ in cues[lemma]}, VERBS[lemma].example
