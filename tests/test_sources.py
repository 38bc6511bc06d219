"""Every file once, as it is; what cannot be had is a finding, never an exception."""

import errno
import hashlib
import io
import itertools
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest
from archives import SETTINGS, archive
from hypothesis import given
from hypothesis import strategies as st

from archiver import files, sources, workflows
from archiver.errors import SourceNotFound
from archiver.files import PART
from archiver.model import Status, Trouble
from archiver.names import is_unfinished, may_be_document, sealed_off
from archiver.sources import collect

PDF = b"%PDF-1.4\nsmall\n%%EOF\n"


@pytest.fixture(autouse=True)
def downloads(tmp_path, monkeypatch):
    """An empty folder, reached by a relative path as on the command line."""
    monkeypatch.chdir(tmp_path)
    folder = Path("Downloads")
    folder.mkdir()
    return folder


def put(path: Path, data: bytes = PDF) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def zipped(members: dict[str, bytes], **how) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", **how) as bundle:
        for name, data in members.items():
            bundle.writestr(name, data)
    return stream.getvalue()


def paths(*named: Path, **options) -> list[str]:
    return [file.path for file in collect(named, **options)]


def troubles(*named: Path, **options) -> dict[str, str | None]:
    return {file.path: file.trouble for file in collect(named, **options)}


# --- folders and files


def test_a_file_comes_with_its_bytes_size_and_digest(downloads):
    put(downloads / "a.pdf")

    (file,) = collect([downloads])

    assert (file.path, file.size, file.data, file.trouble) == (
        "Downloads/a.pdf",
        len(PDF),
        PDF,
        None,
    )
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert file.head == PDF


def test_folders_are_searched_all_the_way_down_in_a_fixed_order(downloads):
    for name in ("b.pdf", "a.pdf", "2025/x.pdf", "2025/caf/y.pdf", "2024/z.pdf"):
        put(downloads / name)

    assert paths(downloads) == [
        f"Downloads/{name}"
        for name in ("a.pdf", "b.pdf", "2024/z.pdf", "2025/x.pdf", "2025/caf/y.pdf")
    ]


def test_paths_stand_as_the_command_line_gave_them(downloads):
    file = put(downloads / "a.pdf")

    assert paths(file) == ["Downloads/a.pdf"]
    assert paths(Path("Downloads/")) == ["Downloads/a.pdf"]
    assert paths(Path()) == ["Downloads/a.pdf"]
    assert paths(downloads.absolute()) == [file.absolute().as_posix()]


def test_names_come_composed_whatever_the_system_makes_of_them(downloads):
    put(downloads / unicodedata.normalize("NFD", "Relevé été.pdf"))

    assert paths(downloads) == [unicodedata.normalize("NFC", "Downloads/Relevé été.pdf")]


def test_a_name_that_is_no_unicode_can_still_be_told(downloads):
    Path(os.fsdecode(b"Downloads/relev\xe9.pdf")).write_bytes(PDF)

    assert paths(downloads) == ["Downloads/relev\ufffd.pdf"]


def test_nothing_is_written_and_no_time_changes(downloads):
    file = put(downloads / "a.pdf")
    before = [(path, path.stat().st_mtime_ns) for path in (downloads, file)]

    list(collect([downloads]))

    assert [(path, path.stat().st_mtime_ns) for path in (downloads, file)] == before


def test_a_source_that_does_not_exist_stops_before_anything_is_read(downloads):
    for missing in (Path("nowhere.pdf"), put(downloads / "a.pdf") / "below"):
        with pytest.raises(SourceNotFound) as caught:
            collect([downloads, missing])
        assert caught.value.file == missing


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.pdf",
        ".Trash/a.pdf",
        "~$releve.pdf",
        ".~lock.a.pdf#",
        "desktop.ini",
        "Thumbs.db",
        ".DS_Store",
        "__MACOSX/._a.pdf",
        "$RECYCLE.BIN/a.pdf",
        "a.pdf.lnk",
        "package.lock",
        f"a{PART}",
    ],
)
def test_hidden_files_and_those_of_the_system_are_left_out(downloads, name):
    put(downloads / name)
    put(downloads / "bundle.zip", zipped({name: PDF}))

    assert paths(downloads) == []


