"""`archiver verify`."""

import io
import json
import shutil
import subprocess
import sys
from importlib import resources

import pikepdf
import pytest
from jsonschema import Draft202012Validator

SCHEMA = resources.files("archiver") / "data" / "schema" / "verification-1.json"


def validate(value):
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(value)


def with_manifest(data, old, new):
    """The archive with another inventory, written anew by another library."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = pdf.attachments["manifest.json"].get_file().read_bytes()
        assert old in said
        pdf.attachments["manifest.json"] = pikepdf.AttachedFileSpec(
            pdf, said.replace(old, new), filename="manifest.json"
        )
        pdf.save(stream)
    return stream.getvalue()


@pytest.fixture
def own(archive, tmp_path):
    """A copy of the archive, with its sidecar, to be damaged."""
    shutil.copy(f"{archive}.sha256", tmp_path)
    return shutil.copy(archive, tmp_path / "archive.pdf")


def test_an_intact_archive(archiver, archive):
    result = archiver("verify", archive)

    assert result.exit_code == 0
    assert "L’ARCHIVE EST INTACTE" in result.stdout
    assert "3 sur 3 intacts" in result.stdout
    assert "conforme" in result.stdout
    assert result.stderr == ""


def test_json_of_an_intact_archive(archiver, archive):
    result = archiver("verify", archive, "--json", "--deep")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["intact"] is True
    assert told["path"] == str(archive)
    assert told["seal"]["state"] == "valid"
    assert told["sidecar"] == "match"
    assert told["originals"]["intact"] == told["originals"]["expected"] == 3
    assert told["pages"]["matching"] == told["pages"]["expected"] == 3
    assert told["problems"] == []


def test_one_changed_byte(archiver, own):
    data = bytearray(own.read_bytes())
    data[len(data) // 2] ^= 1
    own.write_bytes(data)

    shown, told = archiver("verify", own), archiver("verify", own, "--json")

    assert shown.exit_code == told.exit_code == 3
    assert "ABÎMÉE" in shown.stdout
    value = json.loads(told.stdout)
    assert value["intact"] is False
    assert value["seal"]["state"] == "broken"
    assert value["sidecar"] == "mismatch"
    assert value["problems"]
    assert shown.stderr == told.stderr == ""


def test_a_missing_sidecar_is_no_damage(archiver, own):
    own.with_name("archive.pdf.sha256").unlink()

    result = archiver("verify", own, "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["sidecar"] == "absent"


@pytest.mark.parametrize("more", [(), ("--json",), ("-q",)])
def test_quiet_or_not_the_exit_code_tells(archiver, own, more):
    own.with_name("archive.pdf.sha256").write_text(f"{'0' * 64}  archive.pdf\n")

    result = archiver("verify", own, *more)

    assert result.exit_code == 3
    assert (result.stdout == "") is (more == ("-q",))


NO_ARCHIVES = {
    "empty": (b"", "est vide"),
    "not-pdf": (b"hello", "n’est pas un PDF"),
    "truncated": (b"%PDF-1.7\n1 0 obj\n", "tronqué"),
    "foreign": (b"%PDF-1.7\n%%EOF\n", "pas une archive d’archiver"),
}


@pytest.mark.parametrize("reason", NO_ARCHIVES)
def test_what_is_no_archive_says_what_it_is_to_people_and_to_scripts(archiver, tmp_path, reason):
    file = tmp_path / "archive.pdf"
    data, said = NO_ARCHIVES[reason]
    file.write_bytes(data)

    shown, told = archiver("verify", file), archiver("verify", file, "--json")

    assert shown.exit_code == told.exit_code == 3
    assert shown.stdout == ""
    assert said in shown.stderr
    value = json.loads(told.stdout)
    validate(value)
    assert value["intact"] is False
    assert [problem["code"] for problem in value["problems"]] == [reason]
    assert value["originals"]["whole"] == []


@pytest.mark.parametrize("reason", NO_ARCHIVES)
def test_nothing_is_taken_out_of_what_is_no_archive(archiver, tmp_path, reason):
    file = tmp_path / "archive.pdf"
    data, said = NO_ARCHIVES[reason]
    file.write_bytes(data)

    result = archiver("extract", file, "--into", tmp_path / "out")

    assert result.exit_code == 3
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_archive_of_a_newer_format_is_no_damage_but_needs_a_newer_program(archiver, own):
    own.write_bytes(with_manifest(own.read_bytes(), b'"format": 1', b'"format": 2'))
    own.with_name("archive.pdf.sha256").unlink()

    shown, told = archiver("verify", own), archiver("verify", own, "--json")

    assert shown.exit_code == told.exit_code == 3
    assert "version plus récente" in shown.stderr
    assert "abîmé : mettez le programme à jour" in " ".join(shown.stderr.split())
    value = json.loads(told.stdout)
    validate(value)
    assert [problem["code"] for problem in value["problems"]] == ["newer-format"]
    assert value["sidecar"] == "absent"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_damaged_archive_lists_what_it_still_holds(archiver, own, lang):
    with pikepdf.open(own, allow_overwriting_input=True) as pdf:
        lost, *kept = sorted(name for name in pdf.attachments if name[0].isdigit())
        del pdf.attachments[lost]
        pdf.save(own)

    shown = archiver("verify", own, "--lang", lang)
    value = json.loads(archiver("verify", own, "--json").stdout)

    validate(value)
    assert value["originals"]["whole"] == kept
    assert value["originals"]["missing"] == [lost]
    after = shown.stdout[shown.stdout.index("Encore" if lang == "fr" else "Still") :]
    assert all(name in after for name in kept)
    assert lost not in after


def test_a_folder_is_told_from_a_name_that_is_not_there(archiver, tmp_path):
    folder, absent = archiver("verify", tmp_path), archiver("verify", tmp_path / "x.pdf")

    assert folder.exit_code == absent.exit_code == 2
    assert "est un dossier" in folder.stderr
    assert "n’existe pas" in absent.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("0" * 64 + "  archive.pdf\n", "l’un des deux a changé"),
        ("0" * 64 + "  vieux.pdf\n", "d’un autre fichier («\u00a0vieux.pdf\u00a0»)"),
        ("rien", "est illisible"),
    ],
)
def test_what_is_wrong_with_the_file_beside_it_is_said(archiver, own, content, said):
    own.with_name("archive.pdf.sha256").write_text(content)

    result = archiver("verify", own)

    assert result.exit_code == 3
    assert said in " ".join(result.stdout.split(" ")).replace("\n   ", " ")


def test_another_programs_pdf(archiver, few):
    result = archiver("verify", few / "attestation.pdf")

    assert result.exit_code == 3
    assert "pas une archive" in result.stderr


def test_a_truncated_archive(archiver, own):
    own.write_bytes(own.read_bytes()[:-2000])

    result = archiver("verify", own)

    assert result.exit_code == 3
    assert "Traceback" not in result.output


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_is_said_of_all_where_nobody_knows_how_many_there_were(archiver, own, lang):
    data = own.read_bytes()
    own.write_bytes(data[: data.rindex(b"/EmbeddedFile", 0, data.index(b"(manifest.json)"))])

    shown = " ".join(archiver("verify", own, "--lang", lang).stdout.split())

    assert {"fr": "d’autres peuvent être perdus", "en": "others may be lost"}[lang] in shown
    assert not any(
        said in shown for said in ("Aucun original", "No original", "Originaux", "Originals")
    )


def test_a_missing_file(archiver, tmp_path):
    result = archiver("verify", tmp_path / "absent.pdf", "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "absent.pdf" in result.stderr


def test_what_judges_the_seal_is_loaded_beside_the_pages_and_nowhere_else(archive):
    """To import pyHanko takes as long as a hundred pages; results must not bring it along."""
    script = (
        "import sys\n"
        "from archiver.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    print(end.code, *sorted(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "verify", archive, "-q"], capture_output=True, text=True
    )

    code, *loaded = done.stdout.split()
    assert (code, done.stderr) == ("0", "")
    assert "archiver.archive.verify" in loaded
    assert {"pyhanko", "asn1crypto", "keyring", "fluent"} & {*loaded} == set()


def test_quiet_it_still_tells_by_its_code(archiver, archive, own):
    assert archiver("verify", archive, "-q").exit_code == 0
    data = bytearray(own.read_bytes())
    data[2000] ^= 1
    own.write_bytes(data)

    result = archiver("verify", own, "-q")
    assert (result.exit_code, result.stdout) == (3, "")
