"""What all tests share."""

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend

from archiver import workers

# What stands in for Tesseract: dozens of tests read the same pictures, each of which takes seconds.
_READ_ONCE = """\
#!{python} -IS
import hashlib, os, subprocess, sys
given = sys.stdin.buffer.read()
asked = hashlib.sha256(repr(sys.argv[1:]).encode() + given).hexdigest()
place = os.path.join({kept!r}, asked)
if not os.path.exists(place):
    done = subprocess.run([{tesseract!r}, *sys.argv[1:]], input=given, capture_output=True)
    if done.returncode:
        sys.stderr.buffer.write(done.stderr)
        sys.exit(done.returncode)
    with open(f"{{place}}.{{os.getpid()}}", "wb") as stream:
        stream.write(done.stdout)
    os.replace(f"{{place}}.{{os.getpid()}}", place)
with open(place, "rb") as stream:
    sys.stdout.buffer.write(stream.read())
"""
_IN_PARALLEL = "PYTEST_XDIST_WORKER" in os.environ
# Under `nohup` or `&` all programs are told to ignore these; those that are tested must not be.
for _name in ("SIGINT", "SIGHUP"):
    _number = getattr(signal, _name, None)
    if _number and signal.getsignal(_number) is signal.SIG_IGN:
        _usual = signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL
        signal.signal(_number, _usual)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI every outside tool is there: a skipped test hides something."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


class Kept(KeyringBackend):
    """A keyring that lives as long as a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture(autouse=True)
def kept() -> Iterator[Kept]:
    """No test can touch a real keyring."""
    before = keyring.get_keyring()
    backend = Kept()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture(scope="session", autouse=True)
def _no_keyring_in_processes() -> Iterator[None]:
    """Nor can a program that a test starts."""
    patch = pytest.MonkeyPatch()
    patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _each_picture_is_read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tesseract answers the same to the same picture: its first answer does for all tests."""
    found = shutil.which("tesseract")
    if found is None or os.name != "posix":
        yield
        return
    base = tmp_path_factory.getbasetemp()
    kept = (base.parent if _IN_PARALLEL else base) / "read"
    kept.mkdir(exist_ok=True)
    program = tmp_path_factory.mktemp("programs") / "tesseract"
    program.write_text(
        _READ_ONCE.format(python=sys.executable, kept=str(kept), tesseract=found), encoding="utf-8"
    )
    program.chmod(0o755)
    patch = pytest.MonkeyPatch()
    patch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def _as_started_by_hand() -> Iterator[None]:
    """Tests that run in parallel have a thread that waits; the program itself has none."""
    patch = pytest.MonkeyPatch()
    if _IN_PARALLEL and sys.platform == "linux":
        fork = multiprocessing.get_context("fork")
        patch.setattr(workers, "_context", lambda function: fork)
    yield
    patch.undo()
