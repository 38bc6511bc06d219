"""Draw a load of invented monthly statements: two pages, two embedded fonts, one picture each."""

import calendar
import hashlib
import io
import random
import sys
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PEOPLE = 40
FONTS = ("Vera", "VeraBd")  # they come with reportlab


def main(folder: Path, count: int) -> None:
    """Write *count* statements into *folder*; the same ones each time."""
    for font in FONTS:
        pdfmetrics.registerFont(TTFont(font, f"{font}.ttf"))
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        _statement(folder / f"releve_{number:05d}.pdf", number)


def _statement(file: Path, number: int) -> None:
    dice = random.Random(number)
    month, year = number % 12 + 1, 2026 - number // 12 % 20
    person = f"MARTIN Prenom{chr(65 + number // 240 % 26)}{chr(97 + number // 6240 % 26)}"
    last = calendar.monthrange(year, month)[1]
    canvas = Canvas(str(file), invariant=1)
    canvas.drawImage(_logo(number), 40, 760, 90, 40)
    for page in (1, 2):
        canvas.setFont("VeraBd", 14)
        canvas.drawString(150, 790, "l'Assurance Maladie")
        canvas.setFont("Vera", 9)
        canvas.drawString(150, 775, "CPAM de Seine-Exemple")
        canvas.drawString(350, 740, f"Madame {person}")
        canvas.setFont("VeraBd", 13)
        canvas.drawString(40, 700, "Relevé mensuel de vos remboursements")
        canvas.setFont("Vera", 9)
        canvas.drawString(40, 680, f"Période du 01/{month:02}/{year} au {last}/{month:02}/{year}")
        canvas.drawString(40, 660, "Dates")
        canvas.drawString(100, 660, "Nature des prestations")
        for x, head in zip(
            (290, 370, 470, 510), ("Montant payé", "Base", "Taux", "Montant versé"), strict=True
        ):
            canvas.drawString(x, 660, head)
        for row in range(35):
            paid = dice.randrange(500, 9000) / 100
            y = 645 - row * 15
            canvas.drawString(40, y, f"{dice.randrange(1, 28):02}/{month:02}/{year}")
            canvas.drawString(
                100, y, dice.choice(("CONSULTATION", "PHARMACIE", "BIOLOGIE", "SOINS"))
            )
            for x, text in zip(
                (290, 370, 470, 510),
                (f"{paid:.2f}", f"{paid:.2f}", "70 %", f"{paid * 0.7:.2f}"),
                strict=True,
            ):
                canvas.drawRightString(x + 50, y, text.replace(".", ","))
        canvas.drawString(40, 40, "www.ameli.fr")
        canvas.drawString(500, 40, f"Page {page}/2")
        canvas.showPage()
    canvas.save()


def _logo(number: int) -> ImageReader:
    """Noise that JPEG cannot shrink much; another one in each document."""
    seed = hashlib.sha256(str(number).encode()).digest()
    noise = random.Random(seed).randbytes(120 * 60 * 3)
    stream = io.BytesIO()
    Image.frombytes("RGB", (120, 60), noise).save(stream, "JPEG", quality=90)
    return ImageReader(stream)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
