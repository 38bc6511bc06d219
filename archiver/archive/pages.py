"""The archive's own pages: cover, calendar, gaps, index; a notice for what cannot be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from archiver.archive import calendar
from archiver.archive.format import Entry
from archiver.archive.layout import (
    ACCENT,
    AMBER,
    AMBER_PALE,
    BOLD,
    GREEN,
    GREEN_PALE,
    HEIGHT,
    INK,
    MARGIN,
    MONO,
    PALE,
    RED,
    RED_PALE,
    SOFT,
    WHITE,
    WIDTH,
    Sheet,
    Style,
    fit,
    lines,
    width,
    wrap,
)
from archiver.catalogue import Catalogue
from archiver.model import Checklist, Level, Report, Status
from archiver.phrasing import GapGroup, Voice, group_gaps, verdict
from archiver.text import mask
from archiver.wording import Words

INNER = WIDTH - 2 * MARGIN
_TOP, _BOTTOM = HEIGHT - 92, 62
_BODY = Style()
_SMALL = Style(size=8, color=SOFT)
_HEAD = Style(BOLD, 12.5, ACCENT)
_CODE = Style(MONO, 8)
_LEVELS = {
    Level.REQUIRED: (RED, RED_PALE),
    Level.RECOMMENDED: (AMBER, AMBER_PALE),
    Level.NOTE: (SOFT, PALE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the cover tells beside the report.

    Attributes:
        created: When the archive was made, in UTC.
        tool: Version of the program.
        seal: Fingerprint of the seal's certificate, lower-case hex.
        originals: How many files are attached.
        originals_size: Their size in bytes.
        document_pages: Pages of documents.
    """

    created: datetime
    tool: str
    seal: str | None
    originals: int
    originals_size: int
    document_pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place that leads to a document.

    Attributes:
        page: Page of the front matter, from 1.
        rect: Left, bottom, right, top in points.
        entry: Index (from 0) in the entries.
    """

    page: int
    rect: tuple[float, float, float, float]
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The drawn pages.

    Attributes:
        pdf: A PDF of its own.
        pages: How many pages it has.
        links: From the index's lines to the documents.
        sections: Title and first page of each part.
    """

    pdf: bytes
    pages: int
    links: tuple[Link, ...]
    sections: tuple[tuple[str, int], ...]


@dataclass
class _Book:
    """What all parts draw into."""

    sheet: Sheet
    words: Words
    voice: Voice
    title: str
    links: list[Link] = field(default_factory=list)
    sections: list[tuple[str, int]] = field(default_factory=list)

    def open(self, title: str) -> float:
        """Begin a part on a new page; give the first baseline."""
        self.next_page()
        self.sections.append((title, self.sheet.page))
        return self.heading(title)

    def heading(self, title: str) -> float:
        self.sheet.text(MARGIN, HEIGHT - 66, title, Style(BOLD, 20, ACCENT))
        return _TOP

    def next_page(self) -> None:
        self.footer()
        self.sheet.next_page()

    def footer(self) -> None:
        self.sheet.rule(MARGIN, 46, INNER)
        self.sheet.text(MARGIN, 33, fit(self.title, _SMALL, INNER - 60), _SMALL)
        self.sheet.text(WIDTH - MARGIN, 33, roman(self.sheet.page), _SMALL, align="right")


def front_matter(  # noqa: PLR0913 (each is one thing that the pages speak of)
    *,
    report: Report,
    checklist: Checklist,
    catalogue: Catalogue,
    words: Words,
    entries: Sequence[Entry],
    facts: Facts,
) -> FrontMatter:
    """Draw everything that comes before page 1.

    The index names pages by their labels, which count from 1 after the front matter, so
    nothing here depends on how long it gets itself.
    """
    account = checklist.title[words.lang]
    title = words.say("file-title", account=account, **{"as-of": report.as_of})
    voice = Voice(words=words, checklist=checklist, catalogue=catalogue).of(report)
    book = _Book(Sheet(title, words.lang), words, voice, title)
    book.sections.append((words.say("pages-kicker"), 1))
    _cover(book, report, facts, (entries, _parts(book, report)))
    _calendar(book, report)
    _gaps(book, report)
    _index(book, entries)
    book.footer()
    return FrontMatter(
        pdf=book.sheet.finish(),
        pages=book.sheet.page,
        links=tuple(book.links),
        sections=tuple(book.sections),
    )


