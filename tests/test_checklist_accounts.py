"""The lists of the Caf and of the pension account: laws, and dossiers spoilt on purpose.

As in `test_checklist_simulation` the truth is kept while a dossier that starts complete is
spoilt; as in `test_checklist_properties` days are counted one by one. Neither knows anything of
the implementation.
"""

import os
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest
from dossier import HOLDER, SPOUSE, attestation, document, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver import checklist
from archiver.model import Document, Level, Period, Person, Slot, Waiver

LISTS = {name: checklist.load(name) for name in checklist.shipped()}
MANY = int(os.environ.get("ARCHIVER_SIMULATIONS", "2000"))
BATCHES = 10
ONE = timedelta(days=1)
some_days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def months_before(as_of, count):
    """The first days of the months before that of *as_of*, earliest first."""
    found, day = [], as_of.replace(day=1)
    for _ in range(count):
        day = (day - ONE).replace(day=1)
        found.append(day)
    return found[::-1]


def whole(first):
    return Period.month(first.year, first.month)


def days_of(period):
    return {period.start + number * ONE for number in range((period.end - period.start).days + 1)}


def known_when_made(one):
    """Of the days it is about those up to five days after it was made out; none if none was."""
    days = days_of(one.period)
    if one.issued < one.period.start:
        return set()
    return {day for day in days if (day - one.issued).days <= 5}


def cut(one):
    return known_when_made(one) != days_of(one.period)


# --- Days counted one by one


@st.composite
def certificates(draw, as_of):
    """Certificates of payment over any days, some of which state the quotient familial."""
    earliest = as_of - timedelta(days=900)
    made = []
    for number in range(draw(st.integers(0, 7))):
        start = earliest + timedelta(days=draw(st.integers(0, 890)))
        # Often to the very end of a month, where counting goes wrong.
        if draw(st.booleans()):
            start = start.replace(day=1)
        end = start + timedelta(days=draw(st.sampled_from([0, 27, 30, 60, 182, 364, 700])))
        end = whole(end).end if draw(st.booleans()) else end
        age = draw(st.sampled_from([0, 1, 30, 31, 32, 200]))
        made.append(
            document(
                draw(st.sampled_from([HOLDER, HOLDER, HOLDER, SPOUSE])),
                path=f"{number}.pdf",
                kind="caf-attestation-paiement",
                also=draw(st.sampled_from([(), ("caf-attestation-qf",)])),
                period=Period(start, end),
                issued=as_of - timedelta(days=age),
                digest=f"{number}",
            )
        )
    return made


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_certificates_over_any_days_fill_exactly_the_months_whose_days_they_have(data):
    as_of = data.draw(some_days)
    held = data.draw(certificates(as_of))
    mine = [one for one in held if one.person == HOLDER.name]

    report = checklist.compare(LISTS["caf"], held, as_of=as_of, holder=HOLDER)

    days = set().union(*(known_when_made(one) for one in mine))
    due = {whole(m) for m in months_before(as_of, 24) if days_of(whole(m)) - days}
    lacking = [g for g in report.gaps if g.requirement == "paiements-caf" and g.level == "required"]
    assert {g.period for g in lacking} == due
    # Where one ends too early to be about all of its days, that one is told.
    ends = {max(known_when_made(o), default=o.period.start - ONE) + ONE for o in mine if cut(o)}
    early = {month for month in due if ends & days_of(month)}
    assert {g.period for g in lacking if g.type == "incomplete"} == early
    stating = [one.issued for one in mine if one.also]
    fresh = bool(stating) and (as_of - max(stating)).days <= 31
    told = {g.type.value for g in report.gaps if g.requirement == "quotient-familial"}
    assert told == (set() if fresh else {"stale"} if stating else {"missing"})
    assert report.safe_to_delete is (not due and fresh)


LATEST = [
    (name, requirement)
    for name, loaded in LISTS.items()
    for requirement in loaded.requirements
    if requirement.slot is Slot.LATEST and requirement.fresh_days is not None
]


@settings(max_examples=200, deadline=None)
@given(some_days, st.sampled_from(LATEST), st.integers(-1, 1), st.booleans())
def test_the_last_day_of_freshness_is_fresh_and_the_next_one_is_not(as_of, which, over, older):
    name, asked = which
    issued = as_of - timedelta(days=asked.fresh_days + over)
    days = Period(issued, issued + timedelta(days=365)) if asked.covers_as_of else None
    one = document(HOLDER, path="a.pdf", kind=asked.kind, issued=issued, period=days, digest="a")
    held = [one, replace(one, path="b.pdf", issued=issued - timedelta(days=90), digest="b")]

    report = checklist.compare(LISTS[name], held if older else held[:1], as_of=as_of)

    told = [gap.cause for gap in report.gaps if gap.requirement == asked.id]
    assert told == (["too-old"] if over > 0 else [])


FAMILY = [Person(name=f"MARTIN {first}") for first in ("Léo", "Zoé", "Théo", "Maud")]


