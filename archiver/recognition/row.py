"""One line of text -> one row of a statement's table, or the finding that it cannot be read.

A row proves itself: base x rate gives the amount, less what is taken off. That tells the
columns apart where their heads do not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from archiver.recognition import dates
from archiver.recognition.amounts import Sort, Token, plain, tail, tokens
from archiver.recognition.columns import Column

#: How far a product may be from the printed result: either is rounded.
_NEAR = Decimal("0.02")
#: The same for an allowance, for each line; printed results have been seen that far off.
_NEAR_DAYS = Decimal("0.05")
#: What may be taken off an act at once (participation, franchise), in euros.
_OFF_MOST, _OFF_STEP = Decimal(8), Decimal("0.5")
# Longer words before the sums are a sentence.
_FRONT_MOST = 140

_SUMS = (Column.PAID, Column.BASE, Column.AMOUNT, Column.OTHER)
_PLACES = re.compile(r"(?<![\d/.,\-])(?:\bdu\s+)?(?=\d)")
_TO = re.compile(r"^[\s|]*(?:au\s+)?(?=\d)")
_DEDUCTED = re.compile(r"participation|franchise|\bpf[hf]\b|retenue|forfait|trop.?percu|\bindu")
_NO_ROW = re.compile(
    r"total|report|solde|cumul|plafond|compteur|depuis|jusqu|valable|capital|montant d"
)
# A sentence speaks to somebody, a row does not.
_SPOKEN = re.compile(r"\b(?:nous|vous|votre|vos)\b")
# `CONSULTATION 03/09/2024  G  30,00`: of an act.
_CODE = re.compile(r"(?:[a-z][a-z0-9]{0,4})?")
# A day in the last cell, behind a sum: that of the payment.
_PAID_ON = re.compile(r"(?<=,\d\d)(?: ?€)?\t\d\d[/.]\d\d[/.]\d{2,4}$")
# The last group of a sum, where it cannot stand alone: `1 012,40`.
_NO_SUM = re.compile(r"[ .]0\d\d,")
#: The given name before an act in capitals, where only a blank is between them.
_GIVEN = re.compile(r"((?:[A-ZÀ-Ý][\w'’\-]*[a-zà-ÿ][\w'’\-]*\s+)+)(?=[A-ZÀ-Ý]{2}|[A-Z]\s)")


class Unread(Enum):
    """What looks like a row and cannot be read safely."""

    ROW = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table.

    Attributes:
        proven: Whether the numbers bear one another out.
        who: As printed in a column of its own.
    """

    day: date | None
    until: date | None
    label: str
    who: str | None
    amount: Decimal
    paid: Decimal | None = None
    base: Decimal | None = None
    rate: Decimal | None = None
    days: int | None = None
    proven: bool = False


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What the numbers at the end of a row are."""

    amount: Decimal
    paid: Decimal | None = None
    base: Decimal | None = None
    rate: Decimal | None = None
    days: int | None = None
    proven: bool = False


def parse(line: str, columns: Sequence[Column]) -> Row | Unread | None:
    """The row that *line* is; `None` when it is none.

    Args:
        line: Normal text, cells apart by tabs or blanks.
        columns: Of the table that it stands in; none when its head was not found.
    """
    line = _PAID_ON.sub("", line.strip())
    text = plain(line)
    numbers = _without_day(tail(text), text)
    if not any(token.sort is Sort.AMOUNT for token in numbers):
        begun = dates.leading(text) and any(t.sort is Sort.AMOUNT for t in tokens(text))
        return Unread.ROW if begun else None
    front = text[: numbers[0].start]
    if len(front) > _FRONT_MOST or _NO_ROW.search(front):
        return None
    dated = _dated(front, columns)
    hinted = dates.hinted(front)
    late = dated is None and hinted and columns and _is_like_row(numbers)
    dated = _day_at_end(front) if late else dated
    if dated is None and (hinted or not _undated(front, numbers, columns)):
        begun = hinted and not _SPOKEN.search(front)
        return Unread.ROW if _is_like_row(numbers) or begun else None
    before, first, last, after = dated or (0, None, None, 0)
    if first and last:
        reading = _days_apart(numbers, text, (last - first).days + 1)
        meant = _allowance(reading)
    else:
        reading, meant = _read(numbers, text, columns)
    if meant is None or not (columns or _stands_alone(line[:before], meant)):
        return Unread.ROW
    end = reading[0].start
    label_first = late or (columns and columns[0] is not Column.DAY)
    who, label = _words(line[:before] if label_first else "", line[after:end], columns)
    if meant.rate is None and meant.amount > 0 and _DEDUCTED.search(plain(label)):
        meant = replace(meant, proven=False)  # added or taken off: the sign is missing
    return Row(
        day=first,
        until=last,
        label=label,
        who=who,
        amount=meant.amount,
        paid=meant.paid,
        base=meant.base,
        rate=meant.rate,
        days=meant.days,
        proven=meant.proven,
    )


def _without_day(numbers: Sequence[Token], text: str) -> Sequence[Token]:
    """The numbers without those of a day like `29 09 25` before them, or in a cell of its own."""
    for token in numbers:
        begins = token is numbers[0] or text[: token.start].endswith("\t")
        day = dates.leading(text[token.start :]) if begins else None
        if day:
            return [after for after in numbers if after.start >= token.start + day.end]
    return numbers


# --- Days


def _dated(front: str, columns: Sequence[Column]) -> tuple[int, date, date | None, int] | None:
    """Where the day stands, the day, the last day of a span, and where that ends."""
    first = not columns or columns[0] is Column.DAY or Column.DAY not in columns
    for place in _PLACES.finditer(front):
        beside = front[: place.start()].endswith("\t")  # a column at the side
        if first and front[: place.start()].strip() and not beside:
            continue
        text = front[place.end() :]
        span = next(dates.ranges(text), None)
        if span and span.start == 0:
            period = span.period
            return place.start(), period.start, period.end, place.end() + span.end
        if day := dates.leading(text):
            end = place.end() + day.end
            to = _TO.match(front[end:])
            until = to and dates.leading(front[end + to.end() :])
            if to and until and until.period.start >= day.period.start:
                last = until.period.start
                return place.start(), day.period.start, last, end + to.end() + until.end
            return place.start(), day.period.start, None, end
    return None


def _day_at_end(front: str) -> tuple[int, date, None, int] | None:
    """The day right before the numbers or a code: the label came first, whatever the head says."""
    for place in _PLACES.finditer(front):
        day = dates.leading(front[place.end() :])
        if day and _CODE.fullmatch(front[place.end() + day.end :].strip()):
            return place.start(), day.period.start, None, place.end() + day.end
    return None


def _is_like_row(numbers: Sequence[Token]) -> bool:
    """Whether so many numbers, or one taken off, stand only in a table."""
    return len(numbers) > 1 or numbers[0].value < 0


def _undated(front: str, numbers: Sequence[Token], columns: Sequence[Column]) -> bool:
    """Whether a line without a day is a row: another act of that day, or a deduction."""
    if not columns or not re.search("[a-z]{2}", front):
        return False
    amounts = [token.value for token in numbers if token.sort is Sort.AMOUNT]
    rated = any(token.sort is Sort.PERCENT for token in numbers) and len(amounts) > 1
    return rated or (len(amounts) == 1 and amounts[0] < 0 and bool(_DEDUCTED.search(front)))


def _stands_alone(before: str, meant: _Numbers) -> bool:
    """Whether it is a row even where no head tells what stands before its day."""
    return not before.strip() or (meant.proven and (meant.rate is not None or meant.amount < 0))


# --- Numbers


def _read(
    numbers: Sequence[Token], text: str, columns: Sequence[Column]
) -> tuple[Sequence[Token], _Numbers | None]:
    """The likeliest way to read the numbers that gives a meaning."""
    for reading in _readings(numbers, text, columns):
        if meant := _care(reading, columns):
            return reading, meant
    return numbers, None


def _readings(
    numbers: Sequence[Token], text: str, columns: Sequence[Column]
) -> Iterator[Sequence[Token]]:
    """The ways to read the numbers, the likeliest first."""
    first = numbers[0]
    rest = numbers[1:]
    if first.sort is Sort.PERCENT and columns and Column.RATE not in columns:
        yield rest  # `PHARMACIE 65 %`
        return
    if first.sort is not Sort.AMOUNT and rest:
        yield numbers
        yield rest
        return
    if not first.joined or first.value < 0 or text[: first.start].endswith("\t"):
        yield numbers
        return
    yield from _apart(numbers, text)


def _apart(numbers: Sequence[Token], text: str) -> Sequence[Sequence[Token]]:
    """`PH 4 123,45`: 4 123,45 euros, or 123,45 euros for `PH 4`? None if either may be."""
    first, *rest = numbers
    ways = [numbers]
    if not _NO_SUM.search(text[first.start : first.end]):
        ways.append([replace(first, value=first.value % 1000, joined=False), *rest])
    sure = [way for way in ways if (known := _care(way, ())) and known.proven]
    if len(sure) > 1:  # paid without a supplement is the base again
        sure = [way for way in sure if rest and way[0].value == rest[0].value]
    return sure


def _days_apart(numbers: Sequence[Token], text: str, days: int) -> Sequence[Token]:
    """The numbers, with the count of days told from the sum it is glued to: `14 576,52`."""
    first = numbers[0]
    written = text[first.start : first.end]
    if first.sort is not Sort.AMOUNT or not written.startswith(str(days)):
        return numbers
    rest = written[len(str(days)) :].lstrip()
    sums = list(tokens(rest))
    if len(sums) != 1 or sums[0].start or not (first.joined or written[len(str(days))].isdigit()):
        return numbers
    count = Token(Sort.COUNT, Decimal(days), first.start, first.start)
    return [count, replace(sums[0], start=first.start, end=first.end), *numbers[1:]]


def _allowance(numbers: Sequence[Token]) -> _Numbers | None:
    """Days, the sum for one, the sum for all."""
    counts = [int(token.value) for token in numbers if token.sort is Sort.COUNT]
    amounts = [token.value for token in numbers if token.sort is Sort.AMOUNT]
    if len(counts) > 1 or len(amounts) > 2 or len(counts) + len(amounts) != len(numbers):
        return None
    days = counts[0] if counts else None
    if len(amounts) == 1:
        return _Numbers(amounts[0], days=days, proven=days is not None)
    each, amount = amounts
    proven = days is not None and abs(each * days - amount) <= _NEAR_DAYS
    return _Numbers(amount, base=each, days=days, proven=proven)


def _care(numbers: Sequence[Token], columns: Sequence[Column]) -> _Numbers | None:
    """Paid, base, rate, amount; some tables lack one of them, some rows a cell."""
    at = next((n for n, token in enumerate(numbers) if _is_rate(numbers, n)), None)
    rest = [t for n, t in enumerate(numbers) if n != at]
    if any(token.sort is not Sort.AMOUNT for token in rest):
        return None
    values = [token.value for token in rest]
    if at is None:
        return _without_rate(values, columns)
    before, after = values[:at], values[at:]
    heads = _heads(columns)
    if Column.RATE not in columns and len(before) == 1:
        product = before[0] * numbers[at].value / 100  # else it may be what was paid
        before = before if after and abs(product - after[0]) <= _NEAR else []
        values = [*before, *after]
    found = {**_zipped(before, heads[0], end=True), **_zipped(after, heads[1], end=False)}
    if len(found) != len(values) or Column.AMOUNT not in found:
        return None
    paid, base, amount = found.get(Column.PAID), found.get(Column.BASE), found[Column.AMOUNT]
    rate = numbers[at].value
    proven = _borne_out(paid, base, rate, amount)
    named = Column.RATE in columns and len(values) == len(heads[0]) + len(heads[1])
    return _Numbers(amount, paid, base, rate, proven=proven) if proven or named else None


def _is_rate(numbers: Sequence[Token], n: int) -> bool:
    """`70 %`, or 70 between two sums: the sign may have slipped to the next line."""
    if numbers[n].sort is Sort.PERCENT:
        return True
    inside = 0 < n < len(numbers) - 1
    return inside and numbers[n].sort is Sort.COUNT and 0 < numbers[n].value <= 100


def _heads(columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """The columns of sums before and after the rate."""
    if Column.RATE not in columns:
        return [Column.PAID, Column.BASE], [Column.AMOUNT, Column.OTHER]
    rate = list(columns).index(Column.RATE)
    return (
        [c for c in columns[:rate] if c in _SUMS],
        [c for c in columns[rate:] if c in _SUMS],
    )


def _zipped(
    values: Sequence[Decimal], heads: Sequence[Column], *, end: bool
) -> dict[Column, Decimal]:
    """Each value with its column; an empty cell is the one farthest from the rate."""
    if len(values) > len(heads):
        return {}
    if end:
        heads = heads[len(heads) - len(values) :]
    return dict(zip(heads, values, strict=False))


def _without_rate(values: Sequence[Decimal], columns: Sequence[Column]) -> _Numbers | None:
    heads = [column for column in columns if column in _SUMS]
    rated = Column.RATE in columns
    if len(values) == 1:
        only = heads in ([], [Column.AMOUNT]) and not rated
        # Of a single sum above zero nobody says in which column it stands.
        return _Numbers(values[0], proven=True) if values[0] <= 0 or only else None
    if len(set(values)) == 1 and values[0] <= 0:  # taken off in two columns
        return _Numbers(values[0], proven=True)
    if len(values) != len(heads) or Column.AMOUNT not in heads:
        return None
    found = dict(zip(heads, values, strict=True))
    return _Numbers(
        found[Column.AMOUNT],
        found.get(Column.PAID),
        found.get(Column.BASE),
        proven=not rated and found[Column.AMOUNT] <= max(values),
    )


def _borne_out(paid: Decimal | None, base: Decimal | None, rate: Decimal, amount: Decimal) -> bool:
    """Whether the amount is base x rate, or that less what may be taken off an act."""
    if base is None:
        return paid is not None and 0 <= amount <= paid * rate / 100 + _NEAR
    off = base * rate / 100 - amount
    if abs(off) <= _NEAR:
        return True
    steps = off / _OFF_STEP
    return 0 < off <= _OFF_MOST and abs(steps - round(steps)) * _OFF_STEP <= _NEAR


# --- Words


def _words(before: str, after: str, columns: Sequence[Column]) -> tuple[str | None, str]:
    """The person in a column of its own, and the label."""
    cells = [cell.strip(" |:.") for cell in re.split(r"\t|\s{3,}", after.strip())]
    cells = [cell for cell in cells if cell]
    front = " ".join(before.split())
    if Column.WHO not in columns:
        return None, " ".join(filter(None, [front, *cells]))
    order = [c for c in columns if c in (Column.DAY, Column.WHO, Column.LABEL)]
    if order[0] is Column.WHO:
        return front or None, " ".join(cells)
    if order.index(Column.WHO) < (order.index(Column.LABEL) if Column.LABEL in order else 9):
        if len(cells) > 1:
            return cells[0], " ".join(cells[1:])
        given = _GIVEN.match(cells[0]) if cells else None
        if given:
            return given[1].strip(), cells[0][given.end() :]
        return None, " ".join(cells)
    if len(cells) > 1:
        return cells[-1], " ".join([*filter(None, [front]), *cells[:-1]])
    return None, " ".join(filter(None, [front, *cells]))
