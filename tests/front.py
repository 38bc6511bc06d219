"""Front matter as values, for the tests of its pages."""

from datetime import UTC, date, datetime, timedelta

import pypdfium2 as pdfium
import pytest
from dossier import HOLDER, SPOUSE, attestation, document, file, statement

from archiver import catalogue, checklist
from archiver.archive import pages
from archiver.archive.format import Entry
from archiver.archive.layout import HEIGHT, WIDTH
from archiver.model import (
    Person,
    Status,
    Trouble,
)
from archiver.phrasing import Voice
from archiver.wording import Words

AS_OF = date(2026, 11, 23)
SEAL = "0123456789abcdef" * 4
LANGUAGES = pytest.mark.parametrize("lang", ["fr", "en"])
HOSTILE = "<img src='/etc/hostname'> & ]]> <b> ${x} \\(y) %PDF.pdf"
LONG = "releve_de_remboursements_" * 12 + ".pdf"


def months(count=27):
    last = AS_OF.year * 12 + AS_OF.month - 1
    return [((last - back) // 12, (last - back) % 12 + 1) for back in range(count, 0, -1)]


def whole():
    """All that the checklist asks for."""
    return [
        *(statement(*month, issued=date(2026, 11, 2)) for month in months()),
        document(HOLDER, path="message.pdf", kind="message", issued=date(2026, 5, 6)),
        attestation(AS_OF - timedelta(days=3)),
    ]


def letter(path, **fields):
    return document(HOLDER, path=path, kind="notification", issued=date(2026, 3, 4), **fields)


def filed(documents):
    """Entries in the given order, each document on pages of its own."""
    entries, page = [], 1
    for number, one in enumerate(documents, start=1):
        name = f"{number:04}-document.pdf"
        if one.status in (Status.DUPLICATE, Status.UNRELATED):
            entries.append(Entry(document=one, name=name))
            continue
        last = page + max(1, len(one.source_pages)) - 1
        entries.append(Entry(document=one, name=name, first_page=page, last_page=last))
        page = last + 1
    return entries


def made(
    documents, lang="fr", *, seal=SEAL, stamped_by=None, waivers=(), as_of=AS_OF, entries=None
):
    """The front matter of some documents, and what it was drawn from."""
    given = {
        "checklist": checklist.load("ameli"),
        "catalogue": catalogue.load(),
        "words": Words(lang),
    }
    report = checklist.compare(given["checklist"], documents, as_of=as_of, waivers=waivers)
    entries = filed(documents) if entries is None else entries
    facts = pages.Facts(
        created=datetime(2026, 11, 23, 14, 37, tzinfo=UTC),
        tool="1.2.3",
        seal=seal,
        stamped_by=stamped_by,
        originals=len(entries),
        originals_size=4_200_000,
        document_pages=max((entry.last_page or 0 for entry in entries), default=0),
    )
    front = pages.front_matter(report=report, entries=entries, facts=facts, **given)
    return front, report, Voice(**given).of(report.documents)


def texts(pdf):
    """The text of each page, with line ends and typographic spaces as spaces."""
    return [
        " ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(pdf)
    ]


def part(front, number):
    """The text of one part: 0 cover, 1 calendar, 2 gaps, 3 index."""
    starts = [page for _, page in front.sections] + [front.pages + 1]
    return " ".join(texts(front.pdf)[starts[number] - 1 : starts[number + 1] - 1])


def plain(text):
    return " ".join(text.split())


def boxes(pdf):
    """For each page the places of its visible characters: left, bottom, right, top."""
    for page in pdfium.PdfDocument(pdf):
        textpage = page.get_textpage()
        yield [
            textpage.get_charbox(number)
            for number in range(textpage.count_chars())
            if textpage.get_text_range(number, 1).strip()
        ]


def messy():
    """Everything that makes a page hard to set."""
    names = Person(name="DE LA ROCHEFOUCAULD-MONTMORENCY-BOUTEVILLE Marie-Clémentine Éléonore")
    return [
        *(statement(*month) for month in months(20)),
        statement(2026, 2, pages_absent=(2,), page_total=3, path=LONG),
        statement(2025, 6, SPOUSE),
        attestation(date(2026, 9, 1)),
        letter(HOSTILE, source_pages=(1, 2, 3)),
        letter("漢字 🙂 \u202egnp.exe.pdf"),
        document(names, path="x" * 300, kind="notification"),
        statement(2025, 3, status=Status.DUPLICATE, path="copie.pdf"),
        file(Status.UNREADABLE, Trouble.WEB_PAGE, speaks=True, path=HOSTILE + LONG),
        file(Status.PARTIAL, Trouble.UNFINISHED, path=f"{LONG} {LONG}"),
        file(Status.UNRECOGNISED, path="2 85 05 99 999 001 42.pdf", speaks=True),
        file(Status.UNSEARCHABLE, Trouble.PICTURE, path="scan.jpg"),
    ]


def pixels(pdf, box, *, number=0):
    """A part of a page (left, bottom, right, top) as a grey picture of black and white."""
    page = pdfium.PdfDocument(pdf)[number]
    left, bottom, right, top = box
    crop = (left, bottom, WIDTH - right, HEIGHT - top)
    picture = page.render(scale=2, crop=crop).to_pil()
    return picture, picture.convert("L").point(lambda grey: 255 if grey > 128 else 0)
