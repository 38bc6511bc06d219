"""`completion`: the script that teaches a shell to complete what is typed after `archiver`."""

import os
from pathlib import Path
from typing import Any

import click
from click.shell_completion import get_completion_class

from archiver.cli import options
from archiver.errors import ExitCode
from archiver.render import as_json
from archiver.wording import Words

#: Shell -> how its script is installed, a command in each line.
SHELLS = {
    "bash": (
        "mkdir -p ~/.local/share/bash-completion/completions",
        "archiver completion bash > ~/.local/share/bash-completion/completions/archiver",
    ),
    "zsh": (
        "mkdir -p ~/.zfunc",
        "archiver completion zsh > ~/.zfunc/_archiver",
        "echo 'fpath+=~/.zfunc; autoload -Uz compinit; compinit' >> ~/.zshrc",
    ),
    "fish": (
        "mkdir -p ~/.config/fish/completions",
        "archiver completion fish > ~/.config/fish/completions/archiver.fish",
    ),
    "powershell": ("archiver completion powershell >> $PROFILE",),
}
#: How Click is told that a shell is asking.
VARIABLE = "_ARCHIVER_COMPLETE"


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""

    def run(shell: str | None, **given: Any) -> None:
        silent = given["quiet"] or given["as_json"]
        screen = options.screen(words, given)
        written = script(shell) if shell else None
        screen.json(lambda: as_json.completion(shell, written, SHELLS.get(shell or "", ())))
        if not silent:
            _print(written, words)
        click.get_current_context().exit(ExitCode.OK)

    argument = click.argument(
        "shell", required=False, type=click.Choice([*SHELLS]), metavar=f"[{'|'.join(SHELLS)}]"
    )
    function = options.decorated(run, [argument, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def script(shell: str) -> str:
    """What the shell has to read once."""
    from archiver.cli import cli

    known = get_completion_class(shell)
    assert known
    return known(cli, {}, "archiver", VARIABLE).source()


def _print(written: str | None, words: Words) -> None:
    """The script, or how to install it: to be copied, so no line of it is broken."""
    if written is not None:
        click.echo(written)
        return
    used = Path(os.environ.get("SHELL", "")).name
    for shell in [used] if used in SHELLS else SHELLS:
        click.echo(words.say("completion-for", shell=shell))
        for command in SHELLS[shell]:
            click.echo(f"  {command}")
