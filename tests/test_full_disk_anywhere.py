"""Disks that are full, on any machine: the system refuses each byte beyond a limit, or each flush.

What `test_full_disk` does with real file systems needs the right to mount them.
"""

import errno
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import drawn
import pytest

from archiver import checklist, workflows
from archiver.errors import CannotWrite
from archiver.model import SidecarState

LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then `write` fails, as on a full disk
most = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
sys.argv[0] = "archiver"
runpy.run_module("archiver", run_name="__main__")
"""
SETTINGS = workflows.Settings(
    checklist=checklist.load("ameli"),
    as_of=drawn.AS_OF,
    lang="fr",
    created=datetime(2026, 11, 20, tzinfo=UTC),
)


def run(most, *words):
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(most), *map(str, words), "--lang", "fr"],
        capture_output=True,
        text=True,
        timeout=240,
    )


def contents(place):
    return {file.name: file.read_bytes() for file in place.iterdir()}


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return drawn.draw(tmp_path_factory.mktemp("few") / "documents", [(2026, 9), (2026, 10)])


@pytest.fixture(scope="module")
def archive(documents, tmp_path_factory):
    target = tmp_path_factory.mktemp("archive") / "archive.pdf"
    workflows.backup([documents], SETTINGS, workflows.Output(target=target))
    return target


@pytest.fixture
def place(archive, tmp_path):
    """A folder with an archive and its note, to be replaced."""
    folder = tmp_path / "place"
    folder.mkdir()
    for file in (archive, archive.with_name("archive.pdf.sha256")):
        shutil.copy(file, folder)
    return folder


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on files here")
@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_no_room_for_the_new_archive_leaves_the_old_one_and_nothing_else(
    place, documents, archive, share
):
    before = contents(place)

    done = run(
        int(archive.stat().st_size * share),
        *("backup", documents, "-o", place / "archive.pdf", "--as-of", drawn.AS_OF, "--force"),
    )

    assert done.returncode == 6, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "archive.pdf" in done.stderr
    assert contents(place) == before
    assert workflows.verify(place / "archive.pdf").sidecar is SidecarState.MATCH


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on files here")
@pytest.mark.parametrize(
    ("command", "option"), [("extract", "--into"), ("collect", "--into"), ("check", "--html")]
)
def test_no_room_for_anything_else_leaves_nothing_half_done(
    documents, archive, tmp_path, command, option
):
    target = tmp_path / "out"
    target.mkdir()
    source = archive if command == "extract" else documents

    done = run(100, command, source, option, target / "new")

    assert done.returncode == 6, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if command != "collect":  # which says what it has copied by then
        assert list(target.iterdir()) == []
    assert not [file for file in target.rglob("*") if file.name.startswith(".")]


@pytest.mark.parametrize("name", ["fsync", "link", "rename", "replace", "open"])
def test_a_disk_that_fills_up_at_any_step_leaves_the_old_archive_or_the_new_one(
    place, documents, monkeypatch, name
):
    """The n-th call of each that has to do with the target fails, for every n there is.

    Once the old note is taken away there may be none: that says nothing, a wrong one would
    cry wolf.
    """
    fails_at, failed = 0, True
    while failed:
        fails_at += 1
        assert fails_at < 40
        failed = _fails(monkeypatch, name, place, documents, fails_at)
        assert set(contents(place)) <= {"archive.pdf", "archive.pdf.sha256"}, (name, fails_at)
        found = workflows.verify(place / "archive.pdf")
        assert found.intact, (name, fails_at, found.problems)
        assert found.sidecar is not SidecarState.MISMATCH, (name, fails_at)


def _fails(monkeypatch, name, place, documents, fails_at):
    """Make a new archive while one call fails; whether there were so many."""
    real, count = getattr(os, name), 0

    def failing(*args, **kwargs):
        nonlocal count
        if _is_at(place, args, name):
            count += 1
            if count == fails_at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *map(str, args[:1]))
        return real(*args, **kwargs)

    output = workflows.Output(target=place / "archive.pdf", force=True)
    with monkeypatch.context() as patch:
        patch.setattr(os, name, failing)
        try:
            workflows.backup([documents], SETTINGS, output)
        except CannotWrite as error:
            assert error.errno == errno.ENOSPC
        except OSError as error:
            raise AssertionError(f"{name} {fails_at} was not understood") from error
    return count >= fails_at


def _is_at(place, args, name):
    """Whether a call has to do with the target's folder; of a descriptor, nobody can say."""
    return name == "fsync" or any(
        isinstance(each, str | os.PathLike) and Path(each).is_relative_to(place) for each in args
    )
