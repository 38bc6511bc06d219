"""The checks: small functions, each of which returns gaps and never stops the next.

A gap is never raised, a document is never changed. Only `required` gaps stand in the way of
the deletion.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from archiver.checklist import leaves
from archiver.checklist.difference import difference
from archiver.checklist.dossier import (
    Dossier,
    Standing,
    covered,
    days,
    made_out,
)
from archiver.checklist.doubts import doubted, speaks, suggesting
from archiver.checklist.gaps import WEIGHTS, absent
from archiver.checklist.losses import incomplete, unproven
from archiver.model import (
    DOUBTFUL,
    OCR,
    Document,
    Gap,
    GapType,
    Level,
    Period,
    Slot,
    Status,
    Sums,
)

Check = Callable[[Dossier], Iterator[Gap]]


def missing(dossier: Dossier) -> Iterator[Gap]:
    """A month or year that no document covers, or a document that is not there at all."""
    for standing in dossier.active:
        for number, (slot, filled) in enumerate(standing.slots):
            if not (filled or standing.waived(slot)):
                soft = number < standing.requirement.soft
                yield from _lacking(standing, slot, soft=soft)
        if not (standing.windowed or standing.there or standing.excused):
            yield absent(standing, "never-found")


def _lacking(standing: Standing, slot: Period, *, soft: bool) -> Iterator[Gap]:
    """What is to be said of a slot that nothing fills.

    What a torn document would cover is that document's gap: see `incomplete`.

    Args:
        soft: Whether the account may no longer offer what is asked for.
    """
    torn = (d.period for d in standing.torn if d.period)
    there = [*days(standing.requirement, standing.whole, slot), *torn]
    if standing.requirement.slot is Slot.EVENT:
        for lost in leaves.lacking(slot, there):
            yield _of_leave(standing, "event", lost, slot)
    elif not covered(slot, there):
        if early := standing.short(slot):
            yield _early(standing, early, slot)
        else:
            yield absent(standing, "soft-window" if soft else "window", slot)


def _early(standing: Standing, document: Document, slot: Period) -> Gap:
    """The gap of a month or year that was not over yet when its document was made out."""
    return replace(
        absent(standing, "issued-early", slot),
        type=GapType.INCOMPLETE,
        path=document.path,
        facts=(("issued", document.issued or slot.start),),
    )


def _of_leave(standing: Standing, cause: str, lost: Period, leave: Period) -> Gap:
    """The gap of some days of a leave."""
    gap = absent(standing, cause, lost)
    return replace(gap, facts=(("from", leave.start), ("to", leave.end)))


def unlisted(dossier: Dossier) -> Iterator[Gap]:
    """Days of a leave that only the heading of a certificate names: its rows were not all read."""
    for standing in dossier.active:
        if standing.requirement.slot is not Slot.EVENT:
            continue
        for slot, filled in standing.slots:
            proven = leaves.proven(slot, standing.whole)
            for lost in leaves.lacking(slot, proven) if filled else ():
                about = next(d for d in standing.whole if _may_list(d, lost))
                gap = _of_leave(standing, "event-unread", lost, slot)
                level = min(gap.level, Level.RECOMMENDED, key=WEIGHTS.index)
                yield replace(gap, level=level, path=about.path)


def _may_list(document: Document, days: Period) -> bool:
    return any(each.overlaps(days) for each in leaves.rows(document).unsure)


def current_month(dossier: Dossier) -> Iterator[Gap]:
    """The month of the deletion has no statement yet: wait, or save the payments' details."""
    month = Period.month(dossier.as_of.year, dossier.as_of.month)
    so_far = Period(month.start, dossier.as_of)
    for standing in dossier.active:
        requirement = standing.requirement
        if (
            requirement.slot is Slot.MONTH
            and not standing.waived(month)
            and not covered(so_far, days(requirement, standing.whole, so_far))
        ):
            details = sum(
                d.kind in requirement.doubted_by and speaks(dossier, standing, d, month)
                for d in dossier.documents
            )
            yield Gap(
                type=GapType.MISSING,
                level=min(requirement.level, Level.RECOMMENDED, key=WEIGHTS.index),
                requirement=requirement.id,
                kind=requirement.kind,
                period=month,
                cause="current-month",
                facts=(("details", details),),
            )


