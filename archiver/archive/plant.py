"""Brings the pages of all originals into the archive, by the first way that shows them right.

A page that no way copies as it looks is stood in for: by a picture of it, else by a notice.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archiver import workers
from archiver.archive.book import Book
from archiver.archive.format import How, Manifest
from archiver.archive.graft import WAYS, Bookmark, Graft, Source, blank, cut, pictured, replaced
from archiver.archive.plan import Place
from archiver.passphrase import Passphrase
from archiver.progress import Progress

UNREADABLE_PAGE = "page-unreadable"
_WARNINGS = {
    How.NOTICE: UNREADABLE_PAGE,
    How.PICTURE: "page-as-picture",
    How.REBUILT: "file-rebuilt",
}
# A source that takes longer or more than this is attached and not shown.
_SECONDS = 30.0
_MEMORY = 2 << 30  # bytes

#: Draws a notice that stands for one page of an original, as a PDF.
Notice = Callable[[Place, int], bytes]


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of copying the pages of one original until now.

    Attributes:
        rounds: For each round: which of `WAYS` it went (`None`: pictures stood in for the pages
            that no way copies), and which pages, counted from 1, looked different afterwards.
    """

    rounds: tuple[tuple[int | None, frozenset[int]], ...] = ()

    @property
    def left(self) -> range:
        """The ways that were not gone yet."""
        return range(1 + max((way for way, _ in self._copied), default=-1), len(WAYS))

    @property
    def best(self) -> int | None:
        """The way that did best of those gone."""
        return min(self._copied, key=lambda one: len(one[1]), default=(None, None))[0]

    @property
    def hopeless(self) -> frozenset[int]:
        """The pages that the best way does not copy as they look."""
        return next((bad for way, bad in self._copied if way == self.best), frozenset())

    @property
    def unseen(self) -> frozenset[int]:
        """Those of which not even a picture looked the same."""
        return frozenset().union(*(bad for way, bad in self.rounds if way is None))

    @property
    def over(self) -> bool:
        """Whether notices are the last thing left."""
        return any(way is None for way, _ in self.rounds)

    @property
    def _copied(self) -> list[tuple[int, frozenset[int]]]:
        return [(way, bad) for way, bad in self.rounds if way is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """What came of one original.

    Attributes:
        pages: The objects of the pages asked for.
        bookmarks: Its own.
        warnings: Codes.
        standing_in: Index of a page -> what is there instead of a copy.
        way: Which of `WAYS` was gone; `None` where something else stands in for pages.
    """

    pages: tuple[int, ...]
    bookmarks: tuple[Bookmark, ...]
    warnings: tuple[str, ...]
    standing_in: Mapping[int, How]
    way: int | None


def plant(  # noqa: PLR0913 (what, where to, what is known, what if not)
    places: Sequence[Place],
    originals: Mapping[str, bytes],
    book: Book,
    *,
    tried: Mapping[str, Tried],
    keys: Mapping[str, Passphrase],
    notice: Notice,
    progress: Progress,
) -> dict[str, Planted]:
    """Cut the wanted pages out of each original and take them in: SHA-256 -> what came of it.

    Args:
        places: What is wanted.
        originals: SHA-256 -> bytes.
        book: Takes the pages in.
        tried: SHA-256 -> what a check found of the pages of an original copied before.
        keys: SHA-256 -> what a locked original opens with.
        notice: Draws the last resort.
        progress: Told how many originals are done.
    """
    wanted: dict[str, list[Place]] = {}
    for place in places:
        if place.shown and place.has_pages:
            wanted.setdefault(place.document.sha256 or "", []).append(place)
    bed = _Bed(
        places={digest: of[0] for digest, of in wanted.items()},
        sources={
            digest: replace(_source(of, originals[digest]), key=keys.get(digest))
            for digest, of in wanted.items()
        },
        tried={digest: tried.get(digest, Tried()) for digest in wanted},
        book=book,
        notice=notice,
        progress=progress,
    )
    for way in range(len(WAYS)):
        bed.take([digest for digest in wanted if way in bed.tried[digest].left], way, last=False)
    for way in range(len(WAYS)):
        bed.take([digest for digest in wanted if bed.tried[digest].best == way], way, last=True)
    return bed.planted


@dataclass(slots=True, kw_only=True)
class _Bed:
    """The originals of one run, by SHA-256, and what was planted of them until now."""

    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    tried: Mapping[str, Tried]
    book: Book
    notice: Notice
    progress: Progress
    planted: dict[str, Planted] = field(default_factory=dict)

    def take(self, digests: Sequence[str], way: int, *, last: bool) -> None:
        """Go one way with these originals; *last*: with something in place of its bad pages."""
        # Of a picture file there is nothing to choose from: it is shown, or it is not.
        pending = [
            digest
            for digest in digests
            if digest not in self.planted and not (last and not self.sources[digest].pages)
        ]
        items = (self.sources[digest] for digest in pending)
        results = workers.run(WAYS[way], items, seconds=_SECONDS, memory=_MEMORY)
        for digest, graft in zip(pending, results, strict=True):
            if not isinstance(graft, workers.Failure):
                others = self._others(digest, graft, last=last)
                one = _planted(graft, others, self.book)
                self.planted[digest] = replace(one, way=None if last else way)
                self.progress("assemble", len(self.planted), len(self.sources))

    def _others(self, digest: str, graft: Graft, *, last: bool) -> "_Others":
        source, place = self.sources[digest], self.places[digest]
        if place.is_broken:
            return _rests(source, place, self.notice, len(graft.sheets))
        return _others(source, self.tried[digest] if last else Tried(), place, self.notice)


def pages_of_originals(manifest: Manifest, labels: Collection[int]) -> dict[str, frozenset[int]]:
    """Which pages of which originals (by SHA-256) these pages of the archive are made of."""
    found: dict[str, set[int]] = {}
    for entry in manifest.entries:
        first = entry.first_page or 0
        for number, page in enumerate(entry.document.source_pages, start=first):
            if first and number in labels:
                found.setdefault(entry.document.sha256 or "", set()).add(page)
    return {digest: frozenset(pages) for digest, pages in found.items()}


def tried_again(
    tried: Mapping[str, Tried],
    bad: Mapping[str, frozenset[int]],
    ways: Mapping[str, int | None],
) -> dict[str, Tried]:
    """What is known after one more round.

    Args:
        tried: What was known before.
        bad: SHA-256 -> the pages that looked different.
        ways: SHA-256 -> the way that was gone.
    """
    more = {
        digest: Tried((*tried.get(digest, Tried()).rounds, (ways.get(digest), pages)))
        for digest, pages in bad.items()
    }
    return {**tried, **more}


_Others = dict[int, tuple[How, Graft | None]]


def _planted(graft: Graft, others: _Others, book: Book) -> Planted:
    standing_in = {index: how for index, (how, _) in others.items()}
    whole = replaced(graft, {index: other for index, (_, other) in others.items() if other})
    warnings = [*graft.warnings, *(_WARNINGS[how] for how in sorted(set(standing_in.values())))]
    return Planted(
        pages=book.plant(whole),
        bookmarks=graft.bookmarks,
        warnings=tuple(warnings),
        standing_in=standing_in,
        way=None,
    )


def _rests(source: Source, place: Place, notice: Notice, count: int) -> _Others:
    """The pages of a file that only repair opens; nothing can be compared with them."""
    lost = next(workers.run(blank, [source], seconds=_SECONDS, memory=_MEMORY))
    if isinstance(lost, workers.Failure):
        lost = tuple(range(count))
    return {
        index: (How.NOTICE, _notice(notice, place, index + 1))
        if index in lost
        else (How.REBUILT, None)
        for index in range(count)
    }


def _notice(notice: Notice, place: Place, page: int) -> Graft:
    return cut(Source(data=notice(place, page), pages=(1,)))


def _others(source: Source, past: Tried, place: Place, notice: Notice) -> _Others:
    """What stands in for the pages that cannot be copied: a picture, else a notice."""
    found: _Others = {}
    for index, page in enumerate(source.pages):
        if page in past.hopeless | past.unseen:
            single = replace(source, pages=(page,))
            seen = next(workers.run(pictured, [single], seconds=_SECONDS, memory=_MEMORY))
            if isinstance(seen, workers.Failure) or page in past.unseen:
                found[index] = How.NOTICE, _notice(notice, place, page)
            else:
                found[index] = How.PICTURE, seen
    return found


def _source(places: Sequence[Place], data: bytes) -> Source:
    asked = tuple(page for place in places for page in place.pages)
    return Source(data=data, media=places[0].document.media, pages=asked)
