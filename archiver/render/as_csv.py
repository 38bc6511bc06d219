"""The lines of statements as a table that spreadsheets open: the person's history, by itself.

Semicolons and decimal commas in French, commas and decimal points in English, as the
spreadsheets of either expect; UTF-8 with the mark that tells them so; sums exact.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from archiver.model import Document, Line
from archiver.phrasing import Voice

#: The columns, each with a heading `lines-column-<name>`.
COLUMNS = (
    "day", "until", "person", "label", "paid", "base", "rate", "days", "amount", "paid-on",
    "third-party", "kind", "period", "sums", "file", "page",
)  # fmt: skip
# A cell that begins so is a formula to spreadsheets, whoever wrote it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lines(documents: Sequence[Document], voice: Voice) -> str:
    """One row for each line of the documents, the byte-order mark in front."""
    stream = io.StringIO()
    french = voice.words.lang == "fr"
    writer = csv.writer(stream, delimiter=";" if french else ",")
    writer.writerow(voice.words.say(f"lines-column-{name}") for name in COLUMNS)
    for document in documents:
        for line in document.statement.lines if document.statement else ():
            writer.writerow(_cells(document, line, voice))
    return "\ufeff" + stream.getvalue()


def _cells(document: Document, line: Line, voice: Voice) -> list[str]:
    words = voice.words

    def number(value: Decimal | int | None) -> str:
        text = "" if value is None else str(value)
        return text.replace(".", ",") if words.lang == "fr" else text

    return [
        _day(line.day),
        _day(line.until),
        _text(line.person),
        _text(line.label),
        number(line.paid),
        number(line.base),
        number(line.rate),
        number(line.days),
        number(line.amount),
        _day(line.paid_on),
        words.say("lines-yes") if line.third_party else "",
        _text(voice.kind(document.kind)),
        _text(words.period(document.period) if document.period else ""),
        words.say(f"lines-sums-{document.statement.sums.value}") if document.statement else "",
        _text(document.path),
        str(line.page),
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _text(text: str | None) -> str:
    """Somebody else's words, kept from being taken for a formula."""
    text = text or ""
    return f"'{text}" if text.startswith(_FORMULA) else text
