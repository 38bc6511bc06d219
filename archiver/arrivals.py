"""A folder that documents arrive in: what is there by now, and what has just come."""

import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from watchfiles import watch

from archiver import catalogue, survey, workflows
from archiver.archive.format import Manifest
from archiver.earlier import labels_in
from archiver.files import is_part
from archiver.model import Document, Level, Report
from archiver.names import is_unfinished
from archiver.passphrase import Unlock
from archiver.settings import Settings
from archiver.sources import label_of

# How long a file must not change before it is read, in milliseconds: browsers give a file its
# name at the start or at the end, and virus scanners open it once more.
_STILL = 700

#: Size and time of the last change; `None` for a file that is gone.
_State = tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a change in the folder led to.

    Attributes:
        report: How the dossier stands now.
        arrived: What has just come, or come anew.
        left: Required gaps that are left.
        before: Required gaps there were before.
    """

    report: Report
    arrived: tuple[Document, ...]
    left: int
    before: int


class Folder:
    """The documents in a folder, read once each."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings
        self._files: dict[str, tuple[Document, ...]] = {}
        self._archives: dict[str, Manifest] = {}  # of earlier ones, by path
        self._report = self._compared()

    def look(self) -> Report:
        """Read everything that is there."""
        self._archives.clear()
        self._files = dict(self._read([self._folder]))
        self._report = self._compared()
        return self._report

    def unlock_with(self, unlock: Unlock) -> None:
        """Open archives that arrive from now on by other means."""
        self._settings = replace(self._settings, unlock=unlock)

    def take(self, changed: Collection[Path]) -> News:
        """Read what changed, and forget what is gone."""
        before = self._report
        for path in changed:
            self._forget(path)
        there = [path for path in changed if path.is_file()]
        new = dict(self._read(there)) if there else {}
        self._files |= new
        self._report = self._compared()
        return News(
            report=self._report,
            arrived=tuple(one for one in self._report.documents if one.path in new),
            left=_required(self._report),
            before=_required(before),
        )

    def _forget(self, path: Path) -> None:
        gone = label_of(path)
        found: tuple[dict[str, Any], ...] = (self._files, self._archives)
        for things in found:
            for known in list(things):
                # A folder takes its files along, a zip its members.
                if known == gone or known.startswith((f"{gone}/", f"{gone}!")):
                    del things[known]

    def _read(self, sources: Iterable[Path]) -> Iterator[tuple[str, tuple[Document, ...]]]:
        return survey.look(
            list(sources),
            catalogue=catalogue.load(),
            account=self._settings.checklist.account,
            unlock=self._settings.unlock,
            keys=self._settings.keys,
            told=lambda path, manifest, _: self._archives.__setitem__(path, manifest),
            progress=self._settings.progress,
        )

    def _compared(self) -> Report:
        archives = [*self._archives.values()]
        labels = labels_in(self._settings.labels, archives)
        account = self._settings.checklist.account
        with_word = survey.with_word(labels, catalogue=catalogue.load(), account=account)
        documents = [one for found in self._files.values() for one in with_word(found)]
        return workflows.compare(survey.settled(documents), self._settings, archives)


def _required(report: Report) -> int:
    return sum(gap.level is Level.REQUIRED for gap in report.gaps)


def changes(folder: Path, *, stop: threading.Event | None = None) -> Iterator[frozenset[Path]]:
    """Wait for files to come, change or go, and yield their paths once they are still.

    A download under way is waited for, whether it gets its name at its start or at its end.
    The last thing yielded after *stop* is set may be an empty set.

    Args:
        folder: Its sub-folders are watched as well.
        stop: Ends it.
    """
    root = folder.resolve()
    waiting: dict[Path, _State] = {}
    seen = watch(
        root,
        watch_filter=None,
        stop_event=stop,
        rust_timeout=_STILL,
        yield_on_timeout=True,
        step=_STILL // 2,
        debounce=2 * _STILL,
        raise_interrupt=True,
        ignore_permission_denied=True,
    )
    for batch in seen:
        still = frozenset(path for path, state in waiting.items() if _state(path) == state)
        moving = {path for _, name in batch if _concerns(path := Path(name))}
        waiting = {path: _state(path) for path in moving | (waiting.keys() - still)}
        if ready := still - moving:
            yield frozenset(folder / path.relative_to(root) for path in ready)


def _concerns(path: Path) -> bool:
    """Whether a file may be a document: not hidden, not ours, not under way."""
    name = path.name
    return not (name.startswith(".") or is_part(name) or is_unfinished(name) or path.is_dir())


def _state(path: Path) -> _State:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
