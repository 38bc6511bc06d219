import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from archiver.archive.body import Body
from archiver.archive.book import Book
from archiver.archive.cover import Cover, close
from archiver.archive.graft import WAYS, Graft, Source, cut, cut_rebuilt
from archiver.model import Media


def plain(*texts: str) -> bytes:
    """One page for each text."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for text in texts:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[Pdf], None], *texts: str, **how: object) -> bytes:
    """A plain source with something done to it."""
    with pikepdf.open(io.BytesIO(plain(*(texts or ("Relevé",))))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **how)
    return out.getvalue()


def picture(pdf: Pdf, operators: bytes = b"0 1 0 rg 0 0 100 20 re f") -> pikepdf.Object:
    """An appearance: a filled box."""
    form = pdf.make_stream(operators)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 20])
    return pdf.make_indirect(form)


def script(code: str = "app.alert(1)") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(code))


def acting(pdf: Pdf) -> None:
    """Everything that a PDF can do by itself or when clicked at."""
    page = pdf.pages[0].obj
    rect = Array([10, 10, 110, 30])
    look = Dictionary(N=picture(pdf))
    look.N.PieceInfo = Dictionary(Acme=Dictionary(Private=script()))
    look.N.Metadata = pdf.make_stream(b"<x/>")
    look.N.AF = Array([Dictionary(Type=Name.Filespec, F=String("x"))])
    look.N.StructParent = 0
    pdf.Root.OpenAction = script()
    pdf.Root.AA = Dictionary(WC=script())
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=[String("x"), script()]))
    page.AA = Dictionary(O=script())
    page.PieceInfo = Dictionary(Acme=Dictionary(Private=script()))
    page.Resources.Properties = Dictionary(
        P0=pdf.make_indirect(Dictionary(Action=script())),
        P1=pdf.make_indirect(Dictionary(Whole=pdf.Root)),
        P2=Dictionary(EF=Dictionary(F=pdf.make_stream(b"x"))),
    )
    actions = [
        script(),
        Dictionary(S=Name.Launch, F=String("calc.exe")),
        Dictionary(S=Name.SubmitForm, F=String("http://collect.example/")),
        Dictionary(S=Name.ImportData, F=String("/etc/passwd")),
        Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit])),
        Dictionary(S=Name.GoToE, D=Array([0, Name.Fit])),
        Dictionary(S=Name.URI, URI=String("file:///etc/passwd")),
        Dictionary(S=Name.URI, URI=String("javascript:alert(1)")),
        Dictionary(S=Name.URI, URI=String("https://ameli.example/"), Next=script()),
    ]
    links = [
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action, PA=action)
        for action in actions
    ]
    things = [
        Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=rect, AP=look, A=script())
        for kind in ("Screen", "Movie", "Sound", "RichMedia", "3D", "FileAttachment")
    ]
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=rect, Contents=String("note"), A=script()
    )
    button = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Btn,
        Ff=1 << 16,
        T=String("send"),
        Rect=rect,
        AP=look,
        A=actions[2],
        AA=Dictionary(U=script()),
    )
    button = pdf.make_indirect(button)
    pdf.Root.AcroForm = Dictionary(Fields=[button], XFA=pdf.make_stream(b"<xfa/>"))
    # Half of them written inline, as is legal.
    page.Annots = Array([*map(pdf.make_indirect, links), *things, note, button])


def form_field(pdf: Pdf, name: str, value: str, **more: object) -> pikepdf.Object:
    """A text field with a drawn value."""
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(name),
            V=String(value),
            F=4,
            Rect=Array([100, 600, 200, 620]),
            AP=Dictionary(N=picture(pdf)),
            **more,
        )
    )


def filled(value: str) -> Callable[[Pdf], None]:
    """A form whose only field is called `nom`."""

    def change(pdf: Pdf) -> None:
        field = form_field(pdf, "nom", value)
        pdf.Root.AcroForm = Dictionary(Fields=[field], DA=String("/Helv 0 Tf 0 g"))
        pdf.pages[0].obj.Annots = Array([field])

    return change


def layered(*, hidden: bool) -> Callable[[Pdf], None]:
    """A layer called `Notes` with a black box, shown or not."""

    def change(pdf: Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([group]), D=Dictionary(OFF=Array([group] if hidden else []))
        )
        page = pdf.pages[0]
        page.obj.Resources.Properties = Dictionary(MC0=group)
        page.contents_add(b"/OC /MC0 BDC 0 g 300 300 200 200 re f EMC")

    return change


def anchored(pdf: Pdf) -> None:
    """A link by name to page 2, as every document of one issuer has it; written inline."""
    goal = Dictionary(D=Array([pdf.pages[1].obj, Name.XYZ, 0, 700, 0]))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=[String("suite"), goal]))
    pdf.pages[0].obj.Annots = Array(
        [
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([72, 700, 200, 730]),
                A=Dictionary(S=Name.GoTo, D=String("suite")),
            )
        ]
    )


def objects(pdf: Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Every dictionary that the finished file holds, with the key under which it stands."""
    stack = [("", pdf.trailer), *(("", each) for each in pdf.objects)]
    while stack:
        key, value = stack.pop()
        if isinstance(value, Dictionary | pikepdf.Stream):
            yield key, value
        if isinstance(value, Dictionary | pikepdf.Stream):
            inner = [(k, v) for k, v in value.items()]
        elif isinstance(value, Array):
            inner = [(key, v) for v in value]
        else:
            continue
        # What is an object by itself has its own turn.
        stack += [(k, v) for k, v in inner if isinstance(v, pikepdf.Object) and not v.is_indirect]


