"""``framing compare``: outlets side by side, in polarity and in all that is compared beside it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from framing.cli_options import AsJson, Folder, Voice, errors

if TYPE_CHECKING:
    from framing.comparison import Options
    from framing.outlets.load import Corpus
    from framing.outlets.units import By

WHATS = ("polarity", "coverage", "sourcing", "stance", "agency", "wording", "omission", "change")
BYS = ("outlet", "country", "credit", "month")


def compare(
    folder: Folder,
    what: Annotated[str, typer.Option("--what", help=", ".join(WHATS) + ".")] = "polarity",
    actor: Annotated[str | None, typer.Option("--actor", help="Only this actor, by id.", show_default=False)] = None,
    outlets: Annotated[tuple[str, str] | None, typer.Option("--outlets", help="Only these two outlets (or countries, agencies, months).", show_default=False)] = None,
    voice: Voice = None,
    by: Annotated[str, typer.Option("--by", help="What is compared: outlet, country, credit (the agency) or month.")] = "outlet",
    matched: Annotated[bool, typer.Option("--matched/--all-articles", help="On events that both tell, or over all articles.")] = True,
    affiliated: Annotated[bool, typer.Option("--with-affiliates", help="Count an actor's officials and agencies for it.")] = False,
    copies: Annotated[bool, typer.Option("--copies", help="Count agency copy for whoever printed it.")] = False,
    labels: Annotated[Path | None, typer.Option("--labels", help="Labels by hand (framing annotate): corrects for the classifier's errors.", show_default=False)] = None,
    check: Annotated[bool, typer.Option("--check", help="Ask a mixed model and an ordered logit for their word too.")] = False,
    evidence: Annotated[int, typer.Option("--evidence", help="List that many sentences behind each row.", min=0)] = 0,
    csv_file: Annotated[Path | None, typer.Option("--csv", help="Write the rows as CSV.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Differences between outlets: with intervals from resampling events, permutation p-values adjusted for their number, and a verdict."""
    for name, value, allowed in (("--what", what, WHATS), ("--by", by, BYS)):
        if value not in allowed:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(allowed)}", param_hint=name)
    if voice is not None and voice not in ("outlet", "sources", "quoted", "reported"):
        raise typer.BadParameter(
            f"{voice!r} is none of outlet, sources, quoted, reported", param_hint="--voice"
        )
    if what != "polarity" and (labels or check or voice or affiliated):
        raise typer.BadParameter(
            "--labels, --check, --voice and --with-affiliates go with --what polarity", param_hint="--what"
        )
    groups = cast("By", by)
    with errors():
        from framing.affiliates import affiliates
        from framing.outlets.load import corpus, instrument_shift
        from framing.outlets.measures import compare_measure, find
        from framing.tables import print_comparison, print_rows

        data = corpus(folder)
        if what in ("wording", "change"):
            rows, title, notes = find(data, what, actor=actor, by=groups, matched=matched, copies=copies)
            if outlets is not None:
                rows = [r for r in rows if set(outlets) >= set(r.get("outlets") or [r["outlet"]])]
            if not as_json:
                print_rows(rows, title, notes)
        else:
            options: Options = {
                "actor": actor, "outlets": outlets, "by": groups, "matched": matched, "copies": copies,
                "floor": instrument_shift(folder) if what == "polarity" else 0.0,
            }  # fmt: skip
            if what == "polarity":
                options |= {"voice": voice, "labels": labels, "affiliates": affiliated}
            found = compare_measure(data, what, **options)
            rows = found.rows()
            if check:
                _add_checks(data, found, rows, groups, copies)
            if evidence:
                _add_evidence(data, found, rows, evidence, by)
            if not as_json:
                print_comparison(found, rows, listed=evidence)
                if affiliated and actor is not None:
                    counted = ", ".join(affiliates(data.polarities, actor)) or "nobody"
                    print(f"Counted for {actor}: {counted}.")
            notes = list(found.notes)
        if as_json:
            for note in notes:
                print(f"framing: {note}", file=sys.stderr)
            print(json.dumps(rows, indent=2, ensure_ascii=False, default=str))
        if csv_file is not None:
            _write_csv(rows, csv_file)


def _add_checks(data: Corpus, found: Any, rows: list[dict[str, Any]], by: By, copies: bool) -> None:
    from dataclasses import asdict

    from framing.inference.models import check
    from framing.outlets.units import units

    known = units(data.readings, by=by, copies=copies)
    checks = {(m.actor, m.voice, m.outlets): m for m in check(data.readings, known, list(found))}
    for row in rows:
        model = checks.get((row["actor"], row["voice"], tuple(row["outlets"])))
        if model is not None:
            row["models"] = {
                k: v for k, v in asdict(model).items() if k not in ("actor", "voice", "outlets", "verdict")
            }


def _add_evidence(data: Corpus, found: Any, rows: list[dict[str, Any]], most: int, by: str) -> None:
    from framing.outlets.result import evidence

    columns = ("article_id", "outlet", "sentence_index", "voice", "speaker_text", "polarity", "sentence")
    for row, contrast in zip(rows, found, strict=True):
        behind = evidence(data.readings, contrast, by=by)
        row["evidence"] = behind.slice(0, most).select(columns).to_pylist()
        row["evidence_readings"] = behind.num_rows


def _write_csv(rows: list[dict[str, Any]], file: Path) -> None:
    import csv

    flat = [
        {k: "; ".join(map(str, v)) if isinstance(v, list | tuple) and k != "evidence" else json.dumps(v, ensure_ascii=False, default=str)
         if isinstance(v, dict | list) else v for k, v in row.items()}
        for row in rows
    ]  # fmt: skip
    names = list(dict.fromkeys(k for row in flat for k in row))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(flat)
