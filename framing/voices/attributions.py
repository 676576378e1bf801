"""Who answers for which words: direct quotation, reported clauses, the rest is the outlet's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from framing.mentions import Found
from framing.parsing import Paragraph, Parsed
from framing.quotes import Quote, find_quotes, kind_of
from framing.records import Attribution
from framing.voices.reports import Report, find_reports
from framing.voices.sources import Scene, Speaker, by_noun, last_subject


def find_attributions(parsed: Parsed, found: Found) -> tuple[Attribution, ...]:
    """The attributions of an article in order of their start, properly nested."""
    text = parsed.article.text
    quotes = find_quotes(text, [(p.start, p.start + len(p.doc.text)) for p in parsed.paragraphs])
    persons = {a.id for a in found.actors.values() if a.kind == "person"}
    institutions = by_noun(found)
    result: list[Attribution] = []
    speaker: Speaker | None = None  # of the quotation before, for paragraphs that only go on quoting
    last_person: str | None = None
    latest: Speaker | None = None  # the last source named, a known person or not
    cue_start: int | None = None
    going_on = False
    unsaid: list[int] = []  # quotations that go on in the next paragraph, their speaker not named yet
    for paragraph in parsed.paragraphs:
        end = paragraph.start + len(paragraph.doc.text)
        unsaid = unsaid if going_on else []
        mentions = [m for m in found.mentions if paragraph.start <= m.start < end]
        inside = [q for q in quotes if paragraph.start <= q.start < end]
        reports = []
        for report in find_reports(Scene(paragraph, mentions, institutions)):
            if report.speaker is not None and report.speaker.text.lower() in ("he", "she"):
                subject = last_subject(paragraph, mentions, report.start, persons)
                person = last_person if subject is None else subject.actor
                if latest is not None and (subject is None or latest.at > subject.at):
                    person = latest.actor
                report = replace(report, speaker=replace(report.speaker, actor=person))
            elif report.speaker is not None and report.speaker.actor in (None, *persons):
                latest = report.speaker  # "he" is no country and no council
            if not _leaves(report, inside):
                reports.append(report)
        result += [_reported(r) for r in reports if r.content is not None and not _within(r, inside)]
        for quote in inside:
            report_of = _report_for(quote, reports, inside, text)
            if report_of is not None and report_of.speaker is not None:
                speaker, cue_start = report_of.speaker, report_of.start
                for i in unsaid if quote is inside[0] else ():
                    result[i] = replace(
                        result[i], speaker=speaker.actor, speaker_text=speaker.text, speaker_kind=speaker.kind,
                        cue_start=cue_start,
                    )  # fmt: skip
                unsaid = []
            elif not (going_on or _only_quotes(paragraph, inside) or _follows(quote, inside, text)):
                speaker = None
            in_speech = report_of is not None and report_of.does != "position"
            kind = kind_of(text[quote.start : quote.end], in_speech=in_speech)
            of = speaker if in_speech or kind == "full" else None
            cue = report_of.cue.text if report_of is not None else None
            result.append(Attribution(
                quote.start, quote.end, "quoted", of.actor if of else None, of.text if of else None, cue, kind,
                report_of.does if report_of is not None else None, of.kind if of else None,
                cue_start if of else None,
            ))  # fmt: skip
            if quote.goes_on and of is None:
                unsaid.append(len(result) - 1)
        going_on = bool(inside) and inside[-1].goes_on
        subject = last_subject(paragraph, mentions, end, persons)
        last_person = last_person if subject is None else subject.actor
    return tuple(_nested(result))


def innermost(attributions: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    """The attributions around a stretch, from the innermost outwards."""
    around = [
        a for a in attributions if a.start <= start and end <= a.end and (a.cue_kind != "position" or a.voice == "quoted")
    ]
    return sorted(around, key=lambda a: (a.end - a.start, a.voice != "quoted"))


def _reported(report: Report) -> Attribution:
    assert report.content is not None
    speaker = report.speaker
    return Attribution(
        *report.content, "reported", speaker.actor if speaker else None,
        speaker.text if speaker else None, report.cue.text, None, report.does,
        speaker.kind if speaker else None, report.start,
    )  # fmt: skip


def _within(report: Report, quotes: Sequence[Quote]) -> bool:
    """Whether a report's content is a quotation and nothing else: the quotation says it better."""
    assert report.content is not None
    start, end = report.content
    return any(
        q.start - 1 <= start
        and end <= q.end + 1
        and (not q.start <= report.start < q.end or _speaks_from_outside(report, q))
        for q in quotes
    )


def _leaves(report: Report, quotes: Sequence[Quote]) -> bool:
    """Whether a verb within a quotation seems to govern words outside: a slip of the parse."""
    around = [q for q in quotes if q.start <= report.start < q.end]
    return bool(around and report.content) and not (
        around[0].start <= report.content[0] and report.content[1] <= around[0].end  # type: ignore[index]
    )


def _report_for(quote: Quote, reports: Sequence[Report], quotes: Sequence[Quote], text: str) -> Report | None:
    """The report that a quotation belongs to: one that governs it, or the nearest in its sentence."""
    outside = [
        r for r in reports
        # "Bayramov, for his part, “emphasized the need ...”" has its verb inside and its subject outside.
        if not any(q.start <= r.start < q.end and (q != quote or not _speaks_from_outside(r, q)) for q in quotes)
    ]  # fmt: skip
    governing = [
        r for r in outside if r.content and r.content[0] - 1 <= quote.start and quote.end <= r.content[1] + 1
    ]
    if governing:
        return min(governing, key=lambda r: (r.content[1] - r.content[0]) if r.content else 0)
    near: list[tuple[int, Report]] = []
    for report in outside:
        if quote.start <= report.start < quote.end:
            return report
        closed = text[quote.end - 1] == "." and text[quote.end - 3 : quote.end] != "..."
        if report.start >= quote.end and closed:
            continue  # the sentence is over: what comes next is about something else
        gap = text[quote.end : report.start] if report.start >= quote.end else text[report.end : quote.start]
        reach = any(mark in gap for mark in ".!?\n") and not _abbreviated(gap)
        if not reach and len(gap) < 160 and report.speaker is not None:
            near.append((len(gap), report))
    return min(near, key=lambda pair: pair[0])[1] if near else None


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


def _follows(quote: Quote, quotes: Sequence[Quote], text: str) -> bool:
    """Whether a quotation goes on right after another one of its paragraph, or after its sentence."""
    before = [q for q in quotes if q.end < quote.start]
    return bool(before) and len(text[before[-1].end : quote.start]) < 160


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
