"""The documents of one evaluation, and the truth about each file."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pikepdf

from . import canvas, disturb, producers
from .hand import Hand, later, month_span
from .paper import Days, Facts, Filled, fill, forms
from .people import household
from .sheet import Sheet

Periods = tuple[Days | None, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of the contract.

    Attributes:
        account: Whose checklist asks for it.
        period: What its period is: `month`, `validity`, `leave`, `year`; `day` of issue or
            none; or `free`, where the contract leaves open which of the printed days it is.
        share: How many of it, compared with the others.
        anyone: Whether it is made out to members of the family, too.
    """

    account: str
    period: str
    share: float = 1
    anyone: bool = False


KINDS = {
    "releve-remboursements": Kind("ameli", "month", 4),
    "attestation-droits": Kind("ameli", "validity", 2),
    "attestation-ij": Kind("ameli", "leave", 2),
    "releve-fiscal": Kind("ameli", "year", 1.5),
    "decompte-paiement": Kind("ameli", "day"),
    "attestation-c2s": Kind("ameli", "validity", anyone=True),
    "attestation-ald": Kind("ameli", "validity"),
    "ceam": Kind("ameli", "validity", anyone=True),
    "pension-invalidite": Kind("ameli", "free"),
    "rente-atmp": Kind("ameli", "free"),
    "medecin-traitant": Kind("ameli", "day"),
    "maternite": Kind("ameli", "free"),
    "carte-vitale": Kind("ameli", "day"),
    "notification": Kind("ameli", "free"),
    "message": Kind("ameli", "day", 1.5),
    "fin-de-droits": Kind("ameli", "free"),
    "e104": Kind("ameli", "free"),
    "s1": Kind("ameli", "free", anyone=True),
    "transfert-residence": Kind("ameli", "free"),
    "caf-attestation-paiement": Kind("caf", "month", 1.5),
    "caf-attestation-qf": Kind("caf", "month"),
    "caf-releve": Kind("caf", "month"),
    "releve-carriere": Kind("retraite", "free", 1.5),
    "retraite-attestation-paiement": Kind("retraite", "month"),
    "retraite-attestation-fiscale": Kind("retraite", "year"),
}
ACCOUNTS = ("ameli", "caf", "retraite")
#: Letters of one of the kinds below that are a `notification` just as well.
ALSO_LETTERS = {
    "rente-atmp: notification of rate",
    "pension-invalidite: title deed",
    "medecin-traitant: letter",
    "carte-vitale: order",
    "maternite: calendar",
    "attestation-c2s: decision",
    "attestation-c2s: granted",
    "attestation-ald: full cover letter",
    "pension-invalidite: revision",
    "rente-atmp: capital",
    "medecin-traitant: change",
    "maternite: cover",
    "carte-vitale: arrival",
    "carte-vitale: acknowledgement",
    "transfert-residence: answer of the fund",
    "rente-atmp: third hand",
    "attestation-ald: third hand",
}
#: Forms that serve a second requirement.
ALSO = {
    "caf-attestation-paiement: with the quotient": ("caf-attestation-qf",),
    "caf-attestation-paiement: whole household": ("caf-attestation-qf",),
}
#: Look-alikes that some kind of the contract may fairly claim.
FAIR = {
    "card copy": {"carte-vitale"},
    "complementary pension": {"retraite-attestation-paiement"},
}

ISSUED = frozenset({"issued", "words", "shortissued"})
BY_MONTH = frozenset({"month", "Month", "MONTH", "ofmonth", "shortmonth", "mm"})
SPANS = frozenset({"span", "start", "end"}) | BY_MONTH
NAMES = frozenset({"full", "list", "LIST", "caps", "given"})


@dataclass(frozen=True, slots=True)
class Truth:
    """One document inside a file.

    Attributes:
        kind: What it is; `None` for a look-alike.
        periods: What may be said of its days; holds `None` where silence is right.
        issued: When it was made out; `None` where that is not printed.
        person: Family name, then given names; `None` where not printed.
        pages: Of the file, counted from 1; `None` where opinions may differ.
        also: Kinds that it serves besides.
        letter: Whether `notification` is as good a name for it.
    """

    kind: str | None
    periods: Periods = (None,)
    issued: date | None = None
    person: str | None = None
    pages: tuple[int, ...] | None = None
    also: tuple[str, ...] = ()
    letter: bool = False

    @property
    def kinds(self) -> tuple[str | None, ...]:
        """What it may be called."""
        return (self.kind, "notification") if self.letter else (self.kind,)


