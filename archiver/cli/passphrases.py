"""Where passphrases come from: an option or the environment, else the keyring, else the user.

A passphrase is in no argument and not in the environment of our children.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import click

from archiver import keychain
from archiver.cli import asking
from archiver.errors import (
    KeyringUnusable,
    NoPassphrase,
    PassphrasesDiffer,
    PassphraseSourceFailed,
    PassphraseUnusable,
    TwoPassphrases,
)
from archiver.passphrase import Passphrase, prepare, suggestion, without_line_end
from archiver.wording import Words

VARIABLE = "ARCHIVER_PASSPHRASE"
#: Tells a command which source it is asked about.
SOURCE_VARIABLE = "ARCHIVER_SOURCE"
_SECONDS = 60  # for a command that gives a passphrase; it may ask for a master password
_MOST = 1 << 16  # bytes that are read of a passphrase's source


class Passphrases:
    """The passphrase of one call, found when it is first needed."""

    def __init__(self, words: Words, given: dict[str, Any]) -> None:
        self._words = words
        self._descriptor: int | None = given.pop("passphrase_fd", None)
        self._command: str | None = given.pop("passphrase_command", None)
        # Out of sight of the workers and of every command that is started from here.
        self._variable = os.environ.pop(VARIABLE, None)
        self._known: Passphrase | None = None
        self._in_vain = False
        told = {
            "--passphrase-fd": self._descriptor,
            "--passphrase-command": self._command,
            VARIABLE: self._variable,
        }
        ways = [way for way, value in told.items() if value is not None]
        if len(ways) > 1:
            raise TwoPassphrases(", ".join(ways))

    def unlock(self) -> Passphrase | None:
        """The passphrase of an archive that is there; `None` when nobody knows it."""
        if self.at_hand() is None and not self._in_vain:
            self._known = self._asked()
            self._in_vain = self._known is None
        return self._known

    def at_hand(self) -> Passphrase | None:
        """The same, without asking anybody."""
        if self._known is None:
            self._known = self.given() or self._kept()
        return self._known

    def lock(self) -> Passphrase:
        """The passphrase for an archive that is to be made.

        Raises:
            NoPassphrase: There is none, and no terminal to ask at.
        """
        found = self.given() or self._kept()
        if found is None and not _is_terminal():
            raise NoPassphrase
        self._known = found or self.new()
        if self._known.is_long:
            click.echo(self._words.say("passphrase-long"), err=True)
        return self._known

    def new(self) -> Passphrase:
        """Ask for a new one, twice; five words are offered.

        Raises:
            PassphrasesDiffer: The second time it was another one.
        """
        say = self._words.say
        offered = suggestion()
        click.echo(say("passphrase-offer", offer=offered), err=True)
        typed = asking.hidden(say("passphrase-prompt"), self._words)
        found = prepare(typed or offered)
        if not typed:
            click.echo(say("passphrase-write-down", offer=offered), err=True)
        if not _repeats(asking.hidden(say("passphrase-again"), self._words), found):
            raise PassphrasesDiffer
        _no_core()
        return found

    @property
    def can_ask(self) -> bool:
        """Whether there is somebody at a terminal."""
        return _is_terminal()

    def given(self) -> Passphrase | None:
        """What an option or the environment gave."""
        raw: bytes | None = None
        if self._descriptor is not None:
            raw = _read("--passphrase-fd", lambda: _all_of(self._descriptor or 0))
        elif self._command is not None:
            raw = _read("--passphrase-command", lambda: _output(self._command or ""))
        if raw is not None:
            text: str | None = without_line_end(raw)
        else:
            text = self._variable
        if text is None:
            return None
        _no_core()
        return prepare(text)

    def _kept(self) -> Passphrase | None:
        try:
            text = keychain.passphrase()
        except KeyringUnusable:
            return None
        if text is None:
            return None
        _no_core()
        return prepare(text)

    def _asked(self) -> Passphrase | None:
        if not _is_terminal():
            return None
        typed = asking.hidden(self._words.say("passphrase-unlock"), self._words)
        _no_core()
        return prepare(typed) if typed else None


class SourceCommand:
    """Asks the user's own command for the passphrase of a source that is locked."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._command: str | None = given.pop("source_passphrase_command", None)

    def __call__(self, path: str) -> Passphrase | None:
        """What the command prints for this source; `None` when it knows nothing of it.

        Raises:
            PassphraseSourceFailed: The command cannot be started.
        """
        if self._command is None:
            return None
        try:
            text = without_line_end(_output(self._command, {SOURCE_VARIABLE: path}))
        except (subprocess.SubprocessError, PassphraseUnusable):
            return None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise PassphraseSourceFailed("--source-passphrase-command", reason) from None
        _no_core()
        # As it is: somebody else chose it, and the form it has to have.
        return Passphrase(text) if text else None


def _repeats(typed: str, found: Passphrase) -> bool:
    try:
        return prepare(typed) == found
    except PassphraseUnusable:
        return False


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _read(way: str, read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        # Of a command, neither its words nor what it printed: either may be secret.
        reason = getattr(error, "strerror", None) or type(error).__name__
        if isinstance(error, subprocess.CalledProcessError):
            reason = str(error.returncode)
        raise PassphraseSourceFailed(way, reason) from None


def _all_of(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb", closefd=descriptor > 2) as stream:
        return stream.read(_MOST)


def _output(command: str, told: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """What the command prints; it is run without a shell, and *told* by its environment."""
    # There every program takes its own words apart, and has its own idea of quotation marks.
    done = subprocess.run(
        command if sys.platform == "win32" else shlex.split(command),
        stdout=subprocess.PIPE,
        timeout=_SECONDS,
        check=True,
        close_fds=True,
        env=os.environ | told,
    )
    return done.stdout[:_MOST]


def _no_core() -> None:
    """Should this process crash now, nothing of its memory is written to disk."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
