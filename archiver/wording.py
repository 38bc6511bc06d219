"""Every sentence that users read, in French and English, by id.

The sentences are Fluent files in `data/locale/<language>/`; both languages have the same ids.
"""

import errno
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from fluent.runtime import FluentBundle, FluentResource

from archiver.model import Period

LANGUAGES = ("fr", "en")
Day = date  # inside the class `date` is the method


class Words:
    """One language's sentences, dates and sizes."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._bundle = _bundle(lang)

    def knows(self, id: str) -> bool:
        """Whether there is a sentence *id* (`message` or `message.attribute`)."""
        name, _, attribute = id.partition(".")
        if not self._bundle.has_message(name):
            return False
        message = self._bundle.get_message(name)
        return attribute in message.attributes if attribute else message.value is not None

    def say(self, id: str, **facts: str | int | Day | None) -> str:
        """Fill the sentence *id* with facts.

        Raises:
            KeyError: If there is no such sentence, or a fact that it needs was not given.
        """
        name, _, attribute = id.partition(".")
        if not self._bundle.has_message(name):
            raise KeyError(id)
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise KeyError(id)
        given = {key: self._printed(value) for key, value in facts.items()}
        text, errors = self._bundle.format_pattern(pattern, given)
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
        text = format_date(day, "d MMMM y", locale=self.lang)
        return re.sub(r"^1 ", "1er ", text) if self.lang == "fr" else text

    def month(self, day: Day) -> str:
        """`mars 2025`."""
        return format_date(day, "MMMM y", locale=self.lang)

    def month_initial(self, day: Day) -> str:
        """`M`, for the head of a narrow column."""
        return format_date(day, "MMMMM", locale=self.lang)

    def period(self, period: Period) -> str:
        """The shortest right name: a year, a month, a range of months, or two days."""
        start, end = period.start, period.end
        if period.is_year:
            return str(start.year)
        if period.is_month:
            return self.month(start)
        whole_months = Period.month(end.year, end.month).end == end and start.day == 1
        if whole_months:
            first = format_date(
                start, "MMMM" if start.year == end.year else "MMMM y", locale=self.lang
            )
            return self.say("range-months", first=first, last=self.month(end))
        if start == end:
            return self.date(start)
        return self.say("range-days", first=start, last=end)

    def size(self, size: int) -> str:
        """A size in bytes as `71 ko`, `4,2 Mo`; `71 kB`, `4.2 MB` (powers of 1000)."""
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
        return format_currency(amount, "EUR", locale=self.lang)

    def list(self, items: Iterable[str]) -> str:
        """`a, b et c`."""
        *first, last = [*items] or [""]
        return self.say("list-and", first=", ".join(first), last=last) if first else last


@cache
def _bundle(lang: str) -> FluentBundle:
    folder = resources.files("archiver") / "data" / "locale" / lang
    # Isolation marks would stand in file names that people copy.
    bundle = FluentBundle([lang], use_isolating=False)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        source = file.read_text(encoding="utf-8")
        bundle.add_resource(FluentResource(_french(source) if lang == "fr" else source))
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
