from __future__ import annotations

import hashlib
import json
import random
import re
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from framing.behaviour.names import COUNTRIES
from framing.errors import InputError
from framing.handlabelled import Pair
from framing.labelled import LabelledTarget
from framing.model.encode import collate
from framing.model.network import Network, pretrained
from framing.model.scorer import load_network, load_scorer
from framing.records import Passage, Span
from framing.register import Register
from framing.stances import StanceRow
from framing.training.checkpoints import Mean
from framing.training.data import read_data
from framing.training.examples import (
    Example,
    Target,
    from_stances,
    from_targets,
    merged,
    read_own,
    without,
)
from framing.training.loop import train
from framing.training.recipe import read_recipe
from framing.training.rows import training_rows
from framing.training.run import train_recipe
from framing.training.start import start
from framing.training.swaps import Swapper, edited

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
train = [
  {{ file = "train.jsonl", sha256 = "{train}" }},
  {{ file = "own.jsonl", sha256 = "{own}", kind = "own" }},
  {{ file = "stances.tsv", sha256 = "{stances}", kind = "stance" }},
]
dev = [
  {{ file = "dev.jsonl", sha256 = "{dev}" }},
  {{ file = "stances-dev.tsv", sha256 = "{stances_dev}", kind = "stance" }},
]
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
swap_share = 0.3
crowd_swap_share = 0.3
crowd_share = 1.0
mixed_weight = 1.5
stance_weight = 0.5
reversed_weight = 2.0
average_share = 0.3
start_share = 0.0
plain_share = 0.5
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


def stances(path: Path, place: str) -> None:
    rows = [
        f"[{a}] {verb} [{b}] in {place}\t{a}\t{b}\t{label}\n"
        for a, b in permutations(NAMES, 2)
        for verb, label in (("praised", 1), ("burned", 3), ("met", 0))
    ]
    path.write_text("".join(rows), encoding="utf-8")


def own_line(text: str, spans: tuple[Span, ...], favour: tuple[int, int]) -> str:
    targets = [{"mentions": [span], "portrayal": i} for i, span in enumerate(spans)]
    pair = {"source": favour[0], "target": favour[1], "stance": 1}
    return json.dumps({"id": "1", "sentence": text, "targets": targets, "stances": [pair]}) + "\n"


