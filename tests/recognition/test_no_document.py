"""Pages that are about a document, and are not it: a wrong "safe" would come of each."""

from datetime import date

import pytest

from archiver import catalogue
from archiver.model import ROWS_HIDDEN, PageText, Period
from archiver.phrases import GAP, GRAM
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
        "Récapitulatif de vos relevés mensuels\nRelevé mensuel de mai 2025 48,20 €\n"
        "Relevé mensuel de juin 2025 48,20 €\nPériode du 01/05/2025 au 31/05/2025\n",
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
    bare = "l'Assurance Maladie\nAttestation de droits\nMadame Claire MARTIN\n"

    assert told(bare).kind is None
    assert told(f"{bare}Valable du 20/11/2026 au 19/11/2027\n").kind == "attestation-droits"


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
        ("…/…", True),
        ("+ 12 autres opérations", True),
        ("‹ Précédent 1 2 3 Suivant ›", True),
        ("Bénéficiaire sélectionné : Léa MARTIN", True),
        ("Bénéficiaire sélectionné : tous", False),
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
            "Attestation de droits à l’assurance maladie",
            "Vous trouverez ci-joint votre attestation de droits, valable du 01/11/2026 au"
            " 31/10/2027.",
        ),
        (
            "Attestation de droits à l’assurance maladie",
            "Oups, un souci technique nous empêche de générer ce fichier.",
        ),
        (
            "Attestation de droits à l’assurance maladie",
            "Choisissez la période : du 01/11/2026 au 31/10/2027",
        ),
        (
            "Complémentaire santé solidaire",
            "Votre demande est en cours d’instruction. Droits éventuels du 01/12/2026 au"
            " 30/11/2027.",
        ),
        ("Pension d’invalidité", "La pension d’invalidité n’est pas accordée."),
        ("Rente accident du travail", "Taux d’incapacité : 0 %. Aucune rente n’est due."),
        ("Relevé fiscal 2025", "Votre relevé fiscal de l’année 2025 est en cours de calcul."),
        (
            "Pension d’invalidité - déclaration de situation et de ressources",
            "Montant de vos revenus du 01/08/2026 au 31/10/2026, à compléter et retourner",
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


def of(sender, *lines):
    return told("\n".join([sender, *lines]) + "\n")


PERSON = "Claire MARTIN 2 85 05 99 999 001 31"
ROWS = ("Date des soins Nature des prestations Montant payé Base du remboursement Taux Versé",
        "02/09/2026 CONSULTATION 30,00 30,00 70 % 9,00", "Total versé 9,00 €")  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ("APICIL Santé", "Relevé de remboursements", "Période du 01/09/2026 au 30/09/2026",
         PERSON, "Caisse de rattachement : CPAM de Lyon", *ROWS),
        ("Swiss Life Prévoyance et Santé", "Décompte de prestations - septembre 2026", PERSON,
         "Organisme : CPAM de Lyon", *ROWS),
        ("Mutuelle du Parc", "Décompte de remboursements de septembre 2026", PERSON, *ROWS,
         "Pour la Sécurité sociale, appelez le 3646"),
        ("CHU de Lyon - bureau des entrées", "Attestation de droits", PERSON,
         "Organisme de rattachement : 01 691 - droits ouverts du 01/09/2026 au 31/08/2027"),
        ("SARL DUPONT", "Attestation d’indemnités journalières", PERSON,
         "indemnités journalières versées par votre caisse d’assurance maladie du 04/09/2026"
         " au 18/09/2026 : 15 jours, 580,00 €"),
        ("CNP Assurances", "Attestation de paiement de rente d’invalidité", PERSON,
         "Caisse primaire d’assurance maladie de Paris : pension d’invalidité catégorie 2",
         "Rente versée pour septembre 2026 : 412,00 €"),
        ("Crèche Babilou", "Attestation de paiement", "N° allocataire : 1234567",
         "Période du 01/01/2025 au 31/12/2025", "Total des prestations 4 944,00 €"),
        ("Mairie de Nantes - CCAS", "Attestation de quotient familial",
         "Madame Claire MARTIN", "N° allocataire CAF 1234567",
         "Quotient familial retenu pour septembre 2026 : 745 €"),
        ("MSA Grand Sud", "Attestation de paiement", "N° allocataire 1234567",
         "Mme Claire MARTIN a perçu les prestations suivantes pour le mois de septembre 2026 :",
         "Allocations familiales 141,99 €"),
        ("Agirc-Arrco - Humanis Retraite", "Attestation de paiement",
         f"{PERSON} a perçu une retraite complémentaire pour la période du 01/01/2026 au"
         " 31/10/2026 : 4 120,00 € net versé"),
    ],
    ids=lambda lines: lines[0],
)  # fmt: skip
def test_who_stands_first_has_written_it(lines):
    assert of(*lines).kind is None


