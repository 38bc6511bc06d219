"""`--timestamp`: an authority dates the seal; without one that does, nothing is written."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import resources

import authority as played
import drawn
import pytest
from asn1crypto import tsp
from jsonschema import Draft202012Validator

SECRET = "étoile du matin"
SCHEMAS = resources.files("archiver") / "data" / "schema"
DAY = ["--as-of", drawn.AS_OF, "--lang", "fr"]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="module")
def stamped(few, tmp_path_factory):
    """A stamped archive of `few`, what was said about it, and what the authority was asked."""
    target = tmp_path_factory.mktemp("stamped") / "archive.pdf"
    with played.serving() as server:
        command = [sys.executable, "-m", "archiver", "bundle", str(few), "-o", str(target)]
        options = ["--timestamp", server.url, "--json", *map(str, DAY)]
        env = os.environ | {"no_proxy": "127.0.0.1"}
        done = subprocess.run([*command, *options], env=env, capture_output=True, check=True)
    return target, json.loads(done.stdout), server.asked


def validate(value, name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(schema, format_checker=checker).validate(value)


def flat(text):
    return " ".join(text.split())


def test_the_archive_says_when_it_existed(stamped):
    _, said, _ = stamped

    time = datetime.fromisoformat(said["archive"]["timestamp"])
    assert abs(time - datetime.now(UTC)) < timedelta(hours=1)


def test_verify_says_so_too_and_by_whom(archiver, stamped):
    target, said, _ = stamped

    found = json.loads(archiver("verify", target, "--json").stdout)

    assert found["seal"]["state"] == "valid"
    assert found["seal"]["timestamp"] == said["archive"]["timestamp"]
    assert found["seal"]["authority"]["name"] == played.NAME
    validate(said, "report-1")
    validate(found, "verification-1")
    shown = archiver("verify", target)
    assert shown.exit_code == 0
    assert f"selon l’autorité « {played.NAME} »" in flat(shown.stdout)


def test_the_archive_itself_says_whom_was_asked(archiver, stamped, tmp_path):
    target, _, _ = stamped
    archiver("extract", target, "--into", tmp_path / "out")

    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["timestamp_authority"] == "127.0.0.1"
    validate(manifest, "manifest-1")
    cover = subprocess.run(["pdftotext", "-l", "1", target, "-"], capture_output=True, text=True)
    assert "l’horodatage demandé à 127.0.0.1" in flat(cover.stdout)


def test_nothing_of_the_documents_goes_out(stamped, few):
    _, _, asked = stamped

    requests = [tsp.TimeStampReq.load(body, strict=True).native for _, body in asked]
    assert len(requests) == 2
    assert requests[0]["message_imprint"]["hashed_message"] == hashlib.sha256(b"").digest()
    assert all(len(body) < 100 for _, body in asked)


def test_people_and_the_page_are_told(archiver, few, tmp_path):
    page = tmp_path / "page.html"
    with played.serving() as server:
        result = archiver(
            "backup", few, "-o", tmp_path / "a.pdf", "--timestamp", server.url, "--html", page, *DAY
        )

    assert "Horodatage : l’archive existait le" in flat(result.stdout)
    assert "Horodatage : l’archive existait le" in flat(page.read_text(encoding="utf-8"))


def test_a_locked_archive_is_stamped_as_well(archiver, few, tmp_path, monkeypatch):
    target = tmp_path / "a.pdf"
    monkeypatch.setenv("ARCHIVER_PASSPHRASE", SECRET)
    with played.serving() as server:
        made = archiver("bundle", few, "-o", target, "--timestamp", server.url, "--encrypt", *DAY)
    assert made.exit_code == 0, made.output

    monkeypatch.setenv("ARCHIVER_PASSPHRASE", SECRET)
    seal = json.loads(archiver("verify", target, "--json").stdout)["seal"]

    assert seal["state"] == "valid"
    assert seal["authority"]["name"] == played.NAME
    said = subprocess.run(["pdfsig", "-upw", SECRET, target], capture_output=True, text=True).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_a_changed_stamp_is_damage(archiver, stamped, tmp_path):
    data = bytearray(stamped[0].read_bytes())
    # Inside the token: the authority's name, in hexadecimal digits.
    place = data.index(played.NAME.encode().hex().upper().encode())
    data[place : place + 2] = b"49"
    (tmp_path / "a.pdf").write_bytes(data)

    result = archiver("verify", tmp_path / "a.pdf", "--json")

    assert result.exit_code == 3
    said = json.loads(result.stdout)
    assert said["seal"]["state"] == "broken"
    assert said["seal"]["timestamp"] is said["seal"]["authority"] is None


# --- When there is no stamp


def late(refusal):
    """Stamps what it is first asked, and no more."""
    answers = [played.stamped]

    def answer(question):
        return answers.pop()(question) if answers else refusal

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        lambda question: played.stamped(question, "refusing"),
        lambda _: (404, {}, b""),
        late((503, {}, b"")),
    ],
    ids=["refuses", "is not there", "goes away"],
)
def test_without_the_stamp_nothing_is_written_and_nothing_lost(
    archiver, few, tmp_path, contents, answer
):
    target = tmp_path / "a.pdf"
    archiver("bundle", few, "-o", target, *DAY)
    before = contents(tmp_path)

    with played.serving(answer) as server:
        words = ["-o", target, "--force", "--timestamp", server.url, *DAY]
        result = archiver("backup", few, *words)

    assert result.exit_code == 6
    assert result.stdout == ""
    assert server.url in result.stderr
    assert "rien n’est perdu" in result.stderr
    assert contents(tmp_path) == before


def test_an_authority_that_is_not_there_is_told_before_the_work(archiver, few, tmp_path):
    with played.serving() as server:
        url = server.url

    result = archiver("backup", few, "-o", tmp_path / "a.pdf", "--timestamp", url, *DAY)

    assert result.exit_code == 6
    assert "injoignable" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--timestamp", "https://tsa.example", "--no-seal"], "--no-seal"),
        (["--timestamp", "tsa.example"], "https://"),
        (["--timestamp", "https://claire:hunter2@tsa.example"], "mot de passe"),
        (["--timestamp"], "--timestamp"),
    ],
)
def test_wrong_use_is_told(archiver, few, tmp_path, words, says):
    result = archiver("backup", few, "-o", tmp_path / "a.pdf", *DAY, *words)

    assert result.exit_code == 2
    assert says in result.stderr
    assert "hunter2" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_help_says_what_goes_out_and_that_nobody_is_asked_unasked(archiver):
    help = flat(archiver("backup", "--help", "--lang", "en").stdout)

    assert "Only a digest leaves for the network, never a document" in help
    assert "none by default" in help


#: Notes every use of the network by this process and those it starts.
_WATCH = """
import os, sys
def note(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__":
        text = repr(arguments)
        if event != "socket.connect" or "AF_UNIX" not in text:
            with open(os.environ["NOTED"], "a") as file:
                file.write(event + text + chr(10))
sys.addaudithook(note)
"""


@pytest.mark.parametrize("asked", [False, True])
def test_no_network_is_used_unless_a_stamp_is_asked_for(process, few, tmp_path, asked):
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(_WATCH)
    noted = tmp_path / "noted"
    env = {"PYTHONPATH": str(tmp_path / "watch"), "NOTED": str(noted)}
    target = tmp_path / "a.pdf"

    with played.serving() as server:
        words = ["--timestamp", server.url] if asked else []
        made = process("backup", few, "-o", target, *DAY, *words, env=env)
        checked = process("verify", target, env=env)

    assert (made.code, checked.code) == (1, 0), made.err + checked.err
    assert noted.exists() is asked
