"""What a word of attribution governs: the tokens of the content that its source answers for."""

from __future__ import annotations

from spacy.tokens import Token

from framing.voices.asides import clause_of
from framing.voices.lexicon import Cue, lemma_of, lexicon
from framing.voices.trimming import Content, tokens_below

# What goes with the object of a verb; "at a rally" and "on Monday" are no part of what is said.
_WITH_OBJECT = frozenset(("of", "for", "as", "over", "with", "to", "against", "about", "into"))


def active_contents(verb: Token, cue: Cue, subject: Token | None) -> list[Content]:
    """What an active verb governs: a clause, an object with its complements, or what stands after a preposition."""
    children = list(verb.children)
    clauses = [c for c in children if c.dep_ == "ccomp" and _said(c, cue)]
    if clauses:
        found = clause_of(clauses[0], verb, subject)
        for more in clauses[1:]:  # "X fired, and Y did not, witnesses said"
            if found and more.i < verb.i and not any(t.text == ";" for t in verb.doc[clauses[0].i : more.i]):
                found = [
                    sorted({*found[0], *clause_of(more, verb, subject)[0]}, key=lambda t: t.i),
                    *found[1:],
                ]
        return [*found, *gapped(clauses[0], verb)]
    if "clause" in cue.takes and (that := _that_clause(verb)):
        return [tokens_below([that], verb)]
    objects = [
        c for c in children if c.dep_ in ("dobj", "dative") and c.i > verb.i and c.tag_ not in ("WP", "WDT")
    ]
    if lemma_of(verb) == "find" and objects and objects[0].left_edge.lower_ in ("fault", "no", "nothing"):
        return [tokens_below(objects, verb)]  # "found nothing wrong with", "found no fault"
    infinitive = next((c for c in children if c.dep_ == "xcomp" and c.i > verb.i), None)
    if infinitive is not None and _said(infinitive, cue):
        parts = [*objects, infinitive] if objects and objects[-1].i < infinitive.i else [infinitive]
        return [tokens_below(parts, verb)]
    small = next((c for c in children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if "object" in cue.takes and small is not None and not objects:
        return [tokens_below([small], verb)]  # "called him “blind”", which the parser takes for a clause
    if "object" in cue.takes or "as" in cue.takes:
        what = _object(verb, cue, objects)
        if what:
            return [what, *_added(what, verb, cue), *gapped(objects[0] if objects else None, verb)]
    for child in (*children, *(c for o in objects for c in o.children)):  # "fined it a million for"
        if child.dep_ == "prep" and child.i > verb.i and child.lower_ in cue.takes:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                rest = [
                    c for c in children if c.i > child.i and (
                        (c.dep_ in ("xcomp", "advcl", "ccomp") and any(t.tag_ == "TO" for t in c.children))
                        or (c.dep_ == "prep" and c.lower_ == "as")
                    )
                ]  # fmt: skip
                return [tokens_below([*inner, *rest], verb)]
    if "clause" in cue.takes:
        adverbial = [c for c in children if c.dep_ == "advcl" and _wh(c) and c.i > verb.i]
        if adverbial and not objects:
            return [tokens_below(adverbial[:1], verb)]
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
        return tokens_below(named[:1], verb) if named else []
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
    return tokens_below(kept, verb)


def _added(found: Content, verb: Token, cue: Cue) -> list[Content]:
    """The reason that the parser hung elsewhere: "which blamed the referee, Ann Doe, for two goals"."""
    last = found[-1]
    if any(t.lower_ in cue.takes for t in found if t.dep_ == "prep"):
        return []
    for token in verb.sent[last.i + 1 - verb.sent.start :]:
        if token.text == ";" or token.lower_ in ("and", "but", "while"):
            return []
        loose = token.head.i <= verb.i or token.head in found
        if (
            token.dep_ == "prep"
            and token.lower_ in cue.takes & _REASONS
            and loose
            and token.nbor(-1).text == ","
        ):
            return [tokens_below([token], verb)]
    return []


_REASONS = frozenset(("for", "of", "with", "over", "as"))


def gapped(first: Token | None, verb: Token) -> list[Content]:
    """The second half of "found A guilty and B not guilty", "is accused of x, and B of y"."""
    for child in verb.children:
        if child.dep_ != "conj" or child.i < verb.i or child.pos_ not in ("ADJ", "NOUN", "PROPN"):
            continue
        shared = any(c.dep_ in ("prep", "nsubj", "poss") for c in child.children)
        if shared and (first is None or child.i > first.i):
            return [tokens_below([child], verb)]
    return []


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
        return [tokens_below([clause], verb)]
    tail = [
        c for c in children if c.i > verb.i and (
            c.dep_ in ("xcomp", "oprd") or (c.dep_ == "prep" and (c.lower_ in cue.takes or c.lower_ in ("as", "of", "for")))
        )
    ]  # fmt: skip
    if tail and not subjects:
        return [tokens_below(tail, verb)]
    if subjects and (tail or "object" in cue.takes):
        told = [tokens_below(tail, verb)] if tail else []
        return [tokens_below(subjects[-1:], verb), *told, *gapped(None, verb)]
    return []


def noun_contents(noun: Token, cue: Cue) -> list[Content]:
    """What a noun or an adjective governs: "the claim that", "fears of", "is concerned about"."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        marked = any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in child.children)
        if child.dep_ in ("acl", "ccomp", "relcl", "advcl") and marked and "clause" in cue.takes:
            return [tokens_below([child], noun)]
        bare = any(c.tag_ == "TO" for c in child.children)
        if child.dep_ in ("acl", "xcomp") and bare and "infinitive" in cue.takes:
            return [tokens_below([child], noun)]
        if child.dep_ == "ccomp" and "clause" in cue.takes and noun.pos_ != "NOUN":
            return [tokens_below([child], noun)]
        if child.dep_ == "prep" and child.lower_ in cue.takes:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                return [tokens_below(inner, noun)]
    verb = noun.head
    if noun.dep_ == "dobj":  # "paid tribute to her as", which the parser hangs on the verb
        beside = [c for c in verb.children if c.i > noun.i and c.dep_ in ("prep", "dative")]
        if beside and beside[0].lower_ in cue.takes and noun.i + 1 == beside[0].i:
            return [tokens_below(beside, noun)[1:]]
    if noun.dep_ == "nsubj" and lemma_of(verb) == "be" and "clause" in cue.takes:  # "the claim is that ..."
        told = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
        return [tokens_below(told[:1], noun)] if told else []
    return []
