"""Cuts pages out of a source, with all they need to look the same and nothing that acts.

Everything here runs in a worker process: what it reads may be hostile. Pages are copied by
whitelist. A source that pypdf does not take as it stands gets a second chance, rebuilt by
qpdf; what fails there too is shown by no page at all, and the original is all there is.
"""

import io
import logging
from dataclasses import dataclass

import pikepdf
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
    data = source.data if source.media is Media.PDF else pictures.as_pdf(source.data)
    return _cut(PdfReader(io.BytesIO(data), strict=True), source.pages)


def cut_rebuilt(source: Source) -> Graft:
    """The same, after qpdf has rebuilt the file."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(source.data)) as pdf:
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


#: The ways to read a source, best first.
WAYS = (cut, cut_rebuilt)


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
