"""``framing eval`` on whole articles: readers' feelings, planted slants, and whether intervals hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from framing.cli_options import (
    AsJson,
    Folder,
    ModelName,
    Quiet,
    RegisterFile,
    SpacyModel,
    errors,
    make_analyser,
)


def feelings(
    folder: Annotated[Path, typer.Argument(help="A folder in the layout of BASIL.", show_default=False)],
    model: ModelName = "mpnet", register: RegisterFile = None, spacy_model: SpacyModel = None, quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Polarity of whole articles against the author's feelings as readers judged them, beside VADER and a model not told its target."""
    with errors():
        from framing.feelings import evaluate_feelings

        figures = evaluate_feelings(make_analyser(model, register, spacy_model, "auto"), folder, quiet=quiet)
        _print(figures, as_json=as_json)


def slants(
    folder: Folder,
    key: Annotated[Path | None, typer.Option("--key", help="The key of planted slants; the sample corpus's by default.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Planted slants that the comparison finds, misses and invents; exit 1 if a large one is missed, a third of the small ones, or one invented."""
    with errors():
        from framing.outlets.load import corpus
        from framing.resources import resource
        from framing.slants import check_slants, read_key

        found = check_slants(corpus(folder), read_key(key or resource("corpus", "sample", "key.json")))
        _print(found, as_json=as_json)
    missed = found["large_found"] < found["large"] or 3 * found["small_found"] < 2 * found["small"]
    if missed or found["invented"]:
        raise typer.Exit(1)


def coverage(
    runs: Annotated[int, typer.Option("--runs", help="Simulations of each kind.", min=10)] = 500,
    seed: Annotated[int, typer.Option("--seed", help="Other simulations for another number.")] = 0,
    quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Simulated outlets and a classifier that errs: do 95 % intervals hold the truth, and how often is a difference made up?"""
    with errors():
        from framing.inference.simulation import coverage as simulate
        from framing.inference.simulation import false_families

        figures = {
            **simulate(runs, seed=seed, quiet=quiet),
            "no_difference": false_families(runs, seed=seed, quiet=quiet),
        }
        _print(figures, as_json=as_json)


def _print(figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures, indent=2, ensure_ascii=False))
        return
    from framing.tables import print_rows

    flat = {k: v for k, v in figures.items() if not isinstance(v, dict | list)}
    for name, value in flat.items():
        print(f"{name}: {value:.4f}" if isinstance(value, float) else f"{name}: {value}")
    named = [{"": name, **value} for name, value in figures.items() if isinstance(value, dict)]
    for title, rows in (("", named), *((k, v) for k, v in figures.items() if isinstance(v, list))):
        kinds: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in rows:
            kinds.setdefault(tuple(row) if isinstance(row, dict) else (), []).append(
                row if isinstance(row, dict) else {title: row}
            )
        for alike in kinds.values():
            print_rows(alike, title, [])
