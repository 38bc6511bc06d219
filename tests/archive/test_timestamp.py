"""The time stamp beside a seal: OpenSSL and poppler judge it, and no byte can change unseen."""

import asyncio
import io
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import authority as played
import pytest
from asn1crypto import cms, core, parser
from pyhanko.pdf_utils.reader import PdfFileReader
from reportlab.pdfgen.canvas import Canvas

from archiver.archive import sealcheck, timestamp
from archiver.archive.authority import Authority
from archiver.archive.seal import one_time_identity, sign
from archiver.model import SealState

# All of the flips take minutes; this many meet each bit and each field.
STEP = 1 if os.environ.get("ARCHIVER_ALL_FLIPS") else 97
CREATED = datetime(2026, 11, 23, 10, 0, 0, tzinfo=UTC)


class Sealed:
    """A sealed file, and where its seal lies in it."""

    def __init__(self, data, fingerprint):
        self.data = data
        self.fingerprint = fingerprint
        (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
        _, self.start, self.end, _ = (int(number) for number in signature.byte_range)
        self.cms = bytes.fromhex(data[self.start + 1 : self.end - 1].decode())

    def check(self, data=None, *, stamped=True):
        return sealcheck.check(
            io.BytesIO(self.data if data is None else data),
            expected=self.fingerprint,
            sealed=True,
            stamped=stamped,
        )

    @property
    def signer(self):
        return cms.ContentInfo.load(self.cms)["content"]["signer_infos"][0]

    def with_attributes(self, attributes):
        """The file with other unsigned attributes in its seal; the gap stays as long."""
        der = b"\xa1" + cms.CMSAttributes(attributes).dump()[1:] if attributes else b""
        return self.with_cms(last_replaced(self.cms, der, depth=5))

    def with_cms(self, der):
        inside = der.ljust(len(self.cms), b"\0").hex().upper().encode()
        assert len(inside) == self.end - self.start - 2
        return self.data[: self.start + 1] + inside + self.data[self.end - 1 :]

    @property
    def token(self):
        return timestamp.token_of(self.signer)

    @property
    def signature(self):
        return self.signer["signature"].native


def last_replaced(der, by, *, depth):
    """A structure in which the last of the last of ... its parts is another."""
    if depth == 0:
        return by
    kind, method, tag, _, content, _ = parser.parse(der)
    parts = []
    while content:
        parts.append(content[: parser.peek(content)])
        content = content[len(parts[-1]) :]
    parts[-1] = last_replaced(parts[-1], by, depth=depth - 1)
    return parser.emit(kind, method, tag, b"".join(parts))


def sealed(url=None):
    authority = Authority(url) if url else None
    if authority:
        authority.spare = 2500  # for what the tests put there
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 720, "Archive")
    canvas.save()
    identity, target = one_time_identity(CREATED), io.BytesIO()
    sign(out, target, identity=identity, lang="fr", authority=authority)
    return Sealed(target.getvalue(), identity.fingerprint)


@pytest.fixture(scope="module")
def two():
    """Two stamped files."""
    with pytest.MonkeyPatch.context() as patch, played.serving() as server:
        patch.setenv("no_proxy", "127.0.0.1")
        return sealed(server.url), sealed(server.url)


@pytest.fixture(scope="module")
def file(two):
    return two[0]


def attribute(type, *values):
    return cms.CMSAttribute({"type": type, "values": values})


def code(found):
    assert found.check.state is SealState.BROKEN
    assert found.check.timestamp is None
    (problem,) = found.problems
    return problem.code


