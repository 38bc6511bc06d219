"""French dates in all their shapes."""

from datetime import date

import pytest

from archiver.model import Period
from archiver.recognition import dates
from archiver.text import fold, squeeze

MARCH = Period.month(2025, 3)


@pytest.mark.parametrize(
    "text",
    [
        "du 01/03/2025 au 31/03/2025",
        "du 01/03/25 au 31/03/25",
        "du 01.03.2025 au 31.03.2025",
        "du 01-03-2025 au 31-03-2025",
        "du 2025-03-01 au 2025-03-31",
        "du 01 03 25 au 31 03 25",
        "du 1er au 31 mars 2025",
        "du 1er mars au 31 mars 2025",
        "du 1er mars 2025 au 31 mars 2025",
        "DU 1ER MARS 2025 AU 31 MARS 2025",
        "01/03/2025 - 31/03/2025",
        "du 01/03 au 31/03/2025",
        "période01/03/2025au31/03/2025total",
        "du 1er au 31 mars\u00a02025",
    ],
)
def test_a_range_is_read_in_every_shape(text):
    assert [found.period for found in dates.ranges(fold(text))] == [MARCH]


def test_a_range_over_new_year_completes_the_year_before():
    (found,) = dates.ranges("du 15 decembre au 14 janvier 2025")

    assert found.period == Period(date(2024, 12, 15), date(2025, 1, 14))


@pytest.mark.parametrize(
    "text",
    ["mars 2025", "MARS 2025", "Mars 25", "03/2025", "RELEVEMENSUELmars2025", "mars\u202f2025"],
)
def test_a_month_is_read_in_every_shape(text):
    assert [found.period for found in dates.months(fold(text))] == [MARCH]


@pytest.mark.parametrize("text", ["le 2 mars 2025", "1er mars 2025", "12/03/2025", "01 03 2025"])
def test_the_month_of_a_date_is_not_a_month(text):
    assert list(dates.months(fold(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "du !er mars 2025 au 31 mars 2025",
        "du ler mars 2025 au 31/03/2025",
        "valable mars 2025 jusqu'au 31 mars 2026",
        "du \ufffd mars 2025",
        "du \ufffd mars 2025 au \ufffd mars 2026",
        "du 1 mars 2025 au \ufffd avril 2026",
    ],
)
def test_what_is_left_of_a_misread_day_is_no_month(text):
    for written in (fold(text), squeeze(text)):
        assert not [found for found in dates.months(written) if found.period.start.year == 2025]
        assert not list(dates.ranges(written))


@pytest.mark.parametrize(
    ("text", "month"),
    [("janv. 2026", 1), ("févr. 2026", 2), ("avr. 2026", 4), ("juil. 2026", 7), ("août 2026", 8),
     ("sept. 2026", 9), ("oct. 2026", 10), ("nov. 2026", 11), ("déc. 2026", 12)],
)  # fmt: skip
def test_abbreviated_months(text, month):
    assert [found.period for found in dates.months(fold(text))] == [Period.month(2026, month)]


@pytest.mark.parametrize("text", ["31/02/2025", "99/99/9999", "1 234,56", "12 rue", ""])
def test_what_is_no_date_gives_none(text):
    assert list(dates.dates(text)) == []


def test_years_inside_dates_do_not_count():
    assert [found.period for found in dates.years("le 12/04/2025, annee 2024")] == [
        Period.year(2024)
    ]


def test_a_text_may_start_with_a_day_of_two_digits_each():
    assert dates.leading("02 01 25, Paris").period == Period(date(2025, 1, 2), date(2025, 1, 2))
    assert dates.leading("le 02/01/2025") is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("valable un an à compter du 1er mars 2026", date(2027, 2, 28)),
        ("pour 12 mois à partir du 01/03/2026", date(2027, 2, 28)),
        ("à compter du 01/03/2026 pour une durée d’un an", date(2027, 2, 28)),
        ("à partir du 31/01/2026, pour une période de six mois", date(2026, 7, 30)),
        ("un mois à compter du 31/01/2026", date(2026, 2, 28)),
        ("5 ans à compter du 29 février 2024", date(2029, 2, 28)),
    ],
)
def test_so_many_months_from_a_day_on_are_a_span(text, last):
    (found,) = dates.lasting(fold(text))

    assert found.period.end == last


@pytest.mark.parametrize(
    "text",
    [
        "un délai de deux mois à compter du 01/03/2026",
        "dans un délai d’un an à compter du 1er mars 2026",
        "deux mois à compter du jour où vous l’avez reçue",
        "à compter du 01/03/2026, votre médecin",
    ],
)
def test_a_delay_is_no_span(text):
    assert not list(dates.lasting(fold(text)))
