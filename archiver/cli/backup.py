"""`backup`, `check` and `bundle`: from sources to a verdict and an archive."""

from pathlib import Path
from typing import Any

import click

from archiver import catalogue, keychain, workflows
from archiver.cli import options, webpage
from archiver.errors import ExitCode
from archiver.names import archive_name
from archiver.phrasing import Voice
from archiver.render import as_json
from archiver.wording import Words
from archiver.workflows import Output


def build(name: str, words: Words) -> click.Command:
    """The command *name* in the language of *words*."""
    target = [
        options.option(words, "output", "-o", "--output", type=click.Path(path_type=Path)),
        options.option(words, "force", "--force", is_flag=True),
        options.option(words, "all", "--all", "everything", is_flag=True),
        options.option(words, "no-seal", "--no-seal", is_flag=True),
        options.option(words, "timestamp", "--timestamp", metavar="URL"),
        options.option(words, "encrypt", "--encrypt", is_flag=True),
        options.option(
            words,
            "copy-to",
            "--copy-to",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="FOLDER",
        ),
    ]
    html = [options.option(words, "html", "--html", type=click.Path(path_type=Path))]
    own = {"check": html, "backup": [*target, *html], "bundle": target}[name]

    def run(**given: Any) -> None:
        given["numbers"] = given["show_numbers"]
        call = options.call(words, given)
        click.get_current_context().exit(
            _check(call, words, given) if name == "check" else _write(name, call, words, given)
        )

    function = options.decorated(run, [*options.sources(words), *own, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _check(call: options.Call, words: Words, given: dict[str, Any]) -> ExitCode:
    page = webpage.Target(given["html"], show_numbers=given["numbers"])
    report = workflows.check(call.sources, call.settings)
    voice = _voice(call, words)
    page.write(report, None, voice)
    call.screen.json(lambda: as_json.report(report, None, voice))
    call.screen.report(report, None, voice)
    return ExitCode.OK if report.safe_to_delete else ExitCode.GAPS


def _write(name: str, call: options.Call, words: Words, given: dict[str, Any]) -> ExitCode:
    settings = call.settings
    output = Output(
        target=given["output"] or Path(archive_name(settings.checklist.id, settings.as_of)),
        force=given["force"],
        seal=not given["no_seal"],
        timestamp=given["timestamp"],
        lock=call.passphrases.lock() if given["encrypt"] else None,
        everything=given["everything"],
        copy_to=given["copy_to"],
    )
    page = webpage.Target(given.get("html"), show_numbers=given["numbers"])
    report, archive = workflows.backup(call.sources, settings, output)
    voice = _voice(call, words)
    page.write(report, archive, voice, unlock=lambda: output.lock)
    call.screen.json(lambda: as_json.report(report, archive, voice))
    call.screen.report(report, archive, voice)
    if archive.seal and not keychain.remember_seal(archive.seal):
        call.screen.line(words.say("seal-not-remembered"), "dim", indent=1)
    if not all(copy.verified for copy in archive.copies):
        return ExitCode.SYSTEM
    return ExitCode.OK if report.safe_to_delete or name == "bundle" else ExitCode.GAPS


def _voice(call: options.Call, words: Words) -> Voice:
    return Voice(words=words, checklist=call.settings.checklist, catalogue=catalogue.load())
