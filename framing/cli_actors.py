"""``framing actors``: who is mentioned, under which names, and what stayed unresolved."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli_options import AsJson, Quiet, RegisterFile, SpacyModel, errors

if TYPE_CHECKING:
    from framing.progress import Advance
    from framing.records import Article, Rejected


def actors(
    inputs: Annotated[list[str], typer.Argument(help="Files and folders: .txt, with metadata.jsonl or alone, .jsonl.", show_default=False)],
    register: RegisterFile = None, spacy_model: SpacyModel = None,
    suggest: Annotated[Path | None, typer.Option("--suggest", help="Write register entries for the actors it lacks, to edit.", show_default=False)] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="How many actors, and how many unresolved wordings, to print.")] = 30,
    quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """List the actors found, how their names were merged, and what stayed unresolved; loads no model."""
    with errors():
        from framing.actor_lists import as_json as plain
        from framing.actor_lists import list_actors, suggestions
        from framing.articles import count_articles
        from framing.console_actors import print_actors
        from framing.errors import InputError
        from framing.parsing import DEFAULT_PIPELINE, load_pipeline, parse
        from framing.progress import progress
        from framing.register import load_register
        from framing.resources import resource

        if suggest is not None and suggest.exists():
            raise InputError(f"{suggest}: is there already; remove it or give another name to --suggest")
        shipped = resource("corpus", "actors.toml")
        known = load_register(register or shipped)
        pipeline = load_pipeline(spacy_model or DEFAULT_PIPELINE)
        rejected: list[Rejected] = []
        with progress("actors", total=count_articles(*inputs) or None, quiet=quiet) as advance:
            found = list_actors(parse(pipeline, _articles(inputs, rejected, advance)), known)
        for item in rejected:
            print(f"framing: set aside: {item}", file=sys.stderr)
        if as_json:
            print(json.dumps(plain(found), indent=2, ensure_ascii=False))
        elif found.articles and not quiet:
            print_actors(found, top)
        if suggest is not None:
            text = suggestions(found, [known] if register is None else [known, load_register(shipped)])
            suggest.write_text(text, encoding="utf-8")
            print(f"framing: {text.count('[[actor]]')} suggestions in {suggest}", file=sys.stderr)
    if not found.articles:
        print("framing: no article to read", file=sys.stderr)
        raise typer.Exit(1)


def _articles(inputs: list[str], rejected: list[Rejected], advance: Advance) -> Iterator[Article]:
    """The articles of the inputs, a .txt without metadata too; what was set aside is noted on the way."""
    from framing.articles import read_alone, read_articles
    from framing.reading.files import METADATA
    from framing.records import Article

    texts = (p for p in map(Path, inputs) if p.suffix == ".txt" and p.is_file())
    alone = [p for p in texts if not (p.parent / METADATA).exists()]
    others = [p for p in inputs if Path(p) not in alone]
    for item in chain(map(read_alone, alone), read_articles(*others)):
        if isinstance(item, Article):
            yield item
        else:
            rejected.append(item)
        advance(1)
