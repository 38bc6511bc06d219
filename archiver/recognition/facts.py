"""When a document was issued and which days it is about.

The period comes from the sentence that states it, never from the dates of its lines: those
may be older, or of another month. Precedence: the sentence, the month of the title, a
month alone on a line, the file's name (weak, and flagged).
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from archiver.catalogue import FIGURE, Kind, PeriodForm, Phrase
from archiver.model import Period
from archiver.recognition import dates
from archiver.recognition.page import Page
from archiver.text import fold, mask, squeeze

# How far behind its announcing words a date may stand, in folded characters.
_NEAR = 48
# How far behind them a range may begin.
_CLOSE = 24
# So far before them another subject counts; a sentence about days that are not decided on.
_BEFORE = 40
_TO_COME = re.compile(
    r"\b(?:couvrirait|eventuel|serai(?:en)?t|prochain|figurer(?:a|ont)|examinee?s?\b)"
)
# What a phrase states: a figure with hardly a word in between, no postal code or number of a file.
_FIGURE = re.compile(
    r"[\W_]*(?:(?:qf|caf|est|de|du|d|l|le|la|a|au|en|et|egal|fixe|etabli|eleve|s|pour|mois|montant|votre"
    r"|calcule|valable|vigueur|valeur|euros?)[\W_]*)*"
    r"(?<![\d/])(?:\d{1,2} \d{3}|\d{1,4})(?:[.,]\d\d)?(?![\d/])"
)
# What is that much older than the paper says nothing of now.
_OUT_OF_DATE = timedelta(days=92)
# A sum that is not nothing; the row of a year; how many of them make a table.
_NO_ZERO = re.compile(r"(?!0+[.,]00)(?<!\d)\d[\d ]*[.,]\d\d(?!\d)|[1-9][\d ]* ?(?:€|euros?\b)")
_OF_YEAR = re.compile(r"(?:19|20)\d\d\b(?!\s?/)")
_YEARS_LEAST = 2
_FULL_YEAR = re.compile(r"\d{4}")
# A line that ends so is not over: what follows on the next belongs to it.
_GOES_ON = re.compile(r"\b(?:du|de|des|le|au|a|et|pour|valable|depuis|entre|contrat)$|[,:(]$")
# What may stand between such a word, or a title, and the month it announces.
_FILLING = frozenset(
    "a assurance au cours d de des du en et l la le les maladie mensuel mois p paiements periode"
    " paiement pour prestations recus regles relatif remboursement"
    " remboursements servies soins sur titre verses"
    " versements vos votre".split()
)
_FILLED = re.compile(f"(?:{'|'.join(sorted(_FILLING, key=len, reverse=True))})*")
# More of a document than this nobody compares by eye.
_LINES_MOST, _LINE_MOST = 400, 160
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
# What a row is paid, and what of it is paid back.
_SUMS_LEAST = 2
# What was paid is mostly told within so long.
_LATE = timedelta(days=400)
# No date or range is longer.
_LONGEST = 44

_ISSUED = re.compile(
    r"(?:date d'(?:edition|emission|etablissement)|(?:edition|emission)(?=\s*(?:du|le|:))"
    r"|date (?:du document|de delivrance|de reception)"
    r"|(?:edite|etabli|delivre|emis|imprime|genere|fait|recu|envoye)e?s?|date(?=\s*:))\b"
    r"(?:\s*a\s+[a-z' -]{2,40}?)?\s*,?\s*:?\s*(?:le|du)?\s*:?\s*"
)
# The day of printing or of arrival, not that of the paper.
_OF_A_COPY = re.compile(r"^(?:imprime|recu|envoye|date de reception)")
_OTHER_PAPER = re.compile(
    r"\b(?:carte|declaration|protocole|demande|dossier|arret|avis|ordonnance|accord|contrat)\b"
)
# `Paris, le 2 avril 2025`, `Fait à Paris le 2 avril 2025`, `Le 02/04/2025`: the date ends the line.
_PLACE_AND_DATE = re.compile(r"^(?:(?:fait\s+)?(?:a\s+)?[a-z' -]{2,40}?,?\s*)?\ble\s*:?\s*(?=\d)")
# What is said of a payment or a right, not of the paper.
_NOT_ISSUED = re.compile(
    r"^(?:regle|paye|verse|vire|ne\b|nee\b|soins|valable|depuis|jusqu|avant|apres|vous|nous|je|il|elle)"
    r"|\b(?:nee?|notre|votre|nos|vos|organisme|caisse|droits?|relever|cesse|quitt\w+|depart|arret|fin"
    r"|depuis|effet|compter|est|sont|ete|ouverts?|enregistree?|accouchement)\b.*\ble\b"
)
_NO_DAY_OF_ISSUE = (_NOT_ISSUED, _OF_A_COPY, _OTHER_PAPER)
_TIME = re.compile(r"\b\d{1,2}\s*[h:]\s*\d{2}(?:\s*:\s*\d{2})?\b")
# A sum of money, in columns that may be glued to each other.
_AMOUNT = re.compile(r"\d[.,]\d\d")
# A day that is not that of a row: of birth, of validity, of a range.
_NO_ROWS_DAY = re.compile(r"\bnee?\b|\bvalable|\bdu\b.*\bau\b|\bentre\b.*\bet\b|\bperiode\b")
# `010414PARCOURS`: the day of a row, in columns that are glued to each other.
_GLUED_DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?=[a-z])")
_TOTAL = re.compile(r"\btotal|\btotaux\b")
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


def issued(pages: Sequence[Page], period: Period | None) -> date | None:
    """The day the document was made out, if it says so."""
    for page in pages:
        for line in page.lines:
            match = _PLACE_AND_DATE.match(line)
            if match and not any(none.search(line) for none in _NO_DAY_OF_ISSUE):
                found = _close_date(line[match.end() :], alone=True)
                if found:
                    return found
    told = [
        (_OF_A_COPY.match(match[0]) is not None, day)
        for page in pages
        for match in _ISSUED.finditer(page.folded)
        if not _of_something_else(page, match)
        and (day := _close_date(page.folded[match.end() : match.end() + 24]))
    ]
    return next((day for copy, day in told if not copy), next((day for _, day in told), None))


def _of_something_else(page: Page, match: re.Match[str]) -> bool:
    """Whether the line speaks of the day of another paper: `Carte Vitale délivrée le …`."""
    start = 0
    for line in page.lines:
        if start + len(line) >= match.start():
            return bool(_OTHER_PAPER.search(line, 0, max(0, match.start() - start)))
        start += len(line) + 1
    return False


def dated(kind: Kind, pages: Sequence[Page]) -> date | None:
    """The day that dates all of its kind, a payment's, where no day of issue is printed."""
    texts = (text.lstrip(" :-") for page in pages for text in _announced(page, kind.dated))
    return next(filter(None, map(_close_date, texts)), None)


