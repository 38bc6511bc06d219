"""`passphrase`: the archive passphrase in the system's keyring."""

from typing import Any

import click

from archiver import keychain
from archiver.cli import options
from archiver.cli.passphrases import Passphrases
from archiver.errors import ExitCode, NoPassphrase
from archiver.passphrase import Passphrase
from archiver.wording import Words


def build(name: str, words: Words) -> click.Command:
    """The group `passphrase` in the language of *words*."""
    group = click.Group(name, help=words.say(f"help-{name}"), no_args_is_help=True)
    runs = {"set": _set, "forget": _forget, "status": _status}
    for action, run in runs.items():
        group.add_command(_command(action, run, words))
    return group


def _command(action: str, run: Any, words: Words) -> click.Command:
    def callback(**given: Any) -> None:
        click.get_current_context().exit(run(words, given))

    ways = options.passphrase(words) if action == "set" else []
    function = options.decorated(callback, [*ways, *options.common(words)])
    return click.command(action, help=words.say(f"help-passphrase-{action}"))(function)


def _set(words: Words, given: dict[str, Any]) -> ExitCode:
    passphrases = Passphrases(words, given)
    screen = options.screen(words, given)
    found = _given(passphrases)
    keychain.store_passphrase(found.text)
    screen.json(lambda: {"stored": True, "keyring": keychain.backend()})
    screen.line(words.say("passphrase-stored", keyring=keychain.backend()), "bold")
    screen.line(words.say("passphrase-only-here"), hang=2)
    return ExitCode.OK


def _given(passphrases: Passphrases) -> Passphrase:
    """What an option gave, else what somebody types; what is kept already does not count."""
    if found := passphrases.given():
        return found
    if not passphrases.can_ask:
        raise NoPassphrase
    return passphrases.new()


def _forget(words: Words, given: dict[str, Any]) -> ExitCode:
    screen = options.screen(words, given)
    gone = keychain.forget_passphrase()
    screen.json(lambda: {"stored": False, "keyring": keychain.backend()})
    screen.line(words.say("passphrase-forgotten" if gone else "passphrase-none"))
    return ExitCode.OK


def _status(words: Words, given: dict[str, Any]) -> ExitCode:
    screen = options.screen(words, given)
    keyring, there = keychain.backend(), keychain.passphrase() is not None
    screen.json(lambda: {"stored": there, "keyring": keyring})
    screen.line(words.say("passphrase-keyring", keyring=keyring))
    screen.line(words.say("passphrase-there" if there else "passphrase-none"))
    return ExitCode.OK
