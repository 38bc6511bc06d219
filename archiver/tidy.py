"""Recognised documents as copies in a tidy folder, under names that say what they are.

Nothing is ever overwritten, and a second run adds only what is new.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archiver import files
from archiver.catalogue import Catalogue
from archiver.in_use import refusal
from archiver.model import Document, Media, Status
from archiver.phrasing import file_stem
from archiver.text import fold, slug

_ENDINGS = {
    Media.PDF: ".pdf",
    Media.JPEG: ".jpg",
    Media.PNG: ".png",
    Media.TIFF: ".tif",
    Media.HEIC: ".heic",
    Media.WEBP: ".webp",
    Media.GIF: ".gif",
    Media.BMP: ".bmp",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What became of the documents.

    Attributes:
        folder: Where the copies are.
        copied: (path of the source, path inside the folder) of each new copy.
        present: The same, of copies that were there already.
        left: Documents that were not recognised and were left where they are.
    """

    folder: Path
    copied: tuple[tuple[str, str], ...]
    present: tuple[tuple[str, str], ...]
    left: tuple[Document, ...]


def tidy(
    documents: Sequence[Document],
    originals: Mapping[str, bytes],
    *,
    into: Path,
    catalogue: Catalogue,
    lang: str,
) -> Tidied:
    """Copy each file that holds a recognised document, once.

    Args:
        documents: As surveyed.
        originals: SHA-256 -> bytes.
        into: Made if it is not there.
        catalogue: Names of the kinds.
        lang: Language of the names.

    Raises:
        CannotWrite: The system refused; copies made before that stay.
    """
    wanted = [d for d in documents if d.status is Status.RECOGNISED and d.sha256 in originals]
    first: dict[str, Document] = {}
    for document in wanted:
        first.setdefault(document.sha256 or "", document)
    holder = _holder(wanted)
    copied: list[tuple[str, str]] = []
    present: list[tuple[str, str]] = []
    for digest, document in first.items():
        name, there = _place(into, _name(document, catalogue, lang, holder), digest)
        if not there:
            _copy(into / name, originals[digest])
        (present if there else copied).append((document.path, name))
    kept = (Status.RECOGNISED, Status.DUPLICATE, Status.UNRELATED)
    return Tidied(
        folder=into,
        copied=tuple(sorted(copied, key=_copy_name)),
        present=tuple(sorted(present, key=_copy_name)),
        left=tuple(one for one in documents if one.status not in kept),
    )


def _copy_name(pair: tuple[str, str]) -> str:
    return pair[1]


def _holder(documents: Sequence[Document]) -> str:
    """The name on most documents: not worth repeating in each file's name."""
    names = [fold(document.person) for document in documents if document.person]
    return max(sorted(set(names)), key=names.count, default="")


def _name(document: Document, catalogue: Catalogue, lang: str, holder: str) -> tuple[str, str]:
    """The path inside the folder, without and with its ending."""
    kind = catalogue.kinds[document.kind or ""]
    stem = file_stem(document, kind, lang)
    if document.person and fold(document.person) != holder:
        stem += f"-{slug(document.person)}"
    return f"{slug(kind.title[lang])}/{stem}", _ENDINGS.get(document.media, ".bin")


def _place(into: Path, name: tuple[str, str], digest: str) -> tuple[str, bool]:
    """Where the copy goes, and whether it is there already."""
    for candidate in _candidates(*name):
        path = into / candidate
        if not path.exists():
            return candidate, False
        try:
            if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                return candidate, True
        except OSError:
            continue
    raise AssertionError("names without end")


def _candidates(stem: str, ending: str) -> Iterator[str]:
    yield stem + ending
    number = 2
    while True:
        yield f"{stem}-{number}{ending}"
        number += 1


def _copy(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(path.parent, error) from error
    with files.replacing(path) as part:
        part.write_bytes(data)
