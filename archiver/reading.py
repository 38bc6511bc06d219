"""Bytes -> what a file is and the text of its pages; the only reader of PDF and pictures.

Runs in workers: pdfium is not thread-safe, and a hostile file may crash it.
"""

import ctypes
import io
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image

from archiver import mails, webpage
from archiver.model import Media, PageText, Reading, Trouble
from archiver.passphrase import Passphrase
from archiver.streams import all_inflate

#: How many bytes of a file tell what it is.
HEAD = 4096
#: How far into a file the header of a PDF may stand (ISO 32000-1, annex H.3.4.1).
_HEADER_WITHIN = 1024
#: How far from the end the mark that closes a PDF is looked for, in bytes.
_TAIL = 64 * 1024
#: How much of a web page, or of what only claims to be a PDF, is read, in bytes.
_SAMPLE = 256 * 1024
#: Fewer letters in a whole PDF are no text.
_HANDFUL = 5
#: Fewer letters on a page with a picture are what a scanner's app prints under it.
_STAMP = 40
# What a browser prints above and below what it shows.
_MARGIN = re.compile(
    r"^(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d.*|(?:file|https?)://.*|\d{1,3}/\d{1,3})$",
    re.M,
)
# So many letters tell which way a page is written; in radians, how much level ones may lean.
_LETTERS, _LEVEL = 60, 0.1
#: Of a page's objects, how many are looked at for a picture; drawings have thousands.
_OBJECTS = 500

_BY_MAGIC = tuple(
    (re.compile(magic, re.DOTALL), media)
    for magic, media in (
        (rb"\xff\xd8\xff", Media.JPEG),
        (rb"\x89PNG\r\n\x1a\n", Media.PNG),
        (rb"II[*+]\0|MM\0[*+]", Media.TIFF),
        (rb"GIF8[79]a", Media.GIF),
        (rb"RIFF.{4}WEBP", Media.WEBP),
        # Two letters would open many a text: the sizes that the second header may have besides.
        (rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", Media.BMP),
    )
)
_HEIC_BRANDS = {
    b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis",
}  # fmt: skip
#: What Pillow calls the pictures that it reads by itself.
FORMATS: Mapping[Media, tuple[str, ...]] = {
    Media.JPEG: ("JPEG", "MPO"),
    Media.PNG: ("PNG",),
    Media.TIFF: ("TIFF",),
    Media.WEBP: ("WEBP",),
    Media.GIF: ("GIF",),
    Media.BMP: ("BMP",),
}
_HTML = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|div|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_STARTXREF = re.compile(rb"startxref\s+(\d{1,12})")
_OBJECT = re.compile(rb"\b\d+ \d+ obj\b")
# What viewers without XFA show of a dynamic form, whatever it holds.
_WAIT = re.compile(r"please wait|veuillez patienter|if this message is not eventually", re.I)
# Left by fonts that do not say which character a glyph stands for.
_UNMAPPED = re.compile("[\x00-\x01\x03-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# pdfium's mark for a hyphen at the end of a line, in place of hyphen and line end.
_HYPHEN = re.compile("[\x02\ufffe](?=(.?))")


def sniff(head: bytes) -> Media:
    """Tell what a file is by its first bytes (`HEAD` are enough)."""
    if not head:
        return Media.EMPTY
    for magic, media in _BY_MAGIC:
        if magic.match(head):
            return media
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return Media.HEIC
    if _HTML.match(_single_bytes(head)):
        return Media.HTML
    if mails.is_mail(head):
        return Media.MESSAGE
    return Media.PDF if b"%PDF-" in head[:_HEADER_WITHIN] else Media.OTHER


def unread(reading: Reading) -> tuple[int, ...]:
    """The pages (from 1) that are pictures without text of their own: OCR can read them."""
    if reading.trouble not in (None, Trouble.PICTURE):
        return ()
    return tuple(
        number
        for number, page in enumerate(reading.pages, start=1)
        if page.pictures or reading.trouble is Trouble.PICTURE
    )


def claims_pdf(path: str) -> bool:
    """Whether its name says that the file is a PDF."""
    return path.lower().endswith((".pdf", ".dopdf"))


def claims_mail(path: str) -> bool:
    """Whether its name says that the file is a message."""
    return path.lower().endswith(".eml")


def read(data: bytes, path: str) -> Reading:
    """Read one file; what it holds leads to a `Trouble`, never to an exception.

    Out of memory is not the file's trouble but the worker's: `MemoryError` leaves.
    """
    media = sniff(data[:HEAD])
    if media is Media.EMPTY:
        return Reading(media=media, trouble=Trouble.EMPTY)
    if media is Media.PDF:
        return _read_pdf(data)
    if media is Media.HTML:
        text = _clean(webpage.shown(_decode(data[:_SAMPLE])))
        return Reading(media=media, pages=(PageText(text=text),), trouble=Trouble.WEB_PAGE)
    if media is Media.MESSAGE or (media is Media.OTHER and claims_mail(path)):
        return _read_mail(data)
    if media is not Media.OTHER:
        return _read_picture(data, media)
    if claims_pdf(path):
        text = _clean(_decode(data[:_SAMPLE]))
        return Reading(media=media, pages=(PageText(text=text),), trouble=Trouble.NOT_A_PDF)
    return Reading(media=media)


# --- PDF


def unlocked(job: tuple[bytes, Passphrase]) -> bytes | None:
    """The bytes of a locked PDF as they are without its lock; `None` if this does not open it.

    For reading only: what is kept, and what others are shown, is made from the file itself.
    """
    data, key = job
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), key.encoded)
    if not document:
        return None
    written = bytearray()

    def write(_: Any, block: Any, size: int) -> int:
        written.extend(ctypes.string_at(block, size))
        return 1

    target = pdfium.FPDF_FILEWRITE(version=1)
    target.WriteBlock = type(target.WriteBlock)(write)
    try:
        saved = pdfium.FPDF_SaveAsCopy(document, target, pdfium.FPDF_REMOVE_SECURITY)
    finally:
        pdfium.FPDF_CloseDocument(document)
    return bytes(written) if saved else None


