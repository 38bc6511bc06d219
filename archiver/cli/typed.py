"""What people type at a question -> days, spans of days, names; `None` for what is not clear.

Half of an answer is worse than none: what is left over of it would be gone without a word.
"""

import re
from datetime import date

from archiver import config
from archiver.errors import WrongPeriod
from archiver.model import Period
from archiver.text import fold

# `le mardi 15/12/2026`, `on Tuesday 15/12/2026`.
_BEFORE_DAY = re.compile(
    r"^(?:(?:le|on|the)\s+)?(?:(?:lun|mar|mercre|jeu|vendre|same)di\s+|dimanche\s+|[a-z]+day,?\s+)?"
)
# Months as English has them, where French has other ones.
_MONTHS = {
    "january": "janvier", "february": "fevrier", "feb": "fevrier", "march": "mars",
    "april": "avril", "apr": "avril", "may": "mai", "june": "juin", "july": "juillet",
    "august": "aout", "aug": "aout", "october": "octobre", "december": "decembre",
    "dec": "decembre",
}  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
# Between several answers on one line.
_FURTHER = re.compile(
    r"\s*(?:[,;\n+&]|\b(?:et|puis|ainsi que|and)\b(?!\s+jusqu))\s*(?:du\s|from\s|le\s)?"
)
# What may stand around a span and changes nothing about it.
_OF_SPAN = re.compile(
    r"\b(?:du|des?|d|le|from|the|au|mois|month|inclus|included|arrets?|conges?|leave|maladie"
    r"|maternite|paternite|accident|travail)\b|[^\w]"
)
_CAREER = 70  # years
# What says that somebody is meant, but is nobody's name.
_NO_NAME = frozenset(
    "je sais pas plus merci enfant enfants conjoint conjointe mari femme epouse epoux fils fille"
    " bebe deux trois quatre cinq child children wife husband spouse son daughter baby know"
    " thanks".split()
)


def day(given: str, today: date) -> date | None:
    """A day: `15/12/2026`, `le mardi 15 décembre 2026`; without a year the next such day."""
    from archiver.recognition import dates

    text = _BEFORE_DAY.sub("", _plain(given).strip().rstrip("."))
    sign = "/" if text[-1:].isdigit() else " "
    for year in ("", f"{sign}{today.year}", f"{sign}{today.year + 1}"):
        found = dates.leading(text + year)
        if found and found.end == len(text + year) and not (year and found.period.start < today):
            return found.period.start
    return None


def _plain(given: str) -> str:
    """Folded, with the months in French: dates are read as documents print them."""
    return _MONTH.sub(lambda month: _MONTHS[month[0]], fold(given))


def spans(given: str, today: date) -> tuple[Period, ...] | None:
    """Spans of days: `du 3/2/2025 au 28/2/2025`, `février 2025`, a single day, or several.

    A year in which nobody who asks can have been on leave is a slip of the finger.
    """
    found: list[Period] = []
    for part in filter(None, map(str.strip, _FURTHER.split(_plain(given)))):
        span = _span(part, today)
        if span is None or not today.year - _CAREER <= span.start.year <= today.year + 1:
            return None
        found.append(span)
    return tuple(found) or None


def _span(part: str, today: date) -> Period | None:
    from archiver.recognition import dates

    text = part.removeprefix("du ").removeprefix("from ")
    text = re.sub(r"\s*(?:\.\.+|\bto\b|\bjusqu'?\s?(?:au|a)\b)\s*", " au ", text)
    for found in dates.ranges(text):
        rest = text[: found.start] + text[found.end :]
        return None if _OF_SPAN.sub("", rest) else found.period
    for found in dates.months(text):
        if not _OF_SPAN.sub("", text[: found.start] + text[found.end :]):
            return found.period
    one = day(part, today) if re.search(r"\d{4}", part) else None
    return Period(one, one) if one else None


def period(given: str, today: date) -> Period:
    """A period as archiver.toml has it, or as people write it: `2025-08`, `août 2025`.

    Raises:
        WrongPeriod: It is neither.
    """
    try:
        return config.period(given)
    except WrongPeriod:
        found = spans(given, today)
        if found and len(found) == 1:
            return found[0]
        raise


def names(given: str) -> tuple[str, ...] | None:
    """Names of people, each with a surname and a first name, apart by commas or `et`."""
    found = [part.strip() for part in re.split(r"[,;\n]|\s(?:et|and|&)\s", given) if part.strip()]
    return tuple(found) if found and all(map(_is_name, found)) else None


def _is_name(part: str) -> bool:
    words = re.findall(r"[^\W\d_]+", fold(part))
    return len(words) > 1 and not (_NO_NAME & {*words} or re.search(r"\d", part))
