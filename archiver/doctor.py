"""What this machine has for the program, and what to do about what it lacks.

Hardly anything found here stops a run: without a keyring, Tesseract or accents on the screen the
backup is made all the same. So each finding is fine or deserves attention, and none is a failure.
"""

import importlib
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import metadata, resources
from pathlib import Path

from archiver import __version__, files, guide, keychain, ocr, standing
from archiver.archive import layout
from archiver.errors import ArchiverError, KeyringUnusable

#: What every system has to be able to show, and what is replaced where it cannot.
ACCENTS, SIGNS = "éèçàœ’", "✓✗→"
#: An archive holds every document twice, once as pages; and there is a copy until it is checked.
_TIMES = 4
_LEAST = 100_000_000  # bytes
_TEMPORARY = 50_000_000  # bytes
# The clock of a machine without a battery starts in the past; this far ahead is no less wrong.
_YEARS_AHEAD = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the checks look at.

    Attributes:
        folder: Where an archive would be written.
        target: What it would be called there.
        sources: Where documents are looked for.
        downloads: The downloads folder, if there is one.
        encoding: Of the console.
        now: With the time zone.
        fixed: Whether the clock is overruled by SOURCE_DATE_EPOCH.
    """

    folder: Path
    target: Path
    sources: tuple[Path, ...]
    downloads: Path | None
    encoding: str
    now: datetime
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        id: What: the sentences are `doctor-<id>-<state>`, and `.do` for what to do.
        state: What was found.
        fine: Whether nothing is to be done.
        facts: For the sentences.
        sizes: Facts that are sizes, in bytes.
    """

    id: str
    state: str
    fine: bool
    facts: Mapping[str, str | int | date] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)

    @property
    def prevents(self) -> bool:
        """Whether no archive can be made before that is put right."""
        return not self.fine and self.id in ("program", "fonts")


def examine(around: Surroundings) -> tuple[Finding, ...]:
    """Look at everything; takes seconds, because all libraries are loaded."""
    return tuple(check(around) for check in CHECKS)


def libraries() -> dict[str, str | None]:
    """The libraries the program stands on, with their versions; `None` if one is not there."""
    found: dict[str, str | None] = {}
    for requirement in metadata.requires("archiver") or ():
        name = re.match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement:
            try:
                found[name[0]] = metadata.version(name[0])
            except metadata.PackageNotFoundError:
                found[name[0]] = None
    return dict(sorted(found.items()))


def _program(_: Surroundings) -> Finding:
    known = libraries()
    modules: dict[str, list[str]] = {}
    for module, owners in metadata.packages_distributions().items():
        for owner in owners:
            modules.setdefault(_plain(owner), []).append(module)
    broken = [
        name
        for name, version in known.items()
        if version is None or not all(map(_loads, modules.get(_plain(name), ())))
    ]
    python = ".".join(map(str, sys.version_info[:3]))
    if broken:
        return Finding(id="program", state="broken", fine=False, facts={"names": ", ".join(broken)})
    facts: dict[str, str | int] = {"tool": __version__, "python": python, "count": len(known)}
    return Finding(id="program", state="whole", fine=True, facts=facts)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _loads(module: str) -> bool:
    if not module.isidentifier() or module.startswith("_"):
        return True
    try:
        importlib.import_module(module)
    except (ImportError, OSError):  # a wheel for another system, a library of the system lacking
        return False
    return True


def _fonts(_: Surroundings) -> Finding:
    folder = resources.files("archiver") / "data" / "fonts"
    files = {name: folder / name for name in layout.FONT_FILES.values()}
    missing = [name for name, file in files.items() if not file.is_file()]
    if missing:
        return Finding(id="fonts", state="missing", fine=False, facts={"names": ", ".join(missing)})
    return Finding(id="fonts", state="there", fine=True, facts={"count": len(files)})


def _keyring(_: Surroundings) -> Finding:
    try:
        name = keychain.backend()
    except KeyringUnusable as error:
        return Finding(id="keyring", state=error.reason, fine=False)
    # A file of the package keyrings.alt that everybody can read.
    if "plaintext" in name.lower():
        return Finding(id="keyring", state="open", fine=False, facts={"name": name})
    return Finding(id="keyring", state="there", fine=True, facts={"name": name})


def _ocr(_: Surroundings) -> Finding:
    state = ocr.state()
    return Finding(id="ocr", state=state.value, fine=state is ocr.State.READY)


def _target(around: Surroundings) -> Finding:
    """Room and rights where the archive would be written."""
    facts = {"folder": str(around.folder.absolute())}
    try:
        files.refuse_existing(around.target, force=True)
        free = shutil.disk_usage(around.folder).free
    except (ArchiverError, OSError):
        return Finding(id="target", state="refused", fine=False, facts=facts)
    wanted = _TIMES * standing.look(around.folder, around.sources).size + _LEAST
    state = "enough" if free >= wanted else "little"
    sizes = {"free": free, "wanted": wanted}
    return Finding(id="target", state=state, fine=free >= wanted, facts=facts, sizes=sizes)


def _temporary(_: Surroundings) -> Finding:
    try:
        folder = tempfile.gettempdir()
        free = shutil.disk_usage(folder).free
    except OSError:
        return Finding(id="temporary", state="none", fine=False)
    state = "enough" if free >= _TEMPORARY else "little"
    return Finding(
        id="temporary",
        state=state,
        fine=free >= _TEMPORARY,
        facts={"folder": folder},
        sizes={"free": free},
    )


def _downloads(around: Surroundings) -> Finding:
    if around.downloads is None:
        return Finding(id="downloads", state="absent", fine=False)
    count = standing.look(around.folder, [around.downloads]).files
    facts: dict[str, str | int] = {"folder": str(around.downloads), "count": count}
    return Finding(id="downloads", state="found", fine=True, facts=facts)


def _console(around: Surroundings) -> Finding:
    facts = {"encoding": around.encoding}
    if not _can_write(ACCENTS, around.encoding):
        return Finding(id="console", state="plain", fine=False, facts=facts)
    state = "all" if _can_write(SIGNS, around.encoding) else "accents"
    return Finding(id="console", state=state, fine=True, facts=facts)


def _names(_: Surroundings) -> Finding:
    """Whether file names with accents can be opened."""
    encoding = sys.getfilesystemencoding()
    fine = _can_write(ACCENTS, encoding)
    state = "all" if fine else "plain"
    return Finding(id="names", state=state, fine=fine, facts={"encoding": encoding})


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _clock(around: Surroundings) -> Finding:
    now = around.now
    zone = now.strftime("%Z (UTC%z)")
    facts: dict[str, str | date] = {"day": now.date(), "time": f"{now:%H:%M}", "zone": zone}
    # The day on which somebody read the guide's sources was before this program was installed.
    known = guide.load("ameli")
    made = known.read if known else now.date()
    if around.fixed:
        return Finding(id="clock", state="fixed", fine=False, facts=facts)
    if now.date() < made or now.year > made.year + _YEARS_AHEAD:
        return Finding(id="clock", state="wrong", fine=False, facts=facts)
    return Finding(id="clock", state="right", fine=True, facts=facts)


#: In the order in which they are shown.
CHECKS: tuple[Callable[[Surroundings], Finding], ...] = (
    _program,
    _fonts,
    _keyring,
    _ocr,
    _downloads,
    _target,
    _temporary,
    _console,
    _names,
    _clock,
)
