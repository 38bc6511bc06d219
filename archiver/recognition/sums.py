"""Whether the lines of a statement add up to what it says was paid.

A disagreement means that a page or a row is lost, and stands in the way of the deletion:
it is told only where everything that could explain the difference is ruled out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations

from archiver.model import Line, Sums

#: Each printed sum is rounded: that much for every line.
_ROUNDING = Decimal("0.005")
_CENT = Decimal("0.01")
#: Beyond so many partial totals their combinations say nothing any more.
_TOTALS_MOST = 8


@dataclass(slots=True)
class Printed:
    """The sums that stand beside the lines.

    Attributes:
        totals: Of each line that says "total" of everything.
        parts: Of each that does of a part: of one person, of one payment.
        overall: Totals below what was paid to third parties, which may hold that.
        payments: Day and sum of each payment to the insured.
        theirs: Of each line that says what was paid to third parties in all.
        gross: What all days of allowances make before contributions.
        beside: All other sums, each with the words of its line, squeezed: what was taken off,
            paid to third parties, carried over.
        uncertain: Whether a total was printed that could not be made out.
    """

    totals: list[Decimal] = field(default_factory=list)
    parts: list[Decimal] = field(default_factory=list)
    overall: list[Decimal] = field(default_factory=list)
    theirs: list[Decimal] = field(default_factory=list)
    gross: list[Decimal] = field(default_factory=list)
    payments: list[tuple[date | None, Decimal]] = field(default_factory=list)
    beside: list[tuple[str, Decimal]] = field(default_factory=list)
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """What came of adding up; see `model.Statement`."""

    sums: Sums
    total: Decimal | None = None
    differing: tuple[Decimal, Decimal] | None = None


def check(lines: Sequence[Line], printed: Printed, *, trusted: bool) -> Check:
    """Compare the lines with the printed totals.

    Args:
        trusted: Whether every line was read, and bears itself out: else nothing is ever missed.
    """
    expected = expectations(printed)
    if not lines:
        return Check(Sums.UNCHECKED, max(expected, default=None))
    near = _CENT + _ROUNDING * len(lines)
    ours = added(lines)
    equal = [one for one in expected if abs(ours - one) <= near]
    beyond = _beyond(printed, equal) if equal and trusted else None
    if beyond and not _explained(lines, printed, beyond, near):
        # Each payment that is there has its lines: one is lost with all of them.
        return Check(Sums.DISAGREE, beyond, (ours, beyond))
    if trusted and (differing := _lost_of_theirs(lines, printed, near)):
        return Check(Sums.DISAGREE, differing=differing)
    if equal:
        return Check(Sums.AGREE, min(equal, key=lambda one: abs(ours - one)))
    if any(line.third_party for line in lines):
        whole = _sum(lines)
        if any(abs(whole - one) <= near for one in (*expected, *printed.overall)):
            return Check(Sums.AGREE)  # of everything, whoever was paid
    undisputed = len(expected) == 1 and not printed.uncertain
    if not (trusted and undisputed) or _explained(lines, printed, expected[0], near):
        return Check(Sums.UNCHECKED)
    return Check(Sums.DISAGREE, expected[0], (ours, expected[0]))


def _beyond(printed: Printed, equal: Sequence[Decimal]) -> Decimal | None:
    """The only total, where it is more than the payments that the lines make."""
    totals = set(printed.totals)
    alone = len(totals) == 1 and bool(printed.payments) and not printed.uncertain
    return next(iter(totals)) if alone and max(totals) > max(equal) else None


def _lost_of_theirs(
    lines: Sequence[Line], printed: Printed, near: Decimal
) -> tuple[Decimal, Decimal] | None:
    """What the rows make that others were paid for, and their only total, where that is more."""
    theirs = [line for line in lines if line.third_party]
    totals = set(printed.theirs)
    if len(totals) != 1 or not theirs or printed.uncertain:
        return None
    total = totals.pop()
    value = _sum(theirs)
    ways = [value, _sum(lines), value + added(lines), *columns(theirs, ours=False)]
    ways += [value + _off(some) for some in _few([amount for _, amount in printed.beside])]
    explained = any(abs(way - total) <= near for way in ways)
    return (value, total) if total > value and not explained else None


def added(lines: Sequence[Line]) -> Decimal:
    """What was paid to the insured, in euros, by the lines."""
    return _sum([line for line in lines if not line.third_party])


def expectations(printed: Printed) -> list[Decimal]:
    """What the lines may add up to: the total, the payments, or all partial totals."""
    payments = [amount for _, amount in dict.fromkeys(printed.payments)]
    found = []
    if payments:
        found.append(sum(payments, Decimal(0)))
    found += _of_everything(printed)
    if not found:
        found += printed.gross
    return list(dict.fromkeys(found))


def _of_everything(printed: Printed) -> list[Decimal]:
    """The total of everything; where it cannot be told from partial ones, what it may be."""
    totals, parts = list(dict.fromkeys(printed.totals)), printed.parts
    if len(totals) == 1 and totals[0] + _CENT >= sum(parts, Decimal(0)):
        return totals
    every = sorted([*totals, *parts])
    if len(every) > 2 and abs(sum(every[:-1], Decimal(0)) - every[-1]) <= _CENT:
        return every[-1:]
    every = list(dict.fromkeys(every)) if not parts else every
    return every if len(every) < 2 else [max(every), sum(every, Decimal(0))]


def columns(lines: Sequence[Line], *, ours: bool = True) -> list[Decimal]:
    """The sums of the other columns, where they are another than that of the amounts."""
    some = [line for line in lines if line.third_party is not ours]
    found = [
        sum((line.paid or Decimal(0) for line in some), Decimal(0)),
        sum((line.base or Decimal(0) for line in some), Decimal(0)),
    ]
    return [one for one in found if one]


def misread(lines: Sequence[Line], total: Decimal) -> bool:
    """Whether the difference is gone with one digit or sign of one of the sums read otherwise."""
    off = added(lines) - total
    ours = [(line.amount, line.amount - off) for line in lines if not line.third_party]
    return any(_alike(read, true) for read, true in [*ours, (total, total + off)])


def _alike(one: Decimal, other: Decimal) -> bool:
    """Whether one is the other with a digit more, less or changed, or with the other sign."""
    short, long = sorted((f"{abs(one):.2f}", f"{abs(other):.2f}"), key=len)
    if len(long) == len(short):
        return sum(a != b for a, b in zip(short, long, strict=True)) <= 1
    cut = (long[:place] + long[place + 1 :] for place in range(len(long)))
    return len(long) == len(short) + 1 and short in cut


def _explained(lines: Sequence[Line], printed: Printed, expected: Decimal, near: Decimal) -> bool:
    """Whether anything but a lost line explains the difference."""
    ours = [line for line in lines if not line.third_party]
    if not ours:
        return True  # what third parties got need not be itemised
    theirs = [line for line in lines if line.third_party]
    taken = [line for line in ours if line.amount < 0]
    spans = [line for line in ours if line.until]
    value = _sum(ours)
    # The total may be that before deductions, with third parties, or of the care alone.
    ways = [value - _sum(part) for part in (taken, spans) if part]
    ways += [value + _sum(theirs)] if theirs else []
    ways += [_sum(spans)] if spans else []
    ways += columns(lines)  # of what was spent, not of what was paid back
    others = [amount for _, amount in printed.beside]
    ways += [value + sign * _off(some) for some in _few(others) for sign in (1, -1)]
    if spans:  # net of the social contributions, 6.7 per cent
        ways.append(value - _sum(spans) * Decimal("0.067"))
        near += Decimal("0.05") * len(spans)
    return any(abs(way - expected) <= near for way in ways)


def _few(others: Sequence[Decimal]) -> list[tuple[Decimal, ...]]:
    """Each of the other sums, and each two of them together."""
    some = list(dict.fromkeys(others))[:_TOTALS_MOST]
    return [(one,) for one in some] + list(combinations(some, 2))


def _off(some: Sequence[Decimal]) -> Decimal:
    return sum(some, Decimal(0))


def _sum(lines: Sequence[Line]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))
