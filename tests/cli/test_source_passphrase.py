"""`--source-passphrase-command`: documents that somebody locked before they came here."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
import warnings
from pathlib import Path

import drawn
import pikepdf
import pytest
import scanned
from click.testing import CliRunner

from archiver.cli import cli

AS_OF = ("--as-of", "2026-11-20")
SECRET = "étoile-du-4"
LOCKS = {
    "RC4-40": {"R": 2, "aes": False, "metadata": False},
    "RC4-128": {"R": 3, "aes": False, "metadata": False},
    "AES-128": {"R": 4, "aes": True},
    "AES-256 (R5)": {"R": 5, "aes": True},
    "AES-256 (R6)": {"R": 6, "aes": True},
}


def locked(data, user, how="AES-256 (R6)", owner="owner-7"):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of the old ways: files have them
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner=owner, **LOCKS[how]))
    return out.getvalue()


def folder_with(tmp_path, user, how="AES-256 (R6)", months=((2026, 9),)):
    """Statements, one of them locked with *user*, and a certificate."""
    folder = drawn.draw(tmp_path / "documents", months)
    file = folder / "releve-2026-09.pdf"
    file.write_bytes(locked(file.read_bytes(), user, how))
    return folder, file


@pytest.fixture
def command(tmp_path):
    """A command that knows the password of one file by its name, and notes who asked."""
    return asking(tmp_path)


def asking(folder):
    script = folder / "ask.py"
    script.write_text(
        "import os, pathlib, sys\n"
        "here = pathlib.Path(__file__)\n"
        "with here.with_name('asked').open('a') as asked:\n"
        "    asked.write(os.environ['ARCHIVER_SOURCE'] + '\\n')\n"
        "known = here.with_name('secret').read_text(encoding='utf-8')\n"
        "sys.stdout.buffer.write(known.encode() + b'\\n') if known else sys.exit(1)\n",
        encoding="utf-8",
    )

    def knowing(secret):
        (folder / "secret").write_text(secret, encoding="utf-8")
        return ("--source-passphrase-command", f"{sys.executable} {script}")

    return knowing


def statuses(archiver, folder, *more):
    result = archiver("check", folder, "--json", *AS_OF, *more)
    report = json.loads(result.stdout)
    return {Path(one["path"]).name: one for one in report["documents"]}, report["gaps"]


@pytest.mark.parametrize("how", LOCKS)
def test_with_an_owner_password_only_it_is_read_like_any_other(archiver, tmp_path, how):
    folder, file = folder_with(tmp_path, "", how)
    before = file.read_bytes()
    target = tmp_path / "a.pdf"

    found, gaps = statuses(archiver, folder)
    made = archiver("bundle", folder, "-o", target, "--json", *AS_OF)

    assert found[file.name]["status"] == "recognised"
    assert found[file.name]["period"]["start"] == "2026-09-01"
    assert [gap for gap in gaps if gap["type"] == "unreadable"] == []
    assert made.exit_code == 0
    assert archiver("verify", target, "--deep").exit_code == 0
    assert embedded(target, before) == before


def embedded(archive, data):
    """The attachment with these bytes, taken out by another library."""
    digest = hashlib.sha256(data).digest()
    with pikepdf.open(archive) as pdf:
        files = [pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments]
    return next(file for file in files if hashlib.sha256(file).digest() == digest)


@pytest.mark.parametrize("how", LOCKS)
def test_one_that_needs_its_password_is_a_gap_and_opened_with_it(archiver, tmp_path, how, command):
    folder, file = folder_with(tmp_path, SECRET, how)

    without, gaps = statuses(archiver, folder)
    found, left = statuses(archiver, folder, *command(SECRET))

    assert without[file.name]["status"] == "unreadable"
    (gap,) = (gap for gap in gaps if gap["type"] == "unreadable")
    assert gap["level"] == "required"
    assert found[file.name]["status"] == "recognised"
    assert found[file.name]["warnings"] == ["opened-with-passphrase"]
    assert [gap for gap in left if gap["type"] == "unreadable"] == []


@pytest.mark.parametrize("secret", ["wrong", ""])
def test_a_wrong_password_or_none_leaves_it_a_gap(archiver, tmp_path, command, secret):
    folder, file = folder_with(tmp_path, SECRET)

    found, gaps = statuses(archiver, folder, *command(secret))

    (gap,) = (gap for gap in gaps if gap["type"] == "unreadable")
    assert found[file.name]["status"] == "unreadable"
    assert ("ouvre pas" in gap["message"]) is bool(secret)


def test_only_locked_files_are_asked_about_and_each_by_its_name(archiver, tmp_path, command):
    folder, file = folder_with(tmp_path, SECRET)
    shutil.copy(file, folder / "encore.pdf")

    found, _ = statuses(archiver, folder, *command(SECRET))

    assert sorted(one["status"] for one in found.values()).count("duplicate") == 1
    asked = (tmp_path / "asked").read_text().splitlines()
    assert len(asked) == 1  # the same bytes open with the same password
    assert Path(asked[0]).name in ("encore.pdf", file.name)


def test_in_a_zip_it_is_named_as_in_reports(archiver, tmp_path, command):
    import zipfile

    _, file = folder_with(tmp_path, SECRET)
    with zipfile.ZipFile(tmp_path / "envoi.zip", "w") as made:
        made.write(file, "releve.pdf")

    found, _ = statuses(archiver, tmp_path / "envoi.zip", *command(SECRET))

    assert (tmp_path / "asked").read_text().strip().endswith("envoi.zip!releve.pdf")
    assert found["envoi.zip!releve.pdf"]["status"] == "recognised"


def test_a_locked_scan_is_read_too(archiver, tmp_path, command):
    scan = scanned.as_file(scanned.pictures(drawn.statement(2026, 9)), "PDF")
    (tmp_path / "scan.pdf").write_bytes(locked(scan, SECRET))

    found, _ = statuses(archiver, tmp_path / "scan.pdf", *command(SECRET))

    assert "opened-with-passphrase" in found["scan.pdf"]["warnings"]
    assert found["scan.pdf"]["status"] != "unreadable"


def test_a_command_that_is_not_there_is_told(archiver, tmp_path):
    folder, _ = folder_with(tmp_path, SECRET)

    result = archiver("check", folder, "--source-passphrase-command", "/no/such/command")

    assert result.exit_code == 5
    assert "--source-passphrase-command" in result.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An archive with a locked original, and what went into it; not to be changed."""
    top = tmp_path_factory.mktemp("locked")
    folder, file = folder_with(top, SECRET, months=[(2026, 9)])
    before = {one: one.read_bytes() for one in folder.iterdir()}
    words = ["bundle", folder, "-o", top / "a.pdf", "--lang", "fr", *AS_OF, *asking(top)(SECRET)]
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    assert {one: one.read_bytes() for one in folder.iterdir()} == before
    return top / "a.pdf", file


