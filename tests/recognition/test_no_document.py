"""Pages that are about a document, and are not it: a wrong "safe" would come of each."""

from datetime import date

import pytest

from archiver import catalogue
from archiver.catalogue import GAP, GRAM
from archiver.model import ROWS_HIDDEN, PageText, Period
from archiver.recognition import recognise

TOP = """\
Accueil › Mes paiements › Relevés mensuels
Bonjour MARTIN Claire — N° 2 85 05 99 999 001 31
"""
FOOT = "l’Assurance Maladie – ameli.fr – Mentions légales – Accessibilité – Aide\n"
HEAD = (
    "Date Bénéficiaire Nature des prestations Montant payé Base du remboursement Taux"
    " Montant versé\n"
)
ROW = "22/05/2025 MARTIN Claire RADIOLOGIE 66,50 € 66,50 € 70 % 46,55 €\n"
STATEMENT = "releve-remboursements"


def told(text, name="document.pdf"):
    (found,) = recognise([PageText(text=text)], name, catalogue.load())
    return found


@pytest.mark.parametrize(
    "said",
    [
        "Vos relevés mensuels\nRelevé mensuel mai 2025 — 84,12 € Télécharger\n"
        "Relevé mensuel avril 2025 — 24,12 € Télécharger\n"
        "Relevé mensuel mars 2025 — aucun paiement\n",
        "Relevé mensuel mai 2025\nMontant total : 84,12 €\nTélécharger le relevé (PDF, 71 Ko)\n",
        "Mes derniers paiements\nRelevé mensuel mai 2025 : 84,12 €\n"
        "Paiement du 12/05/2025 : 22,05 €\n",
        "Relevé mensuel mai 2025\nService momentanément indisponible.\n",
        f"Relevé mensuel mai 2025\n{HEAD}Une erreur est survenue. Veuillez réessayer.\n",
        f"Relevé mensuel mai 2025\n{HEAD}",
        "Votre relevé mensuel de mai 2025 est disponible\n3 juin 2025 à 08:12\n"
        "Votre relevé mensuel mai 2025 est disponible dans votre compte ameli.\n"
        "Période du 01/05/2025 au\n31/05/2025. Montant versé : 84,12 €.\n",
        "Relevé mensuel mai 2025\nNature des prestations, taux, montant versé, base du"
        " remboursement : consultez le détail de votre relevé.\nTotal versé : 84,12 €.\n",
    ],
)
@pytest.mark.parametrize("printed", ["11/28/26, 12:46 AM\n", "28/11/2026 12:46\n", ""])
def test_what_only_speaks_of_a_statement_is_none(said, printed):
    found = told(printed + TOP + said + FOOT)

    assert found.kind != STATEMENT
    assert "ameli" in found.accounts or found.lookalike


def test_a_heading_and_a_letterhead_prove_nothing():
    bare = "l'Assurance Maladie\nRelevé mensuel\nPériode du 01/03/2025 au 31/03/2025\nTotal 9,00\n"

    assert told(bare).kind is None
    assert told(f"{bare}Taux\n").kind == STATEMENT


@pytest.mark.parametrize(
    "rows",
    [
        ROW,
        "22 05 25 RADIOLOGIE 66,50 66,50 70 % 46,55\n",
        "22/05 RADIOLOGIE 66,50 46,55\n",
        "RADIOLOGIE 66,50 66,50 70 % 46,55\n",
        "22/05/2025RADIOLOGIE66,5066,5070%46,55\n",
        "22/05/2025\n26/05/2025\nRADIOLOGIE\nPHARMACIE\n66,50\n12,40\n46,55\n8,06\n",
        "Le 22 mai 2025\tRADIOLOGIE\t66,50\t46,55\n",
        "Total versé : 46,55 €\n",
        "Aucun remboursement n’a été effectué au cours de ce mois.\n",
    ],
)
def test_one_row_in_whatever_form_makes_it_one(rows):
    found = told(TOP + "Relevé mensuel mai 2025\n" + HEAD + rows + FOOT)

    assert (found.kind, found.period) == (STATEMENT, Period.month(2025, 5))
    assert ROWS_HIDDEN not in found.warnings


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("Affichage de 1 à 10 sur 34 lignes", True),
        ("Affichage de 1 à 10 sur 10 lignes", False),
        ("Afficher plus de lignes (12)", True),
        ("Suite page suivante…", True),
        ("À reporter : 196,50 €", True),
        ("Informations au verso", False),
    ],
)
def test_a_statement_that_says_it_has_more_lines_is_not_whole(said, hidden):
    found = told(TOP + "Relevé mensuel mai 2025\n" + HEAD + ROW + said + "\n" + FOOT)

    assert found.kind == STATEMENT
    assert (ROWS_HIDDEN in found.warnings) is hidden


