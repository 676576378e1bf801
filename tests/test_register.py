from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from framing.errors import RegisterError
from framing.register import Register, load_register
from framing.resources import resource

REST = 'source = "invented"\nas_of = "2020-01"\n'


def entry(identity: str, name: str, more: str = "", kind: str = "country") -> str:
    return f'[[actor]]\nid = "{identity}"\nkind = "{kind}"\nname = "{name}"\n{more}\n{REST}'


MAROVA = entry("marova", "Marova", 'names = ["M.R.", "MR", "Marova Isles"]\nmetonyms = ["Sele"]')
ISLES = entry("front", "Marova Isles Front", "", "organisation")
BECK = entry("tola-beck", "Tola Beck", 'affiliation = "marova"\nnames = ["T. Beck"]', "person")


def load(folder: Path, *entries: str, head: str = "schema = 1\n") -> Register:
    file = folder / "actors.toml"
    file.write_text(head + "".join(entries), encoding="utf-8")
    return load_register(file)


@pytest.fixture(scope="module")
def world() -> Register:
    """The shipped register."""
    return load_register(resource("corpus", "actors.toml"))


def test_an_actor_keeps_what_its_entry_says(tmp_path: Path) -> None:
    office = (
        'offices = [{ role = "president", of = "marova", from = "2001-02", to = 2003-04-05, title = "Head" }]'
    )
    register = load(tmp_path, MAROVA, entry("ann-lee", "Ann Lee", office, "person"))
    held = register.actors["ann-lee"].offices[0]
    assert (held.start, held.end) == (datetime.date(2001, 2, 1), datetime.date(2003, 4, 5))
    assert (held.role, held.of, held.title) == ("president", "marova", "Head")
    assert list(register.actors["marova"].forms()) == [
        ("Marova", "name"), ("M.R.", "alias"), ("MR", "alias"), ("Marova Isles", "alias"), ("Sele", "metonym"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marova won.", ["Marova"]),
        ("Marova Isles won.", ["Marova Isles"]),
        ("The Marova Isles Front won in Marova.", ["Marova Isles Front", "Marova"]),
        ("marova and MAROVA and Marovan", []),
        ("M.R. troops left the M.R.", ["M.R.", "M.R."]),
        ("MR$5 million and MR$ 5", []),
        ("MR cost $5", ["MR"]),
        ("Marova’s army, Marova's fleet, Marova-led", ["Marova", "Marova", "Marova"]),
        ("Tola  Beck met T. Beck", ["Tola  Beck", "T. Beck"]),
        ("", []),
    ],
)
def test_search_finds_the_longest_alias(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = load(tmp_path, MAROVA, ISLES, BECK).search(text)
    assert [text[m.start : m.end] for m in found] == expected
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", ["Sa'ar spoke", "Sa’ar spoke"])
@pytest.mark.parametrize("name", ["Sa'ar", "Sa’ar"])
def test_both_apostrophes_are_one(tmp_path: Path, name: str, text: str) -> None:
    found = load(tmp_path, entry("x", name, "", "person")).search(text)
    assert [(m.start, m.end, m.actor) for m in found] == [(0, 5, "x")]


def test_surnames_are_the_last_words_of_persons(tmp_path: Path) -> None:
    register = load(tmp_path, MAROVA, BECK, entry("jo-beck", "Jo Beck", "", "person"))
    assert register.surnames == {"Beck": {"tola-beck", "jo-beck"}}


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([MAROVA, MAROVA], ":10: id 'marova' stands in line 2 too"),
        ([MAROVA, entry("x", "Sele")], ":10: 'Sele' of x is an alias of marova (line 2) too"),
        ([entry("x", "X", 'nick = "Y"')], ":2: unknown keys ['nick']"),
        ([entry("x", "")], ":2: needs the key 'name'"),
        ([entry("x", "X", "", "planet")], ":2: kind 'planet' is none of"),
        ([entry("Big X", "X")], ":2: id 'Big X' is no lower-case slug"),
        ([entry("x", "X", 'affiliation = "nobody"')], ":2: x refers to unknown 'nobody'"),
        ([entry("x", "X", 'offices = [{ role = "king", of = "y" }]')], ":2: x refers to unknown 'y'"),
        ([entry("x", "X", 'offices = [{ role = "king" }]')], ":2: office needs role, of"),
        ([entry("x", "X", 'offices = [{ role = "king", of = "x", from = "May" }]')], ":2: office needs"),
        ([entry("x", "X", 'offices = ["king"]')], ":2: offices is no list of tables"),
        ([entry("x", "X", 'names = "XY"')], ":2: names is no list of texts"),
        ([entry("x", "X", "demonyms = [1]")], ":2: demonyms is no list of texts"),
        ([entry("x", "X", 'names = [" "]')], ":2: x has an empty alias"),
        ([MAROVA, "[[actor]] # a comment\n"], ":10: needs the key 'id'"),
        (['actor = [{ id = "x" }]\n'], "under a line [[actor]] of its own"),
        (["name = \n"], "not TOML in UTF-8: Invalid value (at line 2"),
    ],
)
def test_contradictions_are_told_with_their_line(tmp_path: Path, entries: list[str], message: str) -> None:
    with pytest.raises(RegisterError) as caught:
        load(tmp_path, *entries)
    assert str(caught.value).startswith(str(tmp_path / "actors.toml"))
    assert message in str(caught.value)


@pytest.mark.parametrize("head", ["", "schema = 2\n"])
def test_another_schema_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(RegisterError, match="needs 'schema = 1'"):
        load(tmp_path, MAROVA, head=head)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"schema = 1 # caf\xe9\n")
    for name, message in (
        ("gone.toml", "no such register"),
        ("", "cannot be read"),
        ("latin.toml", "not TOML in UTF-8"),
    ):
        with pytest.raises(RegisterError, match=message):
            load_register(tmp_path / name)


def test_digest_follows_the_file(tmp_path: Path) -> None:
    assert (
        load(tmp_path, MAROVA).digest == load(tmp_path, MAROVA).digest != load(tmp_path, MAROVA, BECK).digest
    )


@pytest.mark.parametrize(
    ("name", "actor", "form"),
    [
        ("Baku", "azerbaijan", "metonym"), ("Yerevan", "armenia", "metonym"), ("Moscow", "russia", "metonym"),
        ("Ankara", "turkey", "metonym"), ("Tbilisi", "georgia", "metonym"), ("Tehran", "iran", "metonym"),
        ("Washington", "united-states", "metonym"), ("U.S.", "united-states", "alias"),
        ("Türkiye", "turkey", "alias"), ("EU", "european-union", "alias"), ("Iranian", "iran", "demonym"),
        ("Ilham Aliyev", "ilham-aliyev", "name"), ("Antony Blinken", "antony-blinken", "name"),
    ],
)  # fmt: skip
def test_shipped_register_knows(world: Register, name: str, actor: str, form: str) -> None:
    text = f"Yesterday {name} agreed."
    assert [(text[m.start : m.end], m.actor, m.form) for m in world.search(text)] == [(name, actor, form)]


def test_shipped_register_holds_the_world(world: Register) -> None:
    kinds = [actor.kind for actor in world.actors.values()]
    assert kinds.count("country") >= 193
    assert kinds.count("person") >= 300
    assert world.search("Travel to New Mexico")[0].actor != "mexico"
