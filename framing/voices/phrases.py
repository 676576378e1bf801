"""Attribution without a verb: "according to", "in her view", "reportedly", a name and a colon, verbs taken for nouns."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from framing.voices.asides import is_dash
from framing.voices.lexicon import Cue, lemma_of, lexicon, words
from framing.voices.report import Maker, Report, segment_of
from framing.voices.sources import Scene, named, speaker_of
from framing.voices.trimming import DASHES, Content

HEARSAY = frozenset(("allegedly", "purportedly", "reportedly", "supposedly"))


# "In her view", "in the words of both", "by all accounts".
VIEWS = words(
    "account accounts assessment book estimation eyes judgement judgment mind opinion phrase reckoning "
    "telling view words"
)


def according(token: Token, scene: Scene) -> Iterator[Report]:
    """ "According to X": the rest of its sentence is X's."""
    to = token if token.lower_ == "per" else token.nbor() if token.i + 1 < len(token.doc) else None
    if to is None or (token.lower_ == "according" and to.lower_ != "to"):
        return
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    if source is None or (token.lower_ == "per" and speaker_of(source, scene) is None):
        return
    phrase = {token.i, to.i, *(t.i for t in source.subtree if t.i > to.i)}
    rest = [t for t in segment_of(token) if t.i not in phrase]
    contents = [[t for t in rest if t.i < token.i], [t for t in rest if t.i > max(phrase)]]
    make = Maker(token, "neutral", scene.paragraph)
    yield from make.all(named(source, scene), [c for c in contents if sum(t.is_alpha for t in c) > 1])


def colon(colon: Token, scene: Scene) -> Iterator[Report]:
    """ "Sele: Orun broke truce": a name and a colon at the start of a sentence."""
    doc = scene.paragraph.doc
    before = [t for t in colon.sent if t.i < colon.i and not t.is_punct]
    if not before or len(before) > 6 or any(t.pos_ in ("VERB", "AUX") for t in before):
        return
    speaker = speaker_of(before[-1] if before[-1].head not in before else before[-1].head, scene)
    if before[0].i <= 1 and all(t.is_upper for t in before):  # a transcript: the paragraph is the speaker's
        first = named(before[-1], scene)
        yield from Maker(colon, "neutral", scene.paragraph).all(first, [list(doc[colon.i + 1 :])])
        return
    last = doc[colon.i + 1].sent.end if colon.i + 1 < len(doc) else colon.i + 1
    after = list(doc[colon.i + 1 : last])
    if (
        speaker is not None
        and (speaker.kind == "actor" or before[0].i == 0)
        and any(t.pos_ in ("VERB", "AUX") for t in after)
    ):
        yield from Maker(colon, "neutral", scene.paragraph).all(speaker, [after])


def hearsay(adverb: Token, scene: Scene) -> Iterator[Report]:
    """ "Allegedly" and its like: its clause is somebody's who is not named."""
    head = adverb.head if adverb.lower_ in HEARSAY else adverb.head.head
    if head.pos_ not in ("VERB", "AUX") and adverb.lower_ == "fire":  # "Mayor under fire over floods"
        yield from Maker(adverb, "accusing", scene.paragraph).all(None, [_without_clauses(adverb)])
    if head.pos_ in ("VERB", "AUX"):
        apart = {t.i for t in head.subtree if _apart(t, head) for t in t.subtree}
        clause = [t for t in head.subtree if t.i not in apart and t.i != adverb.i]
        yield from Maker(adverb, "distancing", scene.paragraph).all(None, [clause])


def _apart(token: Token, head: Token) -> bool:
    """Whether a clause below another is told by itself: a relative one, or one with a subject of its own."""
    if token.dep_ == "relcl":
        return True
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    clause = token.dep_ in ("advcl", "conj", "parataxis") and token.pos_ in ("VERB", "AUX")
    return clause and own and token != head and token.i > head.i


def _without_clauses(word: Token) -> Content:
    """The words around "under fire" up to a clause that tells something else: "..., as rivals cut prices"."""
    segment = segment_of(word)
    stop = next((
        t.left_edge.i for t in segment if t.i > word.i and t.dep_ == "advcl"
        and t.left_edge.lower_ in ("after", "as", "when", "while") and any(c.dep_ == "nsubj" for c in t.children)
    ), None)  # fmt: skip
    return [t for t in segment if stop is None or t.i < stop]


def view(noun: Token, scene: Scene) -> Iterator[Report]:
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
    doc, segment = noun.doc, segment_of(noun)
    rest = [t for t in segment if t.i not in phrase]
    after = doc[last + 1] if last + 1 < len(doc) else None
    if (
        first
        and doc[first - 1].text in (",", *DASHES)
        and after is not None
        and (not after.is_punct or after.is_quote)
    ):
        stop = next(
            (t.i for t in segment if t.i > last and (t.text in (",", ";") or is_dash(t))), noun.sent.end
        )
        rest = [t for t in rest if last < t.i < stop]  # "Ann, in his eyes the best candidate, ..."
    make = Maker(noun, "neutral", scene.paragraph)
    contents = [[t for t in rest if t.i < first], [t for t in rest if t.i > last]]
    yield from make.all(
        named(owner, scene) if owner is not None else None,
        [c for c in contents if sum(t.is_alpha for t in c) > 1],
    )


def like_a_verb(token: Token) -> bool:
    """Whether the tagger took a verb for a noun: "Bank thanks Red Cross for", "the union credits Ann with"."""
    cue = _as_verb(token)
    if cue is None or cue.does not in ("accusing", "praising") or not 0 < token.i < len(token.doc) - 1:
        return False
    before, after = token.nbor(-1), token.nbor()
    rest = [t.lower_ for t in segment_of(token) if t.i > token.i]
    starts = before.text == "," and token.lower_ == lemma_of(token) and after.pos_ in ("NOUN", "PROPN")
    return (
        (before.pos_ in ("NOUN", "PROPN") or before.text.istitle() or starts)
        and (after.pos_ in ("PROPN", "DET", "ADJ") or starts)
        and bool(cue.takes & set(rest))
    )


def _as_verb(token: Token) -> Cue | None:
    """The word of attribution that a noun would be as a verb: "thanks", and in headlines "credit"."""
    known = lexicon().verbs
    return known.get(token.lower_[:-1] if token.lower_.endswith("s") else token.lower_)


def headline(token: Token, scene: Scene) -> Iterator[Report]:
    """A verb that the tagger took for a noun: what comes after it is its content, up to the next such verb."""
    content: Content = []
    for t in segment_of(token):
        if t.i > token.i:
            if t.lower_ == "and" and t.i + 1 < len(t.doc) and lexicon().verbs.get(lemma_of(t.nbor())):
                break
            content.append(t)
    cue = _as_verb(token)
    before = token.nbor(-1)
    source = before if not before.is_punct else token.sent.root
    if cue is not None:
        yield from Maker(token, cue.does, scene.paragraph).all(named(source, scene), [content])
