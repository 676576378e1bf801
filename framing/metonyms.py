"""Whether the name of a country, city or organisation is a mention: by syntax and selection.

"Baku" is a government where it acts or speaks and a town otherwise; "Georgia" is an actor unless it is where something
lies or happens; "Armenian" stands for Armenia before "military" and not before "population"; in "Azerbaijani
President Ilham Aliyev" it is the person who is mentioned. In doubt there is no mention.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from framing import lexicon
from framing.lexicon import words
from framing.phrases import following, is_possessive, person_phrase, preceding, rest_of_phrase, trunk
from framing.records import ActorKind, Form

Judged = tuple[Form, Token | None, float]
_PLURAL_PERSONS = frozenset(
    ("ministers", "presidents", "counterparts", "premiers", "chancellors", "kings", "monarchs")
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An alias in its form, the tokens at its ends and its head, and the kind of its actor."""

    form: Form
    first: Token
    last: Token
    head: Token
    kind: ActorKind = "country"


def judge(candidate: Candidate) -> Judged:
    """Form, last token (None: no mention) and confidence of an alias of a country or organisation."""
    form, last = candidate.form, candidate.last
    if _hyphenated_prefix(candidate.first) or _in_an_address(candidate):
        return form, None, 0.0
    phrase = rest_of_phrase(last)
    if person_phrase(phrase) or _office_of(candidate):
        # "A Pinecrest spokeswoman" is nobody: it is the firm that speaks.
        article = candidate.first.nbor(-1).lower_ if candidate.first.i else ""
        anybody = candidate.kind == "organisation" and article in ("a", "an", "another", "one")
        return form, last if anybody and phrase[-1].tag_ == "NN" else None, 0.8
    part = _part(phrase)
    if part is not None and any(t.lower_ in lexicon.NOT_THE_STATE for t in phrase):
        part = None
    if form == "demonym":
        return _demonym(candidate, phrase, part)
    if part is not None and candidate.kind != "organisation" and part.lower_ not in lexicon.PLACE_NOUNS:
        return ("part", part, 1.0) if not _lies_in(part) else (form, None, 0.0)
    if candidate.kind == "organisation":
        return form, last if form != "metonym" or _acts(candidate, phrase) else None, 1.0
    if form == "metonym" or candidate.kind == "place":
        return form, last if _acts(candidate, phrase) else None, 0.9
    return form, last if not _is_land(candidate, phrase) else None, 1.0


def _part(phrase: list[Token]) -> Token | None:
    """The part of a government in the phrase: "coast guard" of "Chinese coast guard vessel", else its last noun."""
    if phrase and (
        phrase[-1].lower_ in lexicon.GOVERNMENT_PARTS or phrase[-1].lemma_.lower() in lexicon.GOVERNMENT_PARTS
    ):
        return phrase[-1]
    return next((t for t in reversed(phrase) if t.lower_ in _ARMED and t.tag_ in ("NN", "NNP")), None)


def _demonym(candidate: Candidate, phrase: list[Token], part: Token | None) -> Judged:
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


def _acts(candidate: Candidate, phrase: list[Token]) -> bool:
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
            bool(owned) and owned not in lexicon.PLACE_NOUNS | lexicon.LAND_NOUNS and not _superlative(phrase)
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
            return any(c.dep_ in ("acomp", "xcomp") and c.lemma_ in _WILLING for c in verb.children)
        owning = verb.lemma_ == "have" and any(
            c.dep_ == "dobj" and c.lower_ in lexicon.PLACE_NOUNS | lexicon.LAND_NOUNS for c in verb.children
        )
        return not owning and verb.lemma_.lower() not in _TOWNS_TOO and not _is_weather(verb)
    if token.dep_ == "nsubjpass":
        return verb.lemma_.lower() in lexicon.ADDRESSED | lexicon.JUDGE
    if token.dep_ in ("dobj", "dative", "iobj"):
        return verb.lemma_.lower() in lexicon.ADDRESSED | lexicon.JUDGE
    if token.dep_ == "pobj":
        return _related(verb)
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


def _is_land(candidate: Candidate, phrase: list[Token]) -> bool:
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
        if owned in lexicon.LAND_NOUNS or _superlative(phrase):
            return True
        if is_possessive(last):
            # "China's Longhe Group" is China's only by address.
            central = any(t.lower_ in ("central", "state", "national") for t in phrase)
            return owned in lexicon.PRIVATE and not central
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


def _lies_in(part: Token) -> bool:
    """ "In Armenian parliament district": a part that is a place."""
    return (
        part.lower_ in ("embassy", "parliament")
        and part.dep_ == "pobj"
        and part.head.lower_ in lexicon.IN_PLACE
    )


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
        if governor.lower_ in lexicon.GOVERNMENT_PARTS or governor.lower_ in _DELEGATES:
            return False
        return lemma not in lexicon.RECEIVED and governor.lower_ not in lexicon.RECEIVED
    if word == "to":
        return lemma not in lexicon.TRANSFER and governor.lower_ not in lexicon.TRANSFER
    if word == "for":
        return lemma in lexicon.MOTION
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
        return governor.lower_ in lexicon.LAND_NOUNS or lemma in lexicon.LAND_NOUNS or _is_out_of(preposition)
    return False


def _is_out_of(preposition: Token) -> bool:
    return preposition.head.lower_ in ("out", "outside", "inside", "off")


def _superlative(phrase: list[Token]) -> bool:
    """ "Iran's largest lake", "Telland's second city": a way to say where."""
    return any(t.tag_ == "JJS" or t.lower_ in ("first", "second", "third") for t in phrase) and phrase[
        -1
    ].lower_ not in (lexicon.GOVERNMENT_PARTS | lexicon.TITLE_NOUNS | lexicon.ACTION_NOUNS)


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
    if holder.lower_ in ("affairs", "state", "defence", "defense", "ministers"):
        holder = holder.head.head if holder.dep_ == "pobj" else holder
    return holder.lower_ in lexicon.TITLE_NOUNS and holder.tag_ not in ("NNS", "NNPS")


def _hyphenated_prefix(first: Token) -> bool:
    if first.i >= 2 and first.nbor(-1).text in "-–" and not first.nbor(-1).whitespace_:
        return first.nbor(-2).lower_ in ("pro", "anti", "non", "un", "ex", "then", "post")
    return first.lower_.startswith(("pro-", "anti-", "non-", "post-"))


_ARMED = words("army navy guard force military police parliament government ministry")
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
    "help accuse ally critic criticism enemy foe friend approval consent backing behalf expense favour favor hand influence interest mercy name part position refusal side view suspicious wary critical tolerant condemnation knowledge reaction rejection"
)
_DELEGATES = words(
    "officials envoys ministers diplomats delegates delegation delegations representatives leaders negotiators ambassadors troops soldiers forces peacekeepers observers mediators monitors lawmakers"
)
