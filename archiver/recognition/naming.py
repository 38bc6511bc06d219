"""Capitalised words -> the name among them, if there is one.

Names stand among labels, offices and sentences in capitals, and some families are called like
a label: what shows that somebody is named decides.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from archiver.text import fold

_TITLE = (
    r"(?:Madame|Monsieur|Mademoiselle|MADAME|MONSIEUR|MADEMOISELLE"
    r"|M[Mm][Ee]|M[Ll][Ll][Ee]|Mr|MR|M)\b\.?"
)
# `M. et Mme DURAND Paul`: several titles, one name.
_TITLES = rf"{_TITLE}(?:\s*(?:et|ET|ou|OU|[&/])\s*{_TITLE})*"
# All that is written in Latin letters: names come from everywhere.
LATIN = (*map(chr, range(0x41, 0x250)), *map(chr, range(0x1E00, 0x1F00)))
_CAPITAL = "".join(filter(str.isupper, LATIN))
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
# Letters with their accents, inner hyphens and apostrophes: `D'ALMEIDA`, `Jean-Noël`.
_WORD = rf"[{_CAPITAL}](?:[{_LETTER}'’.\-]*[{_LETTER}])?(?!°)"
_FURTHER = rf"(?:[dl]['’])?{_WORD}"
_NAME_WORD = re.compile(_FURTHER)
_PARTICLES = tuple("de du des la le van von den der di da dos d’ d'".split())
# Between the name somebody was born with and the one of a marriage.
_MARRIED = ("épouse", "epouse", "ép.", "ep.", "ÉP.", "EP.", "veuve", "née", "né")
MARRIED_WORDS = frozenset(fold(word).strip(".") for word in _MARRIED)
_PARTICLE = rf"(?:{'|'.join(map(re.escape, (*_PARTICLES, *_MARRIED)))})"
NAME = re.compile(rf"{_WORD}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+){{0,2}}{_FURTHER}){{1,5}}")
_LED = re.compile(rf"\s*{_TITLES}[ \u00a0]+")
TITLED = re.compile(rf"(?<![{_LETTER}]){_TITLES}[ \u00a0]+(?=\S)")
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
    matricule immatriculation identifiant reference identification personnel
    titulaire periodes personne personnes conjoint enfant enfants famille patient patiente
    praticien medecin signature employeur situation pension rente retraite carriere telephone
    declarant declarante demandeur demandeuse
    naissance profession nationalite domicile residence date lieu commune pays code postal
    """.split()
)


class Proof(Enum):
    """What shows that a person is named, so that a word which is a label elsewhere is a name."""

    NOTHING = auto()
    #: `Assuré : `
    LABEL = auto()
    #: A social security number or a birthday behind it.
    NUMBER = auto()
    #: `Madame`
    TITLE = auto()


def mended(text: str) -> str:
    """With the first letters of words that kerning tore off."""

    def joined(match: re.Match[str]) -> str:
        word = match[1] + match[2]
        return word if _is_label(fold(word)) else match[0]

    return _TORN_LABEL.sub(joined, _TORN_FIRST.sub(r"\1", text))


def part(text: str, *, family: bool = False) -> str | None:
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


def leading(text: str, proof: Proof) -> str | None:
    """The name at the start of *text*, behind a courtesy title or not."""
    if title := _LED.match(text):
        text, proof = text[title.end() :], Proof.TITLE
    text = text.strip()
    match = NAME.match(text)
    return sound(match.group(), proof, text[match.end() :]) if match else None


def sound(name: str, proof: Proof = Proof.NOTHING, behind: str = "") -> str | None:
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
    if len(words) < 2 or initials * 2 >= len(words) or all(map(_is_particle, words)):
        return None
    return _surname_first(words)


class _Candidate:
    """Capitalised words, one behind another, of which some may be no part of a name."""

    def __init__(self, text: str, proof: Proof) -> None:
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
        titled = self._proof is Proof.TITLE
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
        family = self._proof is Proof.NUMBER and self._plain[index] in _FAMILIES
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
        if self._proof is Proof.TITLE:
            return False
        if of and told is None:
            return True  # `RUE DE LA PAIX`
        if word not in _FAMILIES:
            return True
        return told is None and (self._proof is Proof.NOTHING or before > 1)

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


def _is_particle(word: str) -> bool:
    return word.lower() in _PARTICLES


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
