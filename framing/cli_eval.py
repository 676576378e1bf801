"""``framing eval``: accuracy on labelled data."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from framing.cli_eval_compare import coverage, feelings, slants
from framing.cli_options import (
    AsJson,
    Device,
    ModelName,
    Quiet,
    RegisterFile,
    SpacyModel,
    errors,
    make_analyser,
)

eval_app = typer.Typer(
    rich_markup_mode=None,
    help="Accuracy on labelled data; with no command, on our own labelled sentences.",
)


eval_app.command(epilog="Example: framing eval feelings basil/ --json")(feelings)
eval_app.command(epilog="Example: framing eval slants out")(slants)
eval_app.command(epilog="Example: framing eval coverage --runs 500")(coverage)


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
    with errors():
        from framing import gate
        from framing.console import print_own_set
        from framing.ownset import full_evaluation, read_own_set
        from framing.resources import resource

        own = read_own_set()
        figures = full_evaluation(make_analyser(model, None, None, device), own, quiet=quiet)
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
    convention: Annotated[str, typer.Option("--convention", help="By whose rules the rows are labelled: auto (crowd for NewsMTSC and NewsTSC), guidelines or crowd.")] = "auto",
    predictions: Annotated[Path | None, typer.Option("--predictions", help="Write one JSON line of probabilities a row.", show_default=False)] = None,
    model: ModelName = "mpnet", device: Device = "auto", quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Accuracy of portrayal on labelled sentences."""
    with errors():
        from framing.evaluation import evaluate_portrayal
        from framing.labelled import CONVENTIONS, convention_of
        from framing.model.scorer import load_scorer

        if convention not in ("auto", *CONVENTIONS):
            raise typer.BadParameter("give auto, guidelines or crowd", param_hint="--convention")
        rules = next((c for c in CONVENTIONS if c == convention), None) or convention_of(file)
        scorer = load_scorer(model, device=device, convention=rules)
        figures = evaluate_portrayal(
            scorer, file, split=split, subset=subset, predictions=predictions, quiet=quiet
        )
        _print({"convention": rules, **figures}, as_json=as_json)


