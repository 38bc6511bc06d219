"""What the columns of a statement's table are, by the words at their head.

The words stand here because each names a field of `model.Line`; which kinds have such tables
is said in `data/kinds/`.
"""

import re
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    """What stands in a column."""

    DAY = "day"
    WHO = "who"
    LABEL = "label"
    CODE = "code"
    PAID = "paid"
    BASE = "base"
    RATE = "rate"
    AMOUNT = "amount"
    OTHER = "other"
    DAYS = "days"


NUMERIC = (Column.PAID, Column.BASE, Column.RATE, Column.AMOUNT, Column.OTHER, Column.DAYS)

# In this order: the first to match a stretch of the head has it.
_HEADS = (
    (Column.OTHER, r"organisme(?: compl\w*\.?)?|org\.?(?: compl\w*\.?)?|mutuelle|part compl\w*"
        r"|complementaire|reste a (?:votre )?charge|ticket moderateur"),
    (Column.DAYS, r"(?:nombre|nb)\.? (?:de |d')?(?:jours|indemnites|ij)|quantite|qte|jours|nb\b"),
    (Column.BASE, r"bases?(?: (?:de|du|des|d')? ?(?:remboursements?|remb(?![a-z])\.?|secu\w*))?"
        r"|(?:montant|prix) (?:unitaire|journalier)|pu\b|tarif(?: servant)?(?: de base)?"),
    (Column.RATE, r"taux(?: de remboursement)?(?: \(?(?:en )?%\)?)?|tx\b|%"),
    (Column.DAY, r"(?:dates?|periodes?)(?: (?:des?|du|d') ?(?:soins?|actes?|prestations?)"
        r"| soins?| indemnisees?)?"
        r"|soins du|\bdu\b(?=\W+\bau\b)"),
    (Column.WHO, r"beneficiaires?|benef\.?|pour(?! votre| vous| la | le )|patients?"),
    (Column.CODE, r"codes?(?: actes?)?"),
    (Column.AMOUNT, r"(?:montants?|mt|sommes?) (?:verse|regle|rembourse|net|brut)e?s?"
        r"|(?:verse|rembourse)e?s?\b|nous vous versons|remboursements?\b|net verse"),
    (Column.PAID, r"(?:montants?|mt) (?:payes?|des soins|des depenses|de la depense|factures?)"
        r"|depenses?|vous avez paye|payes?\b|factures?\b|honoraires?"),
    (Column.LABEL, r"natures?(?: (?:des?|de la|de l')? ?"
        r"(?:soins?|prestations?|actes?|indemnites?))?"
        r"|actes?|libelles?|prestations?|designation"),
)  # fmt: skip
# Alone it may be any of two; where it stands tells which.
_BARE = r"montants?|mt\b"
_WORD = re.compile(
    "|".join(f"(?P<{column.name}>{words})" for column, words in _HEADS) + f"|(?P<BARE>{_BARE})"
)
# What else the words of a head may be glued together by.
_NOISE = re.compile(
    r"[\s.:|/*]*(?:(?:de|du|des|la|le|les|l'|et|en|euros?|€|%|\(|\)|au)(?![a-z])[\s.:|/*]*)*"
)
_SUMS = (Column.PAID, Column.BASE, Column.RATE, Column.AMOUNT, Column.DAYS)


def head(text: str) -> tuple[Column, ...]:
    """The columns that a line of folded text is the head of; empty when it is no head."""
    columns = _settled(_words(text) or [])
    several = len(columns) >= 3 and len(set(columns)) == len(columns)
    return columns if several and set(columns) & {*_SUMS} else ()


def is_rest(text: str) -> bool:
    """Whether a line of folded text below a head is the rest of its cells: `remboursement`."""
    return bool(_words(text))


def _words(text: str) -> list[Column | None] | None:
    """What each word of a head stands for; `None` for a text that has others."""
    found: list[Column | None] = []
    place = 0
    while place < len(text):
        match = _WORD.match(text, place)
        if not match:
            noise = _NOISE.match(text, place)
            if not noise or noise.end() == place:
                return None
            place = noise.end()
            continue
        found.append(None if match.lastgroup == "BARE" else Column[str(match.lastgroup)])
        place = match.end()
    return found


def _settled(found: Sequence[Column | None]) -> tuple[Column, ...]:
    """With `montant` alone taken for what was paid before the rate, and for the result after."""
    columns: list[Column] = []
    rest = [*found]
    for place, column in enumerate(found):
        if column is None:
            ahead = {Column.BASE, Column.RATE} & set(rest[place + 1 :])
            columns.append(Column.PAID if ahead else Column.AMOUNT)
        else:
            columns.append(column)
    return tuple(columns)
