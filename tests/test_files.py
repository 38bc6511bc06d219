"""Replacing a file: the old one or the new one, never half of one, and nothing beside it."""

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from archiver import files
from archiver.errors import CannotWrite, TargetExists, TargetIsFolder
from archiver.files import PART, digest, is_part, refuse_existing, replacing


@pytest.fixture
def target(tmp_path):
    return tmp_path / "archive.pdf"


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def parts(folder: Path) -> list[str]:
    return [name for name in names(folder) if is_part(name)]


def test_what_was_written_becomes_the_target(target):
    with replacing(target) as part:
        part.write_bytes(b"new")
        assert not target.exists()

    assert target.read_bytes() == b"new"
    assert names(target.parent) == ["archive.pdf"]


def test_only_the_user_can_read_it_while_it_is_written_and_afterwards(target):
    old = os.umask(0)
    try:
        with replacing(target) as part:
            assert stat.S_IMODE(part.stat().st_mode) == 0o600
    finally:
        os.umask(old)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError, ValueError])
@pytest.mark.parametrize("force", [True, False])
def test_trouble_half_way_leaves_the_old_file_and_nothing_else(target, trouble, force):
    if force:
        target.write_bytes(b"old")

    with pytest.raises(trouble), replacing(target, force=force) as part:
        part.write_bytes(b"new, but")
        raise trouble

    assert names(target.parent) == (["archive.pdf"] if force else [])
    assert not force or target.read_bytes() == b"old"


def test_an_existing_file_is_replaced_only_with_force(target):
    target.write_bytes(b"old")

    with pytest.raises(TargetExists) as caught, replacing(target):
        pytest.fail("no work is done for a target that is refused")
    assert caught.value.file == target
    assert target.read_bytes() == b"old"

    with replacing(target, force=True) as part:
        part.write_bytes(b"new")
    assert target.read_bytes() == b"new"


def test_a_file_that_appears_meanwhile_is_not_replaced(target):
    with pytest.raises(TargetExists), replacing(target) as part:
        part.write_bytes(b"ours")
        target.write_bytes(b"theirs")

    assert target.read_bytes() == b"theirs"
    assert names(target.parent) == ["archive.pdf"]


@pytest.mark.parametrize("appears", [True, False])
def test_a_file_system_without_hard_links_will_do(target, monkeypatch, appears):
    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    def write():
        with replacing(target) as part:
            part.write_bytes(b"ours")
            if appears:
                target.write_bytes(b"theirs")

    if appears:
        with pytest.raises(TargetExists):
            write()
    else:
        write()
    assert target.read_bytes() == (b"theirs" if appears else b"ours")
    assert names(target.parent) == ["archive.pdf"]


@pytest.mark.parametrize("force", [True, False])
def test_a_folder_is_never_a_target(tmp_path, force):
    with pytest.raises(TargetIsFolder), replacing(tmp_path, force=force):
        pytest.fail("not entered")
    with pytest.raises(TargetIsFolder):
        refuse_existing(tmp_path, force=force)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("missing/archive.pdf", id="no such folder"),
        pytest.param("file/archive.pdf", id="a file in the folder's place"),
        pytest.param("x" * 300, id="a name too long"),
    ],
)
def test_a_place_that_takes_no_file_is_refused_before_any_work(tmp_path, place):
    (tmp_path / "file").touch()

    with pytest.raises(CannotWrite) as caught:
        refuse_existing(tmp_path / place, force=False)
    with pytest.raises(CannotWrite), replacing(tmp_path / place):
        pytest.fail("not entered")

    assert caught.value.file == tmp_path / place
    assert caught.value.reason
    assert names(tmp_path) == ["file"]


def test_a_folder_that_takes_no_files_is_refused_before_any_work(target, monkeypatch):
    def refuse(**_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)

    with pytest.raises(CannotWrite, match="Permission denied"):
        refuse_existing(target, force=False)


def test_the_check_beforehand_leaves_nothing_and_refuses_what_is_there(target):
    refuse_existing(target, force=False)
    assert names(target.parent) == []

    target.write_bytes(b"old")
    refuse_existing(target, force=True)
    with pytest.raises(TargetExists):
        refuse_existing(target, force=False)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("force", [True, False])
