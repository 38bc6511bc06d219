"""What counts as equal text, how a personal number is hidden, how a name becomes ASCII."""

import contextlib
import re
import unicodedata
from collections.abc import Iterable

# What NFKD leaves alone but people and programs use for one another.
_SAME = {
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i",
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'",
    "“": '"', "”": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}  # fmt: skip
# Soft hyphen, zero-width characters and the byte-order mark: invisible, and found inside words.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_REPLACED = str.maketrans({**_SAME, **dict.fromkeys(_INVISIBLE, "")})
_COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# U+FFFD stays: what it stands for is not known, so what is on its two sides does not join.
_NO_LETTER = re.compile("(?:[^\\w\ufffd]|_)+")


def fold(text: str) -> str:
    """Reduce to what counts when texts are compared: no case, accents or typography.

    White space of any sort and length becomes one space; line ends are lost (see
    `fold_lines`). Idempotent.
    """
    return " ".join(_bare(text).split())


def fold_lines(text: str) -> list[str]:
    """Fold each line by itself; empty lines are dropped."""
    lines = (" ".join(line.split()) for line in _bare(text).splitlines())
    return [line for line in lines if line]


def squeeze(text: str) -> str:
    """Fold, then keep letters and digits only.

    Equal for `Relevé mensuel`, `R E L E V É  MENSUEL` and a heading on two lines: found
    however it was spaced, split or glued.
    """
    return _NO_LETTER.sub("", _bare(text))


def _bare(text: str) -> str:
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_REPLACED))
        text = _COMBINING.sub("", decomposed).translate(_REPLACED)
    return text.translate(_REPLACED).casefold()


# A social security number: sex, year, month, department (2A and 2B for Corsica), then
# serial numbers, with or without the key, however it is spaced.
# The first five digits (sex, year, month of birth) stay readable.
_SPACE = r"[ \u00a0\u202f.\-_]?"
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z])([1-478]){_SPACE}(\d\d){_SPACE}(\d\d){_SPACE}(\d[\dABab]){_SPACE}"
    rf"(\d{{3}}){_SPACE}(\d{{3}})(?:{_SPACE}(\d\d))?(?![0-9A-Za-z])"
)


# The same glued to letters, or grouped in any other way: what else has so many digits is told by
# the key or, glued, by the month. Longer runs of hexadecimal digits are digests.
_GAP = r"[ \u00a0\u202f\t._/–—-]{0,3}"
_ANYHOW = re.compile(
    rf"(?<![0-9])([1-478]){_GAP}" + rf"(\d){_GAP}" * 5 + rf"([\dABab]){_GAP}" + rf"(\d){_GAP}" * 5
    + rf"(\d)(?:{_GAP}(\d){_GAP}(\d))?(?![0-9])"
)  # fmt: skip
_CORSICA = {"2A": "19", "2B": "18"}
_DIGEST = re.compile(r"[0-9A-Fa-f]{32,}")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def mask(text: str) -> str:
    """Hide every social security number in *text*: `1 85 05 ** *** *** **`."""
    plain = text.translate(_WIDE)
    hidden = _ANYHOW.sub(_hidden, _NUMBER.sub(r"\1 \2 \3 ** *** *** **", plain))
    return text if hidden == plain else hidden


def _hidden(match: re.Match[str]) -> str:
    digits = "".join(match.groups("")).upper()
    around = match.string[max(0, match.start() - 32) : match.end() + 32]
    if any(match[0] in digest for digest in _DIGEST.findall(around)):
        return match[0]
    whole = len(match[0]) == len(digits)
    start, end = match.span()
    beside = match.string[max(0, start - 1) : start] + match.string[end : end + 1]
    if not whole and any(map(str.isalnum, beside)):
        return match[0]  # the groups of a fingerprint
    body, key = digits[:13], digits[13:]
    number = body[:5] + _CORSICA.get(body[5:7], body[5:7]) + body[7:]
    if not number.isdigit():
        return match[0]
    glued = whole and 1 <= int(body[3:5]) <= 12
    sure = key and int(key) == 97 - int(number) % 97
    return f"{body[0]} {body[1:3]} {body[3:5]} ** *** *** **" if sure or glued else match[0]


def likely(name: str, known: Iterable[str]) -> list[str]:
    """Those of *known* that a mistyped or shortened *name* may mean, else all of them, sorted."""
    import difflib  # only those who mistype pay for it

    folded = {fold(one): one for one in sorted(known)}
    wanted = fold(name)
    begun = [key for key in folded if wanted and key.startswith(wanted)]
    near = dict.fromkeys([*begun, *difflib.get_close_matches(wanted, folded)])
    return [folded[key] for key in near or folded]


def slug(text: str, longest: int = 60) -> str:
    """Make a file-name part: ASCII letters, digits and single hyphens, at most *longest* long.

    May be empty when nothing of *text* has an ASCII form.
    """
    ascii_only = _bare(text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:longest].rstrip("-")


def in_eights(fingerprint: str) -> str:
    """A fingerprint in groups of eight signs, the same everywhere: people compare them by eye."""
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))


def one_line(text: str, longest: int) -> str:
    """Make somebody else's text harmless to show: one line, nothing invisible, not too long."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return shown if len(shown) <= longest else shown[: longest - 1].rstrip() + "…"


# What stands for a sign that a terminal cannot show; accents are left out there.
_PLAIN = {
    "✓": "+", "✗": "x", "·": "-", "–": "-", "—": "-", "•": "o", "○": "o", "…": "...", "→": "->",
    "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "œ": "oe", "Œ": "OE", "€": "EUR",
    "\u00a0": " ", "\u202f": " ",
}  # fmt: skip


def showable(text: str, encoding: str) -> str:
    """The same with signs that *encoding* has, or question marks."""
    try:
        return text.encode(encoding).decode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(character, encoding) for character in text)


def _nearest(character: str, encoding: str) -> str:
    bare = unicodedata.normalize("NFKD", character)
    without_accent = "".join(each for each in bare if not unicodedata.combining(each))
    for shown in (character, _PLAIN.get(character, without_accent)):
        with contextlib.suppress(UnicodeEncodeError):
            shown.encode(encoding)
            return shown
    return "?"


def show_nearest(error: UnicodeError) -> tuple[str, int]:
    """The same as `codecs.register_error` wants it, for streams."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return showable(error.object[error.start : error.end], error.encoding), error.end
