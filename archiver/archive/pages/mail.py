"""The pages that show what a message says; its attachments are documents of their own."""

from archiver import mails
from archiver.archive.layout import BOLD, HEIGHT, INNER, MARGIN, Sheet, Style, wrap

_BODY = Style(size=10)
_HEAD = Style(BOLD, 10)
_TOP = HEIGHT - 60


def draw(data: bytes) -> bytes:
    """The text of a message on A4 pages, lines broken where they are too long."""
    sheet, y, header = Sheet("Message", "fr"), _TOP, True
    for line in mails.text(data).split("\n"):
        header = header and bool(line)
        style = _HEAD if header else _BODY
        for part in wrap(line, style, INNER) or [""]:
            if y < MARGIN:
                sheet.next_page()
                y = _TOP
            if part:
                sheet.text(MARGIN, y, part, style)
            y -= style.leading
    return sheet.finish()
