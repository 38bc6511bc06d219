"""What an account has to yield, compared with what was found: the gaps and the verdict."""

from archiver.checklist.compare import compare
from archiver.checklist.definition import load, shipped
from archiver.checklist.holder import same_person
from archiver.checklist.seen import Seen, seen

__all__ = ["Seen", "compare", "load", "same_person", "seen", "shipped"]
