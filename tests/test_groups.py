"""Events and copies between articles, and the figures on labelled and planted ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from conftest import SAMPLE_REGISTER, CountingScorer
from typer.testing import CliRunner

from framing.analysis import Analyser
from framing.cli import app
from framing.copies import are_copies, copy_groups
from framing.errors import InputError
from framing.events import UNDATED, event_groups
from framing.fingerprints import SKETCH, fingerprint
from framing.grouping import group_rows
from framing.index import Index
from framing.labelled_events import evaluate_events, pairwise
from framing.labelled_lines import evaluate_lines
from framing.planted import copies_figures, invented_articles, plant
from framing.records import Article
from framing.resources import resource
from framing.runs import score
from framing.store import grouped, read_groups, read_readings, read_stance_table, write_part

SENTENCES = [
    json.loads(line)["sentence"]
    for line in resource("eval", "sentences.jsonl").read_text(encoding="utf-8").splitlines()
]


def text(start: int, count: int = 9) -> str:
    """Some of our own sentences as an article."""
    return "\n".join(SENTENCES[start : start + count])


def rows_of(articles: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The groups of articles given as id, outlet, text and what else they have."""
    index = Index.of(fingerprint(Article(a["id"], a["outlet"], a["text"], a.get("title"))) for a in articles)
    table = [
        {"article_id": a["id"], "outlet": a["outlet"], "event": a.get("event"), "credit": a.get("credit"),
         "published": a.get("published"), "sentences": a["text"].count("\n") + 1}
        for a in articles
    ]  # fmt: skip
    return {row["article_id"]: row for row in group_rows(table, index)}


def test_planted_copies_are_found_and_nothing_else() -> None:
    figures = copies_figures(plant(invented_articles(SENTENCES, 300), 400))
    assert figures["copies"] == 400
    assert figures["precision"] >= 0.99
    assert figures["recall"] >= 0.97
    assert min(figures["recall_by_edit"].values()) >= 0.95


def test_agency_copy_has_the_agency_as_origin() -> None:
    rows = rows_of([
        {"id": "a", "outlet": "Ledger", "text": f"River falls\n\nLOSTEN (AFP) - {text(0)}", "credit": "Agence France-Presse"},
        {"id": "b", "outlet": "Tribune", "text": f"A quiet river, at last\n\n{text(0, 7)}"},
        {"id": "c", "outlet": "Post", "text": f"By Jane Porter\n{text(0)}\n{text(40, 1)}\nAFP", "credit": "AFP"},
        {"id": "d", "outlet": "Post", "text": text(20)},
        {"id": "e", "outlet": "Herald", "text": text(60), "credit": "Transmar"},
    ])  # fmt: skip
    assert {rows[i]["origin"] for i in "abc"} == {"AFP"}
    assert {rows[i]["copy_group"] for i in "abc"} == {0}
    assert [rows[i]["copy_of"] for i in "abc"].count(None) == 1
    assert (rows["d"]["copy_group"], rows["d"]["origin"], rows["d"]["event"]) == (None, None, None)
    assert (rows["e"]["copy_of"], rows["e"]["origin"]) == (None, "Transmar")
    assert len({rows[i]["event"] for i in "abc"}) == 1


