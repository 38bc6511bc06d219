"""What an authority answers is a time stamp only if it holds; and it is never waited for long."""

import asyncio
import hashlib
from datetime import UTC, datetime
from functools import cache

import authority as played
import pytest
from asn1crypto import cms, keys, pem, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509 import CertificateBuilder, load_pem_x509_certificate
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from archiver.archive import authority, timestamp
from archiver.archive.authority import Authority
from archiver.errors import ExitCode, TimestampFailed, TimestampUrlWrong

DIGEST = hashlib.sha256(b"the signature of a seal").digest()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def ask(url):
    return asyncio.run(Authority(url).async_timestamp(DIGEST, "sha256")).dump()


def failure(answer):
    """Why the answer of a server is no time stamp."""
    with played.serving(answer) as server, pytest.raises(TimestampFailed) as caught:
        ask(server.url)
    assert caught.value.url == server.url
    assert caught.value.exit_code is ExitCode.SYSTEM
    return caught.value


def test_a_stamp_says_when_and_by_whom():
    with played.serving() as server:
        token = ask(server.url)

    said = asyncio.run(timestamp.read(token, imprint=DIGEST))
    certificate = pem.unarmor((played.folder() / "stamps.pem").read_bytes())[2]
    assert said.authority == played.NAME
    assert said.certificate == hashlib.sha256(certificate).hexdigest()
    assert said.policy == "1.2.3.4.1"
    assert said.time.tzinfo is not None


def test_nothing_goes_out_but_a_digest_and_a_random_number():
    with played.serving() as server:
        ask(server.url)
        ask(server.url)

    (headers, body), (_, other) = server.asked
    request = tsp.TimeStampReq.load(body, strict=True)
    assert request["message_imprint"]["hashed_message"].native == DIGEST
    assert request["nonce"].native != tsp.TimeStampReq.load(other)["nonce"].native
    assert {name for name, value in request.native.items() if value} == {
        "version", "message_imprint", "nonce", "cert_req",
    }  # fmt: skip
    assert set(headers) == {
        "Host", "User-Agent", "Accept", "Accept-Encoding", "Content-Type", "Content-Length",
    }  # fmt: skip
    assert headers["User-Agent"] == "archiver"


def test_an_authority_that_refuses_is_quoted():
    found = failure(lambda question: played.stamped(question, "refusing"))

    assert found.reason == "refused"
    assert "bad_alg" in found.remark


def other_request(*words, digest=DIGEST):
    query = played.openssl("ts", "-query", "-digest", digest.hex(), "-sha256", *words)
    return played.stamped(query)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda _: b"<html>Identifiez-vous sur ce r\xe9seau</html>", "garbage"),
        (lambda _: b"", "garbage"),
        (lambda _: bytes.fromhex("30053003020100"), "garbage"),  # granted, but no token
        (lambda question: played.stamped(question)[:-1], "garbage"),
        (lambda question: played.stamped(question) + b"\0", "garbage"),
        (lambda _: other_request("-cert"), "nonce"),
        (lambda _: other_request("-cert", "-no_nonce"), "nonce"),
        (lambda _: other_request("-cert", digest=bytes(32)), "imprint"),
        (lambda _: other_request(), "chain"),
        (lambda question: played.stamped(question, "alone"), "chain"),
        (lambda _: (404, {}, b"nothing here"), "status"),
        (lambda _: (500, {}, b""), "status"),
        (lambda _: (302, {"Location": "https://elsewhere.example"}, b""), "status"),
        (lambda _: (307, {"Location": "file:///etc/passwd"}, b""), "status"),
        (lambda _: bytes(authority.LARGEST + 1), "too-large"),
    ],
)
def test_what_is_no_time_stamp_is_refused(answer, reason):
    assert failure(answer).reason == reason


def test_a_flipped_bit_of_the_stamp_is_a_wrong_signature():
    def spoilt(question):
        answer = played.stamped(question)
        return answer[:-1] + bytes([answer[-1] ^ 1])

    assert failure(spoilt).reason == "signature"


@cache
def certificate(name):
    return x509.Certificate.load(pem.unarmor((played.folder() / f"{name}.pem").read_bytes())[2])


def plays(name, kind=DummyTimeStamper, **settings):
    """Answers as OpenSSL would not: with any certificate, at any time."""
    key = keys.PrivateKeyInfo.load(pem.unarmor((played.folder() / f"{name}.key").read_bytes())[2])
    store = SimpleCertificateStore()
    store.register(certificate("root"))
    player = kind(certificate(name), key, certs_to_embed=store, **settings)
    return lambda question: player.request_tsa_response(tsp.TimeStampReq.load(question)).dump()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("stamps", None),
        ("late", "certificate"),  # says what it is for, but not that nobody may overlook it
        ("twofold", "certificate"),  # serves something else, too
        ("any", "certificate"),  # does not say what it is for
    ],
)
def test_a_certificate_is_for_time_stamps_only(name, reason):
    if reason:
        assert failure(plays(name)).reason == reason
    else:
        with played.serving(plays(name)) as server:
            assert ask(server.url)


