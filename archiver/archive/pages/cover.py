"""The cover: whose account, the verdict, what is inside, how to check it with and without us."""

from collections.abc import Sequence

from archiver.archive.format import Entry
from archiver.archive.layout import (
    ACCENT,
    BOLD,
    GREEN,
    GREEN_PALE,
    HEIGHT,
    INK,
    INNER,
    LINE,
    MARGIN,
    MONO,
    PALE,
    RED,
    RED_PALE,
    SOFT,
    WIDTH,
    Style,
    fit,
    width,
    wrap,
)
from archiver.archive.pages import marks
from archiver.archive.pages.book import Book, roman
from archiver.archive.pages.model import Facts
from archiver.model import DOUBTFUL, LABELLED, Level, Report, Status
from archiver.phrasing import verdict
from archiver.text import in_eights, mask

_HEAD = Style(BOLD, 11.5)
_BODY = Style(size=9)
_SMALL = Style(size=8, color=SOFT)
_CODE = Style(MONO, 8)
_SHARE = 236.0  # width of the left column, in points
_OWN = ("archiver verify archive.pdf", "archiver extract archive.pdf --into documents")
# pdfdetach does not make the folder.
_DETACH = "mkdir out && pdfdetach -saveall -o out archive.pdf && cd out && sha256sum -c SHA256SUMS"


def draw(
    book: Book,
    report: Report,
    *,
    facts: Facts,
    entries: Sequence[Entry],
    parts: Sequence[tuple[str, int]],
) -> None:
    """Draw the first page.

    Args:
        parts: Title and page of what follows.
    """
    y = _title(book, report)
    y = _verdict(book, report, top=y - 26)
    y = _counts(book, report, facts=facts, entries=entries, top=y - 22)
    lower = min(_inside(book, parts, y=y - 34), _seal(book, facts, y=y - 34))
    _checking(book, facts, y=lower - 22)
    day = book.voice.words.date(facts.created.date())
    made = book.say("pages-made", date=f"{day}, {facts.created:%H:%M}", tool=facts.tool)
    book.sheet.text(MARGIN, 58, fit(made, _SMALL, INNER), _SMALL)


def _title(book: Book, report: Report) -> float:
    sheet = book.sheet
    sheet.box((0, HEIGHT - 10, WIDTH, 10), fill=ACCENT)
    kicker = Style(BOLD, 8.5, ACCENT, spacing=1.3)
    y = HEIGHT - 58
    sheet.text(MARGIN, y, book.say("pages-kicker").upper(), kicker)
    y -= 36
    big = Style(BOLD, 27)
    name = mask(report.holder or book.say("pages-holder-unknown"))
    sheet.text(MARGIN - 1, y, fit(name, big, INNER), big)
    y -= 24
    account = book.voice.checklist.title[book.voice.words.lang]
    medium = Style(size=13)
    sheet.text(MARGIN, y, fit(account[:1].upper() + account[1:], medium, INNER), medium)
    y -= 18
    asked = book.voice.words.say("pages-prepared", as_of=report.as_of)
    sheet.text(MARGIN, y, asked, Style(size=9.5, color=SOFT))
    return y


def _verdict(book: Book, report: Report, *, top: float) -> float:
    """The panel with the verdict; in black and white its sign and words tell it."""
    headline, sentence = verdict(report, book.voice.words)
    strong, pale = (GREEN, GREEN_PALE) if report.safe_to_delete else (RED, RED_PALE)
    style, big = Style(size=10.5), Style(BOLD, 18, strong)
    x = MARGIN + 96
    said = wrap(sentence, style, INNER - 116)
    height = 56 + 15.5 * len(said)
    sheet = book.sheet
    sheet.box((MARGIN, top - height, INNER, height), fill=pale)
    sheet.box((MARGIN, top - height, 76, height), fill=strong)
    marks.verdict(sheet, MARGIN + 38, top - height / 2, 22, safe=report.safe_to_delete)
    sheet.text(x, top - 33, headline, big)
    for number, line in enumerate(said):
        sheet.text(x, top - 53 - 15.5 * number, line, style)
    return top - height


