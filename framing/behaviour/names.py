"""The names that behaviour tests put into their sentences, and how a sentence takes them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from framing.records import Span

Kind = Literal["country", "man", "woman", "body", "firm"]
Group = Literal["country", "person", "organisation"]
SEED = 20230

_GROUPS: dict[Kind, Group] = {
    "country": "country", "man": "person", "woman": "person", "body": "organisation", "firm": "organisation",
}  # fmt: skip
_SLOT = re.compile(r"\{([*+]?)([a-z]+\d?)\}('s)?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a sentence can take; ``last`` and ``origin`` are those of a person."""

    text: str
    kind: Kind
    article: bool = False
    last: str = ""
    origin: str = ""

    @property
    def group(self) -> Group:
        """Country, person or organisation: within a group, names may change places."""
        return _GROUPS[self.kind]


def _names(kind: Kind, text: str) -> tuple[Name, ...]:
    """Names from a text with ';' between them; a leading 'the' becomes the article."""
    listed = [" ".join(name.split()) for name in text.split(";")]
    return tuple(Name(n.removeprefix("the "), kind, article=n.startswith("the ")) for n in listed)


def _persons(kind: Kind, text: str) -> tuple[Name, ...]:
    """Persons from lines 'origin: name, name'. Chinese names begin with the family name."""
    persons = []
    for line in text.strip().splitlines():
        origin, names = line.split(":")
        for name in names.split(","):
            words = name.split()
            last = words[0] if origin.strip() == "Chinese" else words[-1]
            persons.append(Name(" ".join(words), kind, last=last, origin=origin.strip()))
    return tuple(persons)


COUNTRIES = _names(
    "country",
    """Armenia; Azerbaijan; Israel; Palestine; Russia; Ukraine; the United States; Britain; France; Germany;
    Italy; Spain; Poland; Hungary; Georgia; Turkey; Iran; Iraq; Syria; Egypt; Saudi Arabia; Qatar; India;
    Pakistan; Afghanistan; China; Japan; South Korea; North Korea; Vietnam; Indonesia; the Philippines;
    Australia; Canada; Brazil; Mexico; Venezuela; Nigeria; Ethiopia; South Africa""",
)
BODIES = _names(
    "body",
    """the European Union; the United Nations; NATO; the African Union; the World Bank; the Red Cross;
    the International Monetary Fund; the World Health Organization; Amnesty International; Greenpeace;
    Doctors Without Borders; Hezbollah""",
)
FIRMS = _names("firm", "Google; Amazon; Boeing; Shell; Volkswagen; Gazprom; Huawei; Samsung")
# Invented: a person of public life would bring a record of their own into the sentence.
MEN = _persons(
    "man",
    """English: Graham Pellow, Colin Hartwick
    French: Didier Marchaud, Luc Fontanel
    Spanish: Rodrigo Salcera, Esteban Quirarte
    Russian: Oleg Vetrinsky, Andrei Kolmakov
    Armenian: Aram Vardikyan, Tigran Meloyan
    Azerbaijani: Rashad Mirzaliyev, Elchin Guluzada
    Arab: Khaled Barghani, Omar Shadidi
    Indian: Rajesh Valmani, Suresh Karnekar
    Chinese: Zhao Minglei, Deng Weiqun
    Nigerian: Chidi Okwuosa, Tunde Adeshola""",
)
WOMEN = _persons(
    "woman",
    """English: Rachel Thornby, Susan Whitlow
    French: Hélène Brissard, Claire Aubertin
    Spanish: Lucía Maldera, Carmen Ibarola
    Russian: Irina Sobelova, Natalia Drozhina
    Armenian: Anahit Sarafyan, Lusine Torgomyan
    Azerbaijani: Aysel Hajizada, Leyla Rustamli
    Arab: Rania Qasimi, Layla Haddawi
    Indian: Priya Chandekar, Anjali Morvani
    Chinese: Xu Lanfen, Tang Yuzhen
    Nigerian: Ngozi Adekunmi, Amina Balarabe""",
)
PERSONS = MEN + WOMEN
ORGANISATIONS = BODIES + FIRMS
BY_GROUP: dict[Group, tuple[Name, ...]] = {
    "country": COUNTRIES, "person": PERSONS, "organisation": ORGANISATIONS,
}  # fmt: skip
BY_KIND: dict[str, tuple[Name, ...]] = {
    "country": COUNTRIES, "man": MEN, "woman": WOMEN, "body": BODIES, "firm": FIRMS,
}  # fmt: skip


def fill(frame: str, names: Mapping[str, Name]) -> tuple[str, dict[str, Span]]:
    """The sentence with names in its slots, and where the marked ones lie, by mark.

    A slot is ``{country}``, ``{man2}`` and so on; ``{*...}`` and ``{+...}`` mark targets. An
    article stands before the name, outside its span, capitalised where the sentence begins;
    after a final s the possessive loses its own.
    """
    pieces: list[str] = []
    spans: dict[str, Span] = {}
    length = last = 0
    for slot in _SLOT.finditer(frame):
        before, name = frame[last : slot.start()], names[slot[2]]
        begins = not "".join((*pieces, before)).strip("“‘\"'")
        article = ("The " if begins else "the ") if name.article else ""
        start = length + len(before) + len(article)
        if slot[1]:
            spans[slot[1]] = (start, start + len(name.text))
        owner = "" if slot[3] is None else "'" if name.text.endswith("s") else "'s"
        pieces += before, article, name.text, owner
        length = start + len(name.text) + len(owner)
        last = slot.end()
    return "".join((*pieces, frame[last:])), spans


def draw(frames: Iterable[str], rng: random.Random) -> dict[str, Name]:
    """A name for every slot of the frames, all different within a kind."""
    slots = sorted({slot[2] for frame in frames for slot in _SLOT.finditer(frame)})
    drawn: dict[str, Name] = {}
    for kind in sorted({slot.rstrip("0123456789") for slot in slots}):
        wanted = [slot for slot in slots if slot.rstrip("0123456789") == kind]
        drawn.update(zip(wanted, rng.sample(BY_KIND[kind], len(wanted)), strict=True))
    return drawn
