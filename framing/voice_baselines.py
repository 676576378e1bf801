"""Three simple ways to find attributions, to measure ours against on the layout of PolNeAR."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from framing.parsing import Paragraph, Parsed
from framing.polnear import Attributed
from framing.quotes import find_quotes
from framing.voices.lexicon import lemma_of, lexicon
from framing.voices.sources import phrase

Baseline = Callable[[Parsed], list[Attributed]]
_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "parataxis")


def quoted_tokens(parsed: Parsed) -> list[Attributed]:
    """Every stretch between quotation marks, said by nobody."""
    lines = [(p.start, p.start + len(p.doc.text)) for p in parsed.paragraphs]
    return [Attributed(((q.start, q.end),), None) for q in find_quotes(parsed.article.text, lines)]


def verbs_and_quotes(parsed: Parsed) -> list[Attributed]:
    """Every quotation, and the clause or object of every listed verb, said by the verb's subject."""
    listed = {lemma for lemma, cue in lexicon().verbs.items() if cue.does != "position"}
    found = quoted_tokens(parsed)
    for paragraph in parsed.paragraphs:
        for token in paragraph.doc:
            if token.pos_ == "VERB" and lemma_of(token) in listed:
                subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
                for child in token.children:
                    if child.dep_ in _COMPLEMENTS:
                        span = paragraph.at(child.left_edge), paragraph.after(child.right_edge)
                        found.append(Attributed((span,), phrase(subject) if subject is not None else None))
    return found


def textacy_quotations(parsed: Parsed) -> list[Attributed]:
    """The direct quotations that textacy finds; where it raises, nothing. Needs the package."""
    return [quote for paragraph in parsed.paragraphs for quote in _by_textacy(paragraph)]


def _by_textacy(paragraph: Paragraph) -> Iterator[Attributed]:
    from textacy.extract.triples import direct_quotations

    try:
        found: list[Any] = list(direct_quotations(paragraph.doc))
    except Exception:  # whatever it is: the protocol counts an exception as no output
        return
    for quote in found:
        start = paragraph.start + quote.content.start_char
        speaker = " ".join(t.text for t in quote.speaker) or None
        yield Attributed(((start, start + len(quote.content.text)),), speaker)


def baselines() -> dict[str, Baseline | None]:
    """The baselines by name; None for one whose package is not installed."""
    return {
        "quoted_tokens": quoted_tokens,
        "verbs_and_quotes": verbs_and_quotes,
        "textacy": textacy_quotations if find_spec("textacy") else None,
    }


def measured(
    documents: Sequence[Any], predicted: dict[str, list[list[Attributed]]]
) -> dict[str, dict[str, Any] | str]:
    """The figures of each baseline, or the word that its package is missing."""
    from framing.polnear import voice_metrics

    return {
        name: voice_metrics(documents, predicted[name]) if baseline else "not installed: pip install textacy"
        for name, baseline in baselines().items()
    }
