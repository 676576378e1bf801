"""Who is mentioned in articles, how often and under which names, and what could not be resolved."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from framing.actors import Actor
from framing.mentions import Found
from framing.parsing import Parsed
from framing.records import Mention
from framing.register import Register
from framing.register_files import key_of
from framing.speakers import mentions_and_voices

# Why a form of the register was taken for its actor, and why it was not.
_WHY = {
    "alias": "another name in the register",
    "demonym": "word for its people, acting for it",
    "metonym": "capital or seat, acting or speaking",
    "part": "part of it, such as an army or a ministry",
}
_REFERENCES = {
    "surname": "surname of", "title": "title of", "description": "description of", "pronoun": "stands for",
}  # fmt: skip
_WHY_NOT = {
    "metonym": "a town here: nothing that a government does, says or undergoes",
    "demonym": "where somebody or something is from, or part of a name or title",
    "name": "part of a name, a title or an address",
    "alias": "part of a name, a title or an address",
}


@dataclass(frozen=True, slots=True)
class MergedName:
    """A wording under which an actor was mentioned, and why it was taken for this actor."""

    text: str
    form: str
    mentions: int
    why: str


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An actor with its counts; ``in_register`` is false for one that the articles alone name."""

    actor: Actor
    in_register: bool
    mentions: int
    sentences: int
    articles: int
    names: tuple[MergedName, ...]
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A wording that was not taken for any actor, why, how often, and where first."""

    text: str
    kind: str
    reason: str
    count: int
    article: str
    sentence: int


@dataclass(frozen=True, slots=True)
class ActorList:
    """Actors and unresolved wordings, each the most frequent first."""

    articles: int
    sentences: int
    actors: tuple[ListedActor, ...]
    unresolved: tuple[Unresolved, ...]


@dataclass(slots=True)
class _Tally:
    actor: Actor
    names: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    sentences: int = 0
    articles: int = 0
    last: date | None = None


def list_actors(stream: Iterable[Parsed], register: Register) -> ActorList:
    """The actors of parsed articles with their counts; an actor of several articles is one by its id."""
    tallies: dict[str, _Tally] = {}
    unresolved: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], tuple[str, int]] = {}
    articles = sentences = 0
    for parsed in stream:
        articles += 1
        sentences += sum(s.scored for s in parsed.sentences)
        found, _ = mentions_and_voices(parsed, register)
        unresolved_here = [*_references(parsed, found), *_places(parsed, found, register)]
        _count(parsed, found, register, tallies)
        for key, sentence in unresolved_here:
            unresolved[key] += 1
            first.setdefault(key, (parsed.article.id, sentence))
    return ActorList(
        articles,
        sentences,
        tuple(
            sorted((_listed(t, register) for t in tallies.values()), key=lambda a: (-a.mentions, a.actor.id))
        ),
        tuple(Unresolved(*key, count, *first[key]) for key, count in unresolved.most_common()),
    )


def _count(parsed: Parsed, found: Found, register: Register, tallies: dict[str, _Tally]) -> None:
    of_actor: dict[str, list[Mention]] = defaultdict(list)
    for mention in found.mentions:
        of_actor[mention.actor].append(mention)
    published = parsed.article.published
    merged = {(m.name, m.actor): m.reason for m in found.merged}
    for identity, mentions in of_actor.items():
        tally = tallies.setdefault(identity, _Tally(found.actors[identity]))
        tally.articles += 1
        tally.sentences += len({m.sentence for m in mentions})
        tally.last = max((d for d in (tally.last, published) if d is not None), default=None)
        for m in mentions:
            text = _wording(parsed, m.start, m.end)
            why = merged.get((text, identity)) or _why(m.form, tally.actor, identity in register.actors)
            tally.names[text, m.form, why] += 1


def _why(form: str, actor: Actor, known: bool) -> str:
    if form in _REFERENCES:
        return f"{_REFERENCES[form]} {actor.name}"
    if form == "name":
        return "name in the register" if known else "named so in the article"
    return _WHY[form]


def _references(parsed: Parsed, found: Found) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Wording, kind and reason, and the sentence, of the references that the recognition gave up on."""
    for item in found.unresolved:
        yield (_wording(parsed, item.start, item.end), item.kind, item.reason), item.sentence


