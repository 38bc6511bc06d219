"""Drawing with reportlab: fonts, measured text, shapes. Knows nothing of archives.

Text is only ever drawn as strings, never as markup: names and texts come from files that
anybody may have made.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

# Settings files in the user's home or on the path could say otherwise.
rl_config.invariant = 1
rl_config.trustedHosts = None

#: A4, in points.
WIDTH, HEIGHT = 595.28, 841.89
MARGIN = 50.0

REGULAR, BOLD, MONO = "NotoSans", "NotoSans-Bold", "NotoSansMono"
_FILES = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    MONO: "NotoSansMono-Regular.ttf",
}

INK = HexColor(0x1B2430)
SOFT = HexColor(0x5B6777)
LINE = HexColor(0xD5DBE3)
PALE = HexColor(0xF3F5F8)
ACCENT = HexColor(0x1F4B7A)
GREEN, GREEN_PALE = HexColor(0x17683C), HexColor(0xE6F3EB)
RED, RED_PALE = HexColor(0xA8201A), HexColor(0xFBEAE8)
AMBER, AMBER_PALE = HexColor(0x8A5A00), HexColor(0xFCF2DD)
WHITE = HexColor(0xFFFFFF)

#: Stands for a character that the fonts do not have.
PLACEHOLDER = "?"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: font, size in points, colour."""

    font: str = REGULAR
    size: float = 9.5
    color: Color = INK

    @property
    def leading(self) -> float:
        """From one baseline to the next, in points."""
        return self.size * 1.42


class Sheet:
    """A4 pages drawn from top to bottom; `y` counts from the bottom, as PDF does."""

    def __init__(self, title: str, lang: str) -> None:
        _register()
        self._stream = io.BytesIO()
        self._canvas = Canvas(
            self._stream, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang=lang
        )
        self._canvas.setTitle(title)
        self._canvas.setProducer("archiver")
        self.page = 1

    def next_page(self) -> None:
        self._canvas.showPage()
        self.page += 1

    def finish(self) -> bytes:
        """End the last page and give the PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._stream.getvalue()

    def text(self, x: float, y: float, text: str, style: Style, *, align: str = "left") -> None:
        """Draw one line; *x* is its left or right edge, or its middle."""
        canvas = self._canvas
        canvas.setFillColor(style.color)
        canvas.setFont(style.font, style.size)
        draw = {
            "left": canvas.drawString,
            "right": canvas.drawRightString,
            "centre": canvas.drawCentredString,
        }[align]
        draw(x, y, clean(text, style.font))

    def paragraph(self, x: float, y: float, text: str, style: Style, *, width: float) -> float:
        """Draw wrapped lines from baseline *y* down; give the baseline below the last."""
        for line in wrap(text, style, width):
            self.text(x, y, line, style)
            y -= style.leading
        return y

    def box(
        self,
        box: tuple[float, float, float, float],
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        radius: float = 0,
    ) -> None:
        """A rectangle (x, y, width, height), from its lower left corner."""
        canvas = self._canvas
        if fill is not None:
            canvas.setFillColor(fill)
        if stroke is not None:
            canvas.setStrokeColor(stroke)
            canvas.setLineWidth(0.8)
        canvas.roundRect(*box, radius, stroke=int(stroke is not None), fill=int(fill is not None))

    def rule(self, x: float, y: float, width: float, *, color: Color = LINE) -> None:
        self.line((x, y), (x + width, y), color=color)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        color: Color,
        thick: float = 0.6,
    ) -> None:
        self._canvas.setStrokeColor(color)
        self._canvas.setLineWidth(thick)
        self._canvas.setLineCap(1)
        self._canvas.line(*start, *end)

    def mark(self, x: float, y: float, size: float, *, good: bool, color: Color = WHITE) -> None:
        """A tick or a cross, drawn as lines: no font has to have it."""
        thick = size / 6
        if good:
            corner = (x + size * 0.38, y + size * 0.12)
            self.line((x, y + size * 0.5), corner, color=color, thick=thick)
            self.line(corner, (x + size, y + size * 0.88), color=color, thick=thick)
        else:
            self.line((x, y), (x + size, y + size), color=color, thick=thick)
            self.line((x, y + size), (x + size, y), color=color, thick=thick)

    def disc(self, x: float, y: float, radius: float, *, fill: Color) -> None:
        self._canvas.setFillColor(fill)
        self._canvas.circle(x, y, radius, stroke=0, fill=1)


def clean(text: str, font: str) -> str:
    """What of a text can be drawn: no controls or bidi marks, a placeholder for the unknown."""
    known = _glyphs(font)
    if all(ord(c) in known for c in text):
        return text
    text = unicodedata.normalize("NFC", text)
    kept = (c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Mn", "Co", "Cs"))
    return "".join(c if ord(c) in known else PLACEHOLDER for c in kept)


def width(text: str, style: Style) -> float:
    """How wide a line is, in points."""
    return float(pdfmetrics.stringWidth(clean(text, style.font), style.font, style.size))


def fit(text: str, style: Style, most: float) -> str:
    """Shorten to *most* points with an ellipsis in the middle: names differ at both ends."""
    text = clean(text, style.font)
    if width(text, style) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(_shortened(text, middle), style) <= most:
            low = middle
        else:
            high = middle - 1
    return _shortened(text, low)


def _shortened(text: str, keep: int) -> str:
    head = (keep + 1) // 2
    return text[:head] + "…" + text[len(text) - (keep - head) :]


def wrap(text: str, style: Style, most: float) -> Iterator[str]:
    """Break into lines of at most *most* points; a word that is longer is cut."""
    line = ""
    for word in text.split(" "):
        for piece in _cut(word, style, most):
            candidate = f"{line} {piece}" if line else piece
            if line and width(candidate, style) > most:
                yield line
                candidate = piece
            line = candidate
    if line:
        yield line


def _cut(word: str, style: Style, most: float) -> Iterator[str]:
    """A word as pieces that fit."""
    word = clean(word, style.font)
    while width(word, style) > most:
        length = len(word)
        while length > 1 and width(word[:length], style) > most:
            length = max(1, int(length * most / width(word[:length], style)))
        yield word[:length]
        word = word[length:]
    yield word


def lines(texts: Iterable[str], style: Style, most: float) -> list[str]:
    """Several texts wrapped one after the other."""
    return [line for text in texts for line in wrap(text, style, most)]


@cache
def _register() -> None:
    folder = resources.files("archiver") / "data" / "fonts"
    for font, file in _FILES.items():
        with resources.as_file(folder / file) as path:
            pdfmetrics.registerFont(TTFont(font, str(path)))


@cache
def _glyphs(font: str) -> frozenset[int]:
    _register()
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)