def test_a_hidden_file_or_folder_that_is_named_is_taken(downloads):
    hidden = put(downloads / ".hidden.pdf")
    put(downloads / ".folder" / "a.pdf")

    assert paths(hidden, downloads / ".folder") == [
        "Downloads/.folder/a.pdf",
        "Downloads/.hidden.pdf",
    ]


# --- one file, many ways to it


def test_a_file_reached_twice_counts_once(downloads):
    file = put(downloads / "a.pdf")
    (downloads / "b.pdf").symlink_to("a.pdf")
    (downloads / "c.pdf").hardlink_to(file)

    assert paths(downloads, file, downloads, downloads.absolute()) == [
        (downloads.absolute() / "a.pdf").as_posix()
    ]


def test_equal_files_are_still_two_files(downloads):
    for name in ("a.pdf", "b.pdf"):
        os.utime(put(downloads / name), ns=(1, 1))

    assert len(paths(downloads)) == 2


def test_numbers_that_a_share_gives_twice_do_not_hide_a_file(downloads, monkeypatch):
    put(downloads / "a.pdf")
    put(downloads / "b.pdf", PDF + b"\n")
    real = Path.stat

    def same_number(path, **how):
        found = list(real(path, **how))
        return os.stat_result([found[0], 7 if path.suffix else found[1], *found[2:]])

    monkeypatch.setattr(Path, "stat", same_number)

    assert len(paths(downloads)) == 2


def number_all(monkeypatch, numbers):
    """Have the system number everything by *numbers*, as some network drives of Windows do."""
    real = os.stat

    def numbered(path, **how):
        found = real(path, **how)
        return os.stat_result([found[0], next(numbers), *found[2:]], {"st_mtime_ns": 1})

    monkeypatch.setattr(os, "stat", numbered)


@pytest.mark.parametrize(
    "numbers", [pytest.param(itertools.repeat(0), id="zero"), itertools.count(1 << 60)]
)
def test_a_drive_without_numbers_that_tell_files_apart_hides_nothing(
    downloads, monkeypatch, numbers
):
    for name in ("a.pdf", "b.pdf", "x/c.pdf", "y/z/d.pdf"):
        put(downloads / name)
    target = put(downloads / "archive.pdf")
    number_all(monkeypatch, numbers)

    found = paths(downloads, exclude=target)

    assert found == [f"Downloads/{name}" for name in ("a.pdf", "b.pdf", "x/c.pdf", "y/z/d.pdf")]
    assert files.is_same(target, downloads.absolute() / "archive.pdf")
    assert not files.is_same(target, downloads / "a.pdf")


def test_links_that_lead_round_in_a_circle_end(downloads):
    put(downloads / "a" / "x.pdf")
    (downloads / "a" / "up").symlink_to("..")
    (downloads / "again").symlink_to("a")
    (downloads / "self").symlink_to("self")

    assert paths(downloads) == ["Downloads/self", "Downloads/a/x.pdf"]


def test_a_broken_link_is_told_when_it_may_be_a_document(downloads):
    (downloads / "releve.pdf").symlink_to("gone.pdf")
    (downloads / "film.mp4").symlink_to("gone.mp4")

    assert troubles(downloads) == {"Downloads/releve.pdf": os.strerror(errno.ENOENT)}


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_sources_does_not_matter(downloads, order):
    named = [put(downloads / "b" / "x.pdf"), downloads, put(Path("a.pdf")), downloads / "b"]

    assert sorted(paths(*named[::order])) == ["Downloads/b/x.pdf", "a.pdf"]


def test_the_archive_to_be_written_is_no_source(downloads):
    put(downloads / "a.pdf")
    target = put(downloads / "archive.pdf", b"%PDF-1.7 the old one")
    put(downloads / "archive.pdf.sha256", b"abc  archive.pdf")
    put(downloads / f".archive.pdf.x{PART}")
    (downloads / "link.pdf").symlink_to("archive.pdf")

    assert paths(downloads, target, exclude=target) == ["Downloads/a.pdf"]
    assert paths(downloads, exclude=downloads / "new.pdf") != ["Downloads/a.pdf"]


