"""Kinds of sources, the shares of reporting verbs, and the baselines for attribution."""

from __future__ import annotations

import pyarrow as pa
import pytest
from spacy.language import Language

from framing.mentions import find_mentions
from framing.parsing import parse
from framing.records import Article
from framing.register import Register
from framing.sourcing import sourcing
from framing.store import READINGS
from framing.voice_baselines import quoted_tokens, textacy_quotations, verbs_and_quotes
from framing.voices import find_attributions


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ilham Aliyev", "actor"), ("A senior official", "official"), ("Two analysts", "expert"),
        ("One resident", "witness"), ("The report", "document"), ("Both sides", "collective"),
        ("A stranger", "unnamed"),
    ],
)  # fmt: skip
def test_kinds_of_sources(pipeline: Language, register: Register, source: str, kind: str) -> None:
    (parsed,) = parse(pipeline, [Article("a", "Ledger", f"{source} said that the road was closed.")])
    (attribution,) = find_attributions(parsed, find_mentions(parsed, register))
    assert attribution.speaker_kind == kind
    assert (attribution.speaker is not None) is (kind == "actor")
    assert attribution.cue_kind == "neutral"


def row(
    outlet: str, sentence: int, speaker: str, kind: str | None, actor: str = "armenia"
) -> dict[str, object]:
    return {
        "article_id": "a", "outlet": outlet, "sentence_index": sentence, "speaker_text": speaker,
        "cue": kind and "verb", "cue_kind": kind, "actor_id": actor,
    }  # fmt: skip


def test_shares_of_verbs_by_outlet_and_speaker() -> None:
    table = pa.Table.from_pylist(
        [
            row("Ledger", 1, "Ann", "distancing"), row("Ledger", 1, "Ann", "distancing", "turkey"),
            row("Ledger", 2, "Ann", "neutral"), row("Ledger", 3, "Bob", "endorsing"),
            row("Ledger", 4, "Bob", None), row("Ledger", 5, "Bob", "position"), row("Post", 1, "Ann", "neutral"),
        ],
        schema=READINGS,
    )  # fmt: skip
    ledger, post = sourcing(table)
    assert (ledger.outlet, ledger.n, post.n) == ("Ledger", 3, 1)
    assert ledger.share("distancing") == ledger.share("endorsing") == pytest.approx(1 / 3)
    assert post.share("distancing") == 0
    ann, bob, _ = sourcing(table, by_speaker=True)
    assert (ann.speaker, ann.n, ann.share("distancing")) == ("Ann", 2, 0.5)
    assert (bob.speaker, bob.share("endorsing")) == ("Bob", 1)


def test_baselines(pipeline: Language) -> None:
    pytest.importorskip("textacy")
    text = "“The road is closed,” said Ann Roe, a clerk. Bob Poe claimed it was open."
    (parsed,) = parse(pipeline, [Article("a", "Ledger", text)])

    def words(found: list[object]) -> list[str]:
        return [text[slice(*span)] for a in found for span in a.content]  # type: ignore[attr-defined]

    assert words([*quoted_tokens(parsed)]) == ["The road is closed,"]
    assert "it was open" in words([*verbs_and_quotes(parsed)])
    assert all("closed" in found for found in words([*textacy_quotations(parsed)]))
