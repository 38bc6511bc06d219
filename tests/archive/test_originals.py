"""Originals come out byte for byte, under names that cannot escape, and only if they are intact."""

import contextlib
import hashlib
import io
import json
import re
import subprocess
import sys
import warnings

import bagit
import pikepdf
import pytest
from archives import archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.archive import contents, format, originals, salvage
from archiver.errors import ArchiveNotFound, CannotWrite, NotAnArchive, TargetExists


@pytest.fixture
def file(tmp_path):
    def write(data):
        path = tmp_path / "archive.pdf"
        path.write_bytes(data)
        return path

    return write


def edited(change):
    """An unsealed archive with something changed, written anew by another library."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), pikepdf.open(io.BytesIO(archive(seal=False))) as pdf:
        warnings.simplefilter("ignore")
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()


def attach(pdf, name, data):
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)


def with_manifest(change):
    def edit(pdf):
        value = json.loads(pdf.attachments[format.MANIFEST].get_file().read_bytes())
        change(value, pdf)
        attach(pdf, format.MANIFEST, json.dumps(value).encode())

    return edited(edit)


def test_what_comes_out_is_what_went_in(file, tmp_path):
    manifest = originals.read_manifest(file(archive()))

    result = originals.extract(file(archive()), into=tmp_path / "out")

    digests = {
        hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() for name in result.files
    }
    assert digests == {digest for _, digest in manifest.originals.values()}
    assert (result.damaged, result.missing) == ((), ())


def test_the_folder_is_a_bag(file, tmp_path):
    originals.extract(file(archive()), into=tmp_path / "out")

    bag = bagit.Bag(str(tmp_path / "out"))
    bag.validate()
    assert len(list(bag.payload_files())) == 4


def test_the_command_for_bags_validates_it(file, tmp_path):
    originals.extract(file(archive()), into=tmp_path / "out")

    said = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", tmp_path / "out"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "is valid" in said.stderr


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_one_changed_byte_costs_one_original_at_most(file, tmp_path, draws):
    data = archive()
    place = draws.draw(st.integers(0, len(data) - 1))
    byte = draws.draw(st.integers(0, 255).filter(lambda byte: byte != data[place]))
    damaged = data[:place] + bytes([byte]) + data[place + 1 :]

    result = originals.extract(file(damaged), into=tmp_path / "out", force=True)

    assert len(result.files) >= 3
    bagit.Bag(str(tmp_path / "out")).validate()


def test_originals_come_out_of_what_another_program_packed(file, tmp_path):
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(archive(seal=False))) as pdf:
        pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    result = originals.extract(file(stream.getvalue()), into=tmp_path / "out")

    assert (len(result.files), result.damaged, result.missing) == (4, (), ())


def test_an_empty_original_comes_out_too(file, tmp_path):
    originals.extract(file(archive()), into=tmp_path / "out")

    assert any(f.stat().st_size == 0 for f in (tmp_path / "out" / "data").rglob("*.pdf"))


def test_a_damaged_original_stays_inside_and_is_named(file, tmp_path):
    damaged = edited(lambda pdf: attach(pdf, min(pdf.attachments), b"something else"))

    result = originals.extract(file(damaged), into=tmp_path / "out")

    assert [name[:5] for name in result.damaged] == ["0001-"]
    assert len(result.files) == 3
    # What is left of it may still be worth looking at; the bag does not vouch for it.
    (remains,) = result.remains
    assert (tmp_path / "out" / remains).read_bytes() == b"something else"
    bagit.Bag(str(tmp_path / "out")).validate()


@pytest.mark.parametrize("key", ["\1", "zzz"])
def test_of_two_originals_of_one_name_the_right_one_comes_out(file, tmp_path, key):
    def double(pdf):
        spec = pikepdf.AttachedFileSpec(pdf, b"something else", filename=min(pdf.attachments))
        pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)[key] = pdf.make_indirect(spec.obj)

    result = originals.extract(file(edited(double)), into=tmp_path / "out")

    assert (len(result.files), result.damaged, result.remains) == (4, (), ())


def test_an_original_that_is_there_twice_comes_out_once(file, tmp_path):
    def double(pdf):
        name = min(pdf.attachments)
        data = pdf.attachments[name].get_file().read_bytes()
        spec = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)["zzz"] = pdf.make_indirect(spec.obj)

    assert len(originals.extract(file(edited(double)), into=tmp_path / "out").files) == 4
    bagit.Bag(str(tmp_path / "out")).validate()


def test_an_original_that_no_reader_finds_is_found_in_the_bytes(file, tmp_path):
    # The number of the object under which a reader looks for it.
    data = archive(seal=False)
    start = data.index(b"/EF <</F ") + len(b"/EF <</F ")
    end = data.index(b" ", start)
    lost = data[:start] + b"9" * (end - start) + data[end:]

    result = originals.extract(file(lost), into=tmp_path / "out")

    assert len(result.files) == 4
    assert (result.damaged, result.missing) == ((), ())


def test_a_reader_that_dies_takes_one_original_with_it(file, tmp_path, monkeypatch):
    import os

    sealed = file(archive())
    sound = contents.attachments

    def die(path, names, passphrase):
        if any(name.startswith("0001-") for name in names):
            os._exit(1)
        return sound(path, names, passphrase)

    monkeypatch.setattr(contents, "attachments", die)
    monkeypatch.setattr(salvage, "files", lambda data: [])

    result = originals.extract(sealed, into=tmp_path / "out")

    assert len(result.files) == 3
    assert [name[:5] for name in result.missing] == ["0001-"]


def test_reading_gives_what_is_right_and_names_what_is_not(file):
    path = file(edited(lambda pdf: attach(pdf, min(pdf.attachments), b"something else")))
    manifest = originals.read_manifest(path)

    read = dict(originals.read(path, manifest))

    assert sorted(manifest.originals) == sorted(read)
    assert [name[:5] for name, data in read.items() if data is None] == ["0001-"]


def test_a_missing_original_is_named(file, tmp_path):
    lost = edited(lambda pdf: pdf.attachments.__delitem__(min(pdf.attachments)))

    result = originals.extract(file(lost), into=tmp_path / "out")

    assert [name[:5] for name in result.missing] == ["0001-"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.pdf",
        "/tmp/evil.pdf",
        "C:\\evil.pdf",
        "a/b.pdf",
        "0001-a\0.exe",
        "0001-a.pdf.",
        "0001-A.pdf",
        "0001-" + "a" * 300,
        f"0001-{'a' * 300}.pdf",
        "con.pdf",
        "",
    ],
)
def test_no_name_leaves_the_folder(file, tmp_path, name):
    def rename(value, pdf):
        old = value["documents"][0]["name"]
        data = pdf.attachments[old].get_file().read_bytes()
        value["documents"][0]["name"] = name
        del pdf.attachments[old]
        attach(pdf, name, data)

    result = originals.extract(file(with_manifest(rename)), into=tmp_path / "new" / "out")

    assert name in result.damaged
    assert {path.name for path in tmp_path.iterdir()} == {"archive.pdf", "new"}
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["out"]
    assert len(result.files) == 3


#: What has led out of folders, or to devices, on one system or another.
_EVIL = st.sampled_from(
    ["..", ".", "/", "\\", "C:", "con", "NUL.txt", "COM1", "aux", " ", ".", "\0", "\n", "\r",
     "\u202e", "e\u0301", "\u00e9", "A", "a", "-", "~", "$HOME", "%2e%2e", "\u2044", "a" * 255,
     "0001-", "0001-a.pdf", ".pdf", "data", "manifest-sha256.txt", "damaged"]
)  # fmt: skip
_WORD = st.lists(_EVIL, min_size=1, max_size=5).map("".join)
_ENTRY = st.fixed_dictionaries({}, optional={"name": _WORD, "kind": _WORD, "path": _WORD})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(_ENTRY, min_size=4, max_size=4), attached=st.booleans())
def test_no_archive_made_by_hand_gets_out_of_its_folder(tmp_path_factory, changes, attached):
    def spoil(value, pdf):
        for entry, change in zip(value["documents"], changes, strict=True):
            if attached and "name" in change:
                data = pdf.attachments[entry["name"]].get_file().read_bytes()
                with contextlib.suppress(ValueError):
                    attach(pdf, change["name"], data)
            entry.update(change)

    top = tmp_path_factory.mktemp("top")
    (top / "archive.pdf").write_bytes(with_manifest(spoil))

    result = originals.extract(top / "archive.pdf", into=top / "in" / "out")

    assert {path.name for path in top.iterdir()} == {"archive.pdf", "in"}
    assert [path.name for path in (top / "in").iterdir()] == ["out"]
    bagit.Bag(str(top / "in" / "out")).validate()
    for name in result.files:
        assert all(map(harmless, name.split("/"))), name
    assert len({name.casefold() for name in result.files}) == len(result.files)
    assert result.files or result.damaged or result.missing


def harmless(part):
    """A name that every system takes for a plain file or folder of just that name."""
    devices = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
    return (
        re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,254}", part) is not None
        and not part.endswith(".")
        and part.partition(".")[0] not in devices
    )


@pytest.mark.parametrize("kind", ["../../x", "NUL", "com1", "a/b", "\0", "é" * 300, ""])
def test_no_kind_makes_a_strange_folder(file, tmp_path, kind):
    def rename(value, pdf):
        value["documents"][0]["kind"] = kind

    result = originals.extract(file(with_manifest(rename)), into=tmp_path / "out")

    assert len(result.files) == 4
    for name in result.files:
        assert (tmp_path / "out" / name).resolve().is_relative_to(tmp_path / "out")
        assert not {"nul", "com1"} & set(name.split("/"))


def test_a_folder_that_is_not_empty_is_left_alone(file, tmp_path):
    into = tmp_path / "out"
    into.mkdir()
    (into / "mine.txt").write_text("mine")

    with pytest.raises(TargetExists):
        originals.extract(file(archive()), into=into)

    assert [path.name for path in into.iterdir()] == ["mine.txt"]
    originals.extract(file(archive()), into=into, force=True)
    assert not (into / "mine.txt").exists()


def test_an_empty_folder_may_be_there(file, tmp_path):
    (tmp_path / "out").mkdir()

    assert originals.extract(file(archive()), into=tmp_path / "out").files


def test_trouble_leaves_nothing_behind(file, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    path = file(archive())
    monkeypatch.setattr(originals.Bag, "close", full)

    with pytest.raises(CannotWrite):
        originals.extract(path, into=tmp_path / "out")

    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_archive_gives_nothing(file, tmp_path, data):
    with pytest.raises(NotAnArchive):
        originals.extract(file(data), into=tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(ArchiveNotFound):
        originals.read_manifest(tmp_path / "nothing.pdf")


def test_an_archive_is_told_from_other_files(file, tmp_path):
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7\n%%EOF")

    assert originals.is_archive(file(archive()))
    assert not originals.is_archive(other)
    assert not originals.is_archive(tmp_path)


def test_a_file_that_cannot_be_opened_is_no_archive(file, monkeypatch):
    path = file(archive())

    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(type(path), "open", refuse)

    assert not originals.is_archive(path)