def _read_pdf(data: bytes) -> Reading:
    whole = _ends_well(data)
    broken = Trouble.DAMAGED if whole else Trouble.TRUNCATED
    with document_of(data) as document:
        if not document:
            locked = pdfium.FPDF_GetLastError() in (
                pdfium.FPDF_ERR_PASSWORD,
                pdfium.FPDF_ERR_SECURITY,
            )
            return Reading(media=Media.PDF, trouble=Trouble.LOCKED if locked else broken)
        found = [_page(document, index) for index in range(pdfium.FPDF_GetPageCount(document))]
        form = pdfium.FPDF_GetFormType(document)
    damaged = _broken_pages(data)
    pages = tuple(
        replace(page, broken=number in damaged) if page else PageText(text="", broken=True)
        for number, page in enumerate(found, start=1)
    )
    codes = []
    if form in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND) and any(
        _WAIT.search(page.text) for page in pages
    ):
        codes.append("dynamic-form")
    trouble = None if any(found) and whole else broken
    if trouble is None and all(page.blank and not page.broken for page in pages):
        trouble = Trouble.BLANK
    if trouble is None and _is_picture(pages):
        trouble = broken if any(page.broken for page in pages) else Trouble.PICTURE
    return Reading(media=Media.PDF, pages=pages, trouble=trouble, warnings=tuple(codes))


def _broken_pages(data: bytes) -> frozenset[int]:
    if all_inflate(data):
        return frozenset()
    from archiver import broken  # brings pikepdf along, and is seldom asked

    return broken.pages(data)


