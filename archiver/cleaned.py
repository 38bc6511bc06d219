"""A picture of a page -> black words on white paper, without shadows and ruled lines.

Tesseract looks for ink with one measure for a whole page: where the shadow of a hand lies on it, or
the light comes from one side, words are gone. And it takes small cells with a frame around them for
drawings, and leaves out what is in them without a word: a month in such a cell was missing from
three readings of a clear scan.
"""

from collections.abc import Iterable
from functools import reduce

from PIL import Image, ImageChops, ImageFilter, ImageMath

# The paper's own grey is looked for in squares of so many dots, in so many beside each other that
# no letter fills them; and it is never darker than this, or it is a dark cell.
_SQUARE, _SQUARES, _DARKEST = 16, 5, 80
# From here on down it is black, and from there on up white, on paper that is 255. Of what was
# tried, these let Tesseract find most words of photographs, and no fewer of scans.
_BLACK, _WHITE = 30, 215
# Darker than this is ink; 0 is black.
_INK = 200
# Dots along a line that are looked at as one block, which takes a skew of two degrees; how many of
# 255 parts of it are ink on a line.
_BLOCK, _FULL = 24, 216
# So many blocks in a row make a line across the page, or down: `TT` in a large heading is none.
_ACROSS, _DOWN = 5, 3
# A line is not as thick as this, in dots; what is may be a dark cell with light words in it.
_THICK = 8


def cleaned(grey: Image.Image) -> Image.Image:
    """Make the paper white, and wipe out the lines that run across or down the page.

    Args:
        grey: Mode `L`, about 200 to 250 dots per inch.
    """
    return _without_lines(_lit(grey))


def _lit(grey: Image.Image) -> Image.Image:
    """The page as if the light fell on all of it alike."""
    small = (max(1, grey.width // _SQUARE), max(1, grey.height // _SQUARE))
    paper = grey.resize(small, Image.Resampling.BOX).filter(ImageFilter.MaxFilter(_SQUARES))
    paper = paper.filter(ImageFilter.GaussianBlur(_SQUARES // 2)).resize(grey.size)
    paper = paper.point(lambda value: max(value, _DARKEST))
    even: Image.Image = ImageMath.lambda_eval(
        lambda of: of["convert"](of["min"](of["grey"] * 255 / of["paper"], 255), "L"),
        grey=grey,
        paper=paper,
    )
    return even.point(lambda value: (value - _BLACK) * 255 // (_WHITE - _BLACK))


def _without_lines(grey: Image.Image) -> Image.Image:
    ink = grey.point(lambda value: 255 if value < _INK else 0)
    turn = Image.Transpose.TRANSPOSE
    down = _lines(ink.transpose(turn), _DOWN).transpose(turn)
    clear = grey.copy()
    clear.paste(255, mask=ImageChops.lighter(_lines(ink, _ACROSS), down))
    return clear


def _lines(ink: Image.Image, least: int) -> Image.Image:
    """Where lines of so many blocks run from left to right: white on black, as large as *ink*."""
    width, height = ink.size
    blocks = -(-width // _BLOCK)
    whole = Image.new("L", (blocks * _BLOCK, height))
    whole.paste(ink)
    small = whole.resize((blocks, height), Image.Resampling.BOX)
    full = small.point(lambda value: 255 if value >= _FULL else 0)
    thin = ImageChops.subtract(full, _thick(full))
    near = _any(_moved(thin, 0, by) for by in (-2, -1, 0, 1, 2))
    ends = _all(_moved(near, by, 0) for by in range(least))
    line = ImageChops.darker(thin, _any(_moved(ends, -by, 0) for by in range(least)))
    # Its ends fill a part of a block, and its edges are pale.
    line = _any(_moved(line, by, 0) for by in (-1, 0, 1))
    line = _any(_moved(line, 0, by) for by in (-2, -1, 0, 1, 2))
    return line.resize(whole.size, Image.Resampling.NEAREST).crop((0, 0, width, height))


def _thick(full: Image.Image) -> Image.Image:
    """What of it is as thick as no line."""
    rows = range(_THICK + 1)
    tops = _all(_moved(full, 0, -by) for by in rows)
    return _any(_moved(tops, 0, by) for by in rows)


def _any(pictures: Iterable[Image.Image]) -> Image.Image:
    return reduce(ImageChops.lighter, pictures)


def _all(pictures: Iterable[Image.Image]) -> Image.Image:
    return reduce(ImageChops.darker, pictures)


def _moved(picture: Image.Image, right: int, down: int) -> Image.Image:
    moved = Image.new("L", picture.size)
    moved.paste(picture, (right, down))
    return moved
