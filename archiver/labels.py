"""The user's word on a file that is not recognised: it fills in what was not seen."""

from collections.abc import Sequence
from dataclasses import replace

from archiver import catalogue
from archiver.model import (
    LABELLED,
    NOT_LOADED,
    PICTURES,
    Document,
    Label,
    Media,
    Person,
    Status,
)

#: Warning: it was declared to be something, and seen to be something else.
LABEL_DISAGREES = "label-disagrees"
#: What the user's word can be taken on: it can be looked at.
LABELLABLE = frozenset({Status.UNRECOGNISED, Status.UNSEARCHABLE, Status.UNRELATED})
_SHOWN = PICTURES | {Media.PDF, Media.MESSAGE}


def labelled(seen: tuple[Document, ...], label: Label) -> tuple[Document, ...]:
    """The documents of a file, with the user's word on it.

    What was seen stays as it was seen: a word fills in what is lacking, and where it says
    otherwise it only raises a warning. Of what cannot be opened, or shows nothing, nobody can say
    that it is whole.
    """
    if any(one.status is Status.RECOGNISED for one in seen):
        return tuple(_completed(one, label) for one in seen)
    others = tuple(one for one in seen if seen_otherwise(one, label))
    if len(others) == len(seen):
        return tuple(replace(one, warnings=(*one.warnings, LABEL_DISAGREES)) for one in seen)
    rest = [one for one in seen if one not in others]
    whole = rest[0]
    if whole.status not in LABELLABLE or whole.media not in _SHOWN:
        return seen
    pages = sorted({page for one in rest for page in one.source_pages})
    person, people = _named(rest, label)
    told = replace(
        whole,
        status=Status.RECOGNISED,
        source_pages=tuple(pages),
        kind=label.kind,
        period=label.period,
        person=person.name,
        nir=person.nir,
        people=people,
        trouble=None,
        lookalike=None,
        speaks=True,
        why=(LABELLED,),
        warnings=(*whole.warnings, LABELLED),
    )
    return (*others, told)


def seen_otherwise(one: Document, label: Label) -> bool:
    """Whether it was read to be something else: another's document, a page that failed to load.

    A letter may say anything.
    """
    kind = catalogue.load().kinds[label.kind]
    if NOT_LOADED in one.warnings and not (kind.letter or kind.mail):
        return True
    return one.status is Status.UNRELATED and bool(one.lookalike or one.kind)


def _named(seen: Sequence[Document], label: Label) -> tuple[Person, tuple[Person, ...]]:
    """Whose it is, and who is named on it: as read, unless the user says whose."""
    if label.person:
        return Person(name=label.person), (Person(name=label.person),)
    made_out = [Person(name=one.person, nir=one.nir) for one in seen if one.person or one.nir]
    everybody = dict.fromkeys(person for one in seen for person in one.people)
    return next(iter(made_out), Person()), tuple(everybody)


def _completed(one: Document, label: Label) -> Document:
    if one.status is not Status.RECOGNISED:
        return one
    if label.kind not in (one.kind, *one.also):
        return replace(one, warnings=(*one.warnings, LABEL_DISAGREES))
    period, person = one.period or label.period, one.person or label.person
    if (period, person) == (one.period, one.person):
        return one
    return replace(one, period=period, person=person, warnings=(*one.warnings, LABELLED))
