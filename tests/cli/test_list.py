"""`archiver list`."""

import json

import pikepdf
import pytest


def test_of_an_archive_it_is_the_manifest(archiver, archive):
    with pikepdf.open(archive) as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())

    result = archiver("list", archive, "--json")

    listed = json.loads(result.stdout)
    assert result.exit_code == 0
    assert result.stderr == ""
    expected = [
        {name: document[name] for name in one}
        for one, document in zip(listed, manifest["documents"], strict=True)
    ]
    assert listed == expected
    assert len(listed) == 3


def test_of_sources_it_is_the_documents_of_a_report(archiver, few):
    listed = archiver("list", few, "--json")
    checked = archiver("check", few, "--json", "--as-of", "2026-11-20")

    assert listed.exit_code == 0
    assert json.loads(listed.stdout) == json.loads(checked.stdout)["documents"]


@pytest.mark.parametrize("what", ["few", "archive"])
def test_in_a_pipe_each_document_has_one_line(archiver, what, request):
    result = archiver("list", request.getfixturevalue(what))

    head, *lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert head.split() == ["Document", "Fichier", "État"]
    assert len(lines) == 3
    assert all(line.endswith("reconnu") for line in lines)
    assert sum("septembre 2026" in line and "releve-2026-09.pdf" in line for line in lines) == 1


def test_verbose_says_why(archiver, few):
    brief, verbose = archiver("list", few), archiver("list", few, "-v")

    assert len(verbose.stdout.splitlines()) > len(brief.stdout.splitlines())


def test_somebody_elses_document_has_their_name(archiver, few, tmp_path):
    import drawn

    (tmp_path / "releve.pdf").write_bytes(drawn.statement(2026, 9, "Julie DURAND"))

    result = archiver("list", few, tmp_path)

    assert result.stdout.count("DURAND") == 1
    assert "MARTIN" not in result.stdout


@pytest.mark.parametrize(("source", "code"), [("absent", 2), ("empty", 4)])
def test_nothing_to_list(archiver, tmp_path, source, code):
    (tmp_path / "empty").mkdir()

    result = archiver("list", tmp_path / source, "--json")

    assert result.exit_code == code
    assert result.stdout == ""
    assert source in result.stderr
