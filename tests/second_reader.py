"""Another reader of archives, written from docs/archive-format.md alone.

It shares no code with the program and reads with other libraries (qpdf, OpenSSL): if it cannot do
with what the page says, the page says too little. `python tests/second_reader.py archive.pdf
[folder]` runs it, with $PASSPHRASE for a locked archive.
"""

import hashlib
import json
import os
import re
import sys
from pathlib import Path

import pikepdf
from asn1crypto import cms, tsp  # noqa: F401 (tsp teaches cms the attributes of ETSI)
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

NAME = re.compile(r"[0-9]{4,}-[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]{1,8}")
SHA256 = "2.16.840.1.101.3.4.2.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
TOKEN = "1.2.840.113549.1.9.16.2.14"
DIGEST = "2.25.316968052662413194524774743571245154252"


class NotRight(Exception):
    """What the page says is not so."""


def demand(holds, what):
    if not holds:
        raise NotRight(what)


def read(path, passphrase=""):
    """Name -> bytes of the originals, and the manifest.

    Raises:
        NotRight: Something is not as the format's page says.
    """
    data = Path(path).read_bytes()
    demand(data.startswith(b"%PDF-2.0"), "header")
    with pikepdf.open(path, password=passphrase) as pdf:
        root = pdf.Root
        demand(root.get("/ArchiverFormat") == 1, "format")
        demand("/OpenAction" not in root and "/AA" not in root, "acts")
        files = embedded(pdf)
        manifest = json.loads(files["manifest.json"])
        demand(manifest["schema"] == "archiver/manifest/1", "schema")
        demand(manifest["format"] == 1, "a newer version")
        originals(files, manifest)
        pages(pdf, manifest)
        if manifest["sealed"]:
            stamped = manifest.get("timestamp_authority") is not None
            seal(data, pdf, manifest["certificate_sha256"], stamped=stamped)
    return {name: files[name] for name in files if NAME.fullmatch(name)}, manifest


def embedded(pdf):
    """Name -> bytes of every embedded file, each with what the page promises of it."""
    found = {}
    listed = {spec.objgen for spec in pdf.Root.AF}
    for name, spec in pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles).items():
        stream = spec.EF.F
        content = stream.read_bytes()
        own = name in ("manifest.json", "SHA256SUMS")
        demand(own or NAME.fullmatch(name), f"name {name}")
        demand(str(spec.F) == str(spec.UF) == name and "/Desc" in spec, f"file {name}")
        demand(spec.AFRelationship == ("/Data" if own else "/Source"), f"relationship {name}")
        demand(spec.objgen in listed, f"AF {name}")
        demand(stream.Params.Size == len(content), f"size {name}")
        digest = hashlib.md5(content, usedforsecurity=False).digest()
        demand(bytes(stream.Params.CheckSum) == digest, f"CheckSum {name}")
        found[name] = content
    demand(len(listed) == len(found), "AF")
    return found


def originals(files, manifest):
    wanted = {one["name"]: (one["sha256"], one["size"]) for one in manifest["documents"]}
    demand({*wanted, "manifest.json", "SHA256SUMS"} == {*files}, "which files")
    lines = [f"{digest}  {name}" for name, (digest, _) in wanted.items()]
    lines.append(f"{hashlib.sha256(files['manifest.json']).hexdigest()}  manifest.json")
    demand(files["SHA256SUMS"].decode("ascii") == "\n".join(lines) + "\n", "SHA256SUMS")
    for name, (digest, size) in wanted.items():
        demand(len(files[name]) == size, f"size {name}")
        demand(hashlib.sha256(files[name]).hexdigest() == digest, f"digest {name}")


def pages(pdf, manifest):
    front = manifest["front_pages"]
    labels = pdf.Root.PageLabels.Nums
    demand([labels[0], labels[2]] == [0, front], "page labels")
    demand([labels[1].S, labels[3].S] == ["/r", "/D"], "page labels")
    following = 1
    for one in manifest["documents"]:
        if one["first_page"] is None:
            continue
        demand(one["first_page"] == following, "order of pages")
        count = one["last_page"] - one["first_page"] + 1
        demand(count == (1 if one["notice"] else len(one["source_pages"])), "number of pages")
        for makeshift in one.get("makeshift", ()):
            demand(one["first_page"] <= makeshift["page"] <= one["last_page"], "makeshift")
        following = one["last_page"] + 1
    demand(len(pdf.pages) == front + following - 1, "number of pages")


