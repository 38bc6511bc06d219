"""The manual pages, as mandoc and man themselves judge them."""

import shutil
import subprocess

import pytest
from click.testing import CliRunner

from archiver.cli import COMMANDS, cli


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    into = tmp_path_factory.mktemp("share") / "man"
    result = CliRunner().invoke(cli, ["man", "--into", str(into), "--lang", "fr"])
    assert result.exit_code == 0, result.output
    return into


def read(page):
    """What a reader sees of a page."""
    shown = subprocess.run(["mandoc", "-Tutf8", page], capture_output=True, text=True, check=True)
    return "".join(
        character
        for place, character in enumerate(shown.stdout)
        # Bold is overstruck.
        if character != "\b" and shown.stdout[place + 1 : place + 2] != "\b"
    )


def test_every_command_has_a_page_in_both_languages(folder):
    names = {file.name for file in (folder / "man1").iterdir()}

    assert names == {file.name for file in (folder / "fr" / "man1").iterdir()}
    assert {"archiver.1", "archiver-checklist-show.1", "archiver-passphrase-set.1"} <= names
    assert {f"archiver-{command}.1" for command in COMMANDS} <= names


@pytest.mark.skipif(not shutil.which("mandoc"), reason="needs mandoc")
def test_mandoc_finds_nothing_to_complain_about(folder):
    pages = sorted(folder.rglob("*.1"))
    told = subprocess.run(
        ["mandoc", "-Tlint", "-Wwarning", *pages], capture_output=True, text=True, check=False
    )

    assert told.stdout + told.stderr == ""
    assert len(pages) > 40


@pytest.mark.skipif(not shutil.which("mandoc"), reason="needs mandoc")
def test_a_page_says_what_the_help_says(folder):
    french = read(folder / "fr" / "man1" / "archiver-check.1")
    english = read(folder / "man1" / "archiver-check.1")

    assert "NOM" in french and "Dit ce qui manque" in french
    assert "archiver check ~/Téléchargements --as-of 2026-12-31\n" in french
    assert "--no-color" in french and "Affiche cette aide." in french
    assert "NAME" in english and "Show this message and exit." in english
    assert "archiver check ~/Downloads --as-of 2026-12-31\n" in english


@pytest.mark.skipif(not shutil.which("mandoc"), reason="needs mandoc")
def test_the_main_page_names_commands_and_exit_codes(folder):
    page = read(folder / "fr" / "man1" / "archiver.1")

    assert all(f"archiver-{command}(1)" in page for command in COMMANDS)
    assert "CODES DE SORTIE" in page and "130" in page


def test_pages_that_are_there_are_replaced_only_if_asked(archiver, folder):
    page = folder / "man1" / "archiver.1"
    page.write_text("mine", encoding="utf-8")

    refused = archiver("man", "--into", folder)
    assert refused.exit_code == 2 and page.read_text("utf-8") == "mine"
    assert archiver("man", "--into", folder, "--force").exit_code == 0
    assert page.read_text("utf-8") != "mine"


@pytest.mark.parametrize(("lang", "heading"), [("fr", ".SH NOM"), ("en", ".SH NAME")])
def test_one_page_to_be_read_at_once(archiver, lang, heading):
    result = archiver("man", "--lang", lang)

    assert result.exit_code == 0
    assert heading in result.stdout
    assert archiver("man", "--lang", lang, "-q").stdout == ""
