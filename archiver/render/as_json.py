"""Reports, verifications and documents as JSON values; the schemas are in `data/schema/`."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import archiver
from archiver.archive.format import (
    document_as_json,
    gap_as_json,
    label_as_json,
    period_as_json,
    waiver_as_json,
    word_as_json,
)
from archiver.model import (
    Archive,
    Checklist,
    Document,
    Line,
    Report,
    RequirementState,
    Stage,
    Timestamp,
    Verification,
)
from archiver.phrasing import Voice, gap_words
from archiver.wording import Words

if TYPE_CHECKING:  # each command has one of these, and need not load what makes the others
    from archiver.archive.originals import Extraction
    from archiver.config import Config
    from archiver.doctor import Finding
    from archiver.guide import Guide, Part
    from archiver.recognition.explain import Explained, PageFit
    from archiver.tidy import Tidied


def report(report: Report, archive: Archive | None, voice: Voice) -> dict[str, Any]:
    """`archiver/report/1`: what `check` and `backup` print."""
    return {
        "schema": "archiver/report/1",
        "tool": archiver.__version__,
        "checklist": report.checklist,
        "as_of": report.as_of.isoformat(),
        "safe_to_delete": report.safe_to_delete,
        "holder": report.holder,
        "documents": documents(report.documents),
        "requirements": [_requirement(state) for state in report.requirements],
        "gaps": [gap_as_json(gap, *gap_words(gap, voice)) for gap in report.gaps],
        "waived": [waiver_as_json(waiver) for waiver in report.waived],
        "declared": word_as_json(report.word) | {"changed": [r.id for r in report.replaced]},
        "archive": archive and _archive(archive),
    }


def _requirement(state: RequirementState) -> dict[str, Any]:
    return {
        "id": state.id,
        "level": state.level.value,
        "state": state.state.value,
        "met": state.met,
        "expected": state.expected,
    }


def _archive(archive: Archive) -> dict[str, Any]:
    return {
        "path": archive.path,
        "sha256": archive.sha256,
        "pages": archive.pages,
        "seal": archive.seal,
        "timestamp": archive.timestamp.time.isoformat() if archive.timestamp else None,
        "verified": archive.verified,
        "locked": archive.locked,
        "copies": [
            {"path": copy.path, "verified": copy.verified, "same_disk": copy.same_disk}
            for copy in archive.copies
        ],
    }


def documents(documents: Sequence[Document]) -> list[dict[str, Any]]:
    """The `documents` array of a report, by itself: what `list` prints."""
    return [document_as_json(document) for document in documents]


def verification(result: Verification) -> dict[str, Any]:
    """`archiver/verification/1`: what `verify` prints."""
    seal = result.seal
    return {
        "schema": "archiver/verification/1",
        "path": result.path,
        "intact": result.intact,
        "seal": {
            "state": seal.state.value,
            "fingerprint": seal.fingerprint,
            "known": seal.known,
            "signed_at": seal.signed_at.isoformat() if seal.signed_at else None,
            "timestamp": seal.timestamp.time.isoformat() if seal.timestamp else None,
            "authority": seal.timestamp and _authority(seal.timestamp),
        },
        "sidecar": result.sidecar.value,
        "originals": {
            "expected": result.originals_expected,
            "intact": result.originals_intact,
            "whole": list(result.whole),
            "damaged": list(result.damaged),
            "missing": list(result.missing),
            "extra": list(result.extra),
        },
        "pages": {
            "expected": result.pages_expected,
            "matching": result.pages_matching,
            "differing": list(result.differing),
            "unchecked": list(result.unchecked),
        },
        "problems": [{"code": problem.code, "name": problem.name} for problem in result.problems],
    }


def _authority(timestamp: Timestamp) -> dict[str, Any]:
    return {
        "name": timestamp.authority,
        "certificate_sha256": timestamp.certificate,
        "policy": timestamp.policy,
    }


def extraction(result: "Extraction") -> dict[str, Any]:
    """`archiver/extraction/1`: what `extract` prints."""
    return {
        "schema": "archiver/extraction/1",
        "folder": str(result.folder),
        "files": list(result.files),
        "damaged": list(result.damaged),
        "missing": list(result.missing),
    }


def explanation(explained: "Sequence[Explained]") -> dict[str, Any]:
    """`archiver/explanation/1`: what `explain` prints."""
    return {
        "schema": "archiver/explanation/1",
        "files": [
            {
                "path": each.path,
                "documents": documents(each.documents),
                "pages": [_page_fit(page) for page in each.pages],
            }
            for each in explained
        ],
    }


def _page_fit(page: "PageFit") -> dict[str, Any]:
    return {
        "page": page.number,
        "has_text": page.has_text,
        "ocr": page.ocr,
        "candidates": [
            {
                "id": candidate.id,
                "lookalike": candidate.lookalike,
                "taken": candidate.taken,
                "matched": [{"role": role, "phrase": phrase} for role, phrase in candidate.matched],
                "lacking": list(candidate.lacking),
                "ruled_out_by": candidate.ruled_out,
            }
            for candidate in page.candidates
        ],
    }


def checklist(checklist: Checklist) -> dict[str, Any]:
    """`archiver/checklist/1`: what `checklist show` prints."""
    return {
        "schema": "archiver/checklist/1",
        "id": checklist.id,
        "account": checklist.account,
        "title": dict(checklist.title),
        "sha256": checklist.sha256,
        "requirements": [
            {
                "id": requirement.id,
                "kind": requirement.kind,
                "level": requirement.level.value,
                "slot": requirement.slot.value,
                "back": requirement.back,
                "soft": requirement.soft,
                "fresh_days": requirement.fresh_days,
                "covers_as_of": requirement.covers_as_of,
                "condition": requirement.condition,
                "each_person": requirement.each_person,
                "doubted_by": list(requirement.doubted_by),
                "where": dict(requirement.where),
                "remark": dict(requirement.remark),
                "keep": dict(requirement.keep),
                "keep_years": requirement.keep_years,
            }
            for requirement in checklist.requirements
        ],
        "conditions": [
            {
                "id": condition.id,
                "ask": dict(condition.ask),
                "why": dict(condition.why),
                "after": list(condition.after),
            }
            for condition in checklist.conditions
        ],
    }


def collection(result: "Tidied") -> dict[str, Any]:
    """`archiver/collection/1`: what `collect` prints."""
    return {
        "schema": "archiver/collection/1",
        "folder": str(result.folder),
        "copied": [{"path": path, "copy": copy} for path, copy in result.copied],
        "present": [{"path": path, "copy": copy} for path, copy in result.present],
        "left": documents(result.left),
    }


def lines(documents: Sequence[Document]) -> dict[str, Any]:
    """`archiver/lines/1`: what `list --lines` prints; sums are strings, to the cent."""
    return {
        "schema": "archiver/lines/1",
        "documents": [
            {
                "path": one.path,
                "kind": one.kind,
                "period": period_as_json(one.period),
                "person": one.person,
                "sums": one.statement.sums.value,
                "total": _amount(one.statement.total),
                "unread": one.statement.unread,
                "lines": [_line(line) for line in one.statement.lines],
            }
            for one in documents
            if one.statement
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "day": _day(line.day),
        "until": _day(line.until),
        "person": line.person,
        "label": line.label,
        "paid": _amount(line.paid),
        "base": _amount(line.base),
        "rate": _amount(line.rate),
        "days": line.days,
        "amount": _amount(line.amount),
        "paid_on": _day(line.paid_on),
        "third_party": line.third_party,
        "page": line.page,
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def guide(  # noqa: PLR0913 (the way, and how far along it this dossier is)
    known: "Guide | None",
    parts: "Sequence[Part]",
    report: Report | None,
    *,
    journal: Mapping[Stage, date],
    letters: Sequence[Path],
    words: Words,
) -> dict[str, Any]:
    """`archiver/guide/1`: what `guide` prints."""
    return {
        "schema": "archiver/guide/1",
        "read": _day(known.read) if known else None,
        "parts": [
            {
                "id": part.value,
                "title": words.say(f"guide-{part.value}"),
                "steps": [
                    {
                        "id": step.id,
                        "title": step.title[words.lang],
                        "text": step.text[words.lang],
                        "source": step.source or None,
                    }
                    for step in (known.of(part) if known else ())
                ],
            }
            for part in parts
        ],
        "safe_to_delete": report.safe_to_delete if report else None,
        "requirements": [_requirement(state) for state in report.requirements] if report else [],
        "journal": _journal(journal),
        "letters": [str(path) for path in letters],
    }


def declaration(told: "Config") -> dict[str, Any]:
    """`archiver/declaration/1`: what `waive`, `label`, `init` and `guide --note` print."""
    return {
        "schema": "archiver/declaration/1",
        "file": str(told.file) if told.file else None,
        "as_of": told.as_of.isoformat() if told.as_of else None,
        "declared": sorted(told.declared),
        "holder": told.holder.name if told.holder else None,
        "people": [person.name or "" for person in told.people],
        "leaves": [period_as_json(leave) for leave in told.leaves],
        "changed": [one.id for one in told.checklist.replaced],
        "waived": [waiver_as_json(waiver) for waiver in told.waivers],
        "labels": [label_as_json(label) for label in told.labels],
        "journal": _journal(told.journal),
    }


def _journal(journal: Mapping[Stage, date]) -> dict[str, str | None]:
    return {stage.value: _day(journal.get(stage)) for stage in Stage}


def examination(
    findings: "Sequence[tuple[Finding, str, str | None]]", libraries: Mapping[str, str | None]
) -> dict[str, Any]:
    """`archiver/examination/1`: what `doctor` prints.

    Args:
        findings: Each with what was found and what to do, in words.
        libraries: Name -> version.
    """
    return {
        "schema": "archiver/examination/1",
        "tool": archiver.__version__,
        "findings": [
            {
                "id": finding.id,
                "state": finding.state,
                "fine": finding.fine,
                "message": message,
                "remedy": remedy,
            }
            for finding, message, remedy in findings
        ],
        "libraries": [{"name": name, "version": v} for name, v in libraries.items()],
    }


def completion(shell: str | None, script: str | None, install: Sequence[str]) -> dict[str, Any]:
    """`archiver/completion/1`: what `completion` prints."""
    return {
        "schema": "archiver/completion/1",
        "shell": shell,
        "script": script,
        "install": list(install),
    }


def manual(page: str | None, written: Sequence[Path]) -> dict[str, Any]:
    """`archiver/manual/1`: what `man` prints."""
    return {
        "schema": "archiver/manual/1",
        "page": page,
        "written": [str(file) for file in written],
    }
