"""Whether a document has what it lives by; what only speaks of one has its heading, too."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from archiver.catalogue import FIGURE, Kind
from archiver.phrases import Phrase
from archiver.recognition import dates
from archiver.recognition.amounts import PRINTED
from archiver.recognition.announced import announced
from archiver.recognition.page import Page
from archiver.text import squeeze

# What a phrase states: a figure with hardly a word in between, no postal code or number of a file.
_FIGURE = re.compile(
    r"[\W_]*(?:(?:qf|caf|ce|est|de|du|d|l|le|la|a|au|en|et|egal|fixe|etabli|eleve|s|pour|mois|montant|votre"
    r"|calcule|valable|vigueur|valeur|euros?)[\W_]*)*"
    r"(?<![\d/])(?:\d{1,2} \d{3}|\d{1,4})(?:[.,]\d\d)?(?![\d/])"
)
# What is that much older than the paper says nothing of now.
_OUT_OF_DATE = timedelta(days=92)
# A sum that is not nothing; the row of a year; how many of them make a table.
_NO_ZERO = re.compile(r"(?!0+[.,]00)(?<!\d)\d[\d ]*[.,]\d\d(?!\d)|[1-9][\d ]* ?(?:€|euros?\b)")
_OF_YEAR = re.compile(r"(?:19|20)\d\d\b(?!\s?/)")
_YEARS_LEAST = 2
# What a row is paid, and what of it is paid back.
_SUMS_LEAST = 2
# A day that is not that of a row: of birth, of validity, of a range.
_NO_ROWS_DAY = re.compile(r"\bnee?\b|\bvalable|\bdu\b.*\bau\b|\bentre\b.*\bet\b|\bperiode\b")
# `010414PARCOURS`: the day of a row, in columns that are glued to each other.
_GLUED_DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?=[a-z])")
_TOTAL = re.compile(r"\btotal|\btotaux\b")
# `Affichage de 1 à 10 sur 34 lignes`: what a web page keeps back.
_SHOWN = re.compile(
    r"\b\d+\s*(?:a|-)\s*(\d+)\s*(?:sur|/)\s*(\d+)\s*(?:lignes?|resultats?|elements?|operations?"
    r"|paiements?|remboursements?|soins)\b"
)
# What says that there is more: other rows, other pages, other people.
_MORE = re.compile(
    r"\+ ?\d+ autres? [a-z]|precedent\b.{0,12}\b1 2\b|\b1 2 3\b.{0,24}\bsuivant"
    r"|\b(?:beneficiaires?|filtres?)\s?(?:selectionne|applique|choisi)e?s? : (?!tou[ts]|aucun)"
)
# `.../...` at the foot: it goes on behind.
_DOTS = re.compile(r"[. ]*/[. ]*")
_LAST_LINES = 3


def without_rows(kind: Kind, pages: Sequence[Page]) -> bool:
    """Whether a document that lives by its rows has none, nor says that there were none.

    Lists of statements, messages about one and pages that failed to load have their headings, too.
    A row is told by its sums, or by a day and a sum, in whatever order columns are read. A total
    does, where nothing says that the document is to be had elsewhere.
    """
    if kind.rows is None or _printed(pages, kind.rows.none):
        return False
    # `Relevé mensuel de septembre 2026  48,20 €`: a row of a list of statements is none of theirs.
    titles = [title for phrase in kind.rule.titles for title in phrase.squeezed]
    lines = [
        line
        for page in pages
        for line in page.lines
        if not (PRINTED.search(line) and any(title in squeeze(line) for title in titles))
    ]
    sums = sum(len(PRINTED.findall(dates.without(line))) for line in lines)
    if sums >= _SUMS_LEAST and any(map(_begins_row, lines)):
        return False
    total = any(_TOTAL.search(line) and PRINTED.search(line) for line in lines)
    return not total or _printed(pages, kind.rows.elsewhere)


def shows_nothing(kind: Kind, pages: Sequence[Page]) -> bool:
    """Whether a document that lives by some figure has none: a letter about it, a bare heading."""
    if kind.shows is None:
        return False
    if any(states(page, phrase) for page in pages for phrase in kind.shows.said):
        return False
    lines = [dates.without(line) for page in pages for line in page.lines]
    # Also of a sentence that goes on in the next line: `est de 588 | euros`.
    told = [*lines, *(dates.without(page.folded) for page in pages)]
    if kind.shows.sums and any(map(_NO_ZERO.search, told)):
        return False
    if kind.shows.years and sum(map(bool, map(_OF_YEAR.match, lines))) >= _YEARS_LEAST:
        return False
    counted = [rf"\d[\d .,]*{word}|{word}s?\s?:?\s?\d" for word in kind.shows.counted]
    return not any(re.search(pattern, line) for pattern in counted for line in lines)


def keeps_back(kind: Kind, pages: Sequence[Page]) -> bool:
    """Whether the document says itself that it has more rows than these pages show."""
    if kind.rows is None or not pages:
        return False
    told = _printed(pages, kind.rows.hidden) or _printed(pages[-1:], kind.rows.goes_on)
    parts = (shown for page in pages for shown in _SHOWN.finditer(page.folded))
    if told or any(int(part[1]) < int(part[2]) for part in parts):
        return True
    open_end = any(_DOTS.fullmatch(line) for line in pages[-1].lines[-_LAST_LINES:])
    return open_end or any(_MORE.search(line) for page in pages for line in page.lines)


def states(page: Page, phrase: Phrase, made: date | None = None) -> bool:
    """Whether the phrase is printed; with `#` at its end, whether its figure follows it, too.

    `Quotient familial janvier 2026 : 920 €` states one; `quotient familial : appelez le 3230` does
    not, nor does one of long before the paper was *made*.
    """
    if not phrase.written.endswith(FIGURE):
        return page.holds(phrase)
    for text in announced(page, [phrase]):
        told = [*dates.dates(text), *dates.months(text), *dates.years(text)]
        undated = text
        for found in told:
            blank = " " * (found.end - found.start)
            undated = undated[: found.start] + blank + undated[found.end :]
        figure = _FIGURE.match(undated)
        of = [found.period for found in told if figure and found.end <= figure.end()]
        if figure and not (made and of and max(of).end < made - _OUT_OF_DATE):
            return True
    return False


def beside_a_sum(page: Page, phrase: Phrase) -> bool:
    """Whether the phrase stands on a line with a sum that is not nothing."""
    if not page.holds(phrase):
        return False
    lines = (line for line in page.lines if _NO_ZERO.search(dates.without(line)))
    return any(text in squeeze(line) for line in lines for text in phrase.squeezed)


def _printed(pages: Sequence[Page], phrases: Sequence[Phrase]) -> bool:
    return any(page.holds(phrase) for page in pages for phrase in phrases)


def _begins_row(line: str) -> bool:
    """Whether a line has several sums, or a day and a sum, or a day alone: a cell of a column."""
    rest = dates.without(line)
    sums = len(PRINTED.findall(rest))
    if sums > 1:
        return True
    if rest == line and not (dates.hinted(line) or _GLUED_DAY.match(line)):
        return False
    if not sums:
        return not re.search("[a-z]{3}", rest) and not dates.TIME.search(line)
    return not (dates.TIME.search(line) or _NO_ROWS_DAY.search(line))
