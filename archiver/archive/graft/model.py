"""What is cut out of a source: pieces that can be set into any other file."""

from dataclasses import dataclass

from archiver.model import Media
from archiver.passphrase import Passphrase

#: Stands for the field below which all fields of one source hang, see `Piece.parts`.
FORM = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An original of which pages are wanted.

    Attributes:
        data: Its bytes.
        media: What it is.
        pages: The pages wanted, counted from 1; empty: all.
        key: What it opens with, if it is locked.
    """

    data: bytes
    media: Media = Media.PDF
    pages: tuple[int, ...] = ()
    key: Passphrase | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One object.

    Attributes:
        index: Its number among the pieces; those of the pages come first, from 0.
        parts: Its bytes, with the indices of other pieces where they are referred to.
        shared: Whether an equal object may stand for it.
    """

    index: int
    parts: tuple[bytes | int, ...]
    shared: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Attributes:
        parts: The inside of its dictionary, as in `Piece`, without parent and annotations.
        annotations: Indices of pieces.
    """

    parts: tuple[bytes | int, ...]
    annotations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark of the source; `level` counts from 0.

    Attributes:
        level: Depth, counted from 0.
        title: As in the source.
        page: Index of the page it leads to, if any.
    """

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """Optional content; all numbers are indices of pieces.

    Attributes:
        groups: All of it that the pages refer to.
        hidden: What is not shown at first.
        automatic: (event, categories, groups) that switch by themselves, e.g. for printing.
    """

    groups: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    automatic: tuple[tuple[bytes, tuple[bytes, ...], tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields on the pages; numbers are indices of pieces.

    Attributes:
        fields: Those which have no parent but `FORM`.
        appearance: Spelled default appearance, if the source's form has one.
        fonts: Spelled names and pieces of the fonts that default appearances refer to.
    """

    fields: tuple[int, ...] = ()
    appearance: bytes | None = None
    fonts: tuple[tuple[bytes, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Graft:
    """Pages cut out of one source, with all they need and nothing that acts.

    Attributes:
        sheets: The pages, in the order wanted.
        pieces: All other objects; one referred to comes before, but for cycles.
        bookmarks: In order of appearance.
        layers: Optional content.
        form: Form fields.
        warnings: Codes, see the contract.
    """

    sheets: tuple[Sheet, ...]
    pieces: tuple[Piece, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    layers: Layers = Layers()
    form: Form = Form()
    warnings: tuple[str, ...] = ()
