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

_INPUTS = (
    "Files, folders, .zip: .txt and .html with metadata.jsonl, .jsonl, .csv, .tsv, .parquet, each also .gz; "
    "or a data set of the Hub, OWNER/NAME:SPLIT."
)
Inputs = Annotated[list[str] | None, typer.Argument(help=_INPUTS, show_default=False)]
SomeInputs = Annotated[list[str], typer.Argument(help=_INPUTS, show_default=False)]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN...",
        help="Columns under other names: --map text=body outlet=source.",
        show_default=False,
    ),
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


def split_map(inputs: list[str] | None, given: list[str] | None) -> tuple[list[str], dict[str, str]]:
    """The inputs, and the mapping of ``--map``, whose further pairs stand among the inputs.

    Raises ``InputError`` where a pair is none, or its field is unknown.
    """
    from framing.errors import InputError
    from framing.reading.fields import NAMES

    def is_pair(text: str) -> bool:
        return text.partition("=")[0] in NAMES and "=" in text and not Path(text).exists()

    pairs = [*(given or ()), *(text for text in inputs or () if given and is_pair(text))]
    for pair in pairs:
        if not is_pair(pair) or not pair.partition("=")[2]:
            raise InputError(f"--map {pair}: write FIELD=COLUMN; fields are {', '.join(NAMES)}")
    rest = [text for text in inputs or () if not given or not is_pair(text)]
    return rest, dict(pair.split("=", 1) for pair in pairs)


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
