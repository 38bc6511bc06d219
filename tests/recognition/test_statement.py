"""Statements read into lines: what is drawn at random is read back, what is lost is noticed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver.model import Sums
from archiver.recognition.statement import read

HEAD = "Date\tBénéficiaire\tNature des prestations\tMontant payé\tBase\tTaux\tMontant versé"
ACTS = ("CONSULTATION GENERALISTE", "Pharmacie PH7", "SOINS INFIRMIERS", "Analyses de biologie")
EURO = Decimal("0.01")


def sum_of(cents):
    return Decimal(cents) * EURO


@st.composite
def acts(draw):
    """One act of care: its base and rate give its amount."""
    base, rate = sum_of(draw(st.integers(100, 250_000))), draw(st.sampled_from([30, 65, 70, 100]))
    return {
        "day": draw(st.dates(date(2014, 1, 1), date(2026, 12, 31))),
        "who": draw(st.sampled_from(["Claire", "Émile", "Jean-Noël", "Mai Linh"])),
        "label": draw(st.sampled_from(ACTS)),
        "paid": base + sum_of(draw(st.integers(0, 5000))),
        "base": base,
        "rate": rate,
        "amount": (base * rate / 100).quantize(EURO),
    }


@st.composite
def hands(draw):
    """How one document writes days and sums."""
    blank = draw(st.sampled_from([" ", "\u00a0", "\u202f"]))
    day = draw(st.sampled_from(["%d/%m/%Y", "%d %m %y", "%d.%m.%Y", "%d-%m-%y"]))
    sign = draw(st.sampled_from(["", blank + "€", "€", " euros"]))

    def money(amount):
        return f"{amount:,.2f}".replace(",", blank).replace(".", ",") + sign

    return (lambda when: when.strftime(day)), money, blank


def row(act, hand):
    day, money, blank = hand
    cells = [day(act["day"]), act["who"], act["label"], money(act["paid"]), money(act["base"])]
    return "\t".join([*cells, f"{act['rate']}{blank}%", money(act["amount"])])


@settings(max_examples=150, deadline=None)
@given(st.lists(acts(), min_size=1, max_size=9), hands())
def test_what_was_drawn_is_read_back(drawn, hand):
    total = f"Total versé : {hand[1](sum(act['amount'] for act in drawn))}"

    found = read([(1, [HEAD, *(row(act, hand) for act in drawn), total])])

    keys = ("day", "label", "paid", "base", "rate", "amount")
    assert [tuple(getattr(line, key) for key in keys) for line in found.lines] == [
        tuple(act[key] for key in keys) for act in drawn
    ]
    assert [line.person for line in found.lines] == [act["who"] for act in drawn]
    assert (found.sums, found.unread) == (Sums.AGREE, 0)


@settings(max_examples=100, deadline=None)
@given(st.lists(acts(), min_size=2, max_size=9), hands(), st.data())
def test_a_row_that_is_gone_is_noticed(drawn, hand, data):
    total = f"Total versé : {hand[1](sum(act['amount'] for act in drawn))}"
    lost = data.draw(st.integers(0, len(drawn) - 1))
    rows = [row(act, hand) for number, act in enumerate(drawn) if number != lost]

    found = read([(1, [HEAD, *rows, total])])

    # Of a few cents rounding may be the cause.
    trifle = drawn[lost]["amount"] <= Decimal("0.06")
    # What was spent on the rows that are left may happen to be that sum.
    kept = [act for number, act in enumerate(drawn) if number != lost]
    whole = sum(act["amount"] for act in drawn)
    chance = any(
        abs(sum(act[column] for act in kept) - whole) <= Decimal("0.06")
        for column in ("paid", "base")
    )
    allowed = {
        Sums.DISAGREE,
        *([Sums.AGREE] if trifle else []),
        *([Sums.UNCHECKED] if chance else []),
    }
    assert found.sums in allowed


def lines(text):
    return [(1, text.strip("\n").split("\n"))]


OLD = """
Voici le détail des versements vous concernant pour la période du 05 05 14 au 20 05 14
dates nature des prestations montant payé base du remboursement taux montant versé
pour CLAIRE née le 04 05 85
01 04 14 PARCOURS COORDONNE - MEDECIN TRAITANT 23,00 23,00 70 % 16,10
GENERALISTE Sect1 (C+PC)
16 12 13 participation forfaitaire (PFH) - 1,00
pour EMMA née le 30 09 12
02 05 14 PHARMACIE 1 012,40 1 012,40 65 % 658,06
réglé le 25 05 14 : 673,16 euros
ref 0751 091680003072
Pour votre information : 62,12 € ont été versés à des tiers.
"""


def test_an_old_letter_gives_persons_deductions_and_the_day_of_payment():
    found = read(lines(OLD))

    assert [(x.day, x.person, x.amount, x.paid_on) for x in found.lines] == [
        (date(2014, 4, 1), "CLAIRE", Decimal("16.10"), date(2014, 5, 25)),
        (date(2013, 12, 16), "CLAIRE", Decimal("-1.00"), date(2014, 5, 25)),
        (date(2014, 5, 2), "EMMA", Decimal("658.06"), date(2014, 5, 25)),
    ]
    assert (found.sums, found.total) == (Sums.AGREE, Decimal("673.16"))


def test_what_was_paid_to_others_is_not_in_the_sum():
    found = read(
        lines("""
