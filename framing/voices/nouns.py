"""What nouns and adjectives of speech tell: "its claim that", "paid tribute to", "was critical of"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from framing.voices.contents import noun_contents
from framing.voices.lexicon import Cue, lemma_of, lexicon, words
from framing.voices.report import Maker, Report
from framing.voices.sources import Scene, named, speaker_of, subject_of


def adjective(verb: Token, scene: Scene) -> Iterator[Report]:
    """The report of what somebody is who thinks or feels something: "is concerned that"."""
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
            yield from Maker(child, cue.does, scene.paragraph).all(speaker, contents)


def noun_report(noun: Token, cue: Cue, scene: Scene) -> Iterator[Report]:
    """ "Its claim that ...", "fears of ...": what a noun of speech is about."""
    contents = noun_contents(noun, cue)
    if contents and not _asked(noun):
        owner = _owner(noun)
        judges = cue.does in ("accusing", "praising", "distancing") or lemma_of(noun) in _CONCERN
        clause = any(
            t.dep_ in ("acl", "ccomp", "relcl", "advcl") and t.head in (noun, noun.head) for t in contents[0]
        )
        make = Maker(
            noun, cue.does, scene.paragraph, opens=judges or clause
        )  # "views on the meeting" tell nothing
        yield from make.all(named(owner, scene) if owner else None, contents)


_CONCERN = words("anxiety concern fear hope warning worry")


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
_ABOUT_IT = words(
    "be deny reject dismiss face draw rebut refute fuel spark raise ignore cause prompt receive hear "
    "dispute address allay ease stoke counter"
)
