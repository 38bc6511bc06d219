"""`list --lines`: the lines of statements, on the screen, as JSON or for spreadsheets."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from archiver import catalogue, files, workflows
from archiver.cli import options
from archiver.errors import ExitCode
from archiver.model import OCR, Document, Line, Period, Sums
from archiver.phrasing import Voice
from archiver.render import as_csv, as_json
from archiver.text import fold, mask
from archiver.wording import Words

#: In place of a file: standard output.
STDOUT = Path("-")


def show(words: Words, call: options.Call, target: Path | None, *, force: bool) -> ExitCode:
    """Read the lines and show them, or write them to *target*.

    Raises:
        TargetExists, TargetIsFolder, CannotWrite: The target cannot be written.
    """
    if target and target != STDOUT:
        files.refuse_existing(target, force=force)
    documents = workflows.lines(call.sources, call.settings)
    voice = Voice(words=words, checklist=call.settings.checklist, catalogue=catalogue.load())
    call.screen.json(lambda: as_json.lines(documents))
    if target is None:
        _print(call, documents, voice.of(documents))
        return ExitCode.OK
    text = as_csv.lines(documents, voice)
    text = text if call.screen.shows_numbers else mask(text)
    if target == STDOUT:
        call.screen.close()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return ExitCode.OK
    with files.replacing(target, force=force) as part:
        part.write_bytes(text.encode("utf-8"))
    count = sum(len(one.statement.lines) for one in documents if one.statement)
    call.screen.line(words.say("lines-written", count=count, path=str(target)), "bold")
    _doubts(call, documents, voice.of(documents))
    return ExitCode.OK


def _print(call: options.Call, documents: Sequence[Document], voice: Voice) -> None:
    words, line = voice.words, call.screen.line
    if not documents:
        line(words.say("lines-none"))
        return
    for document in sorted(documents, key=_order):
        if not document.statement or not document.statement.lines:
            continue
        title = voice.kind(document.kind)
        period = f" — {words.period(document.period)}" if document.period else ""
        line()
        line(f"{title}{period}", "bold")
        for row in _rows(document.statement.lines, words):
            line(row, indent=1, hang=13)
        sums = words.say(f"lines-sums-{document.statement.sums.value}")
        line(f"{voice.path(document.path)} — {sums}", "dim", indent=1)
    line()
    for row in _totals(documents, voice):
        line(row, indent=1)
    _doubts(call, documents, voice)


def _order(document: Document) -> tuple[str, str, str]:
    start = document.period.start.isoformat() if document.period else ""
    return start, document.kind or "", document.path


def _rows(lines: Sequence[Line], words: Words) -> Iterator[str]:
    """A line for each: the day, the sum, then who and what."""
    for line in lines:
        day = f"{line.day:%d/%m/%Y}" if line.day else " " * 10
        what = " · ".join(filter(None, (line.person, line.label)))
        if line.third_party:
            what += f" ({words.say('lines-third-party')})"
        yield f"{day}  {words.money(line.amount):>11}  {what}"


def _totals(documents: Sequence[Document], voice: Voice) -> Iterator[str]:
    """What each person was paid in each year, by kind: kinds repeat one another."""
    sums: dict[tuple[str, int, str], Decimal] = defaultdict(Decimal)
    once = _once(documents)
    names = _full_names(once)
    for document in once:
        for line in document.statement.lines if document.statement else ():
            year = document.period.start.year if document.period else line.day and line.day.year
            if not line.third_party:
                person = names.get(line.person or document.person or "", "")
                sums[voice.kind(document.kind), year or 0, person] += line.amount
    for (kind, year, person), amount in sorted(sums.items()):
        who = person or voice.words.say("lines-nobody")
        yield voice.words.say(
            "lines-total", kind=kind, year=str(year or "?"), person=who,
            amount=voice.words.money(amount),
        )  # fmt: skip


def _full_names(documents: Sequence[Document]) -> dict[str, str]:
    """Each name as printed -> the one longer form of it that others print, if it is clear."""
    printed = sorted(
        {
            line.person or document.person or ""
            for document in documents
            for line in (document.statement.lines if document.statement else ())
        }
    )
    words = {name: frozenset(fold(name).split()) for name in printed}
    longest = [n for n in printed if not any(words[n] < words[other] for other in printed)]
    full = {}
    for name in printed:
        likely = {words[other]: other for other in longest if words[name] <= words[other]}
        full[name] = likely.popitem()[1] if len(likely) == 1 else name
    return full


def _once(documents: Sequence[Document]) -> list[Document]:
    """Of several versions for the same days only the first: they would count twice."""
    again = {id(other) for _, other in _versions(documents)}
    return [one for one in documents if id(one) not in again]


def _versions(documents: Sequence[Document]) -> Iterator[tuple[Document, Document]]:
    """The first document for its days, with each other one for the same days.

    What was read from a picture comes after what has a text of its own.
    """
    first: dict[tuple[str | None, Period, str | None], Document] = {}
    for document in sorted(documents, key=lambda one: OCR in one.warnings):
        if document.period:
            key = (document.kind, document.period, document.person)
            if first.setdefault(key, document) is not document:
                yield first[key], document


def _doubts(call: options.Call, documents: Sequence[Document], voice: Voice) -> None:
    """The documents of which not every line could be read, or whose sum is not right.

    And those that are there in two versions: whoever adds up the table counts them twice.
    """
    for one, other in _versions(documents):
        paths = {"one": voice.path(one.path), "other": voice.path(other.path)}
        call.screen.line(voice.words.say("lines-twice", **paths), "yellow")
    for document in documents:
        statement = document.statement
        if not statement:
            continue
        if statement.unread or not statement.lines:
            id = "lines-unread"
        elif statement.sums is Sums.DISAGREE:
            id = "lines-differ"
        else:
            continue
        path = voice.path(document.path)
        call.screen.line(voice.words.say(id, path=path, count=statement.unread), "yellow")
