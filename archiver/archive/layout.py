"""Drawing with reportlab: fonts, measured text, shapes. Knows nothing of archives.

Text is only ever drawn as strings, never as markup: names and texts come from files that
anybody may have made.
"""

import io
import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate

from reportlab import rl_config
from reportlab.lib.colors import Color as Color
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

# Settings files in the user's home or on the path could say otherwise.
rl_config.invariant = 1
rl_config.trustedHosts = None
# ASCII armour makes files larger and takes a tenth of the time.
rl_config.useA85 = 0

#: A4, in points.
WIDTH, HEIGHT = 595.28, 841.89
MARGIN = 50.0
INNER = WIDTH - 2 * MARGIN

REGULAR, BOLD, MONO = "Inter", "Inter-SemiBold", "NotoSansMono"
#: Which files in `data/fonts` they are.
FONT_FILES = {
    REGULAR: "Inter-Regular.ttf",
    BOLD: "Inter-SemiBold.ttf",
    MONO: "NotoSansMono-Regular.ttf",
}

INK = HexColor(0x17202C)
SOFT = HexColor(0x596575)
LINE = HexColor(0xD3D9E1)
PALE = HexColor(0xF3F5F8)
ACCENT = HexColor(0x1C4A7C)
GREEN, GREEN_PALE = HexColor(0x15663A), HexColor(0xE7F3EB)
RED, RED_PALE = HexColor(0xA61E19), HexColor(0xFBECEA)
AMBER, AMBER_PALE = HexColor(0x875800), HexColor(0xFCF3E0)
WHITE = HexColor(0xFFFFFF)

#: Stands for a character that the fonts do not have.
PLACEHOLDER = "□"
_ELLIPSIS = "…"
# After these a long file name is best broken.
_SEAMS = "/_-.!"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks.

    Attributes:
        font: One of the three above.
        size: In points.
        color: Of the letters.
        spacing: Extra room after each letter, in points.
    """

    font: str = REGULAR
    size: float = 9.0
    color: Color = INK
    spacing: float = 0.0

    @property
    def leading(self) -> float:
        """From one baseline to the next, in points."""
        return self.size * 1.45


class Sheet:
    """A4 pages; coordinates count from the lower left corner, as PDF does."""

    def __init__(self, title: str, lang: str) -> None:
        _register()
        self._stream = io.BytesIO()
        self._canvas = Canvas(
            self._stream,
            pagesize=(WIDTH, HEIGHT),
            invariant=1,
            pageCompression=1,
            lang=lang,
            # Else each page names Helvetica, which is not embedded.
            initialFontName=REGULAR,
        )
        self._canvas.setTitle(title)
        self._canvas.setProducer("archiver")
        self._fill: Color | None = None
        self.page = 1

    def next_page(self) -> None:
        self._canvas.showPage()
        self._fill = None
        self.page += 1

    def finish(self) -> bytes:
        """End the last page and give the PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._stream.getvalue()

    def text(self, x: float, y: float, text: str, style: Style, *, align: str = "left") -> None:
        """Draw one line at baseline *y*; *x* is its left or right edge, or its middle."""
        if align != "left":
            x -= width(text, style) / (2 if align == "centre" else 1)
        self._paint(style.color)
        self._canvas.setFont(style.font, style.size)
        self._canvas.drawString(x, y, clean(text, style.font), charSpace=style.spacing)

    def paragraph(self, x: float, y: float, text: str, style: Style, *, width: float) -> float:
        """Draw wrapped lines from baseline *y* down; give the baseline below the last."""
        for line in wrap(text, style, width):
            self.text(x, y, line, style)
            y -= style.leading
        return y

    def box(
        self,
        box: Box,
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        radius: float = 0,
    ) -> None:
        """A rectangle: left, bottom, width, height."""
        canvas = self._canvas
        if fill is not None:
            self._paint(fill)
        if stroke is not None:
            canvas.setStrokeColor(stroke)
            canvas.setLineWidth(0.8)
        canvas.roundRect(*box, radius, stroke=int(stroke is not None), fill=int(fill is not None))

    def rule(self, x: float, y: float, width: float, *, color: Color = LINE) -> None:
        self.line([(x, y), (x + width, y)], color=color)

    def line(
        self, points: Sequence[tuple[float, float]], *, color: Color, thick: float = 0.6
    ) -> None:
        """Join the points by a line with round ends."""
        canvas = self._canvas
        canvas.setStrokeColor(color)
        canvas.setLineWidth(thick)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        canvas.drawPath(path, stroke=1, fill=0)

    def disc(self, x: float, y: float, radius: float, *, fill: Color) -> None:
        self._paint(fill)
        self._canvas.circle(x, y, radius, stroke=0, fill=1)

    def ring(self, x: float, y: float, radius: float, *, color: Color) -> None:
        self._canvas.setStrokeColor(color)
        self._canvas.setLineWidth(1)
        self._canvas.circle(x, y, radius, stroke=1, fill=0)

    def polygon(self, x: float, y: float, radius: float, *, sides: int, fill: Color) -> None:
        """A regular polygon around (x, y) that stands on one of its sides."""
        canvas = self._canvas
        self._paint(fill)
        path = canvas.beginPath()
        for corner in range(sides):
            angle = math.pi * (2 * corner + 1) / sides - math.pi / 2
            place = (x + radius * math.cos(angle), y + radius * math.sin(angle))
            (path.lineTo if corner else path.moveTo)(*place)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    def _paint(self, fill: Color) -> None:
        """Colour what is filled from here on; a new page forgets it."""
        if fill is not self._fill:
            self._canvas.setFillColor(fill)
            self._fill = fill

    def tick(self, x: float, y: float, size: float, *, color: Color) -> None:
        """A tick in a square around (x, y); drawn, so that no font has to have it."""
        half = size / 2
        points = [(x - half, y), (x - size * 0.14, y - size * 0.36), (x + half, y + size * 0.38)]
        self.line(points, color=color, thick=size / 5.5)

    def cross(self, x: float, y: float, size: float, *, color: Color) -> None:
        half = size / 2
        for slope in (1, -1):
            points = [(x - half, y - slope * half), (x + half, y + slope * half)]
            self.line(points, color=color, thick=size / 5.5)

    def arrow(self, x: float, y: float, size: float, *, color: Color) -> None:
        """An arrow to the right that starts at (x, y)."""
        self.line([(x, y), (x + size, y)], color=color, thick=1)
        head = [
            (x + size * 0.62, y + size * 0.36),
            (x + size, y),
            (x + size * 0.62, y - size * 0.36),
        ]
        self.line(head, color=color, thick=1)


