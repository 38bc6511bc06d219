"""Statements and certificates drawn as PDFs, for the tests that need real files."""

import calendar
import io
from datetime import date

from reportlab.pdfgen.canvas import Canvas

#: A folder drawn for this day is complete.
AS_OF = date(2026, 11, 20)
NUMBER = "2 85 05 99 999 001"
_COLUMNS = "Dates Nature des prestations Montant payé Base du remboursement Taux Montant versé"


def statement(year, month, name="Claire MARTIN", total="19,00", number=NUMBER):
    """The monthly statement, one page."""
    last = calendar.monthrange(year, month)[1]
    return _page(
        "l’Assurance Maladie",
        "CPAM de Seine-Exemple",
        f"Madame {name}",
        f"N° de sécurité sociale : {number}",
        "Relevé mensuel de vos remboursements",
        f"Période du 01/{month:02}/{year} au {last}/{month:02}/{year}",
        _COLUMNS,
        f"04/{month:02}/{year} CONSULTATION GENERALISTE 30,00 30,00 70 % 19,00",
        f"Total versé {total} €",
        "Page 1/1",
    )


def attestation(issued, valid=None):
    """The certificate of entitlement, valid for a year from its issue unless it says *valid*."""
    year = f"Valable du {issued:%d/%m/%Y} au {issued.replace(year=issued.year + 1):%d/%m/%Y}"
    return _page(
        "l’Assurance Maladie",
        "SEINE-EXEMPLE",
        f"Fait le {issued:%d/%m/%Y}",
        f"Numéro de l’assuré : {NUMBER}",
        "Nom de l’assuré : MARTIN CLAIRE",
        "Attestation de droits à l’assurance maladie",
        year if valid is None else valid,
        "sous réserve de changement dans la situation de l’assuré",
        "organisme de rattachement sécurité sociale code gestion modulation du ticket modérateur",
        "Bénéficiaire(s) né(e) le/rang",
        "Toute attestation de droits antérieure est à détruire.",
    )


def allowances(asked, *rows):
    """The certificate of daily allowances over the days asked for, with a line for each row."""
    return _page(
        "l’Assurance Maladie",
        "CPAM de Seine-Exemple",
        f"N° de sécurité sociale : {NUMBER}",
        "Madame Claire MARTIN",
        "Attestation de paiement d’indemnités journalières",
        f"Période du {asked}",
        *(["Période Nature Nombre de jours Montant unitaire Montant"] if rows else []),
        *(rows or ["Total versé : 0,00 €"]),
        "ameli.fr - 3646",
    )


def cover(start, end):
    """The certificate of the complementary cover (C2S)."""
    return _page(
        "l’Assurance Maladie",
        "CPAM de Seine-Exemple",
        f"Le {start:%d/%m/%Y}",
        f"N° de sécurité sociale : {NUMBER}",
        "Madame Claire MARTIN",
        "Attestation de droit à la Complémentaire santé solidaire",
        f"Vos droits sont ouverts du {start:%d/%m/%Y} au {end:%d/%m/%Y}",
        "sans participation financière",
    )


def caf_payments(start, end, issued, quotient="920 €"):
    """The Caf's certificate of what was paid over some days; states the quotient or not."""
    return _page(
        "Caf de l’Exemple",
        "N° ALLOCATAIRE : 0000000 X",
        "Vos prestations Caf",
        "Attestation de paiement",
        f"Le {issued:%d/%m/%Y}",
        "La directrice de la Caf de l’Exemple certifie que :",
        "Madame Claire MARTIN, née le 04/05/1985,",
        "a perçu les prestations suivantes",
        f"pour la période du {start:%d/%m/%Y} au {end:%d/%m/%Y} :",
        "PRESTATIONS MONTANT",
        "ALLOCATIONS FAMILIALES 129,86 €",
        "Soit au total 129,86 €",
        *(["QUOTIENT FAMILIAL", f"{end:%m/%Y} : {quotient}"] if quotient else []),
        "PAGE 1/1",
    )


def career(issued):
    """The career statement, made out on a day."""
    return _page(
        "Relevé de carrière MARTIN Claire",
        "L’Assurance retraite Total 21 trimestres",
        "Agirc-Arrco Total 704,91 points",
        "Vos droits par régime",
        f"Numéro de sécurité sociale {NUMBER}",
        f"Edité le {issued:%d/%m/%Y}",
    )


def pension_payments(start, end, issued):
    """The pension scheme's certificate of what was paid over some days."""
    return _page(
        "l’Assurance retraite",
        "Carsat Exemple",
        f"Le {issued:%d/%m/%Y}",
        "Attestation de paiement",
        f"Madame Claire MARTIN {NUMBER}",
        f"Retraite personnelle pour la période du {start:%d/%m/%Y} au {end:%d/%m/%Y}",
        "Montant brut 1 204,00 € CSG 79,46 € CRDS Montant net 1 118,52 €",
    )


def pension_tax(year):
    """The pension scheme's certificate of what is taxed, for a year."""
    return _page(
        "l’Assurance retraite",
        "Carsat Exemple",
        f"Madame Claire MARTIN {NUMBER}",
        "Attestation fiscale",
        f"Votre retraite personnelle : montant à déclarer au titre de l’année {year}",
        "14 208,00 €",
    )


def months(back=27, before=AS_OF):
    """The window of months before a day, earliest first."""
    current = before.year * 12 + before.month - 1
    return [(number // 12, number % 12 + 1) for number in range(current - back, current)]


def draw(folder, wanted):
    """A folder with the statements of some months and a fresh certificate."""
    folder.mkdir(parents=True, exist_ok=True)
    for year, month in wanted:
        (folder / f"releve-{year}-{month:02}.pdf").write_bytes(statement(year, month))
    (folder / "attestation.pdf").write_bytes(attestation(date(2026, 11, 5)))
    return folder


def _page(*lines):
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=True)
    for number, line in enumerate(lines):
        canvas.drawString(50, 780 - 18 * number, line)
    canvas.save()
    return stream.getvalue()
