"""Folder, zip, message or file -> the files in it, each as one snapshot of its bytes.

Nothing here is written, and nothing a source holds stops the run: what cannot be opened
is a `SourceFile` that says why.
"""

import contextlib
import hashlib
import io
import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from lzma import LZMAError
from pathlib import Path
from typing import IO

from archiver import earlier, mails
from archiver.errors import PassphraseMissing, PassphraseWrong, SourceNotFound
from archiver.files import identity, is_part
from archiver.model import Media, SourceFile, Trouble
from archiver.names import in_the_cloud, is_system, is_unfinished, may_be_document
from archiver.passphrase import Unlock, nobody
from archiver.reading import HEAD, claims_mail, claims_pdf, sniff

MIB = 1 << 20
#: What is plainly no document is not even hashed beyond this size, in bytes.
OTHER_MOST = 32 * MIB
#: The largest document, on disk and in a zip, and all of one zip, in bytes.
DOCUMENT_MOST = 500 * MIB
MEMBER_MOST = 200 * MIB
ZIP_MOST = 1024 * MIB
#: The most members of a zip that are looked at, and how deep zips may lie in one another.
MEMBERS_MOST = 10_000
ZIP_DEPTH = 2
#: A large member that was packed smaller than this is a bomb, no document.
_RATIO_MOST = 400
_RATIO_FROM = 20 * MIB

_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
# Office documents, books and programs are zips, too; these members tell.
_PACKAGES = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"}
_ZIP_TROUBLES = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError,
    ValueError, OSError,
)  # fmt: skip


def _nothing(path: str) -> bool:
    return False


def collect(  # noqa: PLR0913 (where, what for, how)
    sources: Sequence[Path],
    *,
    exclude: Path | None = None,
    told: earlier.Told | None = None,
    unlock: Unlock = nobody,
    also: Callable[[str], bool] = _nothing,
    insist: bool = True,
) -> Iterator[SourceFile]:
    """Find all files in *sources*, folders and zips included; the order does not matter.

    A file that is reached twice, by a link or because its folder is named as well, counts
    once. Hidden files and those of the system are left out, unless they are named.

    Args:
        sources: As given on the command line.
        exclude: The archive that this run is to write: it and its sidecar are no sources.
        told: Told of each earlier archive among the sources.
        unlock: Asked for the passphrase of an earlier archive.
        also: Whether to read a file of this path, too, that is no document by its content.
        insist: Whether a locked archive that is named itself has to open. One that lies in a
            folder is a finding if it does not.

    Raises:
        PassphraseMissing, PassphraseWrong: It does not, and has to.
        SourceNotFound: If one of *sources* does not exist; before anything is read.
    """
    for source in sources:
        try:
            source.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise SourceNotFound(source) from error
        except OSError:
            pass  # it is there, and cannot be opened: a finding
    access = earlier.Access(told, unlock)
    walk = _Walk(exclude, access, partial(_is_wanted, also=also), insist=insist)
    return (file for source in sorted(sources, key=label_of) for file in walk.named(source))


