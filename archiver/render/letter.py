"""The request to close an account: as text for the account's mailbox, as PDF for the post.

Always in French: it is the fund that reads it. A personal number is never written into it;
there is a line to fill in by hand.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from importlib import resources

from archiver.archive.layout import BOLD, HEIGHT, MARGIN, REGULAR, WIDTH, Sheet, Style
from archiver.tables import Table
from archiver.wording import Words

_BODY = Style(REGULAR, 11)
_STRONG = Style(BOLD, 11)
_WIDE = WIDTH - 2 * MARGIN
_RIGHT = WIDTH / 2 + 20
_BLANK = "____________________________"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the request says.

    Attributes:
        name: Of the holder, as printed on the documents; `None` leaves a line.
        day: The letter's date.
        declared: Conditions that hold; who leaves the country does not keep the same rights.
        access: Whether to ask for a copy of one's data (GDPR, article 15).
        erasure: Whether to ask for the account's data to be erased (GDPR, article 17).
    """

    name: str | None
    day: date
    declared: frozenset[str] = frozenset()
    access: bool = False
    erasure: bool = False


def as_text(letter: Letter) -> str:
    """The request for the mailbox: subject, then what to paste."""
    subject, *paragraphs = _said(letter)
    signed = letter.name or _BLANK
    return "\n\n".join([f"Objet : {subject}", *paragraphs, signed]) + "\n"


def as_pdf(letter: Letter) -> bytes:
    """The request for the post, one page to print, complete and sign."""
    subject, *paragraphs = _said(letter)
    sheet = Sheet(subject, "fr")
    top = HEIGHT - 80
    for line in (
        letter.name or _BLANK,
        f"Adresse : {_BLANK}",
        _BLANK,
        f"N° de sécurité sociale : {_BLANK}",
    ):
        sheet.text(MARGIN, top, line, _BODY)
        top -= 18
    top -= 10
    for line in (_text("addressee"), _BLANK, _BLANK):
        sheet.text(_RIGHT, top, line, _BODY)
        top -= 18
    top -= 14
    sheet.text(_RIGHT, top, f"Le {Words('fr').date(letter.day)}", _BODY)
    top -= 44
    sheet.text(MARGIN, top, f"Objet\u00a0: {subject}", _STRONG)
    top -= 34
    for paragraph in paragraphs:
        top = sheet.paragraph(MARGIN, top, paragraph, _BODY, width=_WIDE) - 12
    sheet.text(_RIGHT, top - 24, "Signature\u00a0:", _BODY)
    return sheet.finish()


def _said(letter: Letter) -> list[str]:
    """Subject, salutation and paragraphs."""
    keys = ["subject", "salutation", "closing", "duplicate"]
    if letter.access:
        keys.append("access")
    if letter.erasure:
        keys.append("erasure" if letter.access else "erasure_alone")
    return [_text(key, letter.declared) for key in [*keys, "ending"]]


def _text(key: str, declared: Collection[str] = ()) -> str:
    table = Table.load(resources.files("archiver") / "data" / "guide" / "letter.toml")
    text, instead = table.take(key, str), table.table("instead")
    for condition in sorted(declared):
        text = instead.table(condition, optional=True).take(key, str, text)
    return text.replace("'", "’")