def test_the_root_need_not_be_in_the_stamp():
    """Most authorities leave it out: whoever trusts it has it."""
    with played.serving(lambda question: played.stamped(question, "rootless")) as server:
        token = ask(server.url)

    assert asyncio.run(timestamp.read(token, imprint=DIGEST)).authority == played.NAME
    assert certificate("root").dump() not in token


class Anonymous(DummyTimeStamper):
    """Does not sign which certificate it signs with: another one of the same key would fit."""

    def _sign_tst_info(self, *arguments):
        _, attributes = super()._sign_tst_info(*arguments)
        names = ("content_type", "signing_time", "message_digest")
        left = cms.CMSAttributes([one for one in attributes if one["type"].native in names])
        key = serialization.load_der_private_key(self.tsa_key.dump(), password=None)
        return key.sign(left.dump(), padding.PKCS1v15(), hashes.SHA256()), left


def test_an_authority_signs_with_which_certificate_it_signs():
    assert failure(plays("stamps", Anonymous)).reason == "certificate"


@pytest.mark.parametrize("year", [2000, 2049])
def test_a_certificate_has_to_be_valid_at_the_time_of_the_stamp(year):
    out_of_time = datetime(year, 1, 1, tzinfo=UTC)

    assert failure(plays("stamps", fixed_dt=out_of_time)).reason == "signature"


def test_a_stamp_outlives_the_certificate_that_it_is_signed_with():
    """Twenty years on, every authority's certificate has expired."""
    here = played.folder()
    root = load_pem_x509_certificate((here / "root.pem").read_bytes())
    own = load_pem_x509_certificate((here / "stamps.pem").read_bytes())
    above = serialization.load_pem_private_key((here / "root.key").read_bytes(), None)
    old = (
        CertificateBuilder(extensions=list(own.extensions))
        .subject_name(own.subject)
        .issuer_name(root.subject)
        .public_key(own.public_key())
        .serial_number(2010)
        .not_valid_before(datetime(2010, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2012, 1, 1, tzinfo=UTC))
        .sign(above, hashes.SHA256())
    )
    (here / "old.pem").write_bytes(old.public_bytes(serialization.Encoding.PEM))
    (here / "old.key").write_bytes((here / "stamps.key").read_bytes())
    then = datetime(2011, 1, 1, tzinfo=UTC)

    with played.serving(plays("old", fixed_dt=then)) as server:
        token = ask(server.url)

    assert asyncio.run(timestamp.read(token, imprint=DIGEST)).time == then


def test_an_authority_that_does_not_answer_is_left(monkeypatch):
    monkeypatch.setattr(authority, "PATIENCE", 0.2)

    with played.serving(lambda _: server.closing.wait(60) and b"") as server:
        with pytest.raises(TimestampFailed) as caught:
            ask(server.url)
        server.closing.set()

    assert caught.value.reason == "silent"


def test_where_nobody_listens_that_is_said():
    with played.serving() as server:
        url = server.url

    with pytest.raises(TimestampFailed) as caught:
        ask(url)

    assert caught.value.reason == "unreachable"
    assert "127.0.0.1" in caught.value.remark


def test_a_later_stamp_may_be_longer_but_not_by_much():
    with played.serving() as server:
        one = Authority(server.url)
        one.spare = -1
        one.try_out()
        with pytest.raises(TimestampFailed) as caught:
            asyncio.run(one.async_timestamp(DIGEST, "sha256"))

    assert caught.value.reason == "too-large"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://tsa.example", "form"),
        ("file:///etc/passwd", "form"),
        ("tsa.example", "form"),
        ("", "form"),
        ("https://", "form"),
        ("https://[", "form"),
        ("https://tsa.example:99999", "form"),
        ("https://tsa.example/a b", "form"),
        ("https://tsa.example/\x1b[31m", "form"),
        ("https://claire:hunter2@tsa.example/tsa", "secret"),
    ],
)
def test_what_can_be_no_address_is_told_before_anything_is_done(url, reason):
    with pytest.raises(TimestampUrlWrong) as caught:
        Authority(url)

    assert caught.value.reason == reason
    assert caught.value.exit_code is ExitCode.WRONG_USE
    assert "hunter2" not in repr(caught.value)


def test_the_systems_proxy_is_used(monkeypatch):
    with played.serving() as server:
        monkeypatch.setenv("http_proxy", server.url.removesuffix("/tsa"))
        monkeypatch.delenv("no_proxy", raising=False)
        ask("http://tsa.invalid/tsa")

    assert server.asked[0][0]["Host"] == "tsa.invalid"
