"""The keyring when it serves, when it does not, and when it never answers.

Those of Windows and macOS are the library's own; what they call of their systems is not here and
is stood in for, as that library's source and Microsoft's description of `CredWrite` tell of it.
"""

import threading
from types import SimpleNamespace

import keyring
import pytest
from keyring.backends import Windows, fail, macOS, null
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


# --- Windows and macOS

SEALS = [f"{number:064x}" for number in range(3)]


class CredError(Exception):
    def __init__(self, winerror, funcname):
        super().__init__(winerror, funcname)
        self.winerror, self.funcname = winerror, funcname


class Vault:
    """The credential manager: one entry for each target, whatever its case, 2560 bytes at most."""

    CRED_TYPE_GENERIC, CRED_PERSIST_ENTERPRISE = 1, 3

    def __init__(self):
        self.entries, self.refusal = {}, None

    def _at(self, name, target):
        if self.refusal:
            raise CredError(self.refusal, name)
        if target.casefold() not in self.entries:
            raise CredError(1168, name)
        return target.casefold()

    def CredRead(self, Type, TargetName):
        return dict(self.entries[self._at("CredRead", TargetName)])

    def CredDelete(self, Type, TargetName):
        del self.entries[self._at("CredDelete", TargetName)]

    def CredWrite(self, credential, flags):
        blob = credential["CredentialBlob"].encode("utf-16-le")
        if self.refusal or len(blob) > 2560 or len(credential["UserName"]) > 513:
            raise CredError(self.refusal or 1783, "CredWrite")
        target = credential["TargetName"].casefold()
        self.entries[target] = {**credential, "CredentialBlob": blob}


@pytest.fixture
def vault(monkeypatch):
    vault = Vault()
    monkeypatch.setattr(Windows, "win32cred", vault, raising=False)
    monkeypatch.setattr(Windows, "pywintypes", SimpleNamespace(error=CredError), raising=False)
    keyring.set_keyring(Windows.WinVaultKeyring())
    return vault


class Keychain:
    """The keychain of macOS; a `refusal` is what the user, or ssh, makes of the question."""

    class Error(Exception):
        pass

    class NotFound(Error):
        pass

    class KeychainDenied(Error):
        pass

    def __init__(self):
        self.entries, self.refusal = {}, None

    def _asked(self):
        if self.refusal:
            raise self.refusal

    def find_generic_password(self, keychain, service, username):
        self._asked()
        if (service, username) not in self.entries:
            raise self.NotFound(-25300)
        return self.entries[service, username]

    def set_generic_password(self, keychain, service, username, password):
        self._asked()
        self.entries[service, username] = password

    def delete_generic_password(self, keychain, service, username):
        self._asked()
        if self.entries.pop((service, username), None) is None:
            raise self.NotFound(-25300)


@pytest.fixture
def keychain_of_macos(monkeypatch):
    stand_in = Keychain()
    monkeypatch.setattr(macOS, "api", stand_in, raising=False)
    keyring.set_keyring(macOS.Keyring())
    return stand_in


@pytest.mark.parametrize("system", ["vault", "keychain_of_macos"])
def test_the_passphrase_and_all_seals_are_kept_apart_on_windows_and_macos(request, system):
    request.getfixturevalue(system)

    keychain.store_passphrase("cinq mots, dont été")
    assert all(map(keychain.remember_seal, SEALS))

    assert keychain.passphrase() == "cinq mots, dont été"
    assert [keychain.knows_seal(seal) for seal in SEALS] == [True] * 3
    assert keychain.knows_seal(FINGERPRINT) is False
    keychain.store_passphrase("x" * 127)
    assert keychain.passphrase() == "x" * 127
    assert keychain.forget_passphrase()
    assert keychain.passphrase() is None
    assert keychain.knows_seal(SEALS[0]) is True


@pytest.mark.parametrize(
    ("system", "refusal", "reason"),
    [
        pytest.param("vault", 1312, "refuses", id="no session: a task at night, ssh"),
        pytest.param("keychain_of_macos", Keychain.KeychainDenied(-128), "locked", id="denied"),
        pytest.param("keychain_of_macos", Keychain.Error(-25308), "refuses", id="ssh"),
    ],
)
def test_refusals_of_windows_and_macos_are_told(request, system, refusal, reason):
    request.getfixturevalue(system).refusal = refusal

    for ask in (keychain.passphrase, lambda: keychain.store_passphrase("cinq mots")):
        with pytest.raises(KeyringUnusable) as caught:
            ask()
        assert caught.value.reason == reason
    assert keychain.knows_seal(FINGERPRINT) is None
    assert keychain.remember_seal(FINGERPRINT) is False


@pytest.mark.parametrize("backend", [Windows.WinVaultKeyring, macOS.Keyring])
def test_a_backend_without_its_library_is_told(backend):
    keyring.set_keyring(backend())

    with pytest.raises(KeyringUnusable):
        keychain.passphrase()
    assert keychain.knows_seal(FINGERPRINT) is None
