"""Messages: their text is read and shown, their attachments are documents of their own."""

import io
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
import pytest
from archives import SETTINGS
from drawn import attestation, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver import catalogue, mails, survey, workflows
from archiver.model import Media, Period, Status, Trouble
from archiver.reading import read, sniff
from archiver.sources import collect

MARCH = statement(2025, 3)
KIND = "releve-remboursements"


@pytest.fixture(autouse=True)
def downloads(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("Downloads").mkdir()
    return Path("Downloads")


def message(subject="Mes documents", text="Bonjour,\n\nVoici mes relevés.\n", **headers):
    made = EmailMessage()
    made["From"] = headers.pop("sender", "Claire MARTIN <claire@example.org>")
    made["To"] = "Paul Été <paul@example.org>"
    made["Subject"] = subject
    made["Date"] = "Wed, 02 Apr 2025 08:12:00 +0200"
    made["Message-ID"] = "<1@example.org>"
    if text is not None:
        made.set_content(text)
    return made


def with_files(**files):
    made = message()
    for name, data in files.items():
        made.add_attachment(
            data, maintype="application", subtype="pdf", filename=name.replace("_", ".")
        )
    return made


def put(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.as_bytes())
    return path


def paths(folder):
    return [file.path for file in collect([folder])]


def look(folder):
    found = survey.survey([folder], catalogue=catalogue.load(), account="ameli")
    return {one.path: one for one in found.documents}


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        for name, data in members.items():
            bundle.writestr(name.replace("_", "."), data)
    return stream.getvalue()


# --- what is one


def test_a_message_is_one_by_its_content(downloads):
    for name in ("mail.eml", "mail", "mail.txt"):
        put(downloads / name, with_files(a_pdf=MARCH))

    assert {one.media for one in look(downloads).values()} == {Media.MESSAGE, Media.PDF}
    assert paths(downloads) == [
        *("Downloads/mail", "Downloads/mail!a.pdf"),
        *("Downloads/mail.eml", "Downloads/mail.eml!a.pdf"),
        *("Downloads/mail.txt", "Downloads/mail.txt!a.pdf"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        b"Date: today\nSubject: shopping\n\nFrom: nobody",
        b"name: archiver\nversion: 1\non: push\n",
        b"%PDF-1.4\nFrom: a\nTo: b\nSubject: c\n",
        b"From nowhere to somewhere",
        b"\0\0From: a\nTo: b\nSubject: c\n",
    ],
)
def test_what_only_looks_a_little_like_one_is_none(head):
    assert sniff(head) is not Media.MESSAGE


WHOLE = with_files(a_pdf=MARCH[:500]).as_bytes()


@settings(deadline=None)
@given(st.binary(max_size=600), st.integers(0, len(WHOLE)), st.integers(0, 200))
def test_no_message_however_broken_raises(noise, start, cut):
    broken = WHOLE[:start] + noise + WHOLE[start + cut :]

    assert read(broken, "x.eml").media is not None
    assert all(isinstance(one.data, bytes) for one in mails.attachments(broken))
    assert isinstance(mails.text(broken), str)


# --- its text


def test_the_text_says_who_wrote_to_whom_what_and_when():
    text = mails.text(with_files(a_pdf=MARCH).as_bytes())

    assert text.splitlines() == [
        "Message",
        "Expéditeur : Claire MARTIN <claire@example.org>",
        "Destinataire : Paul Été <paul@example.org>",
        "Objet : Mes documents",
        "Reçu le 02/04/2025 à 08:12",
        "Pièces jointes : a.pdf",
        "",
        "Bonjour,",
        "",
        "Voici mes relevés.",
    ]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252", "utf-16", "utf-7"])
def test_letters_come_as_they_were_written(charset):
    made = message(text=None)
    made.set_content("Relevé de l’été".replace("’", "'"), charset=charset)

    assert "Relevé de l'été" in mails.text(made.as_bytes())


def test_an_unknown_or_wrong_charset_still_gives_text():
    raw = message().as_bytes().replace(b'charset="utf-8"', b'charset="klingon"')
    latin = raw.replace(b"Bonjour", "Été".encode("cp1252")).replace(b"base64", b"8bit")

    assert "Voici mes relev" in mails.text(raw)
    assert "t" in mails.text(latin)


def test_of_a_text_and_a_web_page_the_text_is_shown_of_a_page_alone_its_words():
    both = message()
    both.add_alternative("<p>Page <b>web</b></p>", subtype="html")
    alone = message(text=None)
    alone.set_content(
        "<style>p{}</style><p>Votre <b>relevé</b> mensuel</p><p>avril</p>", subtype="html"
    )

    assert "web" not in mails.text(both.as_bytes())
    assert mails.text(alone.as_bytes()).endswith("Votre relevé mensuel\navril")


def test_a_message_of_the_account_is_recognised_and_one_that_quotes_a_statement_is_none(downloads):
    put(
        downloads / "a.eml",
        message(
            "Votre relevé mensuel est disponible",
            "Bonjour,\nVotre relevé mensuel de mars 2025 est disponible.\nNe pas répondre.",
            sender="l'Assurance Maladie <noreply@example.org>",
        ),
    )
    quoted = (
        "l'Assurance Maladie\nCPAM de Seine-Exemple\nRelevé mensuel de vos remboursements\n"
        "Période du 01/03/2025 au 31/03/2025\nTotal versé 19,00 €\nNature des prestations\n"
        "Montant payé\nMontant versé\nN° de sécurité sociale : 2 85 05 99 999 001\n"
    )
    put(downloads / "b.eml", message("Transfert", quoted))

    found = look(downloads)

    assert (found["Downloads/a.eml"].kind, found["Downloads/a.eml"].media) == (
        "message",
        Media.MESSAGE,
    )
    assert found["Downloads/b.eml"].kind != KIND


# --- its attachments


def test_attachments_are_recognised_beside_the_message(downloads):
    put(downloads / "mail.eml", with_files(a_pdf=MARCH, b_pdf=attestation(date(2026, 11, 5))))

    found = look(downloads)

    assert {path: one.kind for path, one in found.items()} == {
        "Downloads/mail.eml": None,
        "Downloads/mail.eml!a.pdf": KIND,
        "Downloads/mail.eml!b.pdf": "attestation-droits",
    }
    assert found["Downloads/mail.eml!a.pdf"].period == Period.month(2025, 3)
    assert found["Downloads/mail.eml"].status is Status.UNRELATED


def test_a_zip_in_a_message_and_a_message_in_a_zip_are_opened(downloads):
    made = message()
    bundle = zipped(in_pdf=MARCH, more_zip=zipped(deep_pdf=MARCH))
    made.add_attachment(bundle, maintype="application", subtype="zip", filename="b.zip")
    put(downloads / "mail.eml", made)
    put(downloads / "outer.zip", zipped(mail_eml=with_files(a_pdf=MARCH).as_bytes()))

    assert {file.path: file.trouble for file in collect([downloads])} == {
        "Downloads/mail.eml": None,
        "Downloads/mail.eml!b.zip!in.pdf": None,
        "Downloads/mail.eml!b.zip!more.zip": Trouble.CANNOT_OPEN,
        "Downloads/outer.zip!mail.eml": None,
        "Downloads/outer.zip!mail.eml!a.pdf": None,
    }


def test_messages_in_messages_are_opened_but_not_for_ever():
    made = with_files(deep_pdf=MARCH)
    for number in range(1, 6):
        outer = message(f"Tr {number}")
        outer.add_attachment(made)
        made = outer
    near = message("Tr")
    near.add_attachment(with_files(near_pdf=MARCH))

    assert [one.name for one in mails.attachments(made.as_bytes())] == []
    assert [one.name for one in mails.attachments(near.as_bytes())] == ["message-2.eml!near.pdf"]
    assert mails.text(near.as_bytes()).count("Voici mes relevés.") == 2


def test_a_thousand_parts_within_each_other_end():
    deep = message().as_bytes().replace(b"text/plain", b"multipart/mixed; boundary=b0")
    for number in range(1000):
        deep += b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (number, number + 1)

    assert read(deep, "x.eml").trouble in (None, Trouble.DAMAGED)


def test_logos_are_no_documents_but_photos_are():
    made = message()
    made.add_alternative("<p>Bonjour<img src='cid:logo'></p>", subtype="html")
    page = made.get_payload()[1]
    page.add_related(b"\xff\xd8\xff" + bytes(500), "image", "jpeg", cid="<logo>", filename="l.jpg")
    made.add_attachment(b"\xff\xd8\xff" + bytes(500), "image", "jpeg", filename="IMG_1.jpg")

    assert [one.name for one in mails.attachments(made.as_bytes())] == ["IMG_1.jpg"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/x.pdf", "C:\\Windows\\x.pdf", "/x.pdf", "a\r\nBcc: b.pdf", "x\u202efdp.pdf", "."],
)
def test_hostile_names_stay_below_their_message(downloads, name):
    made = message().as_bytes().replace(b"Subject", b"X-Unsent: 1\nSubject")
    boundary = b"Content-Type: application/pdf\nContent-Disposition: attachment; filename="
    quoted = name.replace("\\", "\\\\").replace("\r\n", " ").encode()
    raw = made.split(b"Content-Type")[0] + boundary + b'"' + quoted + b'"\n\n' + MARCH
    put(downloads / "mail.eml", raw)

    inner = [path for path in paths(downloads) if "!" in path]

    assert len(inner) == 1
    label = inner[0].removeprefix("Downloads/mail.eml!")
    assert label and not label.startswith(("/", "C:")) and ".." not in label.split("/")
    assert label.isprintable()


def test_two_attachments_of_one_name_are_two():
    made = with_files(a_pdf=MARCH)
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")

    assert [one.name for one in mails.attachments(made.as_bytes())] == ["a.pdf", "a (2).pdf"]


def test_headers_made_against_parsers_do_no_harm():
    """The library breaks down over such addresses, if it is asked to take them apart."""
    hostile = with_files(a_pdf=MARCH).as_bytes().replace(b"To: ", b"To: " + b"(" * 20_000, 1)

    assert "Voici mes relevés." in mails.text(hostile)
    assert [one.name for one in mails.attachments(hostile)] == ["a.pdf"]


# --- in the archive


def test_the_archive_shows_the_text_and_keeps_the_bytes(downloads, tmp_path):
    long = "\n".join(f"Ligne {number} : ça va, œuf, 漢字 {'mot ' * 40}" for number in range(60))
    raw = message("Réponse à votre demande", long, sender="Votre CPAM <x@example.org>").as_bytes()
    put(downloads / "mail.eml", raw)
    put(downloads / "releve.pdf", MARCH)
    target = tmp_path / "archive.pdf"

    workflows.backup([downloads], SETTINGS, workflows.Output(target=target, seal=False))

    manifest = workflows.manifest(target)
    (entry,) = [one for one in manifest.entries if one.document.media is Media.MESSAGE]
    assert entry.name.endswith(".eml")
    assert (entry.notice, entry.document.kind) == (False, "message")
    assert entry.last_page > entry.first_page
    with pypdfium2.PdfDocument(target) as document:
        names = {
            document.get_attachment(i).get_name(): i for i in range(document.count_attachments())
        }
        assert bytes(document.get_attachment(names[entry.name]).get_data()) == raw
        first = document[manifest.front_pages + entry.first_page - 1]
        shown = first.get_textpage().get_text_range()
    assert "Objet : Réponse à votre demande" in shown
    assert "Ligne 1 : ça va, œuf" in shown
    assert workflows.verify(target).intact
