from __future__ import annotations

import pytest
from spacy.language import Language

from framing.mentions import find_mentions
from framing.parsing import parse
from framing.records import Article, Mention
from framing.register import Register


def mentions(
    pipeline: Language, register: Register, text: str, outlet: str = "Ledger"
) -> tuple[Mention, ...]:
    (parsed,) = parse(pipeline, [Article("a", outlet, text)])
    found = find_mentions(parsed, register)
    assert {m.actor for m in found.mentions} <= set(found.actors)
    for mention in found.mentions:
        around = parsed.sentences[mention.sentence]
        assert around.start <= mention.start < mention.end <= around.end
    return found.mentions


def named(pipeline: Language, register: Register, text: str) -> dict[str, str]:
    return {text[m.start : m.end]: m.actor for m in mentions(pipeline, register, text)}


AZ, AM, RU, TR = "azerbaijan", "armenia", "russia", "turkey"
GE, US, IR = "georgia", "united-states", "iran"
CAPITALS: list[tuple[str, dict[str, str]]] = [
    # They act, speak, are addressed or related.
    ("Baku rejected the proposal on Tuesday.", {"Baku": AZ}),
    ("Yerevan said the talks would go on.", {"Yerevan": AM}),
    ("Ankara accused the rebels of arson.", {"Ankara": TR}),
    ("Tehran denies that it sent the drones.", {"Tehran": IR, "it": IR}),
    ("Tehran, for its part, denied it.", {"Tehran": IR, "its": IR}),
    ("According to Baku, the road is safe.", {"Baku": AZ}),
    ("According to Moscow's plan, nobody pays.", {"Moscow": RU}),
    ("Tbilisi hopes to join the bloc.", {"Tbilisi": GE}),
    ("Washington urged Baku to release the prisoners.", {"Washington": US, "Baku": AZ}),
    ("The decision was welcomed by Ankara.", {"Ankara": TR}),
    ("He blamed Moscow for the delay.", {"Moscow": RU}),
    ("The mediators asked Yerevan for a reply.", {"Yerevan": AM}),
    ("Moscow's refusal angered the mediators.", {"Moscow": RU}),
    ("Baku’s offer was rejected by Yerevan.", {"Baku": AZ, "Yerevan": AM}),
    ("Tehran's nuclear programme worries diplomats.", {"Tehran": IR}),
    ("Yerevan’s envoys walked out.", {"Yerevan’s envoys": AM}),
    ("Relations between Baku and Yerevan soured last year.", {"Baku": AZ, "Yerevan": AM}),
    ("The rift between Washington and Ankara widened.", {"Washington": US, "Ankara": TR}),
    ("Tensions between Moscow and Tbilisi rose.", {"Moscow": RU, "Tbilisi": GE}),
    ("An agreement with Tehran is near, the envoy said.", {"Tehran": IR}),
    ("Moscow, Ankara and Tehran signed the accord.", {"Moscow": RU, "Ankara": TR, "Tehran": IR}),
    ("The Moscow-Tehran alliance worries diplomats.", {"Moscow": RU, "Tehran": IR}),
    ("The Kremlin denied the report.", {"Kremlin": RU}),
    ("The White House rejected the plan.", {"White House": US}),
    (
        "Nairobi has turned down the loan, and Kampala is expected to follow.",
        {"Nairobi": "kenya", "Kampala": "uganda"},
    ),
    ("Madrid is against the ban.", {"Madrid": "spain"}),
    ("Copenhagen is to buy 16 jets.", {"Copenhagen": "denmark"}),
    ("It was Bogota that first asked for help.", {"Bogota": "colombia"}),
    ("The plan annoyed Ottawa.", {"Ottawa": "canada"}),
    ("Support for Kyiv is falling.", {"Kyiv": "ukraine"}),
    # They are towns.
    ("Madrid is expected to grow.", {}),
    ("The delegation arrived in Baku on Tuesday.", {}),
    ("A train left Yerevan before dawn.", {}),
    ("Snow fell on Moscow's streets.", {}),
    ("Moscow’s mayor opened a park.", {}),
    ("The road between Baku and Ganja was closed.", {}),
    ("Flights between Moscow and Tbilisi resumed.", {}),
    ("The envoys flew from Tbilisi to Ankara.", {}),
    ("Talks in Tehran ended without a result.", {}),
    ("The minister visited Baku last week.", {}),
    ("The plane from Washington landed late.", {}),
    ("Baku airport was closed by fog.", {}),
    ("The Tbilisi metro stopped.", {}),
    ("Baku, the capital, was quiet.", {}),
    ("The city of Ankara grew.", {}),
    ("Ankara is a city of five million people.", {}),
    ("The two leaders met in Tehran, Moscow and Ankara.", {}),
    ("Officials in Baku said the bridge was safe.", {}),
    ("Near Yerevan, a bridge fell.", {}),
    ("Washington-based lawyers agree.", {}),
    ("Protesters gathered outside the White House.", {}),
    ("Yerevan, Armenia, hosts the fair.", {"Armenia": AM}),
]
COUNTRIES: list[tuple[str, dict[str, str]]] = [
    ("Azerbaijani forces shelled the village.", {"Azerbaijani forces": AZ}),
    ("The Armenian military denied the report.", {"Armenian military": AM}),
    ("Armenian leaders met the mediators.", {"Armenian leaders": AM}),
    ("The Azerbaijani side denied the claim.", {"Azerbaijani side": AZ}),
    ("The Armenian government's decision was criticised.", {"Armenian government": AM}),
    ("Armenia's Foreign Ministry protested.", {"Armenia's Foreign Ministry": AM}),
    ("Russia’s defence ministry confirmed the loss.", {"Russia’s defence ministry": RU}),
    ("The Russian invasion began in February.", {"Russian": RU}),
    ("A Russian-brokered truce held for a year.", {"Russian": RU}),
    ("A U.S.-brokered truce held for a year.", {"U.S.": "united-states"}),
    ("The ethnic Armenian population fled.", {}),
    ("Ethnic Russians left the town.", {}),
    ("Armenian separatist forces fired first.", {}),
    ("Russian opposition leaders were jailed.", {}),
    ("An Armenian chef opened a restaurant.", {}),
    ("An Armenian-born singer toured the north.", {}),
    ("Georgian wine sells well abroad.", {}),
    ("The pro-Yerevan officials left.", {}),
    ("The anti-Russian mood grew.", {}),
    ("The Armenian-Azerbaijani border is closed.", {}),
    ("The European Union sent monitors.", {"European Union": "european-union"}),
    ("The bridge cost US$5 million.", {}),
    ("The club chose Spain over Italy for its new yard.", {}),
    ("About half of Malawi has no power.", {}),
    ("Chad's political and military leaders met.", {"Chad's political and military leaders": "chad"}),
    ("A senior Kenyan diplomat said the road was open.", {"Kenyan": "kenya"}),
]
PERSONS: list[tuple[str, dict[str, str]]] = [
    ("Azerbaijani President Ilham Aliyev laughed.", {"Ilham Aliyev": "ilham-aliyev"}),
    ("U.S. Secretary of State Antony Blinken left.", {"Antony Blinken": "antony-blinken"}),
    ("Azerbaijan's president refused to sign.", {"Azerbaijan's president": "president-of-azerbaijan"}),
    ("Iran's top diplomat flew home.", {"Iran's top diplomat": "foreign-minister-of-iran"}),
    ("The president of Azerbaijan spoke.", {"president of Azerbaijan": "president-of-azerbaijan"}),
    ("The Azerbaijani and Armenian foreign ministers met.", {"Azerbaijani and Armenian foreign ministers": "foreign-minister-of-armenia"}),
    ("Mr. Blinken called both sides.", {"Blinken": "antony-blinken"}),
    ("President Aliyev spoke.\nIlham Aliyev left.", {"Aliyev": "ilham-aliyev", "Ilham Aliyev": "ilham-aliyev"}),
    ("Ilham Aliyev met Heydar Aliyev. Aliyev smiled.", {"Ilham Aliyev": "ilham-aliyev", "Heydar Aliyev": "heydar-aliyev"}),
    ("Marta Lindqvist won. Lindqvist wept.", {"Marta Lindqvist": "marta-lindqvist", "Lindqvist": "marta-lindqvist"}),
    ("The Harbour Workers Union called a strike.", {"Harbour Workers Union": "harbour-workers-union"}),
    ("The Northern Shipping Company lost money.", {"Northern Shipping Company": "northern-shipping-company"}),
    ("The Washington Post praised the meal.", {"Washington Post": "washington-post"}),
    ("The Moscow Times reported it.", {"Moscow Times": "moscow-times"}),
    ("The Bank of America raised its fees.", {"Bank of America": "bank-of-america", "its": "bank-of-america"}),
    ("The Russian Orthodox Church protested.", {"Russian Orthodox Church": "russian-orthodox-church"}),
    ("Melania Trump opened the exhibition.", {"Melania Trump": "melania-trump"}),
    ("Michelle Obama arrived. Obama waved.", {"Michelle Obama": "michelle-obama", "Obama": "michelle-obama"}),
    ("New Mexico voted early.", {}),
    ("Talvane, the shipping firm, has sold a tanker.", {"Talvane": "talvane"}),
    ("Recently, the firm, which has sold a tanker, hired.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CAPITALS)
def test_capitals(pipeline: Language, register: Register, text: str, expected: dict[str, str]) -> None:
    assert named(pipeline, register, text) == expected


@pytest.mark.parametrize(("text", "expected"), COUNTRIES)
def test_countries(pipeline: Language, register: Register, text: str, expected: dict[str, str]) -> None:
    assert named(pipeline, register, text) == expected


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons(pipeline: Language, register: Register, text: str, expected: dict[str, str]) -> None:
    assert named(pipeline, register, text) == expected


AMONG_NAMESAKES: list[tuple[str, dict[str, str]]] = [
    ("Turkish rescuers saved a boy.", {"Turkish rescuers": "turkey"}),
    ("Turkish soldiers shot a boy.", {"Turkish soldiers": "turkey"}),
    ("In Macon, Georgia, police shot a man.", {}),
    ("Georgia closed its border.", {"Georgia": "georgia", "its": "georgia"}),
    ("Russia, Georgia and Ukraine met.", {"Russia": "russia", "Georgia": "georgia", "Ukraine": "ukraine"}),
    ("Michael Jordan visited a hospital. Jordan praised the nurses.", {"Michael Jordan": "michael-jordan"}),
]


@pytest.mark.parametrize(("text", "expected"), AMONG_NAMESAKES)
def test_namesakes(pipeline: Language, register: Register, text: str, expected: dict[str, str]) -> None:
    assert named(pipeline, register, text) == expected


def test_each_mention_says_how_it_was_recognised(pipeline: Language, register: Register) -> None:
    text = "Baku, Armenia and the EU met Russian troops. The Russian invasion angered Marta Lindqvist. Nobody but Lindqvist left."
    forms = {text[m.start : m.end]: m.form for m in mentions(pipeline, register, text)}
    assert forms == {
        "Baku": "metonym", "Armenia": "name", "EU": "alias", "Russian troops": "part", "Russian": "demonym",
        "Marta Lindqvist": "name", "Lindqvist": "surname",
    }  # fmt: skip


def test_the_outlet_and_agencies_are_no_actors(pipeline: Language, register: Register) -> None:
    text = "The Harbour Times reported the loss."
    assert len(mentions(pipeline, register, text)) == 1
    assert mentions(pipeline, register, text, outlet="Harbour Times") == ()


def test_furniture_holds_no_mentions(pipeline: Language, register: Register) -> None:
    text = "Armenia signed.\nAlso read: Russia refuses\nThe talks went on.\nCopyright 2021 Russia Daily"
    assert named(pipeline, register, text) == {"Armenia": AM}
