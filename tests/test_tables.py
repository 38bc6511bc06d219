"""Every complaint about a TOML file names file, line and key."""

import json
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ('a = """x""""  # "\nkey = 2\n', 2),
        ("a = '''x'''''\n'key' = 2\n", 2),
        ('a = "\\""  # key = 1\n"k\\u0065y" = 2\n', 2),
        ('a = [ # ]\n"]", [ { key = 1 } ], ]\nkey = 2', 3),
        ("d = 1979-05-27 07:32:00\nkey = 2", 2),
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


@pytest.mark.parametrize(
    ("source", "line", "key"),
    [
        ("a = [\n  { x = 1 },\n  { x = 'no' },\n]", 3, "a.2.x"),
        ("[[a]]\nx = 1\n[[a]]\n\nx = 'no'", 5, "a.2.x"),
        ("[[a]]\nx = 1\n[[a]]\n'x' = 'no'", 4, "a.2.x"),
    ],
)
def test_the_nth_table_is_found_however_it_is_written(table, source, line, key):
    with pytest.raises(WrongValue) as caught:
        table(source).tables("a")[1].take("x", int)

    assert (caught.value.line, caught.value.key) == (line, key)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\na.b.c = 'no'", 2),
        ("x = 1\n[a.b]\n\nc = 'no'", 4),
        ("[a]\nx = 1\n[a.b]\nc = 'no'", 4),
        ("a = { b = { c = 'no' } }", 1),
        ("[a]\nb.c = 'no'", 2),
        (" [ a . 'b' ]  # c = 1\n c='no'", 2),
        ("[[c]]\nc = 1\n[a]\nb = {\"c\" = 'no'}", 4),
    ],
)
def test_a_key_below_other_tables_is_found_however_it_is_written(table, source, line):
    t = table(source)

    with pytest.raises(WrongValue) as caught:
        t.table("a").table("b").take("c", int)

    assert (caught.value.line, caught.value.key) == (line, "a.b.c")


def test_a_key_that_holds_a_dot_is_quoted(table):
    with pytest.raises(WrongValue) as caught:
        table('a.b = 1\n"a.b" = 2\n').take("a.b", str)

    assert (caught.value.line, caught.value.key) == (2, '"a.b"')


def test_the_wrong_one_of_a_list_is_named(table):
    with pytest.raises(WrongValue) as caught:
        table("a = [\n  'x',\n  3,\n]").strings("a")

    assert (caught.value.line, caught.value.key) == (3, "a.2")


def test_a_list_where_tables_are_wanted_is_an_error(table):
    with pytest.raises(WrongValue) as caught:
        table("a = [1]").tables("a")

    assert caught.value.key == "a.1"


def test_whoever_finishes_a_table_finishes_those_below(table):
    t = table("[a]\nx = 1\n[[b]]\nx = 1\n[[b]]\ny = 1\n")
    t.table("a").take("x", int)
    first, second = t.tables("b")
    first.take("x", int)
    second.take("x", int, 0)

    with pytest.raises(UnknownKey) as caught:
        t.finish()

    assert (caught.value.line, caught.value.key, caught.value.known) == (6, "b.2.y", "x")


def test_a_key_missing_at_the_top_is_said_of_the_first_line(table):
    with pytest.raises(MissingKey) as caught:
        table("\n\nx = 1").take("account", str)

    assert caught.value.line == 1


def test_both_languages_are_required(table):
    with pytest.raises(MissingKey) as caught:
        table('title = { fr = "x" }\n').languages("title")

    assert caught.value.key == "title.en"


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("key = true", int),
        ("key = 1", bool),
        ("key = 1", str),
        ("key = 1.5", int),
        ("key = 2026-01-01T00:00:00", date),
        ("key = '2026-01-01'", date),
        ("key = 1", dict),
    ],
)
def test_a_wrong_type_is_an_error(table, source, type_):
    with pytest.raises(WrongValue):
        table(source).take("key", type_)


def test_a_choice_names_what_is_allowed(table):
    assert table('f = "pear"').choice("f", Fruit) is Fruit.PEAR
    with pytest.raises(WrongValue) as caught:
        table('f = "plum"').choice("f", Fruit)

    assert caught.value.expected == "apple, pear"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\na = ", 2),
        ("[a\n", 1),
        ("a = 1\na = 2\n", 2),
        ("\n\na = [1,\n", 4),
        (f"a = {'9' * 5000}", 1),
        (f"a = {'[' * 5000}", 1),
    ],
    ids=["no value", "no bracket", "twice", "no end", "endless number", "deep"],
)
def test_what_is_not_toml_names_the_line(table, source, line):
    with pytest.raises(NotToml) as caught:
        table(source)

    assert caught.value.line == line and caught.value.reason


def test_what_is_not_utf8_is_not_toml(tmp_path):
    file = tmp_path / "x.toml"
    file.write_bytes(b'x = 1\na = "\xe9"')

    with pytest.raises(NotToml) as caught:
        Table.load(file)

    assert caught.value.line == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings_are_told_by_name(tmp_path, encoding):
    """What Notepad and PowerShell write unless they are asked for another one."""
    file = tmp_path / "x.toml"
    file.write_bytes(("# é\n" if encoding == "cp1252" else "x = 1\n").encode(encoding))

    with pytest.raises(NotToml) as caught:
        Table.load(file)

    assert caught.value.reason == "UTF-8"


@pytest.mark.parametrize("path", [r"C:\Users\Claire", r"..\Documents", r"\\serveur\partage"])
def test_a_path_as_windows_shows_it_is_told(table, path):
    with pytest.raises(NotToml) as caught:
        table(f'a = 1\nx = ["{path}"]\n')

    assert (caught.value.line, caught.value.reason) == (2, "backslash")


def test_optional_things_may_be_absent(table):
    t = table("")

    assert t.take("a", int, 3) == 3
    assert t.take("a", int, None) is None
    assert t.take("day", date, None) is None
    assert t.strings("b", ()) == ()
    assert t.tables("c", optional=True) == ()
    assert t.table("d", optional=True).left() == ()
    assert t.choice("e", Fruit, Fruit.APPLE) is Fruit.APPLE
    t.finish()


keys = st.text("abé.\"' \n#[]{}=\\", min_size=0, max_size=3)
values = st.recursive(
    st.integers(0, 9) | st.text("a\"'\\\n#=[]{},", max_size=4) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


def toml(value):
    """One of the ways to write a value; JSON's strings are TOML's basic strings."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",  # ]\n".join(map(toml, value)) + "\n]"
    if isinstance(value, str) and "\n" in value:
        return '"""\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""'
    return json.dumps(value)


@given(st.dictionaries(keys, values, max_size=4), st.lists(values, min_size=1, max_size=3))
def test_whatever_stands_before_a_key_does_not_move_its_line(before, cells):
    head = "".join(f"{json.dumps(key)} = {toml(value)}\n" for key, value in before.items())
    blocks = "".join(f"[[row]]\nhere = 1\nv = {toml(cell)}\n" for cell in cells)
    source = f"[head]\n{head}{blocks}"
    starts = [n for n, line in enumerate(source.split("\n"), 1) if line == "here = 1"]

    rows = Table.parse(source.encode(), file=Path("x.toml")).tables("row")
    lines = [row.wrong("here", "").line for row in rows]

    assert lines == starts[-len(cells) :]
