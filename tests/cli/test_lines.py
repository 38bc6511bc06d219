"""What the lines of statements are good for: the sum that is wrong, the table for a spreadsheet."""

import csv
import io
import json
import shutil
from decimal import Decimal

import drawn
import pytest
from drawn import AS_OF, NUMBER, _page

HEAD = (
    "l’Assurance Maladie",
    "CPAM de Seine-Exemple",
    "Madame Claire MARTIN",
    f"N° de sécurité sociale : {NUMBER}",
    "Relevé mensuel de vos remboursements",
    "Période du 01/09/2026 au 30/09/2026",
    "Dates Nature des prestations Montant payé Base du remboursement Taux Montant versé",
)


@pytest.fixture
def folder(complete, tmp_path):
    """A folder with all that is asked for, to be changed."""
    return shutil.copytree(complete, tmp_path / "documents")


def gaps(archiver, folder):
    result = archiver("check", folder, "--as-of", AS_OF, "--json")
    return result.exit_code, json.loads(result.stdout)["gaps"]


def test_lines_that_do_not_make_the_total_stand_in_the_way(archiver, folder):
    (folder / "releve-2026-09.pdf").write_bytes(drawn.statement(2026, 9, total="43,50"))

    code, found = gaps(archiver, folder)

    (gap,) = (gap for gap in found if gap["level"] == "required")
    assert code == 1
    assert (gap["type"], gap["requirement"], gap["period"]["start"]) == (
        "incomplete",
        "releves",
        "2026-09-01",
    )
    assert "19,00" in gap["message"]
    assert "43,50" in gap["message"]


def test_a_lost_page_stands_in_the_way(archiver, folder):
    lines = [*HEAD, "04/09/2026 CONSULTATION 30,00 30,00 70 % 21,00", "Page 1/2"]
    (folder / "releve-2026-09.pdf").write_bytes(_page(*lines))

    code, found = gaps(archiver, folder)

    (gap,) = (gap for gap in found if gap["level"] == "required")
    assert (code, gap["type"]) == (1, "incomplete")


ACT = "04/09/2026 CONSULTATION 30,00 30,00 70 % 21,00"


def test_a_statement_that_ends_before_the_total_of_all_others_stands_in_the_way(archiver, folder):
    """Its last page is lost, and no page of it bore a number."""
    (folder / "releve-2026-09.pdf").write_bytes(_page(*HEAD, ACT))

    code, found = gaps(archiver, folder)
    screen = archiver("check", folder, "--as-of", AS_OF).stdout

    (gap,) = (gap for gap in found if gap["level"] == "required")
    assert (code, gap["type"], gap["period"]["start"]) == (1, "incomplete", "2026-09-01")
    assert "total" in gap["message"]
    assert "releve-2026-09.pdf" in screen


@pytest.mark.parametrize(
    "lines",
    [
        [*HEAD, ACT, "Total réglé 21,00"],
        [*HEAD, ACT, "Sous total de la page 21,00"],
        [*HEAD, "Aucun remboursement n'a été effectué sur cette période."],
        # Another layout, that may well have no total.
        [*HEAD[:4], "Décompte de vos remboursements", *HEAD[5:6], "Date Acte Payé Versé", ACT],
    ],
)
def test_of_a_statement_that_may_have_no_total_nothing_is_said(archiver, folder, lines):
    (folder / "releve-2026-09.pdf").write_bytes(_page(*lines))

    code, found = gaps(archiver, folder)

    assert (code, [gap for gap in found if gap["type"] == "incomplete"]) == (0, [])


def test_where_others_have_no_total_either_none_is_missed(archiver, folder):
    for month in (4, 6, 9):
        days = f"Période du 01/{month:02}/2026 au 30/{month:02}/2026"
        act = ACT.replace("/09/", f"/{month:02}/")
        path = folder / f"releve-2026-{month:02}.pdf"
        path.write_bytes(_page(*HEAD[:5], days, HEAD[6], act))

    code, found = gaps(archiver, folder)

    assert (code, [gap for gap in found if gap["type"] == "incomplete"]) == (0, [])


@pytest.mark.parametrize(
    "rest",
    [
        ["04/09/2026 CONSULTATION 30,00 30,00 70 % 21,00"],  # no total at all
        ["04/09/2026 CONSULTATION 30,00 30,00 70 % 21,00", "Total des dépenses : 30,00 €"],
        ["04/09/2026 CONSULTATION 30,00 30,00 70 % 21,00", "Franchises retenues : 2,00 €",
         "Total versé : 19,00 €"],
        ["Le 4 septembre : une consultation, selon les tarifs en vigueur", "Total versé : 19,00 €"],
    ],
)  # fmt: skip
def test_of_a_sum_that_cannot_be_checked_nothing_is_said(archiver, folder, rest):
    (folder / "releve-2026-09.pdf").write_bytes(_page(*HEAD, *rest, "Page 1/1"))

    code, found = gaps(archiver, folder)

    assert (code, [gap for gap in found if gap["type"] == "incomplete"]) == (0, [])


