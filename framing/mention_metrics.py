"""How well mentions are found: precision, recall and F1 by form, and how far two annotators agree.

A predicted mention is right if its span holds the head word of a marked one and its actor is that one's. Each marks
one other at most. Recall goes by the marked form, precision by the predicted one; a prediction on a place is wrong.
What the marks cannot tell is left out: references to several actors at once ("both countries") where none is marked
there, and what stands within a marked mention ("his" in "his French counterpart"), as marks do not nest.

Whether the actor is right: a mark that is an id of the register asks for that id. Any other mark is a name for a cluster
of its passage; it asks for the actor that was predicted for the cluster's first mention by name (name,
alias or surname) that was found at all, or, where it has none, for the actor predicted most often in it. One
predicted actor stands for one cluster only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import Any

from framing.passages_labelled import LabelledMention, LabelledPassage
from framing.records import Form, Mention

GROUPS: dict[str, tuple[Form, ...]] = {
    "names": ("name", "alias", "surname"),
    "metonyms and demonyms": ("metonym", "demonym", "part"),
    "titles and descriptions": ("title", "description"),
    "pronouns": ("pronoun",),
}
_NAMING = GROUPS["names"]


def mention_metrics(
    passages: Sequence[LabelledPassage], predicted: Sequence[Sequence[Mention]], known: Container[str]
) -> dict[str, Any]:
    """Figures over all passages; ``predicted`` holds the mentions found in each, ``known`` the register's ids."""
    gold: Counter[Form] = Counter()
    found: Counter[Form] = Counter()
    guessed: Counter[Form] = Counter()
    right: Counter[Form] = Counter()
    on_places = 0
    for passage, mentions in zip(passages, predicted, strict=True):
        pairs = match_mentions(passage.mentions, mentions, known)
        mentions = _markable(mentions, passage, {id(m) for _, m in pairs})
        gold.update(m.form for m in passage.mentions)
        guessed.update(m.form for m in mentions)
        found.update(mark.form for mark, _ in pairs)
        right.update(mention.form for _, mention in pairs)
        matched = {id(mention) for _, mention in pairs}
        on_places += sum(
            id(m) not in matched and any(s < m.end and m.start < e for s, e in passage.places)
            for m in mentions
        )
    forms = [f for f in (f for group in GROUPS.values() for f in group) if gold[f] or guessed[f]]
    return {
        "n": sum(gold.values()),
        "passages": len(passages),
        "sentences": sum(p.sentences for p in passages),
        **_scores(right, guessed, found, gold, list(gold | guessed)),
        "places": sum(len(p.places) for p in passages),
        "places_taken": on_places,
        "by_group": {name: _scores(right, guessed, found, gold, group) for name, group in GROUPS.items()},
        "by_form": {form: _scores(right, guessed, found, gold, [form]) for form in forms},
    }


def match_mentions(
    marks: Sequence[LabelledMention], mentions: Sequence[Mention], known: Container[str]
) -> list[tuple[LabelledMention, Mention]]:
    """Marked and predicted mentions that are the same, one to one."""
    meant = _meant(marks, mentions, known)
    free = sorted(mentions, key=lambda m: m.end - m.start)
    pairs = []
    for mark in marks:
        for mention in free:
            if _holds(mention, mark) and mention.actor == meant.get(mark.actor):
                pairs.append((mark, mention))
                free.remove(mention)
                break
    return pairs


def _markable(
    mentions: Sequence[Mention], passage: LabelledPassage, matched: Container[int]
) -> list[Mention]:
    """The predictions that are right, or that the marks could have told to be."""
    spans = Counter((m.start, m.end) for m in mentions)
    kept = []
    for mention in mentions:
        holders = [m for m in passage.mentions if m.span[0] <= mention.start and mention.end <= m.span[1]]
        within = any((mention.start, mention.end) != m.span and not _holds(mention, m) for m in holders)
        several = spans[mention.start, mention.end] > 1 and not holders
        if id(mention) in matched or not (within or several):
            kept.append(mention)
    return kept


