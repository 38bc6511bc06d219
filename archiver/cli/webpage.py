"""The page that `--html` asks for, written beside the archive or anywhere else."""

import os
from pathlib import Path

from archiver import files, workflows
from archiver.model import Archive, Report
from archiver.passphrase import Unlock, nobody
from archiver.phrasing import Voice

# A page of ours says so near its beginning.
_OURS = b'<meta name="generator" content="archiver'
_HEAD = 4096


class Target:
    """Where the page goes, if one was asked for.

    A page that an earlier run wrote is replaced; any other file is never touched.

    Raises:
        TargetExists, TargetIsFolder, CannotWrite: Before any work is done.
    """

    def __init__(self, file: Path | None, *, show_numbers: bool) -> None:
        self._file = file
        self._show_numbers = show_numbers
        if file:
            files.refuse_existing(file, force=_is_ours(file))

    def write(
        self,
        report: Report,
        archive: Archive | None,
        voice: Voice,
        *,
        unlock: Unlock = nobody,
    ) -> None:
        """Write it, with links into the archive if there is one."""
        if self._file is None:
            return
        from archiver.render import as_html  # brings a template engine along

        linked = None
        if archive:
            manifest = workflows.manifest(Path(archive.path), unlock)
            linked = as_html.Linked(
                archive=archive,
                href=_relative(Path(archive.path), self._file),
                entries=manifest.entries,
                front_pages=manifest.front_pages,
            )
        page = as_html.report(report, linked, voice, show_numbers=self._show_numbers)
        with files.replacing(self._file, force=_is_ours(self._file)) as part:
            part.write_text(page, encoding="utf-8", errors="replace")


def _is_ours(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return _OURS in stream.read(_HEAD)
    except OSError:
        return False


def _relative(archive: Path, page: Path) -> str:
    """The archive as seen from the page; by its name alone on another drive."""
    try:
        return Path(os.path.relpath(archive, page.absolute().parent)).as_posix()
    except ValueError:
        return archive.name
