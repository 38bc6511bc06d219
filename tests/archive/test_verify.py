"""Whatever is done to an archive, the check says so; each sort of harm in its own words."""

import contextlib
import io
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from archives import CREATED, archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import archiver.archive
from archiver.archive import contents, format, seal
from archiver.archive.verify import verify
from archiver.errors import ArchiveNotFound, NotAnArchive
from archiver.model import SealState, SidecarState
from archiver.wording import Words


@pytest.fixture
def file(tmp_path):
    """Write the bytes of an archive where `verify` finds them."""

    def write(data):
        path = tmp_path / "archive.pdf"
        path.write_bytes(data)
        return path

    return write


def codes(result):
    return {problem.code for problem in result.problems}


def edited(change, data=None):
    """An unsealed archive with something changed, written anew by another library."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), pikepdf.open(io.BytesIO(data or archive(seal=False))) as pdf:
        warnings.simplefilter("ignore")  # of a seal without its form: that is the point
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()


def manifest_with(pdf, old, new):
    spec = pdf.attachments[format.MANIFEST]
    spec_bytes = spec.get_file().read_bytes()
    assert old in spec_bytes
    pdf.attachments[format.MANIFEST] = pikepdf.AttachedFileSpec(
        pdf, spec_bytes.replace(old, new), filename=format.MANIFEST
    )


def originals(pdf):
    return sorted(name for name in pdf.attachments if name[0].isdigit())


def test_a_sound_archive_is_intact(file):
    result = verify(file(archive()))

    assert result.intact
    assert (result.seal.state, result.sidecar) == (SealState.VALID, SidecarState.ABSENT)
    assert (result.originals_expected, result.originals_intact) == (4, 4)
    assert result.pages_matching == result.pages_expected == 5
    assert result.seal.signed_at == CREATED


@pytest.mark.parametrize("sealed", [True, False])
def test_deep_agrees_on_a_sound_archive(file, sealed):
    assert verify(file(archive(seal=sealed)), deep=True).intact


def test_without_a_seal_an_archive_can_be_intact(file):
    result = verify(file(archive(seal=False)))

    assert result.intact
    assert result.seal.state is SealState.ABSENT


# --- Any byte


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_one_byte_changed_cut_or_added_is_found(file, draws):
    data = archive()
    place = draws.draw(st.integers(0, len(data) - 1), label="place")
    byte = bytes([draws.draw(st.integers(0, 255).filter(lambda b: b != data[place]), label="byte")])
    how = draws.draw(st.sampled_from(["change", "cut", "add"]), label="how")
    rest = data[place:] if how == "add" else data[place + 1 :]
    damaged = data[:place] + (b"" if how == "cut" else byte) + rest

    with contextlib.suppress(NotAnArchive):  # exit code 3 as well
        assert not verify(file(damaged)).intact


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9, 0.99, 0.9999])
def test_every_truncation_is_found(file, part):
    data = archive()

    try:
        result = verify(file(data[: int(len(data) * part)]))
    except NotAnArchive:
        return
    assert not result.intact


# --- The seal


def test_a_seal_that_was_taken_away_is_damage(file):
    stripped = edited(lambda pdf: pdf.Root.__delitem__("/AcroForm"), archive())

    assert "seal-removed" in codes(verify(file(stripped)))


def test_a_seal_made_anew_by_somebody_else_is_told(file):
    def strip(pdf):
        del pdf.Root["/AcroForm"]
        del pdf.Root["/Perms"]

    stream = io.BytesIO()
    other = seal.one_time_identity(CREATED)
    seal.sign(io.BytesIO(edited(strip, archive())), stream, identity=other, lang="fr")
    result = verify(file(stream.getvalue()))

    assert "resealed" in codes(result)
    assert result.seal.fingerprint == other.fingerprint


def test_a_page_added_behind_the_seal_is_found(file):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(archive()))
    page = writer.root["/Pages"].get_object()["/Kids"][0].get_object()
    while "/Kids" in page:
        page = page["/Kids"][0].get_object()
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    stream = io.BytesIO()
    writer.write(stream)

    assert "appended" in codes(verify(file(stream.getvalue())))


# --- The sidecar


@pytest.mark.parametrize(
    ("content", "state"),
    [
        ("{digest}  archive.pdf\n", SidecarState.MATCH),
        ("{digest} *archive.pdf\n", SidecarState.MATCH),
        ("{zeros}  archive.pdf\n", SidecarState.MISMATCH),
        ("{digest}  other.pdf\n", SidecarState.MISMATCH),
        ("nonsense", SidecarState.MISMATCH),
        ("", SidecarState.MISMATCH),
    ],
)
def test_the_file_beside_it_counts(file, content, state):
    import hashlib

    path = file(archive())
    digest = hashlib.sha256(archive()).hexdigest()
    beside = path.with_name("archive.pdf.sha256")
    beside.write_text(content.format(digest=digest, zeros="0" * 64))

    result = verify(path)

    assert result.sidecar is state
    assert result.intact is (state is SidecarState.MATCH)


# --- Originals and pages of an archive without a seal


def test_a_changed_original_is_named(file):
    def swap(pdf):
        first, second, *_ = originals(pdf)
        data = pdf.attachments[second].get_file().read_bytes()
        pdf.attachments[first] = pikepdf.AttachedFileSpec(pdf, data, filename=first)

    result = verify(file(edited(swap)))

    assert "original-damaged" in codes(result)
    assert result.damaged[0].startswith("0001-")
    assert result.originals_intact == 3


def test_a_missing_original_is_named(file):
    result = verify(file(edited(lambda pdf: pdf.attachments.__delitem__(originals(pdf)[1]))))

    assert [name[:5] for name in result.missing] == ["0002-"]
    assert "original-missing" in codes(result)


def test_an_original_too_many_is_named(file):
    def add(pdf):
        pdf.attachments["9999-more.pdf"] = pikepdf.AttachedFileSpec(
            pdf, b"x", filename="9999-more.pdf"
        )

    result = verify(file(edited(add)))

    assert result.extra == ("9999-more.pdf",)


def test_checksums_that_say_something_else_are_damage(file):
    def change(pdf):
        pdf.attachments[format.CHECKSUMS] = pikepdf.AttachedFileSpec(
            pdf, b"0" * 64 + b"  0001-x.pdf\n", filename=format.CHECKSUMS
        )

    assert format.CHECKSUMS in verify(file(edited(change))).damaged


def test_swapped_pages_are_found(file):
    def swap(pdf):
        front = len(pdf.pages) - 5
        moved = pdf.pages[front + 2]
        del pdf.pages[front + 2]
        pdf.pages.insert(front, moved)

    result = verify(file(edited(swap)))

    assert result.differing
    assert "page-differs" in codes(result)


def test_a_lost_page_is_found(file):
    assert not verify(file(edited(lambda pdf: pdf.pages.__delitem__(-1)))).intact


def test_deep_sees_what_the_text_does_not_tell(file):
    def draw(pdf):
        page = pdf.pages[len(pdf.pages) - 5]
        black = pdf.make_stream(b"q 0 g 100 100 400 500 re f Q\n")
        page.contents_add(black)

    painted = file(edited(draw))

    assert verify(painted).intact
    assert verify(painted, deep=True).differing == (1,)


def test_a_reader_that_dies_is_a_finding(file, monkeypatch):
    import os

    def die(task):
        if any(name.startswith("0001") for name, _ in task.originals):
            os._exit(1)
        return sound(task)

    sound = contents.compare
    monkeypatch.setattr(contents, "compare", die)

    result = verify(file(archive()))

    assert [name[:5] for name in result.damaged] == ["0001-"]
    assert result.originals_intact == 3


# --- What is no archive


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"a text", "not-pdf"), (b"%PDF-1.7\n%%EOF\n", "foreign")],
)
def test_what_is_no_archive_says_what_it_is(file, data, reason):
    with pytest.raises(NotAnArchive) as caught:
        verify(file(data))

    assert caught.value.reason == reason


def test_another_programs_pdf_is_foreign(file):
    document = pdfium.PdfDocument.new()
    document.new_page(200, 200)
    stream = io.BytesIO()
    document.save(stream)

    with pytest.raises(NotAnArchive) as caught:
        verify(file(stream.getvalue()))

    assert caught.value.reason == "foreign"


def test_a_newer_format_has_an_answer_of_its_own(file):
    newer = edited(lambda pdf: manifest_with(pdf, b'"format": 1', b'"format": 2'))

    with pytest.raises(NotAnArchive) as caught:
        verify(file(newer))

    assert caught.value.reason == "newer-format"


def test_a_damaged_inventory_is_damage_not_a_foreign_file(file):
    broken = edited(lambda pdf: manifest_with(pdf, b'"documents"', b'"docuemnts"'))

    assert codes(verify(file(broken))) == {"manifest-damaged"}


def test_a_file_that_is_not_there_is_not_found(tmp_path):
    for path in (tmp_path / "nothing.pdf", tmp_path):
        with pytest.raises(ArchiveNotFound):
            verify(path)


# --- Other people's tools, and words


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs pdfsig")
def test_pdfsig_says_both_sentences(file):
    said = subprocess.run(
        ["pdfsig", file(archive())], capture_output=True, text=True, check=True
    ).stdout

    assert "Signature is Valid" in said
    assert "Total document signed" in said


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_qpdf_finds_nothing_wrong(file):
    subprocess.run(["qpdf", "--check", file(archive())], check=True, capture_output=True)


@pytest.mark.skipif(
    not (shutil.which("pdfdetach") and shutil.which("sha256sum")),
    reason="needs pdfdetach and sha256sum",
)
def test_originals_come_out_with_common_tools(file, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    subprocess.run(
        ["pdfdetach", "-saveall", "-o", out, file(archive())], check=True, capture_output=True
    )

    subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=out, check=True, capture_output=True)
    assert len(list(out.iterdir())) == 6


CODES = (
    "appended", "manifest-damaged", "not-whole-file", "original-damaged", "original-extra",
    "original-missing", "page-count", "page-differs", "resealed", "seal-broken", "seal-removed",
    "sidecar-mismatch", "truncated",
)  # fmt: skip


def test_the_list_of_problems_is_the_codes():
    folder = Path(archiver.archive.__file__).parent
    source = "".join((folder / name).read_text() for name in ("verify.py", "sealcheck.py"))

    written = re.findall(r"_broken\([^)]*\)|code=[^,)]*|code = [^\n]*", source)
    found = {code for part in written for code in re.findall(r'"([a-z-]+)"', part)}

    assert found == set(CODES)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_a_sentence(code, lang):
    assert Words(lang).knows(f"problem-{code}")