def test_its_pages_are_legible_in_the_archive_and_its_original_stays_locked(made):
    archive, file = made

    text = subprocess.run(["pdftotext", "-layout", archive, "-"], capture_output=True, text=True)
    assert text.stdout.count("Période du 01/09/2026") == 1
    original = embedded(archive, file.read_bytes())
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(original))


def test_the_archive_says_that_the_original_needs_its_password(made):
    archive, file = made

    with pikepdf.open(archive) as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
        (document,) = (d for d in manifest["documents"] if d["original_name"] == file.name)
        described = pdf.attachments[document["name"]].description
    assert document["warnings"] == ["opened-with-passphrase"]
    assert document["notice"] is False
    assert "mot de passe" in described


@pytest.mark.parametrize("deep", [[], ["--deep"]])
def test_later_without_the_password_it_is_intact_and_says_what_was_not_compared(
    archiver, made, deep
):
    archive, _ = made

    told = json.loads(archiver("verify", archive, *deep, "--json").stdout)
    screen = archiver("verify", archive, *deep)

    assert (told["intact"], told["problems"]) == (True, [])
    assert told["originals"]["intact"] == told["originals"]["expected"]
    assert len(told["pages"]["unchecked"]) == 1
    assert told["pages"]["matching"] == told["pages"]["expected"] - 1
    assert told["pages"]["differing"] == []
    assert screen.exit_code == 0
    assert "n’a pas été comparée" in screen.stdout


@pytest.mark.parametrize(("secret", "unchecked"), [(SECRET, 0), ("wrong", 1)])
def test_later_with_the_password_every_page_is_compared(archiver, made, command, secret, unchecked):
    archive, _ = made

    result = archiver("verify", archive, "--deep", "--json", *command(secret))

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(told["pages"]["unchecked"]) == unchecked
    assert told["pages"]["matching"] == told["pages"]["expected"] - unchecked


def test_a_page_that_was_changed_is_found_with_the_password(archiver, tmp_path, command, made):
    archive, _ = made
    with pikepdf.open(archive) as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
        (one,) = (d for d in manifest["documents"] if d["warnings"])
        page = pdf.pages[manifest["front_pages"] + one["first_page"] - 1]
        page.Contents = pdf.make_stream(b"")
        pdf.save(tmp_path / "b.pdf")

    without = json.loads(archiver("verify", tmp_path / "b.pdf", "--json").stdout)
    result = archiver("verify", tmp_path / "b.pdf", "--json", *command(SECRET))

    assert without["intact"] is False  # by its seal
    assert json.loads(result.stdout)["pages"]["differing"] == [one["first_page"]]


def test_an_archive_of_it_is_a_source_again(archiver, tmp_path, command, made):
    archive, file = made
    new = tmp_path / "new.pdf"

    result = archiver("bundle", archive, "-o", new, "--json", *AS_OF, *command(SECRET))

    assert result.exit_code == 0
    assert embedded(new, file.read_bytes()) == file.read_bytes()
    told = json.loads(archiver("verify", new, "--json").stdout)
    assert (told["intact"], len(told["pages"]["unchecked"])) == (True, 1)


def test_the_password_is_nowhere_but_where_it_has_to_be(tmp_path, command):
    """Not in the archive, what is printed, temporary files, or the arguments of a process."""
    folder, _ = folder_with(tmp_path, SECRET)
    way = command(SECRET)
    (tmp_path / "temporary").mkdir()
    words = ["backup", folder, "-o", tmp_path / "a.pdf", "-vv", *AS_OF, *way]
    surroundings = os.environ | {"TMPDIR": str(tmp_path / "temporary"), "LANG": "fr_FR.UTF-8"}
    command_line = [sys.executable, "-m", "archiver", *map(str, words)]
    seen = b""
    with (
        (tmp_path / "printed").open("wb") as out,
        subprocess.Popen(command_line, env=surroundings, stdout=out, stderr=out) as running,
    ):
        while running.poll() is None:
            seen += _told_of_processes()
            time.sleep(0.02)
    printed = (tmp_path / "printed").read_bytes()

    assert running.returncode == 1, printed
    for spelled in (SECRET.encode(), SECRET.encode("latin-1"), SECRET.encode("utf-16-be")):
        assert spelled not in printed + seen
        for file in tmp_path.rglob("*"):
            if file.is_file() and file.name != "secret":
                assert spelled not in file.read_bytes(), file
    assert list((tmp_path / "temporary").iterdir()) == []


def _told_of_processes():
    """Arguments and environment of everything that runs here."""
    told = b""
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                told += (process / name).read_bytes()
            except OSError:
                continue
    return told
