"""`archiver explain`: plain words, masked numbers, the right code."""

import io
import json
import re
import sys
import zipfile

import drawn
import pikepdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from drawn import statement
from reportlab.pdfgen.canvas import Canvas
from scanned import as_file, fake_tesseract, pictures, saying, table
from test_schemas import validate

from archiver import ocr
from archiver.cli import cli

SECRET = "cinq mots pour dormir tranquille"


def test_a_recognised_file_is_explained_in_plain_words(archiver, few):
    result = archiver("explain", few / "releve-2026-09.pdf")

    assert result.exit_code == 0
    assert "Relevé de remboursements, septembre 2026 (page 1) — reconnu" in result.stdout
    assert "titre\u00a0: «\u00a0Relevé mensuel" in result.stdout
    assert "S’en approche" not in result.stdout


@pytest.mark.parametrize("name", ["releve-2026-09.pdf", "attestation.pdf"])
def test_what_is_quoted_stands_in_the_file(archiver, few, name):
    with pdfium.PdfDocument(few / name) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)

    shown = " ".join(archiver("explain", few / name, "-v").stdout.split())

    # What is lacking is an example of what might stand there.
    found = re.findall(
        r"(?:titre|texte, pas en titre|émetteur|contenu) : («.*?») (?=[✗✓·a-zé]|$)", shown
    )
    quoted = [each for part in found for each in re.findall("« (.*?) »", part)]
    assert len(quoted) > 5
    assert [each for each in quoted if each not in " ".join(text.split())] == []


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


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("relevé mai 2025.docx", 0, "ce programme ne lit pas ce format"),
        ("relevés.rar", 0, "un dossier compressé"),
        ("tarte.docx", 4, "ni un PDF, ni une image"),
    ],
)
def test_what_is_not_opened_here_is_told_as_such(archiver, tmp_path, name, code, says):
    (tmp_path / name).write_bytes(b"\x01\x02")

    result = archiver("explain", tmp_path / name, "--lang", "fr")

    assert result.exit_code == code
    assert says in (result.stdout + result.stderr).replace("\n   ", " ").replace("\u202f", " ")


def test_a_file_that_is_not_there_is_wrong_use(archiver, tmp_path):
    assert archiver("explain", tmp_path / "absent.pdf").exit_code == 2


def test_a_member_of_a_zip_is_explained_by_the_name_that_reports_give_it(archiver, few, tmp_path):
    with zipfile.ZipFile(tmp_path / "tout.zip", "w") as bundle:
        for file in few.iterdir():
            bundle.write(file, file.name)

    result = archiver("explain", tmp_path / "tout.zip!releve-2026-09.pdf")
    absent = archiver("explain", tmp_path / "tout.zip!absent.pdf")

    assert result.exit_code == 0
    assert "septembre 2026 (page 1) — reconnu" in result.stdout
    assert "attestation" not in result.stdout.lower()
    assert (absent.exit_code, "tout.zip!absent.pdf" in absent.stderr) == (2, True)


def test_the_json_is_what_its_schema_says(archiver, few):
    told = json.loads(archiver("explain", few / "attestation.pdf", "--json").stdout)

    validate(told, "explanation-1")
    (file,) = told["files"]
    assert file["pages"][0]["candidates"][0]["id"] == "attestation-droits"
    assert file["pages"][0]["candidates"][0]["taken"]


@pytest.mark.skipif(sys.platform == "win32", reason="the fake is a POSIX script")
def test_what_was_read_from_a_picture_says_so(archiver, tmp_path, monkeypatch):
    lines = ("l'Assurance Maladie", "Relevé mensuel de vos remboursements")
    rows = ("Montant versé", "02/03/2025 CONSULTATION 30,00 30,00 70 % 19,00", "Total versé 19,00")
    words = table(*lines, "Période du 01/03/2025 au 31/03/2025", *rows)
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


@pytest.fixture
def shut(tmp_path):
    """A statement that somebody locked."""
    file = tmp_path / "releve.pdf"
    with pikepdf.open(io.BytesIO(statement(2026, 9))) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(user="étoile", owner="owner"))
    return file


@pytest.mark.parametrize(
    ("command", "said"), [([], "protégé par un mot de passe"), (["echo non"], "ne l’ouvre pas")]
)
def test_a_locked_file_is_only_said_to_be_locked(archiver, shut, command, said):
    given = [word for each in command for word in ("--source-passphrase-command", each)]

    result = archiver("explain", shut, *given)
    told = json.loads(archiver("explain", shut, *given, "--json").stdout)

    assert result.exit_code == 0
    assert "illisible" in result.stdout and said in result.stdout
    assert "reconnu" not in result.stdout
    assert told["files"][0]["pages"] == []


def test_a_locked_file_that_opens_is_explained_like_any_other(archiver, shut):
    open_too = shut.with_name("open.pdf")
    open_too.write_bytes(statement(2026, 9))
    given = ("--source-passphrase-command", "echo étoile", "--json")

    opened = json.loads(archiver("explain", shut, *given).stdout)
    plain = json.loads(archiver("explain", open_too, "--json").stdout)

    assert opened["files"][0]["pages"] == plain["files"][0]["pages"] != []
    assert opened["files"][0]["documents"][0]["warnings"] == ["opened-with-passphrase"]


@pytest.fixture(scope="module")
def sealed_off(tmp_path_factory):
    """A locked archive."""
    folder = tmp_path_factory.mktemp("locked")
    drawn.draw(folder / "documents", [(2026, 9)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARCHIVER_PASSPHRASE", SECRET)
        words = ["bundle", folder / "documents", "-o", folder / "archive.pdf", "--encrypt"]
        assert CliRunner().invoke(cli, [str(word) for word in words]).exit_code == 0
    return folder / "archive.pdf"


@pytest.mark.parametrize("secret", [None, "une autre phrase secrète"])
def test_a_locked_archive_is_not_explained_without_its_passphrase(
    archiver, sealed_off, secret, monkeypatch
):
    if secret:
        monkeypatch.setenv("ARCHIVER_PASSPHRASE", secret)

    result = archiver("explain", sealed_off)

    assert result.exit_code == 5
    assert "archive.pdf" in result.stderr and "phrase secrète" in result.stderr
    assert result.stdout == ""


def test_the_documents_of_a_locked_archive_are_explained(archiver, sealed_off, monkeypatch):
    monkeypatch.setenv("ARCHIVER_PASSPHRASE", SECRET)

    told = json.loads(archiver("explain", sealed_off, "--json").stdout)

    assert [file["path"].rpartition("!")[2] for file in told["files"]] == [
        "attestation.pdf",
        "releve-2026-09.pdf",
    ]
    assert all(file["pages"][0]["candidates"][0]["taken"] for file in told["files"])
