"""What each command does, without a terminal: the library's way in.

Everything that comes from outside (today, the language, the settings) is handed in.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Union

from archiver import (
    __version__,
    catalogue,
    checklist,
    copies,
    examination,
    files,
    scans,
    survey,
    workers,
)
from archiver.archive import format, originals, write
from archiver.archive.format import Manifest
from archiver.archive.plant import Tried, pages_of_originals, tried_again
from archiver.archive.verify import rejected as rejected
from archiver.archive.verify import verify as verify_archive
from archiver.catalogue import Catalogue
from archiver.earlier import about, carried_on, labels_in
from archiver.errors import ArchiveFailed, SourceIsTarget, TimestampNeedsSeal
from archiver.model import (
    Archive,
    Checklist,
    Document,
    Label,
    Problem,
    Report,
    Status,
    Timestamp,
    Verification,
    Word,
)
from archiver.passphrase import Passphrase, SourceKeys, Unlock, keyless, nobody
from archiver.progress import Progress, quiet
from archiver.recognition.explain import Explained, PageFit
from archiver.recognition.explain import explain as page_fits
from archiver.sources import collect as files_in
from archiver.survey import Survey
from archiver.tidy import Tidied, tidy
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.archive.authority import Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run is about.

    Attributes:
        checklist: What has to be there; see `checklist.load`.
        as_of: The day on which the account is to be deleted; today if it is not given.
        lang: Language of the archive and of the messages, `fr` or `en`.
        created: The moment of the run, in UTC: the archive's date.
        word: What only the user knows.
        labels: The user's word on files that are not recognised.
        unlock: Asked for the passphrase of an earlier archive among the sources.
        keys: Asked for the passphrase of any other source that is locked.
        progress: Told what is being done.
    """

    checklist: Checklist = field(default_factory=lambda: checklist.load("ameli"))
    as_of: date = field(default_factory=date.today)
    lang: str = "fr"
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    word: Word = field(default_factory=Word)
    labels: tuple[Label, ...] = ()
    unlock: Unlock = nobody
    keys: SourceKeys = keyless
    progress: Progress = quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The archive to be written.

    Attributes:
        target: Where.
        force: Whether an existing file there may be replaced.
        seal: Whether to seal it.
        timestamp: Address of the authority that is to stamp the seal (RFC 3161), if any. The
            network is used for nothing else.
        lock: What to lock it with, if at all.
        everything: Whether to take in what is plainly not from the account, too.
        copy_to: Folders that get a verified copy each.
    """

    target: Path
    force: bool = False
    seal: bool = True
    timestamp: str | None = None
    lock: Passphrase | None = None
    everything: bool = False
    copy_to: tuple[Path, ...] = ()


def check(sources: Sequence[Path], settings: Settings) -> Report:
    """Compare what the sources hold with the checklist; write nothing."""
    found = _survey(sources, settings)
    return compare(found.documents, settings, found.archives)


def compare(
    documents: Sequence[Document], settings: Settings, archives: Sequence[Manifest] = ()
) -> Report:
    """Compare documents that were recognised with the checklist.

    Args:
        archives: What earlier archives say of themselves: what was declared there stays so.
    """
    return _compared(documents, settings, _word(documents, settings, archives))


def _word(documents: Sequence[Document], settings: Settings, archives: Sequence[Manifest]) -> Word:
    """The user's word of now, and what archives of this very account say was declared.

    An archive of somebody else's account may lie in the same folder: what does not exist there
    may well be missing here.
    """
    everything = carried_on(settings.word, archives)
    if not archives:
        return everything
    holder = _compared(documents, settings, everything).holder
    ours = about(settings.checklist, holder, archives)
    return replace(carried_on(settings.word, ours), holder=everything.holder)


def _compared(documents: Sequence[Document], settings: Settings, word: Word) -> Report:
    return checklist.compare(
        settings.checklist,
        documents,
        as_of=settings.as_of,
        waivers=word.waivers,
        declared=word.declared,
        holder=word.holder,
        people=word.people,
        leaves=word.leaves,
    )


def seen(sources: Sequence[Path], settings: Settings) -> checklist.Seen:
    """What the sources say by themselves of what only the user would be asked."""
    found = _survey(sources, settings)
    word = _word(found.documents, settings, found.archives)
    return checklist.seen(settings.checklist, found.documents, as_of=settings.as_of, word=word)


def backup(sources: Sequence[Path], settings: Settings, output: Output) -> tuple[Report, Archive]:
    """Collect, recognise, check, bundle, seal and verify.

    The archive is written whatever the gaps: what is there is worth keeping. An existing
    target is replaced only with `force`, and only when the new archive has passed its check.

    Raises:
        SourceNotFound, NothingFound: Before anything is written.
        SourceIsTarget: One of *sources* is the target itself.
        TargetExists, TargetIsFolder, CannotWrite: The target cannot be written.
        CopyFolderNotFound, CopyOntoItself: A folder for copies is none.
        TimestampUrlWrong, TimestampNeedsSeal: There is nobody to stamp, or nothing.
        TimestampFailed: The authority gave no time stamp; nothing was written or replaced.
        ArchiveFailed: The new archive did not pass; nothing was replaced.
    """
    _refuse_source(sources, output.target)
    files.refuse_existing(output.target, force=output.force)
    files.refuse_existing(_sidecar(output.target), force=True)
    copies.refuse(output.target, output.copy_to, force=output.force)
    authority = _authority(output, settings.progress)
    found = _survey(sources, settings, output)
    report = compare(found.documents, settings, found.archives)
    return report, _write(report, found, (settings, output, authority))


#: The archive alone: the same way, the caller does not mind the gaps.
bundle = backup


def verify(
    path: Path,
    *,
    deep: bool = False,
    unlock: Unlock = nobody,
    keys: SourceKeys = keyless,
    progress: Progress = quiet,
) -> Verification:
    """Check an archive; see `archive.verify`."""

    def key_of(document: Document) -> Passphrase | None:
        return keys(document.path)

    return verify_archive(path, deep=deep, unlock=unlock, key_of=key_of, progress=progress)


def extract(
    path: Path, *, into: Path, force: bool = False, unlock: Unlock = nobody
) -> originals.Extraction:
    """Take the originals out of an archive, as a BagIt bag."""
    return originals.extract(path, into=into, force=force, unlock=unlock)


def manifest(path: Path, unlock: Unlock = nobody) -> Manifest:
    """What an archive says of itself."""
    return originals.read_manifest(path, unlock)


def documents(sources: Sequence[Path], settings: Settings) -> tuple[Document, ...]:
    """What one archive holds by its manifest, or what was recognised in the sources."""
    if len(sources) == 1 and originals.is_archive(sources[0]):
        manifest = originals.read_manifest(sources[0], settings.unlock)
        return tuple(entry.document for entry in manifest.entries)
    return recognise(sources, settings)


def recognise(sources: Sequence[Path], settings: Settings) -> tuple[Document, ...]:
    """What each document in the sources is, which days it is about, and whose it is.

    Raises:
        SourceNotFound, NothingFound: There is nothing to read.
    """
    return _survey(sources, settings).documents


def lines(sources: Sequence[Path], settings: Settings) -> tuple[Document, ...]:
    """The recognised documents that hold lines, each once; of an archive, from its originals."""
    found = survey.survey(
        sources,
        catalogue=catalogue.load(),
        account=settings.checklist.account,
        lines=True,
        unlock=settings.unlock,
        keys=settings.keys,
        progress=settings.progress,
    )
    return tuple(
        one for one in found.documents if one.statement and one.status is Status.RECOGNISED
    )


def collect(sources: Sequence[Path], settings: Settings, *, into: Path) -> Tidied:
    """Copy what was recognised into a tidy folder under telling names; sources stay as they are."""
    found = _survey(sources, settings)
    return tidy(
        found.documents,
        found.originals,
        into=into,
        catalogue=catalogue.load(),
        lang=settings.lang,
    )


#: Some pages of pictures take longest.
_EXPLAIN_SECONDS = survey.SECONDS + 10 * scans.PAGE_SECONDS


def explain(file: Path, settings: Settings) -> tuple[Explained, ...]:
    """Say why a file (or each member of a zip) was recognised as it was, or what came nearest."""
    known = catalogue.load()
    found = [
        source for source in files_in([file], unlock=settings.unlock) if source.data is not None
    ]
    near = partial(_page_fits, catalogue=known)
    jobs = [(source.path, source.data) for source in found]
    fits = workers.run(near, jobs, seconds=_EXPLAIN_SECONDS, memory=survey.MEMORY)
    pages = {
        source.path: () if isinstance(fit, workers.Failure) else fit
        for source, fit in zip(found, fits, strict=True)
    }
    documents = _survey([file], settings).documents
    paths = dict.fromkeys(document.path for document in documents)
    return tuple(
        Explained(
            path=path,
            documents=tuple(one for one in documents if one.path == path),
            pages=pages.get(path, ()),
        )
        for path in paths
    )


def _page_fits(job: tuple[str, bytes], *, catalogue: Catalogue) -> tuple[PageFit, ...]:
    """In a worker: read a file and see what its pages come near to."""
    return page_fits(examination.pages(job), catalogue)


def _survey(sources: Sequence[Path], settings: Settings, output: Output | None = None) -> Survey:
    return survey.survey(
        sources,
        catalogue=catalogue.load(),
        account=settings.checklist.account,
        exclude=output.target if output else None,
        everything=output.everything if output else False,
        labels=settings.labels,
        unlock=settings.unlock,
        keys=settings.keys,
        progress=settings.progress,
    )


def _refuse_source(sources: Sequence[Path], target: Path) -> None:
    # A folder with the target in it merely leaves it out; named, its documents are wanted.
    for source in sources:
        with contextlib.suppress(OSError):
            if source.is_file() and source.samefile(target):
                raise SourceIsTarget(source)


def _sidecar(target: Path) -> Path:
    return target.with_name(target.name + format.SIDECAR_SUFFIX)


def _authority(output: Output, progress: Progress) -> "Authority | None":
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


#: How an archive is made.
_How = tuple[Settings, Output, Union["Authority", None]]


def _write(report: Report, found: Survey, how: _How) -> Archive:
    _, output, _ = how
    target = output.target
    sidecar = _sidecar(target)
    with files.replacing_both(target, sidecar, force=output.force) as (part, note):
        tried: dict[str, Tried] = {}
        made = _make(part, report, found, how, tried)
        # Of those originals other ways are gone, until pictures, and then notices, are left.
        while not all(tried.get(digest, Tried()).over for digest in made.unfaithful):
            tried = tried_again(tried, made.unfaithful, made.ways)
            made = _make(part, report, found, how, tried)
        if made.problems:
            raise ArchiveFailed(target, ", ".join(sorted({p.code for p in made.problems})))
        digest, size = files.digest(part)
        note.write_text(f"{digest}  {target.name}\n", encoding="utf-8")
    return Archive(
        path=str(target),
        sha256=digest,
        size=size,
        pages=made.pages,
        seal=made.seal,
        timestamp=made.timestamp,
        locked=output.lock is not None,
        verified=True,
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


def _make(
    part: Path,
    report: Report,
    found: Survey,
    how: _How,
    tried: Mapping[str, Tried],
) -> _Made:
    """Assemble, seal, write to *part*, and check what was written."""
    settings, output, authority = how
    # pyHanko takes half a second to import: only those who seal pay for it.
    from archiver.archive import lock as locking
    from archiver.archive import seal as sealing

    identity = sealing.one_time_identity(settings.created) if output.seal else None
    seal = identity.fingerprint if identity else None
    assembled = write.assemble(
        report=report,
        originals=found.originals,
        context=_context(settings, found, authority),
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
                authority=authority,
            )
        else:
            stream.write(data.getbuffer())
    # The check reads what was written; it need not find room beside two more copies.
    data.close()
    assembled.data.close()
    if key and not locking.holds(part, key):
        raise ArchiveFailed(output.target, "lock")
    checked = verify_archive(
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


def _context(settings: Settings, found: Survey, authority: "Authority | None") -> write.Context:
    return write.Context(
        word=_word(found.documents, settings, found.archives),
        labels=labels_in(settings.labels, found.archives),
        checklist=settings.checklist,
        catalogue=catalogue.load(),
        words=Words(settings.lang),
        created=settings.created,
        tool=__version__,
        stamped_by=authority.host if authority else None,
    )
