"""The index: every document by kind and period, each line a link to its first page."""

from collections.abc import Sequence

from archiver.archive.format import Entry
from archiver.archive.layout import (
    ACCENT,
    BOLD,
    INNER,
    MARGIN,
    MONO,
    PALE,
    SOFT,
    Style,
    fit,
    width,
)
from archiver.archive.pages.book import Block, Book, file_name, space
from archiver.model import DOUBTFUL, LABELLED, Document, Report, Status
from archiver.phrasing import document_title
from archiver.text import mask

_ROW = 15.0
_HEAD = Style(BOLD, 7.5, SOFT)
_CELL, _FAINT = Style(size=8.5), Style(size=8.5, color=SOFT)
_STATUS = Style(size=8, color=SOFT)
_DIGEST = Style(MONO, 7.5, SOFT)
# Left edges of the columns from the margin; those of numbers are right edges.
_NUMBER, _TITLE, _ISSUED, _PAGES, _END = 20.0, 29.0, 317.0, 424.0, INNER - 4
# Where people stand: further to the left where their names are long.
_PERSON, _PERSON_LEAST = 212.0, 150.0
_GAP = 8.0


def head(book: Book, entries: Sequence[Entry]) -> Block:
    """The names of the columns, for the top of each page."""
    columns = (
        ("number", _NUMBER, "right"),
        ("document", _TITLE, "left"),
        ("person", _people(book, entries), "left"),
        ("issued", _ISSUED, "left"),
        ("pages", _PAGES, "right"),
        ("digest", _END, "right"),
    )

    def draw(top: float) -> None:
        for id, x, align in columns:
            name = book.say(f"pages-column-{id}")
            book.sheet.text(MARGIN + x, top - 8, name, _HEAD, align=align)
        book.sheet.rule(MARGIN, top - 14, INNER, color=SOFT)

    return Block(14, draw)


def _people(book: Book, entries: Sequence[Entry]) -> float:
    """The left edge of the column of people."""
    names = {_person(book, entry.document) for entry in entries}
    widest = max((width(mask(name), style) for name, style in names), default=0.0)
    return min(_PERSON, max(_PERSON_LEAST, _ISSUED - _GAP - widest))


def blocks(book: Book, report: Report, entries: Sequence[Entry]) -> list[Block]:
    """All lines under the headings of their groups."""
    groups: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        groups.setdefault(_group(entry.document), []).append(number)
    drawn: list[Block] = []
    people = _people(book, entries)
    for group in sorted(groups, key=_place):
        drawn += _section(book, group, entries=entries, numbers=groups[group], people=people)
    if not entries:
        drawn.append(book.line(MARGIN + 4, book.say("pages-index-empty"), _CELL))
    notes = [book.say("pages-index-says")] if entries else []
    apart = sum(document.status is Status.UNRELATED for document in report.documents)
    apart -= sum(entry.document.status is Status.UNRELATED for entry in entries)
    if apart > 0:
        notes.append(book.say("pages-unrelated", count=apart))
    note = Style(size=8, color=SOFT)
    lines = [line for text in notes for line in book.paragraph(text, note)]
    # The notes alone would stand under the names of columns that hold nothing.
    last = [_kept(block) for block in (drawn[-1], space(14), *lines[:-1])]
    return [*drawn[:-1], *last, *lines[-1:]]


_DOUBTFULS, _DOUBLES, _OTHERS = "pages-doubtful", "pages-doubles", "pages-others"
_LAST = (_DOUBTFULS, _DOUBLES, _OTHERS)


def _group(document: Document) -> str:
    if document.status is Status.RECOGNISED:
        return document.kind or _DOUBTFULS
    if document.status is Status.DUPLICATE:
        return _DOUBLES
    return _OTHERS if document.status is Status.UNRELATED else _DOUBTFULS


def _place(group: str) -> int:
    """Kinds in the order of their entries, then what is no sound document."""
    return _LAST.index(group) + 1 if group in _LAST else 0