def _ends_well(data: bytes) -> bool:
    """Whether the end of the file is there, whatever was appended to it.

    Decided on the bytes: pdfium opens the rest of a broken download without a word. A
    file made for the web has an end mark near its beginning, with `startxref 0`.
    """
    tail = data.rstrip(b"\0")[-_TAIL:]
    end = tail.rfind(b"%%EOF")
    if end < 0 or _OBJECT.search(tail, end):
        return False
    offsets = [int(offset) for offset in _STARTXREF.findall(tail[:end])]
    return bool(offsets) and 0 < offsets[-1] < len(data)


@contextmanager
def document_of(data: bytes) -> Iterator[Any]:
    """A PDF as pdfium holds it, for its raw calls; a null pointer if it does not open."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    try:
        yield document
    finally:
        if document:
            pdfium.FPDF_CloseDocument(document)


def _page(document: Any, index: int) -> PageText | None:
    """Read one page; `None` when it cannot be opened."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        textpage = pdfium.FPDFText_LoadPage(page)
        if textpage and pdfium.FPDFPage_GetRotation(page) and _is_level(textpage):
            # Of a page that a viewer turned pdfium tears words apart: read it as it was made.
            pdfium.FPDFText_ClosePage(textpage)
            pdfium.FPDFPage_SetRotation(page, 0)
            textpage = pdfium.FPDFText_LoadPage(page)
        if not textpage:
            return None
        try:
            raw = _raw_text(textpage)
        finally:
            pdfium.FPDFText_ClosePage(textpage)
        text = "" if _is_gibberish(raw) else _clean(raw)
        layer = bool(text) and _is_layer(page)
        pictures = layer or (_letters(text) < _STAMP and _has_picture(page))
        blank = not (raw or _is_drawn_on(page))
        return PageText(text=text, pictures=pictures, ocr=layer, blank=blank)
    finally:
        pdfium.FPDF_ClosePage(page)


