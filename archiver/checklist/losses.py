"""Documents that lost pages or lines, or may have: what is missing, and how much it matters."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from archiver.checklist.dossier import Dossier, Standing, is_whole, made_out
from archiver.checklist.gaps import WEIGHTS
from archiver.model import (
    LINES_UNREAD,
    PAGE_UNREADABLE,
    ROWS_HIDDEN,
    SUM_UNSURE,
    TOTAL_LOST,
    Document,
    Gap,
    GapType,
    Level,
    Slot,
    Status,
    Sums,
)

# Warnings of a statement that counts, though its lines were not proven to be all there.
_UNPROVEN = frozenset({SUM_UNSURE, LINES_UNREAD})


def incomplete(dossier: Dossier) -> Iterator[Gap]:
    """A document that lost pages, by its own page count or because one does not open.

    One gap for each requirement that waits for it; if none does, one that says so.
    """
    losses: dict[int, list[tuple[str, Level]]] = {}
    for standing in dossier.active:
        for document in standing.torn:
            loss = standing.requirement.id, _loss(standing, document)
            losses.setdefault(id(document), []).append(loss)
    for document in dossier.documents:
        if document.status is not Status.RECOGNISED or is_whole(document):
            continue
        if theirs := losses.get(id(document)):
            grave = [loss for loss in theirs if loss[1] is not Level.NOTE]
            for requirement, level in grave or theirs[:1]:
                yield _torn(document, requirement, level)
        elif dossier.mine(document):
            yield _torn(document, None, Level.RECOMMENDED)


def _loss(standing: Standing, document: Document) -> Level:
    """How much the lost page matters: not at all where a whole document fills the place."""
    level, period = standing.requirement.level, document.period
    if standing.windowed:
        wanted = any(period is None or period.overlaps(slot) for slot in standing.open)
    elif standing.requirement.slot is Slot.LATEST:
        dated = [day for d in standing.held if (day := made_out(d))]
        newest = made_out(document) in (None, max(dated, default=None))
        wanted = newest and not standing.met
    else:
        # Each of them is about other days, so another one is no comfort.
        level = max(level, Level.RECOMMENDED, key=WEIGHTS.index)
        wanted = not any(period and d.period and d.period.covers(period) for d in standing.whole)
    return level if wanted else Level.NOTE


def unproven(dossier: Dossier) -> Iterator[Gap]:
    """A statement that may lack a line: that its lines make its total cannot be told for sure.

    It counts nevertheless. What adds up in none of its kind is likely misread by us.
    """
    for standing in dossier.active:
        if standing.requirement.slot is Slot.EVENT:
            continue  # the days of a leave are asked for one by one
        sound = [d for d in standing.whole if not _UNPROVEN & {*d.warnings}]
        proven = any(d.statement and d.statement.sums is Sums.AGREE for d in sound)
        for document in standing.whole:
            doubts = _UNPROVEN & {*document.warnings}
            if doubts and not any(d.period == document.period for d in sound):
                told = (proven or LINES_UNREAD in doubts) and _wanted(standing, document)
                level = Level.RECOMMENDED if told else Level.NOTE
                level = min(standing.requirement.level, level, key=WEIGHTS.index)
                yield _torn(document, standing.requirement.id, level)


def _wanted(standing: Standing, document: Document) -> bool:
    period = document.period
    return not standing.windowed or any(
        period is None or period.overlaps(slot) for slot, _ in standing.slots
    )


# --- What it is


def _torn(document: Document, requirement: str | None, level: Level) -> Gap:
    cause, facts = _damage(document)
    return Gap(
        type=GapType.INCOMPLETE,
        level=level,
        requirement=requirement,
        kind=document.kind,
        period=document.period,
        path=document.path,
        cause=cause,
        facts=facts,
    )


def _damage(document: Document) -> tuple[str, tuple[tuple[str, str | int | date], ...]]:
    """What the document lost, as a cause and its facts."""
    if lost := document.pages_absent:
        absent = ", ".join(map(str, lost))
        return "pages-absent", (("total", document.page_total or 0), ("absent", absent))
    if ROWS_HIDDEN in document.warnings:
        return "rows-hidden", ()
    if TOTAL_LOST in document.warnings:
        return "total-lost", ()
    if PAGE_UNREADABLE in document.warnings or not document.statement:
        return "page-unreadable", ()
    if LINES_UNREAD in document.warnings:
        return "lines-unread", (("unread", document.statement.unread),)
    made, printed = document.statement.differing or (Decimal(0), Decimal(0))
    cause = "sum-unsure" if SUM_UNSURE in document.warnings else "sum-differs"
    return cause, (("printed", _euros(printed)), ("sum", _euros(made)))


def _euros(amount: Decimal) -> str:
    """As printed on the document, which is French in every language."""
    return f"{amount:.2f}".replace(".", ",")
