"""What is a gap, how much it matters, and what is none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from dossier import HOLDER, SPOUSE, attestation, document, file, statement, unreadable

from archiver import checklist
from archiver.checklist import checks
from archiver.model import (
    OCR,
    ROWS_HIDDEN,
    Checklist,
    GapType,
    Level,
    Line,
    Period,
    Requirement,
    Slot,
    State,
    Statement,
    Status,
    Sums,
    Trouble,
    Waiver,
)

AMELI = checklist.load("ameli")
AS_OF = date(2026, 11, 15)
SEPTEMBER = Period.month(2026, 9)
MONTHS = [Period.month(2024 + m // 12, m % 12 + 1) for m in range(7, 34)]


def complete():
    held = [statement(m.start.year, m.start.month) for m in MONTHS]
    return [message(), *held, attestation(date(2026, 11, 2))]


def message(**changes):
    return document(
        HOLDER, **({"path": "message.pdf", "kind": "message", "issued": AS_OF} | changes)
    )


def sick_leave(year, **changes):
    """A certificate of daily allowances for the first half of a year."""
    fields = {
        "path": f"ij-{year}.pdf",
        "kind": "attestation-ij",
        "period": Period(date(year, 1, 1), date(year, 6, 30)),
        "suggests": ("sick-leave",),
    }
    return document(HOLDER, **(fields | changes))


def one_requirement(**fields):
    """A checklist that asks for one thing."""
    texts = {"fr": "", "en": ""}
    known = {"id": "it", "level": Level.REQUIRED, "where": texts, "remark": texts}
    requirement = Requirement(**(known | fields))
    return Checklist(id="one", account="ameli", title=texts, requirements=(requirement,), sha256="")


def compare(documents, **options):
    return checklist.compare(AMELI, documents, **({"as_of": AS_OF} | options))


def told(report, *, required_only=False):
    return [
        (gap.type.value, gap.level.value, gap.cause)
        for gap in report.gaps
        if not required_only or gap.level is Level.REQUIRED
    ]


def test_a_complete_dossier_is_safe():
    report = compare(complete())

    assert report.safe_to_delete
    assert report.holder == "MARTIN Claire"
    assert told(report) == [("missing", "recommended", "current-month")]


def test_the_details_of_this_months_payments_are_counted_as_they_come():
    def details(*more):
        (gap,) = [g for g in compare([*complete(), *more]).gaps if g.cause == "current-month"]
        assert gap.level is Level.RECOMMENDED
        return dict(gap.facts)["details"]

    paid = document(HOLDER, kind="decompte-paiement", issued=date(2026, 11, 12), path="p.pdf")

    assert details() == 0
    assert details(paid, replace(paid, path="q.pdf", issued=date(2026, 11, 13))) == 2
    assert details(replace(paid, issued=date(2026, 10, 12))) == 0
    assert details(replace(paid, person=SPOUSE.name, nir=SPOUSE.nir)) == 0


def test_the_window_is_the_27_months_before_the_day():
    slots = [gap.period for gap in compare([]).gaps if gap.kind == "releve-remboursements"]

    required = [period for period in slots if period != Period.month(2026, 11)]
    assert required == MONTHS
    assert required[0] == Period.month(2024, 8)
    assert required[-1] == Period.month(2026, 10)


@pytest.mark.parametrize("number", range(27))
def test_each_missing_month_is_one_gap_with_that_month(number):
    documents = complete()
    gone = documents.pop(number + 1)

    report = compare(documents)

    (gap,) = [gap for gap in report.gaps if gap.level is Level.REQUIRED]
    assert (gap.type, gap.period) == (GapType.MISSING, gone.period)
    assert gap.cause == ("soft-window" if number < 4 else "window")
    assert not report.safe_to_delete


def test_two_halves_fill_a_month_and_one_does_not():
    month = Period.month(2025, 3)
    first = Period(date(2025, 3, 1), date(2025, 3, 15))
    second = Period(date(2025, 3, 16), date(2025, 3, 31))
    others = [d for d in complete() if d.period != month]
    half = statement(2025, 3, period=first, path="a.pdf")

    assert told(compare([*others, half]), required_only=True) == [("missing", "required", "window")]
    rest = statement(2025, 3, period=second, path="b.pdf", digest="other")
    assert compare([*others, half, rest]).safe_to_delete


def test_a_day_between_two_parts_is_a_gap():
    others = [d for d in complete() if d.period != Period.month(2025, 3)]
    parts = [
        statement(2025, 3, period=Period(date(2025, 3, 1), date(2025, 3, 15)), path="a.pdf"),
        statement(2025, 3, period=Period(date(2025, 3, 17), date(2025, 3, 31)), path="b.pdf"),
    ]

    assert not compare([*others, *parts]).safe_to_delete


def test_a_quarterly_statement_fills_three_months():
    quarter = Period(date(2025, 1, 1), date(2025, 3, 31))
    others = [d for d in complete() if not (d.period and quarter.covers(d.period))]

    assert compare([*others, statement(2025, 1, period=quarter)]).safe_to_delete


def test_an_old_attestation_beside_a_fresh_one_is_no_gap():
    assert compare([*complete(), attestation(date(2025, 2, 1))]).safe_to_delete


def test_a_stale_attestation_is_stale_and_not_also_missing():
    documents = [*complete()[:-1], attestation(date(2026, 10, 1)), attestation(date(2025, 1, 1))]

    report = compare(documents)

    assert told(report, required_only=True) == [("stale", "required", "too-old")]
    assert report.gaps[0].path == "attestation-2026-10-01.pdf"


@pytest.mark.parametrize(("age", "safe"), [(0, True), (30, True), (31, False)])
def test_an_attestation_may_be_thirty_days_old(age, safe):
    issued = date.fromordinal(AS_OF.toordinal() - age)

    assert compare([*complete()[:-1], attestation(issued)]).safe_to_delete is safe


def test_an_attestation_that_expires_before_the_day_is_stale():
    expired = attestation(date(2026, 11, 2), until=date(2026, 11, 14))

    assert told(compare([*complete()[:-1], expired]), required_only=True) == [
        ("stale", "required", "expired")
    ]


def test_an_attestation_without_a_date_is_stale():
    undated = replace(attestation(date(2026, 11, 2)), issued=None, period=None)

    report = compare([*complete()[:-1], undated])

    assert told(report, required_only=True) == [("stale", "required", "undated")]


@pytest.mark.parametrize(("since", "safe"), [(date(2026, 11, 2), True), (date(2026, 9, 1), False)])
def test_where_no_date_is_printed_the_start_of_the_validity_counts(since, safe):
    undated = replace(attestation(since), issued=None)

    assert compare([*complete()[:-1], undated]).safe_to_delete is safe


def test_an_attestation_without_a_date_does_not_spoil_a_fresh_one():
    undated = replace(attestation(date(2026, 11, 2)), issued=None, path="a.pdf", digest="a")

    assert compare([*complete(), undated]).safe_to_delete


def test_an_attestation_without_a_readable_validity_is_not_taken_for_valid():
    """A refusal has the title, and is of the day: `vos droits sont fermés`."""
    refused = replace(complete()[-1], period=None)

    report = compare([*complete()[:-1], refused])

    assert told(report, required_only=True) == [("stale", "required", "validity-unread")]
    assert report.gaps[0].path == refused.path


@pytest.mark.parametrize("until", [date(2026, 11, 20), date(2027, 11, 1)])
def test_a_refusal_puts_an_earlier_attestation_out_of_force(until):
    valid = attestation(date(2026, 11, 2), until=until)
    refused = replace(attestation(date(2026, 11, 10), path="z.pdf"), period=None)

    report = compare([*complete()[:-1], valid, refused])

    assert told(report, required_only=True) == [("stale", "required", "validity-unread")]


def test_what_has_to_be_valid_on_the_day_counts_only_with_its_days():
    cover = document(HOLDER, kind="attestation-c2s", issued=date(2026, 11, 10), path="c2s.pdf")
    days = Period(date(2026, 6, 1), date(2027, 5, 31))

    without = compare([*complete(), cover], declared=frozenset({"c2s"}))
    with_days = compare([*complete(), replace(cover, period=days)], declared=frozenset({"c2s"}))

    assert told(without, required_only=True) == [("stale", "required", "validity-unread")]
    assert with_days.safe_to_delete


def test_a_certificate_whose_validity_is_read_does_for_another_of_the_same_day():
    """A photo of it lies beside it, and its reading is not sure."""
    photo = replace(complete()[-1], period=None, path="z.jpg", digest="another")

    assert compare([*complete(), photo]).safe_to_delete


def test_only_the_newest_attestation_counts():
    valid, shorter = complete()[-1], attestation(date(2026, 11, 10), until=date(2026, 11, 12))

    report = compare([*complete()[:-1], valid, shorter])

    assert told(report, required_only=True) == [("stale", "required", "expired")]
    assert report.gaps[0].path == shorter.path


def test_a_date_of_issue_that_lies_ahead_proves_no_freshness():
    # The end of an old certificate's validity, say, taken for its date of issue.
    old = replace(attestation(date(2025, 12, 1)), issued=date(2026, 11, 30))

    report = compare([*complete()[:-1], old])

    assert told(report, required_only=True) == [("stale", "required", "issued-later")]
    assert compare([*complete(), old]).safe_to_delete


@pytest.mark.parametrize(("ahead", "safe"), [(1, True), (2, False)])
def test_in_paris_it_may_be_tomorrow_already(ahead, safe):
    issued = date.fromordinal(AS_OF.toordinal() + ahead)

    assert compare([*complete()[:-1], attestation(issued)]).safe_to_delete is safe


def test_what_a_stale_gap_tells():
    report = compare([*complete()[:-1], attestation(date(2026, 10, 1))])

    assert dict(report.gaps[0].facts) == {
        "issued": date(2026, 10, 1),
        "age_days": 45,
        "fresh_days": 30,
        "until": date(2027, 10, 1),
    }


def early(issued, about=SEPTEMBER, **changes):
    """What is told of a dossier in which one document is about some days, made out on a day."""
    made = statement(2026, 9, path="early.pdf", issued=issued, **({"period": about} | changes))
    rest = [d for d in complete() if d.kind != made.kind or not about.covers(d.period)]
    return [
        (g.type.value, g.level.value, g.cause, g.path, g.period.start.month)
        for g in compare([*rest, made]).gaps
        if g.cause != "current-month"
    ]


COUNTED_NOT = ("incomplete", "required", "issued-early", "early.pdf", 9)


@pytest.mark.parametrize(
    ("issued", "told"),
    [
        (date(2026, 9, 12), [COUNTED_NOT]),
        (date(2026, 9, 24), [COUNTED_NOT]),
        (date(2026, 9, 25), []),  # so late that hardly anything is paid any more
        (date(2026, 10, 5), []),
        (date(2026, 8, 20), [COUNTED_NOT]),  # before any of it
        (date.max, []),
        (date.min, [COUNTED_NOT]),
        (None, []),
    ],
)
def test_a_statement_made_out_before_its_month_is_over_leaves_it_open(issued, told):
    """Nobody can say in the middle of a month what is paid until its end."""
    assert early(issued) == told


def test_what_is_made_out_in_the_middle_fills_the_months_before_and_none_after():
    """A certificate may be asked for over days that are still to come."""
    months = Period(date(2026, 7, 1), date(2026, 10, 31))

    assert early(date(2026, 8, 20), months) == [
        ("incomplete", "required", "issued-early", "early.pdf", 8),
        ("missing", "required", "window", None, 9),
        ("missing", "required", "window", None, 10),
    ]
    # Made out at the end of August, it fills August; why no later month, is said of the next.
    assert early(date(2026, 8, 28), months) == [
        COUNTED_NOT,
        ("missing", "required", "window", None, 10),
    ]


def test_the_users_word_on_its_days_stands_whatever_day_it_was_made_out_on():
    assert early(date(2026, 9, 12), warnings=("labelled",)) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"day": date(2026, 9, 11)}, [COUNTED_NOT]),
        ({"day": date(2026, 9, 14)}, []),
        ({"day": date(2026, 9, 8), "paid_on": date(2026, 9, 12)}, [COUNTED_NOT]),
        ({"day": date(2026, 9, 8), "paid_on": date(2026, 9, 14)}, []),
    ],
)
def test_a_day_that_its_own_lines_outlast_is_not_the_one_it_was_made_out_on(line, told):
    """It may be that of a payment, on a line of its own."""
    lines = (Line(label="CONSULTATION", amount=Decimal("19.00"), **line),)

    assert early(date(2026, 9, 12), statement=Statement(lines=lines)) == told


def test_a_lost_page_is_incomplete_and_not_also_missing():
    documents = complete()
    documents[5] = replace(documents[5], page_total=3, pages_absent=(3,))

    report = compare(documents)

    assert told(report, required_only=True) == [("incomplete", "required", "pages-absent")]
    assert dict(report.gaps[0].facts) == {"total": 3, "absent": "3"}


def test_a_statement_that_says_it_has_more_lines_leaves_its_month_open():
    documents = complete()
    documents[5] = replace(documents[5], warnings=(ROWS_HIDDEN,))

    report = compare(documents)

    assert told(report, required_only=True) == [("incomplete", "required", "rows-hidden")]
    assert report.gaps[0].period == documents[5].period


def test_a_lost_page_beside_a_whole_copy_is_a_note():
    torn = replace(complete()[5], path="torn.pdf", page_total=3, pages_absent=(3,), digest="x")

    report = compare([*complete(), torn])

    assert report.safe_to_delete
    assert ("incomplete", "note", "pages-absent") in told(report)


def test_a_page_that_does_not_open_is_a_lost_page():
    documents = complete()
    documents[5] = replace(documents[5], warnings=("page-unreadable", "page-without-text"))

    report = compare(documents)

    assert told(report, required_only=True) == [("incomplete", "required", "page-unreadable")]


def test_half_a_month_torn_and_half_a_month_missing_are_two_gaps():
    documents = [d for d in complete() if d.period != Period.month(2025, 3)]
    first_half = Period(date(2025, 3, 1), date(2025, 3, 15))
    torn = statement(2025, 3, period=first_half, page_total=2, pages_absent=(2,))

    assert told(compare([*documents, torn]), required_only=True) == [
        ("incomplete", "required", "pages-absent"),
        ("missing", "required", "window"),
    ]


def test_a_torn_attestation_is_required_and_not_also_missing():
    torn = replace(complete()[-1], page_total=2, pages_absent=(2,))

    report = compare([*complete()[:-1], torn])

    assert told(report, required_only=True) == [("incomplete", "required", "pages-absent")]
    assert report.requirements[1].state is State.MISSING


def test_an_old_torn_attestation_is_a_note_beside_a_fresh_one():
    torn = replace(attestation(date(2025, 2, 1)), page_total=2, pages_absent=(2,))

    assert ("incomplete", "note", "pages-absent") in told(compare([*complete(), torn]))


def test_the_only_certificate_of_a_declared_leave_must_be_whole():
    torn = sick_leave(2020, page_total=3, pages_absent=(2,))

    report = compare([*complete(), torn], declared=frozenset({"sick-leave"}))

    assert told(report, required_only=True) == [("incomplete", "required", "pages-absent")]
    assert (report.requirements[2].state, report.requirements[2].met) == (State.MISSING, 0)


def test_a_certificate_of_another_leave_is_no_comfort():
    torn = sick_leave(2020, page_total=3, pages_absent=(2,))
    whole = sick_leave(2020, path="again.pdf", digest="again")
    declared = frozenset({"sick-leave"})

    assert not compare([*complete(), sick_leave(2022), torn], declared=declared).safe_to_delete
    assert compare([*complete(), whole, torn], declared=declared).safe_to_delete


def test_what_is_torn_and_not_asked_for_is_recommended():
    letter = document(HOLDER, path="lettre.pdf", kind="notification", pages_absent=(2,))
    leave = sick_leave(2020, pages_absent=(2,))

    report = compare([*complete(), letter, leave])

    assert report.safe_to_delete
    assert told(report).count(("incomplete", "recommended", "pages-absent")) == 2


def test_a_torn_document_that_two_requirements_wait_for_is_a_gap_of_both():
    one = one_requirement(kind="message", slot=Slot.ANY)
    two = replace(one.requirements[0], id="two", kind="notification")
    both = replace(one, requirements=(*one.requirements, two))
    whole, torn = message(), message(path="b.pdf", also=("notification",), pages_absent=(2,))

    report = checklist.compare(both, [whole, torn], as_of=AS_OF)

    assert ("two", Level.REQUIRED) in [(gap.requirement, gap.level) for gap in report.gaps]
    assert not report.safe_to_delete


def test_the_word_against_a_document_that_is_there_is_told():
    """Of a month, and of what there is only one of."""
    no_month = Waiver(
        requirement="releves", period=Period.month(2025, 3), reason="aucun soin", declared=AS_OF
    )
    none_at_all = Waiver(
        requirement="attestation-droits", period=None, reason="rien", declared=AS_OF
    )
    waivers = [no_month, none_at_all]

    report = compare(complete(), waivers=waivers)

    found = [g for g in report.gaps if g.type is GapType.CONFLICT]
    assert [(g.level.value, g.requirement, g.period, g.path) for g in found] == [
        ("recommended", "releves", no_month.period, "releve-2025-03.pdf"),
        ("recommended", "attestation-droits", None, "attestation-2026-11-02.pdf"),
    ]
    assert report.safe_to_delete
    assert [
        g for g in compare([message()], waivers=waivers).gaps if g.type.value == "conflict"
    ] == []


def test_two_versions_of_a_month_are_a_recommended_conflict():
    other = replace(complete()[5], path="other.pdf", digest="other amounts")

    report = compare([*complete(), other])

    assert report.safe_to_delete
    assert ("conflict", "recommended", "two-versions") in told(report)


@pytest.mark.parametrize(
    ("sums", "total", "differs"),
    [
        (Sums.AGREE, "43.10", True),
        (Sums.AGREE, "42.10", False),
        (Sums.UNCHECKED, "43.10", False),  # misread, perhaps
    ],
)
def test_a_scan_is_another_version_only_where_its_lines_prove_its_total(sums, total, differs):
    text = replace(complete()[5], statement=added_up(Sums.AGREE, "42.10"), digest="a")
    scan = replace(
        text,
        path="scan.pdf",
        digest="b",
        warnings=(OCR,),
        statement=added_up(sums, total),
        printed=("Re1evé",),
    )

    report = compare([*complete()[:5], text, *complete()[6:], scan])

    assert (("conflict", "recommended", "two-versions") in told(report)) is differs


def added_up(sums, total):
    return Statement(lines=(), total=Decimal(total), sums=sums, unread=0)


def test_a_conflict_shows_what_either_version_says():
    one = replace(complete()[5], printed=("Relevé mensuel", "Total versé 42,10 €"))
    other = replace(one, path="other.pdf", digest="x", printed=("Total versé 45,00 €",))

    report = compare([*complete()[:5], one, *complete()[6:], other])

    (gap,) = [gap for gap in report.gaps if gap.type.value == "conflict"]
    facts = dict(gap.facts)
    assert {facts["other_says"], facts["says"]} == {"Total versé 42,10 €", "Total versé 45,00 €"}


def test_the_same_lines_in_another_order_are_no_conflict():
    one = replace(complete()[5], printed=("Relevé mensuel", "Total versé 42,10 €"))
    other = replace(one, path="other.pdf", digest="x", printed=one.printed[::-1])

    report = compare([*complete()[:5], one, *complete()[6:], other])

    assert "conflict" not in [gap.type.value for gap in report.gaps]


def test_the_other_spouse_never_fills_a_slot():
    documents = complete()
    gone = documents[5].period
    documents[5] = statement(gone.start.year, gone.start.month, person=SPOUSE)

    report = compare(documents)

    assert told(report) == [
        ("missing", "required", "window"),
        ("missing", "recommended", "current-month"),
        ("other-person", "recommended", "other-person"),
    ]


@pytest.mark.parametrize(
    "doubtful",
    [
        unreadable(),
        file(Status.PARTIAL, Trouble.UNFINISHED),
        file(Status.UNSEARCHABLE, Trouble.PICTURE),
        file(Status.UNRECOGNISED),
    ],
    ids=lambda d: d.status.value,
)
def test_a_doubtful_file_blocks_when_it_speaks_or_something_is_missing(doubtful):
    quiet = compare([*complete(), doubtful])
    wanting = compare([*complete()[:-1], doubtful])
    speaking = compare([*complete(), replace(doubtful, speaks=True)])

    def level(report):
        return next(gap.level for gap in report.gaps if gap.path == doubtful.path)

    assert (level(quiet), quiet.safe_to_delete) == (Level.NOTE, True)
    assert level(wanting) is Level.REQUIRED
    assert (level(speaking), speaking.safe_to_delete) == (Level.REQUIRED, False)


def test_doubles_and_unrelated_files_say_nothing():
    double = replace(complete()[3], path="copy.pdf", status=Status.DUPLICATE)
    unrelated = file(Status.UNRELATED)

    assert compare([*complete(), double, unrelated]).gaps == compare(complete()).gaps


def test_a_condition_that_nobody_declared_asks_for_nothing():
    states = {state.id: state for state in compare(complete()).requirements}

    assert states["attestation-ij"].state is State.INACTIVE
    assert states["attestation-ij"].expected == 0


def test_what_is_there_for_an_undeclared_condition_is_not_counted():
    states = {state.id: state for state in compare([*complete(), sick_leave(2025)]).requirements}

    assert states["attestation-ij"].level is Level.REQUIRED
    assert (states["attestation-ij"].met, states["attestation-ij"].slots) == (0, ())


def test_a_hint_recommends_to_look():
    form = replace(file(Status.UNRELATED, path="salaire.pdf"), suggests=("sick-leave",))

    report = compare([*complete(), form])

    assert report.safe_to_delete
    assert ("missing", "recommended", "suggested") in told(report)
    assert ("because", "salaire.pdf") in report.gaps[0].facts + report.gaps[1].facts


@pytest.mark.parametrize(
    "changes",
    [
        {"suggests": ()},
        {"status": Status.DUPLICATE},
        {"person": SPOUSE.name, "nir": SPOUSE.nir},
    ],
    ids=["no hint", "double", "somebody else's"],
)
def test_what_is_no_hint(changes):
    form = replace(file(Status.UNRELATED), suggests=("sick-leave",))

    spouse = statement(2025, 1, person=SPOUSE, path="spouse.pdf")
    report = compare([*complete(), spouse, replace(form, **changes)])

    assert ("missing", "recommended", "suggested") not in told(report)


def test_a_hint_is_answered_by_the_document_or_by_the_users_word():
    form = replace(file(Status.UNRELATED), suggests=("sick-leave", "taxable-income"))
    words = [
        Waiver(requirement=id, period=None, reason="none", declared=AS_OF)
        for id in ("attestation-ij", "releve-fiscal")
    ]
    fiscal = document(HOLDER, path="f.pdf", kind="releve-fiscal", period=Period.year(2025))

    hinted = ("missing", "recommended", "suggested")
    assert told(compare([*complete(), form])).count(hinted) == 2
    assert hinted not in told(compare([*complete(), form, sick_leave(2025), fiscal]))
    assert hinted not in told(compare([*complete(), form], waivers=words))


def still(*documents, id, **options):
    """What is told of a requirement that waits for a condition which was not declared."""
    report = compare([*complete(), *documents], **options)
    assert report.safe_to_delete
    return [
        (gap.level.value, gap.cause, dict(gap.facts)["because"])
        for gap in report.gaps
        if gap.requirement == id
    ]


def cover(until, **changes):
    """A certificate of the complementary cover."""
    period = Period(date(until.year - 1, 1, 1), until)
    return document(
        HOLDER, **{"path": "c2s.pdf", "kind": "attestation-c2s", "period": period, **changes}
    )


def test_what_was_there_and_no_longer_does_may_still_concern_the_user():
    year = Period.year(2024)
    fiscal = document(HOLDER, path="f.pdf", kind="releve-fiscal", period=year)
    card = document(HOLDER, path="c.pdf", kind="ceam", period=Period.month(2026, 5))
    expired = cover(date(2026, 10, 31))

    assert still(expired, id="c2s") == [("recommended", "suggested-still", "c2s.pdf")]
    assert still(fiscal, id="releve-fiscal") == [("recommended", "suggested-still", "f.pdf")]
    # Of what is only recommended to those who need it, it is a note.
    assert still(card, id="ceam") == [("note", "suggested-still", "c.pdf")]
    # The last one is named.
    older = cover(date(2025, 12, 31), path="a.pdf")
    assert still(expired, older, id="c2s") == [("recommended", "suggested-still", "c2s.pdf")]


def test_what_does_or_is_long_over_or_was_answered_suggests_nothing():
    word = Waiver(requirement="c2s", period=None, reason="no more", declared=AS_OF)
    expired = cover(date(2026, 10, 31))

    assert still(cover(date(2026, 12, 31)), id="c2s") == []
    assert still(cover(date(2024, 10, 31)), id="c2s") == []
    assert still(cover(date(2026, 10, 31), period=None), id="c2s") == []
    assert still(expired, id="c2s", waivers=[word]) == []
    nothing = sick_leave(2025, statement=Statement())
    assert still(nothing, id="attestation-ij") == []


def test_a_declared_condition_requires():
    report = compare(complete(), declared=frozenset({"sick-leave"}))

    assert told(report, required_only=True) == [("missing", "required", "never-found")]


def test_a_waiver_is_listed_and_its_month_is_not_counted_as_met():
    waiver = Waiver(requirement="releves", period=MONTHS[5], reason="no care", declared=AS_OF)
    documents = [d for d in complete() if d.period != MONTHS[5]]

    report = compare(documents, waivers=[waiver])

    assert report.safe_to_delete
    assert report.waived == (waiver,)
    assert report.requirements[0].met == 26


def test_a_word_without_a_month_excuses_no_month():
    waiver = Waiver(requirement="releves", period=None, reason="none at all", declared=AS_OF)

    report = compare([message(), complete()[-1]], waivers=[waiver])

    assert len(told(report, required_only=True)) == 27


def test_a_word_for_several_months_excuses_each():
    waiver = Waiver(
        requirement="releves",
        period=Period(MONTHS[3].start, MONTHS[5].end),
        reason="abroad",
        declared=AS_OF,
    )
    documents = [d for d in complete() if d.period not in MONTHS[3:7]]

    report = compare(documents, waivers=[waiver])

    assert [gap.period for gap in report.gaps if gap.level is Level.REQUIRED] == [MONTHS[6]]
    assert report.requirements[0].state is State.MISSING


def test_a_word_excuses_what_is_not_there_and_nothing_else():
    waiver = Waiver(requirement="attestation-droits", period=None, reason="?", declared=AS_OF)
    month = Waiver(requirement="releves", period=MONTHS[5], reason="?", declared=AS_OF)
    stale = attestation(date(2026, 1, 1))
    documents = complete()
    documents[6] = replace(documents[6], page_total=2, pages_absent=(2,))

    assert compare(complete()[:-1], waivers=[waiver]).safe_to_delete
    assert not compare([*complete()[:-1], stale], waivers=[waiver]).safe_to_delete
    assert not compare(documents, waivers=[month]).safe_to_delete


def test_a_statement_without_a_period_fills_nothing():
    documents = complete()
    documents[5] = replace(documents[5], period=None)

    report = compare(documents)

    assert not report.safe_to_delete
    assert ("unrecognised", "note", "no-period") in told(report)


def test_the_current_month_is_never_required():
    assert all(
        gap.level is not Level.REQUIRED
        for gap in compare([]).gaps
        if gap.period == Period.month(2026, 11)
    )


def test_letters_are_welcome_and_never_asked_for():
    letter = document(HOLDER, path="lettre.pdf", kind="notification", issued=AS_OF)

    assert compare([*complete(), letter]).gaps == compare(complete()).gaps


def test_messages_are_asked_for_once_and_never_in_the_way():
    report = compare(complete()[1:])

    assert report.safe_to_delete
    assert ("missing", "note", "never-found") in told(report)


def test_a_year_is_a_slot_like_a_month():
    fiscal = one_requirement(kind="releve-fiscal", slot=Slot.YEAR, back=2)
    held = document(HOLDER, path="f.pdf", kind="releve-fiscal", period=Period.year(2025))

    report = checklist.compare(fiscal, [held], as_of=AS_OF)

    assert [gap.period for gap in report.gaps] == [Period.year(2024)]


def test_less_than_required_stays_less():
    monthly = one_requirement(
        kind="releve-remboursements", slot=Slot.MONTH, back=2, level=Level.NOTE
    )
    torn = statement(2026, 10, page_total=2, pages_absent=(2,))

    report = checklist.compare(monthly, [torn], as_of=AS_OF)

    assert {gap.level for gap in report.gaps} == {Level.NOTE}
    assert len(report.gaps) == 3


@pytest.mark.parametrize("day", [date.min, date(2, 3, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_are_days_like_any_other(day):
    forever = attestation(date(2026, 11, 2), until=date.max)

    assert not compare([*complete()[:-1], forever], as_of=day).safe_to_delete


def test_gaps_come_by_level_then_checklist_then_day_then_file():
    documents = [
        unreadable(path="b.pdf", speaks=True),
        unreadable(path="a.pdf", speaks=True),
        *complete()[3:20],
        statement(2025, 3, person=SPOUSE, path="s.pdf"),
    ]

    gaps = compare(documents).gaps

    order = [Level.REQUIRED, Level.RECOMMENDED, Level.NOTE]
    assert [order.index(gap.level) for gap in gaps] == sorted(order.index(g.level) for g in gaps)
    required = [gap for gap in gaps if gap.level is Level.REQUIRED]
    months = [gap.period for gap in required if gap.requirement == "releves"]
    assert months == sorted(months)
    assert [gap.requirement for gap in required[len(months) :]] == [
        "attestation-droits",
        None,
        None,
    ]
    assert [gap.path for gap in required[-2:]] == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("forgotten", checks.CHECKS, ids=lambda check: check.__name__)
def test_a_check_that_fails_to_speak_never_makes_it_safe(monkeypatch, forgotten):
    left = tuple(check for check in checks.CHECKS if check is not forgotten)
    # The package's `compare` is the function; its module goes by the same name.
    monkeypatch.setattr(import_module("archiver.checklist.compare"), "CHECKS", left)
    torn = statement(2026, 10, page_total=2, pages_absent=(2,))

    for documents in (
        complete()[:-1],
        complete()[:5] + complete()[6:],
        [d for d in complete() if d.period != torn.period] + [torn],
        [*complete()[:-1], attestation(date(2026, 1, 1))],
    ):
        assert not compare(documents).safe_to_delete
