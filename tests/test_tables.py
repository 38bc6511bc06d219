"""Every complaint about a TOML file names file, line and key."""

from enum import StrEnum

import pytest

from archiver.errors import MissingKey, NotToml, UnknownKey, WrongValue
from archiver.tables import Table


class Fruit(StrEnum):
    APPLE = "apple"
    PEAR = "pear"


@pytest.fixture
def table(tmp_path):
    def load(source):
        file = tmp_path / "test.toml"
        file.write_text(source, encoding="utf-8")
        return Table.load(file)

    return load


def test_what_was_taken_is_used_up(table):
    t = table('a = 1\nb = "x"\nc = ["y"]\n')

    assert (t.take("a", int), t.take("b", str), t.strings("c")) == (1, "x", ("y",))
    t.finish()


def test_a_key_that_nobody_takes_is_an_error(table):
    t = table("# a comment\nlevel = 1\nlevle = 2\n")
    t.take("level", int)

    with pytest.raises(UnknownKey) as caught:
        t.finish()

    error = caught.value
    assert (error.file.name, error.line, error.key, error.known) == (
        "test.toml",
        3,
        "levle",
        "level",
    )


def test_a_misspelt_key_is_named_rather_than_called_missing(table):
    with pytest.raises(UnknownKey) as caught:
        table('titel = "x"\n').take("title", str)

    assert (caught.value.line, caught.value.key, caught.value.known) == (1, "titel", "title")


def test_a_missing_key_has_the_line_of_its_table(table):
    t = table("x = 1\n\n[one]\na = 1\n")

    with pytest.raises(MissingKey) as caught:
        t.table("one").take("zebra", int)

    assert (caught.value.line, caught.value.key) == (3, "one.zebra")


def test_the_line_is_that_of_the_right_table_of_an_array(table):
    source = '[[requirement]]\nlevel = "a"\n\n[[requirement]]\n\n# two\nlevel = 3\n'
    second = table(source).tables("requirement")[1]

    with pytest.raises(WrongValue) as caught:
        second.take("level", str)

    assert (caught.value.line, caught.value.key) == (7, "requirement.2.level")


def test_tables_inside_an_array_are_found(table):
    source = "[[a]]\nx = 1\n[a.where]\nfr = 1\n[[a]]\nx = 2\n[a.where]\nfr = 2\n"
    second = table(source).tables("a")[1].table("where")

    with pytest.raises(WrongValue) as caught:
        second.take("fr", str)

    assert (caught.value.line, caught.value.key) == (8, "a.2.where.fr")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('text = """\nkey = 1\n"""\nkey = 2\n', 4),
        ("list = [\n  'key = 1',\n]\nkey = 2\n", 4),
        ("# key = 1\nkey = 2\n", 2),
        ("x = '''\n[key]\nkey = 1'''\n\nkey = 2\n", 5),
        ('"key" = 2\n', 1),
        ("\ufeffkey = 2\n", 1),
        ("other = 1\r\nkey = 2\r\n", 2),
    ],
)
def test_strings_comments_and_quotes_do_not_mislead(table, source, line):
    with pytest.raises(WrongValue) as caught:
        table(source).take("key", str)

    assert caught.value.line == line


def test_an_inline_table_has_the_line_it_stands_on(table):
    t = table('a = 1\ntitle = { fr = "x", en = 2 }\n')

    with pytest.raises(WrongValue) as caught:
        t.languages("title")

    assert (caught.value.line, caught.value.key) == (2, "title.en")


def test_both_languages_are_required(table):
    with pytest.raises(MissingKey) as caught:
        table('title = { fr = "x" }\n').languages("title")

    assert caught.value.key == "title.en"


@pytest.mark.parametrize(
    ("source", "type_"),
    [("key = true", int), ("key = 1", bool), ("key = 1", str), ("key = 1.5", int)],
)
def test_a_wrong_type_is_an_error(table, source, type_):
    with pytest.raises(WrongValue):
        table(source).take("key", type_)


def test_a_choice_names_what_is_allowed(table):
    assert table('f = "pear"').choice("f", Fruit) is Fruit.PEAR
    with pytest.raises(WrongValue) as caught:
        table('f = "plum"').choice("f", Fruit)

    assert caught.value.expected == "apple, pear"


@pytest.mark.parametrize("source", ["a = ", "[a\n", "a = 1\na = 2\n"])
def test_what_is_not_toml_names_the_line(table, source):
    with pytest.raises(NotToml) as caught:
        table(source)

    assert caught.value.line >= 0 and caught.value.reason


def test_what_is_not_utf8_is_not_toml(tmp_path):
    file = tmp_path / "x.toml"
    file.write_bytes(b'a = "\xe9"')

    with pytest.raises(NotToml):
        Table.load(file)


def test_optional_things_may_be_absent(table):
    t = table("")

    assert t.take("a", int, 3) == 3
    assert t.strings("b", ()) == ()
    assert t.tables("c", optional=True) == ()
    assert t.table("d", optional=True).left() == ()
    assert t.choice("e", Fruit, Fruit.APPLE) is Fruit.APPLE
    t.finish()
