"""The page that stands in for a file of which nothing can be shown."""

from archiver.archive.format import Entry
from archiver.archive.layout import (
    AMBER,
    AMBER_PALE,
    BOLD,
    HEIGHT,
    INNER,
    MARGIN,
    MONO,
    PALE,
    SOFT,
    WIDTH,
    Sheet,
    Style,
    fit,
    wrap,
)
from archiver.archive.pages import marks
from archiver.archive.pages.book import file_name
from archiver.catalogue import Catalogue
from archiver.model import Document, Media
from archiver.text import mask
from archiver.wording import Words

_HEAD = Style(BOLD, 11.5)
_BODY = Style(size=10)
_LABEL = Style(size=9, color=SOFT)
_CODE = Style(MONO, 9.5)
_LABELS = 96.0  # width of the left column, in points
# Names of several thousand characters exist; the manifest has them in full.
_MOST_LINES = 8


def draw(entry: Entry, catalogue: Catalogue, words: Words, page: int | None = None) -> bytes:
    """One page: which file, what is wrong with it, where its original is, what to do.

    Args:
        page: The one page of the original that this stands for; `None`: for all of it.
    """
    document = entry.document
    sheet = Sheet(mask(file_name(document.path)), words.lang)
    y = _panel(sheet, document, words, page)
    for id, value in _facts(document, catalogue, words, page):
        sheet.text(MARGIN, y, words.say(id), _LABEL)
        style = _CODE if id == "pages-column-digest" else _BODY
        for line in wrap(mask(value), style, INNER - _LABELS)[:_MOST_LINES]:
            sheet.text(MARGIN + _LABELS, y, line, style)
            y -= 14.5
        sheet.rule(MARGIN, y + 6, INNER)
        y -= 9
    y -= 18
    sheet.text(MARGIN, y, words.say("pages-notice-original"), _HEAD)
    y = sheet.paragraph(MARGIN, y - 19, words.say("pages-notice-attached"), _BODY, width=INNER) - 6
    sheet.box((MARGIN, y - 12, INNER, 23), fill=PALE, radius=3)
    sheet.text(MARGIN + 12, y - 4, fit(entry.name, _CODE, INNER - 24), _CODE)
    y -= 48
    sheet.text(MARGIN, y, words.say("pages-notice-do"), _HEAD)
    sheet.paragraph(MARGIN, y - 19, _remedy(document, words), _BODY, width=INNER)
    if entry.first_page is not None:
        sheet.rule(MARGIN, 48, INNER)
        label = Style(BOLD, 8, SOFT)
        sheet.text(WIDTH - MARGIN, 35, str(entry.first_page), label, align="right")
    return sheet.finish()


def _panel(sheet: Sheet, document: Document, words: Words, page: int | None) -> float:
    trouble = document.trouble.value if document.trouble else "none"
    if document.media is Media.OTHER and not document.trouble:
        trouble = "no-pages"
    if page is not None:
        trouble = "page"
    style = Style(size=10.5)
    why = wrap(words.say(f"pages-trouble-{trouble}"), style, INNER - 116)
    height = 48 + 15 * len(why)
    top = HEIGHT - 60
    sheet.box((MARGIN, top - height, INNER, height), fill=AMBER_PALE)
    sheet.box((MARGIN, top - height, 76, height), fill=AMBER)
    marks.warning(sheet, MARGIN + 38, top - height / 2, 19)
    sheet.text(MARGIN + 96, top - 29, words.say("pages-notice"), Style(BOLD, 16, AMBER))
    for number, line in enumerate(why):
        sheet.text(MARGIN + 96, top - 48 - 15 * number, line, style)
    return top - height - 36


def _facts(
    document: Document, catalogue: Catalogue, words: Words, page: int | None
) -> list[tuple[str, str]]:
    folder = document.path[: -len(file_name(document.path))].rstrip("/!")
    kind = catalogue.kinds.get(document.kind or "")
    what = ""
    if kind:
        what = kind.title[words.lang]
        if document.period and not kind.single:
            period = words.period(document.period)
            what = words.say("title-with-period", title=what, period=period)
    facts = [
        ("pages-notice-file", file_name(document.path)),
        ("pages-notice-page", "" if page is None else str(page)),
        ("pages-notice-folder", folder),
        ("pages-notice-size", words.size(document.size)),
        ("pages-column-document", what),
        ("pages-notice-status", words.say(f"status-{document.status.value}")),
        ("pages-column-digest", document.sha256 or ""),
    ]
    return [(id, value) for id, value in facts if value]


def _remedy(document: Document, words: Words) -> str:
    """What the gap report says of such a file."""
    cause = document.trouble.value if document.trouble else "no-kind"
    id = f"gap-{document.status.value}-{cause}.remedy"
    return words.say(id if words.knows(id) else "pages-notice-open")
