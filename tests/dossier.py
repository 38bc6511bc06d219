"""Documents as values, for the tests of the checklist."""

from datetime import date
from itertools import count

from archiver.model import Document, Period, Person, Status, Trouble

HOLDER = Person(name="MARTIN Claire", nir="2850599999001")
SPOUSE = Person(name="MARTIN Julien", nir="1840399999002")
_numbers = count()


def statement(year, month, person=HOLDER, **changes):
    """A whole statement of one month."""
    fields = {
        "path": f"releve-{year}-{month:02}.pdf",
        "kind": "releve-remboursements",
        "period": Period.month(year, month),
        "digest": f"statement {year}-{month} of {person and person.name}",
    }
    return document(person, **(fields | changes))


def attestation(issued, until=None, person=HOLDER, **changes):
    """A certificate of entitlement, valid for a year from its issue."""
    fields = {
        "path": f"attestation-{issued}.pdf",
        "kind": "attestation-droits",
        "issued": issued,
        "period": Period(issued, until or date(issued.year + 1, issued.month, 1)),
        "digest": f"attestation {issued}",
        "people": (person,) if person else (),
    }
    return document(person, **(fields | changes))


def file(status, trouble=None, *, speaks=False, path=None):
    """A file that is no recognised document."""
    return Document(
        path=path or f"file-{next(_numbers)}.pdf",
        sha256="0" * 64,
        size=1,
        status=status,
        trouble=trouble,
        speaks=speaks,
    )


def unreadable(**changes):
    return file(Status.UNREADABLE, Trouble.DAMAGED, **changes)


def document(person, **fields):
    known = {
        "sha256": "a" * 64,
        "size": 1000,
        "status": Status.RECOGNISED,
        "source_pages": (1,),
        "person": person.name if person else None,
        "nir": person.nir if person else None,
    }
    return Document(**(known | fields))