def _is_level(textpage: Any) -> bool:
    """Whether most letters run from left to right on the page as it is before it is turned."""
    count = pdfium.FPDFText_CountChars(textpage)
    some = range(0, count, count // _LETTERS + 1)
    angles: list[float] = [pdfium.FPDFText_GetCharAngle(textpage, index) for index in some]
    return 2 * sum(abs(angle) < _LEVEL for angle in angles) > len(angles)


def _raw_text(textpage: Any) -> str:
    # pdfium counts characters in two ways: as on the page, and as put out (some are left
    # out, others put in). A range must begin and end with one that is put out, or it
    # writes past the buffer.
    place = pdfium.FPDFText_GetTextIndexFromCharIndex
    first, last = 0, pdfium.FPDFText_CountChars(textpage) - 1
    while first <= last and place(textpage, last) < 0:
        last -= 1
    while first <= last and place(textpage, first) < 0:
        first += 1
    if first > last:
        return ""
    length = place(textpage, last) - place(textpage, first) + 1
    buffer = (ctypes.c_ushort * (length + 1))()
    written = pdfium.FPDFText_GetText(textpage, first, last - first + 1, buffer)
    return bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")


def _is_drawn_on(page: Any) -> bool:
    return bool(pdfium.FPDFPage_CountObjects(page) or pdfium.FPDFPage_GetAnnotCount(page))


def _has_picture(page: Any) -> bool:
    return any(kind == pdfium.FPDF_PAGEOBJ_IMAGE for _, kind in _drawn(page))


def _is_layer(page: Any) -> bool:
    """Whether all text of a page is an invisible layer over a picture: a scanner has read it."""
    pictures = 0
    for thing, kind in _drawn(page):
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
            if mode != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False
    return pictures > 0


def _drawn(page: Any) -> Iterator[tuple[Any, int]]:
    """The first objects of a page, those of groups among them, each with its type."""
    count = min(pdfium.FPDFPage_CountObjects(page), _OBJECTS)
    for index in range(count):
        yield from _drawn_by(pdfium.FPDFPage_GetObject(page, index), depth=3)


def _drawn_by(thing: Any, *, depth: int) -> Iterator[tuple[Any, int]]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM or not depth:
        yield thing, kind
        return
    for index in range(min(pdfium.FPDFFormObj_CountObjects(thing), _OBJECTS)):
        yield from _drawn_by(pdfium.FPDFFormObj_GetObject(thing, index), depth=depth - 1)


def _is_picture(pages: tuple[PageText, ...]) -> bool:
    """Whether there is no text worth the name on any page."""
    letters = [_letters(page.text) for page in pages]
    return sum(letters) < _HANDFUL or all(
        page.pictures and count < _STAMP for page, count in zip(pages, letters, strict=True)
    )


# --- Messages


def _read_mail(data: bytes) -> Reading:
    try:
        text = mails.text(data)
    except RecursionError:
        return Reading(media=Media.MESSAGE, trouble=Trouble.DAMAGED)
    return Reading(media=Media.MESSAGE, pages=(PageText(text=text),))


# --- Pictures


def _read_picture(data: bytes, media: Media) -> Reading:
    frames, trouble = 1, _heic_trouble(data)
    if media is not Media.HEIC:
        frames, trouble = _picture_trouble(data, media)
    page = PageText(text="", pictures=True)
    pages = (page,) * frames if trouble is Trouble.PICTURE else ()
    return Reading(media=media, pages=pages, trouble=trouble)


def _picture_trouble(data: bytes, media: Media) -> tuple[int, Trouble]:
    """How many frames there are, and what is wrong with the picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the limit for decompression bombs stands
            with Image.open(io.BytesIO(data), formats=FORMATS[media]) as image:
                image.draft("L", (256, 256))  # a JPEG is read to its end all the same
                image.load()
                # The second picture in a JPEG is the first one again, smaller or for 3D; what
                # moves in a GIF or WebP is no page.
                frames = getattr(image, "n_frames", 1) if media is Media.TIFF else 1
    except Image.DecompressionBombError:
        return 0, Trouble.TOO_LARGE
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (decoders raise whatever they stumble over)
        return 0, Trouble.DAMAGED
    return frames, Trouble.PICTURE


def _heic_trouble(data: bytes) -> Trouble:
    """Walk the boxes of the file (ISO 14496-12); decoding would need another library."""
    place = 0
    while place < len(data):
        size, header = int.from_bytes(data[place : place + 4]), 8
        if size == 1:
            size, header = int.from_bytes(data[place + 8 : place + 16]), 16
        if size == 0:
            break
        if size < header:
            return Trouble.DAMAGED
        place += size
    return Trouble.PICTURE if place <= len(data) else Trouble.TRUNCATED


# --- Text


def _clean(raw: str) -> str:
    """Uniform line ends, words rejoined at line ends, no control characters."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    # `Saint-Denis` keeps its hyphen, `rembourse-ment` does not.
    text = _HYPHEN.sub(lambda match: "-" if match[1].isupper() else "", text)
    return _CONTROLS.sub("", text)


def _letters(text: str) -> int:
    """How many letters and digits a page has of its own; beyond a few lines it does not matter."""
    start = text.strip()[: 10 * _STAMP]
    return sum(map(str.isalnum, _MARGIN.sub("", start)))


def _is_gibberish(raw: str) -> bool:
    return len(_UNMAPPED.findall(raw)) * 4 > len(raw)


def _single_bytes(head: bytes) -> bytes:
    """Make mark-up in any Unicode form readable byte by byte."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").encode("ascii", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def _decode(sample: bytes) -> str:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sample.decode("utf-16", "replace")
    try:
        return sample.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(sample) == _SAMPLE and error.start > _SAMPLE - 4:  # cut within a character
            return sample[: error.start].decode("utf-8-sig")
        return sample.decode("cp1252", "replace")