def test_without_an_agency_the_earliest_is_the_origin_and_a_tie_is_unknown() -> None:
    from datetime import date

    given = [
        {"id": "late", "outlet": "Ledger", "text": text(0), "published": date(2024, 5, 3)},
        {"id": "early", "outlet": "Post", "text": text(0), "published": date(2024, 5, 2)},
    ]
    rows = rows_of(given)
    assert (rows["late"]["copy_of"], rows["late"]["origin"], rows["early"]["copy_of"]) == (
        "early",
        "Post",
        None,
    )
    assert rows_of([{**row, "published": date(2024, 5, 2)} for row in given])["late"]["origin"] is None
    own = rows_of(
        [*given, {"id": "wire", "outlet": "Reuters", "text": text(0), "published": date(2024, 5, 4)}]
    )
    assert (own["early"]["copy_of"], own["wire"]["copy_of"], own["late"]["origin"]) == (
        "wire",
        None,
        "Reuters",
    )


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    line = "Valdoria and Quessara will meet in the harbour town on Monday, the ministry said."
    rows = rows_of([
        {"id": "a", "outlet": "L", "text": line}, {"id": "b", "outlet": "P", "text": line},
        {"id": "c", "outlet": "T", "text": line.replace("Monday", "Friday")}, {"id": "d", "outlet": "T", "text": "It rained."},
        {"id": "e", "outlet": "L", "text": "It rained."},
    ])  # fmt: skip
    assert [rows[i]["copy_group"] for i in "abcde"] == [0, 0, None, None, None]


def test_one_text_in_hundreds_of_papers_is_one_group() -> None:
    articles = [Article(f"c{n}", "L", f"{text(0)}\n{SENTENCES[100 + n]}") for n in range(300)]
    others = invented_articles(SENTENCES, 50)
    index = Index.of(map(fingerprint, [*articles, *others]))
    labels = copy_groups(index.sketches, index.sketch_offsets, index.exact)
    assert set(labels[:300]) == {0}
    assert len(set(labels)) == 51


def test_a_paragraph_in_common_is_no_copy() -> None:
    a = fingerprint(Article("a", "L", text(0, 8)))
    b = fingerprint(Article("b", "L", f"{text(20, 8)}\n{text(0, 2)}"))
    assert not are_copies(a.sketch, b.sketch)
    assert are_copies(a.sketch, fingerprint(Article("c", "L", text(0, 5))).sketch)


def test_a_fingerprint_is_under_a_kilobyte() -> None:
    found = fingerprint(Article("a", "L", text(0, 200), "A long report"))
    assert len(found.sketch) == SKETCH
    assert found.sketch.nbytes + found.terms.nbytes + found.counts.nbytes < 1100


def test_labelled_events_and_basil_layout(tmp_path: Path) -> None:
    dense = evaluate_events(resource("eval", "events"), curve=True)
    assert dense["n"] >= 60
    assert dense["events"] >= 20
    assert dense["pairwise_f1"] >= 0.85
    assert dense["curve"]["0.14"] >= 0.85
    (tmp_path / "articles").mkdir()
    for event in range(4):
        for outlet in "xyz":
            row = {
                "uuid": f"{event}{outlet}", "triplet-uuid": str(event), "source": outlet, "date": "2012-01-01",
                "title": SENTENCES[event * 50], "body-paragraphs": [[s] for s in SENTENCES[event * 50 : event * 50 + 9]],
            }  # fmt: skip
            (tmp_path / "articles" / f"{event}{outlet}.json").write_text(json.dumps(row))
    figures = evaluate_events(tmp_path)
    assert (figures["n"], figures["events"], figures["dated"], figures["pairwise_f1"]) == (12, 4, 0, 1.0)
    with pytest.raises(InputError, match="neither key"):
        evaluate_events(tmp_path / "articles")


def test_pairwise() -> None:
    assert pairwise(["a", "a", "b"], [0, 0, 1])["pairwise_f1"] == 1.0
    found = pairwise(["a", "a", "a", "b"], [0, 0, 1, 1])
    assert found == {"precision": 0.5, "recall": pytest.approx(1 / 3), "pairwise_f1": pytest.approx(0.4)}


