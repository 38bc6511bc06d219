"""What all commands share: language, help, errors, masked numbers, colours, pipes."""

import contextlib
import json
import os
import re
import subprocess
import sys

import drawn
import pytest

from archiver import workflows
from archiver.cli import COMMANDS, rendered
from archiver.language import LANGUAGES

NUMBER = "2850599999001"
SHOWN = "2 85 05 ** *** *** **"


# --- Help


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_laid_out_beforehand_is_the_one_of_now(process, lang):
    now = rendered.help_text(lang)

    assert (rendered.FOLDER / f"{lang}.txt").read_text("utf-8") == now, (
        "call: python -m archiver.cli.rendered"
    )
    for option in ("-h", "--help"):
        helped = process(option, env={"LANG": f"{lang}.UTF-8"})
        assert (helped.out, helped.code, helped.err) == (now, 0, "")


def test_a_narrow_terminal_gets_help_of_its_own(process):
    narrow = process("--help", env={"COLUMNS": "60", "LANG": "fr_FR.UTF-8"}).out
    assert max(map(len, narrow.splitlines())) < 60


# --- Language


@pytest.mark.parametrize(
    ("lang", "usage"),
    [
        ("fr_FR.UTF-8", "Utilisation"),
        ("en_GB.UTF-8", "Usage"),
        ("C", "Utilisation"),
        ("de_DE.UTF-8", "Utilisation"),
        ("", "Utilisation"),
    ],
)
def test_the_locale_chooses_the_language(process, lang, usage):
    result = process("check", "--help", env={"LANG": lang})

    assert result.code == 0
    assert result.out.startswith(f"{usage}")
    assert result.err == ""


@pytest.mark.parametrize("variable", ["LC_ALL", "LC_MESSAGES"])
def test_what_is_more_special_than_lang_counts_more(archiver, monkeypatch, variable):
    monkeypatch.setenv(variable, "en_GB.UTF-8")

    assert archiver("--help").stdout.startswith("Usage:")


def test_the_language_may_stand_before_the_command(archiver, tmp_path):
    assert "Error" in archiver("--lang", "en", "check", tmp_path / "absent").stderr


@pytest.mark.parametrize("given", [["--lang", "en"], ["--lang=en"]])
def test_the_option_overrules_the_locale(archiver, few, given):
    result = archiver("check", few, *given, "--as-of", drawn.AS_OF)

    assert "DO NOT DELETE THE ACCOUNT YET" in result.stdout


def test_french_against_an_english_locale(archiver, monkeypatch, tmp_path):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    assert "Erreur" in archiver("check", tmp_path / "absent", "--lang", "fr").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--help"], "Affiche la version."),
        (["--help"], "Commandes"),
        (["check", "--help"], "Affiche cette aide."),
        (["check", "--help"], "Utilisation\u00a0: "),
        (["check", "--help"], "Options"),
    ],
)
def test_help_is_french_throughout(archiver, words, said):
    result = archiver(*words)

    assert result.exit_code == 0
    assert said in result.stdout
    assert not re.search(r"Show|Usage|Commands", result.stdout)


#: Commands of commands, and what is below them.
GROUPS = {
    "checklist": ("show", "list", "validate"),
    "passphrase": ("set", "forget", "status"),
}
CALLS = [
    f"{command} {below}".strip() for command in COMMANDS for below in GROUPS.get(command, ("",))
]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("command", CALLS)
def test_the_help_of_every_command_has_an_example(archiver, command, lang):
    result = archiver(*command.split(), "--help", "--lang", lang)

    assert result.exit_code == 0
    assert {"fr": "Exemple\u00a0: ", "en": "Example: "}[
        lang
    ] + f"archiver {command}" in result.stdout
    assert all(f"--{name}" in result.stdout for name in ("json", "lang", "quiet", "no-color"))


@pytest.mark.parametrize("command", CALLS)
def test_both_languages_know_the_same_options(archiver, command):
    french, english = (
        set(re.findall(r"--[a-z-]+", archiver(*command.split(), "--help", "--lang", lang).stdout))
        for lang in ("fr", "en")
    )

    assert french - {"--deep"} == english - {"--deep"}


# --- Wrong use

