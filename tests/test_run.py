"""The chain as a whole, on the sample corpus and the shipped model."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import SAMPLE, SAMPLE_REGISTER, CountingScorer, write_articles
from typer.testing import Result

from framing.analysis import Analyser
from framing.articles import read_articles
from framing.comparison import compare, portrayals
from framing.errors import InputError
from framing.records import Article, Passage, Scored
from framing.runs import score
from framing.store import read_manifest, read_readings, read_scored_articles, read_stance_table

JOINED = ["event", "copy_of", "origin"]  # of an article among all others


@pytest.fixture(scope="module")
def sample_analyser() -> Analyser:
    return Analyser(register=SAMPLE_REGISTER)


@pytest.fixture(scope="module")
def out(sample_run: tuple[Path, Result]) -> Path:
    return sample_run[0]


@pytest.fixture(scope="module")
def rows(out: Path) -> list[dict[str, Any]]:
    return list(read_readings(out).to_pylist())


def test_positions_lead_back_to_the_text(rows: list[dict[str, Any]]) -> None:
    texts = {a.id: a.text for a in read_articles(SAMPLE) if isinstance(a, Article)}
    assert len(rows) > 300
    for row in rows:
        text = texts[str(row["article_id"])]
        assert text[row["start"] : row["end"]] == row["sentence"]
        spans = row["mention_spans"]
        assert isinstance(spans, list)
        assert text[spans[0]["start"] : spans[0]["end"]] == row["mention"]
        for span in spans:
            assert row["start"] <= span["start"] < span["end"] <= row["end"]


def test_rows_are_whole(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        p = [row["p_negative"], row["p_neutral"], row["p_positive"]]
        if row["reason"] is None:
            assert sum(p) == pytest.approx(1)
            assert row["polarity"] == pytest.approx(p[2] - p[0])
            assert row["confidence"] == max(p)
        else:
            assert p == [None] * 3
        assert (row["voice"] == "outlet") == (row["speaker_chain"] == [])
        assert (row["voice"] == "quoted") == (row["quote_kind"] is not None)
        assert row["part"] in ("title", "lead", "body")


def test_stances_of_every_ordered_pair(out: Path, rows: list[dict[str, Any]]) -> None:
    stances = read_stance_table(out).to_pylist()
    actors: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows:
        actors[row["article_id"], row["sentence_index"]].add(row["actor_id"])
    pairs = [s for s in stances if s["basis"] == "pair"]
    for key, named in actors.items():
        found = {
            (s["source_id"], s["target_id"]) for s in pairs if (s["article_id"], s["sentence_index"]) == key
        }
        assert found == set(permutations(named, 2))
    assert len(pairs) == sum(len(named) * (len(named) - 1) for named in actors.values())
    for s in stances:
        assert s["p_against"] + s["p_none"] + s["p_favour"] == pytest.approx(1)
        outside = s["source_id"] not in actors[s["article_id"], s["sentence_index"]]
        assert outside == (s["basis"] == "words")
    assert any(s["basis"] == "words" and s["speaker_id"] == s["source_id"] for s in stances)


def test_a_label_is_the_most_probable_one_or_none(
    rows: list[dict[str, Any]], sample_analyser: Analyser
) -> None:
    threshold = sample_analyser.scorer.abstain_below
    assert 0.34 < threshold < 0.8
    for row in rows:
        by_label = {name: row[f"p_{name}"] for name in ("negative", "neutral", "positive")}
        best = max(by_label, key=lambda name: by_label[name])
        assert row["confidence"] == by_label[best]
        assert row["label"] == (best if row["confidence"] >= threshold else None)


def test_no_furniture_is_scored(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        sentence = str(row["sentence"])
        assert not sentence.startswith(("Also Read", "Advertisement", "©"))
        assert not re.match(r"By [A-Z]\w+ [A-Z]\w+( |$)", sentence)
        assert "Photo)" not in sentence
        assert "rights reserved" not in sentence


def test_the_same_readings_again_whatever_else_is_scored(
    out: Path, tmp_path: Path, sample_analyser: Analyser
) -> None:
    files = sorted(SAMPLE.glob("e1*"), reverse=True)
    assert score(files, tmp_path / "again", sample_analyser).scored == len(files) >= 10
    again, first = (read_readings(f).drop_columns(JOINED).to_pylist() for f in (tmp_path / "again", out))
    scored = {row["article_id"] for row in again}
    before = sorted((r for r in first if r["article_id"] in scored), key=lambda r: str(r["article_id"]))
    for row, old in zip(sorted(again, key=lambda r: str(r["article_id"])), before, strict=True):
        assert row.keys() == old.keys()
        for name, value in row.items():  # batches of other sentences round otherwise
            assert value == (pytest.approx(old[name], abs=1e-4) if isinstance(value, float) else old[name]), (
                name
            )


def test_planted_slants_are_found(out: Path) -> None:
    """The large ones of ``corpus/sample/key.json``, in the voice where they were planted."""
    table = read_readings(out)
    own = {(p.actor, p.outlet): p for p in portrayals(table, voice="outlet")}
    hostile, warm = own["quessara", "Meridian Post"], own["valdoria", "Meridian Post"]
    assert hostile.high is not None
    assert hostile.high < 0
    assert warm.low is not None
    assert warm.low > 0
    (difference,) = compare(
        table, actor="valdoria", outlets=("Meridian Post", "Harbour Ledger"), voice="outlet"
    )
    assert difference.difference is not None
    assert difference.difference > 0.3
    assert difference.verdict == ("warmer" if difference.events >= 5 else "too little data")
    sources = {(p.actor, p.outlet): p for p in portrayals(table, voice="sources")}
    critics = sources["valdoria", "Lowland Tribune"]
    assert critics.high is not None
    assert critics.high < 0
    pair = ("Meridian Post", "Harbour Ledger")
    (control,) = compare(table, actor="matsuo", outlets=pair, voice="outlet")
    assert control.verdict not in ("warmer", "colder")


def test_manifest_accounts_for_everything(out: Path, rows: list[dict[str, Any]]) -> None:
    manifest = read_manifest(out)
    assert manifest is not None
    assert manifest["complete"] is True
    assert manifest["counts"]["readings"] == len(rows)
    assert manifest["counts"]["scored_articles"] == read_scored_articles(out).num_rows == 60
    assert {row["signature"] for row in rows} == {manifest["signature"]}
    for part in ("framing:", "model:mpnet@", "register:", "spacy:"):
        assert part in manifest["signature"]
    assert (out / "rejected.jsonl").read_text() == ""
    assert manifest["versions"]["torch"]
    assert manifest["digests"]["register"].startswith(manifest["signature"].split("register:")[1][:12])
    assert manifest["seconds"] > 0


def test_one_passage_a_sentence_however_many_actors(tmp_path: Path) -> None:
    scorer = CountingScorer()
    analyser = Analyser(register=SAMPLE_REGISTER)
    analyser.__dict__["scorer"] = scorer
    text = "Valdoria, Quessara and Ondrel met Brannoth. Valdoria left. It rained."
    (analysis,) = analyser.analyse([Article("a", "Paper", text)])
    assert [p.text for p in scorer.passages] == [
        "Valdoria, Quessara and Ondrel met Brannoth.",
        "Valdoria left.",
    ]
    assert [len(p.targets) for p in scorer.passages] == [4, 1]
    assert len(analysis.readings) == 5


def test_a_second_call_does_only_what_is_missing(tmp_path: Path) -> None:
    scorer = CountingScorer()
    analyser = Analyser(register=SAMPLE_REGISTER)
    analyser.__dict__["scorer"] = scorer
    articles: list[dict[str, Any]] = [
        {"id": f"a{n}", "outlet": "Paper", "text": f"Valdoria won on day {n}."} for n in range(3)
    ]
    file = write_articles(tmp_path, articles[:2])
    assert score([file], tmp_path / "out", analyser).scored == 2
    write_articles(tmp_path, articles)
    outcome = score([file], tmp_path / "out", analyser)
    assert (outcome.scored, outcome.kept) == (1, 2)
    assert len(scorer.passages) == 3
    assert sorted(read_readings(tmp_path / "out")["article_id"].to_pylist()) == ["a0", "a1", "a2"]
    # Another text under a known id is neither scored twice nor dropped in silence.
    articles[0]["text"] = "Valdoria lost."
    write_articles(tmp_path, articles)
    outcome = score([file], tmp_path / "out", analyser)
    assert (outcome.scored, outcome.kept, len(outcome.rejected)) == (0, 2, 1)
    assert "another text" in outcome.rejected[0].reason


def test_a_run_cut_off_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analyser = Analyser(register=SAMPLE_REGISTER)
    analyser.__dict__["scorer"] = CountingScorer()
    file = write_articles(tmp_path, [
        {"id": f"a{n}", "outlet": "Paper", "text": f"Valdoria won on day {n}."} for n in range(4)
    ])  # fmt: skip
    from framing import runs, store

    monkeypatch.setattr(runs, "PART_ARTICLES", 2)
    original = store._write
    writes = 0

    def cut_off(path: Path, *args: Any) -> None:
        nonlocal writes
        writes += 1
        if writes == 7:  # the second part's readings stand, its articles do not
            raise KeyboardInterrupt
        original(path, *args)

    monkeypatch.setattr(store, "_write", cut_off)
    with pytest.raises(KeyboardInterrupt):
        score([file], tmp_path / "out", analyser)
    assert read_readings(tmp_path / "out").num_rows == 2
    monkeypatch.setattr(store, "_write", original)
    assert score([file], tmp_path / "out", analyser).scored == 2
    assert sorted(read_readings(tmp_path / "out")["article_id"].to_pylist()) == ["a0", "a1", "a2", "a3"]


def test_another_model_or_register_needs_another_folder(out: Path) -> None:
    analyser = Analyser(register=SAMPLE_REGISTER)
    analyser.__dict__["scorer"] = CountingScorer()
    with pytest.raises(InputError, match=r"counting@0.*another folder"):
        score([SAMPLE], out, analyser)


def test_readings_of_another_schema_are_refused(out: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    for kind in ("readings", "articles"):
        (tmp_path / kind).mkdir()
        table: pa.Table = pq.read_table(out / kind / "part-00000.parquet")
        changed = table.replace_schema_metadata({b"framing_schema": b"99"})
        pq.write_table(changed, tmp_path / kind / "part-00000.parquet")
    with pytest.raises(InputError, match=r"schema 99.*update framing"):
        read_readings(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        read_readings(tmp_path / "nothing")


def test_a_mention_far_down_a_very_long_sentence_is_scored() -> None:
    long = "Valdoria fell, " + "rain fell on the hills, " * 200 + "and Quessara cruelly massacred villagers."
    (analysis,) = Analyser(register=SAMPLE_REGISTER).analyse([Article("a", "Paper", long)])
    by_actor = {r.actor: r.probabilities for r in analysis.readings}
    assert by_actor["valdoria"] is not None
    assert by_actor["quessara"] is not None
    assert by_actor["quessara"].polarity < -0.5


def test_what_cannot_be_scored_is_no_zero(tmp_path: Path) -> None:
    class Blank(CountingScorer):
        """Cannot read the second target of anything."""

        def score(self, passages: Sequence[Passage]) -> list[Scored]:
            return [
                Scored(
                    tuple(
                        None if span == ((13, 21),) else p
                        for span, p in zip(passage.targets, row.portrayal, strict=True)
                    ),
                    row.stance,
                )
                for passage, row in zip(passages, super().score(passages), strict=True)
            ]

    analyser = Analyser(register=SAMPLE_REGISTER)
    analyser.__dict__["scorer"] = Blank()
    file = write_articles(tmp_path, [{"id": "a", "outlet": "Paper", "text": "Valdoria met Quessara."}])
    outcome = score([file], tmp_path / "out", analyser)
    assert outcome.manifest["counts"]["without_score"] == 1
    rows = {row["actor_id"]: row for row in read_readings(tmp_path / "out").to_pylist()}
    assert rows["valdoria"]["polarity"] is not None
    assert rows["quessara"]["polarity"] is None
    assert rows["quessara"]["reason"]
    found = {p.actor: p.readings for p in portrayals(read_readings(tmp_path / "out"))}
    assert found == {"valdoria": 1}


def test_manifest_is_json(out: Path) -> None:
    assert json.loads((out / "manifest.json").read_text())["framing"]
