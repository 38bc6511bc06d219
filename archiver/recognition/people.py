"""Who is named in a text: social security numbers and names.

The number (NIR) has 13 characters and a two-digit key: sex, year and month of birth,
department (2A and 2B in Corsica), commune, order, key = 97 - (number mod 97). It is
printed grouped, dotted, glued, with or without its key.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stdnum.fr import nir

from archiver.model import Person
from archiver.recognition.naming import (
    LATIN,
    MARRIED_WORDS,
    NAME,
    TITLED,
    Proof,
    leading,
    mended,
    part,
    sound,
)
from archiver.text import fold

_GAP = r"[ \u00a0\u202f\t.\-]{0,3}"
_NUMBER = re.compile(
    rf"(?<![0-9])([1-478]){_GAP}(\d\d){_GAP}(\d\d){_GAP}(\d[\dABab]){_GAP}(\d{{3}}){_GAP}(\d{{3}})"
    rf"(?:(?:{_GAP}|\s?/\s?)(?:cl[eé]\s*:?\s*)?(\d\d)(?![0-9]|[/.][0-9]))?(?![0-9]{{2}})"
)
_LABEL = re.compile(
    r"(?:^nom(?=\s*:)|^(?:a|pour)(?=\s*:)|^victime|^patiente?|nom(?:\s*(?:,|et)?\s*prenoms?)?\s*de\s*l'assuree?(?:\(e\))?"
    r"|assuree?(?:\(e\))?(?:\s*sociale?)?"
    r"|nom\s*(?:et|,)?\s*prenoms?|identite(?:\s*de\s*l'assuree?(?:\(e\))?)?|titulaire(?:\s*du\s*compte)?"
    r"|beneficiaire\(?s?\)?|concernant|destinataire|attribuee?\s*a|allocataire|pensionnee?"
    r"|travailleur|vous-meme|bonjour(?=\s))(?:\s*:\s*|\s+(?=[^:]*$))"
)
_TO = re.compile(r"a\s+")
# What may stand between a name and the number, the birthday or the file that follows it.
_BEHIND_NAME = re.compile(
    r"(?:[\s,;:|()/–—-]|\b(?:nee?|né(?:e|\(e\))?)\s*le\s*[\d/. ]{6,12}|\d\d[/.]\d\d[/.]\d{2,4}"
    r"|\b(?:(?:immatricul|affili|assur|inscrit)[eé]*(?:\(e\))?s?|sous|le|la|au|n[°o]|num[eé]ro|nir|no?ss"
    r"|ss|de|s[eé]curit[eé]|sociale|allocataire|identifi\w*|matricule)(?!\w)|\bd')*",
    re.IGNORECASE,
)
# `MARTIN Claire - Allocataire 0000000 P`, `MARTIN Claire, née le 04/05/1985`.
_BEFORE_ROLE = re.compile(
    r"\s*[,–—-]\s*(?:allocataire|assuree?|nee?\s+le|immatriculee?|affiliee?|pensionnee?)\b"
)
# `N° allocataire 0000000 P - `: what a label may be followed by, before the name.
_FILE_NUMBER = re.compile(r"^[\s:n°]*\d[\d ]{4,}(?:\s*[A-Z])?\b[\s,:–—-]*")
# A name and a birthday, with a label for each, is no longer.
_BEFORE_MOST = 200
# A number broken over two lines is believed only with its key.
_BROKEN = re.compile(_NUMBER.pattern.replace(_GAP, r"[ \u00a0\u202f\t.\-]{0,2}\n?"))
# `DUBOIS Zoé 2 79 05 99 123 045 80 09/09/2012 1`: on a certificate, below `Bénéficiaire(s)`. The
# number may be that of whoever insures the child, or left out.
_COVERED = re.compile(r"^(?:nom\s.*\s)?beneficiaires?(?:\(s\))?\b")
_BORN = re.compile(
    rf"(?P<name>{NAME.pattern})[ \u00a0\t]+(?P<number>[\d .\u00a0]{{15,28}}[ \u00a0\t]+)?"
    r"(?P<born>né(?:e|\(e\))?[ \u00a0]+le[ \u00a0]+)?\d\d[/.]\d\d[/.](?:19|20)\d\d(?![\d/])"
    r"(?P<rank>[ \u00a0]*/?[ \u00a0]*\d{1,2}$)?"
)
# `EXONERATION DU TICKET MODERATEUR DU 01/06/2026`: a day on which something began.
_UNTIL = re.compile(r" (?:DU|AU)$")
# `Claire MARTIN, née le 14/05/1985`
_BORN_SOMEWHEN = re.compile(rf"[\s•–-]*(?P<name>{NAME.pattern}),?[ \u00a0]+n[ée]e?\b")
_BORN_BELOW = re.compile(r"(?:ne|nee|ne\(e\)) le \d")
_MONEY = re.compile(r"\d,\d\d")
_SURNAME = re.compile(r"^(?:[\d.)]+\s*)?nom(?:\s+de\s+(?:famille|naissance)|\s+d'usage)?\s*:?\s*")
_FIRST_NAME = re.compile(r"(?:[\d.)]+\s*)?prenoms?(?:\(s\))?\s*:?\s*")
# Accents off, length kept, so that offsets are those of the line itself.
_PLAIN = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in LATIN}
_PLAIN[ord("’")] = "'"
_INSURED = (
    "assure", "titulaire", "identite", "allocataire", "victime", "pensionne", "nom", "travailleur",
    "vous-meme",
)  # fmt: skip
_COVERED_LABEL = "beneficiaire"
# `Nom, prénom : MARTIN Tom`, once for each of them.
_CARD_LABEL = "nom"
_IN_TWO_PARTS = "identite"
_OF_MARRIAGE = "usage"
# An address: `12 RUE DES LILAS`, `29200 BREST`; so many lines at most from the name to the town.
_STREET = re.compile(r"\d{1,4}(?: ?(?:bis|ter|[A-D]))?,? [^\W\d]{2}", re.IGNORECASE)
_TOWN = re.compile(rf"\d{{5}} [{''.join(filter(str.isupper, LATIN))}]")
_ADDRESS_MOST = 4
# So many lines there are at most from a surname to the first name.
_APART = 3
# So many lines below its first one at most, a card says when somebody was born.
_CARD_LINES = 8
_BIRTH = re.compile(r"\b(?:nee?|ne\(e\)) le\b[^\d\n]{0,9}\d|\bnaissance\b[^\d\n]{0,30}\n?\d")
# Who has a card and is not insured. No birthday of theirs is printed, but a patient's may follow.
_PROFESSIONAL = re.compile(
    r"(?:[a-z]+ (?:et [a-z]+ )?(?:du |de l')|le |l'|votre )?"
    r"(?:medecin|praticien|prescripteur|docteur|employeur|etablissement)(?: [a-z]+)?\s*:?"
)
# `Le directeur certifie que : Madame Claire MARTIN, Monsieur Marc DUBOIS ont perçu`.
_CERTIFIES = re.compile(r"(?:certifi|attest)(?:e|ent|ons)\b[^.\n]{0,40}?\bqu(?:e\b|')")
_CERTIFIED = re.compile(
    r"\b(?:(?:ont|a)\s(?:bien\s|aussi\s)?(?:percu|recu|beneficie|ete|eu|droit|ouvert)"
    r"|est|sont|percoi(?:t|vent)|beneficie(?:nt)?)\b"
)
# So many characters at most, to name a couple with their birthdays and their address.
_CERTIFIED_MOST = 500


@dataclass(frozen=True, slots=True)
class People:
    """Those named on a document.

    Attributes:
        insured: The person it was made out to; `None` when nobody could be made out.
        everybody: All with a number or a name of their own, the insured first.
        listed: Whether the insured is among those whom the document lists with their birthdays,
            if it lists anybody: a certificate may be for the children alone.
    """

    insured: Person | None
    everybody: tuple[Person, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """A name beside a label.

    Attributes:
        line: Where it stands, as an index.
        label: What announces it, folded.
    """

    line: int
    label: str
    name: str

    @property
    def of_insured(self) -> bool:
        return any(word in self.label for word in _INSURED)


def people(texts: Sequence[str]) -> People:
    """Find everybody named in the pages of one document."""
    text = mended(unicodedata.normalize("NFKC", "\n".join(texts)))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    # As one string, because a call for each line takes longer than the work itself.
    text = "\n".join(lines)
    folded = text.translate(_PLAIN).lower()
    plain = folded.split("\n") if lines else []
    numbered = list(_numbered(text, lines))
    found = [*_in_two_parts(lines, plain), *_labelled(lines, plain)]
    labelled = sorted(found, key=lambda each: each.line)
    covered = list(_covered(lines, plain))
    number = numbered[0][1].nir if numbered else None
    name = _fullest(
        [
            *(each.name for each in labelled if each.of_insured),
            *_titled(lines),
            *(person.name for _, person in numbered[:1] if person.name),
            *_before_role(lines, plain),
            *_above_birthday(lines, plain),
            *(each.name for each in labelled),
            *_addressed(lines),
            *covered,
        ]
    )
    insured = Person(name=name, nir=number) if name or number else None
    others = _Others(insured)
    cards = list(_cards(labelled, plain, {line for line, _ in numbered}))
    on_card = {line: name for start, end, name in cards for line in range(start, end)}
    for line, person in numbered:
        others.numbered(person if person.name else Person(name=on_card.get(line), nir=person.nir))
    for each in (*(e.name for e in labelled if _COVERED_LABEL in e.label), *covered):
        others.named(each)
    for each in (*(name for _, _, name in cards), *_certified(text, folded)):
        others.named(each, forms=True)
    everybody = (insured, *others.found) if insured else tuple(others.found)
    beneficiaries = [*covered, *_with_birthday(labelled, plain)]
    listed = not (insured and beneficiaries) or _is_listed(insured, beneficiaries, folded)
    return People(insured, everybody, listed)


def _fullest(names: Sequence[str]) -> str | None:
    """The first, or the one of which it is the surname only: `Madame BEN YOUSSEF,`."""
    first, *others = names or (None,)
    if first is None or not first.isupper():
        return first
    return next((name for name in others if _word_set(first) < _word_set(name)), first)


def _with_birthday(labelled: Iterable[_Found], plain: Sequence[str]) -> Iterator[str]:
    """`Bénéficiaire : MARTIN Léa`, and on one of the next lines when she was born."""
    for each in labelled:
        behind = "\n".join(plain[each.line : each.line + _APART])
        if _COVERED_LABEL in each.label and _BIRTH.search(behind):
            yield each.name


def _is_listed(insured: Person, beneficiaries: Iterable[str], folded: str) -> bool:
    """Whether the insured is one of them: by two words of the name, or by the month of birth.

    The number tells that month; the table may have another surname.
    """
    own = _word_set(insured.name or "")
    names = list(map(_word_set, beneficiaries))
    if insured.nir is None:
        return any(own & name for name in names)
    year, month = insured.nir[1:3], insured.nir[3:5]
    born = re.search(rf"\b\d\d[/.-]{month}[/.-](?:19|20)?{year}\b", folded)
    return born is not None or any(len(own & name) > 1 for name in names)


class _Others:
    """Those who are named besides the insured, each of them once."""

    def __init__(self, insured: Person | None) -> None:
        self.found: list[Person] = []
        self._numbers: set[str | None] = set()
        self._names: list[frozenset[str]] = []
        if insured:
            self._know(insured)

    def numbered(self, person: Person) -> None:
        if person.nir not in self._numbers:
            self.found.append(person)
            self._know(person)

    def named(self, name: str, *, forms: bool = False) -> None:
        """Add who has no number.

        Args:
            forms: Whether a longer or a shorter form of a known name is the same person's.
        """
        own = _word_set(name)
        same = (own == other or (forms and (own < other or other < own)) for other in self._names)
        if not any(same):
            self.found.append(Person(name=name))
            self._know(self.found[-1])

    def _know(self, person: Person) -> None:
        self._numbers.add(person.nir)
        if person.name:
            self._names.append(_word_set(person.name))


def _word_set(name: str) -> frozenset[str]:
    """A name in whatever order it is written, `D'ARC` or `D ARC`."""
    return frozenset(re.findall(r"[^\W_]+", fold(name))).difference(MARRIED_WORDS)


def numbers(text: str) -> Iterator[tuple[str, int]]:
    """The valid numbers in *text*, 13 characters each, with the offset where they start.

    A number with a key must have the right one. Without a key only its shape can be
    checked.
    """
    found = False
    for match in _NUMBER.finditer(text):
        body = "".join(match.groups()[:6]).upper()
        key = match.group(7)
        if nir.is_valid(body + (key or nir.calc_check_digits(body))):
            found = True
            yield body, match.start()
    for match in () if found else _BROKEN.finditer(text):
        body = "".join(match.groups()[:6]).upper()
        if match.group(7) and nir.is_valid(body + match.group(7)):
            yield body, match.start()


def _numbered(text: str, lines: Sequence[str]) -> Iterator[tuple[int, Person]]:
    """Everybody with a number, and the line where it starts."""
    index = seen = 0
    for number, start in numbers(text):
        index += text.count("\n", seen, start)
        seen = start
        before = text[max(text.rfind("\n", 0, start) + 1, start - _BEFORE_MOST) : start]
        name = None
        if not _BEHIND_NAME.fullmatch(before):
            name = _last_name(before)
        elif index:
            # Nothing but `Numéro de sécurité sociale`: the name is on the line above.
            name = _last_name(f"{lines[index - 1]} {before}", above=True)
        yield index, Person(name=name, nir=number)


def _last_name(before: str, *, above: bool = False) -> str | None:
    """The name that ends right before a number.

    Args:
        above: Whether it ends the line above: there it may be a heading, if no label says whose.
    """
    matches = list(NAME.finditer(before))
    last = matches[-1] if matches else None
    if last is None or not _BEHIND_NAME.fullmatch(before, last.end()):
        return None
    if not above:
        return sound(last.group(), Proof.NUMBER)
    labelled = before[: last.start()].rstrip().endswith(":")
    return sound(last.group(), Proof.LABEL if labelled else Proof.NOTHING)


def _before_role(lines: Sequence[str], plain: Sequence[str]) -> Iterator[str]:
    for line, folded in zip(lines, plain, strict=True):
        if not _BEFORE_ROLE.search(folded):
            continue
        for match in NAME.finditer(line):
            name = _BEFORE_ROLE.match(folded, match.end()) and sound(match.group())
            if name:
                yield name


def _above_birthday(lines: Sequence[str], plain: Sequence[str]) -> Iterator[str]:
    """`MARTIN Claire`, and on the line below it `Née le 14/05/1985`."""
    for line, below in zip(lines, plain[1:], strict=False):
        whole = _BORN_BELOW.match(below) and NAME.fullmatch(line)
        if whole and (name := sound(line, Proof.NUMBER)):
            yield name


def _labelled(lines: Sequence[str], plain: Sequence[str]) -> Iterator[_Found]:
    for index, line in enumerate(lines):
        # `De CPAM de l'Exemple`, and below it `À CLAIRE MARTIN`: a message.
        sent = index and plain[index - 1].startswith("de ") and _TO.match(plain[index])
        match = sent or _LABEL.search(plain[index])
        if not match:
            continue
        label = match.group()
        sure = ":" in label and any(word in label for word in _INSURED)
        rest = _FILE_NUMBER.sub("", line[match.end() :])
        if not line[match.end() :].strip() and index + 1 < len(lines):
            rest = lines[index + 1]
            sure = sure and NAME.fullmatch(rest) is not None
        name = leading(rest, Proof.LABEL if sure else Proof.NOTHING)
        if name:
            yield _Found(index, label, name)


def _addressed(lines: Sequence[str]) -> Iterator[str]:
    """`MARTIN CLAIRE`, and below it the street and the town, without a title or a label."""
    for place, line in enumerate(lines):
        below = lines[place + 1 : place + 1 + _ADDRESS_MOST]
        town = next((at for at, each in enumerate(below) if _TOWN.match(each)), 0)
        street = any(map(_STREET.match, below[:town]))
        # `LE GOFF Zoé` right above the town; in one case of letters it may be an office.
        sure = street or (below and _TOWN.match(below[0]) and _has_capitals(line))
        whole = sure and NAME.fullmatch(line)
        if whole and (name := sound(line)):
            yield name


def _has_capitals(line: str) -> bool:
    """Whether some words are in capitals and some are not."""
    words = [word for word in line.split() if len(word) > 1]
    return any(map(str.isupper, words)) and not all(map(str.isupper, words))


def _covered(lines: Sequence[str], plain: Sequence[str]) -> Iterator[str]:
    """Those of a table of people who are covered, with or without a number of their own."""
    heads = (index for index, line in enumerate(plain) if _COVERED.search(line))
    for line in lines[next(heads, len(lines)) + 1 :]:
        match = _BORN.match(line)
        if match is None or _MONEY.search(line) or _UNTIL.search(match["name"]):
            continue
        sure = match["number"] or match["born"] or match["rank"]
        name = sound(match["name"], Proof.NUMBER if sure else Proof.NOTHING)
        if name:
            yield name


def _cards(
    labelled: Iterable[_Found], plain: Sequence[str], with_number: Container[int]
) -> Iterator[tuple[int, int, str]]:
    """Who has a card with a number or a birthday: its first line, the line behind it, the name.

    `Nom de famille MARTIN`, `Prénom Tom`, `Date de naissance 03/03/2014`: once for each of them.
    """
    found: dict[int, str] = {}
    for each in labelled:
        if _CARD_LABEL in each.label or each.label == _IN_TWO_PARTS:
            found.setdefault(each.line, each.name)
    for start, following in pairwise([*sorted(found), len(plain)]):
        end = min(following, start + _CARD_LINES)
        if start and _PROFESSIONAL.fullmatch(plain[start - 1]):
            continue
        if any(line in with_number for line in range(start, end)) or _BIRTH.search(
            "\n".join(plain[start:end])
        ):
            yield start, end, found[start]


def _certified(text: str, folded: str) -> Iterator[str]:
    """All of whom a sentence says something: `certifie que : Madame … et Monsieur … ont perçu`."""
    if "certifi" not in folded and "attest" not in folded:
        return
    for opening in _CERTIFIES.finditer(folded):
        start = opening.end()
        verb = _CERTIFIED.search(folded, start, start + _CERTIFIED_MOST)
        for line in text[start : verb.start() if verb else start].splitlines():
            titles = list(TITLED.finditer(line))
            for title in titles:
                if name := leading(line[title.end() :], Proof.TITLE):
                    yield name
            match = None if titles else _BORN_SOMEWHEN.match(line)
            if match and (name := sound(match["name"], Proof.NUMBER)):
                yield name


def _in_two_parts(lines: Sequence[str], plain: Sequence[str]) -> Iterator[_Found]:
    """`Nom de famille MARTIN`, `Prénom Claire`: on one line or two, the value behind or below.

    The name of a marriage may have a line of its own between them.
    """
    surnames: dict[str, int] = {}
    for index, line in enumerate(plain):
        match = _SURNAME.match(line)
        if match is None:
            if surnames and index - max(surnames.values()) <= _APART:
                first = _value(_FIRST_NAME.match(line), lines[index : index + 2])
                if first:
                    name = " ".join((*surnames, first))
                    yield _Found(min(surnames.values()), _IN_TWO_PARTS, name)
                    surnames = {}
        elif beside := _FIRST_NAME.search(line, match.end()):
            if both := _side_by_side(lines[index], match, beside):
                yield _Found(index, _IN_TWO_PARTS, both)
            surnames = {}
        elif surname := _value(match, lines[index : index + 2], family=True):
            known = surnames if _OF_MARRIAGE in match.group() else {}
            surnames = known | {surname: index}


def _side_by_side(line: str, surname: re.Match[str], first: re.Match[str]) -> str | None:
    parts = (
        part(line[surname.end() : first.start()], family=True),
        part(line[first.end() :]),
    )
    return " ".join(filter(None, parts)) if all(parts) else None


def _value(
    match: re.Match[str] | None, lines: Sequence[str], *, family: bool = False
) -> str | None:
    """The name part behind a label, or on the line below it."""
    if match is None:
        return None
    line, *below = lines
    return part(line[match.end() :].strip() or next(iter(below), ""), family=family)


def _titled(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        match = TITLED.search(line)
        name = match and leading(line[match.end() :], Proof.TITLE)
        if name:
            yield name
