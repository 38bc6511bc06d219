"""`init`: a short interview about what only the user knows; writes archiver.toml."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from archiver import config, files, workflows
from archiver.checklist import Seen
from archiver.cli import asking, options, typed
from archiver.cli.surroundings import configuration, today
from archiver.config import Answers, Config
from archiver.errors import (
    ExitCode,
    NobodyToAsk,
    NoDownloadsFolder,
    NothingFound,
    SourceNotFound,
)
from archiver.model import Condition, Period, Person, Slot
from archiver.render import as_json
from archiver.text import fold
from archiver.wording import Words

#: What takes an earlier answer back.
_NONE = "-"
# That there is nobody else, in either language, folded.
_NOBODY = frozenset(
    {_NONE, *"n non no nope aucun aucune personne rien neant none nobody nothing 0".split()}
    | {"personne d'autre", "nobody else", "no one", "pas d'autre"}
)


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""
    own = [options.option(words, "defaults", "--defaults", is_flag=True)]

    def run(**given: Any) -> None:
        defaults, named = given.pop("defaults"), given["checklist"]
        if not (defaults or _is_terminal()):
            raise NobodyToAsk
        told, as_of, sources = configuration(named), given["as_of"], given["sources"]
        call, seen = _surveyed(words, given, told)
        answers = Answers(
            as_of=as_of or told.as_of,
            sources=tuple(path.absolute() for path in sources),
            people=told.people,
            leaves=told.leaves,
        )
        files.refuse_existing(told.file or Path(config.NAME), force=True)
        if not defaults:
            try:
                answers = _Interview(words, told, seen, answers).held()
            except click.Abort as stopped:
                asking.say(words.say("init-stopped"))
                raise KeyboardInterrupt from stopped
        file = told.file or Path(config.NAME)
        day = answers.as_of or today()
        explained = config.explained(told.checklist, words, day)
        checklist = _seen_from(file, told.name) if named or not told.file else None
        config.remember(file, answers, checklist, explained)
        call.screen.line(words.say("init-written", file=str(file)), indent=1)
        call.screen.line(words.say("init-next"), indent=1)
        call.screen.json(lambda: as_json.declaration(configuration(named)))
        click.get_current_context().exit(ExitCode.OK)

    function = options.decorated(run, [*options.sources(words), *own, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _seen_from(file: Path, checklist: str) -> str:
    """A checklist as archiver.toml names it: one of one's own as seen from there."""
    own = Path(checklist)
    return config.seen_from(file, own) if own.suffix == ".toml" else checklist


def _surveyed(words: Words, given: dict[str, Any], told: Config) -> tuple[options.Call, Seen]:
    """What the documents answer; that there are none yet is no obstacle."""
    named = bool(given["sources"])
    try:
        call = options.call(words, dict(given))
    except NoDownloadsFolder:
        return options.call(words, given | {"sources": (Path(),)}), Seen()
    try:
        return call, workflows.seen(call.sources, call.settings)
    except NothingFound:
        return call, Seen()
    except SourceNotFound:
        # Named just now, it is a mistake; remembered, it may come back with its disk.
        if named:
            raise
        return call, Seen()
    finally:
        call.screen.close()


