"""What a word of attribution governs: the tokens of the content that its source answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from framing.voices.lexicon import Cue, lemma_of, lexicon

Content = list[Token]

# What goes with the object of a verb; "at a rally" and "on Monday" are no part of what is said.
_WITH_OBJECT = frozenset(("of", "for", "as", "over", "with", "to", "against", "about", "into"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "acomp", "attr", "oprd", "dobj", "pobj", "nsubj", "mark"))


def active_contents(verb: Token, cue: Cue, subject: Token | None) -> list[Content]:
    """What an active verb governs: a clause, an object with its complements, or what stands after a preposition."""
    children = list(verb.children)
    clause = next((c for c in children if c.dep_ == "ccomp" and _said(c, cue)), None)
    if clause is not None:
        return _clause(clause, verb, subject)
    if "clause" in cue.takes and (that := _that_clause(verb)):
        return [_tokens([that], verb)]
    objects = [
        c for c in children if c.dep_ in ("dobj", "dative") and c.i > verb.i and c.tag_ not in ("WP", "WDT")
    ]
    infinitive = next((c for c in children if c.dep_ == "xcomp" and c.i > verb.i), None)
    if infinitive is not None and _said(infinitive, cue):
        parts = [*objects, infinitive] if objects and objects[-1].i < infinitive.i else [infinitive]
        return [_tokens(parts, verb)]
    small = next((c for c in children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if "object" in cue.takes and small is not None and not objects:
        return [_tokens([small], verb)]  # "called him “blind”", which the parser takes for a clause
    if "object" in cue.takes or "as" in cue.takes:
        found = _object(verb, cue, objects)
        if found:
            return [found]
    for child in (*children, *(c for o in objects for c in o.children)):  # "fined it a million for"
        if child.dep_ == "prep" and child.i > verb.i and child.lower_ in cue.takes:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                more = [
                    c for c in children if c.i > child.i and (
                        (c.dep_ in ("xcomp", "advcl", "ccomp") and any(t.tag_ == "TO" for t in c.children))
                        or (c.dep_ == "prep" and c.lower_ == "as")
                    )
                ]  # fmt: skip
                return [_tokens([*inner, *more], verb)]
    if "clause" in cue.takes:
        adverbial = [c for c in children if c.dep_ == "advcl" and _wh(c) and c.i > verb.i]
        if adverbial and not objects:
            return [_tokens(adverbial[:1], verb)]
    return []


def _said(clause: Token, cue: Cue) -> bool:
    """Whether a clause is of the kind that the verb takes: "wants him to go" is no clause of "wants"."""
    bare = any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children) or clause.tag_ == "VBG"
    return ("infinitive" if bare and "clause" not in cue.takes else "clause") in cue.takes


def _that_clause(verb: Token) -> Token | None:
    """The clause of "predicted at the debate that ...", which the parser hangs on the noun before it."""
    for child in verb.children:
        if child.dep_ not in ("prep", "dobj", "dative", "npadvmod") or child.i < verb.i:
            continue
        for token in child.subtree:
            if (
                token.dep_ == "mark"
                and token.lower_ == "that"
                and token.head.dep_ in ("acl", "ccomp", "relcl", "advcl")
            ):
                noun = token.head.head
                if child.dep_ == "dobj" and lemma_of(noun) in lexicon().nouns:
                    return None
                return token.head
    return None


def _wh(clause: Token) -> bool:
    return clause.left_edge.lower_ in ("how", "why", "whether", "what", "who", "where", "when", "if") and (
        clause.left_edge.lower_ not in ("when", "if", "where")
    )


def _object(verb: Token, cue: Cue, objects: list[Token]) -> Content:
    children = [c for c in verb.children if c.i > verb.i]
    if not objects:  # "called the mediators “blind”", as the parser has it
        named = [c for c in children if c.dep_ == "oprd"]
        return _tokens(named[:1], verb) if named else []
    if "object" not in cue.takes and not any(c.dep_ == "prep" and c.lower_ == "as" for c in children):
        return []
    first = objects[0]
    kept = [first]
    for child in children:
        if child.i <= first.i:
            continue
        complement = child.dep_ in ("oprd", "dobj", "xcomp", "ccomp") or (
            child.dep_ == "prep" and (child.lower_ in _WITH_OBJECT or child.lower_ in cue.takes)
        )
        if complement or goes_on(child):
            kept.append(child)
    return _tokens(kept, verb)


def goes_on(child: Token) -> bool:
    """Whether a clause continues an accusation: "..., as well as having adopted ..."."""
    aspect = child.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ == "aux" for c in child.children)
    return (
        aspect
        and child.dep_ in ("conj", "advcl", "pcomp")
        and child.left_edge.lower_ in ("as", "and", "having", "or")
    )


def passive_contents(verb: Token, cue: Cue) -> list[Content]:
    """What a passive verb governs: "X was accused of Y", "X is seen as Y", "it was announced that Y"."""
    children = list(verb.children)
    clause = next((c for c in children if c.dep_ == "ccomp" and c.i > verb.i), None)
    subjects = [c for c in children if c.dep_ in ("nsubjpass", "csubjpass", "nsubj")]
    if clause is not None and "clause" in cue.takes:
        return [_tokens([clause], verb)]
    tail = [
        c for c in children if c.i > verb.i and (
            c.dep_ in ("xcomp", "oprd") or (c.dep_ == "prep" and (c.lower_ in cue.takes or c.lower_ in ("as", "of", "for")))
        )
    ]  # fmt: skip
    if tail and not subjects:
        return [_tokens(tail, verb)]
    if subjects and (tail or "object" in cue.takes):
        return [_tokens(subjects[:1], verb), *([_tokens(tail, verb)] if tail else [])]
    return []


def noun_contents(noun: Token, cue: Cue) -> list[Content]:
    """What a noun or an adjective governs: "the claim that", "fears of", "is concerned about"."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        marked = any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in child.children)
        if child.dep_ in ("acl", "ccomp", "relcl", "advcl") and marked and "clause" in cue.takes:
            return [_tokens([child], noun)]
        bare = any(c.tag_ == "TO" for c in child.children)
        if child.dep_ in ("acl", "xcomp") and bare and "infinitive" in cue.takes:
            return [_tokens([child], noun)]
        if child.dep_ == "ccomp" and "clause" in cue.takes and noun.pos_ != "NOUN":
            return [_tokens([child], noun)]
        if child.dep_ == "prep" and child.lower_ in cue.takes:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                return [_tokens(inner, noun)]
    verb = noun.head
    if noun.dep_ == "nsubj" and lemma_of(verb) == "be" and "clause" in cue.takes:  # "the claim is that ..."
        told = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
        return [_tokens(told[:1], noun)] if told else []
    return []


