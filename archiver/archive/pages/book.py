"""Pages in the making: parts that flow from page to page, with heads, feet and links."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archiver.archive.layout import (
    ACCENT,
    BOLD,
    HEIGHT,
    INK,
    INNER,
    MARGIN,
    SOFT,
    WIDTH,
    Sheet,
    Style,
    fit,
    wrap,
)
from archiver.archive.pages.model import Link
from archiver.phrasing import Voice

# Where what flows begins (under a part's title, on its further pages) and ends.
_TOP, _TOP_AGAIN, _BOTTOM = HEIGHT - 104, HEIGHT - 76, 66.0
_FOOT = Style(size=7.5, color=SOFT)


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is drawn in one piece, from its upper edge down.

    Attributes:
        height: In points.
        draw: Draws it, given the upper edge.
        keep: Whether what follows has to stand on the same page.
        heading: Drawn before it where it comes first on a page.
    """

    height: float
    draw: Callable[[float], None]
    keep: bool = False
    heading: "Block | None" = None


Page = tuple[Block, ...]


@dataclass(slots=True)
class Book:
    """What all parts draw into.

    Attributes:
        sheet: The pages.
        voice: How findings are said.
        title: Of the archive; stands at the foot of each page.
        links: Collected while drawing.
        sections: Title and first page of each part.
    """

    sheet: Sheet
    voice: Voice
    title: str
    links: list[Link] = field(default_factory=list)
    sections: list[tuple[str, int]] = field(default_factory=list)

    def say(self, id: str, **facts: str | int) -> str:
        return self.voice.words.say(id, **facts)

    def part(self, title: str, pages: Sequence[Page]) -> None:
        """Draw a part on pages of its own."""
        for number, blocks in enumerate(pages):
            self.foot()
            self.sheet.next_page()
            if number:
                again = self.say("pages-continued", title=title)
                self.sheet.text(MARGIN, HEIGHT - 56, again, Style(BOLD, 10, SOFT))
                y = _TOP_AGAIN
            else:
                self.sections.append((title, self.sheet.page))
                self.sheet.box((MARGIN, HEIGHT - 46, 30, 3), fill=ACCENT)
                self.sheet.text(MARGIN - 1, HEIGHT - 76, title, Style(BOLD, 22, INK))
                y = _TOP
            for block in blocks:
                block.draw(y)
                y -= block.height

    def foot(self) -> None:
        """The line at the foot of the page: title of the archive, page label."""
        self.sheet.rule(MARGIN, 48, INNER)
        self.sheet.text(MARGIN, 35, fit(self.title, _FOOT, INNER - 60), _FOOT)
        label = Style(BOLD, 8, SOFT)
        self.sheet.text(WIDTH - MARGIN, 35, roman(self.sheet.page), label, align="right")

    def link(self, rect: tuple[float, float, float, float], entry: int) -> None:
        """Make a place (left, bottom, right, top) of the current page lead to a document."""
        self.links.append(Link(page=self.sheet.page, rect=rect, entry=entry))

    def line(self, x: float, text: str, style: Style, *, keep: bool = False) -> Block:
        """One line of text as a block."""

        def draw(top: float) -> None:
            self.sheet.text(x, top - style.size, text, style)

        return Block(style.leading, draw, keep)

    def paragraph(self, text: str, style: Style) -> list[Block]:
        """A text over the full width, whose lines stay together."""
        lines = wrap(text, style, INNER)
        return [self.line(MARGIN, line, style, keep=line is not lines[-1]) for line in lines]


def space(height: float, *, keep: bool = False) -> Block:
    """Room between two blocks."""
    return Block(height, lambda top: None, keep)


def paginate(blocks: Sequence[Block], head: Block | None = None) -> tuple[Page, ...]:
    """Share blocks out among pages.

    Args:
        blocks: In their order; runs that are to stay together stay so where a page holds them.
        head: Repeated at the top of each page.
    """
    start = [head] if head else []
    pages = [list(start)]
    top = _TOP - (head.height if head else 0)
    room = top - _BOTTOM
    for run in _runs(blocks):
        height = sum(block.height for block in run)
        for number, block in enumerate(run):
            if room < (block.height if number else height) and len(pages[-1]) > len(start):
                again = [block.heading] if block.heading else []
                pages.append([*start, *again])
                top = _TOP_AGAIN - (head.height if head else 0)
                room = top - _BOTTOM - sum(other.height for other in again)
            pages[-1].append(block)
            room -= block.height
    return tuple(tuple(page) for page in pages)


def _runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that stay together, each run ended by one that need not be kept."""
    runs: list[list[Block]] = [[]]
    for block in blocks:
        runs[-1].append(block)
        if not block.keep:
            runs.append([])
    return [run for run in runs if run]


def file_name(path: str) -> str:
    """The name of a file without its folders, zip or archive; it may hold a `!` itself."""
    return re.split(r"/|(?<=\.zip)!|(?<=\.pdf)!", path, flags=re.IGNORECASE)[-1] or path


def roman(number: int) -> str:
    """A page label of the front matter, as PDF readers write it: i, ii, iii, iv ..."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
