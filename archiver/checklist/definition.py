"""Checklists as TOML: `data/checklists/` for those that ship, any file for one's own."""

import hashlib
import re
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from archiver import catalogue
from archiver.errors import UnknownChecklist
from archiver.model import Checklist, Condition, Level, Requirement, Slot
from archiver.tables import Table

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # of requirements and conditions
_LONGEST = 600  # window, in months or years
_OLDEST = 3660  # age, in days
_LASTING = 100  # time to keep a document, in years
_NOTHING = {"fr": "", "en": ""}


def shipped() -> tuple[str, ...]:
    """The names of the checklists that ship."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load(name: str | Path) -> Checklist:
    """Read a checklist.

    Args:
        name: One that ships, or the path of a TOML file.

    Raises:
        UnknownChecklist: If it is neither.
        InvalidTable: If it breaks the format; file, line and key are named.
    """
    file: Path | Traversable = Path(name)
    if name in shipped():
        file, id = _folder() / f"{name}.toml", str(name)
    elif Path(name).is_file():
        id = Path(name).stem
    else:
        raise UnknownChecklist(str(name), known=", ".join(shipped()))
    data = file.read_bytes()
    table = Table.parse(data, file=Path(str(file)))
    account = _account(table)
    requirements = _requirements(table, account)
    checklist = Checklist(
        id=id,
        account=account,
        title=table.languages("title"),
        requirements=requirements,
        sha256=hashlib.sha256(data).hexdigest(),
        conditions=_conditions(table, {r.condition for r in requirements if r.condition}),
    )
    table.finish()
    return checklist


def _folder() -> Traversable:
    return resources.files("archiver") / "data" / "checklists"


def _account(table: Table) -> str:
    account = table.take("account", str)
    known = catalogue.load().accounts
    if account not in known:
        raise table.wrong("account", ", ".join(known))
    return account


def _requirements(table: Table, account: str) -> tuple[Requirement, ...]:
    found: list[Requirement] = []
    for each in table.tables("requirement"):
        requirement = _requirement(each, account)
        each.finish()
        if requirement.id in {other.id for other in found}:
            raise each.wrong("id", f"!= {requirement.id}")
        found.append(requirement)
    # A checklist that asks for nothing would call every dossier safe.
    if not any(r.level is Level.REQUIRED and r.condition is None for r in found):
        raise table.wrong("requirement", f'level = "{Level.REQUIRED}"')
    return tuple(found)


def _conditions(table: Table, awaited: set[str]) -> tuple[Condition, ...]:
    """What can be asked; each question has a requirement that waits for the answer."""
    found: list[Condition] = []
    for each in table.tables("condition", optional=True):
        id = each.take("id", str)
        if id not in awaited or id in {other.id for other in found}:
            open_ = sorted(awaited - {other.id for other in found})
            raise each.wrong("id", ", ".join(open_) or "awaited")
        after = each.strings("after", default=())
        # Only what was asked before can decide whether to ask.
        if not set(after) <= {other.id for other in found}:
            raise each.wrong("after", ", ".join(other.id for other in found))
        found.append(
            Condition(
                id=id,
                ask=each.languages("ask"),
                why=each.languages("why", default=_NOTHING),
                after=after,
            )
        )
    return tuple(found)


def _requirement(table: Table, account: str) -> Requirement:
    # Keys that mean nothing for a slot are not taken, so they are reported.
    id = _name(table, "id", table.take("id", str))
    kind = _kind(table, account)
    slot = table.choice("slot", Slot)
    back, soft = _window(table) if slot in (Slot.MONTH, Slot.YEAR) else (0, 0)
    fresh_days, covers_as_of = _freshness(table) if slot is Slot.LATEST else (None, False)
    condition = table.take("condition", str, None)
    each_person = table.take("each_person", bool, False) if slot is Slot.LATEST else False
    doubted_by = _doubted_by(table, account) if slot is Slot.MONTH else ()
    return Requirement(
        id=id,
        kind=kind,
        level=table.choice("level", Level),
        slot=slot,
        back=back,
        soft=soft,
        fresh_days=fresh_days,
        covers_as_of=covers_as_of,
        condition=None if condition is None else _name(table, "condition", condition),
        each_person=each_person,
        doubted_by=doubted_by,
        where=table.languages("where"),
        remark=table.languages("remark", default=_NOTHING),
        keep=table.languages("keep", default=_NOTHING),
        keep_years=_keep_years(table),
    )


def _name(table: Table, key: str, value: str) -> str:
    if not _NAME.fullmatch(value):
        raise table.wrong(key, _NAME.pattern)
    return value


def _kind(table: Table, account: str) -> str:
    kind = table.take("kind", str)
    known = _kinds(account)
    if kind not in known:
        raise table.wrong("kind", ", ".join(known))
    return kind


def _kinds(account: str) -> list[str]:
    """What another account issues is never recognised as this one's."""
    return [kind.id for kind in catalogue.load().kinds.values() if kind.account == account]


def _doubted_by(table: Table, account: str) -> tuple[str, ...]:
    named, known = table.strings("doubted_by", default=()), _kinds(account)
    if not set(named) <= set(known):
        raise table.wrong("doubted_by", ", ".join(known))
    return named


def _window(table: Table) -> tuple[int, int]:
    back = _within(table, "back", table.take("back", int), range(1, _LONGEST + 1))
    return back, _within(table, "soft", table.take("soft", int, 0), range(back + 1))


def _freshness(table: Table) -> tuple[int | None, bool]:
    days = table.take("fresh_days", int, None)
    if days is not None:
        _within(table, "fresh_days", days, range(_OLDEST + 1))
    return days, table.take("covers_as_of", bool, False)


def _keep_years(table: Table) -> int | None:
    years = table.take("keep_years", int, None)
    return None if years is None else _within(table, "keep_years", years, range(1, _LASTING + 1))


def _within(table: Table, key: str, value: int, allowed: range) -> int:
    if value not in allowed:
        raise table.wrong(key, f"{allowed[0]}..{allowed[-1]}")
    return value
