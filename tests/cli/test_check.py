"""`archiver check`."""

import json
import shutil
import sys

import drawn
import pytest

AS_OF = ("--as-of", drawn.AS_OF)


def test_a_complete_folder_is_safe(archiver, complete):
    result = archiver("check", complete, *AS_OF)

    assert result.exit_code == 0
    assert "VOUS POUVEZ SUPPRIMER LE COMPTE" in result.stdout
    assert "30 documents" not in result.stdout
    assert "28 documents trouvés" in result.stdout
    assert result.stderr == ""


def test_one_month_less_is_not_safe(archiver, complete, tmp_path):
    folder = shutil.copytree(complete, tmp_path / "documents")
    (folder / "releve-2025-06.pdf").unlink()

    result = archiver("check", folder, *AS_OF)

    assert result.exit_code == 1
    assert "NE SUPPRIMEZ PAS ENCORE LE COMPTE" in result.stdout
    assert "juin 2025" in result.stdout


def test_the_day_of_the_deletion_decides(archiver, complete):
    """Two months later a month is missing and the certificate is too old."""
    result = archiver("check", complete, "--as-of", "2027-01-20")

    assert result.exit_code == 1
    assert "novembre à décembre 2026" in result.stdout
    assert "trop ancien" in result.stdout


def test_json_is_all_there_is_on_standard_output(archiver, few):
    result = archiver("check", few, *AS_OF, "--json")

    assert result.exit_code == 1
    assert result.stderr == ""
    report = json.loads(result.stdout)
    assert report["schema"] == "archiver/report/1"
    assert report["as_of"] == "2026-11-20"
    assert report["safe_to_delete"] is False
    assert report["archive"] is None
    assert [gap["type"] for gap in report["gaps"] if gap["level"] == "required"] == ["missing"] * 25


def test_json_says_safe_as_the_exit_code_does(archiver, complete):
    result = archiver("check", complete, *AS_OF, "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["safe_to_delete"] is True


def test_nothing_is_written(archiver, tmp_path, few, contents, monkeypatch):
    folder = shutil.copytree(few, tmp_path / "documents")
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)

    archiver("check", folder, *AS_OF)

    assert contents(tmp_path) == before


def test_quiet_prints_nothing_and_still_tells_by_the_exit_code(archiver, few):
    result = archiver("check", few, *AS_OF, "-q")

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")


def test_quiet_still_prints_errors(archiver, tmp_path):
    result = archiver("check", tmp_path / "absent", "-q")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "n’existe pas" in result.stderr


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_missing_source_is_named(archiver, few, tmp_path, more):
    result = archiver("check", few, tmp_path / "absent", *more)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"« {tmp_path / 'absent'} » n’existe pas" in result.stderr.replace("\u00a0", " ")


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_an_empty_folder_is_nothing_to_do(archiver, tmp_path, more):
    result = archiver("check", tmp_path, *more)

    assert result.exit_code == 4
    assert result.stdout == ""
    assert f"Aucun document dans {tmp_path}" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="told by the registry there")
def test_without_a_source_the_downloads_folder_is_looked_at(process, few, tmp_path):
    downloads = shutil.copytree(few, tmp_path / "Downloads")
    env = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": "", "XDG_DOWNLOAD_DIR": ""}

    result = process("check", "--json", *AS_OF, env=env)

    paths = [document["path"] for document in json.loads(result.out)["documents"]]
    assert len(paths) == 3 and all(path.startswith(f"{downloads}/") for path in paths)


def test_without_a_source_and_a_downloads_folder_one_is_asked_for(process, tmp_path):
    env = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "XDG_DOWNLOAD_DIR": ""}

    result = process("check", env=env)

    assert result.code == 2
    assert "Indiquez un dossier" in result.err


WRONG = {
    "level": ('level = "required"', 'level = "requird"'),
    "levle": ('level = "required"', 'levle = "required"'),
}


@pytest.mark.parametrize("key", WRONG)
def test_a_mistake_in_a_checklist_is_named_with_file_line_and_key(archiver, few, tmp_path, key):
    file = tmp_path / "mine.toml"
    head = 'account = "ameli"\ntitle = { fr = "compte", en = "account" }\n\n'
    table = (
        '[[requirement]]\nid = "releves"\nkind = "releve-remboursements"\nlevel = "required"\n'
        'slot = "any"\nwhere = { fr = "là", en = "there" }\nremark = { fr = "", en = "" }\n'
    )
    file.write_text(head + table.replace(*WRONG[key]), encoding="utf-8")

    result = archiver("check", few, "--checklist", file)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert str(file) in result.stderr
    assert "ligne 7" in result.stderr
    assert key in result.stderr


def test_an_unknown_checklist_tells_which_ones_there_are(archiver, few):
    result = archiver("check", few, "--checklist", "amelie")

    assert result.exit_code == 2
    assert "ameli" in result.stderr.replace("amelie", "")


def test_an_unreadable_source_does_not_stop_the_others(archiver, complete, tmp_path):
    folder = shutil.copytree(complete, tmp_path / "documents")
    (folder / "releve-2025-06.pdf").write_bytes(b"%PDF-1.4\nno more")
    (folder / "dangling.pdf").symlink_to(tmp_path / "absent")

    result = archiver("check", folder, *AS_OF, "--json")

    report = json.loads(result.stdout)
    assert result.exit_code == 1
    status = {d["path"].rpartition("/")[2]: d["status"] for d in report["documents"]}
    assert status["releve-2025-06.pdf"] == "unreadable"
    assert list(status.values()).count("recognised") == 27


