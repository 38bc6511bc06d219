"""Whether an archive is what it was: the seal, every original, every page.

Trusts neither the file nor the writer: nothing of the code that wrote the archive is used
here, and pdfium reads back what another library wrote. Seal, pages and attachments are looked
at in workers, because a damaged file may crash or hang its reader.

What is found without a seal: any change of an original, of the inventory, of what a page
says. Any other change (a comment, say) then shows in the `.sha256` file beside the archive only.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from archiver import files, workers
from archiver.archive import contents, salvage
from archiver.archive.contents import Compared, Inventory, Task
from archiver.archive.format import (
    CHECKSUMS,
    MANIFEST,
    SAFE_NAME,
    SIDECAR_SUFFIX,
    Entry,
    Manifest,
    checksums,
)
from archiver.archive.opening import Opened, open_archive
from archiver.errors import ArchiveNotFound, NotAnArchive
from archiver.model import (
    OPENED,
    Document,
    Problem,
    SealCheck,
    SealState,
    SidecarState,
    Verification,
)
from archiver.passphrase import Passphrase, Unlock, nobody
from archiver.progress import Progress, quiet

#: Gives the passphrase of an original that is locked itself.
KeyOf = Callable[[Document], Passphrase | None]
# One worker at most this long and this large for its share of an archive.
_SECONDS = 300.0
_MEMORY = 4 * 2**30
# Originals compared by one worker in one go: each go opens the archive anew, so not too few.
_SHARE, _SHARE_LEAST = 200, 32
# With pictures of the pages fewer: pdfium keeps what it has drawn until the archive is closed.
_SHARE_DRAWN = 40
# Each go takes such a part of what is left: with small ones at the end none is waited for long.
_PART = 4
# As `sha256sum` writes it, in text or in binary mode.
_SIDECAR = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def no_key(document: Document) -> None:
    """Know no passphrase of an original."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the `.sha256` file says, and what is wrong with that."""

    state: SidecarState
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """Names of originals that can be taken out as they were.

    Attributes:
        listed: A reader finds them.
        unlisted: They are found by their digest only.
    """

    listed: tuple[str, ...]
    unlisted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a worker found about the seal: in no class of `sealcheck`, which loads pyHanko."""

    check: SealCheck
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _SealTask:
    """The seal to be checked, and what the manifest says of it."""

    path: Path
    expected: str | None
    stamped: bool
    passphrase: Passphrase | None


def verify(
    path: Path,
    *,
    deep: bool = False,
    unlock: Unlock = nobody,
    key_of: KeyOf = no_key,
    progress: Progress = quiet,
) -> Verification:
    """Check an archive.

    Args:
        path: The archive.
        deep: Compare every page as a picture, too; text is always compared.
        unlock: Asked for the passphrase if it is locked.
        key_of: Asked for the passphrase of an original that is locked itself; without it the
            pages made of that are not compared with it.
        progress: Told how many originals are done.

    Raises:
        PassphraseMissing, PassphraseWrong: It is locked.
        ArchiveNotFound: There is no such file, or it cannot be read.
        NotAnArchive: Nothing in it is ours.
    """
    opened = open_archive(path, unlock)
    beside = _sidecar(path)
    if opened.manifest is None or opened.inventory is None:
        return _unreadable(path, opened, beside)
    manifest, inventory = opened.manifest, opened.inventory
    keys = _keys(manifest, key_of)
    whole = Task(path, (), manifest.front_pages, deep, opened.passphrase, keys)
    tasks = _tasks(whole, manifest, inventory)
    total = sum(len(task.originals) for task in tasks)
    # Beside the pages: to import pyHanko takes as long as many pages.
    work: list[_SealTask | Task] = [_seal_task(path, manifest, opened.passphrase), *tasks]
    results = workers.run(_work, work, seconds=_SECONDS, memory=_MEMORY)
    seal, problems = _seal(next(results))
    problems += beside.problems
    compared: list[Compared] = []
    for task, result in zip(tasks, results, strict=True):
        # One original may have made the worker fail: find it, the others are judged as ever.
        compared += result if isinstance(result, tuple) else _one_by_one(task)
        progress("verify", len(compared), total)
    intact = {each.name for each in compared if each.intact and SAFE_NAME.fullmatch(each.name)}
    unlisted = _unlisted(path, manifest, intact)
    problems += [Problem(code="original-unlisted", name=name) for name in unlisted]
    kept = _Kept(tuple(name for name in manifest.originals if name in intact), unlisted)
    return _result(path, manifest, inventory, (compared, kept), (seal, beside.state, problems))


def _unlisted(path: Path, manifest: Manifest, intact: set[str]) -> tuple[str, ...]:
    """Originals that no reader comes by, but that are in the file, byte for byte."""
    lost = {
        digest: name
        for name, (_, digest) in manifest.originals.items()
        if name not in intact and SAFE_NAME.fullmatch(name)
    }
    if not lost:
        return ()
    there = {sha256(file.data).hexdigest() for file in salvage.files(path.read_bytes())}
    return tuple(name for digest, name in lost.items() if digest in there)


def _keys(manifest: Manifest, key_of: KeyOf) -> dict[str, Passphrase]:
    """SHA-256 -> passphrase of each locked original that somebody knows."""
    locked = {e.document.sha256 or "": e.document for e in manifest.entries if _is_locked(e)}
    found = {digest: key_of(document) for digest, document in locked.items()}
    return {digest: key for digest, key in found.items() if key}


def _is_locked(entry: Entry) -> bool:
    return OPENED in entry.document.warnings


def _work(task: _SealTask | Task) -> _Judged | tuple[Compared, ...]:
    """One part of the check, in a worker."""
    if isinstance(task, Task):
        return contents.compare(task)
    from archiver.archive import sealcheck

    with task.path.open("rb") as stream:
        found = sealcheck.check(
            stream,
            expected=task.expected,
            sealed=task.expected is not None,
            stamped=task.stamped,
            passphrase=task.passphrase,
        )
    return _Judged(found.check, found.problems)


def _seal_task(path: Path, manifest: Manifest, passphrase: Passphrase | None) -> _SealTask:
    return _SealTask(path, manifest.seal, manifest.stamped_by is not None, passphrase)


def _seal(
    found: _Judged | tuple[Compared, ...] | workers.Failure,
) -> tuple[SealCheck, list[Problem]]:
    if isinstance(found, _Judged):
        return found.check, list(found.problems)
    # What makes its reader die was not written by us.
    return SealCheck(state=SealState.BROKEN), [Problem(code="seal-broken")]


def _sidecar(path: Path) -> _Beside:
    """Compare with `<archive>.sha256`, in the format of `sha256sum -c`.

    What it calls the archive does not matter while the digest is right: people rename files.
    """
    try:
        line = path.with_name(path.name + SIDECAR_SUFFIX).read_bytes()
    except FileNotFoundError:
        return _Beside(SidecarState.ABSENT)
    except OSError:
        line = b""
    told = _SIDECAR.fullmatch(line.decode("utf-8", "replace").rstrip("\r\n"))
    try:
        right = told and told[1] == files.digest(path)[0]
    except OSError as error:
        raise ArchiveNotFound.of(path, error) from error
    if right:
        return _Beside(SidecarState.MATCH)
    problem = Problem(code="sidecar-mismatch")
    if told is None:
        problem = Problem(code="sidecar-unreadable")
    elif told[2] != path.name:
        problem = Problem(code="sidecar-of-another", name=told[2])
    return _Beside(SidecarState.MISMATCH, (problem,))


def rejected(error: NotAnArchive) -> Verification:
    """What the check has to say, as a value, of a file that is no archive it could check."""
    beside = _sidecar(error.file)
    told_by_seal = error.reason == "lock-damaged"
    return Verification(
        path=str(error.file),
        seal=SealCheck(state=SealState.BROKEN if told_by_seal else SealState.ABSENT),
        sidecar=beside.state,
        problems=(Problem(code=error.reason), *beside.problems),
    )


def _unreadable(path: Path, opened: Opened, beside: _Beside) -> Verification:
    """An archive that no reader finds its way in: what its bytes still hold."""
    expected, damaged, missing = _in_the_bytes(path, opened.manifest)
    entries = opened.manifest.entries if opened.manifest else ()
    problems = [Problem(code="truncated")] if opened.truncated else []
    if opened.manifest is None:
        problems.append(Problem(code="manifest-damaged"))
    elif not opened.truncated:
        problems.append(Problem(code="unreadable"))
    problems += beside.problems
    problems += [Problem(code="original-damaged", name=name) for name in damaged]
    problems += [Problem(code="original-missing", name=name) for name in missing]
    never_sealed = opened.manifest is not None and opened.manifest.seal is None
    return Verification(
        path=str(path),
        seal=SealCheck(state=SealState.ABSENT if never_sealed else SealState.BROKEN),
        sidecar=beside.state,
        originals_expected=len(expected),
        originals_intact=len(expected - {*damaged, *missing}),
        whole=tuple(sorted(expected - {*damaged, *missing})),
        damaged=tuple(damaged),
        missing=tuple(missing),
        pages_expected=sum(len(contents.pages_of(entry)) for entry in entries),
        problems=tuple(problems),
    )


def _in_the_bytes(path: Path, manifest: Manifest | None) -> tuple[set[str], list[str], list[str]]:
    """The originals that should be there, those that are damaged, and those that are gone.

    Without the manifest nobody knows how many there should be; those that are seen are then
    judged by the checksum that stands beside each.
    """
    data = path.read_bytes()
    if manifest is None:
        found = {file.name: file.whole for file in salvage.originals(data)}
        return {*found}, sorted(name for name, whole in found.items() if not whole), []
    names: set[str] = set()
    there: set[str] = set()
    for file in salvage.files(data):
        names.add(file.name)
        there.add(sha256(file.data).hexdigest())
    gone = [name for name, (_, digest) in manifest.originals.items() if digest not in there]
    damaged = [name for name in gone if name in names]
    return {*manifest.originals}, damaged, [name for name in gone if name not in names]


def _tasks(whole: Task, manifest: Manifest, inventory: Inventory) -> list[Task]:
    """Each original that is there, with its pages, in shares for the workers."""
    by_name: dict[str, list[Entry]] = {}
    for entry in manifest.entries:
        by_name.setdefault(entry.name, []).append(entry)
    places = {name: index for index, name in enumerate(inventory.names)}
    there = [(name, places[name], by_name[name]) for name in by_name if name in places]
    tasks: list[Task] = []
    while there:
        share = max(_SHARE_LEAST, len(there) // _PART)
        share = min(share, _SHARE_DRAWN if whole.deep else _SHARE)
        tasks.append(replace(whole, originals=tuple(there[:share])))
        there = there[share:]
    return tasks


def _one_by_one(task: Task) -> Iterator[Compared]:
    singles = [replace(task, originals=(each,)) for each in task.originals]
    results = workers.run(contents.compare, singles, seconds=_SECONDS, memory=_MEMORY)
    for (name, _, entries), single, result in zip(task.originals, singles, results, strict=True):
        if isinstance(result, workers.Failure):
            # To take it out may work, where to show it does not.
            digest = next(workers.run(_digest, [single], seconds=_SECONDS, memory=_MEMORY))
            pages = tuple(page for entry in entries for page in contents.pages_of(entry))
            intact = digest == entries[0].document.sha256
            yield Compared(name=name, intact=intact, differing=pages)
        else:
            yield from result


def _digest(task: Task) -> str | None:
    """SHA-256 of one original as it lies in the archive."""
    (name, _, _), *_ = task.originals
    found = dict(contents.attachments(task.path, frozenset({name}), task.passphrase))
    return sha256(found[name]).hexdigest() if name in found else None


def _result(
    path: Path,
    manifest: Manifest,
    inventory: Inventory,
    inside: tuple[Sequence[Compared], _Kept],
    outside: tuple[SealCheck, SidecarState, list[Problem]],
) -> Verification:
    compared, kept = inside
    seal, sidecar, problems = outside
    originals = manifest.originals
    expected = {*originals, MANIFEST, CHECKSUMS}
    damaged = [e.name for e in compared if not e.intact and e.name not in kept.unlisted]
    missing = sorted(expected - {*inventory.names, *kept.unlisted})
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
    unchecked = sorted(page for each in compared for page in each.unchecked)
    pages = sum(len(contents.pages_of(entry)) for entry in manifest.entries)
    reached = {each.name for each in compared}
    unreached = [p for e in manifest.entries if e.name not in reached for p in contents.pages_of(e)]
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
        originals_intact=len(kept.listed) + len(kept.unlisted),
        whole=kept.listed + kept.unlisted,
        damaged=tuple(damaged),
        missing=tuple(missing),
        extra=tuple(extra),
        pages_expected=pages,
        pages_matching=pages - len(differing) - len(unreached) - len(unchecked),
        differing=tuple(differing),
        unchecked=tuple(unchecked),
        problems=tuple(problems),
    )
