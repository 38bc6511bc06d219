"""Where links and bookmarks of a source lead, as far as that is inside the source."""

from collections.abc import Mapping
from functools import cached_property

from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from archiver.archive.graft.model import Bookmark
from archiver.archive.graft.values import (
    Key,
    Parts,
    entries_of,
    items_of,
    key_of,
    name_in,
    spelled_name,
    spelled_number,
)

_MOST_NAMES = 100_000
_MOST_BOOKMARKS = 500
_DEEPEST_BOOKMARK = 8
_LONGEST_TITLE = 300
_VIEWS = {
    "/XYZ": 3,
    "/Fit": 0,
    "/FitH": 1,
    "/FitV": 1,
    "/FitR": 4,
    "/FitB": 0,
    "/FitBH": 1,
    "/FitBV": 1,
}


class Destinations:
    """Resolves destinations of one source to the pages that are copied."""

    def __init__(
        self, root: DictionaryObject, numbers: Mapping[Key, int], sheets: Mapping[int, int]
    ) -> None:
        """Take what is needed.

        Args:
            root: The source's catalogue.
            numbers: Key of each page of the source -> its number, counted from 1.
            sheets: Number of each page that is copied -> index of its sheet.
        """
        self._root = root
        self._numbers = numbers
        self._sheets = sheets

    def resolve(self, goal: object) -> Parts | None:
        """Spell an explicit destination; `None` if it leads nowhere inside the source."""
        goal = self._explicit(goal)
        items = items_of(goal)
        sheet = self._sheet(items)
        if sheet is None:
            return None
        view = items[1] if len(items) > 1 else None
        if not isinstance(view, NameObject) or view not in _VIEWS:
            return [b"[", sheet, b" /Fit]"]
        spelled = [_number(item) for item in items[2 : 2 + _VIEWS[view]]]
        spelled += [b"null"] * (_VIEWS[view] - len(spelled))
        return [b"[", sheet, b" ", b" ".join([spelled_name(view), *spelled]), b"]"]

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The source's own bookmarks that lead to a copied page, and those above them."""
        outlines = entries_of(self._root.get("/Outlines"))
        if outlines is None:
            return ()
        found: list[Bookmark] = []
        self._walk(outlines, 0, found, set())
        return tuple(found)

    def _walk(
        self, above: DictionaryObject, level: int, found: list[Bookmark], seen: set[Key]
    ) -> None:
        reference = above.get("/First")
        while (key := key_of(reference)) is not None and key not in seen:
            seen.add(key)
            item = entries_of(reference)
            if item is None or len(seen) > _MOST_BOOKMARKS:
                return
            place = len(found)
            found.append(Bookmark(level, _title(item), self._page(item)))
            if level + 1 < _DEEPEST_BOOKMARK:
                self._walk(item, level + 1, found, seen)
            if found[place].page is None and len(found) == place + 1:
                del found[place]
            reference = item.get("/Next")

    def _page(self, item: DictionaryObject) -> int | None:
        action = entries_of(item.get("/A"))
        if action is not None and name_in(action, "/S") != "/GoTo":
            return None
        goal = item.get("/Dest") if action is None else action.get("/D")
        return self._sheet(items_of(self._explicit(goal)))

    def _sheet(self, items: list[object]) -> int | None:
        page = items[0] if items else None
        # Some producers count pages from 0 here, as only links into other files may.
        number = (
            page + 1
            if isinstance(page, NumberObject)
            else self._numbers.get(key_of(page) or (0, 0))
        )
        return None if number is None else self._sheets.get(number)

    def _explicit(self, goal: object) -> object:
        """Look a named destination up, once; whatever it yields is not a name any more."""
        goal = goal.get_object() if isinstance(goal, IndirectObject) else goal
        if isinstance(goal, TextStringObject | ByteStringObject):
            goal = self._named.get(goal.original_bytes)
        elif isinstance(goal, NameObject):
            goal = self._named.get(goal[1:].encode("latin-1"))
        entries = entries_of(goal)
        return entries.get("/D") if entries is not None else goal

    @cached_property
    def _named(self) -> dict[bytes, object]:
        found: dict[bytes, object] = {}
        old = entries_of(self._root.get("/Dests"))
        for key, value in dict.items(old or {}):
            found.setdefault(key[1:].encode("latin-1"), value)
        names = entries_of(self._root.get("/Names"))
        nodes: list[object] = [names.get("/Dests")] if names is not None else []
        seen: set[Key] = set()
        while nodes and len(found) < _MOST_NAMES:
            reference = nodes.pop()
            key = key_of(reference)
            node = entries_of(reference)
            if node is None or (key is not None and key in seen):
                continue
            if key is not None:
                seen.add(key)
            pairs = items_of(node.get("/Names"))
            for label, value in zip(pairs[::2], pairs[1::2], strict=False):
                if isinstance(label, TextStringObject | ByteStringObject):
                    found.setdefault(label.original_bytes, value)
            nodes += reversed(items_of(node.get("/Kids")))
        return found


def _number(value: object) -> bytes:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(value, NumberObject | FloatObject):
        return spelled_number(value)
    return b"null"


def _title(item: DictionaryObject) -> str:
    title = item["/Title"] if "/Title" in item else ""  # noqa: SIM401
    if isinstance(title, ByteStringObject):
        title = title.decode("latin-1")
    return " ".join(str(title).split())[:_LONGEST_TITLE] if isinstance(title, str) else ""
