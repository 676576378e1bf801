"""The list of outlets: which one an address, a name, a byline or a copyright line tells, and its country."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from framing.errors import RegisterError
from framing.records import Article, Mark
from framing.resources import resource

Owner = Literal["state", "public", "private", "agency"]
_KEYS = {"name", "names", "domains", "country", "owner", "source", "as_of"}
_NOISE = re.compile(
    r"©|\(c\)|@|\bcopyright\b|\bcontent\b|\b(?:19|20)\d\d\b|\ball rights reserved\b.*|\b(?:ltd|inc|llc|plc|group)\b\.?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet or agency; country is ISO 3166 alpha-2, owner and country None where not known."""

    name: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    country: str | None
    owner: Owner | None
    source: str
    as_of: str


@dataclass(frozen=True)
class Outlets:
    """A list of outlets with its look-ups."""

    rows: tuple[Outlet, ...]

    @cached_property
    def _by_name(self) -> dict[str, Outlet]:
        return {_key(name): outlet for outlet in self.rows for name in (outlet.name, *outlet.names)}

    @cached_property
    def _by_domain(self) -> dict[str, Outlet]:
        return {domain: outlet for outlet in self.rows for domain in outlet.domains}

    def by_name(self, name: str) -> Outlet | None:
        """The outlet of a name or abbreviation, whatever its case and with or without "The"."""
        return self._by_name.get(_key(name)) or (self.by_url(name) if "." in name else None)

    def by_url(self, url: str) -> Outlet | None:
        """The outlet of an address, by the longest domain that its host ends with."""
        parts = host_of(url).split(".")
        for i in range(len(parts) - 1):
            if (outlet := self._by_domain.get(".".join(parts[i:]))) is not None:
                return outlet
        return None

    def agency(self, name: str) -> Outlet | None:
        """The news agency of a name."""
        outlet = self.by_name(name)
        return outlet if outlet is not None and outlet.owner == "agency" else None


@cache
def load_outlets(path: Path | None = None) -> Outlets:
    """The shipped list, or one's own. Raises ``RegisterError`` naming the row that is wrong."""
    path = path or resource("corpus", "outlets.toml")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RegisterError(f"{path}: {error}") from None
    rows = []
    taken: dict[str, str] = {}
    for row in content.get("outlet", []):
        name = row.get("name", "?")
        if missing := {"name", "domains", "source", "as_of"} - set(row):
            raise RegisterError(f"{path}: outlet {name!r} lacks {', '.join(sorted(missing))}")
        if unknown := set(row) - _KEYS:
            raise RegisterError(f"{path}: outlet {name!r} has unknown keys {', '.join(sorted(unknown))}")
        if row.get("owner") not in (None, *get_args(Owner)):
            raise RegisterError(
                f"{path}: outlet {name!r}: owner {row['owner']!r} is none of {', '.join(get_args(Owner))}"
            )
        for form in {*map(_key, (name, *row.get("names", ()))), *row["domains"]}:
            if taken.setdefault(form, name) != name:
                raise RegisterError(f"{path}: {form!r} belongs to {taken[form]!r} and to {name!r}")
        rows.append(Outlet(
            name, tuple(row.get("names", ())), tuple(row["domains"]), row.get("country"), row.get("owner"),
            row["source"], row["as_of"],
        ))  # fmt: skip
    return Outlets(tuple(rows))


def host_of(url: str) -> str:
    """The host of an address, in lower case and without www; empty where there is none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def outlet_in(article: Article, marks: Sequence[Mark], outlets: Outlets) -> Outlet | None:
    """The listed outlet, no agency, that a byline ("By Jane Porter, BBC News") or copyright line names."""
    for mark in marks:
        if mark.part in ("byline", "copyright"):
            for name in names_in(article.text[mark.start : mark.end]):
                outlet = outlets.by_name(name)
                if outlet is not None and outlet.owner != "agency":
                    return outlet
    return None


def names_in(line: str) -> Iterator[str]:
    """The pieces of a byline, credit or copyright line that can be a name."""
    for piece in re.split(r"[,;|/()\[\]]|\bfor\b|\bby\b|(?<=\d)\.|\. ", _NOISE.sub("", line), flags=re.I):
        if name := piece.strip(" .:–—-\t"):
            yield name


def _key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