# --- what cannot be had


def test_pipes_and_sockets_are_passed_by(downloads):
    os.mkfifo(downloads / "pipe.pdf")
    put(downloads / "a.pdf")

    assert paths(downloads) == ["Downloads/a.pdf"]
    assert troubles(downloads / "pipe.pdf") == {"Downloads/pipe.pdf": Trouble.CANNOT_OPEN}


def test_a_pipe_in_the_place_of_a_file_does_not_keep_us_waiting(downloads):
    os.mkfifo(downloads / "pipe.pdf")

    with sources._open(downloads / "pipe.pdf") as stream:
        assert stream.read(1) == b""


@pytest.mark.parametrize("reason", [errno.EACCES, errno.ENOENT, errno.EIO])
def test_a_file_that_cannot_be_opened_is_told_and_the_others_go_on(downloads, monkeypatch, reason):
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        put(downloads / name)
    real = sources._open

    def refuse(path):
        if path.name == "b.pdf":
            raise OSError(reason, os.strerror(reason), str(path))
        return real(path)

    monkeypatch.setattr(sources, "_open", refuse)

    assert troubles(downloads) == {
        "Downloads/a.pdf": None,
        "Downloads/b.pdf": os.strerror(reason),
        "Downloads/c.pdf": None,
    }


def test_a_folder_that_cannot_be_opened_is_told(downloads, monkeypatch):
    put(downloads / "a.pdf")
    put(downloads / "private" / "b.pdf")
    real = os.listdir

    def refuse(folder):
        if Path(folder).name == "private":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return real(folder)

    monkeypatch.setattr(os, "listdir", refuse)

    assert troubles(downloads) == {
        "Downloads/a.pdf": None,
        "Downloads/private": "Permission denied",
    }


# --- what is read, and how much


def test_a_small_file_that_is_no_document_is_hashed_and_let_go(downloads):
    put(downloads / "data.csv", b"a,b\n")

    (file,) = collect([downloads])

    assert (file.sha256, file.data) == (hashlib.sha256(b"a,b\n").hexdigest(), None)


def test_what_claims_to_be_a_pdf_is_kept_whatever_it_holds(downloads):
    put(downloads / "releve.pdf", b"{}")

    assert [file.data for file in collect([downloads])] == [b"{}"]


@pytest.mark.parametrize(
    ("name", "head", "size", "trouble"),
    [
        ("film.mp4", b"\0\0\0\x18ftypmp42", 33 * sources.MIB, None),
        ("scan.pdf", b"%PDF-1.4", 501 * sources.MIB, Trouble.TOO_LARGE),
        ("film.mp4.part", b"\0\0\0\x18ftypmp42", 501 * sources.MIB, Trouble.TOO_LARGE),
    ],
)
def test_what_is_too_large_is_not_read(downloads, name, head, size, trouble):
    put(downloads / name, head)
    os.truncate(downloads / name, size)

    (file,) = collect([downloads])

    assert (file.size, file.sha256, file.data, file.trouble) == (size, None, None, trouble)
    assert file.head.startswith(head)


def growing(monkeypatch, times: int) -> None:
    """Let another program append to each file while it is read, the first *times* times."""
    real, left = os.fstat, [times]

    def fstat(descriptor):
        found = real(descriptor)
        if left[0]:
            left[0] -= 1
            path = Path(f"/proc/self/fd/{descriptor}").readlink()
            with path.open("ab") as stream:
                stream.write(b"more")
        return found

    monkeypatch.setattr(sources.os, "fstat", fstat)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux")
def test_a_file_that_grew_while_it_was_read_is_read_again(downloads, monkeypatch):
    put(downloads / "a.pdf")
    growing(monkeypatch, 1)

    (file,) = collect([downloads])

    assert (file.data, file.trouble) == (PDF + b"more", None)
    assert file.sha256 == hashlib.sha256(PDF + b"more").hexdigest()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux")
