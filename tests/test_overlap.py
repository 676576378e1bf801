"""No evaluation sentence of ours stands in the training text, where that is at hand."""

from __future__ import annotations

import pytest

from framing.labelled import read_labelled
from framing.overlap import overlaps
from framing.ownset import read_own_set
from framing.resources import resource
from framing.training.recipe import find_data, read_recipe

RECIPE = read_recipe(resource("models", "mpnet", "recipe.toml"))
AT_HAND = (RECIPE.path.parent / RECIPE.data_root).is_dir()


@pytest.mark.skipif(not AT_HAND, reason="the training text is not part of the project")
def test_no_evaluation_sentence_stands_in_the_training_text() -> None:
    files = find_data(RECIPE, None, (*RECIPE.train, *RECIPE.dev))
    texts = {target.sentence for file in files for target in read_labelled(file)}
    assert len(texts) > 10_000
    found = overlaps([s.sentence for s in read_own_set().sentences], texts)
    assert not found, found[:3]


def test_no_two_sentences_of_the_set_are_alike() -> None:
    sentences = [s.sentence for s in read_own_set().sentences]
    for i, sentence in enumerate(sentences):
        assert not overlaps([sentence], sentences[i + 1 :], threshold=0.6), sentence
