from __future__ import annotations

import re
from typing import Any

import pyarrow as pa
import pytest

from framing.report.page import MAX_MARKED, render, signed, tint
from framing.store import ARTICLES, READINGS

SENTENCE = "Telland <b>shelled</b> the towns of Marova & Telland."
MANIFEST = {"signature": "framing:0|model:x", "counts": {"rejected": 3}}


def reading(article: str, outlet: str, polarity: float | None, **other: Any) -> dict[str, Any]:
    return {
        "article_id": article, "outlet": outlet, "actor_id": "telland", "actor_name": "Telland <script>alert(1)</script>",
        "voice": "outlet", "sentence": SENTENCE, "start": 100, "end": 100 + len(SENTENCE),
        "mention_spans": [{"start": 100, "end": 107}, {"start": 145, "end": 152}], "polarity": polarity,
        "speaker_text": None, **other,
    }  # fmt: skip


def article(identity: str, outlet: str, **other: Any) -> dict[str, Any]:
    return {"article_id": identity, "outlet": outlet, "title": f"Title of {identity}", **other}


def page(readings: list[dict[str, Any]], articles: list[dict[str, Any]], **manifest: Any) -> str:
    tables = pa.Table.from_pylist(readings, schema=READINGS), pa.Table.from_pylist(articles, schema=ARTICLES)
    return render(*tables, manifest)


@pytest.fixture(scope="module")
def html() -> str:
    """Six articles of one outlet and two of another, in two voices."""
    ledger, post = [f"l{n}" for n in range(6)], ["p0", "p1"]
    rows = [reading(a, "Ledger", -0.8 + 0.01 * n) for n, a in enumerate(ledger)]
    rows += [reading(a, "Post & Sons", 0.25) for a in post]
    rows += [reading("p0", "Post & Sons", None, reason="beyond the window")]
    rows += [reading("p1", "Post & Sons", 0.5, voice="quoted", speaker_text="<i>an aide</i>")]
    articles = [
        article("l0", "Ledger", url='https://ledger.example/a?b=1&c="x"'),
        article("l1", "Ledger", url="javascript:alert(2)", credit="AFP"),
        article("l2", "Ledger", url="data:text/html,x", title=None),
        *(article(a, "Ledger") for a in ledger[3:]),
        *(article(a, "Post & Sons", title="<u>Shells</u>") for a in post),
    ]
    return page(rows, articles, **MANIFEST)


def test_nothing_outside_the_page_is_needed(html: str) -> None:
    assert not re.search(r"\bsrc\s*=|<link|<script|<iframe|@import|url\(", html)
    addresses = re.findall(r"https?://[^\s\"<]+", html)
    assert addresses == ["https://ledger.example/a?b=1&amp;c=&#34;x&#34;"]
    assert f'<a href="{addresses[0]}" rel="noreferrer">Title of l0</a>' in html


def test_links_that_are_none_to_the_web_are_dropped(html: str) -> None:
    assert "javascript:" not in html
    assert "data:" not in html
    assert "Title of l1" in html
    assert re.search(r"· |>l2</div>", html)  # no title: the id stands for it


def test_texts_are_escaped(html: str) -> None:
    for raw in ("<script", "<b>shelled", "<u>Shells", "<i>an aide", "Marova & Telland", "Post & Sons"):
        assert raw not in html
    for escaped in ("&lt;b&gt;shelled", "&lt;u&gt;Shells", "&lt;i&gt;an aide", "Post &amp; Sons"):
        assert escaped in html


def test_mentions_are_marked_where_they_stand(html: str) -> None:
    marked = "<mark>Telland</mark> &lt;b&gt;shelled&lt;/b&gt; the towns of Marova &amp; <mark>Telland</mark>."
    assert html.count(marked) == 10


def test_words_that_carried_a_label_are_underlined() -> None:
    rows = [reading(f"l{n}", "Ledger", -0.8, label="negative") for n in range(3)]
    tables = (
        pa.Table.from_pylist(rows, schema=READINGS),
        pa.Table.from_pylist([article(f"l{n}", "Ledger") for n in range(3)], schema=ARTICLES),
    )
    word = (SENTENCE.index("shelled"), SENTENCE.index("shelled") + 7)
    html = render(*tables, MANIFEST, lambda shown: [(word,) for _ in shown])
    marked = "<mark>Telland</mark> &lt;b&gt;<u>shelled</u>&lt;/b&gt; the towns of Marova &amp; <mark>Telland</mark>."
    assert html.count(marked) == MAX_MARKED < len(rows)  # the first sentences of a list only
    assert "loses most without them" in html
    assert "loses most without them" not in render(*tables, MANIFEST)


