"""What `doctor` finds: each of its findings brought about, on this machine or on a made-up one."""

import shutil
import sys
import tempfile
from collections import namedtuple
from datetime import datetime, timedelta
from importlib import metadata

import keyring
import pytest
from keyring.backends import fail

from archiver import doctor, keychain, ocr
from archiver.archive import layout
from archiver.cli.doctor import remedy, sentence
from archiver.doctor import Surroundings, examine
from archiver.wording import LANGUAGES, Words

NOW = datetime(2026, 11, 27, 17, 5).astimezone()


def around(folder, **other):
    usual = {
        "folder": folder,
        "target": folder / "archive.pdf",
        "sources": (folder,),
        "downloads": folder,
        "encoding": "utf-8",
        "now": NOW,
    }
    return Surroundings(**(usual | other))


def found(check, *arguments, **other):
    """State and grade of one check; its sentences are there in both languages."""
    finding = check(around(*arguments, **other))
    for lang in LANGUAGES:
        assert sentence(finding, Words(lang))
        assert finding.fine is (remedy(finding, Words(lang)) is None)
    return finding.state, finding.fine


def test_every_check_says_something_here(tmp_path):
    findings = examine(around(tmp_path))

    assert len({finding.id for finding in findings}) == len(doctor.CHECKS)
    assert all(sentence(finding, Words("fr")) for finding in findings)


# --- The program


def test_the_libraries_are_known_with_their_versions():
    assert doctor.libraries().keys() >= {"click", "pypdf", "rich"}
    assert "pytest" not in doctor.libraries()  # only for those who work on the program
    assert None not in doctor.libraries().values()


def test_the_program_is_whole(tmp_path):
    assert found(doctor._program, tmp_path) == ("whole", True)


def test_a_library_that_is_not_there(tmp_path, monkeypatch):
    known = metadata.version

    def version(name):
        if name == "pikepdf":
            raise metadata.PackageNotFoundError
        return known(name)

    monkeypatch.setattr(metadata, "version", version)

    assert doctor.libraries()["pikepdf"] is None
    assert found(doctor._program, tmp_path) == ("broken", False)


def test_a_library_that_does_not_load(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)  # importing it fails

    finding = doctor._program(around(tmp_path))

    assert finding.facts["names"] == "pillow-heif"
    assert finding.prevents


def test_fonts(tmp_path, monkeypatch):
    assert found(doctor._fonts, tmp_path) == ("there", True)
    monkeypatch.setitem(layout.FONT_FILES, "Lost", "Lost.ttf")
    assert found(doctor._fonts, tmp_path) == ("missing", False)


# --- The keyring


class Kept:  # no backend of keyring's: those that exist could be chosen in other tests
    name = "Kept"


class Plain:
    name = "file PlaintextKeyring"


@pytest.mark.parametrize(
    ("backend", "expected"),
    [(Kept, ("there", True)), (Plain, ("open", False)), (fail.Keyring, ("none", False))],
)
def test_keyrings(tmp_path, monkeypatch, backend, expected):
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend())

    assert found(doctor._keyring, tmp_path) == expected


@pytest.mark.parametrize("reason", ["none", "locked", "silent", "forgets", "refuses"])
def test_every_refusal_of_a_keyring_has_its_remedy(tmp_path, monkeypatch, reason):
    def backend():
        raise keychain.KeyringUnusable(reason)

    monkeypatch.setattr(keychain, "backend", backend)

    assert found(doctor._keyring, tmp_path) == (reason, False)


# --- Tesseract


@pytest.mark.parametrize("state", ocr.State)
def test_tesseract(tmp_path, monkeypatch, state):
    monkeypatch.setattr(ocr, "state", lambda: state)

    assert found(doctor._ocr, tmp_path) == (state.value, state is ocr.State.READY)


# --- Room

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(("free", "state"), [(10**9, "enough"), (10**6, "little")])
def test_room(tmp_path, monkeypatch, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free, 0, free))

    assert found(doctor._target, tmp_path) == (state, state == "enough")
    assert found(doctor._temporary, tmp_path) == (state, state == "enough")


def test_the_room_wanted_grows_with_the_documents(tmp_path):
    empty = doctor._target(around(tmp_path)).sizes["wanted"]
    (tmp_path / "a.pdf").write_bytes(bytes(1000))

    assert doctor._target(around(tmp_path)).sizes["wanted"] > empty + 2000


def test_a_folder_that_takes_no_files(tmp_path):
    nowhere = tmp_path / "absent"

    assert found(doctor._target, nowhere) == ("refused", False)


def test_no_temporary_folder(tmp_path, monkeypatch):
    def refuse():
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "gettempdir", refuse)

    assert found(doctor._temporary, tmp_path) == ("none", False)


def test_looking_for_room_leaves_nothing_behind(tmp_path):
    examine(around(tmp_path))

    assert list(tmp_path.iterdir()) == []


def test_downloads(tmp_path):
    assert found(doctor._downloads, tmp_path) == ("found", True)
    assert found(doctor._downloads, tmp_path, downloads=None) == ("absent", False)


# --- Letters and time


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", ("all", True)),
        ("cp1252", ("accents", True)),
        ("ascii", ("plain", False)),
        ("cp437", ("plain", False)),
        ("no-such-encoding", ("plain", False)),
    ],
)
def test_consoles(tmp_path, encoding, expected):
    assert found(doctor._console, tmp_path, encoding=encoding) == expected


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", True), ("ascii", False)])
def test_file_names(tmp_path, monkeypatch, encoding, expected):
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: encoding)

    assert found(doctor._names, tmp_path)[1] is expected


@pytest.mark.parametrize(
    ("now", "fixed", "expected"),
    [
        (NOW, False, ("right", True)),
        (NOW, True, ("fixed", False)),
        (datetime(1970, 1, 1, 12).astimezone(), False, ("wrong", False)),
        (NOW + timedelta(days=9000), False, ("wrong", False)),
    ],
)
def test_clocks(tmp_path, now, fixed, expected):
    assert found(doctor._clock, tmp_path, now=now, fixed=fixed) == expected
