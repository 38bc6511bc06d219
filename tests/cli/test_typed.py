"""What people type at a question: all of it is taken, or none of it."""

from datetime import date

import pytest

from archiver.cli import typed
from archiver.errors import WrongPeriod
from archiver.model import Period

TODAY = date(2026, 11, 28)
FEBRUARY = Period(date(2025, 2, 3), date(2025, 2, 28))
MAY = Period(date(2025, 5, 5), date(2025, 6, 6))


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("15/12/2026", date(2026, 12, 15)),
        ("le mardi 15 décembre 2026", date(2026, 12, 15)),
        ("15/12", date(2026, 12, 15)),
        ("2/1", date(2027, 1, 2)),
        ("1er janvier", date(2027, 1, 1)),
        ("2026-12-15", date(2026, 12, 15)),
        ("15-12-26", date(2026, 12, 15)),
        ("Tuesday 15 December 2026", date(2026, 12, 15)),
        ("décembre 2026", None),
        ("demain", None),
        ("2026", None),
    ],
)
def test_a_day(given, day):
    assert typed.day(given, TODAY) == day


@pytest.mark.parametrize(
    ("given", "spans"),
    [
        ("du 3/2/2025 au 28/2/2025", (FEBRUARY,)),
        ("du 3/2/2025 au 28/2/2025 et du 5/5/2025 au 6/6/2025", (FEBRUARY, MAY)),
        ("3/2/2025 - 28/2/2025, 5/5/2025 - 6/6/2025", (FEBRUARY, MAY)),
        ("2025-02-03..2025-02-28", (FEBRUARY,)),
        ("from 3 February 2025 to 28 February 2025", (FEBRUARY,)),
        ("congé maternité du 3 au 28 février 2025 inclus", (FEBRUARY,)),
        ("février 2025", (Period.month(2025, 2),)),
        ("03/02/2025", (Period(date(2025, 2, 3), date(2025, 2, 3)),)),
        ("du 20/12 au 5/1/2025", (Period(date(2024, 12, 20), date(2025, 1, 5)),)),
        # Half of it would be gone without a word.
        ("du 3/2/2025 au 28/2/2025 sauf le 10/2/2025", None),
        ("du 3/2/2025 au 28/2/2025 5/5/2025 au 6/6/2025", None),
        ("du 3/2/2025 au 28/2/2025 et le printemps", None),
        ("3/2/2025 28/2/2025", None),
        ("du 28/2/2025 au 3/2/2025", None),
        ("depuis le 3/2/2025", None),
        ("du 3/2/1925 au 28/2/1925", None),
        ("du 3/2/2029 au 28/2/2029", None),
    ],
)
def test_spans_of_days(given, spans):
    assert typed.spans(given, TODAY) == spans


@pytest.mark.parametrize("given", ["2025-02", "février 2025", "02/2025", "February 2025"])
def test_a_period(given):
    assert typed.period(given, TODAY) == Period.month(2025, 2)


def test_what_is_no_period_is_refused():
    with pytest.raises(WrongPeriod):
        typed.period("l'an dernier", TODAY)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("MARTIN Léa", ("MARTIN Léa",)),
        ("MARTIN Léa, MARTIN Tom", ("MARTIN Léa", "MARTIN Tom")),
        ("Léa Martin et Tom Martin", ("Léa Martin", "Tom Martin")),
        ("D'ARC Jeanne", ("D'ARC Jeanne",)),
        ("Léa", None),
        ("Léa et Tom MARTIN", None),
        ("je ne sais pas", None),
        ("deux enfants", None),
        ("pas d'enfants", None),
        ("ma femme Claire", None),
        ("2 85 05 99 999 001", None),
    ],
)
def test_names(given, names):
    assert typed.names(given) == names