def _parts(book: _Book, report: Report) -> list[tuple[str, int]]:
    """Title and page of the parts behind the cover, which names them before they are drawn.

    The calendar has one page; how many the gaps take is found by drawing them once for
    nothing.
    """
    say = book.words.say
    trial = _Book(Sheet("", book.words.lang), book.words, book.voice, "")
    _gaps(trial, report)
    calendar_page, gaps_page = 2, 3
    return [
        (say("pages-calendar"), calendar_page),
        (say("pages-gaps"), gaps_page),
        (say("pages-index"), gaps_page + trial.sheet.page - 1),
    ]


# --- Cover


def _cover(
    book: _Book,
    report: Report,
    facts: Facts,
    rest: tuple[Sequence[Entry], Sequence[tuple[str, int]]],
) -> None:
    entries, known = rest
    sheet, say = book.sheet, book.words.say
    sheet.box((0, HEIGHT - 188, WIDTH, 188), fill=ACCENT)
    sheet.text(MARGIN, HEIGHT - 60, say("pages-kicker").upper(), Style(BOLD, 9, WHITE))
    account = book.voice.checklist.title[book.words.lang]
    big = Style(BOLD, 23, WHITE)
    sheet.text(MARGIN, HEIGHT - 94, fit(account, big, INNER), big)
    holder = Style(size=16, color=WHITE)
    name = report.holder or say("pages-holder-unknown")
    sheet.text(MARGIN, HEIGHT - 123, fit(name, holder, INNER), holder)
    sheet.text(
        MARGIN, HEIGHT - 152, say("pages-prepared", as_of=report.as_of), Style(size=10, color=WHITE)
    )
    y = _verdict(book, report, HEIGHT - 214)
    y = _tiles(book, report, facts, (entries, y - 22))
    y = _inside(book, known, y - 26)
    y = _checking(book, facts, y - 20)
    _seal(book, facts, y - 14)


def _verdict(book: _Book, report: Report, top: float) -> float:
    """The panel with the verdict; in black and white the sign and the words tell it."""
    headline, sentence = verdict(report, book.words)
    strong, pale = (GREEN, GREEN_PALE) if report.safe_to_delete else (RED, RED_PALE)
    said = list(wrap(sentence, Style(size=10.5), INNER - 88))
    height = 46 + 15 * len(said)
    sheet = book.sheet
    sheet.box((MARGIN, top - height, INNER, height), fill=pale, radius=6)
    sheet.box((MARGIN, top - height, 6, height), fill=strong)
    middle = top - height / 2
    sheet.disc(MARGIN + 38, middle, 17, fill=strong)
    sheet.mark(MARGIN + 30.5, middle - 7.5, 15, good=report.safe_to_delete)
    sheet.text(MARGIN + 70, top - 28, headline, Style(BOLD, 17, strong))
    y = top - 48
    for line in said:
        sheet.text(MARGIN + 70, y, line, Style(size=10.5))
        y -= 15
    return top - height


def _tiles(
    book: _Book, report: Report, facts: Facts, place: tuple[Sequence[Entry], float]
) -> float:
    entries, top = place
    words = book.words
    required = sum(gap.level is Level.REQUIRED for gap in report.gaps)
    size = words.size(facts.originals_size)
    tiles = (
        (str(len(entries)), words.say("pages-tile-documents")),
        (str(facts.document_pages), words.say("pages-tile-pages")),
        (str(facts.originals), words.say("pages-tile-originals", size=size)),
        (str(required), words.say("pages-tile-gaps")),
    )
    step = (INNER + 12) / len(tiles)
    for number, (count, what) in enumerate(tiles):
        x = MARGIN + number * step
        book.sheet.box((x, top - 54, step - 12, 54), fill=PALE, radius=5)
        color = RED if number == 3 and required else INK
        book.sheet.text(x + 12, top - 27, count, Style(BOLD, 17, color))
        book.sheet.text(x + 12, top - 43, fit(what, _SMALL, step - 30), _SMALL)
    return top - 54


