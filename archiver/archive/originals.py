"""Originals taken out of an archive: byte for byte, under names that are safe everywhere.

The folder is a BagIt bag (RFC 8493), so that `bagit.py --validate` or any other tool of the
kind can check it later. An archive may be damaged or made by somebody else on purpose:
its names are checked again, and only what has the digest of the manifest is taken for intact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from archiver import workers
from archiver.archive import bag, contents, salvage
from archiver.archive.bag import Bag
from archiver.archive.format import MANIFEST, SAFE_NAME, Entry, Manifest
from archiver.archive.opening import Opened, open_archive
from archiver.errors import ArchiveNotFound, NotAnArchive, PassphraseMissing, PassphraseWrong
from archiver.passphrase import Passphrase, Unlock, nobody
from archiver.text import slug

#: Where the bag keeps what is left of damaged originals; not part of its payload.
REMAINS = "damaged"
# One worker at most this long and this large for its share of an archive.
_SECONDS = 600.0
_MEMORY = 4 << 30
# Originals taken out by one worker in one go: each go opens the archive anew, and holds them.
_SHARE = 40
_SHARE_BYTES = 64 << 20
_HEAD = 8192
# What no folder may be called on Windows.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}
_LONGEST = 200

_Taken = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was taken out.

    Attributes:
        folder: The bag.
        files: Paths inside the bag, `data/...`.
        damaged: Attachment names whose bytes are not those of the manifest.
        missing: Attachment names that are not there; `manifest.json` when not even the manifest
            is: then only accidents can be ruled out for the files, by the checksum that stands
            beside each.
        remains: Paths inside the bag, `damaged/...`: what is left of the damaged ones.
    """

    folder: Path
    files: tuple[str, ...]
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    remains: tuple[str, ...] = ()