Date\tNature\tBase du remboursement\tTaux\tMontant versé
12/03/2025\tPHARMACIE\t10,00\t65 %\t6,50
Total versé : 6,50 €
Pour votre information : sommes versées à des tiers (tiers payant)
Date\tNature\tBase du remboursement\tTaux\tMontant réglé au tiers
14/03/2025\tANALYSES\t28,00\t60 %\t16,80
""")
    )

    assert [line.third_party for line in found.lines] == [False, True]
    assert found.sums is Sums.AGREE


@pytest.mark.parametrize(
    "line",
    [
        "12/03/2025PHARMACIE10,00€10,00€65 %6,50€",
        "12/03/2025\tPHARMACIE\t10,00\t10,00\t65\t6,50",  # its % is on the next line
        "12 mars 2025\tPHARMACIE\t10,00\t10,00\t65,00 %\t6,50",
        "Du 12/03/2025 PHARMACIE 10.00 10.00 65% 6.50 EUR",
    ],
)
def test_a_row_is_read_however_it_is_set(line):
    (found,) = read([(3, [line])]).lines

    assert (found.day, found.label) == (date(2025, 3, 12), "PHARMACIE")
    assert (found.paid, found.base, found.rate) == (Decimal(10), Decimal(10), Decimal(65))
    assert (found.amount, found.page) == (Decimal("6.50"), 3)


TABLE = "Date\tNature\tMontant payé\tBase\tTaux\tMontant versé\n"


@pytest.mark.parametrize(
    ("why", "row"),
    [
        (
            "a day glued to a sum",
            "Nature\tDate\tBase\tTaux\tVersé\nSOINS11/10/202228,92€60 %17,35€",
        ),
        ("the same in words", "Nature\tDate\tBase\tTaux\tVersé\nSOINS4 mai 202228,92€60 %17,35€"),
        ("a year glued to thousands", TABLE + "04/05/20221 028,92€1 028,92€60 %617,35€"),
    ],
)
def test_what_is_glued_to_a_day_is_no_part_of_the_sum(why, row):
    (line,) = read(lines(row)).lines

    assert line.base in (Decimal("28.92"), Decimal("1028.92")), why
    assert line.paid in (None, line.base)
    assert line.day.year == 2022


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("the year of its day is on another line", TABLE + "31 12 SOINS 10,00 10,00 60 % 6,00"),
        ("the same in words", TABLE + "SOINS 31 DECEMBRE 10,00 10,00 60 % 6,00\n2024"),
        ("its day stood above by itself", TABLE + "31 12\n2024\nSOINS 10,00 10,00 60 % 6,00"),
        ("base or result? no head says it", "12/03/2025\tSOINS\t60 %\t10,00\t4,00"),
        ("one sum, four columns", TABLE + "12/03/2025\tSOINS\t10,00"),
        (
            "a sum of thousands, or a number in the label",
            TABLE + "12/03/2025 DENT 1 120,00 107,50 70 % 75,25",
        ),
        (
            "days, a sum and nothing between them",
            "31 mars 202420 avril 2024I.J. NORMALES21594,51 €",
        ),
    ],
)
def test_what_may_be_read_in_two_ways_is_not_read(why, text):
    found = read(lines(text))

    assert (found.lines, found.unread, found.sums) == ((), 1, Sums.UNCHECKED), why


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("PHARMACIE 65 %", "2 353,48\t1 529,76"),  # no column of rates: part of the label
        ("Vaccin 2024/2025", "121,66\t87,90"),
        ("Forfait 24 €", "1 224,00\t24,00"),
    ],
)
def test_numbers_of_a_label_stay_in_it(label, numbers):
    head = "Date\tNature\tMontant payé\tMontant versé\n"

    (line,) = read(lines(f"{head}12/03/2025\t{label}\t{numbers}")).lines

    assert line.label == label
    assert [f"{line.paid:.2f}", f"{line.amount:.2f}"] == [
        each.replace(" ", "").replace(",", ".") for each in numbers.split("\t")
    ]


@pytest.mark.parametrize("minus", ["-", "- ", "\u2212", "\u2212 ", "\u2013 "])
@pytest.mark.parametrize("label", ["Participation forfaitaire", "FRANCHISE MEDICALE"])
def test_what_is_taken_off_is_below_zero(minus, label):
    rows = f"12/03/2025\tSOINS\t10,00\t10,00\t60 %\t6,00\n12/03/2025\t{label}\t{minus}1,00 €"

    found = read(lines(f"{TABLE}{rows}\nTotal versé : 5,00 €"))

    assert [line.amount for line in found.lines] == [Decimal(6), Decimal(-1)]
    assert found.sums is Sums.AGREE


def test_a_head_without_dots_is_understood():
    """`Base Remboursé` is two columns, not the start of `Base remb.`."""
    found = read(lines("Dates\tActe\tTaux\tBase\tRemboursé\n02/02/2024\tX\t30 %\t10,00\t3,00"))

    (line,) = found.lines
    assert (line.base, line.rate, line.amount) == (Decimal(10), Decimal(30), Decimal(3))


def test_allowances_have_days():
    found = read(
        lines("""
