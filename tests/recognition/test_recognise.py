"""Every rule agrees with its own examples, and with all the others' too."""

import re
import unicodedata
from datetime import date

import pytest

from archiver import catalogue
from archiver.model import PageText, Period
from archiver.recognition import recognise

CATALOGUE = catalogue.load()
RULES = [*CATALOGUE.kinds.values(), *CATALOGUE.lookalikes.values()]
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples, start=1)
]
KIND_EXAMPLES = [
    pytest.param(kind, example, id=f"{kind.id}-{number}")
    for kind in CATALOGUE.kinds.values()
    for number, example in enumerate(kind.examples, start=1)
    if example.matches
]


def read(*texts, name="document.pdf"):
    return recognise([PageText(text=text) for text in texts], name, CATALOGUE)


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_each_rule_agrees_with_its_own_examples(rule, example):
    (found,) = read(example.text)

    assert ((found.kind or found.lookalike) == rule.id) is example.matches
    if example.period:
        assert found.period == example.period


@pytest.mark.parametrize("rule", CATALOGUE.kinds.values(), ids=lambda rule: rule.id)
def test_each_kind_ships_with_two_examples_and_a_near_miss(rule):
    assert sum(example.matches for example in rule.examples) >= 2
    assert any(not example.matches for example in rule.examples)


