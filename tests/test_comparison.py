from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from framing.comparison import Contrast, Portrayal, compare, portrayals
from framing.errors import InputError
from framing.store import READINGS


def readings(
    outlet: str, articles: Sequence[Sequence[float | None]], *, actor: str = "marova", voice: str = "outlet"
) -> list[dict[str, Any]]:
    """Rows of one outlet: for each article the polarities of its sentences."""
    return [
        {"article_id": f"{outlet}-{n}", "outlet": outlet, "actor_id": actor, "actor_name": actor.title(),
         "voice": voice, "polarity": polarity}
        for n, article in enumerate(articles) for polarity in article
    ]  # fmt: skip


def table(*parts: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([row for part in parts for row in part], schema=READINGS)


def noisy(outlet: str, mean: float, seed: int, **kind: str) -> list[dict[str, Any]]:
    """Forty articles of three sentences around a mean."""
    draws = np.random.default_rng(seed).normal(mean, 0.2, (40, 3)).clip(-1, 1)
    return readings(outlet, draws.tolist(), **kind)


def one(found: Sequence[Portrayal]) -> Portrayal:
    assert len(found) == 1
    return found[0]


def difference(found: Sequence[Contrast]) -> Contrast:
    assert len(found) == 1
    return found[0]


def test_articles_weigh_alike_however_many_sentences_they_have() -> None:
    row = one(portrayals(table(readings("Ledger", [[-1.0, -1.0, -1.0, -0.2], [0.4], [0.3, 0.1]]))))
    assert row.mean == pytest.approx((-0.8 + 0.4 + 0.2) / 3)
    assert (row.articles, row.readings) == (3, 7)
    assert (row.outlet, row.actor, row.actor_name, row.voice) == ("Ledger", "marova", "Marova", "outlet")


def test_readings_without_a_score_count_for_nothing() -> None:
    row = one(portrayals(table(readings("Ledger", [[0.5, None], [None], [0.1]]))))
    assert row.mean == pytest.approx(0.3)
    assert (row.articles, row.readings) == (2, 2)
    assert portrayals(table(readings("Ledger", [[None]]))) == []


@pytest.mark.parametrize(("articles", "enough"), [(4, False), (5, True)])
def test_an_interval_needs_five_articles(articles: int, enough: bool) -> None:
    a = readings("Ledger", [[-0.9 - 0.01 * n] for n in range(articles)])
    b = readings("Post", [[0.9 - 0.01 * n] for n in range(9)])
    few = one([p for p in portrayals(table(a, b)) if p.outlet == "Ledger"])
    contrast = difference(compare(table(a, b)))
    assert few.enough is enough
    assert (few.low is None) is (few.high is None) is (contrast.low is None) is not enough
    assert contrast.verdict == ("colder" if enough else "too little data")
    assert contrast.articles == (articles, 9)


def test_intervals_hold_the_mean_and_are_those_of_the_normal_law() -> None:
    row = one(portrayals(table(noisy("Ledger", -0.3, 1))))
    means = np.array([r["polarity"] for r in noisy("Ledger", -0.3, 1)]).reshape(40, 3).mean(axis=1)
    half = 1.96 * means.std() / np.sqrt(40)
    assert row.mean == pytest.approx(means.mean())
    assert row.low == pytest.approx(means.mean() - half, abs=0.01)
    assert row.high == pytest.approx(means.mean() + half, abs=0.01)


@pytest.mark.parametrize(("pair", "sign", "verdict"), [
    (("Ledger", "Post"), -1, "colder"), (("Post", "Ledger"), 1, "warmer"),
])  # fmt: skip
def test_a_planted_difference_is_found_with_its_sign(pair: tuple[str, str], sign: int, verdict: str) -> None:
    contrast = difference(compare(table(noisy("Ledger", -0.3, 1), noisy("Post", 0.2, 2)), outlets=pair))
    assert contrast.outlets == pair
    assert contrast.difference == pytest.approx(0.5 * sign, abs=0.08)
    assert contrast.low is not None
    assert contrast.high is not None
    assert contrast.difference is not None
    assert contrast.low < contrast.difference < contrast.high
    assert contrast.verdict == verdict


def test_outlets_that_say_the_same_do_not_differ() -> None:
    contrast = difference(compare(table(noisy("Ledger", 0.1, 3), noisy("Post", 0.1, 3))))
    assert contrast.difference == pytest.approx(0)
    assert contrast.verdict == "no evidence of a difference"


def test_noise_alone_seldom_looks_like_a_difference() -> None:
    verdicts = [
        difference(compare(table(noisy("Ledger", 0.1, seed), noisy("Post", 0.1, seed + 1000)))).verdict
        for seed in range(60)
    ]
    assert (
        sum(v != "no evidence of a difference" for v in verdicts) <= 9
    )  # 3 expected; 10 and more: p < 0.001


def test_own_voice_is_never_mixed_with_sources() -> None:
    rows = [
        readings("Ledger", [[0.6], [0.4]]),
        readings("Ledger", [[-0.9], [-0.7]], voice="quoted"),
        readings("Ledger", [[-0.1]], voice="reported"),
    ]
    means = {p.voice: p.mean for p in portrayals(table(*rows))}
    assert means == {"outlet": pytest.approx(0.5), "sources": pytest.approx((-0.5 - 0.7) / 2)}
    assert one(portrayals(table(*rows), voice="quoted")).mean == pytest.approx(-0.8)
    assert one(portrayals(table(*rows), voice="reported")).mean == pytest.approx(-0.1)


def test_sources_that_differ_leave_own_voices_alike() -> None:
    same = [noisy("Ledger", 0, 4), noisy("Post", 0, 4)]
    apart = [noisy("Ledger", -0.5, 5, voice="quoted"), noisy("Post", 0.5, 6, voice="reported")]
    verdicts = {c.voice: c.verdict for c in compare(table(*same, *apart))}
    assert verdicts == {"outlet": "no evidence of a difference", "sources": "colder"}


def test_every_pair_of_outlets_is_compared_once() -> None:
    rows = table(
        *(readings(o, [[0.1]]) for o in ("Post", "Ledger", "Star")), readings("Post", [[0]], actor="telland")
    )
    assert [c.outlets for c in compare(rows)] == [("Ledger", "Post"), ("Ledger", "Star"), ("Post", "Star")]
    assert list(compare(rows, actor="telland")) == []


def test_the_most_covered_actor_comes_first() -> None:
    rows = table(readings("Post", [[0.1]]), readings("Post", [[0.1], [0.2]], actor="zandia"))
    assert [p.actor for p in portrayals(rows)] == ["zandia", "marova"]


def test_unknown_actors_and_outlets_are_refused() -> None:
    rows = table(readings("Ledger", [[0.1]]), readings("Post", [[0.1]]))
    with pytest.raises(InputError, match=r"no actor with the id 'Marova'.*did you mean marova"):
        portrayals(rows, actor="Marova")
    with pytest.raises(InputError, match="no actor with the id 'telland'"):
        compare(rows, actor="telland")
    with pytest.raises(InputError, match=r"no outlet 'Star'.*Ledger, Post"):
        compare(rows, outlets=("Ledger", "Star"))
    with pytest.raises(InputError, match="no actor with the id 'marova'"):
        compare(table(), actor="marova")


def test_an_interval_does_not_depend_on_other_rows() -> None:
    mine = [noisy("Ledger", -0.3, 1), noisy("Post", 0.2, 2)]
    others = [
        noisy("Star", 0.9, 7),
        noisy("Ledger", 0.5, 8, actor="telland"),
        noisy("Post", 0, 9, voice="quoted"),
    ]
    alone, among = table(*mine), table(*others, *mine[::-1])
    assert compare(alone) == compare(among, actor="marova", outlets=("Ledger", "Post"), voice="outlet")
    assert portrayals(alone, voice="outlet") == [
        p for p in portrayals(among, actor="marova", voice="outlet") if p.outlet != "Star"
    ]
