"""Bytes to text: UTF-8, UTF-16 with its mark, else Windows-1252; broken twice-encoded text is mended."""

from __future__ import annotations

import codecs
import re
from collections import Counter

MENDED = "twice-encoded characters mended"
WINDOWS = "read as Windows-1252, not being UTF-8"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TWICE = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u2013-\u203a\u20ac\u2122\u0152-\u0192\u02c6\u02dc]")
# English in Windows-1252 has a quote or an accent now and then; another alphabet is dense with high bytes.
_MOST_HIGH = 0.25


class NotTextError(ValueError):
    """Bytes that are no text we can read; ``line`` is where, from one, if known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def decode(raw: bytes, notes: Counter[str]) -> str:
    """The text of some bytes. Raises ``NotTextError`` for binary files and alphabets we cannot tell."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return mend(raw.decode(encoding), notes)
            except UnicodeDecodeError as error:
                raise NotTextError(f"not {encoding[:6].upper()} (byte {error.start})") from None
    if _CONTROL.search(raw):
        raise NotTextError("binary, not text")
    try:
        return mend(raw.decode("utf-8"), notes)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fault = NotTextError(f"not UTF-8 (byte 0x{raw[error.start]:02x})", line)
    high = sum(byte >= 0x80 for byte in raw)
    if high > _MOST_HIGH * len(raw) or _utf8_cut_short(raw):
        raise fault
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise fault from None
    notes[WINDOWS] += 1
    return text


def mend(text: str, notes: Counter[str]) -> str:
    """The text with UTF-8 that was read as Windows-1252 on its way ("donâ€™t") put right."""
    if not _TWICE.search(text):
        return text
    from ftfy import fix_encoding

    mended = fix_encoding(text)
    if mended != text:
        notes[MENDED] += 1
    return mended


def _utf8_cut_short(raw: bytes) -> bool:
    """Whether all but a few bytes are UTF-8 with letters beyond ASCII: damage, not another encoding."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - broken > broken