def without_accents(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


DISTURBANCES = {
    "without accents": without_accents,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "in capitals": str.upper,
    "typographic": lambda text: text.replace("'", "’").replace(" ", "\u00a0"),
    "narrow spaces": lambda text: text.replace(" ", "\u202f"),
    "spaces doubled": lambda text: text.replace(" ", "   "),
    "columns glued": lambda text: "\n".join(line.replace(" ", "") for line in text.splitlines()),
    "soft hyphens": lambda text: text.replace("men", "men\u00ad"),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
}


@pytest.mark.parametrize("disturb", DISTURBANCES.values(), ids=DISTURBANCES)
@pytest.mark.parametrize(("kind", "example"), KIND_EXAMPLES)
def test_typography_does_not_change_what_a_document_is(kind, example, disturb):
    (found,) = read(disturb(example.text))

    assert found.kind == kind.id
    assert found.period == example.period


STATEMENT = """
l'Assurance Maladie
CPAM de Seine-Exemple
Madame Claire MARTIN
N° de sécurité sociale : 2 85 05 99 999 001 {key}
Relevé mensuel
Période du {start} au {end}
Dates Nature des prestations Montant payé Base du remboursement Taux Montant versé
12/11/2024 CONSULTATION 30,00 30,00 70 % 19,00
{extra}
Page {page}/{total}
"""


def statement(month=3, page=1, total=1, extra="", key=""):
    return STATEMENT.format(
        start=f"01/{month:02}/2025",
        end=f"{ {1: 31, 2: 28, 3: 31, 4: 30}[month] }/{month:02}/2025",
        page=page,
        total=total,
        extra=extra,
        key=key,
    )


def test_the_period_is_the_stated_one_not_that_of_older_lines():
    (found,) = read(statement(3))

    assert found.period == Period.month(2025, 3)


def test_pages_of_one_statement_stay_together():
    found = read(statement(3, 1, 3), "12/02/2025 PHARMACIE 1,00\nPage 2/3", "Total versé\nPage 3/3")

    assert [f.pages for f in found] == [(1, 2, 3)]
    assert found[0].pages_absent == ()


def test_a_lost_page_is_noticed_at_the_end_and_in_the_middle():
    (end,) = read(statement(3, 1, 3), "12/02/2025 PHARMACIE\nPage 2/3")
    (middle,) = read(statement(3, 1, 3), "Total versé\nPage 3/3")

    assert (end.page_total, end.pages_absent) == (3, (3,))
    assert (middle.page_total, middle.pages_absent) == (3, (2,))


@pytest.mark.parametrize(
    ("pages", "absent"),
    [(("", "Total versé\nPage 3/3"), (2,)), (("12/02/2025 PHARMACIE\nPage 2/3", ""), (3,))],
)
def test_a_page_without_words_takes_the_place_of_no_other(pages, absent):
    (found,) = read(statement(3, 1, 3), *pages)

    assert found.pages_absent == absent


def test_a_page_without_a_number_does():
    (found,) = read(statement(3, 1, 3), "12/02/2025 PHARMACIE 1,00", "Total versé\nPage 3/3")

    assert found.pages_absent == ()


def test_two_statements_in_one_file_are_two_documents():
    found = read(statement(3), statement(4))

    assert [(f.pages, f.period) for f in found] == [
        ((1,), Period.month(2025, 3)),
        ((2,), Period.month(2025, 4)),
    ]


def test_two_statements_without_page_numbers_are_told_apart_by_their_months():
    found = read(statement(3).replace("Page 1/1", ""), statement(4).replace("Page 1/1", ""))

    assert [f.period for f in found] == [Period.month(2025, 3), Period.month(2025, 4)]


ATTESTATION = next(e for e in CATALOGUE.kinds["attestation-droits"].examples if e.matches).text
LETTER = """
l'Assurance Maladie
CPAM de Seine-Exemple
Le 5 octobre 2026
Madame,
Veuillez trouver ci-joint votre attestation de droits.
Page 1/2
"""


def test_a_covering_letter_belongs_to_its_attestation():
    (found,) = read(LETTER, ATTESTATION)

    assert (found.kind, found.pages) == ("attestation-droits", (1, 2))
    assert found.pages_absent == ()


def test_an_attestation_without_its_covering_letter_is_complete():
    (found,) = read(ATTESTATION)

    assert found.pages_absent == ()


def test_a_letter_of_its_own_page_count_still_covers():
    found = read(LETTER.replace("1/2", "1/1"), ATTESTATION.replace("2/2", "1/1"))

    assert [f.pages for f in found] == [(1, 2)]


def test_an_invoice_behind_a_statement_is_another_document():
    invoice = next(e for e in CATALOGUE.lookalikes["facture-soins"].examples).text

    found = read(statement(3).replace("Page 1/1", ""), invoice)

    assert [(f.kind, f.lookalike) for f in found] == [
        ("releve-remboursements", None),
        (None, "facture-soins"),
    ]


def test_a_regenerated_document_has_the_same_digest():
    one = read(statement(3, extra="Édité le 02/04/2025 à 10:31"))[0]
    two = read(statement(3, extra="Édité le 17/05/2025 à 8:02"))[0]
    other = read(statement(3, extra="Édité le 17/05/2025 à 8:02").replace("19,00", "20,00"))[0]

    assert one.issued != two.issued
    assert one.digest == two.digest != other.digest


def test_a_text_without_any_trace_is_nobodys():
    (found,) = read("Carte d'embarquement\nVol AF 0000 Paris - Nice\nSiège 12A")

    assert (found.kind, found.lookalike, found.accounts) == (None, None, ())


def test_a_title_alone_is_not_enough():
    (found,) = read("Relevé mensuel\nmars 2025\n")

    assert found.kind is None


def test_a_statement_with_another_issuer_is_not_taken():
    (found,) = read(statement(3).replace("l'Assurance Maladie", "Santé Plus").replace("CPAM", "A"))

    assert found.kind is None
    assert found.accounts == ("ameli",)  # built like one: it may be one, so it is not ignored


def test_the_month_of_a_file_name_is_weak_and_flagged():
    (found,) = read(
        statement(3).replace("Période du 01/03/2025 au 31/03/2025", ""), name="releve-2025-03.pdf"
    )

    assert (found.period, found.warnings) == (Period.month(2025, 3), ("period-from-name",))


PAYMENT = """
Caf de l'Exemple
N° ALLOCATAIRE : 0000000 X
Attestation de paiement
Madame MARTIN a perçu les prestations suivantes pour le mois de janvier 2026 :
ALLOCATIONS FAMILIALES 129,86 €
"""


def test_a_payment_certificate_serves_as_that_of_the_quotient_only_if_it_states_one():
    (plain,) = read(PAYMENT)
    (stated,) = read(PAYMENT + "QUOTIENT FAMILIAL\njanvier 2026 : 920 €\n")
    (spoken_of,) = read(PAYMENT + "Pour votre quotient familial de janvier 2026, allez sur caf.fr")

    assert [one.kind for one in (plain, stated, spoken_of)] == ["caf-attestation-paiement"] * 3
    assert [one.also for one in (plain, stated, spoken_of)] == [(), ("caf-attestation-qf",), ()]


def test_a_letter_of_another_insurer_is_not_the_accounts():
    (found,) = read(
        "Caf de l'Exemple\nMadame,\nVotre dossier est complet.\nAssurance maladie : oui"
    )

    assert (found.kind, found.accounts) == (None, ("caf",))


BILL_OR_STATEMENT = (
    "{head}MME CLAIRE MARTIN\nRELEVE DES VERSEMENTS EFFECTUES DU 1ER AU 30 AVRIL 2024\n"
    "N° 2 85 05 99 999 001 31\nBENEFICIAIRE ACTE DESIGNATION MONTANT %\nFACTURE REGLEE\n"
    "CLAIRE 27-04-2024 PHARMACIE 15,41 € 12,84 € 65 % 8,35 €{foot}"
)
INSURER = "ASSURANCE MALADIE\nCPAM DE SEINE-EXEMPLE\n"


def test_what_calls_itself_a_statement_first_is_no_bill_for_the_head_of_a_column():
    (found,) = read(BILL_OR_STATEMENT.format(head=INSURER, foot=""))

    assert found.kind == "releve-remboursements"
    assert found.period == Period.month(2024, 4)


def test_but_it_is_where_the_insurer_is_named_below_alone():
    (found,) = read(BILL_OR_STATEMENT.format(head="", foot=f"\n{INSURER}"))

    assert (found.kind, found.lookalike) == (None, "facture-soins")


@pytest.mark.parametrize("end", ["virement du 29/01/2025", "La commission de recours amiable"])
@pytest.mark.parametrize("numbered", [True, False])
def test_what_stands_below_the_last_rows_begins_no_other_document(end, numbered):
    pages = (
        statement(1, 1, 2, extra="Sous-total LÉA 107,35"),
        f"Dates Actes Payé Base Taux Versé\n24/01/2025 PHARMACIE 9,90 9,90 15 % 1,49\n"
        f"TOTAL DES VERSEMENTS 350,36 EUROS\n{end}\nAssurance Maladie\nPage 2/2",
    )
    (found,) = read(*(pages if numbered else [re.sub(r"Page \d/\d", "", page) for page in pages]))

    assert (found.kind, found.pages) == ("releve-remboursements", (1, 2))


def test_a_month_that_names_each_of_its_payments_is_no_payment():
    paid = "Paiement effectué le {:02}/03/2025 pour un montant de 21,00 €\n"
    row = "05/03/2025 CONSULTATION 30,00 30,00 70 % 21,00\n"
    head = "l'Assurance Maladie\nMadame Claire MARTIN 2 85 05 99 999 001 31\n{}\nMars 2025\n"
    columns = "Dates des soins Nature des prestations Montant payé Base Taux Montant versé\n"
    body = "".join(paid.format(day) + columns + row for day in (12, 24))

    (month,) = read(head.format("Relevé mensuel") + body)
    (payment,) = read(head.format("Mes paiements") + body)

    assert (month.kind, month.period) == ("releve-remboursements", Period.month(2025, 3))
    assert payment.kind == "decompte-paiement"


def test_rows_of_one_certificate_go_on_over_its_pages():
    head = (
        "l'Assurance Maladie\nAttestation de paiement des indemnités journalières\n"
        "Madame Claire MARTIN 2 85 05 99 999 001 31\nPériode indemnisée Nature Montant\n"
    )
    (found,) = read(
        head + "03/02/2025 au 16/02/2025 I.J. MALADIE 681,66",
        "17/02/2025 au 28/02/2025 I.J. MALADIE 584,28\nTotal net 1 265,94 €",
    )

    assert found.period == Period(date(2025, 2, 3), date(2025, 2, 28))


@pytest.mark.parametrize(
    ("foot", "absent"),
    [("Page 1 sur 2\n{}\nPage 2 sur 2", ()), ("Page 1 sur 2\n{}\nVoir page 2 sur 2", (2,))],
)
def test_two_pages_on_one_sheet_are_both_there(foot, absent):
    text = statement(3).replace("Page 1/1", foot.format("13/03/2025 PHARMACIE 10,00 65 % 6,50"))
    (found,) = read(text)

    assert (found.kind, found.page_total, found.pages_absent) == (
        "releve-remboursements",
        2,
        absent,
    )


def test_the_month_of_a_day_that_a_line_breaks_is_no_period():
    (found,) = read(
        "CAMIEG\nMadame Léa MARTIN\nN° 2 85 05 99 999 001 31\nLe 6 juin 2023\n"
        "Notification du taux d'incapacité permanente\n"
        "Madame, votre état est consolidé à la suite de la maladie professionnelle constatée le 6\n"
        "septembre 2022.\nLe taux d'incapacité permanente est de 6 %.\nl'Assurance Maladie"
    )

    assert (found.kind, found.period, found.issued) == ("rente-atmp", None, date(2023, 6, 6))


def test_a_stack_scanned_from_its_last_page_is_one_whole_document():
    first, rest = statement(3, 1, 3), ["12/02/2025 PHARMACIE 1,00\nPage 2/3", "Total\nPage 3/3"]
    (found,) = read(*reversed([first, *rest]))

    assert (found.kind, found.pages, found.pages_absent) == (
        "releve-remboursements",
        (1, 2, 3),
        (),
    )


def test_a_stack_of_several_statements_scanned_backwards_is_each_of_them():
    long = [statement(3, 1, 3), "12/03/2025 PHARMACIE 1,00\nPage 2/3", "Total\nPage 3/3"]
    found = read(*reversed([statement(2, 1, 1), *long, statement(4, 1, 1)]))

    assert [one.pages for one in found] == [(5,), (2, 3, 4), (1,)]
    assert not any(one.pages_absent for one in found)


def test_two_last_pages_are_not_taken_for_one_document_backwards():
    found = read("Total versé\nPage 2/2", statement(4, 1, 2))

    assert [f.pages for f in found] == [(1,), (2,)]
    assert found[1].pages_absent == (2,)


@pytest.mark.parametrize(
    ("named", "joined"),
    [
        ("2 85 05 99 999 001 31 - mars 2025", True),
        ("2 85 05 99 999 001 31 - avril 2025", False),
        ("1 85 05 99 999 001 81 - mars 2025", False),
        ("mars 2025", False),
    ],
)
def test_two_pages_scanned_backwards_are_one_where_both_name_person_and_month(named, joined):
    first = statement(3, 1, 2, extra="mars 2025")
    found = read(f"{named}\n12/03/2025 PHARMACIE 10,00 65 % 6,50\nTotal 6,50\nPage 2/2", first)

    assert (len(found) == 1) is joined
    assert any(one.pages_absent for one in found) is not joined


@pytest.mark.parametrize(("total", "joined"), [("32,00", True), ("40,00", False), ("6,50", False)])
def test_so_are_they_where_the_total_is_that_of_the_rows_on_both(total, joined):
    """The total of the second page's row alone would make it the end of something else."""
    row = "{}/03/2025 PHARMACIE 10,00 10,00 65 % 6,50\n"
    first = statement(3, 1, 2, extra=row.format(11))
    found = read(f"{row.format(12)}Total versé {total}\nPage 2/2", first)

    assert (len(found) == 1) is joined


def test_a_birthday_is_no_day_of_issue():
    (found,) = read(statement(3, extra="pour CLAIRE née le 04 05 85\nÉdité le 02 04 25"))

    assert found.issued == date(2025, 4, 2)


def test_the_end_of_a_sentence_is_no_letterhead():
    bank = "Banque Exemple\nRelevé mensuel\nmars 2025\nDétail des versements, taux\nVoir votre\n"

    (found,) = read(bank + "compte ameli.")

    assert found.kind is None


def test_another_kind_about_somebody_else_begins_a_document_without_a_heading():
    pension = """l'Assurance Maladie - Risques professionnels
ENIM
Attestation de paiement de rente accident du travail
M. Loïc TRAORÉ, n° de sécurité sociale 165052A99091654
Rente accident du travail - maladie professionnelle, taux d'incapacité permanente 15 %
Arrérages versés du 01/03/2024 au 31/03/2024 : 29,94 €
Fait le 02/04/2024"""
    birth = """mon compte ameli
Ma grossesse : dates clés
M. Éric DUPONT-MOREAU (163076999099615)
Accouchement prévu le 30/04/2024
Congé prénatal : 6 semaines - congé postnatal : 10 semaines
Premier examen prénatal avant la fin du 3e mois
ENIM - 01/05/2024"""

    def kinds(*texts):
        return [
            (one.kind, one.pages)
            for one in recognise([PageText(text=text) for text in texts], "x.pdf", CATALOGUE)
        ]

    assert kinds(pension, birth) == [("rente-atmp", (1,)), ("maternite", (2,))]
    # Of one and the same person it may go on.
    same = birth.replace("163076999099615", "165052A99091654")
    assert kinds(pension, same) == [("rente-atmp", (1, 2))]
    # So may what is printed as its next page, whoever is on it: a family's certificate, say.
    numbered = f"{pension}\nPage 1/2", f"{birth}\nPage 2/2"
    assert kinds(*numbered) == [("rente-atmp", (1, 2))]


@pytest.mark.parametrize(
    "said",
    [
        "Paiement effectué le 12/05/2025 pour un montant de 21,00 €",
        "Détail de votre paiement\nDate du virement : 12/05/2025\nMontant du virement : 21,00 €",
    ],
)
def test_a_payment_is_dated_by_its_day(said):
    text = f"l’Assurance Maladie\nDétail d’un paiement\n{said}\nMontant payé Taux Montant versé\n"
    (one,) = read(text)
    (other,) = read(text.replace("12/05", "13/05"))

    assert (one.kind, one.issued) == ("decompte-paiement", date(2025, 5, 12))
    assert one.digest != other.digest  # two payments of the same sum are not one


def test_a_day_of_issue_goes_before_that_of_the_payment():
    (one,) = read(
        "l’Assurance Maladie\nÉdité le 02/06/2025\nDétail d’un paiement\n"
        "Paiement effectué le 12/05/2025 pour un montant de 21,00 €\n"
        "Montant payé Taux Montant versé\n"
    )

    assert one.issued == date(2025, 6, 2)


def test_the_days_of_a_certificate_are_those_over_all_its_rows_wherever_they_stand():
    (one,) = read(
        "CPAM du Val-de-Marne\nCréteil, le 25 février 2024\nDu - au\n"
        "journalières suivantes du 02.11.2023 au 17.12.2023 :\n"
        "La caisse certifie avoir payé à Madame Hélène VITAL les indemnités\n"
        "Certificat de paiement d'indemnités journalières\n"
        "02.11.2023 au 15.11.2023 I.J. NORMALES 14 433,16 euros\n"
        "16.11.2023 au 29.11.2023 I.J. NORMALES 14 433,16 euros\n"
        "30.11.2023 au 17.12.2023 I.J. NORMALES 18 556,92 euros\nl'Assurance Maladie PAGE 1/1\n"
    )

    assert one.kind == "attestation-ij"
    assert one.period == Period(date(2023, 11, 2), date(2023, 12, 17))


@pytest.mark.parametrize(
    "said",
    [
        "Valable jusqu’au 10/06/2027",
        "Valable jusqu'au 10 juin 2027 sous réserve de changement",
        "Droits ouverts jusqu’au 10/06/2027",
        "Validité : jusqu’au 10.06.2027",
        "Date de fin de droits : 10/06/2027",
        "Fin de validité : 10/06/2027",
        "Date d’expiration : 10/06/2027",
    ],
)
@pytest.mark.parametrize(
    "title", ["Attestation de droits à l’assurance maladie", "Attestation C2S"]
)
def test_of_a_validity_whose_end_alone_is_printed_the_day_of_issue_is_the_start(title, said):
    text = f"""l’Assurance Maladie
CPAM de Seine-Exemple
{title}
Complémentaire santé solidaire
Nom de l’assuré : MARTIN CLAIRE
{said}
Bénéficiaire(s) né(e) le/rang
Édité le 10/12/2026
"""
    (one,) = read(text)
    (undated,) = read(text.replace("Édité le 10/12/2026", ""))

    assert one.period == Period(date(2026, 12, 10), date(2027, 6, 10))
    assert undated.period is None  # never a guess


def test_a_validity_may_be_told_by_how_long_it_lasts():
    (one,) = read("""l’Assurance Maladie
CPAM de Seine-Exemple
Attestation de Complémentaire santé solidaire
Nom de l’assuré : MARTIN CLAIRE
Vos droits sont ouverts pour une durée d’un an à compter du 1er mars 2026.
Bénéficiaire(s) né(e) le/rang
Édité le 02/03/2026
""")

    assert one.period == Period(date(2026, 3, 1), date(2027, 2, 28))


def test_the_name_of_the_addressee_is_no_word_of_a_heading():
    (one,) = read("""l’Assurance Maladie
CPAM d’Ille-et-Vilaine
Notification de décision
Le 1er octobre 2025
MADAME HÉLÈNE RENTE
33000 BORDEAUX
Objet : vos indemnités journalières
Réf. 2 85 05 99 999 001 31 - RENTE Hélène
Madame, votre arrêt de travail à compter du 01/09/2025 n’est plus médicalement justifié.
""")

    assert one.kind == "notification"


def test_a_heading_with_words_in_between_stands_on_neighbouring_lines():
    (one,) = read("""l’Assurance Maladie
CPAM d’Ille-et-Vilaine
Notification de décision
Le 01/10/2025
Réf. : 12
rente ou capital : sans objet
Madame,
Votre arrêt de travail à compter du 01/09/2025 n’est plus médicalement justifié.
N° 2 85 05 99 999 001 31
""")

    assert one.kind == "notification"


def test_a_caf_statement_whose_label_came_apart_is_no_banks():
    (one,) = read("""Allocatair
Relevé de compte allocataire
Caf du Rhône
e : DROIT Claire, n° 7499406 K
Période du 1er au 30 septembre 2026
Opération Débit Crédit
Allocations familiales 890,84 euros
Retenue sur trop-perçu 332,43 euros
Édité le 01/10/26
Caisse d'allocations familiales
""")

    assert one.kind == "caf-releve"


@pytest.mark.parametrize(
    "said",
    [
        "accordée à compter du 01/06/2026 et jusqu’au 31/05/2027.",
        "accordée pour une durée d’un an à compter du 1er juin\n2026, soit jusqu’au 31 mai 2027.",
        "Date de début 01/06/2026\nDate de fin 31/05/2027",
        "Bénéficiaire N° de sécurité sociale Début Fin\n"
        "MARTIN Claire 2 85 05 99 999 001 31 01/06/2026 31/05/2027",
        "Nom, prénom Né(e) le Du Au\nMARTIN Claire 14/05/1985 01/06/2026 31/05/2027",
        "Période de validité Date de délivrance\na) du 01/06/2026 c) 20/11/2026\nb) au 31/05/2027",
    ],
)
def test_a_validity_is_read_as_sentence_and_as_table(said):
    (one,) = read(f"""l’Assurance Maladie
CPAM du Nord
Attestation de droit à la Complémentaire santé solidaire
Nom de l’assuré : MARTIN CLAIRE 2 85 05 99 999 001 31
{said}
""")

    assert one.period == Period(date(2026, 6, 1), date(2027, 5, 31))


def test_a_name_and_the_number_of_a_house_are_no_month():
    (one,) = read("""l’Assurance Maladie
CPAM du Nord
Attestation de droit à la Complémentaire santé solidaire
Jean-Marc AVRIL
14 rue de la Sécurité Sociale
Numéro de sécurité sociale : 1 71 08 34 999 201 42
Bénéficiaire
""")

    assert (one.kind, one.period) == ("attestation-c2s", None)


def test_how_long_tariffs_are_in_force_is_no_period():
    (one,) = read("""l’Assurance Maladie
Attestation d’indemnités journalières
Tarifs en vigueur du 01/01/2020 au 31/12/2020
Assuré : MARTIN Claire 2 85 05 99 999 001 31
Période du 26/05/2023 au 10/07/2023
Du Au Nature Jours Montant brut
26/05/2023 10/07/2023 I.J. NORMALES 46 1 610,00 €
""")

    assert one.period == Period(date(2023, 5, 26), date(2023, 7, 10))


CERTIFICATE = """l’Assurance Maladie
CPAM du Nord
{line}
Attestation de droits à l’assurance maladie
Valable du 20/11/2026 au 19/11/2027
Nom de l’assuré : MARTIN CLAIRE 2 85 05 99 999 001 31
Bénéficiaire(s) né(e) le/rang
"""


@pytest.mark.parametrize(
    "line",
    [
        "Carte Vitale délivrée le 12/03/2019",
        "Déclaration du médecin traitant reçue le 25/03/2022",
        "Protocole de soins établi le 27/01/2025",
    ],
)
def test_the_day_of_another_paper_is_no_day_of_issue(line):
    (one,) = read(CERTIFICATE.format(line=line))

    assert (one.issued, one.period) == (None, Period(date(2026, 11, 20), date(2027, 11, 19)))


@pytest.mark.parametrize(
    "line",
    [
        "Paiement effectué le 12/09/2026",
        "Mise en paiement le 12/09/2026",
        "Montant payé le 12/09/2026",
        "Virement émis le 12/09/2026",
        "Somme créditée le 12/09/2026",
        "Pension de retraite payée le 12/09/2026",
        "Soins reçus le 12/09/2026",
        "Feuille de soins reçue le 12/09/2026",
        "Facture émise le 12/09/2026",
    ],
)
def test_the_day_of_a_payment_or_of_care_is_no_day_of_issue(line):
    """Else the month in which something was paid would not have been over yet."""
    (one,) = read(CERTIFICATE.format(line=line))
    (dated,) = read(
        CERTIFICATE.format(line=f"Attestation de paiement établie le 20/11/2026\n{line}")
    )

    assert (one.issued, dated.issued) == (None, date(2026, 11, 20))


@pytest.mark.parametrize(
    "line",
    [
        "Délivré à Grenoble le 20 novembre 2026 pour valoir ce que de droit.",
        "Fait à Saint-Malo le 20/11/2026, pour servir et valoir ce que de droit.",
        "Je certifie que Mme MARTIN a cessé d’être affiliée à l’assurance\nmaladie le 31/07/2026.\n"
        "Fait à Saint-Malo le 20/11/2026, pour servir et valoir ce que de droit.",
        "Les droits de Mme MARTIN ont pris fin\nle 31/07/2026.\nFait à Saint-Malo, le 20/11/2026",
        "Une rente vous est attribuée depuis le 01/02/2026. Marseille, le 20/11/2026",
        "Participation : 8 € - Marseille, le 20 novembre 2026",
        "Éditée depuis votre compte ameli le 20 novembre 2026",
        "Date de délivrance du certificat 20/11/2026",
        "Date de l'attestation : 20/11/2026",
        "4.3 Date 20/11/2026",
        "du\nau\nnature\n30 avril 2026\nCachet Date 20 novembre 2026 Signature",
    ],
)
def test_the_day_of_issue_may_stand_behind_any_place_or_words(line):
    (one,) = read(CERTIFICATE.format(line=line))

    assert one.issued == date(2026, 11, 20)


def test_the_day_of_issue_goes_before_that_of_printing():
    (one,) = read(CERTIFICATE.format(line="Imprimé le 28/11/2026\nÉdité le 20/11/2026"))

    assert one.issued == date(2026, 11, 20)


def test_the_day_of_a_covering_letter_makes_no_old_certificate_fresh():
    letter = LETTER.replace("5 octobre 2026", "25 novembre 2026").replace("1/2", "")
    (one,) = read(letter, CERTIFICATE.format(line="Lille, le 20 novembre 2026"))

    assert (one.kind, one.issued) == ("attestation-droits", date(2026, 11, 20))


def test_how_long_an_exemption_lasts_is_not_how_long_the_certificate_does():
    (one,) = read(CERTIFICATE.format(line="ALD : exonération valable du 01/01/2026 au 31/12/2030"))

    assert one.period == Period(date(2026, 11, 20), date(2027, 11, 19))


def test_the_papers_of_a_couple_in_one_file_are_two_documents():
    hers = statement(3).replace("Page 1/1", "")
    his = hers.replace("2 85 05 99 999 001", "1 85 05 99 999 001").replace("Claire", "Paul")
    found = read(hers, his)

    assert [one.pages for one in found] == [(1,), (2,)]


def test_the_second_page_of_another_month_is_another_document():
    found = read(statement(3, 1, 2), statement(4, 2, 2))

    assert [(one.period, one.pages_absent) for one in found] == [
        (Period.month(2025, 3), (2,)),
        (Period.month(2025, 4), (1,)),
    ]


@pytest.mark.parametrize(
    "shape", ["- {} -", "Page {}", "Feuillet {} sur 3", "({}/3)", "Page {} of 3"]
)
def test_a_lost_page_in_the_middle_is_noticed_by_numbers_of_any_shape(shape):
    (one,) = read(
        statement(3).replace("Page 1/1", shape.format(1)),
        f"12/02/2025 PHARMACIE 1,00\n{shape.format(3)}",
    )

    assert one.pages_absent == (2,)


def test_a_name_behind_its_label_is_no_word_of_a_heading():
    (one,) = read("""VOTRE CAISSE : CPAM 94
DÉCOMPTE DE PRESTATIONS MALADIE - MARS 2025
Assuré social : RENTE ÉRIC Matricule : 180067599893388
Exécuté le Prestation Dépenses Base SS Tx Montant servi
20 mars 2025 CONSULTATION MEDECIN TRAITANT 30,00 euros 30,00 euros 70 % 21,00 euros
1er mars 2025 SOINS INFIRMIERS 9,45 euros 9,45 euros 60 % 5,67 euros
l'Assurance Maladie 1 / 1
""")

    assert (one.kind, one.period) == ("releve-remboursements", Period.month(2025, 3))


@pytest.mark.parametrize(
    "head",
    [
        "CPAM de Seine-Exemple DÉTAIL DU PAIEMENT",
        "Rouen, le 10 février 2025 DÉTAIL DU PAIEMENT",
    ],
)
def test_a_heading_in_capitals_may_stand_beside_something_else(head):
    (one,) = read(f"""l’Assurance Maladie
{head}
Date de paiement : 04/09/2025
Assuré : MARTIN Claire 2 85 05 99 999 001 31
30/08/2025 C GENERALISTE 30,00 30,00 70 % 21,00
30/08/2025 PARTICIPATION FORFAITAIRE - 0,70
""")

    assert one.kind == "decompte-paiement"


@pytest.mark.parametrize(
    ("told", "there"),
    [
        ("", True),
        ("du 20/11/2026 au 19/11/2027", True),
        ("droits ouverts jusqu’au 19/11/2027", True),
        ("droits fermés au 31/08/2026", False),
        ("du 01/09/2025 au 31/08/2026", False),
    ],
)
def test_whose_own_line_says_that_the_rights_ended_is_not_covered(told, there):
    (one,) = read(
        CERTIFICATE.format(line="Édité le 20/11/2026")
        + "MARTIN CLAIRE 2 85 05 99 999 001 31 12/05/1985 1\n"
        + f"MARTIN LÉA 2 12 03 99 999 003 82 15/03/2012 1 {told}\n"
    )

    assert any("LÉA" in (person.name or "") for person in one.people) is there
    assert any("CLAIRE" in (person.name or "") for person in one.people)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("N° ALLOCATAIRE : 0416367 E", "0416367"),
        ("Nº allocataire 04 16 367 E", "0416367"),
        ("Numéro d’allocataire\n: 0416367", "0416367"),
        ("Allocataire n° 0416367", "0416367"),
        ("N° allocataire : voir votre carte", None),
    ],
)
def test_the_number_of_a_family_is_read_where_its_insurer_has_one(printed, number):
    text = (
        f"Caf de la Haute-Garonne\n{printed}\nMadame Claire MARTIN\nAttestation de paiement\n"
        "Le directeur de la Caf de la Haute-Garonne certifie que :\nMadame Claire MARTIN\n"
        "a perçu les prestations suivantes pour le mois de novembre 2024 :\n"
        "Allocations familiales 141,99 €\n"
    )

    (found,) = recognise([PageText(text=text)], "x.pdf", catalogue.load())

    assert (found.kind, found.family) == ("caf-attestation-paiement", number)


