"""An archive that was written, and what the check of one finds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of an archive in another folder.

    Attributes:
        path: Where it lies.
        verified: Whether it was read back and is the archive, byte for byte.
        same_disk: Whether it lies on the archive's own file system, and goes when that goes.
        reason: Why it could not be made, in the system's words.
        errno: The system's number for that.
    """

    path: str
    verified: bool
    same_disk: bool
    reason: str | None = None
    errno: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """The word of a time-stamping authority on when an archive was sealed at the latest.

    Attributes:
        time: By its clock, in UTC.
        authority: What its certificate calls it; somebody else's text.
        certificate: SHA-256 of that certificate, lower-case hex.
        policy: Object identifier of the rules that it says it follows.
    """

    time: datetime
    authority: str
    certificate: str
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive that was written and passed its check.

    Attributes:
        path: Where it lies.
        sha256: Lower-case hex digest of the file.
        size: In bytes.
        pages: In all, front matter included.
        seal: SHA-256 fingerprint of the certificate, lower-case hex; `None` without a seal.
        locked: Whether it needs a passphrase.
        verified: Whether it passed the full check after writing.
        copies: Those that were asked for.
        timestamp: On the seal, if one was asked for.
        laid_open: Paths of the locked archives that it was made from, where it needs no
            passphrase itself.
    """

    path: str
    sha256: str
    size: int
    pages: int
    seal: str | None
    verified: bool
    locked: bool = False
    copies: tuple[Copy, ...] = ()
    timestamp: Timestamp | None = None
    laid_open: tuple[str, ...] = ()

    @property
    def disks(self) -> int:
        """On how many disks it lies, as far as that was checked."""
        return 1 + sum(copy.verified and not copy.same_disk for copy in self.copies)


class SealState(StrEnum):
    """What the seal says."""

    VALID = "valid"
    BROKEN = "broken"
    ABSENT = "absent"


class SidecarState(StrEnum):
    """What the `.sha256` file beside the archive says."""

    MATCH = "match"
    MISMATCH = "mismatch"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCheck:
    """The seal of an archive, checked.

    Attributes:
        state: The result.
        fingerprint: Of the certificate, lower-case hex.
        known: Whether the keyring remembers it; `None` when that could not be asked.
        signed_at: As the archive claims.
        timestamp: What a time-stamping authority says to it, if one was asked.
    """

    state: SealState
    fingerprint: str | None = None
    known: bool | None = None
    signed_at: datetime | None = None
    timestamp: Timestamp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with an archive; `code` picks the sentence.

    Attributes:
        code: E.g. `seal-broken`, `seal-removed`, `appended`, `original-damaged`.
        name: The attachment or page it is about, if any.
    """

    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What the check of an archive found.

    Attributes:
        path: The archive.
        seal: Its seal.
        sidecar: The `.sha256` file beside it.
        originals_expected: Attachments that the manifest names.
        originals_intact: How many of them have the size and digest the manifest gives.
        whole: Attachment names of those.
        damaged: Attachment names whose bytes differ.
        missing: Attachment names in the manifest but not in the file.
        extra: Attachment names in the file but not in the manifest.
        pages_expected: Pages of documents that the manifest names.
        pages_matching: Those that show the same as the original.
        differing: Page labels (the archive's numbers) that do not.
        unchecked: Those whose original opens only with a passphrase that was not given.
        problems: All findings, gravest first; the archive is intact when there are none.
    """

    path: str
    seal: SealCheck
    sidecar: SidecarState
    originals_expected: int = 0
    originals_intact: int = 0
    whole: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    pages_expected: int = 0
    pages_matching: int = 0
    differing: tuple[int, ...] = ()
    unchecked: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def intact(self) -> bool:
        return not self.problems
