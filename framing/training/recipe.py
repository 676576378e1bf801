"""The recipe: everything that decides what comes out of a training run, as one TOML file."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from framing.errors import InputError


@dataclass(frozen=True, slots=True)
class DataFile:
    """A labelled file under the data root, and what its bytes must be."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of a run; ``frozen_layers`` counts encoder layers from the bottom."""

    epochs: int
    batch_size: int
    learning_rate: float
    head_learning_rate: float
    warmup: float
    weight_decay: float
    label_smoothing: float
    dropout: float
    frozen_layers: int
    max_tokens: int
    checkpoint_steps: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """A checked recipe; ``digest`` names it and the work folder of its checkpoints."""

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
        path = folder / wanted.file
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