def suggested(dossier: Dossier) -> Iterator[Gap]:
    """A document that makes a condition likely, while what it asks for is not all there."""
    for standing in dossier.standings:
        requirement, slots = standing.requirement, standing.open
        waived = standing.waived(None) or (slots and all(map(standing.waived, slots)))
        # What is torn is a gap by itself; what says that nothing was paid is an answer.
        answered = standing.met or standing.torn or (standing.whole and not standing.there)
        if standing.active or waived or answered:
            continue
        if standing.whole:
            if one := _lately(standing, dossier.as_of):
                # It may have been over with what was paid then, or with that journey.
                lower = WEIGHTS[max(0, WEIGHTS.index(requirement.level) - 1)]
                yield _likely(standing, "suggested-still", one, lower)
            continue
        if hint := suggesting(dossier, standing):
            level = min(requirement.level, Level.RECOMMENDED, key=WEIGHTS.index)
            yield _likely(standing, "suggested", hint, level)


def _likely(standing: Standing, cause: str, hint: Document, level: Level) -> Gap:
    because = (("because", hint.path),)
    return replace(absent(standing, cause), level=level, facts=because)


# What ended longer ago says nothing of today.
_LATELY = timedelta(days=2 * 366)


def _lately(standing: Standing, as_of: date) -> Document | None:
    """The last of its documents, if it is about days that are not long over."""
    dated = [(last, d.path, d) for d in standing.whole if (last := _last_day(d))]
    last, _, document = max(dated, default=(None, "", None), key=lambda one: one[:2])
    return document if last and as_of - last <= _LATELY else None


def _last_day(document: Document) -> date | None:
    return document.period.end if document.period else document.issued


def stale(dossier: Dossier) -> Iterator[Gap]:
    """Only the newest counts, and it does not do on the day of the deletion."""
    for standing in dossier.active:
        requirement, newest = standing.requirement, standing.newest
        if newest is None or standing.stale is None:
            continue
        facts: list[tuple[str, str | int | date]] = []
        issued = made_out(newest)
        if issued:
            facts.append(("issued", issued))
            facts.append(("age_days", (dossier.as_of - issued).days))
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
            cause=standing.stale,
            facts=tuple(facts),
        )


def uncertified(dossier: Dossier) -> Iterator[Gap]:
    """Somebody who was declared, and whom no valid certificate names."""
    for standing in dossier.active:
        # Without any certificate, or with a stale one, there is a gap already.
        if standing.newest and standing.stale is None:
            for person in standing.absent:
                gap = absent(standing, "person")
                yield replace(gap, facts=(("person", person.name or ""),))


def conflict(dossier: Dossier) -> Iterator[Gap]:
    """Two whole documents for exactly the same days that do not say the same."""
    for standing in dossier.active:
        told = [d for d in standing.whole if standing.windowed and d.period]
        ordered = sorted(told, key=lambda d: (d.period, OCR in d.warnings))
        for one, other in pairwise(ordered):
            if one.period == other.period and _disagree(one, other):
                yield from _differing(standing, one, other)


def _disagree(one: Document, other: Document) -> bool:
    if OCR in {*one.warnings, *other.warnings}:
        # In what a scan differs from its original nobody can tell: no two readings are equal. But
        # lines that add up to the total were not misread.
        sums = [d.statement for d in (one, other) if d.statement]
        proven = len(sums) == 2 and all(each.sums is Sums.AGREE for each in sums)
        return proven and sums[0].total != sums[1].total
    return not (one.digest and one.digest == other.digest)


