"""French dates, months and periods in folded text.

All functions take text that went through `text.fold` or one line of `text.fold_lines`:
no case, no accents, plain apostrophes and hyphens. White space is optional everywhere,
because some extractions glue columns together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from archiver.model import ILLEGIBLE, Period

_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4,
    "avr": 4, "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9,
    "octobre": 10, "oct": 10, "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_NAME = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
# Glued text has no word end between a month and its year.
_NAME = _NAME.replace(r"\b\.?", r"(?![a-z])\.?")
#: The name of a month in folded text, in full or short.
MONTH_NAME = _NAME
_YEAR = r"(?:(?:19|20)\d\d(?!\d)|'?\d\d(?!\d))"
_FULL_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"

_SLASHED = rf"{_DAY}\s?[/.\-]\s?{_MONTH}\s?[/.\-]\s?{_YEAR}"
_NAMED = rf"{_DAY}\s*(?:er)?\s*{_NAME}\s*{_YEAR}"
_ISO = rf"{_FULL_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
# `05 05 14`: only where a word says that a date follows; elsewhere it is any three numbers.
_SPACED = rf"(?:0[1-9]|[12]\d|3[01])\s*(?:0[1-9]|1[0-2])\s*{_YEAR}"

_DATE = re.compile(rf"(?<![\d/])(?:{_ISO}|{_SLASHED}|{_NAMED})")
_LOOSE = rf"(?:{_ISO}|{_SLASHED}|{_NAMED}|{_SPACED})"
_LEADING = re.compile(_LOOSE)
_RANGE = re.compile(
    rf"(?<![\d/])(?P<first>{_LOOSE}|{_DAY}\s*(?:er)?\s*{_NAME}|{_DAY}\s?[/.]\s?{_MONTH}|{_DAY}(?:\s*er)?)"
    rf"\s*(?:inclus\s*)?(?:,?\s*(?:et|soit)(?=\s*jusqu))?\s*"
    rf"(?:jusqu'?\s*au|au|a|et\s*le|->|→|-|/(?=\s*(?:19|20)\d\d-))\s*(?:le\s*)?(?P<last>{_LOOSE})"
)
# `Début de période : 01/04/2024  Fin de période : 30/04/2024`, `Date de début 01/04/2024 …`
_OF_WHAT = r"(?:\s*d[eu]s?\s*[a-z ]{2,16})?\s*:?\s*(?:le\s*)?"
_FROM_TO = re.compile(
    rf"(?:debut|ouverture|effet){_OF_WHAT}(?P<first>{_LOOSE}).{{0,30}}?"
    rf"(?:fin|fermeture|expiration){_OF_WHAT}(?P<last>{_LOOSE})"
)
# The European certificate, annex 2 of decision S2: `a) du … c) … b) au …`.
_LETTERED = re.compile(
    rf"\ba\s*\)\s*du\s*(?P<first>{_LOOSE}).{{0,24}}?\bb\s*\)\s*au\s*(?P<last>{_LOOSE})"
)
_MONTH_RANGE = re.compile(
    rf"(?P<first>{_NAME}(?:\s*{_FULL_YEAR})?|{_MONTH}\s?[/\-]\s?{_FULL_YEAR})\s*(?:a|au|-)\s*"
    rf"(?P<last>{_NAME}\s*{_FULL_YEAR}|{_MONTH}\s?[/\-]\s?{_FULL_YEAR})"
)
# A day before the name makes it a date, not a month, also one that could not be read.
_MONTH_YEAR = re.compile(
    rf"(?<![\d/.\-{ILLEGIBLE}])(?<![\d{ILLEGIBLE}]\s)(?<!\der\s)(?<!\der)(?P<name>{_NAME})\s*(?P<year>{_FULL_YEAR}|'?\d\d(?![\d/]))"
    rf"|(?<![\d/.\-])(?<!\d\s)(?P<month>0[1-9]|1[0-2])\s?[/\-]\s?(?P<full>{_FULL_YEAR})(?![/\-]\d)"
)
# Behind the first day of a span, however that day was misread: `du !er mai 2025 au 31 mai 2025`.
_SPAN_GOES_ON = re.compile(
    rf"\s*(?:inclus\s*)?(?:jusqu'?\s*au|au)\s*(?:le\s*)?(?:{_LOOSE}|{ILLEGIBLE})"
)
# `31 décembre`, `13/04`, `13 04`: a day whose year stands elsewhere, or that is torn.
_HINT = re.compile(
    rf"(?<![\d/.,])(?:{_DAY}\s*(?:er)?\s*{_NAME}|{_DAY}[/.\-]{_MONTH}(?!\d)"
    r"|(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2])(?=\s|$))"
)
# `un an à compter du 3 mars 2026`, `à partir du 3 mars 2026 pour une durée d'un an`; not a delay.
_COUNT = r"(?P<count>une?|deux|trois|quatre|cinq|six|douze|\d{1,2})\s*(?P<unit>ans?|annees?|mois)"
_SINCE = rf"(?:a compter|a partir|a dater) du\s*(?P<first>{_LOOSE})"
_LASTING = (
    re.compile(rf"(?<!delai de )(?<!delai d')\b{_COUNT},?\s*{_SINCE}"),
    re.compile(
        rf"{_SINCE},?\s*(?:et )?(?:pour|pendant|durant)"
        rf"(?: une? (?:duree|periode) (?:totale )?(?:de |d'))?\s*{_COUNT}\b"
    ),
)
_NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "douze": 12}
_ANY_YEAR = re.compile(rf"(?<!\d)(?<![/.\-]){_FULL_YEAR}")


#: A time of day.
TIME = re.compile(r"\b\d{1,2}\s*[h:]\s*\d{2}(?:\s*:\s*\d{2})?\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A date or period and where it stands: `start` and `end` are offsets in the text."""

    start: int
    end: int
    period: Period


