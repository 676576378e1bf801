"""Mentions and voices together: "I" and "we" inside a quotation are whoever speaks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.lexicon import words
from framing.mentions import Found, find_mentions
from framing.parsing import Parsed
from framing.records import Attribution, Mention
from framing.references import with_antecedents
from framing.register import Register
from framing.voices import find_attributions

_OWN = words("i me my mine myself we us our ours ourselves")


def mentions_and_voices(parsed: Parsed, register: Register) -> tuple[Found, tuple[Attribution, ...]]:
    """The mentions and the attributions of an article; speakers are known only once names are, and "I" once speakers are."""
    found = find_mentions(parsed, register)
    attributions = find_attributions(parsed, found)
    return with_speakers(found, attributions, parsed), attributions


def with_speakers(found: Found, attributions: Sequence[Attribution], parsed: Parsed) -> Found:
    """The same with "I", "we", "my" and "our" in quotations as mentions of the speaker, where that is an actor."""
    quoted = [a for a in attributions if a.voice == "quoted"]
    mentions: list[Mention] = []
    for paragraph in parsed.paragraphs:
        for token in paragraph.doc:
            if token.lower_ not in _OWN or token.text == "US":
                continue
            at = paragraph.at(token)
            around = [a for a in quoted if a.start <= at < a.end]
            inner = min(around, key=lambda a: a.end - a.start, default=None)
            sentence = parsed.sentence_at(at)
            if inner is None or sentence is None:
                continue
            speaker = inner.speaker or _before_colon(inner, found, parsed)
            if speaker is not None and speaker in found.actors:
                mentions.append(
                    Mention(speaker, at, paragraph.after(token), sentence.index, "pronoun", confidence=0.9)
                )
    if not mentions:
        return found
    together = sorted([*found.mentions, *mentions], key=lambda m: (m.start, -m.end))
    return replace(found, mentions=tuple(with_antecedents(together, found.actors, parsed.article.text)))


def _before_colon(quotation: Attribution, found: Found, parsed: Parsed) -> str | None:
    """Who speaks in "Sandoval apologised in a letter: “I got this wrong”": the first person before the colon."""
    text = parsed.article.text
    before = text[: quotation.start].rstrip("“”\"' ")
    sentence = parsed.sentence_at(len(before) - 1) if before.endswith(":") else None
    if sentence is None or quotation.speaker_text is not None:
        return None
    persons = [
        m.actor for m in found.mentions
        if sentence.start <= m.start < len(before) and found.actors[m.actor].kind == "person"
    ]  # fmt: skip
    return persons[0] if persons and len(set(persons)) == 1 else None
