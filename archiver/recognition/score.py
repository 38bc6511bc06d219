"""How well one page fits each kind and each look-alike, and which fits beyond doubt.

A page speaks through three roles: who issued it (letterhead), what it calls itself (title)
and how it is built (structure). At least two must speak, the letterhead among them for a
kind: a title alone names many things. A look-alike that fits as well as a kind wins: a
wrong label is worse than a question.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from archiver.catalogue import Catalogue, Kind, Rule
from archiver.phrases import Phrase
from archiver.recognition.page import Page

# A heading weighs more than a letterhead, a letterhead more than one mark of structure.
_HEADING, _MENTION, _LETTERHEAD, _STRUCTURE = 3, 1, 2, 1
_STRUCTURE_MOST = 4
# So many marks of structure stand in for a heading that could not be told as one.
UNTITLED = 3
#: The least a page must reach for its kind to be taken.
ENOUGH = 5
# What is read from a picture may be misread: it has to say more.
_OCR_COUNTS_LESS = 1


# Lines of what is no heading, or only mentioned.
_NO_LINE = 10_000
_MENTIONED = 9_000


@dataclass(frozen=True, slots=True)
class Match:
    """How one page fits one kind or look-alike.

    Attributes:
        id: The kind or look-alike.
        lookalike: Which of the two.
        score: The weights added up.
        line: Line of the heading, from 0; large when there is none.
        heading: Whether the title stands as a heading.
        issuer: Whether the letterhead speaks for it.
        structure: How many marks of structure count.
        why: `role: words`, for people.
        yields: Whether it is a letter or a blank form, behind which others come first.
        filled: Whether it is a form that somebody filled in.
        proven: Whether it has to show rows or figures besides.
        signed: Line of the letterhead, from 0; large when it stands elsewhere or nowhere.
    """

    id: str
    lookalike: bool
    score: int
    line: int
    heading: bool
    issuer: bool
    structure: int
    why: tuple[str, ...]
    yields: bool = False
    filled: bool = False
    proven: bool = False
    signed: int = _NO_LINE

    @property
    def fits(self) -> bool:
        roles = (self.line < _NO_LINE) + self.issuer + (self.structure > 0)
        if self.score < ENOUGH or roles < 2:
            return False
        # Without a heading of its own, a page may just speak of such a document.
        titled = self.heading or self.structure >= UNTITLED
        # The heading is what look-alikes and letters about it share: the build must tell, or the
        # rows and figures that are asked for later.
        built = self.structure > 0 or self.proven
        return titled and built and (self.lookalike or self.issuer)


#: Account -> line and words that speak for its insurer.
Signers = Mapping[str, tuple[int, str]]
_NOBODY: Signers = {}
# So many links make a page one of a web site.
_LINKS_LEAST = 3
# How far ahead of any other a page without a heading must be.
_AHEAD = 2


def matches(page: Page, catalogue: Catalogue, lent: Signers = _NOBODY) -> list[Match]:
    """Every kind and look-alike of which the page shows anything, the best first.

    Args:
        lent: Who signs the page before it, of the same count: one that names nobody is theirs.
    """
    found = [*_kinds(page, catalogue, lent), *_lookalikes(page, catalogue)]
    return sorted(found, key=lambda m: (-m.score, not m.lookalike, m.line, m.id))


def best(found: list[Match], *, personal: bool) -> Match | None:
    """The one that fits beyond doubt, if any.

    What calls itself something in a heading is that, whatever else it speaks of. A page without
    a heading must be *personal*: hold a social security number.
    """
    fitting = [match for match in found if match.fits]
    if any(match.filled for match in fitting):
        # What was filled in is no blank form any more.
        fitting = [match for match in fitting if not (match.lookalike and match.yields)]
    headed = [match for match in fitting if match.heading]
    return _best_headed(headed) if headed else _best_untitled(fitting, personal=personal)


def _best_headed(headed: list[Match]) -> Match:
    """The best; of two as good as each other, the one whose heading comes first on the page."""
    first, *others = headed
    if first.lookalike:
        return next((m for m in others if _called_before(m, first)), first)
    if first.yields and (specific := [m for m in others if _comes_before(m, first)]):
        # A letter about something is that something, if it is built like it.
        return specific[0]
    return min((m for m in headed if m.score == first.score), key=lambda m: m.line)


def _best_untitled(fitting: list[Match], *, personal: bool) -> Match | None:
    """The best if it is well ahead: there is no heading to tell them apart."""
    if not personal or any(match.lookalike for match in fitting):
        # An article about statements has all the words of one, but nobody's number.
        fitting = [match for match in fitting if match.lookalike]
    if not fitting:
        return None
    first, *others = fitting
    near = any(match.score > first.score - _AHEAD for match in others)
    return first if first.lookalike or not near else None


def _called_before(match: Match, lookalike: Match) -> bool:
    """Whether the insurer's letterhead and the heading stand before the look-alike's heading.

    A column's head may be a heading of its own: `Montant`, and `facturé` below it.
    """
    as_good = not (match.lookalike or match.yields) and match.score == lookalike.score
    return as_good and match.signed <= match.line < lookalike.line


def _comes_before(match: Match, letter: Match) -> bool:
    own = not match.lookalike and not match.yields
    return own and (match.line <= letter.line or match.structure > 1)


def signers(page: Page, catalogue: Catalogue) -> Signers:
    """Account -> line and words that speak for its insurer on this page.

    Who stands first has written it: on a paper of somebody else the insurer is only named.
    """
    signed = {}
    sender = page.sender(catalogue.papers)
    for account in catalogue.accounts.values():
        head = page.letterhead(account.letterhead)
        phrase = None if head else _printed(page, account.anywhere)
        told = head or ((_MENTIONED, phrase) if phrase else None)
        if told and (sender is None or told[0] <= sender):
            signed[account.id] = told
    return signed


def _kinds(page: Page, catalogue: Catalogue, lent: Signers) -> Iterator[Match]:
    signed = signers(page, catalogue)
    foreign = page.sender(catalogue.papers) is not None and not signed
    if not (signed or foreign):
        signed = lent
    for kind in catalogue.kinds.values():
        if kind.rule.filled and not page.personal:
            continue
        if disclaimed(page, kind, catalogue):
            continue
        line, head = signed.get(kind.account) or (_NO_LINE, _printed(page, kind.rule.issuers))
        head = None if foreign else head
        match = _match(page, kind.id, kind.rule, head, lookalike=False)
        if match and (match.structure >= UNTITLED or not is_web_page(page, kind, catalogue)):
            proven = bool(kind.rows or kind.shows)
            yield replace(
                match, yields=kind.letter, filled=kind.rule.filled, proven=proven, signed=line
            )


def disclaimed(page: Page, kind: Kind, catalogue: Catalogue) -> str | None:
    """What on the page says that it is no such document: not loaded, refused, or void."""
    if kind.letter or kind.mail:
        return None  # they may say anything
    papers = catalogue.papers
    refused = (
        () if kind.rows or kind.shows else papers.denied + catalogue.accounts[kind.account].denied
    )
    return _printed(page, papers.failed + papers.void + refused) or page.draft(papers)


def is_web_page(page: Page, kind: Kind, catalogue: Catalogue) -> bool:
    """Whether it is a page of the account that may just speak of the document, or lead to it."""
    own = kind.mail or kind.dated  # messages and single payments are read there
    return not own and page.links(catalogue.papers) >= _LINKS_LEAST


def _lookalikes(page: Page, catalogue: Catalogue) -> Iterator[Match]:
    for lookalike in catalogue.lookalikes.values():
        rule = lookalike.rule
        match = _match(page, lookalike.id, rule, _printed(page, rule.issuers), lookalike=True)
        if match:
            yield replace(match, yields=lookalike.blank)


def _printed(page: Page, phrases: Iterable[Phrase]) -> str | None:
    return next((phrase.written for phrase in phrases if page.holds(phrase)), None)


def _match(page: Page, id: str, rule: Rule, head: str | None, *, lookalike: bool) -> Match | None:
    line, title = _title(page, rule)
    marks = [phrase.written for phrase in rule.structure if page.holds(phrase)]
    if not title and not marks:
        return None
    if ruled_out(page, rule):
        return None
    heading = line < _MENTIONED
    weight = _HEADING if heading else _MENTION if title else 0
    structure = min(len(marks), _STRUCTURE_MOST)
    why = [f"title: {title}"] if heading else [f"mention: {title}"] if title else []
    why += [f"issuer: {head}"] if head else []
    why += [f"structure: {mark}" for mark in marks]
    score = weight + (_LETTERHEAD if head else 0) + structure * _STRUCTURE
    score -= _OCR_COUNTS_LESS if page.ocr else 0
    return Match(id, lookalike, score, line, heading, head is not None, structure, tuple(why))


def ruled_out(page: Page, rule: Rule) -> str | None:
    """What on the page rules the kind out, as the rule writes it."""
    for phrase in rule.not_titled:
        if page.heading(phrase) is not None:
            return phrase.written
    titled = any(page.heading(phrase) is not None for phrase in rule.unless_titled)
    return _printed(page, rule.never + (() if titled else rule.never_unless))


def _title(page: Page, rule: Rule) -> tuple[int, str]:
    """Line and words of the first heading; else of a mere mention."""
    headings = [
        (line, title.written)
        for title in rule.titles
        if (line := page.heading(title, subject=rule.subject)) is not None
    ]
    if headings:
        return min(headings)
    for phrase in rule.titles:
        if page.holds(phrase):
            return _MENTIONED, phrase.written
    return _NO_LINE, ""