def agreement(passages: Iterable[LabelledPassage]) -> dict[str, Any] | None:
    """How far two annotators agree: F1 of exact spans and of heads, and of mentions with one head the share with the
    same actor and with the same form. None where no passage was marked by two."""
    marked: dict[str, list[LabelledPassage]] = defaultdict(list)
    for passage in passages:
        marked[passage.id].append(passage)
    counts: Counter[str] = Counter()
    for both in marked.values():
        if len(both) != 2:
            continue
        one, two = both
        counts["passages"] += 1
        counts["spans"] += len(one.mentions) + len(two.mentions)
        counts["same_span"] += _common([m.span for m in one.mentions], [m.span for m in two.mentions])
        counts["same_head"] += _common([m.head for m in one.mentions], [m.head for m in two.mentions])
        pairs = _same_head(one.mentions, two.mentions)
        names = Counter((a.actor, b.actor) for a, b in pairs)
        alias = {a: b for (a, b), _ in sorted(names.items(), key=lambda item: item[1])}
        counts["paired"] += len(pairs)
        counts["same_actor"] += sum(alias[a.actor] == b.actor for a, b in pairs)
        counts["same_form"] += sum(a.form == b.form for a, b in pairs)
    if not counts["passages"]:
        return None
    return {
        "passages": counts["passages"],
        "span_f1": _share(2 * counts["same_span"], counts["spans"]),
        "head_f1": _share(2 * counts["same_head"], counts["spans"]),
        "actor_agreement": _share(counts["same_actor"], counts["paired"]),
        "form_agreement": _share(counts["same_form"], counts["paired"]),
    }


def _meant(
    marks: Sequence[LabelledMention], mentions: Sequence[Mention], known: Container[str]
) -> dict[str, str]:
    """The actor that each mark asks for."""
    meant = {m.actor: m.actor for m in marks if m.actor in known}
    used = set(meant.values())
    clusters: dict[str, list[LabelledMention]] = defaultdict(list)
    for mark in marks:
        if mark.actor not in known:
            clusters[mark.actor].append(mark)
    # Clusters whose name was found choose first.
    for by_name in (True, False):
        for label, cluster in clusters.items():
            if label in meant:
                continue
            votes: Counter[str] = Counter()
            for mark in cluster:
                here = [m.actor for m in mentions if _holds(m, mark) and m.actor not in used]
                if by_name and here and mark.form in _NAMING:
                    votes = Counter(here[:1])
                    break
                if not by_name:
                    votes.update(here)
            if votes:
                meant[label] = votes.most_common(1)[0][0]
                used.add(meant[label])
    return meant


def _holds(mention: Mention, mark: LabelledMention) -> bool:
    return mention.start <= mark.head[0] and mark.head[1] <= mention.end


def _same_head(
    one: Sequence[LabelledMention], two: Sequence[LabelledMention]
) -> list[tuple[LabelledMention, LabelledMention]]:
    others = {m.head: m for m in two}
    return [(m, others[m.head]) for m in one if m.head in others]


def _common(one: Sequence[tuple[int, int]], two: Sequence[tuple[int, int]]) -> int:
    return (Counter(one) & Counter(two)).total()


def _scores(
    right: Counter[Form],
    guessed: Counter[Form],
    found: Counter[Form],
    gold: Counter[Form],
    forms: Iterable[Form],
) -> dict[str, Any]:
    forms = list(forms)
    n, n_guessed = sum(gold[f] for f in forms), sum(guessed[f] for f in forms)
    precision = _share(sum(right[f] for f in forms), n_guessed)
    recall = _share(sum(found[f] for f in forms), n)
    f1 = None
    if precision is not None and recall is not None:
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"gold": n, "predicted": n_guessed, "precision": precision, "recall": recall, "f1": f1}


def _share(part: int, whole: int) -> float | None:
    """None where there is nothing to take a share of: that is not zero."""
    return part / whole if whole else None
