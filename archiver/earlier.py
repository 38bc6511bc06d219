"""An earlier archive as a source: its originals come back under their first names.

Taken for an ordinary PDF it would show its own pages, and hide the files of which it could show
none: those that may be the very ones that are missing.
"""

import hashlib
import os
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from archiver.archive import originals, salvage
from archiver.archive.format import ARCHIVE_MARKS, CHECKSUMS, MANIFEST, SAFE_NAME, Manifest
from archiver.archive.opening import is_locked
from archiver.checklist import load, same_person, shipped
from archiver.errors import ArchiveNotFound, NotAnArchive
from archiver.model import Checklist, Label, Media, Person, SourceFile, Trouble, Waiver, Word
from archiver.passphrase import Unlock, nobody
from archiver.reading import HEAD, sniff
from archiver.text import fold

#: Given the path of an earlier archive, what it says of itself, and whether it was locked.
Told = Callable[[str, Manifest, bool], None]


@dataclass(frozen=True, slots=True)
class Access:
    """How earlier archives are opened.

    Attributes:
        told: Told of each.
        unlock: Asked for the passphrase of one that is locked.
    """

    told: Told | None = None
    unlock: Unlock = nobody


def files_in(file: SourceFile, path: Path | None, access: Access) -> Sequence[SourceFile]:
    """The originals in a file that is an archive of ours; else the file itself.

    Args:
        file: As read from the source.
        path: Where it lies; `None` for a member of a zip.
        access: How archives are opened.

    Raises:
        PassphraseMissing, PassphraseWrong: It is a locked archive.
    """
    data = file.data
    if data is None or not _may_be_archive(data):
        return (file,)
    with _at(path, data) as place:
        try:
            manifest = originals.read_manifest(place, access.unlock)
            taken = dict(originals.read(place, manifest, access.unlock))
        except ArchiveNotFound:
            return (file,)
        except NotAnArchive as error:
            return (file,) if error.reason == "newer-format" else _saved(file, data)
    if access.told:
        access.told(file.path, manifest, is_locked(data))
    return [
        _original(f"{file.path}!{label}", taken.get(name), manifest.originals[name][0])
        for name, label in _labels(manifest).items()
    ]


def _may_be_archive(data: bytes) -> bool:
    """Whether the bytes speak for an archive; one that was cut short has lost its marks."""
    if any(mark in data for mark in ARCHIVE_MARKS) or is_locked(data):
        return True
    return b"/EmbeddedFile" in data and b"%%EOF" not in data[-2048:]


def carried_on(own: Word, manifests: Sequence[Manifest]) -> Word:
    """What the user declares, and what earlier archives say was declared.

    Nothing is ever less asked for because a declaration stands in an archive only: conditions and
    people add up. A holder or leaves declared now take the place of those declared before.

    Args:
        own: What is declared now: it wins over what was declared of the same thing before.
        manifests: Of the earlier archives, in any order.
    """
    before = [manifest.word for manifest in manifests]
    holders = {word.holder.name or "" for word in before if word.holder}
    people = {person.name or "": person for word in before for person in word.people}
    known = {fold(person.name or "") for person in own.people}
    leaves = {leave for word in before for leave in word.leaves}
    return Word(
        waivers=_waivers(own.waivers, before),
        declared=own.declared.union(*(word.declared for word in before)),
        # Archives of two people say nothing about whose account it is now.
        holder=own.holder or (Person(name=holders.pop()) if len(holders) == 1 else None),
        people=(
            *own.people,
            *(people[name] for name in sorted(people) if fold(name) not in known),
        ),
        leaves=own.leaves or tuple(sorted(leaves, key=lambda leave: (leave.start, leave.end))),
    )


def about(
    checklist: Checklist, holder: str | None, manifests: Sequence[Manifest]
) -> list[Manifest]:
    """Those of the archives whose declarations are about this account, and only these.

    Of whose account an archive is, it may not know itself: then it can ask for more here, but
    excuse nothing.

    Args:
        checklist: Of the account.
        holder: Whose it is.
        manifests: Of archives that may be other people's, or of other accounts.
    """
    accounts = {id: load(id).account for id in shipped()}
    asked = {requirement.id for requirement in checklist.requirements}
    ours = []
    for manifest in manifests:
        if accounts.get(manifest.checklist, checklist.account) != checklist.account:
            continue
        if manifest.holder and holder and not same_person(manifest.holder, holder):
            continue
        known = bool(manifest.holder) == bool(holder)
        waivers = (each for each in manifest.word.waivers if known and each.requirement in asked)
        ours.append(replace(manifest, word=replace(manifest.word, waivers=tuple(waivers))))
    return ours


