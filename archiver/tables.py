"""Strict TOML: every complaint names file, line and key.

`tomllib` tells no lines, so a scanner over the source finds them; it has to know just enough
of TOML to skip strings and count array tables.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, overload

from archiver.errors import MissingKey, NotToml, UnknownKey, WrongValue

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

LANGUAGES = ("fr", "en")
_NAMES = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}
_MISSING: Any = object()


class Table:
    """A TOML table that must be used up completely.

    Take the keys you know, then call `finish`, which rejects whatever is left: a typing mistake
    is an error at load time, never a rule that silently does nothing.
    """

    def __init__(
        self, values: Mapping[str, Any], *, file: Path, lines: Mapping[str, int], path: str = ""
    ) -> None:
        self._left = dict(values)
        self._known: list[str] = []
        self._file = file
        self._lines = lines
        self._path = path

    @classmethod
    def load(cls, file: Path | Traversable) -> "Table":
        """Read a TOML file.

        Raises:
            NotToml: If it is not TOML or not UTF-8.
            OSError: If it cannot be read.
        """
        path = Path(str(file))
        try:
            source = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            values = tomllib.loads(source)
        except UnicodeDecodeError as error:
            raise NotToml(path, 0, "", reason="not UTF-8") from error
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            raise NotToml(path, int(line[1]) if line else 0, "", reason=str(error)) from error
        return cls(values, file=path, lines=dict(_lines(source)))

    @overload
    def take(self, key: str, type_: type[T]) -> T: ...
    @overload
    def take(self, key: str, type_: type[T], default: T) -> T: ...

    def take(self, key: str, type_: type[T], default: Any = _MISSING) -> Any:
        """Remove and return the value of *key*.

        Raises:
            MissingKey: If it is absent and there is no *default*.
            UnknownKey: If it is absent but a misspelling of it is there.
            WrongValue: If it is not a *type_*; a truth value is no number.
        """
        self._known.append(key)
        if key not in self._left:
            if default is not _MISSING:
                return default
            self._absent(key)
        value = self._left.pop(key)
        if not isinstance(value, type_) or (type_ is int and isinstance(value, bool)):
            raise self.wrong(key, _NAMES.get(type_, type_.__name__))
        return value

    def strings(self, key: str, default: Sequence[str] = _MISSING) -> tuple[str, ...]:
        """Remove and return a list of strings."""
        values = self.take(key, list, default)
        if not all(isinstance(value, str) for value in values or ()):
            raise self.wrong(key, "a list of texts")
        return tuple(values or ())

    def languages(self, key: str, default: Mapping[str, str] = _MISSING) -> Mapping[str, str]:
        """Remove and return a table with one text for each language, all of them required."""
        if key not in self._left and default is not _MISSING:
            self._known.append(key)
            return default
        table = self.table(key)
        texts = {lang: table.take(lang, str) for lang in LANGUAGES}
        table.finish()
        return texts

    def choice(self, key: str, choices: type[E], default: E = _MISSING) -> E:
        """Remove and return one of the values of an enumeration."""
        if key not in self._left and default is not _MISSING:
            self._known.append(key)
            return default
        text = self.take(key, str)
        if text not in {choice.value for choice in choices}:
            raise self.wrong(key, ", ".join(choice.value for choice in choices))
        return choices(text)

    def table(self, key: str, *, optional: bool = False) -> "Table":
        """Remove and return the table *key*; an empty one if it is *optional* and absent."""
        values = self.take(key, dict, {}) if optional else self.take(key, dict)
        return self._below(values or {}, key)

    def tables(self, key: str, *, optional: bool = False) -> tuple["Table", ...]:
        """Remove and return the array of tables *key*."""
        values = self.take(key, list, []) if optional else self.take(key, list)
        if not all(isinstance(value, dict) for value in values or ()):
            raise self.wrong(key, "tables")
        return tuple(
            self._below(value, f"{key}.{number}") for number, value in enumerate(values or (), 1)
        )

    def left(self) -> tuple[str, ...]:
        """The keys that nobody took yet, for tables whose keys are free."""
        return tuple(self._left)

    def finish(self) -> None:
        """Reject the first key that nobody took.

        Raises:
            UnknownKey: With the keys that are known here, the likeliest first.
        """
        for key in self._left:
            known = sorted(set(self._known))
            close = difflib.get_close_matches(key, known, n=1)
            raise UnknownKey(*self._place(key), known=", ".join(close or known))

    def wrong(self, key: str, expected: str) -> WrongValue:
        """The complaint about the value of *key*, for checks of the caller's own."""
        return WrongValue(*self._place(key), expected=expected)

    def _absent(self, key: str) -> None:
        for misspelt in difflib.get_close_matches(key, self._left, n=1):
            raise UnknownKey(*self._place(misspelt), known=key)
        file, line, path = self._place(key)
        raise MissingKey(file, line, path)

    def _below(self, values: Mapping[str, Any], key: str) -> "Table":
        return Table(values, file=self._file, lines=self._lines, path=self._full(key))

    def _full(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _place(self, key: str) -> tuple[Path, int, str]:
        path = self._full(key)
        known = path
        while known and known not in self._lines:  # inline tables: the line of what holds them
            known = known.rpartition(".")[0]
        return self._file, self._lines.get(known, 0), path


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*="""
)
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)


def _lines(source: str) -> Iterator[tuple[str, int]]:
    """The path of each key and table, with its line counted from 1; array tables from 1 too."""
    counts: dict[str, int] = {}
    section, depth = "", 0
    for number, line in enumerate(_blanked(source).splitlines(), start=1):
        header = _HEADER.match(line) if depth == 0 else None
        key = _KEY.match(line) if depth == 0 and not header else None
        if header:
            section = _resolved(_path(header[2]), counts)
            if header[1] == "[[":
                counts[section] = counts.get(section, 0) + 1
                yield section, number
                section = f"{section}.{counts[section]}"
            yield section, number
            continue
        if key:
            path = _path(key[1])
            yield (f"{section}.{path}" if section else path), number
        depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")


def _blanked(source: str) -> str:
    """The source with the insides of strings and comments blanked, lines kept.

    Quoted keys stay: a string followed by `=` or `.` on its line is one.
    """

    def blank(match: re.Match[str]) -> str:
        text = match.group()
        after = source[match.end() : match.end() + 40].lstrip(" \t")
        if text[0] in "\"'" and "\n" not in text and after[:1] in ("=", "."):
            return text
        return re.sub(r"[^\n]", " ", text)

    return _STRING.sub(blank, source)


def _path(written: str) -> str:
    parts = re.findall(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)", written)
    return ".".join(a or b or c for a, b, c in parts)


def _resolved(path: str, counts: Mapping[str, int]) -> str:
    """`a.b` inside the third `[[a]]` is `a.3.b`."""
    done = ""
    for part in path.split("."):
        if done and done in counts:
            done = f"{done}.{counts[done]}"
        done = f"{done}.{part}" if done else part
    return done
