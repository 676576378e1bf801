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
_AGENCY = "|".join(
    sorted({re.escape(form) for a in AGENCIES for form in (a, a.upper())}, key=len, reverse=True)
)
_UPPER = "A-ZÀ-ÖØ-Þ"
_NAME = rf"(?:[{_UPPER}][\w.’'-]*|de|del|den|da|di|dos|du|la|le|van|von|der|al|bin|el|our)"
_NAMES = rf"{_NAME}(?:(?:\s*[,&|]\s*|\s+)(?:(?:and|in|for)\s+)?{_NAME}){{0,12}}"
_WROTE = r"(?i:(?:(?:additional )?(?:written|reporting|writing|edited|editing) )?by)"
_PHOTO = r"(?i:photos?|photographs?|images?|pictures?|handout|illustration)"

_LINE_RULES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("also_read", re.compile(rf"(?:also read|read also|read more|related(?: (?:articles|stories|coverage|news|links|topics))?|see also|more on this|read next|don[’']?t miss)\b\s*(?::|$|\||[–—-]\s*(?-i:[{_UPPER}]))", re.I)),
    ("advertisement", re.compile(r"(?:(?:advertisements?\W+)?(?:story|article) continues (?:below|after)(?:(?: this)? advertisement)?|advertisements?|sponsored(?: content)?|(?:sign up|subscribe)\b.{0,80}(?:newsletter|updates|inbox).{0,40})\W*$", re.I)),
    ("copyright", re.compile(rf"(?:©|\(c\)\s*(?:19|20)\d\d|copyright\s*(?:©|\(c\)|[:,]|by)?\s*(?-i:(?:[{_UPPER}][\w.&’'-]*,?\s+){{0,6}})(?:19|20)\d\d|copyright\s*(?:©|\(c\))|.{{0,80}}\ball rights reserved\s*(?:[.;|]|$))", re.I)),
    ("byline", re.compile(rf"{_WROTE}\s+(?:{_NAMES}(?:\s*;\s*{_WROTE}\s+{_NAMES}){{0,3}}|(?:our )?(?:own )?staff(?: \w+)?|our (?:own )?correspondents?)[^\w!?]*$")),
    ("credit", re.compile(rf"\(?(?:(?i:source|credit|photo|image|via|with|from)s?\s*(?::|\bby\b)?\s*)?(?:{_AGENCY}|Agencies|agencies)(?:\s*/\s*[\w .-]+|\s+{_PHOTO})?\)?\W*$")),
    ("credit", re.compile(rf"(?:source|(?:photo|image|picture)s?(?: credits?)?)\s*:\s*(?-i:(?:the |via |courtesy of )?[{_UPPER}©@\d]).{{0,80}}$", re.I)),
)  # fmt: skip
_CAPTION = (
    # A credit in brackets at the end, or a bare agency after the last full stop.
    re.compile(rf"[.!?”\"]\s+(?:{_AGENCY})(?:\s*/\s*[\w .-]+|\s+{_PHOTO})?\W*$"),
    re.compile(rf"[(\[](?:{_AGENCY})(?:\s*/\s*[\w .-]+)?[)\]]\W*$"),
    re.compile(rf"[.!?”\"]\s+[(\[][{_UPPER}][\w .&'’-]{{1,40}}/\s*[{_UPPER}][\w .'’-]{{1,40}}[)\]]\W*$"),
    re.compile(rf"(?:^|[.!?”\"|–—]\s+){_PHOTO}\s+(?i:by|credit|courtesy)\b(?:[^.!?]{{1,60}}|\s+{_NAMES}\.)$"),
    re.compile(rf"[.!?”\"]\s+(?:{_PHOTO}|Credit)\s*:\s*[{_UPPER}][^.!?]{{1,60}}$"),
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]\W*$")
_CREDIT_WORD = re.compile(rf"(?:{_PHOTO}|[{_UPPER}\d©@].*|file|screengrab|by|via|from|courtesy|credit|of|the|and|for)$")  # fmt: skip
_POSITION = re.compile(r"\((?:L|R|C|left|right|cent(?:er|re)|front|back)(?:\s+to\s+R)?\)")
# "TEHRAN (AA) - ", "PARIS, May 2 (Reuters) -- ", "Virginia, 2 May 2023 (TDI): "
_DATELINE = re.compile(
    rf"(?:[{_UPPER}][\w.’'/-]*(?:[ ,]+[\w.’'/-]+){{0,7}}?[ ,]*\((?:[{_UPPER}][\w.& -]{{1,30}}|dpa)\)\s*(?:-{{1,2}}|–|—|:)"
    rf"|[{_UPPER}][{_UPPER}.’'/ -]{{2,40}}(?:,\s*[\w .]{{3,20}})?\s*(?:-{{2}}|–|—)"
    rf"|[{_UPPER}][{_UPPER}.’' -]{{2,40}},\s*[{_UPPER}][\w .]{{2,20}}\s+-)\s*"
    # "NATO — an alliance of 32 — met": what follows a dateline starts a sentence.
    rf"(?=[^\w]*[{_UPPER}\d]|$)"
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
        any(rule.search(line) for rule in _CAPTION)
        or _ends_in_credit(line)
        or (_POSITION.search(line) and len(line) <= 300)
    ):
        return "caption"
    return None


def _ends_in_credit(line: str) -> bool:
    """Whether brackets at the end credit a photo: "(AP Photo/Ann Lee)", not "(the photo is old)"."""
    found = _BRACKET.search(line)
    words = re.split(r"[\s,:/|–—-]+", found[1].strip()) if found else []
    return any(re.fullmatch(_PHOTO, w) for w in words) and all(_CREDIT_WORD.match(w) for w in words if w)


def _is_title(article: Article, line: str, number: int, lines: list[tuple[int, int]]) -> bool:
    if article.title is not None:
        return " ".join(line.split()) == " ".join(article.title.split())
    # No title given: a first line that is no sentence, above others that are.
    ends_like_a_sentence = line.rstrip("”\"'’)").endswith((".", ":", "…"))
    return number == 0 and len(lines) > 1 and len(line) <= 150 and not ends_like_a_sentence
