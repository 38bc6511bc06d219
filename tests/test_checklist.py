"""What is a gap, how much it matters, and what is none."""

from dataclasses import replace
from datetime import date

import pytest
from dossier import HOLDER, SPOUSE, attestation, document, file, statement, unreadable

from archiver import checklist
from archiver.errors import MissingKey, UnknownChecklist, UnknownKey, WrongValue
from archiver.model import (
    GapType,
    Level,
    Period,
    Slot,
    State,
    Status,
    Trouble,
    Waiver,
)

AMELI = checklist.load("ameli")
AS_OF = date(2026, 11, 15)
MONTHS = [Period.month(2024 + m // 12, m % 12 + 1) for m in range(7, 34)]


def complete():
    held = [statement(m.start.year, m.start.month) for m in MONTHS]
    return [*held, attestation(date(2026, 11, 2))]


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


def test_the_window_is_the_27_months_before_the_day():
    slots = [gap.period for gap in compare([]).gaps if gap.kind == "releve-remboursements"]

    required = [period for period in slots if period != Period.month(2026, 11)]
    assert required == MONTHS
    assert required[0] == Period.month(2024, 8)
    assert required[-1] == Period.month(2026, 10)


@pytest.mark.parametrize("number", range(27))
def test_each_missing_month_is_one_gap_with_that_month(number):
    documents = complete()
    gone = documents.pop(number)

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
    undated = attestation(date(2026, 11, 2))

    report = compare([*complete()[:-1], replace(undated, issued=None)])

    assert told(report, required_only=True) == [("stale", "required", "undated")]


def test_a_lost_page_is_incomplete_and_not_also_missing():
    documents = complete()
    documents[5] = replace(documents[5], page_total=3, pages_absent=(3,))

    report = compare(documents)

    assert told(report, required_only=True) == [("incomplete", "required", "pages-absent")]
    assert dict(report.gaps[0].facts) == {"total": 3, "absent": "3"}


def test_a_lost_page_beside_a_whole_copy_is_a_note():
    torn = replace(complete()[5], path="torn.pdf", page_total=3, pages_absent=(3,), digest="x")

    report = compare([*complete(), torn])

    assert report.safe_to_delete
    assert ("incomplete", "note", "pages-absent") in told(report)


def test_two_versions_of_a_month_are_a_recommended_conflict():
    other = replace(complete()[5], path="other.pdf", digest="other amounts")

    report = compare([*complete(), other])

    assert report.safe_to_delete
    assert ("conflict", "recommended", "two-versions") in told(report)


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


def test_an_attestation_covers_everybody_on_it():
    shared = attestation(date(2026, 11, 2), person=SPOUSE, people=(SPOUSE, HOLDER))

    assert compare([*complete()[:-1], shared]).safe_to_delete


@pytest.mark.parametrize(
    "name", ["MARTIN CLAIRE", "Claire Martin", "Mme Claire MARTIN", "MARTIN Claire Anne"]
)
def test_forms_of_a_name_are_one_person(name):
    documents = complete()
    documents[5] = replace(documents[5], person=name, nir=None)

    assert compare(documents).safe_to_delete


def test_a_document_that_names_nobody_counts_for_the_holder():
    documents = complete()
    documents[5] = replace(documents[5], person=None, nir=None)

    assert compare(documents).safe_to_delete


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
    wanting = compare([*complete()[1:], doubtful])
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


def test_a_hint_recommends_to_look():
    form = replace(file(Status.UNRELATED, path="salaire.pdf"), suggests=("sick-leave",))

    report = compare([*complete(), form])

    assert report.safe_to_delete
    assert ("missing", "recommended", "suggested") in told(report)


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


# --- Definitions

GOOD = """
account = "ameli"
title = { fr = "t", en = "t" }

[[requirement]]
id = "releves"
kind = "releve-remboursements"
level = "required"
slot = "month"
back = 3
where = { fr = "ici", en = "here" }
"""


@pytest.fixture
def load(tmp_path):
    def loaded(source):
        path = tmp_path / "mine.toml"
        path.write_text(source, encoding="utf-8")
        return checklist.load(str(path))

    return loaded


def test_a_checklist_of_ones_own(load):
    mine = load(GOOD)

    assert (mine.id, mine.account) == ("mine", "ameli")
    assert (mine.requirements[0].slot, mine.requirements[0].back) == (Slot.MONTH, 3)


@pytest.mark.parametrize(
    ("old", "new", "error", "line", "key"),
    [
        ("back = 3", "bakc = 3", UnknownKey, 10, "requirement.1.bakc"),
        ("back = 3", "", MissingKey, 5, "requirement.1.back"),
        ("back = 3", 'back = "3"', WrongValue, 10, "requirement.1.back"),
        ("back = 3", "back = 0", WrongValue, 10, "requirement.1.back"),
        ("back = 3", "back = 3\nextra = 1", UnknownKey, 11, "requirement.1.extra"),
        ('"required"', '"requierd"', WrongValue, 8, "requirement.1.level"),
        ('"releve-remboursements"', '"releve"', WrongValue, 7, "requirement.1.kind"),
        ('account = "ameli"', 'account = "amelie"', WrongValue, 2, "account"),
        ('en = "here"', 'de = "hier"', MissingKey, 11, "requirement.1.where.en"),
    ],
)
def test_a_wrong_key_is_named_with_file_and_line(load, old, new, error, line, key):
    with pytest.raises(error) as caught:
        load(GOOD.replace(old, new, 1))

    assert (caught.value.file.name, caught.value.line, caught.value.key) == (
        "mine.toml",
        line,
        key,
    )


def test_two_requirements_cannot_have_one_id(load):
    second = GOOD[GOOD.index("[[requirement]]") :]

    with pytest.raises(WrongValue) as caught:
        load(GOOD + second)

    assert caught.value.key == "requirement.2.id"


def test_an_unknown_checklist_names_those_that_ship():
    with pytest.raises(UnknownChecklist) as caught:
        checklist.load("amelie")

    assert caught.value.known == "ameli"
