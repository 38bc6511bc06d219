"""How originals are embedded: byte for byte, with size, dates, checksum and purpose."""

import hashlib
import zlib
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
    Media.HTML: b"text/html",
}
_SAMPLE = 8192  # bytes
_WORTH_IT = 0.75  # of the size; most originals are packed already


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


def attach(out: Body, file: Attachment, created: datetime) -> int:
    """Embed one file and give the object of its description."""
    packed = _packed(file.data)
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
