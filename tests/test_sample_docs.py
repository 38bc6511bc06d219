"""The samples against what their script expects of them, derived from the contract alone."""

import json
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from archiver import catalogue, checklist
from archiver.model import Level
from archiver.survey import survey
from archiver.text import fold

SAMPLES = Path(__file__).parent.parent / "sample_docs"
FOLDER = SAMPLES / "telechargements"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report():
    found = survey([FOLDER], catalogue=catalogue.load(), account="ameli")
    as_of = date.fromisoformat(EXPECTED["as_of"])
    return checklist.compare(checklist.load("ameli"), found.documents, as_of=as_of)


def key(path, pages):
    return unicodedata.normalize("NFC", path), tuple(pages or ())


def names(person):
    return set(fold(person or "").split())


def test_the_script_draws_the_same_files_again(tmp_path):
    subprocess.run([sys.executable, SAMPLES / "draw.py", tmp_path], check=True)

    def contents(folder):
        return {
            unicodedata.normalize("NFC", str(file.relative_to(folder))): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }

    assert contents(tmp_path / "telechargements") == contents(FOLDER)


def test_every_document_is_what_its_drawer_says(report):
    prefix = f"{FOLDER}/"
    found = {(d.path.removeprefix(prefix), d.source_pages): d for d in report.documents}
    several = {path: sum(p == path for p, _ in found) > 1 for path, _ in found}
    wrong = []
    for expected in EXPECTED["documents"]:
        path = unicodedata.normalize("NFC", expected["path"])
        pages = tuple(expected["source_pages"] or ())
        matching = [
            d for (p, s), d in found.items() if p == path and (s == pages or not several[path])
        ]
        if len(matching) != 1:
            wrong.append((path, "not listed once"))
            continue
        (document,) = matching
        period = expected["period"]
        told = {
            "status": document.status.value,
            "kind": document.kind,
            "period": document.period
            and {"start": str(document.period.start), "end": str(document.period.end)},
        }
        if document.status.value == "unrelated":
            told |= {"kind": None, "period": None}
        wanted = {"status": expected["status"], "kind": expected["kind"], "period": period}
        if told != wanted:
            wrong.append((path, told, wanted))
        if expected["person"] and names(document.person) != names(expected["person"]):
            wrong.append((path, document.person, expected["person"]))
        if pages and document.source_pages != pages:
            wrong.append((path, document.source_pages, pages))
    assert wrong == []


def test_nothing_else_is_listed(report):
    listed = {d.path.removeprefix(f"{FOLDER}/") for d in report.documents}

    assert listed == {
        unicodedata.normalize("NFC", expected["path"]) for expected in EXPECTED["documents"]
    }


def test_the_gaps_are_those_that_were_drawn(report):
    def told(gap):
        about = (gap.path or "").removeprefix(f"{FOLDER}/")
        if gap.type.value in ("missing", "incomplete", "conflict") and gap.period:
            about = f"{gap.period.start:%Y-%m}"
        return gap.type.value, gap.level.value, gap.kind, about

    assert report.holder == EXPECTED["holder"]
    assert not report.safe_to_delete
    found = {told(gap) for gap in report.gaps if gap.level is not Level.NOTE}
    assert found == {(g["type"], g["level"], g["kind"], g["about"]) for g in EXPECTED["gaps"]}


def test_every_sort_of_gap_is_shown():
    assert {gap["type"] for gap in EXPECTED["gaps"]} == {
        "missing", "stale", "unreadable", "incomplete", "conflict", "other-person", "partial",
        "unsearchable", "unrecognised",
    }  # fmt: skip
