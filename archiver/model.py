"""The values that travel through the program; the words of the contract as types.

Everything here is frozen. `None` always means *unknown*. Pages, months and lines count
from 1. Periods are closed at both ends.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Self


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


class Level(StrEnum):
    """How much a gap matters; only `REQUIRED` ones stand in the way of the deletion."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    NOTE = "note"


class GapType(StrEnum):
    """The sorts of gaps."""

    MISSING = "missing"
    STALE = "stale"
    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    CONFLICT = "conflict"
    OTHER_PERSON = "other-person"
    PARTIAL = "partial"
    UNSEARCHABLE = "unsearchable"
    UNRECOGNISED = "unrecognised"


class State(StrEnum):
    """How far a requirement is met.

    `INACTIVE`: its condition (a sick leave, say) was not declared, so nothing is expected.
    """

    MET = "met"
    MISSING = "missing"
    STALE = "stale"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days, closed at both ends.

    Attributes:
        start: First day covered.
        end: Last day covered; the same as `start` for a single day.

    Raises:
        ValueError: If `end` is before `start`.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends before it starts: {self.start}..{self.end}")

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """The calendar month; `month` counts from 1."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Self:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def months(self) -> Iterator["Period"]:
        """Each calendar month that this period touches, earliest first."""
        day = self.start.replace(day=1)
        while day <= self.end:
            month = Period.month(day.year, day.month)
            yield month
            if month.end == date.max:
                return
            day = month.end + timedelta(days=1)

    def covers(self, other: "Period") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end

    @property
    def is_month(self) -> bool:
        """Whether this is exactly one calendar month."""
        return self == Period.month(self.start.year, self.start.month)

    @property
    def is_whole_months(self) -> bool:
        """Whether this starts on the first day of a month and ends on the last day of one."""
        last = Period.month(self.end.year, self.end.month).end
        return self.start.day == 1 and self.end == last

    @property
    def is_year(self) -> bool:
        """Whether this is exactly one calendar year."""
        return self == Period.year(self.start.year)


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
    HTML = "html"
    MESSAGE = "message"
    EMPTY = "empty"
    OTHER = "other"


class Trouble(StrEnum):
    """Why a file gives no (full) text; the code stands in reports and sentences."""

    EMPTY = "empty"
    WEB_PAGE = "web-page"
    NOT_A_PDF = "not-a-pdf"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """One page as the reader saw it.

    Attributes:
        text: In the order of the content stream; empty for a scan that was not read.
        pictures: Whether the page holds at least one image.
        ocr: Whether the text was read from a picture of the page.
    """

    text: str
    pictures: bool = False
    ocr: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader got out of one file.

    Attributes:
        media: What the file is, by its content.
        pages: Its pages; empty when it could not be read, one (without text) for a picture.
        trouble: Why it is not a sound document, else `None`.
        warnings: Codes such as `dynamic-form`, `page-unreadable`.
    """

    media: Media
    pages: tuple[PageText, ...] = ()
    trouble: Trouble | None = None
    warnings: tuple[str, ...] = ()


#: Warning of a file that opens with its own passphrase only, and was opened with that.
OPENED = "opened-with-passphrase"
#: Warning of a statement whose lines do not add up to the total printed on it.
SUM_DIFFERS = "sum-differs"


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
        unread: How many lines look like one of these and cannot be read safely.
    """

    lines: tuple[Line, ...] = ()
    total: Decimal | None = None
    sums: Sums = Sums.UNCHECKED
    unread: int = 0


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something missing or doubtful.

    Attributes:
        type: The sort of gap.
        level: How much it matters.
        requirement: Id of the requirement of the checklist that it belongs to, if any.
        kind: Id of the kind in question, if any.
        period: The days in question, if any; one calendar month for a monthly document.
        path: The file in question, if any.
        cause: A code that picks the sentence, e.g. `window`, `current-month`, `too-old`,
            or a `Trouble`.
        facts: What the sentence needs beside the fields above, as (name, value).
    """

    type: GapType
    level: Level
    requirement: str | None = None
    kind: str | None = None
    period: Period | None = None
    path: str | None = None
    cause: str = ""
    facts: tuple[tuple[str, str | int | date], ...] = ()


