"""Strict TOML: every complaint names file, line and key.

`tomllib` tells no lines, so a scanner finds them. It walks over a source that `tomllib` has
accepted and needs to know no more of TOML than where keys, values and tables begin and end.
"""

import difflib
import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NoReturn, TypeVar, overload

from archiver.errors import MissingKey, NotToml, UnknownKey, WrongValue

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

#: Keys and, for the elements of arrays, numbers counted from 1.
Place = tuple[str | int, ...]

LANGUAGES = ("fr", "en")
# What TOML itself calls them; the messages say it in words.
_NAMES = {
    str: "string",
    int: "integer",
    float: "float",
    bool: "boolean",
    list: "array",
    dict: "table",
}
_MISSING: Any = object()
# What `tomllib` says -> what the messages call it. `backslash`: where `\` stands for nothing, as
# in a path as Windows shows it.
_SAID = {
    r"Unescaped '\\'|Invalid hex value": "backslash",
    "Expected '=' after a key": "equals",
    "Invalid value|Invalid statement|Invalid date": "value",
    r"""Unterminated|Unclosed|Expected '\]'|Expected "'"|Illegal character '\\n'""": "open",
    "Cannot overwrite|Cannot declare|more than once|Cannot mutate|Cannot redefine": "twice",
    "Expected newline or end of document|Invalid initial character": "line",
}


class Table:
    """A TOML table that must be used up completely.

    Take the keys you know, then call `finish`, which rejects whatever is left, in the tables
    below too: a typing mistake is an error at load time, never a rule that silently does
    nothing.
    """

    def __init__(
        self, values: Mapping[str, Any], *, file: Path, lines: Mapping[Place, int], at: Place = ()
    ) -> None:
        self._left = dict(values)
        self._known: list[str] = []
        self._below: list[Table] = []
        self._file = file
        self._lines = lines
        self._at = at

    @classmethod
    def load(cls, file: Path | Traversable) -> "Table":
        """Read a TOML file.

        Raises:
            NotToml: If it is not TOML or not UTF-8.
            OSError: If it cannot be read.
        """
        return cls.parse(file.read_bytes(), file=Path(str(file)))

    @classmethod
    def parse(cls, data: bytes, *, file: Path) -> "Table":
        """Read what *file* holds.

        Raises:
            NotToml: If it is not TOML or not UTF-8.
        """
        try:
            source = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise NotToml(file, line, "", reason="UTF-8") from error
        if "\0" in source:
            raise NotToml(file, 1, "", reason="UTF-8")  # UTF-16 of plain letters
        try:
            return cls(tomllib.loads(source), file=file, lines=_Scanner(source).lines())
        except ValueError as error:  # TOMLDecodeError, and what int() says to endless digits
            told = re.search(r"\(at line (\d+), column \d+\)", str(error))
            line = int(told[1]) if told else source.count("\n") + 1
            reasons = (code for said, code in _SAID.items() if re.search(said, str(error)))
            reason = next(reasons, str(error))
            raise NotToml(file, line, "", reason=reason) from error
        except RecursionError as error:
            raise NotToml(file, 1, "", reason="nesting") from error

    @overload
    def take(self, key: str, type_: type[T]) -> T: ...
    @overload
    def take(self, key: str, type_: type[T], default: None) -> T | None: ...
    @overload
    def take(self, key: str, type_: type[T], default: T) -> T: ...

    def take(self, key: str, type_: type[T], default: Any = _MISSING) -> Any:
        """Remove and return the value of *key*.

        Raises:
            MissingKey: If it is absent and there is no *default*.
            UnknownKey: If it is absent but a misspelling of it is there.
            WrongValue: If it is not a *type_*; a truth value is no number, a time no day.
        """
        self._known.append(key)
        if key not in self._left:
            if default is not _MISSING:
                return default
            self._absent(key)
        value = self._left.pop(key)
        if not _is(value, type_):
            raise self.wrong(key, _NAMES.get(type_, type_.__name__))
        return value

    def strings(self, key: str, default: Sequence[str] = _MISSING) -> tuple[str, ...]:
        """Remove and return a list of strings."""
        if self._defaults(key, default):
            return tuple(default)
        values = self.take(key, list)
        for number, value in enumerate(values, start=1):
            if not isinstance(value, str):
                raise self._wrong((key, number), _NAMES[str])
        return tuple(values)

    def languages(self, key: str, default: Mapping[str, str] = _MISSING) -> Mapping[str, str]:
        """Remove and return a table with one text for each language, all of them required."""
        if self._defaults(key, default):
            return default
        table = self.table(key)
        texts = {lang: table.take(lang, str) for lang in LANGUAGES}
        table.finish()
        return texts

    def choice(self, key: str, choices: type[E], default: E = _MISSING) -> E:
        """Remove and return one of the values of an enumeration."""
        if self._defaults(key, default):
            return default
        text = self.take(key, str)
        if text not in {choice.value for choice in choices}:
            raise self.wrong(key, ", ".join(choice.value for choice in choices))
        return choices(text)

    def table(self, key: str, *, optional: bool = False) -> "Table":
        """Remove and return the table *key*; an empty one if it is *optional* and absent."""
        values = self.take(key, dict, {}) if optional else self.take(key, dict)
        return self._part(values, (key,))

    def tables(self, key: str, *, optional: bool = False) -> tuple["Table", ...]:
        """Remove and return the array of tables *key*."""
        values = self.take(key, list, []) if optional else self.take(key, list)
        for number, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise self._wrong((key, number), _NAMES[dict])
        return tuple(self._part(value, (key, n)) for n, value in enumerate(values, start=1))

    def left(self) -> tuple[str, ...]:
        """The keys that nobody took yet, for tables whose keys are free."""
        return tuple(self._left)

    def finish(self) -> None:
        """Reject the first key that nobody took, here or in a table below.

        Raises:
            UnknownKey: With the key that it may be a misspelling of, else all that are known.
        """
        for key in self._left:
            known = sorted(set(self._known))
            close = difflib.get_close_matches(key, known, n=1)
            raise UnknownKey(*self._place((key,)), known=", ".join(close or known))
        for table in self._below:
            table.finish()

    def wrong(self, key: str, expected: str) -> WrongValue:
        """The complaint about the value of *key*, for checks of the caller's own."""
        return self._wrong((key,), expected)

    def _wrong(self, key: Place, expected: str) -> WrongValue:
        return WrongValue(*self._place(key), expected=expected)

    def _defaults(self, key: str, default: object) -> bool:
        if key in self._left or default is _MISSING:
            return False
        self._known.append(key)
        return True

    def _absent(self, key: str) -> NoReturn:
        for misspelt in difflib.get_close_matches(key, self._left, n=1):
            raise UnknownKey(*self._place((misspelt,)), known=key)
        raise MissingKey(*self._place((key,)))

    def _part(self, values: Mapping[str, Any], key: Place) -> "Table":
        table = Table(values, file=self._file, lines=self._lines, at=self._at + key)
        self._below.append(table)
        return table

    def _place(self, key: Place) -> tuple[Path, int, str]:
        place = self._at + key
        known = place
        while known and known not in self._lines:  # an absent key: the line of its table
            known = known[:-1]
        return self._file, self._lines.get(known, 1), ".".join(map(_written, place))