def test_a_reading_that_is_wrong_everywhere_is_noted_and_not_believed(archiver, folder):
    """Then it is the program that misreads this layout's total, not 27 pages that are lost."""
    for year, month in drawn.months():
        path = folder / f"releve-{year}-{month:02}.pdf"
        path.write_bytes(drawn.statement(year, month, total="43,50"))

    code, found = gaps(archiver, folder)

    told = [gap["level"] for gap in found if gap["type"] == "incomplete"]
    assert (code, told) == (0, ["note"] * 27)


def test_a_row_begun_that_cannot_be_read_is_told_where_a_total_waits_for_it(archiver, folder):
    rest = ["04/09/2026 ? 30,00 31,00 32,00 33,00 34,00", "Total versé : 19,00 €", "Page 1/1"]
    (folder / "releve-2026-09.pdf").write_bytes(_page(*HEAD, *rest))

    code, found = gaps(archiver, folder)
    screen = archiver("check", folder, "--as-of", AS_OF).stdout

    (gap,) = (gap for gap in found if gap["type"] == "incomplete")
    assert (code, gap["level"], gap["period"]["start"]) == (0, "recommended", "2026-09-01")
    assert "releve-2026-09.pdf" in screen


SAID = "Nous vous avons versé {} € ce mois-ci."


def test_a_total_that_only_the_other_months_tell_stands_in_the_way(archiver, folder):
    for number, (year, month) in enumerate(drawn.months()):
        days = f"Période du 01/{month:02}/{year} au 28/{month:02}/{year}"
        sums = f"{10 + number},00"
        act = f"04/{month:02}/{year} CONSULTATION {sums} {sums} 100 % {sums}"
        other = f"05/{month:02}/{year} PHARMACIE 10,00 10,00 65 % 6,50"
        lines = [act] if (year, month) == (2026, 9) else [act, other]
        said = SAID.format(f"{16 + number},50")
        path = folder / f"releve-{year}-{month:02}.pdf"
        path.write_bytes(_page(*HEAD[:5], days, HEAD[6], *lines, said, "Page 1/1"))

    _, found = gaps(archiver, folder)

    (gap,) = (gap for gap in found if gap["type"] == "incomplete")
    assert (gap["level"], gap["path"].rpartition("/")[2]) == ("required", "releve-2026-09.pdf")


def test_the_only_sum_of_a_month_without_the_total_of_the_others_is_compared(archiver, folder):
    path = folder / "releve-2026-09.pdf"
    path.write_bytes(_page(*HEAD, ACT, SAID.format("33,90"), "Page 1/1"))

    code, found = gaps(archiver, folder)

    (gap,) = (gap for gap in found if gap["type"] == "incomplete")
    assert (code, gap["level"]) == (0, "recommended")
    assert "21,00" in gap["message"]
    assert "33,90" in gap["message"]


def test_a_whole_copy_of_the_same_month_settles_a_doubt(archiver, folder):
    (folder / "autre.pdf").write_bytes(_page(*HEAD, ACT, SAID.format("33,90"), "Page 1/1"))

    _, found = gaps(archiver, folder)

    assert [gap for gap in found if gap["type"] == "incomplete"] == []


# --- two files for one month


def test_two_versions_are_shown_side_by_side(archiver, folder):
    act = "04/09/2026 SOINS DENTAIRES 40,00 40,00 70 % 28,00"
    (folder / "releve (1).pdf").write_bytes(_page(*HEAD, act, "Total versé 28,00 €", "Page 1/1"))

    code, found = gaps(archiver, folder)
    screen = archiver("check", folder, "--as-of", AS_OF).stdout

    (gap,) = (gap for gap in found if gap["type"] == "conflict")
    assert (code, gap["level"]) == (0, "recommended")
    for told in (gap["message"], screen):
        text = " ".join(told.split())
        assert "Total versé 19,00 €" in text
        assert "Total versé 28,00 €" in text


