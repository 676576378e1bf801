"""The list of actors in the terminal."""

from __future__ import annotations

import sys
from collections import defaultdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from framing.actor_lists import ActorList, ListedActor
from framing.console import PIPED_WIDTH

MAX_NAMES = 6


def print_actors(found: ActorList, top: int) -> None:
    """Actors with their counts and the names merged under each, then what stayed unresolved."""
    table = Table(title=f"Actors of {_many(found.articles, 'article')}", title_justify="left")
    table.add_column("actor, id, kind")
    for name in ("mentions", "sentences", "articles"):
        table.add_column(name, justify="right")
    table.add_column("why: named as, times", ratio=1)
    for listed in found.actors[:top]:
        actor = listed.actor
        kind = actor.kind if listed.in_register else f"{actor.kind}, not in the register"
        counts = map(str, (listed.mentions, listed.sentences, listed.articles))
        who = Text(actor.name, style="bold").append(f"\n{actor.id}, {kind}", style="dim not bold")
        table.add_row(who, *counts, _names(listed))
    _console().print(table)
    _print_rest(len(found.actors) - top, "actor")
    if not found.unresolved:
        return
    rest = Table(title="Not taken for an actor", title_justify="left")
    for name in ("wording", "kind", "times", "why", "first in"):
        rest.add_column(name, justify="right" if name == "times" else "left")
    for item in found.unresolved[:top]:
        place = f"{item.article}, sentence {item.sentence}"
        rest.add_row(item.text, item.kind, str(item.count), item.reason, place)
    _console().print(rest)
    _print_rest(len(found.unresolved) - top, "wording")


def _names(listed: ListedActor) -> Text:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name in listed.names:
        by_reason[name.why].append(f"{name.text} {name.mentions}")
    lines = Text()
    for why, names in by_reason.items():
        more = len(names) - MAX_NAMES
        shown = ", ".join(names[:MAX_NAMES]) + (f" and {more} more" if more > 0 else "")
        lines.append(f"{why}: ", style="dim").append(f"{shown}\n")
    lines.rstrip()
    return lines


def _print_rest(count: int, what: str) -> None:
    if count > 0:
        print(f"And {_many(count, f'more {what}')}: --top, or --json for all.")


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _console() -> Console:
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH)
