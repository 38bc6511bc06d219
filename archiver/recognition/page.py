"""One page prepared for matching: its lines, its squeezed text, its printed number."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

from archiver.catalogue import Catalogue, Papers
from archiver.model import ILLEGIBLE, PageText
from archiver.phrases import GAP, Phrase, PhraseIndex
from archiver.recognition import dates
from archiver.recognition.people import numbers, people
from archiver.text import fold, fold_lines, squeeze

# How far a heading may run on behind the words that make it one, in squeezed letters:
# `relevé mensuel` + `de vos remboursements de soins du mois de septembre 2025`.
_HEADING_REST = 64
# The shorter the words, the less may follow: `décompte` + `mars 2025`.
_SHORT_TITLE, _SHORT_REST = 10, 16
# A line that goes on like this is a sentence, not a heading.
_SENTENCE = re.compile(
    r"(?:del'?annee\d{4})?(?:est|sont|sera|seront|aete|ontete|disponible|figure|peut)"
)
# The same further on, as a word of its own: `attestation de droits … maladie est valable du`.
_STATES = re.compile(r" (?:est|sont|sera|seront|peut|figure) ")
# `Rente accident du travail   1 204,00 €   0,00 €`: the row of a table.
_ROW = re.compile(r"(?<!\bde)(?<!\best)(?<!:)\s-?\d[\d ]*,\d\d\s*(?:€|eur(?:os?)?)?$")
# `01/01/1976 MAIRIE DE FONTENAY 35 202 €`, `Agirc-Arrco 1 204,33`: who is named there is an
# employer or a fund in a table.
_TABLE_ROW = re.compile(
    r"(?:\d\d/\d\d/)?\d{4} .*\D \d[\d ,]*(?:€|euros?|trim|pts|points|$)"
    r"|\d\d[/. -]\d\d[/. -]\d{2,4} .*\d,\d\d\b"
    r"|.* \d[\d ]*,\d\d(?: ?(?:pts|€|eur(?:os?)?))?$"
)
# Lines from the top and the bottom of a page in which a letterhead stands.
_TOP, _BOTTOM = 16, 10
_LETTERHEAD_MOST = 90
# Lines at the head where somebody else may name himself, how long they are, what they are not.
_HEAD, _SENDER_MOST = 6, 60
_COURTESIES = (" madame ", " monsieur ", " mme ", " m ", " mlle ", " mr ")
# Elsewhere the name must stand alone: `CPAM des Pyrénées-Atlantiques`.
_ALONE = 32
# A line of so many single characters was set apart; figures in it are words of their own.
_SPACED_LEAST, _GOES_ON_LEAST = 8, 4
_SPACED_OUT = re.compile(r"(?:(?<!\S)\S\s){7}")
# `Vos prestations Caf` and `Attestation de paiement` below it: no heading goes on so.
_BEGINS = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]")
_FIGURES = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
# From this length on, an issuer's name is found at the start of a line without spaces too.
_GLUED = 4

_DASH = re.compile(r" [-–—|] ")
# What may stand before a heading on its line: the date and site that a browser prints, an article.
_OPENING = re.compile(
    r"(?:\d{6,8})?(?:ameli(?:fr)?)?(?:moncompte(?:ameli)?)?(?:voici)?(?:votre|vos|mon|ma|mes|le|la|les|une?)?"
)
_SUBJECT = re.compile(rf"(?:objet)?{_OPENING.pattern}")
_NUMBERED = re.compile(
    r"(?<![a-z])(?:pages?|feuillets?|feuilles?|folios?|p\.?)\s*:?\s*(?:n[o°]\s*)?"
    r"(\d{1,3})\s*(?:/|sur|de|of|-)\s*(\d{1,3})(?!\d)"
)
# `CPAM n° 751`: how practitioners' lists name the fund that pays, not who writes.
_OFFICE_NUMBER = re.compile(r"cpamn[o°]?\d")
# `MadameClaireMARTIN`, but not the boxes of a form (`Madame Monsieur`, `Madame Nom`), nor
# `COMME MÉDECIN`.
_COURTESY = re.compile(
    r"[Aa](?:llocataire|LLOCATAIRE).{0,40}?\d{5}|\(\d{7}\s?[A-Z]?\)|[Nn]°\s?\d{7}(?:\s?[A-Z])?\b|(?:Madame|Monsieur|MADAME|MONSIEUR"
    r"|M(?:me|lle)|(?<![A-ZÀ-Þ])M(?:ME|LLE))\.?\s*"
    r"(?!M(?:adame|ADAME|onsieur|ONSIEUR|ademoiselle|me|lle)|M\b|N(?:om|OM)|Pr[eé]nom|PR[EÉ]NOM)[A-ZÀ-Þ]"
)
# `MADAME HÉLÈNE RENTE`, alone on its line: a name is no word of a phrase.
_ADDRESSEE = re.compile(
    r"(madame|monsieur|mme|mlle|mr?)\.? (?!(?:la|le|les) |l')"
    r"([^\W\d][\w'-]*(?: [^\W\d][\w'-]*){1,2})"
)
# The same behind what says that one follows: `Assuré social : RENTE ÉRIC  Matricule : …`.
_LABELLED = re.compile(
    r"^((?:assuree?(?: sociale?)?|allocataire|titulaire|beneficiaire|nom(?: de l'assuree?)?) ?:)"
    r" ?[^\W\d][\w'-]*(?: [^\W\d][\w'-]*)?(?= |,|$)(?! ?:)"
)
_HEAD_OF_PERIODS = "periode"
# Over how many line ends a heading may have its `…`: more is no heading any more.
_GAP_ENDS = 2
_NO_LETTER = re.compile(rf"(?:[^\w\n{ILLEGIBLE}]|_)+")
# A page number stands in a line that is no longer: `Édité le 12/09/2026  1 / 3`.
_FOOT_MOST = 60
_COUNTS = re.compile(r"\d\s?(?:/|sur|of)\s?\d")
# `- 2 -`, `Page 2`: a number without a count.
_LONE = re.compile(r"-\s?(\d{1,2})\s?-|pages?\s?:?\s?(\d{1,2})")
_HOUR = re.compile(r"\b\d{1,2}\s?[h:]\s?\d\d\b")
_BARE = re.compile(
    r"(?:.*\D\s)?(?<!\ble )(?<!\bdu )(?<!\bau )"
    r"[(\[–-]?\s?(\d{1,2})\s?(?:/|sur|of)\s?(\d{1,2})\s?[)\]–-]?"
    r"(?:\s+(?:edite|imprime|genere|etabli|document)e?\b.*)?"
)


def _closed_up(text: str) -> str:
    """`R E L E V É  2 0 2 3` as `RELEVÉ 2023`: spaced letters hide dates and months.

    Where words ended is lost, but for figures. A heading may go on to the next line.
    """
    if not _SPACED_OUT.search(text):
        return text
    lines: list[str] = []
    apart = False
    for line in text.splitlines():
        signs = line.split()
        enough = len(signs) >= (_GOES_ON_LEAST if apart else _SPACED_LEAST)
        before, apart = apart, enough and max(map(len, signs)) == 1
        if apart:
            joined = "".join(signs)
            if before and not _BEGINS.match(joined):
                joined = lines.pop().replace(" ", "") + joined
            lines.append(_FIGURES.sub(" ", joined))
        else:
            lines.append(line)
    return "\n".join(lines)


def _without_names(lines: Sequence[str]) -> list[str]:
    """The lines without the names of those they are addressed to, wherever these stand."""
    told = [_ADDRESSEE.fullmatch(line) if line.startswith("m") else None for line in lines]
    pairs = [tuple(match[2].split()) for match in told if match]
    names = {" ".join(way) for pair in pairs if len(pair) == 2 for way in (pair, pair[::-1])}
    plain = []
    for line, addressee in zip(lines, told, strict=True):
        if addressee:
            plain.append(f"{addressee[1]} {ILLEGIBLE}")
            continue
        for name in names:
            line = line.replace(name, ILLEGIBLE) if name in line else line
        plain.append(_LABELLED.sub(rf"\1 {ILLEGIBLE} ", line) if ":" in line else line)
    return plain


@cache
def _openings(phrases: tuple[Phrase, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How a line starts that one of the phrases opens: squeezed, and as words.

    A short name is found as a word, or glued to what follows.
    """
    words = tuple(word for phrase in phrases for word in phrase.words)
    glued = (word.replace(" ", "") for word in words)
    long = (word for word in glued if len(word) >= _GLUED)
    return (*(text for phrase in phrases for text in phrase.squeezed), *long), words


