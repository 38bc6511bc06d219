"""Which pages of a PDF are drawn from a stream that is broken.

Apart from `streams`, which is asked first: pikepdf takes as long to load as dozens of files
to read.
"""

import io
from collections.abc import Iterable, Iterator

import pikepdf

from archiver import ascii85
from archiver.streams import inflates

_FLATE = ("/FlateDecode", "/Fl")
#: How deep what a page is drawn from may lie, one in the other.
_DEPTH = 12
# What hangs on a page that is drawn without it.
_ASIDE = {"/Parent", "/Metadata", "/Thumb", "/PieceInfo", "/Annots", "/B"}


def pages(data: bytes) -> frozenset[int]:
    """The pages (from 1) that cannot be drawn whole; what no page needs may be broken.

    Args:
        data: A PDF that opens without a passphrase.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            numbered = enumerate(document.pages, start=1)
            return frozenset(number for number, page in numbered if not _is_whole(page))
    except (pikepdf.PdfError, ValueError):
        return frozenset()  # what cannot be opened is told by others


def _is_whole(page: pikepdf.Page) -> bool:
    try:
        return all(map(inflates, _deflated(page.obj, set(), _DEPTH)))
    except (pikepdf.PdfError, ValueError):
        return False  # what cannot even be decrypted


def _deflated(thing: object, met: set[tuple[int, int]], depth: int) -> Iterator[bytes]:
    """The deflated streams within a thing, each once."""
    if not isinstance(thing, pikepdf.Object) or thing.objgen in met:
        return
    if thing.is_indirect:
        met.add(thing.objgen)
    if isinstance(thing, pikepdf.Stream):
        yield from _own(thing)
    for part in _parts(thing) if depth else ():
        yield from _deflated(part, met, depth - 1)


def _parts(thing: pikepdf.Object) -> Iterable[object]:
    if isinstance(thing, pikepdf.Array):
        return list(thing.as_list())
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return [value for name, value in thing.items() if name not in _ASIDE]
    return ()


def _own(stream: pikepdf.Stream) -> Iterator[bytes]:
    """A stream as it is to be inflated, unless something else is done with it first."""
    named = stream.get("/Filter")
    listed = named.as_list() if isinstance(named, pikepdf.Array) else [named]
    names = [str(name) for name in listed] + [""]
    if names[0] in _FLATE:
        yield stream.read_raw_bytes()
    elif names[0] in ascii85.NAMES and names[1] in _FLATE:
        yield ascii85.decoded(stream.read_raw_bytes()) or b""
