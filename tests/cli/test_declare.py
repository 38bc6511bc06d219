"""`waive` and `label`: the user's word, apart from what was seen, everywhere."""

import hashlib
import json
import tomllib
import unicodedata
import zipfile

import drawn
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

DAY = ["--as-of", drawn.AS_OF]


@pytest.fixture
def dossier(tmp_path, monkeypatch):
    """A complete folder without August 2026, seen from the folder above it."""
    folder = drawn.draw(tmp_path / "documents", drawn.months())
    (folder / "releve-2026-08.pdf").unlink()
    monkeypatch.chdir(tmp_path)
    return folder


def report(archiver, *words):
    result = archiver("check", "documents", "--json", *DAY, *words)
    return result.exit_code, json.loads(result.stdout)


def waive(archiver, *words):
    return archiver("waive", *words, *DAY)


def test_a_month_that_was_waived_is_no_gap_and_not_seen_either(archiver, dossier):
    before = report(archiver)

    assert waive(archiver, "releves", "2026-08", "--reason", "aucun soin").exit_code == 0

    code, told = report(archiver)
    (statements,) = (r for r in told["requirements"] if r["id"] == "releves")
    assert (before[0], code, told["safe_to_delete"]) == (1, 0, True)
    assert (statements["met"], statements["expected"]) == (26, 27)
    assert [(w["requirement"], w["reason"]) for w in told["waived"]] == [("releves", "aucun soin")]


def test_it_is_printed_in_the_archive_and_carried_on(archiver, dossier, tmp_path):
    waive(archiver, "releves", "2026-08", "--reason", "aucun soin")
    archiver("backup", "documents", "-o", "a.pdf", *DAY)
    (tmp_path / "archiver.toml").unlink()

    again = archiver("backup", "a.pdf", "-o", "b.pdf", "--json", *DAY)

    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    assert again.exit_code == 0
    assert manifest["waived"] == json.loads(again.stdout)["waived"]
    assert manifest["waived"][0]["reason"] == "aucun soin"


def test_it_is_shown_as_declared(archiver, dossier):
    waive(archiver, "releves", "2026-08", "--reason", "aucun soin")

    shown = " ".join(archiver("check", "documents", "--lang", "fr", *DAY).stdout.split())

    assert "déclaré" in shown.lower()
    assert "aucun soin" in shown


def test_a_document_that_says_otherwise_is_told(archiver, dossier):
    waive(archiver, "releves", "2026-07..2026-08", "--reason", "aucun soin")

    _, told = report(archiver)

    (gap,) = (g for g in told["gaps"] if g["type"] == "conflict")
    assert (gap["requirement"], gap["period"]["start"]) == ("releves", "2026-07-01")


def test_a_word_can_be_taken_back(archiver, dossier):
    waive(archiver, "releves", "2026-08", "--reason", "aucun soin")

    assert waive(archiver, "releves", "2026-08", "--remove").exit_code == 0
    assert report(archiver)[0] == 1
    assert waive(archiver, "releves", "2026-08", "--remove").exit_code == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["relevés", "2026-08", "--reason", "x"], "releves"),
        (["releves", "--reason", "x"], "2025-08"),
        (["releves", "août", "--reason", "x"], "2025-08"),
        (["releves", "2019-08", "--reason", "x"], "2019-08"),
        (["releves", "2026-08"], "--reason"),
        ([], "REQUIREMENT"),
    ],
)
def test_what_would_excuse_nothing_is_refused(archiver, dossier, tmp_path, words, says):
    result = waive(archiver, *words, "--lang", "fr")

    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "archiver.toml").exists()


