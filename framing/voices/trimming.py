"""Where a content ends: the words below a verb without what another source, or the outlet, adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from framing.voices.lexicon import lemma_of, lexicon

Content = list[Token]


DASHES = ("-", "–", "—", "--")


def tokens_below(heads: Iterable[Token], cue: Token) -> Content:
    """The tokens below some heads without what tells of another source: "..., according to X", "..., adding that"."""
    return sorted({t for head in heads for t in _below(head, cue)}, key=lambda t: t.i)


def _below(head: Token, cue: Token) -> Iterator[Token]:
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        for child in token.children:
            if (
                child.i != cue.i
                and (not _other_source(child, cue) or (child.dep_ == "relcl" and head.dep_ == "ccomp"))
                and not (token == head and _placed(child, head))
            ):
                stack.append(child)


def _other_source(token: Token, cue: Token) -> bool:
    """Whether a branch below a content is another's: "according to X", "adding that", "while Y said", ", who left"."""
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        return True
    first = token.left_edge
    before = first.nbor(-1) if first.i else None
    if before is not None and before.is_quote and before.i:
        before = before.nbor(-1)  # "the “loophole,” a flaw in the system"
    apart = before is not None and (before.text in (",", "(", *DASHES) or before.text.endswith(","))
    if apart and (token.dep_ == "relcl" or (token.dep_ == "appos" and token.head.i > cue.i)):
        return first.i > cue.i  # what the outlet adds about somebody in passing
    if token.dep_ == "prep" and token.lower_ in ("after", "before", "while") and token.i > cue.i:
        inner = next((c for c in token.children if c.dep_ == "pcomp"), None)
        if inner is not None and inner.tag_ == "VBG" and lemma_of(inner) in lexicon().verbs:
            return True  # "praised A before accusing B of"
    own = any(c.dep_ == "nsubj" for c in token.children)
    if token.dep_ == "advcl" and token.tag_ == "VBG" and apart and not own:
        return token.i > cue.i
    if token.pos_ not in ("VERB", "AUX") or token.dep_ not in ("advcl", "conj", "parataxis", "dep"):
        return False
    entry = lexicon().verbs.get(lemma_of(token))
    if entry is None or entry.does == "position" or not entry.takes:
        return False
    if token.dep_ == "advcl":
        return own and first.lower_ in ("while", "as", "though", "although", "whereas")
    return token.i > cue.i and (own or token.tag_ == cue.tag_) and _has_content(token)


def _has_content(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "dobj", "xcomp", "oprd") and c.i > verb.i for c in verb.children)


def _placed(token: Token, noun: Token) -> bool:
    """Whether a branch below the name of somebody judged says where or when: "praised Ann at a rally"."""
    return (
        token.head == noun
        and noun.pos_ == "PROPN"
        and token.dep_ == "prep"
        and token.lower_ in _PLACES
        and token.i > noun.i
    )


_PLACES = ("at", "in", "on", "during", "after", "before", "from", "until", "since")
