"""Whole dossiers with known holes: what `archiver check` must say of each, gap by gap.

A dossier starts complete: every month of the window and a fresh attestation. Then things happen
to it, and each of them writes down by itself what has to be told because of it.
"""

import shutil
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pikepdf

from . import canvas, chain, producers
from .corpus import Kind, facts_for
from .hand import Hand, later, month_span
from .paper import Days, Facts, fill, forms
from .people import Household, household, person

SUGGESTED = ("attestation-ij", "releve-fiscal")
RELEVE, RIGHTS = "releve-remboursements", "attestation-droits"
WINDOW = 27  # months, as in the contract
SLACK = 6  # months drawn before the window
#: Months in which accounts are closed here: ends of years, a leap February, long and short ones.
CLOSING = [date(2024, 2, 1), date(2025, 1, 1), date(2025, 12, 1), date(2026, 4, 1)]
CLOSING += [date(2026, 11, 1), date(2027, 3, 1)]
LAYOUTS = ["account, month in a sentence", "month in the title", "two sheets"]
LAYOUTS += ["letter of 2014", "daily allowances among the lines", "listing"]
FALSE_SAFE = "called safe, though it is not"
PAGE = b"<!doctype html><html><title>Connexion</title><p>Votre session a expire.</html>"
Gap = tuple[str, str, str | None, Days | None, str | None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The statements of one household, drawn once and dealt into many dossiers."""

    home: Household
    spouse: Household
    closing: date
    form: str
    hand: Hand
    folder: Path
    producer: str

    def draw(self) -> None:
        for ago in range(0, WINDOW + SLACK + 1):
            month = later(self.closing, -ago)
            for owner in (self.home, self.spouse):
                self.statement(self.path(owner, month), owner, month)

    def path(self, owner: Household, month: date) -> Path:
        return self.folder / owner.holder.nir / f"{month:%Y-%m}.pdf"

    def statement(
        self, path: Path, owner: Household, month: date, *, salt: str = "", **changes: Any
    ) -> None:
        """Of one month; `salt` for other lines, `issued` for the same printed another day."""
        days = changes.get("days") or month_span(month.year, month.month)
        issued = changes.get("issued") or days[1] + timedelta(days=3)
        rng = Random(f"{owner.holder.nir}{month}{salt}")
        form = changes.get("form") or self.form
        filled = fill(forms(RELEVE)[form], Facts(owner, days, issued), self.hand, rng)
        sheets = filled.sheets[: changes.get("sheets", 9)]
        self.make(path, sheets)

    def rights(self, path: Path, owner: Household, issued: date, until: date) -> None:
        form = Random(f"{self.folder}{issued}").choice(list(forms(RIGHTS)))
        facts = Facts(owner, (issued, until), issued)
        self.make(path, fill(forms(RIGHTS)[form], facts, self.hand, Random(str(issued))).sheets)

    def make(self, path: Path, sheets: Any) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        producers.make(producers.Job(sheets, self.producer, ("Helvetica", "Inter")), path)


@dataclass
class Dossier:
    """One folder, and what must be said of it.

    Attributes:
        months: Those of the window whose statement is still the plain file of the start.
        gaps: To be told, whatever else.
        doubtful: Files that are no sound document: type, and whether the name speaks.
        may: Names of files that may be reported, or not.
    """

    name: str
    shelf: Shelf
    as_of: date
    folder: Path
    rng: Random
    months: list[date] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    doubtful: dict[str, tuple[str, bool]] = field(default_factory=dict)
    may: set[str] = field(default_factory=set)
    story: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.folder.mkdir(parents=True)
        first = self.as_of.replace(day=1)
        self.gaps.append(("missing", "recommended", RELEVE, month_span(*ym(first)), None))
        for ago in range(1, WINDOW + 1):
            month = later(first, -ago)
            self.months.append(month)
            shutil.copy(self.shelf.path(self.shelf.home, month), self.folder / self.file(month))

    def file(self, month: date) -> str:
        return f"releve {month:%Y-%m}.pdf"

    def take(self) -> date:
        """A month whose statement goes away."""
        month = self.months.pop(self.rng.randrange(len(self.months)))
        (self.folder / self.file(month)).unlink()
        return month

    def lose(self, month: date) -> None:
        self.gaps.append(("missing", "required", RELEVE, month_span(*ym(month)), None))

    def expected(self) -> list[Gap]:
        """With what the doubtful files come to: any may be the one that is missing."""
        waiting = any(level == "required" for _, level, *_ in self.gaps)
        told = [
            (kind, "required" if speaks or waiting else "note", None, None, name)
            for name, (kind, speaks) in self.doubtful.items()
        ]
        return sorted([*self.gaps, *told], key=str)


def ym(month: date) -> tuple[int, int]:
    return month.year, month.month


# --- What happens to dossiers: each tells what must be said of it


def lost(it: Dossier) -> None:
    it.lose(it.take())


def three_lost(it: Dossier) -> None:
    for _ in range(3):
        it.lose(it.take())


def spouse_instead(it: Dossier) -> None:
    month = it.take()
    it.lose(month)
    _spouse(it, month)


def spouse_besides(it: Dossier) -> None:
    for month in it.rng.sample(it.months, 3):
        _spouse(it, month)


def _spouse(it: Dossier, month: date) -> None:
    name = f"autre {month:%Y-%m}.pdf"
    if not (it.folder / name).exists():
        shutil.copy(it.shelf.path(it.shelf.spouse, month), it.folder / name)
        it.gaps.append(("other-person", "recommended", RELEVE, month_span(*ym(month)), name))


def cut_short(it: Dossier) -> None:
    month = it.take()
    it.lose(month)
    whole = it.shelf.path(it.shelf.home, month).read_bytes()
    _spoilt(it, f"releve_mensuel_{month:%Y-%m}.pdf", whole[: len(whole) * 2 // 5], "unreadable")


def web_page(it: Dossier) -> None:
    month = it.take()
    it.lose(month)
    _spoilt(it, f"releve_mensuel_{month:%Y-%m}.pdf", PAGE, "unreadable")


def empty(it: Dossier) -> None:
    it.lose(it.take())
    _spoilt(it, "document (3).pdf", b"", "unreadable", speaks=False)


def unfinished(it: Dossier) -> None:
    month = it.take()
    it.lose(month)
    whole = it.shelf.path(it.shelf.home, month).read_bytes()
    _spoilt(it, f"Releve mensuel {month:%Y-%m}.pdf.crdownload", whole[:900], "partial")


def garbage(it: Dossier) -> None:
    """A damaged file whose name says nothing: a note, unless something is missing."""
    _spoilt(it, "vacances.pdf", b"%PDF-1.7\n" + it.rng.randbytes(3000), "unreadable", speaks=False)


def speaking_garbage(it: Dossier) -> None:
    junk = b"%PDF-1.7\n" + it.rng.randbytes(3000)
    _spoilt(it, "ameli_releve_mensuel (1).pdf", junk, "unreadable")


def _spoilt(it: Dossier, name: str, data: bytes, kind: str, *, speaks: bool = True) -> None:
    (it.folder / name).write_bytes(data)
    it.doubtful[name] = (kind, speaks)


def locked(it: Dossier) -> None:
    month = it.take()
    it.lose(month)
    name = f"releve_mensuel_{month:%Y-%m}.pdf"
    with pikepdf.open(it.shelf.path(it.shelf.home, month)) as pdf:
        pdf.save(it.folder / name, encryption=pikepdf.Encryption(user="x", owner="y"))
    it.doubtful[name] = ("unreadable", True)


def page_lost(it: Dossier) -> None:
    month = it.take()
    name = f"page {month:%Y-%m}.pdf"
    it.shelf.statement(it.folder / name, it.shelf.home, month, form="two sheets", sheets=1)
    it.gaps.append(("incomplete", "required", RELEVE, month_span(*ym(month)), name))


def too_short(it: Dossier) -> None:
    month = it.take()
    it.lose(month)
    days = (month.replace(day=5), month.replace(day=20))
    path = it.folder / f"court {month:%Y-%m}.pdf"
    it.shelf.statement(path, it.shelf.home, month, days=days, form="letter of 2014")


def two_versions(it: Dossier) -> None:
    month = it.months.pop()
    path = it.folder / f"bis {month:%Y-%m}.pdf"
    it.shelf.statement(path, it.shelf.home, month, salt="other")
    it.gaps.append(("conflict", "recommended", RELEVE, month_span(*ym(month)), None))


def copies(it: Dossier) -> None:
    for _ in range(4):
        month = it.months.pop(it.rng.randrange(len(it.months)))  # what is lost later has no copy
        shutil.copy(it.folder / it.file(month), it.folder / f"releve {month:%Y-%m} (1).pdf")


def again(it: Dossier) -> None:
    """The same statement printed another day: other bytes, the same document."""
    month = it.months.pop(0)
    issued = month_span(*ym(month))[1] + timedelta(days=40)
    it.shelf.statement(it.folder / f"ter {month:%Y-%m}.pdf", it.shelf.home, month, issued=issued)


def older_ones(it: Dossier) -> None:
    for ago in range(WINDOW + 1, WINDOW + 4):
        month = later(it.as_of.replace(day=1), -ago)
        shutil.copy(it.shelf.path(it.shelf.home, month), it.folder / it.file(month))


def merged(it: Dossier) -> None:
    months = sorted(it.take() for _ in range(3))
    with pikepdf.new() as pdf:
        for month in months:
            with pikepdf.open(it.shelf.path(it.shelf.home, month)) as part:
                pdf.pages.extend(part.pages)
        pdf.save(it.folder / "mes_justificatifs.pdf")


def zipped(it: Dossier) -> None:
    with zipfile.ZipFile(it.folder / "releves.zip", "w") as bundle:
        for month in sorted(it.take() for _ in range(5)):
            bundle.write(it.shelf.path(it.shelf.home, month), it.file(month))


def lookalikes(it: Dossier) -> None:
    for form in it.rng.sample(list(forms("lookalikes")), 4):
        rng = Random(it.name + form)
        facts = replace(facts_for(Kind("ameli", "month"), rng), home=it.shelf.home)
        facts = replace(facts, person=it.shelf.home.holder)
        name = f"divers {form.replace(':', '')}.pdf"
        filled = fill(forms("lookalikes")[form], facts, it.shelf.hand, rng)
        it.shelf.make(it.folder / name, filled.sheets)
        it.may.add(name)


EVENTS = [lost, three_lost, spouse_instead, spouse_besides, cut_short, web_page, empty, unfinished]
EVENTS += [garbage, speaking_garbage, locked, page_lost, too_short, two_versions, copies, again]
EVENTS += [older_ones, merged, zipped, lookalikes]


# --- The attestation


def rights(it: Dossier) -> None:
    """The latest counts; it has to be young, valid, and the holder's."""
    name, holder = "attestation.pdf", it.shelf.home
    far = it.as_of + timedelta(days=200)
    what = it.rng.choice(["fresh"] * 6 + ["none", "old", "expired", "spouse's", "older besides"])
    it.story.append(f"attestation: {what}")
    days = {"old": 31 + it.rng.randint(0, 90), "expired": 100}.get(what, it.rng.choice([0, 6, 30]))
    issued = it.as_of - timedelta(days=days)
    until = it.as_of - timedelta(days=1) if what == "expired" else far
    if what == "none":
        it.gaps.append(("missing", "required", RIGHTS, None, None))
        return
    owner = it.shelf.spouse if what == "spouse's" else holder
    it.shelf.rights(it.folder / name, owner, issued, until)
    if what == "spouse's":
        it.gaps.append(("missing", "required", RIGHTS, None, None))
        it.gaps.append(("other-person", "recommended", RIGHTS, (issued, until), name))
    elif what in ("old", "expired"):
        it.gaps.append(("stale", "required", RIGHTS, (issued, until), name))
    elif what == "older besides":
        before = issued - timedelta(days=400)
        path = it.folder / "attestation (ancienne).pdf"
        it.shelf.rights(path, holder, before, before + timedelta(days=364))


# --- Running them


def evaluate(seed: int, many: int, root: Path, workers: int) -> Iterator[tuple[Dossier, list[str]]]:
    """Each dossier with what was said wrongly about it."""
    if not many:
        return
    canvas.register()
    shelves = list(_shelves(seed, root / "shelves"))
    dossiers = [_dossier(seed, number, shelves, root) for number in range(many)]
    with ThreadPoolExecutor(workers) as pool:
        yield from zip(dossiers, pool.map(lambda it: _compare(it, root), dossiers), strict=True)


def _shelves(seed: int, folder: Path) -> Iterator[Shelf]:
    for number, closing in enumerate(CLOSING):
        rng = Random(f"{seed}:shelf:{number}")
        home = household(rng)
        spouse = Household(person(rng), (), home.fund, home.street, home.town)
        home = replace(home, family=home.family[:1])
        hand = replace(Hand.pick(rng), days=rng.choice(["slash", "dots", "words"]))
        producer = rng.choice(["reportlab", "reportlab", "fpdf2"])
        shelf = Shelf(home, spouse, closing, LAYOUTS[number], hand, folder / str(number), producer)
        shelf.draw()
        yield shelf


def _dossier(seed: int, number: int, shelves: list[Shelf], root: Path) -> Dossier:
    rng = Random(f"{seed}:dossier:{number}")
    shelf = shelves[number % len(shelves)]
    first, last = month_span(*ym(later(shelf.closing, -rng.randint(0, 2))))
    as_of = rng.choice([first, last, last, first + timedelta(days=rng.randint(1, 27))])
    it = Dossier(f"dossier-{number:03}", shelf, as_of, root / f"dossier-{number:03}", rng)
    it.start()
    rights(it)
    for event in rng.sample(EVENTS, rng.choice([0, 1, 1, 2, 3, 4])):
        event(it)
        it.story.append(event.__name__)
    return it


def _compare(it: Dossier, root: Path) -> list[str]:
    code, report = chain.checked(it.name, it.as_of.isoformat(), root)
    told = [_gap(gap) for gap in report["gaps"]]
    expected = it.expected()
    safe = not any(level == "required" for _, level, *_ in expected)
    faults = []
    if report["safe_to_delete"] and not safe:
        faults.append(FALSE_SAFE)
    if safe and not report["safe_to_delete"]:
        faults.append("not safe, though it is")
    if code != (0 if report["safe_to_delete"] else 1):
        faults.append(f"exit code {code}")
    return [*faults, *_differences(expected, told, it)]


def _differences(expected: list[Gap], told: list[Gap], it: Dossier) -> Iterator[str]:
    left = list(told)
    for gap in expected:
        found = next((other for other in left if _same(gap, other)), None)
        if found is None:
            yield f"not told: {gap}"
        else:
            left.remove(found)
    for gap in left:
        # A look-alike may be noticed, or suggest a sick leave; notes do not matter here.
        noticed = gap[0] == "unrecognised" and gap[4] in it.may
        suggested = gap[:2] == ("missing", "recommended") and gap[2] in SUGGESTED and it.may
        if gap[1] != "note" and not (noticed or suggested):
            yield f"phantom: {gap}"


def _same(expected: Gap, told: Gap) -> bool:
    return expected[:2] == told[:2] and all(
        mine is None or mine == theirs for mine, theirs in zip(expected[2:], told[2:], strict=True)
    )


def _gap(said: dict[str, Any]) -> Gap:
    days = said["period"]
    period = (date.fromisoformat(days["start"]), date.fromisoformat(days["end"])) if days else None
    name = said["path"] and said["path"].rsplit("/", 1)[-1].rsplit("!", 1)[-1]
    return said["type"], said["level"], said["kind"], period, name
