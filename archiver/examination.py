"""One file -> what it is and what is in it: the work that is done in worker processes.

Twice for a file with pages that are pictures: reading those takes seconds where text takes
milliseconds, so it comes after everything else, and only where Tesseract is installed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from archiver import ocr, scans
from archiver.catalogue import Catalogue, PeriodForm
from archiver.model import (
    ILLEGIBLE,
    NOT_LOADED,
    OCR,
    OCR_UNSURE,
    PAGE_UNREADABLE,
    Media,
    PageText,
    Period,
    Reading,
    Recognition,
    Statement,
    Sums,
    Trouble,
)
from archiver.ocr import State
from archiver.reading import read, unread
from archiver.recognition import dates, recognise
from archiver.recognition.amounts import Sort, tokens
from archiver.recognition.statement import read as read_statement
from archiver.recognition.statement import sums_up
from archiver.recognition.sums import misread
from archiver.recognition.twice import agreed, doubted
from archiver.rows import rows
from archiver.text import fold

_WITHOUT = {
    State.ABSENT: Trouble.OCR_ABSENT,
    State.NO_FRENCH: Trouble.OCR_NO_FRENCH,
    State.BROKEN: Trouble.OCR_FAILED,
}
_SUM = re.compile(r"\d,\d\d(?!\d)")
# In folded text; not the day of a date, nor the end of a sum.
_COUNTED = re.compile(
    r"(?<![\d.,/])(\d{1,4}) (?:indemnites? journalieres?\b|i\.?j\b"
    r"|jours? (?:d'indemni|indemni|pay|vers|regl))"
)
# Fewer letters than this beside pictures are the title page of a scanned folder.
_COVER_MOST = 400
# So many lines are a page, and this part of them of so few letters no lines.
_TORN_LINES, _TORN_SHARE, _TORN_MOST = 40, 0.7, 3
# A page of fewer words was not read.
_WORDS_LEAST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for.

    Attributes:
        catalogue: The kinds and look-alikes.
        account: Id of the account that is to be closed.
        lines: Whether the lines of statements are wanted as they stand on the page.
    """

    catalogue: Catalogue
    account: str
    lines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a worker sends back of a file: small, whatever the file's size.

    Attributes:
        media: What the file is.
        trouble: Why it is not a sound document.
        warnings: Codes of the file as a whole.
        pages: How many it has.
        recognitions: The documents in it.
        speaks: Whether its text speaks for the account.
        scans: Its pages (from 1) that are pictures and were not read yet.
    """

    media: Media
    trouble: Trouble | None
    warnings: tuple[str, ...]
    pages: int
    recognitions: tuple[Recognition, ...]
    speaks: bool
    scans: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Scanned:
    """A file with pages that are pictures: `numbers`, counted from 1."""

    path: str
    data: bytes
    numbers: tuple[int, ...]


def examine(job: tuple[str, bytes], *, wanted: Wanted) -> Examined:
    """Read a file, a path and its bytes, and recognise what is in it."""
    path, data = job
    reading = _read(data, path)
    found: tuple[Recognition, ...] = ()
    if reading.pages and reading.trouble in (None, Trouble.TRUNCATED):
        found = recognise(reading.pages, path, wanted.catalogue)
        if reading.media is Media.MESSAGE:
            found = tuple(_as_mail(one, wanted.catalogue) for one in found)
        found = tuple(_with_lines(one, reading, data, wanted) for one in found)
        found = tuple(_with_pictures(one, reading.pages) for one in found)
    examined = _examined(reading, found, wanted)
    worth = reading.trouble is Trouble.PICTURE or examined.speaks or _says_little(reading.pages)
    return replace(examined, scans=unread(reading) if worth else ())


def examine_scan(job: Scanned, *, wanted: Wanted) -> Examined:
    """The same, with the pages that are pictures read by Tesseract."""
    reading = _read(job.data, job.path)
    scan = read_scan(job, reading, wanted)
    first, others = _readings(reading, scan)
    found = recognise(first, job.path, wanted.catalogue)
    # What one reading found nothing in may still be known by two others.
    text = "\n".join(page.text for page in first)
    speaks = wanted.catalogue.text_speaks(text, wanted.account)
    if speaks or any(one.kind or one.lookalike for one in found):
        found = agreed(first, others, job.path, wanted.catalogue)
        found = tuple(
            _with_scanned_lines(one, scan, wanted)
            if OCR in one.warnings
            else _with_lines(one, reading, job.data, wanted)
            for one in found
        )
    found = tuple(_with_pictures(one, scan.pages) for one in found)
    whole = reading.trouble is Trouble.PICTURE
    examined = _examined(replace(reading, pages=scan.pages), found, wanted)
    if not whole or any(one.kind or one.lookalike for one in found):
        unclear = tuple(_unclear(one, scan.pages, whole=whole) for one in found)
        return replace(examined, trouble=None, recognitions=unclear)
    if scan.well and not examined.speaks:
        return replace(examined, trouble=None)  # read to its end, and plainly something else
    failed = scan.failed and not scan.read
    return replace(
        examined, trouble=Trouble.OCR_FAILED if failed else Trouble.PICTURE, recognitions=()
    )


def _read(data: bytes, path: str) -> Reading:
    """Read a file; the words of pages that come letter by letter from where these stand."""
    reading = read(data, path)
    torn = [number for number, page in enumerate(reading.pages, 1) if _is_torn(page.text)]
    if reading.media is not Media.PDF or not torn:
        return reading
    whole = {n: "\n".join(lines) for n, lines in zip(torn, rows(data, torn), strict=True)}
    told = (
        replace(page, text=whole.get(number) or page.text)
        for number, page in enumerate(reading.pages, 1)
    )
    return replace(reading, pages=tuple(told))


def _is_torn(text: str) -> bool:
    """Whether most lines are a letter or two: so far apart that none seems to follow another."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    short = sum(len(line) <= _TORN_MOST for line in lines)
    return len(lines) >= _TORN_LINES and short > _TORN_SHARE * len(lines)


