"""The options that commands share, in one order, with help in the user's language."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver.cli import completing
from archiver.cli.passphrases import Passphrases, SourceCommand
from archiver.cli.surroundings import configuration as configuration
from archiver.cli.surroundings import downloads, now
from archiver.cli.surroundings import today as today
from archiver.model import Checklist, Word
from archiver.passphrase import Passphrase, SourceKeys, Unlock
from archiver.settings import Settings
from archiver.wording import LANGUAGES, Words

if TYPE_CHECKING:
    from archiver.cli.screen import Screen

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def option(words: Words, id: str, *names: str, **settings: Any) -> Decorator:
    """A Click option whose help is the sentence `option-<id>`."""
    return click.option(*names, help=words.say(f"option-{id}"), **settings)


def decorated(function: Callable[..., Any], decorators: Sequence[Decorator]) -> Callable[..., Any]:
    """Apply decorators so that `--help` shows the options in the order given here."""
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


class Day(click.ParamType[date]):
    """A day in ISO 8601; Click's own type complains in terms of `strftime`."""

    name = "day"

    def __init__(self, words: Words) -> None:
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if not isinstance(value, date):
            try:
                return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 (a day)
            except ValueError:
                self.fail(self._words.say("day-wrong", value=value), param, ctx)
        return value


def sources(words: Words) -> list[Decorator]:
    """Where documents come from, and what they are compared with."""
    return [
        click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]..."),
        *comparison(words),
        *passphrase(words),
        source_passphrase(words),
    ]


def passphrase(words: Words) -> list[Decorator]:
    """What opens a locked archive, or locks a new one."""
    number = click.IntRange(min=0)
    return [
        option(words, "passphrase-fd", "--passphrase-fd", type=number, metavar="N"),
        option(words, "passphrase-command", "--passphrase-command", metavar="COMMAND"),
    ]


def source_passphrase(words: Words) -> Decorator:
    """What opens a source that is locked."""
    return option(
        words,
        "source-passphrase-command",
        "--source-passphrase-command",
        metavar="COMMAND",
    )


def comparison(words: Words) -> list[Decorator]:
    """What documents are compared with."""
    return [
        option(
            words,
            "checklist",
            "--checklist",
            metavar="NAME|FILE",
            shell_complete=completing.checklists(words),
        ),
        option(
            words,
            "as-of",
            "--as-of",
            type=Day(words),
            metavar="YYYY-MM-DD",
        ),
    ]


def common(words: Words) -> list[Decorator]:
    """How things are shown: the same in every command."""
    return [
        option(words, "json", "--json", "as_json", is_flag=True),
        option(words, "lang", "--lang", type=click.Choice(LANGUAGES)),
        option(words, "quiet", "-q", "--quiet", is_flag=True),
        option(words, "verbose", "-v", "--verbose", count=True),
        option(words, "no-color", "--no-color", is_flag=True),
        option(words, "show-numbers", "--show-numbers", is_flag=True),
    ]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command that looks at sources."""

    screen: "Screen"
    sources: tuple[Path, ...]
    settings: Settings
    checklist: str
    passphrases: Passphrases


def screen(words: Words, given: dict[str, Any]) -> "Screen":
    """Take the display options out of a command's parameters."""
    from archiver.cli.screen import Screen  # at Tab and for --help nothing is shown by it

    given.pop("lang")
    shown = Screen(
        words,
        as_json=given.pop("as_json"),
        quiet=given.pop("quiet"),
        verbose=given.pop("verbose"),
        color=not given.pop("no_color") and not os.environ.get("NO_COLOR"),
        show_numbers=given.pop("show_numbers"),
    )
    # However the command ends, the terminal gets its cursor back before anything is said.
    click.get_current_context().call_on_close(shown.close)
    return shown


def call(words: Words, given: dict[str, Any]) -> Call:
    """Take sources, checklist, day and display options out of a command's parameters."""
    passphrases = Passphrases(words, given)
    command = SourceCommand(given)
    quiet = bool(given["quiet"])
    shown = screen(words, given)
    asked: date | None = given.pop("as_of")
    told = configuration(given.pop("checklist"))
    if told.as_of and not (asked or quiet) and told.as_of != told.day(today()):
        click.echo(words.say("day-over", day=told.as_of), err=True)
    sources = tuple(given.pop("sources")) or told.sources or (downloads(),)
    settings = Settings(
        checklist=told.checklist,
        as_of=asked or told.day(today()),
        lang=words.lang,
        created=now(),
        word=Word(
            waivers=tuple(w for w in told.waivers if _asks(told.checklist, w.requirement)),
            declared=told.declared,
            holder=told.holder,
            people=told.people,
            leaves=told.leaves,
        ),
        labels=told.labels,
        unlock=unlocking(shown, passphrases),
        keys=asking(shown, command),
        progress=shown.progress,
    )
    return Call(shown, sources, settings, told.name, passphrases)


def _asks(checklist: Checklist, requirement: str) -> bool:
    """Whether a waiver is about this account: a file may hold those of several."""
    return any(each.id == requirement for each in checklist.requirements)


def unlocking(screen: "Screen", passphrases: Passphrases) -> Unlock:
    """How the passphrase of an archive is found: with nothing else on the screen."""

    def unlock() -> Passphrase | None:
        screen.close()
        return passphrases.unlock()

    return unlock


def asking(screen: "Screen", command: SourceCommand) -> SourceKeys:
    """How the passphrase of a source is found: with nothing else on the screen."""

    def ask(path: str) -> Passphrase | None:
        screen.close()
        return command(path)

    return ask
