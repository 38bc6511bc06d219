"""The lock: AES-256 over the whole archive, by qpdf, in memory only."""

import io
from pathlib import Path
from typing import Literal

import pikepdf
from pypdf import PasswordType, PdfReader

from archiver.passphrase import Passphrase

#: ISO 32000-2, 7.6: the only sort that is not deprecated.
_REVISION: Literal[6] = 6


def lock(data: io.BytesIO, passphrase: Passphrase) -> io.BytesIO:
    """Lock a whole archive: pages, attachments, names, metadata. The seal comes afterwards.

    The same passphrase opens it and gives all rights: there is nobody to keep out of anything
    who may read it.
    """
    out = io.BytesIO()
    with pikepdf.open(data) as archive:
        archive.save(
            out,
            encryption=pikepdf.Encryption(
                user=passphrase.text, owner=passphrase.text, R=_REVISION, aes=True, metadata=True
            ),
            force_version="2.0",
            # As they are: to pack anew what is packed takes most of the time.
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    out.seek(0)
    return out


def holds(file: Path, passphrase: Passphrase) -> bool:
    """Whether a locked file opens with its passphrase, in two readers, and not without it.

    The third reader is the one that verifies the archive.
    """
    try:
        with pikepdf.open(file) as _:
            return False
    except pikepdf.PasswordError:
        pass
    try:
        with pikepdf.open(file, password=passphrase.text) as archive:
            strong = archive.encryption.R == _REVISION
        with file.open("rb") as stream:
            reader = PdfReader(stream)
            opened = reader.is_encrypted and reader.decrypt(passphrase.text)
    except pikepdf.PdfError:
        return False
    return strong and opened is not PasswordType.NOT_DECRYPTED
