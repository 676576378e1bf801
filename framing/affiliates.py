"""An actor together with its people: readings of affiliates counted for what they are of."""

from __future__ import annotations

from difflib import get_close_matches

import pyarrow as pa
import pyarrow.compute as pc

from framing.errors import InputError


def with_affiliates(table: pa.Table, actor: str | None = None) -> pa.Table:
    """The readings in which those of an actor's affiliates are counted for the actor: its officials,
    agencies and parties, by the column ``affiliation``, so an official is of his country while in
    office. Only the readings of ``actor`` and its affiliates; without one, every reading stands for its
    own actor and once more for each that it is an affiliate of.

    Raises ``InputError`` where neither the actor nor an affiliate of it occurs.
    """
    rows, of = _pairs(table)
    everyone = pa.concat_tables(
        [table, _counted_for(table.take(rows), of, _names(table))]
    ).unify_dictionaries()
    if actor is None:
        return everyone
    found = everyone.filter(pc.equal(everyone["actor_id"], actor))
    if not found.num_rows:
        near = get_close_matches(actor, set(everyone["actor_id"].to_pylist()), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise InputError(f"no actor or affiliate of the id {actor!r} among the readings{hint}")
    return found


def affiliates(table: pa.Table, actor: str) -> tuple[str, ...]:
    """The ids of the actors that are counted for an actor by ``with_affiliates``, the most read first."""
    rows, of = _pairs(table)
    counted = table.take(rows)["actor_id"].filter(pc.equal(of, actor))
    return tuple(
        row["values"] for row in sorted(pc.value_counts(counted).to_pylist(), key=lambda r: -r["counts"])
    )


def _pairs(table: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Row numbers and actors: one pair for each actor that the row's actor is of."""
    column = table["affiliation"].combine_chunks()
    return pc.list_parent_indices(column), pc.list_flatten(column)


def _names(table: pa.Table) -> dict[str, tuple[str, str]]:
    columns = (table[name].to_pylist() for name in ("actor_id", "actor_name", "actor_kind"))
    return {identity: (name, kind) for identity, name, kind in zip(*columns, strict=True)}


def _counted_for(table: pa.Table, of: pa.Array, names: dict[str, tuple[str, str]]) -> pa.Table:
    """The readings with other actors; one that has no reading of its own goes by its id."""
    ids = of.to_pylist()
    new = {
        "actor_id": ids,
        "actor_name": [names[i][0] if i in names else i for i in ids],
        "actor_kind": [names[i][1] if i in names else None for i in ids],
    }
    for column, values in new.items():
        place = table.schema.get_field_index(column)
        field = table.schema.field(place)  # plain strings, or coded ones where a large table was read
        table = table.set_column(place, field, pa.array(values, pa.string()).cast(field.type))
    return table
