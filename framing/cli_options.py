"""Options and manners that the commands share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from framing.analysis import Analyser

Inputs = Annotated[
    list[str] | None,
    typer.Argument(help="Files and folders: .txt with metadata.jsonl, .jsonl.", show_default=False),
]
Out = Annotated[Path, typer.Option("-o", "--out", help="Folder for the results.")]
Folder = Annotated[Path, typer.Argument(help="A folder that score or run wrote.", show_default=False)]
ModelName = Annotated[str, typer.Option("--model", help="A model folder, or the name of a shipped one.")]
RegisterFile = Annotated[
    Path | None,
    typer.Option(
        "--register",
        show_default=False,
        help="Your actors, TOML or CSV: in place of the shipped register, or on top of it where the file says extends = true.",
    ),
]
SpacyModel = Annotated[
    str | None, typer.Option("--spacy-model", help="Another spaCy pipeline.", show_default=False)
]
Device = Annotated[str, typer.Option("--device", help="auto, cpu or cuda.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress bars, no table.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 if anything was rejected.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Voice = Annotated[
    str | None, typer.Option("--voice", help="outlet, sources, quoted or reported.", show_default=False)
]


@contextmanager
def errors() -> Iterator[None]:
    """Errors that a user can cure are a line on stderr and exit 1; others are bugs and stay loud."""
    from framing.errors import FramingError

    try:
        yield
    except FramingError as error:
        print(f"framing: {error}", file=sys.stderr)
        raise typer.Exit(1) from None


def make_analyser(model: str, register: Path | None, spacy_model: str | None, device: str) -> Analyser:
    """An analyser from a command's options."""
    from framing.analysis import Analyser

    options: dict[str, Any] = {} if spacy_model is None else {"spacy_model": spacy_model}
    return Analyser(model=model, register=register, device=device, **options)
