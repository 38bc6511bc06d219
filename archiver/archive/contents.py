"""What pdfium sees inside an archive: attachments and pages. Runs in workers."""

import contextlib
import ctypes
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from archiver.archive import identical
from archiver.archive.format import CHECKSUMS, MANIFEST, Entry, How
from archiver.model import OPENED, PICTURES, Media
from archiver.passphrase import Passphrase
from archiver.text import squeeze

# A manifest may be anybody's: what is said to be larger than this many bytes is asked for its size.
_BELIEVED = 64 << 20
# For `deep`: dots per inch, and the side in dots of the squares (5 mm) whose means are compared:
# over a whole page, a stamp or a line of a scan would not tell.
_DPI = 40
_SQUARE = 8
# By how much (of 255) the mean of a square may be off. Pages with text may have lost the thin
# border of a link that leads nowhere any more; a scan has nothing but its look.
_PAGE_TOLERANCE = 40
_PICTURE_TOLERANCE = 8
# What a camera notes of how it was held: EXIF tag 0x0112 -> degrees clockwise.
_ORIENTATION = 0x0112
_TURNS = {3: 180, 6: 90, 8: 270}


@dataclass(frozen=True, slots=True)
class Inventory:
    """The attachments and pages that an archive really has.

    Attributes:
        names: Of all attachments, doubles included.
        pages: In all.
        manifest: Content of `manifest.json`, if it is there.
        checksums: Content of `SHA256SUMS`.
    """

    names: tuple[str, ...]
    pages: int
    manifest: bytes | None
    checksums: bytes | None


