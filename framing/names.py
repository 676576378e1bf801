"""Names in an article: register aliases, named entities, surnames tied to full names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from framing import lexicon
from framing.furniture import AGENCIES
from framing.parsing import Paragraph, Parsed
from framing.register import Actor, Match, Register

_HONORIFICS = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|President|Prime|Minister|Foreign|Secretary|Senator|General|"
    r"Chancellor|Premier|Ambassador|Pope|King|Queen|Judge)\.?\s+)+"
)
_SPEAKABLE = {"PERSON", "ORG"}


def find_names(
    paragraph: Paragraph, register: Register, names: dict[str, Actor], outlet: str
) -> Iterator[tuple[Match, Actor]]:
    """Everything in a paragraph that could name an actor, overlapping ones included."""
    text = paragraph.doc.text
    known = register.search(text)
    surnames = _surnames(names)
    for match in known:
        # "Jordan" beside a Michael Jordan may be the country or the man: then it is nobody's.
        person = register.actors[match.actor].kind == "person"
        if person or text[match.start : match.end] not in surnames:
            yield match, register.actors[match.actor]
    for entity in paragraph.doc.ents:
        named = _entity(entity, known, names, outlet)
        if named is not None:
            yield named, names[named.actor]
    aliases = {text[m.start : m.end] for m in known if register.actors[m.actor].kind != "person"}
    for surname, actor in surnames.items():
        if surname in aliases:
            continue
        for word in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text):
            yield Match(*word.span(), actor.id, "surname"), actor
    for entity in paragraph.doc.ents:
        # "Putin" in a headline, his full name nowhere: only if one person alone bears it.
        bearers = register.surnames.get(entity.text, set())
        if entity.label_ == "PERSON" and len(bearers) == 1:
            actor = register.actors[next(iter(bearers))]
            yield Match(entity.start_char, entity.end_char, actor.id, "surname"), actor


def full_names(parsed: Parsed, register: Register) -> dict[str, Actor]:
    """Actors of the article that are named in full, by id; register and entities alike."""
    named: dict[str, Actor] = {}
    entities: list[tuple[str, str]] = []
    for paragraph in parsed.paragraphs:
        known = register.search(paragraph.doc.text)
        for match in known:
            if register.actors[match.actor].kind == "person":
                named[match.actor] = register.actors[match.actor]
        for entity in paragraph.doc.ents:
            text, start = _name_of(entity)
            if _is_name(text, entity.label_) and _stands(text, start, entity.label_, known):
                entities.append((text, entity.label_))
    for text, label in sorted(entities, key=lambda e: -len(e[0])):
        identity = slug(text)
        if identity and identity not in register.actors:
            kind = "person" if label == "PERSON" else "organisation"
            named.setdefault(identity, Actor(identity, kind, text))  # type: ignore[arg-type]
    return named


def _entity(entity: TokenSpan, known: list[Match], names: dict[str, Actor], outlet: str) -> Match | None:
    if entity.label_ not in _SPEAKABLE:
        return None
    text, start = _name_of(entity)
    identity = slug(text)
    if entity.end < len(entity.doc) and entity.doc[entity.end].like_num:
        return None  # a drill, a ship or a law named after somebody
    if identity not in names or text == outlet or text in AGENCIES:
        return None
    if not _stands(text, start, entity.label_, known):
        return None
    return Match(start, start + len(text), identity, "name")


def _name_of(entity: TokenSpan) -> tuple[str, int]:
    """The entity without title, possessive and article, and where it starts in its paragraph."""
    text = re.sub(r"(?:['’]s?|[,.:;])$", "", entity.text)
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text)
    bare = _HONORIFICS.sub("", bare)
    return bare, entity.start_char + len(text) - len(bare)


def _is_name(text: str, label: str) -> bool:
    """Whether an entity is a full name: two capitalised words, or a single organisation."""
    words = text.split()
    if label == "PERSON":
        return (
            2 <= len(words) <= 4
            and all(re.fullmatch(r"[^\W\d_][\w.’'-]*", w) for w in words)
            and (words[0][0].isupper() and words[-1][0].isupper())
        )
    capitals = [w for w in words if w[0].isupper()]
    return label == "ORG" and len(capitals) >= 2 and not re.search(r"\d|[“”\"]", text)


def _stands(text: str, start: int, label: str, known: list[Match]) -> bool:
    """Whether an entity is an actor beside the aliases in it: "Melania Trump" is not Trump, the
    "Washington Post" not Washington; but the "Armenian Foreign Ministry" is Armenia."""
    end = start + len(text)
    inside = [m for m in known if m.start < end and m.end > start]
    if not inside:
        return True
    match = inside[0]
    if len(inside) > 1 or match.start < start or match.end > end or match.end - match.start == len(text):
        return False
    if re.search(r"['’]s?\s", text) or text.split()[0].lower() in lexicon.LOCATIVE:
        return False  # "Baku's Crescent Hall", "Near Yerevan"
    if label == "PERSON":
        return match.form != "demonym" and " " not in text[match.start - start : match.end - start]
    return text.split()[-1].lower() not in lexicon.GOVERNMENT_PARTS | lexicon.TITLE_NOUNS


def _surnames(names: dict[str, Actor]) -> dict[str, Actor]:
    """Last words of the persons named in full; a surname of two persons is nobody's."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for actor in names.values():
        if actor.kind == "person":
            for name in (actor.name, *actor.names):
                if " " in name and len(name.split()[-1]) > 2:
                    bearers[name.split()[-1]].add(actor.id)
    return {word: names[next(iter(ids))] for word, ids in bearers.items() if len(ids) == 1}


def slug(name: str) -> str:
    """A lower-case ASCII slug: "İlham Əliyev" gives "ilham-eliyev"."""
    plain = unicodedata.normalize("NFKD", name.replace("ə", "e").replace("Ə", "E").replace("ı", "i"))
    return "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower()))
