"""How a file is replaced without ever being lost: temporary file, flush, rename, flush."""

import contextlib
import errno
import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archiver.errors import TargetExists, TargetIsFolder
from archiver.in_use import insist, refusal
from archiver.interrupts import held

#: Suffix of every temporary file of ours.
PART = ".archiver-part"
#: How much of the target's name a temporary file takes over, in characters; a name may be
#: as long as the file system allows, and the temporary one must not become longer.
_NAME = 40
# How long to wait for another run that is just renaming its files, in seconds.
_PATIENCE = 30.0
# What a full disk, a withdrawn share or missing rights look like; anything else that goes
# wrong while the file is being written (a broken pipe, say) is somebody else's trouble.
_TARGET_SIDE = {
    errno.EACCES, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENODEV, errno.ENOSPC,
    errno.ENXIO, errno.EPERM, errno.EROFS, errno.ESTALE,
}  # fmt: skip
# A file system without hard links says so in one of these ways.
_NO_LINKS = {errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV}


def is_part(name: str) -> bool:
    """Whether a file of this name is one of our temporary files."""
    return name.endswith(PART)


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 (lower-case hex) and size in bytes of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell()


def identity(path: Path, found: os.stat_result) -> object:
    """What tells a file or folder from all others, whichever way one came to it.

    Some network drives of Windows number all that is on them 0.

    Args:
        path: The way.
        found: What the system says of it.
    """
    return (found.st_dev, found.st_ino) if found.st_ino else path.resolve()


def is_same(first: Path, second: Path) -> bool:
    """Whether two paths lead to one file or folder.

    Raises:
        OSError: One of them is not there.
    """
    # Other such drives give another number each time they are asked.
    return first.resolve() == second.resolve() or (
        identity(first, first.stat()) == identity(second, second.stat())
    )


def refuse_existing(target: Path, *, force: bool) -> None:
    """Tell before any work is done whether *target* could be written.

    Raises:
        TargetExists: It is there, and *force* was not given.
        TargetIsFolder: It is a folder.
        CannotWrite: Its folder is missing or takes no files.
    """
    _check(target, force=force)
    real = _real(target)
    with _blaming(target):
        # Rights alone do not tell: a read-only share, or Windows, has its own opinion.
        with held():
            part, descriptor = _new_part(real)
            os.close(descriptor)
            part.unlink()
        if sys.platform == "win32" and real.exists():
            # Refused while a reader shows it. Nothing that could replace: not every network
            # drive need know that it is the same file.
            with contextlib.suppress(FileExistsError):
                insist(partial(real.rename, real))


