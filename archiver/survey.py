"""Sources -> documents: what could be made of each file, and which ones repeat another."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from archiver import ocr, workers
from archiver.archive.format import Manifest
from archiver.archive.opening import is_locked
from archiver.catalogue import Catalogue
from archiver.doubles import without_doubles
from archiver.earlier import Told, labels_in
from archiver.errors import NoDocument, NothingFound
from archiver.examination import (
    Examined,
    Scanned,
    Wanted,
    examine,
    examine_scan,
    without_ocr,
)
from archiver.labels import labelled
from archiver.model import (
    OCR_UNSURE,
    OPENED,
    UNREAD,
    Document,
    Label,
    Media,
    Person,
    Recognition,
    SourceFile,
    Status,
    Trouble,
)
from archiver.names import may_be_document, sealed_off
from archiver.passphrase import Passphrase, SourceKeys, Unlock, keyless, nobody
from archiver.progress import Progress, quiet
from archiver.reading import claims_pdf, sniff, unlocked
from archiver.recognition import peers
from archiver.scans import PAGE_SECONDS
from archiver.sources import collect, label_of
from archiver.workers import Failure

#: What one file may take: seconds, and bytes beyond what the program itself needs.
SECONDS = 20.0
MEMORY = 2 << 30

_PAGE_ENDINGS = (".htm", ".html", ".xhtml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All that the sources hold.

    Attributes:
        documents: By path and page.
        originals: SHA-256 -> bytes of each file, but for those that are unrelated.
        keys: SHA-256 -> what a locked one opens with.
        archives: What each earlier archive among the sources says of itself.
        unlocked: Paths of those archives that were locked, and were opened with a passphrase.
    """

    documents: tuple[Document, ...]
    originals: Mapping[str, bytes]
    keys: Mapping[str, Passphrase] = field(default_factory=dict)
    archives: tuple[Manifest, ...] = ()
    unlocked: tuple[str, ...] = ()


def survey(  # noqa: PLR0913 (where, what for, how)
    sources: Sequence[Path],
    *,
    catalogue: Catalogue,
    account: str,
    exclude: Path | None = None,
    everything: bool = False,
    labels: Sequence[Label] = (),
    lines: bool = False,
    unlock: Unlock = nobody,
    keys: SourceKeys = keyless,
    progress: Progress = quiet,
) -> Survey:
    """Find, read and recognise everything in *sources*; their order does not matter.

    Args:
        sources: Files, folders and zips.
        catalogue: The kinds and look-alikes.
        account: Id of the account that is to be closed.
        exclude: The archive that this run is to write.
        everything: Whether to keep the bytes of unrelated documents, too.
        labels: The user's word on files that are not recognised.
        lines: Whether the lines of statements are wanted as they stand on the page; else it is
            enough to know whether they add up.
        unlock: Asked for the passphrase of an earlier archive.
        keys: Asked for the passphrase of any other locked file.
        progress: Told how many files were found and read.

    Raises:
        SourceNotFound: One of *sources* does not exist.
        NothingFound: There is no document in them at all.
    """
    found: list[tuple[str, tuple[Document, ...]]] = []
    originals: dict[str, bytes] = {}
    by_path: dict[str, Manifest] = {}
    unlocked: list[str] = []

    def told(path: str, manifest: Manifest, locked: bool) -> None:
        by_path[path] = manifest
        if locked:
            unlocked.append(path)

    judge = _Judge(Wanted(catalogue=catalogue, account=account, lines=lines))
    collected = collect(
        sources,
        exclude=exclude,
        told=told,
        unlock=unlock,
        also=(lambda _: True) if everything else judge.is_sealed_off,
    )
    locksmith = _Locksmith(keys)
    for file, seen in _judged(collected, judge, progress, locksmith):
        digest = file.sha256 or ""
        found.append((digest, seen))
        # What earlier archives say is known in part only by now: of their own originals at least.
        spoken = digest in {label.sha256 for label in labels_in(labels, [*by_path.values()])}
        wanted = everything or spoken or any(one.status is not Status.UNRELATED for one in seen)
        if wanted and file.sha256 and file.data is not None:
            originals[file.sha256] = file.data
    archives = tuple(by_path.values())
    judge = replace(judge, labels=_by_file(labels_in(labels, archives)))
    documents = [one for digest, seen in found for one in judge.with_word(digest, seen)]
    if not any(map(_is_document, documents)):
        alone = [label_of(source) for source in sources] == [one.path for one in documents]
        refusal = NoDocument if alone else NothingFound
        raise refusal(", ".join(source.as_posix() for source in sources))
    return Survey(
        documents=settled(documents),
        originals=originals,
        keys=locksmith.opened,
        archives=archives,
        unlocked=tuple(unlocked),
    )


