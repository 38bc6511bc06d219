"""What the name of a file tells about it, before anybody opens it."""

import re
from datetime import date

from archiver.files import is_part
from archiver.model import Trouble

#: Endings that browsers give to a download that is not finished.
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload")
_DOCUMENT_ENDINGS = {
    "pdf", "dopdf", "jpg", "jpeg", "png", "tif", "tiff", "heic", "heif", "avif",
    "webp", "gif", "bmp", "dib",
    "htm", "html", "xhtml", "eml", "zip", "tmp",
}  # fmt: skip
# What may hold a document and is not opened here: it counts only where the name speaks for the
# account. Tables and plain texts are people's own notes.
_PACKED_ENDINGS = {
    "rar", "7z", "tar", "gz", "tgz", "bz2", "tbz", "tbz2", "xz", "txz", "zst", "zipx", "cab",
    "pst", "mbox",
}  # fmt: skip
_FOREIGN_ENDINGS = {
    "doc", "docx", "odt", "rtf", "pages", "wps", "xps", "oxps", "ps", "eps", "djvu", "msg", "emlx",
    "mht", "mhtml", "webarchive", "jp2", "jxl", "svg", "psd",
}  # fmt: skip
_SAYS_DOCUMENT = (".pdf", ".dopdf", ".zip")
_SYSTEM_NAMES = {
    "$recycle.bin", "__macosx", "desktop.ini", "ehthumbs.db", "icon\r",
    "system volume information", "thumbs.db",
}  # fmt: skip


def is_unfinished(path: str) -> bool:
    """Whether the name is one that browsers give to a download under way."""
    return path.lower().endswith(_UNFINISHED)


def may_be_document(path: str) -> bool:
    """Whether the name leaves it open that the file is a document (no film, no program)."""
    ending = _ending(path)
    # `AttestationDroits_du_13.08.2018` and `Unconfirmed 123` have no ending at all.
    return ending in _DOCUMENT_ENDINGS or not re.fullmatch(r"[a-z0-9]*[a-z][a-z0-9]*", ending)


def sealed_off(path: str) -> Trouble | None:
    """Why a file so named cannot be looked into, though it may hold a document."""
    ending = _ending(path)
    if ending in _PACKED_ENDINGS:
        return Trouble.PACKED
    return Trouble.FOREIGN if ending in _FOREIGN_ENDINGS else None


def _ending(path: str) -> str:
    name = path.replace("!", "/").rpartition("/")[2].lower()
    while is_unfinished(name):
        name = name.rpartition(".")[0]
    return name.rpartition(".")[2] if "." in name else ""


def is_system(name: str) -> bool:
    """Whether the name is hidden, or one that the system or an office program gave."""
    lower = name.lower()
    return (
        name.startswith((".", "~$"))
        or lower in _SYSTEM_NAMES
        or lower.endswith((".lnk", ".lock"))
        or is_part(name)
    )


def in_the_cloud(name: str) -> str:
    """The file that stays in iCloud while macOS keeps its place; empty if the name is another's.

    macOS moves files away by itself where room is short; until macOS 14 it left
    `.releve.pdf.icloud` for them.
    """
    found = re.fullmatch(r"\.(.+)\.icloud", name)
    return found[1] if found else ""


def says_document(name: str) -> bool:
    """Whether the name says that the file is a PDF, or a zip that may hold some."""
    lower = name.lower()
    while is_unfinished(lower):
        lower = lower.rpartition(".")[0]
    return lower.endswith(_SAYS_DOCUMENT)


def archive_name(checklist: str, as_of: date) -> str:
    """What an archive is called when the user names none."""
    return f"archive-{checklist}-{as_of.isoformat()}.pdf"


def is_archive_name(name: str) -> bool:
    """Whether it is such a name, of whatever checklist and day."""
    return re.fullmatch(r"archive-.+-\d{4}-\d\d-\d\d\.pdf", name) is not None
