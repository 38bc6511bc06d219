"""`watch`: stays open beside the browser, and ticks the checklist as documents arrive."""

from pathlib import Path
from typing import Any

import click

from archiver.cli import options
from archiver.wording import Words


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""
    own = [options.option(words, "plain", "--plain", is_flag=True)]

    def run(folder: Path | None, plain: bool, **given: Any) -> None:
        from archiver.cli import watching  # brings the screen along

        given["sources"] = (folder,) if folder else ()
        call = options.call(words, given)
        watched = call.sources[0]
        if not watched.is_dir():
            raise click.BadParameter(words.say("watch-no-folder", path=str(watched)))
        code = watching.watch(watched, call, words, plain=plain)
        click.get_current_context().exit(code)

    argument = click.argument(
        "folder", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]"
    )
    decorators: list[options.Decorator] = [
        argument,
        *options.comparison(words),
        *own,
        *options.common(words),
    ]
    function = options.decorated(run, decorators)
    return click.command(name, help=words.say(f"help-{name}"))(function)
