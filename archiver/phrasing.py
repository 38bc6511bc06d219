"""Findings as sentences, for everyone who shows them: screen, archive, JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby

from archiver.catalogue import Catalogue, Kind
from archiver.model import (
    DOUBTFUL,
    LABELLED,
    OCR,
    Archive,
    Checklist,
    Document,
    Gap,
    GapType,
    Level,
    Period,
    Report,
    Slot,
    Status,
    Timestamp,
    Trouble,
    Waiver,
)
from archiver.text import slug
from archiver.wording import Words

# Of a title in a file name, so that the period after it is never cut off.
_LONGEST_TITLE = 40
# In this order people are told what was found.
_SORTS = ("recognised", "labelled", "doubtful", "duplicates", "unrelated")
# Facts of gaps that are paths.
# Facts that are lines of a document.
_PRINTED = frozenset({"says", "other_says", "line"})
_PATHS = frozenset({"other", "because", "more"})
# Files that are no sound documents: replacing one does not make its gap go, it has to leave.
_DOUBTFUL = frozenset(
    {GapType.UNREADABLE, GapType.PARTIAL, GapType.UNSEARCHABLE, GapType.UNRECOGNISED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What it takes to speak of findings: a language and the names of things.

    Attributes:
        words: The language.
        checklist: Where things are found in the account.
        catalogue: What kinds are called.
        folder: What all paths begin with; not worth repeating to people.
    """

    words: Words
    checklist: Checklist
    catalogue: Catalogue
    folder: str = ""

    def of(self, documents: Sequence[Document]) -> "Voice":
        """The same voice, speaking of these documents' files by their short names."""
        return replace(self, folder=_common_folder([d.path for d in documents]))

    def path(self, path: str) -> str:
        """A path as people are shown it."""
        return path.removeprefix(self.folder)

    def kind(self, kind: str | None) -> str:
        """The kind's name for people."""
        known = self.catalogue.kinds.get(kind or "")
        return known.title[self.words.lang] if known else self.words.say("title-unknown")

    def where(self, requirement: str | None) -> str:
        """Where in the account its documents are found."""
        found = {r.id: r.where[self.words.lang] for r in self.checklist.requirements}
        return found.get(requirement or "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGroup:
    """Gaps of one sort, said together.

    Attributes:
        level: How much they matter.
        type: Their sort.
        title: What is wrong.
        detail: Which months or files, or the one gap's own sentence.
        remedy: What to do.
        gaps: The gaps themselves.
    """

    level: Level
    type: GapType
    title: str
    detail: tuple[str, ...]
    remedy: str
    gaps: tuple[Gap, ...]


def _common_folder(paths: Sequence[str]) -> str:
    """The folder that holds all paths, with its `/`; empty if there is none."""
    common: list[str] = []
    for parts in zip(*(path.split("/")[:-1] for path in paths), strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    if common == [""]:
        return ""  # only the root is shared: without it, paths would not be right
    return "/".join([*common, ""])


def gap_words(gap: Gap, voice: Voice) -> tuple[str, str]:
    """The message and the remedy of one gap."""
    id = _id(gap, voice)
    facts = _facts(gap, voice)
    return voice.words.say(id, **facts), _remedy([gap], voice)


def group_gaps(report: Report, voice: Voice) -> tuple[GapGroup, ...]:
    """The report's gaps in its order, those of one sort together."""
    groups: dict[tuple[str, ...], list[Gap]] = {}
    for gap in report.gaps:
        cause = "window" if gap.cause == "soft-window" else gap.cause
        key = (gap.level, gap.type, cause, gap.requirement or "")
        groups.setdefault(key, []).append(gap)
    return tuple(_group(gaps, voice) for gaps in groups.values())


def _group(gaps: Sequence[Gap], voice: Voice) -> GapGroup:
    words = voice.words
    plain = gaps[0]
    if plain.cause == "soft-window":
        # Said as of any other slot, with a remark on the oldest ones.
        plain = replace(plain, cause="window")
    id, facts = _id(plain, voice), _facts(plain, voice)
    remedy = _remedy([plain, *gaps[1:]], voice)
    if any(gap.cause == "soft-window" for gap in gaps):
        remedy += " " + words.say("gap-missing-soft-window.note", account=voice.checklist.account)
    return GapGroup(
        level=plain.level,
        type=plain.type,
        title=words.say(f"{id}.group", **(facts | {"count": len(gaps)})),
        detail=_detail(gaps, voice),
        remedy=remedy,
        gaps=tuple(gaps),
    )


def _remedy(gaps: Sequence[Gap], voice: Voice) -> str:
    """What to do about gaps of one sort, so that they are gone in the next run."""
    one = gaps[0]
    facts = {"count": len(gaps)} | _facts(one, voice)
    remedy = voice.words.say(f"{_id(one, voice)}.remedy", **facts)
    stands_in_the_way = one.type in _DOUBTFUL and one.level is Level.REQUIRED
    # Once it can be opened, a file that could not be is judged like any other.
    if stands_in_the_way and one.cause != Trouble.CANNOT_OPEN:
        remedy += " " + voice.words.say("gap-away", count=len(gaps))
    return remedy


def _detail(gaps: Sequence[Gap], voice: Voice) -> tuple[str, ...]:
    if gaps[0].type is GapType.MISSING and gaps[0].period:
        ranges = month_ranges(gap.period for gap in gaps if gap.period)
        return (", ".join(voice.words.period(period) for period in ranges),)
    if gaps[0].cause == "never-found":
        return ()
    return tuple(_line(gap, voice) for gap in gaps)


def _line(gap: Gap, voice: Voice) -> str:
    """What the group's title does not say of one of its gaps."""
    id = _id(gap, voice)
    short = f"{id}.detail"
    return voice.words.say(short if voice.words.knows(short) else id, **_facts(gap, voice))


def _id(gap: Gap, voice: Voice) -> str:
    id = f"gap-{gap.type.value}-{gap.cause}"
    if gap.cause == "window" and gap.period and not gap.period.is_month:
        id += "-year"
    # Better a plain sentence than none: the tests see to it that this is never reached.
    return id if voice.words.knows(id) else "gap-other"


def _facts(gap: Gap, voice: Voice) -> dict[str, str | int]:
    words = voice.words
    title, period = voice.kind(gap.kind), words.period(gap.period) if gap.period else ""
    facts: dict[str, str | int] = {
        "title": title,
        "kind": gap.kind or "",
        "period": period,
        "document": words.say("title-with-period", title=title, period=period) if period else title,
        "path": voice.path(gap.path or ""),
        "where": voice.where(gap.requirement),
        "account": voice.checklist.account,
    }
    for name, value in gap.facts:
        facts[name] = value if isinstance(value, (str, int)) else words.date(value)
        if name in _PRINTED:
            facts[name] = str(value).replace(" €", "\u00a0€")
        if name in _PATHS:
            facts[name] = voice.path(str(value))
        if name == "absent":
            numbers = str(value).split(", ")
            facts |= {"absent": words.list(numbers), "absent_count": len(numbers)}
        if name in ("person", "taken") and not value:
            facts[name] = words.say("person-unknown")
    return facts


def month_ranges(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Merge periods that touch or overlap, earliest first."""
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.start <= merged[-1].end + timedelta(days=1):
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, period.end))
        else:
            merged.append(period)
    return tuple(merged)


def document_title(document: Document, voice: Voice) -> str:
    """What a document is, with its period or date: `Relevé de remboursements, mars 2025`."""
    title = _title(document, voice)
    if document.kind and LABELLED in document.warnings:
        return voice.words.say("title-labelled", title=title)
    if document.kind and OCR in document.warnings:
        return voice.words.say("title-from-picture", title=title)
    return title


def _title(document: Document, voice: Voice) -> str:
    words = voice.words
    if document.kind is None:
        return words.say("title-unknown")
    title = voice.kind(document.kind)
    single = voice.catalogue.kinds[document.kind].single
    if document.period and not single:
        return words.say("title-with-period", title=title, period=words.period(document.period))
    if document.issued:
        return words.say("title-with-date", title=title, date=document.issued)
    return title


def declared(report: Report, voice: Voice) -> tuple[tuple[str, str], ...]:
    """What rests on the user's word alone, as (what, which word: empty where *what* says all)."""
    words = voice.words
    kinds = {requirement.id: requirement.kind for requirement in report.requirements}
    told = []
    for waiver in report.waived:
        what = voice.kind(kinds.get(waiver.requirement))
        if waiver.period:
            what = words.say("title-with-period", title=what, period=words.period(waiver.period))
        word = words.say("pages-waiver", reason=waiver.reason, declared=waiver.declared)
        against = next((gap for gap in report.gaps if _contradicts(gap, waiver)), None)
        id, path = ("declared-none-but", against.path or "") if against else ("declared-none", "")
        told.append((words.say(id, what=what, path=voice.path(path)), word))
    for document in report.documents:
        for code in ("labelled", "label-disagrees"):
            if code in document.warnings:
                what = _title(document, voice)
                path = voice.path(document.path)
                told.append((what, words.say(f"declared-{code}", path=path)))
    told += [(what, words.say("declared-change")) for what in _changes(report, voice)]
    told += [(what, "") for what in _answers(report, voice)]
    return tuple(told)


def _answers(report: Report, voice: Voice) -> Iterator[str]:
    """What the user said of people, leaves and what else concerns them."""
    words, word = voice.words, report.word
    if word.holder and word.holder.name:
        yield words.say("declared-holder", holder=word.holder.name)
    if names := [person.name for person in word.people if person.name]:
        yield words.say("declared-people", people=words.list(names))
    for condition in voice.checklist.conditions:
        if condition.id in word.declared:
            question = condition.asked(words.lang, report.as_of)
            yield words.say("declared-condition", question=question)
    if word.leaves:
        yield words.say("declared-leaves", leaves=words.list(map(words.period, word.leaves)))


def _changes(report: Report, voice: Voice) -> Iterator[str]:
    """What the user wants otherwise than the list."""
    words = voice.words
    now = {requirement.id: requirement for requirement in voice.checklist.requirements}
    for before in report.replaced:
        after, title = now[before.id], voice.kind(before.kind)
        if before.level is not after.level:
            yield words.say(
                "declared-level",
                title=title,
                before=words.say(f"level-{before.level.value}"),
                after=words.say(f"level-{after.level.value}"),
            )
        if before.back != after.back:
            yield words.say(
                "declared-back",
                title=title,
                slot=before.slot.value,
                before=before.back,
                after=after.back,
            )
        if before.fresh_days != after.fresh_days:
            yield words.say(
                "declared-fresh",
                title=title,
                before=before.fresh_days or 0,
                after=after.fresh_days or 0,
            )


def _contradicts(gap: Gap, waiver: Waiver) -> bool:
    """Whether the gap is that a document speaks against the user's word."""
    if gap.type is not GapType.CONFLICT or gap.requirement != waiver.requirement:
        return False
    if gap.cause not in ("waived-but-there", "waived-though"):
        return False
    return waiver.period is None or bool(gap.period and waiver.period.covers(gap.period))


def verdict(report: Report, words: Words) -> tuple[str, str]:
    """The verdict as a headline and one sentence."""
    counts = {level: len(list(group)) for level, group in _by_level(report)}
    if not report.safe_to_delete:
        count = counts[Level.REQUIRED]
        return words.say("verdict-unsafe"), words.say(
            "verdict-unsafe.sentence", count=count, as_of=report.as_of
        )
    recommended = counts.get(Level.RECOMMENDED, 0)
    if word := _on_word_alone(report):
        said = [words.say("verdict-safe.sentence-declared", count=word, as_of=report.as_of)]
        said += [words.say("verdict-safe.open", count=recommended)] if recommended else []
    else:
        id = "verdict-safe.sentence-recommended" if recommended else "verdict-safe.sentence"
        said = [words.say(id, count=recommended, as_of=report.as_of)]
    if labelled := _on_labels(report):
        said.append(words.say("verdict-safe.labelled", count=labelled))
    if report.replaced:
        said.append(words.say("verdict-safe.changed", count=len(report.replaced)))
    return words.say("verdict-safe"), " ".join(said)


def _on_word_alone(report: Report) -> int:
    """How many required documents are not there, of a dossier that is safe: declared, all."""
    return sum(
        requirement.expected - requirement.met
        for requirement in report.requirements
        if requirement.level is Level.REQUIRED
    )


def _on_labels(report: Report) -> int:
    """How many required documents are there only because the user said that they are these."""
    found = [d for d in report.documents if d.kind and d.status is Status.RECOGNISED]
    count = 0
    for state in report.requirements:
        if state.level is not Level.REQUIRED or not state.met:
            continue
        serving = [d for d in found if state.kind in (d.kind, *d.also)]
        filled = [slot for slot, there in state.slots if there]
        ways = [[d for d in serving if d.reach and d.reach.overlaps(slot)] for slot in filled]
        for there in ways if state.slots else [serving]:
            count += bool(there) and all(LABELLED in d.warnings for d in there)
    return count


def by_sort(documents: Iterable[Document], words: Words) -> list[str]:
    """How many documents there are of each sort, in words."""
    counts = Counter(map(_sort, documents))
    return [words.say(f"found-{sort}", count=counts[sort]) for sort in _SORTS if counts[sort]]


def status(document: Document, words: Words) -> str:
    """What could be made of a document, in one word or two."""
    declared = _sort(document) == "labelled"
    return words.say("status-labelled" if declared else f"status-{document.status.value}")


def _sort(document: Document) -> str:
    if document.status is Status.RECOGNISED:
        return "labelled" if LABELLED in document.warnings else "recognised"
    if document.status in DOUBTFUL:
        return "doubtful"
    return "duplicates" if document.status is Status.DUPLICATE else "unrelated"


def next_step(report: Report, archive: Archive | None, words: Words) -> str:
    """What to do now, last of all that is said."""
    if not report.safe_to_delete:
        required = sum(gap.level is Level.REQUIRED for gap in report.gaps)
        return words.say("next-unsafe", count=required)
    return words.say("next-safe", disks=archive.disks) if archive else words.say("next-check")


def timestamp_sentence(timestamp: Timestamp, words: Words) -> str:
    """When an archive existed, and by whose word."""
    return words.say(
        "timestamp-says",
        date=timestamp.time.date(),
        time=f"{timestamp.time:%H:%M:%S}",
        authority=timestamp.authority,
    )


def _by_level(report: Report) -> Iterable[tuple[Level, Iterable[Gap]]]:
    levels = sorted(report.gaps, key=lambda gap: gap.level)
    return groupby(levels, key=lambda gap: gap.level)


def monthly(checklist: Checklist) -> tuple[str, ...]:
    """Ids of the requirements with a slot for each month, for calendars."""
    return tuple(r.id for r in checklist.requirements if r.slot is Slot.MONTH)


def file_stem(document: Document, kind: Kind, lang: str) -> str:
    """What a document is and when, for a file name: `releve-mensuel-2025-03`."""
    return f"{slug(kind.title[lang], _LONGEST_TITLE)}-{_when(document)}".rstrip("-")


def _when(document: Document) -> str:
    period = document.period
    if period is None:
        return document.issued.isoformat() if document.issued else ""
    if period.is_month:
        return f"{period.start:%Y-%m}"
    if period.is_year:
        return f"{period.start:%Y}"
    return f"{period.start.isoformat()}-{period.end.isoformat()}"
