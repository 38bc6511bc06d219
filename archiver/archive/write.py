"""Assembles the archive: front matter, pages of all documents, originals, manifest."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import groupby
from types import MappingProxyType

from archiver.archive import format, pages
from archiver.archive.attach import Attachment, mime
from archiver.archive.body import Body
from archiver.archive.book import Book, Mark
from archiver.archive.cover import Cover, close
from archiver.archive.format import Entry, Makeshift, Manifest
from archiver.archive.graft import Bookmark, Source, cut
from archiver.archive.plan import Place, plan
from archiver.archive.plant import UNREADABLE_PAGE, Planted, Tried, plant
from archiver.catalogue import Catalogue
from archiver.model import OPENED, Checklist, Document, Label, Report, Status, Word
from archiver.passphrase import Passphrase
from archiver.phrasing import Voice, document_title, gap_words
from archiver.progress import Progress, quiet
from archiver.text import mask
from archiver.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is around an archive.

    Attributes:
        checklist: What had to be there.
        catalogue: The kinds.
        words: The language of the archive.
        created: The moment of the run, in UTC.
        tool: Version of the program.
        word: What only the user knows, as declared.
        labels: The user's word on files that were not recognised.
        stamped_by: Host of the authority that will be asked for a time stamp on the seal, if any.
    """

    checklist: Checklist
    catalogue: Catalogue
    words: Words
    created: datetime
    tool: str
    word: Word = field(default_factory=Word)
    labels: tuple[Label, ...] = ()
    stamped_by: str | None = None

    @property
    def voice(self) -> Voice:
        return Voice(words=self.words, checklist=self.checklist, catalogue=self.catalogue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """An archive without its seal.

    Attributes:
        data: The whole file, in memory.
        manifest: What it says about itself.
        pages: In all, front matter included.
        ways: SHA-256 of an original -> which way its pages went, see `plant.Planted`.
    """

    data: io.BytesIO
    manifest: Manifest
    pages: int
    ways: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class _Shown:
    """An entry and its pages' objects; none for a double."""

    entry: Entry
    pages: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()


def assemble(  # noqa: PLR0913 (each is one thing that the archive is made from)
    *,
    report: Report,
    originals: Mapping[str, bytes],
    context: Context,
    seal: str | None,
    everything: bool = False,
    tried: Mapping[str, Tried] = MappingProxyType({}),
    keys: Mapping[str, Passphrase] = MappingProxyType({}),
    progress: Progress = quiet,
) -> Assembled:
    """Make the whole archive, but for its seal. The same input gives the same bytes.

    Args:
        originals: SHA-256 -> bytes, for every document that was read.
        seal: Fingerprint of the certificate that it will be sealed with, if any.
        tried: SHA-256 -> what a check found of the pages of an original that were copied before.
        keys: SHA-256 -> what a locked original opens with; it is written nowhere.
    """
    places = plan(
        report.documents,
        originals,
        context.catalogue,
        lang=context.words.lang,
        everything=everything,
    )
    book = Book(out := Body())
    planted = plant(
        places,
        originals,
        book,
        tried=tried,
        keys=keys,
        notice=partial(_page_notice, context),
        progress=progress,
    )
    shown = _show(places, planted, book, context)
    front, sheets = _front(report, shown, book, context, seal=seal)
    entries = tuple(one.entry for one in shown)
    manifest = _manifest(report, context, entries, seal=seal, front_pages=len(sheets))
    said = format.dump(manifest)
    order = [*sheets, *(page for one in shown for page in one.pages)]
    data = close(
        out,
        inside=book.finish(order),
        marks=_bookmarks(front, sheets, shown, context),
        files=_files(manifest, said, originals, context),
        cover=_cover(manifest, said, context),
    )
    ways = {digest: one.way for digest, one in planted.items()}
    return Assembled(data=data, manifest=manifest, pages=len(order), ways=ways)


def _show(
    places: Sequence[Place], planted: Mapping[str, Planted], book: Book, context: Context
) -> tuple[_Shown, ...]:
    """Give each document its pages, counted from 1 after the front matter."""
    shown = []
    next_page = 1
    used: dict[str, int] = {}
    for place in places:
        one = _Shown(Entry(document=place.document, name=place.name))
        if place.shown:
            digest = place.document.sha256 or ""
            source = planted.get(digest)
            if source is None:
                one = _notice(place, next_page, book, context)
            else:
                first = used.get(digest, 0)
                used[digest] = first + (len(place.pages) or len(source.pages))
                one = _own_pages(place, source, slice(first, used[digest]), next_page)
        next_page += len(one.pages)
        shown.append(one)
    return tuple(shown)


def _own_pages(place: Place, source: Planted, span: slice, first_page: int) -> _Shown:
    objects = source.pages[span]
    document = place.document
    entry = Entry(
        document=replace(
            document,
            source_pages=place.pages or tuple(range(1, len(objects) + 1)),
            warnings=_with(document, *source.warnings),
        ),
        name=place.name,
        first_page=first_page,
        last_page=first_page + len(objects) - 1,
        makeshift=tuple(
            Makeshift(first_page + offset, source.standing_in[index])
            for offset, index in enumerate(range(*span.indices(len(source.pages))))
            if index in source.standing_in
        ),
    )
    inside = range(*span.indices(len(source.pages)))
    return _Shown(entry, objects, _own_marks(source, inside))


def _notice(place: Place, page: int, book: Book, context: Context) -> _Shown:
    """A page that says why nothing of this original is shown."""
    document = place.document
    if place.has_pages:
        document = replace(document, warnings=_with(document, UNREADABLE_PAGE))
    entry = Entry(document=document, name=place.name, first_page=page, last_page=page, notice=True)
    drawn = pages.notice(entry, catalogue=context.catalogue, words=context.words)
    return _Shown(entry, book.plant(cut(Source(data=drawn, pages=(1,)))))


def _page_notice(context: Context, place: Place, page: int) -> bytes:
    """A page that says why one page of an original is not shown."""
    entry = Entry(document=place.document, name=place.name, notice=True)
    return pages.notice(entry, catalogue=context.catalogue, words=context.words, page=page)


def _with(document: Document, *codes: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*document.warnings, *codes)))


