"""How a PDF file is spelled: values as bytes, objects numbered, identical ones kept once.

pypdf's own writer is not used: it holds every object of every source in memory and grows
faster than the number of documents. Here each object is bytes as soon as it is known.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime

# 2.0 is what has associated files and the sort of seal that is added later.
_HEADER = b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\n"
_IRREGULAR = re.compile(rb"[^!-~]|[#()<>\[\]{}/%]")
_LITERAL_ESCAPES = {b"\\": rb"\\", b"(": rb"\(", b")": rb"\)", b"\r": rb"\r"}
_TO_ESCAPE = re.compile(rb"[\\()\r]")


def name(raw: bytes) -> bytes:
    """Spell a name; *raw* is without the slash."""
    return b"/" + _IRREGULAR.sub(lambda found: b"#%02X" % found[0][0], raw)


def string(raw: bytes) -> bytes:
    """Spell a string of bytes."""
    return b"(" + _TO_ESCAPE.sub(lambda found: _LITERAL_ESCAPES[found[0]], raw) + b")"


def text(value: str) -> bytes:
    """Spell a text for people."""
    if value.isascii():
        return string(value.encode("ascii"))
    return b"<FEFF" + value.encode("utf-16-be", "replace").hex().upper().encode("ascii") + b">"


def moment(value: datetime) -> bytes:
    """Spell a time; *value* is in UTC."""
    return string(value.strftime("D:%Y%m%d%H%M%SZ").encode("ascii"))


def ref(number: int) -> bytes:
    return b"%d 0 R" % number


def array(items: Iterable[bytes]) -> bytes:
    return b"[" + b" ".join(items) + b"]"


def dictionary(entries: Mapping[str, bytes | None]) -> bytes:
    """Spell a dictionary; keys are without the slash, an entry that is `None` is left out."""
    inside = b"".join(
        b"/%s %s\n" % (key.encode("ascii"), value)
        for key, value in entries.items()
        if value is not None
    )
    return b"<<" + inside + b">>"


class Body:
    """The objects of a file in the making, and where each of them lies."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._out.write(_HEADER)
        self._offsets: list[int] = [0]
        self._known: dict[bytes, int] = {}

    def reserve(self) -> int:
        """Take a number for an object that is put later."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, *content: bytes, number: int | None = None) -> int:
        """Write an object, under *number* if that was reserved before."""
        if number is None:
            number = self.reserve()
        if self._offsets[number]:
            raise ValueError(f"object {number} is put twice")
        self._offsets[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n" % number)
        self._out.writelines(content)
        self._out.write(b"\nendobj\n")
        return number

    def once(self, *content: bytes) -> int:
        """Write an object unless an equal one is there already, and say where it is."""
        digest = hashlib.blake2b(digest_size=20)
        for part in content:
            digest.update(part)
        key = digest.digest()
        if key not in self._known:
            self._known[key] = self.put(*content)
        return self._known[key]

    def put_stream(self, entries: Mapping[str, bytes | None], data: bytes) -> int:
        head = dictionary({**entries, "Length": b"%d" % len(data)})
        return self.put(head, b"\nstream\n", data, b"\nendstream")

    def finish(self, *, root: int, info: int, identity: bytes) -> io.BytesIO:
        """Write the cross-reference table and hand the file over.

        Args:
            root: The catalogue's object.
            info: The information dictionary's object.
            identity: Sixteen bytes that tell this file from others.
        """
        start = self._out.tell()
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        for number, offset in enumerate(self._offsets[1:], start=1):
            if not offset:
                raise ValueError(f"object {number} was reserved and never put")
            self._out.write(b"%010d 00000 n \n" % offset)
        trailer = {
            "Size": b"%d" % len(self._offsets),
            "Root": ref(root),
            "Info": ref(info),
            "ID": array([b"<%s>" % identity.hex().upper().encode("ascii")] * 2),
        }
        self._out.write(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (dictionary(trailer), start))
        self._out.seek(0)
        return self._out
