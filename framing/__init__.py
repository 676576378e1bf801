"""How do these outlets portray this actor, and is the difference real?

``Analyser`` scores articles, ``read_articles`` reads them, ``read_readings`` opens what
``framing score`` wrote, and ``portrayals`` and ``compare`` put outlets side by side.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from framing.analysis import Analyser, Analysis
    from framing.articles import read_articles
    from framing.comparison import Comparison, Contrast, Portrayal, compare, evidence, portrayals
    from framing.errors import FramingError
    from framing.records import Article, Reading, Rejected
    from framing.store import read_readings, read_stance_table

# Names are imported when first used: ``import framing`` loads neither torch nor spaCy.
_HOME = {
    "Analyser": "analysis", "Analysis": "analysis", "Article": "records", "Comparison": "comparison", "Contrast": "comparison",
    "evidence": "comparison",
    "FramingError": "errors", "Portrayal": "comparison", "Reading": "records", "Rejected": "records",
    "compare": "comparison", "portrayals": "comparison", "read_articles": "articles", "read_readings": "store",
    "read_stance_table": "store",
}  # fmt: skip
__all__ = [
    "Analyser", "Analysis", "Article", "Comparison", "Contrast", "FramingError", "Portrayal", "Reading", "Rejected",
    "compare", "evidence", "portrayals", "read_articles", "read_readings",
    "read_stance_table",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"framing.{_HOME[name]}"), name)
    raise AttributeError(f"module 'framing' has no attribute {name!r}")
