"""Compare what the program said with the truth, and count."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .corpus import KINDS, Case, Truth

#: Verdicts that are wrong, gravest first: somebody may delete an account because of one.
WRONG = ("kind", "period", "person", "lost", "dismissed", "invented", "double")
#: The program did not say, and says so.
ABSTAINED = ("abstained", "no period")
#: Told, without a target.
ASIDE = ("no person", "part of person", "torn person", "issued", "no issued", "also", "pages")
TITLES = {
    "kind": "wrong kind",
    "period": "wrong period",
    "person": "wrong person",
    "lost": "document lost in its file",
    "dismissed": "dismissed as not from the account",
    "invented": "entry for no document",
    "double": "taken for a double",
    "abstained": "abstained",
    "no period": "period abstained",
    "no person": "person abstained",
    "part of person": "person in part",
    "torn person": "space within a name",
    "issued": "wrong issue date",
    "no issued": "issue date abstained",
    "also": "second use not seen",
    "pages": "other pages",
}
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """On one document: all that was found; nothing is right."""

    case: Case
    account: str
    truth: Truth | None
    said: Said | None
    faults: tuple[str, ...]

    @property
    def wrong(self) -> bool:
        return any(fault in WRONG for fault in self.faults)

    @property
    def abstained(self) -> bool:
        return not self.wrong and any(fault in ABSTAINED for fault in self.faults)


def judge(case: Case, account: str, said: Iterable[Said]) -> Iterator[Verdict]:
    """The verdicts on one file, as seen with the checklist of one account."""
    left = list(said)
    own = case.path.split("/")[0] == account
    if not own:
        yield _foreign(case, account, left)
        return
    for truth in sorted(case.truths, key=lambda t: min(map(_cost(t), left), default=9)):
        best = min(left, key=_cost(truth), default=None)
        if best is not None:
            left.remove(best)
        yield Verdict(case, account, truth, best, tuple(_faults(truth, best)))
    for more in left:
        if more["kind"] is not None and more["kind"] not in case.extras:
            yield Verdict(case, account, None, more, ("invented",))


def _foreign(case: Case, account: str, said: list[Said]) -> Verdict:
    """A look-alike, or a paper of another account: no kind of this one may claim it."""
    claimed = [
        entry
        for entry in said
        if entry["kind"] in KINDS
        and KINDS[entry["kind"]].account == account
        and entry["kind"] not in case.extras
    ]
    faults = ("kind",) if claimed else ()
    return Verdict(case, account, Truth(None), (claimed or said or [None])[0], faults)


def _cost(truth: Truth):
    def cost(said: Said) -> int:
        # A name that is as good is not as near.
        kind = (said["kind"] != truth.kind) + (said["kind"] not in truth.kinds)
        period = _period(said) not in truth.periods
        pages = truth.pages is not None and said["source_pages"] != list(truth.pages)
        return 4 * kind + 2 * period + pages

    return cost


def _faults(truth: Truth, said: Said | None) -> Iterator[str]:
    if said is None:
        yield "lost"
        return
    if said["kind"] is None:
        yield "dismissed" if said["status"] == "unrelated" else "abstained"
        return
    if said["kind"] not in truth.kinds:
        yield "kind"
        return
    if said["status"] == "duplicate":
        yield "double"
    if said["status"] == "unrelated":
        yield "dismissed"
    period = _period(said)
    if period not in truth.periods:
        yield "period" if period else "no period"
    yield from _about(truth, said)


def _about(truth: Truth, said: Said) -> Iterator[str]:
    yield from _about_person(_words(truth.person), _words(said["person"]))
    issued = said["issued"]
    if truth.issued and not issued:
        yield "no issued"
    elif issued and truth.issued and issued != truth.issued.isoformat():
        yield "issued"
    if not set(truth.also) <= {said["kind"], *said["also"]}:
        yield "also"
    if truth.pages and said["source_pages"] != list(truth.pages):
        yield "pages"


def _about_person(true: frozenset[str], named: frozenset[str]) -> Iterator[str]:
    if true and not named:
        yield "no person"
    elif named < true:
        yield "part of person"
    elif named != true and sorted("".join(named)) == sorted("".join(true)):
        yield "torn person"
    elif named and true and named != true:
        yield "person"


def _period(said: Said) -> tuple[date, date] | None:
    days = said["period"]
    return (date.fromisoformat(days["start"]), date.fromisoformat(days["end"])) if days else None


def _words(name: str | None) -> frozenset[str]:
    """A name without accents, capitals, order and courtesy."""
    name = (name or "").replace("œ", "oe").replace("Œ", "OE")
    parts = unicodedata.normalize("NFKD", name)
    folded = "".join(c if c.isalpha() else " " for c in parts if not unicodedata.combining(c))
    return frozenset(folded.casefold().split()) - {"m", "mme", "madame", "monsieur", "mlle"}


# --- The tables


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of one kind, producer or disturbance."""

    title: str
    documents: int
    right: int
    wrong: int
    abstained: int
    faults: Counter[str]


def rows(verdicts: Iterable[Verdict], by: str) -> list[Row]:
    """`by`: `kind`, `producer`, `disturbance`, `form` or `all`."""
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        groups[_group(verdict, by)].append(verdict)
    return [_row(title, found) for title, found in groups.items()]


def _group(verdict: Verdict, by: str) -> str:
    case = verdict.case
    if by == "all":
        return "all"
    if by == "kind":
        if verdict.account != case.path.split("/")[0]:
            return f"look-alikes and foreign papers, for {verdict.account}"
        return verdict.truth.kind or "look-alikes" if verdict.truth else case.group
    if by == "form":
        return f"{case.group}: {case.form}"
    return str(getattr(case, by))


def _row(title: str, found: list[Verdict]) -> Row:
    wrong = sum(verdict.wrong for verdict in found)
    abstained = sum(verdict.abstained for verdict in found)
    return Row(
        title=title,
        documents=len(found),
        right=len(found) - wrong - abstained,
        wrong=wrong,
        abstained=abstained,
        faults=Counter(fault for verdict in found for fault in verdict.faults),
    )


def table(title: str, found: list[Row]) -> str:
    """In Markdown."""
    lines = [
        f"| {title} | documents | right | **wrong** | abstained | remarks |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in found:
        remarks = "; ".join(
            f"{TITLES[fault]} {row.faults[fault]}"
            for fault in (*WRONG, *ABSTAINED, *ASIDE)
            if row.faults[fault]
        )
        counts = f"{row.documents} | {row.right} | {row.wrong} | {row.abstained}"
        lines.append(f"| {row.title} | {counts} | {remarks} |")
    return "\n".join(lines)
