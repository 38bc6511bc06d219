"""A span of days."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole days, closed at both ends.

    Attributes:
        start: First day covered.
        end: Last day covered; the same as `start` for a single day.

    Raises:
        ValueError: If `end` is before `start`.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends before it starts: {self.start}..{self.end}")

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """The calendar month; `month` counts from 1."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Self:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def months(self) -> Iterator["Period"]:
        """Each calendar month that this period touches, earliest first."""
        day = self.start.replace(day=1)
        while day <= self.end:
            month = Period.month(day.year, day.month)
            yield month
            if month.end == date.max:
                return
            day = month.end + timedelta(days=1)

    def covers(self, other: "Period") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end

    @property
    def is_month(self) -> bool:
        """Whether this is exactly one calendar month."""
        return self == Period.month(self.start.year, self.start.month)

    @property
    def is_whole_months(self) -> bool:
        """Whether this starts on the first day of a month and ends on the last day of one."""
        last = Period.month(self.end.year, self.end.month).end
        return self.start.day == 1 and self.end == last

    @property
    def is_year(self) -> bool:
        """Whether this is exactly one calendar year."""
        return self == Period.year(self.start.year)
