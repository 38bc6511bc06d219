"""The calendar in the terminal: every month in its place, at any width, without colour."""

from datetime import date

import pytest
from dossier import attestation, statement

from archiver import catalogue, checklist
from archiver.archive.coverage import cover, entries_of
from archiver.cli.calendar import calendar, legend
from archiver.phrasing import Voice
from archiver.wording import Words

AMELI = checklist.load("ameli")
AS_OF = date(2026, 11, 15)


def drawn(documents, width):
    voice = Voice(words=Words("fr"), checklist=AMELI, catalogue=catalogue.load())
    report = checklist.compare(AMELI, tuple(documents), as_of=AS_OF)
    coverage = cover(report, entries_of(report), voice)
    lines = ["".join(text for text, _ in line) for line in calendar(coverage, voice.words, width)]
    return lines, legend(coverage, voice.words)


@pytest.mark.parametrize("width", [200, 79, 40])
def test_every_month_is_drawn_once_within_the_width(width):
    lines, _ = drawn([statement(2025, month) for month in range(1, 13)], width)

    rows = [line for line in lines if line.startswith("Relevé de")]
    assert sum(row[24:].count("✓") for row in rows) == 12
    assert sum(row[24:].count("✗") for row in rows) == 15
    assert sum(row[24:].count("~") for row in rows) == 1
    assert max(map(len, lines)) <= width
    assert rows[-1].endswith("12/27")


def test_signs_stand_below_their_month():
    lines, _ = drawn([statement(2025, 1)], 200)

    years, months, row = lines[0], lines[1], lines[2]
    assert row.index("✓") == years.index("2025") == 24 + 2 * 5
    assert months[row.index("✓")] == "J"


def test_the_legend_names_only_what_occurs():
    _, said = drawn([statement(2025, 1), attestation(date(2026, 11, 2))], 79)

    assert "manquant" in said and "présent" in said
    assert "déclaré" not in said
