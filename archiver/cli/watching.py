"""What `watch` shows while documents arrive: line after line, or on the whole screen."""

import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.live import Live
from rich.text import Text

from archiver import catalogue
from archiver.archive.coverage import cover, entries_of
from archiver.arrivals import Folder, News, changes
from archiver.cli import calendar, options
from archiver.cli.asking import confirm
from archiver.cli.screen import Screen
from archiver.cli.shells import typed
from archiver.errors import ExitCode
from archiver.model import Document, Gap, GapType, Level, Report, Status, Trouble
from archiver.phrasing import Voice, document_title, group_gaps
from archiver.wording import Words

# How many of the latest arrivals are kept in sight.
_LATEST = 5
# Troubles with a sentence of their own.
_SENTENCES = {
    Trouble.WEB_PAGE: "watch-web-page",
    Trouble.LOCKED: "watch-locked",
    Trouble.PACKED: "watch-packed",
    Trouble.FOREIGN: "watch-foreign",
}
_STYLES = {"✓": "green", "✗": "bold red", "!": "yellow", "=": "", "·": "dim"}


def watch(folder: Path, call: options.Call, words: Words, *, plain: bool) -> int:
    """Show what arrives until the user has had enough; gives the exit code."""
    view = _Lines(call, words) if plain or not _full_screen() else _Full(call, words)
    return _end(folder, _follow(folder, call, view), call, words)


def _full_screen() -> bool:
    return sys.stdout.isatty() and sys.stdin.isatty()


def _follow(folder: Path, call: options.Call, view: "_Lines | _Full") -> Report:
    """Show what arrives until the user has had enough."""
    known = Folder(folder, call.settings)
    report = known.look()
    call.screen.close()
    # Whoever downloads looks at the browser: nobody would see a question here.
    known.unlock_with(call.passphrases.at_hand)
    with view:
        try:
            view.start(report)
            for changed in changes(folder):
                news = known.take(changed)
                report = news.report
                view.tell(news)
        except KeyboardInterrupt:
            pass  # the usual way to end it
    return report


def _end(folder: Path, report: Report, call: options.Call, words: Words) -> int:
    """Offer to back up what is there now."""
    call.screen.line()
    call.screen.line(_state(report, words), "bold", indent=1)
    command = f"archiver backup {typed(str(folder))}"
    if _full_screen() and confirm(words.say("watch-offer"), words, default=report.safe_to_delete):
        from archiver.cli import cli

        asked = ["--lang", words.lang, "backup", str(folder)]
        asked += ["--as-of", call.settings.as_of.isoformat(), "--checklist", call.checklist]
        return int(cli.main(asked) or 0)
    call.screen.line(words.say("watch-then", command=command), indent=1)
    return ExitCode.OK if report.safe_to_delete else ExitCode.GAPS


class _Lines:
    """One line after the other: for screen readers, pipes and small terminals."""

    def __init__(self, call: options.Call, words: Words) -> None:
        self._screen: Screen = call.screen
        self._words = words
        self._voice = _voice(call, words)

    def __enter__(self) -> "_Lines":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def start(self, report: Report) -> None:
        self._screen.line(_state(report, self._words), "bold")
        for line in _missing(report, self._voice):
            self._screen.line(line, indent=2)
        self._screen.line(self._words.say("watch-waiting"), "dim")

    def tell(self, news: News) -> None:
        told = [_arrival(one, news.report, self._voice) for one in news.arrived]
        for sign, sentence in told:
            self._screen.line(f"{sign} {sentence}", _STYLES[sign], hang=2)
        if news.left != news.before:
            self._screen.line(_state(news.report, self._words), "bold")


