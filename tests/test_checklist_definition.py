"""A checklist is read strictly: file, line and key of every mistake."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from archiver import catalogue, checklist
from archiver.errors import MissingKey, NotToml, UnknownChecklist, UnknownKey, WrongValue
from archiver.model import Level, Slot

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
        ('en = "here"', 'en = "here", de = "hier"', UnknownKey, 11, "requirement.1.where.de"),
        ("back = 3", "back = 601", WrongValue, 10, "requirement.1.back"),
        ("back = 3", "back = true", WrongValue, 10, "requirement.1.back"),
        ("back = 3", "back = 3\nsoft = 4", WrongValue, 11, "requirement.1.soft"),
        ("back = 3", "back = 3\nsoft = -1", WrongValue, 11, "requirement.1.soft"),
        ("back = 3", "back = 3\nfresh_days = 3", UnknownKey, 11, "requirement.1.fresh_days"),
        ('"month"', '"latest"', UnknownKey, 10, "requirement.1.back"),
        (
            '"month"\nback = 3',
            '"latest"\nfresh_days = -5',
            WrongValue,
            10,
            "requirement.1.fresh_days",
        ),
        ('"month"\nback = 3', '"latest"\nfresh_day = 5', UnknownKey, 10, "requirement.1.fresh_day"),
        (
            '"month"\nback = 3',
            '"any"\ncovers_as_of = true',
            UnknownKey,
            10,
            "requirement.1.covers_as_of",
        ),
        ('id = "releves"', 'id = "Relevés"', WrongValue, 6, "requirement.1.id"),
        ('id = "releves"', 'id = ""', WrongValue, 6, "requirement.1.id"),
        ('id = "releves"', 'id = "a"\ncondition = ""', WrongValue, 7, "requirement.1.condition"),
        ("[[requirement]]", "[requirement]", WrongValue, 5, "requirement"),
        ('"required"', '"note"', WrongValue, 5, "requirement"),
        ('slot = "month"', 'slot = "month"\ncondition = "x"', WrongValue, 5, "requirement"),
        ("title = {", "titel = {", UnknownKey, 3, "titel"),
        ('account = "ameli"', "", MissingKey, 1, "account"),
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

    assert (caught.value.line, caught.value.key) == (13, "requirement.2.id")


def test_a_mistake_in_the_second_requirement_is_found_there(load):
    second = GOOD[GOOD.index("[[requirement]]") :].replace("releves", "two")

    with pytest.raises(UnknownKey) as caught:
        load(GOOD + second.replace("level", "levle"))

    assert (caught.value.line, caught.value.key, caught.value.known) == (
        15,
        "requirement.2.levle",
        "level",
    )


def test_what_is_no_toml_names_the_line(load):
    with pytest.raises(NotToml) as caught:
        load(GOOD.replace("back = 3", "back = "))

    assert caught.value.line == 10


def test_an_unknown_checklist_names_those_that_ship():
    with pytest.raises(UnknownChecklist) as caught:
        checklist.load("amelie")

    assert caught.value.known == "ameli, caf, retraite"


def test_a_folder_is_no_checklist(tmp_path):
    with pytest.raises(UnknownChecklist):
        checklist.load(str(tmp_path))


def test_a_checklist_is_told_apart_by_its_bytes(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(GOOD, encoding="utf-8")

    assert checklist.load(file).sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", checklist.shipped())
def test_those_that_ship_can_be_copied_and_changed(tmp_path, name):
    file = tmp_path / f"{name}.toml"
    shipped = Path(checklist.__file__).parent.parent / "data" / "checklists" / f"{name}.toml"
    file.write_bytes(shipped.read_bytes())

    assert checklist.load(file) == checklist.load(name)


@pytest.mark.parametrize("name", checklist.shipped())
def test_what_ships_says_where_things_are(name):
    for requirement in checklist.load(name).requirements:
        assert all(requirement.where.values()) and all(requirement.remark.values())


@pytest.mark.parametrize("name", checklist.shipped())
def test_french_typography(name):
    for requirement in checklist.load(name).requirements:
        for text in (requirement.where["fr"], requirement.remark["fr"], requirement.keep["fr"]):
            assert "'" not in text
            assert not any(sign in text for sign in (" :", " ;", " ?", " !", " »", "« "))


def asked(name):
    """Level -> ids, without condition; condition -> ids of what is required then."""
    plain, then = {}, {}
    for one in checklist.load(name).requirements:
        if one.condition is None:
            plain.setdefault(one.level, set()).add(one.id)
        elif one.level is Level.REQUIRED:
            then.setdefault(one.condition, set()).add(one.id)
    return plain, then


def test_without_a_word_of_the_user_ameli_requires_statements_and_the_certificate_only():
    plain, then = asked("ameli")

    assert plain == {
        Level.REQUIRED: {"releves", "attestation-droits"},
        Level.NOTE: {"messages"},
    }
    assert then == {
        "sick-leave": {"attestation-ij"},
        "taxable-income": {"releve-fiscal"},
        "disability-pension": {"pension-invalidite"},
        "work-accident-pension": {"rente-atmp"},
        "c2s": {"c2s"},
        "moving-abroad": {"transfert-residence"},
        "moving-europe": {"e104"},
        "moving-pensioner": {"s1"},
    }


def test_what_the_other_accounts_ask_for():
    assert asked("caf") == ({Level.REQUIRED: {"paiements-caf", "quotient-familial"}}, {})
    assert asked("retraite") == (
        {Level.REQUIRED: {"releve-carriere"}},
        {"pensioner": {"paiements-retraite", "attestations-fiscales"}},
    )


def test_a_word_on_one_account_never_counts_for_another():
    """Waivers name a requirement only: ids are shared by nothing that ships."""
    ids = [one.id for name in checklist.shipped() for one in checklist.load(name).requirements]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", checklist.shipped())
def test_every_condition_of_what_ships_can_be_asked(name):
    loaded = checklist.load(name)

    awaited = {one.condition for one in loaded.requirements if one.condition}
    assert {one.id for one in loaded.conditions} == awaited
    for one in loaded.conditions:
        assert one.ask["fr"].endswith("\u00a0?") and one.ask["en"].endswith("?")


@pytest.mark.parametrize("lookups", ["kinds", "lookalikes"])
def test_what_documents_suggest_is_a_condition_of_some_checklist(lookups):
    known = {c.id for name in checklist.shipped() for c in checklist.load(name).conditions}

    for one in getattr(catalogue.load(), lookups).values():
        assert set(one.suggests) <= known


ASKING = (
    GOOD
    + """
