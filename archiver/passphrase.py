"""What a passphrase may be, and the one form in which every reader agrees on it.

Most PDF readers take the bytes as typed, some prepare them first (RFC 4013, as ISO 32000-2
7.6.4.3.3 demands). A passphrase that is prepared before it locks an archive is the same for
both sorts; one that they would disagree on is refused.
"""

import codecs
import stringprep
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import resources

from archiver.errors import PassphraseUnusable

#: ISO 32000-2, 7.6.4.3.3: the bytes after these would be cut off.
MOST_BYTES = 127
#: Poppler's tools (22.12) cannot open a file with a longer one.
MOST_FOR_POPPLER = 32
_WORDS = 5
# RFC 4013, 2.3 and 2.5: what must not occur.
_PROHIBITED = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
    stringprep.in_table_a1,
)


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase in its prepared form; shown nowhere, not even by `repr`.

    Attributes:
        text: What readers have to be given.
    """

    text: str = field(repr=False)

    @property
    def encoded(self) -> bytes:
        return self.text.encode("utf-8")

    @property
    def is_long(self) -> bool:
        """Whether common tools cannot open what it locks."""
        return len(self.encoded) > MOST_FOR_POPPLER


#: Gives the passphrase of what is locked, once that is met; `None` when nobody knows it.
Unlock = Callable[[], Passphrase | None]


def nobody() -> None:
    """Know no passphrase."""


#: Gives the passphrase of a locked source by its path, as it stands; `None`: nobody knows it.
SourceKeys = Callable[[str], Passphrase | None]


def keyless(path: str) -> None:
    """Know no passphrase of a source."""


def prepare(typed: str) -> Passphrase:
    """Bring what was typed into the form that all readers agree on.

    Raises:
        PassphraseUnusable: There is none: `empty`, `prohibited` (an emoji, a control character)
            or `too-long`.
    """
    # RFC 4013, 2.1 and 2.2: spaces of all sorts become plain ones, some signs become nothing.
    mapped = "".join(
        " " if stringprep.in_table_c12(sign) else sign
        for sign in typed
        if not stringprep.in_table_b1(sign)
    )
    text = unicodedata.ucd_3_2_0.normalize("NFKC", mapped)
    if not text:
        raise PassphraseUnusable("empty")
    if any(prohibited(sign) for sign in text for prohibited in _PROHIBITED) or _turns(text):
        raise PassphraseUnusable("prohibited")
    if len(text.encode("utf-8")) > MOST_BYTES:
        raise PassphraseUnusable("too-long")
    return Passphrase(text)


def _turns(text: str) -> bool:
    """Whether it mixes directions of writing in a way that RFC 3454, 6 forbids."""
    if not any(map(stringprep.in_table_d1, text)):
        return False
    ends = stringprep.in_table_d1(text[0]) and stringprep.in_table_d1(text[-1])
    return any(map(stringprep.in_table_d2, text)) or not ends


def without_line_end(raw: bytes) -> str:
    """What a command or a file gave, without the one line end that such sources add.

    Nor with the mark that editors and shells of Windows put in front of UTF-8 and UTF-16.

    Raises:
        PassphraseUnusable: It is neither of them.
    """
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise PassphraseUnusable("prohibited") from error
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text


def suggestion() -> str:
    """Five short words of plain letters, drawn with the system's own randomness.

    English ones (the short list of the EFF): the French lists that are to be had have accents.
    """
    from xkcdpass import xkcd_password

    listed = resources.files("xkcdpass") / "static" / "eff-short"
    words = xkcd_password.generate_wordlist(str(listed), 3, 5, r"[a-z]")
    drawn: str = xkcd_password.generate_xkcdpassword(words, numwords=_WORDS, delimiter=" ")
    return drawn
