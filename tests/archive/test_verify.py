"""Whatever is done to an archive, the check says so; each sort of harm in its own words."""

import contextlib
import io
import json
import re
import shutil
import subprocess
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from archives import CREATED, SETTINGS, archive, draw_statement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

import archiver.archive
from archiver import workflows
from archiver.archive import contents, format, seal
from archiver.archive.verify import verify
from archiver.errors import ArchiveNotFound, NotAnArchive
from archiver.model import SealState, SidecarState
from archiver.wording import Words

PACKED = pikepdf.ObjectStreamMode.generate


@pytest.fixture
def file(tmp_path):
    """Write the bytes of an archive where `verify` finds them."""

    def write(data):
        path = tmp_path / "archive.pdf"
        path.write_bytes(data)
        return path

    return write


@dataclass(frozen=True)
class Bytes:
    """A whole file, without its content in the reports of Hypothesis."""

    data: bytes = field(repr=False)


def codes(result):
    return {problem.code for problem in result.problems}


def edited(change, data=None, **how):
    """An unsealed archive with something changed, written anew by another library."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), pikepdf.open(io.BytesIO(data or archive(seal=False))) as pdf:
        warnings.simplefilter("ignore")  # of a seal without its form: that is the point
        change(pdf)
        pdf.save(stream, **how)
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


@pytest.mark.parametrize("deep", [True, False])
def test_no_original_is_left_out_between_two_shares_of_the_work(file, monkeypatch, deep):
    monkeypatch.setattr("archiver.archive.verify._SHARE_LEAST", 1)

    result = verify(file(archive()), deep=deep)

    assert result.intact
    assert result.originals_intact == result.originals_expected == 4


@pytest.mark.parametrize("sealed", [True, False])
def test_deep_agrees_on_a_sound_archive(file, sealed):
    assert verify(file(archive(seal=sealed)), deep=True).intact


def test_without_a_seal_an_archive_can_be_intact(file):
    result = verify(file(archive(seal=False)))

    assert result.intact
    assert result.seal.state is SealState.ABSENT


# --- Any byte


@st.composite
def damage(draw, data):
    """One byte changed, cut, or added anywhere, behind the last one too."""
    how = draw(st.sampled_from(["change", "cut", "add"]))
    place = draw(st.integers(0, len(data) - (how != "add")))
    byte = draw(st.integers(0, 255).filter(lambda b: how != "change" or b != data[place]))
    rest = data[place:] if how == "add" else data[place + 1 :]
    return data[:place] + (b"" if how == "cut" else bytes([byte])) + rest


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_one_byte_changed_cut_or_added_is_found(file, draws):
    damaged = draws.draw(damage(archive()).map(Bytes)).data

    with contextlib.suppress(NotAnArchive):  # exit code 3 as well
        assert not verify(file(damaged)).intact


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_damage_never_stops_the_check_of_an_archive_without_a_seal(file, draws):
    damaged = draws.draw(damage(archive(seal=False)).map(Bytes)).data

    with contextlib.suppress(NotAnArchive):
        assert verify(file(damaged), deep=True).originals_expected in (0, 4)


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


def test_a_seal_that_was_taken_away_by_a_program_that_packs_is_damage(file):
    # Every dictionary is compressed then: nothing of ours can be read in the bytes.
    stripped = edited(
        lambda pdf: pdf.Root.__delitem__("/AcroForm"), archive(), object_stream_mode=PACKED
    )

    assert "seal-removed" in codes(verify(file(stripped)))


def test_without_a_seal_another_program_may_have_packed_it(file):
    packed = edited(lambda pdf: None, object_stream_mode=PACKED)

    assert verify(file(packed)).intact


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
    writer = IncrementalPdfFileWriter(io.BytesIO(archive()))
    empty = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=empty, media_box=(0, 0, 595, 842)))
    stream = io.BytesIO()
    writer.write(stream)
    longer = file(stream.getvalue())

    assert codes(verify(longer)) == {"appended", "page-count"}


def test_a_page_changed_behind_the_seal_is_found(file):
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
        ("{digest}  renamed.pdf\n", SidecarState.MATCH),
        ("{zeros}  other.pdf\n", SidecarState.MISMATCH),
        ("{digest}  archive.pdf\r\n", SidecarState.MATCH),
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


def test_a_file_beside_it_that_cannot_be_read_does_not_match(file):
    path = file(archive())
    beside = path.with_name("archive.pdf.sha256")

    beside.write_bytes(b"\xff\xfe\x00")
    assert verify(path).sidecar is SidecarState.MISMATCH
    beside.unlink()
    beside.mkdir()
    assert verify(path).sidecar is SidecarState.MISMATCH


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


@pytest.mark.parametrize("same", [True, False])
def test_a_second_original_of_the_same_name_is_found(file, same):
    def add(pdf):
        name = originals(pdf)[0]
        data = pdf.attachments[name].get_file().read_bytes() if same else b"else"
        double = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)["zzz"] = pdf.make_indirect(double.obj)

    result = verify(file(edited(add)))

    assert [name[:5] for name in result.extra] == ["0001-"]
    assert "original-extra" in codes(result)


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
    result = verify(file(edited(lambda pdf: pdf.pages.__delitem__(-1))))

    assert codes(result) == {"page-differs", "page-count"}
    assert (result.pages_expected, result.pages_matching, result.differing) == (5, 4, (5,))


def test_a_page_too_many_is_found(file):
    added = edited(lambda pdf: pdf.add_blank_page())

    assert codes(verify(file(added))) == {"page-count"}


def test_a_replaced_page_is_found(file):
    def replace(pdf):
        with io.BytesIO(archive(seal=False)) as stream, pikepdf.open(stream) as other:
            pdf.pages[len(pdf.pages) - 4] = other.pages[0]
            pdf.save(io.BytesIO())  # while the other one is open

    result = verify(file(edited(replace)))

    assert codes(result) == {"page-differs"}
    assert result.differing == (2,)


@pytest.mark.parametrize("box", [b"100 100 400 500", b"400 120 30 30"])
def test_deep_sees_what_the_text_does_not_tell(file, box):
    def draw(pdf):
        page = pdf.pages[len(pdf.pages) - 5]
        black = pdf.make_stream(b"q 0 g " + box + b" re f Q\n")
        page.contents_add(black)

    painted = file(edited(draw))

    assert verify(painted).intact
    assert verify(painted, deep=True).differing == (1,)


def scan(size=(600, 800), lines=30):
    """A picture with fine detail, as of printed lines: no two ways of making it smaller agree."""
    picture = Image.new("RGB", size, "white")
    pencil = ImageDraw.Draw(picture)
    for number in range(lines):
        y = 20 + number * (size[1] - 40) // lines
        for x in range(20, size[0] - 20, 7 + number % 5):
            pencil.line((x, y, x + 3, y + 9), "black" if number % 3 else "navy")
    return picture


def archive_of_scans(folder, *pictures):
    """Archive pictures; each is saved with its own options."""
    source = folder / "telechargements"
    source.mkdir()
    draw_statement(source / "a.pdf", 9)
    for name, picture, how in pictures:
        picture.save(source / name, **how)
    target = folder / "made.pdf"
    workflows.backup([source], SETTINGS, workflows.Output(target=target, seal=False))
    return target


def held(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    return {"exif": exif}


def test_deep_agrees_on_pictures_of_every_sort(tmp_path):
    sharp = scan()
    fax = sharp.convert("1")
    clear = sharp.convert("RGBA")
    clear.putalpha(128)
    sorts = [
        ("jpeg.jpg", sharp, {"quality": 80, "dpi": (200, 200)}),
        ("photo.jpg", scan((2400, 3200)), {"progressive": True}),
        ("grey.jpg", sharp.convert("L"), {}),
        ("inks.jpg", sharp.convert("CMYK"), {}),
        *((f"held{turn}.jpg", sharp, held(turn)) for turn in (2, 3, 6, 8)),
        ("colour.png", sharp, {}),
        ("clear.png", clear, {}),
        ("palette.png", sharp.quantize(16), {}),
        ("masked.png", sharp.convert("P"), {"transparency": 0}),
        ("deep.png", sharp.convert("L").convert("I").point(lambda v: v * 257).convert("I;16"), {}),
        ("fax.png", fax, {"dpi": (204, 98)}),
        ("fax.tif", fax, {"save_all": True, "append_images": [fax.rotate(180)],
                          "compression": "group4"}),
        ("inks.tif", sharp.convert("CMYK"), {}),
    ]  # fmt: skip

    result = verify(
        archive_of_scans(tmp_path, *(("releve-" + n, p, h) for n, p, h in sorts)), deep=True
    )

    assert result.intact
    assert result.pages_matching == 1 + len(sorts) + 1


@pytest.mark.parametrize("share", [1, 0.1])
def test_deep_sees_another_picture(file, tmp_path, share):
    sharp = scan()
    made = archive_of_scans(tmp_path, ("releve.jpg", sharp, {}))

    def repaint(pdf):
        (picture,) = pdf.pages[-1].images.values()
        other = sharp.copy()
        box = (100, 100, 100 + int(500 * share), 100 + int(700 * share))
        other.paste(sharp.crop(box).transpose(Image.Transpose.ROTATE_180), box)
        stream = io.BytesIO()
        other.save(stream, "JPEG")
        picture.write(stream.getvalue(), filter=pikepdf.Name.DCTDecode)

    repainted = file(edited(repaint, made.read_bytes()))

    assert verify(repainted).intact
    assert verify(repainted, deep=True).differing == (2,)


def test_a_reader_that_dies_is_a_finding(file, monkeypatch):
    import os

    def die(task):
        if any(name.startswith("0001") for name, *_ in task.originals):
            os._exit(1)
        return sound(task)

    sealed = file(archive())
    sound = contents.compare
    monkeypatch.setattr(contents, "compare", die)

    result = verify(sealed)

    # It can be taken out, and is what it was; its pages could not be looked at.
    assert (result.damaged, result.originals_intact) == ((), 4)
    assert result.differing == (1, 2)
    assert codes(result) == {"page-differs"}


def test_an_original_that_no_reader_takes_out_is_found_by_its_digest(file, monkeypatch, tmp_path):
    import os

    def die(*_):
        os._exit(1)

    sealed = file(archive())
    monkeypatch.setattr(contents, "compare", die)
    monkeypatch.setattr(contents, "attachments", die)

    result = verify(sealed)
    taken = workflows.extract(sealed, into=tmp_path / "out")

    assert codes(result) == {"original-unlisted", "page-differs"}
    assert (result.originals_intact, result.damaged, result.missing) == (4, (), ())
    assert {Path(name).name for name in taken.files} == {*result.whole}


def test_originals_that_readers_do_not_list_any_more_are_still_there(file, tmp_path):
    data = archive(seal=False)
    first = originals(pikepdf.open(io.BytesIO(data)))[0].encode()
    place = data.rindex(b"(" + first + b")")  # in the list of names
    end = data.index(b" R", place) + 2
    hidden = file(data[:place] + b" " * (end - place) + data[end:])

    result = verify(hidden)
    taken = workflows.extract(hidden, into=tmp_path / "out")

    assert codes(result) == {"original-unlisted"}
    assert (result.originals_intact, result.damaged, result.missing) == (4, (), ())
    assert result.pages_matching == result.pages_expected - 2
    assert {Path(name).name for name in taken.files} == {*result.whole}
    assert len(result.whole) == 4


def test_a_reader_of_seals_that_dies_is_a_finding(file, monkeypatch):
    import os

    from archiver.archive import sealcheck

    sealed = file(archive())
    monkeypatch.setattr(sealcheck, "check", lambda *_, **__: os._exit(1))

    result = verify(sealed)

    assert codes(result) == {"seal-broken"}
    assert result.originals_intact == 4


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


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("front_pages", ["x", None, 1.5, -3, True]),
        ("format", ["1", None, 1.5, True]),
        ("created", [5, "yesterday"]),
        ("documents", [None, 5, "ab", [None]]),
        ("tool", [None, ["x"]]),
        ("lang", [7]),
        ("certificate_sha256", ["ab", 5]),
        ("name", [5, None, ["x"], {}]),
        ("size", ["x", None, -1, 1.5]),
        ("sha256", [5]),
        ("first_page", ["1", 1.5, -(10**9), None]),
        ("last_page", ["1", 10**12, -5, None]),
        ("source_pages", [5, ["a"], [1.5], [0], None]),
        ("kind", [5, ["x"]]),
        ("path", [5, None]),
        ("period", [5, {"start": "2026-02-01", "end": "2026-01-01"}]),
        ("status", ["zz", []]),
    ],
)
def test_no_strange_value_in_the_inventory_stops_the_check(file, where, values):
    def change(pdf):
        said = json.loads(pdf.attachments[format.MANIFEST].get_file().read_bytes())
        (said if where in said else said["documents"][0])[where] = value
        pdf.attachments[format.MANIFEST] = pikepdf.AttachedFileSpec(
            pdf, json.dumps(said).encode(), filename=format.MANIFEST
        )

    for value in values:
        assert "manifest-damaged" in codes(verify(file(edited(change)))), value


def test_an_inventory_of_another_program_is_foreign(file):
    document = pikepdf.new()
    document.add_blank_page()
    document.attachments[format.MANIFEST] = pikepdf.AttachedFileSpec(
        document, b'{"name": "an app"}', filename=format.MANIFEST
    )
    stream = io.BytesIO()
    document.save(stream)

    with pytest.raises(NotAnArchive) as caught:
        verify(file(stream.getvalue()))

    assert caught.value.reason == "foreign"


def test_a_file_that_is_not_there_is_not_found(tmp_path):
    for path, reason in ((tmp_path / "nothing.pdf", "absent"), (tmp_path, "folder")):
        with pytest.raises(ArchiveNotFound) as caught:
            verify(path)
        assert caught.value.reason == reason


def test_a_file_that_the_system_does_not_give_is_not_a_missing_one(file, monkeypatch):
    sealed = file(archive())

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArchiveNotFound) as caught:
        verify(sealed)

    assert caught.value.reason == "unreadable"


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
    "original-missing", "original-unlisted", "page-count", "page-differs", "resealed",
    "seal-broken", "seal-removed", "sidecar-mismatch", "sidecar-of-another", "sidecar-unreadable",
    "timestamp-broken", "timestamp-removed", "truncated", "unreadable",
)  # fmt: skip


def test_the_list_of_problems_is_the_codes():
    folder = Path(archiver.archive.__file__).parent
    source = "".join((folder / name).read_text() for name in ("verify.py", "sealcheck.py"))

    written = re.findall(r'_broken\([^)]*\)|code=[^,)]*|(?:code = |return ")[^\n]*', source)
    found = {code for part in written for code in re.findall(r'"([a-z-]+)"', part)}

    assert found == set(CODES)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_a_sentence(code, lang):
    assert Words(lang).knows(f"problem-{code}")
