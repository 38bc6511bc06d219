"""How originals are embedded: byte for byte, with size, dates, checksum and purpose."""

import hashlib
import os
import zlib
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from archiver.archive.body import Body, dictionary, moment, name, ref, text
from archiver.model import Media

_MIME = {
    Media.PDF: b"application/pdf",
    Media.JPEG: b"image/jpeg",
    Media.PNG: b"image/png",
    Media.TIFF: b"image/tiff",
    Media.HEIC: b"image/heic",
    Media.WEBP: b"image/webp",
    Media.GIF: b"image/gif",
    Media.BMP: b"image/bmp",
    Media.HTML: b"text/html",
    Media.MESSAGE: b"message/rfc822",
}
_SAMPLE = 8192  # bytes
# Of the size. What most PDFs hold is packed already, but often written with printable
# characters only: a fifth of it is air.
_WORTH_IT = 0.97
# Files packed ahead of the one that is written, for each thread.
_AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file to embed.

    Attributes:
        name: Safe, see `format.SAFE_NAME`.
        data: Its bytes.
        title: What it is, for people.
        mime: Its type.
        relationship: `Source` for an original, `Data` for what says something about them.
    """

    name: str
    data: bytes
    title: str
    mime: bytes
    relationship: str = "Source"


def mime(media: Media) -> bytes:
    return _MIME.get(media, b"application/octet-stream")


def attach_all(out: Body, files: Iterable[Attachment], created: datetime) -> dict[str, int]:
    """Embed files in their order and give the object of each one's description, by name."""
    attached: dict[str, int] = {}
    threads = os.cpu_count() or 1
    waiting: deque[tuple[Attachment, Future[bytes | None]]] = deque()

    def write_first() -> None:
        file, packed = waiting.popleft()
        attached[file.name] = _attach(out, file, packed.result(), created)

    # zlib lets other threads run while it works.
    with ThreadPoolExecutor(threads) as pool:
        for file in files:
            waiting.append((file, pool.submit(_packed, file.data)))
            if len(waiting) > _AHEAD * threads:
                write_first()
        while waiting:
            write_first()
    return attached


def _attach(out: Body, file: Attachment, packed: bytes | None, created: datetime) -> int:
    facts = {
        "Size": b"%d" % len(file.data),
        "CreationDate": moment(created),
        "ModDate": moment(created),
        # MD5 because the format says so; what proves anything are the SHA-256 beside it.
        "CheckSum": b"<%s>" % hashlib.md5(file.data, usedforsecurity=False).hexdigest().encode(),
    }
    head = {
        "Type": b"/EmbeddedFile",
        "Subtype": name(file.mime),
        "Params": dictionary(facts),
        "Filter": b"/FlateDecode" if packed is not None else None,
    }
    stream = ref(out.put_stream(head, file.data if packed is None else packed))
    description = {
        "Type": b"/Filespec",
        "F": text(file.name),
        "UF": text(file.name),
        "Desc": text(file.title),
        "AFRelationship": name(file.relationship.encode("ascii")),
        "EF": b"<</F %s/UF %s>>" % (stream, stream),
    }
    return out.put(dictionary(description))


def _packed(data: bytes) -> bytes | None:
    """The data compressed, where that pays; tried on a sample from the middle first."""
    middle = max(0, (len(data) - _SAMPLE) // 2)
    sample = data[middle : middle + _SAMPLE]
    if len(zlib.compress(sample, 1)) > _WORTH_IT * len(sample):
        return None
    packed = zlib.compress(data, 6)
    return packed if len(packed) < len(data) else None
