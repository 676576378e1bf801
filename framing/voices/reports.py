"""Reports: the places where a source is said to say, think or want something, and the words it answers for.

Rules over the dependency parse: a word of attribution (``lexicon``), its source (``sources``) and what it
governs (``contents``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from framing.voices.asides import around, aside
from framing.voices.contents import active_contents, passive_contents
from framing.voices.inversions import before_verb, inserted, trailing
from framing.voices.lexicon import Cue, lemma_of, lexicon, verb_cue, words
from framing.voices.nouns import adjective, noun_report
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
                yield from adjective(token, scene)
            cue = verb_cue(token)
            if cue is not None:
                told = list(_verb(token, cue, scene))
                turned = (
                    []
                    if any(r.content for r in told) and not _before_noun(token) and not _runs_on(told)
                    else list(trailing(token, cue, scene))
                )
                yield from turned or told
        elif token.lower_ in HEARSAY or (token.lower_ == "fire" and token.head.lower_ == "under"):
            yield from hearsay(token, scene)
        elif token.lower_ in VIEWS and token.dep_ == "pobj" and token.head.lower_ in ("in", "by"):
            yield from view(token, scene)
        elif token.pos_ in ("NOUN", "PROPN") and like_a_verb(token):
            yield from headline(token, scene)
        elif token.pos_ == "NOUN" and lemma_of(token) in known.nouns:
            told = list(noun_report(token, known.nouns[lemma_of(token)], scene))
            yield from told or trailing(token, None, scene)
        elif token.text == ":":
            yield from colon(token, scene)
        elif token.pos_ in ("NOUN", "PROPN") and token.i and token.text.islower():
            yield from trailing(token, None, scene)


def _before_noun(verb: Token) -> bool:
    """Whether a verb of telling stands right after a comma: "X, said the climber, was brave"."""
    return verb.i > 0 and verb.nbor(-1).text == ","


def _runs_on(told: list[Report]) -> bool:
    """Whether the parser took more than a name for the source: "as many as A, the Red Cross reports"."""
    return (
        bool(told)
        and told[0].speaker is not None
        and "," in told[0].speaker.text
        and told[0].speaker.at < told[0].start
    )


def _verb(verb: Token, cue: Cue, scene: Scene) -> Iterator[Report]:
    make = Maker(verb, cue.does, scene.paragraph)
    participle = verb.tag_ in ("VBN", "VBD") and not any(
        c.dep_ in ("aux", "dobj", "dative") or (c.dep_ == "ccomp" and c.i > verb.i) for c in verb.children
    ) and (
        (verb.dep_ in ("acl", "advcl", "acomp", "oprd") and verb.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in verb.children))
        or (lemma_of(verb) in _UNSIGNED and any(c.dep_ == "prep" and c.lower_ in ("of", "for", "over") for c in verb.children)
            and "object" in cue.takes | {"object" for _ in cue.takes & {"for", "over"}})
    )  # fmt: skip
    if participle or any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        agent = next(
            (g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None
        )
        denied = (
            agent is None and cue.does == "accusing" and any(c.dep_ == "neg" for c in verb.children)
        )  # "has not been charged"
        if agent is not None or (lemma_of(verb) in _UNSIGNED and not denied):
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
    if subject is None and cue.does in ("accusing", "praising"):
        subject = before_verb(verb)
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
        contents = around(verb, subject) or aside(verb, subject) or inserted(verb, subject)
    if contents and not _opens(verb, cue, contents[0]):
        make = replace(make, opens=False)
    yield from make.all(speaker, contents)


def _opens(verb: Token, cue: Cue, content: Content) -> bool:
    """Whether what a verb governs is told in its subject's voice: clauses, and objects of judgement and appeal."""
    heads = {c.dep_: c for c in verb.children if c in content}
    if cue.does == "denying" and "dobj" in heads and lemma_of(heads["dobj"]) in lexicon().nouns:
        return False  # "dismissed as fiction Oslo's accusation of": what is told is the accusation
    if lemma_of(verb) in _CONFESSING and any(t.tag_ == "VBG" for t in content[:1]):
        return True
    if "ccomp" in heads or cue.does in ("accusing", "praising") or lemma_of(verb) in _ADDRESSING:
        return lemma_of(verb) != "congratulate"
    if "xcomp" in heads:
        return lemma_of(verb) in ("claim", "profess", "purport", "pretend", "tell") or "dobj" in heads
    return not heads.keys() & {"dobj", "dative"} or "as" in cue.takes


_ADDRESSING = words("accuse advise beg call deem encourage find invite judge order rate remind see urge warn")
_CONFESSING = words("acknowledge admit concede confess deny")


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
