"""Which pages of a file belong together, and what each group is.

A file may hold several documents, a document may have a covering letter in front of it, and
its last pages may carry no heading at all. The printed page numbers tell most; where there
are none, headings do.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from archiver.catalogue import Catalogue, Kind, PeriodForm
from archiver.model import PAGE_UNREADABLE, ROWS_HIDDEN, Period, Sums
from archiver.recognition import statement, substance
from archiver.recognition.dates import months
from archiver.recognition.page import Page
from archiver.recognition.people import numbers
from archiver.recognition.periods import period, says_when
from archiver.recognition.score import Match, Signers, best, matches, signers

# What a covering letter says of the pages behind it, squeezed.
_ENCLOSED = ("cijoint", "cidessous", "veuilleztrouver", "voustrouverez", "piecejointe", "jointe")


_ENCLOSED_BEHIND = tuple(word for word in _ENCLOSED if word not in ("cidessous", "jointe"))
# Marks of the document itself that a letter about it does not have together.
_ATTACHED = 2
# A page of no more letters says nothing by itself.
_COVER_MOST = 120


@dataclass(frozen=True, slots=True)
class Segment:
    """The pages of one document.

    Attributes:
        pages: All of them.
        core: Those that speak for the kind, to be read first.
        kind: Id of the kind, if any.
        lookalike: Id of the look-alike, if any.
        accounts: Those whose insurer signs it.
        why: What matched.
        lacking: Why it is not what its pages look like: it only `covers` that, or has no `rows`,
            no `figure` or no `period` in it.
        page_total: As printed.
        pages_absent: Printed numbers that are not there.
        warnings: Codes.
    """

    pages: tuple[Page, ...]
    core: tuple[Page, ...]
    kind: str | None
    lookalike: str | None
    accounts: tuple[str, ...]
    why: tuple[str, ...]
    page_total: int | None
    pages_absent: tuple[int, ...]
    warnings: tuple[str, ...] = ()
    lacking: str | None = None


@dataclass
class _Seen:
    """A page with what it fits."""

    page: Page
    match: Match | None
    signed: dict[str, int]
    near: tuple[Match, ...]

    @property
    def number(self) -> tuple[int, int] | None:
        return self.page.printed_number

    @cached_property
    def begins(self) -> bool:
        """Whether its heading can begin a document.

        Below rows, `Virement du 29/01/2025` or `Commission de recours amiable` is how the pages
        before end, where nobody's number says that it is another paper.
        """
        if self.match is None or not self.match.heading:
            return False
        return self.page.numbered or not self.page.has_rows(self.match.line)


@dataclass
class _Open:
    """A document whose pages are still being gathered."""

    seen: list[_Seen] = field(default_factory=list)

    @property
    def match(self) -> Match | None:
        fitting = [seen.match for seen in self.seen if seen.match]
        return fitting[0] if fitting else None

    @property
    def last(self) -> _Seen:
        return self.seen[-1]


def segments(pages: Sequence[Page], catalogue: Catalogue) -> list[Segment]:
    """Group the pages of one file into documents."""
    documents: list[_Open] = []
    before: Page | None = None
    for page in reversed(pages) if _is_backwards(pages) else pages:
        seen, before = _see(page, catalogue, before), page
        if documents and _continues(documents[-1], seen, catalogue):
            documents[-1].seen.append(seen)
        else:
            documents.append(_Open([seen]))
    # A page that lost all its words may be the last of one document or the first of the next.
    open_to = {page.number + 1 for page in pages if page.broken and page.is_empty}
    return [_close(document, catalogue, open_to) for document in documents]


def _is_backwards(pages: Sequence[Page]) -> bool:
    """Whether a stack was scanned from its last page to its first: `3/3`, `2/3`, `1/3`, `1/1`."""
    documents: list[list[Page]] = []
    awaited: tuple[int, int] | None = None
    for page in pages:
        if (number := page.printed_number) is None:
            return False
        if awaited is None:
            documents.append([])
            awaited = (number[1], number[1])
        if number != awaited:
            return False
        documents[-1].append(page)
        awaited = (number[0] - 1, number[1]) if number[0] > 1 else None
    several = [document for document in documents if len(document) > 1]
    return awaited is None and bool(several) and all(map(_is_one, several))


def _is_one(document: Sequence[Page]) -> bool:
    """Whether pages that count down to one are those of one document.

    Two could as well be the remains of two: they have to name one person and month, or the total
    on the second is that of the rows on both.
    """
    if len(document) > 2:
        return True
    last, first = document
    people = [{number for number, _ in numbers(page.raw)} for page in document]
    if people[0] & people[1] and _months(last) & _months(first):
        return True
    texts = [(page.number, page.raw.split("\n")) for page in (first, last)]
    alone = any(statement.read([text]).sums is Sums.AGREE for text in texts)
    return not alone and statement.read(texts).sums is Sums.AGREE


def _months(page: Page) -> set[Period]:
    return {found.period for line in page.lines for found in months(line)}


def _see(page: Page, catalogue: Catalogue, before: Page | None) -> _Seen:
    found = matches(page, catalogue, lent(page, before, catalogue))
    signed = {account: line for account, (line, _) in signers(page, catalogue).items()}
    return _Seen(page, best(found, personal=page.numbered), signed, tuple(found[:3]))


def lent(page: Page, before: Page | None, catalogue: Catalogue) -> Signers:
    """Who signs the page before, where the two are numbered as one paper: `1/2`, `2/2`."""
    here, there = page.printed_number, before.printed_number if before else None
    if before is None or here is None or there != (here[0] - 1, here[1]):
        return {}
    return signers(before, catalogue)


def _continues(document: _Open, seen: _Seen, catalogue: Catalogue) -> bool:
    """Whether a page goes on with the document before it."""
    if seen.page.is_empty:
        return True
    before, now = document.match, seen.match
    different = bool(before and now and _different(document, seen, catalogue))
    last = next((s.number for s in reversed(document.seen) if s.number), None)
    if last and seen.number and seen.number[1] == last[1] and seen.number[0] > last[0]:
        # The numbers go on: only another document of the account itself can begin here.
        own = different and now and seen.begins and not now.lookalike
        return not (own or (before and now and _another(document, seen, catalogue)))
    if different:
        return False
    if seen.number and seen.number[0] == 1:
        return _covers(document, seen, catalogue)
    if last and (seen.number or last[0] == last[1]):
        return False  # another count, or the last page of the one before was there
    if now and (not before or _follows_letter(before, now, catalogue)):
        return _covers(document, seen, catalogue)
    if now and before and seen.begins:
        return not (_another(document, seen, catalogue) or _of_others(document, seen))
    return True


def _different(document: _Open, seen: _Seen, catalogue: Catalogue) -> bool:
    """Whether two headings say that a new document starts, or two kinds and two people do."""
    before, now = document.match, seen.match
    if before is None or now is None or before.id == now.id:
        return False
    kind = catalogue.kinds.get(before.id)
    return _of_others(document, seen) or (seen.begins and not (kind and kind.letter))


def _of_others(document: _Open, seen: _Seen) -> bool:
    """Whether a page has somebody's number, and the pages before it have others' only."""
    here = {number for number, _ in numbers(seen.page.raw)}
    there = {number for each in document.seen for number, _ in numbers(each.page.raw)}
    return bool(here and there) and not here & there


def _follows_letter(before: Match, now: Match, catalogue: Catalogue) -> bool:
    """Whether something else than a letter begins behind one."""
    letter = _kind(before, catalogue)
    return bool(letter and letter.letter and now.heading and now.id != before.id)


def _covers(document: _Open, seen: _Seen, catalogue: Catalogue) -> bool:
    """Whether what came before is a covering letter of this page's document."""
    kind = _kind(seen.match, catalogue)
    if kind is None or not kind.covered or len(document.seen) > 1:
        return False
    first = document.seen[0]
    letter = _kind(first.match, catalogue)
    # A letter that is a document by itself is part of a certificate at most.
    if first.match and (kind.rows or not (letter and letter.letter)):
        return False
    return kind.account in first.signed and any(word in first.page.squeezed for word in _ENCLOSED)


