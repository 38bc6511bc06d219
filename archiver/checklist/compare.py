"""The comparison: pure checks, each of which returns gaps and never stops the next.

A gap is never raised, a document is never changed. `required` gaps alone decide whether it
is safe to delete the account.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from archiver.checklist.holder import belongs, infer, names
from archiver.model import (
    DOUBTFUL,
    Checklist,
    Document,
    Gap,
    GapType,
    Level,
    Period,
    Person,
    Report,
    Requirement,
    RequirementState,
    Slot,
    State,
    Status,
    Waiver,
)


@dataclass(frozen=True)
class Dossier:
    """Everything a check may look at.

    Attributes:
        checklist: What has to be there.
        documents: What was found, sorted.
        as_of: The day of the deletion.
        holder: Whose account it is.
        declared: Conditions that the user declared.
        waivers: What the user declared not to exist.
    """

    checklist: Checklist
    documents: tuple[Document, ...]
    as_of: date
    holder: Person | None
    declared: frozenset[str]
    waivers: tuple[Waiver, ...]

    @cached_property
    def active(self) -> tuple[Requirement, ...]:
        """Requirements without a condition, or whose condition was declared."""
        return tuple(
            r
            for r in self.checklist.requirements
            if not r.condition or r.condition in self.declared
        )

    def held(self, requirement: Requirement) -> list[Document]:
        """The holder's recognised documents of the requirement's kind, whole or not."""
        mine = names if requirement.slot is Slot.LATEST else belongs
        return [
            d
            for d in self.documents
            if d.status is Status.RECOGNISED
            and requirement.kind in (d.kind, *d.also)
            and mine(d, self.holder)
        ]

    def whole(self, requirement: Requirement) -> list[Document]:
        """Those without a lost page: only they fill a slot."""
        return [d for d in self.held(requirement) if not d.pages_absent]

    def slots(self, requirement: Requirement) -> list[tuple[Period, bool]]:
        """Each slot of the window and whether documents fill it, earliest first."""
        periods = [d.period for d in self.whole(requirement) if d.period]
        return [(slot, _covered(slot, periods)) for slot in window(requirement, self.as_of)]

    def fresh(self, requirement: Requirement) -> bool:
        """Whether one whole document is young and valid enough."""
        return any(self.age_problem(requirement, d) is None for d in self.whole(requirement))

    def age_problem(self, requirement: Requirement, document: Document) -> str | None:
        """Why a document is too old for the as-of day, as a cause; `None` when it is not."""
        if requirement.fresh_days is not None:
            if document.issued is None:
                return "undated"
            if (self.as_of - document.issued).days > requirement.fresh_days:
                return "too-old"
        valid = document.period
        if requirement.covers_as_of and valid and not valid.start <= self.as_of <= valid.end:
            return "expired"
        return None

    def waived(self, requirement: Requirement, slot: Period | None) -> bool:
        return any(
            w.requirement == requirement.id
            and (w.period is None or (slot is not None and w.period.covers(slot)))
            for w in self.waivers
        )


def window(requirement: Requirement, as_of: date) -> list[Period]:
    """The slots before that of the as-of day; none for requirements without a window."""
    if requirement.slot is Slot.YEAR:
        return [Period.year(as_of.year - back) for back in range(requirement.back, 0, -1)]
    if requirement.slot is Slot.MONTH:
        month = as_of.year * 12 + as_of.month - 1
        return [
            Period.month((month - back) // 12, (month - back) % 12 + 1)
            for back in range(requirement.back, 0, -1)
        ]
    return []


def _covered(slot: Period, periods: Sequence[Period]) -> bool:
    """Whether the periods together cover every day of the slot."""
    reached = slot.start
    for period in sorted(p for p in periods if p.overlaps(slot)):
        if period.start > reached:
            return False
        if period.end >= slot.end:
            return True
        reached = max(reached, period.end + timedelta(days=1))
    return False


def compare(
    checklist: Checklist,
    documents: Sequence[Document],
    *,
    as_of: date,
    waivers: Sequence[Waiver] = (),
    declared: frozenset[str] = frozenset(),
) -> Report:
    """Compare what was found with what is asked for.

    Args:
        documents: In any order; it changes nothing.
        as_of: The day on which the account is to be deleted.
        waivers: "There is no such document", declared by the user.
        declared: Conditions that hold, e.g. `sick-leave`.
    """
    ordered = tuple(sorted(documents, key=lambda d: (d.path, d.source_pages)))
    holder = infer([d for d in ordered if d.kind])
    dossier = Dossier(checklist, ordered, as_of, holder, declared, tuple(waivers))
    gaps = [gap for check in CHECKS for gap in check(dossier)]
    gaps += doubtful(dossier, gaps)
    return Report(
        checklist=checklist.id,
        as_of=as_of,
        holder=holder.name if holder else None,
        documents=ordered,
        requirements=tuple(_state(dossier, r) for r in checklist.requirements),
        gaps=tuple(sorted(gaps, key=lambda gap: _rank(checklist, gap))),
        waived=tuple(waivers),
    )


def missing(dossier: Dossier) -> Iterator[Gap]:
    """A month or year that no whole document covers, or a document that is not there at all."""
    for requirement in dossier.active:
        spoiled = [d.period for d in dossier.held(requirement) if d.pages_absent and d.period]
        for number, (slot, filled) in enumerate(dossier.slots(requirement)):
            if (
                filled
                or any(p.overlaps(slot) for p in spoiled)
                or dossier.waived(requirement, slot)
            ):
                continue
            cause = "soft-window" if number < requirement.soft else "window"
            yield _missing(requirement, cause, slot)
        timeless = requirement.slot in (Slot.LATEST, Slot.ANY)
        if timeless and not dossier.held(requirement) and not dossier.waived(requirement, None):
            yield _missing(requirement, "never-found", None)


def _missing(requirement: Requirement, cause: str, slot: Period | None) -> Gap:
    return Gap(
        type=GapType.MISSING,
        level=requirement.level,
        requirement=requirement.id,
        kind=requirement.kind,
        period=slot,
        cause=cause,
    )


def current_month(dossier: Dossier) -> Iterator[Gap]:
    """The month of the deletion has no statement yet: wait, or save the payments' details."""
    month = Period.month(dossier.as_of.year, dossier.as_of.month)
    so_far = Period(month.start, dossier.as_of)
    for requirement in dossier.active:
        if requirement.slot is Slot.MONTH and not dossier.waived(requirement, month):
            periods = [d.period for d in dossier.whole(requirement) if d.period]
            if not _covered(so_far, periods):
                yield Gap(
                    type=GapType.MISSING,
                    level=min(requirement.level, Level.RECOMMENDED, key=_WEIGHT.index),
                    requirement=requirement.id,
                    kind=requirement.kind,
                    period=month,
                    cause="current-month",
                )