def _close_date(text: str, *, alone: bool = False) -> date | None:
    """The date at the start of *text*; if *alone*, only when hardly anything follows."""
    found = dates.leading(text.lstrip())
    if found is None:
        return None
    rest = _TIME.sub("", text.lstrip()[found.end :]).strip(" .a")
    return None if alone and rest else found.period.start


def says_when(kind: Kind, pages: Sequence[Page]) -> bool:
    """Whether the pages state a period, whatever the file's name says."""
    return period(kind, pages, "")[0] is not None


def without_rows(kind: Kind, pages: Sequence[Page]) -> bool:
    """Whether a document that lives by its rows has none, nor says that there were none.

    Lists of statements, messages about one and pages that failed to load have their headings, too.
    A row is told by its sums, or by a day and a sum, in whatever order columns are read. A total
    does, where nothing says that the document is to be had elsewhere.
    """
    if kind.rows is None or _printed(pages, kind.rows.none):
        return False
    lines = [line for page in pages for line in page.lines]
    sums = sum(len(_AMOUNT.findall(dates.without(line))) for line in lines)
    if sums >= _SUMS_LEAST and any(map(_begins_row, lines)):
        return False
    total = any(_TOTAL.search(line) and _AMOUNT.search(line) for line in lines)
    return not total or _printed(pages, kind.rows.elsewhere)