def _readings(
    reading: Reading, scan: scans.Scan
) -> tuple[tuple[PageText, ...], list[Callable[[], Sequence[PageText]]]]:
    """The first reading of all pages, and what gives others: a scanner's own layer is one more."""

    def again(time: int) -> Sequence[PageText]:
        return scans.in_cells(scan.again(time))

    others: list[Callable[[], Sequence[PageText]]]
    others = [partial(again, time) for time in range(scans.TIMES)]
    if not any(page.ocr for page in reading.pages):
        return scan.pages, others
    both = zip(reading.pages, scan.pages, strict=True)
    layers = tuple(layer if layer.ocr else page for layer, page in both)
    return layers, [lambda: scan.pages, *others]


def read_scan(job: Scanned, reading: Reading, wanted: Wanted) -> scans.Scan:
    """Have the pages of a file that are pictures read once."""
    return scans.read(
        job.data,
        reading,
        job.numbers,
        speaks=lambda text: wanted.catalogue.text_speaks(text, wanted.account),
    )


def pages(job: tuple[str, bytes]) -> tuple[PageText, ...]:
    """The text of a file's pages, the first few of those that are pictures included."""
    path, data = job
    reading = _read(data, path)
    numbers = unread(reading) if ocr.state() is State.READY else ()
    return scans.read(data, reading, numbers, speaks=lambda _: False).pages


def without_ocr(examined: Examined, state: State) -> Examined:
    """What is to be said of a file whose pictures cannot be read on this machine."""
    if examined.trouble is not Trouble.PICTURE:
        return examined
    return replace(examined, trouble=_WITHOUT[state])


def _examined(reading: Reading, found: Sequence[Recognition], wanted: Wanted) -> Examined:
    signed = any(wanted.account in one.accounts for one in found)
    text = "\n".join(page.text for page in reading.pages)
    unknown = not any(one.kind or one.lookalike for one in found)
    # A document may quote such a sentence; where sums are shown, there was something to show.
    failed = unknown and not _SUM.search(text) and wanted.catalogue.says_failed(text)
    return Examined(
        media=reading.media,
        trouble=reading.trouble,
        warnings=(*reading.warnings, NOT_LOADED) if failed else reading.warnings,
        pages=len(reading.pages),
        recognitions=tuple(found),
        speaks=signed or wanted.catalogue.text_speaks(text, wanted.account),
    )


def _says_little(pages: Sequence[PageText]) -> bool:
    """Whether the text is that of a cover sheet: what counts are the pictures behind it."""
    return sum(len(page.text) for page in pages) < _COVER_MOST


