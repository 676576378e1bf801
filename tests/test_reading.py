"""Formats and broken input: everything given is an article or is set aside with a reason."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.articles import read_articles
from framing.errors import InputError
from framing.reading import files
from framing.reading.decoding import MENDED, WINDOWS, NotTextError, decode
from framing.reading.fields import NO_DATE, OUTLET_BY_TEXT, OUTLET_BY_URL
from framing.reading.rows import MOST_LINE
from framing.records import Article, Rejected

BODY = "The dam above Irsk held on Monday after a week of rain, officials said. Nobody was hurt. The road stayed shut."
ROWS: list[dict[str, Any]] = [
    {"id": f"r{n}", "outlet": "Ledger", "published": "2024-05-02", "text": f"{BODY} Day {n}."}
    for n in range(3)
]
PAGE = """<html><head><title>Dam holds</title><meta property="og:site_name" content="Meridian Post">
<meta property="article:published_time" content="2025-03-06T10:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Dam holds</h1>{}</article><footer><a href="/imprint">Imprint</a></footer></body></html>""".format(
    "".join(f"<p>{BODY} Paragraph {n} tells of the river’s level.</p>" for n in range(6))
)


def split(*inputs: object, **options: Any) -> tuple[list[Article], list[Rejected]]:
    items = list(read_articles(*inputs, **options))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Rejected)]


def jsonl(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def table(rows: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parquet(rows: list[dict[str, Any]]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", jsonl(ROWS)), ("a.ndjson", jsonl(ROWS)), ("a.csv", table(ROWS)), ("a.tsv", table(ROWS, "\t")),
        ("a.csv", table(ROWS, ";")), ("a.parquet", parquet(ROWS)), ("a.jsonl.gz", gzip.compress(jsonl(ROWS))),
        ("a.csv.gz", gzip.compress(table(ROWS))), ("a.parquet.gz", gzip.compress(parquet(ROWS))),
        ("a.zip", packed({"in/a.jsonl": jsonl(ROWS)})), ("a.zip", packed({"a.csv.gz": gzip.compress(table(ROWS))})),
        ("a.zip", packed({"a.parquet": parquet(ROWS)})),
    ],
)  # fmt: skip
def test_every_format_gives_the_same_articles(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    articles, rejected = split(tmp_path)
    assert rejected == []
    assert [(a.id, a.outlet, str(a.published), a.text) for a in articles] == [
        (r["id"], r["outlet"], r["published"], r["text"]) for r in ROWS
    ]


def test_a_data_set_with_other_column_names() -> None:
    from datasets import Dataset

    rows = [{"body": r["text"], "paper": "Ledger", "n": i} for i, r in enumerate(ROWS)]
    articles, rejected = split(
        Dataset.from_list(rows), mapping={"text": "body", "outlet": "paper", "id": "n"}
    )
    assert rejected == []
    assert [(a.id, a.outlet, a.text) for a in articles] == [
        (str(i), "Ledger", r["text"]) for i, r in enumerate(ROWS)
    ]


def test_a_hub_name_that_cannot_be_loaded_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framing.reading.hub._load", _offline)
    with pytest.raises(InputError, match="nobody/nothing: neither a file nor a data set"):
        split("nobody/nothing")


def _offline(name: str, split: str) -> Any:
    raise ConnectionError("no network")


def test_field_names_are_guessed_from_the_list_and_from_no_other(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(
        table([{"Headline": "Dam holds", "Body": BODY, "Publisher": "Ledger", "Link": "https://x.example/1"}])
    )
    (article,), rejected = split(file)
    assert rejected == []
    assert (article.title, article.outlet, article.url) == ("Dam holds", "Ledger", "https://x.example/1")
    file.write_bytes(table([{"story": BODY, "outlet": "Ledger"}]))
    assert [r.reason for r in split(file)[1]] == ["no text"]
    (article,), _ = split(file, mapping={"text": "story"})
    assert article.text == BODY


def test_pages_give_title_date_and_site(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.htm").write_bytes(PAGE.replace("Dam holds", "Dam breaks").encode("cp1252"))
    (tmp_path / "metadata.jsonl").write_text(
        json.dumps({"file": "b.htm", "outlet": "Harbour Ledger", "id": "b"}) + "\n"
    )
    notes: Counter[str] = Counter()
    (first, second), rejected = split(tmp_path, notes=notes)
    assert rejected == []
    assert (first.outlet, first.title, str(first.published)) == ("Meridian Post", "Dam holds", "2025-03-06")
    assert first.text.count("river’s level") == 6
    assert "Imprint" not in first.text
    assert "Home" not in first.text
    assert (second.id, second.outlet, second.title) == ("b", "Harbour Ledger", "Dam breaks")
    assert "river’s" in second.text
    assert notes[WINDOWS] == 1


def test_an_address_or_a_byline_tells_the_outlet_and_its_country(tmp_path: Path) -> None:
    rows = [
        {"text": BODY, "url": "https://www.bbc.co.uk/news/1"},
        {"text": f"By Jane Porter, BBC News\n{BODY}"},
        {"text": f"{BODY}\n© 2024 Latin Times. All rights reserved."},
        {"text": BODY, "url": "https://harbour.example/1"},
        {"text": BODY, "outlet": "The Guardian"},
        {"text": BODY},
    ]
    (tmp_path / "a.jsonl").write_bytes(jsonl(rows))
    notes: Counter[str] = Counter()
    articles, rejected = split(tmp_path, notes=notes)
    assert [(a.outlet, a.country) for a in articles] == [
        ("BBC News", "GB"), ("BBC News", "GB"), ("Latin Times", "US"), ("harbour.example", None), ("The Guardian", "GB"),
    ]  # fmt: skip
    assert [r.reason for r in rejected] == ["no outlet"]
    assert (notes[OUTLET_BY_URL], notes[OUTLET_BY_TEXT], notes[NO_DATE]) == (2, 2, 5)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("LOSTEN (Reuters) - {}", "Reuters"), ("{}\n(AFP)", "AFP"), ("{}\nAnadolu Agency", "Anadolu Agency"),
        ("By Agence France-Presse\n{}", "AFP"), ("{}\nSource: TASS", "TASS"), ("{}\n— With AP", None),
        ("The dam. (Reuters Photo)\n{}", None), ("{}\nAFP contributed to this report.", None),
        ("AFP\n{}", None), ("{}\nReuters reported a loss.", None), ("LOSTEN (Ledger) - {}", None),
    ],
)  # fmt: skip
def test_lines_that_credit_an_agency(tmp_path: Path, line: str, credit: str | None) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"outlet": "Ledger", "text": line.format(BODY)}]))
    (article,), _ = split(tmp_path)
    assert article.credit == credit


