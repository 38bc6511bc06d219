"""Sums of money, rates and counts at the end of a line, as people and programs print them.

`1 234,56 €` with any sort of blank, `- 2,00`, U+2212, `70 %`, columns glued together.
Takes text that went through `plain`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from archiver.recognition.dates import MONTH_NAME

#: A sum of money, in columns that may be glued to each other.
PRINTED = re.compile(r"\d[.,]\d\d")
# Accents off, length kept, so that offsets are those of the line itself.
_PLAIN = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x180)}
_PLAIN |= {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212"}
_PLAIN |= {ord(c): "'" for c in "\u2019\u2018\u02bc"}
_PLAIN |= {ord(c): " " for c in "\u00a0\u202f\u2009\u2007"}

_UNIT = r"(?:\s?(?:€|euros?(?![a-z])|eur(?![a-z])))?"
# Groups do not begin within a number (`2025 121,66`), unless a sum or a day is glued before it.
_BEGIN = r"(?:(?<!\d)|(?<=,\d\d)|(?<=[/.\-a-z ](?:19|20)\d\d))"
_WHOLE = rf"{_BEGIN}\d{{1,3}}(?:[ .]\d{{3}})+(?=,)|\d{{1,9}}"
# Behind a comma two digits are enough: the next column may be glued to them.
_AMOUNT = (
    rf"(?P<minus>-\s?)?(?P<whole>{_WHOLE})(?:,(?P<cents>\d\d)|\.(?P<points>\d\d)(?![\d.])){_UNIT}"
)
_PERCENT = r"(?P<rate>\d{1,3}(?:,\d{1,2})?)\s?%"
_COUNT = r"(?<![\w,./\-])(?P<count>\d{1,3})(?![\d,.%/])(?=\s|$)"
# A day that a sum is glued to: `11/10/202228,92` is 28,92, as is `4 mai 202428,92`.
_DAY = (
    r"(?P<day>(?<!\d)(?:\d\d(?P<dash>[/.\-])\d\d(?P=dash)(?:(?:19|20)\d\d(?!,)|\d\d(?=\D|$|\d+,))"
    rf"|\d\d?(?:er)?\s?{MONTH_NAME}\s?(?:19|20)\d\d(?!,)))"
)
_TOKEN = re.compile(rf"{_DAY}|{_PERCENT}|{_AMOUNT}|{_COUNT}")
# What may stand between two of them, and behind the last.
_BETWEEN = re.compile(r"[\s|*=+:]*")


class Sort(Enum):
    """What a number at the end of a line is."""

    AMOUNT = 1
    PERCENT = 2
    COUNT = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A number; `start` and `end` are offsets in the text, `joined` means blanks in it."""

    sort: Sort
    value: Decimal
    start: int
    end: int
    joined: bool = False


def normal(line: str) -> str:
    """Compose letters, resolve ligatures; nothing that people would see as a change."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFC", line.replace("\u00ad", "")))


def plain(line: str) -> str:
    """Lower case without accents and typography, letter for letter as long as *line*."""
    bare = line.translate(_PLAIN)
    lower = bare.lower()
    if len(lower) == len(bare):  # no letter gets shorter
        return lower
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in bare)


def tail(text: str) -> list[Token]:
    """The numbers that *text* ends with and that only blanks separate; none if it does not."""
    found: list[Token] = []
    for token in reversed(tokens(text)):
        limit = found[0].start if found else len(text)
        if not _BETWEEN.fullmatch(text, token.end, limit):
            break
        found.insert(0, token)
    return found


@lru_cache(maxsize=64)  # one line is asked for its numbers from several sides
def tokens(text: str) -> tuple[Token, ...]:
    """All numbers in *text* that are a sum, a rate or a count."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    place = 0
    while match := _TOKEN.search(text, place):
        place = match.end()
        if match["day"]:
            continue
        if match["points"] and text[: match.start()].endswith("."):
            continue  # a number in groups
        if match["rate"]:
            value, sort = _decimal(match["rate"]), Sort.PERCENT
        elif match["count"]:
            value, sort = Decimal(match["count"]), Sort.COUNT
        else:
            whole = re.sub(r"\D", "", match["whole"])
            cents = match["cents"] or match["points"]
            value, sort = Decimal(f"{whole}.{cents}"), Sort.AMOUNT
            value = -value if match["minus"] else value
        joined = sort is Sort.AMOUNT and " " in match["whole"]
        yield Token(sort, value, match.start(), match.end(), joined)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
