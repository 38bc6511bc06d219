"""Locked archives: made, opened by other programs, carried on, and the secret kept a secret."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import drawn
import keyring
import pytest
from keyring.backends import fail

SECRET = "étoile du matin"
DAY = ["--as-of", drawn.AS_OF, "--lang", "fr"]


@pytest.fixture
def secret(monkeypatch):
    """The passphrase in the environment, as scripts give it; taken out by the program."""
    monkeypatch.setenv("ARCHIVER_PASSPHRASE", SECRET)


@pytest.fixture(scope="module")
def locked(tmp_path_factory, few):
    """A locked archive of `few`; not to be changed."""
    target = tmp_path_factory.mktemp("locked") / "a.pdf"
    command = [sys.executable, "-m", "archiver", "bundle", str(few), "-o", str(target)]
    env = os.environ | {"ARCHIVER_PASSPHRASE": SECRET}
    subprocess.run([*command, "--encrypt", "-q"], env=env, check=True, stdin=subprocess.DEVNULL)
    return target


def needs(*tools):
    """Where these programs are not installed, there is nobody to judge."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def flat(text):
    return " ".join(text.split())


def test_verify_opens_it_with_the_passphrase(archiver, locked, secret):
    result = archiver("verify", locked, "--deep", "--json")

    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["seal"]["state"] == "valid"


def test_a_passphrase_as_a_mac_types_it_opens_it_too(archiver, locked, monkeypatch):
    monkeypatch.setenv("ARCHIVER_PASSPHRASE", "e\u0301toile\u00a0du matin")

    assert archiver("verify", locked).exit_code == 0


def test_whoever_takes_the_lock_off_is_told(archiver, locked, secret, tmp_path):
    open_, again = tmp_path / "open.pdf", tmp_path / "locked.pdf"

    laid_open = archiver("bundle", locked, "-o", open_, *DAY)
    still_locked = archiver("bundle", locked, "-o", again, "--encrypt", *DAY)
    from_open = archiver("bundle", open_, "-o", tmp_path / "third.pdf", *DAY)

    assert "est verrouillée ; celle-ci ne l’est pas" in flat(laid_open.stdout)
    assert "--encrypt" in laid_open.stdout
    assert "celle-ci ne l’est pas" not in flat(still_locked.stdout)
    assert "celle-ci ne l’est pas" not in flat(from_open.stdout)


def test_who_wants_quiet_has_it(archiver, locked, secret, tmp_path):
    assert archiver("bundle", locked, "-o", tmp_path / "b.pdf", "-q", *DAY).output == ""


@pytest.mark.parametrize("command", ["verify", "list", "extract", "backup"])
@pytest.mark.parametrize("given", ["wrong", None])
def test_without_the_right_one_nothing_is_done(
    archiver, locked, tmp_path, monkeypatch, command, given
):
    if given:
        monkeypatch.setenv("ARCHIVER_PASSPHRASE", given)
    own = {"extract": ["--into", tmp_path / "out"], "backup": ["-o", tmp_path / "new.pdf"]}

    result = archiver(command, locked, *own.get(command, []))

    assert result.exit_code == 5
    assert "a.pdf" in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["verify", "list", "extract"])
def test_where_the_lock_is_damaged_no_passphrase_is_blamed(
    archiver, locked, secret, tmp_path, command
):
    own = tmp_path / "a.pdf"
    data = bytearray(locked.read_bytes())
    data[data.index(b"/U <") + 6] ^= 1  # what the passphrase is tried on
    own.write_bytes(data)
    more = ["--into", tmp_path / "out"] if command == "extract" else []

    result = archiver(command, own, *more)

    assert (result.exit_code, result.stdout) == (3, "")
    assert "c’est le verrou lui-même qui est abîmé" in flat(result.stderr)
    assert not (tmp_path / "out").exists()


