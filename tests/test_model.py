"""The laws of periods."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.model import Period

days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@given(days, st.integers(0, 4000))
def test_the_months_of_a_period_touch_and_cover_it(start, length):
    period = Period(start, start + timedelta(days=length))
    months = list(period.months())

    assert all(b.start == a.end + timedelta(days=1) for a, b in pairwise(months))
    assert Period(months[0].start, months[-1].end).covers(period)
    assert all(month.is_month for month in months)


@given(days, days, days, days)
def test_to_cover_is_to_overlap(a, b, c, d):
    one, two = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))

    assert not one.covers(two) or one.overlaps(two)
    assert one.overlaps(two) == two.overlaps(one)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2025, 3, 2), date(2025, 3, 1))


def test_the_end_of_time_has_months_too():
    assert len(list(Period(date(9999, 11, 5), date.max).months())) == 2
