"""A register of one's own: TOML and CSV, in place of the shipped one or on top of it."""

from __future__ import annotations

import datetime
import random
import re
import time
from pathlib import Path

import pytest

from framing.errors import RegisterError
from framing.register import Office, Register, load_register
from framing.register_files import read_entries
from framing.resources import resource

WORLD = resource("corpus", "actors.toml")


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def toml(*entries: str, extends: bool = False) -> str:
    head = "schema = 1\n" + ("extends = true\n" if extends else "")
    return head + "".join(f"[[actor]]\n{entry}\n" for entry in entries)


def line_of(identity: str) -> int:
    """The line of an entry of the shipped register."""
    (line,) = [entry.line for entry in read_entries(WORLD)[0] if entry.actor.id == identity]
    return line


def names_of(register: Register, text: str) -> dict[str, str]:
    return {text[m.start : m.end]: m.actor for m in register.search(text)}


MAROVA = 'id = "marova"\nkind = "country"\nname = "Marova"\nmetonyms = ["Sele"]'
TEXT = "Marova warned Armenia, Sele said."


def test_a_register_stands_in_place_of_the_shipped_one(tmp_path: Path) -> None:
    register = load_register(written(tmp_path, toml(MAROVA)))
    assert names_of(register, TEXT) == {"Marova": "marova", "Sele": "marova"}


def test_a_register_that_extends_adds_to_the_shipped_one(tmp_path: Path) -> None:
    register = load_register(written(tmp_path, toml(MAROVA, extends=True)))
    assert names_of(register, TEXT) == {"Marova": "marova", "Armenia": "armenia", "Sele": "marova"}
    alone = load_register(written(tmp_path, toml(MAROVA)))
    assert len({register.digest, alone.digest, load_register(WORLD).digest}) == 3


CSV = """id,kind,name,names,demonyms,metonyms,affiliation
marova,country,Marova,Republic of Marova; M.R.,Marovan|Marovans,Sele,
"tola-beck",person,"Tola Beck","T. Beck",,,marova
"""


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize(
    "stated", ["", "# extends = false\n", "# extends = true\n", '"# extends = true",,,,,,\n']
)
def test_a_table_is_a_register_too(tmp_path: Path, stated: str, delimiter: str) -> None:
    rows = CSV.replace("; ", "|").replace(",", delimiter)
    register = load_register(written(tmp_path, stated.replace(",", delimiter) + rows, "mine.csv"))
    assert ("armenia" in register.actors) == ("true" in stated)
    marova, beck = register.actors["marova"], register.actors["tola-beck"]
    assert (marova.names, marova.demonyms, marova.metonyms, marova.affiliation) == (
        ("Republic of Marova", "M.R."), ("Marovan", "Marovans"), ("Sele",), None,
    )  # fmt: skip
    assert (beck.kind, beck.names, beck.affiliation) == ("person", ("T. Beck",), "marova")


def test_a_table_from_a_spreadsheet_has_a_mark_and_empty_lines(tmp_path: Path) -> None:
    text = "\ufeffID;Kind;Name\r\n;;\r\nmarova;country;Marova\r\n\r\n"
    assert set(load_register(written(tmp_path, text, "m.CSV")).actors) == {"marova"}