class _Interview:
    """The questions, each of which can be skipped."""

    def __init__(self, words: Words, told: Config, seen: Seen, known: Answers) -> None:
        self._words, self._say = words, words.say
        self._told, self._seen, self._known = told, seen, known

    def held(self) -> Answers:
        """Ask, and give what was answered.

        Raises:
            click.Abort: On Ctrl-C; nothing was noted then.
        """
        asking.say(self._say("init-welcome"))
        self._read()
        as_of = self._day()
        known = replace(self._known, as_of=as_of, holder=self._holder(), people=self._people())
        return self._conditions(known, as_of or today())

    def _read(self) -> None:
        """What the documents said, and is not asked."""
        seen = self._seen
        if seen.holder and not (seen.rivals or self._told.holder):
            asking.say(self._say("init-seen-holder", holder=seen.holder))
        if seen.people:
            asking.say(self._say("init-seen-people", people=self._words.list(seen.people)))
        for span in seen.leaves:
            asking.say(self._say("init-seen-leave", period=self._words.period(span)))

    def _day(self) -> date | None:
        before = self._known.as_of
        while True:
            shown = self._say("init-day-before", day=before) if before else ""
            given = asking.text(" ".join([self._say("init-day"), shown]).strip())
            if given in ("", _NONE):
                return None if given else before
            day = typed.day(given, today())
            if day and day >= today():
                return day
            asking.say(self._say("init-day-past" if day else "init-day-wrong", given=given))

    def _holder(self) -> str | None:
        seen = self._seen
        if self._told.holder or (seen.holder and not seen.rivals):
            return None
        names = [seen.holder, *seen.rivals] if seen.holder else []
        question = self._say("init-holder")
        if names:
            choices = (f"{number}. {name}" for number, name in enumerate(names, start=1))
            question = self._say("init-holder-which", names=self._words.list(choices))
        while given := asking.text(question):
            if given.isdecimal() and 0 < int(given) <= len(names):
                return names[int(given) - 1]
            if (found := typed.names(given)) and len(found) == 1:
                return given
            asking.say(self._say("init-no-name", given=given))
        return None

    def _people(self) -> tuple[Person, ...]:
        people = list(self._known.people)
        if not any(requirement.each_person for requirement in self._told.checklist.requirements):
            return tuple(people)  # this list asks nothing of them
        if people:
            names = self._words.list(person.name or "" for person in people)
            if not self._yes("init-people-keep", default=True, people=names):
                people = []
        asking.say(self._say("init-people"))
        while (given := asking.text(self._say("init-person"))) and fold(given) not in _NOBODY:
            if found := typed.names(given):
                people += (Person(name=name) for name in found)
            else:
                asking.say(self._say("init-no-name", given=given))
        return tuple(people)

    def _conditions(self, known: Answers, as_of: date) -> Answers:
        """Which of them hold, and the days of the leaves where one is about leaves."""
        required = self._told.checklist.requirements
        waiting = {r.condition for r in required if r.slot is Slot.EVENT}
        in_days = waiting & {each.id for each in self._told.checklist.conditions}
        # A list that asks for no leaves leaves them as they are: another account's matter.
        leaves = () if in_days else known.leaves
        held: set[str] = set()
        asked: set[str] = set()
        settled = self._seen.settled
        for each in self._told.checklist.conditions:
            if each.after and not held & {*each.after}:
                asked.add(each.id)
            elif each.id in settled:
                # It changes nothing today; but on another day what is there may do no more.
                held.add(each.id)
                question = each.asked(self._words.lang, as_of)
                asking.say(
                    self._say("init-settled", question=question, path=_name(settled[each.id]))
                )
            else:
                asked.add(each.id)
                if self._holds(each, as_of):
                    held.add(each.id)
                    leaves = self._leaves() if each.id in in_days else leaves
        return replace(known, declared=frozenset(held), asked=frozenset(asked), leaves=leaves)

    def _holds(self, condition: Condition, as_of: date) -> bool:
        if condition.why[self._words.lang]:
            asking.say(condition.why[self._words.lang])
        hint = self._seen.suggested.get(condition.id)
        before = condition.id in self._told.declared
        if hint and not before:
            asking.say(self._say("init-hint", path=_name(hint)))
        question = condition.asked(self._words.lang, as_of)
        return asking.confirm(question, self._words, default=before or bool(hint), err=True)

    def _leaves(self) -> tuple[Period, ...]:
        leaves = list(self._known.leaves)
        keep = {"leaves": self._spans(leaves)}
        if leaves and not self._yes("init-leaves-keep", default=True, **keep):
            leaves = []
        asking.say(self._say("init-leaves"))
        while given := asking.text(self._say("init-leave")):
            if found := typed.spans(given, today()):
                leaves += found
                asking.say(self._say("init-leave-noted", periods=self._spans(found)))
            else:
                asking.say(self._say("init-leave-wrong", given=given))
        return tuple(sorted({*leaves}))

    def _spans(self, spans: Sequence[Period]) -> str:
        return self._words.list(map(self._words.period, spans))

    def _yes(self, id: str, *, default: bool, **facts: str) -> bool:
        return asking.confirm(self._say(id, **facts), self._words, default=default, err=True)


def _name(path: str) -> str:
    """A file as people know it: whoever is asked need not go and find it."""
    return path.replace("!", "/").rpartition("/")[2]
