"""Statements with tables of any layout, drawn letter by letter, and what stands in them.

Made apart from the benchmark's papers: who reads only one hand's tables has learnt that hand.
"""

import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parents[1] / "archiver/data/fonts"

CENT = Decimal("0.01")
ACTS = (
    ("CONSULTATION MEDECIN TRAITANT", "G", 70),
    ("Consultation spécialiste", "CS", 70),
    ("PHARMACIE 65 %", "PH7", 65),
    ("Pharmacie", "PH4", 30),
    ("Soins infirmiers", "AMI 4", 60),
    ("ANALYSES DE BIOLOGIE MEDICALE", "B 120", 60),
    ("Masso-kinésithérapie 12 séances", "AMS 7,5", 60),
    ("Optique : monture + 2 verres", "OPT", 60),
    ("Forfait 24 €", "FJ", 80),
    ("Prothèse dentaire dent 36", "SPR50", 70),
    ("Hospitalisation du mois", "PJ", 80),
    ("Vaccin 2024/2025", "VAC", 100),
)
TAKEN = ("Participation forfaitaire", "FRANCHISE MEDICALE", "Franchise sur boîte de médicament",
         "participation forfaitaire (PFH)")  # fmt: skip
HEADS = {
    "day": ("Date", "Date des soins", "Dates", "Soins du"),
    "who": ("Bénéficiaire", "Pour", "Bénéf."),
    "label": ("Nature des prestations", "Acte", "Nature des soins", "Désignation"),
    "code": ("Code", "Code acte"),
    "paid": ("Montant payé", "Dépense", "Montant des soins"),
    "base": ("Base", "Base du remboursement", "Base de remboursement"),
    "rate": ("Taux", "Tx"),
    "amount": ("Montant versé", "Remboursé", "Montant remboursé", "Versé"),
}
ORDERS = (
    ("day", "label", "paid", "base", "rate", "amount"),
    ("day", "who", "label", "paid", "base", "rate", "amount"),
    ("who", "day", "label", "base", "rate", "amount"),
    ("label", "day", "paid", "base", "rate", "amount"),
    ("day", "label", "code", "base", "rate", "amount"),
    ("day", "who", "label", "code", "paid", "base", "rate", "amount"),
    ("day", "label", "who", "base", "rate", "amount"),
    ("day", "label", "base", "rate", "paid", "amount"),
    ("day", "label", "rate", "base", "amount"),
    ("day", "label", "paid", "rate", "amount"),
    ("day", "label", "amount"),
    ("day", "label", "paid", "amount"),
)
DAYS = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %m %y", "%d-%m-%Y", "%d %m %Y")
MINUS = ("- ", "-", "−", "− ", "\u2013 ")
BLANKS = (" ", "\u00a0", "\u202f")
TOTALS = ("Total versé", "TOTAL", "Total remboursé", "Total des remboursements", "")
UNITS = ("", " €", "€", "\u00a0€", "\u202f€", " euros")


@dataclass(frozen=True)
class Act:
    """One row, as true as it is drawn."""

    day: date
    label: str
    code: str
    who: str
    amount: Decimal
    paid: Decimal | None = None
    base: Decimal | None = None
    rate: int | None = None


@dataclass
class Look:
    """The layout of one document."""

    order: tuple[str, ...]
    day: str
    minus: str
    blank: str
    unit: str
    percent: str
    size: float
    wrap: bool
    centred: bool
    by_cell: str
    per_page: int
    report: bool
    person_blocks: bool
    payments: int
    total: str
    deduction_in: tuple[str, ...] = ("amount",)
    heads: dict[str, str] = field(default_factory=dict)

    def money(self, value):
        sign = self.minus if value < 0 else ""
        text = f"{abs(value):,.2f}".replace(",", self.blank).replace(".", ",")
        return sign + text + self.unit

    def cell(self, act, column):
        value = getattr(act, column)
        if value is None:
            return ""
        if column == "day":
            return value.strftime(self.day)
        if column == "rate":
            return f"{value}{self.percent}"
        return self.money(value) if isinstance(value, Decimal) else value


def acts(rng, many):
    """Acts of care, each followed by what is taken off it at times."""
    people = rng.sample(["Claire", "Émile", "Jean-Noël", "Mai Linh", "Zoé"], rng.randint(1, 3))
    found = []
    for _ in range(many):
        label, code, rate = rng.choice(ACTS)
        base = Decimal(rng.choice([rng.randint(100, 9000), rng.randint(9000, 400_000)])) * CENT
        who = rng.choice(people)
        day = date(2024, 3, 1) + timedelta(days=rng.randint(-90, 30))
        amount = (base * rate / 100).quantize(CENT)
        paid = base + Decimal(rng.choice([0, 0, rng.randint(1, 5000)])) * CENT
        found.append(Act(day, label, code, who, amount, paid, base, rate))
        if rng.random() < 0.3:
            off = Decimal(rng.choice(["-1.00", "-2.00", "-0.50", "-4.00"]))
            found.append(Act(day, rng.choice(TAKEN), "", who, off))
    return found


