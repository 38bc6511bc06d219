"""Who is named in a text: social security numbers and names.

The number (NIR) has 13 characters and a two-digit key: sex, year and month of birth,
department (2A and 2B in Corsica), commune, order, key = 97 - (number mod 97). It is
printed grouped, dotted, glued, with or without its key.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from stdnum.fr import nir

from archiver.model import Person
from archiver.text import fold

_GAP = r"[ \u00a0\u202f\t.\-]{0,3}"
_NUMBER = re.compile(
    rf"(?<![0-9])([1-478]){_GAP}(\d\d){_GAP}(\d\d){_GAP}(\d[\dABab]){_GAP}(\d{{3}}){_GAP}(\d{{3}})"
    rf"(?:(?:{_GAP}|\s?/\s?)(?:cl[eé]\s*:?\s*)?(\d\d)(?![0-9]|[/.][0-9]))?(?![0-9]{{2}})"
)
_TITLE = (
    r"(?:Madame|Monsieur|Mademoiselle|MADAME|MONSIEUR|MADEMOISELLE"
    r"|M[Mm][Ee]|M[Ll][Ll][Ee]|Mr|MR|M)\b\.?"
)
# `M. et Mme DURAND Paul`: several titles, one name.
_TITLES = rf"{_TITLE}(?:\s*(?:et|ET|ou|OU|[&/])\s*{_TITLE})*"
# All that is written in Latin letters: names come from everywhere.
_LATIN = (*map(chr, range(0x41, 0x250)), *map(chr, range(0x1E00, 0x1F00)))
_CAPITAL = "".join(filter(str.isupper, _LATIN))
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
# Letters with their accents, inner hyphens and apostrophes: `D'ALMEIDA`, `Jean-Noël`.
_WORD = rf"[{_CAPITAL}](?:[{_LETTER}'’.\-]*[{_LETTER}])?(?!°)"
_FURTHER = rf"(?:[dl]['’])?{_WORD}"
_NAME_WORD = re.compile(_FURTHER)
_PARTICLES = (
    "de",
    "du",
    "des",
    "la",
    "le",
    "van",
    "von",
    "den",
    "der",
    "di",
    "da",
    "dos",
    "d’",
    "d'",
)
# Between the name somebody was born with and the one of a marriage.
_MARRIED = ("épouse", "epouse", "ép.", "ep.", "ÉP.", "EP.", "veuve", "née", "né")
_MARRIED_WORDS = frozenset(fold(word).strip(".") for word in _MARRIED)
_PARTICLE = rf"(?:{'|'.join(map(re.escape, (*_PARTICLES, *_MARRIED)))})"
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+){{0,2}}{_FURTHER}){{1,5}}")
_LED = re.compile(rf"\s*{_TITLES}[ \u00a0]+")
_TITLED = re.compile(rf"(?<![{_LETTER}]){_TITLES}[ \u00a0]+(?=\S)")
_LABEL = re.compile(
    r"(?:^nom(?=\s*:)|^(?:a|pour)(?=\s*:)|^victime|^patiente?|nom(?:\s*(?:,|et)?\s*prenoms?)?\s*de\s*l'assuree?(?:\(e\))?"
    r"|assuree?(?:\(e\))?(?:\s*sociale?)?"
    r"|nom\s*(?:et|,)?\s*prenoms?|identite(?:\s*de\s*l'assuree?(?:\(e\))?)?|titulaire(?:\s*du\s*compte)?"
    r"|beneficiaire\(?s?\)?|concernant|destinataire|attribuee?\s*a|allocataire|pensionnee?"
    r"|travailleur|vous-meme|bonjour(?=\s))(?:\s*:\s*|\s+(?=[^:]*$))"
)
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
    rf"(?P<name>{_NAME.pattern})[ \u00a0\t]+(?P<number>[\d .\u00a0]{{15,28}}[ \u00a0\t]+)?"
    r"(?P<born>né(?:e|\(e\))?[ \u00a0]+le[ \u00a0]+)?\d\d[/.]\d\d[/.](?:19|20)\d\d(?![\d/])"
    r"(?P<rank>[ \u00a0]*/?[ \u00a0]*\d{1,2}$)?"
)
# `EXONERATION DU TICKET MODERATEUR DU 01/06/2026`: a day on which something began.
_UNTIL = re.compile(r" (?:DU|AU)$")
# `Claire MARTIN, née le 14/05/1985`
_BORN_SOMEWHEN = re.compile(rf"[\s•–-]*(?P<name>{_NAME.pattern}),?[ \u00a0]+n[ée]e?\b")
_MONEY = re.compile(r"\d,\d\d")
_SURNAME = re.compile(r"^(?:[\d.)]+\s*)?nom(?:\s+de\s+(?:famille|naissance)|\s+d'usage)?\s*:?\s*")
_FIRST_NAME = re.compile(r"(?:[\d.)]+\s*)?prenoms?(?:\(s\))?\s*:?\s*")
# Accents off, length kept, so that offsets are those of the line itself.
_PLAIN = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in _LATIN}
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
# What they are called after a courtesy title, whatever else the word means: Mme CAISSE.
_NEVER_NAME = frozenset(
    "nom prenom prenoms madame monsieur mademoiselle mme mlle numero adresse directeur"
    " directrice".split()
)
# Labels that are families' names as well, where it is sure that somebody is named.
_FAMILIES = frozenset("base caisse carriere commune lieu maison page pays rente rue".split())
# In capitals, the sentence behind a name looks like one: `CLAIRE MARTIN A PERÇU`.
_VERBS = frozenset(
    "a ont est sont et certifie atteste beneficie beneficient percoit percoivent percu recu nee ne"
    " demeurant domicilie domiciliee immatricule immatriculee assure assuree sous pour du au"
    " qui".split()
)
_OF = frozenset(("de", "du", "des"))
# `NÉE LE`, `NÉ À PARIS`, but not `DUBOIS NÉE MARTIN MARIE`; `DU MOIS`, but not `EVE DU PONT`.
_BORN_AS = frozenset(("ne", "nee"))
_AFTER_BORN = frozenset("le a en au aux dans".split())
_AFTER_OF = frozenset("mois jour trimestre semestre regime premier".split())
# `Page 1/2`, `Date : `, `Date 12/03/2025`: what follows a label, and no name.
_AFTER_LABEL = re.compile(r"\s*(?:[:°]|\d+\s*(?:[/.]|sur\b)\s*\d)")
# `Y ILMAZ`: some programs set each letter by itself, and kerning looks like a space.
_TORN_FIRST = re.compile(r"(?<![\w'’.-])([B-LN-ZÉÈÇ]) (?!compris)(?=[a-zà-ÿ]{2})")
# `P RENOM`, in capitals: joined where that makes a label.
_TORN_LABEL = re.compile(rf"(?<![\w'’.-])([{_CAPITAL}]) ([{_CAPITAL}]{{3,}})\b")
# `D ARC`, `N GUYEN`, `O BRIEN`: offices leave out the apostrophe, and these letters are not kerned.
_ELIDED = "DLMNO"
# What may be left on either side of a word, and is none of it.
_EDGES = ".'-:"
_TORN = re.compile(rf"(?<=(?<![{_LETTER}'’.-])(?![{_ELIDED}])[{_CAPITAL}]) (?=[{_LETTER}]{{3}})")
# A business or an office, nobody who is insured.
_NOBODY = frozenset(
    "pharmacie laboratoire clinique hopital cabinet centre caisse caf cpam carsat cnav mutuelle"
    " banque mairie agence sarl sas eurl association docteur dr ecole maison residence".split()
)
# Capitalised words that stand where a name could stand.
_NO_NAME = frozenset(
    """
    monsieur madame mademoiselle mme mlle numero nom prenom date caisse cpam page total ne nee
    vos votre objet securite sociale assurance maladie adresse rue avenue cedex beneficiaire
    assure assuree directeur directrice service releve attestation montant droits no ss nir nss noss
    immatriculation organisme compte mes mon paiements espace bonjour edite periode
    nature des prestations prestation code base taux acte actes soins prenoms totalisation
    matricule immatriculation identifiant reference
    titulaire periodes personne personnes conjoint enfant enfants famille patient patiente
    identification personnel praticien medecin signature employeur situation pension rente retraite
    carriere telephone
    naissance profession nationalite domicile residence date lieu commune pays code postal
    """.split()
)


@dataclass(frozen=True, slots=True)
class People:
    """Those named on a document.

    Attributes:
        insured: The person it was made out to; `None` when nobody could be made out.
        everybody: All with a number or a name of their own, the insured first.
    """

    insured: Person | None
    everybody: tuple[Person, ...]


class _Proof(Enum):
    """What shows that a person is named, so that a word which is a label elsewhere is a name."""

    NOTHING = auto()
    #: `Assuré : `
    LABEL = auto()
    #: A social security number or a birthday behind it.
    NUMBER = auto()
    #: `Madame`
    TITLE = auto()


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
    text = _mended(unicodedata.normalize("NFKC", "\n".join(texts)))
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
    name = next(
        iter(
            [
                *(each.name for each in labelled if each.of_insured),
                *_titled(lines),
                *(person.name for _, person in numbered[:1] if person.name),
                *_before_role(lines, plain),
                *(each.name for each in labelled),
                *covered,
            ]
        ),
        None,
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
    return People(insured, ((insured, *others.found) if insured else tuple(others.found)))


def _mended(text: str) -> str:
    """With the first letters of words that kerning tore off."""

    def joined(match: re.Match[str]) -> str:
        word = match[1] + match[2]
        return word if _is_label(fold(word)) else match[0]

    return _TORN_LABEL.sub(joined, _TORN_FIRST.sub(r"\1", text))


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
    return frozenset(re.findall(r"[^\W_]+", fold(name))).difference(_MARRIED_WORDS)


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
    matches = list(_NAME.finditer(before))
    last = matches[-1] if matches else None
    if last is None or not _BEHIND_NAME.fullmatch(before, last.end()):
        return None
    if not above:
        return _sound(last.group(), _Proof.NUMBER)
    labelled = before[: last.start()].rstrip().endswith(":")
    return _sound(last.group(), _Proof.LABEL if labelled else _Proof.NOTHING)


def _before_role(lines: Sequence[str], plain: Sequence[str]) -> Iterator[str]:
    for line, folded in zip(lines, plain, strict=True):
        if not _BEFORE_ROLE.search(folded):
            continue
        for match in _NAME.finditer(line):
            name = _BEFORE_ROLE.match(folded, match.end()) and _sound(match.group())
            if name:
                yield name


def _labelled(lines: Sequence[str], plain: Sequence[str]) -> Iterator[_Found]:
    for index, line in enumerate(lines):
        match = _LABEL.search(plain[index])
        if not match:
            continue
        label = match.group()
        sure = ":" in label and any(word in label for word in _INSURED)
        rest = _FILE_NUMBER.sub("", line[match.end() :])
        if not line[match.end() :].strip() and index + 1 < len(lines):
            rest = lines[index + 1]
            sure = sure and _NAME.fullmatch(rest) is not None
        name = _leading(rest, _Proof.LABEL if sure else _Proof.NOTHING)
        if name:
            yield _Found(index, label, name)


def _covered(lines: Sequence[str], plain: Sequence[str]) -> Iterator[str]:
    """Those of a table of people who are covered, with or without a number of their own."""
    heads = (index for index, line in enumerate(plain) if _COVERED.search(line))
    for line in lines[next(heads, len(lines)) + 1 :]:
        match = _BORN.match(line)
        if match is None or _MONEY.search(line) or _UNTIL.search(match["name"]):
            continue
        sure = match["number"] or match["born"] or match["rank"]
        name = _sound(match["name"], _Proof.NUMBER if sure else _Proof.NOTHING)
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
            titles = list(_TITLED.finditer(line))
            for title in titles:
                if name := _leading(line[title.end() :], _Proof.TITLE):
                    yield name
            match = None if titles else _BORN_SOMEWHEN.match(line)
            if match and (name := _sound(match["name"], _Proof.NUMBER)):
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
        _words(line[surname.end() : first.start()], family=True),
        _words(line[first.end() :]),
    )
    return " ".join(filter(None, parts)) if all(parts) else None


def _value(
    match: re.Match[str] | None, lines: Sequence[str], *, family: bool = False
) -> str | None:
    """The name part behind a label, or on the line below it."""
    if match is None:
        return None
    line, *below = lines
    return _words(line[match.end() :].strip() or next(iter(below), ""), family=family)


def _words(text: str, *, family: bool = False) -> str | None:
    """The capitalised words at the start of *text*, up to the next label.

    Args:
        family: Whether the first of them is a family's name, even if it is a label elsewhere.
    """
    words: list[str] = []
    for word, following in pairwise([*text.replace(",", " ").split(), ""]):
        if not (_NAME_WORD.fullmatch(word) or word in _PARTICLES):
            break
        plain = _bare(word)
        if _is_label(plain):
            named = family and not words and plain in _FAMILIES
            if not named or following[:1] == ":" or _is_label(_bare(following)):
                break
        words.append(word)
    return " ".join(words) if 0 < len(words) <= 5 else None


def _titled(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        match = _TITLED.search(line)
        name = match and _leading(line[match.end() :], _Proof.TITLE)
        if name:
            yield name


def _leading(text: str, proof: _Proof) -> str | None:
    """The name at the start of *text*, behind a courtesy title or not."""
    if title := _LED.match(text):
        text, proof = text[title.end() :], _Proof.TITLE
    text = text.strip()
    match = _NAME.match(text)
    return _sound(match.group(), proof, text[match.end() :]) if match else None


def _sound(name: str, proof: _Proof = _Proof.NOTHING, behind: str = "") -> str | None:
    """The name without the labels around it; `None` when nothing like a name is left.

    Args:
        name: Capitalised words, of which some may be no part of it.
        proof: What shows that somebody is named.
        behind: What follows on the line.
    """
    candidate = _Candidate(name, proof)
    words = candidate.own()
    if len(words) > 2 and candidate.ends_in_label and _AFTER_LABEL.match(behind):
        words.pop()
    words = _TORN.sub("", " ".join(words)).split()
    initials = sum(len(word) == 1 for word in words)
    if len(words) < 2 or initials * 2 >= len(words):
        return None
    return _surname_first(words)


class _Candidate:
    """Capitalised words, one behind another, of which some may be no part of a name."""

    def __init__(self, text: str, proof: _Proof) -> None:
        self._words = text.split()
        self._plain = [each.strip(_EDGES) for each in fold(text).split()]
        self._proof = proof
        self._end = 0

    @property
    def ends_in_label(self) -> bool:
        """Whether the name goes on to the last word, and that one is a label elsewhere."""
        return self._end == len(self._words) and _is_label(self._plain[-1])

    def own(self) -> list[str]:
        """Those that are the name."""
        titled = self._proof is _Proof.TITLE
        own: list[str] = []
        index = 0
        while index < len(self._words):
            word = self._plain[index]
            of_label = word in _OF and self._label_at(index + 1)
            if not own and not titled and self._is_nobody(index):
                return []
            if word == "que":
                own = []  # `NOUS CERTIFIONS QUE CLAIRE MARTIN`
            elif of_label and len(own) < 2 and not titled:
                own = []  # `RELEVÉ DE CARRIÈRE CLAIRE MARTIN`
                index += 1
            elif (of_label and len(own) > 1) or (own and self._is_verb(index)):
                break
            elif not self._announces(index, len(own)):
                own.append(self._words[index])
            elif own:
                break
            index += 1
        self._end = index
        return own

    def _label_at(self, index: int) -> bool:
        return index < len(self._plain) and _is_label(self._plain[index])

    def _is_nobody(self, index: int) -> bool:
        """Whether a business or an office starts here, rather than a family called `MAISON`.

        `CAISSE Noëlle` has a number of her own, `CAISSE Primaire d'Assurance Maladie` has not.
        """
        if self._plain[index] not in _NOBODY:
            return False
        family = self._proof is _Proof.NUMBER and self._plain[index] in _FAMILIES
        further = any(map(_is_label, self._plain[index + 1 :]))
        return not family or further or not self._told(index)

    def _announces(self, index: int, before: int) -> bool:
        """Whether a word is a label here, although it may be somebody's name.

        Args:
            before: How many words of a name there are already.
        """
        word = self._plain[index]
        if not _is_label(word):
            return False
        if word in _BORN_AS:
            return not before
        told = self._told(index)
        if told is False or word in _NEVER_NAME:
            return True
        of = self._plain[index + 1 : index + 2] and self._plain[index + 1] in _OF
        if of and self._label_at(index + 2):
            return True  # `DATE DE NAISSANCE`
        if self._proof is _Proof.TITLE:
            return False
        if of and told is None:
            return True  # `RUE DE LA PAIX`
        if word not in _FAMILIES:
            return True
        return told is None and (self._proof is _Proof.NOTHING or before > 1)

    def _told(self, index: int) -> bool | None:
        """Whether capitals tell that this is the surname (`PAGE Michel`), or another word is."""
        others = [
            word
            for at, word in enumerate(self._words)
            if at != index and not word.islower() and not _is_label(self._plain[at])
        ]
        if self._words[index].isupper():
            return True if not all(map(str.isupper, others)) else None
        return False if any(each.isupper() and len(each) > 1 for each in others) else None

    def _is_verb(self, index: int) -> bool:
        """Whether a sentence in capitals goes on behind the name."""
        word, following = self._plain[index], "".join(self._plain[index + 1 : index + 2])
        if word not in _VERBS:
            return False
        if word == "du":
            ends = _VERBS, _NO_NAME, _NOBODY, _AFTER_OF
            return not following or any(following in words for words in ends)
        if word in _BORN_AS:
            return not following or following in _AFTER_BORN
        return True


def _bare(word: str) -> str:
    return fold(word).strip(_EDGES)


def _is_label(plain: str) -> bool:
    return plain in _NO_NAME or (plain[:2] in ("l'", "d'") and plain[2:] in _NO_NAME)


def _surname_first(words: Sequence[str]) -> str:
    """`Claire MARTIN` as `MARTIN Claire`, when capitals tell which word is the surname."""
    surname: list[str] = []
    rest: list[str] = []
    for word, following in pairwise([*words, ""]):
        own = len(word) > 1 or (word in _ELIDED and following.isupper())
        (surname if own and word.isupper() else rest).append(word)
    if not surname or not rest or any(map(str.islower, rest)):
        return " ".join(words)
    return " ".join([*surname, *rest])