def test_a_file_that_goes_on_growing_is_a_download_under_way(downloads, monkeypatch):
    put(downloads / "a.pdf")
    growing(monkeypatch, 100)

    (file,) = collect([downloads])

    assert file.trouble == Trouble.UNFINISHED
    assert file.sha256 == hashlib.sha256(file.data).hexdigest()


# --- downloads under way


@pytest.mark.parametrize(
    "name",
    [
        "releve.pdf.crdownload",
        "Unconfirmed 12345.crdownload",
        "releve.pdf.part",
        "releve.pdf.partial",
        "releve.PDF.OPDOWNLOAD",
        "x.tmp",
    ],
)
def test_a_download_under_way_is_told_with_what_is_there_already(downloads, name):
    put(downloads / name, b"%PDF-1.4 half")

    (file,) = collect([downloads])

    assert (file.trouble, file.data) == (Trouble.UNFINISHED, b"%PDF-1.4 half")


def test_safaris_folder_of_a_download_is_one_finding(downloads):
    put(downloads / "releve.pdf.download" / "releve.pdf")
    put(downloads / "releve.pdf.download" / "Info.plist")

    assert troubles(downloads) == {"Downloads/releve.pdf.download": Trouble.UNFINISHED}


def test_a_bundle_under_way_is_not_taken_for_a_broken_one(downloads):
    put(downloads / "bundle.zip.crdownload", zipped({"a.pdf": PDF})[:50])

    assert list(troubles(downloads).values()) == [Trouble.UNFINISHED]


# --- zips


@pytest.mark.parametrize("name", ["outer.zip", "no-ending", "wrong.pdf"])
def test_a_zip_is_one_by_its_content(downloads, name):
    put(downloads / name, zipped({"f/b.pdf": PDF, "a.pdf": PDF, "f/": b""}))

    assert paths(downloads) == [f"Downloads/{name}!a.pdf", f"Downloads/{name}!f/b.pdf"]


def test_a_member_comes_with_its_bytes_size_and_digest(downloads):
    outer = put(downloads / "outer.zip", zipped({"a.pdf": PDF}))

    (file,) = collect([outer])

    assert (file.size, file.data, file.sha256, file.head) == (
        len(PDF),
        PDF,
        hashlib.sha256(PDF).hexdigest(),
        PDF,
    )


def test_zips_in_zips_are_opened_but_not_for_ever(downloads):
    third = zipped({"deep.pdf": PDF})
    second = zipped({"third.zip": third, "b.pdf": PDF})
    put(downloads / "first.zip", zipped({"second.zip": second, "z.pdf": PDF}))

    assert troubles(downloads) == {
        "Downloads/first.zip!second.zip!b.pdf": None,
        "Downloads/first.zip!second.zip!third.zip": Trouble.CANNOT_OPEN,
        "Downloads/first.zip!z.pdf": None,
    }


def test_office_documents_stay_whole(downloads):
    docx = zipped({"[Content_Types].xml": b"<x/>", "word/media/a.jpg": b"\xff\xd8\xff"})
    put(downloads / "letter.docx", docx)
    put(downloads / "outer.zip", zipped({"letter.docx": docx}))

    files = {file.path: (file.data, file.trouble) for file in collect([downloads])}

    assert files == {
        "Downloads/letter.docx": (None, None),
        "Downloads/outer.zip!letter.docx": (None, None),
    }


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("../../etc/a.pdf", "etc/a.pdf"),
        ("/etc/a.pdf", "etc/a.pdf"),
        ("C:\\Users\\x\\a.pdf", "Users/x/a.pdf"),
        ("./x//a.pdf", "x/a.pdf"),
        (unicodedata.normalize("NFD", "été.pdf"), "été.pdf"),
        ("..", "-"),
    ],
)
def test_names_of_members_become_harmless(downloads, written, label):
    put(downloads / "outer.zip", zipped({written: PDF}))

    assert paths(downloads) == [f"Downloads/outer.zip!{label}"]