def test_a_damaged_lock_is_a_broken_seal_for_scripts(archiver, locked, secret, tmp_path):
    own = tmp_path / "a.pdf"
    data = bytearray(locked.read_bytes())
    data[data.index(b"/U <") + 6] ^= 1
    own.write_bytes(data)

    told = json.loads(archiver("verify", own, "--json").stdout)

    assert (told["intact"], told["seal"]["state"]) == (False, "broken")
    assert [problem["code"] for problem in told["problems"]] == ["lock-damaged"]


def test_in_a_folder_it_is_a_finding_and_the_others_go_on(archiver, locked, few, tmp_path):
    folder = shutil.copytree(few, tmp_path / "folder")
    shutil.copy(locked, folder / "archive-2025.pdf")

    result = archiver("check", folder, "--json", *DAY)

    documents = {d["path"].rpartition("/")[2]: d for d in json.loads(result.stdout)["documents"]}
    assert result.exit_code == 1
    assert documents["archive-2025.pdf"]["status"] == "unreadable"
    assert documents["attestation.pdf"]["status"] == "recognised"


def test_it_is_a_source_like_any_archive(archiver, locked, few, secret):
    inside = archiver("check", locked, "--json", *DAY)
    outside = archiver("check", few, "--json", *DAY)

    assert json.loads(inside.stdout)["requirements"] == json.loads(outside.stdout)["requirements"]


def test_the_originals_come_out_as_they_went_in(archiver, locked, few, secret, tmp_path):
    assert archiver("extract", locked, "--into", tmp_path / "out").exit_code == 0

    out = {file.read_bytes() for file in (tmp_path / "out" / "data").rglob("*.pdf")}
    assert out == {file.read_bytes() for file in few.iterdir()}


@needs("qpdf")
def test_without_a_seal_it_is_locked_all_the_same(archiver, few, secret, tmp_path):
    target = tmp_path / "a.pdf"
    result = archiver("bundle", few, "-o", target, "--encrypt", "--no-seal", "--json")

    assert json.loads(result.stdout)["archive"]["locked"] is True
    assert subprocess.run(["qpdf", "--requires-password", target]).returncode == 0


def test_nothing_of_the_documents_is_legible_in_the_file(locked, few):
    data = locked.read_bytes()

    assert data.startswith(b"%PDF-2.0")
    for word in (b"manifest.json", b"MARTIN", b"SHA256SUMS", b"attestation", b"archiver/manifest"):
        assert word not in data
    assert all(file.read_bytes()[:200] not in data for file in few.iterdir())


