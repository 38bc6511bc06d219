"""Files, what is read in them, and the documents that they turn out to be."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from archiver.model.period import Period


class Status(StrEnum):
    """What could be made of a file."""

    RECOGNISED = "recognised"
    UNRECOGNISED = "unrecognised"
    UNREADABLE = "unreadable"
    UNSEARCHABLE = "unsearchable"
    PARTIAL = "partial"
    DUPLICATE = "duplicate"
    UNRELATED = "unrelated"


#: Files that may be the very document that is missing: archived as they are, and reported.
DOUBTFUL = frozenset({Status.UNRECOGNISED, Status.UNREADABLE, Status.UNSEARCHABLE, Status.PARTIAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named on a document.

    Attributes:
        name: As printed, without the courtesy title, e.g. `MARTIN Claire`.
        nir: The first 13 characters of the social security number, no spaces. Never shown.
    """

    name: str | None = None
    nir: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file found in the sources, as bytes.

    Attributes:
        path: As given on the command line, `/` between folders and NFC; `outer.zip!inner.pdf`
            for a member.
        size: In bytes.
        sha256: Lower-case hex digest, taken while reading; `None` when the file was not read
            to the end (too large and plainly no document, or it could not be opened).
        data: The content; `None` exactly when `sha256` is, or when it is no document at all.
        head: The first bytes (at most 4,096), to tell what it is.
        trouble: Why it could not be read (the system's words), else `None`.
    """

    path: str
    size: int
    sha256: str | None
    data: bytes | None
    head: bytes = b""
    trouble: str | None = None


class Media(StrEnum):
    """What a file is, by its content."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    HEIC = "heic"
    WEBP = "webp"
    GIF = "gif"
    BMP = "bmp"
    HTML = "html"
    MESSAGE = "message"
    EMPTY = "empty"
    OTHER = "other"


#: What is a picture: its text has to be read from it.
PICTURES = frozenset(
    {Media.JPEG, Media.PNG, Media.TIFF, Media.HEIC, Media.WEBP, Media.GIF, Media.BMP}
)


class Trouble(StrEnum):
    """Why a file gives no (full) text; the code stands in reports and sentences."""

    EMPTY = "empty"
    BLANK = "blank"
    WEB_PAGE = "web-page"
    NOT_A_PDF = "not-a-pdf"
    PACKED = "packed"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    TRUNCATED = "truncated"
    LOCKED = "locked"
    REFUSED = "refused"
    TOO_SLOW = "too-slow"
    CRASHED = "crashed"
    TOO_LARGE = "too-large"
    UNFINISHED = "unfinished"
    CANNOT_OPEN = "cannot-open"
    PICTURE = "picture"
    OCR_ABSENT = "ocr-absent"
    OCR_NO_FRENCH = "ocr-no-french"
    OCR_FAILED = "ocr-failed"


#: The file is a picture, and its text could not be read, or not well enough.
UNREAD = frozenset({Trouble.PICTURE, Trouble.OCR_ABSENT, Trouble.OCR_NO_FRENCH, Trouble.OCR_FAILED})

#: Warnings: the text was read from a picture; and not surely enough to say what it is.
OCR, OCR_UNSURE = "ocr", "ocr-unsure"


#: Stands in the text of a picture for a number that may be misread: without it a day would be gone
#: without a trace, and its month be taken for a whole one.
ILLEGIBLE = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """One page as the reader saw it.

    Attributes:
        text: In the order of the content stream; empty for a scan that was not read.
        pictures: Whether the page holds at least one image.
        ocr: Whether the text was read from a picture of the page, here or by a scanner.
        blank: Whether nothing at all is drawn on it.
        broken: Whether it cannot be opened, or not be read to its end: words may be missing.
    """

    text: str
    pictures: bool = False
    ocr: bool = False
    blank: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader got out of one file.

    Attributes:
        media: What the file is, by its content.
        pages: Its pages; empty when it could not be read, one (without text) for a picture.
        trouble: Why it is not a sound document, else `None`.
        warnings: Codes such as `dynamic-form`.
    """

    media: Media
    pages: tuple[PageText, ...] = ()
    trouble: Trouble | None = None
    warnings: tuple[str, ...] = ()


#: Warning of a file that opens with its own passphrase only, and was opened with that.
OPENED = "opened-with-passphrase"
#: Warning: what it is, or which days it is about, was declared, not seen.
LABELLED = "labelled"
#: Warning: in place of a document, it says that there was none to show.
NOT_LOADED = "not-loaded"
#: Warning of a statement whose lines do not add up to the total printed on it.
SUM_DIFFERS = "sum-differs"
#: Warning: they do not, but that may be our reading. And: there is a total, but not every line
#: could be read.
SUM_UNSURE, LINES_UNREAD = "sum-unsure", "lines-unread"
#: Warning of a statement without a total, where all those around it, built alike, have one.
TOTAL_LOST = "total-lost"
#: Warning: a page of it, or one that may be its, cannot be read to its end.
PAGE_UNREADABLE = "page-unreadable"
#: The document says itself that there are more rows than it shows.
ROWS_HIDDEN = "rows-hidden"
# What is paid in a month or year is known some days before that is over: late in a month nothing
# more is paid, and papers are made out then.
_EARLY = timedelta(days=5)


class Sums(StrEnum):
    """Whether the lines of a statement add up to the total printed on it.

    `UNCHECKED`: nothing is printed that they can be compared with beyond doubt.
    """

    AGREE = "agree"
    DISAGREE = "disagree"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a statement: an act of care, a deduction, or some days' allowance.

    Attributes:
        day: Of the care; the first day of an allowance.
        until: The last day of an allowance; `None` for care.
        label: As printed, codes included.
        person: The one cared for, as printed.
        paid: What was paid to the practitioner, in euros like all that follows.
        base: What the rate is applied to; for an allowance, the sum for one day.
        rate: In per cent.
        days: How many days of allowance.
        amount: What the insurer paid; below zero for a deduction.
        paid_on: When the insurer paid it.
        third_party: Whether it was paid to somebody else, and is named for information only.
        page: Of the file, counted from 1.
    """

    day: date | None
    label: str
    amount: Decimal
    until: date | None = None
    person: str | None = None
    paid: Decimal | None = None
    base: Decimal | None = None
    rate: Decimal | None = None
    days: int | None = None
    paid_on: date | None = None
    third_party: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The lines of one statement, and whether they are all there.

    Attributes:
        lines: In the order of the pages.
        total: What was paid to the insured in all, as printed; `None` when not beyond doubt.
        sums: Whether the lines add up to it.
        differing: Where they do not, what they make and what is printed; `total` is not set if
            that is what others were paid.
        unread: How many lines look like one of these and cannot be read safely.
        sure: Whether every line was read, and bears itself out.
        totalled: Whether a total of any sort is printed.
        counted: How many days of allowance are told of in words, where no row was read.
        expected: What the lines may have to add up to, as printed.
        beside: The other sums outside of the table, each with the words of its line, squeezed;
            without words where these say that it is no total.
    """

    lines: tuple[Line, ...] = ()
    total: Decimal | None = None
    sums: Sums = Sums.UNCHECKED
    differing: tuple[Decimal, Decimal] | None = None
    unread: int = 0
    sure: bool = False
    totalled: bool = False
    counted: int | None = None
    expected: tuple[Decimal, ...] = ()
    beside: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What one document inside a file is, and why.

    Attributes:
        pages: The pages of the file that it takes, counted from 1.
        kind: Id of a kind in `data/kinds/`; `None` when no rule matched beyond doubt.
        also: Further kinds that it serves.
        period: The days it is about (for an attestation: its validity).
        issued: The day it was made out.
        person: The insured person it was made out to.
        people: Everybody named on it with a number, the insured included.
        family: The number that all of a family share at the insurer. Never shown.
        lookalike: Id of a file in `data/lookalikes/`: plainly something else.
        accounts: Those for whose insurer its letterhead (or its build) speaks.
        suggests: Conditions of a checklist that it makes likely, e.g. `sick-leave`.
        page_total: The total printed as `Page x/y`; `None` when not printed.
        pages_absent: Printed page numbers that are not there.
        digest: Hash of its words without issue date; equal for a document downloaded again.
        printed: Its lines as printed, numbers masked, without what changes with each download.
        why: What matched, for people: `role: snippet`, best first.
        warnings: Codes such as `period-from-name`.
        statement: Its lines, where its kind has any.
    """

    pages: tuple[int, ...]
    kind: str | None = None
    also: tuple[str, ...] = ()
    period: Period | None = None
    issued: date | None = None
    person: Person | None = None
    people: tuple[Person, ...] = ()
    family: str | None = None
    lookalike: str | None = None
    accounts: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    page_total: int | None = None
    pages_absent: tuple[int, ...] = ()
    digest: str = ""
    printed: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    statement: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document found in the sources, with all that is known about it.

    A file is never dropped for being unreadable: it keeps its place with a status that says
    so. A file that holds several documents gives several of these, with the same `path`.

    Attributes:
        path: As given on the command line; `outer.zip!inner.pdf` for a member.
        sha256: Lower-case hex digest of the file's bytes; `None` when it was not read.
        size: Of the file, in bytes.
        status: What could be made of it.
        media: What the file is, by its content.
        source_pages: The pages of the file that it takes, counted from 1.
        kind: Id of a kind in `data/kinds/`.
        also: Further kinds that it serves.
        period: The days it is about (for an attestation: its validity).
        issued: The day it was made out.
        person: The insured person it was made out to, as printed.
        nir: That person's number, 13 characters. Never shown.
        family: The number that all of a family share at the insurer. Never shown.
        people: Everybody named on it, the insured included.
        duplicate_of: Path of the document that this one repeats.
        trouble: Why it is not a sound document.
        lookalike: Id of a file in `data/lookalikes/`, when it is plainly something else.
        speaks: Whether its name or content speaks for the account.
        suggests: Conditions of a checklist that it makes likely.
        page_total: The total printed as `Page x/y`; `None` when not printed.
        pages_absent: Printed page numbers that are not there.
        digest: Hash of its words; see `Recognition`.
        printed: Its lines; see `Recognition`.
        why: What matched, for people.
        warnings: Codes, see the contract.
        statement: Its lines, where its kind has any.
    """

    path: str
    sha256: str | None
    size: int
    status: Status
    media: Media = Media.PDF
    source_pages: tuple[int, ...] = ()
    kind: str | None = None
    also: tuple[str, ...] = ()
    period: Period | None = None
    issued: date | None = None
    person: str | None = None
    nir: str | None = None
    family: str | None = None
    people: tuple[Person, ...] = ()
    duplicate_of: str | None = None
    trouble: Trouble | None = None
    lookalike: str | None = None
    speaks: bool = False
    suggests: tuple[str, ...] = ()
    page_total: int | None = None
    pages_absent: tuple[int, ...] = ()
    digest: str = ""
    printed: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    statement: Statement | None = None

    @property
    def reach(self) -> Period | None:
        """The days that it can tell of: of those it is about, none long after it was made out.

        What came later nobody could know then. `None` if no day is left. The user's word on its
        days is taken as it is, and so is what its own lines say: then the day was another one's.
        """
        period, issued = self.period, self.issued
        if not (period and issued) or LABELLED in self.warnings or self._outlasts(issued):
            return period
        if issued < period.start:
            return None
        early = period.end - issued > _EARLY
        return Period(period.start, issued + _EARLY) if early else period

    def _outlasts(self, day: date) -> bool:
        """Whether something in its lines happened, or was paid, after that day."""
        lines = self.statement.lines if self.statement else ()
        return any(told and told > day for line in lines for told in (line.day, line.paid_on))
