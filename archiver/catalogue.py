"""The kinds of documents, their look-alikes and the accounts: what `data/` says of them.

Each kind and each look-alike is one TOML file whose name is its id; see
`docs/recognition.md` for the keys. Phrases are written as printed (`phrases`).
"""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Self

from archiver.model import Period
from archiver.phrases import Phrase, PhraseIndex, phrases, spaced
from archiver.tables import Table
from archiver.text import fold, squeeze

#: At the end of a phrase of `also`: a figure has to follow.
FIGURE = "#"


class PeriodForm(StrEnum):
    """How a kind's period is found; tried in the order of the kind's list.

    `STATED`: for statements, a range or a month, whichever says less. `FIRST`: a range or a
    month, whichever is announced first. `RANGE`: `du A au B`
    after one of the words. `MONTH`: a month after one of the words, in
    the heading, or alone on a line. `VALIDITY`: a range or an end date after one of the
    words. `ONLY`: the one range or month of the page, if there is no other. `ROWS`:
    from the first to the last day of all rows `A au B`. `LISTED`: the months that its rows
    begin with, one behind the other. `YEAR`: a year after
    one of the words or in the heading.
    """

    STATED = "stated"
    FIRST = "first"
    RANGE = "range"
    MONTH = "month"
    VALIDITY = "validity"
    ONLY = "only"
    ROWS = "rows"
    LISTED = "listed"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """What a document of a kind has on it at least; a page about it has the heading alone.

    Attributes:
        sums: Whether a sum of money is enough.
        years: Whether two lines that begin with a year are.
        counted: Of what a number is enough, as one folded word: `21 trimestres`.
        said: What is enough by itself; with `#` at its end, a figure behind it.
    """

    sums: bool
    years: bool
    counted: tuple[str, ...]
    said: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What speaks for one kind or look-alike.

    Attributes:
        titles: Headings.
        structure: What else its pages hold: column heads, set sentences.
        issuers: The letterhead of whoever issues it; of a kind, beside that of its account.
        never: What rules it out, anywhere on the page.
        not_titled: Headings that rule it out; in a sentence they do no harm.
        never_unless: What rules it out like `never`, where no heading of `unless_titled` stands.
        filled: Whether somebody has to be named on it: a blank form proves nothing.
        subject: Whether a letter's subject line (`Objet : …`) is as good as a heading.
    """

    titles: tuple[Phrase, ...]
    structure: tuple[Phrase, ...]
    issuers: tuple[Phrase, ...]
    never: tuple[Phrase, ...] = ()
    not_titled: tuple[Phrase, ...] = ()
    never_unless: tuple[Phrase, ...] = ()
    unless_titled: tuple[Phrase, ...] = ()
    filled: bool = False
    subject: bool = False

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All of them."""
        vetoes = self.never + self.not_titled + self.never_unless + self.unless_titled
        return self.titles + self.structure + self.issuers + vetoes

    def without_vetoes(self) -> Self:
        """The same, ruled out by nothing."""
        return replace(self, never=(), not_titled=(), never_unless=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text that a rule must (or must not) match, as printed; `period` if one is stated."""

    text: str
    matches: bool
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a document that lives by its rows says about them.

    Attributes:
        none: That there were none: then it needs none.
        elsewhere: That the document is to be had elsewhere: then a total is not enough.
        hidden: That it has more than are shown, wherever that stands.
        goes_on: The same, if it stands on the last page.
    """

    none: tuple[Phrase, ...]
    elsewhere: tuple[Phrase, ...]
    hidden: tuple[Phrase, ...]
    goes_on: tuple[Phrase, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return self.none + self.elsewhere + self.hidden + self.goes_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A document that an account holds.

    Attributes:
        id: Name of its file.
        account: Id of the account.
        title: Language -> name for people.
        single: Whether only the newest counts.
        letter: Whether it is a letter: yields to any other kind on the pages that follow.
        mail: Whether a message (`.eml`) may be one itself, not only quote it.
        covered: Whether a covering letter may come in front, as pages of the same document.
        rule: What speaks for it.
        forms: How its period is found.
        after: Words that announce its period.
        dated: Words that announce the day that dates it, where no day of issue is printed.
        suggests: Conditions of a checklist that it makes likely.
        suggests_by_sum: The same -> phrases that do so where a sum stands on their line.
        also: Further kind -> phrases that make the document serve it too; with `#` at the
            end, only with a figure behind.
        lines: Whether it holds lines with sums that can be read and added up.
        others: Words before a range that is about something else.
        rows: Of one that is nothing without its rows.
        shows: Of one that is nothing without some figure.
    """

    id: str
    account: str
    title: Mapping[str, str]
    single: bool
    letter: bool
    mail: bool
    covered: bool
    rule: Rule
    forms: tuple[PeriodForm, ...]
    after: tuple[Phrase, ...]
    dated: tuple[Phrase, ...]
    others: tuple[str, ...]
    suggests: tuple[str, ...]
    suggests_by_sum: Mapping[str, tuple[Phrase, ...]]
    also: Mapping[str, tuple[Phrase, ...]]
    lines: bool
    rows: Rows | None
    shows: Shows | None
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookalike:
    """A document of somebody else that could be taken for a kind.

    Attributes:
        id: Name of its file.
        title: Language -> what it really is.
        rule: What speaks for it.
        blank: Whether it is a form: gives way to a kind that asks for a filled one.
        suggests: Conditions of a checklist that it makes likely.
    """

    id: str
    title: Mapping[str, str]
    rule: Rule
    blank: bool
    suggests: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An online account and how its insurer signs.

    Attributes:
        id: Name of its file.
        title: Language -> name for people.
        letterhead: Issuer's names, near the top or bottom of a page.
        anywhere: What nobody but the issuer writes.
        denied: What its letters say instead of the document they are about.
        family: What stands before the number that all of a family share, folded.
        traces: What in a damaged file speaks for the account.
        names: What in a file name speaks for the account.
        bare_names: What does so only when nothing but dates and numbers is beside it.
    """

    id: str
    title: Mapping[str, str]
    letterhead: tuple[Phrase, ...]
    anywhere: tuple[Phrase, ...]
    denied: tuple[Phrase, ...]
    family: tuple[str, ...]
    traces: tuple[Phrase, ...]
    names: tuple[str, ...]
    bare_names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What is said of papers, whatever account they are of.

    Attributes:
        senders: Who else writes to people: words, a space on either side.
        unsigned: What makes a line no sender's: a street, whom the reader chose; in the same way.
        navigation: The links of an account's web pages, in the same way.
        failed: What a web page says instead of a document.
        denied: What a letter says instead of the document it is about.
        void: What a paper says of itself that is not what it looks like.
        draft: The same, in words that open a line at the head of a page.
        stamps: The same, alone on a line anywhere.
    """

    senders: tuple[str, ...]
    unsigned: tuple[str, ...]
    navigation: tuple[str, ...]
    failed: tuple[Phrase, ...]
    denied: tuple[Phrase, ...]
    void: tuple[Phrase, ...]
    draft: tuple[str, ...]
    stamps: tuple[str, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Those that are looked for on whole pages."""
        return self.failed + self.denied + self.void


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that ships.

    Attributes:
        kinds: By id, in report order.
        lookalikes: By id.
        accounts: By id.
        papers: What is said of papers of any account.
        index: Finds every phrase of the rules and accounts.
    """

    kinds: Mapping[str, Kind]
    lookalikes: Mapping[str, Lookalike]
    accounts: Mapping[str, Account]
    papers: Papers
    index: PhraseIndex

    def name_speaks(self, path: str, account: str) -> bool:
        """Whether the file's own name speaks for the account."""
        name = path.replace("!", "/").rpartition("/")[2]
        stem = re.sub(r"(\.(7z|[a-z][a-z0-9]{1,11}))+$", "", fold(name))
        told = self.accounts[account]
        if any(squeeze(word) in squeeze(stem) for word in told.names):
            return True
        words = re.findall(r"[a-z]+", stem)
        copies = {"copie", "copy", "de", "du", *_MONTH_WORDS}
        return bool(words) and words[0] in told.bare_names and set(words[1:]) <= copies

    def text_speaks(self, text: str, account: str) -> bool:
        """Whether (what is left of) a content speaks for the account."""
        squeezed, words = squeeze(text), spaced(text)
        return any(
            any(part in squeezed for part in trace.squeezed)
            or any(word in words for word in trace.words)
            for trace in self.accounts[account].traces
        )

    def says_failed(self, text: str) -> bool:
        """Whether a content is what a web page says instead of a document."""
        found = self.index.find(squeeze(text), spaced(text))
        return any(phrase.written in found for phrase in self.papers.failed)


_MONTH_WORDS = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)


@cache
def load() -> Catalogue:
    """Read all that ships.

    Raises:
        InvalidTable: If a file breaks the format; a test sees to it that none does.
    """
    return read(resources.files("archiver") / "data")


def read(data: Traversable) -> Catalogue:
    """Read the kinds, look-alikes and accounts of a folder like the one that ships.

    Raises:
        InvalidTable: If a file breaks the format.
    """
    accounts = [_account(file) for file in _files(data / "accounts")]
    by_id = {account.id: account for account in accounts}
    ordered = sorted((_kind(file, by_id) for file in _files(data / "kinds")), key=lambda k: k[0])
    kinds = [kind for _, kind in ordered]
    lookalikes = [_lookalike(file) for file in _files(data / "lookalikes")]
    papers = _papers(data / "papers.toml")
    rules = [*(kind.rule for kind in kinds), *(known.rule for known in lookalikes)]
    return Catalogue(
        kinds={kind.id: kind for kind in kinds},
        lookalikes={lookalike.id: lookalike for lookalike in lookalikes},
        accounts=by_id,
        papers=papers,
        index=PhraseIndex(
            itertools.chain.from_iterable(
                [
                    *(rule.phrases for rule in rules),
                    *(a.letterhead + a.anywhere + a.denied for a in accounts),
                    papers.phrases,
                    *(kind.after + kind.dated for kind in kinds),
                    *(k.rows.phrases for k in kinds if k.rows),
                    *(k.shows.said for k in kinds if k.shows),
                    *(found for kind in kinds for found in kind.also.values()),
                    *(found for kind in kinds for found in kind.suggests_by_sum.values()),
                ]
            )
        ),
    )


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _account(file: Traversable) -> Account:
    table = Table.load(file)
    account = Account(
        id=file.name.removesuffix(".toml"),
        title=table.languages("title"),
        letterhead=phrases(table.strings("letterhead")),
        anywhere=phrases(table.strings("anywhere")),
        denied=phrases(table.strings("denied", default=())),
        family=tuple(map(fold, table.strings("family", default=()))),
        traces=phrases(table.strings("traces")),
        names=table.strings("names"),
        bare_names=frozenset(table.strings("bare_names", default=())),
    )
    table.finish()
    return account


def _papers(file: Traversable) -> Papers:
    table = Table.load(file)
    papers = Papers(
        senders=tuple(map(spaced, table.strings("senders"))),
        unsigned=tuple(map(spaced, table.strings("unsigned"))),
        navigation=tuple(map(spaced, table.strings("navigation"))),
        failed=phrases(table.strings("failed")),
        denied=phrases(table.strings("denied")),
        void=phrases(table.strings("void")),
        draft=tuple(map(spaced, table.strings("draft"))),
        stamps=tuple(map(spaced, table.strings("stamps"))),
    )
    table.finish()
    return papers


def _kind(file: Traversable, accounts: Mapping[str, Account]) -> tuple[int, Kind]:
    table = Table.load(file)
    account = accounts[table.take("account", str)]
    period = table.table("period", optional=True)
    also = table.table("also", optional=True)
    by_sum = table.table("suggests_by_sum", optional=True)
    rows = table.table("rows", optional=True)
    shows = table.table("shows", optional=True)
    kind = Kind(
        id=file.name.removesuffix(".toml"),
        account=account.id,
        title=table.languages("title"),
        single=table.take("single", bool, default=False),
        letter=table.take("letter", bool, default=False),
        mail=table.take("mail", bool, default=False),
        covered=table.take("covered", bool, default=False),
        rule=_rule(table.table("recognise")),
        forms=tuple(PeriodForm(form) for form in period.strings("forms", default=())),
        after=phrases(period.strings("after", default=())),
        dated=phrases(period.strings("dated", default=())),
        others=tuple(map(fold, period.strings("others", default=()))),
        suggests=table.strings("suggests", default=()),
        suggests_by_sum={id: phrases(by_sum.strings(id)) for id in by_sum.left()},
        also={kind: phrases(also.strings(kind)) for kind in also.left()},
        lines=table.take("lines", bool, default=False),
        rows=_rows(rows) if rows.left() else None,
        shows=_shows(shows) if shows.left() else None,
        examples=_examples(table),
    )
    order = table.take("order", int)
    period.finish()
    also.finish()
    by_sum.finish()
    rows.finish()
    shows.finish()
    table.finish()
    return order, kind


def _shows(table: Table) -> Shows:
    return Shows(
        sums=table.take("sums", bool, default=False),
        years=table.take("years", bool, default=False),
        counted=tuple(map(squeeze, table.strings("counted", default=()))),
        said=phrases(table.strings("said", default=())),
    )


def _rows(table: Table) -> Rows:
    return Rows(
        none=phrases(table.strings("none")),
        elsewhere=phrases(table.strings("elsewhere", default=())),
        hidden=phrases(table.strings("hidden", default=())),
        goes_on=phrases(table.strings("goes_on", default=())),
    )


def _lookalike(file: Traversable) -> Lookalike:
    table = Table.load(file)
    lookalike = Lookalike(
        id=file.name.removesuffix(".toml"),
        title=table.languages("title"),
        rule=_rule(table.table("recognise")),
        blank=table.take("blank", bool, default=False),
        suggests=table.strings("suggests", default=()),
        examples=_examples(table),
    )
    table.finish()
    return lookalike


def _rule(table: Table) -> Rule:
    rule = Rule(
        titles=phrases(table.strings("titles")),
        structure=phrases(table.strings("structure", default=())),
        issuers=phrases(table.strings("issuers", default=())),
        never=phrases(table.strings("never", default=())),
        not_titled=phrases(table.strings("not_titled", default=())),
        never_unless=phrases(table.strings("never_unless", default=())),
        unless_titled=phrases(table.strings("unless_titled", default=())),
        filled=table.take("filled", bool, default=False),
        subject=table.take("subject", bool, default=False),
    )
    table.finish()
    return rule


def _examples(table: Table) -> tuple[Example, ...]:
    found = []
    for matches, key in ((True, "example"), (False, "near_miss")):
        for example in table.tables(key, optional=True):
            period = example.strings("period", default=())
            found.append(
                Example(
                    text=example.take("text", str),
                    matches=matches,
                    period=Period(*map(_day, period)) if period else None,
                )
            )
            example.finish()
    return tuple(found)


def _day(text: str) -> date:
    return date.fromisoformat(text)
