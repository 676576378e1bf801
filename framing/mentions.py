"""Who is mentioned where, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from framing.metonyms import Candidate, judge
from framing.names import find_names, full_names
from framing.parsing import Paragraph, Parsed
from framing.records import Form, Mention
from framing.register import Actor, Match, Register


@dataclass(frozen=True, slots=True)
class Found:
    """The mentions of an article in order, and every actor they name, by id."""

    mentions: tuple[Mention, ...]
    actors: dict[str, Actor]


def find_mentions(parsed: Parsed, register: Register) -> Found:
    """The mentions of an article and their actors; persons and organisations that the register
    does not know become actors of this article, their id made of the longest name."""
    actors: dict[str, Actor] = {}
    mentions: list[Mention] = []
    names = full_names(parsed, register)
    for paragraph in parsed.paragraphs:
        taken: list[tuple[int, int]] = []
        for match, actor in sorted(
            find_names(paragraph, register, names, parsed.article.outlet),
            key=lambda found: (found[0].start - found[0].end, found[0].start),
        ):
            if any(match.start < end and match.end > start for start, end in taken):
                continue
            taken.append((match.start, match.end))
            for mention in _accepted(match, actor, paragraph, parsed):
                actors[actor.id] = actor
                mentions.append(mention)
    kept = _without_inner(sorted(mentions, key=lambda m: (m.start, -m.end)))
    return Found(tuple(kept), actors)


def _accepted(match: Match, actor: Actor, paragraph: Paragraph, parsed: Parsed) -> Iterator[Mention]:
    """The mention that a match is, if it is one."""
    span = paragraph.doc.char_span(match.start, match.end, alignment_mode="expand")
    sentence = parsed.sentence_at(paragraph.start + match.start)
    if span is None or sentence is None or actor.kind == "place":
        return
    form: Form = match.form
    end = span[-1]
    confidence = 1.0
    if actor.kind != "person":
        form, last_token, confidence = judge(Candidate(match.form, span[0], span[-1], span.root))
        if last_token is None:
            return
        end = last_token
    last = max(paragraph.start + match.end, paragraph.after(end) if form == "part" else 0)
    yield Mention(
        actor.id, paragraph.start + match.start, last, sentence.index, form,
        antecedent=actor.name if form == "surname" else None, confidence=confidence,
    )  # fmt: skip


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