@pytest.mark.parametrize(
    ("line", "suggests"),
    [
        ("Indemnités journalières maladie 945,30 €", ("taxable-income", "sick-leave")),
        ("Pension d’invalidité : 5 204,00 €", ("taxable-income", "disability-pension")),
        ("Indemnités journalières : 0,00 €", ("taxable-income",)),
        ("Les indemnités journalières d’une ALD ne sont pas imposables.", ("taxable-income",)),
    ],
)
def test_what_was_paid_says_what_there_was(line, suggests):
    (found,) = read(
        "l'Assurance Maladie\nCPAM de Seine-Exemple\nRelevé fiscal\nAnnée 2025\n"
        f"Montant net fiscal à déclarer : 945,30 €\n{line}\n"
    )

    assert (found.kind, found.suggests) == ("releve-fiscal", suggests)


PAID_BY_MONTH = """l'Assurance retraite
Carsat du Val-Exemple
Attestation de paiement
Madame MARTIN Claire, n° de sécurité sociale 2 85 05 99 999 001 31, a perçu au titre de sa
retraite personnelle{stated} :
Période Montant brut CSG Montant net payé
novembre 2025 1 204,11 99,94 1 094,54
décembre 2025 1 204,11 99,94 1 094,54
janvier 2026 1 204,11 99,94 1 094,54
{more}"""
WINTER = Period(date(2025, 11, 1), date(2026, 1, 31))
HALF_A_YEAR = " pour la période du 01/11/2025 au 30/04/2026"