def test_a_photo_that_was_labelled_fills_its_month_by_the_users_word(archiver, dossier):
    Image.new("RGB", (400, 600), "white").save(dossier / "IMG_1.jpg")
    before = report(archiver)[0]

    word = ["--kind", "releve-remboursements", "--period", "2026-08"]
    result = archiver("label", "documents/IMG_1.jpg", *word, *DAY)

    assert (before, result.exit_code) == (1, 0), result.output
    code, told = report(archiver)
    (photo,) = (d for d in told["documents"] if d["path"].endswith("IMG_1.jpg"))
    assert (photo["status"], photo["kind"]) == ("recognised", "releve-remboursements")
    assert "labelled" in photo["warnings"]
    assert code == 0


@pytest.mark.parametrize("now", ["changed", "gone"])
def test_what_was_said_of_a_file_that_is_no_more_can_be_taken_back(archiver, dossier, now):
    photo = dossier / "IMG_1.jpg"
    Image.new("RGB", (400, 600), "white").save(photo)
    word = ["--kind", "releve-remboursements", "--period", "2026-08"]
    archiver("label", "documents/IMG_1.jpg", *word, *DAY)
    if now == "gone":
        photo.unlink()
    else:
        Image.new("RGB", (500, 600), "white").save(photo)

    codes = [archiver("label", "documents/IMG_1.jpg", "--remove", *DAY).exit_code for _ in "12"]

    assert codes == [0, 2]
    assert "IMG_1" not in (dossier.parent / "archiver.toml").read_text("utf-8")


def test_what_was_read_counts_whatever_the_label_says(archiver, dossier):
    archiver("label", "documents/releve-2026-07.pdf", "--kind", "message", *DAY)

    _, told = report(archiver)
    (one,) = (d for d in told["documents"] if d["path"].endswith("releve-2026-07.pdf"))
    assert one["kind"] == "releve-remboursements"
    assert "label-disagrees" in one["warnings"]


PAYSLIP = ("SARL DUPONT ET FILS", "Bulletin de paie", "Salaire de base 2 000,00")
PAYSLIP += ("Net à payer 1 500,00", "Cotisations salariales URSSAF Net imposable")


def draw(path, *pages):
    canvas = Canvas(str(path))
    for page in pages:
        for number, line in enumerate(page):
            canvas.drawString(72, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()


def test_what_was_read_as_somebody_elses_is_not_the_accounts_whatever_anybody_says(
    archiver, dossier, tmp_path
):
    draw(dossier / "paie.pdf", PAYSLIP)
    before = report(archiver)[1]

    word = ["--kind", "releve-remboursements", "--period", "2026-08", "--lang", "fr"]
    result = archiver("label", "documents/paie.pdf", *word, *DAY)

    assert result.exit_code == 2
    assert "a été lu comme autre chose (Bulletin de paie)" in result.stderr
    assert not (tmp_path / "archiver.toml").exists()

    # Noted all the same, by hand or by an older version, it counts for nothing, and that is told.
    sha256 = hashlib.sha256((dossier / "paie.pdf").read_bytes()).hexdigest()
    (tmp_path / "archiver.toml").write_text(
        f'[[label]]\nsha256 = "{sha256}"\nkind = "releve-remboursements"\n'
        'period = "2026-08"\nfile = "paie.pdf"\ndeclared = 2026-11-01\n'
    )
    _, told = report(archiver)
    (one,) = (d for d in told["documents"] if d["path"].endswith("paie.pdf"))
    assert (one["status"], one["kind"]) == ("unrelated", None)
    assert "label-disagrees" in one["warnings"]
    assert told["gaps"] == before["gaps"]
    shown = archiver("check", "documents", "--lang", "fr", *DAY).stdout
    assert "vous avez déclaré autre chose" in " ".join(shown.split())


AUGUST = ["--kind", "releve-remboursements", "--period", "2026-08"]
LETTERHEAD = ("l’Assurance Maladie", "CPAM de Seine-Exemple", "Madame Claire MARTIN")


def noted(folder, name, kind="releve-remboursements"):
    """A label in archiver.toml, by hand or by an older version."""
    sha256 = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder.parent / "archiver.toml").write_text(
        f'[[label]]\nsha256 = "{sha256}"\nkind = "{kind}"\n'
        f'period = "2026-08"\nfile = "{name}"\ndeclared = 2026-11-01\n'
    )


