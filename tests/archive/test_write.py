import dataclasses
import hashlib
import io
import os
import random
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from archiver import catalogue
from archiver.archive import format
from archiver.archive.format import SAFE_NAME
from archiver.archive.plan import plan
from archiver.archive.write import Assembled, Context, assemble
from archiver.model import (
    Checklist,
    Document,
    Gap,
    GapType,
    Level,
    Media,
    Period,
    Report,
    Status,
    Trouble,
)
from archiver.wording import Words

STATEMENT = "releve-remboursements"


def drawn(*pages: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def statement(month: int, data: bytes, **more: object) -> tuple[Document, bytes]:
    pages = pdfium.PdfDocument(data)
    return document(
        data,
        path=f"Téléchargements/releve_{month:02}.pdf",
        kind=STATEMENT,
        period=Period.month(2025, month),
        source_pages=tuple(range(1, len(pages) + 1)),
        **more,
    )


def document(data: bytes, **more: object) -> tuple[Document, bytes]:
    facts = {
        "path": "Téléchargements/fichier.pdf",
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "status": Status.RECOGNISED,
    }
    return Document(**(facts | more)), data


def context() -> Context:
    return Context(
        checklist=Checklist(
            id="ameli",
            account="ameli",
            title={"fr": "Compte ameli", "en": "ameli account"},
            requirements=(),
            sha256="0" * 64,
        ),
        catalogue=catalogue.load(),
        words=Words("fr"),
        created=datetime(2026, 11, 23, 10, tzinfo=UTC),
        tool="1.0.0",
    )


def report(*found: tuple[Document, bytes], gaps: tuple[Gap, ...] = ()) -> Report:
    return Report(
        checklist="ameli",
        as_of=date(2026, 11, 23),
        holder="MARTIN Claire",
        documents=tuple(document for document, _ in found),
        requirements=(),
        gaps=gaps,
    )


def originals(*found: tuple[Document, bytes]) -> Mapping[str, bytes]:
    return {hashlib.sha256(data).hexdigest(): data for _, data in found}


def made(*found: tuple[Document, bytes], **more: object) -> Assembled:
    return assemble(
        report=report(*found),
        originals=originals(*found),
        context=context(),
        seal=None,
        **more,
    )


def entries(assembled: Assembled) -> list[tuple[str, int | None, int | None, bool]]:
    return [(e.name, e.first_page, e.last_page, e.notice) for e in assembled.manifest.entries]


def texts(assembled: Assembled) -> list[str]:
    """The text of each page after the front matter."""
    pdf = pdfium.PdfDocument(assembled.data.getvalue())
    front = assembled.manifest.front_pages
    pages = [pdf[number] for number in range(front, len(pdf))]
    return [page.get_textpage().get_text_range().strip() for page in pages]


def attachments(data: bytes) -> dict[str, bytes]:
    pdf = pdfium.PdfDocument(data)
    found = {}
    for number in range(pdf.count_attachments()):
        attachment = pdf.get_attachment(number)
        found[attachment.get_name()] = bytes(attachment.get_data())
    return found


BROKEN = document(
    b"%PDF-1.4\nnothing",
    path="releve_juin.pdf",
    status=Status.UNREADABLE,
    trouble=Trouble.DAMAGED,
)


def test_documents_stand_by_kind_period_and_then_the_doubtful_ones():
    letter = document(
        drawn("Courrier"), path="a.pdf", status=Status.UNRECOGNISED, source_pages=(1,)
    )
    march, january = statement(3, drawn("Mars")), statement(1, drawn("Janvier 1", "Janvier 2"))
    assembled = made(letter, BROKEN, march, january)
    assert entries(assembled) == [
        ("0001-releve-de-remboursements-2025-01.pdf", 1, 2, False),
        ("0002-releve-de-remboursements-2025-03.pdf", 3, 3, False),
        ("0003-a.pdf", 4, 4, False),
        ("0004-releve-juin.pdf", 5, 5, True),
    ]
    assert texts(assembled)[:4] == ["Janvier 1", "Janvier 2", "Mars", "Courrier"]


def test_originals_come_out_byte_for_byte():
    found = [
        statement(1, drawn("Janvier")),
        BROKEN,
        document(
            "<html>été</html>".encode() * 5000,
            path="page.html",
            media=Media.HTML,
            status=Status.UNREADABLE,
        ),
    ]
    assembled = made(*found)
    embedded = attachments(assembled.data.getvalue())
    for entry in assembled.manifest.entries:
        digest = hashlib.sha256(embedded.pop(entry.name)).hexdigest()
        assert digest == entry.document.sha256
    assert format.load(embedded["manifest.json"]) == format.load(format.dump(assembled.manifest))
    assert set(embedded) == {"manifest.json", "SHA256SUMS"}


def test_each_attachment_says_what_it_is():
    data = b"text " * 5000
    found = document(data, path="note.txt", media=Media.OTHER, status=Status.UNRECOGNISED)
    assembled = made(found, statement(1, drawn("Janvier")))
    with pikepdf.open(assembled.data) as pdf:
        listed = {str(spec.UF): spec for spec in pdf.Root.AF}
        assert set(listed) == set(pdf.attachments)
        spec = listed["0001-releve-de-remboursements-2025-01.pdf"]
        assert (str(spec.F), str(spec.AFRelationship)) == (str(spec.UF), "/Source")
        assert str(spec.Desc) == "Relevé de remboursements, janvier 2025"
        stream = spec.EF.F
        assert str(stream.Subtype) == "/application/pdf"
        assert stream.Params.Size == len(stream.read_bytes())
        digest = hashlib.md5(stream.read_bytes(), usedforsecurity=False).digest()
        assert bytes(stream.Params.CheckSum) == digest
        assert str(stream.Params.ModDate) == "D:20261123100000Z"
        note = listed["0002-note.txt"].EF.F
        assert note.Params.Size == len(data) > len(note.read_raw_bytes())
        assert str(listed["manifest.json"].AFRelationship) == "/Data"


def test_a_double_is_carried_but_not_shown():
    first = statement(1, drawn("Janvier"))
    again = statement(1, drawn("Janvier "), status=Status.DUPLICATE, duplicate_of=first[0].path)
    same = statement(1, drawn("Janvier"), status=Status.DUPLICATE, duplicate_of=first[0].path)
    assembled = made(first, (dataclasses.replace(again[0], path="b.pdf"), again[1]), same)
    assert [row[1:] for row in entries(assembled)] == [(1, 1, False), (None, None, False)]
    assert len(attachments(assembled.data.getvalue())) == 4


def test_what_is_unrelated_stays_out_unless_asked_for():
    stranger = document(
        drawn("Facture"), path="facture.pdf", status=Status.UNRELATED, source_pages=(1,)
    )
    month = statement(1, drawn("Janvier"))
    assert len(entries(made(month, stranger))) == 1
    assert len(entries(made(month, stranger, everything=True))) == 2


def test_a_file_that_could_not_be_read_at_all_is_not_in_the_archive():
    gone = Document(path="x.pdf", sha256=None, size=0, status=Status.UNREADABLE)
    assembled = assemble(
        report=report((gone, b""), statement(1, drawn("Janvier"))),
        originals=originals(statement(1, drawn("Janvier"))),
        context=context(),
        seal=None,
    )
    assert len(entries(assembled)) == 1


def test_two_documents_of_one_file_share_its_original():
    data = drawn("Relevé 1", "Attestation", "Relevé 2")
    first = document(data, kind=STATEMENT, source_pages=(1, 3), period=Period.month(2025, 1))
    second = document(data, kind="attestation-droits", source_pages=(2,), issued=date(2025, 2, 1))
    assembled = made(first, second)
    assert len({entry.name for entry in assembled.manifest.entries}) == 1
    assert [row[1:] for row in entries(assembled)] == [(1, 2, False), (3, 3, False)]
    assert texts(assembled) == ["Relevé 1", "Relevé 2", "Attestation"]


def test_a_page_that_two_documents_share_is_shown_twice():
    data = drawn("Un", "Deux")
    first = document(data, kind=STATEMENT, source_pages=(1, 2), period=Period.month(2025, 1))
    second = document(data, kind="attestation-droits", source_pages=(2,))
    assembled = made(first, second)
    assert texts(assembled) == ["Un", "Deux", "Deux"]
    with pikepdf.open(assembled.data) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_source_that_cannot_be_copied_gets_a_notice_and_a_warning():
    # pdfium counted two pages, there is one.
    month = statement(1, drawn("Janvier"))
    wrong = (dataclasses.replace(month[0], source_pages=(1, 2)), month[1])
    assembled = made(wrong, statement(2, drawn("Février")))
    assert [row[1:] for row in entries(assembled)] == [(1, 1, True), (2, 2, False)]
    assert assembled.manifest.entries[0].document.warnings == ("page-unreadable",)
    assert "Février" in texts(assembled)[1]


def test_an_empty_original_is_carried_too():
    empty = document(
        b"", path="vide.pdf", media=Media.EMPTY, status=Status.UNREADABLE, trouble=Trouble.EMPTY
    )
    assembled = made(empty, statement(1, drawn("Janvier")))
    with pikepdf.open(assembled.data) as pdf:
        name = assembled.manifest.entries[1].name
        assert pdf.attachments[name].get_file().read_bytes() == b""


def test_a_scan_of_eighty_megabytes_is_shown_like_any_other():
    with pikepdf.open(io.BytesIO(drawn("Janvier"))) as pdf:
        scan = pdf.make_stream(random.Random(1).randbytes(80_000_000))
        scan.Type, scan.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        scan.Width, scan.Height, scan.BitsPerComponent = 10_000, 8_000, 8
        scan.ColorSpace = pikepdf.Name.DeviceGray
        pdf.pages[0].obj.Resources.XObject = Dictionary(Scan=scan)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    month = statement(1, out.getvalue())
    assembled = made(month)
    assert entries(assembled)[0][1:] == (1, 1, False)
    data = assembled.data.getvalue()
    assert attachments(data)[assembled.manifest.entries[0].name] == month[1]


def test_the_same_input_gives_the_same_bytes_in_whatever_order():
    found = [statement(month, drawn(f"Mois {month}", "Suite")) for month in range(1, 13)]
    found.append(BROKEN)
    first = made(*found).data.getvalue()
    assert made(*reversed(found)).data.getvalue() == first
    assert b"/ID [" in first


def test_readers_are_told_title_language_and_labels():
    assembled = made(*(statement(month, drawn("Mois")) for month in (1, 2)))
    front = assembled.manifest.front_pages
    pdf = pdfium.PdfDocument(assembled.data.getvalue())
    labels = [pdf.get_page_label(number) for number in range(len(pdf))]
    assert labels == [*["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"][:front], "1", "2"]
    assert len(pdf) == assembled.pages == front + 2
    with pikepdf.open(assembled.data) as opened:
        root = opened.Root
        assert (str(root.Lang), str(root.PageMode)) == ("fr", "/UseOutlines")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert "/OpenAction" not in root
        with opened.open_metadata(set_pikepdf_as_editor=False) as xmp:
            assert xmp["dc:title"] == str(opened.docinfo.Title)
            assert xmp["pdf:Producer"] == str(opened.docinfo.Producer) == "archiver 1.0.0"
            assert xmp["xmp:CreateDate"] == "2026-11-23T10:00:00Z"
            assert list(xmp["dc:language"]) == ["fr"]
        assert "ameli" in str(opened.docinfo.Title)


def test_bookmarks_lead_back_to_the_index_and_to_each_document():
    def marked(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Détail", 1))

    with pikepdf.open(io.BytesIO(drawn("Un", "Deux"))) as pdf:
        marked(pdf)
        out = io.BytesIO()
        pdf.save(out)
    assembled = made(statement(1, drawn("Janvier")), statement(2, out.getvalue()), BROKEN)
    front = assembled.manifest.front_pages
    toc = pdfium.PdfDocument(assembled.data.getvalue()).get_toc()
    marks = [(m.level, m.get_title(), m.get_dest().get_index()) for m in toc]
    assert marks[0][:2] == (0, "↩ Retour à l’index")
    assert 0 < marks[0][2] < front
    at = next(n for n, mark in enumerate(marks) if mark[1] == "Relevé de remboursements")
    assert marks[at:] == [
        (0, "Relevé de remboursements", front),
        (1, "Relevé de remboursements, janvier 2025 · p. 1", front),
        (1, "Relevé de remboursements, février 2025 · p. 2", front + 1),
        (2, "Détail", front + 2),
        (0, "Autres fichiers", front + 3),
        (1, "releve_juin.pdf · p. 4", front + 3),
    ]


def test_each_line_of_the_index_leads_to_its_document():
    found = [statement(month, drawn(f"Mois {month}", "Suite")) for month in range(1, 13)]
    assembled = made(*found)
    front = assembled.manifest.front_pages
    with pikepdf.open(assembled.data) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        goals = [
            numbers[note.Dest[0].objgen] - front + 1
            for page in pdf.pages[:front]
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link"
        ]
    assert set(goals) == {entry.first_page for entry in assembled.manifest.entries}


def test_gaps_are_in_the_manifest_with_their_sentences():
    gap = Gap(
        type=GapType.MISSING,
        level=Level.REQUIRED,
        kind=STATEMENT,
        period=Period.month(2025, 6),
        cause="window",
    )
    month = statement(1, drawn("Janvier"))
    assembled = assemble(
        report=report(month, gaps=(gap,)),
        originals=originals(month),
        context=context(),
        seal="ab" * 32,
    )
    said = format.load(attachments(assembled.data.getvalue())["manifest.json"])
    assert not said.safe_to_delete
    assert said.seal == "ab" * 32
    assert "juin 2025" in said.messages[0][0]


def test_one_person_is_not_named_by_an_attachment():
    data = drawn("x")
    named = document(
        data,
        path="1 85 05 75 123 456 78.pdf",
        status=Status.UNRECOGNISED,
        source_pages=(1,),
    )
    assert "123" not in entries(made(named))[0][0]


def test_many_attachments_stand_in_a_tree():
    found = [
        document(b"%d" % number, path=f"{number}.txt", media=Media.OTHER, status=Status.PARTIAL)
        for number in range(70)
    ]
    found = [(dataclasses.replace(d, source_pages=()), data) for d, data in found]
    assembled = made(*found)
    with pikepdf.open(assembled.data) as pdf:
        assert pdf.check_pdf_syntax() == []
        tree = pdf.Root.Names.EmbeddedFiles
        assert [len(kid.Names) // 2 for kid in tree.Kids] == [32, 32, 8]
        assert list(pdf.attachments) == sorted(pdf.attachments)


def test_many_pages_stand_in_a_balanced_tree():
    month = statement(1, drawn(*(f"Page {number}" for number in range(1, 1100))))
    assembled = made(month)
    assert texts(assembled)[-1] == "Page 1099"
    with pikepdf.open(assembled.data) as pdf:
        assert all(len(kid.Kids) <= 32 for kid in pdf.Root.Pages.Kids)


def test_equal_fonts_and_pictures_are_kept_once():
    found = [statement(month, drawn(f"Mois {month}")) for month in range(1, 13)]
    with pikepdf.open(made(*found).data) as pdf:
        fonts = {page.Resources.Font.F1.objgen for page in pdf.pages[-12:]}
    assert len(fonts) == 1


def test_a_script_in_a_source_does_not_get_into_the_archive():
    with pikepdf.open(io.BytesIO(drawn("Janvier"))) as pdf:
        pdf.Root.OpenAction = Dictionary(S=pikepdf.Name.JavaScript, JS=String("app.alert(1)"))
        out = io.BytesIO()
        pdf.save(out)
    assembled = made(statement(1, out.getvalue()))
    with pikepdf.open(assembled.data) as pdf:
        assert not any("/JS" in each for each in pdf.objects if isinstance(each, Dictionary))


@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.sampled_from(Media), st.sampled_from(Status)),
        max_size=12,
    )
)
def test_names_are_flat_ascii_and_unique_whatever_the_files_are_called(found):
    documents = [
        Document(path=path, sha256=f"{n:064}", size=1, status=status, media=media)
        for n, (path, media, status) in enumerate(found)
    ]
    places = plan(
        documents,
        {d.sha256: b"" for d in documents},
        catalogue.load(),
        lang="fr",
        everything=True,
    )
    names = [place.name for place in places]
    assert all(SAFE_NAME.fullmatch(name) for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_qpdf_finds_nothing_wrong(tmp_path: Path):
    file = tmp_path / "archive.pdf"
    found = [statement(month, drawn(f"Mois {month}", "Suite")) for month in range(1, 13)]
    file.write_bytes(made(*found, BROKEN).data.getvalue())
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)


@pytest.mark.skipif(
    shutil.which("pdfdetach") is None or shutil.which("sha256sum") is None,
    reason="needs pdfdetach and sha256sum",
)
def test_the_way_out_without_this_program(tmp_path: Path):
    file, out = tmp_path / "archive.pdf", tmp_path / "out"
    out.mkdir()
    found = [statement(month, drawn(f"Mois {month}")) for month in range(1, 13)]
    empty = document(b"", path="vide.pdf", media=Media.EMPTY, status=Status.UNREADABLE)
    file.write_bytes(made(*found, BROKEN, empty).data.getvalue())
    subprocess.run(["pdfdetach", "-saveall", "-o", out, file], check=True)
    done = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"],
        cwd=out,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"LC_ALL": "C"},  # in other languages it says so otherwise
    )
    assert done.stdout.count(": OK") == 15
    assert len(list(out.iterdir())) == 16
