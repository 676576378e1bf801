"""Reports: the places where a source is said to say, think or want something, and the words it answers for.

Rules over the dependency parse: a word of attribution (``lexicon``), its source (``sources``) and what it
governs (``contents``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from framing.voices.asides import around, aside
from framing.voices.contents import active_contents, noun_contents, passive_contents
from framing.voices.lexicon import Cue, lemma_of, lexicon, verb_cue, words
from framing.voices.phrases import HEARSAY, VIEWS, according, colon, headline, hearsay, like_a_verb, view
from framing.voices.report import Maker, Report
from framing.voices.sources import Scene, named, speaker_of, subject_of
from framing.voices.trimming import Content

# Judgements that stand though nobody is named who judges: "is seen as", "is accused of".
_UNSIGNED = words(
    "accuse allege believe blame consider criticise criticize deem describe dub expect fear hail perceive "
    "praise regard report rumour say see suspect think understand view arrest charge condemn denounce "
    "expel fine indict jail penalize prosecute punish sack sanction sue suspend honor honour award "
    "decorate applaud credit"
)


def find_reports(scene: Scene) -> Iterator[Report]:
    """Every place in a paragraph where a source is said to say something, in order of the words that say so."""
    known = lexicon()
    for token in scene.paragraph.doc:
        if token.lower_ in ("according", "per"):
            yield from according(token, scene)
        elif token.pos_ in ("VERB", "AUX"):
            if lemma_of(token) in ("be", "feel", "remain", "seem", "become"):
                yield from _adjective(token, scene)
            cue = verb_cue(token)
            if cue is not None:
                yield from _verb(token, cue, scene)
        elif token.lower_ in HEARSAY or (token.lower_ == "fire" and token.head.lower_ == "under"):
            yield from hearsay(token, scene)
        elif token.lower_ in VIEWS and token.dep_ == "pobj" and token.head.lower_ in ("in", "by"):
            yield from view(token, scene)
        elif token.pos_ in ("NOUN", "PROPN") and like_a_verb(token):
            yield from headline(token, scene)
        elif token.pos_ == "NOUN" and lemma_of(token) in known.nouns:
            yield from _noun(token, known.nouns[lemma_of(token)], scene)
        elif token.text == ":":
            yield from colon(token, scene)


def _verb(verb: Token, cue: Cue, scene: Scene) -> Iterator[Report]:
    make = Maker(verb, cue.does, scene.paragraph)
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


_ADDRESSING = words("accuse advise beg call deem encourage invite order remind see urge warn")


# Verbs that things are the subject of as well: "the blast underlines the risk".
_TELLING_THINGS = words(
    "attack cast celebrate compare confirm continue contradict defend demand demonstrate depict detail "
    "determine discredit document echo encourage establish expose find forecast frame guarantee highlight "
    "hit honor honour illustrate imply indicate insult mean offer paint portray predict present project "
    "promise prove question reveal show signal stress suggest target tell threaten underline underscore "
    "warn"
)


def _has_clause(verb: Token) -> bool:
    return any(c.dep_ == "ccomp" for c in verb.children)


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
            yield from Maker(child, cue.does, scene.paragraph).all(speaker, contents)


def _noun(noun: Token, cue: Cue, scene: Scene) -> Iterator[Report]:
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
