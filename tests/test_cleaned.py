"""Shadows and ruled lines go out of a picture, and nothing else does."""

import io
import shutil

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from scanned import as_file, pictures

from archiver import ocr, scans
from archiver.cleaned import cleaned
from archiver.model import Media

WHITE, BLACK = 255, 0
SIZE = (1654, 2339)  # A4 at 200 dots per inch


def blank():
    return Image.new("L", SIZE, WHITE)


def words(picture, size=34):
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size)
    for row, text in enumerate(
        ("Avril 2025", "1 111,11 € - 70 %", "DETTE LITTÉRALE -- || lll HÉLÈNE")
    ):
        draw.text((160, 195 + 100 * row), text, font=font, fill=BLACK)
    return picture


def grid(picture, width=3):
    draw = ImageDraw.Draw(picture)
    for y in range(180, 581, 100):
        draw.line((120, y, 1500, y), fill=BLACK, width=width)
    for x in (120, 1100, 1500):
        draw.line((x, 180, x, 580), fill=BLACK, width=width)
    return picture


def ink(picture):
    return sum(picture.histogram()[:150])


@pytest.mark.parametrize("width", [1, 2, 3, 5])
def test_lines_across_and_down_are_wiped_out(width):
    assert ink(cleaned(grid(blank(), width))) == 0


@pytest.mark.parametrize("degrees", [-1.5, -0.7, 0.7, 1.5])
def test_a_page_that_lies_askew_has_its_lines_wiped_out_as_well(degrees):
    lines = grid(blank()).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=WHITE)
    assert ink(cleaned(lines)) < ink(lines) * 0.1


@pytest.mark.parametrize("size", [20, 34, 60])
def test_words_in_the_cells_stay_as_they_are(size):
    left = cleaned(grid(words(blank(), size)))
    changed = ImageChops.difference(left, words(blank(), size))

    assert changed.point(lambda value: 255 * (value > 127)).getbbox() is None


def test_light_words_on_a_dark_cell_stay_light_words_on_a_dark_cell():
    cell = blank()
    ImageDraw.Draw(cell).rectangle((120, 180, 1500, 280), fill=40)
    ImageDraw.Draw(cell).text((160, 200), "Avril 2025", font=ImageFont.load_default(40), fill=255)
    left = cleaned(cell).crop((150, 190, 1400, 270))

    assert sum(left.histogram()[:128]) > 0.9 * ink(cell.crop((150, 190, 1400, 270)))
    assert sum(left.histogram()[200:]) > 500


def shadow(darkest):
    """Light from the left."""
    ramp = Image.new("L", (8, 1))
    ramp.putdata([255 - (255 - darkest) * x // 7 for x in range(8)])
    return ramp.resize(SIZE, Image.Resampling.BICUBIC)


@pytest.mark.parametrize("darkest", [90, 150])
def test_paper_in_the_shadow_is_white_and_its_words_stay_as_they_are(darkest):
    page = words(blank())
    left = cleaned(ImageChops.multiply(page, shadow(darkest)))
    changed = ImageChops.difference(left, page).point(lambda value: 255 if value > 127 else 0)

    assert left.getpixel((SIZE[0] - 40, SIZE[1] // 2)) == WHITE
    assert changed.histogram()[255] < 0.05 * ink(page)


def test_a_page_in_even_light_keeps_its_words():
    page = words(blank())
    changed = ImageChops.difference(cleaned(page), page).point(lambda value: 255 * (value > 127))

    assert changed.getbbox() is None


def test_light_words_on_a_dark_cell_in_the_shadow_can_still_be_told_from_it():
    cell = blank()
    ImageDraw.Draw(cell).rectangle((120, 180, 1500, 380), fill=40)
    ImageDraw.Draw(cell).text((160, 250), "Avril 2025", font=ImageFont.load_default(40), fill=255)
    left = cleaned(ImageChops.multiply(cell, shadow(150))).crop((130, 190, 1490, 370))

    assert sum(left.histogram()[200:]) > 500
    assert sum(left.histogram()[:128]) > 0.9 * left.width * left.height


@pytest.mark.skipif(not shutil.which("tesseract"), reason="needs Tesseract")
def test_what_stands_in_small_ruled_cells_is_read():
    """Without this, Tesseract takes some cells for drawings, and what is in them is gone."""
    body = getSampleStyleSheet()["BodyText"]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONT", (0, 0), (-1, -1), "Helvetica", 10),
    ]
    head = ["Bénéficiaire", "Date des\nsoins", "Nature", "Taux", "Montant\nversé"]
    row = ["Marie-Hélène\nDUPONT", "11/04/2025", "MASSEUR\nKINE", "60 %", "11,02 €"]
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(
        [
            Paragraph("Relevé de mes paiements", body),
            Table([["Mois", "Avril 2025"]], colWidths=[150, 265], style=style),
            *(
                part
                for _ in range(4)
                for part in (
                    Paragraph("Paiement du 11/04/2025", body),
                    Table([head, row], colWidths=[75, 70, 120, 40, 60], style=style),
                )
            ),
        ]
    )
    (page,) = pictures(stream.getvalue(), dpi=200)
    again = scans._picture(as_file([page], "JPEG", quality=80), Media.JPEG, 1, 2340)
    text = ocr.read(again, ocr.Layout.BLOCKS).text
    assert "Avril 2025" in text
    assert text.count("11,02") == 4
