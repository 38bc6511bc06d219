"""Thousands of dossiers that start complete; each thing that happens says by itself what is due.

Beside `test_checklist_properties`, whose oracle counts days, this one counts nothing: the truth
is kept while the dossier is spoilt. `ARCHIVER_SIMULATIONS=50000` runs many more.
"""

import os
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest
from dossier import HOLDER, SPOUSE, attestation, document, file, statement

from archiver import catalogue, checklist
from archiver.model import Document, Period, Status, Trouble, Waiver

AMELI = checklist.load("ameli")
MANY = int(os.environ.get("ARCHIVER_SIMULATIONS", "2000"))
BATCHES = 10
RELEVE, RIGHTS, IJ, FISCAL = (
    "releve-remboursements",
    "attestation-droits",
    "attestation-ij",
    "releve-fiscal",
)


def edges():
    """The days on which calendars go wrong."""
    for year in range(2024, 2034):
        for month in range(1, 13):
            whole = Period.month(year, month)
            yield from (whole.start, whole.end)
        yield from (date(year, 2, 28), date(year, 7, 14), date(year, 10, 31))


DAYS = sorted(set(edges()))


def earlier(month, count):
    for _ in range(count):
        month = (month - timedelta(days=1)).replace(day=1)
    return month


def whole(month):
    return Period.month(month.year, month.month)


@dataclass
class Dossier:
    """What lies there, and what has to be said about it.

    Attributes:
        months: Those of the window that nothing has happened to yet.
        due: (type, level, kind, days) that must be told.
        doubtful: (type, whether it speaks for the account) of files that are no sound document.
        early: Days of which the document was made out before they were over.
    """

    rng: Random
    as_of: date
    documents: list[Document] = field(default_factory=list)
    months: list[date] = field(default_factory=list)
    due: list[tuple] = field(default_factory=list)
    doubtful: list[tuple] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    early: list[tuple] = field(default_factory=list)
    added: int = 0

    def __post_init__(self):
        first = self.as_of.replace(day=1)
        self.months = [earlier(first, ago) for ago in range(1, 28)]
        for month in self.months:
            self.add(statement(month.year, month.month))
        self.tell("missing", "recommended", RELEVE, whole(first))

    def add(self, made):
        self.added += 1
        self.documents.append(replace(made, path=f"{self.added:03}.pdf"))

    def tell(self, type, level, kind=None, days=None):
        self.due.append((type, level, kind, days and (days.start, days.end)))

    def take(self):
        """A month whose statement goes away."""
        month = self.months.pop(self.rng.randrange(len(self.months)))
        self.documents = [d for d in self.documents if not own(d, month)]
        return month

    def expected(self):
        # The user's word on a longer span may excuse another hole, too.
        self.due = [gap for gap in self.due if not (self.is_hole(gap) and self.excused(gap))]
        waiting = any(level == "required" for _, level, *_ in self.due)
        told = [
            (type, "required" if speaks or waiting else "note", None, None)
            for type, speaks in self.doubtful
        ]
        return sorted([*self.due, *told], key=str)

    def is_hole(self, gap):
        """Whether it is about days that nothing tells of, not about a file to be had anew."""
        return gap[0] == "missing" or gap[3] in self.early

    def excused(self, gap):
        days = gap[3]
        return gap[2] == RELEVE and any(
            w.period.start <= days[0] and days[1] <= w.period.end for w in self.waivers
        )

    def told(self):
        report = checklist.compare(
            AMELI,
            self.rng.sample(self.documents, len(self.documents)),
            as_of=self.as_of,
            waivers=self.waivers,
            declared=frozenset(self.declared),
            holder=self.rng.choice([HOLDER, None]),
        )
        gaps = [
            (g.type.value, g.level.value, g.kind, g.period and (g.period.start, g.period.end))
            for g in report.gaps
            # Without an effect: what is only noted of documents that are not in want.
            if g.level.value != "note" or g.type in ("unreadable", "partial", "unsearchable")
            # What speaks against the user's word is the matter of the other oracle.
            if not g.cause.startswith("waived-")
        ]
        return sorted(gaps, key=str), report.safe_to_delete


def own(one, month):
    return one.kind == RELEVE and one.period == whole(month) and one.person == HOLDER.name


# --- What happens


def lost(it):
    it.tell("missing", "required", RELEVE, whole(it.take()))


def declared_empty(it):
    """A month without a statement, by the user's word: alone, or in a longer span."""
    month = it.take()
    days = it.rng.choice([whole(month), Period(earlier(month, 1), whole(month).end)])
    it.waivers.append(
        Waiver(requirement="releves", period=days, reason="no care", declared=it.as_of)
    )


