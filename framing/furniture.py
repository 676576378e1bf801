"""What a line of an article is when it is no running text, told by its wording alone.

A line is furniture only if the whole of it is: "Advertisement revenue fell" is a sentence. The rules are
grouped by kind, the surest first; ``framing.cleaning`` adds what depends on where a line stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from framing.outlet_register import load_outlets
from framing.records import Part

AGENCIES = (
    "AA", "AAP", "AFP", "ANI", "ANSA", "AP", "Anadolu", "Anadolu Agency", "Agence France-Presse", "Associated Press",
    "Bloomberg", "DPA", "dpa", "EFE", "EPA", "EPA-EFE", "Getty", "Getty Images", "IANS", "IRNA", "Interfax", "Kyodo",
    "PA", "PTI", "Reuters", "RIA", "Scanpix", "Shutterstock", "TASS", "TDI", "UPI", "Xinhua", "Yonhap",
)  # fmt: skip
AGENCY = "|".join(
    sorted({re.escape(form) for a in AGENCIES for form in (a, a.upper())}, key=len, reverse=True)
)
UPPER = "A-ZÀ-ÖØ-Þ"
NAME = rf"(?:[{UPPER}][\w.’'-]*|de|del|den|da|di|dos|du|la|le|van|von|der|al|bin|el|our)"
_NAMES = rf"{NAME}(?:(?:\s*[,&|]\s*|\s+)(?:(?:and|in|for|of|at|with)\s+)?(?:the\s+)?{NAME}){{0,12}}"
_JOB = r"(?:\w+\s+){0,2}(?:correspondent|reporter|editor|writer|bureau|desk|staff|columnist)s?"
_WROTE = r"(?i:(?:(?:an?\s+)?(?:additional )?(?:story|text|words|photographs?|report|analysis|review|feature|opinion|comment|interview|written|reporting|writing|edited|editing|compiled|translated|as told to) )?by|from|text:|words:|story:|reporting:|author:)"
PHOTO = r"(?i:photos?|photographs?|photography|images?|pictures?|pics?|handout|illustration|video)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE_WORD = re.compile(
    rf"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*|{_MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s?(?:[ap]m)?|\d{1,2}[ap]m|[ap]\.?m\.?|at|on|of"
    r"|[A-Z]{2,5}|hrs?|o’clock|first|last|published|posted|updated|modified|created|date)",
    re.I,
)
_STAMP = re.compile(r"(?:first |last )?(?:published|posted|updated|modified|created)\b|date\s*:", re.I)
_ENDS = re.compile(r"[.!?…][”\"’')\]]*$")

Rule = tuple[Part, re.Pattern[str]]
_ADVERTISEMENT = re.compile(
    r"(?:ads?|adverts?|advertisements?|advertorial|sponsored(?: (?:content|post|by .{1,40}))?|paid (?:post|content|partnership)"
    r"|promoted(?: content)?|partner content|commercial break"
    r"|(?:advertisements?\W+)?(?:(?:story|article) continues (?:below|after)(?:(?: this)? advertisement)?|continue reading below"
    r"|scroll (?:down )?to continue(?: reading)?)"
    r"|(?:subscribe|join|get|try|buy)\b.{0,60}\b(?:unlimited|full) access\b.{0,60}|(?:subscribe|join|try)\b.{0,60}\b(?:a|per) (?:week|month|year)"
    r"|(?:support|help)\b.{0,40}\bjournalism\b.{0,60}|donate(?: now| today)?|become a (?:member|supporter).{0,40})\W*$",
    re.I,
)
_TO_READERS = re.compile(
    r"(?:(?:don[’']t miss|want|like what|stay|keep up|never miss)\b.{0,60}?[?:!,.—-]\s*)?"
    r"(?:click here to )?(?:sign up|subscribe|register|join|follow (?:us|our)|download (?:our|the)|get|receive|enter your|thank(?:s| you) for (?:signing|subscribing)|stay informed)\b|newsletter\s*:",
    re.I,
)
_CHANNEL = re.compile(
    r"\b(?:newsletters?|e-?mails?|inbox|alerts?|bulletin|briefing|(?:whatsapp|telegram|youtube) channel|our channel|app|podcast|facebook|twitter|instagram|on x|mailing list|signing up|subscribing|sign up here|daily updates)\b",
    re.I,
)
_LABEL = (
    r"also read|read also|also see|read more(?: from .{1,40})?|read next|read on|read|keep reading|go deeper|related(?: (?:articles?|stories|story|coverage|news|links|topics|content|posts|reading))?"
    r"|see also|see more|more on (?:this|these)(?: (?:story|topics?))?|more (?:from|on|about) .{1,40}|more (?:\w+ )?(?:coverage|stories|news)|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|don[’']?t miss|recommended(?: (?:for you|stories|reading))?|most (?:read|popular|viewed)|top stories|trending(?: now)?|editors?[’']s? picks?|what to read next"
    r"|in pictures|gallery|watch(?: live)?|listen|live(?: updates)?|full coverage|explainer|analysis|opinion|explore(?: more)?(?: on .{1,40})?|around the .{1,20}|also (?:on|in|from) .{1,30}|further reading"
)
_ALSO_LABELLED = re.compile(rf"(?:{_LABEL})\s*(?:[:|»›→]|[–—-]\s+(?-i:[{UPPER}‘“\"]))", re.I)
_ALSO_ALONE = re.compile(
    rf"(?:{_LABEL.replace('|read|', '|')})$|(?:click|tap) here\b.{{0,80}}$|(?:read|watch|listen|see|explore|discover)\b.{{0,80}}\bhere$|for more on\b.{{0,80}}$",
    re.I,
)
_SENTENCE_LIKE = frozenset(
    {"analysis", "opinion", "live", "watch", "listen", "explainer", "gallery", "read on", "recommended"}
)
_COPYRIGHT = re.compile(
    rf"(?:content\s+|all content\s+)?(?:©|\(c\)\s*(?:19|20)\d\d|copyright\s*(?:©|\(c\)|@|[:,]|by)?\s*(?-i:(?:[{UPPER}][\w.&’'-]*,?\s+){{0,6}})(?:19|20)\d\d|copyright\s*(?:©|\(c\)|@)|.{{0,80}}\ball rights reserved\s*(?:[.;|]|$)"
    r"|(?:reproduction|unauthori[sz]ed (?:copying|use|reproduction))\b.{0,80}\b(?:prohibited|forbidden)\W*$|this material may not be published\b)",
    re.I,
)
_BYLINES = (
    re.compile(rf"{_WROTE}\s+(?:{_NAMES}(?:\s*;\s*{_WROTE}\s+{_NAMES}){{0,3}}(?:,\s*{_JOB})?|{NAME}(?: {NAME}){{0,3}},?\s+(?:and\s+)?(?:agencies|{_JOB})|(?:our )?(?:own )?staff(?: \w+)?|our (?:own )?(?:special )?correspondents?(?: in {NAME})?)[^\w!?]*$"),
    re.compile(rf"(?:(?i:our|the)\s+)?(?:(?i:own|special|staff|news|web|online|foreign|political|diplomatic|sports?|weather|business|world|national|{NAME})\s+){{0,3}}(?i:correspondent|reporter|writer|desk|bureau|newsroom|editorial board)s?(?:\s+in\s+{NAME}(?: {NAME})?)?\W*$"),
    re.compile(r"(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten)[ -]min(?:ute)?s?(?: read)?\W*$|reading time\b.{0,20}$", re.I),
    re.compile(r"@\w{2,30}$|[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|(?:twitter|x|e-?mail)\s*:\s*\S+$", re.I),
)  # fmt: skip
_CREDITS = (
    re.compile(rf"\(?(?:(?i:source|credit|photo|image|via|with|from)s?\s*(?::|\bby\b)?\s*)?(?:{AGENCY}|Agencies|agencies)(?:,\s*(?:{AGENCY}))*(?:\s*/\s*[\w .-]+|\s+{PHOTO}|\s+News)?\)?\W*$"),
    re.compile(rf"(?:source|{PHOTO}(?: credits?)?|credit)s?\s*(?::|,|\bby\b)\s*(?-i:(?:the |via |courtesy of )?[{UPPER}©@\d]).{{0,80}}$", re.I),
    re.compile(r"\(?(?:with|compiled (?:from|by)|based on)\b.{0,30}\b(?:inputs? from|wire|agency|agencies|reports?)\b.{0,40}$", re.I),
    re.compile(rf"{NAME}\b.{{0,80}}\bcontributed (?:to this|reporting)\b.{{0,40}}$"),
    re.compile(r"(?:this|the) (?:story|article|report)\b.{0,30}\b(?:first|originally) (?:published|appeared)\b.{0,60}$", re.I),
)  # fmt: skip
_CAPTION_ENDS = (
    # A credit in brackets at the end, or a bare agency after the last full stop.
    re.compile(rf"[.!?”\"](?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)\s+(?:[–—-]\s*)?(?:{AGENCY})(?:\s*/\s*[\w .-]+|\s+{PHOTO})?\W*$"),
    re.compile(rf"[(\[](?:{AGENCY})(?:\s*/\s*[\w .-]+)?[)\]]\W*$"),
    re.compile(rf"[.!?”\"]\s+[(\[]?[{UPPER}][\w .&'’-]{{1,40}}\s?/\s*[{UPPER}][\w .'’-]{{1,40}}[)\]]?\W*$"),
    re.compile(rf"[.!?”\"]\s+\({NAME}(?: {NAME}){{1,3}}\)$"),
    re.compile(rf"(?:^|[.!?”\"|–—]\s+){PHOTO}\s+(?i:by|credit|courtesy)\b(?:[^.!?]{{1,60}}|\s+{_NAMES}\.)$"),
    re.compile(rf"[.!?”\"]\s+(?:{PHOTO}(?i: source| credits?)?|Credit|Courtesy)\s*[:,]\s*[{UPPER}][^.!?]{{1,60}}$"),
)  # fmt: skip
_CAPTION_OPENS = (
    re.compile(rf"(?:FILE PHOTO|FILE|File (?:photo|picture|image)|Pictured|PHOTO|From left)\s*(?:[:,–—-]|\s-)\s*[{UPPER}]"),
    re.compile(r"(?:this|a|an) (?:\w+ )?(?:photo|image|picture|handout|still|video grab)(?: \w+)? (?:taken|provided|released|shows|from)\b", re.I),
    re.compile(r"\((?:L to R|from left|clockwise)[^)]*\)", re.I),
)  # fmt: skip
_CAPTION_SAYS = re.compile(
    r"\bin this (?:undated |recent )?(?:file |handout |screen )?(?:photo|image|picture|grab)\b", re.I
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]\W*$")
_SMALL = re.compile(rf"{PHOTO}|file|screengrab|by|via|from|courtesy|credit|of|the|and|for|undated")
# "(R)" alone is a party.
_POSITION = re.compile(r"\((?:L|C|2nd [LR]|left|right|cent(?:er|re)|front|back)(?:\s+to\s+R)?\)")


def kind_of_line(line: str) -> Part | None:
    """The kind of a line that is furniture wherever it stands, None for running text."""
    core = line.strip(" \t\u00a0[](){}—–-»›>•*|·▶►→_=")
    if not core:
        return None
    if _ADVERTISEMENT.match(core):
        return "advertisement"
    if len(core) <= 200 and _TO_READERS.match(core) and _CHANNEL.search(core):
        return "newsletter"
    if _is_also_read(core):
        return "also_read"
    if _COPYRIGHT.match(line):
        return "copyright"
    if len(line) > 400:
        return None
    if len(line) <= 200:
        if any(rule.match(line) for rule in _BYLINES) or _is_stamp(core):
            return "byline"
        if any(rule.match(core) for rule in _CREDITS) or core in _agency_names():
            return "credit"
    if _is_caption(line):
        return "caption"
    return None


def _is_also_read(core: str) -> bool:
    if _ALSO_LABELLED.match(core):
        # "Analysis: the vote was close." is a sentence with a label before it.
        label = re.split(r"[:|»›→–—-]", core, maxsplit=1)[0].strip().lower()
        return label not in _SENTENCE_LIKE or not _ENDS.search(core)
    return bool(_ALSO_ALONE.match(core)) and not _ENDS.search(core) and core.lower() not in _SENTENCE_LIKE


def _is_stamp(core: str) -> bool:
    """Dates and times and nothing else, or what a time of publication is led in by."""
    words = [w for w in re.split(r"[\s,|()•·–-]+", core) if w and w != ":"]
    if not any(c.isdigit() for c in core) or len(words) > 16:
        return False
    dated = all(_DATE_WORD.fullmatch(w.strip(":")) for w in words)
    told = re.search(rf"(?:19|20)\d\d|\b{_MONTH}\b|\d:\d\d", core, re.I) is not None
    if dated and told and (len(words) > 1 or "/" in core):
        return True
    led_in = _STAMP.match(core) is not None and len(core) <= 80
    return led_in and bool(told) and _ENDS.search(re.sub(r"[ap]\.m\.$", "", core)) is None


def _is_caption(line: str) -> bool:
    if any(rule.search(line) for rule in _CAPTION_ENDS) or any(rule.match(line) for rule in _CAPTION_OPENS):
        return True
    if len(line) <= 300 and (_CAPTION_SAYS.search(line) or _POSITION.search(line)):
        return True
    return _ends_in_credit(line)


def _ends_in_credit(line: str) -> bool:
    """Whether brackets at the end credit a photo: "(AP Photo/Ann Lee)", not "(the photo is old)"."""
    found = _BRACKET.search(line)
    words = [w for w in re.split(r"[\s,:/|–—-]+", found[1].strip()) if w] if found else []
    if not any(re.fullmatch(PHOTO, w) for w in words) and not (words and words[0].lower() == "courtesy"):
        return False
    # Small words beside names are a credit ("Courtesy of the Tarn clinic"); a clause has a verb and no name.
    clause = sum(w[0].islower() and not _SMALL.fullmatch(w) for w in words)
    return bool(clause <= words[0][0].isupper())


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(_forms())


def _forms() -> Iterator[str]:
    for outlet in load_outlets().rows:
        if outlet.owner == "agency":
            for name in (outlet.name, *outlet.names):
                yield from (name, name.upper())