def around(verb: Token, subject: Token) -> list[Content]:
    """What stands around "..., she said, ..." or before "..., the office said in a statement"."""
    left = subject.left_edge
    if subject.i > verb.i or left.i == 0 or left.nbor(-1).text != ",":
        return []
    sent = list(verb.sent)
    opened = max((t.i for t in sent if t.text == ";" and t.i < left.i), default=-1)
    before = [t for t in sent if opened < t.i < left.i - 1]
    tail = [t for t in sent if t.i > verb.i]
    stop = next((t.i for t in tail if t.text in (",", ";")), None)
    closing = [t for t in tail if stop is None or t.i < stop]
    said_more = any(
        t.dep_ in _COMPLEMENTS and (t.head == verb or t.dep_ == "nsubj") for t in closing if t.dep_ != "pobj"
    )
    if said_more or len(closing) > 8:
        return []
    after = [t for t in tail if stop is not None and t.i > stop]
    if not any(_tells(t) for t in before) and not (before and any(t.pos_ in ("VERB", "AUX") for t in after)):
        return []
    return [part for part in (before, after) if any(t.is_alpha for t in part)]


def aside(verb: Token, subject: Token) -> list[Content]:
    """The clause around "which, owners complain, the mayor ..." or before "as her lawyers allege"."""
    clause, left = verb.head, subject.left_edge
    if (
        verb.dep_ not in ("advcl", "ccomp", "parataxis", "dep")
        or clause.pos_ not in ("VERB", "AUX")
        or left.i == 0
    ):
        return []
    introduced = left.nbor(-1)
    if introduced.lower_ == "as" and introduced.head == verb:
        own = {t.i for t in verb.subtree}
    elif (
        introduced.text in (",", *_DASHES)
        and verb.i + 1 < len(verb.doc)
        and verb.nbor().text in (",", *_DASHES, ".")
    ):
        own = {t.i for t in verb.subtree if left.i <= t.i <= verb.i}
    else:
        return []
    stops = [t.i for t in verb.sent if t.text == ";" and t.i < left.i]
    words = [t for t in _tokens([clause], verb) if t.i not in own and t.i > max(stops, default=-1)]
    stretches = [[t for t in words if t.i < left.i], [t for t in words if t.i > verb.i]]
    return [s for s in stretches if any(t.is_alpha for t in s)]


