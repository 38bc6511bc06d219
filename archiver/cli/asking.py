"""Questions at the terminal: Click's own take `y` and `n` only, whatever the language."""

import shutil
import textwrap

import click

from archiver.wording import Words


def say(text: str, indent: int = 1) -> None:
    """Say something between two questions; what is piped away stays free of it."""
    click.echo(_wrapped(text, indent), err=True)


def text(question: str) -> str:
    """Ask for a few words; Enter gives none.

    Raises:
        click.Abort: On Ctrl-C, or when there is nobody to answer.
    """
    given: str = click.prompt(
        _wrapped(question, 3), default="", show_default=False, prompt_suffix=" ", err=True
    )
    return given.strip()


def hidden(question: str, words: Words) -> str:
    """Ask for what nobody may see on the screen; Enter gives none.

    Raises:
        click.Abort: On Ctrl-C, or when there is nobody to answer.
    """
    asked = words.say("asked", question=question)
    given: str = click.prompt(
        asked, hide_input=True, default="", show_default=False, prompt_suffix=" ", err=True
    )
    return given


def _wrapped(text: str, indent: int) -> str:
    width = max(30, min(shutil.get_terminal_size().columns, 88))
    room = " " * indent
    return textwrap.fill(
        text,
        width - 8,  # the answer begins on the same line
        initial_indent=room,
        subsequent_indent=room,
        break_long_words=False,
        break_on_hyphens=False,
    )


def confirm(question: str, words: Words, *, default: bool, err: bool = False) -> bool:
    """Ask for yes or no, in the language of *words*; Enter takes the *default*.

    Args:
        err: Whether to ask on standard error, where what is asked is no result.

    Raises:
        click.Abort: On Ctrl-C, or when there is nobody to answer.
    """
    yes, no = words.say("answer-yes"), words.say("answer-no")
    answers = {yes: True, yes[0]: True, "y": True, no: False, no[0]: False, "": default}
    shown = "/".join([yes[0].upper(), no[0]] if default else [yes[0], no[0].upper()])
    while True:
        asked = words.say("asked", question=f"{question} [{shown}]")
        if err:
            asked = _wrapped(asked, 1)
        given = click.prompt(asked, default="", show_default=False, prompt_suffix=" ", err=err)
        answer = answers.get(given.strip().lower())
        if answer is not None:
            return answer
        taken = yes if default else no
        click.echo(words.say("answer-either", yes=yes, no=no, default=taken), err=True)