def one_of(told, name):
    (found,) = (d for d in told["documents"] if d["path"].endswith(name))
    return found


def test_whose_it_is_stays_as_it_was_read_unless_the_word_says_whose(archiver, dossier):
    draw(dossier / "autre.pdf", ["CPAM", "Monsieur Paul MARTIN", "1 83 07 99 999 002 16", "divers"])

    result = archiver("label", "documents/autre.pdf", *AUGUST, *DAY, "--lang", "fr")

    assert "au nom de MARTIN Paul" in result.stdout
    code, told = report(archiver)
    assert (code, one_of(told, "autre.pdf")["person"]) == (1, "MARTIN Paul")
    assert [gap["type"] for gap in told["gaps"] if gap["path"]] == ["other-person"]
    assert any(gap["type"] == "missing" and gap["level"] == "required" for gap in told["gaps"])

    word = ["--person", "MARTIN Claire"]
    result = archiver("label", "documents/autre.pdf", *AUGUST, *word, *DAY, "--lang", "fr")

    assert "Lu dans ce fichier" not in result.stdout
    assert report(archiver)[0] == 0


def test_where_nothing_is_drawn_nothing_can_be_vouched_for(archiver, dossier, tmp_path):
    draw(dossier / "vide.pdf", [], [])

    result = archiver("label", "documents/vide.pdf", *AUGUST, *DAY, "--lang", "fr")

    assert result.exit_code == 2
    assert "rien n’est dessiné" in result.stderr
    assert not (tmp_path / "archiver.toml").exists()
    noted(dossier, "vide.pdf")
    code, told = report(archiver)
    assert (code, one_of(told, "vide.pdf")["kind"]) == (1, None)


@pytest.mark.parametrize(
    ("pages", "kind"),
    [
        ([["CPAM"], []], "releve-remboursements"),
        ([[*LETTERHEAD, "Votre dossier est à l’étude, merci de patienter."]], "notification"),
        (
            [[*LETTERHEAD, "04/08/2026 SOINS 19,00", "Une erreur est survenue : écrivez-nous"]],
            "releve-remboursements",
        ),
    ],
    ids=["a blank back", "a letter", "rows"],
)
def test_what_can_be_looked_at_can_be_vouched_for(archiver, dossier, pages, kind):
    draw(dossier / "scan.pdf", *pages)

    result = archiver("label", "documents/scan.pdf", "--kind", kind, "--period", "2026-08", *DAY)

    assert result.exit_code == 0, result.stderr
    assert one_of(report(archiver)[1], "scan.pdf")["kind"] == kind


@pytest.mark.parametrize(
    "lines",
    [
        (*LETTERHEAD, "Service momentanément indisponible. Veuillez réessayer."),
        ("Connexion à votre compte ameli", "Numéro de sécurité sociale", "Mot de passe"),
    ],
    ids=["not shown", "login"],
)
def test_a_page_in_place_of_a_document_is_told_and_not_counted(archiver, dossier, tmp_path, lines):
    draw(dossier / "page.pdf", lines)

    result = archiver("label", "documents/page.pdf", *AUGUST, *DAY, "--lang", "fr")

    assert result.exit_code == 2
    assert "une page qui n’a pas pu montrer le document" in result.stderr
    assert not (tmp_path / "archiver.toml").exists()
    noted(dossier, "page.pdf")
    code, told = report(archiver)
    assert (code, one_of(told, "page.pdf")["kind"]) == (1, None)
    assert "label-disagrees" in one_of(told, "page.pdf")["warnings"]


def test_a_damaged_file_cannot_be_vouched_for(archiver, dossier, tmp_path):
    (dossier / "releve.pdf").write_bytes(b"%PDF-1.7 cut")

    result = archiver("label", "documents/releve.pdf", "--kind", "releve-remboursements", *DAY)

    assert result.exit_code == 2
    assert not (tmp_path / "archiver.toml").exists()


