"""The gap report: what is missing or doubtful, the most important first, and what to do."""

from collections.abc import Sequence
from itertools import groupby

from archiver.archive.layout import (
    ACCENT,
    BOLD,
    GREEN,
    GREEN_PALE,
    INK,
    INNER,
    MARGIN,
    SOFT,
    Color,
    Style,
    wrap,
)
from archiver.archive.pages import marks
from archiver.archive.pages.book import Block, Book, space
from archiver.model import Level, Report
from archiver.phrasing import GapGroup, declared, group_gaps
from archiver.text import mask

_TITLE, _DETAIL = Style(BOLD, 10), Style(size=9)
_REMEDY = Style(size=9, color=ACCENT)
_INDENT = 16.0
_LEADING = 13.4
# A card of up to so many lines is not spread over two pages.
_SHORT = 12


def blocks(book: Book, report: Report) -> list[Block]:
    """All groups of gaps, then what the user declared."""
    groups = group_gaps(report, book.voice)
    drawn = []
    if report.safe_to_delete:
        drawn.append(_nothing(book, "pages-gaps-none-required" if groups else "pages-gaps-none"))
    for level, of_level in groupby(groups, key=lambda group: group.level):
        cards = list(of_level)
        drawn.append(_heading(book, level, sum(len(group.gaps) for group in cards)))
        for group in cards:
            drawn += _card(book, group)
        drawn.append(space(10))
    if told := declared(report, book.voice):
        drawn += _declared(book, told)
    return drawn


def _nothing(book: Book, id: str) -> Block:
    lines = wrap(book.say(id), Style(size=11), INNER - 64)
    height = 28 + 16 * len(lines)

    def draw(top: float) -> None:
        sheet = book.sheet
        sheet.box((MARGIN, top - height, INNER, height), fill=GREEN_PALE, radius=5)
        sheet.disc(MARGIN + 28, top - height / 2, 11, fill=GREEN)
        sheet.tick(MARGIN + 28, top - height / 2, 10.5, color=GREEN_PALE)
        for number, line in enumerate(lines):
            sheet.text(MARGIN + 52, top - 25 - 16 * number, line, Style(size=11))

    return Block(height + 24, draw)


def _heading(book: Book, level: Level, count: int) -> Block:
    color = marks.COLORS[level]

    def draw(top: float) -> None:
        y = top - 16
        marks.level(book.sheet, MARGIN + 8, y + 4.2, 8, of=level)
        style = Style(BOLD, 13, color)
        title = book.say(f"level-heading-{level.value}")
        book.sheet.text(MARGIN + 24, y, title, style)
        label = book.say("pages-points", count=count)
        book.sheet.text(MARGIN + INNER, y, label, Style(size=9, color=color), align="right")
        book.sheet.rule(MARGIN, y - 8, INNER, color=color)

    return Block(34, draw, keep=True)


def _card(book: Book, group: GapGroup) -> list[Block]:
    """One group; a bar along its left edge tells how much it matters."""
    color = marks.COLORS[group.level]
    most = INNER - _INDENT - 8
    rows = [(line, _TITLE) for line in wrap(mask(group.title), _TITLE, most)]
    for detail in group.detail:
        rows += [(line, _DETAIL) for line in wrap(mask(detail), _DETAIL, most)]
    fixed = len(rows)
    rows += [(line, _REMEDY) for line in wrap(mask(group.remedy), _REMEDY, most - 15)]
    short = len(rows) <= _SHORT
    drawn = []
    for number, (line, style) in enumerate(rows):
        # A title never stands alone, a remedy never apart from what it is for.
        keep = short or number == 0 or number >= fixed - 1
        arrow = style is _REMEDY
        block = _line(
            book, (line, style), color=color, arrow=number == fixed, inset=15 if arrow else 0
        )
        drawn.append(Block(block.height, block.draw, keep=keep and number < len(rows) - 1))
    return [*drawn, space(9)]


def _line(
    book: Book, row: tuple[str, Style], *, color: Color, arrow: bool = False, inset: float = 0
) -> Block:
    text, style = row

    def draw(top: float) -> None:
        # Each bar reaches into the next one, so that no seam shows.
        book.sheet.box((MARGIN + 6.5, top - _LEADING - 0.5, 3, _LEADING + 0.5), fill=color)
        y = top - 10
        if arrow:
            book.sheet.arrow(MARGIN + _INDENT + 4, y + 3, 8, color=ACCENT)
        book.sheet.text(MARGIN + _INDENT + 4 + inset, y, text, style)

    return Block(_LEADING, draw)


def _declared(book: Book, told: Sequence[tuple[str, str]]) -> list[Block]:
    """What rests on the user's word, apart from what was seen."""
    heading = book.line(MARGIN, book.say("pages-declared"), Style(BOLD, 13, INK), keep=True)
    lines = wrap(book.say("pages-declared-says"), Style(color=SOFT), INNER)
    intro = [book.line(MARGIN, line, Style(color=SOFT), keep=True) for line in lines]
    drawn = [heading, space(5, keep=True), *intro]
    for what, word in told:
        drawn += _word(book, what, word)
    return drawn


def _word(book: Book, what: str, word: str) -> Sequence[Block]:
    most = INNER - _INDENT - 8
    rows = [(line, _TITLE) for line in wrap(mask(what), _TITLE, most)]
    rows += [(line, _DETAIL) for line in wrap(mask(word), _DETAIL, most) if line]
    lines = [_line(book, row, color=SOFT) for row in rows]
    kept = [Block(line.height, line.draw, keep=True) for line in lines[:-1]]
    return [space(8), *kept, lines[-1]]
