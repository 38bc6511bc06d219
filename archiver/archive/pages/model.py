"""What the archive's own pages are told, and what comes of drawing them."""

from dataclasses import dataclass
from datetime import datetime

from archiver.archive.layout import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the cover tells beside the report.

    Attributes:
        created: When the archive was made, in UTC.
        tool: Version of the program.
        seal: Fingerprint of the seal's certificate, lower-case hex; `None` without a seal.
        stamped_by: Host of the authority that is asked for a time stamp on it, if any.
        originals: How many files are attached.
        originals_size: Their size in bytes.
        document_pages: Pages of documents.
    """

    created: datetime
    tool: str
    seal: str | None
    stamped_by: str | None = None
    originals: int
    originals_size: int
    document_pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place that leads to a document.

    Attributes:
        page: Page of the front matter, from 1.
        rect: Left, bottom, right, top in points.
        entry: Index (from 0) in the entries.
    """

    page: int
    rect: Box
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The drawn pages.

    Attributes:
        pdf: A PDF of its own.
        pages: How many pages it has.
        links: From the index's lines and the calendar's months to the documents.
        sections: Title and first page of each part; the index comes last.
    """

    pdf: bytes
    pages: int
    links: tuple[Link, ...]
    sections: tuple[tuple[str, int], ...]
