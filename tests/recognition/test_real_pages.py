"""What happens to documents between the printer and the downloads folder, in real PDFs."""

from datetime import date

import drawn
import pytest

from archiver import catalogue
from archiver.model import PageText, Period
from archiver.reading import read
from archiver.recognition import recognise
from benchmarks.recognition import corpus, disturb
from benchmarks.recognition.sheet import LAYOUT, WORDS

CATALOGUE = catalogue.load()
WHATS = sorted({*WORDS, *LAYOUT, *disturb.IN_FRONT, *disturb.FILE, disturb.PLAIN} - {"merged"})
KINDS = [name for name in corpus.KINDS if name != "message"]
MARCH = Period.month(2025, 3)


def recognised(data, name="document.pdf"):
    reading = read(data, name)
    assert reading.trouble is None
    return recognise(reading.pages, name, CATALOGUE)


def days(period):
    return period and (period.start, period.end)


@pytest.mark.parametrize("name", ["releve-remboursements", None])
@pytest.mark.parametrize("what", WHATS)
def test_whatever_happens_to_a_page_it_stays_what_it_is(what, name, tmp_path):
    kind = name or KINDS[WHATS.index(what) % len(KINDS)]
    case = corpus.drawn(kind, what, f"test:{what}:{kind}", tmp_path)

    found = recognised((tmp_path / case.path).read_bytes(), case.path)

    (truth,) = case.truths
    (one,) = [document for document in found if document.kind in truth.kinds]
    assert days(one.period) in truth.periods or one.warnings == ("period-from-name",)


def page(*stated, foot="Page 1/1"):
    return drawn._page(
        "l’Assurance Maladie",
        "CPAM de Seine-Exemple",
        "Madame Claire MARTIN",
        f"N° de sécurité sociale : {drawn.NUMBER}",
        *stated,
        "Dates Nature des prestations Montant payé Base du remboursement Taux Montant versé",
        "12/11/2024 CONSULTATION GENERALISTE 30,00 30,00 70 % 19,00",
        "02/03/2025 PHARMACIE 12,40 12,40 65 % 7,06",
        foot,
    )


@pytest.mark.parametrize(
    "stated",
    [
        ("Relevé mensuel", "Période du 01 03 25 au 31 03 25"),
        ("Relevé mensuel", "Période du 1er au 31 mars 2025"),
        ("Relevé mensuel", "Période du 1er mars 2025 au 31 mars 2025"),
        ("Relevé mensuel", "MARS 2025"),
        ("Relevé mensuel de Mars 2025",),
        ("R E L E V É   M E N S U E L", "m a r s   2 0 2 5"),
        ("Relevé mensuel", "de vos remboursements", "de mars 2025"),
        ("Relevé mensuel", "Mois : 03/2025"),
        ("Relevé mensuel de vos remboursements - mars 25",),
        ("RELEVE MENSUEL", "PERIODE DU 01/03/25 AU 31/03/25"),
    ],
)
def test_the_month_is_read_however_it_is_printed(stated):
    (found,) = recognised(page(*stated))

    assert (found.kind, found.period) == ("releve-remboursements", MARCH)
    assert found.warnings == ()


def test_an_abbreviated_month_counts():
    (found,) = recognised(page("Relevé mensuel", "Période : oct. 2025"))

    assert found.period == Period.month(2025, 10)


def test_without_a_stated_month_only_the_name_tells_and_the_weakness_is_flagged():
    (nowhere,) = recognised(page("Relevé mensuel"))
    (by_name,) = recognised(page("Relevé mensuel"), "2025-03_releve.pdf")

    assert nowhere.period is None
    assert (by_name.period, by_name.warnings) == (MARCH, ("period-from-name",))


def test_a_day_in_words_with_a_capital_is_a_day_of_issue():
    (found,) = recognised(page("Relevé mensuel", "mars 2025", "Paris, le 2 Avril 2025"))

    assert found.issued == date(2025, 4, 2)


@pytest.mark.parametrize(
    "foot",
    [
        "{} / 3",
        "{} / 3 Edité le 02/04/2025",
        "Edité le 02/04/2025 {} / 3",
        "28/11/2026 10:12 {}/3",
        "Page {} sur 3",
    ],
)
def test_page_numbers_are_read_in_each_shape(foot):
    (found,) = recognised(page("Relevé mensuel", "mars 2025", foot=foot.format(1)))

    assert (found.page_total, found.pages_absent) == (3, (2, 3))


ROW_IN_CAPITALS = """VOTRE CAISSE : CPAM 94
DÉCOMPTE DE PRESTATIONS MALADIE - MARS 2025
Assuré social : MARTIN CLAIRE Matricule : 285059999900131
Exécuté le Prestation Dépenses Base SS Tx Montant servi
20 mars 2025 CONSULTATION MEDECIN TRAITANT 30,00 euros 30,00 euros 70
%
21,00 euros
20 mars 2025 PARTICIPATION FORFAITAIRE - 2,00 euros
Montant porté au crédit de votre compte le 29 mars 2025 : 19,00 euros
"""


def test_a_row_in_capitals_behind_its_day_is_no_heading():
    (found,) = recognise([PageText(text=ROW_IN_CAPITALS)], "x.pdf", catalogue.load())

    assert (found.kind, found.period) == ("releve-remboursements", Period.month(2025, 3))


COVER = """CPAM du Val-Exemple
Madame Claire MARTIN
Objet : votre attestation de droits
Vous avez demandé une attestation de droits à l'assurance maladie. Vous la trouverez page suivante.
Page 1/2
"""
BEHIND = """Page 2/2
Numéro de l'assuré : 2 85 05 99 999 001 31
Nom de l'assuré : MARTIN Claire
ATTESTATION DE DROITS À L'ASSURANCE MALADIE
Valable du 01/04/2026 au 31/12/2026 sous réserve de changement dans la situation de l'assuré
organisme de rattachement   code gestion   n° de sécurité sociale de l'assuré
01 682 0151   70   2 85 05 99 999 001 31
Toute attestation de droits antérieure est à détruire.
"""


def test_a_page_whose_letterhead_is_a_drawing_is_of_whoever_signs_the_one_before_it():
    (found,) = recognise([PageText(text=COVER), PageText(text=BEHIND)], "x.pdf", catalogue.load())
    (alone,) = recognise([PageText(text=BEHIND)], "x.pdf", catalogue.load())

    assert (found.kind, found.pages) == ("attestation-droits", (1, 2))
    assert alone.kind is None
