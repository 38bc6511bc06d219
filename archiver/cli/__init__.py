"""The command line: the one border where words become values and errors become exit codes.

Today, the locale and the environment are read here and nowhere else. Command modules are
loaded when they are called, so that `--help` does not wait for PDF libraries.
"""

import errno
import gettext
import importlib
import locale
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import click

from archiver import __version__
from archiver.errors import ArchiverError, CannotWrite, ExitCode
from archiver.wording import LANGUAGES, Words

#: Command -> the module of this package that holds it.
COMMANDS = {
    "backup": "backup",
    "check": "backup",
    "bundle": "backup",
    "verify": "archive",
    "extract": "archive",
    "list": "archive",
}


class Shell(click.Group):
    """The group of all commands; every exception ends here as a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"archiver.cli.{COMMANDS[cmd_name]}")
        command = module.build(cmd_name, Words(language(_arguments(ctx))))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.meta["archiver.args"] = list(args)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run; always leaves through `SystemExit`."""
        words = list(sys.argv[1:] if args is None else args)
        lang = language(words)
        _translate_click(lang)
        self.help = Words(lang).say("help")
        try:
            code = super().main(words, *rest, **{**options, "standalone_mode": False})
        except click.exceptions.Exit as end:
            code = end.exit_code
        except click.ClickException as error:
            _print_usage(error)
            code = ExitCode.WRONG_USE
        except BaseException as error:  # noqa: BLE001 - the last line of defence
            code = _explained(error, Words(lang), words)
        _leave(int(code or 0))


def _arguments(ctx: click.Context) -> list[str]:
    return list(ctx.meta.get("archiver.args", sys.argv[1:]))


def language(arguments: Sequence[str]) -> str:
    """The language of this run: `--lang`, else the locale, else French.

    Needed before the options are parsed, because help and complaints about them are
    translated too; a wrong `--lang` is complained about later.
    """
    for index, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else None
        if word == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return value
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "en" if value.lower().startswith("en") else "fr"
    system = locale.getlocale()[0] or ""
    return "en" if system.lower().startswith("en") else "fr"


def _translate_click(lang: str) -> None:
    """Have Click's own sentences in our language: it asks gettext's default domain."""
    folder = resources.files("archiver") / "data" / "click"
    gettext.bindtextdomain("click", str(folder))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = lang


def _print_usage(error: click.ClickException) -> None:
    """Click's complaint about the words of the call, on standard error."""
    if isinstance(error, click.UsageError) and error.ctx:
        click.echo(error.ctx.get_usage(), err=True)
        hint = gettext.gettext("Try '{command} {option}' for help.")
        click.echo(hint.format(command=error.ctx.command_path, option="--help"), err=True)
    click.echo(gettext.gettext("Error: {message}").format(message=error.format_message()), err=True)


def _explained(error: BaseException, words: Words, arguments: Sequence[str]) -> int:
    """Say what happened in one sentence, and give the exit code."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return ExitCode.INTERRUPTED
    if isinstance(error, BrokenPipeError):
        _silence_output()
        return ExitCode.BROKEN_PIPE
    from archiver.text import mask

    if "-vv" in arguments:
        traceback.print_exception(error)
    if isinstance(error, ArchiverError):
        sentence, code = words.say(type(error).__name__, **_facts(error, words)), error.exit_code
    elif isinstance(error, OSError):
        reason = _reason(error.errno, error.strerror or str(error), words)
        reason = ": ".join(str(part) for part in (error.filename, reason) if part)
        sentence, code = words.say("SystemRefused", reason=reason), ExitCode.SYSTEM
    else:
        sentence, code = words.say("bug", kind=type(error).__name__), ExitCode.BUG
    click.echo(words.say("error", message=mask(sentence)), err=True)
    return code


def _facts(error: ArchiverError, words: Words) -> Mapping[str, Any]:
    facts = {name: v if isinstance(v, int) else str(v) for name, v in vars(error).items()}
    if isinstance(error, CannotWrite):
        facts["reason"] = _reason(error.errno, error.reason, words)
    return facts


def _reason(number: int | None, told: str, words: Words) -> str:
    """Why the system refused, in the user's language where that is known."""
    id = f"errno-{errno.errorcode.get(number or 0, '')}"
    return words.say(id) if words.knows(id) else told


def _silence_output() -> None:
    """Keep Python from complaining about the closed pipe when it flushes at exit."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _leave(code: int) -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_output()
        code = ExitCode.BROKEN_PIPE
    sys.exit(code)


@click.group(cls=Shell, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="archiver", message="%(prog)s %(version)s")
def cli() -> None:
    """Back up the documents of an online account; the help text is set in `Shell.main`."""


def main() -> None:
    """Run the command line."""
    cli.main(prog_name="archiver")