def is_archive(path: Path) -> bool:
    """Whether the file looks like an archive of ours, by its content."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            if b"%PDF-" not in stream.read(_HEAD)[:1024]:
                return False
        read_manifest(path)
    except (PassphraseMissing, PassphraseWrong):
        return True
    except (OSError, ArchiveNotFound, NotAnArchive):
        return False  # what cannot be opened is told where the sources are read
    return True


def read_manifest(path: Path, unlock: Unlock = nobody) -> Manifest:
    """The archive's inventory; whether the file is intact is `verify`'s matter.

    Raises:
        ArchiveNotFound: There is no such file, or it cannot be read.
        NotAnArchive: Nothing in it is ours, or the inventory is lost.
        PassphraseMissing, PassphraseWrong: It is locked.
    """
    opened = open_archive(path, unlock)
    if opened.manifest is None:
        raise NotAnArchive(path, "truncated" if opened.truncated else "foreign")
    return opened.manifest


def extract(path: Path, *, into: Path, force: bool = False, unlock: Unlock = nobody) -> Extraction:
    """Take the originals out, as a bag.

    The bag is made beside *into* and takes its name when it is whole: nothing half-done stays.

    Args:
        path: The archive; a damaged one gives what is still intact.
        into: Folder to be made; an empty one may be there.
        force: Replace a bag that was made before. Anything else that is there is moved aside
            (`into.old1`), never deleted.
        unlock: Asked for the passphrase if it is locked.

    Raises:
        ArchiveNotFound, NotAnArchive: As `read_manifest`, but an archive without its inventory
            still gives its originals.
        TargetExists: *into* is not empty, and *force* was not given.
        CannotWrite: The system refused.
    """
    opened = open_archive(path, unlock)
    with bag.replacing(into, force=force) as made:
        if opened.manifest is None:
            damaged, missing = _salvage(made, path)
        else:
            damaged, missing = _take_all(made, path, opened, opened.manifest)
        made.close(_info(opened.manifest))
    return Extraction(
        folder=into,
        files=tuple(sorted(made.payload)),
        damaged=tuple(damaged),
        missing=tuple(missing),
        remains=tuple(name for name in sorted(made.tags) if name.startswith(f"{REMAINS}/")),
    )


def _info(manifest: Manifest | None) -> dict[str, str]:
    if manifest is None:
        return {"Bag-Software-Agent": "archiver"}
    return {
        "Bagging-Date": manifest.created.date().isoformat(),
        "Bag-Software-Agent": f"archiver {manifest.tool}",
    }


def read(
    path: Path, manifest: Manifest, unlock: Unlock = nobody
) -> Iterator[tuple[str, bytes | None]]:
    """Each original by name, with its bytes; `None` when they are not the manifest's.

    Originals that are not there at all are left out.
    """
    opened = open_archive(path, unlock)
    wanted = _by_name(manifest)
    damaged = dict.fromkeys(name for name in wanted if not _is_safe(name))
    intact: set[str] = set()
    for name, data, right in _found(path, wanted, opened):
        if right:
            intact.add(name)
            yield name, data
        else:
            damaged[name] = None
    yield from ((name, None) for name in damaged if name not in intact)


def _take_all(
    made: Bag, path: Path, opened: Opened, manifest: Manifest
) -> tuple[list[str], list[str]]:
    """Fill the bag and name what is damaged and what is missing."""
    wanted = _by_name(manifest)
    intact: set[str] = set()
    remains: dict[str, bytes] = {}
    for name, data, right in _found(path, wanted, opened):
        if right:
            intact.add(name)
            made.add(_inside(wanted[name]), data)
        else:
            remains[name] = data
    for name, data in remains.items():
        if data and name not in intact:
            made.tag(f"{REMAINS}/{name}", data)
    made.tag(MANIFEST, opened.manifest_bytes)
    gone = [name for name in wanted if name not in intact]
    damaged = [name for name in gone if name in remains or not _is_safe(name)]
    return damaged, [name for name in gone if name not in damaged]


def _by_name(manifest: Manifest) -> dict[str, Entry]:
    wanted: dict[str, Entry] = {}
    for entry in manifest.entries:
        wanted.setdefault(entry.name, entry)
    return wanted


def _found(
    path: Path, wanted: Mapping[str, Entry], opened: Opened
) -> Iterator[tuple[str, bytes, bool]]:
    """Whatever can be had of the originals: name, bytes, and whether they are right."""
    lost = {name: entry for name, entry in wanted.items() if _is_safe(name)}
    if opened.inventory is not None:
        for name, data in _attached(path, dict(lost), opened.passphrase):
            right = _is_right(wanted[name], data)
            if name in lost:  # of two of one name the right one counts
                yield name, data, right
            if right:
                lost.pop(name, None)
    if lost:
        yield from ((name, data, True) for name, data in _by_digest(path, lost))


def _is_safe(name: str) -> bool:
    return len(name) <= _LONGEST and SAFE_NAME.fullmatch(name) is not None


def _is_right(entry: Entry, data: bytes) -> bool:
    document = entry.document
    return len(data) == document.size and sha256(data).hexdigest() == document.sha256


def _attached(
    path: Path, wanted: Mapping[str, Entry], passphrase: Passphrase | None
) -> Iterator[_Taken]:
    """Each attachment that pdfium can get at, in workers."""
    shares = list(_shares(wanted))
    for share, found in zip(shares, _taken(path, shares, passphrase), strict=True):
        if not isinstance(found, workers.Failure):
            yield from found
            continue
        # One of them made the worker fail; the others are still wanted.
        for single in _taken(path, [[name] for name in share], passphrase):
            if not isinstance(single, workers.Failure):
                yield from single


def _shares(wanted: Mapping[str, Entry]) -> Iterator[list[str]]:
    share: list[str] = []
    size = 0
    for name, entry in wanted.items():
        if share and (len(share) == _SHARE or size > _SHARE_BYTES):
            yield share
            share, size = [], 0
        share.append(name)
        size += entry.document.size
    if share:
        yield share


def _taken(
    path: Path, shares: Sequence[Sequence[str]], passphrase: Passphrase | None
) -> Iterator[list[_Taken] | workers.Failure]:
    items = [(path, tuple(share), passphrase) for share in shares]
    return workers.run(_take, items, seconds=_SECONDS, memory=_MEMORY)


def _take(item: tuple[Path, tuple[str, ...], Passphrase | None]) -> list[_Taken]:
    path, names, passphrase = item
    return list(contents.attachments(path, frozenset(names), passphrase))


def _by_digest(path: Path, lost: Mapping[str, Entry]) -> Iterator[_Taken]:
    """What a reader does not find any more, but is in the file."""
    wanted = {entry.document.sha256: name for name, entry in lost.items()}
    for file in salvage.files(path.read_bytes()):
        name = wanted.pop(sha256(file.data).hexdigest(), None)
        if name is not None:
            yield name, file.data


def _salvage(made: Bag, path: Path) -> tuple[list[str], list[str]]:
    """Fill the bag from an archive whose manifest is lost."""
    damaged: list[str] = []
    for file in salvage.originals(path.read_bytes()):
        if file.whole:
            made.add(file.name, file.data)
        else:
            damaged.append(file.name)
            made.tag(f"{REMAINS}/{file.name}", file.data)
    return damaged, [MANIFEST]


def _inside(entry: Entry) -> str:
    """Where an original lies in the payload: a folder for its kind, then its telling name.

    Both are made of ASCII letters, digits and hyphens only, so no path can leave the bag, and
    neither is the name of a device: attachment names begin with digits.
    """
    folder = slug(entry.document.kind or entry.document.status.value) or "documents"
    return f"{folder}-documents/{entry.name}" if folder in _DEVICES else f"{folder}/{entry.name}"
