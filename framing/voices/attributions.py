"""Who answers for which words: direct quotation, reported clauses, the rest is the outlet's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from framing.mentions import Found
from framing.parsing import Paragraph, Parsed
from framing.quotes import Quote, find_quotes, kind_of
from framing.records import Attribution, Span, SpeakerKind
from framing.voices.report import Report
from framing.voices.reports import find_reports
from framing.voices.sources import Scene, Speaker, by_noun, last_subject


def find_attributions(parsed: Parsed, found: Found) -> tuple[Attribution, ...]:
    """The attributions of an article in order of their start, properly nested."""
    text = parsed.article.text
    quotes = find_quotes(text, [(p.start, p.start + len(p.doc.text)) for p in parsed.paragraphs])
    told = _Told(found)
    result: list[Attribution] = []
    for paragraph in parsed.paragraphs:
        end = paragraph.start + len(paragraph.doc.text)
        inside = [q for q in quotes if paragraph.start <= q.start < end]
        reports = told.reports(paragraph, inside)
        inside = [_after_name(q, reports) for q in inside]
        result += [_reported(r) for r in reports if r.content is not None and not _within(r, inside, text)]
        told.quotations(paragraph, inside, reports, result)
    nested = _nested(result)  # which may leave nothing but marks of a stretch
    return tuple(a for a in nested if a.voice == "quoted" or any(c.isalnum() for c in text[a.start : a.end]))


class _Told:
    """What is known of who spoke last, while the paragraphs of an article pass by."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.persons = {a.id for a in found.actors.values() if a.kind == "person"}
        self.institutions = by_noun(found)
        self.last_person: str | None = None
        self.latest: Speaker | None = None  # the last source named, a known person or not
        self.speaker: Speaker | None = None  # of the quotation before, for those that only go on
        self.cue_start: int | None = None
        self.going_on = False
        self.unsaid: list[
            int
        ] = []  # quotations that go on in the next paragraph, their speaker not named yet

    def reports(self, paragraph: Paragraph, quotes: Sequence[Quote]) -> list[Report]:
        """The reports of a paragraph, "he" and "she" resolved."""
        end = paragraph.start + len(paragraph.doc.text)
        mentions = [m for m in self.found.mentions if paragraph.start <= m.start < end]
        kept = []
        for report in find_reports(Scene(paragraph, mentions, self.institutions)):
            speaker = report.speaker
            if speaker is not None and speaker.actor is None and speaker.text.lower() in ("he", "she"):
                subject = last_subject(paragraph, mentions, report.start, self.persons)
                person = self.last_person if subject is None else subject.actor
                if self.latest is not None and (subject is None or self.latest.at > subject.at):
                    person = self.latest.actor
                kind: SpeakerKind = speaker.kind if person is None else "actor"
                report = replace(report, speaker=replace(speaker, actor=person, kind=kind))
            elif speaker is not None and speaker.actor in (None, *self.persons) and report.does != "position":
                self.latest = speaker  # "he" is no country and no council
            if not _leaves(report, quotes):
                kept.append(report)
        subject = last_subject(paragraph, mentions, end, self.persons)
        self.last_person = self.last_person if subject is None else subject.actor
        return kept

    def quotations(
        self,
        paragraph: Paragraph,
        quotes: Sequence[Quote],
        reports: Sequence[Report],
        result: list[Attribution],
    ) -> None:
        """Adds the quotations of a paragraph, each with its speaker."""
        text = paragraph.doc.text
        self.unsaid = self.unsaid if self.going_on else []
        for quote in quotes:
            words = text[quote.start - paragraph.start : quote.end - paragraph.start]
            report = _report_for(quote, reports, quotes, paragraph)
            follows = _follows(quote, quotes)
            said = report is not None and report.does != "position"
            kind = kind_of(words, in_speech=said)
            if report is not None and report.speaker is not None and (kind == "full" or not follows):
                self.speaker, self.cue_start = report.speaker, report.start
                for i in self.unsaid if quote is quotes[0] else ():
                    result[i] = replace(
                        result[i], speaker=self.speaker.actor, speaker_text=self.speaker.text,
                        speaker_kind=self.speaker.kind, cue_start=self.cue_start,
                    )  # fmt: skip
                self.unsaid = []
            elif not (self.going_on or _only_quotes(paragraph, quotes) or follows):
                before = _just_before(quote, reports, paragraph) if kind == "full" else None
                self.speaker, self.cue_start = (before.speaker, None) if before else (None, None)
            of, cue_start = (self.speaker, self.cue_start) if said or kind == "full" else (None, None)
            if report is not None and report.speaker is not None and of is not None:
                of, cue_start = report.speaker, report.start
            result.append(Attribution(
                quote.start, quote.end, "quoted", of.actor if of else None, of.text if of else None,
                report.cue.text if report is not None else None, kind, report.does if report is not None else None,
                of.kind if of else None, cue_start,
            ))  # fmt: skip
            if quote.goes_on and of is None:
                self.unsaid.append(len(result) - 1)
        self.going_on = bool(quotes) and quotes[-1].goes_on


