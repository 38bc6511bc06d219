"""Measure how often the recognition is right, abstains, or is wrong.

    python -m benchmarks.recognition [--seed N] [--per-kind N] [--only KIND] [--keep FOLDER]
                                     [--dossiers N] [--scans | --photos] [--json] [-v]

Draws invented French documents of every kind, by every PDF producer this machine has, with
disturbances, scans and look-alikes; runs `archiver list --json` on them; compares with the truth
that it kept. It was written from descriptions of the documents and shares nothing with the rules
of the recogniser. Then `archiver check --json` has to find each hole of whole dossiers.
The exit code is 1 when a target is missed: no wrong kind, period or person, at most 2 % abstained
on documents with text, at most 10 % on scans, no dossier called safe wrongly, no gap too many.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from . import chain, corpus, dossiers, producers, score
from .corpus import ACCOUNTS, KINDS, Case
from .score import Verdict

Judged = tuple[dossiers.Dossier, list[str]]
TEXT_TARGET, SCAN_TARGET = 0.02, 0.10
#: What the JSON repeats of an entry: nothing that changes with the bytes of a file.
SHOWN = ("status", "kind", "period", "issued", "person", "source_pages")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.recognition", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=12, help="documents of a rare kind")
    parser.add_argument("--only", choices=[*KINDS, "look-alikes"], help="one kind alone")
    parser.add_argument("--dossiers", type=int, default=16, help="whole dossiers; 0 for none")
    paper = parser.add_mutually_exclusive_group()
    for name in ("scan", "photo"):
        sense = f"nothing but {name}s; takes long"
        paper.add_argument(f"--{name}s", action="store_const", const=name, dest="paper", help=sense)
    parser.add_argument("--keep", type=Path, help="draw into this folder, and leave it there")
    parser.add_argument("--json", action="store_true", help="counts and faults as JSON")
    parser.add_argument("-v", action="store_true", dest="all", help="the abstained ones, too")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    started = time.perf_counter()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    place = nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory()
    with place as folder:
        root = Path(folder)
        planned = corpus.plan(asked.seed, asked.per_kind, asked.only, paper=asked.paper)
        cases = list(corpus.draw(planned, root, asked.workers))
        drawn = time.perf_counter()
        verdicts, absent = run(cases, root, apart=bool(asked.paper))
        many = 0 if asked.only or asked.paper else asked.dossiers
        whole = list(dossiers.evaluate(asked.seed, many, root, asked.workers))
    missed = targets(verdicts) + dossier_targets(whole)
    if asked.json:
        print(json.dumps(as_json(verdicts, whole, missed, absent), ensure_ascii=False, indent=1))
    else:
        report(verdicts, absent, wordy=asked.all)
        report_dossiers(whole)
        print("\n".join(f"MISSED: {line}" for line in missed) or "all targets met")
        seconds = time.perf_counter() - started
        print(f"\nseed {asked.seed}: drawn in {drawn - started:.0f} s, {seconds:.0f} s in all")
    return 1 if missed else 0


def run(
    cases: Sequence[Case], root: Path, *, apart: bool = False
) -> tuple[list[Verdict], list[str]]:
    """The verdicts with each account's checklist, and the accounts without one.

    With *apart* no account sees the papers of another one, and only ameli the look-alikes.
    """
    verdicts: list[Verdict] = []
    absent: list[str] = []
    folders = sorted({case.path.split("/")[0] for case in cases})
    for account in ACCOUNTS:
        try:
            own = [folder for folder in folders if not apart or _is_of(folder, account)]
            said = chain.listed(account, own, root) if own else {}
        except chain.NoSuchChecklist:
            absent.append(account)
            continue
        for case in cases:
            if case.path.split("/")[0] in own:
                verdicts += score.judge(case, account, said.get(case.path, []))
    return verdicts, absent


def _is_of(folder: str, account: str) -> bool:
    return folder == account or (folder == "lookalikes" and account == ACCOUNTS[0])


def targets(verdicts: Sequence[Verdict]) -> list[str]:
    """What was missed, in words."""
    missed = []
    text = [v for v in verdicts if not v.case.scan]
    scans = [v for v in verdicts if v.case.scan and v.truth and v.truth.kind]
    if wrong := sum(v.wrong for v in verdicts):
        missed.append(f"{wrong} wrong, none allowed")
    own = [v for v in text if v.truth and v.truth.kind]
    missed += _share("documents with text", own, TEXT_TARGET)
    if not blind(scans):
        missed += _share("scans", scans, SCAN_TARGET)
    return missed


def dossier_targets(whole: Sequence[Judged]) -> list[str]:
    bad = sum(bool(faults) for _, faults in whole)
    return [f"{bad} dossiers of {len(whole)} not told right"] if bad else []


def blind(scans: Sequence[Verdict]) -> bool:
    """Whether nothing was read in any scan: there is no OCR here, so nothing was measured."""
    return all(v.said and v.said["status"] == "unsearchable" for v in scans)


def _share(what: str, verdicts: Sequence[Verdict], allowed: float) -> list[str]:
    share = sum(v.abstained for v in verdicts) / len(verdicts) if verdicts else 0
    return [f"{share:.1%} abstained on {what}, {allowed:.0%} allowed"] if share > allowed else []


# --- What is printed


def report(verdicts: Sequence[Verdict], absent: Sequence[str], *, wordy: bool) -> None:
    text = [v for v in verdicts if not v.case.scan]
    scans = [v for v in verdicts if v.case.scan]
    print(score.table("with text, by kind", score.rows(text, "kind")), end="\n\n")
    print(score.table("scans, by kind", score.rows(scans, "kind")), end="\n\n")
    own = [v for v in text if v.truth and v.truth.kind]
    for by in ("producer", "disturbance", "all"):
        print(score.table(f"with text, by {by}", score.rows(own, by)), end="\n\n")
    for verdict in verdicts:
        if verdict.wrong or (wordy and verdict.faults):
            print(_line(verdict))
    for account in absent:
        print(f"no checklist {account}: its kinds were not measured")
    if scans and blind([v for v in scans if v.truth and v.truth.kind]):
        print("no scan was read: no OCR here, the target for scans was not measured")
    gone = set(producers.TURNS) - set(producers.available())
    if gone:
        print(f"not on this machine: {', '.join(sorted(gone))}")


def report_dossiers(whole: Sequence[Judged]) -> None:
    if not whole:
        return
    unsafe = sum(dossiers.FALSE_SAFE in faults for _, faults in whole)
    right = sum(not faults for _, faults in whole)
    print(f"dossiers: {len(whole)}, every gap right in {right}, called safe wrongly {unsafe}")
    for dossier, faults in whole:
        if faults:
            print(f"{dossier.name} as of {dossier.as_of} [{'; '.join(dossier.story)}]")
            print("\n".join(f"    {fault}" for fault in faults))


def _line(verdict: Verdict) -> str:
    case, truth, said = verdict.case, verdict.truth, verdict.said
    faults = ", ".join(score.TITLES[fault] for fault in verdict.faults)
    true = f"{truth.kind} {_days(truth.periods[0])} {truth.person}" if truth else "nothing"
    got = (
        f"{said['status']} {said['kind']} {said['period']} {said['person']}" if said else "nothing"
    )
    return (
        f"{'WRONG' if verdict.wrong else 'note '} {case.path} [{case.group}: {case.form}; "
        f"{case.disturbance}; {case.producer}; --checklist {verdict.account}] {faults}\n"
        f"    expected {true}\n    got      {got}"
    )


def _days(period: corpus.Days | None) -> str:
    return f"{period[0]}..{period[1]}" if period else "no period"


def as_json(
    verdicts: Sequence[Verdict],
    whole: Sequence[Judged],
    missed: Sequence[str],
    absent: Sequence[str],
) -> dict[str, object]:
    return {
        "targets_met": not missed,
        "missed": list(missed),
        "no_checklist": list(absent),
        "rows": {
            by: [
                {
                    "title": row.title,
                    "documents": row.documents,
                    "right": row.right,
                    "wrong": row.wrong,
                    "abstained": row.abstained,
                    "faults": dict(row.faults),
                }
                for row in score.rows(verdicts, by)
            ]
            for by in ("kind", "producer", "disturbance", "form", "all")
        },
        "dossiers": [
            {"name": dossier.name, "story": dossier.story, "faults": faults}
            for dossier, faults in whole
        ],
        "faults": [
            {
                "path": v.case.path,
                "faults": list(v.faults),
                "checklist": v.account,
                "said": {key: v.said[key] for key in SHOWN} if v.said else None,
            }
            for v in verdicts
            if v.faults
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
