"""How near a page comes to each kind: for people who wonder why a file was (not) recognised.

Pure, like recognising itself, and by the same rules: what is said here is what decided.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from archiver.catalogue import Catalogue, Rule
from archiver.model import Document, PageText
from archiver.phrases import Phrase
from archiver.recognition.page import Page, prepare
from archiver.recognition.score import Match, best, matches, ruled_out
from archiver.text import squeeze

#: Candidates worth telling, for each page.
MOST = 3
_ALTERNATIVES = re.compile(r"\(([^()|]*)\|?[^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A kind or look-alike that a page shows something of.

    Attributes:
        id: The kind or look-alike.
        lookalike: Which of the two.
        taken: Whether the page was taken for it.
        matched: (role, phrase as written in the rule) pairs; roles are `title`, `mention`,
            `issuer` and `structure`.
        lacking: What would have been needed besides: `issuer`, `heading`, `number`,
            `structure`; `ruled-out` or `outdone` when all of it is there.
        example: A heading that its rule knows.
        ruled_out: What on the page rules it out.
        printed: Phrase of *matched* or *ruled_out* -> the words of the page that it was found in.
    """

    id: str
    lookalike: bool
    taken: bool
    matched: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]
    example: str
    ruled_out: str | None = None
    printed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFit:
    """A page and what it comes near to.

    Attributes:
        number: Counted from 1.
        has_text: Whether there is anything to match.
        ocr: Whether it was read from a picture.
        candidates: The taken one first, then the nearest; at most `MOST`.
    """

    number: int
    has_text: bool
    ocr: bool
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Why one file was recognised as it was.

    Attributes:
        path: As in the documents.
        documents: What was made of it.
        pages: What each page comes near to; none for a file that cannot be read.
    """

    path: str
    documents: tuple[Document, ...]
    pages: tuple[PageFit, ...]


def explain(pages: Sequence[PageText], catalogue: Catalogue) -> tuple[PageFit, ...]:
    """What each page comes near to."""
    lenient = _without_vetoes(catalogue)
    return tuple(_page(page, catalogue, lenient) for page in prepare(pages, catalogue))


def plain(written: str) -> str:
    """A rule's phrase with the first of its alternatives only, as people would print it."""
    return " ".join(_ALTERNATIVES.sub(r"\1", written).split()).replace("' ", "'")


def _without_vetoes(catalogue: Catalogue) -> Catalogue:
    return replace(
        catalogue,
        kinds={
            id: replace(kind, rule=replace(kind.rule, never=(), not_titled=()))
            for id, kind in catalogue.kinds.items()
        },
        lookalikes={
            id: replace(known, rule=replace(known.rule, never=(), not_titled=()))
            for id, known in catalogue.lookalikes.items()
        },
    )


def _page(page: Page, catalogue: Catalogue, lenient: Catalogue) -> PageFit:
    personal = page.numbered
    taken = best(matches(page, catalogue), personal=personal)
    found = [
        _candidate(match, page, catalogue, taken=match == taken, personal=personal)
        for match in matches(page, lenient)
    ]
    found.sort(key=lambda one: (not one.taken, one.lookalike and not one.taken))
    return PageFit(
        number=page.number,
        has_text=not page.is_empty,
        ocr=page.ocr,
        candidates=tuple(found[:MOST]),
    )


def _candidate(
    match: Match, page: Page, catalogue: Catalogue, *, taken: bool, personal: bool
) -> Candidate:
    known = (catalogue.lookalikes if match.lookalike else catalogue.kinds)[match.id]
    rule: Rule = known.rule
    veto = ruled_out(page, rule)
    pairs = [line.partition(": ") for line in match.why]
    told = {phrase for _, _, phrase in pairs} | ({veto} if veto else set())
    sought = (phrase for phrase in _phrases(rule, catalogue) if phrase.written in told)
    return Candidate(
        id=match.id,
        lookalike=match.lookalike,
        taken=taken,
        matched=tuple((role, phrase) for role, _, phrase in pairs),
        lacking=() if taken else _lacking(match, vetoed=veto is not None, personal=personal),
        example=rule.titles[0].written if rule.titles else "",
        ruled_out=veto,
        printed={one.written: words for one in sought if (words := _printed(one, page.raw))},
    )


def _phrases(rule: Rule, catalogue: Catalogue) -> Iterator[Phrase]:
    yield from (*rule.titles, *rule.structure, *rule.issuers, *rule.never, *rule.not_titled)
    for account in catalogue.accounts.values():
        yield from (*account.letterhead, *account.anywhere)


def _printed(phrase: Phrase, raw: str) -> str:
    """The words of a page that a phrase was found in, as they stand there; empty if in none."""
    letters, places = _letters(raw)
    for text in sorted((*phrase.squeezed, *phrase.words), key=len, reverse=True):
        alone = text.startswith(" ")
        wanted = text.replace(" ", "")
        start = letters.find(wanted)
        while start >= 0:
            first, last = places[start], places[start + len(wanted) - 1]
            around = raw[max(0, first - 1) : first] + raw[last + 1 : last + 2]
            if not alone or not any(map(str.isalnum, around)):
                return " ".join(raw[first : last + 1].split())
            start = letters.find(wanted, start + 1)
    return ""


@lru_cache(maxsize=1)
def _letters(raw: str) -> tuple[str, list[int]]:
    """The page's letters as they are compared, and where in *raw* each of them stands."""
    found = [(letter, place) for place, sign in enumerate(raw) for letter in squeeze(sign)]
    return "".join(letter for letter, _ in found), [place for _, place in found]


def _lacking(match: Match, *, vetoed: bool, personal: bool) -> tuple[str, ...]:
    if match.fits and (match.heading or personal):
        return ("ruled-out",) if vetoed else ("outdone",)
    lacking = []
    if not match.issuer and not match.lookalike:
        lacking.append("issuer")
    if not match.heading:
        lacking.append("number" if match.fits else "heading")
    if not match.structure:
        lacking.append("structure")
    if vetoed:
        lacking.append("ruled-out")
    return tuple(lacking or ["structure"])
