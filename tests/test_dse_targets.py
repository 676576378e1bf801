from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from framing.agreement import alpha
from framing.dse_targets import KINDS, read_dse_targets
from framing.errors import InputError
from framing.resources import resource
from framing.stances import read_stances

LABELS = resource("eval", "dse", "labels.jsonl")
TABLE = resource("models", "mpnet", "recipe.toml").parent / "../../../shared/data/dse/train.tsv"
ROWS = [json.loads(line) for line in LABELS.read_text().splitlines()]


def test_what_is_owed_of_the_labels() -> None:
    assert len(ROWS) >= 2000
    assert sum(row["split"] == "test" for row in ROWS) >= 500
    assert len({(row["row"], row["start"]) for row in ROWS}) == len(ROWS)
    assert {row["kind"] for row in ROWS} == KINDS - {"person"}
    assert all("sentence" not in row and "text" not in row for row in ROWS)
    test = {row["row"] for row in ROWS if row["split"] == "test"}
    assert not test & {row["row"] for row in ROWS if row["split"] == "train"}
    assert min(Counter(row["portrayal"] for row in ROWS if row["split"] == "test").values()) >= 20


def test_agreement_is_that_of_the_card() -> None:
    second = [json.loads(line) for line in (LABELS.parent / "second.jsonl").read_text().splitlines()]
    second = [row for row in second if not {"none", "person"} & set(row["kind"])]
    both = [row["portrayal"] for row in second]
    assert len(both) >= 400
    found = alpha(both, (-1, 0, 1))
    assert f"alpha {found:.3f}" in " ".join((LABELS.parent / "README.md").read_text().split())
    assert all(row.get("reason") for row in second if row["portrayal"][0] != row["portrayal"][1])


@pytest.mark.skipif(not TABLE.exists(), reason="the text of DSE is not part of the project")
def test_the_offsets_are_whole_names_in_the_rows() -> None:
    targets = [t for split in ("test", "train") for t in read_dse_targets(LABELS, TABLE, split=split)]
    assert len(targets) == len(ROWS)
    marked = {(r.sentence, span) for r in read_stances(TABLE) for span in (r.p, r.q)}
    for target in targets:
        assert (target.sentence, (target.start, target.end)) in marked
        assert target.mention.strip() == target.mention
    test = {t.sentence for t in read_dse_targets(LABELS, TABLE, split="test")}
    assert not test & {t.sentence for t in read_dse_targets(LABELS, TABLE, split="train")}


def test_labels_of_another_file_are_refused(tmp_path: Path) -> None:
    table, labels = tmp_path / "train.tsv", tmp_path / "labels.jsonl"
    table.write_text("[Norland] met [Estmark].\tNorland\tEstmark\t0\n")
    good = {"row": 1, "start": 0, "end": 7, "kind": "country", "portrayal": 0, "split": "test"}
    labels.write_text(json.dumps(good))
    (target,) = read_dse_targets(labels, table, split="test")
    assert target.mention == "Norland"
    assert read_dse_targets(labels, table, split="train") == []
    labels.write_text(json.dumps(good) + "\n" + json.dumps(good | {"row": 2}))
    with pytest.raises(InputError, match=r"labels\.jsonl:2: .*no row 2"):
        read_dse_targets(labels, table, split="test")
    labels.write_text(json.dumps(good | {"end": 99}))
    with pytest.raises(InputError, match=r"labels\.jsonl:1: 0:99 is no stretch"):
        read_dse_targets(labels, table, split="test")
