"""Who is named in a text: social security numbers and names.

The number (NIR) has 13 characters and a two-digit key: sex, year and month of birth,
department (2A and 2B in Corsica), commune, order, key = 97 - (number mod 97). It is
printed grouped, dotted, glued, with or without its key.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
# Letters with their accents, inner hyphens and apostrophes: `D'ALMEIDA`, `Jean-Noël`.
_WORD = r"[A-ZÀ-ÖØ-ÞŒ](?:[A-Za-zÀ-ÖØ-öø-ÿŒœ'’.\-]*[A-Za-zÀ-ÖØ-öø-ÿŒœ])?(?!°)"
_NAME_WORD = re.compile(_WORD)
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
_PARTICLE = rf"(?:{'|'.join(_PARTICLES)})"
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+)?{_WORD}){{1,5}}")
_AFTER_TITLE = re.compile(rf"(?<![A-Za-zÀ-ÿ]){_TITLE}[ \u00a0]+(?P<rest>\S.*)")
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
# A number broken over two lines is believed only with its key.
_BROKEN = re.compile(_NUMBER.pattern.replace(_GAP, r"[ \u00a0\u202f\t.\-]{0,2}\n?"))
# `DUBOIS Zoé 2 79 05 99 123 045 80 09/09/2012 1`: on a certificate, below `Bénéficiaire(s)`. The
# number may be that of whoever insures the child, or left out.
_COVERED = re.compile(r"^(?:nom\s.*\s)?beneficiaires?(?:\(s\))?\b")
_BORN = re.compile(
    rf"(?P<name>{_NAME.pattern})[ \u00a0\t]+(?:[\d .\u00a0]{{15,28}}[ \u00a0\t]+)?"
    r"(?:né(?:e|\(e\))?[ \u00a0]+le[ \u00a0]+)?\d\d[/.]\d\d[/.](?:19|20)\d\d(?![\d/])"
)
_MONEY = re.compile(r"\d,\d\d")
_SURNAME = re.compile(r"^(?:[\d.)]+\s*)?nom(?:\s+de\s+(?:famille|naissance)|\s+d'usage)?\s*:?\s*")
_FIRST_NAME = re.compile(r"(?:[\d.)]+\s*)?prenoms?(?:\(s\))?\s*:?\s*")
# Accents off, length kept, so that offsets are those of the line itself.
_PLAIN = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x180)}
_PLAIN[ord("’")] = "'"
_INSURED = (
    "assure", "titulaire", "identite", "allocataire", "victime", "pensionne", "nom", "travailleur",
    "vous-meme",
)  # fmt: skip
_COVERED_LABEL = "beneficiaire"
# What they are called after a courtesy title, whatever else the word means: Mme CAISSE.
_NEVER_NAME = frozenset(
    "nom prenom prenoms madame monsieur mademoiselle mme mlle numero adresse directeur"
    " directrice date page".split()
)
# In capitals, the sentence behind a name looks like one: `CLAIRE MARTIN A PERÇU`.
_VERBS = frozenset(
    "a ont est sont certifie atteste beneficie percu recu nee ne demeurant domicilie domiciliee"
    " immatricule immatriculee assure assuree sous pour du au qui".split()
)
# `Y ILMAZ`: some programs set each letter by itself, and kerning looks like a space.
_TORN_FIRST = re.compile(r"(?<![\w'’.-])([B-LN-ZÉÈÇ]) (?!compris)(?=[a-zà-ÿ]{2})")
_TORN = re.compile(r"(?<=(?<![A-Za-zÀ-ÿ'’.-])[A-LN-ZÀ-Þ]) (?=[A-Za-zÀ-ÿ]{3})")
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
    immatriculation identifiant organisme compte mes mon paiements espace bonjour edite periode
    nature des prestations prestation code base taux acte actes soins prenoms totalisation
    matricule immatriculation identifiant reference
    titulaire periodes personne personnes conjoint enfant enfants famille patient patiente
    praticien medecin signature employeur situation pension rente retraite carriere telephone
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


def people(texts: Sequence[str]) -> People:
    """Find everybody named in the pages of one document."""
    text = _TORN_FIRST.sub(r"\1", unicodedata.normalize("NFKC", "\n".join(texts)))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    # As one string, because a call for each line takes longer than the work itself.
    plain = "\n".join(lines).translate(_PLAIN).lower().split("\n")
    numbered = list(_numbered(text))
    labelled = [
        *_in_two_parts(lines, plain),
        *_labelled(lines, plain),
        *_covered(lines, plain),
    ]
    number = numbered[0].nir if numbered else None
    name = next(
        iter(
            [
                *(name for label, name in labelled if any(word in label for word in _INSURED)),
                *_titled(lines),
                *(person.name for person in numbered[:1] if person.name),
                *_before_role(lines, plain),
                *(name for _, name in labelled),
            ]
        ),
        None,
    )
    insured = Person(name=name, nir=number) if name or number else None
    others = _others(insured, numbered, labelled)
    return People(insured, ((insured, *others) if insured else tuple(others)))


def _others(
    insured: Person | None, numbered: Iterable[Person], labelled: Iterable[tuple[str, str]]
) -> list[Person]:
    found: list[Person] = []
    for person in numbered:
        if all(person.nir != other.nir for other in (insured, *found) if other):
            found.append(person)
    for label, name in labelled:
        known = [_word_set(p.name) for p in (insured, *found) if p and p.name]
        if _COVERED_LABEL in label and _word_set(name) not in known:
            found.append(Person(name=name))
    return found


def _word_set(name: str) -> frozenset[str]:
    """A name in whatever order it is written."""
    return frozenset(fold(name).split())


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


def _numbered(text: str) -> Iterator[Person]:
    for number, start in numbers(text):
        line = text.rfind("\n", 0, start) + 1
        before = text[line:start]
        if _BEHIND_NAME.fullmatch(before):
            # Nothing but `Numéro de sécurité sociale`: the name is on the line above.
            above = text.rfind("\n", 0, max(0, line - 1)) + 1
            before = f"{text[above : line - 1]} {before}"
        yield Person(name=_last_name(before), nir=number)


def _last_name(before: str) -> str | None:
    """The name that ends right before a number."""
    matches = list(_NAME.finditer(before))
    last = matches[-1] if matches else None
    if last is None or not _BEHIND_NAME.fullmatch(before, last.end()):
        return None
    return _sound(last.group())


def _before_role(lines: Sequence[str], plain: Sequence[str]) -> Iterator[str]:
    for line, folded in zip(lines, plain, strict=False):
        if not _BEFORE_ROLE.search(folded):
            continue
        for match in _NAME.finditer(line):
            name = _BEFORE_ROLE.match(folded, match.end()) and _sound(match.group())
            if name:
                yield name


def _labelled(lines: Sequence[str], plain: Sequence[str]) -> Iterator[tuple[str, str]]:
    for index, line in enumerate(lines):
        match = _LABEL.search(plain[index])
        if not match:
            continue
        rest = _FILE_NUMBER.sub("", line[match.end() :])
        if not line[match.end() :].strip() and index + 1 < len(lines):
            rest = lines[index + 1]
        name = _leading(rest)
        if name:
            yield match.group(), name


def _covered(lines: Sequence[str], plain: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Those of a table of people who are covered, with or without a number of their own."""
    heads = (index for index, line in enumerate(plain) if _COVERED.search(line))
    for line in lines[next(heads, len(lines)) + 1 :]:
        match = _BORN.match(line)
        name = match and not _MONEY.search(line) and _sound(match["name"])
        if name:
            yield _COVERED_LABEL, name


