"""What is printed as JSON is what the schemas that ship say."""

import copy
import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pikepdf
import pytest
from archives import archive, draw_statement
from jsonschema import Draft202012Validator, ValidationError

from archiver.archive import originals
from archiver.model import GapType, Level, Media, SealState, SidecarState, State, Status

FOLDER = resources.files("archiver") / "data" / "schema"
NAMES = (
    "checklist-1",
    "collection-1",
    "completion-1",
    "declaration-1",
    "documents-1",
    "examination-1",
    "explanation-1",
    "extraction-1",
    "guide-1",
    "lines-1",
    "manifest-1",
    "manual-1",
    "report-1",
    "verification-1",
)
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


# --- All sorts of gaps and files, from the samples


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("archive") / "archive.pdf"


@pytest.fixture(scope="module")
def report(target):
    return printed("backup", SAMPLES, "-o", target, "--as-of", "2026-11-30", "--json")


def test_a_report_of_everything_there_can_be(report):
    validate(report, "report-1")
    assert {gap["type"] for gap in report["gaps"]} == set(GapType)
    assert {document["status"] for document in report["documents"]} == set(Status)


def test_a_manifest_of_everything_there_can_be(report, target):
    with pikepdf.open(target) as pdf:
        manifest = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())

    validate(manifest, "manifest-1")
    assert manifest["documents"] and manifest["gaps"]


def test_a_report_without_archive_or_holder(tmp_path):
    (tmp_path / "releve.pdf").write_bytes(b"")

    report = printed("check", tmp_path, "--json")

    validate(report, "report-1")
    assert report["archive"] is report["holder"] is None


# --- The schemas themselves


def parts(value, place=""):
    """Every value inside a schema that is an object, with its place."""
    if isinstance(value, dict):
        yield place, value
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        if isinstance(one, (dict, list)):
            yield from parts(one, f"{place}/{key}")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_closed_and_described(name):
    objects = [(place, part) for place, part in parts(schema(name)) if "properties" in part]

    assert objects
    assert [place for place, part in objects if part["additionalProperties"] is not False] == []
    assert [p for p, part in objects if set(part["required"]) != set(part["properties"])] == []
    properties = [
        (f"{place}/{key}", one)
        for place, part in objects
        for key, one in part["properties"].items()
    ]
    assert [place for place, one in properties if not one.get("description")] == []


def test_all_schemas_ship():
    assert sorted(file.name for file in FOLDER.iterdir()) == [f"{name}.json" for name in NAMES]


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("document/properties/status", Status),
        ("entry/properties/status", Status),
        ("entry/properties/media", Media),
        ("gap/properties/type", GapType),
        ("gap/properties/level", Level),
        ("requirement/properties/state", State),
        ("seal/properties/state", SealState),
        ("properties/sidecar", SidecarState),
    ],
)
def test_the_words_of_the_schemas_are_those_of_the_program(ending, words):
    allowed = [
        set(part["enum"])
        for name in NAMES
        for place, part in parts(schema(name))
        if place.endswith(ending)
    ]

    assert allowed
    assert all(one == set(words) for one in allowed)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("surplus",), 1),
        (("safe_to_delete",), None),
        (("as_of",), "30/11/2026"),
        (("documents", 0, "sha256"), "A" * 64),
        (("documents", 0, "surplus"), 1),
        (("documents", 0, "status"), "lost"),
        (("gaps", 0, "level"), "grave"),
        (("gaps", 0, "message"), ""),
    ],
)
def test_what_was_not_promised_is_found(report, place, value):
    spoilt = copy.deepcopy(report)
    inside = spoilt
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value

    with pytest.raises(ValidationError):
        validate(spoilt, "report-1")


@pytest.mark.parametrize("name", ["safe_to_delete", "gaps", "archive"])
def test_what_was_promised_is_missed(report, name):
    spoilt = {key: value for key, value in report.items() if key != name}

    with pytest.raises(ValidationError):
        validate(spoilt, "report-1")


def test_the_lines_of_statements():
    value = printed("list", "--lines", "--json", SAMPLES)

    validate(value, "lines-1")
    assert any(line["third_party"] is False for one in value["documents"] for line in one["lines"])


def test_doctor_prints_an_examination():
    value = printed("doctor", "--json")

    validate(value, "examination-1")
    assert {one["name"] for one in value["libraries"]} >= {"click", "pypdf"}


@pytest.mark.parametrize("shell", [(), ("bash",)])
def test_completion_prints_a_script(shell):
    value = printed("completion", *shell, "--json")

    validate(value, "completion-1")
    assert bool(value["script"]) is bool(value["install"]) is bool(shell)


def test_man_prints_a_manual(tmp_path):
    page, written = printed("man", "--json"), printed("man", "--into", tmp_path, "--json")

    validate(page, "manual-1")
    validate(written, "manual-1")
    assert page["page"].startswith(".TH") and all(map(Path.is_file, map(Path, written["written"])))
