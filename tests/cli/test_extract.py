"""`archiver extract`."""

import json
import shutil

import bagit
import pytest


def test_the_originals_come_out_byte_for_byte(archiver, archive, few, tmp_path, contents):
    into = tmp_path / "out"

    result = archiver("extract", archive, "--into", into)

    assert result.exit_code == 0
    assert "3 originaux sortis" in result.stdout
    assert result.stderr == ""
    taken = contents(into / "data")
    assert sorted(taken.values()) == sorted(contents(few).values())
    assert bagit.Bag(str(into)).is_valid()


def test_json(archiver, archive, tmp_path):
    into = tmp_path / "out"

    result = archiver("extract", archive, "--into", into, "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["folder"] == str(into)
    assert all((into / name).is_file() for name in told["files"])
    assert (told["damaged"], told["missing"]) == ([], [])


def test_an_empty_folder_may_be_there(archiver, archive, tmp_path):
    assert archiver("extract", archive, "--into", tmp_path, "-q").exit_code == 0


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_folder_with_something_in_it_is_not_touched(archiver, archive, tmp_path, contents, more):
    into = tmp_path / "out"
    into.mkdir()
    (into / "mine.txt").write_text("precious")

    result = archiver("extract", archive, "--into", into, *more)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "existe déjà" in result.stderr
    assert contents(tmp_path) == {"out/mine.txt": b"precious"}


def test_force_replaces_it(archiver, archive, tmp_path):
    into = tmp_path / "out"
    into.mkdir()
    (into / "mine.txt").write_text("old")

    assert archiver("extract", archive, "--into", into, "--force").exit_code == 0
    assert not (into / "mine.txt").exists()


def test_the_folder_has_to_be_named(archiver, archive):
    result = archiver("extract", archive)

    assert result.exit_code == 2
    assert "--into" in result.stderr


def test_below_a_file_the_system_refuses(archiver, archive, tmp_path):
    (tmp_path / "file").write_text("")

    result = archiver("extract", archive, "--into", tmp_path / "file" / "out")

    assert result.exit_code == 6


def test_of_a_damaged_archive_what_is_intact_comes_out(archiver, archive, few, tmp_path, contents):
    own = shutil.copy(archive, tmp_path / "archive.pdf")
    data = own.read_bytes()
    start = data.index(b"/EmbeddedFile")
    start = data.index(b"stream", start) + 60
    own.write_bytes(
        data[:start] + bytes(byte ^ 255 for byte in data[start : start + 8]) + data[start + 8 :]
    )

    result = archiver("extract", own, "--into", tmp_path / "out", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 3
    assert len(told["files"]) == 2
    assert len(told["damaged"] + told["missing"]) == 1
    assert set(contents(tmp_path / "out" / "data").values()) < set(contents(few).values())
