"""Which annotations and form fields come along, and what is left of them.

Whatever acts is taken off. An annotation of a kind that acts by its nature (a video, an
attached file) leaves its picture behind, as a stamp, so that the page looks the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

from archiver.archive import body
from archiver.archive.graft.model import FORM, Form
from archiver.archive.graft.values import (
    Copier,
    Key,
    Parts,
    Unfit,
    entries_of,
    items_of,
    key_of,
    name_in,
    spelled_name,
)

#: Finds the spelled destination inside the same source, or `None`.
Resolve = Callable[[object], Parts | None]

_MOST = 20_000  # annotations on a page
_DEEPEST = 32  # fields below fields
_KEPT = frozenset(
    "/Caret /Circle /FreeText /Highlight /Ink /Line /Link /PolyLine /Polygon /Redact /Square"
    " /Squiggly /Stamp /StrikeOut /Text /Underline /Watermark /Widget".split()
)
_COMMON_KEYS = ("/Rect", "/F", "/AS", "/Border", "/C", "/OC", "/Contents", "/NM", "/M", "/BM")
_LOOK_KEYS = (
    *("/BE", "/BS", "/CA", "/CL", "/CreationDate", "/DA", "/DS", "/IC", "/IT", "/InkList", "/L"),
    *("/LE", "/LL", "/LLE", "/LLO", "/Cap", "/Name", "/Q", "/QuadPoints", "/RC", "/RD", "/Subj"),
    *("/T", "/Vertices", "/ca", "/CP", "/CO", "/Sy", "/FixedPrint"),
)
_LINK_KEYS = ("/BS", "/H", "/QuadPoints")
_FIELD_KEYS = (
    *("/FT", "/T", "/TU", "/Ff", "/V", "/DV", "/DA", "/Q", "/DS", "/RV"),
    *("/MaxLen", "/Opt", "/TI", "/I"),
)
_WIDGET_KEYS = ("/BS", "/H", "/MK")
_PUSH_BUTTON = 1 << 16
_SAFE_SCHEMES = (b"http://", b"https://", b"mailto:")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that has at least one widget on the pages."""

    index: int
    entries: DictionaryObject
    parent: int