def test_articles_days_apart_are_other_events() -> None:
    index = Index.of(fingerprint(Article(f"a{n}", "L", text(50 * (n // 2)))) for n in range(8))
    for days, expected in (([5, 6] * 4, 4), ([5, 60] * 4, 8), ([UNDATED, 60] * 4, 4)):
        labels = event_groups(index.terms, index.counts, index.term_offsets, np.array(days, np.int32))
        assert len(set(labels)) == expected


def test_an_event_that_was_given_wins() -> None:
    rows = rows_of([
        {"id": "a", "outlet": "L", "text": text(0), "event": "flood"}, {"id": "b", "outlet": "P", "text": text(0, 8)},
        {"id": "c", "outlet": "L", "text": text(50), "event": "vote"}, {"id": "d", "outlet": "P", "text": text(100)},
        {"id": "e", "outlet": "P", "text": text(150)}, {"id": "f", "outlet": "L", "text": text(150, 8)},
    ])  # fmt: skip
    assert [rows[i]["event"] for i in "abcdef"] == ["flood", "flood", "vote", None, "auto:e", "auto:e"]


def test_labelled_lines() -> None:
    figures = evaluate_lines(resource("eval", "lines.jsonl"))
    assert figures["n"] >= 200
    assert figures["lowest_f1"] >= 0.95
    assert figures["held_out"]["lowest_f1"] >= 0.95


@pytest.fixture
def analyser() -> Analyser:
    found = Analyser(register=SAMPLE_REGISTER)
    found.__dict__["scorer"] = CountingScorer()
    return found


def test_groups_stand_beside_the_readings_and_follow_the_folder(tmp_path: Path, analyser: Analyser) -> None:
    out, body = (
        tmp_path / "out",
        "\n".join(f"Valdoria won the vote in district {n} of the capital." for n in range(12)),
    )
    first = tmp_path / "a.csv"
    first.write_text(
        f'id,headline,body,source\na,Win,"{body}",Ledger\n,,,\nx,No text,,Ledger\n', encoding="utf-8"
    )
    outcome = score([first], out, analyser)
    counts = outcome.manifest["counts"]
    assert (
        counts["given"]
        == counts["scored_articles"] + counts["articles_kept_from_before"] + counts["rejected"]
        == 3
    )
    assert read_groups(out).num_rows == 1
    second = tmp_path / "b.jsonl"
    second.write_text(json.dumps({"n": "b", "story": body, "paper": "BBC News"}) + "\n")
    mapping = {"id": "n", "text": "story", "outlet": "paper"}
    assert score([first, second], out, analyser, mapping={}).manifest["counts"]["rejected"] == 3
    counts = score([second], out, analyser, mapping=mapping).manifest["counts"]
    assert (counts["copies"], counts["copied_texts"], counts["events"]) == (1, 1, 1)
    table = grouped(read_readings(out), read_groups(out))
    assert table.num_rows == read_readings(out).num_rows
    by_article = {r["article_id"]: (r["copy_of"], r["event"], r["country"]) for r in table.to_pylist()}
    assert by_article == {"a": (None, "auto:a", None), "b": ("a", "auto:a", "GB")}
    assert isinstance(grouped(read_stance_table(out), read_groups(out)), pa.Table)
    third = next(iter(analyser.analyse([Article("c", "Post", "Valdoria left.")])))
    write_part(out, [third], analyser.signature)
    with pytest.raises(InputError, match="older than the articles"):
        read_groups(out)


def test_eval_commands_and_the_mapping_option(tmp_path: Path) -> None:
    run = CliRunner().invoke
    found = run(app, ["eval", "lines", "--json"])
    assert json.loads(found.output)["accuracy"] > 0.95
    assert json.loads(run(app, ["eval", "events", "--json"]).output)["pairwise_f1"] >= 0.85
    assert json.loads(run(app, ["eval", "copies", "--number", "60", "--json"]).output)["copies"] == 60
    wrong = run(app, ["score", str(tmp_path), "--map", "words=body", "-o", str(tmp_path / "out")])
    assert wrong.exit_code == 1
    assert "fields are id, text, outlet" in wrong.stderr


def test_pairs_of_the_mapping_may_follow_each_other() -> None:
    from framing.cli_options import split_map

    assert split_map(["outlet=source", "a.csv"], ["text=body"]) == (
        ["a.csv"],
        {"text": "body", "outlet": "source"},
    )
    assert split_map(["outlet=source"], None) == (["outlet=source"], {})
