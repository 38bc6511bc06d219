"""What is known of each kind in each month, computed for the calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from archiver.archive.format import Entry
from archiver.model import (
    LABELLED,
    Document,
    GapType,
    Period,
    Report,
    RequirementState,
    Slot,
    Status,
)
from archiver.phrasing import Voice

# Months shown when no requirement sets a window.
_MONTHS = 28

# A document with its index in the entries.
_One = tuple[int, Entry]
_Held = Sequence[_One]


class Sign(Enum):
    """What a place of the calendar says.

    `SEEN`: a document covers the month. `LABELLED`: one does that is such a document, or of
    that month, by the user's word alone. `DOUBTFUL`: there is one, but not whole. `DECLARED`:
    the user's word that there is none. `COMING`: not issued yet. `DATED`: documents of this
    month, where none is asked for. `SPAN`: within the period of a document.
    """

    NOTHING = auto()
    SEEN = auto()
    LABELLED = auto()
    MISSING = auto()
    DOUBTFUL = auto()
    DECLARED = auto()
    COMING = auto()
    DATED = auto()
    SPAN = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind in one month.

    Attributes:
        sign: What is known.
        entry: Index of a document of that month in the entries, if it has pages.
        count: How many documents there are of it.
    """

    sign: Sign
    entry: int | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind in all months.

    Attributes:
        title: Of the kind.
        cells: One for each month.
        met: Months that are covered, of a monthly requirement; else how many documents.
        expected: Months asked for; 0 when the kind is not asked for each month.
    """

    title: str
    cells: tuple[Cell, ...]
    met: int
    expected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The calendar.

    Attributes:
        months: Earliest first.
        rows: Monthly requirements first.
        older: Documents from before the first month.
    """

    months: tuple[Period, ...]
    rows: tuple[Row, ...]
    older: int


def cover(report: Report, entries: Sequence[Entry], voice: Voice) -> Coverage:
    """Compute the calendar: only what fills a slot in the report is *seen*."""
    months = _months(report)
    held = own(report, entries)
    monthly = {r.id: r.kind for r in voice.checklist.requirements if r.slot is Slot.MONTH}
    rows = []
    for state in report.requirements:
        of_kind = [one for one in held if serves(one[1].document, monthly.get(state.id))]
        if state.id in monthly and (state.slots or of_kind):
            near = _by_month([(one, one[1].document.reach) for one in of_kind], months)
            cells = _required(report, state, near=zip(months, near, strict=True))
            met, expected = (state.met, state.expected) if state.slots else (len(of_kind), 0)
            rows.append(Row(title=voice.kind(state.kind), cells=cells, met=met, expected=expected))
    placed = [(one, span(one[1].document, voice)) for one in held]
    for kind in voice.catalogue.kinds:
        dated = [(one, days) for one, days in placed if one[1].document.kind == kind]
        if dated and kind not in monthly.values():
            near = _by_month(dated, months)
            pairs = zip(months, near, strict=True)
            cells = tuple(_dated(month, found, voice) for month, found in pairs)
            rows.append(Row(title=voice.kind(kind), cells=cells, met=len(dated)))
    older = sum(days is not None and days.end < months[0].start for _, days in placed)
    return Coverage(months=months, rows=tuple(rows), older=older)


def entries_of(report: Report) -> tuple[Entry, ...]:
    """The documents of a report as if they were in an archive, none of them with pages."""
    return tuple(Entry(document=document, name="") for document in report.documents)


def _months(report: Report) -> tuple[Period, ...]:
    """The longest monthly window, and the month of the as-of day."""
    current = Period.month(report.as_of.year, report.as_of.month)
    slots = [slot for state in report.requirements for slot, _ in state.slots if slot.is_month]
    if slots:
        return tuple(Period(min(slots).start, max(max(slots).end, current.end)).months())
    first = max(0, current.start.year * 12 + current.start.month - _MONTHS - 12)
    return tuple(Period(date(first // 12 + 1, first % 12 + 1, 1), current.end).months())


def own(report: Report, entries: Sequence[Entry]) -> _Held:
    """The recognised documents, but for those of somebody else."""
    others = {
        (gap.path, gap.kind, gap.period, dict(gap.facts).get("person"))
        for gap in report.gaps
        if gap.type is GapType.OTHER_PERSON
    }
    return [
        (index, entry)
        for index, entry in enumerate(entries)
        if entry.document.status is Status.RECOGNISED and _key(entry.document) not in others
    ]


def _key(document: Document) -> tuple[str, str | None, Period | None, str]:
    return document.path, document.kind, document.period, document.person or ""


def serves(document: Document, kind: str | None) -> bool:
    """Whether a document is of a kind, or serves it too."""
    return kind in (document.kind, *document.also)


def _by_month(
    placed: Sequence[tuple[_One, Period | None]], months: Sequence[Period]
) -> list[list[_One]]:
    """For each month the documents that touch it."""
    near: list[list[_One]] = [[] for _ in months]
    first = _number(months[0].start)
    for one, days in placed:
        if days is not None:
            # Never month by month through what is printed: it may be a thousand years.
            start = max(0, _number(days.start) - first)
            end = min(len(months) - 1, _number(days.end) - first)
            for number in range(start, end + 1):
                near[number].append(one)
    return near


def _number(day: date) -> int:
    return day.year * 12 + day.month


def _required(
    report: Report,
    state: RequirementState,
    *,
    near: Iterable[tuple[Period, list[_One]]],
) -> tuple[Cell, ...]:
    filled = dict(state.slots)
    gaps = [gap for gap in report.gaps if gap.requirement == state.id]
    coming = {gap.period for gap in gaps if gap.cause == "current-month"}
    waived = [w.period for w in report.waived if w.requirement == state.id]
    cells = []
    for month, found in near:
        whole = [one for one in found if not one[1].document.pages_absent]
        if month in filled:
            sign = Sign.SEEN if filled[month] else Sign.DOUBTFUL if found else Sign.MISSING
            if sign is Sign.SEEN and _on_word_alone(found):
                sign = Sign.LABELLED
            if sign is Sign.MISSING and any(p and p.covers(month) for p in waived):
                sign = Sign.DECLARED
        elif month in coming:
            sign = Sign.COMING
        else:
            sign = Sign.SEEN if whole else Sign.DOUBTFUL if found else Sign.NOTHING
        cells.append(_cell(sign, whole or found))
    return tuple(cells)


def _on_word_alone(found: _Held) -> bool:
    return bool(found) and all(LABELLED in entry.document.warnings for _, entry in found)


def _dated(month: Period, found: _Held, voice: Voice) -> Cell:
    """Of a kind that is not asked for each month."""
    spans = [span(entry.document, voice) for _, entry in found]
    longer = any(days is not None and not month.covers(days) for days in spans)
    sign = Sign.SPAN if longer else Sign.DATED if found else Sign.NOTHING
    return _cell(sign, found)


def _cell(sign: Sign, documents: _Held) -> Cell:
    shown = (index for index, entry in documents if entry.first_page is not None)
    return Cell(sign, next(shown, None), len(documents))


def span(document: Document, voice: Voice) -> Period | None:
    """Where a document stands in the calendar: its period, else the day it was made out.

    A whole year, and the validity of a certificate, say nothing of single months.
    """
    kind = voice.catalogue.kinds.get(document.kind or "")
    period = document.period
    if period and not period.is_year and kind and not kind.single:
        return period
    return Period(document.issued, document.issued) if document.issued else None
