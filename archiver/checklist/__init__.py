"""What an account has to yield, compared with what was found: the gaps and the verdict."""

from archiver.checklist.compare import compare
from archiver.checklist.definition import load, shipped

__all__ = ["compare", "load", "shipped"]