def test_a_stamped_seal_says_when_and_by_whom(file):
    found = file.check()

    assert found.problems == ()
    assert found.check.state is SealState.VALID
    assert found.check.signed_at == CREATED
    assert found.check.timestamp.authority == played.NAME
    assert abs(found.check.timestamp.time - datetime.now(UTC)) < timedelta(hours=1)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_openssl_says_that_the_stamp_is_on_this_seal(two, tmp_path):
    for name, content in (
        ("token", two[0].token),
        ("a", two[0].signature),
        ("b", two[1].signature),
    ):
        (tmp_path / name).write_bytes(content)

    def verify(signature, root):
        words = ["openssl", "ts", "-verify", "-token_in", "-in", "token", "-data", signature]
        return subprocess.run([*words, "-CAfile", root], cwd=tmp_path, capture_output=True)

    done = verify("a", played.folder() / "root.pem")
    assert (done.returncode, done.stdout) == (0, b"Verification: OK\n"), done.stderr
    assert verify("b", played.folder() / "root.pem").returncode != 0
    assert verify("a", played.folder() / "any.pem").returncode != 0


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs pdfsig")
def test_poppler_finds_a_stamped_seal_as_good_as_another(file, tmp_path):
    (tmp_path / "a.pdf").write_bytes(file.data)

    said = subprocess.run(["pdfsig", tmp_path / "a.pdf"], capture_output=True, text=True).stdout

    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_every_flipped_bit_of_the_seal_is_found(file):
    survived = []
    for place in range((file.end - file.start) * 8)[::STEP]:
        inside = bytearray(file.data[file.start : file.end])
        inside[place // 8] ^= 1 << place % 8
        try:
            parts = sealcheck._strict(bytes(inside), stamped=True)
        except Exception:  # noqa: BLE001 - whatever a parser says of it, it is found
            continue
        if parts:
            survived.append(file.data[: file.start] + inside + file.data[file.end :])

    # What the structure does not show, the signature of the file does.
    assert survived
    assert [data for data in survived if not file.check(bytes(data)).problems] == []


def test_every_flipped_byte_of_the_token_is_found_by_its_digest(file):
    """Even in the certificates above the authority's, which no signature in the token covers."""
    token, written = file.token, file.cms.index(file.token)
    for place in range(len(token))[:: 1 if STEP == 1 else 5]:
        inside = bytearray(file.cms)
        inside[written + place] ^= 1
        gap = b"<" + inside.hex().upper().encode() + b">"
        try:
            assert sealcheck._strict(gap, stamped=True) is None, place
        except ValueError:
            continue  # it is not even a structure


def test_a_stamp_of_another_archive_proves_nothing(two):
    here, there = two

    assert code(here.check(here.with_attributes(timestamp.attributes(there.token)))) == (
        "timestamp-broken"
    )


def test_a_stamp_that_is_gone_is_damage(file):
    cut = file.with_attributes([])

    assert code(file.check(cut)) == "timestamp-removed"
    # Nor does it help to say that there was none: the hole is still there.
    assert code(file.check(cut, stamped=False)) == "seal-broken"


def test_a_stamp_that_the_archive_knows_nothing_of_is_damage(file):
    assert code(file.check(stamped=False)) == "seal-broken"


def test_a_seal_without_a_stamp_where_one_should_be_is_damage():
    plain = sealed()

    assert code(plain.check(stamped=True)) == "timestamp-removed"
    assert plain.check(stamped=False).problems == ()


def test_nothing_else_may_stand_beside_the_stamp(file):
    right = list(timestamp.attributes(file.token))
    token = cms.ContentInfo.load(file.token)
    wrong = [
        [*right, attribute("1.2.3.4", core.Null())],
        [right[0]],
        [right[1]],
        [*right, right[0]],
        [attribute("signature_time_stamp_token", token, token), right[1]],
        [*right, attribute("2.25.1", core.OctetString(b""))],
    ]
    for attributes in wrong:
        assert file.check(file.with_attributes(attributes)).problems


def test_the_token_cannot_be_written_in_another_way(file):
    """A length of five bytes instead of three: the same to a lenient reader."""
    assert file.token[1] == 0x82
    longer = b"\x30\x83\x00" + file.token[2:]
    assert cms.ContentInfo.load(longer).native == cms.ContentInfo.load(file.token).native

    stamp, digest = sorted(timestamp.attributes(file.token), key=lambda one: len(one.dump()))[::-1]
    assert file.check(file.with_attributes([stamp, digest])).problems == ()
    stamp = attribute("signature_time_stamp_token", cms.ContentInfo.load(longer))
    assert file.check(file.with_attributes([stamp, digest])).problems


def test_what_is_left_of_the_room_is_zeros(file):
    end = len(cms.ContentInfo.load(file.cms).dump())
    assert set(file.cms[end:]) == {0}

    for place in (end, len(file.cms) - 1):
        filled = bytearray(file.cms)
        filled[place] = 1
        assert code(file.check(file.with_cms(bytes(filled)))) == "seal-broken"


async def invalid(token, imprint):
    with pytest.raises(timestamp.Invalid) as caught:
        await timestamp.read(token, imprint=imprint)
    return caught.value.reason


@pytest.mark.parametrize("token", [b"", b"\0", b"\x30\x00", b"%PDF-1.7"])
def test_what_is_no_token_is_no_stamp(token):
    assert asyncio.run(invalid(token, bytes(32))) == "garbage"


def test_an_expired_certificate_undoes_no_stamp(file):
    """It counts that it was valid when the stamp was made, whatever the day of the check."""
    assert timestamp.trust(file.token).moment == file.check().check.timestamp.time