@needs("qpdf", "pdfinfo", "pdftotext", "pdfdetach", "mutool")
@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("qpdf --check --password={secret} {file}", "R = 6"),
        ("qpdf --show-encryption --password={secret} {file}", "AESv3"),
        ("pdfinfo -upw {secret} {file}", "algorithm:AES-256"),
        ("pdftotext -upw {secret} {file} -", "Relevé mensuel"),
        ("pdfdetach -list -upw {secret} {file}", "manifest.json"),
        ("mutool info -p {secret} {file}", "PDF-2.0"),
    ],
)
def test_other_programs_open_it(locked, command, says):
    words = [part.format(secret=SECRET, file=locked) for part in command.split()]

    done = subprocess.run(words, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert says in done.stdout


@needs("pdfsig")
def test_its_seal_is_valid_for_other_programs(locked):
    done = subprocess.run(["pdfsig", "-upw", SECRET, locked], capture_output=True, text=True)

    assert "Signature is Valid" in done.stdout
    assert "Total document signed" in done.stdout


@needs("qpdf", "pdfinfo", "mutool")
@pytest.mark.parametrize("tool", [["pdfinfo"], ["qpdf", "--check"], ["mutool", "info"]])
def test_no_program_opens_it_without(locked, tool):
    assert subprocess.run([*tool, locked], capture_output=True).returncode != 0


def test_two_ways_at_once_are_a_mistake(archiver, locked, secret):
    result = archiver("verify", locked, "--passphrase-command", "true")

    assert result.exit_code == 2
    assert "ARCHIVER_PASSPHRASE" in result.stderr


def test_a_command_gives_it_and_its_line_end_does_not_count(archiver, locked, tmp_path):
    (tmp_path / "kept").write_text(SECRET + "\n", encoding="utf-8")

    assert archiver("verify", locked, "--passphrase-command", f"cat {tmp_path}/kept").exit_code == 0


@pytest.mark.parametrize("command", ["false", "no-such-command-at-all", '"open'])
def test_a_command_that_fails_is_told(archiver, locked, command):
    result = archiver("verify", locked, "--passphrase-command", command)

    assert result.exit_code == 5
    assert "--passphrase-command" in result.stderr


def test_a_descriptor_gives_it(locked):
    reading, writing = os.pipe()
    os.write(writing, SECRET.encode())
    os.close(writing)
    command = [sys.executable, "-m", "archiver", "verify", str(locked)]

    done = subprocess.run(
        [*command, "--passphrase-fd", str(reading)], pass_fds=[reading], capture_output=True
    )

    os.close(reading)
    assert done.returncode == 0, done.stderr


def test_the_keyring_gives_it(archiver, locked, kept):
    kept.set_password("archiver", "passphrase", SECRET)

    assert archiver("verify", locked).exit_code == 0


def test_with_nobody_to_ask_nothing_is_locked(archiver, few, tmp_path):
    result = archiver("bundle", few, "-o", tmp_path / "a.pdf", "--encrypt")

    assert result.exit_code == 5
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["", "chat \U0001f408", "x" * 128])
def test_what_no_reader_would_take_locks_nothing(archiver, few, tmp_path, monkeypatch, text):
    monkeypatch.setenv("ARCHIVER_PASSPHRASE", text)

    result = archiver("bundle", few, "-o", tmp_path / "a.pdf", "--encrypt")

    assert result.exit_code == 5
    assert not list(tmp_path.iterdir())


def test_a_long_one_is_warned_of(archiver, few, tmp_path, monkeypatch):
    monkeypatch.setenv("ARCHIVER_PASSPHRASE", "x" * 40)

    result = archiver("bundle", few, "-o", tmp_path / "a.pdf", "--encrypt", "--lang", "fr")

    assert result.exit_code == 0
    assert "poppler" in result.stderr


def test_the_archive_is_not_called_done_unless_it_opens(
    archiver, few, tmp_path, secret, monkeypatch
):
    monkeypatch.setattr("archiver.archive.lock.holds", lambda *_: False)

    result = archiver("bundle", few, "-o", tmp_path / "a.pdf", "--encrypt")

    assert result.exit_code == 3
    assert not list(tmp_path.iterdir())


# --- The seals that were made here


def test_a_seal_made_here_is_known_and_another_is_not(archiver, few, tmp_path, kept):
    target = tmp_path / "a.pdf"
    archiver("bundle", few, "-o", target)

    mine = json.loads(archiver("verify", target, "--json").stdout)
    kept.entries.clear()
    other = json.loads(archiver("verify", target, "--json").stdout)
    keyring.set_keyring(fail.Keyring())
    unknown = json.loads(archiver("verify", target, "--json").stdout)

    assert [each["seal"]["known"] for each in (mine, other, unknown)] == [True, False, None]
    assert all(each["intact"] for each in (mine, other, unknown))


def test_an_unknown_seal_is_remarked_on(archiver, few, tmp_path, kept):
    target = tmp_path / "a.pdf"
    archiver("bundle", few, "-o", target)
    kept.entries.clear()

    told = archiver("verify", target, "--lang", "fr").stdout

    assert "n’a pas été fait sur cet ordinateur" in flat(told)


def test_without_a_keyring_the_backup_works_and_says_so(archiver, few, tmp_path):
    keyring.set_keyring(fail.Keyring())

    result = archiver("bundle", few, "-o", tmp_path / "a.pdf", "--lang", "fr")

    assert result.exit_code == 0
    assert "Pas de trousseau" in result.stdout


