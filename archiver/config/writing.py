"""Writing archiver.toml: the user's comments, order and own keys stay as they are."""

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from archiver import files
from archiver.config.reading import period, written
from archiver.model import Checklist, Label, Period, Person, Stage, Waiver
from archiver.wording import Words

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the interview was told; it takes the place of what was answered before.

    Attributes:
        as_of: The day of the deletion; `None` when it is not known yet.
        sources: Where the documents are; none leaves what is there.
        holder: Whose account it is; `None` leaves what is there.
        people: Who else is insured through it.
        leaves: The holder's leaves with daily allowances.
        declared: Conditions that hold, by an answer or by what is there.
        asked: Conditions that were answered, one way or the other.
    """

    as_of: date | None = None
    sources: tuple[Path, ...] = ()
    holder: str | None = None
    people: tuple[Person, ...] = ()
    leaves: tuple[Period, ...] = ()
    declared: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


def remember(file: Path, answers: Answers, named: str | None, explained: str) -> None:
    """Note what was answered, in one stroke.

    Args:
        named: The checklist, by its name or file; `None` leaves what is there.
        explained: What a new file begins with; see `explained`. In one that is there, comments,
            order and everything else stay.
    """
    sources = [seen_from(file, path) for path in answers.sources]
    given = {"checklist": named, "as_of": answers.as_of, "sources": sources}
    with _edited(file, explained, awake=[key for key, value in given.items() if value]) as document:
        for key, value in given.items():
            if value:
                document[key] = value
        if answers.as_of is None:
            document.pop("as_of", None)
        _declare(document, answers)
        if answers.holder:
            _table(document, "holder")["name"] = answers.holder
        people = [{"name": each.name, "number": each.nir} for each in answers.people]
        leaves = [{"from": leave.start, "to": leave.end} for leave in answers.leaves]
        _keep(document, "person", people, by=("name",))
        _keep(document, "leave", leaves, by=("from", "to"))


def explained(checklist: Checklist, words: Words, as_of: date) -> str:
    """An archiver.toml that holds nothing yet but says what it can hold, and how.

    Args:
        checklist: Its conditions are listed with their questions.
        as_of: The day of the deletion, as far as it is known.
    """
    questions = [f"  {each.id}: {each.asked(words.lang, as_of)}" for each in checklist.conditions]
    some = ", ".join(f'"{each.id}"' for each in checklist.conditions[:2])
    examples = {
        "checklist": [],
        "as-of": [f"as_of = {as_of.isoformat()}"],
        "sources": ['sources = ["documents"]'],
        "declared": [*questions, f"declared = [{some}]"],
        "holder": ["[holder]", 'name = "MARTIN Claire"'],
        "person": ["[[person]]", 'name = "MARTIN Léa"'],
        "leave": ["[[leave]]", "from = 2025-02-03", "to = 2025-02-28"],
        "waiver": [],
        "requirement": ["[requirement.ID]", 'level = "note"'],
    }
    set_here = {"checklist": f'checklist = "{checklist.id}"', "declared": "declared = []"}
    if not questions:  # nothing depends on what could be declared
        del examples["declared"]
    lines = _remark(words.say("settings-head"))
    for id, example in examples.items():
        lines += ["", *_remark(words.say(f"settings-{id}")), *(f"# {line}" for line in example)]
        lines += [set_here[id]] if id in set_here else []
    return "\n".join(lines) + "\n"


def _remark(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]


def seen_from(file: Path, path: Path) -> str:
    """How *file* names a path: what lies beside it as seen from there, so that both can move."""
    here, folder = path.absolute(), file.absolute().parent
    return (here.relative_to(folder) if here.is_relative_to(folder) else here).as_posix()


def _declare(document: "TOMLDocument", answers: Answers) -> None:
    known = document.get("declared")
    if known is None:
        if answers.declared:
            document["declared"] = sorted(answers.declared)
        return
    for condition in sorted(answers.asked | answers.declared):
        if condition in answers.declared and condition not in known:
            known.append(condition)
        while condition in known and condition not in answers.declared:
            known.remove(condition)


def _table(document: "TOMLDocument", key: str) -> MutableMapping[str, object]:
    """The table of that name; an empty one at the end if there is none."""
    import tomlkit

    if key not in document:
        if document.as_string().strip():
            document.add(tomlkit.nl())
        document.add(key, tomlkit.table())
    table = document[key]
    assert isinstance(table, MutableMapping)
    return table


def _keep(
    document: "TOMLDocument", key: str, wanted: Sequence[Entry], *, by: tuple[str, ...]
) -> None:
    """Leave the entries that are wanted as they are, drop the others, add the new ones."""

    def told(entry: Entry) -> tuple[object, ...]:
        return tuple(entry.get(name) for name in by)

    names = [told(entry) for entry in wanted]
    _drop(document, key, lambda old: told(old) not in names)
    there = [told(entry) for entry in document.get(key, ())]
    for entry in wanted:
        if told(entry) not in there:
            _append(document, key, entry)


def add_waiver(file: Path, waiver: Waiver) -> None:
    """Note a waiver; it takes the place of one for the same requirement and days."""
    with _edited(file) as document:
        entry = {
            "requirement": waiver.requirement,
            "period": written(waiver.period),
            "reason": waiver.reason,
            "declared": waiver.declared,
        }
        _drop(document, "waiver", _same_waiver(waiver.requirement, waiver.period))
        _append(document, "waiver", entry)


def remove_waiver(file: Path, requirement: str, span: Period | None) -> bool:
    """Take a waiver back; whether there was one."""
    with _edited(file) as document:
        return _drop(document, "waiver", _same_waiver(requirement, span))


def add_label(file: Path, label: Label) -> None:
    """Note what a file is; it takes the place of an earlier word on the same bytes."""
    with _edited(file) as document:
        _drop(document, "label", lambda old: old.get("sha256") == label.sha256)
        entry = {
            "file": label.file,
            "sha256": label.sha256,
            "kind": label.kind,
            "period": written(label.period),
            "person": label.person,
            "declared": label.declared,
        }
        _append(document, "label", entry)


def remove_label(file: Path, sha256: str) -> bool:
    """Take a label back; whether there was one."""
    with _edited(file) as document:
        return _drop(document, "label", lambda old: old.get("sha256") == sha256)


def note(file: Path, stage: Stage, day: date) -> None:
    """Note in the journal when a stage was reached; it takes the place of an earlier date."""
    with _edited(file) as document:
        _table(document, "journal")[stage.value] = day


def _same_waiver(requirement: str, span: Period | None) -> Callable[[Entry], bool]:
    def same(old: Entry) -> bool:
        there = period(str(old["period"])) if "period" in old else None
        return old.get("requirement") == requirement and there == span

    return same


@contextmanager
def _edited(file: Path, fresh: str = "", awake: Sequence[str] = ()) -> Iterator["TOMLDocument"]:
    """The file's content, written back in one stroke when the block ends well.

    Args:
        fresh: What a file begins with that is not there yet.
        awake: Keys that are to be set; where a comment shows an example, it becomes the key.
    """
    import tomlkit  # only those who write pay for it

    there = file.read_text(encoding="utf-8-sig") if file.exists() else fresh
    for key in awake:
        there = _woken(there, key)
    document = tomlkit.parse(there)
    yield document
    with files.replacing(file, force=True) as part:
        part.write_bytes(tomlkit.dumps(document).encode("utf-8"))


def _woken(text: str, key: str) -> str:
    import tomlkit
    from tomlkit.exceptions import ParseError

    woken = re.sub(rf"(?m)^#[ \t]*(?={key} = )", "", text, count=1)
    try:
        # A comment further down may stand in a table: there the key would be another one.
        return text if key in tomlkit.parse(text) or key not in tomlkit.parse(woken) else woken
    except ParseError:
        return text


def _append(document: "TOMLDocument", key: str, entry: Entry) -> None:
    import tomlkit
    from tomlkit.items import AoT

    table = tomlkit.table()
    for name, value in entry.items():
        if value:
            table.add(name, value)
    known = document.get(key)
    if known is None:
        known = tomlkit.aot()
        if document.as_string().strip():
            document.add(tomlkit.nl())
        document.add(key, known)
    assert isinstance(known, AoT)
    known.append(table)


def _drop(document: "TOMLDocument", key: str, unwanted: Callable[[Entry], bool]) -> bool:
    known = document.get(key)
    if known is None:
        return False
    numbers = [number for number, old in enumerate(known) if unwanted(old)]
    for number in reversed(numbers):
        del known[number]
    if not len(known):
        document.remove(key)
    return bool(numbers)
