"""Laws of the checklist, and random dossiers against a deliberately naive oracle.

The oracle counts days one by one, is told whose each document is, and knows nothing of the
implementation. It predicts every gap: no false "safe", no phantom.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from dossier import HOLDER, SPOUSE, attestation, document, file, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver import checklist
from archiver.model import DOUBTFUL, Document, Level, Period, Person, State, Status, Trouble, Waiver

AMELI = checklist.load("ameli")
BY_ID = {requirement.id: requirement for requirement in AMELI.requirements}
some_days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def months_before(as_of, count=27):
    """The calendar months before that of *as_of*, latest first, by plain counting."""
    found = []
    day = as_of.replace(day=1)
    for _ in range(count):
        day = (day - timedelta(days=1)).replace(day=1)
        found.append((day.year, day.month))
    return found


def complete(as_of):
    held = [statement(year, month) for year, month in months_before(as_of)]
    return [*held, attestation(as_of - timedelta(days=3), until=as_of + timedelta(days=200))]


def compare(documents, as_of, **options):
    return checklist.compare(AMELI, documents, as_of=as_of, **options)


def required(report):
    return [gap for gap in report.gaps if gap.level is Level.REQUIRED]


# --- Complete sets


@given(some_days)
def test_a_complete_set_is_safe_on_any_day(as_of):
    assert compare(complete(as_of), as_of).safe_to_delete


@given(some_days, st.integers(0, 27))
def test_a_removed_document_gives_exactly_its_gap_and_never_safe(as_of, number):
    documents = complete(as_of)
    gone = documents.pop(number)

    report = compare(documents, as_of)

    (gap,) = required(report)
    assert not report.safe_to_delete
    assert (gap.type.value, gap.kind) == ("missing", gone.kind)
    assert gap.period == (gone.period if gone.period.is_month else None)


SPOILED = {
    "torn": {"page_total": 4, "pages_absent": (2, 4)},
    "a page that does not open": {"warnings": ("page-unreadable",)},
    "unreadable": {"status": Status.UNREADABLE, "trouble": Trouble.TRUNCATED, "kind": None},
    "not finished": {"status": Status.PARTIAL, "trouble": Trouble.UNFINISHED, "kind": None},
    "a picture": {"status": Status.UNSEARCHABLE, "trouble": Trouble.PICTURE, "kind": None},
    "not recognised": {"status": Status.UNRECOGNISED, "kind": None},
    "unrelated": {"status": Status.UNRELATED, "kind": None},
    "another kind": {"kind": "notification"},
    "somebody else's": {"person": SPOUSE.name, "nir": SPOUSE.nir, "people": (SPOUSE,)},
    "without dates": {"period": None, "issued": None},
    "a double": {"status": Status.DUPLICATE, "duplicate_of": "gone.pdf"},
}


@given(some_days, st.integers(0, 27), st.sampled_from(sorted(SPOILED)), st.booleans())
def test_spoiling_any_document_is_never_safe(as_of, number, how, speaks):
    documents = complete(as_of)
    documents[number] = replace(documents[number], speaks=speaks, **SPOILED[how])

    assert not compare(documents, as_of).safe_to_delete


@given(st.integers(1, 12), st.integers(2024, 2032))
def test_the_window_is_what_plain_counting_gives(month, year):
    as_of = Period.month(year, month).end

    gaps = [g.period for g in compare([], as_of).gaps if g.cause.endswith("window")]

    assert [(p.start.year, p.start.month) for p in gaps] == months_before(as_of)[::-1]


# --- Random dossiers


@dataclass
class Case:
    """A dossier with the truth about it.

    Attributes:
        mine: Paths of the documents that count for the holder.
    """

    as_of: date
    checklist: checklist
    documents: list[Document]
    mine: set[str]
    waivers: list[Waiver]
    declared: frozenset[str]

    def compare(self, documents=None, **options):
        known = {
            "as_of": self.as_of,
            "waivers": self.waivers,
            "declared": self.declared,
            "holder": HOLDER,
        }
        given = self.documents if documents is None else documents
        return checklist.compare(self.checklist, given, **(known | options))


FORMS = [
    HOLDER,
    Person(name="Mme Claire MARTIN"),
    Person(name="MARTIN Claire Anne"),
    Person(nir=HOLDER.nir),
    Person(name="DURAND Claire", nir=HOLDER.nir),
    None,
]
OTHERS = [SPOUSE, Person(name="Julien MARTIN"), Person(nir=SPOUSE.nir)]
LOSSES = [{}, {}, {}, {"page_total": 3, "pages_absent": (3,)}, {"warnings": ("page-unreadable",)}]
HINTS = [(), (), ("sick-leave",), ("sick-leave", "taxable-income")]
DOUBTS = [
    (Status.UNREADABLE, Trouble.DAMAGED),
    (Status.PARTIAL, Trouble.UNFINISHED),
    (Status.UNSEARCHABLE, Trouble.PICTURE),
    (Status.UNRECOGNISED, None),
]
shifts = st.integers(-3, 3)


@st.composite
def spans(draw, as_of):
    """Days of a statement: a month, a part of it, or any days around it."""
    year, month = draw(st.sampled_from([*months_before(as_of, 8), (as_of.year, as_of.month)]))
    whole = Period.month(year, month)
    middle = date(year, month, draw(st.integers(14, 16)))
    return draw(
        st.sampled_from(
            [
                whole,
                Period(whole.start, middle),
                Period(middle, whole.end),
                Period(whole.start, whole.end + timedelta(days=draw(st.integers(-20, 45)))),
                Period(whole.start - timedelta(days=draw(st.integers(0, 40))), whole.end),
                None,
            ]
        )
    )


@st.composite
def certificates(draw, as_of):
    """The fields of an attestation de droits around the limits of age and validity."""
    issued = as_of - timedelta(days=draw(st.sampled_from([-9, -2, -1, 0, 5, 29, 30, 31, 90])))
    start = issued + timedelta(days=draw(st.sampled_from([0, 0, 0, -20, 3])))
    end = max(start, as_of + timedelta(days=draw(st.sampled_from([-1, 0, 1, 200]))))
    return {
        "kind": "attestation-droits",
        "issued": draw(st.sampled_from([issued, issued, issued, None])),
        "period": draw(st.sampled_from([Period(start, end), None])),
    }


@st.composite
def made_out(draw, known):
    """With a day of issue: after the days it is about, or around the limit, or too early."""
    period = known["period"]
    if period is None:
        return known
    first, last = period.start, period.end
    later = timedelta(days=draw(st.integers(0, 20)))
    issued = [None, None, last + later, last - timedelta(5), last - timedelta(6), first + later]
    return known | {"issued": draw(st.sampled_from([*issued, first - timedelta(1)]))}


@st.composite
def fields(draw, as_of):
    kind = draw(st.sampled_from(["releve-remboursements"] * 3 + ["attestation-droits"] * 2 + OTHER))
    if kind == "attestation-droits":
        return draw(certificates(as_of))
    if kind == "releve-remboursements":
        return draw(made_out({"kind": kind, "period": draw(spans(as_of))}))
    if kind == "releve-fiscal":
        year = Period.year(as_of.year - draw(st.integers(0, 3)))
        return draw(made_out({"kind": kind, "period": year}))
    start = as_of - timedelta(days=100 * draw(st.integers(1, 3)))
    long = timedelta(days=draw(st.sampled_from([10, 150])))
    return {"kind": kind, "period": draw(st.sampled_from([Period(start, start + long), None]))}


OTHER = ["attestation-ij", "releve-fiscal", "message", "notification"]


@st.composite
def extras(draw, as_of, number):
    """A document, and whether it counts for the holder."""
    path = f"{draw(st.integers(0, 9))}-{number}.pdf"
    what = draw(st.sampled_from(["known"] * 6 + ["doubtful", "unrelated", "double"]))
    own = draw(st.integers(0, 3)) > 0
    person = draw(st.sampled_from(FORMS if own else OTHERS))
    hints = draw(st.sampled_from(HINTS))
    if what == "doubtful":
        status, trouble = draw(st.sampled_from(DOUBTS))
        return file(status, trouble, speaks=draw(st.booleans()), path=path), True
    known = draw(fields(as_of)) | draw(st.sampled_from(LOSSES))
    digest = draw(st.sampled_from(["one", "two", ""]))
    made = document(person, path=path, suggests=hints, digest=digest, **known)
    if what == "known":
        shared = known["kind"] == "attestation-droits" and draw(st.booleans())
        people = (SPOUSE, HOLDER) if shared else ()
        return replace(made, people=people), own or shared
    status = Status.UNRELATED if what == "unrelated" else Status.DUPLICATE
    return replace(made, status=status), own


@st.composite
def checklists(draw):
    """The shipped one with other numbers."""
    back = draw(st.integers(1, 6))
    changes = {
        "releves": {"back": back, "soft": draw(st.integers(0, back))},
        "attestation-droits": {
            "fresh_days": draw(st.sampled_from([30, 30, 0, None])),
            "covers_as_of": draw(st.booleans()),
        },
        "releve-fiscal": {"back": draw(st.integers(1, 2))},
    }
    return replace(
        AMELI,
        requirements=tuple(replace(r, **changes.get(r.id, {})) for r in AMELI.requirements),
    )


@st.composite
def waivers(draw, as_of):
    requirement = draw(st.sampled_from([*BY_ID, "releves", "releves", "unknown"]))
    year, month = draw(st.sampled_from(months_before(as_of, 6)))
    first = Period.month(year, month)
    period = draw(
        st.sampled_from(
            [
                None,
                first,
                Period(first.start, first.end + timedelta(days=40)),
                Period(first.start, first.end - timedelta(days=1)),
                Period.year(as_of.year - 1),
            ]
        )
    )
    return Waiver(requirement=requirement, period=period, reason="none", declared=as_of)


@st.composite
def cases(draw):
    """Complete sets with losses and additions, and the user's words on them."""
    as_of = draw(some_days)
    asked = draw(checklists())
    back = asked.requirements[0].back
    found = [
        (statement(y, m, path=f"5-{y}-{m:02}.pdf"), True) for y, m in months_before(as_of, back)
    ]
    fresh = attestation(
        as_of - timedelta(days=draw(st.integers(0, 5))), until=as_of + timedelta(days=200)
    )
    found.append((replace(fresh, path="5-att.pdf"), True))
    for _ in range(draw(st.integers(0, 2))):
        found.pop(draw(st.integers(0, len(found) - 1))) if found else None
    found += [draw(extras(as_of, number)) for number in range(draw(st.integers(0, 6)))]
    return Case(
        as_of=as_of,
        checklist=asked,
        documents=[one for one, _ in found],
        mine={one.path for one, mine in found if mine},
        waivers=draw(st.lists(waivers(as_of), max_size=2)),
        declared=draw(
            st.sampled_from([frozenset(), frozenset({"sick-leave"}), frozenset({"taxable-income"})])
        ),
    )