HEAD = "id,kind,name,names\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ": holds no actor"),
        (HEAD, ": holds no actor"),
        ("id,kind\nx,person\n", ":1: needs the columns id, kind and name"),
        ("id,kind,name,nick\n", ":1: unknown columns ['nick']"),
        ("id,kind,name,name\n", ":1: needs the columns id, kind and name, each column once"),
        (HEAD + "x,person\n", ":2: needs the key 'name'"),
        (HEAD + "\nx,planet,X\n", ":3: kind 'planet' is none of"),
        (HEAD + "x,person,X,A,B\n", ":2: 5 cells under 4 columns"),
        (HEAD + 'x,person,X,"A\nB"\ny,planet,Y\n', ":4: kind 'planet'"),
        (HEAD + 'x,person,X,"A\n', ":2: broken CSV"),
        (HEAD + "x,person,X,A\ny,person,Y,A\n", ":3: 'A' of y is an alias of x (line 2) too"),
        ("# extends = true\n" + HEAD + "x,planet,X\n", ":3: kind 'planet'"),
        (HEAD + "x,person,X,\nx,person,Y,\n", ":3: id 'x' stands in line 2 too"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    file = written(tmp_path, text, "mine.csv")
    with pytest.raises(RegisterError) as caught:
        load_register(file)
    assert str(caught.value).startswith(f"{file}{message}")


def test_a_table_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(HEAD.encode() + b"x,person,Caf\xe9,\n")
    with pytest.raises(RegisterError, match=r"mine.csv:2: not UTF-8; save"):
        load_register(file)


def test_an_entry_of_a_known_id_adds_to_that_actor(tmp_path: Path) -> None:
    more = (
        'id = "armenia"\nkind = "country"\nname = "The Armenian Republic"\nnames = ["Hayastan"]\n'
        'metonyms = ["Baghramyan 26 Street"]'
    )
    before = load_register(WORLD).actors["armenia"]
    after = load_register(written(tmp_path, toml(more, extends=True))).actors["armenia"]
    assert after.name == "The Armenian Republic"
    assert set(after.names) == {"Hayastan", before.name, *before.names}
    assert (after.demonyms, after.metonyms) == (
        before.demonyms,
        ("Baghramyan 26 Street", *before.metonyms),
    )


def test_an_entry_can_take_a_form_away_to_give_it_to_another(tmp_path: Path) -> None:
    theirs = 'id = "georgia"\nkind = "country"\nname = "Republic of Georgia"\nwithout = ["Georgia"]'
    ours = 'id = "georgia-us"\nkind = "organisation"\nname = "State of Georgia"\nnames = ["Georgia"]'
    file = written(tmp_path, toml(theirs, ours, extends=True))
    text = "Georgia sued the Republic of Georgia."
    assert names_of(load_register(file), text) == {"Georgia": "georgia-us", "Republic of Georgia": "georgia"}


def test_two_registers_that_clash_are_both_named(tmp_path: Path) -> None:
    place = f"({WORLD}:{line_of('armenia')})"
    file = written(
        tmp_path,
        toml(MAROVA, 'id = "y"\nkind = "person"\nname = "Y"\nnames = ["Yerevan"]', extends=True),
    )
    with pytest.raises(RegisterError) as caught:
        load_register(file)
    assert str(caught.value) == (
        f"{file}:8: 'Yerevan' of y is an alias of armenia {place} too; "
        "leave it out, or take it away: an entry armenia with without = ['Yerevan']"
    )


@pytest.mark.parametrize(
    ("entries", "extends", "message"),
    [
        (['id = "armenia"\nkind = "person"\nname = "A"'], True, "mine.toml:3: 'armenia' is a country in "),
        (
            ['id = "armenia"\nkind = "country"\nname = "A"\nwithout = ["Zork"]'],
            True,
            "has no form ['Zork'] in ",
        ),
        ([MAROVA + '\nwithout = ["Sele"]'], True, "mine.toml:3: 'without' in a new actor"),
        ([MAROVA + '\nwithout = ["Sele"]'], False, "mine.toml:2: 'without' takes forms from the shipped"),
        ([MAROVA + '\naffiliation = "nobody"'], True, "mine.toml:3: marova refers to unknown 'nobody'"),
        (
            [MAROVA + "\nas_of = 2020-01-01"],
            False,
            "mine.toml:2: as_of is no text; put it in quotation marks",
        ),
    ],
)
def test_what_cannot_be_added_is_told(
    tmp_path: Path, entries: list[str], extends: bool, message: str
) -> None:
    with pytest.raises(RegisterError) as caught:
        load_register(written(tmp_path, toml(*entries, extends=extends)))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("head", "message"),
    [("extends = 1\n", "extends is true"), ("colour = 1\n", "unknown keys ['colour'] at the top")],
)
def test_other_keys_at_the_top_are_refused(tmp_path: Path, head: str, message: str) -> None:
    with pytest.raises(RegisterError) as caught:
        load_register(written(tmp_path, f"schema = 1\n{head}[[actor]]\n{MAROVA}\n"))
    assert message in str(caught.value)


