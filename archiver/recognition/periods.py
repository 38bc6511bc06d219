"""Which days a document is about.

The period comes from the sentence that states it, never from the dates of its lines: those
may be older, or of another month. Precedence: the sentence, the month of the title, a
month alone on a line, the file's name (weak, and flagged).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from archiver.catalogue import Kind, PeriodForm
from archiver.model import Period
from archiver.phrases import Phrase
from archiver.recognition import dates
from archiver.recognition.amounts import PRINTED
from archiver.recognition.announced import NEAR, announced, is_to_come
from archiver.recognition.issue import close_date, issued
from archiver.recognition.page import Page
from archiver.text import fold, squeeze

# How far behind them a range may begin.
_CLOSE = 24
_FULL_YEAR = re.compile(r"\d{4}")
# A line that ends so is not over: what follows on the next belongs to it.
_GOES_ON = re.compile(r"\b(?:du|de|des|le|au|a|et|pour|valable|depuis|entre|contrat)$|[,:(]$")
_DAY_BEFORE = re.compile(r"\b(?:le|du|au) \d{1,2}(?:er)?$")
_SPAN_BROKEN = re.compile(r"(?<=\d au)\n(?=\d)|(?<=\d -)\n(?=\d)")
# What may stand between such a word, or a title, and the month it announces.
_FILLING = frozenset(
    "a assurance au cours d de des du en et l la le les maladie mensuel mois p paiements periode"
    " paiement pour prestations recus regles relatif remboursement remboursements servies soins"
    " sur titre verses versements vos votre".split()
)
_FILLED = re.compile(f"(?:{'|'.join(sorted(_FILLING, key=len, reverse=True))})*")
# A paper may be made out so long before the days it is about.
_EARLY = timedelta(days=62)
# `Versements à partir du 20/09/2026`, `Situation arrêtée au 15/09/2026`: a part of the month.
_EDGE = re.compile(
    r"\b(?:(?P<since>a partir du|a compter du|depuis le)|jusqu'\s?au"
    r"|(?:arretee?s?|situation) au)\s*(?=\d)"
)
_OF_PAYMENTS = re.compile(
    r"\b(?:versements?|paiements?|remboursements?|prestations?|releve|mois|periode|situation|arretee?s?"
    r"|effectue\w*)\b"
)
# A sentence about some time is no row of what was paid in it.
_NO_ROW = re.compile(r"\.$|\b(?:valable|vigueur|tarifs?|droits|contrat)\b")
# Days of something else: `Tarifs en vigueur du 01/01/2020 au 31/12/2020`.
_OTHERS_DAYS = re.compile(r"\b(?:vigueur|tarifs?|contrat|bareme)\b")
# What was paid is mostly told within so long.
_LATE = timedelta(days=400)
# `Valable jusqu'au 10/06/2027`, `Date de fin de droits : 10/06/2027`.
_UNTIL = re.compile(
    r"\b(?:(?:valables?|valides?|validite|ouverts?)\s*:?\s*jusqu'?\s*au"
    r"|(?:fin (?:de|des|de la) (?:validite|droits?)|date d'expiration|expiration|expirent? le)"
    r"(?: (?:des|de vos) droits)?)\s*:?\s*(?:le\s*)?"
)
# The head of a table whose rows say from when to when; so many lines belong to it.
_FIRST_AND_LAST = re.compile(
    r"\b(?:debut|ouverture|effet)\b.*\b(?:fin|fermeture|expiration)\b|\bdu\b\W+\bau\b"
)
_TABLE_MOST = 12


def says_when(kind: Kind, pages: Sequence[Page]) -> bool:
    """Whether the pages state a period, whatever the file's name says."""
    return period(kind, pages, "")[0] is not None


def period(kind: Kind, pages: Sequence[Page], path: str) -> tuple[Period | None, tuple[str, ...]]:
    """The days that a document of this kind is about, with warnings on a weak source."""
    for form in kind.forms:
        told = [found for page in pages if (found := _FORMS[form](kind, page))]
        if told:
            # A table goes on over pages; what is stated once counts.
            whole = Period(min(p.start for p in told), max(p.end for p in told))
            return _as_listed(kind, whole if form is PeriodForm.ROWS else told[0], pages), ()
    named = PeriodForm.STATED in kind.forms and _from_name(path)
    if named:
        return named, ("period-from-name",)
    return None, ()


