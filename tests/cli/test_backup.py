"""`archiver backup`."""

import errno
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys

import drawn
import pytest

from archiver import bundling, workflows
from archiver.errors import CannotWrite
from archiver.model import Problem, SealCheck, SealState, SidecarState, Verification

AS_OF = ("--as-of", drawn.AS_OF)


def test_a_complete_folder_gives_a_sealed_archive_and_leave_to_delete(
    archiver, complete, tmp_path, contents
):
    target = tmp_path / "archive.pdf"
    before = contents(complete)

    result = archiver("backup", complete, "-o", target, *AS_OF)

    assert result.exit_code == 0
    assert "VOUS POUVEZ SUPPRIMER LE COMPTE" in result.stdout
    assert "scellée et vérifiée" in result.stdout
    assert result.stderr == ""
    assert target.read_bytes().startswith(b"%PDF-")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    sidecar = tmp_path / "archive.pdf.sha256"
    assert sidecar.read_text() == f"{digest}  archive.pdf\n"
    assert sorted(tmp_path.iterdir()) == [target, sidecar]
    assert contents(complete) == before


def test_the_fingerprint_that_people_compare_looks_the_same_everywhere(archiver, few, tmp_path):
    target, page = tmp_path / "archive.pdf", tmp_path / "report.html"

    shown = archiver("backup", few, "-o", target, "--html", page, *AS_OF).stdout

    checked = archiver("verify", target).stdout
    seal = json.loads(archiver("verify", target, "--json").stdout)["seal"]["fingerprint"]
    grouped = " ".join(re.findall(".{8}", seal))
    assert len(grouped) == 71
    for told in (shown, checked, page.read_text("utf-8")):
        assert grouped in " ".join(told.split())


def test_with_gaps_the_archive_is_written_all_the_same(archiver, few, tmp_path):
    target = tmp_path / "archive.pdf"

    result = archiver("backup", few, "-o", target, *AS_OF, "--json")

    assert result.exit_code == 1
    assert result.stderr == ""
    written = json.loads(result.stdout)["archive"]
    assert written["path"] == str(target)
    assert written["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert written["verified"] is True
    assert len(written["seal"]) == 64


def test_the_name_may_be_left_out(archiver, few, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = archiver("backup", few, *AS_OF, "--no-seal", "-q")

    assert (result.exit_code, result.output) == (1, "")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "archive-ameli-2026-11-20.pdf",
        "archive-ameli-2026-11-20.pdf.sha256",
    ]


@pytest.mark.parametrize("more", [(), ("--json",), ("-q",)])
def test_an_existing_file_is_not_touched(archiver, few, tmp_path, more):
    target = tmp_path / "archive.pdf"
    target.write_bytes(b"precious")

    result = archiver("backup", few, "-o", target, *AS_OF, *more)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "existe déjà" in result.stderr and "--force" in result.stderr
    assert target.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [target]


def test_force_replaces_it(archiver, few, tmp_path):
    target = tmp_path / "archive.pdf"
    target.write_bytes(b"old")

    result = archiver("backup", few, "-o", target, *AS_OF, "--force", "--no-seal")

    assert result.exit_code == 1
    assert target.read_bytes().startswith(b"%PDF-")


def test_an_archive_that_fails_its_check_replaces_nothing(archiver, few, tmp_path, monkeypatch):
    target = tmp_path / "archive.pdf"
    target.write_bytes(b"precious")
    failed = Verification(
        path=str(target),
        seal=SealCheck(state=SealState.BROKEN),
        sidecar=SidecarState.ABSENT,
        problems=(Problem(code="seal-broken"),),
    )
    monkeypatch.setattr(bundling, "verify", lambda *_, **__: failed)

    result = archiver("backup", few, "-o", target, *AS_OF, "--force", "--no-seal", "--json")

    assert result.exit_code == 3
    assert result.stdout == ""
    assert "rien n’est perdu" in result.stderr
    assert target.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_as_target_is_wrong_use(archiver, few, tmp_path):
    result = archiver("backup", few, "-o", tmp_path, *AS_OF)

    assert result.exit_code == 2
    assert "est un dossier" in result.stderr


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_folder_that_is_not_there_is_said_before_any_work(archiver, few, tmp_path, more):
    target = tmp_path / "absent" / "archive.pdf"

    result = archiver("backup", few, "-o", target, *AS_OF, *more)

    assert result.exit_code == 6
    assert result.stdout == ""
    assert "ce dossier n’existe pas" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_target_below_a_file_is_refused_by_the_system(archiver, few, tmp_path):
    (tmp_path / "file").write_text("")

    result = archiver("backup", few, "-o", tmp_path / "file" / "archive.pdf", *AS_OF)

    assert result.exit_code == 6


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "interdite"), (errno.ENOSPC, "plus de place"), (errno.EROFS, "lecture seule")],
)
def test_why_the_system_refused_is_said_in_french(
    archiver, few, tmp_path, monkeypatch, number, said
):
    def refuse(*_):
        raise CannotWrite(tmp_path / "archive.pdf", os.strerror(number), number)

    monkeypatch.setattr(workflows, "backup", refuse)
    result = archiver("backup", few, *AS_OF, "--json")

    assert result.exit_code == 6
    assert result.stdout == ""
    assert said in result.stderr
    assert os.strerror(number) not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of file sizes")
