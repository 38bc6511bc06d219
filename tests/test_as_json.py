"""What the JSON says, value for value; that its shape is as promised is `test_schemas`."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dossier import statement

from archiver import __version__, catalogue, checklist
from archiver.model import (
    Archive,
    Gap,
    GapType,
    Level,
    Period,
    Problem,
    Report,
    RequirementState,
    SealCheck,
    SealState,
    SidecarState,
    State,
    Timestamp,
    Verification,
    Waiver,
    Word,
)
from archiver.phrasing import Voice, gap_words
from archiver.render import as_json
from archiver.wording import Words

VOICE = Voice(words=Words("fr"), checklist=checklist.load("ameli"), catalogue=catalogue.load())
JUNE = Period.month(2025, 6)
GAP = Gap(
    type=GapType.MISSING,
    level=Level.REQUIRED,
    requirement="releves",
    kind="releve-remboursements",
    period=JUNE,
    cause="window",
)
REPORT = Report(
    checklist="ameli",
    as_of=date(2026, 11, 23),
    holder="MARTIN Claire",
    documents=(statement(2025, 3, path="Downloads/releve (1).pdf", issued=date(2025, 4, 2)),),
    requirements=(
        RequirementState(
            id="releves",
            kind="releve-remboursements",
            level=Level.REQUIRED,
            state=State.MISSING,
            met=24,
            expected=27,
        ),
    ),
    gaps=(GAP,),
    word=Word(
        waivers=(
            Waiver(requirement="releves", period=JUNE, reason="Rien", declared=date(2026, 11, 1)),
        )
    ),
)
ARCHIVE = Archive(path="a.pdf", sha256="a" * 64, size=9, pages=61, seal="b" * 64, verified=True)


def test_a_report():
    told = as_json.report(REPORT, ARCHIVE, VOICE)
    (document,) = told.pop("documents")
    (gap,) = told.pop("gaps")
    (waived,) = told.pop("waived")

    assert told == {
        "schema": "archiver/report/1",
        "tool": __version__,
        "checklist": "ameli",
        "as_of": "2026-11-23",
        "safe_to_delete": False,
        "holder": "MARTIN Claire",
        "declared": {
            "conditions": [],
            "holder": None,
            "people": [],
            "leaves": [],
            "changed": [],
        },
        "requirements": [
            {"id": "releves", "level": "required", "state": "missing", "met": 24, "expected": 27}
        ],
        "archive": {
            "path": "a.pdf",
            "sha256": "a" * 64,
            "pages": 61,
            "seal": "b" * 64,
            "timestamp": None,
            "verified": True,
            "locked": False,
            "copies": [],
        },
    }
    assert (
        document.items()
        >= {
            "path": "Downloads/releve (1).pdf",
            "status": "recognised",
            "kind": "releve-remboursements",
            "issued": "2025-04-02",
            "person": "MARTIN Claire",
            "duplicate_of": None,
        }.items()
    )
    assert document["period"] == {"start": "2025-03-01", "end": "2025-03-31"}
    message, remedy = gap_words(GAP, VOICE)
    assert gap == {
        "type": "missing",
        "level": "required",
        "requirement": "releves",
        "kind": "releve-remboursements",
        "period": {"start": "2025-06-01", "end": "2025-06-30"},
        "path": None,
        "message": message,
        "remedy": remedy,
    }
    assert waived["reason"] == "Rien"


def test_what_is_unknown_is_null():
    told = as_json.report(replace(REPORT, holder=None), None, VOICE)
    unsealed = as_json.report(REPORT, replace(ARCHIVE, seal=None), VOICE)
    bare = as_json.documents([statement(2025, 3, person=None, period=None, sha256=None)])[0]

    assert told["archive"] is told["holder"] is None
    assert unsealed["archive"]["seal"] is None
    assert bare["person"] is bare["period"] is bare["issued"] is bare["sha256"] is None


def test_no_number_of_a_person_is_among_the_values():
    assert "nir" not in str(as_json.report(REPORT, ARCHIVE, VOICE))
    assert "2850599999001" not in str(as_json.report(REPORT, ARCHIVE, VOICE))


def test_a_verification():
    signed = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    result = Verification(
        path="a.pdf",
        seal=SealCheck(state=SealState.BROKEN, fingerprint="c" * 64, signed_at=signed),
        sidecar=SidecarState.MISMATCH,
        originals_expected=3,
        originals_intact=1,
        whole=("0.pdf",),
        damaged=("1.pdf",),
        missing=("2.pdf",),
        extra=("3.pdf",),
        pages_expected=5,
        pages_matching=4,
        differing=(2,),
        problems=(Problem(code="seal-broken"), Problem(code="original-damaged", name="1.pdf")),
    )

    assert as_json.verification(result) == {
        "schema": "archiver/verification/1",
        "path": "a.pdf",
        "intact": False,
        "seal": {
            "state": "broken",
            "fingerprint": "c" * 64,
            "known": None,
            "signed_at": "2026-11-23T09:30:00+00:00",
            "timestamp": None,
            "authority": None,
        },
        "sidecar": "mismatch",
        "originals": {
            "expected": 3,
            "intact": 1,
            "whole": ["0.pdf"],
            "damaged": ["1.pdf"],
            "missing": ["2.pdf"],
            "extra": ["3.pdf"],
        },
        "pages": {"expected": 5, "matching": 4, "differing": [2], "unchecked": []},
        "problems": [
            {"code": "seal-broken", "name": None},
            {"code": "original-damaged", "name": "1.pdf"},
        ],
    }


def test_a_time_stamp():
    stamp = Timestamp(
        time=datetime(2026, 11, 23, 9, 31, tzinfo=UTC),
        authority="Horodatage d’essai",
        certificate="d" * 64,
        policy="1.2.3",
    )
    seal = SealCheck(state=SealState.VALID, timestamp=stamp)
    result = Verification(path="a.pdf", seal=seal, sidecar=SidecarState.MATCH)

    told = as_json.verification(result)["seal"]

    assert told["timestamp"] == "2026-11-23T09:31:00+00:00"
    assert told["authority"] == {
        "name": "Horodatage d’essai",
        "certificate_sha256": "d" * 64,
        "policy": "1.2.3",
    }
    report = as_json.report(REPORT, replace(ARCHIVE, timestamp=stamp), VOICE)
    assert report["archive"]["timestamp"] == told["timestamp"]
