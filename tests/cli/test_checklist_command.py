"""`archiver checklist`: what is asked for, in both languages and as JSON."""

import json

import pytest
from test_schemas import validate

from archiver import checklist
from archiver.checklist.definition import shipped


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", shipped())
def test_every_checklist_that_ships_can_be_shown(archiver, name, lang):
    result = archiver("checklist", "show", name, "--lang", lang)

    assert result.exit_code == 0
    for requirement in checklist.load(name).requirements:
        assert requirement.id in result.stdout


@pytest.mark.parametrize("name", shipped())
def test_shown_as_json_it_is_what_the_schema_says(archiver, name):
    validate(json.loads(archiver("checklist", "show", name, "--json").stdout), "checklist-1")


def test_those_that_ship_are_listed(archiver):
    result = archiver("checklist", "list")

    assert result.exit_code == 0
    assert all(name in result.stdout for name in shipped())


def test_a_sound_file_is_valid(archiver, own):
    result = archiver("checklist", "validate", own)

    assert result.exit_code == 0
    assert "valable" in result.stdout


def test_a_mistake_is_named_with_file_line_and_key(archiver, own):
    text = own.read_text(encoding="utf-8").replace("back = 12", "bak = 12")
    own.write_text(text, encoding="utf-8")

    result = archiver("checklist", "validate", own)

    assert result.exit_code == 2
    line = text.splitlines().index("bak = 12") + 1
    assert own.name in result.stderr and "bak" in result.stderr and str(line) in result.stderr


def test_a_list_that_ships_is_sound_and_a_file_of_its_name_comes_first(archiver, own, monkeypatch):
    monkeypatch.chdir(own.parent)
    shipped = archiver("checklist", "validate", "ameli")
    own.with_name("ameli").write_text("back = 12", encoding="utf-8")

    assert shipped.exit_code == 0
    assert archiver("checklist", "validate", "ameli").exit_code == 2


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "ma-liste.toml"
    file.write_text(
        """account = "ameli"
title = { fr = "ma liste", en = "my list" }
[[requirement]]
id = "releves"
kind = "releve-remboursements"
level = "required"
slot = "month"
back = 12
where = { fr = "là", en = "there" }
""",
        encoding="utf-8",
    )
    return file
