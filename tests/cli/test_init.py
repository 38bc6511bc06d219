"""`archiver init`: the interview, at a keyboard that is typed for it and at a real terminal."""

import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
import tomllib
from datetime import date

import drawn
import pytest
from test_schemas import validate

from archiver.cli import init

DAY = "2099-12-15"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(init, "_is_terminal", lambda: True)
    (tmp_path / "documents").mkdir()
    return tmp_path


@pytest.fixture
def asked(archiver, here):
    """Run the interview, with one line for each question."""

    def run(*answers, words=("documents",), code=0):
        result = archiver("init", *words, input="".join(f"{line}\n" for line in answers))
        assert result.exit_code == code, result.output
        return result

    return run


def flat(shown):
    """What is shown as one line: where it breaks depends on the terminal."""
    return " ".join(shown.split())


def noted(here):
    return tomllib.loads((here / "archiver.toml").read_text(encoding="utf-8"))


def test_what_is_answered_is_noted_explained_and_used(archiver, asked, here):
    drawn.draw(here / "documents", drawn.months())
    asked(
        "15/12/2099",
        "MARTIN Léa",
        "",
        "oui",  # sick leave
        "du 3/2/2019 au 28/2/2019",
        "",
        "n",  # disability
        "n",  # accident
        "n",  # taxable income
        "o",  # C2S
        "n",  # ALD
        "n",  # maternity
        "n",  # abroad
        "n",  # travelling
    )

    assert noted(here) == {
        "checklist": "ameli",
        "as_of": date(2099, 12, 15),
        "sources": ["documents"],
        "declared": ["c2s", "sick-leave"],
        "person": [{"name": "MARTIN Léa"}],
        "leave": [{"from": date(2019, 2, 3), "to": date(2019, 2, 28)}],
    }
    assert "# Le jour où le compte sera supprimé." in (here / "archiver.toml").read_text("utf-8")
    report = json.loads(archiver("check", "--json", "--as-of", drawn.AS_OF).stdout)
    required = {(g["requirement"], g["type"]) for g in report["gaps"] if g["level"] == "required"}
    # Léa is on no certificate; the leave and the cover are proven by nothing.
    assert required == {
        ("attestation-droits", "missing"),
        ("attestation-ij", "missing"),
        ("c2s", "missing"),
    }
    assert json.loads(archiver("check", "--json").stdout)["as_of"] == DAY


def test_enter_skips_every_question(asked, here):
    result = asked(*[""] * 14)

    assert noted(here) == {"checklist": "ameli", "sources": ["documents"], "declared": []}
    assert "archiver check" in result.stdout


def test_what_the_documents_say_is_not_asked(asked, here):
    drawn.draw(here / "documents", [(2026, 9)])

    result = asked(*[""] * 14)

    assert "le compte est celui de" in result.stderr
    assert "À quel nom est le compte" not in result.stderr


def test_where_one_goes_is_asked_only_of_those_who_go(asked, here):
    asked(*["", "", "", "", "", "", "", "", ""], "o", "o", "n", "", "")

    assert noted(here)["declared"] == ["moving-abroad", "moving-europe"]
    again = asked(*[""] * 3, *[""] * 6, "n", "")

    assert noted(here)["declared"] == []
    assert "Espace économique" not in again.stderr


def test_run_again_the_answers_are_the_defaults_and_nothing_of_ones_own_is_lost(asked, here):
    file = here / "archiver.toml"
    file.write_text(
        "# à moi\n"
        'checklist = "ameli"  # le compte\n'
        f"as_of = {DAY} # le départ\n"
        'declared = [\n  "ald", # depuis 2020\n  "sick-leave",\n]\n'
        "\n[holder]\nname = 'MARTIN Claire'\n"
        "\n[[person]]\nname = 'MARTIN Léa'  # l'aînée\nnumber = '2 85 05 99 999 001'\n"
        "\n[[leave]]\nfrom = 2019-02-03 # grippe\nto = 2019-02-28\n"
        "\n[requirement.releves]\nback = 20\n",
        encoding="utf-8",
    )
    before = file.read_text("utf-8")

    asked(*[""] * 16, words=())

    assert file.read_text("utf-8") == before
    asked("-", "n", "", "n", *[""] * 8, words=())
    after = noted(here)
    assert after["declared"] == ["ald"]
    assert after["requirement"] == {"releves": {"back": 20}}
    assert {"as_of", "person", "leave"} & after.keys() == set()
    assert "# à moi" in file.read_text("utf-8") and "# depuis 2020" in file.read_text("utf-8")


