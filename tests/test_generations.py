"""An archive is a source: what was ever given goes on from archive to archive."""

import hashlib
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date

import drawn
import pytest
from archives import SETTINGS, draw_statement
from archives import archive as small
from PIL import Image
from pypdf import PdfReader, PdfWriter

from archiver import checklist, workflows
from archiver.archive import originals, salvage
from archiver.earlier import about, carried_on
from archiver.model import Label, Level, Period, Person, Trouble, Waiver, Word
from archiver.sources import collect


def told(report):
    """The gaps without the paths, which say where a file lies now."""
    return sorted((gap.type, gap.level, str(gap.period), gap.cause) for gap in report.gaps)


def held(path, into):
    taken = originals.extract(path, into=into)
    found = [(into / name).read_bytes() for name in taken.files]
    return sorted(hashlib.sha256(data).hexdigest() for data in found)


def first_names(path):
    documents = json.loads(originals.open_archive(path).manifest_bytes)["documents"]
    return {one["sha256"]: one["original_name"] for one in documents if not one["duplicate_of"]}


def test_five_generations_keep_everything_once_under_its_first_name(tmp_path):
    everything, target = tmp_path / "everything", None
    names = {}
    for generation, fill in enumerate((one, two, three, four, five), start=1):
        folder = tmp_path / f"downloads {generation}"
        folder.mkdir()
        fill(folder)
        shutil.copytree(folder, everything / str(generation))
        sources = [folder] if target is None else [folder, target]
        target = tmp_path / f"archive {generation}.pdf"
        report, _ = backup(sources, target)
        for digest, name in first_names(target).items():
            names.setdefault(digest, name)

    given = {file.sha256 for file in collect([everything]) if file.data is not None}
    assert held(target, tmp_path / "out") == sorted(given)
    assert first_names(target) == names
    at_once, _ = backup([everything], tmp_path / "at once.pdf")
    assert told(report) == told(at_once)
    assert workflows.verify(target).intact


def backup(sources, target, **more):
    return workflows.backup(
        sources, SETTINGS, workflows.Output(target=target, everything=True, **more)
    )


def test_files_of_one_name_keep_it_and_are_told_apart_by_their_folders(tmp_path):
    for month, place in ((8, "a/caf"), (9, "b/caf"), (10, "b/cpam")):
        (tmp_path / "in" / place).mkdir(parents=True)
        draw_statement(tmp_path / "in" / place / "document.pdf", month)
    first, second, third = (tmp_path / f"{name}.pdf" for name in ("first", "second", "third"))
    backup([tmp_path / "in"], first)
    backup([first], second)
    backup([second], third)

    wanted = {"a/caf/document.pdf", "b/caf/document.pdf", "cpam/document.pdf"}
    for archive in (first, second, third):
        assert {file.path.rpartition("!")[2] for file in collect([archive])} == wanted
    assert set(first_names(third).values()) == {"document.pdf"}


def test_an_archive_in_a_folder_or_a_zip_is_one_too(tmp_path):
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "archive 2025.pdf").write_bytes(small())
    with zipfile.ZipFile(tmp_path / "lot.zip", "w") as bundle:
        bundle.writestr("sauvegarde/archive.pdf", small())

    for source, outer in (
        (tmp_path / "downloads", "downloads/archive 2025.pdf!"),
        (tmp_path / "lot.zip", "lot.zip!sauvegarde/archive.pdf!"),
    ):
        found = {file.path: file for file in collect([source])}
        assert set(found) == {
            f"{tmp_path}/{outer}{name}" for name in ("a.pdf", "b.pdf", "vide.pdf", "releve.pdf")
        }
        assert all(file.sha256 for file in found.values())


def test_a_damaged_archive_gives_what_is_whole_and_the_loss_is_a_gap(tmp_path):
    data = bytearray(small())
    place = (
        data.index(b"/Type/EmbeddedFile")
        if b"/Type/EmbeddedFile" in data
        else data.index(b"/Type /EmbeddedFile")
    )
    start = data.index(b"stream", place) + 40
    data[start : start + 20] = bytes(20)
    (tmp_path / "old.pdf").write_bytes(data)

    report, _ = backup([tmp_path / "old.pdf"], tmp_path / "new.pdf")

    lost = [d.path for d in report.documents if d.trouble is Trouble.DAMAGED]
    assert len(lost) == 1
    assert [gap.level for gap in report.gaps if gap.path in lost] == [Level.REQUIRED]
    assert len(held(tmp_path / "new.pdf", tmp_path / "out")) == 3


