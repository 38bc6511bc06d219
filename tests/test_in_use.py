"""Files that other programs have open, as on Windows; the rest is in `test_elsewhere.py`."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archiver import in_use

FACE = Path(__file__).parent / "elsewhere"
REFUSE = "import sys, pathlib; from archiver.files import refuse_existing as refuse; "
REFUSE += "refuse(pathlib.Path(sys.argv[1]), force=True)"


def refused(winerror, number=errno.EACCES):
    error = OSError(number, "in the system's words")
    error.winerror = winerror
    return error


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_what_is_open_for_a_moment_is_waited_for(monkeypatch, winerror):
    monkeypatch.setattr(in_use.time, "sleep", lambda seconds: None)
    answers = iter([refused(winerror), refused(winerror), None])

    def step():
        if answer := next(answers):
            raise answer

    in_use.insist(step)

    assert next(answers, "all asked") == "all asked"


@pytest.mark.parametrize(
    "error", [PermissionError(errno.EACCES, "POSIX"), refused(19), refused(112, errno.ENOSPC)]
)
def test_any_other_reason_is_told_at_once(error):
    asked = []

    def step():
        asked.append(1)
        raise error

    with pytest.raises(type(error)) as caught:
        in_use.insist(step)

    assert caught.value is error
    assert len(asked) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="pretends on Linux")
def test_a_target_that_a_reader_shows_is_told_before_any_work(tmp_path):
    target = tmp_path / "archive.pdf"
    target.write_bytes(b"old")

    def run():
        return subprocess.run(
            [sys.executable, "-c", REFUSE, target],
            env=os.environ | {"ELSEWHERE": "win32", "PYTHONPATH": str(FACE)},
            capture_output=True,
            text=True,
        )

    with target.open("rb"):
        shown = run()
    closed = run()

    assert "CannotWrite" in shown.stderr
    assert (closed.returncode, closed.stderr) == (0, "")
    assert [file.name for file in tmp_path.iterdir()] == ["archive.pdf"]
