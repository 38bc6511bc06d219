"""Text in columns: one line for each row where there is room, else wrapped inside its column."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

_GAP = "  "


def columns(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """Lay out three columns; the last one is never wrapped, the other two share the rest.

    Args:
        rows: Three cells each; a cell may hold line breaks.
        width: Of a line; `None` when lines may be of any length, e.g. for `grep`.
    """
    first, second, third = (_natural(cells) for cells in zip(*rows, strict=True))
    if width is not None:
        room = max(20, width - third - 2 * len(_GAP))
        if first + second > room:
            half = room // 2
            first = min(first, max(half, room - second))
            second = room - first
    for row in rows:
        cells = [
            _wrapped(cell, wide) for cell, wide in zip(row, (first, second, third), strict=True)
        ]
        for left, middle, right in zip_longest(*cells, fillvalue=""):
            line = _GAP.join((_padded(left, first), _padded(middle, second), right))
            yield line.rstrip()


def _natural(cells: Sequence[str]) -> int:
    return max(cell_len(line) for cell in cells for line in cell.split("\n"))


def _wrapped(cell: str, width: int) -> list[str]:
    return [
        part
        for line in cell.split("\n")
        for part in textwrap.wrap(line, max(1, width), break_on_hyphens=False) or [""]
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
