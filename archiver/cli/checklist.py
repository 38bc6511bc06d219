"""`checklist show|list|validate`: what is asked for, and whether one's own list is sound."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver import catalogue, checklist
from archiver.cli import completing, options
from archiver.cli.surroundings import configuration
from archiver.model import Checklist, Requirement
from archiver.render import as_json
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.cli.screen import Screen


def build(name: str, words: Words) -> click.Group:
    """The group of commands in the language of *words*."""
    group = click.Group(name, help=words.say(f"help-{name}"))
    file = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
    which = click.argument(
        "which",
        required=False,
        metavar="[NAME|FILE]",
        shell_complete=completing.checklists(words),
    )
    group.add_command(_command("show", words, [which], _show))
    group.add_command(_command("list", words, [], _list))
    group.add_command(_command("validate", words, [file], _validate))
    return group


def _command(
    name: str,
    words: Words,
    own: list[options.Decorator],
    run: Callable[["Screen", Words, dict[str, Any]], None],
) -> click.Command:
    def callback(**given: Any) -> None:
        run(options.screen(words, given), words, given)

    function = options.decorated(callback, [*own, *options.common(words)])
    return click.command(name, help=words.say(f"help-checklist-{name}"))(function)


def _list(screen: "Screen", words: Words, given: dict[str, Any]) -> None:
    known = [checklist.load(name) for name in checklist.shipped()]
    screen.json(lambda: [as_json.checklist(each) for each in known])
    width = max(len(each.id) for each in known)
    for each in known:
        screen.line(f"{each.id:{width}}  {each.title[words.lang]}", indent=1, hang=width + 2)


def _show(screen: "Screen", words: Words, given: dict[str, Any]) -> None:
    named = given["which"]
    loaded = checklist.load(named) if named else configuration(None).checklist
    screen.json(lambda: as_json.checklist(loaded))
    _print(screen, words, loaded)


def _validate(screen: "Screen", words: Words, given: dict[str, Any]) -> None:
    file: Path = given["file"]
    ships = str(file) in checklist.shipped() and not file.exists()
    loaded = checklist.load(str(file) if ships else file)
    screen.json(lambda: as_json.checklist(loaded))
    sentence = words.say("checklist-valid", file=str(file), count=len(loaded.requirements))
    screen.line(sentence, "green", indent=1)


def _print(screen: "Screen", words: Words, loaded: Checklist) -> None:
    screen.line()
    screen.line(loaded.title[words.lang], "bold", indent=1)
    for requirement in loaded.requirements:
        screen.line()
        kind = catalogue.load().kinds[requirement.kind]
        screen.line(f"{requirement.id} — {kind.title[words.lang]}", "bold", indent=1)
        for sentence in _sentences(requirement, loaded, words):
            screen.line(sentence, indent=3, hang=2)
    screen.line()


def _sentences(requirement: Requirement, loaded: Checklist, words: Words) -> list[str]:
    """What one line of a checklist asks for, and what one should know about it."""
    lang, say = words.lang, words.say
    said = [say(f"checklist-level-{requirement.level.value}")]
    if requirement.id in {one.id for one in loaded.replaced}:
        said[-1] += f" ({say('declared-change')})"
    if requirement.condition:
        said.append(say("checklist-condition", condition=requirement.condition))
        if question := loaded.condition(requirement.condition):
            said[-1] += f" ({question.asked(lang, options.today())})"
    said += _in_time(requirement, words)
    said.append(say("checklist-where", where=requirement.where[lang]))
    if requirement.remark[lang]:
        said.append(requirement.remark[lang])
    if requirement.keep[lang]:
        said.append(say("checklist-keep", keep=requirement.keep[lang]))
    return said


def _in_time(requirement: Requirement, words: Words) -> list[str]:
    """How many documents, of which days, how old and for whom."""
    say = words.say
    said = [say(f"checklist-slot-{requirement.slot.value}", back=requirement.back)]
    if requirement.soft:
        said.append(say("checklist-soft", soft=requirement.soft))
    if requirement.fresh_days is not None:
        said.append(say("checklist-fresh", days=requirement.fresh_days))
    if requirement.covers_as_of:
        said.append(say("checklist-covers-as-of"))
    if requirement.each_person:
        said.append(say("checklist-each-person"))
    return said