# --- The oracle


def made(document):
    """When it was made out; the first day of its validity where it does not say."""
    return document.issued or (document.period.start if document.period else None)


class Oracle:
    """Predicts the gaps: (type, level, requirement, days, path, cause)."""

    def __init__(self, case):
        self.case = case
        self.by_id = {r.id: r for r in case.checklist.requirements}
        self.good = [d for d in case.documents if d.status.value == "recognised"]
        self.own = [d for d in self.good if d.path in case.mine]
        self.gaps = []
        self.told_torn = set()

    def gap(self, type, level, requirement=None, days=None, path=None, cause=""):
        self.gaps.append((type, level, requirement, days, path, cause))

    def predict(self):
        self.monthly()
        self.certificate()
        self.sick_leave()
        self.fiscal()
        self.messages()
        self.rest()
        self.doubtful()
        return sorted(self.gaps, key=str)

    def split(self, kind):
        own = [d for d in self.own if d.kind == kind]
        torn = [d for d in own if d.page_total or d.warnings]
        return [d for d in own if d not in torn], torn

    def waived(self, id, days):
        words = [w.period for w in self.case.waivers if w.requirement == id]
        if days is None:
            return None in words
        return any(days <= all_days(word) for word in words if word)

    def tear(self, document, level, requirement):
        self.told_torn.add(document.path)
        cause = "pages-absent" if document.page_total else "page-unreadable"
        self.gap("incomplete", level, requirement, key(document.period), document.path, cause)

    def windowed(self, id, slots, soft=0):
        """Slots in time as sets of days; returns those that are open."""
        level, (whole, torn) = self.by_id[id].level.value, self.split(self.by_id[id].kind)
        on_whole = set().union(*map(known_days, whole))
        on_any = on_whole.union(*(all_days(d.period) for d in torn))
        still_open = [slot for slot in slots if slot - on_whole]
        for number, slot in enumerate(slots):
            if slot - on_any and not self.waived(id, slot):
                days = (min(slot), max(slot))
                early = [d.path for d in whole if unknown_from(d) in slot]
                if early:
                    self.gap("incomplete", level, id, days, min(early), "issued-early")
                    continue
                cause = "soft-window" if number < soft else "window"
                self.gap("missing", level, id, days, None, cause)
        for slot in slots:
            if self.waived(id, slot):
                filling = [d.path for d in whole if slot & known_days(d)]
                self.doubt(id, slot, filling=None if slot - on_whole else min(filling))
        for one in torn:
            hit = any(one.period is None or slot & all_days(one.period) for slot in still_open)
            self.tear(one, level if hit else "note", id)
        for one in whole:
            if one.period is None:
                self.gap("unrecognised", "note", id, None, one.path, "no-period")
        self.conflicts(id, whole)
        return still_open

    def doubt(self, id, slot, *, filling):
        """The word that there is nothing, and what speaks against it."""
        days = (min(slot), max(slot))
        if filling:
            self.gap("conflict", "recommended", id, days, filling, "waived-but-there")
            return
        asked = self.by_id[id]
        against = [
            one.path
            for one in self.own
            if (one.kind == asked.kind and slot & known_days(one))
            or (one.kind in asked.doubted_by and slot & self.about(one))
        ]
        if against:
            self.gap("conflict", "recommended", id, days, min(against), "waived-though")

    def word_against(self, id, held):
        """The word that there is none of what is there, of what no slots are waiting for."""
        if held and self.waived(id, None):
            path = min(d.path for d in held)
            self.gap("conflict", "recommended", id, None, path, "waived-but-there")

    def about(self, one):
        if one.period is None:
            return {one.issued} if one.issued else set()
        return set() if one.period == Period.year(one.period.start.year) else all_days(one.period)

    def conflicts(self, id, whole):
        for days in {key(d.period) for d in whole if d.period}:
            same = sorted((d.path, d.digest) for d in whole if key(d.period) == days)
            for (_, before), (path, digest) in pairwise(same):
                if before != digest or not digest:
                    self.gap("conflict", "recommended", id, days, path, "two-versions")

    def monthly(self):
        asked, as_of = self.by_id["releves"], self.case.as_of
        slots = [month_days(*month) for month in months_before(as_of, asked.back)[::-1]]
        self.windowed("releves", slots, asked.soft)
        whole, _ = self.split(asked.kind)
        month = month_days(as_of.year, as_of.month)
        until_now = {day for day in month if day <= as_of}
        seen = set().union(*map(known_days, whole))
        if until_now - seen and not self.waived("releves", month):
            days = (min(month), max(month))
            self.gap("missing", "recommended", "releves", days, None, "current-month")

    def certificate(self):
        whole, torn = self.split("attestation-droits")
        fine = False
        if whole:
            sure = [d for d in whole if made(d) and made(d) <= self.case.as_of + timedelta(1)]
            best = sorted(sure or whole, key=lambda d: (made(d) or date.min, end_of(d), d.path))[-1]
            cause = self.too_old(best)
            fine = cause is None
            self.word_against("attestation-droits", [best])
            if cause:
                days = key(best.period)
                self.gap("stale", "required", "attestation-droits", days, best.path, cause)
        elif not torn and not self.waived("attestation-droits", None):
            self.gap("missing", "required", "attestation-droits", cause="never-found")
        if not whole:
            self.word_against("attestation-droits", torn)
        latest = max((made(d) for d in whole + torn if made(d)), default=None)
        for one in torn:
            grave = not fine and made(one) in (None, latest)
            self.tear(one, "required" if grave else "note", "attestation-droits")

    def too_old(self, one):
        asked, tomorrow = self.by_id["attestation-droits"], self.case.as_of + timedelta(days=1)
        valid = all_days(one.period) or {self.case.as_of}
        if asked.covers_as_of and not valid & {self.case.as_of, tomorrow}:
            return "expired"
        if asked.covers_as_of and max(valid) < self.case.as_of:
            return "expired"
        unread = "validity-unread" if asked.covers_as_of and one.period is None else None
        if asked.fresh_days is None:
            return unread
        if made(one) is None:
            return "undated"
        if made(one) > tomorrow:
            return "issued-later"
        oldest = self.case.as_of - timedelta(days=asked.fresh_days)
        return "too-old" if made(one) < oldest else unread

    def sick_leave(self):
        whole, torn = self.split("attestation-ij")
        if "sick-leave" not in self.case.declared:
            if not whole + torn:
                self.hint("attestation-ij", "sick-leave")
            return
        if not whole + torn:
            if self.waived("attestation-ij", None):
                self.hint("attestation-ij", "sick-leave")
            else:
                self.gap("missing", "required", "attestation-ij", cause="never-found")
        self.word_against("attestation-ij", whole or torn)
        for one in torn:
            days = all_days(one.period)
            again = any(days and days <= all_days(d.period) for d in whole)
            self.tear(one, "note" if again else "required", "attestation-ij")

    def fiscal(self):
        back = self.by_id["releve-fiscal"].back
        years = [self.case.as_of.year - ago for ago in range(back, 0, -1)]
        slots = [all_days(Period.year(year)) for year in years]
        if "taxable-income" in self.case.declared:
            self.windowed("releve-fiscal", slots)
            return
        whole, torn = self.split("releve-fiscal")
        known = set().union(*map(known_days, whole))
        lacking = [slot for slot in slots if slot - known]
        if not whole + torn and self.waived("releve-fiscal", None):
            self.hint("releve-fiscal", "taxable-income")
            return
        if torn or all(self.waived("releve-fiscal", slot) for slot in lacking):
            return
        if whole and not self.waived("releve-fiscal", None):
            last = max((max(all_days(d.period)), d.path) for d in whole)
            if (self.case.as_of - last[0]).days <= 2 * 366:
                self.gap("missing", "recommended", "releve-fiscal", cause="suggested-still")
        elif not self.waived("releve-fiscal", None):
            self.hint("releve-fiscal", "taxable-income")

    def hint(self, id, condition):
        """What makes it likely that there is such a document, and the word that there is none."""
        found = [
            d.path
            for d in self.case.documents
            if condition in d.suggests
            and d.path in self.case.mine
            and d.status is not Status.DUPLICATE
        ]
        if found and self.waived(id, None):
            self.gap("conflict", "recommended", id, None, min(found), "waived-though")
        elif found:
            self.gap("missing", "recommended", id, cause="suggested")

    def messages(self):
        whole, torn = self.split("message")
        if not whole + torn and not self.waived("messages", None):
            self.gap("missing", "note", "messages", cause="never-found")
        self.word_against("messages", whole or torn)
        for one in torn:
            days = all_days(one.period)
            again = any(days and days <= all_days(d.period) for d in whole)
            self.tear(one, "note" if again else "recommended", "messages")

    def rest(self):
        for one in self.good:
            if one.path not in self.case.mine:
                days = key(one.period)
                self.gap("other-person", "recommended", None, days, one.path, "other-person")
            elif (one.page_total or one.warnings) and one.path not in self.told_torn:
                self.tear(one, "recommended", None)

    def doubtful(self):
        waiting = any(
            level == "required" and type in ("missing", "stale", "incomplete")
            for type, level, *_ in self.gaps
        )
        for one in self.case.documents:
            if one.status in DOUBTFUL:
                level = "required" if one.speaks or waiting else "note"
                cause = one.trouble.value if one.trouble else "no-kind"
                self.gap(one.status.value, level, None, None, one.path, cause)