WRONG_USES = [
    (["chek"], ["La commande", "Vouliez-vous dire", "'check'"]),
    (["check", "--jsn"], ["L’option", "'--json'"]),
    (["check", "--as-of", "31/12/2026"], ["31/12/2026", "AAAA-MM-JJ"]),
    (["check", "--as-of", "2026-02-30"], ["2026-02-30"]),
    (["check", "--lang", "de"], ["'fr', 'en'"]),
    (["check", "--as-of"], ["demande une valeur"]),
    (["check", "--json=yes"], ["ne prend pas de valeur"]),
    (["verify"], ["Il manque l’argument", "ARCHIVE.pdf"]),
    (["verify", "a.pdf", "b.pdf"], ["Argument en trop", "b.pdf"]),
]


@pytest.mark.parametrize(("words", "said"), WRONG_USES)
def test_wrong_use_is_explained_in_french(archiver, words, said):
    result = archiver(*words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(("Utilisation\u00a0: ", "Erreur\u00a0: "))
    assert result.stderr.splitlines()[-1].startswith("Erreur\u00a0: ")
    assert all(part in result.stderr for part in said)
    assert not re.search(r"Error|Try |%Y", result.stderr)


def test_wrong_use_is_explained_in_english(archiver):
    result = archiver("check", "--jsn", "--lang", "en")

    assert result.exit_code == 2
    assert "Error: No such option" in result.stderr


def test_the_version(archiver):
    result = archiver("--version")

    assert result.exit_code == 0
    assert re.fullmatch(r"archiver \d+\.\d+\.\d+\S*\n", result.stdout)


# --- Errors


@pytest.mark.parametrize("more", [(), ("--json",), ("-q",), ("-v",)])
def test_a_bug_is_one_sentence(archiver, few, monkeypatch, more):
    monkeypatch.setattr(workflows, "check", lambda *_: 1 / 0)

    result = archiver("check", few, *more)

    assert result.exit_code == 70
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError" in result.stderr and "-vv" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("twice", [["-vv"], ["-v", "-v"], ["--verbose", "-v"]])
def test_a_bug_shows_its_traceback_only_if_asked(archiver, few, twice, monkeypatch):
    monkeypatch.setattr(workflows, "check", lambda *_: 1 / 0)

    result = archiver("check", few, *twice)

    assert result.exit_code == 70
    assert "Traceback" in result.stderr
    assert result.stdout == ""


def test_an_end_of_file_inside_the_program_is_a_bug_not_an_interruption(archiver, few, monkeypatch):
    def read(*_):
        raise EOFError

    monkeypatch.setattr(workflows, "check", read)

    assert archiver("check", few).exit_code == 70


def test_a_refusal_of_the_system_is_no_bug(archiver, few, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied", "somewhere")

    monkeypatch.setattr(workflows, "check", refuse)
    result = archiver("check", few)

    assert result.exit_code == 6
    assert "somewhere" in result.stderr and "Permission denied" not in result.stderr


# --- Personal numbers


@pytest.fixture
def numbered(tmp_path):
    folder = tmp_path / f"dossier {NUMBER}"
    drawn.draw(folder, [(2026, 9)])
    (folder / f"releve_{NUMBER}.pdf").write_bytes(b"")
    (folder / f"releve {drawn.NUMBER}.pdf").write_bytes(drawn.statement(2026, 10))
    return folder


CALLS = [
    ["check", "SOURCE"],
    ["check", "SOURCE", "-v"],
    ["check", "SOURCE", "--json"],
    ["list", "SOURCE"],
    ["list", "SOURCE", "-v"],
    ["list", "SOURCE", "--json"],
    ["backup", "SOURCE", "--no-seal", "-o", "TARGET"],
    ["bundle", "SOURCE", "--no-seal", "--json", "-o", "TARGET"],
]


@pytest.mark.parametrize("words", CALLS)
def test_numbers_are_masked_everywhere_unless_asked_for(archiver, numbered, words):
    places = {"SOURCE": numbered, "TARGET": numbered / f"{NUMBER}.pdf"}
    given = [places.get(word, word) for word in words]

    again = ["--show-numbers", *["--force"] * ("-o" in words)]

    masked = archiver(*given, "--as-of", drawn.AS_OF)
    full = archiver(*given, "--as-of", drawn.AS_OF, *again)

    assert SHOWN in masked.stdout
    assert NUMBER not in masked.output and drawn.NUMBER not in masked.output
    assert NUMBER in full.stdout
    assert SHOWN not in full.output


@pytest.mark.parametrize(
    "words",
    [
        ["check", NUMBER],
        ["check", NUMBER, "-vv"],
        ["verify", NUMBER],
        ["verify", "archive.pdf", NUMBER],
        ["check", ".", "--checklist", NUMBER],
    ],
)
def test_numbers_are_masked_in_complaints(archiver, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    masked, full = archiver(*words), archiver(*words, "--show-numbers")

    assert masked.exit_code == full.exit_code == 2
    assert SHOWN in masked.stderr and NUMBER not in masked.output
    assert NUMBER in full.stderr


# --- Colours and terminals


def on_a_terminal(*words, **env):
    """What the program prints on a terminal of 80 columns."""
    pty = pytest.importorskip("pty")
    near, far = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "archiver", *map(str, words)],
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "PYTHONUTF8": "1"} | env,
        stdin=subprocess.DEVNULL,
        stdout=far,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(far)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while piece := os.read(near, 65536):
                shown += piece
        assert process.stderr.read() == b""
    os.close(near)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
@pytest.mark.parametrize(
    ("more", "env", "coloured"),
    [
        ((), {}, True),
        (("--no-color",), {}, False),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        ((), {"TERM": "dumb"}, False),
    ],
)
def test_colours_on_a_terminal(few, more, env, coloured):
    shown = on_a_terminal("check", few, "--as-of", drawn.AS_OF, *more, **env)

    assert ("\x1b" in shown) is coloured
    assert "NE SUPPRIMEZ PAS ENCORE" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
@pytest.mark.parametrize("command", ["check", "list"])
def test_no_line_is_longer_than_the_terminal_is_wide(few, command):
    shown = on_a_terminal(command, few, "--as-of", drawn.AS_OF, "--no-color", "-v")

    assert max(map(len, shown.splitlines())) <= 80


def test_no_colours_in_a_pipe(archiver, few, archive):
    assert "\x1b" not in archiver("check", few).output
    assert "\x1b" not in archiver("verify", archive).output


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850"])
@pytest.mark.parametrize("words", [["check"], ["list"], ["check", "--help"], ["--help"], []])
def test_an_output_without_accents_is_no_error(process, few, encoding, words):
    given = words if words[-1:] in (["--help"], []) else [*words, few, "--as-of", drawn.AS_OF]

    result = process(*given, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})

    assert result.code == (1 if words == ["check"] else 0)
    assert result.err == ""
    assert result.out


