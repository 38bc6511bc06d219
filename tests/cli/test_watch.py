"""`watch` as a process: what it says while documents arrive, and how it ends."""

import os
import signal
import subprocess
import sys
import time

import drawn
import pytest


@pytest.fixture
def watching(tmp_path):
    """A folder and the process that watches it, with its lines as they come."""
    folder = tmp_path / "downloads"
    drawn.draw(folder, drawn.months()[:-1])
    command = [sys.executable, "-m", "archiver", "--lang", "fr", "watch", str(folder)]
    process = subprocess.Popen(
        [*command, "--as-of", drawn.AS_OF.isoformat()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield folder, process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def until(process, word):
    """The lines up to the one with *word*."""
    lines = []
    for line in process.stdout:
        lines.append(line.replace("\u00a0", " "))
        if word in lines[-1]:
            break
    return "".join(lines)


def test_what_arrives_is_ticked_and_ctrl_c_ends_with_the_command(watching):
    folder, process = watching
    before = until(process, "J’attends")
    time.sleep(1)  # a user downloads later than that, too
    (folder / "login.pdf").write_text("<!doctype html><title>connexioncompte</title>")
    (folder / "neuf.pdf.part").write_bytes(drawn.statement(*drawn.months()[-1]))
    (folder / "neuf.pdf.part").rename(folder / "neuf.pdf")
    after = until(process, "✓")
    (folder / "login.pdf").unlink()
    end = until(process, "Rien d’obligatoire")
    process.send_signal(signal.SIGINT)
    rest = " ".join(process.stdout.read().split())

    assert "Il reste un point obligatoire" in before
    assert "une page web" in after + end
    assert "Relevé de remboursements, octobre 2026" in after
    assert f"archiver backup {folder}" in rest
    assert process.wait(10) == 0


def test_while_something_is_missing_the_end_says_so(watching):
    _, process = watching
    until(process, "J’attends")
    process.send_signal(signal.SIGINT)
    rest = process.stdout.read()

    assert "Il reste un point obligatoire" in rest
    assert process.wait(10) == 1


def test_a_file_is_no_folder_to_watch(archiver, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"")

    assert archiver("watch", tmp_path / "a.pdf").exit_code == 2
