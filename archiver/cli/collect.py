"""`collect`: copies of what was recognised, in a tidy folder."""

from pathlib import Path
from typing import Any

import click

from archiver import catalogue, workflows
from archiver.cli import options
from archiver.errors import ExitCode
from archiver.phrasing import Voice
from archiver.render import as_json
from archiver.tidy import Tidied
from archiver.wording import Words


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""
    into = options.option(words, "into", "--into", required=True, type=click.Path(path_type=Path))

    def run(**given: Any) -> None:
        call = options.call(words, given)
        result = workflows.collect(call.sources, call.settings, into=given["into"])
        call.screen.json(lambda: as_json.collection(result))
        _print(call, result)
        click.get_current_context().exit(ExitCode.OK)

    function = options.decorated(run, [*options.sources(words), into, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _print(call: options.Call, result: Tidied) -> None:
    words, line = Words(call.settings.lang), call.screen.line
    voice = Voice(words=words, checklist=call.settings.checklist, catalogue=catalogue.load())
    voice = voice.of(result.left)
    line()
    count, folder = len(result.copied), str(result.folder)
    line(words.say("collected", count=count, folder=folder), "bold", indent=1)
    for _, copy in result.copied:
        line(copy, indent=3)
    if result.present:
        line(words.say("collected-present", count=len(result.present)), indent=1)
    if result.left:
        line()
        line(words.say("collected-left", count=len(result.left)), "yellow", indent=1)
        for document in result.left:
            status = words.say(f"status-{document.status.value}")
            line(f"{voice.path(document.path)} — {status}", indent=3)
        line(words.say("collected-why"), "dim", indent=1)
    line()
