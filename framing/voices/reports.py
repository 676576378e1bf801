"""Reports: the places where a source is said to say, think or want something, and the words it answers for.

Rules over the dependency parse: a word of attribution (``lexicon``), its source (``sources``) and what it
governs (``contents``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from framing.parsing import Paragraph
from framing.records import CueKind, Span
from framing.voices.contents import Content, active_contents, around, aside, noun_contents, passive_contents
from framing.voices.lexicon import Cue, lemma_of, lexicon, verb_cue
from framing.voices.sources import Scene, Speaker, named, speaker_of, subject_of

# Judgements that stand though nobody is named who judges: "is seen as", "is accused of".
_UNSIGNED = frozenset(
    [
        "accuse",
        "allege",
        "believe",
        "blame",
        "consider",
        "criticise",
        "criticize",
        "deem",
        "describe",
        "dub",
        "expect",
        "fear",
        "hail",
        "perceive",
        "praise",
        "regard",
        "report",
        "rumour",
        "say",
        "see",
        "suspect",
        "think",
        "understand",
        "view",
        "arrest",
        "charge",
        "condemn",
        "denounce",
        "expel",
        "fine",
        "indict",
        "jail",
        "penalize",
        "prosecute",
        "punish",
        "sack",
        "sanction",
        "sue",
        "suspend",
        "honor",
        "honour",
        "award",
        "decorate",
        "applaud",
        "credit",
    ]
)


@dataclass(frozen=True, slots=True)
class Report:
    """A word of attribution in a paragraph: its place, its source, what it governs and what it does."""

    cue: Token
    speaker: Speaker | None
    content: Span | None
    start: int
    end: int
    does: CueKind
    opens: bool = True  # whether its content is in the source's voice; a wish or what is discussed is not


def find_reports(scene: Scene) -> Iterator[Report]:
    """Every place in a paragraph where a source is said to say something, in order of the words that say so."""
    known = lexicon()
    for token in scene.paragraph.doc:
        if token.lower_ in ("according", "per"):
            yield from _according(token, scene)
        elif token.pos_ in ("VERB", "AUX"):
            if lemma_of(token) in ("be", "feel", "remain", "seem", "become"):
                yield from _adjective(token, scene)
            cue = verb_cue(token)
            if cue is not None:
                yield from _verb(token, cue, scene)
        elif token.lower_ in _HEARSAY or (token.lower_ == "fire" and token.head.lower_ == "under"):
            yield from _hearsay(token, scene)
        elif token.lower_ in _VIEWS and token.dep_ == "pobj" and token.head.lower_ in ("in", "by"):
            yield from _view(token, scene)
        elif token.pos_ in ("NOUN", "PROPN") and _like_a_verb(token):
            yield from _headline(token, scene)
        elif token.pos_ == "NOUN" and lemma_of(token) in known.nouns:
            yield from _noun(token, known.nouns[lemma_of(token)], scene)
        elif token.text == ":":
            yield from _colon(token, scene)


def _verb(verb: Token, cue: Cue, scene: Scene) -> Iterator[Report]:
    make = _Maker(verb, cue.does, scene.paragraph)
    participle = verb.tag_ in ("VBN", "VBD") and not any(c.dep_ in ("aux", "dobj", "ccomp", "dative") for c in verb.children) and (
        (verb.dep_ in ("acl", "advcl", "acomp", "oprd") and verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children))
        or (lemma_of(verb) in _UNSIGNED and any(c.dep_ == "prep" and c.lower_ in ("of", "for", "over") for c in verb.children)
            and "object" in cue.takes | {"object" for _ in cue.takes & {"for", "over"}})
    )  # fmt: skip
    if participle or any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        agent = next(
            (g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None
        )
        if agent is not None or lemma_of(verb) in _UNSIGNED:
            yield from make.all(
                named(agent, scene) if agent is not None else None, passive_contents(verb, cue)
            )
        return
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i:
        inverted = _inverted_subject(verb, cue)
        if inverted is not None:
            yield from make.all(named(inverted, scene), [])
            return
    if subject is None:
        return
    speaker = speaker_of(subject, scene)
    contents = active_contents(verb, cue, subject)
    if speaker is None:  # "the figures show that": something tells, and nobody speaks
        if (
            (subject.pos_ == "PRON" and subject.tag_ not in ("WP", "WDT"))
            or lemma_of(verb) in _TELLING_THINGS
            or (cue.does == "distancing" and not _has_clause(verb))
        ):
            make = replace(make, does="position")
        speaker = named(subject, scene)
    if (
        cue.does not in ("accusing", "praising")
        and any(c.dep_ == "neg" for c in verb.children)
        and not _has_clause(verb)
    ):
        make = replace(make, does="position")  # what somebody did not mention, nobody says
    if not contents and "clause" in cue.takes and cue.does != "position":
        contents = around(verb, subject) or aside(verb, subject)
    if contents and not _opens(verb, cue, contents[0]):
        make = replace(make, opens=False)
    yield from make.all(speaker, contents)


def _opens(verb: Token, cue: Cue, content: Content) -> bool:
    """Whether what a verb governs is told in its subject's voice: clauses, and objects of judgement and appeal."""
    heads = {c.dep_: c for c in verb.children if c in content}
    if "ccomp" in heads or cue.does in ("accusing", "praising") or lemma_of(verb) in _ADDRESSING:
        return lemma_of(verb) != "congratulate"
    if "xcomp" in heads:
        return lemma_of(verb) in ("claim", "profess", "purport", "pretend", "tell") or "dobj" in heads
    return not heads.keys() & {"dobj", "dative"} or "as" in cue.takes


