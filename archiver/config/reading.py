"""Reading archiver.toml, strictly."""

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from archiver.errors import UnknownRequirement, WrongPeriod
from archiver.model import (
    Checklist,
    Label,
    Level,
    Period,
    Person,
    Requirement,
    Slot,
    Stage,
    Waiver,
)
from archiver.tables import Table
from archiver.text import likely

NAME = "archiver.toml"
DEFAULT = "ameli"

#: Declared by itself as soon as a leave is: nobody has to say both.
LEAVE = "sick-leave"

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_NUMBER = re.compile(r"[0-9AB]{13}")
_CONTROL = re.compile(r"[\x00-\x1f]")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_OLDEST = 3660  # age, in days
_LONGEST = 600  # window, in months or years


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What the user wants otherwise in one requirement; `None` where it stays as it is."""

    level: Level | None = None
    back: int | None = None
    fresh_days: int | None = None

    def applied(self, requirement: Requirement) -> Requirement:
        """The requirement as the user wants it."""
        back = requirement.back if self.back is None else self.back
        # How far back the account goes does not change with what is asked for.
        offered = requirement.back - requirement.soft
        return replace(
            requirement,
            level=self.level or requirement.level,
            back=back,
            soft=max(0, back - offered) if requirement.soft else 0,
            fresh_days=requirement.fresh_days if self.fresh_days is None else self.fresh_days,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What an archiver.toml says; all of it may be absent.

    Attributes:
        file: Where it lies; `None` if there is none.
        checklist: What to compare with, with the overrides applied.
        name: The checklist by its name or file, as it was given.
        as_of: The day of the deletion.
        sources: Where the documents are.
        holder: Whose account it is.
        people: Who else is insured through it.
        declared: Conditions that hold.
        leaves: When the holder was on leave with daily allowances.
        waivers: What does not exist, by the user's word.
        labels: What files are, by the user's word.
        journal: When the closing was asked for, confirmed, done.
    """

    file: Path | None = None
    checklist: Checklist
    name: str = DEFAULT
    as_of: date | None = None
    sources: tuple[Path, ...] = ()
    holder: Person | None = None
    people: tuple[Person, ...] = ()
    declared: frozenset[str] = frozenset()
    leaves: tuple[Period, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    labels: tuple[Label, ...] = ()
    journal: Mapping[Stage, date] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)

    def day(self, today: date) -> date:
        """The day to compare for: that of the deletion, or today.

        A day that is over says nothing of what has come since, unless the account is closed.
        """
        over = self.as_of is not None and self.as_of < today and Stage.CLOSED not in self.journal
        return today if over or self.as_of is None else self.as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the names in an archiver.toml may be.

    Attributes:
        load: Reads a checklist.
        shipped: The checklists that ship: a file may speak of several accounts.
        kinds: Ids of all kinds.
    """

    load: Callable[[str | Path], Checklist]
    shipped: Collection[str]
    kinds: Collection[str]

    def requirements(self, used: Checklist) -> dict[str, Requirement]:
        """Those of all checklists, by id; those of the one in use win."""
        every = [*(self.load(name) for name in self.shipped), used]
        return {each.id: each for checklist in every for each in checklist.requirements}


def find(start: Path) -> Path | None:
    """The nearest archiver.toml, in *start* or in a folder above it."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    return None


def load(file: Path | None, known: Known, *, name: str | None = None) -> Config:
    """Read an archiver.toml.

    Args:
        file: `None` if there is none.
        known: What the names in it may be.
        name: The checklist asked for on the command line: it wins.

    Raises:
        InvalidTable: If it breaks the format; file, line and key are named.
        UnknownChecklist: If there is no checklist of that name.
    """
    if file is None:
        return Config(checklist=known.load(name or DEFAULT), name=name or DEFAULT)
    return _Reader(Table.load(file), file, known).config(name)


