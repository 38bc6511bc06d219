"""The coverage calendar in the terminal: kinds down, months across."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from archiver.archive.coverage import Coverage, Row, Sign
from archiver.model import Period
from archiver.wording import Words

#: Told apart without colour: by shape, and in ASCII where the terminal has no more.
MARKS = {
    Sign.NOTHING: (" ", ""),
    Sign.SEEN: ("✓", "green"),
    Sign.LABELLED: ("○", "green"),
    Sign.MISSING: ("✗", "bold red"),
    Sign.DOUBTFUL: ("!", "yellow"),
    Sign.DECLARED: ("–", ""),
    Sign.COMING: ("~", "dim"),
    Sign.DATED: ("•", ""),
    Sign.SPAN: ("=", ""),
}
_LABEL = 24  # columns
_TALLY = 6

#: A line as (text, style) pairs.
Line = list[tuple[str, str]]


def calendar(coverage: Coverage, words: Words, width: int) -> Iterator[Line]:
    """Draw it, in as many bands as the width asks for.

    Args:
        coverage: At least one row.
        words: The language.
        width: In columns.
    """
    room = max(6, (width - _LABEL - _TALLY) // 2)
    bands = -(-len(coverage.months) // room)
    size = -(-len(coverage.months) // bands)
    for start in range(0, len(coverage.months), size):
        part = slice(start, start + size)
        yield from _band(coverage, words, part, last=start + size >= len(coverage.months))
        yield []


def legend(coverage: Coverage, words: Words) -> str:
    """What the signs mean that occur."""
    used = {cell.sign for row in coverage.rows for cell in row.cells}
    pairs = (
        # Neither half of a pair stands alone at the end of a line.
        f"{mark} {words.say(f'pages-legend-{sign.name.lower()}')}".replace(" ", "\u00a0")
        for sign, (mark, _) in MARKS.items()
        if sign in used and sign is not Sign.NOTHING
    )
    return "   ".join(pairs)


def _band(coverage: Coverage, words: Words, part: slice, *, last: bool) -> Iterator[Line]:
    months = coverage.months[part]
    yield [(" " * _LABEL + _years(months), "bold")]
    yield [(" " * _LABEL + " ".join(words.month_initial(m.start) for m in months), "dim")]
    for row in coverage.rows:
        if any(cell.sign is not Sign.NOTHING for cell in row.cells[part]):
            yield _row(row, part, last=last)


def _years(months: Sequence[Period]) -> str:
    years = ""
    for year, of_year in groupby(months, key=lambda month: month.start.year):
        across = 2 * len(list(of_year))
        years += f"{year if across > 4 else '':<{across}}"
    return years.rstrip()


def _row(row: Row, part: slice, *, last: bool) -> Line:
    title = row.title if len(row.title) < _LABEL else f"{row.title[: _LABEL - 2]}."
    line: Line = [(f"{title:<{_LABEL}}", "")]
    for cell in row.cells[part]:
        mark, style = MARKS[cell.sign]
        line += [(mark, style), (" ", "")]
    if last:
        tally = f"{row.met}/{row.expected}" if row.expected else str(row.met)
        return [*line, (tally, "bold" if row.met < row.expected else "dim")]
    return line[:-1]