def _stated(kind: Kind, page: Page) -> Period | None:
    """The period of a statement: a sentence, else a month, else a range on a line of its own.

    Of two answers the shorter one counts. A page that speaks of a whole year (a contract, a
    yearly limit) must never make one statement fill twelve months.
    """
    ranges = _sentences(kind, page)
    month = _month(kind, page)
    if ranges:
        usual = [period for period in ranges if _days(period) <= _USUAL]
        stated = (usual or ranges)[0]
        return (month or _month_alone(page) or stated) if _days(stated) > _USUAL else stated
    whole = month or _range_alone(page) or _month_alone(page)
    return _shown_of(whole, page) if whole else None


def _shown_of(month: Period, page: Page) -> Period:
    """What of a month is shown, where a line about the payments says from or to which day."""
    for line in page.lines:
        if PRINTED.search(line) or not _OF_PAYMENTS.search(line) or _NO_ROW.search(line):
            continue
        for match in _EDGE.finditer(line):
            day = close_date(line[match.end() :])
            if not day or not month.start <= day <= month.end:
                continue
            since, until = (day, month.end) if match["since"] else (month.start, day)
            month = Period(max(since, month.start), min(until, month.end))
    return month


_PAID = re.compile(r"\b(?:versee?s?|percue?s?|payee?s?|recue?s?)\b\D{0,12}$")
_HEAD = re.compile(r"(?:periode|mois)(?: [^\d:]+)?$")
# So many rows make a list by months; what says that all of it is there.
_LISTED_LEAST = 3
_TOTAL = re.compile(r"\btotal|\btotaux\b")
# A statement of one month has at most 31 days, one that runs from the 8th to the 7th as well.
_USUAL = 45


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1


def _sentences(kind: Kind, page: Page) -> list[Period]:
    """Each range that follows an announcing word, in the text's order."""
    found = []
    for text in announced(page, kind.after, kind.others):
        each = next(dates.ranges(text), None)
        near = each and each.start <= _CLOSE and not _OTHERS_DAYS.search(text, 0, each.start)
        # Behind a sum, it is the next row of a table.
        if each and near and not PRINTED.search(text, 0, each.start):
            found.append(each.period)
    return [*found, *(each.period for each in dates.from_to(page.prose))]


def _first(kind: Kind, page: Page) -> Period | None:
    """The range or month that is announced first: behind it there may be one of something else.

    `pour le mois d'octobre 2026`, and below `Période de droit : du 01/11/2024 au 31/10/2026`.
    """
    for text in announced(page, kind.after):
        span, month = next(dates.ranges(text), None), _month_at(text)
        if span and span.start <= _CLOSE and not (month and month.start < span.start):
            break
        if month:
            return month.period
    return _range(kind, page) or _month(kind, page)


def _month_at(text: str) -> dates.Found | None:
    """The month that the text begins with, but for words that fill."""
    found = next(dates.months(text), None)
    filled = found and set(re.findall(r"[a-z0-9]+", text[: found.start])) <= _FILLING
    return found if filled else None


def _range(kind: Kind, page: Page) -> Period | None:
    """The first range that is announced; rather one that holds rows than one that holds none.

    Between a heading and what it announces there may be a line about something else: since when
    rates are in force, say.
    """
    found = _sentences(kind, page)
    there = [each.period for line in _unbroken(page) for each in dates.ranges(line)]
    holding = (one for one in found if sum(one.covers(each) for each in there) > 1)
    # On a page that is turned, a row may come to stand behind the heading.
    over_all = (one for one in there if len(there) > 2 and all(map(one.covers, there)))
    return next(holding, next(over_all, found[0]) if found else None)


