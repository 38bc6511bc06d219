"""Documents that arrive while somebody downloads, in all the ways in which browsers write them."""

import shutil
import threading
import time
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import drawn
import pytest

from archiver import checklist, workflows
from archiver.arrivals import Folder, changes
from archiver.model import Label, Period, Status, Waiver, Word
from archiver.workflows import Settings


@pytest.fixture
def settings():
    return Settings(
        checklist=checklist.load("ameli"),
        as_of=drawn.AS_OF,
        lang="fr",
        created=datetime(2026, 11, 20, tzinfo=UTC),
    )


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


@pytest.fixture
def arriving(downloads):
    """What `changes` yields, gathered until a number of paths is there."""
    stop, found = threading.Event(), []
    thread = threading.Thread(
        target=lambda: [found.extend(paths) for paths in changes(downloads, stop=stop)]
    )
    thread.start()
    time.sleep(0.5)  # the watch has to be there before the first file

    def wait(count=1):
        for _ in range(200):
            if len(found) >= count:
                break
            time.sleep(0.05)
        return [path.name for path in found]

    yield wait
    stop.set()
    thread.join()


def test_what_was_declared_in_an_archive_counts_until_it_is_gone(downloads, settings, tmp_path):
    """In the watched folder as for `check`: waivers, conditions and labels."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "releve.pdf").write_bytes(drawn.statement(2026, 9))
    (papers / "note.pdf").write_bytes(drawn._page("Assurance Maladie", "Note sans titre"))
    month = Period.month(2026, 3)
    none = Waiver(
        requirement="releves", period=month, reason="aucun soin", declared=date(2026, 11, 1)
    )
    told = Word(waivers=(none,), declared=frozenset({"sick-leave"}))
    label = Label(
        sha256=sha256((papers / "note.pdf").read_bytes()).hexdigest(),
        kind="releve-remboursements",
        period=Period.month(2026, 4),
        person="MARTIN Claire",
        file="note.pdf",
        declared=date(2026, 11, 1),
    )
    archive = tmp_path / "ancienne.pdf"
    first = replace(settings, word=told, labels=(label,))
    workflows.bundle([papers], first, workflows.Output(target=archive, seal=False))
    folder = Folder(downloads, settings)
    folder.look()

    shutil.copy(archive, downloads)
    arrived = folder.take([downloads / archive.name]).report

    assert waived(arrived) == waived(workflows.check([downloads], settings)) == {month}
    assert states(arrived) == states(workflows.check([downloads], settings))
    assert Period.month(2026, 4) not in {gap.period for gap in arrived.gaps}
    assert states(Folder(downloads, settings).look()) == states(arrived)

    (downloads / archive.name).unlink()
    assert waived(folder.take([downloads / archive.name]).report) == set()


def waived(report):
    return {waiver.period for waiver in report.waived}


def states(report):
    return [(one.id, one.state, one.met) for one in report.requirements]


def test_a_statement_that_arrives_ticks_its_month(downloads, settings):
    folder = Folder(downloads, settings)
    folder.look()
    file = downloads / "releve.pdf"
    file.write_bytes(drawn.statement(2026, 3))

    news = folder.take([file])

    assert [one.status for one in news.arrived] == [Status.RECOGNISED]
    assert news.left == news.before - 1


def test_a_second_download_is_a_double_and_ticks_nothing(downloads, settings):
    (downloads / "releve.pdf").write_bytes(drawn.statement(2026, 3))
    folder = Folder(downloads, settings)
    folder.look()
    again = downloads / "releve (1).pdf"
    again.write_bytes(drawn.statement(2026, 3))

    news = folder.take([again])

    assert [one.status for one in news.arrived] == [Status.DUPLICATE]
    assert news.left == news.before


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_that_goes_unticks_its_month(downloads, settings, form):
    file = downloads / unicodedata.normalize(form, "relevé.pdf")  # macOS takes accents apart
    file.write_bytes(drawn.statement(2026, 3))
    folder = Folder(downloads, settings)
    folder.look()
    file.unlink()

    news = folder.take([file])

    assert news.arrived == ()
    assert news.left == news.before + 1


def test_the_report_is_the_one_that_a_check_gives(downloads, settings):
    from archiver import workflows

    drawn.draw(downloads, drawn.months()[:5])
    folder = Folder(downloads, settings)
    folder.look()
    for year, month in drawn.months()[5:9]:
        file = downloads / f"r{year}{month}.pdf"
        file.write_bytes(drawn.statement(year, month))
        news = folder.take([file])

    assert news.report.gaps == workflows.check([downloads], settings).gaps


def test_a_download_is_told_once_it_has_its_name(downloads, arriving):
    under_way = downloads / "releve.pdf.crdownload"
    under_way.write_bytes(b"%PDF-1.7 half")
    time.sleep(1)
    under_way.write_bytes(drawn.statement(2026, 3))
    under_way.rename(downloads / "releve.pdf")

    assert arriving() == ["releve.pdf"]


def test_a_file_that_grows_is_told_once_it_is_still(downloads, arriving):
    whole = drawn.statement(2026, 3)
    with (downloads / "releve.pdf").open("wb") as stream:
        for start in range(0, len(whole), len(whole) // 4 + 1):
            stream.write(whole[start : start + len(whole) // 4 + 1])
            stream.flush()
            time.sleep(0.4)

    assert arriving() == ["releve.pdf"]
    assert (downloads / "releve.pdf").read_bytes() == whole


def test_neither_hidden_files_nor_half_downloads_are_told(downloads, arriving):
    (downloads / ".com.google.Chrome.Xy12").write_bytes(b"%PDF-1.7 half")
    (downloads / "Unconfirmed 123.crdownload").write_bytes(b"%PDF-1.7 half")
    (downloads / "releve.pdf").write_bytes(drawn.statement(2026, 3))

    assert arriving() == ["releve.pdf"]
