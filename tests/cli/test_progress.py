"""Progress on a terminal: shown when it takes a while, gone without a trace in the end."""

import contextlib
import os
import signal
import subprocess
import sys

import drawn
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")

HIDE, SHOW = b"\x1b[?25l", b"\x1b[?25h"

# Does not wait until somebody loses patience, then ends as the first argument says.
_RUN = """
import os, signal, sys
from archiver import errors, workflows
from archiver.cli import main, screen

ending = sys.argv.pop(1)
screen._PATIENCE = -1.0
tell = screen._Watch.__call__

def told(self, stage, done, total):
    tell(self, stage, done, total)
    if ending == "interrupted":
        os.kill(os.getpid(), signal.SIGINT)
    if ending == "refused":
        raise errors.SourceNotFound("vanished.pdf")
    if ending == "bug":
        raise ZeroDivisionError

screen._Watch.__call__ = told
main()
"""


def on_a_terminal(ending, *words, **env):
    """Exit code, and what a run writes to standard error on a terminal."""
    pty = pytest.importorskip("pty")
    near, far = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, ending, *map(str, words)],
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "PYTHONUTF8": "1"} | env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=far,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        os.close(far)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while piece := os.read(near, 65536):
                shown += piece
    os.close(near)
    return process.returncode, shown


@pytest.mark.parametrize(
    ("ending", "code", "said"),
    [
        ("finished", 1, ""),
        ("interrupted", 130, ""),
        ("refused", 2, "vanished.pdf"),
        ("bug", 70, "ZeroDivisionError"),
    ],
)
def test_the_cursor_comes_back_before_anything_is_said(few, ending, code, said):
    done, shown = on_a_terminal(ending, "check", few, "--as-of", drawn.AS_OF)

    assert done == code
    assert b"Recherche des documents" in shown
    assert shown.count(HIDE) == shown.count(SHOW) == 1
    rest = shown.split(SHOW)[1].decode()
    assert "━" not in rest
    assert said in rest


@pytest.mark.parametrize("more", [["-q"], []])
def test_who_wants_only_errors_gets_no_progress(few, more):
    _, shown = on_a_terminal("finished", "check", few, "--as-of", drawn.AS_OF, *more)

    assert (HIDE in shown) is (more == [])


def test_json_does_not_forbid_progress(few):
    """It is on standard error; only standard output belongs to the JSON."""
    _, shown = on_a_terminal("finished", "check", few, "--as-of", drawn.AS_OF, "--json")

    assert HIDE in shown
