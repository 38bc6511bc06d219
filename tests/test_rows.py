"""Rows put back together from where the letters stand."""

import io

from reportlab.pdfgen.canvas import Canvas

from archiver.rows import rows


def page(*pieces):
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Helvetica", 10)
    for x, y, text in pieces:
        canvas.drawString(x, y, text)
    canvas.save()
    return stream.getvalue()


def test_a_table_drawn_by_columns_comes_in_rows():
    days = [(50, 700 - 20 * n, f"0{n}/03/2025") for n in (1, 2)]
    acts = [(150, 700 - 20 * n, f"ACTE {n}") for n in (1, 2)]
    sums = [(400, 700 - 20 * n, f"{n},50") for n in (1, 2)]

    (found,) = rows(page(*days, *acts, *sums), [1])

    assert found == ("01/03/2025\tACTE 1\t1,50", "02/03/2025\tACTE 2\t2,50")


def test_cells_that_overlap_stay_apart():
    (found,) = rows(page((50, 700, "Montant payé"), (95, 700, "Base du remboursement")), [1])

    assert found == ("Montant payé\tBase du remboursement",)


def test_a_line_further_right_is_indented():
    (found,) = rows(page((50, 700, "01/03/2025"), (150, 688, "la suite")), [1])

    assert found == ("01/03/2025", "\tla suite")


def test_what_cannot_be_opened_has_no_rows():
    assert rows(b"%PDF-1.4 broken", [1, 2]) == ((), ())
    assert rows(page((50, 700, "x")), [7]) == ((),)


def test_the_middle_of_wrapped_cells_is_that_of_their_row():
    """As a browser sets a table: the lines of such a cell stand above and below the others."""
    head = [(50, 700, "Date"), (120, 700, "Nature"), (230, 706, "Base du"),
            (230, 694, "remboursement"), (330, 706, "Montant"), (330, 694, "versé")]  # fmt: skip
    row = [(50, 670, "01/03/2025"), (120, 676, "SOINS"), (120, 664, "DENTAIRES"),
           (230, 670, "28,92"), (330, 670, "17,35")]  # fmt: skip

    (found,) = rows(page(*head, *row), [1])

    assert found == (
        "Date\tNature\tBase du remboursement\tMontant versé",
        "01/03/2025\tSOINS DENTAIRES\t28,92\t17,35",
    )


def test_a_note_beside_a_table_does_not_join_its_rows():
    table = [(50, 700, "01/03/2025"), (150, 700, "ACTE 1"), (250, 700, "1,50"),
             (50, 689, "02/03/2025"), (150, 689, "ACTE 2"), (250, 689, "2,50")]  # fmt: skip

    (found,) = rows(page(*table, (400, 694.5, "à conserver")), [1])

    assert [line.split("\t")[0] for line in found if "ACTE" in line] == ["01/03/2025", "02/03/2025"]


def test_two_blocks_side_by_side_stay_lines_of_text():
    left = [(50, 700 - 12 * n, f"ligne {n}") for n in range(4)]
    right = [(300, 694 - 12 * n, f"adresse {n}") for n in range(4)]

    (found,) = rows(page(*left, *right), [1])

    assert len(found) == 8


def test_a_ligature_does_not_cut_its_word():
    """One glyph that says two letters, as browsers print `fi`."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, 700, "Bene")
    canvas._code.append("/Span <</ActualText (fi)>> BDC")
    canvas.drawString(50 + canvas.stringWidth("Bene"), 700, "m")
    canvas._code.append("EMC")
    canvas.drawString(50 + canvas.stringWidth("Benem"), 700, "ciaire")
    canvas.save()

    assert rows(stream.getvalue(), [1]) == (("Beneficiaire",),)