class _Reader:
    """Takes an archiver.toml apart; every complaint names the line."""

    def __init__(self, table: Table, file: Path, known: Known) -> None:
        self._table, self._file, self._known = table, file, known

    def config(self, name: str | None) -> Config:
        table = self._table
        named = _checklist(table.take("checklist", str, None), self._file)
        if named and not (Path(named).suffix == ".toml" or named in self._known.shipped):
            raise table.wrong("checklist", ", ".join(sorted(self._known.shipped)))
        used = name or named or DEFAULT
        checklist = self._known.load(used)
        requirements = self._known.requirements(checklist)
        conditions = {r.condition for r in requirements.values() if r.condition} | {LEAVE}
        leaves = tuple(_leave(each) for each in table.tables("leave", optional=True))
        overrides = self._overrides(requirements)
        config = Config(
            file=self._file,
            checklist=_overridden(checklist, overrides, table),
            name=used,
            as_of=table.take("as_of", date, None),
            sources=tuple(self._file.parent / path for path in _paths(table)),
            holder=self._holder(),
            people=tuple(_person(each) for each in table.tables("person", optional=True)),
            declared=_declared(table, conditions) | ({LEAVE} if leaves else set()),
            leaves=leaves,
            waivers=tuple(
                _waiver(each, requirements) for each in table.tables("waiver", optional=True)
            ),
            labels=tuple(
                _label(each, self._known.kinds) for each in table.tables("label", optional=True)
            ),
            journal=_journal(table.table("journal", optional=True)),
            overrides=overrides,
        )
        table.finish()
        return config

    def _holder(self) -> Person | None:
        table = self._table.table("holder", optional=True)
        name, number = table.take("name", str, None), _number(table)
        if name is not None:
            _filled(table, "name", name)
        return Person(name=name, nir=number) if name or number else None

    def _overrides(self, requirements: Mapping[str, Requirement]) -> dict[str, Override]:
        table = self._table.table("requirement", optional=True)
        found = {}
        for id in table.left():
            if id not in requirements:
                raise table.wrong(id, _likely(id, requirements))
            found[id] = _override(table.table(id), requirements[id])
        return found


def _paths(table: Table) -> tuple[str, ...]:
    paths = table.strings("sources", ())
    if any(map(_CONTROL.search, paths)):
        # "C:\\temp" is no folder but a tabulator: TOML takes it, so we have to tell.
        raise table.wrong("sources", "C:/…, //…/…")
    return paths


def _checklist(named: str | None, file: Path) -> str | None:
    """A file is meant as seen from the archiver.toml, not from wherever the program is called."""
    beside = file.parent / named if named else None
    return str(beside) if beside and beside.suffix == ".toml" and beside.is_file() else named


def _likely(name: str, known: Collection[str]) -> str:
    return ", ".join(likely(name, known))


def _override(table: Table, requirement: Requirement) -> Override:
    # As in a checklist, keys that mean nothing for a slot are not taken, so they are reported.
    level = table.choice("level", Level) if "level" in table.left() else None
    back = fresh = None
    if requirement.slot in (Slot.MONTH, Slot.YEAR):
        back = _within(table, "back", range(1, _LONGEST + 1))
    if requirement.slot is Slot.LATEST:
        fresh = _within(table, "fresh_days", range(_OLDEST + 1))
    return Override(level=level, back=back, fresh_days=fresh)


def _within(table: Table, key: str, allowed: range) -> int | None:
    value = table.take(key, int, None)
    if value is not None and value not in allowed:
        raise table.wrong(key, f"{allowed[0]}..{allowed[-1]}")
    return value


def _overridden(checklist: Checklist, overrides: Mapping[str, Override], table: Table) -> Checklist:
    changed = tuple(
        overrides[r.id].applied(r) if r.id in overrides else r for r in checklist.requirements
    )
    # As of a checklist: what asks for nothing would call every dossier safe.
    if not any(r.level is Level.REQUIRED and r.condition is None for r in changed):
        raise table.wrong("requirement", f'level = "{Level.REQUIRED}"')
    before = zip(checklist.requirements, changed, strict=True)
    replaced = tuple(old for old, new in before if old != new)
    return replace(checklist, requirements=changed, replaced=replaced)


