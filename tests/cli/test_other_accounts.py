"""The checklists of the Caf and of the pension account, on drawn documents."""

import json
from datetime import date

import drawn
import pytest

DAY = "2026-11-20"


@pytest.fixture
def check(archiver, tmp_path):
    def called(name, **files):
        folder = tmp_path / name
        folder.mkdir()
        for file, data in files.items():
            (folder / f"{file}.pdf").write_bytes(data)
        result = archiver("check", folder, "--checklist", name, "--as-of", DAY, "--json")
        report = json.loads(result.stdout)
        asked = [(g["type"], g["requirement"], g["period"] and g["period"]["start"])
                 for g in report["gaps"] if g["level"] == "required"]  # fmt: skip
        return result.exit_code, asked

    return called


LONG = drawn.caf_payments(date(2024, 11, 1), date(2026, 6, 30), date(2026, 7, 6))
SHORT = drawn.caf_payments(date(2026, 6, 10), date(2026, 10, 31), date(2026, 11, 6))


def test_two_certificates_of_payment_cover_all_months_and_state_the_quotient(check):
    assert check("caf", one=LONG, two=SHORT) == (0, [])


def test_a_month_between_two_certificates_is_missing(check):
    late = drawn.caf_payments(date(2026, 8, 1), date(2026, 10, 31), date(2026, 11, 6))

    assert check("caf", one=LONG, two=late) == (1, [("missing", "paiements-caf", "2026-07-01")])


def test_one_that_does_not_state_the_quotient_leaves_the_older_one_stale(check):
    silent = drawn.caf_payments(date(2026, 6, 10), date(2026, 10, 31), date(2026, 11, 6), None)

    code, asked = check("caf", one=LONG, two=silent)

    assert code == 1
    assert [(type, id) for type, id, _ in asked] == [("stale", "quotient-familial")]


def test_a_career_statement_of_this_year_is_enough_before_retiring(check):
    assert check("retraite", ris=drawn.career(date(2026, 9, 12))) == (0, [])


def test_that_of_an_earlier_year_is_too_old(check):
    old = drawn.career(date(2025, 11, 19))

    assert check("retraite", ris=old) == (1, [("stale", "releve-carriere", None)])


def test_whoever_has_retired_shows_what_was_paid_and_what_is_taxed(check, tmp_path, monkeypatch):
    (tmp_path / "archiver.toml").write_text('declared = ["pensioner"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    paid = drawn.pension_payments(date(2025, 11, 1), date(2026, 10, 31), date(2026, 11, 6))

    code, asked = check("retraite", ris=drawn.career(date(2026, 9, 12)), paid=paid)

    assert code == 1
    assert asked == [
        ("missing", "attestations-fiscales", f"{year}-01-01") for year in (2022, 2023, 2024, 2025)
    ]
