"""How values of a source are copied, and which never are."""

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from archiver import ascii85
from archiver.archive import body
from archiver.archive.graft.model import Piece

# pypdf guesses at the encoding of a name and would write another one, while the page's
# content goes on using the old bytes. Latin-1 is the one encoding that keeps all bytes.
NameObject.CHARSETS = ("latin-1",) * 3

Key = tuple[int, int]
Parts = list[bytes | int]

# What acts, leads out of the page, or describes a structure that is left behind.
_LEFT_OUT = frozenset(
    "/A /AA /AF /Alternates /EF /IRT /JS /LastModified /Metadata /OPI /Parent /Pg /PieceInfo"
    " /Popup /RF /Ref /StructParent /StructParents /Thumb".split()
)
# A stream may have its bytes in another file.
_LEFT_OUT_OF_STREAMS = _LEFT_OUT | frozenset("/F /FFilter /FDecodeParms /Length".split())
_PRINTABLE = {(name,) for name in ascii85.NAMES}
# The keys of these are names that a content stream uses: whatever they are, they stay.
_OF_NAMES = frozenset(
    "/CharProcs /ColorSpace /Colorants /ExtGState /Font /N /Pattern /Properties /Shading"
    " /XObject".split()
)
_FORBIDDEN_TYPES = frozenset(
    "/Action /Annot /Catalog /EmbeddedFile /Filespec /Metadata /ObjStm /Outlines /Page /Pages"
    " /Sig /StructElem /StructTreeRoot /XRef".split()
)
_ACTIONS = frozenset(
    "/GoTo /GoTo3DView /GoToDp /GoToE /GoToR /Hide /ImportData /JavaScript /Launch /Movie"
    " /Named /Rendition /ResetForm /RichMediaExecute /SetOCGState /Sound /SubmitForm /Thread"
    " /Trans /URI".split()
)


class Unfit(Exception):
    """The source is not sound enough to be copied this way; another may be tried."""


class Copier:
    """Copies values of one source into pieces."""

    def __init__(self, reader: PdfReader, first_index: int) -> None:
        self.pieces: list[Piece] = []
        self.groups: dict[Key, int] = {}
        self._reader = reader
        self._next = first_index
        self._index_of: dict[Key, int | None] = {}

    def number(self) -> int:
        """Take an index for a piece that is added later."""
        self._next += 1
        return self._next - 1

    def add(self, index: int, parts: Parts, *, shared: bool) -> None:
        self.pieces.append(Piece(index, joined(parts), shared))

    def value(self, value: object, parts: Parts, *, of_names: bool = False) -> None:
        """Spell *value* into *parts*; all that it refers to becomes pieces.

        Args:
            value: Unresolved, as found in the source.
            parts: Appended to.
            of_names: Whether it is a dictionary whose keys are free names.
        """
        spell = _SCALARS.get(type(value))
        if spell is not None:
            parts.append(spell(value))
        elif isinstance(value, IndirectObject):
            index = self.piece(value, of_names=of_names)
            parts.append(b"null" if index is None else index)
        elif isinstance(value, ArrayObject):
            self._array(value, parts)
        elif isinstance(value, DictionaryObject):
            self._dictionary(value, parts, of_names=of_names)
        else:
            raise Unfit(f"a value of type {type(value).__name__}")

    def piece(self, reference: IndirectObject, *, of_names: bool = False) -> int | None:
        """The piece for what *reference* points to; `None` when that is nothing or not allowed."""
        key = (reference.idnum, reference.generation)
        if key in self._index_of:
            return self._index_of[key]
        target = reference.get_object()
        if isinstance(target, IndirectObject):
            raise Unfit("a reference to a reference")
        if target is None or isinstance(target, NullObject) or is_forbidden(target):
            self._index_of[key] = None
            return None
        index = self._index_of[key] = self.number()
        parts: Parts = []
        shared = True
        if isinstance(target, StreamObject):
            self._stream(target, parts)
        elif isinstance(target, DictionaryObject) and name_in(target, "/Type") == "/OCG":
            # Two layers of one name may be shown and hidden apart from each other.
            shared = False
            self.groups[key] = index
            self.value(target, parts)
        else:
            self.value(target, parts, of_names=of_names)
        self.add(index, parts, shared=shared)
        return index

    def _array(self, items: ArrayObject, parts: Parts) -> None:
        parts.append(b"[")
        for item in list.__iter__(items):
            self.value(item, parts)
            parts.append(b" ")
        parts.append(b"]")

    def _dictionary(self, entries: DictionaryObject, parts: Parts, *, of_names: bool) -> None:
        if not of_names and is_forbidden(entries):
            parts.append(b"null")
            return
        if isinstance(entries, StreamObject):
            raise Unfit("a stream inside another object")
        parts.append(b"<<")
        self._entries(entries, parts, frozenset() if of_names else _LEFT_OUT)
        parts.append(b">>")

    def _stream(self, stream: StreamObject, parts: Parts) -> None:
        if "/Crypt" in str(stream.get("/Filter", "")):
            raise Unfit("a stream with a cipher of its own")
        data, left_out = stream._data, _LEFT_OUT_OF_STREAMS
        parts.append(b"<<")
        filters = _filters(stream)
        if filters[:1] in _PRINTABLE and (bare := ascii85.decoded(data)) is not None:
            data, left_out = bare, left_out | {"/Filter"}
            parts += (b"/Filter[", *map(spelled_name, filters[1:]), b"]")
        self._entries(stream, parts, left_out)
        parts += (b"/Length %d>>\nstream\n" % len(data), data, b"\nendstream")

    def _entries(self, entries: DictionaryObject, parts: Parts, left_out: frozenset[str]) -> None:
        for key, value in dict.items(entries):
            if key in left_out:
                continue
            parts += (spelled_name(key), b" ")
            self.value(value, parts, of_names=key in _OF_NAMES)
            parts.append(b"\n")