def _inside(book: _Book, known: Sequence[tuple[str, int]], y: float) -> float:
    say = book.words.say
    book.sheet.text(MARGIN, y, say("pages-inside"), _HEAD)
    y -= 18
    parts = [(title, roman(page)) for title, page in known]
    for title, page in [*parts, (say("pages-documents"), "1")]:
        book.sheet.text(MARGIN, y, title, _BODY)
        label = say("pages-from", page=page)
        end = MARGIN + INNER
        start = MARGIN + width(title, _BODY) + 8
        book.sheet.rule(start, y + 2.5, end - start - width(label, _BODY) - 8)
        book.sheet.text(end, y, label, _BODY, align="right")
        y -= _BODY.leading + 1
    return y


def _checking(book: _Book, facts: Facts, y: float) -> float:
    say, sheet = book.words.say, book.sheet
    sheet.text(MARGIN, y, say("pages-check"), _HEAD)
    y -= 18
    own = ("archiver verify archive.pdf", "archiver extract archive.pdf --into documents")
    plain = (
        "pdfsig archive.pdf",
        "pdfdetach -saveall -o out archive.pdf && cd out && sha256sum -c SHA256SUMS",
    )
    if not facts.seal:
        plain = ("sha256sum -c archive.pdf.sha256", plain[1])
    for id, commands in (("pages-check-own", own), ("pages-check-plain", plain)):
        sheet.text(MARGIN, y, say(id), _BODY)
        y -= 8
        height = 13 * len(commands) + 8
        sheet.box((MARGIN, y - height, INNER, height), fill=PALE, radius=4)
        for number, command in enumerate(commands):
            sheet.text(MARGIN + 10, y - 14 - 13 * number, command, _CODE)
        y -= height + 16
    return sheet.paragraph(MARGIN, y + 2, say("pages-check-pdfsig"), _SMALL, width=INNER)


def _seal(book: _Book, facts: Facts, y: float) -> None:
    say, sheet = book.words.say, book.sheet
    sheet.text(MARGIN, y, say("pages-seal"), _HEAD)
    y -= 17
    if facts.seal:
        groups = [facts.seal[start : start + 4].upper() for start in range(0, len(facts.seal), 4)]
        for half in (groups[:8], groups[8:]):
            sheet.text(MARGIN, y, " ".join(half), Style(MONO, 10))
            y -= 14
        y = sheet.paragraph(MARGIN, y - 1, say("pages-seal-says"), _SMALL, width=INNER)
        y = sheet.paragraph(MARGIN, y, say("pages-proves"), _SMALL, width=INNER)
    else:
        y = sheet.paragraph(MARGIN, y, say("pages-no-seal"), _SMALL, width=INNER)
    day = book.words.date(facts.created.date())
    made = say("pages-made", date=f"{day}, {facts.created:%H:%M}", tool=facts.tool)
    sheet.paragraph(MARGIN, y, made, _SMALL, width=INNER)


# --- Calendar


def _calendar(book: _Book, report: Report) -> None:
    say = book.words.say
    y = book.open(say("pages-calendar"))
    y = book.sheet.paragraph(MARGIN, y, say("pages-calendar-says"), _BODY, width=INNER)
    y = calendar.draw(book.sheet, calendar.grid(report, book.voice), y - 14, book.words)
    y = calendar.legend(book.sheet, y - 22, book.words)
    y -= 34
    book.sheet.text(MARGIN, y, say("pages-requirements"), _HEAD)
    y -= 8
    for state in report.requirements:
        y -= 20
        book.sheet.text(MARGIN, y, fit(book.voice.kind(state.kind), _BODY, 235), _BODY)
        bold = Style(BOLD, 9.5, {"met": GREEN, "inactive": SOFT}.get(state.state.value, RED))
        if state.state.value == "inactive":
            bold = Style(color=SOFT)
        id = f"pages-state-{state.state.value}"
        if state.state.value == "inactive" and state.met:
            id += "-held"
        book.sheet.text(MARGIN + 250, y, say(id), bold)
        if state.expected > 1:
            count = say("pages-count", met=state.met, expected=state.expected)
            book.sheet.text(MARGIN + INNER, y, count, _BODY, align="right")
        else:
            held = sum(
                d.kind == state.kind and d.status is Status.RECOGNISED for d in report.documents
            )
            book.sheet.text(MARGIN + INNER, y, say("pages-held", count=held), _BODY, align="right")
        book.sheet.rule(MARGIN, y - 7, INNER)


# --- Gaps


