"""What can stop a run, and the exit code each reason has.

A finding (a gap, an unreadable source, a damaged page) is never one of these: it is
a value in a report. Errors carry facts, no sentences; `wording` has the sentences,
one for each class, under the class's own name.
"""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import ClassVar, Self


class ExitCode(IntEnum):
    """What the process tells its caller; any code not listed here means failure."""

    OK = 0
    GAPS = 1
    WRONG_USE = 2
    DAMAGED = 3
    NOTHING_TO_DO = 4
    PASSPHRASE = 5
    SYSTEM = 6
    BUG = 70
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class ArchiverError(Exception):
    """Base of everything this package raises on purpose."""

    exit_code: ClassVar[ExitCode]

    def __str__(self) -> str:
        return repr(self)


@dataclass(eq=False)
class SourceNotFound(ArchiverError):
    """A source named by the user does not exist."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path


@dataclass(eq=False)
class NoDownloadsFolder(ArchiverError):
    """No source was named and there is no downloads folder to fall back on."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path


@dataclass(eq=False)
class NothingFound(ArchiverError):
    """There is no document at all in the sources.

    Attributes:
        sources: The sources as given, joined for the sentence.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.NOTHING_TO_DO

    sources: str


@dataclass(eq=False)
class NoDocument(NothingFound):
    """The one file that was named is nothing that could be read."""


@dataclass(eq=False)
class TargetExists(ArchiverError):
    """The file to be written is there already, and `--force` was not given."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path


@dataclass(eq=False)
class SourceIsTarget(ArchiverError):
    """The archive to be written was named as a source as well: it would replace what it reads."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path


@dataclass(eq=False)
class TargetIsFolder(ArchiverError):
    """The file to be written is a folder."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path


@dataclass(eq=False)
class CopyFolderNotFound(ArchiverError):
    """A folder that is to take a copy of the archive is not there, or is no folder."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path


@dataclass(eq=False)
class CopyOntoItself(ArchiverError):
    """A copy was asked for in the folder of the archive itself."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path


@dataclass(eq=False)
class CannotWrite(ArchiverError):
    """The system refused to write: disk full, no permission, no such folder.

    Attributes:
        reason: The system's own words.
        errno: The system's number for it, so that it can be said in the user's language.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.SYSTEM

    file: Path
    reason: str
    errno: int | None = None


@dataclass(eq=False)
class UnknownChecklist(ArchiverError):
    """Neither a checklist that ships nor a file; `known` names those that ship."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    name: str
    known: str


@dataclass(eq=False)
class UnknownRequirement(ArchiverError):
    """The checklist asks for nothing of that name; `known` is what may be meant."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    name: str
    known: str


@dataclass(eq=False)
class UnknownKind(ArchiverError):
    """There is no kind of that name; `known` is what may be meant."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    name: str
    known: str


@dataclass(eq=False)
class WrongPeriod(ArchiverError):
    """A period that is neither a year, a month, a day nor a span of these."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    period: str


@dataclass(eq=False)
class PeriodNeeded(ArchiverError):
    """The word that something does not exist has to say for which months, years or days."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    name: str


@dataclass(eq=False)
class PeriodNotNeeded(ArchiverError):
    """The word that something does not exist is about no certain days, but some were named."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    name: str


@dataclass(eq=False)
class PeriodOutside(ArchiverError):
    """The word is about days that are not asked for: it would change nothing."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    name: str
    period: str
    first: str
    last: str


@dataclass(eq=False)
class NothingDeclared(ArchiverError):
    """What is to be taken back was never declared."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    name: str


@dataclass(eq=False)
class CannotLabel(ArchiverError):
    """A file whose content nobody can vouch for.

    Attributes:
        reason: The status of the file, or its trouble where that tells more.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path
    reason: str


@dataclass(eq=False)
class SeenOtherwise(ArchiverError):
    """A file that was read to be something else than a document of the account.

    Attributes:
        seen: What, in the user's language.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path
    seen: str


@dataclass(eq=False)
class NobodyToAsk(ArchiverError):
    """The interview needs a terminal, and there is none; the file to write by hand is named."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE


