"""Results in the terminal."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from framing.analysis import Analysis
from framing.comparison import Portrayal
from framing.records import REFERENCES, ActorStance, Reading, Sentence

MAX_ACTORS = 12
PIPED_WIDTH = 160  # where no terminal says how wide it is, nothing should be cut
VOICES = {
    "outlet": "own voice",
    "sources": "quoted and reported",
    "quoted": "quoted",
    "reported": "reported",
}


def print_portrayals(found: Sequence[Portrayal]) -> None:
    """Actors by outlets, own voice and sources apart."""
    outlets = sorted({p.outlet for p in found})
    actors = list(dict.fromkeys(p.actor for p in found))
    for voice in dict.fromkeys(p.voice for p in found):
        table = Table(title=f"Portrayal, {VOICES[voice]}", title_justify="left", title_style="bold")
        table.add_column("actor")
        for outlet in outlets:
            table.add_column(outlet, justify="right")
        cells = {(p.actor, p.outlet): p for p in found if p.voice == voice}
        names = {p.actor: p.actor_name for p in found}
        for actor in actors[:MAX_ACTORS]:
            table.add_row(names[actor], *(_cell(cells.get((actor, outlet))) for outlet in outlets))
        console().print(table)
    print(
        "Mean polarity, -1 to +1 [95 % interval from resampling events]; n: articles. Grey: too little data."
    )
    if len(actors) > MAX_ACTORS:
        print(f"{len(actors) - MAX_ACTORS} more actors in the report and the readings.")


def print_analysis(analysis: Analysis) -> None:
    """An article sentence by sentence: actors in the colour of their portrayal, voices and stances beneath."""
    screen = console()
    article = analysis.article
    screen.print(Text(f"{article.id}  {article.outlet}", style="bold"))
    by_sentence: dict[int, list[Reading]] = defaultdict(list)
    for reading in analysis.readings:
        by_sentence[reading.sentence.index].append(reading)
    by_stance: dict[int, list[ActorStance]] = defaultdict(list)
    for stance in analysis.stances:
        by_stance[stance.sentence.index].append(stance)
    for sentence in analysis.sentences:
        text, shift = _with_antecedents(analysis, sentence)
        if not sentence.scored:
            screen.print(Text(f"[{sentence.part}] ", style="dim") + Text(text.plain, style="dim"))
            continue
        lines = []
        for reading in by_sentence[sentence.index]:
            for mention in reading.mentions:
                text.stylize(f"bold {_colour(reading)}", shift(mention.start), shift(mention.end))
            lines.append(_line(reading))
        lines += [_stance_line(s) for s in by_stance[sentence.index] if _held(s)]
        screen.print(text)
        for line in lines:
            screen.print(line)


def _with_antecedents(analysis: Analysis, sentence: Sentence) -> tuple[Text, Callable[[int], int]]:
    """A sentence with the name behind each title, description and pronoun: "he (Ilham Aliyev)"; and where a position
    of the article stands in it."""
    behind: dict[int, list[str]] = defaultdict(list)
    for mention in analysis.mentions:
        if mention.sentence == sentence.index and mention.form in REFERENCES and mention.antecedent:
            behind[mention.end].append(mention.antecedent)
    added = {end: f" ({', '.join(dict.fromkeys(names))})" for end, names in behind.items()}
    text, position = Text(), sentence.start
    for end in sorted(added):
        text.append(analysis.article.text[position:end]).append(added[end], style="dim")
        position = end
    text.append(analysis.article.text[position : sentence.end])

    def shift(at: int) -> int:
        return at - sentence.start + sum(len(words) for end, words in added.items() if end < at)

    return text, shift


def print_figures(figures: dict[str, Any]) -> None:
    """The figures of an evaluation, flat ones first."""
    table = Table(show_header=False)
    for name, value in figures.items():
        if not isinstance(value, dict | list):
            table.add_row(name, f"{value:.4f}" if isinstance(value, float) else str(value))
    console().print(table)
    if "baselines" in figures:
        print_baselines(figures)
    if "confusion" not in figures:
        return
    confusion = Table(title="gold (rows) by prediction", title_justify="left")
    confusion.add_column("")
    for name in figures["confusion"]:
        confusion.add_column(name, justify="right")
    for name, row in figures["confusion"].items():
        confusion.add_row(name, *map(str, row.values()))
    console().print(confusion)


def print_mention_figures(figures: dict[str, Any]) -> None:
    """Precision, recall and F1 of mentions: over all, by group of forms and by form; then what annotators agree on."""
    print_figures(figures)
    for title in ("by_group", "by_form"):
        table = Table(title=title.replace("_", " "), title_justify="left")
        for name in ("", "gold", "predicted", "precision", "recall", "F1"):
            table.add_column(name, justify="right" if name else "left")
        for name, row in figures[title].items():
            shares = (_optional(row[key]) for key in ("precision", "recall", "f1"))
            table.add_row(name, str(row["gold"]), str(row["predicted"]), *shares)
        console().print(table)
    if figures["agreement"] is not None:
        print(
            "Two annotators: "
            + ", ".join(
                f"{k} {v:.3f}" if isinstance(v, float) else f"{v} {k}"
                for k, v in figures["agreement"].items()
            )
        )


def print_baselines(figures: dict[str, Any]) -> None:
    """Figures on attributions beside those of simple methods, in percent."""
    keys = (
        "content_f1",
        "content_f1_direct",
        "content_f1_indirect",
        "content_f1_mixed",
        "matched_share",
        "speaker_accuracy",
    )
    table = Table(title="attributed content and speakers", title_justify="left")
    for name in ("", *keys):
        table.add_column(name.removeprefix("content_").replace("_", " "), justify="right" if name else "left")
    for name, row in {"this version": figures, **figures["baselines"]}.items():
        cells = [row] if isinstance(row, str) else [f"{100 * row[key]:.1f}" for key in keys]
        table.add_row(name.replace("_", " "), *cells)
    console().print(table)


def print_own_set(figures: dict[str, Any]) -> None:
    """The figures on our own set: flat ones, slices, and what the annotators agree on."""
    print_figures(figures)
    for title in ("by_phenomenon", "by_kind", "by_voice", "by_domain"):
        table = Table(title=title.replace("_", " "), title_justify="left")
        for name in ("", "n", "accuracy", "macro F1"):
            table.add_column(name, justify="right" if name else "left")
        for name, row in figures[title].items():
            table.add_row(name, str(row["n"]), f"{row['accuracy']:.3f}", _optional(row["macro_f1"]))
        console().print(table)
    if stance := figures["stance"]:
        table = Table(title="stance of ordered pairs, by phenomenon of the target", title_justify="left")
        for name in ("", "n", "accuracy"):
            table.add_column(name, justify="right" if name else "left")
        table.add_row("all", str(stance["n"]), f"{stance['accuracy']:.3f}")
        for name, row in stance["by_phenomenon"].items():
            table.add_row(name, str(row["n"]), f"{row['accuracy']:.3f}")
        console().print(table)
        print(f"Macro F1 {stance['macro_f1']:.3f}; {stance['direction_errors']} given to the wrong direction")
    print_families(figures["behaviour"])


def print_families(figures: dict[str, Any]) -> None:
    """The behaviour tests family by family, and what the name-swap audit found."""
    families = Table(title="behaviour", title_justify="left")
    for name in ("family", "kind", "passed", "of"):
        families.add_column(name)
    for name, row in figures["families"].items():
        families.add_row(name, row["kind"], str(row["passed"]), str(row["n"]))
    console().print(families)
    print(
        f"Name swap: mean shift {figures['mean_shift']:.4f}, flips {figures['flips']:.4f}; "
        f"another actor's name: mean shift {figures['other_shift']:.4f}"
    )


def _optional(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def console() -> Console:
    """The terminal, or a wide page where the output is piped."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH)