def test_an_agency_s_own_article_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"outlet": "Anadolu Agency", "text": f"TEHRAN (AA) - {BODY}"}]))
    (article,), _ = split(tmp_path)
    assert article.credit is None


def test_other_languages_are_set_aside_by_name(tmp_path: Path) -> None:
    texts = [
        "Der Damm oberhalb von Irsk hielt am Montag nach einer Woche Regen, wie die Behörden mitteilten. Niemand wurde verletzt.",
        "Le barrage a tenu lundi après une semaine de pluie, ont indiqué les autorités. Personne n'a été blessé, et la route est fermée.",
        "Плотина выше Ирска выдержала неделю дождей, сообщили в понедельник власти. Никто не пострадал, дорога закрыта.",
        BODY,
    ]
    (tmp_path / "a.jsonl").write_bytes(jsonl([{"outlet": "Ledger", "text": text} for text in texts]))
    articles, rejected = split(tmp_path)
    assert [a.text for a in articles] == [BODY]
    assert [r.reason[-2:] for r in rejected] == ["de", "fr", "ru"]


def test_encodings() -> None:
    notes: Counter[str] = Counter()
    quoted = "“The minister’s café”, he said – and left. " * 3
    assert decode(quoted.encode("cp1252"), notes) == quoted
    assert decode(quoted.encode("utf-16"), notes) == quoted
    assert decode(b"\xef\xbb\xbf" + quoted.encode(), notes) == quoted
    assert (
        decode(quoted.encode().decode("cp1252", errors="ignore").encode(), notes).count("minister’s café")
        == 3
    )
    assert notes == {WINDOWS: 1, MENDED: 1}
    for raw in (
        "Плотина выше Ирска".encode("koi8-r"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "é".encode() * 9 + b"\xff",
    ):
        with pytest.raises(NotTextError):
            decode(raw, notes)


def broken(folder: Path, copy: int) -> Iterator[str]:
    """Ten kinds of broken files, and the names they got."""

    def write(name: str, content: bytes) -> str:
        (folder / name).write_bytes(content)
        return name

    good = jsonl([{**ROWS[0], "id": f"broken-{copy}"}])
    yield write(f"cut{copy}.txt.gz", gzip.compress(os.urandom(9000))[:4000])
    yield write(f"binary{copy}.txt", b"\x7fELF\0\0" + bytes(range(256)) * 9)
    yield write(f"empty{copy}.txt", b"")
    yield write(f"koi{copy}.txt", ("Плотина выше Ирска выдержала. " * 9).encode("koi8-r"))
    yield write(f"half{copy}.jsonl", good[: len(good) // 2])
    yield write(f"page{copy}.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>")
    yield write(f"bomb{copy}.zip", packed({"bomb.txt": bytes(80 * 2**20)}))
    link = folder / f"loop{copy}.txt"
    link.symlink_to(link.name)
    yield link.name
    yield write(
        f"line{copy}.jsonl", b'{"text": "' + b"x" * (50 * 2**20 if copy == 0 else MOST_LINE) + b'"}\n'
    )
    yield write(f"twice{copy}.jsonl", jsonl([{**ROWS[0], "id": "good-0"}]))


def test_a_mixed_folder_of_500_files_adds_up(tmp_path: Path) -> None:
    folder, outside = tmp_path / "given", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.jsonl").write_bytes(jsonl([{**ROWS[0], "id": "secret"}]))
    rows = []
    for n in range(460):
        inner = folder / f"part{n % 3}" if n % 3 else folder
        inner.mkdir(exist_ok=True)
        (inner / f"good{n}.txt").write_text(f"{BODY} Day {n}.", encoding="utf-8")
        file = (inner / f"good{n}.txt").relative_to(folder).as_posix()
        rows.append({"file": file, "outlet": "Ledger", "id": f"good-{n}"})
    bad = [name for copy in range(4) for name in broken(folder, copy)]
    rows += [{"file": name, "outlet": "Ledger"} for name in bad]
    (folder / "metadata.jsonl").write_bytes(jsonl(rows))
    articles, rejected = split(folder)
    assert {a.id for a in articles} == {f"good-{n}" for n in range(460)}
    assert sorted(Path(r.source.split("!")[0]).name for r in rejected) == sorted(bad)
    assert len(articles) + len(rejected) == 500
    assert all(r.reason and r.cure for r in rejected)
    reasons = Counter(r.reason.split("(")[0].split(":")[0].strip() for r in rejected)
    assert len(reasons) >= 9, reasons
    # What leaves the folder is refused and never read.
    (folder / "out.jsonl").symlink_to(outside / "secret.jsonl")
    (folder / "away").symlink_to(outside)
    (folder / "slip.zip").write_bytes(
        packed({"../outside/secret.jsonl": jsonl([ROWS[0]]), "fine.jsonl": jsonl(ROWS)})
    )
    (folder / "up.zip").symlink_to("..")
    articles, rejected = split(folder)
    assert len(articles) == 463
    assert "secret" not in {a.id for a in articles}
    left = [r.reason for r in rejected[0:] if "leaves" in r.reason]
    assert sorted(left) == ["a path that leaves the archive"] + ["a symbolic link that leaves the folder"] * 3


def test_what_is_packed_cannot_lie_about_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_UNPACKED", 10_000)
    monkeypatch.setattr(files, "MOST_RATIO", 2)
    line = json.dumps({**ROWS[0], "id": "x"}).encode()
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress((line + b"\n") * 2_000))
    articles, rejected = split(tmp_path)
    assert len(articles) == 1
    assert "unpacks to far more" in rejected[-1].reason


def test_memory_does_not_grow_with_the_articles(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(jsonl([{"id": f"r{n}", "outlet": "Ledger", "text": BODY} for n in range(2000)]))
    stream = read_articles(file)
    for _ in range(500):
        next(stream)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    count = sum(1 for _ in stream)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert count == 1500
    assert grown / count < 500
