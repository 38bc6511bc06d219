"""What makes a document the same as another one, or one of the same family's papers."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from archiver.recognition import dates
from archiver.recognition.page import Page
from archiver.text import fold, mask

# More of a document than this nobody compares by eye.
_LINES_MOST, _LINE_MOST = 400, 160


def digest(pages: Sequence[Page], issued_on: date | None) -> str:
    """Hash of the document's words, equal when it was only downloaded again.

    Accounts make these PDFs on demand: the bytes, the time and the date of issue differ from
    one download to the next. The order of the words is left out too.
    """
    words: list[str] = []
    for page in pages:
        text = page.folded
        for found in reversed(list(dates.dates(text)) if issued_on else []):
            if found.period.start == issued_on:
                text = text[: found.start] + text[found.end :]
        words += dates.TIME.sub(" ", text).split()
    if not words:
        return ""
    return hashlib.sha256(" ".join(sorted(words)).encode()).hexdigest()


def family(pages: Sequence[Page], labels: Sequence[str]) -> str | None:
    """The number that all of a family share at their insurer, behind one of its labels."""
    for label in labels:
        number = re.compile(
            rf"\b{re.escape(label).replace('°', '[°o]')}\s?:?\s?(\d(?: ?\d){{5,8}})\b"
        )
        for page in pages:
            if found := number.search(page.folded):
                return found[1].replace(" ", "")
    return None


def printed(pages: Sequence[Page], issued_on: date | None) -> tuple[str, ...]:
    """The lines of a document, masked, to show in what two versions of it differ.

    What `digest` leaves out is left out here, too: lines that tell the day or time of issue.
    """
    lines = []
    for page in pages:
        for line in page.raw.splitlines():
            text = " ".join(line.split())
            if not any(map(str.isdigit, text)):
                lines += [text[:_LINE_MOST]] if text else []
                continue
            folded = fold(text)
            told = {found.period.start for found in dates.dates(folded)} if issued_on else ()
            if issued_on not in told and not dates.TIME.search(folded):
                lines.append(mask(text)[:_LINE_MOST])
    return tuple(lines[:_LINES_MOST])
