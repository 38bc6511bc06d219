"""The seal: a certification of the whole file by a key that is made for it and thrown away."""

import asyncio
import hashlib
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer

from archiver.archive import timestamp
from archiver.passphrase import Passphrase
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.archive.authority import Authority

FIELD = "archiver-seal"
#: RFC 5280, 4.1.2.5: what stands for "no expiry".
_NEVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
# An ECDSA signature with P-256 has 72 bytes in one of four cases, and fewer in the others.
_SIGNATURE_SIZE = 72


@dataclass(frozen=True, slots=True)
class Identity:
    """A key for one signature, and the certificate that goes into the archive.

    Attributes:
        fingerprint: SHA-256 of the certificate, lower-case hex.
        certificate: DER.
        created: When the seal says it was made.
        key: The private key, until it was used.
    """

    fingerprint: str
    certificate: bytes
    created: datetime
    key: list[ec.EllipticCurvePrivateKey] = field(repr=False)


def one_time_identity(created: datetime) -> Identity:
    """Make a key and a certificate for one archive; *created* is in UTC."""
    created = created.replace(microsecond=0)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, f"One-time seal of {created:%Y-%m-%d}"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "archiver"),
        ]
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(created)
        .not_valid_after(_NEVER)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )
    return Identity(hashlib.sha256(certificate).hexdigest(), certificate, created, [key])


def sign(  # noqa: PLR0913 (each is one thing that the seal is made from)
    data: io.BytesIO,
    target: BinaryIO,
    *,
    identity: Identity,
    lang: str,
    passphrase: Passphrase | None = None,
    authority: "Authority | None" = None,
) -> None:
    """Seal the file in *data* and write it to *target*.

    The private key does not survive this.

    Args:
        data: The archive without its seal; it has the sealed one afterwards.
        target: Written to once.
        identity: Used up.
        lang: Language of the few words in the seal.
        passphrase: What the archive is locked with, if it is.
        authority: Asked for a time stamp, if one is wanted.

    Raises:
        TimestampFailed: The authority gave none.
    """
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=Words(lang).say("file-seal"),
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    signer = signers.PdfSigner(
        metadata,
        signer=_OneTimeSigner(identity),
        timestamper=authority,
        new_field_spec=SigFieldSpec(FIELD),
    )
    writer = _Writer(data)
    if passphrase:
        writer.encrypt(passphrase.encoded)  # type: ignore[no-untyped-call]
    spare = authority.spare if authority else 0
    asyncio.run(_sign_in_place(writer, signer, identity.created, spare=spare))
    target.write(data.getbuffer())


async def _sign_in_place(
    writer: IncrementalPdfFileWriter, signer: signers.PdfSigner, created: datetime, *, spare: int
) -> None:
    """Do what `PdfSigner.sign_pdf` does, with our time instead of the clock's.

    Args:
        spare: Room to be kept for a token longer than the first one, in bytes.
    """
    session = signer.init_signing_session(writer)
    session.system_time = created
    size = await session.estimate_signature_container_size(None, tight=True)
    # Counted in hexadecimal digits.
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=size + 2 * spare)
    prepared, out = document.digest_tbs_document(in_place=True)
    signed = await document.perform_signature(
        document_digest=prepared.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=created),
    )
    await signed.post_signature_processing(out)


class _Writer(IncrementalPdfFileWriter):
    """Adds the seal and nothing else: title and dates stay as they were written."""

    def _update_meta(self) -> None:
        pass


class _OneTimeSigner(Signer):
    """Signs with a key that it forgets."""

    def __init__(self, identity: Identity) -> None:
        super().__init__(signing_cert=asn1_x509.Certificate.load(identity.certificate))
        self._identity = identity

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        if dry_run:
            return bytes(_SIGNATURE_SIZE)
        key = self._identity.key.pop()
        # Always the same size: no padding is left in the file whose change nobody would notice.
        signature = b""
        while len(signature) != _SIGNATURE_SIZE:
            signature = key.sign(data, ec.ECDSA(hashes.SHA256()))
        return signature

    async def unsigned_attrs(
        self,
        digest_algorithm: str,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,
        timestamper: "Authority | None" = None,
        dry_run: bool = False,
    ) -> cms.CMSAttributes | None:
        if timestamper is None:
            return None
        if dry_run:
            token = await timestamper.async_dummy_response(timestamp.IMPRINT)
        else:
            imprint = hashlib.sha256(signature).digest()
            token = await timestamper.async_timestamp(imprint, timestamp.IMPRINT)
        return timestamp.attributes(token.dump())


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,  # also known as nonRepudiation: readers ask for it
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
