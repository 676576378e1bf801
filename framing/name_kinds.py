"""Whether a name that the register does not know is a person's, an organisation's or a country's, by all that was seen of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from framing import lexicon
from framing.genders import gender_of_name
from framing.lexicon import words
from framing.records import ActorKind


@dataclass(slots=True)
class Seen:
    """What the article shows of a name that the register does not know: the tagger's labels, whether it does or
    undergoes something as an actor would, whether a title stands before it or a ministry after it."""

    votes: Counter[str] = field(default_factory=Counter)
    acts: bool = False
    stands: bool = False
    titled: bool = False
    governs: bool = False
    firm: bool = False


def is_person(text: str, seen: Seen) -> bool:
    """Whether a name is a person\'s, by all that was seen of it."""
    words = text.split()
    if (
        len(words) > 4
        or not all(WORD.match(w) for w in words)
        or not (words[0][0].isupper() and any(c.isupper() for c in words[-1]))
    ):
        return False
    if any(w.lower() in INSTITUTIONS for w in words) or words[0].lower() in ("the", "new"):
        return False
    if seen.firm and len(words) == 1:
        return False
    if gender_of_name(text) and words[0] != words[-1]:
        return True
    if seen.governs and len(words) == 1 and not seen.titled:
        return False
    others = sum(n for label, n in seen.votes.items() if label != "PERSON")
    return (
        seen.titled
        or seen.votes["PERSON"] > others
        or (len(words) == 2 and seen.votes["PERSON"] == others > 0)
    )


def kind_of(text: str, seen: Seen) -> ActorKind | None:
    """Organisation or country of a name that is no person's; None where it is a place or nothing."""
    words = text.split()
    if text.lower() in _GENERIC:
        return None  # "Parliament": whose, tells the rest of the article
    if re.search(r"\d|[“”\"%$/]", text) or not words[0][0].isupper() or not any(len(w) > 1 for w in words):
        return None
    if any(w.lower() in INSTITUTIONS for w in words[1:]):
        return "organisation"
    label, _ = max(seen.votes.items(), key=lambda item: item[1]) if seen.votes else ("", 0)
    capitals = sum(w[0].isupper() for w in words)
    if text.isupper() and len(text) > 5 and label in ("GPE", "LOC", ""):
        return None  # a dateline
    if words[-1].lower() in EVENTS or words[0].lower() in lexicon.LOCATIVE:
        return None
    if len(words) == 1 and seen.governs and label != "ORG" and not text.endswith(("ian", "ese", "ish")):
        return "country"
    if label == "ORG" and (capitals >= 2 or seen.stands):
        return "organisation"
    named = len(words) > 1 and seen.stands and label in ("", "NORP", "PRODUCT")
    return "organisation" if seen.acts or named else None


WORD = re.compile(r"[^\W\d_][\w.’'-]*\Z")


INSTITUTIONS = lexicon.ORGANISATION_NOUNS | words(
    "inc ltd llc corp plc ag gmbh co sa holdings holding airways airlines motors energy oil gas steel foods "
    "pharmaceuticals systems technologies partners capital ventures times post herald tribune gazette journal guardian "
    "forum fund congress senate parliament assembly commonwealth front brigade brigades corps workers lines lloyds "
    "rail railways air airways telecom mobile media studios games pictures records securities insurance brands stores resources minerals "
    "metals mining industries labs therapeutics biotech robotics logistics shipping power electric petroleum credit banco banque banca "
    "ministry department office service services police society initiative project programme tribunal"
)


OUTLETS = words("america post times mail sun news tribune herald globe review weekly daily life")


EVENTS = words(
    "act agreement accord accords treaty convention protocol war day cup games olympics deal plan summit meeting talks conference session negotiations consultations visit dialogue ceremony airport street square"
)


_GENERIC = (
    lexicon.GOVERNMENT_PARTS
    | lexicon.OFFICES
    | lexicon.TITLE_NOUNS
    | lexicon.ORGANISATION_NOUNS
    | lexicon.COUNTRY_NOUNS
    | lexicon.ROLE_NOUNS
)
