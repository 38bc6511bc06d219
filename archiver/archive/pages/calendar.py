"""The coverage calendar: kinds down, months across, one glance shows the holes."""

from collections.abc import Sequence
from itertools import groupby

from archiver.archive.coverage import Cell, Coverage, Row, Sign, cover
from archiver.archive.format import Entry
from archiver.archive.layout import (
    ACCENT,
    BOLD,
    INNER,
    MARGIN,
    RED,
    SOFT,
    WIDTH,
    Style,
    fit,
    width,
    wrap,
)
from archiver.archive.pages import marks
from archiver.archive.pages.book import Block, Book, space
from archiver.model import Period, Report

_LABELS, _TALLY = 116.0, 34.0
_ROW = 22.0
# More months than this go below one another: their cells would get too small to read.
_MOST_MONTHS = 36
_LABEL = Style(size=8)
_SMALL = Style(size=8, color=SOFT)
_LEGEND = (
    (Sign.SEEN, "seen"),
    (Sign.LABELLED, "labelled"),
    (Sign.MISSING, "missing"),
    (Sign.DOUBTFUL, "doubtful"),
    (Sign.DECLARED, "declared"),
    (Sign.COMING, "coming"),
    (Sign.DATED, "dated"),
    (Sign.SPAN, "span"),
)


def blocks(book: Book, report: Report, entries: Sequence[Entry]) -> list[Block]:
    """The calendar with its legend."""
    coverage = cover(report, entries, book.voice)
    drawn = book.paragraph(book.say("pages-calendar-says"), Style())
    months = len(coverage.months)
    bands = -(-months // _MOST_MONTHS)
    size = -(-months // bands)
    for start in range(0, months, size):
        drawn += [space(14), *_band(book, coverage, part=slice(start, start + size))]
    drawn += [space(8), _legend(book, coverage)]
    if coverage.older:
        older = book.say("pages-older", count=coverage.older)
        drawn += book.paragraph(older, _SMALL)
    return drawn


def _band(book: Book, coverage: Coverage, *, part: slice) -> list[Block]:
    """Some of the months, with all rows."""
    months = coverage.months[part]
    step = (INNER - _LABELS - _TALLY) / len(months)
    head = Block(38, lambda top: _months(book, months, step=step, top=top), keep=True)

    def row(row: Row) -> Block:
        return Block(_ROW, lambda top: _row(book, row, part=part, step=step, top=top), heading=head)

    return [head, *(row(one) for one in coverage.rows)]


def _months(book: Book, months: Sequence[Period], *, step: float, top: float) -> None:
    sheet, words = book.sheet, book.voice.words
    x = MARGIN + _LABELS
    small = Style(size=min(7.5, step * 0.62), color=SOFT)
    for year, of_year in groupby(months, key=lambda month: month.start.year):
        count = 0
        for count, month in enumerate(of_year, start=1):
            middle = x + step * (count - 0.5)
            sheet.text(middle, top - 30, words.month_initial(month.start), small, align="centre")
        across = step * count
        sheet.line([(x + 1, top - 17), (x + across - 1, top - 17)], color=ACCENT, thick=1.2)
        if across > width(str(year), Style(BOLD, 9)):
            sheet.text(x + 1, top - 11, str(year), Style(BOLD, 9, ACCENT))
        x += across


def _row(book: Book, row: Row, *, part: slice, step: float, top: float) -> None:
    sheet = book.sheet
    middle = top - _ROW / 2
    lines = wrap(row.title, _LABEL, _LABELS - 10)
    lines = [*lines[:1], fit(" ".join(lines[1:]), _LABEL, _LABELS - 10)] if lines[1:] else lines
    y = middle - 2.8 + (len(lines) - 1) * 4.6
    for line in lines:
        sheet.text(MARGIN, y, line, _LABEL)
        y -= 9.2
    side = min(step - 1.8, 14.0)
    for number, cell in enumerate(row.cells[part]):
        x = MARGIN + _LABELS + step * number
        # Bars of neighbouring months touch.
        across = step + 0.4 if cell.sign is Sign.SPAN else side
        box = (x + (step - across) / 2, middle - side / 2, across, side)
        marks.month(sheet, cell, box)
        if cell.entry is not None:
            book.link((x, top - _ROW, x + step, top), cell.entry)
    tally = f"{row.met}/{row.expected}" if row.expected else str(row.met)
    color = SOFT if row.met >= row.expected else RED
    sheet.text(WIDTH - MARGIN, middle - 2.8, tally, Style(BOLD, 8, color), align="right")
    sheet.rule(MARGIN, top - _ROW, INNER)


def _legend(book: Book, coverage: Coverage) -> Block:
    """The signs that occur, in rows of four."""
    used = {cell.sign for row in coverage.rows for cell in row.cells}
    signs = [(s, id) for s, id in _LEGEND if s in used or s in (Sign.SEEN, Sign.MISSING)]

    def draw(top: float) -> None:
        for number, (found, id) in enumerate(signs):
            x = MARGIN + (number % 4) * INNER / 4
            y = top - 12 - (number // 4) * 17
            marks.month(book.sheet, Cell(found), (x, y - 2.5, 11, 11))
            book.sheet.text(x + 17, y, book.say(f"pages-legend-{id}"), _SMALL)

    return Block(16 + 17 * -(-len(signs) // 4), draw)