class Annotations:
    """Copies the annotations of one source's pages, and the fields they belong to."""

    def __init__(self, copier: Copier, resolve: Resolve) -> None:
        self.signed = False
        self._copier = copier
        self._resolve = resolve
        self._fields: dict[Key, _Field] = {}
        self._kids: dict[int, list[int]] = {FORM: []}

    def of_page(self, page: DictionaryObject, sheet: int) -> tuple[int, ...]:
        """Copy those of one page; `sheet` is the index that the page gets."""
        found = items_of(page.get("/Annots"))
        if len(found) > _MOST:
            raise Unfit("too many annotations")
        copied = (self._annotation(item, sheet) for item in found)
        return tuple(index for index in copied if index is not None)

    def finish(self, form: DictionaryObject | None) -> Form:
        """Copy the fields whose widgets were met; to be called after the last page."""
        for found in self._fields.values():
            parts: Parts = [b"<<"]
            self._copy(found.entries, _FIELD_KEYS, parts)
            self._hang(found.parent, parts)
            parts.append(b"/Kids [")
            for kid in self._kids[found.index]:
                parts += (kid, b" ")
            parts.append(b"]>>")
            self._copier.add(found.index, parts, shared=False)
        top = tuple(self._kids[FORM])
        if form is None or not top:
            return Form(fields=top)
        return Form(
            fields=top,
            appearance=_string(form.get("/DA")),
            fonts=self._fonts(form),
        )

    def _annotation(self, item: object, sheet: int) -> int | None:
        entries = entries_of(item)
        if entries is None or isinstance(entries, StreamObject):
            return None
        subtype = name_in(entries, "/Subtype")
        if subtype == "/Widget":
            return self._widget(item, entries, sheet)
        parts: Parts = [b"<<", *self._head(entries, sheet)]
        if subtype == "/Link":
            goal = self._goal(entries)
            if goal is None:
                return None
            parts += goal
            self._copy(entries, _LINK_KEYS, parts)
        elif subtype in _KEPT:
            self._copy(entries, _LOOK_KEYS, parts)
        elif self._has_picture(entries):
            subtype = "/Stamp"
        else:
            return None
        parts += (b"/Subtype ", spelled_name(subtype), b">>")
        return self._add(parts)

    def _add(self, parts: Parts) -> int:
        index = self._copier.number()
        self._copier.add(index, parts, shared=False)
        return index

    def _head(self, entries: DictionaryObject, sheet: int) -> Parts:
        """What all annotations have: place, flags, picture and page."""
        parts: Parts = [b"/Type/Annot/P ", sheet, b"\n"]
        self._copy(entries, _COMMON_KEYS, parts)
        pictures = entries_of(entries.get("/AP"))
        if pictures is not None and "/N" in pictures:
            # The other pictures are for when somebody clicks.
            parts.append(b"/AP<</N ")
            self._copier.value(pictures.raw_get("/N"), parts, of_names=True)
            parts.append(b">>")
        return parts

    def _copy(self, entries: DictionaryObject, keys: tuple[str, ...], parts: Parts) -> None:
        for key in keys:
            if key in entries:
                parts += (spelled_name(key), b" ")
                self._copier.value(entries.raw_get(key), parts)
                parts.append(b"\n")

    def _has_picture(self, entries: DictionaryObject) -> bool:
        pictures = entries_of(entries.get("/AP"))
        return pictures is not None and entries_of(pictures.get("/N")) is not None

    def _goal(self, link: DictionaryObject) -> Parts | None:
        """Where a link leads: a page of the same source or an address; else `None`."""
        action = entries_of(link.get("/A"))
        if action is None:
            goal = link.get("/Dest")
        elif name_in(action, "/S") == "/GoTo":
            goal = action.get("/D")
        elif name_in(action, "/S") == "/URI":
            return _address(action)
        else:
            return None
        place = self._resolve(goal)
        return None if place is None else [b"/Dest ", *place, b"\n"]

    def _widget(self, item: object, entries: DictionaryObject, sheet: int) -> int | None:
        parent, inherited = self._parent(entries)
        index = self._copier.number()
        parts: Parts = [b"<<", *self._head(entries, sheet), b"/Subtype/Widget\n"]
        self._copy(entries, _WIDGET_KEYS, parts)
        if inherited == "/Sig":
            # A signature does not hold in a copy. Its picture stays, on a button without use.
            self.signed = True
            self._copy(entries, ("/T", "/TU"), parts)
            parts.append(b"/FT/Btn/Ff %d\n" % _PUSH_BUTTON)
        else:
            self._copy(entries, _FIELD_KEYS, parts)
        self._hang(parent, parts)
        parts.append(b">>")
        self._copier.add(index, parts, shared=False)
        self._kids[parent].append(index)
        return index

    def _parent(self, widget: DictionaryObject) -> tuple[int, str]:
        """The field above a widget, made known if it was not, and the type of both."""
        chain: list[tuple[Key, DictionaryObject]] = []
        kind = name_in(widget, "/FT")
        above = widget.get("/Parent")
        while (key := key_of(above)) is not None and (entries := entries_of(above)) is not None:
            if len(chain) == _DEEPEST or key in [known for known, _ in chain]:
                raise Unfit("fields below fields without end")
            chain.append((key, entries))
            kind = kind or name_in(entries, "/FT")
            above = entries.get("/Parent")
        parent = FORM
        for key, entries in reversed(chain):
            if key not in self._fields:
                made = _Field(self._copier.number(), entries, parent)
                self._fields[key] = made
                self._kids[made.index] = []
                self._kids[parent].append(made.index)
            parent = self._fields[key].index
        return parent, kind

    def _hang(self, parent: int, parts: Parts) -> None:
        parts += (b"/Parent ", parent, b"\n")

    def _fonts(self, form: DictionaryObject) -> tuple[tuple[bytes, int], ...]:
        resources = entries_of(form.get("/DR"))
        fonts = entries_of(resources.get("/Font")) if resources is not None else None
        if fonts is None:
            return ()
        found = []
        for key, value in dict.items(fonts):
            if isinstance(value, IndirectObject):
                index = self._copier.piece(value)
                if index is not None:
                    found.append((spelled_name(key), index))
        return tuple(found)


def _address(action: DictionaryObject) -> Parts | None:
    target = action["/URI"] if "/URI" in action else None  # noqa: SIM401
    if not isinstance(target, TextStringObject | ByteStringObject):
        return None
    raw = target.original_bytes
    if not raw.lower().startswith(_SAFE_SCHEMES):
        return None
    return [b"/A<</S/URI/URI ", body.string(raw), b">>\n"]


def _string(value: object) -> bytes | None:
    target = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(target, TextStringObject | ByteStringObject):
        return body.string(target.original_bytes)
    return None
