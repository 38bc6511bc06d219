"""Whose account it is, and which documents are that person's.

Documents are grouped by the person they were made out to; the largest group is the
holder's, unless another is nearly as large: then only the user can say. Numbers decide where
they are known, names where they are not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations

from archiver.model import Document, Person, Status
from archiver.text import fold

# Courtesy titles, and what stands before a maiden or married name: no part of a name.
_NO_NAME = frozenset("m mr mme mlle madame monsieur mademoiselle ne nee epouse ep veuve".split())

# So many words at most may differ between two forms that only spaces tell apart.
_TORN_MOST = 5

# Whoever has at least this part of the holder's documents may be the holder as well. Somebody who
# lacks half of them is no nearer to leaving the account than to being the other one of a couple.
_RIVAL = 0.5
# A few papers of somebody else are no account.
_RIVAL_LEAST = 6

# The first digit of numbers that people have until they get theirs.
_TEMPORARY = "3478"

Words = frozenset[str]


def words(name: str | None) -> Words:
    """The words of a name, whatever their order, case and accents.

    A surname with a hyphen is two words, for either half may be used alone; a first name is one:
    `Jean-Pierre` is not `Jean`.
    """
    parts = (name or "").split()
    given = _with_hyphen(parts)
    text = " ".join(fold(part).replace("-", "" if part in given else "-") for part in parts)
    found = frozenset(re.findall(r"[^\W_]+", text))
    longer = frozenset(word for word in found - _NO_NAME if len(word) > 1)
    # Initials say little, but `LY O` has nothing better to offer.
    return longer if len(longer) > 1 else found - _NO_NAME or found


def _with_hyphen(parts: Sequence[str]) -> Sequence[str]:
    """The first names with a hyphen, as far as capitals tell them: `MARTIN-DURAND Jean-Pierre`.

    Of a name without capitals the first one: that is how people write `Jean-Pierre Martin`.
    """
    named = [part for part in parts if fold(part).strip(".") not in _NO_NAME]
    surnames = [part for part in named if len(part) > 1 and part.isupper()]
    likely = [part for part in named if part not in surnames] if surnames else named[:1]
    return [part for part in likely if any(map(str.islower, part))]


def same_person(one: str, other: str) -> bool:
    """Whether two printed names can be those of one person."""
    return alike(words(one), words(other))


def alike(one: Words, other: Words) -> bool:
    """Whether two forms can be one name: `MARTIN Claire`, `Claire Anne MARTIN-DURAND`."""
    here, there = _apart(one, other)
    return _equal(here, there) or (min(len(one), len(other)) > 1 and not (here and there))


def equal(one: Words, other: Words) -> bool:
    """Whether two forms are one name, but for spaces and hyphens."""
    return _equal(*_apart(one, other))


def _equal(here: Words, there: Words) -> bool:
    return not (here or there) or _torn(here, there)


def _apart(one: Words, other: Words) -> tuple[Words, Words]:
    """The words of each that the other does not have, in one piece or in two."""
    here, there = one - other, other - one
    for first, second in permutations(sorted(here | there), 2) if here and there else ():
        whole, pair = first + second, {first, second}
        if whole in here and pair <= there:
            here, there = here - {whole}, there - pair
        elif whole in there and pair <= here:
            here, there = here - pair, there - {whole}
    return here, there


def _torn(one: Words, other: Words) -> bool:
    """Whether only the spaces differ: `ANNE SOP HIE` and `ANNE SOPHIE`."""
    if not (one and other) or len(one) + len(other) > _TORN_MOST:
        return False
    forms = {"".join(parts) for parts in permutations(one)}
    return any("".join(parts) in forms for parts in permutations(other))


def named(document: Document, people: Sequence[Person]) -> list[Person]:
    """Who of some people a document names: by number where both have one, else by name.

    What is printed is the name of one of them: of the one whose it is to the letter before any it
    is merely like, and of those who come first before the others.
    """
    printed = list(dict.fromkeys([*document.people, _insured(document)]))
    sure = [[other for other in printed if _is(person, other)] for person in people]
    taken = {other for found in sure for other in found}
    open_ = [other for other in printed if other not in taken]
    may = [[other for other in open_ if _may_be(person, other)] for person in people]
    served: dict[Person, int] = {}

    def serve(number: int, tried: set[Person]) -> bool:
        """Find a name for somebody, if need be by giving another one to who has it."""
        for other in may[number]:
            if other not in tried:
                tried.add(other)
                if other not in served or serve(served[other], tried):
                    served[other] = number
                    return True
        return False

    there = [bool(sure[number]) or serve(number, set()) for number in range(len(people))]
    return [person for person, found in zip(people, there, strict=True) if found]


def _is(person: Person, other: Person) -> bool:
    """Whether somebody is meant beyond doubt."""
    if not (person.name and other.name):
        return _may_be(person, other)
    return _may_be(person, other) and equal(words(person.name), words(other.name))


def _may_be(person: Person, other: Person) -> bool:
    if person.nir and other.nir:
        if person.nir != other.nir:
            return False
        # The children of a family share the number of whoever insures them.
        if not (person.name and other.name):
            return True
    return bool(person.name and other.name) and alike(words(person.name), words(other.name))


@dataclass(eq=False, slots=True)
class _Member:
    """One person, as far as the documents tell them apart.

    Attributes:
        numbers: Social security numbers; one for life, and a temporary one before it.
        names: Forms that are this person's beyond doubt. One that is merely like these is none
            of them: mother and daughter may each share a first name with the mother's full form.
        documents: Those made out to this person.
    """

    numbers: set[str] = field(default_factory=set)
    names: set[Words] = field(default_factory=set)
    documents: list[Document] = field(default_factory=list)

    def may_have(self, number: str | None) -> bool:
        """Whether a number can be this person's, too: only one is for life."""
        known = {*self.numbers, number} - {None}
        return len([n for n in known if n and n[0] not in _TEMPORARY]) <= 1


