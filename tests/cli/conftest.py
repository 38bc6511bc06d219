"""A drawn folder, an archive of it, and two ways of calling the command line."""

import os
import subprocess
import sys
from types import SimpleNamespace

import drawn
import pytest
from click.testing import CliRunner

from archiver.cli import cli

#: What would change the language, the colours or the clock of a run.
_OUTSIDE = ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS")


@pytest.fixture(autouse=True)
def french_surroundings(monkeypatch):
    for name in (*_OUTSIDE, "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("LANGUAGE", "fr")  # the program sets it: to be taken back after the test


@pytest.fixture
def archiver():
    """Call the command line in this process."""

    def call(*words, **settings):
        return CliRunner().invoke(cli, [str(word) for word in words], **settings)

    return call


@pytest.fixture
def process():
    """Call the command line as users do, in a process of its own."""

    def call(*words, env=None, encoding="utf-8", **settings):
        command = [sys.executable, "-m", "archiver", *map(str, words)]
        surroundings = os.environ | {"PYTHONUTF8": "1"} | (env or {})
        done = subprocess.run(
            command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=settings.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            timeout=120,
            **settings,
        )
        out = (done.stdout or b"").decode(encoding, errors="replace")
        return SimpleNamespace(code=done.returncode, out=out, err=done.stderr.decode(encoding))

    return call


@pytest.fixture(scope="session")
def complete(tmp_path_factory):
    """A folder with all that is asked for on `drawn.AS_OF`; not to be changed."""
    return drawn.draw(tmp_path_factory.mktemp("complete") / "documents", drawn.months())


@pytest.fixture(scope="session")
def few(tmp_path_factory):
    """A folder with two statements and a certificate; not to be changed."""
    return drawn.draw(tmp_path_factory.mktemp("few") / "documents", [(2026, 9), (2026, 10)])


@pytest.fixture(scope="session")
def archive(few, tmp_path_factory):
    """A sealed archive of `few`; not to be changed."""
    target = tmp_path_factory.mktemp("archive") / "archive.pdf"
    words = ["bundle", few, "-o", target, "--as-of", drawn.AS_OF, "--lang", "fr"]
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return target


@pytest.fixture
def contents():
    """All files below a folder, with their bytes."""

    def read(folder):
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }

    return read
