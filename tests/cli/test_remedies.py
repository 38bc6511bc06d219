"""What users are told to do next: it leads to leave to delete, and the end repeats the verdict."""

import json
import shlex
import shutil
from datetime import date

import drawn
import pytest

AS_OF = ("--as-of", drawn.AS_OF)
WHOLE = drawn.statement(2025, 8)


@pytest.fixture
def folder(complete, tmp_path):
    """All that is asked for, to be spoilt."""
    return shutil.copytree(complete, tmp_path / "documents")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("releve-2025-08.pdf", b""),
        ("releve-2025-08.pdf", WHOLE[: len(WHOLE) // 2]),
        ("releve-2025-08.pdf", b"<!doctype html><title>ameli</title>Votre session a expir\xc3\xa9"),
        ("releve-2025-08.pdf.crdownload", WHOLE[: len(WHOLE) // 2]),
    ],
    ids=["empty", "cut short", "login page", "unfinished"],
)
def test_a_failed_download_is_replaced_and_moved_away(archiver, folder, name, data):
    (folder / "releve-2025-08.pdf").unlink()
    spoilt = folder / name
    spoilt.write_bytes(data)

    def told():
        result = archiver("check", folder, *AS_OF, "--json")
        gaps = json.loads(result.stdout)["gaps"]
        of_file = [g["remedy"] for g in gaps if g["level"] == "required" and g["path"]]
        return result.exit_code, of_file

    first, remedies = told()
    (folder / "releve-2025-08 (1).pdf").write_bytes(WHOLE)
    again, still = told()
    spoilt.unlink()
    last, none = told()

    # To download it again is half of the way only: the remedy names the other half, too.
    assert (first, again, last) == (1, 1, 0)
    assert all(
        remedy.endswith("Rangez ensuite ce fichier ailleurs, sinon il compte encore.")
        for remedy in (*remedies, *still)
    )
    assert remedies and still and none == []


def test_a_validity_that_cannot_be_read_is_said_by_the_user(archiver, folder, monkeypatch):
    """The command in the remedy is the one to type, with the months of the certificate."""
    paper = drawn.attestation(date(2026, 11, 5), "Sous réserve de changement dans la situation")
    (folder / "attestation.pdf").write_bytes(paper)
    monkeypatch.chdir(folder)

    first = json.loads(archiver("check", ".", *AS_OF, "--json").stdout)
    (gap,) = [gap for gap in first["gaps"] if gap["level"] == "required"]
    command = gap["remedy"].partition("archiver label ")[2].partition(" (")[0]
    said = archiver("label", *shlex.split(command.replace("\u00a0", " ")))
    last = archiver("check", ".", *AS_OF, "--json")

    assert (gap["type"], gap["requirement"]) == ("stale", "attestation-droits")
    assert said.exit_code == 0, said.output
    assert last.exit_code == 0


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("safe", [True, False])
def test_the_end_repeats_the_verdict(archiver, complete, few, tmp_path, safe, lang):
    """On a small terminal the banner has scrolled away by then."""
    words = ["--as-of", drawn.AS_OF, "--lang", lang]

    result = archiver("backup", complete if safe else few, "-o", tmp_path / "archive.pdf", *words)

    yes, no = {
        "fr": ("Vous pouvez supprimer le compte.", "Ne supprimez pas encore le compte."),
        "en": ("You can delete the account.", "Do not delete the account yet."),
    }[lang]
    last = "\n".join(result.stdout.splitlines()[-12:])
    assert ((yes in last), (no in last)) == (safe, not safe)


def test_a_check_alone_is_no_backup(archiver, complete):
    told = archiver("check", complete, *AS_OF).stdout

    assert "Avant de supprimer le compte, écrivez l’archive" in " ".join(told.split())
