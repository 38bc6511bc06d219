"""No bit of a seal can change unseen."""

import hashlib
import io
import os
from dataclasses import replace

import pytest
from archives import archive
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from archiver.archive import sealcheck
from archiver.model import SealState

# All of the flips take half a minute; every eleventh meets each bit and each field.
STEP = 1 if os.environ.get("ARCHIVER_ALL_FLIPS") else 11


@pytest.fixture(scope="module")
def data():
    return archive()


@pytest.fixture(scope="module")
def gap(data):
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    _, start, end, _ = (int(number) for number in signature.byte_range)
    return start, end


@pytest.fixture(scope="module")
def fingerprint(data, gap):
    return hashlib.sha256(
        sealcheck._strict(data[slice(*gap)], stamped=False).certificate
    ).hexdigest()


def check(data, fingerprint):
    return sealcheck.check(io.BytesIO(data), expected=fingerprint, sealed=True)


def test_a_sound_seal_is_valid(data, fingerprint):
    found = check(data, fingerprint)

    assert found.check.state is SealState.VALID
    assert found.problems == ()


def test_every_flipped_bit_of_the_signature_is_found(data, gap, fingerprint):
    start, end = gap
    for place in range((end - start) * 8)[::STEP]:
        inside = bytearray(data[start:end])
        inside[place // 8] ^= 1 << place % 8
        try:
            survives = sealcheck._strict(bytes(inside), stamped=False) is not None
        except Exception:  # noqa: BLE001 - whatever a parser says of it, it is found
            continue
        if survives:
            damaged = data[:start] + inside + data[end:]
            assert check(damaged, fingerprint).problems, (place // 8, place % 8)


def test_every_flipped_bit_of_what_the_seal_covers_is_found(data, fingerprint):
    start = data.rindex(b"/ByteRange")
    end = data.index(b"]", start) + 1

    # An odd step meets every bit of a byte, and the byte range is written in digits.
    for place in range(start * 8, end * 8, 1 if STEP == 1 else 3):
        damaged = bytearray(data)
        damaged[place // 8] ^= 1 << place % 8
        assert check(damaged, fingerprint).problems, (place // 8 - start, place % 8)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_changed_byte_of_the_file_is_found(data, fingerprint, draws):
    place = draws.draw(st.integers(0, len(data) - 1))
    value = draws.draw(st.integers(0, 255).filter(lambda value: value != data[place]))
    damaged = bytearray(data)
    damaged[place] = value

    assert check(damaged, fingerprint).problems


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_byte_cut_or_added_is_found(data, fingerprint, draws):
    place = draws.draw(st.integers(0, len(data) - 1))
    added = bytes([draws.draw(st.integers(0, 255))])

    assert check(data[:place] + data[place + 1 :], fingerprint).problems
    assert check(data[:place] + added + data[place:], fingerprint).problems


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_digest_alone_tells_of_a_change(data, gap, draws):
    place = draws.draw(st.integers(0, len(data) - 1).filter(lambda n: not gap[0] <= n < gap[1]))
    damaged = bytearray(data)
    damaged[place] ^= 1 << draws.draw(st.integers(0, 7))

    # Where even the byte range is lost, nothing is said.
    start = data.rindex(b"/ByteRange")
    assert sealcheck.is_changed(bytes(damaged)) or start <= place < data.index(b"]", start)
    assert not sealcheck.is_changed(data)


def test_without_a_seal_nothing_tells_of_a_change():
    assert not sealcheck.is_changed(archive(seal=False))


@pytest.mark.parametrize("tail", [b"\n", b" ", b"%%EOF", b"\0" * 100])
def test_what_is_appended_is_found(data, fingerprint, tail):
    (problem,) = check(data + tail, fingerprint).problems

    assert problem.code in ("appended", "seal-broken")


def test_another_certificate_is_another_seal(data):
    (problem,) = check(data, "00" * 32).problems

    assert problem.code == "resealed"


def test_a_seal_that_is_gone_is_damage_only_if_there_was_one():
    unsealed = archive(seal=False)

    lost = sealcheck.check(io.BytesIO(unsealed), expected="00" * 32, sealed=True)
    never = sealcheck.check(io.BytesIO(unsealed), expected=None, sealed=False)

    assert [problem.code for problem in lost.problems] == ["seal-removed"]
    assert never == replace(never, problems=())
    assert never.check.state is SealState.ABSENT
