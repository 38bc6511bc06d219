import dataclasses
import itertools
from datetime import date

import pytest
from dossier import HOLDER, SPOUSE, document, statement
from front import (
    AS_OF,
    LANGUAGES,
    filed,
    letter,
    made,
    messy,
    months,
    part,
    pixels,
    plain,
    whole,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops, ImageStat

from archiver.archive.coverage import Cell, Sign, cover
from archiver.archive.layout import Sheet
from archiver.archive.pages import marks
from archiver.model import (
    Period,
    Waiver,
)
from archiver.wording import Words


def row(documents, kind, *, waivers=(), as_of=AS_OF):
    """Month -> cell, of one kind."""
    _, report, voice = made(documents, waivers=waivers, as_of=as_of)
    coverage = cover(report, filed(documents), voice)
    title = voice.kind(kind)
    found = next(row for row in coverage.rows if row.title == title)
    return {
        (m.start.year, m.start.month): c for m, c in zip(coverage.months, found.cells, strict=True)
    }


def statements(documents, **more):
    return row(documents, "releve-remboursements", **more)


def test_a_filled_month_is_seen_and_leads_to_its_document():
    cells = statements(whole())
    assert {cells[month].sign for month in months()} == {Sign.SEEN}
    assert [cells[month].entry for month in months()] == list(range(27))


def test_a_month_without_statement_is_a_hole():
    cells = statements([d for d in whole() if d.period != Period.month(2025, 6)])
    assert [month for month, cell in cells.items() if cell.sign is Sign.MISSING] == [(2025, 6)]


def test_a_month_that_somebody_elses_statement_covers_is_a_hole():
    documents = [d for d in whole() if d.period != Period.month(2025, 6)]
    cells = statements([*documents, statement(2025, 6, SPOUSE)])
    assert cells[2025, 6].sign is Sign.MISSING
    assert cells[2025, 6].entry is None


def test_a_statement_with_lost_pages_is_doubtful():
    documents = [d for d in whole() if d.period != Period.month(2025, 6)]
    cells = statements([*documents, statement(2025, 6, pages_absent=(2,), page_total=2)])
    assert cells[2025, 6].sign is Sign.DOUBTFUL


def test_a_month_after_the_day_a_document_was_made_out_is_a_hole():
    kept = [d for d in whole() if not d.period or d.period.end < date(2025, 6, 1)]
    year = Period(date(2025, 6, 1), date(2026, 5, 31))
    cells = statements([*kept, statement(2025, 6, period=year, issued=date(2025, 6, 12))])
    assert (cells[2025, 6].sign, cells[2025, 7].sign) == (Sign.DOUBTFUL, Sign.MISSING)


def test_a_declared_month_is_told_from_a_seen_one():
    documents = [d for d in whole() if d.period != Period.month(2025, 6)]
    waiver = Waiver(
        requirement="releves", period=Period.month(2025, 6), reason="rien", declared=AS_OF
    )
    assert statements(documents, waivers=[waiver])[2025, 6].sign is Sign.DECLARED


def test_a_waiver_for_one_month_declares_no_other():
    documents = [
        d for d in whole() if d.period not in (Period.month(2025, 6), Period.month(2025, 7))
    ]
    waiver = Waiver(
        requirement="releves", period=Period.month(2025, 6), reason="rien", declared=AS_OF
    )
    assert statements(documents, waivers=[waiver])[2025, 7].sign is Sign.MISSING


def test_the_month_of_the_deletion_is_still_to_come():
    assert statements(whole())[2026, 11].sign is Sign.COMING


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from(months()), max_size=27))
def test_a_month_shows_as_seen_exactly_when_the_report_says_it_is_filled(gone):
    documents = [
        d
        for d in whole()
        if not d.period or (d.period.start.year, d.period.start.month) not in gone
    ]
    cells = statements(documents) if documents else {}
    assert {month for month in months() if cells[month].sign is not Sign.SEEN} == gone