@dataclass(frozen=True, slots=True)
class Case:
    """One file.

    Attributes:
        path: Below the folder of the evaluation; its first part is the account.
        group: Row of the table.
        form: Layout or look-alike.
        disturbance: What was done to it.
        extras: Kinds of further entries that do no harm, e.g. of a covering letter.
        key: Seeds what chance decides while it is drawn.
        job: What is to be drawn.
    """

    path: str
    group: str
    form: str
    disturbance: str
    producer: str
    truths: tuple[Truth, ...]
    extras: frozenset[str]
    key: str
    job: producers.Job | None = None

    @property
    def scan(self) -> bool:
        return self.disturbance in ("scan", "photo")


# --- What each is about


def facts_for(kind: Kind, rng: Random) -> Facts:
    home = household(rng)
    who = rng.choice([home.holder, *home.family]) if kind.anyone else home.holder
    begin = later(date(2026, 10, 1), -rng.randint(1, 45))
    days = _days(kind.period, begin, rng)
    issued = days[1] + timedelta(days=rng.choice([1, 2, 3, 6, 20, 70]))
    if kind.period == "validity":
        issued = days[0] + timedelta(days=rng.choice([0, 0, 1, 3]))
    return Facts(home, days, issued, who)


def _days(period: str, begin: date, rng: Random) -> Days:
    if period == "year":
        return date(begin.year - 1, 1, 1), date(begin.year - 1, 12, 31)
    if period == "validity":
        start = begin + timedelta(days=rng.choice([0, 0, 3, 14]))
        return start, start + timedelta(days=rng.choice([364, 364, 181, 89]))
    if period == "leave":
        start = begin - timedelta(days=rng.randint(0, 900))
        return start, start + timedelta(days=rng.choice([6, 20, 45, 118, 300]))
    if period == "month" and rng.random() < 0.15:
        start = begin + timedelta(days=rng.choice([4, 10, 14]))
        return start, start + timedelta(days=rng.choice([14, 15, 30]))
    return month_span(begin.year, begin.month)


def truth_of(name: str, form: str, filled: Filled, facts: Facts) -> Truth:
    kind, days, day = KINDS[name], facts.days, (facts.issued, facts.issued)
    periods: Periods = (days,)
    if kind.period == "free":
        periods = (None, days, day, (days[0], days[0]), (days[1], days[1]))
    elif kind.period == "day":
        periods = (None, day)
    elif not filled.used & (SPANS | {"year"}):
        periods = (None,)
    return Truth(
        kind=name,
        periods=periods,
        # The detail of a payment says when it was paid, not when it was printed.
        issued=facts.issued if filled.used & ISSUED and name != "decompte-paiement" else None,
        person=filled.person.printed if filled.used & NAMES else None,
        also=ALSO.get(f"{name}: {form}", ()),
        letter=f"{name}: {form}" in ALSO_LETTERS,
    )


# --- The files