def all_days(period):
    if period is None:
        return set()
    count = (period.end - period.start).days + 1
    return {period.start + timedelta(days=number) for number in range(count)}


def known_days(one):
    """The days of those it is about that were over, or nearly so, when it was made out."""
    days = all_days(one.period)
    if one.issued is None or not days:
        return days
    if one.issued < min(days):
        return set()
    return {day for day in days if day - one.issued <= timedelta(days=5)}


def unknown_from(one):
    """The first day of those it is about that nobody could know of when it was made out."""
    return min(all_days(one.period) - known_days(one), default=None)


def month_days(year, month):
    first = date(year, month, 1)
    return {day for n in range(31) if (day := first + timedelta(days=n)).month == month}


def key(period):
    return period and (period.start, period.end)


def end_of(one):
    return one.period.end if one.period else date.min


def told(report):
    return sorted(
        (
            (g.type.value, g.level.value, g.requirement, key(g.period), g.path, g.cause)
            for g in report.gaps
        ),
        key=str,
    )


@settings(max_examples=500, deadline=None)
@given(cases())
def test_every_gap_is_the_oracles_and_none_is_forgotten(case):
    assert told(case.compare()) == Oracle(case).predict()


@settings(max_examples=200, deadline=None)
@given(cases())
def test_safe_means_that_all_that_is_required_is_met_or_excused(case):
    report = case.compare()

    gaps = Oracle(case).predict()
    assert report.safe_to_delete is not any(level == "required" for _, level, *_ in gaps)
    excused = {waiver.requirement for waiver in case.waivers}
    for state in report.requirements:
        if report.safe_to_delete and state.level is Level.REQUIRED and state.id not in excused:
            assert state.state in (State.MET, State.INACTIVE)
            assert state.met == state.expected


