"""Where the data that comes with the program lies."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parent.parent


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, in a wheel or beside an editable install."""
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
