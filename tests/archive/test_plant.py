"""Pages that one way copies badly go another way; what none copies is stood in for, and told."""

import json

import drawn
import pikepdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from archiver.archive import graft, plant
from archiver.archive.graft import Source
from archiver.archive.verify import verify
from archiver.cli import cli
from archiver.model import Media

LINES = "Relevé mensuel de vos remboursements, l’Assurance Maladie"


@pytest.fixture
def source(tmp_path):
    """A statement of three pages in a folder, next to a whole one."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "whole.pdf").write_bytes(drawn.statement(2026, 9))
    canvas = Canvas(str(folder / "three.pdf"), invariant=True)
    for page in (1, 2, 3):
        for line in range(12):
            canvas.drawString(60, 780 - 20 * line, f"{LINES}, page {page}, ligne {line}")
        canvas.drawString(60, 500, "Période du 01/08/2026 au 31/08/2026")
        canvas.showPage()
    canvas.save()
    return folder


def bundled(folder, target):
    words = ["bundle", str(folder), "-o", str(target), "--as-of", "2026-11-20", "--all"]
    result = CliRunner().invoke(cli, [*words, "--lang", "fr"])
    assert result.exit_code == 0, result.output
    with pikepdf.open(target) as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    return {entry["original_name"]: entry for entry in manifest["documents"]}, manifest


def page_texts(target, entry, manifest):
    with pdfium.PdfDocument(target) as pdf:
        numbers = range(entry["first_page"], entry["last_page"] + 1)
        pages = [pdf[manifest["front_pages"] + number - 1] for number in numbers]
        return [page.get_textpage().get_text_range() for page in pages]


def emptied(*pages):
    """A way that leaves these pages (indices) without content, and says nothing."""

    def way(source):
        found = graft.cut(source)
        sheets = list(found.sheets)
        for index in pages:
            if index < len(sheets) and len(sheets) > 1:
                sheets[index] = graft.Sheet((b"/MediaBox[0 0 595 842]/Resources<<>>",))
        return graft.Graft(sheets=tuple(sheets), pieces=found.pieces)

    return way


def failing(_):
    raise ValueError("no")


def test_what_one_way_loses_the_next_one_shows(source, tmp_path, monkeypatch):
    monkeypatch.setattr(plant, "WAYS", (emptied(1), graft.cut_rebuilt, graft.cut_imported))

    documents, manifest = bundled(source, tmp_path / "a.pdf")

    entry = documents["three.pdf"]
    assert entry["makeshift"] == []
    assert "page 2, ligne 3" in page_texts(tmp_path / "a.pdf", entry, manifest)[1]
    assert verify(tmp_path / "a.pdf", deep=True).intact


def test_pdfium_is_the_third_way(source, tmp_path, monkeypatch):
    monkeypatch.setattr(plant, "WAYS", (failing, failing, graft.cut_imported))

    documents, _ = bundled(source, tmp_path / "a.pdf")

    assert not documents["three.pdf"]["notice"]
    assert verify(tmp_path / "a.pdf", deep=True).intact


def test_a_page_that_no_way_copies_is_there_as_a_picture(source, tmp_path, monkeypatch):
    monkeypatch.setattr(plant, "WAYS", (emptied(1), emptied(1, 2), failing))

    documents, manifest = bundled(source, tmp_path / "a.pdf")

    entry = documents["three.pdf"]
    number = entry["first_page"] + 1
    assert entry["makeshift"] == [{"page": number, "how": "picture"}]
    assert "page-as-picture" in entry["warnings"]
    first, second, third = page_texts(tmp_path / "a.pdf", entry, manifest)
    assert ("ligne 3" in first, second.strip(), "ligne 3" in third) == (True, "", True)
    assert verify(tmp_path / "a.pdf", deep=True).intact


def test_a_page_that_nothing_shows_is_a_notice_in_its_place(source, tmp_path, monkeypatch):
    monkeypatch.setattr(plant, "WAYS", (emptied(1), failing, failing))
    monkeypatch.setattr(plant, "pictured", failing)

    documents, manifest = bundled(source, tmp_path / "a.pdf")

    entry = documents["three.pdf"]
    assert entry["makeshift"] == [{"page": entry["first_page"] + 1, "how": "notice"}]
    assert "page-unreadable" in entry["warnings"]
    first, second, third = page_texts(tmp_path / "a.pdf", entry, manifest)
    assert "ligne 3" in first and "ligne 3" in third
    assert "three.pdf" in second and "n’a pas pu être montrée" in second
    assert verify(tmp_path / "a.pdf", deep=True).intact


def test_a_file_that_only_repair_opens_shows_its_pages(source, tmp_path):
    data = (source / "three.pdf").read_bytes()
    table = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    (source / "three.pdf").write_bytes(data[: table + 40])

    documents, manifest = bundled(source, tmp_path / "a.pdf")

    entry = documents["three.pdf"]
    assert {each["how"] for each in entry["makeshift"]} == {"rebuilt"}
    assert "page 3, ligne 3" in page_texts(tmp_path / "a.pdf", entry, manifest)[2]
    assert entry["status"] == "unreadable"  # the gap stays
    assert verify(tmp_path / "a.pdf", deep=True).intact


def test_of_half_a_file_no_page_is_silently_blank(source, tmp_path):
    data = (source / "three.pdf").read_bytes()
    with pikepdf.open(source / "three.pdf") as pdf:
        lost = pdf.pages[1].Contents.objgen[0]
    start = data.index(b"%d 0 obj" % lost)
    (source / "three.pdf").write_bytes(data[:start])

    documents, manifest = bundled(source, tmp_path / "a.pdf")

    entry = documents["three.pdf"]
    texts = page_texts(tmp_path / "a.pdf", entry, manifest)
    assert all(text.strip() for text in texts)
    assert any(each["how"] == "notice" for each in entry["makeshift"]) or entry["notice"]


def test_a_telephone_s_picture_becomes_a_page_dot_for_dot(tmp_path):
    import pillow_heif

    pillow_heif.register_heif_opener()
    folder = tmp_path / "folder"
    folder.mkdir()
    Image.effect_noise((320, 240), 40).convert("RGB").save(folder / "IMG_1.heic")
    with Image.open(folder / "IMG_1.heic") as picture:
        dots = picture.convert("RGB").tobytes()

    documents, manifest = bundled(folder, tmp_path / "a.pdf")

    entry = documents["IMG_1.heic"]
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        page = pdf.pages[manifest["front_pages"] + entry["first_page"] - 1]
        (image,) = page.get_images().values()
        shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    assert (entry["media"], entry["notice"]) == ("heic", False)
    assert (shown.size, shown.tobytes()) == ((320, 240), dots)
    assert verify(tmp_path / "a.pdf", deep=True).intact


@pytest.mark.parametrize("form", ["webp", "gif", "bmp"])
def test_a_screenshot_that_pdf_has_no_word_for_becomes_a_page_dot_for_dot(tmp_path, form):
    folder = tmp_path / "folder"
    folder.mkdir()
    noise = Image.effect_noise((320, 240), 40)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees, clockwise
    held = {"exif": exif, "lossless": True} if form == "webp" else {}
    noise.save(folder / f"a.{form}", **held)
    expected = noise.rotate(-90, expand=True) if held else noise

    documents, manifest = bundled(folder, tmp_path / "a.pdf")

    entry = documents[f"a.{form}"]
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        page = pdf.pages[manifest["front_pages"] + entry["first_page"] - 1]
        (image,) = page.get_images().values()
        shown = pikepdf.PdfImage(image).as_pil_image().convert("L")
    assert (entry["media"], entry["notice"]) == (form, False)
    assert entry["name"].endswith(f".{form}")
    assert (shown.size, shown.tobytes()) == (expected.size, expected.tobytes())
    assert verify(tmp_path / "a.pdf", deep=True).intact


def test_layers_and_forms_do_not_go_the_way_that_loses_them():
    form = pikepdf.new()
    form.add_blank_page()
    form.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
    import io

    out = io.BytesIO()
    form.save(out)
    with pytest.raises(graft.Unfit):
        graft.cut_imported(Source(data=out.getvalue(), media=Media.PDF, pages=(1,)))
