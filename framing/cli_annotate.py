"""``framing annotate``: sentences to label by hand, out and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from framing.cli_options import AsJson, Folder, errors

annotate_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Draw sentences to label by hand, and take the labels back.",
)
_ENDINGS = {".json": "label-studio", ".jsonl": "jsonl", ".csv": "csv"}


@annotate_app.command(epilog="Example: framing annotate sample out -n 300 -o sample.csv")
def sample(
    folder: Folder,
    size: Annotated[int, typer.Option("-n", "--size", help="How many readings, about.", min=1)] = 200,
    out: Annotated[Path, typer.Option("-o", "--out", help=".json for Label Studio, .jsonl or .csv.")] = Path("sample.json"),
    style: Annotated[str | None, typer.Option("--format", help="label-studio, jsonl or csv; by the ending of the file if not given.", show_default=False)] = None,
    seed: Annotated[int, typer.Option("--seed", help="Another sample for another number.")] = 7,
) -> None:  # fmt: skip
    """Draw readings to label, stratified by outlet, actor, voice and confidence, with the probability of each."""
    style = style or _ENDINGS.get(out.suffix, "")
    if style not in _ENDINGS.values():
        raise typer.BadParameter(f"give one of {', '.join(_ENDINGS.values())}", param_hint="--format")
    with errors():
        from framing.annotation import draw, write_sample
        from framing.store import read_readings

        items = draw(read_readings(folder), size, seed=seed)
        write_sample(items, out, style)
        print(f"{len(items)} readings in {out}: fill in label with negative, neutral or positive")


@annotate_app.command("import", epilog="Example: framing annotate import sample.csv -o labels.jsonl --of out")
def import_labels(
    file: Annotated[Path, typer.Argument(help="The labelled sample: Label Studio's JSON export, .jsonl or .csv.", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--out", help="The labels, for framing compare --labels.")] = Path("labels.jsonl"),
    folder: Annotated[Path | None, typer.Option("--of", help="The scored folder: says how the model agrees with the labels.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take labels back, and say for each outlet how the model agrees with them."""
    with errors():
        from framing.annotation import read_labels, write_labels
        from framing.inference.correction import agreement
        from framing.store import read_readings
        from framing.tables import print_rows

        labels = read_labels(file)
        write_labels(labels, out)
        rows = agreement(read_readings(folder), labels) if folder is not None else []
        if as_json:
            print(json.dumps({"labels": len(labels), "file": str(out), "agreement": rows}, indent=2))
            return
        print(f"{len(labels)} labels in {out}")
        if rows:
            print_rows(rows, "Agreement of model and labels; mean error is model less human", [])
