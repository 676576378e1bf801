"""Whether the name of a country, city or organisation is a mention: by syntax and selection.

"Baku" is a government where it acts or speaks and a town otherwise; "Georgia" is an actor unless it is where something
lies or happens; "Armenian" stands for Armenia before "military" and not before "population"; in "Azerbaijani
President Ilham Aliyev" it is the person who is mentioned. In doubt there is no mention.
"""

from __future__ import annotations

from spacy.tokens import Token

from framing import lexicon
from framing.capitals import acts_as_government
from framing.demonyms import judge_demonym
from framing.lexicon import words
from framing.phrases import Candidate, Judged, person_phrase, rest_of_phrase
from framing.places import in_an_address, is_land, lies_in

__all__ = ["Candidate", "judge"]

_OFFICIALS = words("diplomat envoy negotiator official spokesman spokesperson spokeswoman")
_ARMED = words("army navy guard force military police parliament government ministry")


def judge(candidate: Candidate) -> Judged:
    """Form, last token (None: no mention) and confidence of an alias of a country or organisation."""
    form, last = candidate.form, candidate.last
    if _hyphenated_prefix(candidate.first) or in_an_address(candidate):
        return form, None, 0.0
    phrase = rest_of_phrase(last)
    if person_phrase(phrase) or _office_of(candidate):
        # "A Pinecrest spokeswoman" is nobody: it is the firm that speaks.
        article = candidate.first.nbor(-1).lower_ if candidate.first.i else ""
        anybody = candidate.kind == "organisation" and article in ("a", "an", "another", "one")
        anybody |= candidate.kind == "country" and _unnamed_official(candidate, phrase)
        return form, last if anybody and phrase[-1].tag_ == "NN" else None, 0.8
    part = _part(phrase)
    if part is not None and any(t.lower_ in lexicon.NOT_THE_STATE for t in phrase):
        part = None
    if form == "demonym":
        return judge_demonym(candidate, phrase, part)
    if part is not None and candidate.kind != "organisation" and part.lower_ not in lexicon.PLACE_NOUNS:
        return ("part", part, 1.0) if not lies_in(part) else (form, None, 0.0)
    if candidate.kind == "organisation":
        return form, last if form != "metonym" or acts_as_government(candidate, phrase) else None, 1.0
    if form == "metonym" or candidate.kind == "place":
        return form, last if acts_as_government(candidate, phrase) else None, 0.9
    return form, last if not is_land(candidate, phrase) else None, 1.0


def _unnamed_official(candidate: Candidate, phrase: list[Token]) -> bool:
    """ "A senior Kenyan diplomat said": nobody in particular speaks, so it is the country, as for "diplomats"."""
    i = candidate.first.i - 1
    while i > candidate.first.sent.start and candidate.first.doc[i].pos_ == "ADJ":
        i -= 1
    if i < 0 or candidate.first.doc[i].lower_ not in ("a", "an", "another") or not phrase:
        return False
    last = phrase[-1]
    named = any(c.dep_ == "appos" for c in last.children) or last.dep_ in ("appos", "attr")
    return last.lower_ in _OFFICIALS and not named and last.dep_ not in ("compound", "nmod")


def _part(phrase: list[Token]) -> Token | None:
    """The part of a government in the phrase: "coast guard" of "Chinese coast guard vessel", else its last noun."""
    if phrase and (
        phrase[-1].lower_ in lexicon.GOVERNMENT_PARTS or phrase[-1].lemma_.lower() in lexicon.GOVERNMENT_PARTS
    ):
        return phrase[-1]
    return next((t for t in reversed(phrase) if t.lower_ in _ARMED and t.tag_ in ("NN", "NNP")), None)


def _office_of(candidate: Candidate) -> bool:
    """ "The Foreign Minister of Azerbaijan": the person is mentioned, not the country."""
    head = candidate.head
    if head.dep_ != "pobj" or head.head.lower_ != "of":
        return False
    holder = head.head.head
    if holder.lower_ in ("affairs", "state", "defence", "defense", "ministers"):
        holder = holder.head.head if holder.dep_ == "pobj" else holder
    return holder.lower_ in lexicon.TITLE_NOUNS and holder.tag_ not in ("NNS", "NNPS")


def _hyphenated_prefix(first: Token) -> bool:
    if first.i >= 2 and first.nbor(-1).text in "-–" and not first.nbor(-1).whitespace_:
        return first.nbor(-2).lower_ in ("pro", "anti", "non", "un", "ex", "then", "post")
    return first.lower_.startswith(("pro-", "anti-", "non-", "post-"))