def test_what_goes_on_on_the_next_page_is_whole_with_that_page():
    top = f"{TOP}Relevé mensuel mai 2025\n"
    pages = [
        PageText(text=f"{top}{HEAD}{ROW}Suite page suivante\nPage 1/2\n{FOOT}"),
        PageText(text=f"{top}{HEAD}{ROW}Total versé 93,10 €\nPage 2/2\n{FOOT}"),
    ]
    (found,) = recognise(pages, "document.pdf", catalogue.load())

    assert (found.kind, found.pages) == (STATEMENT, (1, 2))
    assert ROWS_HIDDEN not in found.warnings


LETTER = """\
l’Assurance Maladie — CPAM de Seine-Exemple
MARTIN Claire
N° de sécurité sociale : 2 85 05 99 999 001 31
Le 12/11/2026
{title}
Madame,
{said}
Je vous prie d’agréer, Madame, mes salutations distinguées.
Le directeur de la CPAM
ameli.fr – 3646
"""


@pytest.mark.parametrize("before", ["", "Objet : "])
@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Attestation de droits à l’assurance maladie",
            "Vos droits à l’assurance maladie sont fermés depuis le 01/12/2026. Nous ne pouvons pas"
            " délivrer d’attestation de droits.",
        ),
        (
            "Attestation de Complémentaire santé solidaire",
            "Votre demande d’attestation du 10/12/2026 ne peut aboutir : vos droits à la"
            " Complémentaire santé solidaire ont pris fin.",
        ),
        (
            "Complémentaire santé solidaire",
            "Votre demande de Complémentaire santé solidaire est refusée. Attestation : du"
            " 01/12/2026 au 30/11/2027 non attribuée.",
        ),
        (
            "Attestation concernant la totalisation des périodes d’assurance, d’emploi ou de"
            " résidence (E104)",
            "Vous avez demandé un formulaire E104. Nous ne pouvons pas vous le délivrer.",
        ),
        (
            "Pension d’invalidité",
            "Votre demande de pension d’invalidité du 12/01/2025 est rejetée.",
        ),
        ("Rente accident du travail", "Votre demande de rente d’accident du travail est rejetée."),
        (
            "Votre relevé fiscal 2025",
            "Votre relevé fiscal de l’année 2025 (montant net fiscal à déclarer) est disponible"
            " dans votre compte ameli.",
        ),
        (
            "Attestation de paiement d’indemnités journalières",
            "Vous avez demandé une attestation de paiement d’indemnités journalières pour la"
            " période du 03/02/2025 au 28/02/2025. Nous ne pouvons pas vous la délivrer.",
        ),
        (
            "Formulaire S1 — Inscription en vue de bénéficier de prestations d’assurance maladie",
            "Pour obtenir le formulaire S1, merci de nous retourner la demande ci-jointe.",
        ),
        (
            "Attestation de fin de droits",
            "Nous accusons réception de votre demande d’attestation de fin de droits.",
        ),
    ],
)
def test_a_letter_about_a_document_is_not_the_document(title, said, before):
    found = told(LETTER.format(title=before + title, said=said))

    assert found.kind in (None, "notification", "message")
    assert found.accounts == ("ameli",)


def test_a_message_may_say_that_something_failed():
    found = told(
        "Mon compte ameli\nMessage reçu\nExpéditeur : CPAM de Seine-Exemple\n"
        "Objet : Votre demande\nReçu le 05/04/2026\n"
        "Une erreur est survenue, veuillez réessayer. Votre demande a été refusée.\n"
    )

    assert found.kind == "message"


def test_what_a_certificate_says_of_later_requests_does_not_make_it_one():
    found = told(
        "l'Assurance Maladie\nNom de l'assuré : MARTIN CLAIRE\n"
        "Attestation de droits à l'assurance maladie\n"
        "Valable du 10/12/2026 au 10/06/2027 sous réserve de changement\n"
        "Pour toute demande, un formulaire est disponible sur ameli.fr.\n"
        "Toute attestation de droits antérieure est à détruire.\n"
    )

    assert found.kind == "attestation-droits"
    assert found.period == Period(date(2026, 12, 10), date(2027, 6, 10))


def test_the_words_before_a_gap_are_long_enough_to_be_looked_up():
    known = catalogue.load().index._by_gram
    assert [gram for gram in known if GAP in gram or len(gram) < GRAM] == []
