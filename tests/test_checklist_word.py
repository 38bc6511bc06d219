"""People, leaves and conditions: what only the user knows, and what is asked for then."""

import itertools
from datetime import date
from decimal import Decimal

import pytest
from dossier import HOLDER, attestation, document, statement

from archiver import checklist
from archiver.archive.pages.requirements import keeping
from archiver.model import Line, Period, Person, State, Statement, Waiver
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


def ij(start, end, **changes):
    """A certificate asked for over some days, with one row for all of them."""
    rows = changes.pop("rows", [(start, end)])
    fields = {
        "path": f"ij-{start}.pdf",
        "kind": "attestation-ij",
        "period": Period(start, end),
        "statement": Statement(lines=tuple(itertools.starmap(allowance, rows))),
    }
    return document(HOLDER, **(fields | changes))


def allowance(start, end):
    return Line(day=start, until=end, label="I.J. NORMALES", amount=Decimal("50.00"))


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


def of_leave(*proofs, leave=LEAVE, **options):
    report = compare(
        [*complete(), *proofs], declared=frozenset({"sick-leave"}), leaves=(leave,), **options
    )
    return [
        (gap.level.value, gap.cause, gap.period.start, gap.period.end)
        for gap in report.gaps
        if gap.requirement == "attestation-ij"
    ]


YEAR = (date(2019, 1, 1), date(2019, 12, 31))


def test_the_days_asked_for_prove_no_leave_but_the_rows_do():
    """A certificate of all that was paid in a year may list ten days of it, or none."""
    other = ij(*YEAR, rows=[(date(2019, 9, 2), date(2019, 9, 11))])
    paid = ij(date(2019, 2, 1), YEAR[1], rows=[(LEAVE.start, LEAVE.end)])

    whole = ("required", "event", LEAVE.start, LEAVE.end)
    assert of_leave(other) == of_leave(ij(*YEAR, rows=[])) == [whole]
    assert of_leave(other, paid) == []


def test_only_the_days_that_lack_are_named():
    first = ij(date(2019, 3, 4), date(2019, 3, 31))
    third = ij(date(2019, 5, 1), date(2019, 6, 20))

    assert of_leave(third, first) == [
        ("required", "event", date(2019, 4, 1), date(2019, 4, 30)),
        ("required", "event", date(2019, 6, 21), LEAVE.end),
    ]


@pytest.mark.parametrize(("first", "safe"), [(7, True), (8, False)])
def test_the_waiting_days_of_a_leave_bear_no_payment(first, safe):
    """Three at the most, if the certificate was asked for from the first of them."""
    rows = [(date(2019, 3, first), LEAVE.end)]

    asked = of_leave(ij(LEAVE.start, LEAVE.end, rows=rows))
    not_asked = of_leave(ij(*rows[0], rows=rows))

    assert (asked == []) is safe
    assert not_asked == [("required", "event", LEAVE.start, date(2019, 3, first - 1))]


@pytest.mark.parametrize("unread", [None, Statement(unread=1)], ids=["not read", "a row not read"])
def test_rows_that_cannot_be_read_prove_nothing_silently(unread):
    assert of_leave(ij(*YEAR, statement=unread)) == [
        ("recommended", "event-unread", LEAVE.start, LEAVE.end)
    ]


def one_day(day, amount="50.00"):
    """A row with one day, that of the payment maybe."""
    return Line(day=day, label="I.J. NORMALES", amount=Decimal(amount))


def paid_on(*days, amount="50.00"):
    """A certificate for a year with rows of one day each."""
    return ij(*YEAR, statement=Statement(lines=tuple(one_day(day, amount) for day in days)))


def test_a_day_of_payment_leaves_open_what_it_pays_for_within_sixty_days_before_it():
    may, july = date(2019, 5, 2), date(2019, 7, 1)

    assert of_leave(paid_on(may, july)) == [("recommended", "event-unread", LEAVE.start, LEAVE.end)]
    assert of_leave(paid_on(july)) == [("required", "event", LEAVE.start, date(2019, 5, 1))]
    assert of_leave(paid_on(date(2019, 11, 5))) == [("required", "event", LEAVE.start, LEAVE.end)]
    assert of_leave(paid_on(date.min, date.max)) == [("required", "event", LEAVE.start, LEAVE.end)]


def test_a_day_on_which_nothing_was_paid_leaves_nothing_open():
    whole = [("required", "event", LEAVE.start, LEAVE.end)]

    assert of_leave(paid_on(date(2019, 5, 2), date(2019, 7, 1), amount="0.00")) == whole
    assert of_leave(paid_on(date(2019, 5, 2), date(2019, 7, 1), amount="-50.00")) == whole


@pytest.mark.parametrize(("counted", "level"), [(113, "required"), (114, "recommended")])
def test_days_told_in_words_are_as_many_as_they_are(counted, level):
    """`La somme de … au titre de 10 indemnités journalières`; the waiting days are not paid."""
    told = of_leave(ij(*YEAR, statement=Statement(unread=1, counted=counted)))

    assert (LEAVE.end - LEAVE.start).days + 1 == 117
    assert [gap[0] for gap in told] == [level]


def test_days_told_in_words_on_several_certificates_are_added_up():
    some = [ij(*YEAR, path=f"{n}.pdf", statement=Statement(unread=1, counted=60)) for n in (1, 2)]

    assert {gap[0] for gap in of_leave(*some)} == {"recommended"}


