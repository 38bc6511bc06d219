"""Help that can be relied on: examples that work, options in one order, mistakes understood."""

import re
import shlex
import shutil
from itertools import combinations
from pathlib import Path

import click
import pytest

import archiver
from archiver.cli import COMMANDS, cli, watching

SAMPLES = Path(__file__).parents[2] / "sample_docs" / "telechargements"


def commands(lang="fr"):
    """Every command, by the words that call it."""
    context = click.Context(cli, obj=lang)

    def below(name, command):
        yield name, command
        for inner, one in command.commands.items() if isinstance(command, click.Group) else ():
            yield from below(f"{name} {inner}", one)

    for name in COMMANDS:
        yield from below(name, cli.get_command(context, name))


def examples(lang):
    return [
        (name, example)
        for name, command in commands(lang)
        for example in re.findall(r"(?m)^\w+\s?: (archiver .+)$", command.help)
    ]


# --- Examples


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A home whose downloads are the samples; the program is called in the downloads folder."""
    for name in ("Téléchargements", "Downloads"):
        shutil.copytree(SAMPLES, tmp_path / name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    here = tmp_path / "Téléchargements"
    (here / "archiver.toml").write_text("as_of = 2026-11-30\n", encoding="utf-8")
    checklist = Path(archiver.__file__).parent / "data" / "checklists" / "ameli.toml"
    for name in ("ma-liste.toml", "my-list.toml"):
        shutil.copy(checklist, here / name)
    monkeypatch.chdir(here)
    monkeypatch.setattr(watching, "changes", lambda _: iter(()))  # it would wait for downloads
    return here


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """An archive of two samples."""
    target = tmp_path_factory.mktemp("written") / "archive.pdf"
    sources = [str(SAMPLES / name) for name in ("releve.pdf", "attestation.pdf")]
    words = ["bundle", *sources, "-o", str(target), "--as-of", "2026-11-30"]
    assert click.testing.CliRunner().invoke(cli, words).exit_code == 0
    return target


def run(archiver, example, lang, monkeypatch):
    """Run an example as the shell would."""
    words = [re.sub("^~", str(Path.home()), word) for word in shlex.split(example)[1:]]
    if words == ["passphrase", "set"]:
        monkeypatch.setenv("ARCHIVER_PASSPHRASE", "five words that nobody knows")
    if words[0] == "init":
        words.append("--defaults")  # there is nobody to answer its questions
    return archiver(*words, "--lang", lang)


@pytest.mark.parametrize(("name", "example"), examples("fr"))
def test_every_example_works_on_the_samples(archiver, folder, written, monkeypatch, name, example):
    if "-o archive.pdf" not in example:
        shutil.copy(written, folder / "archive.pdf")
    before = {path for path in folder.iterdir()}

    result = run(archiver, example, "fr", monkeypatch)

    # The samples have gaps.
    expected = 1 if name in ("check", "backup", "watch") else 0
    assert result.exit_code == expected, result.output
    assert result.stdout or name == "waive"
    assert (folder / "archive.pdf" in set(folder.iterdir()) - before) is ("-o " in example)


def test_both_languages_have_the_same_examples():
    def plain(example):
        return re.sub(
            r"Téléchargements|documents-ameli|ma-liste|\"[^\"]*\"",
            lambda found: {
                "Téléchargements": "Downloads",
                "documents-ameli": "ameli-documents",
                "ma-liste": "my-list",
            }.get(found[0], "TEXT"),
            example,
        )

    french = [(name, plain(example)) for name, example in examples("fr")]
    assert french == [(name, plain(example)) for name, example in examples("en")]
    assert {name for name, _ in french} == {name for name, _ in commands()}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_example_is_broken_into_lines(archiver, lang):
    for name, example in examples(lang):
        assert example in archiver("--lang", lang, *name.split(), "--help").stdout


# --- Options


def test_options_come_in_the_same_order_everywhere():
    orders = {
        name: [one.opts[-1] for one in command.params if isinstance(one, click.Option)]
        for name, command in commands()
        if not isinstance(command, click.Group)
    }
    pairs = {}
    for name, order in orders.items():
        for pair in combinations(order, 2):
            pairs.setdefault(pair, []).append(name)
    turned = {pair: names for pair, names in pairs.items() if pair[::-1] in pairs}

    assert turned == {}
    assert len(orders) > 15


def test_an_option_says_the_same_everywhere():
    said = {}
    for _, command in commands():
        for one in command.params:
            if isinstance(one, click.Option):
                said.setdefault(one.opts[-1], set()).add(one.help)

    # These two are of other things in different commands.
    assert {option for option, help in said.items() if len(help) > 1} <= {"--list", "--into"}


# --- Mistakes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bakup", "'backup'"),
        ("checklist shwo", "'show'"),
        ("passphrase satus", "'status'"),
        ("check --chekclist ameli", "'--checklist'"),
        ("backup --ouput x.pdf", "'--output'"),
        ("check --checklist amelli", "ameli"),
        ("checklist show retrait", "retraite"),
        ("waive relevés 2025-08 --reason x", "releves"),
        ("waive attestation 2025-08 --reason x", "attestation-droits"),
        ("label releve.pdf --kind releve-remboursement", "releve-remboursements"),
        ("label releve.pdf --kind Attestation-Droits", "attestation-droits"),
        ("completion fsh", "fish"),
        ("check --lang fra", "fr"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_was_meant_is_offered(archiver, folder, typed, meant, lang, monkeypatch):
    monkeypatch.setenv("LANG", {"fr": "fr_FR.UTF-8", "en": "en_GB.UTF-8"}[lang])

    result = archiver(*typed.split())

    assert result.exit_code == 2
    assert meant in result.stderr.splitlines()[-1]
    assert "Did you" not in result.stderr or lang == "en"
