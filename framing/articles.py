"""Articles from files: ``.txt`` with a ``metadata.jsonl`` beside them, and ``.jsonl``.

What cannot be used is handed back as ``Rejected`` in its place in the stream, so that
nothing is lost and the rest is still read.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from framing.records import Article, Rejected

MAX_CHARACTERS = 100_000
METADATA = "metadata.jsonl"
FIELDS = ("id", "outlet", "title", "published", "url", "wire", "credit", "event", "country")


def read_articles(*inputs: str | Path) -> Iterator[Article | Rejected]:
    """The articles of files and folders, in the order of their names, with what was set aside.

    A folder is read through: every ``.txt`` (its outlet, title, date and so on in the
    ``metadata.jsonl`` of the same folder, found by the key ``file``) and every other
    ``.jsonl`` (one article a line: ``text`` and ``outlet``, and any of the fields
    ``id title published url wire credit event country``).
    An input that does not exist or holds no article is a ``Rejected`` too.
    """
    found: list[Path] = []
    for path in map(Path, inputs):
        files = _files(path)
        if isinstance(files, Rejected):
            yield files
        else:
            found += files
    yield from _unique(_read_files(list(dict.fromkeys(found))))


def _unique(stream: Iterable[tuple[Article | Rejected, int | None]]) -> Iterator[Article | Rejected]:
    """The stream without its line numbers; an id that was read before makes a ``Rejected``."""
    seen: dict[str, str] = {}
    for item, line in stream:
        if isinstance(item, Article):
            place = item.source if line is None else f"{item.source}:{line}"
            if item.id in seen:
                yield Rejected(item.source, f"id {item.id!r} stands in {seen[item.id]} too",
                               "give each article an id of its own", line, item.id)  # fmt: skip
                continue
            seen[item.id] = place
        yield item


def read_alone(path: Path) -> Article | Rejected:
    """A text file as an article of no outlet, for looking at; comparing needs its metadata."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(path, error)
    return _article({"outlet": "(no outlet)", "text": text}, path.stem, str(path), 1, source=str(path))


def count_articles(*inputs: str | Path) -> int:
    """About how many articles there are to read: files and lines, unread."""
    total = 0
    for path in map(Path, inputs):
        files = _files(path)
        for file in [] if isinstance(files, Rejected) else files:
            if file.suffix == ".jsonl" and file.name != METADATA:
                with file.open("rb") as stream:
                    total += sum(1 for line in stream if line.strip())
            elif file.suffix == ".txt":
                total += 1
    return total


def _files(path: Path) -> list[Path] | Rejected:
    if path.is_file():
        return [path]
    if not path.is_dir():
        return Rejected(str(path), "no such file or folder", "check the path")
    found = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
    # A metadata file alone is read all the same: it tells what is missing.
    if not any(p.suffix in (".txt", ".jsonl") for p in found):
        return Rejected(str(path), "holds no .txt or .jsonl file", "point to the folder of the articles")
    return found


def _read_files(files: list[Path]) -> Iterator[tuple[Article | Rejected, int | None]]:
    """Articles and what was set aside, with the line of a JSONL file that an article stands in."""
    by_folder: dict[Path, dict[str, tuple[int, dict[str, Any]]]] = {}
    for folder in dict.fromkeys(file.parent for file in files):
        rows: dict[str, tuple[int, dict[str, Any]]] = {}
        if (folder / METADATA).is_file():
            yield from ((rejected, None) for rejected in _read_metadata(folder / METADATA, rows))
        by_folder[folder] = rows
    for file in files:
        if file.name == METADATA or file.stem.upper() == "README":
            continue
        if file.suffix == ".txt":
            yield _read_text(file, by_folder[file.parent].get(file.name)), None
        elif file.suffix == ".jsonl":
            yield from _read_jsonl(file)
        else:
            reason = f"unknown file type {file.suffix or file.name!r}"
            yield Rejected(str(file), reason, "give .txt with metadata.jsonl, or .jsonl"), None


def _read_metadata(path: Path, rows: dict[str, tuple[int, dict[str, Any]]]) -> Iterator[Rejected]:
    """Fills ``rows`` by file name and yields what is wrong with the file."""
    for number, row in _json_lines(path):
        if isinstance(row, Rejected):
            yield row
            continue
        name = row.get("file")
        if not isinstance(name, str) or not name:
            yield Rejected(str(path), "no key 'file'", "name the .txt that the line describes", number)
        elif name in rows:
            yield Rejected(str(path), f"second line for {name!r}", "keep one line a file", number)
        else:
            rows[name] = (number, row)
            if Path(name).name != name or not (path.parent / name).is_file():
                yield Rejected(str(path), f"names {name!r}, which is not in this folder",
                               "add the file or remove the line", number)  # fmt: skip


