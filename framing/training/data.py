"""The examples that a recipe names, without what is held out."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from framing.dse_targets import read_dse_targets
from framing.errors import InputError
from framing.labelled import POLARITIES, Convention, LabelledTarget, read_labelled
from framing.ownset import read_own_set
from framing.stances import StanceRow, read_stances
from framing.training.examples import (
    Example,
    from_stances,
    from_targets,
    merged,
    read_own,
    targets_of,
    without,
)
from framing.training.recipe import DataFile, Recipe, find_data


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Examples to train on, labelled rows to develop on, and how many sentences were held out of training.

    ``test_targets`` is the test part of the files of kind dse-targets: measured at the end, and used for nothing else;
    ``conventions`` says by whose rules each file of ``dev`` is labelled.
    """

    examples: list[Example]
    dev: dict[str, list[LabelledTarget]]
    conventions: dict[str, Convention]
    dev_stances: dict[str, list[StanceRow]]
    test_targets: list[LabelledTarget]
    held_out: int


def read_data(recipe: Recipe, root: Path | None = None) -> TrainingData:
    """The data of a recipe; ``root`` replaces its data root.

    Out of training stay the sentences of the development files, those of the test part of ``dse-targets``, and
    near-duplicates of our own hand-labelled sentences.
    """
    train = list(zip(recipe.train, find_data(recipe, root, recipe.train), strict=True))
    tables = {kind: [path for file, path in train if file.kind == kind] for kind in ("stance", "portrayal")}
    examples: list[Example] = []
    test: list[LabelledTarget] = []
    for file, path in train:
        examples += _examples(file, path, tables)
        if file.kind == "dse-targets":
            test += read_dse_targets(path, tables["stance"][0], split="test")
    held_out = [row.sentence for row in test]
    dev, dev_stances = {}, {}
    conventions: dict[str, Convention] = {}
    for file, path in zip(recipe.dev, find_data(recipe, root, recipe.dev), strict=True):
        if file.kind == "stance":
            dev_stances[path.name] = read_stances(path)
            held_out += [row.sentence for row in dev_stances[path.name]]
        else:
            dev[path.name] = targets_of(read_own(path)) if file.kind == "own" else read_labelled(path)
            conventions[path.name] = "guidelines" if file.kind == "own" else "crowd"
            held_out += [row.sentence for row in dev[path.name]]
    own = [s.sentence for s in read_own_set().sentences]
    kept, left = without(merged(examples), held_out, own)
    return TrainingData(kept, dev, conventions, dev_stances, test, left)


def _examples(file: DataFile, path: Path, tables: dict[str, list[Path]]) -> list[Example]:
    if file.kind == "own":
        return read_own(path)
    if file.kind == "stance":
        return from_stances(read_stances(path))
    if file.kind == "dse-targets":
        if not tables["stance"]:
            raise InputError(f"{path}: labels of DSE need a file of kind stance in the recipe")
        return from_targets(read_dse_targets(path, tables["stance"][0], split="train"))
    if file.kind == "newsmtsc-targets":
        if not tables["portrayal"]:
            raise InputError(f"{path}: labels of NewsMTSC need a file of kind portrayal in the recipe")
        return from_targets(_relabelled(path, tables["portrayal"][0]))
    return from_targets(read_labelled(path), crowd=True)


def _relabelled(labels: Path, table: Path) -> list[LabelledTarget]:
    """Rows of a labelled file (1-based ``row``) with the ``portrayal`` that our guidelines give them."""
    rows = read_labelled(table)
    found = []
    for number, line in enumerate(labels.read_text(encoding="utf-8").splitlines(), 1):
        data = json.loads(line)
        if not 1 <= data["row"] <= len(rows) or data["portrayal"] not in POLARITIES:
            raise InputError(f"{labels}:{number}: no label of a row of {table}")
        found.append(replace(rows[data["row"] - 1], polarity=data["portrayal"]))
    return found
