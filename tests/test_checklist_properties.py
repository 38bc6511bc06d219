"""Laws of the checklist, and random dossiers against a deliberately naive oracle.

The oracle counts days one by one and knows nothing of the implementation: no false "safe",
no phantom gap.
"""

from dataclasses import replace
from datetime import date, timedelta

from dossier import HOLDER, SPOUSE, attestation, file, statement
from hypothesis import given, settings
from hypothesis import strategies as st

from archiver import checklist
from archiver.model import Level, Period, Status, Trouble

AMELI = checklist.load("ameli")
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


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


def compare(documents, as_of):
    return checklist.compare(AMELI, documents, as_of=as_of)


def required(report):
    return [gap for gap in report.gaps if gap.level is Level.REQUIRED]


@given(days)
def test_a_complete_set_is_safe_on_any_day(as_of):
    assert compare(complete(as_of), as_of).safe_to_delete


@given(days, st.integers(0, 27))
def test_a_removed_document_gives_exactly_its_gap_and_never_safe(as_of, number):
    documents = complete(as_of)
    gone = documents.pop(number)

    report = compare(documents, as_of)

    (gap,) = required(report)
    assert not report.safe_to_delete
    assert (gap.type.value, gap.kind) == ("missing", gone.kind)
    assert gap.period == (gone.period if gone.period.is_month else None)


@given(days, st.integers(0, 27), st.sampled_from(["torn", "unreadable", "other", "unknown-period"]))
def test_spoiling_any_document_is_never_safe(as_of, number, how):
    documents = complete(as_of)
    spoiled = documents[number]
    documents[number] = {
        "torn": replace(spoiled, page_total=4, pages_absent=(2, 4)),
        "unreadable": replace(
            spoiled, status=Status.UNREADABLE, trouble=Trouble.TRUNCATED, kind=None, period=None
        ),
        "other": replace(spoiled, person=SPOUSE.name, nir=SPOUSE.nir, people=(SPOUSE,)),
        "unknown-period": replace(spoiled, period=None, issued=None),
    }[how]

    assert not compare(documents, as_of).safe_to_delete


def any_documents(as_of):
    months = months_before(as_of, 32)
    month = st.sampled_from(months)
    person = st.sampled_from([HOLDER, HOLDER, SPOUSE, None])
    return st.lists(
        st.one_of(
            st.builds(
                lambda m, p, n: statement(*m, person=p, path=f"s{n}.pdf", digest=f"{m}{n}"),
                month, person, st.integers(0, 99),
            ),
            st.builds(
                lambda m, n: statement(*m, path=f"t{n}.pdf", page_total=3, pages_absent=(3,)),
                month, st.integers(0, 99),
            ),
            st.builds(
                lambda age, p: attestation(
                    as_of - timedelta(days=age), until=as_of + timedelta(days=90), person=p
                ),
                st.integers(0, 90), person,
            ),
            st.builds(
                lambda s, speaks: file(s, speaks=speaks),
                st.sampled_from([Status.UNREADABLE, Status.PARTIAL, Status.UNRECOGNISED]),
                st.booleans(),
            ),
        ),
        max_size=40,
    )  # fmt: skip


def oracle_safe(documents, as_of):
    """Naive: every day of every month is on a whole statement of the holder's, and so on."""
    if any(d.kind is None and d.speaks for d in documents):
        return False
    mine = [
        d
        for d in documents
        if d.status is Status.RECOGNISED and d.nir in (None, HOLDER.nir) and not d.pages_absent
    ]
    covered = set()
    fresh = False
    for d in mine:
        if d.kind == "releve-remboursements":
            day = d.period.start
            while day <= d.period.end:
                covered.add(day)
                day += timedelta(days=1)
        elif d.kind == "attestation-droits":
            fresh = fresh or (as_of - d.issued).days <= 30
    for year, month in months_before(as_of):
        day = date(year, month, 1)
        while day.month == month:
            if day not in covered:
                return False
            day += timedelta(days=1)
    return fresh


@st.composite
def dossiers(draw):
    """Complete sets with losses and additions; the holder's documents stay the most."""
    as_of = draw(days)
    documents = complete(as_of)
    for _ in range(draw(st.integers(0, 3))):
        documents.pop(draw(st.integers(0, len(documents) - 1)))
    added = draw(any_documents(as_of))
    mine = sum(d.nir == HOLDER.nir for d in documents)
    theirs = [d for d in added if d.nir == SPOUSE.nir][: mine - 1]
    return as_of, documents + [d for d in added if d.nir != SPOUSE.nir] + theirs


@settings(max_examples=300, deadline=None)
@given(dossiers())
def test_the_verdict_is_the_oracles(dossier):
    as_of, documents = dossier

    assert compare(documents, as_of).safe_to_delete is oracle_safe(documents, as_of)


@settings(max_examples=150, deadline=None)
@given(dossiers(), st.randoms(use_true_random=False))
def test_order_never_changes_anything(dossier, dice):
    as_of, documents = dossier
    # Paths are unique in a real run; with equal ones there is no order to keep.
    documents = [replace(d, path=f"{n:03}-{d.path}") for n, d in enumerate(documents)]
    shuffled = list(documents)
    dice.shuffle(shuffled)

    assert compare(shuffled, as_of) == compare(documents, as_of)


@settings(max_examples=150, deadline=None)
@given(dossiers(), st.integers(1, 3))
def test_unrelated_files_and_doubles_never_change_anything(dossier, count):
    as_of, documents = dossier
    noise = [file(Status.UNRELATED, path=f"zz-{n}.pdf") for n in range(count)]
    noise += [
        replace(d, path=f"zz-{d.path}", status=Status.DUPLICATE, duplicate_of=d.path)
        for d in documents[:count]
        if d.kind
    ]

    before, after = compare(documents, as_of), compare([*documents, *noise], as_of)

    assert (after.gaps, after.holder, after.requirements) == (
        before.gaps,
        before.holder,
        before.requirements,
    )


@settings(max_examples=150, deadline=None)
@given(dossiers())
def test_somebody_elses_documents_never_fill_a_slot(dossier):
    as_of, documents = dossier
    others = [statement(y, m, person=SPOUSE, path=f"o{m}.pdf") for y, m in months_before(as_of)]
    others = others[
        : sum(d.nir == HOLDER.nir for d in documents)
        - 1
        - len([d for d in documents if d.nir == SPOUSE.nir])
    ]

    before, after = compare(documents, as_of), compare([*documents, *others], as_of)

    assert after.safe_to_delete is before.safe_to_delete
    assert [r.met for r in after.requirements] == [r.met for r in before.requirements]


@given(st.integers(1, 12), st.integers(2024, 2032))
def test_the_window_is_what_plain_counting_gives(month, year):
    as_of = Period.month(year, month).end

    gaps = [g.period for g in compare([], as_of).gaps if g.cause.endswith("window")]

    assert [(p.start.year, p.start.month) for p in gaps] == months_before(as_of)[::-1]
