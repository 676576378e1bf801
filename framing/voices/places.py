"""Where an actor is named and where it is judged: the attributions around both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from framing.parsing import Paragraph, Parsed
from framing.records import Attribution, Probabilities, Span
from framing.voices.attributions import innermost
from framing.voices.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Places:
    """The attributions around a mention and around the judgement of its actor, each from the innermost outwards."""

    mention: tuple[Attribution, ...]
    judgement: tuple[Attribution, ...]

    def of(self, portrayal: Probabilities | None) -> tuple[Attribution, ...]:
        """Those that answer for a portrayal: around the judgement, or around the mention where nobody judges."""
        if portrayal is None or max(portrayal) == portrayal.neutral:
            return self.mention
        return self.judgement


def places_of(parsed: Parsed, attributions: Sequence[Attribution], mention: Span) -> Places:
    """Where a mention stands and where its actor would be judged; empty for the outlet's own words."""
    own = tuple(innermost(attributions, *mention))
    if own and own[0].voice == "quoted":
        return Places(own, own)
    token, paragraph = _head(parsed, *mention)
    if token is None or paragraph is None:
        return Places(own, own)
    place = Judgement(paragraph, attributions, token, mention).place()
    return Places(own, own if place is None else tuple(innermost(attributions, *place)))


def _head(parsed: Parsed, start: int, end: int) -> tuple[Token | None, Paragraph | None]:
    """The head of a mention, and its paragraph."""
    for paragraph in parsed.paragraphs:
        if paragraph.start <= start < paragraph.start + len(paragraph.doc.text):
            span = paragraph.doc.char_span(
                start - paragraph.start, end - paragraph.start, alignment_mode="expand"
            )
            if span is None or not len(span):
                return None, None
            roots = [t for t in span if t.head not in span or t.head == t]
            core = [t for t in roots if t.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")]
            return (core or [span.root])[0], paragraph
    return None, None
