"""What the documents answer by themselves, so that nobody is asked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from archiver.checklist.dossier import Dossier, Standing, dossier
from archiver.checklist.holder import alike, words
from archiver.checklist.leaves import joined, rows
from archiver.model import Checklist, Document, Period, Person, Slot, Status, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was read.

    Attributes:
        holder: Whose account it is, as printed.
        rivals: Names of others who have nearly as many documents, so that only the user can say.
        people: Names of the others on the certificates that count.
        settled: Condition -> path of a document: all that it asks for is there, so that the
            answer would change nothing.
        suggested: Condition -> path of a document that makes it likely.
        leaves: Days of leave that documents prove, merged.
    """

    holder: str | None = None
    rivals: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    settled: Mapping[str, str] = field(default_factory=dict)
    suggested: Mapping[str, str] = field(default_factory=dict)
    leaves: tuple[Period, ...] = ()


def seen(checklist: Checklist, documents: Sequence[Document], *, as_of: date, word: Word) -> Seen:
    """Find out what need not be asked.

    Args:
        word: What is known already; of it only the holder counts.
    """
    every = frozenset(r.condition for r in checklist.requirements if r.condition)
    word = Word(holder=word.holder, declared=every)
    found = dossier(checklist, documents, as_of=as_of, word=word)
    holder = found.household.holder
    settled, suggested = {}, {}
    for condition in sorted(every):
        waiting = [s for s in found.standings if s.requirement.condition == condition]
        if path := _settled(waiting):
            settled[condition] = path
        elif path := _suggested(condition, waiting, found):
            suggested[condition] = path
    return Seen(
        holder=holder.name if holder else None,
        rivals=tuple(person.name for person in found.household.rivals if person.name),
        people=_others(found, holder),
        settled=settled,
        suggested=suggested,
        leaves=_leaves(found),
    )


def _settled(waiting: Sequence[Standing]) -> str | None:
    """Of leaves only the user knows whether there were others."""
    if not all(s.met and s.requirement.slot is not Slot.EVENT for s in waiting):
        return None
    return min(document.path for standing in waiting for document in standing.whole)


def _suggested(condition: str, waiting: Sequence[Standing], found: Dossier) -> str | None:
    held = [document.path for standing in waiting for document in standing.held]
    hints = [
        document.path
        for document in found.documents
        if condition in document.suggests
        and document.status is not Status.DUPLICATE
        and found.mine(document)
    ]
    return min(held or hints, default=None)


def _others(found: Dossier, holder: Person | None) -> tuple[str, ...]:
    named: dict[str, None] = {}
    for standing in found.standings:
        if standing.requirement.each_person and standing.newest:
            people = (person.name for person in standing.newest.people)
            named |= dict.fromkeys(name for name in people if name)
    mine = words(holder.name if holder else None)
    return tuple(name for name in named if not alike(words(name), mine))


def _leaves(found: Dossier) -> tuple[Period, ...]:
    return joined(
        days
        for standing in found.standings
        if standing.requirement.slot is Slot.EVENT
        for document in standing.whole
        for days in rows(document).days
    )
