"""People are not their countries, and can be counted with them when asked."""

from __future__ import annotations

import datetime
from typing import Any

import pyarrow as pa
import pytest

from framing.actors import Actor, Office, affiliations
from framing.affiliates import affiliates, with_affiliates
from framing.comparison import compare
from framing.errors import InputError
from framing.register import Register
from framing.store import READINGS


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_what_an_actor_is_of_is_told_nearest_first(register: Register) -> None:
    known = register.actors
    assert affiliations(known["ilham-aliyev"], known, None) == ("azerbaijan",)
    assert affiliations(known["qassem-soleimani"], known, None) == ("quds-force", "irgc", "iran")
    assert affiliations(known["azerbaijan"], known, None) == ()


@pytest.mark.parametrize(
    ("date", "of"),
    [("2020-05-01", "netherlands"), ("2025-05-01", "nato"), ("2024-08-01", "nato"), (None, "nato")],
)
def test_an_office_on_the_date_goes_before_the_affiliation(
    register: Register, date: str | None, of: str
) -> None:
    when = None if date is None else day(date)
    assert affiliations(register.actors["mark-rutte"], register.actors, when) == (of,)


def test_offices_stand_in_for_a_missing_affiliation() -> None:
    first = Office("president", "marova", day("2001-01-01"), day("2002-01-01"))
    second = Office("secretary-general", "league", day("2003-01-01"), None)
    actor = Actor("ann", "person", "Ann", offices=(first, second))
    assert [actor.affiliated_on(d) for d in (day("2001-05-05"), day("2004-01-01"), day("2002-05-05"), None)] == [
        "marova", "league", None, None,
    ]  # fmt: skip
    assert Actor("bob", "person", "Bob", offices=(first,)).affiliated_on(None) == "marova"


def test_a_circle_of_affiliations_ends() -> None:
    a, b = (
        Actor("a", "organisation", "A", affiliation="b"),
        Actor("b", "organisation", "B", affiliation="a"),
    )
    assert affiliations(a, {"a": a, "b": b}, None) == ("b",)


def row(
    actor: str, outlet: str, article: int, polarity: float, of: list[str] | None = None
) -> dict[str, Any]:
    return {
        "article_id": f"{outlet}-{article}", "outlet": outlet, "actor_id": actor, "actor_name": actor.title(),
        "actor_kind": "person" if of else "country", "voice": "outlet", "polarity": polarity, "affiliation": of,
    }  # fmt: skip


def readings() -> pa.Table:
    rows = []
    for n in range(6):
        rows += [row("marova", "Ledger", n, 0.0), row("ann", "Ledger", n, 0.8, ["marova"])]
        rows += [row("marova", "Post", n, 0.0), row("ann", "Post", n, -0.8, ["guard", "marova"])]
    return pa.Table.from_pylist(rows, schema=READINGS)


def test_affiliates_count_for_their_actor_when_asked() -> None:
    table = readings()
    (alone,) = compare(table, actor="marova")
    (together,) = compare(table, actor="marova", affiliates=True)
    assert (alone.difference, alone.verdict) == (0.0, "no evidence of a difference")
    assert together.difference == pytest.approx(0.8)
    assert (together.actor, together.actor_name, together.verdict) == ("marova", "Marova", "warmer")
    assert affiliates(table, "marova") == ("ann",)
    assert affiliates(table, "ann") == ()


def test_every_actor_with_its_affiliates() -> None:
    table = with_affiliates(readings())
    assert table.schema == READINGS
    counts = {r["values"]: r["counts"] for r in table["actor_id"].value_counts().to_pylist()}
    assert counts == {"marova": 24, "ann": 12, "guard": 6}
    of_guard = [r for r in table.to_pylist() if r["actor_id"] == "guard"]
    assert {(r["actor_name"], r["actor_kind"]) for r in of_guard} == {("guard", None)}
    assert {r["actor_name"] for r in table.to_pylist() if r["actor_id"] == "marova"} == {"Marova"}
    found = {c.actor: c.difference for c in compare(readings(), affiliates=True)}
    assert found["ann"] == pytest.approx(1.6)
    assert found["marova"] == pytest.approx(0.8)


def test_an_actor_that_nobody_is_of_is_told() -> None:
    with pytest.raises(InputError, match=r"no actor or affiliate of the id 'marowa' .* mean marova"):
        compare(readings(), actor="marowa", affiliates=True)
    empty = pa.Table.from_pylist([], schema=READINGS)
    with pytest.raises(InputError, match="no actor"):
        with_affiliates(empty, "marova")
