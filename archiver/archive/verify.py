"""Whether an archive is what it was: the seal, every original, every page.

Trusts neither the file nor the writer: nothing of the code that wrote the archive is used
here, and pdfium reads back what another library wrote. Pages and attachments are looked at in
workers, because a damaged file may crash or hang its reader.

What is found without a seal: any change of an original, of the inventory, of what a page
says. Any other change (a comment, say) then shows in the `.sha256` file beside the archive only.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from archiver import workers
from archiver.archive import contents
from archiver.archive.contents import Compared, Inventory, Task
from archiver.archive.format import (
    ARCHIVE_MARKS,
    CHECKSUMS,
    FORMAT_VERSION,
    MANIFEST,
    SAFE_NAME,
    SIDECAR_SUFFIX,
    Entry,
    Manifest,
    checksums,
    load,
    version_of,
)
from archiver.errors import ArchiveNotFound, NotAnArchive
from archiver.model import Problem, SealCheck, SealState, SidecarState, Verification
from archiver.progress import Progress, quiet

# One worker at most this long and this large for its share of an archive.
_SECONDS = 300.0
_MEMORY = 4 * 2**30
# Originals compared by one worker in one go: each go opens the archive anew, so not too few;
# and in about so many goes, so that no worker ends long before the others.
_SHARE, _GOES = 60, 8
# As `sha256sum` writes it, in text or in binary mode.
_SIDECAR = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def verify(path: Path, *, deep: bool = False, progress: Progress = quiet) -> Verification:
    """Check an archive.

    Args:
        path: The archive.
        deep: Compare every page as a picture, too; text is always compared.
        progress: Told how many originals are done.

    Raises:
        ArchiveNotFound: There is no such file, or it cannot be read.
        NotAnArchive: Nothing in it is ours.
    """
    data = _read(path)
    sidecar = _sidecar(path, data)
    inventory = next(workers.run(contents.inventory, [path], seconds=60, memory=_MEMORY))
    if isinstance(inventory, workers.Failure) or inventory.manifest is None:
        return _without_manifest(path, data, sidecar)
    try:
        manifest = load(inventory.manifest)
    except ValueError:
        if version_of(inventory.manifest) > FORMAT_VERSION:
            raise NotAnArchive(path, "newer-format") from None
        return _without_manifest(path, data, sidecar)
    if manifest.format > FORMAT_VERSION:
        raise NotAnArchive(path, "newer-format")
    seal, problems = _seal(data, manifest)
    if sidecar is SidecarState.MISMATCH:
        problems.append(Problem(code="sidecar-mismatch"))
    compared = list(_compare(path, manifest, inventory, deep=deep, progress=progress))
    return _result(path, manifest, inventory, compared, (seal, sidecar, problems))


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArchiveNotFound(path) from error
    if not data:
        raise NotAnArchive(path, "empty")
    if not any(mark in data for mark in ARCHIVE_MARKS):
        if b"%PDF-" not in data[:1024]:
            raise NotAnArchive(path, "not-pdf")
        raise NotAnArchive(path, "foreign" if b"%%EOF" in data[-2048:] else "truncated")
    return data


def _sidecar(path: Path, data: bytes) -> SidecarState:
    """Compare with `<archive>.sha256`, in the format of `sha256sum -c`."""
    try:
        line = path.with_name(path.name + SIDECAR_SUFFIX).read_bytes()
    except FileNotFoundError:
        return SidecarState.ABSENT
    except OSError:
        return SidecarState.MISMATCH
    told = _SIDECAR.fullmatch(line.decode("utf-8", "replace").rstrip("\r\n"))
    right = told and told[1] == hashlib.sha256(data).hexdigest() and told[2] == path.name
    return SidecarState.MATCH if right else SidecarState.MISMATCH


def _without_manifest(path: Path, data: bytes, sidecar: SidecarState) -> Verification:
    """An archive of ours in which not even the inventory can be read."""
    truncated = b"%%EOF" not in data[-2048:]
    code = "truncated" if truncated else "manifest-damaged"
    return Verification(
        path=str(path),
        seal=SealCheck(state=SealState.BROKEN),
        sidecar=sidecar,
        problems=(Problem(code=code),),
    )


def _seal(data: bytes, manifest: Manifest) -> tuple[SealCheck, list[Problem]]:
    from archiver.archive import sealcheck

    seal = sealcheck.check(data, expected=manifest.seal, sealed=manifest.seal is not None)
    return seal.check, list(seal.problems)


def _compare(
    path: Path, manifest: Manifest, inventory: Inventory, *, deep: bool, progress: Progress
) -> Iterator[Compared]:
    """Each original and its pages, in workers."""
    by_name: dict[str, list[Entry]] = {}
    for entry in manifest.entries:
        by_name.setdefault(entry.name, []).append(entry)
    there = [(name, entries) for name, entries in by_name.items() if name in inventory.names]
    share = min(_SHARE, max(1, -(-len(there) // _GOES)))
    tasks = [
        Task(path, tuple(there[start : start + share]), manifest.front_pages, deep)
        for start in range(0, len(there), share)
    ]
    done = 0
    for task, result in zip(tasks, _results(tasks), strict=True):
        if isinstance(result, workers.Failure):
            # One original made the worker fail: find it, the others are judged by themselves.
            yield from _one_by_one(task)
        else:
            yield from result
        done += len(task.originals)
        progress("verify", done, len(there))


def _results(tasks: Sequence[Task]) -> Iterator[tuple[Compared, ...] | workers.Failure]:
    return workers.run(contents.compare, tasks, seconds=_SECONDS, memory=_MEMORY)


def _one_by_one(task: Task) -> Iterator[Compared]:
    singles = [Task(task.path, (each,), task.front_pages, task.deep) for each in task.originals]
    for (name, entries), result in zip(task.originals, _results(singles), strict=True):
        if isinstance(result, workers.Failure):
            pages = tuple(page for entry in entries for page in contents.pages_of(entry))
            yield Compared(name=name, intact=False, differing=pages)
        else:
            yield from result


def _result(
    path: Path,
    manifest: Manifest,
    inventory: Inventory,
    compared: Sequence[Compared],
    outside: tuple[SealCheck, SidecarState, list[Problem]],
) -> Verification:
    seal, sidecar, problems = outside
    originals = manifest.originals
    expected = {*originals, MANIFEST, CHECKSUMS}
    damaged = [each.name for each in compared if not each.intact]
    missing = sorted(expected - set(inventory.names))
    extra = sorted(
        {name for name in inventory.names if name not in expected}
        | {name for name in inventory.names if inventory.names.count(name) > 1}
    )
    if CHECKSUMS in inventory.names and inventory.checksums != checksums(
        manifest, inventory.manifest or b""
    ):
        damaged.append(CHECKSUMS)
    damaged += [name for name in originals if not SAFE_NAME.fullmatch(name) and name not in damaged]
    differing = sorted(page for each in compared for page in each.differing)
    pages = sum(len(contents.pages_of(entry)) for entry in manifest.entries)
    unreached = [p for e in manifest.entries if e.name in missing for p in contents.pages_of(e)]
    problems += [Problem(code="original-damaged", name=name) for name in damaged]
    problems += [Problem(code="original-missing", name=name) for name in missing]
    problems += [Problem(code="original-extra", name=name) for name in extra]
    problems += [Problem(code="page-differs", name=str(page)) for page in differing]
    last = max((entry.last_page or 0 for entry in manifest.entries), default=0)
    if inventory.pages != manifest.front_pages + last:
        problems.append(Problem(code="page-count", name=str(inventory.pages)))
    return Verification(
        path=str(path),
        seal=seal,
        sidecar=sidecar,
        originals_expected=len(originals),
        originals_intact=sum(each.intact for each in compared),
        damaged=tuple(damaged),
        missing=tuple(missing),
        extra=tuple(extra),
        pages_expected=pages,
        pages_matching=pages - len(differing) - len(unreached),
        differing=tuple(differing),
        problems=tuple(problems),
    )
