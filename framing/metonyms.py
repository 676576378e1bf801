"""Whether the name of a country or organisation is a mention: by syntax and selection.

"Baku" is a government where it acts or speaks and a town otherwise; "Armenian" stands for Armenia before
"military" and not before "population"; in "Azerbaijani President Ilham Aliyev" it is the
person who is mentioned. In doubt there is no mention.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from framing import lexicon
from framing.records import Form


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alias in its form, and the tokens at its ends and its head."""

    form: Form
    first: Token
    last: Token
    head: Token


def judge(candidate: Candidate) -> tuple[Form, Token | None, float]:
    """Form, last token (None: no mention) and confidence of an alias of a country or organisation."""
    before = _previous(candidate.first)
    if _hyphenated_prefix(candidate.first):
        return candidate.form, None, 0.0
    phrase = _rest_of_phrase(candidate.last)
    if _names_a_person(phrase) or _office_of(candidate):
        return candidate.form, None, 0.0
    if _in_an_address(candidate):
        return candidate.form, None, 0.0
    part = next((t for t in reversed(phrase) if t.lower_ in lexicon.GOVERNMENT_PARTS), None)
    is_part = part is not None and part is phrase[-1]
    if candidate.form == "demonym":
        return _judge_demonym(candidate, before, phrase, part if is_part else None)
    if candidate.form == "metonym":
        if is_part and phrase[-1].lower_ not in lexicon.PLACE_NOUNS:
            return "part", part, 1.0
        return "metonym", candidate.last if _acts(candidate, before, phrase) else None, 0.9
    if is_part:
        return "part", part, 1.0
    return candidate.form, candidate.last, 1.0


def _judge_demonym(
    candidate: Candidate, before: Token | None, phrase: list[Token], part: Token | None
) -> tuple[Form, Token | None, float]:
    if before is not None and before.lower_ == "ethnic":
        return "demonym", None, 0.0
    if any(token.lower_ in lexicon.NOT_THE_STATE for token in phrase):
        return "demonym", None, 0.0
    if (
        before is not None
        and before.lower_ == "and"
        and phrase
        and phrase[-1].lower_ in ("ministers", "leaders", "presidents")
    ):
        return "demonym", None, 0.0  # "the Azerbaijani and Armenian ministers": two persons
    after = _next(candidate.last)
    if after is not None and after.text == "-" and after.i + 1 < len(after.doc):
        # "Russian-brokered": Russia did it. "Armenian-Azerbaijani border": nobody does anything.
        done = after.nbor().tag_ in ("VBN", "VBD") and after.nbor().lower_ not in lexicon.ORIGINS
        return "demonym", candidate.last if done else None, 0.9
    if part is not None:
        return "part", part, 1.0
    if phrase and phrase[-1].lower_ in lexicon.ACTION_NOUNS:
        return "demonym", candidate.last, 0.9
    return "demonym", None, 0.0  # a people is no actor


def _acts(candidate: Candidate, before: Token | None, phrase: list[Token]) -> bool:
    """Whether a capital stands for its government: it acts, speaks, is addressed or related."""
    head, last = candidate.head, candidate.last
    after = _next(last)
    if before is not None and before.lower_ in lexicon.TOWN_WORDS:
        return False
    if after is not None and after.text == "," and _next(after) is not None:
        country = after.nbor()
        if country.ent_type_ == "GPE" and country.dep_ == "appos":
            return False  # "Baku, Azerbaijan"
    if _is_possessive(last):
        owned = phrase[-1].lower_ if phrase else ""
        return bool(owned) and owned not in lexicon.PLACE_NOUNS
    if after is not None and after.text in "-–—" and after.whitespace_ == "" and phrase:
        return phrase[-1].lower_ in lexicon.RELATION_NOUNS
    if before is not None and before.text in "-–" and not before.whitespace_:
        return bool(phrase) and phrase[-1].lower_ in lexicon.RELATION_NOUNS
    if phrase:
        return False  # "Baku airport": a town, or at least no clear actor
    if before is not None and before.lower_ in lexicon.LOCATIVE:
        return before.lower_ == "to" and before.i > 0 and before.nbor(-1).lower_ == "according"
    first = _conjuncts_from(head)
    if first.dep_ in ("nsubj", "agent"):
        verb = first.head
        return not (verb.lemma_ == "be" and any(c.dep_ in ("attr", "acomp") for c in verb.children))
    if first.dep_ == "nsubjpass":
        return first.head.lemma_ in lexicon.ADDRESSED
    if first.dep_ in ("dobj", "dative", "iobj"):
        return first.head.lemma_ in lexicon.ADDRESSED
    if first.dep_ == "pobj":
        return _related(first.head)
    return False