@dataclass(frozen=True, slots=True)
class Task:
    """A share of the originals, with the entries that each one serves.

    Attributes:
        originals: Name and index of the attachment, and its entries.
        passphrase: Opens the archive.
        keys: By SHA-256, for the originals that are locked themselves.
    """

    path: Path
    originals: tuple[tuple[str, int, list[Entry]], ...]
    front_pages: int
    deep: bool
    passphrase: Passphrase | None = None
    keys: Mapping[str, Passphrase] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One original: whether its bytes are right, and which page labels differ from it.

    Nothing can be said of pages `unchecked`: nobody gave the passphrase of the original.
    """

    name: str
    intact: bool
    differing: tuple[int, ...] = field(default=())
    unchecked: tuple[int, ...] = field(default=())


class _Pages:
    """The pages of one file, as two libraries see them.

    Attributes:
        sheets: `None` where qpdf does not get to see them.
    """

    def __init__(self, file: Path | bytes, passphrase: Passphrase | None) -> None:
        self._file = file, passphrase
        self._ends = contextlib.ExitStack()
        self.sheets = self._ends.enter_context(identical.opened(file, passphrase))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    @cached_property
    def pdf(self) -> pdfium.PdfDocument:
        """For pdfium, opened when it is asked: most originals never need it.

        Raises:
            Locked, pdfium.PdfiumError: As `opened`.
        """
        return self._ends.enter_context(opened(*self._file))


#: One of them, counted from 0.
_Where = tuple[_Pages, int]


class Locked(Exception):
    """The file does not open without a passphrase, or not with this one."""


def opened(file: Path | bytes, passphrase: Passphrase | None) -> pdfium.PdfDocument:
    """Open an archive, or an original.

    Raises:
        Locked: It needs another passphrase.
        pdfium.PdfiumError: It does not open at all.
    """
    try:
        return pdfium.PdfDocument(file, password=passphrase and passphrase.text)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise Locked from error
        raise


def inventory(job: tuple[Path, Passphrase | None]) -> Inventory | None:
    """List what an archive holds; `None` when it needs another passphrase."""
    try:
        archive = opened(*job)
    except Locked:
        return None
    with archive:
        places = _places(archive)
        names = tuple(name for name, _ in places)
        found = dict(places)
        return Inventory(
            names,
            len(archive),
            _bytes(archive, found[MANIFEST]) if MANIFEST in found else None,
            _bytes(archive, found[CHECKSUMS]) if CHECKSUMS in found else None,
        )


def compare(task: Task) -> tuple[Compared, ...]:
    """Compare a share of the originals, and the pages made of them, with the manifest."""
    with _Pages(task.path, task.passphrase) as pages:
        return tuple(
            _compare(
                pages, _bytes(pages.pdf, index, entries[0].document.size), name, (entries, task)
            )
            for name, index, entries in task.originals
        )


def attachments(
    path: Path, names: frozenset[str], passphrase: Passphrase | None
) -> Iterator[tuple[str, bytes]]:
    """The named attachments with their bytes; those that cannot be had are left out."""
    with opened(path, passphrase) as archive:
        for name, index in _places(archive):
            if name in names:
                try:
                    yield name, _bytes(archive, index)
                except pdfium.PdfiumError:
                    continue


def pages_of(entry: Entry) -> tuple[int, ...]:
    """The page labels of an entry."""
    if entry.first_page is None or entry.last_page is None:
        return ()
    return tuple(range(entry.first_page, entry.last_page + 1))


def _places(archive: pdfium.PdfDocument) -> list[tuple[str, int]]:
    return [
        (archive.get_attachment(index).get_name(), index)
        for index in range(archive.count_attachments())
    ]


def _bytes(archive: pdfium.PdfDocument, index: int, expected: int = 0) -> bytes:
    """An attachment; at half the price if it has the *expected* number of bytes."""
    attachment = archive.get_attachment(index)
    if 0 < expected <= _BELIEVED:
        buffer, length = ctypes.create_string_buffer(expected), ctypes.c_ulong()
        got = pdfium.raw.FPDFAttachment_GetFile(attachment, buffer, expected, length)
        if got and length.value == expected:
            return buffer.raw
    try:
        return bytes(attachment.get_data())
    except pdfium.PdfiumError:
        # pdfium has no word for an empty file; its digest will tell whether it should be.
        return b""


def _compare(pages: _Pages, data: bytes, name: str, share: tuple[list[Entry], Task]) -> Compared:
    entries, task = share
    document = entries[0].document
    intact = len(data) == document.size and hashlib.sha256(data).hexdigest() == document.sha256
    differing: list[int] = []
    unchecked: list[int] = []
    for entry in entries:
        labels = pages_of(entry)
        try:
            differing += _differing(pages, data, entry, task)
        except Locked:
            known = OPENED in entry.document.warnings
            (unchecked if known else differing).extend(labels)
        except Exception:  # noqa: BLE001 - readers raise what they like; the bytes may still be right
            differing += labels
    return Compared(
        name=name, intact=intact, differing=tuple(differing), unchecked=tuple(unchecked)
    )


def _differing(pages: _Pages, data: bytes, entry: Entry, task: Task) -> Iterator[int]:
    labels = pages_of(entry)
    archive = pages.pdf
    places = [task.front_pages + label - 1 for label in labels]
    standing_in = {each.page: each.how for each in entry.makeshift}
    if entry.notice or How.REBUILT in standing_in.values():
        yield from (la for la, place in zip(labels, places, strict=True) if place >= len(archive))
    elif entry.document.media in PICTURES:
        yield from _pictures(archive, data, dict(zip(labels, places, strict=True)), task)
    elif entry.document.media is Media.MESSAGE:
        from archiver import mails

        shown = "".join(_text(archive[place]) for place in places)
        # What has no letters in our fonts is shown as a box.
        yield from () if _plain(shown) == _plain(mails.text(data)) else labels
    elif labels:
        key = task.keys.get(entry.document.sha256 or "")
        with _Pages(data, key) as originals:
            numbers = entry.document.source_pages
            for label, place, number in zip(labels, places, numbers, strict=True):
                how = standing_in.get(label)
                if not _stands((pages, place), (originals, number - 1), how, deep=task.deep):
                    yield label


def _stands(page: _Where, original: _Where, how: How | None, *, deep: bool) -> bool:
    """Whether a page is what it should be, next to the original's page.

    Raises:
        Locked: To tell, the original would have to be opened.
    """
    (here, place), (there, index) = page, original
    if how in (How.NOTICE, How.REBUILT):
        return place < len(here.pdf)
    try:
        if not deep and identical.identical((here.sheets, place), (there.sheets, index)):
            return True
        return _same(here.pdf[place], there.pdf[index], how, deep=deep)
    except Locked:
        raise
    except Exception:  # noqa: BLE001 - a page that does not open says nothing of the others
        return False


def _same(page: pdfium.PdfPage, original: pdfium.PdfPage, how: How | None, *, deep: bool) -> bool:
    # A picture of a page has no text.
    if how is None and _text(page) != _text(original):
        return False
    return not deep or _alike(_picture(page), _picture(original), _PAGE_TOLERANCE)


def _text(page: pdfium.PdfPage) -> str:
    textpage = page.get_textpage()
    try:
        return "".join(textpage.get_text_range().split())
    finally:
        textpage.close()


def _plain(text: str) -> str:
    return re.sub("[^a-z0-9]", "", squeeze(text))


def _picture(page: pdfium.PdfPage) -> Image.Image:
    bitmap = page.render(scale=_DPI / 72, may_draw_forms=False)
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    return picture


def _alike(one: Image.Image, other: Image.Image, tolerance: int) -> bool:
    if one.size != other.size:
        return False
    squares = ImageChops.difference(one, other).reduce(_SQUARE)
    return not any(any(channel.histogram()[tolerance + 1 :]) for channel in squares.split())


def _pictures(
    archive: pdfium.PdfDocument, data: bytes, places: dict[int, int], task: Task
) -> Iterator[int]:
    """Pages made of a picture: they show an image, and with `deep` this one."""
    import pillow_heif  # loads a decoder of some size

    pillow_heif.register_heif_opener()
    with Image.open(io.BytesIO(data)) as picture:
        for number, (label, place) in enumerate(places.items()):
            page = archive[place]
            shown = any(True for _ in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_IMAGE]))
            if not shown:
                yield label
            elif task.deep:
                picture.seek(number)
                drawn = _drawn(picture, _as_jpeg(picture, data), page.get_size())
                tolerance = _PAGE_TOLERANCE if _is_rough(picture) else _PICTURE_TOLERANCE
                if not _alike(_picture(page), drawn, tolerance):
                    yield label


def _drawn(picture: Image.Image, jpeg: bytes | None, size: tuple[float, float]) -> Image.Image:
    """The picture on a page of this size, drawn by the library that draws the archive's page.

    Any other way of making a picture smaller, or of reading a JPEG, gives other dots.
    """
    turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1), 0)
    width, height = size if turn % 180 == 0 else size[::-1]
    with pdfium.PdfDocument.new() as document:
        page = document.new_page(width, height)
        image = pdfium.PdfImage.new(document)
        if jpeg is None:
            image.set_bitmap(pdfium.PdfBitmap.from_pil(_on_white(picture)))
        else:
            image.load_jpeg(io.BytesIO(jpeg), inline=True)
        image.set_matrix(pdfium.PdfMatrix().scale(width, height))
        page.insert_obj(image)
        page.gen_content()
        page.set_rotation(turn)
        return _picture(page)


def _is_rough(picture: Image.Image) -> bool:
    """Whether it cannot be drawn to the dot: inks, and the transparent colour of a palette."""
    return picture.mode == "CMYK" or (picture.mode == "P" and picture.has_transparency_data)


def _as_jpeg(picture: Image.Image, data: bytes) -> bytes | None:
    """The bytes of a JPEG as they are; inks as one, because only so can pdfium take them."""
    if picture.format in ("JPEG", "MPO") and picture.tell() == 0:
        return data
    if picture.mode != "CMYK":
        return None
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=100, subsampling=0)
    return stream.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits: `convert` would cut them off
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    flat = Image.new("RGB", clear.size, "white")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat
