"""Ctrl-C at each single step: what was there before or what was to come, and nothing beside it."""

import contextlib
import signal
import sys
import threading
from pathlib import Path

import pytest

from archiver import files, interrupts
from archiver.archive import bag
from archiver.interrupts import held

_WATCHED = (files.__file__, bag.__file__, interrupts.__file__, contextlib.__file__)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr("os.fsync", lambda descriptor: None)


class Interruption:
    """Presses Ctrl-C before one line of the code that is watched, counted from 0."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, frame, event, argument):
        if frame.f_code.co_filename not in _WATCHED:
            return None
        if event == "line":
            self.left -= 1
            if self.left == -1:
                signal.raise_signal(signal.SIGINT)
        return self


def interrupted_everywhere(work, look):
    """Run *work* again and again, each time interrupted one line later, until it gets through."""
    for at in range(10_000):
        before = sys.gettrace()
        presses = Interruption(at)
        sys.settrace(presses)
        try:
            work()
        except KeyboardInterrupt:
            through = False
        else:
            through = True
        finally:
            sys.settrace(before)
        with pytest.raises(KeyboardInterrupt):  # the next one counts again
            signal.raise_signal(signal.SIGINT)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        look(through)
        if through and presses.left >= 0:
            return at
    raise AssertionError("it never ends")


@pytest.mark.parametrize("force", [True, False])
def test_a_file_at_any_line(tmp_path, force):
    target = tmp_path / "archive.pdf"

    def work():
        if not force:
            target.unlink(missing_ok=True)
        with files.replacing(target, force=force) as part:
            part.write_bytes(b"new")

    def look(through):
        left = {file.name for file in tmp_path.iterdir()}
        assert left == {"archive.pdf"} if through else left <= {"archive.pdf"}
        if left:
            assert target.read_bytes() == b"new"

    assert interrupted_everywhere(work, look) > 50


def test_two_files_at_any_line(tmp_path):
    target, note = tmp_path / "archive.pdf", tmp_path / "archive.pdf.sha256"

    def work():
        target.write_bytes(b"old")
        note.write_bytes(b"old")
        with files.replacing_both(target, note, force=True) as (first, second):
            first.write_bytes(b"new")
            second.write_bytes(b"new")

    def look(through):
        assert {file.name for file in tmp_path.iterdir()} == {target.name, note.name}
        assert target.read_bytes() == note.read_bytes()
        assert not through or note.read_bytes() == b"new"

    assert interrupted_everywhere(work, look) > 100


def test_asking_whether_one_may_write_at_any_line(tmp_path):
    def look(through):
        assert list(tmp_path.iterdir()) == []

    work = lambda: files.refuse_existing(tmp_path / "archive.pdf", force=False)  # noqa: E731
    assert interrupted_everywhere(work, look) > 20


def test_a_bag_at_any_line(tmp_path):
    target = tmp_path / "bag"

    def work():
        with bag.replacing(target, force=True) as made:
            made.add("a.txt", b"a")
            made.close({})

    def look(through):
        assert {file.name for file in tmp_path.iterdir()} <= {"bag"}
        assert target.exists() or not through
        if target.exists():
            assert (target / "tagmanifest-sha256.txt").exists()

    assert interrupted_everywhere(work, look) > 50


def test_what_comes_meanwhile_takes_effect_afterwards():
    steps = []
    with pytest.raises(KeyboardInterrupt), held():
        signal.raise_signal(signal.SIGINT)
        steps.append("went on")

    assert steps == ["went on"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_is_let_through_takes_effect_at_once():
    steps = []
    with pytest.raises(KeyboardInterrupt), held() as released:
        try:
            with released():
                signal.raise_signal(signal.SIGINT)
                steps.append("went on")
        finally:
            signal.raise_signal(signal.SIGINT)
            steps.append("cleared away")

    assert steps == ["cleared away"]


def test_what_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with held():
            signal.raise_signal(signal.SIGTERM)
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)


def test_another_thread_is_never_interrupted_and_may_write(tmp_path):
    target = Path(tmp_path / "archive.pdf")

    def work():
        with files.replacing(target) as part:
            part.write_bytes(b"new")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert target.read_bytes() == b"new"
