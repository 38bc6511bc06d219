import dataclasses
import hashlib
import io
import shutil
import subprocess
from datetime import date

import pikepdf
import pytest
from dossier import attestation, document, file, statement
from front import (
    AS_OF,
    HOSTILE,
    LANGUAGES,
    LONG,
    SEAL,
    boxes,
    letter,
    made,
    messy,
    part,
    pixels,
    plain,
    texts,
    whole,
)
from PIL import ImageChops, ImageStat

from archiver import catalogue, checklist
from archiver.archive import pages
from archiver.archive.format import Entry
from archiver.archive.layout import HEIGHT, INK, MARGIN, WIDTH, Sheet
from archiver.archive.pages import marks
from archiver.archive.pages.book import file_name, roman
from archiver.model import (
    Level,
    Media,
    Period,
    Person,
    Status,
    Trouble,
    Waiver,
)
from archiver.phrasing import group_gaps, verdict
from archiver.wording import Words

# --- The pages as a whole


@LANGUAGES
def test_each_part_begins_on_its_page_and_the_index_comes_last(lang):
    front, _, voice = made(messy(), lang)
    shown = texts(front.pdf)
    assert len(shown) == front.pages
    assert [page for _, page in front.sections] == sorted(page for _, page in front.sections)
    assert front.sections[0][1] == 1
    for title, page in front.sections[1:]:
        assert plain(title) in shown[page - 1]
        assert f"{plain(title)} p. {roman(page)}" in shown[0]
    assert front.sections[-1][0] == voice.words.say("pages-index")


@LANGUAGES
def test_no_letter_leaves_the_margins(lang):
    front, _, _ = made(messy() * 4, lang)
    for found in boxes(front.pdf):
        assert min(left for left, *_ in found) >= MARGIN - 1
        assert max(right for _, _, right, _ in found) <= WIDTH - MARGIN + 1
        assert min(bottom for _, bottom, *_ in found) >= 30


@LANGUAGES
def test_no_letter_stands_on_another(lang):
    front, _, _ = made(messy(), lang)
    for found in boxes(front.pdf):
        found.sort()
        for place, (_, bottom, right, top) in enumerate(found):
            for left, low, _, high in found[place + 1 :]:
                if left > right - 0.8:
                    break
                assert min(top, high) - max(bottom, low) < 0.8


@LANGUAGES
def test_nothing_flows_into_the_foot_of_a_page(lang):
    # The cover is fullest with a time stamp.
    front, _, _ = made(messy() * 4, lang, stamped_by="horodatage.autorite-de-confiance.example")
    title = made(messy(), lang)[2].words.say
    foot = plain(
        title("file-title", account=checklist.load("ameli").title[lang], **{"as-of": AS_OF})
    )
    for number, (text, found) in enumerate(zip(texts(front.pdf), boxes(front.pdf), strict=True), 1):
        assert text.endswith(f"{foot} {roman(number)}")
        assert all(bottom > 52 or top < 46 for _, bottom, _, top in found)


def test_the_same_input_gives_the_same_bytes():
    assert made(messy())[0] == made(messy())[0]


def test_every_font_is_in_the_file():
    front, _, _ = made(messy())
    with pikepdf.open(io.BytesIO(front.pdf)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_names_from_files_appear_as_they_are():
    front, _, _ = made(messy())
    everything = " ".join(texts(front.pdf))
    assert HOSTILE.partition(" ${")[0] in everything
    assert "□□ □ gnp.exe.pdf" in everything


def test_a_personal_number_is_never_shown():
    documents = [
        *messy(),
        letter("285059999900142.pdf"),
        document(Person(name="2 85 05 99 999 001 42"), path="a.pdf", kind="notification"),
    ]
    waiver = Waiver(requirement="releves", period=None, reason="285059999900142", declared=AS_OF)
    everything = " ".join(texts(made(documents, waivers=[waiver])[0].pdf))
    assert "2 85 05 **" in everything
    assert "999" not in everything.replace(" ", "")


def test_an_archive_of_nothing_says_so():
    front, _, voice = made([], entries=[])
    assert plain(voice.words.say("pages-index-empty")) in part(front, 3)
    assert plain(voice.words.say("pages-holder-unknown")) in part(front, 0)
    assert front.links == ()


def test_page_labels_are_those_of_readers():
    found = [roman(number) for number in (1, 4, 9, 14, 40, 49, 90, 99, 400, 1994)]
    assert found == ["i", "iv", "ix", "xiv", "xl", "xlix", "xc", "xcix", "cd", "mcmxciv"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Downloads/releve.pdf", "releve.pdf"),
        ("Downloads/all.ZIP!2025/releve.pdf", "releve.pdf"),
        ("old.pdf!0001-releve.pdf", "0001-releve.pdf"),
        ("Downloads/Urgent !.pdf", "Urgent !.pdf"),
        ("Downloads/Enfin!.pdf", "Enfin!.pdf"),
    ],
)
def test_a_file_is_called_by_its_own_name(path, name):
    assert file_name(path) == name