@pytest.mark.parametrize(
    ("name", "says"),
    [("relevé mai 2025.docx", "enregistrez-le en PDF"), ("relevés.7z", "extrayez-en les fichiers")],
)
def test_what_is_not_opened_here_cannot_be_vouched_for_and_why_is_said(
    archiver, dossier, tmp_path, name, says
):
    (dossier / name).write_bytes(b"\x01\x02")

    word = ["--kind", "releve-remboursements", "--lang", "fr"]
    result = archiver("label", f"documents/{name}", *word, *DAY)

    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "archiver.toml").exists()


def test_an_unknown_kind_gets_the_nearest_name(archiver, dossier):
    result = archiver("label", "documents/attestation.pdf", "--kind", "attestation-droit", *DAY)

    assert result.exit_code == 2
    assert "attestation-droits" in result.stderr


def test_a_mistake_in_the_settings_names_file_and_line(archiver, dossier, tmp_path):
    (tmp_path / "archiver.toml").write_text("\nchekclist = 'ameli'\n")

    result = archiver("check", "documents", "--lang", "fr")

    assert result.exit_code == 2
    assert (
        "archiver.toml" in result.stderr and "2" in result.stderr and "checklist" in result.stderr
    )


def test_what_is_declared_is_printed_as_the_schema_says(archiver, dossier):
    from importlib import resources

    from jsonschema import Draft202012Validator

    file = resources.files("archiver") / "data" / "schema" / "declaration-1.json"
    waive(archiver, "releves", "2026-08", "--reason", "aucun soin")
    result = archiver("label", "documents/attestation.pdf", "--kind", "message", "--json", *DAY)

    told = json.loads(result.stdout)
    Draft202012Validator(json.loads(file.read_text("utf-8"))).validate(told)
    assert (len(told["waived"]), len(told["labels"])) == (1, 1)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_member_of_a_zip_can_be_labelled_however_its_accents_are_typed(archiver, dossier, form):
    with zipfile.ZipFile(dossier / "août.zip", "w") as bundle:
        for name in ("relevé.pdf", "autre relevé.pdf"):
            bundle.writestr(unicodedata.normalize("NFD", name), drawn._page("l’Assurance", name))

    file = unicodedata.normalize(form, "relevé.pdf")
    told = archiver("label", f"documents/août.zip!{file}", "--kind", "message", *DAY)

    assert told.exit_code == 0, told.output
    (label,) = tomllib.loads((dossier.parent / "archiver.toml").read_text("utf-8"))["label"]
    assert label["file"] == unicodedata.normalize("NFC", "août.zip!relevé.pdf")


def test_of_a_document_that_is_there_it_is_not_said_that_it_does_not_exist(archiver, dossier):
    waive(archiver, "attestation-droits", "--reason", "j’en ai pas")
    said = " : n’existe pas, selon vous (« attestation.pdf » dit le contraire)"

    shown = " ".join(archiver("check", "documents", "--lang", "fr", *DAY).stdout.split())
    _, told = report(archiver)

    assert said in shown.replace("\u00a0", " ").replace("\u202f", " ")
    (gap,) = (g for g in told["gaps"] if g["type"] == "conflict")
    assert gap["level"] == "recommended"
    assert gap["path"].endswith("attestation.pdf")


@pytest.mark.parametrize(
    ("lang", "one", "all_but_one"),
    [
        ("fr", "sauf un document que vous avez déclaré inexistant", "sauf 27 documents"),
        ("en", "except for one document that you declared not to exist", "except for 27 documents"),
    ],
)
def test_the_verdict_says_what_rests_on_a_word(archiver, dossier, lang, one, all_but_one):
    def said():
        result = archiver("check", "documents", "--lang", lang, *DAY)
        return result.exit_code, " ".join(result.stdout.replace("\u00a0", " ").split())

    waive(archiver, "releves", "2026-08", "--reason", "aucun soin")
    few = said()
    for file in dossier.glob("releve-*.pdf"):
        file.unlink()
    waive(archiver, "releves", "2024-08..2026-10", "--reason", "tout perdu")
    many = said()

    assert few[0] == many[0] == 0
    assert one in few[1]
    assert all_but_one in many[1]