@settings(max_examples=200, deadline=None)
@given(some_days, st.sets(st.sampled_from(FAMILY)), st.sets(st.sampled_from(FAMILY)), st.data())
def test_whoever_was_declared_and_is_on_no_certificate_is_told_and_nobody_else(
    as_of, declared, shared, data
):
    own = data.draw(st.sets(st.sampled_from(FAMILY)))
    until = as_of + timedelta(days=100)
    held = [statement(m.year, m.month) for m in months_before(as_of, 27)]
    held.append(attestation(as_of, until=until, people=(HOLDER, *shared), path="us.pdf"))
    held += [attestation(as_of, until=until, person=p, path=f"{p.name}.pdf") for p in own]

    report = checklist.compare(
        LISTS["ameli"], held, as_of=as_of, holder=HOLDER, people=tuple(declared)
    )

    told = {dict(gap.facts)["person"] for gap in report.gaps if gap.cause == "person"}
    assert told == {person.name for person in declared - shared - own}
    assert report.safe_to_delete is (not told)
    strangers = {gap.path for gap in report.gaps if gap.type == "other-person"}
    # Who is on the holder's certificate may be told apart from a stranger, or not.
    assert strangers <= {f"{person.name}.pdf" for person in own - declared}


# --- Dossiers that start complete


@dataclass(frozen=True)
class Account:
    """What one list asks for each month, for each year, and as the newest."""

    name: str
    monthly: tuple[str, str, int]
    newest: tuple[str, str, int]
    yearly: tuple[str, str, int] | None = None
    condition: str | None = None


ACCOUNTS = [
    Account(
        "caf",
        ("paiements-caf", "caf-attestation-paiement", 24),
        ("quotient-familial", "caf-attestation-qf", 31),
    ),
    Account(
        "retraite",
        ("paiements-retraite", "retraite-attestation-paiement", 12),
        ("releve-carriere", "releve-carriere", 365),
        ("attestations-fiscales", "retraite-attestation-fiscale", 4),
        "pensioner",
    ),
]


@dataclass
class Dossier:
    """What lies there, and what has to be said about it.

    Attributes:
        runs: Months that one certificate covers each, which nothing has happened to yet.
        due: (type, level, requirement, first day) that must be told.
        concerned: Whether the condition was declared; else the certificates are not asked for.
        lacking: Requirements of which something is not there that nobody declared not to exist.
    """

    rng: Random
    account: Account
    as_of: date
    concerned: bool
    documents: list[Document] = field(default_factory=list)
    runs: list[list[date]] = field(default_factory=list)
    due: list[tuple] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)

    def start(self):
        months = months_before(self.as_of, self.account.monthly[2])
        while months:
            length = self.rng.randint(1, 9)
            self.runs.append(months[:length])
            months = months[length:]
        for run in self.runs:
            self.pay(whole(run[0]).start, whole(run[-1]).end)
        if self.concerned:
            self.due.append(
                ("missing", "recommended", self.account.monthly[0], self.as_of.replace(day=1))
            )

    def pay(self, start, end, person=HOLDER, **changes):
        self.add(person, kind=self.account.monthly[1], period=Period(start, end), **changes)

    def add(self, person=HOLDER, **fields):
        number = f"{len(self.documents):03}-{self.rng.random()}"
        self.documents.append(document(person, **{"path": number, "digest": number} | fields))

    def take(self):
        """A run of months whose certificate goes away."""
        run = self.runs.pop(self.rng.randrange(len(self.runs)))
        days = Period(whole(run[0]).start, whole(run[-1]).end)
        self.documents = [d for d in self.documents if d.period != days]
        return run, days

    def miss(self, months, type="missing"):
        if months:
            self.lacking.add(self.account.monthly[0])
        if self.concerned:
            self.due += [(type, "required", self.account.monthly[0], month) for month in months]

    def expected(self):
        """Who declared nothing may be concerned still by what is there, whole and not long over."""
        asked = [] if self.concerned else filter(None, [self.account.monthly, self.account.yearly])
        for id, kind, _ in asked:
            own = [d for d in self.documents if d.kind == kind and d.person == HOLDER.name]
            last = max((d.period.end for d in own), default=None)
            recent = last is not None and (self.as_of - last).days <= 2 * 366
            if id in self.lacking and recent and not any(d.pages_absent for d in own):
                self.due.append(("missing", "recommended", id, None))
        return sorted(self.due, key=str)

    def told(self):
        report = checklist.compare(
            LISTS[self.account.name],
            self.rng.sample(self.documents, len(self.documents)),
            as_of=self.as_of,
            waivers=self.waivers,
            holder=HOLDER,
            declared=frozenset([self.account.condition] if self.concerned else []),
        )
        gaps = [
            (g.type.value, g.level.value, g.requirement, g.period and g.period.start)
            for g in report.gaps
            if g.level is not Level.NOTE and not g.cause.startswith("waived-")
        ]
        return sorted(gaps, key=str), report.safe_to_delete


