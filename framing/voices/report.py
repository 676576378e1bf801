"""A report: one place where a source is said to say, think or want something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from framing.parsing import Paragraph
from framing.records import CueKind, Span
from framing.voices.sources import Speaker
from framing.voices.trimming import Content


@dataclass(frozen=True, slots=True)
class Report:
    """A word of attribution in a paragraph: its place, its source, what it governs and what it does."""

    cue: Token
    speaker: Speaker | None
    content: Span | None
    start: int
    end: int
    does: CueKind
    opens: bool = True  # whether its content is in the source's voice; a wish or what is discussed is not


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the reports of one word of attribution: where it stands and what it does."""

    cue: Token
    does: CueKind
    paragraph: Paragraph
    opens: bool = True

    def all(self, speaker: Speaker | None, contents: Iterable[Content]) -> Iterator[Report]:
        """A report for each stretch of content, or one without any."""
        spans = [span for content in contents if (span := self._span(content)) is not None]
        either: list[Span | None] = [*spans] or [None]
        for span in either:
            yield Report(
                self.cue,
                speaker,
                span,
                self.paragraph.at(self.cue),
                self.paragraph.after(self.cue),
                self.does,
                self.opens,
            )

    def _span(self, content: Content) -> Span | None:
        tokens = [t for t in content if not t.is_space]
        while tokens and tokens[0].is_punct and not tokens[0].is_quote and tokens[0].text not in "([$#":
            tokens.pop(0)
        while tokens and tokens[-1].is_punct and not tokens[-1].is_quote:
            tokens.pop()
        if not any(t.is_alpha or t.is_digit for t in tokens):
            return None
        return self.paragraph.at(tokens[0]), self.paragraph.after(tokens[-1])


def segment_of(token: Token) -> Content:
    """The part of a sentence between semicolons that a word stands in."""
    stops = [t.i for t in token.sent if t.text == ";"]
    first = max((i + 1 for i in stops if i < token.i), default=token.sent.start)
    last = min((i for i in stops if i > token.i), default=token.sent.end)
    return list(token.doc[first:last])