def _section(
    book: Book, group: str, *, entries: Sequence[Entry], numbers: Sequence[int], people: float
) -> list[Block]:
    title = book.say(group) if group in _LAST else book.voice.kind(group)
    first = _heading(book, title, count=len(numbers))
    again = _heading(book, book.say("pages-continued", title=title))
    rows = [
        _row(book, (number, entries[number]), again=again, shaded=bool(row % 2), people=people)
        for row, number in enumerate(numbers)
    ]
    # One line alone at the foot of a page or at the top of the next reads like a mistake.
    if len(rows) > 1:
        rows[0] = _kept(rows[0])
        rows[-2] = _kept(rows[-2])
    return [first, *rows]


def _kept(block: Block) -> Block:
    return Block(block.height, block.draw, keep=True, heading=block.heading)


def _heading(book: Book, title: str, *, count: int | None = None) -> Block:
    style = Style(BOLD, 10, ACCENT if count is not None else SOFT)

    def draw(top: float) -> None:
        y = top - 22
        shown = fit(title, style, INNER - 60)
        book.sheet.text(MARGIN + 4, y, shown, style)
        if count is not None:
            x = MARGIN + 4 + width(shown, style) + 7
            book.sheet.text(x, y, str(count), Style(size=8.5, color=SOFT))

    return Block(30, draw, keep=True)


def _row(
    book: Book, numbered: tuple[int, Entry], *, again: Block, shaded: bool, people: float
) -> Block:
    number, entry = numbered
    document = entry.document

    def draw(top: float) -> None:
        sheet, y = book.sheet, top - 10.6
        if shaded:
            sheet.box((MARGIN, top - _ROW, INNER, _ROW), fill=PALE)
        sheet.text(MARGIN + _NUMBER, y, str(number + 1), _FAINT, align="right")
        title = fit(mask(_what(book, document)), _CELL, people - _TITLE - _GAP)
        sheet.text(MARGIN + _TITLE, y, title, _CELL)
        person, style = _person(book, document)
        person = fit(mask(person), style, _ISSUED - people - _GAP)
        sheet.text(MARGIN + people, y, person, style)
        sheet.text(MARGIN + _ISSUED, y, _issued(book, document), _CELL)
        sheet.text(MARGIN + _PAGES, y, _pages(book, entry), _CELL, align="right")
        digest = (document.sha256 or "")[:12]
        sheet.text(MARGIN + _END, y, digest, _DIGEST, align="right")
        if entry.first_page is not None:
            book.link((MARGIN, top - _ROW, MARGIN + INNER, top), number)

    return Block(_ROW, draw, heading=again)


def _what(book: Book, document: Document) -> str:
    """What tells a document from the others of its group: period, validity or file name."""
    words = book.voice.words
    kind = book.voice.catalogue.kinds.get(document.kind or "")
    if kind is None or document.status not in (Status.RECOGNISED, Status.DUPLICATE):
        return file_name(document.path)
    if document.status is Status.DUPLICATE:
        return document_title(document, book.voice)
    told = file_name(document.path)
    if document.period:
        told = words.period(document.period)
        if kind.single:
            told = words.say("pages-valid-until", until=document.period.end)
    declared = LABELLED in document.warnings
    return words.say("title-labelled", title=told) if declared else told


def _person(book: Book, document: Document) -> tuple[str, Style]:
    """Whose it is; of a doubtful file, what is the matter with it."""
    if document.status in DOUBTFUL:
        return book.say(f"status-{document.status.value}"), _STATUS
    return document.person or "–", _CELL


def _issued(book: Book, document: Document) -> str:
    if document.issued is None:
        return "–"
    if book.voice.words.lang == "fr":
        return f"{document.issued:%d/%m/%Y}"
    return document.issued.isoformat()


def _pages(book: Book, entry: Entry) -> str:
    if entry.first_page is None or entry.last_page is None:
        return book.say("pages-attached-only")
    if entry.first_page == entry.last_page:
        return str(entry.first_page)
    return f"{entry.first_page}–{entry.last_page}"