class Household:
    """The people of a dossier, and which of them is the holder.

    Args:
        documents: In a settled order; those that are not recognised do not count.
        single: Kinds of which only the newest counts; they settle a tie.
        holder: Whose account it is, where the user said so.

    Attributes:
        holder: The person whose account it is taken to be; `None` when unknown.
        rivals: Who else may be the holder, by the documents; nobody once the user said who is.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        *,
        single: frozenset[str] = frozenset(),
        holder: Person | None = None,
    ) -> None:
        named = [d for d in documents if d.status is Status.RECOGNISED and _known(_insured(d))]
        self._members: list[_Member] = []
        self._by_number: dict[str, _Member] = {}
        self._by_word: dict[str, list[_Member]] = {}
        self._homes: dict[Person, _Member | None] = {}
        if holder and not _known(holder):
            holder = None
        if holder and holder.nir:
            self._meet(holder)  # whoever has this number is known before the documents speak
        for person, theirs in _by_person(named):
            self._meet(person).documents += theirs
        self._join_halves()
        self._mine = self._meet(holder) if holder else _largest(self._members, single)
        self._families = _commonest(documents)
        if self._mine:
            self._families = self._of(self._mine, named)
        taken = _person(self._mine) if self._mine else None
        self.holder = holder if holder and holder.name else taken
        others = [
            m
            for m in self._members
            if m is self._mine or not self._families & _families(m.documents)
        ]
        rivals = () if holder else _rivals(others, self._mine, single)
        self.rivals = tuple(map(_person, rivals))

    def owns(self, document: Document, *, shared: bool) -> bool:
        """Whether a document counts for the holder.

        It does if it was made out to the holder, or if it does not say to whom.

        Args:
            shared: Whether it covers everybody who is named on it.
        """
        insured = _insured(document)
        if document.family and self._families:
            if document.family in self._families:
                return True  # whomever of them it is addressed to
            if not (_known(insured) or any(map(_known, document.people))):
                return False  # it names nobody but another family
        if self._mine is None:
            return True
        people = [self._home(person) for person in document.people if _known(person)]
        if shared and people:
            # Who is insured need not be among those whom it covers.
            return self._mine in people
        if _known(insured):
            return self._home(insured) is self._mine
        if self._mine in people or not people:
            return True
        # Nobody is said to be the insured, and those who are named are others.
        return not shared and not any(people)

    def _of(self, mine: _Member, documents: Sequence[Document]) -> frozenset[str]:
        """The numbers of the holder's families: an old one is kept where an insurer gave another.

        Where no paper is addressed to the holder, those that name the holder tell.
        """
        naming = (d for d in documents if mine in map(self._home, d.people))
        return _families(mine.documents) or _families(naming)

    def _home(self, person: Person) -> _Member | None:
        if person not in self._homes:
            self._homes[person] = self._find(person)
        return self._homes[person]

    def _find(self, person: Person) -> _Member | None:
        """The one member who can be meant; `None` if that is nobody, or not clear."""
        known = self._by_number.get(person.nir or "")
        form = words(person.name)
        if known or not form:
            return known
        sharing = {id(m): m for word in form for m in self._by_word.get(word, ())}.values()
        likely = [m for m in sharing if m.may_have(person.nir)]
        same = [m for m in likely if any(equal(form, name) for name in m.names)]
        likely = [m for m in likely if not (m.numbers and person.nir)]
        found = same or [m for m in likely if any(alike(form, name) for name in m.names)]
        return found[0] if len(found) == 1 else None

    def _meet(self, person: Person) -> _Member:
        """Find the member who is meant, or make a new one, and remember the form."""
        member = self._find(person)
        if member is None:
            member = _Member()
            self._members.append(member)
        self._homes[person] = member
        form = words(person.name)
        if form and (person.nir or not member.names):
            member.names.add(form)
            for word in form:
                self._by_word.setdefault(word, []).append(member)
        if person.nir:
            member.numbers.add(person.nir)
            self._by_number[person.nir] = member
        return member

    def _join_halves(self) -> None:
        """Take a number without a name and a name without a number for one person.

        Only if there is one of each, and they come from different kinds of documents: those
        of one kind print the same things, so there it would be two people.
        """
        nameless = [m for m in self._members if not m.names]
        numberless = [m for m in self._members if not m.numbers]
        if len(nameless) != 1 or len(numberless) != 1:
            return
        half, other = numberless[0], nameless[0]
        if {d.kind for d in half.documents} & {d.kind for d in other.documents}:
            return
        half.numbers = other.numbers
        self._by_number.update(dict.fromkeys(other.numbers, half))
        half.documents += other.documents
        self._members.remove(other)
        self._homes = {p: half if m is other else m for p, m in self._homes.items()}


def _commonest(documents: Iterable[Document]) -> frozenset[str]:
    """The number of the family that most papers are of, where none of them names anybody."""
    found = Counter(d.family for d in documents if d.family)
    (first, count), second = [*found.most_common(2), ("", 0), ("", 0)][:2]
    return frozenset({first}) if count > second[1] else frozenset()


def _families(documents: Iterable[Document]) -> frozenset[str]:
    return frozenset(d.family for d in documents if d.family)


def _person(member: _Member) -> Person:
    name = _printed(d.person for d in member.documents)
    return Person(name=name, nir=min(member.numbers, default=None))


def _insured(document: Document) -> Person:
    return Person(name=document.person, nir=document.nir)


def _known(person: Person) -> bool:
    return bool(person.nir or words(person.name))


def _by_person(documents: Iterable[Document]) -> list[tuple[Person, list[Document]]]:
    """The documents of each form of a person; numbers first, then the most frequent form."""
    groups: dict[Person, list[Document]] = {}
    for document in documents:
        groups.setdefault(_insured(document), []).append(document)
    return sorted(
        groups.items(),
        key=lambda item: (
            item[0].nir is None,
            -len(item[1]),
            len(words(item[0].name)),
            item[0].name or "",
            item[0].nir or "",
        ),
    )


def _largest(members: Sequence[_Member], single: frozenset[str]) -> _Member | None:
    """Who has most documents; of those, who is on the newest certificate."""

    def rank(member: _Member) -> tuple[int, date, list[str], list[list[str]]]:
        newest = max(
            (d.issued or date.min for d in member.documents if d.kind in single), default=date.min
        )
        return (
            len(member.documents),
            newest,
            sorted(member.numbers),
            sorted(map(sorted, member.names)),
        )

    return max(members, key=rank, default=None)


def _rivals(
    members: Sequence[_Member], mine: _Member | None, single: frozenset[str]
) -> Iterator[_Member]:
    """Who else may be the holder, by how many of their documents there are.

    A certificate may be that of anybody in the family; the account's other papers are made out
    to its holder.
    """
    if mine is None:
        return
    own = {id(m): sum(d.kind not in single for d in m.documents) for m in members}
    count = own if own[id(mine)] else {id(m): len(m.documents) for m in members}
    for member in members:
        if member is not mine and count[id(member)] >= max(_RIVAL_LEAST, _RIVAL * count[id(mine)]):
            yield member


def _printed(names: Iterable[str | None]) -> str | None:
    """The form printed most often; of those, the longest, then the first by alphabet."""
    counts = Counter(name for name in names if name)
    ranked = sorted(counts, key=lambda name: (-counts[name], -len(name), name))
    return ranked[0] if ranked else None
