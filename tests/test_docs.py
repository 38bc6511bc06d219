"""The pages of docs/: what they show is run, links lead somewhere, both languages say as much.

What a page says to the tests stands above a block, in a comment that no reader sees:
`<!-- runs: 1 -->` it is run, and ends with this code; a block of text right behind it is what it
prints, with `…` for lines left out. `<!-- file: NAME -->` it is the content of this file.
`<!-- here: archive.pdf -->` at the top: the samples' archive lies in the folder already. The blocks
of one page are run one after the other, in a folder of their own with nothing else but the samples.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from archives import SETTINGS

from archiver import checklist, config, workflows
from archiver.cli.surroundings import known

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FRENCH = sorted(DOCS.glob("*.fr.md"))
FOR_USERS = [*FRENCH, *sorted(DOCS.glob("*.en.md"))]
READ = [*sorted(DOCS.glob("*.md")), *sorted(ROOT.glob("*.md"))]
TOOLS = ("bash", "mkdir", "cp", "head", "pdfsig", "pdfdetach", "sha256sum")
SECRET = "cinq mots pour dormir tranquille"

BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>runs|file): (?P<say>[^\n]*?) -->\n)?"
    r"^```(?P<lang>\w*)\n(?P<text>.*?)^```$"
    r"(?:\n\n```text\n(?P<prints>.*?)^```$)?",
    re.M | re.S,
)
HEADING = re.compile(r"^(#+) (.+)$", re.M)
LINK = re.compile(r"\]\(([^)\s]+)\)")

each = pytest.mark.parametrize("page", FOR_USERS, ids=lambda page: page.name)


@dataclass(frozen=True)
class Block:
    mark: str | None
    say: str
    lang: str
    text: str
    prints: list[str]


def blocks(page):
    return [
        Block(
            mark=found["mark"],
            say=found["say"] or "",
            lang=found["lang"],
            text=found["text"],
            prints=[line.strip() for line in (found["prints"] or "").splitlines() if line.strip()],
        )
        for found in BLOCK.finditer(page.read_text(encoding="utf-8"))
    ]


def prose(page):
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A path with the tools of the pages and no Tesseract: nothing shown may depend on it."""
    folder = tmp_path_factory.mktemp("bin")
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{folder}")
        yield


@pytest.fixture(scope="module")
def samples_archive(tmp_path_factory, bare):
    target = tmp_path_factory.mktemp("made") / "archive.pdf"
    settings = workflows.Settings(
        checklist=SETTINGS.checklist,
        as_of=date(2026, 11, 30),
        lang="fr",
        created=datetime(2026, 11, 23, 10, tzinfo=UTC),
    )
    source = ROOT / "sample_docs" / "telechargements"
    workflows.backup([source], settings, workflows.Output(target=target))
    return target


def run(block, folder, lang):
    """Run a block as its reader would, in his language."""
    locale = {"fr": "fr_FR.UTF-8", "en": "en_GB.UTF-8"}[lang]
    given = {"LC_ALL": "", "LC_MESSAGES": locale, "COLUMNS": "80", "HOME": str(folder)}
    secret = {"PASSPHRASE": SECRET, "ARCHIVER_PASSPHRASE": SECRET}
    command = {
        "sh": ["bash", "-uo", "pipefail", "-c", block.text],
        "python": [sys.executable, "-c", block.text],
    }[block.lang]
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | given | secret,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def assert_prints(printed, expected):
    """All expected lines, one right behind the other, but for what `…` leaves out."""
    plain = printed.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    place, free = 0, True
    for line in expected:
        if line == "…":
            free = True
            continue
        assert line in lines[place:], f"{line!r} is not printed there:\n{printed}"
        found = lines.index(line, place)
        assert free or found == place, f"lines are left out before {line!r}:\n{printed}"
        place, free = found + 1, False


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")
@each
def test_what_a_page_shows_runs_and_prints_that(page, tmp_path, samples_archive):
    (tmp_path / "sample_docs").symlink_to(ROOT / "sample_docs")
    if "<!-- here: archive.pdf -->" in page.read_text(encoding="utf-8"):
        for name in ("archive.pdf", "archive.pdf.sha256"):
            shutil.copy(samples_archive.with_name(name), tmp_path)
    for block in blocks(page):
        if block.mark == "file":
            (tmp_path / block.say).parent.mkdir(exist_ok=True)
            (tmp_path / block.say).write_text(block.text, encoding="utf-8")
        elif block.mark == "runs":
            done = run(block, tmp_path, page.suffixes[0][1:])
            assert done.returncode == int(block.say), f"{block.text}\n{done.stdout}"
            assert_prints(done.stdout, block.prints)


TABLES = [
    pytest.param(page, block.text, id=f"{page.name}-{number}")
    for page in READ
    for number, block in enumerate(blocks(page))
    if block.lang == "toml" and "[recognise]" not in block.text  # kinds have a test of their own
]


@pytest.mark.parametrize(("page", "text"), TABLES)
def test_every_settings_file_and_checklist_is_valid(page, text, tmp_path):
    file = tmp_path / "shown.toml"
    file.write_text(text, encoding="utf-8")
    if "title" in tomllib.loads(text):
        checklist.load(file)
    else:
        config.load(file, known())


def names(value):
    """The keys of a table and of those in it."""
    if isinstance(value, list):
        return [names(one) for one in value]
    return {key: names(one) for key, one in value.items()} if isinstance(value, dict) else None


@pytest.mark.parametrize("french", FRENCH, ids=lambda page: page.name)
def test_both_languages_have_the_same_sections_and_run_the_same(french):
    english = french.with_name(french.name.replace(".fr.", ".en."))

    def shape(page):
        return [
            *(len(level) for level, _ in HEADING.findall(prose(page))),
            *((b.mark, b.lang, b.mark == "runs" and b.say) for b in blocks(page)),
            *(names(tomllib.loads(b.text)) for b in blocks(page) if b.lang == "toml"),
        ]

    assert shape(french) == shape(english)
    assert len(FRENCH) * 2 == len(FOR_USERS)


def test_french_is_typeset_with_its_own_apostrophes():
    straight = {
        page.name: re.findall(r".{0,20}\w'\w.{0,20}", re.sub(r"`[^`]*`", "", prose(page)))
        for page in FRENCH
    }
    assert not {name: found for name, found in straight.items() if found}


def anchors(page):
    """Headings as GitHub names them; a second one of the same name gets a number."""
    found = []
    for _, title in HEADING.findall(prose(page)):
        bare = re.sub(r"\[([^]]*)\]\([^)]*\)|[`*]", r"\1", title)
        slug = re.sub(r"[^\w\- ]", "", bare.strip().lower()).replace(" ", "-")
        found.append(f"{slug}-{found.count(slug)}" if slug in found else slug)
    return found


@pytest.mark.parametrize("page", READ, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    for link in LINK.findall(prose(page)):
        if re.match(r"https?://|mailto:", link):
            continue
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.is_file() or (target.is_dir() and page.parent == ROOT), link
        if anchor:
            assert anchor in anchors(target), f"{link}: {anchors(target)}"