def row(start, end, amount, label="I.J. NORMALES", base=None):
    day = None if base is None else Decimal(base)
    return Line(day=start, until=end, label=label, amount=Decimal(amount), base=day)


def of_rows(*rows):
    """The days of the leave that rows leave open, each as a span."""
    told = of_leave(ij(LEAVE.start, LEAVE.end, statement=Statement(lines=rows)))
    assert {gap[:2] for gap in told} <= {("required", "event")}
    return [gap[2:] for gap in told]


PAID = row(LEAVE.start, LEAVE.end, "4680.00", base="40.00")
ALL = [(LEAVE.start, LEAVE.end)]
APRIL = Period.month(2019, 4)


def test_a_row_that_was_not_paid_proves_no_days():
    for label in ("REFUS ADMINISTRATIF", "EN ATTENTE DE TRAITEMENT"):
        assert of_rows(row(LEAVE.start, LEAVE.end, "0.00", label, base="0.00")) == ALL
        assert of_rows(row(LEAVE.start, LEAVE.end, "0.00", label)) == ALL
        # Beside a payment for the same days it says nothing.
        assert of_rows(row(LEAVE.start, LEAVE.end, "0.00", label), PAID) == []


def test_what_is_nothing_net_for_so_much_a_day_was_paid():
    assert of_rows(row(LEAVE.start, LEAVE.end, "0.00", base="40.00")) == []


@pytest.mark.parametrize(
    ("last", "label", "open_"),
    [
        (6, "DELAI", []),
        (7, "DELAI", [(LEAVE.start, date(2019, 3, 7))]),
        (10, "Délai de carence", []),
    ],
)
def test_waiting_days_are_proven_by_their_row(last, label, open_):
    until = date(2019, 3, last)
    waiting = row(LEAVE.start, until, "0.00", label)
    paid = row(date(2019, 3, last + 1), LEAVE.end, "4000.00")

    told = of_leave(
        ij(date(2019, 3, 1), LEAVE.end, rows=[], statement=Statement(lines=(waiting, paid)))
    )

    # Where the row proves nothing, four days lack before what was paid.
    assert [gap[2:] for gap in told] == open_


def test_a_row_that_takes_a_payment_back_takes_its_days_away():
    back = row(LEAVE.start, LEAVE.end, "-4680.00", "ANNULATION I.J.")
    again = row(LEAVE.start, LEAVE.end, "4914.00", base="42.00")
    of_april = row(APRIL.start, APRIL.end, "-1200.00", "ANNULATION I.J.")

    assert of_rows(PAID, back) == of_rows(back, PAID) == ALL
    assert of_rows(PAID, back, again) == []
    assert of_rows(PAID, of_april) == [(APRIL.start, APRIL.end)]


def test_what_is_held_back_from_a_payment_takes_no_days_away():
    assert of_rows(PAID, row(LEAVE.start, LEAVE.end, "-313.56", "CSG ET CRDS")) == []


def test_a_payment_in_two_parts_taken_back_at_once_is_taken_back():
    """At two rates, so that no day by itself comes to nothing."""
    first = row(LEAVE.start, date(2019, 3, 31), "1120.00", base="40.00")
    second = row(APRIL.start, LEAVE.end, "4450.00", base="50.00")

    assert of_rows(first, second, row(LEAVE.start, LEAVE.end, "-5570.00", "INDU")) == ALL


def test_a_certificate_of_refusals_is_none_where_no_days_are_known():
    refused = Statement(lines=(row(*YEAR, "0.00", "REFUS ADMINISTRATIF"),))

    report = compare(
        [*complete(), ij(*YEAR, statement=refused)], declared=frozenset({"sick-leave"})
    )

    assert ("required", "attestation-ij", "never-found") in told(report)


def test_the_users_word_on_a_photo_is_taken_for_its_days():
    photo = ij(LEAVE.start, LEAVE.end, statement=None, warnings=("labelled",))

    assert of_leave(photo) == []


def test_a_certificate_that_nothing_was_paid_is_none_where_no_days_are_known():
    declared = {"declared": frozenset({"sick-leave"})}

    nothing = compare([*complete(), ij(*YEAR, rows=[])], **declared)
    paid = compare([*complete(), ij(*YEAR)], **declared)

    assert ("required", "attestation-ij", "never-found") in told(nothing)
    assert paid.safe_to_delete


def test_a_torn_certificate_is_said_once():
    torn = ij(LEAVE.start, LEAVE.end, page_total=2, pages_absent=(2,))

    assert [gap[:2] for gap in of_leave(torn)] == [("required", "pages-absent")]


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


# --- The word that there was none at all


def taxed(suggests):
    return document(
        HOLDER,
        kind="releve-fiscal",
        path="fiscal.pdf",
        period=Period.year(2025),
        suggests=suggests,
        digest="fiscal",
    )


@pytest.mark.parametrize("declared", [frozenset(), frozenset({"sick-leave"})])
def test_a_paper_that_suggests_a_leave_speaks_against_the_word_that_there_was_none(declared):
    word = Waiver(
        requirement="attestation-ij", period=None, reason="jamais", declared=date(2026, 11, 1)
    )

    def told(*suggests):
        report = checklist.compare(
            AMELI, [taxed(suggests)], as_of=AS_OF, waivers=[word], declared=declared
        )
        return [(g.cause, g.path, dict(g.facts)) for g in report.gaps if g.cause == "waived-though"]

    command = {"command": "archiver waive attestation-ij --remove"}
    assert told("sick-leave") == [("waived-though", "fiscal.pdf", command)]
    assert told() == []
