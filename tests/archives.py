"""A small archive of invented statements, made once for all tests that damage copies of it."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.pdfgen.canvas import Canvas

from archiver import checklist, workflows

CREATED = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SETTINGS = workflows.Settings(
    checklist=checklist.load("ameli"), as_of=date(2026, 11, 23), lang="fr", created=CREATED
)


def draw_statement(file, month, *, year=2026, pages=1, person="MARTIN Claire", amount="19,00"):
    """A statement as a real PDF; its amounts tell it from others."""
    canvas = Canvas(str(file), invariant=1)
    for page in range(1, pages + 1):
        for number, line in enumerate(
            (
                "l'Assurance Maladie",
                "CPAM de Seine-Exemple",
                f"Assuré : {person}",
                "Relevé mensuel",
                f"Période : {month:02}/{year}",
                "Nature des prestations  Montant payé  Base du remboursement  Taux  Montant versé",
                f"CONSULTATION {month} {page}  30,00  30,00  70 %  {amount}",
                f"Page {page}/{pages}",
            )
        ):
            canvas.drawString(72, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return file


@cache
def archive(*, seal=True):
    """The bytes of an archive of two statements, an empty file and a damaged one."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "telechargements"
        source.mkdir()
        draw_statement(source / "a.pdf", 9, pages=2)
        draw_statement(source / "b.pdf", 10)
        (source / "vide.pdf").write_bytes(b"")
        (source / "releve.pdf").write_bytes(b"%PDF-1.4\nnothing more")
        target = folder / "archive.pdf"
        workflows.backup([source], SETTINGS, workflows.Output(target=target, seal=seal))
        return target.read_bytes()