def _declared(table: Table, known: Collection[str]) -> frozenset[str]:
    declared = table.strings("declared", ())
    for name in declared:
        if name not in known:
            raise table.wrong("declared", _likely(name, known))
    return frozenset(declared)


def _number(table: Table) -> str | None:
    given = table.take("number", str, None)
    number = re.sub(r"[\s.-]", "", given or "").upper()
    if given is None:
        return None
    from stdnum.fr import nir  # only those who give a number pay for it

    body, key = number[:13], number[13:]
    # A mistyped number would be somebody else's.
    if not _NUMBER.fullmatch(body) or (key and not nir.is_valid(number)):
        raise table.wrong("number", "number")
    return body


def _person(table: Table) -> Person:
    return Person(name=_filled(table, "name", table.take("name", str)), nir=_number(table))


def _filled(table: Table, key: str, value: str) -> str:
    """A text that must not be empty; what is expected is called like its key."""
    if not value.strip():
        raise table.wrong(key, key)
    return value


def _leave(table: Table) -> Period:
    start, end = table.take("from", date), table.take("to", date)
    if end < start:
        raise table.wrong("to", f">= {start.isoformat()}")
    return Period(start, end)


def _waiver(table: Table, requirements: Collection[str]) -> Waiver:
    requirement = table.take("requirement", str)
    if requirement not in requirements:
        raise table.wrong("requirement", _likely(requirement, requirements))
    return Waiver(
        requirement=requirement,
        period=_period(table),
        reason=_filled(table, "reason", table.take("reason", str)),
        declared=table.take("declared", date),
    )


def _label(table: Table, kinds: Collection[str]) -> Label:
    sha256 = table.take("sha256", str)
    if not _DIGEST.fullmatch(sha256):
        raise table.wrong("sha256", "0-9 a-f, 64")
    kind = table.take("kind", str)
    if kind not in kinds:
        raise table.wrong("kind", _likely(kind, kinds))
    return Label(
        sha256=sha256,
        kind=kind,
        period=_period(table),
        person=table.take("person", str, None),
        file=table.take("file", str, ""),
        declared=table.take("declared", date),
    )


def _journal(table: Table) -> dict[Stage, date]:
    days = {stage: table.take(stage.value, date, None) for stage in Stage}
    return {stage: day for stage, day in days.items() if day}


def _period(table: Table) -> Period | None:
    text = table.take("period", str, None)
    try:
        return None if text is None else period(text)
    except WrongPeriod:
        raise table.wrong("period", "2025, 2025-08, 2025-08..2025-10, 2025-08-14") from None


# --- Periods as people type them


def period(text: str) -> Period:
    """`2025`, `2025-08`, `2025-08-14`, or two of them: `2025-08..2025-10`.

    Raises:
        WrongPeriod: If it is none of these.
    """
    first, dots, last = text.strip().partition("..")
    try:
        start, end = _span(first.strip()), _span(last.strip()) if dots else None
        return Period(start.start, end.end) if end else start
    except ValueError:
        raise WrongPeriod(text) from None


def _span(text: str) -> Period:
    if re.fullmatch(r"\d{4}", text):
        return Period.year(int(text))
    if match := _MONTH.fullmatch(text):
        year, month = map(int, match.groups())
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    day = date.fromisoformat(text)
    return Period(day, day)


def written(span: Period | None) -> str | None:
    """A period in the shortest of these forms."""
    if span is None:
        return None
    if span.is_year or span.is_month:
        return f"{span.start:%Y}" if span.is_year else f"{span.start:%Y-%m}"
    last = monthrange(span.end.year, span.end.month)[1]
    if span.start.day == 1 and span.end.day == last:
        return f"{span.start:%Y-%m}..{span.end:%Y-%m}"
    return f"{span.start.isoformat()}..{span.end.isoformat()}"


def requirement(id: str, checklist: Checklist) -> Requirement:
    """The requirement the user means.

    Raises:
        UnknownRequirement: If the checklist has none of that name.
    """
    known = {each.id: each for each in checklist.requirements}
    if id not in known:
        raise UnknownRequirement(id, known=_likely(id, known))
    return known[id]
