"""`doctor`: fine or not, it ends well and says what to do."""

import json
import os

import pytest

from archiver import doctor
from archiver.doctor import Finding


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_this_machine_has(archiver):
    result = archiver("doctor")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Horloge" in result.stdout and "Trousseau" in result.stdout
    assert "click" not in result.stdout


def test_versions_are_shown_to_the_curious(archiver):
    assert "click 8" in archiver("doctor", "-v").stdout


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ([Finding(id="ocr", state="ready", fine=True)], "Tout est en ordre."),
        ([Finding(id="ocr", state="absent", fine=False)], "Un point mérite"),
        (
            [Finding(id="fonts", state="missing", fine=False, facts={"names": "x"})],
            "réinstallez-le avant",
        ),
    ],
)
def test_it_ends_with_the_gist(archiver, monkeypatch, findings, said):
    monkeypatch.setattr(doctor, "examine", lambda _: tuple(findings))

    result = archiver("doctor")

    assert result.exit_code == 0
    assert said in result.stdout
    assert ("→" in result.stdout) is not findings[0].fine


def test_settings_that_are_wrong_do_not_matter_here(archiver, here):
    (here / "archiver.toml").write_text("[", encoding="utf-8")

    assert archiver("doctor").exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="another encoding is set another way there")
def test_on_a_console_without_accents(process):
    result = process(
        "doctor", "--no-color", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LANG": "fr"}
    )

    assert (result.code, result.err) == (0, "")
    assert "! Affichage" in result.out


def test_json(archiver):
    value = json.loads(archiver("doctor", "--json", "--lang", "en").stdout)

    assert value["findings"][0]["id"] == "program"
    assert all((one["remedy"] is None) is one["fine"] for one in value["findings"])