Période\tNature\tNb de jours\tMontant unitaire\tMontant versé
03/02/2025 au 05/02/2025\tCARENCE\t3\t0,00 €\t0,00 €
06/02/2025 au 28/02/2025\tI.J. NORMALES\t23\t41,10 €\t945,30 €
Total : 945,30 €
""")
    )

    last = found.lines[-1]
    assert (last.day, last.until, last.days) == (date(2025, 2, 6), date(2025, 2, 28), 23)
    assert (last.base, last.amount) == (Decimal("41.10"), Decimal("945.30"))
    assert found.sums is Sums.AGREE


def test_a_table_in_column_order_is_not_guessed():
    found = read(
        lines("""
Date
12/03/2025
14/03/2025
Nature
PHARMACIE
ANALYSES
Montant versé
6,50 €
16,80 €
Total versé : 40,00 €
""")
    )

    assert (found.lines, found.sums) == ((), Sums.UNCHECKED)
    assert found.unread == 4


@pytest.mark.parametrize(
    ("why", "rest"),
    [
        ("taken off outside of the table", "Franchises retenues : 2,00 €\nTotal versé : 4,50 €"),
        ("two totals that differ", "Total versé : 9,00 €\nréglé le 25/03/2025 : 8,00 €"),
        ("a total of something else", "Total dépenses : 10,00 €"),
        (
            "a row that cannot be read",
            "13/03/2025 ? 1,00 2,00 3,00 4,00 5,00\nTotal versé : 9,00 €",
        ),
        ("a row that does not bear itself out", "13/03/2025 X 9,00 9,00 70 % 1,11\nTotal 9,00 €"),
    ],
)
def test_nothing_is_said_where_the_sum_is_not_beyond_doubt(why, rest):
    head = "Date\tNature\tMontant payé\tBase\tTaux\tMontant versé\n"
    found = read(lines(head + "12/03/2025\tPHARMACIE\t10,00\t10,00\t65 %\t6,50\n" + rest))

    assert found.sums is Sums.UNCHECKED, why


WRAPPED = """dates nature des prestations
montant
payé
base du
remboursement
taux montant
versé"""
BESIDE = """\tmontant\tbase du\tmontant
dates\tnature des prestations\ttaux
\tpayé\tremboursement\tversé"""


@pytest.mark.parametrize("head", [WRAPPED, BESIDE])
@pytest.mark.parametrize("blank", [" ", "\t"])
def test_a_head_whose_cells_are_wrapped_hides_no_row(head, blank):
    rows = "24 03 25|OPTIQUE|45,00|45,00|60 %|27,00\n01 11 24|participation forfaitaire|- 1,00"
    found = read(lines(f"{head}\n{rows.replace('|', blank)}\nTotal versé : 26,00 €"))

    assert [(line.paid, line.amount) for line in found.lines] == [
        (Decimal("45.00"), Decimal("27.00")),
        (None, Decimal("-1.00")),
    ]
    assert (found.sums, found.unread) == (Sums.AGREE, 0)


# --- Sections, persons, payments

PLAIN_HEAD = "Date\tNature\tMontant payé\tBase du\tTaux\tMontant versé\n\tremboursement"
OURS = "03/06/2026\tKINESITHERAPIE\t21,50\t21,50\t60 %\t12,90"
THEIRS = "12/06/2026\tCONSULTATION\t30,00\t30,00\t70 %\t21,00"


@pytest.mark.parametrize(
    "title",
    [
        "Paiements aux professionnels de santé (tiers payant)",
        "Paiements aux tiers",
        "Tiers payant",
        "Soins en tiers payant",
        "Sommes versées directement aux établissements",
    ],
)
def test_a_section_of_what_others_got_goes_on_below_a_wrapped_head(title):
    """`remboursement`, left of a head of two lines, is no title of another section."""
    found = read(
        lines(f"""
{title}
{PLAIN_HEAD}
{THEIRS}
Total tiers payant : 21,00 €
Vos remboursements
{PLAIN_HEAD}
{OURS}
Total versé : 12,90 €
""")
    )

    assert [line.third_party for line in found.lines] == [True, False]
    assert (found.sums, found.total) == (Sums.AGREE, Decimal("12.90"))


def test_a_month_in_which_only_others_were_paid_makes_nothing():
    total = "Total versé à l'assuré : 0,00 €"

    found = read(lines(f"Paiements aux tiers\n{PLAIN_HEAD}\n{THEIRS}\n{total}"))

    assert [line.third_party for line in found.lines] == [True]
    assert (found.sums, found.total) == (Sums.AGREE, Decimal(0))


@pytest.mark.parametrize(
    ("lost", "sums"), [("", Sums.AGREE), (OURS, Sums.UNCHECKED), (THEIRS, Sums.UNCHECKED)]
)
def test_a_total_of_both_sections_is_that_of_all_lines_or_of_nothing(lost, sums):
    text = f"""
