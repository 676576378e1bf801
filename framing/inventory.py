"""Who is named in an article: register first, named entities for the rest, spellings merged with a reason.

What the register does not know is judged by all that the article shows of it (``observed``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from framing import lexicon, variants
from framing.furniture import AGENCIES
from framing.lexicon import words
from framing.name_kinds import Seen, is_person, kind_of
from framing.observed import observe
from framing.parsing import Parsed
from framing.records import ActorKind, Form
from framing.register import Actor, Match, Register

_KNOWN_AS = re.compile(
    r",?\s(?:(?:also|better|widely|commonly|formerly)\s)?(?:known|called)\s(?:as\s)?(?:the\s)?([A-Z][\w-]+)"
)
_BRACKETED = re.compile(r"\s?\(([A-Z][A-Za-z.&-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Merged:
    """A name of an article and the actor it was taken for, with the reason: a spelling, an acronym, a short form."""

    name: str
    actor: str
    reason: str


@dataclass(frozen=True)
class Inventory:
    """The names of an article. ``known`` holds the register's matches by paragraph, ``names`` all further
    names with the actor and form of each, ``actors`` the actors that are named in full, ``shared`` the surnames that
    are another's alias as well ("Jordan" beside a Michael Jordan): alone they are nobody's."""

    known: tuple[tuple[Match, ...], ...]
    names: dict[str, tuple[Actor, Form]]
    actors: dict[str, Actor]
    merged: tuple[Merged, ...]
    shared: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """All further names as one pattern, the longest first."""
        if not self.names:
            return None
        by_length = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, by_length))})(?![\w]|-[A-Za-z])")


def take_inventory(parsed: Parsed, register: Register) -> Inventory:
    """The names of an article and whose they are."""
    known = tuple(tuple(register.search(p.doc.text)) for p in parsed.paragraphs)
    seen: dict[str, Seen] = defaultdict(Seen)
    actors: dict[str, Actor] = {}
    for paragraph, matches in zip(parsed.paragraphs, known, strict=True):
        for match in matches:
            actors[match.actor] = register.actors[match.actor]
        observe(paragraph.doc, matches, seen)
    builder = _Builder(register, actors, seen)
    builder.persons()
    builder.others(parsed.article.outlet)
    builder.acronyms(parsed.article.text)
    builder.demonyms(parsed.article.text)
    builder.short_forms(parsed)
    return Inventory(known, builder.names, builder.named, tuple(builder.merged), frozenset(builder.shared))


class _Builder:
    """Turns what was seen of names into actors, persons first."""

    def __init__(self, register: Register, actors: dict[str, Actor], seen: dict[str, Seen]) -> None:
        self.register = register
        self.seen = seen
        self.named = dict(actors)
        self.names: dict[str, tuple[Actor, Form]] = {}
        self.merged: list[Merged] = []
        self.shared: set[str] = set()

    def persons(self) -> None:
        """Full names, then surnames that stand alone."""
        full = [t for t, s in self.seen.items() if " " in t and is_person(t, s)]
        for text in sorted(full, key=lambda t: (-len(t), t)):
            self._full_name(text)
        surnames: dict[str, set[str]] = defaultdict(set)
        for actor in [a for a in self.named.values() if a.kind == "person"]:
            for name in (actor.name, *actor.names, *(t for t, (a, _) in self.names.items() if a is actor)):
                # "Valdelomar" of Augusto Valdelomar Paz, where it stands alone.
                inner = name.split()[1:-1] if name in self.names else []
                for word in (*name.split()[1:][-1:], *(w for w in inner if w in self.seen)):
                    if len(word) > 2:
                        surnames[word].add(actor.id)
        taken = {form for a in self.named.values() if a.kind != "person" for form, _ in a.forms()}
        self.shared = taken & set(surnames)
        for surname, ids in surnames.items():
            if len(ids) == 1 and surname not in taken:
                for form in {surname, surname.replace("al-", "Al-"), surname.removeprefix("al-")}:
                    self.names.setdefault(form, (self.named[next(iter(ids))], "surname"))
        for text, seen in sorted(self.seen.items()):
            known = text in self.register.surnames and seen.stands and not seen.firm
            if " " not in text and text not in self.names and (known or is_person(text, seen)):
                self._lone_surname(text, seen, surnames)

    def _full_name(self, text: str) -> None:
        article = [(n, a.id) for a in self.named.values() if a.kind == "person" for n in (a.name, *a.names)]
        article += [(t, a.id) for t, (a, _) in self.names.items() if a.kind == "person"]
        pool = article + [
            (n, i) for i in _namesakes(self.register, text) for n in _names(self.register.actors[i])
        ]
        found = variants.best(text, article) or variants.best(text, pool)
        if found is not None:
            actor = self.named.setdefault(
                found[0], self.register.actors.get(found[0]) or self.named[found[0]]
            )
            self.merged.append(Merged(text, actor.id, found[1]))
        else:
            actor = self._new(text, "person")
        self.names[text] = (actor, "name")

    def _lone_surname(self, text: str, seen: Seen, surnames: dict[str, set[str]]) -> None:
        """ "Putin" with his full name nowhere, "Pashinian" beside a Pashinyan, "Mr. Karsh" alone."""
        alike = {i for word, ids in surnames.items() if variants.same_surname(word, text) for i in ids}
        if len(alike) > 1 or len(surnames.get(text, ())) > 1:
            return  # two persons bear it
        bearers = self.register.surnames.get(text, set())
        if len(alike) == 1:
            actor = self.named[next(iter(alike))]
            self.merged.append(Merged(text, actor.id, "same surname in another spelling"))
        elif len(bearers) == 1:
            actor = self.register.actors[next(iter(bearers))]
            self.merged.append(Merged(text, actor.id, "the register knows one person of this surname"))
        elif bearers or not (seen.titled or seen.acts):
            return
        else:
            self.names[text] = (self._new(text, "person"), "name")
            return
        self.named[actor.id] = actor
        self.names[text] = (actor, "surname")

    def others(self, outlet: str) -> None:
        """Organisations, and places that act as one: a city, a region, a state that the register lacks."""
        for text, seen in sorted(self.seen.items(), key=lambda item: -len(item[0])):
            if (
                self._short_of(text)
                or text in self.names
                or text in (outlet, f"The {outlet}", *AGENCIES)
                or is_person(text, seen)
            ):
                continue
            kind = kind_of(text, seen)
            if kind is not None:
                self.names[text] = (self._new(text, kind), "name")

    def _short_of(self, text: str) -> bool:
        """ "The Fund", "Orvane" beside Orvane SA, "FTC" unexplained: the last or first words of one organisation, or its initials."""
        if text.lower() in _COMMON or self.seen[text].votes["NORP"] > 0:
            return False
        if (
            " " in text
            and text.split()[-1].lower().strip(".") not in _SUFFIXES
            and not any(t.startswith(f"{text} ") for t in self.names)
        ):
            return False
        bare = " ".join(w for w in text.split() if w.lower().strip(".") not in _SUFFIXES) or text
        owners: dict[str, Actor] = {}
        for actor in self.named.values():
            if actor.kind != "organisation" or actor.name == text:
                continue
            for name in _names(actor):
                words = [w for w in name.split() if w.lower().strip(".") not in _SUFFIXES]
                long = len(name.split()) > 1
                ends = long and (bare == words[-1] or name.startswith(f"{bare} ") or " ".join(words) == bare)
                if ends or (long and text.isupper() and len(text) > 2 and variants.initials_of(name) == text):
                    owners[actor.id] = actor
        if len(owners) != 1:
            return False
        actor = next(iter(owners.values()))
        self.names[text] = (actor, "alias")
        self.merged.append(Merged(text, actor.id, f"short for {actor.name}"))
        return True

    def acronyms(self, text: str) -> None:
        """Short forms that the article itself brackets after a name."""
        names = {n: a for a in self.named.values() if a.kind != "person" for n in _names(a)}
        names |= {t: a for t, (a, _) in self.names.items() if a.kind != "person"}
        for match in _BRACKETED.finditer(text):
            before, short = text[: match.start()], match.group(1)
            owner = next((n for n in names if before.endswith(n) and variants.is_acronym(short, n)), None)
            if owner is not None and (
                short not in names or names[short].id in (slug(short), names[owner].id)
            ):
                self.names[short] = (names[owner], "alias")
                self.merged = [m for m in self.merged if m.name != short]
                self.merged.append(
                    Merged(short, names[owner].id, f"short form given in brackets after {owner}")
                )

        for match in _KNOWN_AS.finditer(text):
            before, short = text[: match.start()], match.group(1)
            owner = next((n for n in names if before.endswith(n)), None)
            if owner is not None:
                self.names[short] = (names[owner], "alias")
                self.merged.append(Merged(short, names[owner].id, f"said to be another name of {owner}"))

    def short_forms(self, parsed: Parsed) -> None:
        """ "Meridian" for Meridian Bank: the first word of one organisation alone, and no other word of the article."""
        firsts: dict[str, set[str]] = defaultdict(set)
        aliases = {form for a in self.named.values() for form, _ in a.forms()}
        for text, (actor, form) in self.names.items():
            if actor.kind == "organisation" and form == "name" and " " in text:
                firsts[text.split()[0]].add(actor.id)
        for word, ids in firsts.items():
            if len(ids) > 1 or word in self.names or word in aliases or not _distinctive(word, parsed):
                continue
            actor = self.named[next(iter(ids))]
            self.names[word] = (actor, "alias")
            if re.search(rf"(?<![\w-]){re.escape(word)}(?!\w)(?!\s+[A-Z])", parsed.article.text):
                self.merged.append(Merged(word, actor.id, f"short for {actor.name}"))

    def demonyms(self, text: str) -> None:
        """The adjective of a country that only the article knows: "Marovan" beside Marova."""
        for name, (actor, _) in list(self.names.items()):
            if actor.kind == "country" and actor.id not in self.register.actors and len(name) > 3:
                stem = re.escape(name.rstrip("aeiou"))
                for word in set(
                    re.findall(rf"(?<![\w-]){stem}\w{{0,4}}(?:n|i|ish|ese|ic)(?!\w)", text)
                ) - set(self.names):
                    self.names[word] = (actor, "demonym")

    def _new(self, text: str, kind: ActorKind) -> Actor:
        identity = slug(text)
        if identity in self.register.actors and self.register.actors[identity].kind != kind:
            identity = f"{identity}-{kind}"
        actor = self.named.get(identity) or self.register.actors.get(identity) or Actor(identity, kind, text)
        self.named[identity] = actor
        return actor


def _distinctive(word: str, parsed: Parsed) -> bool:
    """Whether a word is a name of its own: it stands capitalised within a sentence, and never in small letters."""
    if len(word) < 4 or word.lower() in _COMMON or word.lower() in lexicon.TITLE_NOUNS:
        return False
    text = parsed.article.text
    return not re.search(rf"\b{re.escape(word.lower())}\b", text) and not re.search(
        rf"\b{re.escape(word)}\s+[A-Z]\w+\s+(?:and|or)\b", text
    )


def _namesakes(register: Register, text: str) -> set[str]:
    """Persons of the register whose surname could be this one in another spelling."""
    return register.by_surname_key.get(variants.key(text.split()[-1]), set())


def _names(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from actor.names


def slug(name: str) -> str:
    """A lower-case ASCII slug: "İlham Əliyev" gives "ilham-eliyev"."""
    plain = unicodedata.normalize("NFKD", name.replace("ə", "e").replace("Ə", "E").replace("ı", "i"))
    return "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower()))


_SUFFIXES = words(
    "inc ltd llc corp corporation plc ag gmbh co sa spa nv bv as ab oy group grupo holding holdings company"
)
_COMMON = words(
    "the new old first second third north south east west northern southern eastern western central national international european "
    "world global united general federal royal state american african asian house high supreme social free people democratic republican "
    "union bank committee council court city party human women young great greater grand public civil air red green blue black white "
    "harbour workers university institute ministry department office group"
)
