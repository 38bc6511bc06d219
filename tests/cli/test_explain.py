"""`archiver explain`: plain words, masked numbers, the right code."""

import json
import sys

import pytest
from drawn import statement
from reportlab.pdfgen.canvas import Canvas
from scanned import as_file, fake_tesseract, pictures, saying, table
from test_schemas import validate

from archiver import ocr


def test_a_recognised_file_is_explained_in_plain_words(archiver, few):
    result = archiver("explain", few / "releve-2026-09.pdf")

    assert result.exit_code == 0
    assert "Relevé de remboursements, septembre 2026 (page 1) — reconnu" in result.stdout
    assert "titre\u00a0: «\u00a0relevé mensuel" in result.stdout
    assert "S’en approche" not in result.stdout


def test_the_curious_see_what_else_it_resembles(archiver, few):
    assert "S’en approche" in archiver("explain", few / "releve-2026-09.pdf", "-v").stdout


def test_what_was_missing_is_said(archiver, tmp_path):
    file = tmp_path / "inconnu.pdf"
    canvas = Canvas(str(file))
    for number, line in enumerate(("Nature des prestations", "Montant payé", "Montant versé")):
        canvas.drawString(72, 780 - 20 * number, line)
    canvas.save()

    shown = archiver("explain", file).stdout

    assert "S’en approche\u00a0: Relevé de remboursements" in shown
    assert "nom de l’émetteur" in shown


def test_a_file_that_cannot_be_read_says_why(archiver, tmp_path):
    (tmp_path / "releve.pdf").write_bytes(b"")

    result = archiver("explain", tmp_path / "releve.pdf")

    assert result.exit_code == 0
    assert "Le fichier est vide" in result.stdout


def test_a_file_that_is_not_there_is_wrong_use(archiver, tmp_path):
    assert archiver("explain", tmp_path / "absent.pdf").exit_code == 2


def test_the_json_is_what_its_schema_says(archiver, few):
    told = json.loads(archiver("explain", few / "attestation.pdf", "--json").stdout)

    validate(told, "explanation-1")
    (file,) = told["files"]
    assert file["pages"][0]["candidates"][0]["id"] == "attestation-droits"
    assert file["pages"][0]["candidates"][0]["taken"]


@pytest.mark.skipif(sys.platform == "win32", reason="the fake is a POSIX script")
def test_what_was_read_from_a_picture_says_so(archiver, tmp_path, monkeypatch):
    lines = ("l'Assurance Maladie", "Relevé mensuel de vos remboursements")
    words = table(*lines, "Période du 01/03/2025 au 31/03/2025", "Total versé", "Montant versé")
    monkeypatch.setenv("PATH", str(fake_tesseract(tmp_path / "bin", saying(words, words))))
    ocr.state.cache_clear(), ocr._program.cache_clear()
    (tmp_path / "scan.jpg").write_bytes(as_file(pictures(statement(2025, 3)), "JPEG"))

    shown = archiver("explain", tmp_path / "scan.jpg").stdout
    told = json.loads(archiver("explain", tmp_path / "scan.jpg", "--json").stdout)
    ocr.state.cache_clear(), ocr._program.cache_clear()

    assert "mars 2025 (texte lu sur l’image)" in shown
    assert "Texte lu sur l’image" in shown
    validate(told, "explanation-1")
    assert told["files"][0]["pages"][0]["ocr"]
    assert told["files"][0]["documents"][0]["warnings"] == ["ocr"]
