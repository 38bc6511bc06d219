"""What is printed as JSON is what the schemas that ship say."""

import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from archives import archive, draw_statement
from jsonschema import Draft202012Validator

from archiver.archive import originals

FOLDER = resources.files("archiver") / "data" / "schema"
SAMPLES = Path(__file__).parent.parent / "sample_docs" / "telechargements"


def schema(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def validate(value, name):
    Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        value
    )


def printed(*arguments):
    """What the program prints on standard output, which has to be JSON and nothing else."""
    run = subprocess.run(
        [sys.executable, "-m", "archiver", *map(str, arguments)], capture_output=True
    )
    return json.loads(run.stdout)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "archive.pdf"
    path.write_bytes(archive())
    return path


@pytest.mark.parametrize("file", sorted(f.name for f in FOLDER.iterdir()))
def test_each_schema_is_one(file):
    Draft202012Validator.check_schema(schema(file.removesuffix(".json")))


def test_check_prints_a_report():
    report = printed("check", SAMPLES, "--as-of", "2026-11-30", "--json")

    validate(report, "report-1")
    assert report["archive"] is None
    assert len({gap["type"] for gap in report["gaps"]}) == 9


@pytest.mark.parametrize("command", ["backup", "bundle"])
def test_backup_and_bundle_print_a_report(command, tmp_path):
    draw_statement(tmp_path / "a.pdf", 9)

    report = printed(command, tmp_path, "-o", tmp_path / "x.pdf", "--json")

    validate(report, "report-1")
    assert report["archive"]["verified"] is True


def test_list_prints_documents(file):
    for source in (SAMPLES, file):
        documents = printed("list", source, "--json")
        validate(documents, "documents-1")
        assert documents


def test_verify_prints_a_verification(file):
    validate(printed("verify", file, "--json"), "verification-1")
    file.write_bytes(archive()[:-20])
    damaged = printed("verify", file, "--json")
    validate(damaged, "verification-1")
    assert damaged["intact"] is False


def test_extract_prints_an_extraction(file, tmp_path):
    validate(printed("extract", file, "--into", tmp_path / "out", "--json"), "extraction-1")


def test_the_manifest_is_what_its_schema_says(file, tmp_path):
    result = originals.extract(file, into=tmp_path / "out")

    validate(json.loads((result.folder / "manifest.json").read_bytes()), "manifest-1")
