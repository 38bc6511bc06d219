"""Which days of a leave are proven: by the rows of certificates, not by the days asked for.

A certificate is made for any days one asks for, a whole year say, and lists what was paid in
them: that may be ten days, or none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archiver.model import LABELLED, Document, Period

# The first days of a leave bear no payment: some certificates list them (`CARENCE 3 0,00 €`),
# some begin with what was paid.
_WAITING = timedelta(days=3)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The days that the rows of one certificate list.

    Attributes:
        days: Those that were read.
        all_read: Whether there are no others.
    """

    days: tuple[Period, ...]
    all_read: bool

    @property
    def none(self) -> bool:
        """Whether the certificate says that nothing was paid."""
        return self.all_read and not self.days


def rows(document: Document) -> Rows:
    """What a certificate lists; the user's word on its days is taken for what it lists."""
    if LABELLED in document.warnings and document.statement is None:
        return Rows(days=(document.period,) if document.period else (), all_read=True)
    if document.statement is None:
        return Rows(days=(), all_read=False)
    lines = document.statement.lines
    return Rows(
        days=tuple(
            Period(line.day, line.until)
            for line in lines
            if line.day and line.until and line.day <= line.until
        ),
        # A day alone may be that of the payment, and the days paid for stand beside it.
        all_read=not document.statement.unread and all(line.until for line in lines),
    )


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
    """The same, with the whole of each certificate on which a row could not be read."""
    unsure = (d.period for d in documents if d.period and not rows(d).all_read)
    return [*proven(slot, documents), *unsure]


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