@pytest.mark.parametrize(
    ("encoding", "said"),
    # Of ASCII Click believes that nobody meant it, and writes UTF-8.
    [("cp850", "relevé d'été"), ("latin-1", "relevé d'été"), ("utf-8", "relevé d’été")],
)
def test_complaints_are_as_legible_as_the_rest(process, tmp_path, encoding, said):
    result = process(
        "check", tmp_path / "relevé d’été", "-q",
        env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LANG": "fr_FR.UTF-8"},
        encoding=encoding,
    )  # fmt: skip

    assert result.code == 2
    assert said in result.err
    assert "\\x" not in result.err and "\\u" not in result.err


def test_json_is_utf_8_whatever_the_terminal_is(process, few, tmp_path):
    (tmp_path / "relevé.pdf").write_bytes(drawn.statement(2026, 9))

    result = process("list", tmp_path, "--json", env={"PYTHONIOENCODING": "ascii"})

    assert json.loads(result.out)[0]["path"].endswith("relevé.pdf")


# --- Pipes


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes that close")
@pytest.mark.parametrize(
    "words",
    [["--help"], ["check", "--help"], ["--version"], ["list"], ["list", "--json"], ["check"]],
)
def test_a_reader_who_went_away_ends_it_silently(process, few, words):
    read, write = os.pipe()
    os.close(read)
    given = [*words, few] if words[0] in ("list", "check") and "--help" not in words else words
    try:
        result = process(*given, stdout=write)
    finally:
        os.close(write)

    assert (result.code, result.err) == (141, "")


# --- Start


@pytest.mark.parametrize("words", [["--help"], ["--version"], []])
def test_help_does_not_wait_for_pdf_libraries(words):
    script = (
        "import sys\n"
        "from archiver.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True
    )

    loaded = set(done.stderr.split())
    assert "click" in loaded
    heavy = {"pypdf", "reportlab", "pyhanko", "pikepdf", "pypdfium2", "PIL", "rich", "cryptography"}
    assert loaded & heavy == set()
