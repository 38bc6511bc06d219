"""Sources that change under our hands, and whose digests are taken when they are read."""

import hashlib
import json
import os
import subprocess
import sys
import threading

import drawn
import pytest
from archives import SETTINGS, draw_statement

from archiver import survey, workflows
from archiver.archive import originals, write
from archiver.errors import ArchiveFailed

ARCHIVER = [sys.executable, "-m", "archiver"]
unix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX")


def vanish(file):
    file.unlink()


def grow(file):
    with file.open("ab") as stream:
        stream.write(b"\n% more\n" * 500)


def shrink(file):
    os.truncate(file, 700)


def become_a_pipe(file):
    file.unlink()
    os.mkfifo(file)


def become_a_folder(file):
    file.unlink()
    file.mkdir()


def become_a_loop(file):
    file.unlink()
    file.symlink_to(file.parent, target_is_directory=True)


def lead_nowhere(file):
    file.unlink()
    file.symlink_to(file.with_name("gone"))


CHANGES = [vanish, grow, shrink, become_a_pipe, become_a_folder, become_a_loop, lead_nowhere]


@unix
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_file_that_changes_after_it_was_found_does_not_stop_the_others(
    tmp_path, monkeypatch, change
):
    folder = tmp_path / "in"
    folder.mkdir()
    for month in (8, 9, 10):
        draw_statement(folder / f"{month:02}.pdf", month)
    listed = os.listdir

    def then(*words):
        names = listed(*words)
        if "09.pdf" in names and (folder / "09.pdf").is_file():
            change(folder / "09.pdf")
        return names

    monkeypatch.setattr(os, "listdir", then)

    report, _ = workflows.backup([folder], SETTINGS, workflows.Output(target=tmp_path / "a.pdf"))

    months = {d.period.start.month for d in report.documents if d.kind and d.period}
    assert {8, 10} <= months
    assert workflows.verify(tmp_path / "a.pdf").intact


@unix
def test_a_folder_in_turmoil_is_archived_as_far_as_it_holds_still(tmp_path):
    folder = drawn.draw(tmp_path / "in", drawn.months(12))
    over = threading.Event()

    def stir():
        turn = 0
        while not over.wait(0.02):
            file = folder / f"new-{turn}.pdf"
            draw_statement(file, 1 + turn % 12, amount=f"{turn},00")
            if turn > 3:
                CHANGES[turn % len(CHANGES)](folder / f"new-{turn - 3}.pdf")
            turn += 1

    stirring = threading.Thread(target=stir)
    stirring.start()
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "archiver",
                "backup",
                folder,
                "-o",
                tmp_path / "a.pdf",
                "--json",
            ],
            capture_output=True,
            timeout=120,
        )
    finally:
        over.set()
        stirring.join()

    assert (done.returncode, done.stderr) == (1, b"")
    found = {one["sha256"] for one in json.loads(done.stdout)["documents"]}
    steady = [file for file in folder.glob("releve-*.pdf")]
    assert {hashlib.sha256(file.read_bytes()).hexdigest() for file in steady} <= found
    assert workflows.verify(tmp_path / "a.pdf").intact


def test_a_copy_that_went_bad_in_our_hands_is_never_taken_for_the_original(tmp_path, monkeypatch):
    """The digest is the one taken at the source: a bit that flips in memory is found."""
    file = draw_statement(tmp_path / "a.pdf", 9)
    assemble = write.assemble

    def flipped(**given):
        bad = {digest: data[:-9] + b"?" + data[-8:] for digest, data in given["originals"].items()}
        return assemble(**given | {"originals": bad})

    monkeypatch.setattr(write, "assemble", flipped)

    with pytest.raises(ArchiveFailed):
        workflows.backup([file], SETTINGS, workflows.Output(target=tmp_path / "archive.pdf"))

    assert list(tmp_path.iterdir()) == [file]


def test_each_file_is_read_once_and_that_reading_is_what_is_archived(tmp_path, monkeypatch):
    file = draw_statement(tmp_path / "a.pdf", 9)
    first = file.read_bytes()
    surveyed = survey.survey

    def changed_afterwards(*words, **options):
        found = surveyed(*words, **options)
        draw_statement(file, 10)
        return found

    monkeypatch.setattr(survey, "survey", changed_afterwards)
    workflows.backup([file], SETTINGS, workflows.Output(target=tmp_path / "archive.pdf"))

    manifest = originals.read_manifest(tmp_path / "archive.pdf")
    digest = hashlib.sha256(first).hexdigest()
    assert [size for size, _ in manifest.originals.values()] == [len(first)]
    assert [digest] == [one for _, one in manifest.originals.values()]
