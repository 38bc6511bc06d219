"""A scan counts less than a text, and only for what two readings of it say."""

import pytest

from archiver import catalogue
from archiver.model import PageText, Period
from archiver.recognition.page import prepare
from archiver.recognition.score import ENOUGH, matches
from archiver.recognition.twice import agreed
from archiver.scans import in_cells

CATALOGUE = catalogue.load()
STATEMENT = """l'Assurance Maladie
CPAM de Seine-Exemple
Madame Claire MARTIN
N° de sécurité sociale : 2 85 05 99 999 001 31
Relevé mensuel de vos remboursements
Période du 01/03/2025 au 31/03/2025
Nature des prestations Montant payé Montant versé
Total versé 19,00 €
Le 2 avril 2025
"""


def scan(text=STATEMENT):
    return PageText(text=text, pictures=True, ocr=True)


def confirmed(first, again, *more, name="x.pdf"):
    readings = [[*pages] for pages in (again, *more)]
    return agreed([*first], [lambda r=r: r for r in readings], name, CATALOGUE)


def test_what_is_read_from_a_picture_counts_less():
    def score(page):
        (prepared,) = prepare([page], CATALOGUE)
        return {match.id: match.score for match in matches(prepared, CATALOGUE)}

    text, picture = score(PageText(text=STATEMENT)), score(scan())

    assert text["releve-remboursements"] > ENOUGH
    assert picture == {id: number - 1 for id, number in text.items()}


def test_what_both_readings_say_is_believed_and_marked():
    (found,) = confirmed([scan()], [scan(STATEMENT.replace("Claire", "Clalre"))])

    assert (found.kind, found.period) == ("releve-remboursements", Period.month(2025, 3))
    assert found.person.nir == "2850599999001"
    # The number says who it is; of the name the readings are not sure.
    assert found.person.name is None
    assert found.warnings == ("ocr",)
    assert (found.digest, found.printed) == ("", ())


MARCH, MAY, JUNE = (
    STATEMENT.replace("/03/", f"/0{month}/").replace("31/0", f"{last}/0")
    for month, last in ((3, 31), (5, 31), (6, 30))
)


@pytest.mark.parametrize(
    ("first", "second", "third", "month"),
    [
        (MARCH, MAY, MARCH, 3),
        (MAY, MARCH, MARCH, 3),
        (MARCH, MAY, JUNE, None),
        (MARCH, "", MARCH, 3),
        ("", MARCH, MARCH, 3),
        (MARCH, "", "", None),
    ],
)
def test_a_third_reading_sides_with_either(first, second, third, month):
    found = confirmed([scan(first)], [scan(second)], [scan(third)])

    assert [one.period for one in found if one.kind] == (
        [Period.month(2025, month)] if month else []
    )
    assert all("ocr-unsure" in one.warnings for one in found if not one.kind and one.accounts)


def test_where_two_agree_no_third_is_read():
    def never():
        raise AssertionError

    (found,) = agreed([scan()], [lambda: [scan()], never], "x.pdf", CATALOGUE)

    assert found.kind


def test_a_name_is_the_same_in_either_order():
    bare = STATEMENT.replace("N° de sécurité sociale : 2 85 05 99 999 001 31\n", "")
    turned = bare.replace("Madame Claire MARTIN", "Madame MARTIN Claire")

    (found,) = confirmed([scan(bare)], [scan(turned)])
    (other,) = confirmed([scan(bare)], [scan(turned.replace("Claire", "Claude"))])

    assert found.person.name == "MARTIN Claire"
    assert other.kind is None


def test_a_day_of_issue_that_reads_otherwise_is_left_out():
    (found,) = confirmed([scan()], [scan(STATEMENT.replace("2 avril", "7 avril"))])

    assert found.kind
    assert found.issued is None


def test_a_wrong_key_makes_no_number():
    wrong = scan(STATEMENT.replace("001 31", "001 37"))

    (found,) = confirmed([wrong], [wrong])

    assert found.person.nir is None


def test_the_name_of_the_file_dates_no_scan():
    bare = scan(STATEMENT.replace("Période du 01/03/2025 au 31/03/2025", ""))

    (found,) = confirmed([bare], [bare], name="releve-2025-03.pdf")

    assert found.period is None
    assert found.warnings == ("ocr",)


def test_pages_with_text_need_no_second_reading():
    text = PageText(text=STATEMENT)
    other = STATEMENT.replace("du 01/03/2025 au 31/03/2025", "du 01/04/2025 au 30/04/2025")

    first, second = confirmed([text, scan(other)], [text, scan("")])

    assert (first.kind, first.period, first.warnings) == (
        "releve-remboursements",
        Period.month(2025, 3),
        (),
    )
    assert first.digest
    assert (second.kind, second.period, second.pages) == (None, None, (2,))


def test_a_column_at_the_side_hides_no_heading():
    """Straight across the page a heading stands behind what the next column says."""
    brief = STATEMENT.replace("Nature des prestations Montant payé Montant versé\n", "")
    sided = brief.replace("Relevé mensuel", "Vos références\tRelevé mensuel")
    across = scan(sided.replace("l'Assurance Maladie", "36 46\tl'Assurance Maladie"))

    (hidden,) = confirmed([across], [across])
    (found,) = confirmed(in_cells([across]), in_cells([across]))

    assert hidden.kind is None
    assert (found.kind, found.period) == ("releve-remboursements", Period.month(2025, 3))
