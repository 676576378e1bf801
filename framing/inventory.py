"""Who is named in an article: register first, named entities for the rest, spellings merged with a reason.

The tagger finds the spans of names well and errs in their kinds, so a kind is a vote of everything that
is seen of a name in the article: its labels, a title before it, the words it is made of, what stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from framing import lexicon, variants
from framing.cleaning import AGENCIES
from framing.genders import gender_of_name
from framing.lexicon import words
from framing.parsing import Parsed
from framing.phrases import trunk
from framing.records import ActorKind, Form
from framing.register import Actor, Match, Register

_HONORIFICS = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|President|Prime|Vice|Minister|Foreign|Defen[cs]e|Interior|Finance|Justice|"
    r"Health|Economy|Energy|Secretary|Senator|Sen|Rep|Gov|General|Gen|Maj|Lt|Capt|Commander|Chancellor|Premier|Ambassador|Pope|King|Queen|"
    r"Prince|Princess|Judge|Justice|Mayor|Governor|Colonel|Col|Captain|Major|Professor|Prof|Sheikh|Ayatollah|Archbishop|Patriarch|"
    r"Chairman|Chairwoman|Director|Spokesman|Spokeswoman|Deputy|Envoy)\.?\s+)+"
)
_LABELS = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "LOC"))
_WORD = re.compile(r"[^\W\d_][\w.’'-]*\Z")
_KNOWN_AS = re.compile(
    r",?\s(?:(?:also|better|widely|commonly|formerly)\s)?(?:known|called)\s(?:as\s)?(?:the\s)?([A-Z][\w-]+)"
)
_BRACKETED = re.compile(r"\s?\(([A-Z][A-Za-z.&-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Merged:
    """A name of an article and the actor it was taken for, with the reason: a spelling, an acronym, a short form."""

    name: str
    actor: str
    reason: str


@dataclass(frozen=True)
class Inventory:
    """The names of an article. ``known`` holds the register's matches by paragraph, ``names`` all further
    names with the actor and form of each, ``actors`` the actors that are named in full, ``shared`` the surnames that
    are another's alias as well ("Jordan" beside a Michael Jordan): alone they are nobody's."""

    known: tuple[tuple[Match, ...], ...]
    names: dict[str, tuple[Actor, Form]]
    actors: dict[str, Actor]
    merged: tuple[Merged, ...]
    shared: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """All further names as one pattern, the longest first."""
        if not self.names:
            return None
        by_length = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, by_length))})(?![\w]|-[A-Za-z])")


@dataclass(slots=True)
class _Seen:
    """What the article shows of a name that the register does not know: the tagger's labels, whether it does or
    undergoes something as an actor would, whether a title stands before it or a ministry after it."""

    votes: Counter[str] = field(default_factory=Counter)
    acts: bool = False
    stands: bool = False
    titled: bool = False
    governs: bool = False
    firm: bool = False


def take_inventory(parsed: Parsed, register: Register) -> Inventory:
    """The names of an article and whose they are."""
    known = tuple(tuple(register.search(p.doc.text)) for p in parsed.paragraphs)
    seen: dict[str, _Seen] = defaultdict(_Seen)
    actors: dict[str, Actor] = {}
    for paragraph, matches in zip(parsed.paragraphs, known, strict=True):
        for match in matches:
            actors[match.actor] = register.actors[match.actor]
        _observe(paragraph.doc, matches, seen)
    builder = _Builder(register, actors, seen)
    builder.persons()
    builder.others(parsed.article.outlet)
    builder.acronyms(parsed.article.text)
    builder.demonyms(parsed.article.text)
    builder.short_forms(parsed)
    return Inventory(known, builder.names, builder.named, tuple(builder.merged), frozenset(builder.shared))


class _Builder:
    """Turns what was seen of names into actors, persons first."""

    def __init__(self, register: Register, actors: dict[str, Actor], seen: dict[str, _Seen]) -> None:
        self.register = register
        self.seen = seen
        self.named = dict(actors)
        self.names: dict[str, tuple[Actor, Form]] = {}
        self.merged: list[Merged] = []
        self.shared: set[str] = set()

    def persons(self) -> None:
        """Full names, then surnames that stand alone."""
        full = [t for t, s in self.seen.items() if " " in t and _is_person(t, s)]
        for text in sorted(full, key=lambda t: (-len(t), t)):
            self._full_name(text)
        surnames: dict[str, set[str]] = defaultdict(set)
        for actor in [a for a in self.named.values() if a.kind == "person"]:
            for name in (actor.name, *actor.names, *(t for t, (a, _) in self.names.items() if a is actor)):
                # "Valdelomar" of Augusto Valdelomar Paz, where it stands alone.
                inner = name.split()[1:-1] if name in self.names else []
                for word in (*name.split()[1:][-1:], *(w for w in inner if w in self.seen)):
                    if len(word) > 2:
                        surnames[word].add(actor.id)
        taken = {form for a in self.named.values() if a.kind != "person" for form, _ in a.forms()}
        self.shared = taken & set(surnames)
        for surname, ids in surnames.items():
            if len(ids) == 1 and surname not in taken:
                for form in {surname, surname.replace("al-", "Al-"), surname.removeprefix("al-")}:
                    self.names.setdefault(form, (self.named[next(iter(ids))], "surname"))
        for text, seen in sorted(self.seen.items()):
            known = text in self.register.surnames and seen.stands and not seen.firm
            if " " not in text and text not in self.names and (known or _is_person(text, seen)):
                self._lone_surname(text, seen, surnames)

    def _full_name(self, text: str) -> None:
        article = [(n, a.id) for a in self.named.values() if a.kind == "person" for n in (a.name, *a.names)]
        article += [(t, a.id) for t, (a, _) in self.names.items() if a.kind == "person"]
        pool = article + [
            (n, i) for i in _namesakes(self.register, text) for n in _names(self.register.actors[i])
        ]
        found = variants.best(text, article) or variants.best(text, pool)
        if found is not None:
            actor = self.named.setdefault(
                found[0], self.register.actors.get(found[0]) or self.named[found[0]]
            )
            self.merged.append(Merged(text, actor.id, found[1]))
        else:
            actor = self._new(text, "person")
        self.names[text] = (actor, "name")

    def _lone_surname(self, text: str, seen: _Seen, surnames: dict[str, set[str]]) -> None:
        """ "Putin" with his full name nowhere, "Pashinian" beside a Pashinyan, "Mr. Karsh" alone."""
        alike = {i for word, ids in surnames.items() if variants.same_surname(word, text) for i in ids}
        if len(alike) > 1 or len(surnames.get(text, ())) > 1:
            return  # two persons bear it
        bearers = self.register.surnames.get(text, set())
        if len(alike) == 1:
            actor = self.named[next(iter(alike))]
            self.merged.append(Merged(text, actor.id, "same surname in another spelling"))
        elif len(bearers) == 1:
            actor = self.register.actors[next(iter(bearers))]
            self.merged.append(Merged(text, actor.id, "the register knows one person of this surname"))
        elif bearers or not (seen.titled or seen.acts):
            return
        else:
            self.names[text] = (self._new(text, "person"), "name")
            return
        self.named[actor.id] = actor
        self.names[text] = (actor, "surname")

    def others(self, outlet: str) -> None:
        """Organisations, and places that act as one: a city, a region, a state that the register lacks."""
        for text, seen in sorted(self.seen.items(), key=lambda item: -len(item[0])):
            if (
                self._short_of(text)
                or text in self.names
                or text in (outlet, f"The {outlet}", *AGENCIES)
                or _is_person(text, seen)
            ):
                continue
            kind = _kind_of(text, seen)
            if kind is not None:
                self.names[text] = (self._new(text, kind), "name")

    def _short_of(self, text: str) -> bool:
        """ "The Fund", "Orvane" beside Orvane SA, "FTC" unexplained: the last or first words of one organisation, or its initials."""
        if text.lower() in _COMMON or self.seen[text].votes["NORP"] > 0:
            return False
        if (
            " " in text
            and text.split()[-1].lower().strip(".") not in _SUFFIXES
            and not any(t.startswith(f"{text} ") for t in self.names)
        ):
            return False
        bare = " ".join(w for w in text.split() if w.lower().strip(".") not in _SUFFIXES) or text
        owners: dict[str, Actor] = {}
        for actor in self.named.values():
            if actor.kind != "organisation" or actor.name == text:
                continue
            for name in _names(actor):
                words = [w for w in name.split() if w.lower().strip(".") not in _SUFFIXES]
                long = len(name.split()) > 1
                ends = long and (bare == words[-1] or name.startswith(f"{bare} ") or " ".join(words) == bare)
                if ends or (long and text.isupper() and len(text) > 2 and variants.initials_of(name) == text):
                    owners[actor.id] = actor
        if len(owners) != 1:
            return False
        actor = next(iter(owners.values()))
        self.names[text] = (actor, "alias")
        self.merged.append(Merged(text, actor.id, f"short for {actor.name}"))
        return True

    def acronyms(self, text: str) -> None:
        """Short forms that the article itself brackets after a name."""
        names = {n: a for a in self.named.values() if a.kind != "person" for n in _names(a)}
        names |= {t: a for t, (a, _) in self.names.items() if a.kind != "person"}
        for match in _BRACKETED.finditer(text):
            before, short = text[: match.start()], match.group(1)
            owner = next((n for n in names if before.endswith(n) and variants.is_acronym(short, n)), None)
            if owner is not None and (
                short not in names or names[short].id in (slug(short), names[owner].id)
            ):
                self.names[short] = (names[owner], "alias")
                self.merged = [m for m in self.merged if m.name != short]
                self.merged.append(
                    Merged(short, names[owner].id, f"short form given in brackets after {owner}")
                )

        for match in _KNOWN_AS.finditer(text):
            before, short = text[: match.start()], match.group(1)
            owner = next((n for n in names if before.endswith(n)), None)
            if owner is not None:
                self.names[short] = (names[owner], "alias")
                self.merged.append(Merged(short, names[owner].id, f"said to be another name of {owner}"))

    def short_forms(self, parsed: Parsed) -> None:
        """ "Meridian" for Meridian Bank: the first word of one organisation alone, and no other word of the article."""
        firsts: dict[str, set[str]] = defaultdict(set)
        aliases = {form for a in self.named.values() for form, _ in a.forms()}
        for text, (actor, form) in self.names.items():
            if actor.kind == "organisation" and form == "name" and " " in text:
                firsts[text.split()[0]].add(actor.id)
        for word, ids in firsts.items():
            if len(ids) > 1 or word in self.names or word in aliases or not _distinctive(word, parsed):
                continue
            actor = self.named[next(iter(ids))]
            self.names[word] = (actor, "alias")
            if re.search(rf"(?<![\w-]){re.escape(word)}(?!\w)(?!\s+[A-Z])", parsed.article.text):
                self.merged.append(Merged(word, actor.id, f"short for {actor.name}"))

    def demonyms(self, text: str) -> None:
        """The adjective of a country that only the article knows: "Marovan" beside Marova."""
        for name, (actor, _) in list(self.names.items()):
            if actor.kind == "country" and actor.id not in self.register.actors and len(name) > 3:
                stem = re.escape(name.rstrip("aeiou"))
                for word in set(
                    re.findall(rf"(?<![\w-]){stem}\w{{0,4}}(?:n|i|ish|ese|ic)(?!\w)", text)
                ) - set(self.names):
                    self.names[word] = (actor, "demonym")

    def _new(self, text: str, kind: ActorKind) -> Actor:
        identity = slug(text)
        if identity in self.register.actors and self.register.actors[identity].kind != kind:
            identity = f"{identity}-{kind}"
        actor = self.named.get(identity) or self.register.actors.get(identity) or Actor(identity, kind, text)
        self.named[identity] = actor
        return actor


def _observe(doc: Doc, known: tuple[Match, ...], seen: dict[str, _Seen]) -> None:
    covered: set[int] = set()
    for entity in doc.ents:
        if entity.label_ in _LABELS:
            entity = _whole(entity)
            text, start = _name_of(entity)
            covered.update(range(entity.start, entity.end))
            if text and _stands(text, start, entity, known):
                _note(doc, entity, seen[text], entity.label_)
        elif entity.label_ != "NORP":
            covered.update(range(entity.start, entity.end))
    for match in known:
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is not None:
            covered.update(range(span.start, span.end))
    # What the tagger has overlooked: a row of proper nouns that does something.
    for span in _proper_rows(doc, covered):
        one = _Seen()
        _note(doc, span, one, "")
        if len(span) == 1 and span.start == span.sent.start and not (one.firm or _speaks(span)):
            continue  # "Snow fell": the capital letter is the sentence's
        if one.acts or (len(span) > 1 and one.stands):
            _note(doc, span, seen[_without_trade(span.text)], "")
    # A title and a name after it make a person, whatever the tagger says.
    for token in doc[:-1]:
        if token.lower_.rstrip(".") not in lexicon.LINKED_TITLES or not token.text[0].isupper():
            continue
        start = token.i + 1
        if doc[start].lower_ in ("of", "for") and start + 3 < len(doc) and doc[start + 1].pos_ == "PROPN":
            start += 2  # "Minister of Waters Haakon Premadasa"
        end = start
        while end < min(len(doc), start + 3) and _is_proper(doc[end]):
            end += 1
        span = doc[start:end]
        inner = any(t.lower_ in lexicon.TITLE_NOUNS or t.lower_ in lexicon.LINKED_TITLES for t in span)
        enough = len(span) > 1 if start > token.i + 1 else len(span) > 0
        if enough and not inner and _stands(span.text, span.start_char, span, known):
            seen[span.text].titled = True
            seen[span.text].votes["PERSON"] += 2


def _whole(entity: TokenSpan) -> TokenSpan:
    """A person's entity with the proper nouns right after it that the tagger cut off: "Paola Andrade [Ruiz]"."""
    end = entity.end
    if entity.label_ in _LABELS:
        while (
            end < len(entity.doc)
            and end < entity.end + 2
            and _is_proper(entity.doc[end])
            and not entity.doc[end].ent_type_
        ):
            end += 1
    return entity if end == entity.end else TokenSpan(entity.doc, entity.start, end, label=entity.label_)


