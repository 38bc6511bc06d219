"""The coverage calendar: kinds down, months across, one glance shows the holes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import groupby

from archiver.archive.layout import (
    ACCENT,
    AMBER,
    BOLD,
    LINE,
    MARGIN,
    RED,
    SOFT,
    WHITE,
    WIDTH,
    Sheet,
    Style,
    fit,
)
from archiver.model import Document, Period, Report, Requirement, Slot, Status
from archiver.phrasing import Voice
from archiver.wording import Words

# Months shown when no requirement sets a window.
_MONTHS = 28
_LABELS = 146.0
_CELL_HEIGHT = 17.0


class Cell(Enum):
    """What is known of one kind in one month."""

    NOTHING = auto()
    SEEN = auto()
    MISSING = auto()
    DOUBTFUL = auto()
    DECLARED = auto()
    COMING = auto()
    ISSUED = auto()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of months and kinds.

    Attributes:
        months: Earliest first.
        rows: Title and one cell for each month.
    """

    months: tuple[Period, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def grid(report: Report, voice: Voice) -> Grid:
    """Compute the calendar of a report."""
    months = _months(report)
    by_kind = {r.kind: r for r in voice.checklist.requirements}
    rows = []
    for kind in voice.catalogue.kinds:
        held = [d for d in report.documents if d.kind == kind and d.status is Status.RECOGNISED]
        requirement = by_kind.get(kind)
        monthly = requirement is not None and requirement.slot is Slot.MONTH
        if not held and not monthly:
            continue
        cells = (
            _slots(report, requirement, months, held)
            if requirement and monthly
            else tuple(_dated(month, held, voice) for month in months)
        )
        rows.append((voice.kind(kind), cells))
    return Grid(months, tuple(rows))


def _months(report: Report) -> tuple[Period, ...]:
    """The longest monthly window and the month of the as-of day."""
    current = Period.month(report.as_of.year, report.as_of.month)
    slots = [slot for state in report.requirements for slot, _ in state.slots if slot.is_month]
    if slots:
        return tuple(Period(min(slots).start, current.end).months())
    first = current.start.year * 12 + current.start.month - 1 - (_MONTHS - 1)
    return tuple(Period(date(first // 12, first % 12 + 1, 1), current.end).months())


def _slots(
    report: Report, requirement: Requirement, months: Sequence[Period], held: Sequence[Document]
) -> tuple[Cell, ...]:
    state = next(s for s in report.requirements if s.id == requirement.id)
    filled = dict(state.slots)
    open_gaps = {g.period for g in report.gaps if g.requirement == requirement.id and g.period}
    cells = []
    for month in months:
        near = [d for d in held if d.period and d.period.overlaps(month)]
        if filled.get(month) or (month not in filled and near):
            cells.append(Cell.SEEN)
        elif month not in filled:
            cells.append(Cell.COMING if month in open_gaps else Cell.NOTHING)
        elif any(d.pages_absent for d in near):
            cells.append(Cell.DOUBTFUL)
        else:
            cells.append(Cell.MISSING if month in open_gaps else Cell.DECLARED)
    return tuple(cells)


def _dated(month: Period, held: Sequence[Document], voice: Voice) -> Cell:
    for document in held:
        single = voice.catalogue.kinds[document.kind or ""].single
        span = None if single else document.period
        if span is None and document.issued:
            span = Period(document.issued, document.issued)
        if span and span.overlaps(month):
            return Cell.ISSUED
    return Cell.NOTHING


def draw(sheet: Sheet, grid: Grid, y: float, words: Words) -> float:
    """Draw the calendar below *y*; give the y of its lower edge."""
    left = MARGIN + _LABELS
    step = (WIDTH - MARGIN - left) / len(grid.months)
    x = left
    for year, months in groupby(grid.months, key=lambda month: month.start.year):
        of_year = list(months)
        across = step * len(of_year)
        sheet.text(x + across / 2, y - 10, str(year), Style(BOLD, 9, ACCENT), align="centre")
        sheet.line((x, y - 15), (x + across - 2, y - 15), color=ACCENT, thick=0.9)
        for number, month in enumerate(of_year):
            initial = words.month_initial(month.start).upper()
            middle = x + step * (number + 0.5)
            sheet.text(middle, y - 25, initial, Style(size=7.5, color=SOFT), align="centre")
        x += across
    y -= 31
    label = Style(size=8.5)
    for title, cells in grid.rows:
        sheet.text(MARGIN, y - 12, fit(title, label, _LABELS - 8), label)
        for number, cell in enumerate(cells):
            box = (left + step * number + 0.7, y - _CELL_HEIGHT + 1.5, step - 1.4, step - 1.4)
            _cell(sheet, cell, box)
        y -= _CELL_HEIGHT + 3
        sheet.rule(MARGIN, y + 1, WIDTH - 2 * MARGIN)
    return y


def legend(sheet: Sheet, y: float, words: Words) -> float:
    """Explain the signs, in rows of three; give the last baseline."""
    signs = (
        (Cell.SEEN, "seen"),
        (Cell.MISSING, "missing"),
        (Cell.DOUBTFUL, "doubtful"),
        (Cell.COMING, "coming"),
        (Cell.DECLARED, "declared"),
        (Cell.ISSUED, "issued"),
    )
    small = Style(size=8, color=SOFT)
    for number, (cell, id) in enumerate(signs):
        x = MARGIN + (number % 3) * 165
        base = y - (number // 3) * 18
        _cell(sheet, cell, (x, base - 2.5, 12, 12))
        sheet.text(x + 18, base, words.say(f"pages-legend-{id}"), small)
    return y - (len(signs) - 1) // 3 * 18


def _cell(sheet: Sheet, cell: Cell, box: tuple[float, float, float, float]) -> None:
    """One sign; each has a shape of its own, so that no colour is needed to tell them apart."""
    if cell is Cell.SEEN:
        sheet.box(box, fill=ACCENT, radius=1.5)
    elif cell in _EDGES:
        sheet.box(box, stroke=_EDGES[cell], radius=1.5)
    _sign(sheet, cell, box)


_EDGES = {Cell.MISSING: RED, Cell.DOUBTFUL: AMBER, Cell.DECLARED: SOFT, Cell.COMING: LINE}


def _sign(sheet: Sheet, cell: Cell, box: tuple[float, float, float, float]) -> None:
    x, y, across, up = box
    third, middle = across / 3, (x + across / 2, y + up / 2)
    if cell in (Cell.SEEN, Cell.MISSING):
        good = cell is Cell.SEEN
        sheet.mark(x + third, y + third, third, good=good, color=WHITE if good else RED)
    elif cell is Cell.DOUBTFUL:
        for part in (0.34, 0.67, 1.0):
            sheet.line((x, y + up * part), (x + across * part, y), color=AMBER, thick=0.9)
    elif cell is Cell.DECLARED:
        size = min(8.0, across * 0.65)
        sheet.text(middle[0], middle[1] - size * 0.36, "D", Style(BOLD, size, SOFT), align="centre")
    elif cell is Cell.COMING:
        for shift in (0.3, 0.5, 0.7):
            sheet.disc(x + across * shift, middle[1], 0.8, fill=SOFT)
    else:
        issued = cell is Cell.ISSUED
        sheet.disc(*middle, across / 4 if issued else 0.7, fill=ACCENT if issued else LINE)
