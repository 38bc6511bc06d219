"""The command line: the one border where words become values and errors become exit codes.

Today, the locale and the environment are read here and nowhere else. Command modules are
loaded when they are called, so that `--help` does not wait for PDF libraries.
"""

import codecs
import errno
import gettext
import importlib
import io
import os
import re
import shutil
import sys
import textwrap
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from archiver.language import language
from archiver.text import mask, show_nearest
from archiver.wording import LANGUAGES, Words

if TYPE_CHECKING:
    from archiver.errors import ArchiverError

# Help and completion are to come at once, so `errors` is imported where something went wrong.
_WRONG_USE, _INTERRUPTED, _BROKEN_PIPE = 2, 130, 141

#: Command -> the module of this package that holds it.
COMMANDS = {
    "backup": "backup",
    "check": "backup",
    "bundle": "backup",
    "verify": "archive",
    "extract": "archive",
    "list": "archive",
    "collect": "collect",
    "explain": "explain",
    "checklist": "checklist",
    "init": "init",
    "guide": "guide",
    "watch": "watch",
    "passphrase": "passphrase",
    "waive": "waive",
    "label": "label",
    "doctor": "doctor",
    "completion": "completion",
    "man": "man",
}


class Shell(click.Group):
    """The group of all commands; every exception ends here as a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"archiver.cli.{COMMANDS[cmd_name]}")
        command = module.build(cmd_name, _words(ctx))
        assert isinstance(command, click.Command)
        _keep_examples(command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, like `format_commands`, and the options of all of them."""
        words = _words(ctx)
        commands = [
            CompletionItem(name, help=words.say(f"help-{name}").partition("\n")[0])
            for name in COMMANDS
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            # Click looks for likely names among the commands that are loaded: there are none.
            raise click.exceptions.NoSuchCommand(name, possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any of them."""
        words = _words(ctx)
        rows = [(name, words.say(f"help-{name}").partition("\n")[0]) for name in COMMANDS]
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:  # Click keeps it, in the language of the first call
            option.help = gettext.gettext("Show this message and exit.")
        return option

    def speak(self, lang: str) -> None:
        """Have all help in a language, Click's own sentences included."""
        _translate_click(lang)
        self.help = Words(lang).say("help")
        _keep_examples(self)
        for parameter in self.params:
            if isinstance(parameter, click.Option) and parameter.name in ("version", "lang"):
                parameter.help = Words(lang).say(f"option-{parameter.name}")

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        with _watched_pipe():  # help is printed here
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        with _watched_pipe():
            return super().invoke(ctx)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        """Run; always leaves through `SystemExit`."""
        words = list(sys.argv[1:] if args is None else args)
        lang = language(words)
        self.speak(lang)
        try:
            options |= {"standalone_mode": False, "obj": lang}
            code = super().main(words, *rest, **options)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = _WRONG_USE
        except click.ClickException as error:
            _print_usage(error, words)
            code = _WRONG_USE
        except BaseException as error:  # noqa: BLE001 - the last line of defence
            code = _explained(error, Words(lang), words)
        _leave(int(code or 0))


def _keep_examples(command: click.Command) -> None:
    """Have no example broken into lines: it is there to be copied."""
    command.help = re.sub(r"\n\n(\w[\w ]*\s?: archiver )", "\n\n\b\n\\1", command.help or "")
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _keep_examples(below)


def _words(ctx: click.Context) -> Words:
    """The sentences in the language that `Shell.main` found; while completing, the locale's."""
    return Words(ctx.find_root().obj or language([]))


def _translate_click(lang: str) -> None:
    """Have Click's own sentences in our language: it asks gettext's default domain."""
    folder = Path(__file__).parent.parent / "data" / "click"
    gettext.bindtextdomain("click", str(folder))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = lang


def _print_usage(error: click.ClickException, arguments: Sequence[str]) -> None:
    """Click's complaint about the words of the call, on standard error."""
    if isinstance(error, click.UsageError) and error.ctx:
        click.echo(error.ctx.get_usage(), err=True)
        hint = gettext.gettext("Try '{command} {option}' for help.")
        click.echo(hint.format(command=error.ctx.command_path, option="--help"), err=True)
    said = gettext.gettext("Error: {message}").format(message=error.format_message())
    _complain(said, arguments)


def _explained(error: BaseException, words: Words, arguments: Sequence[str]) -> int:
    """Say what happened in one sentence, and give the exit code."""
    if isinstance(error, click.Abort) and isinstance(error.__cause__, EOFError):
        error = error.__cause__  # nothing here asks for input: this is not the user's doing
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return _INTERRUPTED
    from archiver.errors import ArchiverError, ExitCode

    if _wants_details(arguments):
        click.echo(_shown("".join(traceback.format_exception(error)), arguments), err=True)
    if isinstance(error, ArchiverError):
        said, code = sentence(error, words), error.exit_code
    elif isinstance(error, OSError):
        said, code = refused(error, words), ExitCode.SYSTEM
    else:
        said, code = words.say("bug", kind=type(error).__name__), ExitCode.BUG
    _complain(words.say("error", message=said), arguments)
    return code


def _wants_details(arguments: Sequence[str]) -> bool:
    """Whether `-v` was given twice, in one word or in two."""
    short = (word for word in arguments if re.fullmatch("-[a-z]+", word))
    return arguments.count("--verbose") + sum(word.count("v") for word in short) > 1


def _shown(text: str, arguments: Sequence[str]) -> str:
    return text if "--show-numbers" in arguments else mask(text)


def _complain(said: str, arguments: Sequence[str]) -> None:
    _print(_shown(said, arguments), err=True)


def _print(text: str, *, err: bool = False) -> None:
    """Print a paragraph; a terminal would break lines within words."""
    if (sys.stderr if err else sys.stdout).isatty():
        width = max(20, shutil.get_terminal_size().columns)
        # Neither paths nor the no-break spaces of French may be broken.
        text = textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
    click.echo(text, err=err)


def sentence(error: "ArchiverError", words: Words) -> str:
    """What happened, to which file, and what to do now."""
    from archiver.errors import CannotWrite

    facts = {name: v if isinstance(v, int) else str(v) for name, v in vars(error).items()}
    if isinstance(error, CannotWrite):
        facts["reason"] = words.refusal(error.errno, error.reason)
    return words.say(type(error).__name__, **facts)


def refused(error: OSError, words: Words) -> str:
    """That the system refused, and why."""
    reason = words.refusal(error.errno, error.strerror or str(error))
    reason = ": ".join(str(part) for part in (error.filename, reason) if part)
    return words.say("SystemRefused", reason=reason)


@contextmanager
def _watched_pipe() -> Iterator[None]:
    """Leave when the reader of our output went away.

    Click and Rich would leave with 1, which has another meaning here.
    """
    try:
        yield
    except (OSError, SystemExit) as error:
        if not _is_gone(error.__context__ if isinstance(error, SystemExit) else error):
            raise
        _silence_output()
        raise SystemExit(_BROKEN_PIPE) from None


def _is_gone(error: BaseException | None) -> bool:
    """Whether nobody reads our output any more."""
    # https://github.com/python/cpython/issues/79935: on Windows it may be an invalid argument.
    if sys.platform == "win32" and isinstance(error, OSError) and error.errno == errno.EINVAL:
        return error.filename is None
    return isinstance(error, BrokenPipeError)


def _silence_output() -> None:
    """Keep Python from complaining about the closed pipe when it flushes at exit."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _leave(code: int) -> None:
    try:
        sys.stdout.flush()
    except OSError as error:
        if not _is_gone(error):
            raise
        _silence_output()
        code = _BROKEN_PIPE
    sys.exit(code)


@click.group(
    cls=Shell,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False)
@click.version_option(package_name="archiver", prog_name="archiver", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Back up the documents of an online account; the help text is set in `Shell.main`."""
    if ctx.invoked_subcommand is None:
        start = importlib.import_module("archiver.cli.start")
        for line in start.lines(_words(ctx)):
            _print(mask(line))


def main() -> None:
    """Run the command line."""
    codecs.register_error("archiver.nearest", show_nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or a pipe that has no accents gets bare letters, not an error.
            stream.reconfigure(errors="archiver.nearest")
    cli.main(prog_name="archiver")
