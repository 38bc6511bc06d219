"""Numbers and names. The people are invented; their numbers lie in department 99."""

import pytest

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
