"""What a file is, whatever its name; and a finding, never an exception, for what is not sound."""

import io
import re
import string
from pathlib import Path

import pikepdf
import pytest
import reportlab
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archiver.model import Media, PageText, Reading, Trouble
from archiver.reading import HEAD, read, sniff

WORDS = "l'Assurance Maladie - Relevé mensuel de vos remboursements"


def pdf(*pages, encrypt=None) -> bytes:
    """A PDF; each page is a list of lines, a picture, or both in a tuple."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, encrypt=encrypt)
    for page in pages:
        for part in page if isinstance(page, tuple) else (page,):
            if isinstance(part, Image.Image):
                canvas.drawImage(ImageReader(part), 0, 0, 500, 700)
                continue
            for row, line in enumerate([part] if isinstance(part, str) else part):
                canvas.drawString(72, 760 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def picture(media: str = "JPEG", size=(60, 40)) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise(size, 50).save(stream, media)
    return stream.getvalue()


def test_a_page_that_was_turned_keeps_its_words_together():
    """Turned by a viewer, and drawn in pieces, as browsers do."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for piece in (WORDS[:5], WORDS[5:30], WORDS[30:]):
        canvas.drawString(60, 800, piece)
        canvas.translate(canvas.stringWidth(piece, "Helvetica", 12), 0)
    canvas.save()
    with pikepdf.open(io.BytesIO(stream.getvalue())) as turned:
        for degrees in (0, 90, 180, 270):
            turned.pages[0].Rotate = degrees
            stream.seek(0)
            turned.save(stream)
            (page,) = read(stream.getvalue(), "releve.pdf").pages
            assert page.text == WORDS, degrees


SCAN = Image.effect_noise((60, 80), 50)
SOUND = pdf(WORDS, "page two")


# --- sniff


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"", Media.EMPTY),
        (b"%PDF-1.7\n", Media.PDF),
        (b"\xef\xbb\xbf%PDF-1.4", Media.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4", Media.PDF),
        (b"\0" * 1000 + b"%PDF-1.4", Media.PDF),
        (b"\0" * 2000 + b"%PDF-1.4", Media.OTHER),
        (picture("JPEG"), Media.JPEG),
        (picture("PNG"), Media.PNG),
        (picture("TIFF"), Media.TIFF),
        (b"MM\0*\0\0\0\x08", Media.TIFF),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Media.HEIC),
        (picture("AVIF"), Media.HEIC),
        (picture("WEBP"), Media.WEBP),
        (picture("GIF"), Media.GIF),
        (picture("BMP"), Media.BMP),
        (b"BMW, le 3 mars 2025 : facture", Media.OTHER),
        (b"RIFF\0\0\0\0WAVEfmt ", Media.OTHER),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", Media.OTHER),
        (b"<!DOCTYPE html><html>", Media.HTML),
        (b"\xef\xbb\xbf\r\n  <HTML lang='fr'>", Media.HTML),
        ("<html><p>é".encode("utf-16"), Media.HTML),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'>", Media.HTML),
        (b"<!-- saved from ameli --><head>", Media.HTML),
        (b"<?xml version='1.0'?><invoice/>", Media.OTHER),
        (b'{"error": "session expired"}', Media.OTHER),
        (b"PK\x03\x04", Media.OTHER),
        (b"plain text", Media.OTHER),
    ],
)
def test_the_first_bytes_tell_what_a_file_is(head, media):
    assert sniff(head[:HEAD]) is media


# --- PDF


def test_each_page_of_a_pdf_gives_its_text():
    assert read(SOUND, "x.pdf") == Reading(
        media=Media.PDF, pages=(PageText(text=WORDS), PageText(text="page two"))
    )


def test_a_pdf_is_one_by_its_content_not_its_name():
    for path in ("PDFServletDetailPaiementRS.dopdf", "releve", "releve.html"):
        assert read(SOUND, path) == read(SOUND, "x.pdf")


def test_lines_stay_in_order_and_a_word_split_at_a_line_end_is_rejoined():
    lines = ["vos rembourse-", "ments à Saint-", "Denis", "le 01/02/2025"]

    (page,) = read(pdf(lines), "x.pdf").pages

    assert page.text == "vos remboursements à Saint-Denis\nle 01/02/2025"


def test_an_empty_page_beside_a_full_one_is_no_trouble():
    reading = read(pdf(WORDS, []), "x.pdf")

    assert reading.trouble is None
    assert [page.text for page in reading.pages] == [WORDS, ""]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(SCAN, id="scan"),
        pytest.param((SCAN, "Scanned with CamScanner"), id="scan with the stamp of an app"),
        pytest.param("1/2", id="page number only"),
    ],
)
def test_a_pdf_without_text_worth_the_name_is_a_picture(page):
    reading = read(pdf(page, page), "x.pdf")

    assert (reading.media, reading.trouble, len(reading.pages)) == (
        Media.PDF,
        Trouble.PICTURE,
        2,
    )