_ADDRESSING = frozenset(
    [
        "accuse",
        "advise",
        "beg",
        "call",
        "deem",
        "encourage",
        "invite",
        "order",
        "remind",
        "see",
        "urge",
        "warn",
    ]
)


# Verbs that things are the subject of as well: "the blast underlines the risk".
_TELLING_THINGS = frozenset(
    [
        "attack",
        "cast",
        "celebrate",
        "compare",
        "confirm",
        "continue",
        "contradict",
        "defend",
        "demand",
        "demonstrate",
        "depict",
        "detail",
        "determine",
        "discredit",
        "document",
        "echo",
        "encourage",
        "establish",
        "expose",
        "find",
        "forecast",
        "frame",
        "guarantee",
        "highlight",
        "hit",
        "honor",
        "honour",
        "illustrate",
        "imply",
        "indicate",
        "insult",
        "mean",
        "offer",
        "paint",
        "portray",
        "predict",
        "present",
        "project",
        "promise",
        "prove",
        "question",
        "reveal",
        "show",
        "signal",
        "stress",
        "suggest",
        "target",
        "tell",
        "threaten",
        "underline",
        "underscore",
        "warn",
    ]
)
_HEARSAY = frozenset(("allegedly", "purportedly", "reportedly", "supposedly"))
# "In her view", "in the words of both", "by all accounts".
_VIEWS = frozenset(
    [
        "account",
        "accounts",
        "assessment",
        "book",
        "estimation",
        "eyes",
        "judgement",
        "judgment",
        "mind",
        "opinion",
        "phrase",
        "reckoning",
        "telling",
        "view",
        "words",
    ]
)


def _like_a_verb(token: Token) -> bool:
    """Whether the tagger took a verb for a noun: "Bank thanks Red Cross for", "the union credits Ann with"."""
    cue = lexicon().verbs.get(token.lower_[:-1]) if token.lower_.endswith("s") else None
    if cue is None or cue.does not in ("accusing", "praising") or not 0 < token.i < len(token.doc) - 1:
        return False
    before, after = token.nbor(-1), token.nbor()
    rest = [t.lower_ for t in _segment(token) if t.i > token.i]
    return (
        before.pos_ in ("NOUN", "PROPN")
        and after.pos_ in ("PROPN", "DET", "ADJ")
        and bool(cue.takes & set(rest))
    )


def _headline(token: Token, scene: Scene) -> Iterator[Report]:
    """A verb that the tagger took for a noun: what comes after it is its content, up to the next such verb."""
    content: Content = []
    for t in _segment(token):
        if t.i > token.i:
            if t.lower_ == "and" and t.i + 1 < len(t.doc) and lexicon().verbs.get(lemma_of(t.nbor())):
                break
            content.append(t)
    cue = lexicon().verbs[token.lower_[:-1]]
    yield from _Maker(token, cue.does, scene.paragraph).all(named(token.nbor(-1), scene), [content])