def _counts(
    book: Book, report: Report, *, facts: Facts, entries: Sequence[Entry], top: float
) -> float:
    """Four numbers with what they count."""
    say, words = book.say, book.voice.words
    status = [entry.document.status for entry in entries]
    gaps = [gap.level for gap in report.gaps]
    required = gaps.count(Level.REQUIRED)
    labelled = sum(
        entry.document.status is Status.RECOGNISED and LABELLED in entry.document.warnings
        for entry in entries
    )
    rest = {
        "labelled": labelled,
        "doubtful": sum(one in DOUBTFUL for one in status),
        "doubles": status.count(Status.DUPLICATE),
        "recommended": gaps.count(Level.RECOMMENDED),
        "notes": gaps.count(Level.NOTE),
    }
    more = {id: say(f"pages-count-{id}", count=count) for id, count in rest.items() if count}
    recognised = status.count(Status.RECOGNISED) - labelled
    others = [more[id] for id in ("labelled", "doubtful", "doubles") if id in more]
    columns: tuple[tuple[int, str, list[str]], ...] = (
        (recognised, "documents", others),
        (facts.document_pages, "pages", []),
        (facts.originals, "originals", [words.size(facts.originals_size)]),
        (required, "gaps", [more[id] for id in ("recommended", "notes") if id in more]),
    )
    step = INNER / len(columns)
    for number, (count, id, lines) in enumerate(columns):
        x = MARGIN + number * step + (14 if number else 0)
        if number:
            book.sheet.line([(x - 14, top), (x - 14, top - 58)], color=LINE)
        color = INK if id != "gaps" else RED if required else GREEN
        book.sheet.text(x, top - 18, str(count), Style(BOLD, 21, color))
        most = step - 20
        y = top - 33
        book.sheet.text(x, y, fit(say(f"pages-count-{id}", count=count), _BODY, most), _BODY)
        for line in lines:
            y -= 11.5
            book.sheet.text(x, y, fit(line, _SMALL, most), _SMALL)
    return top - 58


def _inside(book: Book, parts: Sequence[tuple[str, int]], *, y: float) -> float:
    """The contents, at the left."""
    sheet = book.sheet
    sheet.text(MARGIN, y, book.say("pages-inside"), _HEAD)
    y -= 21
    labelled = [(title, roman(page)) for title, page in parts]
    end = MARGIN + _SHARE - 26
    for title, page in [*labelled, (book.say("pages-documents"), "1")]:
        label = book.say("pages-from", page=page)
        sheet.text(MARGIN, y, title, _BODY)
        sheet.text(end, y, label, _BODY, align="right")
        left = MARGIN + width(title, _BODY) + 7
        sheet.rule(left, y + 2.5, end - width(label, _BODY) - 7 - left)
        y -= 16.5
    return y


def _seal(book: Book, facts: Facts, *, y: float) -> float:
    """The seal's fingerprint and what it says, at the right."""
    sheet, x, across = book.sheet, MARGIN + _SHARE, INNER - _SHARE
    sheet.text(x, y, book.say("pages-seal"), _HEAD)
    if not facts.seal:
        return sheet.paragraph(x, y - 19, book.say("pages-no-seal"), _SMALL, width=across)
    sheet.box((x, y - 50, across, 39), fill=PALE, radius=3)
    # In the same groups as on the screen, so that they can be compared by eye.
    groups = in_eights(facts.seal).split()
    code = Style(MONO, 9.5)
    for number, half in enumerate((groups[:4], groups[4:])):
        sheet.text(x + 12, y - 26 - 15 * number, "  ".join(half), code)
    y = sheet.paragraph(x, y - 64, book.say("pages-seal-says"), _SMALL, width=across)
    return sheet.paragraph(x, y - 3, book.say("pages-seal-yellow"), _SMALL, width=across)


def _checking(book: Book, facts: Facts, *, y: float) -> None:
    sheet = book.sheet
    sheet.text(MARGIN, y, book.say("pages-check"), _HEAD)
    sealed = "pdfsig archive.pdf" if facts.seal else "sha256sum -c archive.pdf.sha256"
    y -= 18
    for id, commands in (("own", _OWN), ("plain", (sealed, _DETACH))):
        sheet.text(MARGIN, y, book.say(f"pages-check-{id}"), _BODY)
        height = 13.5 * len(commands) + 9
        y -= 7
        sheet.box((MARGIN, y - height, INNER, height), fill=PALE, radius=3)
        for number, command in enumerate(commands):
            sheet.text(MARGIN + 12, y - 14 - 13.5 * number, command, _CODE)
        y -= height + 17
    if facts.seal:
        y = sheet.paragraph(MARGIN, y, book.say("pages-check-pdfsig"), _BODY, width=INNER) - 3
    y = sheet.paragraph(MARGIN, y, book.say("pages-attachments"), _BODY, width=INNER) - 3
    sheet.paragraph(MARGIN, y, _proves(book, facts), _BODY, width=INNER)


def _proves(book: Book, facts: Facts) -> str:
    """What the archive proves, and what not."""
    if facts.stamped_by:
        return book.say("pages-proves-stamped", host=facts.stamped_by)
    return book.say("pages-proves" if facts.seal else "pages-proves-unsealed")