def _proper_rows(doc: Doc, covered: set[int]) -> Iterator[TokenSpan]:
    i = 0
    while i < len(doc):
        start = i
        while i < len(doc) and i not in covered and _is_proper(doc[i]):
            i += 1
        row = doc[start:i]
        if (
            len(row)
            and len(row) < 5
            and not any(t.lower_ in lexicon.TITLE_NOUNS or t.lower_ in lexicon.LINKED_TITLES for t in row)
        ):
            yield row
        i = max(i, start + 1)


def _speaks(span: TokenSpan) -> bool:
    verbs = lexicon.SAY | lexicon.JUDGE | lexicon.ADDRESSED
    return span.root.dep_ == "nsubj" and span.root.head.lemma_.lower() in verbs


def _is_proper(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.text[0].isupper()
        and len(token) > 1
        and _WORD.match(token.text) is not None
    )


def _note(doc: Doc, span: TokenSpan, one: _Seen, label: str) -> None:
    one.votes[label] += 1
    root = trunk(span.root)
    after = doc[span.end] if span.end < len(doc) else None
    possessive = after is not None and after.tag_ == "POS"
    verb = root.head.lemma_.lower()
    done_to = root.dep_ in ("dobj", "dative", "nsubjpass") and verb in lexicon.ADDRESSED | lexicon.JUDGE
    preposition = root.head.lower_ if root.dep_ == "pobj" else ""
    one.acts |= (
        root.dep_ in ("nsubj", "agent")
        or (root.dep_ == "poss" and possessive)
        or done_to
        or preposition == "by"
    )
    placed = preposition in lexicon.IN_PLACE or root.dep_ in ("compound", "nmod", "amod", "npadvmod")
    one.stands |= not placed
    headline = (
        span.start == span.sent.start
        and root.dep_ in ("npadvmod", "ROOT", "dep")
        and len(span.sent) > len(span)
    )
    one.acts |= headline
    following = {t.lower_ for t in doc[span.end + possessive : span.end + possessive + 3]}
    one.governs |= bool(following & _OF_STATES)
    beside = [c for c in span.root.children if c.dep_ == "appos"] + (
        [span.root.head] if span.root.dep_ == "appos" else []
    )
    before = doc[span.start - 1] if span.start else None
    one.firm |= any(t.lower_ in lexicon.ORGANISATION_NOUNS for t in beside) or (
        before is not None
        and (before.lower_ in lexicon.ORGANISATION_NOUNS or before.lower_.endswith(lexicon.MAKERS))
        and before.dep_ in ("compound", "nmod")
    )
    one.acts |= one.firm
    shares = root.dep_ == "pobj" and root.head.head.lower_ in (
        "shares",
        "stake",
        "investors",
        "investor",
        "share",
    )
    one.stands |= shares
    one.acts |= shares
    one.titled |= any(
        t.lower_ in lexicon.TITLE_NOUNS | lexicon.ROLE_NOUNS and t.tag_ in ("NN", "NNP") for t in beside
    )


