"""From a row to an article: which names a field goes by, what it may hold, and what can be told without it."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from framing.cleaning import marks
from framing.credits import agency_of
from framing.language import foreign_language
from framing.outlet_register import host_of, load_outlets, outlet_in
from framing.records import Article, Rejected

MAX_CHARACTERS = 100_000
# The only names that are guessed, the first found taken; any other needs --map.
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "uuid"),
    "text": ("text", "body", "content", "article_text", "full_text", "maintext"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publish_date", "publication_date", "date_published"),
    "url": ("url", "link"),
    "credit": ("wire", "credit", "agency"),
    "event": ("event", "event_id"),
    "country": ("country",),
}
NO_DATE = "without a date"
OUTLET_BY_URL = "outlet told by the address"
OUTLET_BY_TEXT = "outlet told by byline or copyright line"
_DATES = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d")
_ENGLISH = "text in another language than English"


class Place(NamedTuple):
    """Where a row stands: the file, the line to name in messages, the id for want of another, the article's file."""

    file: str
    line: int | None
    default_id: str
    source: str

    def reject(self, reason: str, cure: str, article_id: str | None = None) -> Rejected:
        """What was set aside here."""
        return Rejected(self.file, reason, cure, self.line, article_id or self.default_id)


def named(row: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, Any]:
    """The row under our names: fields of ``mapping`` from its columns, the others guessed from ``NAMES``."""
    found = {}
    lower = {str(key).strip().lower().replace(" ", "_"): key for key in row}
    for field, names in NAMES.items():
        if field in mapping:
            found[field] = row.get(mapping[field])
            continue
        for name in names:
            value = row.get(lower[name]) if name in lower else None
            if value is not None and value != "":
                found[field] = value
                break
    return found


def article_of(fields: dict[str, Any], place: Place, notes: Counter[str]) -> Article | Rejected:
    """The article that fields describe, or why it is none."""
    identity = fields.get("id")
    identity = place.default_id if identity is None or identity == "" else str(identity)
    if (fault := _wrong_type(fields)) is not None:
        return place.reject(*fault, identity)
    text = fields.get("text") or ""
    if (fault := text_fault(text)) is not None:
        return place.reject(*fault, identity)
    try:
        published = _date(fields.get("published"))
    except ValueError:
        return place.reject(f"published is {fields['published']!r}", "write the date as YYYY-MM-DD", identity)
    if (language := foreign_language(text)) is not None:
        line = place.line if place.file == place.source else None
        cure = "give English articles, or a translation"
        return Rejected(place.source, f"{_ENGLISH}: {language}", cure, line, identity)
    article = Article(
        id=identity,
        outlet=(fields.get("outlet") or "").strip(),
        text=_with_title(fields.get("title"), text),
        title=fields.get("title"),
        published=published,
        url=fields.get("url"),
        credit=fields.get("credit"),
        event=fields.get("event"),
        country=fields.get("country"),
        source=place.source,
    )
    told = _with_outlet(article, fields.get("site"), notes)
    if told is None:
        return place.reject(
            "no outlet", "fill the key 'outlet': a comparison needs to know who published", identity
        )
    notes[NO_DATE] += published is None
    return told


def text_fault(text: str) -> tuple[str, str] | None:
    """Why a text cannot be an article's, and the cure, if it cannot."""
    if not text.strip():
        return "no text", "fill the key 'text' or the file, or remove the line"
    if len(text) > MAX_CHARACTERS:
        return (f"{len(text):,} characters; an article has at most {MAX_CHARACTERS:,}",
                "split the file into its articles")  # fmt: skip
    return None


def _wrong_type(fields: dict[str, Any]) -> tuple[str, str] | None:
    for key, value in fields.items():
        dated = key == "published" and isinstance(value, datetime.date)
        numbered = key in ("id", "event") and isinstance(value, int) and not isinstance(value, bool)
        if value is not None and not isinstance(value, str) and not dated and not numbered:
            return f"{key} is {type(value).__name__}, not text", f"write {key} as a string"
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
            return f"{key} holds half a surrogate pair", "write the character whole, in UTF-8"
        if isinstance(value, str) and "\0" in value:
            return f"{key} holds a NUL character", "export the text again"
        if numbered:
            fields[key] = str(value)
    return None


def _date(value: str | datetime.date | None) -> datetime.date | None:
    """ISO 8601, and a few ways in which a date is printed. Raises ``ValueError`` for others."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    if not value.strip():
        return None
    text = re.sub(r"\b([A-Za-z]{3})[a-z]?\.", r"\1", value.strip())
    try:
        return datetime.datetime.fromisoformat(text).date()
    except ValueError:
        for pattern in _DATES:
            try:
                return datetime.datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        raise


def _with_outlet(article: Article, site: str | None, notes: Counter[str]) -> Article | None:
    """The article with outlet, its country and the agency, as far as they can be told; None without an outlet."""
    outlets = load_outlets()
    listed = outlets.by_url(article.url) if article.url else None
    outlet = article.outlet
    found = marks(article)
    if not outlet and (listed is not None or site):
        known = listed or outlets.by_name(site or "")
        outlet = known.name if known is not None else (site or "").strip()
        notes[OUTLET_BY_URL] += 1
    if not outlet and (named_in := outlet_in(article, found, outlets)) is not None:
        outlet = named_in.name
        notes[OUTLET_BY_TEXT] += 1
    if not outlet and article.url and (host := host_of(article.url)):
        outlet = host
        notes[OUTLET_BY_URL] += 1
    if not outlet:
        return None
    known = outlets.by_name(outlet) or listed
    credit = article.credit or agency_of(article, found)
    if credit is not None and known is not None and outlets.by_name(credit) == known:
        credit = article.credit  # an agency's own article is no copy
    country = article.country or (known.country if known is not None else None)
    return replace(article, outlet=outlet, country=country, credit=credit)


def _with_title(title: str | None, text: str) -> str:
    """The text, under its title unless it opens with it already."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if title is None or not title.strip():
        return text
    opening = " ".join(text.lstrip()[: len(title) + 20].split())
    # A whole word at its end: "War" does not open "Warsaw is quiet".
    opens = re.match(rf"{re.escape(' '.join(title.split()))}(?!\w)", opening)
    return text if opens else f"{title.strip()}\n\n{text}"