def look(  # noqa: PLR0913 (where, what for, how)
    sources: Sequence[Path],
    *,
    catalogue: Catalogue,
    account: str,
    unlock: Unlock = nobody,
    keys: SourceKeys = keyless,
    told: Told | None = None,
    progress: Progress = quiet,
) -> Iterator[tuple[str, tuple[Document, ...]]]:
    """Read and recognise, file by file.

    Whether one repeats another is for `settled` to say, what the user says of it for `with_word`.
    A locked archive is a finding, even if it is one of *sources*.

    Yields:
        The path of a file, and what is in it.

    Raises:
        SourceNotFound: One of *sources* does not exist.
    """
    judge = _Judge(Wanted(catalogue=catalogue, account=account))
    collected = collect(sources, told=told, unlock=unlock, also=judge.is_sealed_off, insist=False)
    for file, found in _judged(collected, judge, progress, _Locksmith(keys)):
        yield file.path, found


def with_word(
    labels: Sequence[Label], *, catalogue: Catalogue, account: str
) -> Callable[[tuple[Document, ...]], tuple[Document, ...]]:
    """How the user's word changes what was seen in a file, given all documents of that."""
    judge = _Judge(Wanted(catalogue=catalogue, account=account), _by_file(labels))
    return lambda seen: judge.with_word(seen[0].sha256 or "", seen)


def settled(documents: Sequence[Document]) -> tuple[Document, ...]:
    """All documents of the sources, those that repeat another marked as doubles, in order."""
    return _ordered(peers.compared(without_doubles(documents)))


def _judged(
    files: Iterator[SourceFile], judge: "_Judge", progress: Progress, locksmith: "_Locksmith"
) -> Iterator[tuple[SourceFile, tuple[Document, ...]]]:
    """Each file with its documents, the bytes of only a few at a time being held here."""
    reading: deque[SourceFile] = deque()
    unread: list[SourceFile] = []
    done = 0

    def to_read() -> Iterator[tuple[str, bytes]]:
        for number, file in enumerate(files, start=1):
            if not done:  # from then on both go on at once, and one of them is told
                progress("collect", number, 0)
            if file.data is None:
                unread.append(file)
            else:
                reading.append(file)
                yield file.path, file.data

    results = workers.run(
        partial(examine, wanted=judge.wanted), to_read(), seconds=SECONDS, memory=MEMORY
    )
    scans: list[_Scan] = []
    for done, examined in enumerate(results, start=1):
        progress("read", done, 0)
        file = reading.popleft()
        examined, data = locksmith.opened_too(file, examined, judge.wanted)
        if isinstance(examined, Examined) and examined.scans:
            scans.append((file, examined, data))
        else:
            yield file, judge.documents(file, examined)
    yield from ((file, judge.documents(file, None)) for file in unread)
    read = _with_scans(scans, judge.wanted, progress)
    yield from ((file, judge.documents(file, examined)) for file, examined in read)


#: With the bytes to read: a locked file's own are of no use.
_Scan = tuple[SourceFile, Examined, bytes]


