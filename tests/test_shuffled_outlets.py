"""No circularity: nothing about an outlet's name or standing enters a score, so names dealt at random show nothing."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

from framing.comparison import compare

SHUFFLES = 200


def corpus(*, events: int | None, seed: int = 0) -> pa.Table:
    """Sixty articles of four readings, warm and cold ones, on twenty events or on none that is known."""
    rng = np.random.default_rng(seed)
    n = 60
    event = np.arange(n) % (events or n)
    tone = rng.normal(-0.1, 0.3, events or n)[event] + rng.normal(0, 0.2, n)
    article = np.repeat(np.arange(n), 4)
    return pa.table({
        "article_id": [f"a{i:02}" for i in article],
        "event": pa.array([f"e{event[i]}" for i in article] if events else [None] * len(article), pa.string()),
        "actor_id": ["marova"] * len(article), "actor_name": ["Marova"] * len(article), "voice": ["outlet"] * len(article),
        "polarity": np.clip(tone[article] + rng.normal(0, 0.4, len(article)), -1, 1),
    })  # fmt: skip


@pytest.mark.parametrize("events", [20, None], ids=["within events", "without events"])
def test_shuffled_outlet_labels_give_uniform_p_values(events: int | None) -> None:
    table = corpus(events=events)
    article = np.array([int(a[1:]) for a in table["article_id"].to_pylist()])
    found, called = [], 0
    for seed in range(SHUFFLES):
        rng = np.random.default_rng(seed)
        if events:  # each event has three articles: one for each outlet
            dealt = np.concatenate([rng.permutation(3)[None] for _ in range(events)])
            outlet = dealt[np.arange(60) % events, np.arange(60) // events]
        else:
            outlet = rng.permutation(np.arange(60) % 3)
        names = [("Ledger", "Post", "Star")[outlet[a]] for a in article]
        result = compare(
            table.append_column("outlet", pa.array(names)), outlets=("Ledger", "Post"), floor=0.0
        )
        (contrast,) = result
        assert contrast.p_value is not None
        found.append(contrast.p_value)
        called += contrast.verdict in ("warmer", "colder")
    assert stats.kstest(found, "uniform").pvalue > 0.05
    assert called <= 17  # 10 expected; 18 and more: p < 0.01