def _is_person(text: str, seen: _Seen) -> bool:
    words = text.split()
    if (
        len(words) > 4
        or not all(_WORD.match(w) for w in words)
        or not (words[0][0].isupper() and any(c.isupper() for c in words[-1]))
    ):
        return False
    if any(w.lower() in _INSTITUTIONS for w in words) or words[0].lower() in ("the", "new"):
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


def _kind_of(text: str, seen: _Seen) -> ActorKind | None:
    """Organisation or country of a name that is no person's; None where it is a place or nothing."""
    words = text.split()
    if text.lower() in _GENERIC:
        return None  # "Parliament": whose, tells the rest of the article
    if re.search(r"\d|[“”\"%$/]", text) or not words[0][0].isupper() or not any(len(w) > 1 for w in words):
        return None
    if any(w.lower() in _INSTITUTIONS for w in words[1:]):
        return "organisation"
    label, _ = max(seen.votes.items(), key=lambda item: item[1]) if seen.votes else ("", 0)
    capitals = sum(w[0].isupper() for w in words)
    if text.isupper() and len(text) > 5 and label in ("GPE", "LOC", ""):
        return None  # a dateline
    if words[-1].lower() in _EVENTS or words[0].lower() in lexicon.LOCATIVE:
        return None
    if len(words) == 1 and seen.governs and label != "ORG" and not text.endswith(("ian", "ese", "ish")):
        return "country"
    if label == "ORG" and (capitals >= 2 or seen.stands):
        return "organisation"
    named = len(words) > 1 and seen.stands and label in ("", "NORP", "PRODUCT")
    return "organisation" if seen.acts or named else None


