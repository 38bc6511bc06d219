"""A report as one HTML page, for the screen, for paper and for screen readers.

It fetches nothing, runs nothing, and nothing that a file or a document says gets into its code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template

from archiver import __version__
from archiver.archive.coverage import Cell, Coverage, Sign, cover, entries_of
from archiver.archive.format import Entry
from archiver.model import DOUBTFUL, Archive, Document, Level, Report, Status
from archiver.phrasing import (
    Voice,
    by_sort,
    declared,
    document_title,
    group_gaps,
    next_step,
    status,
    timestamp_sentence,
    verdict,
)
from archiver.text import fold, in_eights, mask

# Told apart without colour, too. What is not here is shown as nothing.
_MARKS = {
    Sign.SEEN: "✓",
    Sign.LABELLED: "○",
    Sign.MISSING: "✗",
    Sign.DOUBTFUL: "!",
    Sign.DECLARED: "–",
    Sign.COMING: "…",
    Sign.DATED: "•",
    Sign.SPAN: "=",
}
_ALWAYS = frozenset({Sign.SEEN, Sign.MISSING})


@dataclass(frozen=True, slots=True)
class Linked:
    """An archive to which the page leads.

    Attributes:
        archive: What was written.
        href: Its address as seen from the page, not quoted.
        entries: Its documents, in its order.
        front_pages: Pages before the one with the label 1.
    """

    archive: Archive
    href: str
    entries: tuple[Entry, ...]
    front_pages: int


def report(report: Report, linked: Linked | None, voice: Voice, *, show_numbers: bool) -> str:
    """The whole page. Personal numbers are masked unless *show_numbers*."""
    page = _Page(report, linked, voice.of(report.documents), show_numbers=show_numbers)
    return _template().render(page.facts())


@cache
def _template() -> Template:
    source = (resources.files("archiver") / "data" / "html" / "report.html.j2").read_text("utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(source)


class _Page:
    """What the template is filled with."""

    def __init__(
        self, report: Report, linked: Linked | None, voice: Voice, *, show_numbers: bool
    ) -> None:
        self._report = report
        self._linked = linked
        self._voice = voice
        self._words = voice.words
        self._shown = str if show_numbers else mask

    def facts(self) -> Mapping[str, Any]:
        report, words = self._report, self._words
        headline, sentence = verdict(report, words)
        ordered = self._ordered()
        holder = "holder" if report.holder else "holder-unknown"
        return {
            "lang": words.lang,
            "tool": __version__,
            "say": words.say,
            "title": words.say("html-title", account=self._voice.checklist.title[words.lang]),
            "safe": report.safe_to_delete,
            "headline": headline,
            "sentence": sentence,
            "holder": words.say(
                holder, holder=self._shown(report.holder or ""), as_of=report.as_of
            ),
            "levels": self._levels(),
            "calendar": self._calendar(),
            "declared": [
                (self._shown(what), self._shown(word))
                for what, word in declared(report, self._voice)
            ],
            "found": self._found(),
            "documents": [self._document(one) for one in ordered if not self._apart(one)],
            "apart": [self._document(one) for one in ordered if self._apart(one)],
            "archive": self._archive(),
            "next": next_step(report, self._linked.archive if self._linked else None, words),
            "footer": words.say("html-footer", tool=__version__, as_of=report.as_of),
        }

    def _levels(self) -> list[dict[str, Any]]:
        groups = group_gaps(self._report, self._voice)
        return [
            {
                "id": level.value,
                "heading": self._words.say(f"level-heading-{level.value}"),
                "groups": [
                    {
                        "title": self._shown(group.title),
                        "detail": [self._shown(detail) for detail in group.detail],
                        "remedy": self._shown(group.remedy),
                    }
                    for group in of_level
                ],
            }
            for level in Level
            if (of_level := [group for group in groups if group.level is level])
        ]

    def _calendar(self) -> dict[str, Any]:
        entries = self._linked.entries if self._linked else entries_of(self._report)
        coverage = cover(self._report, entries, self._voice)
        years = groupby(coverage.months, key=lambda month: month.start.year)
        return {
            "years": [(year, len(list(months))) for year, months in years],
            "months": [
                {
                    "name": self._words.month(month.start),
                    "initial": self._words.month_initial(month.start),
                }
                for month in coverage.months
            ],
            "rows": [
                {
                    "title": row.title,
                    "cells": [
                        self._cell(cell, self._words.month(month.start), entries)
                        for cell, month in zip(row.cells, coverage.months, strict=True)
                    ],
                    "tally": f"{row.met}/{row.expected}" if row.expected else str(row.met),
                }
                for row in coverage.rows
            ],
            "legend": self._legend(coverage),
        }

    def _cell(self, cell: Cell, month: str, entries: tuple[Entry, ...]) -> dict[str, Any]:
        if cell.sign is Sign.NOTHING:
            return {"sign": ""}
        entry = entries[cell.entry] if cell.entry is not None else None
        return {
            "sign": cell.sign.name.lower(),
            "mark": _MARKS[cell.sign],
            "says": f"{month}: {self._sign(cell.sign)}",
            "href": self._href(entry) if entry else "",
        }

    def _legend(self, coverage: Coverage) -> list[dict[str, str]]:
        used = {cell.sign for row in coverage.rows for cell in row.cells} | _ALWAYS
        return [
            {"id": sign.name.lower(), "mark": mark, "says": self._sign(sign)}
            for sign, mark in _MARKS.items()
            if sign in used
        ]

    def _sign(self, sign: Sign) -> str:
        return self._words.say(f"pages-legend-{sign.name.lower()}")

    def _found(self) -> str:
        documents = self._report.documents
        parts = ", ".join(by_sort(documents, self._words))
        return f"{self._words.say('found', count=len(documents))} ({parts})"

    def _ordered(self) -> list[Document]:
        """Kind by kind in the catalogue's order, then what is doubtful, then the rest."""
        kinds = {kind: number for number, kind in enumerate(self._voice.catalogue.kinds)}
        statuses = [Status.RECOGNISED, *sorted(DOUBTFUL), Status.DUPLICATE, Status.UNRELATED]

        def key(document: Document) -> tuple[object, ...]:
            when = document.period.start if document.period else document.issued
            return (
                statuses.index(document.status),
                kinds.get(document.kind or "", len(kinds)),
                when.isoformat() if when else "",
                document.path,
                document.source_pages,
            )

        return sorted(self._report.documents, key=key)

    def _document(self, document: Document) -> dict[str, Any]:
        voice, words = self._voice, self._words
        lookalike = voice.catalogue.lookalikes.get(document.lookalike or "")
        title = document_title(document, voice) if document.kind else "—"
        if document.kind is None and lookalike:
            title = lookalike.title[words.lang]
        twin = document.duplicate_of
        other = document.person and fold(document.person) != fold(self._report.holder or "")
        entry = self._entry(document)
        return {
            "title": title,
            "known": title != "—",
            "person": self._shown(document.person or "") if other else "",
            "path": self._shown(voice.path(document.path)),
            "twin": self._shown(words.say("twin-of", path=voice.path(twin))) if twin else "",
            "status": status(document, words),
            "page": entry.first_page if entry else "",
            "href": self._href(entry) if entry else "",
        }

    def _apart(self, document: Document) -> bool:
        """Whether it is only counted: unrelated, and not in the archive for all that."""
        return document.status is Status.UNRELATED and self._entry(document) is None

    def _entry(self, document: Document) -> Entry | None:
        for entry in self._linked.entries if self._linked else ():
            same = entry.document.path == document.path
            if same and entry.document.source_pages == document.source_pages:
                return entry
        return None

    def _href(self, entry: Entry) -> str:
        """The page of a document in the archive, as viewers and browsers count."""
        if self._linked is None or entry.first_page is None:
            return ""
        return f"{quote(self._linked.href)}#page={self._linked.front_pages + entry.first_page}"

    def _archive(self) -> dict[str, Any] | None:
        if self._linked is None:
            return None
        archive, words = self._linked.archive, self._words
        facts = words.say(
            "archived-facts",
            pages=archive.pages,
            size=words.size(archive.size),
            seal="yes" if archive.seal else "no",
        )
        return {
            "written": self._shown(words.say("archived", path=archive.path)),
            "facts": facts,
            "seal": in_eights(archive.seal or ""),
            "timestamp": archive.timestamp and timestamp_sentence(archive.timestamp, words),
            "digest": archive.sha256,
            "copies": [
                self._shown(words.say("copied", path=copy.path))
                for copy in archive.copies
                if copy.verified
            ],
            "disks": words.say("copies", count=archive.disks),
        }
