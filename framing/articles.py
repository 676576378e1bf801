"""Articles from whatever holds them: text, JSONL, CSV, Parquet, HTML, folders and archives of these, data sets.

What cannot be used is handed back as ``Rejected`` in its place in the stream, so that
nothing is lost and the rest is still read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, cast

from framing.reading.decoding import NotTextError, decode
from framing.reading.fields import Place, article_of, named, text_fault
from framing.reading.files import METADATA, READ_ERRORS, Entry, files_of
from framing.reading.hub import is_dataset, is_hub_name, load_stream
from framing.reading.rows import SUFFIXES, json_lines, rows_of
from framing.records import Article, Rejected

TEXT, PAGES = (".txt",), (".html", ".htm")
MOST_BYTES = {".txt": 2 * 2**20, ".html": 8 * 2**20, ".htm": 8 * 2**20}
PASSED_OVER = "files passed over: README and the like"
_CONVERT = "convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8"
Placed = tuple[Article | Rejected, int | None]


def read_articles(
    *inputs: object, mapping: Mapping[str, str] | None = None, notes: Counter[str] | None = None
) -> Iterator[Article | Rejected]:
    """The articles of files, folders, archives and data sets, in the order of their names, with what was set aside.

    An input is a path, a ``datasets.Dataset`` or the name of one on the Hub (OWNER/NAME:SPLIT). A folder or zip is
    read through: ``.txt`` and ``.html`` (outlet, title, date and so on in a ``metadata.jsonl`` of that folder or one
    above, found by the key ``file``), ``.jsonl``, ``.csv``, ``.tsv`` and ``.parquet`` (an article a row), each also
    as ``.gz``. Columns are known by the names in ``framing.reading.fields.NAMES``; ``mapping`` names others, such as
    ``{"text": "body"}``. ``notes`` counts what was read and is worth a word, such as articles without a date.
    An input that does not exist or holds no article is a ``Rejected`` too; raises ``InputError`` for a data set
    that cannot be loaded.
    """
    counts: Counter[str] = Counter() if notes is None else notes
    yield from _unique(_read(inputs, dict(mapping or {}), counts))


def read_alone(path: Path) -> Article | Rejected:
    """A text or HTML file as an article, of no outlet if need be, for looking at; comparing needs its metadata."""
    notes: Counter[str] = Counter()
    item = next(iter(files_of(path)))
    if isinstance(item, Rejected):
        return item
    fields = _content(item, notes)
    if isinstance(fields, Rejected):
        return fields
    place = Place(str(path), 1, path.stem, str(path))
    article = article_of(fields, place, notes)
    if isinstance(article, Rejected) and article.reason == "no outlet":
        return article_of({**fields, "outlet": "(no outlet)"}, place, notes)
    return article


def count_articles(*inputs: object) -> int | None:
    """About how many articles there are to read, unread; None where that cannot be told quickly."""
    total = 0
    for given in inputs:
        path = Path(str(given))
        if is_dataset(given) or not path.exists():
            return None
        for entry in files_of(path):
            if isinstance(entry, Rejected) or entry.name == METADATA:
                continue
            if entry.suffix in TEXT or entry.suffix in PAGES:
                total += 1
            elif entry.suffix in (".jsonl", ".csv") and not entry.path.endswith(".gz"):
                with entry.open() as stream:
                    while block := stream.read(2**20):
                        total += block.count(b"\n")
            elif entry.suffix in SUFFIXES:
                return None
    return total


def _unique(stream: Iterable[Placed]) -> Iterator[Article | Rejected]:
    """The stream without its line numbers; an id that was read before makes a ``Rejected``."""
    seen: dict[int, tuple[int, int | None]] = {}  # by hash: a million ids take no more room than need be
    files: list[str] = []
    for item, line in stream:
        if isinstance(item, Article):
            before = seen.get(hash(item.id))
            if before is not None:
                file = files[before[0]]
                place = file if before[1] is None else f"{file}:{before[1]}"
                yield Rejected(item.source, f"id {item.id!r} stands in {place} too",
                               "give each article an id of its own", line, item.id)  # fmt: skip
                continue
            if not files or files[-1] != item.source:
                files.append(item.source)
            seen[hash(item.id)] = len(files) - 1, line
        yield item


def _read(inputs: Iterable[object], mapping: dict[str, str], notes: Counter[str]) -> Iterator[Placed]:
    read: set[int] = set()
    for given in inputs:
        if is_dataset(given):
            rows = cast(Iterable[dict[str, Any]], given)
            yield from _read_rows(enumerate(rows, 1), "data set", mapping, notes)
        elif is_hub_name(str(given)):
            yield from _read_rows(enumerate(load_stream(str(given)), 1), str(given), mapping, notes)
        else:
            yield from _read_path(Path(str(given)), read, mapping, notes)


def _read_path(path: Path, read: set[int], mapping: dict[str, str], notes: Counter[str]) -> Iterator[Placed]:
    described = _Descriptions()
    if path.is_file() and path.suffix in (*TEXT, *PAGES) and (path.parent / METADATA).is_file():
        beside = path.parent / METADATA
        list(described.add(Entry(str(beside), METADATA, lambda: beside.open("rb")), notes))
    anything = False
    for item in files_of(path):
        anything = True
        if isinstance(item, Rejected):
            yield item, None
        elif item.name == METADATA and path.is_dir():
            yield from ((rejected, rejected.line) for rejected in described.add(item, notes))
        elif PurePosixPath(item.name).stem.upper() == "README":
            notes[PASSED_OVER] += 1
        elif hash(Path(item.label).absolute()) not in read:
            read.add(hash(Path(item.label).absolute()))
            yield from _read_entry(item, described.pop(item.label), mapping, notes)
    if not anything:
        yield Rejected(str(path), "holds no file", "point to the folder of the articles"), None
    if not path.is_file():
        yield from ((rejected, rejected.line) for rejected in described.left())


def _read_entry(
    entry: Entry, described: tuple[str, int, str] | None, mapping: dict[str, str], notes: Counter[str]
) -> Iterator[Placed]:
    if entry.suffix in TEXT or entry.suffix in PAGES:
        yield _read_file(entry, described, mapping, notes), None
    elif entry.suffix in SUFFIXES:
        yield from _read_rows(rows_of(entry, notes), entry.label, mapping, notes, default=_default_id(entry))
    else:
        reason = f"unknown file type {entry.suffix or entry.name!r}"
        cure = "give .txt or .html with metadata.jsonl, .jsonl, .csv, .tsv or .parquet, alone, as .gz or in a .zip"
        yield Rejected(entry.label, reason, cure), None


def _read_rows(
    rows: Iterable[tuple[int, dict[str, Any] | Rejected]], label: str, mapping: dict[str, str],
    notes: Counter[str], *, default: str | None = None,
) -> Iterator[Placed]:  # fmt: skip
    for number, row in rows:
        if isinstance(row, Rejected):
            yield row, number
            continue
        place = Place(label, number, f"{default or label.replace('/', '-')}-{number}", label)
        yield article_of(named(row, mapping), place, notes), number


def _read_file(
    entry: Entry, described: tuple[str, int, str] | None, mapping: dict[str, str], notes: Counter[str]
) -> Article | Rejected:
    """The article of a text file or page, with what its metadata line says."""
    default = _default_id(entry)
    fields = _content(entry, notes)
    if isinstance(fields, Rejected):
        return fields
    if described is None:
        place = Place(entry.label, None, default, entry.label)
        article = article_of(fields, place, notes)
        if isinstance(article, Rejected) and article.reason == "no outlet":
            # The folder's name may be the outlet's, and a guess is none.
            cure = 'add {"file": "' + entry.name + '", "outlet": "..."}'
            return place.reject(f"no line in {METADATA} names this file, and its outlet is unknown", cure)
        return article
    file, line, raw = described
    row = named(json.loads(raw), mapping)
    place = Place(file, line, default, entry.label)
    if (fault := text_fault(fields["text"])) is not None:  # the fault is the file's and not its line's
        return Rejected(entry.label, *fault, article_id=str(row.get("id") or default))
    return article_of({**fields, **row, "text": fields["text"]}, place, notes)


def _content(entry: Entry, notes: Counter[str]) -> dict[str, Any] | Rejected:
    """The text of a file, or what trafilatura finds in a page."""
    most = MOST_BYTES[entry.suffix]
    try:
        with entry.open() as stream:
            raw = stream.read(most + 1)
    except READ_ERRORS as error:
        what = str(error) or type(error).__name__
        return Rejected(entry.label, f"cannot be read ({what})", "pack or copy it again")
    if len(raw) > most:
        return Rejected(entry.label, f"more than {most:,} bytes", "split the file into its articles")
    try:
        text = decode(raw, notes)
    except NotTextError as error:
        return Rejected(entry.label, str(error), _CONVERT, error.line)
    if entry.suffix in TEXT:
        return {"text": text}
    from framing.reading.pages import article_of_page

    page = article_of_page(text) if text.strip() else None
    return page or Rejected(entry.label, "no article on the page", "save the page of one article")


def _default_id(entry: Entry) -> str:
    """The path below what was given; without its ending for the two plain formats."""
    path = entry.path
    return path.removesuffix(entry.suffix) if path.endswith((".txt", ".jsonl")) else path


class _Descriptions:
    """Lines of ``metadata.jsonl`` by the file they describe, kept as text until that file comes."""

    def __init__(self) -> None:
        self._lines: dict[str, tuple[str, int, str]] = {}

    def add(self, entry: Entry, notes: Counter[str]) -> Iterator[Rejected]:
        """Takes in a metadata file and yields what is wrong with it."""
        try:
            with entry.open() as stream:
                for number, row in json_lines(entry, stream, notes):
                    if isinstance(row, Rejected):
                        yield row
                    elif (fault := self._add(entry, number, row)) is not None:
                        yield fault
        except READ_ERRORS as error:
            yield Rejected(entry.label, f"cannot be read ({error})", "pack or copy it again")

    def _add(self, entry: Entry, number: int, row: dict[str, Any]) -> Rejected | None:
        name = row.get("file")
        if not isinstance(name, str) or not name:
            return Rejected(entry.label, "no key 'file'", "name the file that the line describes", number)
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            return Rejected(
                entry.label, f"names {name!r}, which is not in this folder", "name a file below it", number
            )
        if entry.folder + name in self._lines:
            return Rejected(entry.label, f"second line for {name!r}", "keep one line a file", number)
        self._lines[entry.folder + name] = entry.label, number, json.dumps(row, ensure_ascii=False)
        return None

    def pop(self, label: str) -> tuple[str, int, str] | None:
        """Metadata file, line and row of a file; the line of a compressed file may leave out its .gz."""
        return self._lines.pop(label, None) or self._lines.pop(label.removesuffix(".gz"), None)

    def left(self) -> Iterator[Rejected]:
        """Lines that no file answered to."""
        for label, (file, number, raw) in self._lines.items():
            name = json.loads(raw)["file"]
            if (
                not Path(label).is_file() and not Path(label).is_symlink()
            ):  # one that is there was refused, and said so
                yield Rejected(file, f"names {name!r}, which is not in this folder",
                               "add the file or remove the line", number)  # fmt: skip
