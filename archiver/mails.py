"""A message (`.eml`) -> its text, and the files attached to it.

Parsed with the older of the two policies that the library has: it leaves headers as they are,
where the newer one takes them apart at once, for minutes if they were made for that, and raises
whatever it stumbles over.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from mimetypes import guess_extension

from archiver import webpage

#: Messages in messages are opened so far down.
DEPTH = 3
#: More parts than this has no message.
_PARTS_MOST = 500
#: Characters of text that are read and shown.
_TEXT_MOST = 100_000
_HEADER_MOST = 500
# A smaller picture that the text shows itself is a logo, no document.
_LOGO_MOST = 60_000
_HEADERS = (
    ("Expéditeur", "From"),
    ("Destinataire", "To"),
    ("Objet", "Subject"),
)
_KNOWN = (
    b"from to cc subject date message-id received return-path mime-version delivered-to"
    b" content-type dkim-signature authentication-results reply-to x-received arc-seal"
    b" list-unsubscribe content-transfer-encoding x-unsent"
).split()
_FIELD = re.compile(rb"(?:^|\n)([A-Za-z][A-Za-z0-9-]{1,60}):(?=[ \t\r\n])")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message.

    Attributes:
        name: As the sender gave it, one line; a message around it stands in front, behind a `!`.
        data: Its bytes.
    """

    name: str
    data: bytes


def is_mail(head: bytes) -> bool:
    """Whether a file begins with the header of a message: three of the usual fields at least."""
    header = _BLANK_LINE.split(head.lstrip(b"\r\n"), maxsplit=1)[0]
    if not re.match(rb"(?:From [^\n]{1,200}\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n]", header):
        return False
    found = {name.lower() for name in _FIELD.findall(header)}
    return len(found & {*_KNOWN}) >= 3


def text(data: bytes) -> str:
    """What the message says: who wrote it, to whom, when, on what, and its words."""
    return "\n".join(_told(message_from_bytes(data, policy=policy.compat32), 1))[:_TEXT_MOST]


def attachments(data: bytes) -> Iterator[Attachment]:
    """The files in the message, those of messages in it included; no two of one name."""
    taken: set[str] = set()
    for name, content in _attached(message_from_bytes(data, policy=policy.compat32), "", 1):
        unique, number = name, 1
        while unique in taken:
            number += 1
            stem, dot, ending = name.rpartition(".")
            unique = f"{stem} ({number}).{ending}" if dot else f"{name} ({number})"
        taken.add(unique)
        yield Attachment(unique, content)


def _told(message: Message, depth: int) -> Iterator[str]:
    yield from _top(message)
    for part in _parts(message):
        if _is_body(part):
            yield from _body(part, message)
        elif part.get_content_type() == "message/rfc822" and depth < DEPTH:
            for inner in _inner(part):
                yield ""
                yield from _told(inner, depth + 1)


def _top(message: Message) -> Iterator[str]:
    """What stands above the words, in the language of the documents."""
    yield "Message"
    for label, field in _HEADERS:
        if value := _header(message, field):
            yield f"{label} : {value}"
    with suppress(Exception):  # whatever stands there in the place of a date
        yield f"Reçu le {parsedate_to_datetime(str(message['Date'])):%d/%m/%Y à %H:%M}"
    names = [name for name, _ in _attached(message, "", DEPTH)]
    if names:
        yield f"Pièces jointes : {', '.join(names)}"
    yield ""


def _body(part: Message, message: Message) -> Iterator[str]:
    if part.get_content_type() == "text/plain":
        yield from _CONTROLS.sub("", _content(part)).splitlines()
    elif not any(_is_plain(other) for other in _parts(message)):
        yield from _CONTROLS.sub("", webpage.shown(_content(part))).splitlines()


def _is_plain(part: Message) -> bool:
    plain = part.get_content_type() == "text/plain"
    return plain and _is_body(part) and bool(_content(part).strip())


def _is_body(part: Message) -> bool:
    return part.get_content_maintype() == "text" and not _name(part)


def _attached(message: Message, around: str, depth: int) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(_parts(message), start=1):
        if part.get_content_type() == "message/rfc822":
            if depth < DEPTH:
                for inner in _inner(part):
                    yield from _attached(inner, f"{around}message-{number}.eml!", depth + 1)
        elif not _is_body(part):
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            logo = part["Content-ID"] and part.get_content_maintype() == "image"
            if not (logo and len(content) < _LOGO_MOST):
                ending = guess_extension(part.get_content_type()) or ".bin"
                yield f"{around}{_name(part) or f'piece-jointe-{number}{ending}'}", content


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message that hold something, but not those of messages in it."""
    pending, found = [message], 0
    while pending and found < _PARTS_MOST:
        part = pending.pop()
        found += 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            pending += [each for each in reversed(inner) if isinstance(each, Message)]
        elif part.get_content_maintype() != "multipart":
            yield part


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    found = payload if isinstance(payload, list) else []
    return [each for each in found if isinstance(each, Message)][:1]


def _name(part: Message) -> str:
    """The name that the sender gave, on one line; empty if there is none."""
    name = None
    with suppress(Exception):  # encodings that no library knows
        name = part.get_filename()
    if not name and part.get_content_disposition() == "attachment":
        ending = guess_extension(part.get_content_type()) or ".bin"
        return f"piece-jointe{ending}"
    return _decoded(name or "")[:200]


def _header(message: Message, field: str) -> str:
    return _decoded(str(message.get(field, "")))[:_HEADER_MOST]


def _decoded(value: str) -> str:
    with suppress(Exception):  # encodings that no library knows
        value = str(make_header(decode_header(value)))
    return " ".join(_CONTROLS.sub("", re.sub(r"[\r\n\t]+", " ", value)).split())


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    raw = raw[: 4 * _TEXT_MOST]
    for charset in (part.get_content_charset(), "utf-8"):
        with suppress(LookupError, UnicodeError, ValueError):
            return raw.decode(charset or "utf-8")
    return raw.decode("cp1252", "replace")
