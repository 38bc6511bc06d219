"""Pages are called identical only when they are, whoever packed them."""

import base64
import io

import pikepdf
import pytest
from archives import archive
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archiver.archive import contents, identical
from archiver.archive.verify import verify


def drawn(words="Relevé mensuel", *, picture=None, pages=2):
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for number in range(pages):
        canvas.drawString(72, 720, f"{words} {number}")
        if picture:
            canvas.drawImage(ImageReader(picture), 72, 500, 60, 60)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def rewritten(data, change=lambda pdf: None, **how):
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(stream, **how)
    return stream.getvalue()


def same(one, other, index=0):
    with identical.opened(one) as here, identical.opened(other) as there:
        return identical.identical((here, index), (there, index))


@pytest.mark.parametrize(
    "how",
    [
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.all},
        {"recompress_flate": True, "object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
        {"encryption": pikepdf.Encryption(owner="only", user="")},
    ],
    ids=str,
)
def test_however_it_is_packed_a_page_is_the_same(how):
    data = drawn()
    assert same(data, rewritten(data, **how))


def pictured(tmp_path, colour):
    file = tmp_path / f"{colour}.jpg"
    Image.new("RGB", (60, 60), colour).save(file)
    return drawn(picture=str(file))


def _printable(pdf):
    """JPEG in printable characters; where reportlab has written it so, as it is."""
    for image in list(pdf.pages[0].Resources.XObject.values()):
        data, names = image.read_raw_bytes(), [str(name) for name in image.Filter]
        if "/ASCII85Decode" in names:
            data = base64.a85decode(data.strip().removesuffix(b"~>"))
            image.write(data, filter=pikepdf.Array([pikepdf.Name.DCTDecode]))
        else:
            filters = pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.DCTDecode])
            image.write(base64.a85encode(data) + b"~>", filter=filters)


def test_a_jpeg_is_the_same_behind_another_filter_and_not_if_it_is_another(tmp_path):
    one = pictured(tmp_path, "red")
    printable = rewritten(one, _printable)
    assert printable.count(b"/ASCII85Decode") != one.count(b"/ASCII85Decode")
    assert same(one, printable)
    assert not same(one, pictured(tmp_path, "blue"))


def _widths(pdf):
    pdf.pages[0].Resources.Font["/F1"]["/Widths"] = pikepdf.Array([1, 2, 3])


def _encoding(pdf):
    pdf.pages[0].Resources.Font["/F1"]["/Encoding"] = pikepdf.Name("/MacRomanEncoding")


def _box(pdf):
    pdf.pages[0].obj["/MediaBox"] = pikepdf.Array([0, 0, 300, 300])


def _turned(pdf):
    pdf.pages[0].obj["/Rotate"] = 90


def _more(pdf):
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def _group(pdf):
    group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceGray)
    pdf.pages[0].obj["/Group"] = group


def _one_letter(pdf):
    data = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(data.replace(b"mensuel", b"mensuol"))


@pytest.mark.parametrize("change", [_widths, _encoding, _box, _turned, _more, _group, _one_letter])
def test_whatever_changes_a_page_makes_it_another(change):
    data = drawn()
    assert not same(data, rewritten(data, change))


def test_a_page_that_differs_says_nothing_of_the_others():
    data = drawn()
    changed = rewritten(data, _one_letter)
    with identical.opened(data) as here, identical.opened(changed) as there:
        found = [identical.identical((here, n), (there, n)) for n in (0, 1, 0)]
    assert found == [False, True, False]


def test_a_shared_object_that_differs_does_so_on_every_page():
    data = drawn()
    changed = rewritten(data, _encoding)  # both pages have this font
    with identical.opened(data) as here, identical.opened(changed) as there:
        assert [identical.identical((here, n), (there, n)) for n in (0, 1, 0)] == [False] * 3


def _masked(colour):
    """A picture with a mask, packed in another way than the archive would."""

    def change(pdf):
        for image in list(pdf.pages[0].Resources.XObject.values()):
            mask = pdf.make_stream(bytes([colour]) * 3600)
            for key, value in (("/Width", 60), ("/Height", 60), ("/BitsPerComponent", 8)):
                mask[key] = value
            mask["/Subtype"], mask["/ColorSpace"] = pikepdf.Name.Image, pikepdf.Name.DeviceGray
            image["/SMask"] = mask

    return change


def test_what_a_repacked_picture_refers_to_counts(tmp_path):
    picture = pictured(tmp_path, "red")
    one, other = rewritten(picture, _masked(10)), rewritten(picture, _masked(200))

    assert same(one, rewritten(one, _printable))
    assert not same(one, rewritten(other, _printable))


def test_what_only_looks_like_a_reference_counts():
    def noted(text):
        def change(pdf):
            pdf.pages[0].Resources["/Note"] = pikepdf.Dictionary(Said=pikepdf.String(text))

        return change

    one, other = (rewritten(drawn(), noted(text)) for text in ("900 0 R", "901 0 R"))
    assert same(one, one)
    assert not same(one, other)


@pytest.mark.parametrize("name", ["/Metadata", "/Length", "/Parent", "/PieceInfo"])
def test_what_a_page_calls_its_picture_does_not_hide_it(tmp_path, name):
    def renamed(pdf):
        pictures = pdf.pages[0].Resources.XObject
        (old,) = pictures.keys()
        pictures[name] = pictures[old]
        del pictures[old]

    def repainted(pdf):
        with pikepdf.open(io.BytesIO(pictured(tmp_path, "blue"))) as other:
            (picture,) = other.pages[0].Resources.XObject.values()
            pdf.pages[0].Resources.XObject[name].write(
                picture.read_raw_bytes(),
                filter=pikepdf.Array([pikepdf.Name(str(f)) for f in picture.Filter]),
            )

    red = rewritten(pictured(tmp_path, "red"), renamed)
    blue = rewritten(red, repainted)
    assert same(red, red)
    assert not same(red, blue)


def test_layers_are_left_to_those_who_look():
    def layered(pdf):
        group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="x"))
        pdf.pages[0].Resources["/Properties"] = pikepdf.Dictionary(L=group)

    data = rewritten(drawn(), layered)
    assert not same(data, data)


def test_what_had_to_be_mended_is_left_to_those_who_look():
    data = drawn()
    broken = data.replace(b"startxref", b"startxxxx")
    assert not same(data, broken)
    assert not same(broken, broken)


def test_what_does_not_open_is_not_the_same():
    with identical.opened(b"%PDF-1.7 nothing") as nothing:
        assert nothing is None
    assert not same(drawn(), b"%PDF-1.7 nothing")
    assert not same(drawn(pages=1), drawn(pages=2), index=1)


def test_the_check_lays_out_no_text_of_pages_that_are_the_same(tmp_path, monkeypatch):
    path = tmp_path / "archive.pdf"
    path.write_bytes(archive())
    monkeypatch.setattr(contents, "_text", lambda page: 1 / 0)
    assert verify(path).pages_matching == verify(path).pages_expected > 0
