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