def _unclear(one: Recognition, pages: Sequence[PageText], *, whole: bool) -> Recognition:
    """A document without a kind, marked if it may be one of the account that was misread.

    Args:
        one: The document.
        pages: All pages of the file.
        whole: Whether the whole file is a scan; else a picture among text may be just that.
    """
    scanned = any(pages[number - 1].ocr for number in one.pages)
    if one.kind or one.lookalike or not scanned or OCR_UNSURE in one.warnings:
        return one
    return doubted(one) if whole or one.accounts else one


def _as_mail(one: Recognition, catalogue: Catalogue) -> Recognition:
    """A message may quote any document, and is none of them: its attachments are."""
    if one.kind is None or catalogue.kinds[one.kind].mail:
        return one
    return Recognition(pages=one.pages, accounts=one.accounts, why=one.why)


def _with_lines(one: Recognition, reading: Reading, data: bytes, wanted: Wanted) -> Recognition:
    """With the lines of a statement; where each letter stands is asked only if it matters.

    It matters where the lines are wanted themselves, where they are what proves the days, and
    where a printed sum can tell of a loss.
    """
    if not (one.kind and wanted.catalogue.kinds[one.kind].lines):
        return one
    of_days = PeriodForm.ROWS in wanted.catalogue.kinds[one.kind].forms
    needed = wanted.lines or of_days
    texts = [reading.pages[number - 1].text for number in one.pages]
    found = read_statement(
        [(number, text.split("\n")) for number, text in zip(one.pages, texts, strict=True)]
    )
    told = found.sums is Sums.AGREE or not (found.beside or any(map(sums_up, texts)))
    if reading.media is Media.PDF and (needed or not told):
        laid_out = rows(data, one.pages)
        found = read_statement(list(zip(one.pages, laid_out, strict=True)))
    if OCR in one.warnings:
        return replace(one, statement=found if found.sums is Sums.AGREE else None)
    if of_days and not (found.lines or found.unread) and _lists_days(texts, one.period):
        found = replace(found, unread=1, counted=_counted(texts))
    return replace(one, statement=found)


def _with_pictures(one: Recognition, pages: Sequence[PageText]) -> Recognition:
    """A statement without a total that has a page which is a picture: the rest may be on it."""
    statement = one.statement
    if statement is None or statement.totalled or statement.sums is Sums.AGREE:
        return one
    seen = (pages[number - 1] for number in one.pages)
    unread = any(page.pictures and len(page.text.split()) < _WORDS_LEAST for page in seen)
    return replace(one, warnings=(*one.warnings, PAGE_UNREADABLE)) if unread else one


def _lists_days(texts: Sequence[str], asked: Period | None) -> bool:
    """Whether anything says that days were paid, on a certificate without a row that was read.

    A table may be laid out as no other. But days that were asked for, and no sum beside them,
    say that there was nothing to pay.
    """
    for line in (fold(line) for text in texts for line in text.splitlines()):
        days = next(dates.ranges(line), None)
        numbers = tokens(line[days.end :] if days else line)
        counted = bool(days) and any(token.sort is Sort.COUNT for token in numbers)
        paid = any(token.sort is Sort.AMOUNT and token.value for token in numbers)
        if paid or counted or (days and days.period != asked):
            return True
    return False


def _counted(texts: Sequence[str]) -> int | None:
    """How many days were paid, where that is told in words: `10 indemnités journalières`."""
    found = _COUNTED.findall(fold(" ".join(" ".join(texts).split())))
    return sum(map(int, found)) if found else None


def _with_scanned_lines(one: Recognition, scan: scans.Scan, wanted: Wanted) -> Recognition:
    """With its lines if they add up to the printed total: then no sum was misread.

    Or if they do not, in two readings that say the same and found nothing illegible, by more
    than a misread digit explains.
    """
    if not (one.kind and wanted.catalogue.kinds[one.kind].lines):
        return one
    found = _scanned(one, scan.again(0))
    if found.sums is Sums.DISAGREE:
        other = _scanned(one, scan.again(1))
        same = (found.lines, found.total) == (other.lines, other.total)
        legible = not any(
            ILLEGIBLE in scan.again(time)[number - 1].text
            for time in range(scans.TIMES)
            for number in one.pages
        )
        if same and legible and found.total is not None and not misread(found.lines, found.total):
            return replace(one, statement=found)
        found = other
    return replace(one, statement=found if found.sums is Sums.AGREE else None)


def _scanned(one: Recognition, pages: Sequence[PageText]) -> Statement:
    legible = {number: pages[number - 1].text.replace(ILLEGIBLE, "") for number in one.pages}
    return read_statement([(number, text.split("\n")) for number, text in legible.items()])