FORBIDDEN_KEYS = {
    *("/JS", "/AA", "/OpenAction", "/XFA", "/PieceInfo", "/Launch", "/EF", "/PA", "/Metadata"),
    *("/StructParents", "/StructParent", "/JavaScript", "/NeedAppearances"),
}
ACTING = {"Screen", "Movie", "Sound", "RichMedia", "3D", "FileAttachment", "Popup"}


def cut_somehow(source: Source) -> Graft:
    for way in WAYS[:-1]:
        try:
            return way(source)
        except Exception:  # noqa: BLE001 (as the worker does)
            continue
    return WAYS[-1](source)


def bound(*sources: bytes) -> bytes:
    """One file with all pages of all sources, as the writer makes it."""
    out = Body()
    book = Book(out)
    order = [page for data in sources for page in book.plant(cut_somehow(Source(data=data)))]
    cover = Cover(
        title="Archive",
        lang="fr",
        created=datetime(2026, 11, 23, 10, tzinfo=UTC),
        producer="archiver",
        front_pages=0,
        identity=bytes(16),
    )
    return close(out, inside=book.finish(order), marks=(), files=(), cover=cover).getvalue()


def opened(*sources: bytes) -> Pdf:
    pdf = pikepdf.open(io.BytesIO(bound(*sources)))
    assert pdf.check_pdf_syntax() == []
    return pdf


def rendered(data: bytes, *, forms: bool = True) -> list[Image.Image]:
    pdf = pdfium.PdfDocument(data)
    if forms:
        pdf.init_forms()
    return [page.render(scale=0.5, may_draw_forms=forms).to_pil() for page in pdf]


def assert_same_look(data: bytes) -> None:
    before, after = rendered(data), rendered(bound(data))
    assert [each.tobytes() for each in after] == [each.tobytes() for each in before]
    assert len({each.getcolors() is None or len(each.getcolors()) > 1 for each in after}) == 1