def _gaps(book: _Book, report: Report) -> None:
    say = book.words.say
    y = book.open(say("pages-gaps"))
    groups = group_gaps(report, book.voice)
    if not groups:
        book.sheet.paragraph(MARGIN, y, say("pages-gaps-none"), Style(size=11), width=INNER)
        return
    for level, of_level in groupby(groups, key=lambda group: group.level):
        y = _room(book, y, 80, say("pages-gaps"))
        heading = say(f"level-heading-{level.value}")
        book.sheet.text(MARGIN, y, heading, Style(BOLD, 12.5, _LEVELS[level][0]))
        y -= 16
        for group in of_level:
            y = _gap(book, group, y) - 10
        y -= 12


def _gap(book: _Book, group: GapGroup, y: float) -> float:
    """One group as a card with a coloured edge; long ones go on over the page."""
    strong, pale = _LEVELS[group.level]
    title = Style(BOLD, 10.5)
    say = book.words.say
    inner = INNER - 28
    rows = [(line, title) for line in wrap(mask(group.title), title, inner)]
    rows += [(line, _BODY) for line in lines((mask(d) for d in group.detail), _BODY, inner)]
    remedy = say("pages-remedy", remedy=group.remedy)
    rows += [(line, Style(color=ACCENT)) for line in wrap(mask(remedy), _BODY, inner)]
    while rows:
        y = _room(book, y, 60, say("pages-gaps"))
        fitting = max(1, int((y - _BOTTOM - 18) / 14))
        card, rows = rows[:fitting], rows[fitting:]
        height = 14 * len(card) + 14
        book.sheet.box((MARGIN, y - height, INNER, height), fill=pale, radius=4)
        book.sheet.box((MARGIN, y - height, 4, height), fill=strong)
        baseline = y - 17
        for line, style in card:
            book.sheet.text(MARGIN + 16, baseline, line, style)
            baseline -= 14
        y -= height
    return y


def _room(book: _Book, y: float, needed: float, title: str) -> float:
    """Go to the next page when less than *needed* points are left."""
    if y - needed >= _BOTTOM:
        return y
    book.next_page()
    return book.heading(book.words.say("pages-continued", title=title))


# --- Index

_ROW = 15.0
# Left edges; the last two are right edges.
_NUMBER, _TITLE, _PERSON, _ISSUED = MARGIN + 4, MARGIN + 30, MARGIN + 236, MARGIN + 330
_PAGES, _DIGEST = MARGIN + 418, MARGIN + INNER - 2


def _index(book: _Book, entries: Sequence[Entry]) -> None:
    say = book.words.say
    y = book.open(say("pages-index"))
    y = book.sheet.paragraph(MARGIN, y, say("pages-index-says"), _SMALL, width=INNER)
    y = _columns(book, y - 8)
    for title, group in groupby(enumerate(entries), key=lambda pair: _group(book, pair[1])):
        # A heading never stands alone at the foot of a page.
        y = _index_room(book, y, 26 + 2 * _ROW)
        y -= 9
        book.sheet.text(MARGIN + 4, y - 11, fit(title, Style(BOLD, 10), INNER), Style(BOLD, 10))
        y -= 18
        for row, (number, entry) in enumerate(group):
            if y - _ROW < _BOTTOM:
                y = _index_room(book, y, HEIGHT)
                again = say("pages-continued", title=title)
                book.sheet.text(MARGIN + 4, y - 20, again, Style(BOLD, 10, SOFT))
                y -= 27
            _line(book, number, entry, (y, bool(row % 2)))
            y -= _ROW


def _index_room(book: _Book, y: float, needed: float) -> float:
    if y - needed >= _BOTTOM:
        return y
    book.next_page()
    book.heading(book.words.say("pages-continued", title=book.words.say("pages-index")))
    return _columns(book, _TOP)


def _columns(book: _Book, y: float) -> float:
    head = Style(BOLD, 7.5, SOFT)
    for x, id, align in (
        (_NUMBER, "number", "left"),
        (_TITLE, "document", "left"),
        (_PERSON, "person", "left"),
        (_ISSUED, "issued", "left"),
        (_PAGES, "pages", "right"),
        (_DIGEST, "digest", "right"),
    ):
        book.sheet.text(x, y, book.words.say(f"pages-column-{id}"), head, align=align)
    book.sheet.rule(MARGIN, y - 5, INNER, color=SOFT)
    return y - 5


