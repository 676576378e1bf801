"""Classifiers of others behind the same harness, with tiny models made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast
from typer.testing import CliRunner

from framing.cli import app
from framing.errors import ModelError
from framing.model.scorer import load_scorer
from framing.records import Passage

WORDS = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "Norland", "Velia", "met", "is", "portrayed", "negatively", "neutrally",
         "positively", "."]  # fmt: skip
TEXT = "Norland met Velia ."
PASSAGE = Passage(TEXT, (((0, 7),), ((12, 17),)), ((0, 1),))


def classifier(folder: Path, labels: tuple[str, ...]) -> Path:
    """A tiny pair classifier with these labels, on a tokenizer of a dozen words."""
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)],
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", unk_token="[UNK]",
        model_max_length=32,
    ).save_pretrained(folder)  # fmt: skip
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=40, id2label=dict(enumerate(labels)), label2id={n: i for i, n in enumerate(labels)},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_pair_classifier_is_asked_for_each_target_and_its_labels_are_put_in_order(tmp_path: Path) -> None:
    folder = classifier(tmp_path / "c", ("Positive", "Negative", "Neutral"))
    scorer = load_scorer(f"pair:{folder}")
    ((portrayal, stance),) = scorer.score([PASSAGE])
    assert stance == (None,)
    first, second = portrayal
    assert first is not None
    assert second is not None
    assert sum(first) == pytest.approx(1)
    assert first != second
    model = BertForSequenceClassification.from_pretrained(folder).eval()  # type: ignore[no-untyped-call]
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    raw = model(**tokenizer(TEXT, "Norland", return_tensors="pt")).logits[0].softmax(0).tolist()
    assert list(first) == pytest.approx([raw[1], raw[2], raw[0]], abs=1e-5)
    assert scorer.signature.startswith(f"pair:{folder}@")


def test_an_nli_model_is_asked_three_hypotheses(tmp_path: Path) -> None:
    folder = classifier(tmp_path / "n", ("contradiction", "neutral", "entailment"))
    ((portrayal, _),) = load_scorer(f"nli:{folder}").score([PASSAGE])
    model = BertForSequenceClassification.from_pretrained(folder).eval()  # type: ignore[no-untyped-call]
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    ways = [f"Velia is portrayed {word}." for word in ("negatively", "neutrally", "positively")]
    raw = model(**tokenizer([TEXT] * 3, ways, return_tensors="pt", padding=True)).logits[:, 2]
    assert portrayal[1] is not None
    assert list(portrayal[1]) == pytest.approx(raw.softmax(0).tolist(), abs=1e-5)


def test_no_passages_no_scores(tmp_path: Path) -> None:
    assert load_scorer(f"pair:{classifier(tmp_path, ('negative', 'neutral', 'positive'))}").score([]) == []


def test_labels_that_do_not_fit_and_folders_that_are_none_are_named(tmp_path: Path) -> None:
    folder = classifier(tmp_path / "c", ("LABEL_0", "LABEL_1", "LABEL_2"))
    with pytest.raises(ModelError, match=r"its labels are .*negative, neutral, positive missing"):
        load_scorer(f"pair:{folder}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_scorer(f"nli:{tmp_path / 'nowhere'}")
    with pytest.raises(ModelError, match=r"format is None.*--model pair:"):
        load_scorer(str(folder))


def test_pickled_weights_are_not_read(tmp_path: Path) -> None:
    folder = classifier(tmp_path / "c", ("negative", "neutral", "positive"))
    model = BertForSequenceClassification.from_pretrained(folder)
    (folder / "model.safetensors").unlink()
    torch.save(model.state_dict(), folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_scorer(f"pair:{folder}")


def test_it_is_measured_on_the_same_harness(tmp_path: Path) -> None:
    folder = classifier(tmp_path / "c", ("negative", "neutral", "positive"))
    file = tmp_path / "rows.jsonl"
    rows = [{"sentence": TEXT, "start": 0, "end": 7, "polarity": p} for p in (-1, 0, 1)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = CliRunner().invoke(app, ["eval", "portrayal", str(file), "--model", f"pair:{folder}", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["n"] == 3