def test_a_page_on_which_nothing_is_drawn_says_so_and_so_does_a_file_of_them():
    reading = read(pdf(WORDS, [], SCAN), "x.pdf")

    assert [page.blank for page in reading.pages] == [False, True, False]
    assert reading.warnings == ()
    assert read(pdf([], []), "x.pdf").trouble is Trouble.BLANK


def test_letters_drawn_as_outlines_are_not_nothing():
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.line(10, 10, 20, 20)
    canvas.showPage()
    canvas.save()

    assert read(stream.getvalue(), "x.pdf").warnings == ()


def test_a_page_that_is_a_picture_says_so():
    reading = read(pdf(SCAN, WORDS, []), "x.pdf")

    assert [page.pictures for page in reading.pages] == [True, False, False]
    assert reading.trouble is None


def test_a_picture_inside_a_group_counts():
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.beginForm("group")
    canvas.drawImage(ImageReader(SCAN), 0, 0)
    canvas.endForm()
    canvas.doForm("group")
    canvas.save()

    assert read(stream.getvalue(), "x.pdf").pages == (PageText(text="", pictures=True),)


def test_a_short_text_beside_no_picture_is_a_text():
    assert read(pdf("Hello World"), "x.pdf").trouble is None


def test_a_font_that_hides_its_characters_gives_no_text():
    canvas = FPDF()
    canvas.add_font("Vera", fname=Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
    canvas.set_font("Vera")
    canvas.add_page()
    # Enough different letters for some numbers of glyphs to look like letters themselves.
    canvas.multi_cell(w=0, text=f"{WORDS} {string.ascii_letters} {WORDS}")
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(bytes(canvas.output()))) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing["/ToUnicode"]
        document.save(stream)

    assert read(bytes(canvas.output()), "x.pdf").trouble is None
    assert read(stream.getvalue(), "x.pdf").trouble is Trouble.PICTURE


def test_a_pdf_that_asks_for_a_password_is_locked():
    locked = pdf(WORDS, encrypt=StandardEncryption("secret", strength=128))

    assert read(locked, "x.pdf") == Reading(media=Media.PDF, trouble=Trouble.LOCKED)


def test_a_pdf_that_only_forbids_copying_can_be_read():
    owned = pdf(WORDS, encrypt=StandardEncryption("", "owner", canCopy=0, strength=128))

    assert read(owned, "x.pdf").pages == (PageText(text=WORDS),)


def broken_page(data: bytes, number: int) -> bytes:
    """The same PDF, with nothing in the place of a page object."""
    page = re.compile(rb"<<[^<]*<<[^<]*<<[^<]*/Type /Page\n>>", re.DOTALL)
    found = list(page.finditer(data))[number - 1]
    return data[: found.start()] + b"null".ljust(len(found[0])) + data[found.end() :]


def test_a_page_that_cannot_be_opened_is_empty_and_told():
    reading = read(broken_page(SOUND, 2), "x.pdf")

    assert [page.text for page in reading.pages] == [WORDS, ""]
    assert [page.broken for page in reading.pages] == [False, True]
    assert reading.trouble is None


def test_a_pdf_of_which_no_page_can_be_opened_is_damaged():
    reading = read(broken_page(pdf(WORDS), 1), "x.pdf")

    assert reading.trouble is Trouble.DAMAGED


def test_a_pdf_without_pages_is_damaged():
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.save(stream)

    assert read(stream.getvalue(), "x.pdf").trouble is Trouble.DAMAGED


def test_a_header_with_nothing_sound_behind_it_is_damaged():
    junk = b"%PDF-1.4\nstartxref\n9\n%%EOF\n"

    assert read(junk, "x.pdf") == Reading(media=Media.PDF, trouble=Trouble.DAMAGED)


@pytest.mark.parametrize("rendering", [True, False])
def test_a_dynamic_form_is_told(rendering):
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Please wait... If this message is not"))) as document:
        document.Root.AcroForm = pikepdf.Dictionary(
            XFA=document.make_stream(b"<xdp/>"), Fields=pikepdf.Array()
        )
        document.Root.NeedsRendering = rendering
        document.save(stream)

    assert read(stream.getvalue(), "x.pdf").warnings == ("dynamic-form",)


# --- the end of a PDF


def linearised(data: bytes) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(stream, linearize=True)
    return stream.getvalue()


LONG = pdf(*[[f"line {row} of page {page}" for row in range(40)] for page in range(30)])


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("data", [LONG, linearised(LONG)], ids=["plain", "linearised"])
@pytest.mark.parametrize("filled", [False, True], ids=["cut", "filled with zeros"])
def test_a_download_that_stopped_is_truncated(data, share, filled):
    kept = data[: int(len(data) * share)]

    reading = read(kept.ljust(len(data), b"\0") if filled else kept, "x.pdf")

    assert reading.trouble is Trouble.TRUNCATED


def test_what_could_be_recovered_of_a_truncated_pdf_is_given():
    reading = read(LONG[: LONG.rindex(b"startxref")], "x.pdf")

    assert reading.trouble is Trouble.TRUNCATED
    assert "line 7 of page 0" in reading.pages[0].text