@pytest.mark.parametrize("keeps", [0.75, 0.5])
def test_an_archive_cut_short_gives_what_is_whole_and_is_kept_itself(tmp_path, keeps):
    data = small()
    names = [found.name for found in salvage.files(data)]
    ends = [data.index(f"({name})".encode()) + 200 for name in names]
    # Cut behind the description of an original that has others behind it.
    last = int(len(names) * keeps) - 1
    cut = data[: ends[last]]
    (tmp_path / "old.pdf").write_bytes(cut)

    found = {file.path: file for file in collect([tmp_path / "old.pdf"])}
    found = {path.rpartition("/")[2].rpartition("!")[2]: found[path] for path in found}

    assert found["old.pdf"].trouble is Trouble.DAMAGED
    assert found["old.pdf"].data == cut
    assert len(found) > last


def test_what_was_waived_stays_waived_and_keeps_its_first_date(tmp_path):
    waiver = Waiver(
        requirement="releves",
        period=Period.month(2026, 8),
        reason="aucun soin",
        declared=date(2026, 1, 2),
    )
    first = originals.read_manifest(write(tmp_path, small()))

    def said(waiver):
        return replace(first, word=Word(waivers=(waiver,)))

    earlier, again = said(waiver), said(replace(waiver, declared=date(2026, 5, 6)))
    other = replace(waiver, reason="en vacances", declared=date(2026, 6, 7))

    assert carried_on(Word(), [again, earlier]).waivers == (waiver,)
    assert carried_on(Word(), [said(other), again]).waivers == (other,)
    now = replace(waiver, reason="autre", declared=date(2026, 11, 1))
    assert carried_on(Word(waivers=(now,)), [earlier]).waivers == (now,)


