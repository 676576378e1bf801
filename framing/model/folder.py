"""A model as a folder: ``config.json``, ``tokenizer.json``, ``model.safetensors``.

Beside them lie what made it (``recipe.toml``), what it scores (``metrics.json``) and its card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor

from framing.errors import ModelError
from framing.model.network import LABELS, STANCES, Network, restored
from framing.model.packing import pack, unpack
from framing.resources import resource

FORMAT = "framing-portrayal"
VERSION = 3
WEIGHTS = "model.safetensors"


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """What scoring needs to know of a model beside its weights.

    ``temperatures`` by head (portrayal, stance); ``abstain_below`` is the confidence under which a reading gets no label.
    """

    name: str
    encoder: dict[str, Any]
    max_tokens: int
    temperatures: dict[str, float]
    abstain_below: float
    weights_sha256: str
    labels: tuple[str, ...] = LABELS
    stances: tuple[str, ...] = STANCES
    format: str = FORMAT
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model. ``digest`` is the sha256 of the weights file."""

    config: ModelConfig
    network: Network
    tokenizer: Tokenizer

    @property
    def digest(self) -> str:
        """The sha256 of the weights file."""
        return self.config.weights_sha256


def find_model(name: str) -> Path:
    """The folder of a model: a path, the name of a model that comes with the program, or ``owner/name`` on the Hub."""
    folder = Path(name)
    if folder.is_dir():
        return folder
    shipped = resource("models", name)
    if shipped.is_dir():
        return shipped
    if name.count("/") == 1 and not name.startswith((".", "/")):
        return _from_hub(name)
    known = sorted(p.parent.name for p in resource("models").glob("*/config.json"))
    raise ModelError(f"no model {name!r}: give a model folder, or one of {known}")


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=["config.json", "tokenizer.json", WEIGHTS]))
    except Exception as error:  # offline, unknown, forbidden: each layer has its own
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(
            f"no folder {name!r}, and not to be had from the Hub ({reason}); give a model folder"
        ) from None


def load_model(folder: Path) -> Model:
    """The model in a folder, in full precision on the CPU.

    Raises ``ModelError`` naming the file where one is missing, damaged, not the one that the
    configuration names, or of a format that this version does not read.
    """
    config = _read_config(folder / "config.json")
    weights = folder / WEIGHTS
    try:
        with weights.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != config.weights_sha256:
            raise ModelError(
                f"{weights}: truncated or altered (sha256 {digest[:12]}..., config.json names "
                f"{config.weights_sha256[:12]}...); install or train it again"
            )
        state = unpack(load_file(weights))
        network = restored(config.encoder, state)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except FileNotFoundError as error:
        raise ModelError(f"{error.filename}: missing; install or train the model again") from None
    except (SafetensorError, KeyError, RuntimeError) as error:
        raise ModelError(f"{weights}: not weights of this format: {error}") from None
    except ModelError:
        raise
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(f"{folder / 'tokenizer.json'}: {error}") from None
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Model(config, network, tokenizer)


def save_weights(network: Network, folder: Path, moments: Mapping[str, Tensor]) -> str:
    """Writes the weights in small (see ``packing``) and gives their sha256."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: tensor.detach().cpu() for name, tensor in network.state_dict().items()}
    temporary = folder / f"{WEIGHTS}.new"
    save_file(pack(state, moments), temporary, {"format": FORMAT, "version": str(VERSION)})
    temporary.replace(folder / WEIGHTS)
    with (folder / WEIGHTS).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def save_config(config: ModelConfig, folder: Path) -> None:
    """Writes ``config.json``."""
    text = json.dumps(asdict(config), indent=2, sort_keys=True)
    (folder / "config.json").write_text(text + "\n", encoding="utf-8")


def _read_config(path: Path) -> ModelConfig:
    try:
        fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{path}: missing; this folder holds no model of ours") from None
    except ValueError as error:
        raise ModelError(f"{path}: not JSON ({error})") from None
    if fields.get("format") != FORMAT:
        raise ModelError(
            f"{path}: format is {fields.get('format')!r}, not {FORMAT!r}; a classifier of others is given as "
            f"--model pair:{path.parent} or nli:{path.parent}"
        )
    if fields.get("version") != VERSION:
        raise ModelError(
            f"{path}: version {fields.get('version')}, this program reads {VERSION}; update one of them"
        )
    try:
        return ModelConfig(
            **{**fields, "labels": tuple(fields["labels"]), "stances": tuple(fields["stances"])}
        )
    except (TypeError, KeyError) as error:
        raise ModelError(f"{path}: {error}") from None
