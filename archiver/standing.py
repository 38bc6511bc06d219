"""Where a folder stands, at a glance: how much there is to look at, and the latest archive.

Names and times only; no file is opened, so that it takes a moment whatever there is.
"""

import contextlib
import math
import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archiver.names import is_archive_name, is_system, says_document

#: Longer than this, in seconds, nobody waits for a glance.
PATIENCE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a glance shows.

    Attributes:
        sources: Where documents are looked for.
        absent: Those of them that are not there.
        files: How many files in them are documents by their names.
        size: Of these files, in bytes.
        all_seen: Whether there was time to look at all of them.
        archive: The latest archive in the folder itself.
        newer: How many of the files came, or changed, after it.
    """

    sources: tuple[Path, ...]
    absent: tuple[Path, ...]
    files: int
    size: int
    all_seen: bool
    archive: Path | None
    newer: int


def look(folder: Path, sources: Sequence[Path]) -> Standing:
    """Look at *sources*, and for archives in *folder*; what cannot be looked at is not there."""
    archive = _latest_archive(folder)
    written = _changed(archive) if archive else math.inf
    walk = _Walk(sources)
    found = list(walk)
    return Standing(
        sources=tuple(sources),
        absent=tuple(source for source in sources if not source.exists()),
        files=len(found),
        size=sum(file.st_size for file in found),
        all_seen=walk.all_seen,
        archive=archive,
        newer=sum(_came(file) > written for file in found),
    )


def holds_documents(folder: Path, *, apart_from: Sequence[Path]) -> bool:
    """Whether a folder is one for documents.

    Args:
        apart_from: Folders for everything, the home folder for one: neither they nor those
            above them are.
    """
    with contextlib.suppress(OSError):
        here = folder.resolve()
        if any(other.resolve().is_relative_to(here) for other in apart_from):
            return False
        return any(True for _ in _Walk([folder]))
    return False


def _latest_archive(folder: Path) -> Path | None:
    with contextlib.suppress(OSError):
        found = [file for file in folder.iterdir() if is_archive_name(file.name) and file.is_file()]
        return max(found, key=lambda file: (_changed(file), file.name), default=None)
    return None


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


class _Walk:
    """Goes through folders for `PATIENCE` seconds; yields what the system says of each document."""

    def __init__(self, sources: Sequence[Path]) -> None:
        self._pending = list(sources)
        self._until = time.monotonic() + PATIENCE
        self.all_seen = True

    def __iter__(self) -> Iterator[os.stat_result]:
        while self._pending and self.all_seen:
            place = self._pending.pop()
            with contextlib.suppress(OSError):
                found = place.stat()
                if stat.S_ISDIR(found.st_mode):
                    yield from self._folder(place)
                else:
                    yield found

    def _folder(self, folder: Path) -> Iterator[os.stat_result]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if time.monotonic() > self._until:
                    self.all_seen = False
                    return
                if is_system(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    self._pending.append(Path(entry.path))
                elif says_document(entry.name) and not is_archive_name(entry.name):
                    with contextlib.suppress(OSError):
                        yield Path(entry.path).stat()


def _came(found: os.stat_result) -> float:
    # A file that was copied or unpacked here keeps its old time; its entry is new all the same.
    return max(found.st_mtime, found.st_ctime)
