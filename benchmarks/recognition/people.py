"""Invented households: whose papers these are, and which fund pays them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = """MARTIN|LEFÈVRE|LE GOFF|DE LA TOUR|N'DIAYE|D'ALMEIDA|BENALI|DUPONT-MOREAU|NGUYEN|BŒUF
CHÂTELAIN|HÉBERT|MÜLLER|KEROUANTON|SAINT-MARTIN|AOÛT|JANVIER|MARS|CAISSE|OUEDRAOGO|DA SILVA PEREIRA
FAÇON|PIOT|TRAORÉ|EL AMRANI|YILMAZ|DE|ROY|MERCREDI|LA FONTAINE|PETIT|O'BRIEN|VAN DEN BERG|SÉCU
PREMIER|LEROY-DUVAL|ÇELIK|GUÉRIN|MÉNARD|DROIT|RENTE|VITAL|L'HERMITE""".replace("\n", "|").split("|")
WOMEN = """Claire|Aïssatou|Maëlle|Françoise|Léa|Anne-Sophie|Zoé|Hélène|Marie-Thérèse|Avril|Joëlle
Inès|Eléonore|Mai Linh|Françine|Aude""".replace("\n", "|").split("|")
MEN = """Jean-Pierre|Maël|Karim|François|Loïc|Éric|Théo|Yves|Ousmane|Joël|Benoît|Noël|Marc|Côme
Jean Marie|Hervé""".replace("\n", "|").split("|")

#: Fund, its place as printed alone, its town, and regime with fund number.
FUNDS = [
    ("CPAM de Paris", "PARIS", "75948 PARIS CEDEX 19", "01 751"),
    ("CPAM du Val-de-Marne", "VAL-DE-MARNE", "94031 CRETEIL CEDEX", "01 941"),
    ("CPAM des Hauts-de-Seine", "HAUTS-DE-SEINE", "92026 NANTERRE CEDEX", "01 921"),
    ("CPAM d'Ille-et-Vilaine", "ILLE-ET-VILAINE", "35024 RENNES CEDEX 9", "01 351"),
    ("CPAM de l'Isère", "ISERE", "38045 GRENOBLE CEDEX 9", "01 381"),
    ("CPAM de la Côte-d'Or", "COTE-D'OR", "21045 DIJON CEDEX", "01 211"),
    ("CPAM du Haut-Rhin", "HAUT-RHIN", "68015 COLMAR CEDEX", "01 682"),
    ("Caisse Primaire d'Assurance Maladie du Rhône", "RHONE", "69907 LYON CEDEX 20", "01 691"),
    ("CGSS de La Réunion", "LA REUNION", "97741 SAINT-DENIS CEDEX 9", "01 974"),
    ("CAMIEG", "CAMIEG", "92011 NANTERRE CEDEX", "04 521"),
    ("ENIM", "ENIM", "35408 SAINT-MALO CEDEX", "06 391"),
    ("CPAM 94", "VAL-DE-MARNE", "94031 CRETEIL CEDEX", "01 941"),
    ("CPAM des Alpes-Maritimes", "ALPES-MARITIMES", "06180 NICE CEDEX 2", "01 061"),
    ("CSS de Mayotte", "MAYOTTE", "97600 MAMOUDZOU", "01 976"),
]
STREETS = """12 RUE DES LILAS|4 BIS AVENUE DU GENERAL LECLERC|RESIDENCE LES TILLEULS APT 12
23 RUE DU 8 MAI 1945|3 PLACE DU 11 NOVEMBRE 1918|118 BOULEVARD VICTOR HUGO|LIEU-DIT LE BOURG
7 IMPASSE DE LA CAISSE D'EPARGNE""".replace("\n", "|").split("|")
TOWNS = """94000 CRETEIL|35000 RENNES|38000 GRENOBLE|21000 DIJON|69003 LYON|97400 SAINT-DENIS
33000 BORDEAUX|68100 MULHOUSE|06000 NICE""".replace("\n", "|").split("|")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented.

    Attributes:
        nir: The social security number without its key, 13 characters.
    """

    woman: bool
    surname: str
    given: str
    birth: date
    nir: str

    @property
    def key(self) -> str:
        """The two digits of control."""
        number = self.nir.replace("2A", "19").replace("2B", "18")
        return f"{97 - int(number) % 97:02d}"

    @property
    def parts(self) -> list[str]:
        """The number in the groups in which it is printed."""
        n = self.nir
        return [n[0], n[1:3], n[3:5], n[5:7], n[7:10], n[10:13]]

    @property
    def printed(self) -> str:
        """As a truth: family name first."""
        return f"{self.surname} {self.given}"


@dataclass(frozen=True, slots=True)
class Household:
    """Whose account it is.

    Attributes:
        family: Everybody else on it: spouse first, if any, then children.
        fund: A line of `FUNDS`.
    """

    holder: Person
    family: tuple[Person, ...]
    fund: tuple[str, str, str, str]
    street: str
    town: str


def person(rng: Random, surname: str | None = None, *, adult: bool = True) -> Person:
    woman = rng.random() < 0.5
    year = rng.randint(1948, 2002) if adult else rng.randint(2010, 2022)
    birth = date(year, 1, 1) + timedelta(days=rng.randint(0, 364))
    place = rng.choice(["99 990", "75 998", "69 990", "33 999", "2A 990", "2B 995", "97 190"])
    nir = f"{2 if woman else 1}{birth:%y%m}{place.replace(' ', '')}{rng.randint(900, 999)}"
    given = rng.choice(WOMEN if woman else MEN)
    return Person(woman, surname or rng.choice(SURNAMES), given, birth, nir)


def household(rng: Random) -> Household:
    holder = person(rng)
    family: list[Person] = []
    if rng.random() < 0.4:
        family.append(person(rng, rng.choice([holder.surname, rng.choice(SURNAMES)])))
    for _ in range(rng.choice([0, 0, 1, 2])):
        family.append(person(rng, holder.surname, adult=False))
    names = {holder.given}
    distinct = tuple(p for p in family if not (p.given in names or names.add(p.given)))
    return Household(holder, distinct, rng.choice(FUNDS), rng.choice(STREETS), rng.choice(TOWNS))
