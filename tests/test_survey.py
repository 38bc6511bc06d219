"""What becomes of each file: nothing is lost from sight, and no wolf is cried."""

import io
import os
import random
import sys
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archiver import catalogue, ocr, sources, survey
from archiver.doubles import without_doubles
from archiver.errors import NoDocument, NothingFound, SourceNotFound
from archiver.examination import Wanted
from archiver.model import Document, Media, Period, SourceFile, Status, Trouble
from archiver.workers import Failure

LETTERHEAD = ["l'Assurance Maladie", "CPAM de Seine-Exemple", "Madame MARTIN Claire"]
RECIPE = ["Recette de la tarte aux pommes", "Six pommes, du beurre, du sucre et de la farine."]
HTML = b"<!DOCTYPE html><html><body>%b</body></html>"


def pdf(*pages, title="", **how) -> bytes:
    """A PDF; each page is a list of lines, or a picture. *title* changes bytes, not words."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, **how)
    canvas.setTitle(title)
    for page in pages:
        if isinstance(page, Image.Image):
            canvas.drawImage(ImageReader(page), 0, 0, 500, 700)
        else:
            for row, line in enumerate(page):
                canvas.drawString(60, 800 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def statement(month: int, lines: int = 3) -> list[str]:
    last = Period.month(2025, month).end
    return [
        *LETTERHEAD,
        "Relevé mensuel de vos remboursements",
        f"Période du {last:01/%m/%Y} au {last:%d/%m/%Y}",
        "Dates Nature des prestations Montant payé Base Taux Montant versé",
        *[f"0{n}/{month:02}/2025 CONSULTATION 30,00 30,00 70 % 19,00" for n in range(1, lines + 1)],
    ]


def payslip() -> list[str]:
    return [
        "SARL DUPONT ET FILS",
        "Bulletin de paie",
        "Salaire de base 2 000,00 Net à payer 1 500,00",
        "Cotisations salariales URSSAF Net imposable",
        "Assurance Maladie 0,00",
    ]


MARCH = pdf(statement(3))
SCAN = pdf(Image.effect_noise((60, 80), 50))
LETTER = pdf([*LETTERHEAD, "Madame,", "nous avons bien reçu votre courriel et vous remercions."])


@pytest.fixture(autouse=True)
def downloads(tmp_path, monkeypatch):
    """An empty folder, reached by a relative path as on the command line."""
    monkeypatch.chdir(tmp_path)
    # What Tesseract reads is told in test_ocr.py.
    monkeypatch.setattr(ocr, "state", lambda: ocr.State.ABSENT)
    Path("Downloads").mkdir()
    return Path("Downloads")


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def look(*sources: Path, **options) -> survey.Survey:
    return survey.survey(sources, catalogue=catalogue.load(), account="ameli", **options)


def only(*sources: Path) -> Document:
    (document,) = look(*sources).documents
    return document


def statuses(*sources: Path) -> dict[str, Status]:
    return {one.path: one.status for one in look(*sources).documents}


# --- sound documents


def test_a_statement_is_recognised_with_all_that_is_known(downloads):
    put(downloads / "x.pdf", MARCH)

    found = look(downloads)

    (document,) = found.documents
    assert (document.status, document.kind, document.period, document.person) == (
        Status.RECOGNISED,
        "releve-remboursements",
        Period.month(2025, 3),
        "MARTIN Claire",
    )
    assert (document.path, document.size, document.source_pages, document.speaks) == (
        "Downloads/x.pdf",
        len(MARCH),
        (1,),
        True,
    )
    assert found.originals == {document.sha256: MARCH}


def test_documents_of_one_file_stand_apart_with_their_pages(downloads):
    put(downloads / "all.pdf", pdf(statement(3), statement(4)))

    documents = look(downloads).documents

    assert [(one.period, one.source_pages) for one in documents] == [
        (Period.month(2025, 3), (1,)),
        (Period.month(2025, 4), (2,)),
    ]
    assert {one.sha256 for one in documents} == {documents[0].sha256}


def test_a_letter_of_the_insurer_that_no_rule_knows_is_unrecognised(downloads):
    put(downloads / "x.pdf", LETTER)

    document = only(downloads)

    assert (document.status, document.kind, document.speaks) == (
        Status.UNRECOGNISED,
        None,
        True,
    )


@pytest.mark.parametrize("name", ["tarte.pdf", "releve.pdf"])
def test_what_shows_no_trace_of_the_insurer_is_unrelated(downloads, name):
    put(downloads / name, pdf(RECIPE))

    found = look(downloads)

    assert [one.status for one in found.documents] == [Status.UNRELATED]
    assert found.originals == {}


def test_a_look_alike_is_unrelated_and_says_what_it_is(downloads):
    put(downloads / "x.pdf", pdf(payslip()))

    document = only(downloads)

    assert (document.status, document.lookalike) == (Status.UNRELATED, "bulletin-paie")


def test_a_document_of_another_account_is_unrelated_and_keeps_its_kind(downloads):
    put(downloads / "x.pdf", MARCH)
    known = catalogue.load()
    kinds = {id: replace(kind, account="other") for id, kind in known.kinds.items()}
    accounts = {id: replace(known.accounts["ameli"], id=id) for id in ("ameli", "other")}
    known = replace(known, kinds=kinds, accounts=accounts)

    found = survey.survey([downloads], catalogue=known, account="ameli")

    assert [(one.status, one.kind) for one in found.documents] == [
        (Status.UNRELATED, "releve-remboursements")
    ]


def test_unrelated_documents_are_kept_only_when_everything_is(downloads):
    put(downloads / "tarte.pdf", pdf(RECIPE))
    put(downloads / "notes.txt", b"text")

    assert look(downloads).originals == {}
    kept = look(downloads, everything=True).originals.values()
    assert sorted(kept) == sorted([pdf(RECIPE), b"text"])


# --- files that are no sound documents


@pytest.mark.parametrize("name", ["x.pdf", "releve mensuel.pdf"])
@pytest.mark.parametrize(
    ("data", "status", "trouble"),
    [
        pytest.param(b"", Status.UNREADABLE, Trouble.EMPTY, id="empty"),
        pytest.param(
            pdf(statement(3), encrypt=StandardEncryption("secret", strength=128)),
            Status.UNREADABLE,
            Trouble.LOCKED,
            id="locked",
        ),
        pytest.param(
            b"%PDF-1.4 startxref 5 %%EOF", Status.UNREADABLE, Trouble.DAMAGED, id="damaged"
        ),
        pytest.param(pdf(RECIPE)[:400], Status.UNREADABLE, Trouble.TRUNCATED, id="truncated"),
        pytest.param(HTML % b"404", Status.UNREADABLE, Trouble.WEB_PAGE, id="web page"),
        pytest.param(b"{}", Status.UNREADABLE, Trouble.NOT_A_PDF, id="not a pdf"),
        pytest.param(SCAN, Status.UNSEARCHABLE, Trouble.OCR_ABSENT, id="scan"),
    ],
)
def test_a_file_that_is_not_sound_is_kept_and_speaks_by_its_name(
    downloads, name, data, status, trouble
):
    put(downloads / name, data)

    found = look(downloads)

    (document,) = found.documents
    assert (document.status, document.trouble) == (status, trouble)
    assert document.speaks is (name != "x.pdf")
    assert (document.kind, document.period) == (None, None)
    assert found.originals == {document.sha256: data}


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (HTML % b"connexioncompte.ameli.fr", Trouble.WEB_PAGE),
        (b'{"service": "ameli"}', Trouble.NOT_A_PDF),
        (MARCH[: MARCH.rindex(b"startxref")], Trouble.TRUNCATED),
    ],
)
def test_what_is_left_of_the_content_may_speak_too(downloads, data, trouble):
    put(downloads / "x.pdf", data)

    document = only(downloads)

    assert (document.status, document.trouble, document.speaks, document.kind) == (
        Status.UNREADABLE,
        trouble,
        True,
        None,
    )


def test_a_photo_is_unsearchable(downloads):
    stream = io.BytesIO()
    Image.effect_noise((60, 80), 50).save(stream, "JPEG")
    put(downloads / "IMG_1234.jpg", stream.getvalue())

    document = only(downloads)

    assert (document.status, document.media, document.speaks, document.source_pages) == (
        Status.UNSEARCHABLE,
        Media.JPEG,
        False,
        (1,),
    )


def test_a_web_page_that_is_named_so_counts_only_when_it_speaks(downloads):
    put(downloads / "a.pdf", MARCH)
    put(downloads / "ameli.html", HTML % b"Mon compte ameli : Mes paiements")
    put(downloads / "news.html", HTML % b"Il fait beau")
    put(downloads / "saved", HTML % b"Il fait beau")

    assert statuses(downloads) == {
        "Downloads/a.pdf": Status.RECOGNISED,
        "Downloads/ameli.html": Status.UNRECOGNISED,
        "Downloads/news.html": Status.UNRELATED,
        "Downloads/saved": Status.UNREADABLE,
    }


def test_files_of_other_sorts_are_unrelated_even_when_they_are_broken(downloads):
    put(downloads / "a.pdf", MARCH)
    for name in ("notes.txt", "empty.txt", "film.mp4", "film.mkv.part", "setup.exe"):
        put(downloads / name, b"" if "empty" in name else b"anything")
    (downloads / "notes.md").symlink_to("gone")

    others = [one for one in look(downloads).documents if one.path != "Downloads/a.pdf"]

    assert len(others) == 5
    assert {one.status for one in others} == {Status.UNRELATED}


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("releve.pdf.crdownload", MARCH[:500], Status.PARTIAL),
        ("releve.pdf.crdownload", b"", Status.PARTIAL),
        ("Unconfirmed 12345.crdownload", MARCH[:500], Status.PARTIAL),
        ("Unconfirmed 12345.crdownload", bytes(500), Status.PARTIAL),
        ("Unconfirmed 12345.crdownload", b"\0\0\0\x18ftypmp42", Status.UNRELATED),
        ("releves.zip.part", b"PK\x03\x04", Status.PARTIAL),
        ("film.mp4.part", b"\0\0\0\x18ftypmp42", Status.UNRELATED),
        ("x.tmp", MARCH[:500], Status.PARTIAL),
    ],
)
def test_a_download_under_way_is_partial_unless_it_is_plainly_something_else(
    downloads, name, data, status
):
    put(downloads / "a.pdf", pdf(statement(4)))
    put(downloads / name, data)

    assert statuses(downloads)[f"Downloads/{name}"] is status


def test_a_file_that_cannot_be_opened_is_unreadable(downloads):
    put(downloads / "a.pdf", MARCH)
    (downloads / "releve mensuel.pdf").symlink_to("gone.pdf")

    document = look(downloads).documents[1]

    assert (document.status, document.trouble, document.sha256, document.speaks) == (
        Status.UNREADABLE,
        Trouble.CANNOT_OPEN,
        None,
        True,
    )


def test_members_of_a_zip_are_documents_like_others(downloads):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        bundle.writestr(unicodedata.normalize("NFD", "été/relevé.pdf"), MARCH)
        bundle.writestr("locked.pdf", MARCH)
    data = stream.getvalue()
    at = data.rindex(b"PK\x01\x02") + 8
    put(downloads / "outer.zip", data[:at] + b"\x01" + data[at + 1 :])

    found = {one.path: (one.status, one.trouble) for one in look(downloads).documents}

    assert found == {
        "Downloads/outer.zip!locked.pdf": (Status.UNREADABLE, Trouble.LOCKED),
        "Downloads/outer.zip!été/relevé.pdf": (Status.RECOGNISED, None),
    }


# --- hostile files


def crash(job, **how):
    path, _ = job
    if "bad" in path:
        os._exit(1)
    return survey_examine(job, **how)


survey_examine = survey.examine


def test_a_file_that_kills_its_reader_harms_no_other(downloads, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[1])  # for workers that start afresh
    monkeypatch.setattr(survey, "examine", crash)
    put(downloads / "bad releve mensuel.pdf", MARCH + b"\n")
    put(downloads / "good.pdf", MARCH)

    bad, good = look(downloads).documents

    assert (bad.status, bad.trouble, bad.speaks, bad.media) == (
        Status.UNREADABLE,
        Trouble.CRASHED,
        True,
        Media.PDF,
    )
    assert good.status is Status.RECOGNISED


def test_a_file_that_takes_too_long_is_unreadable(downloads, monkeypatch):
    monkeypatch.setattr(survey, "SECONDS", -1.0)
    put(downloads / "slow.pdf", MARCH)

    document = only(downloads)

    assert (document.status, document.trouble) == (Status.UNREADABLE, Trouble.TOO_SLOW)


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
def test_a_file_that_takes_too_much_memory_is_unreadable(downloads, monkeypatch):
    monkeypatch.setattr(survey, "MEMORY", 64 << 20)
    put(downloads / "good.pdf", MARCH)
    put(downloads / "hog.pdf", MARCH + bytes(100 << 20))

    good, hog = look(downloads).documents

    assert (hog.status, hog.trouble) == (Status.UNREADABLE, Trouble.CRASHED)
    assert good.status is Status.RECOGNISED


# --- documents that repeat another


@pytest.mark.parametrize(
    "copy",
    [
        "releve (1).pdf",
        "releve - Copie.pdf",
        "releve - Copie (2).pdf",
        "releve copy.pdf",
        "releve_1.pdf",
        "Copie de releve.pdf",
        "a releve with a longer name.pdf",
        "z.zip!r.pdf",
    ],
)
def test_of_equal_files_the_plainest_name_is_kept(downloads, copy):
    put(downloads / "releve.pdf", MARCH)
    if "!" in copy:
        with zipfile.ZipFile(downloads / "z.zip", "w") as bundle:
            bundle.writestr("r.pdf", MARCH)
    else:
        put(downloads / copy, MARCH)

    found = look(downloads)

    by_path = {one.path: one for one in found.documents}
    kept, double = by_path["Downloads/releve.pdf"], by_path[f"Downloads/{copy}"]
    assert (kept.status, kept.duplicate_of) == (Status.RECOGNISED, None)
    assert (double.status, double.duplicate_of) == (Status.DUPLICATE, "Downloads/releve.pdf")
    assert (double.kind, double.period, double.person) == (kept.kind, kept.period, kept.person)
    assert len(found.originals) == 1


def test_the_same_document_downloaded_again_is_a_duplicate(downloads):
    put(downloads / "a.pdf", pdf(statement(3), title="one"))
    put(downloads / "b.pdf", pdf(statement(3), title="two"))
    put(downloads / "b (1).pdf", pdf(statement(3), title="two"))

    found = look(downloads)

    assert {one.path: (one.status, one.duplicate_of) for one in found.documents} == {
        "Downloads/a.pdf": (Status.RECOGNISED, None),
        "Downloads/b (1).pdf": (Status.DUPLICATE, "Downloads/a.pdf"),
        "Downloads/b.pdf": (Status.DUPLICATE, "Downloads/a.pdf"),
    }
    assert len(found.originals) == 2


def test_two_statements_that_differ_in_their_words_are_two(downloads):
    put(downloads / "a.pdf", pdf(statement(3, lines=3)))
    put(downloads / "b.pdf", pdf(statement(3, lines=4)))

    assert set(statuses(downloads).values()) == {Status.RECOGNISED}


def test_of_equal_scans_the_one_whose_name_speaks_is_kept(downloads):
    put(downloads / "a.pdf", SCAN)
    put(downloads / "attestation de droits.pdf", SCAN)

    assert statuses(downloads) == {
        "Downloads/a.pdf": Status.DUPLICATE,
        "Downloads/attestation de droits.pdf": Status.UNSEARCHABLE,
    }


@pytest.mark.parametrize("data", [b"", HTML % b"ameli: 503", b"{}"])
def test_failed_downloads_are_not_doubles_of_each_other(downloads, data):
    put(downloads / "releve-03.pdf", data)
    put(downloads / "releve-04.pdf", data)

    assert set(statuses(downloads).values()) == {Status.UNREADABLE}


def test_equal_unrelated_files_stay_unrelated(downloads):
    put(downloads / "a.pdf", pdf(RECIPE))
    put(downloads / "b.pdf", pdf(RECIPE))

    assert set(statuses(downloads).values()) == {Status.UNRELATED}


def test_a_finished_copy_of_a_download_under_way_is_what_counts(downloads):
    put(downloads / "releve.pdf.crdownload", MARCH)
    put(downloads / "a releve with a longer name.pdf", MARCH)

    assert statuses(downloads) == {
        "Downloads/a releve with a longer name.pdf": Status.RECOGNISED,
        "Downloads/releve.pdf.crdownload": Status.DUPLICATE,
    }


BASE = Document(
    path="a.pdf",
    sha256="5a" * 32,
    size=1,
    status=Status.RECOGNISED,
    kind="attestation-droits",
    digest="d",
    source_pages=(1,),
)


def test_of_the_same_words_the_one_made_out_last_is_kept():
    old = replace(BASE, path="a.pdf", sha256="1", issued=date(2025, 1, 1))
    new = replace(BASE, path="z (1).pdf", sha256="2", issued=date(2025, 2, 1))

    marked = without_doubles([old, new])

    assert [(one.path, one.duplicate_of) for one in marked] == [
        ("a.pdf", "z (1).pdf"),
        ("z (1).pdf", None),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "releve-fiscal"},
        {"period": Period.year(2025)},
        {"nir": "2850375111222"},
        {"person": "MARTIN Paul"},
        {"digest": "e"},
    ],
)
def test_what_differs_in_anything_that_counts_is_no_double(other):
    pair = [BASE, replace(BASE, path="b.pdf", sha256="other", **other)]

    assert without_doubles(pair) == pair


def test_documents_without_words_are_never_doubles_by_their_words():
    pair = [replace(BASE, digest=""), replace(BASE, path="b.pdf", sha256="other", digest="")]

    assert without_doubles(pair) == pair


names = st.sampled_from(["releve.pdf", "releve (1).pdf", "b.pdf", "z/b.pdf", "y.zip!b.pdf"])
found = st.builds(
    lambda path, sha256, status, digest, issued, speaks: replace(
        BASE,
        path=path,
        sha256=sha256,
        status=status,
        digest=digest,
        issued=issued,
        speaks=speaks,
    ),
    path=names,
    sha256=st.sampled_from([None, "1", "2"]),
    status=st.sampled_from(list(Status)[:-2]),
    digest=st.sampled_from(["", "d"]),
    issued=st.sampled_from([None, date(2025, 1, 1), date(2025, 2, 1)]),
    speaks=st.booleans(),
)


@given(st.lists(found, max_size=6, unique_by=lambda one: one.path), st.randoms())
def test_doubles_do_not_depend_on_any_order(documents, chance):
    shuffled = list(documents)
    chance.shuffle(shuffled)

    marked = without_doubles(documents)

    assert sorted(without_doubles(shuffled), key=lambda one: one.path) == sorted(
        marked, key=lambda one: one.path
    )


@given(st.lists(found, max_size=6, unique_by=lambda one: one.path))
def test_what_a_double_repeats_is_there_and_no_double_itself(documents):
    marked = {one.path: one for one in without_doubles(documents)}

    for one in marked.values():
        if one.status is Status.DUPLICATE:
            assert marked[one.duplicate_of].status is not Status.DUPLICATE


# --- the whole


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers())
def test_the_order_of_the_sources_never_changes_anything(downloads, seed):
    sources = [
        put(downloads / "releve (1).pdf", MARCH),
        put(downloads / "releve.pdf", MARCH),
        put(downloads / "again.pdf", pdf(statement(3), title="again")),
        put(downloads / "x" / "scan.pdf", SCAN),
        put(downloads / "x" / "april.pdf", pdf(statement(4))),
        downloads / "x",
        downloads,
    ]
    expected = look(*sources)
    random.Random(seed).shuffle(sources)

    assert look(*sources) == expected


@pytest.mark.parametrize("names", [[], ["notes.txt"], ["page.html", "film.mp4", ".hidden.pdf"]])
def test_sources_without_any_document_are_told_apart(downloads, names):
    for name in names:
        put(downloads / name, HTML % b"Il fait beau" if name.endswith("html") else b"anything")

    with pytest.raises(NothingFound) as caught:
        look(downloads)
    assert caught.value.sources == "Downloads"


@pytest.mark.parametrize(
    ("name", "data"), [("tarte.pdf", pdf(RECIPE)), ("x.pdf", b""), ("x.crdownload", b"")]
)
def test_any_document_at_all_is_something(downloads, name, data):
    put(downloads / name, data)

    assert len(look(downloads).documents) == 1


def test_a_source_that_does_not_exist_is_an_error(downloads):
    with pytest.raises(SourceNotFound):
        look(downloads / "gone.pdf")


def test_progress_is_told(downloads):
    put(downloads / "a.pdf", MARCH)
    put(downloads / "b.txt", b"text")
    told = []

    look(downloads, progress=lambda *step: told.append(step))

    assert sorted(told) == [("collect", 1, 0), ("collect", 2, 0), ("read", 1, 0)]


def test_a_failure_of_the_reader_is_the_files_trouble():
    judge = survey._Judge(Wanted(catalogue=catalogue.load(), account="ameli"))
    file = SourceFile(path="x.pdf", size=3, sha256="1", data=b"%PDF-", head=b"%PDF-")

    (document,) = judge.documents(file, Failure(Trouble.DAMAGED, "ValueError"))

    assert (document.status, document.trouble) == (Status.UNREADABLE, Trouble.DAMAGED)


# --- formats that are not opened here


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("relevé mai 2025.docx", Trouble.FOREIGN),
        ("relevé mai 2025.msg", Trouble.FOREIGN),
        ("relevés ameli.rar", Trouble.PACKED),
        ("Relevés.7z", Trouble.PACKED),
        ("ameli relevés.tar.gz", Trouble.PACKED),
    ],
)
def test_a_file_of_another_format_whose_name_speaks_is_kept_and_told(downloads, name, trouble):
    put(downloads / name, b"\x01\x02 something else")

    found = look(downloads)

    (one,) = found.documents
    assert (one.status, one.trouble, one.speaks) == (Status.UNREADABLE, trouble, True)
    assert list(found.originals.values()) == [b"\x01\x02 something else"]


@pytest.mark.parametrize(
    "name", ["letter.docx", "photos.rar", "setup.7z", "budget ameli.xlsx", "ameli.txt", "ameli.mp3"]
)
def test_nobody_hears_of_other_formats_without_such_a_name_or_with_no_room_for_a_document(
    downloads, name
):
    put(downloads / name, b"\x01\x02 something else")
    put(downloads / "releve.pdf", MARCH)

    found = look(downloads)

    assert {one.path: one.status for one in found.documents}[f"Downloads/{name}"] is (
        Status.UNRELATED
    )
    assert list(found.originals.values()) == [MARCH]


def test_such_a_file_too_large_to_be_read_is_told_all_the_same(downloads, monkeypatch):
    monkeypatch.setattr(sources, "DOCUMENT_MOST", 10)
    put(downloads / "relevés ameli.rar", b"Rar!" * 10)

    one = only(downloads)

    assert (one.status, one.trouble) == (Status.UNREADABLE, Trouble.TOO_LARGE)


def test_such_a_file_on_its_way_is_a_download_under_way(downloads):
    put(downloads / "relevés ameli.rar.crdownload", b"Rar!" * 10)

    assert only(downloads).status is Status.PARTIAL


def test_a_damaged_office_document_or_zip_is_kept_as_it_is(downloads):
    put(downloads / "relevé mai 2025.docx", b"PK\x03\x04 cut")
    put(downloads / "x.zip", b"PK\x03\x04 cut, too")

    found = look(downloads)

    assert {one.status for one in found.documents} == {Status.UNREADABLE}
    assert {one.trouble for one in found.documents} == {Trouble.DAMAGED}
    assert sorted(found.originals.values()) == [b"PK\x03\x04 cut", b"PK\x03\x04 cut, too"]


def test_one_file_that_is_named_and_is_no_document_is_told_as_such(downloads):
    file = put(downloads / "photos.rar", b"Rar!")

    with pytest.raises(NoDocument):
        look(file)