def test_a_sentence_that_says_what_a_certificate_is_has_no_heading():
    found = of(
        "Déménager", "Votre attestation de droits à l'assurance maladie est valable du 01/01/2021"
        " au", "31/12/2021.", "Bénéficiaires", "Rendez votre carte Vitale à votre CPAM.",
    )  # fmt: skip

    assert found.kind is None


def test_an_address_at_the_head_of_a_page_is_no_sender():
    found = of(
        "Madame Claire MARTIN", "12 rue de la Mairie", "Résidence de la Clinique", "75012 PARIS",
        "l’Assurance Maladie", "Relevé mensuel mai 2025", PERSON, HEAD, ROW,
    )  # fmt: skip

    assert found.kind == STATEMENT


def test_what_was_paid_for_is_no_sender():
    found = of(
        "VOTRE CAISSE : CSS DE MAYOTTE", "DÉCOMPTE DE PRESTATIONS MALADIE - AVRIL 2024",
        f"Assuré social : {PERSON}", "Exécuté le Prestation Dépenses Base SS Tx Montant servi",
        "12/04/24 PHARMACIE 12,84 € 12,84 € 65 % 8,35 €", "Montant porté au crédit : 8,35 €",
        "l'Assurance Maladie page 1 sur 1",
    )  # fmt: skip

    assert found.kind == "releve-remboursements"


def test_the_days_of_a_certificate_of_entitlement_are_not_those_of_another_paper():
    found = of(
        "DOCUMENT PORTABLE S1", "Votre attestation de droits à l'assurance maladie est valable du"
        " 01/01/2021 au 31/12/2021.", "Règlements UE 883/04 et 987/09",
        "1. INFORMATIONS CONCERNANT LE TITULAIRE",
        "1.1 Numéro d'identification personnel 2 85 05 99 999 001 31",
        "2. LE TITULAIRE EST : membre de la famille d'un travailleur",
        "3. PÉRIODE DE DROITS du 01 12 23 au 31 12 23",
    )  # fmt: skip

    assert (found.kind, found.period) == ("s1", Period.month(2023, 12))


def test_a_line_about_a_tax_statement_makes_none():
    found = of(
        "CPAM 94", "Service invalidité", f"{PERSON} - 2 85 05 99 999 001 31",
        "Titre de pension d'invalidité",
        "Nous vous attribuons une pension d'invalidité de catégorie 1 à compter du 01/11/2025.",
        "Montant mensuel brut : 370,09 €",
        "Relevé fiscal 2019 : le montant net fiscal est en ligne dans votre compte ameli.",
    )  # fmt: skip

    assert found.kind != "releve-fiscal"


def test_an_employer_in_a_table_that_is_drawn_first_is_no_sender():
    found = of(
        "Total : 88 trimestres", "Période Emploi Revenu annuel Trimestres Points",
        "01/01/1976 MAIRIE DE FONTENAY 35 202 € 4 trim. 51,40 pts",
        "01/01/1977 SARL LES DEUX CHÊNES 24 416 € 4 trim. 89,40 pts",
        "Agirc-Arrco 1 204,33", PERSON, "Mon relevé de carrière tous régimes", "info-retraite.fr",
    )  # fmt: skip

    assert found.kind == "releve-carriere"


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Aperçu du relevé mensuel", ""),
        ("Projet - relevé mensuel", ""),
        ("Simulation de vos remboursements", ""),
        ("Relevé provisoire", ""),
        ("", "CE RELEVÉ EST ANNULÉ ET REMPLACÉ PAR LE RELEVÉ DU 20/06/2025"),
        ("", "Ce document n’a pas de valeur."),
        ("", "ANNULÉ"),
        ("", "Pour faire valoir ce que de droit. BROUILLON"),
    ],
)
def test_a_paper_that_says_it_is_void_is_none(head, foot):
    found = told(f"{TOP}{head}\nRelevé mensuel mai 2025\n{HEAD}{ROW}{foot}\n{FOOT}")

    assert found.kind != STATEMENT


