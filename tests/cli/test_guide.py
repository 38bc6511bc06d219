"""`archiver guide`: the steps with the dossier's state, the letter, nothing that was not read."""

import io
import json
import tomllib
from importlib import resources

import drawn
import pypdfium2 as pdfium
import pytest
from drawn import AS_OF, NUMBER
from test_schemas import validate

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


NOT_YET = "Ne l’envoyez pas encore"


def test_a_letter_that_must_wait_says_so(archiver, complete, few, tmp_path):
    def told(*words):
        result = archiver("guide", *words, "--letter", "--force", "--into", tmp_path)
        assert result.exit_code == 0
        return " ".join(result.stdout.replace("\u00a0", " ").split())

    (tmp_path / "empty").mkdir()
    on = ("--as-of", AS_OF)
    assert NOT_YET in told(few, *on)
    assert "25 points obligatoires" in told(few, *on)
    assert NOT_YET in told(tmp_path / "empty")
    assert NOT_YET not in told(complete, *on)


@pytest.mark.parametrize("abroad", [False, True])
def test_who_leaves_the_country_does_not_claim_to_keep_all_rights(
    archiver, complete, tmp_path, monkeypatch, abroad
):
    monkeypatch.chdir(tmp_path)
    declared = 'declared = ["moving-abroad", "c2s"]' if abroad else 'declared = ["c2s"]'
    (tmp_path / "archiver.toml").write_text(declared + "\n")

    archiver("guide", complete, "--letter", "--as-of", AS_OF)

    text = (tmp_path / "demande-fermeture-compte.txt").read_text(encoding="utf-8")
    assert ("restent inchangés" in text, "S1105" in text) == (not abroad, abroad)
    assert text.count("ne concerne que le compte en ligne") == 1


def test_the_letter_is_nobodys_while_it_is_not_known_whose_account_it_is(archiver, tmp_path):
    folder = drawn.draw(tmp_path / "documents", drawn.months())
    for year, month in drawn.months():
        paper = drawn.statement(year, month, "Marc DUBOIS", number="1 79 05 99 123 045")
        (folder / f"m{year}-{month}.pdf").write_bytes(paper)

    archiver("guide", folder, "--letter", "--into", tmp_path, "--as-of", AS_OF)

    text = (tmp_path / "demande-fermeture-compte.txt").read_text(encoding="utf-8")
    assert "MARTIN" not in text.upper() and "DUBOIS" not in text.upper()


def test_the_folder_for_the_letter_is_made(archiver, few, tmp_path):
    result = archiver("guide", few, "--letter", "--into", tmp_path / "a" / "b")

    assert result.exit_code == 0
    assert (tmp_path / "a" / "b" / "demande-fermeture-compte.pdf").exists()


def test_a_letter_of_before_is_not_overwritten(archiver, few, tmp_path):
    (tmp_path / "demande-fermeture-compte.pdf").write_bytes(b"mine")

    result = archiver("guide", few, "--letter", "--into", tmp_path)

    assert result.exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["demande-fermeture-compte.pdf"]
    assert archiver("guide", few, "--letter", "--into", tmp_path, "--force").exit_code == 0


def test_how_far_it_has_come_is_noted_and_shown(archiver, few, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mine = "# à moi\nas_of = 2026-12-15\n"
    (tmp_path / "archiver.toml").write_text(mine, encoding="utf-8")

    noted = archiver("guide", "--note", "asked", "--on", "2026-11-27")
    archiver("guide", "--note", "confirmed", "--on", "2026-12-01")
    archiver("guide", "--note", "asked", "--on", "2026-11-28")
    shown = archiver("guide", few).stdout
    printed = json.loads(archiver("guide", few, "--json").stdout)

    assert noted.exit_code == 0
    assert "27 novembre 2026" in noted.stdout
    assert "✓ Fermeture demandée le 28 novembre 2026" in shown
    assert "✓ Demande confirmée le 1er décembre 2026" in shown
    assert printed["journal"] == {"asked": "2026-11-28", "confirmed": "2026-12-01", "closed": None}
    written = (tmp_path / "archiver.toml").read_text(encoding="utf-8")
    assert written.startswith(mine)
    assert written.count("[journal]") == 1


def test_a_wrong_day_in_the_journal_is_named_with_its_line(archiver, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "archiver.toml").write_text('[journal]\nasked = "hier"\n', encoding="utf-8")

    result = archiver("guide")

    assert result.exit_code == 2
    assert "archiver.toml" in result.stderr
    assert "asked" in result.stderr


def test_as_json_it_is_all_there(archiver, few, tmp_path):
    for arguments in ((few,), (few, "--after"), (few, "--letter", "--into", tmp_path)):
        printed = json.loads(archiver("guide", *arguments, "--json").stdout)
        validate(printed, "guide-1")
        steps = [step["id"] for part in printed["parts"] for step in part["steps"]]
        assert ("after-post" in steps) == ("--after" in arguments)
        assert len(printed["letters"]) == (2 if "--letter" in arguments else 0)