def innermost(attributions: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    """The attributions around a stretch, from the innermost outwards."""
    around = [
        a
        for a in attributions
        if a.start <= start and end <= a.end and (a.cue_kind != "position" or a.voice == "quoted")
    ]
    return sorted(around, key=lambda a: (a.end - a.start, a.voice != "quoted"))


def _reported(report: Report) -> Attribution:
    assert report.content is not None
    speaker = report.speaker
    return Attribution(
        *report.content, "reported", speaker.actor if speaker else None,
        speaker.text if speaker else None, report.cue.text, None, report.does if report.opens else "position",
        speaker.kind if speaker else None, report.start,
    )  # fmt: skip


def _within(report: Report, quotes: Sequence[Quote], text: str) -> bool:
    """Whether a report's content is a quotation and no more: the quotation says it better."""
    assert report.content is not None
    start, end = report.content
    for q in quotes:
        inner = q.start <= report.start < q.end and not _speaks_from_outside(report, q)
        if inner or not (q.start - 2 <= start and start < q.end):
            continue
        if end <= q.end + 2:
            return True
    return False


def _after_name(quote: Quote, reports: Sequence[Report]) -> Quote:
    """A quoted transcript without the name that it starts with: "WALLACE: Let's start ..."."""
    for report in reports:
        if report.cue.text != ":" or report.content is None or report.speaker is None:
            continue
        named_first = report.speaker.at <= quote.start + 2 and quote.start <= report.start < quote.start + 40
        if named_first and report.content[0] < quote.end:
            return replace(quote, start=report.content[0])
    return quote


def _leaves(report: Report, quotes: Sequence[Quote]) -> bool:
    """Whether a verb within a quotation seems to govern words outside: a slip of the parse."""
    around = [q for q in quotes if q.start <= report.start < q.end]
    return bool(around and report.content) and not (
        around[0].start <= report.content[0] and report.content[1] <= around[0].end  # type: ignore[index]
    )


def _report_for(
    quote: Quote, reports: Sequence[Report], quotes: Sequence[Quote], paragraph: Paragraph
) -> Report | None:
    """The report that a quotation belongs to: one right beside it, one that governs it, or the nearest in its sentence."""
    text = paragraph.doc.text
    outside = [
        r for r in reports
        # "Bayramov, for his part, “emphasized the need ...”" has its verb inside and its subject outside.
        if not any(q.start <= r.start < q.end and (q != quote or not _speaks_from_outside(r, q)) for q in quotes)
    ]  # fmt: skip
    near: list[tuple[int, int, Report]] = []
    for report in outside:
        start, end = _extent(report)
        if report.content and report.content[0] - 2 <= quote.start and quote.end <= report.content[1] + 2:
            near.append((1, report.content[1] - report.content[0], report))
        elif quote.start <= report.start < quote.end:
            near.append((1, 0, report))
        else:
            after = start >= quote.end
            gap = text[quote.end - paragraph.start : start - paragraph.start] if after else (
                text[end - paragraph.start : quote.start - paragraph.start]
            )  # fmt: skip
            last = text[quote.end - 1 - paragraph.start]
            closed = last == "." and not text[: quote.end - paragraph.start].endswith("...")
            beside = after and len(gap) <= 4 and report.content is None and not gap.strip("'\"”’»,.-–— ")
            if beside:
                near.append((0, 0, report))
            elif after and (
                closed or not (last in ",!?…" or gap.lstrip("'\"”’» ")[:1] in (",", "-", "–", "—"))
            ):
                continue  # the sentence is over, or "the “deal” that they signed": said by nobody here
            elif not _ended(gap) and len(gap) < 160 and report.speaker is not None:
                near.append((2, len(gap), report))
    return min(near, key=lambda found: found[:2])[2] if near else None


def _extent(report: Report) -> Span:
    """From the first to the last word of "said Ann" or "Ann said"."""
    if report.speaker is None or abs(report.speaker.at - report.start) > 80:
        return report.start, report.end
    at = report.speaker.at
    return min(report.start, at), max(report.end, at + len(report.speaker.text) if at > report.start else 0)


def _ended(gap: str) -> bool:
    return any(mark in gap for mark in ".!?\n") and not _abbreviated(gap)


def _just_before(quote: Quote, reports: Sequence[Report], paragraph: Paragraph) -> Report | None:
    """The report in the sentence right before a quotation that stands alone: "She said it failed. “It is over.”"."""
    sentences = [s for s in paragraph.doc.sents if paragraph.start + s.end_char <= quote.start]
    if not sentences:
        return None
    start = paragraph.start + sentences[-1].start_char
    said = [
        r
        for r in reports
        if start <= r.start < quote.start and r.does != "position" and r.speaker is not None
    ]
    return said[-1] if said else None


def _speaks_from_outside(report: Report, quote: Quote) -> bool:
    return (
        report.speaker is not None
        and quote.start <= report.start < quote.end
        and report.speaker.at < quote.start
    )


def _abbreviated(gap: str) -> bool:
    """Whether every full stop in a gap ends an abbreviation and no sentence."""
    words = [w for w in gap.split() if w.rstrip("”\"'").endswith((".", "!", "?"))]
    return all(len(w.rstrip("”\"'")) <= 4 and w[0].isupper() for w in words) and "\n" not in gap


def _only_quotes(paragraph: Paragraph, quotes: Iterable[Quote]) -> bool:
    quoted = sum(q.end - q.start + 2 for q in quotes)
    return quoted >= len(paragraph.doc.text) - 2


def _follows(quote: Quote, quotes: Sequence[Quote]) -> bool:
    """Whether a quotation goes on right after another one of its paragraph, or after its sentence."""
    before = [q for q in quotes if q.end < quote.start]
    return bool(before) and quote.start - before[-1].end < 160


def _nested(attributions: Iterable[Attribution]) -> list[Attribution]:
    """The same without crossings: a report that crosses a quotation keeps its longer side."""
    quoted = [a for a in attributions if a.voice == "quoted"]
    kept: list[Attribution] = list(quoted)
    for report in sorted((a for a in attributions if a.voice != "quoted"), key=lambda a: a.start - a.end):
        start, end = report.start, report.end
        before = None
        while before != (start, end):  # a cut may make it cross what it held before
            before = start, end
            for other in kept:
                if start < other.start < end < other.end:
                    end = other.start
                elif other.start < start < other.end < end:
                    start = other.end
        if start < end:
            kept.append(replace(report, start=start, end=end))
    return sorted(dict.fromkeys(kept), key=lambda a: (a.start, -a.end))
