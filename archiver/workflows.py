"""What each command does, without a terminal: the library's way in.

Everything that comes from outside (today, the language, the settings) is handed in. What
only some ways need is imported there: who checks an archive need not wait for what writes one.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from archiver import catalogue, checklist, files
from archiver.archive.format import Manifest
from archiver.catalogue import Catalogue
from archiver.errors import NotAnArchive, SourceIsTarget, SourceNotFound
from archiver.model import Archive, Document, Report, Status, Verification, Word
from archiver.passphrase import Passphrase, SourceKeys, Unlock, keyless, nobody
from archiver.progress import Progress, quiet
from archiver.settings import Output as Output
from archiver.settings import Settings as Settings

if TYPE_CHECKING:
    from archiver.archive.originals import Extraction
    from archiver.recognition.explain import Explained, PageFit
    from archiver.survey import Survey
    from archiver.tidy import Tidied


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
    if not archives:
        return settings.word
    from archiver.earlier import about, carried_on

    everything = carried_on(settings.word, archives)
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
    from archiver import bundling, copies

    _refuse_source(sources, output.target)
    files.refuse_existing(output.target, force=output.force)
    files.refuse_existing(bundling.sidecar_of(output.target), force=True)
    copies.refuse(output.target, output.copy_to, force=output.force)
    authority = bundling.authority_of(output, settings.progress)
    found = _survey(sources, settings, output)
    word = _word(found.documents, settings, found.archives)
    report = _compared(found.documents, settings, word)
    # What is printed on each has told conflicts apart; from here on memory is for the archive.
    report = replace(report, documents=tuple(replace(d, printed=()) for d in report.documents))
    found = replace(found, documents=())
    order = bundling.Order(
        report=report,
        found=found,
        word=word,
        settings=settings,
        output=output,
        authority=authority,
    )
    return report, bundling.write(order)


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
    from archiver.archive.verify import verify as verify_archive

    def key_of(document: Document) -> Passphrase | None:
        return keys(document.path)

    return verify_archive(path, deep=deep, unlock=unlock, key_of=key_of, progress=progress)


def rejected(error: NotAnArchive) -> Verification:
    """What `verify` has to say, as a value, of a file that is no archive it could check."""
    from archiver.archive import verify as verifier

    return verifier.rejected(error)


def extract(
    path: Path, *, into: Path, force: bool = False, unlock: Unlock = nobody
) -> "Extraction":
    """Take the originals out of an archive, as a BagIt bag."""
    from archiver.archive import originals

    return originals.extract(path, into=into, force=force, unlock=unlock)


def manifest(path: Path, unlock: Unlock = nobody) -> Manifest:
    """What an archive says of itself."""
    from archiver.archive import originals

    return originals.read_manifest(path, unlock)


def documents(sources: Sequence[Path], settings: Settings) -> tuple[Document, ...]:
    """What one archive holds by its manifest, or what was recognised in the sources."""
    from archiver.archive import originals

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
    from archiver import survey

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


def collect(sources: Sequence[Path], settings: Settings, *, into: Path) -> "Tidied":
    """Copy what was recognised into a tidy folder under telling names; sources stay as they are."""
    from archiver.tidy import tidy

    found = _survey(sources, settings)
    return tidy(
        found.documents,
        found.originals,
        into=into,
        catalogue=catalogue.load(),
        lang=settings.lang,
    )


def explain(file: Path, settings: Settings) -> "tuple[Explained, ...]":
    """Say why a file (or each member of a zip) was recognised as it was, or what came nearest.

    Raises:
        SourceNotFound: There is no such file, or no such member in its zip.
    """
    from archiver import scans, survey, workers
    from archiver.recognition.explain import Explained
    from archiver.sources import collect as files_in
    from archiver.sources import holding, label_of

    outer = holding(file)
    wanted = label_of(file) if outer != file else None
    surveyed = _survey([outer], settings)
    found = [
        source
        for source in files_in([outer], unlock=settings.unlock)
        if source.data is not None and wanted in (None, source.path)
    ]
    near = partial(_page_fits, catalogue=catalogue.load())
    jobs = [(source.path, source.data, surveyed.keys.get(source.sha256 or "")) for source in found]
    seconds = survey.SECONDS + 10 * scans.PAGE_SECONDS  # some pages of pictures take longest
    fits = workers.run(near, jobs, seconds=seconds, memory=survey.MEMORY)
    pages = {
        source.path: () if isinstance(fit, workers.Failure) else fit
        for source, fit in zip(found, fits, strict=True)
    }
    documents = surveyed.documents
    paths = dict.fromkeys(one.path for one in documents if wanted in (None, one.path))
    if not paths:
        raise SourceNotFound(file)
    return tuple(
        Explained(
            path=path,
            documents=tuple(one for one in documents if one.path == path),
            pages=pages.get(path, ()),
        )
        for path in paths
    )


def _page_fits(
    job: tuple[str, bytes, Passphrase | None], *, catalogue: Catalogue
) -> "tuple[PageFit, ...]":
    """In a worker: read a file, with what opens it, and see what its pages come near to."""
    from archiver import examination
    from archiver.reading import unlocked
    from archiver.recognition.explain import explain

    path, data, key = job
    plain = unlocked((data, key)) if key else None
    return explain(examination.pages((path, plain or data)), catalogue)


def _survey(sources: Sequence[Path], settings: Settings, output: Output | None = None) -> "Survey":
    from archiver import survey

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
            if source.is_file() and files.is_same(source, target):
                raise SourceIsTarget(source)
