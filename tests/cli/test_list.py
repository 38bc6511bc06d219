"""`archiver list`."""

import csv
import io
import json
import re

import pikepdf
import pytest
from drawn import _page


def test_of_an_archive_it_is_the_manifest(archiver, archive):
    with pikepdf.open(archive) as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())

    result = archiver("list", archive, "--json")

    listed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert result.stderr == ""
    expected = [
        {name: document[name] for name in one}
        for one, document in zip(listed, manifest["documents"], strict=True)
    ]
    assert listed == expected
    assert len(listed) == 3


def test_of_sources_it_is_the_documents_of_a_report(archiver, few):
    listed = archiver("list", few, "--json")
    checked = archiver("check", few, "--json", "--as-of", "2026-11-20")

    assert listed.exit_code == 0
    assert json.loads(listed.stdout) == json.loads(checked.stdout)["documents"]


@pytest.mark.parametrize("what", ["few", "archive"])
def test_in_a_pipe_each_document_has_one_line(archiver, what, request):
    result = archiver("list", request.getfixturevalue(what))

    head, *lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert head.split() == ["Document", "Fichier", "État"]
    assert len(lines) == 3
    assert all(line.endswith("reconnu") for line in lines)
    assert sum("septembre 2026" in line and "releve-2026-09.pdf" in line for line in lines) == 1


def test_verbose_says_why(archiver, few):
    brief, verbose = archiver("list", few), archiver("list", few, "-v")

    assert len(verbose.stdout.splitlines()) > len(brief.stdout.splitlines())


def test_somebody_elses_document_has_their_name(archiver, few, tmp_path):
    import drawn

    (tmp_path / "releve.pdf").write_bytes(drawn.statement(2026, 9, "Julie DURAND"))

    result = archiver("list", few, tmp_path)

    assert result.stdout.count("DURAND") == 1
    assert "MARTIN" not in result.stdout


@pytest.mark.parametrize(("source", "code"), [("absent", 2), ("empty", 4)])
def test_nothing_to_list(archiver, tmp_path, source, code):
    (tmp_path / "empty").mkdir()

    result = archiver("list", tmp_path / source, "--json")

    assert result.exit_code == code
    assert result.stdout == ""
    assert source in result.stderr


# --- the lines of statements


def test_lines_show_the_acts_and_the_totals_of_each_year(archiver, few):
    result = archiver("list", few, "--lines")

    assert result.exit_code == 0
    assert "CONSULTATION GENERALISTE" in result.stdout
    assert "somme vérifiée" in result.stdout
    assert re.search(r"Relevé de remboursements, 2026, MARTIN Claire\s: 38,00\s€", result.stdout)


def test_a_spreadsheet_gets_the_lines_with_decimal_commas(archiver, few, tmp_path):
    target = tmp_path / "lignes.csv"

    result = archiver("list", few, "--lines", "--csv", target)

    head, *rows = csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig")), delimiter=";")
    assert result.exit_code == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert head[0] == "Date"
    row = dict(zip(head, rows[0], strict=True))
    assert (row["Acte ou prestation"], row["Montant versé"]) == (
        "CONSULTATION GENERALISTE",
        "19,00",
    )
    assert row["Somme"] == "somme vérifiée"


def test_the_lines_of_an_archive_are_those_of_its_sources(archiver, few, tmp_path):
    archive = tmp_path / "archive.pdf"
    archiver("bundle", few, "-o", archive, "--as-of", "2026-11-20")

    def lines_of(source):
        documents = json.loads(archiver("list", source, "--lines", "--json").stdout)["documents"]
        return sorted(json.dumps(one["lines"]) for one in documents)

    assert lines_of(archive) == lines_of(few) != []


def test_a_table_that_is_there_is_not_replaced_unasked(archiver, few, tmp_path):
    target = tmp_path / "lignes.csv"
    target.write_text("mine")

    refused = archiver("list", few, "--lines", "--csv", target)
    assert (refused.exit_code, target.read_text()) == (2, "mine")

    assert archiver("list", few, "--lines", "--csv", target, "--force").exit_code == 0
    assert "19,00" in target.read_text(encoding="utf-8")


def test_a_formula_in_a_label_stays_text(archiver, tmp_path):
    drawn = _page(
        "l’Assurance Maladie",
        "CPAM de Seine-Exemple",
        "Relevé mensuel de vos remboursements",
        "Période du 01/03/2025 au 31/03/2025",
        "04/03/2025 =HYPERLINK(x) 30,00 30,00 70 % 21,00",
    )
    (tmp_path / "releve.pdf").write_bytes(drawn)

    result = archiver("list", tmp_path, "--lines", "--csv", "-", "--lang", "en")

    assert result.exit_code == 0
    assert "'=HYPERLINK(x)" in result.stdout
    assert ",=HYPERLINK" not in result.stdout
