"""Whether a capital stands for its government: it acts, speaks, is addressed or related."""

from __future__ import annotations

from spacy.tokens import Token

from framing import lexicon
from framing.lexicon import words
from framing.phrases import Candidate, following, is_possessive, preceding, trunk
from framing.places import superlative

_DONE_BY = words(
    "approved backed brokered controlled funded imposed led mediated run sponsored supported supplied trained"
)
_AMBIGUOUS_ACTS = words(
    "attack attacks fire offer operation operations opposition response shelling strike strikes"
)
_WILLING = words(
    "angry concern concerned furious ready unwilling willing keen alarmed wary reluctant determined silent adamant open unhappy displeased responsible"
)
_TOWNS_TOO = words("grow wake stand sit sleep become host boast remain feature contain freeze celebrate be")
_OF_ACTORS = words(
    "help dismay annoyance alarm delight relief embarrassment fury insistence request demand urging invitation initiative surprise satisfaction accuse ally critic criticism enemy foe friend approval consent backing behalf expense favour favor hand influence interest mercy name part position refusal side view suspicious wary critical tolerant condemnation knowledge reaction rejection"
)
_EXPECTED = words("believe expect know report rumour say suppose think understand")
_FOR_ACTORS = words(
    "blow setback victory defeat support backing sympathy contempt disdain respect praise embarrassment humiliation snub headache"
)


def acts_as_government(candidate: Candidate, phrase: list[Token]) -> bool:
    """Whether a capital stands for its government: it acts, speaks, is addressed or related."""
    last = candidate.last
    before, after = preceding(candidate.first), following(last)
    if before is not None and before.lower_ in lexicon.TOWN_WORDS:
        return False
    if after is not None and after.text == "," and after.i + 1 < len(after.doc):
        country = after.nbor()
        if country.ent_type_ == "GPE" and country.dep_ == "appos":
            return False  # "Baku, Azerbaijan"
    if is_possessive(last):
        owned = phrase[-1].lower_ if phrase else ""
        return (
            bool(owned) and owned not in lexicon.PLACE_NOUNS | lexicon.LAND_NOUNS and not superlative(phrase)
        )
    hyphen = after is not None and after.text in "-–—" and after.whitespace_ == "" and phrase
    if hyphen or (before is not None and before.text in "-–" and not before.whitespace_):
        if after is not None and after.i + 1 < len(after.doc) and after.nbor().lower_ in _DONE_BY:
            return True  # "a Tehran-backed militia"
        return bool(phrase) and phrase[-1].lower_ in lexicon.RELATION_NOUNS
    if phrase:
        return phrase[-1].lower_ in lexicon.ACTION_NOUNS and phrase[-1].lower_ not in _AMBIGUOUS_ACTS
    if (
        before is not None
        and before.lower_ == "to"
        and before.i > 0
        and before.nbor(-1).lower_ == "according"
    ):
        return True
    if (
        before is not None
        and before.lower_ in lexicon.IN_PLACE
        and before.head.lemma_.lower() not in lexicon.ABOUT_ACTOR
    ):
        return False  # "Near Yerevan, a bridge fell", however it is parsed
    token = trunk(candidate.head)
    verb = token.head
    if token.dep_ in ("nsubj", "agent"):
        if verb.lemma_ == "be":
            # "Madrid is against it", "Lima is to buy": what only a government is.
            if any(
                (c.dep_ == "prep" and c.lower_ in ("against", "behind"))
                or (c.dep_ == "xcomp" and c.tag_ == "VB" and c.lemma_.lower() not in _TOWNS_TOO)
                for c in verb.children
            ):
                return True
            return any(c.dep_ in ("acomp", "xcomp") and c.lemma_ in _WILLING for c in verb.children)
        owning = verb.lemma_ == "have" and any(
            c.dep_ == "dobj" and c.lower_ in lexicon.PLACE_NOUNS | lexicon.LAND_NOUNS for c in verb.children
        )
        return not owning and verb.lemma_.lower() not in _TOWNS_TOO and not _is_weather(verb)
    if token.dep_ == "nsubjpass":
        # "Kampala is expected to follow", but not "is expected to grow".
        does = any(c.dep_ == "xcomp" and c.lemma_.lower() not in _TOWNS_TOO for c in verb.children)
        expected = verb.lemma_.lower() in _EXPECTED and does
        return expected or verb.lemma_.lower() in lexicon.ADDRESSED | lexicon.JUDGE
    if token.dep_ in ("dobj", "dative", "iobj"):
        return verb.lemma_.lower() in lexicon.ADDRESSED | lexicon.JUDGE
    if token.dep_ == "pobj":
        return _related(verb)
    if token.dep_ == "attr" and verb.lemma_ == "be":
        # "It was Bogota that asked first".
        return any(c.lower_ == "it" for c in verb.lefts) and any(
            c.dep_ in ("relcl", "ccomp") and c.lemma_.lower() not in _TOWNS_TOO
            for c in (*token.children, *verb.children)
        )
    # A headline: "Ankara: truce broken", "Tehran to free sailors".
    return after is not None and after.text == ":" and candidate.first.i == candidate.first.sent.start


def _related(preposition: Token) -> bool:
    """Whether what a preposition governs is an actor, even where it is a capital."""
    word, governor = preposition.lower_, preposition.head
    lemma = governor.lemma_.lower()
    if word in lexicon.IN_PLACE:
        return word in ("in", "at", "toward", "towards") and lemma in lexicon.ABOUT_ACTOR
    if word == "between":
        return (
            lemma not in lexicon.ROUTE_NOUNS | lexicon.LAND_NOUNS
            and governor.lower_ not in lexicon.ROUTE_NOUNS
            and lemma not in lexicon.MOTION
        )
    if word == "for":
        return governor.lower_ in _FOR_ACTORS
    if word in ("with", "against", "by", "among", "unlike", "like"):
        return lemma not in ("border", "begin", "start", "end", "near", "stop", "connect", "link")
    if word == "to":
        return lemma in lexicon.TRANSFER and lemma not in (
            "send",
            "deliver",
            "delivery",
            "report",
            "oil",
            "gas",
            "supply",
            "letter",
            "message",
            "close",
            "closer",
        )
    if word == "from":
        return lemma in lexicon.RECEIVED and lemma not in ("take", "import", "call", "buy", "get", "seize")
    if word in ("on", "upon"):
        return lemma in (
            "pressure",
            "sanction",
            "sanctions",
            "press",
            "call",
            "impose",
            "rely",
            "depend",
            "dependence",
            "reliance",
            "blame",
            "prevail",
            "attack",
        )
    governs = governor.lower_
    return word == "of" and governs not in lexicon.PLACE_NOUNS | lexicon.LAND_NOUNS and (
        governs in lexicon.ACTION_NOUNS or governs in lexicon.RELATION_NOUNS or lemma in _OF_ACTORS
    )  # fmt: skip


def _is_weather(verb: Token) -> bool:
    return verb.lemma_.lower() in (
        "wake",
        "freeze",
        "flood",
        "celebrate",
        "sleep",
        "burn",
        "sit",
        "stand",
        "host",
    )
