"""`archiver guide`: the steps with the dossier's state, the letter, nothing that was not read."""

import io
import tomllib
from importlib import resources

import pypdfium2 as pdfium
import pytest
from drawn import AS_OF, NUMBER

from archiver import guide
from archiver.guide import Part

STEPS = tomllib.loads(
    (resources.files("archiver") / "data" / "guide" / "ameli.toml").read_text("utf-8")
)["step"]


def test_every_step_is_shown_in_its_part(archiver, few):
    shown = archiver("guide", few, "--as-of", AS_OF).stdout
    after = archiver("guide", few, "--after").stdout

    for step in guide.load("ameli").steps:
        there, elsewhere = (after, shown) if step.part is Part.AFTER else (shown, after)
        assert step.title["fr"] in there
        assert step.title["fr"] not in elsewhere


def test_the_state_of_the_dossier_is_ticked(archiver, complete, few):
    assert (
        "✓ Relevé de remboursements (27/27)" in archiver("guide", complete, "--as-of", AS_OF).stdout
    )
    some = archiver("guide", few, "--as-of", AS_OF).stdout
    assert "✗ Relevé de remboursements (2/27)" in some
    assert "Pas encore" in some


def test_it_can_be_read_before_anything_was_downloaded(archiver, tmp_path):
    result = archiver("guide", tmp_path)

    assert result.exit_code == 0
    assert "Aucun document" in result.stdout


@pytest.mark.parametrize("step", STEPS, ids=[step["id"] for step in STEPS])
def test_numbers_and_deadlines_have_their_source(step):
    if any(character.isdigit() for character in step["text"]["fr"]):
        assert step.get("source")
    assert "cliquez" not in step["text"]["fr"].lower()


def test_the_letter_is_written_as_text_and_as_pdf(archiver, complete, tmp_path):
    result = archiver("guide", complete, "--letter", "--into", tmp_path, "--as-of", AS_OF)

    assert result.exit_code == 0
    text = (tmp_path / "demande-fermeture-compte.txt").read_text(encoding="utf-8")
    pdf = pdfium.PdfDocument(io.BytesIO((tmp_path / "demande-fermeture-compte.pdf").read_bytes()))
    printed = pdf[0].get_textpage().get_text_range()
    assert len(pdf) == 1
    for said in (text, printed):
        assert "fermer mon compte en ligne" in " ".join(said.split())
        assert "MARTIN" in said.upper()
        assert NUMBER not in said
        assert "RGPD" not in said


@pytest.mark.parametrize(
    ("asked", "articles"),
    [(["--access"], {"15"}), (["--erasure"], {"17"}), (["--access", "--erasure"], {"15", "17"})],
)
def test_requests_name_their_articles(archiver, few, tmp_path, asked, articles):
    archiver("guide", few, "--letter", *asked, "--into", tmp_path)

    text = (tmp_path / "demande-fermeture-compte.txt").read_text(encoding="utf-8")
    assert {number for number in ("15", "17") if f"article {number}" in text} == articles
    assert text.count("2016/679") == 1


def test_a_letter_of_before_is_not_overwritten(archiver, few, tmp_path):
    (tmp_path / "demande-fermeture-compte.pdf").write_bytes(b"mine")

    result = archiver("guide", few, "--letter", "--into", tmp_path)

    assert result.exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["demande-fermeture-compte.pdf"]
    assert archiver("guide", few, "--letter", "--into", tmp_path, "--force").exit_code == 0