def test_nothing_that_acts_survives():
    with opened(changed(acting)) as pdf:
        for key, value in objects(pdf):
            keys = set(value.keys()) - ({"/Metadata"} if value == pdf.Root else set())
            assert not keys & FORBIDDEN_KEYS, (key, value)
            assert str(value.get("/S", "")) in ("", "/URI", "/r", "/D"), value
            assert value.get("/Type") != Name.Filespec
            assert str(value.get("/Subtype", ""))[1:] not in ACTING
        addresses = [str(v.URI) for _, v in objects(pdf) if v.get("/S") == Name.URI]
    assert addresses == ["https://ameli.example/"]


def test_what_acted_leaves_its_picture_behind():
    with opened(changed(acting)) as pdf:
        kinds = [str(note.Subtype) for note in pdf.pages[0].Annots]
    assert kinds == ["/Link", *["/Stamp"] * 6, "/Text", "/Widget"]


def test_a_page_with_annotations_looks_the_same():
    assert_same_look(changed(acting))


def test_filled_values_stay_visible():
    data = changed(filled("MARTIN"))
    assert_same_look(data)
    assert rendered(bound(data))[0].tobytes() != rendered(plain("Relevé"))[0].tobytes()


def test_fields_of_one_name_keep_their_own_values():
    with opened(changed(filled("MARTIN")), changed(filled("DURAND"))) as pdf:
        names = {
            f"{above.T}.{field.T}": str(field.V)
            for above in pdf.Root.AcroForm.Fields
            for field in above.Kids
        }
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        for page in pdf.pages:
            assert page.obj == page.Annots[0].P
            assert page.Annots[0].Parent.Kids[0] == page.Annots[0]
    assert names == {"source1.nom": "MARTIN", "source2.nom": "DURAND"}


def test_fields_below_a_field_keep_their_tree():
    def change(pdf: Pdf) -> None:
        field = form_field(pdf, "nom", "MARTIN")
        above = pdf.make_indirect(Dictionary(T=String("assure"), FT=Name.Tx, Kids=[field]))
        field.Parent = above
        del field.FT
        pdf.Root.AcroForm = Dictionary(Fields=[above])
        pdf.pages[0].obj.Annots = Array([field])

    data = changed(change)
    assert_same_look(data)
    with opened(data) as pdf:
        above = pdf.Root.AcroForm.Fields[0].Kids[0]
        assert (str(above.T), str(above.Kids[0].T)) == ("assure", "nom")


def test_values_not_drawn_yet_are_drawn_by_the_second_way():
    def change(pdf: Pdf) -> None:
        fonts = Dictionary(Helv=pdf.pages[0].obj.Resources.Font.F1)
        field = form_field(pdf, "nom", "MARTIN", DA=String("/Helv 12 Tf 0 g"))
        del field.AP
        pdf.Root.AcroForm = Dictionary(
            Fields=[field], NeedAppearances=True, DR=Dictionary(Font=fonts)
        )
        pdf.pages[0].obj.Annots = Array([field])

    data = changed(change)
    with pytest.raises(Exception, match="not drawn"):
        cut(Source(data=data))
    with opened(data) as pdf:
        assert b"MARTIN" in pdf.pages[0].Annots[0].AP.N.read_bytes()


def test_a_signature_becomes_a_button_without_use():
    def change(pdf: Pdf) -> None:
        value = pdf.make_indirect(Dictionary(Type=Name.Sig, Contents=String("x" * 40)))
        field = form_field(pdf, "signature", "")
        field.FT, field.V = Name.Sig, value
        pdf.Root.AcroForm = Dictionary(Fields=[field], SigFlags=3)
        pdf.pages[0].obj.Annots = Array([field])

    data = changed(change)
    assert_same_look(data)
    assert cut(Source(data=data)).warnings == ("signature-invalidated-by-copy",)
    with opened(data) as pdf:
        assert not [value for _, value in objects(pdf) if value.get("/FT") == Name.Sig]
        assert not [value for _, value in objects(pdf) if value.get("/Type") == Name.Sig]


