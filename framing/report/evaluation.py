"""The figures of ``framing eval`` as one page, with the worst errors in full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

_SLICES = {
    "by_phenomenon": "By phenomenon", "by_kind": "By kind of actor", "by_voice": "By voice",
    "by_domain": "By domain",
}  # fmt: skip


def write_evaluation(figures: dict[str, Any], file: Path) -> None:
    """Writes the page of an evaluation on our own set."""
    environment = Environment(
        loader=PackageLoader("framing.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    flat = {k: v for k, v in figures.items() if not isinstance(v, dict | list | str)}
    page = environment.get_template("evaluation.html").render(figures=figures, flat=flat, slices=_SLICES)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")
