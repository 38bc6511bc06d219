"""Signs; each has a shape of its own, so that no colour is needed to tell them apart."""

from collections.abc import Callable

from archiver.archive.coverage import Cell, Sign
from archiver.archive.layout import (
    ACCENT,
    AMBER,
    BOLD,
    GREEN,
    INK,
    LINE,
    PALE,
    RED,
    SOFT,
    WHITE,
    Box,
    Color,
    Sheet,
    Style,
)
from archiver.model import Level

COLORS = {Level.REQUIRED: RED, Level.RECOMMENDED: AMBER, Level.NOTE: SOFT}


def level(sheet: Sheet, x: float, y: float, radius: float, *, of: Level) -> None:
    """How much a gap matters: a stop sign, a warning triangle, a disc."""
    color = COLORS[of]
    letter = Style(BOLD, radius * 1.35, WHITE)
    if of is Level.REQUIRED:
        sheet.polygon(x, y, radius * 1.06, sides=8, fill=color)
    elif of is Level.RECOMMENDED:
        sheet.polygon(x, y - radius * 0.22, radius * 1.3, sides=3, fill=color)
        y -= radius * 0.1
    else:
        sheet.disc(x, y, radius, fill=color)
    text = "i" if of is Level.NOTE else "!"
    sheet.text(x, y - letter.size * 0.365, text, letter, align="centre")


def verdict(sheet: Sheet, x: float, y: float, radius: float, *, safe: bool) -> None:
    """A white disc with a tick, or a white stop sign with a cross."""
    if safe:
        sheet.disc(x, y, radius, fill=WHITE)
        sheet.tick(x, y, radius * 0.95, color=GREEN)
    else:
        sheet.polygon(x, y, radius * 1.08, sides=8, fill=WHITE)
        sheet.cross(x, y, radius * 0.75, color=RED)


def warning(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """A white triangle with an exclamation mark."""
    sheet.polygon(x, y - radius * 0.22, radius * 1.3, sides=3, fill=WHITE)
    letter = Style(BOLD, radius * 1.35, AMBER)
    sheet.text(x, y - radius * 0.1 - letter.size * 0.365, "!", letter, align="centre")


def met(sheet: Sheet, x: float, y: float, *, color: Color = GREEN) -> None:
    """A small disc with a tick."""
    sheet.disc(x, y, 5, fill=color)
    sheet.tick(x, y, 5, color=WHITE)


def absent(sheet: Sheet, x: float, y: float, *, color: Color = RED) -> None:
    """A small stop sign with a cross."""
    sheet.polygon(x, y, 5.4, sides=8, fill=color)
    sheet.cross(x, y, 4, color=WHITE)


def month(sheet: Sheet, cell: Cell, box: Box) -> None:
    """What a square of the calendar says."""
    draw = _MONTH.get(cell.sign)
    if draw:
        draw(sheet, box)
    if cell.sign is Sign.DATED and cell.count > 1:
        _letter(sheet, box, str(cell.count), Style(BOLD, box[2] * 0.5, WHITE))


def _seen(sheet: Sheet, box: Box) -> None:
    sheet.box(box, fill=ACCENT, radius=1.5)


def _labelled(sheet: Sheet, box: Box) -> None:
    sheet.box(box, fill=PALE, stroke=ACCENT, radius=1.5)
    sheet.tick(*_middle(box), box[2] * 0.45, color=ACCENT)


def _missing(sheet: Sheet, box: Box) -> None:
    sheet.box(box, fill=WHITE, stroke=RED, radius=1.5)
    sheet.cross(*_middle(box), box[2] * 0.5, color=RED)


def _doubtful(sheet: Sheet, box: Box) -> None:
    x, y, side, _ = box
    sheet.box(box, fill=WHITE, stroke=AMBER, radius=1.5)
    for part in (0.4, 0.75):
        sheet.line([(x, y + side * part), (x + side * part, y)], color=AMBER, thick=0.9)
        rest = side * (1 - part)
        sheet.line([(x + rest, y + side), (x + side, y + rest)], color=AMBER, thick=0.9)


def _declared(sheet: Sheet, box: Box) -> None:
    sheet.box(box, fill=PALE, stroke=SOFT, radius=1.5)
    _letter(sheet, box, "D", Style(BOLD, box[2] * 0.72, INK))


def _coming(sheet: Sheet, box: Box) -> None:
    x, y = _middle(box)
    for shift in (-0.28, 0, 0.28):
        sheet.disc(x + box[2] * shift, y, box[2] * 0.09, fill=SOFT)


def _dated(sheet: Sheet, box: Box) -> None:
    sheet.disc(*_middle(box), box[2] * 0.36, fill=ACCENT)


def _span(sheet: Sheet, box: Box) -> None:
    x, y, side, up = box
    sheet.box((x, y + up / 2 - 2.2, side, 4.4), fill=ACCENT)


def _nothing(sheet: Sheet, box: Box) -> None:
    sheet.disc(*_middle(box), 0.6, fill=LINE)


_MONTH: dict[Sign, Callable[[Sheet, Box], None]] = {
    Sign.SEEN: _seen,
    Sign.LABELLED: _labelled,
    Sign.MISSING: _missing,
    Sign.DOUBTFUL: _doubtful,
    Sign.DECLARED: _declared,
    Sign.COMING: _coming,
    Sign.DATED: _dated,
    Sign.SPAN: _span,
    Sign.NOTHING: _nothing,
}


def _middle(box: Box) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def _letter(sheet: Sheet, box: Box, text: str, style: Style) -> None:
    x, y = _middle(box)
    sheet.text(x, y - style.size * 0.36, text, style, align="centre")
