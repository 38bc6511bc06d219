"""Every sentence that users read, in French and English, by id.

The sentences are Fluent files in `data/locale/<language>/`; both languages have the same ids.
Fluent and Babel take ten times as long to load as Python itself: sentences without facts, all that
help is made of, do without them.
"""

import errno
import re
import textwrap
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.language import LANGUAGES as LANGUAGES

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

    from archiver.model import Period

_FOLDER = Path(__file__).parent / "data" / "locale"
_ENTRY = re.compile(r"^(?=-?[a-zA-Z])", re.M)
_ID = re.compile(r"-?[a-zA-Z][\w-]*")
_REFERENCE = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")
_ATTRIBUTE = re.compile(r"^\s+\.[a-zA-Z]", re.M)

Day = date  # inside the class `date` is the method


class Words:
    """One language's sentences, dates and sizes."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._sources = _sources(lang)

    def knows(self, id: str) -> bool:
        """Whether there is a sentence *id* (`message` or `message.attribute`)."""
        name, _, attribute = id.partition(".")
        if name not in self._sources:
            return False
        message = _bundle(self.lang, name).get_message(name)
        return attribute in message.attributes if attribute else message.value is not None

    def say(self, id: str, **facts: str | int | Day | None) -> str:
        """Fill the sentence *id* with facts.

        Raises:
            KeyError: If there is no such sentence, or a fact that it needs was not given.
        """
        name, _, attribute = id.partition(".")
        if name not in self._sources:
            raise KeyError(id)
        if not attribute and (plain := _plain(self.lang, name)):
            return plain
        bundle = _bundle(self.lang, name)
        message = bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise KeyError(id)
        given = {key: self._printed(value) for key, value in facts.items()}
        text, errors = bundle.format_pattern(pattern, given)
        if errors:
            raise KeyError(f"{id}: {errors}")
        return str(text)

    def refusal(self, number: int | None, told: str) -> str:
        """Why the system refused, by its own number for that; else in its own words."""
        id = f"errno-{errno.errorcode.get(number or 0, '')}"
        return self.say(id) if self.knows(id) else told

    def _printed(self, value: str | int | Day | None) -> str | int:
        if isinstance(value, Day):
            return self.date(value)
        return "" if value is None else value

    def date(self, day: Day) -> str:
        """`15 mars 2025`, `1er mars 2025`; `15 March 2025`."""
        text = self._formatted(day, "d MMMM y")
        return re.sub(r"^1 ", "1er ", text) if self.lang == "fr" else text

    def month(self, day: Day) -> str:
        """`mars 2025`."""
        return self._formatted(day, "MMMM y")

    def month_initial(self, day: Day) -> str:
        """`M`, for the head of a narrow column."""
        return self._formatted(day, "MMMMM")

    def _formatted(self, day: Day, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(day, pattern, locale=self.lang)

    def period(self, period: "Period") -> str:
        """The shortest right name: a year, a month, a range of months, or two days."""
        start, end = period.start, period.end
        if period.is_year:
            return str(start.year)
        if period.is_month:
            return self.month(start)
        if period.is_whole_months:
            first = self._formatted(start, "MMMM" if start.year == end.year else "MMMM y")
            return self.say("range-months", first=first, last=self.month(end))
        if start == end:
            return self.date(start)
        return self.say("range-days", first=start, last=end)

    def size(self, size: int) -> str:
        """A size in bytes as `71 ko`, `4,2 Mo`; `71 kB`, `4.2 MB` (powers of 1000)."""
        from babel.numbers import format_decimal

        unit, *larger = self.say("size-units").split()
        value = float(size)
        for name in larger:
            if value < 999.5:
                break
            unit, value = name, value / 1000
        digits = "#,##0.#" if value < 10 and unit in larger else "#,##0"
        return f"{format_decimal(value, digits, locale=self.lang)}\u00a0{unit}"

    def money(self, amount: Decimal) -> str:
        """`1 234,56 €`; `€1,234.56`."""
        from babel.numbers import format_currency

        return format_currency(amount, "EUR", locale=self.lang)

    def list(self, items: Iterable[str]) -> str:
        """`a, b et c`."""
        *first, last = [*items] or [""]
        return self.say("list-and", first=", ".join(first), last=last) if first else last


@cache
def _sources(lang: str) -> dict[str, str]:
    """Id -> the entry as it stands in its file; terms (`-name`) are among them."""
    files = sorted((_FOLDER / lang).glob("*.ftl"), key=lambda file: file.name)
    entries = (entry for file in files for entry in _ENTRY.split(file.read_text(encoding="utf-8")))
    return {found[0]: entry for entry in entries if (found := _ID.match(entry))}


@cache
def _source(lang: str, id: str) -> str:
    source = _sources(lang)[id]
    return _french(source) if lang == "fr" else source


@cache
def _plain(lang: str, id: str) -> str | None:
    """A sentence that is the same whatever the facts, read without Fluent."""
    source = _source(lang, id)
    if "{" in source or _ATTRIBUTE.search(source):
        return None
    first, *more = (line for line in source.splitlines() if not line.startswith("#"))
    return f"{first.partition('=')[2].strip()}\n{textwrap.dedent(chr(10).join(more))}".strip()


@cache
def _runtime(lang: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle

    # Isolation marks would stand in file names that people copy.
    return FluentBundle([lang], use_isolating=False)


@cache
def _bundle(lang: str, id: str) -> "FluentBundle":
    """All that is needed for one sentence: itself, and what it refers to."""
    from fluent.runtime import FluentResource

    bundle, source = _runtime(lang), _source(lang, id)
    bundle.add_resource(FluentResource(source))
    for name in {*_REFERENCE.findall(source)} & _sources(lang).keys():
        _bundle(lang, name)
    return bundle


def _french(source: str) -> str:
    """French typography in one place: no sentence can forget it.

    Applied to the sentences before facts are filled in, so file names stay as they are.
    """
    lines = []
    for line in source.splitlines():
        if not line.startswith("#"):
            line = re.sub(r"(?<=\S) (?=[:;?!»%€])", "\u00a0", line).replace("« ", "«\u00a0")
            line = line.replace("'", "’")
        lines.append(line)
    return "\n".join(lines) + "\n"
