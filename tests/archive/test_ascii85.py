"""Printable streams become plain ones, byte for byte, or stay as they are."""

import base64
import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from archiver.archive.graft import Source, cut
from archiver.archive.graft.ascii85 import decoded


@given(st.binary(max_size=200), st.integers(0, 40))
def test_it_reads_what_the_standard_library_writes(data, zeros):
    data += bytes(zeros)
    written = base64.a85encode(data, wrapcol=20) + b"~>"

    assert decoded(written) == data


@given(st.binary(max_size=60))
def test_of_anything_it_gives_what_the_standard_library_gives_or_nothing(data):
    found = decoded(data + b"~>")

    if found is not None:
        assert found == base64.a85decode(data.removeprefix(b"<~"), ignorechars=b"\0\t\n\f\r ")


@pytest.mark.parametrize(
    "data", [b"87cURD]", b"87cUR~", b"ab\x80de~>", b"uuuuu~>", b"abzcd~>", b"a~>"]
)
def test_what_is_not_written_as_it_should_be_is_left_alone(data):
    assert decoded(data) is None


def test_a_page_written_with_printable_characters_is_taken_in_without_them():
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.drawString(72, 700, "Bonjour " * 20)
    canvas.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        before = pdf.pages[0].Contents.read_bytes()
        assert "/ASCII85Decode" in str(pdf.pages[0].Contents.Filter)

    pieces = b"".join(
        part
        for piece in cut(Source(data=out.getvalue())).pieces
        for part in piece.parts
        if isinstance(part, bytes)
    )

    assert b"ASCII85" not in pieces
    start = pieces.index(b"stream\n") + 7
    assert zlib.decompressobj().decompress(pieces[start:]) == before
