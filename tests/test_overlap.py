"""No evaluation sentence of ours stands in the training text, where that is at hand."""

from __future__ import annotations

import pytest

from framing.behaviour import families
from framing.behaviour.audit import OTHERS, TEMPLATES
from framing.behaviour.names import PERSONS
from framing.overlap import overlaps
from framing.ownset import read_own_set
from framing.resources import resource
from framing.training.data import read_data
from framing.training.examples import read_own, sentence_key
from framing.training.recipe import read_recipe

RECIPE = read_recipe(resource("models", "mpnet", "recipe.toml"))
AT_HAND = (RECIPE.path.parent / RECIPE.data_root).is_dir()


@pytest.mark.skipif(not AT_HAND, reason="the training text of others is not part of the project")
def test_no_evaluation_sentence_stands_in_the_training_text() -> None:
    found = read_data(RECIPE)
    texts = {example.text for example in found.examples}
    assert len(texts) > 20_000
    assert not overlaps([s.sentence for s in read_own_set().sentences], texts)
    test = {sentence_key(row.sentence) for row in found.test_targets}
    assert len(test) > 300
    assert not test & {sentence_key(text) for text in texts}


def test_our_training_sentences_stand_in_no_evaluation() -> None:
    folder = resource("corpus", "training")
    texts = [e.text for name in ("sentences", "dev", "further") for e in read_own(folder / f"{name}.jsonl")]
    assert len(texts) > 2_500
    assert len(set(texts)) == len(texts)
    cases = [text for family in families() for case in family.cases for text in (case.text_a, case.text_b)]
    frames = [frame for _, _, frame in (*TEMPLATES, *OTHERS)]
    own = [s.sentence for s in read_own_set().sentences]
    assert not overlaps(own, texts)
    # The generated ones are short, and a phrase such as "kept its promise to the" is half of one: that way round only.
    assert not overlaps(texts, own + cases + frames)


def test_audited_persons_are_not_trained_on() -> None:
    folder = resource("corpus", "training")
    text = (folder / "sentences.jsonl").read_text(encoding="utf-8")
    assert not [name.text for name in PERSONS if name.text in text]


def test_no_two_sentences_of_the_set_are_alike() -> None:
    sentences = [s.sentence for s in read_own_set().sentences]
    for i, sentence in enumerate(sentences):
        assert not overlaps([sentence], sentences[i + 1 :], threshold=0.6), sentence