@eval_app.command(epilog="Example: framing eval voice polnear/dev --json")
def voice(
    folder: Annotated[Path, typer.Argument(help="A folder in the layout of PolNeAR.", show_default=False)],
    register: RegisterFile = None, spacy_model: SpacyModel = None, quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Accuracy of who is quoted for what, on articles with labelled attributions."""
    with errors():
        from framing.evaluation import evaluate_voice

        figures = evaluate_voice(make_analyser("mpnet", register, spacy_model, "auto"), folder, quiet=quiet)
        _print(figures, as_json=as_json)


@eval_app.command(epilog="Example: framing eval mentions --json")
def mentions(
    file: Annotated[Path | None, typer.Argument(help="JSONL of passages with marked mentions; our own by default.", show_default=False)] = None,
    register: RegisterFile = None, spacy_model: SpacyModel = None, quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Who is mentioned where: precision, recall and F1 of names, metonyms, titles, descriptions and pronouns."""
    with errors():
        from framing.console import print_mention_figures
        from framing.evaluation import evaluate_mentions

        figures = evaluate_mentions(make_analyser("mpnet", register, spacy_model, "auto"), file, quiet=quiet)
        if as_json:
            print(json.dumps(figures, indent=2))
        else:
            print_mention_figures(figures)


@eval_app.command(epilog="Example: framing eval stance dse/dev.tsv --json")
def stance(
    file: Annotated[Path, typer.Argument(help="A file in the layout of DSE.", show_default=False)],
    answers: Annotated[Path | None, typer.Option("--answers", help="Measure another system: one {\"label\": 0 to 4} a row.", show_default=False)] = None,
    predictions: Annotated[Path | None, typer.Option("--predictions", help="Write one JSON line with label a row.", show_default=False)] = None,
    model: ModelName = "mpnet", device: Device = "auto", quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Accuracy of stance between two entities, in the five classes of DSE."""
    with errors():
        from framing.evaluation import evaluate_stances
        from framing.stances import read_answers, read_stances, stance_metrics

        if answers is not None:
            figures = stance_metrics(read_stances(file), read_answers(answers))
        else:
            from framing.model.scorer import load_scorer

            scorer = load_scorer(model, device=device)
            figures = evaluate_stances(scorer, file, predictions=predictions, quiet=quiet)
        _print(figures, as_json=as_json)


@eval_app.command(epilog="Example: framing eval targets dse/train.tsv --json")
def targets(
    table: Annotated[Path, typer.Argument(help="The train.tsv of DSE.", show_default=False)],
    split: Annotated[str, typer.Option("--split", help="test or train.")] = "test",
    model: ModelName = "mpnet", device: Device = "auto", quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Accuracy on countries and organisations: our portrayal labels of sentences of DSE."""
    with errors():
        from framing.evaluation import evaluate_dse_targets
        from framing.model.scorer import load_scorer
        from framing.resources import resource

        labels = resource("eval", "dse", "labels.jsonl")
        scorer = load_scorer(model, device=device)
        figures = evaluate_dse_targets(scorer, labels, table, split=split, quiet=quiet)
        _print(figures, as_json=as_json)


@eval_app.command(epilog="Example: framing eval context --json")
def context(
    model: ModelName = "mpnet", device: Device = "auto", as_json: AsJson = False
) -> None:  # fmt: skip
    """Portrayal read in the sentence alone against the sentence with the one before it."""
    with errors():
        from framing.model.scorer import load_scorer
        from framing.ownset import read_own_set
        from framing.ownstances import context_window

        figures = context_window(load_scorer(model, device=device), read_own_set().sentences)
        _print(figures, as_json=as_json)


@eval_app.command(epilog="Example: framing eval evidence --json")
def evidence(
    file: Annotated[Path | None, typer.Argument(help="JSONL as for portrayal; our own sentences by default.", show_default=False)] = None,
    model: ModelName = "mpnet", device: Device = "auto", as_json: AsJson = False,
) -> None:  # fmt: skip
    """Whether the words said to carry a label do: the label's loss without them, against chance."""
    with errors():
        from framing.deletion import deletion_test
        from framing.labelled import read_labelled
        from framing.model.scorer import load_network
        from framing.ownset import own_targets, read_own_set

        rows = read_labelled(file) if file is not None else own_targets(read_own_set())
        _print(deletion_test(load_network(model, device=device), rows), as_json=as_json)


@eval_app.command(epilog="Example: framing eval lines --errors")
def lines(
    file: Annotated[Path | None, typer.Argument(help="JSONL of labelled lines; our own by default.", show_default=False)] = None,
    show_errors: Annotated[bool, typer.Option("--errors", help="List the lines that are taken for another kind.")] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Whether titles, bylines, captions, credits and other furniture are told from running text."""
    with errors():
        from framing.labelled_lines import evaluate_lines
        from framing.resources import resource

        _print(evaluate_lines(file or resource("eval", "lines.jsonl"), errors=show_errors), as_json=as_json)


@eval_app.command(epilog="Example: framing eval events basil/ --json")
def events(
    folder: Annotated[Path | None, typer.Argument(help="A folder in the layout of BASIL or of ours; ours by default.", show_default=False)] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Match by words alone.")] = False,
    curve: Annotated[bool, typer.Option("--curve", help="The figures at other thresholds too.")] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Whether articles of one event are matched: pairwise precision, recall and F1."""
    with errors():
        from framing.labelled_events import evaluate_events
        from framing.resources import resource

        figures = evaluate_events(folder or resource("eval", "events"), undated=undated, curve=curve)
        _print(figures, as_json=as_json)


@eval_app.command(epilog="Example: framing eval copies articles/ --json")
def copies(
    inputs: Annotated[list[str] | None, typer.Argument(help="Articles to plant copies of; invented ones by default.", show_default=False)] = None,
    number: Annotated[int, typer.Option("--number", help="How many copies to plant.")] = 2000,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Whether planted copies are found: new headline, cut, a paragraph added, spelling, words edited, all at once."""
    with errors():
        from framing.planted import evaluate_copies

        _print(evaluate_copies(inputs or (), number), as_json=as_json)


@eval_app.command(epilog="Example: framing eval behaviour --json")
def behaviour(
    on: Annotated[Path | None, typer.Option("--on", help="Swap names in the sentences of this labelled file too.", show_default=False)] = None,
    model: ModelName = "mpnet", device: Device = "auto", quiet: Quiet = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Generated families of sentences with an expected relation, and the name-swap audit."""
    with errors():
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


def _print(figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures, indent=2))
    else:
        from framing.console import print_figures

        print_figures(figures)