class _Walk:
    """One walk through all sources; remembers what it has met."""

    def __init__(
        self, exclude: Path | None, access: earlier.Access, wanted: "_Wanted", *, insist: bool
    ) -> None:
        self._access = access
        self._insist = insist
        self._wanted = wanted
        self._named: Path | None = None
        self._folders: set[object] = set()
        self._files: set[tuple[object, int, int]] = set()
        self._never: set[object] = set()
        for path in (exclude, exclude.with_name(exclude.name + ".sha256")) if exclude else ():
            with contextlib.suppress(OSError):  # not written yet
                self._never |= {path.resolve(), identity(path, path.stat())}

    def named(self, source: Path) -> Iterator[SourceFile]:
        """Everything in a source that the user named."""
        try:
            found = source.stat()
        except OSError as error:
            yield _refused(label_of(source), error)
            return
        if stat.S_ISDIR(found.st_mode):
            yield from self._folder(source, found)
        elif stat.S_ISREG(found.st_mode):
            self._named = source if self._insist else None
            yield from self._file(source, found)
        else:
            yield _troubled(label_of(source), Trouble.CANNOT_OPEN)

    def _folder(self, top: Path, found: os.stat_result) -> Iterator[SourceFile]:
        pending = [(top, found)]
        while pending:
            folder, found = pending.pop()
            # Links may lead round in a circle.
            this = identity(folder, found)
            if this in self._folders:
                continue
            self._folders.add(this)
            try:
                names = sorted(os.listdir(folder), key=_nfc)  # noqa: PTH208 (names only)
            except OSError as error:
                yield _refused(label_of(folder), error)
                continue
            inner: list[tuple[Path, os.stat_result]] = []
            for name in names:
                if absent := in_the_cloud(name):
                    if may_be_document(absent):
                        yield _troubled(label_of(folder / absent), Trouble.UNFINISHED)
                elif not is_system(name):
                    yield from self._entry(folder / name, inner)
            pending.extend(reversed(inner))

    def _entry(self, path: Path, inner: list[tuple[Path, os.stat_result]]) -> Iterator[SourceFile]:
        """One entry of a folder; a folder in it is put off to *inner*."""
        try:
            found = path.stat()
        except OSError as error:
            if may_be_document(path.name) or self._wanted(Media.OTHER, label_of(path)):
                yield _refused(label_of(path), error)
            return
        if stat.S_ISREG(found.st_mode):
            yield from self._file(path, found)
        elif stat.S_ISDIR(found.st_mode):
            if path.name.lower().endswith(".download"):  # Safari puts a download in a folder
                yield _troubled(label_of(path), Trouble.UNFINISHED)
            else:
                inner.append((path, found))

    def _file(self, path: Path, found: os.stat_result) -> Iterator[SourceFile]:
        # Size and time besides: not every network share has numbers that are unique.
        this = identity(path, found)
        key = (this, found.st_size, found.st_mtime_ns)
        if key in self._files or {this, path.resolve()} & self._never or is_part(path.name):
            return
        self._files.add(key)
        label = label_of(path)
        try:
            with _open(path) as stream:
                head = stream.read(HEAD)
                if head.startswith(_ZIP_HEADS) and not is_unfinished(label):
                    for member in _unzip(stream, label, _Budget(ZIP_MOST, self._wanted)):
                        yield from self._opened(member, None)
                else:
                    file = _snapshot(stream, label, head, self._wanted)
                    yield from self._opened(file, path)
                    for member in _enclosed(file, _Budget(ZIP_MOST, self._wanted)):
                        yield from self._opened(member, None)
        except OSError as error:
            yield _refused(label, error)

    def _opened(self, file: SourceFile, path: Path | None) -> Iterator[SourceFile]:
        """A file, or what is in it where it is an earlier archive."""
        try:
            yield from earlier.files_in(file, path, self._access)
        except (PassphraseMissing, PassphraseWrong):
            if path is not None and path == self._named:
                raise
            yield _troubled(file.path, Trouble.LOCKED, size=file.size, head=file.head)


def _open(path: Path) -> IO[bytes]:
    # Not blocking: should a pipe have taken the file's place meanwhile, we would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    return open(path, "rb", buffering=0, opener=lambda name, _: os.open(name, flags))


def _snapshot(stream: IO[bytes], label: str, head: bytes, is_wanted: "_Wanted") -> SourceFile:
    """Read a file once, as it is now; it is never opened again."""
    before = os.fstat(stream.fileno())
    media = sniff(head)
    unfinished = is_unfinished(label) or (label.lower().endswith(".tmp") and media is Media.PDF)
    wanted = is_wanted(media, label)
    if before.st_size > (DOCUMENT_MOST if wanted else OTHER_MOST):
        trouble = Trouble.TOO_LARGE if wanted else Trouble.UNFINISHED if unfinished else None
        return _troubled(label, trouble, size=before.st_size, head=head)
    data = b""
    for _ in range(2):
        stream.seek(0)
        data = stream.read()
        after = os.fstat(stream.fileno())
        steady = len(data) == before.st_size == after.st_size
        if steady and before.st_mtime_ns == after.st_mtime_ns:
            break
        before = after
    else:
        unfinished = True  # somebody is still writing it
    return _as_read(label, data, is_wanted, unfinished=unfinished)


