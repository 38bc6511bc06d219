"""Draw the downloads folder of an invented couple, to try the program with.

    python sample_docs/draw.py [FOLDER]

Shares nothing with the program: layouts and wording are this script's own. Everything in it
is fictional. Personal numbers lie in department 99, commune 999, which does not exist, and
every page says that it is a specimen. The same files come out each time.
"""

import io
import json
import random
import shutil
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
HERE = Path(__file__).parent
NBSP = "\u00a0"

MOIS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()


@dataclass(frozen=True)
class Personne:
    prenom: str
    nom: str
    sexe: int
    naissance: date
    rang: int

    @property
    def nir(self) -> str:
        n = self.naissance
        corps = f"{self.sexe}{n:%y}{n:%m}99999{self.rang:03}"
        return f"{corps}{97 - int(corps) % 97:02}"

    @property
    def nir_espace(self) -> str:
        n = self.nir
        return f"{n[0]} {n[1:3]} {n[3:5]} {n[5:7]} {n[7:10]} {n[10:13]} {n[13:]}"

    @property
    def civil(self) -> str:
        return f"{'Madame' if self.sexe == 2 else 'Monsieur'} {self.prenom} {self.nom}"


CLAIRE = Personne("Claire", "MARTIN", 2, date(1985, 5, 4), 1)
JULIEN = Personne("Julien", "MARTIN", 1, date(1984, 3, 12), 2)
EMMA = Personne("Emma", "MARTIN", 2, date(2012, 9, 30), 3)
LUCAS = Personne("Lucas", "MARTIN", 1, date(2015, 6, 18), 4)

BLEU, BLEU_PALE = HexColor(0x0C419A), HexColor(0xE8EFFA)
GRIS, GRIS_PALE = HexColor(0x5A6472), HexColor(0xF1F3F6)
VERT = HexColor(0x2E7D5B)


def euros(montant: float) -> str:
    texte = f"{abs(montant):,.2f}".replace(",", NBSP).replace(".", ",")
    return f"- {texte}" if montant < 0 else texte


class Feuille:
    """One PDF being drawn."""

    def __init__(self, producteur: str = "Editique 4.2") -> None:
        self.flux = io.BytesIO()
        self.c = Canvas(self.flux, pagesize=A4, invariant=1)
        self.c.setProducer(producteur)

    def t(self, x, y, texte, taille=9, gras=False, couleur=black, cote="g"):
        police = "Helvetica-Bold" if gras else "Helvetica"
        self.c.setFillColor(couleur)
        self.c.setFont(police, taille)
        {"g": self.c.drawString, "d": self.c.drawRightString, "c": self.c.drawCentredString}[cote](
            x, y, texte
        )

    def para(self, x, y, texte, largeur, taille=9.5, pas=13):
        ligne = ""
        for mot in texte.split(" "):
            essai = f"{ligne} {mot}".strip()
            if stringWidth(essai, "Helvetica", taille) > largeur:
                self.t(x, y, ligne, taille)
                y, ligne = y - pas, mot
            else:
                ligne = essai
        self.t(x, y, ligne, taille)
        return y - pas

    def trait(self, x1, y, x2, couleur=GRIS, epais=0.5):
        self.c.setStrokeColor(couleur)
        self.c.setLineWidth(epais)
        self.c.line(x1, y, x2, y)

    def bloc(self, x, y, l, h, couleur):  # noqa: E741
        self.c.setFillColor(couleur)
        self.c.rect(x, y, l, h, stroke=0, fill=1)

    def cadre(self, x, y, l, h, couleur=GRIS):  # noqa: E741
        self.c.setStrokeColor(couleur)
        self.c.setLineWidth(0.7)
        self.c.rect(x, y, l, h, stroke=1, fill=0)

    def page(self):
        self.c.saveState()
        self.c.translate(16, 250)
        self.c.rotate(90)
        self.t(0, 0, "SPECIMEN – document fictif, sans valeur", 7, couleur=HexColor(0x9AA3AF))
        self.c.restoreState()
        self.c.showPage()

    def fin(self) -> bytes:
        self.c.save()
        return self.flux.getvalue()


# --- Assurance Maladie

ADRESSE = ("12 rue des Exemples", "99999 SPECIMEN-SUR-SEINE")


def entete(f: Feuille, qui: Personne, *, vieux: bool = False) -> None:
    if vieux:
        f.t(45, 795, "CAISSE PRIMAIRE", 10, True)
        f.t(45, 783, "D'ASSURANCE MALADIE", 10, True)
        f.t(45, 771, "DE SPECIMEN-SUR-SEINE", 10, True)
        f.t(45, 755, "99990 SPECIMEN CEDEX 9", 8)
        f.t(45, 743, "Tél. 3646 (service gratuit + prix appel)", 8)
    else:
        f.bloc(45, 778, 26, 26, BLEU)
        f.t(58, 785, "AM", 12, True, white, "c")
        f.t(78, 792, "l’Assurance Maladie", 14, True, BLEU)
        f.t(78, 780, "Caisse primaire de Specimen-sur-Seine", 8, couleur=GRIS)
    f.t(330, 735, qui.civil, 10)
    for n, ligne in enumerate(ADRESSE):
        f.t(330, 722 - 13 * n, ligne, 10)


def pied(f: Feuille, page: str = "") -> None:
    f.trait(45, 52, 550)
    f.t(
        45,
        40,
        "Vos remboursements en ligne : www.ameli.fr – Par téléphone : 3646",
        7.5,
        couleur=GRIS,
    )
    f.t(45, 30, "CPAM de Specimen-sur-Seine – 99990 Specimen Cedex 9", 7.5, couleur=GRIS)
    if page:
        f.t(550, 40, page, 8, cote="d", couleur=GRIS)


