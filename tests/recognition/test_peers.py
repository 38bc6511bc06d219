"""What the statements of one account tell of one another."""

from dataclasses import replace
from decimal import Decimal

import pytest
from dossier import statement

from archiver.model import (
    LINES_UNREAD,
    OCR,
    SUM_DIFFERS,
    SUM_UNSURE,
    TOTAL_LOST,
    Statement,
    Status,
    Sums,
)
from archiver.recognition.peers import compared
from archiver.recognition.statement import read

CENT = Decimal("0.01")
HEAD = "Date\tNature\tMontant payé\tBase\tTaux\tMontant versé"
LETTER = ("l'Assurance Maladie", "CPAM", "Relevé mensuel", "Vos remboursements", HEAD)


def documents(*states, **changes):
    return [
        statement(2024, number + 1, statement=Statement(sums=state), **changes)
        for number, state in enumerate(states)
    ]


def warnings(found):
    return [tuple(set(one.warnings) - {OCR}) for one in found]


def test_a_difference_here_and_there_is_believed():
    marked = compared(documents(Sums.AGREE, Sums.DISAGREE, Sums.UNCHECKED))

    assert warnings(marked) == [(), (SUM_DIFFERS,), ()]


def test_differences_everywhere_are_likelier_our_mistake_and_told_as_such():
    marked = compared(documents(Sums.AGREE, Sums.DISAGREE, Sums.DISAGREE))

    assert warnings(marked) == [(), (SUM_UNSURE,), (SUM_UNSURE,)]


def test_a_difference_on_a_picture_is_never_sure_and_counts_for_no_other():
    scans = documents(Sums.DISAGREE, Sums.DISAGREE, warnings=(OCR,))

    marked = compared([*scans, *documents(Sums.DISAGREE)])

    assert warnings(marked) == [(SUM_UNSURE,), (SUM_UNSURE,), (SUM_DIFFERS,)]


# --- Totals that no word tells


def month(number, *below, acts=2, rate=70, lost=0, above=""):
    """A statement of some acts, all but the lost of which are printed.

    In what stands below, `{sum}` is what all of them make, and `{paid}` what was spent.
    """
    bases = [CENT * (1000 + 111 * number + 37 * act) for act in range(acts)]
    amounts = [(base * rate / 100).quantize(CENT) for base in bases]
    rows = [
        f"{act + 1:02}/{number:02}/2025\tSOINS\t{base}\t{base}\t{rate} %\t{amount}".replace(
            ".", ","
        )
        for act, (base, amount) in enumerate(zip(bases, amounts, strict=True))
    ]
    told = {"sum": f"{sum(amounts)}".replace(".", ","), "paid": f"{sum(bases)}".replace(".", ",")}
    text = [*LETTER, above, *rows[lost:], *(line.format(**told) for line in below)]
    return statement(2025, number, statement=read([(1, text)]), printed=tuple(filter(None, text)))


SAID = [
    "Net versé {sum} €",
    "Montant remboursé\t{sum}",
    "Nous vous avons versé {sum} € ce mois-ci.",
    "Soit un montant de {sum} € viré sur votre compte",
    "Un virement de {sum} € a été effectué le 05/10/2025",
    "Un virement de {sum} € a été effectué le 5 octobre 2025 (compte se terminant par 123)",
]


@pytest.mark.parametrize("said", SAID)
def test_a_sum_that_is_that_of_the_lines_month_by_month_is_their_total(said):
    whole = [month(number, said) for number in (1, 2, 3, 5, 6)]

    marked = compared([*whole, month(4, said, lost=1)])

    assert {one.statement.sums for one in marked[:-1]} == {Sums.AGREE}
    assert warnings(marked) == [*[()] * 5, (SUM_DIFFERS,)]


@pytest.mark.parametrize("said", SAID)
def test_the_words_of_another_month_are_the_same(said):
    """Only figures and names of months differ."""
    others = [month(n, said.replace("octobre", name).replace("/10/", f"/0{n}/"))
              for n, name in enumerate(["janvier", "février", "mars"], 1)]  # fmt: skip

    marked = compared([*others, month(4, said, lost=1)])

    assert warnings(marked) == [(), (), (), (SUM_DIFFERS,)]


def test_where_several_months_differ_it_is_told_but_not_believed():
    said = SAID[0]
    whole = [month(number, said) for number in (1, 2, 3, 4)]

    marked = compared([*whole, month(5, said, lost=1), month(6, said, lost=1)])

    assert warnings(marked) == [*[()] * 4, (SUM_UNSURE,), (SUM_UNSURE,)]