def test_what_was_declared_goes_on_from_archive_to_archive(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    draw_statement(folder / "a.pdf", 9)
    Image.new("RGB", (60, 80), "white").save(folder / "IMG_1.jpg")
    waiver = Waiver(
        requirement="releves",
        period=Period.month(2026, 8),
        reason="aucun soin",
        declared=date(2026, 1, 2),
    )
    label = Label(
        sha256=hashlib.sha256((folder / "IMG_1.jpg").read_bytes()).hexdigest(),
        kind="releve-remboursements",
        period=Period.month(2026, 7),
        file="IMG_1.jpg",
        declared=date(2026, 1, 3),
    )
    leave = Period(date(2026, 2, 2), date(2026, 2, 20))
    word = Word(
        waivers=(waiver,),
        declared=frozenset({"sick-leave"}),
        people=(Person(name="MARTIN Léa", nir="2150599999001"),),
        leaves=(leave,),
    )
    settings = replace(SETTINGS, word=word, labels=(label,))
    first, _ = workflows.backup([folder], settings, workflows.Output(target=tmp_path / "1.pdf"))

    for generation in (2, 3):
        target = tmp_path / f"{generation}.pdf"
        # Beside the archive lies what it holds already: it is labelled, too.
        report, _ = backup([folder, tmp_path / f"{generation - 1}.pdf"], target)
        said = originals.read_manifest(target)

        assert told(report) == told(first)
        assert said.word == replace(word, people=(Person(name="MARTIN Léa"),))
        assert said.labels == (label,)
        filled = [one for one in report.documents if one.sha256 == label.sha256]
        assert {one.kind for one in filled} == {label.kind}


def test_an_archive_of_somebody_else_excuses_nothing_here(tmp_path):
    waiver = Waiver(
        requirement="releves",
        period=Period.month(2026, 7),
        reason="aucun soin",
        declared=date(2026, 1, 2),
    )
    theirs, mine = tmp_path / "theirs", tmp_path / "mine"
    theirs.mkdir()
    mine.mkdir()
    draw_statement(theirs / "a.pdf", 9, person="DURAND Paul")
    for month in (8, 9):
        draw_statement(mine / f"{month}.pdf", month)
    told = replace(SETTINGS, word=Word(waivers=(waiver,), declared=frozenset({"sick-leave"})))
    workflows.backup([theirs], told, workflows.Output(target=mine / "archive.pdf"))

    report, _ = backup([mine], tmp_path / "new.pdf")

    assert report.holder == "MARTIN Claire"
    assert report.waived == ()
    assert Period.month(2026, 7) in [gap.period for gap in report.gaps]
    assert originals.read_manifest(tmp_path / "new.pdf").word == Word()
    # To their own account it still belongs, and to no other of theirs.
    assert workflows.check([mine / "archive.pdf"], SETTINGS).waived == (waiver,)
    caf = replace(SETTINGS, checklist=checklist.load("caf"))
    assert workflows.check([mine], caf).waived == ()


def test_an_archive_of_nobody_knows_whom_can_only_ask_for_more(tmp_path):
    first = originals.read_manifest(write(tmp_path, small()))
    waiver = Waiver(requirement="releves", period=None, reason="aucun", declared=date(2026, 1, 2))
    word = Word(waivers=(waiver,), declared=frozenset({"sick-leave"}))
    nameless = replace(first, holder=None, word=word)
    ameli = SETTINGS.checklist

    (kept,) = about(ameli, "MARTIN Claire", [nameless])
    assert kept.word == Word(declared=word.declared)
    assert about(ameli, None, [nameless]) == [nameless]
    assert about(ameli, "Claire MARTIN", [replace(first, word=word)])[0].word == word
    foreign = replace(first, word=Word(waivers=(replace(waiver, requirement="autre"),)))
    assert about(ameli, "MARTIN Claire", [foreign])[0].word == Word()


def test_a_declaration_of_now_comes_before_one_of_then(tmp_path):
    first = originals.read_manifest(write(tmp_path, small()))
    leaves = [Period.month(2026, month) for month in (2, 3)]
    before = Word(
        declared=frozenset({"ald"}),
        holder=Person(name="MARTIN Claire"),
        people=(Person(name="MARTIN LEA"), Person(name="MARTIN Tom")),
        leaves=(leaves[0],),
    )
    now = Word(
        declared=frozenset({"c2s"}),
        holder=Person(name="MARTIN Julien"),
        people=(Person(name="Martin Léa"),),
        leaves=(leaves[1],),
    )
    carried = carried_on(now, [replace(first, word=before)])

    assert carried.declared == {"ald", "c2s"}  # nothing less is asked for
    assert carried.holder == now.holder
    assert [person.name for person in carried.people] == ["Martin Léa", "MARTIN Tom"]
    assert carried.leaves == (leaves[1],)


def write(folder, data):
    (folder / "written.pdf").write_bytes(data)
    return folder / "written.pdf"


def one(folder):
    draw_statement(folder / "releve septembre.pdf", 9, pages=2)
    Image.new("RGB", (60, 80), "white").save(folder / "carte.png")
    (folder / "attestation.pdf").write_bytes(drawn.attestation(date(2026, 11, 5)))
    (folder / "vide.pdf").write_bytes(b"")


def two(folder):
    draw_statement(folder / "releve octobre.pdf", 10)
    draw_statement(folder / "releve septembre.pdf", 9, pages=2)  # again, the same bytes
    (folder / "releve casse.pdf").write_bytes(b"%PDF-1.4\nnothing more")


def three(folder):
    writer = PdfWriter()
    for month in (7, 8):
        file = draw_statement(folder / f"m{month}.pdf", month)
        for page in PdfReader(str(file)).pages:
            writer.add_page(page)
        file.unlink()
    writer.write(folder / "releves ensemble.pdf")
    Image.new("RGB", (60, 80), "black").save(folder / "carte.png")  # another of that name


def four(folder):
    # Downloaded again: the same words in other bytes.
    canvas = draw_statement(folder / "releve octobre (1).pdf", 10)
    canvas.write_bytes(canvas.read_bytes() + b"\n% again\n")
    with zipfile.ZipFile(folder / "lot.zip", "w") as bundle:
        bundle.write(draw_statement(folder / "releve juin.pdf", 6), "dossier/releve juin.pdf")
    (folder / "releve juin.pdf").unlink()


def five(folder):
    draw_statement(folder / "releve mai.pdf", 5)