def labels_in(own: Sequence[Label], manifests: Sequence[Manifest]) -> tuple[Label, ...]:
    """The user's labels, and of other files those of earlier archives, the latest of each."""
    labels = {
        label.sha256: label
        for label in sorted(
            (label for manifest in manifests for label in manifest.labels),
            key=lambda label: (label.declared, label.kind, label.file),
        )
    }
    return tuple((labels | {label.sha256: label for label in own}).values())


def _waivers(own: Sequence[Waiver], before: Sequence[Word]) -> tuple[Waiver, ...]:
    """The waivers of now, and those of before, dated as first declared."""
    kept = {(waiver.requirement, waiver.period): waiver for waiver in own}
    earlier: dict[object, Waiver] = {}
    for waiver in sorted(
        (waiver for word in before for waiver in word.waivers),
        key=lambda waiver: (waiver.declared, waiver.reason),
    ):
        thing = (waiver.requirement, waiver.period)
        known = earlier.get(thing)
        # Of the same words the first date counts, of several words the last.
        if known is None or known.reason != waiver.reason:
            earlier[thing] = waiver
    added = [waiver for thing, waiver in earlier.items() if thing not in kept]
    return (*own, *sorted(added, key=_order))


def _order(waiver: Waiver) -> tuple[str, str]:
    return waiver.requirement, waiver.period.start.isoformat() if waiver.period else ""


@contextmanager
def _at(path: Path | None, data: bytes) -> Iterator[Path]:
    """Somewhere a worker can open the file; a member of a zip stays in memory if possible."""
    if path is not None:
        yield path
    elif sys.platform == "linux":
        descriptor = os.memfd_create("archive")
        try:
            with open(descriptor, "wb", closefd=False) as stream:
                stream.write(data)
            yield Path(f"/proc/{os.getpid()}/fd/{descriptor}")
        finally:
            os.close(descriptor)
    else:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "archive.pdf"
            place.write_bytes(data)
            yield place


def _saved(file: SourceFile, data: bytes) -> Sequence[SourceFile]:
    """What is whole in an archive whose inventory is lost, and the damaged archive itself."""
    whole = {
        found.name: found.data
        for found in salvage.files(data)
        if found.whole
        and SAFE_NAME.fullmatch(found.name)
        and found.name not in (MANIFEST, CHECKSUMS)
    }
    if not whole:
        return (file,)  # not ours after all
    saved = [_original(f"{file.path}!{name}", found, 0) for name, found in whole.items()]
    return [replace(file, trouble=Trouble.DAMAGED), *saved]


def _original(label: str, data: bytes | None, size: int) -> SourceFile:
    if data is None:
        return SourceFile(path=label, size=size, sha256=None, data=None, trouble=Trouble.DAMAGED)
    # A sound zip was unpacked when it was given: as a whole it is kept only where it is damaged.
    damaged = label.lower().endswith(".zip") and sniff(data[:HEAD]) is Media.OTHER
    return SourceFile(
        path=label,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        head=data[:HEAD],
        trouble=Trouble.DAMAGED if damaged else None,
    )


def _labels(manifest: Manifest) -> Mapping[str, str]:
    """Attachment name -> the original's own name, with as many folders as tell it from others."""
    ways: dict[str, list[str]] = {}
    for entry in manifest.entries:
        ways.setdefault(entry.name, _steps(entry.document.path) or [entry.name])
    labels: dict[str, str] = {}
    for name, steps in ways.items():
        others = [way for other, way in ways.items() if other != name]
        for depth in range(1, len(steps) + 1):
            if not any(way[-depth:] == steps[-depth:] for way in others):
                labels[name] = "/".join(steps[-depth:])
                break
        else:
            labels[name] = f"{name.partition('-')[0]}/{steps[-1]}"
    return labels


def _steps(path: str) -> list[str]:
    """Folders and name of an original where it was first found, harmless and composed."""
    harmless = re.sub("[\x00-\x1f\x7f\ud800-\udfff]", "\ufffd", path)
    parts = re.split(r"[/\\!]+", unicodedata.normalize("NFC", harmless))
    return [part for part in parts if part not in ("", ".", "..")]
