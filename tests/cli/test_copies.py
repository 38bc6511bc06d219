"""`--copy-to`: copies that were read back, and what is said of how many disks hold the archive."""

import json
import os
import subprocess

import drawn
import pytest


@pytest.fixture
def other_disk(tmp_path):
    """A file system of its own, of 8 MiB."""
    folder = tmp_path / "usb"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("only root may mount a second disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def backup(archiver, source, target, *words):
    return archiver("backup", source, "-o", target, "--as-of", drawn.AS_OF, *words)


def test_a_copy_is_the_archive_and_has_its_own_note(archiver, complete, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()

    result = backup(archiver, complete, tmp_path / "a.pdf", "--copy-to", folder, "--json")

    assert result.exit_code == 0, result.output
    assert (folder / "a.pdf").read_bytes() == (tmp_path / "a.pdf").read_bytes()
    note = subprocess.run(["sha256sum", "-c", "a.pdf.sha256"], cwd=folder, capture_output=True)
    assert note.returncode == 0
    assert json.loads(result.stdout)["archive"]["copies"] == [
        {"path": str(folder / "a.pdf"), "verified": True, "same_disk": True}
    ]


def test_a_copy_on_the_same_disk_is_pointed_out(archiver, complete, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()

    result = backup(archiver, complete, tmp_path / "a.pdf", "--copy-to", folder)

    assert "même disque" in result.stdout
    assert "pas encore une sauvegarde" in " ".join(result.stdout.split())


def test_a_copy_on_another_disk_counts(archiver, complete, tmp_path, other_disk):
    result = backup(archiver, complete, tmp_path / "a.pdf", "--copy-to", other_disk)

    shown = " ".join(result.stdout.split())
    assert result.exit_code == 0, result.output
    assert "sur 2 disques" in shown
    assert "pas encore une sauvegarde" not in shown


def test_a_full_stick_is_told_and_the_archive_stays(archiver, complete, tmp_path, other_disk):
    (other_disk / "photos").write_bytes(bytes((8 << 20) - 8192))

    result = backup(archiver, complete, tmp_path / "a.pdf", "--copy-to", other_disk)

    assert result.exit_code == 6
    assert "n’a pas pu être faite" in " ".join(result.stdout.split())
    assert archiver("verify", tmp_path / "a.pdf").exit_code == 0
    assert [file.name for file in other_disk.iterdir()] == ["photos"]


def test_a_copy_that_reads_back_otherwise_is_no_copy(archiver, complete, tmp_path, monkeypatch):
    folder = tmp_path / "copies"
    folder.mkdir()

    def flipped(source, target, _):
        data = bytearray(source.read())
        data[100] ^= 1
        target.write(data)

    monkeypatch.setattr("archiver.copies.shutil.copyfileobj", flipped)

    result = backup(archiver, complete, tmp_path / "a.pdf", "--copy-to", folder)

    assert result.exit_code == 6
    assert not list(folder.iterdir())


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_where_no_copy_is_of_use_nothing_is_begun(archiver, complete, tmp_path, folder):
    result = backup(archiver, complete, tmp_path / "a.pdf", "--copy-to", tmp_path / folder)

    assert result.exit_code == 2
    assert not (tmp_path / "a.pdf").exists()


def test_a_file_that_is_there_is_not_replaced_unasked(archiver, complete, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "a.pdf").write_text("mine")

    result = backup(archiver, complete, tmp_path / "a.pdf", "--copy-to", folder)

    assert result.exit_code == 2
    assert (folder / "a.pdf").read_text() == "mine"
    assert not (tmp_path / "a.pdf").exists()
