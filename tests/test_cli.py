from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import SAMPLE, SAMPLE_REGISTER
from typer.testing import CliRunner, Result

from framing.cli import app


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


NOTES = [
    "framing: N read as Windows-N, not being UTF-N",
    "framing: N articles repeat the text of another; see groups.parquet",
]
GOOD = json.dumps({
    "id": "good", "outlet": "Paper", "published": "2025-03-01", "text": "Iran praised Norway. Oslo thanked Tehran."
})  # fmt: skip


def test_run_without_input_scores_the_sample(sample_run: tuple[Path, Result], tmp_path: Path) -> None:
    out, result = sample_run
    assert "Portrayal, own voice" in result.stdout
    assert "Meridian Post" in result.stdout
    # No bars where nobody watches: what was set right on the way, a line each.
    assert [re.sub(r"\d+", "N", line) for line in result.stderr.splitlines()] == NOTES
    (copies,) = re.findall(
        r"60 articles, 12 events that two or more of them tell, (\d+) copies", result.stdout
    )
    assert int(copies) >= 4  # those that the key lists
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "reckless shelling" in page  # the sentences behind the figures
    shutil.copytree(out, tmp_path / "again")  # what was counted in the first call stays for other tests
    again = invoke("run", "-o", tmp_path / "again", "--quiet")
    assert (again.exit_code, again.stdout) == (0, "")
    assert (tmp_path / "again" / "report.html").read_text(encoding="utf-8") == page
    compared = invoke("compare", out, "--actor", "valdoria", "--voice", "outlet", "--json")
    pooled = invoke("compare", out, "--actor", "valdoria", "--with-affiliates")
    assert pooled.exit_code == 0, pooled.output
    assert re.search(r"Counted for valdoria: .*\blindqvist\b", pooled.stdout)
    (row,) = [c for c in json.loads(compared.stdout) if c["outlets"] == ["Harbour Ledger", "Meridian Post"]]
    assert row["difference"] < -0.3
    assert row["verdict"] == "colder"


def test_the_rest_is_scored_when_some_of_it_is_bad(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "first.jsonl").write_text(GOOD + "\n{broken\n")
    (tmp_path / "in" / "b.jsonl").write_bytes(
        b'{"outlet": "P", "text": "caf\x81"}\n'
    )  # no windows-1252 either
    (tmp_path / "in" / "c.docx").write_text("x")
    (tmp_path / "in" / "d.jsonl").write_text(json.dumps({"outlet": "P", "text": "Iran. " * 40_000}))
    (tmp_path / "in" / "metadata.jsonl").write_text('{"file": "gone.txt", "outlet": "P"}\n')
    result = invoke("score", tmp_path / "in", tmp_path / "nowhere", "-o", tmp_path / "out", "--json")
    assert result.exit_code == 0, result.output
    counts = json.loads(result.stdout)["counts"]
    assert counts["scored_articles"] == 1
    rejected = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").open()]
    assert counts["rejected"] == len(rejected) == 6
    for name, line in (
        ("first.jsonl", 2),
        ("b.jsonl", 1),
        ("c.docx", None),
        ("d.jsonl", 1),
        ("metadata.jsonl", 1),
        ("nowhere", None),
    ):
        (row,) = [r for r in rejected if r["source"].endswith(name)]
        assert row["line"] == line
        assert row["reason"]
        assert row["cure"]
        assert f"{row['source']}{':' + str(line) if line else ''}: {row['reason']}" in result.stderr
    strict = invoke("score", tmp_path / "in", "-o", tmp_path / "out", "--strict")
    assert strict.exit_code == 1


def test_nothing_scored_is_exit_1(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = invoke("run", tmp_path / "empty", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "empty: holds no file" in result.stderr
    assert "nothing was scored" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--no-such-option"),
        ("score",),
        ("compare",),
        ("nonsense",),
        ("compare", "x", "--voice", "loud"),
    ],
)
def test_wrong_use_is_exit_2(arguments: tuple[str, ...]) -> None:
    assert invoke(*arguments).exit_code == 2