# --- Cover


@LANGUAGES
@pytest.mark.parametrize("documents", [whole(), messy()])
def test_the_cover_tells_whose_account_and_the_verdict(lang, documents):
    front, report, voice = made(documents, lang)
    shown = part(front, 0)
    assert report.holder in shown
    assert plain(voice.words.date(AS_OF)) in shown
    for sentence in verdict(report, voice.words):
        assert plain(sentence) in shown


def test_only_a_safe_account_gets_the_green_verdict():
    words = Words("fr")
    assert words.say("verdict-safe") in part(made(whole())[0], 0)
    assert words.say("verdict-safe") not in part(made(messy())[0], 0)


def test_the_verdict_is_green_or_red_and_never_both():
    panel = (MARGIN, HEIGHT - 240, MARGIN + 76, HEIGHT - 162)
    for documents, good in ((whole(), True), (messy(), False)):
        picture, _ = pixels(made(documents)[0].pdf, panel)
        red, green, _ = (band.tobytes() for band in picture.convert("RGB").split())
        greener = sum(g > r + 20 for r, g in zip(red, green, strict=True))
        redder = sum(r > g + 20 for r, g in zip(red, green, strict=True))
        assert (greener > 2000, redder > 2000) == (good, not good)
        assert min(greener, redder) == 0


def test_the_signs_of_the_verdict_are_told_apart_without_colour():
    pictures = []
    for safe in (True, False):
        sheet = Sheet("", "fr")
        sheet.box((100, 100, 50, 50), fill=INK)
        marks.verdict(sheet, 125, 125, 20, safe=safe)
        pictures.append(pixels(sheet.finish(), (100, 100, 150, 150))[1])
    assert ImageStat.Stat(ImageChops.difference(*pictures)).mean[0] > 10


def test_a_name_of_any_length_stays_on_the_cover():
    name = Person(name="WWWW" * 100)
    front, report, _ = made([statement(2025, 1, name), attestation(AS_OF, person=name)])
    assert report.holder == name.name
    assert max(right for _, _, right, _ in next(boxes(front.pdf))) <= WIDTH - MARGIN + 1


def test_the_cover_counts_documents_originals_and_gaps():
    shown = part(made(messy())[0], 0)
    _, report, voice = made(messy())
    recognised = sum(d.status is Status.RECOGNISED for d in report.documents)
    required = sum(gap.level is Level.REQUIRED for gap in report.gaps)
    assert f"{recognised} documents reconnus" in shown
    assert "+ 4 fichiers douteux + un double" in shown
    assert f"{len(messy())} originaux joints 4,2 Mo" in shown
    assert f"{required} points obligatoires" in shown
    assert plain(voice.words.say("pages-count-recommended", count=3)) in shown


@LANGUAGES
def test_the_fingerprint_stands_in_the_groups_of_the_screen(lang):
    shown = part(made(whole(), lang)[0], 0)
    assert " ".join(SEAL[at : at + 8] for at in range(0, 64, 8)) in shown
    assert "pdfsig archive.pdf" in shown
    assert "Signature is Valid" in shown
    assert "Total document signed" in shown


@LANGUAGES
def test_without_a_seal_the_cover_does_not_speak_of_pdfsig(lang):
    front, _, voice = made(whole(), lang, seal=None)
    shown = part(front, 0)
    assert plain(voice.words.say("pages-no-seal")) in shown
    assert "pdfsig" not in shown
    assert "sha256sum -c archive.pdf.sha256" in shown


@LANGUAGES
@pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="needs pdfdetach")
@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_the_way_out_without_this_program_works_as_printed(lang, tmp_path):
    shown = part(made(whole(), lang)[0], 0)
    command = shown[shown.index("mkdir out") : shown.index(" SHA256SUMS")] + " SHA256SUMS"
    with pikepdf.new() as archive:
        archive.add_blank_page()
        sums = f"{hashlib.sha256(b'original').hexdigest()}  0001-releve.pdf\n".encode()
        archive.attachments["0001-releve.pdf"] = b"original"
        archive.attachments["SHA256SUMS"] = sums
        archive.save(tmp_path / "archive.pdf")
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0001-releve.pdf: ")


# --- Gaps


@LANGUAGES
def test_every_gap_is_told_with_its_remedy_the_gravest_first(lang):
    front, report, voice = made(messy(), lang)
    shown = part(front, 2).replace(" ", "")
    places = []
    for group in group_gaps(report, voice):
        places.append(shown.index(group.title.replace(" ", "").replace("\u00a0", "")))
        assert "".join(group.remedy.split())[:60] in shown
    assert places == sorted(places)
    levels = [plain(voice.words.say(f"level-heading-{level}")) for level in Level]
    found = [part(front, 2).find(heading) for heading in levels]
    assert [at for at in found if at >= 0] == sorted(at for at in found if at >= 0)


