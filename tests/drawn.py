"""Statements and certificates drawn as PDFs, for the tests that need real files."""

import calendar
import io
from datetime import date

from reportlab.pdfgen.canvas import Canvas

#: A folder drawn for this day is complete.
AS_OF = date(2026, 11, 20)
NUMBER = "2 85 05 99 999 001"
_COLUMNS = "Dates Nature des prestations Montant payé Base du remboursement Taux Montant versé"


def statement(year, month, name="Claire MARTIN", total="19,00"):
    """The monthly statement, one page."""
    last = calendar.monthrange(year, month)[1]
    return _page(
        "l’Assurance Maladie",
        "CPAM de Seine-Exemple",
        f"Madame {name}",
        f"N° de sécurité sociale : {NUMBER}",
        "Relevé mensuel de vos remboursements",
        f"Période du 01/{month:02}/{year} au {last}/{month:02}/{year}",
        _COLUMNS,
        f"04/{month:02}/{year} CONSULTATION GENERALISTE 30,00 30,00 70 % 19,00",
        f"Total versé {total} €",
        "Page 1/1",
    )


def attestation(issued):
    """The certificate of entitlement, valid for a year from its issue."""
    return _page(
        "l’Assurance Maladie",
        "SEINE-EXEMPLE",
        f"Fait le {issued:%d/%m/%Y}",
        f"Numéro de l’assuré : {NUMBER}",
        "Nom de l’assuré : MARTIN CLAIRE",
        "Attestation de droits à l’assurance maladie",
        f"Valable du {issued:%d/%m/%Y} au {issued.replace(year=issued.year + 1):%d/%m/%Y}",
        "sous réserve de changement dans la situation de l’assuré",
        "organisme de rattachement sécurité sociale code gestion modulation du ticket modérateur",
        "Bénéficiaire(s) né(e) le/rang",
        "Toute attestation de droits antérieure est à détruire.",
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
