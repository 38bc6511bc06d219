"""Who on a certificate is said to have no rights any more: his or her own line tells."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archiver.model import Person
from archiver.recognition import dates
from archiver.recognition.page import Page
from archiver.text import fold

_ENDED = re.compile(
    r"\b(?:droits? )?(?:fermes?|clos|echus?|expires?|suspendus?|interrompus?|termines?)\b"
    r"|\bfin (?:de|des) droits?\b"
)
_WORD = re.compile(r"[^\W_]+")


def entitled(people: Sequence[Person], pages: Sequence[Page], day: date) -> tuple[Person, ...]:
    """Those of *people* whose own line does not say that their rights ended before *day*.

    `MARTIN Léa 2 12 03 … droits fermés au 31/08/2026`, or a span of her own that is over.
    """
    return tuple(
        person
        for person in people
        if not any(_is_over(line, day) for line in _lines_of(person, pages))
    )


def _lines_of(person: Person, pages: Sequence[Page]) -> Iterator[str]:
    words = set(_WORD.findall(fold(person.name or "")))
    if len(words) < 2:
        return
    for page in pages:
        for line in page.lines:
            if words <= set(_WORD.findall(line)):
                yield line


def _is_over(line: str, day: date) -> bool:
    span = next(dates.ranges(line), None)
    if span:
        return span.period.end < day
    ended = _ENDED.search(line)
    last = ended and next(dates.dates(line[ended.end() :]), None)
    return bool(ended) and (not last or last.period.start < day)
