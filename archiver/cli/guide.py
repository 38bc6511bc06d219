"""`guide`: the way to the closed account, with the state of this dossier."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver import catalogue, config, files, guide, workflows
from archiver.cli import options
from archiver.errors import ExitCode, NothingFound
from archiver.guide import Guide, Part
from archiver.model import Level, Report, RequirementState, Stage, State
from archiver.phrasing import Voice
from archiver.render import as_json
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.cli.screen import Screen

_STEM = "demande-fermeture-compte"


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""
    own = [
        options.option(words, "after", "--after", is_flag=True),
        options.option(words, "letter", "--letter", is_flag=True),
        options.option(words, "access", "--access", is_flag=True),
        options.option(words, "erasure", "--erasure", is_flag=True),
        options.option(words, "into", "--into", type=click.Path(path_type=Path), default=Path()),
        options.option(words, "force", "--force", is_flag=True),
        options.option(
            words,
            "note",
            "--note",
            type=click.Choice([stage.value for stage in Stage]),
            metavar="STAGE",
        ),
        options.option(words, "on", "--on", type=options.Day(words), metavar="YYYY-MM-DD"),
    ]

    def run(**given: Any) -> None:
        if given["note"]:
            _note(options.screen(words, given), words, Stage(given["note"]), given["on"])
        else:
            _guide(options.call(words, given), words, given)
        click.get_current_context().exit(ExitCode.OK)

    function = options.decorated(run, [*options.sources(words), *own, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _report(call: options.Call) -> Report | None:
    """The state of the dossier; the way can be read before anything was downloaded."""
    try:
        return workflows.check(call.sources, call.settings)
    except NothingFound:
        return None


def _guide(call: options.Call, words: Words, given: dict[str, Any]) -> None:
    way = _Way(call, words, None if given["after"] else _report(call))
    letters: Sequence[Path] = ()
    if given["letter"]:
        letters = _write_letter(call, words, way.report, given)
    else:
        way.show(after=given["after"])
    call.screen.json(lambda: way.as_json(letters, after=given["after"]))


def _note(screen: "Screen", words: Words, stage: Stage, on: date | None) -> None:
    file = options.configuration().file or Path(config.NAME)
    day = on or options.today()
    config.note(file, stage, day)
    said = words.say(f"journal-{stage.value}", day=day)
    screen.line(words.say("journal-noted", file=str(file), what=said), indent=1)
    screen.json(lambda: as_json.declaration(options.configuration()))


class _Way:
    """The steps in plain words."""

    def __init__(self, call: options.Call, words: Words, report: Report | None) -> None:
        self._say, self._line = words.say, call.screen.line
        self._words = words
        self.report = report
        self._settings = call.settings
        self._journal = options.configuration(call.checklist).journal

    def show(self, *, after: bool) -> None:
        """All parts up to the closed account, or what comes after it."""
        known = guide.load(self._settings.checklist.account)
        title = self._settings.checklist.title[self._words.lang]
        self._line()
        self._line(self._say("guide-title", account=title), "bold", indent=1)
        if known is None:
            self._line(self._say("guide-none"), indent=1)
        number = 0
        for part in Part:
            if (part is Part.AFTER) is after:
                number += 1
                self._part(part, known, number)
        if known:
            self._line()
            self._line(self._say("guide-read", day=known.read), "dim", indent=1)
        self._line()

    def as_json(self, letters: Sequence[Path], *, after: bool) -> dict[str, Any]:
        """The same for programs."""
        return as_json.guide(
            guide.load(self._settings.checklist.account),
            [part for part in Part if (part is Part.AFTER) is after],
            self.report,
            journal=self._journal,
            letters=letters,
            words=self._words,
        )

    def _part(self, part: Part, known: Guide | None, number: int) -> None:
        self._line()
        heading = self._say(f"guide-{part.value}")
        self._line(f"{number}. {heading}" if part is not Part.AFTER else heading, "bold", indent=1)
        if part is Part.DOWNLOAD:
            self._state()
        if part is Part.CLOSE and self.report and not self.report.safe_to_delete:
            count = sum(gap.level is Level.REQUIRED for gap in self.report.gaps)
            self._line(self._say("guide-not-yet", count=count), "bold red", indent=3)
        if part is Part.CLOSE:
            for stage, day in self._journal.items():
                self._line(f"✓ {self._say(f'journal-{stage.value}', day=day)}", "green", indent=3)
        for step in known.of(part) if known else ():
            self._line(f"· {step.title[self._words.lang]}", "bold", indent=3, hang=2)
            self._line(step.text[self._words.lang], indent=5)
            if step.source:
                self._line(self._say("guide-source", source=step.source), "dim", indent=5)

    def _state(self) -> None:
        """What is there and what is not, requirement by requirement."""
        if self.report is None:
            self._line(self._say("guide-nothing-yet"), indent=3)
        states = {state.id: state for state in self.report.requirements} if self.report else {}
        voice = Voice(
            words=self._words, checklist=self._settings.checklist, catalogue=catalogue.load()
        )
        others = []
        for requirement in self._settings.checklist.requirements:
            state = states.get(requirement.id)
            sign, style = _sign(state)
            title = voice.kind(requirement.kind)
            if requirement.condition and (state is None or state.state is State.INACTIVE):
                others.append(title)
                continue
            if state and state.expected > 1:
                title += f" ({state.met}/{state.expected})"
            self._line(f"{sign} {title}", style, indent=3, hang=2)
            if sign != "✓":
                self._line(requirement.where[self._words.lang], "dim", indent=5)
        if others:
            titles = " · ".join(others)
            self._line(self._say("pages-not-concerned", titles=titles), "dim", indent=3)


def _sign(state: RequirementState | None) -> tuple[str, str]:
    if state is None or state.state is State.INACTIVE:
        return "·", ""
    if state.state is State.MET:
        return "✓", "green"
    return ("✗", "red") if state.level is Level.REQUIRED else ("!", "yellow")


def _write_letter(
    call: options.Call, words: Words, report: Report | None, given: dict[str, Any]
) -> Sequence[Path]:
    from archiver.render import letter  # brings the drawing library along

    screen = call.screen
    request = letter.Letter(
        name=report.holder if report and report.holder_sure else None,
        day=options.today(),
        declared=call.settings.word.declared,
        access=given["access"],
        erasure=given["erasure"],
    )
    written = {".txt": letter.as_text(request).encode(), ".pdf": letter.as_pdf(request)}
    given["into"].mkdir(parents=True, exist_ok=True)
    targets = {ending: given["into"] / f"{_STEM}{ending}" for ending in written}
    for target in targets.values():
        files.refuse_existing(target, force=given["force"])
    for ending, target in targets.items():
        with files.replacing(target, force=given["force"]) as part:
            part.write_bytes(written[ending])
    screen.line(words.say("letter-text", path=str(targets[".txt"])), indent=1)
    screen.line(words.say("letter-pdf", path=str(targets[".pdf"])), indent=1)
    screen.line(words.say("letter-complete"), "dim", indent=1)
    if report is None:
        screen.line(words.say("letter-unchecked"), "bold red", indent=1)
    elif not report.safe_to_delete:
        count = sum(gap.level is Level.REQUIRED for gap in report.gaps)
        screen.line(words.say("letter-not-yet", count=count), "bold red", indent=1)
    return tuple(targets.values())
