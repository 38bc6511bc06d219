"""Questions at the terminal: Click's own take `y` and `n` only, whatever the language."""

import click

from archiver.wording import Words


def confirm(question: str, words: Words, *, default: bool) -> bool:
    """Ask for yes or no, in the language of *words*; Enter takes the *default*.

    Raises:
        click.Abort: On Ctrl-C, or when there is nobody to answer.
    """
    yes, no = words.say("answer-yes"), words.say("answer-no")
    answers = {yes: True, yes[0]: True, "y": True, no: False, no[0]: False, "": default}
    shown = "/".join([yes[0].upper(), no[0]] if default else [yes[0], no[0].upper()])
    while True:
        given = click.prompt(f"{question} [{shown}]", default="", show_default=False)
        answer = answers.get(given.strip().lower())
        if answer is not None:
            return answer
        click.echo(words.say("answer-either", yes=yes, no=no), err=True)