def look(rng, *, order=None):
    return Look(
        order=order or rng.choice(ORDERS),
        day=rng.choice(DAYS),
        minus=rng.choice(MINUS),
        blank=rng.choice(BLANKS),
        unit=rng.choice(UNITS),
        percent=rng.choice([" %", "%", "\u00a0%", "\u202f%"]),
        size=rng.choice([7.5, 8.5, 9.0]),
        wrap=rng.random() < 0.3,
        centred=rng.random() < 0.3,
        by_cell=rng.choice(["rows", "rows", "columns", "backwards", "words"]),
        per_page=rng.choice([5, 8, 40, 40]),
        report=rng.random() < 0.4,
        person_blocks=rng.random() < 0.3,
        payments=rng.choice([0, 1, 1, 2]),
        total=rng.choice(TOTALS),
        heads={column: rng.choice(words) for column, words in HEADS.items()},
    )


def draw(
    rows, shape, *, leave_out=(), lose_page=None, title="Relevé mensuel de vos remboursements"
):
    """The statement as a PDF.

    Args:
        leave_out: Places in *rows* that are not drawn though the totals know of them.
        lose_page: Which page to leave away, counted from 0.
    """
    if "F" not in _ready:
        registerFont(TTFont("F", str(FONTS / "Inter-Regular.ttf")))
        _ready.add("F")
    shown = [row for place, row in enumerate(rows) if place not in leave_out]
    if shape.person_blocks and "who" not in shape.order:
        shown.sort(key=lambda row: row.who)
    chunks = [shown[n : n + shape.per_page] for n in range(0, len(shown), shape.per_page)] or [[]]
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    for number in range(len(chunks)):
        if number != lose_page:
            _page(canvas, shape, number, chunks, rows)
            canvas.showPage()
    canvas.save()
    return stream.getvalue()


_ready: set[str] = set()


def _page(canvas, shape, number, chunks, rows):
    many = len(chunks)
    y = 800.0
    for line in ("l’Assurance Maladie", "CPAM de Seine-Exemple", "Madame Claire MARTIN",
                 "N° de sécurité sociale : 2 85 05 99 999 001",
                 "Relevé mensuel de vos remboursements",
                 "Période du 01/03/2024 au 31/03/2024"):  # fmt: skip
        canvas.setFont("F", 10)
        canvas.drawString(40, y, line)
        y -= 15
    before = sum((row.amount for chunk in chunks[:number] for row in chunk), Decimal(0))
    pieces = []
    if number and shape.report:
        pieces.append((40, y, f"Report : {shape.money(before)}"))
        y -= 15
    widths = _widths(shape)
    y = _row(pieces, [shape.heads[c] for c in shape.order], widths, y, shape, head=True)
    who = None
    for row in chunks[number]:
        if shape.person_blocks and "who" not in shape.order and row.who != who:
            who = row.who
            pieces.append((40, y, f"pour {who.upper()} né(e) le 04/05/1985"))
            y -= 14
        y = _row(pieces, [shape.cell(row, c) for c in shape.order], widths, y, shape)
    y -= 6
    if number + 1 < many and shape.report:
        so_far = before + sum((row.amount for row in chunks[number]), Decimal(0))
        pieces.append((40, y, f"À reporter : {shape.money(so_far)}"))
    if number + 1 == many:
        for line in _foot(shape, rows):
            pieces.append((40, y, line))
            y -= 14
    pieces.append((480, 25, f"Page {number + 1}/{many}"))
    _put(canvas, pieces, shape)


def _foot(shape, rows):
    total = sum((row.amount for row in rows), Decimal(0))
    if shape.total:
        yield f"{shape.total} : {shape.money(total)}"
    if shape.payments == 1:
        yield f"Virement du 28/03/2024 : {shape.money(total)}"
    elif shape.payments == 2:
        part = (total / 3).quantize(CENT)
        yield f"Virement du 14/03/2024 : {shape.money(part)}"
        yield f"Virement du 28/03/2024 : {shape.money(total - part)}"
    yield "Document à conserver deux ans."


def _widths(shape):
    room = {"day": 62, "who": 55, "label": 150, "code": 50, "rate": 45}
    return [
        room.get(column, 72) * 515 / sum(room.get(c, 72) for c in shape.order)
        for column in shape.order
    ]


def _row(pieces, cells, widths, y, shape, *, head=False):
    wrapped = [_wrapped(c, w - 5, shape) for c, w in zip(cells, widths, strict=True)]
    tall = max(len(lines) for lines in wrapped)
    x = 40.0
    for column, lines, wide in zip(shape.order, wrapped, widths, strict=True):
        top = y - (tall - len(lines)) / 2 * 1.25 * shape.size if shape.centred else y
        for n, line in enumerate(lines):
            right = column in ("paid", "base", "rate", "amount") and not head
            shift = wide - 5 - stringWidth(line, "F", shape.size) if right else 0
            pieces.append((x + shift, top - n * 1.25 * shape.size, line))
        x += wide
    return y - tall * 1.25 * shape.size - 4


def _wrapped(text, room, shape):
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(longer, "F", shape.size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _put(canvas, pieces, shape):
    canvas.setFont("F", shape.size)
    if shape.by_cell == "columns":
        pieces = sorted(pieces, key=lambda piece: (piece[0], -piece[1]))
    elif shape.by_cell == "backwards":
        pieces = pieces[::-1]
    for x, y, text in pieces:
        if shape.by_cell == "words":
            for word in text.split(" "):
                canvas.drawString(x, y, word)
                x += stringWidth(word + " ", "F", shape.size)
        else:
            canvas.drawString(x, y, text)


def case(seed, many=None):
    rng = Random(seed)
    return acts(rng, many or rng.randint(1, 12)), look(rng)
