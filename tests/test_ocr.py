"""Scans are read where Tesseract is, and told what to install where it is not."""

import io
import re
import shutil
import sys
from datetime import date
from pathlib import Path
from random import Random

import pikepdf
import pytest
from drawn import attestation, months, statement
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from scanned import as_file, fake_tesseract, pictures, saying, table

from archiver import catalogue, checklist, ocr, phrasing, scans, survey
from archiver.model import GapType, Media, Period, Status, Sums, Trouble
from archiver.reading import read
from archiver.wording import LANGUAGES, Words
from benchmarks.recognition import telephone

MARCH = statement(2025, 3)
PAGES = pictures(MARCH)
STATEMENT = "releve-remboursements"
needs_tesseract = pytest.mark.skipif(not shutil.which("tesseract"), reason="needs Tesseract")
posix = pytest.mark.skipif(sys.platform == "win32", reason="the fake is a POSIX script")


@pytest.fixture(autouse=True)
def downloads(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    forget()
    yield Path("Downloads")
    forget()


def forget():
    ocr.state.cache_clear()
    ocr._program.cache_clear()


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def look(folder):
    return survey.survey([folder], catalogue=catalogue.load(), account="ameli").documents


def only(folder):
    (document,) = look(folder)
    return document


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Puts a fake in the place of Tesseract; gives the calls it got."""

    def install(body):
        folder = fake_tesseract(tmp_path / "bin", body)
        monkeypatch.setenv("PATH", str(folder))
        return lambda: (folder / "asked").read_text() if (folder / "asked").exists() else ""

    return install


# --- with Tesseract


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("scan.pdf", as_file(PAGES, "PDF")),
        ("scan.jpg", as_file(PAGES, "JPEG", quality=60)),
        ("IMG_2.heic", as_file(PAGES, "HEIF")),
        ("capture.webp", as_file(PAGES, "WEBP", quality=80)),
        ("capture.gif", as_file(PAGES, "GIF")),
        ("capture.bmp", as_file(PAGES, "BMP")),
        ("clear.png", as_file([PAGES[0].convert("LA")], "PNG")),
        ("head down.jpg", as_file([PAGES[0].rotate(180)], "JPEG")),
        ("lying.pdf", as_file([PAGES[0].rotate(90, expand=True)], "PDF")),
    ],
)
def test_a_scan_is_read_and_says_that_it_is_one(downloads, name, data):
    put(downloads / name, data)

    document = only(downloads)

    assert (document.status, document.kind, document.period) == (
        Status.RECOGNISED,
        STATEMENT,
        Period.month(2025, 3),
    )
    assert (document.person, document.nir) == ("MARTIN Claire", "2850599999001")
    assert "ocr" in document.warnings
    assert (document.trouble, document.digest, document.printed) == (None, "", ())


@needs_tesseract
def test_a_photo_is_read_as_the_camera_was_held(downloads):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees, clockwise
    lying = PAGES[0].rotate(90, expand=True)
    put(downloads / "IMG_1.jpg", as_file([lying], "JPEG", exif=exif))

    assert only(downloads).period == Period.month(2025, 3)


@needs_tesseract
@pytest.mark.parametrize("seed", range(3))
def test_a_photo_in_bad_light_is_read(downloads, seed):
    (page,) = pictures(MARCH, dpi=telephone.DPI)
    put(downloads / "IMG_1.jpg", telephone.photo(page, Random(seed)))

    document = only(downloads)

    assert (document.kind, document.period) == (STATEMENT, Period.month(2025, 3))


@needs_tesseract
def test_each_frame_of_a_tiff_is_a_page(downloads):
    pages = pictures(attestation(date(2026, 11, 5)))
    put(downloads / "fax.tif", as_file([*PAGES, *pages], "TIFF"))

    found = look(downloads)

    assert [(d.kind, d.source_pages) for d in found] == [
        (STATEMENT, (1,)),
        ("attestation-droits", (2,)),
    ]


@needs_tesseract
def test_a_scan_among_pages_with_text_is_read_too(downloads):
    scan = as_file(pictures(attestation(date(2026, 11, 5))), "PDF")
    put(downloads / "both.pdf", joined(MARCH, scan, downloads.parent))

    first, second = look(downloads)

    assert (first.kind, first.source_pages, first.warnings) == (STATEMENT, (1,), ())
    assert (second.kind, second.source_pages) == ("attestation-droits", (2,))
    assert "ocr" in second.warnings


@needs_tesseract
def test_a_picture_behind_a_text_does_not_make_it_a_scan(downloads):
    drawing = as_file([Image.radial_gradient("L").resize((800, 1100))], "PDF")
    put(downloads / "both.pdf", joined(MARCH, drawing, downloads.parent))

    document = only(downloads)

    assert (document.kind, document.period) == (STATEMENT, Period.month(2025, 3))
    assert "ocr" not in document.warnings
    assert document.digest


@needs_tesseract
def test_what_can_hardly_be_read_is_never_another_month(downloads):
    for month, worn in ((3, 0.9), (8, 1.2)):
        page = pictures(statement(2025, month), dpi=85)[0]
        blurred = page.filter(ImageFilter.GaussianBlur(worn))
        put(downloads / f"{month}.jpg", as_file([blurred], "JPEG", quality=20))

    for document in look(downloads):
        month = int(Path(document.path).stem)
        if document.status is Status.RECOGNISED:
            assert document.period in (None, Period.month(2025, month))
        else:
            assert (document.status, document.period) == (Status.UNSEARCHABLE, None)


@needs_tesseract
def test_a_holiday_picture_stays_a_picture(downloads):
    put(downloads / "IMG_1.jpg", as_file([Image.radial_gradient("L").resize((900, 700))], "JPEG"))

    document = only(downloads)

    assert (document.status, document.trouble) == (Status.UNSEARCHABLE, Trouble.PICTURE)


@needs_tesseract
def test_scans_fill_their_months_and_are_no_other_version_of_their_originals(downloads):
    for year, month in months(back=3):
        put(downloads / f"{year}-{month}.pdf", statement(year, month))
    year, month = months(back=3)[0]
    put(downloads / "scan.pdf", as_file(pictures(statement(year, month)), "PDF"))
    missing_month = months(back=4)[0]
    put(downloads / "scan 2.pdf", as_file(pictures(statement(*missing_month)), "PDF"))

    report = checklist.compare(checklist.load("ameli"), look(downloads), as_of=date(2026, 11, 20))

    absent = {gap.period for gap in report.gaps if gap.type is GapType.MISSING and gap.period}
    assert not absent & {Period.month(*one) for one in months(back=4)}
    assert not [gap for gap in report.gaps if gap.type is GapType.CONFLICT]


# --- what Tesseract says, and how it is asked


LINES = [
    "l'Assurance Maladie",
    "CPAM de Seine-Exemple",
    "Madame Claire MARTIN",
    "N° de sécurité sociale : 2 85 05 99 999 001",
    "Relevé mensuel de vos remboursements",
    "Période du 01/03/2025 au 31/03/2025",
    "Total versé 19,00 €",
    "Votre organisme complémentaire",
]


def reads(*changed):
    """The table of the statement, some lines replaced by others."""
    return table(*[dict(changed).get(line, line) for line in LINES])


@posix
def test_the_line_ends_of_windows_do_not_hide_how_a_page_lies(downloads, tesseract):
    tesseract(r"""sys.stdout.write("Page number: 0\r\nRotate: 90\r\nScript: Latin\r\n")""")

    assert ocr.turn(PAGES[0]) == 90


@posix
def test_both_readings_agree(downloads, tesseract):
    tesseract(saying(reads(), reads()))
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    document = only(downloads)

    assert (document.kind, document.period) == (STATEMENT, Period.month(2025, 3))


@posix
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param((LINES[5], "Période du 01/08/2025 au 31/08/2025"), id="month"),
        pytest.param((LINES[5], "Période du 01/03/2026 au 31/03/2026"), id="year"),
        pytest.param((LINES[5], "Période"), id="no period"),
        pytest.param((LINES[2], "Madame Claude MARTIN"), id="person"),
        pytest.param((LINES[4], "Releue mensueil de uos remboursernents"), id="kind"),
        pytest.param((LINES[7], "Page 1/2"), id="pages"),
    ],
)
def test_where_they_do_not_nothing_is_believed(downloads, tesseract, changed):
    first = reads() if "MARTIN" not in changed[1] else reads((LINES[3], ""))
    again = reads(changed) if "MARTIN" not in changed[1] else reads((LINES[3], ""), changed)
    tesseract(saying(first, again))
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    document = only(downloads)

    assert (document.status, document.kind, document.period) == (Status.UNSEARCHABLE, None, None)
    assert document.speaks


@posix
@pytest.mark.parametrize("third", ["first", "second"])
def test_a_third_reading_sides_with_either(downloads, tesseract, third):
    august = reads((LINES[5], "Période du 01/08/2025 au 31/08/2025"))
    asked = tesseract(saying(reads(), august, reads() if third == "first" else august))
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    month = 3 if third == "first" else 8
    assert only(downloads).period == Period.month(2025, month)
    assert len([line for line in asked().splitlines() if "list-langs" not in line]) == 3


@posix
def test_a_number_that_is_not_sure_is_none(downloads, tesseract):
    unsure = reads().replace("\t95\t01/03/2025", "\t50\t01/03/2025")
    tesseract(saying(unsure, unsure))
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    assert only(downloads).period is None


@posix
def test_a_day_that_is_not_sure_leaves_no_month_behind(downloads, tesseract):
    certificate = (LINES[5], "Période du 4 mars 2025 au 3 avril 2025")
    unsure = reads(certificate).replace("\t95\t4", "\t50\t4").replace("\t95\t3", "\t50\t3")
    tesseract(saying(unsure, unsure))
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    assert only(downloads).period is None


@posix
@pytest.mark.parametrize("read", ["ler", "Ier", "|er", "1er"])
def test_the_first_of_a_month_is_read_whatever_its_one_looks_like(downloads, tesseract, read):
    first = reads((LINES[5], f"Période du {read} mars 2025 au 31 mars 2025"))
    tesseract(saying(first, first))
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    assert only(downloads).period == Period.month(2025, 3)


@posix
def test_pictures_go_through_pipes_and_no_secret_goes_along(downloads, tesseract, monkeypatch):
    monkeypatch.setenv("ARCHIVER_PASSPHRASE", "five short words")
    asked = tesseract(saying(reads(), reads()))
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    only(downloads)

    calls = [line.split(" | ") for line in asked().splitlines() if "list-langs" not in line]
    assert len(calls) == 2
    for arguments, size, environment in calls:
        assert arguments.startswith("stdin stdout -l fra --psm ")
        assert not [part for part in arguments.split() if "/" in part]
        assert int(size) > 1_000_000
        assert "OMP_THREAD_LIMIT" in environment.split()
        assert "ARCHIVER_PASSPHRASE" not in environment


@posix
def test_files_with_text_never_wait_for_it(downloads, tesseract):
    asked = tesseract(saying(reads(), reads()))
    put(downloads / "a.pdf", MARCH)

    assert only(downloads).kind == STATEMENT
    assert asked() == ""


@posix
def test_a_scanned_book_is_not_read_to_its_end(downloads, tesseract):
    words = table(*["Il était une fois dans un pays lointain"] * 6)
    asked = tesseract(saying(words, words))
    put(downloads / "livre.pdf", as_file([PAGES[0].resize((800, 1100))] * 30, "PDF"))

    assert only(downloads).status is Status.UNSEARCHABLE
    assert asked().count("stdin") == scans._PATIENCE


@posix
def test_a_well_read_letter_of_somebody_else_is_unrelated(downloads, tesseract):
    words = table(*["Chère voisine, voici la recette du gâteau aux pommes"] * 6)
    tesseract(saying(words, words))
    put(downloads / "IMG_3.jpg", as_file(PAGES, "JPEG"))

    assert only(downloads).status is Status.UNRELATED


# --- without it


@posix
@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (None, Trouble.OCR_ABSENT),
        ("print('List of available languages (1):\\neng')", Trouble.OCR_NO_FRENCH),
        ("sys.exit(1)", Trouble.OCR_FAILED),
        ("if '--list-langs' not in sys.argv: os.abort()\nprint('x:\\nfra')", Trouble.OCR_FAILED),
    ],
)
def test_without_it_scans_are_unsearchable_and_all_else_is_read(
    downloads, tesseract, monkeypatch, body, trouble
):
    if body is None:
        monkeypatch.setenv("PATH", "/nowhere")
    else:
        tesseract(body)
    put(downloads / "a.pdf", MARCH)
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    text, scan = look(downloads)

    assert (text.status, text.period) == (Status.RECOGNISED, Period.month(2025, 3))
    assert (scan.status, scan.media, scan.trouble) == (Status.UNSEARCHABLE, Media.JPEG, trouble)


@posix
def test_a_page_that_takes_too_long_is_given_up(downloads, tesseract, monkeypatch):
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 0.5)
    tesseract(
        "if '--list-langs' in sys.argv: print('x:\\nfra')\nelse: __import__('time').sleep(99)"
    )
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    assert only(downloads).trouble is Trouble.OCR_FAILED


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_to_install_is_said_for_each_system(lang):
    gap = checklist.checks.Gap(
        type=GapType.UNSEARCHABLE,
        level=checklist.checks.Level.NOTE,
        path="scan.jpg",
        cause=Trouble.OCR_ABSENT,
    )
    voice = phrasing.Voice(
        words=Words(lang), checklist=checklist.load("ameli"), catalogue=catalogue.load()
    )

    _, remedy = phrasing.gap_words(gap, voice)

    for command in (
        "apt install tesseract-ocr tesseract-ocr-fra",
        "brew install tesseract tesseract-lang",
        "winget install UB-Mannheim.TesseractOCR",
    ):
        assert command in remedy


def joined(one, other, folder):
    """Two PDFs as one."""
    path = folder / "joined.pdf"
    put(folder / "1.pdf", one), put(folder / "2.pdf", other)
    with pikepdf.open(folder / "1.pdf") as first, pikepdf.open(folder / "2.pdf") as second:
        first.pages.extend(second.pages)
        first.save(path)
    return path.read_bytes()


ROWS = (
    "Dates Nature Montant payé Base du remboursement Taux Montant versé",
    "04/03/2025 CONSULTATION 30,00 30,00 70 % 21,00",
    "05/03/2025 PHARMACIE 42,00 42,00 65 % 27,30",
)


def with_rows(*rows, total="67,20"):
    return table(*LINES[:6], *rows, f"Total versé {total} €")


SHORT = with_rows(*ROWS)


@posix
@pytest.mark.parametrize(
    ("why", "read", "third", "told"),
    [
        ("a row is gone in both", SHORT, SHORT, True),
        ("one has it", SHORT, with_rows(*ROWS, "06/03/2025 SOINS 27,00 27,00 70 % 18,90"), False),
        ("they differ", SHORT, with_rows(*ROWS[:2]), False),
        ("a digit of the total", *[with_rows(*ROWS, total="43,30")] * 2, False),
        ("a digit less", *[with_rows(*ROWS, total="8,30")] * 2, False),
        ("an unsure number", *[SHORT.replace("\t95\t42,00", "\t50\t42,00")] * 2, False),
        ("a row that does not bear itself out", *[SHORT.replace("27,30", "22,90")] * 2, False),
        ("they add up", *[with_rows(*ROWS, total="48,30")] * 2, False),
    ],
)
def test_a_scan_that_lacks_a_row_in_every_reading_is_told(
    downloads, tesseract, why, read, third, told
):
    tesseract(saying(read, read, third))
    put(downloads / "scan.jpg", as_file(PAGES, "JPEG"))

    document = only(downloads)

    assert (document.kind, document.period) == (STATEMENT, Period.month(2025, 3)), why
    assert ("sum-unsure" in document.warnings) == told, why
    assert "sum-differs" not in document.warnings


# --- A scanner's own layer


def layered(page: Image.Image, layer: str) -> bytes:
    """A page as a scanner's app saves it: a picture, and what it has read, invisible."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawImage(ImageReader(page), 0, 0, *canvas._pagesize)
    text = canvas.beginText(50, 800)
    text.setTextRenderMode(3)
    text.textLines(layer)
    canvas.drawText(text)
    canvas.save()
    return stream.getvalue()


def text_of(pdf: bytes) -> str:
    return "\n".join(page.text for page in read(pdf, "x.pdf").pages)


@needs_tesseract
def test_what_a_scanner_has_read_is_one_reading_and_not_the_last_word(downloads):
    """The layer takes March for May; nothing else says so."""
    layer = text_of(MARCH).replace("mars", "mai").replace("/03/2025", "/05/2025")
    put(downloads / "scan.pdf", layered(PAGES[0], layer))

    document = only(downloads)

    assert document.period == Period.month(2025, 3)
    assert "ocr" in document.warnings


@pytest.mark.parametrize("installed", [False, pytest.param(True, marks=needs_tesseract)])
def test_the_layer_of_a_scanner_counts_as_read_from_a_picture(downloads, monkeypatch, installed):
    if not installed:
        monkeypatch.setenv("PATH", str(downloads))
    put(downloads / "releve-2024-01.pdf", layered(PAGES[0], text_of(MARCH)))

    document = only(downloads)

    assert (document.kind, document.period) == (STATEMENT, Period.month(2025, 3))
    assert "ocr" in document.warnings
    assert document.statement is not None
    assert document.statement.sums is Sums.AGREE


def test_the_name_of_its_file_does_not_date_a_layer(downloads, monkeypatch):
    monkeypatch.setenv("PATH", str(downloads))
    undated = re.sub(r"mars 2025|\d\d/\d\d/2025", "", text_of(MARCH))
    put(downloads / "releve-2024-01.pdf", layered(PAGES[0], undated))

    assert only(downloads).period is None


def test_invisible_words_beside_visible_ones_do_not_make_a_scan(downloads):
    """Browsers put such words there for those who cannot see."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawImage(ImageReader(Image.radial_gradient("L")), 500, 750, 60, 60)
    text = canvas.beginText(50, 800)
    for number, line in enumerate(text_of(MARCH).splitlines()):
        text.setTextRenderMode(3 if number == 0 else 0)
        text.textLine(line)
    canvas.drawText(text)
    canvas.save()
    put(downloads / "releve.pdf", stream.getvalue())

    assert "ocr" not in only(downloads).warnings


@pytest.mark.parametrize("installed", [False, pytest.param(True, marks=needs_tesseract)])
def test_a_page_of_a_statement_that_is_a_picture_nobody_can_read_is_told(
    downloads, monkeypatch, installed
):
    """The rest of the rows, and the total, may be on it."""
    if not installed:
        monkeypatch.setenv("PATH", str(downloads))
    lines = [line for line in text_of(MARCH).splitlines() if "otal" not in line]
    lines = [line for line in lines if not line.startswith("Page ")]
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for row, line in enumerate(lines):
        canvas.drawString(50, 800 - 14 * row, line)
    canvas.showPage()
    blurred = PAGES[0].resize((120, 170)).resize((600, 850))
    canvas.drawImage(ImageReader(blurred), 0, 0, *canvas._pagesize)
    canvas.save()
    put(downloads / "releve.pdf", stream.getvalue())

    document = only(downloads)

    assert (document.kind, document.period) == (STATEMENT, Period.month(2025, 3))
    assert "page-unreadable" in document.warnings
