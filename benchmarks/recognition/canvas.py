"""Sheets laid out by hand, for the producers that are told where each word goes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .sheet import Block, Sheet

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 45.0  # points
OURS = Path(__file__).parents[2] / "archiver/data/fonts"
#: Name -> (regular, bold); the files are where reportlab and this project are.
FILES = {
    "Inter": (OURS / "Inter-Regular.ttf", OURS / "Inter-SemiBold.ttf"),
    "Mono": (OURS / "NotoSansMono-Regular.ttf", OURS / "NotoSansMono-Regular.ttf"),
    "Vera": tuple(Path(reportlab.__file__).parent / f"fonts/{n}.ttf" for n in ("Vera", "VeraBd")),
}
#: Built into every reader; they know the letters of Windows-1252 only.
CORE = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
}
SIZES = {"title": 15.0, "bold": 10.0, "text": 9.5, "right": 9.5, "address": 10.0}
SMALL = {"foot": 7.5, "side": 8.0, "table": 8.0}


class TooMuch(Exception):
    """The sheet does not fit the page at this size."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words at a place, counted in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    turned: bool = False


def register() -> None:
    for name, files in FILES.items():
        for suffix, file in zip(("", "-B"), files, strict=True):
            pdfmetrics.registerFont(TTFont(name + suffix, str(file)))


def face(family: str, *, bold: bool) -> str:
    return CORE[family][bold] if family in CORE else family + ("-B" if bold else "")


def has(family: str, text: str) -> bool:
    """Whether the family can write all of the text."""
    if family in CORE:
        return text.encode("cp1252", "ignore").decode("cp1252") == text
    for bold in (False, True):
        known = pdfmetrics.getFont(face(family, bold=bold)).face.charToGlyph
        if any(ord(letter) not in known for letter in text):
            return False
    return True


def family_for(sheets: Sequence[Sheet], wanted: Sequence[str]) -> str | None:
    """The first of the wanted families that can write everything; `None` without one."""
    text = "".join({c for s in sheets for b in s for row in b.rows for cell in row for c in cell})
    return next((family for family in wanted if has(family, text)), None)


def lay_out(sheet: Sheet, family: str) -> list[Run]:
    for percent in (100, 90, 80, 70, 60, 50, 40, 33):
        try:
            return list(_flow(sheet, family, percent / 100))
        except TooMuch:
            continue
    raise TooMuch


def _flow(sheet: Sheet, family: str, scale: float) -> Iterator[Run]:
    left = MARGIN + (130 if any(b.role == "side" for b in sheet) else 0)
    y = HEIGHT - MARGIN
    for block in sheet:
        size = SIZES.get(block.role, SMALL.get(block.role, 9.0)) * scale
        if block.role == "gap":
            y -= 8 * scale
        elif block.role == "table":
            for run in _table(block, family, size, left, y):
                y = min(y, run.y)
                yield run
            y -= size * 2.2
        elif block.role not in ASIDE:
            for line in _lines(block, family, size, _room(block, left)):
                bold = block.role in ("title", "bold")
                long = width(line, family, size, bold=bold)
                yield Run(_place(block, left, long), y, line, size, bold)
                y -= size * 1.35
            y -= size * 0.6
        if y < 60:
            raise TooMuch
        yield from _aside(block, sheet, family, size)


ASIDE = frozenset({"side", "foot", "watermark"})


def _aside(block: Block, sheet: Sheet, family: str, size: float) -> Iterator[Run]:
    """What stands at the rim of the page, whatever the rest of it."""
    if block.role == "watermark":
        yield Run(170, 330, block.rows[0][0], 60, bold=True, turned=True)
    elif block.role == "side":
        for number, line in enumerate(_lines(block, family, size, 120)):
            yield Run(MARGIN - 10, HEIGHT - 120 - number * size * 1.4, line, size)
    elif block.role == "foot":
        below = sum(len(b.rows) for b in sheet[: sheet.index(block)] if b.role == "foot")
        for number, line in enumerate(_lines(block, family, size, WIDTH - 2 * MARGIN), below):
            yield Run(MARGIN, 20 + number * size * 1.3, line, size)


def _room(block: Block, left: float) -> float:
    return 230.0 if block.role == "address" else WIDTH - left - MARGIN


def _place(block: Block, left: float, long: float) -> float:
    if block.role == "address":
        return WIDTH - MARGIN - 230
    return WIDTH - MARGIN - long if block.role == "right" else left


def _lines(block: Block, family: str, size: float, room: float) -> Iterator[str]:
    for row in block.rows:
        yield from wrap(" ".join(row), family, size, room, bold=block.role in ("title", "bold"))


def _table(block: Block, family: str, size: float, left: float, y: float) -> Iterator[Run]:
    """Columns as wide as what they hold asks for, cells wrapped, sums to the right."""
    many = max(map(len, block.rows))
    wanted = [
        max([min(len(row[n]), 34) for row in block.rows if n < len(row)] + [4]) for n in range(many)
    ]
    room = WIDTH - left - MARGIN
    widths = [room * each / sum(wanted) for each in wanted]
    for row in block.rows:
        cells = [wrap(c, family, size, w - 6) for c, w in zip(row, widths, strict=False)]
        x = left
        for lines, wide in zip(cells, widths, strict=False):
            for number, line in enumerate(lines):
                shift = wide - 6 - width(line, family, size) if re.fullmatch(SUM, line) else 0
                yield Run(x + shift, y - number * size * 1.2, line, size)
            x += wide
        y -= max([len(lines) for lines in cells], default=1) * size * 1.2 + 3


SUM = r"[-+]? ?[\d\s.,]+(€|%| euros)?"


def width(text: str, family: str, size: float, *, bold: bool = False) -> float:
    return float(pdfmetrics.stringWidth(text, face(family, bold=bold), size))


def wrap(text: str, family: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, family, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line.strip()]


def words_apart(runs: Sequence[Run], family: str) -> Iterator[Run]:
    """Each word drawn by itself, without the blanks: the reader has to infer them."""
    for run in runs:
        x = run.x
        for word in run.text.split(" "):
            if word:
                yield Run(x, run.y, word, run.size, run.bold, run.turned)
            x += width(word + " ", family, run.size, bold=run.bold)


def letters_apart(runs: Sequence[Run], family: str) -> Iterator[Run]:
    """Each letter by itself, as some exports do."""
    for run in runs:
        x = run.x
        for letter in run.text:
            if letter != " ":
                yield Run(x, run.y, letter, run.size, run.bold, run.turned)
            x += width(letter, family, run.size, bold=run.bold)
