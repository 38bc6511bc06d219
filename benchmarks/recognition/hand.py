"""How one document writes its days, months, spans and sums: each has one hand."""

import calendar
from dataclasses import dataclass
from datetime import date
from random import Random

MONTHS = """janvier février mars avril mai juin juillet août septembre octobre novembre
décembre""".split()
SHORT = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()

#: Ways to write a day. Those with a year of two digits are weighted down, as on real papers.
DAYS = ["slash"] * 6 + ["words", "words", "dots", "dash", "short-year", "blanks"]


def month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def later(day: date, months: int) -> date:
    """The first day of the month so many months after *day*'s."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def first(day: int) -> str:
    return "1er" if day == 1 else str(day)


@dataclass(frozen=True, slots=True)
class Hand:
    """The habits of one document.

    Attributes:
        days: One of `DAYS`.
        numbers: How a social security number is grouped.
        page: Pattern of a page number.
        sign: What follows a sum.
    """

    days: str
    numbers: str
    page: str
    sign: str

    @classmethod
    def pick(cls, rng: Random) -> "Hand":
        return cls(
            days=rng.choice(DAYS),
            numbers=rng.choice(["blanks", "blanks", "blanks", "dots", "glued", "key apart"]),
            page=rng.choice(
                ["Page {}/{}", "Page {}/{}", "{} / {}", "page {} sur {}", "PAGE {}/{}"]
            ),
            sign=rng.choice([" €", " €", " €", "€", " euros"]),
        )

    def day(self, when: date) -> str:
        if self.days == "words":
            return f"{first(when.day)} {MONTHS[when.month - 1]} {when.year}"
        forms = {
            "slash": "%d/%m/%Y",
            "dots": "%d.%m.%Y",
            "dash": "%d-%m-%Y",
            "short-year": "%d/%m/%y",
            "blanks": "%d %m %y",
        }
        return when.strftime(forms[self.days])

    def span(self, start: date, end: date, rng: Random) -> str:
        """`du ... au ...`, and at times the shorter ways which people use within one month."""
        if rng.random() < 0.25 and (start.year, start.month) == (end.year, end.month):
            return f"du {first(start.day)} au {end.day} {self.month(start)}"
        if rng.random() < 0.2 and self.days == "words" and start.year == end.year:
            return f"du {first(start.day)} {MONTHS[start.month - 1]} au {self.day(end)}"
        return f"du {self.day(start)} au {self.day(end)}"

    @staticmethod
    def month(when: date) -> str:
        return f"{MONTHS[when.month - 1]} {when.year}"

    @staticmethod
    def of_month(when: date) -> str:
        name = MONTHS[when.month - 1]
        return f"{'d’' if name[0] in 'ao' else 'de '}{name} {when.year}"

    def sum(self, amount: float, sign: str | None = None) -> str:
        digits = f"{abs(amount):,.2f}".replace(",", " ").replace(".", ",")
        return ("- " if amount < 0 else "") + digits + (self.sign if sign is None else sign)

    def number(self, parts: list[str], key: str) -> str:
        if self.numbers == "dots":
            return ".".join([*parts, key])
        if self.numbers == "glued":
            return "".join([*parts, key])
        return " ".join(parts) + (" / " if self.numbers == "key apart" else " ") + key
