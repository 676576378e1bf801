"""Coverage: in how many articles, and where in them, an actor occurs. Agency: whether it acts. Omission: whom others name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from framing.outlets.load import Corpus
from framing.outlets.rows import Row, may_count, most_frequent, values_of
from framing.outlets.units import Units
from framing.outlets.values import Values

MIN_OTHERS = 2  # outlets that must report what another is said to omit


def coverage_values(corpus: Corpus, actor: str | None = None) -> list[Values]:
    """Share of articles and of sentences with an actor, and of articles with it in title and lead; over all articles, in any voice."""
    table = corpus.readings.select(["article_id", "actor_id", "sentence_index", "part"])
    sentences = table.group_by(["article_id", "actor_id", "part"]).aggregate(
        [("sentence_index", "count_distinct")]
    )
    inside: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in sentences.to_pylist():
        inside[row["article_id"], row["actor_id"]][row["part"]] += row["sentence_index_count_distinct"]
    actors = most_frequent((of for _, of in inside), actor)
    articles = list(zip(
        corpus.articles["article_id"].to_pylist(), corpus.articles["scored_sentences"].to_pylist(), strict=True
    ))  # fmt: skip
    names = names_of(corpus.readings)

    def rows(part: str | None, *, share: bool) -> Iterator[Row]:
        for article, scored in articles:
            for of in actors:
                parts = inside.get((article, of), Counter())
                count = parts.total() if part is None else parts[part]
                yield Row(article, of, count / max(1, scored or 0) if share else float(count > 0), count)

    return [
        values_of(rows(part, share=share), "coverage", measure, names)
        for measure, part, share in (
            ("share of articles", None, False), ("share of sentences", None, True), ("in the title", "title", False),
            ("in the lead", "lead", False),
        )
    ]  # fmt: skip


def agency_values(corpus: Corpus, known: Units, actor: str | None = None) -> list[Values]:
    """In the outlet's own voice: in how many sentences of an article an actor acts, the share of its roles in which it does,
    and, of those in which it is acted on, the share that names no agent."""
    table = corpus.readings
    own = table.filter(
        pc.and_(pc.equal(table["voice"], "outlet"), pc.is_in(table["role"], pa.array(["agent", "patient"])))
    )
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for article, of, role, agentless in zip(
        *(own[c].to_pylist() for c in ("article_id", "actor_id", "role", "agentless")), strict=True
    ):
        counted[article, of][role] += 1
        counted[article, of]["agentless"] += bool(agentless)
    actors = set(most_frequent((of for _, of in counted), actor))
    names = names_of(table)
    acting = [
        Row(article, of, n["agent"] / (n["agent"] + n["patient"]), n["agent"] + n["patient"])
        for (article, of), n in counted.items() if of in actors
    ]  # fmt: skip
    told = set(zip(table["article_id"].to_pylist(), table["actor_id"].to_pylist(), strict=True))
    doing = [
        Row(article, of, float(counted[article, of]["agent"]) if (article, of) in counted else 0.0, 1)
        for article, of in may_count(known, told) if of in actors
    ]  # fmt: skip
    hidden = [
        Row(article, of, n["agentless"] / n["patient"], n["patient"])
        for (article, of), n in counted.items() if of in actors and n["patient"]
    ]  # fmt: skip
    return [
        values_of(doing, "agency", "sentences in which it acts, an article", names, "outlet"),
        values_of(acting, "agency", "acts (of acting and acted on)", names, "outlet"),
        values_of(hidden, "agency", "no agent named (of acted on)", names, "outlet"),
    ]


def omission_values(corpus: Corpus, known: Units, actor: str | None = None) -> list[Values]:
    """For each event that an outlet tells: 1 where it leaves out an actor that most of the others, and at least two, name.

    An event's value stands with the outlet's first article on it.
    """
    mentioned: dict[str, set[str]] = defaultdict(set)
    for article, of in zip(
        *(corpus.readings[c].to_pylist() for c in ("article_id", "actor_id")), strict=True
    ):
        mentioned[article].add(of)
    told: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for article, group, cluster, event in zip(
        known.articles, known.group.tolist(), known.cluster.tolist(), known.known_event.tolist(), strict=True
    ):
        if group >= 0 and event:
            told[cluster][group].append(article)
    rows = []
    for groups in told.values():
        named = {g: set().union(*(mentioned[a] for a in articles)) for g, articles in groups.items()}
        for g, articles in groups.items():
            others = [named[o] for o in groups if o != g]
            for of, count in Counter(x for names in others for x in names).items():
                if count >= MIN_OTHERS and 2 * count > len(others):
                    rows.append(Row(articles[0], of, float(of not in named[g]), count))
    left_out = {r.subject for r in rows if r.value}
    actors = set(most_frequent((r.subject for r in rows if r.subject in left_out), actor))
    chosen = [r for r in rows if r.subject in actors]
    return [values_of(chosen, "omission", "left out where most others name it", names_of(corpus.readings))]


def names_of(readings: pa.Table) -> dict[str, str]:
    """The names of actors by id."""
    known = (
        readings.select(["actor_id", "actor_name"]).group_by(["actor_id"]).aggregate([("actor_name", "min")])
    )
    return dict(zip(known["actor_id"].to_pylist(), known["actor_name_min"].to_pylist(), strict=True))