def holder(identity: str, terms: str, role: str = "president") -> str:
    offices = ", ".join(f'{{ role = "{role}", of = "marova", {term} }}' for term in terms.split("; "))
    return f'id = "{identity}"\nkind = "person"\nname = "{identity.title()}"\noffices = [{offices}]'


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ('from = "2001-02-03", to = "2005-06-07"', 'from = "2005-06-07"', None),
        ('from = "2001", to = "2005"', 'from = "2005-06-07"', None),
        ('from = "2001", to = "2005-06"', 'from = "2005-06"', None),
        ('from = "2001", to = "2005-06-20"', 'from = "2005"', None),
        ('from = "2001", to = "2005-06-20"', 'from = "2005-06-02"', "from 2005-06-02 to 2005-06-20"),
        ('from = "2001", to = "2006"', 'from = "2005"', "from 2005-01-01 to 2006-12-31"),
        ('from = "2001"', 'from = "2005-06-07"', "from 2005-06-07 to now"),
        ('to = "2005"', 'from = "2001", to = "2003"', None),  # nobody knows since when
    ],
)
def test_an_office_has_one_holder_at_a_time(
    tmp_path: Path, first: str, second: str, shared: str | None
) -> None:
    file = written(tmp_path, toml(MAROVA, holder("ann", first), holder("bob", second)))
    if shared is None:
        assert load_register(file).actors["bob"].offices
        return
    with pytest.raises(RegisterError) as caught:
        load_register(file)
    assert str(caught.value) == (
        f"{file}:12: bob is president of marova {shared}, and so is ann (line 7); mend the dates"
    )


def test_some_offices_are_held_by_several(tmp_path: Path) -> None:
    several = [holder(name, 'from = "2001"', "deputy foreign minister") for name in ("ann", "bob")]
    assert len(load_register(written(tmp_path, toml(MAROVA, *several))).actors) == 3


def test_months_and_years_are_whole(tmp_path: Path) -> None:
    terms = 'from = "1999", to = "2000-02"; from = "2003-12", to = "2004-12"'
    register = load_register(written(tmp_path, toml(MAROVA, holder("ann", terms))))
    days = [(o.start, o.end) for o in register.actors["ann"].offices]
    assert days == [
        (datetime.date(1999, 1, 1), datetime.date(2000, 2, 29)),
        (datetime.date(2003, 12, 1), datetime.date(2004, 12, 31)),
    ]


def test_an_office_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="'president' ends on 2001-12-31, before it starts"):
        load_register(written(tmp_path, toml(MAROVA, holder("ann", 'from = "2002", to = "2001"'))))


def test_an_office_is_held_from_its_first_to_its_last_day() -> None:
    first, last, day = datetime.date(2001, 2, 3), datetime.date(2002, 3, 4), datetime.timedelta(1)
    office = Office("president", "marova", first, last)
    assert [office.held_on(d) for d in (first - day, first, last, last + day)] == [False, True, True, False]
    assert Office("president", "marova", None, None).held_on(first)


def test_ten_thousand_aliases_cost_little(tmp_path: Path) -> None:
    """A fifth of the time at 4,000 words a second is 20,000 a second; the search does far more."""
    rng = random.Random(1)
    heads = ["Marova", "Iran", "Front", "Party", "Ann", "Council"]
    rows = "".join(
        f"x-{n},organisation,{rng.choice(heads)} {rng.choice(heads)} Qor{n}\n" for n in range(7500)
    )
    file = written(tmp_path, "# extends = true\nid,kind,name\n" + rows, "big.csv")
    register = load_register(file)
    assert sum(1 for actor in register.actors.values() for _ in actor.forms()) >= 10_000
    text = "The Marova Front met Iran, whose Party Council spoke of the Front Party Qor17 on Monday. " * 600
    register.search(text)  # builds the index
    begun = time.process_time()
    found = register.search(text)
    words_a_second = len(text.split()) / (time.process_time() - begun)
    assert len(found) >= 600
    assert words_a_second > 60_000


def test_the_examples_of_the_card_are_registers(tmp_path: Path) -> None:
    card = resource("corpus", "README.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```(toml|csv)\n(.*?)^```$", card, re.M | re.S))
    by_table = load_register(written(tmp_path, blocks["csv"], "mine.csv"))
    assert by_table.actors["marta-lindqvist"].affiliation == "harbour-union"
    assert by_table.actors["harbour-union"].names == ("HWU", "Dockers' Union")
    by_toml = load_register(written(tmp_path, blocks["toml"]))
    assert names_of(by_toml, "Georgia and HWU") == {"HWU": "harbour-union"}
