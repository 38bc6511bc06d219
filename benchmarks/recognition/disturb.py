"""What happens to documents between the printer and the downloads folder."""

from random import Random

from .hand import Hand, later
from .paper import Facts
from .producers import HTML
from .sheet import LAYOUT, WORDS, Block, Sheet

PLAIN = "none"
#: What stands in front of a document, and what kinds that page may be called.
IN_FRONT = {
    "cover page": frozenset[str](),
    "covering letter": frozenset({"notification"}),
    "blank page in front": frozenset[str](),
}
FILE = ["words apart", "letters apart", "hidden layer", "rotated", "merged", "watermark"]
FILE += ["browser margins", "decoy footer", "decoy head", "misleading name", "misleading title"]
ALL = [PLAIN, PLAIN, *WORDS, *LAYOUT, *IN_FRONT, *FILE]
#: Look-alikes are never merged: there is nothing true to merge them with.
FOR_LOOKALIKES = [what for what in ALL if what not in {"merged", *IN_FRONT}]
#: Letters that few fonts have.
FAMILIES = {"ligatures": ("Vera",), "U+202F": ("Inter",)}

MISLEADING = {
    "releve_mensuel_mars_2021": "releve-remboursements",
    "Attestation_de_droits": "attestation-droits",
    "attestation_ij_2022": "attestation-ij",
    "releve_fiscal_2019": "releve-fiscal",
    "20210105_ameli_remboursement_soins_17.50EUR": "decompte-paiement",
    "caf_attestation_paiements": "caf-attestation-paiement",
    "releve de carriere": "releve-carriere",
    "notification": "notification",
}
SILENT = ["download", "document (7)", "doc0001", "releve (1)", "Sans titre", "scan_batch1", "print"]
#: Where a browser prints from, by account.
PLACES = {
    "ameli": "https://assure.ameli.fr/PortailAS/appmanager/PortailAS/assure?_nfpb=true",
    "caf": "https://wwwd.caf.fr/wps/myportal/caffr/moncompte",
    "retraite": "https://www.info-retraite.fr/portail-services/",
}
DECOYS = [
    "Votre attestation de droits à l'assurance maladie est valable du 01/01/2021 au 31/12/2021.",
    "Relevé fiscal 2019 : le montant net fiscal est en ligne dans votre compte ameli.",
    "Retrouvez votre relevé mensuel de mars 2020 et votre attestation de paiement d'indemnités "
    "journalières dans votre compte ameli.",
    "Tarifs en vigueur du 01/01/2020 au 31/12/2020. Imprimé n° 2019-03, modèle du 12/02/2018.",
    "Nouveau : votre attestation de paiement Caf et votre relevé de carrière en ligne.",
]


def order(rng: Random, many: int, *, lookalike: bool = False) -> list[str]:
    """What happens to each of so many documents: one in twelve is a scan, the rest in turn."""
    turns: list[str] = []
    while len(turns) < many:
        known = FOR_LOOKALIKES if lookalike else ALL
        turns += rng.sample(known, len(known))
    scan = rng.randrange(12)
    return [
        "scan" if number % 12 == scan % max(1, many) else turns[number] for number in range(many)
    ]


def producer(what: str, wanted: str, here: list[str]) -> str:
    """Some things only a producer told where each word goes can do; one only a browser."""
    if what in ("words apart", "letters apart", "hidden layer"):
        return "reportlab"
    if what == "decomposed accents" and wanted not in HTML:
        return next((name for name in here if name in HTML), wanted)
    if what == "browser margins" and "chromium" in here:
        return "chromium"
    return wanted


def names(what: str, group: str, rng: Random) -> tuple[str, str]:
    """The title in the metadata, and the name of the file."""
    false = rng.choice([name for name, kind in MISLEADING.items() if kind != group])
    silent = rng.choice(SILENT)
    if what == "misleading title":
        return false.replace("_", " "), f"{silent}.pdf"
    misled = what == "misleading name" or (group == "look-alikes" and rng.random() < 0.4)
    return rng.choice(["", "", "untitled", "Microsoft Word - Document1"]), (
        f"{false} (1).pdf" if misled else f"{silent}.pdf"
    )


def apply(
    what: str, sheets: tuple[Sheet, ...], facts: Facts, account: str, rng: Random
) -> tuple[Sheet, ...]:
    """The sheets after what happened to them; `account` is where a browser printed them."""
    if what in WORDS:
        change = WORDS[what]
        return tuple(tuple(block.map(change) for block in sheet) for sheet in sheets)
    if what in LAYOUT:
        return tuple(map(LAYOUT[what], sheets))
    if what == "watermark":
        mark = Block("watermark", ((rng.choice(["COPIE", "DUPLICATA", "ORIGINAL"]),),))
        return tuple((mark, *sheet) for sheet in sheets)
    if what == "browser margins":
        return _browser(sheets, facts, account, rng)
    if what == "decoy footer":
        decoy = Block("foot", ((rng.choice(DECOYS),),))
        return tuple((*sheet, decoy) for sheet in sheets)
    if what == "decoy head":
        # Below the title, where one reads first.
        return tuple(_below_title(sheet, rng.choice(DECOYS)) for sheet in sheets)
    return sheets


def _below_title(sheet: Sheet, words: str) -> Sheet:
    at = next((n for n, block in enumerate(sheet, 1) if block.role == "title"), len(sheet))
    return (*sheet[:at], Block("text", ((words,),)), *sheet[at:])


def _browser(
    sheets: tuple[Sheet, ...], facts: Facts, account: str, rng: Random
) -> tuple[Sheet, ...]:
    """Date and title above, address and page below, as browsers print."""
    printed = later(facts.issued, rng.randint(1, 9)).replace(day=rng.randint(1, 28))
    head = Block("text", ((f"{printed:%d/%m/%Y} {rng.randint(8, 22)}:07      Mon compte",),))
    address = PLACES.get(account, f"https://www.mon-espace.example/documents/{rng.randrange(9999)}")
    many = len(sheets)
    return tuple(
        (head, *sheet, Block("foot", ((f"{address}      {n}/{many}",),)))
        for n, sheet in enumerate(sheets, 1)
    )


def in_front(what: str, facts: Facts, rng: Random) -> Sheet:
    """A page that somebody put before the document."""
    if what == "blank page in front":
        return (Block("gap", ()),)
    who = facts.who
    if what == "cover page":
        words = ["DOSSIER", f"{who.given} {who.surname}", "Pièces justificatives", "Classeur 2"]
        return (Block("title", tuple((line,) for line in words)),)
    hand = Hand.pick(rng)
    fund = facts.home.fund[0]
    lines = [
        "l'Assurance Maladie" if fund.startswith("C") else fund,
        fund,
        f"Le {hand.day(facts.issued)}",
        "Objet : votre demande",
        "Madame, Monsieur,",
        "Vous trouverez ci-joint le document que vous nous avez demandé.",
        "Avec toute mon attention,",
        "Le directeur",
    ]
    return (Block("text", tuple((line,) for line in lines)),)