@pytest.mark.parametrize(
    ("stated", "more", "period"),
    [
        ("", "", WINTER),
        # One month is passed over: nobody knows what that means.
        ("", "mars 2026 1 204,11 99,94 1 094,54", None),
        # It stops before the days it speaks of, and no total says that these are all.
        (HALF_A_YEAR, "", WINTER),
        (HALF_A_YEAR, "Total 3 612,33", Period(date(2025, 11, 1), date(2026, 4, 30))),
    ],
)
def test_rows_by_month_tell_which_months_were_paid(stated, more, period):
    (found,) = read(PAID_BY_MONTH.format(stated=stated, more=more))

    assert (found.kind, found.period) == ("retraite-attestation-paiement", period)


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("R E L E V É F I S C A L 2 0 2 3", Period.year(2023)),
        ("R e l e v é  f i s c a l\n2 0 2 3", Period.year(2023)),
    ],
)
def test_a_heading_that_is_set_letter_by_letter_says_when(heading, period):
    (found,) = read(
        f"l'Assurance Maladie\nCPAM de Seine-Exemple\nMme MARTIN Claire\n{heading}\n"
        "Montant net fiscal à déclarer : 945,30 €\nIndemnités journalières 945,30 €\n"
    )

    assert (found.kind, found.period) == ("releve-fiscal", period)