def seal(data, pdf, fingerprint, *, stamped):
    signature = pdf.Root.Perms.DocMDP
    demand(signature.SubFilter == "/ETSI.CAdES.detached", "SubFilter")
    demand(signature.Reference[0].TransformParams.P == 1, "DocMDP")
    zero, before, after, rest = (int(number) for number in signature.ByteRange)
    demand(zero == 0 and after + rest == len(data), "byte range")
    gap = data[before:after]
    demand(re.fullmatch(rb"<(?:[0-9A-F]{2})+>", gap), "gap")
    der = bytes.fromhex(gap[1:-1].decode("ascii"))
    outer = cms.ContentInfo.load(der)
    signed = outer["content"]
    (info,), (chosen,) = signed["signer_infos"], signed["certificates"]
    certificate = chosen.chosen.dump()
    demand(hashlib.sha256(certificate).hexdigest() == fingerprint, "fingerprint")
    stamp = token(info) if stamped else None
    anew = encoded(info, chosen.chosen, stamp)
    demand(der.rstrip(b"\0") == anew.rstrip(b"\0") if stamped else der == anew, "CMS")
    known = x509.load_der_x509_certificate(certificate)
    known.verify_directly_issued_by(known)
    attributes = {each["type"].native: each["values"][0] for each in info["signed_attrs"]}
    demand(
        {*attributes} == {"content_type", "message_digest", "signing_certificate_v2"},
        "signed attributes",
    )
    covered = hashlib.sha256(data[:before] + data[after:]).digest()
    demand(attributes["message_digest"].native == covered, "message digest")
    named = attributes["signing_certificate_v2"]["certs"][0]["cert_hash"].native
    demand(named.hex() == fingerprint, "signing certificate")
    signature_bytes = info["signature"].native
    demand(len(signature_bytes) == 72, "signature")
    said = info["signed_attrs"].untag().dump(force=True)
    known.public_key().verify(signature_bytes, said, ec.ECDSA(hashes.SHA256()))


def token(info):
    """The time stamp: on this signature, by a certificate made for time stamps."""
    (value,) = (one["values"] for one in info["unsigned_attrs"] if one["type"].dotted == TOKEN)
    (stamp,) = value
    inner = stamp["content"]
    (signer,) = inner["signer_infos"]
    said = inner["encap_content_info"]["content"].parsed["message_imprint"]
    demand(said["hash_algorithm"]["algorithm"].dotted == SHA256, "imprint")
    signature = hashlib.sha256(info["signature"].native).digest()
    demand(said["hashed_message"].native == signature, "imprint")
    serial = signer["sid"].chosen["serial_number"].native
    (own,) = (c.chosen for c in inner["certificates"] if c.chosen.serial_number == serial)
    usage = own.extended_key_usage_value.native
    demand("extended_key_usage" in own.critical_extensions, "key usage")
    demand(usage == ["time_stamping"], "key usage")
    return stamp.dump()


def encoded(info, certificate, stamp):
    """The CMS written anew, as the page's table says, with plain DER."""
    sha256 = sequence(oid(SHA256), b"\x05\x00")
    identifier = sequence(
        certificate.issuer.dump(), certificate["tbs_certificate"]["serial_number"].dump()
    )
    attributes = info["signed_attrs"].untag().dump(force=True)
    signer = sequence(
        b"\x02\x01\x01", identifier, sha256, b"\xa0" + attributes[1:], sequence(oid(ECDSA_SHA256)),
        tagged(0x04, info["signature"].native), unsigned(stamp),
    )  # fmt: skip
    signed = sequence(
        b"\x02\x01\x01",
        tagged(0x31, sha256),
        sequence(oid("1.2.840.113549.1.7.1")),
        tagged(0xA0, certificate.dump()),
        tagged(0x31, signer),
    )
    return sequence(oid("1.2.840.113549.1.7.2"), tagged(0xA0, signed))


def unsigned(stamp):
    if stamp is None:
        return b""
    digest = tagged(0x04, hashlib.sha256(stamp).digest())
    attributes = [
        sequence(oid(TOKEN), tagged(0x31, stamp)),
        sequence(oid(DIGEST), tagged(0x31, digest)),
    ]
    return tagged(0xA1, b"".join(sorted(attributes)))


def oid(dotted):
    return cms.ContentType(dotted).dump()


def sequence(*parts):
    return tagged(0x30, b"".join(parts))


def tagged(tag, content):
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


if __name__ == "__main__":
    taken, said = read(sys.argv[1], os.environ.get("PASSPHRASE", ""))
    for folder in sys.argv[2:3]:
        for name, content in taken.items():
            (Path(folder) / name).write_bytes(content)
    sys.stdout.write(f"{len(taken)} originals, {len(said['documents'])} documents: as sealed\n")