def shows_nothing(kind: Kind, pages: Sequence[Page]) -> bool:
    """Whether a document that lives by some figure has none: a letter about it, a bare heading."""
    if kind.shows is None:
        return False
    if any(states(page, phrase) for page in pages for phrase in kind.shows.said):
        return False
    lines = [dates.without(line) for page in pages for line in page.lines]
    if kind.shows.sums and any(_NO_ZERO.search(line) for line in lines):
        return False
    if kind.shows.years and sum(map(bool, map(_OF_YEAR.match, lines))) >= _YEARS_LEAST:
        return False
    counted = [rf"\d[\d .,]*{word}|{word}s?\s?:?\s?\d" for word in kind.shows.counted]
    return not any(re.search(pattern, line) for pattern in counted for line in lines)


def _printed(pages: Sequence[Page], phrases: Sequence[Phrase]) -> bool:
    return any(page.holds(phrase) for page in pages for phrase in phrases)


def _begins_row(line: str) -> bool:
    """Whether a line has several sums, or a day and a sum, or a day alone: a cell of a column."""
    rest = dates.without(line)
    sums = len(_AMOUNT.findall(rest))
    if sums > 1:
        return True
    if rest == line and not (dates.hinted(line) or _GLUED_DAY.match(line)):
        return False
    if not sums:
        return not re.search("[a-z]{3}", rest) and not _TIME.search(line)
    return not (_TIME.search(line) or _NO_ROWS_DAY.search(line))


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


def period(kind: Kind, pages: Sequence[Page], path: str) -> tuple[Period | None, tuple[str, ...]]:
    """The days that a document of this kind is about, with warnings on a weak source."""
    for form in kind.forms:
        for page in pages:
            if found := _FORMS[form](kind, page):
                return found, ()
    named = PeriodForm.STATED in kind.forms and _from_name(path)
    if named:
        return named, ("period-from-name",)
    return None, ()


def _announced(page: Page, phrases: Sequence[Phrase], others: Sequence[str] = ()) -> Iterator[str]:
    """What stands right behind each announcing phrase, earliest first.

    Not where the sentence is about days to come, or one of *others* stands before the phrase.
    """
    ends = []
    for phrase in filter(page.holds, phrases):
        for written in _readings(phrase):
            ends += [(match.end(), match.start()) for match in written.finditer(page.prose)]
    for end, start in sorted({end: start for end, start in ends}.items()):
        before = page.prose[max(0, start - _BEFORE) : start].rpartition(". ")[2]
        behind = page.prose[end : end + _NEAR].partition(". ")[0]
        if any(word in before for word in others) or _TO_COME.search(f"{before} {behind}"):
            continue
        # A little more than near, so that no date is cut in two.
        yield page.prose[end : end + _NEAR + _LONGEST]


def states(page: Page, phrase: Phrase, made: date | None = None) -> bool:
    """Whether the phrase is printed; with `#` at its end, whether its figure follows it, too.

    `Quotient familial janvier 2026 : 920 €` states one; `quotient familial : appelez le 3230` does
    not, nor does one of long before the paper was *made*.
    """
    if not phrase.written.endswith(FIGURE):
        return page.holds(phrase)
    for text in _announced(page, [phrase]):
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


@cache
def _readings(phrase: Phrase) -> list[re.Pattern[str]]:
    """The phrase as patterns for folded text, white space optional."""
    spaced = [r"\s*".join(map(re.escape, text)) for text in phrase.squeezed]
    brief = [r"\b" + r"\s+".join(words.split()) + r"\b" for words in phrase.words]
    return [re.compile(pattern) for pattern in (*spaced, *brief)]


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
        if _AMOUNT.search(line) or not _OF_PAYMENTS.search(line) or _NO_ROW.search(line):
            continue
        for match in _EDGE.finditer(line):
            day = _close_date(line[match.end() :])
            if not day or not month.start <= day <= month.end:
                continue
            since, until = (day, month.end) if match["since"] else (month.start, day)
            month = Period(max(since, month.start), min(until, month.end))
    return month


