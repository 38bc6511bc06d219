"""A whole life of the program as on Windows and macOS, as far as Linux can pretend to be them.

What is pretended, and how: `tests/elsewhere/sitecustomize.py`. The commands are the users' own;
what they leave is compared with what they leave on Linux, where the other tests look closely.
"""

import hashlib
import json
import os
import subprocess
import sys
import unicodedata
import zipfile
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import bagit
import drawn
import pytest

from archiver import files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pretends on Linux")

FACE = Path(__file__).parent / "elsewhere"
#: How pip's own launchers begin a program on Windows: a zip behind `archiver.exe`.
LAUNCHER = """
import sys
from archiver.__main__ import main
if __name__ == "__main__":
    sys.exit(main())
"""
AS_OF = drawn.AS_OF.isoformat()
SYSTEMS = ["win32", "darwin"]


@pytest.fixture(scope="session")
def launcher(tmp_path_factory):
    program = tmp_path_factory.mktemp("Scripts") / "archiver.exe"
    with zipfile.ZipFile(program, "w") as bundle:
        bundle.writestr("__main__.py", LAUNCHER)
    return program


@pytest.fixture
def there(launcher, tmp_path):
    """Call the program as it is called on another system, in the folder of the test."""
    temporary = tmp_path / "Temp"
    temporary.mkdir()

    def call(system, *words, busy=0, code=0, **more):
        surroundings = {
            "ELSEWHERE": system,
            "ELSEWHERE_BUSY": str(busy),
            "PYTHONPATH": str(FACE),
            "PYTHONUTF8": "1",
            "TMPDIR": str(temporary),
            "HOME": str(tmp_path),
            "LANG": "fr_FR.UTF-8",
        }
        done = subprocess.run(
            [sys.executable, launcher, *map(str, words)],
            env=os.environ | surroundings | more,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=300,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == code, f"{words}: {err or out}"
        assert "Traceback" not in err
        assert list(temporary.iterdir()) == []
        return SimpleNamespace(out=out, err=err, json=lambda: json.loads(out))

    return call


def tree(folder):
    """All files below a folder, with their bytes, and nothing that was left half-done."""
    found = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    assert not [name for name in found if files.PART in name]
    return found


@pytest.fixture
def downloads(tmp_path, there):
    """A folder as people have it: a zip, a message, an earlier archive, names of all sorts."""
    folder = drawn.draw(tmp_path / "Téléchargements", [(2026, 8), (2026, 9)])
    inner = folder / "Relevés"
    inner.mkdir()
    decomposed = unicodedata.normalize("NFD", "relevé d’été.pdf")
    (inner / decomposed).write_bytes(drawn.statement(2026, 7))
    (folder / "vide.pdf").write_bytes(b"")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "caisse@example.org", "claire@example.org", "Relevé"
    mail.set_content("Bonjour, votre relevé.")
    for name in ("C:\\temp\\AUX.pdf", "aux.pdf"):
        mail.add_attachment(
            drawn.statement(2026, 6 if "C:" in name else 5),
            maintype="application",
            subtype="pdf",
            filename=name,
        )
    (folder / "message.eml").write_bytes(bytes(mail))
    there("", "bundle", inner, "-o", tmp_path / "old.pdf", "--as-of", AS_OF)
    with zipfile.ZipFile(folder / "tout.zip", "w") as bundle:
        bundle.writestr("NUL.pdf", drawn.statement(2026, 4))
        bundle.writestr("..\\..\\Relevé : mars ?.pdf", drawn.statement(2026, 3))
        bundle.writestr("COM1 .pdf", b"%PDF-1.4 damaged")
        bundle.write(tmp_path / "old.pdf", "old.pdf")
    for file in tmp_path.glob("old.pdf*"):
        file.unlink()
    return folder


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_whole_life(system, there, downloads, tmp_path):
    here = there("", "check", downloads, "--as-of", AS_OF, "--json", code=1).json()
    before = tree(downloads)
    (tmp_path / "usb").mkdir()
    archive, copy = tmp_path / "archive.pdf", tmp_path / "usb"
    words = ["backup", downloads, "-o", archive, "--as-of", AS_OF, "--json", "--force"]

    again = range(2 if system == "win32" else 1)
    for _ in again:  # the second time over the first archive, and its copy
        told = there(system, *words, "--copy-to", copy, "--html", "rapport.html", code=1).json()
        assert told["documents"] == here["documents"]
        assert told["gaps"] == here["gaps"]
        assert told["archive"]["verified"]
        assert [each["verified"] for each in told["archive"]["copies"]] == [True]
    assert tree(downloads) == before
    digest = files.digest(archive)[0]
    for folder in (
        tmp_path,
        copy,
    ):  # not with the line ends of the system: not every tool takes them
        assert (folder / "archive.pdf.sha256").read_bytes() == f"{digest}  archive.pdf\n".encode()

    verified = there(system, "verify", archive, "--json").json()
    assert (verified["intact"], verified["sidecar"]) == (True, "match")
    for _ in again:
        there(system, "extract", archive, "--into", "sac", "--force")
    bag = bagit.Bag(str(tmp_path / "sac"))
    bag.validate()
    originals = {hashlib.sha256(data).hexdigest() for data in tree(tmp_path / "sac/data").values()}
    assert originals == {
        each["sha256"] for each in here["documents"] if each["status"] != "unrelated"
    }

    for _ in again:
        there(system, "collect", downloads, "--into", "rangé")
    there("", "collect", downloads, "--into", "ici")
    assert tree(tmp_path / "rangé") == tree(tmp_path / "ici")
    made = "archive.pdf archive.pdf.sha256 ici rangé rapport.html sac usb".split()
    assert {file.name for file in tmp_path.iterdir()} == {"Temp", downloads.name, *made}


@pytest.fixture
def archive(there, tmp_path):
    folder = drawn.draw(tmp_path / "documents", [(2026, 9)])
    there("win32", "bundle", folder, "-o", "archive.pdf", "--as-of", AS_OF)
    return tmp_path / "archive.pdf"


AGAIN = ("bundle", "documents", "-o", "archive.pdf", "--as-of", AS_OF, "--force", "--lang", "en")


def test_a_virus_scanner_that_looks_at_everything_first_costs_a_moment(there, archive, tmp_path):
    before = tree(tmp_path)

    there("win32", *AGAIN, busy=3)
    there("win32", "verify", "archive.pdf")
    for _ in range(2):
        there("win32", "extract", "archive.pdf", "--into", "sac", "--force", busy=3)

    assert tree(tmp_path).keys() - before.keys() == {
        f"sac/{name}" for name in tree(tmp_path / "sac")
    }
    bagit.Bag(str(tmp_path / "sac")).validate()


def test_a_scanner_that_never_lets_go_is_told_and_nothing_changes(there, archive, tmp_path):
    before = tree(tmp_path)

    told = there("win32", *AGAIN, busy=10**6, code=6)

    assert "another program has it open" in told.err
    assert tree(tmp_path) == before


def test_an_archive_that_a_reader_shows_is_told_and_stays(there, archive, tmp_path):
    before = tree(tmp_path)

    with archive.open("rb"):
        told = there("win32", *AGAIN, "-v", code=6)

    assert "another program has it open" in told.err
    assert tree(tmp_path) == before


def test_a_folder_whose_document_a_reader_shows_is_not_left_in_pieces(there, archive, tmp_path):
    there("win32", "extract", "archive.pdf", "--into", "sac")
    before = tree(tmp_path)
    shown = next(iter((tmp_path / "sac" / "data").rglob("*.pdf")))

    with shown.open("rb"):
        told = there(
            "win32", "extract", "archive.pdf", "--into", "sac", "--force", "--lang", "en", code=6
        )

    assert "another program has it open" in told.err
    assert tree(tmp_path) == before


def test_a_folder_that_lies_too_deep_is_told_by_that(there, archive, tmp_path):
    deep = tmp_path / "documents"
    while len(str(deep)) < 200:
        deep /= "année"
    deep.mkdir(parents=True)
    before = tree(tmp_path)

    for words in (
        ["extract", archive, "--into", deep / "sac"],
        [*AGAIN[:2], "-o", deep / f"{'a' * 60}.pdf"],
    ):
        told = there("win32", *words, "--lang", "en", code=6)
        assert "this name is too long" in told.err
        assert tree(tmp_path) == before


def test_a_command_in_a_folder_with_blanks_gives_the_passphrase(there, tmp_path):
    folder = drawn.draw(tmp_path / "documents", [(2026, 9)])
    tool = tmp_path / "Mes outils" / "dire.py"
    tool.parent.mkdir()
    tool.write_text("print('\\ufeffcinq mots courts')", encoding="utf-8")
    command = ("--passphrase-command", f'"{sys.executable}" "{tool}"')

    there("win32", "bundle", folder, "-o", "a.pdf", "--encrypt", *command)

    there("", "verify", "a.pdf", ARCHIVER_PASSPHRASE="cinq mots courts")
    there("win32", "verify", "a.pdf", *command)


def test_a_reader_who_goes_away_is_no_fault(there, archive, launcher):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, launcher, "list", archive, "--json"],
        env=os.environ | {"ELSEWHERE": "win32", "PYTHONPATH": str(FACE), "PYTHONUTF8": "1"},
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=120,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_worker_that_hangs_ends_by_itself_when_nobody_ends_it(system):
    hanging = "import time; from archiver.workers import _alarm; _alarm(0.1); time.sleep(600)"

    done = subprocess.run(
        [sys.executable, "-c", hanging],
        env=os.environ | {"ELSEWHERE": system, "PYTHONPATH": str(FACE)},
        capture_output=True,
        timeout=120,
    )

    assert done.returncode != 0
