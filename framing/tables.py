"""Comparisons in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from rich.table import Table

from framing.console import VOICES, console
from framing.outlets.result import Comparison

MAX_ROWS = 60
MAX_VERDICTS = 12  # after a run; all are in framing compare
_CALLED = ("warmer", "colder")


def print_comparison(found: Comparison, rows: Sequence[dict[str, Any]], *, listed: int = 0) -> None:
    """A line for each contrast that could be tested, differences first; the others are counted; then what must be said beside them.

    ``rows`` are the contrasts' rows, with evidence and the models' word where those were asked for.
    """
    tested = sorted(
        (r for r in rows if r["p_value"] is not None),
        key=lambda r: (r["verdict"] not in _CALLED, -abs(r["difference"])),
    )
    labels = any(r["labels"] is not None for r in rows)
    models = any("models" in r for r in rows)
    names = [
        "actor",
        "voice" if found.what == "polarity" else "measure",
        "pair",
        "difference",
        "95 % interval",
    ]
    names += ["corrected", "95 % interval", "labels"] if labels else []
    names += ["p", "adjusted", "effect", "events", "needs", "articles", "verdict"] + (
        ["models"] if models else []
    )
    table = Table()
    for name in names:
        table.add_column(
            name,
            justify="right" if name in ("difference", "corrected", "p", "adjusted", "effect") else "left",
        )
    for r in tested[:MAX_ROWS]:
        cells = [
            r["actor_name"], VOICES[r["voice"]] if found.what == "polarity" else r["measure"], " - ".join(r["outlets"]),
            f"{r['difference']:+.2f}", _interval(r["low"], r["high"]),
        ]  # fmt: skip
        if labels:
            shown = "-" if r["corrected"] is None else f"{r['corrected']:+.2f}"
            cells += [shown, _interval(r["corrected_low"], r["corrected_high"]), str(r["labels"])]
        effect = "-" if r["effect"] is None else f"{r['effect']:+.2f}"
        cells += [
            f"{r['p_value']:.4f}", f"{r['p_bh']:.4f}", effect, str(r["events"]), f"{r['needed']:,}" if r["needed"] else "-", ", ".join(map(str, r["articles"])), _verdict(r)
        ]  # fmt: skip
        if models:
            cells.append(_models(r.get("models")))
        table.add_row(*cells)
    if tested:
        console().print(table)
    if listed:
        for r in tested[:MAX_ROWS]:
            print(f"\n{r['actor_name']}, {' - '.join(r['outlets'])}: {r['evidence_readings']} readings")
            for e in r["evidence"]:
                polarity = "not scored" if e["polarity"] is None else f"{e['polarity']:+.2f}"
                print(f"  {polarity}  {e['outlet']}, {e['article_id']}: {e['sentence']}")
    _print_rest(found, rows, len(tested))


def print_verdicts(found: Comparison, folder: object) -> None:
    """The differences of polarity that stand, a line each, the largest first; how many pairs show none or are too thin."""
    tested = [c for c in found if c.p_value is not None]
    called = sorted((c for c in tested if c.verdict in _CALLED), key=lambda c: -abs(c.best or 0.0))
    print("\nDifferences on the same events:" if found.matched else "\nDifferences over all articles:")
    for c in called[:MAX_VERDICTS]:
        print(
            f"  {c.actor_name}, {VOICES[c.voice or 'outlet']}: {c.sentence} (adjusted p {c.p_bh:.4f}, {c.events} events)"
        )
    if len(called) > MAX_VERDICTS:
        print(f"  {len(called) - MAX_VERDICTS} more in framing compare {folder}.")
    if not called:
        print("  none that the data can tell.")
    rest, thin = len(tested) - len(called), len(found) - len(tested)
    counts = [
        f"no evidence of a difference in {rest} other contrasts" if rest else "",
        f"too little data in {thin}" if thin else "",
    ]
    if said := "; ".join(filter(None, counts)):
        print(
            f"{said[0].upper()}{said[1:]} (of actor, voice and pair). All of them: framing compare {folder}"
        )
    for note in found.notes:
        print(f"Note: {note}.")


def _print_rest(found: Comparison, rows: Sequence[dict[str, Any]], tested: int) -> None:
    if tested > MAX_ROWS:
        print(f"{tested - MAX_ROWS} more contrasts in --json and --csv.")
    if thin := len(rows) - tested:
        needed = sorted(r["needed"] for r in rows if r["p_value"] is None and r["needed"])
        about = (
            f"; a difference of 0.1 would need about {needed[len(needed) // 2]:,} events or articles"
            if needed
            else ""
        )
        print(f"{thin} pair{'' if thin == 1 else 's'} with too little data{about}.")
    if tested:
        unit = "events" if found.matched else "events or articles"
        print(
            f"Adjusted for {found.family} (Benjamini-Hochberg). Needs: {unit} that would show a difference of 0.1."
        )
    for note in found.notes:
        print(f"Note: {note}.")
    print(f"Made by {found.signature}")


def print_rows(rows: Sequence[dict[str, Any]], title: str, notes: Sequence[str]) -> None:
    """Plain rows as a table: numbers with two digits, what is long left to --json and --csv."""
    if not rows:
        print(f"{title}: nothing found.")
    else:
        hidden = (
            {"signature", "evidence", "months", "actor"}
            if "actor_name" in rows[0]
            else {"signature", "evidence", "months"}
        )
        names = [k for k in rows[0] if k not in hidden]
        table = Table(title=title, title_justify="left", title_style="bold")
        for name in names:
            table.add_column(name.replace("_", " "))
        for row in rows[:MAX_ROWS]:
            table.add_row(*(_cell(row[name]) for name in names))
        console().print(table)
        if len(rows) > MAX_ROWS:
            print(f"{len(rows) - MAX_ROWS} more in --json and --csv.")
        if rows[0].get("signature"):
            print(f"Made by {rows[0]['signature']}")
    for note in notes:
        print(f"Note: {note}.", file=sys.stdout)


def _verdict(r: dict[str, Any]) -> str:
    if r["verdict"] in _CALLED:
        word = (
            r["verdict"] if r["what"] == "polarity" else {"warmer": "higher", "colder": "lower"}[r["verdict"]]
        )
        return f"{r['outlets'][0]} is {word}"
    return "no evidence" if r["verdict"].startswith("no evidence") else str(r["verdict"])


def _models(models: dict[str, Any] | None) -> str:
    if models is None:
        return "-"
    return "agree" if models["agrees"] else f"disagree: {_shown(models, 'mixed')}, {_shown(models, 'logit')}"


def _shown(models: dict[str, Any], name: str) -> str:
    return (
        f"{name} -" if models[name] is None else f"{name} {models[name]:+.2f} (p {models[f'{name}_p']:.3f})"
    )


def _interval(low: float | None, high: float | None) -> str:
    return "-" if low is None or high is None else f"{low:+.2f} to {high:+.2f}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "-" if value is None else str(value)
