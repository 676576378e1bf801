"""Reports: the places where a source is said to say something, and the words it answers for.

Rules over the dependency parse. A source is a person, an institution or a document that can
speak: in "the blast underlines the need", nobody says anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from framing import lexicon
from framing.parsing import Paragraph
from framing.records import Span
from framing.sources import Scene, Speaker, phrase, speaker_of, subject_of


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb or noun in a paragraph: its place, its source and what it governs."""

    cue: Token
    speaker: Speaker | None
    content: Span | None
    start: int
    end: int


def find_reports(scene: Scene) -> Iterator[Report]:
    """Every place in a paragraph where a source is said to say something."""
    for token in scene.paragraph.doc:
        if (
            token.pos_ in ("VERB", "AUX")
            and token.lemma_.lower() in lexicon.SAY | lexicon.NOTE | lexicon.JUDGE | lexicon.SEEN_AS
        ):
            yield from _verb(token, scene)
        elif token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            yield from _according(token, scene)
        elif token.lemma_.lower() in lexicon.REPORT_NOUNS and token.pos_ == "NOUN":
            yield from _noun(token, scene)


def _verb(verb: Token, scene: Scene) -> Iterator[Report]:
    lemma = verb.lemma_.lower()
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if passive:
        content = _passive_content(verb, lemma)
        agent = next(
            (g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None
        )
        speaker = speaker_of(agent, scene) if agent is not None else None
        # "Is seen as", "is accused of": a judgement, though nobody is named who judges.
        if content is not None and (speaker is not None or lemma in lexicon.SEEN_AS | {"accuse"}):
            yield _report(verb, speaker, content, scene.paragraph)
        return
    if any(child.dep_ == "prt" for child in verb.children):
        return  # "called off", "turned down": no speech
    subject = subject_of(verb)
    speaker = speaker_of(subject, scene) if subject is not None else None
    if subject is None or subject.i > verb.i:
        inverted = _inverted_subject(verb)
        if inverted is not None:
            subject, speaker = inverted, speaker_of(inverted, scene)
            speaker = speaker or Speaker(None, phrase(inverted), scene.paragraph.at(inverted))
            yield _report(verb, speaker, None, scene.paragraph)
            return
    if speaker is None and lemma == "say" and subject is not None and subject.pos_ in ("NOUN", "PROPN"):
        speaker = Speaker(None, phrase(subject), scene.paragraph.at(subject))
    if speaker is None or subject is None:
        return
    contents = _interposed(verb, subject) if lemma in lexicon.SAY else []
    if not contents:
        content = _active_content(verb, lemma)
        contents = [content] if content else []
    if not contents:
        yield _report(verb, speaker, None, scene.paragraph)
    for content in contents:
        yield _report(verb, speaker, content, scene.paragraph)


def _inverted_subject(verb: Token) -> Token | None:
    """ "...," read the statement: the noun right after a verb right after a quotation."""
    if verb.i == 0 or not verb.nbor(-1).is_quote or verb.lemma_.lower() not in lexicon.SAY:
        return None
    chunks = [c for c in verb.doc.noun_chunks if verb.i < c.start <= verb.i + 1]
    return chunks[0].root if chunks else None


def _interposed(verb: Token, subject: Token) -> list[list[Token]]:
    """What stands around "..., she said, ..." or before "..., the office said in a statement"."""
    left = subject.left_edge
    if subject.i > verb.i or left.i == 0 or left.nbor(-1).text != ",":
        return []
    sent = list(verb.sent)
    before = [t for t in sent if t.i < left.i - 1]
    tail = [t for t in sent if t.i > verb.i]
    stop = next((t.i for t in tail if t.text in (",", ";")), None)
    closing = [t for t in tail if stop is None or t.i < stop]
    said_more = any(
        t.dep_ in ("ccomp", "dobj", "xcomp", "nsubj", "mark")
        for t in closing
        if t.head == verb or t.dep_ == "nsubj"
    )
    if said_more or len(closing) > 8:
        return []
    after = [t for t in tail if stop is not None and t.i > stop]
    if not any(t.pos_ in ("VERB", "AUX") for t in before + after):
        return []
    return [part for part in (before, after) if any(t.is_alpha for t in part)]


def _active_content(verb: Token, lemma: str) -> list[Token] | None:
    """The tokens that a reporting verb governs as what was said, or None."""
    children = list(verb.children)
    if lemma in lexicon.SAY:
        for child in children:
            if child.dep_ == "ccomp":
                return _clause(child, verb)
    if lemma in lexicon.SAY | lexicon.NOTE:
        for child in children:
            if child.dep_ == "xcomp" and lemma in _WITH_XCOMP:
                return _clause(child, verb)
    objects = [c for c in children if c.dep_ in ("dobj", "dative") and c.i > verb.i]
    if lemma in lexicon.JUDGE | lexicon.NOTE and objects and objects[0].pos_ != "PRON":
        keep = [c for c in children if c.i > verb.i and (c.dep_ in _JUDGED_WITH or _goes_on(c))]
        return sorted((t for c in keep for t in c.subtree), key=lambda t: t.i)
    if lemma in lexicon.JUDGE and objects:
        keep = [c for c in children if c.i > objects[0].i and c.dep_ in ("prep", "xcomp", "oprd", "ccomp")]
        return sorted((t for c in [objects[0], *keep] for t in c.subtree), key=lambda t: t.i)
    named = [c for c in children if c.dep_ == "oprd" and c.i > verb.i]
    if lemma in lexicon.JUDGE and named:
        return list(named[0].subtree)  # "called the mediators “blind”", as the parser has it
    if lemma in ("warn", "complain", "speak", "write", "boast"):
        preps = [c for c in children if c.dep_ == "prep" and c.lower_ in ("of", "about", "against")]
        if preps:
            return list(preps[0].subtree)
    return None


_WITH_XCOMP = frozenset(
    [
        "ask",
        "claim",
        "decline",
        "demand",
        "deny",
        "hope",
        "pledge",
        "promise",
        "propose",
        "recommend",
        "regret",
        "swear",
        "threaten",
        "vow",
        "want",
        "wish",
    ]
)
_JUDGED_WITH = frozenset(("dobj", "dative", "prep", "xcomp", "oprd", "ccomp"))


def _goes_on(child: Token) -> bool:
    """Whether a clause continues an accusation: "..., as well as having adopted ..."."""
    aspect = child.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ == "aux" for c in child.children)
    return (
        aspect
        and child.dep_ in ("conj", "advcl", "pcomp")
        and child.left_edge.lower_ in ("as", "and", "having", "or")
    )