@pytest.mark.parametrize(
    ("days", "period"),
    [
        ("du 01/01/2025 au 31/12/2025", Period.year(2025)),
        ("du 01/01/2025 au 30/06/2025", Period(date(2025, 1, 1), date(2025, 6, 30))),
        # Of a leave, not of what the sums are of.
        ("en 2025 (arrêt du 01/01/2025 au 30/06/2025)", Period.year(2025)),
    ],
)
def test_a_tax_statement_for_half_a_year_is_none_for_the_year(days, period):
    (found,) = read(
        "l'Assurance Maladie\nCPAM de Seine-Exemple\nMme MARTIN Claire\nRelevé fiscal 2025\n"
        f"Montant net fiscal des prestations imposables versées {days}.\n"
        "Montant total à déclarer : 945,30 €\n"
    )

    assert (found.kind, found.period) == ("releve-fiscal", period)


def test_a_sentence_below_the_heading_says_nothing_of_when():
    (found,) = read(
        "l'Assurance Maladie\nRelevé mensuel\nRetrouvez votre relevé mensuel de mars 2020 et votre"
        " attestation\nde paiement dans votre compte ameli.\nMai 2026\n2 85 05 99 999 001 31\n"
        "Date Nature Base Taux Montant\n08/05/2026 PHARMACIE 10,00 65 % 6,50\nTotal 6,50\n"
    )

    assert found.period == Period.month(2026, 5)