Vos remboursements
{PLAIN_HEAD}
04/06/2026\tPHARMACIE\t6,35\t6,35\t30 %\t1,91
{OURS}
Tiers payant
{PLAIN_HEAD}
{THEIRS}
12/06/2026\tSOINS\t12,60\t12,60\t60 %\t7,56
Total pris en charge par l'Assurance Maladie : 43,37 €
"""

    assert read(lines(text.replace(lost, ""))).sums is sums


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Bénéficiaire : Claire MARTIN (née le 14 mai 1985)", "Claire MARTIN"),
        ("Bénéficiaire : MARTIN Tom", "MARTIN Tom"),
        ("Bénéf. : MARTIN Tom N° 1 10 03 99 999 001", "MARTIN Tom"),
        ("Bénéficiaire : MARTIN Tom, né le 03/03/2010, rattaché à CLAIRE", "MARTIN Tom"),
        ("Bénéficiaire : tous", None),
    ],
)
def test_whose_lines_these_are_may_stand_above_them(line, name):
    (found,) = read(lines(f"{line}\n{PLAIN_HEAD}\n{OURS}")).lines

    assert found.person == name


@pytest.mark.parametrize(
    "line",
    [
        "Montant versé le 28/03/2026\t12,90 €",
        "Montant porté au crédit de votre compte le 28/03/2026 : 12,90 €",
        "Virement du 28/03/2026 : 12,90 €",
    ],
)
def test_a_payment_is_no_row_however_it_is_said(line):
    found = read(lines(f"{PLAIN_HEAD}\n{OURS}\n{line}"))

    assert [each.paid_on for each in found.lines] == [date(2026, 3, 28)]
    assert (found.sums, found.unread) == (Sums.AGREE, 0)


def test_a_sentence_with_a_day_and_a_sum_is_no_row_begun():
    said = "Le 28/03/2026, nous avons viré sur votre compte 12,90 €"

    found = read(lines(f"{PLAIN_HEAD}\n{OURS}\n{said}"))

    assert (len(found.lines), found.unread) == (1, 0)


@pytest.mark.parametrize(
    "head",
    [
        "Date\tNature des soins\tBase du\tTx\tMontant des\tVersé\n\tremboursement\tsoins",
        "\tBase du\tMontant des\nDate\tNature des soins\tremboursement\tTx\tsoins\tVersé",
    ],
)
def test_cells_of_a_head_that_go_on_above_or_below_are_put_together(head):
    found = read(lines(f"{head}\n03/06/2026\tSOINS\t10,00\t60 %\t12,00\t6,00\nTotal 6,00"))

    (line,) = found.lines
    assert (line.base, line.paid, line.amount) == (Decimal(10), Decimal(12), Decimal(6))


def test_a_row_whose_day_is_not_its_first_cell_needs_no_head_where_it_bears_itself_out():
    text = """
