"""`archiver verify`."""

import json
import shutil

import pytest


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
    "vide": b"",
    "pas un PDF": b"hello",
    "tronqué": b"%PDF-1.7\n1 0 obj\n",
}


@pytest.mark.parametrize("said", NO_ARCHIVES)
@pytest.mark.parametrize("command", ["verify", "extract"])
def test_what_is_no_archive(archiver, tmp_path, said, command):
    file = tmp_path / "archive.pdf"
    file.write_bytes(NO_ARCHIVES[said])
    more = ["--into", tmp_path / "out"] if command == "extract" else []

    result = archiver(command, file, *more, "--json")

    assert result.exit_code == 3
    if result.stdout:  # a file that begins like a PDF may be a damaged archive
        assert json.loads(result.stdout)["intact"] is False
    else:
        assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_another_programs_pdf(archiver, few):
    result = archiver("verify", few / "attestation.pdf")

    assert result.exit_code == 3
    assert "pas une archive" in result.stderr


def test_a_truncated_archive(archiver, own):
    own.write_bytes(own.read_bytes()[:-2000])

    result = archiver("verify", own)

    assert result.exit_code == 3
    assert "Traceback" not in result.output


def test_a_missing_file(archiver, tmp_path):
    result = archiver("verify", tmp_path / "absent.pdf", "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "absent.pdf" in result.stderr
