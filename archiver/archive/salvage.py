"""What the bytes of a damaged archive still hold when no PDF reader finds its way in it.

A PDF has its table of contents at its end: a copy that was cut short cannot be opened, though
nearly all originals in it are whole. They are found here by the words that the format puts
around embedded files, and each is proven by a digest. No PDF library takes part.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archiver.archive.format import CHECKSUMS, MANIFEST, SAFE_NAME

# An embedded file's dictionary, or the description that gives such an object its name.
_START = re.compile(
    rb"(?P<object>\d{1,10}) 0 obj\s*<<\s*/Type\s*/EmbeddedFile\b(?P<head>.{0,2000}?)>>"
    rb"\s*stream\r?\n"
    rb"|/Type\s*/Filespec\b(?P<said>.{0,8000}?)/EF\s*<<\s*/U?F (?P<of>\d{1,10}) 0 R",
    re.DOTALL,
)
_END = re.compile(rb"\s{0,2}endstream\b")
_NAME = re.compile(rb"/UF\s*\(([^()\\]{1,255})\)")
# `SHA256SUMS`, should it have lost its name.
_DIGESTS = re.compile(rb"(?:[0-9a-f]{64}  [ -~]{1,255}\n)+")
_LONGEST_NAME = 200
_LENGTH = re.compile(rb"/Length (\d{1,12})\b")
_SIZE = re.compile(rb"/Size (\d{1,12})\b")
_MD5 = re.compile(rb"/CheckSum\s*<([0-9A-Fa-f]{32})>")
# Nothing that was downloaded from an account comes near; a hostile file may claim anything.
_LARGEST = 1 << 30
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Found:
    """An embedded file.

    Attributes:
        name: As described; empty when the description is lost.
        data: Its bytes, as far as they are there.
        whole: Whether size and checksum are those that stand beside it. This tells of
            accidents; against intent only the digests of the manifest help.
    """

    name: str
    data: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    length: int
    head: bytes


def files(data: bytes) -> Iterator[Found]:
    """Each embedded file of an archive, in the order of the file."""
    pieces, names = _pieces(data)
    for number, piece in pieces:
        content, whole = _content(data, piece)
        yield Found(names.get(number, ""), content, whole)


def originals(data: bytes) -> Iterator[Found]:
    """Each embedded file that may be an original, under a safe name that no other has.

    For an archive whose inventory is lost: nobody knows then what has lost its name.
    """
    used: set[str] = set()
    for number, file in enumerate(files(data), start=1):
        if file.name in (MANIFEST, CHECKSUMS) or (not file.name and _DIGESTS.fullmatch(file.data)):
            continue
        safe = SAFE_NAME.fullmatch(file.name) and len(file.name) <= _LONGEST_NAME
        name = file.name if safe and file.name not in used else f"{number:04d}-document.bin"
        used.add(name)
        yield replace(file, name=name)


def _pieces(data: bytes) -> tuple[list[tuple[bytes, _Piece]], dict[bytes, str]]:
    pieces: list[tuple[bytes, _Piece]] = []
    names: dict[bytes, str] = {}
    place = 0
    while found := _START.search(data, place):
        place = found.end()
        if found["of"]:
            if name := _NAME.search(found["said"]):
                names.setdefault(found["of"], name[1].decode("ascii", "replace"))
            continue
        length = _number(_LENGTH, found["head"])
        if length is not None and _END.match(data, place + length):
            # What lies inside an original (an archive, maybe) is not ours to look at.
            pieces.append((found["object"], _Piece(place, length, found["head"])))
            place += length
        else:
            end = _END.search(data, place)
            rest = (end.start() if end else len(data)) - place
            pieces.append((found["object"], _Piece(place, rest, found["head"])))
    return pieces, names


def _number(pattern: re.Pattern[bytes], head: bytes) -> int | None:
    found = pattern.search(head)
    return int(found[1]) if found else None


def _content(data: bytes, piece: _Piece) -> tuple[bytes, bool]:
    raw = data[piece.start : piece.start + piece.length]
    size = _number(_SIZE, piece.head)
    limit = _LARGEST if size is None else min(size, _LARGEST)
    if b"/FlateDecode" in piece.head:
        raw = _unpacked(raw, limit)
    md5 = _MD5.search(piece.head)
    digest = hashlib.md5(raw, usedforsecurity=False).hexdigest()
    return raw, len(raw) == size and md5 is not None and digest.encode() == md5[1].lower()


def _unpacked(raw: bytes, limit: int) -> bytes:
    """As much as can be unpacked; one byte more than the limit shows that there is more."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    left = limit + 1
    try:
        for start in range(0, len(raw), _CHUNK):
            part = unpacker.decompress(raw[start : start + _CHUNK], left)
            parts.append(part)
            left -= len(part)
            if left <= 0 or unpacker.eof:
                break
    except zlib.error:
        pass  # what came before the damage is still worth having
    return b"".join(parts)