def _range_alone(page: Page) -> Period | None:
    """The one range that stands on a line of its own and does not go on a sentence."""
    alone = set()
    for before, line in pairwise(["", *page.lines]):
        found = next(dates.ranges(line), None)
        if found is None or _GOES_ON.search(before) or _days(found.period) > _USUAL:
            continue
        around = re.sub(r"[^a-z0-9]", "", line[: found.start] + line[found.end :])
        if around in ("", "du", "inclus", "duinclus", "periode", "periodedu", "entrele", "entre"):
            alone.add(found.period)
    return alone.pop() if len(alone) == 1 else None


def _month(kind: Kind, page: Page) -> Period | None:
    headings = _headings(kind, page)
    for text in (*announced(page, kind.after), *_behind(page, headings)):
        if found := _month_at(text):
            return found.period
    # Spaced letters hide the month from all but the squeezed text.
    for text in page.behind(headings):
        found = next(dates.months(text), None)
        if found and _FILLED.fullmatch(text, 0, found.start):
            return found.period
    return None


def _month_alone(page: Page) -> Period | None:
    alone = next((month for line in _own_lines(page) if (month := _alone(line))), None)
    return alone or next(_below_head(page), None)


def _own_lines(page: Page) -> Iterator[str]:
    """The lines, but for those that begin with the month of a day: `le 6 | septembre 2022`."""
    for before, line in pairwise(["", *page.lines]):
        if not _DAY_BEFORE.search(before):
            yield line


def _below_head(page: Page) -> Iterator[Period]:
    """The month that begins the row below `Période  Date d'édition  Caisse`."""
    for head, line in pairwise(page.lines):
        found = next(dates.months(line), None) if _HEAD.match(head) else None
        if found and found.start == 0:
            yield found.period


def _alone(line: str) -> Period | None:
    squeezed = squeeze(line)
    for text in (line, squeezed):
        found = next(dates.months(text), None)
        if found and found.end - found.start >= len(text) - 3:
            return found.period
    return None


def _validity(kind: Kind, page: Page) -> Period | None:
    """The range that is announced; of several, one that the day of issue lies in.

    It may be told as so many months from a day on, or in two cells of a table. Where only its end
    is printed, it begins on the day of issue.
    """
    found = _sentences(kind, page) or [each.period for each in dates.lasting(page.prose)]
    found = found or list(_in_cells(page))
    made = issued([page])
    stated = next((period for period in found if not made or _made_for(period, made)), None)
    if stated or found or made is None:
        return stated
    ends = (close_date(page.prose[match.end() :]) for match in _UNTIL.finditer(page.prose))
    return next((Period(made, end) for end in ends if end and end >= made), None)


def _in_cells(page: Page) -> Iterator[Period]:
    """The periods in the rows below a head with `Début` and `Fin`, or `Du` and `Au`."""
    below = 0
    for line in page.lines:
        if _FIRST_AND_LAST.search(line) and not any(map(str.isdigit, line)):
            below = _TABLE_MOST
        elif below and (found := dates.paired(line)):
            yield found
        below -= below > 0


def _made_for(period: Period, made: date) -> bool:
    """Whether a paper of that day can be about these days: from a little before them on."""
    return period.start - _EARLY <= made <= period.end


def _only(kind: Kind, page: Page) -> Period | None:
    """The one range, or else the one month, of the page; and the day of issue does not object."""
    made = issued([page])
    valid = PeriodForm.VALIDITY in kind.forms
    found = {
        each.period
        for each in dates.ranges(page.prose)
        if not is_to_come(page.prose[max(0, each.start - NEAR) : each.start])
    }
    # At the end of a line `Paul AVRIL` is a name, and `14 rue …` on the next no year.
    found |= {
        each.period
        for text in (page.prose, *_own_lines(page))
        for each in dates.months(text)
        if text is not page.prose or _FULL_YEAR.search(text, each.start, each.end)
    }
    if made:
        fits = _made_for if valid else _made_after
        found = {period for period in found if fits(period, made)}
    return found.pop() if len(found) == 1 else None


def _made_after(period: Period, made: date) -> bool:
    """Whether a paper of that day can tell of these days: soon after they are over."""
    return period.end - _EARLY <= made <= period.end + _LATE


