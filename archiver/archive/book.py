"""What the pages of all sources have in common in one file: tree, layers, form, bookmarks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from archiver.archive import body
from archiver.archive.body import Body, array, dictionary, ref, text
from archiver.archive.graft.model import FORM, Graft, Piece

#: Children of one node, in trees that readers have to find their way in.
_BRANCHES = 32


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark; `page` is the object of the page it leads to."""

    title: str
    page: int | None
    below: tuple["Mark", ...] = ()
    open: bool = False


@dataclass(slots=True)
class _Page:
    inside: bytes
    annotations: list[int]


@dataclass(slots=True)
class _Common:
    """What has to be said once for all sources."""

    fields: list[int] = field(default_factory=list)
    fonts: dict[bytes, int] = field(default_factory=dict)
    groups: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    automatic: dict[tuple[bytes, tuple[bytes, ...]], list[int]] = field(default_factory=dict)


class Book:
    """The pages of an archive in the making."""

    def __init__(self, out: Body) -> None:
        self._out = out
        self._pages: dict[int, _Page] = {}
        self._common = _Common()

    def plant(self, graft: Graft) -> tuple[int, ...]:
        """Take the pages of one source in and give the object of each.

        Their place is settled by `finish` only.
        """
        pages = tuple(self._out.reserve() for _ in graft.sheets)
        numbers: dict[int, int] = dict(enumerate(pages))
        if graft.form.fields:
            numbers[FORM] = self._out.reserve()
        for piece in graft.pieces:
            self._put(piece, numbers)
        for page, sheet in zip(pages, graft.sheets, strict=True):
            inside = self._joined(sheet.parts, numbers)
            self._pages[page] = _Page(inside, [numbers[index] for index in sheet.annotations])
        self._take_form(graft, numbers)
        self._take_layers(graft, numbers)
        return pages

    def link(self, page: int, rect: tuple[float, float, float, float], target: int) -> None:
        """Lay a link to the page *target* over a part of *page*; *rect* in points."""
        corners = array(b"%.2f" % edge for edge in rect)
        annotation = self._out.put(
            b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect %s/Dest[%s/Fit]>>"
            % (corners, ref(target))
        )
        self._pages[page].annotations.append(annotation)

    def finish(self, order: Sequence[int]) -> dict[str, bytes | None]:
        """Put the pages in *order* and give what the catalogue has to say of them."""
        parents = [self._out.reserve() for _ in range(0, len(order), _BRANCHES)]
        for place, page in enumerate(order):
            found = self._pages[page]
            notes = array(map(ref, found.annotations))
            self._out.put(
                b"<</Type/Page/Parent %s\n" % ref(parents[place // _BRANCHES]),
                found.inside,
                b"/Annots %s>>" % notes if found.annotations else b">>",
                number=page,
            )
        return {
            "Pages": ref(self._tree(list(order), parents)),
            "AcroForm": self._form(),
            "OCProperties": self._layers(),
        }

    def _tree(self, kids: list[int], nodes: list[int]) -> int:
        """Hang *kids* below *nodes*, those below further ones, up to one root."""
        counts = {kid: 1 for kid in kids}
        while True:
            root = len(nodes) == 1
            above = [] if root else [self._out.reserve() for _ in range(0, len(nodes), _BRANCHES)]
            for place, node in enumerate(nodes):
                own = kids[place * _BRANCHES : (place + 1) * _BRANCHES]
                counts[node] = sum(counts[kid] for kid in own)
                entries = {
                    "Type": b"/Pages",
                    "Parent": None if root else ref(above[place // _BRANCHES]),
                    "Count": b"%d" % counts[node],
                    "Kids": array(map(ref, own)),
                }
                self._out.put(dictionary(entries), number=node)
            if root:
                return nodes[0]
            kids, nodes = nodes, above

    def _put(self, piece: Piece, numbers: dict[int, int]) -> None:
        content = self._joined(piece.parts, numbers)
        if piece.shared and piece.index not in numbers:
            numbers[piece.index] = self._out.once(content)
        else:
            # Something before it refers to it already, or it must stay itself.
            numbers[piece.index] = self._out.put(content, number=numbers.get(piece.index))

    def _joined(self, parts: tuple[bytes | int, ...], numbers: dict[int, int]) -> bytes:
        spelled = []
        for part in parts:
            if isinstance(part, int):
                if part not in numbers:
                    numbers[part] = self._out.reserve()
                spelled.append(ref(numbers[part]))
            else:
                spelled.append(part)
        return b"".join(spelled)

    def _take_form(self, graft: Graft, numbers: dict[int, int]) -> None:
        if not graft.form.fields:
            return
        # Two sources may have a field of one name: each gets a field above its own ones.
        above = {
            "T": text(f"source{len(self._common.fields) + 1}"),
            "Kids": array(ref(numbers[index]) for index in graft.form.fields),
            "DA": graft.form.appearance,
        }
        self._out.put(dictionary(above), number=numbers[FORM])
        self._common.fields.append(numbers[FORM])
        for name, index in graft.form.fonts:
            self._common.fonts.setdefault(name, numbers[index])

    def _take_layers(self, graft: Graft, numbers: dict[int, int]) -> None:
        self._common.groups += [numbers[index] for index in graft.layers.groups]
        self._common.hidden += [numbers[index] for index in graft.layers.hidden]
        for event, categories, groups in graft.layers.automatic:
            switched = self._common.automatic.setdefault((event, categories), [])
            switched += [numbers[index] for index in groups]

    def _form(self) -> bytes | None:
        if not self._common.fields:
            return None
        fonts = b" ".join(b"%s %s" % (name, ref(n)) for name, n in self._common.fonts.items())
        return dictionary(
            {
                "Fields": array(map(ref, self._common.fields)),
                "DR": b"<</Font<<%s>>>>" % fonts if fonts else None,
            }
        )

    def _layers(self) -> bytes | None:
        if not self._common.groups:
            return None
        automatic = [
            b"<</Event%s/Category%s/OCGs%s>>" % (event, array(categories), array(map(ref, groups)))
            for (event, categories), groups in self._common.automatic.items()
        ]
        first = {
            "BaseState": b"/ON",
            "OFF": array(map(ref, self._common.hidden)),
            "AS": array(automatic) if automatic else None,
        }
        groups = array(map(ref, self._common.groups))
        return dictionary({"OCGs": groups, "D": dictionary(first)})


def put_bookmarks(out: Body, marks: Sequence[Mark]) -> int:
    """Write bookmarks and give their root."""
    root = out.reserve()
    children, _ = _put_marks(out, marks, root)
    out.put(dictionary({"Type": b"/Outlines", **children}), number=root)
    return root


def _put_marks(out: Body, marks: Sequence[Mark], parent: int) -> tuple[dict[str, bytes], int]:
    """Write *marks* below *parent*; give what the parent says of them, and how many show."""
    numbers = [out.reserve() for _ in marks]
    showing = len(marks)
    for place, (number, mark) in enumerate(zip(numbers, marks, strict=True)):
        below, inside = _put_marks(out, mark.below, number)
        if mark.below and not mark.open:
            below["Count"] = b"-%d" % inside
        elif mark.below:
            showing += inside
        entries: dict[str, bytes | None] = {
            "Title": text(mark.title),
            "Parent": ref(parent),
            "Prev": ref(numbers[place - 1]) if place else None,
            "Next": ref(numbers[place + 1]) if place + 1 < len(numbers) else None,
            "Dest": b"[%s/Fit]" % ref(mark.page) if mark.page is not None else None,
            **below,
        }
        out.put(dictionary(entries), number=number)
    if not numbers:
        return {}, 0
    first, last = ref(numbers[0]), ref(numbers[-1])
    return {"First": first, "Last": last, "Count": b"%d" % showing}, showing


def put_names(out: Body, named: dict[str, int]) -> bytes:
    """Write a name tree and give its root, spelled; *named* is name -> object."""
    pairs = sorted((name.encode("ascii"), number) for name, number in named.items())
    nodes = []
    for start in range(0, len(pairs), _BRANCHES):
        part = pairs[start : start + _BRANCHES]
        names = array(b"%s %s" % (body.string(name), ref(number)) for name, number in part)
        nodes.append((part[0][0], part[-1][0], b"/Names" + names))
    while len(nodes) > 1:
        groups = [nodes[start : start + _BRANCHES] for start in range(0, len(nodes), _BRANCHES)]
        nodes = [(group[0][0], group[-1][1], _kids(out, group)) for group in groups]
    return b"<<%s>>" % nodes[0][2] if nodes else b"<</Names[]>>"


def _kids(out: Body, nodes: list[tuple[bytes, bytes, bytes]]) -> bytes:
    limits = b"<</Limits[%s %s]%s>>"
    kids = [out.put(limits % (body.string(a), body.string(b), inside)) for a, b, inside in nodes]
    return b"/Kids" + array(map(ref, kids))