Jean Marie\t1er décembre 2024\tCONSULTATION\t36,00 €\t30,00 €\t70 %\t21,00 €
Jean Marie\t1er décembre 2024\tPARTICIPATION FORFAITAIRE\t- 2,00 €
Jean Marie\t2 décembre 2024\tQUELQUE CHOSE\t3,00 €
"""

    found = read(lines(text))

    assert ([line.amount for line in found.lines], found.unread) == ([Decimal(21), Decimal(-2)], 1)


def test_a_day_in_a_cell_of_its_own_is_told_from_the_number_before_it():
    head = "Désignation\tDates\tMontant des soins\tBase\tTx\tMontant remboursé"
    row = "Dent 36\t03 03 24\t241,20\t241,20\t70 %\t168,84"

    (line,) = read(lines(f"{head}\n{row}")).lines

    assert (line.day, line.label, line.amount) == (date(2024, 3, 3), "Dent 36", Decimal("168.84"))


def test_a_day_whose_year_is_on_the_line_below_is_whole():
    text = f"{TABLE}20 12\tPHARMACIE\t10,00\t10,00\t65 %\t6,50\n2023"

    (line,) = read(lines(text)).lines

    assert line.day == date(2023, 12, 20)


def test_what_was_spent_is_no_total_of_what_was_paid_back():
    text = f"{TABLE}12/03/2025\tPHARMACIE\t12,00\t10,00\t65 %\t6,50\n"

    for spent in ("12,00", "10,00"):
        assert read(lines(f"{text}TOTAL : {spent}")).sums is Sums.UNCHECKED
    assert read(lines(f"{text}TOTAL : 11,00")).sums is Sums.DISAGREE


def test_a_payment_that_is_lost_with_its_lines_is_missed_by_the_total():
    """Each heading that is there has the sum of its own row."""
    text = "\n".join(
        [
            "Relevé de mes paiements",
            "Paiement du 02/07/2025 : 11,97 €",
            "Date des soins Nature Montant payé Base Taux Montant versé",
            "02/07/2025 PHARMACIE 18,42 € 18,42 € 65 % 11,97 €",
            "Paiement du 12/07/2025 : 45,71 €",
            "Date des soins Nature Montant payé Base Taux Montant versé",
            "12/07/2025 RADIOLOGIE 65,30 € 65,30 € 70 % 45,71 €",
            "Total du mois : 103,39 €",
        ]
    )

    whole = read([(1, text.replace("103,39", "57,68").split("\n"))])
    lost = read([(1, text.split("\n"))])

    assert (whole.sums, lost.sums, lost.total) == (Sums.AGREE, Sums.DISAGREE, Decimal("103.39"))


def test_what_was_taken_off_all_rows_is_no_row_without_a_day():
    """Else the days that a certificate of allowances lacks would count as not read."""
    text = [
        "Du Au Nature Nombre de jours Montant unitaire Montant brut",
        "03/02/2025 09/02/2025 I.J. NORMALES 7 53,31 373,17",
        "24/02/2025 02/03/2025 I.J. NORMALES 7 53,31 373,17",
        "Montant brut 746,34 €",
        "CSG / RDS -50,00 €",
        "Montant net 696,34 €",
    ]

    found = read([(1, text)])

    assert (len(found.lines), found.unread) == (2, 0)


PAID_TO_OTHERS = """Date\tNature\tMontant payé\tBase\tTaux\tMontant versé
03/07/2025\tCONSULTATION\t30,00\t30,00\t70 %\t21,00
Total versé à l'assuré : 21,00 €
Paiements à des tiers
05/07/2025\tPHARMACIE\t12,40\t12,40\t65 %\t8,06
"""


@pytest.mark.parametrize(
    ("total", "differing"),
    [
        ("Total versé à des tiers : 8,06 €", None),
        ("Total versé à des tiers : 44,90 €", (Decimal("8.06"), Decimal("44.90"))),
        ("Total des dépenses en tiers payant : 12,40 €", None),
        ("Total général, tiers compris : 29,06 €", None),
        ("Total versé à des tiers : 4,00 €", None),  # not all of what is listed
    ],
)
def test_rows_of_what_others_were_paid_make_its_total(total, differing):
    found = read(lines(PAID_TO_OTHERS + total))

    assert found.differing == differing
    assert found.sums is (Sums.DISAGREE if differing else Sums.AGREE)


DAYS = """Du\tAu\tNature\tNombre de jours\tMontant unitaire\tMontant brut
03/02/2025\t09/02/2025\tI.J. NORMALES\t7\t53,31\t373,17
10/02/2025\t16/02/2025\tI.J. NORMALES\t7\t53,31\t373,17
"""


@pytest.mark.parametrize(
    ("below", "sums"),
    [
        ("Montant brut 746,34 €\nCSG / RDS -50,00 €\nMontant net 696,34 €", Sums.AGREE),
        ("Montant brut 1 119,51 €\nCSG / RDS -75,01 €\nMontant net 1 044,50 €", Sums.DISAGREE),
        # Before contributions, while the rows are what is left of it.
        ("Montant brut 796,34 €\nCSG / RDS -50,00 €\nMontant net 746,34 €", Sums.UNCHECKED),
        ("Montant brut imposable 1 119,51 €", Sums.UNCHECKED),
    ],
)
def test_days_of_allowance_make_the_sum_before_contributions(below, sums):
    assert read(lines(DAYS + below)).sums is sums


def test_a_sentence_about_what_was_withheld_opens_no_section_of_others():
    found = read(
        lines(
            """Date\tNature\tMontant payé\tBase\tTaux\tMontant versé