def test_a_statement_may_replace_another_one():
    found = told(
        f"{TOP}Relevé mensuel mai 2025\nAnnule et remplace le précédent\n{HEAD}{ROW}{FOOT}"
    )

    assert found.kind == STATEMENT


LINKS = "l'Assurance Maladie · ameli · Accueil · Mes paiements · Mes démarches · Messagerie\n"


@pytest.mark.parametrize(
    "said",
    [
        "Attestation de droits\nVotre attestation de droits est valable du 01/11/2026 au"
        " 31/10/2027.\nBénéficiaires : Claire MARTIN\nTélécharger mon attestation\n",
        "Échange avec un conseiller\nAttestation de droits à l'assurance maladie\n"
        "valable du 01/11/2026 au 31/10/2027, bénéficiaire(s) : vous-même.\n",
        "Vos remboursements du mois de septembre 2026\nDate Nature Montant versé\n"
        "03/09/2026 Remboursement de soins 16,50 €\n12/09/2026 Remboursement de soins 20,15 €\n",
    ],
)
def test_a_page_of_the_accounts_site_is_no_document(said):
    assert told(f"{LINKS}{PERSON}\n{said}").kind is None


def test_a_whole_table_on_a_page_of_the_site_is_one():
    found = told(f"{LINKS}{PERSON}\nRelevé mensuel mai 2025\n{HEAD}{ROW}")

    assert found.kind == STATEMENT


def test_the_day_of_one_payment_makes_no_month():
    found = told(
        f"{LINKS}{PERSON}\nDétail de vos remboursements\nMai 2025\n"
        f"Paiement effectué le 12/05/2025 pour un montant de 46,55 €\n{HEAD}{ROW}"
    )

    assert found.kind != STATEMENT


CAF = "Caf du Val-Exemple\nN° ALLOCATAIRE : 8412345 K\nMadame MARTIN Claire\nLe 20/11/2026\n"


@pytest.mark.parametrize(
    "text",
    [
        CAF
        + "Attestation de paiement\nVotre demande d'attestation pour la période du 01/11/2024 au"
        " 31/10/2026 est enregistrée. Elle vous sera envoyée.\n",
        CAF + "Attestation de paiement\nPériode du 01/11/2024 au 31/10/2026\n"
        "Service momentanément indisponible. Veuillez réessayer plus tard.\n",
        CAF + "Attestation de paiement pour la période du 01/11/2024 au 31/10/2026\n"
        "Il n'y a pas de paiement effectué sur votre compte. Quotient familial : 920 €\n",
        "L'Assurance retraite\n" + PERSON + "\nRelevé de carrière\nMadame, vous trouverez ci-joint"
        " votre relevé de carrière.\n",
        "L'Assurance retraite\n" + PERSON + "\nRelevé de carrière\nPage 1/1\n",
        "L'Assurance retraite\n" + PERSON + "\nAttestation fiscale\nNous ne pouvons pas établir"
        " l'attestation de l'année 2025.\n",
    ],
)
def test_what_lives_by_a_figure_has_one(text):
    assert told(text).kind is None


PAID = (
    CAF + "Attestation de paiement\na perçu les prestations suivantes pour le mois de {month} :\n"
)
APL = "Aide personnalisée au logement 459,09 €\n"


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("QUOTIENT FAMILIAL\noctobre 2026 : 920 €", True),
        ("Votre quotient familial est de 1 204 euros", True),
        ("QUOTIENT FAMILIAL\nMois Montant\nOCTOBRE 2026 920,00", True),
        ("QF : 920", True),
        ("Pour connaître votre quotient familial, appelez le 3230.", False),
        ("QUOTIENT FAMILIAL octobre 2026 : non calculé\nMAT 8412345", False),
        ("Quotient familial : en cours de calcul\nCode postal 94000", False),
        ("Quotient familial\n31000 TOULOUSE", False),
        ("QUOTIENT FAMILIAL janvier 2025 : 920 €", False),
    ],
)
def test_a_quotient_is_stated_only_by_its_figure_of_now(said, stated):
    found = told(PAID.format(month="octobre 2026") + APL + said + "\n")

    assert found.kind == "caf-attestation-paiement"
    assert ("caf-attestation-qf" in found.also) is stated