@dataclass(frozen=True)
class Page:
    """A page of text.

    Attributes:
        number: Counted from 1 in the file.
        raw: As the reader gave it.
        index: Finds the catalogue's phrases.
        heads: The names of all accounts' insurers.
        before_numbered: Whether the page behind it holds somebody's number.
        ocr: Whether it was read from a picture.
        broken: Whether words of it may be missing.
    """

    number: int
    raw: str
    index: PhraseIndex
    heads: tuple[Phrase, ...] = ()
    before_numbered: bool = False
    ocr: bool = False
    broken: bool = False

    @cached_property
    def lines(self) -> list[str]:
        """Folded lines, those that were set letter by letter closed up."""
        return fold_lines(_closed_up(self.raw))

    @cached_property
    def folded(self) -> str:
        """All lines as one."""
        return " ".join(self.lines)

    @cached_property
    def _squeezed_lines(self) -> list[str]:
        return [line.replace(" ", "") for line in self._spaced_lines]

    @cached_property
    def prose(self) -> str:
        """All lines as one, without the head of a column that is called `Période`.

        Its first row would be taken for what the word announces.
        """
        return " ".join(line for line in self.lines if line != _HEAD_OF_PERIODS)

    @cached_property
    def _starts_in_prose(self) -> list[int]:
        """Where each line starts in `prose`."""
        lengths = (0 if line == _HEAD_OF_PERIODS else len(line) + 1 for line in self.lines)
        return list(accumulate(lengths, initial=0))

    def line_of_prose(self, offset: int) -> int:
        """The line (from 0) that holds what stands there in `prose`."""
        return bisect_right(self._starts_in_prose, offset) - 1

    @cached_property
    def squeezed(self) -> str:
        """Letters and digits only."""
        return "".join(self._squeezed_lines)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line starts in `squeezed`."""
        starts, offset = [], 0
        for line in self._squeezed_lines:
            starts.append(offset)
            offset += len(line)
        return starts

    @cached_property
    def personal(self) -> bool:
        """Whether somebody's number is on it or on the page behind it, or a name."""
        texts = (self.raw, _closed_up(self.raw))
        named = self.numbered or self.before_numbered or any(map(_COURTESY.search, texts))
        # In capitals everything looks like a name.
        return named or (not self.raw.isupper() and people([self.raw]).insured is not None)

    @cached_property
    def numbered(self) -> bool:
        """Whether somebody's social security number is on it."""
        return next(numbers(self.raw), None) is not None

    @property
    def is_empty(self) -> bool:
        return len(self.squeezed) < 8

    @cached_property
    def _spaced_lines(self) -> list[str]:
        """Words only, a space on either side of each."""
        text = _NO_LETTER.sub(" ", "\n".join(_without_names(self.lines)))
        return [f" {line.strip()} " for line in text.split("\n")] if text else []

    @cached_property
    def _found(self) -> dict[str, list[tuple[int, int]]]:
        return self.index.find(self.squeezed, "".join(self._spaced_lines))

    def holds(self, phrase: Phrase) -> bool:
        """Whether the phrase is printed anywhere."""
        return phrase.written in self._found

    def heading(self, phrase: Phrase, *, subject: bool = False) -> int | None:
        """The line (from 0) that the phrase opens as a heading, over several lines or not.

        Args:
            phrase: The heading.
            subject: Whether `Objet :` may stand in front.
        """
        found = next(self._as_heading(phrase, subject), None)
        return found[0] if found else self._short_heading(phrase)

    def headed(self, phrases: Iterable[Phrase]) -> Iterator[int]:
        """The lines that one of the phrases opens as a heading."""
        for phrase in phrases:
            yield from (line for line, _ in self._as_heading(phrase))
            if (line := self._short_heading(phrase)) is not None:
                yield line

    def _as_heading(self, phrase: Phrase, subject: bool = False) -> Iterator[tuple[int, int]]:
        """Where the phrase is a heading: its first line, and its end in the squeezed text."""
        for start, end in self._found.get(phrase.written, ()):
            line = bisect_right(self._starts, start) - 1
            if GAP in phrase.written and self._line_of(end) - line > _GAP_ENDS:
                continue
            opens = self._opens(line, start, subject) or self._beside(line, start, end)
            if opens and self._ends_as_heading(start, end):
                yield line, end

    def _ends_as_heading(self, start: int, end: int) -> bool:
        """Whether what follows on the line belongs to a heading, not to a sentence."""
        last = self._line_end(end)
        most = _SHORT_REST if end - start < _SHORT_TITLE else _HEADING_REST
        if last - end > most or _SENTENCE.match(self.squeezed, end):
            return False
        line = self._line_of(end)
        if _STATES.search(self._words_behind(line, end)):
            return False
        return not (
            self.lines[line].endswith((".", ";", ",", "?")) or _ROW.search(self.lines[line])
        )

    def _words_behind(self, line: int, end: int) -> str:
        """What follows on the line, a space on either side of each word."""
        many = end - self._starts[line]
        for place, sign in enumerate(self._spaced_lines[line]):
            many -= sign != " "
            if many <= 0:
                return self._spaced_lines[line][place + 1 :]
        return ""

    def behind(self, phrases: Iterable[Phrase]) -> Iterator[str]:
        """What follows each phrase, as a heading, in the squeezed text, a line's worth."""
        for phrase in phrases:
            for _, end in self._as_heading(phrase):
                yield self.squeezed[end : end + _HEADING_REST]

    def _short_heading(self, phrase: Phrase) -> int | None:
        if not phrase.words or phrase.written not in self._found:
            return None
        for number, line in enumerate(self._spaced_lines):
            if line.startswith(phrase.words) and len(line) <= _HEADING_REST:
                return number
        return None

    def _opens(self, line: int, start: int, subject: bool) -> bool:
        opening = _SUBJECT if subject else _OPENING
        first = self._starts[line]
        if opening.fullmatch(self.squeezed, first, start):
            return True
        # `CAF DE PARIS - RELEVE DE COMPTE`: behind the name of who writes.
        for dash in _DASH.finditer(self.lines[line]):
            front = self.lines[line][: dash.start()]
            if len(squeeze(front)) == start - first:
                return squeeze(front).startswith(_openings(self.heads)[0])
        return False

    def _beside(self, line: int, start: int, end: int) -> bool:
        """Whether a heading in capitals stands beside something else: columns that were glued.

        `CPAM de Seine-Exemple DÉTAIL DU PAIEMENT`, `Guéret, le 10 février 2025 RELEVÉ DES …`.
        """
        first = self._starts[line]
        signs = unicodedata.normalize("NFKD", self._raw_lines[line])
        letters = [sign for sign in signs if sign.isalnum()]
        if not first < start or len(letters) != len(self._squeezed_lines[line]):
            return False
        front, own = letters[: start - first], letters[start - first : end - first]
        # `20 mars 2025 CONSULTATION MEDECIN TRAITANT` is no heading: capitals stand before it, too.
        return (
            "".join(own).isupper() and any(map(str.islower, front[1:])) and not front[-1].isupper()
        )

    @cached_property
    def _raw_lines(self) -> list[str]:
        """Those of the text that `lines` has folded."""
        return [line for line in _closed_up(self.raw).splitlines() if fold(line)]

    def _line_of(self, end: int) -> int:
        """The line in which what ends there does."""
        return bisect_right(self._starts, end - 1) - 1

    def _line_end(self, offset: int) -> int:
        line = bisect_right(self._starts, max(0, offset - 1))
        return self._starts[line] if line < len(self._starts) else len(self.squeezed)

    def letterhead(self, phrases: tuple[Phrase, ...]) -> tuple[int, str] | None:
        """The first line near the top or the bottom that one of the phrases starts."""
        starts, words = _openings(phrases)
        for i, line in enumerate(self._squeezed_lines):
            if not (line.startswith(starts) or self._spaced_lines[i].startswith(words)):
                continue
            if self._may_be_letterhead(i):
                return i, next(p.written for p in phrases if self._opens_with(i, p))
        return None

    def sender(self, papers: Papers) -> int | None:
        """The line at the head of the page in which somebody else than an insurer is named."""
        for number, line in enumerate(self._spaced_lines[:_HEAD]):
            written = line.startswith(_COURTESIES) or len(line) > _SENDER_MOST
            if written or any(word in line for word in papers.unsigned):
                continue
            if _TABLE_ROW.match(self.lines[number]):
                continue
            if any(word in line for word in papers.senders):
                return number
        return None

    def has_rows(self, line: int) -> bool:
        """Whether rows of a table stand above a line."""
        return any(map(_TABLE_ROW.match, self.lines[:line]))

    def links(self, papers: Papers) -> int:
        """How many links of an account's web pages stand at its head or foot."""
        lines = self._spaced_lines
        ends = (*lines[:_TOP], *lines[max(_TOP, len(lines) - _BOTTOM) :])
        return sum(any(link in line for line in ends) for link in papers.navigation)

    def draft(self, papers: Papers) -> str | None:
        """What says that the paper is no such thing: a short line near the top, or a stamp."""
        for line in self._spaced_lines[:_TOP]:
            if len(line) <= _HEADING_REST and line.startswith(papers.draft):
                return line.strip()
        for line in self.lines:
            # What was drawn last may stand behind the end of a sentence.
            stamp = line.rpartition(". ")[2]
            if f" {stamp} " in papers.stamps:
                return stamp
        return None

    def _opens_with(self, line: int, phrase: Phrase) -> bool:
        starts, words = _openings((phrase,))
        return self._squeezed_lines[line].startswith(starts) or self._spaced_lines[line].startswith(
            words
        )

    def _may_be_letterhead(self, i: int) -> bool:
        """Near the top or bottom, or a short line of its own: a column at the side, perhaps."""
        line = self._squeezed_lines[i]
        if len(line) > _LETTERHEAD_MOST or _OFFICE_NUMBER.match(line):
            return False
        if self.lines[i].endswith("."):
            return False  # the end of a sentence: `… dans votre | compte ameli.`
        near = i < _TOP or i >= len(self.lines) - _BOTTOM
        return near or (len(line) <= _ALONE and not any(map(str.isdigit, line)))

    @cached_property
    def printed_number(self) -> tuple[int, int] | None:
        """`Page x/y` as (x, y)."""
        found = [(int(m[1]), int(m[2])) for m in _NUMBERED.finditer(self.folded)]
        for line in (*self.lines[:3], *self.lines[-6:]):
            if len(line) >= _FOOT_MOST or not _COUNTS.search(line):
                continue
            if match := _BARE.fullmatch(_HOUR.sub(" ", dates.without(line))):
                found.append((int(match[1]), int(match[2])))
        return next(((x, y) for x, y in found if 1 <= x <= y <= 200), None)

    @cached_property
    def printed_numbers(self) -> frozenset[int]:
        """The numbers of the pages that are on it: several, where two were printed on one sheet.

        Each of these stands alone on its line; a sentence may speak of another page.
        """
        if self.printed_number is None:
            return frozenset()
        number, total = self.printed_number
        alone = (_NUMBERED.fullmatch(line) for line in self.lines)
        further = {int(m[1]) for m in alone if m and int(m[2]) == total and int(m[1]) <= total}
        return frozenset({number, *further})

    @cached_property
    def lone_number(self) -> int | None:
        """`Page x` or `- x -`, where no count is printed."""
        for line in (*self.lines[:3], *self.lines[-6:]):
            if match := _LONE.fullmatch(line):
                return int(match[1] or match[2])
        return None


def prepare(pages: Sequence[PageText], catalogue: Catalogue) -> list[Page]:
    """The pages of one file, ready to be matched."""
    prepared: list[Page] = []
    heads = tuple(head for one in catalogue.accounts.values() for head in one.letterhead)
    behind = False
    for number in range(len(pages), 0, -1):
        told = pages[number - 1]
        page = Page(
            number,
            told.text,
            catalogue.index,
            heads,
            before_numbered=behind,
            ocr=told.ocr,
            broken=told.broken,
        )
        behind = page.numbered
        prepared.append(page)
    return prepared[::-1]
