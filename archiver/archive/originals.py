"""Originals taken out of an archive: byte for byte, under names that are safe everywhere.

The folder is a BagIt bag (RFC 8493), so that `bagit.py --validate` or any other tool of the
kind can check it later. An archive may be damaged or made by somebody else on purpose:
its names are checked again, and only what has the digest of the manifest is taken for intact.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from archiver import files, workers
from archiver.archive import contents
from archiver.archive.format import FORMAT_VERSION as NEWEST
from archiver.archive.format import MANIFEST, SAFE_NAME, Entry, Manifest, load, version_of
from archiver.errors import ArchiveNotFound, CannotWrite, NotAnArchive, TargetExists
from archiver.text import slug

# One worker at most this long and this large for the whole archive.
_SECONDS = 600.0
_MEMORY = 4 * 2**30
_HEAD = 8192
# Originals taken out by one worker in one go: each go opens the archive anew.
_SHARE = 40
_BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was taken out.

    Attributes:
        folder: The bag.
        files: Paths inside the bag, `data/...`.
        damaged: Attachment names whose bytes are not those of the manifest; not taken out.
        missing: Attachment names that are not there.
    """

    folder: Path
    files: tuple[str, ...]
    damaged: tuple[str, ...]
    missing: tuple[str, ...]


def is_archive(path: Path) -> bool:
    """Whether the file looks like an archive of ours, by its content."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if b"%PDF-" not in head[:1024]:
            return False
    try:
        read_manifest(path)
    except NotAnArchive:
        return False
    return True


def read_manifest(path: Path) -> Manifest:
    """The archive's inventory; whether the file is intact is `verify`'s matter.

    Raises:
        ArchiveNotFound: There is no such file, or it cannot be read.
        NotAnArchive: Nothing in it is ours, or the inventory is damaged.
    """
    try:
        empty = path.stat().st_size == 0
        with path.open("rb") as stream:
            head = stream.read(1024)
    except OSError as error:
        raise ArchiveNotFound(path) from error
    if empty:
        raise NotAnArchive(path, "empty")
    return _opened(path, is_pdf=b"%PDF-" in head)[0]


def _opened(path: Path, *, is_pdf: bool = True) -> tuple[Manifest, bytes]:
    """The inventory, as values and as bytes."""
    found = next(workers.run(contents.inventory, [path], seconds=60, memory=_MEMORY))
    if isinstance(found, workers.Failure):
        raise NotAnArchive(path, "truncated" if is_pdf else "not-pdf")
    if found.manifest is None:
        raise NotAnArchive(path, "foreign")
    try:
        manifest = load(found.manifest)
    except ValueError as error:
        newer = version_of(found.manifest) > NEWEST
        raise NotAnArchive(path, "newer-format" if newer else "foreign") from error
    if manifest.format > NEWEST:
        raise NotAnArchive(path, "newer-format")
    return manifest, found.manifest


def read(path: Path, manifest: Manifest) -> Iterator[tuple[str, bytes | None]]:
    """Each attached original by name, with its bytes; `None` when they are not the manifest's.

    Originals that are not there at all are left out.
    """
    return _intact(path, {entry.name: entry for entry in reversed(manifest.entries)})


def extract(path: Path, *, into: Path, force: bool = False) -> Extraction:
    """Take the originals out, as a bag.

    The bag is made beside *into* and takes its name when it is whole: nothing half-done stays.

    Args:
        path: The archive; a damaged one gives what is still intact.
        into: Folder to be made; an empty one may be there.
        force: Replace a folder that is not empty.

    Raises:
        ArchiveNotFound, NotAnArchive: As `read_manifest`.
        TargetExists: *into* is not empty, and *force* was not given.
        CannotWrite: The system refused.
    """
    manifest = read_manifest(path)
    inventory = _opened(path)[1]
    if into.exists() and not (into.is_dir() and not any(into.iterdir())) and not force:
        raise TargetExists(into)
    try:
        into.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            dir=into.absolute().parent, prefix=".", suffix=files.PART
        ) as made:
            bag = Path(made) / "bag"
            extraction = _fill(bag, path, (manifest, inventory), into)
            if into.is_dir() and not into.is_symlink():
                shutil.rmtree(into)
            elif into.exists():
                into.unlink()
            bag.rename(into)
    except OSError as error:
        raise CannotWrite(into, error.strerror or str(error), error.errno) from error
    return extraction


def _fill(bag: Path, path: Path, opened: tuple[Manifest, bytes], into: Path) -> Extraction:
    manifest, inventory = opened
    payload = bag / "data"
    payload.mkdir(parents=True)
    by_name = {entry.name: entry for entry in reversed(manifest.entries)}
    taken: dict[str, str] = {}
    seen: set[str] = set()
    damaged: list[str] = []
    total = 0
    for name, data in _intact(path, by_name):
        seen.add(name)
        if data is None:
            damaged.append(name)
            continue
        inside = _inside(by_name[name])
        file = bag / inside
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        taken[inside] = sha256(data).hexdigest()
        total += len(data)
    _tags(bag, manifest, {MANIFEST: inventory}, (taken, total))
    return Extraction(
        folder=into,
        files=tuple(sorted(taken)),
        damaged=tuple(damaged),
        missing=tuple(name for name in by_name if name not in seen),
    )


def _intact(path: Path, by_name: Mapping[str, Entry]) -> Iterator[tuple[str, bytes | None]]:
    """Each attachment with its bytes, or `None` when they are not those of the manifest."""
    safe = [name for name in by_name if SAFE_NAME.fullmatch(name)]
    yield from ((name, None) for name in by_name if name not in safe)
    shares = [safe[start : start + _SHARE] for start in range(0, len(safe), _SHARE)]
    for share, found in zip(shares, _taken(path, shares), strict=True):
        if isinstance(found, workers.Failure):
            # One of them made the worker fail; the others are still wanted.
            singles = _taken(path, [[name] for name in share])
            for name, single in zip(share, singles, strict=True):
                if isinstance(single, workers.Failure):
                    yield name, None
                else:
                    yield from _checked(single, by_name)
        else:
            yield from _checked(found, by_name)


def _checked(
    found: Iterable[tuple[str, bytes]], by_name: Mapping[str, Entry]
) -> Iterator[tuple[str, bytes | None]]:
    for name, data in found:
        document = by_name[name].document
        right = len(data) == document.size and sha256(data).hexdigest() == document.sha256
        yield name, data if right else None


def _taken(
    path: Path, shares: Sequence[Sequence[str]]
) -> Iterator[list[tuple[str, bytes]] | workers.Failure]:
    items = [(path, tuple(share)) for share in shares]
    return workers.run(_take, items, seconds=_SECONDS, memory=_MEMORY)


def _take(item: tuple[Path, tuple[str, ...]]) -> list[tuple[str, bytes]]:
    path, names = item
    return list(contents.attachments(path, frozenset(names)))


def _inside(entry: Entry) -> str:
    """Where an original lies in the bag: a folder for its kind, then its telling name.

    Both are made of ASCII letters, digits and hyphens only: no path can leave the bag, and no
    system has a device of such a name (all attachment names begin with digits).
    """
    folder = slug(entry.document.kind or entry.document.status.value) or "documents"
    return f"data/{folder}/{entry.name}"


def _tags(
    bag: Path, manifest: Manifest, own: Mapping[str, bytes], payload: tuple[Mapping[str, str], int]
) -> None:
    """Write what makes the folder a bag; *own* are further tag files."""
    taken, total = payload
    tags = {
        "bagit.txt": _BAGIT.encode(),
        "bag-info.txt": (
            f"Bagging-Date: {manifest.created:%Y-%m-%d}\n"
            f"Bag-Software-Agent: archiver {manifest.tool}\n"
            f"Payload-Oxum: {total}.{len(taken)}\n"
        ).encode(),
        "manifest-sha256.txt": "".join(
            f"{digest}  {name}\n" for name, digest in sorted(taken.items())
        ).encode(),
        **own,
    }
    tags["tagmanifest-sha256.txt"] = "".join(
        f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(tags.items())
    ).encode()
    for name, content in tags.items():
        (bag / name).write_bytes(content)