def _passive_content(verb: Token, lemma: str) -> list[Token] | None:
    subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if lemma in lexicon.SEEN_AS:
        preps = [c for c in verb.children if c.i > verb.i and c.dep_ in ("prep", "oprd", "xcomp", "ccomp")]
        told = [c for c in preps if c.dep_ != "prep" or c.lower_ == "as"]
        return (
            sorted((t for c in [*subjects, told[0]] for t in c.subtree), key=lambda t: t.i) if told else None
        )
    if lemma in lexicon.JUDGE and subjects:
        tail = [c for c in verb.children if c.i > verb.i and c.dep_ in ("prep", "xcomp", "oprd")]
        return sorted((t for c in [subjects[0], *tail] for t in c.subtree), key=lambda t: t.i)
    return None


def _according(token: Token, scene: Scene) -> Iterator[Report]:
    """ "According to X": the rest of the sentence is X's."""
    to = token.nbor()
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    if source is None:
        return
    speaker = speaker_of(source, scene) or Speaker(None, phrase(source), scene.paragraph.at(source))
    cue = {token.i, to.i, *(t.i for t in source.subtree)}
    rest = [t for t in token.sent if t.i not in cue]
    after = [t for t in rest if t.i > max(cue)]
    before = [t for t in rest if t.i < token.i]
    for content in (before, after):
        if sum(t.is_alpha for t in content) > 1:
            yield _report(token, speaker, content, scene.paragraph)


def _noun(noun: Token, scene: Scene) -> Iterator[Report]:
    """ "Its claim that ...", "fears that ...": a clause under a noun of speech."""
    clauses = [
        c for c in noun.children
        if c.dep_ in ("acl", "ccomp") and c.i > noun.i and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
    ]  # fmt: skip
    if not clauses:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None and noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in lexicon.SAY:
        owner = subject_of(noun.head.head)  # "said in a statement that ..."
    speaker = speaker_of(owner, scene) if owner is not None else None
    yield _report(noun, speaker, list(clauses[0].subtree), scene.paragraph)


def _clause(head: Token, verb: Token) -> list[Token]:
    """The tokens of a clause on its own side of the reporting verb."""
    tokens = sorted(head.subtree, key=lambda t: t.i)
    if head.i < verb.i and any(t.text in (";", ":") for t in verb.doc[head.i : verb.i]):
        return []  # "X; Y says ...": two statements side by side
    side = [t for t in tokens if (t.i > verb.i) == (head.i > verb.i)]
    subject = {t.i for c in verb.children if c.dep_ == "nsubj" for t in c.subtree}
    return [t for t in side if t.i not in subject]


def _report(cue: Token, speaker: Speaker | None, content: list[Token] | None, paragraph: Paragraph) -> Report:
    span = None
    tokens = [t for t in content or () if not t.is_space]
    while tokens and ((tokens[0].is_punct and not tokens[0].is_quote) or tokens[0].lower_ == "that"):
        tokens.pop(0)
    while tokens and tokens[-1].is_punct and not tokens[-1].is_quote:
        tokens.pop()
    if tokens:
        span = (paragraph.at(tokens[0]), paragraph.after(tokens[-1]))
    return Report(cue, speaker, span, paragraph.at(cue), paragraph.after(cue))