class _Full:
    """The whole terminal: the verdict, the calendar, what is missing, what came last."""

    def __init__(self, call: options.Call, words: Words) -> None:
        self._words = words
        self._screen = call.screen
        self._voice = _voice(call, words)
        self._latest: deque[tuple[str, str]] = deque(maxlen=_LATEST)
        self._live = Live(screen=True, auto_refresh=False, console=call.screen.console)

    def __enter__(self) -> "_Full":
        self._live.__enter__()
        return self

    def __exit__(self, *what: Any) -> None:
        self._live.__exit__(*what)

    def start(self, report: Report) -> None:
        self._show(report)

    def tell(self, news: News) -> None:
        for one in news.arrived:
            self._latest.appendleft(_arrival(one, news.report, self._voice))
        self._show(news.report)

    def _show(self, report: Report) -> None:
        self._live.update(Group(*self._lines(report)), refresh=True)

    def _lines(self, report: Report) -> Iterator[RenderableType]:
        """As many lines as the terminal has; what matters least is left out first."""
        width, height = self._live.console.size
        head = [Text(f" {_state(report, self._words)}", _colour(report)), Text()]
        months = [
            Text.assemble(" ", *[(self._screen.legible(part), style) for part, style in line])
            for line in self._months(report, width)
        ]
        foot = [Text(), Text(f" {self._words.say('watch-foot')}", "dim")]
        told = [
            Text(f" {sign} {self._screen.legible(sentence)}", _STYLES[sign])
            for sign, sentence in self._latest
        ]
        room = max(0, height - len(head) - len(foot) - 1)
        body = [*months, *told] if len(months) + len(told) <= room else [*told, *months]
        rest = [Text(f"   {self._screen.legible(line)}") for line in _missing(report, self._voice)]
        for line in [*head, *body[:room], *rest[: max(0, room - len(body))], *foot]:
            line.truncate(width - 1, overflow="ellipsis")
            yield line

    def _months(self, report: Report, width: int) -> Iterator[calendar.Line]:
        coverage = cover(report, entries_of(report), self._voice)
        if coverage.rows:
            yield from calendar.calendar(coverage, self._words, width - 2)


def _voice(call: options.Call, words: Words) -> Voice:
    return Voice(words=words, checklist=call.settings.checklist, catalogue=catalogue.load())


def _colour(report: Report) -> str:
    return "bold white on green" if report.safe_to_delete else "bold white on red"


def _state(report: Report, words: Words) -> str:
    left = sum(gap.level is Level.REQUIRED for gap in report.gaps)
    return words.say("watch-left", count=left, day=report.as_of)


def _missing(report: Report, voice: Voice) -> Iterator[str]:
    """What is required and not there, a line for each sort."""
    for group in group_gaps(report, voice.of(report.documents)):
        if group.level is Level.REQUIRED:
            yield " — ".join([group.title, *group.detail[:1]])


def _arrival(one: Document, report: Report, voice: Voice) -> tuple[str, str]:
    """A sign and a sentence about a document that has just come."""
    say, name = voice.words.say, one.path.rpartition("/")[2]
    title = document_title(one, voice) if one.kind else name
    if one.status is Status.RECOGNISED:
        others = [g for g in report.gaps if g.path == one.path and g.type is GapType.OTHER_PERSON]
        if others:
            return "!", say("watch-other-person", title=title, person=one.person or "?")
        torn = (g for g in report.gaps if g.path == one.path and g.type is GapType.INCOMPLETE)
        gap = next(torn, None)
        return _torn(gap, title, voice) if gap else ("✓", title)
    if one.status is Status.DUPLICATE:
        return "=", say(
            "watch-double", title=title, other=(one.duplicate_of or "").rpartition("/")[2]
        )
    if one.status is Status.UNRELATED:
        return "·", say("watch-unrelated", name=name)
    if one.status is Status.UNSEARCHABLE:
        return "!", say("watch-picture", name=name)
    if one.trouble in _SENTENCES:
        return "✗", say(_SENTENCES[one.trouble], name=name)
    if one.status is Status.UNRECOGNISED:
        return "!", say("watch-unrecognised", name=name)
    return "✗", say("watch-unreadable", name=name)


def _torn(gap: Gap, title: str, voice: Voice) -> tuple[str, str]:
    """The same about one that is torn, or may be; then it counts nevertheless."""
    sign = "✗" if gap.level is Level.REQUIRED else "!"
    return sign, voice.words.say(f"watch-torn-{gap.cause}", title=title)