def test_the_answers_about_another_account_stay(asked, here):
    (here / "archiver.toml").write_text(
        'declared = ["c2s", "pensioner"]\n[[leave]]\nfrom = 2019-02-03\nto = 2019-02-28\n',
        encoding="utf-8",
    )

    asked("", "", "n", words=("--checklist", "retraite", "documents"))

    after = noted(here)
    assert (after["checklist"], after["declared"]) == ("retraite", ["c2s"])
    assert len(after["leave"]) == 1


def test_what_is_not_understood_is_asked_again(asked, here):
    result = asked("demain", "01/01/2020", "15/12/2099", *[""] * 12)

    assert "« demain » n’est pas un jour" in flat(result.stderr)
    assert "est déjà passé" in flat(result.stderr)
    assert noted(here)["as_of"] == date(2099, 12, 15)


def test_a_document_that_makes_it_likely_is_named_and_enter_says_yes(asked, here):
    (here / "documents" / "pension.pdf").write_bytes(
        drawn.pension_payments(date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 6))
    )

    result = asked(*[""] * 4, words=("--checklist", "retraite", "documents"))

    assert "pension.pdf" in result.stderr
    assert noted(here)["declared"] == ["pensioner"]


def test_what_is_all_there_is_not_asked_but_noted(asked, here):
    """It was answered by the documents, and they may no longer do on another day."""
    today = date.today()  # noqa: DTZ011 - the day of the deletion is that of the test
    year = today.year
    (here / "documents" / "paid.pdf").write_bytes(
        drawn.pension_payments(date(year - 2, 1, 1), today, today)
    )
    for ago in range(1, 5):
        (here / "documents" / f"tax{ago}.pdf").write_bytes(drawn.pension_tax(year - ago))

    result = asked(*[""] * 4, words=("--checklist", "retraite", "documents"))

    assert "Êtes-vous déjà à la retraite ? Déjà dans vos documents" in flat(result.stderr)
    assert noted(here)["declared"] == ["pensioner"]

    # What is lost later is asked about again, and can be taken back.
    (here / "documents" / "paid.pdf").unlink()
    again = asked("", "n", words=("--checklist", "retraite", "documents"))

    assert "Êtes-vous déjà à la retraite ? [O/n]" in flat(again.stderr)
    assert noted(here)["declared"] == []


def test_what_a_document_answered_is_asked_for_once_that_is_no_longer_valid(archiver, asked, here):
    drawn.draw(here / "documents", drawn.months())
    (here / "documents" / "c2s.pdf").write_bytes(drawn.cover(date(2098, 1, 1), date(2099, 12, 31)))

    asked("15/12/2099", *[""] * 12)

    assert noted(here)["declared"] == ["c2s"]
    states = []
    for day in ("2099-12-15", "2100-01-20"):
        report = json.loads(archiver("check", "--json", "--as-of", day).stdout)
        states += [r["state"] for r in report["requirements"] if r["id"] == "c2s"]
    assert states == ["met", "stale"]


def test_with_json_only_json_is_on_the_standard_output(archiver, here):
    result = archiver("init", "documents", "--json", input="\n" * 16)

    validate(json.loads(result.stdout), "declaration-1")


def test_without_anybody_to_ask_it_says_what_to_write_and_where(archiver, here, monkeypatch):
    monkeypatch.setattr(init, "_is_terminal", lambda: False)

    result = archiver("init", "documents")

    assert result.exit_code == 2
    assert "archiver.toml" in result.stderr and "--defaults" in result.stderr
    assert not (here / "archiver.toml").exists()


