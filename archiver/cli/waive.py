"""`waive`: "there is no such document", the user's word, noted in archiver.toml."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver import catalogue, checklist, config
from archiver.checklist.dossier import window
from archiver.cli import completing, options, typed
from archiver.config import Config
from archiver.errors import (
    ExitCode,
    NothingDeclared,
    PeriodNeeded,
    PeriodNotNeeded,
    PeriodOutside,
)
from archiver.model import Period, Requirement, Slot, Waiver
from archiver.render import as_json
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.cli.screen import Screen


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""
    own: list[options.Decorator] = [
        click.argument(
            "requirement",
            required=False,
            metavar="REQUIREMENT",
            shell_complete=completing.requirements(words),
        ),
        click.argument(
            "period",
            required=False,
            metavar="[PERIOD]",
            shell_complete=completing.periods(words),
        ),
        *options.comparison(words),
        options.option(words, "reason", "--reason", metavar="TEXT"),
        options.option(words, "remove", "--remove", is_flag=True),
        options.option(words, "list-declared", "--list", "listed", is_flag=True),
    ]

    def run(**given: Any) -> None:
        screen = options.screen(words, given)
        told = options.configuration(given["checklist"])
        file = told.file or Path(config.NAME)
        if given["listed"]:
            _list(screen, words, told)
        else:
            _change(screen, words, told, file, given)
        screen.json(lambda: as_json.declaration(options.configuration(given["checklist"])))
        click.get_current_context().exit(ExitCode.OK)

    function = options.decorated(run, [*own, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _change(
    screen: "Screen", words: Words, told: Config, file: Path, given: dict[str, Any]
) -> None:
    if given["requirement"] is None:
        raise click.MissingParameter(param_hint="REQUIREMENT", param_type="argument")
    requirement = config.requirement(given["requirement"], told.checklist)
    span = typed.period(given["period"], options.today()) if given["period"] else None
    if given["remove"]:
        if not config.remove_waiver(file, requirement.id, span):
            raise NothingDeclared(requirement.id)
        screen.line(words.say("waiver-removed", file=str(file)), indent=1)
        return
    if not (given["reason"] or "").strip():
        raise click.MissingParameter(param_hint="--reason", param_type="option")
    _refuse_useless(requirement, span, told, given)
    waiver = Waiver(
        requirement=requirement.id,
        period=span,
        reason=given["reason"].strip(),
        declared=options.today(),
    )
    config.add_waiver(file, waiver)
    what = _what(waiver, requirement, words)
    screen.line(words.say("waived", file=str(file), what=what), indent=1)


def _refuse_useless(
    requirement: Requirement, span: Period | None, told: Config, given: dict[str, Any]
) -> None:
    """A word that would change nothing is a mistake better told at once."""
    as_of = given["as_of"] or told.day(options.today())
    slots = list(window(requirement, as_of))
    if requirement.slot is Slot.EVENT:
        slots = sorted(told.leaves)
    if not slots:
        if span is not None:
            raise PeriodNotNeeded(requirement.id)
        return
    if span is None:
        raise PeriodNeeded(requirement.id)
    if requirement.slot is Slot.MONTH:
        slots.append(Period.month(as_of.year, as_of.month))
    if not any(span.covers(slot) for slot in slots):
        first, last = (config.written(slots[place]) or "" for place in (0, -1))
        raise PeriodOutside(requirement.id, given["period"], first, last)


def _list(screen: "Screen", words: Words, told: Config) -> None:
    known = {r.id: r for name in checklist.shipped() for r in checklist.load(name).requirements}
    known |= {r.id: r for r in told.checklist.requirements}
    if not told.waivers:
        screen.line(words.say("waived-none"), indent=1)
    for waiver in told.waivers:
        period = config.written(waiver.period)
        command = " ".join(part for part in (waiver.requirement, period) if part)
        screen.line(command, "bold", indent=1)
        screen.line(_what(waiver, known[waiver.requirement], words), indent=3)
        screen.line(
            words.say("pages-waiver", reason=waiver.reason, declared=waiver.declared), indent=3
        )


def _what(waiver: Waiver, requirement: Requirement, words: Words) -> str:
    title = catalogue.load().kinds[requirement.kind].title[words.lang]
    if waiver.period is None:
        return title
    return words.say("title-with-period", title=title, period=words.period(waiver.period))
