"""The lines of a table -> the same, with what was broken over lines of its cells put together.

A narrow column breaks its head, a day or a span of days; the other cells of the row come in
between, or beside the first part or the last.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from archiver.recognition import dates
from archiver.recognition.amounts import Sort, plain, tokens
from archiver.recognition.columns import Column, head
from archiver.text import fold

# Over so many lines a head may be wrapped.
_HEAD_MOST = 8
# More columns has no table.
_CELLS_MOST = 12
# A day that goes on below, in the same cell: `30 octobre` or `30 10`, then `2023`.
_CUT_DAY = re.compile(
    r"^\t?\d{1,2}(?:(?:er)? [a-z]{3,9}\.?(?=[\t ]|$)(?![\t ]+\d{2,4}\b)| \d{1,2}(?=\t))"
)
# `12/10/2026 au`: the last day is on a line below.
_CUT_SPAN = re.compile(r"^\t?(?:du )?\d\d[/.]\d\d[/.]\d{2,4} au(?=\t|$)")
_YEAR = re.compile(r"^\t?((?:19|20)\d\d)(?=[\t ]|$)")


def mended(lines: Sequence[str]) -> Iterator[str]:
    """The lines of one page, normal text; cells apart by tabs or blanks."""
    year = None
    whole = [*_with_whole_spans([*_with_whole_heads(lines)]), ""]
    for line, below in pairwise(whole):
        if year:
            line, year = "\t" + line[year.end() :], None
        day = _CUT_DAY.match(plain(line))
        year = _YEAR.match(below) if day else None
        yield f"{line[: day.end()]} {year[1]}{line[day.end() :]}" if day and year else line


def _with_whole_spans(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with each span of days that was broken in its cell put together."""
    place = 0
    while place < len(lines):
        whole, many = _whole_span(lines[place : place + 3])
        yield from whole
        place += many


def _whole_span(lines: Sequence[str]) -> tuple[list[str], int]:
    """The row that some of the lines make, and how many: `12/10/2026 au`, and its end below.

    The other cells may stand beside the first day, beside the last, or on a line between them.
    """
    first = lines[0]
    cut = _CUT_SPAN.match(plain(first))
    if cut is None:
        return [first], 1
    beside = first[cut.end() :]
    for many in range(2, len(lines) + 1):
        between = "".join(lines[1 : many - 1])
        if between and (beside.strip() or not between.startswith("\t")):
            break
        below = lines[many - 1].strip()
        last = dates.leading(plain(below))
        cells, behind = beside + between, below[last.end :] if last else ""
        if last is None or (_has_sum(cells) and _has_sum(behind)):
            continue
        span = f"{first[: cut.end()]} {below[: last.end]}{cells}"
        if not _has_sum(cells):
            return [span + behind], many
        return [span, *(["\t" + behind.strip()] if behind.strip() else [])], many
    return [first], 1


def _has_sum(line: str) -> bool:
    return any(token.sort is Sort.AMOUNT for token in tokens(plain(line)))


def _with_whole_heads(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with each head whose cells were wrapped put together."""
    place = 0
    while place < len(lines):
        if whole := _head_of_cells(lines[place : place + 2]):
            yield whole
            place += 2
            continue
        many = _lines_of_head(lines[place : place + _HEAD_MOST])
        yield " ".join(lines[place : place + many])
        place += many


def _head_of_cells(lines: Sequence[str]) -> str:
    """Two lines of cells as the one head that they are; empty if they are none, or several.

    Which cell goes on in which is not known, but one way alone gives each column once.
    """
    cells = [line.strip("\t").split("\t") for line in lines]
    if len(cells) < 2 or any(map(str.isdigit, "".join(lines))):
        return ""
    longer = max(cells, key=len)
    if not 3 <= len(longer) <= _CELLS_MOST or any(head(fold(line)) for line in lines):
        return ""
    found: dict[tuple[Column, ...], str] = {}
    shorter = cells[longer is cells[0]]
    for many in combinations(range(len(longer)), len(shorter)):
        rest = dict(zip(many, shorter, strict=True))
        both = [(cell, rest.get(n, "")) for n, cell in enumerate(longer)]
        whole = [" ".join(two if longer is cells[0] else two[::-1]).strip() for two in both]
        found.setdefault(head(fold(" ".join(whole))), "\t".join(whole))
    found.pop((), None)
    return next(iter(found.values())) if len(found) == 1 else ""


def _lines_of_head(lines: Sequence[str]) -> int:
    """How many lines from the first on are one head: as many as add columns to it.

    Not where cells stand side by side: their lines come in another order.
    """
    many, columns = 1, 0
    for count in range(1, len(lines) + 1):
        if any(sign.isdigit() or sign == "\t" for sign in lines[count - 1]):
            break
        found = head(fold(" ".join(lines[:count])))
        if found and found[0] is Column.DAY and len(found) >= columns:
            many, columns = count, len(found)
    return many