def _name_of(entity: TokenSpan) -> tuple[str, int]:
    """The entity without title, possessive and article, and where it starts in its paragraph."""
    text = re.sub(r"\s*\(.*$", "", entity.text)
    text = re.sub(r"(?:['’]s?|[,.:;])$", "", text)
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", text)
    bare = _HONORIFICS.sub("", bare)
    bare = _without_trade(bare)
    return bare, entity.start_char + len(text) - len(bare)


def _without_trade(text: str) -> str:
    """A name without the trade before it: "Chef Luca Bertinelli"."""
    _, _, rest = text.partition(" ")
    return rest if " " in rest and gender_of_name(rest) and not gender_of_name(text) else text


def _stands(text: str, start: int, entity: TokenSpan, known: tuple[Match, ...]) -> bool:
    """Whether an entity is an actor beside the aliases in it: "Melania Trump" is not Trump, the
    "Washington Post" not Washington; but the "Armenian Foreign Ministry" is Armenia."""
    end = start + len(text)
    after = entity.doc[entity.end] if entity.end < len(entity.doc) else None
    if after is not None and after.like_num and entity.label_ != "GPE":
        return False  # a drill, a ship or a law named after somebody
    inside = [m for m in known if m.start < end and m.end > start]
    if not inside:
        # "South Korea's Joint Chiefs": a part of the country before it.
        owned = any(0 < start - m.end < 4 for m in known if m.form != "metonym")
        return not (owned and any(w.lower() in lexicon.GOVERNMENT_PARTS for w in text.split()))
    match = inside[0]
    if len(inside) > 1 or match.start < start or match.end > end or match.end - match.start == len(text):
        return False
    if re.search(r"['’]s?\s", text) or text.split()[0].lower() in lexicon.LOCATIVE:
        return False  # "Baku's Crescent Hall", "Near Yerevan"
    if entity.label_ == "PERSON" and text.split()[-1].lower() not in _INSTITUTIONS:
        return match.form != "demonym" and " " not in text[match.start - start : match.end - start]
    last = text.split()[-1].lower()
    national = (
        entity.label_ == "ORG" and match.form == "demonym" and match.start == start and len(text.split()) > 2
    )
    if (
        national
        and text.split()[-1][0].isupper()
        and last not in lexicon.GOVERNMENT_PARTS | lexicon.TITLE_NOUNS | lexicon.ACTION_NOUNS | _EVENTS
    ):
        return True  # "Sudanese Red Crescent"
    return last not in lexicon.GOVERNMENT_PARTS | lexicon.TITLE_NOUNS and last in _INSTITUTIONS | _OUTLETS


