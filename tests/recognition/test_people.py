"""Numbers and names. The people are invented; their numbers lie in department 99."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.recognition.people import numbers, people

NUMBER = "2850599999001"


@pytest.mark.parametrize(
    "text",
    [
        "2 85 05 99 999 001",
        "2 85 05 99 999 001 31",
        "285059999900131",
        "2850599999001",
        "2.85.05.99.999.001.31",
        "2\u00a085\u00a005\u00a099\u00a0999\u00a0001\u00a031",
        "N° 2 85 05 99 999 001 clé 31",
    ],
)
def test_a_number_is_read_in_every_shape(text):
    assert [number for number, _ in numbers(text)] == [NUMBER]


def test_a_wrong_key_is_no_number():
    assert list(numbers("2 85 05 99 999 001 32")) == []


def test_corsica_counts():
    assert [number for number, _ in numbers("1 85 05 2A 004 001")] == ["185052A004001"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nom de l'assuré : MARTIN CLAIRE", "MARTIN CLAIRE"),
        ("Nom de l’assurée :\nMARTIN Claire", "MARTIN Claire"),
        ("Assuré(e) : Mme Claire MARTIN", "MARTIN Claire"),
        ("Madame Claire MARTIN\n12 rue des Exemples", "MARTIN Claire"),
        ("MME MARTIN CLAIRE", "MARTIN CLAIRE"),
        ("M. Jean-Noël D’ALMEIDA", "D’ALMEIDA Jean-Noël"),
        ("Monsieur Julien de La Tour", "Julien de La Tour"),
        ("Titulaire du compte : MARTIN Élodie", "MARTIN Élodie"),
    ],
)
def test_the_insured_is_named(text, name):
    assert people([text]).insured.name == name


@pytest.mark.parametrize("text", ["Madame, Monsieur,", "Monsieur le Directeur de la Caisse", ""])
def test_a_form_of_address_is_nobody(text):
    assert people([text]).insured is None


def test_everybody_on_an_attestation_is_told_apart():
    found = people(
        [
            "Nom de l'assuré : MARTIN CLAIRE\nNuméro de l'assuré : 2 85 05 99 999 001\n"
            "MARTIN JULIEN 1 84 03 99 999 002 12/03/1984\n"
            "MARTIN CLAIRE 2 85 05 99 999 001 04/05/1985"
        ]
    )

    assert found.insured.nir == NUMBER
    assert [(p.name, p.nir) for p in found.everybody] == [
        ("MARTIN CLAIRE", NUMBER),
        ("MARTIN JULIEN", "1840399999002"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MARTIN Claire - 2 85 05 99 999 001 31", "MARTIN Claire"),
        ("Claire MARTIN, née le 04/05/1985, immatriculée sous 285059999900131", "MARTIN Claire"),
        ("MARTIN Claire\nNuméro de sécurité sociale 2 85 05 99 999 001", "MARTIN Claire"),
        ("Nom : DE LA TOUR   Prénoms : Claire Anne   Date de naissance : 04/05/1985",
         "DE LA TOUR Claire Anne"),
        ("Nom de famille : MARTIN\nPrénom(s) : Claire", "MARTIN Claire"),
        ("MARTIN Claire - Allocataire 0000000 P", "MARTIN Claire"),
        ("MADAME CLAIRE MARTIN A PERÇU LES PRESTATIONS", "CLAIRE MARTIN"),
        ("Mme CAISSE Noëlle", "CAISSE Noëlle"),
        ("Destinataire : PHARMACIE DU CENTRE\nClaire MARTIN - 285059999900131", "MARTIN Claire"),
        ("Aude DE, n° 285059999900131", "DE Aude"),
        ("ASSURE : Y ILMAZ FRANÇINE", "YILMAZ FRANÇINE"),
        (
            "1.1 NUMERO D'IDENTIFICATION P ERSONNEL 2 85 05 99 999 001 31\n1.2 NOM HEBERT\n"
            "1.3 P RENOMS MARIE-THERESE",
            "HEBERT MARIE-THERESE",
        ),
        ("À : Claire MARTIN", "MARTIN Claire"),
    ],
)  # fmt: skip
def test_a_name_is_found_beside_whatever_stands_there(text, name):
    assert people([text]).insured.name == name


@pytest.mark.parametrize(
    ("rows", "everybody"),
    [
        ("DUBOIS Zoé 09/09/2012 1\nDUBOIS Hugo 21/03/2015 1", ["DUBOIS Zoé", "DUBOIS Hugo"]),
        # The number of whoever insures them.
        ("DUBOIS ZOE 2 85 05 99 999 001 31 09/09/2012 1", ["DUBOIS ZOE"]),
        ("DUBOIS Zoé née le 09/09/2012", ["DUBOIS Zoé"]),
        ("Zoé DUBOIS née le 09/09/2012 a déclaré un médecin traitant", ["DUBOIS Zoé"]),
        ("MARTIN Claire 14/05/1985 1", []),  # herself, in another order
        ("CONSULTATION GENERALISTE 09/09/2022 30,00 21,00", []),
    ],
)
def test_children_on_a_certificate_need_no_number_of_their_own(rows, everybody):
    found = people([f"Nom de l'assuré : CLAIRE MARTIN\nBénéficiaire(s) né(e) le/rang\n{rows}"])

    assert [person.name for person in found.everybody[1:]] == everybody


def test_who_has_a_birthday_elsewhere_is_nobody_covered():
    found = people(["Nom de l'assuré : MARTIN CLAIRE\nDUBOIS Zoé 09/09/2012 1"])

    assert [person.name for person in found.everybody] == ["MARTIN CLAIRE"]


def test_the_sign_for_number_is_no_letter_of_a_name():
    found = people(["Allocataire : LEFORT Françoise   N° 1234567 B"])

    assert found.insured.name == "LEFORT Françoise"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Letters that Latin-1 has not.
        ("Madame Ana ŠIMIĆ", "ŠIMIĆ Ana"),
        ("Madame Ayşe ŞAHİN", "ŞAHİN Ayşe"),
        ("Madame Elif ÇELİK", "ÇELİK Elif"),
        ("MONSIEUR ŁUKASZ ŁOPATKA", "ŁUKASZ ŁOPATKA"),
        ("Assuré : NGUYỄN Thị Ánh", "NGUYỄN Thị Ánh"),
        # Labels elsewhere.
        ("Madame Marie PAGE\n3 rue du Port", "PAGE Marie"),
        ("Madame Rose DATE", "DATE Rose"),
        ("MADAME MARIE CLAIRE PAGE", "MARIE CLAIRE PAGE"),
        # Two titles, one name.
        ("M. et Mme DURAND Paul", "DURAND Paul"),
        ("M. ET MME DURAND PAUL", "DURAND PAUL"),
        ("Monsieur ou Madame DURAND Paul", "DURAND Paul"),
        # Particles.
        ("MADAME EVE DU PONT", "EVE DU PONT"),
        ("MADAME EVE DU PONT A PERÇU", "EVE DU PONT"),
        ("Madame Claire de la Tour", "Claire de la Tour"),
        ("Madame Jeanne d'Arc", "Jeanne d'Arc"),
        # Offices leave out the apostrophe; a space that kerning made is another thing.
        ("Madame Jeanne D ARC", "D ARC Jeanne"),
        ("Monsieur Sean O BRIEN", "O BRIEN Sean"),
    ],
)
def test_whoever_has_a_courtesy_title_is_named(text, name):
    assert people([text]).insured.name == name


@pytest.mark.parametrize(
    "behind",
    [
        "A PERÇU LES PRESTATIONS",
        "PERCOIT UNE PENSION",
        "EST AFFILIEE",
        "NEE LE 04/05/1985",
        "NEE A PARIS",
        "DU 01/03/2025 AU 31/03/2025",
        "DU MOIS DE MARS",
        "DE NATIONALITE FRANCAISE",
        "DATE DE NAISSANCE : 04/05/1985",
        "PAGE 1/2",
        "DATE : 04/05/2025",
        "OBJET : VOTRE DEMANDE",
        "ET MONSIEUR MARC DUBOIS",
    ],
)
def test_a_sentence_in_capitals_behind_a_name_is_none_of_it(behind):
    assert people([f"MADAME CLAIRE MARTIN {behind}"]).insured.name == "CLAIRE MARTIN"


FAMILIES = ["PAGE", "CARRIÈRE", "RENTE", "RUE", "BASE"]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_may_be_called_what_is_a_label_elsewhere(family):
    found = people(
        [
            f"Assuré : {family} Michel\nN° de sécurité sociale : {NUMBER}31\n"
            "Bénéficiaire(s)\nné(e) le/rang\n"
            f"{family} Michel 2 85 05 99 999 001 31 04/05/1985 / 1\n"
            f"{family} SIMONE 1 84 03 99 999 002 12/03/1984 / 1\n"
            f"{family} Léo 09/01/2012 / 1"
        ]
    )

    assert [(person.name, person.nir) for person in found.everybody] == [
        (f"{family} Michel", NUMBER),
        (f"{family} SIMONE", "1840399999002"),
        (f"{family} Léo", None),
    ]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    "text",
    [
        "{} Michel 2 85 05 99 999 001 31",
        "Bénéficiaire {} Michel 2 85 05 99 999 001 31",
        "RELEVE DE CARRIERE {} Michel 2 85 05 99 999 001 31",
        "{} Michel\nNuméro de sécurité sociale 2 85 05 99 999 001 31",
        "Nom, prénom : {} Michel\nN° de sécurité sociale 2 85 05 99 999 001 31",
        "Nom de famille : {}\nPrénom : Michel",
    ],
)
def test_capitals_tell_the_surname(family, text):
    assert people([text.format(family)]).insured.name == f"{family} Michel"


@pytest.mark.parametrize("family", ["MAISON", "CAISSE"])
def test_a_family_called_as_an_office_is_known_by_the_number(family):
    found = people([f"{family} Noëlle 2 85 05 99 999 001 31"])

    assert found.insured.name == f"{family} Noëlle"


@pytest.mark.parametrize(
    "text",
    [
        "RELEVE DE CARRIERE",
        "NOTIFICATION DE RENTE",
        "JUSTIFICATIF CARRIERE",
        "Base MENSUELLE",
        "Caisse Primaire",
        "CAISSE Primaire d'Assurance Maladie",
        "MAISON DE SANTE",
        "PHARMACIE DU CENTRE",
        "Service Médical",
    ],
)
def test_a_heading_or_an_office_above_a_number_is_nobody(text):
    above = people([f"{text}\nNuméro de sécurité sociale : 2 85 05 99 999 001 31"])

    assert above.insured.name is None


@pytest.mark.parametrize(
    "text",
    [
        "CAISSE PRIMAIRE D'ASSURANCE MALADIE",
        "CAISSE Primaire d'Assurance Maladie",
        "MAISON DE SANTE",
        "PHARMACIE DU CENTRE",
    ],
)
def test_an_office_beside_a_number_is_nobody(text):
    assert people([f"{text} 2 85 05 99 999 001 31"]).insured.name is None


@pytest.mark.parametrize(
    "text",
    [
        "Titulaire du compte :\nCODE BANQUE CODE GUICHET",
        "Nom de l'assuré :\nRelevé de Carrière",
        "Nom :\nPrénom :\nRue :\nCommune :",
        "Nom : Rue : Prénom : Claire",
        "Madame / Monsieur Nom Prénom",
        "Assuré : MAISON DE RETRAITE LES LILAS",
        "Monsieur le Docteur Jean PETIT",
    ],
)
def test_the_boxes_of_a_form_are_nobody(text):
    assert people([text]).insured is None


def test_a_row_with_the_day_when_something_began_is_nobody():
    found = people(
        [
            "Nom de l'assuré : CLAIRE MARTIN\nBénéficiaire(s)\n"
            "EXONERATION DU TICKET MODERATEUR DU 17/08/2023 AU 01/08/2026"
        ]
    )

    assert [person.name for person in found.everybody] == ["CLAIRE MARTIN"]


@pytest.mark.parametrize(
    "name",
    [
        "MARTIN épouse DUBOIS Marie",
        "MARTIN ép. DUBOIS Marie",
        "MARTIN EP. DUBOIS MARIE",
        "DUBOIS NEE MARTIN MARIE",
    ],
)
def test_both_names_of_who_married_are_read(name):
    found = people([f"Assuré : CLAIRE MARTIN {NUMBER}31\n{name} 1 84 03 99 999 002 12/03/1984 / 1"])

    assert [person.name for person in found.everybody] == ["CLAIRE MARTIN", name]


CARDS = [
    "Nom de famille {}\nPrénom {}\nDate de naissance {}\nN° de sécurité sociale {}",
    "Nom : {} Prénom : {}\nNé(e) le : {}\nN° de sécurité sociale : {}",
    "Nom, prénom : {} {}\nNé(e) le : {}\nN° de sécurité sociale : {}",
    "Nom de famille\n{}\nPrénom\n{}\nNé(e) le {}\n{}",
]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("own", [True, False])
def test_who_has_a_card_is_covered(card, own):
    cards = [
        card.format("MARTIN", "Claire", "04/05/1985", "2 85 05 99 999 001 31"),
        card.format(
            "MARTIN", "Avril", "12/03/2014", "1 14 03 99 999 002" if own else f"{NUMBER}31"
        ),
        # What is said of a doctor belongs to the card above.
        "Médecin traitant déclaré : oui",
        card.format("MARTIN", "Tom", "12/03/2016", ""),
    ]
    found = people(["Assuré : MARTIN Claire 2 85 05 99 999 001 31\n" + "\n".join(cards)])

    assert found.insured.name == "MARTIN Claire"
    assert sorted((p.name, p.nir) for p in found.everybody[1:]) == [
        ("MARTIN Avril", "1140399999002" if own else None),
        ("MARTIN Tom", None),
    ]


@pytest.mark.parametrize(
    "card",
    [
        "Médecin traitant\nNom PETIT\nPrénom Jean\nN° RPPS 10000000001",
        "Le médecin\nNom PETIT\nPrénom Jean\nDate de naissance du patient : 12/03/2014",
        "Nom PETIT\nPrénom Jean\nProfession : infirmier",
        # Her own, with the name of her marriage.
        "Nom de naissance MARTIN\nNom d'usage DUBOIS\nPrénom Claire\nNée le 04/05/1985",
    ],
)
def test_a_card_without_number_and_birthday_or_of_a_doctor_is_nobody_covered(card):
    found = people([f"Assuré : MARTIN Claire 2 85 05 99 999 001 31\n{card}"])

    assert [person.name for person in found.everybody] == ["MARTIN Claire"]


def test_the_children_alone_on_cards_do_not_take_the_number_of_the_insured():
    card = CARDS[0].format("MARTIN", "Avril", "12/03/2014", "")

    assert people([f"Assuré : MARTIN Claire {NUMBER}31\n{card}"]).insured.name == "MARTIN Claire"


@pytest.mark.parametrize(
    "sentence",
    [
        "certifie que :\nMadame Claire MARTIN, née le 14/05/1985\nMonsieur Marc DUBOIS, né le "
        "03/03/1983\nont perçu les prestations suivantes",
        "certifie que :\nClaire MARTIN, née le 14/05/1985\nMarc DUBOIS, né le 03/03/1983\nont reçu",
        "certifie que Madame Claire MARTIN, née le 14/05/1985 à Paris, et Monsieur Marc DUBOIS ont "
        "perçu",
        "atteste que Mme Claire MARTIN et M. Marc DUBOIS bénéficient de",
        "certifie par la présente que Madame Claire MARTIN a perçu",
    ],
)
def test_everybody_whom_the_sentence_names_is_named(sentence):
    found = people([f"Monsieur Marc DUBOIS\n3 rue du Port\nLe directeur de la Caf {sentence}"])

    assert [person.name for person in found.everybody] == ["DUBOIS Marc", "MARTIN Claire"]


def test_the_sentence_in_capitals_names_the_same():
    found = people(
        [
            "MADAME CLAIRE MARTIN\nLE DIRECTEUR CERTIFIE QUE : MADAME CLAIRE MARTIN ET MONSIEUR"
            " MARC DUBOIS ONT PERCU LES PRESTATIONS"
        ]
    )

    assert [person.name for person in found.everybody] == ["CLAIRE MARTIN", "MARC DUBOIS"]


@pytest.mark.parametrize(
    "text",
    [
        # Whoever else the sentence speaks of, behind what it says.
        "atteste que Madame Claire MARTIN est suivie par Monsieur Jean PETIT",
        # Another form of the same name.
        "certifie que Madame Claire Anne MARTIN a perçu",
        "Je soussigné Monsieur Jean PETIT certifie que Madame Claire MARTIN a perçu",
        "Vous pouvez demander une attestation.\nMonsieur Jean PETIT, conseiller, a reçu",
    ],
)
def test_only_of_whom_something_is_said_is_named(text):
    found = people([f"Madame Claire MARTIN\n{text}"])

    assert [person.name for person in found.everybody] == ["MARTIN Claire"]


# What names, labels and titles are made of, with letters that change their length elsewhere.
PIECES = ["Madame", "M. et", "Nom", "Prénom", "Assuré :", "DU", "née", "PAGE", "de", "d'", "D", "İ",
          "ẞ", "ŉ", "ǅ", "ﬁ", "certifie que", "ont perçu", "MARTIN", "Claire", NUMBER, "\n", "\x0c",
          "\u2028", "12/03/2014", "Bénéficiaire(s)", "N°", ",", "’"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=24).map(" ".join))
def test_no_text_is_too_odd(text):
    found = people([text])

    assert found.insured is None or found.everybody[0] == found.insured
    assert len(set(found.everybody)) == len(found.everybody)


INSURED = "Nom de l'assuré : MARTIN Claire\nN° de sécurité sociale : 2 85 05 99 999 001 31\n"
TABLE = "Bénéficiaire(s) nom de famille né(e) le/rang\n"


@pytest.mark.parametrize(
    ("rows", "listed"),
    [
        ("MARTIN CLAIRE 2 85 05 99 999 001 31 04/05/1985 / 1\nMARTIN LÉO 12/04/2017 / 1", True),
        ("DURAND CLAIRE 04/05/1985 / 1\nMARTIN LÉO 12/04/2017 / 1", True),  # another surname
        ("MARTIN LÉO 12/04/2017 / 1", False),
        ("MARTIN LÉO 12/04/2017 / 1\nMARTIN ZOÉ 01/02/2019 / 1", False),
        ("", True),  # it lists nobody
    ],
)
def test_a_certificate_may_be_for_the_children_alone(rows, listed):
    assert people([f"{INSURED}{TABLE}{rows}"]).listed is listed


def test_so_may_one_that_is_printed_as_a_card():
    card = "Bénéficiaire MARTIN Léo\nDate de naissance 12/04/2017\n"

    assert not people([f"Madame Claire MARTIN\n{card}N° 2 85 05 99 999 001 31"]).listed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BEN ABDALLAH MOHAMED AMINE\n12 RUE DES LILAS\n29200 BREST", "BEN ABDALLAH MOHAMED AMINE"),
        ("ÖZTÜRK AYŞE\nBAT C APT 14\n3 BD VOLTAIRE\n75011 PARIS", "ÖZTÜRK AYŞE"),
        ("Claire MARTIN\n8 bis, chemin du Moulin\n97410 ST PIERRE", "MARTIN Claire"),
        # Offices have addresses, too.
        ("CPAM du Finistère\n1 RUE DE SAVOIE\n29200 BREST", None),
        ("Assurance Maladie\n1 RUE DE SAVOIE\n29200 BREST", None),
        ("Caf de la Haute-Garonne\n24 rue Riquet\n31000 TOULOUSE", None),
        ("Votre conseiller vous répond au 3646\nMARTIN CLAIRE\n29200 BREST", None),
    ],
)
def test_an_address_without_a_title_names_somebody(text, name):
    found = people([text]).insured

    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Madame BEN YOUSSEF,\nBEN YOUSSEF Zoé 2 85 05 99 999 001 31", "BEN YOUSSEF Zoé"),
        ("Madame DUBOIS Zoé,\nBEN YOUSSEF Léa 2 85 05 99 999 001 31", "DUBOIS Zoé"),
        ("Déclarant PETIT-JEAN Awa\nN° 2 85 05 99 999 001 31", "PETIT-JEAN Awa"),
        ("ALLOCATIONS FAMILIALES\nLE GOFF Étienne\n76600 LE HAVRE", "LE GOFF Étienne"),
        ("Caf du Havre\n76600 LE HAVRE", None),
        ("BENEFICIAIRE DATE NATURE DE LA PRESTATION CODE", None),
        ("CPAM PARIS\n75000 PARIS", None),
        ("DIALLO Fatoumata\nNée le 25/04/1990\nN° : 2 85 05 99 999 001 31", "DIALLO Fatoumata"),
        ("De CPAM de Paris\nÀ CLAIRE MARTIN\nReçu le 03/10/2026", "CLAIRE MARTIN"),
        ("Fait\nÀ SAINT DENIS\nle 03/10/2026", None),
    ],
)  # fmt: skip
def test_the_whole_name_counts_wherever_it_stands(text, name):
    insured = people([text]).insured

    assert (insured.name if insured else None) == name
