"""A page that is a picture -> its text, read twice in two ways, and once more if they differ.

Runs in workers, like the reader. What a scan says counts only where both readings say it: see
`recognition.twice`.
"""

import io
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from archiver import ocr
from archiver.cleaned import cleaned
from archiver.model import Media, PageText, Reading
from archiver.reading import FORMATS

#: Time that one page may take, in seconds: read, turned, read again, and read twice more.
PAGE_SECONDS = 4 * ocr.PAGE_SECONDS
# Longer side of the picture that is read, in dots: A4 at 200, 250 and 225 dots per inch. Other
# sizes, so that the same speckle does not make the same wrong digit twice.
_FIRST = 2340
_AGAIN = ((2920, ocr.Layout.ROWS), (2630, ocr.Layout.BLOCKS))
#: How many times a page can be read again.
TIMES = len(_AGAIN)
# A page of text with fewer dots than this on its longer side cannot be read by people either.
_READABLE = 700
# So many words, so sure, and the page stands upright for certain.
_UPRIGHT_WORDS, _UPRIGHT_SURE = 12, 75.0
# Fewer words than this are no page of text, whichever way it is turned.
_SOME_WORDS = 5
#: From here on, what was read is taken for all that there is to read.
WELL_WORDS, WELL_SURE = 40, 88.0
# Pages that were read are surer than this on average.
_LEGIBLE = 55.0
# So many cells with a figure make a line the row of a table.
_ROW_LEAST = 3
# After so many pages that nobody was interested in, the rest is not read: a scanned book.
_PATIENCE = 8


@dataclass(frozen=True, slots=True)
class _Page:
    """One page that was read once.

    Attributes:
        words: What was read.
        turned: By how many degrees, clockwise, it was turned before.
    """

    words: ocr.Words
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """The scanned pages of one file, read once; `again` reads them other times.

    Attributes:
        pages: All pages of the file, with what was read in place of what they lack.
        read: Number of each page that was read, with what was read.
        failed: Whether there was a page that Tesseract could not take.
        others: What `again` has read.
    """

    data: bytes
    media: Media
    pages: tuple[PageText, ...]
    read: dict[int, _Page]
    failed: bool
    others: dict[int, tuple[PageText, ...]] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        """Whether every page was read so well that nothing of weight can have been missed."""
        words = [page.words for page in self.read.values()]
        many = all(one.count >= WELL_WORDS and one.sure >= WELL_SURE for one in words)
        return bool(words) and many and not self.failed

    def again(self, time: int) -> tuple[PageText, ...]:
        """The pages read another time (0 to `TIMES` - 1), cells apart by tabs.

        First larger and straight across, then in blocks as before, at a size between the two.
        """
        if time not in self.others:
            size, layout = _AGAIN[time]
            pages = list(self.pages)
            for number, once in self.read.items():
                words = ocr.Words("", 0, 0.0)
                with suppress(ocr.Failed):
                    if picture := _picture(self.data, self.media, number, size):
                        words = _legible(ocr.read(_turned(picture, once.turned), layout))
                pages[number - 1] = replace(pages[number - 1], text=words.text)
            self.others[time] = tuple(pages)
        return self.others[time]


def read(
    data: bytes, reading: Reading, numbers: Sequence[int], *, speaks: Callable[[str], bool]
) -> Scan:
    """Read the pages of a file that are pictures.

    Args:
        data: The file.
        reading: What the reader made of it.
        numbers: The pages in question, counted from 1.
        speaks: Whether a text is of interest; see `_PATIENCE`.
    """
    pages, found, failed, patience = list(reading.pages), {}, False, _PATIENCE
    for number in numbers:
        if not patience:
            failed = True
            break
        try:
            page = _read(data, reading.media, number)
        except ocr.Failed:
            failed = True
            continue
        if page is None:
            continue
        found[number] = page
        pages[number - 1] = replace(pages[number - 1], text=page.words.text, ocr=True)
        patience = _PATIENCE if speaks(page.words.text) else patience - 1
    return Scan(data, reading.media, in_cells(pages), found, failed)


def in_cells(pages: Sequence[PageText]) -> tuple[PageText, ...]:
    """The pages with each cell on a line of its own, as most PDFs give them.

    A column at the side would hide that a heading or a letterhead opens its line. The row of a
    table stays one line: its cells say little by themselves.
    """
    return tuple(
        replace(page, text="\n".join(map(_in_cells, page.text.split("\n")))) if page.ocr else page
        for page in pages
    )


def _in_cells(line: str) -> str:
    figures = sum(any(map(str.isdigit, cell)) for cell in line.split(ocr.TAB))
    return line.replace(ocr.TAB, " " if figures >= _ROW_LEAST else "\n")


def _read(data: bytes, media: Media, number: int) -> _Page | None:
    picture = _picture(data, media, number, _FIRST)
    if picture is None:
        return None
    words = ocr.read(picture, ocr.Layout.BLOCKS)
    upright = words.count >= _UPRIGHT_WORDS and words.sure >= _UPRIGHT_SURE
    if upright or words.count < _SOME_WORDS:
        return _Page(_legible(words))
    turn = 0
    with suppress(ocr.Failed):
        turn = ocr.turn(picture)
    if turn:
        words = ocr.read(_turned(picture, turn), ocr.Layout.BLOCKS)
    return _Page(_legible(words), turn)


def _legible(words: ocr.Words) -> ocr.Words:
    """Nothing at all, where Tesseract is sure of hardly any word: it sees words in any blur."""
    return words if words.sure >= _LEGIBLE else ocr.Words("", 0, words.sure)


def _turned(picture: Image.Image, clockwise: int) -> Image.Image:
    return picture.rotate(-clockwise, expand=True) if clockwise else picture


def _picture(data: bytes, media: Media, number: int, longer: int) -> Image.Image | None:
    """The page in black on white, about as large as wanted; `None` if it is too small.

    Raises:
        ocr.Failed: It cannot be drawn.
    """
    try:
        drawn = media is Media.PDF
        picture = _drawn(data, number, longer) if drawn else _unpacked(data, media, number, longer)
        return cleaned(picture) if picture else None
    except MemoryError:
        raise
    except Exception as error:  # (decoders raise whatever they stumble over)
        raise ocr.Failed(str(error)) from error


def _drawn(data: bytes, number: int, longer: int) -> Image.Image:
    with pdfium.PdfDocument(data) as document:
        page = document[number - 1]
        bitmap = page.render(scale=longer / max(page.get_size()), grayscale=True)
        picture: Image.Image = bitmap.to_pil().convert("L")
        return picture


def _unpacked(data: bytes, media: Media, number: int, longer: int) -> Image.Image | None:
    if media is Media.HEIC:
        import pillow_heif  # loads a decoder of some size

        pillow_heif.register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=FORMATS.get(media)) as image:
            if max(image.size) < _READABLE:
                return None
            image.seek(number - 1)
            # As the camera was held; colours and what shines through tell nothing.
            grey = _grey(ImageOps.exif_transpose(image))
    factor = longer / max(grey.size)
    size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
    return grey.resize(size, Image.Resampling.LANCZOS)


def _grey(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits: `convert` would cut them off
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if not image.has_transparency_data:
        return image.convert("L")
    clear = image.convert("RGBA")
    flat = Image.new("RGB", clear.size, "white")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat.convert("L")
