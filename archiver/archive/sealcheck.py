"""Whether the seal holds: strict about its own bytes, because no signature covers those.

A PDF signature protects all of the file but the bytes it is written in. So those are parsed
to the last bit (RFC 5652, RFC 5280): nothing optional, nothing that could be written in another
way. A time stamp is taken over as it is, under a digest, and has to hold by itself. pyHanko
judges the rest. Whatever goes wrong on the way is damage: an exception never
means that all is well.
"""

import asyncio
import hashlib
import os
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from asn1crypto import cms
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from archiver.archive import timestamp
from archiver.model import Problem, SealCheck, SealState
from archiver.passphrase import Passphrase

# What our signer writes: upper-case digits, so that the case of no digit can change unseen.
_CONTENTS = re.compile(rb"<([0-9A-F]+)>")
_DIGEST = "message_digest"
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,15})\s+(\d{1,15})\s+\d{1,15}\s*\]")


@dataclass(frozen=True, slots=True)
class Seal:
    """What the check of a seal found.

    Attributes:
        check: For the report.
        problems: Empty when the seal is valid, or when there is none.
    """

    check: SealCheck
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a seal consists of.

    Attributes:
        certificate: DER.
        signature: The value, without what is around it.
        token: The time stamp (DER), if there is one.
    """

    certificate: bytes
    signature: bytes
    token: bytes | None


def check(
    stream: BinaryIO,
    *,
    expected: str | None,
    sealed: bool,
    stamped: bool = False,
    passphrase: Passphrase | None = None,
) -> Seal:
    """Check the seal of an archive.

    Args:
        stream: The whole file; it need not find room in memory.
        expected: Fingerprint of the certificate that the manifest names.
        sealed: Whether the manifest says that the archive was sealed.
        stamped: Whether it says that the seal has a time stamp.
        passphrase: What the archive opens with, if it is locked.
    """
    try:
        reader = PdfFileReader(stream)
        if passphrase:
            reader.decrypt(passphrase.encoded)
        signatures = reader.embedded_signatures
    except Exception:  # noqa: BLE001 - any failure to read is damage
        return _broken("seal-broken")
    if not signatures:
        if sealed:
            return _broken("seal-removed")
        return Seal(SealCheck(state=SealState.ABSENT))
    try:
        return _judge(stream, signatures, expected, stamped=stamped)
    except Exception:  # noqa: BLE001 - flipped bits raise some thirty types of exceptions
        return _broken("seal-broken")


def _broken(code: str, fingerprint: str | None = None) -> Seal:
    return Seal(SealCheck(state=SealState.BROKEN, fingerprint=fingerprint), (Problem(code=code),))


def _judge(
    stream: BinaryIO,
    signatures: list[EmbeddedPdfSignature],
    expected: str | None,
    *,
    stamped: bool,
) -> Seal:
    if code := _not_over_all(stream.seek(0, os.SEEK_END), signatures):
        return _broken(code)
    (signature,) = signatures
    _, before, after, _ = (int(number) for number in signature.byte_range)
    stream.seek(before)
    parts = _strict(stream.read(after - before), stamped=stamped)
    if parts is None:
        return _broken("seal-broken")
    fingerprint = hashlib.sha256(parts.certificate).hexdigest()
    signed_at = _validate(signature, parts.token)
    if signed_at is None:
        return _broken("seal-broken", fingerprint)
    if fingerprint != expected:
        return _broken("resealed", fingerprint)
    sound = SealCheck(state=SealState.VALID, fingerprint=fingerprint, signed_at=signed_at)
    return _with_timestamp(sound, parts) if stamped else Seal(sound)


def _not_over_all(size: int, signatures: list[EmbeddedPdfSignature]) -> str | None:
    """What is wrong, if it is not one signature over the whole file."""
    if len(signatures) != 1:
        return "appended"
    start, before, after, rest = (int(number) for number in signatures[0].byte_range)
    if start != 0 or before + 2 > after:
        return "not-whole-file"
    if after + rest != size:
        return "appended" if after + rest < size else "seal-broken"
    return None


def _with_timestamp(sound: SealCheck, parts: _Parts) -> Seal:
    if parts.token is None:
        return _broken("timestamp-removed", sound.fingerprint)
    imprint = hashlib.sha256(parts.signature).digest()
    try:
        stamp = asyncio.run(timestamp.read(parts.token, imprint=imprint))
    except timestamp.Invalid:
        return _broken("timestamp-broken", sound.fingerprint)
    return Seal(replace(sound, timestamp=stamp))


def _strict(gap: bytes, *, stamped: bool) -> _Parts | None:
    """What is inside the gap of the byte range, if every bit of it is right.

    How long a time stamp would be was a guess: zeros may be left behind one, and nowhere else.
    """
    match = _CONTENTS.fullmatch(gap)
    if not match or len(match[1]) % 2:
        return None
    der = bytes.fromhex(match[1].decode("ascii"))
    signed: cms.SignedData = cms.ContentInfo.load(der)["content"]
    (info,) = signed["signer_infos"]
    token = timestamp.token_of(info)
    made = _as_we_write_it(signed, token)
    left = der[len(made) :]
    if not der.startswith(made) or any(left):
        return None
    if not stamped and (left or token):
        return None
    return _Parts(_one_certificate(signed), info["signature"].native, token)


def _as_we_write_it(signed: cms.SignedData, token: bytes | None) -> bytes:
    """The one structure (DER) that our signer makes of this certificate and this signature.

    Versions, algorithms and identifiers are covered by neither digest nor signature: they
    have to be those that we write, and nothing may stand beside them. What is taken over is
    covered otherwise: the certificate by its fingerprint in the manifest, the signed
    attributes by the signature, a time stamp by the digest beside it.
    """
    (info,) = signed["signer_infos"]
    (certificate,) = signed["certificates"]
    issuer = {
        "issuer": certificate.chosen.issuer,
        "serial_number": certificate.chosen.serial_number,
    }
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": issuer}),
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": info["signed_attrs"],
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": info["signature"].native,
    }
    if token is not None:
        signer["unsigned_attrs"] = timestamp.attributes(token)
    content = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate.chosen],
        "signer_infos": [signer],
    }
    made = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)})
    der: bytes = made.dump()
    return der


def _one_certificate(signed: cms.SignedData) -> bytes:
    """The certificate, if it is signed by itself: its own bits are not covered otherwise."""
    der: bytes = signed["certificates"][0].chosen.dump()
    certificate = x509.load_der_x509_certificate(der)
    certificate.verify_directly_issued_by(certificate)
    return der


def _validate(signature: EmbeddedPdfSignature, token: bytes | None) -> datetime | None:
    """Give pyHanko's verdict: the signing time if the signature is good and covers everything.

    What it says of a time stamp does not count: that is read more strictly afterwards.
    """
    certificate = signature.signer_cert
    status = validate_pdf_signature(
        signature,
        signer_validation_context=ValidationContext(
            trust_roots=[certificate], allow_fetching=False, revocation_mode="soft-fail"
        ),
        ts_validation_context=timestamp.trust(token) if token else None,
    )
    good = (
        status.intact
        and status.valid
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level in (None, ModificationLevel.NONE)
        and status.docmdp_ok
        and signature.docmdp_level is not None
    )
    return status.signer_reported_dt if good else None


def is_changed(data: bytes) -> bool:
    """Whether a seal is there and its digest is not that of the file.

    Needs no passphrase, because the digest is of the locked bytes. It says less than `check`:
    that nothing has changed by accident, not that nobody made it anew.
    """
    ranges = _BYTE_RANGE.findall(data)
    if not ranges:
        return False
    before, after = map(int, ranges[-1])
    try:
        der = bytes.fromhex(data[before + 1 : after - 1].decode("ascii"))
        attributes = cms.ContentInfo.load(der)["content"]["signer_infos"][0]["signed_attrs"]
        told = [each["values"].native for each in attributes if each["type"].native == _DIGEST]
    except (ValueError, TypeError, KeyError, IndexError):
        return True
    return told != [[hashlib.sha256(data[:before] + data[after:]).digest()]]
