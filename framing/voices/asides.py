"""Words of telling that stand in or after what is told: "rain, she said, is due", "which, owners complain, ..."."""

from __future__ import annotations

from spacy.tokens import Token

from framing.voices.lexicon import lemma_of, words
from framing.voices.trimming import DASHES, Content, tokens_below

_COMPLEMENTS = frozenset(("ccomp", "xcomp", "acomp", "attr", "oprd", "dobj", "pobj", "nsubj", "mark"))

_PROMISING = words("agree demand expect hope intend order plan pledge promise request threaten urge vow warn")
# A finding goes on after a semicolon: "..., the inquiry found; the mayor did". What is only said does not.
_FINDING = words("conclude decide determine establish find hold judge prove rule")


def around(verb: Token, subject: Token) -> list[Content]:
    """What stands around "..., she said, ..." or before "..., the office said in a statement"."""
    left = subject.left_edge
    if subject.i > verb.i or left.i == 0 or left.nbor(-1).text != ",":
        return []
    if left.i > 1 and left.nbor(-2).tag_ in ("WDT", "WP"):
        return []  # "mines which, fishermen believe, the rebels laid": only the clause is told
    sent = list(verb.sent)
    opened = max((t.i for t in sent if t.text == ";" and t.i < left.i), default=-1)
    before = [t for t in sent if opened < t.i < left.i - 1]
    tail = [t for t in sent if t.i > verb.i]
    stop = next((t.i for t in tail if t.text in (",", ";")), None)
    closing = [t for t in tail if stop is None or t.i < stop]
    said_more = any(
        t.dep_ in _COMPLEMENTS and (t.head == verb or t.dep_ == "nsubj") for t in closing if t.dep_ != "pobj"
    )
    if said_more or len(closing) > 8:
        return []
    end = next((t.i for t in tail if t.text == ";"), verb.sent.end)
    after = [t for t in tail if stop is not None and stop < t.i < end]
    if not any(_tells(t) for t in before) and not (before and any(t.pos_ in ("VERB", "AUX") for t in after)):
        return []
    return [part for part in (before, after) if any(t.is_alpha for t in part)]


def aside(verb: Token, subject: Token) -> list[Content]:
    """The clause around "which, owners complain, the mayor ..." or before "as her lawyers allege"."""
    clause, left = verb.head, subject.left_edge
    if (
        verb.dep_ not in ("advcl", "ccomp", "parataxis", "dep")
        or clause.pos_ not in ("VERB", "AUX")
        or left.i == 0
    ):
        return []
    introduced = left.nbor(-1)
    if introduced.lower_ == "as" and introduced.head == verb:
        if lemma_of(verb) in _PROMISING:
            return []  # "as it had pledged" tells a promise kept
        own = {t.i for t in verb.subtree}
    elif (
        introduced.text in (",", *DASHES)
        and verb.i + 1 < len(verb.doc)
        and verb.nbor().text in (",", *DASHES, ".")
    ):
        own = {t.i for t in verb.subtree if left.i <= t.i <= verb.i}
    else:
        return []
    stops = [t.i for t in verb.sent if t.text == ";" and t.i < left.i]
    below = [t for t in tokens_below([clause], verb) if t.i not in own and t.i > max(stops, default=-1)]
    end = min((t.i for t in verb.sent if t.text == ";" and t.i > verb.i), default=verb.sent.end)
    stretches = [[t for t in below if t.i < left.i], [t for t in below if verb.i < t.i < end]]
    return [s for s in stretches if any(t.is_alpha for t in s)]


def _tells(token: Token) -> bool:
    """Whether a word is the verb of a clause of its own."""
    return token.pos_ in ("VERB", "AUX") and (
        token.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "dep")
        or (token.dep_ == "advcl" and token.tag_ in ("VBD", "VBP", "VBZ"))
    )


def is_dash(token: Token) -> bool:
    """Whether a token is a dash and no hyphen within a name: "Nwosu-Haas"."""
    return token.text in DASHES and (not token.i or token.nbor(-1).whitespace_ != "" or token.text == "--")


def clause_of(head: Token, verb: Token, subject: Token | None) -> list[Content]:
    """A clause in the stretches that the words of telling leave of it: "Rain, he said, is good" has two."""
    stops: list[int] = []
    if head.i < verb.i:
        edge = min(verb.i, subject.left_edge.i) if subject is not None else verb.i
        before = [t for t in verb.sent if t.i < edge]
        stops = [t.i for t in before if t.text == ";" or (t.i > head.i and (t.text == ":" or is_dash(t)))]
    if stops and subject is not None and subject.left_edge.i <= stops[-1] + 2:
        return []  # "X; Y says ...": two statements side by side
    telling = {verb.i}
    if subject is not None and subject.head == verb:
        telling |= {t.i for t in subject.subtree}
    stretches: list[Content] = [[], []]
    for token in tokens_below([head], verb):
        if token.i not in telling and (not stops or token.i > stops[-1]):
            stretches[token.i > verb.i].append(token)
    if head.i > verb.i:  # what stands before is an adverbial of the telling, or nothing
        stretches[0] = []
    if head.i < verb.i and subject is not None and subject.i < verb.i:
        stretches.append(_added(verb))
    return [s for s in stretches if any(t.is_alpha or t.is_digit for t in s)]


def _added(verb: Token) -> Content:
    """What completes a statement after the words of telling: "..., the inquiry found; the mayor did"."""
    rest = [t for t in verb.sent if t.i > verb.i]
    if len(rest) > 1 and (
        (rest[0].text == ";" and lemma_of(verb) in _FINDING)
        or (rest[0].text == "," and rest[1].lower_ in ("whereas", "while"))
    ):
        return rest
    return []