08 02 25\tACTES DE BIOLOGIE\t27,00\t27,00\t60 %\t16,20
11 02 25\tCONSULTATION SPECIALISTE\t60,00\t31,50\t70 %\t22,05
Les participations forfaitaires et franchises de soins antérieurs réglés à des tiers sont retenues sur ce versement.
réglé le 24 02 25 : 59,25 euros
pour votre information
Montants versés à des tiers : 41,30 euros"""  # noqa: E501
        )
    )

    assert (found.sums, found.differing) == (Sums.DISAGREE, (Decimal("38.25"), Decimal("59.25")))


def test_a_day_behind_the_act_may_have_a_code_behind_it():
    found = read(
        lines(
            """Acte\tCode\tPayé\tBase\tTaux\tVersé
CONSULTATION GENERALISTE 03/09/2024\tG\t30,00 €\t30,00 €\t70%\t21,00 €
IMAGERIE MEDICALE 07/09/2024\tADI\t96,50 €\t96,50 €\t70%\t67,55 €
TOTAL\t88,55 €"""
        )
    )

    assert (found.unread, found.sums) == (0, Sums.AGREE)
    assert [line.day for line in found.lines] == [date(2024, 9, 3), date(2024, 9, 7)]


FAMILY = (
    "Remboursements de Claire MARTIN, né(e) le 14/05/1985\n"
    "05/03/2025\tPHARMACIE\t10,00\t10,00\t65 %\t6,50\n"
    "06/03/2025\tBIOLOGIE\t20,00\t20,00\t60 %\t12,00\n"
    "{claire}\n"
    "Remboursements de Léa MARTIN, né(e) le 21/03/2014\n"
    "07/03/2025\tPHARMACIE\t30,00\t30,00\t65 %\t19,50\n{lea}\n"
    "Remboursements de Hugo MARTIN, né(e) le 30/06/2017\n"
    "08/03/2025\tPHARMACIE\t40,00\t40,00\t65 %\t26,00\n{hugo}\n{all}\n"
)
PARTS = [
    ("Total Claire : 18,50 €", "Total Léa : 19,50 €", "Total Hugo : 26,00 €"),
    ("Total : 18,50 €", "Total : 19,50 €", "Total : 26,00 €"),
    ("Total pour CLAIRE 18,50", "Total pour LEA 19,50", "Total pour HUGO 26,00"),
]


@pytest.mark.parametrize("parts", PARTS)
@pytest.mark.parametrize(
    "whole", ["Total versé en mars 2025 : 64,00 €", "TOTAL DES VERSEMENTS 64,00 EUROS"]
)
def test_a_total_for_each_person_hides_no_lost_row(parts, whole):
    claire, lea, hugo = parts
    text = f"{HEAD}\n" + FAMILY.format(claire=claire, lea=lea, hugo=hugo, all=whole)
    row_lost = text.replace("06/03/2025\tBIOLOGIE\t20,00\t20,00\t60 %\t12,00\n", "")
    # A page with the end of her rows, all of the daughter's and her name.
    start, end = text.index("06/03/2025"), text.index("Remboursements de Hugo")
    page_lost = text[:start] + text[end:]

    found = [read(lines(each)) for each in (text, row_lost, page_lost)]

    assert [one.sums for one in found] == [Sums.AGREE, Sums.DISAGREE, Sums.DISAGREE]
    assert found[1].differing == (Decimal("52.00"), Decimal("64.00"))


def test_totals_of_persons_alone_are_all_of_it():
    claire, lea, hugo = PARTS[0]
    found = read(lines(f"{HEAD}\n" + FAMILY.format(claire=claire, lea=lea, hugo=hugo, all="")))

    assert (found.sums, found.total) == (Sums.AGREE, Decimal("64.00"))


def test_a_total_with_the_name_of_nobody_is_that_of_everything():
    """`réglé à` has the letters of Léa in it."""
    text = FAMILY.format(claire="", lea="", hugo="", all="Total réglé à l'assurée : 64,00 €")
    found = read(lines(f"{HEAD}\n{text}"))

    assert (found.sums, found.expected) == (Sums.AGREE, (Decimal("64.00"),))


@pytest.mark.parametrize(
    "broken",
    [
        "03/02/2025 au\tIJ NORMALES\t14\t48,69\t681,66\n16/02/2025",
        "03/02/2025 au\tIJ\t14\t48,69\t681,66\n16/02/2025\tNORMALES",
        "03/02/2025 au\n\tIJ NORMALES\t14\t48,69\t681,66\n16/02/2025",
        "du 03/02/2025 au\n16/02/2025\tIJ NORMALES\t14\t48,69\t681,66",
        "03/02/2025\t16/02/2025 IJ NORMALES\t14\t681,66\t19/02/2025",
    ],
)
def test_a_span_broken_in_its_cell_is_one_row(broken):
    found = read(lines(f"Période\tNature\tNb\tMontant\n{broken}\nTotal : 681,66 €"))
    (row,) = found.lines

    assert (row.day, row.until) == (date(2025, 2, 3), date(2025, 2, 16))
    assert (row.days, row.amount, row.label) == (14, Decimal("681.66"), "IJ NORMALES")
    assert (found.unread, found.sums) == (0, Sums.AGREE)


def test_two_rows_are_no_broken_span():
    found = read(
        lines(
            "Période\tNature\tNb\tMontant\n03/02/2025 au\tIJ\t14\t48,69\t681,66\n"
            "16/02/2025\tIJ\t14\t681,66"
        )
    )

    assert not any(row.until == date(2025, 2, 16) for row in found.lines)
