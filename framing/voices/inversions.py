"""Words of telling found by the order of words where the parse fails: ", drivers on the road report.", ", fumed the senator"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from framing.voices.lexicon import Cue, lemma_of, lexicon, words
from framing.voices.phrases import like_a_verb
from framing.voices.report import Maker, Report, segment_of
from framing.voices.sources import Scene, Speaker, named, speaker_of
from framing.voices.trimming import Content

# Verbs that stand before their subject after a statement: whoever follows speaks.
_BEFORE_SUBJECT = words(
    "acknowledge add admit announce argue assert boast claim complain concede conclude confirm declare establish "
    "explain find fume grumble insist joke lament maintain muse note observe protest quip recall remark report rule "
    "say state suggest testify vow warn write"
)
_FINITE = ("VBD", "VBP", "VBZ")
_LINKS = words("and as because but for if nor or since so than that though when where while with yet")


def trailing(word: Token, cue: Cue | None, scene: Scene) -> Iterator[Report]:
    """A report of a statement that a word of telling follows or interrupts, by the order of words alone.

    ``cue`` is None where the tagger took the word for a noun; then it has to end the sentence.
    """
    known = cue or lexicon().verbs.get(word.lower_) or lexicon().verbs.get(word.lower_.removesuffix("s"))
    if known is None or known.does == "position" or "clause" not in known.takes:
        return
    found = _inverted(word, scene) if cue is not None else None
    if cue is None and word.i + 1 < len(word.doc) and word.nbor().lower_ == "that":
        found = _that(word, scene)
    found = found or _final(word, scene, tagged=cue is not None)
    if found is not None:
        speaker, contents = found
        yield from Maker(word, known.does, scene.paragraph).all(speaker, contents)


def _inverted(verb: Token, scene: Scene) -> tuple[Speaker, list[Content]] | None:
    """ "X, says the society of Y, ..." and "..., fumed senator X."."""
    if (
        verb.tag_ not in _FINITE
        or lemma_of(verb) not in _BEFORE_SUBJECT
        or not verb.i
        or verb.nbor(-1).text != ","
    ):
        return None
    segment = segment_of(verb)
    chunk = next((c for c in verb.doc.noun_chunks if c.start == verb.i + 1), None)
    if chunk is None or chunk.end > segment[-1].i + 1:
        return None
    stop = chunk.end
    while (
        stop <= segment[-1].i
        and verb.doc[stop].text not in (",", ".", "!", "?", ";")
        and stop - chunk.end < 14
    ):
        stop += 1
    following = verb.doc[chunk.end] if chunk.end < len(verb.doc) else None
    closed = (
        following is None or following.is_punct or following.lower_ in _OF or following.tag_ in ("WP", "WDT")
    )
    before = [t for t in segment if t.i < verb.i - 1]
    speaker = speaker_of(chunk.root, scene) or (
        named(chunk.root, scene)
        if lemma_of(verb) == "say" and following is not None and not following.is_punct
        else None
    )
    if not closed or speaker is None or not before or stop > segment[-1].i + 1:
        return None
    after = [t for t in segment if t.i > stop and stop < len(verb.doc) and verb.doc[stop].text == ","]
    if after and (
        after[0].tag_ in ("WP", "WDT", "WP$") or not any(t.tag_ in (*_FINITE, "MD") for t in after)
    ):
        after = []  # ", found the auditors, who thanked", ", said the adviser, Ann Doe"
    if not any(t.tag_ in (*_FINITE, "MD") for t in (*before, *after)):
        return None
    return speaker, [before, after] if any(t.is_alpha for t in after) else [before]


_OF = words("at for from in of on 's")


def _that(word: Token, scene: Scene) -> tuple[Speaker, list[Content]] | None:
    """ "Two of his drivers allege that ...": a plural, a verb taken for a noun and its clause."""
    chunks = [c for c in word.doc.noun_chunks if c.start < word.i and c.end >= word.i and c.sent == word.sent]
    source = [t for t in word.sent if t.i < word.i and t.pos_ in ("NOUN", "PROPN", "NUM")]
    after = [t for t in segment_of(word) if t.i > word.i]
    if (
        not source
        or source[-1].i + 1 != word.i
        or word.tag_ not in ("NN", "NNS")
        or not any(t.tag_ in (*_FINITE, "MD") for t in after)
    ):
        return None
    if word.lower_ in lexicon().nouns or word.lemma_ in lexicon().nouns:
        return None  # "the union claim that"
    return named(chunks[-1].root if chunks and chunks[-1].root.i < word.i else source[-1], scene), [after]


def _final(word: Token, scene: Scene, *, tagged: bool) -> tuple[Speaker, list[Content]] | None:
    """ "..., drivers on the road report.": the last words of a sentence, a noun phrase and a word of telling."""
    segment = segment_of(word)
    if any(t.is_alpha for t in segment if t.i > word.i) or word.tag_ not in (*_FINITE, "NN", "NNS", "VBN"):
        return None
    comma = next((t.i for t in reversed(segment) if t.text == "," and t.i < word.i), None)
    if comma is None or not 1 < word.i - comma <= 12:
        return None
    source = list(word.doc[comma + 1 : word.i])
    before = [t for t in segment if t.i < comma]
    verbs = ("VB", "VBG", "MD", *_FINITE)
    if (
        source[0].lower_ in _LINKS
        or source[0].tag_ in ("WP", "WDT", "WP$")
        or any(t.tag_ in verbs or t.is_punct for t in source)
    ):
        return None
    if not any(t.tag_ in (*_FINITE, "MD") for t in before):
        return None
    head = next((t for t in source if t.pos_ in ("NOUN", "PROPN", "PRON") and _ends_phrase(t, word.i)), None)
    speaker = speaker_of(head, scene) if head is not None else None
    if head is None or (
        speaker is None and (head.tag_ not in ("NNS", "NNPS") or (source[-1] == head and not tagged))
    ):
        return None
    if speaker is None:
        speaker = named(head, scene)
    text = str(word.doc[source[0].i : source[-1].i + 1].text)
    return Speaker(speaker.actor, text, scene.paragraph.at(source[0]), speaker.kind), [before]


def _ends_phrase(noun: Token, stop: int) -> bool:
    """Whether a noun is the last of its noun phrase."""
    return noun.i + 1 >= min(stop, len(noun.doc)) or noun.nbor().pos_ == "ADP"


def inserted(verb: Token, subject: Token) -> list[Content]:
    """The clause around "which, fishermen believe, the Brothers had ..." where the parse hangs the words elsewhere."""
    left = subject.left_edge
    if not left.i or left.nbor(-1).text != "," or verb.i + 2 >= len(verb.doc) or verb.nbor().text != ",":
        return []
    if verb.i - left.i > 6 or subject.i > verb.i:
        return []
    segment = segment_of(verb)
    after = [t for t in segment if t.i > verb.i + 1]
    stop = next((a.i for a, b in pairwise(after) if a.text == "," and b.lower_ in ("and", "but")), None)
    after = [t for t in after if stop is None or t.i < stop]
    if not any(t.tag_ in (*_FINITE, "MD") for t in after):
        return []
    return [after]


def before_verb(verb: Token) -> Token | None:
    """The noun before a finite verb that the parser gave no subject, past a relative clause: "mothers who asked accuse"."""
    if verb.tag_ not in _FINITE or not verb.i:
        return None
    token = verb.nbor(-1)
    if token.lower_ == "and":  # "the union credits A with x and blames B"
        return next((t.nbor(-1) for t in segment_of(verb) if 0 < t.i < token.i and like_a_verb(t)), None)
    for above in token.ancestors:
        if above.dep_ == "relcl" and above.head.i < above.i < verb.i and above.head.pos_ in ("NOUN", "PROPN"):
            return above.head
    if token.pos_ in ("NOUN", "PROPN", "PRON"):
        return token
    return None
