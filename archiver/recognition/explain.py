"""How near a page comes to each kind: for people who wonder why a file was (not) recognised.

Pure, like recognising itself, and by the same rules: what is said here is what decided.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import pairwise

from archiver.catalogue import Catalogue, Papers, Rule
from archiver.model import Document, PageText
from archiver.phrases import Phrase
from archiver.recognition.page import Page, prepare
from archiver.recognition.score import (
    UNTITLED,
    Match,
    best,
    disclaimed,
    is_web_page,
    matches,
    ruled_out,
    signers,
)
from archiver.recognition.segments import Segment, lent, segments
from archiver.text import fold_lines, mask, squeeze

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
            `structure`, `person`, `rows`, `figure`, `period`. What speaks against it:
            `other-sender`, `disclaimed`, `web-page`, `covers`, `ruled-out`; `outdone`, when
            something else fits as well or better.
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
    prepared = prepare(pages, catalogue)
    documents = {
        page.number: segment for segment in segments(prepared, catalogue) for page in segment.pages
    }
    return tuple(
        _page(page, before, documents[page.number], catalogue, lenient)
        for before, page in pairwise([None, *prepared])
        if page
    )


def plain(written: str) -> str:
    """A rule's phrase with the first of its alternatives only, as people would print it."""
    return " ".join(_ALTERNATIVES.sub(r"\1", written).split()).replace("' ", "'")


def _without_vetoes(catalogue: Catalogue) -> Catalogue:
    papers = {each.name: () for each in fields(Papers)}
    return replace(
        catalogue,
        papers=Papers(**papers),
        accounts={id: replace(one, denied=()) for id, one in catalogue.accounts.items()},
        kinds={
            id: replace(kind, rule=replace(kind.rule.without_vetoes(), filled=False))
            for id, kind in catalogue.kinds.items()
        },
        lookalikes={
            id: replace(known, rule=known.rule.without_vetoes())
            for id, known in catalogue.lookalikes.items()
        },
    )


def _page(
    page: Page, before: Page | None, document: Segment, catalogue: Catalogue, lenient: Catalogue
) -> PageFit:
    signed = lent(page, before, catalogue)
    fits = best(matches(page, catalogue, signed), personal=page.numbered)
    found = [
        _candidate(match, page, document, catalogue, fits=bool(fits and fits.id == match.id))
        for match in matches(page, lenient, signed)
    ]
    found.sort(key=lambda one: (not one.taken, one.lookalike and not one.taken))
    return PageFit(
        number=page.number,
        has_text=not page.is_empty,
        ocr=page.ocr,
        candidates=tuple(found[:MOST]),
    )


def _candidate(
    match: Match, page: Page, document: Segment, catalogue: Catalogue, *, fits: bool
) -> Candidate:
    known = (catalogue.lookalikes if match.lookalike else catalogue.kinds)[match.id]
    rule: Rule = known.rule
    taken = fits and not document.lacking
    against, words = (None, None) if match.lookalike else _against(page, match, catalogue)
    veto = words or ruled_out(page, rule)
    lacking = _lacking(match, vetoed=veto is not None, personal=page.numbered)
    if why := (document.lacking if fits else against):
        lacking = (why,)
    pairs = [line.partition(": ") for line in match.why]
    told = {phrase for _, _, phrase in pairs} | ({veto} if veto else set())
    sought = (phrase for phrase in _phrases(rule, catalogue) if phrase.written in told)
    return Candidate(
        id=match.id,
        lookalike=match.lookalike,
        taken=taken,
        matched=tuple((role, phrase) for role, _, phrase in pairs),
        lacking=() if taken else lacking,
        example=rule.titles[0].written if rule.titles else "",
        ruled_out=words or veto,
        printed={one.written: words for one in sought if (words := _printed(one, page.raw))},
    )


def _against(page: Page, match: Match, catalogue: Catalogue) -> tuple[str | None, str | None]:
    """What on a page speaks against a kind whatever else is there, and its words."""
    kind = catalogue.kinds[match.id]
    sender = page.sender(catalogue.papers)
    if sender is not None and kind.account not in signers(page, catalogue):
        return "other-sender", _as_printed(page, page.lines[sender])
    if phrase := disclaimed(page, kind, catalogue):
        return "disclaimed", _as_printed(page, phrase)
    if match.structure < UNTITLED and is_web_page(page, kind, catalogue):
        return "web-page", None
    if kind.rule.filled and not page.personal:
        return "person", None
    return None, None


def _as_printed(page: Page, words: str) -> str:
    """A folded line as it stands on the page, numbers masked; a phrase as it is."""
    raw = (each.strip() for each in page.raw.splitlines())
    return mask(next((each for each in raw if fold_lines(each) == [words.strip()]), words))


def _phrases(rule: Rule, catalogue: Catalogue) -> Iterator[Phrase]:
    yield from rule.phrases
    for account in catalogue.accounts.values():
        yield from (*account.letterhead, *account.anywhere, *account.denied)
    yield from catalogue.papers.phrases


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
