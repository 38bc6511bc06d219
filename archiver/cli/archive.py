"""`verify`, `extract` and `list`: what an archive is, holds and gives back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from archiver import keychain, workflows
from archiver.cli import options
from archiver.cli.passphrases import Passphrases, SourceCommand
from archiver.errors import ExitCode, NotAnArchive
from archiver.model import SealState, Verification
from archiver.render import as_json
from archiver.wording import Words


def build(name: str, words: Words) -> click.Command:
    """The command *name* in the language of *words*."""
    archive = click.argument("archive", type=click.Path(path_type=Path), metavar="ARCHIVE.pdf")
    own: dict[str, list[options.Decorator]] = {
        "verify": [
            archive,
            *options.passphrase(words),
            options.source_passphrase(words),
            options.option(words, "deep", "--deep", is_flag=True),
        ],
        "extract": [
            archive,
            *options.passphrase(words),
            options.option(words, "into", "--into", required=True, type=click.Path(path_type=Path)),
            options.option(words, "force", "--force", is_flag=True),
        ],
        "list": [
            *options.sources(words),
            options.option(words, "lines", "--lines", is_flag=True),
            options.option(
                words, "csv", "--csv", type=click.Path(path_type=Path), metavar="FILE|-"
            ),
            options.option(words, "force", "--force", is_flag=True),
        ],
    }
    run = {"verify": _verify, "extract": _extract, "list": _list}[name]

    def callback(**given: Any) -> None:
        click.get_current_context().exit(run(words, given))

    function = options.decorated(callback, [*own[name], *options.common(words)])
    return click.command(name, help=words.say(f"help-{name}"))(function)


def _verify(words: Words, given: dict[str, Any]) -> ExitCode:
    from archiver.cli import verified

    unlock = options.unlocking(screen := options.screen(words, given), Passphrases(words, given))
    keys = options.asking(screen, SourceCommand(given))
    try:
        result = workflows.verify(
            given["archive"],
            deep=given["deep"],
            unlock=unlock,
            keys=keys,
            progress=screen.progress,
        )
    except NotAnArchive as error:
        # Scripts get their object, too; people get the sentence, on standard error.
        refusal = error
        screen.json(lambda: as_json.verification(workflows.rejected(refusal)))
        raise
    screen.json(lambda: as_json.verification(_known(result)))
    if not screen.silent:
        verified.show(screen, words, _known(result))
    return ExitCode.OK if result.intact else ExitCode.DAMAGED


def _known(result: Verification) -> Verification:
    """The result with what this computer's keyring says of the seal."""
    if result.seal.state is not SealState.VALID or not result.seal.fingerprint:
        return result
    known = keychain.knows_seal(result.seal.fingerprint)
    return replace(result, seal=replace(result.seal, known=known))


def _extract(words: Words, given: dict[str, Any]) -> ExitCode:
    unlock = options.unlocking(screen := options.screen(words, given), Passphrases(words, given))
    result = workflows.extract(
        given["archive"], into=given["into"], force=given["force"], unlock=unlock
    )
    screen.json(lambda: as_json.extraction(result))
    screen.extraction(result)
    return ExitCode.DAMAGED if result.damaged or result.missing else ExitCode.OK


def _list(words: Words, given: dict[str, Any]) -> ExitCode:
    from archiver import catalogue
    from archiver.cli import lines
    from archiver.phrasing import Voice

    call = options.call(words, given)
    if given["lines"] or given["csv"]:
        return lines.show(words, call, given["csv"], force=given["force"])
    documents = workflows.documents(call.sources, call.settings)
    voice = Voice(words=words, checklist=call.settings.checklist, catalogue=catalogue.load())
    call.screen.json(lambda: as_json.documents(documents))
    call.screen.documents(documents, voice)
    return ExitCode.OK
