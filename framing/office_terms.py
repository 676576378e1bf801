"""Offices and roles in words: what "top diplomat", "foreign minister" and "secretary of state" have in common.

A role is a plain lower-case word or two. ``roles_of`` gives the most specific role first and then the
wider ones that it implies, so that "the leader" finds a president and "the envoy" an ambassador.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing import lexicon
from framing.lexicon import words

_DIPLOMATS = words("ambassador consul envoy mediator negotiator representative rapporteur")
_SPOKEN = words("spokesman spokeswoman spokesperson")
_SYNONYMS = {
    "premier": "prime minister", "taoiseach": "prime minister", "king": "monarch", "queen": "monarch",
    "emperor": "monarch", "emir": "monarch", "sultan": "monarch", "pope": "monarch", "pontiff": "monarch",
    "ruler": "leader", "strongman": "leader", "dictator": "leader", "chair": "chairman", "co-chair": "chairman",
    "chairwoman": "chairman", "chairperson": "chairman", "aide": "adviser", "advisor": "adviser",
    "lawmaker": "lawmaker", "congressman": "lawmaker", "congresswoman": "lawmaker", "mp": "lawmaker",
    "deputy": "deputy", "spokeswoman": "spokesman", "spokesperson": "spokesman", "boss": "chief",
    "governor-general": "governor", "secretary-general": "secretary-general", "businesswoman": "businessman",
    "policewoman": "policeman", "actress": "actor",
}  # fmt: skip
_IMPLIED: dict[str, tuple[str, ...]] = {
    "president": ("leader", "head of state", "politician"),
    "prime minister": ("leader", "head of government", "minister", "politician"),
    "chancellor": ("prime minister", "leader", "head of government", "politician"),
    "monarch": ("leader", "head of state"),
    "supreme leader": ("leader",),
    "foreign minister": ("minister", "diplomat", "official", "politician"),
    "defence minister": ("minister", "official", "politician"),
    "commission president": ("president", "chief", "leader"),
    "council president": ("president", "chief", "leader"),
    "secretary-general": ("chief", "head", "leader", "diplomat"),
    "high representative": ("chief diplomat", "foreign minister", "diplomat", "official"),
    "chairman": ("leader", "head", "chief"),
    "director": ("head", "chief"),
    "head": ("chief", "leader"),
    "chief": ("head", "leader"),
    "chief executive": ("executive", "chief", "head", "businessman"),
    "governor": ("leader", "politician", "official"),
    "mayor": ("leader", "politician", "official"),
    "senator": ("lawmaker", "politician"),
    "lawmaker": ("politician",),
    "speaker": ("politician", "lawmaker"),
    "adviser": ("official", "aide"),
    "commander": ("officer", "general"),
    "general": ("officer", "commander"),
    "founder": ("head", "businessman"),
    "owner": ("businessman",),
    "coach": ("manager",),
    "prosecutor": ("lawyer", "official"),
    "attorney": ("lawyer",),
}
_FOREIGN = ({"foreign"}, {"external"}, {"secretary", "state"}, {"top", "diplomat"}, {"chief", "diplomat"})
_DEFENCE = frozenset(("defence", "defense"))
# Held by one person at a time for a country: who is meant follows from the date.
EXCLUSIVE = frozenset((
    "president", "prime minister", "monarch", "supreme leader", "foreign minister", "defence minister",
    "chancellor", "secretary-general", "high representative", "commission president", "council president",
    "vice president", "interior minister", "finance minister", "justice minister", "health minister",
    "energy minister", "economy minister", "head of state", "head of government",
))  # fmt: skip
# "The country's leader" is any of these, the one who governs first.
LEADING = ("prime minister", "president", "monarch", "supreme leader")


def is_title(word: str) -> bool:
    """Whether a lower-case noun, singular or plural, is an office or a role of a person."""
    return word in lexicon.TITLE_NOUNS or word in lexicon.ROLE_NOUNS or singular(word) is not None


def singular(word: str) -> str | None:
    """The singular of a plural title noun ("ministers"), or None."""
    for ending, instead in (("ies", "y"), ("men", "man"), ("women", "woman"), ("s", "")):
        if word.endswith(ending):
            one = word[: -len(ending)] + instead
            if one in lexicon.TITLE_NOUNS or one in lexicon.ROLE_NOUNS:
                return one
    return None


def roles_of(words: Sequence[str], head: str) -> tuple[str, ...]:
    """The roles that a title names, the most specific first: lower-case words of its phrase, and its head noun."""
    around = set(words)
    head = singular(head) or head
    if around & {"former", "ex", "late", "ousted", "deposed", "outgoing"} and "president" in around:
        return (f"former {head}",)
    specific = _SYNONYMS.get(head, head)
    ministerial = head in ("minister", "secretary", "diplomat", "head", "chief") or (
        head == "state" and "secretary" in around
    )
    if "deputy" in around and head != "deputy":
        return (f"deputy {head}", "official", "diplomat" if head in ("minister", "secretary") else "official")
    if ministerial and any(clue <= around | {head} for clue in _FOREIGN):
        specific = "foreign minister"
    elif head in ("minister", "secretary", "chief") and around & _DEFENCE:
        specific = "defence minister"
    elif head == "minister":
        specific = _minister(words)
    elif head == "president" and "vice" in around:
        specific = "vice president"
    elif head in ("leader", "guide") and "supreme" in around:
        specific = "supreme leader"
    elif head in ("general", "secretary") and {"secretary", "general"} <= around | {head}:
        specific = "secretary-general"
    elif head == "executive" and "chief" in around:
        specific = "chief executive"
    elif head == "head" and {"of", "state"} <= around:
        specific = "head of state"
    elif head in ("representative", "envoy") and "high" in around:
        specific = "high representative"
    wider = _IMPLIED.get(specific, ())
    if head in _DIPLOMATS:
        wider = ("envoy", "diplomat", "official")
    elif specific.endswith(" minister") and specific not in _IMPLIED:
        wider = ("minister", "official", "politician")
    elif head in _SPOKEN:
        wider = ("official",)
    return (specific, *(w for w in wider if w != specific), *((head,) if head != specific else ()))


def office_roles(role: str, title: str | None = None) -> tuple[str, ...]:
    """The roles of an office in the register."""
    wider = _IMPLIED.get(role, ())
    extra = () if title is None else tuple(w for w in title.lower().split() if w in lexicon.TITLE_NOUNS)
    return (role, *wider, *extra)


def _minister(words: Sequence[str]) -> str:
    """ "Finance Minister", "minister of justice": the field in one word; "minister" alone stays that."""
    if "prime" in words:
        return "prime minister"
    k = next((i for i, w in enumerate(words) if w in ("minister", "ministers")), len(words))
    after = [w for w in words[k + 1 :] if w not in ("of", "for", "the", "and", "affairs")]
    if k + 1 < len(words) and words[k + 1] in ("of", "for") and after:
        field = after[0]
    elif k and words[k - 1] not in _NO_FIELD:
        field = words[k - 2] if words[k - 1] in ("affairs",) and k > 1 else words[k - 1]
    else:
        return "minister"
    field = {"defense": "defence", "home": "interior", "internal": "interior"}.get(field, field)
    return f"{field} minister"


_NO_FIELD = words(
    "the a an his her its their this that former senior new then acting cabinet government 's ’s"
)