def _with_scans(
    scans: Sequence[_Scan], wanted: Wanted, progress: Progress
) -> Iterator[tuple[SourceFile, Examined]]:
    """Files with pages that are pictures, after Tesseract has read them, where it is there."""
    state = ocr.state() if scans else ocr.State.READY
    if state is not ocr.State.READY:
        yield from ((file, without_ocr(examined, state)) for file, examined, _ in scans)
        return
    jobs = (Scanned(file.path, data, examined.scans) for file, examined, data in scans)
    results = workers.run(
        partial(examine_scan, wanted=wanted),
        jobs,
        seconds=lambda job: SECONDS + len(job.numbers) * PAGE_SECONDS,
        memory=MEMORY,
    )
    for done, ((file, before, _), result) in enumerate(zip(scans, results, strict=True)):
        progress("ocr", done + 1, len(scans))
        # Whatever went wrong there, what was known before stays known.
        if isinstance(result, Failure):
            result = without_ocr(before, ocr.State.BROKEN)
        if OPENED in before.warnings:
            result = replace(result, warnings=(*result.warnings, OPENED))
        yield file, result


def _by_file(labels: Sequence[Label]) -> dict[str, Label]:
    return {label.sha256: label for label in labels}


def _is_document(document: Document) -> bool:
    return document.status is not Status.UNRELATED or document.media not in (
        Media.OTHER,
        Media.HTML,
        Media.EMPTY,
    )


def _ordered(documents: Sequence[Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents, key=lambda one: (one.path, one.source_pages, one.sha256 or "")))


# --- Locked files


@dataclass(frozen=True, slots=True)
class _Locksmith:
    """Has locked files read with their passphrases, and keeps those (SHA-256 -> passphrase)."""

    ask: SourceKeys
    opened: dict[str, Passphrase] = field(default_factory=dict)

    def opened_too(
        self, file: SourceFile, examined: Examined | Failure, wanted: Wanted
    ) -> tuple[Examined | Failure, bytes]:
        """What could be made of a file once its passphrase was asked for, and bytes to read."""
        data = file.data or b""
        locked = isinstance(examined, Examined) and examined.trouble is Trouble.LOCKED
        # An archive of ours has its own passphrase, and was met before.
        if not locked or is_locked(data):
            return examined, data
        digest = file.sha256 or ""
        key = self.opened.get(digest) or self.ask(file.path)
        if key is None:
            return examined, data
        plain = next(workers.run(unlocked, [(data, key)], seconds=SECONDS, memory=MEMORY))
        if plain is None:
            return replace(examined, trouble=Trouble.REFUSED), data
        if isinstance(plain, Failure):
            return plain, data
        self.opened[digest] = key
        again = partial(examine, wanted=wanted)
        found = next(workers.run(again, [(file.path, plain)], seconds=SECONDS, memory=MEMORY))
        if isinstance(found, Examined):
            found = replace(found, warnings=(*found.warnings, OPENED))
        return found, plain