def test_whoever_adds_up_the_lines_is_told_of_a_month_that_is_there_twice(
    archiver, folder, tmp_path
):
    before = archiver("list", folder, "--lines", "--lang", "fr").stdout
    act = "04/09/2026 SOINS DENTAIRES 40,00 40,00 70 % 28,00"
    (folder / "releve (1).pdf").write_bytes(_page(*HEAD, act, "Total versé 28,00 €", "Page 1/1"))

    shown = archiver("list", folder, "--lines", "--lang", "fr").stdout
    written = archiver("list", folder, "--csv", tmp_path / "a.csv", "--lang", "fr").stdout

    assert "portent sur les mêmes jours" not in " ".join(before.split())
    for told in (shown, written):
        text = " ".join(told.split())
        assert "« releve (1).pdf » et « releve-2026-09.pdf » portent sur les mêmes jours" in text


def test_the_same_month_downloaded_again_is_no_conflict(archiver, folder):
    act = "04/09/2026 CONSULTATION GENERALISTE 30,00 30,00 70 % 19,00"
    for name, day in (("releve-2026-09.pdf", "03/10/2026"), ("releve (1).pdf", "17/11/2026")):
        lines = [*HEAD, act, "Total versé 19,00 €", f"Édité le {day}", "Page 1/1"]
        (folder / name).write_bytes(_page(*lines))

    result = archiver("check", folder, "--as-of", AS_OF, "--json")

    report = json.loads(result.stdout)
    (double,) = (one for one in report["documents"] if one["status"] == "duplicate")
    assert result.exit_code == 0
    assert double["duplicate_of"] != double["path"]
    assert [gap for gap in report["gaps"] if gap["type"] == "conflict"] == []


# --- the table for a spreadsheet


def table(archiver, folder, *words):
    result = archiver("list", folder, "--lines", "--csv", "-", *words)
    assert result.exit_code == 0
    dialect = csv.Sniffer().sniff(result.stdout.lstrip("\ufeff"), delimiters=";,\t")
    return list(csv.DictReader(io.StringIO(result.stdout.lstrip("\ufeff")), dialect=dialect))


@pytest.mark.parametrize(
    "begin", ["=1+1", "+33 1 23", "-PHARMACIE", "@SUM(A1)", "=cmd|' /C calc'!A0"]
)
def test_no_label_becomes_a_formula(archiver, tmp_path, begin):
    lines = [*HEAD, f"04/09/2026\t{begin} SOINS 30,00 30,00 70 % 21,00", "Total 21,00 €"]
    (tmp_path / "releve.pdf").write_bytes(_page(*lines))

    for lang in ("fr", "en"):
        for row in table(archiver, tmp_path, "--lang", lang):
            numbers = {cell for cell in row.values() if _is_number(cell)}
            assert not [c for c in row.values() if c[:1] in "=+-@\t\r" and c and c not in numbers]


def _is_number(cell):
    try:
        Decimal(cell.replace(",", "."))
    except ArithmeticError:
        return False
    return True


def test_a_deduction_stays_a_number(archiver, tmp_path):
    lines = [*HEAD, "04/09/2026 Participation forfaitaire - 2,00", "Total - 2,00 €"]
    (tmp_path / "releve.pdf").write_bytes(_page(*lines))

    (row,) = table(archiver, tmp_path, "--lang", "fr")

    assert row["Montant versé"] == "-2,00"


def test_the_table_adds_up_to_what_the_statements_say(archiver, complete):
    rows = table(archiver, complete, "--lang", "fr")

    amounts = [Decimal(row["Montant versé"].replace(",", ".")) for row in rows]
    assert (len(rows), sum(amounts)) == (27, 27 * Decimal(19))


def test_accents_and_separators_survive_in_a_cell(archiver, tmp_path):
    label = 'Soin ; "spécial", à l’œil'
    lines = [*HEAD, f"04/09/2026 {label} 30,00 30,00 70 % 21,00", "Total versé 21,00 €"]
    (tmp_path / "releve.pdf").write_bytes(_page(*lines))

    for lang, column in (("fr", "Acte ou prestation"), ("en", "Act or benefit")):
        (row,) = table(archiver, tmp_path, "--lang", lang)
        assert row[column] == label


def test_numbers_of_persons_are_hidden_unless_asked_for(archiver, tmp_path):
    lines = [*HEAD, f"04/09/2026 N° {NUMBER} SOINS 30,00 30,00 70 % 21,00", "Total versé 21,00 €"]
    (tmp_path / "releve.pdf").write_bytes(_page(*lines))

    for form in (["--csv", "-"], ["--json"], []):
        hidden = archiver("list", tmp_path, "--lines", *form).stdout
        shown = archiver("list", tmp_path, "--lines", *form, "--show-numbers").stdout
        assert NUMBER not in hidden
        assert "2 85 05 ** *** *** **" in hidden
        assert NUMBER in shown
