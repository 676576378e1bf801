"""``framing train``: a recipe to a model folder with weights, metrics and card."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.optimize import minimize_scalar
from tokenizers import Tokenizer

from framing import __version__
from framing.errors import InputError
from framing.evaluation import score_labelled
from framing.labelled import LabelledTarget, read_labelled
from framing.metrics import Floats, portrayal_metrics
from framing.model.folder import Model, ModelConfig, load_model, save_config, save_weights
from framing.model.network import pretrained
from framing.model.scorer import NetworkScorer
from framing.training.calibrate import input_moments
from framing.training.card import write_card
from framing.training.loop import train, training_rows
from framing.training.recipe import check_digest, find_data, read_recipe


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

    ``base`` is a folder or Hub name of the encoder in place of the recipe's, ``data`` the folder
    of the data files, ``work`` the folder of checkpoints, from which a broken run goes on.
    """
    recipe = read_recipe(path)
    folder = out or path.parent
    work = work or _cache() / recipe.digest[:12]
    encoder = base or recipe.base
    if Path(encoder).is_dir():
        check_digest(Path(encoder) / "model.safetensors", recipe.base_sha256)
    training = [t for file in find_data(recipe, data, recipe.train) for t in read_labelled(file)]
    dev = {file.name: read_labelled(file) for file in find_data(recipe, data, recipe.dev)}
    tokenizer = _tokenizer(encoder)
    held_out = [target for rows in dev.values() for target in rows]
    rows = training_rows(training, held_out, tokenizer, max_tokens=recipe.settings.max_tokens)

    torch.manual_seed(recipe.seed)
    try:
        network = pretrained(encoder, dropout=recipe.settings.dropout)
    except OSError as error:
        raise InputError(f"base encoder {encoder!r} cannot be loaded; give --base FOLDER ({error})") from None
    begun = time.monotonic()
    train(network, rows, recipe.settings, seed=recipe.seed, work=work, quiet=quiet)
    seconds = time.monotonic() - begun

    folder.mkdir(parents=True, exist_ok=True)
    if path.resolve() != (folder / "recipe.toml").resolve():
        shutil.copy(path, folder / "recipe.toml")
    tokenizer.save(str(folder / "tokenizer.json"))
    config = ModelConfig(
        name=recipe.name, encoder=network.encoder.config.to_dict(),  # type: ignore[operator, union-attr]
        max_tokens=recipe.settings.max_tokens, temperature=1.0, weights_sha256="",
    )  # fmt: skip
    full = _figures(NetworkScorer(Model(config, network.cpu(), tokenizer)), dev, quiet=quiet)
    config = replace(config, weights_sha256=save_weights(network, folder, input_moments(network, rows)))
    save_config(config, folder)
    # From here on everything is measured on the weights as a user will load them.
    shipped = load_model(folder)
    config = replace(config, temperature=_temperature(NetworkScorer(shipped), held_out, quiet=quiet))
    save_config(config, folder)
    scorer = NetworkScorer(load_model(folder))
    metrics = {
        "model": recipe.name,
        "signature": f"framing:{__version__}|model:{scorer.signature}|recipe:{recipe.digest[:12]}",
        "dev": _figures(scorer, dev, quiet=quiet),
        "dev_full_precision": full,
        "temperature": config.temperature,
        "training": {
            "sentences": len(rows), "targets": sum(len(row.labels) for row in rows),
            "seconds_of_last_run": round(seconds), "torch": torch.__version__,
        },
    }  # fmt: skip
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    write_card(folder, recipe, metrics)
    return metrics


def _figures(scorer: NetworkScorer, dev: dict[str, list[LabelledTarget]], *, quiet: bool) -> dict[str, Any]:
    return {
        name: portrayal_metrics(rows, score_labelled(scorer, rows, quiet=quiet).aware)
        for name, rows in dev.items()
    }


def _temperature(scorer: NetworkScorer, rows: Sequence[LabelledTarget], *, quiet: bool) -> float:
    """The temperature with the least log loss on the rows (Guo et al., ICML 2017)."""
    logits = np.log(score_labelled(scorer, rows, quiet=quiet).aware.clip(1e-12))
    gold = np.array([row.polarity + 1 for row in rows])

    def loss(temperature: float) -> float:
        scaled: Floats = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        log_p = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-log_p[np.arange(len(gold)), gold].mean())

    return round(float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x), 4)


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