def test_a_hidden_layer_stays_hidden_beside_a_shown_one_of_the_same_name():
    hidden, shown = changed(layered(hidden=True)), changed(layered(hidden=False))
    before = [rendered(hidden)[0].tobytes(), rendered(shown)[0].tobytes()]
    after = [each.tobytes() for each in rendered(bound(hidden, shown))]
    assert before[0] != before[1]
    assert after == before


def test_layers_that_are_off_unless_listed_stay_off():
    def change(pdf: Pdf) -> None:
        layered(hidden=False)(pdf)
        pdf.Root.OCProperties.D = Dictionary(BaseState=Name.OFF)

    assert_same_look(changed(change))
    with opened(changed(change)) as pdf:
        assert len(pdf.Root.OCProperties.D.OFF) == 1


def test_anchors_of_one_name_lead_into_their_own_document():
    data = changed(anchored, "un", "deux")
    with opened(data, data) as pdf:
        goals = [page.Annots[0].Dest for page in (pdf.pages[0], pdf.pages[2])]
        assert goals[0][0] == pdf.pages[1].obj
        assert goals[1][0] == pdf.pages[3].obj
        assert [str(goals[0][1]), *map(float, list(goals[0])[2:])] == ["/XYZ", 0, 700, 0]


def test_a_link_to_a_page_that_is_not_copied_is_dropped():
    data = changed(anchored, "un", "deux")
    assert cut(Source(data=data, pages=(1,))).sheets[0].annotations == ()


def test_names_without_end_do_not_hang():
    def change(pdf: Pdf) -> None:
        anchored(pdf)
        node = pdf.make_indirect(Dictionary())
        node.Kids = Array([node, node])
        pdf.Root.Names = Dictionary(Dests=node)

    assert cut(Source(data=changed(change, "un", "deux"))).sheets[0].annotations == ()


def test_bookmarks_keep_their_tree_and_cycles_end():
    def change(pdf: Pdf) -> None:
        goal = Array([pdf.pages[1].obj, Name.Fit])
        top = pdf.make_indirect(Dictionary(Title=String("Partie")))
        inner = pdf.make_indirect(Dictionary(Title=String("Détail"), Dest=goal))
        lost = pdf.make_indirect(Dictionary(Title=String("Ailleurs")))
        top.First, top.Last, top.Next, lost.Next = inner, inner, lost, top
        inner.Next, inner.First = inner, top
        pdf.Root.Outlines = Dictionary(First=top, Last=lost)

    marks = cut(Source(data=changed(change, "un", "deux"))).bookmarks
    assert [(m.level, m.title, m.page) for m in marks] == [(0, "Partie", None), (1, "Détail", 1)]


def test_pages_inherit_their_size_turn_and_resources():
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        pdf.Root.Pages.MediaBox = Array([0, 0, 300, 900])
        pdf.Root.Pages.Rotate = 90
        pdf.Root.Pages.Resources = page.Resources
        for key in ("/MediaBox", "/Rotate", "/Resources"):
            del page[key]

    data = changed(change)
    assert_same_look(data)
    with opened(data) as pdf:
        assert pdf.pages[0].obj.Rotate == 90


@pytest.mark.parametrize("raw", [b"F\xe9", b"F\xc3\xa9", b"F\xb0\xa1"])
def test_names_keep_their_bytes_whatever_the_encoding(raw: bytes):
    data = plain("Relevé")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(content.replace(b"/F1 ", b"/%s " % raw))
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = out.getvalue().replace(b"/F1 ", b"/%s " % raw)
    text = pdfium.PdfDocument(bound(data))[0].get_textpage().get_text_range()
    assert "Relev" in text
    assert b"/F#%s " % b"#".join(b"%02X" % byte for byte in raw[1:]) in bound(data)


