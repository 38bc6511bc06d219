"""Why a page was taken for something, or what was missing: by the rules that decided."""

import pytest

from archiver import catalogue
from archiver.model import PageText
from archiver.recognition.explain import explain, plain

CATALOGUE = catalogue.load()
STATEMENT = """l'Assurance Maladie
CPAM de Seine-Exemple
Relevé mensuel
Période : mars 2025
Nature des prestations  Montant payé  Base du remboursement  Taux  Montant versé
02/03/2025 CONSULTATION 30,00 30,00 70 % 19,00
"""


def one(text):
    (page,) = explain([PageText(text=text)], CATALOGUE)
    return page


def test_what_matched_is_told_by_role():
    first, *_ = one(STATEMENT).candidates

    assert (first.id, first.taken, first.lacking) == ("releve-remboursements", True, ())
    assert {role for role, _ in first.matched} == {"title", "issuer", "structure"}


@pytest.mark.parametrize(
    ("gone", "lacking"), [("Relevé mensuel", "number"), ("l'Assurance Maladie\nCPAM", "issuer")]
)
def test_what_would_have_been_needed_is_told(gone, lacking):
    page = one(STATEMENT.replace(gone, "Bonjour"))

    nearest = page.candidates[0]
    assert (nearest.id, nearest.taken) == ("releve-remboursements", False)
    assert nearest.lacking == (lacking,)


def test_a_mere_mention_is_no_heading():
    page = one("l'Assurance Maladie\nNous vous parlons ici de votre relevé mensuel, en détail.")

    nearest = page.candidates[0]
    assert not nearest.taken
    assert "heading" in nearest.lacking


def test_a_veto_is_named():
    # A document that says of itself that it is something else.
    page = one(STATEMENT.replace("Relevé mensuel", "Attestation de droits\nattestation de salaire"))

    vetoed = [c for c in page.candidates if "ruled-out" in c.lacking]
    assert all(c.ruled_out for c in vetoed)
    assert "attestation-droits" in {c.id for c in vetoed}


PERSON = "Madame Claire MARTIN - 2 85 05 99 999 001 31"
LINKS = "l'Assurance Maladie · Accueil · Mes paiements · Mes démarches · Messagerie"


@pytest.mark.parametrize(
    ("text", "kind", "lacking", "words"),
    [
        (f"Harmonie Mutuelle\n{PERSON}\n{STATEMENT}", "releve-remboursements", "other-sender",
         "Harmonie Mutuelle"),
        (f"Aperçu du relevé\n{STATEMENT}", "releve-remboursements", "disclaimed",
         "Aperçu du relevé"),
        (f"{STATEMENT}\nCe document n’a pas de valeur.", "releve-remboursements", "disclaimed",
         "n'a pas de valeur"),
        (f"{LINKS}\n{PERSON}\nAttestation de droits\nvalable du 01/11/2026 au 31/10/2027",
         "attestation-droits", "web-page", None),
        (STATEMENT.replace("02/03/2025 CONSULTATION 30,00 30,00 70 % 19,00", ""),
         "releve-remboursements", "rows", None),
        (f"Caf de Paris\nN° allocataire 1234567\n{PERSON}\nAttestation de quotient familial\n"
         "Le directeur certifie", "caf-attestation-qf", "figure", None),
        ("l'Assurance Maladie\nDéclaration de choix du médecin traitant\nNom du patient :\n"
         "Nom du médecin :\nSignature du médecin", "medecin-traitant", "person", None),
    ],
)  # fmt: skip
def test_what_speaks_against_it_is_told_rather_than_what_else_it_may_be(text, kind, lacking, words):
    nearest = one(text).candidates[0]

    assert (nearest.id, nearest.taken, nearest.lacking) == (kind, False, (lacking,))
    assert nearest.ruled_out == words


def test_numbers_of_whoever_wrote_it_are_masked():
    nearest = one(f"Mutuelle 2 85 05 99 999 001 31\n{STATEMENT}").candidates[0]

    assert nearest.lacking == ("other-sender",)
    assert "999" not in nearest.ruled_out


def test_every_example_that_ships_is_explained_as_it_is_recognised():
    for kind in CATALOGUE.kinds.values():
        for example in kind.examples:
            taken = {c.id for c in one(example.text).candidates if c.taken}
            assert (kind.id in taken) or not example.matches


def test_an_empty_page_and_a_strange_one_come_near_nothing():
    assert not one("").has_text
    assert one("Sehr geehrte Damen und Herren").candidates == ()


def test_of_alternatives_the_first_is_shown():
    assert plain("(relevé|décompte) (mensuel|) de vos remboursements") == (
        "relevé mensuel de vos remboursements"
    )
    assert plain("attestation d'( |)indemnités") == "attestation d'indemnités"
