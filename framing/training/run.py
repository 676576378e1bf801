"""``framing train``: a recipe to a model folder with weights, metrics and card."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from framing.errors import InputError
from framing.model.folder import WEIGHTS, Model, ModelConfig, save_config, save_weights
from framing.model.network import HEADS, Network
from framing.model.scorer import NetworkScorer
from framing.register import load_register
from framing.resources import resource
from framing.training.data import TrainingData, read_data
from framing.training.loop import train
from framing.training.measure import calibrate, figures_of, measure
from framing.training.moments import input_moments
from framing.training.recipe import Recipe, check_digest, read_recipe
from framing.training.rows import TrainingRow, training_rows
from framing.training.start import keep, mix, start
from framing.training.swaps import Swapper


def train_recipe(
    path: Path,
    *,
    base: str | None = None,
    data: Path | None = None,
    out: Path | None = None,
    work: Path | None = None,
    quiet: bool = False,
) -> dict[str, Any]:
    """The metrics of the model that a recipe makes, written to ``out`` (the recipe's folder).

    ``base`` is a folder or Hub name to start from in place of the recipe's, ``data`` the folder
    of the data files, ``work`` the folder of checkpoints, from which a broken run goes on; there the network is kept in
    full precision too, as a model folder from which another recipe can start.
    """
    recipe = read_recipe(path)
    folder = out or path.parent
    work = work or _cache() / recipe.digest[:12]
    encoder = base or recipe.base
    if Path(encoder).is_dir():
        check_digest(Path(encoder) / WEIGHTS, recipe.base_sha256)
    found = read_data(recipe, data)
    tokenizer = _tokenizer(encoder)
    begun = time.monotonic()
    network, rows = _trained(recipe, found, encoder, tokenizer, work, quiet=quiet)
    seconds = time.monotonic() - begun

    folder.mkdir(parents=True, exist_ok=True)
    if path.resolve() != (folder / "recipe.toml").resolve():
        shutil.copy(path, folder / "recipe.toml")
    tokenizer.save(str(folder / "tokenizer.json"))
    config = ModelConfig(
        name=recipe.name, encoder=network.encoder.config.to_dict(),  # type: ignore[operator, union-attr]
        max_tokens=recipe.settings.max_tokens, temperatures=dict.fromkeys(HEADS, 1.0),
        abstain_below=0.0, weights_sha256="",
    )  # fmt: skip
    keep(network, config, tokenizer, work)
    before_packing = figures_of(
        NetworkScorer(Model(config, network, tokenizer), device="cpu"), found, quiet=quiet
    )
    moments = input_moments(network, rows)
    save_config(replace(config, weights_sha256=save_weights(network, folder, moments)), folder)
    # From here on everything is measured on the weights as a user will load them.
    calibrate(folder, found, quiet=quiet)
    training = {
        "sentences": len(found.examples),
        "targets": sum(not t.unlabelled for e in found.examples for t in e.targets),
        "stances": sum(len(e.stances) for e in found.examples),
        "seconds_of_last_run": round(seconds), "torch": torch.__version__,
    }  # fmt: skip
    return measure(folder, recipe, found, before_packing=before_packing, training=training, quiet=quiet)


def _trained(
    recipe: Recipe, found: TrainingData, encoder: str, tokenizer: Tokenizer, work: Path, *, quiet: bool
) -> tuple[Network, list[TrainingRow]]:
    """The network of one run, on the CPU, and the rows of its first epoch."""
    swapper = Swapper(found.examples, load_register(resource("corpus", "actors.toml")))

    def rows_of(epoch: int) -> list[TrainingRow]:
        return training_rows(
            found.examples, tokenizer, recipe.settings, swapper=swapper, seed=recipe.seed * 1000 + epoch
        )

    torch.manual_seed(recipe.seed)
    try:
        network = start(encoder, dropout=recipe.settings.dropout)
    except OSError as error:
        raise InputError(f"base encoder {encoder!r} cannot be loaded; give --base FOLDER ({error})") from None
    train(network, rows_of, recipe.settings, seed=recipe.seed, work=work, quiet=quiet)
    network.cpu()
    if recipe.settings.start_share:
        mix(network, start(encoder, dropout=0.0), recipe.settings.start_share)
    return network, rows_of(0)


def _tokenizer(encoder: str) -> Tokenizer:
    local = Path(encoder) / "tokenizer.json"
    if local.is_file():
        tokenizer = Tokenizer.from_file(str(local))
    else:
        from transformers import AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(encoder).backend_tokenizer
        except OSError as error:
            raise InputError(
                f"base encoder {encoder!r} cannot be loaded; give --base FOLDER ({error})"
            ) from None
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _cache() -> Path:
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "framing" / "training"
