"""Who is mentioned where, sentence by sentence: names first, then what takes them up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from framing.discourse import Spot
from framing.inventory import Inventory, Merged, take_inventory
from framing.metonyms import Candidate, judge
from framing.names import find_names, is_namesake
from framing.parsing import Paragraph, Parsed
from framing.records import Mention, Unresolved
from framing.references import resolve_references, with_antecedents
from framing.register import Actor, Match, Register


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of an article in order, every actor they name, by id, the references that stand for nobody
    known, and the names that were merged under an actor, with the reason."""

    mentions: tuple[Mention, ...]
    actors: dict[str, Actor]
    unresolved: tuple[Unresolved, ...] = ()
    merged: tuple[Merged, ...] = ()


def find_mentions(parsed: Parsed, register: Register) -> Found:
    """The mentions of an article and their actors; persons and organisations that the register
    does not know become actors of this article, their id made of the longest name."""
    inventory = take_inventory(parsed, register)
    actors: dict[str, Actor] = {}
    mentions: list[Mention] = []
    spots: list[list[Spot]] = []
    strangers = {
        a.id for a in inventory.actors.values() if is_namesake(a, parsed.article.text)
    }  # "Georgia" of an article about Atlanta
    for paragraph, known in zip(parsed.paragraphs, inventory.known, strict=True):
        row: list[Spot] = []
        for match, actor in _longest(paragraph, known, inventory, register):
            if actor.id in strangers:
                continue
            spot, mention = _spot(match, actor, paragraph, parsed)
            if spot is not None:
                row.append(spot)
            if mention is not None:
                actors[actor.id] = actor
                mentions.append(mention)
        spots.append(sorted(row, key=lambda s: s.start))
    kept = _without_inner(sorted(mentions, key=lambda m: (m.start, -m.end)))
    references = resolve_references(parsed, register, {**inventory.actors, **actors}, spots)
    together = sorted([*kept, *references.mentions], key=lambda m: (m.start, -m.end))
    everyone = {m.actor: references.actors.get(m.actor) or register.actors[m.actor] for m in together}
    return Found(
        tuple(with_antecedents(together, everyone, parsed.article.text)),
        everyone, references.unresolved, inventory.merged,
    )  # fmt: skip


def _longest(
    paragraph: Paragraph, known: tuple[Match, ...], inventory: Inventory, register: Register
) -> Iterator[tuple[Match, Actor]]:
    """The names of a paragraph that do not lie within a longer one."""
    taken: list[tuple[int, int]] = []
    candidates = find_names(paragraph, known, inventory, register)
    for match, actor in sorted(candidates, key=lambda found: (found[0].start - found[0].end, found[0].start)):
        if not any(match.start < end and match.end > start for start, end in taken):
            taken.append((match.start, match.end))
            yield match, actor


def _spot(
    match: Match, actor: Actor, paragraph: Paragraph, parsed: Parsed
) -> tuple[Spot | None, Mention | None]:
    """Where a name stands, and the mention that it is, if it is one."""
    span = paragraph.doc.char_span(match.start, match.end, alignment_mode="expand")
    sentence = parsed.sentence_at(paragraph.start + match.start)
    if span is None or sentence is None or actor.kind == "place":
        return None, None
    form, end, confidence = match.form, span[-1], 1.0
    accepted = True
    if actor.kind != "person":
        form, last, confidence = judge(Candidate(match.form, span[0], span[-1], span.root, actor.kind))
        accepted, end = last is not None, last or end
    start = paragraph.start + match.start
    finish = max(paragraph.start + match.end, paragraph.after(end) if form == "part" and accepted else 0)
    head = end if form == "part" and accepted else span.root
    spot = Spot(start, finish, actor, form, span[0], end if accepted else span[-1], head, accepted)
    if not accepted:
        return spot, None
    return spot, Mention(actor.id, start, finish, sentence.index, form, confidence=confidence)


def _without_inner(mentions: list[Mention]) -> list[Mention]:
    """Mentions that stand within another one of the same actor add nothing; others stay."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and mention.start < kept[-1].end:
            if mention.actor == kept[-1].actor:
                continue
            kept[-1] = replace(kept[-1], end=max(kept[-1].start + 1, min(kept[-1].end, mention.start)))
        kept.append(mention)
    return kept