@pytest.mark.parametrize(
    "appended",
    [
        pytest.param(b"\n", id="line end"),
        pytest.param(b"\0" * 100_000, id="padding"),
        pytest.param(b"<!-- served in 0.1 s -->" * 500, id="what a server adds"),
    ],
)
def test_what_stands_behind_the_end_does_no_harm(appended):
    assert read(SOUND + appended, "x.pdf").trouble is None
    assert read(linearised(SOUND) + appended, "x.pdf").trouble is None


def test_a_revision_that_was_cut_off_is_truncated():
    cut = SOUND + b"7 0 obj\n<< /Type /Page /Contents 8 0 R"

    assert read(cut, "x.pdf").trouble is Trouble.TRUNCATED


def test_junk_before_the_header_does_no_harm():
    reading = read(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + SOUND, "x.pdf")

    assert (reading.trouble, len(reading.pages)) == (None, 2)


# --- pictures


@pytest.mark.parametrize(
    ("format", "media"),
    [
        ("JPEG", Media.JPEG),
        ("PNG", Media.PNG),
        ("TIFF", Media.TIFF),
        ("MPO", Media.JPEG),
        ("AVIF", Media.HEIC),
        ("WEBP", Media.WEBP),
        ("GIF", Media.GIF),
        ("BMP", Media.BMP),
    ],
)
def test_a_picture_is_one_page_without_text(format, media):
    assert read(picture(format), "IMG_1234.jpg") == Reading(
        media=media, pages=(PageText(text="", pictures=True),), trouble=Trouble.PICTURE
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP"])
def test_half_a_picture_is_damaged(format):
    whole = picture(format, (300, 300))

    reading = read(whole[: len(whole) // 2], "IMG_1234.jpg")

    assert (reading.trouble, reading.pages) == (Trouble.DAMAGED, ())


def test_half_a_picture_from_a_phone_is_truncated():
    whole = picture("AVIF", (300, 300))

    assert read(whole[: len(whole) // 2], "IMG_1234.heic").trouble is Trouble.TRUNCATED


def test_a_picture_that_would_fill_the_memory_is_refused():
    stream = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(stream, "PNG")

    assert read(stream.getvalue(), "x.png").trouble is Trouble.TOO_LARGE


# --- what is no document


def test_an_empty_file_is_empty():
    assert read(b"", "x.pdf") == Reading(media=Media.EMPTY, trouble=Trouble.EMPTY)


@pytest.mark.parametrize("path", ["releve.pdf", "x.dopdf", "releve", "page.html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_web_page_gives_the_words_it_shows(path, encoding):
    markup = """<!DOCTYPE html><html><head><title>ameli</title><style>p {}</style></head>
    <body><script>var x = "no";</script><p>Votre session a expir&eacute;,<br>dommage</p>é"""

    reading = read(markup.encode(encoding), path)

    assert (reading.media, reading.trouble) == (Media.HTML, Trouble.WEB_PAGE)
    assert [page.text for page in reading.pages] == ["ameli\nVotre session a expiré,\ndommage\né"]


def test_a_long_web_page_may_be_cut_within_a_character():
    page = ("<html>" + "é" * 200_000).encode()

    assert set(read(page, "x.html").pages[0].text) == {"é"}


@pytest.mark.parametrize("path", ["releve.pdf", "RELEVE.PDF", "x.dopdf"])
def test_what_only_claims_to_be_a_pdf_shows_what_it_says(path):
    reading = read(b'{"erreur": "Service indisponible"}', path)

    assert (reading.media, reading.trouble) == (Media.OTHER, Trouble.NOT_A_PDF)
    assert "Service indisponible" in reading.pages[0].text


def test_anything_else_is_nobodys_trouble():
    assert read(b"a,b\n1,2\n", "data.csv") == Reading(media=Media.OTHER)


# --- hostile input


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([SOUND, picture("PNG"), picture("JPEG"), picture("AVIF"), b"<html>a"]),
    st.lists(st.tuples(st.floats(0, 0.9999), st.binary(max_size=4)), max_size=5),
    st.sampled_from(["x.pdf", "x"]),
)
def test_no_content_raises(data, changes, path):
    for place, new in changes:
        at = int(place * len(data))
        data = data[:at] + new + data[at + len(new) :]

    reading = read(data, path)

    "".join(page.text for page in reading.pages).encode()


@pytest.mark.parametrize("own", [(SCAN,), ()], ids=["picture", "outlines"])
def test_what_a_browser_prints_around_a_picture_does_not_make_it_a_page_of_text(own):
    margins = [
        "28/11/2026, 07:55 attestation de droits",
        "https://assure.ameli.fr/attestation.pdf",
        "1/2",
    ]

    reading = read(pdf((*own, margins), (*own, margins)), "attestation.pdf")

    assert reading.trouble is Trouble.PICTURE
    assert all(page.pictures for page in reading.pages) or not own