def test_two_headings_set_letter_by_letter_are_two():
    (found,) = read(
        "ALLOCATIONS FAMILIALES\nCaf de l'Exemple\nV o s p r e s t a t i o n s C a f\n"
        "A t t e s t a t i o n d e p a i e m e n t\nMADAME CLAIRE MARTIN\n"
        "a perçu les prestations suivantes pour le mois de juin 2024 :\nPRESTATIONS MONTANT\n"
        "Prime d'activité 289,34 euros\n"
    )

    assert (found.kind, found.period) == ("caf-attestation-paiement", Period.month(2024, 6))


def test_a_letter_to_one_person_does_not_cover_the_paper_of_another():
    letter = (
        "CPAM de Seine-Exemple\nMADAME CLAIRE MARTIN\nObjet : accord de prise en charge\n"
        "2 85 05 99 999 001 31\nMadame,\nNous avons le plaisir de vous informer que votre demande"
        " est acceptée.\nVeuillez agréer, Madame, l'expression de nos sentiments distingués."
    )
    paper = (
        "l'Assurance Maladie\nmon compte ameli\nMa grossesse : dates clés\nMme Zoé DURAND"
        " ({number})\nAccouchement prévu le 31/01/2025\nCongé prénatal : 6 semaines - congé"
        " postnatal : 10 semaines\nPremier examen prénatal avant la fin du 3e mois"
    )
    others = read(letter, paper.format(number="2 85 05 99 999 002 30"))
    own = read(letter, paper.format(number="2 85 05 99 999 001 31"))

    assert [one.kind for one in others] == ["notification", "maternite"]
    assert len(own) == 1


