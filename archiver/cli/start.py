"""`archiver` alone: where this folder stands, what to do next, and where the rest is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from archiver import standing
from archiver.cli import refused, sentence
from archiver.cli.shells import typed
from archiver.cli.surroundings import configuration, downloads, today
from archiver.config import Config
from archiver.errors import ArchiverError, NoDownloadsFolder, PassphraseMissing
from archiver.model import Level
from archiver.names import archive_name
from archiver.standing import Standing
from archiver.wording import Words

#: Why, as in `start-why-…`, and the words of the command after `archiver`.
_Step = tuple[str, tuple[str, ...]]
#: Steps at which it is early enough to hear of `init`.
_BEFORE_ASKING = frozenset({"watch", "check", "again", "gaps"})


def lines(words: Words) -> Iterator[str]:
    """Three sentences about the folder in which the program is called."""
    try:
        told = configuration()
    except ArchiverError as error:
        # Not a failure here: to mend the file is what comes next.
        yield sentence(error, words)
        yield words.say("start-mend")
    except OSError as error:
        yield refused(error, words)
        yield words.say("start-mend" if error.filename else "start-elsewhere")
    else:
        yield from _standing(told, words)
        return
    yield words.say("start-rest")


def _standing(told: Config, words: Words) -> Iterator[str]:
    place = _place(told)
    found = place.standing
    verdict = _verdict(found.archive) if found.archive else None
    yield _state(found, verdict, words)
    if found.absent:
        yield words.say("start-mend")
        yield words.say("start-rest")
        return
    what, command = _next(place, told, verdict, words)
    do = typed("archiver", *command)
    yield words.say("start-do", command=do, why=words.say(f"start-why-{what}"))
    open_yet = _is_to_be_asked(told) and what in _BEFORE_ASKING
    yield words.say("start-rest-init" if open_yet else "start-rest")


def _is_to_be_asked(told: Config) -> bool:
    """Whether the list depends on answers that nobody gave: there is no file to hold them."""
    return not told.file and bool(told.checklist.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where documents are looked for: told by the settings, this folder, or the downloads.

    Attributes:
        typed: As it has to be typed; empty where the program finds them by itself.
        standing: What a glance at them shows.
    """

    typed: tuple[str, ...] = ()
    standing: Standing


def _place(told: Config) -> _Place:
    here = Path()
    if told.sources:
        return _Place(standing=standing.look(here, told.sources))
    try:
        usual = [downloads()]
    except NoDownloadsFolder:
        usual = []
    if standing.holds_documents(here, apart_from=[*usual, Path.home()]):
        return _Place(typed=(".",), standing=standing.look(here, [here]))
    return _Place(standing=standing.look(here, usual))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What the latest archive says of itself.

    Attributes:
        state: `safe`, `gaps`, `locked` or `doubtful`.
        as_of: The day it was written for.
        required: How many required points were not settled.
    """

    state: str
    as_of: date | None = None
    required: int = 0


def _verdict(archive: Path) -> _Verdict:
    from archiver.archive.originals import read_manifest  # brings pdfium along

    try:
        manifest = read_manifest(archive)
    except PassphraseMissing:
        return _Verdict(state="locked")
    except ArchiverError:
        return _Verdict(state="doubtful")
    required = sum(gap.level is Level.REQUIRED for gap in manifest.gaps)
    state = "safe" if manifest.safe_to_delete and not required else "gaps"
    return _Verdict(state=state, as_of=manifest.as_of, required=required)


def _state(found: Standing, verdict: _Verdict | None, words: Words) -> str:
    """What is here, in one sentence or two."""
    if found.absent:
        return words.say("start-absent", sources=_named(found.absent, words))
    if verdict is None:
        return _counted(found, words)
    said = [
        words.say(
            f"start-archive-{verdict.state}",
            archive=str(found.archive),
            as_of=verdict.as_of,
            count=verdict.required,
        )
    ]
    if found.newer:
        said.append(words.say("start-newer", count=found.newer))
    return " ".join(said)


def _counted(found: Standing, words: Words) -> str:
    if not found.sources:
        return words.say("start-nowhere")
    id = "start-files" if found.all_seen else "start-files-at-least"
    return words.say(id, count=found.files, sources=_named(found.sources, words))


def _named(sources: Sequence[Path], words: Words) -> str:
    return words.list(words.say("quoted", text=str(source.absolute())) for source in sources)


def _next(
    place: _Place, told: Config, verdict: _Verdict | None, words: Words
) -> tuple[str, tuple[str, ...]]:
    found = place.standing
    archive = str(found.archive)
    if verdict is None:
        return _first(place, told, words)
    if verdict.state == "doubtful":
        return "doubtful", ("verify", archive)
    if found.newer:
        target = Path(archive_name(told.checklist.id, told.day(today())))
        force = ("--force",) if target.exists() else ()
        return "again", ("backup", *place.typed, *force)
    if verdict.state == "gaps":
        return "gaps", ("check", *place.typed)
    if verdict.as_of and verdict.as_of < today():
        return "after", ("guide", "--after")
    if verdict.state == "safe" and _is_to_be_asked(told):
        return "ask", ("init",)
    return "verify", ("verify", archive)


def _first(place: _Place, told: Config, words: Words) -> _Step:
    """As long as there is no archive."""
    if not place.standing.sources:
        return "folder", ("check", words.say("start-folder"))
    if not place.standing.files:
        return "watch", ("watch", *place.typed)
    if told.file:
        return "backup", ("backup", *place.typed)
    return "check", ("check", *place.typed)
