"""Noun phrases without a name that can stand for an actor: "Iran's top diplomat", "the ministry", "both countries"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from framing import lexicon, office_terms
from framing.discourse import Spot
from framing.lexicon import words
from framing.parsing import Paragraph

_DESCRIBED = lexicon.ORGANISATION_NOUNS | lexicon.OFFICES | lexicon.COUNTRY_NOUNS | lexicon.PERSON_NOUNS
_PLURALS = words(
    "countries nations neighbours neighbors republics sides states parties allies foes rivals governments"
)
_PART_OF = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART")
_FIELD = words(
    "state foreign defence defense finance justice interior economy energy health internal external home government staff"
)


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase. ``owners`` are what it belongs to ("Iran's", "Armenian", "of France"), ``owner_pronoun`` the
    possessive before it, ``attached`` a person named right after it, ``apposed`` one set beside it by commas, and ``of`` the
    words of an "of ..." that is no known owner; ``seat`` is whose capital it sits in ("the parliament in Chisinau")."""

    head: Token
    start: int
    end: int
    noun: str
    words: tuple[str, ...]
    determiner: str | None
    plural: bool
    owners: tuple[str, ...]
    owner_pronoun: Token | None
    owner_noun: Token | None
    attached: Spot | None
    apposed: Spot | None
    of: str | None
    seat: str | None

    @property
    def definite(self) -> bool:
        """Whether it points at somebody known: "the", "this", a possessive."""
        return self.determiner in ("the", "this", "that", "these", "both") or bool(
            self.owner_pronoun or self.owner_noun
        )


def nominals(paragraph: Paragraph, spots: Sequence[Spot]) -> Iterator[Nominal]:
    """The noun phrases of a paragraph whose head is an office, a role, or what countries and organisations are called."""
    taken = {i: s for s in spots for i in range(s.first.i, s.last.i + 1)}
    for token in paragraph.doc:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or (
            token.i in taken and _inside(taken[token.i], token)
        ):
            continue
        word = token.lower_
        if not (
            office_terms.is_title(word)
            or word in _DESCRIBED
            or word in _PLURALS
            or word.endswith(lexicon.MAKERS)
        ):
            continue
        found = _nominal(token, paragraph, taken)
        if found is not None:
            yield found


def _inside(spot: Spot, token: Token) -> bool:
    return spot.first.i <= token.i <= spot.last.i


def _nominal(head: Token, paragraph: Paragraph, taken: dict[int, Spot]) -> Nominal | None:
    doc = paragraph.doc
    after = head.i + 1
    words = []
    # "Secretary of State", "minister of foreign affairs": the field belongs to the office.
    of_field = (
        after + 1 < len(doc) and doc[after].lower_ in ("of", "for")
        and doc[after + 1].lower_ in _FIELD and after not in taken and after + 1 not in taken
    )  # fmt: skip
    last = head
    if of_field:
        last = doc[after + 1]
        if last.i + 1 < len(doc) and last.nbor().lower_ in ("affairs", "minister"):
            last = last.nbor()
        words = [t.lower_ for t in doc[after : last.i + 1]]
        after = last.i + 1
    attached = taken.get(after) if after < len(doc) else None
    if attached is not None and (attached.actor.kind == "country" or attached.first.i != after):
        attached = None
    # The head of its phrase: "minister" in "minister talks" is not one.
    modifies = head.dep_ in ("compound", "nmod", "amod")
    if attached is None and after < len(doc) and doc[after].pos_ in ("NOUN", "PROPN") and after not in taken:
        own = doc[after].dep_ in ("nsubj", "dobj", "appos", "pobj")
        if modifies or not own:
            return None
    if attached is None and modifies and head.head.i > head.i:
        return None
    if (
        after < len(doc)
        and doc[after].text in "-–"
        and not doc[after].whitespace_
        and not doc[after - 1].whitespace_
    ):
        return None
    first, determiner, pronoun, owner_noun, owners = _left(head, taken)
    words = [t.lower_ for t in doc[first.i : head.i + 1]] + words
    of_owners, end = _of(last, taken)
    owners += of_owners
    last = end or last
    start = first
    while start.i < head.i and (
        start.pos_ == "DET" or start.tag_ == "PRP$" or start.lower_ in ("both", "two")
    ):
        start = start.nbor()
    return Nominal(
        head, paragraph.at(start), paragraph.after(last), head.lower_, tuple(words), determiner,
        head.tag_ in ("NNS", "NNPS") or head.lower_ in _PLURALS, tuple(dict.fromkeys(owners)), pronoun, owner_noun,
        attached, None if attached else _apposed(head, last, taken), None if of_owners else _complement(last),
        _seat(last, taken),
    )  # fmt: skip