# --- The command


def test_set_status_and_forget(archiver, secret, kept):
    assert archiver("passphrase", "set").exit_code == 0
    assert kept.entries["archiver", "passphrase"] == SECRET
    assert json.loads(archiver("passphrase", "status", "--json").stdout)["stored"] is True
    assert archiver("passphrase", "forget").exit_code == 0
    assert json.loads(archiver("passphrase", "status", "--json").stdout)["stored"] is False


@pytest.mark.parametrize("action", ["set", "status", "forget"])
def test_without_a_keyring_it_says_what_to_do(archiver, secret, action):
    keyring.set_keyring(fail.Keyring())

    result = archiver("passphrase", action, "--lang", "fr")

    assert result.exit_code == 5
    assert "gnome-keyring" in result.stderr


_SESSION = """
set -e
printf 'login' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
export PYTHON_KEYRING_BACKEND=keyring.backends.SecretService.Keyring
{python} -m archiver passphrase set --passphrase-command "cat {kept}"
rm {kept}
{python} -m archiver passphrase status --json
{python} -m archiver bundle {folder} -o {target} --encrypt -q
{python} -m archiver verify {target} --json
{python} -m archiver passphrase forget -q
{python} -m archiver verify {target} </dev/null && exit 9 || test $? -eq 5
"""


@needs("dbus-run-session", "gnome-keyring-daemon")
def test_with_a_real_secret_service(few, tmp_path):
    """gnome-keyring in a session of its own."""
    home = tmp_path / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    (tmp_path / "kept").write_text(SECRET, encoding="utf-8")
    script = _SESSION.format(
        python=sys.executable, kept=tmp_path / "kept", folder=few, target=tmp_path / "a.pdf"
    )
    env = os.environ | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONUTF8": "1",
    }
    command = ["dbus-run-session", "--", "bash", "-c", script]

    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stdout + done.stderr
    assert '"stored": true' in done.stdout
    assert '"known": true' in done.stdout


# --- The secret


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_the_passphrase_is_nowhere_but_in_memory(few, tmp_path):
    """In no process's arguments or environment, no output, no file; also when it crashes."""
    word = "zyxwvut-introuvable"
    home, target = tmp_path / "home", tmp_path / "out" / "a.pdf"
    home.mkdir()
    target.parent.mkdir()
    (tmp_path / "crash.py").write_text(
        "import sys\n"
        "from archiver.archive import lock\n"
        "def holds(file, passphrase): raise RuntimeError(f'injected {passphrase!r}')\n"
        "lock.holds = holds\n"
        "from archiver.cli import main\n"
        "main()\n"
    )
    reading, writing = os.pipe()
    os.write(writing, word.encode())
    os.close(writing)
    command = [sys.executable, str(tmp_path / "crash.py"), "bundle", str(few), "-o", str(target)]
    env = os.environ | {"HOME": str(home), "TMPDIR": str(home), "PYTHONFAULTHANDLER": "1"}
    process = subprocess.Popen(
        [*command, "--encrypt", "-vv", "--passphrase-fd", str(reading)],
        env=env,
        pass_fds=[reading],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    os.close(reading)
    seen = []
    while process.poll() is None:
        seen += _processes(process.pid)
        time.sleep(0.01)
    out = process.stdout.read()
    process.stdout.close()

    assert process.returncode == 70
    assert b"injected" in out and b"Traceback" in out
    assert len(seen) > 5
    assert not [text for text in [*seen, out] if word.encode() in text]
    files = [file.read_bytes() for top in (home, target.parent) for file in top.rglob("*.*")]
    assert not [data for data in files if word.encode() in data]


def _processes(session):
    """Arguments and environment of all processes of a session."""
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):  # it has ended, or is no process
            if os.getsid(int(folder.name)) == session:
                yield from ((folder / name).read_bytes() for name in ("cmdline", "environ"))
