"""Checklists as TOML: `data/checklists/` for those that ship, any file for one's own."""

import hashlib
from importlib import resources
from pathlib import Path

from archiver import catalogue
from archiver.errors import UnknownChecklist
from archiver.model import Checklist, Level, Requirement, Slot
from archiver.tables import Table


def shipped() -> tuple[str, ...]:
    """The names of the checklists that ship."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in _folder().iterdir()))


def load(name: str) -> Checklist:
    """Read a checklist.

    Args:
        name: One that ships, or the path of a TOML file.

    Raises:
        UnknownChecklist: If it is neither.
        InvalidTable: If it breaks the format; file, line and key are named.
    """
    if name in shipped():
        file, id = _folder() / f"{name}.toml", name
    elif Path(name).is_file():
        file, id = Path(name), Path(name).stem
    else:
        raise UnknownChecklist(name, known=", ".join(shipped()))
    table = Table.load(file)
    account = table.take("account", str)
    if account not in catalogue.load().accounts:
        raise table.wrong("account", ", ".join(catalogue.load().accounts))
    checklist = Checklist(
        id=id,
        account=account,
        title=table.languages("title"),
        requirements=_requirements(table),
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
    )
    table.finish()
    return checklist


def _folder() -> resources.abc.Traversable:
    return resources.files("archiver") / "data" / "checklists"


def _requirements(table: Table) -> tuple[Requirement, ...]:
    found: list[Requirement] = []
    for each in table.tables("requirement"):
        requirement = _requirement(each)
        if requirement.id in {other.id for other in found}:
            raise each.wrong("id", "an id of its own")
        found.append(requirement)
        each.finish()
    if not found:
        raise table.wrong("requirement", "one [[requirement]] at least")
    return tuple(found)


def _requirement(table: Table) -> Requirement:
    slot = table.choice("slot", Slot)
    windowed = slot in (Slot.MONTH, Slot.YEAR)
    fresh = table.take("fresh_days", int, -1)
    return Requirement(
        id=table.take("id", str),
        kind=_kind(table),
        level=table.choice("level", Level),
        slot=slot,
        back=_positive(table, "back") if windowed else 0,
        soft=table.take("soft", int, 0) if windowed else 0,
        fresh_days=fresh if fresh >= 0 else None,
        covers_as_of=table.take("covers_as_of", bool, False),
        condition=table.take("condition", str, "") or None,
        where=table.languages("where"),
        remark=table.languages("remark", default={"fr": "", "en": ""}),
    )


def _kind(table: Table) -> str:
    kind = table.take("kind", str)
    known = catalogue.load().kinds
    if kind not in known:
        raise table.wrong("kind", ", ".join(known))
    return kind


def _positive(table: Table, key: str) -> int:
    value = table.take(key, int)
    if not 1 <= value <= 600:
        raise table.wrong(key, "1 to 600")
    return value
