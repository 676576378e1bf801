"""The command line. Each command imports what it needs when it runs, so that ``--help`` is quick."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from framing.analysis import Analyser
    from framing.runs import Outcome

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="How do these outlets portray this actor, and is the difference real?",
)  # fmt: skip
eval_app = typer.Typer(
    rich_markup_mode=None, help="Accuracy on labelled data; with no command, on our own labelled sentences."
)
app.add_typer(eval_app, name="eval")

Inputs = Annotated[
    list[str] | None,
    typer.Argument(help="Files and folders: .txt with metadata.jsonl, .jsonl.", show_default=False),
]
Out = Annotated[Path, typer.Option("-o", "--out", help="Folder for the results.")]
Folder = Annotated[Path, typer.Argument(help="A folder that score or run wrote.", show_default=False)]
ModelName = Annotated[str, typer.Option("--model", help="A model folder, or the name of a shipped one.")]
RegisterFile = Annotated[
    Path | None,
    typer.Option("--register", help="A register of actors in place of the shipped one.", show_default=False),
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


@app.command(epilog="Example: framing run articles/ -o out")
def run(
    inputs: Inputs = None, out: Out = Path("out"), model: ModelName = "mpnet", register: RegisterFile = None,
    spacy_model: SpacyModel = None, device: Device = "auto", quiet: Quiet = False, strict: Strict = False,
) -> None:  # fmt: skip
    """Score, compare and report in one go. With no INPUT, the built-in sample corpus."""
    with _errors():
        from framing.report.page import write_report
        from framing.resources import resource

        if not inputs:
            inputs = [str(resource("corpus", "sample", "articles"))]
            register = register or resource("corpus", "sample", "actors.toml")
        outcome = _score(inputs, out, _analyser(model, register, spacy_model, device), quiet=quiet)
        if outcome.scored or outcome.kept:
            write_report(out, out / "report.html")
            if not quiet:
                _print_tables(out)
                print(f"\nReport: {out / 'report.html'}   Readings: {out / 'readings'}")
    raise typer.Exit(_status(outcome, strict))


@app.command(epilog="Example: framing score articles/ -o out")
def score(
    inputs: Annotated[list[str], typer.Argument(help="Files and folders: .txt with metadata.jsonl, .jsonl.", show_default=False)],
    out: Out = Path("out"), model: ModelName = "mpnet", register: RegisterFile = None,
    spacy_model: SpacyModel = None, device: Device = "auto", quiet: Quiet = False, strict: Strict = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Write readings of every actor in every sentence; a second call does only what is missing."""
    with _errors():
        outcome = _score(inputs, out, _analyser(model, register, spacy_model, device), quiet=quiet)
        if as_json:
            print(json.dumps(outcome.manifest, indent=2, ensure_ascii=False))
    raise typer.Exit(_status(outcome, strict))