def _segment(token: Token) -> Content:
    """The part of a sentence between semicolons that a word stands in."""
    stops = [t.i for t in token.sent if t.text == ";"]
    first = max((i + 1 for i in stops if i < token.i), default=token.sent.start)
    last = min((i for i in stops if i > token.i), default=token.sent.end)
    return list(token.doc[first:last])


def _view(noun: Token, scene: Scene) -> Iterator[Report]:
    """ "In her view", "in the words of both sides": what stands beside it, or else its clause, is theirs."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or next(
        (g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None
    )  # fmt: skip
    if owner is None and not any(c.lower_ == "all" for c in noun.children):
        return
    phrase = {noun.head.i, *(t.i for t in noun.subtree)} - {
        t.i for c in noun.children if c.dep_ == "appos" for t in c.subtree
    }
    first, last = noun.head.i, max(i for i in phrase if i >= noun.i)
    doc, segment = noun.doc, _segment(noun)
    rest = [t for t in segment if t.i not in phrase]
    if (
        first
        and doc[first - 1].text in (",", *_DASHES)
        and last + 1 < len(doc)
        and not doc[last + 1].is_punct
    ):
        stop = next((t.i for t in segment if t.i > last and t.text in (",", ";", *_DASHES)), noun.sent.end)
        rest = [t for t in rest if last < t.i < stop]  # "Ann, in his eyes the best candidate, ..."
    make = _Maker(noun, "neutral", scene.paragraph)
    contents = [[t for t in rest if t.i < first], [t for t in rest if t.i > last]]
    yield from make.all(
        named(owner, scene) if owner is not None else None,
        [c for c in contents if sum(t.is_alpha for t in c) > 1],
    )


_DASHES = ("-", "–", "—", "--")


def _has_clause(verb: Token) -> bool:
    return any(c.dep_ == "ccomp" for c in verb.children)


def _hearsay(adverb: Token, scene: Scene) -> Iterator[Report]:
    """ "Allegedly" and its like: its clause is somebody's who is not named."""
    head = adverb.head if adverb.lower_ in _HEARSAY else adverb.head.head
    if head.pos_ not in ("VERB", "AUX") and adverb.lower_ == "fire":  # "Mayor under fire over floods"
        yield from _Maker(adverb, "accusing", scene.paragraph).all(None, [_segment(adverb)])
    if head.pos_ in ("VERB", "AUX"):
        apart = {t.i for t in head.subtree if t.dep_ == "relcl" for t in t.subtree}
        clause = [t for t in head.subtree if t.i not in apart and t.i != adverb.i]
        yield from _Maker(adverb, "distancing", scene.paragraph).all(None, [clause])


def _inverted_subject(verb: Token, cue: Cue) -> Token | None:
    """ "...," read the statement: the noun right after a verb right after a quotation."""
    if verb.i == 0 or not verb.nbor(-1).is_quote or cue.does == "position":
        return None
    chunks = [c for c in verb.doc.noun_chunks if verb.i < c.start <= verb.i + 1]
    return chunks[0].root if chunks else None


def _adjective(verb: Token, scene: Scene) -> Iterator[Report]:
    subject = subject_of(verb)
    for child in verb.children:
        cue = lexicon().adjectives.get(child.lower_) if child.dep_ in ("acomp", "attr") else None
        if cue is None or subject is None:
            continue
        speaker = speaker_of(subject, scene)
        contents = noun_contents(child, cue)
        if not contents and "clause" in cue.takes:
            clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.i > child.i]
            contents = [sorted(clauses[0].subtree, key=lambda t: t.i)] if clauses else []
        if speaker is not None and contents:
            yield from _Maker(child, cue.does, scene.paragraph).all(speaker, contents)


def _noun(noun: Token, cue: Cue, scene: Scene) -> Iterator[Report]:
    """ "Its claim that ...", "fears of ...": what a noun of speech is about."""
    contents = noun_contents(noun, cue)
    if contents and not _asked(noun):
        owner = _owner(noun)
        yield from _Maker(noun, cue.does, scene.paragraph).all(
            named(owner, scene) if owner else None, contents
        )


