"""docs/archive-format.md is true, and says enough to write another reader."""

import json
import os
import random
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import authority
import pytest
import second_reader
from archives import SETTINGS, archive, draw_statement
from pypdf import PdfReader

from archiver import workflows
from archiver.passphrase import Passphrase

PAGE = Path(__file__).parents[2] / "docs" / "archive-format.md"
SECRET = "cinq mots pour dormir tranquille"
COMMANDS = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
ON_STAMPS = [command for command in COMMANDS if "authority.pem" in command]
COMMANDS = [command for command in COMMANDS if command not in ON_STAMPS]
TOOLS = ("pdfsig", "pdfdetach", "qpdf", "sha256sum", "openssl")

needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An archive that is locked, or not: file `archive.pdf` in a folder of its own."""
    source = tmp_path_factory.mktemp("in")
    draw_statement(source / "a.pdf", 9, pages=2)
    (source / "vide.pdf").write_bytes(b"")

    def make(*, locked):
        target = tmp_path_factory.mktemp("archive") / "archive.pdf"
        lock = Passphrase(SECRET) if locked else None
        workflows.backup([source], SETTINGS, workflows.Output(target=target, lock=lock))
        return target

    return {locked: make(locked=locked) for locked in (False, True)}


@pytest.mark.parametrize("locked", [False, True])
def test_another_reader_takes_out_what_was_put_in(made, locked):
    taken, manifest = second_reader.read(made[locked], SECRET if locked else "")

    assert b"" in taken.values()
    assert len(taken) == 2
    assert len(manifest["documents"]) == 2


def test_another_reader_does_without_a_seal(tmp_path):
    (tmp_path / "a.pdf").write_bytes(archive(seal=False))
    assert second_reader.read(tmp_path / "a.pdf")[1]["sealed"] is False


@pytest.mark.parametrize("seed", range(40))
def test_another_reader_finds_a_flipped_bit(tmp_path, seed):
    data = bytearray(archive())
    dice = random.Random(seed)
    place = dice.randrange(len(data))
    data[place] ^= 1 << dice.randrange(8)
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(Exception):  # noqa: B017 (any way of refusing will do)
        second_reader.read(tmp_path / "a.pdf")


@needs_tools
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.split("\n")[0])
def test_each_command_of_the_page_works(made, tmp_path, command):
    original = made["PASSPHRASE" in command]
    for file in (original, original.with_name("archive.pdf.sha256")):
        shutil.copy(file, tmp_path)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=tmp_path,
        env=os.environ | {"PASSPHRASE": SECRET, "LC_ALL": "C"},  # `OK` is English
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    if "pdfsig" in command:
        assert "Signature is Valid" in done.stdout
        assert "Total document signed" in done.stdout
    if "SHA256SUMS" in command:
        assert done.stdout.count(": OK") == 3
    if "manifest.json" in command:
        assert json.loads(done.stdout)["schema"] == "archiver/manifest/1"
    if "open.pdf" in command:
        assert not PdfReader(tmp_path / "open.pdf").is_encrypted


@pytest.fixture(scope="module")
def stamped(tmp_path_factory):
    """An archive with a time stamp: file `archive.pdf` in a folder of its own."""
    source, target = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out") / "archive.pdf"
    draw_statement(source / "a.pdf", 9)
    with pytest.MonkeyPatch.context() as patch, authority.serving() as server:
        patch.setenv("no_proxy", "127.0.0.1")
        output = workflows.Output(target=target, timestamp=server.url)
        workflows.backup([source], SETTINGS, output)
    return target


def test_another_reader_takes_a_time_stamp_as_the_page_says(stamped, tmp_path):
    assert second_reader.read(stamped)[1]["timestamp_authority"] == "127.0.0.1"

    data = bytearray(stamped.read_bytes())
    place = data.index(authority.NAME.encode().hex().upper().encode())
    data[place : place + 2] = b"49"
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(second_reader.NotRight):
        second_reader.read(tmp_path / "a.pdf")


@needs_tools
@pytest.mark.parametrize("command", ON_STAMPS)
def test_openssl_checks_the_time_stamp_as_the_page_says(stamped, tmp_path, command):
    shutil.copy(stamped, tmp_path)
    shutil.copy(authority.folder() / "root.pem", tmp_path / "authority.pem")

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command], cwd=tmp_path, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("Verification: OK\n")
    assert "Time stamp: " in done.stdout
    assert "subject=CN = " in done.stdout


def test_the_page_names_every_key_of_the_manifest_and_no_other():
    schema = json.loads(
        files("archiver").joinpath("data/schema/manifest-1.json").read_text(encoding="utf-8")
    )
    page = PAGE.read_text(encoding="utf-8").split("## The manifest")[1].split("\n## ")[0]
    tables = [table.split("\n\n")[0] for table in page.split("| key | meaning |")[1:]]
    named = [
        {
            key
            for row in table.splitlines()[2:]
            for key in re.findall("`([a-z0-9_]+)`", row.split("|")[1])
        }
        for table in tables
    ]

    assert named == [{*schema["properties"]}, {*schema["$defs"]["entry"]["properties"]}]
    said = {*re.findall("`([a-z0-9_]+)`", page)}
    for inner in ("gap", "waiver", "label", "period"):
        assert {*schema["$defs"][inner]["properties"]} <= said | {"start", "end"}