@LANGUAGES
def test_a_whole_dossier_is_told_that_nothing_is_missing(lang):
    as_of = date(2026, 11, 1)
    documents = [statement(2026, 11), *whole()]
    documents[-1] = attestation(date(2026, 10, 30))
    front, report, voice = made(documents, lang, as_of=as_of)
    assert report.gaps == ()
    assert plain(voice.words.say("pages-gaps-none")) in part(front, 2)


def test_only_a_safe_account_is_told_that_nothing_required_is_missing():
    said = plain(Words("fr").say("pages-gaps-none-required"))
    assert said in part(made(whole())[0], 2)
    assert said not in part(made(messy())[0], 2)


def test_what_the_user_declared_is_printed_with_reason_and_day():
    waiver = Waiver(
        requirement="releves",
        period=Period.month(2025, 6),
        reason="pas de soins <b>ce</b> mois-là",
        declared=date(2026, 11, 20),
    )
    shown = part(made(messy(), waivers=[waiver])[0], 2)
    declared = "« pas de soins <b>ce</b> mois-là », déclaré le 20 novembre 2026"
    but = "selon vous (« releve-2025-06.pdf » dit le contraire)"
    assert f"juin 2025 : n’existe pas, {but} {declared}" in shown


def test_what_no_document_contradicts_is_printed_plainly():
    waiver = Waiver(
        requirement="releves",
        period=Period.month(2024, 9),
        reason="pas de soins",
        declared=date(2026, 11, 20),
    )
    shown = part(made(messy(), waivers=[waiver])[0], 2)
    assert "septembre 2024 : n’existe pas « pas de soins », déclaré le 20 novembre 2026" in shown


def test_many_gaps_of_one_sort_go_on_over_the_pages():
    files = [file(Status.UNREADABLE, Trouble.DAMAGED, path=f"f{n}.pdf") for n in range(200)]
    front, _, voice = made(files)
    shown = part(front, 2)
    assert all(f"f{n}.pdf" in shown for n in range(200))
    again = plain(voice.words.say("pages-continued", title=voice.words.say("pages-gaps")))
    assert texts(front.pdf)[front.sections[2][1]].startswith(again)


# --- Notice


def noticed(one, lang="fr"):
    entry = Entry(document=one, name="0007-facture.pdf", first_page=12, last_page=12, notice=True)
    return pages.notice(entry, catalogue=catalogue.load(), words=Words(lang))


@LANGUAGES
@pytest.mark.parametrize("trouble", [*Trouble, None])
def test_a_notice_says_which_file_why_and_what_to_do(trouble, lang):
    words = Words(lang)
    one = file(Status.UNREADABLE, trouble, path="Downloads/relevé.pdf")
    (shown,) = texts(noticed(one, lang))
    why = words.say(f"pages-trouble-{trouble.value if trouble else 'none'}")
    id = f"gap-unreadable-{trouble.value if trouble else 'no-kind'}.remedy"
    remedy = words.say(id if words.knows(id) else "pages-notice-open")
    for expected in (why, remedy, "relevé.pdf", words.size(1), "0007-facture.pdf", "0" * 64):
        assert plain(expected) in shown
    assert shown.endswith(" 12")


def test_the_notice_of_a_recognised_document_names_it():
    (shown,) = texts(noticed(statement(2025, 6)))
    assert "Relevé de remboursements, juin 2025" in shown


def test_a_hostile_name_stays_inside_the_notice():
    one = file(Status.UNREADABLE, Trouble.DAMAGED, path=f"{LONG}/{HOSTILE}{'x' * 4000}.pdf")
    data = noticed(one)
    assert "hostname'> & ]]> <b> ${x}" in texts(data)[0]
    (found,) = boxes(data)
    assert min(left for left, *_ in found) >= MARGIN - 1
    assert max(right for _, _, right, _ in found) <= WIDTH - MARGIN + 1
    assert min(bottom for _, bottom, *_ in found) >= 30


def test_the_notice_of_a_picture_is_the_same_each_time():
    one = file(Status.UNSEARCHABLE, Trouble.PICTURE, path="scan.heic")
    one = dataclasses.replace(one, media=Media.HEIC)
    assert noticed(one) == noticed(one)


def test_what_does_not_concern_anybody_is_one_paragraph_and_what_is_kept_says_how_long():
    front, _, _ = made(whole())
    text = part(front, 1)

    assert "Demandé seulement si vous le déclarez (archiver init)" in text
    assert "À garder : deux ans après le paiement" in text
    assert "le plus récent : jusqu’au 31 octobre 2028" in text


# --- The index


@pytest.mark.parametrize("count", range(30, 46))
def test_no_page_of_the_index_has_names_of_columns_and_no_row(count):
    front, _, _ = made([letter(f"{number}.pdf") for number in range(count)])
    first = front.sections[-1][1]

    with_rows = {link.page for link in front.links}

    assert set(range(first, front.pages + 1)) <= with_rows


def test_a_long_name_is_not_cut_where_there_is_room():
    name = "LEFEVRE-DUBOIS Sophie"
    front, _, _ = made([document(Person(name=name), path="a.pdf", kind="notification")])

    assert name in texts(front.pdf)[-1]