def test_a_document_that_nobody_asks_for_each_month_stands_on_its_day():
    cells = row([*whole(), letter("a.pdf"), letter("b.pdf")], "notification")
    assert {month for month, cell in cells.items() if cell.sign is not Sign.NOTHING} == {(2026, 3)}
    assert (cells[2026, 3].sign, cells[2026, 3].count) == (Sign.DATED, 2)


def test_a_long_period_is_a_bar_over_its_months():
    leave = document(
        HOLDER,
        path="ij.pdf",
        kind="attestation-ij",
        period=Period(date(2025, 3, 3), date(2025, 5, 18)),
    )
    cells = row([*whole(), leave], "attestation-ij")
    assert [m for m, cell in cells.items() if cell.sign is Sign.SPAN] == [
        (2025, 3), (2025, 4), (2025, 5)
    ]  # fmt: skip


def test_a_period_of_a_thousand_years_takes_no_longer_than_others():
    ages = Period(date.min, date.max)
    cells = row([*whole(), letter("a.pdf", period=ages)], "notification")
    assert {cell.sign for cell in cells.values()} == {Sign.SPAN}


def test_an_old_document_is_not_forgotten():
    old = letter("a.pdf")
    front, _, voice = made([*whole(), dataclasses.replace(old, issued=date(2019, 1, 1))])
    assert plain(voice.words.say("pages-older", count=1)) in part(front, 1)


@pytest.mark.parametrize("as_of", [date(1, 1, 1), date(2, 3, 4), date(9999, 12, 31)])
def test_no_day_of_deletion_is_too_strange_for_the_calendar(as_of):
    report = made([letter("a.pdf")], as_of=AS_OF)[1]
    strange = dataclasses.replace(report, as_of=as_of, requirements=(), gaps=())
    voice = made([])[2]
    months_shown = cover(strange, [], voice).months
    assert months_shown[-1] == Period.month(as_of.year, as_of.month)


def test_each_square_of_the_calendar_leads_to_its_document():
    front, _, _ = made(whole())
    squares = [link for link in front.links if link.page == front.sections[1][1]]
    assert [link.entry for link in squares[:27]] == list(range(27))
    lefts = [link.rect[0] for link in squares[:27]]
    assert lefts == sorted(lefts)


def test_every_sign_of_the_calendar_is_told_apart_without_colour():
    pictures = {}
    for sign in Sign:
        sheet = Sheet("", "fr")
        marks.month(sheet, Cell(sign, None, 1), (100, 100, 10, 10))
        _, pictures[sign] = pixels(sheet.finish(), (98, 98, 112, 112))
    dark = {sign: 255 - ImageStat.Stat(picture).mean[0] for sign, picture in pictures.items()}
    assert max(dark, key=dark.get) is Sign.SEEN
    assert min(dark, key=dark.get) is Sign.NOTHING
    for one, other in itertools.combinations(pictures, 2):
        difference = ImageStat.Stat(ImageChops.difference(pictures[one], pictures[other]))
        assert difference.mean[0] > 4, (one, other)


@LANGUAGES
def test_what_the_checklist_asks_for_is_told_one_by_one(lang):
    front, report, voice = made(messy(), lang)
    shown = part(front, 1)
    for state in report.requirements:
        assert plain(voice.kind(state.kind)) in shown
    assert plain(voice.words.say("pages-state-stale")) in shown
    assert plain(voice.words.say("pages-state-incomplete")) in shown


def test_somebody_elses_document_does_not_count_as_held():
    leave = {"path": "ij.pdf", "kind": "attestation-ij", "issued": date(2026, 1, 2)}
    held = Words("fr").say("pages-state-held")
    assert held in part(made([*whole(), document(HOLDER, **leave)])[0], 1)
    assert held not in part(made([*whole(), document(SPOUSE, **leave)])[0], 1)
