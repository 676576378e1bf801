"""What an article shows of names that the register does not know.

The tagger finds the spans of names well and errs in their kinds, so a kind is a vote of everything that
is seen of a name in the article: its labels, a title before it, the words it is made of, what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from framing import lexicon
from framing.genders import gender_of_name
from framing.lexicon import words
from framing.name_kinds import EVENTS, INSTITUTIONS, OUTLETS, WORD, Seen
from framing.phrases import trunk
from framing.register import Match

_HONORIFICS = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|President|Prime|Vice|Minister|Foreign|Defen[cs]e|Interior|Finance|Justice|"
    r"Health|Economy|Energy|Secretary|Senator|Sen|Rep|Gov|General|Gen|Maj|Lt|Capt|Commander|Chancellor|Premier|Ambassador|Pope|King|Queen|"
    r"Prince|Princess|Judge|Justice|Mayor|Governor|Colonel|Col|Captain|Major|Professor|Prof|Sheikh|Ayatollah|Archbishop|Patriarch|"
    r"Chairman|Chairwoman|Director|Spokesman|Spokeswoman|Deputy|Envoy)\.?\s+)+"
)
_LABELS = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "LOC"))


def observe(doc: Doc, known: tuple[Match, ...], seen: dict[str, Seen]) -> None:
    """Notes under each name of a paragraph what the paragraph shows of it."""
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
        one = Seen()
        _note(doc, span, one, "")
        if len(span) == 1 and span.start == span.sent.start and not (one.firm or _speaks(span)):
            continue  # "Snow fell": the capital letter is the sentence's
        if one.acts or (len(span) > 1 and one.stands):
            _note(doc, span, seen[_without_trade(span.text)], "")
    for span in _introduced(doc, covered):
        seen[span.text].firm = seen[span.text].acts = seen[span.text].stands = True
        seen[span.text].votes["ORG"] += 1
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


def _note(doc: Doc, span: TokenSpan, one: Seen, label: str) -> None:
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
    # "Bankers at Orvane", "a volunteer for the Blues", "a unit of Orvane": what has people or parts.
    of_whom = root.head.head.lower_ if root.dep_ == "pobj" and root.head.head.pos_ == "NOUN" else ""
    one.firm |= preposition in ("at", "of") and of_whom in _STAFF
    has_people = one.firm or shares or (preposition in ("for", "of") and of_whom in _MEMBERS)
    one.stands |= has_people
    one.acts |= has_people
    one.titled |= any(
        t.lower_ in lexicon.TITLE_NOUNS | lexicon.ROLE_NOUNS and t.tag_ in ("NN", "NNP") for t in beside
    )


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


def _introduced(doc: Doc, covered: set[int]) -> Iterator[TokenSpan]:
    """ "Emberly, the streaming service, has ...": a word that opens a sentence and is said to be an organisation,
    whatever the tagger takes it for. After an adverb no verb would follow the second comma."""
    for sent in doc.sents:
        first, i = sent[0], sent.start
        opens = len(sent) > 5 and doc[i + 1].text == "," and doc[i + 2].lower_ in ("the", "a", "an")
        if not opens or i in covered or not first.text[0].isupper() or not WORD.match(first.text):
            continue
        close = next((t.i for t in doc[i + 3 : i + 13] if t.text == ","), None)
        if close is None or close + 1 >= sent.end or doc[close + 1].tag_ not in ("VBZ", "VBP", "VBD", "MD"):
            continue
        if doc[close - 1].lower_ in lexicon.ORGANISATION_NOUNS or doc[close - 1].lower_.endswith(
            lexicon.MAKERS
        ):
            yield doc[i : i + 1]


def _speaks(span: TokenSpan) -> bool:
    verbs = lexicon.SAY | lexicon.JUDGE | lexicon.ADDRESSED
    return span.root.dep_ == "nsubj" and span.root.head.lemma_.lower() in verbs


def _is_proper(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.text[0].isupper()
        and len(token) > 1
        and WORD.match(token.text) is not None
    )


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
    if entity.label_ == "PERSON" and text.split()[-1].lower() not in INSTITUTIONS:
        return match.form != "demonym" and " " not in text[match.start - start : match.end - start]
    last = text.split()[-1].lower()
    national = (
        entity.label_ == "ORG" and match.form == "demonym" and match.start == start and len(text.split()) > 2
    )
    if (
        national
        and text.split()[-1][0].isupper()
        and last not in lexicon.GOVERNMENT_PARTS | lexicon.TITLE_NOUNS | lexicon.ACTION_NOUNS | EVENTS
    ):
        return True  # "Sudanese Red Crescent"
    return last not in lexicon.GOVERNMENT_PARTS | lexicon.TITLE_NOUNS and last in INSTITUTIONS | OUTLETS


_STAFF = words(
    "analyst analysts banker bankers broker brokers economist economists engineers strategist strategists subsidiary unit shareholders "
    "customers employees staff co-founder"
)
_MEMBERS = words(
    "activist activists candidate candidates spokesman spokesperson spokeswoman supporters volunteer volunteers"
)
# What only a country has.
_OF_STATES = words(
    "ambassador ambassadors ministry minister ministers president parliament army navy embassy troops premier king junta forces"
)
