"""What a damaged archive still holds is found, and nothing is taken for whole that is not."""

import hashlib
import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from archives import archive
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.archive import format, originals, salvage
from archiver.archive.verify import verify
from archiver.model import SealState


@pytest.fixture
def file(tmp_path):
    def write(data):
        path = tmp_path / "archive.pdf"
        path.write_bytes(data)
        return path

    return write


@pytest.fixture(scope="module")
def attached():
    """Name -> bytes, by another library."""
    with pikepdf.open(io.BytesIO(archive())) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def embedded(number, name, content, *, extra=b""):
    """An embedded file as the format spells it."""
    digest = hashlib.md5(content).hexdigest().upper().encode()
    return (
        b"%d 0 obj\n<</Type /EmbeddedFile\n/Params <</Size %d\n/CheckSum <%s>\n>>\n%s/Length %d\n>>"
        b"\nstream\n%s\nendstream\nendobj\n"
        b"%d 0 obj\n<</Type /Filespec\n/F (%s)\n/UF (%s)\n/EF <</F %d 0 R/UF %d 0 R>>\n>>\nendobj\n"
        % (
            *(number, len(content), digest, extra, len(content), content),
            *(number + 1, name, name, number, number),
        )
    )


def cut_before(mark):
    data = archive()
    return data[: data.index(mark)]


def test_a_sound_archive_gives_what_a_reader_finds_in_it(attached):
    found = list(salvage.files(archive()))

    assert {file.name: file.data for file in found} == attached
    assert all(file.whole for file in found)


def test_an_archive_without_its_end_still_has_its_originals(file, tmp_path):
    whole = originals.read_manifest(file(archive()))
    short = file(cut_before(b"(SHA256SUMS)"))

    result = verify(short)
    taken = originals.extract(short, into=tmp_path / "out")

    assert not result.intact
    assert [problem.code for problem in result.problems] == ["truncated"]
    assert (result.originals_expected, result.originals_intact) == (4, 4)
    assert (result.pages_expected, result.pages_matching) == (5, 0)
    assert result.seal.state is SealState.BROKEN
    digests = {hashlib.sha256((tmp_path / "out" / f).read_bytes()).hexdigest() for f in taken.files}
    assert digests == {digest for _, digest in whole.originals.values()}
    assert (taken.damaged, taken.missing) == ((), ())
    assert originals.read_manifest(short) == whole


def test_an_inventory_without_its_name_is_known_by_its_words(file):
    assert originals.read_manifest(file(cut_before(b"(manifest.json)"))).entries


def test_what_has_lost_its_name_as_well_is_told_and_taken_out_under_another(file, tmp_path):
    data = cut_before(b"(manifest.json)")
    data = data[: data.rindex(b"/EmbeddedFile")]
    nameless = file(data.replace(b"/UF (0002-", b"/Uf (0002-"))

    result = verify(nameless)
    taken = originals.extract(nameless, into=tmp_path / "out")

    assert "0002-document.bin" in result.whole
    assert {Path(name).name for name in taken.files} == {*result.whole}
    assert result.originals_intact == result.originals_expected == 4


def test_without_its_inventory_an_archive_gives_what_its_checksums_prove(file, tmp_path):
    data = cut_before(b"(manifest.json)")
    data = data[: data.rindex(b"/EmbeddedFile")]
    short = file(data)
    place = data.index(b"stream", data.index(b"/EmbeddedFile")) + 50
    short.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])

    result = verify(short)
    taken = originals.extract(short, into=tmp_path / "out")

    assert {"truncated", "manifest-damaged", "original-damaged"} == {
        problem.code for problem in result.problems
    }
    assert [name[:5] for name in result.damaged] == ["0001-"]
    assert len(taken.files) == result.originals_intact == 3
    assert taken.missing == (format.MANIFEST,)
    assert taken.damaged == result.damaged
    assert taken.remains == (f"damaged/{taken.damaged[0]}",)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_wherever_it_is_cut_what_is_called_whole_is_whole(attached, draws):
    data = archive()
    first = data.index(b"/EmbeddedFile")
    cut = draws.draw(st.integers(first, len(data)))

    for found in salvage.files(data[:cut]):
        if found.whole:
            assert found.data in attached.values()
            assert found.name in ("", *attached)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_noise_is_never_called_whole(attached, draws):
    data = bytearray(archive())
    start = draws.draw(st.integers(0, len(data) - 1))
    noise = draws.draw(st.binary(min_size=1, max_size=3000))
    data[start : start + len(noise)] = noise

    for found in salvage.files(bytes(data)):
        assert not found.whole or found.data in attached.values()


def test_one_other_byte_in_a_file_that_is_not_packed_is_noticed():
    sound = embedded(1, b"0001-a.pdf", b"the content")

    assert [file.whole for file in salvage.files(sound)] == [True]
    assert [file.whole for file in salvage.files(sound.replace(b"the c", b"teh c"))] == [False]


def test_an_archive_inside_an_archive_is_one_original():
    inner = embedded(1, b"0001-inner.pdf", b"inner")
    outer = embedded(1, b"0001-outer.pdf", inner) + embedded(3, b"0002-last.pdf", b"last")

    assert [file.name for file in salvage.files(outer)] == ["0001-outer.pdf", "0002-last.pdf"]


def test_a_file_that_unpacks_to_more_than_it_says_is_not_whole():
    bomb = zlib.compress(bytes(50_000_000))
    piece = embedded(1, b"0001-a.pdf", bomb, extra=b"/Filter /FlateDecode\n")
    (found,) = salvage.files(piece)

    assert not found.whole
    assert len(found.data) == len(bomb) + 1


@pytest.mark.parametrize("claim", [b"/Length 999999999999", b"/Length 0", b"/Length -5", b"/Len 5"])
def test_a_length_that_lies_does_not_lead_astray(claim):
    one, other = embedded(1, b"0001-a.pdf", b"first"), embedded(3, b"0002-b.pdf", b"second")
    found = list(salvage.files(one.replace(b"/Length 5", claim) + other))

    assert [(file.name, file.data) for file in found] == [
        ("0001-a.pdf", b"first"),
        ("0002-b.pdf", b"second"),
    ]


def test_text_that_never_closes_is_read_in_reasonable_time():
    for piece in (b"1 0 obj<</Type /EmbeddedFile ", b"/Type /Filespec "):
        assert list(salvage.files(piece * 20_000)) == []