def _in_two_parts(lines: Sequence[str], plain: Sequence[str]) -> Iterator[tuple[str, str]]:
    """`Nom de famille MARTIN`, `Prénom Claire`: on one line or two, the value behind or below."""
    for index in range(len(lines)):
        match = _SURNAME.match(plain[index])
        if match is None:
            continue
        if beside := _FIRST_NAME.search(plain[index], match.end()):
            surname = _words(lines[index][match.end() : beside.start()])
            first = _words(lines[index][beside.end() :])
            if surname and first:
                yield "identite", f"{surname} {first}"
            continue
        surname = _value(match, lines[index : index + 2])
        for below in range(index + 1, min(index + 4, len(lines)) if surname else 0):
            first = _value(_FIRST_NAME.match(plain[below]), lines[below : below + 2])
            if first:
                yield "identite", f"{surname} {first}"
                break


def _value(match: re.Match[str] | None, lines: Sequence[str]) -> str | None:
    """The name part behind a label, or on the line below it."""
    if match is None:
        return None
    line, *below = lines
    return _words(line[match.end() :].strip() or next(iter(below), ""))


def _words(text: str) -> str | None:
    """The capitalised words at the start of *text*, up to the next label."""
    words: list[str] = []
    for word in text.replace(",", " ").split():
        if not (_NAME_WORD.fullmatch(word) or word in _PARTICLES) or _is_label(word):
            break
        words.append(word)
    return " ".join(words) if 0 < len(words) <= 5 else None


def _titled(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        match = _AFTER_TITLE.search(line)
        name = match and _leading(match["rest"], titled=True)
        if name:
            yield name


def _leading(text: str, *, titled: bool = False) -> str | None:
    plain = re.sub(rf"^\s*{_TITLE}[ \u00a0]+", "", text)
    match = _NAME.match(plain.strip())
    return _sound(match.group(), titled=titled or plain != text) if match else None


def _sound(name: str, *, titled: bool = False) -> str | None:
    """The name without the labels around it; `None` when nothing like a name is left.

    After a courtesy title a word is a name even if it is a label elsewhere.
    """
    words: list[str] = []
    for word in name.split():
        if not titled and not words and fold(word).strip(".'-:") in _NOBODY:
            return None
        if fold(word) == "que":
            words = []  # `NOUS CERTIFIONS QUE CLAIRE MARTIN`
            continue
        if words and fold(word) in _VERBS:
            break
        if fold(word) in _NEVER_NAME if titled else _is_label(word):
            if words:
                break
            continue
        words.append(word)
    words = _TORN.sub("", " ".join(words)).split()
    initials = sum(len(word) == 1 for word in words)
    if len(words) < 2 or initials * 2 >= len(words):
        return None
    return _surname_first(words)


def _is_label(word: str) -> bool:
    plain = fold(word).strip(".'-:")
    return plain in _NO_NAME or re.sub(r"^[ld]'", "", plain) in _NO_NAME


def _surname_first(words: Sequence[str]) -> str:
    """`Claire MARTIN` as `MARTIN Claire`, when capitals tell which word is the surname."""
    surname = [word for word in words if len(word) > 1 and word.isupper()]
    rest = [word for word in words if word not in surname]
    particles = [word for word in rest if word.islower()]
    if not surname or not rest or particles:
        return " ".join(words)
    return " ".join([*surname, *rest])
