from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from framing.errors import InputError
from framing.model.scorer import load_scorer
from framing.records import Passage
from framing.training.loop import training_rows
from framing.training.recipe import read_recipe
from framing.training.run import train_recipe

GOOD, BAD = ("praised", "rescued", "won"), ("looted", "burned", "lied")
NAMES = ("Norland", "Estmark", "Velia", "Ostrava")

RECIPE = """
name = "tiny"
seed = 3
[base]
name = "somewhere/else"
sha256 = "{base}"
[data]
root = "data"
train = [{{ file = "train.jsonl", sha256 = "{train}" }}]
dev = [{{ file = "dev.jsonl", sha256 = "{dev}" }}]
[training]
epochs = {epochs}
batch_size = 4
learning_rate = 2e-3
head_learning_rate = 5e-3
warmup = 0.1
weight_decay = 0.0
label_smoothing = 0.0
dropout = 0.1
frozen_layers = 0
max_tokens = 32
checkpoint_steps = 3
"""


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def labelled(path: Path, places: tuple[str, ...]) -> None:
    rows = []
    for place in places:
        for name in NAMES:
            for verbs, polarity in ((GOOD, 1), (BAD, -1), (("met",), 0)):
                for verb in verbs:
                    text = f"{name} {verb} in {place}"
                    rows.append({"sentence": text, "start": 0, "end": len(name), "polarity": polarity})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A tiny encoder, labelled data and a recipe."""
    words = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", *NAMES, *GOOD, *BAD, "met", "in", "town", "village", "port"]
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    base = tmp_path / "base"
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(words), hidden_size=256, num_hidden_layers=1, num_attention_heads=4,
        intermediate_size=256, max_position_embeddings=64,
    )  # fmt: skip
    BertModel(config).save_pretrained(base)
    tokenizer.save(str(base / "tokenizer.json"))
    (tmp_path / "data").mkdir()
    labelled(tmp_path / "data" / "train.jsonl", ("town", "village"))
    labelled(tmp_path / "data" / "dev.jsonl", ("port",))
    write_recipe(tmp_path, epochs=4)
    return tmp_path


def write_recipe(folder: Path, *, epochs: int) -> Path:
    path = folder / "recipe.toml"
    path.write_text(RECIPE.format(
        base=sha(folder / "base" / "model.safetensors"), train=sha(folder / "data" / "train.jsonl"),
        dev=sha(folder / "data" / "dev.jsonl"), epochs=epochs,
    ))  # fmt: skip
    return path


def test_a_recipe_makes_a_model_that_scores(workshop: Path) -> None:
    out = workshop / "tiny"
    metrics = train_recipe(
        workshop / "recipe.toml", base=str(workshop / "base"), out=out, work=workshop / "work", quiet=True
    )
    assert metrics["dev"]["dev.jsonl"]["macro_f1"] > 0.9
    assert metrics == json.loads((out / "metrics.json").read_text())
    card = (out / "README.md").read_text()
    assert f"{100 * metrics['dev']['dev.jsonl']['macro_f1']:.1f}" in card
    scorer = load_scorer(str(out))
    ((good,), (bad,)) = scorer.score(
        [Passage("Velia rescued in port", (((0, 5),),)), Passage("Velia looted in port", (((0, 5),),))]
    )
    assert good is not None
    assert bad is not None
    assert good.polarity > 0 > bad.polarity


def test_a_broken_run_goes_on_to_the_same_weights(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"base": str(workshop / "base"), "quiet": True}
    recipe = workshop / "recipe.toml"
    train_recipe(recipe, out=workshop / "whole", work=workshop / "a", **options)  # type: ignore[arg-type]

    from framing.training import loop

    calls = 0
    original = loop._checkpoint

    def cut_off(*args: object) -> None:
        nonlocal calls
        original(*args)  # type: ignore[arg-type]
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(loop, "_checkpoint", cut_off)
    with pytest.raises(KeyboardInterrupt):
        train_recipe(recipe, out=workshop / "again", work=workshop / "b", **options)  # type: ignore[arg-type]
    monkeypatch.setattr(loop, "_checkpoint", original)
    train_recipe(recipe, out=workshop / "again", work=workshop / "b", **options)  # type: ignore[arg-type]
    whole = load_file(workshop / "a" / "checkpoint.safetensors")
    again = load_file(workshop / "b" / "checkpoint.safetensors")
    assert whole.keys() == again.keys()
    for name, tensor in whole.items():
        torch.testing.assert_close(tensor, again[name], rtol=1e-4, atol=1e-5)


def test_dev_sentences_leave_training(workshop: Path) -> None:
    from framing.labelled import read_labelled

    tokenizer = Tokenizer.from_file(str(workshop / "base" / "tokenizer.json"))
    rows = read_labelled(workshop / "data" / "train.jsonl")
    assert training_rows(rows, rows, tokenizer, max_tokens=32) == []
    kept = training_rows(rows, rows[:7], tokenizer, max_tokens=32)
    assert len(kept) == len(rows) - 7
    avoided = {row.sentence for row in rows[:7]}
    ids = {tuple(tokenizer.encode(text).ids) for text in avoided}
    assert not ids & {tuple(row.encoded.ids) for row in kept}


def test_other_data_than_the_recipe_names_is_refused(workshop: Path) -> None:
    with (workshop / "data" / "train.jsonl").open("a") as stream:
        stream.write("\n")
    with pytest.raises(InputError, match=r"train\.jsonl: sha256 is"):
        train_recipe(workshop / "recipe.toml", base=str(workshop / "base"), out=workshop / "x")


def test_recipe_errors_name_file_and_key(workshop: Path) -> None:
    path = workshop / "recipe.toml"
    text = path.read_text()
    path.write_text(text.replace("seed = 3\n", ""))
    with pytest.raises(InputError, match=r"recipe\.toml: lacks the key 'seed'"):
        read_recipe(path)
    path.write_text(text + "learning_rat = 1\n")
    with pytest.raises(InputError, match="learning_rat"):
        read_recipe(path)
    with pytest.raises(InputError, match="no such recipe"):
        read_recipe(workshop / "none.toml")


def test_missing_base_and_data_say_what_to_give(workshop: Path) -> None:
    with pytest.raises(InputError, match="--data FOLDER"):
        train_recipe(workshop / "recipe.toml", base=str(workshop / "base"), data=workshop / "nowhere")
    with pytest.raises(InputError, match="--base FOLDER"):
        train_recipe(workshop / "recipe.toml", base=str(workshop / "nowhere"))
