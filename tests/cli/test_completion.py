"""What the Tab key offers, in real shells where they are installed."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class

from archiver.cli import COMMANDS, cli
from archiver.cli.completion import SHELLS, VARIABLE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the shells of POSIX")
SCRIPTS = str(Path(sys.executable).parent)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    return tmp_path


def offered(monkeypatch, typed, lang="fr"):
    """Value -> help of what is offered for the last word of a line."""
    words = typed.split(" ")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    completer = get_completion_class("bash")(cli, {"obj": lang}, "archiver", VARIABLE)
    items = completer.get_completions(*completer.get_completion_args())
    return {item.value: item.help for item in items}


OFFERS = [
    ("archiver che", {"check", "checklist"}),
    ("archiver checklist s", {"show"}),
    ("archiver checklist show re", {"retraite"}),
    ("archiver check --checklist a", {"ameli"}),
    ("archiver check --lang ", {"fr", "en"}),
    ("archiver label scan.pdf --kind releve", {"releve-remboursements", "releve-fiscal"}),
    ("archiver label scan.pdf --kind caf", set()),  # another account's
    ("archiver label scan.pdf --checklist caf --kind caf-r", {"caf-releve"}),
    ("archiver waive relev", {"releves", "releve-fiscal"}),
    ("archiver waive releves --as-of 2026-04-10 2026", {"2026-01", "2026-02", "2026-03"}),
    (
        "archiver waive releves --as-of 2026-04-10 2026-01..2026",
        {"2026-01..2026-02", "2026-01..2026-03"},
    ),
    (
        "archiver label scan.pdf --as-of 2026-04-10 --period 2026",
        {"2026-01", "2026-02", "2026-03", "2026-04"},
    ),
    ("archiver label x --as-of 2026-04-10 --kind releve-fiscal --period 2025", {"2025"}),
    ("archiver completion f", {"fish"}),
    ("archiver check --json --no-c", {"--no-color"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected"), OFFERS)
def test_what_is_offered(monkeypatch, typed, expected):
    assert set(offered(monkeypatch, typed)) == expected


def test_all_commands_are_offered_with_what_they_do(monkeypatch):
    found = offered(monkeypatch, "archiver ", "en")

    assert set(COMMANDS) == set(found)
    assert found["check"].startswith("Say what is missing")


def test_what_is_offered_is_explained(monkeypatch):
    assert offered(monkeypatch, "archiver label x --kind releve-f")["releve-fiscal"]
    assert (
        offered(monkeypatch, "archiver waive releves --as-of 2026-04-10 2026-02")["2026-02"]
        == "février 2026"
    )


def test_the_settings_choose_the_account(monkeypatch, here):
    (here / "archiver.toml").write_text('checklist = "caf"\n', encoding="utf-8")

    assert set(offered(monkeypatch, "archiver label x --kind caf-r")) == {"caf-releve"}


@pytest.mark.parametrize("toml", ["[", 'checklist = "gone"\n'])
def test_settings_that_are_wrong_lead_to_no_offer(monkeypatch, here, toml):
    (here / "archiver.toml").write_text(toml, encoding="utf-8")

    assert offered(monkeypatch, "archiver waive re") == {}


@pytest.mark.parametrize("lang", ["fr_FR.UTF-8", "en_GB.UTF-8", "C"])
def test_no_complaint_reaches_the_shell(process, lang):
    env = {VARIABLE: "bash_complete", "COMP_WORDS": "archiver waive re", "COMP_CWORD": "2"}

    result = process(env=env | {"LANG": lang, "LC_ALL": lang})

    assert (result.code, result.err) == (0, "")
    assert "plain,releves" in result.out


def test_no_command_waits_for_libraries_before_it_runs():
    script = (
        "import click, sys\n"
        "from archiver.cli import COMMANDS, cli\n"
        "for name in COMMANDS:\n"
        "    assert cli.get_command(click.Context(cli, resilient_parsing=True), name)\n"
        "print(*sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "archiver" in loaded, done.stderr
    heavy = {"pypdf", "reportlab", "pyhanko", "pikepdf", "pypdfium2", "PIL", "rich", "cryptography"}
    assert loaded & (heavy | {"asyncio", "watchfiles", "jinja2", "tomlkit", "stdnum"}) == set()


# --- The shells themselves


def installed(shell):
    """Install the script as `archiver completion` says."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    for command in SHELLS[shell]:
        subprocess.run(["bash", "-c", command], check=True)


def test_bash(here):
    installed("bash")
    script = (
        "source ~/.local/share/bash-completion/completions/archiver\n"
        "COMP_WORDS=(archiver label x --kind releve-f); COMP_CWORD=4\n"
        "_archiver_completion archiver\n"
        'echo "${COMPREPLY[*]}"\n'
        "complete -p archiver\n"
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)

    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == "releve-fiscal"
    assert "_archiver_completion" in done.stdout.splitlines()[1]


def test_fish(here):
    installed("fish")
    ask = "complete -C 'archiver label x --kind releve-f'"
    done = subprocess.run(["fish", "-c", ask], capture_output=True, text=True)

    assert done.stderr == ""
    assert "releve-fiscal" in done.stdout


def test_zsh(here):
    installed("zsh")
    pty = pytest.importorskip("pty")
    (here / ".zshenv").write_text("ZSH_DISABLE_COMPFIX=true\n", encoding="utf-8")
    rc = here / ".zshrc"
    rc.write_text(rc.read_text("utf-8").replace("compinit;", "compinit -u;"), encoding="utf-8")
    near, far = pty.openpty()
    with subprocess.Popen(
        ["zsh", "-i"], stdin=far, stdout=far, stderr=far, start_new_session=True,
        env=os.environ | {"TERM": "dumb", "PS1": "> "},
    ) as shell:  # fmt: skip
        os.close(far)
        shown = b""
        try:
            for typed in (b"echo rea''dy\n", b"archiver label x --kind releve-f\t"):
                os.write(near, typed)
                wanted = b"\nready" if b"echo" in typed else b"releve-fiscal"
                until = time.monotonic() + 60
                while wanted not in shown.replace(b"\r", b"") and time.monotonic() < until:
                    shown += os.read(near, 4096)
        finally:
            shell.kill()
    os.close(near)

    assert b"releve-fiscal" in shown


def test_the_way_to_install_it_is_shown_for_the_shell_in_use(archiver, monkeypatch):
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    fish = archiver("completion").stdout
    monkeypatch.setenv("SHELL", "/bin/other")
    every = archiver("completion").stdout

    assert "fish" in fish and "zsh" not in fish
    assert all(command in every for lines in SHELLS.values() for command in lines)


@pytest.mark.parametrize("shell", list(SHELLS))
def test_a_script_is_nothing_but_the_script(archiver, shell):
    result = archiver("completion", shell)

    assert (result.exit_code, result.stderr) == (0, "")
    assert VARIABLE in result.stdout
    assert archiver("completion", shell, "-q").stdout == ""