@pytest.fixture
def without_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training without the figures on our own set, which take a while and are tested elsewhere."""
    monkeypatch.setattr("framing.training.measure.full_evaluation", lambda *_, **__: {"behaviour": {}})
    monkeypatch.setattr("framing.training.measure.write_card", lambda *_: None)


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
    (tmp_path / "own.jsonl").write_text(
        own_line("Norland praised Velia in village", ((0, 7), (16, 21)), (0, 1))
    )
    stances(tmp_path / "data" / "stances.tsv", "village")
    stances(tmp_path / "data" / "stances-dev.tsv", "port")
    write_recipe(tmp_path, epochs=4)
    return tmp_path


def write_recipe(folder: Path, *, epochs: int) -> Path:
    path = folder / "recipe.toml"
    path.write_text(RECIPE.format(
        base=sha(folder / "base" / "model.safetensors"), train=sha(folder / "data" / "train.jsonl"),
        dev=sha(folder / "data" / "dev.jsonl"), epochs=epochs, own=sha(folder / "own.jsonl"),
        stances=sha(folder / "data" / "stances.tsv"), stances_dev=sha(folder / "data" / "stances-dev.tsv"),
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
    scorer = load_scorer(str(out), convention="crowd")  # whose rules the rows are labelled by
    ((good,), _), ((bad,), _) = scorer.score(
        [Passage("Velia rescued in port", (((0, 5),),)), Passage("Velia looted in port", (((0, 5),),))]
    )
    assert good is not None
    assert bad is not None
    assert good.polarity > 0 > bad.polarity


@pytest.mark.usefixtures("without_figures")
def test_a_broken_run_goes_on_to_the_same_weights(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"base": str(workshop / "base"), "quiet": True}
    recipe = workshop / "recipe.toml"
    train_recipe(recipe, out=workshop / "whole", work=workshop / "a", **options)  # type: ignore[arg-type]

    from framing.training import checkpoints, loop

    calls = 0
    original = checkpoints.save_checkpoint

    def cut_off(*args: object) -> None:
        nonlocal calls
        original(*args)  # type: ignore[arg-type]
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(loop, "save_checkpoint", cut_off)
    with pytest.raises(KeyboardInterrupt):
        train_recipe(recipe, out=workshop / "again", work=workshop / "b", **options)  # type: ignore[arg-type]
    monkeypatch.setattr(loop, "save_checkpoint", original)
    train_recipe(recipe, out=workshop / "again", work=workshop / "b", **options)  # type: ignore[arg-type]
    whole = load_file(workshop / "a" / "checkpoint.safetensors")
    again = load_file(workshop / "b" / "checkpoint.safetensors")
    assert whole.keys() == again.keys()
    for name, tensor in whole.items():
        torch.testing.assert_close(tensor, again[name], rtol=1e-4, atol=1e-5)


def test_dev_sentences_leave_training(workshop: Path) -> None:
    found = read_data(read_recipe(workshop / "recipe.toml"))
    texts = {e.text for e in found.examples}
    assert found.held_out == 0
    assert {"Norland met in town", "Norland met Velia in village"} <= texts
    labelled(workshop / "data" / "dev.jsonl", ("town",))
    stances(workshop / "data" / "stances-dev.tsv", "village")
    write_recipe(workshop, epochs=1)
    found = read_data(read_recipe(workshop / "recipe.toml"))
    left = {e.text for e in found.examples}
    assert left == {t for t in texts if t.endswith("village") and not t.startswith(tuple(pairs_met()))}
    assert found.held_out == len(texts) - len(left)


def pairs_met() -> list[str]:
    return [f"{a} {verb} {b}" for a, b in permutations(NAMES, 2) for verb in ("praised", "burned", "met")]


def test_near_duplicates_of_our_evaluation_leave_training() -> None:
    own = "Norland praised the harbour master of Velia for his calm on Monday."
    near = "Norland praised the harbour master of Velia for his calm on Tuesday, officials said."
    far = "Estmark praised nobody."
    examples = [Example(text, (Target(((0, 7),), 1),)) for text in (near, far)]
    kept, left = without(examples, [], [own])
    assert [e.text for e in kept] == [far]
    assert left == 1


def test_one_sentence_in_two_files_is_one_example() -> None:
    text = "Norland praised Velia"
    stance = from_stances([StanceRow(text, (0, 7), (16, 21), 1)])
    portrayal = [Example(text, (Target(((16, 21),), 1),))]
    (example,) = merged([*stance, *portrayal])
    assert example.targets == (Target(((0, 7),)), Target(((16, 21),), 1))
    assert example.stances == (Pair(0, 1, 1), Pair(1, 0, 0))


def test_own_sentences_that_are_none_are_named(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    good = own_line("Norland praised Velia", ((0, 7), (16, 21)), (0, 1))
    file.write_text(good + own_line("Norland praised Velia", ((0, 7), (16, 99)), (0, 1)))
    with pytest.raises(InputError, match=r"own\.jsonl:2: not a training sentence"):
        read_own(file)
    file.write_text(good + own_line("Norland praised Velia", ((0, 7), (16, 21)), (0, 0)))
    with pytest.raises(InputError, match=r"own\.jsonl:2"):
        read_own(file)


@pytest.mark.parametrize(
    ("text", "spans", "edits", "after"),
    [
        ("Iran met Oman", ((0, 4), (9, 13)), [(0, 4, "Portugal")], ("Portugal", "Oman")),
        ("the Iran deal of Oman", ((4, 8), (17, 21)), [(0, 8, "the Peru")], ("the Peru", "Oman")),
        ("Oman met Iran", ((0, 4), (9, 13)), [(9, 13, "Peru"), (9, 12, "Ira")], ("Oman", "Iran")),
    ],
)
def test_spans_follow_their_words(
    text: str, spans: tuple[Span, Span], edits: list[tuple[int, int, str]], after: tuple[str, str]
) -> None:
    example = edited(Example(text, tuple(Target((span,)) for span in spans)), edits)
    found = tuple(example.text[slice(*t.spans[0])] for t in example.targets)
    assert found == after


def test_names_are_swapped_wherever_they_stand(register: Register) -> None:
    text = "Iran said Iranian troops had left; an Iranian envoy praised Mark Rutte, and Rutte thanked Tehran."
    spans = [(text.index(w), text.index(w) + len(w)) for w in ("Iran", "Mark Rutte", "Tehran")]
    example = Example(text, tuple(Target((span,), 0) for span in spans))
    swapper = Swapper([example], register)
    seen = set()
    audit = {name.text for name in COUNTRIES}
    for seed in range(60):
        swapped = swapper.swapped(example, random.Random(seed))
        country, person, capital = (swapped.text[slice(*t.spans[0])] for t in swapped.targets)
        seen.add(country)
        if country != "Iran":
            assert not {"Iran", "Iranian", "Tehran"} & set(re.findall(r"\w+", swapped.text))
            assert country not in audit
            assert capital != "Tehran"
        if person != "Mark Rutte":
            assert "Rutte" not in swapped.text
            assert swapped.text.count(person.split()[-1]) == 2
    assert len(seen) > 20


@pytest.mark.usefixtures("without_figures")
def test_training_goes_on_from_a_model_of_ours(workshop: Path) -> None:
    recipe = workshop / "recipe.toml"
    first = workshop / "first"
    train_recipe(recipe, base=str(workshop / "base"), out=first, work=workshop / "a", quiet=True)
    text = recipe.read_text().replace("seed = 3", "seed = 4").replace(
        sha(workshop / "base" / "model.safetensors"), sha(first / "model.safetensors")
    )  # fmt: skip
    (workshop / "second.toml").write_text(text)
    begun = start(str(first), dropout=0.3).state_dict()
    shipped = load_network(str(first)).model.network.state_dict()
    assert all(torch.equal(begun[name], value) for name, value in shipped.items())
    out = workshop / "second"
    train_recipe(workshop / "second.toml", base=str(first), out=out, work=workshop / "b", quiet=True)
    assert load_network(str(out)).signature != load_network(str(first)).signature


def test_a_model_of_one_convention_lends_its_head_to_both(workshop: Path) -> None:
    network = pretrained(str(workshop / "base"))
    old = {k: v for k, v in network.state_dict().items() if not k.startswith("crowd.")}
    folder = workshop / "old"
    folder.mkdir()
    save_file({k: v.contiguous() for k, v in old.items()}, folder / "model.safetensors")
    config = {"format": "framing-portrayal", "version": 2, "encoder": network.encoder.config.to_dict()}  # type: ignore[operator, union-attr]
    (folder / "config.json").write_text(json.dumps(config))
    begun = start(str(folder), dropout=0.1)
    for name in ("1.weight", "4.bias"):
        expected = network.state_dict()[f"portrayal.{name}"]
        assert torch.equal(begun.state_dict()[f"crowd.{name}"], expected)
        assert torch.equal(begun.state_dict()[f"portrayal.{name}"], expected)


@pytest.mark.usefixtures("without_figures")
def test_a_run_is_kept_in_full_precision_and_mixed_with_its_start(workshop: Path) -> None:
    recipe = write_recipe(workshop, epochs=1)
    train_recipe(recipe, base=str(workshop / "base"), out=workshop / "first", work=workshop / "a", quiet=True)
    kept = start(str(workshop / "a"), dropout=0.0).state_dict()
    assert load_network(str(workshop / "a")).signature.startswith("tiny@")
    text = recipe.read_text().replace("start_share = 0.0", "start_share = 0.25").replace(
        sha(workshop / "base" / "model.safetensors"), sha(workshop / "a" / "model.safetensors")
    )  # fmt: skip
    (workshop / "second.toml").write_text(text)
    train_recipe(
        workshop / "second.toml",
        base=str(workshop / "a"),
        out=workshop / "second",
        work=workshop / "b",
        quiet=True,
    )
    mixed = start(str(workshop / "b"), dropout=0.0).state_dict()
    plain = workshop / "plain.toml"
    plain.write_text(text.replace("start_share = 0.25", "start_share = 0.0"))
    train_recipe(plain, base=str(workshop / "a"), out=workshop / "third", work=workshop / "c", quiet=True)
    trained = start(str(workshop / "c"), dropout=0.0).state_dict()
    for name, value in mixed.items():
        torch.testing.assert_close(value, 0.75 * trained[name] + 0.25 * kept[name], msg=name)


def test_each_convention_has_its_head(workshop: Path) -> None:
    torch.manual_seed(1)
    network = pretrained(str(workshop / "base"))
    tokenizer = Tokenizer.from_file(str(workshop / "base" / "tokenizer.json"))
    row = Example(f"{NAMES[0]} praised in town", (Target(((0, len(NAMES[0])),), -1, crowd=1),))
    settings = replace(read_recipe(workshop / "recipe.toml").settings, crowd_share=1.0, epochs=60)
    rows = training_rows([row], tokenizer, settings)
    train(network, lambda _: rows, settings, seed=1, work=workshop / "heads", quiet=True)
    batch = collate([r.encoded for r in rows], [(0, rows[0].spans[0])], pad_id=0)
    with torch.inference_mode():
        logits = network(batch)
    assert (logits.portrayal.argmax().item(), logits.crowd.argmax().item()) == (0, 2)


def test_labels_of_both_conventions_meet_in_one_example() -> None:
    text = "Norland praised Velia"
    crowd = from_targets([LabelledTarget("1", text, 0, 7, 1)], crowd=True)
    ours = from_targets([LabelledTarget("1", text, 0, 7, 0, "country")])
    (example,) = merged([*crowd, *ours])
    assert example.targets == (Target(((0, 7),), 0, "country", 1),)
    assert example.of_crowd
    assert not example.mixed


def test_labels_of_ours_on_rows_of_a_labelled_file(workshop: Path) -> None:
    path = workshop / "relabelled.jsonl"
    path.write_text('{"row": 1, "portrayal": 0}\n')
    recipe = workshop / "recipe.toml"
    line = f'{{ file = "relabelled.jsonl", sha256 = "{sha(path)}", kind = "newsmtsc-targets" }},\n]\ndev'
    recipe.write_text(recipe.read_text().replace("]\ndev", line))
    found = {e.text: e for e in read_data(read_recipe(recipe)).examples}
    assert found["Norland praised in town"].targets == (Target(((0, 7),), 0, None, 1),)
    path.write_text('{"row": 999, "portrayal": 0}\n')
    recipe.write_text(recipe.read_text().replace(line.split('"')[3], sha(path)))
    with pytest.raises(InputError, match=r"relabelled\.jsonl:1: no label"):
        read_data(read_recipe(recipe))


def test_the_mean_of_weights_is_their_mean() -> None:
    network = Network(torch.nn.Linear(2, 2), hidden_size=4)
    mean = Mean(network)
    for value in (1.0, 2.0, 6.0):
        with torch.no_grad():
            network.portrayal[1].weight.fill_(value)  # type: ignore[operator]
        mean.add(network)
    mean.into(network)
    assert torch.allclose(network.portrayal[1].weight, torch.tensor(3.0))  # type: ignore[arg-type]


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
