"""Sourcing: whom an outlet lets speak, how much, how early, under which verbs, and against whom. Stance: who is for and against whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from framing.outlets.coverage import names_of
from framing.outlets.load import Corpus
from framing.outlets.rows import Row, may_count, most_frequent, values_of
from framing.outlets.units import Units
from framing.outlets.values import Values

# Where the cue's kind is not in the table: verbs that vouch for what is said, and verbs that keep away from it.
ENDORSING = frozenset(
    """
    acknowledge admit affirm confirm discover emphasise emphasize explain find know note observe point
    realise realize recall reveal show stress underline underscore
    """.split()
)
DISTANCING = frozenset(
    """
    accuse allege assert boast charge claim complain contend deny imagine insist maintain pretend
    purport suggest
    """.split()
)
_KINDS = {
    "endorsing": "endorsing",
    "praising": "endorsing",
    "distancing": "distancing",
    "accusing": "distancing",
    "denying": "distancing",
}
UNNAMED = "(unnamed sources)"
MAX_BALANCED = 4  # speakers that are set against each other, pair by pair


def sourcing_values(corpus: Corpus, known: Units, actor: str | None = None) -> list[Values]:
    """Of speakers: share of attributed words, of articles, place of their first words, endorsing and distancing verbs, balance of pairs;
    of the actors spoken about: how many sources an article has against them.

    A stretch within another one is not counted twice. Place is 0 at the start of an article and 1 at its end.
    """
    spoken = [r for r in corpus.attributions.to_pylist() if r["outermost"]]
    names = names_of(corpus.readings) | {
        r["speaker_id"]: r["speaker_name"] for r in spoken if r["speaker_name"]
    }
    names[UNNAMED] = UNNAMED
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in spoken:
        by_article[row["article_id"]].append(row)
    frequent = most_frequent((r["speaker_id"] for r in spoken if r["speaker_id"]), actor)
    speakers = [*frequent, *([UNNAMED] if actor is None else [])]
    share, place, verbs, balance = [], [], {"endorsing": [], "distancing": []}, []  # type: ignore[var-annotated]
    for article, rows in by_article.items():
        words: Counter[str] = Counter()
        by_speaker: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            who = row["speaker_id"] or UNNAMED
            words[who] += row["words"]
            by_speaker[who].append(row)
        for who in speakers:
            of = by_speaker.get(who, [])
            share.append(Row(article, who, words[who] / words.total(), len(of)))
            if of:
                place.append(Row(article, who, min(r["place"] for r in of), len(of)))
                kinds = [cue_kind(r) for r in of]
                for kind, found in verbs.items():
                    found.append(Row(article, who, kinds.count(kind) / len(of), len(of)))
        for a, b in combinations(sorted(frequent[:MAX_BALANCED]), 2):
            if words[a] + words[b]:
                value = (words[a] - words[b]) / (words[a] + words[b])
                balance.append(Row(article, f"{a} - {b}", value, len(by_speaker[a]) + len(by_speaker[b])))
                names[f"{a} - {b}"] = f"{names.get(a) or a} against {names.get(b) or b}"
    speaks = [Row(r.article, r.subject, float(r.readings > 0), r.readings) for r in share]
    return [
        values_of(share, "sourcing", "share of attributed words", names),
        values_of(speaks, "sourcing", "share of articles it speaks in", names),
        values_of(place, "sourcing", "place of its first words", names),
        *(values_of(rows, "sourcing", f"{kind} verbs", names) for kind, rows in verbs.items()),
        values_of(balance, "sourcing", "balance of words", names),
        *_critics(corpus, known, actor, names),
    ]


def cue_kind(row: dict[str, Any]) -> str:
    """Endorsing, distancing or neutral: as the table says, or by the lemma of the cue."""
    if row.get("cue_kind"):
        return _KINDS.get(row["cue_kind"], "neutral")
    stems = _stems((row["cue"] or "").lower())
    return "endorsing" if stems & ENDORSING else "distancing" if stems & DISTANCING else "neutral"


def _stems(cue: str) -> set[str]:
    """What an inflected verb may be a form of."""
    cut = [
        cue,
        cue.removesuffix("s"),
        cue.removesuffix("es"),
        cue.removesuffix("d"),
        cue.removesuffix("ed"),
        cue.removesuffix("ing"),
    ]
    doubled = [c[:-1] for c in cut if len(c) > 2 and c[-1] == c[-2]]
    irregular = {"found": "find", "knew": "know", "shown": "show", "denied": "deny", "denies": "deny"}
    return {*cut, *doubled, *(c + "e" for c in cut), irregular.get(cue, cue)}


def _critics(corpus: Corpus, known: Units, actor: str | None, names: dict[str, str]) -> Iterable[Values]:
    """Distinct sources an article that portray an actor negatively, or positively, in articles on events that it has a part in."""
    columns = ("article_id", "actor_id", "voice", "speaker_id", "speaker_text", "polarity")
    against: dict[tuple[str, str], set[str]] = defaultdict(set)
    favour: dict[tuple[str, str], set[str]] = defaultdict(set)
    counted: Counter[tuple[str, str]] = Counter()
    for article, of, voice, speaker, text, polarity in zip(
        *(corpus.readings[c].to_pylist() for c in columns), strict=True
    ):
        counted[article, of] += voice != "outlet"
        who = speaker or (text or "?").lower()
        if voice != "outlet" and polarity is not None and who != of and abs(polarity) > 0.5:
            (against if polarity < 0 else favour)[article, of].add(who)
    actors = set(most_frequent((of for _, of in counted), actor))
    for measure, found in (
        ("sources against it, an article", against),
        ("sources for it, an article", favour),
    ):
        rows = [
            Row(article, of, float(len(found.get((article, of), ()))), counted[article, of])
            for article, of in may_count(known, counted) if of in actors
        ]  # fmt: skip
        yield values_of(rows, "sourcing", measure, names)


def stance_values(corpus: Corpus, actor: str | None = None) -> list[Values]:
    """P(favour) - P(against) of each ordered pair of actors, by article; apart for the outlet's words and its sources'."""
    sums: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    columns = ("article_id", "source_id", "target_id", "voice", "p_against", "p_favour")
    for article, source, target, voice, against, favour in zip(
        *(corpus.stances[c].to_pylist() for c in columns), strict=True
    ):
        if against is not None and actor in (None, source, target):
            group = "outlet" if voice == "outlet" else "sources"
            sums[article, f"{source} > {target}", group].append(favour - against)
    pairs = set(most_frequent((pair for _, pair, _ in sums), None))
    known = names_of(corpus.readings)
    names = {p: " towards ".join(known.get(x) or x for x in p.split(" > ")) for p in pairs}
    return [
        values_of(
            (Row(a, p, sum(v) / len(v), len(v)) for (a, p, g), v in sums.items() if g == group and p in pairs),
            "stance", "favour less against", names, group,
        )
        for group in ("outlet", "sources")
    ]  # fmt: skip