@pytest.mark.parametrize(
    "other",
    [
        "Période de droit : du 01/11/2024 au 31/10/2026",
        "Ressources de la période du 01/01/2024 au 31/12/2025",
    ],
)
def test_of_two_spans_the_one_that_was_paid_counts(other):
    found = told(PAID.format(month="octobre 2026") + APL + other + "\n")

    assert found.period == Period.month(2026, 10)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("Versements à partir du 20/05/2025", 20, 31),
        ("Remboursements effectués depuis le 20/05/2025", 20, 31),
        ("Situation arrêtée au 15/05/2025", 1, 15),
        ("Versements effectués jusqu’au 15 mai 2025", 1, 15),
        ("Droits ouverts jusqu’au 15/05/2025", 1, 31),
    ],
)
def test_a_part_of_a_month_is_no_month(said, first, last):
    found = told(f"{TOP}Relevé mensuel mai 2025\n{said}\n{HEAD}{ROW}{FOOT}")

    assert found.period == Period(date(2025, 5, first), date(2025, 5, last))


@pytest.mark.parametrize("said", ["Droits clos au 31/08/2026", "Aucun droit ouvert à ce jour."])
def test_a_certificate_of_closed_rights_is_none(said):
    found = told(
        "l'Assurance Maladie\nAttestation de droits à l'assurance maladie\n"
        f"Valable du 01/11/2026 au 31/10/2027\n{PERSON}\nBénéficiaire(s) né(e) le/rang\n{said}\n"
    )

    assert found.kind is None


@pytest.mark.parametrize(
    "lines",
    [
        ("Objet : Complémentaire santé solidaire", "Complémentaire santé solidaire",
         "Après étude de vos ressources, la Complémentaire santé solidaire ne peut vous être"
         " accordée du 01/05/2026 au 30/04/2027."),
        ("Attestation de droits à l'assurance maladie",
         "Nous vous informons que vous n'avez pas de droits ouverts à l'assurance maladie pour la"
         " période du 20/11/2026 au 19/11/2027."),
        ("Pension d'invalidité - Déclaration de situation et de ressources",
         "Période du 01/01/2026 au 31/03/2026", "Salaires perçus : janvier 2026 : 800,00 €"),
        ("Votre pension d'invalidité : revalorisation au 1er avril 2026",
         "Les pensions d'invalidité sont revalorisées de 0,9 % au 1er avril 2026."),
        ("Notification de décision relative au taux d'incapacité permanente",
         "Les séquelles de votre accident du travail n'ouvrent pas droit à une rente : votre taux"
         " d'incapacité permanente est fixé à 0 %."),
        ("Votre rente accident du travail : revalorisation",
         "Les rentes sont revalorisées de 0,9 % au 1er avril 2026."),
        ("Attestation de paiement d'indemnités journalières",
         "Vous pouvez télécharger votre attestation de paiement d'indemnités journalières sur la"
         " période de votre choix. Montant brut, CSG, RDS et net y figurent."),
    ],
    ids=lambda lines: lines[0],
)  # fmt: skip
def test_a_letter_about_a_pension_or_a_certificate_is_none(lines):
    found = of("l'Assurance Maladie", "CPAM de Seine-Exemple", PERSON, *lines)

    assert found.kind in (None, "notification")


def test_a_letter_about_what_to_declare_is_the_tax_statement():
    found = of(
        "CPAM de Seine-Exemple", PERSON,
        "Déclaration de revenus 2023 : montant des prestations à", "déclarer",
        "Au titre de l'année 2023, l'Assurance Maladie vous a versé les prestations imposables"
        " suivantes. Ce montant net fiscal comprend la CSG non déductible et la CRDS.",
        "Indemnités journalières imposables (case 1AJ) 3 118 €",
        "Pension d'invalidité imposable (case 1AS) 9 602 €",
    )  # fmt: skip

    assert (found.kind, found.period) == ("releve-fiscal", Period.year(2023))
