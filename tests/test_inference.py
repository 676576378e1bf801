from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from framing.inference.clusters import Sides, sides, variance
from framing.inference.families import benjamini_hochberg, clusters_needed, enough, holm, verdict
from framing.inference.resampling import interval, p_value


def paired(difference: float, events: int, seed: int) -> Sides:
    """One article of each group an event, the event's colour in both."""
    rng = np.random.default_rng(seed)
    colour = rng.normal(0, 0.5, events)
    values = np.column_stack(
        [colour + rng.normal(difference, 0.2, events), colour + rng.normal(0, 0.2, events)]
    )
    return sides(values, np.ones((events, 2)), 0, 1, matched=True)


def apart(difference: float, articles: tuple[int, int], seed: int, spread: float = 0.2) -> Sides:
    """Articles without events: each a cluster of its own."""
    rng = np.random.default_rng(seed)
    n, k = articles
    values = np.zeros((n + k, 2))
    values[:n, 0], values[n:, 1] = rng.normal(difference, spread, n), rng.normal(0, 0.2, k)
    return sides(values, (values != 0).astype(float), 0, 1, matched=False)


def test_the_variance_of_pairs_and_of_two_samples_is_the_textbooks() -> None:
    pairs, two = paired(0.1, 30, 1), apart(0.1, (12, 20), 2)
    d = pairs.x - pairs.y
    assert variance(pairs) == pytest.approx((d.var(ddof=1) / 30, 29))
    a, b = two.x[two.kind == 1], two.y[two.kind == 2]
    welch = stats.ttest_ind(a, b, equal_var=False)
    squared, df = variance(two)
    assert squared == pytest.approx(a.var(ddof=1) / 12 + b.var(ddof=1) / 20)
    assert df == pytest.approx(welch.df)


def test_bca_is_that_of_scipy() -> None:
    of = paired(0.2, 40, 3)
    d = of.x - of.y
    theirs = stats.bootstrap(
        (d,), np.mean, n_resamples=9999, rng=np.random.default_rng(0)
    ).confidence_interval
    ours = interval(of)
    assert ours.method == "BCa"
    assert ours.low == pytest.approx(theirs.low, abs=0.01)
    assert ours.high == pytest.approx(theirs.high, abs=0.01)


def test_few_clusters_get_students_t_and_many_the_normal_law() -> None:
    few, many = paired(0.2, 8, 4), paired(0.2, 300, 5)
    d = few.x - few.y
    theirs = stats.ttest_1samp(d, 0).confidence_interval()
    assert interval(few)[:2] == pytest.approx((theirs.low, theirs.high))
    assert [interval(few).method, interval(many).method] == ["t", "normal"]


def test_bca_steps_back_where_nearly_all_clusters_say_the_same() -> None:
    x = np.zeros(48)
    x[:2] = 1
    of = sides(np.column_stack([x, np.zeros(48)]), np.ones((48, 2)), 0, 1, matched=True)
    found = interval(of)
    assert found.method == "t"
    assert found.low is not None
    assert found.low < 0


def test_few_events_are_tested_as_their_interval_is_made() -> None:
    of = paired(0.15, 8, 6)
    theirs = stats.ttest_rel(of.x, of.y)
    assert p_value(of) == pytest.approx(theirs.pvalue)
    low, high = theirs.confidence_interval(0.95)
    assert interval(of).low == pytest.approx(low)
    assert interval(of).high == pytest.approx(high)


def test_a_drawn_p_value_is_near_that_of_t() -> None:
    for of in (paired(0.06, 40, 7), apart(0.1, (25, 30), 8)):
        squared, df = variance(of)
        t = 2 * stats.t.sf(abs(of.difference) / np.sqrt(squared), df)
        assert p_value(of) == pytest.approx(t, abs=0.03)


@pytest.mark.parametrize("kind", ["pairs", "few", "unequal", "clustered"])
def test_p_values_are_uniform_without_a_difference(kind: str) -> None:
    if kind == "pairs":
        found = [p_value(paired(0, 15, seed)) for seed in range(300)]
    elif kind == "few":
        found = [p_value(paired(0, 6, seed)) for seed in range(300)]
    elif kind == "unequal":  # ten articles that vary much against forty that vary little
        found = [p_value(apart(0, (10, 40), seed, spread=0.6)) for seed in range(300)]
    else:
        found = []
        for seed in range(300):
            rng = np.random.default_rng(seed)
            numbers = rng.integers(0, 4, (18, 2)).astype(float)
            values = numbers * rng.normal(0, 0.3, (18, 1)) + np.sqrt(numbers) * rng.normal(0, 0.3, (18, 2))
            found.append(p_value(sides(values, numbers, 0, 1, matched=False)))
    assert stats.kstest(found, "uniform").pvalue > 0.01
    assert np.mean(np.array(found) <= 0.05) <= 0.09


def test_adjusted_p_values_are_those_of_statsmodels() -> None:
    from statsmodels.stats.multitest import multipletests

    p = np.random.default_rng(1).random(30) ** 3
    assert benjamini_hochberg(list(p)) == pytest.approx(multipletests(p, method="fdr_bh")[1])
    assert holm(list(p)) == pytest.approx(multipletests(p, method="holm")[1])
    assert len(benjamini_hochberg([])) == 0


def test_five_events_are_enough_for_a_test_and_four_are_not() -> None:
    assert [enough(paired(1, n, 1)) for n in (4, 5)] == [False, True]
    assert [enough(apart(1, (n, 9), 1)) for n in (4, 5)] == [False, True]


def test_the_number_of_events_needed_gives_the_power_promised() -> None:
    needed = clusters_needed(2 * 0.2**2 / 30, 30)
    rejected = [
        stats.ttest_1samp(np.random.default_rng(seed).normal(0.1, 0.2 * np.sqrt(2), needed), 0).pvalue < 0.05
        for seed in range(400)
    ]
    assert np.mean(rejected) == pytest.approx(0.8, abs=0.06)


def test_a_difference_within_what_the_instrument_moves_by_is_not_called() -> None:
    assert verdict(0.02, 0.001, 0.03) == "no evidence of a difference"
    assert verdict(-0.2, 0.001, 0.03) == "colder"
    assert verdict(0.2, 0.051, 0.03) == "no evidence of a difference"
