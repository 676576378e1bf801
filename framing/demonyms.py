"""Whether an adjective of nationality stands for the state: "Armenian" does before "military" and not before "population"."""

from __future__ import annotations

from spacy.tokens import Token

from framing import lexicon
from framing.phrases import Candidate, Judged, following, preceding, rest_of_phrase

_PLURAL_PERSONS = frozenset(
    ("ministers", "presidents", "counterparts", "premiers", "chancellors", "kings", "monarchs")
)


def judge_demonym(candidate: Candidate, phrase: list[Token], part: Token | None) -> Judged:
    """Form, last token (None: no mention) and confidence of a demonym before a phrase."""
    before, last = preceding(candidate.first), candidate.last
    nouns = phrase[-1].lower_ if phrase else ""
    if before is not None and before.lower_ in (
        "ethnic",
        "ethnically",
        "native",
        "self-styled",
        "many",
        "ordinary",
        "young",
    ):
        return "demonym", None, 0.0
    if any(token.lower_ in lexicon.NOT_THE_STATE for token in phrase) or nouns in _PLURAL_PERSONS:
        return "demonym", None, 0.0  # "the Azerbaijani and Armenian ministers": two persons
    after = following(last)
    if after is not None and after.text in "-–" and after.i + 1 < len(after.doc) and not after.whitespace_:
        # "Russian-brokered": Russia did it. "Armenian-Azerbaijani border": nobody does anything.
        done = after.nbor().tag_ in ("VBN", "VBD", "JJ") and after.nbor().lower_.endswith("ed")
        linked = nouns in lexicon.RELATION_NOUNS and after.nbor().ent_type_ in ("NORP", "GPE")
        return (
            "demonym",
            last if (done and after.nbor().lower_ not in lexicon.ORIGINS) or linked else None,
            0.9,
        )
    if part is not None:
        return "part", part, 1.0
    if nouns in lexicon.ACTION_NOUNS or (nouns in lexicon.RELATION_NOUNS and _in_a_pair(candidate)):
        return "demonym", last, 0.9
    if not phrase and _people_that_act(candidate):
        return "demonym", last, 0.8
    conjunct = _shares_noun(candidate)
    if conjunct is not None:
        shared = lexicon.GOVERNMENT_PARTS | lexicon.ACTION_NOUNS
        fits = conjunct.lower_ in shared or conjunct.lemma_.lower() in shared
        return "demonym", last if fits and conjunct.lower_ not in _PLURAL_PERSONS else None, 0.9
    return "demonym", None, 0.0  # a people is no actor


def _people_that_act(candidate: Candidate) -> bool:
    """ "The Cypriots refused", "asked the Cypriots": a people that speaks or is asked is its government."""
    token, doc = candidate.last, candidate.last.doc
    if (
        token.tag_ not in ("NNPS", "NNS")
        or candidate.first.i == 0
        or doc[candidate.first.i - 1].lower_ != "the"
    ):
        return False
    verb = token.head.lemma_.lower()
    if token.dep_ == "nsubj":
        return verb in lexicon.SAY | lexicon.NOTE | lexicon.JUDGE | lexicon.ADDRESSED
    return token.dep_ in ("dobj", "dative") and verb in lexicon.ADDRESSED


def _shares_noun(candidate: Candidate) -> Token | None:
    """ "Azerbaijani" of "the Azerbaijani and Armenian governments": the noun is said once for both."""
    after = following(candidate.last)
    if after is None or after.lower_ not in ("and", "or", ",") or after.i + 1 >= len(after.doc):
        return None
    fellow = after.nbor()
    if fellow.lower_ == "the" or fellow.ent_type_ not in ("NORP", "GPE"):
        return None
    rest = rest_of_phrase(fellow)
    return rest[-1] if rest and rest[-1].tag_ in ("NNS", "NNPS") else None


def _in_a_pair(candidate: Candidate) -> bool:
    before = candidate.first.nbor(-1) if candidate.first.i > 0 else None
    return before is not None and before.text in "-–" and not before.whitespace_
