"""Who holds an office: by the article, by the register on its date, else a holder without a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing import lexicon, office_terms
from framing.discourse import Discourse, Resolution, held
from framing.inventory import slug
from framing.lexicon import words
from framing.nominals import Nominal
from framing.register import Actor


def holder(asked: str, owner: str, words: Sequence[str], discourse: Discourse) -> Resolution | str:
    """Who held an office on the article's date; without a date only a person who alone held it."""
    offices = office_terms.LEADING if asked in ("leader", "head of government", "head of state") else (asked,)
    found = {person.id: person for office in offices for person in holders(office, owner, discourse)}
    if len(found) > 1 and asked == "leader":
        # Who governs, of a president and a prime minister: the one whom the register knows by surname alone.
        found = {i: p for i, p in found.items() if any(p.name.endswith(f" {name}") for name in p.names)}
    if len(found) == 1:
        return Resolution((next(iter(found)),), 0.8)
    return _office(asked, owner, words, discourse)


def _office(asked: str, owner: str, words: Sequence[str], discourse: Discourse) -> Resolution | str:
    """An office is held by one person at a time: where nobody can say who it is, its holder is an actor of its own,
    tied to the country or organisation. What several can be at once ("an adviser") is nobody in particular."""
    known = discourse.actor(owner)
    if (
        known.kind == "person"
        or asked == "mayor"
        or (asked in _SEVERAL and (asked, known.kind) != ("leader", "country"))
    ):
        return "nobody of that office is named, nor known to the register"
    names = {form.lower() for form, _ in known.forms()}
    own = [w for w in words if w not in _UNTOLD | names and w.isalpha()]
    title = asked if asked in office_terms.EXCLUSIVE | {"leader"} else " ".join(own[-3:])
    identity = f"{slug(title)}-of-{owner}"
    discourse.actors.setdefault(
        identity, Actor(identity, "person", f"{title} of {known.name}", affiliation=owner)
    )
    if not any(of == owner for _, of in discourse.roles[identity]):
        discourse.roles[identity].append((office_terms.roles_of([*words], asked.split()[-1]), owner))
    return Resolution((identity,), 0.8)


def holders(office: str, owner: str, discourse: Discourse) -> Iterable[Actor]:
    """Persons of the register who hold an office on the article's date, or ever where it has none."""
    day = discourse.date
    for person in discourse.register.actors.values():
        for entry in person.offices:
            if (
                entry.of == owner
                and entry.role == office
                and held(entry.start, entry.end, day)
                and (day is None or entry.start is not None)
            ):
                yield person
                break


def fits(actor: str, asked: str, owner: str | None, discourse: Discourse, *, strict: bool = False) -> bool:
    """Whether a person is known to be what a title says, of the owner that it names."""
    for told, of in discourse.roles_of(actor):
        if asked not in told:
            continue
        if owner is None or of == owner:
            return True
        if of is None and (discourse.country_of(actor) in (owner, None)) and not strict:
            return True
        if of is None and discourse.country_of(actor) == owner:
            return True
    return False


def elsewhere(nominal: Nominal, discourse: Discourse) -> Resolution | str | None:
    """ "The mayor of Port Amity": a person by an office of something that is no actor."""
    assert nominal.of is not None
    own = [w for w in own_words(nominal) if w not in _UNTOLD and w.isalpha()]
    if (
        not nominal.definite
        or not nominal.of[0].isupper()
        or nominal.noun in _SEVERAL - {"head", "chief", "leader"}
    ):
        return None
    name = f"{' '.join(own[-3:])} of {nominal.of}"
    discourse.actors.setdefault(slug(name), Actor(slug(name), "person", name))
    return Resolution((slug(name),), 0.8)


def own_words(nominal: Nominal) -> list[str]:
    """The words of a title without its owner: "chief justice" of "Sierra Leone's chief justice"."""
    words = list(nominal.words)
    for mark in ("'s", "’s", "'", "’"):
        if mark in words:
            words = words[words.index(mark) + 1 :]
    known = words.index(nominal.noun) if nominal.noun in words else len(words)
    return [w for w in words[: known + 1] if w not in lexicon.SMALL_WORDS]


# What several persons can be at once.
_SEVERAL = words(
    "adviser aide official member lawmaker deputy officer journalist analyst lawyer citizen soldier senator candidate nominee "
    "politician activist national mediator negotiator professor researcher economist author teacher player actor singer man woman "
    "leader head chief diplomat manager executive investor director spokesman envoy representative minister general commander"
)


_UNTOLD = words(
    "new old former then current own late own long-time longtime veteran outspoken embattled outgoing"
)
