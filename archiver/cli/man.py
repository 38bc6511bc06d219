"""`man`: the manual pages, generated from the commands themselves and so never behind them.

click-man would do half of it: it knows English headings only, and escapes nothing but hyphens.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from archiver import __version__, files
from archiver.cli import options
from archiver.cli.surroundings import now
from archiver.errors import ExitCode
from archiver.render import as_json
from archiver.wording import LANGUAGES, Words

#: Where `man` looks for the pages of a language, inside a folder such as `share/man`.
_FOLDERS = {"en": Path("man1"), "fr": Path("fr") / "man1"}


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""
    into = options.option(words, "man-into", "--into", type=click.Path(path_type=Path))
    force = options.option(words, "force", "--force", is_flag=True)

    def run(into: Path | None, force: bool, **given: Any) -> None:
        silent = given["quiet"] or given["as_json"]
        screen = options.screen(words, given)
        page = None if into else next(pages(words.lang))[1]
        written = _write(into, words, force=force) if into else ()
        screen.json(lambda: as_json.manual(page, written))
        if page and not silent:
            click.echo(page, nl=False)
        if written:
            screen.line(words.say("man-written", count=len(written), folder=str(into)))
        click.get_current_context().exit(ExitCode.OK)

    function = options.decorated(run, [into, force, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _write(into: Path, words: Words, *, force: bool) -> tuple[Path, ...]:
    """Write all pages in all languages."""
    written = {
        into / _FOLDERS[lang] / f"{name}.1": page
        for lang in sorted(LANGUAGES, key=words.lang.__eq__)  # so that the user's is spoken last
        for name, page in pages(lang)
    }
    for target in written:
        target.parent.mkdir(parents=True, exist_ok=True)
        files.refuse_existing(target, force=force)
    for target, page in written.items():
        with files.replacing(target, force=force) as part:
            part.write_text(page, encoding="utf-8", newline="\n")
    return tuple(written)


def pages(lang: str) -> Iterator[tuple[str, str]]:
    """Name -> page in the language of roff: first the program, then each of its commands."""
    from archiver.cli import cli

    cli.speak(lang)
    context = click.Context(cli, info_name="archiver", obj=lang)
    yield "archiver", _page(context, Words(lang))
    yield from _below(context, Words(lang))


def _below(context: click.Context, words: Words) -> Iterator[tuple[str, str]]:
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        path = inner.command_path.replace(" ", "-")
        yield path, _page(inner, words)
        yield from _below(inner, words)


def _page(context: click.Context, words: Words) -> str:
    command, say = context.command, words.say
    path = context.command_path
    first, *rest = (command.help or "").replace("\b\n", "").split("\n\n")
    title = path.replace(" ", "-")
    lines = [
        f'.TH "{_text(title.upper())}" 1 {now():%Y-%m-%d} "archiver {__version__}" archiver',
        _heading(say("man-name")),
        rf"{_text(title)} \- {_text(first.rstrip('.'))}",
        _heading(say("man-synopsis")),
        rf"\fB{_text(path)}\fR {_text(' '.join(command.collect_usage_pieces(context)))}",
    ]
    if rest:
        lines += [_heading(say("man-description")), *_paragraphs(rest)]
    if isinstance(command, click.Group):
        lines += [_heading(say("man-commands")), *_commands(context, command)]
    lines += [_heading(say("man-options")), *_options(context)]
    if context.parent is None:
        lines += [_heading(say("man-exit")), *_codes(words)]
    return "\n".join(lines) + "\n"


def _heading(text: str) -> str:
    return f".SH {_text(text.upper())}"


def _paragraphs(paragraphs: list[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ".PP"
        for line in paragraph.splitlines():
            head, example, command = line.partition("archiver ")
            if example and re.fullmatch(r"\w[\w ]*\s?: ", head):
                yield from (_text(head.strip()), ".PP", ".nf", rf"\fB{_text(example + command)}\fR")
                yield ".fi"
            else:
                yield _text(line)


def _commands(context: click.Context, group: click.Group) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            page = f"{context.command_path} {name}".replace(" ", "-")
            yield from (".TP", rf"\fB{_text(page)}\fR(1)")
            yield _text((command.help or "").partition("\n")[0])


def _options(context: click.Context) -> Iterator[str]:
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            yield from (".TP", rf"\fB{_text(record[0])}\fR", _text(record[1]))


def _codes(words: Words) -> Iterator[str]:
    for code in ExitCode:
        yield from (".TP", rf"\fB{int(code)}\fR", _text(words.say(f"exit-{int(code)}")))


def _text(text: str) -> str:
    """Text as roff takes it: nothing in it is an instruction, hyphens can be copied."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("\u00a0", r"\ ")
    return rf"\&{text}" if text.startswith((".", "'")) else text