def test_defaults_asks_nothing_and_explains_everything(archiver, here, monkeypatch):
    monkeypatch.setattr(init, "_is_terminal", lambda: False)

    result = archiver("init", "documents", "--defaults", "--as-of", DAY)

    assert result.exit_code == 0
    assert noted(here) == {
        "checklist": "ameli",
        "as_of": date.fromisoformat(DAY),
        "sources": ["documents"],
        "declared": [],
    }


def test_every_example_in_a_new_file_is_valid_once_its_sign_is_taken_away(archiver, here):
    archiver("init", "--defaults", "--checklist", "ameli", "documents")
    file = here / "archiver.toml"
    lines = file.read_text("utf-8").splitlines()
    examples = ("[", "name =", "from =", "to =", "level =", "as_of =")
    woken = [
        line[2:] if line.startswith("# ") and line[2:].startswith(examples) else line
        for line in lines
    ]
    file.write_text("\n".join(woken).replace("requirement.ID", "requirement.messages"), "utf-8")

    assert archiver("check", "documents").exit_code == 4  # read, and no document found


def test_a_list_without_questions_has_nothing_to_declare(archiver, here):
    archiver("init", "--defaults", "--checklist", "caf", "documents")

    assert noted(here) == {"checklist": "caf", "sources": ["documents"]}


def test_a_source_that_is_not_there_is_a_mistake_and_notes_nothing(archiver, here):
    assert archiver("init", "nowhere", input="\n" * 16).exit_code == 2
    assert not (here / "archiver.toml").exists()


# --- A real terminal


