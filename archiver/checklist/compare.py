"""The comparison: documents and a checklist in, gaps and the verdict out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from archiver.checklist.checks import CHECKS, doubtful, overlooked
from archiver.checklist.dossier import Dossier, Standing, dossier
from archiver.checklist.gaps import WEIGHTS
from archiver.model import (
    Checklist,
    Document,
    Gap,
    GapType,
    Level,
    Period,
    Person,
    Report,
    RequirementState,
    State,
    Waiver,
    Word,
)


def compare(  # noqa: PLR0913 (what was found, and the user's word on it)
    checklist: Checklist,
    documents: Sequence[Document],
    *,
    as_of: date,
    waivers: Sequence[Waiver] = (),
    declared: frozenset[str] = frozenset(),
    holder: Person | None = None,
    people: Sequence[Person] = (),
    leaves: Sequence[Period] = (),
) -> Report:
    """Compare what was found with what is asked for.

    Args:
        checklist: What is asked for.
        documents: In any order; it changes nothing.
        as_of: The day on which the account is to be deleted.
        waivers: "There is no such document", declared by the user.
        declared: Conditions that hold, e.g. `sick-leave`.
        holder: Whose account it is; else whoever has most of the documents, and a gap says so
            where somebody else has nearly as many.
        people: Who else is insured through it.
        leaves: The holder's leaves with daily allowances.
    """
    word = Word(
        waivers=tuple(waivers),
        declared=declared,
        holder=holder,
        people=tuple(people),
        leaves=tuple(leaves),
    )
    found = dossier(checklist, documents, as_of=as_of, word=word)
    gaps = _gaps(found)
    gaps += _undecided(found, gaps, word)
    ids = [requirement.id for requirement in checklist.requirements]
    return Report(
        checklist=checklist.id,
        as_of=as_of,
        holder=found.household.holder.name if found.household.holder else None,
        documents=found.documents,
        requirements=tuple(map(_state, found.standings)),
        gaps=tuple(sorted(gaps, key=lambda gap: _rank(gap, ids))),
        word=word,
        replaced=checklist.replaced,
    )


def _gaps(found: Dossier) -> list[Gap]:
    gaps = [gap for check in CHECKS for gap in check(found)]
    gaps += overlooked(found, gaps)
    gaps += doubtful(found, gaps)
    return gaps


def _undecided(found: Dossier, gaps: Sequence[Gap], word: Word) -> list[Gap]:
    """Somebody else who may be the holder, by the documents.

    The verdict is about one account. It stands in the way unless it is the same for both: else
    the account that is closed may be the other one.
    """
    rivals = found.household.rivals
    verdicts = [_safe(gaps)] if rivals else []
    for rival in rivals:
        theirs = dossier(
            found.checklist, found.documents, as_of=found.as_of, word=replace(word, holder=rival)
        )
        verdicts.append(_safe(_gaps(theirs)))
    holder = found.household.holder or Person()
    return [
        Gap(
            type=GapType.OTHER_PERSON,
            level=Level.RECOMMENDED if all(verdicts) else Level.REQUIRED,
            cause="holder-undecided",
            facts=(("taken", holder.name or ""), ("person", rival.name or "")),
        )
        for rival in rivals
    ]


def _safe(gaps: Sequence[Gap]) -> bool:
    return not any(gap.level is Level.REQUIRED for gap in gaps)


def _state(standing: Standing) -> RequirementState:
    requirement = standing.requirement
    met, expected = int(standing.met), 1
    if standing.windowed:
        met, expected = len(standing.slots) - len(standing.open), len(standing.slots)
    if not standing.active:
        state, expected = State.INACTIVE, 0
    elif standing.met:
        state = State.MET
    else:
        state = State.STALE if standing.newest else State.MISSING
    return RequirementState(
        id=requirement.id,
        kind=requirement.kind,
        level=requirement.level,
        state=state,
        met=met if standing.active else 0,
        expected=expected,
        slots=standing.slots if standing.active else (),
    )


def _rank(gap: Gap, ids: Sequence[str]) -> tuple[int, int, date, date, str, str, str]:
    """The most important first, then as in the checklist, then by day and by file.

    Whose account it is comes before all that: everything else hangs on it.
    """
    start, end = (gap.period.start, gap.period.end) if gap.period else (date.min, date.min)
    place = ids.index(gap.requirement) if gap.requirement in ids else len(ids)
    return (
        -WEIGHTS.index(gap.level),
        -1 if gap.requirement is None and gap.path is None else place,
        start,
        end,
        gap.path or "",
        gap.type.value,
        gap.cause,
    )
