"""The recipe: everything that decides what comes out of a training run, as one TOML file."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from framing.errors import InputError

KINDS = ("portrayal", "stance", "own", "dse-targets", "newsmtsc-targets")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A labelled file, what its bytes must be, and what it holds.

    ``kind``: portrayal (JSONL, labelled by a crowd), stance (the table of DSE), own (``corpus/training``), dse-targets or
    newsmtsc-targets (portrayal labels of ours on rows of the first file of kind stance or portrayal). The last three lie in
    the repository, relative to the recipe, the others under the data root.
    """

    file: str
    sha256: str
    kind: str = "portrayal"

    @property
    def ours(self) -> bool:
        """Whether the file lies beside the recipe and not under the data root."""
        return self.kind in ("own", "dse-targets", "newsmtsc-targets")


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of a run.

    ``frozen_layers`` counts encoder layers from the bottom; ``swap_share`` is the share of examples whose names are
    changed in an epoch, ``crowd_swap_share`` that of examples with labels of the crowd, of which ``crowd_share`` says how many an
    epoch takes; ``mixed_weight`` what a target counts whose sentence portrays others differently;
    ``stance_weight`` what the loss of the stances counts beside that of the portrayals, and ``reversed_weight`` what a row
    of DSE counts in which the second entity holds the stance; ``average_share`` the last part of the run over which weights are averaged,
    and ``start_share`` what the weights of the start count in the end beside that mean (Wortsman et al., CVPR 2022);
    ``plain_share`` the share of the sentences without a portrayal and without a stance that an epoch takes.
    """

    epochs: int
    batch_size: int
    learning_rate: float
    head_learning_rate: float
    warmup: float
    weight_decay: float
    label_smoothing: float
    dropout: float
    frozen_layers: int
    swap_share: float
    crowd_swap_share: float
    crowd_share: float
    mixed_weight: float
    stance_weight: float
    reversed_weight: float
    average_share: float
    start_share: float
    plain_share: float
    max_tokens: int
    checkpoint_steps: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """A checked recipe; ``digest`` names it and the work folder of its checkpoints.

    ``base`` is a pretrained encoder, or a model folder of ours to go on from; ``base_sha256`` that of its weights.
    """

    path: Path
    name: str
    seed: int
    base: str
    base_sha256: str
    data_root: str
    train: tuple[DataFile, ...]
    dev: tuple[DataFile, ...]
    settings: Settings
    digest: str


def read_recipe(path: Path) -> Recipe:
    """The recipe in a TOML file. Raises ``InputError`` naming the file and the key at fault."""
    try:
        raw = path.read_bytes()
        table: dict[str, Any] = tomllib.loads(raw.decode("utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such recipe") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML: {error}") from None
    try:
        settings = table["training"]
        unknown = set(settings) ^ {field.name for field in fields(Settings)}
        if unknown:
            raise InputError(f"{path}: [training] lacks or does not know {sorted(unknown)}")
        listed = [DataFile(**row) for part in ("train", "dev") for row in table["data"][part]]
        if wrong := [f.kind for f in listed if f.kind not in KINDS]:
            raise InputError(f"{path}: kind {wrong[0]!r} is none of {KINDS}")
        return Recipe(
            path=path,
            name=table["name"],
            seed=table["seed"],
            base=table["base"]["name"],
            base_sha256=table["base"]["sha256"],
            data_root=table["data"]["root"],
            train=tuple(DataFile(**row) for row in table["data"]["train"]),
            dev=tuple(DataFile(**row) for row in table["data"]["dev"]),
            settings=Settings(**settings),
            digest=hashlib.sha256(json.dumps(table, sort_keys=True).encode()).hexdigest(),
        )
    except KeyError as error:
        raise InputError(f"{path}: lacks the key {error}") from None
    except TypeError as error:
        raise InputError(f"{path}: {error}") from None


def find_data(recipe: Recipe, root: Path | None, files: tuple[DataFile, ...]) -> list[Path]:
    """Paths of the files, their digests checked.

    ``root`` replaces the recipe's data root, which is read relative to the recipe.
    Raises ``InputError`` where a file is missing or is not the one the recipe names.
    """
    folder = root if root is not None else recipe.path.parent / recipe.data_root
    found = []
    for wanted in files:
        path = (recipe.path.parent if wanted.ours else folder) / wanted.file
        if not path.is_file():
            raise InputError(f"{path}: no such file; say where the data lies with --data FOLDER")
        check_digest(path, wanted.sha256)
        found.append(path)
    return found


def check_digest(path: Path, sha256: str) -> None:
    """Raises ``InputError`` unless the file has this sha256."""
    with path.open("rb") as stream:
        got = hashlib.file_digest(stream, "sha256").hexdigest()
    if got != sha256:
        raise InputError(f"{path}: sha256 is {got[:12]}..., the recipe names {sha256[:12]}...")
