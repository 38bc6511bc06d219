"""Which days of a leave are proven: by the rows of certificates, not by the days asked for.

A certificate is made for any days one asks for, a whole year say, and lists what was paid in
them: that may be ten days, or none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from archiver.model import LABELLED, Document, Line, Period
from archiver.text import fold

# The first days of a leave bear no payment: some certificates list them (`CARENCE 3 0,00 €`),
# some begin with what was paid.
_WAITING = timedelta(days=3)
_WAITED = re.compile(r"\bcarence\b")
# Of a row with one day, that of the payment maybe: what it pays for is hardly longer ago.
_PAID_WITHIN = timedelta(days=60)
_DAY = timedelta(days=1)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The days that the rows of one certificate list.

    Attributes:
        days: Those that were read as paid, or as waiting days.
        all_read: Whether there are no others.
        unsure: Where not, the days about which these may be.
        counted: How many they are at most; `None` where that is not said.
    """

    days: tuple[Period, ...]
    all_read: bool = True
    unsure: tuple[Period, ...] = ()
    counted: int | None = None

    @property
    def none(self) -> bool:
        """Whether the certificate says that nothing was paid."""
        return self.all_read and not self.days


def rows(document: Document) -> Rows:
    """What a certificate lists; the user's word on its days is taken for what it lists."""
    asked = (document.period,) if document.period else ()
    statement = document.statement
    if statement is None:
        labelled = LABELLED in document.warnings
        return Rows(days=asked) if labelled else Rows(days=(), all_read=False, unsure=asked)
    days = tuple(_listed(statement.lines))
    # A day alone may be that of the payment, and the days paid for stand beside it.
    lone = [line for line in statement.lines if not line.until and _is_paid(line)]
    paid = tuple(_paid_by(line.day, asked) for line in lone if line.day)
    if statement.unread or len(paid) < len(lone):
        return Rows(days=days, all_read=False, unsure=asked, counted=statement.counted)
    return Rows(days=days, all_read=not paid, unsure=paid)


def _paid_by(day: date, asked: Sequence[Period]) -> Period:
    """The days that a payment of that day may be for; or it is one of them itself."""
    first = day - min(_PAID_WITHIN, day - date.min)
    for period in asked:
        if period.overlaps(Period(first, day)):
            return Period(max(first, period.start), min(day, period.end))
    return Period(first, day)


def _listed(lines: Sequence[Line]) -> Iterator[Period]:
    """The days of the rows that were paid and not taken back, and the waiting days.

    A refused or pending row has its days as well, and a sum of nothing.
    """
    back = [days for line in lines if line.amount < 0 and (days := _days(line))]
    undone = [days for days in back if _sum(lines, days) < _CENT]
    for line in lines:
        days = _days(line)
        if days and _is_paid(line):
            yield from lacking(days, undone)
        elif days and line.amount == 0 and _is_waiting(line, days):
            yield days


def _days(line: Line) -> Period | None:
    """The days of a row that has a first and a last one."""
    whole = line.day and line.until and line.day <= line.until
    return Period(line.day, line.until) if line.day and line.until and whole else None


def _is_paid(line: Line) -> bool:
    """Whether a row is that of a payment: net it may be nothing, for so much a day."""
    return line.amount > 0 or (line.amount == 0 and bool(line.base or line.paid))


def _is_waiting(line: Line, days: Period) -> bool:
    return _length(days) <= _WAITING.days or bool(_WAITED.search(fold(line.label)))


def _sum(lines: Sequence[Line], span: Period) -> Decimal:
    """What was paid in all for the days of a span, each row in equal parts for its days."""
    total = Decimal(0)
    for line in lines:
        days = _days(line)
        if days and days.overlaps(span):
            shared = Period(max(days.start, span.start), min(days.end, span.end))
            total += line.amount * _length(shared) / _length(days)
    return total


def _length(period: Period) -> int:
    return (period.end - period.start).days + 1


def proven(slot: Period, documents: Iterable[Document]) -> list[Period]:
    """The days that rows list, from the first of the leave where only waiting days lack."""
    found = []
    for document in documents:
        for days in rows(document).days:
            asked_from = document.period.start if document.period else days.start
            waits = asked_from <= slot.start < days.start <= slot.start + _WAITING
            found.append(Period(slot.start, days.end) if waits else days)
    return found


def likely(slot: Period, documents: Sequence[Document]) -> list[Period]:
    """The same, with the days about which rows may be that could not be read.

    Not where the certificates say how many days these are, and that is fewer than lack.
    """
    found = proven(slot, documents)
    unsure = [told for document in documents if not (told := rows(document)).all_read]
    counts = [told.counted for told in unsure]
    most = sum(count or 0 for count in counts) + _WAITING.days
    lost = sum(map(_length, lacking(slot, found)))
    if None not in counts and most < lost:
        return found
    return [*found, *(days for told in unsure for days in told.unsure)]


def lacking(slot: Period, periods: Iterable[Period]) -> list[Period]:
    """The days of the slot that none of the periods holds, earliest first."""
    found, awaited = [], slot.start
    for period in sorted(p for p in periods if p.overlaps(slot)):
        if period.start > awaited:
            found.append(Period(awaited, period.start - _DAY))
        if period.end >= slot.end:
            return found
        awaited = max(awaited, period.end + _DAY)
    return [*found, Period(awaited, slot.end)]


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods that touch or overlap as one, earliest first."""
    found: list[Period] = []
    for period in sorted(periods):
        if found and period.start <= _next(found[-1].end):
            found[-1] = Period(found[-1].start, max(found[-1].end, period.end))
        else:
            found.append(period)
    return tuple(found)


def _next(day: date) -> date:
    return day if day == date.max else day + _DAY
