"""docs/checklists.*.md: the examples are valid, ask for what they say, and leave out no key."""

import json
import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import drawn
import pytest

from archiver.checklist.definition import shipped
from archiver.model import Condition, Requirement, Slot

DOCS = Path(__file__).parents[2] / "docs"
DAY = "2026-11-20"


@pytest.fixture(params=["fr", "en"])
def page(request):
    return (DOCS / f"checklists.{request.param}.md").read_text(encoding="utf-8")


@pytest.fixture
def blocks(page):
    return re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)


@pytest.fixture
def settings(blocks):
    return blocks[0]


@pytest.fixture
def shown(blocks):
    """The list of the page."""
    return blocks[1]


@pytest.fixture
def here(tmp_path, monkeypatch, shown):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-list.toml").write_text(shown, encoding="utf-8")
    return tmp_path


def required(archiver, *words):
    report = json.loads(archiver("check", "documents", "--as-of", DAY, "--json", *words).stdout)
    return [
        (gap["type"], gap["requirement"], gap["period"] and gap["period"]["start"])
        for gap in report["gaps"]
        if gap["level"] == "required"
    ]


def test_the_example_is_valid(archiver, here):
    result = archiver("checklist", "validate", "my-list.toml")

    assert result.exit_code == 0, result.stderr


def test_the_example_asks_for_what_it_says(archiver, here):
    drawn.draw(here / "documents", drawn.months(6))
    given = ("--checklist", "my-list.toml")
    assert required(archiver, *given) == []

    (here / "documents" / "releve-2026-07.pdf").unlink()
    (here / "documents" / "attestation.pdf").write_bytes(drawn.attestation(date(2026, 11, 4)))

    assert required(archiver, *given) == [
        ("missing", "statements", "2026-07-01"),
        ("stale", "entitlement", "2026-11-04"),
    ]


def test_what_is_declared_beside_it_counts(archiver, here):
    drawn.draw(here / "documents", drawn.months(6))
    (here / "archiver.toml").write_text(
        'checklist = "my-list.toml"\n[[person]]\nname = "MARTIN Léa"\n'
        "[[leave]]\nfrom = 2019-02-03\nto = 2019-02-28\n",
        encoding="utf-8",
    )

    assert required(archiver) == [
        ("missing", "entitlement", None),
        ("missing", "leaves", "2019-02-03"),
    ]


def test_small_changes_need_no_file_of_ones_own(archiver, here, settings):
    drawn.draw(here / "documents", drawn.months(12))
    (here / "archiver.toml").write_text(settings, encoding="utf-8")

    assert required(archiver) == [("missing", "messages", None)]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("back = 12", "bakc = 12", "requirement.releves.bakc"),
        ("back = 12", "fresh_days = 12", "requirement.releves.fresh_days"),
        ('level = "required"', 'level = "must"', "requirement.messages.level"),
        ("[requirement.messages]", "[requirement.mesages]", "requirement.mesages"),
    ],
)
def test_a_mistake_in_a_small_change_is_named_with_file_line_and_key(
    archiver, here, settings, old, new, key
):
    (here / "documents").mkdir()
    text = settings.replace(old, new)
    (here / "archiver.toml").write_text(text, encoding="utf-8")
    line = 1 + next(n for n, line in enumerate(text.splitlines()) if line.startswith(new))

    result = archiver("check", "documents", "--lang", "en")

    assert result.exit_code == 2
    assert "archiver.toml" in result.stderr
    assert f"line {line}" in result.stderr and key in result.stderr


def test_the_page_describes_every_key_and_every_slot(page):
    for name in [field.name for kind in (Requirement, Condition) for field in fields(kind)]:
        assert f"`{name}`" in page, name
    for slot in Slot:
        assert re.search(rf"(?m)^- [^:]*`{slot}`", page), slot
    for name in shipped():
        assert f"`{name}`" in page


def test_the_example_uses_every_slot_and_every_key(shown):
    assert {slot for slot in Slot if f'slot = "{slot}"' in shown} == {*Slot}
    for kind in (Requirement, Condition):
        for field in fields(kind):
            assert re.search(rf"(?m)^{field.name} = ", shown), field.name