def _differing(standing: Standing, one: Document, other: Document) -> Iterator[Gap]:
    """The gap, with the lines that differ side by side where the documents' words are known."""
    plain = Gap(
        type=GapType.CONFLICT,
        level=Level.RECOMMENDED,
        requirement=standing.requirement.id,
        kind=standing.requirement.kind,
        period=other.period,
        path=other.path,
        cause="two-versions",
        facts=(("other", one.path),),
    )
    scanned = OCR in {*one.warnings, *other.warnings}
    if scanned or not (one.printed and other.printed):
        yield plain
    elif lines := difference(one.printed, other.printed):
        here, there = lines
        if here and there:
            says = ("other_says", here), ("says", there)
            yield replace(plain, cause="says-otherwise", facts=(*plain.facts, *says))
        else:
            more = one if here else other
            says = ("more", more.path), ("line", here or there)
            yield replace(plain, cause="says-more", facts=(*plain.facts, *says))


def other_person(dossier: Dossier) -> Iterator[Gap]:
    """A document of the account's kinds that is somebody else's."""
    for document in dossier.documents:
        if document.status is Status.RECOGNISED and not dossier.mine(document):
            names = ", ".join(person.name for person in document.people if person.name)
            # Made out to the holder, for the children alone.
            theirs = names and dossier.household.owns(document, shared=False)
            yield Gap(
                type=GapType.OTHER_PERSON,
                level=Level.RECOMMENDED,
                kind=document.kind,
                period=document.period,
                path=document.path,
                cause="covers-others" if theirs else "other-person",
                facts=(("person", document.person or ""), ("covers", names)),
            )


def undated(dossier: Dossier) -> Iterator[Gap]:
    """A monthly or yearly document that does not say which month or year it is about."""
    for standing in dossier.active:
        for document in standing.whole:
            if standing.windowed and document.period is None:
                yield Gap(
                    type=GapType.UNRECOGNISED,
                    level=Level.NOTE,
                    requirement=standing.requirement.id,
                    kind=document.kind,
                    path=document.path,
                    cause="no-period",
                )


# A new check is one function and one line.
CHECKS: tuple[Check, ...] = (
    missing,
    unlisted,
    stale,
    uncertified,
    doubted,
    incomplete,
    unproven,
    current_month,
    suggested,
    conflict,
    other_person,
    undated,
)


def overlooked(dossier: Dossier, gaps: Sequence[Gap]) -> Iterator[Gap]:
    """What is not met though no check said so: the verdict hangs on no check alone.

    With the checks above this finds nothing. A wrong "safe" cannot be repaired, so a
    mistake in one of them has to show as a gap too many.
    """
    told: dict[str | None, int] = {}
    for gap in gaps:
        told[gap.requirement] = max(WEIGHTS.index(gap.level), told.get(gap.requirement, 0))
    for standing in dossier.active:
        requirement = standing.requirement
        known = told.get(requirement.id, -1) >= WEIGHTS.index(requirement.level)
        if not (standing.met or standing.excused or known):
            for slot in (standing.open if standing.windowed else ()) or (None,):
                yield absent(standing, "window" if slot else "never-found", slot)


def doubtful(dossier: Dossier, gaps: Sequence[Gap]) -> Iterator[Gap]:
    """Files that are no sound document. Any of them may be the one that is missing.

    Args:
        gaps: What the checks before found.
    """
    waiting = {GapType.MISSING, GapType.STALE, GapType.INCOMPLETE}
    wanting = any(gap.level is Level.REQUIRED and gap.type in waiting for gap in gaps)
    for document in dossier.documents:
        if document.status in DOUBTFUL:
            yield Gap(
                type=GapType(document.status.value),
                level=Level.REQUIRED if document.speaks or wanting else Level.NOTE,
                path=document.path,
                cause=document.trouble.value if document.trouble else "no-kind",
            )
