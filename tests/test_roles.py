from __future__ import annotations

import pytest
from spacy.language import Language

from framing.mentions import find_mentions
from framing.parsing import parse
from framing.records import Article
from framing.register import Register
from framing.roles import InRole, mention_roles, strongest


@pytest.mark.parametrize(("text", "expected"), [
    ("Azerbaijan attacked Armenia.", {"azerbaijan": ("agent", False), "armenia": ("patient", False)}),
    ("Armenian forces were pushed back by Azerbaijan.", {"armenia": ("patient", False), "azerbaijan": ("agent", False)}),
    ("Turkish troops were shelled near the border.", {"turkey": ("patient", True)}),
    ("Russia is a large country.", {"russia": ("other", False)}),
    ("France said that Iran had broken the deal.", {"france": ("other", False), "iran": ("agent", False)}),
    ("The United States and France imposed sanctions against Russia.",
     {"united-states": ("agent", False), "france": ("agent", False), "russia": ("patient", False)}),
])  # fmt: skip
def test_who_acts_and_who_is_acted_on(
    pipeline: Language, register: Register, text: str, expected: dict[str, tuple[str, bool]]
) -> None:
    parsed = next(parse(pipeline, [Article("a", "Ledger", text)]))
    found = find_mentions(parsed, register)
    roles = mention_roles(parsed, found.mentions)
    assert {m.actor: tuple(role) for m, role in roles.items()} == expected


def test_whoever_acts_once_is_an_agent() -> None:
    assert strongest([InRole("patient", True), InRole("agent", False)]) == InRole("agent", False)
    assert strongest([InRole("other", False), InRole("patient", True), InRole("patient", False)]) == InRole(
        "patient", True
    )
    assert strongest([]) == InRole("other", False)