def test_names_in_utf_8_without_the_flag_are_understood(downloads):
    data = zipped({"été.pdf": PDF})
    for place, mark in ((6, b"PK\x03\x04"), (8, b"PK\x01\x02")):
        at = data.index(mark) + place
        data = data[:at] + b"\0\0" + data[at + 2 :]
    put(downloads / "outer.zip", data)

    assert paths(downloads) == ["Downloads/outer.zip!été.pdf"]


def test_a_link_in_a_zip_leads_nowhere(downloads):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        link = zipfile.ZipInfo("a.pdf")
        link.external_attr = 0o120777 << 16
        bundle.writestr(link, "/etc/passwd")
    put(downloads / "outer.zip", stream.getvalue())

    assert paths(downloads) == []


def test_a_member_that_asks_for_a_password_is_locked(downloads):
    data = zipped({"a.pdf": PDF, "b.pdf": PDF})
    for place, mark in ((6, b"PK\x03\x04"), (8, b"PK\x01\x02")):
        at = data.index(mark) + place
        data = data[:at] + b"\x01" + data[at + 1 :]
    put(downloads / "outer.zip", data)

    assert troubles(downloads) == {
        "Downloads/outer.zip!a.pdf": Trouble.LOCKED,
        "Downloads/outer.zip!b.pdf": None,
    }


def test_a_damaged_member_harms_only_itself(downloads):
    data = zipped({"a.pdf": PDF, "b.pdf": PDF.replace(b"small", b"other")})
    put(downloads / "outer.zip", data.replace(b"small", b"smell"))

    assert troubles(downloads) == {
        "Downloads/outer.zip!a.pdf": Trouble.DAMAGED,
        "Downloads/outer.zip!b.pdf": None,
    }


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zipped({"a.pdf": PDF * 50})[:-30], id="cut"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, id="nothing behind the head"),
        pytest.param(b"\0" * 100, id="zeros"),
    ],
)
def test_a_damaged_zip_is_one_finding(downloads, data):
    put(downloads / "outer.zip", data)

    assert troubles(downloads) == {"Downloads/outer.zip": Trouble.DAMAGED}


def test_an_empty_zip_holds_nothing(downloads):
    put(downloads / "outer.zip", zipped({}))

    assert paths(downloads) == []


def test_a_bomb_is_not_unpacked(downloads):
    bomb = b"%PDF-1.4" + bytes(30 * sources.MIB)
    packed = zipped({"bomb.pdf": bomb, "a.pdf": PDF}, compression=zipfile.ZIP_DEFLATED)
    put(downloads / "outer.zip", packed)

    assert troubles(downloads) == {
        "Downloads/outer.zip!a.pdf": None,
        "Downloads/outer.zip!bomb.pdf": Trouble.TOO_LARGE,
    }


def test_all_of_a_zip_has_a_limit_those_in_it_included(downloads, monkeypatch):
    monkeypatch.setattr(sources, "ZIP_MOST", 1500)
    inner = zipped({"c.pdf": PDF.ljust(600)})
    members = {"a.pdf": PDF.ljust(600), "b.zip": inner, "d.pdf": PDF.ljust(300)}
    put(downloads / "outer.zip", zipped(members))

    assert troubles(downloads) == {
        "Downloads/outer.zip!a.pdf": None,
        "Downloads/outer.zip!b.zip!c.pdf": Trouble.TOO_LARGE,
        "Downloads/outer.zip!d.pdf": Trouble.TOO_LARGE,
    }


def test_a_zip_with_too_many_members_is_one_finding(downloads, monkeypatch):
    monkeypatch.setattr(sources, "MEMBERS_MOST", 2)
    put(downloads / "outer.zip", zipped(dict.fromkeys("abc", PDF)))

    assert troubles(downloads) == {"Downloads/outer.zip": Trouble.TOO_LARGE}