# A statement of one month has at most 31 days, one that runs from the 8th to the 7th as well.
_USUAL = 45


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1


def _sentences(kind: Kind, page: Page) -> list[Period]:
    """Each range that follows an announcing word, in the text's order."""
    found = []
    for text in _announced(page, kind.after, kind.others):
        each = next(dates.ranges(text), None)
        if each and each.start <= _CLOSE and not _OTHERS_DAYS.search(text, 0, each.start):
            found.append(each.period)
    return [*found, *(each.period for each in dates.from_to(page.prose))]


def _first(kind: Kind, page: Page) -> Period | None:
    """The range or month that is announced first: behind it there may be one of something else.

    `pour le mois d'octobre 2026`, and below `Période de droit : du 01/11/2024 au 31/10/2026`.
    """
    for text in _announced(page, kind.after):
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
    there = [each.period for line in page.lines for each in dates.ranges(line)]
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
        if around in ("", "du", "inclus", "duinclus", "periode", "periodedu"):
            alone.add(found.period)
    return alone.pop() if len(alone) == 1 else None


def _month(kind: Kind, page: Page) -> Period | None:
    headings = _headings(kind, page)
    for text in (*_announced(page, kind.after), *_announced(page, headings)):
        if found := _month_at(text):
            return found.period
    # Spaced letters hide the month from all but the squeezed text.
    for text in page.behind(headings):
        found = next(dates.months(text), None)
        if found and _FILLED.fullmatch(text, 0, found.start):
            return found.period
    return None


def _month_alone(page: Page) -> Period | None:
    return next((month for line in page.lines if (month := _alone(line))), None)


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
    made = issued([page], None)
    stated = next((period for period in found if not made or _made_for(period, made)), None)
    if stated or found or made is None:
        return stated
    ends = (_close_date(page.prose[match.end() :]) for match in _UNTIL.finditer(page.prose))
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
    made = issued([page], None)
    valid = PeriodForm.VALIDITY in kind.forms
    found = {
        each.period
        for each in dates.ranges(page.prose)
        if not _TO_COME.search(page.prose[max(0, each.start - _NEAR) : each.start])
    }
    # At the end of a line `Paul AVRIL` is a name, and `14 rue …` on the next no year.
    found |= {
        each.period
        for text in (page.prose, *page.lines)
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
        for line in page.lines
        for row in (dates.ranges(line) if not _NO_ROW.search(line) else ())
    ]
    return Period(min(p.start for p in found), max(p.end for p in found)) if found else None


def _year(kind: Kind, page: Page) -> Period | None:
    """The year that is announced or in the heading; of several, the one before that of issue."""
    found = []
    for text in (*_announced(page, kind.after), *_announced(page, _headings(kind, page))):
        each = next(dates.years(text), None)
        if each and each.start <= _NEAR:
            found.append(each.period)
    made = issued([page], None)
    before = [period for period in found if made and period.start.year == made.year - 1]
    if before or not found:
        return next(iter(before), None)
    # The declaration of a year is about the year before: where both are named, that one.
    return next((p for p in found if p.start.year == found[0].start.year - 1), found[0])


def _headings(kind: Kind, page: Page) -> list[Phrase]:
    """The titles that are headings here: a sentence may speak of another one's days."""
    return [title for title in kind.rule.titles if page.heading(title) is not None]


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
    PeriodForm.YEAR: _year,
}


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
        words += _TIME.sub(" ", text).split()
    if not words:
        return ""
    return hashlib.sha256(" ".join(sorted(words)).encode()).hexdigest()


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
            if issued_on not in told and not _TIME.search(folded):
                lines.append(mask(text)[:_LINE_MOST])
    return tuple(lines[:_LINES_MOST])
