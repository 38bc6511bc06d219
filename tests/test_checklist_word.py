"""People, leaves and conditions: what only the user knows, and what is asked for then."""

from datetime import date

import pytest
from dossier import HOLDER, attestation, document, statement

from archiver import checklist
from archiver.archive.pages.requirements import keeping
from archiver.model import Period, Person, State
from archiver.wording import Words

AS_OF = date(2026, 11, 15)
AMELI = checklist.load("ameli")
BY_ID = {requirement.id: requirement for requirement in AMELI.requirements}
CHILD = Person(name="MARTIN Léo")


def complete(*people):
    months = [(y, m) for y in (2024, 2025, 2026) for m in range(1, 13)]
    held = [statement(*month) for month in months if (2024, 8) <= month <= (2026, 10)]
    return [*held, attestation(date(2026, 11, 10), people=(HOLDER, *people))]


def compare(documents, **word):
    return checklist.compare(AMELI, documents, as_of=AS_OF, holder=HOLDER, **word)


def told(report):
    return [(g.level.value, g.requirement, g.cause) for g in report.gaps if g.level != "note"]


COMING = ("recommended", "releves", "current-month")


def test_everybody_who_was_declared_has_to_be_on_a_certificate():
    report = compare(complete(), people=(CHILD,))

    assert told(report) == [("required", "attestation-droits", "person"), COMING]
    assert not report.safe_to_delete


def test_one_for_the_family_will_do():
    assert told(compare(complete(CHILD), people=(CHILD,))) == [COMING]


def test_so_does_one_for_each_and_a_declared_child_is_no_stranger():
    own = attestation(date(2026, 11, 11), person=CHILD, path="leo.pdf")

    assert told(compare([*complete(), own], people=(CHILD,))) == [COMING]
    assert ("recommended", None, "other-person") in told(compare([*complete(), own]))


def test_one_that_is_too_old_for_the_child_does_not():
    old = attestation(date(2026, 9, 1), person=CHILD, path="leo.pdf")

    assert ("required", "attestation-droits", "person") in told(
        compare([*complete(), old], people=(CHILD,))
    )


def ij(start, end):
    return document(
        HOLDER, path=f"ij-{start}.pdf", kind="attestation-ij", period=Period(start, end)
    )


LEAVE = Period(date(2019, 3, 4), date(2019, 6, 28))


@pytest.mark.parametrize(
    ("proofs", "safe"),
    [
        ([], False),
        ([ij(LEAVE.start, LEAVE.end)], True),
        ([ij(LEAVE.start, date(2019, 4, 30)), ij(date(2019, 5, 1), LEAVE.end)], True),
        ([ij(LEAVE.start, date(2019, 4, 30)), ij(date(2019, 5, 2), LEAVE.end)], False),
        ([ij(date(2019, 3, 5), LEAVE.end)], False),
        ([ij(LEAVE.start, date(2019, 6, 27))], False),
    ],
)
def test_a_declared_leave_is_covered_to_its_last_day_however_long_ago(proofs, safe):
    report = compare([*complete(), *proofs], declared=frozenset({"sick-leave"}), leaves=(LEAVE,))

    assert report.safe_to_delete is safe


@pytest.mark.parametrize("condition", [c.id for c in AMELI.conditions])
def test_a_condition_is_asked_for_only_once_it_is_declared(condition):
    waiting = [r for r in AMELI.requirements if r.condition == condition]

    before, after = compare(complete()), compare(complete(), declared=frozenset({condition}))

    states = {state.id: state.state for state in before.requirements}
    assert {states[r.id] for r in waiting} == {State.INACTIVE}
    assert before.safe_to_delete
    assert {gap.requirement for gap in after.gaps} >= {r.id for r in waiting}
    assert after.safe_to_delete is not any(r.level == "required" for r in waiting)


def test_a_document_that_suggests_a_condition_recommends_what_it_asks_for():
    moving = document(
        HOLDER, path="s1105.pdf", kind="transfert-residence", suggests=("moving-abroad",)
    )

    report = compare([*complete(), moving])

    assert told(report) == [COMING, ("recommended", "fin-de-droits", "suggested")]
    assert report.safe_to_delete


@pytest.mark.parametrize(
    ("id", "end", "said"),
    [
        ("releves", date(2026, 10, 31), "jusqu’au 31 octobre 2028)."),
        ("releves", date(2024, 2, 29), "jusqu’au 1er mars 2026)."),
        ("releve-fiscal", date(2025, 12, 31), "jusqu’au 31 décembre 2029)."),
        ("attestation-ij", date(2025, 12, 31), "jusqu’à la retraite."),
    ],
)
def test_how_long_to_keep_it_is_said_with_the_day_for_the_newest(id, end, said):
    held = [ij(date(2024, 1, 1), end), ij(date(2023, 1, 1), date(2023, 1, 31))]

    assert keeping(Words("fr"), BY_ID[id], held).endswith(said)
