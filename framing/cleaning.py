"""Lines that are no running text: title, byline, dateline, caption, credit and the like.

They stay in the article, marked, and are left out of scoring: a photo caption is not
the outlet's account, and "Also Read" is another article's headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.records import Article, Mark, Part

AGENCIES = (
    "AA", "AFP", "ANSA", "AP", "Anadolu", "Anadolu Agency", "Agence France-Presse", "Associated Press",
    "Bloomberg", "DPA", "dpa", "EFE", "EPA", "Getty", "Getty Images", "IANS", "IRNA", "Interfax", "Kyodo",
    "PTI", "Reuters", "RIA", "Shutterstock", "TASS", "TDI", "UPI", "Xinhua", "Yonhap",
)  # fmt: skip
_AGENCY = "|".join(sorted((re.escape(a) for a in AGENCIES), key=len, reverse=True))
_NAME = r"(?:[A-Z][\w.’'-]*|de|del|van|von|der|al|bin|el)"
_PHOTO = r"(?:photos?|images?|pictures?|file photo|handout|illustration)"

_LINE_RULES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("also_read", re.compile(r"(?:also read|read also|read more|related|see also|more on this|read next|don'?t miss)\b\s*(?::|$|\|)", re.I)),
    ("advertisement", re.compile(r"(?:advertisements?|sponsored(?: content)?|story continues below(?: advertisement)?|(?:sign up|subscribe)\b.{0,80}(?:newsletter|updates|inbox).{0,40})\W*$", re.I)),
    ("copyright", re.compile(r"(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b.{0,40}(?:19|20)\d\d|.{0,80}\ball rights reserved\b)", re.I)),
    ("byline", re.compile(rf"(?i:by|written by|reporting by|edited by|editing by)\s+{_NAME}(?:(?:[ ,&]+(?:and\s+)?|\s+in\s+|\s+for\s+){_NAME}){{0,12}}\W*$")),
    ("credit", re.compile(rf"\(?(?:(?:source|credit|photo|image|via|with|from)s?\s*(?::|by)?\s*)?(?:{_AGENCY})(?:\s*/\s*[\w .-]+|\s+{_PHOTO})?\)?\W*$")),
    ("credit", re.compile(r"(?:source|(?:photo|image|picture)(?: credit)?s?)\s*:\s*.{1,80}$", re.I)),
)  # fmt: skip
_CAPTION = (
    # A credit in parentheses at the end, or a bare agency after the last full stop.
    re.compile(rf"\([^()]*\b{_PHOTO}\b[^()]*\)\W*$", re.I),
    re.compile(rf"[.!?”\"]\s+(?:{_AGENCY})(?:\s*/\s*[\w .-]+|\s+{_PHOTO})?\W*$"),
    re.compile(rf"\((?:{_AGENCY})(?:\s*/\s*[\w .-]+)?\)\W*$"),
    re.compile(r"[.!?”\"]\s+\([A-Z][\w .&'’-]{1,40}/\s*[A-Z][\w .'’-]{1,40}\)\W*$"),
    re.compile(r"(?:photo|image|picture)s?\s+(?:by|credit|courtesy)\b.{1,60}$", re.I),
)  # fmt: skip
_POSITION = re.compile(r"\((?:L|R|C|left|right|cent(?:er|re)|front|back)(?:\s+to\s+R)?\)")
# "TEHRAN (AA) - ", "PARIS, May 2 (Reuters) -- ", "Virginia, 2 May 2023 (TDI): "
_DATELINE = re.compile(
    r"(?:[A-Z][\w.’'/-]*(?:[ ,]+[\w.’'/-]+){0,7}?[ ,]*\((?:[A-Z][\w.& -]{1,30})\)\s*(?:-{1,2}|–|—|:)"
    r"|[A-Z][A-Z.’'/ -]{2,40}(?:,\s*[\w .]{3,20})?\s*(?:-{2}|–|—)|[A-Z][A-Z.’' -]{2,40},\s*[A-Z][\w .]{2,20}\s+-)\s*"
)


def marks(article: Article) -> list[Mark]:
    """The marked stretches of an article, in order; what is not marked is its body."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", article.text) if m.group().strip()]
    return list(_marks(article, lines))


def _marks(article: Article, lines: list[tuple[int, int]]) -> Iterator[Mark]:
    at_top = True  # bylines, titles and datelines stand above the first paragraph
    for number, (start, end) in enumerate(lines):
        line = article.text[start:end].strip()
        start = article.text.index(line, start)
        end = start + len(line)
        part = _part_of_line(line)
        if part is None and at_top and _is_title(article, line, number, lines):
            part = "title"
        if part is not None:
            yield Mark(start, end, part)
            continue
        if at_top:
            dateline = _DATELINE.match(line)
            if dateline:
                yield Mark(start, start + len(dateline.group().rstrip()), "dateline")
        at_top = False


def _part_of_line(line: str) -> Part | None:
    for part, rule in _LINE_RULES:
        if rule.match(line):
            # A rule for short furniture must not swallow a paragraph that opens alike.
            return part if len(line) <= 200 or part in ("copyright", "also_read") else None
    if len(line) <= 400 and (
        any(rule.search(line) for rule in _CAPTION) or (_POSITION.search(line) and len(line) <= 300)
    ):
        return "caption"
    return None


def _is_title(article: Article, line: str, number: int, lines: list[tuple[int, int]]) -> bool:
    if article.title is not None:
        return " ".join(line.split()) == " ".join(article.title.split())
    # No title given: a first line that is no sentence, above others that are.
    ends_like_a_sentence = line.rstrip("”\"'’)").endswith((".", ":", "…"))
    return number == 0 and len(lines) > 1 and len(line) <= 150 and not ends_like_a_sentence