def _another(document: _Open, seen: _Seen, catalogue: Catalogue) -> bool:
    """Whether a repeated heading opens the next document of the same kind."""
    kind = _kind(seen.match, catalogue)
    if kind is None:
        return False
    here, _ = period(kind, [seen.page], "")
    there, _ = period(kind, [s.page for s in document.seen], "")
    return here is not None and there is not None and here != there


def _kind(match: Match | None, catalogue: Catalogue) -> Kind | None:
    return catalogue.kinds.get(match.id) if match and not match.lookalike else None


def _close(document: _Open, catalogue: Catalogue, open_to: Set[int]) -> Segment:
    match = _fitting(document, catalogue)
    lacking = _lacking(document, match, catalogue) if match else None
    if lacking:
        # What has no figure in it may be a letter about such papers.
        match = _letter(document, catalogue) if lacking == "figure" else None
        lacking = None if match else lacking
    core = [seen.page for seen in document.seen if seen.match is match or _same(seen, match)]
    kind = _kind(match, catalogue)
    pages = tuple(sorted((seen.page for seen in document.seen), key=lambda page: page.number))
    total, absent = _page_count(
        document, core, covered=bool(kind and kind.covered and not kind.rows)
    )
    nearest = document.seen[0].near[:1]
    return Segment(
        pages=pages,
        core=tuple(core) + tuple(page for page in pages if page not in core),
        kind=kind.id if kind else None,
        lookalike=match.id if match and match.lookalike else None,
        accounts=(kind.account,) if kind else () if match else _accounts(document, catalogue),
        why=match.why if match else tuple(f"near {m.id}: {', '.join(m.why)}" for m in nearest),
        page_total=total,
        pages_absent=absent,
        warnings=_warnings(kind, pages, open_to),
        lacking=lacking,
    )


