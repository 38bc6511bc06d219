"""The way to the closed account, as data: `data/guide/<account>.toml`.

Facts come with the source they were read in; what no source confirms is not said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources

from archiver.tables import Table


class Part(StrEnum):
    """A stretch of the way; in its order."""

    DECIDE = "decide"
    DOWNLOAD = "download"
    LEAVE = "leave"
    ARCHIVE = "archive"
    CLOSE = "close"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step.

    Attributes:
        id: Unique in its guide.
        part: Where it belongs.
        title: Language -> a few words.
        text: Language -> what to do or know.
        source: Where a fact was read; empty for advice.
    """

    id: str
    part: Part
    title: Mapping[str, str]
    text: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """All steps.

    Attributes:
        steps: In their order.
        read: The day on which the sources were looked up.
    """

    steps: tuple[Step, ...]
    read: date

    def of(self, part: Part) -> tuple[Step, ...]:
        """The steps of one part."""
        return tuple(step for step in self.steps if step.part is part)


def load(account: str) -> Guide | None:
    """The guide for an account; `None` if none ships."""
    file = resources.files("archiver") / "data" / "guide" / f"{account}.toml"
    if not file.is_file():
        return None
    table = Table.load(file)
    table.take("account", str)
    guide = Guide(
        read=table.take("read", date),
        steps=tuple(_step(each) for each in table.tables("step")),
    )
    table.finish()
    return guide


def _step(table: Table) -> Step:
    step = Step(
        id=table.take("id", str),
        part=table.choice("part", Part),
        title=table.languages("title"),
        text=table.languages("text"),
        source=table.take("source", str, ""),
    )
    table.finish()
    return step
