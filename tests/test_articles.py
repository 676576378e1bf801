from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from framing.articles import count_articles, read_articles
from framing.reading.fields import MAX_CHARACTERS
from framing.records import Article, Rejected

GOOD = {"id": "good", "text": "The dam held.", "outlet": "Ledger"}


def jsonl(folder: Path, *rows: object, name: str = "articles.jsonl") -> Path:
    """A JSONL file; a row that is ``bytes`` is written as it is."""
    file = folder / name
    lines = (row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)
    file.write_bytes(b"\n".join(lines) + b"\n")
    return file


def texts(folder: Path, files: dict[str, bytes], *metadata: dict[str, object]) -> Path:
    """A folder of .txt files with a line of metadata each, or as given."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    jsonl(folder, *metadata, name="metadata.jsonl")
    return folder


def split(*inputs: Path) -> tuple[list[Article], list[Rejected]]:
    items = list(read_articles(*inputs))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Rejected)]


def test_text_files_take_outlet_title_and_date_from_metadata(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "file": "a.txt",
        "outlet": " Ledger ",
        "title": "Dam holds",
        "published": "2021-05-02",
        "wire": "AFP",
    }
    articles, rejected = split(texts(tmp_path, {"a.txt": b"The dam held."}, row))
    assert rejected == []
    assert [a.text for a in articles] == ["Dam holds\n\nThe dam held."]
    assert articles[0].id == "a"
    assert articles[0].outlet == "Ledger"
    assert articles[0].published == datetime.date(2021, 5, 2)
    assert articles[0].credit == "AFP"
    assert articles[0].source == str(tmp_path / "a.txt")


def test_jsonl_lines_are_articles_in_order_and_blank_lines_are_none(tmp_path: Path) -> None:
    file = jsonl(
        tmp_path, GOOD, b"", {**GOOD, "id": 7, "text": "It rained."}, {"text": "No id.", "outlet": "L"}
    )
    articles, rejected = split(file)
    assert rejected == []
    assert [a.id for a in articles] == ["good", "7", "articles-4"]
    assert count_articles(file) == 4  # lines, unread


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_id_is_as_good_as_none(tmp_path: Path, empty: str | None) -> None:
    articles, rejected = split(jsonl(tmp_path, {**GOOD, "id": empty}, {**GOOD, "id": empty}))
    assert [a.id for a in articles] == ["articles-1", "articles-2"]
    assert rejected == []


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Dam holds", "Rain fell.", "Dam holds\n\nRain fell."),
        ("Dam holds", "Dam holds\n\nRain fell.", "Dam holds\n\nRain fell."),
        ("Dam  holds", "\nDam holds\nRain fell.", "\nDam holds\nRain fell."),
        ("War", "Warsaw is quiet.", "War\n\nWarsaw is quiet."),
        (None, "Rain fell.", "Rain fell."),
        ("  ", "Rain fell.", "Rain fell."),
        ("Dam holds", "One.\r\nTwo.\rThree.", "Dam holds\n\nOne.\nTwo.\nThree."),
    ],
)
def test_title_and_line_ends(tmp_path: Path, title: str | None, text: str, expected: str) -> None:
    articles, _ = split(jsonl(tmp_path, {**GOOD, "title": title, "text": text}))
    assert [a.text for a in articles] == [expected]


def test_byte_order_marks_are_no_text(tmp_path: Path) -> None:
    bom = b"\xef\xbb\xbf"
    texts(tmp_path, {"a.txt": bom + b"The dam held."}, {"file": "a.txt", "outlet": "Ledger"})
    jsonl(tmp_path, bom + json.dumps({**GOOD, "text": "It rained."}).encode())
    articles, rejected = split(tmp_path)
    assert rejected == []
    assert {a.text for a in articles} == {"The dam held.", "It rained."}


@pytest.mark.parametrize(
    ("bad", "reason", "cure"),
    [
        (b'{"text": "x", ', "broken JSON", "mend or remove the line"),
        (b"[" * 200_000, "broken JSON", "mend or remove the line"),
        (b'["a", "list"]', "not a JSON object", 'write {"text": ..., "outlet": ...}'),
        (
            '{"text": "Дамба устояла", "outlet": "L"}'.encode("koi8-r"),
            "not UTF-8 (byte 0xe4)",
            "convert the file",
        ),
        ({**GOOD, "text": "x" * (MAX_CHARACTERS + 1)}, "100,001 characters", "split the file"),
        ({**GOOD, "text": " \n"}, "no text", "fill the key 'text'"),
        ({"outlet": "L"}, "no text", "fill the key 'text'"),
        ({**GOOD, "outlet": " "}, "no outlet", "fill the key 'outlet'"),
        ({"id": "b", "text": "Rain fell."}, "no outlet", "fill the key 'outlet'"),
        ({**GOOD, "title": 7}, "title is int, not text", "write title as a string"),
        ({**GOOD, "text": ["Rain fell."]}, "text is list, not text", "write text as a string"),
        ({**GOOD, "id": True}, "id is bool, not text", "write id as a string"),
        ({**GOOD, "published": "last May"}, "published is 'last May'", "YYYY-MM-DD"),
        (b'{"id": "s", "outlet": "L", "text": "half \\ud83d"}', "surrogate", "write the character whole"),
        ({**GOOD, "text": "Again."}, "id 'good' stands in", "an id of its own"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(
    tmp_path: Path, bad: object, reason: str, cure: str
) -> None:
    file = jsonl(tmp_path, GOOD, bad, {**GOOD, "id": "last"})
    articles, rejected = split(file)
    assert [a.id for a in articles] == ["good", "last"]
    assert len(rejected) == 1
    assert str(rejected[0]).startswith(f"{file}:2: ")
    assert reason in rejected[0].reason
    assert cure in rejected[0].cure


def test_a_text_of_the_largest_length_is_read(tmp_path: Path) -> None:
    articles, rejected = split(jsonl(tmp_path, {**GOOD, "text": "x" * MAX_CHARACTERS}))
    assert len(articles) == 1
    assert rejected == []


def test_faults_of_text_files_name_file_line_and_cure(tmp_path: Path) -> None:
    files = {
        "a.txt": b"The dam held.", "empty.txt": b"\n", "latin.txt": "One.\nПлотина".encode("koi8-r"), "long.txt": b"x" * 100_001,
        "alone.txt": b"Nobody describes me.", "twice.txt": b"It rained.", "date.txt": b"It snowed.",
    }  # fmt: skip
    named = ["a.txt", "empty.txt", "latin.txt", "long.txt", "twice.txt", "twice.txt", "gone.txt"]
    rows: list[dict[str, object]] = [{"file": name, "outlet": "L"} for name in named]
    rows += [{"file": "date.txt", "outlet": "L", "published": "soon"}, {"outlet": "L"}]
    articles, rejected = split(texts(tmp_path, files, *rows))
    assert {a.id for a in articles} == {"a", "twice"}
    messages = {(Path(r.source).name, r.line): str(r) for r in rejected}
    assert set(messages) == {
        ("metadata.jsonl", 6), ("metadata.jsonl", 7), ("metadata.jsonl", 8), ("metadata.jsonl", 9),
        ("empty.txt", None), ("latin.txt", 2), ("long.txt", None), ("alone.txt", None),
    }  # fmt: skip
    assert "second line for 'twice.txt'; keep one line a file" in messages["metadata.jsonl", 6]
    assert "names 'gone.txt', which is not in this folder; add the file" in messages["metadata.jsonl", 7]
    assert "published is 'soon'; write the date as YYYY-MM-DD" in messages["metadata.jsonl", 8]
    assert "no key 'file'; name the file" in messages["metadata.jsonl", 9]
    assert (
        "no line in metadata.jsonl names this file, and its outlet is unknown; add {"
        in messages["alone.txt", None]
    )
    assert "iconv" in messages["latin.txt", 2]


def test_a_path_that_is_missing_empty_or_unknown_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.pdf").write_text("<p>The dam held.</p>")
    file = jsonl(tmp_path, GOOD)
    articles, rejected = split(tmp_path / "gone", tmp_path / "empty", tmp_path / "page.pdf", file)
    assert [a.id for a in articles] == ["good"]
    assert {Path(r.source).name: r.reason for r in rejected} == {
        "gone": "no such file or folder", "empty": "holds no file", "page.pdf": "unknown file type '.pdf'",
    }  # fmt: skip
    assert all(r.cure for r in rejected)


def test_one_id_in_two_files_names_both_places(tmp_path: Path) -> None:
    first, second = jsonl(tmp_path, GOOD, name="a.jsonl"), jsonl(tmp_path, b"", GOOD, name="b.jsonl")
    articles, rejected = split(tmp_path)
    assert [a.source for a in articles] == [str(first)]
    assert [str(r).split(";")[0] for r in rejected] == [f"{second}:2: id 'good' stands in {first}:1 too"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    file = jsonl(tmp_path, GOOD)
    articles, rejected = split(file, tmp_path, file)
    assert len(articles) == 1
    assert rejected == []


def test_nothing_is_lost(tmp_path: Path) -> None:
    rows = [GOOD, b"{", [], {**GOOD, "text": ""}, b"\xff", {**GOOD, "id": "2"}, GOOD, {**GOOD, "outlet": 3}]
    articles, rejected = split(jsonl(tmp_path, *rows), tmp_path / "gone")
    assert len(articles) + len(rejected) == len(rows) + 1
