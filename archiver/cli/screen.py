"""All that is printed: colour, width, progress, and the hiding of personal numbers."""

import json
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from archiver.archive.coverage import cover, entries_of
from archiver.cli.calendar import calendar, legend
from archiver.cli.columns import columns
from archiver.model import (
    Archive,
    Copy,
    Document,
    Level,
    Report,
)
from archiver.phrasing import (
    GapGroup,
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
from archiver.text import fold, in_eights, mask, showable
from archiver.wording import Words

if TYPE_CHECKING:
    from archiver.archive.originals import Extraction

# Sign and style of each level: told apart without colour, too.
_SIGNS = {
    Level.REQUIRED: ("✗", "bold red"),
    Level.RECOMMENDED: ("!", "yellow"),
    Level.NOTE: ("·", "dim"),
}
#: Files named under one heading before the rest is only counted (all of them with -v).
SHOWN = 6
# Progress is worth showing once somebody has waited this long, in seconds.
_PATIENCE = 1.0
_WIDEST = 100


def _console(*, color: bool, stderr: bool = False) -> Console:
    # Without colour there is no escape code at all, not even for bold.
    system: Literal["auto"] | None = "auto" if color else None
    return Console(highlight=False, markup=False, emoji=False, color_system=system, stderr=stderr)


class Screen:
    """One run's standard output and standard error."""

    def __init__(
        self,
        words: Words,
        *,
        as_json: bool = False,
        quiet: bool = False,
        verbose: int = 0,
        color: bool = True,
        show_numbers: bool = False,
    ) -> None:
        self._words = words
        self._as_json = as_json
        self._silent = quiet or as_json
        self.verbose = verbose
        self._show_numbers = show_numbers
        self._console = _console(color=color)
        self._console.width = min(self._console.width, _WIDEST)
        self._watch = _Watch(words, quiet=quiet, color=color)

    @property
    def progress(self) -> Callable[[str, int, int], None]:
        """To be told the stage, how much is done, and of how much (0: unknown)."""
        return self._watch

    @property
    def silent(self) -> bool:
        """Whether it prints no sentences; what comes of them need not be worked out."""
        return self._silent

    @property
    def console(self) -> Console:
        """The terminal itself, for what fills all of it."""
        return self._console

    def legible(self, text: str) -> str:
        """As `line` would print it: numbers hidden, no sign that the terminal cannot show."""
        return self._legible(self._shown(text))

    def close(self) -> None:
        """Take the progress away; there will be no more."""
        self._watch.stop()

    @property
    def shows_numbers(self) -> bool:
        """Whether personal numbers are shown in full."""
        return self._show_numbers

    def json(self, value: Callable[[], Any]) -> None:
        """Print one JSON value, if this run was asked for JSON."""
        self.close()
        if self._as_json:
            text = json.dumps(value(), ensure_ascii=False, indent=2)
            stream = sys.stdout.buffer if hasattr(sys.stdout, "buffer") else None
            shown = self._shown(text) + "\n"
            if stream:
                stream.write(shown.encode("utf-8"))
                stream.flush()
            else:
                sys.stdout.write(shown)

    def line(self, text: str = "", style: str = "", *, indent: int = 0, hang: int = 0) -> None:
        """Print one paragraph, unless this run is to be silent; see `_line`."""
        if not self._silent:
            self._line(text, style, indent=indent, hang=hang)

    def report(self, report: Report, archive: Archive | None, voice: Voice) -> None:
        """The verdict first, then what is missing, then what was archived."""
        if self._silent:
            return
        voice = voice.of(report.documents)
        self._verdict(report)
        groups = group_gaps(report, voice)
        for level in (Level.REQUIRED, Level.RECOMMENDED, Level.NOTE):
            self._gaps(level, [group for group in groups if group.level is level])
        self._calendar(report, voice)
        self._declared(report, voice)
        self._found(report)
        if self.verbose:
            self.documents(report.documents, voice)
        if archive:
            self._archive(archive)
        self._next(report, archive)

    def _verdict(self, report: Report) -> None:
        headline, sentence = verdict(report, self._words)
        safe = report.safe_to_delete
        sign, style = ("✓", "bold white on green") if safe else ("✗", "bold white on red")
        self._line()
        self.banner(f"{sign} {headline.upper()}", style)
        self._line()
        self._line(sentence, "bold", indent=1)
        facts = {"holder": report.holder, "as_of": report.as_of}
        id = "holder" if report.holder else "holder-unknown"
        self._line(self._words.say(id, **facts), "dim", indent=1)

    def _gaps(self, level: Level, groups: list[GapGroup]) -> None:
        if not groups:
            return
        sign, style = _SIGNS[level]
        self._line()
        self._line(self._words.say(f"level-heading-{level.value}"), "bold underline", indent=1)
        for number, group in enumerate(groups):
            if number:
                self._line()
            style = style if level is not Level.NOTE else ""
            self._line(f"{sign} {group.title}", style, indent=1, hang=2)
            shown = group.detail if self.verbose else group.detail[:SHOWN]
            for detail in shown:
                self._line(detail, indent=3)
            if len(shown) < len(group.detail):
                rest = len(group.detail) - len(shown)
                self._line(self._words.say("more", count=rest), "dim", indent=3)
            self._line(f"→ {group.remedy}", "cyan", indent=3, hang=2)

    def _calendar(self, report: Report, voice: Voice) -> None:
        coverage = cover(report, entries_of(report), voice)
        if not coverage.rows:
            return
        self._line()
        for line in calendar(coverage, self._words, self._console.width - 1):
            parts = [(self._legible(part), style) for part, style in line]
            self._console.print(Text.assemble(" ", *parts), no_wrap=True, soft_wrap=True)
        self._line(legend(coverage, self._words), "dim", indent=1)

    def _declared(self, report: Report, voice: Voice) -> None:
        """What rests on the user's word, apart from what was seen."""
        told = declared(report, voice)
        if not told:
            return
        self._line()
        self._line(self._words.say("pages-declared"), "bold underline", indent=1)
        for what, word in told if self.verbose else told[:SHOWN]:
            self._line(f"○ {what}", indent=1, hang=2)
            if word:
                self._line(word, "dim", indent=3)
        if len(told) > SHOWN and not self.verbose:
            self._line(self._words.say("more", count=len(told) - SHOWN), "dim", indent=3)

    def _found(self, report: Report) -> None:
        parts = by_sort(report.documents, self._words)
        total = self._words.say("found", count=len(report.documents))
        self._line()
        colon = "\u00a0:" if self._words.lang == "fr" else ":"
        self._line(f"{total}{colon} {', '.join(parts)}.", indent=1)

    def _archive(self, archive: Archive) -> None:
        self._line(self._words.say("archived", path=archive.path), "bold", indent=1)
        facts = self._words.say(
            "archived-facts",
            pages=archive.pages,
            size=self._words.size(archive.size),
            seal="yes" if archive.seal else "no",
        )
        self._line(facts, indent=3)
        if archive.locked:
            self._line(self._words.say("archived-locked"), indent=3)
        if archive.laid_open:
            paths = self._words.list(self._words.say("quoted", text=p) for p in archive.laid_open)
            sentence = self._words.say(
                "archived-laid-open", count=len(archive.laid_open), paths=paths
            )
            self._line(f"! {sentence}", "yellow", indent=3, hang=2)
        if archive.seal:
            grouped = in_eights(archive.seal)
            self._line(self._words.say("archived-seal", fingerprint=grouped), indent=3)
        if archive.timestamp:
            self._line(timestamp_sentence(archive.timestamp, self._words), indent=3)
        for copy in archive.copies:
            self._copy(copy)
        self._line(self._words.say("copies", count=archive.disks), indent=1)

    def _copy(self, copy: Copy) -> None:
        """Where a copy lies, and whether it is any help."""
        if not copy.verified:
            reason = self._words.refusal(copy.errno, copy.reason or "")
            failed = self._words.say("copy-failed", path=copy.path, reason=reason)
            self._line(f"✗ {failed}", "red", indent=1, hang=2)
            return
        self._line(self._words.say("copied", path=copy.path), indent=1)
        if copy.same_disk:
            self._line("! " + self._words.say("copy-same-disk"), "yellow", indent=3, hang=2)

    def _next(self, report: Report, archive: Archive | None) -> None:
        self._line()
        style = "bold green" if report.safe_to_delete else "bold red"
        self._line(next_step(report, archive, self._words), style, indent=1)
        if archive and report.safe_to_delete:
            self._line(self._words.say("after"), "dim", indent=1)
        self._line(self._words.say("not-deleted"), "dim", indent=1)
        self._line()

    def documents(self, documents: tuple[Document, ...], voice: Voice) -> None:
        """A table of documents; with -v also why each was recognised."""
        if self._silent:
            return
        if not documents:
            self._line(self._words.say("documents-none"))
            return
        voice = voice.of(documents)
        usual = _usual_person(documents)
        head = (self._words.say(f"column-{id}") for id in ("document", "file", "status"))
        rows = [[*head], *(self._row(document, voice, usual) for document in documents)]
        # Whoever reads this through a pipe wants a line for each document, whatever its length.
        width = self._console.width - 1 if self._console.is_terminal else None
        if width:
            self._line()
        for number, line in enumerate(columns(rows, width)):
            style = "" if number else "bold"
            self._console.print(Text(f" {line}", style), no_wrap=True, soft_wrap=True)

    def _row(self, document: Document, voice: Voice, usual: str) -> list[str]:
        title = self._title(document, voice)
        path = voice.path(document.path).replace("\n", "?")
        if document.person and fold(document.person) != usual:
            title += f" ({document.person})"
        if document.duplicate_of:
            title += "\n" + self._words.say("twin-of", path=voice.path(document.duplicate_of))
        if self.verbose and document.why:
            path = "\n".join([path, *document.why])
        made = status(document, self._words)
        return [self._legible(self._shown(cell)) for cell in (title, path, made)]

    def _title(self, document: Document, voice: Voice) -> str:
        """What a document is, or what it plainly is instead."""
        lookalike = voice.catalogue.lookalikes.get(document.lookalike or "")
        if document.kind is None and lookalike:
            return lookalike.title[self._words.lang]
        return document_title(document, voice) if document.kind else "—"

    def extraction(self, result: "Extraction") -> None:
        """What was taken out, what was not."""
        if self._silent:
            return
        folder = str(result.folder)
        self._line(self._words.say("extracted", count=len(result.files), path=folder), "bold")
        for name in result.damaged:
            self._line("✗ " + self._words.say("extract-damaged", name=name), "red")
        for name in result.missing:
            self._line("✗ " + self._words.say("extract-missing", name=name), "red")
        self._line(self._words.say("extracted-check", path=folder), "dim")

    def banner(self, text: str, style: str) -> None:
        """The one line that must not be missed, on a ground of its own colour."""
        if self._silent:
            return
        self._console.print(Text(f" {self._legible(text)} ", style), no_wrap=True, overflow="fold")

    def _line(self, text: str = "", style: str = "", *, indent: int = 0, hang: int = 0) -> None:
        """Print one paragraph, wrapped; no line breaks at the no-break spaces of French.

        Args:
            text: The paragraph.
            style: Of Rich.
            indent: Of all lines, in columns.
            hang: Of all lines but the first, besides.
        """
        shown = self._legible(self._shown(text))
        wide = max(20, self._console.width - indent)
        lines = textwrap.wrap(shown, wide, subsequent_indent=" " * hang, break_on_hyphens=False)
        for line in lines or [""]:
            self._console.print(Text(" " * indent), Text(line, style=style), sep="", no_wrap=True)

    def _shown(self, text: str) -> str:
        return text if self._show_numbers else mask(text)

    def _legible(self, text: str) -> str:
        """Without control characters, and with signs that the terminal can show."""
        text = "".join(c if c.isprintable() or c in "\n\u00a0\u202f" else "?" for c in text)
        return showable(text, self._console.encoding)


def _usual_person(documents: tuple[Document, ...]) -> str:
    """Whose documents most of them are: not worth saying of each."""
    counts = Counter(fold(document.person) for document in documents if document.person)
    return counts.most_common(1)[0][0] if counts else ""


class _Watch:
    """Progress on standard error: only on a terminal, and only when it takes a while."""

    def __init__(self, words: Words, *, quiet: bool, color: bool) -> None:
        self._words = words
        self._shown = not quiet and sys.stderr.isatty()
        self._started = time.monotonic()
        self._color = color
        self._bar: Progress | None = None
        self._task: Any = None
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self._shown or time.monotonic() - self._started < _PATIENCE:
            return
        if self._bar is None:
            self._bar = self._new_bar()
            self._bar.start()
        if stage != self._stage:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(self._words.say(f"progress-{stage}"), total=None)
            self._stage = stage
        self._bar.update(self._task, completed=done, total=total or None)

    def _new_bar(self) -> Progress:
        console = _console(color=self._color, stderr=True)
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
        )
        return Progress(*columns, console=console, transient=True)

    def stop(self) -> None:
        """Take the line away before anything else is printed."""
        if self._bar:
            self._bar.stop()
            self._bar = None
        self._shown = False
