"""Cuts pages out of a source, with all they need to look the same and nothing that acts.

Everything here runs in a worker process: what it reads may be hostile. Pages are copied by
whitelist. A source that pypdf does not take as it stands gets a second chance, rebuilt by
qpdf, and a third one, written anew by pdfium. Of a single page that still looks different a
picture is left; what fails there too is shown by no page, and the original is all there is.
"""

import contextlib
import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pikepdf
import pypdfium2 as pdfium
from PIL import Image
from pypdf import PdfReader, overwrite_configuration
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject

from archiver.archive.graft import pictures
from archiver.archive.graft.annotations import Annotations
from archiver.archive.graft.destinations import Destinations
from archiver.archive.graft.model import (
    FORM,
    Bookmark,
    Form,
    Graft,
    Layers,
    Piece,
    Sheet,
    Source,
)
from archiver.archive.graft.values import (
    Copier,
    Key,
    Parts,
    Unfit,
    entries_of,
    items_of,
    joined,
    key_of,
    name_in,
    spelled_name,
)
from archiver.model import Media

__all__ = ["FORM", "Bookmark", "Form", "Graft", "Layers", "Piece", "Sheet", "Source"]

# pypdf tells people about each oddity of a source; whoever ran us cannot do anything about it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
# Streams are passed on and never unpacked: a scan of 80 MB does no harm.
overwrite_configuration(disable_legacy_handling=True, maximum_declared_stream_length=1 << 30)

# Of a picture that stands for a page, in dots per inch: sharp enough to be read and printed.
_DPI = 200
_ROUGH_DPI = 40
_WHITE = 250  # of 255: paper
_DEEPEST_TREE = 64
_MOST_PAGES = 20_000
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_PAGE_KEYS = (
    *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit"),
    *("/Resources", "/Contents", "/Group"),
)
_LETTER = b"[0 0 612 792]"  # what readers take for a page that does not say its size
SIGNATURE_LOST = "signature-invalidated-by-copy"


@dataclass(frozen=True, slots=True)
class _Page:
    key: Key
    entries: DictionaryObject
    inherited: dict[str, object]


def cut(source: Source) -> Graft:
    """Cut the wanted pages out, read as the source stands. Raises whatever goes wrong."""
    return _cut(PdfReader(io.BytesIO(_as_pdf(source)), strict=True), source.pages)


def _as_pdf(source: Source) -> bytes:
    if source.media is Media.PDF:
        return _unlocked(source)
    if source.media is Media.MESSAGE:
        # Only whoever has a message pays for loading what draws it.
        from archiver.archive.pages import mail

        return mail.draw(source.data)
    return pictures.as_pdf(source.data, source.media)


