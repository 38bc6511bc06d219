"""Archive the documents of an online account before it is closed.

The functions here are those that the commands call; what they return is what the commands show.
Findings (a gap, a damaged page) are values in what is returned; what stops a run is raised, as
one of `archiver.errors`. Nothing is printed and nothing asked.

    report, archive = backup([folder], Settings(), Output(target=Path("archive.pdf")))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archiver.errors import ArchiverError as ArchiverError
    from archiver.workflows import Output as Output
    from archiver.workflows import Settings as Settings
    from archiver.workflows import backup as backup
    from archiver.workflows import bundle as bundle
    from archiver.workflows import check as check
    from archiver.workflows import extract as extract
    from archiver.workflows import recognise as recognise
    from archiver.workflows import verify as verify

    __version__: str

__all__ = [
    "ArchiverError",
    "Output",
    "Settings",
    "backup",
    "bundle",
    "check",
    "extract",
    "recognise",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Bring in what is asked for, so that `archiver --help` does not wait for PDF libraries."""
    if name == "__version__":
        return import_module("importlib.metadata").version("archiver")
    if name == "ArchiverError":
        return import_module("archiver.errors").ArchiverError
    if name in __all__:
        return getattr(import_module("archiver.workflows"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