def plan(
    seed: int, per_kind: int, only: str | None = None, *, paper: str | None = None
) -> list[Case]:
    """All cases, always the same for a seed and the producers of a machine.

    With *paper* each of them is a `scan`, half of those with one page a JPEG, or a `photo`.
    """
    here = [turn for turn in producers.TURNS if turn in producers.available()]
    cases: list[Case] = []
    for row, (name, kind) in enumerate(KINDS.items()):
        if only in (None, name):
            many = max(1, round(per_kind * kind.share))
            turns = [paper] * many if paper else disturb.order(Random(f"{seed}:{name}"), many)
            for number, what in enumerate(turns):
                key = f"{seed}:{name}:{number}"
                cases.append(_document(name, number, row, (what, here, key)))
    if only in (None, "look-alikes"):
        looks = list(forms("lookalikes"))
        many = max(1, per_kind // 6) * len(looks)
        turns = disturb.order(Random(f"{seed}:looks"), many, lookalike=True)
        turns = [paper] * many if paper else turns
        for number, what in enumerate(turns):
            form = looks[number % len(looks)]
            cases.append(_lookalike(form, number, (what, here, f"{seed}:look:{number}")))
    return cases


#: A disturbance, the producers of this machine, and the seed of one document.
Chance = tuple[str, list[str], str]


def _document(name: str, number: int, row: int, chance: Chance) -> Case:
    what, here, key = chance
    rng = Random(key)
    form = _form(name, number)
    filled, facts = _filled(name, form, rng)
    truth = truth_of(name, form, filled, facts)
    sheets, truths, extras = filled.sheets, [truth], frozenset[str]()
    if what == "merged":
        sheets, truths = _merge(name, filled, truth, rng)
    elif what in disturb.IN_FRONT:
        sheets = (disturb.in_front(what, facts, rng), *sheets)
        extras = disturb.IN_FRONT[what]
    else:
        truths = [replace(truth, pages=tuple(range(1, len(sheets) + 1)))]
    blank = Case(
        path=f"{KINDS[name].account}/{row:02}-{number:03}",
        group=name,
        form=form,
        disturbance=what,
        producer=disturb.producer(what, here[(number + row) % len(here)], here),
        truths=tuple(truths),
        extras=extras,
        key=key,
    )
    return _ready(blank, disturb.apply(what, sheets, facts, KINDS[name].account, rng))


def drawn(name: str, what: str, key: str, folder: Path) -> Case:
    """One document of a kind with one disturbance, made with reportlab; for tests."""
    canvas.register()
    return _draw(_document(name, 0, 0, (what, ["reportlab"], key)), folder)


def _form(name: str, number: int) -> str:
    """In turn, one further with each dozen, so that a scan is not always of the same form."""
    known = list(forms(name))
    return known[(number + number // 12) % len(known)]


def _filled(name: str, form: str, rng: Random) -> tuple[Filled, Facts]:
    facts = facts_for(KINDS[name], rng)
    hand = Hand.pick(rng)
    filled = fill(forms(name)[form], facts, hand, rng)
    month = month_span(facts.days[0].year, facts.days[0].month)
    if KINDS[name].period == "month" and filled.used & BY_MONTH and facts.days != month:
        # It names a month: then it is about that month.
        late = month[1] + timedelta(days=3)
        facts = replace(facts, days=month, issued=max(facts.issued, late))
        filled = fill(forms(name)[form], facts, hand, rng)
    return filled, facts


def _merge(
    name: str, filled: Filled, truth: Truth, rng: Random
) -> tuple[tuple[Sheet, ...], list[Truth]]:
    """Two documents of one account in one file, in either order."""
    near = [k for k, kind in KINDS.items() if kind.account == KINDS[name].account and k != name]
    other = rng.choice(near)
    form = rng.choice(list(forms(other)))
    second, facts = _filled(other, form, rng)
    pairs = [(filled, truth), (second, truth_of(other, form, second, facts))]
    if rng.random() < 0.5:
        pairs.reverse()
    sheets: tuple[Sheet, ...] = ()
    truths: list[Truth] = []
    for part, true in pairs:
        first = len(sheets) + 1
        sheets += part.sheets
        truths.append(replace(true, pages=tuple(range(first, len(sheets) + 1))))
    return sheets, truths


def _lookalike(form: str, number: int, chance: Chance) -> Case:
    what, here, key = chance
    rng = Random(key)
    facts = facts_for(Kind("ameli", rng.choice(["month", "validity", "year"])), rng)
    filled = fill(forms("lookalikes")[form], facts, Hand.pick(rng), rng)
    fair = frozenset(FAIR.get(form, ()))
    blank = Case(
        path=f"lookalikes/{number:03}",
        group="look-alikes",
        form=form,
        disturbance=what,
        producer=disturb.producer(what, here[number % len(here)], here),
        truths=(Truth(None),),
        extras=fair,
        key=key,
    )
    return _ready(blank, disturb.apply(what, filled.sheets, facts, "", rng))


def _ready(case: Case, sheets: tuple[Sheet, ...]) -> Case:
    """With its name, its font and its sheets."""
    rng = Random(case.key + ":look")
    title, name = disturb.names(case.disturbance, case.group, rng)
    wanted = rng.sample(["Helvetica", "Times", "Courier", "Inter", "Vera"], 5)
    job = producers.Job(
        sheets=sheets,
        producer=case.producer,
        families=disturb.FAMILIES.get(case.disturbance) or tuple(wanted),
        apart={"words apart": "words", "letters apart": "letters"}.get(case.disturbance, ""),
        title=title,
        style=rng.randrange(9),
        hidden=case.disturbance == "hidden layer",
    )
    return replace(case, path=f"{case.path}/{name}", job=job)


# --- Drawing


def draw(cases: list[Case], folder: Path, workers: int) -> Iterator[Case]:
    """Make every file; yields the cases, with pages unknown where a producer broke them anew."""
    with ProcessPoolExecutor(workers, initializer=canvas.register) as pool:
        yield from pool.map(_draw, cases, [folder] * len(cases), chunksize=4)


def _draw(case: Case, folder: Path) -> Case:
    path = folder / case.path
    path.parent.mkdir(parents=True, exist_ok=True)
    producers.make(case.job, path)
    if case.disturbance == "rotated":
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            for page in pdf.pages:
                page.rotate(90, relative=True)
            pdf.save(path, deterministic_id=True)
    with pikepdf.open(path) as pdf:
        as_planned = len(pdf.pages) == len(case.job.sheets)
    if case.scan:
        worn = producers.scanned if case.disturbance == "scan" else producers.photographed
        made = worn(path, Random(f"{case.key}:{case.disturbance}"))
        case = replace(case, path=f"{case.path.rpartition('/')[0]}/{made.name}")
    if as_planned:
        return case
    return replace(case, truths=tuple(replace(t, pages=None) for t in case.truths))
