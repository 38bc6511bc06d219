"""Printable streams become plain ones, byte for byte, or stay as they are."""

import base64
import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.archive.graft import Source, cut
from archiver.ascii85 import decoded


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
    drawing = b"BT /F1 12 Tf 72 700 Td (Bonjour) Tj ET " * 20
    written = base64.a85encode(zlib.compress(drawing)) + b"~>"
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        filters = [pikepdf.Name.ASCII85Decode, pikepdf.Name.FlateDecode]
        pdf.pages[0].Contents = pikepdf.Stream(pdf, written, Filter=filters)
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert written in out.getvalue()

    (piece,) = cut(Source(data=out.getvalue())).pieces

    held = b"".join(part for part in piece.parts if isinstance(part, bytes))
    head, _, rest = held.partition(b"stream\n")
    assert b"/Filter[/FlateDecode]" in head
    assert zlib.decompressobj().decompress(rest) == drawing