def _related(preposition: Token) -> bool:
    if preposition.lower_ in lexicon.LOCATIVE:
        return False
    governor = preposition.head.lower_
    if preposition.lower_ == "between":
        return governor not in lexicon.ROUTE_NOUNS
    if preposition.lower_ in ("with", "against", "by"):
        return True
    return (
        preposition.lower_ == "of"
        and governor not in lexicon.PLACE_NOUNS
        and (governor in lexicon.ACTION_NOUNS or governor in lexicon.RELATION_NOUNS or governor == "help")
    )


def _rest_of_phrase(last: Token) -> list[Token]:
    """The words of the noun phrase after a name: "Azerbaijan['s defence ministry]"."""
    words: list[Token] = []
    i = last.i + 1
    doc = last.doc
    if i < len(doc) and doc[i].text in ("'s", "’s", "'", "’"):
        i += 1
    while i < len(doc) and len(words) < 8 and doc[i].sent == last.sent:
        token = doc[i]
        hyphen = token.text in "-–" and not token.whitespace_ and i + 1 < len(doc)
        noun = token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") or (
            token.tag_ in ("VBN", "VBG") and (token.dep_ in ("amod", "compound"))
        )
        named_office = token.lower_ == "of" and words and words[-1].lower_ == "secretary"
        if not (noun or hyphen or named_office):
            break
        words.append(token)
        i += 1
    return words


def _names_a_person(phrase: list[Token]) -> bool:
    """Whether the phrase after a country is a person: "Azerbaijan's Foreign Minister ..."."""
    for k, token in enumerate(phrase):
        if token.lower_ in lexicon.TITLE_NOUNS and token.tag_ not in ("NNS", "NNPS"):
            # "chief" in "chief negotiators", "minister" in "minister talks": the last noun decides.
            rest = phrase[k + 1 :]
            return (
                not rest
                or rest[-1].tag_ not in ("NNS", "NN")
                or rest[-1].pos_ == "PROPN"
                or (rest[-1].lower_ in lexicon.TITLE_NOUNS)
            )
    return False


def _in_an_address(candidate: Candidate) -> bool:
    """ "In Macon, Georgia": the second name tells where the first one lies."""
    first, head = candidate.first, candidate.head
    after_comma = first.i >= 2 and first.nbor(-1).text == "," and first.nbor(-2).ent_type_ == "GPE"
    return after_comma and head.dep_ in ("appos", "npadvmod") and head.head.i < head.i


def _office_of(candidate: Candidate) -> bool:
    """ "The Foreign Minister of Azerbaijan": the person is mentioned, not the country."""
    head = candidate.head
    if head.dep_ != "pobj" or head.head.lower_ != "of":
        return False
    holder = head.head.head
    return holder.lower_ in lexicon.TITLE_NOUNS and holder.tag_ not in ("NNS", "NNPS")


def _conjuncts_from(token: Token) -> Token:
    """The first of a row of coordinated words: "Baku" for "Moscow" in "Baku, Yerevan and Moscow"."""
    while token.dep_ in ("conj", "appos") and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    return token


def _hyphenated_prefix(first: Token) -> bool:
    if first.i >= 2 and first.nbor(-1).text in "-–" and not first.nbor(-1).whitespace_:
        return first.nbor(-2).lower_ in ("pro", "anti", "non", "un", "ex")
    return first.lower_.startswith(("pro-", "anti-"))


def _is_possessive(last: Token) -> bool:
    after = _next(last)
    return after is not None and after.text in ("'s", "’s", "'", "’")


def _previous(token: Token) -> Token | None:
    i = token.i - 1
    while i >= 0 and token.doc[i].lower_ in ("the", "a", "an"):
        i -= 1
    return token.doc[i] if i >= 0 and i >= token.sent.start else None


def _next(token: Token) -> Token | None:
    return token.nbor() if token.i + 1 < len(token.doc) else None
