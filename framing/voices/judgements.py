"""In whose voice an actor is portrayed: the place of the judgement, not of the name.

In "he called the minister “a disgrace”" the name stands in reported speech and the judgement in quotation marks.
The judgement is looked for by syntax: quoted words that are predicated of the actor, the content of an accusation or of
praise that it is the object of, or of a charge that it denies. Where nothing of the kind is found, the name's own
place decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from framing.records import Span
from framing.voices.lexicon import lemma_of, words
from framing.voices.stretches import Stretches

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_APART = ("ccomp", "advcl", "relcl", "parataxis", "conj")
_ITSELF = words("he i it she they we")
_CONCERN = words("anxiety concern fear warning worry")
_TURNED_DOWN = words("be call deny dismiss dispute face brush draw meet rebut refute reject repudiate")


class Judgement(Stretches):
    """A search for the judgement of one mention in its sentence."""

    def place(self) -> Span | None:
        """Where the judgement stands, or None for the name's own place."""
        beside = self._cue_beside()
        if beside is not None:
            return beside
        top = self.token
        while top.head != top and top.head.pos_ not in ("VERB", "AUX"):
            quote = (
                self._quote_within(top, self._phrase(top)) if top.pos_ in ("NOUN", "PROPN", "PRON") else None
            )
            if quote is not None:
                return quote
            if top.dep_ == "relcl":
                break
            top = top.head
        verb = top.head
        for child in self.token.children:
            if child.dep_ == "relcl":  # "which stands accused of", "whose patience both praised"
                charged = next(
                    (c for c in child.children if c.dep_ in ("acomp", "oprd") and self._is_cue(c)), None
                )
                if charged is not None:
                    return self._content(charged)
            charged_by_relative = child.dep_ == "relcl" and (
                self._is_object_of(child) or any(c.dep_ == "nsubjpass" for c in child.children)
            )
            if self._is_cue(child) and (child.dep_ == "acl" or charged_by_relative):
                return self._content(child)
            if child.dep_ == "relcl" and self._says(child) and self._is_object_of(child):
                return self._said_by(child)
        beside = self._quote_beside() or self._each_other()
        if beside is not None:
            return beside
        if verb == top or verb.pos_ not in ("VERB", "AUX"):
            return self._quote_within(top, self._phrase(top))
        subject = top.dep_ in _SUBJECTS
        passive = top.dep_ == "nsubjpass"
        if verb.dep_ == "relcl":  # "the “free” vote that they held"
            quote = self._quote_within(verb.head, [t for t in self._phrase(verb.head) if t.i < verb.i])
            if quote is not None:
                return quote
        if top.dep_ == "agent":
            return self._carried(verb)  # "was shamefully sacked by X"
        if self._told_by(verb):
            return self._content(verb)
        charged = next(
            (
                c
                for c in verb.children
                if c.dep_ in ("acomp", "oprd", "xcomp") and c.tag_ == "VBN" and self._is_cue(c)
            ),
            None,
        )
        if subject and charged is not None:
            return self._content(charged)
        speaks = subject and not passive and (self._is_cue(verb) or self._says(verb))
        if speaks:
            return self._answered(verb) or self._confessed(verb)
        quote = self._quote_within(verb, self._clause(verb, subject=subject))
        if quote is not None:
            return quote
        if self._is_cue(verb) and (passive or not subject):
            return self._content(verb)
        noun = next(
            (c for c in verb.children if c.dep_ == "dobj" and self._is_cue(c) and self._judges(c)), None
        )
        if noun is not None and not subject and self.token.i > noun.i:
            return self._content(noun)  # "paid tribute to her as"
        if subject:
            return self._answered(verb) or self._carried(verb)
        return None

    def _each_other(self) -> Span | None:
        """What each of two accuses the other of: "A and B met, each side accusing the other of lying"."""
        if not any(t.dep_ == "conj" for t in self.token.children) and self.token.dep_ != "conj":
            return None
        for token in self.token.sent:
            if token.i > self.token.i and token.lower_ in ("other", "another") and self._is_cue(token.head):
                each = any(t.lower_ == "each" for t in token.sent if self.token.i < t.i < token.i)
                if each and token.dep_ == "dobj":
                    return self._content(token.head)
        return None

    def _told_by(self, verb: Token) -> bool:
        """Whether a name that the parser makes the speaker stands in what is told: "Ann, said the climber, was"."""
        told = self.by_cue.get(self.paragraph.at(verb), [])
        return len(told) > 1 and told[0].start <= self.span[0] < told[0].end

    def _confessed(self, verb: Token) -> Span | None:
        """What a speaker says of itself: "it conceded that it had misread its logs"."""
        if any(c.lower_ in ("falsely", "wrongly") for c in verb.children):
            return None  # the outlet's verdict on the speaker
        for clause in verb.children:
            own = [c for c in clause.children if c.dep_ in _SUBJECTS and c.lower_ in _ITSELF]
            if clause.dep_ == "ccomp" and clause.i > verb.i and own and self._is_cue(verb):
                return self._quoted_in(max(self.by_cue[self.paragraph.at(verb)], key=lambda a: a.start))
            gerund = clause.left_edge.i == verb.i + 1 and any(
                t.tag_ == "VBG" for t in (clause, clause.left_edge)
            )
            if gerund and clause.dep_ in ("xcomp", "dobj") and self._is_cue(verb):
                return self._content(verb)
        return None

    def _judges(self, noun: Token) -> bool:
        """Whether a noun of speech charges or praises: an accusation, and no promise."""
        told = self.by_cue[self.paragraph.at(noun)]
        return told[0].cue_kind in ("accusing", "distancing", "praising") or lemma_of(noun) in _CONCERN

    def _is_object_of(self, verb: Token) -> bool:
        """Whether a relative clause is about its head as an object: "whom critics call", "which it praised for"."""
        own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        return own is not None and own.tag_ not in ("WP", "WDT")

    def _answered(self, verb: Token) -> Span | None:
        """The charge that a subject denies, meets or gives back: "denied Oslo's allegation that it had ..."."""
        others = [c for c in verb.children if c.dep_ == "dobj" and c.lower_ in ("other", "another")]
        if self._is_cue(verb) and others:
            return self._content(verb)  # "blamed each other for"
        for token in verb.subtree:
            if (
                token.pos_ == "NOUN"
                and token.i > verb.i
                and self._is_cue(token)
                and (lemma_of(verb) in _TURNED_DOWN or (not self._is_cue(verb) and self._judges(token)))
            ):
                return self._content(token)
            if self._is_cue(token) and self._accused_before(token, verb):
                return self._content(token)  # "accused by Benin of meddling, Togo ..."
        return None

    def _accused_before(self, token: Token, verb: Token) -> bool:
        """Whether a participle without a subject of its own is said of the subject of a verb."""
        own = any(c.dep_ in _SUBJECTS for c in token.children)
        return token.dep_ == "advcl" and token.tag_ == "VBN" and token.head == verb and not own

    def _carried(self, verb: Token) -> Span | None:
        """The predicate, where it stands in another stretch than its subject."""
        start = self.paragraph.at(verb)
        return start, self.paragraph.after(verb)

    def _phrase(self, noun: Token) -> list[Token]:
        return [t for t in noun.subtree if t.dep_ != "relcl"]

    def _clause(self, verb: Token, *, subject: bool) -> list[Token]:
        """The tokens that are said of an argument of a verb: its clause, and for a subject the verbs that share it."""
        return list(self._below(verb, subject=subject))

    def _below(self, token: Token, *, subject: bool) -> Iterator[Token]:
        yield token
        for child in token.children:
            if child.dep_ == "pcomp" and self._is_cue(child):
                continue  # "praised A before accusing B of “robbery”"
            if child.dep_ in _APART and child.pos_ in ("VERB", "AUX"):
                owner = next((c for c in child.children if c.dep_ in _SUBJECTS), None)
                same = owner is None or owner.lower_ in ("it", "he", "she", "they", "who", "which", "that")
                if not (subject and same) or child.dep_ == "relcl":
                    continue
            yield from self._below(child, subject=subject)
