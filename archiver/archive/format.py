"""What the archive holds and how it is named: the only code shared by writer and verifier.

The prose definition is `docs/archive-format.md`; each change here goes there too.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from archiver.model import (
    Document,
    Gap,
    GapType,
    Label,
    Level,
    Media,
    Period,
    Person,
    Status,
    Trouble,
    Waiver,
    Word,
)
from archiver.text import slug

#: Raised when a reader of the old format could misread the new one.
FORMAT_VERSION = 1
SCHEMA = "archiver/manifest/1"
MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
SIDECAR_SUFFIX = ".sha256"
#: How the names of the last two stand in the bytes of the file: tells an archive of ours, even
#: a damaged one, from somebody else's PDF.
ARCHIVE_MARKS = (b"(manifest.json)", b"(SHA256SUMS)")

#: A key of the catalogue, with the format's version. In a locked file keys stay legible, so that
#: it can be told from others without its passphrase.
FORMAT_KEY = b"/ArchiverFormat"

#: Flat, ASCII, lower case: what `pdfdetach -saveall` writes safely on every system.
SAFE_NAME = re.compile(r"[0-9]{4,}-[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]{1,8}")

_EXTENSION = {
    Media.PDF: "pdf",
    Media.JPEG: "jpg",
    Media.PNG: "png",
    Media.TIFF: "tif",
    Media.HEIC: "heic",
    Media.WEBP: "webp",
    Media.GIF: "gif",
    Media.BMP: "bmp",
    Media.HTML: "html",
    Media.MESSAGE: "eml",
}


class How(StrEnum):
    """What stands in the place of a page that could not be copied as it is.

    `PICTURE`: a picture of it, without its text. `REBUILT`: the page as a repaired copy of the file
    shows it; the original itself opens in no reader. `NOTICE`: a page that says that nothing can
    be shown.
    """

    PICTURE = "picture"
    REBUILT = "rebuilt"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Makeshift:
    """A page that stands in for another.

    Attributes:
        page: Its number (page label) in the archive.
        how: What it is.
    """

    page: int
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document's place in the archive.

    Attributes:
        document: The document itself.
        name: Attachment name of its original; several entries of one file share it.
        first_page: Number (page label) of its first page in the archive, counted from 1 after
            the front matter; `None` when no page of it is shown (a double, say).
        last_page: Number of its last page.
        notice: Whether its one page is a notice that says why nothing can be shown.
        makeshift: Which of its other pages are no plain copies.
    """

    document: Document
    name: str
    first_page: int | None = None
    last_page: int | None = None
    notice: bool = False
    makeshift: tuple[Makeshift, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that the archive says about itself, inside the sealed bytes.

    Attributes:
        tool: Version of the program that wrote it.
        created: When, in UTC, to the second.
        lang: Language of the front matter, `fr` or `en`.
        checklist: Id of the checklist.
        checklist_sha256: Digest of the checklist file that was used.
        as_of: The day on which the account is to be deleted.
        holder: As printed on the documents.
        safe_to_delete: The verdict at that time.
        front_pages: Pages of front matter before page 1.
        entries: In the index's order.
        gaps: As reported.
        messages: One (message, remedy) pair for each gap, in `lang`.
        word: What the user declared; of people, no numbers.
        labels: The user's word on what files are that were not recognised.
        seal: Fingerprint of the one-time certificate; `None` for an unsealed archive.
        stamped_by: Host of the authority that was asked for a time stamp on the seal, if any.
        format: Version of the format.
    """

    tool: str
    created: datetime
    lang: str
    checklist: str
    checklist_sha256: str
    as_of: date
    holder: str | None
    safe_to_delete: bool
    front_pages: int
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    messages: tuple[tuple[str, str], ...] = ()
    word: Word = field(default_factory=Word)
    labels: tuple[Label, ...] = ()
    seal: str | None = None
    stamped_by: str | None = None
    format: int = FORMAT_VERSION

    @property
    def originals(self) -> dict[str, tuple[int, str]]:
        """Attachment name -> (size in bytes, SHA-256), each original once, in order."""
        return {e.name: (e.document.size, e.document.sha256 or "") for e in self.entries}


def attachment_name(number: int, stem: str, document: Document) -> str:
    """Name the original of *document*: `0012-releve-mensuel-2025-03.pdf`.

    Args:
        number: Its place in the index, counted from 1; makes the name unique.
        stem: What it is, in any script; reduced to ASCII.
    """
    extension = _EXTENSION.get(document.media) or _own_extension(document.path) or "bin"
    return f"{number:04d}-{slug(stem) or 'document'}.{extension}"


def _own_extension(path: str) -> str:
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return extension if re.fullmatch(r"[a-z0-9]{1,8}", extension) else ""


def checksums(manifest: Manifest, manifest_bytes: bytes) -> bytes:
    """The content of `SHA256SUMS`, as `sha256sum -c` reads it: every attachment but itself."""
    lines = [f"{sha256}  {name}" for name, (_, sha256) in manifest.originals.items()]
    lines.append(f"{hashlib.sha256(manifest_bytes).hexdigest()}  {MANIFEST}")
    return ("\n".join(lines) + "\n").encode("ascii")


def document_as_json(document: Document) -> dict[str, Any]:
    """The contract's JSON shape of a document, shared by reports and the manifest."""
    return {
        "path": document.path,
        "sha256": document.sha256,
        "size": document.size,
        "pages": len(document.source_pages),
        "source_pages": list(document.source_pages),
        "also": list(document.also),
        "status": document.status.value,
        "kind": document.kind,
        "period": period_as_json(document.period),
        "issued": document.issued.isoformat() if document.issued else None,
        "person": document.person,
        "duplicate_of": document.duplicate_of,
        "warnings": list(document.warnings),
    }


def period_as_json(period: Period | None) -> dict[str, str] | None:
    if period is None:
        return None
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def gap_as_json(gap: Gap, message: str, remedy: str) -> dict[str, Any]:
    """The contract's JSON shape of a gap."""
    return {
        "type": gap.type.value,
        "level": gap.level.value,
        "requirement": gap.requirement,
        "kind": gap.kind,
        "period": period_as_json(gap.period),
        "path": gap.path,
        "message": message,
        "remedy": remedy,
    }


def waiver_as_json(waiver: Waiver) -> dict[str, Any]:
    """The contract's JSON shape of a waiver."""
    return {
        "requirement": waiver.requirement,
        "period": period_as_json(waiver.period),
        "reason": waiver.reason,
        "declared": waiver.declared.isoformat(),
    }


def label_as_json(label: Label) -> dict[str, Any]:
    """The contract's JSON shape of a label."""
    return {
        "file": label.file,
        "sha256": label.sha256,
        "kind": label.kind,
        "period": period_as_json(label.period),
        "person": label.person,
        "declared": label.declared.isoformat(),
    }


def word_as_json(word: Word) -> dict[str, Any]:
    return {
        "conditions": sorted(word.declared),
        "holder": word.holder.name if word.holder else None,
        "people": [person.name for person in word.people],
        "leaves": [period_as_json(leave) for leave in word.leaves],
    }


def dump(manifest: Manifest) -> bytes:
    """Write the manifest as JSON, UTF-8, the same bytes for the same values."""
    gaps: Iterable[tuple[Gap, tuple[str, str]]] = zip(
        manifest.gaps, manifest.messages or [("", "")] * len(manifest.gaps), strict=True
    )
    value = {
        "schema": SCHEMA,
        "format": manifest.format,
        "tool": manifest.tool,
        "created": manifest.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "lang": manifest.lang,
        "checklist": {"id": manifest.checklist, "sha256": manifest.checklist_sha256},
        "as_of": manifest.as_of.isoformat(),
        "holder": manifest.holder,
        "safe_to_delete": manifest.safe_to_delete,
        "sealed": manifest.seal is not None,
        "certificate_sha256": manifest.seal,
        "timestamp_authority": manifest.stamped_by,
        "front_pages": manifest.front_pages,
        "documents": [_entry_as_json(entry) for entry in manifest.entries],
        "gaps": [gap_as_json(gap, *words) for gap, words in gaps],
        "waived": [waiver_as_json(waiver) for waiver in manifest.word.waivers],
        "declared": word_as_json(manifest.word),
        "labels": [label_as_json(label) for label in manifest.labels],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _entry_as_json(entry: Entry) -> dict[str, Any]:
    return document_as_json(entry.document) | {
        "media": entry.document.media.value,
        "trouble": entry.document.trouble.value if entry.document.trouble else None,
        "name": entry.name,
        "original_name": entry.document.path.replace("!", "/").rpartition("/")[2],
        "first_page": entry.first_page,
        "last_page": entry.last_page,
        "notice": entry.notice,
        "makeshift": [{"page": each.page, "how": each.how.value} for each in entry.makeshift],
    }


def load(data: bytes) -> Manifest:
    """Read a manifest back.

    Raises:
        ValueError: If it is not a manifest of this format (`KeyError`, `TypeError` and JSON
            errors included): an archive's manifest is sealed, so that is damage.
    """
    try:
        return _manifest(json.loads(data))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a manifest: {error!r}") from error


def version_of(data: bytes) -> int:
    """The format version that a manifest claims, even one that cannot be read; 0 if none."""
    try:
        version = json.loads(data)["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return 0
    return version if isinstance(version, int) else 0


def _manifest(value: Mapping[str, Any]) -> Manifest:
    if value["schema"] != SCHEMA:
        raise ValueError(f"unknown schema {value['schema']!r}")
    seal = value["certificate_sha256"]
    if value["sealed"] is not (seal is not None):
        raise ValueError("sealed and certificate_sha256 disagree")
    gaps = value["gaps"]
    return Manifest(
        tool=value["tool"],
        created=datetime.fromisoformat(value["created"]),
        lang=value["lang"],
        checklist=value["checklist"]["id"],
        checklist_sha256=value["checklist"]["sha256"],
        as_of=date.fromisoformat(value["as_of"]),
        holder=value["holder"],
        safe_to_delete=value["safe_to_delete"],
        front_pages=value["front_pages"],
        entries=tuple(_entry(entry) for entry in value["documents"]),
        gaps=tuple(_gap(gap) for gap in gaps),
        messages=tuple((gap["message"], gap["remedy"]) for gap in gaps),
        # Archives of version 0.1 have neither of the last two.
        word=_word(value.get("declared", {}), value["waived"]),
        labels=tuple(_label(label) for label in value.get("labels", ())),
        seal=seal,
        # Archives of version 0.1 have none, as with all that is asked for by `get`.
        stamped_by=value.get("timestamp_authority"),
        format=value["format"],
    )


def _entry(value: Mapping[str, Any]) -> Entry:
    return Entry(
        document=Document(
            path=value["path"],
            sha256=value["sha256"],
            size=value["size"],
            status=Status(value["status"]),
            media=Media(value["media"]),
            source_pages=tuple(value["source_pages"]),
            kind=value["kind"],
            also=tuple(value["also"]),
            period=_period(value["period"]),
            issued=date.fromisoformat(value["issued"]) if value["issued"] else None,
            person=value["person"],
            duplicate_of=value["duplicate_of"],
            trouble=Trouble(value["trouble"]) if value["trouble"] else None,
            warnings=tuple(value["warnings"]),
        ),
        name=value["name"],
        first_page=value["first_page"],
        last_page=value["last_page"],
        notice=value["notice"],
        # Archives of version 0.1 have none.
        makeshift=tuple(
            Makeshift(each["page"], How(each["how"])) for each in value.get("makeshift", ())
        ),
    )


def _period(value: Mapping[str, str] | None) -> Period | None:
    if value is None:
        return None
    return Period(date.fromisoformat(value["start"]), date.fromisoformat(value["end"]))


def _gap(value: Mapping[str, Any]) -> Gap:
    return Gap(
        type=GapType(value["type"]),
        level=Level(value["level"]),
        requirement=value["requirement"],
        kind=value["kind"],
        period=_period(value["period"]),
        path=value["path"],
    )


def _waiver(value: Mapping[str, Any]) -> Waiver:
    return Waiver(
        requirement=value["requirement"],
        period=_period(value["period"]),
        reason=value["reason"],
        declared=date.fromisoformat(value["declared"]),
    )


def _word(value: Mapping[str, Any], waived: Iterable[Mapping[str, Any]]) -> Word:
    holder = value.get("holder")
    leaves = (_period(leave) for leave in value.get("leaves", ()))
    return Word(
        waivers=tuple(_waiver(waiver) for waiver in waived),
        declared=frozenset(value.get("conditions", ())),
        holder=Person(name=holder) if holder else None,
        people=tuple(Person(name=name) for name in value.get("people", ())),
        leaves=tuple(leave for leave in leaves if leave),
    )


def _label(value: Mapping[str, Any]) -> Label:
    return Label(
        sha256=value["sha256"],
        kind=value["kind"],
        period=_period(value["period"]),
        person=value["person"],
        file=value["file"],
        declared=date.fromisoformat(value["declared"]),
    )
