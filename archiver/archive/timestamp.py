"""The time stamp of a seal (RFC 3161): its place in the signature, and whether it holds.

A time-stamping authority signs a digest of the seal's own signature together with the time on
its clock: whatever is under the seal existed then. The token it gives stands beside the
signature, as PAdES has it (ETSI EN 319 122-1, 5.3), in bytes that nothing of ours covers. Nor does
the authority's signature cover all of them: certificates above its own, versions, algorithm
identifiers. So their digest stands next to the token, and no bit of it can change by accident.

Whether an authority deserves trust is not decided here: the chain has to lead somewhere, and the
user is told whose word it is.
"""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence

from asn1crypto import cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from archiver.model import Timestamp
from archiver.text import one_line

#: Digest that the authority is sent, and that it has to confirm.
IMPRINT = "sha256"
#: Names the attribute with the digest of the token (SHA-256). Made from a UUID (ITU-T X.667), so
#: that nobody has to hand it out, and nobody else uses it.
DIGEST = "2.25.316968052662413194524774743571245154252"

_TOKEN = "signature_time_stamp_token"
# Of an authority's name, in characters: it is somebody else's text.
_LONGEST_NAME = 80


class Invalid(ValueError):
    """A token that proves nothing.

    Attributes:
        reason: `garbage`, `imprint` (of something else), `certificate` (not one for time
            stamps), `chain` (the certificate of its issuer is not there) or `signature`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def attributes(token: bytes) -> cms.CMSAttributes:
    """The unsigned attributes of a stamped signature: the token (DER), and its digest."""
    digest = core.OctetString(hashlib.sha256(token).digest())
    return cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": _TOKEN, "values": [cms.ContentInfo.load(token)]}),
            cms.CMSAttribute({"type": DIGEST, "values": [digest]}),
        ]
    )


def token_of(signer: cms.SignerInfo) -> bytes | None:
    """The token beside a signature, as it stands there; `None` when there is none."""
    for attribute in signer["unsigned_attrs"]:
        if attribute["type"].native == _TOKEN:
            token: bytes = attribute["values"][0].dump()
            return token
    return None


async def read(token: bytes, *, imprint: bytes) -> Timestamp:
    """What a token says, if it holds.

    Args:
        token: DER.
        imprint: SHA-256 of what it has to be about.

    Raises:
        Invalid: It does not hold.
    """
    try:
        return await _read(token, imprint)
    except Invalid:
        raise
    except Exception as error:  # whatever a parser says of it, it is no token
        raise Invalid("garbage") from error


def nonce_of(token: bytes) -> int | None:
    """The number by which the authority says which request it answers."""
    nonce: int | None = _info(_signed(token))["nonce"].native
    return nonce


def trust(token: bytes) -> ValidationContext:
    """Where the chain of a token leads, as pyHanko wants it: valid when the token was made."""
    signed = _signed(token)
    *below, top = _chain(signed)
    return ValidationContext(
        trust_roots=[_asn1(top)],
        other_certs=[_asn1(each) for each in below],
        # The authority's certificate may have expired since; that undoes nothing.
        moment=_info(signed)["gen_time"].native,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


async def _read(token: bytes, imprint: bytes) -> Timestamp:
    signed = _signed(token)
    info = _info(signed)
    said = info["message_imprint"]
    if said["hash_algorithm"]["algorithm"].native != IMPRINT:
        raise Invalid("imprint")
    if said["hashed_message"].native != imprint:
        raise Invalid("imprint")
    leaf, *_ = _chain(signed)
    _for_time_stamps_only(leaf)
    _names_its_certificate(signed)
    status = TimestampSignatureStatus(
        **await validate_tst_signed_data(signed, trust(token), lambda _: imprint)
    )
    if not (status.intact and status.valid and status.trusted):
        raise Invalid("signature")
    return Timestamp(
        time=info["gen_time"].native,
        authority=_name(leaf),
        certificate=hashlib.sha256(leaf.public_bytes(Encoding.DER)).hexdigest(),
        policy=info["policy"].native,
    )


def _signed(token: bytes) -> cms.SignedData:
    content = cms.ContentInfo.load(token, strict=True)
    if content["content_type"].native != "signed_data":
        raise Invalid("garbage")
    return content["content"]


def _info(signed: cms.SignedData) -> tsp.TSTInfo:
    content = signed["encap_content_info"]
    if content["content_type"].native != "tst_info":
        raise Invalid("garbage")
    return content["content"].parsed


def _signer(signed: cms.SignedData) -> cms.SignerInfo:
    (signer,) = signed["signer_infos"]  # RFC 3161, 2.4.2: that of the authority and no other
    return signer


def _certificates(signed: cms.SignedData) -> Iterator[x509.Certificate]:
    for choice in signed["certificates"]:
        with contextlib.suppress(ValueError):  # one that cannot be read is of no use
            yield x509.load_der_x509_certificate(choice.chosen.dump())


def _chain(signed: cms.SignedData) -> Sequence[x509.Certificate]:
    """The authority's certificate and those above it, as far as they are in the token."""
    there = list(_certificates(signed))
    chain = [_own(signed, there)]
    while not _issued(chain[-1], by=chain[-1]):
        above = [each for each in there if each not in chain and _issued(chain[-1], by=each)]
        if not above:
            break
        chain.append(above[0])
    if len(chain) == 1 and not _issued(chain[0], by=chain[0]):
        raise Invalid("chain")
    return chain


def _own(signed: cms.SignedData, there: Sequence[x509.Certificate]) -> x509.Certificate:
    """The certificate that the token is signed with."""
    sid = _signer(signed)["sid"]
    for each in there:
        found = _asn1(each)
        if sid.name == "subject_key_identifier":
            if found.key_identifier == sid.native:
                return each
        elif (
            found.issuer == sid.chosen["issuer"]
            and found.serial_number == sid.chosen["serial_number"].native
        ):
            return each
    raise Invalid("chain")


def _issued(certificate: x509.Certificate, *, by: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _for_time_stamps_only(certificate: x509.Certificate) -> None:
    """RFC 3161, 2.3: the key has this one use, and says so in a way nobody may overlook."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound as error:
        raise Invalid("certificate") from error
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise Invalid("certificate")


def _names_its_certificate(signed: cms.SignedData) -> None:
    """RFC 3161, 2.4.2 and RFC 5816: what is signed has to say with which certificate.

    That it names the right one is checked by pyHanko, but not that it names one.
    """
    named = {attribute["type"].native for attribute in _signer(signed)["signed_attrs"]}
    if not named & {"signing_certificate", "signing_certificate_v2"}:
        raise Invalid("certificate")


def _name(certificate: x509.Certificate) -> str:
    """What the authority is called, for people."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in certificate.subject.get_attributes_for_oid(kind):
            if name := one_line(str(attribute.value), longest=_LONGEST_NAME):
                return name
    return one_line(certificate.subject.rfc4514_string(), longest=_LONGEST_NAME)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