def test_errors_are_one_line_with_a_cure(tmp_path: Path) -> None:
    for arguments, words in (
        (("compare", tmp_path), "run framing score"),
        (("report", tmp_path), "run framing score"),
        (("run", "--model", "no-such", "-o", tmp_path / "o"), "no model 'no-such'"),
        (("run", "--register", tmp_path / "none.toml", "-o", tmp_path / "o"), "no such register"),
        (("run", "--spacy-model", "xx_none", "-o", tmp_path / "o"), "xx_none"),
        (("run", "--device", "abacus", "-o", tmp_path / "o"), "abacus"),
        (("eval", "portrayal", tmp_path / "none.jsonl"), "no such file"),
        (("train", tmp_path / "none.toml"), "no such recipe"),
    ):
        result = invoke(*arguments)
        assert result.exit_code == 1, (arguments, result.output)
        assert words in result.stderr, (arguments, result.stderr)
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr


def test_show_prints_actors_voices_and_polarity(tmp_path: Path) -> None:
    result = invoke("show", SAMPLE / "e1-border-clash-meridian-post.txt", "--register", SAMPLE_REGISTER)
    assert result.exit_code == 0, result.output
    assert "[byline] By Corin Adeyinka" in result.stdout
    assert "quoted (full) by brandvold" in result.stdout
    lines = [
        line for line in result.stdout.splitlines() if "quessara" in line and line.strip().startswith("-0.9")
    ]
    assert lines


def test_show_takes_a_text_file_without_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway brutally shelled the villages.")
    result = invoke("show", tmp_path / "a.txt")
    assert result.exit_code == 0, result.output
    assert "(no outlet)" in result.stdout
    assert "norway" in result.stdout


def test_articles_of_other_inputs_in_the_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(GOOD)
    (tmp_path / "b.jsonl").write_text(GOOD.replace('"good"', '"other"'))
    assert invoke("score", tmp_path / "a.jsonl", "-o", tmp_path / "out").stderr == ""
    second = invoke("score", tmp_path / "b.jsonl", "-o", tmp_path / "out")
    assert second.exit_code == 0
    assert "also holds 1 articles of earlier runs" in second.stderr
    near = invoke("compare", tmp_path / "out", "--actor", "Iran")
    assert near.exit_code == 1
    assert "did you mean iran?" in near.stderr


def test_eval_prints_the_figures_of_the_design(tmp_path: Path) -> None:
    rows = [
        {"sentence": "Norland bravely rescued the families.", "start": 0, "end": 7, "polarity": 1},
        {"sentence": "Norland brutally massacred the families.", "start": 0, "end": 7, "polarity": -1},
        {"sentence": "Norland met Estmark on Monday.", "start": 0, "end": 7, "polarity": 0},
        {"sentence": "Norland met Estmark on Monday.", "start": 12, "end": 19, "polarity": 0},
    ]
    file = tmp_path / "labelled.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = invoke("eval", "portrayal", file, "--json", "--predictions", tmp_path / "p.jsonl")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert (figures["n"], figures["macro_f1"], figures["accuracy"]) == (4, 1.0, 1.0)
    for key in ("micro_f1", "macro_f1_low", "macro_f1_high", "ece", "signature", "confusion"):
        assert key in figures
    predictions = [json.loads(line) for line in (tmp_path / "p.jsonl").open()]
    assert [max(p, key=lambda k: p[k] if k != "id" else -1) for p in predictions] == [
        "p_positive", "p_negative", "p_neutral", "p_neutral",
    ]  # fmt: skip
    broken = invoke(
        "eval", "portrayal", write(tmp_path, '{"sentence": "x", "start": 0, "end": 9, "polarity": 1}')
    )
    assert broken.exit_code == 1
    assert "bad.jsonl:1: 0:9 is no stretch" in broken.stderr


def write(folder: Path, text: str) -> Path:
    (folder / "bad.jsonl").write_text(text + "\n")
    return folder / "bad.jsonl"
