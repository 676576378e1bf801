"""Names in a paragraph: aliases of the register, and the further names of the article's inventory."""

from __future__ import annotations

from collections.abc import Iterator

from framing import lexicon
from framing.inventory import Inventory
from framing.parsing import Paragraph
from framing.register import Actor, Match, Register


def find_names(
    paragraph: Paragraph, known: tuple[Match, ...], inventory: Inventory, register: Register
) -> Iterator[tuple[Match, Actor]]:
    """Everything in a paragraph that could name an actor, overlapping ones included."""
    text = paragraph.doc.text
    for match in known:
        actor = register.actors[match.actor]
        name = text[match.start : match.end]
        if actor.kind == "person" or (name not in inventory.shared and name not in inventory.names):
            yield match, actor
    pattern = inventory.pattern
    if pattern is None:
        return
    numbers = {t.idx for t in paragraph.doc if t.like_num}
    for found in pattern.finditer(text):
        actor, form = inventory.names[found.group()]
        if found.end() + 1 in numbers and form != "alias":
            continue  # a drill, a ship or a law named after somebody
        yield Match(found.start(), found.end(), actor.id, form), actor


def is_namesake(actor: Actor, text: str) -> bool:
    """Whether a text speaks of another bearer of a country's name: the US state, not Georgia."""
    clues = lexicon.NAMESAKES.get(actor.id)
    return (
        clues is not None
        and len(clues.intersection(text.replace(",", " ").replace("'", " ").replace("’", " ").split())) >= 1
    )
