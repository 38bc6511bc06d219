"""All sentences in both languages: the same ones, with the same facts, well typeset."""

import re
import subprocess
import sys
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast, visitor

import archiver
from archiver import errors, wording
from archiver.errors import ArchiverError, ExitCode
from archiver.model import Period
from archiver.wording import LANGUAGES, Words

PACKAGE = Path(archiver.__file__).parent


class _Facts(visitor.Visitor):
    """The variables of a sentence, and for those that choose a variant the choices."""

    def __init__(self):
        self.choices = {}

    def visit_VariableReference(self, node):
        self.choices.setdefault(node.id.name, set())

    def visit_SelectExpression(self, node):
        keys = {getattr(v.key, "name", None) or v.key.value for v in node.variants}
        self.choices.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)


def sentences(lang):
    """Id (`message` or `message.attribute`) -> its facts with their choices."""
    found = {}
    for file in sorted((PACKAGE / "data" / "locale" / lang).iterdir()):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if not isinstance(entry, ast.Message):
                continue
            patterns = {entry.id.name: entry.value} | {
                f"{entry.id.name}.{attribute.id.name}": attribute.value
                for attribute in entry.attributes
            }
            for id, pattern in patterns.items():
                assert id not in found, f"{id} is there twice"
                facts = _Facts()
                facts.visit(pattern)
                found[id] = facts.choices
    return found


FRENCH, ENGLISH = sentences("fr"), sentences("en")


def said(lang):
    """Every variant of every sentence, as it is shown."""
    words = Words(lang)
    for id, choices in sentences(lang).items():
        values = [
            [1, 2] if {"one", "other"} & keys else sorted(keys) or ["X"]
            for keys in choices.values()
        ]
        for facts in product(*values):
            yield id, words.say(id, **dict(zip(choices, facts, strict=True)))


def leaves(kind=ArchiverError):
    below = kind.__subclasses__()
    return [leaf for one in below for leaf in leaves(one)] if below else [kind]


def test_both_languages_have_the_same_sentences():
    assert FRENCH.keys() == ENGLISH.keys()


def test_a_sentence_uses_the_same_facts_in_both_languages():
    def facts(choices):
        return {id: set(names) - {"count"} for id, names in choices.items()}

    assert facts(FRENCH) == facts(ENGLISH)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("error", leaves())
def test_every_error_has_a_sentence_for_its_facts(lang, error):
    words = Words(lang)
    facts = {name: "X" for kind in error.__mro__ for name in getattr(kind, "__annotations__", ())}

    assert words.say(error.__name__, **facts)
    assert isinstance(error.exit_code, ExitCode)


def test_only_leaves_are_raised():
    """A class with classes below it has no sentence of its own."""
    assert errors.InvalidTable not in leaves()
    assert not Words("fr").knows("InvalidTable")


def test_every_sentence_that_the_code_names_is_there():
    named = {
        (file.name, id)
        for file in PACKAGE.rglob("*.py")
        for id in re.findall(r'\bsay\(\s*"([A-Za-z][\w.-]*)"', file.read_text(encoding="utf-8"))
    }

    assert named
    assert {(file, id) for file, id in named if id not in FRENCH} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_has_a_typewriter_apostrophe_or_quote(lang):
    # What is typed into a shell needs the quotes of a shell.
    prose = [(id, re.sub(r"archiver (waive|label) [^\n]*", "", text)) for id, text in said(lang)]
    assert [(id, text) for id, text in prose if "'" in text or '"' in text] == []


def test_french_has_no_break_spaces_where_it_wants_them():
    wrong = re.compile(
        r"(?<![\u00a0\u202f])[;?!»](?=\s|$|[.,)])"  # none in front
        r"|(?<![\u00a0\u202f]):(?=\s|$)"
        r"|(?<=[\d])(?<![\u00a0\u202f]) ?[%€]"
        r"|«(?![\u00a0\u202f])"
    )

    assert [(id, text) for id, text in said("fr") if wrong.search(text)] == []


def test_english_has_none():
    assert [(id, text) for id, text in said("en") if re.search("[\u00a0\u202f«»]", text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_says_something(lang):
    assert [id for id, text in said(lang) if not text.strip()] == []


def test_an_unknown_sentence_or_a_missing_fact_is_an_error():
    with pytest.raises(KeyError):
        Words("fr").say("no-such-sentence")
    with pytest.raises(KeyError):
        Words("fr").say("gap-missing-window.no-such-attribute")
    with pytest.raises(KeyError):
        Words("fr").say("SourceNotFound")


def test_typography_does_not_touch_facts():
    """A file name is copied and pasted: it stays as it is."""
    name = "l'attestation : de droits !.pdf"

    assert name in Words("fr").say("SourceNotFound", file=name)


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ((2025, 3, 1), (2025, 3, 31), "mars 2025", "March 2025"),
        ((2025, 1, 1), (2025, 12, 31), "2025", "2025"),
        ((2025, 3, 1), (2025, 5, 31), "mars à mai 2025", "March to May 2025"),
        ((2024, 7, 1), (2025, 5, 31), "juillet 2024 à mai 2025", "July 2024 to May 2025"),
        ((2025, 3, 1), (2025, 3, 1), "1er mars 2025", "1 March 2025"),
        ((2025, 5, 1), (2025, 5, 3), "du 1er mai 2025 au 3 mai 2025", "1 May 2025 to 3 May 2025"),
        ((2024, 2, 1), (2024, 2, 29), "février 2024", "February 2024"),
    ],
)  # fmt: skip
def test_a_period_has_its_shortest_right_name(start, end, french, english):
    period = Period(date(*start), date(*end))

    assert Words("fr").period(period) == french
    assert Words("en").period(period) == english


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [
        (0, "0 octets", "0 bytes"),
        (999, "999 octets", "999 bytes"),
        (71_320, "71 ko", "71 kB"),
        (999_499, "999 ko", "999 kB"),
        (999_500, "1 Mo", "1 MB"),
        (4_200_000, "4,2 Mo", "4.2 MB"),
        (42_000_000, "42 Mo", "42 MB"),
        (3_000_000_000_000, "3 To", "3 TB"),
    ],
)
def test_sizes(size, french, english):
    assert Words("fr").size(size).replace("\u00a0", " ") == french
    assert Words("en").size(size).replace("\u00a0", " ") == english


def test_lists():
    words = Words("fr")

    assert [words.list("abc"[:n]) for n in range(4)] == ["", "a", "a et b", "a, b et c"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_read_without_fluent_is_what_fluent_reads(lang):
    plain = 0
    for id, choices in sentences(lang).items():
        if choices or "." in id:
            continue
        source = wording._source(lang, id)
        bundle = FluentBundle([lang], use_isolating=False)
        bundle.add_resource(FluentResource(source))
        message = bundle.get_message(id)
        if message.value is None or "{" in source:
            continue
        assert bundle.format_pattern(message.value) == (Words(lang).say(id), [])
        plain += wording._plain(lang, id) is not None
    assert plain > 200


def test_help_is_read_without_fluent_and_babel():
    asked = (
        "import sys, archiver.cli as c\n"
        "try: c.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = ('fluent', 'babel', 'pypdf', 'rich', 'archiver.model', 'importlib.metadata')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == "[]", run.stderr
