"""`archiver bundle`."""

import io
import json
import subprocess
import zipfile

import drawn
import pikepdf
import pytest

AS_OF = ("--as-of", drawn.AS_OF)


def test_gaps_do_not_matter(archiver, few, tmp_path):
    result = archiver("bundle", few, "-o", tmp_path / "archive.pdf", *AS_OF, "--json")

    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["safe_to_delete"] is False
    assert report["archive"]["verified"] is True


def test_an_unsealed_one_is_said_to_be_without_a_seal(archiver, few, tmp_path):
    result = archiver("bundle", few, "-o", tmp_path / "archive.pdf", *AS_OF, "--no-seal")

    assert result.exit_code == 0
    assert "sans sceau" in result.stdout


@pytest.mark.parametrize("everything", [False, True])
def test_what_is_unrelated_goes_in_only_if_asked(archiver, tmp_path, few, everything):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "releve.pdf").write_bytes(drawn.statement(2026, 9))
    (folder / "recette.pdf").write_bytes(drawn._page("Tarte aux pommes", "Six pommes, du beurre"))
    target = tmp_path / "archive.pdf"

    archiver("bundle", folder, "-o", target, *AS_OF, "--no-seal", *["--all"] * everything)

    held = json.loads(archiver("list", target, "--json").stdout)
    names = [document["path"].rpartition("/")[2] for document in held]
    assert names == ["releve.pdf", *["recette.pdf"] * everything]


def test_everything_means_files_that_are_no_documents_too(archiver, tmp_path):
    others = {
        "notes.txt": b"Appeler la CPAM lundi",
        "comptes.csv": b"mois;montant\nmars;19,00\n",
        "vide.txt": b"",
        "sans-extension": bytes(range(256)),
        "lettre.docx": office("word/document.xml"),
    }
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "releve.pdf").write_bytes(drawn.statement(2026, 9))
    for name, data in others.items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "envoi.zip", "w") as bundle:
        bundle.writestr("lisez-moi.txt", "dans un zip")
    target = tmp_path / "archive.pdf"

    made = archiver("bundle", folder, "-o", target, *AS_OF, "--all", "--json")

    assert made.exit_code == 0, made.output
    with pikepdf.open(target) as pdf:
        inside = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
        manifest = json.loads(inside["manifest.json"])
    held = {one["original_name"]: one for one in manifest["documents"]}
    assert {name: inside[held[name]["name"]] for name in others} == others
    assert inside[held["lisez-moi.txt"]["name"]] == b"dans un zip"
    assert all(held[name]["notice"] for name in others)
    text = subprocess.run(["pdftotext", target, "-"], capture_output=True, text=True).stdout
    assert text.count("il n'y a pas de page à montrer") + text.count(
        "il n’y a pas de page à montrer"
    ) == len(others)  # but for the empty one, and with the one in the zip
    assert archiver("verify", target, "--deep").exit_code == 0


def office(part):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(part, "<w/>")
    return stream.getvalue()


def test_an_existing_file_is_not_touched(archiver, few, tmp_path):
    target = tmp_path / "archive.pdf"
    target.write_bytes(b"precious")

    result = archiver("bundle", few, "-o", target, *AS_OF)

    assert result.exit_code == 2
    assert target.read_bytes() == b"precious"


def test_the_archive_stands_below_its_name_alone(archiver, few, tmp_path):
    """The sidecar names no folder: it goes wherever the archive goes."""
    archiver("bundle", few, "-o", tmp_path / "mine.pdf", *AS_OF, "--no-seal")

    assert (tmp_path / "mine.pdf.sha256").read_text().endswith("  mine.pdf\n")
