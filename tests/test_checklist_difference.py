"""What two versions of one document show side by side."""

import pytest

from archiver.checklist.difference import LONGEST, difference

ONE = ("Relevé mensuel", "CONSULTATION 30,00 €", "PHARMACIE 12,40 €", "Total versé 42,40 €")


def test_the_same_lines_in_another_order_and_spacing_are_no_difference():
    assert difference(ONE, [line.upper().replace(" ", "  ") for line in reversed(ONE)]) is None


def test_the_total_is_shown_rather_than_another_line_that_differs():
    other = ("Relevé mensuel", "CONSULTATION 32,60 €", "PHARMACIE 12,40 €", "Total versé 45,00 €")

    assert difference(ONE, other) == ("Total versé 42,40 €", "Total versé 45,00 €")


def test_lines_with_other_figures_are_put_beside_one_another():
    other = ("PHARMACIE 12,90 €", "Relevé mensuel", "CONSULTATION 30,00 €", "Total versé 42,40 €")

    assert difference(ONE, other) == ("PHARMACIE 12,40 €", "PHARMACIE 12,90 €")


@pytest.mark.parametrize("turned", [False, True])
def test_a_line_more_is_shown_alone(turned):
    more = (*ONE, "Franchise médicale - 1,00 €")

    told = difference(more, ONE) if turned else difference(ONE, more)

    assert set(told) == {"", "Franchise médicale - 1,00 €"}
    assert bool(told[0]) is turned


def test_a_line_that_stands_there_twice_differs_from_one_that_stands_once():
    assert difference((*ONE, ONE[1]), ONE) == ("CONSULTATION 30,00 €", "")


def test_a_long_line_is_cut():
    first, second = difference(["a" * 200], ["b" * 200])

    assert len(first) == len(second) == LONGEST
    assert first.endswith("…")