def _places(parsed: Parsed, found: Found, register: Register) -> Iterator[tuple[tuple[str, str, str], int]]:
    """The same of the forms of the register in which no actor was seen, most of them places."""
    mentioned = [(m.start, m.end) for m in found.mentions]
    for paragraph in parsed.paragraphs:
        for match in register.search(paragraph.doc.text):
            start, end = paragraph.start + match.start, paragraph.start + match.end
            actor = register.actors[match.actor]
            sentence = parsed.sentence_at(start)
            if sentence is None or actor.kind == "person" or any(a < end and b > start for a, b in mentioned):
                continue
            listed = actor.kind == "place"
            kind = "place" if listed or match.form == "metonym" else match.form
            why = "a place in the register" if listed else _WHY_NOT[match.form]
            yield (_wording(parsed, start, end), kind, why), sentence.index


def _wording(parsed: Parsed, start: int, end: int) -> str:
    return " ".join(parsed.article.text[start:end].split())


def _listed(tally: _Tally, register: Register) -> ListedActor:
    names = tuple(MergedName(text, form, n, why) for (text, form, why), n in tally.names.most_common())
    return ListedActor(
        tally.actor, tally.actor.id in register.actors, tally.names.total(), tally.sentences, tally.articles,
        names, tally.last,
    )  # fmt: skip


def as_json(found: ActorList) -> dict[str, Any]:
    """The list as plain values, for ``--json``."""
    return {
        "articles": found.articles,
        "sentences": found.sentences,
        "actors": [
            {
                "id": a.actor.id, "name": a.actor.name, "kind": a.actor.kind, "in_register": a.in_register,
                "affiliation": a.actor.affiliation, "mentions": a.mentions, "sentences": a.sentences,
                "articles": a.articles,
                "names": [
                    {"text": n.text, "form": n.form, "mentions": n.mentions, "why": n.why} for n in a.names
                ],
            }
            for a in found.actors
        ],
        "unresolved": [
            {"text": u.text, "kind": u.kind, "reason": u.reason, "count": u.count,
             "article_id": u.article, "sentence_index": u.sentence}
            for u in found.unresolved
        ],
    }  # fmt: skip


def suggestions(found: ActorList, registers: Sequence[Register]) -> str:
    """A register file, to be edited, of the actors that stand in none of the registers, the most frequent first.

    What an actor was called is among its names, unless another actor has it: then a comment says so.
    """
    ids = {identity for register in registers for identity in register.actors}
    owner = {
        key_of(text): actor.id
        for register in registers for actor in register.actors.values() for text, _ in actor.forms()
    }  # fmt: skip
    new = [a for a in found.actors if a.actor.id not in ids and key_of(a.actor.name) not in owner]
    for a in new:
        owner.setdefault(key_of(a.actor.name), a.actor.id)
    head = (
        "# Actors that the register does not know, the most frequent first. Remove what is none, mend kind and\n"
        "# name, add demonyms, metonyms, affiliation, offices; then give this file with --register.\n"
        "schema = 1\nextends = true # adds to the shipped register; false: stands in its place\n"
    )
    blocks = ["".join(_suggestion(a, owner)) for a in new if owner[key_of(a.actor.name)] == a.actor.id]
    return "\n".join([head, *(blocks or ["# Nothing to suggest: the register knows them all.\n"])])


def _suggestion(listed: ListedActor, owner: dict[tuple[str, ...], str]) -> Iterator[str]:
    actor = listed.actor
    names = [*actor.names, *(n.text for n in listed.names if n.form in ("name", "alias", "variant"))]
    kept: list[str] = []
    for text in dict.fromkeys(names):
        if text == actor.name:
            continue
        if owner.setdefault(key_of(text), actor.id) == actor.id:
            kept.append(text)
        else:
            yield f"# Also called {json.dumps(text, ensure_ascii=False)}, a form of {owner[key_of(text)]}.\n"
    times = "once" if listed.mentions == 1 else f"{listed.mentions} times"
    yield f"# Mentioned {times} in {listed.articles} article{'' if listed.articles == 1 else 's'}.\n"
    yield "[[actor]]\n"
    yield from _pairs({"id": actor.id, "kind": actor.kind, "name": actor.name, "names": kept})
    source = "suggested by framing actors"
    yield from _pairs({"source": source, "as_of": listed.last.isoformat() if listed.last else ""})


def _pairs(values: dict[str, str | Collection[str]]) -> Iterator[str]:
    # A JSON string or list of strings is one in TOML too.
    for key, value in values.items():
        if value:
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