def _front(
    report: Report, shown: Sequence[_Shown], book: Book, context: Context, *, seal: str | None
) -> tuple[pages.FrontMatter, tuple[int, ...]]:
    """Draw the front matter and take it in, its links leading to the documents."""
    entries = tuple(one.entry for one in shown)
    front = pages.front_matter(
        report=report,
        checklist=context.checklist,
        catalogue=context.catalogue,
        words=context.words,
        entries=entries,
        facts=_facts(entries, context, seal),
    )
    sheets = book.plant(cut(Source(data=front.pdf)))
    for link in front.links:
        if shown[link.entry].pages:
            book.link(sheets[link.page - 1], link.rect, shown[link.entry].pages[0])
    return front, sheets


def _facts(entries: Sequence[Entry], context: Context, seal: str | None) -> pages.Facts:
    files = {entry.name: entry.document.size for entry in entries}
    return pages.Facts(
        created=context.created,
        tool=context.tool,
        seal=seal,
        stamped_by=context.stamped_by,
        originals=len(files),
        originals_size=sum(files.values()),
        document_pages=max((entry.last_page or 0 for entry in entries), default=0),
    )


def _manifest(
    report: Report,
    context: Context,
    entries: tuple[Entry, ...],
    *,
    seal: str | None,
    front_pages: int,
) -> Manifest:
    return Manifest(
        tool=context.tool,
        created=context.created.replace(microsecond=0),
        lang=context.words.lang,
        checklist=context.checklist.id,
        checklist_sha256=context.checklist.sha256,
        as_of=report.as_of,
        holder=report.holder,
        safe_to_delete=report.safe_to_delete,
        front_pages=front_pages,
        entries=entries,
        gaps=report.gaps,
        messages=tuple(gap_words(gap, context.voice) for gap in report.gaps),
        word=replace(context.word, waivers=report.waived),
        labels=_used(context.labels, entries),
        seal=seal,
        stamped_by=context.stamped_by,
    )