def cut_rebuilt(source: Source) -> Graft:
    """The same, after qpdf has rebuilt the file."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_unlocked(source))) as pdf:
        form = pdf.Root.get("/AcroForm")
        if form is not None and form.get("/NeedAppearances"):
            pdf.generate_appearance_streams()
            if "/NeedAppearances" in form:
                del form["/NeedAppearances"]
        pages = len(pdf.pages)
        pdf.save(out)
    reader = PdfReader(out)
    if len(_pages(reader)) != pages:
        raise Unfit("pages were lost")
    return _cut(reader, source.pages)


def cut_imported(source: Source) -> Graft:
    """The same, after pdfium has written the pages anew, without layers and forms."""
    if source.media is not Media.PDF:
        raise Unfit("a picture")
    data = _unlocked(source)
    with contextlib.suppress(pikepdf.PdfError), pikepdf.open(io.BytesIO(data)) as pdf:
        # What they hide would be shown, and what they hold would be lost.
        if "/OCProperties" in pdf.Root or "/AcroForm" in pdf.Root:
            raise Unfit("layers or a form")
    out = io.BytesIO()
    with pdfium.PdfDocument(data) as pdf, pdfium.PdfDocument.new() as new:
        new.import_pages(pdf)
        new.save(out)
    return _cut(PdfReader(out), source.pages)


#: The ways to read a source, best first.
WAYS = (cut, cut_rebuilt, cut_imported)


def pictured(source: Source) -> Graft:
    """Pictures of the wanted pages, for want of anything better; from a rebuilt file if need be."""
    data = _unlocked(source)
    try:
        pages = _rendered(data, source.pages)
    except pdfium.PdfiumError:
        pages = _rendered(_repaired(data), source.pages)
    return _cut(PdfReader(io.BytesIO(pictures.rendered(pages, _DPI))), ())


def blank(source: Source) -> tuple[int, ...]:
    """Which pages (indices) of a file that only repair opens show nothing: their rest is lost."""
    with pdfium.PdfDocument(_repaired(source.data)) as document:
        pages = range(1, 1 + len(document))
        seen = [_rendered_page(document, number, _ROUGH_DPI, "L") for number in pages]
    return tuple(index for index, page in enumerate(seen) if not any(page.histogram()[:_WHITE]))


def _unlocked(source: Source) -> bytes:
    """The bytes of a PDF, without the lock that its passphrase opens."""
    if source.key is None:
        return source.data
    # Before 2008 passphrases were not UTF-8.
    for encoding in ("utf-8", "latin-1"):
        with contextlib.suppress(pikepdf.PasswordError, UnicodeEncodeError):
            password = source.key.text.encode(encoding)
            with pikepdf.open(io.BytesIO(source.data), password=password) as pdf:
                out = io.BytesIO()
                pdf.save(out)
                return out.getvalue()
    raise Unfit("locked")


def _repaired(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out)
    return out.getvalue()


def _rendered(data: bytes, wanted: tuple[int, ...]) -> list[Image.Image]:
    with pdfium.PdfDocument(data) as document:
        return [_rendered_page(document, number, _DPI) for number in wanted]


def _rendered_page(
    document: pdfium.PdfDocument, number: int, dpi: int, mode: str = "RGB"
) -> Image.Image:
    page: Image.Image = document[number - 1].render(scale=dpi / 72).to_pil().convert(mode)
    return page


def replaced(graft: Graft, sheets: Mapping[int, Graft]) -> Graft:
    """The graft with other pages in the place of some.

    Args:
        graft: Of one source.
        sheets: Index of a page -> a graft of one page, without form and layers, to stand there.
    """
    pages, pieces = list(graft.sheets), list(graft.pieces)
    for index, other in sheets.items():
        first = 1 + max((piece.index for piece in pieces), default=len(pages))

        def moved(parts: tuple[bytes | int, ...], first: int = first) -> tuple[bytes | int, ...]:
            return tuple(part + first if isinstance(part, int) else part for part in parts)

        pages[index] = Sheet(moved(other.sheets[0].parts))
        pieces += [
            replace(piece, index=piece.index + first, parts=moved(piece.parts))
            for piece in other.pieces
        ]
    return replace(graft, sheets=tuple(pages), pieces=tuple(pieces))


def _cut(reader: PdfReader, wanted: tuple[int, ...]) -> Graft:
    root = reader.root_object
    form = entries_of(root.get("/AcroForm"))
    pages = _pages(reader)
    wanted = wanted or tuple(range(1, len(pages) + 1))
    if max(wanted, default=0) > len(pages) or not wanted:
        raise Unfit(f"{len(pages)} pages only")
    numbers = {page.key: number for number, page in enumerate(pages, start=1)}
    # The first of several copies of one page is the one that links lead to.
    sheets = {number: index for index, number in reversed(list(enumerate(wanted)))}
    destinations = Destinations(root, numbers, sheets)
    copier = Copier(reader, len(wanted))
    annotations = Annotations(copier, destinations.resolve)
    cut_sheets = tuple(
        Sheet(
            _page_parts(pages[number - 1], copier),
            annotations.of_page(pages[number - 1].entries, index),
        )
        for index, number in enumerate(wanted)
    )
    fields = annotations.finish(form)
    if fields.fields and form is not None and _says_yes(form, "/NeedAppearances"):
        raise Unfit("the form's values are not drawn yet")
    return Graft(
        sheets=cut_sheets,
        layers=_layers(root, copier),
        form=fields,
        pieces=tuple(copier.pieces),
        bookmarks=destinations.bookmarks(),
        warnings=(SIGNATURE_LOST,) if annotations.signed else (),
    )


def _says_yes(entries: DictionaryObject, key: str) -> bool:
    found = entries[key] if key in entries else None  # noqa: SIM401
    return isinstance(found, BooleanObject) and found.value


def _page_parts(page: _Page, copier: Copier) -> tuple[bytes | int, ...]:
    parts: Parts = []
    for key in _PAGE_KEYS:
        value = page.entries.get(key, page.inherited.get(key))
        if value is not None:
            parts += (spelled_name(key), b" ")
            copier.value(value, parts)
            parts.append(b"\n")
        elif key == "/MediaBox":
            parts.append(b"/MediaBox %s\n" % _LETTER)
        elif key == "/Resources":
            parts.append(b"/Resources<<>>\n")
    return joined(parts)


def _pages(reader: PdfReader) -> list[_Page]:
    """All pages in order, with what they inherit.

    pypdf's own list leaves out what it cannot read, without a word.
    """
    found: list[_Page] = []
    top = reader.root_object.get("/Pages")
    _walk(top, {}, found, ())
    count = entries_of(top)
    declared = count["/Count"] if count is not None and "/Count" in count else None
    if isinstance(declared, NumberObject) and declared != len(found):
        raise Unfit(f"{declared} pages declared, {len(found)} found")
    return found


def _walk(
    reference: object, inherited: dict[str, object], found: list[_Page], above: tuple[Key, ...]
) -> None:
    key, entries = key_of(reference), entries_of(reference)
    if key is None or entries is None:
        raise Unfit("a page that is not there")
    if key in above or len(above) > _DEEPEST_TREE or len(found) >= _MOST_PAGES:
        raise Unfit("a page tree without end")
    if "/Kids" not in entries:
        if name_in(entries, "/Type") not in ("/Page", ""):
            raise Unfit("a page that is none")
        found.append(_Page(key, entries, inherited))
        return
    own = {name: entries.raw_get(name) for name in _INHERITED if name in entries}
    for kid in items_of(entries.get("/Kids")):
        _walk(kid, inherited | own, found, (*above, key))


def _layers(root: DictionaryObject, copier: Copier) -> Layers:
    """The state of the layers that the copied pages refer to."""
    properties = entries_of(root.get("/OCProperties"))
    if properties is None or not copier.groups:
        return Layers()
    groups = copier.groups
    first = entries_of(properties.get("/D")) or DictionaryObject()

    def known(items: object) -> tuple[int, ...]:
        keys = (key_of(item) for item in items_of(items))
        return tuple(groups[key] for key in keys if key is not None and key in groups)

    hidden = set(known(first.get("/OFF")))
    if name_in(first, "/BaseState") == "/OFF":
        hidden = set(groups.values()) - set(known(first.get("/ON")))
    automatic = []
    for item in items_of(first.get("/AS")):
        usage = entries_of(item)
        if usage is not None and (switched := known(usage.get("/OCGs"))):
            categories = items_of(usage.get("/Category"))
            automatic.append(
                (
                    spelled_name(name_in(usage, "/Event") or "/View"),
                    tuple(spelled_name(c) for c in categories if isinstance(c, NameObject)),
                    switched,
                )
            )
    return Layers(
        groups=tuple(groups.values()), hidden=tuple(sorted(hidden)), automatic=tuple(automatic)
    )
