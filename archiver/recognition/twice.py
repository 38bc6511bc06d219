"""What two readings of one scan agree on; the rest is not believed.

A digit that was read wrongly makes another month, and a wrong "safe" cannot be repaired. Two
readings, at two sizes and line by line in two ways, seldom make the same mistake. Where they
differ a third one may side with either.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from archiver.catalogue import Catalogue
from archiver.model import OCR_UNSURE, PageText, Person, Recognition
from archiver.recognition import recognise
from archiver.text import fold

#: Gives all pages of a file, those from pictures read another time.
Reading = Callable[[], Sequence[PageText]]


def agreed(
    first: Sequence[PageText], again: Sequence[Reading], path: str, catalogue: Catalogue
) -> tuple[Recognition, ...]:
    """Recognise the documents of a file whose pages were read twice, in part or all of them.

    Args:
        first: All pages of the file.
        again: The same pages, read other times; asked for one after the other, as needed.
        path: The file's path.
        catalogue: The kinds and look-alikes.
    """
    return tuple(
        _settled(one, first, again, path, catalogue)
        if any(first[number - 1].ocr for number in one.pages)
        else one
        for one in recognise(first, path, catalogue)
    )


def _settled(
    one: Recognition,
    first: Sequence[PageText],
    again: Sequence[Reading],
    path: str,
    catalogue: Catalogue,
) -> Recognition:
    if any(first[number - 1].text and not first[number - 1].ocr for number in one.pages):
        # Its own text says all, as it does where nothing can read the pictures beside it.
        own = [PageText(text="") if page.ocr else page for page in _of(one, first)]
        plain = recognise(own, path, catalogue)
        if len(plain) == 1 and plain[0].kind == one.kind:
            return replace(plain[0], pages=one.pages)
    said = [one]
    for reading in again:
        found = recognise(_of(one, reading()), "", catalogue)
        if len(found) != 1:
            continue
        other = replace(found[0], pages=one.pages)
        for earlier in said:
            if _same(earlier, other) and (other.kind or other.lookalike):
                return _confirmed(earlier, other)
        said.append(other)
    return doubted(one)


def _of(one: Recognition, pages: Sequence[PageText]) -> list[PageText]:
    return [pages[number - 1] for number in one.pages]


def doubted(one: Recognition) -> Recognition:
    """The same pages, of which it is not sure what they are."""
    return Recognition(
        pages=one.pages,
        accounts=one.accounts,
        why=one.why,
        warnings=(*one.warnings, OCR_UNSURE),
    )


def _confirmed(one: Recognition, other: Recognition) -> Recognition:
    """What both say, where they may differ without harm."""
    numbers = {person.nir for person in other.people if person.nir}
    names = [_words(person.name) for person in other.people if person.name]

    def sure(person: Person) -> Person:
        return Person(
            name=person.name if _words(person.name) in names else None,
            nir=person.nir if person.nir in numbers else None,
        )

    everybody = tuple(map(sure, one.people))
    return replace(
        one,
        person=sure(one.person) if one.person else None,
        people=tuple(person for person in everybody if person != Person()),
        family=one.family if one.family == other.family else None,
        issued=one.issued if one.issued == other.issued else None,
        suggests=tuple(each for each in one.suggests if each in other.suggests),
        # Two readings of one page never have the same words, nor do a scan and its original.
        digest="",
        printed=(),
    )


def _same(one: Recognition, other: Recognition) -> bool:
    """Whether both say the same of what decides: what it is, of when, whose, and whether whole."""
    told = ("kind", "lookalike", "period", "also", "page_total", "pages_absent")
    return all(getattr(one, name) == getattr(other, name) for name in told) and _same_person(
        one.person or Person(), other.person or Person()
    )


def _same_person(one: Person, other: Person) -> bool:
    if one.nir and one.nir == other.nir:
        return True
    return _words(one.name) == _words(other.name) and not (one.nir and other.nir)


def _words(name: str | None) -> list[str]:
    """The words of a name; `Claire MARTIN` is `MARTIN Claire`."""
    return sorted(fold(name or "").split())
