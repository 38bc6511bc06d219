"""Nothing that acts gets into the archive's pages, whichever way they go; other tools judge."""

import io
import json
import re
import subprocess
from datetime import UTC, datetime

import drawn
import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name, String

from archiver.archive.body import Body
from archiver.archive.book import Book
from archiver.archive.cover import Cover, close
from archiver.archive.graft import WAYS, Source, cut, cut_imported, cut_rebuilt, pictured
from archiver.cli import cli

#: ISO 32000-2, table 201, but for what leads to a page of the same file, and to an address.
ACTIONS = {
    f"/{name}"
    for name in (
        "GoToR GoToE GoToDp Launch Thread Sound Movie Hide Named SubmitForm ResetForm ImportData"
        " SetOCGState Rendition Trans GoTo3DView JavaScript RichMediaExecute"
    ).split()
}
KEYS = set(
    "/JS /AA /PA /OpenAction /XFA /RichMediaContent /RichMediaSettings /3DD /3DA /Movie /Sound"
    " /JavaScript /Renditions /CO /Collection /Threads /PieceInfo /IDS /AlternatePresentations"
    " /OnInstantiate".split()
)
# As mutool prints one object per line.
LEGIBLE = re.compile(
    "/(?:" + "|".join(sorted(name[1:] for name in (ACTIONS - {"/Hide", "/Trans"}) | KEYS)) + r")\b"
)
SAFE_ADDRESS = "https://www.ameli.example/aide"


def acting(*, form):
    """A statement that does all that a PDF can do by itself, or when it is clicked at."""
    pdf = pikepdf.open(io.BytesIO(drawn.statement(2026, 9)))
    page, root = pdf.pages[0].obj, pdf.Root

    def script(code="app.alert(1)"):
        return Dictionary(S=Name.JavaScript, JS=String(code))

    file = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("a.exe"), UF=String("a.exe"),
                   EF=Dictionary(F=pdf.make_stream(b"MZ", Type=Name.EmbeddedFile)))
    )  # fmt: skip
    media = Dictionary(S=Name.MR, C=Dictionary(S=Name.MCD, D=file, CT=String("video/mp4")))
    actions = [
        script(),
        Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(2)")),
        Dictionary(S=Name.Launch, F=file, Win=Dictionary(F=String("calc.exe"))),
        Dictionary(S=Name.SubmitForm, F=String("http://collect.example/"), Flags=4),
        Dictionary(S=Name.ResetForm),
        Dictionary(S=Name.ImportData, F=String("/etc/passwd")),
        Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit])),
        Dictionary(S=Name.GoToE, F=file, D=Array([0, Name.Fit])),
        Dictionary(S=Name.GoToDp, Dp=Dictionary()),
        Dictionary(S=Name.Thread, F=String("other.pdf"), D=0),
        Dictionary(S=Name.Sound, Sound=pdf.make_stream(b"\0", R=8000)),
        Dictionary(S=Name.Movie, T=String("m")),
        Dictionary(S=Name.Hide, T=String("send")),
        Dictionary(S=Name.Named, N=Name.Print),
        Dictionary(S=Name.SetOCGState, State=Array([Name.Toggle])),
        Dictionary(S=Name.Rendition, R=media, OP=0, JS=String("app.alert(3)")),
        Dictionary(S=Name.Trans, Trans=Dictionary(S=Name.Fly)),
        Dictionary(S=Name("/GoTo3DView"), V=Name.F),
        Dictionary(S=Name.RichMediaExecute, CMD=Dictionary(C=String("play"))),
        Dictionary(S=Name.URI, URI=String("javascript:alert(1)")),
        Dictionary(S=Name.URI, URI=String("file:///etc/passwd")),
        Dictionary(S=Name.URI, URI=String(SAFE_ADDRESS), Next=Array([script()])),
        Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]), Next=script()),
    ]
    rect = Array([10, 10, 110, 30])

    def note(kind, **more):
        return Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=rect, **more)

    events = {f"/{event}": script(event) for event in "E X D U Fo Bl PO PC PV PI".split()}
    notes = [note("Link", A=action, AA=Dictionary(events), PA=action) for action in actions]
    notes += [
        note("Screen", A=actions[15], AA=Dictionary(events), MK=Dictionary()),
        note("Movie", Movie=Dictionary(F=file), A=True),
        note("Sound", Sound=actions[10].Sound),
        note("FileAttachment", FS=file),
        note(
            "RichMedia", RichMediaContent=Dictionary(Assets=Dictionary(Names=[String("a"), file]))
        ),
        note(
            "3D",
            **{
                "/3DD": pdf.make_stream(b"x", Subtype=Name.U3D, OnInstantiate=pdf.make_stream(b"1"))
            },
        ),
        note("Stamp", A=script(), AA=Dictionary(events)),
    ]
    if form:
        keyed = {f"/{event}": script(event) for event in "KFVC"}
        kid = pdf.make_indirect(note("Widget", A=actions[3], AA=Dictionary(events)))
        field = pdf.make_indirect(
            Dictionary(FT=Name.Tx, T=String("nom"), V=String("x"), Kids=Array([kid]),
                       AA=Dictionary(keyed))
        )  # fmt: skip
        kid.Parent = field
        notes.append(kid)
        root.AcroForm = Dictionary(
            Fields=Array([field]), CO=Array([field]), XFA=pdf.make_stream(b"<xdp/>"), SigFlags=0
        )
    page.Annots = Array([*map(pdf.make_indirect, notes[::2]), *notes[1::2]])
    page.AA = Dictionary(O=script(), C=script())
    root.OpenAction = actions[0]
    root.AA = Dictionary({f"/{event}": script(event) for event in ("WC", "WS", "DS", "WP", "DP")})
    root.URI = Dictionary(Base=String("file:///"))
    root.Names = Dictionary(
        JavaScript=Dictionary(Names=[String("x"), script()]),
        Renditions=Dictionary(Names=[String("r"), media]),
        EmbeddedFiles=Dictionary(Names=[String("a.exe"), file]),
    )
    with pdf.open_outline() as outline:
        for number, action in enumerate(actions[:9]):
            outline.root.append(pikepdf.OutlineItem(f"Marque {number}", action=action))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def bound(graft):
    """One file with the pages of a graft, as the writer makes it."""
    book = Book(out := Body())
    cover = Cover(
        title="Archive",
        lang="fr",
        created=datetime(2026, 11, 23, 10, tzinfo=UTC),
        producer="archiver",
        front_pages=0,
        identity=bytes(16),
    )
    inside = book.finish(list(book.plant(graft)))
    return close(out, inside=inside, marks=(), files=(), cover=cover).getvalue()


