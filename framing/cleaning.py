"""Lines that are no running text: title, byline, dateline, caption, credit and the like.

They stay in the article, marked, and are left out of scoring: a photo caption is not
the outlet's account, and "Also Read" is another article's headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.furniture import AGENCY, NAME, UPPER, kind_of_line
from framing.records import Article, Mark, Part

# "TEHRAN (AA) - ", "PARIS, May 2 (Reuters) -- ", "Virginia, 2 May 2023 (TDI): "
_DATELINE = re.compile(
    rf"(?:[{UPPER}][\w.’'/-]*(?:[ ,]+[\w.’'/-]+){{0,7}}?[ ,]*\((?:[{UPPER}][\w.& -]{{1,30}}|dpa)\)\s*(?:-{{1,2}}|–|—|:)"
    rf"|[{UPPER}][{UPPER}.’'/ -]{{2,40}}(?:,\s*[\w .]{{3,20}})?\s*(?:-{{2}}|–|—)"
    rf"|[{UPPER}][{UPPER}.’' -]{{2,40}}(?:,\s*[{UPPER}][\w .]{{2,20}})?\s+-)\s*"
    # "NATO — an alliance of 32 — met": what follows a dateline starts a sentence.
    rf"(?=[^\w]*[{UPPER}\d]|$)"
)
# "New Delhi: The court ...": only under a title or byline, and where a sentence follows.
_PLACE = re.compile(rf"(?:[{UPPER}][\w’'-]+ ?){{1,3}}(?:,\s*[{UPPER}][\w .]{{2,20}})?:\s(?=[“\"]?[{UPPER}])")
_SENTENCE_END = re.compile(r"[.:…!?][”\"'’)]*$")
_PERSON = rf"{NAME} {NAME}(?: {NAME})?"
_BARE_BYLINE = re.compile(
    rf"{_PERSON}(?:(?:,| and) {_PERSON}){{0,2}}(?:\s*(?:[,|]|\bin\b|\bfor\b)\s*(?:the )?{NAME}(?: [\w&’'-]+){{0,4}})?$"
)
_TOP_LINES = 8


def marks(article: Article) -> list[Mark]:
    """The marked stretches of an article, in order; what is not marked is its body."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", article.text) if m.group().strip()]
    return list(_marks(article, lines))


def _marks(article: Article, lines: list[tuple[int, int]]) -> Iterator[Mark]:
    at_top = True  # bylines, titles and datelines stand above the first paragraph
    above: list[Part] = []
    for number, (start, end) in enumerate(lines):
        line = article.text[start:end].strip()
        start = article.text.index(line, start)
        end = start + len(line)
        part = kind_of_line(line)
        if at_top and part is None and _is_title(article, line, above, len(lines) - number):
            part = "title"
        elif at_top and part is None and number < _TOP_LINES and "title" in above and _is_bare_byline(line):
            part = "byline"
        if part is not None:
            above.append(part)
            yield Mark(start, end, part)
            continue
        if at_top and (dateline := _dateline(line, below=bool(above))):
            yield Mark(start, start + len(dateline.rstrip()), "dateline")
        at_top = False


def _dateline(line: str, *, below: bool) -> str:
    found = _DATELINE.match(line)
    if found is None and below and len(line) >= 50 and _SENTENCE_END.search(line):
        found = _PLACE.match(line)
    return found.group() if found else ""


def _is_bare_byline(line: str) -> bool:
    """A name alone, or with a place, paper or task, as it stands under a title; a headline has verbs."""
    return (
        len(line) <= 60 and _BARE_BYLINE.match(line) is not None and not re.search(rf"\b(?:{AGENCY})$", line)
    )


def _is_title(article: Article, line: str, above: list[Part], left: int) -> bool:
    if article.title is not None and " ".join(line.split()) == " ".join(article.title.split()):
        return True
    if left < 2 or len(line) > 150 or _SENTENCE_END.search(line.replace("?", "")):
        return False
    if article.title is None and "title" not in above:
        # No title given: a first line that is no sentence, above others that are.
        return all(part in ("byline", "advertisement") for part in above)
    # A second deck, right under the title.
    return bool(above) and above[-1] == "title" and above.count("title") == 1 and not _is_bare_byline(line)