def _read_text(path: Path, found: tuple[int, dict[str, Any]] | None) -> Article | Rejected:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(path, error)
    number, row = found if found is not None else (None, {})
    place = str(path) if number is None else str(path.parent / METADATA)
    # Without metadata the folder is the only hint at who published it, and a guess is none.
    if number is None:
        return Rejected(str(path), f"no line in {METADATA} names this file",
                        'add {"file": "' + path.name + '", "outlet": "..."}')  # fmt: skip
    fault = _fault(text)
    if fault is not None:  # the fault is the file's and not its line's
        return Rejected(str(path), *fault, article_id=str(row.get("id") or path.stem))
    return _article({**row, "text": text}, path.stem, place, number, source=str(path))


def _read_jsonl(path: Path) -> Iterator[tuple[Article | Rejected, int]]:
    for number, row in _json_lines(path):
        if isinstance(row, Rejected):
            yield row, number
        else:
            yield _article(row, f"{path.stem}-{number}", str(path), number, source=str(path)), number


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | Rejected]]:
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            if not raw.strip():
                continue
            try:
                row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
            except UnicodeDecodeError as error:
                yield number, _not_utf8(path, error, number)
            except (ValueError, RecursionError) as error:
                yield number, Rejected(str(path), f"broken JSON ({error})", "mend or remove the line", number)
            else:
                if isinstance(row, dict):
                    yield number, row
                else:
                    yield (
                        number,
                        Rejected(
                            str(path), "not a JSON object", 'write {"text": ..., "outlet": ...}', number
                        ),
                    )


def _fault(text: str) -> tuple[str, str] | None:
    """Why a text cannot be an article's, and the cure, if it cannot."""
    if not text.strip():
        return "no text", "fill the key 'text' or the file, or remove the line"
    if len(text) > MAX_CHARACTERS:
        return (f"{len(text):,} characters; an article has at most {MAX_CHARACTERS:,}",
                "split the file into its articles")  # fmt: skip
    return None


def _article(
    row: dict[str, Any], default_id: str, place: str, line: int, *, source: str
) -> Article | Rejected:
    """The article that a row describes, or why it is none."""
    identity = row.get("id")
    identity = default_id if identity is None or identity == "" else str(identity)

    def reject(reason: str, cure: str) -> Rejected:
        return Rejected(place, reason, cure, line, identity)

    for key in ("text", *FIELDS):
        value = row.get(key)
        number = isinstance(value, int) and not isinstance(value, bool)
        if value is not None and not isinstance(value, str) and not (key == "id" and number):
            return reject(f"{key} is {type(value).__name__}, not text", f"write {key} as a string")
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
            return reject(f"{key} holds half a surrogate pair", "write the character whole, in UTF-8")
    text = row.get("text") or ""
    if (fault := _fault(text)) is not None:
        return reject(*fault)
    if not (row.get("outlet") or "").strip():
        return reject("no outlet", "fill the key 'outlet': a comparison needs to know who published")
    published = None
    if row.get("published"):
        try:
            published = datetime.datetime.fromisoformat(row["published"]).date()
        except ValueError:
            return reject(f"published is {row['published']!r}", "write the date as YYYY-MM-DD")
    return Article(
        id=identity,
        outlet=row["outlet"].strip(),
        text=_with_title(row.get("title"), text),
        title=row.get("title"),
        published=published,
        url=row.get("url"),
        credit=row.get("wire") or row.get("credit"),
        event=row.get("event"),
        country=row.get("country"),
        source=source,
    )


def _with_title(title: str | None, text: str) -> str:
    """The text, under its title unless it opens with it already."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if title is None or not title.strip():
        return text
    opening = " ".join(text.lstrip()[: len(title) + 20].split())
    # A whole word at its end: "War" does not open "Warsaw is quiet".
    opens = re.match(rf"{re.escape(' '.join(title.split()))}(?!\w)", opening)
    return text if opens else f"{title.strip()}\n\n{text}"


def _not_utf8(path: Path, error: UnicodeDecodeError, line: int | None = None) -> Rejected:
    if line is None:
        line = error.object.count(b"\n", 0, error.start) + 1
    return Rejected(str(path), f"not UTF-8 (byte 0x{error.object[error.start]:02x})",
                    "convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8", line)  # fmt: skip