def word_for_another_month(it):
    """A waiver that names other days than those of the hole excuses nothing."""
    month = it.take()
    days = Period(whole(month).start, whole(month).end - timedelta(days=1))
    it.waivers.append(Waiver(requirement="releves", period=days, reason="x", declared=it.as_of))
    it.tell("missing", "required", RELEVE, whole(month))


def spouse_instead(it):
    month = it.take()
    it.tell("missing", "required", RELEVE, whole(month))
    spouse_besides(it, month)


def spouse_besides(it, month=None):
    month = month or it.rng.choice(it.months)
    it.add(statement(month.year, month.month, person=SPOUSE))
    it.tell("other-person", "recommended", RELEVE, whole(month))


def torn(it):
    month = it.take()
    loss = it.rng.choice([{"page_total": 3, "pages_absent": (2,)}, {"warnings": PAGE_GONE}])
    it.add(statement(month.year, month.month, **loss))
    it.tell("incomplete", "required", RELEVE, whole(month))


PAGE_GONE = ("page-unreadable",)


def spoilt(it):
    it.tell("missing", "required", RELEVE, whole(it.take()))
    doubt(it)


def doubt(it):
    status, trouble = it.rng.choice(
        [
            (Status.UNREADABLE, Trouble.TRUNCATED),
            (Status.PARTIAL, Trouble.UNFINISHED),
            (Status.UNSEARCHABLE, Trouble.PICTURE),
        ]
    )
    speaks = it.rng.random() < 0.5
    it.add(file(status, trouble, speaks=speaks))
    it.doubtful.append((status.value, speaks))


def without_dates(it):
    month = it.take()
    it.tell("missing", "required", RELEVE, whole(month))
    it.add(statement(month.year, month.month, period=None))


def too_short(it):
    """By more days than `longer_than_its_month` reaches over."""
    month = it.take()
    days = whole(month)
    short = it.rng.choice(
        [
            Period(days.start + timedelta(days=4), days.end),
            Period(days.start, days.end - timedelta(days=4)),
        ]
    )
    it.add(statement(month.year, month.month, period=short))
    it.tell("missing", "required", RELEVE, days)


def made_out_early(it):
    """In the middle of its month, or before it, by more days than `longer_than_its_month` hides."""
    month = it.take()
    days = whole(month)
    issued = days.end - timedelta(days=it.rng.choice([9, 9, 10, 20, 31, 400]))
    it.add(statement(month.year, month.month, issued=issued))
    it.early.append((days.start, days.end))
    it.tell("incomplete", "required", RELEVE, days)


def made_out_in_time(it):
    month = it.take()
    issued = whole(month).end + timedelta(days=it.rng.choice([-5, -1, 0, 4, 300]))
    it.add(statement(month.year, month.month, issued=issued))


def two_halves(it):
    month = it.take()
    days = whole(month)
    middle = days.start + timedelta(days=it.rng.randint(1, 26))
    for half in (Period(days.start, middle), Period(middle + timedelta(days=1), days.end)):
        it.add(statement(month.year, month.month, period=half, digest=f"half of {half}"))


def longer_than_its_month(it):
    month = it.take()
    # Not into the month of the deletion: that would be told as seen.
    end = min(whole(month).end + timedelta(days=2), it.as_of.replace(day=1) - timedelta(days=1))
    days = Period(whole(month).start - timedelta(days=3), end)
    it.add(statement(month.year, month.month, period=days))


def twice_the_same(it):
    month = it.rng.choice(it.months)
    it.add(statement(month.year, month.month))


def two_versions(it):
    month = it.months.pop(it.rng.randrange(len(it.months)))
    it.add(statement(month.year, month.month, digest=f"other {month}"))
    it.tell("conflict", "recommended", RELEVE, whole(month))


def the_same_words_in_another_order(it):
    """Other bytes and another digest, but every line is there: no conflict."""
    month = it.take()
    lines = ("Relevé mensuel", "Total versé 42,10 €", f"{month}")
    it.add(statement(month.year, month.month, digest="one way", printed=lines))
    it.add(statement(month.year, month.month, digest="another", printed=lines[::-1]))


def other_words(it):
    """One line of two versions differs: a conflict."""
    month = it.take()
    for total in ("42,10", "45,00"):
        lines = ("Relevé mensuel", f"Total versé {total} €")
        it.add(statement(month.year, month.month, digest=total, printed=lines))
    it.tell("conflict", "recommended", RELEVE, whole(month))


