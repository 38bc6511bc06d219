"""Whether the compressed parts of a PDF can be read to their end.

pdfium draws what it can of a part that was damaged or cut short, and says nothing: rows of a
statement are gone, and the page looks whole.
"""

import re
import zlib
from collections.abc import Iterator

from archiver import ascii85

# A stream begins behind the dictionary of its object (ISO 32000-1, 7.3.8).
_STREAM = re.compile(rb">>\s{0,4}stream(?:\r\n|\n|\r)")
#: How far before that the object begins, at most, in bytes.
_DICTIONARY = 2048
_DEFLATED = re.compile(rb"/Filter\s*\[?\s*(?:/(A85|ASCII85Decode)\s*)?/Fl(?:ateDecode)?\b")
#: What goes into the decompressor at once, in bytes: up to a thousand times as many come out.
_BITE = 64 * 1024
#: How long the checksum behind the data is, in bytes (RFC 1950).
_CHECKSUM = 4
_SPACES = b" \t\r\n\f\0"


def all_inflate(data: bytes) -> bool:
    """Whether every deflated stream of a file is sound, told by the bytes alone.

    That is quick, and enough for nearly all files. If not, some part of the file may be
    broken; of an encrypted file nothing can be told.
    """
    return b"/Encrypt" not in data and all(_left(stream) is not None for stream in _deflated(data))


def inflates(stream: bytes) -> bool:
    """Whether a stream, and nothing else, can be inflated to its end.

    Its checksum has to be right, if it is there at all.
    """
    if _left(stream) is not None:
        return True
    left = _left(stream[2:], -zlib.MAX_WBITS)
    return left is not None and len(stream[len(stream) - left :].strip(_SPACES)) < _CHECKSUM


def _deflated(data: bytes) -> Iterator[bytes | memoryview]:
    """From the first byte of each deflated stream on, mostly to the end of the file."""
    view = memoryview(data)
    for begun in _STREAM.finditer(data):
        head = data[max(0, begun.start() - _DICTIONARY) : begun.start()]
        filters = _DEFLATED.search(head, max(0, head.rfind(b" obj")))
        if filters is None:
            continue
        if filters[1]:
            end = data.find(b"endstream", begun.end())
            yield ascii85.decoded(data[begun.end() : end]) or b""
        else:
            yield view[begun.end() :]


def _left(data: bytes | memoryview, form: int = zlib.MAX_WBITS) -> int | None:
    """How many bytes follow the end of a deflated stream; `None` where it does not end well.

    Args:
        data: The stream, and whatever follows it.
        form: As zlib has it: with head and checksum (RFC 1950), or without (RFC 1951).
    """
    inflater = zlib.decompressobj(form)
    try:
        for begin in range(0, len(data), _BITE):
            inflater.decompress(data[begin : begin + _BITE])
            if inflater.eof:
                return len(inflater.unused_data) + max(0, len(data) - begin - _BITE)
    except zlib.error:
        pass
    return None
