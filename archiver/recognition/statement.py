"""The text of a statement -> its lines, with person and day of payment, and whether all are there.

What cannot be read beyond doubt is counted and left out, never guessed. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from archiver.model import Line, Statement, Sums
from archiver.recognition import dates, sums
from archiver.recognition.amounts import Sort, normal, plain, tail, tokens
from archiver.recognition.columns import Column, head, is_rest
from archiver.recognition.mended import mended
from archiver.recognition.row import Row, Unread, parse
from archiver.text import fold, squeeze

# A longer line is a hidden layer that repeats the page, no line of a table.
_LONGEST = 260
# A shorter word of a name may be one of any line.
_NAME_LEAST = 3
_WORDS = re.compile(r"[a-z]+")
_OF = re.compile(r"\b(?:de|d'|pour)\b")
# What stands beside a total, and is nobody's name.
_OF_TOTALS = frozenset(
    """
    total totaux montant montants somme sommes general generale global net nets mois periode releve
    verse versee verses versees regle reglee regles paye payee payes rembourse remboursee rembourses
    remboursement remboursements vire virement virements versement versements paiement paiements
    prestation prestations soins indemnites journalieres assure assuree beneficiaire beneficiaires
    a au du de des la le les en sur par pour votre vos vous l d compte caisse cpam effectues
    """.split()
)
# Of a label that goes on below its row.
_REST_MOST = 44

# Above the lines of each person: by the day of birth, or as the one that it is all about.
_NAME = r"(?P<name>[a-z][a-z' .\-]{1,60}?)"
_BORN = r",?\s*\(?nee?(?:\(e\))?\s+le\s*:?\s*(?=\d)"
_OF_ONE = r"benef(?:iciaires?)?\.?\s*:\s*(?!tou(?:s|tes)\b|l'ensemble\b)"
_PERSON = re.compile(rf"^(?:pour\s+|{_OF_ONE})?{_NAME}\s*{_BORN}")
_FOR_ONE = re.compile(rf"^{_OF_ONE}{_NAME}\s*(?=$|[\t,;(\d]|n°|{_BORN})")
_PAYMENT = re.compile(
    r"^(?:(?:montants?|sommes?|net)\s+)?"
    r"(?:(?:regle|paye|verse|vire|porte|credite)e?s?|paiement|virement|versement)\b[^\d:]{0,60}?"
    r"\b(?:le|du)\s*:?\s*(?=\d)"
)
_TOTAL = re.compile(r"\btotal(?!\w)|\btotaux\b|somme (?:totale|versee)")
# What the lines could be compared with, in text without blanks: a total, or a payment on a day.
_SUMMED = re.compile(
    r"total|totaux|somme(?:totale|versee)"
    r"|(?:(?:regl|pay|vers|vir|port|credit)ee?s?|paiement|virement|versement)\D{0,60}?(?:le|du)\d"
)
# Totals of something else than what the insured was paid.
_NO_TOTAL = re.compile(
    r"tiers|mutuelle|complementaire|reste a|depens|franchise|participation|retenu|depuis"
    r"|fiscal|impos|brut|csg|rds|page|sous.total|cumul|report|jours|trimestre"
)
# The total of what was paid to others; and of allowances, before contributions.
_THEIRS = re.compile(r"\btiers\b")
_GROSS = re.compile(r"(?:montant|total)s? brute?s?\b(?!.*\b(?:net|imposable|fiscal))")
# `CSG / RDS -100,01 €`
_CONTRIBUTION = re.compile(r"(?:csg|crds|rds|casa)\b(?!.*\d\d?/\d\d?/\d)")
# Also among what was paid to others: the total of what was paid to the insured.
_TO_US = re.compile(r"\ba l'assure|\ba vous\b|\bvotre compte\b")
_THIRD = re.compile(
    r"pour (?:votre )?information|(?:vers|regl|pay)ee?s? (?:a|aux) (?:des |un |au )?tiers"
    r"|(?:paiements?|versements?|reglements?|(?:vers|regl|pay)ee?s?) (?:directement )?"
    r"(?:a|aux) (?:des |un |l')?(?:tiers|professionnels|etablissements?|pharmaciens?)"
    r"|\bau tiers\b|^(?:[a-z]+ ){0,3}tiers[ -]payant\b[^\d:.]*$"
)
_OURS = re.compile(
    r"^(?:(?:vos )?(?:remboursements?|indemnites? journalieres)\b[^\d:]*|vos [^\d:]+"
    r"|(?:versements?|paiements?|reglements?)\b[^\d:]*(?:a l'assure|votre compte)[^\d:]*)$"
)
# What changes from one month to the next in a sentence that tells a sum.
_FIGURES = re.compile(rf"\d|€|\b(?:euros?|eur|{dates.MONTH_NAME})\b")
# A sentence about what was held back heads no section, whoever it names.
_WITHHELD = re.compile(r"\bretenu|\bdedui|participations? forfaitaires?|\bfranchises?\b")
_UNITS = re.compile(r"%|€|\beuros?\b")
_BARE_YEAR = re.compile(r"\d{2}(?:\d\d)?$")
_NO_REST = re.compile(r"[:;.!]$|\d|total|page|ameli|edite|regle|virement|assur")


def sums_up(text: str) -> bool:
    """Whether a sum may be printed in *text* that the lines have to add up to.

    Cheap, and never `False` where `read` would find one, however the text is laid out.
    """
    return bool(_SUMMED.search(squeeze(text)))


def read(pages: Sequence[tuple[int, Sequence[str]]]) -> Statement:
    """Read the lines of one statement.

    Args:
        pages: Number and lines of each of its pages, in order; cells apart by tabs or blanks.
    """
    scan = _Scan()
    for number, lines in pages:
        scan.page = number
        for line in mended([normal(line) for line in lines if len(line) <= _LONGEST]):
            scan.take(line)
    unread = scan.unread + (scan.lone if scan.lone > 1 else 0)
    found = tuple(scan.lines)
    trusted = not unread and all(scan.proven)
    printed = scan.summed()
    check = sums.check(found, printed, trusted=trusted)
    compared = check.sums is not Sums.UNCHECKED
    return Statement(
        lines=found,
        total=check.total,
        sums=check.sums,
        differing=check.differing,
        unread=unread,
        sure=trusted,
        # Where persons have totals of their own, the last of them may be lost with that of all.
        totalled=scan.totalled and (not printed.parts or bool(printed.totals) or compared),
        expected=tuple(sums.expectations(printed)),
        beside=() if printed.uncertain else tuple(printed.beside),
    )


class _Scan:
    """One walk down the lines of a statement; remembers what the lines above have said."""

    def __init__(self) -> None:
        self.page = 1
        self.lines: list[Line] = []
        self.proven: list[bool] = []
        self.printed = sums.Printed()
        self.unread = 0
        self.totalled = False
        # Of each total its words, and whether it is that of the lines right above alone.
        self._totals: list[tuple[frozenset[str], bool, Decimal]] = []
        self._block = 0  # where the lines of a person start, or those below a total
        self._names: set[str] = set()
        self.lone = 0  # lines with nothing on them but a day or a sum
        self._columns: tuple[Column, ...] = ()
        self._person: str | None = None
        self._third = False
        self._paid_on: date | None = None
        self._unpaid = 0  # where the lines start whose payment was not met yet
        self._before = ""
        self._in_head = False  # the last line was a head, or the rest of one
        self._torn = False  # since the last row a day was met that belongs to none
        self._open = False  # the last line was a row, or went on with one

    def take(self, line: str) -> None:
        """Make of one line what it is."""
        text = plain(line).strip()
        if not text:
            return
        known = any(
            taker(line.strip(), text)
            for taker in (self._head, self._named, self._payment, self._total, self._row)
        )
        if not known:
            self._words(line, text)
            self._open = self._open and self._goes_on(line, text)
        self._before = "" if known else line

    def _head(self, line: str, text: str) -> bool:
        beside = line.partition("\t")[2]  # behind a column at the side
        texts = (line, f"{self._before} {line}", beside)
        columns = next(filter(None, (head(fold(text)) for text in texts)), ())
        if columns:
            self._columns, self._open = columns, False
            self._third = self._third or bool(_THIRD.search(text))
        # `remboursement` below `Base du` opens no section.
        self._in_head = bool(columns) or (self._in_head and is_rest(fold(line)))
        return self._in_head

    def _named(self, line: str, text: str) -> bool:
        """`pour CLAIRE née le 04 05 85` above the lines of each person."""
        match = _PERSON.match(text)
        if match and len(text) - match.end() >= len("31 septembre 2026") + 3:
            match = None
        if match := match or _FOR_ONE.match(text):
            self._person, self._open = line[match.start("name") : match.end("name")], False
            self._block = len(self.lines)
            # Of `Remboursements de soins de Claire MARTIN` the last.
            self._names |= _words_of(_OF.split(match["name"])[-1])
            return True
        return False

    def _payment(self, line: str, text: str) -> bool:
        match = _PAYMENT.match(text)
        day = match and dates.leading(text[match.end() :])
        if not match or not day:
            return False
        rest = text[match.end() + day.end :]
        # What looks like a minus is a dash: `Paiement du 29/05/26 - 39,05 €`.
        amount = next((abs(t.value) for t in tokens(rest) if t.sort is Sort.AMOUNT), None)
        self._settle(day.period.start, amount)
        if amount is not None and self._third and amount != sums.added(self.lines):
            self.printed.beside.append(("", amount))
        elif amount is not None:
            self.printed.payments.append((day.period.start, amount))
        self._open = False
        return True

    def _settle(self, day: date, amount: Decimal | None) -> None:
        """A payment is that of the lines above if it is their sum or ends the statement."""
        above = [line for line in self.lines[self._unpaid :] if not line.third_party]
        if above and (amount is None or sum(line.amount for line in above) == amount):
            self._pay(day)
        self._paid_on = day

    def _pay(self, day: date | None) -> None:
        for place in range(self._unpaid, len(self.lines)):
            if self.lines[place].paid_on is None and not self.lines[place].third_party:
                self.lines[place] = replace(self.lines[place], paid_on=day)
        self._unpaid = len(self.lines)

    def _total(self, line: str, text: str) -> bool:
        if not _TOTAL.search(text):
            return False
        self._open, self.totalled = False, True
        found = [t.value for t in tokens(text) if t.sort is Sort.AMOUNT]
        elsewhere = self._third and not _TO_US.search(text)
        if _NO_TOTAL.search(text) or elsewhere:
            self.printed.beside += [("", amount) for amount in found]
            self.printed.overall += [] if _NO_TOTAL.search(text) else found
            if self._third and _THEIRS.search(text) and len(found) == 1:
                self.printed.theirs += found
            self._before_contributions(text, found)
            return True
        if len(found) > 1:
            place = self._place_of_amount(len(found))
            found = [found[place]] if place is not None else []
        words = frozenset(_WORDS.findall(_FIGURES.sub(" ", text)))
        block = self.lines[self._block :]
        of_block = self._block > 0 and [sums.added(block)] == found
        self._block = len(self.lines)
        self._totals += [(words, of_block, amount) for amount in found]
        self.printed.uncertain = self.printed.uncertain or not found
        return True

    def summed(self) -> sums.Printed:
        """The printed sums, the totals of a part told from those of everything.

        A part has somebody's name, or words that stand before other sums as well, or is what the
        lines of one person make.
        """
        named = {words & _OF_TOTALS for words, _, _ in self._totals if words & self._names}
        for words, of_block, amount in self._totals:
            others = {other for same, _, other in self._totals if same == words}
            # `Total Léa` is one where `Total Hugo` is: the page with her name may be lost.
            one = bool(words - _OF_TOTALS) and words & _OF_TOTALS in named
            part = one or of_block or len(others) > 1
            (self.printed.parts if part else self.printed.totals).append(amount)
        if len(self._totals) == len(self.printed.parts) == 1 and self._block < len(self.lines):
            # The lines of another person below it have none: it is that of nothing else.
            self.printed.beside.append(("", self.printed.parts.pop()))
            self.totalled = False
        return self.printed

    def _before_contributions(self, text: str, found: Sequence[Decimal]) -> None:
        """`Montant brut 1 492,68 €` below rows from one day to another."""
        spans = bool(self.lines) and all(line.until for line in self.lines)
        if spans and len(found) == 1 and _GROSS.match(text):
            self.printed.gross += found

    def _place_of_amount(self, count: int) -> int | None:
        """Which of the sums in the table's last row is that of the amounts."""
        of_sums = [Column.PAID, Column.BASE, Column.AMOUNT, Column.OTHER]
        heads = [column for column in self._columns if column in of_sums]
        fits = len(heads) == count and Column.AMOUNT in heads
        return heads.index(Column.AMOUNT) if fits else None

    def _row(self, line: str, text: str) -> bool:
        if _CONTRIBUTION.match(text):
            # Below the rows, what was taken off all of them is no row that lacks its day.
            found = [token.value for token in tokens(text) if token.sort is Sort.AMOUNT]
            self.printed.beside += [("", abs(value)) for value in found]
            self._open = False
            return True
        row = parse(line, self._columns)
        if isinstance(row, Unread) and self._columns:
            # The cells of the head were wrapped, and what was taken for it is a part.
            again = parse(line, ())
            row = again if isinstance(again, Row) and again.proven and again.rate else row
        if row is None:
            return False
        if isinstance(row, Row) and row.day is None and self._torn:
            row = Unread.ROW
        self._open, self._torn = isinstance(row, Row), False
        if isinstance(row, Unread):
            self.unread += 1
            return True
        self.lines.append(self._line(row))
        self._names |= _words_of(row.who or "")
        self.proven.append(row.proven)
        return True

    def _line(self, row: Row) -> Line:
        above = self.lines[-1] if self.lines else None
        label = row.label or self._loose(self._before)
        same = row.day is None and above is not None
        return Line(
            day=above.day if same and above else row.day,
            until=row.until,
            label=label,
            person=row.who or (above.person if same and above else self._person),
            paid=row.paid,
            base=row.base,
            rate=row.rate,
            days=row.days,
            amount=row.amount,
            paid_on=None if self._third else self._paid_on,
            third_party=self._third,
            page=self.page,
        )

    @staticmethod
    def _loose(before: str) -> str:
        """The words above a row whose own line has none: a cell of several lines."""
        fits = before.startswith("\t") and len(before) <= _REST_MOST
        return before.strip() if fits and not _NO_REST.search(plain(before)) else ""

    def _goes_on(self, line: str, text: str) -> bool:
        """Whether a line continues the label of the row above it."""
        words = _UNITS.sub("", text).strip()
        if not words:
            return True
        if not line.startswith("\t") or len(words) > _REST_MOST or _NO_REST.search(words):
            return False
        last = self.lines[-1]
        rest = " ".join(_UNITS.sub("", line).split())
        self.lines[-1] = replace(last, label=f"{last.label} {rest}".strip())
        return True

    def _words(self, line: str, text: str) -> None:
        """Headings of sections, and sums outside of the table."""
        found = [t.value for t in tokens(text) if t.sort is Sort.AMOUNT]
        self._before_contributions(text, found)
        words = "" if _NO_TOTAL.search(text) else squeeze(_FIGURES.sub(" ", text))
        self.printed.beside += [
            (words and f"{words} {place}", amount) for place, amount in enumerate(found)
        ]
        day = dates.leading(text)
        bare = day.end == len(text) if day else bool(found) and _only_number(text)
        self.lone += bare
        self._torn = self._torn or dates.hinted(text) or bool(_BARE_YEAR.match(text))
        if not (found or any(map(str.isdigit, text)) or _WITHHELD.search(text)):
            self._third = bool(_THIRD.search(text)) or (self._third and not _OURS.match(text))


def _words_of(name: str) -> set[str]:
    return {word for word in _WORDS.findall(fold(name)) if len(word) >= _NAME_LEAST}


def _only_number(text: str) -> bool:
    numbers = tail(text)
    return bool(numbers) and not text[: numbers[0].start].strip()