def test_a_quotient_may_go_on_in_the_next_line():
    (found,) = read(
        "Vos prestations Caf\nAttestation de quotient familial\nLa directrice de la Caf certifie"
        " que le quotient familial de Monsieur Karim RENTE, allocataire n° 6879697, est de 588\n"
        "euros pour mars 2024."
    )

    assert (found.kind, found.period) == ("caf-attestation-qf", Period.month(2024, 3))


def test_the_estimate_of_pensions_needs_no_letterhead():
    years = "\n".join(f"{year} 4 trim. Régime général" for year in range(1995, 2003))
    (found,) = read(
        "Estimation indicative globale\nMadame MARTIN Claire 2 85 05 99 999 001 31\nÉdité le"
        f" 20/08/2026\n69 trimestres enregistrés\nAnnée Durée tous régimes Régime\n{years}"
    )

    assert found.kind == "releve-carriere"


ALLOWANCES = """l'Assurance Maladie
CPAM de Seine-Exemple
Attestation d'indemnités journalières
Assuré(e) : MARTIN Claire 2 85 05 99 999 001 31
Période Nature Nombre de
jours
03/06/2025 au
16/07/2025
INDEMNITES
JOURNALIERES 44 41,47 € 1 824,68 €
17/07/2025 au
27/08/2025
INDEMNITES
JOURNALIERES 42 41,47 € 1 741,74 €
TOTAL NET VERSÉ 3 566,42 €
Édité le 16/09/2025"""