@dataclass(eq=False)
class InvalidTable(ArchiverError):
    """A rule, a checklist or `archiver.toml` breaks its own format.

    Attributes:
        file: The TOML file at fault.
        line: Line of the key, counted from 1; 0 when there is no such line.
        key: The key at fault, with its path, e.g. `requirement.3.level`.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path
    line: int
    key: str


@dataclass(eq=False)
class NotToml(InvalidTable):
    """The file is not TOML at all.

    Attributes:
        reason: The parser's remark; `UTF-8`: it is not encoded so; `backslash`: a path as
            Windows shows it.
    """

    reason: str


@dataclass(eq=False)
class UnknownKey(InvalidTable):
    """A key that nothing reads; `known` names those that would be right here."""

    known: str


@dataclass(eq=False)
class MissingKey(InvalidTable):
    """A key that has to be there is not; `line` is that of its table."""


@dataclass(eq=False)
class WrongValue(InvalidTable):
    """The value has the wrong type or is none of the allowed ones."""

    expected: str


@dataclass(eq=False)
class NotAnArchive(ArchiverError):
    """The file is not an archive of ours: empty, no PDF, or another program's PDF.

    Attributes:
        reason: `empty`, `not-pdf`, `truncated`, `foreign`, `newer-format` or `lock-damaged`: of
            an archive of ours that no passphrase opens any more.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.DAMAGED

    file: Path
    reason: str


@dataclass(eq=False)
class ArchiveNotFound(ArchiverError):
    """The archive named by the user does not exist or cannot be opened.

    Attributes:
        reason: `absent`, `folder` or `unreadable`.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    file: Path
    reason: str = "absent"

    @classmethod
    def of(cls, file: Path, error: OSError) -> Self:
        """The same as the system says it."""
        reasons: dict[type[OSError], str] = {
            FileNotFoundError: "absent",
            IsADirectoryError: "folder",
        }
        return cls(file, reasons.get(type(error), "unreadable"))


@dataclass(eq=False)
class ArchiveFailed(ArchiverError):
    """The archive just written did not pass its own check; nothing was replaced.

    Attributes:
        problems: What the check found, joined for the sentence.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.DAMAGED

    file: Path
    problems: str


@dataclass(eq=False)
class PassphraseUnusable(ArchiverError):
    """A passphrase that not every PDF reader would take.

    Attributes:
        reason: `empty`, `prohibited` or `too-long`.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.PASSPHRASE

    reason: str


@dataclass(eq=False)
class PassphraseMissing(ArchiverError):
    """The file is locked, and nobody gave a passphrase."""

    exit_code: ClassVar[ExitCode] = ExitCode.PASSPHRASE

    file: Path


@dataclass(eq=False)
class PassphraseWrong(ArchiverError):
    """The file is locked, and the passphrase that was given does not open it."""

    exit_code: ClassVar[ExitCode] = ExitCode.PASSPHRASE

    file: Path


@dataclass(eq=False)
class NoPassphrase(ArchiverError):
    """An archive is to be locked, and there is neither a passphrase nor anybody to ask."""

    exit_code: ClassVar[ExitCode] = ExitCode.PASSPHRASE


@dataclass(eq=False)
class PassphrasesDiffer(ArchiverError):
    """The passphrase was not repeated as it was typed before."""

    exit_code: ClassVar[ExitCode] = ExitCode.PASSPHRASE


@dataclass(eq=False)
class TwoPassphrases(ArchiverError):
    """The passphrase was given in two ways at once; `ways` names them."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    ways: str


@dataclass(eq=False)
class PassphraseSourceFailed(ArchiverError):
    """The command or the file descriptor that was to give the passphrase did not.

    Attributes:
        way: The option.
        reason: What happened, in the system's words.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.PASSPHRASE

    way: str
    reason: str


@dataclass(eq=False)
class KeyringUnusable(ArchiverError):
    """The system's keyring does not serve.

    Attributes:
        reason: `none`, `locked`, `silent` (no answer in time), `forgets` or `refuses`.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.PASSPHRASE

    reason: str


@dataclass(eq=False)
class TimestampUrlWrong(ArchiverError):
    """What was given as the address of a time-stamping authority cannot be one.

    Attributes:
        url: As given; without the secret that it holds.
        reason: `form`, or `secret` (it holds a user name or a password).
    """

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE

    url: str
    reason: str


@dataclass(eq=False)
class TimestampNeedsSeal(ArchiverError):
    """A time stamp was asked for, and no seal: there is nothing to stamp."""

    exit_code: ClassVar[ExitCode] = ExitCode.WRONG_USE


@dataclass(eq=False)
class TimestampFailed(ArchiverError):
    """The time-stamping authority did not give a stamp that holds; nothing was written.

    Attributes:
        url: Its address.
        reason: `unreachable`, `silent`, `status` (of HTTP), `too-large`, `refused`, `nonce` (the
            answer to another request), or as in `archive.timestamp.Invalid`.
        remark: What the system or the authority says of it; may be empty.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.SYSTEM

    url: str
    reason: str
    remark: str = ""