def suggested(dossier: Dossier) -> Iterator[Gap]:
    """A document that makes a condition likely, while what it asks for is not there."""
    for requirement in dossier.checklist.requirements:
        if requirement in dossier.active or dossier.held(requirement):
            continue
        hints = [
            d
            for d in dossier.documents
            if requirement.condition in d.suggests and belongs(d, dossier.holder)
        ]
        if hints and not dossier.waived(requirement, None):
            yield Gap(
                type=GapType.MISSING,
                level=Level.RECOMMENDED,
                requirement=requirement.id,
                kind=requirement.kind,
                cause="suggested",
                facts=(("because", hints[0].path),),
            )


def stale(dossier: Dossier) -> Iterator[Gap]:
    """Only the newest counts, and it is too old on the day of the deletion."""
    for requirement in dossier.active:
        whole = dossier.whole(requirement)
        if requirement.slot is not Slot.LATEST or not whole or dossier.fresh(requirement):
            continue
        newest = max(whole, key=lambda d: (d.issued or _start(d), d.path))
        facts: list[tuple[str, str | int | date]] = []
        if newest.issued:
            facts.append(("issued", newest.issued))
            facts.append(("age_days", (dossier.as_of - newest.issued).days))
        if requirement.fresh_days is not None:
            facts.append(("fresh_days", requirement.fresh_days))
        if newest.period:
            facts.append(("until", newest.period.end))
        yield Gap(
            type=GapType.STALE,
            level=requirement.level,
            requirement=requirement.id,
            kind=requirement.kind,
            period=newest.period,
            path=newest.path,
            cause=dossier.age_problem(requirement, newest) or "too-old",
            facts=tuple(facts),
        )


def _start(document: Document) -> date:
    return document.period.start if document.period else date.min


def incomplete(dossier: Dossier) -> Iterator[Gap]:
    """A document whose own page count says that pages are lost."""
    for document in dossier.documents:
        if document.status is not Status.RECOGNISED or not document.pages_absent:
            continue
        requirement = next(
            (r for r in dossier.active if document in dossier.held(r)),
            None,
        )
        if requirement is None and not belongs(document, dossier.holder):
            continue
        yield Gap(
            type=GapType.INCOMPLETE,
            level=_loss(dossier, requirement, document),
            requirement=requirement.id if requirement else None,
            kind=document.kind,
            period=document.period,
            path=document.path,
            cause="pages-absent",
            facts=(
                ("total", document.page_total or 0),
                ("absent", ", ".join(map(str, document.pages_absent))),
            ),
        )


