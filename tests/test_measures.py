from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from framing.cli import app
from framing.comparison import DEFAULT_FLOOR, compare, evidence
from framing.outlets.load import Corpus, instrument_shift
from framing.outlets.measures import compare_measure, find
from framing.slants import Slant, check_slants
from framing.store import ARTICLES, ATTRIBUTIONS, READINGS, STANCES

EVENTS = 12
PLAIN = ["The ministers of Marova met in the port.", "Talks on the canal of Marova went on."]
LOADED = ["The regime of Marova met in the port.", "Talks on the canal of the Marova regime stalled."]
FACT = "Auditors counted forty missing crates of copper in Marova warehouses."


def write(folder: Path, kind: str, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    (folder / kind).mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / kind / "part-00000.parquet")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve events told by three outlets. Post is cold to Marova, calls it a regime, has it act and leaves out a fact; the Star lets critics speak."""
    out = tmp_path_factory.mktemp("scored")
    rng = np.random.default_rng(5)
    readings, articles, attributions, stances = [], [], [], []
    for event in range(EVENTS):
        for outlet in ("Ledger", "Post", "Star"):
            article = f"{event:02}-{outlet}"
            cold = outlet == "Post"
            day = datetime.date(2025, 1 + event // 2, 3 + event)
            base = {
                "article_id": article, "outlet": outlet, "event": f"e{event:02}", "published": day, "actor_id": "marova",
                "actor_name": "Marova", "actor_kind": "country", "voice": "outlet", "part": "body", "signature": "s", "start": 0,
                "mention": "Marova", "mention_spans": [{"start": 0, "end": 6}], "confidence": 0.9,
                "country": "XA" if outlet == "Ledger" else "XB",
            }  # fmt: skip
            texts = [*(LOADED if cold else PLAIN), *([] if cold else [FACT])]
            for i, text in enumerate(texts):
                turned = 0.6 if outlet == "Star" and event >= 6 else 0.0
                polarity = float(np.clip(rng.normal(-0.5 if cold else turned, 0.1), -1, 1))
                p = (max(0.0, -polarity), 1 - abs(polarity), max(0.0, polarity))
                readings.append({
                    **base, "sentence_index": i, "sentence": text, "end": len(text), "polarity": polarity, "p_negative": p[0],
                    "p_neutral": p[1], "p_positive": p[2], "role": "agent" if cold or i == 1 else "patient", "agentless": not cold,
                })  # fmt: skip
            for i in range(3 if outlet == "Star" else 1):
                readings.append({
                    **base, "sentence_index": 5 + i, "sentence": "“Marova lies,” she said.", "end": 24, "voice": "quoted",
                    "speaker_text": f"critic {i}", "polarity": -0.8 if outlet == "Star" else 0.1, "p_negative": 0.8,
                    "p_neutral": 0.2, "p_positive": 0.0, "part": "body",
                })  # fmt: skip
            if not cold:
                readings.append(
                    {
                        **base,
                        "sentence_index": 9,
                        "actor_id": "telland",
                        "actor_name": "Telland",
                        "sentence": "Telland agreed.",
                        "end": 15,
                        "polarity": 0.0,
                    }
                )
            words = 60 if cold else 10
            attributions += [
                {"article_id": article, "outlet": outlet, "words": words, "place": 0.1, "speaker_id": "telland", "speaker_name": "Telland", "cue": "claimed" if cold else "said", "outermost": True, "voice": "quoted"},
                {"article_id": article, "outlet": outlet, "words": 20, "place": 0.5, "speaker_id": "marova", "speaker_name": "Marova", "cue": "said", "outermost": True, "voice": "quoted"},
                {"article_id": article, "outlet": outlet, "words": 9, "place": 0.6, "speaker_id": "marova", "cue": "said", "outermost": False, "voice": "quoted"},
            ]  # fmt: skip
            stances.append({
                "article_id": article, "outlet": outlet, "voice": "outlet", "source_id": "telland", "target_id": "marova", "basis": "pair",
                "p_against": 0.8 if cold else 0.1, "p_none": 0.1, "p_favour": 0.1 if cold else 0.8,
            })  # fmt: skip
            articles.append({
                "article_id": article, "outlet": outlet, "event": f"e{event:02}", "published": day, "scored_sentences": 8,
                "country": "XA" if outlet == "Ledger" else "XB", "title": article,
            })  # fmt: skip
    for kind, rows, schema in (
        ("readings", readings, READINGS), ("articles", articles, ARTICLES), ("attributions", attributions, ATTRIBUTIONS),
        ("stances", stances, STANCES),
    ):  # fmt: skip
        write(out, kind, rows, schema)
    (out / "manifest.json").write_text(json.dumps({"signature": "s", "options": {"model": "mpnet"}}))
    return out


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return Corpus(folder)


def called(found: Any, measure: str, actor: str, pair: tuple[str, str]) -> str:
    (one,) = [c for c in found if (c.measure, c.actor, c.outlets) == (measure, actor, pair)]
    return str(one.verdict)


def test_polarity_names_its_family_and_what_made_it(corpus: Corpus) -> None:
    found = compare_measure(corpus, "polarity", actor="marova", voice="outlet")
    assert [c.verdict for c in found] == ["warmer", "colder", "colder"]
    first = found[0]
    assert (first.outlets, first.events, first.articles, first.signature) == (
        ("Ledger", "Post"),
        12,
        (12, 12),
        "s",
    )
    assert first.sentence == f"Ledger is warmer than Post by {first.difference:.2f}"
    assert first.p_value is not None
    assert 0 < first.p_value < 1e-4
    assert first.p_holm >= first.p_bh >= first.p_value  # type: ignore[operator]
    assert found.family.startswith("3 contrasts with enough data, of 1 actors and 3 pairs")
    assert list(found.to_pandas()["verdict"]) == ["warmer", "colder", "colder"]


def test_evidence_is_the_readings_that_were_counted(corpus: Corpus) -> None:
    contrast = compare_measure(corpus, "polarity", actor="marova", voice="outlet")[0]
    behind = evidence(corpus.readings, contrast)
    assert behind.num_rows == sum(contrast.readings) == 12 * 3 + 12 * 2
    assert set(behind["voice"].to_pylist()) == {"outlet"}
    assert set(behind["outlet"].to_pylist()) == {"Ledger", "Post"}


def test_coverage_sourcing_stance_agency_and_omission_find_what_was_planted(corpus: Corpus) -> None:
    coverage = compare_measure(corpus, "coverage")
    assert called(coverage, "share of articles", "telland", ("Ledger", "Post")) == "warmer"
    assert (
        called(coverage, "share of articles", "marova", ("Ledger", "Post")) == "no evidence of a difference"
    )
    sourcing = compare_measure(corpus, "sourcing")
    assert called(sourcing, "share of attributed words", "telland", ("Ledger", "Post")) == "colder"
    assert called(sourcing, "distancing verbs", "telland", ("Ledger", "Post")) == "colder"
    assert called(sourcing, "sources against it, an article", "marova", ("Ledger", "Star")) == "colder"
    assert called(sourcing, "balance of words", "marova - telland", ("Ledger", "Post")) == "warmer"
    (shares,) = [
        c
        for c in sourcing
        if (c.measure, c.actor, c.outlets) == ("share of attributed words", "marova", ("Ledger", "Post"))
    ]
    assert shares.difference == pytest.approx(
        20 / 30 - 20 / 80
    )  # what stands within another stretch is not counted again
    assert (
        called(
            compare_measure(corpus, "stance"), "favour less against", "telland > marova", ("Ledger", "Post")
        )
        == "warmer"
    )
    agency = compare_measure(corpus, "agency")
    assert called(agency, "acts (of acting and acted on)", "marova", ("Ledger", "Post")) == "colder"
    assert called(agency, "sentences in which it acts, an article", "marova", ("Ledger", "Post")) == "colder"
    omission = compare_measure(corpus, "omission")
    facts = "facts left out that two others tell"
    assert called(omission, facts, "facts", ("Ledger", "Star")) == "no evidence of a difference"
    assert called(omission, facts, "facts", ("Ledger", "Post")) == "colder"
    assert {c.signature for found in (coverage, sourcing, agency, omission) for c in found} == {"s"}


def test_words_facts_and_turns(corpus: Corpus) -> None:
    words, _, _ = find(corpus, "wording")
    regime = [w for w in words if w["word"] == "regime" and w["outlets"] == ("Ledger", "Post")]
    assert regime[0]["high"] < 0
    assert regime[0]["counts"] == (0, 24)
    assert "regime" in regime[0]["evidence"][0]
    assert not [w for w in words if w["outlets"] == ("Ledger", "Star")]  # the same words
    facts, _, _ = find(corpus, "facts")
    assert [f["outlet"] for f in facts if f["sentence"] == FACT] == ["Post"] * EVENTS
    turns, _, _ = find(corpus, "change", actor="marova")
    turned = [t for t in turns if t["date"]]
    assert [(t["outlet"], t["voice"]) for t in turned] == [("Star", "outlet")]
    assert turned[0]["date"] == datetime.date(2025, 4, 9)
    assert turned[0]["earliest"] <= turned[0]["date"] <= turned[0]["latest"]
    assert turned[0]["difference"] == pytest.approx(0.6, abs=0.1)


def test_copies_count_for_the_agency(corpus: Corpus) -> None:
    table = corpus.readings
    copied = [a.endswith("Post") and a < "03" for a in table["article_id"].to_pylist()]
    at = table.column_names.index("credit")
    credited = table.set_column(
        at, "credit", pa.array(["Transmar" if c else None for c in copied], pa.string())
    )
    found = compare(credited, voice="outlet", actor="marova")
    assert found.removed_copies == 3
    assert any("3 articles of agency copy" in note for note in found.notes)
    assert found[0].events == 9
    assert compare(credited, voice="outlet", actor="marova", copies=True)[0].events == 12
    assert {
        c.outlets for c in compare(credited, by="credit")
    } == set()  # one agency has nobody to be compared with


def test_without_events_all_articles_are_compared_and_it_is_said(corpus: Corpus) -> None:
    table = corpus.readings
    at = table.column_names.index("event")
    blank = table.set_column(at, "event", pa.nulls(table.num_rows, pa.string()))
    found = compare(blank, voice="outlet", actor="marova")
    assert not found.matched
    assert any("no event is known" in note for note in found.notes)
    assert found[0].verdict == "warmer"


def test_countries_and_months(corpus: Corpus) -> None:
    assert [c.outlets for c in compare(corpus.readings, by="country", actor="marova", voice="outlet")] == [
        ("XA", "XB")
    ]
    months = compare(corpus.readings, by="month", actor="marova", voice="outlet")
    assert months[0].outlets == ("2025-01", "2025-02")
    assert not months.matched


def test_slants_against_a_key(corpus: Corpus) -> None:
    key = [
        Slant("Post", "marova", "own voice", "negative", "large", "Ledger"),
        Slant("Star", "marova", "quoted voice", "negative", "large", "Ledger"),
        Slant("Star", "marova", "sourcing", "negative", "small", "Ledger"),
        Slant("Post", "marova", "agency", "negative", "large", "Ledger"),
        Slant("Post", "marova", "omission", "positive", "large", "Ledger"),
        Slant("Post", "marova", "wording", "negative", "large", "Ledger"),
        Slant("Ledger", "telland", "none", "none", "none", "Star"),
    ]  # fmt: skip
    found = check_slants(corpus, key)
    assert (found["large_found"], found["large"], found["small_found"], found["small"]) == (5, 5, 1, 1)
    (invented,) = found["inventions"]  # holds of these readings, and the key does not have it
    assert invented.startswith("marova, outlet: Ledger is colder than Star")
    turned = [
        replace(s, direction={"positive": "negative", "negative": "positive"}[s.direction]) for s in key[:5]
    ]
    assert check_slants(corpus, turned)["large_found"] == 0
    other = [Slant("Star", "marova", "wording", "negative", "large", "Ledger")]
    assert check_slants(corpus, other)["large_found"] == 0
    without = check_slants(corpus, key[1:])
    assert without["invented"] > 0
    assert "marova, outlet" in without["inventions"][0]


def test_the_instruments_own_movement_comes_from_the_model(folder: Path, tmp_path: Path) -> None:
    metrics = json.loads((Path(__file__).parent.parent / "models/mpnet/metrics.json").read_text())
    assert instrument_shift(folder) == metrics["behaviour"]["mean_shift"]
    assert instrument_shift(tmp_path) == DEFAULT_FLOOR


def test_formats(folder: Path, tmp_path: Path) -> None:
    def invoke(*args: Any) -> Any:
        done = CliRunner().invoke(app, ["compare", str(folder), *map(str, args)])
        assert done.exit_code == 0, done.output
        return done

    rows = json.loads(
        invoke("--actor", "marova", "--check", "--evidence", 2, "--json", "--csv", tmp_path / "c.csv").stdout
    )
    assert {r["signature"] for r in rows} == {"s"}
    own = next(r for r in rows if r["voice"] == "outlet" and r["outlets"] == ["Ledger", "Post"])
    assert own["models"]["agrees"]
    assert own["models"]["mixed"] == pytest.approx(own["difference"], abs=0.05)
    assert [len(r["evidence"]) for r in rows] == [2] * len(rows)
    lines = (tmp_path / "c.csv").read_text().splitlines()
    assert len(lines) == len(rows) + 1
    assert "Ledger; Post" in lines[1]
    table = invoke("--voice", "outlet").stdout
    assert "Ledger is warmer" in table
    assert "Benjamini-Hochberg" in table
    for what in ("coverage", "sourcing", "stance", "agency", "wording", "omission", "change"):
        assert json.loads(invoke("--what", what, "--json").stdout), what
