"""What the statements of one account tell of one another, and of what one of them lost.

A series of them is built alike: where all the others have a total, or add up to a sum that no
word calls a total, the one that does not has lost something, or was misread.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from archiver.model import (
    LINES_UNREAD,
    OCR,
    SUM_DIFFERS,
    SUM_UNSURE,
    TOTAL_LOST,
    Document,
    Statement,
    Status,
    Sums,
)
from archiver.recognition import sums
from archiver.text import fold

#: So many statements make a series that tells how one of them ends.
_SERIES = 4
#: So many of them have to add up to a sum for it to be their total.
_PROOFS = 3
#: So many of a statement's fixed lines stand in the next one of the same layout.
_ALIKE = 0.8


def compared(documents: Sequence[Document]) -> list[Document]:
    """The documents, those marked of which the others tell that something is lost or unread."""
    return _cut_short(_unread(_believed(_otherwise(_learnt(documents)))))


def _series(documents: Sequence[Document]) -> dict[str | None, list[int]]:
    """Kind -> places of the recognised documents with lines."""
    found: dict[str | None, list[int]] = defaultdict(list)
    for place, one in enumerate(documents):
        if one.status is Status.RECOGNISED and one.statement and one.statement.lines:
            found[one.kind].append(place)
    return found


def _few(exceptions: int, many: int) -> bool:
    """Whether so many of them are exceptions, and not another custom."""
    return exceptions <= max(1, many // 10)


# --- Totals that no word tells


@dataclass(frozen=True, slots=True)
class _Total:
    """A sum in the same words on many statements, which is the total of nearly all.

    Attributes:
        words: Those of its line.
        sure: Whether it differs so seldom that a difference is a loss.
    """

    words: str
    sure: bool


def _learnt(documents: Sequence[Document]) -> list[Document]:
    """The documents, those without a total compared with what is one by their like.

    `Nous vous avons versé 73,10 €` may be anything; but where it is the sum of the lines month by
    month, though these are never the same, it is their total in the month where it is not.
    """
    marked = list(documents)
    for places in _series(documents).values():
        wordless = [place for place in places if _has_no_total(documents[place])]
        some = [one.statement for one in (documents[place] for place in wordless) if one.statement]
        totals = list(_totals(some))
        for place in wordless if totals else ():
            marked[place] = _with_total(documents[place], totals)
    return marked


def _has_no_total(one: Document) -> bool:
    statement = one.statement
    plain = OCR not in one.warnings
    return statement is not None and plain and bool(statement.beside) and not statement.expected


def _totals(some: Sequence[Statement]) -> Iterator[_Total]:
    for words in dict.fromkeys(words for one in some for words, _ in one.beside if words):
        results = [(one, _check(one, words)) for one in some]
        proofs = [
            check.total
            for one, check in results
            if check.sums is Sums.AGREE and check.total not in sums.columns(one.lines)
        ]
        differ = sum(check.sums is Sums.DISAGREE for _, check in results)
        if len(proofs) >= _PROOFS and len(set(proofs)) > 1 and differ <= len(proofs):
            yield _Total(words, _few(differ, differ + len(proofs)))


def _check(one: Statement, words: str) -> sums.Check:
    """Its lines against the sum that is printed in these words."""
    printed = sums.Printed(
        totals=[amount for said, amount in one.beside if said == words],
        beside=[(said, amount) for said, amount in one.beside if said != words],
    )
    return sums.check(one.lines, printed, trusted=one.sure)


def _with_total(one: Document, totals: Sequence[_Total]) -> Document:
    statement = one.statement
    told = {words for words, _ in statement.beside} if statement else ()
    checks = [
        (total, _check(statement, total.words))
        for total in totals
        if statement and total.words in told
    ]
    if not checks:
        return one
    # Each of them is the total of other months: one that agrees is enough.
    by_weight = (Sums.AGREE, Sums.DISAGREE, Sums.UNCHECKED)
    total, check = min(checks, key=lambda pair: (by_weight.index(pair[1].sums), not pair[0].sure))
    return _checked(one, total.words, check, sure=total.sure)


def _checked(one: Document, words: str, check: sums.Check, *, sure: bool) -> Document:
    """The document, for whose lines this came of the sum that is printed in these words."""
    if one.statement is None:
        return one
    statement = replace(
        one.statement,
        sums=check.sums,
        differing=check.differing,
        total=check.total,
        totalled=True,
        expected=tuple(amount for said, amount in one.statement.beside if said == words),
    )
    changed = replace(one, statement=statement)
    return changed if sure or check.sums is not Sums.DISAGREE else _warned(changed, SUM_UNSURE)


def _otherwise(documents: Sequence[Document]) -> list[Document]:
    """The documents, those compared with their only sum that have no total like the others."""
    marked = list(documents)
    for place in _exceptions(documents, _has_no_total):
        one = documents[place]
        words = {words for words, _ in one.statement.beside if words} if one.statement else set()
        if one.statement and len(words) == 1:
            only = words.pop()
            check = _check(one.statement, only)
            if check.sums is not Sums.UNCHECKED:
                marked[place] = _checked(one, only, check, sure=False)
    return marked


# --- Sums that differ


def _believed(documents: Sequence[Document]) -> list[Document]:
    """The documents, those marked whose lines do not add up, and whether that is to be believed.

    A page or a row is lost here and there. Where the totals of a kind differ more often than
    they agree, it is likelier that we misread the total; and a picture may be misread anywhere.
    """
    count = Counter(
        (one.kind, one.statement.sums)
        for one in documents
        if one.statement and one.status is Status.RECOGNISED and _clear(one)
    )

    def mark(one: Document) -> Document:
        if not (one.statement and one.statement.sums is Sums.DISAGREE):
            return one
        often = count[one.kind, Sums.DISAGREE] > max(1, count[one.kind, Sums.AGREE])
        return _warned(one, SUM_UNSURE if often or not _clear(one) else SUM_DIFFERS)

    return list(map(mark, documents))


def _clear(one: Document) -> bool:
    return not {OCR, SUM_UNSURE} & {*one.warnings}


def _warned(one: Document, warning: str) -> Document:
    return replace(one, warnings=tuple(dict.fromkeys((*one.warnings, warning))))


def _unread(documents: Sequence[Document]) -> list[Document]:
    """The documents, those marked that print a total which unread lines keep from being proven."""
    return [
        _warned(one, LINES_UNREAD)
        if one.statement
        and one.statement.unread
        and one.statement.expected
        and one.statement.sums is Sums.UNCHECKED
        else one
        for one in documents
    ]


# --- Totals that are lost


def _cut_short(documents: Sequence[Document]) -> list[Document]:
    """The documents, those marked that end before the total that their like end with.

    A last page may be lost that had neither a number nor, on the pages before it, a sum to miss
    it by.
    """
    marked = list(documents)
    for place in _exceptions(documents, _ends_open):
        marked[place] = _warned(documents[place], TOTAL_LOST)
    return marked


def _exceptions(documents: Sequence[Document], lacks: Callable[[Document], bool]) -> Iterator[int]:
    """Places of the few statements that lack a total while those built alike have one.

    Layouts change over the years, and accounts print several of them: what counts are the nearest
    statements of the same one.
    """
    for found in _series(documents).values():
        dated = [
            (one.period, place)
            for place in found
            if (one := documents[place]).period and one.printed
        ]
        places = [place for _, place in sorted(dated)]
        if not any(lacks(documents[place]) for place in places):
            continue
        fixed = {place: _fixed(documents[place]) for place in places}
        for at, place in enumerate(places):
            if not lacks(documents[place]):
                continue
            alike = [near for near in places if _built_alike(fixed[place], fixed[near])]
            lacking = [near for near in alike if lacks(documents[near])]
            if len(alike) < _SERIES or not _few(len(lacking), len(alike)):
                continue
            before = [near for near in places[:at] if near in alike]
            after = [near for near in places[at + 1 :] if near in alike]
            if all(_ends_well(documents[near]) for near in (*before[-2:], *after[:2])):
                yield place


def _ends_open(one: Document) -> bool:
    """Whether it has neither a total nor a page count; of a scan nobody can tell."""
    return not (_ends_well(one) or one.page_total or OCR in one.warnings)


def _ends_well(one: Document) -> bool:
    return one.statement is not None and one.statement.totalled


def _built_alike(here: Set[str], there: Set[str]) -> bool:
    """Whether most of the fixed lines of one are those of the other, too."""
    return len(here & there) >= _ALIKE * len(here)


def _fixed(one: Document) -> Set[str]:
    """The lines without a figure."""
    return {fold(line) for line in one.printed if not any(map(str.isdigit, line))}
