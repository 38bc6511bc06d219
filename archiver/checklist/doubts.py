"""The user's word that there is nothing, and the documents that speak against it.

The word is not taken back: it is the user's. But it is never silently believed.
"""

from collections.abc import Iterator
from dataclasses import replace

from archiver.checklist import leaves
from archiver.checklist.dossier import Dossier, Standing
from archiver.checklist.gaps import absent
from archiver.config import written
from archiver.model import Document, Gap, GapType, Level, Period, Slot, Status


def doubted(dossier: Dossier) -> Iterator[Gap]:
    """What was declared not to exist though it is there, or though something was paid then."""
    for standing in dossier.standings:
        if standing.active and standing.windowed:
            yield from _slots(dossier, standing)
        elif not standing.waived(None):
            continue
        elif not standing.there:
            if hint := suggesting(dossier, standing):
                yield _against(standing, "waived-though", hint)
        elif standing.active:
            yield _against(standing, "waived-but-there", standing.newest or standing.held[0])


def _slots(dossier: Dossier, standing: Standing) -> Iterator[Gap]:
    for slot, filled in standing.slots:
        if not standing.waived(slot):
            continue
        if filled:
            there = (d for d in standing.whole if d.reach and d.reach.overlaps(slot))
            yield _against(standing, "waived-but-there", next(there, standing.whole[0]), slot)
            continue
        against = (d for d in dossier.documents if speaks(dossier, standing, d, slot))
        if one := next(against, None):
            yield _against(standing, "waived-though", one, slot)


def _against(standing: Standing, cause: str, document: Document, slot: Period | None = None) -> Gap:
    return replace(
        absent(standing, cause, slot),
        type=GapType.CONFLICT,
        level=Level.RECOMMENDED,
        path=document.path,
        facts=(("command", _taking_back(standing, slot)),),
    )


def _taking_back(standing: Standing, slot: Period | None) -> str:
    """What to call to take the word back."""
    waivers = standing.waivers
    spans = (
        one.period for one in waivers if slot is None or (one.period and one.period.covers(slot))
    )
    span = written(next(spans, None)) or ""
    return " ".join(filter(None, ("archiver waive", standing.requirement.id, span, "--remove")))


def suggesting(dossier: Dossier, standing: Standing) -> Document | None:
    """A document that makes it likely that there is something."""
    hints = (
        document
        for document in dossier.documents
        # What a double suggests, its original does.
        if standing.requirement.condition in document.suggests
        and document.status is not Status.DUPLICATE
    )
    return next((document for document in hints if dossier.mine(document)), None)


def speaks(dossier: Dossier, standing: Standing, document: Document, slot: Period) -> bool:
    """Whether a document says that something was paid in these days."""
    if document.status is not Status.RECOGNISED or not dossier.mine(document):
        return False
    requirement = standing.requirement
    same = requirement.kind in (document.kind, *document.also)
    if not same and document.kind not in requirement.doubted_by:
        return False
    if not same or requirement.slot is Slot.EVENT:
        listed = leaves.rows(document)
        if listed.days or listed.none:
            return any(days.overlaps(slot) for days in listed.days)
    if same:
        # Part of the month, or with a page that is lost.
        return bool(document.reach and document.reach.overlaps(slot))
    day = Period(document.issued, document.issued) if document.issued else None
    about = document.period or day
    # A whole year of payments says nothing of a single month.
    return bool(about and not about.is_year and about.overlaps(slot))
