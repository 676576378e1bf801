"""``framing eval copies``: copies planted in articles, as newsrooms make them, and whether they are found."""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from framing.articles import read_articles
from framing.copies import copy_groups, members
from framing.errors import InputError
from framing.fingerprints import fingerprint
from framing.index import Index
from framing.records import Article
from framing.resources import resource

SEED = 11
EDITS = ("headline", "cut", "paragraph", "spelling", "words", "all")
_AMERICAN = (("isation", "ization"), ("ise ", "ize "), ("ised", "ized"), ("our ", "or "), ("centre", "center"), ("defence", "defense"),
             ("per cent", "percent"), ("programme", "program"), ("travelled", "traveled"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """An article and the one it is a copy of, by id; ``edit`` is what was done, None where it is an original."""

    article: Article
    source: str
    edit: str | None


def evaluate_copies(inputs: Sequence[str], number: int) -> dict[str, Any]:
    """Figures on copies planted in the articles of some inputs; in as many invented ones where there are none."""
    articles = [item for item in read_articles(*inputs) if isinstance(item, Article)]
    if inputs and not articles:
        raise InputError(f"{', '.join(inputs)}: no article to plant copies of")
    if not inputs:
        lines = resource("eval", "sentences.jsonl").read_text(encoding="utf-8").splitlines()
        articles = invented_articles(
            [json.loads(line)["sentence"] for line in lines], max(30, 3 * number // 4)
        )
    return copies_figures(plant(articles, number))


def invented_articles(sentences: Sequence[str], number: int, *, seed: int = SEED) -> list[Article]:
    """Articles of words that follow each other as in the sentences given: nonsense with the statistics of news."""
    rng = random.Random(seed)
    follows: dict[tuple[str, str], list[str]] = defaultdict(list)
    starts = []
    for sentence in sentences:
        words = sentence.split()
        starts += [(words[0], words[1])] if len(words) > 3 else []
        for a, b, c in zip(words, words[1:], words[2:], strict=False):
            follows[a, b].append(c)
    everything = sorted({word for sentence in sentences for word in sentence.split()})

    def another() -> str:
        a, b = rng.choice(starts)
        words = [a, b]
        while len(words) < rng.randint(12, 30):
            # Now and then another word: else articles would share what the sentences hold.
            after = follows.get((words[-2], words[-1]))
            words.append(rng.choice(after) if after and rng.random() < 0.6 else rng.choice(everything))
        return " ".join(words).rstrip(".,") + "."

    found = []
    for n in range(number):
        text = "\n".join(
            " ".join(another() for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(4, 14))
        )
        found.append(Article(f"a{n}", f"Outlet {n % 7}", text, title=None))
    return found


def plant(articles: Sequence[Article], copies: int, *, seed: int = SEED) -> list[Planted]:
    """The articles in random order among ``copies`` copies of two thirds of them, each with one edit or all."""
    rng = random.Random(seed)
    vocabulary = sorted({word for a in articles[:200] for word in a.text.split()})
    paragraphs = [line for a in articles for line in a.text.split("\n") if len(line) > 80]
    edits: dict[str, Callable[[str], str]] = {
        "headline": lambda text: f"{' '.join(rng.sample(vocabulary, 7)).title()}\n\n{text}",
        "cut": lambda text: _cut(text, rng),
        "paragraph": lambda text: _with_paragraph(text, rng.choice(paragraphs), rng),
        "spelling": _american,
        "words": lambda text: _edited(text, vocabulary, rng),
    }
    found = [Planted(a, a.id, None) for a in articles]
    sources = articles[: max(1, 2 * len(articles) // 3)]
    for n in range(copies):
        source, edit = sources[n % len(sources)], EDITS[n % len(EDITS)]
        text = source.text
        for name in edits if edit == "all" else (edit,):
            if name != "headline":
                text = edits[name](text)
        if edit in ("all", "headline"):
            text = edits["headline"](text)
        found.append(Planted(Article(f"{source.id}-copy{n}", f"Paper {n}", text), source.id, edit))
    rng.shuffle(found)
    return found


def copies_figures(planted: Sequence[Planted]) -> dict[str, Any]:
    """Precision over pairs that were grouped; recall over copies and their originals, in all and by edit."""
    index = Index.of(fingerprint(p.article) for p in planted)
    labels = copy_groups(index.sketches, index.sketch_offsets, index.exact)
    right = wrong = 0
    for group in members(labels):
        for a, b in combinations(group, 2):
            same = planted[a].source == planted[b].source
            right += same
            wrong += not same
    label_of = {p.article.id: int(label) for p, label in zip(planted, labels, strict=True)}
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for p in planted:
        if p.edit is not None:
            total[p.edit] += 1
            found[p.edit] += label_of[p.article.id] == label_of[p.source]
    return {
        "n": len(planted), "copies": total.total(), "precision": right / max(1, right + wrong),
        "recall": found.total() / max(1, total.total()),
        "recall_by_edit": {edit: found[edit] / total[edit] for edit in EDITS if total[edit]},
    }  # fmt: skip


def _cut(text: str, rng: random.Random) -> str:
    words = list(re.finditer(r"\S+", text))
    return text[: words[int(len(words) * rng.uniform(0.5, 0.85)) - 1].end()]


def _with_paragraph(text: str, paragraph: str, rng: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(rng.randint(0, len(lines)), " ".join(paragraph.split()[:60]))
    return "\n".join(lines)


def _american(text: str) -> str:
    for british, american in _AMERICAN:
        text = text.replace(british, american)
    return text


def _edited(text: str, vocabulary: Sequence[str], rng: random.Random) -> str:
    """A tenth of the words replaced, dropped, doubled or moved."""
    words = text.split(" ")
    for i in rng.sample(range(len(words)), len(words) // 10):
        what = rng.random()
        new = rng.choice(vocabulary)
        words[i] = new if what < 0.6 else "" if what < 0.8 else f"{words[i]} {new}"
    return " ".join(word for word in words if word)