class Terminal:
    """A run under a pseudo-terminal, read and typed into as a user does."""

    def __init__(self, folder, *words):
        self.master, slave = pty.openpty()
        self.shown = ""
        self.run = subprocess.Popen(
            [sys.executable, "-m", "archiver", "init", *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=os.environ | {"LANG": "fr_FR.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "80"},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    def wait_for(self, text):
        """Wait until it is shown, however its lines are broken."""
        until = time.monotonic() + 60
        while text not in flat(self.shown) and time.monotonic() < until:
            self._read()
        assert text in flat(self.shown)
        self.shown = flat(self.shown).partition(text)[2]

    def _read(self):
        if select.select([self.master], [], [], 0.2)[0]:
            # A closed terminal is an error to read from, and the end of it.
            with contextlib.suppress(OSError):
                self.shown += os.read(self.master, 4096).decode("utf-8", "replace")

    def type(self, text):
        os.write(self.master, text.encode())

    def interrupted(self):
        """Ctrl-C as people press it: again where the first one fell between two questions."""
        until = time.monotonic() + 60
        while self.run.poll() is None and time.monotonic() < until:
            self.type("\x03")
            time.sleep(0.5)  # people's fingers
            self._read()
        return self.ended()

    def ended(self):
        until = time.monotonic() + 60
        while self.run.poll() is None and time.monotonic() < until:
            self._read()
        code = self.run.wait(60)
        os.close(self.master)
        return code


@pytest.fixture
def terminal(tmp_path):
    (tmp_path / "documents").mkdir()
    opened = []

    def run(*words):
        opened.append(Terminal(tmp_path, *words))
        return opened[-1]

    yield run
    for one in opened:
        if one.run.poll() is None:
            one.run.send_signal(signal.SIGKILL)
            one.run.wait()


def test_at_a_real_terminal_and_again_with_the_answers_as_defaults(terminal, tmp_path):
    first = terminal("documents")
    first.wait_for("pas encore décidé)")
    first.type("15 décembre 2099\n")
    first.wait_for("À quel nom")
    first.type("MARTIN Claire\n")
    first.wait_for("personne d’autre)")
    first.type("\n")
    first.wait_for("en arrêt")
    first.wait_for("[o/N] :")
    first.type("n\n")
    for _ in range(7):
        first.wait_for("[o/N]")
        first.type("\n")
    assert first.ended() == 0

    assert noted(tmp_path)["holder"] == {"name": "MARTIN Claire"}
    before = (tmp_path / "archiver.toml").read_bytes()
    again = terminal()
    again.wait_for("15 décembre 2099")
    again.type("\n" * 12)
    assert again.ended() == 0
    assert (tmp_path / "archiver.toml").read_bytes() == before


def test_ctrl_c_notes_nothing(terminal, tmp_path):
    run = terminal("documents")
    run.wait_for("pas encore décidé)")
    run.type("15/12/2099\n")
    run.wait_for("À quel nom")
    assert run.interrupted() == 130
    assert not (tmp_path / "archiver.toml").exists()


def couple(folder, hers=27):
    """His statements of every month, and hers."""
    drawn.draw(folder, drawn.months()[:hers])
    for year, month in drawn.months():
        paper = drawn.statement(year, month, "Marc DUBOIS", number="1 79 05 99 123 045")
        (folder / f"m{year}-{month}.pdf").write_bytes(paper)


@pytest.mark.parametrize("answer", ["1", "2", "dubois marc"])
def test_of_two_people_with_as_many_documents_the_user_says_who_it_is(
    archiver, asked, here, answer
):
    couple(here / "documents")

    before = archiver("check", "documents", "--as-of", drawn.AS_OF)
    result = asked("", answer, *[""] * 13)
    after = json.loads(archiver("check", "--as-of", drawn.AS_OF, "--json").stdout)

    assert "À qui est le compte ? Ce n’est pas sûr" in flat(before.stdout)
    assert "NE SUPPRIMEZ PAS ENCORE" in before.stdout
    assert "le compte est celui de" not in result.stderr
    assert "À quel nom est le compte que vous fermez" in flat(result.stderr)
    marc = "marc" in noted(here)["holder"]["name"].lower()
    assert after["safe_to_delete"] is not marc  # no certificate is his
    assert answer == "1" or answer == "2" or marc


def test_passed_over_it_stays_open_whose_account_it_is(asked, here):
    couple(here / "documents")

    asked(*[""] * 15)

    assert "holder" not in noted(here)


def test_a_yes_to_who_else_is_insured_is_nobody(asked, here):
    result = asked("", "", "oui", "Yes", "MARTIN Léa", "aucun", *[""] * 12)

    assert noted(here)["person"] == [{"name": "MARTIN Léa"}]
    assert flat(result.stderr).count("n’a pas été compris. Écrivez le nom et le prénom") == 2


@pytest.mark.parametrize("answer", ["non", "no", "aucun", "Aucune", "personne", "-", "N"])
def test_a_no_to_who_else_is_insured_goes_on(asked, here, answer):
    result = asked("", "", answer, *[""] * 12)

    assert "person" not in noted(here)
    assert "n’est pas un nom" not in result.stderr


def test_a_yes_is_no_holder(asked, here):
    asked("", "oui", "MARTIN Claire", *[""] * 13)

    assert noted(here)["holder"] == {"name": "MARTIN Claire"}


def test_several_leaves_on_one_line_are_all_noted_and_read_back(asked, here):
    leaves = "du 3/2/2025 au 28/2/2025 et du 5/5/2025 au 9/6/2025"

    result = asked("", "", "", "oui", leaves, *[""] * 12)

    assert [span["from"].isoformat() for span in noted(here)["leave"]] == [
        "2025-02-03",
        "2025-05-05",
    ]
    said = flat(result.stderr)
    assert "Compris : du 3 février 2025 au 28 février 2025 et du 5 mai 2025 au 9 juin 2025" in said


def test_interrupted_it_says_that_nothing_was_noted(archiver, here):
    result = archiver("init", "documents", input="15/12/2099\n")

    assert result.exit_code == 130
    assert "Interrompu : rien n’a été noté." in flat(result.stderr)
    assert not (here / "archiver.toml").exists()


def test_what_cannot_be_written_is_told_before_anything_is_asked(asked, here, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("archiver.files.tempfile.mkstemp", refused)

    result = asked(code=6)

    assert "Quelques questions" not in result.stderr
    assert "archiver.toml" in result.stderr


def test_a_list_that_asks_nothing_of_the_family_does_not_ask_about_it(asked, here):
    result = asked(*[""] * 8, words=("--checklist", "caf", "documents"))

    assert "assuré par ce compte" not in result.stderr