def clean(text: str, font: str) -> str:
    """What of a text can be drawn: no controls or bidi marks, a placeholder for the unknown."""
    # Each font has all of ASCII.
    return text if text.isascii() and text.isprintable() else _drawable(text, font)


@lru_cache(maxsize=4096)
def _drawable(text: str, font: str) -> str:
    known = _widths(font)
    return "".join(_character(c, known) for c in unicodedata.normalize("NFC", text))


def _character(character: str, known: dict[str, float]) -> str:
    if character in known:
        return character if character != "\u00ad" else ""
    category = unicodedata.category(character)
    if category[0] == "Z" or character in "\t\n\r":
        return " "
    # Controls, what turns the direction of writing, and marks above other letters.
    return "" if category in ("Cc", "Cf", "Mn", "Me") else PLACEHOLDER


def width(text: str, style: Style) -> float:
    """How wide a line is, in points."""
    return _ems(clean(text, style.font), style.font) * style.size + style.spacing * len(text)


@lru_cache(maxsize=16384)
def _ems(text: str, font: str) -> float:
    known = _widths(font)
    return sum([known[c] for c in text])


def fit(text: str, style: Style, most: float) -> str:
    """Shorten to *most* points with an ellipsis in the middle: names differ at both ends."""
    if width(text, style) <= most:
        return text
    text = clean(text, style.font)
    known = _widths(style.font)
    room = most / style.size - known[_ELLIPSIS]
    head = _fitting((known[c] for c in text), room / 2)
    tail = _fitting((known[c] for c in reversed(text)), room / 2)
    return text[:head].rstrip() + _ELLIPSIS + text[len(text) - tail :].lstrip()


def _fitting(widths: Iterator[float], room: float) -> int:
    """How many of the widths fit."""
    return sum(1 for total in _until(accumulate(widths), room) if total <= room)


def _until(totals: Iterator[float], most: float) -> Iterator[float]:
    for total in totals:
        if total > most:
            return
        yield total


def wrap(text: str, style: Style, most: float) -> list[str]:
    """Break into lines of at most *most* points; a word that is longer is cut."""
    space = width(" ", style)
    lines: list[str] = []
    words: list[str] = []
    used = 0.0
    for word in clean(text, style.font).split(" "):
        for piece in _pieces(word, style, most):
            across = width(piece, style)
            if words and used + space + across > most:
                lines.append(" ".join(words))
                words, used = [], 0.0
            used += across + (space if words else 0)
            words.append(piece)
    return [*lines, " ".join(words)]


def _pieces(word: str, style: Style, most: float) -> Iterator[str]:
    """A word in parts that fit, broken where a file name has its seams."""
    known = _widths(style.font)
    while width(word, style) > most:
        length = max(1, _fitting((known[c] for c in word), most / style.size))
        seam = max(word.rfind(c, length // 2, length) for c in _SEAMS) + 1
        yield word[: seam or length]
        word = word[seam or length :]
    yield word


@cache
def _register() -> None:
    folder = resources.files("archiver") / "data" / "fonts"
    for font, file in FONT_FILES.items():
        with resources.as_file(folder / file) as path:
            pdfmetrics.registerFont(TTFont(font, str(path)))


@cache
def _widths(font: str) -> dict[str, float]:
    """Character -> its width at a size of one point, for all that the font has."""
    _register()
    face = pdfmetrics.getFont(font).face
    return {chr(code): face.charWidths[code] / 1000 for code in face.charToGlyph}
