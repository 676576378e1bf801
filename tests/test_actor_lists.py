"""``framing actors``: counts, merged names, what stayed unresolved, entries to edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import write_articles
from spacy.language import Language
from test_cli import invoke

from framing.actor_lists import ActorList, list_actors, suggestions
from framing.actors import Actor
from framing.inventory import Merged
from framing.mentions import Found
from framing.parsing import parse
from framing.records import Article, Mention, Unresolved
from framing.register import Register, load_register

FIRST = (
    "Marta Lindqvist won. Lindqvist wept. The Harbour Workers Union called a strike. "
    "Baku rejected the proposal on Tuesday. Azerbaijani President Ilham Aliyev laughed. Azerbaijan closed the border."
)
SECOND = "Azerbaijan closed the border. Marta Lindqvist won. Snow fell in Yerevan and Karabakh.\nAlso read: Iran refuses"


@pytest.fixture(scope="module")
def found(pipeline: Language, register: Register) -> ActorList:
    articles = [Article("a", "Ledger", FIRST), Article("b", "Ledger", SECOND)]
    return list_actors(parse(pipeline, articles), register)


def test_actors_are_counted_over_articles(found: ActorList) -> None:
    assert (found.articles, found.sentences) == (2, 9)
    counts = {a.actor.id: (a.mentions, a.sentences, a.articles, a.in_register) for a in found.actors}
    assert counts["azerbaijan"] == (3, 3, 2, True)
    assert counts["ilham-aliyev"] == (1, 1, 1, True)
    assert counts["harbour-workers-union"] == (1, 1, 1, False)
    assert counts["marta-lindqvist"][2:] == (2, False)
    assert "iran" not in counts  # furniture
    order = [a.mentions for a in found.actors]
    assert order == sorted(order, reverse=True)


def test_each_merged_name_has_a_reason(found: ActorList) -> None:
    (azerbaijan,) = [a for a in found.actors if a.actor.id == "azerbaijan"]
    assert {n.text: (n.form, n.mentions) for n in azerbaijan.names} == {
        "Azerbaijan": ("name", 2), "Baku": ("metonym", 1),
    }  # fmt: skip
    (lindqvist,) = [a for a in found.actors if a.actor.id == "marta-lindqvist"]
    whys = {n.text: n.why for n in lindqvist.names}
    assert whys["Lindqvist"] == "surname of Marta Lindqvist"
    assert whys["Marta Lindqvist"] == "named so in the article"
    assert all(n.why for a in found.actors for n in a.names)


def test_what_was_taken_for_no_actor_is_told(found: ActorList) -> None:
    by_text = {u.text: u for u in found.unresolved}
    demonym = by_text["Azerbaijani"]
    assert (demonym.kind, demonym.count, demonym.article, demonym.sentence) == ("demonym", 1, "a", 4)
    town = by_text["Karabakh"]
    assert (town.kind, town.reason, town.article) == ("place", "a place in the register", "b")
    assert by_text["Yerevan"].kind == "place"
    assert "Baku" not in by_text


def test_reasons_of_the_recognition_are_passed_on(
    pipeline: Language, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Karsh won. He wept."
    actor = Actor("ann-karsch", "person", "Ann Karsch")
    mention = Mention(actor.id, 0, 5, 0, "surname")
    he = Unresolved(11, 13, 1, "pronoun", "two men before it")
    spelling = Merged("Karsh", actor.id, "same surname in another spelling")
    told = Found((mention,), {actor.id: actor}, (he,), (spelling,))
    monkeypatch.setattr("framing.actor_lists.mentions_and_voices", lambda parsed, register: (told, ()))
    listed = list_actors(parse(pipeline, [Article("a", "Ledger", text)]), register)
    assert [(n.text, n.why) for n in listed.actors[0].names] == [("Karsh", spelling.reason)]
    assert [(u.text, u.kind, u.reason) for u in listed.unresolved] == [("He", "pronoun", he.reason)]


def test_who_says_i_is_counted(pipeline: Language, register: Register) -> None:
    text = "“I have closed the port and we are proud,” Marta Lindqvist said."
    (listed,) = list_actors(parse(pipeline, [Article("a", "Ledger", text)]), register).actors
    assert listed.mentions == 3
    whys = {n.text: (n.form, n.why) for n in listed.names}
    assert whys["I"] == whys["we"] == ("pronoun", "stands for Marta Lindqvist")


def test_suggestions_are_a_register_that_knows_the_new_actors(
    found: ActorList, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "suggested.toml"
    file.write_text(suggestions(found, [register]), encoding="utf-8")
    extended = load_register(file)
    new = set(extended.actors) - set(register.actors)
    assert new == {a.actor.id for a in found.actors if not a.in_register}
    assert {"marta-lindqvist", "harbour-workers-union"} <= new
    assert extended.actors["marta-lindqvist"].kind == "person"
    none = file.with_name("none.toml")
    none.write_text(suggestions(found, [extended]), encoding="utf-8")
    assert load_register(none).actors.keys() == register.actors.keys()


def test_a_form_of_two_actors_is_suggested_for_one(found: ActorList, pipeline: Language) -> None:
    """What the register of the articles does not hold, the shipped one may: nothing clashes."""
    world = load_register(Path(__file__).parent.parent / "corpus" / "actors.toml")
    unknown = Register({}, "")
    alone = list_actors(
        parse(pipeline, [Article("a", "Ledger", "Vladimir Putin met Marta Lindqvist.")]), unknown
    )
    text = suggestions(alone, [unknown, world])
    assert 'name = "Marta Lindqvist"' in text
    assert "Putin" not in text


ROWS: list[dict[str, object]] = [{"id": "a", "outlet": "Ledger", "published": "2025-03-06", "text": FIRST}]


def test_the_command_prints_a_table_and_json(tmp_path: Path) -> None:
    file = write_articles(tmp_path, ROWS)
    printed = invoke("actors", file)
    assert printed.exit_code == 0, printed.output
    for text in ("marta-lindqvist, person, not in the register", "surname of Marta Lindqvist: Lindqvist 1"):
        assert text in printed.stdout
    few = invoke("actors", file, "--top", "1")
    assert "more actors: --top, or --json for all." in few.stdout
    result = json.loads(invoke("actors", file, "--json").stdout)
    assert set(result) == {"articles", "sentences", "actors", "unresolved"}
    by_id = {a["id"]: a for a in result["actors"]}
    assert by_id["ilham-aliyev"]["affiliation"] == "azerbaijan"
    assert by_id["azerbaijan"]["mentions"] == sum(n["mentions"] for n in by_id["azerbaijan"]["names"]) == 2
    assert by_id["azerbaijan"]["in_register"]


def test_the_command_suggests_entries_that_another_call_takes(tmp_path: Path) -> None:
    file, mine = write_articles(tmp_path, ROWS), tmp_path / "mine.toml"
    first = invoke("actors", file, "--suggest", mine)
    assert first.exit_code == 0, first.output
    assert f"suggestions in {mine}" in first.stderr
    assert 'as_of = "2025-03-06"' in mine.read_text(encoding="utf-8")
    again = json.loads(invoke("actors", file, "--register", mine, "--json").stdout)
    assert again["actors"]
    assert all(actor["in_register"] for actor in again["actors"])
    refused = invoke("actors", file, "--suggest", mine)
    assert (refused.exit_code, "is there already" in refused.stderr) == (1, True)


def test_a_text_alone_is_read_and_what_is_bad_is_told(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Azerbaijan praised Iran.", encoding="utf-8")
    result = invoke("actors", tmp_path / "note.txt", tmp_path / "gone.txt", "--json")
    assert result.exit_code == 0, result.output
    assert {a["id"] for a in json.loads(result.stdout)["actors"]} == {"azerbaijan", "iran"}
    assert "gone.txt: no such file or folder" in result.stderr
    nothing = invoke("actors", tmp_path / "gone.txt")
    assert nothing.exit_code == 1
    assert "no article to read" in nothing.stderr
