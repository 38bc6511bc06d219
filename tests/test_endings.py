"""Runs that are killed or interrupted at any instant; all: `python -m benchmarks.endings`."""

import os
import signal
import subprocess
import sys

import drawn
import pytest

from archiver import workflows
from archiver.files import PART
from archiver.model import SidecarState
from benchmarks.endings import Scene, endure, listen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
#: How many runs are ended here; the whole campaign is 200.
NUMBER = int(os.environ.get("ARCHIVER_ENDINGS", "5"))


@pytest.fixture
def scene(tmp_path):
    drawn.draw(tmp_path / "documents", [(2026, 9)])
    (tmp_path / "out").mkdir()
    return Scene(tmp_path / "documents", tmp_path / "out" / "archive.pdf")


@pytest.mark.parametrize("ending", ["KILL", "INT"])
def test_a_run_that_ends_at_any_instant_leaves_a_whole_archive(scene, ending):
    tally = endure(scene, NUMBER, signal.Signals[f"SIG{ending}"], seed=1)

    assert tally.wrong == []
    assert sum(tally.left.values()) == NUMBER


@pytest.mark.parametrize("ending", ["TERM", "HUP"])
def test_a_shutdown_or_a_closed_terminal_ends_it_as_ctrl_c_does(scene, ending):
    process = subprocess.Popen(
        [sys.executable, "-m", "archiver", "backup", scene.folder, "-o", scene.target],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=listen,
    )
    while not list(scene.target.parent.glob(f".*{PART}")) and process.poll() is None:
        pass  # until it writes
    process.send_signal(signal.Signals[f"SIG{ending}"])
    _, said = process.communicate(timeout=60)

    assert (process.returncode, said.strip()) == (130, b"")
    assert list(scene.target.parent.iterdir()) == []


def test_a_reader_who_goes_away_still_gets_the_whole_archive(scene):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "archiver", "backup", scene.folder, "-o", scene.target],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")
    checked = workflows.verify(scene.target)
    assert (checked.intact, checked.sidecar) == (True, SidecarState.MATCH)
