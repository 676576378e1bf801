"""The register of actors: who there is, under which names, from a TOML file."""

from __future__ import annotations

import datetime
import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast, get_args

from framing import variants
from framing.errors import RegisterError
from framing.records import ActorKind, Form, Span

_WORD = re.compile(r"\w+|[^\w\s]")
_HEADER = re.compile(r"\s*\[\[\s*actor\s*\]\]\s*(?:#.*)?$")
_KEYS = {
    "id", "kind", "name", "names", "demonyms", "metonyms", "codes", "affiliation", "offices",
    "source", "as_of",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """An office held from one date to another; None where unknown or still held."""

    role: str
    of: str
    start: datetime.date | None
    end: datetime.date | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A country, organisation, person or disputed place with all its names."""

    id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    affiliation: str | None = None
    offices: tuple[Office, ...] = ()

    def forms(self) -> Iterator[tuple[str, Form]]:
        """Every alias with its form."""
        yield self.name, "name"
        yield from ((text, "alias") for text in self.names)
        yield from ((text, "demonym") for text in self.demonyms)
        yield from ((text, "metonym") for text in self.metonyms)


@dataclass(frozen=True, slots=True)
class Match:
    """An alias found in a text."""

    start: int
    end: int
    actor: str
    form: Form


@dataclass(frozen=True)
class Register:
    """Actors by id, and a search for their aliases. ``digest`` is the sha256 of the file."""

    actors: dict[str, Actor]
    digest: str

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], str, Form]]]:
        index: dict[str, list[tuple[tuple[str, ...], str, Form]]] = defaultdict(list)
        for actor in self.actors.values():
            for text, form in actor.forms():
                words = tuple(_words(text))
                index[words[0][0]].append((tuple(w for w, _ in words), actor.id, form))
        for entries in index.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)
        return dict(index)

    @cached_property
    def surnames(self) -> dict[str, set[str]]:
        """Ids of the persons of the register by the last word of a full name."""
        found: dict[str, set[str]] = defaultdict(set)
        for actor in self.actors.values():
            if actor.kind == "person":
                for name in (actor.name, *actor.names):
                    if " " in name:
                        found[name.split()[-1]].add(actor.id)
        return dict(found)

    @cached_property
    def by_surname_key(self) -> dict[str, set[str]]:
        """Ids of the persons of the register by the spelling-free key of their surname (see ``variants``)."""
        found: dict[str, set[str]] = defaultdict(set)
        for surname, ids in self.surnames.items():
            found[variants.key(surname)] |= ids
        return dict(found)

    def search(self, text: str) -> list[Match]:
        """Aliases in the text, case-sensitive, the longest at each place, none overlapping."""
        words = list(_words(text))
        found: list[Match] = []
        i = 0
        while i < len(words):
            for alias, actor, form in self._by_first_word.get(words[i][0], ()):
                after = words[i + len(alias)] if i + len(alias) < len(words) else None
                amount = (
                    after is not None and after[0] in "$€£" and after[1][0] == words[i + len(alias) - 1][1][1]
                )
                # "US$5 million" is money and not the United States.
                if not amount and tuple(w for w, _ in words[i : i + len(alias)]) == alias:
                    found.append(Match(words[i][1][0], words[i + len(alias) - 1][1][1], actor, form))
                    i += len(alias)
                    break
            else:
                i += 1
        return found


def _words(text: str) -> Iterator[tuple[str, Span]]:
    for word in _WORD.finditer(text):
        yield word.group().replace("’", "'"), word.span()


def load_register(path: Path) -> Register:
    """The register in a TOML file.

    Raises ``RegisterError`` naming file, line and entry for a key that is unknown or missing,
    an id used twice, an alias of two actors, or a reference to an actor that is not there.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError:
        raise RegisterError(f"{path}: no such register") from None
    except OSError as error:
        raise RegisterError(f"{path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegisterError(f"{path}: not TOML in UTF-8: {error}") from None
    if table.get("schema") != 1 or not isinstance(table.get("actor"), list):
        raise RegisterError(f"{path}: needs 'schema = 1' and [[actor]] tables")
    # The n-th table stands under the n-th header: tomllib itself keeps no line numbers.
    lines = [n for n, line in enumerate(text.split("\n"), 1) if _HEADER.match(line)]
    if len(lines) != len(table["actor"]):
        raise RegisterError(f"{path}: write each actor under a line [[actor]] of its own")
    actors: dict[str, Actor] = {}
    line_of: dict[str, int] = {}
    for line, row in zip(lines, table["actor"], strict=True):
        actor = _actor(row, f"{path}:{line}")
        if actor.id in actors:
            raise RegisterError(f"{path}:{line}: id {actor.id!r} stands in line {line_of[actor.id]} too")
        actors[actor.id], line_of[actor.id] = actor, line
    _check(path, actors, line_of)
    return Register(actors, hashlib.sha256(raw).hexdigest())


def _actor(row: dict[str, Any], place: str) -> Actor:
    unknown = set(row) - _KEYS
    if unknown:
        raise RegisterError(f"{place}: unknown keys {sorted(unknown)}")
    for key in ("id", "kind", "name", "source", "as_of"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise RegisterError(f"{place}: needs the key {key!r}")
    if row["kind"] not in get_args(ActorKind):
        raise RegisterError(f"{place}: kind {row['kind']!r} is none of {get_args(ActorKind)}")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]):
        raise RegisterError(f"{place}: id {row['id']!r} is no lower-case slug")
    for key in ("names", "demonyms", "metonyms", "codes", "offices"):
        kind = dict if key == "offices" else str
        if not isinstance(row.get(key, []), list) or not all(isinstance(x, kind) for x in row.get(key, [])):
            raise RegisterError(f"{place}: {key} is no list of {'tables' if kind is dict else 'texts'}")
    if not isinstance(row.get("affiliation", ""), str):
        raise RegisterError(f"{place}: affiliation is no id of an actor")
    return Actor(
        id=row["id"],
        kind=cast(ActorKind, row["kind"]),
        name=row["name"],
        names=tuple(row.get("names", ())),
        demonyms=tuple(row.get("demonyms", ())),
        metonyms=tuple(row.get("metonyms", ())),
        affiliation=row.get("affiliation"),
        offices=tuple(_office(office, place) for office in row.get("offices", ())),
    )


def _office(row: dict[str, Any], place: str) -> Office:
    try:
        return Office(row["role"], row["of"], _date(row.get("from")), _date(row.get("to")), row.get("title"))
    except (KeyError, TypeError, ValueError) as error:
        raise RegisterError(f"{place}: office needs role, of, and dates as YYYY-MM-DD ({error})") from None


def _date(text: str | datetime.date | None) -> datetime.date | None:
    if not text:
        return None
    if isinstance(text, datetime.date):  # written without quotation marks
        return text
    return datetime.date.fromisoformat(text if len(text) > 7 else f"{text}-01")


def _check(path: Path, actors: dict[str, Actor], line_of: dict[str, int]) -> None:
    owner: dict[tuple[str, ...], Actor] = {}
    for actor in actors.values():
        for text, _ in actor.forms():
            key = tuple(w for w, _ in _words(text))
            if not key:
                raise RegisterError(f"{path}:{line_of[actor.id]}: {actor.id} has an empty alias")
            other = owner.setdefault(key, actor)
            if other is not actor:
                raise RegisterError(
                    f"{path}:{line_of[actor.id]}: {text!r} of {actor.id} is an alias of {other.id} "
                    f"(line {line_of[other.id]}) too; keep it with one of them"
                )
        for reference in (actor.affiliation, *(office.of for office in actor.offices)):
            if reference is not None and reference not in actors:
                raise RegisterError(f"{path}:{line_of[actor.id]}: {actor.id} refers to unknown {reference!r}")