def _is(value: object, type_: type) -> bool:
    # In Python a truth value is an integer and a moment is a day; in TOML neither is.
    if isinstance(value, (bool, datetime)):
        return type(value) is type_
    return isinstance(value, type_)


_BARE = re.compile(r"[A-Za-z0-9_-]+")


def _written(part: str | int) -> str:
    """A part of a key's path as one would write it in TOML."""
    text = str(part)
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


_SPACE = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_QUOTED = {  # an end of up to five quotes: two of them may belong to the text
    '"""': re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''.*?'{3,5}", re.DOTALL),
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'[^']*'"),
}
_SCALAR = re.compile(r"[^,\]}\n#]*")


class _Scanner:
    """Finds the line of each key, table and array element of a valid TOML source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._ends = [match.start() for match in re.finditer("\n", source)]
        self._lines: dict[Place, int] = {(): 1}
        self._counts: dict[Place, int] = {}

    def lines(self) -> Mapping[Place, int]:
        section: Place = ()
        while self._next():
            if self._source.startswith("[", self._at):
                section = self._header()
            else:
                self._pair(section)
        return self._lines

    def _header(self) -> Place:
        start = self._at
        many = self._source.startswith("[[", start)
        self._skip("[[" if many else "[")
        place = self._resolved(self._key())
        self._skip("]]" if many else "]")
        if many:
            self._note(place, start)
            self._counts[place] = self._counts.get(place, 0) + 1
            place = (*place, self._counts[place])
        self._note(place, start)
        return place

    def _pair(self, section: Place) -> None:
        start, key = self._at, self._key()
        for length in range(1, len(key) + 1):
            self._note((*section, *key[:length]), start)
        self._skip("=")
        self._value((*section, *key))

    def _value(self, place: Place) -> None:
        self._next()
        self._note(place, self._at)
        if self._skip("["):
            number = 0
            while not self._closed("]"):
                number += 1
                self._value((*place, number))
        elif self._skip("{"):
            while not self._closed("}"):
                self._pair(place)
        else:
            self._at += len(self._quoted() or self._match(_SCALAR))

    def _closed(self, bracket: str) -> bool:
        """Go past a comma, then past the closing bracket if it is there."""
        self._next()
        if self._skip(","):
            self._next()
        return self._skip(bracket)

    def _key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while not parts or self._skip("."):
            self._next()
            quoted = self._quoted()
            # Only tomllib knows all the escapes.
            bare = quoted or self._match(_BARE)
            parts.append(tomllib.loads(f"key = {quoted}")["key"] if quoted else bare)
            self._at += len(bare)
            self._next()
        return tuple(parts)

    def _resolved(self, key: Sequence[str]) -> Place:
        """`a.b` below the third `[[a]]` is `a.3.b`."""
        place: Place = ()
        for part in key:
            if place in self._counts:
                place = (*place, self._counts[place])
            place = (*place, part)
        return place

    def _next(self) -> bool:
        """Skip white space and comments; whether anything follows."""
        self._at += len(self._match(_SPACE))
        return self._at < len(self._source)

    def _skip(self, text: str) -> bool:
        found = self._source.startswith(text, self._at)
        self._at += len(text) * found
        return found

    def _quoted(self) -> str:
        for quote, pattern in _QUOTED.items():
            if self._source.startswith(quote, self._at):
                return self._match(pattern)
        return ""

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        return match.group() if match else ""

    def _note(self, place: Place, at: int) -> None:
        self._lines.setdefault(place, self._line(at))

    def _line(self, at: int) -> int:
        return bisect_right(self._ends, at - 1) + 1
