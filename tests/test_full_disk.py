"""Disks that are full or read-only, for real: small file systems in memory (Linux, as root)."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import drawn
import pytest

from archiver import workflows
from archiver.archive import bag
from archiver.errors import CannotWrite
from archiver.model import SidecarState

KIB = 1024


def _may_mount():
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        return False
    probe = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return probe.returncode == 0


MAY_MOUNT = _may_mount()
pytestmark = pytest.mark.skipif(not MAY_MOUNT, reason="needs the right to mount")
# No tool that could be installed gives that right where a container withholds it: there
# `test_full_disk_anywhere` proves the same promise by other means.
__test__ = MAY_MOUNT or "CI" not in os.environ


@pytest.fixture
def disk(tmp_path):
    """Make a file system of so many bytes; it can be made larger or read-only later."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(size, *more):
        options = ",".join([f"size={size}", "mode=0755", *more])
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)
        return place

    yield mount
    with contextlib.suppress(subprocess.CalledProcessError):
        while os.path.ismount(place):
            subprocess.run(["umount", place], check=True)


def again(place, *options):
    subprocess.run(["mount", "-o", ",".join(["remount", *options]), place], check=True)


def run(*words, **surroundings):
    return subprocess.run(
        [sys.executable, "-m", "archiver", *map(str, words), "--lang", "fr"],
        env=os.environ | surroundings,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return drawn.draw(tmp_path_factory.mktemp("few") / "documents", [(2026, 9), (2026, 10)])


@pytest.fixture(scope="module")
def archive(documents, tmp_path_factory):
    target = tmp_path_factory.mktemp("archive") / "archive.pdf"
    assert run("bundle", documents, "-o", target, "--as-of", drawn.AS_OF).returncode == 0
    return target


def contents(place):
    return {
        file.relative_to(place).as_posix(): file.read_bytes()
        for file in place.rglob("*")
        if file.is_file()
    }


def refused(done, *names):
    """Exit code 6, and one French sentence that names the file and says that nothing is lost."""
    assert done.returncode == 6, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "Rien n’est perdu" in done.stderr.replace("'", "’")
    assert any(name in done.stderr for name in names), done.stderr


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 1])
def test_a_disk_that_fills_up_leaves_the_old_archive_and_nothing_else(
    disk, documents, archive, share
):
    """With a share of 1 the new archive has just room, and the note of its checksum has none."""
    pages = -(-archive.stat().st_size // (4 * KIB))
    full = 4 * (pages + 1 + int(pages * share))  # the old one, its note, and what is free
    place = disk(f"{full}k")
    for file in (archive, archive.with_name("archive.pdf.sha256")):
        shutil.copy(file, place)
    before = contents(place)

    done = run("backup", documents, "-o", place / "archive.pdf", "--as-of", drawn.AS_OF, "--force")

    refused(done, "archive.pdf")
    assert contents(place) == before
    assert workflows.verify(place / "archive.pdf").sidecar is SidecarState.MATCH
    again(place, f"size={full + 400}k")
    done = run("backup", documents, "-o", place / "archive.pdf", "--as-of", drawn.AS_OF, "--force")
    assert done.returncode == 1, done.stderr
    assert sorted(contents(place)) == ["archive.pdf", "archive.pdf.sha256"]


@pytest.mark.parametrize("free", [0, 4, 12])
def test_a_disk_too_small_for_the_originals_gets_no_half_bag(disk, archive, free):
    place = disk(f"{free or 4}k")
    if not free:
        (place / "filler").write_bytes(bytes(4 * KIB))
    before = contents(place)

    refused(run("extract", archive, "--into", place / "out"), "out")

    assert contents(place) == before
    assert [file.name for file in place.iterdir()] == sorted(before)


def test_a_disk_too_small_for_the_tidy_folder_is_told(disk, documents):
    place = disk("4k")

    refused(run("collect", documents, "--into", place / "tidy", "--as-of", drawn.AS_OF), "tidy")

    assert not [file for file in place.rglob("*") if file.name.startswith(".")]


def test_a_disk_too_small_for_the_page_is_told(disk, documents):
    place = disk("4k")

    done = run("check", documents, "--html", place / "page.html", "--as-of", drawn.AS_OF)

    refused(done, "page.html")
    assert contents(place) == {}


def test_a_full_folder_for_temporary_files_is_no_hindrance(disk, documents, tmp_path):
    place = disk("4k")
    (place / "filler").write_bytes(bytes(4 * KIB))

    done = run("backup", documents, "-o", tmp_path / "a.pdf", "--json", TMPDIR=str(place))

    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["archive"]["verified"] is True


@pytest.mark.parametrize("command", ["backup", "extract", "collect"])
def test_a_read_only_disk_is_told_before_any_work(disk, documents, archive, command):
    place = disk("1m")
    shutil.copy(archive, place / "archive.pdf")
    again(place, "ro")
    before = contents(place)
    words = {
        "backup": ["backup", documents, "-o", place / "archive.pdf", "--force"],
        "extract": ["extract", archive, "--into", place / "out"],
        "collect": ["collect", documents, "--into", place / "out"],
    }[command]

    refused(run(*words), str(place))

    assert contents(place) == before


def test_a_target_on_another_disk_than_the_sources_is_as_good(disk, documents):
    place = disk("4m")

    assert run("bundle", documents, "-o", place / "archive.pdf").returncode == 0
    assert workflows.verify(place / "archive.pdf").intact


def test_a_bag_in_a_folder_that_takes_no_files_is_said(disk):
    place = disk("1m")
    again(place, "ro")

    with pytest.raises(CannotWrite), bag.replacing(Path(place) / "out", force=False):
        pass


@pytest.mark.parametrize("command", ["backup", "bundle", "extract", "check", "list", "collect"])
def test_sources_on_a_read_only_disk_are_read_and_never_touched(
    disk, documents, archive, tmp_path, command
):
    place = disk("4m")
    shutil.copytree(documents, place / "documents")
    shutil.copy(archive, place / "old.pdf")
    again(place, "ro")
    before = {file: file.stat() for file in place.rglob("*")}
    words = {
        "check": [place],
        "list": [place],
        "extract": [place / "old.pdf", "--into", tmp_path / "out"],
        "collect": [place, "--into", tmp_path / "out"],
    }.get(command, [place, "-o", tmp_path / "new.pdf"])

    assert run(command, *words).returncode in (0, 1)

    for file, was in before.items():
        now = file.stat()
        assert (now.st_mtime_ns, now.st_ino, now.st_size, now.st_ctime_ns) == (
            was.st_mtime_ns, was.st_ino, was.st_size, was.st_ctime_ns,
        )  # fmt: skip
