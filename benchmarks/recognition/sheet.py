"""What stands on a page before anything draws it, and what can go wrong with its words."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

#: A role by the mark which a line of `papers/*.txt` starts with.
MARKS = {
    "#": "title",
    "=": "bold",
    ">": "right",
    "@": "address",
    "~": "foot",
    "|": "table",
    "^": "side",
    "": "text",
}


@dataclass(frozen=True, slots=True)
class Block:
    """Lines (or rows of cells) of one role."""

    role: str
    rows: tuple[tuple[str, ...], ...]

    def map(self, change: Callable[[str], str]) -> "Block":
        return replace(self, rows=tuple(tuple(change(c) for c in row) for row in self.rows))


Sheet = tuple[Block, ...]


def parse(text: str) -> list[Sheet]:
    """The sheets of a filled-in paper; a line `---` starts the next one."""
    sheets: list[list[Block]] = [[]]
    for line in text.splitlines():
        if line.strip() == "---":
            sheets.append([])
            continue
        mark = line[0] if line[:2].strip() in {"#", "=", ">", "@", "~", "|", "^"} else ""
        words = line[len(mark) :].strip()
        role = MARKS[mark]
        cells = tuple(c.strip() for c in words.split("|")) if role == "table" else (words,)
        last = sheets[-1][-1] if sheets[-1] else None
        if last and last.role == role and words:
            sheets[-1][-1] = replace(last, rows=(*last.rows, cells))
        elif words:
            sheets[-1].append(Block(role, (cells,)))
        else:
            sheets[-1].append(Block("gap", ()))
    return [tuple(sheet) for sheet in sheets]


# --- What happens to words


def plain(text: str) -> str:
    """Without accents, as old printers and some exports leave it."""
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'")
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def _blanks(blank: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        text = re.sub(r"(?<=\d) (?=\d|€|%|euros)|(?<=\w) (?=[:;?!])", blank, text)
        return re.sub(r"(?<=[a-zé.]) (?=20\d\d\b)|(?<=\d) (?=[a-zéû]{3,9}\b)", blank, text)

    return change


def _hyphens(text: str) -> str:
    text = text.replace("remboursement", "rembour\u00adsement")
    return text.replace("attestation", "attes\u00adtation").replace("indemnit", "indem\u00adnit")


def spread(text: str) -> str:
    """Letter by letter, as designers set titles."""
    return "   ".join(" ".join(word) for word in text.split(" "))


WORDS: dict[str, Callable[[str], str]] = {
    "no accents": plain,
    "capitals": str.upper,
    "capitals without accents": lambda text: plain(text).upper(),
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "typographic apostrophes": lambda text: text.replace("'", "’"),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "NBSP": _blanks("\u00a0"),
    "U+202F": _blanks("\u202f"),
    "soft hyphens": _hyphens,
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "long dashes": lambda text: text.replace(" - ", " — "),
}


# --- What happens to the layout


def titles(sheet: Sheet, change: Callable[[Block], Block]) -> Sheet:
    return tuple(change(b) if b.role == "title" else b for b in sheet)


def _split(block: Block) -> Block:
    """A heading over twice as many lines."""
    rows: list[tuple[str, ...]] = []
    for (line,) in block.rows:
        words = line.split(" ")
        middle = (len(words) + 1) // 2
        rows += [(" ".join(part),) for part in (words[:middle], words[middle:]) if part]
    return replace(block, rows=tuple(rows))


def _columns(block: Block) -> Block:
    """A table read column by column: each column becomes lines of its own."""
    if block.role != "table":
        return block
    width = max(map(len, block.rows))
    cells = [row[n] for n in range(width) for row in block.rows if n < len(row) and row[n]]
    return Block("text", tuple((cell,) for cell in cells))


def _glued(block: Block) -> Block:
    """Rows whose cells stand without a blank between them."""
    if block.role != "table":
        return block
    return Block("text", tuple(("".join(row),) for row in block.rows))


def _backwards(sheet: Sheet) -> Sheet:
    """Drawn from the bottom up: what is read first stands last."""
    return tuple(reversed(sheet))


def _foot_first(sheet: Sheet) -> Sheet:
    feet = tuple(b for b in sheet if b.role in ("foot", "side"))
    return feet + tuple(b for b in sheet if b not in feet)


LAYOUT: dict[str, Callable[[Sheet], Sheet]] = {
    "heading on two lines": lambda sheet: titles(sheet, _split),
    "letter-spaced heading": lambda sheet: titles(sheet, lambda b: b.map(spread)),
    "table by columns": lambda sheet: tuple(map(_columns, sheet)),
    "glued columns": lambda sheet: tuple(map(_glued, sheet)),
    "drawn backwards": _backwards,
    "foot drawn first": _foot_first,
}