@given(st.binary(max_size=60), st.integers(0, 500), st.integers(0, 500))
def test_no_zip_however_broken_stops_the_run(tmp_path_factory, noise, start, end):
    whole = zipped({"a.pdf": PDF, "b/c.pdf": PDF, "d.zip": zipped({"e.pdf": PDF})})
    file = tmp_path_factory.mktemp("zip") / "outer.zip"
    file.write_bytes(whole[:start] + noise + whole[end:])

    list(collect([file]))


# --- names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("releve.pdf", True),
        ("RELEVE.PDF", True),
        ("PDFServletDetailPaiementRS.dopdf", True),
        ("attestation", True),
        ("AttestationDroits_du_13.08.2018", True),
        ("IMG_1234.HEIC", True),
        ("capture.webp", True),
        ("capture.gif", True),
        ("capture.bmp", True),
        ("outer.zip!inner.pdf", True),
        ("releve.pdf.crdownload", True),
        ("Unconfirmed 123.crdownload", True),
        ("film.mp4", False),
        ("film.mp4.part", False),
        ("letter.docx", False),
        ("setup.7z", False),
        ("v1.2/film.mkv", False),
        ("v1.2/attestation", True),
    ],
)
def test_a_name_may_leave_open_that_it_is_a_document(name, expected):
    assert may_be_document(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x/letter.docx", Trouble.FOREIGN),
        ("outer.zip!LETTER.DOCX", Trouble.FOREIGN),
        ("a.tar.gz", Trouble.PACKED),
        ("a.7z.crdownload", Trouble.PACKED),
        ("budget.xlsx", None),
        ("releve.pdf", None),
        ("releve", None),
    ],
)
def test_a_name_tells_of_what_is_not_opened_here(name, expected):
    assert sealed_off(name) is expected


def test_a_file_that_macos_moved_to_icloud_is_missing_and_said_to_be(downloads):
    put(downloads / ".relevé.pdf.icloud", b"bplist00")
    put(downloads / ".film.mp4.icloud", b"bplist00")

    assert troubles(downloads) == {"Downloads/relevé.pdf": Trouble.UNFINISHED}


def test_a_partition_of_an_archive_is_no_download_under_way():
    assert not is_unfinished("bundle.part1.rar")


# --- Earlier archives


def test_an_earlier_archive_gives_its_originals(tmp_path):
    path = tmp_path / "old.pdf"
    path.write_bytes(archive())

    found = {file.path.rpartition("!")[2]: file for file in collect([path])}

    assert set(found) == {"a.pdf", "b.pdf", "vide.pdf", "releve.pdf"}
    assert found["vide.pdf"].size == 0
    assert found["releve.pdf"].data == b"%PDF-1.4\nnothing more"


def test_carrying_on_from_an_archive_changes_nothing(tmp_path):
    first = tmp_path / "first.pdf"
    first.write_bytes(archive())
    second = tmp_path / "second.pdf"

    before, _ = workflows.backup([first], SETTINGS, workflows.Output(target=second))
    again, _ = workflows.backup([second], SETTINGS, workflows.Output(target=tmp_path / "third.pdf"))

    def told(report):
        return sorted((gap.type, gap.level, str(gap.period), gap.cause) for gap in report.gaps)

    assert told(again) == told(before)
    assert sorted(d.sha256 for d in again.documents) == sorted(d.sha256 for d in before.documents)


@pytest.mark.parametrize("name", ["relevés.zip", "ameli.docx", "ameli.rar"])
def test_what_cannot_be_opened_goes_on_from_archive_to_archive(downloads, tmp_path, name):
    put(downloads / name, b"PK\x03\x04 cut")
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    workflows.backup([downloads], SETTINGS, workflows.Output(target=first))

    workflows.backup([first], SETTINGS, workflows.Output(target=second))

    (one,) = workflows.check([second], SETTINGS).documents
    assert (one.path, one.status) == (f"{second}!{name}", Status.UNREADABLE)


def test_somebody_elses_pdf_with_a_manifest_is_an_ordinary_one(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.4\n(manifest.json) (SHA256SUMS)\n%%EOF")

    assert [file.path.rpartition("/")[2] for file in collect([path])] == ["x.pdf"]
