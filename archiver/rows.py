"""A PDF page -> its text as it stands on the paper: line by line, cells apart.

The reader gives text in the order in which it was drawn: a table may come column by
column, or from the bottom up. Where each letter stands puts it back into rows. Runs in
workers, like the reader.
"""

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from archiver.reading import document_of

#: Between two cells; at the start of a line that does not begin where most lines do.
TAB = "\t"
#: No page of a statement has more letters than this.
_LETTERS_MOST = 20_000
# Distances as parts of a letter's height.
_SAME_LINE, _SPACE, _CELL, _DOUBLE = 0.35, 0.16, 0.9, 0.15
# Lines of one text never stand nearer than this: what does stands side by side.
_BESIDE = 0.7
# Where the middle of a cell may lie off that of its row.
_MIDDLE = 0.25
# A line that starts this far right of the page's left rim, in points, is indented.
_INDENT = 24.0
_RIGHT_ANGLE = 90
_NO_LETTERS = frozenset({0xA0, 0x202F, 0xFFFE})
_HYPHEN = 0x2D


class _Letter(NamedTuple):
    """One letter: where its line stands, from where to where it goes, in points."""

    text: str
    y: float
    left: float
    right: float
    height: float


_Run = list[_Letter]


class _Cell(NamedTuple):
    """Some text of one line that nothing but blanks cut."""

    text: str
    y: float
    left: float
    right: float
    height: float