def _group(book: _Book, entry: Entry) -> str:
    document = entry.document
    if document.status is Status.RECOGNISED:
        return book.voice.kind(document.kind)
    if document.status is Status.DUPLICATE:
        return book.voice.kind(document.kind) if document.kind else book.words.say("pages-doubles")
    unrelated = document.status is Status.UNRELATED
    return book.words.say("pages-others" if unrelated else "pages-doubtful")


def _line(book: _Book, number: int, entry: Entry, place: tuple[float, bool]) -> None:
    top, shaded = place
    document, sheet = entry.document, book.sheet
    if shaded:
        sheet.box((MARGIN, top - _ROW, INNER, _ROW), fill=PALE)
    y = top - 10.8
    plain = Style(size=8.5)
    sheet.text(_NUMBER, y, str(number + 1), Style(size=8.5, color=SOFT))
    cells: tuple[tuple[float, str, float], ...] = (
        (_TITLE, mask(_what(book, entry)), _PERSON - _TITLE - 8),
        (_PERSON, mask(document.person or "—"), _ISSUED - _PERSON - 8),
        (_ISSUED, _short_date(entry, book.words), 52),
    )
    for x, text, most in cells:
        sheet.text(x, y, fit(text, plain, most), plain)
    sheet.text(_PAGES, y, _labels(entry, book.words), plain, align="right")
    digest = (document.sha256 or "")[:12]
    sheet.text(_DIGEST, y, digest, Style(MONO, 7.5, SOFT), align="right")
    if entry.first_page is not None:
        rect = (MARGIN, top - _ROW, MARGIN + INNER, top)
        book.links.append(Link(page=sheet.page, rect=rect, entry=number))


def _what(book: _Book, entry: Entry) -> str:
    """What tells a document from the others of its group: its period, its date or its name."""
    document = entry.document
    what = document.path.replace("!", "/").rpartition("/")[2]
    kind = book.voice.catalogue.kinds.get(document.kind or "")
    if kind and document.period and not kind.single:
        what = book.words.period(document.period)
    elif kind and document.issued:
        what = book.words.date(document.issued)
    if document.status is Status.DUPLICATE:
        return book.words.say("pages-double", what=what)
    return what


def _short_date(entry: Entry, words: Words) -> str:
    issued = entry.document.issued
    if issued is None:
        return "—"
    return f"{issued:%d/%m/%Y}" if words.lang == "fr" else issued.isoformat()


def _labels(entry: Entry, words: Words) -> str:
    if entry.first_page is None or entry.last_page is None:
        return words.say("pages-attached-only")
    if entry.first_page == entry.last_page:
        return str(entry.first_page)
    return f"{entry.first_page}–{entry.last_page}"


# --- Notice


def notice(entry: Entry, *, catalogue: Catalogue, words: Words) -> bytes:
    """One page that says why nothing of an original is shown, and where it is."""
    document = entry.document
    name = mask(document.path.replace("!", "/"))
    sheet = Sheet(name, words.lang)
    say = words.say
    sheet.box((MARGIN, HEIGHT - 122, INNER, 56), fill=AMBER_PALE, radius=6)
    sheet.box((MARGIN, HEIGHT - 122, 6, 56), fill=AMBER)
    sheet.text(MARGIN + 24, HEIGHT - 100, say("pages-notice"), Style(BOLD, 16, AMBER))
    trouble = document.trouble.value if document.trouble else "none"
    rows = (
        ("pages-notice-file", name),
        ("pages-notice-size", words.size(document.size)),
        ("pages-notice-status", say(f"status-{document.status.value}")),
        ("pages-notice-why", say(f"pages-trouble-{trouble}")),
        ("pages-column-digest", document.sha256 or "—"),
    )
    y = HEIGHT - 160
    for id, value in rows:
        sheet.text(MARGIN, y, say(id), Style(BOLD, 10, SOFT))
        y = sheet.paragraph(MARGIN + 90, y, value, Style(size=10), width=INNER - 90) - 6
    y = sheet.paragraph(MARGIN, y - 16, say("pages-notice-attached"), _BODY, width=INNER)
    sheet.text(MARGIN, y - 2, entry.name, Style(MONO, 9.5))
    return sheet.finish()


def roman(number: int) -> str:
    """A page label of the front matter: i, ii, iii, iv ..."""
    parts = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = "c" * (number // 100)
    number %= 100
    if number >= 90:
        text, number = text + "xc", number - 90
    for value, letters in parts:
        text += letters * (number // value)
        number %= value
    return text
