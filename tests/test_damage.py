"""Damages of every sort are found; ten thousand of them: `python -m benchmarks.damage`."""

import os
import sys
from random import Random, SystemRandom

import pytest

from archiver.model import SealCheck, SealState, SidecarState, Verification
from benchmarks import damage
from benchmarks.damage import campaign
from benchmarks.harm import AREAS, WAYS, archives, damaged

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")
#: How many damages are drawn here; the whole campaign is 10,000.
NUMBER = int(os.environ.get("ARCHIVER_DAMAGES", "100"))


@pytest.fixture(scope="module")
def made():
    return archives()


@pytest.fixture
def count(made, tmp_path):
    """Draw damages and tell what the program got wrong."""

    def draw(seed, number):
        return campaign(made, range(number), seed=seed, keep=tmp_path, processes=2)

    return draw


def test_a_sample_of_damages_is_found(count):
    tally = count(20261127, NUMBER * 4 // 5)

    assert tally.wrong == []
    assert tally.tried.total() == NUMBER * 4 // 5


def test_a_few_that_nobody_has_tried_before_are_found(count):
    # The seed stands in the report of a failure.
    tally = count(SystemRandom().randrange(10**9), NUMBER // 5)

    assert tally.wrong == []


def test_every_way_meets_every_area(made):
    dice = Random(1)
    drawn = [damaged(made, dice) for _ in range(3000)]

    # Of white space, or of a single byte at the end, not everything can be said.
    assert {one.area for one in drawn} == {*AREAS}
    assert {one.way for one in drawn} == {*WAYS}
    assert len({(one.way, one.area) for one in drawn}) >= 8 * len(WAYS)
    assert all(one.data != one.archive.data for one in drawn)


def sound(path, **_):
    return Verification(
        path=str(path), seal=SealCheck(state=SealState.VALID), sidecar=SidecarState.ABSENT
    )


def failing(path, **_):
    raise IndexError("list index out of range")


@pytest.mark.parametrize(
    ("verify", "wrong"),
    [(sound, "not found"), (failing, "IndexError: list index out of range")],
)
def test_a_check_that_is_blind_or_fails_is_told(count, monkeypatch, tmp_path, verify, wrong):
    monkeypatch.setattr(damage.workflows, "verify", verify)

    tally = count(1, 3)

    assert [one.wrong for one in tally.wrong] == [wrong] * 3
    assert len(list(tmp_path.iterdir())) == 6


def test_a_check_that_calls_too_much_intact_is_told(count, monkeypatch):
    true = damage.workflows.verify

    def boast(path, **how):
        told = true(path, **how)
        whole = (*told.whole, "9999-more.pdf")
        return Verification(
            path=told.path,
            seal=told.seal,
            sidecar=told.sidecar,
            originals_intact=len(whole),
            whole=whole,
            problems=told.problems,
        )

    monkeypatch.setattr(damage.workflows, "verify", boast)

    assert [one.number for one in count(1, 6).wrong] == [0, 5]
