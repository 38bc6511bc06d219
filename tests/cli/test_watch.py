"""`watch` as a process: what it says while documents arrive, and how it ends."""

import contextlib
import os
import re
import select
import signal
import subprocess
import sys
import time

import drawn
import pytest
from click.testing import CliRunner

from archiver.cli import cli

SECRET = "cinq mots pour dormir tranquille"
QUESTION, SCREEN = "Phrase secrète de l’archive", "\x1b[?1049h"  # the alternative screen begins


def command(folder):
    asked = ["--lang", "fr", "watch", str(folder), "--as-of", drawn.AS_OF.isoformat()]
    return [sys.executable, "-m", "archiver", *asked]


@pytest.fixture
def downloads(tmp_path):
    """A folder that lacks one statement."""
    return drawn.draw(tmp_path / "downloads", drawn.months()[:-1])


@pytest.fixture
def watching(downloads):
    """A folder and the process that watches it, with its lines as they come."""
    folder = downloads
    process = subprocess.Popen(
        command(folder),
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
    rest = "".join(process.stdout.read().split())  # a long path is broken over lines

    assert "Il reste un point obligatoire" in before
    assert "une page web" in after + end
    assert "Relevé de remboursements, octobre 2026" in after
    assert f"archiverbackup{folder}" in rest
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


# --- A locked archive in the folder


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    """A locked archive that holds the statement which the folder lacks."""
    folder = tmp_path_factory.mktemp("locked")
    drawn.draw(folder / "documents", drawn.months()[-1:])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARCHIVER_PASSPHRASE", SECRET)
        words = ["bundle", folder / "documents", "-o", folder / "ancienne.pdf", "--encrypt"]
        assert CliRunner().invoke(cli, [str(word) for word in words]).exit_code == 0
    return (folder / "ancienne.pdf").read_bytes()


def arrive(folder, name, data):
    (folder / f"{name}.part").write_bytes(data)
    (folder / f"{name}.part").rename(folder / name)


def test_a_locked_archive_that_nobody_opens_is_said_to_be_locked(watching, locked):
    folder, process = watching
    until(process, "J’attends")
    time.sleep(1)
    arrive(folder, "ancienne.pdf", locked)
    told = until(process, "ancienne.pdf")
    more = until(process, "Il reste")
    (folder / "ancienne.pdf").unlink()
    arrive(folder, "neuf.pdf", drawn.statement(*drawn.months()[-1]))
    end = until(process, "Rien d’obligatoire")
    process.send_signal(signal.SIGINT)

    assert "protégé" in told and "✗" in told
    assert "Il reste 2 points obligatoires" in more
    assert "octobre 2026" in end
    assert process.wait(10) == 0


@pytest.fixture
def terminal(downloads, locked):
    """The same at a terminal, where the whole screen is used."""
    pty = pytest.importorskip("pty")
    near, far = pty.openpty()
    started = []

    def start():
        process = subprocess.Popen(
            command(downloads),
            stdin=far,
            stdout=far,
            stderr=far,
            start_new_session=True,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "100", "LINES": "40"},
        )
        started.append(process)
        os.close(far)
        return Terminal(near, process)

    yield start
    for process in started:
        process.kill()
        process.wait()
    os.close(near)


class Terminal:
    """What a program shows, and the keys that it is given."""

    def __init__(self, near, process):
        self.shown, self.process, self._near = "", process, near

    def until(self, word):
        """Wait until a word has been shown; what was shown up to then, since the last time."""
        deadline = time.monotonic() + 60
        while word not in self.shown:
            assert time.monotonic() < deadline, f"{word!r} was not shown:\n{self.shown}"
            self._read()
        before, _, self.shown = self.shown.partition(word)
        return before

    def type(self, text):
        os.write(self._near, text.encode())

    def end(self):
        """Ctrl-C, no archive, and what was shown until the end."""
        self.process.send_signal(signal.SIGINT)
        self.until("Écrire l’archive maintenant")
        self.type("n\r")
        with contextlib.suppress(OSError):  # the other end is closed
            while self.process.poll() is None or select.select([self._near], [], [], 0)[0]:
                self._read()
        return self.process.wait(10)

    def _read(self):
        if select.select([self._near], [], [], 1)[0]:
            data = os.read(self._near, 1 << 16).decode(errors="replace")
            self.shown += re.sub("[\u00a0\u202f]", " ", data)


def test_the_passphrase_is_asked_for_before_the_whole_screen_is_taken(downloads, locked, terminal):
    (downloads / "ancienne.pdf").write_bytes(locked)
    shown = terminal()
    assert SCREEN not in shown.until(QUESTION)
    shown.type(f"{SECRET}\r")

    shown.until(SCREEN)
    shown.until("Rien d’obligatoire")

    assert shown.end() == 0


def test_whoever_does_not_know_it_is_asked_once(downloads, locked, terminal):
    (downloads / "ancienne.pdf").write_bytes(locked)
    (downloads / "copie.pdf").write_bytes(locked)
    shown = terminal()
    shown.until(QUESTION)
    shown.type("\r")

    assert QUESTION not in shown.until(SCREEN)
    shown.until("protégés par un mot de passe")

    assert shown.end() == 1


def test_nothing_is_asked_once_the_whole_screen_is_taken(downloads, locked, terminal):
    shown = terminal()
    shown.until(SCREEN)
    shown.until("J’attends")
    time.sleep(1)
    arrive(downloads, "ancienne.pdf", locked)
    assert QUESTION not in shown.until("« ancienne.pdf » : protégé")
    (downloads / "ancienne.pdf").unlink()
    arrive(downloads, "neuf.pdf", drawn.statement(*drawn.months()[-1]))
    assert QUESTION not in shown.until("Rien d’obligatoire")

    assert shown.end() == 0
