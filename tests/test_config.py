"""archiver.toml: read strictly, edited without losing a word of the user's."""

from datetime import date
from pathlib import Path

import pytest

from archiver import catalogue, checklist, config
from archiver.errors import InvalidTable, WrongPeriod
from archiver.model import Label, Period, Waiver

KNOWN = config.Known(load=checklist.load, shipped=checklist.shipped(), kinds=catalogue.load().kinds)
AUGUST = Waiver(
    requirement="releves",
    period=Period.month(2025, 8),
    reason="aucun soin",
    declared=date(2026, 11, 20),
)
FULL = """\
# Mon dossier.
checklist = "ameli"
as_of = 2026-12-15   # le départ
sources = ["telechargements"]
declared = ["taxable-income"]

[holder]
name = "MARTIN Claire"

[[person]]
name = "MARTIN Léa"

[[leave]]
from = 2025-02-03
to = 2025-02-28

[requirement.attestation-droits]
fresh_days = 60
"""


def read(text, tmp_path):
    file = tmp_path / config.NAME
    file.write_text(text, encoding="utf-8")
    return config.load(file, KNOWN)


def test_everything_that_is_said_is_understood(tmp_path):
    told = read(FULL, tmp_path)

    assert told.as_of == date(2026, 12, 15)
    assert told.sources == (tmp_path / "telechargements",)
    assert told.declared == {"taxable-income", "sick-leave"}
    assert told.leaves == (Period(date(2025, 2, 3), date(2025, 2, 28)),)
    assert (told.holder.name, told.people[0].name) == ("MARTIN Claire", "MARTIN Léa")
    rights = next(r for r in told.checklist.requirements if r.id == "attestation-droits")
    assert rights.fresh_days == 60


def test_what_notepad_writes_is_understood_and_can_be_edited(tmp_path):
    file = tmp_path / config.NAME
    file.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    before = config.load(file, KNOWN)

    config.add_waiver(file, AUGUST)

    told = config.load(file, KNOWN)
    assert told.waivers == (AUGUST,)
    assert (told.as_of, told.sources, told.people) == (before.as_of, before.sources, before.people)
    assert "# Mon dossier." in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [r"C:\temp", r"D:\new", r"..\releves"])
def test_a_backslash_that_toml_takes_is_told_as_well(tmp_path, path):
    with pytest.raises(InvalidTable) as caught:
        read(f'sources = ["{path}"]\n', tmp_path)

    assert caught.value.line == 1


def test_without_a_file_all_is_as_it_ships():
    told = config.load(None, KNOWN)

    assert (told.name, told.waivers, told.declared) == ("ameli", (), frozenset())
    assert told.checklist == checklist.load("ameli")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('chekclist = "ameli"', 1),
        ('\ndeclared = ["sick-leeve"]', 2),
        ("[holder]\nnme = 3", 2),
        ('[[waiver]]\nrequirement = "relevés"\nreason = "x"\ndeclared = 2026-01-01', 2),
        ("[[leave]]\nfrom = 2025-02-03\nto = 2025-01-01", 3),
        ('[[label]]\nsha256 = "x"\nkind = "message"\ndeclared = 2026-01-01', 2),
        ("[requirement.releves]\nfresh_days = 3", 2),
        (
            '[requirement.releves]\nlevel = "note"\n[requirement.attestation-droits]\nlevel="note"',
            0,
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, text, line):
    with pytest.raises(InvalidTable) as caught:
        read(text, tmp_path)

    assert caught.value.file == tmp_path / config.NAME
    assert not line or caught.value.line == line


def test_the_nearest_one_upwards_counts(tmp_path):
    (tmp_path / config.NAME).write_text("", encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)

    assert config.find(below) == tmp_path / config.NAME


def test_an_edit_keeps_comments_and_order(tmp_path):
    file = tmp_path / config.NAME
    file.write_text(FULL, encoding="utf-8")

    config.add_waiver(file, AUGUST)

    assert file.read_text(encoding="utf-8").startswith(FULL.rstrip("\n"))
    assert config.load(file, KNOWN).waivers == (AUGUST,)


def test_what_is_added_and_taken_back_leaves_the_file_as_it_was(tmp_path):
    file = tmp_path / config.NAME
    file.write_text(FULL, encoding="utf-8")
    label = Label(sha256="ab" * 32, kind="message", file="a.pdf", declared=date(2026, 11, 20))
    config.add_waiver(file, AUGUST)
    config.add_label(file, label)
    both = config.load(file, KNOWN)

    assert config.remove_waiver(file, "releves", AUGUST.period)
    assert config.remove_label(file, label.sha256)

    assert (both.waivers, both.labels) == ((AUGUST,), (label,))
    assert file.read_text(encoding="utf-8").strip() == FULL.strip()
    assert not config.remove_waiver(file, "releves", AUGUST.period)


def test_a_word_on_the_same_thing_takes_the_place_of_the_earlier_one(tmp_path):
    file = tmp_path / config.NAME
    for reason in ("premier", "second"):
        config.add_waiver(file, Waiver(
            requirement="releves", period=AUGUST.period, reason=reason, declared=AUGUST.declared
        ))  # fmt: skip

    assert [w.reason for w in config.load(file, KNOWN).waivers] == ["second"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2025-08..2025-10", "2025-08-01", "2025-10-31"),
        ("2025-08-14", "2025-08-14", "2025-08-14"),
    ],
)
def test_periods_as_people_type_them(text, start, end):
    span = config.period(text)

    assert (span.start.isoformat(), span.end.isoformat()) == (start, end)
    assert config.period(config.written(span)) == span


@pytest.mark.parametrize("text", ["", "août", "2025-13", "2025-10..2025-08", "08/2025"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(WrongPeriod):
        config.period(text)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_example_of_the_manual_is_one(lang, tmp_path):
    page = Path(__file__).parents[1] / "docs" / f"settings.{lang}.md"
    manual = page.read_text(encoding="utf-8")

    told = read(manual.split("```toml\n")[1].split("```")[0], tmp_path)

    assert (len(told.waivers), len(told.labels), len(told.leaves)) == (1, 1, 1)