def _filters(stream: StreamObject) -> tuple[str, ...]:
    """The names of a stream's filters; none when there is more to say of them."""
    if "/DecodeParms" in stream or "/DP" in stream:
        return ()
    found = stream["/Filter"] if "/Filter" in stream else None  # noqa: SIM401
    names = items_of(found) if isinstance(found, ArrayObject) else [found]
    known = tuple(name for name in names if isinstance(name, NameObject))
    return known if len(known) == len(names) else ()


def is_forbidden(value: object) -> bool:
    """Whether this is something that must not come along with a page."""
    if not isinstance(value, DictionaryObject):
        return False
    return (
        name_in(value, "/Type") in _FORBIDDEN_TYPES
        or name_in(value, "/Subtype") == "/PS"
        or name_in(value, "/S") in _ACTIONS
    )


def name_in(entries: DictionaryObject, key: str) -> str:
    """The name at *key*, also when it stands elsewhere; empty when there is none."""
    # `get` would hand over a reference as it is.
    found = entries[key] if key in entries else None  # noqa: SIM401
    return found if isinstance(found, NameObject) else ""


@lru_cache(maxsize=4096)
def spelled_name(value: str) -> bytes:
    return body.name(value[1:].encode("latin-1"))


@lru_cache(maxsize=4096, typed=True)
def spelled_number(value: float) -> bytes:
    if not math.isfinite(value):
        return b"0"
    plain = int.__repr__(value) if isinstance(value, int) else float.__repr__(value)
    return (f"{value:.10f}" if "e" in plain else plain).encode("ascii")


# A table instead of a chain of questions: most values are of these types.
_SCALARS: dict[type, Callable[[Any], bytes]] = {
    NameObject: spelled_name,
    FloatObject: spelled_number,
    NumberObject: lambda value: b"%d" % value,
    TextStringObject: lambda value: body.string(value.original_bytes),
    ByteStringObject: lambda value: body.string(value.original_bytes),
    BooleanObject: lambda value: b"true" if value.value else b"false",
    NullObject: lambda _: b"null",
}


def joined(parts: Parts) -> tuple[bytes | int, ...]:
    """Put neighbouring bytes together."""
    result: list[bytes | int] = []
    for is_index, run in groupby(parts, key=_is_index):
        if is_index:
            result += run
        else:
            result.append(b"".join(cast("Iterator[bytes]", run)))
    return tuple(result)


def _is_index(part: bytes | int) -> bool:
    return type(part) is int


def entries_of(value: object) -> DictionaryObject | None:
    """The dictionary that *value* is or points to."""
    target = value.get_object() if isinstance(value, IndirectObject) else value
    return target if isinstance(target, DictionaryObject) else None


def items_of(value: object) -> list[object]:
    """The items, unresolved, of the array that *value* is or points to; none if it is no array."""
    target = value.get_object() if isinstance(value, IndirectObject) else value
    return list(list.__iter__(target)) if isinstance(target, ArrayObject) else []


def key_of(value: object) -> Key | None:
    """What tells an object from others; `None` for one that is not by itself."""
    return (value.idnum, value.generation) if isinstance(value, IndirectObject) else None