def dates(text: str) -> Iterator[Found]:
    """Single days, in the order of the text; impossible ones (31/02) are left out."""
    for match in _DATE.finditer(text):
        day = _date(match.group())
        if day:
            yield Found(match.start(), match.end(), Period(day, day))


def without(text: str) -> str:
    """The text without its dates."""
    for found in reversed(list(dates(text))):
        text = text[: found.start] + " " + text[found.end :]
    return text


def leading(text: str) -> Found | None:
    """The day that *text* starts with, `JJ MM AA` included."""
    match = _LEADING.match(text)
    day = match and _date(match.group())
    return Found(0, match.end(), Period(day, day)) if match and day else None


def hinted(text: str) -> bool:
    """Whether a day of some month is spoken of, be it without its year."""
    return bool(_HINT.search(text))


def ranges(text: str) -> Iterator[Found]:
    """`du A au B` in all its shapes; the first date may lack its month or year."""
    for match in _RANGE.finditer(text):
        last = _date(match["last"])
        first = last and _completed(match["first"], last)
        if first and last and first <= last:
            yield Found(match.start(), match.end(), Period(first, last))
    for match in _MONTH_RANGE.finditer(text):
        until = _month(match["last"], None)
        since = until and _month(match["first"], until)
        if since and until and since.start <= until.end:
            yield Found(match.start(), match.end(), Period(since.start, until.end))


def from_to(text: str) -> Iterator[Found]:
    """`Début de période : A … Fin de période : B`, `a) du A … b) au B`."""
    for match in (*_FROM_TO.finditer(text), *_LETTERED.finditer(text)):
        first, last = _date(match["first"]), _date(match["last"])
        if first and last and first <= last:
            yield Found(match.start(), match.end(), Period(first, last))


def lasting(text: str) -> Iterator[Found]:
    """`un an à compter du A`, `à partir du A pour six mois`."""
    for pattern in _LASTING:
        for match in pattern.finditer(text):
            first = _date(match["first"])
            count = _NUMBERS.get(match["count"]) or int(match["count"])
            months = count * (1 if match["unit"] == "mois" else 12)
            if first and months > 0 and first.year + count < 2100:
                yield Found(match.start(), match.end(), Period(first, _before(first, months)))


def paired(line: str) -> Period | None:
    """The last two dates of a line, if nothing stands between them: cells of `Début` and `Fin`."""
    found = list(dates(line))[-2:]
    if len(found) < 2 or line[found[0].end : found[1].start].strip(" |-"):
        return None
    start, end = (each.period.start for each in found)
    return Period(start, end) if start < end else None


def months(text: str) -> Iterator[Found]:
    """`mars 2025`, `MARS 25`, `03/2025`, but not the month of a date."""
    for match in _MONTH_YEAR.finditer(text):
        month = _month(match.group(), None)
        if month and not _SPAN_GOES_ON.match(text, match.end()):
            yield Found(match.start(), match.end(), month)


def years(text: str) -> Iterator[Found]:
    """Four-digit years that are not part of a date."""
    taken = [(found.start, found.end) for found in dates(text)]
    for match in _ANY_YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            yield Found(match.start(), match.end(), Period.year(int(match.group())))


def _completed(text: str, last: date) -> date | None:
    """Complete `1er` or `15 mars` with the month and year of the end of the range."""
    full = _date(text)
    if full:
        return full
    numbers = re.findall(r"\d+", text)
    name = re.search(_NAME, text)
    month = _MONTHS[name.group().rstrip(".")] if name else int(numbers[1]) if numbers[1:] else None
    year = last.year - 1 if month and month > last.month else last.year
    return _valid(year, month or last.month, int(numbers[0]))


def _date(text: str) -> date | None:
    name = re.search(_NAME, text)
    glued = re.fullmatch(r"(\d\d)\s*(\d\d)\s*(\d\d|\d{4})", text.strip())
    numbers = [int(number) for number in (glued.groups() if glued else re.findall(r"\d+", text))]
    if name and len(numbers) == 2:
        return _valid(_year(numbers[1]), _MONTHS[name.group().rstrip(".")], numbers[0])
    if name or len(numbers) != 3:
        return None
    if numbers[0] > 31:
        return _valid(*numbers)
    return _valid(_year(numbers[2]), numbers[1], numbers[0])


def _month(text: str, until: Period | None) -> Period | None:
    name = re.search(_NAME, text)
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    number = _MONTHS[name.group().rstrip(".")] if name else numbers.pop(0)
    if not numbers and until is None:
        return None
    year = _year(numbers[0]) if numbers else until.start.year  # type: ignore[union-attr]
    if not numbers and until and number > until.start.month:
        year -= 1
    return Period.month(year, number) if 1900 <= year < 2100 else None


def _year(number: int) -> int:
    """A two-digit year is in this century up to 2079: nobody's papers here are older."""
    if number >= 100:
        return number
    return 2000 + number if number < 80 else 1900 + number


def _before(first: date, months: int) -> date:
    """The last of so many months that begin on *first*."""
    years, month = divmod(first.month - 1 + months, 12)
    start = date(first.year + years, month + 1, 1)
    following = _valid(start.year, start.month, first.day)
    # One month from 31 January lasts to the end of February.
    return (following or (start + timedelta(days=31)).replace(day=1)) - timedelta(days=1)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year < 2100 else None
    except ValueError:
        return None
