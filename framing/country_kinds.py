"""Which countries a description can mean by what it says of them: "the Gulf monarchy", "the archipelago", "the kingdom".

From general knowledge (as of 2024), by ids of the register. What is in doubt is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from framing.lexicon import words

_GULF = words("bahrain kuwait oman qatar saudi-arabia united-arab-emirates")
_BALTIC = words("estonia latvia lithuania")
_NORDIC = words("denmark finland iceland norway sweden")
_BALKAN = words(
    "albania bosnia-and-herzegovina bulgaria croatia greece kosovo montenegro north-macedonia romania serbia slovenia"
)
_ANDEAN = words("bolivia chile colombia ecuador peru venezuela")
_CARIBBEAN = words(
    "antigua-and-barbuda bahamas barbados cuba dominica dominican-republic grenada haiti jamaica saint-kitts-and-nevis saint-lucia "
    "saint-vincent-and-the-grenadines trinidad-and-tobago"
)
_PACIFIC = words(
    "fiji kiribati marshall-islands micronesia nauru palau papua-new-guinea samoa solomon-islands tonga tuvalu vanuatu"
)
_CENTRAL_ASIAN = words("kazakhstan kyrgyzstan tajikistan turkmenistan uzbekistan")
_SAHEL = words("burkina-faso chad mali mauritania niger")
_EMIRATES = words("kuwait qatar united-arab-emirates")
_KINGDOMS = words(
    "bahrain belgium bhutan cambodia denmark eswatini jordan lesotho malaysia morocco netherlands norway saudi-arabia spain sweden "
    "thailand tonga united-kingdom"
)
_ARCHIPELAGOS = words(
    "antigua-and-barbuda bahamas cape-verde comoros fiji indonesia japan kiribati maldives malta marshall-islands micronesia palau "
    "philippines samoa sao-tome-and-principe seychelles solomon-islands tonga tuvalu vanuatu"
)
_ISLANDS = (
    _ARCHIPELAGOS
    | _CARIBBEAN
    | words(
        "cyprus iceland ireland madagascar mauritius nauru new-zealand papua-new-guinea singapore sri-lanka taiwan timor-leste"
    )
)
# What a noun or an adjective of a description asks for.
KINDS: dict[str, frozenset[str]] = {
    "gulf": _GULF,
    "baltic": _BALTIC,
    "nordic": _NORDIC,
    "scandinavian": words("denmark norway sweden"),
    "balkan": _BALKAN,
    "andean": _ANDEAN,
    "caribbean": _CARIBBEAN,
    "pacific": _PACIFIC,
    "sahel": _SAHEL,
    "sahelian": _SAHEL,
    "emirate": _EMIRATES,
    "sultanate": words("brunei oman"),
    "archipelago": _ARCHIPELAGOS,
    "island": _ISLANDS,
    "kingdom": _KINGDOMS,
    "monarchy": _KINGDOMS | _EMIRATES | words("brunei japan kuwait oman liechtenstein luxembourg monaco"),
    "superpower": words("china united-states"),
    "federation": words("russia"),
}
_PAIRS: dict[tuple[str, str], frozenset[str]] = {
    ("central", "asian"): _CENTRAL_ASIAN,
    ("south", "caucasus"): words("armenia azerbaijan georgia"),
    ("central", "american"): words("belize costa-rica el-salvador guatemala honduras nicaragua panama"),
    ("south", "american"): _ANDEAN | words("argentina brazil guyana paraguay suriname uruguay"),
    ("north", "african"): words("algeria egypt libya morocco tunisia"),
    ("east", "african"): words("burundi ethiopia kenya rwanda somalia south-sudan tanzania uganda"),
    ("west", "african"): words(
        "benin burkina-faso cape-verde gambia ghana guinea guinea-bissau ivory-coast liberia mali niger nigeria senegal sierra-leone togo"
    ),
}


def could_be(described: Iterable[str]) -> frozenset[str] | None:
    """Ids of the countries that the lower-case words of a phrase can mean; None where they say nothing of that."""
    phrase = [word for word in described if word not in ("-", "–")]
    asked = [KINDS[word] for word in phrase if word in KINDS]
    asked += [_PAIRS[pair] for pair in pairwise(phrase) if pair in _PAIRS]
    if not asked:
        return None
    found = asked[0]
    for other in asked[1:]:
        found &= other
    return found
