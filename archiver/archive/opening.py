"""Opens an archive as far as that can be done: the first step of verifying and of extracting.

An archive may be damaged or made by somebody else on purpose. So pdfium looks at it in a worker,
and the manifest is taken only if every value in it is of the sort that it has to be.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from archiver import workers
from archiver.archive import contents, salvage
from archiver.archive.contents import Inventory
from archiver.archive.format import (
    CHECKSUMS,
    FORMAT_KEY,
    FORMAT_VERSION,
    MANIFEST,
    SAFE_NAME,
    Entry,
    Manifest,
    load,
    version_of,
)
from archiver.errors import (
    ArchiveNotFound,
    NotAnArchive,
    PassphraseMissing,
    PassphraseWrong,
)
from archiver.passphrase import Passphrase, Unlock, nobody

# To list what is inside must not take longer, whatever is inside.
_SECONDS = 60.0
_MEMORY = 4 << 30
_END = b"%%EOF"
# The last two trailers, that of the seal and that below it, lie within so many bytes of the end.
_TRAILER = 1 << 20
_SCHEMAS = "archiver/manifest/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An archive of ours, sound or not.

    Attributes:
        inventory: What pdfium sees in it; `None` when that has no manifest.
        manifest: `None` when it is lost.
        manifest_bytes: As they stand in the file; empty when lost.
        truncated: Whether the end of the file is missing.
        passphrase: What it opens with, if it is locked.
    """

    inventory: Inventory | None
    manifest: Manifest | None
    manifest_bytes: bytes
    truncated: bool
    passphrase: Passphrase | None = None


def open_archive(path: Path, unlock: Unlock = nobody) -> Opened:
    """Find the inventory and the manifest, if need be in the raw bytes.

    Args:
        path: The archive.
        unlock: Asked for the passphrase if it is locked.

    Raises:
        PassphraseMissing, PassphraseWrong: It is locked.
        ArchiveNotFound: There is no such file, or it cannot be read.
        NotAnArchive: Nothing in it is ours, it was written by a newer version, or what says
            how it is locked is damaged.
    """
    head, tail = _ends(path)
    if not head:
        raise NotAnArchive(path, "empty")
    truncated = _END not in tail
    seen, passphrase = _seen(path, unlock)
    if isinstance(seen, Inventory) and seen.manifest is not None:
        manifest = _parsed(path, seen.manifest)
        if manifest:
            return Opened(
                inventory=seen,
                manifest=manifest,
                manifest_bytes=seen.manifest,
                truncated=truncated,
                passphrase=passphrase,
            )
    said, ours = _in_the_bytes(path)
    if not ours and not (isinstance(seen, Inventory) and seen.manifest is not None):
        if b"%PDF-" not in head:
            raise NotAnArchive(path, "not-pdf")
        raise NotAnArchive(path, "truncated" if truncated else "foreign")
    manifest = _parsed(path, said)
    return Opened(
        inventory=None,
        manifest=manifest,
        manifest_bytes=said if manifest else b"",
        truncated=truncated,
        passphrase=passphrase,
    )


def is_locked(data: bytes) -> bool:
    """Whether these are the bytes of an archive of ours that is locked."""
    return FORMAT_KEY in data and b"/Encrypt" in data[-_TRAILER:]


def _seen(path: Path, unlock: Unlock) -> tuple[Inventory | workers.Failure, Passphrase | None]:
    """What pdfium sees, without a passphrase if that will do."""
    seen = _inventory(path, None)
    if seen is not None:
        return seen, None
    passphrase = unlock()
    if passphrase is None:
        raise PassphraseMissing(path)
    seen = _inventory(path, passphrase)
    if seen is None:
        # What a passphrase is tried on may be damaged: nobody should doubt a right one then.
        changed = next(workers.run(_changed, [path], seconds=_SECONDS, memory=_MEMORY))
        raise NotAnArchive(path, "lock-damaged") if changed is True else PassphraseWrong(path)
    return seen, passphrase