@contextmanager
def replacing(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Yield the path of a file that becomes *target* when the block ends well.

    Write it, check it, raise if it is not right: *target* is touched only after the block.
    The file lies in the target's own folder, because a rename must not cross file systems,
    and only the user can read it, then and later (mode 0600). What killed runs left of
    the same target is cleared away first.

    Raises:
        TargetExists: It is there, or appeared meanwhile, and *force* was not given.
        TargetIsFolder: It is a folder.
        CannotWrite: The system refused: disk full, no rights, no such folder.
    """
    with _written(target, force=force) as part:
        yield part.file
        with _blaming(target):
            _flush(part.file)
            with _alone(part.real.parent):
                part.put(force=force)
                _flush_folder(part.real.parent)


@contextmanager
def replacing_both(target: Path, note: Path, *, force: bool = False) -> Iterator[tuple[Path, Path]]:
    """The same for a file and the *note* that tells its checksum: never one beside the wrong other.

    Both are on the disk before either gets its name, and nobody else replaces them meanwhile:
    a note of another file would cry wolf. A run killed between the two, or refused by the system
    there, leaves no note, which says nothing. An old note needs no *force*.

    Raises:
        TargetExists, TargetIsFolder, CannotWrite: As `replacing`.
    """
    _check(target, force=force)
    # The file is the inner one: what is not plainly about the note is about it.
    with _written(note, force=True) as second, _written(target, force=force) as first:
        yield first.file, second.file
        with _blaming(target):
            _flush(first.file)
            _flush(second.file)
            with _alone(first.real.parent):
                _put_both(first, second, force=force)


def _put_both(first: "_Part", second: "_Part", *, force: bool) -> None:
    _check(first.target, force=force)
    told = second.real.read_bytes() if second.real.is_file() else None
    # Whoever replaces a file through a link to it leaves the note beside the file itself stale.
    beside = first.real.with_name(first.real.name + second.target.suffix)
    for stale in (second.real, beside):
        insist(partial(stale.unlink, missing_ok=True))
    _flush_folder(second.real.parent)
    try:
        first.put(force=force)
    except OSError:
        if told is not None:  # the file is still the one that it tells of
            second.file.write_bytes(told)
            second.put(force=True)
        raise
    _flush_folder(first.real.parent)
    second.put(force=True)
    _flush_folder(second.real.parent)


@dataclass(slots=True)
class _Part:
    """A temporary file; `lock` is the descriptor that keeps sweeps away, -1 when closed."""

    target: Path
    real: Path
    file: Path
    lock: int

    def put(self, *, force: bool) -> None:
        """Give it its final name."""
        if sys.platform == "win32":
            self.unlock()  # an open file cannot be renamed there
        _put(self.file, target=self.target, real=self.real, force=force)

    def discard(self) -> None:
        if sys.platform == "win32":
            self.unlock()
        with contextlib.suppress(OSError):
            insist(partial(self.file.unlink, missing_ok=True))
        self.unlock()  # after the file is gone: nobody else's sweep can meet it

    def unlock(self) -> None:
        if self.lock >= 0:
            os.close(self.lock)
            self.lock = -1


@contextmanager
def _written(target: Path, *, force: bool) -> Iterator[_Part]:
    """A temporary file for *target*; whatever happens, it is gone afterwards."""
    _check(target, force=force)
    real = _real(target)
    with held() as released:
        with _blaming(target):
            _sweep(real)
            part = _Part(target, real, *_new_part(real))
        try:
            with released(), _blaming(target, part=part.file):
                yield part
        finally:
            part.discard()


def _check(target: Path, *, force: bool) -> None:
    with _blaming(target):
        try:
            mode = target.lstat().st_mode
            if stat.S_ISLNK(mode) and target.exists():
                mode = target.stat().st_mode
        except FileNotFoundError:
            return
        if stat.S_ISDIR(mode):
            raise TargetIsFolder(target)
        if not force:
            raise TargetExists(target)
        if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
            # A rename would put a file in the place of /dev/null or a pipe.
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), str(target))


def _real(target: Path) -> Path:
    """Where the file really lies: a link stays a link, and what it points to is replaced."""
    return target.resolve() if target.is_symlink() else target


@contextmanager
def _blaming(target: Path, *, part: Path | None = None) -> Iterator[None]:
    """Turn the system's refusals into `CannotWrite`; of a caller's block, only ours."""
    try:
        yield
    except OSError as error:
        ours = part is None or (
            error.errno in _TARGET_SIDE and error.filename in (None, part, str(part))
        )
        if not ours:
            raise
        raise refusal(target, error) from error


def _prefix(target: Path) -> str:
    return f".{target.name[:_NAME]}."


def _new_part(target: Path) -> tuple[Path, int]:
    """Create a temporary file (mode 0600) and lock it while its descriptor is open."""
    while True:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix=PART)
        part = Path(name)
        if not _lock(descriptor):
            return part, descriptor  # no locks here: then nobody sweeps either
        # Another run's sweep may have come between the two steps.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(part.stat(), os.fstat(descriptor)):
                return part, descriptor
        os.close(descriptor)


def _sweep(target: Path) -> None:
    """Clear what killed runs left of *target*; the file of a living run is locked."""
    prefix = _prefix(target)
    for file in list(target.parent.iterdir()):
        if file.name.startswith(prefix) and is_part(file.name):
            with contextlib.suppress(OSError):
                _clear(file)


def _clear(part: Path) -> None:
    if sys.platform == "win32":
        part.unlink()  # refused while a living run has it open
        return
    descriptor = os.open(part, os.O_RDWR | os.O_NOFOLLOW)
    try:
        if _lock(descriptor):
            part.unlink()
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    def _lock(descriptor: int) -> bool:
        """There is none, nor is any needed: nobody can take an open file away there."""
        return False

    def _flush_folder(folder: Path) -> None:
        """Nothing to do: a folder cannot be opened, and NTFS keeps a journal of renames."""

    @contextmanager
    def _alone(folder: Path) -> Iterator[None]:
        """Not to be interrupted is all that can be had: there is no such lock on a folder."""
        with held():
            yield

else:
    import fcntl

    @contextmanager
    def _alone(folder: Path) -> Iterator[None]:
        """Keep other runs from renaming anything in *folder* meanwhile: a matter of moments.

        The folder itself is what is locked: a file made for the purpose would stay behind.
        Ctrl-C waits as well, once the lock is ours.
        """
        with held() as released:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                with released():
                    _wait_for_lock(descriptor)
                yield
            finally:
                os.close(descriptor)

    def _wait_for_lock(descriptor: int) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY)) from error
                time.sleep(0.01)
            except OSError:
                return  # a network share without locks
            else:
                return

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _flush_folder(folder: Path) -> None:
        """Make the rename itself last: without this a power cut may undo it."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Some network file systems know no such thing as a folder's state on disk.
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
                raise
        finally:
            os.close(descriptor)


def _flush(part: Path) -> None:
    descriptor = os.open(part, os.O_RDWR)
    try:
        if sys.platform == "darwin":
            # There fsync leaves the bytes in the drive's own memory.
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put(part: Path, *, target: Path, real: Path, force: bool) -> None:
    """Give *part* its final name; without *force* never over a file that is there."""
    if force:
        insist(partial(part.replace, real))
        return
    try:
        # Unlike a rename, a link (and Windows' rename) refuses a name that is taken.
        if sys.platform == "win32":
            insist(partial(part.rename, real))
        else:
            real.hardlink_to(part)
    except FileExistsError as error:
        raise TargetExists(target) from error
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _check(target, force=False)
        part.replace(real)