def test_spans_broken_in_their_cells_are_all_read():
    (found,) = read(ALLOWANCES)

    assert found.period == Period(date(2025, 6, 3), date(2025, 8, 27))


LETTER_IN_FRONT = """CPAM de Seine-Exemple
Mme Claire MARTIN
Madame,
Comme vous nous l'avez demandé, veuillez trouver ci-joint votre relevé. Nous restons à votre
disposition au 3646.
Votre conseiller de l'Assurance Maladie"""


def test_a_letter_in_front_of_a_statement_is_part_of_it():
    unnumbered = statement(3).replace("Page 1/1", "")
    (whole,) = read(LETTER_IN_FRONT, unnumbered)
    (alone,) = read(LETTER_IN_FRONT)

    assert (whole.kind, whole.pages) == ("releve-remboursements", (1, 2))
    assert alone.kind is None


def test_a_letter_that_is_a_document_itself_is_no_part_of_a_statement():
    decision = (
        "CPAM de Seine-Exemple\nMadame Claire MARTIN\nObjet : accord de prise en charge\nMadame,\n"
        "Nous avons le plaisir de vous informer que votre demande est acceptée. Vous trouverez"
        " ci-joint un relevé.\nVeuillez agréer, Madame, l'expression de nos sentiments distingués."
    )
    found = read(decision, statement(3).replace("Page 1/1", ""))

    assert [one.kind for one in found] == ["notification", "releve-remboursements"]


def test_the_first_page_of_a_statement_is_never_taken_for_a_letter_left_out():
    (found,) = read(statement(3, 2, 2))

    assert found.pages_absent == (1,)


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("Régime général - situation au 3 sept. 2026", date(2026, 9, 3)),
        ("6 novembre 2026", date(2026, 11, 6)),
        ("6 novembre 2026\n7 novembre 2026", None),
        ("06/11/2026", None),
        ("Valable jusqu'au\n6 novembre 2026", None),
        ("Date de naissance :\n6 novembre 1966", None),
        ("Situation au 3 sept. 2026\nÉdité le 05/09/2026", date(2026, 9, 5)),
    ],
)
def test_where_nothing_else_does_a_lone_day_or_that_of_the_facts_dates_the_paper(line, issued):
    years = "\n".join(f"{year} SNCF 18 200,00 € 4 trimestres" for year in range(1979, 1988))
    (found,) = read(
        f"l'Assurance retraite\nRELEVÉ DE CARRIÈRE\n{line}\nMARTIN Claire 2 85 05 99 999 001 31\n"
        f"Année Employeur ou situation Revenu d'activité Trimestres\n{years}"
    )

    assert (found.kind, found.issued) == ("releve-carriere", issued)


@pytest.mark.parametrize(
    "said",
    [
        "Soins remboursés en décembre 2025",
        "Période Date d'édition Caisse\n12/2025 05/01/2026 01 311",
    ],
)
def test_a_month_in_a_cell_or_a_heading_is_that_of_the_statement(said):
    (found,) = read(
        f"l'Assurance Maladie\nCPAM de Seine-Exemple\nDécompte de remboursements\n{said}\n"
        "N° de sécurité sociale : 2 85 05 99 999 001 31\nDate Nature Payé Base Taux Versé\n"
        "05/12/2025 CONSULTATION 60,00 31,50 70 % 22,05\nTotal versé : 22,05 €"
    )

    assert found.period == Period.month(2025, 12)


@pytest.mark.parametrize(
    "lines",
    [
        ("De : ne-pas-repondre@info.ameli.fr", "Objet : Votre relevé mensuel est disponible",
         "Votre relevé mensuel de mars 2025 est disponible dans votre compte ameli.",
         "Connectez-vous pour le consulter.", "L'Assurance Maladie"),
        ("Gmail - Caf : votre attestation est prête", "Caf - Mon Compte <noreply@caf.fr>",
         "Bonjour, votre attestation de paiement du mois de juin 2026 est disponible dans la"
         " rubrique Mes attestations. N° allocataire 1234567."),
    ],
)  # fmt: skip
def test_an_e_mail_that_announces_a_document_is_unrelated(lines):
    (found,) = read("\n".join(lines))

    assert (found.kind, found.lookalike) == (None, "courriel")
