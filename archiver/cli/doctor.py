"""`doctor`: what this machine has, and what to do about what is missing."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver.cli import options, surroundings
from archiver.config import DEFAULT
from archiver.errors import ArchiverError, ExitCode, NoDownloadsFolder
from archiver.names import archive_name
from archiver.render import as_json
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.doctor import Finding, Surroundings


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""

    def run(**given: Any) -> None:
        from archiver import doctor  # brings along what it looks for

        screen = options.screen(words, given)
        findings = doctor.examine(_around())
        libraries = doctor.libraries()
        told = [(one, sentence(one, words), remedy(one, words)) for one in findings]
        screen.json(lambda: as_json.examination(told, libraries))
        screen.line()
        for finding, said, todo in told:
            sign, style = ("✓", "green") if finding.fine else ("!", "yellow")
            screen.line(f"{sign} {said}", style, indent=1, hang=2)
            if todo:
                screen.line(f"→ {todo}", "cyan", indent=3, hang=2)
        if screen.verbose:
            for library, version in libraries.items():
                screen.line(f"{library} {version or '—'}", "dim", indent=3)
        screen.line()
        screen.line(_end(findings, words), "bold", indent=1)
        screen.line()
        # What deserves attention is no failure: scripts that want more read the JSON.
        click.get_current_context().exit(ExitCode.OK)

    function = options.decorated(run, options.common(words))
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _end(findings: "tuple[Finding, ...]", words: Words) -> str:
    if any(finding.prevents for finding in findings):
        return words.say("doctor-prevented")
    return words.say("doctor-end", count=sum(not finding.fine for finding in findings))


def sentence(finding: "Finding", words: Words) -> str:
    """What was found."""
    sizes = {id: words.size(size) for id, size in finding.sizes.items()}
    return words.say(f"doctor-{finding.id}-{finding.state}", **finding.facts, **sizes)


def remedy(finding: "Finding", words: Words) -> str | None:
    """What to do about it, if anything."""
    if finding.fine:
        return None
    sizes = {id: words.size(size) for id, size in finding.sizes.items()}
    return words.say(f"doctor-{finding.id}-{finding.state}.do", **finding.facts, **sizes)


def _around() -> "Surroundings":
    from archiver.doctor import Surroundings

    try:
        downloads: Path | None = surroundings.downloads()
    except NoDownloadsFolder:
        downloads = None
    checklist, sources = DEFAULT, tuple(filter(None, [downloads]))
    try:
        told = surroundings.configuration()
        checklist, sources = told.checklist.id, told.sources or sources
    except ArchiverError:
        pass  # `archiver` alone says what is wrong with the settings
    return Surroundings(
        folder=Path(),
        target=Path(archive_name(checklist, surroundings.today())),
        sources=sources,
        downloads=downloads,
        encoding=sys.stdout.encoding or "ascii",
        now=datetime.now().astimezone(),
        fixed=bool(os.environ.get("SOURCE_DATE_EPOCH")),
    )
