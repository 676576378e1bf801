"""Entries of actors from TOML and CSV files, each with its place."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from framing.actors import Actor, Office
from framing.errors import RegisterError
from framing.records import ActorKind, Span

_WORD = re.compile(r"\w+|[^\w\s]")
LISTS = ("names", "demonyms", "metonyms", "codes")
COLUMNS = ("id", "kind", "name", *LISTS, "affiliation", "source", "as_of", "without")
_KEYS = {*COLUMNS, "offices"}
_HEADER = re.compile(r"\s*\[\[\s*actor\s*\]\]\s*(?:#.*)?$")
_EXTENDS = re.compile(r'\s*"?\s*#\s*extends\s*=\s*(true|false)\s*"?[\s,;]*$')


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor as a file tells of it, where it stands, and forms of the register below that it takes away."""

    actor: Actor
    path: Path
    line: int
    without: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.path}:{self.line}"

    def seen_from(self, other: Entry) -> str:
        """The place, as short as the other's file allows."""
        return f"line {self.line}" if self.path == other.path else self.place


def words(text: str) -> Iterator[tuple[str, Span]]:
    """Words and signs with their places; both apostrophes are one."""
    for word in _WORD.finditer(text):
        yield word.group().replace("’", "'"), word.span()


def key_of(alias: str) -> tuple[str, ...]:
    """What an alias is matched by."""
    return tuple(word for word, _ in words(alias))


def read_entries(path: Path) -> tuple[list[Entry], bool, str]:
    """The entries of a file, whether they extend the shipped register, and the sha256 of the file.

    Raises ``RegisterError`` naming file and line of what cannot be used.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise RegisterError(f"{path}: no such register") from None
    except OSError as error:
        raise RegisterError(f"{path}: cannot be read: {error.strerror}") from None
    read = _read_csv if path.suffix.lower() == ".csv" else _read_toml
    rows, extends = read(path, raw)
    entries = [_entry(row, path, line, extends) for line, row in rows]
    if not entries and not extends:
        raise RegisterError(f"{path}: holds no actor")
    return entries, extends, hashlib.sha256(raw).hexdigest()


def _read_toml(path: Path, raw: bytes) -> tuple[list[tuple[int, dict[str, Any]]], bool]:
    try:
        text = raw.decode("utf-8")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegisterError(f"{path}: not TOML in UTF-8: {error}") from None
    if table.get("schema") != 1 or not isinstance(table.get("actor", []), list):
        raise RegisterError(f"{path}: needs 'schema = 1' and [[actor]] tables")
    if unknown := set(table) - {"schema", "extends", "actor"}:
        raise RegisterError(f"{path}: unknown keys {sorted(unknown)} at the top")
    extends = table.get("extends", False)
    if not isinstance(extends, bool):
        raise RegisterError(f"{path}: extends is true (add to the shipped register) or false (replace it)")
    # The n-th table stands under the n-th header: tomllib itself keeps no line numbers.
    lines = [n for n, line in enumerate(text.split("\n"), 1) if _HEADER.match(line)]
    rows = table.get("actor", [])
    if len(lines) != len(rows):
        raise RegisterError(f"{path}: write each actor under a line [[actor]] of its own")
    return list(zip(lines, rows, strict=True)), extends


def _read_csv(path: Path, raw: bytes) -> tuple[list[tuple[int, dict[str, Any]]], bool]:
    """Rows of a CSV (comma or semicolon, as its header line has it); what is a list is split at ";" or "|"."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RegisterError(f"{path}:{line}: not UTF-8; save the table as CSV UTF-8") from None
    first, _, rest = text.partition("\n")
    stated = _EXTENDS.match(first)
    above = 1 if stated else 0
    body = rest if stated else text
    header = body.partition("\n")[0]
    comma = header.count(",") >= header.count(";")
    reader = csv.reader(io.StringIO(body, newline=""), delimiter="," if comma else ";", strict=True)
    rows: list[tuple[int, dict[str, Any]]] = []
    columns: list[str] = []
    start = above + 1
    try:
        for cells in reader:
            here, start = start, reader.line_num + above + 1
            values = [cell.strip() for cell in cells]
            if not any(values):
                continue
            if not columns:
                columns = _columns(values, f"{path}:{here}")
                continue
            if len(values) > len(columns):
                raise RegisterError(
                    f"{path}:{here}: {len(values)} cells under {len(columns)} columns; "
                    "put a cell that holds the delimiter in quotation marks"
                )
            row: dict[str, Any] = {k: v for k, v in zip(columns, values, strict=False) if v}
            for key in {*LISTS, "without"} & set(row):
                row[key] = [part.strip() for part in re.split("[;|]", row[key]) if part.strip()]
            rows.append((here, row))
    except csv.Error as error:
        raise RegisterError(f"{path}:{reader.line_num + above}: broken CSV ({error})") from None
    return rows, stated is not None and stated.group(1) == "true"


