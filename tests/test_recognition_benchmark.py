"""The evaluation must be able to say "wrong", or its table proves nothing."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from benchmarks.recognition import corpus, disturb, score
from benchmarks.recognition.corpus import KINDS, Case, Truth
from benchmarks.recognition.paper import forms
from benchmarks.recognition.sheet import LAYOUT, WORDS

ROOT = Path(__file__).parents[1]
MARCH = (date(2025, 3, 1), date(2025, 3, 31))
TRUE = Truth("releve-remboursements", (MARCH,), date(2025, 4, 2), "N'DIAYE Aïssatou", (1, 2))
CASE = Case("ameli/1/x.pdf", "x", "x", "none", "fpdf2", (TRUE,), frozenset(), "")
SAID = {
    "status": "recognised",
    "kind": "releve-remboursements",
    "period": {"start": "2025-03-01", "end": "2025-03-31"},
    "issued": "2025-04-02",
    "person": "Mme AISSATOU N’DIAYE",
    "source_pages": [1, 2],
    "also": [],
}


def faults(said, case=CASE, account="ameli"):
    return {fault for verdict in score.judge(case, account, said) for fault in verdict.faults}


def test_the_same_in_another_spelling_is_right():
    assert faults([SAID]) == set()


@pytest.mark.parametrize(
    "change, fault",
    [
        ({"kind": "attestation-ij"}, "kind"),
        ({"period": {"start": "2025-03-01", "end": "2025-03-30"}}, "period"),
        ({"person": "N'DIAYE Awa"}, "person"),
        ({"person": "N'DIAY E Aïssatou"}, "torn person"),
        ({"status": "duplicate"}, "double"),
        ({"kind": None, "status": "unrelated"}, "dismissed"),
        ({"kind": None, "status": "unrecognised"}, "abstained"),
        ({"period": None}, "no period"),
        ({"person": None}, "no person"),
        ({"issued": "2025-03-31"}, "issued"),
        ({"source_pages": [1]}, "pages"),
    ],
)
def test_each_fault_is_called_by_its_name(change, fault):
    assert faults([SAID | change]) == {fault}


def test_a_document_nobody_mentions_is_lost():
    assert faults([]) == {"lost"}


def test_a_second_use_that_is_not_seen_is_told():
    both = replace(CASE, truths=(replace(TRUE, also=("caf-attestation-qf",)),))

    assert faults([SAID], both) == {"also"}
    assert faults([SAID | {"also": ["caf-attestation-qf"]}], both) == set()


def test_an_entry_for_no_document_is_invented():
    assert faults([SAID, SAID | {"kind": "attestation-ij"}]) == {"invented"}


def test_two_documents_of_one_file_are_each_compared_with_their_own_entry():
    other = replace(TRUE, kind="attestation-ij", pages=(3,))
    case = replace(CASE, truths=(other, TRUE))

    assert faults([SAID, SAID | {"kind": "attestation-ij", "source_pages": [3]}], case) == set()


def test_a_foreign_paper_may_be_no_kind_of_the_account():
    bank = replace(CASE, path="lookalikes/1/x.pdf", truths=(Truth(None),))

    assert faults([SAID], bank) == {"kind"}
    assert faults([SAID], bank, account="caf") == set()
    assert faults([SAID | {"kind": None, "status": "unrelated"}], bank) == set()


def test_every_kind_of_the_contract_has_a_form():
    for name in KINDS:
        assert forms(name)


def test_every_disturbance_leaves_something_to_read():
    for case in corpus.plan(seed=3, per_kind=4):
        text = [cell for s in case.job.sheets for b in s for row in b.rows for cell in row]
        assert "".join(text).strip(), case


def test_a_plan_is_the_same_for_a_seed_and_another_for_another():
    first, again, other = (corpus.plan(seed, 1) for seed in (5, 5, 6))

    assert first == again
    assert first != other


def test_every_disturbance_takes_its_turn():
    known = {*WORDS, *LAYOUT, *disturb.IN_FRONT, *disturb.FILE, "scan", disturb.PLAIN}

    assert set(disturb.order(Random(1), 120)) == known


def test_it_runs_to_its_table_and_judges_twice_the_same():
    command = [sys.executable, "-m", "benchmarks.recognition", "--only", "attestation-droits"]
    command += ["--per-kind", "1", "--json", "--workers", "1"]
    runs = [
        subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True)
        for _ in range(2)
    ]

    assert runs[0].stdout == runs[1].stdout
    assert runs[0].returncode in (0, 1), runs[0].stderr
    rows = json.loads(runs[0].stdout)["rows"]["kind"]
    assert [row["documents"] for row in rows if row["title"] == "attestation-droits"] == [2]
