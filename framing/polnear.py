"""Attribution on the layout of PolNeAR (Newell et al., LREC 2018): brat standoff, and the figures on it.

``DIR/text/NAME.txt`` holds the articles and ``DIR/attributions/NAME_ANNOTATOR.ann`` who is quoted there
for what, one file an annotator.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.errors import InputError
from framing.records import Attribution, Span

TOKEN = re.compile(r"\w+(?:['’]\w+)*")
KINDS = ("direct", "indirect", "mixed")
# Words that two sources can share without being the same.
_FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "for",
        "from",
        "to",
        "by",
        "with",
        "and",
        "or",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
    ]
)
_MATCHED = 0.5


@dataclass(frozen=True, slots=True)
class Attributed:
    """Content that a source answers for, in one or several stretches, and the source's words."""

    content: tuple[Span, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """An article and the attributions of each of its annotators."""

    name: str
    text: str
    gold: tuple[tuple[Attributed, ...], ...]


def read_polnear(folder: Path) -> Iterator[Document]:
    """The articles of a folder in order of name. Raises ``InputError`` where the layout is another."""
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise InputError(f"{folder}: holds no text/*.txt; give a folder of the PolNeAR layout")
    for path in texts:
        files = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not files:
            raise InputError(f"{path}: has no attributions/{path.stem}_*.ann beside it")
        yield Document(path.stem, path.read_text(encoding="utf-8"), tuple(map(_annotation, files)))


def _annotation(path: Path) -> tuple[Attributed, ...]:
    spans: dict[str, tuple[tuple[Span, ...], str]] = {}
    events: list[dict[str, list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("T"):
            fields = line.split("\t")
            places = re.findall(r"(\d+) (\d+)", fields[1]) if len(fields) > 2 else []
            if not places:
                raise InputError(f"{path}:{number}: not a brat span: {line[:60]!r}")
            spans[fields[0]] = tuple((int(a), int(b)) for a, b in places), fields[2]
        elif line.startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for role, name in re.findall(r"([A-Za-z]+)\d*:(T\d+)", line):
                roles[role].append(name)
            events.append(roles)
    return tuple(
        Attributed(
            tuple(span for name in roles["Content"] for span in spans[name][0]),
            " ".join(spans[name][1] for name in roles["Source"]) or None,
        )
        for roles in events
        if roles["Content"]
    )


def as_attributed(attributions: Sequence[Attribution]) -> list[Attributed]:
    """Our attributions as PolNeAR counts them: what one word of attribution governs is one, quotes that nobody says are none.

    Contents of PolNeAR do not nest: what stands within another content is left out.
    """
    groups: list[tuple[Attribution, list[Span]]] = []
    for a in sorted(attributions, key=lambda a: (a.start, -a.end)):
        if a.quote_kind == "scare" or (
            a.quote_kind == "partial" and a.speaker_text is None and a.cue is None
        ):
            continue
        for first, spans in groups:
            if a.cue_start is not None and first.cue_start == a.cue_start:
                spans.append((a.start, a.end))
                break
        else:
            groups.append((a, [(a.start, a.end)]))
    return [
        Attributed(tuple(spans), first.speaker_text)
        for first, spans in groups
        if not any(_inside(spans, others) for of, others in groups if of is not first and of.cue != ":")
    ]


def _inside(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether some stretches lie within others that reach further."""
    size = sum(end - start for start, end in spans)
    return sum(end - start for start, end in others) > size and all(
        any(a <= start and end <= b for a, b in others) for start, end in spans
    )


def voice_metrics(documents: Sequence[Document], predicted: Sequence[Sequence[Attributed]]) -> dict[str, Any]:
    """Figures of the design: F1 of attributed content, over all and by kind, and of speakers.

    Token counts are summed over documents; where k annotators worked, each counts 1/k. Speakers are judged on
    gold attributions with a source that are matched one to one, greedily, by Jaccard of tokens of 0.5 or more.
    """
    counts: dict[str, list[float]] = {kind: [0.0, 0.0, 0.0] for kind in ("all", *KINDS)}
    with_source = matched = right = 0.0
    for document, found in zip(documents, predicted, strict=True):
        tokens = _Tokens(document.text)
        ours = _by_kind(found, tokens)
        for gold in document.gold:
            weight = 1 / len(document.gold)
            theirs = _by_kind(gold, tokens)
            for kind, count in counts.items():
                both = len(ours[kind] & theirs[kind])
                count[0] += weight * both
                count[1] += weight * (len(ours[kind]) - both)
                count[2] += weight * (len(theirs[kind]) - both)
            pairs = _matches(gold, found, tokens)
            with_source += weight * sum(g.source is not None for g in gold)
            matched += weight * len(pairs)
            right += weight * sum(_same_source(g.source, p.source) for g, p in pairs)
    scores = {kind: 2 * tp / (2 * tp + fp + fn) if tp else 0.0 for kind, (tp, fp, fn) in counts.items()}
    return {
        "n": len(documents),
        "content_f1": scores["all"],
        **{f"content_f1_{kind}": scores[kind] for kind in KINDS},
        "matched_share": matched / with_source if with_source else 0.0,
        "speaker_accuracy": right / matched if matched else 0.0,
    }


class _Tokens:
    """The tokens of a text, which of them are quoted, and those within a span."""

    def __init__(self, text: str) -> None:
        from framing.quotes import find_quotes

        self.spans = [m.span() for m in TOKEN.finditer(text)]
        lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
        quotes = [(q.start, q.end) for q in find_quotes(text, lines)]
        self.quoted = {i for span in quotes for i in self.inside(span)}

    def inside(self, span: Span) -> list[int]:
        """Indices of the tokens that share a character with a span."""
        return [i for i, (a, b) in enumerate(self.spans) if a < span[1] and b > span[0]]

    def of(self, attributed: Attributed) -> set[int]:
        """Indices of the tokens of a content."""
        return {i for span in attributed.content for i in self.inside(span)}


def _by_kind(found: Sequence[Attributed], tokens: _Tokens) -> dict[str, set[int]]:
    result: dict[str, set[int]] = {kind: set() for kind in ("all", *KINDS)}
    for attributed in found:
        content = tokens.of(attributed)
        quoted = content & tokens.quoted
        kind = "indirect" if not quoted else "direct" if quoted == content else "mixed"
        result["all"] |= content
        result[kind] |= content
    return result


def _matches(
    gold: Sequence[Attributed], found: Sequence[Attributed], tokens: _Tokens
) -> list[tuple[Attributed, Attributed]]:
    ours = [tokens.of(p) for p in found]
    candidates = []
    for g, attributed in enumerate(gold):
        theirs = tokens.of(attributed)
        for p, content in enumerate(ours):
            union = len(theirs | content)
            if attributed.source is not None and union and len(theirs & content) / union >= _MATCHED:
                candidates.append((-len(theirs & content) / union, g, p))
    pairs: dict[int, int] = {}
    for _, g, p in sorted(candidates):
        if g not in pairs and p not in pairs.values():
            pairs[g] = p
    return [(gold[g], found[p]) for g, p in pairs.items()]


def _same_source(gold: str | None, predicted: str | None) -> bool:
    def words(text: str | None) -> set[str]:
        return {w.casefold() for w in TOKEN.findall(text or "")} - _FUNCTION

    return bool(words(gold) & words(predicted))
