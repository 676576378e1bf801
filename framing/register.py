"""The register of actors: who there is, and a search for their aliases in a text."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from framing import variants
from framing.actors import Actor, Office
from framing.records import Form, Span
from framing.register_checks import merged
from framing.register_files import Entry, key_of, read_entries, words
from framing.resources import resource

__all__ = ["Actor", "Match", "Office", "Register", "load_register"]


@dataclass(frozen=True, slots=True)
class Match:
    """An alias found in a text."""

    start: int
    end: int
    actor: str
    form: Form


@dataclass(frozen=True)
class Register:
    """Actors by id, and a search for their aliases. ``digest`` is the sha256 of the files."""

    actors: dict[str, Actor]
    digest: str

    @cached_property
    def _by_first_word(self) -> dict[str, dict[int, dict[tuple[str, ...], tuple[str, Form]]]]:
        """Aliases by first word, then by number of words, the longest first: a look-up each."""
        index: dict[str, dict[int, dict[tuple[str, ...], tuple[str, Form]]]] = defaultdict(dict)
        for actor in self.actors.values():
            for text, form in actor.forms():
                key = key_of(text)
                index[key[0]].setdefault(len(key), {}).setdefault(key, (actor.id, form))
        return {word: dict(sorted(entries.items(), reverse=True)) for word, entries in index.items()}

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
        spans = list(words(text))
        plain = [word for word, _ in spans]
        found: list[Match] = []
        i = 0
        while i < len(plain):
            for length, aliases in self._by_first_word.get(plain[i], _NONE).items():
                known = aliases.get(tuple(plain[i : i + length]))
                if known is not None and not _amount(spans, i + length):
                    found.append(Match(spans[i][1][0], spans[i + length - 1][1][1], *known))
                    i += length
                    break
            else:
                i += 1
        return found


_NONE: dict[int, dict[tuple[str, ...], tuple[str, Form]]] = {}


def load_register(path: Path | str) -> Register:
    """The register in a TOML or CSV file, on top of the shipped one where it says ``extends = true``.

    Raises ``RegisterError`` naming file, line and entry for a key that is unknown or missing, an id
    used twice, an alias of two actors, an office held by two at a time, or a reference to an actor
    that is not there; for two entries at odds it names both places.
    """
    entries, extends, digest = read_entries(Path(path))
    shipped: list[Entry] = []
    if extends:
        shipped, _, below = read_entries(resource("corpus", "actors.toml"))
        digest = hashlib.sha256(f"{below}+{digest}".encode()).hexdigest()
    return Register(merged(shipped, entries), digest)


def _amount(spans: list[tuple[str, Span]], after: int) -> bool:
    """Whether a sign of money follows at once: "US$5 million" is not the United States."""
    return after < len(spans) and spans[after][0] in "$€£" and spans[after][1][0] == spans[after - 1][1][1]
