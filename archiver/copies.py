"""Verified copies of an archive elsewhere: one copy on one disk is not yet a backup."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from archiver import files
from archiver.errors import CannotWrite, CopyFolderNotFound, CopyOntoItself
from archiver.model import Copy

_BLOCK = 1 << 20  # bytes


def refuse(archive: Path, folders: Sequence[Path], *, force: bool) -> None:
    """Tell before any work is done whether copies of *archive* could be made.

    Raises:
        CopyFolderNotFound: One of *folders* is no folder.
        CopyOntoItself: One of them is the folder of the archive itself.
        TargetExists, TargetIsFolder, CannotWrite: As for the archive.
    """
    for folder in folders:
        if not folder.is_dir():
            raise CopyFolderNotFound(folder)
        if archive.parent.is_dir() and files.is_same(folder, archive.parent):
            raise CopyOntoItself(folder)
        files.refuse_existing(folder / archive.name, force=force)


def make(
    archive: Path, sidecar: Path, *, sha256: str, folders: Sequence[Path], force: bool
) -> tuple[Copy, ...]:
    """Copy *archive* and the note beside it into each of *folders*, and read each copy back.

    A copy that fails is a finding: the archive and the other copies stay.

    Args:
        sha256: Of the archive, lower-case hex.
        force: Whether a file of that name there may be replaced.
    """
    return tuple(
        _copied(archive, sidecar, folder, sha256=sha256, force=force)
        for folder in _distinct(folders)
    )


def _distinct(folders: Sequence[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for folder in folders:
        real = folder.resolve()
        if real not in seen:
            seen.add(real)
            yield folder


def _copied(archive: Path, sidecar: Path, folder: Path, *, sha256: str, force: bool) -> Copy:
    target, trouble = folder / archive.name, None
    try:
        beside = folder / sidecar.name
        with files.replacing_both(target, beside, force=force) as (part, note):
            _fill(part, archive)
            if _read_back(part) != sha256:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(part))
            _fill(note, sidecar)
    except CannotWrite as error:
        trouble = error
    same = folder.is_dir() and folder.stat().st_dev == archive.stat().st_dev
    return Copy(
        path=str(target),
        verified=trouble is None,
        same_disk=same,
        reason=trouble.reason if trouble else None,
        errno=trouble.errno if trouble else None,
    )


def _fill(part: Path, source: Path) -> None:
    # `copyfile` blames the source for a full disk.
    with source.open("rb") as stream, part.open("wb") as copy:
        shutil.copyfileobj(stream, copy, _BLOCK)


def _read_back(part: Path) -> str:
    """SHA-256 of what lies on the disk, not of what the system still has in memory."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
        if sys.platform == "linux":
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return files.digest(part)[0]
