"""What the checklist asks for, one by one: asked, held, and what that makes of it."""

from collections.abc import Sequence
from datetime import date

from archiver.archive.coverage import own, serves
from archiver.archive.format import Entry
from archiver.archive.layout import (
    BOLD,
    GREEN,
    INK,
    INNER,
    MARGIN,
    SOFT,
    WIDTH,
    Color,
    Style,
    wrap,
)
from archiver.archive.pages import marks
from archiver.archive.pages.book import Block, Book, space
from archiver.model import Document, Report, Requirement, RequirementState, Slot, State
from archiver.text import mask
from archiver.wording import Words

_TITLE = Style(BOLD, 9.5)
_DETAIL = Style(size=8.5, color=SOFT)
_STATE = 128.0  # points at the right for the state


def blocks(book: Book, report: Report, entries: Sequence[Entry]) -> list[Block]:
    """A row for each requirement; in one paragraph those that neither count nor have anything."""
    heading = book.line(MARGIN, book.say("pages-requirements"), Style(BOLD, 12.5), keep=True)
    drawn = [space(20, keep=True), heading, space(6, keep=True)]
    by_id = {requirement.id: requirement for requirement in book.voice.checklist.requirements}
    documents = [entry.document for _, entry in own(report, entries)]
    unconcerned = []
    for state in report.requirements:
        if state.id in by_id:
            held = [document for document in documents if serves(document, state.kind)]
            if state.state is State.INACTIVE and not held:
                unconcerned.append(book.voice.kind(state.kind))
                continue
            asked = by_id[state.id]
            detail = _detail(book, state, requirement=asked, held=held)
            if held and asked.keep.get(book.voice.words.lang):
                detail = f"{detail}. {keeping(book.voice.words, asked, held)}"
            said = _said(state, report)
            drawn.append(_row(book, state, detail=detail, said=said))
    if unconcerned:
        rest = book.say("pages-not-concerned", titles=" · ".join(unconcerned))
        drawn += [space(12, keep=True), *book.paragraph(rest, _DETAIL)]
    return drawn


def _row(
    book: Book, state: RequirementState, *, detail: str, said: tuple[str, Color, bool | None]
) -> Block:
    most = INNER - _STATE - 20
    title = wrap(book.voice.kind(state.kind), _TITLE, most)
    details = wrap(mask(detail), _DETAIL, most)
    word, color, good = said
    height = 14 * len(title) + 12 * len(details) + 12

    def draw(top: float) -> None:
        sheet = book.sheet
        y = top - 15
        for line in title:
            sheet.text(MARGIN, y, line, _TITLE)
            y -= 14
        for line in details:
            sheet.text(MARGIN, y + 0.5, line, _DETAIL)
            y -= 12
        x, middle = WIDTH - MARGIN - _STATE, top - 11.8
        if good is None:
            sheet.ring(x + 5, middle, 4.4, color=color)
        else:
            (marks.met if good else marks.absent)(sheet, x + 5, middle, color=color)
        text = book.say(f"pages-state-{word}")
        bold = Style(_DETAIL.font if color in (SOFT, INK) else BOLD, 9, color)
        for number, line in enumerate(wrap(text, bold, _STATE - 16)):
            sheet.text(x + 16, top - 15 - 12 * number, line, bold)
        sheet.rule(MARGIN, top - height, INNER)

    return Block(height, draw)


def _detail(
    book: Book, state: RequirementState, *, requirement: Requirement, held: Sequence[Document]
) -> str:
    """What is held, in the terms in which it is asked for."""
    words = book.voice.words
    if requirement.slot is Slot.MONTH and state.slots:
        span = words.say(
            "range-months",
            first=words.month(state.slots[0][0].start),
            last=words.month(state.slots[-1][0].start),
        )
        return words.say("pages-months", met=state.met, expected=state.expected, span=span)
    if requirement.slot is Slot.YEAR and state.slots:
        return ", ".join(
            words.say(
                "pages-year-held" if filled else "pages-year-missing", year=words.period(year)
            )
            for year, filled in state.slots
        )
    dated = [document for document in held if document.issued]
    if requirement.slot is Slot.LATEST and dated:
        newest = max(dated, key=lambda document: document.issued or document.path)
        return words.say("pages-newest", issued=newest.issued)
    periods = sorted({document.period for document in held if document.period})
    if periods:
        spans = words.list(words.period(period) for period in periods[-4:])
        return words.say("pages-held-of", count=len(held), spans=spans)
    return words.say("pages-held", count=len(held))


def keeping(words: Words, requirement: Requirement, held: Sequence[Document]) -> str:
    """How long to keep what is held, with the day on which that is over for the newest."""
    told = words.say("pages-keep", keep=requirement.keep[words.lang])
    days = [document.period.end for document in held if document.period]
    if not (days and requirement.keep_years):
        return f"{told}."
    last = max(days)
    # The last of February has no day of the same name in most years; a day more does no harm.
    leap = last.month == 2 and last.day == 29
    year = min(last.year + requirement.keep_years, date.max.year)
    until = date(year, 3, 1) if leap else last.replace(year=year)
    return f"{told} ({words.say('pages-keep-until', until=until)})."


def _said(state: RequirementState, report: Report) -> tuple[str, Color, bool | None]:
    """The word for a state, its colour, and whether it is good; `None`: neither."""
    if state.state is State.MET:
        return "met", GREEN, True
    if state.state is State.INACTIVE:
        return "held", SOFT, True
    if not any(gap.requirement == state.id and gap.level is state.level for gap in report.gaps):
        # Nothing stands in the way: what is not there was declared not to exist.
        return "declared", INK, None
    color = marks.COLORS[state.level]
    if state.state is State.STALE:
        return "stale", color, False
    return ("incomplete" if state.met else "missing"), color, False
