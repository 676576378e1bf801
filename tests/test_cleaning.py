from __future__ import annotations

import pytest

from framing.cleaning import marks
from framing.records import Article, Part

BEFORE, AFTER = "The river fell on Monday after days of rain.", "The bridge stayed closed."
FURNITURE: dict[Part, str] = {
    "byline": """By Jane Porter
        BY JANE PORTER
        By Jane Porter and Tom Hill
        By Jane Porter, Tom Hill and Ana de Souza
        Written by Jane Porter
        By Jane Porter in Brussels
        By Jane Porter for The Evening Star
        Reporting by Tom Hill; Editing by Ana Souza
        By Tom O’Hara
        By Ludwig van den Berg
        By our staff
        By Jane Porter | Reuters
        By Jane Porter, BBC News""",
    "caption": """The old bridge after the storm. (Photo by Ana Souza)
        The old bridge after the storm. (Ana Souza / Getty Images)
        The old bridge after the storm. Reuters
        The old bridge after the storm. AFP/Tom Hill
        The minister (L) greets his guest in the hall.
        Rescuers at the dam. (AP Photo/Tom Hill)
        Rescuers at the dam on Sunday. [Tom Hill/Reuters]
        FILE PHOTO: Rescuers at the dam on Sunday. REUTERS/Tom Hill
        Rescuers at the dam. (Handout photo)
        Rescuers at the dam. Photograph: Tom Hill/Reuters""",
    "credit": """Reuters
        (AFP)
        Source: Reuters
        Photo: Ana Souza
        Credit: Getty Images
        With AFP
        Getty Images/Ana Souza
        AP Photo
        REUTERS
        Source: the Harbour Authority
        Photo by Ana Souza
        Photo credit: Ana Souza""",
    "copyright": """© 2021 The Evening Star
        Copyright 2021 The Evening Star. All rights reserved.
        (c) 2020 Evening Star Ltd
        Copyright © 2020 Evening Star
        Copyright Evening Star 2019
        All rights reserved.""",
    "also_read": """Also Read: River falls again
        ALSO READ | River falls again
        Read More
        READ MORE – River falls again
        Related articles
        Related: How the river was tamed
        Don’t miss: Ten dams in pictures""",
    "advertisement": """Advertisement
        ADVERTISEMENT
        Story continues below advertisement
        Article continues after this advertisement
        Sponsored content""",
    "newsletter": """Sign up for our daily newsletter
        Subscribe to get the news in your inbox!""",
}
SENTENCES = """By Monday the river had fallen.
By Tuesday, Norway and Sweden had signed.
By law, ministers must answer.
By far the largest dam is in China.
Written by Hand and others, the book sold well.
Reporting by the agency was poor.
Reuters reported a loss.
Reuters, the news agency, reported a loss.
She told Bloomberg.
From AP to AFP, agencies cut jobs.
TASS was founded in 1904.
Photo editors met in the town hall.
Photo: that was the word on the wall.
The photo by Ana Souza won a prize.
She thanked her team (photo editors included).
The mayor said the painting was old (the photo dates from 1990).
Source: nobody would name one.
Sources close to the mayor denied it.
The river, which had risen for days, fell on Monday - at last.
The river fell — and the town slept.
NATO — an alliance of 32 — met.
OSLO - a town of many bridges - slept.
The bank (which failed) was sold.
The union (UNITE) went on strike.
The agreement (signed in Oslo) holds.
Related problems were found in four other dams.
Related articles of the treaty were struck out.
See also the chapter on dams, the judge said.
Read more books, the teacher told them.
More on this later.
Copyright law was changed in 2001 by the senate.
Copyright was at the heart of the dispute of 2019.
All rights reserved by the treaty were kept.
Advertisement revenue fell by a tenth.
Advertisements filled the square.
Sponsored content is a growing business.
Subscribe to a view and you must defend it.
"We are ready." Reuters could not verify the claim.""".splitlines()
DATELINES = """LONDON (Reuters) - |The river fell.
LONDON, May 2 (Reuters) - |The river fell.
Oslo, 2 May 2021 (AFP): |“The river fell,” he said.
OSLO — |The river fell.
SÃO PAULO -- |The river fell.
ST. PETERSBURG, Russia (AP) — |The river fell.
Brussels (dpa) - |The river fell.
WASHINGTON/OSLO, May 2 (Reuters) – |The river fell.
NEW YORK, May 2 - |Four rivers fell.""".splitlines()


def found(text: str, title: str | None = None) -> list[tuple[Part, str]]:
    return [(m.part, text[m.start : m.end]) for m in marks(Article("a", "Ledger", text, title=title))]


@pytest.mark.parametrize(
    ("part", "line"),
    [(part, line.strip()) for part, lines in FURNITURE.items() for line in lines.split("\n")],
)
def test_furniture_is_marked_wherever_it_stands(part: Part, line: str) -> None:
    assert found(f"{BEFORE}\n  {line} \n{AFTER}", "Flood") == [(part, line)]
    assert found(f"Flood\n\n{line}\n{AFTER}", "Flood") == [("title", "Flood"), (part, line)]


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_that_look_alike_are_not_marked(line: str) -> None:
    assert found(f"{BEFORE}\n{line}\n{AFTER}") == []
    assert found(f"{line}\n{AFTER}") == []


@pytest.mark.parametrize("line", DATELINES)
def test_dateline_is_marked_up_to_the_sentence_and_only_above_it(line: str) -> None:
    dateline, sentence = line.split("|")
    assert found(f"{dateline}{sentence}\n{AFTER}") == [("dateline", dateline.strip())]
    assert found(f"{BEFORE}\n{dateline}{sentence}") == []


def test_a_dateline_may_follow_title_and_byline() -> None:
    text = f"River falls\nBy Jane Porter\nOSLO (AP) — {BEFORE}"
    assert [part for part, _ in found(text)] == ["title", "byline", "dateline"]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (f"River falls\n\n{BEFORE}", "River  falls", "River falls"),
        (f"River falls\n\n{BEFORE}", None, "River falls"),
        (f"“River falls”\n\n{BEFORE}", None, "“River falls”"),
        (f"{BEFORE}\nRiver falls", None, None),
        (f"{BEFORE}\n{AFTER}", None, None),
        ("River falls", None, None),
        (f"River falls\n\n{BEFORE}", "Bridge closed", None),
        (f"{BEFORE}\nRiver falls\n{AFTER}", "River falls", None),
    ],
)
def test_titles(text: str, title: str | None, expected: str | None) -> None:
    assert found(text, title) == ([] if expected is None else [("title", expected)])


def test_a_paragraph_that_opens_like_a_byline_is_kept() -> None:
    assert found(f"{BEFORE}\nBy {'Aa ' * 100}\n{AFTER}") == []


def test_an_empty_article_has_no_marks() -> None:
    assert found("\n \n") == []
