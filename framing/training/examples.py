"""What training reads: sentences with the portrayals and stances that are known of them.

One sentence may stand in several files, with its stance in one and its portrayals in another: it becomes one
example. Sentences of development and test data leave all training, whatever they are labelled with.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.errors import InputError
from framing.handlabelled import Pair
from framing.labelled import POLARITIES, LabelledTarget
from framing.overlap import overlaps
from framing.records import Span
from framing.stances import StanceRow


@dataclass(frozen=True, slots=True)
class Target:
    """The mentions of one actor in a sentence, its portrayal (-1, 0, 1) and what it is; None where that is unknown.

    ``portrayal`` is by our guidelines, ``crowd`` by the crowd's convention (see ``framing.model.network``).
    """

    spans: tuple[Span, ...]
    portrayal: int | None = None
    kind: str | None = None
    crowd: int | None = None

    @property
    def unlabelled(self) -> bool:
        """Whether its portrayal is known in neither convention."""
        return self.portrayal is None and self.crowd is None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what is known of it."""

    text: str
    targets: tuple[Target, ...]
    stances: tuple[Pair, ...] = ()

    @property
    def mixed(self) -> bool:
        """Whether its actors are portrayed differently, by one convention."""
        labels = ({t.portrayal for t in self.targets}, {t.crowd for t in self.targets})
        return any(len(of_one - {None}) > 1 for of_one in labels)

    @property
    def of_crowd(self) -> bool:
        """Whether the crowd labelled it."""
        return any(t.crowd is not None for t in self.targets)

    @property
    def plain(self) -> bool:
        """Whether nothing is known of it but that its actors hold no stance."""
        return all(t.unlabelled for t in self.targets) and not any(s.stance for s in self.stances)


def read_own(path: Path) -> list[Example]:
    """The examples of a file of our own (``corpus/training``; its card describes the layout).

    Raises ``InputError`` with file and line for anything that is no such line.
    """
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            text: str = row["sentence"]
            targets = tuple(
                Target(tuple((int(a), int(b)) for a, b in t["mentions"]), t["portrayal"], t.get("kind"))
                for t in row["targets"]
            )
            given = {(p["source"], p["target"]): p["stance"] for p in row["stances"]}
            indices = range(len(targets))
            for (i, j), stance in given.items():
                if i not in indices or j not in indices or i == j or stance not in POLARITIES:
                    raise ValueError(f"stance {i}, {j}: {stance}")
            for target in targets:
                if target.portrayal not in POLARITIES or not target.spans:
                    raise ValueError(f"target {target}")
                if any(not 0 <= a < b <= len(text) for a, b in target.spans):
                    raise ValueError(f"mentions {target.spans} in {len(text)} characters")
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: not a training sentence ({error})") from None
        # A pair that is not listed has no stance: that too is a label.
        stances = tuple(Pair(i, j, given.get((i, j), 0)) for i in indices for j in indices if i != j)
        examples.append(Example(text, targets, stances))
    return examples


def from_targets(rows: Iterable[LabelledTarget], *, crowd: bool = False) -> list[Example]:
    """One example a row of portrayal, labelled by our guidelines or by the crowd."""
    return [
        Example(
            r.sentence,
            (
                Target(((r.start, r.end),), None, r.kind, r.polarity)
                if crowd
                else Target(((r.start, r.end),), r.polarity, r.kind),
            ),
        )
        for r in rows
    ]


def targets_of(examples: Iterable[Example]) -> list[LabelledTarget]:
    """The portrayals of examples as rows, each by its first mention."""
    return [
        LabelledTarget(e.text[:40], e.text, *t.spans[0], t.portrayal)
        for e in examples
        for t in e.targets
        if t.portrayal is not None
    ]


def from_stances(rows: Iterable[StanceRow]) -> list[Example]:
    """One example a row of DSE: two targets without portrayal, and the stance in both directions."""
    examples = []
    for row in rows:
        if row.p == row.q:
            continue
        forth = {1: 1, 3: -1}.get(row.label, 0)
        back = {2: 1, 4: -1}.get(row.label, 0)
        targets = (Target((row.p,)), Target((row.q,)))
        examples.append(Example(row.sentence, targets, (Pair(0, 1, forth), Pair(1, 0, back))))
    return examples


def merged(examples: Iterable[Example]) -> list[Example]:
    """The examples with those of one sentence joined: targets by their spans, portrayals and stances united."""
    by_text: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_text[example.text].append(example)
    return [parts[0] if len(parts) == 1 else _join(parts) for parts in by_text.values()]


def without(
    examples: Iterable[Example], held_out: Iterable[str], near: Sequence[str] = ()
) -> tuple[list[Example], int]:
    """The examples that may be trained on, and how many left: sentences of ``held_out``, near-duplicates of ``near``."""
    listed = list(examples)
    avoid = {sentence_key(sentence) for sentence in held_out}
    if near:
        avoid |= {sentence_key(o.other) for o in overlaps(near, [e.text for e in listed])}
    kept = [e for e in listed if sentence_key(e.text) not in avoid]
    return kept, len(listed) - len(kept)


def sentence_key(sentence: str) -> str:
    """What two copies of a sentence share: its words, whatever the blanks and capitals."""
    return " ".join(sentence.split()).casefold()


def _united(one: Target, other: Target) -> Target:
    """What is known of a target from two files; where both say something, the second."""
    return Target(
        one.spans,
        one.portrayal if other.portrayal is None else other.portrayal,
        other.kind or one.kind,
        one.crowd if other.crowd is None else other.crowd,
    )


def _join(parts: Sequence[Example]) -> Example:
    targets: list[Target] = []
    index: dict[tuple[Span, ...], int] = {}
    stances: dict[tuple[int, int], Pair] = {}
    for part in parts:
        place = []
        for target in part.targets:
            at = index.setdefault(target.spans, len(targets))
            if at == len(targets):
                targets.append(target)
            else:
                targets[at] = _united(targets[at], target)
            place.append(at)
        for stance in part.stances:
            i, j = place[stance.source], place[stance.target]
            if i != j:
                stances[i, j] = replace(stance, source=i, target=j)
    return Example(parts[0].text, tuple(targets), tuple(stances.values()))
