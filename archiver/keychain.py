"""The system's keyring: the archive passphrase, and the seals that this computer made.

A keyring may be missing, swallow what it is given, or wait for ever for somebody to unlock it.
So each call has a time limit, and what was stored is read back.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from archiver.errors import KeyringUnusable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "archiver"
_PASSPHRASE = "passphrase"
_SEALS = "archiver seal"
_MADE_HERE = "made here"
#: Longer than this, in seconds, nobody waits for a keyring that may be locked.
PATIENCE = 10.0

Result = TypeVar("Result")


def passphrase() -> str | None:
    """The stored passphrase; `None` when there is none, or the keyring keeps it locked.

    Raises:
        KeyringUnusable: There is no keyring, or it does not answer.
    """
    return _asked(lambda keyring: keyring.get_password(_SERVICE, _PASSPHRASE))


def store_passphrase(text: str) -> None:
    """Keep a passphrase, and read it back.

    Raises:
        KeyringUnusable: There is no keyring, it does not answer, or it did not keep it.
    """

    def store(keyring: "KeyringBackend") -> str | None:
        keyring.set_password(_SERVICE, _PASSPHRASE, text)
        return keyring.get_password(_SERVICE, _PASSPHRASE)

    if _asked(store) != text:
        raise KeyringUnusable("forgets")


def forget_passphrase() -> bool:
    """Take the passphrase out; whether there was one.

    Raises:
        KeyringUnusable: There is no keyring, or it does not answer.
    """

    def forget(keyring: "KeyringBackend") -> bool:
        if keyring.get_password(_SERVICE, _PASSPHRASE) is None:
            return False
        keyring.delete_password(_SERVICE, _PASSPHRASE)
        return True

    return _asked(forget)


def remember_seal(fingerprint: str) -> bool:
    """Note that this computer made a seal; whether the keyring kept it."""

    def remember(keyring: "KeyringBackend") -> str | None:
        keyring.set_password(_SEALS, fingerprint, _MADE_HERE)
        return keyring.get_password(_SEALS, fingerprint)

    try:
        return _asked(remember) == _MADE_HERE
    except KeyringUnusable:
        return False


def knows_seal(fingerprint: str) -> bool | None:
    """Whether this computer made a seal; `None` when there is no keyring to ask."""
    try:
        return _asked(lambda keyring: keyring.get_password(_SEALS, fingerprint)) == _MADE_HERE
    except KeyringUnusable:
        return None


def backend() -> str:
    """What keeps the secrets here, by its own name.

    Raises:
        KeyringUnusable: There is no keyring, or it does not answer.
    """
    return _asked(lambda keyring: str(getattr(keyring, "name", type(keyring).__name__)))


def _asked(question: Callable[["KeyringBackend"], Result]) -> Result:
    """Ask the keyring, for `PATIENCE` seconds at most."""
    answers: list[Result] = []
    troubles: list[Exception] = []

    def ask() -> None:
        try:
            answers.append(question(_usable()))
        except Exception as error:  # noqa: BLE001 - backends raise whatever they stumble over
            troubles.append(error)

    # A thread of this sort does not keep the program from ending.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if answers:
        return answers[0]
    if not troubles:
        raise KeyringUnusable("silent")
    if isinstance(troubles[0], KeyringUnusable):
        raise troubles[0]
    raise KeyringUnusable(_reason(troubles[0])) from troubles[0]


def _usable() -> "KeyringBackend":
    import keyring
    from keyring.backends import fail, null

    found = keyring.get_keyring()
    if isinstance(found, (fail.Keyring, null.Keyring)):
        raise KeyringUnusable("none")
    return found


def _reason(error: Exception) -> str:
    from keyring import errors

    if isinstance(error, errors.KeyringLocked):
        return "locked"
    return "none" if isinstance(error, (errors.NoKeyringError, ImportError)) else "refuses"
