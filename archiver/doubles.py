"""Documents that repeat another, byte by byte or word by word, and which of them to keep."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from archiver.model import DOUBTFUL, Document, Status, Trouble
from archiver.text import fold

# Each of these was to be another document: equal bytes do not make them one.
_FAILED_DOWNLOADS = {Trouble.EMPTY, Trouble.WEB_PAGE, Trouble.NOT_A_PDF}
# What systems and browsers add to the name of a file that is there already.
_COPY = re.compile(
    r"(\s?\(\d+\)|[ _-]+cop(ie|y)( ?\(?\d+\)?)?|_\d{1,2})$|^cop(ie|y) (de |of |\(\d+\) )"
)


def without_doubles(documents: Sequence[Document]) -> list[Document]:
    """Mark what repeats another document: byte by byte, or word by word."""
    kept = _same_bytes(documents)
    settled = [
        replace(one, status=Status.DUPLICATE, duplicate_of=kept[one.sha256])
        if one.sha256 in kept and _counts(one) and one.path != kept[one.sha256]
        else one
        for one in documents
    ]
    again = _same_words(settled)
    return [_repeated(one, again) for one in settled]


def _repeated(one: Document, again: Mapping[tuple[str, tuple[int, ...]], str]) -> Document:
    if (one.path, one.source_pages) in again:
        kept = again[one.path, one.source_pages]
        return replace(one, status=Status.DUPLICATE, duplicate_of=kept)
    if one.duplicate_of and (one.duplicate_of, one.source_pages) in again:
        # What it repeats repeats another one itself.
        return replace(one, duplicate_of=again[one.duplicate_of, one.source_pages])
    return one


def _counts(one: Document) -> bool:
    return (
        one.status is Status.RECOGNISED or one.status in DOUBTFUL
    ) and one.trouble not in _FAILED_DOWNLOADS


def _same_bytes(documents: Sequence[Document]) -> dict[str, str]:
    """SHA-256 -> path of the file to keep, where there are several with these bytes."""
    groups = defaultdict(list)
    for one in filter(_counts, documents):
        if one.sha256:
            groups[one.sha256].append(one)
    return {
        digest: min(group, key=_preference).path
        for digest, group in groups.items()
        if len({one.path for one in group}) > 1
    }


def _same_words(documents: Sequence[Document]) -> dict[tuple[str, tuple[int, ...]], str]:
    """Path and pages of each document downloaded again -> path of the one to keep."""
    groups = defaultdict(list)
    for one in documents:
        if one.status is Status.RECOGNISED and one.digest:
            person = one.nir or fold(one.person or "")
            groups[one.kind, one.period, person, one.digest].append(one)
    again = {}
    for group in groups.values():
        kept = min(group, key=lambda one: (_age(one), _preference(one)))
        again.update({(one.path, one.source_pages): kept.path for one in group if one is not kept})
    return again


def _age(one: Document) -> int:
    """Of what is valid for a time (an attestation), the one made out last; a month does not age."""
    ages = one.issued and not (one.period and (one.period.is_month or one.period.is_year))
    return -one.issued.toordinal() if ages and one.issued else 0


def _distance(path: str) -> int:
    """What an earlier archive holds keeps its first name; a zip is opened last."""
    return 0 if ".pdf!" in path.lower() else 1 + ("!" in path)


def _preference(one: Document) -> tuple[object, ...]:
    """Lowest for the document to keep of several that are equal; sources have no order."""
    name = one.path.replace("!", "/!").rpartition("/")[2]
    stem = fold(name.lstrip("!").rpartition(".")[0] or name)
    return (
        one.status is not Status.RECOGNISED,
        one.status is Status.PARTIAL,
        not one.speaks,
        _distance(one.path),
        bool(_COPY.search(stem)),
        len(name),
        one.path,
        one.source_pages,
    )