ACTES = (
    ("Consultation médecin traitant", 30.00, 70, True),
    ("Consultation spécialiste", 40.00, 70, True),
    ("Pharmacie", 12.40, 65, False),
    ("Pharmacie", 7.85, 30, False),
    ("Analyses de biologie", 27.00, 60, False),
    ("Soins infirmiers", 9.15, 60, False),
    ("Masso-kinésithérapie", 18.06, 60, False),
    ("Imagerie", 36.90, 70, True),
    ("Soins dentaires", 28.92, 60, False),
)


@dataclass(frozen=True)
class Ligne:
    jour: date
    acte: str
    paye: float
    taux: int
    verse: float
    retenue: bool = False


def lignes(annee: int, mois: int, nombre: int, sel: str = "") -> list[tuple[Personne, list[Ligne]]]:
    """Acts of one month, some of them older than it; deductions from third-party payments."""
    de = random.Random(f"{annee}-{mois}-{sel}")
    debut = date(annee, mois, 1)
    blocs = []
    for qui, part in ((CLAIRE, nombre), (EMMA, nombre // 3), (LUCAS, nombre // 4)):
        rangs = []
        for _ in range(part):
            nom, paye, taux, participe = de.choice(ACTES)
            jour = debut + timedelta(days=de.randrange(-20, 26))
            retire = 2.0 if participe and qui is CLAIRE and jour >= date(2024, 5, 15) else 0.0
            rangs.append(Ligne(jour, nom, paye, taux, round(paye * taux / 100 - retire, 2)))
        if qui is CLAIRE and part > 3:
            vieux = debut - timedelta(days=de.randrange(60, 140))
            rangs.append(Ligne(vieux, "Franchise sur actes payés à des tiers", 0, 0, -1.0, True))
        blocs.append((qui, sorted(rangs, key=lambda r: r.jour)))
    return [(q, r) for q, r in blocs if r]


def fin_du_mois(annee: int, mois: int) -> date:
    return date(annee + mois // 12, mois % 12 + 1, 1) - timedelta(days=1)


COLONNES = (
    (45, "Date", "g"),
    (105, "Nature des prestations", "g"),
    (335, "Montant payé", "d"),
    (400, "Base du remboursement", "d"),
    (435, "Taux", "d"),
    (490, "Montant versé", "d"),
    (550, "Organisme compl.", "d"),
)


def releve_moderne(
    annee: int, mois: int, *, pages: int = 1, qui: Personne = CLAIRE, edition: date | None = None,
    perdues: Sequence[int] = (), f: Feuille | None = None,
) -> bytes:  # fmt: skip
    """Layout of today: blue letterhead, month below the title, the period in a box."""
    seul = f is None
    f = f or Feuille()
    blocs = lignes(annee, mois, 8 * pages, qui.prenom)
    if qui is not CLAIRE:
        blocs = [(qui, rangs) for _, rangs in blocs[:1]]
    rangs = [(q, r) for q, groupe in blocs for r in groupe]
    total = sum(r.verse for _, r in rangs)
    fin = fin_du_mois(annee, mois)
    par_page = -(-len(rangs) // pages)
    for p in range(pages):
        if p + 1 in perdues:
            continue
        entete(f, qui)
        y = 690
        if p == 0:
            f.t(45, 668, "Votre relevé mensuel", 19, True, BLEU)
            f.t(45, 648, f"{MOIS[mois - 1].capitalize()} {annee}", 13, couleur=VERT)
            f.bloc(45, 596, 505, 36, BLEU_PALE)
            f.t(55, 617, f"Période du 01/{mois:02}/{annee} au {fin:%d/%m/%Y}", 10, True)
            f.t(55, 603, f"N° de sécurité sociale : {qui.nir_espace}", 9)
            edite = edition or fin + timedelta(days=4)
            f.t(540, 603, f"Édité le {edite:%d/%m/%Y} à {9 + mois % 8} h 1{mois % 6}", 8, cote="d")
            y = 575
        f.bloc(45, y - 16, 505, 20, BLEU)
        for x, nom, cote in COLONNES:
            f.t(x + (4 if cote == "g" else -3), y - 10, nom, 6.8, True, white, cote)
        y -= 32
        avant = None
        for q, r in rangs[p * par_page : (p + 1) * par_page]:
            if q is not avant:
                f.t(
                    45,
                    y,
                    f"{q.prenom} {q.nom}, né{'e' if q.sexe == 2 else ''} le {q.naissance:%d/%m/%Y}",
                    9,
                    True,
                )
                y -= 15
                avant = q
            f.t(49, y, f"{r.jour:%d/%m/%Y}", 8.5)
            f.t(109, y, r.acte, 8.5)
            if not r.retenue:
                f.t(332, y, euros(r.paye), 8.5, cote="d")
                f.t(397, y, euros(r.paye), 8.5, cote="d")
                f.t(432, y, f"{r.taux}{NBSP}%", 8.5, cote="d")
                f.t(547, y, euros(r.paye - r.paye * r.taux / 100), 8.5, cote="d")
            f.t(487, y, euros(r.verse), 8.5, cote="d")
            f.trait(45, y - 4, 550, HexColor(0xD9DEE6))
            y -= 16
        if p + 1 == pages:
            f.bloc(330, y - 18, 220, 22, BLEU_PALE)
            f.t(340, y - 11, "Total des versements", 9.5, True)
            f.t(540, y - 11, f"{euros(total)}{NBSP}€", 9.5, True, cote="d")
            f.t(45, y - 36, f"Réglé par virement le {fin:%d/%m/%Y}.", 8.5)
            f.t(
                45,
                y - 49,
                "Ces informations ont été transmises à votre organisme complémentaire.",
                8.5,
            )
        pied(f, f"Page {p + 1}/{pages}")
        f.page()
    return f.fin() if seul else b""


def releve_ancien(annee: int, mois: int, *, pages: int = 1) -> bytes:
    """Layout of older statements: a letter, dates as `JJ MM AA`, a block for each person."""
    f = Feuille("GDOC 2.1")
    fin = fin_du_mois(annee, mois)
    blocs = lignes(annee, mois, 7 * pages)
    total = sum(r.verse for _, g in blocs for r in g)
    for p in range(pages):
        entete(f, CLAIRE, vieux=True)
        y = 675
        if p == 0:
            f.t(45, y, "RELEVÉ DE", 14, True)
            f.t(45, y - 17, "REMBOURSEMENTS", 14, True)
            f.t(330, y, f"N° d'immatriculation : {CLAIRE.nir_espace}", 8.5)
            f.t(45, y - 42, "Madame,", 10)
            y = f.para(
                45, y - 60,
                f"Voici le détail des versements vous concernant pour la période du 01 {mois:02} {annee % 100:02} "
                f"au {fin:%d %m %y}.", 500, 10,
            ) - 8  # fmt: skip
            f.t(45, y, "vos remboursements de soins", 11, True)
            y -= 20
        for x, nom in ((45, "dates"), (100, "nature des prestations"), (318, "montant"), (368, "base du"),
                       (428, "taux"), (470, "montant"), (520, "org."),):  # fmt: skip
            f.t(x, y, nom, 7.5)
        for x, nom in ((318, "payé"), (368, "remboursement"), (470, "versé"), (520, "compl.")):
            f.t(x, y - 9, nom, 7.5)
        f.trait(45, y - 13, 550)
        y -= 28
        moitie = blocs[:1] if pages == 2 and p == 0 else blocs[1:] if pages == 2 else blocs
        for q, groupe in moitie:
            accord = "née" if q.sexe == 2 else "né"
            f.t(45, y, f"pour {q.prenom.upper()} {accord} le {q.naissance:%d %m %y}", 9, True)
            y -= 14
            for r in groupe:
                f.t(45, y, f"{r.jour:%d %m %y}", 8.5)
                f.t(100, y, r.acte.upper(), 8)
                if not r.retenue:
                    f.t(350, y, euros(r.paye), 8.5, cote="d")
                    f.t(405, y, euros(r.paye), 8.5, cote="d")
                    f.t(448, y, f"{r.taux} %", 8.5, cote="d")
                f.t(502, y, euros(r.verse), 8.5, cote="d")
                y -= 13
            y -= 6
        if p + 1 == pages:
            f.t(45, y, f"réglé le {fin:%d %m %y} : {euros(total)} euros", 9.5, True)
            f.t(45, y - 14, f"ref 0999 {annee % 100}{mois:02}80003072", 8)
            f.para(45, y - 36, "La participation forfaitaire et les franchises peuvent concerner des soins plus anciens "
                   "payés à des tiers.", 500, 8.5)  # fmt: skip
        pied(f, f"Page {p + 1}/{pages}" if pages > 1 else "")
        f.page()
    return f.fin()


def releve_espace(annee: int, mois: int, *, sel: str = "", pages: int = 1) -> bytes:
    """A partner layout: spaced capitals, the month alone, other column heads."""
    f = Feuille("PDF-Composer")
    blocs = lignes(annee, mois, 6 * pages, sel)
    rangs = [(q, r) for q, g in blocs for r in g]
    par_page = -(-len(rangs) // pages)
    for p in range(pages):
        f.trait(45, 812, 550, VERT, 3)
        f.t(45, 795, "l'Assurance Maladie", 13, True, VERT)
        f.t(550, 795, f"Assurée : {CLAIRE.nom} {CLAIRE.prenom}", 9, cote="d")
        f.t(550, 783, f"Numéro : {CLAIRE.nir_espace}", 9, cote="d")
        y = 745
        if p == 0:
            f.t(297, y, "R E L E V É   M E N S U E L", 15, True, cote="c")
            f.t(297, y - 20, f"{MOIS[mois - 1].upper()} {annee}", 12, cote="c")
            y -= 52
        for x, nom, cote in ((45, "Soins du", "g"), (110, "Acte", "g"), (270, "Bénéficiaire", "g"),
                             (380, "Dépense", "d"), (420, "Taux", "d"), (480, "Remboursé", "d"),
                             (550, "Mutuelle", "d")):  # fmt: skip
            f.t(x, y, nom, 8, True, VERT, cote)
        f.trait(45, y - 5, 550, VERT)
        y -= 20
        for q, r in rangs[p * par_page : (p + 1) * par_page]:
            f.t(45, y, f"{r.jour:%d/%m/%y}", 8.5)
            f.t(110, y, r.acte, 8.5)
            f.t(270, y, q.prenom, 8.5)
            if not r.retenue:
                f.t(380, y, euros(r.paye), 8.5, cote="d")
                f.t(420, y, f"{r.taux}{NBSP}%", 8.5, cote="d")
            f.t(480, y, euros(r.verse), 8.5, cote="d")
            y -= 15
        if p + 1 == pages:
            total = sum(r.verse for _, r in rangs)
            f.trait(330, y + 4, 550, VERT)
            f.t(330, y - 9, "Total remboursé", 9, True)
            f.t(480, y - 9, f"{euros(total)}{NBSP}€", 9, True, cote="d")
            f.t(
                45, y - 34, "dont participation forfaitaire et franchises retenues", 8, couleur=GRIS
            )
        pied(f, f"Page {p + 1} / {pages}")
        f.page()
    return f.fin()


def attestation_droits(jour: date, *, lettre: bool) -> bytes:
    f = Feuille()
    fin = jour.replace(year=jour.year + 1) - timedelta(days=1)
    if lettre:
        entete(f, CLAIRE)
        f.t(330, 660, f"Specimen-sur-Seine, le {jour.day} {MOIS[jour.month - 1]} {jour.year}", 10)
        f.t(45, 620, "Madame,", 10)
        y = f.para(45, 598, "Suite à votre demande, vous trouverez ci-joint votre attestation. Elle peut vous être demandée "
                   "par un professionnel de santé, un établissement ou votre employeur.", 500, 10, 14)  # fmt: skip
        f.para(
            45,
            y - 8,
            "Avec toute mon attention, votre correspondant de l’Assurance Maladie.",
            500,
            10,
            14,
        )
        pied(f, "Page 1/2")
        f.page()
    f.bloc(45, 778, 26, 26, BLEU)
    f.t(58, 785, "AM", 12, True, white, "c")
    f.t(78, 792, "l’Assurance Maladie", 14, True, BLEU)
    f.t(78, 780, "SPECIMEN-SUR-SEINE", 8, couleur=GRIS)
    if lettre:
        f.t(550, 792, "Page 2/2", 8, cote="d")
    f.t(45, 745, f"Numéro de l'assuré : {CLAIRE.nir_espace}", 9.5)
    f.t(45, 731, "Nom de l'assuré : MARTIN CLAIRE", 9.5)
    f.t(297, 695, "Attestation de droits à l'assurance maladie", 16, True, BLEU, "c")
    f.t(
        297,
        676,
        f"Valable du {jour:%d/%m/%Y} au {fin:%d/%m/%Y} sous réserve de changement",
        10,
        cote="c",
    )
    f.t(297, 663, "dans la situation de l'assuré", 10, cote="c")
    f.cadre(45, 596, 505, 46)
    for x, tete, valeur in ((52, "organisme de rattachement", "01 999 0001"), (190, "code gestion", "10"),
                            (270, "n° de sécurité sociale de l'assuré", CLAIRE.nir_espace),
                            (440, "modulation du ticket modérateur", "sans")):  # fmt: skip
        f.t(x, 628, tete, 6.6, couleur=GRIS)
        f.t(x, 608, valeur, 9, True)
    f.t(45, 570, "Bénéficiaire(s)", 11, True, BLEU)
    f.t(45, 553, "nom de famille suivi d'un éventuel nom d'usage", 7, couleur=GRIS)
    f.t(280, 553, "n° de sécurité sociale du bénéficiaire (pour information)", 7, couleur=GRIS)
    f.t(480, 553, "né(e) le/rang", 7, couleur=GRIS)
    y = 534
    for q in (CLAIRE, EMMA, LUCAS):
        f.t(45, y, f"{q.nom} {q.prenom.upper()}", 10, True)
        f.t(280, y, q.nir_espace, 9.5)
        f.t(480, y, f"{q.naissance:%d/%m/%Y} / 1", 9.5)
        f.t(45, y - 12, "a déclaré un médecin traitant", 8.5)
        f.trait(45, y - 20, 550, HexColor(0xD9DEE6))
        y -= 38
    f.t(45, 90, "Toute attestation de droits antérieure est à détruire.", 9, True)
    pied(f)
    f.page()
    return f.fin()


def attestation_ij(f: Feuille | None = None) -> bytes:
    seul = f is None
    f = f or Feuille()
    entete(f, CLAIRE)
    f.t(45, 690, f"N° de sécurité sociale : {CLAIRE.nir_espace}", 9)
    f.t(297, 650, "ATTESTATION DE PAIEMENT", 15, True, BLEU, "c")
    f.t(297, 631, "D'INDEMNITÉS JOURNALIÈRES", 15, True, BLEU, "c")
    y = f.para(45, 595, "Le directeur de la caisse primaire atteste que Madame Claire MARTIN a perçu, pour la période du "
               "03/02/2025 au 28/02/2025, les indemnités suivantes au titre de l’assurance maladie :", 500, 10, 14)  # fmt: skip
    y -= 14
    for x, nom in (
        (45, "Période"),
        (230, "Nature"),
        (345, "Jours"),
        (400, "Prix unitaire"),
        (490, "Montant"),
    ):
        f.t(x, y, nom, 9, True, GRIS)
    f.trait(45, y - 5, 550)
    for debut, fin, nature, jours, prix in (
        ("03/02/2025", "05/02/2025", "CARENCE", 3, 0.0),
        ("06/02/2025", "28/02/2025", "I.J. NORMALES", 23, 41.1),
    ):
        y -= 18
        f.t(45, y, f"{debut} au {fin}", 9.5)
        f.t(230, y, nature, 9.5)
        f.t(365, y, str(jours), 9.5, cote="d")
        f.t(450, y, f"{euros(prix)}{NBSP}€", 9.5, cote="d")
        f.t(540, y, f"{euros(jours * prix)}{NBSP}€", 9.5, cote="d")
    f.t(
        45,
        y - 40,
        f"Montant brut : 945,30{NBSP}€ – CSG 6,2{NBSP}% et RDS 0,5{NBSP}% : 63,34{NBSP}€ – Montant net : 881,96{NBSP}€",
        9.5,
    )
    f.t(
        45,
        y - 62,
        "À conserver sans limitation de durée : ce document sert au calcul de votre retraite.",
        9,
    )
    f.t(330, y - 100, "Fait à Specimen-sur-Seine, le 14 mars 2025", 9.5)
    pied(f, "Page 1/1")
    f.page()
    return f.fin() if seul else b""


def releve_fiscal(f: Feuille | None = None) -> bytes:
    seul = f is None
    f = f or Feuille()
    entete(f, CLAIRE)
    f.t(45, 660, "Votre relevé fiscal", 18, True, BLEU)
    f.t(45, 638, "Prestations imposables versées en 2025", 12)
    f.t(45, 610, f"N° de sécurité sociale : {CLAIRE.nir_espace}", 9.5)
    f.cadre(45, 520, 505, 66)
    f.t(55, 566, "Indemnités journalières maladie", 10)
    f.t(540, 566, f"945,30{NBSP}€", 10, cote="d")
    f.t(55, 540, "Montant net fiscal à déclarer", 11, True)
    f.t(540, 540, f"904,37{NBSP}€", 11, True, cote="d")
    f.para(45, 490, "Ce montant a été communiqué à l’administration fiscale. Vérifiez qu’il figure sur votre déclaration de "
           "revenus.", 500)  # fmt: skip
    f.t(45, 450, "Specimen-sur-Seine, le 8 avril 2026", 9.5)
    pied(f, "Page 1/1")
    f.page()
    return f.fin() if seul else b""


def message(titre: str, jour: date, corps: Sequence[str]) -> bytes:
    f = Feuille("Skia/PDF m127")
    f.t(45, 800, "ameli.fr", 12, True, BLEU)
    f.t(110, 800, "Mon compte – Mes messages", 10, couleur=GRIS)
    f.trait(45, 790, 550, BLEU, 1.5)
    f.t(45, 760, titre, 14, True)
    f.t(45, 738, "De : votre caisse d’assurance maladie", 9.5)
    f.t(45, 724, f"À : {CLAIRE.prenom} {CLAIRE.nom}", 9.5)
    f.t(45, 710, f"Objet : {titre}", 9.5)
    f.t(45, 696, f"Reçu le {jour:%d/%m/%y}", 9.5)
    f.trait(45, 684, 550)
    y = 660
    for ligne in ("Bonjour,", *corps, "Cordialement,", "Votre conseiller de l’Assurance Maladie"):
        y = f.para(45, y, ligne, 500, 10, 14) - 6
    f.t(45, 40, "https://assure.ameli.fr – 1/1", 7.5, couleur=GRIS)
    f.page()
    return f.fin()


def courrier() -> bytes:
    f = Feuille()
    entete(f, CLAIRE)
    f.t(330, 660, "Specimen-sur-Seine, le 3 juin 2026", 10)
    f.t(45, 640, "Nos références : IND-99-0042", 9.5)
    f.t(45, 622, "Objet : notification d’indu", 10.5, True)
    y = 590
    for texte in (
        "Madame,",
        "Nous vous informons qu’une somme de 16,10 € vous a été versée à tort le 12 mars 2026 : la même consultation a été "
        "remboursée deux fois.",
        "Cette somme sera retenue sur vos prochains versements. Vous disposez d’un délai de deux mois pour contester cette "
        "décision devant la commission de recours amiable (article R.142-1 du code de la sécurité sociale).",
        "Veuillez agréer, Madame, nos salutations distinguées.",
    ):
        y = f.para(45, y, texte, 500, 10, 14) - 8
    f.t(330, y - 20, "Le service prestations", 10)
    pied(f, "Page 1/1")
    f.page()
    return f.fin()


def invitation() -> bytes:
    """Signed by the insurer, but none of the documents that an account is asked for."""
    f = Feuille()
    entete(f, CLAIRE)
    f.t(45, 650, "Mon bilan de prévention", 18, True, VERT)
    f.t(45, 628, "Entre 40 et 45 ans : un rendez-vous offert", 12)
    y = 590
    for texte in (
        "Prenez un moment pour votre santé : médecin, sage-femme, infirmier ou pharmacien, choisissez le professionnel qui "
        "vous convient.",
        "Aucune avance de frais : le rendez-vous est pris en charge en totalité.",
    ):
        y = f.para(45, y, texte, 500, 10, 14) - 8
    pied(f)
    f.page()
    return f.fin()


# --- Ce qui y ressemble


def simple(
    titre: str,
    lignes_: Sequence[str],
    *,
    en_tete: Sequence[str],
    producteur: str = "LibreOffice 7.4",
) -> bytes:
    f = Feuille(producteur)
    y = 800
    for n, ligne in enumerate(en_tete):
        f.t(45, y, ligne, 13 if n == 0 else 9, n == 0, GRIS if n else black)
        y -= 16
    f.trait(45, y - 2, 550)
    f.t(45, y - 32, titre, 15, True)
    y -= 62
    for ligne in lignes_:
        if "|" in ligne:
            cases = [case.strip() for case in ligne.split("|")]
            pas = 505 / len(cases)
            for n, case in enumerate(cases):
                f.t(45 + n * pas, y, case, 8.5)
            y -= 15
        else:
            y = f.para(45, y, ligne, 505, 9.5) - 4
    f.page()
    return f.fin()


def mutuelle() -> bytes:
    return simple("Relevé de prestations santé", (
        "Adhérente : MARTIN Claire – N° adhérent 0099123 – Contrat Équilibre",
        "Date | Acte | Dépense | Base | Part Sécurité sociale | Part mutuelle | Reste à charge",
        "04/03/2025 | Consultation | 30,00 | 30,00 | 19,00 | 9,00 | 2,00",
        "11/03/2025 | Pharmacie | 12,40 | 12,40 | 8,06 | 4,34 | 0,00",
        "Total versé par la mutuelle : 13,34 €. Télétransmission NOEMIE active avec la CPAM.",
    ), en_tete=("Mutuelle du Parc (fictive)", "soumise au livre II du code de la mutualité"))  # fmt: skip


def banque() -> bytes:
    return simple("Relevé de compte n° 3", (
        "Titulaire : M. ou Mme MARTIN – IBAN FR76 0000 0000 0000 0000 0000 000 – du 01/03/2025 au 31/03/2025",
        "Date | Libellé | Valeur | Débit | Crédit",
        "05/03 | VIR CPAM SPECIMEN-SUR-SEINE | 05/03 | | 19,00",
        "07/03 | PRLV MUTUELLE DU PARC | 07/03 | 58,20 |",
        "28/03 | VIR SALAIRE | 28/03 | | 1 912,00",
        "Solde au 31/03/2025 | | | | 2 418,77",
    ), en_tete=("Banque des Exemples", "Agence de Specimen-sur-Seine"))  # fmt: skip


def attestation_salaire() -> bytes:
    return simple("ATTESTATION DE SALAIRE", (
        "pour le paiement des indemnités journalières – maladie, maternité, paternité",
        "cerfa n° 11135*03",
        "EMPLOYEUR : Atelier Exemple SARL – SIRET 000 000 000 00000",
        f"ASSURÉ : MARTIN Claire – {CLAIRE.nir_espace} – Emploi : dessinatrice",
        "Date du dernier jour de travail : 02/02/2025 – Situation à la date de l’arrêt : présente",
        "Mois | Salaire brut | Montant soumis à cotisations",
        "novembre 2024 | 2 480,00 | 2 480,00",
        "décembre 2024 | 2 480,00 | 2 480,00",
        "janvier 2025 | 2 480,00 | 2 480,00",
        "Subrogation : non. Cachet et signature de l’employeur.",
    ), en_tete=("Atelier Exemple SARL", "à adresser à la caisse d’assurance maladie"))  # fmt: skip


def bordereau_employeur() -> bytes:
    return simple("Bordereau de paiement des indemnités journalières", (
        "Journée du 12/03/2025",
        "Employeur : Atelier Exemple SARL – SIRET 000 000 000 00000 – subrogation",
        "Détail des prestations pour DURAND PAULE",
        "28/02/2025 au 01/03/2025 | I.J. NORMALES | 2 | 53,31 € | 106,62 €",
        "Total : 99,46 €",
    ), en_tete=("CPAM de Specimen-sur-Seine", "Service aux employeurs – net-entreprises.fr"))  # fmt: skip


def praticien() -> bytes:
    return simple("Relevé mensuel des paiements – mars 2025", (
        "Professionnel de santé : cabinet infirmier Exemple – RPPS 00000000000 – N° facturation 99 0 00000 0",
        "Lot | Facture | Patient | CPAM | Part AMO | Part AMC",
        "012 | 000123456 | DUBOIS A. | CPAM n° 999 | 18,30 | 0,00",
        "012 | 000123457 | PETIT B. | CPAM n° 999 | 9,15 | 6,10",
        "FSE reçues : 2 – rejetées : 0",
    ), en_tete=("amelipro", "espace des professionnels de santé"))  # fmt: skip


def caf() -> bytes:
    return simple("Attestation de paiement", (
        "N° ALLOCATAIRE : 0000000 X",
        "Le 05/02/2026. Le directeur de la Caf de Specimen certifie que : Madame MARTIN Claire, née le 04/05/1985, et Monsieur "
        "MARTIN Julien ont perçu les prestations suivantes pour le mois de janvier 2026 :",
        "PRESTATIONS | MONTANT",
        "Allocations familiales avec conditions de ressources | 148,52 €",
        "Soit au total 148,52 €",
        "QUOTIENT FAMILIAL : janvier 2026 : 920 €",
        "WAT ATTPAI 050220261255 330.007",
    ), en_tete=("Vos prestations Caf", "Caf de Specimen – 99990 Specimen Cedex 9"))  # fmt: skip


def copie_vitale() -> bytes:
    return simple("Copie des informations contenues dans la carte Vitale", (
        f"Assurée : MARTIN CLAIRE – {CLAIRE.nir_espace}",
        "Bénéficiaires : MARTIN EMMA, MARTIN LUCAS",
        "Ce document n’est pas une attestation de droits. Pensez à la mise à jour de votre carte, une fois par an, en pharmacie ou "
        "à une borne.",
    ), en_tete=("l’Assurance Maladie", "carte Vitale"))  # fmt: skip


def cerfa() -> bytes:
    return simple("Demande d’ouverture des droits à l’assurance maladie", (
        "cerfa N° 15763*02 – S1106",
        "À compléter en lettres capitales. Cochez la case correspondante.",
        "Votre nom : . . . . . . . . . . . . . . . . . . Vos prénoms : . . . . . . . . . . . . . .",
        "[ ] vous travaillez   [ ] vous ne travaillez pas",
        "Pièces à joindre : voir la notice. Signature du demandeur :",
        "La loi rend passible d’amende quiconque se rend coupable de fausse déclaration.",
    ), en_tete=("Assurance Maladie", "Formulaire à remplir"))  # fmt: skip


def facture() -> bytes:
    return simple("Facture n° 2026-0118", (
        "Réparation d’une chaudière – Intervention du 14/01/2026",
        "Main-d’œuvre | 2 h | 96,00 €",
        "Pièce | 1 | 42,00 €",
        "Total TTC : 151,80 €",
    ), en_tete=("Chauffage Exemple", "99999 Specimen-sur-Seine"))  # fmt: skip


def embarquement() -> bytes:
    return simple("Carte d’embarquement", (
        "MARTIN/CLAIRE MRS – Vol XX 0000 – Paris → Lisbonne".replace("→", "-"),
        "Date 19 DEC 2026 – Porte 22 – Siège 14C",
    ), en_tete=("Exemple Air",))  # fmt: skip


# --- Fichiers abîmés et images

PAGE_DE_CONNEXION = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Connexion - compte ameli</title></head>
<body><main><h1>Connexion à mon compte</h1>
<p>Votre session a expiré. Veuillez vous reconnecter.</p>
<form action="https://assure.ameli.fr/connexioncompte" method="post">
<label>Mon numéro de sécurité sociale <input name="num"></label>
<label>Mon code <input type="password" name="mdp"></label>
<button>Se connecter</button></form></main></body></html>
"""


def numerise(pdf: bytes) -> bytes:
    """A page as a flatbed scanner gives it: a slightly crooked picture without text."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=1.1).to_pil().convert("L")
    image = image.rotate(0.8, expand=False, fillcolor=250).filter(ImageFilter.GaussianBlur(0.5))
    flux = io.BytesIO()
    image.save(flux, "JPEG", quality=38)
    f = Feuille("Scanner Exemple")
    from reportlab.lib.utils import ImageReader

    f.c.drawImage(ImageReader(io.BytesIO(flux.getvalue())), 0, 0, WIDTH, HEIGHT)
    f.c.showPage()
    return f.fin()


def photo() -> bytes:
    """A holiday picture."""
    image = Image.new("RGB", (640, 420), (150, 190, 230))
    d = ImageDraw.Draw(image)
    d.ellipse((470, 40, 550, 120), fill=(255, 236, 170))
    d.polygon([(0, 300), (180, 130), (330, 300)], fill=(96, 120, 110))
    d.polygon([(200, 300), (420, 160), (640, 300)], fill=(78, 104, 96))
    d.rectangle((0, 290, 640, 420), fill=(60, 120, 160))
    flux = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1)).save(flux, "JPEG", quality=60)
    return flux.getvalue()


def zip_de(membres: dict[str, bytes]) -> bytes:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in membres.items():
            archive.writestr(zipfile.ZipInfo(nom, (2025, 1, 9, 18, 30, 0)), contenu)
    return flux.getvalue()


# --- Le dossier

R, A, N = "releve-remboursements", "attestation-droits", "notification"


@dataclass(frozen=True)
class Attendu:
    """What the program should say of one document, by the contract, not by its rules."""

    path: str
    status: str
    kind: str | None = None
    period: tuple[str, str] | None = None
    person: str | None = None
    source_pages: tuple[int, ...] | None = None


class Dossier:
    """The files and what is expected of them."""

    def __init__(self) -> None:
        self.fichiers: dict[str, bytes] = {}
        self.attendus: list[Attendu] = []

    def pose(self, nom: str, contenu: bytes, *attendus: tuple) -> None:
        self.fichiers[nom] = contenu
        for status, *reste in attendus or [("unrelated",)]:
            self.attendus.append(Attendu(nom, status, *reste))

    def releve(
        self, nom: str, contenu: bytes, annee: int, mois: int, status: str = "recognised"
    ) -> None:
        self.pose(nom, contenu, (status, R, mois_entier(annee, mois), "MARTIN Claire"))


def mois_entier(annee: int, mois: int) -> tuple[str, str]:
    return f"{annee}-{mois:02}-01", fin_du_mois(annee, mois).isoformat()


def dossier() -> Dossier:
    d = Dossier()
    _releves(d)
    _attestations(d)
    _ressemblants(d)
    _abimes(d)
    return d


def _releves(d: Dossier) -> None:
    d.releve("Santé/2024/releve_2024-08.pdf", releve_ancien(2024, 8), 2024, 8)
    d.releve("document (7).pdf", releve_ancien(2024, 11), 2024, 11)
    d.releve("Santé/2024/Releve.pdf", releve_ancien(2024, 12, pages=2), 2024, 12)
    nfd = unicodedata.normalize("NFD", "Relevé mensuel janvier 2025.pdf")
    d.releve(nfd, releve_moderne(2025, 1), 2025, 1)
    d.releve("releve (1).pdf", releve_moderne(2025, 2), 2025, 2)
    d.releve("20250402_ameli.pdf", releve_moderne(2025, 3), 2025, 3)
    avril = releve_moderne(2025, 4)
    d.releve("releve.pdf", avril, 2025, 4)
    d.releve("releve - Copie.pdf", avril, 2025, 4, "duplicate")
    d.releve("Relevé mai 2025.pdf", releve_moderne(2025, 5), 2025, 5)
    again = releve_moderne(2025, 5, edition=date(2026, 9, 17))
    d.releve("Relevé mai 2025 (1).pdf", again, 2025, 5, "duplicate")
    d.releve("releve (3).pdf", releve_moderne(2025, 7, pages=3), 2025, 7)
    d.releve(
        "20251104_ameli_remboursement_soins_61.15EUR.pdf",
        releve_espace(2025, 10, pages=2),
        2025,
        10,
    )
    d.releve("releve (5).pdf", releve_espace(2025, 11), 2025, 11)
    d.releve("releve decembre.pdf", releve_espace(2025, 12), 2025, 12)
    d.releve("releve decembre (corrigé).pdf", releve_espace(2025, 12, sel="corrige"), 2025, 12)
    d.releve("releve (6).pdf", releve_moderne(2026, 1, pages=3, perdues=(3,)), 2026, 1)
    f = Feuille()
    releve_moderne(2026, 3, f=f)
    releve_moderne(2026, 4, f=f)
    d.pose(
        "releves mars-avril 2026.pdf", f.fin(),
        ("recognised", R, mois_entier(2026, 3), "MARTIN Claire", (1,)),
        ("recognised", R, mois_entier(2026, 4), "MARTIN Claire", (2,)),
    )  # fmt: skip
    d.releve("scan0007.pdf", releve_espace(2026, 5), 2026, 5)
    d.releve("PDFServletReleveMensuel.dopdf", releve_moderne(2026, 6), 2026, 6)
    d.releve("releve (8).pdf", releve_moderne(2026, 7), 2026, 7)
    d.releve("releve (9).pdf", releve_espace(2026, 8), 2026, 8)
    d.releve("releve (10).pdf", releve_moderne(2026, 9), 2026, 9)
    d.releve("releve (11).pdf", releve_moderne(2026, 10, pages=2), 2026, 10)
    d.pose("releve Julien.pdf", releve_moderne(2026, 9, qui=JULIEN),
           ("recognised", R, mois_entier(2026, 9), "MARTIN Julien"))  # fmt: skip
    boite = "attestations et relevés 2024.zip"
    d.fichiers[boite] = zip_de({
        "releve_2024-09.pdf": releve_ancien(2024, 9),
        "sous-dossier/releve_2024-10.pdf": releve_ancien(2024, 10, pages=2),
        "__MACOSX/._releve_2024-09.pdf": b"\0" * 120,
    })  # fmt: skip
    for membre, mois in (("releve_2024-09.pdf", 9), ("sous-dossier/releve_2024-10.pdf", 10)):
        d.attendus.append(
            Attendu(f"{boite}!{membre}", "recognised", R, mois_entier(2024, mois), "MARTIN Claire")
        )


def _attestations(d: Dossier) -> None:
    for nom, jour, lettre in (
        ("AttestationDroits_du_16-10-2026.pdf", date(2026, 10, 16), True),
        ("AttestationDroits_du_03-02-2025 (1) (2).pdf", date(2025, 2, 3), False),
    ):
        fin = jour.replace(year=jour.year + 1) - timedelta(days=1)
        validite = (jour.isoformat(), fin.isoformat())
        pages = (1, 2) if lettre else (1,)
        contenu = attestation_droits(jour, lettre=lettre)
        d.pose(nom, contenu, ("recognised", A, validite, "MARTIN Claire", pages))
    f = Feuille()
    releve_fiscal(f)
    attestation_ij(f)
    d.pose(
        "mes_justificatifs.pdf", f.fin(),
        ("recognised", "releve-fiscal", ("2025-01-01", "2025-12-31"), "MARTIN Claire", (1,)),
        ("recognised", "attestation-ij", ("2025-02-03", "2025-02-28"), "MARTIN Claire", (2,)),
    )  # fmt: skip
    for nom, titre, jour, corps in (
        ("20260912_ameli_message_Votre relevé mensuel est disponible_3fa9c.pdf",
         "Votre relevé mensuel est disponible", date(2026, 9, 12),
         ("Votre relevé mensuel d’août 2026 est à votre disposition dans votre compte, rubrique Mes paiements.",)),
        ("20260305_ameli_message_Réponse à votre demande_b71e0.pdf",
         "Réponse à votre demande", date(2026, 3, 5),
         ("Votre attestation de droits à l’assurance maladie est jointe à ce message.", "Pièce jointe : attestation.pdf")),
    ):  # fmt: skip
        d.pose(nom, message(titre, jour, corps), ("recognised", "message"))
    d.pose("courrier CPAM.pdf", courrier(), ("recognised", N))
    d.pose("document.pdf", invitation(), ("unrecognised",))


def _ressemblants(d: Dossier) -> None:
    faux: dict[str, Callable[[], bytes]] = {
        "releve_mutuelle_mars2025.pdf": mutuelle,
        "releve-compte-mars.pdf": banque,
        "attestation salaire.pdf": attestation_salaire,
        "bordereau ij.pdf": bordereau_employeur,
        "relevé paiements amelipro.pdf": praticien,
        "2026-01_caf_attestation_paiement_148.52€.pdf": caf,
        "carte vitale.pdf": copie_vitale,
        "S1106.pdf": cerfa,
        "facture chaudiere.pdf": facture,
        "boarding-pass.pdf": embarquement,
    }
    for nom, trace in faux.items():
        d.pose(nom, trace())
    d.pose("liste de courses.txt", "pain, lait, œufs\n".encode())
    # What every system leaves behind; never listed.
    d.fichiers[".DS_Store"] = b"\0\0\0\1Bud1" + b"\0" * 60
    d.fichiers["desktop.ini"] = b"[.ShellClassInfo]\r\n"
    d.fichiers["Thumbs.db"] = b"\xd0\xcf\x11\xe0" + b"\0" * 60
    d.fichiers["~$attestation.docx"] = b"\5user"


def _abimes(d: Dossier) -> None:
    entier = releve_moderne(2025, 9)
    d.pose("releve_2025-08.pdf", PAGE_DE_CONNEXION.encode(), ("unreadable",))
    d.pose("releve-septembre-2025.pdf", entier[: len(entier) * 6 // 10], ("unreadable",))
    d.pose("Unconfirmed 48213.crdownload", entier[: len(entier) // 2], ("partial",))
    d.pose("attestation.pdf", b"", ("unreadable",))
    d.pose("scan_batch1.pdf", numerise(releve_moderne(2026, 2)), ("unsearchable",))
    d.pose("IMG_1234.jpg", photo(), ("unsearchable",))


#: Required gaps on 2026-11-30, by the contract: (type, kind, month or path).
LACUNES = (
    ("missing", R, "2025-06"),
    ("missing", R, "2025-08"),
    ("missing", R, "2025-09"),
    ("missing", R, "2026-02"),
    ("incomplete", R, "2026-01"),
    ("stale", A, "AttestationDroits_du_16-10-2026.pdf"),
    ("unreadable", None, "releve_2025-08.pdf"),
    ("unreadable", None, "releve-septembre-2025.pdf"),
    ("unreadable", None, "attestation.pdf"),
    ("partial", None, "Unconfirmed 48213.crdownload"),
    ("unsearchable", None, "scan_batch1.pdf"),
    ("unsearchable", None, "IMG_1234.jpg"),
    ("unrecognised", None, "document.pdf"),
)
#: Recommended ones.
CONSEILS = (
    ("missing", R, "2026-11"),
    ("conflict", R, "2025-12"),
    ("other-person", R, "releve Julien.pdf"),
)


def main(racine: Path = HERE) -> None:
    """Write `telechargements/` and `expected.json` below *racine*."""
    d = dossier()
    cible = racine / "telechargements"
    shutil.rmtree(cible, ignore_errors=True)
    for nom, contenu in d.fichiers.items():
        fichier = cible / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(contenu)
    attendus = [
        {
            "path": unicodedata.normalize("NFC", a.path),
            "status": a.status,
            "kind": a.kind,
            "period": a.period and {"start": a.period[0], "end": a.period[1]},
            "person": a.person,
            "source_pages": a.source_pages,
        }
        for a in sorted(d.attendus, key=lambda a: a.path)
    ]
    lacunes = [
        {"type": t, "level": niveau, "kind": k, "about": ou}
        for niveau, liste in (("required", LACUNES), ("recommended", CONSEILS))
        for t, k, ou in liste
    ]
    valeur = {
        "as_of": "2026-11-30",
        "holder": "MARTIN Claire",
        "documents": attendus,
        "gaps": lacunes,
    }
    texte = json.dumps(valeur, ensure_ascii=False, indent=1) + "\n"
    (racine / "expected.json").write_text(texte, encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