@pytest.mark.parametrize(
    ("why", "found"),
    [
        ("too few months", [month(1, SAID[0]), month(2, SAID[0]), month(3, SAID[0], lost=1)]),
        (
            "what was spent: the same, as long as all of it was paid back",
            [
                *(month(number, "Montant des soins : {paid}", rate=100) for number in (1, 2, 3)),
                month(4, "Montant des soins : {paid}"),
            ],
        ),
        (
            "the words say that it is something else",
            [
                *(month(number, "Retenu depuis janvier : {sum} €") for number in (1, 2, 3)),
                month(4, "Retenu depuis janvier : {sum} €", lost=1),
            ],
        ),
        (
            "always the same sum",
            [
                *(replace(month(1, SAID[0]), path=f"{number}.pdf") for number in (1, 2, 3)),
                month(4, SAID[0], lost=1),
            ],
        ),
        (
            "the difference is printed",
            [
                *(month(number, SAID[0]) for number in (1, 2, 3)),
                month(4, "Régularisation 3,00", "Net versé 17,49 €"),
            ],
        ),
    ],
)  # fmt: skip
def test_of_a_sum_that_is_not_proven_to_be_the_total_nothing_is_said(why, found):
    assert warnings(compared(found)) == [()] * len(found), why


# --- Without the total that the others have


def series(odd, total="Total versé : {sum} €"):
    return [*(month(number, total) for number in (1, 2, 3, 5, 6)), odd]


def test_the_only_sum_of_a_statement_without_the_total_of_all_others_is_compared():
    for said in SAID:
        assert warnings(compared(series(month(4, said)))) == [()] * 6
        lost = compared(series(replace(month(4, said, lost=1), page_total=1)))
        assert warnings(lost) == [*[()] * 5, (SUM_UNSURE,)]


def test_of_several_sums_none_is_chosen():
    odd = replace(month(4, "Net versé {sum} €", "Versé hier 1,00 €", lost=1), page_total=1)

    assert warnings(compared(series(odd))) == [()] * 6


@pytest.mark.parametrize(
    ("page_total", "foot", "told"),
    [(None, "", True), (None, "- 1 -", True), (None, "Page 1", True), (2, "", False)],
)
def test_a_statement_that_ends_before_its_total_is_told_where_no_count_says_that_it_is_whole(
    page_total, foot, told
):
    odd = replace(month(4, foot), page_total=page_total)

    assert warnings(compared(series(odd)))[-1] == ((TOTAL_LOST,) if told else ())


def test_a_last_page_is_missed_as_well_where_the_total_is_told_in_a_sentence():
    found = compared(series(month(4), total="Nous vous avons versé {sum} € ce mois-ci."))

    assert warnings(found) == [*[()] * 5, (TOTAL_LOST,)]


def test_what_counts_are_the_nearest_of_the_same_layout():
    def other(number, *below):
        one = month(number, *below)
        head = {LETTER[2]: "Décompte de vos soins", LETTER[3]: "Prestations servies"}
        return replace(one, printed=tuple(head.get(line, line) for line in one.printed))

    total = "Total versé : {sum} €"
    mixed = [f(n, total) for n in range(1, 9) for f in (month, other)]
    mixed[6] = month(4)  # between two of the other layout
    without = [f(n, *below) for n in range(1, 9) for f, below in ((month, (total,)), (other, ()))]

    assert [place for place, found in enumerate(warnings(compared(mixed))) if found] == [6]
    assert not any(warnings(compared(without)))  # the other layout has none


# --- Lines that could not be read

UNREAD = "08/04/2025\tSOINS\t1,00\t2,00\t3,00\t4,00\t5,00"


@pytest.mark.parametrize(
    ("below", "told"),
    [
        (("Total versé : {sum} €",), False),  # they are not needed for it
        (("Total versé : 99,00 €",), True),
        (("Réglé le 28/04/2025 : 99,00 €",), True),
        (("Total des dépenses : 99,00 €",), False),
        ((), False),
    ],
)
def test_lines_that_are_not_read_are_told_where_a_total_is_left_unproven(below, told):
    (found,) = compared([month(4, *below, above=UNREAD)])

    assert found.statement.unread == 1
    assert found.warnings == ((LINES_UNREAD,) if told else ())


def test_what_is_no_document_of_the_account_tells_nothing():
    found = [replace(one, status=Status.DUPLICATE) for one in documents(*[Sums.AGREE] * 3)]

    assert warnings(compared([*found, *documents(Sums.DISAGREE, Sums.DISAGREE)]))[3:] == [
        (SUM_UNSURE,),
        (SUM_UNSURE,),
    ]


@pytest.mark.parametrize("persons", [2, 3])
def test_the_total_of_one_person_is_not_that_of_the_statement(persons):
    """The last page is lost, with the total of the last person and that of all."""

    def family(number, *, cut=False):
        row = f"0{number}/03/2025\tSOINS\t10,00\t10,00\t70 %\t7,00"
        text = list(LETTER)
        for name in ("CLAIRE", "LEA", "HUGO")[:persons]:
            text += [f"pour {name} née le 14/05/1985", row, row, f"Total {name} : 14,00 €"]
        rest = text[:-2] if cut else [*text, f"Total versé : {14 * persons},00 €"]
        return statement(2025, number, statement=read([(1, rest)]), printed=tuple(rest))

    marked = compared([family(number, cut=number == 4) for number in range(1, 8)])

    assert [one.period.start.month for one in marked if TOTAL_LOST in one.warnings] == [4]