def _columns(cells: list[str], place: str) -> list[str]:
    names = [cell.lower() for cell in cells]
    if unknown := [name for name in names if name not in COLUMNS]:
        raise RegisterError(f"{place}: unknown columns {unknown}; there are {', '.join(COLUMNS)}")
    if len(set(names)) < len(names) or not {"id", "kind", "name"} <= set(names):
        raise RegisterError(f"{place}: needs the columns id, kind and name, each column once")
    return names


def _entry(row: dict[str, Any], path: Path, line: int, extends: bool) -> Entry:
    place = f"{path}:{line}"
    unknown = set(row) - _KEYS
    if unknown:
        raise RegisterError(f"{place}: unknown keys {sorted(unknown)}")
    for key in ("id", "kind", "name"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise RegisterError(f"{place}: needs the key {key!r}")
    if row["kind"] not in get_args(ActorKind):
        raise RegisterError(f"{place}: kind {row['kind']!r} is none of {get_args(ActorKind)}")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]):
        raise RegisterError(f"{place}: id {row['id']!r} is no lower-case slug")
    for key in (*LISTS, "without", "offices"):
        kind = dict if key == "offices" else str
        if not isinstance(row.get(key, []), list) or not all(isinstance(x, kind) for x in row.get(key, [])):
            raise RegisterError(f"{place}: {key} is no list of {'tables' if kind is dict else 'texts'}")
    for key in ("affiliation", "source", "as_of"):
        if not isinstance(row.get(key, ""), str):
            raise RegisterError(f"{place}: {key} is no text; put it in quotation marks")
    if row.get("without") and not extends:
        raise RegisterError(f"{place}: 'without' takes forms from the shipped register; say extends = true")
    actor = Actor(
        id=row["id"],
        kind=cast(ActorKind, row["kind"]),
        name=row["name"],
        names=tuple(row.get("names", ())),
        demonyms=tuple(row.get("demonyms", ())),
        metonyms=tuple(row.get("metonyms", ())),
        affiliation=row.get("affiliation") or None,
        offices=tuple(_office(office, place) for office in row.get("offices", ())),
    )
    for text, _ in actor.forms():
        if not _WORD.search(text):
            raise RegisterError(f"{place}: {actor.id} has an empty alias")
    return Entry(actor, path, line, tuple(row.get("without", ())))


def _office(row: dict[str, Any], place: str) -> Office:
    if unknown := set(row) - {"role", "of", "from", "to", "title"}:
        raise RegisterError(f"{place}: office with unknown keys {sorted(unknown)}")
    try:
        start, end = _day(row.get("from"), last=False), _day(row.get("to"), last=True)
        office = Office(row["role"], row["of"], start, end, row.get("title"))
    except (KeyError, TypeError, ValueError) as error:
        raise RegisterError(
            f"{place}: office needs role, of, and dates as YYYY-MM-DD, YYYY-MM or YYYY ({error})"
        ) from None
    if start is not None and end is not None and end < start:
        raise RegisterError(f"{place}: office of {office.role!r} ends on {end}, before it starts")
    return office


def _day(text: str | datetime.date | None, *, last: bool) -> datetime.date | None:
    """A date; of a month or year alone its first or last day."""
    if not text:
        return None
    if isinstance(text, datetime.date):  # written without quotation marks
        return text
    if re.fullmatch(r"\d{4}", text):
        return datetime.date(int(text), 12 if last else 1, 31 if last else 1)
    if re.fullmatch(r"\d{4}-\d\d", text):
        first = datetime.date.fromisoformat(f"{text}-01")
        after = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return after - datetime.timedelta(days=1) if last else first
    return datetime.date.fromisoformat(text)