# --- What is declared is shown apart from what was seen


def label(archiver, dossier):
    canvas = Canvas(str(dossier / "vol.pdf"))
    canvas.drawString(60, 800, "Carte d'embarquement, vol de Paris à Nice")
    canvas.save()
    result = archiver(
        "label", "documents/vol.pdf", "--kind", "releve-remboursements", "--period", "2026-08"
    )
    assert result.exit_code == 0, result.output


def test_a_file_that_is_only_by_your_word_what_it_is_is_never_shown_as_recognised(
    archiver, dossier, tmp_path
):
    label(archiver, dossier)

    said = " ".join(archiver("check", "documents", "--html", "r.html", *DAY).stdout.split())
    listed = archiver("list", "documents", *DAY).stdout
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    archiver("backup", "documents", "-o", "a.pdf", *DAY)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as archive:
        cover = archive[0].get_textpage().get_text_range()

    assert "Un document exigé n’est là que selon vous" in said
    assert "un déclaré par vous" in said
    assert "présent, selon vous" in said
    assert "un déclaré par vous" in cover
    assert any("(selon vous)" in line and "déclaré" in line for line in listed.splitlines())
    assert page.count('class="labelled"') > 0 or "labelled" in page
    assert "(selon vous)" in page


def test_a_verdict_that_rests_on_what_was_read_says_nothing_of_labels(archiver, dossier):
    label(archiver, dossier)
    drawn.draw(dossier, drawn.months())  # what was missing, too

    said = " ".join(archiver("check", "documents", *DAY).stdout.split())

    assert "VOUS POUVEZ SUPPRIMER" in said
    assert "n’est là que selon vous" not in said


def test_answers_and_changes_of_the_list_are_shown_as_what_they_are(archiver, dossier, tmp_path):
    (tmp_path / "archiver.toml").write_text(
        """declared = ["c2s"]
[holder]
name = "MARTIN Claire"
[[person]]
name = "MARTIN Léa"
[[leave]]
from = 2025-02-03
to = 2025-02-28
[requirement.releves]
back = 3
level = "recommended"
""",
        encoding="utf-8",
    )

    _, told = report(archiver)
    said = " ".join(archiver("check", "documents", "-v", *DAY).stdout.split())

    assert told["declared"] == {
        "conditions": ["c2s", "sick-leave"],
        "holder": "MARTIN Claire",
        "people": ["MARTIN Léa"],
        "leaves": [{"start": "2025-02-03", "end": "2025-02-28"}],
        "changed": ["releves"],
    }
    for shown in (
        "Titulaire du compte : MARTIN Claire",
        "Assurés par ce compte : MARTIN Léa",
        "Avez-vous la Complémentaire santé solidaire (C2S) ? Oui.",
        "Vos arrêts : du 3 février 2025 au 28 février 2025",
        "Relevé de remboursements : 3 mois demandés (la liste dit : 27)",
        "Relevé de remboursements : recommandé (la liste dit : obligatoire)",
    ):
        assert shown in said.replace("\u00a0", " "), said


def test_a_safe_verdict_says_that_the_list_was_changed(archiver, dossier, tmp_path):
    (tmp_path / "archiver.toml").write_text("[requirement.releves]\nback = 1\n")

    said = " ".join(archiver("check", "documents", *DAY).stdout.split())
    shown = archiver("checklist", "show").stdout

    assert "VOUS POUVEZ SUPPRIMER" in said
    assert "Un point de cette liste a été changé par vous" in said
    assert "pour le mois avant" in shown or "changé par vous" in shown
    # The account offers the newest months, however few of them are asked for.
    assert "plus anciens" not in shown.split("attestation-droits")[0]
