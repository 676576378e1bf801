"""The command line. Each command imports what it needs when it runs, so that ``--help`` is quick."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.cli_actors import actors
from framing.cli_annotate import annotate_app
from framing.cli_compare import compare
from framing.cli_eval import eval_app
from framing.cli_options import (
    AsJson,
    Device,
    Folder,
    Inputs,
    Map,
    ModelName,
    Out,
    Quiet,
    RegisterFile,
    SomeInputs,
    SpacyModel,
    Strict,
    errors,
    make_analyser,
    split_map,
)

if TYPE_CHECKING:
    from framing.analysis import Analyser
    from framing.records import Rejected
    from framing.runs import Outcome
    from framing.scoring import Scorer

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="How do these outlets portray this actor, and is the difference real?",
)  # fmt: skip
app.command(epilog="Example: framing compare out --actor armenia --voice outlet")(compare)
app.add_typer(annotate_app, name="annotate")
app.add_typer(eval_app, name="eval")
app.command(epilog="Example: framing actors articles/ --suggest mine.toml")(actors)


@app.command(epilog="Example: framing run articles/ -o out")
def run(
    inputs: Inputs = None, out: Out = Path("out"), model: ModelName = "mpnet", register: RegisterFile = None,
    spacy_model: SpacyModel = None, device: Device = "auto", quiet: Quiet = False, strict: Strict = False,
    columns: Map = None,
) -> None:  # fmt: skip
    """Score, compare and report in one go. With no INPUT, the built-in sample corpus."""
    with errors():
        from framing.report.page import write_report
        from framing.resources import resource

        inputs, mapping = split_map(inputs, columns)
        if not inputs:
            inputs = [str(resource("corpus", "sample", "articles"))]
            register = register or resource("corpus", "sample", "actors.toml")
        analyser = make_analyser(model, register, spacy_model, device)
        outcome = _score(inputs, out, analyser, mapping=mapping, quiet=quiet)
        if outcome.scored or outcome.kept:
            write_report(out, out / "report.html", analyser.scorer)
            if not quiet:
                _print_tables(out, outcome.manifest["counts"])
                print(f"\nReport: {out / 'report.html'}   Readings: {out / 'readings'}")
    raise typer.Exit(_status(outcome, strict))


@app.command(epilog="Example: framing score articles/ -o out")
def score(
    inputs: SomeInputs,
    out: Out = Path("out"), model: ModelName = "mpnet", register: RegisterFile = None,
    spacy_model: SpacyModel = None, device: Device = "auto", quiet: Quiet = False, strict: Strict = False,
    as_json: AsJson = False, columns: Map = None,
) -> None:  # fmt: skip
    """Write readings of every actor in every sentence; a second call does only what is missing."""
    with errors():
        inputs, mapping = split_map(inputs, columns)
        if not inputs:
            raise typer.BadParameter("name a file or folder to score", param_hint="INPUT")
        analyser = make_analyser(model, register, spacy_model, device)
        outcome = _score(inputs, out, analyser, mapping=mapping, quiet=quiet)
        if as_json:
            print(json.dumps(outcome.manifest, indent=2, ensure_ascii=False))
    raise typer.Exit(_status(outcome, strict))


@app.command(epilog="Example: framing report out -o report.html")
def report(
    folder: Folder,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The page; FOLDER/report.html by default.", show_default=False)] = None,
    words: Annotated[bool, typer.Option("--words", help="Mark the words that carried a portrayal; loads the model.")] = False,
) -> None:  # fmt: skip
    """Write one self-contained HTML page of a scored folder."""
    with errors():
        from framing.report.page import write_report

        write_report(folder, out or folder / "report.html", _scorer_of(folder) if words else None)
        print(out or folder / "report.html")


@app.command(epilog="Example: framing show article.txt")
def show(
    article: Annotated[Path, typer.Argument(help="A .txt, .html or .jsonl file.", show_default=False)],
    model: ModelName = "mpnet", register: RegisterFile = None, spacy_model: SpacyModel = None,
    device: Device = "auto", as_json: AsJson = False,
) -> None:  # fmt: skip
    """Show an article with its actors, voices and polarity."""
    with errors():
        from framing.articles import read_alone, read_articles
        from framing.console import print_analysis
        from framing.reading.files import METADATA
        from framing.records import Article
        from framing.store import reading_row

        analyser = make_analyser(model, register, spacy_model, device)
        lone = (
            article.suffix in (".txt", ".html", ".htm")
            and article.is_file()
            and not (article.parent / METADATA).exists()
        )
        items = [read_alone(article)] if lone else list(read_articles(article))
        _print_rejected([item for item in items if not isinstance(item, Article)])
        if not any(isinstance(item, Article) for item in items):
            raise typer.Exit(1)
        for analysis in analyser.analyse(items):
            if as_json:
                for reading in analysis.readings:
                    print(
                        json.dumps(reading_row(reading, analyser.signature), ensure_ascii=False, default=str)
                    )
            else:
                print_analysis(analysis)


@app.command(epilog="Example: framing train models/mpnet/recipe.toml --base all-mpnet-base-v2/")
def train(
    recipe: Annotated[Path, typer.Argument(help="A recipe.toml.", show_default=False)],
    base: Annotated[str | None, typer.Option("--base", help="Folder or Hub name of the pretrained encoder.", show_default=False)] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Folder of the data files.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Model folder; the recipe's own by default.", show_default=False)] = None,
    work: Annotated[Path | None, typer.Option("--work", help="Folder for checkpoints.", show_default=False)] = None,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Train a model from a recipe; a broken run goes on from its last checkpoint."""
    with errors():
        from framing.training.run import train_recipe

        metrics = train_recipe(recipe, base=base, data=data, out=out, work=work, quiet=quiet)
        print(json.dumps(metrics, indent=2))