def _cell(p: Portrayal | None) -> Text:
    if p is None:
        return Text("-", style="dim")
    if p.low is None or p.high is None:
        return Text(f"{p.mean:+.2f} (n {p.articles})", style="dim")
    colour = "blue" if p.low > 0 else "dark_orange" if p.high < 0 else ""
    return Text(f"{p.mean:+.2f} [{p.low:+.2f}, {p.high:+.2f}] (n {p.articles})", style=colour)


def _held(stance: ActorStance) -> bool:
    p = stance.probabilities
    return p is not None and p.none < max(p.against, p.favour)


def _stance_line(stance: ActorStance) -> Text:
    p = stance.probabilities
    assert p is not None
    against = p.against > p.favour
    line = Text(f"    {max(p.against, p.favour):>6.2f} ", style="dark_orange" if against else "blue")
    line.append(f"{stance.source} {'against' if against else 'in favour of'} {stance.target}")
    if stance.attribution is not None:
        line.append(f"  {stance.attribution.voice} by {stance.attribution.speaker_text or '?'}", style="dim")
    return line


def _colour(reading: Reading) -> str:
    if reading.label in (None, "neutral"):
        return "default"
    return "blue" if reading.label == "positive" else "dark_orange"


def _line(reading: Reading) -> Text:
    p = reading.probabilities
    score = "not scored" if p is None else f"{p.polarity:+.2f}"
    line = Text(f"    {score:>6} ", style=_colour(reading))
    line.append(f"{reading.actor}", style="bold")
    if p is not None and reading.label is None:
        line.append("  unsure", style="dim")
    if reading.attribution is not None:
        kind = f" ({reading.attribution.quote_kind})" if reading.attribution.quote_kind else ""
        line.append(f"  {reading.voice}{kind} by {' < '.join(reading.chain)}", style="dim")
    return line
