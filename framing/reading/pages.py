"""The article of an HTML page, by trafilatura (Barbaresi, ACL 2021)."""

from __future__ import annotations

from typing import Any

# What is left of a page of links: a few words, no paragraph.
_LEAST_CHARACTERS, _LEAST_WORDS = 100, 8


def article_of_page(page: str) -> dict[str, Any] | None:
    """A row with ``text`` and, where the page tells them, ``title published url site``; None without an article.

    Nothing is fetched. The site's name is what the page calls itself, for telling the outlet.
    """
    import logging

    import trafilatura
    from lxml.etree import LxmlError

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read, we say ourselves
    try:
        found = trafilatura.bare_extraction(
            page, include_comments=False, include_tables=False, with_metadata=True
        )
    except (LxmlError, ValueError, AttributeError, TypeError, RecursionError):
        return None  # a page so broken that no tree can be had of it
    if found is None or isinstance(found, dict):
        return None
    text = found.text or ""
    if len(text) < _LEAST_CHARACTERS or max(len(line.split()) for line in text.splitlines()) < _LEAST_WORDS:
        return None
    return {
        "text": text,
        "title": found.title,
        "published": found.date,
        "url": found.url,
        "site": found.sitename,
    }
