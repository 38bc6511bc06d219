"""The keyring when it serves, when it does not, and when it never answers."""

import threading

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from archiver import keychain
from archiver.errors import KeyringUnusable

FINGERPRINT = "ab" * 32


def test_a_passphrase_is_kept_and_forgotten():
    keychain.store_passphrase("cinq mots")

    assert keychain.passphrase() == "cinq mots"
    assert keychain.forget_passphrase()
    assert keychain.passphrase() is None
    assert not keychain.forget_passphrase()


def test_a_seal_is_known_once_it_was_made_here():
    assert keychain.knows_seal(FINGERPRINT) is False
    assert keychain.remember_seal(FINGERPRINT)
    assert keychain.knows_seal(FINGERPRINT) is True


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_without_a_keyring_passphrases_cannot_be_kept_and_seals_are_neither_known_nor_not(backend):
    keyring.set_keyring(backend())

    with pytest.raises(KeyringUnusable) as caught:
        keychain.store_passphrase("cinq mots")
    assert caught.value.reason == "none"
    assert keychain.knows_seal(FINGERPRINT) is None
    assert keychain.remember_seal(FINGERPRINT) is False


def test_a_keyring_that_swallows_what_it_is_given_is_found_out(kept, monkeypatch):
    monkeypatch.setattr(kept, "set_password", lambda *_: None)

    with pytest.raises(KeyringUnusable) as caught:
        keychain.store_passphrase("cinq mots")

    assert caught.value.reason == "forgets"
    assert keychain.remember_seal(FINGERPRINT) is False


def test_a_keyring_that_never_answers_is_not_waited_for(kept, monkeypatch):
    ever = threading.Event()
    monkeypatch.setattr(keychain, "PATIENCE", 0.2)
    monkeypatch.setattr(kept, "get_password", lambda *_: ever.wait(30))

    with pytest.raises(KeyringUnusable) as caught:
        keychain.passphrase()

    ever.set()
    assert caught.value.reason == "silent"


def test_a_locked_keyring_is_told_from_a_missing_one(kept, monkeypatch):
    def locked(*_):
        raise KeyringLocked

    monkeypatch.setattr(kept, "get_password", locked)

    with pytest.raises(KeyringUnusable) as caught:
        keychain.passphrase()
    assert caught.value.reason == "locked"


def test_a_backend_that_is_not_installed_is_no_bug(monkeypatch):
    def missing():
        raise ModuleNotFoundError("no_such_backend")  # what a bad PYTHON_KEYRING_BACKEND gives

    monkeypatch.setattr(keyring, "get_keyring", missing)

    with pytest.raises(KeyringUnusable) as caught:
        keychain.backend()
    assert caught.value.reason == "none"