def _rows(kind: Kind, page: Page) -> Period | None:
    found = [
        row.period
        for line in _unbroken(page)
        for row in (dates.ranges(line) if not _NO_ROW.search(line) else ())
    ]
    return Period(min(p.start for p in found), max(p.end for p in found)) if found else None


def _unbroken(page: Page) -> list[str]:
    """The lines, with each span that was broken in its cell put together: `17/07/2025 au`."""
    return _SPAN_BROKEN.sub(" ", "\n".join(page.lines)).split("\n")


def _listed(_: Kind, page: Page) -> Period | None:
    """The months that rows with a sum begin with, if none is passed over."""
    months = _months_of_rows([page])
    whole = len(months) > 1 and all(
        after.start == before.end + timedelta(days=1) for before, after in pairwise(months)
    )
    return Period(months[0].start, months[-1].end) if whole else None


def _as_listed(kind: Kind, stated: Period, pages: Sequence[Page]) -> Period:
    """What is stated, but no further than its rows go, where no total says that these are all."""
    if PeriodForm.LISTED not in kind.forms:
        return stated
    months = _months_of_rows(pages)
    if len(months) < _LISTED_LEAST or any(_TOTAL.search(line) for p in pages for line in p.lines):
        return stated
    last = months[-1].end
    return Period(stated.start, last) if stated.start < last < stated.end else stated


def _months_of_rows(pages: Sequence[Page]) -> list[Period]:
    lines = [line for page in pages for line in page.lines if PRINTED.search(line)]
    firsts = (next(dates.months(line), None) for line in lines)
    return sorted({first.period for first in firsts if first and first.start == 0})


def _year(kind: Kind, page: Page) -> Period | None:
    """The year that is announced or in the heading; of several, the one before that of issue."""
    found = []
    for text in (*announced(page, kind.after), *_behind(page, _headings(kind, page))):
        whole = (each for each in dates.ranges(text) if _is_year(each.period))
        each = next(dates.years(text), None) or next(whole, None)
        if each and each.start <= NEAR:
            found.append(Period.year(each.period.start.year))
    if not found:
        return None
    made = issued([page])
    before = (period for period in found if made and period.start.year == made.year - 1)
    # The declaration of a year is about the year before: where both are named, that one.
    earlier = (period for period in found if period.start.year == found[0].start.year - 1)
    return _paid_of(next(before, next(earlier, found[0])), page)


def _is_year(period: Period) -> bool:
    return period == Period.year(period.start.year)


def _paid_of(year: Period, page: Page) -> Period:
    """What of a year the sums are of: `versées du 01/01/2025 au 30/06/2025`."""
    spans = [
        each.period
        for each in dates.ranges(page.prose)
        if _PAID.search(page.prose[max(0, each.start - NEAR) : each.start])
    ]
    parts = [span for span in spans if span.start == year.start and span.end < year.end]
    return parts[0] if parts and year not in spans else year


def _headings(kind: Kind, page: Page) -> list[Phrase]:
    """The titles that are headings here: a sentence may speak of another one's days."""
    return [title for title in kind.rule.titles if page.heading(title) is not None]


def _behind(page: Page, headings: Sequence[Phrase]) -> Iterator[str]:
    """What stands behind them as headings: `retrouvez votre relevé mensuel de mars` is none."""
    return announced(page, headings, within=frozenset(page.headed(headings)))


def _from_name(path: str) -> Period | None:
    name = re.sub(r"[_]+", " ", fold(path.replace("!", "/").rpartition("/")[2]))
    iso = re.search(r"(?<!\d)(20\d\d)[-_ ]?(0[1-9]|1[0-2])(?![\d])", name)
    if iso:
        return Period.month(int(iso[1]), int(iso[2]))
    found = next(dates.months(name), None)
    return found.period if found else None


_FORMS = {
    PeriodForm.STATED: _stated,
    PeriodForm.FIRST: _first,
    PeriodForm.RANGE: _range,
    PeriodForm.MONTH: _month,
    PeriodForm.VALIDITY: _validity,
    PeriodForm.ONLY: _only,
    PeriodForm.ROWS: _rows,
    PeriodForm.LISTED: _listed,
    PeriodForm.YEAR: _year,
}
