"""Whether a page is made of the very objects of its original, as qpdf reads both.

Then it says and shows the same, and the text of the two need not be laid out: that takes
twenty times as long. "No" means only that the objects do not tell: a page may be spelled in
another way and look the same. Runs in workers.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from archiver.passphrase import Passphrase

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_OF_PAGE = (*_INHERITED, "/Contents", "/Group", "/UserUnit")
# What a stream may have beside its data that says nothing about how it looks. In a dictionary
# the same words may be names that the page's content uses.
_BESIDE = frozenset(
    "/LastModified /Length /Metadata /OPI /PieceInfo /StructParent /StructParents".split()
)
# Layers are switched elsewhere: what is shown in one file may be hidden in the other.
_SWITCHED = frozenset({"/OC", "/Properties"})
_CODED = frozenset({"/Filter", "/DecodeParms"})
_DEEPEST = 64
# A larger picture is not unpacked.
_DOTS_MOST = 4_000_000
_UNPACKED = pikepdf.StreamDecodeLevel.all

# Pairs of objects that are being compared, or were found equal.
_Met = set[tuple[tuple[int, int], tuple[int, int]]]


class Sheets:
    """The pages of one file; `met` are the objects of an original known to be in the archive."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.met: _Met = set()
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]

    def is_sound(self) -> bool:
        """Whether nothing had to be mended, which another reader may do in another way."""
        return not self._pdf.get_warnings()

    def parts(self, index: int) -> tuple[object, ...]:
        """What makes a page up, `None` for what it neither has nor inherits."""
        page = self._pages[index]
        own = dict(page.items())
        return tuple(
            own[key] if key in own else _inherited(page, key) if key in _INHERITED else None
            for key in _OF_PAGE
        )


def _inherited(page: pikepdf.Object, key: str) -> object:
    node: pikepdf.Object | None = page
    for _ in range(_DEEPEST):
        node = node.get("/Parent") if node is not None else None
        if node is not None and key in node:
            return node[key]
    return None


@contextmanager
def opened(file: Path | bytes, passphrase: Passphrase | None = None) -> Iterator[Sheets | None]:
    """Open an archive or an original; `None` when qpdf does not."""
    source = io.BytesIO(file) if isinstance(file, bytes) else file
    try:
        pdf = pikepdf.open(
            source, password=passphrase.text if passphrase else "", suppress_warnings=True
        )
    except Exception:  # noqa: BLE001 - whatever is wrong with it, another reader may get on
        yield None
        return
    with pdf:
        yield Sheets(pdf)


def identical(page: tuple[Sheets | None, int], original: tuple[Sheets | None, int]) -> bool:
    """Whether two pages, each of a file with its index, are plainly one and the same."""
    (here, place), (there, index) = page, original
    if here is None or there is None:
        return False
    met = there.met  # what two pages have in common is compared once
    try:
        pairs = zip(here.parts(place), there.parts(index), strict=True)
        same = all(_equal(one, other, met, 0) for one, other in pairs)
        sound = here.is_sound() and there.is_sound()
    except Exception:  # noqa: BLE001 - then it cannot be told
        same = sound = False
    if not same:
        met.clear()
    return same and sound


def _equal(one: object, other: object, met: _Met, depth: int) -> bool:
    if not (isinstance(one, pikepdf.Object) and isinstance(other, pikepdf.Object)):
        return type(one) is type(other) and one == other
    if one._type_code != other._type_code or depth > _DEEPEST:
        return False
    if one.is_indirect and other.is_indirect:
        pair = one.objgen, other.objgen
        if pair in met:
            return True
        met.add(pair)
    compare = _BY_TYPE.get(one._type_code)
    return compare(one, other, met, depth + 1) if compare else bool(one == other)


def _equal_items(one: pikepdf.Object, other: pikepdf.Object, met: _Met, depth: int) -> bool:
    spelled = one.unparse(resolved=True)
    if b" R" not in spelled and spelled == other.unparse(resolved=True):
        return True  # hundreds of numbers, mostly
    pairs = zip(list(one), list(other), strict=False)
    return len(one) == len(other) and all(_equal(a, b, met, depth) for a, b in pairs)


def _equal_entries(
    one: pikepdf.Object,
    other: pikepdf.Object,
    met: _Met,
    depth: int,
    beside: frozenset[str] = frozenset(),
) -> bool:
    keys = set(one.keys()) - beside
    return (
        keys == set(other.keys()) - beside
        and not keys & _SWITCHED
        and all(_equal(one[key], other[key], met, depth) for key in keys)
    )


def _equal_streams(one: pikepdf.Object, other: pikepdf.Object, met: _Met, depth: int) -> bool:
    if not _equal_entries(one, other, met, depth, _BESIDE | _CODED):
        return False
    coded = all(_equal(one.get(key), other.get(key), met, depth) for key in _CODED)
    if coded and one.read_raw_bytes() == other.read_raw_bytes():
        return True
    # The same may be packed in another way.
    if int(one.get("/Width", 0)) * int(one.get("/Height", 0)) > _DOTS_MOST:
        return False
    return bool(one.read_bytes(_UNPACKED) == other.read_bytes(_UNPACKED))


_BY_TYPE = {
    pikepdf.ObjectType.array: _equal_items,
    pikepdf.ObjectType.dictionary: _equal_entries,
    pikepdf.ObjectType.stream: _equal_streams,
}