def lost(it):
    it.miss(it.take()[0])


def in_two(it):
    """Cut on any day, even within a month: together they are whole."""
    _, days = it.take()
    cut = days.start + timedelta(days=it.rng.randrange((days.end - days.start).days))
    it.pay(days.start, cut)
    it.pay(cut + ONE, days.end)


def a_day_between(it):
    run, days = it.take()
    gone = days.start + timedelta(days=it.rng.randint(1, (days.end - days.start).days - 1))
    it.pay(days.start, gone - ONE)
    it.pay(gone + ONE, days.end)
    it.miss([month for month in run if gone in days_of(whole(month))])


def overlapping(it):
    """Any two that reach into one another fill what they fill together."""
    _, days = it.take()
    length = (days.end - days.start).days
    it.pay(days.start, days.start + timedelta(days=it.rng.randint(length // 2, length - 1)))
    it.pay(days.start + timedelta(days=it.rng.randint(1, length // 2)), days.end)


def of_the_spouse(it):
    run, days = it.take()
    it.pay(days.start, days.end, person=SPOUSE)
    it.miss(run)
    it.due.append(("other-person", "recommended", None, days.start))


def torn(it):
    _, days = it.take()
    it.pay(days.start, days.end, page_total=3, pages_absent=(2,))
    asked = ("required", it.account.monthly[0]) if it.concerned else ("recommended", None)
    it.due.append(("incomplete", *asked, days.start))


def waived(it):
    """The word that some months of a lost run do not exist excuses these and no others.

    A month of which it leaves out the first day is not excused.
    """
    run, days = it.take()
    first, late = it.rng.randrange(len(run)), it.rng.randrange(2)
    period = Period(whole(run[first]).start + late * ONE, days.end)
    it.waivers.append(
        Waiver(requirement=it.account.monthly[0], period=period, reason="x", declared=it.as_of)
    )
    it.miss(run[: first + late])


def waived_for_another_list(it):
    run, days = it.take()
    it.waivers.append(Waiver(requirement="releves", period=days, reason="x", declared=it.as_of))
    it.miss(run)


def outside(it):
    before = months_before(it.as_of, it.account.monthly[2])[0]
    it.pay(before - timedelta(days=200), before - timedelta(days=it.rng.randint(1, 90)))


EVENTS = [
    lost,
    in_two,
    a_day_between,
    overlapping,
    of_the_spouse,
    torn,
    waived,
    waived_for_another_list,
    outside,
]


def newest(it):
    id, kind, fresh = it.account.newest
    age = it.rng.choice([0, 1, fresh - 1, fresh, fresh + 1, 2 * fresh, None])
    if age is None:
        it.due.append(("missing", "required", id, None))
        return
    issued = it.as_of - timedelta(days=age)
    if it.rng.random() < 0.5:
        it.add(kind=kind, issued=issued)
    else:  # stated on a certificate of another sort, of long ago
        kinds = {"kind": it.account.monthly[1], "also": (kind,)}
        day = date(2015, 3, 1)
        it.add(period=Period(day, day), issued=issued, **kinds)
    if it.rng.random() < 0.5:
        it.add(kind=kind, issued=issued - timedelta(days=it.rng.randint(1, 900)))
    if age > fresh:
        it.due.append(("stale", "required", id, day_told(it, issued)))


def day_told(it, issued):
    """A stale one is told with the days of the document itself."""
    (one,) = [d for d in it.documents if d.issued == issued]
    return one.period and one.period.start


def years(it):
    if it.account.yearly is None:
        return
    id, kind, back = it.account.yearly
    for ago in range(1, back + 1):
        year = Period.year(it.as_of.year - ago)
        if it.rng.random() < 0.8:
            it.add(kind=kind, period=year)
            continue
        it.lacking.add(id)
        if it.concerned:
            it.due.append(("missing", "required", id, year.start))


def simulated(number):
    rng = Random(number)
    account = rng.choice(ACCOUNTS)
    concerned = account.condition is None or rng.random() < 0.7
    as_of = date(2024, 1, 1) + timedelta(days=rng.randrange(3000))
    it = Dossier(rng, account, as_of, concerned)
    it.start()
    newest(it)
    years(it)
    for event in rng.choices(EVENTS, k=rng.choice([0, 1, 1, 2])):
        if it.runs:
            event(it)
    return it


@pytest.mark.parametrize("batch", range(BATCHES))
def test_of_thousands_of_dossiers_each_gap_is_told_and_no_other(batch):
    for number in range(batch, MANY, BATCHES):
        it = simulated(number)

        told, safe = it.told()

        assert told == it.expected(), f"dossier {number}: {it.account.name} {it.as_of}"
        assert safe is not any(level == "required" for _, level, *_ in it.due)


def test_the_simulation_meets_both_verdicts_for_each_account():
    met = {(it.account.name, it.told()[1]) for it in map(simulated, range(100))}

    assert met == {(name, safe) for name in ("caf", "retraite") for safe in (True, False)}
