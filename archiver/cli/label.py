"""`label`: the user's word on a file that was not recognised, noted in archiver.toml."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from archiver import catalogue, config, workflows
from archiver.cli import completing, options, typed
from archiver.errors import (
    CannotLabel,
    ExitCode,
    NothingDeclared,
    SeenOtherwise,
    SourceNotFound,
    UnknownKind,
)
from archiver.labels import labelled, seen_otherwise
from archiver.model import LABELLED, NOT_LOADED, Document, Label, Status, Trouble
from archiver.render import as_json
from archiver.text import likely
from archiver.wording import Words


def build(name: str, words: Words) -> click.Command:
    """The command in the language of *words*."""
    own: list[options.Decorator] = [
        click.argument("file", required=False, type=click.Path(path_type=Path), metavar="FILE"),
        *options.comparison(words),
        options.option(
            words, "kind", "--kind", metavar="KIND", shell_complete=completing.kinds(words)
        ),
        options.option(
            words, "period", "--period", metavar="PERIOD", shell_complete=completing.periods(words)
        ),
        options.option(words, "person", "--person", metavar="NAME"),
        options.option(words, "remove", "--remove", is_flag=True),
        options.option(words, "list-kinds", "--list", "listed", is_flag=True),
    ]

    def run(**given: Any) -> None:
        file = given.pop("file")
        given["sources"] = (file or Path(),)
        named = given["checklist"]
        call = options.call(words, given)
        if given["listed"]:
            _list(call, words)
        elif file is None:
            raise click.MissingParameter(param_hint="FILE", param_type="argument")
        else:
            _change(call, words, file, given)
        call.screen.json(lambda: as_json.declaration(options.configuration(named)))
        click.get_current_context().exit(ExitCode.OK)

    function = options.decorated(run, [*own, *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _change(call: options.Call, words: Words, file: Path, given: dict[str, Any]) -> None:
    target = config.find(Path()) or Path(config.NAME)
    if given["remove"]:
        _remove(call, file, target)
        call.screen.line(words.say("waiver-removed", file=str(target)), indent=1)
        return
    seen = _seen(file, call)
    digest = seen[0].sha256
    if digest is None:
        raise CannotLabel(file, _reason(seen[0]))
    label = Label(
        sha256=digest,
        kind=_kind(given["kind"], call),
        period=typed.period(given["period"], options.today()) if given["period"] else None,
        person=given["person"],
        file=Path(seen[0].path).name,
        declared=options.today(),
    )
    after = labelled(seen, label)
    if all(seen_otherwise(one, label) for one in seen):
        raise SeenOtherwise(file, words.list(dict.fromkeys(_title(one, words) for one in seen)))
    if not any(one.status is Status.RECOGNISED for one in after):
        raise CannotLabel(file, _reason(seen[0]))
    config.add_label(target, label)
    _told(call, words, label, (seen, after))


def _remove(call: options.Call, file: Path, target: Path) -> None:
    """Take back what was said of a file, also of one that was changed or is gone since."""
    digest = None
    with suppress(SourceNotFound):
        digest = _seen(file, call)[0].sha256
    named = [label.sha256 for label in call.settings.labels if label.file == _name(file)]
    for sha256 in (digest, *(named if len(named) == 1 else ())):
        if sha256 and config.remove_label(target, sha256):
            return
    raise NothingDeclared(str(file))


def _name(file: Path) -> str:
    """How a label names its file."""
    from archiver.sources import label_of

    return Path(label_of(file)).name


def _title(one: Document, words: Words) -> str:
    if NOT_LOADED in one.warnings:
        return words.say("title-not-loaded")
    known = catalogue.load()
    lookalike = known.lookalikes.get(one.lookalike or "")
    title = lookalike.title if lookalike else known.kinds[one.kind or ""].title
    return title[words.lang]


def _reason(one: Document) -> str:
    told = one.trouble in (Trouble.PACKED, Trouble.FOREIGN, Trouble.BLANK)
    return one.trouble.value if one.trouble and told else one.status.value


def _told(
    call: options.Call,
    words: Words,
    label: Label,
    documents: tuple[tuple[Document, ...], tuple[Document, ...]],
) -> None:
    """What was noted, and what it is worth."""
    seen, after = documents
    line, kinds = call.screen.line, catalogue.load().kinds
    what = kinds[label.kind].title[words.lang]
    if label.period:
        what = words.say("title-with-period", title=what, period=words.period(label.period))
    target = config.find(Path()) or Path(config.NAME)
    noted = words.say("labelled", file=str(target), path=label.file, what=what)
    line(noted, indent=1)
    recognised = [one for one in seen if one.kind and one.status is Status.RECOGNISED]
    if any(one.kind == label.kind or label.kind in one.also for one in recognised):
        line(words.say("label-not-needed"), indent=1)
    elif recognised:
        titles = words.list(kinds[one.kind].title[words.lang] for one in recognised if one.kind)
        line(words.say("label-seen-otherwise", seen=titles), "yellow", indent=1)
    told = [one for one in after if LABELLED in one.warnings]
    if told and told[0].person and not label.person:
        line(words.say("label-made-out-to", person=told[0].person), indent=1)
    if told and told[0].period is None and kinds[label.kind].forms and _in_time(call, label.kind):
        line(words.say("labelled-needs-period"), "yellow", indent=1)


def _in_time(call: options.Call, kind: str) -> bool:
    slots = ("month", "year", "event")
    required = call.settings.checklist.requirements
    return any(r.kind == kind and r.slot.value in slots for r in required)


def _seen(file: Path, call: options.Call) -> tuple[Document, ...]:
    """What is in a file, or in a member of a zip, by itself."""
    from archiver.sources import holding, label_of

    settings = replace(call.settings, labels=())
    documents = workflows.documents([holding(file)], settings)
    # A double of another member is what it doubles.
    found = tuple(d for d in documents if d.path == label_of(file))
    paths = {d.path for d in documents}
    if not found and len(paths) > 1:
        raise CannotLabel(file, "other")
    if not (found or documents):
        raise SourceNotFound(file)
    return found or documents


def _kind(given: str | None, call: options.Call) -> str:
    if not given:
        raise click.MissingParameter(param_hint="--kind", param_type="option")
    account = call.settings.checklist.account
    known = [kind.id for kind in catalogue.load().kinds.values() if kind.account == account]
    if given not in known:
        raise UnknownKind(given, known=", ".join(likely(given, known)))
    return given


def _list(call: options.Call, words: Words) -> None:
    line = call.screen.line
    account = call.settings.checklist.account
    kinds = [kind for kind in catalogue.load().kinds.values() if kind.account == account]
    width = max(len(kind.id) for kind in kinds)
    line(words.say("label-kinds"), "bold", indent=1)
    for kind in kinds:
        line(f"{kind.id:{width}}  {kind.title[words.lang]}", indent=3, hang=width + 2)
    if call.settings.labels:
        line(words.say("label-known"), "bold", indent=1)
    for label in call.settings.labels:
        parts = (label.file, label.kind, config.written(label.period), label.person)
        line(" — ".join(part for part in parts if part), indent=3)
