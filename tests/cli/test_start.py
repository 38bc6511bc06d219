"""`archiver` alone: three lines for this folder, and a command that is the right next one."""

import os
import re
import shlex
import time
from dataclasses import replace
from datetime import timedelta

import drawn
import pytest

from archiver import checklist, standing
from archiver.cli.surroundings import today
from archiver.names import archive_name

TODAY = today()


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    """A home with a downloads folder, and a folder beside it in which the program is called."""
    home, downloads = tmp_path / "home", tmp_path / "home" / "Downloads"
    downloads.mkdir(parents=True)
    here = tmp_path / "home" / "dossier"
    here.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setattr("archiver.cli.surroundings.user_downloads_path", lambda: downloads)
    monkeypatch.chdir(here)
    return here, downloads


@pytest.fixture
def here(surroundings):
    return surroundings[0]


@pytest.fixture
def downloads(surroundings):
    return surroundings[1]


def told(archiver, *words):
    """The three lines; the command among them, as words after `archiver`."""
    result = archiver(*words)
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert len(lines) == 3
    command = re.search(r"(?:À faire\u00a0:|To do:) (.+?) — ", lines[1])
    return lines, shlex.split(command[1])[1:] if command else None


def later(file, seconds=60):
    moment = time.time() + seconds
    os.utime(file, (moment, moment))


def test_nothing_anywhere(archiver, downloads):
    lines, command = told(archiver)

    assert "Aucun document" in lines[0] and str(downloads) in lines[0]
    assert command == ["watch"]
    assert "archiver guide" in lines[2] and "archiver --help" in lines[2]


def test_documents_in_the_downloads_folder(archiver, downloads):
    drawn.draw(downloads, [(2026, 9), (2026, 10)])

    lines, command = told(archiver)

    assert "3 fichiers" in lines[0] and str(downloads) in lines[0]
    assert command == ["check"]
    assert archiver(*command).exit_code == 1


def test_documents_in_this_folder_come_first(archiver, here, downloads):
    drawn.draw(downloads, [(2026, 9)])
    drawn.draw(here / "below", [(2026, 10)])

    lines, command = told(archiver, "--lang", "en")

    assert "2 PDF" in lines[0] and str(here) in lines[0]
    assert command == ["check", "."]
    assert archiver(*command).exit_code == 1


@pytest.mark.parametrize("place", [".", ".."])
def test_the_home_folder_is_not_taken_for_a_dossier(archiver, downloads, monkeypatch, place):
    drawn.draw(downloads.parent / "elsewhere", [(2026, 9)])
    monkeypatch.chdir(downloads.parent / place)

    lines, command = told(archiver)

    assert str(downloads) in lines[0]
    assert command == ["watch"]


def test_with_settings_the_archive_comes_next(archiver, here, downloads):
    drawn.draw(downloads / "ameli", [(2026, 9)])
    (here / "archiver.toml").write_text(f"sources = ['{downloads / 'ameli'}']\n", encoding="utf-8")

    lines, command = told(archiver)

    assert "2 fichiers" in lines[0] and str(downloads / "ameli") in lines[0]
    assert command == ["backup"]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("as_of = 'soon'\n", "ligne 1"),
        ("sources = ['gone']\n", "gone"),
        ("[", "Une seule réponse par ligne"),
    ],
)
def test_settings_that_are_wrong_are_to_be_mended_first(archiver, here, toml, said):
    (here / "archiver.toml").write_text(toml, encoding="utf-8")

    lines, command = told(archiver)

    assert said in lines[0]
    assert command is None
    assert "corrigez archiver.toml" in lines[1]


@pytest.fixture
def saved(archiver, here, downloads):
    """Write an archive of what is in the downloads folder."""

    def save(months, day=TODAY, *more):
        drawn.draw(downloads, months)
        (downloads / "attestation.pdf").write_bytes(drawn.attestation(day - timedelta(days=5)))
        written = archiver("backup", "--as-of", day, "--no-seal", *more)
        assert written.exit_code in (0, 1), written.output
        return here / archive_name("ameli", day)

    return save


def test_an_archive_with_gaps(archiver, saved):
    saved([(2026, 9)])

    lines, command = told(archiver)

    assert re.search(r"mais \d+ points obligatoires", lines[0])
    assert command == ["check"]


def test_an_archive_without_gaps(archiver, here, saved):
    archive = saved(drawn.months(before=TODAY))
    (here / "archiver.toml").write_text("declared = []\n", encoding="utf-8")

    lines, command = told(archiver)

    assert "rien d’obligatoire n’y manquait" in lines[0] and archive.name in lines[0]
    assert command == ["verify", archive.name]
    assert "archiver init" not in lines[2]
    assert archiver(*command).exit_code == 0