def _warnings(kind: Kind | None, pages: Sequence[Page], open_to: Set[int]) -> tuple[str, ...]:
    broken = any(page.broken or page.number in open_to for page in pages)
    told = {
        PAGE_UNREADABLE: broken,
        "page-without-text": any(page.is_empty and not page.broken for page in pages),
        ROWS_HIDDEN: bool(kind and substance.keeps_back(kind, pages)),
    }
    return tuple(code for code, true in told.items() if true)


def _same(seen: _Seen, match: Match | None) -> bool:
    return seen.match is not None and match is not None and seen.match.id == match.id


def _fitting(document: _Open, catalogue: Catalogue) -> Match | None:
    """What the pages of the document look like: a letter gives way to what it covers."""
    fitting = [seen.match for seen in document.seen if seen.match]
    plain = [m for m in fitting if not ((kind := _kind(m, catalogue)) and kind.letter)]
    return next(iter(plain or fitting), None)


def _letter(document: _Open, catalogue: Catalogue) -> Match | None:
    near = (match for seen in document.seen for match in seen.near if match.fits)
    return next((m for m in near if (kind := _kind(m, catalogue)) and kind.letter), None)


def _lacking(document: _Open, match: Match, catalogue: Catalogue) -> str | None:
    """What the document would need besides, to be what it looks like."""
    kind = _kind(match, catalogue)
    if kind is None:
        return None
    pages = [seen.page for seen in document.seen]
    if kind.covered and _only_covers(document, match):
        return "covers"
    if substance.without_rows(kind, pages):
        return "rows"
    if substance.shows_nothing(kind, pages):
        return "figure"
    # The columns of a statement without a heading: those of one payment are the same.
    # A line that speaks of a tax statement has its words, but no year of its own.
    dated = {PeriodForm.STATED, PeriodForm.YEAR} & {*kind.forms}
    untitled = bool(dated) and not match.heading
    return "period" if untitled and not says_when(kind, pages) else None


def _only_covers(document: _Open, match: Match) -> bool:
    """Whether all that is there is the letter in front of the document."""
    own = [seen for seen in document.seen if _same(seen, match)]
    return match.structure < _ATTACHED and all(
        any(word in seen.page.squeezed for word in _ENCLOSED_BEHIND) for seen in own
    )


def _accounts(document: _Open, catalogue: Catalogue) -> tuple[str, ...]:
    """Whose insurer signs it, or like whose documents it calls itself and is built.

    Who is named first has written it; who comes later is only spoken of. Letters and messages
    have the words of any letter: there only the letterhead counts.
    """
    # A cover sheet says nothing: the page behind it does.
    telling = [seen for seen in document.seen if len(seen.page.squeezed) > _COVER_MOST]
    first = next(iter(telling), document.seen[0])
    if not first.signed and first.page.sender(catalogue.papers) is not None:
        return ()  # plainly somebody else's
    if first.signed:
        top = min(first.signed.values())
        return tuple(sorted(a for a, line in first.signed.items() if line == top))
    built = {
        kind.account
        for near in first.near
        if near.heading and near.structure >= 2 and (kind := _kind(near, catalogue)) and kind.forms
    }
    return tuple(sorted(built))


def _page_count(
    document: _Open, core: Sequence[Page], *, covered: bool
) -> tuple[int | None, tuple[int, ...]]:
    """The printed total and the printed numbers that are not there.

    The covering letter of an attestation may be left out: nothing is lost with it. Of what has rows
    in it, the first page may be one with rows.
    """
    numbers = [seen.number for seen in document.seen if seen.number]
    if not numbers:
        return _count_of_lone(document)
    total = numbers[-1][1]  # a covering letter may have a count of its own
    there = {number for seen in document.seen for number in seen.page.printed_numbers}
    if len(numbers) < len(document.seen):
        # Pages without a number fill the places between those that have one.
        there |= _inferred(document)
    absent = set(range(1, total + 1)) - there
    if covered and core and core[0].printed_number and core[0].printed_number[0] == 2:
        absent.discard(1)
    return total, tuple(sorted(absent))


def _count_of_lone(document: _Open) -> tuple[int | None, tuple[int, ...]]:
    """The same of `Page 1`, `Page 3`: what is lost behind the last one nobody can tell."""
    told = [seen.page.lone_number for seen in document.seen]
    lone = [number for number in told if number is not None]
    if len(lone) < len(told) or sorted(set(lone)) != lone:
        return None, ()
    return lone[-1], tuple(sorted(set(range(1, lone[-1] + 1)) - {*lone}))


def _inferred(document: _Open) -> set[int]:
    found, number = set(), 0
    for seen in document.seen:
        number = seen.number[0] if seen.number else number + 1
        if seen.number or not seen.page.is_empty:  # a blank page takes nobody's place
            found.add(number)
    return found