def _tells(token: Token) -> bool:
    """Whether a word is the verb of a clause of its own."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "dep")


def _clause(head: Token, verb: Token, subject: Token | None) -> list[Content]:
    """A clause in the stretches that the words of telling leave of it: "Rain, he said, is good" has two."""
    stops = (
        [t.i for t in verb.doc[head.i : verb.i] if t.text in (";", ":", *_DASHES)] if head.i < verb.i else []
    )
    if stops and subject is not None and subject.left_edge.i <= stops[-1] + 2:
        return []  # "X; Y says ...": two statements side by side
    telling = {verb.i}
    if subject is not None and subject.head == verb:
        telling |= {t.i for t in subject.subtree}
    stretches: list[Content] = [[], []]
    for token in _tokens([head], verb):
        if token.i not in telling and (not stops or token.i > stops[-1]):
            stretches[token.i > verb.i].append(token)
    if head.i > verb.i:  # what stands before is an adverbial of the telling, or nothing
        stretches[0] = []
    if head.i < verb.i and subject is not None and subject.i < verb.i:
        stretches.append(_added(verb))
    return [s for s in stretches if any(t.is_alpha or t.is_digit for t in s)]


def _added(verb: Token) -> Content:
    """What completes a statement after the words of telling: "..., the inquiry found; the mayor did"."""
    rest = [t for t in verb.sent if t.i > verb.i]
    if len(rest) > 1 and (
        rest[0].text == ";" or (rest[0].text == "," and rest[1].lower_ in ("whereas", "while"))
    ):
        return rest
    return []


def _placed(token: Token, noun: Token) -> bool:
    """Whether a branch below the name of somebody judged says where or when: "praised Ann at a rally"."""
    return (
        token.head == noun
        and noun.pos_ == "PROPN"
        and token.dep_ == "prep"
        and token.lower_ in _PLACES
        and token.i > noun.i
    )


_PLACES = ("at", "in", "on", "during", "after", "before", "from", "until", "since")


def _tokens(heads: Iterable[Token], cue: Token) -> Content:
    """The tokens below some heads without what tells of another source: "..., according to X", "..., adding that"."""
    return sorted({t for head in heads for t in _below(head, cue)}, key=lambda t: t.i)


def _below(head: Token, cue: Token) -> Iterator[Token]:
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        for child in token.children:
            if (
                child.i != cue.i
                and not _other_source(child, cue)
                and not (token == head and _placed(child, head))
            ):
                stack.append(child)


def _other_source(token: Token, cue: Token) -> bool:
    """Whether a branch below a content is another's: "according to X", "adding that", "while Y said", ", who left"."""
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        return True
    first = token.left_edge
    before = first.nbor(-1) if first.i else None
    if before is not None and before.is_quote and before.i:
        before = before.nbor(-1)  # "the “loophole,” a flaw in the system"
    apart = before is not None and (before.text in (",", "(", *_DASHES) or before.text.endswith(","))
    if apart and (token.dep_ == "relcl" or (token.dep_ == "appos" and token.head.i > cue.i)):
        return first.i > cue.i  # what the outlet adds about somebody in passing
    own = any(c.dep_ == "nsubj" for c in token.children)
    if token.dep_ == "advcl" and token.tag_ == "VBG" and apart and not own:
        return token.i > cue.i
    if token.pos_ not in ("VERB", "AUX") or token.dep_ not in ("advcl", "conj", "parataxis", "dep"):
        return False
    entry = lexicon().verbs.get(lemma_of(token))
    if entry is None or entry.does == "position" or not entry.takes:
        return False
    if token.dep_ == "advcl":
        return own and first.lower_ in ("while", "as", "though", "although", "whereas")
    return token.i > cue.i and (own or token.tag_ == cue.tag_) and _has_content(token)


_DASHES = ("-", "–", "—", "--")


def _has_content(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "dobj", "xcomp", "oprd") and c.i > verb.i for c in verb.children)