def test_nothing_is_missing_only_once_the_questions_were_answered(archiver, saved):
    saved(drawn.months(before=TODAY))

    lines, command = told(archiver)

    assert command == ["init"]
    assert "archiver init" not in lines[2]
    assert archiver(*command, "--defaults").exit_code == 0
    assert told(archiver)[1][0] == "verify"


def test_the_questions_are_named_until_there_are_settings(archiver, here, downloads):
    drawn.draw(downloads, [(2026, 9)])
    before, _ = told(archiver)
    (here / "archiver.toml").write_text("", encoding="utf-8")
    after, _ = told(archiver)

    assert "archiver init" in before[2] and "archiver guide" in before[2]
    assert "archiver init" not in after[2]


def test_a_list_without_questions_leads_to_none(archiver, downloads, monkeypatch):
    drawn.draw(downloads, [(2026, 9)])
    plain = replace(checklist.load("ameli"), conditions=())
    monkeypatch.setattr("archiver.checklist.load", lambda _: plain)

    assert "archiver init" not in told(archiver)[0][2]


def test_the_day_of_the_deletion_is_over(archiver, saved):
    day = TODAY - timedelta(days=40)
    saved(drawn.months(before=day), day)

    _, command = told(archiver)

    assert command == ["guide", "--after"]
    assert archiver(*command).exit_code == 0


def test_something_has_come_since(archiver, saved, downloads):
    archive = saved(drawn.months(before=TODAY))
    later(archive, -60)
    (downloads / "new.pdf").write_bytes(drawn.statement(2020, 1))
    for old in downloads.glob("releve*"):
        old.unlink()  # their entries are as new as the archive itself
    (downloads / "attestation.pdf").unlink()

    lines, command = told(archiver)

    assert "Un fichier est arrivé depuis." in lines[0]
    assert command == ["backup", "--force"]  # today's archive is there
    assert archiver(*command).exit_code == 1


def test_yesterdays_archive_is_left_alone(archiver, saved, downloads):
    archive = saved(drawn.months(before=TODAY), TODAY - timedelta(days=1))
    later(archive, -60)

    assert told(archiver)[1] == ["backup"]


def test_a_locked_archive(archiver, saved, monkeypatch):
    monkeypatch.setenv("ARCHIVER_PASSPHRASE", "correct horse battery")
    archive = saved([(2026, 9)], TODAY, "--encrypt")

    lines, command = told(archiver)

    assert "verrouillée" in lines[0]
    assert command == ["verify", archive.name]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 other", drawn.statement(2026, 9)])
def test_what_is_only_named_like_an_archive(archiver, here, data):
    (here / "archive-ameli-2026-11-01.pdf").write_bytes(data)

    lines, command = told(archiver)

    assert "ne s’ouvre pas comme telle" in lines[0]
    assert command == ["verify", "archive-ameli-2026-11-01.pdf"]
    assert archiver(*command).exit_code == 3


def test_without_any_place_to_look_at(archiver, monkeypatch, tmp_path):
    monkeypatch.setattr(
        "archiver.cli.surroundings.user_downloads_path", lambda: tmp_path / "absent"
    )

    lines, command = told(archiver)

    assert "n’a pas été trouvé" in lines[0]
    assert command == ["check", "DOSSIER"]


@pytest.mark.skipif(os.name == "nt", reason="there, the folder one is in cannot be taken away")
def test_the_folder_is_gone(process, tmp_path):
    (gone := tmp_path / "gone").mkdir()

    result = process(cwd=gone, preexec_fn=gone.rmdir)

    assert (result.code, result.err) == (0, "")
    assert len(result.out.splitlines()) == 3


def test_numbers_in_paths_are_masked(archiver, here, monkeypatch):
    drawn.draw(here / "2850599999001", [(2026, 9)])
    monkeypatch.chdir(here / "2850599999001")

    lines, _ = told(archiver)

    assert "2 85 05 ** *** *** **" in lines[0]


# --- The glance itself


def test_whoever_has_no_time_is_told_so(archiver, here, monkeypatch):
    drawn.draw(here, [(2026, 9)])
    found = standing.look(here, [here])
    monkeypatch.setattr(standing, "PATIENCE", -1.0)

    hurried = standing.look(here, [here])

    assert (found.files, found.all_seen) == (2, True)
    assert not hurried.all_seen and hurried.files < 2


def test_only_what_says_that_it_is_a_document_counts(tmp_path):
    names = ("a.pdf", "b.PDF", "c.zip", "d.pdf.crdownload", "e.dopdf")
    others = ("film.mp4", ".hidden.pdf", "~$f.pdf", "photo.jpg", "archive-ameli-2026-11-01.pdf")
    for name in (*names, *others):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "g.pdf").write_bytes(b"")

    assert standing.look(tmp_path, [tmp_path]).files == len(names)


def test_sources_that_are_not_there(tmp_path):
    found = standing.look(tmp_path, [tmp_path / "absent"])

    assert found.absent == (tmp_path / "absent",)
    assert found.files == 0
