"""Whose account it is: documents are grouped by person, the largest group is the holder's."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from archiver.model import Document, Person, Status
from archiver.text import fold


def same(one: Person, other: Person) -> bool:
    """Whether two mentions can be the same person.

    Numbers decide where both are known. Names are compared as sets of words, because forms
    differ (`MARTIN Claire`, `Mme Claire MARTIN-DURAND`); two words have to agree.
    """
    if one.nir and other.nir:
        return one.nir == other.nir
    mine, theirs = _words(one.name), _words(other.name)
    return len(mine & theirs) >= 2 and (mine <= theirs or theirs <= mine)


def _words(name: str | None) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z0-9]+", fold(name or "")) if len(word) > 1)


def infer(documents: Sequence[Document]) -> Person | None:
    """The account's holder, or `None` when no document names anybody.

    The person with most documents; of two with as many, the one on the newest attestation.
    """
    named = sorted(
        (d for d in documents if d.status is Status.RECOGNISED and (d.person or d.nir)),
        key=lambda d: (d.nir is None, d.nir or "", d.person or "", d.path, d.source_pages),
    )
    groups: list[list[Document]] = []
    for document in named:
        home = next(
            (g for g in groups if any(same(_person(document), _person(d)) for d in g)), None
        )
        if home is None:
            groups.append([document])
        else:
            home.append(document)
    if not groups:
        return None
    best = max(groups, key=lambda group: (len(group), _newest(group)))
    nir = next((d.nir for d in best if d.nir), None)
    return Person(name=_printed(d.person for d in best), nir=nir)


def _person(document: Document) -> Person:
    return Person(name=document.person, nir=document.nir)


def _newest(group: Iterable[Document]) -> date:
    return max((d.issued for d in group if d.issued and not _monthly(d)), default=date.min)


def _monthly(document: Document) -> bool:
    return bool(document.period and document.period.is_month)


def _printed(names: Iterable[str | None]) -> str | None:
    """The form printed most often; of those, the longest, then the first by alphabet."""
    counts = Counter(name for name in names if name)
    ranked = sorted(counts, key=lambda name: (-counts[name], -len(name), name))
    return ranked[0] if ranked else None


def belongs(document: Document, holder: Person | None) -> bool:
    """Whether a document counts for the holder: it is the holder's, or names nobody."""
    if holder is None or not (document.person or document.nir):
        return True
    return same(_person(document), holder)


def names(document: Document, holder: Person | None) -> bool:
    """Whether the holder is among those on it; an attestation covers all of them."""
    return belongs(document, holder) or any(
        same(person, holder) for person in document.people if holder
    )