def offences(path, *, own=()):
    """All that acts in a file, by qpdf's account; *own* are the attachments meant to be there."""
    told = subprocess.run(["qpdf", "--json", path], capture_output=True, check=True).stdout
    return [fault for value in _dictionaries(json.loads(told)) for fault in _faults(value, own)]


def _dictionaries(value):
    if isinstance(value, dict):
        yield value
        value = value.values()
    if not isinstance(value, str | int | float | None):
        for each in value:
            yield from _dictionaries(each)


def _faults(value, own):
    if value.get("/S") in ACTIONS:
        yield value["/S"]
    if value.get("/S") in {"/URI", "/GoTo"} and "/Next" in value:
        yield "/Next"
    yield from KEYS & value.keys()
    address = str(value.get("/URI", "")).removeprefix("u:")
    if address and not address.startswith(("http://", "https://", "mailto:")):
        yield address
    if "/EF" in value and str(value.get("/UF", "")).removeprefix("u:") not in own:
        yield "/EF"


def in_mutool(path):
    """The same by the account of another library."""
    lines = subprocess.run(["mutool", "show", path, "grep"], capture_output=True, check=True).stdout
    return LEGIBLE.findall(lines.decode("utf-8", "replace"))


@pytest.mark.parametrize("form", [False, True])
def test_the_judges_see_what_acts(tmp_path, form):
    """Else nothing below could fail."""
    (tmp_path / "a.pdf").write_bytes(acting(form=form))

    found = set(offences(tmp_path / "a.pdf"))

    assert found >= ACTIONS | {
        "/AA",
        "/OpenAction",
        "/EF",
        "/Next",
        "javascript:alert(1)",
        "file:///etc/passwd",
    }
    assert ("/XFA" in found) is form
    assert in_mutool(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("way", "form"),
    [(cut, True), (cut, False), (cut_rebuilt, True), (cut_rebuilt, False), (cut_imported, False),
     (pictured, True)],
    ids=lambda value: getattr(value, "__name__", value),
)  # fmt: skip
def test_whichever_way_a_page_goes_nothing_that_acts_goes_with_it(tmp_path, way, form):
    graft = way(Source(data=acting(form=form), pages=(1,)))
    (tmp_path / "a.pdf").write_bytes(bound(graft))

    assert offences(tmp_path / "a.pdf") == []
    assert in_mutool(tmp_path / "a.pdf") == []
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        addresses = [
            str(note.A.URI)
            for note in pdf.pages[0].get("/Annots", [])
            if "/URI" in note.get("/A", {})
        ]
    assert addresses == ([] if way is pictured else [SAFE_ADDRESS])


def test_every_way_is_judged():
    assert set(WAYS) == {cut, cut_rebuilt, cut_imported}


def test_a_whole_archive_does_nothing_and_holds_the_original_as_it_was(tmp_path):
    folder, target = tmp_path / "folder", tmp_path / "archive.pdf"
    folder.mkdir()
    (folder / "releve.pdf").write_bytes(acting(form=True))
    words = ["bundle", str(folder), "-o", str(target), "--no-seal", "--as-of", "2026-11-20"]

    assert CliRunner().invoke(cli, [*words, "--lang", "fr"]).exit_code == 0

    with pikepdf.open(target) as pdf:
        own = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    assert offences(target, own=own) == []
    assert in_mutool(target) == []
    assert (folder / "releve.pdf").read_bytes() in own.values()
