"""Which documents go into the archive, in which order, under which names."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from archiver.archive.format import SAFE_NAME, attachment_name
from archiver.catalogue import Catalogue
from archiver.model import DOUBTFUL, PICTURES, Document, Media, Period, Status, Trouble
from archiver.phrasing import file_stem
from archiver.text import mask

# Shown whole, not page by page.
_WHOLE = PICTURES | {Media.MESSAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A document that goes into the archive.

    Attributes:
        document: The document.
        name: Attachment name of its original; several documents of one file share it.
        pages: The pages of the file to show, counted from 1; empty: all (picture, message).
        shown: Whether any page of it is wanted. A double is carried, not shown.
    """

    document: Document
    name: str
    pages: tuple[int, ...]
    shown: bool

    @property
    def has_pages(self) -> bool:
        """Whether its file is of a sort that can be shown at all."""
        if self.document.media is Media.PDF:
            return bool(self.pages) or self.is_broken
        return self.document.media in _WHOLE

    @property
    def is_broken(self) -> bool:
        """Whether no reader opens it, though a repaired copy of it may have pages."""
        broken = self.document.trouble in (Trouble.DAMAGED, Trouble.TRUNCATED)
        return self.document.media is Media.PDF and broken and not self.pages


def plan(
    documents: Iterable[Document],
    originals: Mapping[str, bytes],
    catalogue: Catalogue,
    *,
    lang: str,
    everything: bool,
) -> tuple[Place, ...]:
    """Choose, sort and name; the order of *documents* does not matter."""
    order = {kind: number for number, kind in enumerate(catalogue.kinds)}
    chosen = sorted(
        _chosen(tuple(documents), originals.keys(), everything=everything),
        key=lambda document: _sort_key(document, order),
    )
    names: dict[str, str] = {}
    places = []
    for number, document in enumerate(chosen, start=1):
        digest = document.sha256 or ""
        if digest not in names:
            names[digest] = _name(number, document, catalogue, lang)
        places.append(
            Place(
                document=document,
                name=names[digest],
                pages=document.source_pages if document.media is Media.PDF else (),
                shown=document.status is not Status.DUPLICATE,
            )
        )
    return tuple(places)


def _chosen(
    documents: tuple[Document, ...], read: Collection[str], *, everything: bool
) -> list[Document]:
    wanted = {Status.RECOGNISED, *DOUBTFUL}
    if everything:
        wanted.add(Status.UNRELATED)
    chosen = [
        document
        for document in documents
        if document.sha256 is not None
        and document.status in wanted
        # What is plainly unrelated may not have been kept in memory; anything else must be.
        and (document.status is not Status.UNRELATED or document.sha256 in read)
    ]
    digests = {document.sha256 for document in chosen}
    paths = {document.path for document in chosen}
    for document in sorted(documents, key=lambda d: (d.path, d.source_pages)):
        if (
            document.status is Status.DUPLICATE
            and document.sha256 is not None
            and document.sha256 not in digests
            and document.duplicate_of in paths
        ):
            digests.add(document.sha256)
            chosen.append(document)
    return chosen


def _sort_key(document: Document, order: Mapping[str, int]) -> tuple[object, ...]:
    known = document.status in (Status.RECOGNISED, Status.DUPLICATE)
    kind = order.get(document.kind or "", len(order)) if known else len(order) + 1
    latest = Period(date.max, date.max)
    return (
        kind,
        document.status is Status.UNRELATED,
        document.period or latest,
        document.issued or date.max,
        document.path,
        document.source_pages,
        document.sha256,
    )


def _name(number: int, document: Document, catalogue: Catalogue, lang: str) -> str:
    kind = catalogue.kinds.get(document.kind or "")
    if kind is None:
        # The file's own name tells most; a personal number in it must not spread.
        stem = mask(document.path.replace("!", "/").rpartition("/")[2].rpartition(".")[0])
    else:
        stem = file_stem(document, kind, lang)
    name = attachment_name(number, stem, document)
    if not SAFE_NAME.fullmatch(name):
        raise AssertionError(f"unsafe attachment name {name!r}")
    return name
