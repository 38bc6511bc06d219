"""How each requirement stands: which documents are there for it, and which slots they fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archiver.checklist import leaves
from archiver.checklist.holder import Household, named
from archiver.model import (
    PAGE_UNREADABLE,
    ROWS_HIDDEN,
    SUM_DIFFERS,
    TOTAL_LOST,
    Checklist,
    Document,
    Period,
    Person,
    Requirement,
    Slot,
    Status,
    Waiver,
    Word,
)

#: Warning of the reader: one page of the file at least does not open.
_LOSSES = frozenset({PAGE_UNREADABLE, ROWS_HIDDEN, SUM_DIFFERS, TOTAL_LOST})

# A document made out on the as-of day may bear the next day's date: in Paris it is tomorrow
# while it is still today in Montréal.
_AHEAD = 1  # days
# What an attestation tells is that of the month, or of the one before.
_LONG_BEFORE = timedelta(days=92)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one requirement stands. The only place that decides whether it is met.

    Attributes:
        requirement: The requirement.
        active: Whether it counts: it has no condition, or that was declared.
        whole: The holder's recognised documents with all their pages: only they count.
        torn: Those that lost pages.
        slots: Each slot of the window and whether `whole` fills it, earliest first.
        newest: For `LATEST`, the one document that counts.
        stale: Why `newest` does not do on the as-of day, as a cause; `None` if it does.
        waivers: What the user declared about it.
        absent: Who was declared, and is on no certificate that does on the as-of day.
    """

    requirement: Requirement
    active: bool
    whole: tuple[Document, ...]
    torn: tuple[Document, ...]
    slots: tuple[tuple[Period, bool], ...]
    newest: Document | None
    stale: str | None
    waivers: tuple[Waiver, ...]
    absent: tuple[Person, ...] = ()

    @property
    def windowed(self) -> bool:
        """Whether there is a slot for each month, year or declared leave."""
        slot = self.requirement.slot
        # Of a leave without its days only one proof at least can be asked for.
        return slot in (Slot.MONTH, Slot.YEAR) or (slot is Slot.EVENT and bool(self.slots))

    @property
    def held(self) -> tuple[Document, ...]:
        return self.whole + self.torn

    @property
    def there(self) -> bool:
        """Whether there is any document for it; one that says nothing was paid is none."""
        if self.requirement.slot is Slot.EVENT:
            return bool(self.torn) or not all(leaves.rows(d).none for d in self.whole)
        return bool(self.held)

    @property
    def open(self) -> tuple[Period, ...]:
        """The slots that nothing fills."""
        return tuple(slot for slot, filled in self.slots if not filled)

    @property
    def met(self) -> bool:
        """Whether all that it asks for is there."""
        if self.windowed:
            return not self.open
        if self.requirement.slot is Slot.LATEST:
            return self.newest is not None and self.stale is None and not self.absent
        return bool(self.whole) and self.there

    @property
    def excused(self) -> bool:
        """Whether there is nothing but what the user declared not to exist."""
        if self.windowed:
            return all(self.waived(slot) for slot in self.open)
        return not self.there and self.waived(None)

    def short(self, slot: Period) -> Document | None:
        """The document that was made out before the slot was over, and so tells of no more.

        It is about days that come after, too; those in later slots are simply not there.
        """
        for document in self.whole:
            period, reach = document.period, document.reach
            if period and period != reach:
                first = reach.end + timedelta(days=1) if reach else period.start
                if slot.start <= first <= slot.end:
                    return document
        return None

    def waived(self, slot: Period | None) -> bool:
        """Whether the user declared that there is no document for the slot.

        A word that names no period is too little to excuse months that have one.
        """
        if slot is None:
            return any(waiver.period is None for waiver in self.waivers)
        return any(waiver.period and waiver.period.covers(slot) for waiver in self.waivers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything a check may look at.

    Attributes:
        checklist: What has to be there.
        documents: What was found, sorted.
        as_of: The day of the deletion.
        household: Whose documents they are.
        people: Who else is insured through the account, by the user's word.
        standings: How each requirement stands, in the checklist's order.
    """

    checklist: Checklist
    documents: tuple[Document, ...]
    as_of: date
    household: Household
    people: tuple[Person, ...]
    standings: tuple[Standing, ...]

    @property
    def active(self) -> tuple[Standing, ...]:
        return tuple(standing for standing in self.standings if standing.active)

    def mine(self, document: Document) -> bool:
        """Whether it counts for the holder; a certificate covers everybody who is on it.

        Where each person needs one, that of a child who was declared is no stranger's.
        """
        if self.household.owns(document, shared=document.kind in _single(self.checklist)):
            return True
        each = {r.kind for r in self.checklist.requirements if r.each_person}
        return document.kind in each and bool(_others(document, self.household, self.people))


def dossier(
    checklist: Checklist, documents: Sequence[Document], *, as_of: date, word: Word
) -> Dossier:
    """Find out how each requirement stands."""
    ordered = tuple(sorted(documents, key=lambda d: (d.path, d.source_pages, d.sha256 or "")))
    single = _single(checklist)
    household = Household(ordered, single=single, holder=word.holder)
    sound = [d for d in ordered if d.status is Status.RECOGNISED]
    owned = [d for d in sound if household.owns(d, shared=d.kind in single)]
    standings = (
        _standing(
            requirement,
            [d for d in owned if requirement.kind in (d.kind, *d.also)],
            as_of,
            word=word,
            absent=_absent(requirement, sound, as_of, household, word.people),
        )
        for requirement in checklist.requirements
    )
    return Dossier(
        checklist=checklist,
        documents=ordered,
        as_of=as_of,
        household=household,
        people=word.people,
        standings=tuple(standings),
    )


def _single(checklist: Checklist) -> frozenset[str]:
    return frozenset(r.kind for r in checklist.requirements if r.slot is Slot.LATEST)


def _standing(
    requirement: Requirement,
    held: Sequence[Document],
    as_of: date,
    *,
    word: Word,
    absent: tuple[Person, ...],
) -> Standing:
    whole = tuple(d for d in held if is_whole(d))
    newest = _newest(whole, as_of) if requirement.slot is Slot.LATEST else None
    slots = window(requirement, as_of)
    if requirement.slot is Slot.EVENT:
        slots = tuple(sorted(set(word.leaves)))
    return Standing(
        requirement=requirement,
        active=requirement.condition is None or requirement.condition in word.declared,
        whole=whole,
        torn=tuple(d for d in held if not is_whole(d)),
        slots=tuple((slot, covered(slot, days(requirement, whole, slot))) for slot in slots),
        newest=newest,
        stale=_staleness(requirement, newest, as_of) if newest else None,
        waivers=tuple(w for w in word.waivers if w.requirement == requirement.id),
        absent=absent,
    )


def _absent(
    requirement: Requirement,
    sound: Sequence[Document],
    as_of: date,
    household: Household,
    people: Sequence[Person],
) -> tuple[Person, ...]:
    """Who is on no certificate that does: one for the family will do, or one for each."""
    if not requirement.each_person:
        return ()
    good = [
        d
        for d in sound
        if requirement.kind in (d.kind, *d.also)
        and is_whole(d)
        and _staleness(requirement, d, as_of) is None
    ]
    there = {person for document in good for person in _others(document, household, people)}
    return tuple(person for person in people if person not in there)


def _others(document: Document, household: Household, people: Sequence[Person]) -> Sequence[Person]:
    """Who of those who were declared is on it; the holder's own name is nobody else's."""
    holder = [household.holder] if household.holder else []
    return [person for person in named(document, [*holder, *people]) if person in people]


def is_whole(document: Document) -> bool:
    """Whether no page and no line of the document is known to be lost."""
    return not document.pages_absent and not _LOSSES & {*document.warnings}


def window(requirement: Requirement, as_of: date) -> tuple[Period, ...]:
    """The slots before that of the as-of day, earliest first; none without a window."""
    if requirement.slot is Slot.YEAR:
        years = range(as_of.year - requirement.back, as_of.year)
        return tuple(Period.year(year) for year in years if year >= date.min.year)
    if requirement.slot is Slot.MONTH:
        current = as_of.year * 12 + as_of.month - 1
        numbers = range(current - requirement.back, current)
        return tuple(
            Period.month(number // 12, number % 12 + 1)
            for number in numbers
            if number // 12 >= date.min.year
        )
    return ()


def days(requirement: Requirement, documents: Sequence[Document], slot: Period) -> list[Period]:
    """The days that documents speak for: those within their reach; of a leave, those they list."""
    if requirement.slot is Slot.EVENT:
        return leaves.likely(slot, documents)
    return [d.reach for d in documents if d.reach]


def covered(slot: Period, periods: Sequence[Period]) -> bool:
    """Whether the periods together hold every day of the slot."""
    return not leaves.lacking(slot, periods)


def _newest(whole: Sequence[Document], as_of: date) -> Document | None:
    """The document that counts: made out last, but not after the as-of day.

    A date that lies ahead was misread, or belongs to another day than the one in question;
    an unknown one proves nothing. Either gives way to any that is certain.
    """

    def rank(document: Document) -> tuple[bool, date, date, str]:
        issued = made_out(document)
        certain = issued is not None and not _ahead(issued, as_of)
        until = document.period.end if document.period else date.min
        return certain, issued or date.min, until, document.path

    return max(whole, key=rank, default=None)


def made_out(document: Document) -> date | None:
    """The day it was made out; where it prints none, the first day it is valid on.

    Made on demand, an attestation is hardly valid from a later day, so its age is not taken
    for less than it is.
    """
    return document.issued or (document.period.start if document.period else None)


def _ahead(day: date, as_of: date) -> bool:
    return (day - as_of).days > _AHEAD


def _staleness(requirement: Requirement, document: Document, as_of: date) -> str | None:
    """Why a document does not do on the as-of day, as a cause; `None` if it does."""
    valid = document.period
    if requirement.covers_as_of and valid and (_ahead(valid.start, as_of) or valid.end < as_of):
        return "expired"
    if requirement.fresh_days is not None and (age := _age(requirement, document, as_of)):
        return age
    # A refusal bears the title and a fresh date like what it refuses; only days of validity tell
    # them apart.
    return "validity-unread" if requirement.covers_as_of and not valid else None


def _age(requirement: Requirement, document: Document, as_of: date) -> str | None:
    issued, about = made_out(document), document.period
    if issued is None:
        return "undated"
    if _ahead(issued, as_of):
        return "issued-later"
    if document.kind == requirement.kind and about and about.end < issued - _LONG_BEFORE:
        issued = about.end  # what it tells is no newer
    return "too-old" if (as_of - issued).days > (requirement.fresh_days or 0) else None
