"""The stretches of a sentence that somebody answers for, as a search for a judgement meets them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from framing.parsing import Paragraph
from framing.records import Attribution, Span
from framing.voices.lexicon import words
from framing.voices.phrases import VIEWS

_AUXILIARIES = words("also are had has have is never once only was were will would")


class Stretches:
    """The quotations and reports of the sentence of one mention, and those beside the mention itself."""

    def __init__(
        self, paragraph: Paragraph, attributions: Sequence[Attribution], token: Token, span: Span
    ) -> None:
        self.paragraph, self.token, self.span = paragraph, token, span
        first, last = (
            paragraph.start + token.sent.start_char,
            paragraph.start + token.sent.end_char,
        )
        here = [a for a in attributions if a.start < last and first < a.end]
        self.quotes = [a for a in here if a.voice == "quoted"]
        self.by_cue: dict[int, list[Attribution]] = {}
        for a in here:
            if a.cue_start is not None and a.voice == "reported" and a.cue_kind != "position":
                self.by_cue.setdefault(a.cue_start, []).append(a)

    def _cue_beside(self) -> Span | None:
        """The charge or the view that follows a name at once: "the council, now under fire for", "Ann, in his eyes the best"."""
        offset = self.paragraph.start
        for start, told in self.by_cue.items():
            after = [a for a in told if a.end > start]
            between = self.paragraph.doc.text[self.span[1] - offset : start - offset]
            if not after or start < self.span[1] or "," not in between or between.count(",") > 1:
                continue
            apart = between.strip(" ,").split()
            cue = (told[0].cue or "").lower()
            if cue in VIEWS and len(apart) <= 4 and apart and apart[0] in ("in", "by"):
                return self._quoted_in(after[-1])
            if cue == "fire" and len(apart) <= 3 and apart[-1:] == ["under"]:
                return after[-1].start, after[-1].end
        return None

    def _is_cue(self, token: Token) -> bool:
        return self.paragraph.at(token) in self.by_cue

    def _says(self, verb: Token) -> bool:
        at = self.paragraph.at(verb)
        return any(q.cue_start == at for q in self.quotes)

    def _said_by(self, verb: Token) -> Span:
        at = self.paragraph.at(verb)
        return next((q.start, q.end) for q in self.quotes if q.cue_start == at)

    def _quote_beside(self) -> Span | None:
        """Quoted words right after the name: "Ecuador has “lied to all”"."""
        for q in self.quotes:
            between = self.paragraph.doc.text[
                self.span[1] - self.paragraph.start : q.start - self.paragraph.start
            ]
            words = between.strip(" \"'“‘«").split()
            if q.start > self.span[1] and len(words) <= 2 and set(words) <= _AUXILIARIES:
                return q.start, q.end
        return None

    def _content(self, cue: Token) -> Span:
        """The last stretch that a word of attribution governs: what somebody is accused of."""
        last = max(self.by_cue[self.paragraph.at(cue)], key=lambda a: a.start)
        beside = [
            q for q in self.quotes if q.cue_start == last.cue_start and q.start > max(self.span[1], last.end)
        ]
        if beside and self.span[0] >= last.start:
            return beside[0].start, beside[0].end
        return self._quoted_in(last)

    def _quoted_in(self, told: Attribution) -> Span:
        """The quoted words of a stretch after the name, where the name stands in it; else the stretch."""
        first = self.span[1] if told.start <= self.span[0] < told.end else told.start
        inner = [q for q in self.quotes if first <= q.start and q.end <= told.end and q.quote_kind != "full"]
        return (inner[0].start, inner[0].end) if inner else (told.start, told.end)

    def _quote_within(self, top: Token, tokens: Sequence[Token]) -> Span | None:
        """The quoted words among some tokens: the first after the name, else the last before it."""
        places = [self.paragraph.at(t) for t in tokens]
        found = [
            q for q in self.quotes
            if q.quote_kind != "full" and any(q.start <= at < q.end for at in places) and not q.start <= self.span[0] < q.end
        ]  # fmt: skip
        joined = self.paragraph.doc.text[: self.span[0] - self.paragraph.start]
        found = [
            q
            for q in found
            if q.start >= self.span[1] or " and " not in joined[q.end - self.paragraph.start :]
        ]  # "accused A of “robbery” and B of theft"
        after = [q for q in found if q.start >= self.span[1]]
        chosen = after[0] if after else found[-1] if found else None
        return (chosen.start, chosen.end) if chosen is not None else None
