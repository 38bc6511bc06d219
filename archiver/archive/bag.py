"""A folder of files as a BagIt bag (RFC 8493), made beside its final place.

Nothing half-done ever has the final name, and nothing that was there before is destroyed: a
folder in the way is replaced only if it holds an earlier bag and nothing else, and moved aside
otherwise.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from archiver.errors import TargetExists
from archiver.files import PART
from archiver.in_use import insist, refusal
from archiver.interrupts import held

PAYLOAD = "data"
_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST, _TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
# How much of the folder's name a temporary one takes over, in characters.
_NAME = 40


@dataclass(slots=True)
class Bag:
    """A bag in the making.

    Attributes:
        folder: Where it is made.
        payload: Path inside the bag -> SHA-256.
        size: Of the payload, in bytes.
        tags: Path inside the bag -> SHA-256, of what lies beside the payload.
    """

    folder: Path
    payload: dict[str, str] = field(default_factory=dict)
    size: int = 0
    tags: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, data: bytes) -> None:
        """Put a file into the payload; *name* is relative to it, and safe."""
        inside = f"{PAYLOAD}/{name}"
        self.payload[inside] = self._put(inside, data)
        self.size += len(data)

    def tag(self, name: str, data: bytes) -> None:
        """Put a file beside the payload."""
        self.tags[name] = self._put(name, data)

    def close(self, info: dict[str, str]) -> None:
        """Write what makes the folder a bag; *info* is what it says about itself."""
        (self.folder / PAYLOAD).mkdir(exist_ok=True)
        said = {**info, "Payload-Oxum": f"{self.size}.{len(self.payload)}"}
        lines = (f"{label}: {' '.join(text.split())}\n" for label, text in said.items())
        self.tag("bagit.txt", _BAGIT)
        self.tag("bag-info.txt", "".join(lines).encode("utf-8", "replace"))
        self.tag(_MANIFEST, _listed(self.payload))
        self._put(_TAG_MANIFEST, _listed(self.tags))

    def _put(self, name: str, data: bytes) -> str:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return sha256(data).hexdigest()


def _listed(digests: dict[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


@contextmanager
def replacing(target: Path, *, force: bool) -> Iterator[Bag]:
    """Yield a bag that becomes the folder *target* when the block ends well.

    Raises:
        TargetExists: It is there, not an empty folder, and *force* was not given.
        CannotWrite: The system refused: disk full, no rights.
    """
    real = target.resolve()
    _check(target, real, force=force)
    with held() as released:
        with _blaming(target):
            real.parent.mkdir(parents=True, exist_ok=True)
            _sweep(real)
            part, lock = _new_part(real)
        try:
            with _blaming(target):
                bag = Bag(part / "bag")
                bag.folder.mkdir(mode=0o700)
                with released():
                    yield bag
                _check(target, real, force=force)
                _put_in_place(bag.folder, real)
        finally:
            shutil.rmtree(part, ignore_errors=True)
            if lock >= 0:
                os.close(lock)


def _check(target: Path, real: Path, *, force: bool) -> None:
    with _blaming(target):
        there = any(real.iterdir()) if real.is_dir() else real.exists()
    if there and not force:
        raise TargetExists(target)


@contextmanager
def _blaming(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refusal(target, error) from error


def _put_in_place(folder: Path, real: Path) -> None:
    with contextlib.suppress(OSError):
        real.rmdir()  # an empty one
    aside = _free_name(real) if real.exists() else None
    if aside:
        insist(partial(real.rename, aside))
    try:
        insist(partial(folder.rename, real))
    except OSError:
        if aside:
            aside.rename(real)
        raise
    # Only now: what is deleted file by file may be open in a reader, and be left in pieces.
    if aside and _is_mere_bag(aside):
        shutil.rmtree(aside, ignore_errors=True)


def _is_mere_bag(folder: Path) -> bool:
    """Whether all that is in a folder is what its own lists name."""
    named = {_TAG_MANIFEST}
    try:
        for listed in (_MANIFEST, _TAG_MANIFEST):
            lines = (folder / listed).read_text(encoding="utf-8").splitlines()
            named |= {line.partition("  ")[2] for line in lines}
    except (OSError, ValueError):
        return False
    files = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return all(path.relative_to(folder).as_posix() in named for path in files)


def _free_name(real: Path) -> Path:
    number = 1
    while True:
        name = real.with_name(f"{real.name}.old{number}")
        if not (name.exists() or name.is_symlink()):
            return name
        number += 1


def _prefix(real: Path) -> str:
    return f".{real.name[:_NAME]}."


def _new_part(real: Path) -> tuple[Path, int]:
    """A folder that only the user can read, locked while its descriptor is open."""
    part = Path(tempfile.mkdtemp(dir=real.parent, prefix=_prefix(real), suffix=PART))
    return part, _lock(part)


def _sweep(real: Path) -> None:
    """Clear what killed runs left of *real*; the folder of a living run is locked."""
    for part in list(real.parent.iterdir()):
        ours = part.name.startswith(_prefix(real)) and part.name.endswith(PART)
        if ours and part.is_dir() and not part.is_symlink():
            lock = _lock(part)
            if lock >= 0:
                shutil.rmtree(part, ignore_errors=True)
                os.close(lock)


if sys.platform == "win32":

    def _lock(folder: Path) -> int:
        """Folders cannot be locked there: what a killed run left stays."""
        return -1

else:
    import fcntl

    def _lock(folder: Path) -> int:
        """A descriptor that holds the lock, or -1 when somebody else does."""
        descriptor = -1
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if descriptor >= 0:
                os.close(descriptor)
            return -1
        return descriptor