def test_each_figure_leads_to_its_sentences(html: str) -> None:
    targets = re.findall(r'<a href="#([^"]+)"', html)
    anchors = re.findall(r'\bid="([^"]+)"', html)
    assert sorted(targets) == sorted(anchors) == ["outlet-0-0", "outlet-0-1", "sources-0-1"]
    parts = re.split(r'<ul class="evidence" id="', html)[1:]
    assert {p.split('"')[0]: p.split("</ul>")[0].count("<li") for p in parts} == {
        "outlet-0-0": 6, "outlet-0-1": 3, "sources-0-1": 1,
    }  # fmt: skip


def test_own_voice_and_sources_stand_apart(html: str) -> None:
    own, sources = html.split("<h2>")[1:3]
    assert "own voice" in own
    assert [f in own for f in ("−0.78", "+0.25", "+0.50")] == [True, True, False]
    assert [f in sources for f in ("−0.78", "+0.25", "+0.50")] == [False, False, True]
    assert "no reading" in sources  # Ledger quotes nobody


def test_too_little_data_is_said_and_no_interval_drawn(html: str) -> None:
    cells = dict(re.findall(r'<a href="#([^"]+)"(.*?)</a>', html, flags=re.S))
    assert "too little data" not in cells["outlet-0-0"]
    assert 'class="interval"' in cells["outlet-0-0"]
    for few in ("outlet-0-1", "sources-0-1"):
        assert "too little data" in cells[few]
        assert 'class="interval"' not in cells[few]
    assert "1 further pair of outlets: too little data." in html


def test_readings_without_a_score_are_shown_as_such(html: str) -> None:
    items = re.findall(r"<li style.*?</li>", html, flags=re.S)
    assert sum("not scored" in item for item in items) == 1
    assert "2 readings" in html  # of Post in its own voice: the third is not scored


def test_counts_copies_and_signature_are_told(html: str) -> None:
    assert "8 articles, 10 readings" in html
    assert "1 article carries agency copy" in html
    assert "3 inputs were set aside" in html
    assert "<code>framing:0|model:x</code>" in html


def test_a_difference_is_shown_with_its_direction() -> None:
    rows = [reading(f"{o}{n}", o, m + n / 100) for o, m in (("A", -0.5), ("B", 0.5)) for n in range(6)]
    text = page(rows, [article(r["article_id"], r["outlet"]) for r in rows])
    assert '<span class="verdict">A is colder</span>' in text
    assert "too little data." not in text


def test_a_page_without_readings_says_so() -> None:
    text = page([], [article("a", "Ledger")])
    assert text.count("No reading in this voice.") == 2
    assert "Nothing to compare" in text


def test_many_sentences_are_cut_and_counted() -> None:
    text = page([reading("a", "Ledger", n / 100) for n in range(35)], [article("a", "Ledger")])
    assert "5 more in <code>readings/</code>" in text
    assert "+0.34" in text  # the strongest are kept
    assert "+0.03<" not in text


@pytest.mark.parametrize(
    ("value", "text"), [(0.25, "+0.25"), (-0.25, "−0.25"), (0.0, "0.00"), (-0.001, "0.00"), (1, "+1.00")]
)
def test_signed(value: float, text: str) -> None:
    assert signed(value) == text


def test_tint_grows_with_the_figure_and_tells_the_sides_apart() -> None:
    strong, weak, negative = tint(0.8), tint(0.1), tint(-0.8)
    assert strong.split(",")[:3] == weak.split(",")[:3] != negative.split(",")[:3]
    assert float(strong.split(",")[3][:-1]) > float(weak.split(",")[3][:-1])


def test_an_outlet_of_others_texts_alone_has_no_column_and_is_named() -> None:
    rows = [reading("a", "Ledger", 0.5), reading("b", "Carrier", 0.5, credit="AFP")]
    html = page(rows, [article("a", "Ledger"), article("b", "Carrier", credit="AFP")])
    assert re.findall(r"<th>(Ledger|Carrier)</th>", html) == ["Ledger"]
    assert "Carrier has no scored article of its own, and so no column." in html
