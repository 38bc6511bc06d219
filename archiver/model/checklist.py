"""What is asked for, what the user says, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from archiver.model.documents import Document, Person
from archiver.model.period import Period


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
        replaced: Requirements as the list has them which the user wants otherwise.
    """

    id: str
    account: str
    title: Mapping[str, str]
    requirements: tuple[Requirement, ...]
    sha256: str
    conditions: tuple[Condition, ...] = ()
    replaced: tuple[Requirement, ...] = ()

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
        word: What the user declared: never seen.
        replaced: Requirements as the list has them which the user wants otherwise.
    """

    checklist: str
    as_of: date
    holder: str | None
    documents: tuple[Document, ...]
    requirements: tuple[RequirementState, ...]
    gaps: tuple[Gap, ...]
    word: Word = Word()
    replaced: tuple[Requirement, ...] = ()

    @property
    def waived(self) -> tuple[Waiver, ...]:
        """What the user declared not to exist."""
        return self.word.waivers

    @property
    def holder_sure(self) -> bool:
        """Whether nobody else may be the holder, going by the documents."""
        return not any(gap.cause == "holder-undecided" for gap in self.gaps)

    @property
    def safe_to_delete(self) -> bool:
        return not any(gap.level is Level.REQUIRED for gap in self.gaps)
