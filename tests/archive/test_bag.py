"""A bag takes its place whole or not at all, and destroys nothing of the user's."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import bagit
import pytest

from archiver.archive import bag
from archiver.errors import CannotWrite, TargetExists
from archiver.files import PART

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs folders that can be locked")


def make(target, *, force=False, **contents):
    with bag.replacing(target, force=force) as made:
        for name, text in contents.items():
            made.add(f"kind/{name}.pdf", text.encode())
        made.close({"Bag-Software-Agent": "archiver 1"})


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_it_is_a_valid_bag(tmp_path):
    make(tmp_path / "out", a="one", b="")

    made = bagit.Bag(str(tmp_path / "out"))
    made.validate()
    assert made.info["Payload-Oxum"] == "3.2"
    assert names(tmp_path) == ["out"]


def test_an_empty_bag_is_valid(tmp_path):
    make(tmp_path / "out")

    bagit.Bag(str(tmp_path / "out")).validate()


def test_what_it_says_of_itself_stays_on_one_line(tmp_path):
    with bag.replacing(tmp_path / "out", force=False) as made:
        made.close({"Bag-Software-Agent": "archiver\nPayload-Oxum: 9.9"})

    assert bagit.Bag(str(tmp_path / "out")).info["Payload-Oxum"] == "0.0"


def test_only_the_user_can_look_into_it(tmp_path):
    make(tmp_path / "out", a="one")

    if sys.platform != "win32":
        assert (tmp_path / "out").stat().st_mode & 0o077 == 0


def test_trouble_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), bag.replacing(tmp_path / "out", force=False) as made:
        made.add("kind/a.pdf", b"one")
        raise ZeroDivisionError

    assert names(tmp_path) == []


def test_a_refusal_of_the_system_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(CannotWrite), bag.replacing(tmp_path / "out", force=False):
        raise OSError(28, "No space left on device")

    assert names(tmp_path) == []


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")

    with pytest.raises(TargetExists):
        make(tmp_path / "out", a="one")

    assert names(tmp_path) == ["out"]
    assert names(tmp_path / "out") == ["mine.txt"]


def test_a_file_that_appears_meanwhile_is_not_lost(tmp_path):
    with pytest.raises(TargetExists), bag.replacing(tmp_path / "out", force=False) as made:
        made.close({})
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "mine.txt").write_text("mine")

    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_force_replaces_an_earlier_bag(tmp_path):
    make(tmp_path / "out", a="one")
    make(tmp_path / "out", force=True, b="two")

    assert names(tmp_path) == ["out"]
    assert names(tmp_path / "out" / "data" / "kind") == ["b.pdf"]


def test_force_moves_the_users_own_files_aside(tmp_path):
    for _ in range(2):
        make(tmp_path / "out", a="one", force=True)
        (tmp_path / "out" / "data" / "note.txt").write_text("mine")
    make(tmp_path / "out", b="two", force=True)

    assert names(tmp_path) == ["out", "out.old1", "out.old2"]
    assert (tmp_path / "out.old2" / "data" / "note.txt").read_text() == "mine"


def test_force_moves_a_file_aside(tmp_path):
    (tmp_path / "out").write_text("mine")
    make(tmp_path / "out", a="one", force=True)

    assert (tmp_path / "out.old1").read_text() == "mine"
    assert (tmp_path / "out" / "bagit.txt").is_file()


@unix
def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "stick").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "stick")
    make(tmp_path / "out", a="one")

    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "stick" / "bagit.txt").is_file()


@unix
def test_a_bag_with_a_link_in_it_is_not_deleted(tmp_path):
    make(tmp_path / "out", a="one")
    (tmp_path / "mine").mkdir()
    (tmp_path / "out" / "data" / "link").symlink_to(tmp_path / "mine")
    make(tmp_path / "out", force=True, b="two")

    assert names(tmp_path) == ["mine", "out", "out.old1"]


def test_the_current_folder_may_be_the_one(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    make(bag.Path("../here"), a="one")

    assert (tmp_path / "here" / "bagit.txt").is_file()


@unix
def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    stray = tmp_path / f".out.abc{PART}"
    other = tmp_path / f".other.abc{PART}"
    for folder in (stray, other):
        (folder / "bag").mkdir(parents=True)
    make(tmp_path / "out", a="one")

    assert names(tmp_path) == [other.name, "out"]


@unix
def test_two_runs_at_once_leave_each_other_alone(tmp_path):
    with bag.replacing(tmp_path / "out", force=False) as first:
        first.add("kind/a.pdf", b"one")
        with bag.replacing(tmp_path / "out", force=False) as second:
            second.close({})
        shutil.rmtree(tmp_path / "out")
        first.close({})

    bagit.Bag(str(tmp_path / "out")).validate()


@unix
def test_a_folder_that_takes_no_files_is_said():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)  # root may write everywhere
        try:
            with pytest.raises(CannotWrite):
                make(folder / "out", a="one")
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o700)
