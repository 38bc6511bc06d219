"""A report and the originals -> an archive that was read back before it is called one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archiver import __version__, catalogue, copies, files
from archiver.archive import format
from archiver.archive import write as assembling
from archiver.archive.plant import Tried, pages_of_originals, tried_again
from archiver.archive.verify import verify
from archiver.earlier import labels_in
from archiver.errors import ArchiveFailed, TimestampNeedsSeal
from archiver.model import Archive, Problem, Report, Timestamp, Word
from archiver.progress import Progress
from archiver.settings import Output, Settings
from archiver.survey import Survey
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.archive.authority import Authority


def sidecar_of(target: Path) -> Path:
    """Where the digest of an archive stands, for `sha256sum -c`."""
    return target.with_name(target.name + format.SIDECAR_SUFFIX)


def authority_of(output: Output, progress: Progress) -> "Authority | None":
    """Who is to stamp the seal; asked once at once, because what follows takes minutes."""
    if output.timestamp is None:
        return None
    if not output.seal:
        raise TimestampNeedsSeal
    from archiver.archive.authority import Authority

    authority = Authority(output.timestamp)
    progress("timestamp", 0, 0)
    authority.try_out()
    return authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to become an archive, and how.

    Attributes:
        report: Of what was found.
        found: The documents, with their originals.
        word: The user's, that of earlier archives included.
        authority: Stamps the seal, if that is wanted.
    """

    report: Report
    found: Survey
    word: Word
    settings: Settings
    output: Output
    authority: "Authority | None" = None


def write(order: Order) -> Archive:
    """Write it, read it back, and only then let it take the place of what was there.

    Raises:
        ArchiveFailed: It did not pass its check; nothing was replaced.
        CannotWrite: The target cannot be written.
    """
    output = order.output
    target = output.target
    sidecar = sidecar_of(target)
    with files.replacing_both(target, sidecar, force=output.force) as (part, note):
        tried: dict[str, Tried] = {}
        made = _make(part, order, tried)
        # Of those originals other ways are gone, until pictures, and then notices, are left.
        while not all(tried.get(digest, Tried()).over for digest in made.unfaithful):
            tried = tried_again(tried, made.unfaithful, made.ways)
            made = _make(part, order, tried)
        if made.problems:
            raise ArchiveFailed(target, ", ".join(sorted({p.code for p in made.problems})))
        digest, size = files.digest(part)
        # `sha256sum -c` does not take the line ends of Windows everywhere.
        note.write_bytes(f"{digest}  {target.name}\n".encode())
    return Archive(
        path=str(target),
        sha256=digest,
        size=size,
        pages=made.pages,
        seal=made.seal,
        timestamp=made.timestamp,
        locked=output.lock is not None,
        verified=True,
        laid_open=() if output.lock else order.found.unlocked,
        copies=copies.make(
            target, sidecar, sha256=digest, folders=output.copy_to, force=output.force
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An archive that was written and checked.

    Attributes:
        pages: In all.
        seal: Fingerprint of its seal.
        timestamp: On the seal.
        problems: What the check found.
        unfaithful: SHA-256 of originals -> which of their pages look different, if that is all.
        ways: Which way the pages of each original went.
    """

    pages: int
    seal: str | None
    timestamp: Timestamp | None
    problems: tuple[Problem, ...]
    unfaithful: Mapping[str, frozenset[int]]
    ways: Mapping[str, int | None]


def _make(part: Path, order: Order, tried: Mapping[str, Tried]) -> _Made:
    """Assemble, seal, write to *part*, and check what was written."""
    settings, output, found = order.settings, order.output, order.found
    # pyHanko takes half a second to import: only those who seal pay for it.
    from archiver.archive import lock as locking
    from archiver.archive import seal as sealing

    identity = sealing.one_time_identity(settings.created) if output.seal else None
    seal = identity.fingerprint if identity else None
    assembled = assembling.assemble(
        report=order.report,
        originals=found.originals,
        context=_context(order),
        seal=seal,
        everything=output.everything,
        tried=tried,
        keys=found.keys,
        progress=settings.progress,
    )
    settings.progress("seal", 0, 0)
    data, key = assembled.data, output.lock
    if key:
        data = locking.lock(data, key)
    with part.open("wb") as stream:
        if identity:
            sealing.sign(
                data,
                stream,
                identity=identity,
                lang=settings.lang,
                passphrase=key,
                authority=order.authority,
            )
        else:
            stream.write(data.getbuffer())
    # The check reads what was written; it need not find room beside two more copies.
    data.close()
    assembled.data.close()
    if key and not locking.holds(part, key):
        raise ArchiveFailed(output.target, "lock")
    checked = verify(
        part,
        deep=True,
        unlock=lambda: key,
        key_of=lambda document: found.keys.get(document.sha256 or ""),
        progress=settings.progress,
    )
    only_looks = all(problem.code == "page-differs" for problem in checked.problems)
    return _Made(
        pages=assembled.pages,
        seal=seal,
        timestamp=checked.seal.timestamp,
        problems=checked.problems,
        unfaithful=pages_of_originals(assembled.manifest, checked.differing if only_looks else ()),
        ways=assembled.ways,
    )


def _context(order: Order) -> assembling.Context:
    settings, authority = order.settings, order.authority
    return assembling.Context(
        word=order.word,
        labels=labels_in(settings.labels, order.found.archives),
        checklist=settings.checklist,
        catalogue=catalogue.load(),
        words=Words(settings.lang),
        created=settings.created,
        tool=__version__,
        stamped_by=authority.host if authority else None,
    )