def _left(
    head: Token, taken: dict[int, Spot]
) -> tuple[Token, str | None, Token | None, Token | None, list[str]]:
    """The first token of the phrase, its determiner, a possessive pronoun or noun, and named owners."""
    doc = head.doc
    owners: list[str] = []
    determiner = pronoun = owner_noun = None
    i, stop = head.i - 1, head.sent.start
    first = head
    while i >= stop:
        token = doc[i]
        if i in taken:
            spot = taken[i]
            possessive = doc[spot.last.i + 1].tag_ == "POS"
            if spot.actor.kind == "person" and not possessive:
                break
            if spot.actor.kind != "person":
                owners.insert(0, spot.actor.id)
            else:
                owner_noun = spot.head
            first, i = spot.first, spot.first.i - 1
            if possessive and not (i >= stop and doc[i].lower_ in ("and", ",")):
                if i >= stop and doc[i].pos_ == "DET":
                    first = doc[i]
                determiner = "the"
                break
            continue
        if (
            token.lower_ in ("and", ",")
            and owners
            and i - 1 in taken
            and taken[i - 1].actor.kind == "country"
        ):
            i -= 1  # "the Azerbaijani and Armenian foreign ministers"
            continue
        if token.tag_ == "PRP$":
            first, pronoun = token, token
            break
        if token.tag_ == "POS" and i - 1 in taken:
            i -= 1
            continue
        if token.tag_ == "POS":
            # "the bloc's special envoy": a noun that owns, itself resolved before.
            owner_noun = doc[i - 1] if i > stop else None
            first, i = token, i - 1
            while i >= stop and doc[i].pos_ in _PART_OF and doc[i].tag_ != "POS":
                first = doc[i]
                if doc[i].pos_ == "DET":
                    break
                i -= 1
            break
        if token.pos_ not in _PART_OF and token.tag_ not in ("VBN", "VBG", "HYPH") and token.text != "-":
            break
        if token.tag_ in ("VBN", "VBG") and token.dep_ not in ("amod", "compound", "nmod"):
            break
        first = token
        if token.pos_ == "DET" or token.lower_ in ("both", "two"):
            if determiner is None or token.lower_ in ("the", "both"):
                determiner = token.lower_ if token.lower_ != "two" or determiner is None else determiner
            if token.pos_ == "DET" and token.lower_ != "the":
                break
        i -= 1
    return first, determiner, pronoun, owner_noun, owners


def _of(last: Token, taken: dict[int, Spot]) -> tuple[list[str], Token | None]:
    """What follows as "of Azerbaijan", "of Azerbaijan, Russia and Armenia", and where it ends."""
    doc = last.doc
    i = last.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ != "of":
        return [], None
    owners: list[str] = []
    end = None
    i += 1
    while i < len(doc):
        if doc[i].lower_ == "the" and i + 1 in taken:
            i += 1
        if i not in taken or taken[i].actor.kind == "person":
            break
        owners.append(taken[i].actor.id)
        end = taken[i].last
        i = end.i + 1
        if not (
            i + 1 < len(doc)
            and doc[i].lower_ in (",", "and")
            and (i + 1 in taken or doc[i + 1].lower_ in ("and", "the"))
        ):
            break
        i += 2 if doc[i + 1].lower_ == "and" else 1
    return owners, end


def _seat(last: Token, taken: dict[int, Spot]) -> str | None:
    after = last.i + 1
    if (
        after + 1 < len(last.doc)
        and last.doc[after].lower_ == "in"
        and after + 1 in taken
        and taken[after + 1].actor.kind == "country"
    ):
        return taken[after + 1].actor.id
    return None


def _complement(last: Token) -> str | None:
    """The words of "of ..." right after a phrase: "Port Amity" of "the mayor of Port Amity"."""
    if last.i + 2 > len(last.doc) - 1 or last.nbor().lower_ not in ("of", "for"):
        return None
    words = []
    for token in last.doc[last.i + 2 : last.i + 8]:
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or token.sent != last.sent:
            break
        if token.pos_ != "DET":
            words.append(token.text)
    return " ".join(words) or None


def _apposed(head: Token, last: Token, taken: dict[int, Spot]) -> Spot | None:
    """The person that stands beside a title: "Toivo Klaar, the bloc's envoy" or "the bloc's envoy, Toivo Klaar"."""
    if head.dep_ == "appos" and head.head.i in taken and taken[head.head.i].actor.kind == "person":
        return taken[head.head.i]
    for child in head.children:
        if child.dep_ == "appos" and child.i in taken and taken[child.i].actor.kind == "person":
            return taken[child.i]
    doc = head.doc
    after = last.i + 1
    if after + 1 < len(doc) and doc[after].text == "," and after + 1 in taken:
        spot = taken[after + 1]
        closes = spot.last.i + 1 < len(doc) and doc[spot.last.i + 1].text in (",", ".", ";")
        joined = (
            spot.head.dep_ == "conj" and last == head
        )  # "the minister, Velde, and ..." or a list of persons
        if spot.actor.kind == "person" and spot.first.i == after + 1 and closes and not joined:
            return spot
    return None