def test_a_statement_that_lost_a_row_stands_in_the_way(archiver, complete, tmp_path):
    folder = shutil.copytree(complete, tmp_path / "documents")
    (folder / "releve-2025-03.pdf").write_bytes(drawn.statement(2025, 3, total="41,05"))

    result = archiver("check", folder, *AS_OF, "--json")

    gaps = [gap for gap in json.loads(result.stdout)["gaps"] if gap["level"] == "required"]
    assert [(gap["type"], gap["path"].rpartition("/")[2]) for gap in gaps] == [
        ("incomplete", "releve-2025-03.pdf")
    ]
    assert "19,00" in gaps[0]["message"]
    assert "41,05" in gaps[0]["message"]
    assert result.exit_code == 1


LEAVE = "03/02/2025 au 28/02/2025"
NOT_PROVEN = [("required", "2025-02-03", "2025-02-28")]


@pytest.mark.parametrize(
    ("asked", "rows", "lacks"),
    [
        (LEAVE, [f"{LEAVE} I.J. NORMALES 26 50,00 € 1300,00 €"], []),
        (LEAVE, ["06/02/2025 au 28/02/2025 I.J. NORMALES 23 50,00 € 1150,00 €"], []),
        (
            "03/02/2025 au 20/02/2025",
            ["03/02/2025 au 20/02/2025 I.J. NORMALES 18 50,00 € 900,00 €"],
            [("required", "2025-02-21", "2025-02-28")],
        ),
        (
            "01/01/2025 au 31/12/2025",
            ["10/06/2025 au 19/06/2025 I.J. NORMALES 10 50,00 € 500,00 €"],
            [("required", "2025-02-03", "2025-02-28")],
        ),
        ("01/01/2025 au 31/12/2025", [], [("required", "2025-02-03", "2025-02-28")]),
        # Laid out as no certificate that is known: to be looked at.
        (
            "01/01/2025 au 31/12/2025",
            ["Du 3 février 2025", "jusques et y compris le 28 février 2025", "payé : 945,30 €"],
            [("recommended", "2025-02-03", "2025-02-28")],
        ),
        (LEAVE, [f"{LEAVE} IJ MALADIE 26 jours"], [("recommended", "2025-02-03", "2025-02-28")]),
        (LEAVE, [f"{LEAVE} REFUS ADMINISTRATIF 26 0,00 € 0,00 €"], NOT_PROVEN),
        (
            LEAVE,
            [
                f"{LEAVE} I.J. NORMALES 26 50,00 € 1300,00 €",
                f"{LEAVE} ANNULATION I.J. -26 50,00 € - 1300,00 €",
            ],
            NOT_PROVEN,
        ),
        (
            "01/01/2025 au 31/12/2025",
            ["la somme de 400,00 € au titre de 10", "indemnités journalières."],
            NOT_PROVEN,
        ),
        (
            "01/01/2025 au 31/12/2025",
            ["la somme de 1150,00 € au titre de 23", "indemnités journalières."],
            [("recommended", "2025-02-03", "2025-02-28")],
        ),
        (
            "01/01/2025 au 31/12/2025",
            [
                "06/02/2025 au 15/02/2025 I.J. NORMALES 10 50,00 € 500,00 €",
                "03/06/2025 REGULARISATION 1 12,00 € 12,00 €",
            ],
            [("required", "2025-02-16", "2025-02-28")],
        ),
    ],
    ids=[
        "whole", "waiting days", "shorter", "another leave", "nothing", "prose", "without sums",
        "refused", "cancelled", "prose of fewer days", "prose of as many days", "a day in June",
    ],
)  # fmt: skip
def test_the_rows_of_a_certificate_prove_a_leave(
    archiver, complete, tmp_path, monkeypatch, asked, rows, lacks
):
    folder = shutil.copytree(complete, tmp_path / "documents")
    (folder / "ij.pdf").write_bytes(drawn.allowances(asked, *rows))
    (folder / "archiver.toml").write_text("[[leave]]\nfrom = 2025-02-03\nto = 2025-02-28\n")
    monkeypatch.chdir(folder)

    report = json.loads(archiver("check", ".", *AS_OF, "--json").stdout)

    (kind,) = [d["kind"] for d in report["documents"] if d["path"] == "ij.pdf"]
    assert kind == "attestation-ij"
    assert [
        (gap["level"], gap["period"]["start"], gap["period"]["end"])
        for gap in report["gaps"]
        if gap["requirement"] == "attestation-ij"
    ] == lacks


def test_a_day_that_is_over_says_nothing_of_what_has_come_since(archiver, tmp_path, monkeypatch):
    """Else what was complete a month ago would be safe to delete without this month's papers."""
    monkeypatch.chdir(tmp_path)
    drawn.draw(tmp_path / "documents", drawn.months())
    (tmp_path / "archiver.toml").write_text("as_of = 2020-02-01\n", encoding="utf-8")

    told = archiver("check", "documents", "--json")
    asked = archiver("check", "documents", "--json", "--as-of", "2020-02-01")

    assert json.loads(told.stdout)["as_of"] > "2026"
    assert "(1er février 2020) est passé" in told.stderr
    assert json.loads(asked.stdout)["as_of"] == "2020-02-01"
    assert asked.stderr == ""


def test_once_the_account_is_closed_its_day_stands(archiver, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    drawn.draw(tmp_path / "documents", drawn.months())
    (tmp_path / "archiver.toml").write_text(
        "as_of = 2020-02-01\n[journal]\nclosed = 2020-02-03\n", encoding="utf-8"
    )

    assert json.loads(archiver("check", "documents", "--json").stdout)["as_of"] == "2020-02-01"