# --- What could be made of a file


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides on the status of files, for one account."""

    wanted: Wanted
    labels: Mapping[str, Label] = field(default_factory=dict)

    @property
    def catalogue(self) -> Catalogue:
        return self.wanted.catalogue

    @property
    def account(self) -> str:
        return self.wanted.account

    def documents(
        self, file: SourceFile, examined: Examined | Failure | None
    ) -> tuple[Document, ...]:
        """One for each document in the file; one at least."""
        by_name = self.catalogue.name_speaks(file.path, self.account)
        sealed = sealed_off(file.path) if by_name else None
        told = examined if isinstance(examined, Examined) else None
        foreign = sealed if _media(file, told) is Media.OTHER else None
        trouble = _trouble(file, examined) or foreign
        whole = Document(
            path=file.path,
            sha256=file.sha256,
            size=file.size,
            status=_status(file, told, trouble, sealed=sealed is not None),
            media=_media(file, told),
            source_pages=tuple(range(1, told.pages + 1)) if told else (),
            trouble=trouble,
            speaks=by_name or bool(told and told.speaks),
            warnings=told.warnings if told else (),
        )
        if trouble or not told or not told.recognitions:
            return (whole,)
        return tuple(self._recognised(whole, one, by_name) for one in told.recognitions)

    def is_sealed_off(self, path: str) -> bool:
        """Whether a file of a format that is not opened here speaks for the account by its name."""
        return sealed_off(path) is not None and self.catalogue.name_speaks(path, self.account)

    def with_word(self, sha256: str, seen: tuple[Document, ...]) -> tuple[Document, ...]:
        """The documents of the file with this digest, with the user's word on it, if any."""
        label = self.labels.get(sha256)
        if label is None or label.kind not in self.catalogue.kinds:
            return seen
        ours = self.catalogue.kinds[label.kind].account == self.account
        return labelled(seen, label) if ours else seen

    def _recognised(self, whole: Document, one: Recognition, by_name: bool) -> Document:
        status = self._recognised_status(whole, one)
        person = one.person or Person()
        return replace(
            whole,
            status=status,
            source_pages=one.pages,
            kind=one.kind,
            also=one.also,
            period=one.period,
            issued=one.issued,
            person=person.name,
            nir=person.nir,
            family=one.family,
            people=one.people,
            lookalike=one.lookalike,
            speaks=by_name or self.account in one.accounts or status is Status.RECOGNISED,
            suggests=one.suggests,
            page_total=one.page_total,
            pages_absent=one.pages_absent,
            digest=one.digest,
            printed=one.printed,
            why=one.why,
            warnings=whole.warnings + one.warnings,
            statement=one.statement,
        )

    def _recognised_status(self, whole: Document, one: Recognition) -> Status:
        if one.kind:
            ours = self.catalogue.kinds[one.kind].account == self.account
            return Status.RECOGNISED if ours else Status.UNRELATED
        if one.lookalike:
            return Status.UNRELATED
        # A dynamic form shows nothing of what it holds, and a scan may be misread: they are not
        # plainly unrelated.
        hidden = "dynamic-form" in whole.warnings or OCR_UNSURE in one.warnings
        signed = self.account in one.accounts
        return Status.UNRECOGNISED if signed or hidden else Status.UNRELATED


def _trouble(file: SourceFile, examined: Examined | Failure | None) -> Trouble | None:
    if file.trouble:
        try:
            return Trouble(file.trouble)
        except ValueError:
            return Trouble.CANNOT_OPEN  # the system's words
    return examined.trouble if examined else None


def _status(
    file: SourceFile, told: Examined | None, trouble: Trouble | None, *, sealed: bool
) -> Status:
    """The status of a file as a whole; of a sound document, recognition decides.

    Args:
        sealed: Whether its format is not opened here and its name speaks for the account.
    """
    if trouble is None:
        return Status.UNRELATED
    media = _media(file, told)
    if trouble is Trouble.UNFINISHED:
        possible = sealed or _may_become_document(file, media)
        return Status.PARTIAL if possible else Status.UNRELATED
    if trouble in UNREAD:
        return Status.UNSEARCHABLE
    if sealed or _pretends(file.path, media):
        return Status.UNREADABLE
    speaks = trouble is Trouble.WEB_PAGE and told is not None and told.speaks
    return Status.UNRECOGNISED if speaks else Status.UNRELATED


def _media(file: SourceFile, told: Examined | None) -> Media:
    if told:
        return told.media
    return sniff(file.head) if file.head else Media.OTHER


def _pretends(path: str, media: Media) -> bool:
    """Whether a file without sound content is a document otherwise, or is named like one."""
    if media is Media.HTML and path.lower().endswith(_PAGE_ENDINGS):
        return False
    return media is Media.PDF or may_be_document(path)


def _may_become_document(file: SourceFile, media: Media) -> bool:
    """Whether a download that is under way may be a document, going by its first bytes."""
    if not may_be_document(file.path):
        return False
    unknown = media is Media.OTHER and bool(file.head.strip(b"\0"))
    plain = file.path.rpartition(".")[0]
    return not unknown or claims_pdf(plain) or file.head.startswith(b"PK")