[[requirement]]
id = "pension"
kind = "pension-invalidite"
level = "required"
slot = "any"
condition = "pension"
keep_years = 5
where = { fr = "ici", en = "here" }

[[condition]]
id = "pension"
ask = { fr = "En {year} ?", en = "In {year}?" }
"""
)


def test_a_question_of_ones_own(load):
    (condition,) = load(ASKING).conditions

    assert (condition.id, condition.after) == ("pension", ())
    assert condition.asked("en", date(2026, 3, 1)) == "In 2025?"


@pytest.mark.parametrize(
    ("old", "new", "error", "line", "key"),
    [
        (
            '[[condition]]\nid = "pension"',
            '[[condition]]\nid = "x"',
            WrongValue,
            23,
            "condition.1.id",
        ),
        ("ask = {", 'after = ["x"]\nask = {', WrongValue, 24, "condition.1.after"),
        ("ask = {", "aks = {", UnknownKey, 24, "condition.1.aks"),
        ("keep_years = 5", "keep_years = 0", WrongValue, 19, "requirement.2.keep_years"),
        ("keep_years = 5", 'keep_years = "5"', WrongValue, 19, "requirement.2.keep_years"),
    ],
)
def test_a_wrong_question_is_named_with_file_and_line(load, old, new, error, line, key):
    with pytest.raises(error) as caught:
        load(ASKING.replace(old, new, 1))

    assert (caught.value.line, caught.value.key) == (line, key)
