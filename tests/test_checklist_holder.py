"""Whose documents they are: forms of a name, numbers, couples, and who is the holder."""

from dataclasses import replace
from datetime import date

import pytest
from dossier import HOLDER, SPOUSE, attestation, document, file, statement

from archiver import checklist
from archiver.checklist.holder import Household, alike, named, words
from archiver.model import Period, Person, Status, Word

AMELI = checklist.load("ameli")
AS_OF = date(2026, 11, 15)
MONTHS = [Period.month(2024 + m // 12, m % 12 + 1) for m in range(7, 34)]


def statements(person=HOLDER, months=MONTHS, **changes):
    return [
        statement(
            m.start.year, m.start.month, person=person, path=f"{person.name}-{m.start}", **changes
        )
        for m in months
    ]


def complete(person=HOLDER):
    return [*statements(person), attestation(date(2026, 11, 2), person=person)]


def compare(documents, **options):
    return checklist.compare(AMELI, documents, as_of=AS_OF, **options)


def owned(documents, document, holder=None):
    return Household(documents, holder=holder).owns(document, shared=False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("MARTIN Claire", "Claire Martin", True),
        ("MARTIN Claire", "Mme Claire MARTIN", True),
        ("Mme Claire MARTIN", "MARTIN Claire Anne", True),
        ("MARTIN Claire", "MARTIN-DURAND Claire", True),
        ("LEFÈVRE Hélène", "lefevre HELENE", True),
        ("D’ALMEIDA Zoé", "D'ALMEIDA ZOE", True),
        ("MARTIN née DURAND Claire", "DURAND Claire", True),
        ("Jean-Noël PETIT", "PETIT Jean Noel", True),
        ("LY O", "O LY", True),
        ("MARTIN", "martin", True),
        ("ANNE-SOP HIE GUÉRIN", "GUÉRIN Anne-Sophie", True),
        ("MARTIN Alice", "MARTIN Célia", False),
        ("MARTIN Claire", "MARTIN Julien", False),
        ("MARTIN Claire", "MARTIN", False),
        ("MARTIN Claire Anne", "MARTIN Julien Anne", False),
        ("M. MARTIN", "MARTIN Claire", False),
        ("MARTIN Jean", "MARTIN Jean-Pierre", False),
        ("Jean Martin", "Jean-Pierre Martin", False),
        ("MARTIN Marie", "Mme Anne-Marie MARTIN", False),
        ("MARTIN Jean Marie", "MARTIN Jean-Pierre Marie", False),
        ("MARTIN Jean‑Pierre", "JEAN-PIERRE MARTIN", True),
        ("MARTIN JEAN PIERRE MARIE", "MARTIN Jean-Pierre", True),
        ("MARTIN Jean Pierre", "Jean-Pierre Marie MARTIN-DURAND", True),
        ("DURAND Jean-Pierre", "Jean-Pierre MARTIN-DURAND", True),
        # In capitals alone nobody can tell a surname of two parts from a first name.
        ("CLAIRE MARTIN", "CLAIRE MARTIN-DURAND", True),
    ],
)
def test_forms_of_a_name(one, other, same):
    assert alike(words(one), words(other)) is same
    assert alike(words(other), words(one)) is same


@pytest.mark.parametrize("name", ["MARTIN CLAIRE", "Mme Claire MARTIN", "MARTIN Claire Anne"])
def test_another_form_of_the_name_counts(name):
    documents = complete()
    documents[5] = replace(documents[5], person=name, nir=None)

    assert compare(documents).safe_to_delete


def test_a_document_that_names_nobody_counts_for_the_holder():
    documents = complete()
    documents[5] = replace(documents[5], person=None, nir=None)

    assert compare(documents).safe_to_delete


def test_numbers_decide_where_they_are_known():
    mother = Person(name="MARTIN Claire", nir="2550599999003")
    documents = [*complete(), statement(2025, 1, person=mother, path="mother.pdf")]

    assert compare(documents).holder == "MARTIN Claire"
    assert [gap.path for gap in compare(documents).gaps if gap.type == "other-person"] == [
        "mother.pdf"
    ]


def test_every_form_of_a_number_is_the_same_person():
    maiden = replace(HOLDER, name="DURAND Claire")
    documents = [*statements(months=MONTHS[:20]), *statements(maiden, MONTHS[20:])]
    documents[3] = replace(documents[3], nir=None)
    documents[25] = replace(documents[25], nir=None)

    assert compare([*documents, attestation(date(2026, 11, 2))]).safe_to_delete


def test_a_temporary_number_gives_way_to_the_one_for_life():
    before = replace(HOLDER, nir="7850599999001")
    documents = [*statements(before, MONTHS[:9]), *statements(months=MONTHS[9:])]

    assert compare([*documents, attestation(date(2026, 11, 2))]).safe_to_delete


def test_a_temporary_number_needs_the_very_same_name():
    other = Person(name="MARTIN Claire Anne", nir="7850599999001")
    documents = [*statements(other, MONTHS[:9]), *statements(months=MONTHS[9:])]

    assert not compare([*documents, attestation(date(2026, 11, 2))]).safe_to_delete


def test_two_numbers_for_life_are_two_people():
    other = replace(HOLDER, nir="2850599999055")
    documents = [*statements(other, MONTHS[:9]), *statements(months=MONTHS[9:])]

    assert not compare([*documents, attestation(date(2026, 11, 2))]).safe_to_delete


def test_a_first_name_shared_with_the_mother_does_not_make_the_daughter_her():
    mother = statements(Person(name="MARTIN Claire"), MONTHS[:20])
    full = statement(2026, 5, person=Person(name="MARTIN Claire Anne"))
    daughter = statement(2025, 1, person=Person(name="MARTIN Anne"))

    assert owned([*mother, full], full)
    assert owned([*mother, full, replace(full, path="again.pdf"), daughter], full)
    assert not owned([*mother, full], daughter)
    assert not owned([*mother, full, daughter], daughter)


def test_a_name_that_may_be_two_people_is_nobodys():
    father = Person(name="MARTIN Jean", nir="1550599999003")
    son = Person(name="MARTIN Jean Paul", nir="1850599999004")
    documents = [*statements(father), *statements(son, MONTHS[:3])]
    unclear = statement(2025, 1, person=Person(name="Jean Paul Marie MARTIN"))

    assert not owned([*documents, unclear], unclear)
    assert not owned([*documents, unclear], unclear, holder=son)
    assert owned(documents, statement(2025, 1, person=Person(name="Jean MARTIN")))
    assert not owned(documents, statement(2025, 1, person=Person(name="MARTIN Jean-Paul")))


def test_a_father_with_half_of_the_sons_first_name_is_somebody_else():
    son = Person(name="MARTIN Jean-Pierre")
    father = statement(2025, 1, person=Person(name="MARTIN Jean"))

    assert not owned([*statements(son), father], father)
    assert not owned([*statements(Person(name="MARTIN Jean"), MONTHS), *statements(son)], father,
                     holder=son)  # fmt: skip


def test_a_name_without_its_hyphen_is_that_of_whoever_has_one():
    father = statements(Person(name="PETIT Jean"))
    son = statements(Person(name="PETIT Jean-Noël"))
    printed = statement(2025, 1, person=Person(name="PETIT JEAN NOEL"))

    assert owned([*father, *son], printed, holder=Person(name="PETIT Jean-Noël"))
    assert not owned([*father, *son], printed, holder=Person(name="PETIT Jean"))


def on_one(people, *printed):
    """Who of some people a certificate names, on which these are printed."""
    certificate = attestation(
        date(2026, 11, 2), person=None, people=tuple(Person(name=name) for name in printed)
    )
    found = named(certificate, [Person(name=name) for name in people])
    return [person.name for person in found]


@pytest.mark.parametrize(
    ("people", "printed", "found"),
    [
        (["MARTIN Marie", "MARTIN Anne-Marie"], ["MARTIN Anne-Marie"], ["MARTIN Anne-Marie"]),
        # Even where the hyphen is lost, the name is that of one sister.
        (["MARTIN Marie", "MARTIN Anne-Marie"], ["MARTIN ANNE MARIE"], ["MARTIN Anne-Marie"]),
        (
            ["MARTIN Marie", "MARTIN Anne-Marie"],
            ["MARTIN ANNE MARIE", "MARTIN MARIE"],
            ["MARTIN Marie", "MARTIN Anne-Marie"],
        ),
        (["MARTIN Jean", "MARTIN Paul"], ["MARTIN Jean Paul Marie"], ["MARTIN Jean"]),
        # Whoever may have either name leaves the one that another needs.
        (
            ["MARTIN Jean", "MARTIN Paul"],
            ["MARTIN Jean Paul Marie", "MARTIN Jean Louis"],
            ["MARTIN Jean", "MARTIN Paul"],
        ),
        (["MARTIN Léa", "Léa MARTIN"], ["MARTIN LEA"], ["MARTIN Léa", "Léa MARTIN"]),
    ],
)
def test_a_printed_name_is_that_of_one_of_those_declared(people, printed, found):
    assert on_one(people, *printed) == found
    assert on_one(people, *printed[::-1]) == found


def test_the_holders_name_covers_no_child_that_is_called_like_it():
    child = Person(name="MARTIN Claire Zoé")

    alone = compare(complete(), people=(child,), holder=HOLDER)
    both = attestation(date(2026, 11, 2), people=(HOLDER, child))

    assert [gap.cause for gap in alone.gaps if gap.level == "required"] == ["person"]
    assert compare([*statements(), both], people=(child,), holder=HOLDER).safe_to_delete


def test_the_number_of_a_child_tells_it_from_its_brother():
    elder = Person(name="MARTIN Jean", nir="1120399999003")
    younger = Person(name="MARTIN Jean Luc", nir="1140399999004")
    own = attestation(date(2026, 11, 2), person=elder)

    assert named(own, [younger, elder]) == [elder]
    assert named(replace(own, person=None, people=(Person(nir=elder.nir),)), [younger, elder]) == [
        elder
    ]


def test_a_number_here_and_a_name_there_are_one_person():
    named = statements(Person(name="MARTIN Claire"))
    numbered = attestation(date(2026, 11, 2), person=Person(nir=HOLDER.nir))

    report = compare([*named, numbered])

    assert (report.safe_to_delete, report.holder) == (True, "MARTIN Claire")


def test_a_number_here_and_a_name_there_are_one_person_from_then_on():
    named = statements(Person(name="MARTIN Claire"), MONTHS[:3])
    numbered = [
        document(Person(nir=HOLDER.nir), path=f"ij-{n}.pdf", kind="attestation-ij") for n in "123"
    ]
    theirs = statements(SPOUSE, MONTHS[:4])
    on_it = (Person(name="DURAND", nir=HOLDER.nir),)
    shared = attestation(date(2026, 11, 2), person=SPOUSE, people=on_it)

    report = compare([*named, *numbered, *theirs, shared])

    assert report.holder == "MARTIN Claire"
    assert report.requirements[1].met == 1


def test_a_number_here_and_a_name_there_are_two_people_on_the_same_sort_of_document():
    named = statements(Person(name="MARTIN Claire"), MONTHS[1:])
    numbered = statement(2024, 8, person=Person(nir=SPOUSE.nir))

    assert not compare([*named, numbered, attestation(date(2026, 11, 2))]).safe_to_delete


def test_an_attestation_covers_everybody_on_it():
    shared = attestation(date(2026, 11, 2), person=SPOUSE, people=(SPOUSE, HOLDER))

    assert compare([*statements(), shared]).safe_to_delete


def test_a_statement_covers_the_insured_only():
    shared = statement(2024, 8, person=SPOUSE, people=(SPOUSE, HOLDER))
    documents = [*statements(months=MONTHS[1:]), shared, attestation(date(2026, 11, 2))]

    assert not compare(documents).safe_to_delete


def test_an_attestation_for_nobody_in_particular_counts_only_if_the_holder_is_on_it():
    def without_insured(*people):
        return replace(attestation(date(2026, 11, 2), person=None), people=people)

    assert compare([*statements(), without_insured()]).safe_to_delete
    assert compare([*statements(), without_insured(SPOUSE, HOLDER)]).safe_to_delete
    assert not compare([*statements(), without_insured(SPOUSE)]).safe_to_delete


def test_a_statement_for_nobody_in_particular_that_names_another_insured_does_not_count():
    unclear = statement(2024, 8, person=None, people=(SPOUSE,))
    child = statement(2024, 8, person=None, people=(Person(name="MARTIN Léo"),))
    theirs = statement(2025, 1, person=SPOUSE, path="theirs.pdf")
    rest = [*statements(months=MONTHS[1:]), attestation(date(2026, 11, 2)), theirs]

    assert not compare([*rest, unclear]).safe_to_delete
    assert compare([*rest, child]).safe_to_delete


def test_the_holder_has_most_documents():
    documents = [*complete(), *statements(SPOUSE, MONTHS[:10])]

    assert compare(documents).holder == HOLDER.name


def undecided(report):
    return [
        (gap.level.value, dict(gap.facts)["taken"], dict(gap.facts)["person"])
        for gap in report.gaps
        if gap.cause == "holder-undecided"
    ]


@pytest.mark.parametrize("theirs", [1, 13, 14, 26, 27])
def test_who_has_half_as_many_documents_may_be_the_holder(theirs):
    report = compare([*complete(), *statements(SPOUSE, MONTHS[:theirs])])

    close = [("required", HOLDER.name, SPOUSE.name)] if theirs > 13 else []
    assert undecided(report) == close
    assert report.safe_to_delete == (not close)


def test_a_month_more_does_not_make_the_other_account_safe_to_close():
    """Hers lacks a month, so that his is the larger one: the verdict must not be about his."""
    mine = [*statements(months=MONTHS[1:]), attestation(date(2026, 11, 2), path="hers.pdf")]

    report = compare([*mine, *complete(SPOUSE)])

    assert undecided(report) == [("required", SPOUSE.name, HOLDER.name)]
    assert report.gaps[0].cause == "holder-undecided"
    assert not report.safe_to_delete
    assert not compare([*mine, *complete(SPOUSE)], holder=HOLDER).safe_to_delete
    said = compare([*mine, *complete(SPOUSE)], holder=SPOUSE)
    assert (said.safe_to_delete, undecided(said)) == (True, [])


def test_where_either_account_is_complete_it_is_only_said():
    report = compare([*complete(), *complete(SPOUSE)])

    assert [level for level, *_ in undecided(report)] == ["recommended"]
    assert report.safe_to_delete


def test_certificates_of_the_family_make_no_second_holder():
    child = Person(name="MARTIN Léo", nir="1150599999003")
    theirs = [attestation(date(2026, 10, n), person=child, path=f"{n}.pdf") for n in range(1, 10)]

    assert undecided(compare([*statements(months=MONTHS[:10]), *theirs])) == []
    alone = compare([theirs[0], attestation(date(2026, 10, 2))])
    assert undecided(alone) == []  # a few papers are no account


def test_doubles_do_not_make_a_holder():
    doubles = [replace(d, status=Status.DUPLICATE) for d in statements(SPOUSE) * 2]

    assert compare([*complete(), *doubles]).holder == HOLDER.name


def test_of_two_with_as_many_the_newest_attestation_decides():
    mine, theirs = statements(months=MONTHS[:3]), statements(SPOUSE, MONTHS[:3])
    older = attestation(date(2026, 10, 2), path="a.pdf")
    newer = attestation(date(2026, 11, 2), person=SPOUSE, path="b.pdf")

    assert compare([*mine, *theirs, older, newer]).holder == SPOUSE.name
    assert compare([newer, older, *theirs, *mine]).holder == SPOUSE.name


def test_the_user_may_say_who_the_holder_is():
    documents = [*complete(SPOUSE), *statements(months=MONTHS[:3])]

    for said in (HOLDER, Person(name="Claire MARTIN"), Person(nir=HOLDER.nir)):
        report = compare(documents, holder=said)
        assert not report.safe_to_delete
        assert report.requirements[0].met == 3
    assert compare(documents).safe_to_delete
    assert compare(documents, holder=Person(nir=HOLDER.nir)).holder == HOLDER.name


def test_what_the_user_says_joins_a_name_and_a_number():
    named = statements(Person(name="MARTIN Claire"), MONTHS[:20])
    numbered = statements(Person(nir=HOLDER.nir), MONTHS[20:])
    documents = [*named, *numbered, attestation(date(2026, 11, 2), person=None, people=())]

    assert not compare(documents).safe_to_delete
    assert compare(documents, holder=HOLDER).safe_to_delete


def test_an_unknown_holder_is_as_good_as_none():
    assert replace(compare(complete(), holder=Person()), word=Word()) == compare(complete())


def test_a_holder_of_whom_nothing_is_there_has_nothing():
    stranger = Person(name="PETIT Zoé")

    report = compare(complete(), holder=stranger)

    assert (report.holder, report.requirements[0].met) == ("PETIT Zoé", 0)


def test_without_any_name_everything_counts():
    nobody = Person()
    report = compare([*statements(nobody), attestation(date(2026, 11, 2), person=None)])

    assert (report.safe_to_delete, report.holder) == (True, None)


def test_what_is_not_recognised_makes_nobody_the_holder():
    stranger = replace(file(Status.UNRELATED), person="PETIT Zoé")

    assert compare([stranger]).holder is None


# --- Insurers who keep a file for a family, and give it a number

CLAIRE, MARC = Person(name="MARTIN Claire"), Person(name="DUBOIS Marc")


def paid(person, number, people=(), day=1):
    return document(
        person,
        kind="caf-attestation-paiement",
        path=f"caf-{day}.pdf",
        people=people or (person,),
        family=number,
        digest=f"{person} {day}",
    )


def test_a_paper_of_the_family_is_the_holders_whoever_it_is_addressed_to():
    mine = [paid(CLAIRE, "0416367", day=day) for day in (1, 2, 3)]
    to_him = paid(MARC, "0416367", people=(MARC, CLAIRE), day=4)

    assert owned([*mine, to_him], to_him)


def test_neither_a_name_nor_another_number_makes_somebody_elses_paper_the_holders():
    mine = [paid(CLAIRE, "0416367", day=day) for day in (1, 2, 3)]
    his = paid(MARC, "0999999", people=(MARC, CLAIRE), day=4)
    unnumbered = paid(MARC, None, people=(MARC, CLAIRE), day=5)

    assert not owned([*mine, his], his)
    assert not owned([*mine, unnumbered], unnumbered)


def test_another_familys_paper_that_names_nobody_is_not_the_holders():
    mine = [paid(CLAIRE, "0416367", day=day) for day in (1, 2, 3)]
    other = paid(Person(), "0999999", day=4)
    own = paid(Person(), "0416367", day=5)

    assert not owned([*mine, other, own], other)
    assert owned([*mine, other, own], own)


def test_where_nobody_is_named_the_family_with_most_papers_is_the_holders():
    papers = [paid(Person(), number, day=day) for day, number in enumerate("aab")]

    assert [owned(papers, each) for each in papers] == [True, True, False]
    # Of as many of each, nobody knows.
    assert all(owned(papers[1:], each) for each in papers[1:])


def test_a_married_name_does_not_part_the_papers_of_a_family():
    before = [paid(CLAIRE, "0416367", day=day) for day in (1, 2)]
    after = [paid(Person(name="DUBOIS Claire"), "0416367", day=day) for day in (3, 4, 5)]

    household = Household([*before, *after])

    assert all(household.owns(each, shared=False) for each in (*before, *after))
    assert household.rivals == ()


def test_who_moved_has_a_number_of_each_fund():
    papers = [paid(CLAIRE, number, day=day) for day, number in enumerate(("0416367", "1234567"))]
    to_him = paid(MARC, "1234567", people=(MARC, CLAIRE), day=4)

    assert owned([*papers, to_him], to_him)


def test_a_holder_to_whom_nothing_is_addressed_is_found_by_what_names_the_holder():
    to_him = [paid(MARC, "0416367", people=(MARC, CLAIRE), day=day) for day in (1, 2)]

    assert owned(to_him, to_him[0], holder=CLAIRE)


def test_papers_of_the_parents_that_name_the_holder_stay_theirs():
    mine = [paid(CLAIRE, "0416367", day=day) for day in (1, 2)]
    theirs = paid(MARC, "0888888", people=(MARC, CLAIRE), day=3)

    assert not owned([*mine, theirs], theirs, holder=CLAIRE)


def test_a_certificate_for_the_children_alone_does_not_cover_the_holder():
    child = Person(name="MARTIN Léo")
    paper = replace(attestation(date(2026, 11, 2)), people=(child,))

    report = compare([*statements(), paper])

    assert not report.safe_to_delete
    assert [(g.cause, dict(g.facts)["covers"]) for g in report.gaps if g.path == paper.path] == [
        ("covers-others", "MARTIN Léo")
    ]