# --- Laws


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms(use_true_random=False), st.booleans())
def test_order_never_changes_anything(case, dice, said):
    shuffled = list(case.documents)
    dice.shuffle(shuffled)
    options = {} if said else {"holder": None}

    assert case.compare(shuffled, **options) == case.compare(**options)


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(1, 3), st.booleans())
def test_unrelated_files_and_doubles_never_change_anything(case, count, said):
    noise = [file(Status.UNRELATED, path=f"0-{n}.pdf") for n in range(count)]
    noise += [
        replace(d, path=f"00-{d.path}", status=Status.DUPLICATE, duplicate_of=d.path)
        for d in case.documents
        if d.status is Status.RECOGNISED
    ] * count
    options = {} if said else {"holder": None}

    before = case.compare(**options)
    after = case.compare([*case.documents, *noise], **options)

    assert (after.gaps, after.holder, after.requirements) == (
        before.gaps,
        before.holder,
        before.requirements,
    )


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(OTHERS))
def test_somebody_elses_documents_never_fill_a_slot(case, person):
    months = months_before(case.as_of, 8)
    others = [statement(y, m, person=person, path=f"o{y}{m}.pdf") for y, m in months]
    others.append(attestation(case.as_of, person=person, path="o.pdf"))

    before, after = case.compare(), case.compare([*case.documents, *others])

    assert required(after) == required(before)
    assert after.requirements == before.requirements


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 30))
def test_a_statement_less_never_makes_it_safe(case, number):
    whole = [d for d in case.documents if d.kind == "releve-remboursements" and not d.page_total]
    gone = whole[number % len(whole)] if whole else None
    left = [d for d in case.documents if d is not gone]

    assert (
        case.compare().safe_to_delete
        or not case.compare(left).safe_to_delete
        or (
            # What is in the way may be the document itself: a page of it does not open.
            gone is not None and (gone.warnings or gone.status is not Status.RECOGNISED)
        )
    )


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(DOUBTS), st.booleans())
def test_a_doubtful_file_more_never_makes_it_safe(case, doubt, speaks):
    more = [*case.documents, file(*doubt, speaks=speaks)]

    after = case.compare(more).safe_to_delete

    assert not after or case.compare().safe_to_delete
    assert not (after and speaks)


@settings(max_examples=100, deadline=None)
@given(some_days, st.lists(st.sampled_from(FORMS), min_size=28, max_size=28), st.integers(0, 27))
def test_the_holder_is_found_whatever_forms_the_name_has(as_of, forms, theirs):
    """As long as one document carries name and number, and the other spouse has less than half."""
    documents = [
        replace(d, person=form and form.name, nir=form and form.nir, people=())
        for d, form in zip(complete(as_of), [HOLDER, *forms[1:]], strict=True)
    ]
    # The last document is the certificate, which may be that of anybody in the family.
    fewer = sum(form is not None for form in forms[1:-1]) // 2
    others = [
        statement(y, m, person=SPOUSE, path=f"o{y}{m}.pdf")
        for y, m in months_before(as_of)[: min(theirs, fewer)]
    ]

    report = compare([*documents, *others], as_of)

    assert report.safe_to_delete
    assert sum(gap.type == "other-person" for gap in report.gaps) == len(others)