def _changed(path: Path) -> bool:
    """In a worker: whether the seal tells, without the passphrase, that bytes have changed."""
    from archiver.archive import sealcheck

    return sealcheck.is_changed(path.read_bytes())


def _inventory(path: Path, passphrase: Passphrase | None) -> Inventory | workers.Failure | None:
    job = (path, passphrase)
    return next(workers.run(contents.inventory, [job], seconds=_SECONDS, memory=_MEMORY))


def _ends(path: Path) -> tuple[bytes, bytes]:
    try:
        with path.open("rb") as stream:
            head = stream.read(1024)
            stream.seek(0, 2)
            stream.seek(max(0, stream.tell() - 2048))
            return head, stream.read()
    except OSError as error:
        raise ArchiveNotFound.of(path, error) from error


def _in_the_bytes(path: Path) -> tuple[bytes, bool]:
    """The manifest, if it can be found, and whether anything in the file is ours."""
    data = path.read_bytes()
    said, ours = b"", FORMAT_KEY in data
    for file in salvage.files(data):
        nameless = not file.name and file.whole and _SCHEMAS.encode() in file.data[:64]
        if file.name == MANIFEST or nameless:
            said, ours = file.data, True
        elif file.name == CHECKSUMS or SAFE_NAME.fullmatch(file.name):
            ours = True
    return said, ours


def _parsed(path: Path, data: bytes) -> Manifest | None:
    """The manifest, or `None` if it is damaged.

    Raises:
        NotAnArchive: It is somebody else's, or that of a newer version.
    """
    if _of_another_program(data):
        raise NotAnArchive(path, "foreign")
    if version_of(data) > FORMAT_VERSION:
        raise NotAnArchive(path, "newer-format")
    try:
        manifest = load(data)
    except (ValueError, OverflowError):
        return None
    return manifest if _sound(manifest) else None


def _of_another_program(data: bytes) -> bool:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return not (isinstance(value, dict) and str(value.get("schema", "")).startswith(_SCHEMAS))


def _sound(manifest: Manifest) -> bool:
    """Whether the values can be worked with; `load` looks at names and words only."""
    return (
        _fitting(Manifest)(manifest)
        and manifest.format == FORMAT_VERSION
        and manifest.front_pages >= 0
        and all(map(_sound_entry, manifest.entries))
    )


def _sound_entry(entry: Entry) -> bool:
    pages = entry.document.source_pages
    if entry.document.size < 0 or any(page < 1 for page in pages):
        return False
    if entry.first_page is None or entry.last_page is None:
        return entry.first_page is entry.last_page
    shown = entry.last_page - entry.first_page + 1
    return entry.first_page >= 1 and shown == (1 if entry.notice else len(pages))


@cache
def _fitting(hint: Any) -> Callable[[Any], bool]:
    """What tells whether a value is, to its depth, of the type that its class gives it."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        choices = [_fitting(choice) for choice in get_args(hint)]
        return lambda value: any(fits(value) for fits in choices)
    if origin is tuple:
        return _fitting_all(get_args(hint))
    if origin is frozenset:
        members = _fitting_all((*get_args(hint), ...))
        return lambda value: isinstance(value, frozenset) and members(tuple(value))
    if is_dataclass(hint) and isinstance(hint, type):
        types = get_type_hints(hint)
        parts = [(field.name, _fitting(types[field.name])) for field in fields(hint)]
        return lambda value: (
            type(value) is hint and all(fits(getattr(value, name)) for name, fits in parts)
        )
    if hint in (int, date):  # neither a truth value nor a moment
        return lambda value: type(value) is hint
    return lambda value: isinstance(value, hint)


def _fitting_all(hints: tuple[Any, ...]) -> Callable[[Any], bool]:
    if len(hints) == 2 and hints[1] is Ellipsis:
        each = _fitting(hints[0])
        return lambda value: isinstance(value, tuple) and all(map(each, value))
    places = [_fitting(hint) for hint in hints]
    return lambda value: (
        isinstance(value, tuple)
        and len(value) == len(places)
        and all(fits(part) for fits, part in zip(places, value, strict=True))
    )
