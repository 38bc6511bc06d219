"""What all checks share: how gaps are weighed, and the gap of what is not there."""

from archiver.checklist.dossier import Standing
from archiver.model import Gap, GapType, Level, Period

#: The least important first.
WEIGHTS = (Level.NOTE, Level.RECOMMENDED, Level.REQUIRED)


def absent(standing: Standing, cause: str, slot: Period | None = None) -> Gap:
    """The gap of something that is not there."""
    requirement = standing.requirement
    return Gap(
        type=GapType.MISSING,
        level=requirement.level,
        requirement=requirement.id,
        kind=requirement.kind,
        period=slot,
        cause=cause,
    )