def _score(
    inputs: list[str], out: Path, analyser: Analyser, *, mapping: dict[str, str], quiet: bool
) -> Outcome:  # fmt: skip
    from framing.runs import score as score_into

    outcome = score_into(inputs, out, analyser, mapping=mapping, quiet=quiet)
    _print_rejected(outcome.rejected)
    for note, count in outcome.manifest["notes"].items():
        print(f"framing: {count:,} {note}", file=sys.stderr)
    if copies := outcome.manifest["counts"].get("copies"):
        print(f"framing: {copies:,} articles repeat the text of another; see groups.parquet", file=sys.stderr)
    if outcome.others:
        print(
            f"framing: {out} also holds {outcome.others} articles of earlier runs; they count in its report",
            file=sys.stderr,
        )
    if not outcome.scored and not outcome.kept:
        print("framing: nothing was scored", file=sys.stderr)
    return outcome


def _scorer_of(folder: Path) -> Scorer:
    """The scorer that made the readings of a folder; another one's words would explain nothing."""
    from framing.errors import InputError
    from framing.model.scorer import load_scorer
    from framing.store import read_manifest

    manifest = read_manifest(folder)
    if manifest is None:
        raise InputError(f"{folder}: holds no manifest.json; run framing score ... -o {folder} first")
    scorer = load_scorer(manifest["options"]["model"])
    if scorer.signature != manifest["digests"]["model"]:
        raise InputError(
            f"{folder}: scored by {manifest['digests']['model']}, here is {scorer.signature}; "
            "leave out --words, or score again into a new folder"
        )
    return scorer


def _status(outcome: Outcome, strict: bool) -> int:
    nothing = not outcome.scored and not outcome.kept
    return 1 if nothing or (strict and outcome.rejected) else 0


def _print_rejected(rejected: Sequence[Rejected], most: int = 20) -> None:
    """The first of each kind, told by its cure, and how many are like it."""
    kinds: dict[str, list[Rejected]] = {}
    for item in rejected:
        kinds.setdefault(item.cure.split(" {")[0], []).append(item)
    for items in list(kinds.values())[:most]:
        more = f" (and {len(items) - 1:,} more like it)" if len(items) > 1 else ""
        print(f"framing: set aside: {items[0]}{more}", file=sys.stderr)
    if len(rejected) > len(kinds) or len(kinds) > most:
        print(f"framing: {len(rejected):,} set aside in all, each in rejected.jsonl", file=sys.stderr)


def _print_tables(out: Path, counts: dict[str, int]) -> None:
    from framing.comparison import portrayals
    from framing.console import print_portrayals
    from framing.outlets.load import corpus, instrument_shift
    from framing.outlets.measures import compare_measure
    from framing.tables import print_verdicts

    data = corpus(out)
    print_portrayals(portrayals(data.polarities))
    print_verdicts(compare_measure(data, "polarity", floor=instrument_shift(out)), out)
    print(
        f"{data.articles.num_rows:,} articles, {counts['events']:,} events that two or more of them tell, "
        f"{counts['copies']:,} copies of another article."
    )