@app.command(epilog="Example: framing compare out --actor armenia --voice outlet")
def compare(
    folder: Folder,
    actor: Annotated[str | None, typer.Option("--actor", help="Only this actor, by id.", show_default=False)] = None,
    outlets: Annotated[tuple[str, str] | None, typer.Option("--outlets", help="Only these two outlets.", show_default=False)] = None,
    voice: Voice = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Differences between outlets, own voice and sources apart, with intervals."""
    with _errors():
        from dataclasses import asdict

        from framing.comparison import VOICE_GROUPS
        from framing.comparison import compare as contrasts
        from framing.console import print_contrasts
        from framing.store import read_readings

        if voice is not None and voice not in VOICE_GROUPS:
            raise typer.BadParameter(f"{voice!r} is none of {', '.join(VOICE_GROUPS)}", param_hint="--voice")
        found = contrasts(read_readings(folder), actor=actor, outlets=outlets, voice=voice)
        if as_json:
            print(json.dumps([asdict(c) for c in found], indent=2, ensure_ascii=False))
        else:
            print_contrasts(found)


@app.command(epilog="Example: framing report out -o report.html")
def report(
    folder: Folder,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The page; FOLDER/report.html by default.", show_default=False)] = None,
) -> None:  # fmt: skip
    """Write one self-contained HTML page of a scored folder."""
    with _errors():
        from framing.report.page import write_report

        write_report(folder, out or folder / "report.html")
        print(out or folder / "report.html")


@app.command(epilog="Example: framing show article.txt")
def show(
    article: Annotated[Path, typer.Argument(help="A .txt or .jsonl file.", show_default=False)],
    model: ModelName = "mpnet", register: RegisterFile = None, spacy_model: SpacyModel = None,
    device: Device = "auto", as_json: AsJson = False,
) -> None:  # fmt: skip
    """Show an article with its actors, voices and polarity."""
    with _errors():
        from framing.articles import read_articles
        from framing.console import print_analysis
        from framing.records import Article
        from framing.store import reading_row

        analyser = _analyser(model, register, spacy_model, device)
        items = list(read_articles(article))
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


@eval_app.callback(invoke_without_command=True, epilog="Example: framing eval --check")
def evaluate(
    context: typer.Context, model: ModelName = "mpnet", device: Device = "auto",
    check: Annotated[bool, typer.Option("--check", help="Fail if a figure drops below the pinned baseline, or a label changed.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="Pin today's figures and labels as the baseline.")] = False,
    accept_lower: Annotated[str | None, typer.Option("--accept-lower", help="With --pin: why a figure may go down.", show_default=False)] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the figures and the worst errors as a page.", show_default=False)] = None,
    quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Accuracy on labelled data; with no command, on our own labelled sentences."""
    if context.invoked_subcommand is not None:
        return
    with _errors():
        from framing import gate
        from framing.console import print_own_set
        from framing.ownset import full_evaluation, read_own_set
        from framing.resources import resource

        own = read_own_set()
        figures = full_evaluation(_analyser(model, None, None, device), own, quiet=quiet)
        baseline = resource("eval", "baseline.json")
        if html is not None:
            from framing.report.evaluation import write_evaluation

            write_evaluation(figures, html)
        if as_json:
            print(json.dumps(figures, indent=2, ensure_ascii=False))
        elif not quiet:
            print_own_set(figures)
        if pin:
            lowered = gate.pin(figures, own, baseline, accept_lower=accept_lower)
            print(
                f"pinned in {baseline}" + (f", lower: {', '.join(lowered)}" if lowered else ""),
                file=sys.stderr,
            )
        elif check:
            problems = gate.check(figures, own, baseline)
            for problem in problems:
                print(f"framing: {problem}", file=sys.stderr)
            if problems:
                raise typer.Exit(1)
            print("framing: no figure below its pinned floor", file=sys.stderr)


@eval_app.command(epilog="Example: framing eval portrayal dev-rw.jsonl --json")
def portrayal(
    file: Annotated[str, typer.Argument(help="JSONL with sentence, start, end, polarity; or a data set of the Hub.", show_default=False)],
    split: Annotated[str, typer.Option("--split", help="Split of a Hub data set.")] = "test",
    subset: Annotated[str | None, typer.Option("--subset", help="Configuration of a Hub data set, such as mt.", show_default=False)] = None,
    predictions: Annotated[Path | None, typer.Option("--predictions", help="Write one JSON line of probabilities a row.", show_default=False)] = None,
    model: ModelName = "mpnet", device: Device = "auto", quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Accuracy of portrayal on labelled sentences."""
    with _errors():
        from framing.console import print_figures
        from framing.evaluation import evaluate_portrayal
        from framing.model.scorer import load_scorer

        scorer = load_scorer(model, device=device)
        figures = evaluate_portrayal(
            scorer, file, split=split, subset=subset, predictions=predictions, quiet=quiet
        )
        if as_json:
            print(json.dumps(figures, indent=2))
        else:
            print_figures(figures)


@eval_app.command(epilog="Example: framing eval voice polnear/dev --json")
def voice(
    folder: Annotated[Path, typer.Argument(help="A folder in the layout of PolNeAR.", show_default=False)],
    register: RegisterFile = None, spacy_model: SpacyModel = None, quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Accuracy of who is quoted for what, on articles with labelled attributions."""
    with _errors():
        from framing.console import print_figures
        from framing.evaluation import evaluate_voice

        figures = evaluate_voice(_analyser("mpnet", register, spacy_model, "auto"), folder, quiet=quiet)
        if as_json:
            print(json.dumps(figures, indent=2))
        else:
            print_figures(figures)


@eval_app.command(epilog="Example: framing eval stance dse/dev.tsv --answers labels.jsonl")
def stance(
    file: Annotated[Path, typer.Argument(help="A file in the layout of DSE.", show_default=False)],
    answers: Annotated[Path, typer.Option("--answers", help="A system's answers: one {\"label\": 0 to 4} a row.", show_default=False)],
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Accuracy of a system's stance labels; the shipped model has no stance of its own yet."""
    with _errors():
        from framing.console import print_figures
        from framing.stances import read_answers, read_stances, stance_metrics

        figures = stance_metrics(read_stances(file), read_answers(answers))
        if as_json:
            print(json.dumps(figures, indent=2))
        else:
            print_figures(figures)


@eval_app.command(epilog="Example: framing eval behaviour --json")
def behaviour(
    on: Annotated[Path | None, typer.Option("--on", help="Swap names in the sentences of this labelled file too.", show_default=False)] = None,
    model: ModelName = "mpnet", device: Device = "auto", quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Generated families of sentences with an expected relation, and the name-swap audit."""
    with _errors():
        from framing.behaviour import name_swap_on, run_families
        from framing.console import print_families
        from framing.labelled import read_labelled
        from framing.model.scorer import load_scorer

        scorer = load_scorer(model, device=device)
        figures = run_families(scorer, quiet=quiet)
        if on is not None:
            figures["name_swap_on"] = name_swap_on(scorer, read_labelled(on))
        if as_json:
            print(json.dumps(figures, indent=2, ensure_ascii=False))
        else:
            print_families(figures)


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
    with _errors():
        from framing.training.run import train_recipe

        metrics = train_recipe(recipe, base=base, data=data, out=out, work=work, quiet=quiet)
        print(json.dumps(metrics, indent=2))


@contextmanager
def _errors() -> Iterator[None]:
    """Errors that a user can cure are a line on stderr and exit 1; others are bugs and stay loud."""
    from framing.errors import FramingError

    try:
        yield
    except FramingError as error:
        print(f"framing: {error}", file=sys.stderr)
        raise typer.Exit(1) from None


def _analyser(model: str, register: Path | None, spacy_model: str | None, device: str) -> Analyser:
    from framing.analysis import Analyser

    options: dict[str, Any] = {} if spacy_model is None else {"spacy_model": spacy_model}
    return Analyser(model=model, register=register, device=device, **options)


def _score(inputs: list[str], out: Path, analyser: Analyser, *, quiet: bool) -> Outcome:
    from framing.runs import score as score_into

    outcome = score_into(inputs, out, analyser, quiet=quiet)
    _print_rejected(outcome.rejected)
    if not outcome.scored and not outcome.kept:
        print("framing: nothing was scored", file=sys.stderr)
    return outcome


def _status(outcome: Outcome, strict: bool) -> int:
    nothing = not outcome.scored and not outcome.kept
    return 1 if nothing or (strict and outcome.rejected) else 0


def _print_rejected(rejected: Any, most: int = 20) -> None:
    for item in rejected[:most]:
        print(f"framing: set aside: {item}", file=sys.stderr)
    if len(rejected) > most:
        print(f"framing: and {len(rejected) - most} more, all in rejected.jsonl", file=sys.stderr)


def _print_tables(out: Path) -> None:
    from framing.comparison import portrayals
    from framing.console import print_portrayals
    from framing.store import read_readings

    print_portrayals(portrayals(read_readings(out)))
