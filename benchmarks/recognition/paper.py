"""From a form in `papers/*.txt` to the words of one document, and the truth about it.

A form is text. `{name}` is filled in, `[one|another]` is one of them by chance, a line
`%care`, `%ij`, `%family` or `%career` becomes rows. Marks at the start of a line: see `sheet`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from .hand import MONTHS, SHORT, Hand, first, later
from .people import Household, Person
from .sheet import Sheet, parse

FORMS = Path(__file__).parent / "papers"
Days = tuple[date, date]
#: A row: what each column prints, and of those with money also the day and the sum.
Row = dict[str, Any]
#: Stands for the sum of all rows until they are known.
TOTAL = "\x00total\x00"

CARE = [
    ("CONSULTATION MEDECIN TRAITANT", "G", 30.0, 70),
    ("C GENERALISTE", "G", 30.0, 70),
    ("CONSULTATION SPECIALISTE", "CS", 31.5, 70),
    ("PHARMACIE", "PH7", 12.84, 65),
    ("PHARMACIE", "PH4", 6.32, 30),
    ("SOINS INFIRMIERS", "AMI", 9.45, 60),
    ("ANALYSES BIOLOGIE", "B", 28.08, 60),
    ("KINESITHERAPIE", "AMK", 17.2, 60),
    ("IMAGERIE ADI", "ADI", 49.88, 70),
    ("SOINS DENTAIRES", "SDE", 28.92, 60),
    ("TRANSPORT SANITAIRE", "VSL", 34.2, 65),
]
EMPLOYERS = ["SARL LES DEUX CHENES", "MAIRIE DE FONTENAY", "BOULANGERIE PETIT", "ACME LOGISTIQUE"]


@cache
def forms(name: str) -> dict[str, str]:
    """The forms of one file by their titles, in order."""
    found: dict[str, str] = {}
    text = (FORMS / f"{name}.txt").read_text(encoding="utf-8")
    for part in re.split(r"^== ", text, flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        found[title.strip()] = body.strip("\n")
    return found


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled in.

    Attributes:
        sheets: What stands on it.
        used: The names of all that was filled in: what is not printed cannot be known.
        person: Whom it is about.
        table: Its rows, those that were lost on the way included.
    """

    sheets: tuple[Sheet, ...]
    used: frozenset[str]
    person: Person
    table: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document is about.

    Attributes:
        days: Its period.
        issued: When it was made out.
    """

    home: Household
    days: Days
    issued: date
    person: Person | None = None

    @property
    def who(self) -> Person:
        return self.person or self.home.holder


class Values:
    """What `{names}` stand for; remembers which were asked for."""

    def __init__(self, facts: Facts, hand: Hand, rng: Random) -> None:
        self.facts, self.hand, self.rng = facts, hand, rng
        self.used: set[str] = set()
        self.known = {**self._person(), **self._fund(), **self._days()}

    def __call__(self, match: re.Match[str]) -> str:
        name = match[1]
        self.used.add(name)
        if name == "total":
            return TOTAL
        if name == "eur":
            return self.hand.sum(self.rng.randint(900, 99999) / 100)
        if name.startswith("ref"):
            return "".join(self.rng.choice("0123456789") for _ in range(int(name[3:] or 8)))
        return self.known[name]

    def _person(self) -> dict[str, str]:
        who = self.facts.who
        glued = who.nir + who.key
        return {
            "full": f"{who.given} {who.surname}",
            "list": f"{who.surname} {who.given}",
            "LIST": f"{who.surname} {who.given.upper()}",
            "caps": f"{'MADAME' if who.woman else 'MONSIEUR'} {who.given} {who.surname}".upper(),
            "surname": who.surname,
            "given": who.given,
            "civ": "Mme" if who.woman else "M.",
            "civl": "Madame" if who.woman else "Monsieur",
            "ne": "née" if who.woman else "né",
            "e": "e" if who.woman else "",
            "born": self.hand.day(who.birth),
            "nir": self.hand.number(who.parts, who.key),
            "nir13": " ".join(who.parts),
            "nirglued": glued,
        }

    def _fund(self) -> dict[str, str]:
        home = self.facts.home
        fund, place, town, code = home.fund
        return {
            "fund": fund,
            "FUND": fund.upper(),
            "place": place,
            "city": town.split(" ", 1)[1].split(" CEDEX")[0].title(),
            "fundtown": town,
            "code": code,
            "street": home.street,
            "home": home.town,
            "dep": code[3:5],
        }

    def _days(self) -> dict[str, str]:
        (start, end), issued, hand = self.facts.days, self.facts.issued, self.hand
        return {
            "start": hand.day(start),
            "end": hand.day(end),
            "span": hand.span(start, end, self.rng),
            "month": hand.month(start),
            "Month": hand.month(start).capitalize(),
            "MONTH": hand.month(start).upper(),
            "ofmonth": hand.of_month(start),
            "shortmonth": f"{SHORT[start.month - 1]} {start.year}",
            "mm": f"{start:%m/%Y}",
            "year": str(start.year),
            "before": str(start.year - 1),
            "after": str(start.year + 1),
            "issued": hand.day(issued),
            "words": f"{first(issued.day)} {MONTHS[issued.month - 1]} {issued.year}",
            "since": f"{first(start.day)} {MONTHS[start.month - 1]} {start.year}",
            "shortissued": f"{issued:%d/%m/%y}",
            "stamp": f"{issued:%d%m%Y}",
            "paid": hand.day(end - timedelta(days=min(2, (end - start).days))),
            "older": hand.day(start - timedelta(days=self.rng.randint(40, 300))),
            "nextmonth": hand.month(later(end, 2)),
            "deadline": hand.day(later(end, 24)),
        }


def fill(form: str, facts: Facts, hand: Hand, rng: Random) -> Filled:
    """The form with names, days, sums and rows in it."""
    values = Values(facts, hand, rng)
    lines: list[str] = []
    table: list[Row] = []
    for line in form.splitlines():
        line = re.sub(r"\[([^\[\]]*\|[^\[\]]*)\]", lambda m: rng.choice(m[1].split("|")), line)
        if line.startswith("%"):
            made = list(_made(line, facts, hand, rng))
            lines += _rows(line, [row for row in made if not row.get("lost")])
            table += made
        else:
            lines += re.sub(r"\{(\w+)\}", values, line).replace("\\n", "\n").splitlines() or [""]
    total = hand.sum(sum(row["sum"] for row in table if "sum" in row))
    sheets = parse("\n".join(lines).replace(TOTAL, total))
    many = len(sheets)
    numbered = tuple(
        tuple(b.map(lambda c, n=n: c.replace("§", hand.page.format(n, many))) for b in sheet)
        for n, sheet in enumerate(sheets, 1)
    )
    return Filled(numbered, frozenset(values.used), facts.who, tuple(table))


# --- Rows


def _made(line: str, facts: Facts, hand: Hand, rng: Random) -> Iterator[Row]:
    """The rows that `%care ...` and its like ask for."""
    makers = {"care": _care, "ij": _ij, "family": _family, "career": _career}
    yield from makers[line[1:].partition(" ")[0]](facts, hand, rng)


def _rows(line: str, rows: Iterable[Row]) -> Iterator[str]:
    """`%care Date=day; Nature=label` and its like, as lines of a table."""
    pairs = [part.strip().rpartition("=") for part in line.partition(" ")[2].split(";")]
    yield "| " + " | ".join(head for head, _, _ in pairs)
    for row in rows:
        yield "| " + " | ".join(row[key] for _, _, key in pairs)


def _care(facts: Facts, hand: Hand, rng: Random) -> Iterator[Row]:
    """Acts of care; some are older than the period, as on real statements."""
    start, end = facts.days
    people = [facts.home.holder, *facts.home.family]
    for _ in range(rng.randint(2, 6)):
        label, code, base, rate = rng.choice(CARE)
        when = start + timedelta(days=rng.randint(0, (end - start).days))
        if rng.random() < 0.35:
            when = start - timedelta(days=rng.randint(3, 190))
        who = rng.choice(people)
        rebate = 2.0 if code in ("G", "CS") else 0.0
        row = {
            "day": hand.day(when),
            "label": label,
            "code": code,
            "who": who.given,
            "paid": hand.sum(base * rng.choice([1, 1, 1.2])),
            "base": hand.sum(base),
            "rate": f"{rate} %",
            "amount": hand.sum(base * rate / 100),
            "when": when,
            "sum": _cents(base * rate / 100),
        }
        yield row
        if rebate:
            taken = {"label": "PARTICIPATION FORFAITAIRE", "amount": hand.sum(-rebate)}
            taken |= {"when": when, "sum": _cents(-rebate)}
            yield {**dict.fromkeys(row, ""), "day": row["day"], "who": who.given, **taken}


def _cents(amount: float) -> Decimal:
    """The sum as it is printed."""
    return Decimal(f"{amount:.2f}")


def _ij(facts: Facts, hand: Hand, rng: Random) -> Iterator[Row]:
    start, end = facts.days
    unit = rng.randint(2800, 6000) / 100
    waiting = rng.random() < 0.6
    while start <= end:
        long = 3 if waiting else rng.choice([7, 14, 14, 21])
        until = min(end, start + timedelta(days=long - 1))
        days = (until - start).days + 1
        each = 0.0 if waiting else unit
        yield {
            "span": f"{hand.day(start)} au {hand.day(until)}",
            "from": hand.day(start),
            "to": hand.day(until),
            "nature": "CARENCE" if waiting else "I.J. NORMALES",
            "days": str(days),
            "unit": hand.sum(each),
            "amount": hand.sum(each * days),
            "when": start,
            "sum": _cents(each * days),
        }
        start, waiting = until + timedelta(days=1), False


def _family(facts: Facts, hand: Hand, rng: Random) -> Iterator[Row]:
    holder = facts.home.holder
    for rank, who in enumerate([holder, *facts.home.family], 1):
        own = who if who.birth.year < 2008 else holder
        yield {
            "list": f"{who.surname} {who.given.upper()}",
            "full": f"{who.given} {who.surname}",
            "nir": hand.number(own.parts, own.key),
            "born": hand.day(who.birth),
            "rank": f"{hand.day(who.birth)} / 1",
            "role": "ASSURE" if rank == 1 else "AYANT DROIT",
        }


def _career(facts: Facts, hand: Hand, rng: Random) -> Iterator[Row]:
    begin = facts.who.birth.year + 19
    for year in range(begin, min(begin + rng.randint(6, 18), facts.issued.year)):
        yield {
            "year": str(year),
            "employer": rng.choice(EMPLOYERS),
            "from": f"01/01/{year}",
            "to": f"31/12/{year}",
            "quarters": "4 trim.",
            "points": f"{rng.randint(20, 200)},40 pts",
            "income": hand.sum(rng.randint(9000, 40000), " €").replace(",00", ""),
        }


def of_person(facts: Facts, person: Person) -> Facts:
    return replace(facts, person=person)
