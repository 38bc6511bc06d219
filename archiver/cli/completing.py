"""What the shell offers after Tab: kinds, requirements, periods and checklists, by their names.

Whatever goes wrong here leads to no offer: at Tab there is nobody to read a complaint.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

import click
from click.shell_completion import CompletionItem

from archiver import catalogue, checklist, config
from archiver.checklist.dossier import window
from archiver.cli.surroundings import configuration, today
from archiver.config import Config
from archiver.errors import ArchiverError
from archiver.model import Period, Requirement
from archiver.wording import Words

#: What an option or argument gets as its `shell_complete`.
Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_MONTHS = 28  # offered where no requirement says how far back


def kinds(words: Words) -> Offer:
    """The kinds of this account."""

    def offered(ctx: click.Context) -> Iterator[CompletionItem]:
        account = _told(ctx).checklist.account
        for kind in catalogue.load().kinds.values():
            if kind.account == account:
                yield CompletionItem(kind.id, help=kind.title[words.lang])

    return _offer(offered)


def requirements(words: Words) -> Offer:
    """What the checklist asks for."""

    def offered(ctx: click.Context) -> Iterator[CompletionItem]:
        for each in _told(ctx).checklist.requirements:
            title = catalogue.load().kinds[each.kind].title[words.lang]
            yield CompletionItem(each.id, help=title)

    return _offer(offered)


def checklists(words: Words) -> Offer:
    """The checklists that ship; files where none of them is meant."""

    def offered(_: click.Context) -> Iterator[CompletionItem]:
        for name in checklist.shipped():
            yield CompletionItem(name, help=checklist.load(name).title[words.lang])

    named = _offer(offered)

    def offer(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
        return named(ctx, param, typed) or [CompletionItem(typed, type="file")]

    return offer


def periods(words: Words) -> Offer:
    """The months or years that the requirement is about; the last ones if it is not known."""

    def offer(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
        first, dots, _ = typed.partition("..")

        def offered(ctx: click.Context) -> Iterator[CompletionItem]:
            for slot in _slots(ctx):
                written = config.written(slot) or ""
                if not dots:
                    yield CompletionItem(written, help=words.period(slot))
                elif written > first:
                    yield CompletionItem(f"{first}..{written}", help=words.period(slot))

        return _offer(offered)(ctx, param, typed)

    return offer


def _offer(offered: Callable[[click.Context], Iterable[CompletionItem]]) -> Offer:
    def offer(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        try:
            return [item for item in offered(ctx) if item.value.startswith(typed)]
        except (ArchiverError, OSError):
            return []

    return offer


def _told(ctx: click.Context) -> Config:
    return configuration(ctx.params.get("checklist"))


def _slots(ctx: click.Context) -> Sequence[Period]:
    told, as_of = _told(ctx), ctx.params.get("as_of")
    day = as_of if isinstance(as_of, date) else told.day(today())
    for each in told.checklist.requirements:
        if _is_meant(each, ctx):
            return sorted(window(each, day))
    return _latest_months(day)


def _is_meant(requirement: Requirement, ctx: click.Context) -> bool:
    named = ctx.params.get("requirement"), ctx.params.get("kind")
    return requirement.id == named[0] or requirement.kind == named[1]


def _latest_months(day: date) -> Sequence[Period]:
    months = [Period.month(day.year, day.month)]
    while len(months) < _MONTHS:
        before = months[-1].start - timedelta(days=1)
        months.append(Period.month(before.year, before.month))
    return months[::-1]
