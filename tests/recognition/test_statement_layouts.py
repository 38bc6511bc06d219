"""Statements drawn as PDFs in any layout and read back: a wrong sum is worse than an unread one."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import drawn_table
import pytest
from drawn_table import ORDERS, acts, case, draw, look
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archiver import catalogue
from archiver.examination import Wanted, examine
from archiver.model import Sums

CATALOGUE = catalogue.load()
NUMBERS = ("paid", "base", "rate")


def read(data, *, lines=False):
    """The one statement in the file, as the program reads it."""
    wanted = Wanted(catalogue=CATALOGUE, account="ameli", lines=lines)
    examined = examine(("x.pdf", data), wanted=wanted)
    (found,) = (one for one in examined.recognitions if one.kind)
    return found


def untrue(found, rows):
    """The lines read that were not drawn, and how many that were drawn are not there."""
    left, wrong = list(rows), []
    for line in found.statement.lines:
        match = next((row for row in left if _same(line, row)), None)
        if match:
            left.remove(match)
        else:
            wrong.append(line)
    return wrong, len(left)


def _same(line, row):
    numbers = all(getattr(line, name) in (None, getattr(row, name)) for name in NUMBERS)
    return (line.day, line.amount) == (row.day, row.amount) and numbers


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_no_line_is_read_wrong_or_lost_in_silence_and_no_wolf_is_cried(seed, lines):
    rows, shape = case(seed)
    # One sum without a total might be a message: such a file is told as not recognised.
    assume(len(rows) * len({"paid", "base", "amount"} & {*shape.order}) > 1 or shape.total)

    found = read(draw(rows, shape), lines=lines)

    if not lines and found.statement is None:  # spared, because nothing could come of it
        found = read(draw(rows, shape), lines=True)
        assert found.statement.sums is Sums.UNCHECKED
    wrong, lost = untrue(found, rows)
    assert wrong == []
    assert lost == 0 or found.statement.unread > 0
    assert found.statement.sums is not Sums.DISAGREE
    assert all(type(line.amount) is Decimal for line in found.statement.lines)


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
@pytest.mark.parametrize("by_cell", ["rows", "columns", "backwards", "words"])
def test_a_plain_table_is_read_whole_whatever_the_order_of_its_columns(order, by_cell):
    rng = Random("-".join(order))
    rows = acts(rng, 8)
    shape = replace(look(rng, order=order), by_cell=by_cell, **PLAIN)

    found = read(draw(rows, shape), lines=True)

    assert untrue(found, rows) == ([], 0)
    assert (found.statement.sums, found.statement.unread) == (Sums.AGREE, 0)
    if "who" in order:
        assert [line.person for line in found.statement.lines] == [row.who for row in rows]


#: Short heads, whole days, one page: nothing in the cells goes over two lines.
PLAIN = {
    "day": "%d/%m/%Y", "per_page": 40, "total": "Total versé", "payments": 0, "size": 7.0,
    "person_blocks": False, "centred": False, "unit": "",
    "heads": {"day": "Date", "who": "Bénéf.", "label": "Acte", "code": "Code", "paid": "Dépense",
              "base": "Base", "rate": "Taux", "amount": "Versé"},
}  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_a_lost_row_never_adds_up(seed):
    rng = Random(seed)
    rows, shape = case(seed, many=7)
    shape = replace(shape, total="Total versé", payments=0)
    gone = rng.randrange(len(rows))

    found = read(draw(rows, shape, leave_out=[gone])).statement

    # Each printed sum is rounded: of some cents that may be the cause.
    if abs(rows[gone].amount) > Decimal("0.10"):
        assert found.sums is not Sums.AGREE


def test_a_lost_row_is_noticed_in_every_plain_table():
    for number, order in enumerate(ORDERS):
        rng = Random(number)
        rows = acts(rng, 6)
        shape = replace(look(rng, order=order), **PLAIN)
        gone = next(place for place, row in enumerate(rows) if row.amount > 1)

        found = read(draw(rows, shape, leave_out=[gone])).statement

        assert found.sums is Sums.DISAGREE, order
        assert found.total == sum(row.amount for row in rows)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_a_lost_page_is_named_and_its_lines_are_not_said_to_add_up(seed, report):
    rows, shape = case(seed, many=9)
    shape = replace(shape, per_page=4, report=report, total="TOTAL", payments=0)
    pages = -(-len(rows) // 4)
    gone = Random(seed).randrange(pages)

    found = read(draw(rows, shape, lose_page=gone), lines=True)

    assert found.pages_absent == (gone + 1,)
    assert found.page_total == pages
    assert found.statement.sums is not Sums.AGREE
    assert untrue(found, rows)[0] == []


def test_several_payments_together_are_the_sum():
    rows, shape = acts(Random(1), 5), replace(look(Random(1), order=ORDERS[0]), **PLAIN)
    data = draw(rows, replace(shape, payments=2))

    found = read(data).statement

    assert found.sums is Sums.AGREE
    assert found.total == sum(row.amount for row in rows)


def test_persons_above_their_lines_are_told_apart():
    rows = [row for row in acts(Random(5), 9) if row.amount > 0]
    shape = replace(look(Random(5), order=ORDERS[0]), **(PLAIN | {"person_blocks": True}))

    found = read(draw(rows, shape)).statement

    assert len({row.who for row in rows}) > 1
    assert sorted((line.person.title(), line.amount) for line in found.lines) == sorted(
        (row.who.title(), row.amount) for row in rows
    )


def test_the_drawing_can_be_told_wrong():
    """Else nothing above could ever fail."""
    rows, shape = acts(Random(2), 4), replace(look(Random(2), order=ORDERS[0]), **PLAIN)
    other = [replace(rows[0], amount=rows[0].amount + drawn_table.CENT), *rows[1:]]

    wrong, lost = untrue(read(draw(rows, shape)), other)

    assert (len(wrong), lost) == (1, 1)
