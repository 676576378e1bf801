"""Where something lies, goes or happens: a country that is only that is no mention of an actor."""

from __future__ import annotations

from spacy.tokens import Token

from framing import lexicon
from framing.lexicon import words
from framing.phrases import Candidate, is_possessive, trunk

_DELEGATES = words(
    "officials envoys ministers diplomats delegates delegation delegations representatives leaders negotiators ambassadors troops soldiers forces peacekeepers observers mediators monitors lawmakers"
)
_SHARES = words("half third quarter most much all")


def is_land(candidate: Candidate, phrase: list[Token]) -> bool:
    """Whether a country is only where something lies, goes or happens."""
    last = candidate.last
    owned = phrase[-1].lower_ if phrase else ""
    if candidate.first.i > 0 and candidate.first.nbor(-1).lower_ in (
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "mainland",
        "rural",
    ):
        return True
    if is_possessive(last) or (phrase and candidate.head.dep_ in ("compound", "nmod", "poss", "amod")):
        if owned in lexicon.LAND_NOUNS or superlative(phrase):
            return True
        if is_possessive(last):
            # "China's Longhe Group" is China's only by address.
            central = any(t.lower_ in ("central", "state", "national") for t in phrase)
            return (owned in lexicon.PRIVATE and not central) or _is_business(phrase)
        return (
            owned not in lexicon.RELATION_NOUNS | lexicon.ACTION_NOUNS | lexicon.GOVERNMENT_PARTS
            and "-" not in [t.text for t in phrase]
        )
    token = trunk(candidate.head)
    governor = token.head
    if token.dep_ == "pobj":
        return is_where(governor)
    if token.dep_ == "dobj":
        doers = [c for c in governor.children if c.dep_ == "nsubj"] or [governor.head] * (
            governor.dep_ == "relcl"
        )
        natural = any(c.lemma_.lower() in lexicon.NATURE for c in doers) or (
            governor.dep_ == "relcl" and governor.head.lemma_.lower() in lexicon.NATURE
        )
        return natural or governor.lemma_.lower() in lexicon.VISITED
    if token.dep_ in ("npadvmod", "appos") and token.i > 0 and token.nbor(-1).text == ",":
        return token.head.ent_type_ in ("GPE", "LOC", "FAC")
    return False


def is_where(preposition: Token) -> bool:
    """Whether what a preposition governs is where something lies, goes or comes from."""
    word, governor = preposition.lower_, preposition.head
    lemma = governor.lemma_.lower()
    if (
        preposition.i > 0
        and preposition.nbor(-1).lower_
        in ("out", "away", "outside", "inside", "part", "north", "south", "east", "west", "parts")
        and word != "by"
    ):
        return True
    if word in lexicon.IN_PLACE:
        return lemma not in lexicon.ABOUT_ACTOR
    if word == "from":
        if preposition.i > 0 and preposition.nbor(-1).lower_ in _DELEGATES:
            return False  # "included ministers from Turkey", whatever it hangs on
        if governor.lower_ in lexicon.GOVERNMENT_PARTS or governor.lower_ in _DELEGATES:
            return False
        return lemma not in lexicon.RECEIVED and governor.lower_ not in lexicon.RECEIVED
    if word == "to":
        return lemma not in lexicon.TRANSFER and governor.lower_ not in lexicon.TRANSFER
    if word == "for":
        return lemma in lexicon.MOTION or governor.head.lemma_.lower() in lexicon.MOTION
    if word == "over" and {lemma, governor.head.lemma_.lower()} & {"choose", "pick", "prefer"}:
        return True
    if word in ("over", "above", "under"):
        return lemma in lexicon.MOTION or lemma in (
            "rain",
            "storm",
            "clash",
            "airspace",
            "sky",
            "skies",
            "plane",
            "jet",
            "drone",
            "flight",
        )
    if word == "with":
        return lemma in ("border", "frontier")
    if word == "between":
        return (
            lemma in lexicon.ROUTE_NOUNS
            or governor.lower_ in lexicon.ROUTE_NOUNS
            or lemma in lexicon.LAND_NOUNS
            or lemma in lexicon.MOTION
        )
    if word == "of":
        return (
            governor.lower_ in lexicon.LAND_NOUNS | _SHARES
            or lemma in lexicon.LAND_NOUNS
            or _is_out_of(preposition)
        )
    return False


def _is_out_of(preposition: Token) -> bool:
    return preposition.head.lower_ in ("out", "outside", "inside", "off")


def superlative(phrase: list[Token]) -> bool:
    """ "Iran's largest lake", "Telland's second city": a way to say where."""
    return any(t.tag_ == "JJS" or t.lower_ in ("first", "second", "third") for t in phrase) and phrase[
        -1
    ].lower_ not in (lexicon.GOVERNMENT_PARTS | lexicon.TITLE_NOUNS | lexicon.ACTION_NOUNS)


def _is_business(phrase: list[Token]) -> bool:
    """ "Finland's Nordea": a firm by its name, whose country is its address."""
    named = bool(phrase) and all(t.pos_ == "PROPN" and t.ent_type_ == "ORG" for t in phrase)
    return named and not any(t.lower_ in lexicon.GOVERNMENT_PARTS | lexicon.TITLE_NOUNS for t in phrase)


def lies_in(part: Token) -> bool:
    """ "In Armenian parliament district": a part that is a place."""
    return (
        part.lower_ in ("embassy", "parliament")
        and part.dep_ == "pobj"
        and part.head.lower_ in lexicon.IN_PLACE
    )


def in_an_address(candidate: Candidate) -> bool:
    """ "In Macon, Georgia": the second name tells where the first one lies."""
    first, head = candidate.first, candidate.head
    after_comma = first.i >= 2 and first.nbor(-1).text == "," and first.nbor(-2).ent_type_ == "GPE"
    return after_comma and head.dep_ in ("appos", "npadvmod") and head.head.i < head.i
