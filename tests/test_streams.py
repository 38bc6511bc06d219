"""No word of a page is lost unseen: a stream that is damaged or cut short is told, page by page."""

import io
from functools import cache

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from archiver import catalogue
from archiver.model import PAGE_UNREADABLE, Reading, Trouble
from archiver.reading import read
from archiver.recognition import recognise

HEAD = [
    "l'Assurance Maladie",
    "CPAM de Seine-Exemple",
    "Madame MARTIN Claire",
    "N° de sécurité sociale : 2 85 05 99 999 001 31",
]


def statement(month: int, page: int = 1, of: int = 1) -> list[str]:
    rows = [f"0{day}/0{month}/2025 CONSULTATION 30,00 30,00 70 % 19,00" for day in range(1, 10)]
    heads = "Dates Nature des prestations Montant payé Base Taux Montant versé"
    last = {1: 31, 2: 28, 3: 31}[month]
    title = [
        "Relevé mensuel de vos remboursements",
        f"Période du 01/0{month}/2025 au {last}/0{month}/2025",
    ]
    top = [*HEAD, *title] if page == 1 else []
    return [*top, heads, *rows, *([f"Page {page}/{of}"] if of > 1 else [])]


def drawn(*pages: list[str], printable: bool = False, **how) -> bytes:
    """A PDF; *printable* as reportlab writes it by default, in ASCII 85."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1, **how)
    for lines in pages:
        for row, line in enumerate(lines):
            canvas.drawString(60, 800 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    if printable:
        return stream.getvalue()
    with pikepdf.open(stream) as document:
        for page in document.pages:
            page.Contents.write(page.Contents.read_bytes())
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def content(data: bytes, number: int) -> tuple[int, int]:
    """Where the content of a page begins and ends in the file."""
    with pikepdf.open(io.BytesIO(data)) as document:
        raw = document.pages[number - 1].Contents.read_raw_bytes()
    begin = data.index(raw)
    return begin, begin + len(raw)


@cache
def sound(*, printable: bool) -> bytes:
    return drawn(statement(1, 1, 3), statement(1, 2, 3), statement(1, 3, 3), printable=printable)


def says(reading: Reading) -> list[str]:
    return [page.text for page in reading.pages]


@pytest.mark.parametrize("printable", [False, True])
def test_a_sound_file_has_no_broken_page(printable):
    reading = read(sound(printable=printable), "x.pdf")

    assert [page.broken for page in reading.pages] == [False] * 3


@settings(max_examples=300)
@given(st.data(), st.booleans(), st.integers(1, 3))
def test_any_bit_of_a_content_stream_that_flips_is_told(data, printable, number):
    whole = sound(printable=printable)
    begin, end = content(whole, number)
    place = data.draw(st.integers(begin, end - 1))
    bit = data.draw(st.integers(0, 7))
    flipped = bytearray(whole)
    flipped[place] ^= 1 << bit

    reading = read(bytes(flipped), "x.pdf")

    broken = {n for n, page in enumerate(reading.pages, start=1) if page.broken}
    assert says(reading) == says(read(whole, "x.pdf")) or number in broken
    assert broken <= {number}


@settings(max_examples=100)
@given(st.data(), st.booleans())
def test_a_content_stream_that_was_cut_short_is_told(data, printable):
    """And the rest of it filled up, so that all else stands where it stood."""
    whole = sound(printable=printable)
    begin, end = content(whole, 2)
    place = data.draw(st.integers(begin, end - 8))
    fill = data.draw(st.sampled_from([b"\0", b" ", b"\xff"]))

    reading = read(whole[:place] + fill * (end - place) + whole[end:], "x.pdf")

    assert [page.broken for page in reading.pages] == [False, True, False]


def changed(data: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, compress_streams=False)
        return out.getvalue()


def shortened(stream: pikepdf.Stream, by: int) -> None:
    raw = stream.read_raw_bytes()
    stream.write(raw[:-by], filter=pikepdf.Name.FlateDecode)


def test_a_checksum_that_is_not_there_is_not_missed():
    """Some producers leave it out."""
    data = changed(
        sound(printable=False), lambda document: shortened(document.pages[1].Contents, 4)
    )

    assert [page.broken for page in read(data, "x.pdf").pages] == [False] * 3


def rubbish(document: pikepdf.Pdf) -> pikepdf.Stream:
    stream = document.make_stream(b"")
    stream.write(b"no deflated data", filter=pikepdf.Name.FlateDecode)
    return stream


def test_what_no_page_is_drawn_from_may_be_broken():
    def change(document):
        document.Root.Others = rubbish(document)
        document.pages[0].Thumb = rubbish(document)

    data = changed(sound(printable=False), change)

    assert b"no deflated data" in data
    assert [page.broken for page in read(data, "x.pdf").pages] == [False] * 3


def test_a_part_that_several_pages_share_breaks_those():
    def change(document):
        shared = rubbish(document)
        for page in list(document.pages)[:2]:
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Form=shared))

    data = changed(sound(printable=False), change)

    assert [page.broken for page in read(data, "x.pdf").pages] == [True, True, False]


def test_the_pages_of_an_encrypted_file_are_looked_through():
    lock = StandardEncryption("", ownerPassword="owner", strength=128)
    whole = drawn(statement(1, 1, 2), statement(1, 2, 2), printable=True, encrypt=lock)
    assert [page.broken for page in read(whole, "x.pdf").pages] == [False, False]
    # What is at the end of a stream cannot be found by its words here, but by its object.
    place = whole.index(b"endstream", whole.rindex(b"/Length")) - 40
    broken = whole[:place] + b"\0" * 20 + whole[place + 20 :]

    assert [page.broken for page in read(broken, "x.pdf").pages] == [False, True]


def test_a_stream_that_cannot_even_be_decrypted_breaks_its_page(monkeypatch):
    """AES has blocks: one that is cut within them is refused before anything is inflated."""
    lock = StandardEncryption("", ownerPassword="owner", strength=128)
    whole = drawn(statement(1, 1, 2), statement(1, 2, 2), printable=True, encrypt=lock)

    def refused(_):
        raise pikepdf.PdfError("the stream cannot be decrypted")

    monkeypatch.setattr("archiver.broken.inflates", refused)

    assert [page.broken for page in read(whole, "x.pdf").pages] == [True, True]


def test_a_file_without_a_page_that_is_whole_is_damaged():
    whole = drawn(statement(1))
    begin, end = content(whole, 1)
    broken = whole[:begin] + b"\0" * (end - begin) + whole[end:]

    assert read(broken, "x.pdf").trouble is Trouble.DAMAGED


# --- Whose page it was


def torn(*numbers: int) -> list[tuple[str, ...]]:
    """The warnings of each of three statements in one file, pages of which have no word left."""
    data = drawn(statement(1, 1, 2), statement(1, 2, 2), statement(2), statement(3))
    for number in numbers:
        begin, end = content(data, number)
        data = data[:begin] + b"\0" * (end - begin) + data[end:]
    found = recognise(read(data, "x.pdf").pages, "x.pdf", catalogue.load())
    return [one.warnings for one in found if one.kind]


def test_only_the_document_that_a_broken_page_may_belong_to_is_torn():
    assert torn() == [(), (), ()]
    assert torn(2) == [(PAGE_UNREADABLE,), (PAGE_UNREADABLE,), ()]
    # The statement that is lost leaves a hole of its own; those beside it may have lost a page.
    assert torn(3) == [(PAGE_UNREADABLE,), (PAGE_UNREADABLE,)]
    assert torn(4) == [(), (PAGE_UNREADABLE,)]