def test_a_disk_that_takes_no_more_leaves_nothing_behind(process, few, tmp_path):
    import resource

    target = tmp_path / "archive.pdf"
    target.write_bytes(b"precious")
    limit = (20_000, 20_000)

    result = process(
        "backup", few, "-o", target, *AS_OF, "--force", "--no-seal",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )  # fmt: skip

    assert result.code == 6, result.err
    assert result.out == ""
    assert "Traceback" not in result.err
    assert target.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [target]


def test_the_target_is_never_a_source(archiver, few, tmp_path):
    folder = shutil.copytree(few, tmp_path / "documents")
    target = folder / "archive.pdf"

    def documents():
        result = archiver("backup", folder, "-o", target, *AS_OF, "--no-seal", "--json", "--force")
        return [d["path"].rpartition("/")[2] for d in json.loads(result.stdout)["documents"]]

    first = documents()
    assert target.exists()
    assert first == documents() == ["attestation.pdf", "releve-2026-09.pdf", "releve-2026-10.pdf"]


@pytest.mark.parametrize("source", ["absent", "empty"])
def test_without_documents_nothing_is_written(archiver, tmp_path, source):
    (tmp_path / "empty").mkdir()
    target = tmp_path / "archive.pdf"

    result = archiver("backup", tmp_path / source, "-o", target, "--json")

    assert result.exit_code == {"absent": 2, "empty": 4}[source]
    assert result.stdout == ""
    assert not target.exists()


def test_two_runs_of_one_moment_give_the_same_bytes(archiver, few, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    targets = [tmp_path / "one" / "archive.pdf", tmp_path / "two" / "archive.pdf"]
    for target in targets:
        target.parent.mkdir()
        assert archiver("backup", few, "-o", target, *AS_OF, "--no-seal").exit_code == 1

    one, two = (target.read_bytes() for target in targets)
    assert one == two
    assert b"D:20260921" in one


# Sends the signal while the workers read; a real Ctrl-C reaches the process there most of the time.
_INTERRUPTED = """
import os, signal, sys
from archiver.cli import main, screen

awaited = sys.argv.pop(1)

def interrupt(self, stage, done, total):
    if stage == awaited:
        os.kill(os.getpid(), signal.SIGINT)

screen._Watch.__call__ = interrupt
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("stage", ["collect", "read", "assemble", "verify"])
def test_an_interruption_leaves_everything_as_it_was(few, tmp_path, stage):
    target = tmp_path / "archive.pdf"
    target.write_bytes(b"precious")
    words = ["backup", few, "-o", target, *AS_OF, "--force", "--no-seal"]

    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED, stage, *map(str, words)],
        capture_output=True,
        timeout=120,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )

    assert done.returncode == 130
    assert done.stdout == b""
    assert done.stderr.strip() == b""
    assert target.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("more", [(), ("--force",)])
def test_an_archive_that_is_a_source_is_never_the_target_too(archiver, archive, tmp_path, more):
    target = tmp_path / "archive.pdf"
    shutil.copy(archive, target)
    before = target.read_bytes()

    result = archiver("backup", target, "-o", target, *AS_OF, *more)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "à la fois une source" in result.stderr and "-o" in result.stderr
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]