def test_a_pipe_or_device_is_never_replaced(tmp_path, force):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises((CannotWrite, TargetExists)), replacing(pipe, force=force):
        pytest.fail("not entered")

    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path):
    store = tmp_path / "store"
    store.mkdir()
    (store / "real.pdf").write_bytes(b"old")
    link = tmp_path / "archive.pdf"
    link.symlink_to(store / "real.pdf")

    with pytest.raises(TargetExists), replacing(link):
        pytest.fail("not entered")
    with replacing(link, force=True) as part:
        part.write_bytes(b"new")

    assert link.is_symlink()
    assert (store / "real.pdf").read_bytes() == b"new"
    assert names(store) == ["real.pdf"]


def test_a_name_as_long_as_the_system_allows_will_do(tmp_path):
    target = tmp_path / ("é" * 125 + ".pdf")

    with replacing(target) as part:
        part.write_bytes(b"new")

    assert names(tmp_path) == [target.name]


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
def test_a_disk_that_fails_while_it_is_written_is_told_as_such(target, reason):
    target.write_bytes(b"old")

    with pytest.raises(CannotWrite) as caught, replacing(target, force=True) as part:
        part.write_bytes(b"half")
        raise OSError(reason, os.strerror(reason))

    assert (caught.value.file, caught.value.reason) == (target, os.strerror(reason))
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["archive.pdf"]


def test_a_real_limit_on_the_size_of_files_leaves_the_old_one(target):
    target.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(CannotWrite), replacing(target, force=True) as part:
            part.write_bytes(b"x" * 20_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)

    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["archive.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_fails_at_the_last_step_leaves_the_old_file(target, monkeypatch, step):
    target.write_bytes(b"old")

    def fail(*_):
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(CannotWrite), replacing(target, force=True) as part:
        part.write_bytes(b"new")
        monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)

    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["archive.pdf"]


def test_the_file_and_then_its_folder_are_flushed(target, monkeypatch):
    flushed = []
    real = os.fsync

    def note(descriptor):
        mode = os.fstat(descriptor).st_mode
        flushed.append(("folder" if stat.S_ISDIR(mode) else "file", target.exists()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    with replacing(target) as part:
        part.write_bytes(b"new")

    assert flushed == [("file", False), ("folder", True)]


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(BrokenPipeError(errno.EPIPE, "Broken pipe"), id="our reader went away"),
        pytest.param(PermissionError(errno.EACCES, "no", "/elsewhere"), id="another file"),
    ],
)
def test_trouble_that_is_not_the_targets_stays_what_it_is(target, trouble):
    with pytest.raises(type(trouble)) as caught, replacing(target):
        raise trouble

    assert caught.value is trouble


WRITE_AND_WAIT = """
import sys
from pathlib import Path
from archiver.files import replacing
with replacing(Path(sys.argv[1]), force=True) as part:
    part.write_bytes(b"new")
    print("ready", flush=True)
    sys.stdin.readline()
"""


def writer(target: Path) -> subprocess.Popen[str]:
    """Another process that has begun to replace *target* and waits for a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE_AND_WAIT, target],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_killed_run_leaves_the_target_alone_and_a_later_one_clears_up(target):
    target.write_bytes(b"old")
    with writer(target) as process:
        process.kill()
    assert target.read_bytes() == b"old"
    assert len(parts(target.parent)) == 1

    with replacing(target, force=True) as part:
        assert parts(target.parent) == [part.name]
        part.write_bytes(b"newer")

    assert target.read_bytes() == b"newer"
    assert names(target.parent) == ["archive.pdf"]


def test_two_living_runs_do_not_clear_each_others_file(target):
    with writer(target) as process:
        with replacing(target, force=True) as part:
            assert len(parts(target.parent)) == 2
            part.write_bytes(b"first")
        assert target.read_bytes() == b"first"

        process.communicate("go on\n")
        assert process.returncode == 0

    assert target.read_bytes() == b"new"
    assert names(target.parent) == ["archive.pdf"]


def test_the_parts_of_another_target_are_left_alone(tmp_path):
    stray = tmp_path / f".other.pdf.x{PART}"
    stray.touch()

    with replacing(tmp_path / "archive.pdf"):
        pass

    assert stray.exists()


def test_a_digest_comes_with_the_size(target):
    target.write_bytes(b"abc")

    assert digest(target) == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        3,
    )
