"""In what two versions of one document differ: the lines that tell it best."""

import re
from collections import Counter
from collections.abc import Sequence

from archiver.text import fold, squeeze

# Of the lines that differ, those that matter most to a reader.
_TELLING = re.compile(r"\b(?:total|net|somme)\b")
_AMOUNT = re.compile(r"\d+,\d\d(?!\d)")
#: A shown line is cut at this length.
LONGEST = 70


def difference(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """The line that differs, as either says it; `None` when they say the same in another order.

    Lines with the same words and other figures are preferred, totals first of all. Where one
    has a line more, the other side is empty.
    """
    here, there = _without(one, other), _without(other, one)
    if not (here or there):
        return None
    pairs = [(a, b) for a in here for b in there if _words(a) == _words(b)]
    if pairs:
        first, second = max(pairs, key=lambda pair: (_amounts_differ(*pair), _weight(pair[0])))
    else:
        first, second = (max(side, key=_weight, default="") for side in (here, there))
    return _cut(first), _cut(second)


def _without(lines: Sequence[str], others: Sequence[str]) -> list[str]:
    """The lines that the other version does not have, in the order of the text."""
    left = Counter(map(squeeze, others))
    found = []
    for line in lines:
        key = squeeze(line)
        if left[key]:
            left[key] -= 1
        elif key:
            found.append(line)
    return found


def _words(line: str) -> str:
    return re.sub(r"[^a-z]", "", fold(line))


def _weight(line: str) -> int:
    return 2 * bool(_TELLING.search(fold(line))) + bool(_AMOUNT.search(line))


def _amounts_differ(one: str, other: str) -> bool:
    return _AMOUNT.findall(one) != _AMOUNT.findall(other)


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