def _used(labels: Sequence[Label], entries: Sequence[Entry]) -> tuple[Label, ...]:
    """The labels of files that are in the archive, in the index's order."""
    by_file = {label.sha256: label for label in labels}
    digests = dict.fromkeys(entry.document.sha256 or "" for entry in entries)
    return tuple(by_file[digest] for digest in digests if digest in by_file)


def _files(
    manifest: Manifest, said: bytes, originals: Mapping[str, bytes], context: Context
) -> Iterator[Attachment]:
    """All that is embedded: each original once, then what is said about them."""
    seen: set[str] = set()
    for entry in manifest.entries:
        if entry.name not in seen:
            seen.add(entry.name)
            yield Attachment(
                name=entry.name,
                data=originals[entry.document.sha256 or ""],
                title=_title(entry, context),
                mime=mime(entry.document.media),
            )
    for name, data, kind in (
        (format.MANIFEST, said, b"application/json"),
        (format.CHECKSUMS, format.checksums(manifest, said), b"text/plain"),
    ):
        title = context.words.say("file-manifest" if name == format.MANIFEST else "file-checksums")
        yield Attachment(name=name, data=data, title=title, mime=kind, relationship="Data")


def _cover(manifest: Manifest, said: bytes, context: Context) -> Cover:
    words = context.words
    account = context.checklist.title[words.lang]
    return Cover(
        title=words.say("file-title", account=account, **{"as-of": manifest.as_of}),
        lang=words.lang,
        created=manifest.created,
        producer=f"archiver {context.tool}",
        front_pages=manifest.front_pages,
        identity=sha256(said).digest()[:16],
    )


def _bookmarks(
    front: pages.FrontMatter, sheets: Sequence[int], shown: Sequence[_Shown], context: Context
) -> list[Mark]:
    words = context.words
    # Where the documents are listed is where the links to them are.
    index = max((link.page for link in front.links), default=front.sections[-1][1])
    listed = [page for _, page in front.sections if page <= index]
    marks = [Mark(words.say("file-index"), sheets[max(listed, default=1) - 1])]
    marks += [Mark(title, sheets[page - 1]) for title, page in front.sections]
    with_pages = [one for one in shown if one.pages]
    for kind, group in groupby(with_pages, key=_heading):
        known = context.catalogue.kinds.get(kind)
        below = tuple(
            Mark(
                f"{_title(one.entry, context)} · p. {one.entry.first_page}",
                one.pages[0],
                one.marks,
            )
            for one in group
        )
        title = known.title[words.lang] if known else words.say("file-other")
        marks.append(Mark(title, below[0].page, below, open=True))
    return marks


def _heading(one: _Shown) -> str:
    document = one.entry.document
    return document.kind or "" if document.status is Status.RECOGNISED else ""


def _title(entry: Entry, context: Context) -> str:
    if entry.document.kind is not None:
        title = document_title(entry.document, context.voice)
    else:
        title = mask(entry.document.path.replace("!", "/").rpartition("/")[2])
    if OPENED in entry.document.warnings:
        return context.words.say("title-opened-with-passphrase", title=title)
    return title


def _own_marks(source: Planted, inside: range) -> tuple[Mark, ...]:
    """The source's bookmarks that lead to the pages *inside*, as a tree."""
    kept: list[Bookmark] = []
    for mark in reversed(source.bookmarks):
        leads_on = bool(kept) and kept[-1].level > mark.level
        if mark.page in inside or (mark.page is None and leads_on):
            kept.append(mark)
    kept.reverse()
    marks, _ = _nested(kept, 0, 0, source.pages)
    return marks


def _nested(
    flat: Sequence[Bookmark], start: int, level: int, objects: Sequence[int]
) -> tuple[tuple[Mark, ...], int]:
    marks = []
    while start < len(flat) and flat[start].level >= level:
        mark = flat[start]
        below, start = _nested(flat, start + 1, mark.level + 1, objects)
        marks.append(Mark(mark.title, None if mark.page is None else objects[mark.page], below))
    return tuple(marks), start
