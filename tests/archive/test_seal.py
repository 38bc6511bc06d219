import hashlib
import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from reportlab.pdfgen.canvas import Canvas

from archiver.archive.seal import one_time_identity, sign

CREATED = datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=UTC)


def drawn(text: str = "Archive") -> io.BytesIO:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle("Archive")
    canvas.drawString(72, 720, text)
    canvas.save()
    return out


def sealed() -> tuple[bytes, str]:
    identity = one_time_identity(CREATED)
    target = io.BytesIO()
    sign(drawn(), target, identity=identity, lang="fr")
    return target.getvalue(), identity.fingerprint


def contents(data: bytes) -> bytes:
    found = re.search(rb"/Contents <([0-9A-Fa-f]+)>", data)
    assert found
    return bytes.fromhex(found[1].decode())


def test_the_seal_covers_the_whole_file_and_allows_no_change():
    data, fingerprint = sealed()
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    trust = ValidationContext(trust_roots=[signature.signer_cert], moment=CREATED)
    status = validate_pdf_signature(signature, signer_validation_context=trust)
    assert status.valid and status.intact and status.bottom_line
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert signature.docmdp_level.name == "NO_CHANGES"
    assert hashlib.sha256(signature.signer_cert.dump()).hexdigest() == fingerprint


def test_the_certificate_never_expires_and_names_nobody():
    identity = one_time_identity(CREATED)
    certificate = x509.load_der_x509_certificate(identity.certificate)
    certificate.verify_directly_issued_by(certificate)
    assert identity.certificate.count(b"99991231235959Z") == 1
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature and usage.content_commitment and not usage.key_cert_sign
    assert certificate.subject.rfc4514_string() == "O=archiver,CN=One-time seal of 2026-11-23"


def test_no_bytes_are_left_over_inside_the_seal():
    for _ in range(5):
        raw = contents(sealed()[0])
        content = cms.ContentInfo.load(raw, strict=True)
        assert content.dump(force=True) == raw
        assert len(content["content"]["certificates"]) == 1


def test_two_seals_have_nothing_in_common():
    assert sealed()[1] != sealed()[1]


def test_the_key_is_gone_after_signing():
    identity = one_time_identity(CREATED)
    assert "key" not in repr(identity)
    sign(drawn(), io.BytesIO(), identity=identity, lang="fr")
    assert identity.key == []
    with pytest.raises(IndexError):
        sign(drawn(), io.BytesIO(), identity=identity, lang="fr")


def test_title_and_dates_stay_as_they_were():
    with pikepdf.open(drawn()) as before, pikepdf.open(io.BytesIO(sealed()[0])) as after:
        assert {k: str(v) for k, v in after.docinfo.items()} == {
            k: str(v) for k, v in before.docinfo.items()
        }


def test_the_time_of_the_seal_is_the_one_given():
    with pikepdf.open(io.BytesIO(sealed()[0])) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert str(field.V.M) == "D:20261123100000Z"
        assert list(map(int, field.Rect)) == [0, 0, 0, 0]


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs pdfsig")
def test_poppler_calls_it_valid_and_total(tmp_path: Path):
    file = tmp_path / "archive.pdf"
    file.write_bytes(sealed()[0])
    said = subprocess.run(["pdfsig", file], check=True, capture_output=True, text=True).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs pdfsig")
def test_poppler_sees_a_changed_byte(tmp_path: Path):
    data, _ = sealed()
    file = tmp_path / "archive.pdf"
    file.write_bytes(data.replace(b"/Rotate 0", b"/Rotate 9", 1))
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Digest Mismatch" in said


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")
def test_qpdf_finds_nothing_wrong_with_a_sealed_file(tmp_path: Path):
    file = tmp_path / "archive.pdf"
    file.write_bytes(sealed()[0])
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
