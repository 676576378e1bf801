"""Whether an organisation is what a noun says: "the bank", "the bloc", "the company"."""

from __future__ import annotations

from framing import lexicon
from framing.lexicon import words
from framing.register import Actor

BLOCS = words(
    "african-union alliance-of-sahel-states apec arab-league asean brics caricom celac cis csto east-african-community "
    "ecowas eurasian-economic-union european-union g20 g7 gulf-cooperation-council mercosur nato opec "
    "organisation-of-islamic-cooperation organization-of-american-states organization-of-turkic-states "
    "saarc sadc shanghai-cooperation-organisation"
)
# International bodies that are banks, courts or agencies, and are never called a company.
NO_BUSINESSES = BLOCS | words(
    "african-development-bank aiib amnesty-international asian-development-bank bank-for-international-settlements council-of-europe ebrd "
    "european-central-bank european-commission european-investment-bank european-parliament fao federal-trade-commission frontex "
    "human-rights-watch icrc international-atomic-energy-agency international-court-of-justice international-criminal-court "
    "international-energy-agency international-labour-organization international-monetary-fund interpol new-development-bank oecd opcw "
    "osce unesco unhcr unicef united-nations world-bank world-food-programme world-health-organization world-trade-organization"
)


def is_kind_of(noun: str, actor: Actor, told: set[str]) -> bool | None:
    """Whether an organisation is what a noun says: True if its name or the article says so, False if its
    name says that it is something else, None where neither is known."""
    words = [w.lower() for name in (actor.name, *actor.names) for w in name.split()]
    same = _SAME.get(noun, frozenset((noun,)))
    words += [_FOREIGN[w] for w in words if w in _FOREIGN]
    if noun in told or noun in words or (same & set(words[1:])):
        return True
    if same & told:
        return None
    if noun == "bloc":
        return actor.id in BLOCS or None
    if noun == "alliance" and actor.id in ("nato", "csto", "aukus", "alliance-of-sahel-states"):
        return True
    if actor.id in BLOCS and noun not in ("organisation", "organization", "body"):
        return False
    if noun in ("organisation", "organization", "body", "group", "agency", "institution"):
        return None
    if noun in _BUSINESSES and actor.id in NO_BUSINESSES:
        return False
    others = (told | set(words)) & (_PUBLIC if noun not in _PUBLIC else lexicon.ORGANISATION_NOUNS) - same
    return False if others else None


_BUSINESSES = frozenset((
    "airline", "business", "carmaker", "company", "conglomerate", "corporation", "firm", "giant", "maker", "manufacturer",
    "producer", "publisher", "retailer", "service", "start-up", "startup", "supplier", "utility",
))  # fmt: skip


# Names of banks and firms in other languages.
_FOREIGN = {
    "banca": "bank", "banco": "bank", "banque": "bank", "crédit": "bank", "credit": "bank", "credito": "bank", "sparkasse": "bank",
    "grupo": "group", "gruppo": "group", "groupe": "group",
}  # fmt: skip


# What is no business: a "company" is none of these, and each of these is nothing else.
_PUBLIC = frozenset(
    [
        "academy",
        "alliance",
        "association",
        "board",
        "charity",
        "church",
        "club",
        "college",
        "commission",
        "committee",
        "council",
        "court",
        "federation",
        "foundation",
        "hospital",
        "junta",
        "league",
        "militia",
        "ministry",
        "mission",
        "movement",
        "museum",
        "network",
        "newspaper",
        "party",
        "school",
        "team",
        "tribunal",
        "trust",
        "union",
        "university",
    ]
)


_GROUPS = (
    frozenset(("company", "firm", "corporation", "business", "corp", "inc", "ltd", "holding", "plc")),
    frozenset(("company", "group")), frozenset(("firm", "group")),
    frozenset(("organisation", "organization")), frozenset(("centre", "center")), frozenset(("theatre", "theater")),
    frozenset(("party", "coalition")), frozenset(("group", "movement", "militia", "militants", "front", "brigades")),
    frozenset(("fund", "lender")), frozenset(("bank", "lender")), frozenset(("institute", "think-tank")),
)  # fmt: skip


_SAME = {noun: frozenset().union(*(g for g in _GROUPS if noun in g)) for group in _GROUPS for noun in group}
