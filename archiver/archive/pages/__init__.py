"""The archive's own pages: cover, calendar, gaps, index; a notice for what cannot be shown."""

from collections.abc import Sequence

from archiver.archive.format import Entry
from archiver.archive.layout import Sheet
from archiver.archive.pages import calendar, cover, gaps, index, requirements
from archiver.archive.pages import notice as notices
from archiver.archive.pages.book import Book, paginate
from archiver.archive.pages.model import Facts, FrontMatter, Link
from archiver.catalogue import Catalogue
from archiver.model import Checklist, Report
from archiver.phrasing import Voice
from archiver.wording import Words

__all__ = ["Facts", "FrontMatter", "Link", "front_matter", "notice"]


def front_matter(  # noqa: PLR0913 (each is one thing that the pages speak of)
    *,
    report: Report,
    checklist: Checklist,
    catalogue: Catalogue,
    words: Words,
    entries: Sequence[Entry],
    facts: Facts,
) -> FrontMatter:
    """Draw everything that comes before page 1.

    The index names pages by their labels, which count from 1 after the front matter, so
    nothing here depends on how long it gets itself.
    """
    account = checklist.title[words.lang]
    title = words.say("file-title", account=account, **{"as-of": report.as_of})
    voice = Voice(words=words, checklist=checklist, catalogue=catalogue).of(report.documents)
    book = Book(Sheet(title, words.lang), voice, title)
    months = calendar.blocks(book, report, entries)
    parts = (
        ("pages-calendar", paginate([*months, *requirements.blocks(book, report, entries)])),
        ("pages-gaps", paginate(gaps.blocks(book, report))),
        ("pages-index", paginate(index.blocks(book, report, entries), index.head(book, entries))),
    )
    # The cover comes first and names the pages of all others.
    starts = [2]
    for _, pages in parts:
        starts.append(starts[-1] + len(pages))
    contents = [(words.say(id), start) for (id, _), start in zip(parts, starts, strict=False)]
    book.sections.append((words.say("pages-cover"), 1))
    cover.draw(book, report, facts=facts, entries=entries, parts=contents)
    for id, pages in parts:
        book.part(words.say(id), pages)
    book.foot()
    return FrontMatter(
        pdf=book.sheet.finish(),
        pages=book.sheet.page,
        links=tuple(book.links),
        sections=tuple(book.sections),
    )


def notice(entry: Entry, *, catalogue: Catalogue, words: Words, page: int | None = None) -> bytes:
    """One page that says why nothing of an original is shown, and where it is."""
    return notices.draw(entry, catalogue, words, page)