@pytest.mark.parametrize("level", [4, 6])
def test_an_owner_password_does_not_matter(level: int):
    how = pikepdf.Encryption(owner="secret", user="", R=level)
    data = changed(filled("MARTIN"), encryption=how)
    assert_same_look(data)
    with opened(data) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].Kids[0].V) == "MARTIN"
        assert not pdf.is_encrypted


def test_a_broken_cross_reference_table_is_rebuilt():
    data = plain("Relevé", "Suite")
    start = data.rindex(b"xref\n0 ")
    with opened(data[:start] + b"xref\n0 1\n" + data[start + 30 :]) as pdf:
        assert len(pdf.pages) == 2


def test_a_page_tree_in_a_circle_is_refused():
    def change(pdf: Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        pdf.Root.Pages.Count = 2

    out = changed(lambda pdf: None)
    with pikepdf.open(io.BytesIO(out)) as pdf:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        raw = io.BytesIO()
        pdf.save(raw)
    with pytest.raises(Exception, match="without end"):
        cut(Source(data=raw.getvalue()))


def test_a_page_that_is_not_there_is_never_skipped():
    data = plain("Relevé", "Suite")
    assert data.count(b"/Type /Page\n") == 2
    first = data.replace(b"/Type /Page\n", b"/Type /Pxge\n", 1)
    with pytest.raises(Exception, match="none"):
        cut(Source(data=first))
    with pytest.raises(Exception, match="pages only"):
        cut(Source(data=data, pages=(1, 2, 3)))


def test_the_second_way_gives_the_same_pages():
    data = changed(filled("MARTIN"), "un", "deux")
    one, other = cut(Source(data=data)), cut_rebuilt(Source(data=data))
    assert len(one.sheets) == len(other.sheets) == 2
    assert len(one.form.fields) == len(other.form.fields) == 1


def test_what_a_resource_is_called_does_not_matter():
    def change(pdf: Pdf) -> None:
        fonts = pdf.pages[0].obj.Resources.Font
        fonts["/AA"] = fonts.F1
        fonts["/Parent"] = fonts.F1
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(content.replace(b"/F1 ", b"/AA "))

    assert_same_look(changed(change))


def picture_file(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 60), **how) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode != "L" else 120).save(out, form, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (picture_file("JPEG", dpi=(150, 150)), Media.JPEG),
        (picture_file("PNG", dpi=(150, 150)), Media.PNG),
        (picture_file("PNG", "RGBA", dpi=(150, 150)), Media.PNG),
        (picture_file("TIFF", dpi=(150, 150)), Media.TIFF),
    ],
)
def test_a_picture_becomes_a_page_of_its_own_size(data: bytes, media: Media):
    graft = cut(Source(data=data, media=media))
    assert len(graft.sheets) == 1
    box = graft.sheets[0].parts[0].split(b"]")[0].split(b"[")[1].split()
    assert [round(float(edge), 1) for edge in box] == [0, 0, 19.2, 28.8]


def test_a_jpeg_is_not_packed_again():
    data = picture_file("JPEG")
    pieces = cut(Source(data=data, media=Media.JPEG)).pieces
    assert any(
        data in part
        for piece in pieces
        for part in piece.parts
        if part is not None and isinstance(part, bytes)
    )


def test_a_photograph_fits_a_sheet_of_paper():
    data = picture_file("JPEG", size=(4000, 3000), dpi=(72, 72))
    box = cut(Source(data=data, media=Media.JPEG)).sheets[0].parts[0]
    assert b"[0 0 793.3333 595 ]" in box


def test_every_frame_of_a_tiff_is_a_page():
    frames = [Image.new("1", (10, 10)) for _ in range(3)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    assert len(cut(Source(data=out.getvalue(), media=Media.TIFF)).sheets) == 3


def test_equal_objects_are_kept_once():
    data = changed(filled("MARTIN"), "un", "deux")
    once, twice = len(bound(data)), len(bound(data, data, data, data))
    assert twice < 2.5 * once
    assert len(rendered(bound(data, data, data, data))) == 8
