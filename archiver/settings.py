"""What a run is about, and what it is to write: everything that comes from outside."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from archiver import checklist
from archiver.model import Checklist, Label, Word
from archiver.passphrase import Passphrase, SourceKeys, Unlock, keyless, nobody
from archiver.progress import Progress, quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run is about.

    Attributes:
        checklist: What has to be there; see `checklist.load`.
        as_of: The day on which the account is to be deleted; today if it is not given.
        lang: Language of the archive and of the messages, `fr` or `en`.
        created: The moment of the run, in UTC: the archive's date.
        word: What only the user knows.
        labels: The user's word on files that are not recognised.
        unlock: Asked for the passphrase of an earlier archive among the sources.
        keys: Asked for the passphrase of any other source that is locked.
        progress: Told what is being done.
    """

    checklist: Checklist = field(default_factory=lambda: checklist.load("ameli"))
    as_of: date = field(default_factory=date.today)
    lang: str = "fr"
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    word: Word = field(default_factory=Word)
    labels: tuple[Label, ...] = ()
    unlock: Unlock = nobody
    keys: SourceKeys = keyless
    progress: Progress = quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The archive to be written.

    Attributes:
        target: Where.
        force: Whether an existing file there may be replaced.
        seal: Whether to seal it.
        timestamp: Address of the authority that is to stamp the seal (RFC 3161), if any. The
            network is used for nothing else.
        lock: What to lock it with, if at all.
        everything: Whether to take in what is plainly not from the account, too.
        copy_to: Folders that get a verified copy each.
    """

    target: Path
    force: bool = False
    seal: bool = True
    timestamp: str | None = None
    lock: Passphrase | None = None
    everything: bool = False
    copy_to: tuple[Path, ...] = ()