def _loss(dossier: Dossier, requirement: Requirement | None, document: Document) -> Level:
    """How much a lost page matters: not at all where a whole document fills the same slot."""
    if requirement is None:
        return Level.RECOMMENDED
    if requirement.slot is Slot.LATEST:
        return Level.NOTE if dossier.whole(requirement) else requirement.level
    if requirement.slot is Slot.ANY:
        return min(requirement.level, Level.RECOMMENDED, key=_WEIGHT.index)
    slots = dossier.slots(requirement)
    period = document.period
    open_slots = [s for s, filled in slots if not filled and (not period or period.overlaps(s))]
    return requirement.level if open_slots else Level.NOTE


def conflict(dossier: Dossier) -> Iterator[Gap]:
    """Two whole documents for exactly the same month or year that do not say the same."""
    for requirement in dossier.active:
        if requirement.slot not in (Slot.MONTH, Slot.YEAR):
            continue
        held = [d for d in dossier.whole(requirement) if d.period]
        for one, other in pairwise(sorted(held, key=lambda d: (d.period, d.path, d.source_pages))):
            if one.period == other.period and (not one.digest or one.digest != other.digest):
                yield Gap(
                    type=GapType.CONFLICT,
                    level=Level.RECOMMENDED,
                    requirement=requirement.id,
                    kind=requirement.kind,
                    period=one.period,
                    path=other.path,
                    cause="two-versions",
                    facts=(("other", one.path),),
                )


def other_person(dossier: Dossier) -> Iterator[Gap]:
    """A document of the account's kind that is somebody else's."""
    single = {r.kind for r in dossier.checklist.requirements if r.slot is Slot.LATEST}
    for document in dossier.documents:
        mine = names if document.kind in single else belongs
        if document.status is Status.RECOGNISED and not mine(document, dossier.holder):
            yield Gap(
                type=GapType.OTHER_PERSON,
                level=Level.RECOMMENDED,
                kind=document.kind,
                period=document.period,
                path=document.path,
                cause="other-person",
                facts=(("person", document.person or ""),),
            )


def undated(dossier: Dossier) -> Iterator[Gap]:
    """A monthly or yearly document that does not say which month or year it is about."""
    for requirement in dossier.active:
        if requirement.slot in (Slot.MONTH, Slot.YEAR):
            for document in dossier.whole(requirement):
                if document.period is None:
                    yield Gap(
                        type=GapType.UNRECOGNISED,
                        level=Level.NOTE,
                        requirement=requirement.id,
                        kind=document.kind,
                        path=document.path,
                        cause="no-period",
                    )


# The order is that of the report within a level. A new check is one function and one line.
CHECKS: tuple[Callable[[Dossier], Iterator[Gap]], ...] = (
    missing,
    stale,
    incomplete,
    current_month,
    suggested,
    conflict,
    other_person,
    undated,
)


def doubtful(dossier: Dossier, gaps: Sequence[Gap]) -> list[Gap]:
    """Files that are no sound document. Any of them may be the one that is missing.

    Args:
        gaps: What the checks before found.
    """
    open_ended = {GapType.MISSING, GapType.STALE, GapType.INCOMPLETE}
    wanting = any(g.level is Level.REQUIRED and g.type in open_ended for g in gaps)
    return [
        Gap(
            type=GapType(document.status.value),
            level=Level.REQUIRED if document.speaks or wanting else Level.NOTE,
            path=document.path,
            cause=document.trouble.value if document.trouble else "no-kind",
        )
        for document in dossier.documents
        if document.status in DOUBTFUL
    ]


def _state(dossier: Dossier, requirement: Requirement) -> RequirementState:
    slots = tuple(dossier.slots(requirement))
    active = requirement in dossier.active
    if slots:
        met, expected = sum(filled for _, filled in slots), len(slots)
    elif requirement.slot is Slot.LATEST:
        met, expected = int(dossier.fresh(requirement)), 1
    else:
        met, expected = int(bool(dossier.whole(requirement))), 1
    if not active:
        state = State.INACTIVE
    elif met == expected:
        state = State.MET
    else:
        is_stale = requirement.slot is Slot.LATEST and dossier.whole(requirement)
        state = State.STALE if is_stale else State.MISSING
    return RequirementState(
        id=requirement.id,
        kind=requirement.kind,
        level=requirement.level if active else Level.NOTE,
        state=state,
        met=met,
        expected=expected if active else 0,
        slots=slots if active else (),
    )


_WEIGHT = [Level.NOTE, Level.RECOMMENDED, Level.REQUIRED]


def _rank(checklist: Checklist, gap: Gap) -> tuple[int, int, int, date, str, str]:
    ids = [requirement.id for requirement in checklist.requirements]
    place = ids.index(gap.requirement) if gap.requirement in ids else len(ids)
    types = list(GapType)
    start = gap.period.start if gap.period else date.min
    return (
        -_WEIGHT.index(gap.level),
        place,
        types.index(gap.type),
        start,
        gap.path or "",
        gap.cause,
    )