class Slot(StrEnum):
    """How documents of a requirement line up in time.

    `MONTH`, `YEAR`: one for each calendar month or year of a window before the as-of day.
    `EVENT`: each leave that was declared, whole. `LATEST`: only the newest counts.
    `ANY`: one at least, of whatever date.
    """

    MONTH = "month"
    YEAR = "year"
    EVENT = "event"
    LATEST = "latest"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One line of a checklist: what should be there.

    Attributes:
        id: Unique in its checklist.
        kind: Id of the kind that satisfies it.
        level: How much its absence matters.
        slot: How its documents line up in time.
        back: Length of the window, in months or years before the one of the as-of day; 0 for
            `LATEST` and `ANY`.
        soft: How many of the oldest slots the account may no longer offer.
        fresh_days: Greatest age at the as-of day, in days; `None` when age does not matter.
        covers_as_of: Whether its validity has to include the as-of day.
        condition: What has to be declared before it counts, e.g. `sick-leave`; else `None`.
        each_person: Whether all who were declared have to be on a valid one.
        doubted_by: Kinds that speak against the word that there is nothing for a month.
        where: Language -> where in the account it is found.
        remark: Language -> what one should know about it; may be empty.
        keep: Language -> how long to keep it; may be empty.
        keep_years: The same as years after the last day it is about; `None` for no such time.
    """

    id: str
    kind: str
    level: Level
    slot: Slot
    back: int = 0
    soft: int = 0
    fresh_days: int | None = None
    covers_as_of: bool = False
    condition: str | None = None
    each_person: bool = False
    doubted_by: tuple[str, ...] = ()
    where: Mapping[str, str]
    remark: Mapping[str, str]
    keep: Mapping[str, str] = field(default_factory=dict)
    keep_years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What only the user knows, and what some requirements wait for.

    Attributes:
        id: As requirements and `declared` name it.
        ask: Language -> the question, to be answered by yes or no. `{year}` in it stands for the
            year before that of the deletion.
        why: Language -> what the answer is for; may be empty.
        after: Conditions one of which has to hold for the question to make sense; empty for none.
    """

    id: str
    ask: Mapping[str, str]
    why: Mapping[str, str]
    after: tuple[str, ...] = ()

    def asked(self, lang: str, as_of: date) -> str:
        """The question, for a deletion on that day."""
        return self.ask[lang].replace("{year}", str(as_of.year - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What one sort of account holds and has to yield before it is closed.

    Attributes:
        id: Name of the checklist, e.g. `ameli`.
        account: The account whose documents it is about; kinds name theirs too.
        title: Language -> name of the account for people.
        requirements: In the order of the report.
        sha256: Digest of the file it came from.
        conditions: What can be asked, in the order of the questions.
    """

    id: str
    account: str
    title: Mapping[str, str]
    requirements: tuple[Requirement, ...]
    sha256: str
    conditions: tuple[Condition, ...] = ()

    def condition(self, id: str | None) -> Condition | None:
        """What can be asked under that name; `None` if nothing is."""
        return next((each for each in self.conditions if each.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementState:
    """How far one requirement of the checklist is met.

    Attributes:
        id: As in the checklist.
        kind: The kind it asks for.
        level: How much it matters.
        state: The result.
        met: Slots (months, years ...) that a document fills.
        expected: Slots in all; 0 while the requirement is inactive.
        slots: Each slot's period and whether it is filled, earliest first; empty when the
            requirement has no slots in time.
    """

    id: str
    kind: str
    level: Level
    state: State
    met: int
    expected: int
    slots: tuple[tuple[Period, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """The user's word that there is no such document: declared, never seen."""

    requirement: str
    period: Period | None
    reason: str
    declared: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What only the user knows, and no document shows.

    Attributes:
        waivers: "There is no such document".
        declared: Conditions that hold.
        holder: Whose account it is.
        people: Who else is insured through it.
        leaves: The holder's leaves with daily allowances.
    """

    waivers: tuple[Waiver, ...] = ()
    declared: frozenset[str] = frozenset()
    holder: Person | None = None
    people: tuple[Person, ...] = ()
    leaves: tuple[Period, ...] = ()


class Stage(StrEnum):
    """How far the closing of the account has come, as the user notes it; in its order."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The user's word on what a file is: declared, never seen.

    Attributes:
        sha256: Of the file's bytes, lower-case hex: wherever it lies, and whatever its name.
        kind: Id of a kind.
        period: The days it is about.
        person: Whose it is.
        file: Its name when it was labelled, for people.
        declared: When.
    """

    sha256: str
    kind: str
    period: Period | None = None
    person: str | None = None
    file: str = ""
    declared: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The comparison of what was found with what the checklist asks for.

    Attributes:
        checklist: Id of the checklist.
        as_of: The day on which the account is to be deleted.
        holder: The account's holder as printed on the documents; `None` when unknown.
        documents: All documents, by path and page.
        requirements: In the checklist's order.
        gaps: The most important first.
        waived: What the user declared not to exist.
    """

    checklist: str
    as_of: date
    holder: str | None
    documents: tuple[Document, ...]
    requirements: tuple[RequirementState, ...]
    gaps: tuple[Gap, ...]
    waived: tuple[Waiver, ...] = ()

    @property
    def safe_to_delete(self) -> bool:
        return not any(gap.level is Level.REQUIRED for gap in self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of an archive in another folder.

    Attributes:
        path: Where it lies.
        verified: Whether it was read back and is the archive, byte for byte.
        same_disk: Whether it lies on the archive's own file system, and goes when that goes.
        reason: Why it could not be made, in the system's words.
        errno: The system's number for that.
    """

    path: str
    verified: bool
    same_disk: bool
    reason: str | None = None
    errno: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """The word of a time-stamping authority on when an archive was sealed at the latest.

    Attributes:
        time: By its clock, in UTC.
        authority: What its certificate calls it; somebody else's text.
        certificate: SHA-256 of that certificate, lower-case hex.
        policy: Object identifier of the rules that it says it follows.
    """

    time: datetime
    authority: str
    certificate: str
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive that was written and passed its check.

    Attributes:
        path: Where it lies.
        sha256: Lower-case hex digest of the file.
        size: In bytes.
        pages: In all, front matter included.
        seal: SHA-256 fingerprint of the certificate, lower-case hex; `None` without a seal.
        locked: Whether it needs a passphrase.
        verified: Whether it passed the full check after writing.
        copies: Those that were asked for.
        timestamp: On the seal, if one was asked for.
    """

    path: str
    sha256: str
    size: int
    pages: int
    seal: str | None
    verified: bool
    locked: bool = False
    copies: tuple[Copy, ...] = ()
    timestamp: Timestamp | None = None

    @property
    def disks(self) -> int:
        """On how many disks it lies, as far as that was checked."""
        return 1 + sum(copy.verified and not copy.same_disk for copy in self.copies)


class SealState(StrEnum):
    """What the seal says."""

    VALID = "valid"
    BROKEN = "broken"
    ABSENT = "absent"


class SidecarState(StrEnum):
    """What the `.sha256` file beside the archive says."""

    MATCH = "match"
    MISMATCH = "mismatch"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCheck:
    """The seal of an archive, checked.

    Attributes:
        state: The result.
        fingerprint: Of the certificate, lower-case hex.
        known: Whether the keyring remembers it; `None` when that could not be asked.
        signed_at: As the archive claims.
        timestamp: What a time-stamping authority says to it, if one was asked.
    """

    state: SealState
    fingerprint: str | None = None
    known: bool | None = None
    signed_at: datetime | None = None
    timestamp: Timestamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with an archive; `code` picks the sentence.

    Attributes:
        code: E.g. `seal-broken`, `seal-removed`, `appended`, `original-damaged`.
        name: The attachment or page it is about, if any.
    """

    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What the check of an archive found.

    Attributes:
        path: The archive.
        seal: Its seal.
        sidecar: The `.sha256` file beside it.
        originals_expected: Attachments that the manifest names.
        originals_intact: How many of them have the size and digest the manifest gives.
        whole: Attachment names of those.
        damaged: Attachment names whose bytes differ.
        missing: Attachment names in the manifest but not in the file.
        extra: Attachment names in the file but not in the manifest.
        pages_expected: Pages of documents that the manifest names.
        pages_matching: Those that show the same as the original.
        differing: Page labels (the archive's numbers) that do not.
        unchecked: Those whose original opens only with a passphrase that was not given.
        problems: All findings, gravest first; the archive is intact when there are none.
    """

    path: str
    seal: SealCheck
    sidecar: SidecarState
    originals_expected: int = 0
    originals_intact: int = 0
    whole: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    pages_expected: int = 0
    pages_matching: int = 0
    differing: tuple[int, ...] = ()
    unchecked: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def intact(self) -> bool:
        return not self.problems
