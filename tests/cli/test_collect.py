"""`archiver collect`: copies under telling names, nothing overwritten, sources untouched."""

import json

from drawn import statement
from test_schemas import validate


def test_what_was_recognised_is_copied_under_telling_names(archiver, few, contents, tmp_path):
    before = contents(few)

    result = archiver("collect", few, "--into", tmp_path / "out")

    assert result.exit_code == 0
    copies = contents(tmp_path / "out")
    assert sorted(copies) == [
        "attestation-de-droits/attestation-de-droits-2026-11-05-2027-11-05.pdf",
        "releve-de-remboursements/releve-de-remboursements-2026-09.pdf",
        "releve-de-remboursements/releve-de-remboursements-2026-10.pdf",
    ]
    assert sorted(copies.values()) == sorted(before.values())
    assert contents(few) == before


def test_a_second_run_adds_only_what_is_new(archiver, few, contents, tmp_path):
    out = tmp_path / "out"
    archiver("collect", few, "--into", out)
    first = contents(out)

    again = json.loads(archiver("collect", few, "--into", out, "--json").stdout)

    validate(again, "collection-1")
    assert (len(again["copied"]), len(again["present"])) == (0, 3)
    assert contents(out) == first


def test_a_file_in_the_way_is_never_overwritten(archiver, few, contents, tmp_path):
    own = tmp_path / "out" / "releve-de-remboursements" / "releve-de-remboursements-2026-09.pdf"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")

    archiver("collect", few, "--into", tmp_path / "out")

    copies = contents(tmp_path / "out" / "releve-de-remboursements")
    assert copies.pop("releve-de-remboursements-2026-09.pdf") == b"mine"
    assert sorted(copies) == [
        "releve-de-remboursements-2026-09-2.pdf",
        "releve-de-remboursements-2026-10.pdf",
    ]


def test_another_persons_copy_bears_their_name(archiver, tmp_path, contents):
    folder = tmp_path / "in"
    folder.mkdir()
    for month in (8, 9):
        (folder / f"{month}.pdf").write_bytes(statement(2026, month))
    (folder / "j.pdf").write_bytes(statement(2026, 9, name="Julien DUPONT"))

    archiver("collect", folder, "--into", tmp_path / "out")

    assert sum("dupont" in name for name in contents(tmp_path / "out")) == 1


def test_what_was_left_is_named(archiver, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(statement(2026, 9))
    (folder / "vide.pdf").write_bytes(b"")

    shown = archiver("collect", folder, "--into", tmp_path / "out").stdout

    assert "vide.pdf — illisible" in shown


def test_a_folder_that_cannot_be_made_is_the_systems_no(archiver, few, tmp_path):
    (tmp_path / "out").write_bytes(b"a file")

    result = archiver("collect", few, "--into", tmp_path / "out")

    assert result.exit_code == 6
    assert (tmp_path / "out").read_bytes() == b"a file"