def _distinctive(word: str, parsed: Parsed) -> bool:
    """Whether a word is a name of its own: it stands capitalised within a sentence, and never in small letters."""
    if len(word) < 4 or word.lower() in _COMMON or word.lower() in lexicon.TITLE_NOUNS:
        return False
    text = parsed.article.text
    return not re.search(rf"\b{re.escape(word.lower())}\b", text) and not re.search(
        rf"\b{re.escape(word)}\s+[A-Z]\w+\s+(?:and|or)\b", text
    )


def _namesakes(register: Register, text: str) -> set[str]:
    """Persons of the register whose surname could be this one in another spelling."""
    return register.by_surname_key.get(variants.key(text.split()[-1]), set())


def _names(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from actor.names


def slug(name: str) -> str:
    """A lower-case ASCII slug: "İlham Əliyev" gives "ilham-eliyev"."""
    plain = unicodedata.normalize("NFKD", name.replace("ə", "e").replace("Ə", "E").replace("ı", "i"))
    return "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower()))


_INSTITUTIONS = lexicon.ORGANISATION_NOUNS | words(
    "inc ltd llc corp plc ag gmbh co sa holdings holding airways airlines motors energy oil gas steel foods "
    "pharmaceuticals systems technologies partners capital ventures times post herald tribune gazette journal guardian "
    "forum fund congress senate parliament assembly commonwealth front brigade brigades corps workers lines lloyds "
    "rail railways air airways telecom mobile media studios games pictures records securities insurance brands stores resources minerals "
    "metals mining industries labs therapeutics biotech robotics logistics shipping power electric petroleum credit banco banque banca "
    "ministry department office service services police society initiative project programme tribunal"
)
# What only a country has.
_OF_STATES = words(
    "ambassador ambassadors ministry minister ministers president parliament army navy embassy troops premier king junta forces"
)
_GENERIC = (
    lexicon.GOVERNMENT_PARTS
    | lexicon.OFFICES
    | lexicon.TITLE_NOUNS
    | lexicon.ORGANISATION_NOUNS
    | lexicon.COUNTRY_NOUNS
    | lexicon.ROLE_NOUNS
)
_SUFFIXES = words(
    "inc ltd llc corp corporation plc ag gmbh co sa spa nv bv as ab oy group grupo holding holdings company"
)
_OUTLETS = words("america post times mail sun news tribune herald globe review weekly daily life")
_EVENTS = words(
    "act agreement accord accords treaty convention protocol war day cup games olympics deal plan summit airport street square"
)
_COMMON = words(
    "the new old first second third north south east west northern southern eastern western central national international european "
    "world global united general federal royal state american african asian house high supreme social free people democratic republican "
    "union bank committee council court city party human women young great greater grand public civil air red green blue black white "
    "harbour workers university institute ministry department office group"
)