def _as_read(
    label: str, data: bytes, is_wanted: "_Wanted", *, unfinished: bool = False
) -> SourceFile:
    head = data[:HEAD]
    media = sniff(head)
    broken_zip = media is Media.OTHER and label.lower().endswith(".zip")
    trouble = Trouble.UNFINISHED if unfinished else Trouble.DAMAGED if broken_zip else None
    return SourceFile(
        path=label,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data if trouble or is_wanted(media, label) else None,
        head=head,
        trouble=trouble,
    )


#: Whether a file's bytes are wanted, by what it is and its name.
_Wanted = Callable[[Media, str], bool]


def _is_wanted(media: Media, label: str, *, also: Callable[[str], bool]) -> bool:
    named = claims_pdf(label) or claims_mail(label) or is_unfinished(label)
    return media is not Media.OTHER or named or also(label)


# --- Messages and zips


@dataclass(slots=True)
class _Budget:
    """How many bytes may still be unpacked of one zip or message, those in it included."""

    left: int
    wanted: _Wanted
    depth: int = 1


def _enclosed(file: SourceFile, budget: _Budget) -> Iterator[SourceFile]:
    """What is attached to a message; nothing for any other file."""
    is_mail = sniff(file.head) is Media.MESSAGE or (
        sniff(file.head) is Media.OTHER and claims_mail(file.path)
    )
    if file.trouble or file.data is None or not is_mail:
        return
    if file.size > MEMBER_MOST:
        yield _troubled(f"{file.path}!pièces jointes", Trouble.TOO_LARGE)
        return
    try:
        for attached in mails.attachments(file.data):
            name = "!".join(map(_harmless, attached.name.split("!")))
            yield from _attached(attached.data, f"{file.path}!{name}", budget)
    except RecursionError:
        yield _troubled(f"{file.path}!pièces jointes", Trouble.DAMAGED)


def _attached(data: bytes, label: str, budget: _Budget) -> Iterator[SourceFile]:
    head = data[:HEAD]
    if is_system(label.rpartition("!")[2]):
        return
    if len(data) > budget.left:
        yield _troubled(label, Trouble.TOO_LARGE, size=len(data), head=head)
    elif head.startswith(_ZIP_HEADS):
        yield from _inner_zip(data, label, budget)
    elif budget.wanted(sniff(head), label):
        budget.left -= len(data)
        yield _as_read(label, data, budget.wanted, unfinished=is_unfinished(label))
    else:
        yield _troubled(label, None, size=len(data), head=head)


def _inner_zip(data: bytes, label: str, budget: _Budget) -> Iterator[SourceFile]:
    """A zip in a zip or message, unless it lies too deep."""
    budget.left -= len(data)
    if budget.depth < ZIP_DEPTH:
        budget.depth += 1
        yield from _unzip(io.BytesIO(data), label, budget)
        budget.depth -= 1
    else:
        yield _troubled(label, Trouble.CANNOT_OPEN, size=len(data), head=data[:HEAD])


def _unzip(stream: IO[bytes], label: str, budget: _Budget) -> Iterator[SourceFile]:
    """All files of a zip; office documents, which are zips inside, stay whole."""
    try:
        bundle = zipfile.ZipFile(stream)
    except _ZIP_TROUBLES:
        yield _whole(stream, label, budget.wanted, trouble=Trouble.DAMAGED)
        return
    with bundle:
        members = sorted(bundle.infolist(), key=_member_name)
        named_zip = label.lower().endswith(".zip")
        if not named_zip and _PACKAGES & {member.filename for member in members}:
            yield _whole(stream, label, budget.wanted)
        elif len(members) > MEMBERS_MOST:
            yield _troubled(label, Trouble.TOO_LARGE, head=_ZIP_HEADS[0])
        else:
            for member in members:
                yield from _member(bundle, member, label, budget)