def _asked(noun: Token) -> bool:
    """Whether a noun stands in "did not respond to a request for comment"."""
    return noun.dep_ == "pobj" and lemma_of(noun.head.head) in ("respond", "reply", "return", "answer")


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: its possessor, or the subject of the verb that makes it."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    verb = noun.head
    if noun.dep_ == "pobj" and verb.pos_ == "ADP":
        if verb.lower_ in ("by", "from", "of"):
            return None
        verb = verb.head
    if (
        noun.dep_ in ("dobj", "pobj", "attr")
        and verb.pos_ in ("VERB", "AUX")
        and lemma_of(verb) not in _ABOUT_IT
    ):
        return subject_of(verb)
    if noun.dep_ == "nsubj":
        return next(
            (g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from") for g in c.children),
            None,
        )
    return None


# Verbs whose subject meets a claim of others.
_ABOUT_IT = frozenset(
    [
        "be",
        "deny",
        "reject",
        "dismiss",
        "face",
        "draw",
        "rebut",
        "refute",
        "fuel",
        "spark",
        "raise",
        "ignore",
        "cause",
        "prompt",
        "receive",
        "hear",
        "dispute",
        "address",
        "allay",
        "ease",
        "stoke",
        "counter",
    ]
)


def _according(token: Token, scene: Scene) -> Iterator[Report]:
    """ "According to X": the rest of its sentence is X's."""
    to = token if token.lower_ == "per" else token.nbor() if token.i + 1 < len(token.doc) else None
    if to is None or (token.lower_ == "according" and to.lower_ != "to"):
        return
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    if source is None or (token.lower_ == "per" and speaker_of(source, scene) is None):
        return
    phrase = {token.i, to.i, *(t.i for t in source.subtree if t.i > to.i)}
    rest = [t for t in _segment(token) if t.i not in phrase]
    contents = [[t for t in rest if t.i < token.i], [t for t in rest if t.i > max(phrase)]]
    make = _Maker(token, "neutral", scene.paragraph)
    yield from make.all(named(source, scene), [c for c in contents if sum(t.is_alpha for t in c) > 1])


def _colon(colon: Token, scene: Scene) -> Iterator[Report]:
    """ "Sele: Orun broke truce": a name and a colon at the start of a sentence."""
    doc = scene.paragraph.doc
    before = [t for t in colon.sent if t.i < colon.i and not t.is_punct]
    if not before or len(before) > 6 or any(t.pos_ in ("VERB", "AUX") for t in before):
        return
    speaker = speaker_of(before[-1] if before[-1].head not in before else before[-1].head, scene)
    if before[0].i <= 1 and all(t.is_upper for t in before):  # a transcript: the paragraph is the speaker's
        first = named(before[-1], scene)
        yield from _Maker(colon, "neutral", scene.paragraph).all(first, [list(doc[colon.i + 1 :])])
        return
    last = doc[colon.i + 1].sent.end if colon.i + 1 < len(doc) else colon.i + 1
    after = list(doc[colon.i + 1 : last])
    if (
        speaker is not None
        and (speaker.kind == "actor" or before[0].i == 0)
        and any(t.pos_ in ("VERB", "AUX") for t in after)
    ):
        yield from _Maker(colon, "neutral", scene.paragraph).all(speaker, [after])


@dataclass(frozen=True, slots=True)
class _Maker:
    cue: Token
    does: CueKind
    paragraph: Paragraph
    opens: bool = True

    def all(self, speaker: Speaker | None, contents: Iterable[Content]) -> Iterator[Report]:
        """A report for each stretch of content, or one without any."""
        spans = [span for content in contents if (span := self._span(content)) is not None]
        for span in spans or [None]:
            yield Report(
                self.cue,
                speaker,
                span,
                self.paragraph.at(self.cue),
                self.paragraph.after(self.cue),
                self.does,
                self.opens,
            )

    def _span(self, content: Content) -> Span | None:
        tokens = [t for t in content if not t.is_space]
        while tokens and tokens[0].is_punct and not tokens[0].is_quote and tokens[0].text not in "([$#":
            tokens.pop(0)
        while tokens and tokens[-1].is_punct and not tokens[-1].is_quote:
            tokens.pop()
        if not any(t.is_alpha or t.is_digit for t in tokens):
            return None
        return self.paragraph.at(tokens[0]), self.paragraph.after(tokens[-1])