def rows(data: bytes, pages: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """The lines of each of *pages* (counted from 1), top to bottom, cells apart by `TAB`.

    A page that does not open has none.
    """
    with document_of(data) as document:
        if not document:
            return tuple(() for _ in pages)
        return tuple(tuple(_lines(_letters(document, number - 1))) for number in pages)


def _letters(document: Any, index: int) -> list[_Letter]:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return []
    try:
        textpage = pdfium.FPDFText_LoadPage(page)
        if not textpage:
            return []
        try:
            return _upright(textpage)
        finally:
            pdfium.FPDFText_ClosePage(textpage)
    finally:
        pdfium.FPDF_ClosePage(page)


def _upright(textpage: Any) -> list[_Letter]:
    """The letters that run in the direction of most; watermarks and side notes do not."""
    count = pdfium.FPDFText_CountChars(textpage)
    if not 0 < count <= _LETTERS_MOST:
        return []
    found: dict[int, list[_Letter]] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    # A page has thousands of letters, and each question to the library takes its time.
    unicode_of, origin_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin
    box_of = pdfium.FPDFText_GetLooseCharBox
    reach, level = 0.0, None  # where an upright letter before this one ends, and its height
    for index in range(count):
        code = unicode_of(textpage, index)
        # Spaces are inferred from the distance: some are drawn, some are not.
        if code <= 0x20 or code in _NO_LETTERS or 0xD800 <= code < 0xE000:
            continue
        # The library puts in blanks, line ends and hyphens, and nothing else.
        if code == _HYPHEN and pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        origin_of(textpage, index, x, y)
        box_of(textpage, index, box)
        left, line = x.value, y.value
        # What goes on right behind an upright letter is upright.
        if line == level and -1.0 < left - reach < 1.0:
            turn = 0
        else:
            angle = round(pdfium.FPDFText_GetCharAngle(textpage, index) * 57.29578) % 360
            turn, off = divmod(angle, _RIGHT_ANGLE)
            if off:
                level = None
                continue
        letter = _turned(chr(code), (left, line), box, turn)
        reach, level = letter.right, None if turn else line
        found.setdefault(turn, []).append(letter)
    return max(found.values(), key=len) if found else []


def _turned(text: str, origin: tuple[float, float], box: Any, turn: int) -> _Letter:
    """The letter as if its line ran from left to right."""
    x, y = origin
    wide, high = abs(box.right - box.left), abs(box.top - box.bottom)
    if not turn:
        # The letters of a ligature begin where the first does, but each ends by itself.
        return _Letter(text, y, x, max(x + wide, box.right), max(high, 1.0))
    if turn % 2:
        wide, high = high, wide
    along, line = [(x, y), (-y, x), (-x, -y), (y, -x)][turn]
    end = [box.right, -min(box.top, box.bottom), -box.left, max(box.top, box.bottom)][turn]
    return _Letter(text, line, along, max(along + wide, end), max(high, 1.0))


def _lines(letters: Sequence[_Letter]) -> Iterator[str]:
    lines = [_cells(sorted(line, key=lambda run: run[0].left)) for line in _grouped(_runs(letters))]
    if not lines:
        return
    rim = min(line[0].left for line in lines)
    for line in _whole(lines):
        yield (TAB if line[0].left > rim + _INDENT else "") + TAB.join(cell.text for cell in line)


def _runs(letters: Sequence[_Letter]) -> Iterator[_Run]:
    """Letters drawn one after the other: what stands in one cell, even if cells overlap."""
    run: list[_Letter] = []
    for letter in letters:
        if run and not _follows(run[-1], letter):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _follows(before: _Letter, letter: _Letter) -> bool:
    height = min(before.height, letter.height)
    level = abs(before.y - letter.y) <= _SAME_LINE * height
    return level and before.left <= letter.left <= before.right + _CELL * height


def _grouped(runs: Iterator[_Run]) -> Iterator[list[_Run]]:
    """The runs of each line, the topmost line first."""
    line: list[_Run] = []
    for run in sorted(runs, key=lambda run: -run[0].y):
        first = line[0][0] if line else run[0]
        if first.y - run[0].y > _SAME_LINE * min(first.height, run[0].height):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _cells(line: Sequence[_Run]) -> list[_Cell]:
    cells: list[_Cell] = []
    before: _Run | None = None
    for run in line:
        if before and _again(before, run):
            continue  # drawn twice, to look bold
        first, right = run[0], max(one.right for one in run)
        cell = _Cell("".join(_spaced(run)), first.y, first.left, right, first.height)
        blank = _between(max(one.right for one in before), first) if before else TAB
        if blank != TAB:
            begun = cells.pop()
            text = begun.text + blank + cell.text
            cell = begun._replace(text=text, right=max(begun.right, right))
        cells.append(cell)
        before = run
    return cells


def _whole(lines: Sequence[list[_Cell]]) -> Iterator[list[_Cell]]:
    """The lines, those made one that are a single row: cells of several lines beside cells of one.

    In a table whose cells stand in the middle of their rows, the lines of such a cell stand
    above and below those of the others.
    """
    some: list[list[_Cell]] = []
    for line in lines:
        if some and not _beside(some[-1], line):
            yield from _as_row(some)
            some = []
        some.append(line)
    yield from _as_row(some)


def _beside(line: Sequence[_Cell], below: Sequence[_Cell]) -> bool:
    height = min(cell.height for cell in (*line, *below))
    return line[0].y - below[0].y < _BESIDE * height


def _as_row(lines: list[list[_Cell]]) -> list[list[_Cell]]:
    """The lines as one row, if they are one: the middle of all its cells is at one height."""
    columns: list[list[_Cell]] = []
    for cell in sorted((cell for line in lines for cell in line), key=lambda cell: cell.left):
        if columns and cell.left < max(one.right for one in columns[-1]):
            columns[-1].append(cell)
        else:
            columns.append([cell])
    middles = [(max(c.y for c in cells) + min(c.y for c in cells)) / 2 for cells in columns]
    height = min(cell.height for line in lines for cell in line)
    # A note beside the table may stand between two of its rows, at half height.
    single = sum(len(cells) == 1 for cells in columns)
    if len(lines) > 1 and single > 1 and max(middles) - min(middles) <= _MIDDLE * height:
        return [[_stacked(cells) for cells in columns]]
    return lines


def _stacked(cells: Sequence[_Cell]) -> _Cell:
    ordered = sorted(cells, key=lambda cell: -cell.y)
    return ordered[0]._replace(
        text=" ".join(cell.text for cell in ordered),
        left=min(cell.left for cell in cells),
        right=max(cell.right for cell in cells),
    )


def _again(before: _Run, run: _Run) -> bool:
    near = run[0].left - before[0].left < _DOUBLE * run[0].height
    return near and [one.text for one in before] == [one.text for one in run]


def _between(right: float, letter: _Letter) -> str:
    gap = (letter.left - right) / letter.height
    # What begins before the other ends is another cell, drawn over it.
    if gap > _CELL or gap < -_SAME_LINE:
        return TAB
    return " " if gap > _SPACE else ""


def _spaced(run: _Run) -> Iterator[str]:
    reach = run[0].right
    for letter in run:
        # The letters of a ligature share its place.
        if letter.left - reach > _SPACE * letter.height:
            yield " "
        reach = max(reach, letter.right)
        yield letter.text