def _whole(
    stream: IO[bytes], label: str, is_wanted: _Wanted, *, trouble: Trouble | None = None
) -> SourceFile:
    """A file that looks like a zip, as it is: not to be unpacked, or not a sound one."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    wanted = is_wanted(Media.OTHER, label)
    most = DOCUMENT_MOST if wanted else OTHER_MOST
    if size > most:
        trouble = trouble or (Trouble.TOO_LARGE if wanted else None)
        return _troubled(label, trouble, size=size, head=stream.read(HEAD))
    file = _as_read(label, stream.read(most), lambda *_: wanted or bool(trouble))
    return replace(file, trouble=trouble or file.trouble)


def _member(
    bundle: zipfile.ZipFile, member: zipfile.ZipInfo, outer: str, budget: _Budget
) -> Iterator[SourceFile]:
    name = _member_name(member)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if member.is_dir() or is_link or any(map(is_system, name.split("/"))):
        return
    label = f"{outer}!{name}"
    size = member.file_size
    if member.flag_bits & 1:
        yield _troubled(label, Trouble.LOCKED, size=size)
        return
    try:
        with bundle.open(member) as stream:
            head = stream.read(HEAD)
            is_zip = head.startswith(_ZIP_HEADS)
            if not is_zip and not budget.wanted(sniff(head), label):
                yield _troubled(label, None, size=size, head=head)
                return
            if _is_too_large(member, budget):
                yield _troubled(label, Trouble.TOO_LARGE, size=size, head=head)
                return
            data = head + stream.read()
    except _ZIP_TROUBLES:
        yield _troubled(label, Trouble.DAMAGED, size=size)
        return
    if is_zip:
        yield from _inner_zip(data, label, budget)
        return
    budget.left -= len(data)
    file = _as_read(label, data, budget.wanted, unfinished=is_unfinished(label))
    yield file
    yield from _enclosed(file, budget)


def _is_too_large(member: zipfile.ZipInfo, budget: _Budget) -> bool:
    size = member.file_size
    packed = size > _RATIO_FROM and size > _RATIO_MOST * max(1, member.compress_size)
    return packed or size > min(MEMBER_MOST, budget.left)


def _member_name(member: zipfile.ZipInfo) -> str:
    """The member's name as a harmless relative path."""
    name = member.filename
    if not member.flag_bits & 0x800:
        # Without this flag it should be in the alphabet of DOS; macOS writes UTF-8 all the same.
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return _harmless(name)


def _harmless(name: str) -> str:
    parts = re.split(r"[/\\]+", re.sub(r"^[A-Za-z]:", "", name))
    kept = [part for part in parts if part not in ("", ".", "..")]
    return _nfc("/".join(kept) or "-")


# --- Names


def _nfc(name: str) -> str:
    # Names that are no Unicode come with surrogates, which no report could be written with.
    return unicodedata.normalize("NFC", re.sub("[\ud800-\udfff]", "\ufffd", name))


def label_of(path: Path) -> str:
    """How reports name a file: with `/` everywhere, and accents in the one form.

    On macOS a name may come with its accents taken apart, from the disk or from the shell.
    """
    return _nfc(path.as_posix())


def holding(file: Path) -> Path:
    """The file itself, or the zip or message that it is a member of: `all.zip!releve.pdf`."""
    outer, _, member = str(file).partition("!")
    return Path(outer) if member and not file.exists() else file


def _refused(label: str, error: OSError) -> SourceFile:
    trouble = error.strerror or type(error).__name__
    return SourceFile(path=label, size=0, sha256=None, data=None, trouble=trouble)


def _troubled(
    label: str, trouble: Trouble | None, *, size: int = 0, head: bytes = b""
) -> SourceFile:
    return SourceFile(path=label, size=size, sha256=None, data=None, head=head, trouble=trouble)
