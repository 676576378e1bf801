"""``python -m framing``."""

from framing.cli import app

app()