def papers_nobody_asks_for(it):
    """Other kinds of this account and of others lie there, too: they fill and cost nothing."""
    asked = {requirement.kind for requirement in AMELI.requirements}
    kinds = [kind for kind in catalogue.load().kinds.values() if kind.id not in asked]
    for kind in it.rng.sample(kinds, 3):
        ours = kind.account == AMELI.account
        status = Status.RECOGNISED if ours else Status.UNRELATED
        month = whole(it.rng.choice(it.months or [it.as_of]))
        it.add(document(HOLDER, path="", kind=kind.id, period=month, status=status))


def same_bytes(it):
    original = it.rng.choice(it.documents)
    it.add(replace(original, status=Status.DUPLICATE, duplicate_of=original.path))


def outside_the_window(it):
    month = earlier(it.as_of.replace(day=1), 28 + it.added)
    it.add(statement(month.year, month.month))


def unrelated(it):
    it.add(file(Status.UNRELATED))


def sick_leave(it):
    """Declared: the attestation is due. Only hinted at: it is recommended."""
    if "sick-leave" in it.declared or any("sick-leave" in d.suggests for d in it.documents):
        return
    if it.rng.random() < 0.5:
        it.declared.add("sick-leave")
        level = "required"
    else:
        it.add(document(HOLDER, path="", kind="notification", suggests=("sick-leave",)))
        level = "recommended"
    if it.rng.random() < 0.5:
        days = Period(it.as_of - timedelta(days=90), it.as_of - timedelta(days=60))
        it.add(document(HOLDER, path="", kind=IJ, period=days, digest="ij"))
    else:
        it.tell("missing", level, IJ)


def taxable_income(it):
    if "taxable-income" in it.declared:
        return
    it.declared.add("taxable-income")
    year = Period.year(it.as_of.year - 1)
    held = it.rng.choice([year, year, Period.year(it.as_of.year - 2), None])
    issued = it.rng.choice([None, year.end, date(year.start.year, 7, 1)])
    if held:
        it.add(document(HOLDER, path="", kind=FISCAL, period=held, issued=issued, digest="tax"))
    if held != year:
        it.tell("missing", "required", FISCAL, year)
    elif issued and issued < year.end:
        it.tell("incomplete", "required", FISCAL, year)


EVENTS = [
    lost,
    declared_empty,
    word_for_another_month,
    spouse_instead,
    spouse_besides,
    torn,
    spoilt,
    doubt,
    without_dates,
    too_short,
    made_out_early,
    made_out_in_time,
    two_halves,
    longer_than_its_month,
    twice_the_same,
    two_versions,
    the_same_words_in_another_order,
    other_words,
    papers_nobody_asks_for,
    same_bytes,
    outside_the_window,
    unrelated,
    sick_leave,
    taxable_income,
]


# --- The attestation, on the edge of age and of validity


def rights(it):
    age = it.rng.choice([0, 1, 29, 30, 30, 31, 120])
    left = it.rng.choice([0, 0, 1, 200, -1])
    issued = it.as_of - timedelta(days=age)
    until = max(issued, it.as_of + timedelta(days=left))
    whose = it.rng.choice([HOLDER, HOLDER, HOLDER, SPOUSE, None])
    if whose is None:
        it.tell("missing", "required", RIGHTS)
        return
    it.add(attestation(issued, until=until, person=whose))
    days = Period(issued, until)
    if whose is SPOUSE:
        it.tell("missing", "required", RIGHTS)
        it.tell("other-person", "recommended", RIGHTS, days)
    elif age > 30 or until < it.as_of:
        it.tell("stale", "required", RIGHTS, days)
    if it.rng.random() < 0.3:
        before = issued - timedelta(days=it.rng.randint(1, 500))
        older = attestation(before, until=before + timedelta(days=364), person=whose)
        it.add(older)
        if whose is SPOUSE:
            it.tell("other-person", "recommended", RIGHTS, older.period)


def simulated(number):
    rng = Random(number)
    it = Dossier(rng, rng.choice(DAYS))
    rights(it)
    for event in rng.choices(EVENTS, k=rng.choice([0, 1, 1, 2, 3, 5, 8])):
        event(it)
    return it


@pytest.mark.parametrize("batch", range(BATCHES))
def test_of_thousands_of_dossiers_each_gap_is_told_and_no_other(batch):
    for number in range(batch, MANY, BATCHES):
        it = simulated(number)
        expected = it.expected()

        told, safe = it.told()

        assert told == expected, f"dossier {number} as of {it.as_of}"
        assert safe is not any(level == "required" for _, level, *_ in expected)


def test_the_simulation_meets_every_event_and_both_verdicts():
    verdicts = {simulated(number).told()[1] for number in range(60)}

    assert verdicts == {True, False}
