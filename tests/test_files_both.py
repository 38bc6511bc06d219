"""An archive and the note of its checksum are replaced together, or not at all."""

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import drawn
import pytest

from archiver import files, in_use
from archiver.errors import CannotWrite, TargetExists
from archiver.files import replacing_both

unix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX")


@pytest.fixture
def few(tmp_path_factory):
    return drawn.draw(tmp_path_factory.mktemp("few") / "documents", [(2026, 9)])


@pytest.fixture
def pair(tmp_path):
    return tmp_path / "archive.pdf", tmp_path / "archive.pdf.sha256"


def write(pair, data, *, force=True):
    with replacing_both(*pair, force=force) as (part, note):
        part.write_bytes(data)
        note.write_bytes(b"of " + data)


def held(pair):
    return {file.name: file.read_bytes() for file in pair[0].parent.iterdir()}


def test_both_become_what_was_written(pair):
    write(pair, b"old", force=False)
    write(pair, b"new")

    assert held(pair) == {"archive.pdf": b"new", "archive.pdf.sha256": b"of new"}


def test_a_stray_note_is_no_reason_to_ask_for_force(pair):
    pair[1].write_bytes(b"of something else")

    write(pair, b"new", force=False)

    assert held(pair) == {"archive.pdf": b"new", "archive.pdf.sha256": b"of new"}


@pytest.mark.parametrize("which", [0, 1])
def test_trouble_with_either_leaves_both_as_they_were(pair, which):
    write(pair, b"old")

    with pytest.raises(CannotWrite), replacing_both(*pair, force=True) as parts:
        parts[0].write_bytes(b"new")
        raise OSError(errno.ENOSPC, "full", str(parts[which]))

    assert held(pair) == {"archive.pdf": b"old", "archive.pdf.sha256": b"of old"}


def test_a_file_that_appears_meanwhile_keeps_its_note(pair):
    with pytest.raises(TargetExists), replacing_both(*pair) as (part, _):
        part.write_bytes(b"mine")
        write(pair, b"theirs", force=False)

    assert held(pair) == {"archive.pdf": b"theirs", "archive.pdf.sha256": b"of theirs"}


def test_a_file_that_a_reader_has_open_keeps_its_note(pair, monkeypatch):
    """What Windows says then, and it is only said when the note is gone already."""
    write(pair, b"old")
    refused = PermissionError(errno.EACCES, "in use", str(pair[0]))
    refused.winerror = 5
    rename = Path.replace

    def replace(path, target):
        if target == pair[0]:
            raise refused
        return rename(path, target)

    monkeypatch.setattr(in_use, "PATIENCE", 0.0)
    monkeypatch.setattr(Path, "replace", replace)

    with pytest.raises(CannotWrite) as caught:
        write(pair, b"new")

    assert caught.value.errno == errno.EBUSY
    assert held(pair) == {"archive.pdf": b"old", "archive.pdf.sha256": b"of old"}


def test_a_folder_in_the_place_of_the_note_is_told_before_anything_is_replaced(pair):
    pair[0].write_bytes(b"old")
    pair[1].mkdir()

    with pytest.raises(files.TargetIsFolder):
        write(pair, b"new")

    assert pair[0].read_bytes() == b"old"


@unix
def test_a_note_beside_what_a_link_leads_to_does_not_go_stale(tmp_path):
    (tmp_path / "shelf").mkdir()
    real = tmp_path / "shelf" / "real.pdf", tmp_path / "shelf" / "real.pdf.sha256"
    write(real, b"old")
    link = tmp_path / "archive.pdf"
    link.symlink_to(real[0])

    write((link, tmp_path / "archive.pdf.sha256"), b"new")

    assert link.is_symlink()
    assert held(real) == {"real.pdf": b"new"}
    assert (tmp_path / "archive.pdf.sha256").read_bytes() == b"of new"


@unix
def test_everything_is_on_the_disk_before_it_gets_its_name(pair, monkeypatch):
    """What a power cut finds: each step is only begun when those before it will last."""
    write(pair, b"old")
    steps = []

    def told(name, real):
        def step(*words, **options):
            target = words[0]
            if isinstance(target, int):
                target = Path(f"/proc/self/fd/{target}").readlink()
            kind = "note" if ".sha256" in str(target) else "file"
            steps.append((name, "folder" if Path(target).is_dir() else kind))
            return real(*words, **options)

        return step

    monkeypatch.setattr(os, "fsync", told("flush", os.fsync))
    monkeypatch.setattr(Path, "replace", told("rename", Path.replace))
    unlink = Path.unlink

    def unlinked(path, **options):
        if path == pair[1]:
            steps.append(("unlink", "note"))
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", unlinked)
    write(pair, b"new")

    assert steps[:2] == [("flush", "file"), ("flush", "note")]
    assert [step for step in steps[2:] if step != ("unlink", "note")] == [
        ("flush", "folder"),
        ("rename", "file"),
        ("flush", "folder"),
        ("rename", "note"),
        ("flush", "folder"),
    ]
    assert steps[2] == ("unlink", "note")


RACE = """
import sys
from pathlib import Path
from archiver.files import replacing_both
target, me = Path(sys.argv[1]), sys.argv[2]
for turn in range(15):
    with replacing_both(target, target.with_name(target.name + ".sha256"), force=True) as both:
        for part in both:
            part.write_text(f"{me} {turn}")
"""


@unix
def test_runs_at_once_never_leave_the_note_of_one_beside_the_file_of_another(pair):
    runs = [subprocess.Popen([sys.executable, "-c", RACE, pair[0], f"{me}"]) for me in range(3)]
    wrong = False
    while any(run.poll() is None for run in runs):
        try:
            first, note, second = (file.read_bytes() for file in (*pair, pair[0]))
        except FileNotFoundError:
            continue
        # Only what was read while nothing was replaced can be compared.
        wrong |= first == second != note

    assert not wrong
    assert [run.returncode for run in runs] == [0] * 3
    assert pair[0].read_bytes() == pair[1].read_bytes()
    assert sorted(file.name for file in pair[0].parent.iterdir()) == [file.name for file in pair]


@unix
def test_a_folder_that_somebody_holds_for_ever_does_not_keep_us_for_ever(pair, monkeypatch):
    import fcntl

    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    held_by_another = os.open(pair[0].parent, os.O_RDONLY)
    try:
        fcntl.flock(held_by_another, fcntl.LOCK_EX)
        with pytest.raises(CannotWrite):
            write(pair, b"new")
    finally:
        os.close(held_by_another)

    assert held(pair) == {}


@unix
def test_two_backups_to_one_target_at_once_leave_one_whole_archive(tmp_path, few):
    target = tmp_path / "archive.pdf"
    words = [sys.executable, "-m", "archiver", "backup", few, "-o", target]
    days = [f"2026-11-{day}" for day in (15, 16)]
    runs = [
        subprocess.Popen(
            [*words, "--as-of", day, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for day in days
        for more in ([], ["--force"])
    ]
    said = [run.communicate(timeout=120)[1].decode() for run in runs]

    for run, err in zip(runs, said, strict=True):
        # Either it wrote, or another was faster and nobody gave leave to replace its archive.
        assert run.returncode in (1, 2), err
        assert bool(err) is (run.returncode == 2)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    assert (tmp_path / "archive.pdf.sha256").read_text() == f"{digest}  archive.pdf\n"
    assert len(list(tmp_path.iterdir())) == 2
